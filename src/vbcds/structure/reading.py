"""Structure of a file: its parts, each with header, signatures, divisions, outline and tables. Total: it never raises on a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vbcds.model.document import Document, Table
from vbcds.model.records import Signer
from vbcds.structure.divisions import Opening, build_divisions, find_divisions
from vbcds.structure.header import Reading, read_header
from vbcds.structure.horizon import is_report, plan_years, report_period
from vbcds.structure.letterhead import has_numeric_date
from vbcds.structure.lines import Line, document_lines, extent, is_layout, is_upper
from vbcds.structure.news import read_article
from vbcds.structure.outline import build_outline
from vbcds.structure.parts import PartStart, part_starts
from vbcds.structure.report_annex import read_report_annex
from vbcds.structure.signatures import Ending, find_endings, has_signature_words
from vbcds.structure.tables import read_table
from vbcds.structure.values import Division, Part, SectionNode, Structure, TableReading

_CAPTION = re.compile(r"^(?:bảng|biểu|phụ lục|danh mục|phụ biểu)(?!\w)")
_UNIT_LINE = re.compile(r"^\(?\s*(?:đơn vị|đvt)(?: tính)?\s*[:.]")


def read_structure(document: Document) -> Structure:
    """The structure of a file: one part for each document under a letterhead of its own (mostly one).

    Offsets are those of `Document.text`. What is not sure is None, with a warning in the part.
    """
    layout = frozenset(table.index for table in document.tables if _places(document, table))
    lines = document_lines(document, layout)
    if not lines:
        return Structure(parts=(_tables_only(document, layout),))
    starts = part_starts(lines)
    parts = []
    for number, begin in enumerate(starts):
        last = starts[number + 1].line if number + 1 < len(starts) else len(lines)
        start = 0 if number == 0 else _edge(document, lines, begin.line)
        end = len(document.text) if number + 1 == len(starts) else _edge(document, lines, last)
        parts.append(_PartReader(document, lines, layout, begin, last, start, end).read())
    return Structure(parts=tuple(parts))


def _places(document: Document, table: Table) -> bool:
    if is_layout(document, table):
        return True
    return len(table.cells) <= 12 and any(has_signature_words(document.text[cell.start : cell.end]) for cell in table.cells)


def _edge(document: Document, lines: Sequence[Line], index: int) -> int:
    """Where the block of a line begins, so that a part never cuts one."""
    return document.blocks[lines[index].block].start


def _tables_only(document: Document, layout: frozenset[int]) -> Part:
    readings: list[TableReading] = []
    for table in document.tables:
        if table.index not in layout:
            previous = readings[-1] if readings else None
            readings.append(read_table(document, table, caption=None, division=0, report=False, previous=previous))
    end = len(document.text)
    return Part(
        start=0,
        end=end,
        header=Reading.nothing(),
        divisions=(Division(kind="body", start=0, end=end),),
        tables=tuple(readings),
    )


@dataclass(slots=True)
class _PartReader:
    """One part, step by step."""

    document: Document
    lines: Sequence[Line]
    layout: frozenset[int]
    begin: PartStart
    last: int
    start: int
    end: int

    def read(self) -> Part:
        head = read_header(self.document, self.lines, self.begin.header, self.last, letterhead=self.begin.letterhead)
        if head.is_blank:
            head = read_article(self.document, self.lines, self.begin.line, self.last) or head
        endings = find_endings(self.lines, head.body, self.last)
        openings = find_divisions(self.document, self.lines, self.begin.line, head.body, self.last, endings)
        body_end = openings[0].line if openings else self.last
        own = [ending for ending in endings if ending.first < body_end] or endings[-2:]
        divisions = build_divisions(openings, self.start, self.end)
        annex = read_report_annex(self.lines, self.begin.line, self.last) if head.is_blank else None
        header = head.header if annex is None else annex.header
        report = annex is not None or is_report(header, self._addressees(head))
        years = plan_years(head.header.title, head.header.year) or self._years_below(openings)
        return Part(
            start=self.start,
            end=self.end,
            header=header,
            signers=_signers(own),
            recipients=_recipients(own),
            divisions=divisions,
            sections=self._sections(head, openings, divisions, endings),
            tables=self._tables(divisions, report=report, year=head.header.year or (years[0] if years else None)),
            plan_years=years,
            is_report=report,
            period=annex.period if annex is not None else self._period(head) if report else None,
            formal_spans=self._formal(head, openings, endings),
            warnings=tuple(head.warnings),
        )

    def _period(self, head: Reading) -> str | None:
        return report_period(head.header.title, head.header.date, head.header.year, self._below(head))

    def _years_below(self, openings: Sequence[Opening]) -> tuple[int, int] | None:
        """The years in the title of what the document promulgates, where its own title has none."""
        return next((years for o in openings if (years := plan_years(o.title, None))), None)

    def _addressees(self, head: Reading) -> str:
        """The line "Kính gửi" with those below it that list who is meant."""
        lines = self.lines[self.begin.line : min(self.last, head.body + 3)]
        first = next((index for index, line in enumerate(lines) if line.folded.startswith("kính gửi")), None)
        if first is None:
            return ""
        listed = (line.text for line in lines[first + 1 :] if line.text.startswith(("-", "+", "•")))
        return " ".join([lines[first].text, *listed])

    def _below(self, head: Reading) -> list[str]:
        """What may give a report's period below its title: "(Từ ngày 15/4/2023 đến ngày 14/5/2023)", the first sentence."""
        around = self.lines[max(self.begin.line, head.body - 3) : min(self.last, head.body + 2)]
        remarks = [
            line.text for line in around if line.text.startswith("(") and (has_numeric_date(line.text) or "tháng" in line.folded)
        ]
        first = next((line.text for line in self.lines[head.body : self.last] if len(line.text) > 60), "")
        return [*remarks, first[:600]]

    def _formal(self, head: Reading, openings: Sequence[Opening], endings: Sequence[Ending]) -> tuple[tuple[int, int], ...]:
        spans = [*head.formal, *((ending.start, ending.end) for ending in endings)]
        for opening in openings:
            if opening.body > opening.line:
                spans.append(extent(self.lines[opening.line : opening.body]))
        return tuple(sorted(spans))

    def _sections(
        self, head: Reading, openings: Sequence[Opening], divisions: Sequence[Division], endings: Sequence[Ending]
    ) -> tuple[SectionNode, ...]:  # fmt: skip
        taken = bytearray(len(self.lines))
        for ending in endings:
            taken[ending.first : ending.stop] = b"\1" * (ending.stop - ending.first)
        nodes: list[SectionNode] = []
        firsts = [head.body, *(opening.body for opening in openings)]
        lasts = [*(opening.line for opening in openings), self.last]
        for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
            closed = (
                next((e.start for e in endings if first <= e.first < last), divisions[number].end)
                if number == 0
                else divisions[number].end
            )
            nodes.extend(build_outline(self.lines, first, last, number, closed, taken, len(nodes)))
        return tuple(nodes)

    def _tables(self, divisions: Sequence[Division], *, report: bool, year: int | None) -> tuple[TableReading, ...]:
        readings: list[TableReading] = []
        previous: TableReading | None = None
        before = 0
        for table in self.document.tables:
            if not self.start <= table.start < max(self.end, self.start + 1):
                continue
            number = max((i for i, division in enumerate(divisions) if division.start <= table.start), default=0)
            if table.index in self.layout:
                readings.append(TableReading(table=table.index, role="layout", columns=(), first_row=table.rows, division=number))
                continue
            if previous is not None and (previous.division != number or _heading_between(self.lines, before, table.start)):
                previous = None
            caption = self._caption(table, divisions[number])
            reading = read_table(
                self.document, table, caption=caption, division=number, report=report, previous=previous, year=year
            )
            readings.append(reading)
            previous, before = reading, table.end
        return tuple(readings)

    def _caption(self, table: Table, division: Division) -> str | None:
        """The heading right above a table; else the title of its division where the table is the first thing in it."""
        index = _line_before(self.lines, table.start)
        while index >= self.begin.line and (self.lines[index].rule or _UNIT_LINE.match(self.lines[index].folded)):
            index -= 1
        if index >= self.begin.line and self.lines[index].start >= division.start:
            line = self.lines[index]
            if len(line.text) < 300 and (
                _CAPTION.match(line.folded)
                or is_upper(line.text)
                or line.style.bold is True
                or line.style.align == "center"
                or line.style.heading is not None
            ):
                if division.title and line.text in division.title:
                    return division.title
                if not line.text.startswith("("):
                    return line.text
        return division.title or division.label


def _line_before(lines: Sequence[Line], offset: int) -> int:
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if lines[middle].start < offset:
            low = middle + 1
        else:
            high = middle
    return low - 1


def _heading_between(lines: Sequence[Line], start: int, end: int) -> bool:
    index = _line_before(lines, end)
    return index >= 0 and lines[index].start >= start and start > 0


def _signers(endings: Sequence[Ending]) -> tuple[Signer, ...]:
    """Those who sign the document: the last group of signatures of its own that stand together."""
    signed = [ending for ending in endings if ending.signers]
    if not signed:
        return ()
    group = [signed[-1]]
    for ending in reversed(signed[:-1]):
        if group[0].first - ending.stop > 3:
            break
        group.insert(0, ending)
    return tuple(signer for ending in group for signer in ending.signers)


def _recipients(endings: Sequence[Ending]) -> tuple[str, ...]:
    """The first list, with what the page end carried over into the signature block beside it."""
    for index, ending in enumerate(endings):
        if ending.recipients:
            carried = [item for after in endings[index + 1 : index + 2] if after.signers for item in after.recipients]
            return (*ending.recipients, *carried)
    return ()
