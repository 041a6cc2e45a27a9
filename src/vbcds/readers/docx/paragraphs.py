"""A paragraph while it is read: what it says of itself, its text, and how many of its characters look how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vbcds.model.builder import Draft
from vbcds.model.document import Align
from vbcds.readers.docx.names import R_PR, SECT_PR, VAL, W, align, flag, number, points
from vbcds.readers.docx.styles import heading_of
from vbcds.readers.fonts import repair_run

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_P_STYLE, _NUM_PR, _JC, _IND, _OUTLINE = W + "pStyle", W + "numPr", W + "jc", W + "ind", W + "outlineLvl"


@dataclass(slots=True)
class Text:
    """The text of one paragraph while it is collected, with how many of its characters look how."""

    pieces: list[str] = field(default_factory=list)
    size: int = 0
    bold: int = 0
    italic: int = 0
    sizes: dict[float, int] = field(default_factory=dict)
    legacy_font: str | None = None
    legacy: list[str] = field(default_factory=list)
    page: int | None = None
    before: list[Draft] = field(default_factory=list)
    after: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Properties:
    """What a paragraph says of itself in `w:pPr`."""

    style: str | None = None
    list: int | None = None
    level: int | None = None
    align: Align | None = None
    indent: float | None = None
    outlined: bool = False
    heading: int | None = None
    deleted: bool = False
    hidden: bool = False
    turns_page: bool = False


NO_PROPERTIES = Properties()


def properties_of(element: Element) -> Properties:
    """What a `w:pPr` says."""
    own = Properties()
    for child in element:
        tag = child.tag
        if tag == _JC:
            own.align = align(child)
        elif tag == _IND:
            own.indent = points(child.get(W + "left") or child.get(W + "start"), per_point=20)
        elif tag == _P_STYLE:
            own.style = child.get(VAL)
        elif tag == _NUM_PR:
            own.list, own.level = number(child.find(W + "numId")), number(child.find(W + "ilvl"))
        elif tag == _OUTLINE:
            own.outlined, own.heading = True, heading_of(child)
        elif tag == R_PR:
            own.deleted = child.find(W + "del") is not None or child.find(W + "moveFrom") is not None
            own.hidden = bool(flag(child.find(W + "vanish")))
        elif tag == SECT_PR:
            kind = child.find(W + "type")
            own.turns_page = kind is None or kind.get(VAL) not in ("continuous", "nextColumn")
    return own


def flush_legacy(text: Text) -> None:
    """Put the text collected in a legacy font, as Unicode, behind the rest."""
    if text.legacy and text.legacy_font is not None:
        text.pieces.append(repair_run("".join(text.legacy), text.legacy_font))
    text.legacy.clear()
    text.legacy_font = None
