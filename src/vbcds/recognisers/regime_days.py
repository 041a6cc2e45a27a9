"""The days of a reporting regime: "trước ngày 20 hằng tháng", "trước ngày 05 tháng sau", "báo cáo quý I trước ngày 15/3"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_LEAD = (
    r"(?:(?:trước|chậm\snhất|muộn\snhất|không\s(?:quá|muộn\shơn)|hạn\s(?:cuối|chót)|vào|đến)\s(?:cùng\s)?(?:là\s)?(?:vào\s)?"
    r"(?:\d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?\s)?)"
)
_MONTH = (
    r"tháng\s(?:cuối|đầu|thứ\s\w+)(?:\s(?:tiên|cùng))?\s(?:của\s)?(?:(?:mỗi|hằng|hàng)\s)?quý(?!\s?(?:i{1,3}|iv|[1-4])(?!\w))"
    r"(?P<next>\s(?:sau|tiếp\stheo|kế\stiếp|liền\skề))?"
    r"|(?:của\s)?(?:hằng|hàng|mỗi|từng)\stháng(?!\w)"
    r"|(?:các\s)?tháng\s(?P<after>sau|tiếp\stheo|kế\stiếp|liền\skề|tiếp\ssau)(?!\w)|tháng\sbáo\scáo(?!\w)"
)
_DAY = re.compile(
    rf"(?P<lead>(?<!\w){_LEAD})?(?<!\w)(?:ngày\s\d{{1,2}}\s(?:của\s)?(?:{_MONTH}|(?<=của\s)tháng(?=\s*(?:[,;.()]|$)))"
    r"|ngày\s(?:làm\sviệc\s)?cuối(?:\scùng)?\s(?:của\s)?(?:(?:hằng|hàng|mỗi)\s)?tháng(?!\s?\d|\scuối|\w)"
    r"|(?:ngày\s)?thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])\s(?:hằng|hàng|mỗi)\stuần(?!\w))"
)
#: A day that stands alone, in a sentence that tells its rhythm elsewhere: "Hằng tháng, các sở gửi báo cáo ... trước ngày 20."
_BARE = re.compile(
    rf"(?<!\w)(?<!đến )(?<!từ ){_LEAD}ngày\s\d{{1,2}}(?=\s*(?:[,;()]|\.(?!\d)|$)|\s(?:để|gửi|báo\scáo|về|phải|các|qua)(?!\w))"
)
_MONTHLY = re.compile(r"(?<!\w)(?:(?:hằng|hàng|mỗi|từng)\stháng|báo\scáo\stháng|định\skỳ\stháng)(?!\w)")
#: The days between which figures are taken: "số liệu từ ngày 15 tháng trước đến hết ngày 14 tháng báo cáo".
_COVERED = re.compile(r"(?<!\w)(?:từ(?:\sngày[^.;]{1,40})?|hết|đến|sau|kể\stừ)\s$")
_BEFORE = re.compile(r"^\W*trước\s(?:ngày\s)?\d")
#: A day of the year, and the period that a report on that day is for.
_DATE = re.compile(r"(?<!\w)ngày\s(?P<day>\d{1,2})\s?(?:/|tháng\s)\s?(?P<month>\d{1,2})(?!\d|\s?/\s?\d|\snăm\s\d)")
_PERIOD = re.compile(
    r"(?<!\w)(?:quý\s(?P<quarter>iv|i{1,3}|[1-4])|(?P<half>(?:0?6|sáu)\stháng(?:\sđầu\snăm)?)|(?P<nine>(?:0?9|chín)\stháng(?:\sđầu\snăm)?)"
    r"|(?:báo\scáo|hằng|hàng|cả|và|[,(])\s?(?:tổng\skết\s)?(?P<year>năm))(?!\w)"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
#: How far behind the name of a period its day stands.
_REACH = 60
_SENTENCE = re.compile(r"[.;\n](?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeDay:
    """A day that comes again and again, at a place of a folded text."""

    start: int
    end: int
    #: The expression that tells the whole rhythm, for `parse_deadline`.
    words: str
    #: The day itself is late: "trước ngày 20 hằng tháng".
    before: bool
    #: The day is one of the month after the period: "trước ngày 05 tháng sau".
    after: bool
    #: The month after is named without "của": a regime is meant only where reports are spoken of.
    loose: bool


def find_regime_days(folded: str) -> Iterator[RegimeDay]:
    """The days of the rhythms that a folded text tells, in order; what a report covers ("từ ngày 15 ... đến ngày 14 ...") is none.

    >>> [day.words for day in find_regime_days("gửi báo cáo tháng trước ngày 05 tháng sau, báo cáo quý ngày 15 tháng cuối quý")]
    ['trước ngày 05 tháng sau', 'ngày 15 tháng cuối quý']
    >>> [day.words for day in find_regime_days("hằng tháng, sở y tế gửi báo cáo trước ngày 20.")]
    ['trước ngày 20 hằng tháng']
    """
    if "ngày " not in folded and "thứ " not in folded:
        return
    whole: list[int] = []
    for match in _DAY.finditer(folded):
        start = match.start()
        if match["lead"] == "đến " or _COVERED.search(folded, max(0, start - 60), start):
            continue
        whole.append(start)
        loose = match["after"] is not None and "của" not in match[0]
        yield _day(match, match[0], after=bool(match["after"] or match["next"]), loose=loose)
    begin = 0
    for end in (*(match.start() for match in _SENTENCE.finditer(folded)), len(folded)):
        first = bisect_left(whole, begin)
        told = first < len(whole) and whole[first] < end
        if not told and _MONTHLY.search(folded, begin, end):
            for match in _BARE.finditer(folded, begin, end):
                yield _day(match, f"{match[0]} hằng tháng", after=False, loose=False)
        begin = end + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodDay:
    """The day of each year on which the report for a period is due."""

    #: The first and the last month of the period.
    months: tuple[int, int]
    month: int
    day: int
    #: The day itself is late.
    before: bool


def find_period_days(folded: str) -> Iterator[PeriodDay]:
    """The days of reports that a folded text names by their periods, in order; a day with a year is no rhythm.

    >>> [
    ...     (day.months, day.day, day.month)
    ...     for day in find_period_days("báo cáo quý i trước ngày 15/3, báo cáo năm trước ngày 10/12")
    ... ]
    [((1, 3), 15, 3), ((1, 12), 10, 12)]
    """
    if "báo cáo" not in folded:
        return
    behind = 0
    for match in _DATE.finditer(folded):
        names = list(_PERIOD.finditer(folded, max(behind, match.start() - _REACH), match.start()))
        behind = match.end()
        day, month = int(match["day"]), int(match["month"])
        if not names or not (1 <= day <= 31 and 1 <= month <= 12):
            continue
        named = names[-1]
        if _SENTENCE.search(folded, named.end(), match.start()):
            continue
        if number := named["quarter"]:
            last = 3 * (_QUARTERS.get(number) or int(number))
            months = last - 2, last
        else:
            months = 1, 6 if named["half"] else 9 if named["nine"] else 12
        before = re.search(r"(?<!\w)trước\s$", folded[named.end() : match.start()]) is not None
        yield PeriodDay(months=months, month=month, day=day, before=before)


def is_before(words: str) -> bool:
    """Whether the day that an expression (folded) names is late already: "trước ngày 20 hằng tháng", and not "trước 17 giờ ngày 20"."""
    return _BEFORE.match(words) is not None


def _day(match: re.Match[str], words: str, *, after: bool, loose: bool) -> RegimeDay:
    return RegimeDay(start=match.start(), end=match.end(), words=words, before=is_before(words), after=after, loose=loose)
