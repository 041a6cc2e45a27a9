"""Growth in per cent against the two figures that it is between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, Passage, number_text
from vbcds.model.mentions import Quantity

#: "từ 400 lên 500 hồ sơ, tăng 25%" and "tăng 25% (từ 400 lên 500 hồ sơ)".
_FROM = re.compile(r"\btừ\s+$", re.I)
#: The year of a figure behind it: "từ 40 (năm 2024) lên 52 (năm 2025)".
_YEAR = r"(?:\([^()%]{0,30}\)[^.;,()%\d]{0,20})?"
_TO = re.compile(rf"[^.;,()%\d]{{0,30}}{_YEAR}\b(?:lên|xuống|còn)\s+(?:còn\s+)?", re.I)
_THEN = re.compile(rf"[^.;()%\d]{{0,30}}{_YEAR}[,(]?\s*(?:\(\s*)?(?:(?:tương\s+ứng|tương\s+đương|tức)\s+)?(?:tăng|giảm)\s+", re.I)
_BEFORE = re.compile(r"\s*\(?\s*(?:từ\s+)$", re.I)
#: "500 hồ sơ, tăng 25% so với tháng trước (400 hồ sơ)".
_NOW = re.compile(r"[^.;()%\d]{0,40},\s*(?:tăng|giảm)\s+", re.I)
_THAN = re.compile(r"\s*so\s+với\s+[^.;()%]{2,50}\(\s*(?:là\s+|đạt\s+)?", re.I)
_ADDED = ("count", "money", "number")


def find_growth(view: PartView, passage: Passage, quantities: Sequence[Quantity]) -> Iterator[Problem]:
    """Percentages of growth that are not those of their two figures."""
    text = passage.text
    if "tăng" not in text and "giảm" not in text:
        return
    for index in range(2, len(quantities)):
        one, two, three = quantities[index - 2 : index + 1]
        if three.kind == "percentage" and _FROM.search(text, max(0, one.start - 8), one.start):
            before, after, percent = one, two, three
            told = _TO.fullmatch(text, one.end, two.start) and _THEN.fullmatch(text, two.end, three.start)
        elif one.kind == "percentage":
            before, after, percent = two, three, one
            told = _BEFORE.fullmatch(text, one.end, two.start) and _TO.fullmatch(text, two.end, three.start)
        else:
            before, after, percent = three, one, two
            told = _NOW.fullmatch(text, one.end, two.start) and _THAN.fullmatch(text, two.end, three.start)
        if told and percent.kind == "percentage" and {percent.comparator, before.comparator, after.comparator} == {"="}:
            yield from _compare(view, passage, before, after, percent)


def _compare(view: PartView, passage: Passage, before: Quantity, after: Quantity, percent: Quantity) -> Iterator[Problem]:
    if before.kind not in _ADDED or after.kind not in _ADDED or before.value <= 0 or before.unit not in (None, after.unit):
        return
    digits = passage.text[percent.number_start : percent.number_end]
    change = abs(after.value - before.value)
    if agrees(change, before.value, percent.value, decimals=decimals_of(digits)):
        return
    exact = f"{100 * change / before.value:.{max(2, decimals_of(digits))}f}".replace(".", ",")
    first, last = min(before.start, after.start, percent.start), max(before.end, after.end, percent.end)
    yield Problem(
        message=f"Mức tăng, giảm ghi {digits}%, nhưng từ {number_text(before.value)} đến {number_text(after.value)} là {exact}%.",
        evidence=(view.within(passage, first, last), view.within(passage, percent.start, percent.end)),
        severity="warning",
    )
