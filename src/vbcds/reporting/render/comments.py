"""Findings as comments in a copy of a Word file: `word/comments.xml` and the ranges in the story; the text stays as it is.

Every part of the package but the story, its relations, the list of content types and the comments is copied byte for byte. In the story
runs are divided where a comment begins or ends inside one; no character of text is added or taken.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from vbcds.errors import ReadError
from vbcds.model.records import DocumentRecord, FindingRecord
from vbcds.reporting.render.comment_places import find_paragraphs, place_comment, set_text
from vbcds.reporting.render.findings import SEVERITY_NAMES, place_text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS_RELATION = f"{_OFFICE}/comments"
_STORY, _RELS, _CONTENT = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_MAX_PART = 256 * 1024 * 1024
_AUTHOR = "vbcds"


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
        if max(info.file_size for name, info in infos.items() if name.endswith((".xml", ".rels"))) > _MAX_PART:
            raise ReadError("too-large", "Tệp Word quá lớn để ghi nhận xét.")
        story = etree.fromstring(package.read(_STORY), parser)
        relations = etree.fromstring(package.read(_RELS), parser)
        content = etree.fromstring(package.read(_CONTENT), parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise ReadError("unsupported", "Chỉ ghi nhận xét được vào tệp Word (.docx).") from error
    target = next((item.get("Target") for item in relations if item.get("Type") == _COMMENTS_RELATION), None)
    part = _part_name(target or "comments.xml")
    comments = (
        etree.fromstring(package.read(part), parser) if part in infos else etree.Element(f"{{{_W}}}comments", nsmap={"w": _W})
    )
    number = max((int(item.get(f"{{{_W}}}id") or 0) for item in comments), default=-1) + 1
    notes = {kind: etree.fromstring(package.read(name), parser) for kind, name in _notes(relations).items() if name in infos}
    paragraphs = find_paragraphs(story, notes)
    for finding in findings:
        place_comment(paragraphs, finding, number, text)
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


def _part_name(target: str) -> str:
    """The name in the package of what a relation of the story points at."""
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


def _notes(relations: Any) -> dict[str, str]:
    """The parts of foot- and endnotes."""
    types = {f"{_OFFICE}/{kind}s": kind for kind in ("footnote", "endnote")}
    return {types[item.get("Type")]: _part_name(item.get("Target") or "") for item in relations if item.get("Type") in types}


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
        set_text(piece, "".join(char if char.isprintable() else " " for char in line))
    return comment
