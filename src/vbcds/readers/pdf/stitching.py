"""Tables that go on over page breaks: header rows that repeat, rows and merged cells that the break has cut."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from vbcds.model.builder import CellDraft, TableDraft
from vbcds.model.document import Box
from vbcds.readers.pdf.lines import Line, words_of
from vbcds.readers.pdf.paragraphs import Measure, fills_cell, make_paragraphs
from vbcds.readers.pdf.tables import PageCell, PageTable
from vbcds.readers.pdf.wording import begins_lower, mend, open_ended, stops

_NEAR = 4.5
#: Margins of pages that follow each other differ by this at most, in points.
_MARGIN = 45.0
_CODE = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,7}(?:\.\d{1,3})*|[A-ZĐa-zđ](?:\.\d{1,3})*)[.)]?")
_HEAD_ROWS = 4
#: Height of a row that has no room for a line of text.
_SLIVER = 16.0


@dataclass(slots=True, eq=False)
class _Cell:
    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    bbox: Box
    lines: list[Line]
    measures: dict[int, Measure]
    inner: list[PageTable]
    closed_top: bool = True
    closed_bottom: bool = True

    @property
    def text(self) -> str:
        if not self.lines:
            return ""
        if len(self.lines) == 1:
            return mend(self.lines[0].text)
        measures = self.measures
        fallback = next(iter(measures.values()))
        return "\n".join(p.text for p in make_paragraphs(self.lines, lambda line: measures.get(line.page, fallback)))

    @property
    def bold(self) -> bool | None:
        if len(self.lines) == 1:
            return self.lines[0].bold > 0.9
        weight = sum(len(line.text) for line in self.lines)
        return sum(line.bold * len(line.text) for line in self.lines) / weight > 0.9 if weight else None


@dataclass(slots=True, eq=False)
class StitchedTable:
    """A table over its pages."""

    page: int
    last_page: int
    bbox: Box
    xs: list[float]
    rows: int
    cells: list[_Cell]
    ruled: bool
    #: Signatures of the first rows, to know them again.
    head: list[tuple[tuple[int, int, str], ...]] = field(default_factory=list)
    #: Where the table ends on its last page.
    bottom: float = 0.0
    #: The cells that end with the last row.
    edge: list[_Cell] = field(default_factory=list)
    #: Cells on both sides of a page break of which the second is empty: merged ones, or one that is blank?
    doubtful: list[tuple[_Cell, _Cell]] = field(default_factory=list)

    def draft(self) -> TableDraft:
        """The table as the builder takes it."""
        self._settle()
        cells = [
            CellDraft(
                text=cell.text,
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                page=cell.page,
                bbox=_rounded(cell.bbox),
                bold=cell.bold,
                inner=[begin(inner).draft() for inner in cell.inner],
                words=words_of(cell.lines),
            )
            for cell in self.cells
        ]
        cells.sort(key=lambda cell: (cell.row, cell.column))
        return TableDraft(cells=cells, page=self.page, bbox=_rounded(self.bbox), ruled=self.ruled)

    def _settle(self) -> None:
        """An empty cell after a page break goes with the cell before it where its column has merged cells and no blank ones."""
        if not self.doubtful:
            return
        empty = {id(below) for _, below in self.doubtful}
        columns: dict[tuple[int, int], list[_Cell]] = defaultdict(list)
        for cell in self.cells:
            if id(cell) not in empty:
                columns[cell.column, cell.column_span].append(cell)
        gone: set[int] = set()
        for above, below in self.doubtful:
            column = columns[above.column, above.column_span]
            if len(column) > 3 and all(cell.lines for cell in column) and any(cell.row_span > 1 for cell in column):
                above.row_span += below.row_span
                gone.add(id(below))
        self.cells = [cell for cell in self.cells if id(cell) not in gone]
        self.doubtful.clear()


def _rounded(box: Box) -> Box:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)


def begin(table: PageTable) -> StitchedTable:
    """A table of one page, which may go on."""
    cells = [_cell(cell, 0) for cell in table.cells]
    stitched = StitchedTable(
        table.page, table.page, table.bbox, list(table.xs), table.rows, cells, table.ruled, bottom=table.bbox[3]
    )
    stitched.edge = [cell for cell in cells if cell.row + cell.row_span == table.rows]
    stitched.head = [_signature(table, row, table.xs) for row in range(min(_HEAD_ROWS, table.rows))]
    return stitched


def _cell(cell: PageCell, shift: int) -> _Cell:
    measures = {cell.page: cell.measure} if cell.measure is not None else {}
    return _Cell(
        cell.row + shift,
        cell.column,
        cell.row_span,
        cell.column_span,
        cell.page,
        cell.bbox,
        list(cell.lines),
        measures,
        list(cell.inner),
        cell.closed_top,
        cell.closed_bottom,
    )


def _signature(table: PageTable, row: int, xs: list[float]) -> tuple[tuple[int, int, str], ...]:
    """The cells that begin in a row: places of their left edges and their texts without spaces."""
    return tuple(
        (round(cell.bbox[0] / 6), cell.row_span, "".join([line.text for line in cell.lines]).replace(" ", "").lower())
        for cell in table.cells
        if cell.row == row
    )


def _same_row(first: tuple[tuple[int, int, str], ...], second: tuple[tuple[int, int, str], ...]) -> bool:
    if len(first) != len(second) or not any(text for _, _, text in first):
        return False
    return all(a[2] == b[2] and abs(a[0] - b[0]) <= 1 for a, b in zip(first, second, strict=True))


def continues(table: StitchedTable, following: PageTable) -> bool:
    """Whether a table at the top of the next page has the columns of this one."""
    first, second = table.xs, _aligned(table, following)
    if abs(first[0] - second[0]) > _NEAR or abs(first[-1] - second[-1]) > _NEAR:
        return False
    few, many = (first, second) if len(first) <= len(second) else (second, first)
    return all(any(abs(x - y) <= _NEAR for y in many) for x in few)


def _aligned(table: StitchedTable, following: PageTable) -> list[float]:
    """The columns of the next page where they would stand with the margins of this one.

    Paper printed on both sides, and paper drawn in by a scanner, has other margins on every page: columns of the same widths are the same.
    """
    first, second = table.xs, following.xs
    shift = second[0] - first[0]
    if len(first) == len(second) > 3 and abs(shift) <= _MARGIN:
        moved = [x - shift for x in second]
        if all(abs(x - y) <= _NEAR for x, y in zip(first, moved, strict=True)):
            return moved
    return second


def go_on(table: StitchedTable, following: PageTable, room: float) -> None:
    """Join the part of a table on the next page; `room` is what was left of the page below the table."""
    following = replace(following, xs=_aligned(table, following))
    columns = _shared_columns(table, following)
    skipped = 0
    while (
        skipped < min(len(table.head), following.rows)
        and _same_row(_signature(following, skipped, following.xs), table.head[skipped])
        and all(cell.row + cell.row_span <= following.rows for cell in following.cells if cell.row == skipped)
    ):
        skipped += 1
    if skipped and any(cell.row < skipped < cell.row + cell.row_span for cell in following.cells):
        skipped = 0
    fresh = [cell for cell in following.cells if cell.row >= skipped]
    table.last_page, table.bottom = following.page, following.bbox[3]
    if not fresh:
        return
    added = []
    places = [_nearest(columns, x) for x in following.xs]
    for cell in fresh:
        new = _cell(cell, table.rows - skipped)
        start = places[cell.column]
        new.column, new.column_span = start, max(1, places[cell.column + cell.column_span] - start)
        added.append(new)
    old_rows = table.rows
    last = sorted(table.edge, key=lambda cell: cell.column)
    first = [cell for cell in added if cell.row == old_rows]
    pairs = [(a, b) for a in last for b in first if a.column == b.column and a.column_span == b.column_span]
    open_pairs = [not a.closed_bottom or (not b.closed_top and not skipped) for a, b in pairs]
    cut = len(pairs) == len(first) == len(last) and _is_cut(pairs, room, open_pairs)
    table.rows += following.rows - skipped
    gone: set[int] = set()
    for (a, b), is_open in zip(pairs, open_pairs, strict=True):
        if cut or _merged_on(a, b, is_open and not all(open_pairs)):
            a.closed_bottom = b.closed_bottom
            a.lines += b.lines
            a.measures.update(b.measures)
            a.inner += b.inner
            a.row_span += b.row_span
            gone.add(id(b))
        elif a.lines and not b.lines and a.row_span == b.row_span == 1:
            table.doubtful.append((a, b))
    added = [new for new in added if id(new) not in gone]
    table.cells += added
    if cut:
        # The two halves of the row are one row: everything after moves up.
        table.rows -= 1
        for new in added:
            new.row -= 1
        for a, _ in pairs:
            a.row_span -= 1
    table.edge = [cell for cell in (*last, *added) if cell.row + cell.row_span == table.rows]


def _shared_columns(table: StitchedTable, following: PageTable) -> list[float]:
    """The columns of both parts; the cells of the table move to them where the next page has more."""
    merged = list(table.xs)
    for x in following.xs:
        if not any(abs(x - y) <= _NEAR for y in merged):
            merged.append(x)
    merged.sort()
    if len(merged) > len(table.xs):
        index = {x: merged.index(x) for x in table.xs}
        old = table.xs
        for cell in table.cells:
            start, end = index[old[cell.column]], index[old[cell.column + cell.column_span]]
            cell.column, cell.column_span = start, end - start
        table.xs = merged
    return merged


def _nearest(columns: list[float], x: float) -> int:
    return min(range(len(columns)), key=lambda i: abs(columns[i] - x))


def _is_cut(pairs: list[tuple[_Cell, _Cell]], room: float, open_pairs: list[bool]) -> bool:
    """Whether the first row of the next page is the rest of the last row of this one.

    Rules seldom tell: word processors draw them at the break as well. A row that was cut goes on in the middle of sentences, has no
    number of its own, and filled the page to its end.
    """
    own = [(a, b) for a, b in pairs if a.row_span == 1 and b.row_span == 1] or pairs  # merged cells go on over whole rows as well
    number_a, number_b = pairs[0]
    number = number_b.text.strip()
    if number and _CODE.fullmatch(number):
        return False
    if not any(a.lines for a, _ in own) and own[0][0].bbox[3] - own[0][0].bbox[1] < _SLIVER:
        return True  # the break left no more of the row than its upper border
    texts = [(a, b) for a, b in own if b.lines and not (b is number_b and not number)]
    if not texts:
        return True  # nothing of the row is new
    widest = max(own, key=lambda pair: pair[0].bbox[2] - pair[0].bbox[0])
    if widest[0].lines and not widest[1].lines and any(_is_list(a) for a, _ in texts):
        return True  # the list of a narrow column goes on below, the matter itself was said above
    score = 1.5 if all(open_pairs) else -1.0 if any(open_pairs) else 0.0
    if not number and number_a.lines and (number_a, number_b) in own:
        score += 1.0
    surely = False
    for a, b in texts:
        evidence = _goes_on(a, b) if a.lines else -1.0
        surely = surely or evidence >= 3.0
        if evidence == 1.5 and (a, b) != widest:
            evidence = -1.0 if a.text == b.text else 0.5  # in a narrow column hardly anything fits after anything
        score += evidence
    if len(texts) == 1 and not number and len(own) > 2:
        score += 1.5
    if len(texts) > 2 and not surely:
        score -= 1.5
    if room > 60:
        score -= 2.0
    return score >= 2.0


def _is_list(cell: _Cell) -> bool:
    """Whether a cell's last line ends within a list: "Bộ Công an;"."""
    return bool(cell.lines) and cell.lines[-1].text.rstrip().endswith((";", ","))


def _goes_on(a: _Cell, b: _Cell) -> float:
    """Evidence that the text of a cell goes on in the cell below."""
    last, first = a.lines[-1], b.lines[0]
    if begins_lower(first.text) or first.text[:1] in ",.;:)":
        return 3.0 if not stops(last.text) else 1.0
    if stops(last.text):
        return 0.0
    if open_ended(last.text) and not last.text.endswith(","):
        return 3.0
    block = a.measures.get(last.page) or b.measures.get(first.page)
    return 1.5 if block is not None and fills_cell(last, first, block) else -2.0


def _merged_on(a: _Cell, b: _Cell, is_open: bool) -> bool:
    """A merged cell that the break has parted: no rule closes it, or it spans rows on one side and says nothing new on the other."""
    if is_open:
        return True
    if a.row_span == 1 and b.row_span == 1:
        return bool(a.lines and b.lines) and _goes_on(a, b) >= 3.0 and _is_full(a, b)
    if not b.lines:
        return True
    if not a.lines:
        return a.row_span > 1 and b.row_span > 1
    return _goes_on(a, b) >= 3.0


def _is_full(a: _Cell, b: _Cell) -> bool:
    """Whether a cell's last line has no room for the first word of the cell below, or its words want more: "%" over "xã" are two units."""
    last, first = a.lines[-1], b.lines[0]
    if open_ended(last.text):
        return True
    block = a.measures.get(last.page) or b.measures.get(first.page)
    return block is None or fills_cell(last, first, block)
