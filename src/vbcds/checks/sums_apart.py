"""Parts whose total stands some sentences before: "Tổng kinh phí là 96,4 tỷ đồng ...; đã giải ngân 34,8 tỷ đồng. Chia theo nội dung:
hạ tầng 38,6 tỷ đồng, nền tảng 31,5 tỷ đồng ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vbcds.checks.addends import CALLED_TOTAL, Addition, addition_problem, is_explained
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term, split_sentences
from vbcds.checks.view import PartView

#: The beginning of a sentence that takes a total of the sentences before apart.
_DIVIDED = re.compile(
    r"\s*(?:[-+•]\s)?(?:(?:được\s)?(?:chia|phân|phân chia|phân loại|phân bổ|tính)\s(?:theo|ra|thành)"
    r"|theo|xét theo|trong đó|bao gồm|cụ thể|cơ cấu)"
    r"(?!\w)[^.;()%\d]{0,50}:[^.;()%\d]{0,60}"
)
_BETWEEN = re.compile(r"[^.()%\d]{0,70}")
#: How far off, as a share of the total, parts may be that are meant to make it.
_NEAR = 0.06


def find_sums_apart(view: PartView, paragraph: Sentence, changes: Sequence[Term]) -> Iterator[Problem]:
    """Lists of all parts that do not make the total which an earlier sentence of the paragraph calls so."""
    for sentence in split_sentences(paragraph):
        parts = [term for term in sentence.terms if term.kind in ("count", "money", "number")]
        if len(parts) < 3 or len(parts) != len(sentence.terms) or any(part in changes or not part.exact for part in parts):
            continue
        if not _DIVIDED.fullmatch(paragraph.text, sentence.start, parts[0].number_start):
            continue
        if not all(_BETWEEN.fullmatch(paragraph.text, one.end, two.number_start) for one, two in pairwise(parts)):
            continue
        total = _total(paragraph, sentence, parts)
        if total is None:
            continue
        addition = Addition(paragraph, total, tuple(parts), "all", sentence.end)
        if abs(addition.added - total.value) > addition.slack and (addition.away <= _NEAR or is_explained(addition)):
            yield addition_problem(view, addition)


def _total(paragraph: Sentence, sentence: Sentence, parts: Sequence[Term]) -> Term | None:
    """The last figure of such things before a sentence that is called a total; None where the parts are of another one told there."""
    earlier = [
        term
        for term in paragraph.all_terms
        if term.end <= sentence.start
        and term.exact
        and term.kind in ("count", "money")
        and all(part.is_like(term) for part in parts)
    ]
    added = sum(part.value for part in parts)
    if any(abs(term.value - added) <= 1e-6 * added for term in earlier):
        return None
    called = [term for term in earlier if CALLED_TOTAL.search(_lead(paragraph, term))]
    return called[-1] if called else None


def _lead(paragraph: Sentence, term: Term) -> str:
    floor = max((other.end for other in paragraph.all_terms if other.end <= term.number_start and other.is_like(term)), default=0)
    return paragraph.text[max(floor, term.number_start - 60) : term.number_start]
