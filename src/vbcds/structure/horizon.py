"""The years that a document plans for, and the period that it reports on, from its title."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from vbcds.structure.lines import fold

_CITED = re.compile(
    r"ngày\s*[\d …./\-]{0,14}(?:tháng\s*[\d ….]{0,6}(?:năm\s*\d{4})?)?"
    r"|(?:số\s*)?\d+[a-z]?\s*[/\-][\w/.\-]*[^\W\d][\w/.\-]*|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}"
)
_SPAN = re.compile(r"(?:giai đoạn|các năm|nhiệm kỳ|thời kỳ|năm)?\s*(20\d\d)\s*(?:-|đến(?:\s+năm)?|tới)\s*(?:năm\s*)?(20\d\d)")
_VISION = re.compile(r"(?:định hướng|tầm nhìn|hướng tới|hướng đến)(?:\s+(?:phát triển|đến|tới|giai đoạn|các))*[^,;.]{0,30}$")
_UNTIL = re.compile(r"(?:đến|tới|hết)\s+(?:hết\s+)?năm\s+(20\d\d)")
_YEAR = re.compile(r"(?<!\d)(?:năm\s+)?(20\d\d)(?!\d)")


def plan_years(title: str | None, issued_year: int | None) -> tuple[int, int] | None:
    """The first and the last year that a title plans for; None where it names none.

    Years of documents that the title cites, and those of a vision beyond the plan ("định hướng đến năm 2030"), do not count.

    >>> plan_years("Chuyển đổi số tỉnh Tây Ninh năm 2023", 2023), plan_years("Chương trình giai đoạn 2021 - 2025", 2021)
    ((2023, 2023), (2021, 2025))
    >>> plan_years("CHƯƠNG TRÌNH ... ĐẾN NĂM 2025 VÀ ĐỊNH HƯỚNG ĐẾN NĂM 2030", 2021)
    (2021, 2025)
    >>> plan_years("Thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024", 2025) is None
    True
    """
    if not title:
        return None
    folded = _CITED.sub(" ", fold(title))
    span = _SPAN.search(folded)
    if span and int(span[1]) <= int(span[2]) and not _VISION.search(folded[: span.start()]):
        return int(span[1]), int(span[2])
    until = next((m for m in _UNTIL.finditer(folded) if not _VISION.search(folded[: m.start()])), None)
    if until:
        last = int(until[1])
        return (min(issued_year, last) if issued_year else last), last
    years = [int(m[1]) for m in _YEAR.finditer(folded) if not _VISION.search(folded[: m.start()])]
    return (min(years), max(years)) if years else None


def report_period(title: str | None, issued: date | None, below: str) -> str | None:
    """The period of a report in the contract's form, from its title, else from the words below it ("(Từ ngày ... đến ngày ...)")."""
    parse = _parser()
    for words in (title, below):
        if words and (period := parse(words, issued)) is not None:
            return period
    return None


@cache
def _parser() -> Callable[[str, date | None], str | None]:
    try:
        from vbcds.recognisers.periods import parse_period
    except ImportError:
        return lambda words, issued: None

    def parse(words: str, issued: date | None) -> str | None:
        return parse_period(words, issued=issued)

    return parse
