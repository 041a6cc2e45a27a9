"""How text looks at a place in a page: what elements and styles pass down to the text in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vbcds.model.document import Align
from vbcds.readers.html.css import NOTHING, Css

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var"))
_BOLD = frozenset(("b", "strong", "th"))
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "middle": "center", "right": "right", "justify": "justify"}


class Look(NamedTuple):
    """How text looks where the walk is."""

    bold: bool = False
    italic: bool = False
    align: Align | None = None
    size: float | None = None
    indent: float | None = None
    font: str | None = None
    raised: bool = False
    upper: bool = False
    preserved: bool = False
    link: bool = False
    heading: int | None = None
    note: bool = False
    listed: bool = False


NO_LOOK = Look()


def looked(look: Look, element: Element, tag: str, css: Css) -> Look:
    """How text looks inside an element."""
    bold, italic, align, size, indent, font, raised, upper, preserved, link, heading, note, listed = look
    attributes = element.attrib
    if tag in _BOLD:
        bold = True
    elif tag in _ITALIC:
        italic = True
    elif tag in _HEADINGS:
        bold, heading = True, _HEADINGS[tag]
    elif tag == "center":
        align = "center"
    elif tag == "sup":
        raised = True
    elif tag == "pre":
        preserved = True
    elif tag == "a":
        link = link or not str(attributes.get("href") or "#").startswith("#")
    if attributes:
        if "align" in attributes and tag not in ("img", "table"):
            align = _ALIGNS.get(str(attributes["align"]).lower(), align)
        if tag == "font":
            font = attributes.get("face", font)
            size = _FONT_SIZES.get(attributes.get("size", ""), size)
        name = attributes.get("class")
        if (name is not None and "footnotetext" in name.lower()) or (
            tag == "div" and attributes.get("id", "").startswith(("ftn", "edn"))
        ):
            note = True
    if css is not NOTHING:
        bold = bold if css.bold is None else css.bold
        italic = italic if css.italic is None else css.italic
        align = align if css.align is None else css.align
        size = size if css.size is None else css.size
        indent = indent if css.indent is None else css.indent
        font = font if css.font is None else css.font
        raised = raised if css.raised is None else css.raised
        upper = upper if css.upper is None else css.upper
        preserved = preserved if css.preserved is None else css.preserved
        listed = listed if css.listed is None else css.listed
    return Look(bold, italic, align, size, indent, font, raised, upper, preserved, link, heading, note, listed)
