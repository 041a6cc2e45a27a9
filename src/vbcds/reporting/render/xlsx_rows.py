"""Rows of a sheet written whole, as XML.

XlsxWriter takes a cell at a time, checks it, keeps it and writes it when the next row begins: most of the time that a workbook of a
thousand documents takes. A `RowSheet` is one of its sheets to which finished rows are appended; all else (columns, headings, links,
print set-up, packing) stays with XlsxWriter. Its inner methods are used here and nowhere else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from xlsxwriter.url import Url
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

#: What is not as it is in a text of XML: marks, control characters, and what Excel would take for one of its own marks ("_x000D_").
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
#: Day 0 of Excel's calendar, for days from 1 March 1900 on.
_DAY_0 = datetime.date(1899, 12, 30)


class RowSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet to which rows are appended, from top to bottom, after what was written cell by cell above them."""

    def append(self, row: int, cells: Sequence[str], *, height: int | None, links: Sequence[tuple[int, str]]) -> None:
        """Append a row (from 0) of finished cells.

        `height` is in points, None for one line; `links` are columns with what they open.
        """
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(cells) - 1)
        self._write_single_row(row)  # what was written cell by cell
        tall = f' ht="{height}" customHeight="1"' if height is not None else ""
        self.fh.write(f'<row r="{row + 1}"{tall}>{"".join(cells)}</row>')
        for column, target in links:
            self.hyperlinks[row][column] = _url(target)
            self.hlink_count += 1


@lru_cache(maxsize=1024)
def _url(target: str) -> Url:
    return Url(target)


def style_number(style: Any) -> int:
    """The number of a format among the workbook's."""
    number: int = style._get_xf_index()
    return number


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """The letters of a column, from 0.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    return str(xl_col_to_name(column))


def blank_rest(style: int) -> str:
    """The XML of an empty cell with its borders, from behind its place.

    >>> f'<c r="B7"{blank_rest(3)}'
    '<c r="B7" s="3"/>'
    """
    return f' s="{style}"/>'


def text_rest(style: int, text: str) -> str:
    """The XML of a cell of text, from behind its place.

    >>> f'<c r="B7"{text_rest(3, "A & B")}'
    '<c r="B7" s="3" t="inlineStr"><is><t>A &amp; B</t></is></c>'
    """
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escaped, text)
    keep = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f' s="{style}" t="inlineStr"><is><t{keep}>{text}</t></is></c>'


def number_rest(style: int, value: float) -> str:
    """The XML of a cell of a number, from behind its place.

    >>> f'<c r="B7"{number_rest(3, 98.3)}'
    '<c r="B7" s="3"><v>98.3</v></c>'
    """
    return f' s="{style}"><v>{value:.16G}</v></c>'


def day_rest(style: int, day: datetime.date) -> str:
    """The XML of a cell of a day from 1 March 1900 on, from behind its place.

    >>> f'<c r="B7"{day_rest(3, datetime.date(2026, 6, 30))}'
    '<c r="B7" s="3"><v>46203</v></c>'
    """
    return f' s="{style}"><v>{(day - _DAY_0).days}</v></c>'


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if found in _ENTITIES:
        return _ENTITIES[found]
    return f"_x005F{found}" if len(found) > 1 else f"_x{ord(found):04X}_"
