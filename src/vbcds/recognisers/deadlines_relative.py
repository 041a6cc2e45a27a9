"""Deadlines counted from an event: "trong 30 ngày kể từ ngày ký".

relative = ["trong" | "sau" | "không quá" ...] N unit ["kể từ" | "từ" | "sau" | "trước"] event
unit     = "ngày" | "ngày làm việc" | "tuần" | "tháng" | "quý" | "năm" | "giờ"
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from vbcds.model.records import Deadline
from vbcds.recognisers.dates_scan import scan
from vbcds.recognisers.dates_spans import month_end, with_years
from vbcds.recognisers.deadlines_patterns import Context, patterns
from vbcds.recognisers.deadlines_recurrence import NUMERALS

_NUMERAL = r"(?:\d{1,3}|" + "|".join(sorted(NUMERALS, key=len, reverse=True)) + ")"
_DURATION = (
    rf"(?P<n>{_NUMERAL})\s?(?:\(\s?[^\W\d_ ]+(?:\s[^\W\d_ ]+)?\s?\)\s?)?(?P<u>ngày\slàm\sviệc|ngày|tuần|tháng|qu[ýí]|năm|giờ"
    r"|tiếng)(?!\w)"
)
_RELATIVE = re.compile(
    rf"(?<!\w){_DURATION}(?!\s(?:đầu|cuối|một\slần|/)),?(?:\s(?:là|tối đa))?\s\(?(?P<link>kể\stừ|tính\stừ|từ|sau|trước)\s(?P<event>.+)"
)
_RELATIVE_AFTER = re.compile(rf"(?:hoàn thành\s)?sau\s{_DURATION}(?:\s(?P<event>.+))?")
_RELATIVE_ALONE = re.compile(
    rf"(?:(?:hoàn thành|thực hiện|triển khai|xong)\s)?(?:(?:trong|trong\svòng|trong\sthời\s(?:hạn|gian)|thời\shạn|không\squá"
    rf"|tối\sđa|chậm\snhất|khoảng)\s)*{_DURATION}"
)
_FROM_SIGNING = re.compile(r"(?:(?:bắt đầu|áp dụng|thực hiện|hoàn thành)\s)?(?:ngay\s)?(?:kể\stừ|tính\stừ|từ)\s(?P<event>.+)")


def read_relative(part: str, folded: str, context: Context) -> Deadline | None:
    """The reading of a part that counts time from an event; None where it does not."""
    match = _RELATIVE.search(folded)
    if match is not None and not re.match(r"(?:19|20)\d\d", match["event"]):
        event = part[match.start("event") :].rstrip(" .)")
        if match["link"] == "từ" and re.match(r"(?:năm|quý|tháng)\s?\d", match["event"]):
            return None
        if match["link"] == "trước" and match["u"] in ("tháng", "quý", "quí", "năm"):
            return None  # "báo cáo 6 tháng trước ngày 15/6"
        if match["link"] == "trước" and not re.match(r"(?:khi|ngày|thời điểm|kỳ)\s", match["event"]):
            return None
        base = None if match["link"] == "trước" else _event_day(match["event"], context)
        return Deadline(raw=None, kind="relative", due=_count(base, match["n"], match["u"]), anchor=event)
    match = _RELATIVE_AFTER.fullmatch(folded)
    if match is not None:
        found = match["event"]
        anchor = part[match.start("event") :] if found else None
        base = _event_day(found, context) if found else None
        return Deadline(raw=None, kind="relative", due=_count(base, match["n"], match["u"]), anchor=anchor)
    if _RELATIVE_ALONE.fullmatch(folded):
        return Deadline(raw=None, kind="relative")
    match = _FROM_SIGNING.fullmatch(folded)
    if match is not None and patterns().signing.fullmatch(match["event"]):
        return Deadline(raw=None, kind="relative", start=context.issued, anchor=part[match.start("event") :].rstrip(" .)"))
    return None


def _event_day(event: str, context: Context) -> date | None:
    """The day of an event: the document's own signing, or a day that the words name in full."""
    if patterns().signing.match(event) and patterns().signing.fullmatch(re.split(r"[,;(]", event)[0]):
        return context.issued
    spans = with_years(scan(event, cell=True), event, cell=True)
    if len(spans) == 1 and spans[0].start == 0 and spans[0].unit == "day" and spans[0].end == len(event.rstrip(" .)")):
        days = spans[0].days(context.default_year)
        return days[0] if days is not None else None
    return None


def _count(base: date | None, amount: str, unit: str) -> date | None:
    """The last day of a time limit. The day of the event is not counted; months end on the like day or on the month's last.

    Civil Code 2015, Articles 147 and 148; that an end on a day off moves to the next working day is left to the reader.
    """
    if base is None:
        return None
    count = int(amount) if amount.isdigit() else NUMERALS[amount]
    if unit == "ngày làm việc" or (unit.startswith("ngày") and unit.endswith("việc")):
        day = base
        while count > 0:
            day += timedelta(days=1)
            count -= day.weekday() < 5
        return day
    if unit in ("giờ", "tiếng"):
        return base + timedelta(days=count // 24) if count % 24 == 0 else None
    if unit in ("ngày", "tuần"):
        return base + timedelta(days=count * (7 if unit == "tuần" else 1))
    months = base.month - 1 + count * {"tháng": 1, "năm": 12}.get(unit, 3)
    year, month = base.year + months // 12, months % 12 + 1
    if year > 9998:
        return None
    return date(year, month, min(base.day, month_end(year, month).day))
