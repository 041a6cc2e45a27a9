"""Changes whose figure now stands in another sentence than they do: "Trong tháng tiếp nhận 2.316 hồ sơ. ... So với tháng trước (1.980
hồ sơ), số hồ sơ tăng 366 hồ sơ"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from vbcds.checks.differences import find_changes
from vbcds.checks.differences_values import Change, change_problem, holds
from vbcds.checks.figure_forms import are_turned, is_slip, is_turned, wrong_places
from vbcds.checks.percentages_values import agrees
from vbcds.checks.rates_values import printed_decimals
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term, read_paragraph, sentences_of
from vbcds.checks.view import PartView, number_text

#: Before a figure in brackets: what a change is reckoned from.
_FROM = re.compile(
    r"(?<!\w)so với (?:kỳ báo cáo |số liệu )?(?:tháng|quý|kỳ|năm|tuần|cùng kỳ)[^.;()%]{0,30}\(\s?(?:[^.;()%\d]{0,20}\s)?$"
)
_TO_BASE = re.compile(r"(?:\s[^,;.()%\d]{1,15})?,?\sso với\s(?:mức\s)?")
_OF_BOTH = re.compile(r"\s(?:của\s)?(?:tháng|quý|năm|kỳ|cùng kỳ)[^,;.()%\d]{0,20},?\s(?:(?P<up>tăng|cao hơn)|giảm|thấp hơn)\s")
_DOWN = re.compile(r"(?<!\w)(?:giảm|ít hơn|thấp hơn)\s(?:\w+\s)?$")
#: Between an amount and the share that it is: "tăng 2.520 hồ sơ, tương ứng tăng 7,1%".
_AGAIN = re.compile(r"\s?(?:\(|,?\s(?:tương ứng|tương đương|tức)\s)(?:với\s|là\s)?(?:tăng\s|giảm\s)?")
#: Smaller figures stand in a report by chance.
_LEAST = 100
#: Two figures differ by less by chance.
_FEW = 10


def find_differences_apart(view: PartView) -> Iterator[Problem]:
    """Changes that are one slip of the pen off what a figure of the document, alone of its kind, makes them."""
    for sentence in sentences_of(view):
        changes = find_changes(sentence)
        for term in changes:
            if term.exact and term.kind == "count" and term.noun:
                yield from _of_base(view, sentence, term, changes)
                yield from _of_share(view, sentence, term)


def find_differences_behind(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """A share of growth right behind the two figures that it is of: "276 máy chủ ảo, so với 240 máy của tháng trước tăng 18,0%"."""
    for now, base, percent in zip(sentence.terms, sentence.terms[1:], sentence.terms[2:], strict=False):
        match = _OF_BOTH.fullmatch(sentence.text, base.end, percent.number_start)
        if (
            match is None
            or percent.kind != "percentage"
            or {now.kind, base.kind} != {"count"}
            or not _TO_BASE.fullmatch(sentence.text, now.end, base.number_start)
        ):
            continue
        one_noun = f"{now.noun} ".startswith(f"{base.noun} ") or f"{base.noun} ".startswith(f"{now.noun} ")
        change = Change(percent, now, base, match["up"] is not None, sure=False)
        if one_noun and now.exact and base.exact and percent.exact and not holds(change):
            yield change_problem(view, sentence, change)


def _figures(view: PartView) -> dict[str, list[Term]]:
    """The figures of a document by what they count."""
    if "figures by noun" not in view.memo:
        found: dict[str, list[Term]] = defaultdict(list)
        for passage, quantities in view.figures:
            paragraph = read_paragraph(passage, quantities, least=1)
            for term in paragraph.terms if paragraph is not None else ():
                found[term.noun].append(term)
        view.memo["figures by noun"] = found
    figures: dict[str, list[Term]] = view.memo["figures by noun"]
    return figures


def _is_plain(term: Term, like: Term) -> bool:
    return term.exact and term.kind in ("count", "number") and term.is_like(like) and term.value >= _LEAST and not term.whole


def _of_base(view: PartView, sentence: Sentence, amount: Term, changes: Sequence[Term]) -> Iterator[Problem]:
    """An amount with the figure that it is reckoned from, and no other in its sentence."""
    told = [term for term in sentence.terms if term not in changes and term.kind != "percentage" and _is_plain(term, amount)]
    if len(told) != 1 or not _FROM.search(sentence.before(told[0])):
        return
    base, up = told[0], _DOWN.search(sentence.before(amount)) is None
    yield from _of_other_way(view, sentence, amount, base, up)
    if amount.value < _LEAST:
        return
    nows = [
        term
        for term in _figures(view).get(base.noun, ())
        if _is_plain(term, amount) and term.value not in (base.value, amount.value)
    ]
    found = [Change(amount, now, base, up, sure=False) for now in nows]
    slipped = [change for change in found if is_slip(abs(change.now.value - base.value), amount.value, digits=3)]
    turned = [change for change in found if is_turned(abs(change.now.value - base.value), amount.value)]
    if found and not any(map(holds, found)) and len({change.now.value for change in slipped or turned}) == 1:
        change = (slipped or turned)[0]
        way = "tăng" if change.now.value > base.value else "giảm"
        yield Problem(
            message=(
                f"Mức tăng, giảm ghi “{amount.digits}”, nhưng từ {base.digits} đến {change.now.digits} là {way} "
                f"{number_text(abs(change.now.value - base.value))}."
            ),
            evidence=(view.within(sentence.passage, amount.start, amount.end), view.within(sentence.passage, base.start, base.end)),
            severity="warning",
        )


def _of_other_way(view: PartView, sentence: Sentence, amount: Term, base: Term, up: bool) -> Iterator[Problem]:
    """An amount that a figure of the paragraph rose by where it is said to have fallen, or the other way round."""
    values = {term.value: term for term in sentence.all_terms if term.end <= sentence.start and term.exact and term.is_like(base)}
    right, other = (base.value + amount.value, base.value - amount.value)[:: 1 if up else -1]
    now = values.get(other)
    if now is None or right in values or amount.value < _FEW:
        return
    said, way = ("tăng", "giảm") if up else ("giảm", "tăng")
    yield Problem(
        message=f"Văn bản ghi {said} {amount.digits}, nhưng từ {base.digits} đến {now.digits} là {way}.",
        evidence=(view.within(sentence.passage, amount.start, amount.end), view.within(sentence.passage, now.start, now.end)),
        severity="warning",
    )


def _of_share(view: PartView, sentence: Sentence, amount: Term) -> Iterator[Problem]:
    """A share told behind its amount, whose figure now stands earlier in the paragraph."""
    index = sentence.terms.index(amount)
    percent = sentence.terms[index + 1] if index + 1 < len(sentence.terms) else None
    if percent is None or percent.kind != "percentage" or not percent.exact:
        return
    if not _AGAIN.fullmatch(sentence.text, amount.end, percent.number_start):
        return
    if any(_is_plain(term, amount) for term in sentence.terms if term is not amount):
        return  # it has a figure beside it
    up = _DOWN.search(sentence.before(amount)) is None
    nows = [
        term for term in sentence.all_terms if term.end <= sentence.start and _is_plain(term, amount) and term.value > amount.value
    ]
    bases = {now: now.value - amount.value if up else now.value + amount.value for now in nows}
    decimals = printed_decimals(percent)
    if any(base > 0 and agrees(amount.value, base, percent.value, decimals=decimals) for base in bases.values()):
        return
    slipped = [now for now, base in bases.items() if base > 0 and _is_off(100 * amount.value / base, percent, decimals)]
    if len({now.value for now in slipped}) == 1:
        now = slipped[0]
        yield Problem(
            message=(
                f"Tỷ lệ tăng, giảm ghi {percent.digits}%, nhưng {amount.digits}/{number_text(bases[now])} là "
                f"{number_text(round(100 * amount.value / bases[now], decimals + 1))}%."
            ),
            evidence=(view.within(sentence.passage, percent.start, percent.end), view.within(sentence.passage, now.start, now.end)),
            severity="warning",
        )


def _is_off(right: float, percent: Term, decimals: int) -> bool:
    """Whether a percentage has one other digit than the right one, or its digits turned."""
    one, other = (f"{value:.{decimals}f}".replace(".", "") for value in (right, percent.value))
    places = wrong_places(one, other) if len(one) == len(other) else []
    return len(places) == 1 or are_turned(one, other, places)
