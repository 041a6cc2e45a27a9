"""Percentages of figures that a paragraph told by name: "Riêng hồ sơ quá hạn chiếm 0,3% tổng số hồ sơ đã giải quyết"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.checks.percentages_values import agrees
from vbcds.checks.rates_values import ADDED, NEAR, Rate, is_swapped, printed_decimals
from vbcds.checks.terms import Sentence, Term
from vbcds.lexicons.reckoning import reckoning_words

_OWN_RATE = re.compile(
    r"\s*(?:tỷ|tỉ) lệ\s(?P<of>[^,;.:()%]{0,80}?)\s?(?:(?:đạt|là|chiếm)\s(?:(?:tỷ|tỉ) lệ\s)?|\(%\)\s?(?::|là)?\s?|:\s)"
)
_CLAUSE = re.compile(r"[,;:.()]")
_NAMED_PART = re.compile(r"\s*(?:riêng\s|trong đó\s|số\s)*(?P<of>[^\d%]{4,60}?)\s(?:chỉ\s)?(?:chiếm|đạt|bằng)\s(?:(?:tỷ|tỉ) lệ\s)?")
_NAMED_WHOLE = re.compile(
    r"\s?(?:trên\s|của\s|so với\s)?(?:(?:tổng\s)?số\s(?P<of>[^,;.()%\d]{4,60})|(?P<sum>tổng\s(?:kinh phí|vốn|mức đầu tư|chi|thu))(?!\w))"
)
_RATE_NAME = re.compile(r"(?:(?:tỷ|tỉ) lệ|số)\s(?P<of>[^\d,;.:()%]{3,60}?)\s?(?:(?:đạt|là|chiếm|:)\s)?$")
_WORD = re.compile(r"\w+")
_CLOSED = re.compile(r"\s?(?:[.;,)]|$)")


def find_named_rate(sentence: Sentence, percent: Term) -> Rate | None:
    """The rate of a percentage that has no count beside it; None where the paragraph does not tell its figures."""
    return _own_sentence(sentence, percent) or _of_named(sentence, percent) or _of_part_named(sentence, percent)


def _own_sentence(sentence: Sentence, percent: Term) -> Rate | None:
    """The rate of the two counts before a sentence of its own: "... 640 hồ sơ. Trực tuyến 608 hồ sơ. Tỷ lệ trực tuyến đạt 95%"."""
    earlier = [term for term in sentence.all_terms if term.end <= sentence.start and term.kind in ADDED]
    told = _OWN_RATE.fullmatch(sentence.text, sentence.start, percent.number_start)
    if told is None or len(earlier) < 2 or _CLOSED.match(sentence.text, percent.end) is None:
        return None
    if " trên " in told["of"] and percent.exact:
        return _of_two_names(sentence, percent, earlier, told["of"])
    whole, part = earlier[-2:]
    rate = Rate(percent, part, whole, whole.value, False)
    if not (
        part.is_like(whole) and part.exact and whole.exact and 0 < part.value < whole.value and {part.kind, whole.kind} <= {"count"}
    ):
        return None
    said = set(_WORD.findall(sentence.text[whole.end : sentence.start]))
    near = abs(rate.exact - percent.value) <= NEAR or is_swapped(rate)
    bases = [term.value for term in earlier if term.value > 0 and term.is_like(part)]
    if any(agrees(part.value, base, percent.value, decimals=printed_decimals(percent)) for base in bases):
        return None
    return rate if near and set(_WORD.findall(told["of"])) <= said else None


def _of_named(sentence: Sentence, percent: Term) -> Rate | None:
    """ "Riêng hồ sơ quá hạn chiếm 0,3% tổng số hồ sơ đã giải quyết": the two figures that the paragraph tells of these names."""
    clause = _CLAUSE.split(sentence.before(percent, 90))[-1]
    part, whole = _NAMED_PART.fullmatch(clause), _NAMED_WHOLE.match(sentence.text, percent.end)
    if part is None or whole is None or not percent.exact:
        return None
    earlier = [term for term in sentence.all_terms if term.end <= percent.start and term.kind in ADDED]
    names = set(_WORD.findall(part["of"])) - {"số", "lượng", "có"}, set(_WORD.findall(whole["of"] or whole["sum"]))
    found = []
    for words in names:
        told = [term for term in earlier if term.exact and words <= _words_of(sentence, term)]
        if len(told) != 1:
            return None
        found.append(told[0])
    one, other = found
    if one is other or one.value >= other.value or not one.is_like(other):
        return None
    return Rate(percent, one, other, other.value, False)


def _of_part_named(sentence: Sentence, percent: Term) -> Rate | None:
    """ "Có 312 lượt góp ý, trong đó 278 lượt đã trả lời, 34 lượt đang xử lý; tỷ lệ trả lời 89,1%": the one part that is told by the
    rate's name, of the greatest such figure of the sentence."""
    told = _RATE_NAME.search(sentence.before(percent, 90))
    if told is None or not percent.exact or _CLOSED.match(sentence.text, percent.end) is None:
        return None
    name = set(_WORD.findall(told["of"])) - reckoning_words("empty_of_rates") - reckoning_words("bodies")
    earlier = [term for term in sentence.terms if term.end <= percent.start and term.kind in ("count", "number") and term.exact]
    if len(earlier) < 2 or not name:
        return None
    whole = max(earlier, key=lambda term: term.value)
    parts = [term for term in earlier if term is not whole and name <= _words_of(sentence, term)]
    if len(parts) != 1 or whole.start > parts[0].start or not parts[0].is_like(whole) or not 0 < parts[0].value < whole.value:
        return None
    decimals = printed_decimals(percent)
    if any(agrees(one.value, two.value, percent.value, decimals=decimals) for one in earlier for two in earlier if two.value > 0):
        return None
    rate = Rate(percent, parts[0], whole, whole.value, False)
    return rate if abs(rate.exact - percent.value) <= NEAR or is_swapped(rate) else None


def _words_of(sentence: Sentence, term: Term) -> set[str]:
    """The words of the clause that a figure stands in, on both sides, and its noun."""
    before = _CLAUSE.split(sentence.text[_floor(sentence, term) : term.number_start])[-1]
    roof = min((other.start for other in sentence.all_terms if other.start >= term.end), default=len(sentence.text))
    after = _CLAUSE.split(sentence.text[term.number_end : roof])[0]
    words = set(_WORD.findall(f"{before} {after} {term.noun}"))
    if not term.noun:  # "trong đó trước hạn 17.964, quá hạn 63": the noun is that of the total
        nouns = [other.noun for other in sentence.all_terms if other.end <= term.start and other.noun]
        words |= set(_WORD.findall(nouns[-1])) if nouns else set()
    return words


def _of_two_names(sentence: Sentence, percent: Term, earlier: Sequence[Term], name: str) -> Rate | None:
    """ "Tỷ lệ chi an toàn thông tin trên chi công nghệ thông tin (%): 11,97": the figures before that the two names are told of."""
    part, _, whole = (set(_WORD.findall(piece)) for piece in name.partition(" trên "))
    told = {term: set(_WORD.findall(sentence.text[_floor(sentence, term) : term.number_start])) for term in earlier}
    parts = [term for term, words in told.items() if term.exact and part <= words]
    wholes = [term for term, words in told.items() if term.exact and whole - {"tổng", "số"} <= words]
    rates = [
        Rate(percent, one, other, other.value, False)
        for one in parts
        for other in wholes
        if one is not other and one.kind == other.kind and one.value < other.value
    ]
    if any(rate.agrees() for rate in rates):
        return None
    near = [rate for rate in rates if abs(rate.exact - percent.value) <= 0.1 * percent.value or is_swapped(rate)]
    return min(near, key=lambda rate: abs(rate.exact - percent.value), default=None)


def _floor(sentence: Sentence, term: Term) -> int:
    """Where the number before a term ends, or its paragraph begins."""
    return max((other.end for other in sentence.all_terms if other.end <= term.number_start), default=0)
