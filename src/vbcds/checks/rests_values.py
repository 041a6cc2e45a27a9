"""What all reckoning of rests needs: which figures are parts, what is under way, what is said not to be done."""

from __future__ import annotations

import re

from vbcds.checks.registry import Problem
from vbcds.checks.terms import BORDER, Sentence, Term
from vbcds.checks.view import PartView, Passage, number_text
from vbcds.recognisers.quantities_numbers import value_of

#: "7 nhiệm vụ chưa hoàn thành"
NOT_BEHIND = re.compile(r"\s(?:còn\s|vẫn\s)?(?:chưa|không)(?:\s(?P<what>[^,;.()%]{0,60}))?")
_GOING = re.compile(
    r"\s(?:[^,;.()%]{0,20}\s)?(?:đang|trong quá trình)\s(?:[^,;.()%]{0,30}\s)?(?:thực hiện|triển khai|xử lý|giải quyết|hoàn thiện"
    r"|xem xét|rà soát|nghiên cứu|xác minh|thẩm định)(?!\w)"
)
_GOING_BEFORE = re.compile(
    r"(?<!\w)đang\s(?:[^,;.()%]{0,15}\s)?(?:thực hiện|tiến hành|triển khai|xử lý|giải quyết|xem xét|rà soát|xác minh|thẩm định)"
    r"(?:\s(?:trong (?:thời )?hạn|đúng hạn|theo quy trình))?"
    r"(?:\s(?:là|có))?\s?:?\s$"
)
#: Figures of which something may be left.
KINDS = ("count", "number", "money", "measure")
#: So many characters before a paragraph its total may stand, and so large it must be to be known again.
_NEAR, _LONG = 800, 100
_WORD = re.compile(r"[^\W\d_]+")


def is_part(term: Term, left: Term) -> bool:
    """Whether a figure may be the whole, or a part, of the same things as what is left."""
    return term.exact and term.kind in KINDS and term.is_like(left) and not term.whole


def rest_problem(view: PartView, sentence: Sentence, left: Term, other: Term, told: str, rest: float) -> Problem:
    """The finding that by what is told with another figure the rest is `rest`, and not what is printed."""
    return Problem(
        message=f"“{told}” thì còn lại {number_text(rest)}, văn bản ghi {left.digits}.",
        evidence=(
            view.within(sentence.passage, min(left.start, other.start), max(left.end, other.end)),
            view.within(sentence.passage, left.start, left.end),
        ),
    )


def is_of_total_before(view: PartView, passage: Passage, whole: float, left: float) -> bool:
    """Whether what is left is of a total that a paragraph before tells: "Đã tiếp nhận 318.400 hồ sơ, ..." and then "Đã giải quyết 301.500
    hồ sơ, trong đó đúng hạn 298.485 hồ sơ; còn 16.900 hồ sơ"."""
    if whole + left < _LONG:
        return False
    before = view.text[max(0, passage.start - _NEAR) : passage.start]
    return re.search(rf"(?<![\d.,]){re.escape(number_text(whole + left))}(?!\d|[.,]\d)", before) is not None


def printed_value(term: Term) -> float:
    """A figure as its digits say, without thousands and millions."""
    return value_of(term.digits) or 0.0


def is_going(sentence: Sentence, term: Term) -> bool:
    """Whether a figure is of what is under way: "đang giải quyết 125 hồ sơ", "13 nhiệm vụ đang thực hiện"."""
    return _GOING_BEFORE.search(sentence.before(term)) is not None or _GOING.match(sentence.after(term)) is not None


def denied_words(sentence: Sentence, term: Term) -> set[str]:
    """The words right behind a figure of what is said of it not to be true: "7 nhiệm vụ chưa hoàn thành"; none where nothing is."""
    negated = NOT_BEHIND.match(BORDER.split(sentence.after(term))[0])
    return words_of(negated["what"] or "") if negated is not None else set()


def words_of(text: str) -> set[str]:
    """The words of a text."""
    return set(_WORD.findall(text))
