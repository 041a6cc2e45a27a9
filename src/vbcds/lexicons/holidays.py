"""Days on which offices are closed: weekends, fixed holidays, and the Tết and Hùng Kings days of each year (data/holidays.csv)."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

#: Fixed days (Bộ luật Lao động 45/2019/QH14, Điều 112; the same in that of 1994 and of 2012).
_FIXED = {(1, 1): "Tết Dương lịch", (4, 30): "ngày Chiến thắng", (5, 1): "ngày Quốc tế lao động", (9, 2): "ngày Quốc khánh"}


@cache
def _lunar() -> dict[date, str]:
    """The five days of Tết (the day before the lunar new year to its fourth day) and the Hùng Kings' day (tenth of the third month)."""
    found: dict[date, str] = {}
    rows = csv.DictReader(files("vbcds.lexicons").joinpath("data/holidays.csv").read_text(encoding="utf-8").splitlines())
    for row in rows:
        first = date.fromisoformat(row["tet"])
        for shift in range(-1, 4):
            found[first + timedelta(days=shift)] = "Tết Nguyên đán"
        if row["hung_kings"] and first.year >= 2007:
            found[date.fromisoformat(row["hung_kings"])] = "ngày Giỗ Tổ Hùng Vương"
    return found


@cache
def _exchanged() -> dict[date, date]:
    """Saturdays on which offices work, with the working day that is off instead (data/working_weekends.csv)."""
    rows = csv.DictReader(files("vbcds.lexicons").joinpath("data/working_weekends.csv").read_text(encoding="utf-8").splitlines())
    return {date.fromisoformat(row["day"]): date.fromisoformat(row["instead_of"]) for row in rows}


def day_off(day: date) -> str | None:
    """What day without offices it is, in Vietnamese, or None on a working day. Saturdays count from October 1999 on.

    >>> day_off(date(2014, 6, 7)), day_off(date(2026, 9, 2)), day_off(date(2024, 2, 10)), day_off(date(2024, 5, 6))
    ('thứ Bảy', 'ngày Quốc khánh', 'Tết Nguyên đán', None)
    >>> day_off(date(2026, 1, 10)), day_off(date(2026, 1, 2))
    (None, 'ngày nghỉ hoán đổi')
    """
    holiday = _FIXED.get((day.month, day.day)) or _lunar().get(day)
    if holiday is not None:
        return holiday
    if day.weekday() == 6:
        return "Chủ nhật"
    if day.weekday() == 5 and day >= date(1999, 10, 2) and day not in _exchanged():
        return "thứ Bảy"
    if day in _exchanged().values():
        return "ngày nghỉ hoán đổi"
    return None
