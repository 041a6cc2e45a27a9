"""Periods as the consolidated report names them: key, first and last day, Vietnamese words, the period before and after."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from vbcds.errors import VbcdsError

_FORM = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>0[1-9]|[1-4]\d|5[0-3])))?\Z"
)
_SPAN = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])/((?:19|20)\d\d)-(0[1-9]|1[0-2])\Z")
_ROMAN = ("", "I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class SummaryPeriod:
    """A period: the contract's key, its days, its name in a title ("tháng 5 năm 2023")."""

    key: str
    start: datetime.date
    end: datetime.date
    name: str
    #: Name of the period that follows, for the plans.
    following: str


def parse_summary_period(period: str) -> SummaryPeriod:
    """The period that a key names. Raises `VbcdsError` where it names none.

    >>> parse_summary_period("2023-05").name, parse_summary_period("2023-Q4").following
    ('tháng 5 năm 2023', 'quý I năm 2024')
    >>> parse_summary_period("2023-01/2023-09").name
    '9 tháng đầu năm 2023'
    """
    text = period.strip().upper()
    span = _SPAN.match(text)
    if span:
        first, last = datetime.date(int(span[1]), int(span[2]), 1), _month_end(int(span[3]), int(span[4]))
        if first <= last:
            months = (last.year - first.year) * 12 + last.month - first.month + 1
            whole = first.month == 1 and first.year == last.year
            name = f"{months} tháng đầu năm {first.year}" if whole else f"từ tháng {first:%-m/%Y} đến tháng {last:%-m/%Y}"
            return SummaryPeriod(text, first, last, name, "thời gian tới")
    match = _FORM.match(text)
    if match is None:
        raise VbcdsError(f"Kỳ báo cáo “{period}” không đọc được; dùng dạng 2023-05, 2023-Q2, 2023-H1, 2023 hoặc 2023-W22.")
    year = int(match["year"])
    if match["month"]:
        month = int(match["month"])
        after = f"tháng {month + 1} năm {year}" if month < 12 else f"tháng 1 năm {year + 1}"
        return SummaryPeriod(text, datetime.date(year, month, 1), _month_end(year, month), f"tháng {month} năm {year}", after)
    if match["quarter"]:
        quarter = int(match["quarter"])
        after = f"quý {_ROMAN[quarter + 1]} năm {year}" if quarter < 4 else f"quý I năm {year + 1}"
        start = datetime.date(year, 3 * quarter - 2, 1)
        return SummaryPeriod(text, start, _month_end(year, 3 * quarter), f"quý {_ROMAN[quarter]} năm {year}", after)
    if match["half"]:
        first_half = match["half"] == "1"
        start, end = datetime.date(year, 1 if first_half else 7, 1), _month_end(year, 6 if first_half else 12)
        after = f"6 tháng cuối năm {year}" if first_half else f"6 tháng đầu năm {year + 1}"
        return SummaryPeriod(text, start, end, f"6 tháng {'đầu' if first_half else 'cuối'} năm {year}", after)
    if match["week"]:
        try:
            start = datetime.date.fromisocalendar(year, int(match["week"]), 1)
        except ValueError as error:
            raise VbcdsError(f"Năm {year} không có tuần {match['week']}.") from error
        return SummaryPeriod(
            text, start, start + datetime.timedelta(days=6), f"tuần {int(match['week'])} năm {year}", "tuần tiếp theo"
        )
    return SummaryPeriod(text, datetime.date(year, 1, 1), datetime.date(year, 12, 31), f"năm {year}", f"năm {year + 1}")


def _month_end(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
