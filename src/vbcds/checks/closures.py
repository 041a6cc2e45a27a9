"""Figures of one kind in a sentence that would close but for one slip of the pen: "846 hồ sơ, nâng tổng số lên 9.412 hồ sơ (10
tháng: 8.556 hồ sơ)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vbcds.checks.figure_forms import is_slip, is_turned
from vbcds.checks.registry import Problem
from vbcds.checks.terms import BORDER, Sentence, Term, unit_group
from vbcds.checks.view import PartView, number_text
from vbcds.lexicons.partitions import is_of_several

#: Words that say that one of the figures is made of the others.
_MADE = re.compile(
    r"(?<!\w)(?:tổng|gồm|trong đó|cộng|lũy kế|luỹ kế|còn|nâng|chia|nhiều hơn|ít hơn|cao hơn|thấp hơn|tăng|giảm|thêm|chênh lệch)(?!\w)"
)
_PARTS = re.compile(r"(?<!\w)(?:trong đó|gồm)(?!\w)")
#: Smaller figures close by chance.
_LEAST = 100
#: How far from the whole, as a share of it, its parts may be that need not make it.
_NEAR = 0.06
#: More of them are no list of parts; a total that stands behind its parts is called so.
_MOST = 7
_SUMMED = re.compile(r"(?<!\w)(?:tổng|cộng|nâng)(?!\w)")
_KINDS = ("count", "number", "money")


def find_open_lists(view: PartView, sentence: Sentence, changes: Sequence[Term]) -> Iterator[Problem]:
    """The greatest of all large figures of one kind in a sentence, where it is one slip of the pen off the sum of the others."""
    if _MADE.search(sentence.text, sentence.start, sentence.end) is None:
        return
    terms = [term for term in sentence.terms if term.kind in _KINDS and (term.value >= _LEAST or term in changes)]
    if not 3 <= len(terms) <= _MOST or not all(term.exact and term.slack == 0 for term in terms):
        return
    whole = max(terms, key=lambda term: term.value)
    parts = [term for term in terms if term is not whole]
    if any(term.whole for term in sentence.terms) or whole in changes or min(part.value for part in parts) < _LEAST:
        return
    if not _are_of_one_kind(terms) or (len(parts) > 2 and whole not in (terms[0], terms[-1])):
        return
    added, money = sum(part.value for part in parts), whole.kind == "money"
    scale = 1e6 if money and not whole.value % 1e6 and not added % 1e6 else 1.0
    made, told = added / scale, whole.value / scale
    announced = whole is terms[0] and _PARTS.search(sentence.text, whole.end, terms[1].start) is not None
    if len(parts) > 2 and not announced and not _SUMMED.search(sentence.before(whole)):
        return
    far = announced and abs(made - told) > _NEAR * told
    slipped = is_turned(made, told) or is_slip(made, told, digits=3 if announced else 4)
    if announced and not slipped:  # one of the parts, with its digits turned
        slipped = any(is_turned(part.value / scale, part.value / scale + told - made) for part in parts)
    labels = [BORDER.split(sentence.after(part))[0] for part in parts]
    if made == told or far or not slipped or (announced and is_of_several(labels)):
        return
    yield Problem(
        message=f"{' + '.join(part.digits for part in parts)} cộng lại là {number_text(made)}, văn bản ghi {whole.digits}.",
        evidence=(
            view.within(sentence.passage, min(term.start for term in terms), max(term.end for term in terms)),
            view.within(sentence.passage, whole.start, whole.end),
        ),
        severity="warning",
    )


def _are_of_one_kind(terms: Sequence[Term]) -> bool:
    """Whether figures count the same things by one noun, or people."""
    nouns = {term.noun for term in terms}
    return "" not in nouns and (len(nouns) == 1 or {unit_group(noun) for noun in nouns} == {"people"})
