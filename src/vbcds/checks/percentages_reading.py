"""Percentages in running text with the counts that they are of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.lexicons.partitions import find_partition
from vbcds.model.mentions import Quantity
from vbcds.recognisers.quantities_numbers import value_of

_CUE = r"(?:đạt\s+(?:tỷ|tỉ)\s+lệ|chiếm\s+(?:tỷ|tỉ)\s+lệ|(?:tỷ|tỉ)\s+lệ(?:\s+đạt)?|đạt|chiếm|tương\s+đương|tương\s+ứng|bằng|=)"
#: Between a count and the percentage that it makes: the rest of the counted thing, then the cue.
_FORWARD = re.compile(
    rf"[^,;.()%\d]{{0,80}}[,(:–-]?\s*\(?\s*(?:và\s+)?{_CUE}\s*(?:(?:với|là|khoảng|gần|trên|hơn|xấp xỉ)\s*)?:?\s*", re.I
)
_BRACKET = re.compile(r"[^,;.()%\d]{0,60}\(\s*(?:(?:đạt|chiếm)\s+(?:(?:tỷ|tỉ)\s+lệ\s+)?)?", re.I)
#: Between a percentage and the counts in brackets behind it.
_BACK = re.compile(
    r"[^,;.()%\d]{0,80}(?:\(\s*(?:tức|tương\s+đương|tương\s+ứng|với|là|đạt|gồm|bằng|có)?\s*:?\s*(?:là\s+)?"
    r"|\s(?:tương\s+ứng\s+)?với\s+|,\s*cụ\s+thể\s*:?\s*(?:là\s+)?)",
    re.I,
)
#: A percentage of something else: of a plan, of another year.
_OTHER_BASE = re.compile(
    r"\s*(?:\(\s*)?(?:so\s+với|kế\s+hoạch|kh\b|chỉ\s+tiêu|dự\s+toán|mục\s+tiêu|cùng\s+kỳ|vượt|của\s+(?:kế|cả|năm)|vốn|tổng\s+(?:vốn|mức|chi))",
    re.I,
)
#: The plan that a ratio is of, where no time is named that it is the plan for: "42/56 tỷ đồng, đạt 75% dự toán được giao".
_OF_PLAN = re.compile(
    r"\s*(?:so\s+với\s+)?(?:dự\s+toán|(?:kế\s+hoạch|chỉ\s+tiêu)(?:\s+vốn)?)(?:\s+(?:được\s+)?(?:giao|phân\s+bổ|phê\s+duyệt))?\s*(?:[.;,)]|$)",
    re.I,
)
_BUDGET = re.compile(r"\b(?:dự\s+toán|kế\s+hoạch\s+vốn|tổng\s+vốn|vốn\s+được\s+giao)[^,;.()%\d]{0,40}$", re.I)
_CLOSED = re.compile(r"\s*(?:[.;,)]|$)")
_AMOUNTS = re.compile(
    r"(?<![\d.,/])(?P<part>\d[\d.]{0,12}(?:,\d{1,3})?)\s?(?:(?P<unit>tỷ|tỉ|triệu)(?:\s+đồng)?)?\s?/\s?"
    r"(?P<whole>\d[\d.]{0,12}(?:,\d{1,3})?)\s?(?P<other>tỷ|tỉ|triệu)(?:\s+đồng)?",
    re.I,
)
_WHOLE = re.compile(r"(?:tổng\s+số|tổng\s+cộng|trong\s+tổng|trên\s+tổng|tổng)\s*(?:số\s+)?[^,;.()%\d]{0,40}$", re.I)
_PART_OF = re.compile(r"\btrong\s+đó\b|\btrên\s+tổng\b|/\s*tổng", re.I)
#: Between two counts of one thing, and between the second and its rate.
_BESIDE = re.compile(r"[,;]\s*[^,;.:()%\d]{0,40}", re.I)
#: "đạt từ 82% trở lên" bounds what each of the counted reached.
_BOUND = re.compile(r"trở (?:lên|xuống)$")
_SENTENCE = re.compile(r"[.;!?](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage with its counts; offsets are those of the paragraph."""

    start: int
    end: int
    part: float
    whole: float
    percent: Quantity
    digits: str


def find_shares(text: str, quantities: Sequence[Quantity]) -> Iterator[Share]:
    """The percentages of a paragraph whose counts stand beside them."""
    percents = [q for q in quantities if q.kind == "percentage" and q.value_max is None and not _BOUND.search(q.raw)]
    for percent in percents:
        index = quantities.index(percent)
        before = quantities[index - 1] if index else None
        if _OTHER_BASE.match(text, percent.end) and not (
            before is not None and before.kind == "ratio" and _OF_PLAN.match(text, percent.end)
        ):
            continue
        after = quantities[index + 1] if index + 1 < len(quantities) else None
        digits = text[percent.number_start : percent.number_end]
        if before is not None and before.kind == "ratio" and before.denominator and _joined(text, before, percent):
            yield Share(before.start, percent.end, before.value, before.denominator, percent, digits)
        elif after is not None and after.kind == "ratio" and after.denominator and _BACK.fullmatch(text, percent.end, after.start):
            yield Share(percent.start, after.end, after.value, after.denominator, percent, digits)
        elif before is not None and before.kind == "count" and before.value_max is None and _joined(text, before, percent):
            whole = _whole(text, quantities[: index - 1], before)
            if whole is not None:
                yield Share(whole.start, percent.end, before.value, whole.value, percent, digits)
    yield from _money_shares(text, percents)
    yield from _spent_shares(text, quantities)


def _money_shares(text: str, percents: Sequence[Quantity]) -> Iterator[Share]:
    """Percentages of two amounts with a stroke between them ("42,3/56,4 tỷ đồng, đạt 75% dự toán được giao")."""
    for match in _AMOUNTS.finditer(text):
        part, whole = value_of(match["part"]), value_of(match["whole"])
        percent = next((q for q in percents if q.start >= match.end()), None)
        if percent is None or part is None or not whole or part > whole or match["unit"] not in (None, match["other"]):
            continue
        if not _FORWARD.fullmatch(text, match.end(), percent.start):
            continue
        if not _OTHER_BASE.match(text, percent.end) or _OF_PLAN.match(text, percent.end):
            yield Share(match.start(), percent.end, part, whole, percent, text[percent.number_start : percent.number_end])


def _spent_shares(text: str, quantities: Sequence[Quantity]) -> Iterator[Share]:
    """Percentages of two amounts of which the first is called a budget ("dự toán 120 tỷ đồng, đã chi 108 tỷ đồng, đạt 90%")."""
    for whole, part, percent in zip(quantities, quantities[1:], quantities[2:], strict=False):
        if (whole.kind, part.kind, percent.kind) != ("money", "money", "percentage") or whole.unit != part.unit:
            continue
        if {whole.comparator, part.comparator, percent.comparator} != {"="} or not 0 < part.value <= whole.value:
            continue
        told = _BUDGET.search(text, max(0, whole.start - 60), whole.start) and _BESIDE.fullmatch(text, whole.end, part.start)
        if (
            told
            and _FORWARD.fullmatch(text, part.end, percent.start)
            and (_CLOSED.match(text, percent.end) or _OF_PLAN.match(text, percent.end))
        ):
            yield Share(whole.start, percent.end, part.value, whole.value, percent, text[percent.number_start : percent.number_end])


def _joined(text: str, count: Quantity, percent: Quantity) -> bool:
    between = (count.end, percent.start)
    return bool(
        _FORWARD.fullmatch(text, *between) or (text[percent.end : percent.end + 1] == ")" and _BRACKET.fullmatch(text, *between))
    )


def _whole(text: str, earlier: Sequence[Quantity], part: Quantity) -> Quantity | None:
    """The total that a part is of: the last one called so in the same sentence, of the same unit."""
    for quantity in reversed(earlier):
        gap = text[quantity.end : part.start]
        if _SENTENCE.search(gap):
            return None
        if quantity.kind == "count" and quantity.unit == part.unit and quantity.value_max is None and quantity.comparator == "=":
            called = _WHOLE.search(text[max(0, quantity.start - 60) : quantity.start])
            if called and _PART_OF.search(gap) and quantity.value >= part.value > 0:
                return quantity
    return None


def find_complements(text: str, quantities: Sequence[Quantity]) -> Iterator[list[tuple[Quantity, Quantity]]]:
    """Runs of counts with their percentages that fill a hundred, or that are of kinds which exclude each other and partly agree."""
    for run in _runs(text, quantities):
        filled = next((n for n in range(2, len(run) + 1) if abs(sum(p.value for _, p in run[:n]) - 100) < 0.011 * n), None)
        if filled is not None:
            yield run[:filled]
        elif len(run) > 1 and (_is_partition(text, run) or _nearly_all_agree(text, run)):
            yield run


def _runs(text: str, quantities: Sequence[Quantity]) -> Iterator[list[tuple[Quantity, Quantity]]]:
    """Counts of one unit with a percentage behind each, as long as nothing else stands between."""
    run: list[tuple[Quantity, Quantity]] = []
    for count, percent in itertools.pairwise(quantities):
        if count.kind not in ("count", "number", "money") or percent.kind != "percentage" or not _joined(text, count, percent):
            continue
        if run and (run[-1][0].unit != count.unit or "\n" in text[run[-1][1].end : count.start]):
            yield run
            run = []
        run.append((count, percent))
    yield run


def _nearly_all_agree(text: str, run: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether all percentages but one are those of their counts' sum."""
    whole = sum(count.value for count, _ in run)
    digits = [decimals_of(text[percent.number_start : percent.number_end]) for _, percent in run]
    pairs = zip(run, digits, strict=True)
    right = sum(agrees(count.value, whole, percent.value, decimals=places) for (count, percent), places in pairs)
    return len(run) > 2 and right >= len(run) - 1


def _is_partition(text: str, run: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether counts are of kinds that exclude each other, and one of the percentages is that of their sum."""
    starts = [max(0, run[0][0].start - 40), *(percent.end for _, percent in run)]
    labels = [text[start : percent.start].lower() for start, (_, percent) in zip(starts, run, strict=False)]
    if find_partition(labels) is None:
        return False
    whole = sum(count.value for count, _ in run)
    digits = (decimals_of(text[percent.number_start : percent.number_end]) for _, percent in run)
    return any(
        agrees(count.value, whole, percent.value, decimals=places) for (count, percent), places in zip(run, digits, strict=True)
    )
