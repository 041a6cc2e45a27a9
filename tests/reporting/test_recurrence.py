"""Recurring days and reporting periods."""

from __future__ import annotations

from datetime import date

import pytest

from vbcds.model.periods import period_days, previous_period
from vbcds.reporting.recurrence import next_occurrence, occurrences

YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


@pytest.mark.parametrize(
    ("rule", "count", "first"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=20", 12, date(2026, 1, 20)),
        ("FREQ=MONTHLY", 12, date(2026, 1, 31)),
        ("FREQ=MONTHLY;BYMONTHDAY=31", 12, date(2026, 1, 31)),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", 12, date(2026, 1, 31)),
        ("FREQ=MONTHLY;INTERVAL=3", 4, date(2026, 3, 31)),
        ("FREQ=MONTHLY;INTERVAL=6", 2, date(2026, 6, 30)),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=15", 4, date(2026, 3, 15)),
        ("FREQ=YEARLY", 1, date(2026, 12, 31)),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=25", 1, date(2026, 11, 25)),
        ("FREQ=WEEKLY;BYDAY=MO", 52, date(2026, 1, 5)),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 12, date(2026, 1, 30)),
        ("hằng tháng", 0, None),
        ("FREQ=SECONDLY", 0, None),
        ("FREQ=MONTHLY;INTERVAL=0", 0, None),
    ],
)
def test_occurrences(rule, count, first):
    found = occurrences(rule, **YEAR)
    assert (len(found), found[0] if found else None) == (count, first)


def test_a_day_that_is_already_late_moves_to_the_day_before():
    assert next_occurrence("FREQ=MONTHLY;BYMONTHDAY=20", after=date(2026, 5, 20), exclusive=True) == date(2026, 6, 19)
    assert next_occurrence("FREQ=MONTHLY;BYMONTHDAY=20", after=date(2026, 5, 20)) == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("period", "first", "last", "before"),
    [
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31), "2025-12"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "2025-Q4"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "2026-H1"),
        ("2026-W22", date(2026, 5, 25), date(2026, 5, 31), "2026-W21"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2025"),
        ("2026-01/2026-09", date(2026, 1, 1), date(2026, 9, 30), None),
    ],
)
def test_periods(period, first, last, before):
    assert period_days(period) == (first, last)
    assert previous_period(period) == before


@pytest.mark.parametrize("period", ["2026-13", "tháng 5", "2026-Q5", ""])
def test_what_is_no_period(period):
    assert period_days(period) is None
