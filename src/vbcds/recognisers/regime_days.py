"""The days of a reporting regime: "trước ngày 20 hằng tháng", "chậm nhất ngày 15 của tháng cuối quý", "trước ngày 05 tháng sau"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LEAD = (
    r"(?:(?:trước|chậm\snhất|muộn\snhất|không\s(?:quá|muộn\shơn)|hạn\s(?:cuối|chót)|vào|đến)\s(?:cùng\s)?(?:là\s)?(?:vào\s)?"
    r"(?:\d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?\s)?)"
)
_MONTH = (
    r"tháng\s(?:cuối|đầu|thứ\s\w+)(?:\s(?:tiên|cùng))?\s(?:của\s)?(?:(?:mỗi|hằng|hàng)\s)?quý(?!\s?(?:i{1,3}|iv|[1-4])(?!\w))(?:\ssau)?"
    r"|(?:của\s)?(?:hằng|hàng|mỗi|từng)\stháng(?!\w)"
    r"|(?:các\s)?tháng\s(?P<after>sau|tiếp\stheo|kế\stiếp|liền\skề|tiếp\ssau)(?!\w)|tháng\sbáo\scáo(?!\w)"
)
_DAY = re.compile(rf"(?P<lead>(?<!\w){_LEAD})?(?<!\w)ngày\s\d{{1,2}}\s(?:của\s)?(?:{_MONTH}|(?<=của\s)tháng(?=\s*(?:[,;.()]|$)))")
#: A day that stands alone, in a sentence that tells its rhythm elsewhere: "Hằng tháng, các sở gửi báo cáo ... trước ngày 20."
_BARE = re.compile(
    rf"(?<!\w)(?<!đến )(?<!từ ){_LEAD}ngày\s\d{{1,2}}(?=\s*(?:[,;()]|\.(?!\d)|$)|\s(?:để|gửi|báo\scáo|về|phải|các|qua)(?!\w))"
)
_MONTHLY = re.compile(r"(?<!\w)(?:(?:hằng|hàng|mỗi|từng)\stháng|báo\scáo\stháng|định\skỳ\stháng)(?!\w)")
#: The days between which figures are taken: "số liệu từ ngày 15 tháng trước đến hết ngày 14 tháng báo cáo".
_COVERED = re.compile(r"(?<!\w)(?:từ(?:\sngày[^.;]{1,40})?|hết|đến|sau|kể\stừ)\s$")
_BEFORE = re.compile(r"^\W*trước\s(?:ngày\s)?\d")
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
    if "ngày " not in folded:
        return
    whole: list[int] = []
    for match in _DAY.finditer(folded):
        start = match.start()
        if match["lead"] == "đến " or _COVERED.search(folded, max(0, start - 60), start):
            continue
        whole.append(start)
        loose = match["after"] is not None and "của" not in match[0]
        yield _day(match, match[0], after=match["after"] is not None, loose=loose)
    begin = 0
    for end in (*(match.start() for match in _SENTENCE.finditer(folded)), len(folded)):
        if not any(begin <= start < end for start in whole) and _MONTHLY.search(folded, begin, end):
            for match in _BARE.finditer(folded, begin, end):
                yield _day(match, f"{match[0]} hằng tháng", after=False, loose=False)
        begin = end + 1


def is_before(words: str) -> bool:
    """Whether the day that an expression (folded) names is late already: "trước ngày 20 hằng tháng", and not "trước 17 giờ ngày 20"."""
    return _BEFORE.match(words) is not None


def _day(match: re.Match[str], words: str, *, after: bool, loose: bool) -> RegimeDay:
    return RegimeDay(start=match.start(), end=match.end(), words=words, before=is_before(words), after=after, loose=loose)
