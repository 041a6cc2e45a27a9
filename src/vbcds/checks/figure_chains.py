"""Figures of an agency's reports that must fit each other: a total with what the month added, last month's figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_values import (
    amount,
    indicator_name,
    indicator_words,
    is_compared,
    is_count,
    is_cumulative,
    is_reporting,
    is_rough,
    who,
)
from vbcds.checks.registry import Problem
from vbcds.checks.view import number_text, short
from vbcds.lexicons.wordings import levels, unspecific_words
from vbcds.model.periods import previous_period
from vbcds.model.records import MetricRecord

#: Words that another report, or another place of one, may leave out.
_LIGHT = frozenset(("tăng", "giảm", "so", "trước", "nộp", "tiếp", "nhận", "trong", "kỳ", "tháng", "quý", "đạt", "sở"))
_LAST = re.compile(r"\b(?:tháng|quý|kỳ|tuần)\s+trước\b|\bso\s+với\s+(?:tháng|quý|kỳ)\b", re.IGNORECASE)
_EARLIER = re.compile(r"cùng\s+kỳ|năm\s+(?:trước|ngoái|\d)|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán|giao", re.IGNORECASE)
_IN_PERIOD = re.compile(r"trong\s+(?:tháng|quý|tuần|kỳ)|tháng\s+này", re.IGNORECASE)
#: How far two figures may be from each other and still be meant to be one.
_NEAR = 0.2
_Key = tuple[frozenset[str], str, tuple[str, ...]]


def find_broken_chains(view: DossierView) -> Iterator[Problem]:
    """Totals that are not the last total and what this period added; and figures of the last period that its own report prints
    otherwise."""
    series: dict[tuple[str, str], dict[_Key, list[MetricRecord]]] = defaultdict(lambda: defaultdict(list))
    for metric in _figures(view):
        if metric.period is not None:
            series[who(metric), metric.period][_name(metric)].append(metric)
    for (agency, period), figures in series.items():
        before = series.get((agency, previous_period(period) or ""))
        if before is None:
            continue
        for name, metrics in figures.items():
            yield from _broken_total(before.get(name, ()), metrics, period)
            yield from _misquoted_last(before.get(name, ()), metrics)


def _figures(view: DossierView) -> Iterator[MetricRecord]:
    for metric in view.records.metrics:
        if metric.agency is not None and is_reporting(view.documents.get(metric.document)) and not is_rough(metric):
            yield metric


def _name(metric: MetricRecord) -> _Key:
    words = indicator_words(metric) - _LIGHT - unspecific_words()
    return words, "" if is_count(metric) else metric.unit or "", levels(metric.indicator)


def _broken_total(before: Sequence[MetricRecord], now: Sequence[MetricRecord], period: str) -> Iterator[Problem]:
    def is_total(metric: MetricRecord) -> bool:
        return is_count(metric) and is_cumulative(metric) and not _IN_PERIOD.search(metric.raw) and not is_compared(metric)

    last = [metric for metric in before if is_total(metric)]
    totals = [metric for metric in now if is_total(metric)]
    added = [metric for metric in now if is_count(metric) and _IN_PERIOD.search(metric.raw) and not is_compared(metric)]
    if len(last) != 1 or len(totals) != 1 or len(added) != 1 or (period.endswith(("-01", "-Q1")) and "năm" in totals[0].raw):
        return
    right = amount(last[0]) + amount(added[0])
    if right != amount(totals[0]) and amount(totals[0]) >= amount(last[0]) and abs(right - amount(totals[0])) <= _NEAR * right:
        yield _problem(
            totals[0],
            added[0],
            f"Lũy kế “{short(indicator_name(totals[0]), 80)}” ghi {number_text(amount(totals[0]))}, nhưng kỳ trước "
            f"{number_text(amount(last[0]))} và trong kỳ {number_text(amount(added[0]))} cộng lại là {number_text(right)}.",
            last[0],
        )


def _misquoted_last(before: Sequence[MetricRecord], now: Sequence[MetricRecord]) -> Iterator[Problem]:
    own = [metric for metric in before if not is_compared(metric) and metric.source.table is None]
    for metric in now:
        if not is_compared(metric) or metric.unit == "%" or not _LAST.search(metric.raw) or _EARLIER.search(metric.raw):
            continue
        like = [other for other in own if is_cumulative(other) == is_cumulative(metric)]
        if like and all(_is_near(metric, other) for other in like):
            yield _problem(
                metric,
                like[0],
                f"“{short(indicator_name(like[0]), 80)}” kỳ trước được dẫn là {number_text(amount(metric))}, "
                f"báo cáo kỳ {like[0].period} ghi {number_text(amount(like[0]))}.",
            )


def _is_near(one: MetricRecord, other: MetricRecord) -> bool:
    """Whether two figures are not one and near each other."""
    a, b = amount(one), amount(other)
    if a == b or min(a, b) < 2 or (a >= 100 and sorted(number_text(a)) == sorted(number_text(b))):
        return False  # digits in another order are a finding of their own
    if one.unit == "%" and one.numerator is None:
        return abs(a - b) <= 10 and abs(a - b) > 0.05
    return abs(a - b) <= _NEAR * max(a, b)


def _problem(metric: MetricRecord, other: MetricRecord, message: str, *more: MetricRecord) -> Problem:
    return Problem(
        message=message,
        evidence=tuple(DossierView.of(item.document, item.raw, item.source) for item in (metric, other, *more)),
        severity="warning",
    )
