"""Totals that stand behind their parts, in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vbcds.checks.addends import Addition, addition_problem, are_states, is_explained
from vbcds.checks.figure_forms import is_slip, is_turned
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term, counts_same, unit_group
from vbcds.checks.view import PartView
from vbcds.lexicons.doctypes import parse_type
from vbcds.lexicons.partitions import find_partition, leaves_nothing_out
from vbcds.lexicons.reckoning import reckoning_words

_LAST = re.compile(
    r"[^.()%]{0,60}(?:(?:[,;:]|\()\s*(?:(?:tính\s+chung\s+)?cả\s+(?:quý|năm|kỳ|đợt|tỉnh|ngành)(?=\s+(?:là|đạt|có)\s)|tổng\s+cộng|cộng|tổng\s+số|tổng(?=\s*$|\s*(?:là|:|n|\d|hai|ba|các|của|quý|tháng|năm|cả|kỳ|kinh\s+phí|vốn|chi|giá\s+trị|nguồn)|\s[^.,;()%\d]{2,60}\s(?:là|ước|đạt|bằng)\s*$))|\.\s+(?:tổng\s+cộng|cộng))(?!\w)"
    r"\s*(?:[^.;()%]{0,50}\slà\s+|(?:[^.,;()%]{0,30}\s)?(?:là|có|:)?\s*(?:là\s+)?)"
)
_MONEY = re.compile(r"(?<!\w)tổng\s(?:kinh phí|vốn|chi|giá trị|nguồn)(?!\w)")
#: A total of more than the sentence counts: up to the day, of the year.
_UP_TO = re.compile(r"(?<!\w)(?:đến nay|từ đầu năm|lũy kế|luỹ kế|cộng dồn|hiện (?:có|nay)|từ trước)(?!\w)")
#: "14 đơn vị tốt, 20 đơn vị khá trong tổng số 40 đơn vị": the total of all, or of more than these.
_OUT_OF = re.compile(r"[^.()%]{0,60}\s(?:trong|trên)\s+tổng\s+(?:số\s+)?(?:[^.,;()%]{0,20}\s)?")
#: "... riêng tháng 10 là 1.250 hồ sơ, nâng tổng số lên 12.450 hồ sơ": mostly more than what the sentence names.
_RAISED = re.compile(r"[^.()%]{0,40},\s*nâng\s+(?:tổng|số)\s[^.;()%]{0,80}(?:lên|là|thành)\s(?:[^.,;()%]{0,12}\s)?")
_ADDED = ("count", "number", "money", "measure")
_BETWEEN = re.compile(r"[^.()%]{0,80}")
_NEXT = re.compile(r"(?:\s[^.,;:()%]{1,40})?(?:,|\svà)\s(?:[^.,;:()%]{1,25}\s)?")


def find_wrong_totals(view: PartView, paragraph: Sentence, changes: Sequence[Term]) -> Iterator[Problem]:
    """ "35 chứng thư số cho lãnh đạo và 215 chứng thư số cho công chức, tổng cộng 250 chứng thư số"."""
    terms, text = paragraph.terms, paragraph.text
    for index in range(2, len(terms)):
        total = terms[index]
        if total.kind not in _ADDED or not total.exact:
            continue
        gap = (terms[index - 1].end, total.number_start)
        named = _LAST.fullmatch(text, *gap) is not None and not _UP_TO.search(text, gap[0], min(len(text), total.end + 30))
        named = named and (total.kind == "money" or _MONEY.search(text, *gap) is None)
        raised = not named and _RAISED.fullmatch(text, *gap) is not None
        if not named and not raised and not _OUT_OF.fullmatch(text, *gap):
            continue
        parts: list[Term] = []
        for part in reversed(terms[:index]):
            joined = not parts or _BETWEEN.fullmatch(text, part.end, parts[0].number_start)
            if (
                not joined
                or (part.kind == "money") != (total.kind == "money")
                or not _counts_like(part, total)
                or not part.exact
                or part in changes
            ):
                break
            parts.insert(0, part)
        if len(parts) < 2:
            if named or raised:
                yield from _of_unlike(view, paragraph, index, changes)
            continue
        addition = Addition(paragraph, total, tuple(parts), "all", total.end)
        if abs(addition.added - total.value) <= addition.slack or not 0.5 * total.value <= addition.added <= 1.5 * total.value:
            continue
        if any(abs(sum(part.value for part in parts[first:]) - total.value) <= addition.slack for first in range(len(parts) - 1)):
            continue
        if (raised and (addition.away <= 0.05 or is_explained(addition))) or named or (not raised and _is_whole(addition)):
            yield addition_problem(view, addition)


def _of_unlike(view: PartView, paragraph: Sentence, index: int, changes: Sequence[Term]) -> Iterator[Problem]:
    """Things of several names that a total sums up, one slip of the pen off: "3.264 cuộc gọi, 412 tin nhắn, tổng cộng 3.766 lượt"."""
    text, total = paragraph.text, paragraph.terms[index]
    parts: list[Term] = []
    for part in reversed(paragraph.terms[:index]):
        if part.kind != "count" or not part.exact or part.whole or part in changes or total.kind not in ("count", "number"):
            break
        if parts and not _NEXT.fullmatch(text, part.end, parts[0].number_start):
            break
        parts.insert(0, part)
    added = [sum(part.value for part in parts[first:]) for first in range(len(parts) - 1)]
    if not added or any(value == total.value for value in added):
        return
    off = [first for first, value in enumerate(added) if is_slip(value, total.value, digits=3) or is_turned(value, total.value)]
    if not off and len(parts) == len([term for term in paragraph.terms[:index] if term.kind == "count"]):
        near = abs(added[0] - total.value) <= 0.1 * total.value
        off = [0] if near and total.noun in reckoning_words("of_all_kinds") else []
    if off and min(total.value, *(part.value for part in parts[off[0] :])) > 1:
        yield addition_problem(view, Addition(paragraph, total, tuple(parts[off[0] :]), "all", total.end))


def _counts_like(part: Term, total: Term) -> bool:
    if part.kind not in _ADDED:
        return False
    if (
        not part.noun
        or not total.noun
        or counts_same(part.noun, total.noun)
        or (total.noun.startswith("văn bản") and parse_type(part.noun) is not None)
    ):
        return True
    one, other = unit_group(part.noun), unit_group(total.noun)
    return (total.noun in reckoning_words("bodies") and {one, other} <= {"places", "bodies"}) or (
        one == other and "," in total.noun
    )


def _is_whole(addition: Addition) -> bool:
    """Whether kinds before "trong tổng số" are too many for it, or are all there are and too few."""
    text, parts = addition.paragraph.text, addition.parts
    labels = [
        text[part.end : stop].split(",")[0]
        for part, stop in zip(parts, [*(p.start for p in parts[1:]), addition.total.start], strict=True)
    ]
    if find_partition(labels) is None:
        if are_states(labels):
            return len(labels) > 2 or addition.away <= 0.08 or is_explained(addition)
        named = len(parts) > 2 and len({part.noun for part in parts}) == 1
        if named and "chưa" in labels[-1] and not any("chưa" in label for label in labels[:-1]):
            return abs(addition.added - addition.total.value) <= max(2, 0.08 * addition.total.value)
        return named and addition.total.value < addition.added <= 1.1 * addition.total.value
    return (
        addition.added > addition.total.value
        or leaves_nothing_out(labels, text)
        or (len(parts) > 2 and (addition.away <= 0.08 or abs(addition.added - addition.total.value) <= 2))
    )
