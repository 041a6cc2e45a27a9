"""Reporting periods of the contract ("2023-05", "2023-Q2", "2023-H1", "2023-01/2023-09", "2023-W22") as days."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SPAN = re.compile(r"(\d{4})-(\d{2})/(\d{4})-(\d{2})")


def period_days(period: str) -> tuple[date, date] | None:
    """The first and the last day of a period, or None where it is not of the contract's form.

    >>> [day.isoformat() for day in period_days("2023-Q2")], period_days("tháng 5") is None
    (['2023-04-01', '2023-06-30'], True)
    """
    try:
        if match := _SPAN.fullmatch(period):
            return date(int(match[1]), int(match[2]), 1), _end(int(match[3]), int(match[4]))
        if match := _MONTH.fullmatch(period):
            return date(int(match[1]), int(match[2]), 1), _end(int(match[1]), int(match[2]))
        year = int(period[:4])
        rest = period[4:]
        if not rest:
            return date(year, 1, 1), date(year, 12, 31)
        if rest.startswith("-Q"):
            quarter = int(rest[2:])
            return date(year, 3 * quarter - 2, 1), _end(year, 3 * quarter)
        if rest.startswith("-H"):
            half = int(rest[2:])
            return date(year, 6 * half - 5, 1), _end(year, 6 * half)
        if rest.startswith("-W"):
            monday = date.fromisocalendar(year, int(rest[2:]), 1)
            return monday, monday + timedelta(days=6)
    except ValueError:
        return None
    return None


def previous_period(period: str) -> str | None:
    """The period of the same length before, or None where there is no such form.

    >>> previous_period("2026-01"), previous_period("2026-Q1"), previous_period("2026")
    ('2025-12', '2025-Q4', '2025')
    """
    days = period_days(period)
    if days is None or "/" in period:
        return None
    before = days[0] - timedelta(days=1)
    if _MONTH.fullmatch(period):
        return f"{before.year}-{before.month:02d}"
    if "-Q" in period:
        return f"{before.year}-Q{(before.month + 2) // 3}"
    if "-H" in period:
        return f"{before.year}-H{1 if before.month <= 6 else 2}"
    if "-W" in period:
        year, week, _ = before.isocalendar()
        return f"{year}-W{week:02d}"
    return str(before.year)


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
