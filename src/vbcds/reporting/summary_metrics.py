"""The figures of a period beside those of the periods before and the goals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_kinship import find_predecessors
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.summary_words import load_summary_words
from vbcds.model.records import MetricRecord, Records, ReportItemRecord, TargetRecord
from vbcds.reporting.ranking import syllables
from vbcds.reporting.summary_check import figures
from vbcds.reporting.summary_periods import parse_summary_period
from vbcds.reporting.summary_statements import topic_of
from vbcds.reporting.summary_values import Passage, SummaryMetric

#: How alike two wordings of one indicator are (rapidfuzz, 0 to 100): of one agency in two months; of a report and a goal.
_SAME, _GOAL = 86, 80
#: Shares of a goal's words, and of its pairs of neighbouring words, that stand before a figure which serves it though worded otherwise.
_WORDS, _PAIRS = 0.75, 0.45
#: Words of a goal at least, so that their share tells anything.
_LEAST = 4
#: An indicator of no more syllables ("hồ sơ") is named by its topic.
_BARE = 3
#: Where a clause begins; a figure of the year before, which serves no goal of this one.
_CLAUSE, _OTHER_YEAR = re.compile(r";\s|\.\s"), re.compile(r"\bcùng kỳ(?: năm trước)?\b[^%]*$")
#: The short name of an index ("DTI"): a figure and a goal that have it are of one thing.
_INDEX = re.compile(r"(?<=\()[A-ZĐ]{2,6}(?:\s?Index)?(?=\))")
#: Levels of government: a goal of one is no goal of another.
_LEVEL = re.compile(r"\bcấp (?:tỉnh|huyện|xã|sở)\b")


def build_metrics(records: Records, *, period: str, names: Mapping[str, str]) -> tuple[SummaryMetric, ...]:
    """The figures of the reports in `names` (document id -> agency) with the same figure of earlier periods and the goal it serves."""
    topics = _Topics(records)
    start = parse_summary_period(period).start
    goals = [target for target in records.targets if target.due is None or target.due >= start]
    goals_by_unit: dict[str | None, list[TargetRecord]] = defaultdict(list)
    for target in goals:
        goals_by_unit[target.unit].append(target)
    earlier: dict[tuple[str | None, str | None], list[_Earlier]] = defaultdict(list)
    for metric in records.metrics:
        if metric.period is not None and metric.period < period and len(metric.period) == len(period):
            served = _goal(metric, goals_by_unit[metric.unit], topics.said(metric))
            known = _Earlier(metric.period, metric.value, topics.indicator(metric), served)
            earlier[metric.agency.name if metric.agency else None, metric.unit].append(known)
    predecessors = find_predecessors(DossierView(records)) if earlier else {}
    built: list[SummaryMetric] = []
    seen: set[tuple[str | None, str, float, str | None]] = set()
    for metric in records.metrics:
        if metric.document not in names:
            continue
        agency = names[metric.document]
        indicator = topics.indicator(metric)
        key = (agency, fold(indicator), metric.value, metric.unit)
        if key in seen:
            continue
        seen.add(key)
        own = metric.agency.name if metric.agency else agency
        goal = _goal(metric, goals_by_unit[metric.unit], topics.said(metric))
        before = _series(indicator, goal, earlier[own, metric.unit], _known(metric, predecessors))
        built.append(
            SummaryMetric(
                agency=agency,
                indicator=indicator,
                value=metric.value,
                unit=metric.unit,
                previous=before[-1][1] if before else None,
                goal=goal.value if goal else None,
                goal_indicator=goal.indicator if goal else None,
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


class _Topics:
    """What stands around the figures of reports: the statement that tells each, and the topic over it."""

    def __init__(self, records: Records) -> None:
        self.items: dict[str, list[ReportItemRecord]] = defaultdict(list)
        for item in records.report_items:
            self.items[item.document].append(item)

    def item(self, metric: MetricRecord) -> ReportItemRecord | None:
        return next((i for i in self.items[metric.document] if i.source.start <= metric.source.start < i.source.end), None)

    def indicator(self, metric: MetricRecord) -> str:
        """What a figure counts; the topic, where its own words tell too little."""
        if len(syllables(metric.indicator)) > _BARE:
            return metric.indicator
        item = self.item(metric)
        return topic_of(item.about if item else None) or metric.indicator

    def said(self, metric: MetricRecord) -> str:
        """What is said up to the end of a figure: the topic, the clause, the figure's own words."""
        item = self.item(metric)
        if item is None:
            return f"{metric.indicator}: {metric.raw}"
        before = item.text[: max(0, metric.source.end - item.source.start)]
        return f"{topic_of(item.about)}: {_CLAUSE.split(before)[-1]} {_CLAUSE.split(metric.indicator)[-1]}"


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A figure of an earlier period, and the goal that it serves."""

    period: str
    value: float
    indicator: str
    goal: TargetRecord | None


def _known(metric: MetricRecord, predecessors: Mapping[MetricRecord, MetricRecord]) -> dict[str, float]:
    """Period -> value of the figures before that measure the same by all evidence, as long as they are printed in the same way."""
    found: dict[str, float] = {}
    before = predecessors.get(metric)
    while before is not None and before.period is not None and (before.unit == "%") == (metric.unit == "%"):
        found[before.period] = before.value
        before = predecessors.get(before)
    return found


def _series(
    indicator: str, goal: TargetRecord | None, candidates: Sequence[_Earlier], known: Mapping[str, float]
) -> tuple[tuple[str, float], ...]:
    """(period, value) of the same indicator in earlier periods, the oldest first: what is `known`, else the wording nearest to it in each,
    else the only figure that serves the same goal."""
    best: dict[str, tuple[float, float]] = {}
    serving: dict[str, list[float]] = defaultdict(list)
    for other in candidates:
        alike = likeness(indicator, other.indicator)
        if alike >= _SAME and alike > best.get(other.period, (0.0, 0.0))[0]:
            best[other.period] = (alike, other.value)
        if goal is not None and other.goal is goal:
            serving[other.period].append(other.value)
    found = {period: value for period, (_, value) in best.items()} | dict(known)
    for period, values in serving.items():
        if period not in found and len(set(values)) == 1:
            found[period] = values[0]
    return tuple(sorted(found.items()))


def _goal(metric: MetricRecord, goals: Sequence[TargetRecord], said: str) -> TargetRecord | None:
    """The goal that a figure serves: the nearest wording, else the one whose words are `said` before it; of several dates the next due."""
    found = [(likeness(metric.indicator, goal.indicator), goal) for goal in goals]
    if _OTHER_YEAR.search(fold(said)[-60:]):
        return None
    found = [(alike, goal) for alike, goal in found if alike >= _GOAL] or [
        (share, goal)
        for goal in goals
        if goal.comparator not in ("<", "<=") or goal.unit == "hạng"  # what is to shrink is told by the figure's own words
        if (share := 100 * share_told(goal.indicator, said))
    ]
    if not found:
        return None
    top = max(alike for alike, _ in found)
    return min((goal for alike, goal in found if alike >= top - 1), key=lambda goal: (str(goal.due or "9999"), goal.document))


def share_told(goal: str, said: str) -> float:
    """The share of a goal's words that a report says before a figure, 0 where too few or another level of government.

    >>> share_told("người dân có hồ sơ sức khỏe điện tử", "Tạo lập hồ sơ sức khỏe điện tử: 1.018.240 hồ sơ, đạt 78,3% dân số") > 0.8
    True
    >>> share_told("hồ sơ nộp trực tuyến ở cấp xã", "toàn tỉnh có 76.123 hồ sơ nộp trực tuyến")
    0.0
    """
    wanted, told = _shortened(goal), _shortened(said)
    if any(re.search(rf"(?<!\w){re.escape(index)}(?!\w)", said) for index in _INDEX.findall(goal)):
        return 1.0
    if any(level not in told for level in _LEVEL.findall(wanted)):
        return 0.0
    common = load_summary_words().common
    words = [word for word in syllables(wanted) if word not in common and not word[0].isdigit()]
    known = syllables(told)
    if len(set(words)) < _LEAST:
        return 0.0
    pairs, known_pairs = set(pairwise(words)), set(pairwise(word for word in known if word not in common))
    share = len(set(words) & set(known)) / len(set(words))
    return share if share >= _WORDS and len(pairs & known_pairs) >= _PAIRS * len(pairs) else 0.0


def _shortened(text: str) -> str:
    """Folded, with the abbreviations that reports use for long names."""
    folded = fold(text)
    for long, short in load_summary_words().short:
        folded = folded.replace(long, short)
    return folded


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
