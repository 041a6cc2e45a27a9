"""Finding one's way in WordprocessingML: wrappers, alternatives, text boxes, formulae."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vbcds.readers.docx.names import MC, TBL, TEXTBOX, VAL, WRAPPERS, M, P, W, flag

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ALTERNATE = MC + "AlternateContent"
_FALLBACK = MC + "Fallback"
_TEXT, _CHUNK = W + "t", W + "altChunk"


def blocks(container: Element) -> Iterator[Element]:
    """The paragraphs, tables and embedded files of a container, through content controls and other wrappers."""
    for element in container:
        tag = element.tag
        if tag in (P, TBL, _CHUNK):
            yield element
        elif tag in WRAPPERS:
            if not is_prompt(element):
                yield from blocks(element)
        elif tag == ALTERNATE:
            chosen = alternative(element)
            if chosen is not None:
                yield from blocks(chosen)


def alternative(element: Element) -> Element | None:
    """The branch of an `mc:AlternateContent` that holds text, the first choice before the fallback: never both."""
    fallback = None
    for branch in element:
        if branch.tag == _FALLBACK:
            fallback = branch
        elif isinstance(branch.tag, str) and next(branch.iter(_TEXT, TEXTBOX), None) is not None:
            return branch
    return fallback


def textboxes(element: Element) -> Iterator[Element]:
    """The text boxes in a drawing, outermost only."""
    if next(element.iter(TEXTBOX), None) is None:
        return
    for child in element:
        if child.tag == TEXTBOX:
            yield child
        elif child.tag == ALTERNATE:
            chosen = alternative(child)
            if chosen is not None:
                yield from textboxes(chosen)
        else:
            yield from textboxes(child)


def math_text(element: Element) -> str:
    """A formula on one line: its characters in order, a fraction with a slash."""
    pieces: list[str] = []
    for child in element.iter(M + "t", M + "den"):
        pieces.append("/" if child.tag == M + "den" else child.text or "")
    return "".join(pieces)


def is_prompt(element: Element) -> bool:
    """Whether a content control only shows its prompt ("Nhập nội dung tại đây")."""
    if element.tag != W + "sdt":
        return False
    properties = element.find(W + "sdtPr")
    if properties is None:
        return False
    gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
    if gallery is not None and gallery.get(VAL) == "Table of Contents":
        return True
    return bool(flag(properties.find(W + "showingPlcHdr")))
