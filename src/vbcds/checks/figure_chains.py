"""Figures of an agency's reports that must fit each other: a total with what the month added, last month's figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_falls import Follow, matched_figures
from vbcds.checks.figure_forms import is_slip, is_turned
from vbcds.checks.figure_series import Figure
from vbcds.checks.figure_values import (
    amount,
    indicator_name,
    indicator_words,
    is_compared,
    is_count,
    is_cumulative,
    is_period_only,
    is_reporting,
    is_rough,
    who,
)
from vbcds.checks.registry import Problem
from vbcds.checks.view import number_text, period_text, short
from vbcds.lexicons.wordings import levels, unspecific_words
from vbcds.model.periods import period_days, previous_period
from vbcds.model.records import MetricRecord
from vbcds.recognisers.periods import parse_period
from vbcds.recognisers.quantities import parse_number

#: Words that another report, or another place of one, may leave out.
_LIGHT = frozenset(("tăng", "giảm", "so", "trước", "nộp", "tiếp", "nhận", "trong", "kỳ", "tháng", "quý", "đạt", "sở"))
_LAST = re.compile(r"\b(?:tháng|quý|kỳ|tuần)\s+trước\b|\bso\s+với\s+(?:tháng|quý|kỳ)\b", re.IGNORECASE)
_EARLIER = re.compile(r"cùng\s+kỳ|năm\s+(?:trước|ngoái|\d)|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán|giao", re.IGNORECASE)
_IN_PERIOD = re.compile(r"trong\s+(?:tháng|quý|tuần|kỳ)|tháng\s+này", re.IGNORECASE)
#: How far two figures may be from each other and still be meant to be one.
_NEAR = 0.2
#: How far the figure of a period may stand from the total that it is added to, in characters.
_BESIDE = 400
#: Behind a figure, by how much it rose or fell since the last report.
_CHANGED = re.compile(
    r"[^.;()%\d]{0,60}?[,(]\s?(?:(?P<up>tăng|nhiều hơn|cao hơn)|giảm|ít hơn|thấp hơn)\s(?:thêm\s|được\s)?(?P<n>\d[\d.]*)(?!\s?%)\s"
    r"[^.;()%\d]{0,40}?so với\s(?P<than>(?:tháng|quý|kỳ)\s(?:trước|[\dIVX]+(?:\s?/\s?\d{4}|\snăm\s\d{4})?))(?![\w/])"
)
#: Said of what came to a total: "trong tháng cấp thêm 120".
_CAME = re.compile(r"(?<!\w)(?:trong (?:tháng|quý|kỳ|tuần)[^.;]{0,60}(?:thêm|mới)|thêm)(?!\w)")
_BEFORE = 160
_NEW = re.compile(r"(?<!\w)(?:thêm|mới)(?!\w)")
#: A total so large is off by one in one place by no chance.
_LONG, _ONE_PLACE = 10_000, (10, 100, 1000, 10_000)
#: A smaller figure rose and fell by the same by chance.
_TURNED_WAY = 100
#: How far, in characters, what came to a total stands from it.
_CLOSE = 120
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


def find_slipped_totals(view: DossierView) -> Iterator[Problem]:
    """Totals that are, but for a slip of the pen, the last total and what the period added, however the three are worded."""
    told: set[int] = set()
    for follow in matched_figures(view):
        if not follow.alike or previous_period(follow.after) != follow.before:
            continue
        for last, total in (*follow.pairs, *_sole_totals(follow)):
            if not (is_cumulative(last.told.metric) and is_cumulative(total.told.metric)) or last.value >= total.value:
                continue
            added = [figure for figure in follow.later if _is_added(figure, total)]
            if any(last.value + figure.value == total.value for figure in added):
                continue
            slipped = [
                figure
                for figure in added
                if _is_misprint(last.value + figure.value, total.value) or _must_make(figure, total, last)
            ]
            if len({figure.value for figure in slipped}) == 1 and id(total) not in told:
                told.add(id(total))
                yield _not_summed(last.told.metric, total.told.metric, slipped[0].told.metric)
        for last, total, came in _misprinted_sums(follow):
            if id(total) not in told:
                told.add(id(total))
                yield _not_summed(last.told.metric, total.told.metric, came.told.metric)


def _misprinted_sums(follow: Follow) -> Iterator[tuple[Figure, Figure, Figure]]:
    """(The last total, the total, what came to it) where the digits alone tell that the three belong together: the one total of the last
    report that with what is told beside the new one makes it but for a slip."""
    lasts: dict[str, list[Figure]] = defaultdict(list)
    for figure in follow.earlier:
        if figure.noun and figure.mention.kind == "count" and is_cumulative(figure.told.metric):
            lasts[figure.noun].append(figure)
    for total in follow.later:
        if total.noun not in lasts or total.mention.kind != "count" or not is_cumulative(total.told.metric):
            continue
        beside = [figure for figure in follow.later if figure is not total and _came_beside(figure, total)]
        sums = [(last, figure) for last in lasts[total.noun] for figure in beside if last.value < total.value]
        if any(last.value + figure.value == total.value for last, figure in sums):
            continue
        slipped = [
            pair for pair in sums if _is_misprint(pair[0].value + pair[1].value, total.value) or _is_miscarried(*pair, total)
        ]
        if len({(last.value, figure.value) for last, figure in slipped}) == 1:
            yield slipped[0][0], total, slipped[0][1]


def _is_miscarried(last: Figure, added: Figure, total: Figure) -> bool:
    """Whether a long total of the same things is off by one in one place: 742.600 and 98.340 told as 839.940."""
    off = abs(last.value + added.value - total.value)
    return added.noun == total.noun and total.value >= _LONG and off in _ONE_PLACE and is_period_only(added.told.metric.raw)


def _came_beside(figure: Figure, total: Figure) -> bool:
    """Whether a figure right before a total tells what came in the period: of the same things, or called new."""
    one, two = figure.told.metric, total.told.metric
    if figure.mention.kind != "count" or is_cumulative(one) or one.document != two.document or one.source.table is not None:
        return False
    near = 0 < two.source.start - one.source.start <= _BEFORE
    return near and (figure.noun == total.noun or _NEW.search(one.raw.lower()) is not None)


def _is_misprint(right: float, printed: float) -> bool:
    """Whether a long number has one digit of another wrong, or its digits in another order."""
    one, other = f"{right:.0f}", f"{printed:.0f}"
    moved = len(one) > 4 and sorted(one) == sorted(other) and one[:2] == other[:2]
    return moved or is_slip(right, printed, digits=4)


def _must_make(added: Figure, total: Figure, last: Figure) -> bool:
    """Whether a figure that the sentence of a total calls what came to it in the period is hardly off what the total grew by."""
    one, two = added.told, total.told
    near = one.place[0] == two.place[0] and abs(one.place[1] - two.place[1]) <= _CLOSE
    beside = near and _CAME.search(one.metric.raw.lower()) is not None
    return beside and abs(last.value + added.value - total.value) <= 0.5 * added.value


def find_wrong_growth(view: DossierView) -> Iterator[Problem]:
    """What a figure rose or fell by since the last report, where that report's figure makes it another, but for a slip of the pen, or of
    the other way: "169.874 hộ, tăng 1.545 hộ so với tháng 8" (168.320)."""
    for follow in matched_figures(view):
        if not follow.alike or previous_period(follow.after) != follow.before:
            continue
        for last, now in follow.pairs:
            text, at = now.told.place
            change = _CHANGED.match(text, at + len(now.told.printed))
            told = parse_number(change["n"]) if change is not None else None
            if change is None or told is None or not is_count(now.told.metric) or not _is_since(change["than"], follow):
                continue
            meant = (now.value - last.value) * (1 if change["up"] else -1)
            if is_slip(meant, told, digits=4) or is_turned(meant, told) or (meant == -told and told >= _TURNED_WAY):
                place = now.told.within(at, change.end("n"))
                problem = _problem(
                    now.told.metric,
                    last.told.metric,
                    f"Mức tăng, giảm ghi “{change['n']}”, nhưng từ {number_text(last.value)} (báo cáo {period_text(follow.before)}) đến "
                    f"{number_text(now.value)} là {'tăng' if now.value > last.value else 'giảm'} "
                    f"{number_text(abs(now.value - last.value))}.",
                )
                yield replace(problem, evidence=(place, *problem.evidence[1:]))


def _is_since(than: str, follow: Follow) -> bool:
    """Whether "tháng trước" or "tháng 8" is the period of the earlier report."""
    days = period_days(follow.after)
    return "trước" in than or (days is not None and parse_period(than, issued=days[1]) == follow.before)


def _sole_totals(follow: Follow) -> Iterator[tuple[Figure, Figure]]:
    """The totals of a noun that each of two reports has but one of, whatever is said of them."""
    totals: list[dict[str, list[Figure]]] = [defaultdict(list), defaultdict(list)]
    for figures, found in zip((follow.earlier, follow.later), totals, strict=True):
        for figure in figures:
            if figure.noun and figure.mention.kind == "count" and is_cumulative(figure.told.metric):
                found[figure.noun].append(figure)
    for noun, (last, *more) in totals[0].items():
        later = totals[1].get(noun, [])
        if not more and len(later) == 1 and last.opposites == later[0].opposites:
            yield last, later[0]


def _is_added(figure: Figure, total: Figure) -> bool:
    """Whether a figure, right before or behind a total, tells what of it the period brought."""
    metric, whole = figure.told.metric, total.told.metric
    return (
        figure.mention.kind == total.mention.kind
        and figure.noun == total.noun
        and not is_cumulative(metric)
        and (figure.wording.times.period or is_period_only(metric.raw) or _is_of_own_period(figure))
        and abs(metric.source.start - whole.source.start) < _BESIDE
        and figure.opposites == total.opposites
    )


def _is_of_own_period(figure: Figure) -> bool:
    """Whether a figure's words say nothing of its time: it is of the report's period."""
    times = figure.wording.times
    return figure.wording.role == "fact" and not (times.total or times.earlier or times.foreign or times.days)


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
        yield _not_summed(last[0], totals[0], added[0])


def _not_summed(last: MetricRecord, total: MetricRecord, added: MetricRecord) -> Problem:
    return _problem(
        total,
        added,
        f"Lũy kế “{short(indicator_name(total), 80)}” ghi {number_text(amount(total))}, nhưng kỳ trước "
        f"{number_text(amount(last))} và trong kỳ {number_text(amount(added))} cộng lại là "
        f"{number_text(amount(last) + amount(added))}.",
        last,
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
                f"báo cáo {period_text(like[0].period)} ghi {number_text(amount(like[0]))}.",
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
