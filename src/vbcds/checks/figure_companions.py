"""Counts that are told in one breath ("27 lớp với 1.604 học viên"): who tells the first again means the second as well."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from vbcds.checks.figure_forms import likeness_of_form
from vbcds.checks.figure_pairs import Mention

#: The count before: "27 lớp với ", "27 lớp bồi dưỡng cho ", "mở 27 lớp, có ".
_BEFORE = re.compile(
    r"(?<![\w.,/])(?P<n>\d{1,3}(?:\.\d{3})*|\d+) (?P<noun>[^\W\d_]+(?: [^\W\d_]+){0,5}?),? "
    r"(?:với|cho|gồm|thu hút|có|cùng|của|phục vụ|tại|tập huấn cho|đào tạo)(?: (?:tổng số|tổng cộng|sự tham gia của|hơn|trên))?\s*$"
)
#: How far before a count its companion may stand.
_NEAR = 60
#: A first count under ten is told again by chance; two numbers with digits so alike are one but for a slip.
_LEAST, _ALIKE = 10, 0.65
#: More figures with one companion are a pattern of the report.
_MOST = 6


def find_companion(text: str, at: int) -> tuple[str, int] | None:
    """What is counted right before the count at text[at:], and its number; folded text.

    >>> find_companion("mở 27 lớp với 1.604 học viên", 14), find_companion("đã cấp 1.604 thẻ", 7)
    (('lớp', 27), None)
    """
    found = _BEFORE.search(text, max(0, at - _NEAR), at)
    if found is None:
        return None
    number = int(found["n"].replace(".", ""))
    return (found["noun"].split()[0], number) if number >= _LEAST else None


def have_other_companions(one: tuple[str, int], other: tuple[str, int]) -> bool:
    """Whether two counts, each by its text and place in it, are told with different numbers of one thing."""
    first, second = find_companion(*one), find_companion(*other)
    return first is not None and second is not None and first[0] == second[0] and first != second


def companions_apart(mentions: Iterable[Mention], place: Callable[[Mention], tuple[str, int]]) -> Iterator[tuple[Mention, Mention]]:
    """Counts of one noun with one companion whose digits are slips of each other; `place` gives a mention's text and offset."""
    groups: dict[tuple[str, str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "count" and mention.noun and mention.value >= 100:
            found = find_companion(*place(mention))
            if found is not None:
                groups[mention.noun.split()[0], *found].append(mention)
    for group in groups.values():
        if len(group) > _MOST:
            continue
        for one, other in combinations(group, 2):
            if one.value != other.value and one.place != other.place and likeness_of_form(one.digits, other.digits) >= _ALIKE:
                a, b = one.wording, other.wording
                if (
                    a.role == b.role
                    and not (a.scopes and b.scopes and not a.scopes & b.scopes)
                    and a.times.foreign == b.times.foreign
                    and a.times.earlier == b.times.earlier
                ):
                    yield one, other
