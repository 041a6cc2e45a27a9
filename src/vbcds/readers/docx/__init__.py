"""Word documents (.docx, .docm, .dotx; transitional and strict) to a Reading."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from vbcds.errors import ReadError
from vbcds.model.builder import Draft, ParagraphDraft, Reading
from vbcds.readers.docx.names import SECT_PR, R, W, flag
from vbcds.readers.docx.numbering import Numbering
from vbcds.readers.docx.story import Note, Story
from vbcds.readers.docx.styles import Styles
from vbcds.readers.fonts import repair_drafts
from vbcds.readers.limits import DEFAULT_LIMITS, Limits
from vbcds.readers.ooxml import Package, parse_xml
from vbcds.text.fold import key

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: What only a letterhead says: quốc hiệu, tiêu ngữ, the party's title (Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW).
_LETTERHEAD = ("cộng hòa xã hội chủ nghĩa việt nam", "độc lập tự do hạnh phúc", "đảng cộng sản việt nam")
_HEAD_LENGTH = 4000


def read_docx(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a Word document: its body in order, as Word shows it.

    Automatic numbers are part of the text; inserted text is in, deleted and hidden text is out; a note's mark stands as a
    superscript digit and the notes follow at the end (role "footnote"). Running heads are left out, but a head that holds the
    letterhead comes first (role "header"). `page` is known where Word left marks of the pages it laid out.

    Raises `ReadError`: "encrypted", "corrupt", "unsupported", "too-large", "empty", "no-text".
    """
    package = Package(data, limits=limits, what="Word")
    part = package.main_part("word/document.xml")
    if part is None:
        raise ReadError("unsupported", "Gói tệp không chứa văn bản Word.", "Kiểm tra lại định dạng của tệp.")
    source = package.read(part)
    root = package.parse(part, source) if source is not None else None
    body = None if root is None else root.find(W + "body")
    if source is None or body is None:
        raise ReadError(
            "corrupt", "Phần nội dung của tệp Word bị hỏng hoặc không phải văn bản Word.", "Mở bằng Word, lưu lại rồi chạy lại."
        )
    relations = package.relations(part)
    related = {kind: target for _, kind, target in reversed(relations)}
    targets = {identifier: target for identifier, _, target in relations}

    styles = _styles(package, related)
    numbering = _part(package, related, "numbering")
    paged = b"lastRenderedPageBreak" in source
    story = Story(styles, Numbering(numbering), limits, paged=paged)
    drafts = story.drafts(body)
    if story.open_fields:  # a field that is never closed would swallow the rest of the text
        story = Story(styles, Numbering(numbering), limits, paged=paged, trust_fields=False)
        drafts = story.drafts(body)
    pages = story.page
    for place, identifier in reversed(story.chunks):
        drafts[place:place] = _embedded(package, targets.get(identifier), limits)
    drafts[:0] = _letterhead(package, body, targets, story, drafts)
    drafts.extend(_notes(package, related, story))
    if not drafts and package.warnings:
        raise ReadError(
            "corrupt", "Phần nội dung của tệp Word bị hỏng, không đọc được chữ nào.", "Mở bằng Word, lưu lại rồi chạy lại."
        )
    if not drafts:
        raise ReadError(
            "no-text",
            "Tệp Word không có chữ nào (có thể chỉ chứa ảnh chụp).",
            "Nhận dạng chữ (OCR) các ảnh trong tệp, hoặc dùng bản gốc có chữ.",
        )
    repair_drafts(drafts)
    return Reading(
        media_type=MEDIA_TYPE,
        drafts=drafts,
        pages=pages,
        warnings=[*package.warnings, *sorted(story.warnings)],
        metadata=package.core_properties(),
    )


def _part(package: Package, related: dict[str, str], kind: str) -> Element | None:
    target = related.get(kind)
    return None if target is None else package.xml(target)


def _styles(package: Package, related: dict[str, str]) -> Styles:
    target = related.get("styles")
    data = None if target is None else package.read(target)
    if target is None or data is None:
        return Styles(None)
    if len(data) > _MOST_KEPT:
        return Styles(package.parse(target, data))
    styles, mended = _template(data)
    if mended:
        package.note_mended(target)
    return styles


#: The style sheet of a template is most of a short document's XML; larger ones are not worth the room.
_MOST_KEPT = 1 << 20


@lru_cache(maxsize=4)
def _template(data: bytes) -> tuple[Styles, bool]:
    """The styles of a style sheet, which the documents of one office often share, and whether it had to be mended."""
    root, mended = parse_xml(data)
    return Styles(root), mended


def _letterhead(package: Package, body: Element, targets: dict[str, str], story: Story, drafts: list[Draft]) -> list[Draft]:
    """The head of the first page, where it holds the letterhead and the body does not."""
    section = next(body.iter(SECT_PR), None)
    if section is None:
        return []
    references = {reference.get(W + "type") or "default": reference for reference in section.iterchildren(W + "headerReference")}
    kinds = ("first",) if flag(section.find(W + "titlePg")) else ("default",)
    for kind in kinds:
        reference = references.get(kind)
        target = None if reference is None else targets.get(reference.get(R + "id") or "")
        root = None if target is None else package.xml(target)
        if root is None:
            continue
        page, story.page = story.page, None if story.page is None else 1
        head = story.drafts(root, "header")
        story.page = page
        if _is_letterhead(head) and not _is_letterhead(drafts):
            return head
    return []


def _is_letterhead(drafts: list[Draft]) -> bool:
    size = 0
    for draft in drafts:
        texts = [draft.text] if isinstance(draft, ParagraphDraft) else [cell.text for cell in draft.cells]
        for text in texts:
            size += len(text)
            folded = key(text[:500])
            if any(words in folded for words in _LETTERHEAD):
                return True
        if size > _HEAD_LENGTH:
            return False
    return False


def _notes(package: Package, related: dict[str, str], story: Story) -> list[Draft]:
    """The foot- and endnotes in the order of their marks."""
    if not story.notes:
        return []
    bodies: dict[tuple[str, str], Element] = {}
    for kind in {note.kind for note in story.notes}:
        root = _part(package, related, kind + "s")
        if root is not None:
            bodies |= {(kind, element.get(W + "id") or ""): element for element in root.iterchildren(W + kind)}
    references: list[Note] = list(story.notes)
    drafts: list[Draft] = []
    story.in_note = True
    story.page = None
    for note in references:
        element = bodies.get((note.kind, note.id))
        if element is None:
            continue
        marked = not note.mark
        for draft in story.drafts(element, "footnote"):
            if isinstance(draft, ParagraphDraft):
                draft.page = note.page
                if not marked:
                    draft.text = f"{note.mark} {draft.text.lstrip()}"
                    marked = True
            drafts.append(draft)
    return drafts


def _embedded(package: Package, target: str | None, limits: Limits) -> list[Draft]:
    """The drafts of an embedded web page or document (`w:altChunk`)."""
    data = None if target is None else package.read(target)
    if not data:
        return []
    if data.startswith(b"PK"):
        return []  # a document in the document: Word itself turns it into text when it saves
    from vbcds.readers.html import read_html

    try:
        return read_html(data, limits=limits).drafts
    except ReadError:
        return []
