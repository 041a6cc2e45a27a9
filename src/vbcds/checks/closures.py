"""Three figures of one kind in a sentence that would close but for one slip of the pen: "846 hồ sơ, nâng tổng số lên 9.412 hồ sơ (10
tháng: 8.556 hồ sơ)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vbcds.checks.figure_forms import is_slip, is_turned
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term
from vbcds.checks.view import PartView, number_text

#: Words that say that one of the figures is made of the others.
_MADE = re.compile(
    r"(?<!\w)(?:tổng|gồm|trong đó|cộng|lũy kế|luỹ kế|còn|nâng|chia|nhiều hơn|ít hơn|cao hơn|thấp hơn|tăng|giảm|thêm|chênh lệch)(?!\w)"
)
_PARTS = re.compile(r"(?<!\w)(?:trong đó|gồm)(?!\w)")
#: Smaller figures close by chance.
_LEAST = 100
#: How far from the whole, as a share of it, its parts may be that need not make it.
_NEAR = 0.06
_KINDS = ("count", "number", "money")


def find_open_triples(view: PartView, sentence: Sentence, changes: Sequence[Term]) -> Iterator[Problem]:
    """The greatest of exactly three figures of one kind, where it is one slip of the pen off the sum of the other two."""
    if _MADE.search(sentence.text, sentence.start, sentence.end) is None:
        return
    terms = [term for term in sentence.terms if term.kind in _KINDS and (term.value >= _LEAST or term in changes)]
    if len(terms) != 3 or not all(term.exact and term.slack == 0 for term in terms) or any(term.whole for term in sentence.terms):
        return
    whole = max(terms, key=lambda term: term.value)
    one, other = (term for term in terms if term is not whole)
    nouns = {term.noun for term in terms}
    if len(nouns) > 1 or "" in nouns or whole in changes or min(one.value, other.value) < _LEAST:
        return
    added, money = one.value + other.value, whole.kind == "money"
    scale = 1e6 if money and not whole.value % 1e6 and not added % 1e6 else 1.0
    made, told = added / scale, whole.value / scale
    least = 3 if whole is terms[0] and _PARTS.search(sentence.text, whole.end, terms[1].start) else 4
    far = least == 3 and abs(made - told) > _NEAR * told
    if made == told or far or not (is_turned(made, told) or is_slip(made, told, digits=least)):
        return
    yield Problem(
        message=f"{one.digits} và {other.digits} cộng lại là {number_text(made)}, văn bản ghi {whole.digits}.",
        evidence=(
            view.within(sentence.passage, min(term.start for term in terms), max(term.end for term in terms)),
            view.within(sentence.passage, whole.start, whole.end),
        ),
        severity="warning",
    )
