"""Pipe tables of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.model.builder import CellDraft, TableDraft
from vbcds.readers.markdown.inline import plain_text

_DELIMITER = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$")
_MAX_COLUMNS = 200


def is_delimiter(line: str) -> bool:
    """Whether a line is the one under a table's head ("|---|:---:|").

    >>> is_delimiter("| --- | :-: |"), is_delimiter("---"), is_delimiter("| 1 | 2 |")
    (True, False, False)
    """
    return "|" in line and "-" in line and len(line) < 20_000 and _DELIMITER.match(line) is not None


def is_row(line: str) -> bool:
    """Whether a line can be a table's row without a line of dashes near it: it begins and ends with a pipe."""
    stripped = line.strip()
    return len(stripped) > 2 and stripped[0] == "|" and stripped[-1] == "|" and not stripped.endswith("\\|")


def split_row(line: str) -> list[str]:
    """The cells of a row; a pipe after a backslash or inside code is text.

    >>> split_row(r"| 1 | a \\| b | `x|y` |")
    ['1', 'a | b', '`x|y`']
    """
    stripped = line.strip()
    stripped = stripped[1:] if stripped.startswith("|") else stripped
    cells: list[str] = []
    piece: list[str] = []
    code = escaped = False
    ticks = stripped.count("`") % 2 == 0
    for char in stripped:
        if escaped:
            piece.append("|" if char == "|" else "\\" + char)
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "`":
            code = ticks and not code
            piece.append(char)
        elif char == "|" and not code:
            cells.append("".join(piece).strip())
            piece = []
        else:
            piece.append(char)
    if escaped:
        piece.append("\\")
    rest = "".join(piece).strip()
    if rest or not stripped.endswith("|"):
        cells.append(rest)
    return cells[:_MAX_COLUMNS]


def read_table(lines: Sequence[str], notes: dict[str, int] | None = None) -> TableDraft | None:
    """The table of its lines (with or without the line of dashes); short rows get empty cells. None where nothing is in it."""
    rows = [split_row(line) for line in lines if not is_delimiter(line)]
    if rows and not any(rows[0]):
        rows = rows[1:]  # a head that only the format demanded
    width = max(map(len, rows), default=0)
    cells: list[CellDraft] = []
    for number, row in enumerate(rows):
        for column in range(width):
            text, bold, _ = plain_text(row[column], notes) if column < len(row) else ("", False, False)
            cells.append(CellDraft(text=text, row=number, column=column, bold=bold if text else None))
    return TableDraft(cells=cells) if cells else None
