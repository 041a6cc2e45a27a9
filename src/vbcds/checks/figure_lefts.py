"""What is still to do, told elsewhere in a report than the total and what was done of it: "gồm 46 nhiệm vụ, đã hoàn thành 43",
"còn 05 nhiệm vụ chưa hoàn thành"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from vbcds.checks.figure_values import is_reporting
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term, read_paragraph
from vbcds.checks.view import PartView, number_text
from vbcds.lexicons.figure_wordings import figure_wordings

_TOTAL = re.compile(r"(?<!\w)(?:giao|tổng số|tổng cộng|gồm|có|là|phải thực hiện)(?: có| là)?\s$")
_DONE = re.compile(r"(?<!\w)hoàn thành(?: được| xong)?\s$")
_LEFT = re.compile(r"(?<!\w)còn(?: lại)?\s$")
_NOT_DONE = re.compile(r"(?P<whose>[^,;.:()%]{0,60}?)(?<!\w)chưa (?:được )?hoàn thành(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_LINKS = frozenset(("của", "các", "tại", "theo", "trong", "này"))
#: Of what is left, only a part: late, of one kind.
_PART = re.compile(r"(?<!\w)(?:quá hạn|trễ hạn|chậm|đến hạn|trong hạn|thuộc|riêng|trong đó)(?!\w)")


def find_other_rests(view: PartView) -> Iterator[Problem]:
    """Counts of what is not done that are not the report's total without what was done."""
    if not is_reporting(view.record):
        return
    totals: dict[str, list[tuple[Sentence, Term, Term]]] = defaultdict(list)
    lefts: list[tuple[Sentence, Term, str]] = []
    for passage in view.passages:
        paragraph = read_paragraph(passage, view.quantities(passage), least=1) if "hoàn thành" in passage.text else None
        if paragraph is None:
            continue
        counts = [term for term in paragraph.terms if term.kind == "count" and term.exact and term.noun]
        for index, term in enumerate(counts):
            before = paragraph.before(term)
            if index and _DONE.search(before) and _TOTAL.search(paragraph.before(counts[0])) and counts[0].noun == term.noun:
                totals[term.noun].append((paragraph, counts[0], term))
            behind = _NOT_DONE.match(paragraph.after(term, 90))
            if _LEFT.search(before) and behind is not None and _PART.search(f"{before}{behind[0]}") is None:
                lefts.append((paragraph, term, behind["whose"]))
    for paragraph, left, whose in lefts:
        if len(totals[left.noun]) != 1:
            continue
        ((told, total, done),) = totals[left.noun]
        rest = total.value - done.value
        known = set(_WORD.findall(told.text)) | figure_wordings().light | _LINKS
        if told is paragraph or rest <= 0 or rest == left.value or set(_WORD.findall(whose)) - known:
            continue
        if any(term.value == left.value and term.noun == left.noun for term in told.terms):
            continue
        yield Problem(
            message=(
                f"“{total.digits} {left.noun}, đã hoàn thành {done.digits}” thì còn lại {number_text(rest)}, văn bản ghi {left.digits}."
            ),
            evidence=(view.within(paragraph.passage, left.start, left.end), view.within(told.passage, total.start, done.end)),
            severity="warning",
        )
