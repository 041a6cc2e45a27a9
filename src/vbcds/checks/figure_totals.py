"""What a figure of a report sums up: everything up to the day, a stock of the day, or what one period brought."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbcds.assembly.running_totals import read_total
from vbcds.checks.figure_series import Figure
from vbcds.checks.figure_values import is_cumulative, is_period_only
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.running_totals import running_totals
from vbcds.model.records import MetricRecord

_NOUN_OF = re.compile(r"(?<!\w)(?:số|lượng|tổng số) (?!hóa)[^\d,;:.]{3,160}?(?:là|đạt|có|lên|:)\s*$")
_LEFT = re.compile(r"(?<!\w)còn(?: tới| đến| hơn| gần| khoảng| trên)?\s*$")
_HAS = re.compile(r"(?<!\w)có(?: tổng cộng| tất cả)?(?: hơn| gần| khoảng| trên)?\s*$")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a figure is reckoned, as far as its words tell."""

    #: A total: beyond doubt ("lũy kế"), or as the words have it ("đến nay").
    surely: bool
    summed: bool
    #: Of the period only.
    within: bool
    #: A stock that is there on the day.
    standing: bool
    #: Of work that is done anew in every period; by the same bodies each time.
    repeated: bool
    repeated_by_all: bool
    #: Of what may fall without an error.
    shrinking: bool
    organised: bool


def read_reckoning(figure: Figure) -> Reckoning:
    """How a figure is reckoned: by the words around it in its sentence, its own clause, and the heading over it."""
    words = running_totals()
    text, at = figure.told.place
    low, high = figure.told.sentence
    if figure.told.item is None:
        return _of_record(figure)
    total = read_total(text[low:high], at - low, figure.about)
    before, own = fold(text[low:at]), fold(figure.clause)
    return Reckoning(
        surely=total.surely,
        summed=total.summed,
        within=total.within,
        standing=_is_standing(before, own),
        repeated=words.repeated.search(own) is not None,
        repeated_by_all=words.repeated_by_all.search(own) is not None,
        shrinking=_is_shrinking(own, total.surely) or _LEFT.search(before) is not None,
        organised=words.is_organised(figure.noun),
    )


def _of_record(figure: Figure) -> Reckoning:
    """Of a cell or a record whose statement is not at hand: by what was read of it."""
    metric: MetricRecord = figure.told.metric
    words, own = running_totals(), fold(f"{metric.indicator} {metric.raw}")
    within = is_period_only(metric.raw) or is_period_only(metric.indicator)
    surely = is_cumulative(metric) and not within
    return Reckoning(
        surely=surely,
        summed=surely or (metric.as_of is not None and not within),  # a column "Kết quả đến ngày 15/4"
        within=within,
        standing=words.standing.search(own) is not None,
        repeated=words.repeated.search(own) is not None,
        repeated_by_all=words.repeated_by_all.search(own) is not None,
        shrinking=_is_shrinking(own, surely),
        organised=words.is_organised(figure.noun),
    )


def _is_shrinking(own: str, surely: bool) -> bool:
    words = running_totals()
    return words.shrinking.search(own) is not None or (not surely and words.troubles.search(own) is not None)


def _is_standing(before: str, own: str) -> bool:
    words = running_totals()
    if words.standing.search(own) or _HAS.search(before):
        return True
    named = _NOUN_OF.search(before)
    return named is not None and words.built_up.search(named[0]) is not None
