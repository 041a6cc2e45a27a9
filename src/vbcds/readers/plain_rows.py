"""Rows out of a stream of cells that has lost its row marks: dynamic programming over the possible row breaks.

A row takes as many cells as the table has columns, or fewer: a cell that an upper one covers (a row span) is simply not there, and a
group row may be one cell over all columns. Which reading is right is weighed with costs: does a cell look like what its column
holds, do the numbers in the first column count on, and how much must be missing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from vbcds.readers.plain_cells import Kind, Label, Look
from vbcds.readers.plain_costs import COSTS, LABEL_RANK, OTHER, counted, counting_cost

_INF = float("inf")
_SLACK = 7.0  # a row break whose cost is this much above the best one near it is given up
_NEAR = 2.5  # the same among the readings of one row
_STATES = 5
_OPEN, _GO_ON = 1.4, 0.3  # a span begins, a span goes on
_EVEN = 0.15  # readings whose costs differ by less are equally good
# What a column without a known heading holds, by the kind of most of its cells.
_TELLING: tuple[tuple[Kind, str], ...] = (("deadline", "deadline"), ("agency", "lead"), ("number", "budget"))
_STRICT = frozenset(("lead", "support", "deadline", "start"))
_SPECIFIC: frozenset[Kind] = frozenset(("deadline", "agency"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of the stream at its place: index in the stream, column and columns covered."""

    index: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, and the columns that cells of upper rows cover."""

    cells: tuple[Placed, ...]
    covered: frozenset[int] = frozenset()

    @property
    def whole(self) -> bool:
        """Every column has a cell of its own."""
        return not self.covered and all(cell.width == 1 for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows of a table body and what they cost together."""

    cost: float
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _State:
    cost: float
    row: Row | None
    back: _State | None
    last: dict[str, tuple[int, ...]] = field(default_factory=dict)
    #: The columns that the last row left to a span above; None where it was one wide cell that nothing can reach through.
    covered: frozenset[int] | None = None


@dataclass(slots=True)
class Budget:
    """How much searching a file may cause: a hostile stream of cells has no good reading, and would be searched through and through.

    Every row break that is looked at costs one, more in wide tables. Counted and not timed, so that a file always reads the same.
    """

    left: float = 12_000.0


@cache
def _cover_sets(columns: int) -> tuple[frozenset[int], ...]:
    sets = [frozenset[int]()]
    sets += [frozenset(pair) for size in (1, 2) for pair in combinations(range(columns), size) if size < columns]
    if columns > 9:  # pairs side by side only
        sets = [covered for covered in sets if len(covered) < 2 or max(covered) - min(covered) == 1]
    sets += [
        frozenset(range(first, first + size)) for size in (3, 4) for first in range(1, columns - size + 1) if size < columns - 1
    ]
    return tuple(sets)


class Aligner:
    """Finds the rows of one stream for one number of columns."""

    def __init__(
        self, looks: Sequence[Look], columns: int, roles: Sequence[str | None], *, numbered: bool, budget: Budget | None = None
    ) -> None:
        self.budget = budget or Budget()
        self.looks = looks
        self.columns = columns
        self.roles = roles
        self.numbered = numbered
        self._profile: list[Counter[Kind]] = []
        self._magnitudes: list[float | None] = [None] * columns
        self._guessed: list[str | None] = [None] * columns
        self._matrix: list[list[float]] = []
        #: Columns that hardly ever span rows: what a row is about.
        self._single = [column for column, role in enumerate(roles) if role in ("content", "indicator")]
        if not self._single and numbered and columns > 2 and roles[1] is None:
            self._single = [1]

    def align(self, *, passes: int = 2, limit: float = _INF) -> Alignment | None:
        """The best rows, or None where the stream cannot be cut, or only at more than `limit`.

        Later passes know what the columns of whole rows hold.
        """
        best: Alignment | None = None
        for _ in range(passes):
            self._matrix = [[self._cost(cell, column) for column in range(self.columns)] for cell in self.looks]
            found = self._search(_SLACK, limit) or self._search(3 * _SLACK, limit)
            if found is None or found.cost > limit:
                return None
            best = found
            self._learn(found)
        return best

    def _cost(self, cell: Look, column: int) -> float:
        role = self.roles[column] or self._guessed[column]
        known = COSTS.get(role) if role else None
        kinds = cell.kinds
        if role in _STRICT and kinds & _SPECIFIC:
            kinds = kinds & _SPECIFIC  # "Hằng năm" is a short text too, but no agency
        by_role = min(known.get(kind, OTHER) for kind in kinds) if known else (0.6 if "label" in kinds else 0.4)
        if column == 0 and self.numbered:
            by_role = min(COSTS["number"].get(kind, OTHER) for kind in cell.kinds)
            if cell.total:
                by_role = 0.4
        elif cell.total and column > 1:
            by_role += 1.2
        if not self._profile:
            return by_role
        counts = self._profile[column]
        rows = sum(counts.values())
        if rows >= 2:
            usual_count = max(counts.values()) + 0.4
            seen = max(counts[kind] for kind in cell.kinds) + 0.4
            learnt = min(2.5, math.log(usual_count / seen) * 0.6)
            by_role = 0.5 * by_role + 0.5 * learnt if known or (column == 0 and self.numbered) else learnt
        usual = self._magnitudes[column]
        if usual is not None and cell.magnitude is not None:
            by_role += min(1.5, 0.5 * abs(cell.magnitude - usual))
        return by_role

    def _learn(self, found: Alignment) -> None:
        self._profile = [Counter() for _ in range(self.columns)]
        sizes: list[list[float]] = [[] for _ in range(self.columns)]
        for row in found.rows:
            if not row.whole:
                continue
            for placed in row.cells:
                cell = self.looks[placed.index]
                for kind in cell.kinds:
                    self._profile[placed.column][kind] += 1
                if cell.magnitude is not None and "number" in cell.kinds:
                    sizes[placed.column].append(cell.magnitude)
        for column, counts in enumerate(self._profile):
            rows = sum(1 for row in found.rows if row.whole)
            self._guessed[column] = next((role for kind, role in _TELLING if rows >= 2 and counts[kind] >= 0.6 * rows), None)
        self._magnitudes = [sum(column) / len(column) if len(column) >= 2 else None for column in sizes]

    def even(self, rows: Sequence[Row]) -> bool:
        """Whether a missing cell could as well belong to the column beside: the evidence does not decide between two readings."""
        run: dict[tuple[int, int], float] = {}
        for row in rows:
            own = {cell.column: cell.index for cell in row.cells}
            now: dict[tuple[int, int], float] = {}
            for gone in row.covered:
                for beside in (gone - 1, gone + 1):
                    if beside in own and "empty" not in self.looks[own[beside]].kinds:
                        index = own[beside]
                        change = self._matrix[index][gone] - self._matrix[index][beside]
                        now[gone, beside] = run.get((gone, beside), 0.0) + change
            if any(total < _EVEN for pair, total in run.items() if pair not in now):
                return True
            run = now
        return any(total < _EVEN for total in run.values())

    def _search(self, slack: float, limit: float) -> Alignment | None:
        total, columns = len(self.looks), self.columns
        states: list[list[_State]] = [[] for _ in range(total + 1)]
        states[0] = [_State(0.0, None, None, covered=None)]
        recent: list[float] = []
        for start in range(total):
            here = sorted(states[start], key=lambda state: state.cost)[:_STATES]
            states[start] = []
            recent.append(here[0].cost if here else _INF)
            floor = min(recent[-self.columns - 1 :])
            if floor > limit + _SLACK or self.budget.left <= 0:
                return None
            here = [state for state in here if state.cost <= floor + slack]
            if here:
                self.budget.left -= len(_cover_sets(columns)) / 30
                self._grow(start, here, states)
        ends = states[total]
        if not ends:
            return None
        best = min(ends, key=lambda state: state.cost)
        rows: list[Row] = []
        state: _State | None = best
        while state is not None and state.row is not None:
            rows.append(state.row)
            state = state.back
        return Alignment(best.cost, tuple(reversed(rows)))

    def _grow(self, start: int, here: list[_State], states: list[list[_State]]) -> None:
        columns, total, matrix = self.columns, len(self.looks), self._matrix
        first = self.looks[start]
        lowest = here[0].cost
        rivals: dict[int, float] = {}  # by place, the best cost of what is known to end there
        for covered in _cover_sets(columns):
            size = columns - len(covered)
            if size > total - start:
                continue
            limit = rivals.get(size, _INF) + _NEAR
            cost = lowest + _GO_ON * len(covered)
            place = start
            for column in range(columns):
                if column not in covered:
                    cost += matrix[place][column]
                    place += 1
                    if cost > limit:
                        break
            else:
                cost -= lowest + _GO_ON * len(covered)
                self._add_whole(start, covered, cost, first, here, states)
                ends = states[start + size]
                if ends:
                    rivals[size] = min(state.cost for state in ends)
        self._grow_wide(start, here, states)

    def _add_whole(
        self, start: int, covered: frozenset[int], cost: float, first: Look, here: list[_State], states: list[list[_State]]
    ) -> None:
        if 0 in covered:
            cost += 0.8 if self.numbered else 0.2
        if any(column in covered for column in self._single):
            cost += 1.2
        places = [column for column in range(self.columns) if column not in covered]
        row = Row(tuple(Placed(start + offset, column) for offset, column in enumerate(places)), covered)
        label = first.label if self.numbered and 0 not in covered else None
        if covered and label is not None and label.form in ("roman", "letter"):
            cost += 1.2  # a span that runs on through a group's heading
        for state in here:
            spans = 0.0
            if covered:
                if state.covered is None:
                    continue  # nothing above that could reach down
                spans = sum(_GO_ON if column in state.covered else _OPEN for column in covered)
            self._add(states[start + len(places)], state, cost + spans, row, label, covered)

    def _grow_wide(self, start: int, here: list[_State], states: list[list[_State]]) -> None:
        """Rows with one wide cell: a group's heading over all columns, its label before it, a sum's words before its numbers."""
        columns, total = self.columns, len(self.looks)
        first = self.looks[start]
        text = bool(first.kinds & {"short", "long"})
        if text or first.total or "agency" in first.kinds:
            row = Row((Placed(start, 0, columns),))
            for state in here:
                self._add(states[start + 1], state, 1.2 if first.total else 2.4, row, None, None)
        if columns > 2 and start + 2 <= total and self.numbered and first.label is not None:
            second = self.looks[start + 1]
            if second.kinds & {"short", "long", "agency"}:
                cost = 1.3 if first.label.form in ("roman", "letter") else 2.0
                row = Row((Placed(start, 0), Placed(start + 1, 1, columns - 1)))
                for state in here:
                    self._add(states[start + 2], state, cost, row, first.label, None)
        if first.total:
            for size in range(2, columns):
                if start + size > total:
                    break
                width = columns - size + 1
                cost = 0.6 + sum(self._matrix[start + offset][width + offset - 1] for offset in range(1, size))
                cells = (Placed(start, 0, width), *(Placed(start + offset, width + offset - 1) for offset in range(1, size)))
                for state in here:
                    self._add(states[start + size], state, cost, Row(cells), None, frozenset())

    def _add(
        self, into: list[_State], state: _State, cost: float, row: Row, label: Label | None, covered: frozenset[int] | None
    ) -> None:
        last = state.last
        if label is not None:
            cost += counting_cost(label, last)
            last = counted(label, last)
        if covered is None:
            last = {**last, "wide": (LABEL_RANK[label.form] if label is not None else -1,)}
        elif "wide" in last:
            if label is not None and LABEL_RANK[label.form] <= last["wide"][0]:
                cost += 1.5  # a heading over all columns, and nothing below it
            last = {form: value for form, value in last.items() if form != "wide"}
        cost += state.cost
        for index, other in enumerate(into):
            if other.covered == covered:
                if cost < other.cost:
                    into[index] = _State(cost, row, state, last, covered)
                return
        into.append(_State(cost, row, state, last, covered))
