"""Ruled tables of one page: which text stands in which cell, and its paragraphs there."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from vbcds.model.document import Box
from vbcds.readers.pdf.fragments import Fragment, find_fragments
from vbcds.readers.pdf.glyphs import Glyphs
from vbcds.readers.pdf.lattice import GridCell, Lattice
from vbcds.readers.pdf.lines import Line, lines_of
from vbcds.readers.pdf.paragraphs import Measure, make_paragraphs, measure
from vbcds.readers.pdf.wording import mend

_EDGE = 2.0


@dataclass(slots=True, eq=False)
class PageCell:
    """A cell on a page."""

    row: int
    column: int
    row_span: int
    column_span: int
    bbox: Box
    page: int
    lines: list[Line] = field(default_factory=list)
    inner: list[PageTable] = field(default_factory=list)
    #: Room for text between the cell's borders.
    measure: Measure | None = None
    #: A rule is drawn along the upper (the lower) edge.
    closed_top: bool = True
    closed_bottom: bool = True

    @property
    def bold(self) -> bool | None:
        """All of the text is bold."""
        if not self.lines:
            return None
        weight = sum(len(line.text) for line in self.lines) or 1
        return sum(line.bold * len(line.text) for line in self.lines) / weight > 0.9

    @property
    def text(self) -> str:
        """The cell's paragraphs, one on a line."""
        return cell_text(self.lines, self.measure)


@dataclass(slots=True, eq=False)
class PageTable:
    """A ruled table, or the part of one that stands on a page."""

    page: int
    bbox: Box
    xs: list[float]
    ys: list[float]
    cells: list[PageCell]
    ruled: bool = True

    @property
    def characters(self) -> int:
        """Number of characters in all cells."""
        return sum(len(line.text) for cell in self.cells for line in cell.lines)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    def row(self, index: int) -> list[PageCell]:
        """The cells that cover a row, from left to right."""
        return [cell for cell in self.cells if cell.row <= index < cell.row + cell.row_span]


def cell_text(lines: list[Line], block: Measure | None) -> str:
    """Lines of a cell as text: LF between its paragraphs only."""
    if not lines:
        return ""
    if len(lines) == 1:
        return mend(lines[0].text)
    if block is None:
        block = measure(lines)
        block.cell = True
    fixed = block
    return "\n".join(paragraph.text for paragraph in make_paragraphs(lines, lambda _: fixed))


def fill_tables(
    lattices: list[Lattice], fragments: list[Fragment], glyphs: Glyphs | None, page: int
) -> tuple[list[Fragment], list[PageTable]]:
    """Text into the cells of the lattices: what stands in none, and the tables. A grid without text is no table.

    Without `glyphs` (recognised text) no fragment runs over a rule, and none is cut.
    """
    # The innermost grid takes the text.
    order = sorted(range(len(lattices)), key=lambda i: _area(lattices[i].bbox))
    boxes = [lattices[i].bbox for i in order]
    held: list[list[list[Fragment]]] = [[[] for _ in lattice.cells] for lattice in lattices]
    loose: list[Fragment] = []
    for fragment in fragments:
        y = fragment.middle
        for i, box in zip(order, boxes, strict=True):
            if box[1] <= y <= box[3] and fragment.x1 > box[0] and fragment.x0 < box[2]:
                pieces = _pieces(fragment, lattices[i], glyphs) if glyphs is not None else [fragment]
                for piece in pieces:
                    place = lattices[i].cell_at((piece.x0 + piece.x1) / 2, y)
                    if place is None:
                        place = lattices[i].cell_at(piece.x0 + _EDGE, y)
                    if place is None:
                        loose.append(piece)
                    else:
                        held[i][place].append(piece)
                break
        else:
            loose.append(fragment)
    tables: list[PageTable] = []
    made: dict[int, PageTable] = {}
    for i, lattice in enumerate(lattices):
        if not any(held[i]):
            continue
        made[i] = _table(lattice, held[i], page)
    for i, table in made.items():
        host = _host(i, lattices, made)
        if host is None:
            tables.append(table)
        else:
            host.inner.append(table)
    return loose, tables


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _host(index: int, lattices: list[Lattice], made: dict[int, PageTable]) -> PageCell | None:
    """The smallest cell of another table that this one lies in."""
    box = lattices[index].bbox
    best: PageCell | None = None
    for other, table in made.items():
        if other == index or not (
            table.bbox[0] - 1 <= box[0]
            and table.bbox[1] - 1 <= box[1]
            and box[2] <= table.bbox[2] + 1
            and box[3] <= table.bbox[3] + 1
        ):
            continue
        for cell in table.cells:
            if (
                cell.bbox[0] - 1 <= box[0]
                and cell.bbox[1] - 1 <= box[1]
                and box[2] <= cell.bbox[2] + 1
                and box[3] <= cell.bbox[3] + 1
            ):
                if best is None or _area(cell.bbox) < _area(best.bbox):
                    best = cell
                break
    return best


def _pieces(fragment: Fragment, lattice: Lattice, glyphs: Glyphs) -> list[Fragment]:
    """A fragment that runs over a rule between two cells, cut at the gap there; text that only overflows stays whole."""
    y = fragment.middle
    inside = [x for x in lattice.xs if fragment.x0 + _EDGE < x < fragment.x1 - _EDGE]
    if not inside or fragment.turned:
        return [fragment]
    cuts = []
    for x in inside:
        if lattice.cell_at(x - _EDGE, y) == lattice.cell_at(x + _EDGE, y):
            continue
        cut = _gap_at(fragment, x, glyphs)
        if cut is not None:
            cuts.append(cut)
    if not cuts:
        return [fragment]
    edges = [fragment.start, *cuts, fragment.end]
    return [piece for a, b in pairwise(edges) for piece in find_fragments(glyphs, a, b)]


def _gap_at(fragment: Fragment, x: float, glyphs: Glyphs) -> int | None:
    """Index of the first character after the gap between two characters that holds x."""
    words = glyphs.words
    place = max(0, bisect_right(words, (fragment.start, len(glyphs.chars), True)) - 1)
    before: int | None = None
    for start, end, plain in words[place:]:
        if start >= fragment.end:
            break
        for first, last in ((start, end - 1),) if plain else zip(range(start, end), range(start, end), strict=True):
            low, high = glyphs.right[before] if before is not None else x, glyphs.left[first]
            if before is not None and low - 2.5 <= x <= high + 2.5 and high - low > 0.12 * fragment.size:
                return first
            before = last
    return None


def _table(lattice: Lattice, held: list[list[Fragment]], page: int) -> PageTable:
    cells = []
    margins = []
    for grid_cell, fragments in zip(lattice.cells, held, strict=True):
        cell = _cell(grid_cell, page)
        if fragments:
            cell.lines = lines_of(fragments, page)
            margins.append(min(line.x0 for line in cell.lines) - grid_cell.bbox[0])
        cells.append(cell)
    ys = lattice.ys
    last = [cell for cell in cells if cell.row + cell.row_span == len(ys) - 1]
    if len(ys) > 2 and len(last) == 1 and not last[0].lines and not last[0].closed_bottom and last[0].row_span == 1:
        cells.remove(last[0])  # only the side rules run on to the end of the page
        ys = ys[:-1]
        for cell in cells:
            if cell.row + cell.row_span == len(ys) - 1:
                cell.closed_bottom = True
    margins.sort()
    padding = min(7.0, max(1.0, margins[len(margins) // 10])) if margins else 5.0
    for cell in cells:
        if cell.lines:
            cell.measure = _cell_measure(cell, padding)
    return PageTable(page, (lattice.xs[0], ys[0], lattice.xs[-1], ys[-1]), lattice.xs, ys, cells)


def _cell(cell: GridCell, page: int) -> PageCell:
    made = PageCell(cell.row, cell.column, cell.row_span, cell.column_span, cell.bbox, page)
    made.closed_top, made.closed_bottom = cell.closed_top, cell.closed_bottom
    return made


def _cell_measure(cell: PageCell, padding: float) -> Measure:
    left, right = cell.bbox[0] + padding, cell.bbox[2] - padding
    lines = cell.lines
    if len(lines) == 1:
        return Measure(min(left, lines[0].x0), max(right, min(lines[0].x1, cell.bbox[2])), cell=True)
    leads = [below.base - above.base for above, below in pairwise(lines)]
    pitch = min((lead for lead in leads if lead > 0.8 * lines[0].size), default=0.0)
    block = Measure(min(left, min([line.x0 for line in lines])), right, pitch, cell=True)
    reach = max(line.x1 for line in lines)
    if reach > right:
        block.right = min(reach, cell.bbox[2])
    block.cell = True
    return block
