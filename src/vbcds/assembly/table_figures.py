"""Figures in the tables of a report: an indicator in each row, its values under the columns of results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vbcds.assembly.context import PartContext
from vbcds.assembly.figure_values import Figure, is_consistent, printed_digits
from vbcds.lexicons.report_words import fold
from vbcds.model.document import Cell
from vbcds.recognisers.dates import find_dates
from vbcds.recognisers.quantities import parse_number
from vbcds.structure.values import Column, TableReading

_NUMBER = re.compile(r"^\s*(\d+(?:[.,]\d+)*)\s*(%|[^\W\d][\w ]{0,20})?\s*$")
_RATIO = re.compile(r"^\s*(\d+(?:[.,]\d+)*)\s*/\s*(\d+(?:[.,]\d+)*)\s*([^\W\d][\w ,]{0,30})?\s*$")
_SHARE = re.compile(r"tỷ lệ|tỉ lệ|%")
_TOTAL = re.compile(
    r"^(?:tổng(?: số| cộng)?|số (?:phải|cần|được giao|giao)|kế hoạch|chỉ tiêu|tổng [^%]*|được giao|phải thực hiện"
    r"|cần thực hiện|số lượng phải)"
)
_PLANNED = re.compile(r"kế hoạch|chỉ tiêu|được giao|phải thực hiện|cần thực hiện|mục tiêu|số được giao|số giao")
_CUMULATIVE = re.compile(r"lũy kế|cộng dồn|từ đầu năm|đến nay|đến ngày")
_PAST = re.compile(r"cùng kỳ|kỳ trước|tháng trước|năm trước|tăng|giảm|so với|năm 20\d\d$")
_SKIPPED = re.compile(r"^(?:tt|stt|số tt|ghi chú|đvt|đơn vị tính)$")


def find_table_figures(context: PartContext, reading: TableReading) -> Iterator[tuple[Figure, bool, date | None]]:
    """The figures of a table of figures: (figure, cumulative, as of); nothing for tables of statements.

    A column of shares is checked against the columns of the counts that stand before it, where one is the whole and one is the part.
    """
    named = [column for column in reading.columns if column.role in ("indicator", "content", "lead")]
    if reading.role == "layout" or not named:
        return
    table = context.document.tables[reading.table]
    grid = table.grid()
    text = context.text
    label = named[0]
    unit_column = next((column for column in reading.columns if column.role == "unit"), None)
    values = [
        column
        for column in reading.columns
        if column not in (label, unit_column) and column.role not in ("number", "note", "deadline", "document", "support", "lead")
        and not _SKIPPED.match(fold(column.heading))
    ]  # fmt: skip
    groups = {row for row, _, _ in reading.groups}
    rows = [row for row in range(reading.first_row, len(grid)) if row not in reading.skipped and row not in groups]
    numeric = [column for column in values if _is_numeric(text, grid, rows, column.index)]
    share = next(
        (column for column in numeric if _SHARE.search(fold(column.heading)) and not _PAST.search(fold(column.heading))), None
    )
    counts = [column for column in numeric if column is not share and not _PAST.search(fold(column.heading))]
    whole = next((column for column in counts if _TOTAL.match(_last(column))), None) if share is not None else None
    year = context.issued.year if context.issued else None
    for row in rows:
        name = _words(text, grid[row][label.index])
        if not name:
            continue
        unit = _words(text, grid[row][unit_column.index]) if unit_column is not None else None
        read: dict[int, tuple[Cell, float, str | None, float | None]] = {}
        for column in numeric:
            cell = grid[row][column.index]
            if cell is not None and cell.row == row and (number := _read(text, cell)) is not None:
                read[column.index] = (cell, *number)
        for column in numeric:
            heading = fold(column.heading)
            if column.index not in read or column is whole or column.role in ("target", "baseline") or _PAST.search(heading):
                continue
            if column is not share and _PLANNED.match(_last(column)):
                continue
            cell, value, own, denominator = read[column.index]
            days = [day for day in find_dates(column.heading, year=year) if day.precision == "day"]
            cumulative = _CUMULATIVE.search(heading) is not None
            numerator: float | None = value if denominator is not None else None
            consistent: bool | None = None
            if column is share:
                own = "%"
                if whole is not None and whole.index in read:
                    parts = [read[c.index][1] for c in counts if c is not whole and c.index in read]
                    numerator, denominator, consistent = _check(
                        value, parts, read[whole.index][1], printed_digits(text[cell.start : cell.end])
                    )
            yield (
                Figure(
                    start=cell.start, end=cell.end, indicator=_indicator(name, column), value=value, unit=own or unit, numerator
                        =numerator,
                    denominator=denominator, consistent=consistent,
                ),
                cumulative,
                days[-1].last if days and (cumulative or "đến" in heading) else None,
            )  # fmt: skip


def _check(share: float, parts: list[float], whole: float, digits: int) -> tuple[float | None, float | None, bool | None]:
    """The counts of a share in a row and whether they agree: any column of counts that does, else the last one where it is near."""
    if whole == 0 or not parts:
        return None, None, None
    for part in reversed(parts):
        if is_consistent(share, part, whole, digits=digits):
            return part, whole, True
    near = min(reversed(parts), key=lambda part: abs(100 * part / whole - share))
    return (near, whole, False) if abs(100 * near / whole - share) <= 12 else (None, None, None)


def _last(column: Column) -> str:
    return fold(" ".join(column.heading.split())).rsplit(" / ", 1)[-1]


def _indicator(name: str, column: Column) -> str:
    heading = " ".join(column.heading.split())
    return (
        name
        if not heading or re.match(r"(?:kết quả|thực hiện|lũy kế|số liệu|trong kỳ|giá trị|số lượng)", fold(heading))
        else f"{name} - {heading}"
    )


def _is_numeric(text: str, grid: list[list[Cell | None]], rows: list[int], column: int) -> bool:
    cells = [
        text[c.start : c.end].strip() for row in rows if (c := grid[row][column]) is not None and c.row == row and c.end > c.start
    ]
    return bool(cells) and sum(_NUMBER.match(cell) is not None or _RATIO.match(cell) is not None for cell in cells) >= 0.6 * len(
        cells
    )


def _read(text: str, cell: Cell) -> tuple[float, str | None, float | None] | None:
    words = text[cell.start : cell.end].strip()
    ratio = _RATIO.match(words)
    if ratio is not None:
        first, second = parse_number(ratio[1]), parse_number(ratio[2])
        return (first, ratio[3], second) if first is not None and second is not None else None
    match = _NUMBER.match(words)
    if match is None:
        return None
    value = parse_number(match[1])
    return None if value is None else (value, match[2], None)


def _words(text: str, cell: Cell | None) -> str | None:
    return " ".join(text[cell.start : cell.end].split()) or None if cell is not None else None
