"""Rows of a table that head the rows below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.model.document import Cell, Table
from vbcds.structure.cells import is_group_code
from vbcds.structure.heads import Head, filled, starting
from vbcds.structure.labels import find_label
from vbcds.structure.lines import fold, is_upper, squeeze
from vbcds.structure.values import Column, TableRole

_ASSIGNING = ("lead", "support", "deadline", "product")
_VALUES = ("target", "baseline", "result", "budget", "status")
_TOTAL = re.compile(r"^(?:tổng(?: cộng| số)?|cộng)\W*(?:\(|$|[:.])")


def find_groups(
    text: str, table: Table, grid: Sequence[Sequence[Cell | None]], columns: Sequence[Column], head: Head, role: TableRole
) -> list[tuple[int, str | None, str]]:  # fmt: skip
    """Rows that head the rows below them: a spanning cell, a Roman numeral, bold words, with nobody and nothing assigned."""
    groups: list[tuple[int, str | None, str]] = []
    number = next((c.index for c in columns if c.role == "number"), None)
    contents = [c.index for c in columns if c.role in ("content", "indicator", "document")]
    meaning = [c.index for c in columns if c.role in (*_ASSIGNING, *_VALUES)]
    needed = [c.index for c in columns if c.role in ("lead", "target")] or meaning
    codes = _codes(text, grid, number, head.first_row)
    for row in range(head.first_row, table.rows):
        if row in head.skipped:
            continue
        cells = filled(starting(grid, row))
        if not cells:
            continue
        if role == "tasks" and _is_total(text, grid, row, contents, needed):
            head.skipped.add(row)
            continue
        found = _group(text, table, grid, row, cells, number, contents, meaning, needed, codes)
        if found is not None:
            if role in ("tasks", "budget", "targets", "comparison") and _TOTAL.match(fold(found[1])):
                head.skipped.add(row)
            else:
                groups.append((row, *found))
    return groups


def _is_total(
    text: str, grid: Sequence[Sequence[Cell | None]], row: int, contents: Sequence[int], needed: Sequence[int]
) -> bool:  # fmt: skip
    """A row that only sums up what a budget column holds: nobody is given anything to do."""
    if any((cell := grid[row][index]) is not None and cell.end > cell.start for index in needed):
        return False
    words = [text[cell.start : cell.end] for index in (0, *contents) if (cell := grid[row][index]) is not None]
    return any(_TOTAL.match(fold(squeeze(word))) for word in words)


def _codes(text: str, grid: Sequence[Sequence[Cell | None]], number: int | None, first: int) -> list[str]:
    """The code of each row, "" where it has none of its own."""
    if number is None:
        return [""] * len(grid)
    codes = []
    for row, cells in enumerate(grid):
        cell = cells[number]
        own = cell is not None and cell.row == row and row >= first and cell.column_span == 1
        codes.append(squeeze(text[cell.start : cell.end]) if own and cell is not None else "")
    return codes


def _group(
    text: str,
    table: Table,
    grid: Sequence[Sequence[Cell | None]],
    row: int,
    cells: list[Cell],
    number: int | None,
    contents: Sequence[int],
    meaning: Sequence[int],
    needed: Sequence[int],
    codes: Sequence[str],
) -> tuple[str | None, str] | None:
    whole = table.columns - (1 if number is not None and codes[row] else 0)
    wide = [cell for cell in cells if cell.column_span >= max(2, whole)]
    if wide and len(cells) <= 2:
        words = squeeze(text[wide[0].start : wide[0].end])
        return (codes[row] or _code_of(words), words)
    code = codes[row]
    covered = {index for index in needed if (cell := grid[row][index]) is not None and cell.end > cell.start}
    own = {index for index in meaning if (cell := grid[row][index]) is not None and cell.row == row and cell.end > cell.start}
    content = next((cell for index in contents if (cell := grid[row][index]) is not None and cell.end > cell.start), None)
    if content is None or content.row != row:
        return None
    words = squeeze(text[content.start : content.end])
    if is_group_code(code) and not covered and _has_plain_codes(codes):
        return code, words
    if own or covered:
        return None
    if is_group_code(code):
        return code, words
    first = cells[0]
    bold = content.bold is True and not _all_bold(grid, contents)
    if len(cells) > 2 or (len(cells) == 2 and not code):
        return None
    if not meaning:
        return (code or None, words) if bold and not code else None
    if bold or (is_upper(words) and len(words) > 4):
        return code or _code_of(words), words
    following = codes[row + 1] if row + 1 < len(codes) else ""
    if code and following and _is_child(code, following):
        return code, words
    if not code and first is content and words[0].isupper() and len(words) < 300 and _code_of(words) is not None:
        return _code_of(words), words
    return None


def _has_plain_codes(codes: Sequence[str]) -> bool:
    return any(code and code[0].isdigit() for code in codes)


def _all_bold(grid: Sequence[Sequence[Cell | None]], contents: Sequence[int]) -> bool:
    cells = [cell for row in grid for index in contents[:1] if (cell := row[index]) is not None]
    return bool(cells) and all(cell.bold is True for cell in cells[-20:])


def _is_child(code: str, following: str) -> bool:
    """ "1" before "1.1" or "a)"; "I" before "1"."""
    code, following = code.strip(" .)"), following.strip(" .)(")
    if following.startswith(code + "."):
        return True
    return code.isdigit() and following in ("a", "-", "+")


def _code_of(words: str) -> str | None:
    label = find_label(words, fold(words))
    return label.text if label is not None and label.kind not in ("dash", "plus") else None
