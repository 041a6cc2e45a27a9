"""Cumulative figures against the one before and what the period added: "8 tháng 4.380 hồ sơ, tháng 9 540 hồ sơ, lũy kế 4.920"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term
from vbcds.checks.view import PartView, number_text

_GATE = re.compile(r"(?<!\w)(?:l[uũ]y kế|luỹ kế|cộng dồn|nâng tổng|đưa tổng|tính chung)(?!\w)")
#: The cumulative figure of a period before: "tháng trước lũy kế", "lũy kế đến hết tháng trước", "8 tháng đầu năm".
_EARLIER = re.compile(
    r"(?<!\w)(?:(?:tháng|kỳ|quý) trước|(?:n{1,2}|\d{1,2}) tháng(?: đầu năm)?|đầu (?:kỳ|tháng|quý)|trước đó)(?!\w)"
)
_SO_FAR = re.compile(r"(?<!\w)(?:l[uũ]y kế|luỹ kế|cộng dồn|nâng tổng|đưa tổng|tính chung)(?!\w)[^;.()%]*$")
#: What the period itself brought.
_WITHIN = re.compile(
    r"(?<!\w)(?:trong (?:tháng|kỳ|quý|tuần)(?: n+(?:/n+)?)?|(?:riêng )?(?:tháng|quý) (?:n+|[ivx]+)(?:/n+)?"
    r"|(?:tháng|kỳ|quý) này|phát sinh|thêm|mới)(?!\w)[^;.()%]*$"
)
#: Between a total and the last one in brackets.
_LAST_TOTAL = re.compile(
    r"\s?\((?:l[uũ]y kế|luỹ kế|cộng dồn)(?:\sđến)?(?:\shết|\scuối)?\s(?:tháng|quý|kỳ|tuần)\s[^()%;]{1,20}?(?:\s(?:là|có|đạt))?\s"
)
_ADDED = ("count", "number", "money")


def find_wrong_cumulations(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """Cumulative figures that are not the earlier one and what came to it, or that are less than it."""
    if len(sentence.terms) < 2 or _GATE.search(sentence.text, sentence.start, sentence.end) is None:
        return
    yield from _fallen(view, sentence)
    if len(sentence.terms) < 3:
        return
    terms = [term for term in sentence.terms if term.kind in _ADDED and term.exact]
    roles = {"earlier": [], "within": [], "total": []}  # type: dict[str, list[Term]]
    for term in terms:
        role = _role(sentence, term)
        if role is not None:
            roles[role].append(term)
    if [len(found) for found in roles.values()] != [1, 1, 1]:
        return
    earlier, within, total = (found[0] for found in roles.values())
    if not (earlier.is_like(total) and within.is_like(total) and earlier.is_like(within)):
        return
    exact = earlier.value + within.value
    slack = earlier.slack + within.slack + total.slack + 1e-9 * total.value
    if abs(exact - total.value) <= slack or not 0.5 * exact <= total.value <= 2 * exact or earlier.value > 1.2 * total.value:
        return
    factor = 1e6 if total.kind == "money" else 1.0
    items = (earlier, within, total)
    yield Problem(
        message=(
            f"Lũy kế ghi {total.digits}, nhưng {earlier.digits} của kỳ trước và {within.digits} trong kỳ "
            f"cộng lại là {number_text(exact / factor)}{' triệu đồng' if factor > 1 else ''}."
        ),
        evidence=(
            view.within(sentence.passage, min(item.start for item in items), max(item.end for item in items)),
            view.within(sentence.passage, total.start, total.end),
        ),
    )


def _fallen(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """ "Lũy kế 412 chữ ký số (lũy kế hết tháng 02 là 436 chữ ký số)": a total above which the last one stood."""
    for total, last in pairwise(sentence.terms):
        told = (
            total.kind == last.kind == "count"
            and total.exact
            and last.exact
            and total.noun == last.noun
            and last.value > total.value
        )
        if told and _SO_FAR.search(sentence.before(total)) and _LAST_TOTAL.fullmatch(sentence.text, total.end, last.number_start):
            yield Problem(
                message=f"Lũy kế ghi {total.digits}, ít hơn {last.digits} của kỳ trước.",
                evidence=(
                    view.within(sentence.passage, total.start, last.end),
                    view.within(sentence.passage, total.start, total.end),
                ),
            )


def _role(sentence: Sentence, term: Term) -> str | None:
    """What a figure is of a cumulation: the one before, what was added, or the new total."""
    floor = max((other.end for other in sentence.terms if other.end <= term.number_start and other.kind != "measure"), default=0)
    before = sentence.text[max(floor, sentence.start, term.number_start - 80) : term.number_start]
    clause = re.split(r"[,;.:(]\s", before)[-1]
    if _SO_FAR.search(clause):
        return "earlier" if re.search(r"(?:tháng|kỳ|quý) trước", clause) else "total"
    if _EARLIER.search(clause):
        return "earlier"
    return "within" if _WITHIN.search(clause) else None
