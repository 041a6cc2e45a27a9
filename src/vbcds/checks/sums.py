"""Parts against their total, in running text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal

from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.table_sums import find_table_sums
from vbcds.checks.view import PartView, Passage, number_text
from vbcds.lexicons.doctypes import parse_type
from vbcds.lexicons.partitions import find_partition, leaves_nothing_out
from vbcds.model.mentions import Quantity

#: Words after which the parts follow, and whether they promise all of them.
_ALL = re.compile(
    r"[^.;()%\d]{0,90}?[,:]?\s*(?:\(\s*)?(?:bao\s+gồm|gồm\s+có|gồm|chia\s+ra|trong\s+đó\s+gồm)\s*:?[^.;()%\d]{0,60}", re.I
)
_BRACKET = re.compile(r"[^.;()%\d,]{0,70}\((?!\s*(?:tăng|giảm|đạt|chiếm|so|trong đó))[^.;()%\d]{0,40}", re.I)
#: "5.410 hồ sơ: trực tuyến 5.002 hồ sơ, trực tiếp 398 hồ sơ": all parts, where they are of kinds that exclude each other.
_COLON = re.compile(r"[^.;,()%\d:]{0,60}:[^.;()%\d:]{0,40}", re.I)
_COMMA = re.compile(r"[^.;()%\d:,]{0,60}[,;]\s*(?:đến\s+nay\s*,?\s*|kết\s+quả\s*:?\s*)?[^.;()%\d:,]{1,40}", re.I)
_SOME = re.compile(r"[^.;()%\d]{0,90}?[,:;]?\s*\(?\s*trong\s+đó\s*:?\s*(?:có\s+)?[^.;()%\d]{0,60}", re.I)
#: "Trong 35 nhiệm vụ được giao, đã hoàn thành 22 nhiệm vụ ...": the total comes first and is called so.
_AMONG = re.compile(r"\btrong\s+(?:tổng\s+số\s+|số\s+)?$", re.I)
_FIRST = re.compile(r"[^.;()%\d]{0,80},[^.;()%\d]{0,60}", re.I)
_LAST = re.compile(r"[^.()%\d]{0,60},\s*(?:tổng\s+cộng|cộng|tổng\s+số)\s*(?:là|có|:)?\s*(?:là\s+)?", re.I)
_BETWEEN = re.compile(r"[^.()%\d]{0,80}", re.I)
_END = re.compile(r"[^.;()%\d]{0,90}[.;)]|[^.;()%\d]{0,90}$")
#: Shares of the parts ("790 hồ sơ (chiếm 95,87%)") and counted labels ("đợt 1: 800 tờ") are no parts.
_SHARE = re.compile(
    r"\s?\([^()%\d]{0,30}\d+(?:[.,]\d+)?\s?%[^()%\d]{0,30}\)"
    r"|,?\s(?:chiếm|đạt)\s(?:(?:tỷ|tỉ)\slệ\s)?\d+(?:[.,]\d+)?\s?%",
    re.I,
)
_COUNTED = re.compile(
    r"\b(?:đợt|quý|tháng|lần|giai\s+đoạn|cấp|mức|loại|nhóm|hạng|khu\s+phố|tổ|thôn|ấp|khóa|lớp)\s+\d{1,2}(?=\s*:)"
    r"|\b(?:cấp|mức)\s+độ\s+\d\b",
    re.I,
)
#: "61 xã đạt, còn lại 3 xã": what is left of the total.
_LEFT = re.compile(r"[^.%\d]{0,60}\bcòn\s+lại\s*(?:là\s+|có\s+)?$", re.I)
#: Kinds of figures that may be added.
_ADDED = ("count", "number", "money")
_LABEL = re.compile(r"[,;:]|\bvà\b")


#: How a list of parts begins: with words that promise all of them (or in brackets), behind a colon, behind "trong đó", behind a comma.
_Opening = Literal["all", "colon", "some", "comma"]


def _opening(text: str, total: Quantity, first: Quantity) -> _Opening | None:
    gap = (total.end, first.start)
    if _ALL.fullmatch(text, *gap) or _BRACKET.fullmatch(text, *gap):
        return "all"
    if _SOME.fullmatch(text, *gap) or (
        _AMONG.search(text[max(0, total.start - 20) : total.start]) and _FIRST.fullmatch(text, *gap)
    ):
        return "some"
    if _COLON.fullmatch(text, *gap):
        return "colon"
    return "comma" if _COMMA.fullmatch(text, *gap) else None


def _parts(text: str, total: Quantity, rest: Sequence[Quantity]) -> tuple[list[Quantity], _Opening, int] | None:
    """The parts behind a total, how their list begins, and where it ends."""
    opening = _opening(text, total, rest[0]) if rest else None
    if opening is None:
        return None
    parts = [rest[0]]
    for one, other in itertools.pairwise(rest):
        between = text[one.end : other.start]
        if not _BETWEEN.fullmatch(between) or not _LABEL.search(between) or re.search(r"\btrong\s+đó\b", between, re.I):
            break
        parts.append(other)
    if len(parts) < 2 or any(part.kind not in _ADDED or part.value_max is not None or part.comparator != "=" for part in parts):
        return None
    end = _END.match(text, parts[-1].end)
    if end is None or (_BRACKET.fullmatch(text, total.end, rest[0].start) and not end[0].endswith(")")):
        return None
    return parts, opening, parts[-1].end


def _alike(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the parts are counted in the total's unit, in its first word ("dịch vụ" of "dịch vụ công"), or in none."""
    units = {part.unit for part in parts}
    unit = units.pop()
    return not units and (unit in (None, total.unit) or (total.unit or "").startswith(f"{unit} "))


def _is_list_of_all(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether things of several kinds make a total of another name ("94 cơ sở, gồm 14 bệnh viện, 11 trung tâm và 68 trạm"): each is
    counted in a unit of its own, and together they come as near as one slip of the pen."""
    units = {part.unit for part in parts}
    away = abs(sum(part.value for part in parts) - total.value)
    if total.unit == "văn bản" and all(unit and parse_type(unit) for unit in units):
        return True
    return None not in units and len(units) == len(parts) > 2 and total.unit not in units and away <= max(1, 0.03 * total.value)


def _labels(text: str, parts: Sequence[Quantity], begin: int, end: int) -> list[str]:
    """The words around each part: what stands between it and its neighbours."""
    bounds = [begin, *(part.end for part in parts[:-1]), end]
    found = []
    for index, part in enumerate(parts):
        after = parts[index + 1].start if index + 1 < len(parts) else min(len(text), part.end + 60)
        tail = re.split(r"[,;.()]", text[part.end : after])[0]
        head = re.split(r"[,;.()]", text[bounds[index] : part.start])[-1]
        found.append(f"{head} {tail}".lower())
    return found


def _clause(text: str, total: Quantity, first: Quantity) -> str:
    """The words around a total: from the end of the sentence before to the first part."""
    start = max(text.rfind(mark, 0, total.start) for mark in (". ", "; ", "\n")) + 1
    return text[start : first.start].lower()


def _check(view: PartView) -> Iterator[Problem]:
    for passage, quantities in view.figures:
        counts = [q for q in quantities if q.kind != "percentage"]
        if len(counts) < 2:
            continue
        passage, kept = _without_shares(passage, quantities)
        counts = [q for q in kept if q.kind != "percentage"]
        for index, total in enumerate(counts):
            if total.kind not in _ADDED or total.value_max is not None or total.comparator != "=" or total.value < 2:
                continue
            read = _parts(passage.text, total, counts[index + 1 :])
            if read is None:
                continue
            parts, opening, end = read
            if any(q.kind == "percentage" and total.end <= q.start < end for q in kept):
                continue
            if not _alike(total, parts) and not (opening == "all" and _is_list_of_all(total, parts)):
                continue
            problem = _problem(view, passage, total, parts, opening, end)
            if problem is not None:
                yield problem
        yield from _total_last(view, passage, counts)
        yield from _rest(view, passage, counts)
    yield from find_table_sums(view)


def _without_shares(passage: Passage, quantities: Sequence[Quantity]) -> tuple[Passage, list[Quantity]]:
    """A paragraph with blanks for shares of parts and the numbers of labels, and the quantities that are left."""
    text = _COUNTED.sub(lambda match: re.sub(r"\d", " ", match[0]), passage.text)
    text = _SHARE.sub(lambda match: " " * len(match[0]), text)
    kept = [q for q in quantities if text[q.number_start : q.number_end] == passage.text[q.number_start : q.number_end]]
    return replace(passage, text=text), kept


def _total_last(view: PartView, passage: Passage, counts: Sequence[Quantity]) -> Iterator[Problem]:
    """ "35 chứng thư số cho lãnh đạo và 215 chứng thư số cho công chức, tổng cộng 250 chứng thư số"."""
    for index in range(2, len(counts)):
        total = counts[index]
        if total.kind != "count" or total.comparator != "=":
            continue
        if not _LAST.fullmatch(passage.text, counts[index - 1].end, total.start):
            continue
        parts: list[Quantity] = []
        for part in reversed(counts[:index]):
            joined = not parts or _BETWEEN.fullmatch(passage.text, part.end, parts[0].start)
            if (
                not joined
                or part.kind != "count"
                or part.unit != total.unit
                or part.comparator != "="
                or part.value_max is not None
            ):
                break
            parts.insert(0, part)
        added = sum(part.value for part in parts)
        if len(parts) < 2 or added == total.value or not 0.5 * total.value <= added <= 1.5 * total.value:
            continue
        if any(sum(part.value for part in parts[first:]) == total.value for first in range(len(parts) - 1)):
            continue
        digits = " + ".join(passage.text[part.number_start : part.number_end] for part in parts)
        yield Problem(
            message=f"Các phần {digits} cộng lại là {number_text(added)}, khác tổng {number_text(total.value)} đã nêu.",
            evidence=(view.within(passage, parts[0].start, total.end), view.within(passage, total.start, total.end)),
        )


def _rest(view: PartView, passage: Passage, counts: Sequence[Quantity]) -> Iterator[Problem]:
    """ "1.020 hồ sơ, đã số hóa 612 hồ sơ, còn lại 408 hồ sơ": what is left is the total without the parts named before."""
    for index in range(1, len(counts)):
        left = counts[index]
        if left.kind != "count" or left.comparator != "=" or not _LEFT.search(passage.text, counts[index - 1].end, left.start):
            continue
        done = counts[index - 1]
        if done.kind == "ratio" and done.unit == left.unit and done.denominator:
            if done.denominator != done.value + left.value:
                yield _wrong_rest(view, passage, done, left)
            continue
        start = max(passage.text.rfind(mark, 0, left.start) for mark in (". ", "\n")) + 1
        told = [
            q
            for q in counts[:index]
            if q.start >= start and q.unit in (left.unit, None) and q.comparator == "=" and q.value_max is None
        ]
        if len(told) < 2 or told[0].value < max(q.value for q in told):
            continue
        total, parts = told[0], told[1:][-8:]
        sums = {sum(q.value for q in chosen) for size in range(1, min(len(parts), 4) + 1) for chosen in combinations(parts, size)}
        if any(value + left.value == total.value for value in sums):
            continue
        nearest = min((value + left.value for value in sums), key=lambda value: abs(value - total.value))
        if abs(nearest - total.value) <= 0.1 * total.value:
            yield Problem(
                message=f"Phần đã nêu và phần còn lại cộng là {number_text(nearest)}, khác tổng {number_text(total.value)} đã nêu.",
                evidence=(view.within(passage, total.start, left.end), view.within(passage, left.start, left.end)),
            )


def _wrong_rest(view: PartView, passage: Passage, done: Quantity, left: Quantity) -> Problem:
    right = number_text((done.denominator or 0) - done.value)
    return Problem(
        message=f"“{passage.text[done.start : done.end]}” thì còn lại {right}, nơi đây ghi {number_text(left.value)}.",
        evidence=(view.within(passage, done.start, left.end), view.within(passage, left.start, left.end)),
    )


def _is_slip(added: float, total: float, *, digits: int) -> bool:
    """Whether two numbers of so many digits at least differ in one digit, or in two that stand the other way round."""
    one, other = number_text(added).replace(".", ""), number_text(total).replace(".", "")
    if len(one) != len(other) or len(one) < digits or "," in one + other:
        return False
    places = [place for place in range(len(one)) if one[place] != other[place]]
    swapped = (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )
    return len(places) == 1 or swapped


def _problem(
    view: PartView, passage: Passage, total: Quantity, parts: list[Quantity], opening: _Opening, end: int
) -> Problem | None:
    added = sum(part.value for part in parts)
    if abs(added - total.value) <= (1e-6 * total.value if total.kind == "money" else 0):
        return None
    if total.kind == "money" and not all(part.kind == "money" and part.unit == total.unit for part in parts):
        return None  # sums of money in other units are rounded
    if not _must_add_up(passage.text, total, parts, opening, end):
        return None
    digits = [passage.text[part.number_start : part.number_end] for part in parts]
    return Problem(
        message=f"Các phần {' + '.join(digits)} cộng lại là {number_text(added)}, khác tổng {number_text(total.value)} đã nêu.",
        evidence=(view.within(passage, total.start, end), view.within(passage, total.start, total.end)),
    )


def _must_add_up(text: str, total: Quantity, parts: list[Quantity], opening: _Opening, end: int) -> bool:
    """Whether parts that do not add up to a total are meant to: by the words before them, by their kinds, or by a digit."""
    added = sum(part.value for part in parts)
    likely = 0.5 * total.value <= added <= 1.5 * total.value and not any(part.value == total.value for part in parts)
    if opening == "all":
        return likely  # other such lists name other things than the parts of the number
    labels = _labels(text, parts, total.end, end)
    clause = _clause(text, total, parts[0])
    partition = find_partition(labels)
    if partition is None:
        return opening != "comma" and _is_slip(added, total.value, digits=3 if opening == "colon" else 4)
    if partition.kind(clause[: -(parts[0].start - total.end)]) is not None:
        return False  # the total is itself one of the kinds
    if opening == "colon":
        return likely
    return added > total.value or leaves_nothing_out(labels, clause)


add(
    Check(
        code="sum-mismatch",
        family="arithmetic",
        severity="error",
        explanation="Các phần cộng lại không bằng tổng số đã nêu, trong lời văn hay theo dòng, cột của bảng.",
        source="Số học",
        fails=(
            "@report 2026-05\nĐã thành lập 1.871 tổ công nghệ số cộng đồng (cấp xã: 138, cấp thôn: 1.753).",
            "@report 2026-05\n"
            "Tỉnh giao 35 nhiệm vụ, trong đó: 22 nhiệm vụ hoàn thành, 13 nhiệm vụ đang thực hiện, 2 nhiệm vụ chưa thực hiện.",
            "@report 2026-05\nSở có 65 dịch vụ công trực tuyến, trong đó: toàn trình 40 dịch vụ, một phần 20 dịch vụ.",
            "@report 2026-05\nĐã hoàn thành 22/35 nhiệm vụ, còn lại 15 nhiệm vụ.",
            "@report 2026-05\nGiao 35 nhiệm vụ; hoàn thành 24 nhiệm vụ, đang thực hiện 10 nhiệm vụ, chưa thực hiện 3 nhiệm vụ.",
            "@report 2026-05\nBan hành 18 văn bản, gồm 02 quyết định, 05 kế hoạch, 09 công văn.",
            "@report 2026-05\nTiếp nhận 5.410 hồ sơ: trực tuyến 5.002 hồ sơ, trực tiếp 398 hồ sơ.",
            "@report 2026-05\nTổng kinh phí 42.500 triệu đồng, gồm: vốn đầu tư 30.000 triệu đồng; chi thường xuyên 12.000 triệu đồng.",
            "@report 2026-05\nTổng số 824 hồ sơ, trong đó: trực tuyến 790 hồ sơ (chiếm 95,87%), trực tiếp 44 hồ sơ.",
            "@report 2026-05\nPhát 1.500 tờ rơi (đợt 1: 800 tờ, đợt 2: 750 tờ).",
            "@report 2026-05\nĐã cấp 45.210 chữ ký số, trong đó công chức 21.400, người dân 23.710.",
            "@report 2026-05\nCó 1.020 hồ sơ, trong đó đã số hóa 612 hồ sơ, đạt 60%; còn lại 418 hồ sơ.",
            "@report 2026-05\nNgành có 94 cơ sở khám chữa bệnh, gồm 14 bệnh viện, 11 trung tâm và 68 trạm y tế.",
            "@report 2026-05\nSở có 24 dịch vụ, gồm 10 dịch vụ một phần và 12 dịch vụ toàn trình.",
            "@report 2026-05\n| Đơn vị | Hồ sơ | Trực tuyến |\n| A | 120 | 80 |\n| B | 75 | 40 |\n| C | 64 | 37 |\n"
            "| Tổng cộng | 259 | 167 |",
            "@report 2026-05\n| Đơn vị | Tổng số | Đúng hạn | Trễ hạn |\n| A | 120 | 118 | 2 |\n| B | 75 | 70 | 5 |\n"
            "| C | 64 | 60 | 6 |",
            "@report 2026-05\n| Đơn vị | Số hồ sơ | Đúng hạn | Quá hạn |\n| A | 120 | 118 | 2 |\n| B | 75 | 75 | 0 |\n| C | 64 | 60 | 6 |\n"
            "| D | 80 | 79 | 1 |",
            "@report 2026-05\n| Tháng | 4 | 5 | 6 | 7 | Cộng |\n| Hồ sơ | 120 | 95 | 140 | 130 | 495 |\n| Phí | 12 | 9 | 14 | 13 | 48 |",
        ),
        passes=(
            "@report 2026-05\n| Đơn vị | Hồ sơ | Trực tuyến |\n| A | 120 | 80 |\n| B | 75 | 40 |\n| C | 64 | ^ |\n"
            "| Tổng cộng | 259 | 120 |",
            "@report 2026-05\nĐã thành lập 1.871 tổ công nghệ số cộng đồng (cấp xã: 138, cấp thôn: 1.733).",
            "@report 2026-05\n| Đơn vị | Số hộ | Trực tuyến | Trực tiếp |\n| A | 120 | 118 | 52 |\n| B | 75 | 70 | 5 |\n"
            "| C | 64 | 60 | 46 |",
            "@report 2026-05\nTiếp nhận 5.400 hồ sơ: trực tuyến 5.002 hồ sơ, trực tiếp 398 hồ sơ.",
            "@report 2026-05\nHoàn thành 22 nhiệm vụ, đang thực hiện 20 nhiệm vụ, chưa thực hiện 3 nhiệm vụ.",
            "@report 2026-05\nĐã hoàn thành 22/35 nhiệm vụ, còn lại 13 nhiệm vụ.",
            "@report 2026-05\nHỗ trợ 54 hộ: Sở Y tế 12 hộ, Sở Nội vụ 30 hộ.",
            "@report 2026-05\nTổng kinh phí 42,5 tỷ đồng, gồm: vốn đầu tư 30,3 tỷ đồng; chi thường xuyên 12,2 tỷ đồng.",
            "@report 2026-05\nTổng số 834 hồ sơ, trong đó: trực tuyến 790 hồ sơ (chiếm 94,72%), trực tiếp 44 hồ sơ.",
            "@report 2026-05\nCó 1.020 hồ sơ, trong đó đã số hóa 612 hồ sơ, đạt 60%; còn lại 408 hồ sơ.",
            "@report 2026-05\nĐã cấp 45.210 chữ ký số, trong đó công chức 11.400, người dân 23.710.",
            "@report 2026-05\nMua 94 thiết bị, gồm 14 máy chủ, 20 máy tính và 8 đường truyền.",
            "@report 2026-05\nNgành có 93 cơ sở khám chữa bệnh, gồm 14 bệnh viện, 11 trung tâm và 68 trạm y tế.",
            "@report 2026-05\nSở có 65 thủ tục hành chính, trong đó: toàn trình 40 thủ tục, một phần 20 thủ tục.",
            "@report 2026-05\nCó 50 cán bộ dự lớp, trong đó 20 cán bộ nữ, 45 cán bộ là đảng viên.",
            "@report 2026-05\nTỉnh giao 35 nhiệm vụ, trong đó 22 nhiệm vụ hoàn thành, 3 nhiệm vụ quá hạn.",
        ),
        on_part=_check,
    )
)
