"""Which figures are meant to be one although their numbers differ: the same thing measured, in one scope and at one time, and numbers
that look like slips of each other, or wordings that are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from vbcds.checks.figure_forms import form_keys, likeness_of_form, plain_digits, significant
from vbcds.checks.figure_mentions import Wording
from vbcds.checks.terms import unit_group
from vbcds.lexicons.task_subjects import find_audiences
from vbcds.lexicons.wordings import telling_words

#: Groups larger than this are a pattern of the document ("mỗi xã 15 tổ"), and no slips.
_MOST = 12
#: Least shared syllables.
_SHARED = 2
#: The whole of what a department reports on.
_OWN_HOUSE = frozenset(("ngành", "sở"))
#: Three digits, two of which stand the other way round (`likeness_of_form`).
_TURNED = 0.65
#: Five digits, two of which stand the other way round: nothing but a slip.
_LONG = 0.9
#: From so many digits on the digits alone say so.
VERY_LONG = 6
#: How far two figures may be from each other where only their words say that they are one.
_NEAR = 0.2


class Told(Protocol):
    """Where a figure is told, and its words on demand."""

    @property
    def said(self) -> str:
        """The sentence, in lower case where it is at hand."""
        ...

    def wording(self) -> Wording:
        """What is said of it."""
        ...


@dataclass(frozen=True, eq=False)
class Mention:
    """A figure of a report with what it is compared by."""

    told: Told
    #: "count", "money", "%", or another unit of measure.
    kind: str
    value: float
    digits: str
    #: What is counted, in lower case; "" where nothing is named.
    noun: str
    whole: float | None
    #: The paragraph or sentence in which no two figures are one.
    place: int
    #: The table that it stands in; rows of one table are of several things.
    table: int | None = None
    #: Whether it is a cell of its own, with a heading and a name of the row for words; two such cells are never compared.
    in_cell: bool = False
    #: Whether it is a percentage that only says what share the count before it is.
    derived: bool = False

    @cached_property
    def wording(self) -> Wording:
        """Its words, read when first asked for."""
        return self.told.wording()


def slips(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs whose numbers look like slips of each other and whose words say one thing: (earlier, later)."""
    groups: dict[tuple[str, str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        for digits, decimals in _keys(mention):
            groups[mention.kind, digits, decimals].append(mention)
    seen: set[tuple[int, int]] = set()
    for group in groups.values():
        if 1 < len(group) <= _MOST:
            for k, one in enumerate(group):
                for other in group[k + 1 :]:
                    pair = id(one), id(other)
                    if one.value != other.value and pair not in seen and _may_meet(one, other):
                        seen.add(pair)
                        if one.place != other.place and is_slip_of(one, other):
                            yield one, other


def _may_meet(one: Mention, other: Mention) -> bool:
    return not (one.in_cell and other.in_cell) and (one.table is None or one.table != other.table)


def _keys(mention: Mention) -> Iterator[tuple[str, int]]:
    yield from form_keys(mention.digits)
    if mention.kind == "money":
        plain = f"{mention.value:.12g}".replace(".", "").rstrip("0")
        if len(plain) >= 3:
            yield f"{''.join(sorted(plain))} {len(f'{mention.value:.0f}')}", -1


def is_slip_of(one: Mention, other: Mention) -> bool:
    """Whether two unequal numbers are likely to be meant as one."""
    return _looks_like_slip(one, other) and not _of_other_people(one.wording, other.wording)


def _of_other_people(a: Wording, b: Wording) -> bool:
    """Whether two clauses speak of other people each: "cho cán bộ, công chức", "cho người dân"."""
    first, second = find_audiences(a.clause), find_audiences(b.clause)
    return bool(first) and bool(second) and not first & second


def _looks_like_slip(one: Mention, other: Mention) -> bool:
    form = likeness_of_form(one.digits, other.digits) or _money_form(one, other)
    if (one.derived or other.derived) and (one.derived == other.derived or form < _TURNED):
        return False
    if not form or not _same_units(one, other) or not _same_size(one, other):
        return False
    a, b = one.wording, other.wording
    if not are_compatible(a, b) or (a.part != b.part and form < 0.6):
        return False
    shared = len(a.words & b.words)
    smaller = min(len(a.words), len(b.words))
    if (one.in_cell or other.in_cell) and form >= _LONG and shared:
        return True
    if shared and form >= _LONG and significant(plain_digits(one.digits)[0]) >= VERY_LONG:
        return one.noun == other.noun or not (one.noun and other.noun)  # no two figures of one kind are so alike by chance
    if shared < _SHARED and not (shared == smaller and one.noun == other.noun and one.noun and form >= 0.8):
        return False
    return _say_one_thing(one, other, form, shared, smaller)


def _say_one_thing(one: Mention, other: Mention, form: float, shared: int, smaller: int) -> bool:
    """Whether the words of two figures leave room for no other meaning."""
    a, b = one.wording, other.wording
    left, right = (a.words - b.words) - b.context, (b.words - a.words) - a.context
    if one.whole is not None and one.whole == other.whole and one.whole >= 20:
        return shared >= 0.5 * smaller and not (left and right and form < 0.65)
    if left and right:
        return False  # each says something that the other does not: "cấp mới", "cấp đổi"
    extra = len(left | right)
    if form <= 0.5:
        return extra <= 2 and shared >= 4
    if shared == smaller and shared >= 4 and form >= 0.6:
        return extra <= 6
    if extra > shared + 1:
        return False
    return extra <= (4 if form >= 0.75 else 3 if form >= 0.6 else 1) and shared >= 0.6 * smaller


def twice(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs whose wordings are the same and whose numbers are near each other: (earlier, later)."""
    nouns: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if not mention.derived:
            nouns[mention.kind, mention.noun].append(mention)
    groups: dict[tuple[str, str, frozenset[str]], list[Mention]] = defaultdict(list)
    for (kind, noun), alike in nouns.items():
        for mention in _near_another(alike):
            if len(mention.wording.words) > 2:
                groups[kind, noun, mention.wording.words].append(mention)
    for group in groups.values():
        if not 1 < len(group) <= _MOST or len({mention.value for mention in group}) != 2:
            continue
        first = group[0]
        for other in group[1:]:
            if (
                first.value != other.value
                and first.place != other.place
                and _may_meet(first, other)
                and (is_near(first, other) or is_left(first, other))
                and first.whole == other.whole
                and is_same_wording(first.wording, other.wording)
            ):
                yield first, other
                break


def _near_another(alike: list[Mention]) -> Iterator[Mention]:
    """The figures that are near another one, or tell what is not done yet: only their words are worth reading."""
    ordered = sorted(alike, key=lambda mention: mention.value)
    near = {id(m) for pair in pairwise(ordered) if pair[0].value != pair[1].value and is_near(*pair) for m in pair}
    values = {mention.value for mention in alike if id(mention) in near}
    for mention in alike if len(alike) > 1 else ():
        if mention.value in values or (mention.noun and "chưa" in mention.told.said):
            yield mention


def is_same_wording(a: Wording, b: Wording) -> bool:
    """Whether two wordings of the same words are of one scope and time and both of a whole."""
    same_scope = a.scopes == b.scopes or (a.scopes ^ b.scopes) <= _OWN_HOUSE
    return are_compatible(a, b) and same_scope and not a.part and not b.part and a.role == "fact"


def is_near(one: Mention, other: Mention) -> bool:
    """Whether two figures may be meant to be one, as far as they go."""
    if one.kind == "%":
        return abs(one.value - other.value) <= 10
    return min(one.value, other.value) >= 2 and abs(one.value - other.value) <= _NEAR * max(one.value, other.value)


def is_left(one: Mention, other: Mention) -> bool:
    """Whether both count what is still to do: a state that a report has once ("còn 05 nhiệm vụ chưa hoàn thành")."""
    return one.kind == "count" and "chưa" in one.wording.apart & other.wording.apart and one.noun == other.noun != ""


def _money_form(one: Mention, other: Mention) -> float:
    """As `likeness_of_form`, of amounts in different units: "3.276 triệu đồng", "3,726 tỷ đồng"."""
    if one.kind != "money" or other.kind != "money":
        return 0.0
    a, b = f"{one.value:.0f}", f"{other.value:.0f}"
    return likeness_of_form(a, b) if len(a) == len(b) else 0.0


def _same_units(one: Mention, other: Mention) -> bool:
    """Whether two figures count one kind of thing: "2.147 người" and "2.174 cán bộ, công chức", not "công chức, viên chức" and
    "viên chức"."""
    if one.kind != other.kind:
        return False
    if one.kind != "count" or not one.noun or not other.noun or one.noun == other.noun:
        return True
    if {one.noun, other.noun} & {"người", "lượt người", "lượt"}:
        return unit_group(one.noun) == unit_group(other.noun) or "lượt" in one.noun + other.noun
    if ("," in one.noun) != ("," in other.noun):
        return False
    return one.noun.startswith(f"{other.noun} ") or other.noun.startswith(f"{one.noun} ") or _said(one, other) or _said(other, one)


def _same_size(one: Mention, other: Mention) -> bool:
    """Whether one is no ten times the other; cells may have their unit in a heading."""
    if one.in_cell or other.in_cell:
        return True
    return max(one.value, other.value) < 10 * min(one.value, other.value)


def _said(one: Mention, other: Mention) -> bool:
    """Whether the words of a figure name what another counts: "số tài khoản ... là 1.204"."""
    noun = telling_words(one.noun)
    return bool(noun) and noun <= other.wording.words


def are_compatible(a: Wording, b: Wording) -> bool:
    """Whether two wordings may be of one scope, time and role."""
    if a.role != b.role or not a.times.agrees(b.times) or (a.role == "change" and a.base != b.base):
        return False
    if a.scopes and b.scopes and not a.scopes & b.scopes:
        return False
    if (a.topic - b.context) and (b.topic - a.context):
        return False  # "a) Lĩnh vực đất đai: tiếp nhận ...", "b) Lĩnh vực hộ tịch: tiếp nhận ..."
    if a.apart - b.apart_around or b.apart - a.apart_around:
        return False
    return not (a.names - b.context - b.names) and not (b.names - a.context - a.names)
