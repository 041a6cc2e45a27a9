"""Parts against their total, in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vbcds.checks.addends import Addition, Opening, addition_problem, makes_another, must_add_up
from vbcds.checks.closures import find_open_lists
from vbcds.checks.differences import find_changes
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.rests import find_wrong_rests
from vbcds.checks.rests_behind import (
    find_done_behind,
    find_rests_after,
    find_rests_apart,
    find_rests_before,
    find_rests_of_shares,
)
from vbcds.checks.rests_values import is_of_total_before
from vbcds.checks.sums_apart import find_sums_apart
from vbcds.checks.sums_behind import find_wrong_totals
from vbcds.checks.sums_points import find_point_sums
from vbcds.checks.table_sums import find_table_sums
from vbcds.checks.terms import Sentence, Term, paragraphs_of, sentences_of
from vbcds.checks.view import PartView

#: Words after which the parts follow, and whether they promise all of them.
_ALL = re.compile(
    r"[^.;()%]{0,90}?[,:;.]?\s*(?:\(\s*)?(?:bao\s+gồm|gồm\s+có|gồm|(?:được\s+)?(?:chia|phân\s+bổ|phân)\s+(?:ra|thành|làm)|phân\s+kỳ(?:\s+đầu\s+tư)?(?=\s*:)"
    r"|(?:chia|phân|phân\s+chia|phân\s+loại)\s+theo\s[^,.;:()%\d]{2,30}:|trong\s+đó\s+gồm)(?!\w)\s*:?[^.;()%]{0,60}"
)
_BRACKET = re.compile(r"[^.;()%]{0,80}\((?!\s*(?:có|tăng|giảm|đạt|chiếm|so|trong đó|vượt|bằng|mỗi|bình quân))[^.;()%]{0,60}")
#: "5.410 hồ sơ: trực tuyến 5.002 hồ sơ, trực tiếp 398 hồ sơ": all parts, where they are of kinds that exclude each other.
_COLON = re.compile(r"[^.;,()%:]{0,60}:[^.;()%:]{0,60}:?[^.;()%:,]{0,10}")
#: "412 người; cụ thể: công chức 272 người, viên chức 140 người": read as behind a colon.
_NAMELY = re.compile(r"[^.;()%]{0,90}?[,;]?\s*(?:cụ\s+thể|chi\s+tiết|kết\s+quả)(?!\w)\s*(?:là|như\s+sau)?\s*:?[^.;()%]{0,60}")
_COMMA = re.compile(r"[^.;()%:,]{0,60}[,;]\s*(?:đến\s+nay\s*,?\s*|kết\s+quả\s*:?\s*)?[^.;()%:,]{1,40}:?\s?")
#: "Tỉnh giao 88 nhiệm vụ. Đến ngày 20/6/2024, đã hoàn thành 52 nhiệm vụ, ..."
_THEN = re.compile(r"[^.;()%:,]{0,60}[.;]\s(?:đến|tính đến|hiện|kết quả|qua)(?!\w)[^.;()%:]{0,60}")
_WITH = re.compile(r"[^.;()%:,]{0,60},?\s+với\s+(?:[^.;()%:,]{0,40}\s)?")
_SOME = re.compile(
    r"[^.;()%]{0,90}?[,:;.]?\s*(?:\(?\s*trong\s+(?:đó|số\s+(?:đó|này))\s*[:,]?\s*(?:có\s+)?|\(\s*có\s)[^.;()%]{0,60}"
)
#: "Trong 35 nhiệm vụ được giao, đã hoàn thành 22 nhiệm vụ ...": the total comes first and is called so.
_AMONG = re.compile(r"\btrong\s+(?:tổng\s+số\s+|số\s+)?$")
_FIRST = re.compile(r"[^.;()%]{0,80}(?:,|\scó\s|\sthì\s)[^.;()%]{0,60}")
_PART = re.compile(r"(?<!\w)trong\s+(?:đó|số\s+(?:đó|này))(?!\w)[^;.()%]{0,40}$")
_BETWEEN = re.compile(r"[^.()%]{0,80}")
_END_OF_BRACKET = re.compile(r"[^.;()%\d]{0,90}\)")
_END = re.compile(r"[^.;()%\d]{0,90}?(?:[.;)\n]|,?\s(?:với|cho|phục vụ|tại|ở|của|về|để|nhằm)\s|$)")
#: "... và một số đơn vị khác", "...": the list names some only.
_MORE = re.compile(
    r"[^.;()%,]{0,60}(?:,\s|\svà\s)(?:(?:số |phần )?còn lại|một số|các|nhiều|những)(?!\w)|[^.;()%]{0,60}(?:\.\.\.|…|v\.v)"
)
#: "(18 trạm lắp cả hai thiết bị)": the kinds overlap.
_OVERLAP = re.compile(r"(?<!\w)(?:cả hai|đồng thời|cùng lúc|vừa|trùng)(?!\w)")
_LABEL = re.compile(r"[,;:\n]|\bvà\b")
#: Shares of the parts ("790 hồ sơ (chiếm 95,87%)") and counted labels ("đợt 1: 800 tờ") are no parts.
_SHARE = re.compile(
    r"\s?\([^()%\d]{0,30}\d+(?:[.,]\d+)?\s?%[^()%\d]{0,30}\)"
    r"|,?\s(?:chiếm|đạt)\s(?:(?:tỷ|tỉ)\slệ\s)?\d+(?:[.,]\d+)?\s?%"
)
_COUNTED = re.compile(
    r"\b(?:đợt|quý|tháng|lần|giai\s+đoạn|cấp|mức|loại|nhóm|hạng|khu\s+phố|tổ|thôn|ấp|khóa|lớp)\s+\d{1,2}(?=\s*:)"
    r"|\b(?:đợt|lần|giai\s+đoạn|khóa)\s+\d{1,2}(?=\s(?:là|có|được|đã)?\s?\d)"
    r"|\b(?:cấp|mức)\s+độ\s+\d\b|(?<=\s)\d\s+sao\b|\b(?:hạng|loại|nhóm|bậc)\s+\d(?=[,;.)]|\s+và\b)"
)
#: "Tổng số: 36. Hoàn thành: 22. Đang thực hiện: 11.": one list.
_LISTED = re.compile(r"(?<=\d)\.(?=\s[^\W\d_][^.:;()]{0,40}:\s?\d)")
_ADDED = ("count", "number", "money", "measure")


def _opening(before: str, gap: str) -> Opening | None:
    """How a list of parts begins, by the words before the total and those between it and its first part."""
    if _ALL.fullmatch(gap):
        return "all"
    if _SOME.fullmatch(gap) or (_AMONG.search(before) and _FIRST.fullmatch(gap)):
        return "some"
    if _BRACKET.fullmatch(gap):
        return "all"
    if _COLON.fullmatch(gap) or _NAMELY.fullmatch(gap):
        return "colon"
    return "comma" if _COMMA.fullmatch(gap) or _WITH.fullmatch(gap) or _THEN.fullmatch(gap) else None


def _read(paragraph: Sentence, index: int, changes: Sequence[Term]) -> Addition | None:
    """The list of parts behind a total."""
    text, terms = paragraph.text, paragraph.terms
    total, rest = terms[index], terms[index + 1 :]
    if not rest:
        return None
    if len(rest) > 2 and not rest[0].is_like(total) and rest[1].is_like(total) and rest[1].noun:
        rest = rest[1:]  # "512 tổ với 3.584 thành viên, trong đó 64 tổ cấp xã, 448 tổ cấp thôn"
    gap = text[total.end : rest[0].number_start]
    if rest[0] is not terms[index + 1]:
        gap = re.sub(r"\d[\d.,/]*", "n", gap)
    opening = _opening(text[max(0, total.start - 20) : total.start], gap)
    if opening is None or (rest[0] is not terms[index + 1] and opening not in ("all", "some")):
        return None
    if opening == "comma" and _PART.search(paragraph.before(total)):
        return None  # itself a part of the total before
    in_brackets = opening == "all" and _BRACKET.fullmatch(gap) is not None
    parts = [rest[0]]
    closed = False
    marks: set[str] = set()
    for term in rest[1:]:
        between = _without_brackets(text[parts[-1].end : term.number_start])
        if between is None:
            continue  # inside a bracket that says more of the part
        if not _BETWEEN.fullmatch(between) or not _LABEL.search(between) or re.search(r"\btrong\s+đó\b", between):
            break
        mark = ";" if ";" in between or "\n" in between else ","
        other = (term.kind == "money") != (total.kind == "money") or (
            not term.is_like(total) and re.search(r"(?<!\w)(?:với|cho|phục vụ)\s", between) is not None
        )
        if len(parts) > 1 and ((mark not in marks and mark == ";") or term.kind not in _ADDED or term in changes or other):
            closed = True
            break  # the list has ended, and something else is told
        marks.add(mark)
        parts.append(term)
    if len(parts) < 2 or any(part.kind not in _ADDED or not part.exact or part in changes for part in parts):
        return None
    if _OVERLAP.search(text, parts[-1].end, min(len(text), parts[-1].end + 60)):
        return None
    tail = _without_brackets(text[parts[-1].end : parts[-1].end + 160]) or text[parts[-1].end : parts[-1].end + 160]
    end = (_END_OF_BRACKET if in_brackets else _END).match(tail)
    if (end is None and not closed) or _MORE.match(tail):
        return None
    return Addition(paragraph, total, tuple(parts), opening, parts[-1].end)


_INNER = re.compile(r"\([^()]*\)")


def _without_brackets(text: str) -> str | None:
    """A stretch without what stands in brackets; None where it ends inside one."""
    plain = _INNER.sub("", text) if "(" in text else text
    return None if plain.count("(") > plain.count(")") else plain


def _check(view: PartView) -> Iterator[Problem]:
    #: Where additions that do not hold begin.
    added: set[int] = set()
    for whole in paragraphs_of(view):
        changes = find_changes(whole)
        paragraph = _without_shares(whole)
        listed: set[Term] = set()
        problems: list[Problem] = []
        for index, total in enumerate(paragraph.terms):
            if total.kind not in (*_ADDED, "ratio") or not total.exact or total.value < 2 or total in changes:
                continue
            addition = _read(paragraph, index, changes)
            if addition is None or (addition.opening == "comma" and total in listed):
                continue
            if total.kind == "ratio" and addition.opening not in ("all", "colon"):
                continue
            if addition.is_right():
                listed.update(addition.parts)
            elif makes_another(addition) or is_of_total_before(view, paragraph.passage, total.value, addition.parts[-1].value):
                listed.update((total, *addition.parts))
            elif must_add_up(addition):
                listed.update(addition.parts)
                problems.append(addition_problem(view, addition))
        problems += [*find_wrong_totals(view, paragraph, changes), *find_sums_apart(view, paragraph, changes)]
        added.update(problem.evidence[0].source.start for problem in problems)
        yield from problems
    for sentence in sentences_of(view):
        told = [
            *find_wrong_rests(view, sentence),
            *find_rests_before(view, sentence),
            *find_rests_after(view, sentence),
            *find_done_behind(view, sentence),
            *find_rests_of_shares(view, sentence),
            *find_rests_apart(view, sentence),
        ]
        yield from told
        start = sentence.passage.start
        if not told and not any(start + sentence.start <= place < start + sentence.end for place in added):
            yield from find_open_lists(view, sentence, find_changes(sentence))
    yield from find_point_sums(view)
    yield from find_table_sums(view)


def _without_shares(paragraph: Sentence) -> Sentence:
    """A paragraph with blanks for shares of parts, the numbers of labels and spans of time, and the terms that are left."""
    original = paragraph.passage.text.lower()
    text = paragraph.text
    for pattern, source in ((_COUNTED, original), (_SHARE, original)):
        for match in pattern.finditer(source):
            text = text[: match.start()] + re.sub(r"[\d()%,.]", " ", match[0]) + text[match.end() :]
    if len(text) != len(paragraph.text):
        return paragraph
    kept = []
    for term in paragraph.terms:
        if text[term.number_start : term.number_end] != paragraph.text[term.number_start : term.number_end]:
            continue
        if term.kind == "measure" and term.noun in ("tháng", "năm", "quý", "ngày", "tuần"):
            text = text[: term.start] + "n" * (term.end - term.start) + text[term.end :]
            continue
        kept.append(term)
    return replace(paragraph, text=_LISTED.sub(";", text), terms=tuple(kept))


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
            "@report 2026-05\nTiếp nhận 1.500 hồ sơ, trong đó:\n- Trực tuyến: 1.380 hồ sơ;\n- Trực tiếp: 130 hồ sơ.",
            "@report 2026-05\n- Tổng số nhiệm vụ: 36 nhiệm vụ.\n- Đã hoàn thành: 22 nhiệm vụ.\n- Đang thực hiện: 15 nhiệm vụ.",
            "@report 2026-05\n| Dịch vụ | Tháng 4 | Tháng 5 | Tháng 6 | Quý II |\n| Hóa đơn | 10 | 20 | 30 | 60 |\n"
            "| Chữ ký số | 15 | 25 | 35 | 75 |\n| Lưu trữ | 5 | 6 | 7 | 28 |",
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
            "@report 2026-05\nTiếp nhận 1.500 hồ sơ, trong đó:\n- Trực tuyến: 1.380 hồ sơ;\n- Quá hạn: 20 hồ sơ.",
            "@report 2026-05\n- Tổng số nhiệm vụ: 36 nhiệm vụ.\n- Đã hoàn thành: 22 nhiệm vụ.\n- Quá hạn: 5 nhiệm vụ.",
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
