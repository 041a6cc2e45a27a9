"""Rows of a table with the rows below that are their parts: "1 | Tổng số hồ sơ | 3.410" above "- Kỳ trước chuyển sang | 160"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.figure_forms import is_one_slip_off
from vbcds.checks.figure_tables import FigureTable
from vbcds.checks.registry import Problem
from vbcds.checks.view import number_text, short
from vbcds.lexicons.partitions import find_partition, leaves_nothing_out

_DASH = re.compile(r"\s*[-–+•]\s*\w")
_CODE = re.compile(r"(\d+(?:\.\d+)*)\.?")
#: "Trong đó:" in a row of its own.
_AMONG = re.compile(r"\s*(?:trong đó|gồm|bao gồm)\s*:?\s*$", re.IGNORECASE)
#: Rows that list more than kinds of one thing.
_MOST = 8


def find_wrong_items(t: FigureTable) -> Iterator[Problem]:
    """Figures that the rows of their kinds do not make; only kinds that exclude each other must."""
    for row, parts in _families(t):
        labels = [t.name(part).lower() for part in parts]
        if not 2 <= len(parts) <= _MOST or find_partition(labels) is None:
            continue
        for column in range(t.table.columns):
            whole, figures = t.figure(row, column), [t.figure(part, column) for part in parts]
            if whole is None or whole.value < 2 or not t.is_count(column) or any(figure is None for figure in figures):
                continue
            values = [figure.value for figure in figures if figure is not None]
            added = sum(values)
            slip = is_one_slip_off(added, whole.value, values)
            if abs(added - whole.value) <= 1e-6 * whole.value or not (
                added > whole.value or (slip and len(parts) > 2) or _is_all(t, row, labels)
            ):
                continue
            if 0.5 * whole.value <= added <= 1.5 * whole.value:
                yield Problem(
                    message=(
                        f"Dòng “{short(t.name(row), 50)}” ghi {whole.digits}, nhưng các dòng chi tiết cộng lại là {number_text(added)}."
                    ),
                    evidence=(
                        t.view.cell(t.table, whole.cell),
                        t.view.column(t.table, [figure.cell for figure in figures if figure is not None]),
                    ),
                )


def _is_all(t: FigureTable, row: int, labels: list[str]) -> bool:
    return leaves_nothing_out(labels, t.name(row).lower())


def _families(t: FigureTable) -> Iterator[tuple[int, list[int]]]:
    """Each row with the rows below it that are its parts: with a dash, or with a number below its own."""
    rows = range(t.first_row, len(t.grid))
    codes = {row: match[1] if (match := _CODE.fullmatch(t.view.words(t.grid[row][0]).strip())) else None for row in rows}
    for row in rows:
        parts: list[int] = []
        for below in range(row + 1, len(t.grid)):
            name, code = t.name(below), codes[below]
            if not code and _AMONG.fullmatch(name):
                continue
            own = code is not None and codes[row] is not None and re.fullmatch(rf"{re.escape(codes[row] or '')}\.\d+", code)
            if not own and not (code is None and _DASH.match(name) and not _DASH.match(t.name(row))):
                break
            parts.append(below)
        if parts:
            yield row, parts
