"""Rhythms: "hằng năm", "02 lần/năm", "trước ngày 20 hằng tháng" to an RFC 5545 recurrence rule.

    rhythm  = ("hằng" | "hàng" | "mỗi" | "từng" | "định kỳ") [N] unit {("," | "/" | "và") [N] unit}
            | N "lần" "/" [N] unit | [N] unit ["/" | "một"] "lần" | "theo" unit | "thường niên"
    unit    = "ngày" | "tuần" | "tháng" | "quý" | "năm"

A quarter is three months (`FREQ=MONTHLY;INTERVAL=3`); of several rhythms ("hằng quý, 6 tháng, năm") the quickest is taken. The month of
a quarter ("tháng cuối quý") and the days of a year ("25/11 hằng năm") become BYMONTH and BYMONTHDAY; a rule never holds a day that the
text does not name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from vbcds.recognisers.dates_spans import Span

_NUMERAL = r"(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|chín|mười hai|mười|nửa)"
NUMERALS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười hai": 12,
    "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip
_UNIT = r"(?:ngày|tuần|tháng|qu[ýí]|qúy|năm)"
_CYCLE = rf"(?:(?P<n>{_NUMERAL})\s)?(?P<u>{_UNIT})(?!\w)"
_TIMES = rf"(?:\s(?:ít nhất|tối thiểu|tổ chức|thực hiện|báo cáo|rà soát|cập nhật))*\s?\(?(?P<k>{_NUMERAL})\s?lần"
_NO_YEAR = r"(?!\s?\(?(?:19|20)\d\d)"

_EVERY = re.compile(rf"(?<!\w)(?:hằng|hàng|mỗi|từng|cứ(?:\s(?:mỗi|sau))?)\s{_CYCLE}(?:{_TIMES})?")
_EACH_OF = re.compile(r"(?<!\w)các\s(?:(?P<u>tháng|quý)\s(?:trong|của)\s(?:mỗi\s)?năm(?!\w)|(?P<u2>năm)(?=\s*(?:$|[,;.)])))")
_PERIODIC = re.compile(
    rf"(?<!\w)(?:định\sk[ỳì]|báo cáo\stheo|thường k[ỳì])(?:\s(?:theo|báo cáo|thực hiện|vào|trong|tổ chức|từng|mỗi))*"
    rf"\s?[:(]?\s?{_CYCLE}(?:{_TIMES})?"
)
_RATE = re.compile(
    rf"(?<!\w)(?P<k>{_NUMERAL})\s?lần\s?(?:/|trong\s(?:một\s|mỗi\s)?|mỗi\s|trên\s|một\s|hằng\s|hàng\s)\s?(?:(?P<n>{_NUMERAL})\s)?"
    rf"(?P<u>{_UNIT})(?!\w){_NO_YEAR}"
)
_ONCE = re.compile(rf"(?<!\w)(?:(?P<n>{_NUMERAL})\s)?(?P<u>{_UNIT})\s?(?:/\s?)?(?:(?P<k>{_NUMERAL})\s)?lần(?!\w)")
_BY = re.compile(rf"(?<!\w)theo\s(?:từng\s)?(?P<u>{_UNIT})(?=\s*(?:$|[,;.)]))")
_YEARLY = re.compile(r"(?<!\w)(?:thường niên|hằng niên)(?!\w)")
_PERIODIC_ALONE = re.compile(r"(?<!\w)định\sk[ỳì](?!\w)")
_MORE = re.compile(
    rf"(?:\s?[,/;]\s?|\svà\s|\s?,\svà\s)(?:(?:hằng|hàng|mỗi|định\sk[ỳì]|báo cáo|sơ kết|tổng kết|cả|đầu|cuối)\s)*{_CYCLE}(?!\s?\d)"
)
_LIST = re.compile(
    rf"(?:(?:báo cáo|sơ kết|tổng kết|đánh giá)\s)?(?:0?[369]\s)?{_UNIT}(?:\s?(?:,|/|và|-)\s?(?:(?:báo cáo|sơ kết|tổng kết|cả|và|01|1)\s)*"
    rf"(?:0?[369]\s)?{_UNIT})+"
)
_LIST_ITEM = re.compile(rf"(?:(?P<n>0?[369])\s)?(?P<u>{_UNIT})")

_MONTH_OF_QUARTER = re.compile(
    r"tháng\s(?P<which>cuối|đầu|giữa|thứ\s(?:nhất|hai|ba|[123]))(?:\s(?:tiên|cùng))?(?:\s(?:của|trong))?(?:\s(?:mỗi|hằng|hàng|từng))?\squý"
    r"(?!\s?(?:i{1,3}|iv|[1-4])(?!\w))(?P<next>\s(?:sau|tiếp theo|kế tiếp))?"
)
_FIRST_OF_QUARTER = {"đầu": 1, "thứ nhất": 1, "thứ 1": 1, "giữa": 2, "thứ hai": 2, "thứ 2": 2}
_DAYS = re.compile(
    r"(?<!\w)ngày\s(?P<days>\d{1,2}(?!\d|\s?[/.]\s?\d|\s?tháng\s?\d)(?:\s?(?P<sep>,|và|hoặc|-|đến)\s?(?:ngày\s)?\d{1,2}(?!\d|\s?[/.]\s?\d))*)"
)
_DAY_OF_MONTH = re.compile(
    r"(?<!\w)ngày\s\d{1,2}(?:\s?(?:,|và|hoặc|-|đến)\s?(?:ngày\s)?\d{1,2})*\s(?:(?:của|hằng|hàng|mỗi)\s)?tháng"
    r"(?:\s(?:sau|tiếp theo|kế tiếp|liền kề|tiếp sau|báo cáo|sau liền kề))?(?=\s*(?:$|[,;.)]))"
)
_END_OF_MONTH = re.compile(r"(?:cuối|ngày cuối(?:\scùng)?(?:\scủa)?)\s(?:(?:mỗi|hằng|hàng|từng)\s)?tháng(?!\s?\d|\scuối)")
_LAST_DAY = re.compile(
    r"(?<!\w)ngày\s(?P<working>làm việc\s)?cuối(?:\scùng)?\s(?:của\s)?(?:(?:mỗi|hằng|hàng|từng)\s)?(?P<u>tháng|quý)"
    r"(?!\s?(?:\d|i{1,3}|iv|này)(?!\w))"
)
_BEGINNING_OF_MONTH = re.compile(r"(?<!tháng\s)đầu\s(?:(?:mỗi|hằng|hàng|từng)\s)?tháng(?!\s?\d)")
_MIDDLE_OF_MONTH = re.compile(r"giữa\s(?:(?:mỗi|hằng|hàng|từng)\s)?tháng(?!\s?\d)")
_END_OF_QUARTER = re.compile(r"(?<!tháng\s)(?:cuối|hết|kết thúc)\s(?:(?:mỗi|hằng|hàng|từng)\s)?quý(?!\s?(?:i{1,3}|iv|[1-4])(?!\w))")
_END_OF_YEAR = re.compile(r"(?<!tháng\s)cuối\s(?:(?:mỗi|hằng|hàng|từng)\s)?năm(?!\s?\d)")
_BEGINNING_OF_YEAR = re.compile(r"(?<!tháng\s)đầu\s(?:(?:mỗi|hằng|hàng|từng)\s)?năm(?!\s?\d)")
_WEEKDAY = re.compile(
    r"(?<!tháng\s)(?<!tuần\s)(?<!lần\s)(?<!quý\s)(?<!\w)(?:thứ\s(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|(?P<sunday>chủ nhật))"
)
_WEEKDAYS = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA"} | dict(
    zip("234567", ("MO", "TU", "WE", "TH", "FR", "SA"), strict=True)
)
_LENGTH = {"ngày": 1, "tuần": 7, "tháng": 30, "quý": 91, "năm": 365}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rhythm found in an expression: its rule (None: "định kỳ" without saying how often) and where its words stand."""

    rule: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cycle:
    count: int
    unit: str
    times: int
    start: int
    end: int

    @property
    def length(self) -> float:
        return self.count * _LENGTH[self.unit] / max(1, self.times)


def find_recurrence(folded: str, spans: list[Span]) -> Recurrence | None:
    """The rhythm of a folded expression, with the calendar days that `spans` (without years) add to it; None where there is none."""
    cycles = list(_cycles(folded))
    quarter_month = _MONTH_OF_QUARTER.search(folded)
    if not cycles:
        if quarter_month is not None:
            cycles = [_Cycle(1, "quý", 1, quarter_month.start(), quarter_month.end())]
        elif (match := _DAY_OF_MONTH.search(folded)) is not None:
            cycles = [_Cycle(1, "tháng", 1, match.start(), match.end())]
        elif (match := _LAST_DAY.search(folded)) is not None and not spans:
            cycles = [_Cycle(1, match["u"], 1, match.start(), match.end())]
        elif (match := _PERIODIC_ALONE.search(folded)) is not None:
            rule = None
            if spans and all(span.year is None and span.unit == "day" for span in spans):  # "định kỳ trước ngày 15/6 và 15/12"
                rule = _rule(folded, _Cycle(1, "năm", 1, match.start(), match.end()), spans, None)
            return Recurrence(rule, match.start(), match.end())
        else:
            return None
    cycle = min(cycles, key=lambda c: c.length)
    return Recurrence(_rule(folded, cycle, spans, quarter_month), min(c.start for c in cycles), max(c.end for c in cycles))


def _cycles(folded: str) -> list[_Cycle]:
    found: list[_Cycle] = []
    whole = folded.strip(" .;,()")
    if _LIST.fullmatch(whole):
        offset = folded.index(whole)
        return [_cycle(item, offset) for item in _LIST_ITEM.finditer(whole)]
    for pattern in (_EVERY, _PERIODIC, _RATE, _ONCE, _BY, _EACH_OF):
        for match in pattern.finditer(folded):
            if any(cycle.start < match.end() and match.start() < cycle.end for cycle in found):
                continue
            found.append(_cycle(match))
            position = match.end()
            while (more := _MORE.match(folded, position)) is not None:
                found.append(_cycle(more))
                position = more.end()
    if not found:
        found.extend(_Cycle(1, "năm", 1, match.start(), match.end()) for match in _YEARLY.finditer(folded))
    return found


def _cycle(match: re.Match[str], offset: int = 0) -> _Cycle:
    groups = match.groupdict()
    unit = groups["u"] or groups["u2"]
    unit = "quý" if unit[0] == "q" else unit
    count = number(groups.get("n"))
    if groups.get("n") == "nửa":
        count, unit = (6, "tháng") if unit == "năm" else (1, unit)
    return _Cycle(max(1, count), unit, max(1, number(groups.get("k"))), offset + match.start(), offset + match.end())


def number(word: str | None) -> int:
    """A small number in digits or words; 1 where there is none."""
    if not word:
        return 1
    return int(word) if word.isdigit() else NUMERALS.get(word, 1)


def _base(cycle: _Cycle) -> tuple[str, int]:
    """Frequency and interval. A rate that no whole interval of days, weeks or months gives keeps the frequency of its unit."""
    count, unit, times = cycle.count, cycle.unit, cycle.times
    if unit in ("quý", "năm"):
        months = count * (3 if unit == "quý" else 12)
        if months % times == 0:
            months //= times
            return ("YEARLY", months // 12) if months % 12 == 0 else ("MONTHLY", months)
        return ("YEARLY", count) if unit == "năm" else ("MONTHLY", 3 * count)
    if unit == "tháng":
        if count % times == 0:
            count //= times
        return ("YEARLY", count // 12) if count % 12 == 0 else ("MONTHLY", count)
    return ("WEEKLY" if unit == "tuần" else "DAILY"), count


def _rule(folded: str, cycle: _Cycle, spans: list[Span], quarter_month: re.Match[str] | None) -> str:
    frequency, interval = _base(cycle)
    months: list[int] = []
    days: list[int] = []
    weekdays: list[str] = []
    if frequency == "WEEKLY":
        weekdays = ["SU" if m["sunday"] else _WEEKDAYS[m["day"]] for m in _WEEKDAY.finditer(folded)]
    elif frequency == "YEARLY":
        months, days = _days_of_year(folded, spans)
    elif frequency == "MONTHLY":
        last = _LAST_DAY.search(folded)
        if last is not None and last["working"] and interval == 1:
            return "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
        days = _days_of_month(folded)
        quarterly = interval == 3
        if quarterly and quarter_month is not None:
            first = _FIRST_OF_QUARTER.get(quarter_month["which"], 3)
            frequency, interval, months = "YEARLY", 1, [first, first + 3, first + 6, first + 9]
        elif quarterly and not days and (_END_OF_QUARTER.search(folded) or last is not None):
            frequency, interval, months, days = "YEARLY", 1, [3, 6, 9, 12], [-1]
        elif spans and not days and all(span.year is None and span.unit == "day" for span in spans):
            frequency, interval = "YEARLY", 1
            months, days = _days_of_year(folded, spans)
    parts = [f"FREQ={frequency}"]
    if interval != 1:
        parts.append(f"INTERVAL={interval}")
    if months:
        parts.append("BYMONTH=" + ",".join(map(str, months)))
    if days:
        parts.append("BYMONTHDAY=" + ",".join(map(str, days)))
    if weekdays:
        parts.append("BYDAY=" + ",".join(dict.fromkeys(weekdays)))
    return ";".join(parts)


def _days_of_month(folded: str) -> list[int]:
    match = _DAYS.search(folded)
    if match is not None:
        days = [int(day) for day in re.findall(r"\d+", match["days"])]
        days = [day for day in days if 1 <= day <= 31]
        return days[-1:] if match["sep"] in ("-", "đến") else sorted(set(days))
    if _END_OF_MONTH.search(folded):
        return [-1]
    if _MIDDLE_OF_MONTH.search(folded):
        return [15]
    return [1] if _BEGINNING_OF_MONTH.search(folded) else []


def _days_of_year(folded: str, spans: list[Span]) -> tuple[list[int], list[int]]:
    yearless = [span for span in spans if span.year is None and span.unit != "year" and span.days(2000) is not None]
    if not yearless:
        if _END_OF_YEAR.search(folded):
            return [12], [31]
        return ([1], [1]) if _BEGINNING_OF_YEAR.search(folded) else ([], [])
    if any(re.search(r"-|đến", folded[a.end : b.start]) for a, b in pairwise(yearless)):
        yearless = yearless[-1:]
    months: list[int] = []
    days: set[int | None] = set()
    ends: list[bool] = []
    for span in yearless:
        found = span.days(2000)
        if found is None:
            continue
        last = found[1]
        before = re.search(r"trước\s$", folded[: span.start]) is not None and span.day is None and span.edge is None
        month = span.first - 1 if before else last.month
        months.append(month or 12)
        named = span.day is not None or span.edge is not None
        days.add(last.day if named else None)
        ends.append(named and (last + timedelta(days=1)).month != last.month)
    if len(days) > 1 and all(ends):
        return sorted(set(months)), [-1]
    day = days.pop() if len(days) == 1 else None
    return sorted(set(months)), [] if day is None else [day]
