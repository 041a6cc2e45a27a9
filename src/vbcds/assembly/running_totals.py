"""Whether a number in a sentence is a total up to the day or what one period brought, by the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbcds.lexicons.report_words import fold
from vbcds.lexicons.running_totals import running_totals

#: The day that a total is of, which is no period; and a month or quarter by its number, which is one.
_DAY = re.compile(r"(?:ngày|mồng) \d{1,2} tháng \d{1,2}(?: năm \d{4})?|\d{1,2}/\d{1,2}(?:/\d{4})?")
_NUMBERED = re.compile(
    r"(?<!\w)(?<!đến )(?<!hết )(?<!từ )(?<!đầu )(?<!cuối )(?<!giữa )(?:tháng \d{1,2}(?:/\d{4})?|quý (?:iv|i{1,3}|\d))(?! tháng)(?!\w)"
)
_MONTHS = re.compile(r"(?<!\w)\d{1,2} tháng(?: đầu năm| qua)?(?: năm \d{4})?(?!\w)")
#: A number with its noun, up to the next number or the end of its clause; a bracket without numbers belongs to it.
_BEHIND = re.compile(r"[\d.,/\s]*\d[^\d;:.,)]*(?:\(l[^)]{0,20}\)|\([^)\d]{0,40}\))?")
#: "120 trạm mới", "120 trạm phát sinh": new of the period; "mới được 120 trạm" are only so many.
_NEW = re.compile(r"[\d.,/%\s]*(?:[^\W\d_]+ ){1,4}?(?:mới|phát sinh)(?= *(?:$|[,;.)]|trong|được|so))")
#: A number with its share and all that follows, where no other number does.
_TAIL = re.compile(r"[\d.,/\s]*(?:[^\d;]{0,60}?[\d.,]+\s?%)?[^\d;]*$")


@dataclass(frozen=True, slots=True)
class Total:
    """What a number sums up: all up to the day, beyond doubt ("lũy kế") or as the words have it ("đến nay"); or the period only."""

    surely: bool
    summed: bool
    within: bool


def read_total(sentence: str, at: int, about: str = "") -> Total:
    """What the number at sentence[at] sums up; `about` is the heading over the sentence.

    The words that stand nearest before the number decide, and those right behind it.

    >>> said = "Trong tháng cấp mới 120 thẻ, lũy kế đã cấp 4.920 thẻ"
    >>> read_total(said, said.index("120")).within, read_total(said, said.index("4.920")).surely
    (True, True)
    >>> read_total("Đến nay có 412 gian hàng", 11)
    Total(surely=False, summed=True, within=False)
    """
    words = running_totals()
    line = _DAY.sub(lambda day: " " * len(day[0]), fold(sentence))
    before = line[:at]
    match = _BEHIND.match(line, at)
    behind = match[0] if match is not None else line[at : at + 40]
    surely = _last(words.summed_surely, before)
    summed = max(surely, _last(words.summed, before), _last(_MONTHS, before))
    within = max(_last(words.within, before), _last(_NUMBERED, before))
    if words.summed_surely.search(behind) or _ends_with_total(line, at):  # "20.318 hồ sơ (lũy kế)"
        surely = summed = at
    if _NEW.match(behind) or (surely < at and words.within.search(behind)):
        within = at + 1
    if summed < 0 and within < 0 and words.summed.search(fold(about)):
        summed = 0
    is_within = within > summed
    return Total(surely=surely >= 0 and not is_within, summed=summed >= 0 and not is_within, within=is_within)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where a pattern is found last, -1 for nowhere."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _ends_with_total(line: str, at: int) -> bool:
    """Whether a sentence says behind its last number that it is a total: "18.215 hộ cài đặt, lũy kế từ khi triển khai"."""
    last = _TAIL.match(line, at)
    return last is not None and running_totals().summed_surely.search(last[0]) is not None
