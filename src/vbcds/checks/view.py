"""One document as the checks see it: its structure, its records, and cheap ways to quote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vbcds.assembly.context import PartContext
from vbcds.assembly.sentences import split_sentences
from vbcds.model.document import Block, Cell, Source, Table
from vbcds.model.mentions import Quantity
from vbcds.model.records import CitationRecord, DocumentRecord, Evidence, MetricRecord, ReportItemRecord, TargetRecord, TaskRecord
from vbcds.recognisers.symbols import parse_symbol
from vbcds.text.fold import key

_NATION = "cộng hòa xã hội chủ nghĩa việt nam"
#: Genres that follow the form rules of normative documents, not those of Nghị định 30/2020/NĐ-CP.
_NORMATIVE = frozenset({"law", "decree", "circular"})
#: The key of a month, a quarter, a half or a year.
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)|-Q([1-4])|-H([12])|-01/\1-(\d\d))?")
#: A percentage beside another number, or three numbers of which one may be the sum.
_FIGURES = re.compile(r"\d\D+\d")
#: Numbers that count nothing: days, numbers of documents and of their parts (`re` looks only where their first character stands) ...
_NAMES = re.compile(
    r"[\dNnTtQqĐđKkGg](?:(?:ăm(?<=[Nn]..)|gày(?<=[Nn]...)|háng(?<=[Tt]....)|uý(?<=[Qq]..)|iều(?<=[Đđ]...)|hoản(?<=[Kk]....)"
    r"|iai đoạn(?<=[Gg].{8})) \d+(?:\s?[-–]\s?\d{4})?"
    r"|(?<=\d)(?:\d?/\d{1,2}/\d{4}|\d?/(?:19|20)\d\d(?!\d)|\d*(?:/\d{4})?[/-][A-ZĐ][\w/Đ-]*))"
)
#: ... and the label of a line.
_LABEL = re.compile(r"\W*\d+(?:\.\d+)*[.)]\s")

#: The same with the dashes and letters of lists.
_MARK = re.compile(r"\s*(?:[-+*•–]\s+)?(?:(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)])\s+)?")


def may_reckon(text: str) -> bool:
    """Whether a paragraph has a percentage, or two numbers that are no days and no names of documents.

    >>> may_reckon("Giao Sở Y tế triển khai tại 16 đơn vị theo Quyết định số 749/QĐ-TTg ngày 03/6/2020, xong trong năm 2026")
    False
    >>> may_reckon("Tổng số 45 nhiệm vụ, còn 12 nhiệm vụ"), may_reckon("Năm 2026 đạt 85%")
    (True, True)
    """
    if _FIGURES.search(text) is None:
        return False
    if "%" in text:
        return True
    label = _LABEL.match(text)
    return _FIGURES.search(_NAMES.sub(" ", text[label.end() :] if label else text)) is not None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a cell with its offsets in the file's text."""

    start: int
    end: int
    text: str
    table: int | None = None
    block: Block | None = None


def _is_basis(text: str) -> bool:
    """Whether a paragraph is a line of the legal basis, and no sentence that begins like one ("Căn cứ Thông tư ..., đến nay có ...")."""
    return text.startswith("Căn cứ") and (text.rstrip().endswith((";", ":", ",")) or "%" not in text)


def _read_quantities(text: str) -> Iterator[Quantity]:
    """The quantities of a paragraph, read sentence by sentence and without its label, as they were read for the records: what was
    read there is at hand."""
    from vbcds.recognisers.quantities import find_quantities

    mark = _MARK.match(text)
    for low, high in split_sentences(text, mark.end() if mark else 0, len(text)):
        for quantity in find_quantities(text[low:high]):
            yield quantity.moved(low + quantity.start, low + quantity.end, quantity.raw) if low else quantity


@dataclass(frozen=True, kw_only=True)
class PartView:
    """A document with all that was read from it."""

    context: PartContext
    record: DocumentRecord
    tasks: tuple[TaskRecord, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    citations: tuple[CitationRecord, ...] = ()
    report_items: tuple[ReportItemRecord, ...] = ()
    metrics: tuple[MetricRecord, ...] = ()

    @property
    def text(self) -> str:
        """The canonical text of the whole file."""
        return self.context.text

    @property
    def id(self) -> str:
        """The document's id."""
        return self.context.id

    @cached_property
    def is_normative(self) -> bool:
        """Whether the document is a normative one (văn bản quy phạm pháp luật)."""
        number = self.record.number or self.context.part.header.symbol
        return self.record.genre in _NORMATIVE or (number is not None and parse_symbol(number).is_normative)

    @cached_property
    def is_administrative(self) -> bool:
        """Whether the document has a letterhead and follows Nghị định 30/2020/NĐ-CP: no news, no normative and no party
        document."""
        header = self.context.part.header
        if self.record.genre in ("news", "other") or self.is_normative or not header.agency_lines:
            return False
        number = header.number or header.symbol
        form = parse_symbol(number).form if number else None
        if form == "party":  # a state document with a party's number keeps the name of the state
            return _NATION in key(self.text[header.start : header.start + 1200])
        return form != "assembly"

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs outside tables, without letterhead, signatures, recipients and stamps."""
        return tuple(
            Passage(block.start, block.end, self.text[block.start : block.end], block=block)
            for block in self.context.blocks()
            if block.table is None and block.role not in ("stamp", "header", "footer") and not self._formal(block)
        )

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables that are no layout."""
        readings = {reading.table: reading for reading in self.context.part.tables}
        found = []
        for block in self.context.blocks():
            if block.table is None or self._formal(block):
                continue
            reading = readings.get(block.table)
            if reading is None or reading.role != "layout":
                found.append(self.context.document.tables[block.table])
        return tuple(found)

    @cached_property
    def figures(self) -> tuple[tuple[Passage, tuple[Quantity, ...]], ...]:
        """The paragraphs that may hold sums and shares, with their quantities; offsets are those of the paragraph.

        Normative documents have none: their numbers are rules and not facts.
        """
        if self.is_normative:
            return ()
        return tuple(
            (passage, self.quantities(passage))
            for passage in self.passages
            if not _is_basis(passage.text) and may_reckon(passage.text)
        )

    @cached_property
    def _quantities(self) -> dict[int, tuple[Quantity, ...]]:
        return {}

    def quantities(self, passage: Passage) -> tuple[Quantity, ...]:
        """The quantities of a paragraph, with offsets of the paragraph."""
        found = self._quantities.get(passage.start)
        if found is None:
            found = self._quantities[passage.start] = tuple(_read_quantities(passage.text))
        return found

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What one check worked out and another may use again."""
        return {}

    def _formal(self, block: Block) -> bool:
        return self.context.is_formal(block.start, block.end)

    def at(self, start: int, end: int) -> Evidence:
        """The passage of two offsets of the file's text."""
        return Evidence(document=self.id, text=self.text[start:end], source=self.context.document.locate(start, end))

    def within(self, passage: Passage, start: int, end: int) -> Evidence:
        """A piece of a paragraph, by offsets of the paragraph."""
        return self.at(passage.start + start, passage.start + end)

    def of(self, source: Source, text: str | None = None) -> Evidence:
        """The passage of a record."""
        return Evidence(document=self.id, text=self.text[source.start : source.end] if text is None else text, source=source)

    def cell(self, table: Table, cell: Cell) -> Evidence:
        """A cell of a table."""
        return Evidence(document=self.id, text=self.text[cell.start : cell.end], source=self.context.cell_source(table.index, cell))

    def row(self, table: Table, row: int) -> Evidence:
        """A row of a table: its words with bars between the cells."""
        rows: dict[int, list[Cell]] | None = self.memo.get(f"rows of {table.index}")
        if rows is None:
            rows = self.memo[f"rows of {table.index}"] = {}
            for cell in table.cells:
                rows.setdefault(cell.row, []).append(cell)
        cells = rows.get(row) or [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
        text = " | ".join(" ".join(self.text[cell.start : cell.end].split()) for cell in cells)
        first = cells[0]
        source = Source(
            start=first.start,
            end=max(cell.end for cell in cells),
            page=first.page,
            bbox=first.bbox,
            table=table.index,
            row=row,
            column=None,
        )
        return Evidence(document=self.id, text=text, source=source)

    @cached_property
    def _words(self) -> dict[tuple[int, int], str]:
        return {}

    def column(self, table: Table, cells: Sequence[Cell]) -> Evidence:
        """Cells below each other: their words with bars between them."""
        first, last = cells[0], cells[-1]
        place = Source(
            start=first.start, end=last.end, page=first.page, bbox=None, table=table.index, row=None, column=first.column
        )
        return Evidence(document=self.id, text=" | ".join(self.words(cell) for cell in cells), source=place)

    def words(self, cell: Cell | None) -> str:
        """The words of a cell in one line; empty where there is none."""
        if cell is None:
            return ""
        place = cell.start, cell.end
        words = self._words.get(place)
        if words is None:
            words = self._words[place] = " ".join(self.text[cell.start : cell.end].split())
        return words

    def cells(self, table: Table) -> Iterator[Passage]:
        """The cells of a table that have words."""
        for cell in table.cells:
            if cell.end > cell.start:
                yield Passage(cell.start, cell.end, self.text[cell.start : cell.end], table=table.index)


def number_text(value: float) -> str:
    """A number as Vietnamese prints it.

    >>> number_text(1823), number_text(38.563), number_text(0.5)
    ('1.823', '38,56', '0,5')
    """
    if float(value).is_integer():
        return f"{int(value):,}".replace(",", ".")
    return f"{value:,.2f}".rstrip("0").replace(",", " ").replace(".", ",").replace(" ", ".")


def with_unit(value: float, unit: str | None) -> str:
    """A number with its unit as running text prints it.

    >>> with_unit(1823, "hồ sơ"), with_unit(38.5, "%"), with_unit(20, "% GRDP"), with_unit(7, None)
    ('1.823 hồ sơ', '38,5%', '20% GRDP', '7')
    """
    return number_text(value) + ("" if not unit else unit if unit.startswith("%") else f" {unit}")


def day_text(day: object) -> str:
    """A date as running text prints it.

    >>> import datetime
    >>> day_text(datetime.date(2014, 6, 7))
    '07/6/2014'
    """
    year, month, number = (int(part) for part in str(day).split("-"))
    return f"{number:02d}/{month if month > 2 else f'{month:02d}'}/{year}"


def period_text(period: str | None) -> str:
    """A period as running text names it: a month, a quarter, a half, a year, the first months of one; another one as its key.

    >>> period_text("2025-08"), period_text("2025-Q3"), period_text("2025-H1"), period_text("2025")
    ('tháng 8/2025', 'quý III/2025', '6 tháng đầu năm 2025', 'năm 2025')
    >>> period_text("2025-01/2025-09")
    '9 tháng đầu năm 2025'
    """
    match = _PERIOD.fullmatch(period or "")
    if match is None:
        return f"kỳ {period}"
    year, month, quarter, half, months = match.groups()
    if months:
        return f"{int(months)} tháng đầu năm {year}"
    if month:
        return f"tháng {int(month)}/{year}"
    if quarter:
        return f"quý {('I', 'II', 'III', 'IV')[int(quarter) - 1]}/{year}"
    return f"6 tháng {'đầu' if half == '1' else 'cuối'} năm {year}" if half else f"năm {year}"


def short(text: str, limit: int = 110) -> str:
    """A quotation in one line, cut at a word where it is long.

    >>> short("Tỷ lệ  người dân", 8)
    'Tỷ lệ …'
    """
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"
