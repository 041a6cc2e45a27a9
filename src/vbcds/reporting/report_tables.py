"""The tables and the chart of the consolidated report, and how its numbers and days are written."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from vbcds.reporting.figure_names import figure_name
from vbcds.reporting.ledger_values import STATES
from vbcds.reporting.ranking import syllables
from vbcds.reporting.report_values import ChartBlock, TableBlock, TableColumn
from vbcds.reporting.summary_values import STATE_NAMES, Summary, SummaryMetric

#: Figures in the body at most; the rest stands in an annex. Bars of a chart at most, and characters of their names.
_BODY_METRICS, _CHARTED, _NAME = 24, 8, 60
#: A name of no more syllables tells too little.
_SHORT = 5


def chief_metrics(metrics: Sequence[SummaryMetric], most: int | None = None) -> list[SummaryMetric]:
    """The figures for the body, in their order, `most` of them: those with a goal, then ranks, shares and those known from last period;
    the first ones of all where there is no such figure."""

    def weight(metric: SummaryMetric) -> int:
        return (
            4 * (metric.goal is not None)
            + 3 * (metric.unit == "hạng")
            + 2 * (metric.previous is not None)
            + (metric.unit == "%")
            + 2 * (metric.consistent is False)
        )

    telling = [metric for metric in metrics if weight(metric)] or metrics
    kept = set(map(id, sorted(telling, key=weight, reverse=True)[: _BODY_METRICS if most is None else min(most, _BODY_METRICS)]))
    return [metric for metric in metrics if id(metric) in kept]


def metric_name(metric: SummaryMetric) -> str:
    """What a figure counts, as a table's first column says it: the plan's words for its goal, where the report's tell too little."""
    short = metric.goal_indicator is not None and len(syllables(metric.indicator)) <= _SHORT
    name = (metric.goal_indicator or "") if short else figure_name(metric.indicator, metric.raw)
    return name[:1].upper() + name[1:]


def metric_table(metrics: Sequence[SummaryMetric]) -> TableBlock:
    """Figures with last period's and the goal; a column that would be empty is left out."""
    goals = any(metric.goal is not None for metric in metrics)
    past = any(metric.previous is not None for metric in metrics)
    columns = [TableColumn("TT", 0.06, "center"), TableColumn("Chỉ tiêu, số liệu", 0.0), TableColumn("Cơ quan báo cáo", 0.17),
               TableColumn("Kỳ này", 0.19, "center")]  # fmt: skip
    if past:
        columns += [TableColumn("Kỳ trước", 0.11, "center"), TableColumn("Tăng, giảm", 0.1, "center")]
    if goals:
        columns.append(TableColumn("Mục tiêu", 0.14, "center"))
    columns[1] = replace(columns[1], width=1 - sum(column.width for column in columns))
    rows = [
        (
            str(number), metric_name(metric), metric.agency or "", f"{metric_value(metric.value, metric.unit)}{_counts(metric)}",
            *((_before(metric), _change(metric)) if past else ()), *((goal_text(metric),) if goals else ()),
        )
        for number, metric in enumerate(metrics, 1)
    ]  # fmt: skip
    return TableBlock("metrics", tuple(columns), tuple(rows))


def metric_chart(metrics: Sequence[SummaryMetric]) -> ChartBlock | None:
    """The shares among the figures beside last period's and their goals; None where none has either."""
    shares_of = [
        metric
        for metric in metrics
        if metric.unit == "%" and 0 <= metric.value <= 100 and (metric.previous is not None or metric.goal is not None)
    ][:_CHARTED]
    if not shares_of:
        return None
    series = [
        ("Kỳ trước", tuple(metric.previous for metric in shares_of)),
        ("Kỳ này", tuple(metric.value for metric in shares_of)),
        ("Mục tiêu", tuple(metric.goal for metric in shares_of)),
    ]
    return ChartBlock(
        "Tỷ lệ đạt được so với kỳ trước và mục tiêu (%)",
        tuple(_short(metric_name(metric)) for metric in shares_of),
        tuple((name, values) for name, values in series if any(value is not None for value in values)),
    )


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1].rsplit(" ", 1)[0] + "…"


def _before(metric: SummaryMetric) -> str:
    return "" if metric.previous is None else metric_value(metric.previous, metric.unit if metric.unit in ("%", "hạng") else None)


def day_text(day: datetime.date | None) -> str:
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


def _counts(metric: SummaryMetric) -> str:
    """What a share was reckoned from: " (865.420/881.300)"."""
    if metric.unit != "%" or metric.numerator is None or metric.denominator is None:
        return ""
    return f" ({number_text(metric.numerator)}/{number_text(metric.denominator)})"


def _change(metric: SummaryMetric) -> str:
    if metric.previous is None:
        return ""
    change = round(metric.value - metric.previous, 4)
    if metric.unit == "hạng":  # a smaller number is a better rank
        return "giữ nguyên" if not change else f"{'tăng' if change < 0 else 'giảm'} {number_text(abs(change))} bậc"
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


def states_table(summary: Summary, total: int) -> TableBlock:
    """The tasks by state, with their sum."""
    present = [(state, summary.tasks[state]) for state in STATES if summary.tasks.get(state)]
    rows: list[tuple[str, ...]] = [
        (str(number), STATE_NAMES[state], number_text(count), f"{share:.1f}%".replace(".", ","))
        for number, ((state, count), share) in enumerate(zip(present, shares([count for _, count in present]), strict=True), 1)
    ]
    rows.append(("", "Tổng số", number_text(total), "100%"))
    columns = (
        TableColumn("TT", 0.1, "center"), TableColumn("Tình trạng", 0.5), TableColumn("Số nhiệm vụ", 0.2, "center"),
        TableColumn("Tỷ lệ", 0.2, "center"),
    )  # fmt: skip
    return TableBlock("states", columns, tuple(rows), total=True)


def overdue_table(summary: Summary, most: int | None = None) -> TableBlock:
    """The overdue tasks with lead and days, `most` of them."""
    columns = (
        TableColumn("TT", 0.06, "center"), TableColumn("Nhiệm vụ", 0.42), TableColumn("Cơ quan chủ trì", 0.22),
        TableColumn("Thời hạn", 0.17, "center"), TableColumn("Số ngày quá hạn", 0.13, "center"),
    )  # fmt: skip
    rows = tuple(
        (str(number), f"{_code(task.code)}{task.content}", "; ".join(task.lead), day_text(task.due), number_text(task.days))
        for number, task in enumerate(summary.overdue[:most], 1)
    )
    return TableBlock("overdue", columns, rows)


def _code(code: str | None) -> str:
    return f"[{code}] " if code else ""


def ledger_table(summary: Summary) -> TableBlock:
    """Every task with its state and the last that was reported on it."""
    columns = (
        TableColumn("TT", 0.04, "center"), TableColumn("Mã", 0.06, "center"), TableColumn("Nhiệm vụ", 0.27), TableColumn("Chủ trì", 0.16),
        TableColumn("Thời hạn", 0.12, "center"), TableColumn("Tình trạng", 0.1, "center"), TableColumn("Nội dung báo cáo gần nhất", 0.25),
    )  # fmt: skip
    rows = tuple(
        (
            str(number), line.code or "", line.content, "; ".join(line.lead), line.deadline or "", STATE_NAMES.get(line.state, line.state),
            line.evidence or "",
        )
        for number, line in enumerate(summary.ledger, 1)
    )  # fmt: skip
    return TableBlock("ledger", columns, rows)


def documents_table(summary: Summary) -> TableBlock:
    """The reports that the summary stands on."""
    columns = (
        TableColumn("TT", 0.06, "center"), TableColumn("Cơ quan báo cáo", 0.32), TableColumn("Số, ký hiệu", 0.2),
        TableColumn("Ngày", 0.12, "center"), TableColumn("Tệp", 0.3),
    )  # fmt: skip
    rows = tuple(
        (str(number), document.agency, document.number or "", day_text(document.date), document.path.rsplit("/", 1)[-1])
        for number, document in enumerate(summary.documents, 1)
    )
    return TableBlock("documents", columns, rows)
