"""Cumulative figures of an agency that fall from one report to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_kinship import match_figures, same_length, successive
from vbcds.checks.figure_series import Figure, read_series
from vbcds.checks.figure_totals import Reckoning, read_reckoning
from vbcds.checks.figure_values import amount, indicator_name, is_mark
from vbcds.checks.registry import Problem
from vbcds.checks.view import number_text, period_text, short
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.running_totals import running_totals
from vbcds.model.periods import period_days
from vbcds.model.records import MetricRecord

#: A fall that the statement owns up to.
_ADMITTED = re.compile(r"(?<!\w)(?:giảm|ít hơn|thấp hơn)(?!\w)[^.;]{0,80}(?:so với|tháng trước|kỳ trước|quý trước)")
#: How far a figure may fall: where it is not said of both that they are cumulative; where neither says so; across a new year.
_SAID_ONCE, _UNSAID, _NEW_YEAR = 0.7, 0.8, 0.8
#: The least whole that two reports have in common by no chance.
_WHOLE = 5


def find_falls(view: DossierView) -> Iterator[Problem]:
    """A problem for each pair of `fallen_figures`."""
    return (_problem(before, after) for before, after in fallen_figures(view))


def fallen_figures(view: DossierView) -> Iterator[tuple[MetricRecord, MetricRecord]]:
    """Each cumulative figure that is less than in the agency's report before, unless the report says why: (before, after)."""
    for follow in matched_figures(view):
        yield from _fallen(view, follow)


@dataclass(frozen=True, slots=True)
class Follow:
    """Two reports of an agency that follow each other, with the figures of both that measure one thing."""

    before: str
    after: str
    #: Whether the periods are of one length.
    alike: bool
    pairs: list[tuple[Figure, Figure]]
    #: The figures of either report.
    earlier: list[Figure]
    later: list[Figure]


def matched_figures(view: DossierView) -> list[Follow]:
    """The figures of all reports but shares, ranks and marks, each with the one of the agency's report before; worked out once."""
    if "matched figures" not in view.memo:
        view.memo["matched figures"] = list(_matched(view))
    found: list[Follow] = view.memo["matched figures"]
    return found


def _matched(view: DossierView) -> Iterator[Follow]:
    for series in read_series(view).values():
        periods = {
            period: [figure for figure in figures if not _is_share(figure.told.metric)] for period, figures in series.items()
        }
        for alike, followed in ((True, successive(periods)), (False, _unlike_periods(periods))):
            for before, after in followed:
                yield Follow(before, after, alike, match_figures(periods[before], periods[after]), periods[before], periods[after])


def _is_share(metric: MetricRecord) -> bool:
    return (metric.unit == "%" and metric.numerator is None) or metric.unit in ("hạng", "nhóm", "bậc") or is_mark(metric)


def _unlike_periods(periods: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each period with the last one that ended before it in its year, where that is of another length: a month and its quarter."""
    ends = {period: days[1] for period in periods if (days := period_days(period)) is not None}
    for after, end in ends.items():
        earlier = [period for period, day in ends.items() if day < end and day.year == end.year]
        last = max(earlier, key=lambda period: (ends[period], same_length(period, after)), default=None)
        if last is not None and not same_length(last, after):
            yield last, after


def _fallen(view: DossierView, follow: Follow) -> Iterator[tuple[MetricRecord, MetricRecord]]:
    """The figures of one report that are less in the next; of periods of unlike length only those that are surely totals."""
    told: set[tuple[float, float]] = set()
    for one, two in follow.pairs:
        if not 2 <= two.value < one.value or (one.value, two.value) in told:
            continue
        if "đồng" in one.told.metric.raw and one.wording.part != two.wording.part:
            continue  # the part for one purpose, and all
        sums = read_reckoning(one), read_reckoning(two)
        fell = _is_fall(one, two, *sums) if follow.alike else all(side.surely for side in sums)
        if fell and not _is_explained(view, one, two, surely=all(side.surely for side in sums)):
            told.add((one.value, two.value))
            yield one.told.metric, two.told.metric


def _is_fall(one: Figure, two: Figure, was: Reckoning, now: Reckoning) -> bool:
    """Whether a figure that is less than before should not be: both are totals, said to be so or by the nature of what is counted."""
    if was.within or now.within or was.shrinking or now.shrinking:
        return False
    left = two.value / one.value
    if (one.told.metric.period or "")[:4] != (two.told.metric.period or "")[:4] and left < _NEW_YEAR:
        return False  # what is summed up from January begins anew
    if (was.surely and now.summed) or (was.summed and now.surely):
        return True
    if one.mention.kind == "money":
        return was.summed and now.summed
    if one.whole is not None and one.whole == two.whole and one.whole >= _WHOLE:
        return was.summed or now.summed or not (was.repeated_by_all or now.repeated_by_all)
    if was.summed and now.summed:
        return left >= _SAID_ONCE or not (was.repeated or now.repeated)
    if was.repeated or now.repeated:
        return False
    if (was.surely or now.surely) and (was.standing or now.standing or not was.organised):
        return left >= _SAID_ONCE
    if was.organised or now.organised:
        return False
    if was.summed or now.summed:
        return left >= _SAID_ONCE
    return was.standing and now.standing and left >= _UNSAID


def _is_explained(view: DossierView, one: Figure, two: Figure, *, surely: bool) -> bool:
    """Whether the report says why a figure is less, or (of a stock) that it is."""
    statement = fold(_statement(view, two.told.metric))
    if not surely and _ADMITTED.search(statement):
        return True
    words = running_totals()
    return words.corrected.search(statement) is not None or words.because.search(statement) is not None


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
        f"Số lũy kế “{short(indicator_name(after), 80)}” giảm: {period_text(before.period)} là {number_text(amount(before))}, "
        f"{period_text(after.period)} là {number_text(amount(after))}."
    )
