"""The numbers of a sentence as terms of a reckoning: their value in one unit, how finely they are printed, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from vbcds.checks.percentages_values import decimals_of
from vbcds.checks.view import PartView, Passage
from vbcds.lexicons.reckoning import reckoning_words
from vbcds.lexicons.units import load_units
from vbcds.model.mentions import Quantity, QuantityKind
from vbcds.recognisers.quantities_numbers import value_of

_MULTIPLIERS = {"chục": 10.0, "trăm": 1e2, "nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}
#: A number that is rounded, or a bound; "cao hơn 3 điểm" and "vượt 5%" are exact.
_ROUGH = re.compile(
    r"(?:(?<!\w)(?:khoảng|gần|trên|xấp xỉ|chừng|dưới|không quá|tối thiểu|tối đa|ít nhất|chưa (?:đến|tới|đầy))"
    r"|(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )(?<!lớn )(?<!nhỏ )(?<!\w)hơn)\s(?:(?:đạt|là|có|tới|đến)\s)?$"
)
#: Digits that are no number of the sentence; those of "4G" stay.
_STRAY = re.compile(r"\d+(?:[.,/:-]\d+)*(?![g\d])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
_AMOUNTS = re.compile(
    r"(?<![\d.,/])(?P<part>\d[\d.]{0,12}(?:,\d{1,3})?)\s?(?:(?P<unit>nghìn tỷ|tỷ|tỉ|triệu|nghìn)?(?:\s?đồng)?)\s?/\s?"
    r"(?P<whole>\d[\d.]{0,12}(?:,\d{1,3})?)\s?(?P<other>nghìn tỷ|tỷ|tỉ|triệu|nghìn)?\s?(?:đồng|(?<=tỷ)|(?<=tỉ))(?!\w)"
)
#: "3,4 triệu/5 triệu giao dịch", "45.360 thửa đất/54.000 thửa đất": whatever the things are.
_MANY = r"\d[\d.]{0,12}(?:,\d{1,3})?"
_THINGS = re.compile(
    rf"(?<![\d.,/])(?P<part>{_MANY})(?:\s(?P<unit>nghìn|triệu|tỷ))?(?:\s(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+){{0,2}}))?\s?/\s?"
    rf"(?P<plan>(?:kế hoạch|chỉ tiêu|tổng số|tổng)\s)?(?P<whole>{_MANY})(?:\s(?P<other>nghìn|triệu|tỷ))?"
    r"\s(?P<last>[^\W\d_]+(?:\s[^\W\d_]+){0,2})"
)
#: "396 camera trên 88 xã": shared out, and not more than 88.
_OVER_PLACES = re.compile(r"\s(?:[^\W\d_]+\s){0,3}trên\s(?:địa bàn\s)?")
_OTHER_UNIT = re.compile(r"\s?/\s?(?P<whole>\d[\d.]{0,12})\s(?=[^\W\d_])")
#: Units that stand for themselves; a noun after their comma belongs to the next part.
_ALONE = frozenset({"người", "lượt người", "lượt", "hồ sơ"})
_NAMED = re.compile(
    r"(?<=[:;,(])\s?(?:[^\W\d_][^\W\d]*\s){1,9}(?:là\s|có\s|:\s)?(?P<n>\d{1,3}(?:\.\d{3})*)(?=\s?[,;.)\n]|\svà\s|$)(?!\.\d)"
)
_ROW = re.compile(rf"(?:{_NAMED.pattern.replace('(?P<n>', '(?:')}(?:\svà(?=\s))?,?;?){{3,}}")
#: What ends a clause.
BORDER = re.compile(r"[,;:.()]|(?<!\w)và(?!\w)")
_PERCENT_BEFORE = re.compile(r"\(%\)\s?(?::|là)?\s?$")
_NUMBER_NEXT = re.compile(r"\s\d")
#: Behind a number without a known unit, what it counts; not the verb of the next clause.
_NOUN = re.compile(r"\s(?P<noun>[^\W\d_]+)")


def counts_same(one: str, other: str) -> bool:
    """Whether two nouns name one kind of thing, one of them more closely, or both people, or bodies and places.

    >>> counts_same("dịch vụ", "dịch vụ công"), counts_same("người", "viên chức"), counts_same("xã", "hồ sơ")
    (True, True, False)
    >>> counts_same("đơn vị", "xã, phường"), counts_same("học sinh", "em"), counts_same("giáo viên", "học sinh")
    (True, True, False)
    """
    if other in one.split(", ") or one in other.split(", "):
        return True
    if one == other or one.startswith((f"{other} ", f"{other},")) or other.startswith((f"{one} ", f"{one},")):
        return True
    groups = {unit_group(one), unit_group(other)}
    if reckoning_words("bodies") & {one, other}:
        return groups <= {"bodies", "places"}
    return groups == {"people"} and bool(reckoning_words("persons") & {one, other})


def unit_group(noun: str) -> str | None:
    """The group of the lexicon that a noun is in ("people", "places" ...)."""
    unit = load_units().units.get(noun.split(",")[0])
    return unit.group if unit is not None else None


@dataclass(frozen=True, slots=True)
class Term:
    """A number in a sentence. `value` and `whole` are in single things, đồng, or per cent; offsets are those of the paragraph."""

    start: int
    end: int
    number_start: int
    number_end: int
    kind: QuantityKind
    value: float
    #: What is counted, in lower case, without thousands and millions; "" where nothing is named.
    noun: str
    #: By how much the printed value may be off: half its last digit, 0 for whole numbers of things.
    slack: float
    #: One unit of the last printed digit.
    step: float
    #: Not "khoảng", "trên", "gần", and no range.
    exact: bool
    digits: str
    #: The second number of a ratio.
    whole: float | None = None
    whole_slack: float = 0.0

    def is_like(self, other: Term) -> bool:
        """Whether both count one kind of thing, or one of them does not say what."""
        if self.kind != other.kind and {self.kind, other.kind} - {"count", "number", "ratio"}:
            return self.noun == other.noun == "điểm"  # "92,5/100 điểm" and "31 điểm"
        return not self.noun or not other.noun or counts_same(self.noun, other.noun)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its terms; `text` is the whole paragraph in lower case, with letters for digits that are no terms."""

    passage: Passage
    text: str
    start: int
    end: int
    terms: tuple[Term, ...]
    #: Those of the whole paragraph.
    all_terms: tuple[Term, ...]
    #: What was worked out of the sentence, by the sentence's bounds.
    worked_out: dict[tuple[int, int, int], dict[int, str]] = field(default_factory=dict, compare=False, repr=False)

    def before(self, term: Term, limit: int = 60) -> str:
        """What stands before a number, back to the number before it or the start of the sentence."""
        floor = max((other.end for other in self.terms if other.end <= term.number_start), default=self.start)
        return self.text[max(floor, term.number_start - limit) : term.number_start]

    def after(self, term: Term, limit: int = 60) -> str:
        """What stands behind a term, up to the next one or the end of the sentence."""
        roof = min((other.start for other in self.terms if other.start >= term.end), default=self.end)
        return self.text[term.end : min(roof, term.end + limit)]


def read_paragraph(passage: Passage, quantities: Sequence[Quantity], *, least: int = 2) -> Sentence | None:
    """A paragraph as one sentence; None where it has fewer than so many numbers."""
    text = passage.text.lower()
    if len(text) != len(passage.text):
        text = passage.text  # a letter whose small form is longer
    terms = _terms(text, quantities)
    if len(terms) < least:
        return None
    pieces: list[str] = []
    at = 0
    for term in terms:
        pieces += [_letters(text[at : term.start]), text[term.start : term.end]]
        at = term.end
    pieces.append(_letters(text[at:]))
    return Sentence(passage, "".join(pieces), 0, len(text), tuple(terms), tuple(terms))


def split_sentences(paragraph: Sentence) -> Iterator[Sentence]:
    """The sentences of a paragraph that have numbers."""
    start = 0
    text = paragraph.passage.text
    ends = [match for match in _SENTENCE.finditer(text) if match[0] == "\n" or not text[match.end() : match.end() + 1].islower()]
    for stop in [*(match.start() for match in ends), len(text)]:
        inside = tuple(term for term in paragraph.terms if start <= term.start and term.end <= stop)
        if inside:
            yield replace(paragraph, start=start, end=stop, terms=inside)
        start = stop


def paragraphs_of(view: PartView) -> tuple[Sentence, ...]:
    """The paragraphs of a document that have two numbers or more, each read as one sentence."""
    if "paragraphs" not in view.memo:
        read = (read_paragraph(passage, quantities) for passage, quantities in view.figures)
        view.memo["paragraphs"] = tuple(paragraph for paragraph in read if paragraph is not None)
    paragraphs: tuple[Sentence, ...] = view.memo["paragraphs"]
    return paragraphs


def sentences_of(view: PartView) -> tuple[Sentence, ...]:
    """The sentences of these paragraphs that have numbers."""
    if "sentences" not in view.memo:
        view.memo["sentences"] = tuple(sentence for paragraph in paragraphs_of(view) for sentence in split_sentences(paragraph))
    sentences: tuple[Sentence, ...] = view.memo["sentences"]
    return sentences


def _letters(text: str) -> str:
    return _STRAY.sub(lambda match: "n" * len(match[0]), text)


def _terms(text: str, quantities: Sequence[Quantity]) -> list[Term]:
    amounts = [term for match in _AMOUNTS.finditer(text) if (term := _amount(text, match)) is not None] if "/" in text else []
    amounts += _things(text, quantities) if "/" in text else []
    found = list(amounts)
    for quantity in quantities:
        if any(quantity.start < amount.end and amount.start < quantity.end for amount in amounts):
            continue
        found.append(_term(text, quantity))
    found += [
        term for term in _named_numbers(text) if not any(term.start < other.end and other.start < term.end for other in found)
    ]
    found.sort(key=lambda term: term.start)
    for index in range(1, len(found)):
        one, two = found[index - 1], found[index]
        if not two.exact and one.kind == two.kind == "count" and _OVER_PLACES.fullmatch(text, one.end, two.number_start):
            found[index] = replace(two, start=two.number_start, exact=True)
    return found


def _things(text: str, quantities: Sequence[Quantity]) -> Iterator[Term]:
    """Two numbers of things with a stroke between them that the lexicon of units does not know, or that are told in thousands."""
    for match in _THINGS.finditer(text):
        if any(item.kind == "ratio" and item.start < match.end() and match.start() < item.end for item in quantities):
            continue
        noun, last = match["noun"], match["last"]
        if (noun is None and match["unit"] is None) or (noun is not None and not f"{last} ".startswith(f"{noun} ")):
            continue
        part, whole = value_of(match["part"]), value_of(match["whole"])
        if part is None or not whole:
            continue
        unit = match["unit"] or (match["other"] if noun is None else None)
        low, high = split_unit(unit)[0], split_unit(match["other"])[0]
        if part * low > whole * high and not match["plan"]:
            continue
        name = noun or last
        yield Term(
            start=match.start(),
            end=match.start("last") + len(name),
            number_start=match.start("part"),
            number_end=match.end("part"),
            kind="ratio",
            value=part * low,
            noun=name,
            slack=0.5 * low * 10.0 ** -decimals_of(match["part"]) if low > 1 else 0.0,
            step=low,
            exact=_ROUGH.search(text, max(0, match.start() - 24), match.start()) is None,
            digits=match["part"],
            whole=whole * high,
            whole_slack=0.5 * high * 10.0 ** -decimals_of(match["whole"]) if high > 1 else 0.0,
        )


def _named_numbers(text: str) -> Iterator[Term]:
    """Numbers behind names in a row: "các huyện: Lũng Vài 08, Bình Khê 09, Mường Cai 07"; one alone would be part of a name."""
    for row in _ROW.finditer(text):
        for match in _NAMED.finditer(text, row.start(), row.end()):
            start, end = match.span("n")
            value = value_of(match["n"])
            if value is not None:
                yield Term(
                    start=start,
                    end=end,
                    number_start=start,
                    number_end=end,
                    kind="number",
                    value=value,
                    noun="",
                    slack=0.0,
                    step=1.0,
                    exact=True,
                    digits=match["n"],
                )


def _term(text: str, q: Quantity) -> Term:
    digits = text[q.number_start : q.number_end]
    factor, noun = split_unit(q.unit)
    kind, end, whole = q.kind, q.end, q.denominator
    head, comma, _ = noun.partition(",")
    if comma and (
        head in _ALONE or noun.split(", ")[1] in reckoning_words("kinds_of_parts") or _NUMBER_NEXT.match(text, end)
    ):  # "58 người, công chức 214 người": the comma ends the part
        noun, end = head, text.index(",", q.number_end)
    if noun == "điểm" and text[end : end + 3].strip() == "%":
        noun, end = "điểm %", text.index("%", end) + 1
    decimals = decimals_of(digits) if not float(q.value).is_integer() or "," in digits else 0
    if not noun and kind in ("number", "ratio"):
        behind = _NOUN.match(text, end)
        noun = behind["noun"] if behind is not None and behind["noun"] not in reckoning_words("no_nouns") else ""
    if kind == "number" and _PERCENT_BEFORE.search(text, max(0, q.number_start - 8), q.number_start):
        kind, noun = "percentage", "%"  # "Tỷ lệ ... (%): 11,97"
    if kind == "number" and text[q.number_end :].lstrip()[:1] == "‰":
        kind, factor, noun, end = "percentage", 0.1, "%", text.index("‰", q.number_end) + 1
    if kind == "count" and whole is None and (other := _OTHER_UNIT.match(text, end)) is not None:
        whole = value_of(other["whole"])
        kind, end = ("ratio" if whole else kind), other.end() - 1
    step = factor * 10.0**-decimals
    printed_fine = decimals == 0 and (factor == 1 or kind == "money")
    return Term(
        start=q.start,
        end=end,
        number_start=q.number_start,
        number_end=q.number_end,
        kind=kind,
        value=q.value * factor,
        noun=noun,
        slack=0.0 if printed_fine else 0.5 * step,
        step=step,
        exact=q.value_max is None
        and _ROUGH.search(text, max(0, q.number_start - 24), q.number_start) is None
        and q.comparator not in (">=", "<="),
        digits=digits,
        whole=whole * factor if whole is not None else None,
    )


def _amount(text: str, match: re.Match[str]) -> Term | None:
    """ "13,5/20 tỷ đồng": two amounts with a stroke."""
    part, whole = value_of(match["part"]), value_of(match["whole"])
    if part is None or not whole:
        return None
    high = split_unit(match["other"])[0]
    low = split_unit(match["unit"])[0] if match["unit"] else high
    low_step, high_step = (10.0 ** -decimals_of(match[name]) if "," in match[name] else 1.0 for name in ("part", "whole"))
    return Term(
        start=match.start(),
        end=match.end(),
        number_start=match.start("part"),
        number_end=match.end("part"),
        kind="money",
        value=part * low,
        noun="đồng",
        slack=0.5 * low * low_step if low_step < 1 else 0.0,
        step=low * low_step,
        exact=_ROUGH.search(text, max(0, match.start() - 24), match.start()) is None,
        digits=match["part"],
        whole=whole * high,
        whole_slack=0.5 * high * high_step if high_step < 1 else 0.0,
    )


def split_unit(unit: str | None) -> tuple[float, str]:
    """A unit without its thousands and millions, and what they multiply by.

    >>> split_unit("triệu thuê bao"), split_unit("nghìn tỷ đồng"), split_unit("hồ sơ"), split_unit(None)
    ((1000000.0, 'thuê bao'), (1000000000000.0, 'đồng'), (1.0, 'hồ sơ'), (1.0, ''))
    """
    words = (unit or "").lower().split()
    factor = 1.0
    while words and words[0] in _MULTIPLIERS:
        factor *= _MULTIPLIERS[words.pop(0)]
    return factor, " ".join(words)
