"""The head of a table: captions inside it, heading rows of one level or two, numbering rows, heads that come again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vbcds.lexicons.columns import column_role, heading_year
from vbcds.model.document import Cell, Table
from vbcds.structure.cells import CellKind, cell_kind, is_group_code, is_numbering
from vbcds.structure.labels import find_label
from vbcds.structure.lines import fold, squeeze
from vbcds.text.fold import key

#: Captions and head rows stand in the first rows of a table.
_HEAD_REACH = 6
_HEADING_LENGTH = 120


@dataclass(slots=True)
class Head:
    """The head of a table: its rows, and the text over each column."""

    first: int
    first_row: int
    headings: list[str] = field(default_factory=list)
    skipped: set[int] = field(default_factory=set)
    caption: str | None = None


def starting(grid: Sequence[Sequence[Cell | None]], row: int) -> list[Cell]:
    """The cells of a row that begin in it, each once."""
    cells: list[Cell] = []
    for cell in grid[row]:
        if cell is not None and cell.row == row and (not cells or cells[-1] is not cell):
            cells.append(cell)
    return cells


def filled(cells: Iterable[Cell]) -> list[Cell]:
    """Those of the cells that hold words."""
    return [cell for cell in cells if cell.end > cell.start]


def find_head(text: str, table: Table, grid: Sequence[Sequence[Cell | None]]) -> Head | None:
    """The head rows, by what they say: the first row in which at least two cells are known headings."""
    caption: list[str] = []
    for row in range(min(_HEAD_REACH, table.rows)):
        cells = filled(starting(grid, row))
        if not cells:
            continue
        words = [text[cell.start : cell.end] for cell in cells]
        if len(cells) == 1 and (cells[0].column_span > 1 or table.columns > 1) and row < 4:
            if find_label(squeeze(words[0]), fold(squeeze(words[0]))) is not None:
                return None
            caption.append(squeeze(words[0]))
            continue
        if _names_columns(cells, words) or _stands_over_figures(text, table, grid, row, words):
            return _head_from(text, table, grid, row, caption)
        return None
    return None


def _names_columns(cells: Sequence[Cell], words: Sequence[str]) -> bool:
    """At least two different known headings, or bold words, or "STT" in front."""
    if any(len(word) >= 2 * _HEADING_LENGTH for word in words):
        return False
    roles = [column_role(squeeze(word)) if len(word) < _HEADING_LENGTH else None for word in words]
    known = [role for role in roles if role is not None]
    numbers = sum(cell_kind(word) in (CellKind.NUMBER, CellKind.CODE) for word in words)
    if len(set(known)) >= 2 and (2 * len(known) >= len(words) or len(set(known)) >= 3) and 2 * numbers <= len(words):
        return True
    if numbers:
        return False
    return (len(cells) >= 2 and all(cell.bold is True for cell in cells)) or (bool(known) and roles[0] == "number")


def _stands_over_figures(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], row: int, words: Sequence[str]) -> bool:
    """Short words without a figure over rows that are mostly figures: "Năm | CNTT | Tổng chi"."""
    if len(words) < 2 or any(len(word) > 60 or any(map(str.isdigit, word)) for word in words):
        return False
    return any(_is_figures(text, grid, below) for below in range(row + 1, min(row + 4, table.rows)))


def _is_figures(text: str, grid: Sequence[Sequence[Cell | None]], row: int) -> bool:
    cells = filled(starting(grid, row))
    figures = sum(cell_kind(text[cell.start : cell.end]) in (CellKind.NUMBER, CellKind.CODE) for cell in cells)
    return figures >= 2 and 2 * figures >= len(cells)


def _head_from(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], row: int, caption: list[str]) -> Head:
    cells = starting(grid, row)
    depth = 1
    plain = [cell for cell in cells if cell.end > cell.start]
    deepest = max((cell.row_span for cell in plain), default=1)
    if deepest > 1 and any(cell.row_span == 1 for cell in plain) and deepest <= 4:
        depth = deepest
    elif any(cell.column_span > 1 for cell in plain) and row + 1 < table.rows and _is_subhead(text, grid, row, row + 1):
        depth = 2
    elif all(cell.row_span == deepest for cell in plain) and deepest <= 3:
        depth = deepest
    if (
        depth == 1
        and row + 1 < table.rows
        and (_is_second_row(text, grid, row + 1) or _is_second_over_figures(text, table, grid, row))
    ):
        depth = 2
    first_row = min(row + depth, table.rows)
    head = Head(first=row, first_row=first_row, caption=" ".join(caption) or None)
    for index in range(table.columns):
        pieces: list[str] = []
        for at in range(row, first_row):
            cell = grid[at][index]
            if cell is not None and cell.end > cell.start:
                piece = squeeze(text[cell.start : cell.end])
                if not pieces or pieces[-1] != piece:
                    pieces.append(piece)
        head.headings.append(" / ".join(pieces))
    skip_numbering(text, grid, head)
    return head


def _is_subhead(text: str, grid: Sequence[Sequence[Cell | None]], row: int, below: int) -> bool:
    """The row below has headings under a heading that spans columns: short words, years, known roles, and no number of its own."""
    wide = {
        index
        for cell in starting(grid, row)
        if cell.column_span > 1
        for index in range(cell.column, cell.column + cell.column_span)
    }
    cells = filled(starting(grid, below))
    if not cells or any(len(text[c.start : c.end]) > _HEADING_LENGTH for c in cells):
        return False
    outside = [cell for cell in cells if cell.column not in wide]
    words = [squeeze(text[cell.start : cell.end]) for cell in cells if cell.column in wide]
    if not words:
        return False
    first = squeeze(text[cells[0].start : cells[0].end])
    if outside and (is_group_code(first) or cell_kind(first) in (CellKind.CODE, CellKind.NUMBER)):
        return False
    good = sum(column_role(word) is not None or heading_year(word) is not None or _is_heading_word(word) for word in words)
    return (2 * good >= len(words) and not outside) or good == len(words)


def _is_heading_word(word: str) -> bool:
    return len(word) < 40 and not any(char.isdigit() for char in word)


def _is_second_over_figures(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], row: int) -> bool:
    """Two rows of short words over figures are both head."""
    if row + 2 >= table.rows or not _is_figures(text, grid, row + 2) or _is_figures(text, grid, row + 1):
        return False
    words = [text[cell.start : cell.end] for cell in filled(starting(grid, row + 1))]
    return bool(words) and all(len(word) < 40 and not any(map(str.isdigit, word)) for word in words) and not is_group_code(words[0])


def _is_second_row(text: str, grid: Sequence[Sequence[Cell | None]], row: int) -> bool:
    """A second head row where the file has lost the spans: several years or headings, nothing in the number column."""
    cells = filled(starting(grid, row))
    if len(cells) < 2 or cells[0].column == 0:
        return False
    words = [squeeze(text[cell.start : cell.end]) for cell in cells]
    years = sum(column_role(word) == "target" and heading_year(word) is not None for word in words)
    return years >= 2 and years == len(words)


def skip_numbering(text: str, grid: Sequence[Sequence[Cell | None]], head: Head) -> None:
    """Rows "(1) (2) (3)", "A B 1 2" right below the head."""
    row = head.first_row
    while row < len(grid) and row < head.first_row + 2:
        words = [squeeze(text[cell.start : cell.end]) for cell in filled(starting(grid, row))]
        if len(words) < 2 or not is_numbering(words):
            break
        head.skipped.add(row)
        row += 1


def skip_repeated(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], head: Head) -> None:
    """Head rows and numbering rows that come again on a later page, and rows without a word."""
    known = {
        tuple(key(text[cell.start : cell.end]) for cell in filled(starting(grid, row)))
        for row in [*range(head.first, head.first_row), *head.skipped]
    }
    known.discard(())
    sizes = {len(words) for words in known}
    for row in range(head.first_row, table.rows):
        cells = filled(starting(grid, row))
        if not cells:
            if all(cell is None or cell.end == cell.start for cell in grid[row]):
                head.skipped.add(row)
            continue
        like = len(cells) in sizes and len(cells) > 1 and sum(c.end - c.start for c in cells) < 1200
        if like and tuple(key(text[cell.start : cell.end]) for cell in cells) in known:
            head.skipped.add(row)
