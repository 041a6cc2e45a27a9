"""The date of a cited document, right after its number or name. No other dates: see `recognisers.dates`.

date  = [","] ["ban hành" | "ký"] "ngày" (dd sep mm sep yyyy | dd "tháng" mm "năm" yyyy | blanks)
      | [","] "(" date ")" | "năm" yyyy | "(" yyyy ")" | yyyy
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_LEAD = (
    r"\s{0,3}[,-]?\s{0,3}\(?\s{0,1}(?:(?:đã\s{1,2})?(?:được\s{1,2})?(?:ký\s{1,2}ban\s{1,2}hành|ban\s{1,2}hành|ký|thông\s{1,2}qua)\s{1,2})?"
    r"(?:vào\s{1,2})?ngày\s{0,3}:?\s{0,2}"
)
_NUMERIC = r"(?P<d>[0-9]{1,2})\s?[/.-]\s?(?P<m>[0-9]{1,2})\s?[/.-]\s?(?P<y>[0-9]{2,6})(?![0-9])"
_LONG = r"(?P<d2>[0-9]{1,2})\s{1,3}tháng\s{0,3}(?P<m2>[0-9]{1,2})\s{0,3}(?:năm|[/.,-])?\s{0,3}(?P<y2>[0-9]{4,6})(?![0-9])"
_PARTIAL = r"(?P<partial>[0-9]{1,2}(?:\s?[/.-]\s?|\s{1,3}tháng\s{1,3})[0-9]{1,2}(?![0-9/.-]))"
_BLANK = (
    r"(?P<blank>[\s._…]{0,12}tháng[\s._…]{0,12}(?:[0-9]{1,2}[\s._…]{0,4})?năm[\s._…]{0,12}(?P<y3>(?:19|20)[0-9]{2})?"
    r"|[\s._…]{0,12}/[\s._…]{0,6}[0-9]{0,2}\s?/\s?(?P<y4>(?:19|20)[0-9]{2}))"
)
_AFTER = re.compile(rf"{_LEAD}(?:{_LONG}|{_NUMERIC}|{_BLANK}|{_PARTIAL})(?:\s?\))?", re.IGNORECASE)
_BARE = re.compile(
    rf"\s{{0,3}}(?:\(\s?{_NUMERIC}\s?\)|,\s{{0,2}}{_NUMERIC.replace('P<', 'P<b')}|\(\s?{_LONG}\s?\))".replace("(?P<bP", "(?P"),
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\s{1,3}(?:năm\s{1,3}(?P<y>(?:19|20)[0-9]{2})|\(\s?(?:năm\s{1,2})?(?P<z>(?:19|20)[0-9]{2})\s?\)|(?P<b>(?:19|20)[0-9]{2}))(?!\s?[-/.,][0-9]|[0-9])",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?<!\w)ngày\s{{0,3}}(?:{_LONG}|{_NUMERIC})\s{{0,2}},?\s{{0,2}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DatePart:
    """Where a date ends, and what it says: an impossible or blank date is None."""

    end: int
    date: date | None
    year: int | None = None


def _value(day: str, month: str, year: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 45 else 2000
    if not 1945 <= number <= 2100:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def match_date(text: str, start: int, *, bare_year: bool = False) -> DatePart | None:
    """The date that begins at `start` (with its comma and "ngày"), or a year alone.

    `bare_year`: a year without "năm" counts as well ("Luật Đất đai 2013").

    >>> match_date("749/QĐ-TTg , ngày 03/6/2020 của", 10)
    DatePart(end=27, date=datetime.date(2020, 6, 3), year=None)
    >>> match_date("52-NQ/TW ngày 27/9/20119", 8)
    DatePart(end=24, date=None, year=None)
    >>> match_date("Luật Khoa học và Công nghệ (2013)", 26)
    DatePart(end=33, date=None, year=2013)
    """
    if match := _AFTER.match(text, start):
        end = _closed(text, start, match)
        if match["d2"]:
            return DatePart(end, _value(match["d2"], match["m2"], match["y2"]))
        if match["d"]:
            return DatePart(end, _value(match["d"], match["m"], match["y"]))
        year = match["y3"] or match["y4"]
        if match["blank"] and not year:
            end = start + len(text[start:end].rstrip(" .…_\n"))
        return DatePart(end, None, int(year) if year else None)
    if match := _BARE.match(text, start):
        day, month, year = (
            (match[f"{a}"] or match[f"b{a}"] for a in "dmy")
            if match["d"] or match["bd"]
            else (match["d2"], match["m2"], match["y2"])
        )
        value = _value(day, month, year)
        return DatePart(match.end(), value) if value else None
    if match := _YEAR.match(text, start):
        if match["b"] and not bare_year:
            return None
        return DatePart(match.end(), None, int(match["y"] or match["z"] or match["b"]))
    return None


def _closed(text: str, start: int, match: re.Match[str]) -> int:
    """The end without a closing bracket that this date did not open."""
    end = match.end()
    if text[end - 1] == ")" and "(" not in text[start : match.start() + 6]:
        end -= 1
        while text[end - 1].isspace():
            end -= 1
    return end


def match_date_before(text: str, start: int, end: int) -> DatePart | None:
    """The date that ends right before `end` ("Ngày 24/7/2024, Chủ tịch UBND tỉnh có Công văn ..."), looked for from `start` on."""
    match = _BEFORE.search(text, start, end)
    if not match:
        return None
    if match["d2"]:
        return DatePart(match.start(), _value(match["d2"], match["m2"], match["y2"]))
    return DatePart(match.start(), _value(match["d"], match["m"], match["y"]))
