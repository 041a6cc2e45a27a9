"""Days and months that no calendar has: "31/6/2026", "tháng 13/2026"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import PartView, short

_SLASHED = re.compile(r"(\d\d?)\s?([/.-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2,3}|(?<=/)2[1-9]\d\d)(?![\d/%]|[.,]\d|-[A-ZĐ])")
_RANGE = re.compile(
    r"\btừ\s+(?:ngày\s+)?(?P<first>\d\d?/\d\d?/20\d\d)\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(?P<last>\d\d?/\d\d?/20\d\d)(?!\d)",
    re.I,
)
#: A plan of the state looks no further ahead.
_LAST_YEAR = 2100
#: A day without its year ("trước ngày 31/9", "ngày 31 tháng 6 hằng năm"); no part of a longer number, symbol or ratio.
_YEARLESS = re.compile(
    r"(?P<day>29|3\d)(?<![\d/.,-]\d\d)(?P<sign>/|\s+tháng\s+)(?P<month>\d{1,2})(?![\d/%-]|[.,]\d|\s?/|\s+năm\s+\d)"
)
_DAY_BEFORE = re.compile(r"\b(?:(?P<said>ngày)|trước|đến|hết|từ|xong|hạn|nhất)\s+$", re.I)
#: Behind "31/4" that is no day: what is counted ("31/40 xã" has another month).
_COUNTED = re.compile(r"\s+[a-zđ]")
#: "tháng 13/2026", "Quý V/2026".
_NO_MONTH = re.compile(
    r"(?:[Tt]háng\s+(?:1[3-9]|[2-9]\d|00?)|[Qq]uý\s+(?:VI{0,2}|0|[5-9]))(?:\s?/\s?|\s+năm\s+)(?:19|20)\d\d(?!\d)"
)
_LEAP_YEAR = 2028
_GLUED = re.compile(r"[\d/.,-]\s?$")
_WRITTEN = re.compile(r"gày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4,5})(?!\d)")


def _impossible_days(view: PartView) -> Iterator[Problem]:
    text = view.text
    start, end = view.context.part.start, view.context.part.end
    for pattern, places in ((_SLASHED, (1, 3, 4)), (_WRITTEN, (1, 2, 3))):
        for match in pattern.finditer(text, start, end):
            if pattern is _SLASHED and _GLUED.search(text[max(0, match.start() - 2) : match.start()]):
                continue
            day, month, year = map(int, match.group(*places))
            if year < _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
                continue
            if year >= 10000:
                reason = f"năm {year} có năm chữ số"
            elif year >= _LAST_YEAR:
                reason = f"năm {year} còn quá xa"
            elif not 1 <= month <= 12:
                reason = f"không có tháng {month}"
            else:
                reason = f"tháng {month}/{year} không có ngày {day}"
            yield Problem(
                message=f"Ngày “{short(match[0])}” không có thật: {reason}.", evidence=(view.at(match.start(), match.end()),)
            )
    for match in _RANGE.finditer(text, start, end):
        first, last = (tuple(map(int, reversed(match[side].split("/")))) for side in ("first", "last"))
        if first > last:
            yield Problem(
                message=f"“{short(match[0])}”: ngày cuối đứng trước ngày đầu.", evidence=(view.at(match.start(), match.end()),)
            )
    for match in _NO_MONTH.finditer(text, start, end):
        yield Problem(message=f"“{short(match[0])}” không có thật.", evidence=(view.at(match.start(), match.end()),))
    for match in _YEARLESS.finditer(text, start, end):
        day, month = int(match["day"]), int(match["month"])
        before = _DAY_BEFORE.search(text, max(start, match.start() - 8), match.start())
        if before is None or not 1 <= month <= 12 or day <= monthrange(_LEAP_YEAR, month)[1]:
            continue
        if not before["said"] and (match["sign"] != "/" or _COUNTED.match(text, match.end())):
            continue
        yield Problem(
            message=f"Ngày “{match['day']}/{match['month']}” không có thật: tháng {month} không có ngày {day}.",
            evidence=(view.at(match.start(), match.end()),),
        )


add(
    Check(
        code="impossible-date",
        family="tasks",
        severity="error",
        explanation="Ngày không có trong lịch (31/6, 30/02, năm có năm chữ số, năm 2204); khoảng thời gian có ngày cuối trước ngày đầu.",
        source="Dương lịch",
        fails=(
            "@plan\nHoàn thành trước ngày 31/6/2026.",
            "@plan\nBáo cáo trước ngày 30 tháng 02 năm 2026.",
            "@plan\nGửi số liệu trước ngày 31/9 để tổng hợp.",
            "@plan\nTheo văn bản ngày 27/9/20119.",
            "@plan\nHội nghị ngày 12/10/2204.",
            "@plan\nSố liệu từ ngày 15/9/2026 đến ngày 14/8/2026.",
        ),
        passes=("@plan\nHoàn thành trước ngày 30/6/2026.", "@plan\nBáo cáo trước ngày 29/02/2028; văn bản 31/13/2020/TT-BYT."),
        on_part=_impossible_days,
    )
)
