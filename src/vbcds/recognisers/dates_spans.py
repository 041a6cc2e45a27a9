"""Calendar expressions as values: days, months, quarters, halves and years, with or without their year, and the days that they cover.

The edges are days: Civil Code 2015, Article 146 (the beginning of a month is its first day, its middle the 15th, its end the last
day; the middle of a year is the last day of June).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "month", "quarter", "months", "half", "year", "week"]
Edge = Literal["first", "middle", "last"]


@dataclass(frozen=True, slots=True)
class Span:
    """A calendar expression in a text: months `first`..`last` of a year, or one day, or a week; the year may be missing."""

    start: int
    end: int
    unit: Unit
    year: int | None
    first: int = 1
    last: int = 12
    day: int | None = None
    edge: Edge | None = None
    #: The expression stands there without the word that names its unit ("2025", "6/2025", "30/6").
    bare: bool = False
    #: The second year of a range of bare years ("2021-2025").
    last_year: int | None = None

    def days(self, year: int | None = None) -> tuple[date, date] | None:
        """First and last day, in the year given where the expression has none; None where there is no such day."""
        year = self.year if self.year is not None else year
        if year is None or not 2 <= year < 9999:
            return None
        if self.unit == "week":
            return _week(year, self.first)
        if not (1 <= self.first <= self.last <= 12):
            return None
        begin, end = date(year, self.first, 1), month_end(self.last_year or year, self.last)
        if self.day is not None:
            if not 1 <= self.day <= end.day:
                return None
            begin = end = begin.replace(day=self.day)
        if self.edge == "first":
            end = begin
        elif self.edge == "last":
            begin = end
        elif self.edge == "middle":
            begin = end = _middle(begin, end)
        return begin, end


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _middle(begin: date, end: date) -> date:
    months = end.month - begin.month + 1
    if months == 1:
        return begin.replace(day=15)
    if months == 12:
        return date(begin.year, 6, 30)
    return date(begin.year, begin.month + months // 2, 15)


def _week(year: int, week: int) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return monday, monday + timedelta(days=6)


def with_years(spans: list[Span], folded: str, *, cell: bool) -> list[Span]:
    """Give each span without a year that of its neighbour in a range or a list; in a cell, that of any span before it.

    In "từ tháng 10 đến tháng 3/2024" the first month is of 2023, in "từ tháng 10/2023 đến tháng 3" the second is of 2024.
    """
    result = list(spans)
    for i in range(len(result) - 2, -1, -1):
        here, after = result[i], result[i + 1]
        if here.year is None and after.year is not None and joined(folded, here, after):
            wraps = after.unit != "year" and (here.first, here.day or 0) > (after.last, after.day or 31)
            result[i] = replace(here, year=after.year - 1 if wraps else after.year)
    for i in range(1, len(result)):
        here, before = result[i], result[i - 1]
        if here.year is None and before.year is not None:
            how = joined(folded, before, here)
            if how is None and not cell:
                continue
            wraps = how == "range" and (here.last, here.day or 31) < (before.first, before.day or 0)
            result[i] = replace(here, year=before.year + 1 if wraps else before.year)
    return result


_RANGE = re.compile(r"\s?\)?\s?(?:[-÷~]|,?\s?(?:cho\s)?(?:đến|tới))\s?(?:trước\s|hết\s|cuối\s|ngày\s|(?:trong|vào)\s)*")
_LIST = re.compile(r"\s?(?:[,&+/;(]|và|hoặc|hay|)\s?(?:(?:và|trong|vào|đến)\s)?(?:(?:(?<=và\s)|(?<=,\s))trước\s)?(?:ngày\s)?")


def joined(folded: str, left: Span, right: Span) -> Literal["range", "list"] | None:
    """How two neighbouring spans hang together."""
    between = folded[left.end : right.start]
    if len(between) > 24:
        return None
    if _RANGE.fullmatch(between):
        return "range"
    return "list" if _LIST.fullmatch(between) else None
