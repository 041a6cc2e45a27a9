"""Sheets of rows as an Excel workbook: headings that stay, filters, dates that are dates, links to files, pages that print well.

Text is always text: what begins with "=", "+", "-" or "@" is never a formula. What Excel cannot hold is cut with a mark (long texts),
goes on in a further sheet (rows) or stays plain text (links).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

#: What Excel can hold: UTF-16 units of a cell, rows and links of a sheet, characters of a link.
CELL_LIMIT, ROW_LIMIT, LINK_LIMIT, URL_LIMIT = 32_767, 1_048_576, 65_530, 2_079

_FONT = {"font_name": "Times New Roman", "font_size": 11}
_BODY = {**_FONT, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
_HEAD = {**_FONT, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#D9E2F3", "border": 1}
#: Beginnings that a person's edit, or a paste into another sheet, would turn into a formula.
_FORMULA = ("=", "+", "-", "@", "\t")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_EPOCH = datetime.date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that opens a file: its text, and the path relative to the workbook."""

    text: str
    target: str


Cell = str | int | float | datetime.date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in characters, alignment of its cells."""

    heading: str
    width: int
    align: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: `rows` gives its cells; `pointer` names the file that has what does not fit into a cell."""

    title: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Sequence[Cell]]]
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The first sheet: what the workbook is, how much it holds (a line a sheet), how to read it."""

    title: str
    subtitle: str
    counts: Sequence[tuple[str, int]]
    lines: Sequence[str]


def render_sheets(path: Path, note: Note, sheets: Sequence[Sheet]) -> None:
    """Write a workbook to `path`."""
    from xlsxwriter import Workbook

    with Workbook(str(path), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"title": note.title, "comments": note.subtitle})
        _Writer(book).write(note, sheets)


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
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
        page.set_column(0, 0, 3)
        page.set_column(1, 1, 30)
        page.set_column(2, 2, 12)
        page.set_column(3, 3, 70)
        self.paper(page, repeat=None)
        page.set_row(0, 30)
        page.write_string(0, 1, note.title, self.format(_FONT, bold=True, font_size=16, font_color="#1F3864", valign="vcenter"))
        page.write_string(1, 1, note.subtitle, self.format(_FONT, italic=True, font_color="#595959"))
        page.write_string(3, 1, "Nội dung", self.format(_HEAD))
        page.write_string(3, 2, "Số lượng", self.format(_HEAD))
        row = 4
        for title, count in note.counts:
            link = self.format(_BODY, font_color="#0563C1", underline=1)
            page.write_url(row, 1, f"internal:'{sheet_name(title)}'!A1", link, title)
            page.write_number(row, 2, count, self.format(_BODY, num_format="#,##0", align="right"))
            row += 1
        row += 1
        page.write_string(row, 1, "Cách dùng bảng tính này", self.format(_FONT, bold=True, font_size=12, font_color="#1F3864"))
        for line in note.lines:
            row += 1
            page.set_row(row, 32)
            page.merge_range(row, 1, row, 3, f"• {line}", self.format(_FONT, text_wrap=True, valign="top"))

    def sheet(self, sheet: Sheet) -> None:
        formats = [self.format(_BODY, align=column.align) for column in sheet.columns]
        dates = [self.format(_BODY, align=column.align, num_format="dd/mm/yyyy") for column in sheet.columns]
        guarded = [self.format(_BODY, align=column.align, quote_prefix=True) for column in sheet.columns]
        links = [self.format(_BODY, align=column.align, font_color="#0563C1", underline=1) for column in sheet.columns]
        part = row = linked = 0
        page: Any = None
        number = 0
        for number, cells in enumerate(sheet.rows(), 1):
            if page is None or row == ROW_LIMIT:
                self.filter(page, row, sheet)
                part += 1
                page = self.page(sheet, part)
                row, linked = 1, 0
            for column, cell in enumerate(cells):
                if cell is None or cell == "":
                    page.write_blank(row, column, None, formats[column])
                elif isinstance(cell, Link):
                    target = url_of(cell.target)
                    if linked < LINK_LIMIT and target is not None:
                        page.write_url(row, column, target, links[column], fitted(cell.text, sheet.pointer, number))
                        linked += 1
                    else:
                        page.write_string(row, column, fitted(cell.text, sheet.pointer, number), formats[column])
                elif isinstance(cell, str):
                    style = guarded if cell.startswith(_FORMULA) else formats
                    page.write_string(row, column, fitted(cell, sheet.pointer, number), style[column])
                elif isinstance(cell, datetime.date):
                    if cell >= _EPOCH:
                        page.write_datetime(row, column, cell, dates[column])
                    else:
                        page.write_string(row, column, f"{cell:%d/%m/}{cell.year}", formats[column])
                else:
                    page.write_number(row, column, cell, formats[column])
            row += 1
        if page is None:
            page = self.page(sheet, 1)
            page.write_string(1, 0, "Không có.", self.format(_FONT, italic=True, font_color="#595959"))
            row = 1
        self.filter(page, row, sheet)

    def page(self, sheet: Sheet, part: int) -> Any:
        page = self.book.add_worksheet(sheet_name(sheet.title, part))
        for index, column in enumerate(sheet.columns):
            page.set_column(index, index, column.width)
        self.paper(page, repeat=0)
        page.freeze_panes(1, 0)
        page.set_row(0, 32)
        for index, column in enumerate(sheet.columns):
            page.write_string(0, index, column.heading, self.format(_HEAD))
        return page

    def filter(self, page: Any, row: int, sheet: Sheet) -> None:
        if page is not None:
            page.autofilter(0, 0, max(row - 1, 0), len(sheet.columns) - 1)

    def paper(self, page: Any, *, repeat: int | None) -> None:
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_footer("&L&A&RTrang &P/&N")
        if repeat is not None:
            page.repeat_rows(repeat)


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
