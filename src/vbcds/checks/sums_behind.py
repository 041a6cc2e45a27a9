"""Totals and remainders that stand behind their parts, in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, Passage, number_text
from vbcds.model.mentions import Quantity

_LAST = re.compile(
    r"[^.()%\d]{0,60}(?:[,;]\s*(?:tổng\s+cộng|cộng|tổng\s+số)|\.\s+(?:tổng\s+cộng|cộng))"
    r"\s*(?:là|có|:)?\s*(?:là\s+)?",
    re.I,
)
_BETWEEN = re.compile(r"[^.()%\d]{0,80}", re.I)
#: "61 xã đạt, còn lại 3 xã": what is left of the total.
_LEFT = re.compile(r"[^.%\d]{0,60}\bcòn\s+lại\s*(?:là\s+|có\s+)?$", re.I)


def find_wrong_totals(view: PartView, passage: Passage, counts: Sequence[Quantity]) -> Iterator[Problem]:
    """ "35 chứng thư số cho lãnh đạo và 215 chứng thư số cho công chức, tổng cộng 250 chứng thư số"."""
    for index in range(2, len(counts)):
        total = counts[index]
        if total.kind != "count" or total.comparator != "=":
            continue
        if not _LAST.fullmatch(passage.text, counts[index - 1].end, total.start):
            continue
        parts: list[Quantity] = []
        for part in reversed(counts[:index]):
            joined = not parts or _BETWEEN.fullmatch(passage.text, part.end, parts[0].start)
            if (
                not joined
                or part.kind != "count"
                or part.unit != total.unit
                or part.comparator != "="
                or part.value_max is not None
            ):
                break
            parts.insert(0, part)
        added = sum(part.value for part in parts)
        if len(parts) < 2 or added == total.value or not 0.5 * total.value <= added <= 1.5 * total.value:
            continue
        if any(sum(part.value for part in parts[first:]) == total.value for first in range(len(parts) - 1)):
            continue
        digits = " + ".join(passage.text[part.number_start : part.number_end] for part in parts)
        yield Problem(
            message=f"Các phần {digits} cộng lại là {number_text(added)}, khác tổng {number_text(total.value)} đã nêu.",
            evidence=(view.within(passage, parts[0].start, total.end), view.within(passage, total.start, total.end)),
        )


def find_wrong_rests(view: PartView, passage: Passage, counts: Sequence[Quantity]) -> Iterator[Problem]:
    """ "1.020 hồ sơ, đã số hóa 612 hồ sơ, còn lại 408 hồ sơ": what is left is the total without the parts named before."""
    for index in range(1, len(counts)):
        left = counts[index]
        if left.kind != "count" or left.comparator != "=" or not _LEFT.search(passage.text, counts[index - 1].end, left.start):
            continue
        done = counts[index - 1]
        if done.kind == "ratio" and done.unit == left.unit and done.denominator:
            if done.denominator != done.value + left.value:
                yield _wrong_rest(view, passage, done, left)
            continue
        start = max(passage.text.rfind(mark, 0, left.start) for mark in (". ", "\n")) + 1
        told = [
            q
            for q in counts[:index]
            if q.start >= start and q.unit in (left.unit, None) and q.comparator == "=" and q.value_max is None
        ]
        if len(told) < 2 or told[0].value < max(q.value for q in told):
            continue
        total, parts = told[0], told[1:][-8:]
        sums = {sum(q.value for q in chosen) for size in range(1, min(len(parts), 4) + 1) for chosen in combinations(parts, size)}
        if any(value + left.value == total.value for value in sums):
            continue
        nearest = min((value + left.value for value in sums), key=lambda value: abs(value - total.value))
        if abs(nearest - total.value) <= 0.1 * total.value:
            yield Problem(
                message=f"Phần đã nêu và phần còn lại cộng là {number_text(nearest)}, khác tổng {number_text(total.value)} đã nêu.",
                evidence=(view.within(passage, total.start, left.end), view.within(passage, left.start, left.end)),
            )


def _wrong_rest(view: PartView, passage: Passage, done: Quantity, left: Quantity) -> Problem:
    right = number_text((done.denominator or 0) - done.value)
    return Problem(
        message=f"“{passage.text[done.start : done.end]}” thì còn lại {right}, nơi đây ghi {number_text(left.value)}.",
        evidence=(view.within(passage, done.start, left.end), view.within(passage, left.start, left.end)),
    )
