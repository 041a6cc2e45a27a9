"""Columns of tables that tell how much a figure rose or fell between two others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.figure_tables import Figure, FigureTable, figure_tables, is_order
from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, short

_CHANGE = re.compile(r"tăng|giảm|chênh|so\s+(?:với|sánh)", re.I)


def find_table_changes(view: PartView) -> Iterator[Problem]:
    """Changes in a column that are not those of the two columns between which they are in the other rows."""
    for figures in figure_tables(view):
        for column, head in enumerate(figures.heads):
            if _CHANGE.search(head):
                yield from _wrong_changes(figures, column)


def _wrong_changes(t: FigureTable, column: int) -> Iterator[Problem]:
    others = [c for c in range(t.table.columns) if c != column and not is_order(t.heads[c]) and not _CHANGE.search(t.heads[c])]
    rows = [row for row in (*t.body, *t.groups, *t.totals) if t.figure(row, column)]
    best: tuple[int, list[int], int, int] | None = None
    for before, now in ((a, b) for a in others for b in others if a != b):
        pairs = [(row, x, y) for row in rows if (x := t.figure(row, before)) and (y := t.figure(row, now)) and x.value]
        right = [row for row, x, y in pairs if _is_change(t, row, column, x, y)]
        if len(right) >= 2 and len(right) >= 0.6 * len(pairs) and (best is None or len(right) > best[0]):
            best = (len(right), [row for row, _, _ in pairs if row not in right], before, now)
    if best is None:
        return
    for row in best[1]:
        x, y, printed = t.figure(row, best[2]), t.figure(row, best[3]), t.figure(row, column)
        if x is not None and y is not None and printed is not None:
            yield Problem(
                message=(
                    f"Dòng “{short(t.name(row), 50)}”: “{short(t.heads[column], 40)}” ghi {printed.digits}, "
                    f"không đúng với {x.digits} và {y.digits}."
                ),
                evidence=(t.view.cell(t.table, printed.cell), t.view.row(t.table, row)),
            )


def _is_change(t: FigureTable, row: int, column: int, before: Figure, now: Figure) -> bool:
    """Whether a printed change is the difference of two figures, or the growth in per cent from one to the other."""
    printed = t.figure(row, column)
    if printed is None:
        return False
    value, decimals = abs(printed.value), decimals_of(printed.digits)
    difference = abs(now.value - before.value)
    if abs(difference - value) <= 0.5 * 10.0**-decimals * (1 if decimals else 0) + 1e-9:
        return True
    return before.value > 0 and (
        agrees(difference, before.value, value, decimals=decimals) or agrees(now.value, before.value, value, decimals=decimals)
    )
