"""Ruling lines to grids: which places of a table are one cell, by the rules that part them and those that are missing."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from vbcds.model.document import Box
from vbcds.readers.pdf.rules import NEAR, Drawing, Rule

#: Rules whose distance is less than any line of text are one rule of the grid.
_SNAP = 4.0
#: Height of a row that is one cell, at most.
_OPEN_ROW = 60.0
_MOST_PAIRS = 4_000_000
_MOST_TABLES = 200
_MOST_PLACES = 200_000


@dataclass(slots=True)
class GridCell:
    """A cell of a grid: its place, its spans and its box on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    bbox: Box
    #: A rule is drawn along the upper (the lower) edge; without one there, the page break may have parted the cell.
    closed_top: bool = True
    closed_bottom: bool = True


@dataclass(slots=True)
class Lattice:
    """A ruled table on a page: the places of its columns and rows, and its cells."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    #: Index into `cells` for each place, row by row.
    places: list[list[int]] = field(default_factory=list)

    @property
    def bbox(self) -> Box:
        """The outline."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """Index of the cell at a point, or None outside the table."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.places[row][column]
        return None


def find_lattices(drawing: Drawing) -> list[Lattice]:
    """The ruled tables of a page, from top to bottom. Single boxes, frames and underlines are none.

    >>> lines = [Rule(y, 0, 200) for y in (0, 20, 40)], [Rule(0, 0, 40), Rule(80, 0, 40), Rule(200, 0, 40)]
    >>> [lattice] = find_lattices(Drawing(horizontal=lines[0], vertical=lines[1]))
    >>> len(lattice.cells), lattice.bbox
    (4, (0.0, 0.0, 200.0, 40.0))
    """
    horizontal, vertical = drawing.horizontal, drawing.vertical
    if len(horizontal) + len(vertical) < 3 or not vertical or len(horizontal) * len(vertical) > _MOST_PAIRS:
        return []
    lattices = []
    for across, down in _components(horizontal, vertical)[:_MOST_TABLES]:
        lattice = _lattice(across, down)
        if lattice is not None:
            lattices.append(lattice)
    lattices.sort(key=lambda lattice: (lattice.ys[0], lattice.xs[0]))
    return lattices


def _components(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first = len(horizontal)
    for i, h in enumerate(horizontal):
        low, high, at = h.start - NEAR, h.end + NEAR, h.at
        for j, v in enumerate(vertical, first):
            if low <= v.at <= high and v.start - NEAR <= at <= v.end + NEAR:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vertical, first):
        groups.setdefault(root(j), ([], []))[1].append(v)
    return [group for group in _joined_open(list(groups.values())) if len(group[0]) + len(group[1]) > 2 and group[0] and group[1]]


def _joined_open(groups: list[tuple[list[Rule], list[Rule]]]) -> list[tuple[list[Rule], list[Rule]]]:
    """A table without outer rules falls apart at each row that is one cell: its parts have the same left and right ends."""
    wide = [group for group in groups if group[0]]
    if not any(group[1] and _is_open(group) for group in wide):
        return groups
    wide.sort(key=lambda group: min(rule.at for rule in group[0]))
    joined: list[tuple[list[Rule], list[Rule]]] = []
    for group in wide:
        if joined and (not group[1] or _is_open(group)) and (not joined[-1][1] or _is_open(joined[-1])):
            before = joined[-1]
            ends, starts = max(rule.end for rule in before[0]), min(rule.start for rule in before[0])
            gap = min(rule.at for rule in group[0]) - max(rule.at for rule in before[0])
            same = abs(max(r.end for r in group[0]) - ends) <= NEAR and abs(min(r.start for r in group[0]) - starts) <= NEAR
            if same and gap <= _OPEN_ROW:
                joined[-1] = (before[0] + group[0], before[1] + group[1])
                continue
        joined.append(group)
    return joined


def _is_open(group: tuple[list[Rule], list[Rule]]) -> bool:
    """Horizontal rules run out over the last vertical one on a side."""
    across, down = group
    if not down:
        return True
    return (
        min(rule.at for rule in down) - min(rule.start for rule in across) > _SNAP
        or max(rule.end for rule in across) - max(rule.at for rule in down) > _SNAP
    )


def _lattice(across: list[Rule], down: list[Rule]) -> Lattice | None:
    drawn = list(across)
    _extend(across, down, alone=3)
    _extend(down, across, alone=1000)
    across, down = _cut(across, down), _cut(down, across)
    across = _cut(across, down)
    xs, ys = _snap([rule.at for rule in down]), _snap([rule.at for rule in across])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2 or columns * rows > _MOST_PLACES:
        return None
    ruled_below = _coverage(across, ys, xs)  # [line][column]
    ruled_right = _coverage(down, xs, ys)  # [line][row]
    if _outline(ruled_below, ruled_right) < 0.6:
        return None
    parent = list(range(rows * columns))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in range(rows):
        for column in range(columns):
            place = row * columns + column
            if column + 1 < columns and not ruled_right[column + 1][row]:
                parent[root(place + 1)] = root(place)
            if row + 1 < rows and not ruled_below[row + 1][column]:
                parent[root(place + columns)] = root(place)
    groups: dict[int, list[int]] = {}
    for place in range(rows * columns):
        groups.setdefault(root(place), []).append(place)
    blocks = [block for group in groups.values() for block in _rectangles(group, columns)]
    if len(blocks) < 2:
        return None
    lattice = _compact(xs, ys, blocks)
    for cell in lattice.cells:
        middle = (cell.bbox[0] + cell.bbox[2]) / 2
        if cell.row == 0:
            cell.closed_top = _drawn(drawn, ys[0], middle)
        if cell.row + cell.row_span == len(lattice.ys) - 1:
            cell.closed_bottom = _drawn(drawn, ys[-1], middle)
    return lattice


def _drawn(rules: list[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= _SNAP and rule.start <= middle <= rule.end for rule in rules)


def _extend(rules: list[Rule], across: list[Rule], alone: int) -> None:
    """A side without a rule of its own, or with one in part: where two rules or more end together at or beyond it, there is one.

    One rule is enough where it crosses `alone` others.
    """
    if not across:
        return
    low, high = min(rule.at for rule in across), max(rule.at for rule in across)
    ends = sorted(((rule.end, rule) for rule in rules if rule.end > high - _SNAP), key=_first)
    starts = sorted(((-rule.start, rule) for rule in rules if rule.start < low + _SNAP), key=_first)
    for edge, sign in ((_shared(ends, across, alone), 1.0), (_shared(starts, across, alone), -1.0)):
        if edge is None:
            continue
        place = edge * sign
        touching = [rule.at for rule in rules if rule.start - NEAR <= place <= rule.end + NEAR]
        if alone < 100 and 2 * len(_snap(touching)) < len(_snap([rule.at for rule in rules])):
            continue  # a few of many: boxes of a drawing
        touching += [min(rule.start for rule in across), max(rule.end for rule in across)]
        across.append(Rule(place, min(touching), max(touching)))


def _touches(rule: Rule, across: list[Rule]) -> int:
    return sum(
        1
        for other in across
        if rule.start - NEAR <= other.at <= rule.end + NEAR and other.start - NEAR <= rule.at <= other.end + NEAR
    )


def _first(pair: tuple[float, Rule]) -> float:
    return pair[0]


def _shared(ends: list[tuple[float, Rule]], across: list[Rule], alone: int) -> float | None:
    """The outermost end that two rules or more have in common, or that of one rule that crosses `alone` others."""
    for index in range(len(ends) - 1, -1, -1):
        end, rule = ends[index]
        if (index and end - ends[index - 1][0] <= NEAR) or (alone < 100 and _touches(rule, across) >= alone):
            return end
    return None


def _cut(rules: list[Rule], across: list[Rule]) -> list[Rule]:
    """Rules from one rule across to another: underlines and loose ends go."""
    kept = []
    for rule in rules:
        touched = [
            other.at
            for other in across
            if rule.start - NEAR <= other.at <= rule.end + NEAR and other.start - NEAR <= rule.at <= other.end + NEAR
        ]
        if len(touched) > 1 and max(touched) - min(touched) > _SNAP:
            kept.append(Rule(rule.at, min(touched), max(touched)))
    return kept


def _snap(values: list[float]) -> list[float]:
    snapped: list[list[float]] = []
    for value in sorted(values):
        if snapped and value - snapped[-1][0] <= _SNAP:
            snapped[-1].append(value)
        else:
            snapped.append([value])
    return [sum(group) / len(group) for group in snapped]


def _coverage(rules: list[Rule], lines: list[float], across: list[float]) -> list[list[bool]]:
    """For each line of the grid, which of its stretches between the lines across are ruled."""
    middles = [(a + b) / 2 for a, b in pairwise(across)]
    covered = [[False] * len(middles) for _ in lines]
    for rule in rules:
        line = bisect_right(lines, rule.at + _SNAP) - 1
        if line < 0:
            continue
        if line > 0 and abs(lines[line - 1] - rule.at) < abs(lines[line] - rule.at):
            line -= 1
        row = covered[line]
        for index, middle in enumerate(middles):
            if rule.start <= middle <= rule.end:
                row[index] = True
    return covered


def _outline(below: list[list[bool]], right: list[list[bool]]) -> float:
    """How much of the grid's outline is ruled."""
    sides = [*below[0], *below[-1], *right[0], *right[-1]]
    return sum(sides) / len(sides)


def _rectangles(group: list[int], columns: int) -> list[tuple[int, int, int, int]]:
    """A group of places as (row, column, row span, column span); one that is no rectangle is cut by rows."""
    if len(group) == 1:
        return [(group[0] // columns, group[0] % columns, 1, 1)]
    rows: dict[int, list[int]] = {}
    for place in group:
        rows.setdefault(place // columns, []).append(place % columns)
    blocks: list[tuple[int, int, int, int]] = []
    for row in sorted(rows):
        for start, width in _stretches(sorted(rows[row])):
            for index, (first, column, height, span) in enumerate(blocks):
                if column == start and span == width and first + height == row:
                    blocks[index] = (first, column, height + 1, span)
                    break
            else:
                blocks.append((row, start, 1, width))
    return blocks


def _stretches(columns: list[int]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for column in columns:
        if stretches and sum(stretches[-1]) == column:
            stretches[-1] = (stretches[-1][0], stretches[-1][1] + 1)
        else:
            stretches.append((column, 1))
    return stretches


def _compact(xs: list[float], ys: list[float], blocks: list[tuple[int, int, int, int]]) -> Lattice:
    """Grid lines at which no cell begins are closed up."""
    used_rows = sorted({block[0] for block in blocks})
    used_columns = sorted({block[1] for block in blocks})
    cells = []
    for row, column, height, width in sorted(blocks):
        box = (xs[column], ys[row], xs[column + width], ys[row + height])
        first_row, first_column = bisect_right(used_rows, row) - 1, bisect_right(used_columns, column) - 1
        last_row, last_column = bisect_right(used_rows, row + height - 1), bisect_right(used_columns, column + width - 1)
        cells.append(GridCell(first_row, first_column, last_row - first_row, last_column - first_column, box))
    lattice = Lattice([xs[c] for c in used_columns] + [xs[-1]], [ys[r] for r in used_rows] + [ys[-1]], cells)
    lattice.places = [[0] * len(used_columns) for _ in used_rows]
    for index, cell in enumerate(cells):
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                lattice.places[r][c] = index
    return lattice
