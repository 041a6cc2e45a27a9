"""The days of a recurring duty: the part of RFC 5545 recurrence rules that deadlines use.

    FREQ=DAILY | WEEKLY | MONTHLY | YEARLY, INTERVAL, BYMONTH, BYMONTHDAY (also from the end: -1), BYDAY (weekdays), BYSETPOS

A rule without a day is due on the last day of each of its periods: "hằng quý" is done by the end of the quarter.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_LIMIT = 5000


def occurrences(rule: str, *, first: date, last: date, exclusive: bool = False) -> tuple[date, ...]:
    """The due days of a rule from `first` to `last`, both included; empty for a rule that is not understood.

    `exclusive`: the day named is already late, so each due day is the day before it. (A rhythm such as "trước ngày 20 hằng tháng" is due on
    the 20th: offices mean that day by it, and its rule names it.) Periods are those of the calendar (quarters begin in January, April
    ...), as offices count them.

    >>> [day.isoformat() for day in occurrences("FREQ=MONTHLY;BYMONTHDAY=20", first=date(2026, 4, 1), last=date(2026, 5, 31))]
    ['2026-04-20', '2026-05-20']
    >>> [day.isoformat() for day in occurrences("FREQ=MONTHLY;INTERVAL=3", first=date(2026, 1, 1), last=date(2026, 7, 31))]
    ['2026-03-31', '2026-06-30']
    """
    parts = _parts(rule)
    if parts is None or last < first:
        return ()
    shift = timedelta(days=1) if exclusive and "BYMONTHDAY" in parts else timedelta()
    low, high = first + shift, last + shift
    return tuple(day - shift for day in sorted(set(_days(parts, low, high))) if low <= day <= high)


def next_occurrence(rule: str, *, after: date, exclusive: bool = False) -> date | None:
    """The first due day of a rule on or after a day, within ten years; None for a rule that is not understood."""
    found = occurrences(rule, first=after, last=after + timedelta(days=800), exclusive=exclusive)
    return found[0] if found else None


@lru_cache(maxsize=1024)
def _parts(rule: str) -> dict[str, str] | None:
    parts: dict[str, str] = {}
    for piece in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value:
            return None
        parts[name] = value
    if parts.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return None
    if not parts.get("INTERVAL", "1").isdigit() or int(parts.get("INTERVAL", "1")) < 1:
        return None
    return parts


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    found = []
    for piece in parts.get(name, "").split(","):
        try:
            found.append(int(piece))
        except ValueError:
            continue
    return found


def _days(parts: dict[str, str], first: date, last: date) -> Iterator[date]:
    interval = int(parts.get("INTERVAL", "1"))
    weekdays = [_WEEKDAYS[name[-2:]] for name in parts.get("BYDAY", "").split(",") if name[-2:] in _WEEKDAYS]
    if parts["FREQ"] == "DAILY":
        if (last - first).days <= _LIMIT:
            for offset in range((last - first).days + 1):
                yield first + timedelta(days=offset)
        return
    if parts["FREQ"] == "WEEKLY":
        monday = first - timedelta(days=first.weekday())
        while monday <= last and (monday - first).days <= _LIMIT:
            if (monday.toordinal() // 7) % interval == 0:
                for weekday in weekdays or [4]:
                    yield monday + timedelta(days=weekday)
            monday += timedelta(days=7)
        return
    months = _numbers(parts, "BYMONTH")
    days = _numbers(parts, "BYMONTHDAY")
    positions = _numbers(parts, "BYSETPOS")
    year, month = first.year, 1
    while (year, month) <= (last.year + 1, 1) and year - first.year <= 60:
        if _is_due_month(parts["FREQ"], interval, year, month, months):
            yield from _month_days(year, month, days, weekdays, positions)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _is_due_month(frequency: str, interval: int, year: int, month: int, months: list[int]) -> bool:
    """Whether a rule has a day in a month: the last month of each of its periods, unless it names its months."""
    if frequency == "YEARLY":
        return year % interval == 0 and (month in months if months else month == 12)
    if months:
        return month in months
    return month % interval == 0 if interval <= 12 else (year * 12 + month) % interval == 0


def _month_days(year: int, month: int, days: list[int], weekdays: list[int], positions: list[int]) -> Iterator[date]:
    length = calendar.monthrange(year, month)[1]
    if weekdays:
        fitting = [date(year, month, day) for day in range(1, length + 1) if date(year, month, day).weekday() in weekdays]
        if days:
            fitting = [day for day in fitting if day.day in days]
        for position in positions:
            if 0 < abs(position) <= len(fitting):
                yield fitting[position - 1 if position > 0 else position]
        if not positions:
            yield from fitting
        return
    for number in days or [-1]:
        day = number if number > 0 else length + 1 + number
        if 1 <= day <= length:
            yield date(year, month, day)
        elif number > 28:  # "ngày 31 hằng tháng" in a shorter month: its last day
            yield date(year, month, length)
