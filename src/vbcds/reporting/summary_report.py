"""The consolidated report as its readers see it: headings, sentences, tables, annexes, in official Vietnamese.

One composition for all renderers: what the Word file says, the web page and the Markdown file say. The headings are numbered
I. 1. a) as Nghị định 30/2020/NĐ-CP (Phụ lục I, mục II.6) has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from vbcds.reporting.report_length import has_chart, table_rows
from vbcds.reporting.report_tables import (
    chief_metrics,
    day_text,
    documents_table,
    ledger_table,
    metric_chart,
    metric_table,
    overdue_table,
    states_table,
)
from vbcds.reporting.report_values import Annex, Block, Heading, Report, TableBlock, TableColumn, Text
from vbcds.reporting.summary_periods import SummaryPeriod, parse_summary_period
from vbcds.reporting.summary_values import Summary, SummarySentence

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_LEDGER = "Sổ theo dõi nhiệm vụ"
_TO_CHECK, _OTHER_METRICS = "Số liệu và nội dung cần kiểm tra lại", "Các số liệu khác"
_SEVERITIES = {"error": "Sai", "warning": "Cần kiểm tra", "info": "Lưu ý"}
_SECTIONS = {"results": "Kết quả", "difficulties": "Khó khăn", "proposals": "Kiến nghị", "plans": "Phương hướng"}


def build_report(summary: Summary, *, agency: str | None = None, parent: str | None = None, place: str | None = None) -> Report:
    """The report of a summary. `agency` issues it (else the steering committee), `parent` stands above it in the letterhead (else who
    assigned the tasks), `place` before the date."""
    period = parse_summary_period(summary.period)
    subject = f"nhiệm vụ {summary.subject}" if summary.subject else "nhiệm vụ được giao"
    issuer = agency or (f"Ban Chỉ đạo {summary.subject}" if summary.subject else "Cơ quan tổng hợp")
    title = f"Tổng hợp kết quả thực hiện {subject} {period.name} và nhiệm vụ trọng tâm {period.following}"
    composer = _Composer(summary, period, issuer, subject)
    return Report(
        parent=parent or summary.authority,
        agency=issuer,
        symbol="BC-BCĐ" if agency is None and summary.subject else "BC-……",
        place=place or summary.place,
        title=title,
        period=period,
        blocks=tuple(composer.body()),
        annexes=tuple(composer.annexes()),
    )


class _Composer:
    def __init__(self, summary: Summary, period: SummaryPeriod, issuer: str, subject: str) -> None:
        self.summary = summary
        self.period = period
        self.issuer = issuer
        self.subject = subject
        self.section = 0
        self.shown = chief_metrics(summary.metrics, table_rows(len(summary.metrics), summary.pages))

    def body(self) -> Iterator[Block]:
        summary = self.summary
        yield Text(
            f"Trên cơ sở báo cáo {self.period.name} của {len(summary.agencies_reported)} cơ quan, đơn vị, địa phương, {self.issuer} "
            f"tổng hợp kết quả thực hiện {self.subject} như sau:"
        )
        yield self.heading("Tình hình gửi báo cáo")
        yield from self.reporting()
        yield self.heading("Kết quả thực hiện nhiệm vụ")
        yield from self.results()
        if summary.metrics:
            yield self.heading("Chỉ tiêu, số liệu chủ yếu")
            yield from self.metrics()
        yield self.heading("Khó khăn, vướng mắc")
        yield from self.grouped(summary.difficulties, "theme", "Khó khăn khác", "Các báo cáo không nêu khó khăn, vướng mắc.")
        yield self.heading("Đề xuất, kiến nghị")
        yield from self.grouped(
            summary.proposals, "addressee", "Kiến nghị chung", "Các báo cáo không có đề xuất, kiến nghị.", prefix="Đối với "
        )
        yield self.heading(f"Nhiệm vụ trọng tâm {self.period.following}")
        yield from self.grouped(summary.plans, "theme", "Nhiệm vụ khác", "Các báo cáo không nêu nhiệm vụ của kỳ tới.", prefix="Về ")
        yield Text(
            f"Trên đây là báo cáo tổng hợp kết quả thực hiện {self.subject} {self.period.name} và nhiệm vụ trọng tâm "
            f"{self.period.following}, {self.issuer} kính báo cáo./."
        )

    def heading(self, text: str) -> Heading:
        self.section += 1
        return Heading(1, f"{_ROMAN[self.section - 1]}.", text)

    def reporting(self) -> Iterator[Block]:
        summary = self.summary
        names = summary.agencies_reported
        yield Text(f"Đã gửi báo cáo: {len(names)} cơ quan, đơn vị, địa phương{_listed(names)}.")
        if summary.agencies_late:
            late = [f"{agency.name} ({day_text(agency.date)})" if agency.date else agency.name for agency in summary.agencies_late]
            yield Text(f"Gửi chậm so với quy định: {len(late)} cơ quan, đơn vị, địa phương{_listed(late)}.")
        if summary.agencies_missing:
            missing = summary.agencies_missing
            yield Text(f"Chưa gửi báo cáo: {len(missing)} cơ quan, đơn vị, địa phương{_listed(missing)}.")
        for note in summary.notes:
            yield Text(f"Ghi chú: {note}")

    def results(self) -> Iterator[Block]:
        summary = self.summary
        number = 0
        total = sum(summary.tasks.values())
        if total:
            number += 1
            yield Heading(2, f"{number}.", "Tiến độ các nhiệm vụ được giao")
            day = f" tính đến ngày {day_text(summary.as_of)}" if summary.as_of else ""
            yield Text(f"Tổng số {total} nhiệm vụ được theo dõi; tình trạng{day} như sau:")
            yield states_table(summary, total)
            if summary.overdue:
                number += 1
                yield Heading(2, f"{number}.", "Nhiệm vụ quá hạn")
                shown = table_rows(len(summary.overdue), summary.pages)
                yield overdue_table(summary, shown)
                if shown < len(summary.overdue):
                    yield Text(f"Còn {len(summary.overdue) - shown} nhiệm vụ quá hạn khác nêu tại Phụ lục “{_LEDGER}”.")
        sentences = summary.highlights
        if not sentences:
            yield Text("Các báo cáo không nêu kết quả cụ thể.")
            return
        number += 1
        yield Heading(2, f"{number}.", "Kết quả theo lĩnh vực")
        for index, (theme, group) in enumerate(_runs(sentences, "theme")):
            yield Heading(3, f"{_letter(index)})", f"Về {theme}" if theme else "Kết quả khác")
            yield from map(_bullet, group)

    def metrics(self) -> Iterator[Block]:
        shown = self.shown
        yield Text("Kết quả theo số liệu các cơ quan báo cáo, so với kỳ trước và mục tiêu của kế hoạch (nếu có):")
        yield metric_table(shown)
        if has_chart(self.summary.pages):
            yield from filter(None, (metric_chart(shown),))
        if len(shown) < len(self.summary.metrics):
            yield Text(f"Còn {len(self.summary.metrics) - len(shown)} số liệu khác nêu tại Phụ lục “{_OTHER_METRICS}”.")
        doubtful = sum(metric.consistent is False for metric in self.summary.metrics)
        if doubtful:
            yield Text(f"Có {doubtful} số liệu mà tỷ lệ không khớp với số đếm, cần kiểm tra lại (xem Phụ lục “{_TO_CHECK}”).")

    def grouped(self, sentences: Sequence[SummarySentence], by: str, rest: str, none: str, *, prefix: str = "") -> Iterator[Block]:
        if not sentences:
            yield Text(none)
            return
        for number, (name, group) in enumerate(_runs(sentences, by), 1):
            yield Heading(2, f"{number}.", f"{prefix}{name}" if name else rest)
            yield from map(_bullet, group)

    def annexes(self) -> Iterator[Annex]:
        found: list[tuple[str, tuple[Block, ...]]] = []
        if self.summary.ledger:
            found.append((_LEDGER, (ledger_table(self.summary),)))
        doubtful = tuple(self.doubtful())
        if doubtful:
            found.append((_TO_CHECK, doubtful))
        shown = set(map(id, self.shown))
        others = [metric for metric in self.summary.metrics if id(metric) not in shown]
        if others:
            found.append((_OTHER_METRICS, (metric_table(others),)))
        if self.summary.documents:
            found.append(("Danh mục báo cáo đã tổng hợp", (documents_table(self.summary),)))
        for number, (title, blocks) in enumerate(found):
            label = f"Phụ lục {_ROMAN[number]}" if len(found) > 1 else "Phụ lục"
            yield Annex(label, title, blocks)

    def doubtful(self) -> Iterator[Block]:
        summary = self.summary
        names = {document.id: document.agency for document in summary.documents}
        rows = [(_SEVERITIES[finding.severity], names.get(finding.document, ""), finding.message) for finding in summary.findings]
        known = {source.start for finding in summary.findings for e in finding.evidence for source in (e.source,)}
        rows += [
            ("Cần kiểm tra", metric.agency or "", f"Tỷ lệ không khớp với số đếm: “{metric.raw}”.")
            for metric in summary.metrics
            if metric.consistent is False
            and not any(f.code == "percentage-mismatch" and f.document == metric.sources[0].document for f in summary.findings)
            and metric.sources[0].start not in known
        ]
        if rows:
            yield TableBlock(
                "findings",
                (
                    TableColumn("TT", 0.05, "center"), TableColumn("Mức độ", 0.12), TableColumn("Cơ quan báo cáo", 0.23),
                    TableColumn("Nội dung", 0.6),
                ),
                tuple((str(number), *row) for number, row in enumerate(rows, 1)),
            )  # fmt: skip
        unsupported = [left for left in summary.left_out if left.reason == "unsupported"]
        shortened = [left for left in summary.left_out if left.reason == "length"]
        for left_out, why in (
            (unsupported, "Nội dung không đưa vào báo cáo vì có số liệu không tìm thấy trong nguồn:"),
            (shortened, "Nội dung không đưa vào báo cáo do giới hạn độ dài:"),
        ):
            if left_out:
                yield Text(why)
                for left in left_out:
                    yield Text(f"[{_SECTIONS[left.section]}] {left.text}{_by(left.agencies)}", bullet=True)


def _runs(sentences: Sequence[SummarySentence], by: str) -> list[tuple[str | None, list[SummarySentence]]]:
    """Neighbours with one theme or addressee, those without one last."""
    order: dict[str | None, int] = {}
    for sentence in sentences:
        order.setdefault(getattr(sentence, by), len(order))
    ranked = sorted(sentences, key=lambda s: (getattr(s, by) is None, order[getattr(s, by)]))
    return [(name, list(group)) for name, group in groupby(ranked, key=lambda s: getattr(s, by))]


def _bullet(sentence: SummarySentence) -> Text:
    if sentence.parts:
        parts = "; ".join(f"{part.text}{_by(part.agencies)}" for part in sentence.parts)
        return Text(f"{sentence.matter}: {parts}.", bullet=True, sentence=sentence)
    return Text(f"{sentence.text.rstrip('.')}{_by(sentence.agencies)}.", bullet=True, sentence=sentence)


def _by(agencies: Sequence[str]) -> str:
    return f" ({'; '.join(agencies)})" if agencies else ""


def _listed(names: Sequence[str]) -> str:
    return f", gồm: {'; '.join(names)}" if names else ""


def _letter(index: int) -> str:
    return _LETTERS[index] if index < len(_LETTERS) else f"{_LETTERS[index // len(_LETTERS) - 1]}{_LETTERS[index % len(_LETTERS)]}"
