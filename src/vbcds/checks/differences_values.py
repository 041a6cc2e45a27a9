"""A rise or fall with its two figures, and whether it is theirs as far as they are rounded."""

from __future__ import annotations

from dataclasses import dataclass

from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term
from vbcds.checks.view import PartView, number_text

#: Units of changes of place in a row.
RANKS = frozenset({"bậc", "hạng", "bậc xếp hạng", "thứ bậc"})
#: Units of changes of percentages.
POINTS = frozenset({"điểm %", "điểm"})


@dataclass(frozen=True, slots=True)
class Change:
    """A rise or fall with the figure now and the one before; `up` is None where the words do not say which."""

    term: Term
    now: Term
    before: Term
    up: bool | None
    #: Nothing else may be meant: both figures are named in one phrase.
    sure: bool = True
    #: "bằng 135% so với năm 2023": the figure itself in per cent of the one before, and not what came to it.
    of_whole: bool = False


def fits(term: Term, now: Term, before: Term) -> bool:
    """Whether a change may be measured between two figures."""
    if now.kind == "rank" or before.kind == "rank":
        return now.kind == before.kind and term.noun in RANKS
    if not now.is_like(before) or before.value <= 0:
        return False
    if now.kind == "percentage":
        return term.kind == "percentage" or term.noun in POINTS
    if term.kind == "percentage" or term.noun == "lần":
        return True
    if term.noun == "điểm" and now.kind == before.kind == "number" and not now.noun and not before.noun:
        return True  # a mark without its unit: "đạt 0,6842, tăng 0,0431 điểm so với năm trước (0,6411)"
    per = now.noun.partition("/")[0] == term.noun and now.noun == before.noun
    return (term.is_like(now) or per) and term.noun not in RANKS


def holds(change: Change) -> bool:
    """Whether a printed change is that of its figures, as far as they are rounded."""
    now, before, term = change.now, change.before, change.term
    if term.noun in RANKS:
        return _same(before.value - now.value if change.up is not False else now.value - before.value, term, 0.0)
    difference = now.value - before.value
    slack = now.slack + before.slack
    if change.up is None and term.noun != "lần":
        difference = abs(difference)
    elif change.up is False:
        difference = -difference
    if term.noun == "lần":
        times = now.value / before.value
        away = times * (now.slack / max(now.value, 1e-9) + before.slack / before.value)
        return _same(times, term, away) or _same(times - 1, term, away)
    if term.kind != "percentage":
        return _same(difference, term, slack)
    if change.of_whole:
        return _same(
            100 * now.value / before.value, term, 100 * (now.slack + before.slack * now.value / before.value) / before.value
        )
    relative = 100 * difference / before.value
    away = 100 * (slack / before.value + abs(difference) * before.slack / before.value**2)
    if now.kind == "percentage" and _same(difference, term, slack):
        return True
    return _same(relative, term, away)


def _same(exact: float, term: Term, slack: float) -> bool:
    """Whether a number is printed right to its digits; `slack` is how far the exact one may be off."""
    half = term.slack if term.kind != "percentage" else 0.5 * term.step
    return abs(exact - term.value) <= half + slack + 1e-6 * max(1.0, abs(exact))


def change_problem(view: PartView, sentence: Sentence, change: Change) -> Problem:
    """The finding on a change that is not that of its figures."""
    now, before, term = change.now, change.before, change.term
    items = (now, before, term)
    first, last = min(item.start for item in items), max(item.end for item in items)
    printed = view.text[sentence.passage.start + term.number_start : sentence.passage.start + term.end]
    shown = [number_text(item.value / (1e6 if item.kind == "money" else 1.0)) for item in (before, now)]
    if now.kind == "money":
        shown[1] += " triệu đồng"
    return Problem(
        message=f"Mức tăng, giảm ghi “{printed}”, nhưng từ {shown[0]} đến {shown[1]} là {_right(change)}.",
        evidence=(view.within(sentence.passage, first, last), view.within(sentence.passage, term.start, term.end)),
        severity="warning" if term.kind == "percentage" or not change.sure else None,
    )


def _right(change: Change) -> str:
    now, before, term = change.now, change.before, change.term
    difference = now.value - before.value
    if term.noun in RANKS:
        return f"{'tăng' if difference < 0 else 'giảm'} {number_text(abs(difference))} bậc"
    if term.noun == "lần":
        return f"{number_text(now.value / before.value)} lần"
    if change.of_whole:
        return f"{number_text(100 * now.value / before.value)}%"
    way = "tăng" if difference > 0 else "giảm"
    if difference == 0:
        return "không đổi"
    if now.kind == "percentage":
        return f"{way} {number_text(abs(difference))} điểm phần trăm"
    if term.kind == "percentage":
        return f"{way} {number_text(100 * abs(difference) / before.value)}%"
    factor = next((f for f in (1e9, 1e6) if now.kind == "money" and abs(term.value) >= f), 1.0)
    unit = {1e9: " tỷ đồng", 1e6: " triệu đồng"}.get(factor, "")
    return f"{way} {number_text(abs(difference) / factor)}{unit}"
