"""One amount said twice ("4.860 triệu đồng, tức 4,86 tỷ đồng"), and figures that are said to be above or below others and are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vbcds.checks.differences import find_changes
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term
from vbcds.checks.view import PartView

_AGAIN = re.compile(r"\s?,?\s?\(?\s?(?:tương đương|tương ứng|tức|hay|bằng|làm tròn|cụ thể)\s(?:là\s|với\s|khoảng\s|gần\s)*")
_IN_BRACKETS = re.compile(r"\s?\(\s?(?:tức\s|khoảng\s)?")
_UP = r"vượt|cao hơn|nhiều hơn|lớn hơn|tăng"
_DOWN = r"thấp hơn|ít hơn|nhỏ hơn|giảm|chưa đạt|không đạt"
#: "66,4%, vượt chỉ tiêu được giao (70%)", "1.320 thuê bao; thấp hơn tháng 02 (1.405 thuê bao)".
_AGAINST = re.compile(
    rf"[^.()%]{{0,60}}(?:,|;|\s)\s?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:so với\s)?"
    r"(?:chỉ tiêu|kế hoạch|mục tiêu|dự toán|tháng|quý|năm|kỳ|cùng kỳ|tuần|mức)(?!\w)[^.;,()%]{0,50}\([^.;,()%]{0,30}"
)


def find_wrong_equivalents(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """Amounts that are not what the next one says again, and comparisons the wrong way round."""
    changes = find_changes(sentence)
    for one, two in pairwise(sentence.terms):
        gap = sentence.text[one.end : two.number_start]
        if one.kind == two.kind == "money" and _AGAIN.fullmatch(gap) and not _is_same(one, two):
            yield _problem(view, sentence, one, two, f"“{_shown(sentence, one)}” không bằng “{_shown(sentence, two)}”.")
        if one.kind == two.kind == "money" and _is_misplaced(sentence, one, two):
            yield _problem(view, sentence, one, two, f"“{_shown(sentence, one)}” không bằng “{_shown(sentence, two)}”.")
        against = _AGAINST.fullmatch(gap)
        if against is None or one in changes or two in changes or not one.is_like(two) or not (one.exact and two.exact):
            continue
        if one.kind != two.kind or one.kind == "rank":
            continue
        if against["up"] and one.value < two.value:
            words = f"“{_shown(sentence, one)}” được ghi là {against['up']}, nhưng nhỏ hơn “{_shown(sentence, two)}”."
            yield _problem(view, sentence, one, two, words)
        elif against["down"] and one.value > two.value:
            words = f"“{_shown(sentence, one)}” được ghi là {against['down']}, nhưng lớn hơn “{_shown(sentence, two)}”."
            yield _problem(view, sentence, one, two, words)


def _is_same(one: Term, two: Term) -> bool:
    """Whether two amounts are one, as far as the coarser of them is rounded; amounts far apart are two things."""
    coarse = max(one.step, two.step)
    rough = 0.05 * max(one.value, two.value) if not (one.exact and two.exact) else 0.0
    if abs(one.value - two.value) <= 0.5 * coarse + rough:
        return True
    ratio = max(one.value, two.value) / max(min(one.value, two.value), 1e-9)
    return "/" in one.noun + two.noun or ratio > 1000.5


def _is_misplaced(sentence: Sentence, one: Term, two: Term) -> bool:
    """Whether an amount in brackets has the digits of the one before it, and its comma in another place: "4.860 triệu đồng (48,6 tỷ
    đồng)"."""
    text = sentence.text
    if not _IN_BRACKETS.fullmatch(text, one.end, two.number_start) or not text.startswith(")", two.end) or not one.exact:
        return False
    digits = [re.sub(r"\D", "", term.digits).strip("0") for term in (one, two)]
    return digits[0] == digits[1] and not _is_same(one, two)


def _shown(sentence: Sentence, term: Term) -> str:
    return sentence.passage.text[term.number_start : term.end]


def _problem(view: PartView, sentence: Sentence, one: Term, two: Term, message: str) -> Problem:
    return Problem(
        message=message,
        evidence=(
            view.within(sentence.passage, one.start, two.end),
            view.within(sentence.passage, two.start, two.end),
        ),
    )
