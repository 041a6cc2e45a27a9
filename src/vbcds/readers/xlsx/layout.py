"""A worksheet as a reader sees it: letterhead, titles and notes as paragraphs, each block of used cells as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbcds.model.builder import CellDraft, Draft, ParagraphDraft, TableDraft
from vbcds.model.document import Style
from vbcds.readers.grid import compact
from vbcds.readers.xlsx.cells import Sheet, SheetCell

#: So many empty but bordered rows may stand inside a table.
_MAX_GAP = 30
#: From so many filled cells on a row of a sheet without borders is a row of a table, not of a letterhead.
_TABLE_CELLS = 3

_Row = dict[int, SheetCell]


def sheet_drafts(sheet: Sheet) -> list[Draft]:
    """The paragraphs and tables of a sheet, from its top.

    Empty rows part blocks; inside a block bordered rows make one table and what stands above or below it without borders does not
    belong to it. A row with one filled cell outside a table is a paragraph.
    """
    drafts: list[Draft] = []
    for block in _blocks(sheet):
        for ruled, rows in _regions(block):
            if ruled:
                drafts.extend(_ruled(rows))
            else:
                drafts.extend(_unruled(rows))
    return drafts


def _blocks(sheet: Sheet) -> Iterator[list[tuple[int, _Row]]]:
    """Runs of rows that belong together: parted by rows that show nothing and that no merged cell covers."""
    block: list[tuple[int, _Row]] = []
    reach = -1  # the last row that belongs to the block so far
    for number in sorted(sheet.rows):
        row = sheet.rows[number]
        filled = {column: cell for column, cell in row.items() if cell.text.strip()}
        if not filled:
            if block and number == reach + 1 and number - block[-1][0] <= _MAX_GAP and _bordered(block[-1][1]):
                reach = number  # an empty row of a table that is drawn
            continue
        if block and number > reach + 1:
            yield block
            block = []
        block.append((number, filled))
        reach = max([number, reach, *(number + cell.row_span - 1 for cell in filled.values() if cell.row_span <= 1000)])
    if block:
        yield block


def _bordered(row: _Row) -> bool:
    return 2 * sum(1 for cell in row.values() if cell.look.bordered) > len(row)


def _regions(block: Sequence[tuple[int, _Row]]) -> Iterator[tuple[bool, list[tuple[int, _Row]]]]:
    """The bordered and the other rows of a block, in runs. A lone row without borders between bordered ones stays in the table."""
    marks = [_bordered(row) for _, row in block]
    for index in range(1, len(marks) - 1):
        if not marks[index] and marks[index - 1] and marks[index + 1]:
            marks[index] = True
    _join_head(block, marks)
    start = 0
    for index in range(1, len(block) + 1):
        if index == len(block) or marks[index] != marks[start]:
            yield marks[start], list(block[start:index])
            start = index


def _join_head(block: Sequence[tuple[int, _Row]], marks: list[bool]) -> None:
    """Mark rows that only lack the lines of their table: the body under a bordered head, the head over a bordered body."""
    first = next((index for index, mark in enumerate(marks) if mark), None)
    if first is None:
        return
    last = first
    while last + 1 < len(marks) and marks[last + 1]:
        last += 1
    drawn: _Row = {column: cell for _, row in block[first : last + 1] for column, cell in row.items()}
    if last - first < 2:
        end = index = last
        while index + 1 < len(marks) and (len(block[index + 1][1]) == 1 or _continues(block[index + 1][1], drawn)):
            index += 1
            end = index if len(block[index][1]) > 1 else end
        marks[last + 1 : end + 1] = [True] * (end - last)
    while first > 0 and _continues(block[first - 1][1], drawn):
        first -= 1
        marks[first] = True


def _continues(row: _Row, other: _Row) -> bool:
    """Whether a row has so many cells within the columns of another that both are of one table."""
    left, right = min(other), max(column + cell.column_span for column, cell in other.items())
    return len(row) >= max(_TABLE_CELLS, 0.6 * len(other)) and left <= min(row) and max(row) < right


def _ruled(rows: list[tuple[int, _Row]]) -> Iterator[Draft]:
    """A bordered table; heading lines over its whole width at its top are paragraphs."""
    width = max((column + cell.column_span for _, row in rows for column, cell in row.items()), default=0)
    while len(rows) > 1 and len(rows[0][1]) == 1 and len(rows[1][1]) > 0:
        ((column, cell),) = rows[0][1].items()
        if cell.row_span > 1 or cell.column_span < 2 or column + cell.column_span < width:
            break
        yield _paragraph(cell)
        rows = rows[1:]
    yield _table(rows, True)


def _unruled(rows: list[tuple[int, _Row]]) -> Iterator[Draft]:
    """Rows without borders: lines and letterheads, and a table from the first row with several cells on."""
    first = next((index for index, (_, row) in enumerate(rows) if len(row) >= _TABLE_CELLS), None)
    if first is None or len(rows) - first < 2:
        first = len(rows)
    start = 0
    for index in range(first + 1):
        if index == first or len(rows[index][1]) == 1:
            if index > start:
                yield _table(rows[start:index], False)
            if index < first:
                yield _paragraph(next(iter(rows[index][1].values())))
            start = index + 1
    if first < len(rows):
        yield _table(rows[first:], None)


def _paragraph(cell: SheetCell) -> ParagraphDraft:
    look = cell.look
    return ParagraphDraft(text=cell.text, style=Style(bold=look.bold, italic=look.italic, size=look.size, align=look.align))


def _table(rows: Sequence[tuple[int, _Row]], ruled: bool | None) -> TableDraft:
    """A table of the rows, with an empty cell at every place of a used column that no cell covers."""
    columns = sorted({column for _, row in rows for column in row})
    last = rows[-1][0]
    covered_until: dict[int, int] = {}  # column -> last row that a merged cell covers
    cells: list[CellDraft] = []
    for number, row in rows:
        end = -1  # the last column that a cell of this row covers
        for column in columns:
            cell = row.get(column)
            if cell is None:
                if column > end and covered_until.get(column, -1) < number:
                    cells.append(CellDraft(text="", row=number, column=column))
                continue
            if column <= end or covered_until.get(column, -1) >= number:
                continue  # a merged cell hides what stands under it
            row_span = min(cell.row_span, last - number + 1)
            end = max(end, column + cell.column_span - 1)
            if row_span > 1:
                for place in columns:
                    if column <= place <= end:
                        covered_until[place] = number + row_span - 1
            cells.append(
                CellDraft(
                    text=cell.text, row=number, column=column, row_span=row_span, column_span=cell.column_span, bold=cell.look.bold
                )
            )
    return compact(TableDraft(cells=cells, ruled=ruled))
