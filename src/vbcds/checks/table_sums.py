"""Totals of tables that their rows or columns do not make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vbcds.checks.figure_tables import TOTAL_HEAD, Figure, FigureTable, figure_tables
from vbcds.checks.percentages_values import decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, number_text, short
from vbcds.lexicons.partitions import find_partition


def find_table_sums(view: PartView) -> Iterator[Problem]:
    """Totals that their rows or columns do not make."""
    for figures in figure_tables(view):
        columns = dict(_column_sums(figures))
        yield from columns.values()
        yield from _row_sums(figures, set(columns))


def _column_sums(t: FigureTable) -> Iterator[tuple[int, Problem]]:
    """The columns whose total is not what the rows add up to."""
    if len(t.totals) != 1:
        return
    total = t.totals[0]
    above = [row for row in (*t.body, *t.groups) if row < total]
    rows = [row for row in t.body if (row in above)] if above else t.body
    groups = [row for row in t.groups if (row < total) == bool(above)]
    good: list[int] = []
    bad: list[tuple[int, Figure, float, list[Figure]]] = []
    for column in range(t.table.columns):
        if not t.is_count(column):
            continue
        printed = t.figure(total, column)
        if printed is None:
            continue
        parts = [f for row in rows if (f := t.figure(row, column)) is not None]
        if any(t.figure(row, column) is None and not t.covered(row, column) and t.in_words(row, column) for row in rows):
            continue  # a cell in words: the column is no plain list of amounts
        heads = [f for row in groups if (f := t.figure(row, column)) is not None]
        if len(parts) < 2:
            continue
        sums = [sum(f.value for f in parts)]
        if heads:
            sums += [sum(f.value for f in heads), sums[0] + sum(f.value for f in heads)]
        if any(_same(value, printed, parts) for value in sums):
            good.append(column)
        else:
            bad.append((column, printed, _nearest(sums, printed.value), parts))
    for column, printed, added, parts in bad:
        distance = abs(added - printed.value) / max(abs(printed.value), 1)
        alone = not good
        if len(bad) > 2 * max(1, len(good)) and len(bad) > 2:
            continue  # the rows are not all of what the total counts
        if (alone and (distance > 0.1 or len(parts) < 3)) or (not alone and distance > 1):
            continue
        head = t.heads[column] or f"cột {column + 1}"
        yield (
            column,
            Problem(
                message=f"Cột “{short(head, 60)}”: các dòng cộng lại là {number_text(added)}, khác dòng tổng {printed.digits}.",
                evidence=(
                    t.view.cell(t.table, printed.cell),
                    t.view.row(t.table, total),
                    *(t.view.cell(t.table, f.cell) for f in parts[:12]),
                ),
            ),
        )


def _nearest(sums: Sequence[float], printed: float) -> float:
    return min(sums, key=lambda value: abs(value - printed))


def _same(value: float, printed: Figure, parts: Sequence[Figure]) -> bool:
    decimals = decimals_of(printed.digits) if not float(printed.value).is_integer() or "," in printed.digits[-3:] else 0
    slack = 0.5 * 10.0**-decimals * (1 if any(not float(f.value).is_integer() for f in parts) else 0)
    return abs(value - printed.value) <= slack * max(1, len(parts)) + 1e-6 * max(1.0, abs(printed.value)) * 0.01


def _row_sums(t: FigureTable, wrong: set[int]) -> Iterator[Problem]:
    """A column of totals with the columns that it adds, where they add up in most rows. `wrong` are columns whose own sum is wrong:
    what follows from it in the row of totals is no second mistake."""
    counts = [column for column in range(t.table.columns) if t.is_count(column)]
    for column in counts:
        for parts in _part_columns(t, counts, column):
            rows = [_RowSum(row, *read) for row in t.body if (read := _row(t, row, column, parts))]
            bad = [item for item in rows if not item.right]
            sure = len(rows) - len(bad) >= 2 or (len(rows) == 2 and len(bad) == 1 and len(parts) > 3)
            if not sure or len(rows) - len(bad) < (0.6 if len(rows) > 2 else 0.5) * len(rows):
                continue
            if not wrong & {column, *parts}:
                totals = [_RowSum(row, *read) for row in t.totals if (read := _row(t, row, column, parts))]
                inherited = sum(item.excess for item in bad)
                bad += [item for item in totals if not item.right and abs(item.excess - inherited) > 1e-6]
            yield from (_row_problem(t, column, item) for item in bad)
            break


@dataclass(frozen=True, slots=True)
class _RowSum:
    """A row with its total and the figures that make it."""

    row: int
    whole: Figure
    parts: list[Figure]

    @property
    def added(self) -> float:
        return sum(figure.value for figure in self.parts)

    @property
    def excess(self) -> float:
        return self.added - self.whole.value

    @property
    def right(self) -> bool:
        return _same(self.added, self.whole, self.parts)


def _part_columns(t: FigureTable, counts: Sequence[int], column: int) -> Iterator[list[int]]:
    """The columns that a column may be the total of: under "Tổng số" those behind it or before it, the more the better; under another
    heading those right behind it whose headings exclude each other ("Đúng hạn", "Quá hạn")."""
    after = [c for c in counts if c > column]
    if TOTAL_HEAD.match(t.heads[column].split(" / ")[-1]):
        before = [c for c in counts if c < column and any(t.figure(row, c) for row in t.body)]
        yield from (after[:n] for n in range(len(after), 1, -1))
        yield from (before[n:] for n in range(len(before) - 1))
        return
    for n in range(len(after), 1, -1):
        heads = [t.heads[c].split(" / ")[-1].lower() for c in after[:n]]
        if after[:n] == list(range(column + 1, column + n + 1)) and find_partition(heads) is not None:
            yield after[:n]


def _row_problem(t: FigureTable, column: int, item: _RowSum) -> Problem:
    return Problem(
        message=(
            f"Dòng “{short(t.name(item.row), 50)}”: {' + '.join(f.digits for f in item.parts)} = {number_text(item.added)}, "
            f"khác “{short(t.heads[column], 40)}” là {item.whole.digits}."
        ),
        evidence=(t.view.cell(t.table, item.whole.cell), t.view.row(t.table, item.row)),
    )


def _row(t: FigureTable, row: int, column: int, parts: Sequence[int]) -> tuple[Figure, list[Figure]] | None:
    """A total with the figures beside it; a dash is nothing to add. None where a part is told in words, or only one stands there."""
    whole = t.figure(row, column)
    figures = [t.figure(row, part) for part in parts]
    if whole is None or whole.value == 0 or any(f is None and t.in_words(row, c) for f, c in zip(figures, parts, strict=True)):
        return None
    found = [f for f in figures if f is not None]
    dashes = sum(f is None and bool(t.view.words(t.grid[row][c])) for f, c in zip(figures, parts, strict=True))
    return (whole, found) if found and len(found) + dashes >= 2 else None
