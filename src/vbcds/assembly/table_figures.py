"""Figures in the tables of a report: an indicator in each row, its values under the columns of results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vbcds.assembly.context import PartContext
from vbcds.assembly.figures import Figure, is_consistent
from vbcds.lexicons.report_words import fold
from vbcds.model.document import Cell
from vbcds.recognisers.dates import find_dates
from vbcds.recognisers.quantities import parse_number
from vbcds.structure.values import Column, TableReading

_NUMBER = re.compile(r"^\s*(\d+(?:[.,]\d+)*)\s*(%|[^\W\d][\w ]{0,20})?\s*$")
_RATIO = re.compile(r"^\s*(\d+(?:[.,]\d+)*)\s*/\s*(\d+(?:[.,]\d+)*)\s*([^\W\d][\w ,]{0,30})?\s*$")
_SHARE = re.compile(r"tỷ lệ|tỉ lệ|%")
_TOTAL = re.compile(r"^(?:tổng(?: số| cộng)?|số (?:phải|cần|được giao|giao)|kế hoạch|chỉ tiêu|tổng [^%]*|được giao|phải thực hiện|cần thực hiện|số lượng phải)")
_DONE = re.compile(r"đã|thực hiện|kết quả|đạt|hoàn thành|có|trực tuyến|giải quyết|lũy kế|số")
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
    share = next((column for column in numeric if _SHARE.search(fold(column.heading)) and not _PAST.search(fold(column.heading))), None)
    counts = [column for column in numeric if column is not share]
    whole = part = None
    if share is not None and len(counts) >= 2:
        whole = next((column for column in counts if _TOTAL.match(fold(column.heading).split(" / ")[-1])), None)
        after = [column for column in counts if column is not whole and column.index < share.index and not _PAST.search(fold(column.heading))]
        part = after[-1] if whole is not None and after else None
    for row in rows:
        name = _words(text, grid[row][label.index])
        if not name:
            continue
        unit = _words(text, grid[row][unit_column.index]) if unit_column is not None else None
        numbers: dict[int, float] = {}
        for column in numeric:
            cell = grid[row][column.index]
            if cell is None or cell.row != row:
                continue
            heading = fold(column.heading)
            if column.role in ("target", "baseline") or _PAST.search(heading) or (_TOTAL.match(heading) and column is not whole):
                continue
            read = _read(text, cell)
            if read is None:
                continue
            value, own_unit, denominator = read
            numbers[column.index] = value
            days = [d for d in find_dates(column.heading, year=context.issued.year if context.issued else None) if d.precision == "day"]
            cumulative = _CUMULATIVE.search(heading) is not None
            as_of = days[-1].last if days and cumulative else None
            numerator: float | None = value if denominator is not None else None
            consistent: bool | None = None
            own = own_unit or ("%" if column is share else unit)
            if column is share and whole is not None and part is not None and own == "%":
                total = numbers.get(whole.index)
                done = numbers.get(part.index)
                if total and done is not None:
                    numerator, denominator = done, total
                    consistent = is_consistent(value, done, total, digits=_digits(text[cell.start : cell.end]))
            yield (
                Figure(
                    start=cell.start, end=cell.end, indicator=_indicator(name, column), value=value, unit=own, numerator=numerator,
                    denominator=denominator, consistent=consistent,
                ),
                cumulative,
                as_of,
            )  # fmt: skip


def _indicator(name: str, column: Column) -> str:
    heading = " ".join(column.heading.split())
    return name if not heading or re.match(r"(?:kết quả|thực hiện|lũy kế|số liệu|trong kỳ|giá trị|số lượng)", fold(heading)) else f"{name} - {heading}"


def _is_numeric(text: str, grid: list[list[Cell | None]], rows: list[int], column: int) -> bool:
    cells = [text[c.start : c.end].strip() for row in rows if (c := grid[row][column]) is not None and c.row == row and c.end > c.start]
    return bool(cells) and sum(_NUMBER.match(cell) is not None or _RATIO.match(cell) is not None for cell in cells) >= 0.6 * len(cells)


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


def _digits(words: str) -> int:
    match = re.search(r"\d+[.,](\d+)", words)
    return len(match[1]) if match is not None else 0
