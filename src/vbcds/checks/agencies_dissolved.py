"""Offices of districts that a paper works with, asks or reports to after districts had ended: "đề nghị UBND các huyện rà soát"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, day_text
from vbcds.model.periods import period_days

#: Luật 72/2025/QH15, Điều 54; police of districts: Nghị quyết 190/2025/QH15.
DISTRICTS_END = date(2025, 6, 30)
#: A document that was being signed while the change came into force is none to blame.
GRACE = timedelta(days=14)
_DISTRICT = r"(?:các\s)?(?:huyện|quận|thị xã|cấp huyện)(?!\s(?:cũ|trước|đoàn|ủy|uỷ))(?:,\s(?:thị xã|thành phố|quận))*"
_OFFICE = (
    rf"(?P<office>(?:(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Công an)\s{_DISTRICT}"
    rf"|Phòng\s[^,.;:()\d]{{3,50}}?\s(?:các\s)?(?:huyện|quận|thị xã)(?!\s(?:cũ|trước)))(?:\s[A-ZĐ][^\W\d_]*(?![^\W_]))*)"
)
_DEALS = re.compile(
    rf"(?<!\w)(?i:phối hợp(?: chặt chẽ)?(?: với| cùng)?|cùng với|chỉ đạo|đề nghị|yêu cầu|hướng dẫn|đôn đốc|giao|gửi(?: về| đến)?"
    rf"|được gửi|báo cáo(?: về)?|trình|đốc thúc)\s{_OFFICE}"
)
#: What is told of the time before.
_BEFORE = re.compile(
    r"trước (?:đây|ngày|khi|thời điểm|01/7|1/7)|(?<!\w)cũ(?!\w)|bàn giao|tiếp nhận từ|nhận từ|đã kết thúc|giải thể|sáp nhập|chấm dứt"
    r"|kết thúc hoạt động|đầu năm|6 tháng|quý (?:I|II)(?!\w)|tháng (?:0?[1-6])(?!\d)|năm 20(?:1\d|2[0-4])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?](?=\s|$)|\n")


def find_dissolved(view: PartView) -> Iterator[Problem]:
    """One problem for each office of a district; a report is asked only where all its period is later."""
    issued = view.record.date
    days = period_days(view.record.period) if view.record.period else None
    first = days[0] if days is not None and view.record.genre == "report" else issued
    if issued is None or first is None or first <= DISTRICTS_END or issued <= DISTRICTS_END + GRACE or view.record.genre == "news":
        return
    seen: set[str] = set()
    for passage in view.passages:
        text = passage.text
        if not any(word in text for word in ("huyện", "quận", "thị xã")):
            continue
        ends = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
        for low, high in pairwise(ends):
            for match in _DEALS.finditer(text, low, high):
                name = match["office"]
                if name not in seen and not told_of_before(text[low:high]):
                    seen.add(name)
                    yield Problem(
                        message=(
                            f"{name} không còn từ ngày {day_text(DISTRICTS_END + timedelta(days=1))}, trước ngày của văn bản "
                            f"{day_text(issued)}."
                        ),
                        evidence=(view.within(passage, match.start("office"), match.end("office")),),
                    )


def told_of_before(sentence: str) -> bool:
    """Whether a sentence tells of the time before the change, or of the change itself.

    >>> told_of_before("hồ sơ do Phòng Nội vụ huyện bàn giao"), told_of_before("đang phối hợp với Phòng Nội vụ huyện")
    (True, False)
    """
    return _BEFORE.search(sentence) is not None
