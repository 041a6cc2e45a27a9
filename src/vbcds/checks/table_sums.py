"""Totals of tables that their rows or columns do not make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vbcds.checks.figure_tables import TOTAL_HEAD, Figure, FigureTable, figure_tables
from vbcds.checks.percentages_values import decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.table_items import find_wrong_items
from vbcds.checks.table_products import find_table_products
from vbcds.checks.table_relations import find_table_relations
from vbcds.checks.view import PartView, number_text, short
from vbcds.lexicons.partitions import find_partition

#: A column that may add up the months before it.
_PERIOD_HEAD = re.compile(r"(?:cả\s+|lũy\s+kế\s+)?(?:quý|năm|(?:\d+|sáu|chín)\s+tháng|lũy\s+kế)\b", re.I)


def find_table_sums(view: PartView) -> Iterator[Problem]:
    """Totals that their rows or columns do not make."""
    for figures in figure_tables(view):
        columns = [*(wrong := wrong_columns(figures)), *_wrong_groups(figures)]
        rows = list(_wrong_rows(figures, {item.column for item in wrong}))
        others = list(find_table_relations(figures, frozenset(row.row for row in rows) | frozenset(item.row for item in wrong)))
        for item in columns:
            excess = item.added - item.printed.value
            if not any(_is_one_cell(item, row) for row in rows) and not any(row.explains(item.column, excess) for row in others):
                yield _column_problem(figures, item)
        yield from (_row_problem(figures, row) for row in rows)
        yield from (row.problem(figures) for row in others)
        yield from find_table_products(figures)
        yield from find_wrong_items(figures)


def _is_one_cell(column: ColumnSum, row: _RowSum) -> bool:
    """Whether a row and a column are wrong by the same amount in the cell where they meet: one mistake, named by its row."""
    excess = column.added - column.printed.value
    if abs(row.excess - excess) < 1e-6:
        return any(figure.cell is part.cell for figure in row.parts for part in column.parts)
    return abs(row.excess + excess) < 1e-6 and any(row.whole.cell is part.cell for part in column.parts)


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A total in a column, with what its rows add up to."""

    row: int
    column: int
    printed: Figure
    added: float
    parts: list[Figure]

    @property
    def right(self) -> bool:
        """Whether the total is what its rows make."""
        return _same(self.added, self.printed, self.parts)


def wrong_columns(t: FigureTable) -> list[ColumnSum]:
    """The columns whose total is not what the rows add up to."""
    if len(t.totals) != 1:
        return []
    total = t.totals[0]
    above = [row for row in (*t.body, *t.groups) if row < total]
    rows = [row for row in t.body if row in above] if above else t.body
    groups = [row for row in t.groups if (row < total) == bool(above)]
    sums = [item for column in range(t.table.columns) if (item := _column_sum(t, total, column, rows, groups)) is not None]
    bad = [item for item in sums if not item.right]
    good = len(sums) - len(bad)
    if len(bad) > 2 * max(1, good) and len(bad) > 2:
        return []  # the rows are not all of what the total counts
    return [item for item in bad if (_distance(item) <= 0.1 and len(item.parts) >= 3 if not good else _distance(item) <= 1)]


def _column_sum(t: FigureTable, total: int, column: int, rows: Sequence[int], groups: Sequence[int]) -> ColumnSum | None:
    """What a column adds up to: its rows, its groups, or both, whichever comes nearest to the total."""
    printed = t.figure(total, column) if t.is_count(column) else None
    if printed is None or any(
        t.figure(row, column) is None and not t.covered(row, column) and t.in_words(row, column) for row in rows
    ):
        return None  # a cell in words: the column is no plain list of amounts
    parts = [f for row in rows if (f := t.figure(row, column)) is not None]
    heads = [f for row in groups if (f := t.figure(row, column)) is not None]
    if len(parts) < 2:
        return None
    sums = [sum(f.value for f in parts)]
    if heads:
        sums += [sum(f.value for f in heads), sums[0] + sum(f.value for f in heads)]
    return ColumnSum(total, column, printed, _nearest(sums, printed.value), parts)


def _wrong_groups(t: FigureTable) -> list[ColumnSum]:
    """Sub-totals of groups ("I | Khối sở | 30") that their rows do not make, where those of other groups are made by theirs."""
    sums: list[ColumnSum] = []
    for index, group in enumerate(t.groups):
        end = min([*t.groups[index + 1 : index + 2], *(row for row in t.totals if row > group), len(t.grid)])
        rows = [row for row in t.body if group < row < end]
        sums += [item for column in range(t.table.columns) if (item := _column_sum(t, group, column, rows, ())) is not None]
    right = {item.column for item in sums if item.right}
    return [item for item in sums if not item.right and item.column in right and _distance(item) <= 0.5]


def _distance(item: ColumnSum) -> float:
    return abs(item.added - item.printed.value) / max(abs(item.printed.value), 1)


def _column_problem(t: FigureTable, item: ColumnSum) -> Problem:
    head = t.heads[item.column] or f"cột {item.column + 1}"
    row = "dòng tổng" if item.row in t.totals else f"dòng “{short(t.name(item.row), 50)}”"
    return Problem(
        message=f"Cột “{short(head, 60)}”: các dòng cộng lại là {number_text(item.added)}, khác {row} {item.printed.digits}.",
        evidence=(
            t.view.cell(t.table, item.printed.cell),
            t.view.row(t.table, item.row),
            t.view.column(t.table, [figure.cell for figure in item.parts]),
        ),
    )


def _nearest(sums: Sequence[float], printed: float) -> float:
    return min(sums, key=lambda value: abs(value - printed))


def _same(value: float, printed: Figure, parts: Sequence[Figure]) -> bool:
    decimals = decimals_of(printed.digits) if not float(printed.value).is_integer() or "," in printed.digits[-3:] else 0
    slack = 0.5 * 10.0**-decimals * (1 if any(not float(f.value).is_integer() for f in parts) else 0)
    return abs(value - printed.value) <= slack * max(1, len(parts)) + 1e-6 * max(1.0, abs(printed.value)) * 0.01


def _wrong_rows(t: FigureTable, wrong: set[int]) -> Iterator[_RowSum]:
    """A column of totals with the columns that it adds, where they add up in most rows. `wrong` are columns whose own sum is wrong:
    what follows from it in the row of totals is no second mistake."""
    counts = [column for column in range(t.table.columns) if t.is_count(column)]
    for column in counts:
        for choices in _part_columns(t, counts, column):
            yield from next(filter(None, (_wrong_rows_of(t, column, parts, wrong) for parts in choices)), [])


def _wrong_rows_of(t: FigureTable, column: int, parts: Sequence[int], wrong: set[int]) -> list[_RowSum] | None:
    """The rows in which columns do not make their total; None where they make it in too few of the others."""
    rows = [_RowSum(row, column, *read) for row in t.body if (read := _row(t, row, column, parts))]
    bad = [item for item in rows if not item.right]
    sure = len(rows) - len(bad) >= 2 or (len(rows) == 2 and len(bad) == 1 and len(parts) > 3)
    if not sure or len(rows) - len(bad) < (0.6 if len(rows) > 2 else 0.5) * len(rows):
        return None
    if not wrong & {column, *parts}:
        totals = [_RowSum(row, column, *read) for row in t.totals if (read := _row(t, row, column, parts))]
        inherited = sum(item.excess for item in bad)
        bad += [item for item in totals if not item.right and abs(item.excess - inherited) > 1e-6]
    return bad


@dataclass(frozen=True, slots=True)
class _RowSum:
    """A row with its total and the figures that make it."""

    row: int
    column: int
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


def _part_columns(t: FigureTable, counts: Sequence[int], column: int) -> Iterator[list[list[int]]]:
    """The columns that a column may be the total of, in lists of choices of which the first that adds up holds.

    Under "Tổng số" those behind it or before it, the more the better; under any heading those behind it whose headings exclude each
    other ("Đúng hạn", "Quá hạn").
    """
    after = [c for c in counts if c > column]
    if _PERIOD_HEAD.match(t.heads[column].split(" / ")[-1]):
        before = [c for c in counts if c < column and any(t.figure(row, c) for row in t.body)]
        yield [before[n:] for n in range(len(before) - 1)]
    heads = {c: t.heads[c].split(" / ")[-1].lower() for c in (column, *after)}
    if TOTAL_HEAD.match(heads[column]):
        before = [c for c in counts if c < column and any(t.figure(row, c) for row in t.body)]
        yield [*(after[:n] for n in range(len(after), 1, -1)), *(before[n:] for n in range(len(before) - 1))]
    if TOTAL_HEAD.match(heads[column]) or after[:1] == [column + 1]:
        runs = [after[i:j] for i in range(len(after)) for j in range(len(after), i + 1, -1)]
        kinds = [run for run in runs if run[-1] - run[0] == len(run) - 1 and find_partition([heads[c] for c in run]) is not None]
        if not TOTAL_HEAD.match(heads[column]):
            kinds = [run for run in kinds if run[0] == column + 1]
        yield kinds


def _row_problem(t: FigureTable, item: _RowSum) -> Problem:
    return Problem(
        message=(
            f"Dòng “{short(t.name(item.row), 50)}”: {' + '.join(f.digits for f in item.parts)} = {number_text(item.added)}, "
            f"khác “{short(t.heads[item.column], 40)}” là {item.whole.digits}."
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
