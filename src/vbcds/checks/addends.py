"""A total with the parts that a text lists for it, and whether parts that do not make it are meant to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vbcds.checks.figure_forms import is_one_slip_off, is_slip
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term, unit_group
from vbcds.checks.view import PartView, number_text
from vbcds.lexicons.doctypes import parse_type
from vbcds.lexicons.partitions import Partition, find_partition, is_of_several, leaves_nothing_out
from vbcds.lexicons.reckoning import reckoning_words

#: How a list of parts begins: with words that promise all of them (or in brackets), with "cụ thể" or a colon, behind "trong đó",
#: behind a comma.
Opening = Literal["all", "colon", "some", "comma"]
_BORDER = re.compile(r"[,;.()]|\bvà\b")


@dataclass(frozen=True, slots=True)
class Addition:
    """A total and its parts in a paragraph; `end` is where the list ends."""

    paragraph: Sentence
    total: Term
    parts: tuple[Term, ...]
    opening: Opening
    end: int

    @property
    def added(self) -> float:
        """What the parts make."""
        return sum(part.value for part in self.parts)

    @property
    def slack(self) -> float:
        """By how much rounding may make the parts miss the total."""
        terms = (self.total, *self.parts)
        fine = min(term.step for term in terms)
        coarse = max((term.step for term in terms if term.step > fine and term.kind == "money" and not term.slack), default=0.0)
        return sum(term.slack for term in terms) + 0.5 * coarse + 1e-9 * max(1.0, self.total.value)

    @property
    def away(self) -> float:
        """How far the parts are from the total, as a share of it."""
        return abs(self.added - self.total.value) / self.total.value

    def is_right(self) -> bool:
        """Whether the parts, or the first ones of them where they are of no one group of kinds, make the total."""
        added = 0.0
        if abs(self.added - self.total.value) > self.slack and len(self.parts) > 2 and find_partition(self.labels()) is not None:
            return False
        for part in self.parts:
            added += part.value
            allowed = self.slack if part is self.parts[-1] else 1e-9 * self.total.value
            if part is not self.parts[0] and abs(added - self.total.value) <= allowed:
                return True
        return False

    def labels(self) -> list[str]:
        """The words around each part: what stands between it and its neighbours."""
        text, found = self.paragraph.text, []
        bounds = [self.total.end, *(part.end for part in self.parts[:-1])]
        for index, part in enumerate(self.parts):
            after = self.parts[index + 1].start if index + 1 < len(self.parts) else min(len(text), part.end + 60)
            tail = text[part.number_end : part.end] + _BORDER.split(text[part.end : after])[0]
            head = _BORDER.split(text[bounds[index] : part.number_start])[-1]
            found.append(f"{head} {tail}")
        return found


#: Parts that miss a total of so many by no more than one, or by such a share of it, are meant to make it.
_LARGE, _HARDLY, _NEARLY = 20, 0.005, 0.03
#: A part for all that is not named: nothing is left out.
_OTHERS = re.compile(r"(?<!\w)(?:khác|còn lại)(?!\w)")


#: A part by its time ("quý I: 8, quý II: 9").
_PERIOD = re.compile(r"\s?(?:(?:phân bổ|bố trí|giao|cấp)\s)?(?:quý|tháng|tuần|đợt|năm|khóa|giai đoạn|kỳ)\s(?:\d+|[ivx]+)(?!\w)")


def must_add_up(addition: Addition) -> bool:
    """Whether parts that do not make a total are meant to: by the words before them, by their kinds, or because they nearly do."""
    total, parts, opening = addition.total, addition.parts, addition.opening
    explained = is_explained(addition)
    labels = addition.labels()
    shared = opening == "some" and len(parts) > 2 and _are_for_others(labels)
    low, high = (0.3, 3.0) if (explained and opening != "comma") or shared else (0.5, 1.5)
    if not low <= addition.added / total.value <= high:
        return False
    if any(part.value == total.value for part in parts) and not (opening == "all" and _are_kinds(addition)):
        return False  # such lists name other things than the parts of the number
    if not _are_alike(addition, labels, explained) or any(_TOTAL.search(addition.paragraph.before(part)) for part in parts):
        return False
    if opening == "all" or (opening != "comma" and _is_union(addition)):
        return True
    over, several = addition.added > total.value, len(parts) > 2
    partition = find_partition(labels)
    if partition is not None:
        if _is_of_kind(addition, partition):
            return False
        if opening == "colon" or over or leaves_nothing_out(labels, _clause(addition)):
            return True
        if opening == "comma":
            near = abs(addition.added - total.value) <= max(1, 0.03 * total.value)
            return several and (near or explained) and total.value > 10
        return opening == "some" and (
            addition.away <= 0.05 or (explained and (over or several or is_slip(addition.added, total.value, digits=4)))
        )
    if opening == "comma":
        off = abs(addition.added - total.value)
        if several and off <= max(1, 0.05 * total.value) and _are_done_and_not(labels):
            return True
        if several and off <= max(1, _HARDLY * total.value) and total.value >= _LARGE and not is_of_several(labels):
            return True
        if _OTHERS.search(labels[-1]) and addition.away <= _NEARLY:
            return True
        if CALLED_TOTAL.search(addition.paragraph.before(total)) is None:
            return False
        rest = _REST_LABEL.match(labels[-1]) is not None and addition.away <= 0.12
        return rest or (_are_names(addition) and addition.away <= 0.06)
    if _OTHERS.search(labels[-1]):
        return True
    called_apart = several and explained and len({part.noun for part in parts}) == len(parts)
    if opening == "some" and is_of_several(labels) and not called_apart:
        return False
    if over and shared:
        return True
    if (over or (several and addition.away <= 0.06)) and _are_names(addition):
        return True
    states = over and are_states(labels) and abs(addition.added - total.value) <= max(1, 0.1 * total.value)
    if opening == "colon":
        near = abs(addition.added - total.value) <= 1 and several
        return states or near or addition.away <= (0.12 if several else 0.03) or explained
    if states or addition.away <= (0.06 if over else 0.03 if several else 0.02):
        return True
    return explained and (several or over or is_slip(addition.added, total.value, digits=4))


_TOTAL = re.compile(r"(?<!\w)(?:tổng(?: cộng| số| cả)?|cộng)(?: là| có)?\s?:?\s?$")
#: "..., còn vi phạm 12"
_REST_LABEL = re.compile(r"[,;\s]*(?:số )?còn(?: lại)?\s")
#: "tổng mức đầu tư 62 tỷ đồng"
CALLED_TOTAL = re.compile(r"(?<!\w)tổng(?!\w)[^,;.()%]{0,40}$")
_FOR = re.compile(r"(?<!\w)(cho|của|tại|do|thuộc)\s([^\W\d_]+(?:\s[^\W\d_]+){0,2})")
_DONE = re.compile(r"(?<!chưa )(?<!\w)(?:hoàn thành|đang (?:triển khai|thực hiện))(?!\w)")
_NOT_DONE = re.compile(r"(?<!\w)chưa (?:triển khai|thực hiện|hoàn thành|bắt đầu)(?!\w)")
_STATE = re.compile(r"(?<!\w)(?:đã|đang|chưa|không|sẽ)(?!\w)")


def _are_for_others(labels: Sequence[str]) -> bool:
    """Whether the parts are told apart by whom they are for, or whose they are: "05 lớp cho lãnh đạo, 06 lớp cho công chức"."""
    heads = [match for label in labels if (match := _FOR.search(label)) is not None]
    return len(heads) == len(labels) and len({head[1] for head in heads}) == 1 and len({head[2] for head in heads}) == len(labels)


def _are_done_and_not(labels: Sequence[str]) -> bool:
    """Whether a list goes from what is done to what is not: "15 đơn vị hoàn thành, 03 đơn vị hoàn thành từng phần, 01 đơn vị chưa triển
    khai"."""
    return _NOT_DONE.search(labels[-1]) is not None and all(_DONE.search(label) for label in labels[:-1])


def are_states(labels: Sequence[str]) -> bool:
    """Whether parts are told apart by how far things have come: "9 khu đã hoạt động, 3 khu đang xây dựng"."""
    states = [match[0] for label in labels if (match := _STATE.search(label)) is not None]
    return len(set(states)) == len(labels)


def _are_names(addition: Addition) -> bool:
    """Whether each part is that of a bearer of a name ("Viettel 780 trạm, VNPT 620 trạm"): what one has no other has."""
    text = addition.paragraph.passage.text
    bounds = [addition.total.end, *(part.end for part in addition.parts[:-1])]
    heads = [_BORDER.split(text[start : part.start])[-1] for start, part in zip(bounds, addition.parts, strict=True)]
    heads[0] = heads[0].rpartition("đó")[2].lstrip(" :")
    if all(re.match(r"\s?(?:[A-ZĐ]|các\s|khối\s)", head) for head in heads):
        return True
    times = [match[0] for head in heads if (match := _PERIOD.match(head.lower())) is not None]
    return len(set(times)) == len(heads)


def _are_alike(addition: Addition, labels: Sequence[str], explained: bool) -> bool:
    """Whether the parts are counted in the total's unit, or in none: what follows their numbers is then the name of their kind."""
    total, parts, opening = addition.total, addition.parts, addition.opening
    if all(part.is_like(total) and (part.kind == "money") == (total.kind == "money") for part in parts):
        return len({part.noun for part in parts if part.noun}) < 3 or opening != "comma"
    if total.kind == "money" or any(part.kind == "money" for part in parts) or opening == "comma":
        return False
    partition = find_partition(labels)
    group = unit_group(total.noun)
    if _is_union(addition) and (addition.away <= 0.12 or explained):
        return True
    if partition is not None and all(
        part.is_like(total) or part.kind == "number" or partition.kind(part.noun) or unit_group(part.noun) == group
        for part in parts
    ):
        return True
    nouns = [part.noun for part in parts]
    if total.noun in reckoning_words("bodies") and {unit_group(noun) for noun in nouns} <= {"places", "bodies"}:
        return True
    if _are_kinds(addition):
        return True
    if explained and group is not None and len(parts) > 2 and {unit_group(noun) for noun in nouns} == {group}:
        return True  # "1.134 thành viên, trong đó 462 đoàn viên, 387 hội viên, 285 người có uy tín"
    # things of several kinds make a total of another name: each in a unit of its own, and nearly the total
    distinct = "" not in nouns and len(set(nouns)) == len(parts) > 2 and total.noun not in nouns
    closed = addition.paragraph.text[parts[-2].end : parts[-1].number_start].endswith(" và ")
    if opening == "all":
        near = addition.away <= max(1 / total.value, 0.12 if len(parts) > 3 or total.value > 20 else 0.03)
        most = _are_but_one_like(addition) and explained
        two = len(parts) == 2 and "" not in nouns and nouns[0] != nouns[1] and addition.away <= 0.03 and total.value >= _LARGE
        return (distinct and (near or explained)) or two or most
    several = len(parts) > 2 and "" not in nouns and not any(part.is_like(total) for part in parts)
    return several and (distinct or opening == "colon") and closed and addition.away <= max(0.06, 1 / total.value)


def _are_but_one_like(addition: Addition) -> bool:
    """Whether all parts but one are counted as the total is: "268 hợp tác xã, gồm 171 hợp tác xã nông nghiệp, 74 ..., 23 quỹ tín dụng"."""
    unlike = [part for part in addition.parts if not part.is_like(addition.total)]
    return len(addition.parts) > 2 and len(unlike) == 1


def _are_kinds(addition: Addition) -> bool:
    """Whether parts are kinds of what the total counts: papers of several types, communes and wards of units, the nouns that it lists."""
    total, nouns = addition.total, [part.noun for part in addition.parts]
    if "" in nouns or len(set(nouns)) < len(nouns):
        return False
    if "văn bản" in total.noun or (total.noun.startswith("dự thảo") and "văn bản" in addition.paragraph.after(total)[:12]):
        return all(parse_type(noun) for noun in nouns)
    if total.noun in reckoning_words("bodies") or total.noun.startswith("đơn vị hành chính"):
        return {unit_group(noun) for noun in nouns} == {"places"}
    kinds = total.noun.split(", ")
    return len(kinds) > 1 and all(any(f"{noun} ".startswith(f"{kind} ") for kind in kinds) for noun in nouns)


def _is_union(addition: Addition) -> bool:
    """Whether the total is of exactly the kinds that the parts are of: "42 cán bộ, công chức: 21 cán bộ, 21 công chức"."""
    kinds = set(addition.total.noun.split(", "))
    return len(kinds) > 1 and kinds <= {part.noun for part in addition.parts}


def is_explained(addition: Addition) -> bool:
    """Whether one slip of the pen in a part or in the total is all that is wrong: two digits that stand the other way round, or one
    digit of three or more."""
    total, parts = addition.total, addition.parts
    return is_one_slip_off(addition.added, total.value, [part.value for part in parts])


def _clause(addition: Addition) -> str:
    """The words around a total: from the end of the sentence before to the first part."""
    text, start = addition.paragraph.text, addition.total.start
    begin = max(text.rfind(mark, 0, start) for mark in (". ", "; ", "\n")) + 1
    return text[begin : addition.parts[0].number_start]


def _is_of_kind(addition: Addition, partition: Partition) -> bool:
    """Whether a total is itself one of the kinds: by the words before it, or by those behind it, up to the list.

    Behind "trong đó" it may be of a kind of its own: "đang giải quyết 205 hồ sơ, trong đó chưa đến hạn 203 hồ sơ, quá hạn 2 hồ sơ".
    """
    text, total, first = addition.paragraph.text, addition.total, addition.parts[0]
    before = _clause(addition)[: -(first.number_start - total.end) or None]
    behind = re.split(r"[,;:(.\n]", text[total.end : first.number_start])
    own = {partition.names_one(before), partition.names_one(behind[0]) if len(behind) > 1 else None} - {None}
    if addition.opening == "some":
        own &= {partition.kind(label) for label in addition.labels()}
    return bool(own)


def makes_another(addition: Addition) -> bool:
    """Whether the parts make another figure told before, alone ("thu 6.214 tỷ đồng, bằng 105% so với năm trước (5.902 tỷ đồng). Trong đó:
    ...") or with the figure that stands before them ("62 xã (khu vực III: 28 xã, khu vực II: 13 xã, khu vực I: 21 xã)")."""
    total, parts = addition.total, addition.parts
    added = {round(addition.added, 3), round(addition.added + total.value, 3)}
    if total.kind == "money":
        added |= {round(addition.added * 1000, 3), round(addition.added / 1000, 3)}  # told in a wrong unit, a finding of its own
    before = (term for term in addition.paragraph.terms if term.end <= total.start and term.is_like(parts[0]))
    return any(round(term.value, 3) in added for term in before)


def addition_problem(view: PartView, addition: Addition) -> Problem:
    """The finding on parts that do not make their total."""
    total, parts = addition.total, addition.parts
    passage = addition.paragraph.passage
    unit, factor = "", 1.0
    if total.kind == "money":
        fits = (
            f
            for f in (1e9, 1e6)
            if total.value >= f and all(abs(round(v / f, 2) * f - v) < 1 for v in (total.value, addition.added))
        )
        factor = next(fits, 1.0)
        unit = {1e9: " tỷ đồng", 1e6: " triệu đồng"}.get(factor, " đồng")
    first = min(total.start, *(part.start for part in parts))
    return Problem(
        message=(
            f"Các phần {' + '.join(part.digits for part in parts)} cộng lại là {number_text(addition.added / factor)}{unit}, "
            f"khác tổng {number_text(total.value / factor)}{unit} đã nêu."
        ),
        evidence=(
            view.within(passage, first, max(addition.end, total.end)),
            view.within(passage, total.start, total.end),
        ),
    )
