"""Shares that cannot be: more than a hundred per cent of a whole, a part larger than its whole, shares that add to more than a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vbcds.checks.differences import find_changes
from vbcds.checks.figure_forms import is_turned
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.terms import Sentence, Term, counts_same, sentences_of
from vbcds.checks.view import PartView, Passage, number_text
from vbcds.lexicons.partitions import find_partition
from vbcds.model.mentions import Quantity

_SHARE_OF = re.compile(r"(?:chiếm|chiếm\s+(?:tỷ|tỉ)\s+(?:lệ|trọng))\s*(?:khoảng|gần|trên|hơn)?\s*$", re.IGNORECASE)
_GROWTH = re.compile(r"kế\s+hoạch|\bkh\b|chỉ\s+tiêu|dự\s+toán|so\s+với|cùng\s+kỳ|tăng|vượt|giao|mục\s+tiêu|gấp", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:đạt|chiếm|tỷ\s+lệ|tỉ\s+lệ)\b[^.;\d]{0,40}$", re.IGNORECASE)
_AMONG = re.compile(r"\btrong\s+đó\b|\bgồm\b|\bcơ\s+cấu\b", re.IGNORECASE)
#: Behind the last share: "12% tổng số hồ sơ".
_OF_ALL = re.compile(r"\s*(?:trên\s+|của\s+)?tổng\b", re.IGNORECASE)
#: "103,6% số hồ sơ ...", "Tỷ lệ doanh nghiệp có sử dụng hóa đơn điện tử đạt 100,8%": of a whole, and no plan's.
_OF_THEM = re.compile(
    r"\s(?:của\s+|trên\s+)?tổng\s+số\s|\s(?:tổng\s+)?số\s+(?:hồ\s+sơ|người|hộ|xã|thôn|doanh\s+nghiệp|cơ\s+quan|đơn\s+vị|cán\s+bộ|trường|giao\s+dịch|dịch\s+vụ)\b"
)
_IS_RATE = re.compile(
    r"(?:^|[.;,]\s|\n)\s*(?:[-+•]\s*)?(?:tỷ|tỉ)\s+lệ\s+(?:số\s+)?(?:hồ\s+sơ|người|hộ|xã|thôn|doanh\s+nghiệp|cơ\s+quan|"
    r"đơn\s+vị|cán\s+bộ|trường|dân|máy|thiết\s+bị|học\s+sinh|giáo\s+viên|văn\s+bản|hệ\s+thống|cơ\s+sở|bệnh\s+viện|trạm|lao\s+động|đảng\s+viên)\b"
    r"[^.;,%]{0,120}\b(?:đạt|là|chiếm)\s+$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"[^.;()%\d]{0,90}?[,:]?\s(?:trong đó|trong số (?:đó|này))(?!\w)[^.;()%\d]{0,40}")
#: "109% công chức sử dụng chữ ký số"
_OF_ALL_OF = re.compile(
    r"\s(?:cán\s+bộ|công\s+chức|viên\s+chức|hồ\s+sơ|văn\s+bản|xã|phường|thôn|trường|học\s+sinh|giáo\s+viên|đơn\s+vị|cơ\s+quan|hộ"
    r"|doanh\s+nghiệp|thủ\s+tục|người\s+dân|bệnh\s+viện|hệ\s+thống)\b"
)
#: Parts of so few, and so much larger than the whole, are other things with a stroke between them.
_FEWEST, _MOST = 5, 1.3
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n")
#: What is left of the hundred, and a list of all shares.
_REST = re.compile(r"\bcòn\s+lại\s*(?:là\s+)?(?:[^,;.()%\d]{0,80})$|\bsố\s+còn\s+lại\b")
#: Between the shares of a list; and how far off a hundred one slip may bring them.
_NEXT_SHARE = re.compile(r"\s?,?\s(?:và\s)?(?!tăng|giảm|đạt|vượt)[^,;.:()%]{3,40}\s")
_ONE_SLIP = 3.0
#: Shares that each of several things "chiếm" and that overlap are more together.
_NEAR = 10.0
_STRUCTURE = re.compile(
    r"\b(?:cơ\s+cấu|tỷ\s+trọng|thành\s+phần|phân\s+theo|chia\s+theo|phân\s+loại|phân\s+bố)\b|(?:^|[.;])\s*theo\s[^,;.:]{2,30}:"
)


def _check(view: PartView) -> Iterator[Problem]:
    for passage, quantities in view.figures:
        text = passage.text
        percents = [q for q in quantities if q.kind == "percentage" and q.value_max is None]
        for percent in percents:
            before, after = text[max(0, percent.start - 60) : percent.start], text[percent.end : percent.end + 60]
            of_whole = _SHARE_OF.search(before) or _OF_THEM.match(text, percent.end) or _IS_RATE.search(text[: percent.start])
            of_whole = of_whole or _OF_ALL_OF.match(text, percent.end)
            if percent.value > 100.005 and of_whole and not _GROWTH.search(f"{before}{after}"):
                yield Problem(
                    message=f"Phần “{text[percent.number_start : percent.number_end]}%” chiếm hơn 100% của tổng.",
                    evidence=(view.within(passage, max(0, percent.start - 40), percent.end),),
                )
        for rank in quantities:
            if rank.kind == "rank" and rank.denominator and rank.value > rank.denominator:
                yield Problem(
                    message=f"Thứ hạng {number_text(rank.value)} lớn hơn số được xếp hạng {number_text(rank.denominator)}.",
                    evidence=(view.within(passage, rank.start, rank.end),),
                )
        for ratio in quantities:
            if ratio.kind != "ratio" or not ratio.denominator or ratio.value <= ratio.denominator or ratio.denominator < 2:
                continue
            around = text[max(0, ratio.start - 60) : ratio.end + 80]
            share = next((q for q in percents if 0 <= q.start - ratio.end < 60), None)
            if share is None or not _REACHED.search(text[ratio.end : share.start]) or _GROWTH.search(around):
                continue
            shown = text[ratio.start : ratio.end]
            yield Problem(
                message=f"“{shown}”: phần {number_text(ratio.value)} lớn hơn tổng {number_text(ratio.denominator)}.",
                evidence=(view.within(passage, ratio.start, share.end),),
            )
        yield from _parts_above_wholes(view, passage, quantities)
    for sentence in sentences_of(view):
        changes = find_changes(sentence)
        shares = [term for term in sentence.terms if term.kind == "percentage" and term.exact and term not in changes]
        if len(shares) > 1:
            yield from _unlike_hundred(view, sentence, shares)
        for whole, part in pairwise(sentence.terms):
            if part not in changes and whole not in changes and _is_above(sentence, whole, part):
                yield Problem(
                    message=f"Phần {part.digits} lớn hơn tổng {whole.digits} mà nó thuộc về.",
                    evidence=(
                        view.within(sentence.passage, whole.start, part.end),
                        view.within(sentence.passage, part.start, part.end),
                    ),
                )


def _is_above(sentence: Sentence, whole: Term, part: Term) -> bool:
    """Whether a part told behind "trong đó" is more than its whole: "21 sản phẩm OCOP, trong đó 71 sản phẩm 3 sao"."""
    alike = whole.noun and part.noun and whole.kind == "count" and part.kind == "count" and counts_same(whole.noun, part.noun)
    if not alike or not (whole.exact and part.exact) or part.value <= whole.value:
        return False
    return _WITHIN.fullmatch(sentence.text, whole.end, part.number_start) is not None


def _parts_above_wholes(view: PartView, passage: Passage, quantities: Sequence[Quantity]) -> Iterator[Problem]:
    """ "187/178 cảnh báo đã được xử lý": more of them than there are, where nothing tells a plan; their share is another's matter."""
    text = passage.text
    for ratio in quantities:
        whole = ratio.denominator or 0
        if ratio.kind != "ratio" or not _FEWEST <= whole < ratio.value <= _MOST * whole or not ratio.unit:
            continue
        around = text[max(0, ratio.start - 80) : ratio.end + 80]
        if _GROWTH.search(around) or any(
            0 <= q.start - ratio.end < 60 and q.kind == "percentage" and q.value > 100 for q in quantities
        ):
            continue
        yield Problem(
            message=f"“{text[ratio.start : ratio.end]}”: phần {number_text(ratio.value)} lớn hơn tổng {number_text(whole)}.",
            evidence=(view.within(passage, ratio.start, ratio.end),),
            severity="warning",
        )


def _unlike_hundred(view: PartView, sentence: Sentence, percents: Sequence[Term]) -> Iterator[Problem]:
    """Shares that a sentence lists: of kinds that exclude each other, or of one whole, and more or less than a hundred together."""
    text = sentence.text
    bounds = [sentence.start, *(term.end for term in percents)]
    labels = [text[start : term.number_start] for start, term in zip(bounds, percents, strict=False)]
    labels[0] = re.split(r"[;:]", labels[0])[-1][-80:]
    rest = next((index for index, label in enumerate(labels) if _REST.search(label) and index > 0), None)
    if rest is not None:
        percents, labels = percents[: rest + 1], labels[: rest + 1]
    elif "còn lại" in text[percents[-1].end : sentence.end]:
        return  # "..., còn lại là lĩnh vực khác"
    elif any(_SENTENCE_END.search(label) for label in labels[1:]):
        return
    total = sum(term.value for term in percents)
    slack = min(term.step for term in percents) + 1e-6  # each may be rounded; all upwards is too unlikely
    own = [term for term in sentence.terms if term.kind in ("count", "number", "money")]
    if all(any(0 <= percent.start - term.end < 30 for term in own) for percent in percents):
        return  # each has its own count, and is held against it
    if abs(total - 100) <= slack or total > 150 or _GROWTH.search(text, percents[0].end, percents[-1].end):
        return
    partition = find_partition(labels)
    said = [_SHARE_OF.search(label) is not None for label in labels]
    whole = _AMONG.search(text, sentence.start, percents[0].start) or _OF_ALL.match(text, percents[-1].end)
    over = total > 100
    if rest is not None:
        wrong = rest == 1 or partition is not None or all(said[:-1])
    elif _STRUCTURE.search(text, sentence.start, percents[0].start):
        wrong = len(percents) > 2 and (85 <= total <= 115 or _is_turned(percents, total))
    else:
        both = partition is not None and len(percents) == 2 and any(said) and total >= 80
        wrong = (both and _is_turned(percents, total)) or (
            over and (partition is not None or (len(percents) > 2 and all(said) and (whole is not None or total <= 100 + _NEAR)))
        )
        wrong = wrong or (bool(own) and own[0].end <= percents[0].start and _is_list(labels) and _is_one_slip(percents, total))
    if wrong:
        many = "quá" if over else "chưa đủ"
        yield Problem(
            message=f"Các tỷ trọng trong câu cộng lại là {number_text(total)}%, {many} 100%.",
            evidence=(view.within(sentence.passage, percents[0].start, percents[-1].end),),
        )


def _is_list(labels: Sequence[str]) -> bool:
    """Whether three shares or more stand in one row, each with a short name: "qua mạng 71,8%, qua bưu điện 9,6%, tại quầy 20,6%"."""
    return len(labels) > 2 and all(_NEXT_SHARE.fullmatch(label) for label in labels[1:])


def _is_one_slip(percents: Sequence[Term], total: float) -> bool:
    """Whether shares would make a hundred if one digit of one of them were another, or two neighbours stood the other way round."""
    steps = round(abs(total - 100) / min(term.step for term in percents))
    digits = str(steps).rstrip("0")
    return abs(total - 100) <= _ONE_SLIP and (len(digits) == 1 or steps % 9 == 0)


def _is_turned(percents: Sequence[Term], total: float) -> bool:
    """Whether shares would make a hundred if two digits of one of them stood the other way round: 41 for 14."""
    off = total - 100
    return any(
        is_turned(round(term.value / term.step), round((term.value - off) / term.step)) for term in percents if term.value > off
    )


add(
    Check(
        code="share-over-hundred",
        family="arithmetic",
        severity="error",
        explanation="Phần lớn hơn tổng: tỷ trọng quá 100%, tử số lớn hơn mẫu số, các tỷ trọng cộng lại quá 100%.",
        source="Số học",
        fails=(
            "@report 2026-05\nHồ sơ trực tuyến là 820 hồ sơ, chiếm 103% tổng số hồ sơ.",
            "@report 2026-05\nĐã có 66/64 xã, phường triển khai, đạt 103%.",
            "@report 2026-05\nCơ cấu hồ sơ: trực tuyến chiếm 62%, trực tiếp chiếm 31%, bưu chính chiếm 12%.",
            "@report 2026-05\nHồ sơ trực tuyến chiếm 62%, trực tiếp chiếm 31%, bưu chính chiếm 12% tổng số hồ sơ.",
            "@report 2026-05\nHài lòng chiếm 96%, không hài lòng chiếm 6%.",
            "@report 2026-05\nNgười dân rất hài lòng chiếm 64%, hài lòng chiếm 33,5%, chưa hài lòng chiếm 3,5%.",
        ),
        passes=(
            "@report 2026-05\nNgười dùng điện thoại chiếm 82%, máy tính chiếm 41%, máy tính bảng chiếm 12% số hộ.",
            "@report 2026-05\nThu ngân sách 820 tỷ đồng, đạt 103% kế hoạch.",
            "@report 2026-05\nĐã cấp 66/64 chứng thư so với kế hoạch, đạt 103%.",
            "@report 2026-05\nCơ cấu hồ sơ: trực tuyến chiếm 62%, trực tiếp chiếm 26%, bưu chính chiếm 12%.",
        ),
        on_part=_check,
    )
)
