"""The figures of a period beside those of the periods before and the goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from vbcds.lexicons.report_words import fold
from vbcds.lexicons.summary_words import load_summary_words
from vbcds.model.records import MetricRecord, Records, TargetRecord
from vbcds.reporting.ranking import syllables
from vbcds.reporting.summary_check import figures
from vbcds.reporting.summary_periods import parse_summary_period
from vbcds.reporting.summary_values import Passage, SummaryMetric

#: How alike two wordings of one indicator are (rapidfuzz, 0 to 100): of one agency in two months; of a report and a goal.
_SAME, _GOAL = 86, 80


def build_metrics(records: Records, *, period: str, names: Mapping[str, str]) -> tuple[SummaryMetric, ...]:
    """The figures of the reports in `names` (document id -> agency) with the same figure of earlier periods and the goal it serves."""
    earlier: dict[tuple[str | None, str | None], list[MetricRecord]] = defaultdict(list)
    for metric in records.metrics:
        if metric.period is not None and metric.period < period and len(metric.period) == len(period):
            earlier[metric.agency.name if metric.agency else None, metric.unit].append(metric)
    start = parse_summary_period(period).start
    goals = [target for target in records.targets if target.due is None or target.due >= start]
    goals_by_unit: dict[str | None, list[TargetRecord]] = defaultdict(list)
    for target in goals:
        goals_by_unit[target.unit].append(target)
    built: list[SummaryMetric] = []
    seen: set[tuple[str | None, str, float, str | None]] = set()
    for metric in records.metrics:
        if metric.document not in names:
            continue
        agency = names[metric.document]
        key = (agency, fold(metric.indicator), metric.value, metric.unit)
        if key in seen:
            continue
        seen.add(key)
        own = metric.agency.name if metric.agency else agency
        before = _series(metric, earlier[own, metric.unit])
        goal = _goal(metric, goals_by_unit[metric.unit])
        built.append(
            SummaryMetric(
                agency=agency,
                indicator=metric.indicator,
                value=metric.value,
                unit=metric.unit,
                previous=before[-1][1] if before else None,
                goal=goal.value if goal else None,
                comparator=goal.comparator if goal else None,
                due=goal.due if goal else None,
                reached=_reached(metric.value, goal) if goal else None,
                numerator=metric.numerator,
                denominator=metric.denominator,
                consistent=metric.consistent,
                series=(*before, (period, metric.value)),
                raw=" ".join(metric.raw.split()),
                sources=(Passage(document=metric.document, start=metric.source.start, end=metric.source.end),),
            )
        )
    return tuple(built)


def _series(metric: MetricRecord, candidates: Sequence[MetricRecord]) -> tuple[tuple[str, float], ...]:
    """(period, value) of the same indicator in earlier periods, the oldest first: the wording nearest to it in each."""
    best: dict[str, tuple[float, float]] = {}
    for other in candidates:
        alike = likeness(metric.indicator, other.indicator)
        if alike >= _SAME and other.period is not None and alike > best.get(other.period, (0.0, 0.0))[0]:
            best[other.period] = (alike, other.value)
    return tuple((period, value) for period, (_, value) in sorted(best.items()))


def _goal(metric: MetricRecord, goals: Sequence[TargetRecord]) -> TargetRecord | None:
    """The goal that a figure serves: the nearest wording, of several dates the next one due."""
    found = [(likeness(metric.indicator, goal.indicator), goal) for goal in goals]
    found = [(alike, goal) for alike, goal in found if alike >= _GOAL]
    if not found:
        return None
    top = max(alike for alike, _ in found)
    return min((goal for alike, goal in found if alike >= top - 1), key=lambda goal: (str(goal.due or "9999"), goal.document))


def likeness(one: str, other: str) -> float:
    """How alike two wordings of an indicator are, 0 to 100; 0 where a word or a figure that changes its meaning stands in one only.

    >>> likeness("bệnh viện công lập hoàn thành bệnh án điện tử", "bệnh viện công lập đã hoàn thành bệnh án điện tử") > 90
    True
    >>> likeness("cấp học bạ số cho học sinh lớp 6", "cấp học bạ số cho học sinh lớp 9")
    0.0
    """
    a, b = syllables(one), syllables(other)
    decisive = load_summary_words().decisive
    if (decisive & set(a)) != (decisive & set(b)) or sorted(figures(one)) != sorted(figures(other)):
        return 0.0
    return fuzz.token_sort_ratio(" ".join(a), " ".join(b))


def _reached(value: float, goal: TargetRecord) -> bool | None:
    if goal.comparator == "~":
        return None
    if goal.comparator in (">=", "="):  # "đạt 100 %" of a goal asks for at least that much
        return value <= goal.value if goal.unit == "hạng" else value >= goal.value
    return {">": value > goal.value, "<=": value <= goal.value, "<": value < goal.value}[goal.comparator]
