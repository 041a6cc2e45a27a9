"""The grid of a table while it is read: places taken by cells that span rows and columns, and empty rows and columns closed up."""

from __future__ import annotations

from bisect import bisect_left

from vbcds.model.builder import CellDraft, TableDraft

#: No honest table is wider; a spanning cell is cut to it.
MAX_COLUMNS = 1024


class Grid:
    """Places cells row by row, as HTML does: a cell goes to the first place of its row that no cell from above covers.

    >>> grid = Grid()
    >>> grid.next_row()
    >>> a, b = CellDraft(text="TT", row=0, column=0, row_span=2), CellDraft(text="Nhiệm vụ", row=0, column=0)
    >>> for cell in (a, b):
    ...     grid.place(cell)
    >>> grid.next_row()
    >>> c = CellDraft(text="1", row=0, column=0)
    >>> grid.place(c)
    >>> (b.row, b.column), (c.row, c.column)
    ((0, 1), (1, 1))
    """

    def __init__(self) -> None:
        self.row = -1
        self.column = 0
        self.cells: list[CellDraft] = []
        self._taken: dict[int, int] = {}  # column -> first row that is free again

    def next_row(self) -> None:
        """Go to the next row."""
        self.row += 1
        self.column = 0

    def place(self, cell: CellDraft) -> None:
        """Give the cell its row and column; its spans are cut to what is possible."""
        taken, row = self._taken, self.row
        column = self.column
        while taken.get(column, 0) > row:
            column += 1
        cell.row, cell.column = row, column
        span = 1
        while span < cell.column_span and column + span < MAX_COLUMNS and taken.get(column + span, 0) <= row:
            span += 1
        cell.column_span = span
        if cell.row_span > 1:
            for place in range(column, column + span):
                taken[place] = row + cell.row_span
        self.column = column + cell.column_span
        self.cells.append(cell)

    def close_rows(self) -> None:
        """Cut the spans that run over the last row of a row group (HTML: thead, tbody, tfoot, the table)."""
        for cell in reversed(self.cells):
            cell.row_span = max(1, min(cell.row_span, self.row + 1 - cell.row))
        self._taken.clear()


def compact(table: TableDraft) -> TableDraft:
    """Close up rows and columns where no cell begins (left by spans wider than the table, empty rows, fine layout grids).

    >>> cells = [
    ...     CellDraft(text="a", row=0, column=0, column_span=3),
    ...     CellDraft(text="b", row=2, column=0),
    ...     CellDraft(text="c", row=2, column=1, column_span=2),
    ... ]
    >>> [(c.row, c.column, c.column_span) for c in compact(TableDraft(cells=cells)).cells]
    [(0, 0, 2), (1, 0, 1), (1, 1, 1)]
    """
    rows = sorted({cell.row for cell in table.cells})
    columns = sorted({cell.column for cell in table.cells})
    for cell in table.cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        cell.row_span = max(1, bisect_left(rows, cell.row + cell.row_span) - row)
        cell.column_span = max(1, bisect_left(columns, cell.column + cell.column_span) - column)
        cell.row, cell.column = row, column
    return table
