"""Cells of a worksheet: what each shows, how it looks, what is merged (ISO/IEC 29500-1, 18.3)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from vbcds.model.document import Align
from vbcds.readers.fonts import repair_run
from vbcds.readers.limits import Limits
from vbcds.readers.symbols import raised
from vbcds.readers.xlsx.formats import BUILTIN, formatted, is_date

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SIDES = tuple(S + side for side in ("left", "right", "top", "bottom", "start", "end"))
_ALIGNS: dict[str, Align] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "justify": "justify",
    "centerContinuous": "center",
}
MAX_COLUMN = 1024


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks (an entry of cellXfs)."""

    code: str = "General"
    dated: bool = False
    bordered: bool = False
    bold: bool = False
    italic: bool = False
    size: float | None = None
    font: str | None = None
    align: Align | None = None


PLAIN = Look()


@dataclass(slots=True)
class SheetCell:
    """A cell that shows something or is bordered. `row_span` and `column_span` are those of its merged range."""

    text: str
    look: Look
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Sheet:
    """The cells of a worksheet by row and column, both from 0."""

    rows: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    hidden: bool = False
    missing_results: bool = False
    cut: bool = False


def load_looks(root: Element | None) -> list[Look]:
    """The cell formats of styles.xml."""
    if root is None:
        return []
    codes = dict(BUILTIN)
    for element in root.iterfind(f"{S}numFmts/{S}numFmt"):
        codes[_integer(element.get("numFmtId"), -1)] = element.get("formatCode") or "General"
    fonts = list(root.iterfind(f"{S}fonts/{S}font"))
    borders = [
        sum(1 for side in element if side.tag in _SIDES and (side.get("style") or "none") != "none") >= 2
        for element in root.iterfind(f"{S}borders/{S}border")
    ]
    looks = []
    for element in root.iterfind(f"{S}cellXfs/{S}xf"):
        code = codes.get(_integer(element.get("numFmtId"), 0), "General")
        border, index = _integer(element.get("borderId"), 0), _integer(element.get("fontId"), 0)
        font = fonts[index] if 0 <= index < len(fonts) else None
        alignment = element.find(S + "alignment")
        looks.append(
            Look(
                code=code,
                dated=is_date(code),
                bordered=0 <= border < len(borders) and borders[border],
                bold=font is not None and _on(font.find(S + "b")),
                italic=font is not None and _on(font.find(S + "i")),
                size=None if font is None else _size(font.find(S + "sz")),
                font=None if font is None else _value(font.find(S + "name")),
                align=None if alignment is None else _ALIGNS.get(alignment.get("horizontal") or ""),
            )
        )
    return looks


def load_strings(root: Element | None) -> list[tuple[str, bool]]:
    """The shared strings: (text, whether its runs have fonts of their own)."""
    return [] if root is None else [string_of(element) for element in root.iterchildren(S + "si")]


def string_of(element: Element) -> tuple[str, bool]:
    """The text of a `si` or `is`; phonetic readings are left out, raised digits are superscripts."""
    pieces: list[str] = []
    fonts = False
    for child in element:
        if child.tag == S + "t":
            pieces.append(child.text or "")
        elif child.tag == S + "r":
            text = "".join(t.text or "" for t in child.iterchildren(S + "t"))
            properties = child.find(S + "rPr")
            if properties is not None:
                if _value(properties.find(S + "vertAlign")) == "superscript":
                    text = raised(text)
                font = _value(properties.find(S + "rFont"))
                if font is not None:
                    fonts = True
                    text = repair_run(text, font)
            pieces.append(text)
    text = "".join(pieces)
    return (_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text), fonts


def load_sheet(data: bytes, strings: list[tuple[str, bool]], looks: list[Look], limits: Limits, *, date_1904: bool) -> Sheet:
    """The cells of a worksheet part, read row by row: rows and cells without text or border leave nothing behind."""
    from lxml import etree

    sheet = Sheet()
    merges: list[str] = []
    row_number = -1
    left = limits.max_cells
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=(S + "row", S + "mergeCell", S + "col"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            if element.tag == S + "mergeCell":
                if len(merges) < limits.max_cells:
                    merges.append(element.get("ref") or "")
            elif element.tag == S + "col":
                sheet.hidden = sheet.hidden or element.get("hidden") in ("1", "true")
            else:
                row_number = _integer(element.get("r"), row_number + 2) - 1
                if len(element):
                    left -= len(element)
                    if left < 0:
                        sheet.cut = True
                        break
                    cells = _row(element, strings, looks, sheet, date_1904)
                    if cells:
                        sheet.rows[row_number] = cells
                        if element.get("hidden") in ("1", "true"):
                            sheet.hidden = True
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        sheet.cut = True
    for reference in merges:
        _merge(sheet, reference)
    return sheet


def _row(
    element: Element, strings: list[tuple[str, bool]], looks: list[Look], sheet: Sheet, date_1904: bool
) -> dict[int, SheetCell]:
    cells: dict[int, SheetCell] = {}
    column = -1
    for cell in element:
        if cell.tag != S + "c":
            continue
        reference = cell.get("r")
        column = column + 1 if reference is None else _column(reference.rstrip("0123456789"))
        index = _integer(cell.get("s"), 0)
        look = looks[index] if 0 <= index < len(looks) else PLAIN
        text = _shown(cell, strings, look, sheet, date_1904) if len(cell) else ""
        if (text or look.bordered) and 0 <= column < MAX_COLUMN:
            cells[column] = SheetCell(text, look)
    return cells


def _shown(cell: Element, strings: list[tuple[str, bool]], look: Look, sheet: Sheet, date_1904: bool) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = cell.find(S + "is")
        return "" if inline is None else _in_font(string_of(inline), look)
    element = cell.find(S + "v")
    value = "" if element is None else element.text or ""
    if not value:
        if cell.find(S + "f") is not None:
            sheet.missing_results = True
        return ""
    if kind == "s":
        index = _integer(value, -1)
        return _in_font(strings[index], look) if 0 <= index < len(strings) else ""
    if kind == "b":
        return "TRUE" if value.strip() == "1" else "FALSE"
    if kind == "d":
        match = _ISO_DATE.match(value)
        return value if match is None else f"{match[3]}/{match[2]}/{match[1]}"
    if kind in ("str", "e"):
        return _in_font((value, False), look)
    if look.code == "General" and value.isdecimal() and value.isascii() and len(value) < 16:
        return value
    try:
        return formatted(float(value), look.code, date_1904=date_1904)
    except (ValueError, OverflowError):
        return value


def _in_font(string: tuple[str, bool], look: Look) -> str:
    text, own_fonts = string
    return text if own_fonts or look.font is None else repair_run(text, look.font)


def _merge(sheet: Sheet, reference: str) -> None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last)
    if start is None or end is None:
        return
    (top, left), (bottom, right) = start, end
    cell = sheet.rows.get(top, {}).get(left)
    if cell is None or not cell.text:
        return
    cell.row_span, cell.column_span = max(1, bottom - top + 1), max(1, min(right, MAX_COLUMN) - left + 1)


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column, both from 0, of a reference such as "B12"."""
    match = _REFERENCE.match(reference.replace("$", ""))
    if match is None:
        return None
    return int(match[2]) - 1, _column(match[1])


@lru_cache(maxsize=2048)
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper()[:4]:
        column = column * 26 + ord(letter) - 64
    return column - 1 if 0 < column <= 18_278 else MAX_COLUMN


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value) if value and len(value) < 10 else default
    except ValueError:
        return default


def _on(element: Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get("val")


def _size(element: Element | None) -> float | None:
    try:
        return float(_value(element) or "")
    except ValueError:
        return None
