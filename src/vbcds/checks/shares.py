"""Shares that cannot be: more than a hundred per cent of a whole, a part larger than its whole, shares that add to more than a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import PartView, number_text
from vbcds.lexicons.partitions import find_partition
from vbcds.model.mentions import Quantity

_SHARE_OF = re.compile(r"(?:chiếm|chiếm\s+(?:tỷ|tỉ)\s+(?:lệ|trọng))\s*(?:khoảng|gần|trên|hơn)?\s*$", re.IGNORECASE)
_GROWTH = re.compile(r"kế\s+hoạch|\bkh\b|chỉ\s+tiêu|dự\s+toán|so\s+với|cùng\s+kỳ|tăng|vượt|giao|mục\s+tiêu|gấp", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:đạt|chiếm|tỷ\s+lệ|tỉ\s+lệ)\b[^.;\d]{0,40}$", re.IGNORECASE)
_AMONG = re.compile(r"\btrong\s+đó\b|\bgồm\b|\bcơ\s+cấu\b", re.IGNORECASE)
#: Behind the last share: "12% tổng số hồ sơ".
_OF_ALL = re.compile(r"\s*(?:trên\s+|của\s+)?tổng\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?](?:\s|$)|\n")


def _check(view: PartView) -> Iterator[Problem]:
    for passage, quantities in view.figures:
        text = passage.text
        percents = [q for q in quantities if q.kind == "percentage" and q.value_max is None]
        for percent in percents:
            before, after = text[max(0, percent.start - 60) : percent.start], text[percent.end : percent.end + 60]
            if percent.value > 100.005 and _SHARE_OF.search(before) and not _GROWTH.search(f"{before}{after}"):
                yield Problem(
                    message=f"Phần “{text[percent.number_start : percent.number_end]}%” chiếm hơn 100% của tổng.",
                    evidence=(view.within(passage, max(0, percent.start - 40), percent.end),),
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
        yield from _overfull(view, passage.start, text, [q for q in percents if q.comparator == "="])


def _overfull(view: PartView, offset: int, text: str, percents: list[Quantity]) -> Iterator[Problem]:
    """Shares that a sentence lists with "chiếm" each: more than a hundred together."""
    run: list[Quantity] = []
    for index, percent in enumerate(percents):
        following = percents[index + 1] if index + 1 < len(percents) else None
        if not _SHARE_OF.search(text[max(0, percent.start - 30) : percent.start]):
            run = []
            continue
        run.append(percent)
        if following is not None and not _SENTENCE_END.search(text[percent.end : following.start].replace(";", ",")):
            continue
        total = sum(item.value for item in run)
        labels = [text[start : item.start].lower() for start, item in zip([0, *(item.end for item in run)], run, strict=False)]
        labels[0] = _SENTENCE_END.split(labels[0])[-1][-60:]
        whole = _AMONG.search(text[: run[0].start]) or _OF_ALL.match(text, run[-1].end) or find_partition(labels)
        enough = len(run) > 2 or (len(run) == 2 and find_partition(labels) is not None)
        if enough and total > 100.5 and whole and not _GROWTH.search(text[run[0].start : run[-1].end]):
            yield Problem(
                message=f"Các tỷ trọng trong câu cộng lại là {number_text(total)}%, quá 100%.",
                evidence=(view.at(offset + run[0].start, offset + run[-1].end),),
            )
        run = []


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
