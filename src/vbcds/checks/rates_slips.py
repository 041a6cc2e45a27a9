"""Percentages that no two figures of their paragraph make, and that are one slip of the pen away from what their count makes of a
total told before: "Tổng số 208.700 lượt khám. ... Khám bảo hiểm y tế 173.600 lượt, chiếm 86,2%" (83,2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbcds.checks.figure_forms import are_turned, wrong_places
from vbcds.checks.percentages_values import agrees
from vbcds.checks.rates_values import ADDED, Rate, printed_decimals
from vbcds.checks.terms import Sentence, Term

#: Figures of a paragraph that are looked through; more of them explain almost any percentage.
_MOST = 40


def find_slipped_rate(sentence: Sentence, part: Term, percent: Term, changes: Sequence[Term]) -> Rate | None:
    """The percentage of a part and of the only total before it in its paragraph that explains it as a slip; None where there is
    none, or where two figures of the paragraph make it."""
    terms = [term for term in sentence.all_terms if term.kind in ADDED]
    if part.whole or not part.noun or len(terms) > _MOST or _is_made(terms, percent):
        return None
    wholes = [
        Rate(percent, part, term, value, False)
        for term in terms
        if term.end <= part.start and term.exact and term not in changes and _is_of_one_kind(term, part)
        for value in {term.value, term.whole or 0.0}
        if value > part.value
    ]
    slipped = [rate for rate in wholes if is_slipped(rate)] or list(_turned(sentence, part, percent, changes))
    return slipped[0] if len({rate.total for rate in slipped}) == 1 else None


def _turned(sentence: Sentence, part: Term, percent: Term, changes: Sequence[Term]) -> Iterator[Rate]:
    """The percentage with its digits turned, of a whole of the sentence that is counted by another noun: "Trong số 64 Chủ tịch Ủy ban
    nhân dân có 61 đồng chí dùng chữ ký số (93,5%)"."""
    for whole in sentence.terms:
        rate = Rate(percent, part, whole, whole.value, False)
        counts = whole.exact and {whole.kind, part.kind} <= {"count", "number"}
        before = whole.end <= part.start and whole.value > part.value and whole not in changes
        if counts and before and is_slipped(rate, turned=True):
            yield rate


def is_slipped(rate: Rate, *, turned: bool = False) -> bool:
    """Whether a percentage of three digits or more has one other digit than the right one (not with `turned`), or two neighbours the
    other way round."""
    places = printed_decimals(rate.percent)
    right, printed = (f"{value:.{places}f}".replace(".", "") for value in (rate.exact, rate.percent.value))
    if len(right) != len(printed) or len(right) < 3:
        return False
    wrong = wrong_places(right, printed)
    if are_turned(right, printed, wrong):
        return True
    return (
        not turned and len(wrong) == 1 and wrong[0] < len(right) - 1
    )  # the last digit may be rounded of figures that are not printed


def _is_made(terms: Sequence[Term], percent: Term) -> bool:
    """Whether two figures of the paragraph make the percentage."""
    decimals = printed_decimals(percent)
    values = [(term, value) for term in terms for value in (term.value, term.whole) if value]
    return any(
        one.is_like(two) and part != whole and agrees(part, whole, percent.value, decimals=decimals)
        for one, part in values
        for two, whole in values
    )


def _is_of_one_kind(whole: Term, part: Term) -> bool:
    return bool(whole.noun) and whole.is_like(part) and (whole.kind == "money") == (part.kind == "money")
