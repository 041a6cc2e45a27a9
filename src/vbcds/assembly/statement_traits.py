"""What a statement is like, whatever its task: routine counts, a want of means, its telling verb, its agency's own name."""

from __future__ import annotations

import re
from functools import cache

from vbcds.assembly.report_headings import strip_label
from vbcds.assembly.task_index import find_terms
from vbcds.lexicons.measures import spell_out
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.task_words import load_task_words
from vbcds.model.records import ReportItemRecord

#: How many papers came in is told every month, whatever the tasks are.
_ROUTINE = re.compile(
    r"(?:(?:trong|đến|tính đến|từ)\s[^,;]{2,40},?\s)?(?:[^,;.\d]{0,70}\s)?(?:đã )?(?:tiếp nhận|giải quyết|xử lý)(?: và giải quyết)?"
    r"(?: được)?(?: mới)?(?: tổng số| tổng cộng)? \d[\d.]* (?:hồ sơ|lượt|phản ánh|văn bản|kiến nghị)"
)
#: "Quý này Ban đã tư vấn cho 34 doanh nghiệp": who, when, and the telling verb.
_TOLD_VERB = re.compile(
    r"(?:(?:trong )?(?:tháng|quý|kỳ|tuần|năm) [^\W_]+,? )?(?:(?:sở|ban|đơn vị|xã|phường|huyện|thị xã|ngành|văn phòng|chi cục|công an tỉnh"
    r"|bưu điện|kho bạc|ủy ban nhân dân)(?: [^\W\d]+){0,4}? )?(?:đã|đang) (?:tiếp tục |tổ chức )?(?P<verb>[^\W\d]+ [^\W\d]+)(?!\w)"
)


def told_verb(text: str) -> str | None:
    """The first two syllables of what an agency tells that it did; None where no subject and "đã" tell it.

    >>> told_verb("Quý này Ban đã tư vấn cho 34 doanh nghiệp"), told_verb("Tư vấn cho 34 doanh nghiệp")
    ('tư vấn', None)
    """
    match = _TOLD_VERB.match(" ".join(spell_out(strip_label(text)).split()))
    return match["verb"] if match is not None else None


def own_name(item: ReportItemRecord) -> set[str]:
    """The terms of the agency's own name: "tổ thanh tra" in a report of the inspectorate tells no task of inspection."""
    return set(find_terms(item.agency.name)) if item.agency is not None else set()


def is_routine(text: str) -> bool:
    """Whether a statement counts the papers that came in, which is no state of a task."""
    return _ROUTINE.match(fold(strip_label(text))) is not None


def of_means(text: str) -> bool:
    """Whether a difficulty begins with a want of means, which is seldom the state of one task."""
    return _means().match(fold(strip_label(text))) is not None


@cache
def _means() -> re.Pattern[str]:
    before = r"(?:(?:một số|các|nhiều|việc bố trí|hiện nay|đội ngũ|vẫn còn|còn)\s)*(?:thiếu\s)?"
    return re.compile(rf"{before}(?:{'|'.join(load_task_words().means)})(?!\w)")
