"""A document as read: one canonical text, and over it blocks and tables with their place in the file.

Every `start`/`end` is an offset into `Document.text` (characters, end exclusive). `bbox` is in PDF points from the top left of
the page; pages count from 1; tables, rows and columns from 0.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
Align = Literal["left", "center", "right", "justify"]

#: What a block is for. Furniture (running heads, page numbers, menus) is left out of the text altogether.
BlockRole = Literal["body", "header", "footer", "footnote", "textbox", "stamp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph looks, as far as the format tells; None where it does not."""

    #: All (or nearly all) of the text is bold / italic.
    bold: bool | None = None
    italic: bool | None = None
    align: Align | None = None
    #: Font size in points.
    size: float | None = None
    #: Outline level of a heading style, from 1 (DOCX "Heading 1", HTML h1, Markdown #).
    heading: int | None = None
    #: Left indent in points.
    indent: float | None = None


PLAIN = Style()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph (or a list item, or a heading), or the place of a table, in reading order."""

    start: int
    end: int
    #: Index into `Document.tables` where the block is a table, else None.
    table: int | None = None
    page: int | None = None
    bbox: Box | None = None
    role: BlockRole = "body"
    style: Style = PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell, at its top left place in the grid. A merged cell stands once, with its spans."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    bbox: Box | None = None
    bold: bool | None = None

    def covers(self, row: int, column: int) -> bool:
        """Whether the cell covers this place of the grid."""
        return self.row <= row < self.row + self.row_span and self.column <= column < self.column + self.column_span


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, over its pages. `cells` are sorted by row and column; places that no cell covers are missing cells."""

    index: int
    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    page: int | None = None
    bbox: Box | None = None
    #: The file draws lines (or borders) around the cells; False for layout tables and columns of text; None where unknown.
    ruled: bool | None = None

    def grid(self) -> list[list[Cell | None]]:
        """The cell that covers each place, row by row; None where no cell does."""
        grid: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    grid[row][column] = cell
        return grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something was read: the contract's `source`."""

    start: int
    end: int
    page: int | None = None
    bbox: Box | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What signing software stamped on a page: not text of the document, and never its issuer or date."""

    text: str
    page: int | None = None
    bbox: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedWord:
    """A word that was recognised in an image, at its place in the text. Words that are not in the text (stamps, dust) are not kept."""

    start: int
    end: int
    page: int
    bbox: Box
    #: From 0 to 1: how sure the recogniser is of the word.
    confidence: float
    #: As it was recognised; the text has it mended ("tô" where the text says "tổ").
    raw: str
    #: How sure each character of `raw` is, in hundredths; empty where the recogniser does not tell.
    characters: tuple[int, ...] = ()


def document_id(data: bytes) -> str:
    """The id of a file: the first 16 hex digits of the sha256 of its bytes.

    >>> document_id(b"")
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file, read. Everything later points into `text`."""

    #: First 16 hex digits of the sha256 of the file's bytes.
    id: str
    #: As given, relative to the input folder.
    path: str
    media_type: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    #: Number of pages, or None where the format has none.
    pages: int | None = None
    #: The text (or some of it) came from OCR.
    ocr: bool = False
    signatures: tuple[Signature, ...] = ()
    #: Trouble with the input, in Vietnamese, for `documents.jsonl`.
    warnings: tuple[str, ...] = ()
    #: Facts that the container states beside the text (title, source address ...); never trusted as the document's own.
    metadata: dict[str, str] = field(default_factory=dict)
    #: The words that came out of images, in the order of the text; none where the file itself has the text.
    words: tuple[RecognisedWord, ...] = ()

    def slice(self, span: Block | Cell | Table | Source) -> str:
        """The text of a block, a cell, a table or a source."""
        return self.text[span.start : span.end]

    def paragraphs(self) -> Iterator[Block]:
        """The blocks that are not tables, in reading order."""
        return (block for block in self.blocks if block.table is None)

    def locate(self, start: int, end: int) -> Source:
        """The place of a span: page, box, and the table cell where it stands in one.

        The box is that of the block or the cell.
        """
        block = self._block_at(start)
        if block is None:
            return Source(start=start, end=end)
        if block.table is None:
            return Source(start=start, end=end, page=block.page, bbox=block.bbox)
        table = self.tables[block.table]
        for inner in self.tables[block.table + 1 :]:  # a nested table lies inside a cell of its outer one, and has a higher index
            if inner.start >= table.end:
                break
            if inner.start <= start and end <= inner.end:
                table = inner
        low, high = 0, len(table.cells)
        while low < high:  # cells are in text order
            middle = (low + high) // 2
            if table.cells[middle].end < start:
                low = middle + 1
            else:
                high = middle
        cell = table.cells[low] if low < len(table.cells) else None
        if cell is None or not cell.start <= start <= cell.end:
            return Source(start=start, end=end, page=table.page, bbox=table.bbox, table=table.index)
        return Source(start=start, end=end, page=cell.page, bbox=cell.bbox, table=table.index, row=cell.row, column=cell.column)

    def recognised(self, start: int, end: int) -> tuple[RecognisedWord, ...]:
        """The recognised words of which some part stands in a span."""
        first = bisect_right(self.words, start, key=lambda word: word.end)
        last = bisect_left(self.words, end, lo=first, key=lambda word: word.start)
        return self.words[first:last]

    def confidence(self, start: int, end: int) -> float | None:
        """How sure the recognised text of a span is: the mean over its characters, from 0 to 1; None where none was recognised.

        >>> word = RecognisedWord(start=0, end=3, page=1, bbox=(50, 50, 70, 62), confidence=0.9, raw="Số:")
        >>> document = Document(id="", path="", media_type="", sha256="", text="Số: 12", blocks=(), words=(word,))
        >>> document.confidence(0, 6), document.confidence(4, 6)
        (0.9, None)
        """
        words = self.recognised(start, end)
        weights = [min(word.end, end) - max(word.start, start) for word in words]
        total = sum(weights)
        return (
            round(sum(word.confidence * weight for word, weight in zip(words, weights, strict=True)) / total, 3) if total else None
        )

    def _block_at(self, offset: int) -> Block | None:
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].end < offset:
                low = middle + 1
            else:
                high = middle
        if low == len(self.blocks) or self.blocks[low].start > offset:
            return None
        if self.blocks[low].end == offset and low + 1 < len(self.blocks) and self.blocks[low + 1].start == offset:
            return self.blocks[low + 1]
        return self.blocks[low]
