"""The statements of a periodic report, each with its section, its state and its addressee."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.assembly.addressees import cell_addressee, find_addressee, heading_addressee
from vbcds.assembly.context import PartContext
from vbcds.assembly.report_headings import heading_sections, inline_head, is_section_heading
from vbcds.assembly.report_places import LEVELS, ReportHeading, ReportPlace, label_level
from vbcds.assembly.report_sections import choose, judge, moved
from vbcds.assembly.report_tables import cell_statements, read_columns, row_topic
from vbcds.assembly.reporters import is_report, reporting_agency
from vbcds.assembly.sentences import split_sentences
from vbcds.assembly.statuses import parse_status
from vbcds.lexicons.report_words import fold, load_report_words
from vbcds.model.document import Cell
from vbcds.model.records import Agency, ReportItemRecord, Section
from vbcds.structure.labels import Label, find_label
from vbcds.structure.lines import Line, document_lines
from vbcds.structure.values import TableReading

_STATES = re.compile(
    r"(?<!\w)(?:đã|đang|chưa|được|đạt|sẽ|hoàn thành|còn|không|tiếp nhận|duy trì|ban hành|tổ chức|phối hợp|đề nghị"
    r"|kiến nghị|tiếp tục|thiếu)(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]")
#: A sentence that only goes on with the one before it.
_GOES_ON = re.compile(
    r"^(?:trong đó|cụ thể|gồm|bao gồm|qua đó|nhờ đó|kết quả là|theo đó|các|những (?:xã|đơn vị) này|việc này|điều này"
    r"|nội dung này|số này|trong số (?:này|đó)|đây là|nguyên nhân|lý do)(?!\w)"
)


def build_report_items(context: PartContext) -> tuple[ReportItemRecord, ...]:
    """The statements of a report, in reading order; none for documents that are no reports.

    A bullet or a cell is one statement, unless its sentences belong to different sections; a paragraph gives its sentences. `text` is
    `document.text[source.start:source.end]`. The section is that of the heading or the column, but a difficulty hidden among results
    moves. `task` is linked later, by the dossier (`vbcds.assembly.task_links`).
    """
    if not is_report(context):
        return ()
    reader = _Reader(context)
    return tuple(sorted(reader.items(), key=lambda item: item.source.start))


class _Reader:
    def __init__(self, context: PartContext) -> None:
        self.context = context
        self.agency = reporting_agency(context)
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
        self._title_heading()
        skip = False
        for index, line in enumerate(self.lines):
            while tables and self.context.document.tables[tables[0].table].start <= line.start:
                reading = tables.pop(0)
                yield from self._table(reading, previous)
                previous = reading
            if skip:
                skip = False
                continue
            following = self.lines[index + 1] if index + 1 < len(self.lines) else None
            yield from self._line(line, following)
        for reading in tables:
            yield from self._table(reading, previous)
            previous = reading

    # --- lines

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
        if self._is_heading(line, body, label, following):
            self._open(body, level if level is not None else self._plain_level(body))
            return
        if self._is_formula(fold(body), body, label is not None, following):
            return
        if label is not None and level is not None and level < LEVELS["letter"]:
            self.place.close(level)
        start = body_start
        own = inline_head(body)
        if own is not None and label is not None and level is not None and label.kind in ("arabic", "roman", "capital", "letter"):
            # "1. Kết quả: Đã mở 02 lớp. Đã cấp 40 chữ ký số."
            self._open(body[: own[1]].rstrip(" :"), level)
            yield from self._paragraph(start + own[1], line.end)
            return
        if label is None:
            yield from self._paragraph(start, line.end)
        else:
            yield from self._bullet(start, line.end)

    def _plain_level(self, body: str) -> int:
        """Where a heading without label or style stands: beside the last one that named a section, else below all numerals."""
        if heading_sections(body):
            for heading in self.place.stack:
                if heading.sections:
                    return max(heading.level, LEVELS["heading"]) if heading.level < LEVELS["heading"] else heading.level
            return LEVELS["heading"]
        return LEVELS["letter"]

    def _open(self, body: str, level: int) -> None:
        bare = body.strip().rstrip(":").strip()
        sections = heading_sections(bare)
        asks = "proposals" in (sections or self.place.sections)
        self.place.open(
            ReportHeading(level, bare, sections, heading_addressee(bare) if asks or "proposals" in self.place.sections else None)
        )

    def _is_heading(self, line: Line, body: str, label: Label | None, following: Line | None) -> bool:
        if len(body) > 260 or not body.strip():
            return False
        if is_section_heading(body) and (line.style.bold or line.upper or label is not None or not body.rstrip().endswith(".")):
            if label is not None and label.kind in ("dash", "plus") and not body.rstrip().endswith(":") and not line.style.bold:
                return len(body.split()) <= 6 and not body.rstrip().endswith(".")
            return True
        bare = body.rstrip()
        words = bare.split()
        if line.upper and len(words) >= 2 and not any(char.isdigit() for char in bare[4:]) and bare[-1] not in ".;":
            return True
        if bare.endswith(":") and following is not None:
            if self.words.lead.search(fold(bare)[-60:]) is not None:
                return False
            if "proposals" in self.place.sections and len(words) <= 24 and heading_addressee(bare) is not None:
                return True
            return len(words) <= 12 and _STATES.search(fold(bare)) is None
        if bare[-1] in ".;," or len(words) > 20 or following is None:
            return False
        if line.style.bold or line.style.heading is not None:
            return _STATES.search(fold(bare)) is None or self._holds(line, label, following)
        if "proposals" in self.place.sections and label is not None and heading_addressee(bare) is not None and len(words) <= 14:
            return self._holds(line, label, following) and re.match(r"(?:đề nghị|kiến nghị|đề xuất)\s", fold(bare)) is None
        return (
            label is not None
            and label.kind in ("roman", "capital", "arabic", "letter")
            and len(words) <= 14
            and _STATES.search(fold(bare)) is None
            and not re.search(r"\d", bare)
            and self._holds(line, label, following)
        )

    def _holds(self, line: Line, label: Label | None, following: Line) -> bool:
        """Whether what follows stands below the line: a deeper label, or a paragraph without one."""
        below = find_label(following.text, following.folded)
        if below is None:
            return label is not None
        return label is None or label_level(below) > label_level(label)

    def _is_formula(self, folded: str, body: str, labelled: bool, following: Line | None) -> bool:
        words = self.words
        bare = folded.strip()
        if not labelled and words.closing.match(bare):
            return not (bare.startswith(("kính trình", "kính đề nghị")) and "proposals" in self.place.sections)
        if bare.startswith(("trên đây là", "đơn vị tính", "ghi chú:")):
            return True
        if bare.endswith(":"):
            if words.lead.search(bare[-60:]) is not None or following is None:
                return True
            # a lead-in whose bullets are the statements
            below = find_label(following.text, following.folded)
            return below is not None and len(bare.split()) <= 40
        if not labelled and words.lead.search(bare[-40:]) is not None and bare.startswith(("thực hiện", "căn cứ")):
            return True
        if not labelled and not self.place.stack and re.match(r"(?:thực hiện|căn cứ|theo)\s", bare) and re.search(r"báo cáo", bare):
            return True
        return len(bare.split()) < 3 and not any(char.isdigit() for char in bare)

    # --- statements

    def _bullet(self, start: int, end: int) -> Iterator[ReportItemRecord]:
        """One statement, cut only where its sentences belong to different sections."""
        text = self.context.text
        runs: list[tuple[int, int, Section]] = []
        for low, high in split_sentences(text, start, end):
            section = self._section(text[low:high], runs[-1][2] if runs else None)
            if runs and (section == runs[-1][2] or self._is_tail(text[low:high], runs[-1][2], section)):
                runs[-1] = (runs[-1][0], high, runs[-1][2])
            else:
                runs.append((low, high, section))
        for low, high, section in runs:
            yield self._item(low, high, section)

    def _is_tail(self, sentence: str, before: Section, section: Section) -> bool:
        """A sentence that goes on with the statement before it, though its own words would stand elsewhere."""
        folded = fold(sentence)
        if len(folded.split()) < 4:
            return True
        return _GOES_ON.match(folded) is not None and not (
            before == "results" and section == "difficulties" and folded.startswith(("nguyên nhân", "lý do"))
        )

    def _paragraph(self, start: int, end: int) -> Iterator[ReportItemRecord]:
        """The sentences of a paragraph; one that only goes on with the one before stays with it."""
        text = self.context.text
        runs: list[tuple[int, int, Section]] = []
        for low, high in split_sentences(text, start, end):
            section = self._section(text[low:high], runs[-1][2] if runs else None)
            if runs and self._is_tail(text[low:high], runs[-1][2], section):
                runs[-1] = (runs[-1][0], high, runs[-1][2])
            else:
                runs.append((low, high, section))
        for low, high, section in runs:
            if not self.place.stack and self._is_formula(fold(text[low:high]), text[low:high], False, None):
                continue
            yield self._item(low, high, section)

    def _section(self, statement: str, before: Section | None = None) -> Section:
        sections = self.place.sections
        if not sections:
            return judge(statement, before).section
        if len(sections) > 1:
            return choose(statement, sections)
        return moved(statement, sections[0])

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
        columns = read_columns(reading, self.place.sections)
        if columns is None:
            return
        grid = table.grid()
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

    def _cell(
        self, cell: Cell, sections: tuple[Section, ...], about: str | None, to: Agency | None, state: str | None
    ) -> Iterator[ReportItemRecord]:
        text = self.context.text
        for start, end in cell_statements(text, cell):
            runs: list[tuple[int, int, Section]] = []
            for low, high in split_sentences(text, start, end):
                statement = text[low:high]
                section = choose(statement, sections) if len(sections) > 1 else moved(statement, sections[0])
                if runs and (section == runs[-1][2] or self._is_tail(statement, runs[-1][2], section)):
                    runs[-1] = (runs[-1][0], high, runs[-1][2])
                else:
                    runs.append((low, high, section))
            for low, high, section in runs:
                words = fold(text[low:high]).strip(" .-–")
                if not words or words in ("không", "không có", "chưa có", "x", "ok") or not _WORD.search(words):
                    continue
                yield self._item(low, high, section, about=about, addressee=to, status_text=state)
