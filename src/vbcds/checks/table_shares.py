"""Percentages in tables that are not those of the counts beside them, and ratios noted below a table's total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from vbcds.checks.figure_tables import Figure, FigureTable, figure_tables, is_order
from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.table_sums import wrong_columns
from vbcds.checks.view import PartView, short
from vbcds.model.document import Cell
from vbcds.recognisers.quantities import parse_number

_NOTE = re.compile(r"^\s*(?:tỷ|tỉ)\s+lệ[^:%]{0,40}\(?\s*%?\s*\)?\s*:?\s*(?P<digits>\d+(?:[.,]\d+)?)\s*%?\s*$", re.I)


def find_table_shares(view: PartView) -> Iterator[Problem]:
    """Percentages in a column that are not those of the two columns that make them in the other rows; and notes below a
    total."""
    for figures in figure_tables(view):
        text = view.text[figures.table.start : figures.table.end]
        if "%" in text or "lệ" in text.lower():
            yield from _column_shares(figures)
            yield from _notes(figures)


def _column_shares(t: FigureTable) -> Iterator[Problem]:
    counts = [column for column in range(t.table.columns) if not t.is_share(column) and not is_order(t.heads[column])]
    for column in range(t.table.columns):
        if not t.is_share(column) or re.search(r"so\s+với\s+cùng|tăng|giảm", t.heads[column], re.I):
            continue
        rows = [row for row in (*t.body, *t.groups, *t.totals) if t.figure(row, column)]
        if len(rows) < 3:
            continue
        best: tuple[int, list[int], int, int] | None = None
        for part, whole in ((a, b) for a in counts for b in counts if a != b):
            pairs = [(row, x, y) for row in rows if (x := t.figure(row, part)) and (y := t.figure(row, whole)) and y.value]
            right = [row for row, x, y in pairs if _agrees(t, row, column, x, y)]
            if len(right) >= 2 and len(right) >= 0.6 * len(pairs) and (best is None or len(right) > best[0]):
                best = (len(right), [row for row, _, _ in pairs if row not in right], part, whole)
        if best is None or best[0] < 2:
            continue
        for row in best[1]:
            x, y, printed = t.figure(row, best[2]), t.figure(row, best[3]), t.figure(row, column)
            if x is None or y is None or printed is None or _follows(t, row, best[2], best[3], printed):
                continue
            exact = f"{100 * x.value / y.value:.2f}".replace(".", ",")
            yield Problem(
                message=f"Dòng “{short(t.name(row), 50)}”: tỷ lệ ghi {printed.digits}%, nhưng {x.digits}/{y.digits} là {exact}%.",
                evidence=(t.view.cell(t.table, printed.cell), t.view.row(t.table, row)),
            )


def _follows(t: FigureTable, row: int, part: int, whole: int, printed: Figure) -> bool:
    """Whether a percentage is that of the right total of a column that is added up wrongly: one mistake, named there."""
    sums = {item.column: item.added for item in wrong_columns(t) if item.row == row}
    if not {part, whole} & set(sums):
        return False
    x, y = (sums.get(column, figure.value if (figure := t.figure(row, column)) else 0) for column in (part, whole))
    return y > 0 and agrees(x, y, printed.value, decimals=decimals_of(printed.digits))


def _agrees(t: FigureTable, row: int, column: int, part: Figure, whole: Figure) -> bool:
    printed = t.figure(row, column)
    return printed is not None and agrees(part.value, whole.value, printed.value, decimals=decimals_of(printed.digits))


def _notes(t: FigureTable) -> Iterator[Problem]:
    """ "Tỷ lệ (%): 0.31" below the row of totals: a ratio of its figures."""
    for row in range(max(t.first_row, 1), len(t.grid)):
        cells = {(cell.row, cell.column): cell for cell in t.grid[row] if cell is not None and cell.row == row}
        if len(cells) != 1:
            continue
        cell = next(iter(cells.values()))
        match = _NOTE.match(t.view.words(cell))
        if match is None:
            continue
        totals = [total for total in t.totals if total < row]
        printed = parse_number(match["digits"])
        if not totals or printed is None:
            continue
        amounts = [f for column in range(t.table.columns) if (f := t.figure(totals[-1], column)) is not None and f.value]
        problem = _note(t, cell, printed, match["digits"], amounts, totals[-1])
        if problem is not None:
            yield problem


def _note(t: FigureTable, cell: Cell, printed: float, digits: str, amounts: Sequence[Figure], total: int) -> Problem | None:
    decimals = decimals_of(digits)
    near: tuple[float, str] | None = None
    for whole in amounts:
        others = [f for f in amounts if f is not whole]
        for size in range(1, min(len(others), 4) + 1):
            for parts in combinations(others, size):
                part = sum(f.value for f in parts)
                if part > whole.value:
                    continue
                if agrees(part, whole.value, printed, decimals=decimals):
                    return None
                exact = 100 * part / whole.value
                if abs(exact - printed) <= max(0.1 * printed, 2 * 10.0**-decimals) and (near is None or size > near[1].count("+")):
                    sums = " + ".join(f.digits for f in parts)
                    near = (exact, f"({sums}) / {whole.digits}" if size > 1 else f"{sums} / {whole.digits}")
    if near is None:
        return None
    exact_text = f"{near[0]:.{decimals + 2}f}".replace(".", ",")
    return Problem(
        message=f"“{t.view.words(cell)}”, nhưng {near[1]} là {exact_text}%.",
        evidence=(t.view.cell(t.table, cell), t.view.row(t.table, total)),
    )
