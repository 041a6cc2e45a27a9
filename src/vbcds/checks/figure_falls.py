"""Cumulative figures of an agency that fall from one report to the next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_values import (
    amount,
    indicator_name,
    indicator_words,
    is_count,
    is_cumulative,
    is_period_only,
    is_reporting,
    who,
)
from vbcds.checks.registry import Problem
from vbcds.checks.view import number_text, short
from vbcds.lexicons.task_subjects import find_audiences
from vbcds.lexicons.wordings import levels
from vbcds.model.periods import period_days
from vbcds.model.records import MetricRecord

_SAID = re.compile(r"l[ũu][ỹy]\s+kế|luỹ\s+kế|cộng\s+dồn|từ\s+đầu\s+năm", re.IGNORECASE)
#: What may well become less.
_SHRINKING = re.compile(
    r"giảm|\btồn\b|quá\s+hạn|trễ\s+hạn|chưa|còn\s+(?:lại|\d)|vướng|lỗi|sự\s+cố|nghèo|tấn\s+công|mã\s+độc|lỗ\s+hổng", re.IGNORECASE
)
#: A fall that the statement gives a reason for.
_EXPLAINED = re.compile(
    r"(?:do|sau\s+khi|sau)\s+(?:\w+\s+){0,2}?(?:rà\s+soát|làm\s+sạch|đối\s+soát|sáp\s+nhập|sắp\s+xếp)|thu\s+hồi|loại\s+(?:bỏ|trừ)|"
    r"trùng\s+lặp|điều\s+chỉnh\s+lại",
    re.IGNORECASE,
)
#: How like the wordings of one measure in two reports must be where they are not the same: shared syllables of the shorter one, of all,
#: and how far the figure may fall then; less is asked where both are parts of one whole ("612.480/775.300").
_CONTAINED, _ALIKE, _FALL, _OF_ONE_WHOLE = 0.85, 0.55, 0.7, 0.6
#: Less is asked where both say "lũy kế".
_SAID_CONTAINED = 0.7


@dataclass(frozen=True, slots=True)
class _Total:
    """A cumulative figure with what it is compared by."""

    metric: MetricRecord
    value: float
    words: frozenset[str]
    unit: str
    levels: tuple[str, ...]


def find_falls(view: DossierView) -> Iterator[Problem]:
    """A problem for each pair of `fallen_figures`."""
    return (_problem(before, after) for before, after in fallen_figures(view))


def fallen_figures(view: DossierView) -> Iterator[tuple[MetricRecord, MetricRecord]]:
    """Each cumulative figure that is less than in the agency's report before, unless the report says why: (before, after)."""
    for periods in _totals(view).values():
        for before, after in pairwise(sorted(periods)):
            if _same_length(before, after):
                for one, two in _matched(periods[before], periods[after]):
                    if two.value < one.value and not _is_explained(view, one, two):
                        yield one.metric, two.metric
        for before, after in _unlike_periods(periods):
            for one, two in _matched(_said_totals(periods[before]), _said_totals(periods[after])):
                if two.value < one.value and not _is_explained(view, one, two):
                    yield one.metric, two.metric


def _totals(view: DossierView) -> dict[str, dict[str, list[_Total]]]:
    """Cumulative figures by agency and period."""
    found: dict[str, dict[str, list[_Total]]] = defaultdict(lambda: defaultdict(list))
    for metric in view.records.metrics:
        record = view.documents.get(metric.document)
        if record is None or metric.agency is None or metric.period is None or not is_reporting(record):
            continue
        words, value = indicator_words(metric), amount(metric)
        if len(words) < 2 or value < 2 or _is_share(metric) or not is_cumulative(metric):
            continue
        if is_period_only(metric.raw) or _SHRINKING.search(metric.raw):
            continue
        unit = "" if is_count(metric) else metric.unit or ""
        found[who(metric)][metric.period].append(_Total(metric, value, words, unit, levels(metric.indicator)))
    return found


def _is_share(metric: MetricRecord) -> bool:
    return (metric.unit == "%" and metric.numerator is None) or metric.unit in ("hạng", "nhóm", "bậc", "điểm")


def _same_length(one: str, other: str) -> bool:
    """Two months, two quarters, two weeks."""
    return re.sub(r"\d", "0", one) == re.sub(r"\d", "0", other)


def _unlike_periods(periods: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each period with the last one that ended before it in its year, where that is of another length: a month and its quarter."""
    ends = {period: days[1] for period in periods if (days := period_days(period)) is not None}
    for after, end in ends.items():
        earlier = [period for period, day in ends.items() if day < end and day.year == end.year]
        last = max(earlier, key=lambda period: (ends[period], _same_length(period, after)), default=None)
        if last is not None and not _same_length(last, after):
            yield last, after


def _said_totals(totals: Sequence[_Total]) -> list[_Total]:
    """Those that leave no doubt of what they sum up, whatever period the report is for."""
    return [total for total in totals if _SAID.search(total.metric.raw)]


def _matched(before: Sequence[_Total], after: Sequence[_Total]) -> Iterator[tuple[_Total, _Total]]:
    """The figures of two reports that measure one thing: those of one wording, then the likest of the others."""
    named = {(total.words, total.unit, total.levels): total for total in before}
    rest: list[_Total] = []
    for total in after:
        one = named.pop((total.words, total.unit, total.levels), None)
        if one is None:
            rest.append(total)
        else:
            yield one, total
    pairs = [(_likeness(one, two), one, two) for one in named.values() for two in rest if two.value < one.value]
    taken: list[_Total] = []
    for likeness, one, two in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness > 0 and one not in taken and two not in taken:
            taken += [one, two]
            yield one, two


def _likeness(one: _Total, other: _Total) -> float:
    """How like two wordings are; 0 where they may be of two things."""
    shared = len(one.words & other.words)
    if one.unit != other.unit or one.levels != other.levels or shared < 2:
        return 0.0
    contained, alike = shared / min(len(one.words), len(other.words)), shared / len(one.words | other.words)
    whole = one.metric.denominator
    if whole is not None and whole >= 20 and whole == other.metric.denominator and contained >= _OF_ONE_WHOLE:
        return 1 + alike
    if _SAID.search(one.metric.raw) and _SAID.search(other.metric.raw) and _same_people(one, other):
        likely = shared > 2 and contained >= _SAID_CONTAINED
    else:
        likely = shared > 2 and contained >= _CONTAINED and alike >= _ALIKE
    return alike if likely and other.value >= _FALL * one.value else 0.0


def _same_people(one: _Total, other: _Total) -> bool:
    """Whether two figures may be of the same people: not one of citizens and one of enterprises."""
    first, second = find_audiences(one.metric.indicator), find_audiences(other.metric.indicator)
    return not first or not second or bool(first & second)


def _is_explained(view: DossierView, one: _Total, two: _Total) -> bool:
    texts = f"{one.metric.raw} {two.metric.raw}"
    if one.metric.period and two.metric.period and one.metric.period[:4] != two.metric.period[:4] and "đầu năm" in texts:
        return True
    return _EXPLAINED.search(_statement(view, two.metric)) is not None


def _statement(view: DossierView, metric: MetricRecord) -> str:
    """The whole statement of the report that a figure stands in, with the sentence right behind it, which may say why."""
    place = metric.source
    items = view.items.get(metric.document, ())
    stands = next((item for item in items if item.source.start <= place.start and place.end <= item.source.end), None)
    if stands is None:
        return metric.raw
    end = stands.source.end
    return " ".join((stands.text, *(item.text for item in items if end <= item.source.start <= end + 1)))


def _problem(before: MetricRecord, after: MetricRecord) -> Problem:
    return Problem(
        message=fall_message(before, after),
        evidence=tuple(DossierView.of(metric.document, metric.raw, metric.source) for metric in (after, before)),
    )


def fall_message(before: MetricRecord, after: MetricRecord) -> str:
    """The sentence that names both figures."""
    return (
        f"Số lũy kế “{short(indicator_name(after), 80)}” giảm: kỳ {before.period} là {number_text(amount(before))}, "
        f"kỳ {after.period} là {number_text(amount(after))}."
    )
