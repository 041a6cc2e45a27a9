"""Findings as comments in a copy of a Word file: `word/comments.xml` and the ranges in the story; the text stays as it is.

Every part of the package but the story, its relations, the list of content types and the comments is copied byte for byte. In the story
runs are divided where a comment begins or ends inside one; no character of text is added or taken.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vbcds.errors import ReadError
from vbcds.model.records import DocumentRecord, Evidence, FindingRecord
from vbcds.reporting.render.findings import SEVERITY_NAMES, place_text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STORY, _RELS, _CONTENT = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_MAX_PART = 256 * 1024 * 1024
_LABEL = re.compile(r"^\s*(?:[-+–•*]|\(?[\divxIVX]{1,4}(?:\.\d{1,2}){0,4}[.)]?|[a-zđ][.)])\s+")
_AUTHOR = "vbcds"


@dataclass(slots=True)
class _Paragraph:
    """A paragraph of the story: its text without regard to spaces, and where each character stands."""

    element: Any
    #: The characters that are no spaces, joined.
    text: str
    #: For each of them: the w:t element and the offset in it.
    places: list[tuple[Any, int]]


def render_comments(data: bytes, findings: Sequence[FindingRecord], text: str, documents: Mapping[str, DocumentRecord]) -> bytes:
    """A copy of a Word file with one comment for each finding at the words that it quotes first.

    `text` is the canonical text of the file, which tells the first of several equal passages from the others. Raises
    `vbcds.errors.ReadError` where the bytes are no Word file with a story.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        infos = {info.filename: info for info in package.infolist()}
        if infos[_STORY].file_size > _MAX_PART:
            raise ReadError("too-large", "Tệp Word quá lớn để ghi nhận xét.")
        story = etree.fromstring(package.read(_STORY), parser)
        relations = etree.fromstring(package.read(_RELS), parser)
        content = etree.fromstring(package.read(_CONTENT), parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise ReadError("unsupported", "Chỉ ghi nhận xét được vào tệp Word (.docx).") from error
    target = next((item.get("Target") for item in relations if item.get("Type") == _COMMENTS_RELATION), None)
    part = f"word/{target}" if target and not target.startswith("/") else (target or "/word/comments.xml").lstrip("/")
    comments = (
        etree.fromstring(package.read(part), parser) if part in infos else etree.Element(f"{{{_W}}}comments", nsmap={"w": _W})
    )
    number = max((int(item.get(f"{{{_W}}}id") or 0) for item in comments), default=-1) + 1
    paragraphs = _paragraphs(story)
    for finding in findings:
        _place(paragraphs, finding, number, text)
        comments.append(_comment(finding, number, documents))
        number += 1
    if target is None:
        _relate(relations)
    if not any(item.get("PartName") == f"/{part}" for item in content):
        override = etree.SubElement(content, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{part}")
        override.set("ContentType", _COMMENTS_TYPE)
    changed = {_STORY: story, _RELS: relations, _CONTENT: content, part: comments}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copied:
        for name, info in infos.items():
            copied.writestr(info, _bytes(changed.pop(name)) if name in changed else package.read(name), info.compress_type)
        for name, element in changed.items():
            copied.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), _bytes(element), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _bytes(element: Any) -> bytes:
    from lxml import etree

    made: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _relate(relations: Any) -> None:
    from lxml import etree

    taken = {item.get("Id") for item in relations}
    name = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    relation = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
    relation.set("Id", name)
    relation.set("Type", _COMMENTS_RELATION)
    relation.set("Target", "comments.xml")


def _squeeze(text: str) -> str:
    """A text without spaces, composed: what the story and the canonical text have in common."""
    import unicodedata

    return "".join(unicodedata.normalize("NFC", text).split())


def _paragraphs(story: Any) -> list[_Paragraph]:
    """The paragraphs in reading order; text of other paragraphs inside (text boxes) is theirs."""
    found = []
    for element in story.iter(f"{{{_W}}}p"):
        letters: list[str] = []
        places: list[tuple[Any, int]] = []
        for piece in element.iter(f"{{{_W}}}t"):
            owner = next(piece.iterancestors(f"{{{_W}}}p"))
            if owner is not element:
                continue
            for offset, char in enumerate(piece.text or ""):
                if not char.isspace():
                    letters.append(char)
                    places.append((piece, offset))
        text, kept = _composed("".join(letters), places)
        found.append(_Paragraph(element, text, kept))
    return found


def _composed(text: str, places: list[tuple[Any, int]]) -> tuple[str, list[tuple[Any, int]]]:
    """Decomposed letters made one, with the place of their first character."""
    import unicodedata

    if unicodedata.is_normalized("NFC", text):
        return text, places
    letters: list[str] = []
    kept: list[tuple[Any, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        made = unicodedata.normalize("NFC", text[start:end])
        letters += made
        kept += [places[start]] * len(made)
        start = end
    return "".join(letters), kept


def _place(paragraphs: list[_Paragraph], finding: FindingRecord, number: int, text: str) -> None:
    """Put the range of a comment around the words; where they are not found, around the first paragraph that has any."""
    found = None
    for evidence in finding.evidence:
        if evidence.document[:16] == finding.document[:16]:
            found = _find(paragraphs, evidence, text)
            if found is not None:
                break
    if found is None:
        first = next((item for item in paragraphs if item.text), None)
        if first is None:
            return
        found = (first, 0, len(first.text))
    paragraph, start, end = found
    begin = _divide(paragraph, start, before=True)
    finish = _divide(paragraph, end - 1, before=False)
    _mark(begin, finish, number)


def _find(paragraphs: list[_Paragraph], evidence: Evidence, text: str) -> tuple[_Paragraph, int, int] | None:
    source = evidence.source
    printed = text[source.start : source.end] or evidence.text
    first_line = next((line for line in re.split(r"[\n\t]", printed) if line.strip()), "")
    for words in dict.fromkeys((printed, first_line, _LABEL.sub("", first_line))):
        wanted = _squeeze(words)
        if len(wanted) < 2:
            continue
        rank = _squeeze(text[: source.start]).count(wanted)
        hits: list[tuple[_Paragraph, int, int]] = []
        for paragraph in paragraphs:
            at = paragraph.text.find(wanted)
            while at >= 0:
                hits.append((paragraph, at, at + len(wanted)))
                at = paragraph.text.find(wanted, at + len(wanted))
            if len(hits) > rank:
                return hits[rank]
        if hits:
            return hits[-1]
    return None


def _divide(paragraph: _Paragraph, index: int, *, before: bool) -> Any:
    """The run whose edge is just before (or behind) a character; a run with nothing but text is divided there."""
    piece, offset = paragraph.places[index]
    run = piece.getparent()
    cut = offset if before else offset + 1
    value = piece.text or ""
    if cut in (0, len(value)) or run.tag != f"{{{_W}}}r":
        return run
    others = [child for child in run if child.tag not in (f"{{{_W}}}rPr", f"{{{_W}}}t")]
    texts = [child for child in run if child.tag == f"{{{_W}}}t"]
    if others or len(texts) > 1:
        return run
    behind = copy.deepcopy(run)
    _set_text(piece, value[:cut])
    second = next(child for child in behind if child.tag == f"{{{_W}}}t")
    _set_text(second, value[cut:])
    run.addnext(behind)
    for paragraph_index, (element, place) in enumerate(paragraph.places):
        if element is piece and place >= cut:
            paragraph.places[paragraph_index] = (second, place - cut)
    return behind if before else run


def _set_text(piece: Any, value: str) -> None:
    piece.text = value
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _mark(begin: Any, finish: Any, number: int) -> None:
    from lxml import etree

    start = etree.Element(f"{{{_W}}}commentRangeStart")
    end = etree.Element(f"{{{_W}}}commentRangeEnd")
    run = etree.Element(f"{{{_W}}}r")
    reference = etree.SubElement(run, f"{{{_W}}}commentReference")
    for element in (start, end, reference):
        element.set(f"{{{_W}}}id", str(number))
    begin.addprevious(start)
    finish.addnext(end)
    end.addnext(run)


def _comment(finding: FindingRecord, number: int, documents: Mapping[str, DocumentRecord]) -> Any:
    from lxml import etree

    comment = etree.Element(f"{{{_W}}}comment")
    for name, value in (("id", str(number)), ("author", _AUTHOR), ("initials", "vb")):
        comment.set(f"{{{_W}}}{name}", value)
    lines = [f"{SEVERITY_NAMES[finding.severity]}: {finding.message} [{finding.code}]"]
    for item in finding.evidence[1:3]:
        place = place_text(item.source)
        other = documents.get(item.document)
        if item.document != finding.document and other is not None:
            place = ", ".join(piece for piece in (other.path, place) if piece)
        lines.append(f"Đối chiếu: “{' '.join(item.text.split())[:300]}”{f' ({place})' if place else ''}")
    for line in lines:
        paragraph = etree.SubElement(comment, f"{{{_W}}}p")
        run = etree.SubElement(paragraph, f"{{{_W}}}r")
        piece = etree.SubElement(run, f"{{{_W}}}t")
        _set_text(piece, "".join(char if char.isprintable() else " " for char in line))
    return comment
