"""One document as it was read, for looking at it on a terminal: header, outline, tables with the roles of their columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from vbcds.model.document import Document, Table
from vbcds.model.records import Records, Signer
from vbcds.structure.values import Division, Part, Structure, TableReading

_DIVISIONS = {"body": ("Văn bản", "Document"), "attachment": ("Kèm theo", "Attached"), "annex": ("Phụ lục", "Annex")}
_TABLES = {
    "tasks": ("nhiệm vụ", "tasks"), "targets": ("chỉ tiêu", "targets"), "comparison": ("so sánh chỉ tiêu", "comparison of targets"),
    "budget": ("kinh phí", "budget"), "documents": ("danh mục văn bản", "documents"), "layout": ("trình bày", "layout"),
    "other": ("bảng khác", "other"),
}  # fmt: skip
_COLUMNS = {
    "number": ("số thứ tự", "number"), "content": ("nội dung", "content"), "deadline": ("thời hạn", "deadline"),
    "start": ("bắt đầu", "start"), "lead": ("chủ trì", "lead"), "support": ("phối hợp", "support"), "product": ("sản phẩm", "product"),
    "indicator": ("chỉ tiêu", "indicator"), "unit": ("đơn vị tính", "unit"), "target": ("giá trị", "target"),
    "baseline": ("hiện trạng", "baseline"), "pillar": ("trụ cột", "pillar"), "scope": ("phạm vi", "scope"),
    "budget": ("kinh phí", "budget"), "note": ("ghi chú", "note"), "result": ("kết quả", "result"),
    "status": ("tình trạng", "status"), "document": ("văn bản", "document"), "other": ("khác", "other"),
}  # fmt: skip
_COUNTS = {
    "tasks": ("nhiệm vụ", "tasks"), "targets": ("chỉ tiêu", "targets"), "citations": ("dẫn chiếu", "citations"),
    "report_items": ("nội dung báo cáo", "report items"), "metrics": ("số liệu", "figures"), "findings": ("điểm cần xem lại", "findings"),
}  # fmt: skip
#: Width of the labels of the header.
_LABEL = 18
#: The narrowest a column of a table is drawn.
_NARROW = 6
#: Units of the outline deeper than this are counted, not listed.
_DEPTH = 3
_TOP_RULE, _HEAD_RULE, _LAST_RULE = (str.maketrans("├┼┤─", corners) for corners in ("┌┬┐─", "╞╪╡═", "└┴┘─"))


def render_document(
    document: Document, structure: Structure, records: Records, *, width: int = 100, tables: bool = False, lang: str = "vi"
) -> str:
    """The document as text of at most `width` columns; with `tables`, every table's cells, too."""
    return "\n".join(_View(document, records, width, lang).lines(structure, tables=tables))


class _View:
    def __init__(self, document: Document, records: Records, width: int, lang: str) -> None:
        self.document = document
        self.records = records
        self.width = max(width, 40)
        self.lang = 1 if lang == "en" else 0

    def say(self, *texts: str) -> str:
        return texts[self.lang]

    def lines(self, structure: Structure, *, tables: bool) -> Iterator[str]:
        document = self.document
        facts = [document.path, document.media_type]
        if document.pages is not None:
            facts.append(f"{document.pages} {self.say('trang', 'pages')}")
        facts.append(f"{len(document.text)} {self.say('ký tự', 'characters')}")
        yield " · ".join(facts)
        for warning in document.warnings:
            yield from self.wrapped(f"! {warning}", "  ")
        for number, part in enumerate(structure.parts, 1):
            yield ""
            if len(structure.parts) > 1:
                yield f"══ {self.say('Văn bản', 'Document')} {number}/{len(structure.parts)} ".ljust(self.width, "═")
            yield from self.header(part)
            yield from self.outline(part)
            yield from self.tables(part, cells=tables)
        found = [
            f"{len(getattr(self.records, kind))} {self.say(*names)}"
            for kind, names in _COUNTS.items()
            if getattr(self.records, kind)
        ]
        if found:
            yield ""
            yield f"{self.say('Rút ra được', 'Extracted')}: {', '.join(found)}."

    def header(self, part: Part) -> Iterator[str]:
        header = part.header
        when = header.date.strftime("%d/%m/%Y") if header.date else str(header.year) if header.year else None
        rows: list[tuple[str, str | None]] = [
            (self.say("Cơ quan chủ quản", "Parent agency"), header.parent.name if header.parent else None),
            (self.say("Cơ quan ban hành", "Issuing agency"), header.issuer.name if header.issuer else None),
            (self.say("Số, ký hiệu", "Number"), header.number or (header.symbol and f"({header.symbol})")),
            (self.say("Địa danh, ngày", "Place, date"), ", ".join(filter(None, (header.place, when))) or None),
            (self.say("Tên loại", "Type"), header.kind),
            (self.say("Trích yếu", "Title"), header.title),
            (self.say("Kỳ báo cáo", "Period"), part.period),
            *((self.say("Người ký", "Signed"), _signed(signer)) for signer in part.signers),
            (self.say("Nơi nhận", "Recipients"), "; ".join(part.recipients) or None),
        ]
        for label, value in rows:
            if value:
                yield from self.wrapped(f"{label:<{_LABEL}}{value}", " " * _LABEL)
        for warning in part.warnings:
            yield from self.wrapped(f"! {warning}", "  ")

    def outline(self, part: Part) -> Iterator[str]:
        if not part.sections and len(part.divisions) < 2:
            return
        yield ""
        yield self.say("BỐ CỤC", "OUTLINE")
        for index, division in enumerate(part.divisions):
            yield f"  {self.division(division)}"[: self.width]
            for section in part.sections:
                if section.division == index and section.depth < _DEPTH and section.kind not in ("dash", "plus"):
                    text = " ".join(self.document.text[section.head_start : section.head_end].split())
                    yield _cut(f"    {'  ' * section.depth}{section.label} {text}", self.width)

    def division(self, division: Division) -> str:
        pieces = (division.label or self.say(*_DIVISIONS[division.kind]), division.title)
        return _cut(f"[{' '.join(' – '.join(piece for piece in pieces if piece).split())}]", self.width - 2)

    def tables(self, part: Part, *, cells: bool) -> Iterator[str]:
        for reading in part.tables:
            if reading.role == "layout" and not cells:
                continue
            table = self.document.tables[reading.table]
            where = f", {self.say('trang', 'page')} {table.page}" if table.page else ""
            size = f"{table.rows} {self.say('hàng', 'rows')} × {table.columns} {self.say('cột', 'columns')}{where}"
            yield ""
            yield _cut(f"{self.say('BẢNG', 'TABLE')} {table.index} – {self.say(*_TABLES[reading.role])} ({size})", self.width)
            if reading.caption:
                yield _cut(f"  {' '.join(reading.caption.split())}", self.width)
            for column in reading.columns:
                heading = " ".join(column.heading.split()) or "–"
                yield _cut(f"  {column.index}. {heading} → {self.say(*_COLUMNS[column.role])}", self.width)
            if cells:
                yield from self.cells(table, reading)

    def cells(self, table: Table, reading: TableReading) -> Iterator[str]:
        """The grid; a merged cell stands at its first place and is marked at the others."""
        rows: list[list[str]] = []
        for row, covering in enumerate(table.grid()):
            texts: list[str] = []
            for column, cell in enumerate(covering):
                if cell is None:
                    texts.append("")
                elif (cell.row, cell.column) == (row, column):
                    texts.append(" ".join(self.document.slice(cell).split()))
                else:
                    texts.append("″" if cell.column == column else "←")
            rows.append(texts)
        widths = _widths(rows, self.width - 3 * table.columns - 1)
        rule = f"├{'┼'.join('─' * (width + 2) for width in widths)}┤"
        yield rule.translate(_TOP_RULE)
        for index, texts in enumerate(rows):
            folded = [textwrap.wrap(text, width, break_on_hyphens=False) or [""] for text, width in zip(texts, widths, strict=True)]
            for line in range(max(len(lines) for lines in folded)):
                pieces = (lines[line] if line < len(lines) else "" for lines in folded)
                yield f"│{'│'.join(f' {piece:<{width}} ' for piece, width in zip(pieces, widths, strict=True))}│"
            if index == reading.first_row - 1 and index < len(rows) - 1:
                yield rule.translate(_HEAD_RULE)
            elif index < len(rows) - 1:
                yield rule
        yield rule.translate(_LAST_RULE)

    def wrapped(self, text: str, indent: str) -> Iterable[str]:
        wrapped = textwrap.wrap(text, self.width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        return wrapped or [""]


def _signed(signer: Signer) -> str:
    return " ".join(
        piece for piece in (signer.authority, signer.role, "–" if signer.role or signer.authority else None, signer.name) if piece
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _widths(rows: list[list[str]], room: int) -> list[int]:
    """Widths of the columns: each as wide as its text where there is room, else the wide ones share what is left."""
    wanted = [max(1, *(len(row[column]) for row in rows)) for column in range(len(rows[0]))]
    order = sorted(range(len(wanted)), key=lambda column: wanted[column])
    widths = [0] * len(wanted)
    for done, column in enumerate(order):
        widths[column] = max(min(wanted[column], room // (len(wanted) - done)), min(_NARROW, wanted[column]))
        room -= widths[column]
    return widths
