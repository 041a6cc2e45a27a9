"""Where the words of a finding stand in the XML of a Word file, and how a comment's range is put around them.

Text boxes and notes take no comments in every program, so the range stands around the box's run, and around the mark of the note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from vbcds.model.records import Evidence, FindingRecord

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LABEL = re.compile(r"^\s*(?:[-+–•*]|\(?[\divxIVX]{1,4}(?:\.\d{1,2}){0,4}[.)]?|[a-zđ][.)])\s+")


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the story or of a note: its text without regard to spaces, and where each character stands."""

    #: The characters that are no spaces, joined.
    text: str
    #: For each of them: the w:t element and the offset in it.
    places: list[tuple[Any, int]]
    #: The run that a comment stands around where it may not stand at the words themselves.
    anchor: Any | None = None


def find_paragraphs(story: Any, notes: Mapping[str, Any]) -> list[Paragraph]:
    """The paragraphs of a story in reading order, then those of its notes (the roots of their parts, by "footnote" and "endnote")."""
    found = [_paragraph(element, _box(element)) for element in story.iter(f"{W}p") if not _is_fallback(element)]
    for kind, root in notes.items():
        marks = {mark.get(f"{W}id"): mark.getparent() for mark in story.iter(f"{W}{kind}Reference")}
        for note in root.iter(f"{W}{kind}"):
            anchor = marks.get(note.get(f"{W}id"))
            if anchor is not None:
                found += [_paragraph(element, anchor) for element in note.iter(f"{W}p")]
    return found


def _is_fallback(element: Any) -> bool:
    """Whether a paragraph is the copy of a text box for old programs."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def _box(element: Any) -> Any | None:
    """The run in the story that holds the text box of a paragraph."""
    if next(element.iterancestors(f"{W}txbxContent"), None) is None:
        return None
    runs = list(element.iterancestors(f"{W}r"))
    return runs[-1] if runs else None


def _paragraph(element: Any, anchor: Any | None) -> Paragraph:
    letters: list[str] = []
    places: list[tuple[Any, int]] = []
    for piece in element.iter(f"{W}t"):
        if next(piece.iterancestors(f"{W}p")) is not element:
            continue  # the text of a text box is that of its own paragraphs
        for offset, char in enumerate(piece.text or ""):
            if not char.isspace():
                letters.append(char)
                places.append((piece, offset))
    return Paragraph(*_composed("".join(letters), places), anchor)


def _squeeze(text: str) -> str:
    """A text without spaces, composed: what the story and the canonical text have in common."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _composed(text: str, places: list[tuple[Any, int]]) -> tuple[str, list[tuple[Any, int]]]:
    """Decomposed letters made one, with the place of their first character."""
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


def place_comment(paragraphs: list[Paragraph], finding: FindingRecord, number: int, text: str) -> None:
    """Put the range of a comment around the words; where they are not found, around the first paragraph that has any.

    `text` is the canonical text of the file.
    """
    own = [item for item in finding.evidence if item.document[:16] == finding.document[:16]]
    found = next((place for item in own if (place := _find(paragraphs, item, text)) is not None), None)
    if found is None:
        first = next((item for item in paragraphs if item.text), None)
        if first is None:
            return
        found = (first, 0, len(first.text))
    paragraph, start, end = found
    if paragraph.anchor is not None:
        _mark(paragraph.anchor, paragraph.anchor, number)
    else:
        _mark(_divide(paragraph, start, before=True), _divide(paragraph, end - 1, before=False), number)


def _find(paragraphs: list[Paragraph], evidence: Evidence, text: str) -> tuple[Paragraph, int, int] | None:
    source = evidence.source
    printed = text[source.start : source.end] or evidence.text
    first_line = next((line for line in re.split(r"[\n\t]", printed) if line.strip()), "")
    for words in dict.fromkeys((printed, first_line, _LABEL.sub("", first_line))):
        wanted = _squeeze(words)
        if len(wanted) < 2:
            continue
        rank = _squeeze(text[: source.start]).count(wanted)
        hits: list[tuple[Paragraph, int, int]] = []
        for hit in _hits(paragraphs, wanted):
            hits.append(hit)
            if len(hits) > rank:
                return hit
        if hits:
            return hits[-1]
    return None


def _hits(paragraphs: list[Paragraph], wanted: str) -> Iterator[tuple[Paragraph, int, int]]:
    for paragraph in paragraphs:
        at = paragraph.text.find(wanted)
        while at >= 0:
            yield paragraph, at, at + len(wanted)
            at = paragraph.text.find(wanted, at + len(wanted))


def _divide(paragraph: Paragraph, index: int, *, before: bool) -> Any:
    """The run whose edge is just before (or behind) a character; a run is divided there."""
    piece, offset = paragraph.places[index]
    run = piece.getparent()
    cut = offset if before else offset + 1
    value = piece.text or ""
    content = [child for child in run if child.tag != f"{W}rPr"]
    edge = content[0] is piece and cut == 0 if before else content[-1] is piece and cut == len(value)
    if edge or run.tag != f"{W}r":
        return run
    behind = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        behind.append(deepcopy(properties))
    moved = content[content.index(piece) + 1 :]
    if cut == 0:
        moved.insert(0, piece)
    elif cut < len(value):
        second = deepcopy(piece)
        set_text(piece, value[:cut])
        set_text(second, value[cut:])
        behind.append(second)
        for at, (element, place) in enumerate(paragraph.places):
            if element is piece and place >= cut:
                paragraph.places[at] = (second, place - cut)
    behind.extend(moved)
    run.addnext(behind)
    return behind if before else run


def set_text(piece: Any, value: str) -> None:
    """Give a w:t its text, spaces at its ends included."""
    piece.text = value
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _mark(begin: Any, finish: Any, number: int) -> None:
    from lxml import etree

    start = etree.Element(f"{W}commentRangeStart")
    end = etree.Element(f"{W}commentRangeEnd")
    run = etree.Element(f"{W}r")
    reference = etree.SubElement(run, f"{W}commentReference")
    for element in (start, end, reference):
        element.set(f"{W}id", str(number))
    begin.addprevious(start)
    finish.addnext(end)
    end.addnext(run)
