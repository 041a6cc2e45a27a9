"""The consolidated report as its readers see it: headings, sentences, tables, annexes, in official Vietnamese.

One composition for all renderers: what the Word file says, the web page and the Markdown file say. The headings are numbered
I. 1. a) as Nghị định 30/2020/NĐ-CP (Phụ lục I, mục II.6) has them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from vbcds.reporting.ledger_values import STATES
from vbcds.reporting.summary_periods import SummaryPeriod, parse_summary_period
from vbcds.reporting.summary_values import STATE_NAMES, Summary, SummaryMetric, SummarySentence

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
#: Figures in the body; the rest stands in an annex.
_BODY_METRICS = 30
_SEVERITIES = {"error": "Sai", "warning": "Cần kiểm tra", "info": "Lưu ý"}
_SECTIONS = {"results": "Kết quả", "difficulties": "Khó khăn", "proposals": "Kiến nghị", "plans": "Phương hướng"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 1 (I.), 2 (1.), 3 (a))."""

    level: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a `bullet` begins with a dash; `sentence` is the summary's sentence that it tells."""

    text: str
    bullet: bool = False
    sentence: SummarySentence | None = None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: heading, share of the width, alignment."""

    heading: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; `total`: its last row sums up. `kind` names it for renderers that draw more of it."""

    kind: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False


Block = Heading | Text | TableBlock


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own."""

    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report: letterhead, title, body, annexes."""

    parent: str | None
    agency: str
    symbol: str
    place: str | None
    title: str
    period: SummaryPeriod
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]


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
        self.annex = {"ledger": bool(summary.ledger)}

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
            late = [f"{agency.name} ({_day(agency.date)})" if agency.date else agency.name for agency in summary.agencies_late]
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
            day = f" tính đến ngày {_day(summary.as_of)}" if summary.as_of else ""
            yield Text(f"Tổng số {total} nhiệm vụ được theo dõi; tình trạng{day} như sau:")
            yield _states(summary, total)
            if summary.overdue:
                number += 1
                yield Heading(2, f"{number}.", "Nhiệm vụ quá hạn")
                yield _overdue(summary)
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
        shown = chief_metrics(self.summary.metrics)
        yield metric_table(shown)
        if len(shown) < len(self.summary.metrics):
            yield Text(f"Các số liệu khác ({len(self.summary.metrics) - len(shown)}) nêu tại Phụ lục.")
        doubtful = sum(metric.consistent is False for metric in self.summary.metrics)
        if doubtful:
            yield Text(f"Có {doubtful} số liệu mà tỷ lệ không khớp với số đếm, cần kiểm tra lại (xem Phụ lục).")

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
            found.append(("Sổ theo dõi nhiệm vụ", (_ledger(self.summary),)))
        doubtful = tuple(self.doubtful())
        if doubtful:
            found.append(("Số liệu và nội dung cần kiểm tra lại", doubtful))
        shown = {id(metric) for metric in chief_metrics(self.summary.metrics)}
        others = [metric for metric in self.summary.metrics if id(metric) not in shown]
        if others:
            found.append(("Các số liệu khác", (metric_table(others),)))
        if self.summary.documents:
            found.append(("Danh mục báo cáo đã tổng hợp", (_documents(self.summary),)))
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


def chief_metrics(metrics: Sequence[SummaryMetric]) -> list[SummaryMetric]:
    """The figures for the body, in their order: those with a goal first, then ranks, shares and those known from last period."""

    def weight(metric: SummaryMetric) -> int:
        return (
            4 * (metric.goal is not None)
            + 3 * (metric.unit == "hạng")
            + 2 * (metric.previous is not None)
            + (metric.unit == "%")
            + 2 * (metric.consistent is False)
        )

    ranked = sorted(metrics, key=weight, reverse=True)[:_BODY_METRICS]
    kept = {id(metric) for metric in ranked}
    return [metric for metric in metrics if id(metric) in kept]


def metric_table(metrics: Sequence[SummaryMetric]) -> TableBlock:
    """Figures with last period's and the goal."""
    goals = any(metric.goal is not None for metric in metrics)
    columns = [
        TableColumn("TT", 0.05, "center"), TableColumn("Chỉ tiêu, số liệu", 0.24 if goals else 0.31),
        TableColumn("Đơn vị tính", 0.1, "center"), TableColumn("Cơ quan báo cáo", 0.16 if goals else 0.18),
        TableColumn("Kỳ này", 0.12 if goals else 0.13, "right"),
        TableColumn("Kỳ trước", 0.11 if goals else 0.12, "right"), TableColumn("Tăng, giảm", 0.1 if goals else 0.11, "right"),
    ]  # fmt: skip
    if goals:
        columns.append(TableColumn("Mục tiêu", 0.12, "center"))
    rows = [
        (
            str(number), metric.indicator[:1].upper() + metric.indicator[1:], metric.unit or "", metric.agency or "",
            number_text(metric.value),
            "" if metric.previous is None else number_text(metric.previous), _change(metric), *((goal_text(metric),) if goals else ()),
        )
        for number, metric in enumerate(metrics, 1)
    ]  # fmt: skip
    return TableBlock("metrics", tuple(columns), tuple(rows))


def _runs(sentences: Sequence[SummarySentence], by: str) -> list[tuple[str | None, list[SummarySentence]]]:
    """Neighbours with one theme or addressee, those without one last."""
    order: dict[str | None, int] = {}
    for sentence in sentences:
        order.setdefault(getattr(sentence, by), len(order))
    ranked = sorted(sentences, key=lambda s: (getattr(s, by) is None, order[getattr(s, by)]))
    return [(name, list(group)) for name, group in groupby(ranked, key=lambda s: getattr(s, by))]


def _bullet(sentence: SummarySentence) -> Text:
    return Text(f"{sentence.text.rstrip('.')}{_by(sentence.agencies)}.", bullet=True, sentence=sentence)


def _by(agencies: Sequence[str]) -> str:
    return f" ({'; '.join(agencies)})" if agencies else ""


def _listed(names: Sequence[str]) -> str:
    return f", gồm: {'; '.join(names)}" if names else ""


def _letter(index: int) -> str:
    return _LETTERS[index] if index < len(_LETTERS) else f"{_LETTERS[index // len(_LETTERS) - 1]}{_LETTERS[index % len(_LETTERS)]}"


def _day(day: datetime.date | None) -> str:
    """A day as official texts write it: days and the months 1 and 2 with a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4)."""
    return f"{day.day:02d}/{day.month if day.month > 2 else f'0{day.month}'}/{day.year}" if day else ""


def number_text(value: float) -> str:
    """A number as Vietnamese texts write it.

    >>> number_text(61020.0), number_text(82.35), number_text(2.0)
    ('61.020', '82,35', '2')
    """
    text = f"{int(value):,}" if float(value).is_integer() else f"{value:,.4f}".rstrip("0")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def metric_value(value: float, unit: str | None) -> str:
    """A figure with its unit: "83,3%", "hạng 20", "131 bộ dữ liệu"."""
    if unit == "%":
        return f"{number_text(value)}%"
    if unit == "hạng":
        return f"hạng {number_text(value)}"
    return f"{number_text(value)} {unit}" if unit else number_text(value)


def _change(metric: SummaryMetric) -> str:
    if metric.previous is None:
        return ""
    change = round(metric.value - metric.previous, 4)
    return "0" if not change else f"{'+' if change > 0 else '−'}{number_text(abs(change))}"


def goal_text(metric: SummaryMetric) -> str:
    """The goal of a figure: "≥ 90% (chưa đạt)"."""
    if metric.goal is None:
        return ""
    sign = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ "}.get(metric.comparator or "", "")
    state = "" if metric.reached is None else " (đạt)" if metric.reached else " (chưa đạt)"
    return f"{sign}{number_text(metric.goal)}{'%' if metric.unit == '%' else ''}{state}"


def shares(counts: Sequence[int]) -> list[float]:
    """Percentages to one decimal that add up to 100 (largest remainders).

    >>> shares([1, 1, 1])
    [33.4, 33.3, 33.3]
    """
    total = sum(counts)
    if not total:
        return [0.0 for _ in counts]
    exact = [1000 * count / total for count in counts]
    floors = [int(share) for share in exact]
    order = sorted(range(len(counts)), key=lambda n: (floors[n] - exact[n], n))
    for number in order[: 1000 - sum(floors)]:
        floors[number] += 1
    return [floor / 10 for floor in floors]


def _states(summary: Summary, total: int) -> TableBlock:
    present = [(state, summary.tasks[state]) for state in STATES if summary.tasks.get(state)]
    rows: list[tuple[str, ...]] = [
        (str(number), STATE_NAMES[state], number_text(count), f"{number_text(share)}%")
        for number, ((state, count), share) in enumerate(zip(present, shares([count for _, count in present]), strict=True), 1)
    ]
    rows.append(("", "Tổng số", number_text(total), "100%"))
    columns = (
        TableColumn("TT", 0.1, "center"), TableColumn("Tình trạng", 0.5), TableColumn("Số nhiệm vụ", 0.2, "center"),
        TableColumn("Tỷ lệ", 0.2, "center"),
    )  # fmt: skip
    return TableBlock("states", columns, tuple(rows), total=True)


def _overdue(summary: Summary) -> TableBlock:
    columns = (
        TableColumn("TT", 0.07, "center"), TableColumn("Nhiệm vụ", 0.43), TableColumn("Cơ quan chủ trì", 0.24),
        TableColumn("Thời hạn", 0.14, "center"), TableColumn("Số ngày quá hạn", 0.12, "center"),
    )  # fmt: skip
    rows = tuple(
        (str(number), f"{_code(task.code)}{task.content}", "; ".join(task.lead), _day(task.due), number_text(task.days))
        for number, task in enumerate(summary.overdue, 1)
    )
    return TableBlock("overdue", columns, rows)


def _code(code: str | None) -> str:
    return f"[{code}] " if code else ""


def _ledger(summary: Summary) -> TableBlock:
    columns = (
        TableColumn("TT", 0.04, "center"), TableColumn("Mã", 0.05, "center"), TableColumn("Nhiệm vụ", 0.28), TableColumn("Chủ trì", 0.16),
        TableColumn("Thời hạn", 0.11, "center"), TableColumn("Tình trạng", 0.1, "center"), TableColumn("Nội dung báo cáo gần nhất", 0.26),
    )  # fmt: skip
    rows = tuple(
        (
            str(number), line.code or "", line.content, "; ".join(line.lead), line.deadline or "", STATE_NAMES.get(line.state, line.state),
            line.evidence or "",
        )
        for number, line in enumerate(summary.ledger, 1)
    )  # fmt: skip
    return TableBlock("ledger", columns, rows)


def _documents(summary: Summary) -> TableBlock:
    columns = (
        TableColumn("TT", 0.06, "center"), TableColumn("Cơ quan báo cáo", 0.4), TableColumn("Số, ký hiệu", 0.2),
        TableColumn("Ngày", 0.14, "center"), TableColumn("Tệp", 0.2),
    )  # fmt: skip
    rows = tuple(
        (str(number), document.agency, document.number or "", _day(document.date), document.path.rsplit("/", 1)[-1])
        for number, document in enumerate(summary.documents, 1)
    )
    return TableBlock("documents", columns, rows)


def blocks_of(report: Report) -> Iterable[Block]:
    """All blocks, the body's and the annexes'."""
    yield from report.blocks
    for annex in report.annexes:
        yield from annex.blocks
