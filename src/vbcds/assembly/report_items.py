"""The statements of a periodic report, each with its section, its state and its addressee."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from vbcds.assembly.addressees import cell_addressee, find_addressee, heading_addressee
from vbcds.assembly.context import PartContext
from vbcds.assembly.report_headings import announced_sections, heading_sections, inline_head, is_section_heading, lead_in, task_line
from vbcds.assembly.report_lines import NUMERALS, is_formula, is_heading, says_nothing
from vbcds.assembly.report_places import LEVELS, ReportHeading, ReportPlace, label_level
from vbcds.assembly.report_sections import choose_or_move, judge, of_remark
from vbcds.assembly.report_tables import cell_statements, read_columns, row_topic, section_rows
from vbcds.assembly.sentences import split_sentences
from vbcds.assembly.statuses import parse_status
from vbcds.lexicons.report_words import fold, load_report_words
from vbcds.model.document import Cell
from vbcds.model.records import Agency, ReportItemRecord, Section
from vbcds.structure.labels import find_label
from vbcds.structure.lines import Line, document_lines
from vbcds.structure.values import TableReading

_WORD = re.compile(r"[^\W\d_]")
#: A sentence that only goes on with the one before it.
_GOES_ON = re.compile(
    r"^(?:trong đó|cụ thể|gồm|bao gồm|qua đó|nhờ đó|kết quả là|theo đó|các [^\W\d]+(?: [^\W\d]+)? (?:này|đó|trên|nêu trên)"
    r"|những (?:xã|đơn vị) này|việc này|điều này|nội dung này|số này|trong số (?:này|đó)|đây là|nguyên nhân|lý do)(?!\w)"
)
#: What is said of the task that was just told of: "Nhiệm vụ chậm tiến độ so với thời hạn".
_ITS_STATE = re.compile(r"nhiệm vụ (?:(?:này|nêu trên|trên) )?(?:đã|đang|chưa|chậm|bị chậm|hoàn thành|quá hạn|đúng)(?!\w)")


def build_report_items(context: PartContext) -> tuple[ReportItemRecord, ...]:
    """The statements of a report, in reading order; none for documents that are no reports.

    What stands behind a dash or in a cell is one statement, unless its sentences belong to different sections; a paragraph, numbered or
    not, gives its sentences. `text` is
    `document.text[source.start:source.end]`. The section is that of the heading or the column, but a difficulty hidden among results
    moves. `task` is linked later, by the dossier (`vbcds.assembly.task_links`).
    """
    if not context.part.is_report:
        return ()
    reader = _Reader(context)
    return tuple(sorted(reader.items(), key=lambda item: item.source.start))


class _Reader:
    def __init__(self, context: PartContext) -> None:
        self.context = context
        self.agency = context.part.header.issuer
        self.words = load_report_words()
        self.place = ReportPlace()
        self.kinds = {node.start: node for node in context.part.sections}
        layout = frozenset(table.table for table in context.part.tables if table.role == "layout")
        part = context.part
        self.lines = [
            line
            for line in document_lines(context.document, layout)
            if line.start >= max(part.start, part.header.end) and line.end <= part.end
            and not line.rule and not context.is_formal(line.start, line.end)
        ]  # fmt: skip
        self.readings = sorted(
            (table for table in part.tables if table.role != "layout"), key=lambda t: context.document.tables[t.table].start
        )

    def items(self) -> Iterator[ReportItemRecord]:
        tables = list(self.readings)
        previous: TableReading | None = None
        annexes = [(division.start, division.title) for division in self.context.part.divisions if division.kind == "annex"]

        def before(start: int) -> Iterator[ReportItemRecord]:
            """The tables that stand before a place; annexes begin anew."""
            nonlocal previous
            while tables and (at := self.context.document.tables[tables[0].table].start) <= start:
                self._begin_annexes(annexes, at)
                reading = tables.pop(0)
                yield from self._table(reading, previous)
                previous = reading
            self._begin_annexes(annexes, start)

        self._title_heading()
        for line, following in zip_longest(self.lines, self.lines[1:]):
            yield from before(line.start)
            yield from self._line(line, following)
        yield from before(self.context.part.end)

    def _begin_annexes(self, annexes: list[tuple[int, str | None]], start: int) -> None:
        """What stands in an annex stands below none of the headings before it."""
        while annexes and annexes[0][0] <= start:
            title = annexes.pop(0)[1] or ""
            self.place.close(0)
            if sections := heading_sections(title):
                self.place.open(ReportHeading(0, title, sections, None))

    def _title_heading(self) -> None:
        """A heading that the reading of the letterhead took for the end of the title."""
        title = self.context.part.header.title_source
        if title is None:
            return
        for piece in self.context.text[title.start : title.end].split("\n")[1:]:
            label = find_label(piece, fold(piece))
            if label is not None and is_section_heading(piece):
                bare = piece[label.length :]
                self.place.open(ReportHeading(label_level(label), bare, heading_sections(bare), None))

    def _line(self, line: Line, following: Line | None) -> Iterator[ReportItemRecord]:
        text = line.text
        folded = line.folded
        if not _WORD.search(text):
            return
        node = self.kinds.get(line.start)
        label = find_label(text, folded)
        body_start = line.start + (label.length if label is not None else 0)
        body = self.context.text[body_start : line.end]
        level = (
            label_level(label)
            if label is not None
            else (LEVELS["heading"] if node is not None and node.kind == "heading" else None)
        )
        announced = (
            announced_sections(body) if following is not None and (label is None or label.kind not in ("dash", "plus")) else ()
        )
        if (
            announced
            and following is not None
            and not heading_sections(body.strip().rstrip(":"))
            and not is_section_heading(following.text)
        ):
            below = find_label(following.text, following.folded)
            inside = min(LEVELS["letter"], label_level(below) if below is not None else LEVELS["letter"]) - 1
            self.place.open(ReportHeading(level if level is not None else inside, body.strip(), announced, None))
            return
        if is_heading(self.place, line, body, label, following):
            self._open(body, level if level is not None else self._plain_level(body))
            return
        if is_formula(self.place, body, labelled=label is not None, following=following):
            return
        task = task_line(body)
        if task is not None:
            self._open(body[:task], LEVELS["letter"])
            yield from self._paragraph(body_start + task, line.end)
            return
        if label is not None and level is not None and level < LEVELS["letter"]:
            self.place.close(level)
        start = body_start
        own = inline_head(body)
        if own is not None and label is not None and level is not None and label.kind in NUMERALS:
            # "1. Kết quả: Đã mở 02 lớp. Đã cấp 40 chữ ký số."
            self._open(body[: own[1]].rstrip(" :"), level)
            yield from self._paragraph(start + own[1], line.end)
            return
        if label is None or label.kind in NUMERALS:
            yield from self._paragraph(start, line.end, level)
        else:
            yield from self._bullet(start, line.end)

    def _plain_level(self, body: str) -> int:
        """Where a heading without label or style stands: beside the last one that named a section, else below all numerals."""
        return self._section_level() if heading_sections(body) else LEVELS["letter"]

    def _section_level(self) -> int:
        outermost = next((heading.level for heading in self.place.stack if heading.sections), 0)
        return max(outermost, LEVELS["heading"])

    def _open(self, body: str, level: int) -> None:
        bare = body.strip().rstrip(":").strip()
        sections = heading_sections(bare)
        asks = "proposals" in (sections or self.place.sections)
        self.place.open(
            ReportHeading(level, bare, sections, heading_addressee(bare) if asks or "proposals" in self.place.sections else None)
        )

    # --- statements

    def _bullet(self, start: int, end: int) -> Iterator[ReportItemRecord]:
        """One statement, cut only where its sentences belong to different sections."""
        start = self._open_own(start, end)
        yield from self._with_neighbours(self._runs(start, end, self._section, apart=False))
        self.place.close(LEVELS["own"])

    def _open_own(self, start: int, end: int) -> int:
        """Open the section that a line names itself ("Khó khăn: thiếu kinh phí"), for this line only; where its own words begin."""
        own = inline_head(self.context.text[start:end])
        if own is None:
            return start
        self._open(self.context.text[start : start + own[1]], LEVELS["own"])
        return start + own[1]

    def _paragraph(self, start: int, end: int, level: int | None = None) -> Iterator[ReportItemRecord]:
        """The sentences of a paragraph, numbered or not; one that only goes on with the one before stays with it."""
        text = self.context.text
        own = self._open_own(start, end)
        lead = lead_in(text[start:end], numbered=level is not None) if own == start else None
        start = own
        if lead is not None:
            self._open(text[start : start + lead].strip().rstrip("."), self._section_level() if level is None else level)
            start += lead
        yield from self._with_neighbours(
            run
            for run in self._runs(start, end, self._section, apart=True)
            if not is_formula(self.place, text[run[0] : run[1]], labelled=bool(self.place.stack), following=None)
        )
        self.place.close(LEVELS["own"])

    def _with_neighbours(self, runs: Iterable[tuple[int, int, Section]]) -> Iterator[ReportItemRecord]:
        """The statements of a paragraph; a hardship is about the result that it stands beside."""
        beside: str | None = None
        for low, high, section in runs:
            yield self._item(low, high, section, about=beside if section == "difficulties" else None)
            beside = self.context.text[low:high] if section == "results" else beside

    def _runs(
        self, start: int, end: int, section_of: Callable[[str, Section | None], Section], *, apart: bool
    ) -> list[tuple[int, int, Section]]:
        """Sentences with their sections; those of one section are one statement, unless each is to stand `apart`."""
        text = self.context.text
        runs: list[tuple[int, int, Section]] = []
        for low, high in split_sentences(text, start, end):
            section = section_of(text[low:high], runs[-1][2] if runs else None)
            if runs and ((section == runs[-1][2] and not apart) or _is_tail(text[low:high], runs[-1][2], section)):
                runs[-1] = (runs[-1][0], high, runs[-1][2])
            else:
                runs.append((low, high, section))
        return runs

    def _section(self, statement: str, before: Section | None = None) -> Section:
        sections = self.place.sections
        if not sections:
            return judge(statement, before).section
        return choose_or_move(statement, sections)

    def _item(self, start: int, end: int, section: Section, *, about: str | None = None, addressee: Agency | None = None,
              row_cell: tuple[int, Cell, int] | None = None, status_text: str | None = None) -> ReportItemRecord:  # fmt: skip
        context = self.context
        text = context.text[start:end]
        to: Agency | None = None
        if section == "proposals":
            to = find_addressee(text) or addressee or self.place.addressee
        status = None
        if section == "results":
            status = (parse_status(status_text) if status_text else None) or parse_status(text)
        source = context.document.locate(start, end)
        return ReportItemRecord(
            document=context.id,
            agency=self.agency,
            period=context.part.period,
            section=section,
            text=text,
            task=None,
            status=status,
            addressee=to,
            source=source,
            about=about if about is not None else self.place.topic,
        )

    # --- tables

    def _table(self, reading: TableReading, previous: TableReading | None) -> Iterator[ReportItemRecord]:
        context = self.context
        table = context.document.tables[reading.table]
        grid = table.grid()
        if rows := list(section_rows(context.text, grid)):
            for held, named in rows:
                yield from self._cell(held, named, None, None, None)
            return
        columns = read_columns(reading, self.place.sections)
        if columns is None:
            return
        text = context.text
        groups = {row for row, _, _ in reading.groups}
        seen: set[tuple[int, int]] = set()
        for row in range(reading.first_row, len(grid)):
            if row in reading.skipped or row in groups:
                continue
            cells = grid[row]
            about = row_topic(text, cells, columns.number, columns.content)
            to = next(
                (a for c in columns.addressees if (cell := cells[c]) and (a := cell_addressee(text[cell.start : cell.end]))), None
            )
            state = next(
                (text[cell.start : cell.end] for c in columns.statuses if (cell := cells[c]) and cell.end > cell.start), None
            )
            for column, sections in columns.sections:
                cell = cells[column]
                if cell is None or cell.end <= cell.start or (cell.row, cell.column) in seen:
                    continue
                seen.add((cell.row, cell.column))
                yield from self._cell(cell, sections, about, to, state)
            for column in columns.notes:
                cell = cells[column]
                if cell is not None and (cell.row, cell.column) not in seen:
                    seen.add((cell.row, cell.column))
                    yield from (item for item in self._cell(cell, (), about, to, None) if item.section != "results")

    def _cell(
        self, cell: Cell, sections: tuple[Section, ...], about: str | None, to: Agency | None, state: str | None
    ) -> Iterator[ReportItemRecord]:
        text = self.context.text

        def section_of(words: str, _: Section | None) -> Section:
            return choose_or_move(words, sections) if sections else of_remark(words)

        for start, end in cell_statements(text, cell):
            if text[start:end].endswith(":") and is_section_heading(text[start:end]):
                sections = heading_sections(text[start:end])  # "Kết quả:", with its statements below it in the same cell
                continue
            own = inline_head(text[start:end])
            if own is not None and own[0] != "other":
                sections, start = (own[0],), start + own[1]
            for low, high, section in self._runs(start, end, section_of, apart=False):
                words = fold(text[low:high]).strip(" .-–")
                if not words or says_nothing(words) or words in ("x", "ok") or not _WORD.search(words):
                    continue
                yield self._item(low, high, section, about=about, addressee=to, status_text=state)


def _is_tail(sentence: str, before: Section, section: Section) -> bool:
    """A sentence that goes on with the statement before it, though its own words would stand elsewhere."""
    folded = fold(sentence)
    if len(folded.split()) < 4 or _ITS_STATE.match(folded):
        return True
    return _GOES_ON.match(folded) is not None and not (before == "results" and section == "difficulties")
