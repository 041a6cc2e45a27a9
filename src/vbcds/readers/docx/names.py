"""Qualified names of WordprocessingML (ISO/IEC 29500, transitional) and the small values its attributes hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vbcds.model.document import Align

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

VAL = W + "val"
P, RUN, TBL, TR, TC, SDT_CONTENT = W + "p", W + "r", W + "tbl", W + "tr", W + "tc", W + "sdtContent"
P_PR, R_PR, SECT_PR = W + "pPr", W + "rPr", W + "sectPr"
TEXTBOX = W + "txbxContent"

#: Elements that only wrap what they hold: content controls, links, inserted and moved-in text, smart tags, simple fields.
WRAPPERS = frozenset(
    W + name
    for name in (
        "sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "ruby", "rubyBase",
    )
)  # fmt: skip

_OFF = frozenset(("0", "false", "off", "none"))
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_ALIGN: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "justify", "distribute": "justify",
}  # fmt: skip


def flag(element: Element | None) -> bool | None:
    """The value of an on/off property; None where it is not given."""
    if element is None:
        return None
    return (element.get(VAL) or "1").lower() not in _OFF


def number(element: Element | None) -> int | None:
    """The whole number in `w:val`; None where it is missing or not one."""
    return None if element is None else integer(element.get(VAL))


def integer(value: str | None) -> int | None:
    """A whole number as the format writes it, or None. Absurd values are none."""
    try:
        result = int(value) if value else None
    except ValueError:
        return None
    return result if result is not None and abs(result) < 1_000_000_000 else None


def points(value: str | None, *, per_point: float) -> float | None:
    """A measure in points: a number of units (`per_point` to a point), or one with its unit as strict files have it.

    >>> points("720", per_point=20), points("1.27cm", per_point=20)
    (36.0, 36.0)
    """
    if not value:
        return None
    try:
        unit = _UNITS.get(value[-2:])
        result = float(value) / per_point if unit is None else float(value[:-2]) * unit
    except ValueError:
        return None
    return round(result, 2) if abs(result) < 10_000 else None


def align(element: Element | None) -> Align | None:
    """The alignment in `w:jc`."""
    return None if element is None else _ALIGN.get(element.get(VAL) or "")
