"""What a figure of a report sums up: everything up to the day, a stock of the day, or what one period brought."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbcds.checks.figure_kinship import Figure
from vbcds.checks.figure_values import is_cumulative, is_period_only
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.running_totals import running_totals
from vbcds.model.records import MetricRecord

#: The day that a total is of, which is no period; and a month or quarter by its number, which is one.
_DAY = re.compile(r"(?:ngày|mồng) \d{1,2} tháng \d{1,2}(?: năm \d{4})?|\d{1,2}/\d{1,2}(?:/\d{4})?")
_NUMBERED = re.compile(
    r"(?<!\w)(?<!đến )(?<!hết )(?<!từ )(?<!đầu )(?<!cuối )(?<!giữa )(?:tháng \d{1,2}(?:/\d{4})?|quý (?:iv|i{1,3}|\d))(?! tháng)(?!\w)"
)
_MONTHS = re.compile(r"(?<!\w)\d{1,2} tháng(?: đầu năm| qua)?(?: năm \d{4})?(?!\w)")
#: "120 trạm mới", "120 trạm phát sinh": new of the period; "mới được 120 trạm" are only so many.
_NEW = re.compile(r"^[\d.,/%\s]*(?:[^\W\d_]+ ){1,4}?(?:mới|phát sinh)(?= *(?:$|[,;.)]|trong|được|so))")
_NOUN_OF = re.compile(r"(?<!\w)(?:số|lượng|tổng số) (?!hóa)[^\d,;:.]{3,160}?(?:là|đạt|có|lên|:)\s*$")
_LEFT = re.compile(r"(?<!\w)còn(?: tới| đến| hơn| gần| khoảng| trên)?\s*$")
#: A number with its share and all that follows, where no other number does.
_TAIL = re.compile(r"[\d.,/\s]*(?:[^\d;]{0,60}?[\d.,]+\s?%)?[^\d;]*$")
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
    """How a figure is reckoned: by the words before it in its sentence, its own clause, and the heading over it.

    What stands nearest before the number decides: "trong tháng cấp 120 thẻ, lũy kế 4.920 thẻ" has one of each.
    """
    words = running_totals()
    text, at = figure.told.place
    low, high = figure.told.sentence
    if figure.told.item is None:
        return _of_record(figure)
    line = _DAY.sub(lambda day: " " * len(day[0]), fold(text[low:high]))
    at -= low
    before, behind = line[:at], _behind(line, at)
    own = fold(figure.clause)
    about = fold(figure.about)
    surely, summed, within = (_last(pattern, before) for pattern in (words.summed_surely, words.summed, words.within))
    within = max(within, _last(_NUMBERED, before))
    summed = max(summed, _last(_MONTHS, before))
    if words.summed_surely.search(behind) or _at_the_end(line, at):  # "20.318 hồ sơ (lũy kế)"
        surely = summed = at
    if words.within.search(behind) or _NEW.match(behind):
        within = at + 1 if surely < at or _NEW.match(behind) else within
    if summed < 0 and within < 0 and words.summed.search(about):
        summed = 0
    summed = max(summed, surely)
    is_within = within > summed
    return Reckoning(
        surely=surely >= 0 and not is_within,
        summed=summed >= 0 and not is_within,
        within=is_within,
        standing=_is_standing(before, own),
        repeated=words.repeated.search(own) is not None,
        repeated_by_all=words.repeated_by_all.search(own) is not None,
        shrinking=words.shrinking.search(own) is not None or _LEFT.search(before) is not None,
        organised=_is_organised(figure.noun),
    )


def _of_record(figure: Figure) -> Reckoning:
    """Of a cell or a record whose statement is not at hand: by what was read of it."""
    metric: MetricRecord = figure.told.metric
    words, own = running_totals(), fold(f"{metric.indicator} {metric.raw}")
    within = is_period_only(metric.raw) or is_period_only(metric.indicator)
    summed = is_cumulative(metric) and not within
    return Reckoning(
        surely=summed,
        summed=summed,
        within=within,
        standing=words.standing.search(own) is not None,
        repeated=words.repeated.search(own) is not None,
        repeated_by_all=words.repeated_by_all.search(own) is not None,
        shrinking=words.shrinking.search(own) is not None,
        organised=_is_organised(figure.noun),
    )


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where a pattern is found last, -1 for nowhere."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _behind(line: str, at: int) -> str:
    """A number with the words behind it, up to the next number or the end of the clause."""
    match = re.match(r"[\d.,/\s]*\d[^\d;:.,)]*(?:\(l[^)]{0,20}\)|\([^)\d]{0,40}\))?", line[at:])
    return match[0] if match is not None else line[at : at + 40]


def _at_the_end(line: str, at: int) -> bool:
    """Whether a sentence says behind its last number that it is a total: "18.215 hộ cài đặt, lũy kế từ khi triển khai"."""
    last = _TAIL.match(line, at)
    return last is not None and running_totals().summed_surely.search(last[0]) is not None


def _is_organised(noun: str) -> bool:
    return bool(noun) and all(running_totals().organised.fullmatch(part) for part in re.split(r", | và |/", noun))


def _is_standing(before: str, own: str) -> bool:
    words = running_totals()
    if words.standing.search(own) or _HAS.search(before):
        return True
    named = _NOUN_OF.search(before)
    return named is not None and words.built_up.search(named[0]) is not None
