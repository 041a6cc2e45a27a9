"""From what a reader finds to a `Document`: the builder makes the canonical text and keeps the offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vbcds.model.document import PLAIN, Block, BlockRole, Box, Cell, Document, RecognisedWord, Signature, Style, Table
from vbcds.text.fold import ascii_key
from vbcds.text.normalise import canonical

#: How far the next recognised word may be from the one before it, in characters, and what is one.
_AHEAD = 30
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDraft:
    """A recognised word before it has offsets; `text` as it stands in the draft's text, the rest as in `RecognisedWord`."""

    text: str
    raw: str
    page: int
    bbox: Box
    confidence: float
    characters: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True)
class CellDraft:
    """A cell before it has offsets. Lines inside a cell are separated by LF; `inner` are tables nested in it, after its text."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    bbox: Box | None = None
    bold: bool | None = None
    inner: list[TableDraft] = field(default_factory=list)
    #: The words of its text that were recognised, in order.
    words: Sequence[WordDraft] = ()


@dataclass(slots=True, kw_only=True)
class TableDraft:
    """A table before it has offsets."""

    cells: list[CellDraft]
    page: int | None = None
    bbox: Box | None = None
    ruled: bool | None = None


@dataclass(slots=True, kw_only=True)
class ParagraphDraft:
    """A paragraph before it has offsets. One paragraph is one logical line: a reader joins hard-wrapped lines itself.

    LF stays inside it only where the source breaks a line on purpose (<br>, shift-enter, a centred title on two lines).
    """

    text: str
    page: int | None = None
    bbox: Box | None = None
    role: BlockRole = "body"
    style: Style = PLAIN
    #: The words of its text that were recognised, in order.
    words: Sequence[WordDraft] = ()


Draft = ParagraphDraft | TableDraft


@dataclass(slots=True, kw_only=True)
class Reading:
    """What a reader returns: drafts in reading order, and what it knows of the file."""

    media_type: str
    drafts: list[Draft]
    pages: int | None = None
    ocr: bool = False
    signatures: list[Signature] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)


def build_document(reading: Reading, *, id: str, path: str, sha256: str) -> Document:
    """Lay the drafts out in one canonical text.

    Blocks are separated by LF; in a table the cells of a row are separated by a tab and rows by LF, so a tab or a row end never
    stands inside a cell's span. Empty paragraphs are dropped; empty cells keep their place, with an empty span.

    >>> reading = Reading(media_type="text/plain", drafts=[ParagraphDraft(text="Số:  12/KH-UBND"), ParagraphDraft(text=" ")])
    >>> document = build_document(reading, id="0" * 16, path="a.txt", sha256="0" * 64)
    >>> document.text, len(document.blocks)
    ('Số: 12/KH-UBND', 1)
    """
    layout = _Layout()
    for draft in reading.drafts:
        if isinstance(draft, ParagraphDraft):
            layout.paragraph(draft)
        else:
            layout.table(draft)
    return Document(
        id=id,
        path=path,
        media_type=reading.media_type,
        sha256=sha256,
        text="".join(layout.pieces),
        blocks=tuple(layout.blocks),
        tables=tuple(table for table in layout.tables if table is not None),
        pages=reading.pages,
        ocr=reading.ocr,
        signatures=tuple(reading.signatures),
        warnings=tuple(reading.warnings),
        metadata=dict(reading.metadata),
        words=tuple(layout.words),
    )


def place_words(text: str, words: Sequence[WordDraft], start: int = 0) -> list[RecognisedWord]:
    """Recognised words at their places in a text that begins at `start`; a word that the text has no more is left out.

    The text has the words in their order, but joined, parted or mended here and there: a word that is not found within the next few
    tokens is taken for the next one where both begin alike.

    >>> box = (0.0, 0.0, 9.0, 9.0)
    >>> words = [WordDraft(text=t, raw=t, page=1, bbox=box, confidence=0.9) for t in ("ĐIỀU", "KHOẢN", "THI", "HANH")]
    >>> [(word.start, word.end) for word in place_words("ĐIỀU KHOẢN THI HÀNH", words, 100)]
    [(100, 104), (105, 110), (111, 114), (115, 119)]
    """
    placed: list[RecognisedWord] = []
    here = 0
    for word in words:
        form = canonical(word.text)
        if not form:
            continue
        at = text.find(form, here, here + len(form) + _AHEAD)
        end = at + len(form)
        if at < 0:
            token = _TOKEN.search(text, here)
            if token is None or ascii_key(token[0])[:2] != ascii_key(form)[:2]:
                continue
            at, end = token.span()
        placed.append(
            RecognisedWord(
                start=start + at,
                end=start + end,
                page=word.page,
                bbox=word.bbox,
                confidence=word.confidence,
                raw=word.raw,
                characters=word.characters,
            )
        )
        here = end
    return placed


class _Layout:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.tables: list[Table | None] = []
        self.words: list[RecognisedWord] = []

    def write(self, text: str) -> tuple[int, int]:
        start = self.length
        if text:
            self.pieces.append(text)
            self.length += len(text)
        return start, self.length

    def separate(self) -> None:
        if self.length:
            self.write("\n")

    def paragraph(self, draft: ParagraphDraft) -> None:
        text = canonical(draft.text)
        if not text:
            return
        self.separate()
        start, end = self.write(text)
        self.words += place_words(text, draft.words, start)
        self.blocks.append(Block(start=start, end=end, page=draft.page, bbox=draft.bbox, role=draft.role, style=draft.style))

    def table(self, draft: TableDraft) -> None:
        if not draft.cells:
            return
        self.separate()
        index = self.grid(draft)
        table = self.tables[index]
        if table is not None:
            self.blocks.append(Block(start=table.start, end=table.end, table=index, page=table.page, bbox=table.bbox))

    def grid(self, draft: TableDraft) -> int:
        index = len(self.tables)
        self.tables.append(None)  # an outer table comes before the tables nested in it
        start = self.length
        cells: list[Cell] = []
        row: int | None = None
        for cell in sorted(draft.cells, key=lambda c: (c.row, c.column)):
            if row is not None:
                self.write("\t" if cell.row == row else "\n")
            row = cell.row
            cells.append(self.cell(cell))
        self.tables[index] = Table(
            index=index,
            start=start,
            end=self.length,
            rows=max(c.row + c.row_span for c in cells),
            columns=max(c.column + c.column_span for c in cells),
            cells=tuple(cells),
            page=draft.page if draft.page is not None else cells[0].page,
            bbox=draft.bbox,
            ruled=draft.ruled,
        )
        return index

    def cell(self, draft: CellDraft) -> Cell:
        text = canonical(draft.text)
        start, _ = self.write(text)
        self.words += place_words(text, draft.words, start)
        for inner in draft.inner:
            if not inner.cells:
                continue
            if self.length > start:
                self.write("\n")
            self.grid(inner)
        return Cell(
            start=start,
            end=self.length,
            row=draft.row,
            column=draft.column,
            row_span=draft.row_span,
            column_span=draft.column_span,
            page=draft.page,
            bbox=draft.bbox,
            bold=draft.bold,
        )


def table_of_rows(rows: Sequence[Sequence[str]], *, page: int | None = None, ruled: bool | None = None) -> TableDraft:
    """A draft of a table without merged cells, from its rows of texts.

    >>> draft = table_of_rows([["TT", "Nội dung"], ["1", "Xây dựng kho dữ liệu"]])
    >>> [(c.row, c.column) for c in draft.cells]
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    """
    cells = [CellDraft(text=text, row=r, column=c, page=page) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return TableDraft(cells=cells, page=page, ruled=ruled)
