"""Columns that make one another in the other rows of their table, whatever they are called: "Đầu kỳ | Tăng | Giảm | Cuối kỳ"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vbcds.checks.figure_tables import Figure, FigureTable, is_order
from vbcds.checks.percentages_values import decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.view import number_text, short

#: Columns of figures that are tried against one another; more would hold together by chance.
_MOST = 9
#: Figures so small add up by chance.
_SMALL = 10
#: Rows that must be right for each that is wrong.
_RIGHT = 2


@dataclass(frozen=True, slots=True)
class _Relation:
    """Columns of one side and of the other that add up to the same; the last of the other side is what is told as the result."""

    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def columns(self) -> frozenset[int]:
        return frozenset((*self.left, *self.right))


@dataclass(frozen=True, slots=True)
class UnlikeRow:
    """A row in which a relation does not hold that holds in the others."""

    relation: _Relation
    row: int
    figures: dict[int, Figure]

    def explains(self, column: int, excess: float) -> bool:
        """Whether the row's figure in a column is what makes that column's sum wrong by so much."""
        return column in self.relation.columns and abs(abs(_excess(self.relation, self.figures)) - abs(excess)) < 1e-6

    def problem(self, t: FigureTable) -> Problem:
        """The finding, with the figure that is told as the result."""
        result = self.relation.right[-1]
        less = "".join(f" - {self.figures[c].digits}" for c in self.relation.right[:-1])
        made = _excess(self.relation, self.figures) + self.figures[result].value
        return Problem(
            message=(
                f"Dòng “{short(t.name(self.row), 50)}”: {' + '.join(self.figures[c].digits for c in self.relation.left)}{less} = "
                f"{number_text(made)}, khác “{short(t.heads[result], 40)}” là {self.figures[result].digits}; các dòng khác đều khớp."
            ),
            evidence=(t.view.cell(t.table, self.figures[result].cell), t.view.row(t.table, self.row)),
        )


def find_table_relations(t: FigureTable, named: frozenset[int]) -> Iterator[UnlikeRow]:
    """Rows in which columns do not make one another as they do in twice as many other rows; `named` are rows that are known to be
    wrong."""
    columns = [c for c in range(t.table.columns) if not is_order(t.heads[c]) and not t.is_share(c)]
    rows = [*t.body, *t.groups, *t.totals]
    figures = {row: {c: f for c in columns if (f := _figure(t, row, c)) is not None} for row in rows}
    columns = [c for c in columns if sum(c in figures[row] for row in rows) >= max(3, 0.8 * len(rows))]
    if not 3 <= len(columns) <= _MOST or len(rows) < 3:
        return
    found: list[_Relation] = []
    told = set(named)
    for relation in _relations(columns):
        if any(known.columns < relation.columns for known in found):
            continue
        full = [row for row in rows if relation.columns <= figures[row].keys()]
        right = [row for row in full if _holds(relation, figures[row])]
        wrong = [row for row in full if row not in right]
        if len(right) < _RIGHT * max(1, len(wrong)) or not _is_telling(relation, [figures[row] for row in right]):
            continue
        found.append(relation)
        for row in wrong:
            if row not in told and _is_near(relation, figures[row]):
                told.add(row)
                yield UnlikeRow(relation, row, figures[row])


def _figure(t: FigureTable, row: int, column: int) -> Figure | None:
    figure = t.figure(row, column)
    if figure is None and not t.in_words(row, column) and not t.covered(row, column) and t.view.words(t.grid[row][column]):
        cell = t.grid[row][column]
        return Figure(cell, 0.0, "0") if cell is not None else None  # a dash
    return figure


def _relations(columns: Sequence[int]) -> Iterator[_Relation]:
    """Three columns one of which is the sum of the others, then four in all ways that leave none alone with a minus."""
    for three in combinations(columns, 3):
        for result in (three[2], three[0], three[1]):
            yield _Relation(tuple(c for c in three if c != result), (result,))
    for four in combinations(columns, 4):
        for result in (four[3], four[0]):
            yield _Relation(tuple(c for c in four if c != result), (result,))
        for other in four[:3]:
            yield _Relation(tuple(c for c in four[:3] if c != other), (other, four[3]))


def _excess(relation: _Relation, row: dict[int, Figure]) -> float:
    return sum(row[c].value for c in relation.left) - sum(row[c].value for c in relation.right)


def _holds(relation: _Relation, row: dict[int, Figure]) -> bool:
    decimals = max((decimals_of(row[c].digits) if "," in row[c].digits else 0 for c in relation.columns), default=0)
    slack = 0.5 * 10.0**-decimals * len(relation.columns) if decimals else 1e-9
    return abs(_excess(relation, row)) <= slack


def _is_telling(relation: _Relation, rows: Sequence[dict[int, Figure]]) -> bool:
    """Whether rows that are right are no chance: each column has something to add, and two rows have figures that are not small."""
    large = sum(sum(row[c].value >= _SMALL for c in relation.columns) >= 3 for row in rows)
    return large >= _RIGHT and all(sum(row[c].value > 0 for row in rows) >= _RIGHT for c in relation.columns)


def _is_near(relation: _Relation, row: dict[int, Figure]) -> bool:
    """Whether a row is meant to add up: it is not far off."""
    return abs(_excess(relation, row)) <= 0.3 * max(row[c].value for c in relation.columns)
