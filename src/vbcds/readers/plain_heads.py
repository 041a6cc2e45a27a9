"""Heads of tables that have lost their row marks: which cells stand over which, and what spans what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vbcds.lexicons.columns import column_role
from vbcds.readers.plain_cells import Kind, Look, parse_label
from vbcds.readers.plain_rows import Row
from vbcds.readers.plain_shapes import YEARED

_MOST_LAYOUTS = 3000

#: What the cells below a heading are, where its role tells.
_EXPECTED: dict[str, Kind] = {
    "deadline": "deadline", "start": "deadline", "lead": "agency", "support": "agency", "target": "number", "baseline": "number"
}  # fmt: skip
#: What it costs that a heading of one role stands under a heading of another: kin belong together, strangers cost 0.8.
_KIN: dict[tuple[str, str], float] = {
    ("lead", "lead"): -0.4, ("lead", "support"): -0.4, ("deadline", "start"): -0.4, ("deadline", "deadline"): -0.4,
    ("target", "target"): -0.4, ("budget", "budget"): -0.2, ("budget", "target"): 0.0, ("baseline", "target"): 0.0,
    ("result", "result"): 0.0, ("result", "target"): 0.0, ("product", "product"): 0.0, ("target", "result"): 0.0,
    ("target", "baseline"): 0.2, ("deadline", "target"): 0.0, ("document", "document"): 0.0, ("indicator", "target"): 0.3,
}  # fmt: skip
_EXPECTED_KINDS: tuple[Kind, ...] = ("deadline", "agency", "number")


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the head: index in the stream and its place."""

    index: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Head:
    """A reading of the first `size` cells as the head of `columns` columns."""

    size: int
    columns: int
    rows: int
    cells: tuple[HeadCell, ...]
    cost: float
    #: The cells say that they are a head: known heading words, or a numbering row "(1) (2) (3)".
    sure: bool


def read_head(texts: Sequence[str], looks: Sequence[Look], size: int, columns: int, counted: int, rows: Sequence[Row]) -> Head:
    """The best layout of the head for the body's `rows` (their indices count from the end of the head)."""
    below = size + counted
    if size == 0:
        return Head(0, columns, 0, (), 1.5, False)
    if size == columns:
        cells = [HeadCell(index, 0, index) for index in range(size)]
        height, cost = 1, 0.0
    elif size > columns:
        cells, cost = _two_levels(texts[:size], columns, rows, looks[below:])
        height = 1 + max((cell.row for cell in cells), default=0)
        height = max(height, max((cell.row + cell.row_span for cell in cells), default=1))
    else:
        cells, cost = _wide_cells(texts[:size], columns, rows, looks[below:])
        height = 1
    known = sum(1 for text in texts[:size] if column_role(text) is not None)
    cost += sum(0.0 if column_role(text) is not None else 0.5 if len(text) <= 60 else 1.5 for text in texts[:size])
    cost += sum(2.5 for cell in looks[:size] if cell.kinds & {"number", "nothing"} and not cell.kinds & {"deadline"})
    cost += sum(3.0 for cell in looks[1:size] if cell.label is not None and cell.label.form != "year")  # a label begins a row
    if counted:
        cells += [HeadCell(size + index, height, index) for index in range(counted)]
        height += 1
    sure = counted > 0 or known >= max(1, min(2, size // 2))
    return Head(size + counted, columns, height, tuple(cells), cost, sure)


def _values(rows: Sequence[Row], columns: int) -> list[list[int | None]]:
    """Body cells by column: index into the body's stream for each row, or None where the row has none of its own."""
    table: list[list[int | None]] = [[] for _ in range(columns)]
    for row in rows:
        if any(cell.width > 1 for cell in row.cells):
            continue
        own = {cell.column: cell.index for cell in row.cells}
        for column in range(columns):
            table[column].append(own.get(column))
    return table


def _likeness(one: Sequence[int | None], other: Sequence[int | None], looks: Sequence[Look]) -> float:
    """How much two columns look like children of one heading, from about -0.5 to 1."""
    score = 0.0
    for left, right in zip(one, other, strict=True):
        if left is None or right is None:
            continue
        a, b = looks[left].kinds, looks[right].kinds
        if "empty" in a or "empty" in b:
            score += 0.3 if a == b else -0.5
        elif "nothing" in a or "nothing" in b:
            score += 0.3 if a == b else -0.4
        elif a & b:
            score += 1.0
        else:
            score -= 0.6
    return score / max(1, len(one))


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(1, total - parts + 2):
        for rest in _compositions(total - first, parts - 1):
            yield (first, *rest)


def _two_levels(texts: Sequence[str], columns: int, rows: Sequence[Row], looks: Sequence[Look]) -> tuple[list[HeadCell], float]:
    """Headings over headings: some top cells have children below, the others reach down."""
    size = len(texts)
    parents = size - columns
    values = _values(rows, columns)
    held = [_held(column, looks) for column in values]
    best: tuple[float, list[HeadCell]] | None = None
    tried = 0
    for top in range(max(2, parents), size):
        below = size - top
        if below < parents or top > columns:
            continue
        for chosen in combinations(range(top), parents):
            for widths in _compositions(below, parents):
                tried += 1
                if tried > _MOST_LAYOUTS:
                    break
                cells = _lay(top, chosen, widths)
                cost = _layout_cost(texts, cells, top, values, looks) + _misfit(texts, cells, held)
                if best is None or cost < best[0]:
                    best = cost, cells
    if best is None:  # no layout fits: rows of `columns` cells each
        cells = [HeadCell(index, index // columns, index % columns) for index in range(size)]
        return cells, 6.0
    return best[1], max(0.0, 1.0 + best[0])


def _held(column: Sequence[int | None], looks: Sequence[Look]) -> dict[Kind, float]:
    """The share of a column's cells with words that can be of each kind."""
    cells = [looks[index].kinds for index in column if index is not None and "empty" not in looks[index].kinds]
    return {kind: sum(kind in kinds for kinds in cells) / len(cells) if cells else 0.5 for kind in _EXPECTED_KINDS}


def _misfit(texts: Sequence[str], cells: Sequence[HeadCell], held: Sequence[dict[Kind, float]]) -> float:
    """What it costs that headings stand over columns which hold something else: "Tiến độ" over agencies."""
    cost = 0.0
    for cell in cells:
        if cell.column_span > 1 or (cell.row == 0 and cell.row_span == 1):
            continue
        expected = _EXPECTED.get(column_role(texts[cell.index]) or "")
        if expected is not None:
            cost += 2.5 * (1.0 - held[cell.column][expected])
    return cost


def _lay(top: int, chosen: Sequence[int], widths: Sequence[int]) -> list[HeadCell]:
    width_of = dict(zip(chosen, widths, strict=True))
    cells, children = [], []
    column, child = 0, top
    for index in range(top):
        width = width_of.get(index)
        cells.append(HeadCell(index, 0, column, row_span=2 if width is None else 1, column_span=width or 1))
        for offset in range(width or 0):
            children.append(HeadCell(child, 1, column + offset))
            child += 1
        column += width or 1
    return cells + children


def _layout_cost(
    texts: Sequence[str], cells: Sequence[HeadCell], top: int, values: Sequence[Sequence[int | None]], looks: Sequence[Look]
) -> float:
    cost = 0.0
    families: Counter[tuple[str, ...]] = Counter()
    for cell in cells[:top]:
        text = texts[cell.index]
        if cell.row_span == 2:
            if not text:
                cost += 2.0
            continue
        role = column_role(text)
        if role in ("number", "content", "unit", "note") or cell.column == 0:
            cost += 2.0
        kids = [texts[child.index] for child in cells[top:] if cell.column <= child.column < cell.column + cell.column_span]
        if cell.column_span == 1:
            cost += 0.6 if not kids[0] else 1.5  # a lone child: mostly an empty cell below a heading that was not merged
            continue
        cost += 1.2 * sum(1 for kid in kids if not kid) - 0.6
        families[tuple(kids)] += 1
        cost += sum(_KIN.get((role or "", kin), 0.8) for kid in kids if role and (kin := column_role(kid)) is not None)
        if all(map(YEARED.search, kids)) and YEARED.search(text):
            cost += 0.5
        for column in range(cell.column, cell.column + cell.column_span - 1):
            cost -= _likeness(values[column], values[column + 1], looks)
    cost -= 0.8 * sum(count - 1 for count in families.values())
    for cell in cells[top:]:
        text = texts[cell.index]
        if column_role(text) in ("number", "content") or len(text) > 60:
            cost += 1.5
        if text and text[0].isupper() and not YEARED.search(text):
            cost += 0.1
    for cell in cells[1:top]:
        text = texts[cell.index]
        if text[:1].islower() or (parse_label(text) is not None and YEARED.search(text)):
            cost += 0.7  # years and words in lower case are children
    return cost


def _wide_cells(texts: Sequence[str], columns: int, rows: Sequence[Row], looks: Sequence[Look]) -> tuple[list[HeadCell], float]:
    """Fewer headings than columns: some of them span."""
    values = _values(rows, columns)
    best: tuple[float, list[HeadCell]] | None = None
    for tried, widths in enumerate(_compositions(columns, len(texts))):
        if tried > _MOST_LAYOUTS:
            break
        cells, column, cost = [], 0, 0.0
        for index, width in enumerate(widths):
            cells.append(HeadCell(index, 0, column, column_span=width))
            if width > 1:
                cost += 0.4 + (2.0 if column_role(texts[index]) in ("number", "note", "unit") else 0.0)
                cost -= sum(_likeness(values[c], values[c + 1], looks) for c in range(column, column + width - 1))
            column += width
        if best is None or cost < best[0]:
            best = cost, cells
    if best is None:
        return [HeadCell(index, 0, index) for index in range(min(len(texts), columns))], 6.0
    return best[1], max(0.0, 2.0 + best[0])
