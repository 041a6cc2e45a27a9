"""The lines of a document in reading order, whatever holds them: paragraphs, and the cells of layout tables.

Letterhead and signature block stand side by side on paper. One format gives them as a table of two columns, another as two columns
of text, a third as loose lines. Everything that reads them therefore works on this one list of lines and goes by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vbcds.model.document import PLAIN, Cell, Document, Style, Table
from vbcds.text.fold import lower_same_length, modern_tones

_RULE = re.compile(r"^[\s\-–—_=*.•·~|+:]*$")
_LAYOUT_TEXT = 6000
_LAYOUT_CELLS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: a paragraph, or a piece of it between line breaks, or a line of a layout table's cell."""

    start: int
    end: int
    text: str
    #: Lower case, look-alike letters and tone placement folded; as long as `text`.
    folded: str
    #: Index into `Document.blocks`.
    block: int
    #: (table, row, column) of the cell that it stands in.
    cell: tuple[int, int, int] | None = None
    #: First line of its paragraph or its cell.
    first: bool = True
    page: int | None = None
    style: Style = PLAIN

    @property
    def upper(self) -> bool:
        """Printed in capitals (digits and marks aside)."""
        return is_upper(self.text)

    @property
    def rule(self) -> bool:
        """Dashes, underscores or stars that stand for a drawn line."""
        return _RULE.match(self.text) is not None


def is_upper(text: str) -> bool:
    """Whether the letters of a text are capitals, but for a lower-case one or two that a slip leaves.

    >>> is_upper("ỦY BAN NHÂN DÂN TỈNH"), is_upper("Sở Y tế"), is_upper("12/2023")
    (True, False, False)
    """
    upper = sum(map(str.isupper, text))
    return upper > 1 and upper > 12 * sum(map(str.islower, text))


def fold(text: str) -> str:
    """Lower case with look-alikes and tones folded, as long as the text.

    >>> fold("Uỷ ban – QÐ")
    'ủy ban - qđ'
    """
    return modern_tones(lower_same_length(text))


def squeeze(text: str) -> str:
    """Runs of white space as one space, ends trimmed.

    >>> squeeze(" BAN  HÀNH\\nCHƯƠNG TRÌNH ")
    'BAN HÀNH CHƯƠNG TRÌNH'
    """
    return " ".join(text.split())


def document_lines(document: Document, layout: frozenset[int]) -> list[Line]:
    """All lines outside data tables; the tables whose indexes are in `layout` give theirs cell by cell."""
    lines: list[Line] = []
    for number, block in enumerate(document.blocks):
        if block.role in ("footer", "footnote", "stamp"):
            continue
        if block.table is None:
            lines.extend(_split(document.text, block.start, block.end, number, None, block.page, block.style))
        elif block.table in layout:
            table = document.tables[block.table]
            for cell in _column_order(table):
                style = Style(bold=cell.bold) if cell.bold is not None else PLAIN
                place = (table.index, cell.row, cell.column) if table.columns > 1 else None
                lines.extend(_split(document.text, cell.start, cell.end, number, place, cell.page, style))
    return lines


def _column_order(table: Table) -> Iterator[Cell]:
    """The left box from top to bottom, then the right one; a cell over the whole width stands between those above and below it."""
    band: list[Cell] = []
    for cell in table.cells:
        if cell.column_span >= table.columns > 1:
            yield from sorted(band, key=lambda c: (c.column, c.row))
            band = []
            yield cell
        else:
            band.append(cell)
    yield from sorted(band, key=lambda c: (c.column, c.row))


def _split(
    text: str, start: int, end: int, block: int, cell: tuple[int, int, int] | None, page: int | None, style: Style
) -> Iterator[Line]:
    first = True
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        if stop < 0:
            stop = end
        raw = text[at:stop]
        piece = raw.strip()
        if piece:
            begin = at + raw.index(piece[0])
            yield Line(
                start=begin,
                end=begin + len(piece),
                text=piece,
                folded=fold(piece),
                block=block,
                cell=cell,
                first=first,
                page=page,
                style=style,
            )
            first = False
        at = stop + 1


_NATION = ("cộng hòa xã hội", "độc lập", "đảng cộng sản việt nam")
_NUMBER_LINE = re.compile(r"^\s*(?:luật |nghị quyết |pháp lệnh |lệnh )?số\s*[:.]", re.MULTILINE)
_SIGNED = re.compile(r"^\s*(?:nơi nhận|kính\s+gửi|tm\s*[.:]|t/m\b|kt\s*[.:]|tl\s*[.:]|tuq\s*[.:])", re.MULTILINE)
_HEAD_WORD = re.compile(r"^\s*(?:stt|tt|số tt|số thứ tự)\s*$", re.MULTILINE)


def is_layout(document: Document, table: Table) -> bool:
    """Whether a table only places a letterhead or a signature block on the page.

    By content: the nation's name, a number line or "Nơi nhận", "TM.", "KT." at the start of a line, in a small table without a
    column of running numbers.
    """
    if table.columns == 1:  # a box around text, or a page laid out as one cell
        return table.rows <= 3 or table.end - table.start > 200 * table.rows
    if len(table.cells) > _LAYOUT_CELLS or table.end - table.start > _LAYOUT_TEXT or table.columns > 6:
        return False
    text = fold(document.text[table.start : table.end].replace("\t", "\n"))
    if _HEAD_WORD.search(text):
        return False
    if any(word in text for word in _NATION) and len(table.cells) <= 16:
        return True
    if len(table.cells) > 16:
        return False
    if _SIGNED.search(text):
        return True
    return _NUMBER_LINE.search(text) is not None and table.start < 3000 and "ngày" in text


def extent(lines: Sequence[Line]) -> tuple[int, int]:
    """From the first to the last character of some lines; those of a table do not stand in the order of their offsets."""
    return min(line.start for line in lines), max(line.end for line in lines)
