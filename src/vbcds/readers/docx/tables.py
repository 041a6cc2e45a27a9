"""Tables of a Word document: spans from gridSpan and vMerge, deleted rows out, nested tables inside their cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from vbcds.model.builder import CellDraft, Draft, ParagraphDraft, TableDraft
from vbcds.readers.docx.names import TC, TR, VAL, WRAPPERS, W, flag, number
from vbcds.readers.docx.styles import Styles, draws_lines
from vbcds.readers.grid import MAX_COLUMNS, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_TR_PR, _TC_PR, _GRID_SPAN, _V_MERGE, _H_MERGE = W + "trPr", W + "tcPr", W + "gridSpan", W + "vMerge", W + "hMerge"
_CELL_BORDERS = W + "tcBorders"
_RENDERED_BREAK = W + "lastRenderedPageBreak"


class CellReader(Protocol):
    """What reads the contents of the cells."""

    styles: Styles
    #: The page that has been reached, or None where pages are not known.
    page: int | None

    def drafts(self, container: Element, /) -> list[Draft]:
        """The paragraphs and tables in a cell."""

    def take_cell(self) -> bool:
        """Count one more cell; False where there were too many."""


@dataclass(slots=True)
class TableContent:
    """A table and, beside the draft, what its only cell holds where it has just one."""

    draft: TableDraft
    only: list[Draft] | None


def read_table(element: Element, story: CellReader) -> TableContent | None:
    """A `w:tbl` as a draft; None where nothing of it is left."""
    cells: list[CellDraft] = []
    open_above: dict[int, CellDraft] = {}  # column -> the cell that a vertical merge goes on with
    bordered = unbordered = 0
    only: list[Draft] | None = None
    row = 0
    full = False
    for tr in _children(element, TR):
        properties = tr.find(_TR_PR)
        column = 0
        if properties is not None:
            if properties.find(W + "del") is not None or flag(properties.find(W + "hidden")):
                continue
            column = min(max(number(properties.find(W + "gridBefore")) or 0, 0), MAX_COLUMNS)
        pages = _RowPages(story)
        previous: CellDraft | None = None
        still_open: dict[int, CellDraft] = {}
        for tc in _children(tr, TC):
            span, merge, h_merge = 1, None, None
            details = tc.find(_TC_PR)
            if details is not None:
                span = max(1, min(number(details.find(_GRID_SPAN)) or 1, MAX_COLUMNS - column))
                merge, h_merge = _merge(details.find(_V_MERGE)), _merge(details.find(_H_MERGE))
                if details.find(W + "cellDel") is not None:
                    column += span
                    continue
                drawn = draws_lines(details.find(_CELL_BORDERS))
                if drawn is not None:
                    bordered, unbordered = bordered + drawn, unbordered + (not drawn)
            if column >= MAX_COLUMNS or not story.take_cell():
                full = True
                break
            if h_merge == "continue" and previous is not None:
                previous.column_span += span
                column += span
                continue
            above = open_above.get(column)
            if merge == "continue" and above is not None and above.column_span >= span:
                above.row_span = row + 1 - above.row
                pages.skip(tc)
                still_open[column] = above
                previous = None
                column += above.column_span
                continue
            pages.begin()
            content = story.drafts(tc)
            cell = _cell(content, row, column, span)
            pages.end(cell)
            only = content if not cells else None
            cells.append(cell)
            previous = cell
            if merge is not None:
                still_open[column] = cell
            column += span
        open_above = still_open
        pages.close()
        if column:
            row += 1
        if full:
            break
    if not cells:
        return None
    borders = element.find(f"{W}tblPr/{W}tblBorders")
    if borders is None:
        style = element.find(f"{W}tblPr/{W}tblStyle")
        borders = story.styles.table_borders(None if style is None else style.get(VAL))
    ruled = bool(draws_lines(borders))
    if bordered + unbordered and max(bordered, unbordered) > len(cells) // 2:
        ruled = bordered >= unbordered
    draft = compact(TableDraft(cells=cells, page=cells[0].page, ruled=ruled))
    return TableContent(draft, only)


class _RowPages:
    """The pages of one row: its cells stand side by side, so a page that each of them turns is turned once."""

    def __init__(self, story: CellReader) -> None:
        self._story = story
        self._first = self._last = story.page
        self._cells: list[CellDraft] = []

    def begin(self) -> None:
        """Go back to the page where the row begins."""
        self._story.page = self._first

    def end(self, cell: CellDraft) -> None:
        """Note the page that a cell has reached."""
        if self._first is not None:
            self._last = max(self._last or 1, self._story.page or 1)
            self._cells.append(cell)

    def skip(self, tc: Element) -> None:
        """Note the pages turned in a cell whose content is not read."""
        if self._first is not None:
            self._last = max(self._last or 1, self._first + sum(1 for _ in tc.iter(_RENDERED_BREAK)))

    def close(self) -> None:
        """Go on from the last page reached; a row whose first text stands on a new page stands there whole."""
        if self._first is None:
            return
        first = next((cell.page for cell in self._cells if cell.text), None)
        if first is not None and first > self._first:
            for cell in self._cells:
                if cell.page is not None and cell.page < first:
                    cell.page = first
        self._story.page = self._last


def _cell(content: list[Draft], row: int, column: int, span: int) -> CellDraft:
    lines: list[str] = []
    inner: list[TableDraft] = []
    page = None
    size = bold = 0
    for draft in content:
        if isinstance(draft, TableDraft):
            inner.append(draft)
            continue
        lines.append(draft.text.strip())
        if page is None:
            page = draft.page
        size += len(draft.text)
        if draft.style.bold:
            bold += len(draft.text)
    if page is None and inner:
        page = inner[0].page
    return CellDraft(
        text="\n".join(lines),
        row=row,
        column=column,
        column_span=span,
        page=page,
        bold=2 * bold > size if size else None,
        inner=inner,
    )


def _children(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, tag)


def _merge(element: Element | None) -> str | None:
    """The word "restart" or "continue" (the default of the attribute); None where the cell is not merged."""
    return None if element is None else element.get(VAL) or "continue"


def frame_content(table: TableContent) -> list[Draft] | None:
    """What stands in a table that is only a frame around text (one cell with paragraphs or tables in it); None for a real table."""
    only = table.only
    if only is None or len(table.draft.cells) != 1:
        return None
    paragraphs = sum(1 for draft in only if isinstance(draft, ParagraphDraft))
    return only if paragraphs > 2 or len(only) > paragraphs else None
