"""Percentages whose figures stand in other paragraphs: "174.936 học sinh, đạt 94,8% tổng số học sinh" of a total told before, "Tỷ lệ
chi cho chuyển đổi số trên tổng chi (%): 0,74" in a note below the two amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vbcds.checks.percentages_values import agrees
from vbcds.checks.rates_slips import is_slipped
from vbcds.checks.rates_values import Rate, is_swapped, printed_decimals
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term, paragraphs_of, read_paragraph
from vbcds.checks.view import PartView

_REACHED = re.compile(r"\s?,?\s?\(?(?:đạt|chiếm|bằng|tương đương)\s(?:(?:tỷ|tỉ) lệ\s)?")
_OF_ALL = re.compile(r"\s(?:của\s|trên\s)?(?:tổng\s)?số\s(?P<of>[^\W\d_]+(?:\s[^\W\d_]+){0,3})")
_CALLED = re.compile(r"(?<!\w)(?:tổng số|tổng cộng|tổng|(?:tỉnh|huyện|xã|phường|ngành|thành phố|thị xã|thị trấn)(?: hiện)? có)\s$")
_NOTE = re.compile(
    r"(?:^|[\n.;]\s?)(?:ghi chú\s?:\s)?(?:tỷ|tỉ) (?:lệ|trọng)\s(?P<part>[^%;:.()]{4,80}?)\s(?:trên|so với)\s(?P<whole>[^%;:.()]{4,60}?)"
    r"\s?(?:\(%\)\s?(?::|là)?|là|đạt|:)\s?$"
)
_CLAUSE = re.compile(r"[,;:.()]|(?<!\w)(?:trong|trên)(?=\stổng)")
_WORD = re.compile(r"\w+")
_EMPTY = frozenset({"tổng", "số", "các", "của", "là", "có"})
#: Paragraphs above a note whose amounts it may be of.
_ABOVE = 4
#: How far off, as a share of the right one, a percentage may be and still be meant to be that of the two amounts.
_NEAR = 0.7


def find_rates_apart(view: PartView) -> Iterator[Problem]:
    """Percentages that their figures in other paragraphs do not make."""
    paragraphs = paragraphs_of(view)
    for paragraph in paragraphs:
        for part, percent in zip(paragraph.terms, paragraph.terms[1:], strict=False):
            rate = _of_total(paragraphs, paragraph, part, percent)
            if rate is not None:
                yield _problem(view, paragraph, rate)
    yield from _notes(view, paragraphs)


def _of_total(paragraphs: Sequence[Sentence], paragraph: Sentence, part: Term, percent: Term) -> Rate | None:
    """The rate of a count and of the one total of such things that other paragraphs tell, where it is a slip of the pen."""
    if percent.kind != "percentage" or part.kind != "count" or not part.noun or part.whole or not (part.exact and percent.exact):
        return None
    behind = _OF_ALL.match(paragraph.text, percent.end)
    if behind is None or not _REACHED.fullmatch(paragraph.text, part.end, percent.number_start):
        return None
    if not behind["of"].startswith(part.noun):
        return None
    told = [(other, term) for other in paragraphs for term in other.terms if term.noun == part.noun and term.value > part.value]
    decimals = printed_decimals(percent)
    if any(agrees(part.value, term.value, percent.value, decimals=decimals) for _, term in told):
        return None
    wholes = {term.value: term for other, term in told if term.exact and _CALLED.search(other.before(term))}
    if len(wholes) != 1:
        return None
    whole = next(iter(wholes.values()))
    rate = Rate(percent, part, whole, whole.value, False)
    return rate if is_slipped(rate) or is_swapped(rate) else None


def _notes(view: PartView, paragraphs: Sequence[Sentence]) -> Iterator[Problem]:
    """Notes that tell the rate of two amounts which stand in the paragraphs above."""
    for passage in view.passages:
        text = passage.text.lower()
        if "%" not in text or not ("tỷ " in text or "tỉ " in text) or (" trên " not in text and " so với " not in text):
            continue
        note = read_paragraph(passage, view.quantities(passage), least=1)
        above = [other for other in paragraphs if other.passage.end <= passage.start][-_ABOVE:]
        for percent in note.terms if note is not None else ():
            told = _NOTE.search(note.text, 0, percent.number_start) if note is not None and percent.kind == "percentage" else None
            if note is None or told is None or not percent.exact:
                continue
            own = replace(note, terms=tuple(term for term in note.terms if term.end <= told.start()))
            parts, wholes = (_named([*above, own], _words(told[name])) for name in ("part", "whole"))
            rates = [
                Rate(percent, one, other, other.value, False)
                for one in parts
                for other in wholes
                if one.kind == other.kind and 0 < one.value < other.value
            ]
            if len(rates) == 1 and not rates[0].agrees() and abs(rates[0].exact - percent.value) <= _NEAR * rates[0].exact:
                yield _problem(view, note, rates[0])


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text)) - _EMPTY


def _named(paragraphs: Sequence[Sentence], name: set[str]) -> list[Term]:
    """The amounts whose own clause says all words of a name and hardly more."""
    found: dict[Term, int] = {}
    for paragraph in paragraphs:
        for term in paragraph.terms:
            if term.kind not in ("count", "number", "money") or not term.exact:
                continue
            words = _words(_CLAUSE.split(paragraph.text[max(0, term.number_start - 100) : term.number_start])[-1])
            if name and name <= words:
                found[term] = len(words - name)
    least = min(found.values(), default=0)
    return [term for term, more in found.items() if more == least]


def _problem(view: PartView, paragraph: Sentence, rate: Rate) -> Problem:
    """The finding on a percentage that is not that of its part and whole."""
    exact = f"{rate.exact:.{max(2, printed_decimals(rate.percent))}f}".replace(".", ",")
    return Problem(
        message=f"Tỷ lệ ghi {rate.percent.digits}%, nhưng {rate.part.digits}/{rate.whole.digits} là {exact}%.",
        evidence=(view.within(paragraph.passage, rate.percent.start, rate.percent.end),),
    )
