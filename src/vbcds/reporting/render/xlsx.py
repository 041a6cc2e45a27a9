"""Sheets of rows as an Excel workbook: headings that stay, filters, dates that are dates, links to files, pages that print well.

Text is always text: what begins with "=", "+", "-" or "@" is never a formula. What Excel cannot hold is cut with a mark (long texts),
goes on in a further sheet (rows) or stays plain text (links).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from urllib.parse import quote

#: What Excel can hold: UTF-16 units of a cell, rows and links of a sheet, characters of a link.
CELL_LIMIT, ROW_LIMIT, LINK_LIMIT, URL_LIMIT = 32_767, 1_048_576, 65_530, 2_079

_FONT = {"font_name": "Times New Roman", "font_size": 11}
_BODY = {**_FONT, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
_HEAD = {**_FONT, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#D9E2F3", "border": 1}
#: Beginnings that a person's edit, or a paste into another sheet, would turn into a formula.
_FORMULA = ("=", "+", "-", "@", "\t")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
#: Points of a line; characters of text for one unit of a column's width, words that do not fit the line's end and wider letters counted in.
_LINE, _DENSITY = 15, 1.0
_EPOCH = datetime.date(1900, 3, 1)
#: Cells of a column that are kept for those that say the same, and how long they may be.
_MOST_KEPT, _SHORT = 4096, 250


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that opens a file: its text, and the path relative to the workbook."""

    text: str
    target: str


Cell = str | int | float | datetime.date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in characters, alignment of its cells. Those at the end may be left out in print."""

    heading: str
    width: float
    align: str = "left"
    printed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: `rows` gives its cells; `pointer` names the file that has what does not fit into a cell."""

    title: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Sequence[Cell]]]
    pointer: str
    #: Colour of the sheet's tab, where it should be noticed.
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The first sheet: what the workbook is, how much it holds (a line a sheet), a breakdown of it, and how to read it."""

    title: str
    subtitle: str
    counts: Sequence[tuple[str, int]]
    breakdown: tuple[str, Sequence[tuple[str, int]]]
    lines: Sequence[str]


def render_sheets(path: Path, note: Note, sheets: Sequence[Sheet]) -> None:
    """Write a workbook to `path`."""
    from xlsxwriter import Workbook

    from vbcds.reporting.render import xlsx_rows

    with Workbook(str(path), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"title": note.title, "comments": note.subtitle})
        _Writer(book, xlsx_rows).write(note, sheets)


class _Writer:
    def __init__(self, book: Any, rows: ModuleType) -> None:
        self.book = book
        #: `xlsx_rows`, which loads XlsxWriter.
        self.rows = rows
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, base: dict[str, Any], **more: Any) -> Any:
        properties = base | more
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def write(self, note: Note, sheets: Sequence[Sheet]) -> None:
        self.note(note)
        for sheet in sheets:
            self.sheet(sheet)

    def note(self, note: Note) -> None:
        page = self.book.add_worksheet(sheet_name("Tổng hợp"))
        page.hide_gridlines(2)
        for column, width in enumerate((3, 30, 12, 4, 30, 12, 40)):
            page.set_column(column, column, width)
        self.paper(page, repeat=None)
        heading = self.format(_FONT, bold=True, font_size=12, font_color="#1F3864")
        number = self.format(_BODY, num_format="#,##0", align="right")
        link = self.format(_BODY, font_color="#0563C1", underline=1)
        page.set_row(0, 30)
        page.write_string(0, 1, note.title, self.format(_FONT, bold=True, font_size=16, font_color="#1F3864", valign="vcenter"))
        page.write_string(1, 1, note.subtitle, self.format(_FONT, italic=True, font_color="#595959"))
        name, parts = note.breakdown
        for column, text in ((1, "Nội dung"), (2, "Số lượng"), (4, name), (5, "Số lượng")):
            page.write_string(3, column, text, self.format(_HEAD))
        for row in range(max(len(note.counts), len(parts))):
            if row < len(note.counts):
                title, count = note.counts[row]
                page.write_url(4 + row, 1, f"internal:'{sheet_name(title)}'!A1", link, title)
                page.write_number(4 + row, 2, count, number)
            if row < len(parts):
                page.write_string(4 + row, 4, parts[row][0], self.format(_BODY))
                page.write_number(4 + row, 5, parts[row][1], number)
        row = 5 + max(len(note.counts), len(parts))
        page.write_string(row, 1, "Cách dùng bảng tính này", heading)
        for line in note.lines:
            row += 1
            page.set_row(row, _LINE * _lines(line, 130) + 3)
            page.merge_range(row, 1, row, 6, f"• {line}", self.format(_FONT, text_wrap=True, valign="top"))

    def sheet(self, sheet: Sheet) -> None:
        columns = [_CellWriter(self, index, column, sheet.pointer) for index, column in enumerate(sheet.columns)]
        part = row = linked = 0
        page: Any = None
        for number, cells in enumerate(sheet.rows(), 1):
            if page is None or row == ROW_LIMIT:
                self.finish(page, row, sheet)
                part += 1
                page = self.page(sheet, part)
                row, linked = 1, 0
            height = 1
            place = row + 1
            written: list[str] = []
            links: list[tuple[int, str]] = []
            for column, cell in zip(columns, cells, strict=True):
                rest, lines, link, text = column.kept.get(cell) or column.cell(cell, number)
                if link is not None:
                    if linked < LINK_LIMIT:
                        links.append((column.index, link))
                        linked += 1
                    else:
                        rest, lines, _, _ = column.cell(text, number)
                written.append(f'{column.start}{place}"{rest}')
                if lines > height:
                    height = lines
            page.append(row, written, height=min(_LINE * height + 2, 409) if height > 1 else None, links=links)
            row += 1
        if page is None:
            page = self.page(sheet, 1)
            page.write_string(1, 0, "Không có.", self.format(_FONT, italic=True, font_color="#595959"))
            row = 2
        self.finish(page, row, sheet)

    def page(self, sheet: Sheet, part: int) -> Any:
        page = self.book.add_worksheet(sheet_name(sheet.title, part), self.rows.RowSheet)
        if sheet.colour:
            page.set_tab_color(sheet.colour)
        for index, column in enumerate(sheet.columns):
            page.set_column(index, index, column.width)
        self.paper(page, repeat=0)
        page.freeze_panes(1, min(2, len(sheet.columns) - 1))  # the headings, and what a row is about
        page.set_row(0, 32)
        for index, column in enumerate(sheet.columns):
            page.write_string(0, index, column.heading, self.format(_HEAD))
        return page

    def finish(self, page: Any, rows: int, sheet: Sheet) -> None:
        if page is not None:
            page.autofilter(0, 0, rows - 1, len(sheet.columns) - 1)
            page.print_area(0, 0, rows - 1, sum(column.printed for column in sheet.columns) - 1)

    def paper(self, page: Any, *, repeat: int | None) -> None:
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_footer("&L&A&RTrang &P/&N")
        if repeat is not None:
            page.repeat_rows(repeat)


class _Made(NamedTuple):
    """A finished cell: what follows its place, the lines that it takes; of one that opens a file, the link and its text."""

    rest: str
    lines: int = 1
    link: str | None = None
    text: str = ""


class _CellWriter:
    """The cells of one column. They often say the same: what was made once is kept while it is short."""

    def __init__(self, writer: _Writer, index: int, column: Column, pointer: str) -> None:
        def style(**more: Any) -> int:
            indent = {"indent": 1} if column.align == "left" else {}
            return int(writer.rows.style_number(writer.format(_BODY, align=column.align, **indent, **more)))

        self.index = index
        self.start = f'<c r="{writer.rows.column_name(index)}'
        self.kept: dict[Cell, _Made] = {}
        self._rows = writer.rows
        self._pointer = pointer
        self._room = column.width * _DENSITY
        self._text = style()
        self._guarded = style(quote_prefix=True)
        self._date = style(num_format="dd/mm/yyyy")
        self._whole = style(num_format="#,##0")
        self._broken = style(num_format="#,##0.0##")
        self._link = style(font_color="#0563C1", underline=1)

    def cell(self, cell: Cell, number: int) -> _Made:
        """The cell of the row with this number."""
        made = self._made(cell, number)
        if len(made.rest) <= _SHORT and len(self.kept) < _MOST_KEPT:
            self.kept[cell] = made
        return made

    def _made(self, cell: Cell, number: int) -> _Made:
        rows = self._rows
        if cell is None or cell == "":
            return _Made(rows.blank_rest(self._text))
        if isinstance(cell, str):
            return self._of_text(cell, self._guarded if cell.startswith(_FORMULA) else self._text, number)
        if isinstance(cell, Link):
            target = url_of(cell.target)
            made = self._of_text(cell.text, self._text if target is None else self._link, number)
            return made._replace(link=target, text=cell.text)
        if isinstance(cell, datetime.date):
            if cell >= _EPOCH:
                return _Made(rows.day_rest(self._date, cell))
            return _Made(rows.text_rest(self._text, f"{cell:%d/%m/}{cell.year}"))
        whole = isinstance(cell, int) or cell.is_integer()
        return _Made(rows.number_rest(self._whole if whole else self._broken, cell))

    def _of_text(self, text: str, style: int, number: int) -> _Made:
        shown = fitted(text, self._pointer, number)
        return _Made(self._rows.text_rest(style, shown), _lines(shown, self._room))


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a cell: programs do not agree on fitting rows by themselves when a file is opened."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))


def sheet_name(title: str, part: int = 1) -> str:
    """A name that Excel takes for a sheet: at most 31 characters, none that it forbids.

    >>> sheet_name("Nhiệm vụ"), sheet_name("Nhiệm vụ", 2), sheet_name("Số/ngày: [x]")
    ('Nhiệm vụ', 'Nhiệm vụ (2)', 'Số ngày   x')
    """
    ending = f" ({part})" if part > 1 else ""
    return _FORBIDDEN.sub(" ", title).strip("' ")[: 31 - len(ending)] + ending


def fitted(text: str, pointer: str, line: int) -> str:
    """The text as far as a cell holds it; where it is cut, a mark says where the whole of it stands."""
    if len(text) <= CELL_LIMIT // 2 or len(text.encode("utf-16-le")) <= 2 * CELL_LIMIT:
        return text
    mark = f" … [đã cắt bớt; xem đủ ở {pointer}, dòng {line}]"
    room = CELL_LIMIT - len(mark)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + mark


def url_of(target: str) -> str | None:
    """A path as a link of a cell, or None where it is too long for one."""
    if "%" in target or "#" in target:
        target = quote(target, safe="/\\:")
    url = f"external:{target}"
    return url if len(url) < URL_LIMIT - 200 else None
