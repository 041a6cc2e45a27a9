"""What paragraphs, runs and tables look like: styles.xml with inheritance (ISO/IEC 29500-1, 17.7), resolved on demand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vbcds.model.document import Align
from vbcds.readers.docx.names import P_PR, R_PR, VAL, W, align, flag, number, points

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DRAWN_SIDES = tuple(W + side for side in ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV"))
_NO_LINE = frozenset(("none", "nil"))
_MAX_CHAIN = 32


@dataclass(frozen=True, slots=True)
class RunLook:
    """Properties of a run; None where nothing says so."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    caps: bool | None = None
    raised: bool | None = None
    size: float | None = None
    font: str | None = None

    def over(self, base: RunLook) -> RunLook:
        """These properties, and the base's where these are not given."""
        return RunLook(
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
            base.hidden if self.hidden is None else self.hidden,
            base.caps if self.caps is None else self.caps,
            base.raised if self.raised is None else self.raised,
            base.size if self.size is None else self.size,
            base.font if self.font is None else self.font,
        )


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Properties of a paragraph style; None where nothing says so."""

    align: Align | None = None
    indent: float | None = None
    heading: int | None = None
    numbering: int | None = None
    level: int | None = None
    run: RunLook = field(default_factory=RunLook)

    def over(self, base: ParagraphLook) -> ParagraphLook:
        """These properties, and the base's where these are not given."""
        return ParagraphLook(
            base.align if self.align is None else self.align,
            base.indent if self.indent is None else self.indent,
            base.heading if self.heading is None else self.heading,
            base.numbering if self.numbering is None else self.numbering,
            base.level if self.level is None else self.level,
            self.run.over(base.run),
        )


NO_RUN_LOOK = RunLook()
NO_LOOK = ParagraphLook()

_BOLD, _ITALIC, _VANISH, _CAPS, _SIZE, _FONTS = (W + name for name in ("b", "i", "vanish", "caps", "sz", "rFonts"))
_RAISED = W + "vertAlign"
_ASCII, _HANSI = W + "ascii", W + "hAnsi"


def run_look(properties: Element | None) -> RunLook:
    """The direct properties in a `w:rPr`."""
    if properties is None or not len(properties):
        return NO_RUN_LOOK
    bold = italic = hidden = caps = raised = size = font = None
    for element in properties:
        tag = element.tag
        if tag == _BOLD:
            bold = flag(element)
        elif tag == _ITALIC:
            italic = flag(element)
        elif tag == _SIZE:
            size = points(element.get(VAL), per_point=2)
        elif tag == _FONTS:
            font = element.get(_HANSI) or element.get(_ASCII)
        elif tag == _VANISH:
            hidden = flag(element)
        elif tag == _CAPS:
            caps = flag(element)
        elif tag == _RAISED:
            raised = element.get(VAL) == "superscript"
    return RunLook(bold, italic, hidden, caps, raised, size, font)


def indent_of(properties: Element) -> float | None:
    """The left indent in a `w:pPr`, in points."""
    element = properties.find(W + "ind")
    if element is None:
        return None
    return points(element.get(W + "left") or element.get(W + "start"), per_point=20)


def heading_of(element: Element | None) -> int | None:
    """The outline level in a `w:outlineLvl`, from 1; None for body text (9)."""
    level = number(element)
    return level + 1 if level is not None and 0 <= level < 9 else None


class Styles:
    """The style sheet of a document."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._defaults: dict[str, str] = {}
        self._paragraphs: dict[str | None, ParagraphLook] = {}
        self._characters: dict[str | None, RunLook] = {}
        self._base = NO_LOOK
        if root is None:
            return
        for element in root.iterchildren(W + "style"):
            identifier = element.get(W + "styleId")
            if identifier is None:
                continue
            self._elements[identifier] = element
            if element.get(W + "default") in ("1", "true", "on"):
                self._defaults.setdefault(element.get(W + "type") or "paragraph", identifier)
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self._base = ParagraphLook(run=run_look(defaults.find(f"{W}rPrDefault/{R_PR}")))
            properties = defaults.find(f"{W}pPrDefault/{P_PR}")
            if properties is not None:
                self._base = replace(self._base, align=align(properties.find(W + "jc")), indent=indent_of(properties))

    def paragraph(self, identifier: str | None) -> ParagraphLook:
        """The look of a paragraph style (of the default one where there is none of that name)."""
        found = self._paragraphs.get(identifier)
        if found is None:
            known = identifier if identifier in self._elements else self._defaults.get("paragraph")
            look = NO_LOOK
            for element in self._chain(known):
                look = look.over(_paragraph_style(element))
            found = self._paragraphs[identifier] = look.over(self._base)
        return found

    def character(self, identifier: str | None) -> RunLook:
        """The look of a character style, by itself."""
        found = self._characters.get(identifier)
        if found is None:
            found = NO_RUN_LOOK
            for element in self._chain(identifier):
                found = found.over(run_look(element.find(R_PR)))
            self._characters[identifier] = found
        return found

    def table_borders(self, identifier: str | None) -> Element | None:
        """The borders that a table style (or the default one) draws."""
        known = identifier if identifier in self._elements else self._defaults.get("table")
        for element in self._chain(known):
            borders = element.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return borders
        return None

    def _chain(self, identifier: str | None) -> list[Element]:
        chain: list[Element] = []
        seen: set[str] = set()
        while identifier is not None and identifier not in seen and len(chain) < _MAX_CHAIN:
            element = self._elements.get(identifier)
            if element is None:
                break
            seen.add(identifier)
            chain.append(element)
            based_on = element.find(W + "basedOn")
            identifier = None if based_on is None else based_on.get(VAL)
        return chain


def _paragraph_style(element: Element) -> ParagraphLook:
    run = run_look(element.find(R_PR))
    properties = element.find(P_PR)
    heading = None
    name = element.find(W + "name")
    if name is not None:
        words = (name.get(VAL) or "").lower().split()
        if len(words) == 2 and words[0] == "heading" and words[1].isdigit() and len(words[1]) == 1:
            heading = int(words[1])
    if properties is None:
        return ParagraphLook(run=run, heading=heading)
    numbering = properties.find(W + "numPr")
    return ParagraphLook(
        align=align(properties.find(W + "jc")),
        indent=indent_of(properties),
        heading=heading_of(properties.find(W + "outlineLvl")) or heading,
        numbering=None if numbering is None else number(numbering.find(W + "numId")),
        level=None if numbering is None else number(numbering.find(W + "ilvl")),
        run=run,
    )


def draws_lines(borders: Element | None) -> bool | None:
    """Whether a `w:tblBorders` or `w:tcBorders` draws inside lines or three sides of the frame; None without one."""
    if borders is None:
        return None
    drawn = {side.tag for side in borders if side.tag in _DRAWN_SIDES and (side.get(VAL) or "none") not in _NO_LINE}
    return W + "insideH" in drawn or W + "insideV" in drawn or len(drawn) >= 3
