"""Heads of tables that have lost their row marks: how many cells they take, how many columns there are, what spans what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vbcds.lexicons.columns import column_role
from vbcds.readers.plain_cells import Kind, Label, Look, parse_label
from vbcds.readers.plain_rows import Row

MOST_COLUMNS = 16
_MOST_LAYOUTS = 3000
_YEARED = re.compile(r"(?:19|20)\d\d")


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


def guess_shapes(texts: Sequence[str], looks: Sequence[Look]) -> list[tuple[int, int, int, bool]]:
    """Guesses of (cells of the head, columns, cells of a numbering row below it, first column numbered), the likely ones first."""
    shapes: list[tuple[int, int, int, bool]] = []
    counted = _numbering_row(looks)
    if counted is not None:
        first, columns = counted
        numbered = _has_label(looks, first + columns)
        shapes += [(first, columns, columns, numbered), (first, columns, columns, not numbered)]
    firsts = sorted(_first_labels(looks), key=lambda start: (-min(20, _links(looks, start)), start))
    for start in firsts:
        gaps = _gaps(looks, start)
        sizes = [gap for gap, _ in gaps.most_common(3)]
        if start in range(2, MOST_COLUMNS + 1):
            sizes.append(start)
        lead = _lead_gap(looks, start)
        if lead is not None:
            sizes.insert(0, lead)
        if not gaps and start + 2 <= len(looks) <= start + MOST_COLUMNS:
            sizes.append(len(looks) - start)  # one row only
        shapes += [(start, size, 0, True) for size in dict.fromkeys(sizes) if 2 <= size <= MOST_COLUMNS and start <= 3 * size]
    run = _heading_run(texts, looks)
    shapes += [(size, size, 0, False) for size in sorted({run, run - 1, run + 1}, key=lambda size: abs(size - run)) if size >= 2]
    return list(dict.fromkeys(shapes))


def _has_label(looks: Sequence[Look], index: int) -> bool:
    return index < len(looks) and looks[index].label is not None


def _first_labels(looks: Sequence[Look]) -> list[int]:
    """Places of labels that can begin the numbering of rows: 1, I, A, 1.1, a year; the beginning of the stream first."""
    found = []
    for index, cell in enumerate(looks[: 3 * MOST_COLUMNS]):
        label = cell.label
        if label is None:
            continue
        if (index == 0 or label.value[-1] == 1 or label.form == "year") and (index > 0 or label.value[0] < 1900):
            found.append(index)
    return found[:6]


def _succeeds(before: Label, after: Label) -> bool:
    if before.form == after.form and len(before.value) == len(after.value):
        return before.value[:-1] == after.value[:-1] and after.value[-1] == before.value[-1] + 1
    if before.form in ("roman", "letter"):
        return (after.form == "number" and after.value == (1,)) or (after.form == "dotted" and after.value[-1] == 1)
    if before.form == "number" and after.form == "dotted":
        return after.value == (*before.value, 1)
    if before.form == "dotted" and after.form == "number":
        return after.value[0] == before.value[0] + 1
    return before.form == "dotted" and after.form == "dotted" and after.value == (before.value[0] + 1, 1)


def _gaps(looks: Sequence[Look], start: int) -> Counter[int]:
    """How far apart counting labels stand, from the first one on."""
    gaps: Counter[int] = Counter()
    at = start
    while at < min(len(looks), start + 400):
        label = looks[at].label
        assert label is not None
        following = next(
            (
                index
                for index in range(at + 1, min(len(looks), at + MOST_COLUMNS + 1))
                if (other := looks[index].label) is not None and _succeeds(label, other)
            ),
            None,
        )
        if following is None:
            following = next(  # a group's label between
                (
                    index
                    for index in range(at + 2, min(len(looks), at + MOST_COLUMNS + 1))
                    if (other := looks[index].label) is not None and other.form in ("roman", "letter", "number", "dotted")
                ),
                None,
            )
            if following is None:
                break
        gaps[following - at] += 1
        at = following
    return gaps


def counting_links(looks: Sequence[Look]) -> int:
    """How many labels of the stream count on from one another: a first column that numbers the rows leaves such a chain."""
    return max((sum(_gaps(looks, start).values()) for start in _first_labels(looks)), default=0)


def _links(looks: Sequence[Look], start: int) -> int:
    """How far the labels count on from one place without a break."""
    links, at = 0, start
    while (gap := _lead_gap(looks, at)) is not None and links < 200:
        at += gap
        links += 1
    return links


def _lead_gap(looks: Sequence[Look], start: int) -> int | None:
    """The distance from the first label to the one that counts on from it: the first row is mostly whole."""
    label = looks[start].label
    if label is None:
        return None
    for index in range(start + 2, min(len(looks), start + MOST_COLUMNS + 1)):
        other = looks[index].label
        if other is not None and _succeeds(label, other):
            return index - start
    return None


def _numbering_row(looks: Sequence[Look]) -> tuple[int, int] | None:
    """The row "(1) (2) (3)" (or "A B 1 2") below a head: where it begins and how long it is."""
    for start in range(2, min(len(looks), 2 * MOST_COLUMNS)):
        length = 0
        letters = 0
        while start + length < len(looks) and length < MOST_COLUMNS:
            label = looks[start + length].label
            if label is None or len(label.value) != 1:
                break
            if label.form == "letter" and label.value[0] == length + 1 and letters == length:
                letters += 1
            elif label.form != "number" or label.value[0] != length + 1 - letters:
                break
            length += 1
        if length >= 3 and length > letters:
            return start, length
    return None


def _heading_run(texts: Sequence[str], looks: Sequence[Look]) -> int:
    run = 0
    for text, cell in zip(texts[:MOST_COLUMNS], looks, strict=False):
        if not _heading_like(text, cell):
            break
        run += 1
    known = max((index + 1 for index in range(run) if column_role(texts[index]) is not None), default=0)
    return known or run


def _heading_like(text: str, cell: Look) -> bool:
    if not text or len(text) > 90 or text[-1] in ".;":
        return False
    return not cell.kinds & {"label", "number", "nothing"} or _YEARED.search(text) is not None


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
        if all(map(_YEARED.search, kids)) and _YEARED.search(text):
            cost += 0.5
        for column in range(cell.column, cell.column + cell.column_span - 1):
            cost -= _likeness(values[column], values[column + 1], looks)
    cost -= 0.8 * sum(count - 1 for count in families.values())
    for cell in cells[top:]:
        text = texts[cell.index]
        if column_role(text) in ("number", "content") or len(text) > 60:
            cost += 1.5
        if text and text[0].isupper() and not _YEARED.search(text):
            cost += 0.1
    for cell in cells[1:top]:
        text = texts[cell.index]
        if text[:1].islower() or (parse_label(text) is not None and _YEARED.search(text)):
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
