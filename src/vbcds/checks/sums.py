"""Parts against their total, in running text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.sums_behind import find_wrong_rests, find_wrong_totals
from vbcds.checks.table_sums import find_table_sums
from vbcds.checks.view import PartView, Passage, number_text
from vbcds.lexicons.doctypes import parse_type
from vbcds.lexicons.partitions import Partition, find_partition, leaves_nothing_out
from vbcds.lexicons.units import load_units
from vbcds.model.mentions import Quantity

#: Words after which the parts follow, and whether they promise all of them.
_ALL = re.compile(
    r"[^.;()%\d]{0,90}?[,:]?\s*(?:\(\s*)?(?:bao\s+gồm|gồm\s+có|gồm|chia\s+ra|trong\s+đó\s+gồm)\s*:?[^.;()%\d]{0,60}", re.I
)
_BRACKET = re.compile(r"[^.;()%\d,]{0,70}\((?!\s*(?:tăng|giảm|đạt|chiếm|so|trong đó))[^.;()%\d]{0,40}", re.I)
#: "5.410 hồ sơ: trực tuyến 5.002 hồ sơ, trực tiếp 398 hồ sơ": all parts, where they are of kinds that exclude each other.
_COLON = re.compile(r"[^.;,()%\d:]{0,60}:[^.;()%\d:]{0,40}", re.I)
#: "412 người; cụ thể: công chức 272 người, viên chức 140 người": read as behind a colon.
_NAMELY = re.compile(r"[^.;()%\d]{0,90}?[,;]?\s*(?:cụ\s+thể|chi\s+tiết)\s*(?:là|như\s+sau)?\s*:?[^.;()%\d]{0,60}", re.I)
_COMMA = re.compile(r"[^.;()%\d:,]{0,60}[,;]\s*(?:đến\s+nay\s*,?\s*|kết\s+quả\s*:?\s*)?[^.;()%\d:,]{1,40}", re.I)
_WITH = re.compile(r"[^.;()%\d:,]{0,60},?\s+với\s+(?:[^.;()%\d:,]{0,40}\s)?", re.I)
_SOME = re.compile(r"[^.;()%\d]{0,90}?[,:;]?\s*\(?\s*trong\s+đó\s*:?\s*(?:có\s+)?[^.;()%\d]{0,60}", re.I)
#: "Trong 35 nhiệm vụ được giao, đã hoàn thành 22 nhiệm vụ ...": the total comes first and is called so.
_AMONG = re.compile(r"\btrong\s+(?:tổng\s+số\s+|số\s+)?$", re.I)
_FIRST = re.compile(r"[^.;()%\d]{0,80},[^.;()%\d]{0,60}", re.I)
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
#: Units that stand for themselves; a noun after their comma belongs to the next part.
_ALONE = frozenset({"người", "lượt người", "lượt", "hồ sơ"})
#: Units of money in đồng.
_DONG = {"đồng": 1, "nghìn đồng": 1e3, "ngàn đồng": 1e3, "triệu đồng": 1e6, "tỷ đồng": 1e9, "nghìn tỷ đồng": 1e12}
#: Kinds of figures that may be added.
_ADDED = ("count", "number", "money")
_BORDER = re.compile(r"[,;.()]|\bvà\b")
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
    if _COLON.fullmatch(text, *gap) or _NAMELY.fullmatch(text, *gap):
        return "colon"
    return "comma" if _COMMA.fullmatch(text, *gap) or _WITH.fullmatch(text, *gap) else None


def _parts(text: str, total: Quantity, rest: Sequence[Quantity]) -> tuple[list[Quantity], _Opening, int] | None:
    """The parts behind a total, how their list begins, and where it ends."""
    opening = _opening(text, total, rest[0]) if rest else None
    if opening is None:
        return None
    parts = [rest[0]]
    for one, other in itertools.pairwise(rest):
        between = text[one.number_end : other.start]
        if not _BETWEEN.fullmatch(between) or not _LABEL.search(between) or re.search(r"\btrong\s+đó\b", between, re.I):
            break
        parts.append(other)
    if len(parts) < 2 or any(part.kind not in _ADDED or part.value_max is not None or part.comparator != "=" for part in parts):
        return None
    end = _END.match(text, parts[-1].end)
    if end is None or (_BRACKET.fullmatch(text, total.end, rest[0].start) and not end[0].endswith(")")):
        return None
    return parts, opening, parts[-1].end


def _alike(text: str, total: Quantity, parts: Sequence[Quantity], opening: _Opening) -> bool:
    """Whether the parts are counted in the total's unit, in its first word ("dịch vụ" of "dịch vụ công") or more closely ("dịch vụ công
    trực tuyến"), or in none: what follows their numbers is then the name of their kind ("138 cấp xã, 1.733 cấp thôn")."""
    if total.kind == "money" and all(part.kind == "money" for part in parts):
        return True
    whole = _counted(total) or ""
    counted = load_units().units.get(whole)
    if counted is not None and counted.group == "people" and all(_counted(part) == "người" for part in parts):
        return True
    units = {_counted(part) for part in parts}
    if len(units - {None}) < 2 and all(
        unit is None or unit == whole or whole.startswith(f"{unit} ") or unit.startswith(f"{whole} ") for unit in units
    ):
        return True
    partition = find_partition(_labels(text, parts, total.end))
    return opening in ("all", "colon", "some") and all(
        unit is None or unit == whole or (partition is not None and partition.kind(unit) is not None) for unit in units
    )


def _counted(quantity: Quantity) -> str | None:
    """The unit of a number, without what a comma joins to it from the next part ("58 người, công chức 214 người")."""
    head = (quantity.unit or "").partition(",")[0]
    return head if head in _ALONE else quantity.unit


def _is_list_of_all(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether things of several kinds make a total of another name ("94 cơ sở, gồm 14 bệnh viện, 11 trung tâm và 68 trạm"): each is
    counted in a unit of its own, and together they come as near as one slip of the pen."""
    units = {part.unit for part in parts}
    away = abs(sum(part.value for part in parts) - total.value)
    if total.unit == "văn bản" and all(unit and parse_type(unit) for unit in units):
        return True
    return None not in units and len(units) == len(parts) > 2 and total.unit not in units and away <= max(1, 0.03 * total.value)


def _unit_end(text: str, part: Quantity) -> int:
    """Where the unit of a number ends."""
    comma = text.find(",", part.number_end, part.end)
    return part.end if comma < 0 or _counted(part) == part.unit else comma


def _labels(text: str, parts: Sequence[Quantity], begin: int) -> list[str]:
    """The words around each part: what stands between it and its neighbours."""
    bounds = [begin, *(_unit_end(text, part) for part in parts[:-1])]
    found = []
    for index, part in enumerate(parts):
        after = parts[index + 1].start if index + 1 < len(parts) else min(len(text), part.end + 60)
        behind = _unit_end(text, part)
        tail = text[part.number_end : behind] + _BORDER.split(text[behind:after])[0]
        head = _BORDER.split(text[bounds[index] : part.start])[-1]
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
            if not _alike(passage.text, total, parts, opening) and not (opening == "all" and _is_list_of_all(total, parts)):
                continue
            problem = _problem(view, passage, total, parts, opening, end)
            if problem is not None:
                yield problem
        yield from find_wrong_totals(view, passage, counts)
        yield from find_wrong_rests(view, passage, counts)
    yield from find_table_sums(view)


def _without_shares(passage: Passage, quantities: Sequence[Quantity]) -> tuple[Passage, list[Quantity]]:
    """A paragraph with blanks for shares of parts and the numbers of labels, and the quantities that are left."""
    text = _COUNTED.sub(lambda match: re.sub(r"\d", " ", match[0]), passage.text)
    text = _SHARE.sub(lambda match: " " * len(match[0]), text)
    kept = [q for q in quantities if text[q.number_start : q.number_end] == passage.text[q.number_start : q.number_end]]
    return replace(passage, text=text), kept


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
    if total.kind == "money" and len({total.unit, *(part.unit for part in parts)}) > 1:
        return _mixed_money(view, passage, total, parts, end)
    added = sum(part.value for part in parts)
    if abs(added - total.value) <= (1e-6 * total.value if total.kind == "money" else 0):
        return None
    if not _must_add_up(passage.text, total, parts, opening, end):
        return None
    digits = [passage.text[part.number_start : part.number_end] for part in parts]
    return Problem(
        message=f"Các phần {' + '.join(digits)} cộng lại là {number_text(added)}, khác tổng {number_text(total.value)} đã nêu.",
        evidence=(view.within(passage, total.start, end), view.within(passage, total.start, total.end)),
    )


def _is_of_kind(partition: Partition, text: str, total: Quantity, first: Quantity) -> bool:
    """Whether a total is itself one of the kinds: by the words before it, or by those behind it, up to the list."""
    before = _clause(text, total, first)[: -(first.start - total.end)]
    behind = re.split(r"[,;:(]", text[total.end : first.start])
    return partition.kind(before) is not None or (len(behind) > 1 and partition.kind(behind[0].lower()) is not None)


def _mixed_money(view: PartView, passage: Passage, total: Quantity, parts: list[Quantity], end: int) -> Problem | None:
    """Parts in million against a total in billion: wrong by more than all their last digits may have been rounded."""
    if any(item.unit not in _DONG for item in (total, *parts)):
        return None
    partition = find_partition(_labels(passage.text, parts, total.end))
    if partition is None or _is_of_kind(partition, passage.text, total, parts[0]):
        return None
    added = sum(_in_dong(part) for part in parts)
    whole = _in_dong(total)
    rounded = sum(_rounded_by(passage.text, item) for item in (total, *parts))
    if not whole + rounded < added <= 1.5 * whole:
        return None
    unit = _DONG[total.unit or "đồng"]
    return Problem(
        message=(
            f"Các phần quy ra {total.unit} cộng lại là {number_text(added / unit)}, khác tổng {number_text(total.value)} {total.unit} "
            "đã nêu."
        ),
        evidence=(view.within(passage, total.start, end), view.within(passage, total.start, total.end)),
    )


def _in_dong(item: Quantity) -> float:
    return item.value * _DONG[item.unit or "đồng"]


def _rounded_by(text: str, item: Quantity) -> float:
    """By how much, in đồng, an amount may be off where its last digit was rounded."""
    comma = text[item.number_start : item.number_end].rpartition(",")
    return 0.5 * _DONG[item.unit or "đồng"] / 10.0 ** (len(comma[2]) if comma[1] else 0)


def _must_add_up(text: str, total: Quantity, parts: list[Quantity], opening: _Opening, end: int) -> bool:
    """Whether parts that do not add up to a total are meant to: by the words before them, by their kinds, or by a digit."""
    added = sum(part.value for part in parts)
    likely = 0.5 * total.value <= added <= 1.5 * total.value and not any(part.value == total.value for part in parts)
    if opening == "all":
        return likely  # other such lists name other things than the parts of the number
    labels = _labels(text, parts, total.end)
    clause = _clause(text, total, parts[0])
    partition = find_partition(labels)
    if partition is None:
        if opening == "colon" and len(parts) > 2 and _NAMELY.fullmatch(text, total.end, parts[0].start):
            return 0.9 * total.value <= added <= 1.1 * total.value
        return opening != "comma" and _is_slip(added, total.value, digits=3 if opening == "colon" else 4)
    if _is_of_kind(partition, text, total, parts[0]):
        return False
    if opening == "colon":
        return likely
    slip = opening != "comma" and _is_slip(added, total.value, digits=4)
    return added > total.value or leaves_nothing_out(labels, clause) or slip


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
            "@report 2026-05\nTỉnh có 1.562 tổ công nghệ số, gồm 102 cấp xã, 1.470 cấp thôn.",
            "@report 2026-05\nMở 26 lớp cho 910 người; cụ thể: lãnh đạo 90 người, viên chức 420 người, đoàn viên 430 người.",
            "@report 2026-05\nChi 8,5 tỷ đồng, gồm: ngân sách tỉnh 6 tỷ đồng, ngân sách xã 1.900 triệu đồng, huy động 1.600 triệu đồng.",
            "@report 2026-05\nNgành có 640 viên chức, gồm: bác sĩ 210 người, điều dưỡng 320 người, kỹ thuật viên 130 người.",
            "@report 2026-05\nTổng số 64 xã, phường: 51 xã, phường hoàn thành, 15 xã, phường chưa hoàn thành.",
            "@report 2026-05\nPhường cấp 45 chữ ký số; xã cấp 120 chữ ký số. Tổng cộng 175 chữ ký số.",
            "@report 2026-05\nCó 92 trường dùng học bạ số; trong đó: 38 trường mầm non, 34 trường tiểu học, 25 trường trung học cơ sở.",
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
            "@report 2026-05\nTỉnh có 1.562 tổ công nghệ số, gồm 102 cấp xã, 1.460 cấp thôn; phủ 102 xã, 1.600 thôn.",
            "@report 2026-05\nMở lớp cho 910 người; cụ thể: Sở Y tế 90 người, Sở Nội vụ 120 người, Sở Tài chính 130 người.",
            "@report 2026-05\nChi 8,5 tỷ đồng, gồm: ngân sách tỉnh 6 tỷ đồng, ngân sách xã 900 triệu đồng, huy động 1.600 triệu đồng.",
            "@report 2026-05\nTháng 5 cấp 45 chữ ký số; tháng 4 cấp 120 chữ ký số. Tổng số đến nay là 210 chữ ký số.",
            "@report 2026-05\nNgành có 640 viên chức, gồm: bác sĩ 210 người, điều dưỡng 320 người, kỹ thuật viên 110 người.",
            "@report 2026-05\nTổng số 64 xã, phường: 51 xã, phường hoàn thành, 13 xã, phường chưa hoàn thành.",
            "@report 2026-05\nBiểu dương 38 trường mầm non, 34 trường tiểu học, 25 trường trung học cơ sở.",
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
