"""What every office counts every month: papers filed online, electronic results, records digitised, fees, papers signed, complaints.

Such a count is the state of the task to have it, in whatever words both say so: "tiếp nhận 402/418 hồ sơ trực tuyến" and "nâng cao tỷ lệ
hồ sơ được tiếp nhận, giải quyết trực tuyến". Where an office has no such task the count is routine and the state of none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vbcds.assembly.report_headings import strip_label
from vbcds.assembly.statement_traits import is_routine
from vbcds.lexicons.report_words import fold

_ONLINE = r"(?:trực tuyến|qua mạng|trên môi trường (?:mạng|điện tử))"
#: Anything within a clause; the point of a number ends none.
_ON = r"(?:[^;.]|\.\d)"
#: Records of their own kind have tasks of their own.
_OTHER_RECORDS = re.compile(
    r"(?<!\w)(?:đất đai|địa chính|hộ tịch|lưu trữ|tài liệu|bệnh án|người có công|cán bộ|quy hoạch|lịch sử|hiện vật|sổ"
    r"|giấy phép lái xe)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Count:
    """A thing that is counted: how statements tell it, and how tasks name it; for folded text."""

    told: re.Pattern[str]
    meant: re.Pattern[str]
    #: A statement and a task of which only one has one of these are of different things.
    unless: re.Pattern[str] | None = None


_COUNTS = (
    _Count(
        told=re.compile(
            rf"(?<!\w)(?:hồ sơ(?:(?!thanh toán){_ON}){{0,60}}? {_ONLINE}|(?:tiếp nhận|nộp|giải quyết) (?:hồ sơ )?{_ONLINE}"
            r"|tỷ lệ trực tuyến)(?!\w)"
        ),
        meant=re.compile(
            r"(?<!\w)(?:(?:nộp|tiếp nhận|giải quyết|tỷ lệ) hồ sơ[^;.]{0,90} trực tuyến"
            r"|hồ sơ[^;.]{0,60}(?:nộp|tiếp nhận|giải quyết) trực tuyến"
            r"|(?:nộp|tiếp nhận|giải quyết) (?:và giải quyết )?(?:hồ sơ )?trực tuyến|hồ sơ trực tuyến"
            r"|(?:tỷ lệ|sử dụng|hiệu quả) [^;.]{0,30}dịch vụ công trực tuyến)(?!\w)"
        ),
        unless=re.compile(r"(?<!\w)(?:tổ công nghệ|tuyên truyền|toàn trình)(?!\w)"),
    ),
    _Count(
        told=re.compile(
            r"(?<!\w)(?:số hóa(?: được)?(?: [\d./]+)? (?:hồ sơ|kết quả|thành phần|thủ tục)"
            rf"|(?:hồ sơ|kết quả|thành phần){_ON}{{0,40}} (?:được|đã) số hóa)(?!\w)"
        ),
        meant=re.compile(r"(?<!\w)số hóa [^;.]{0,60}(?:thủ tục hành chính|một cửa|thành phần hồ sơ|kết quả giải quyết)(?!\w)"),
        unless=_OTHER_RECORDS,
    ),
    _Count(
        told=re.compile(
            r"(?<!\w)kết quả(?: giải quyết)?(?: (?:thủ tục hành chính|tthc|hồ sơ))?(?: (?:bằng|dưới|dạng|bản|văn bản)){0,3} điện tử(?!\w)"
        ),
        meant=re.compile(
            r"(?<!\w)(?:trả|cấp|ban hành|phát hành|tỷ lệ)(?: [^\W\d]+){0,4}? kết quả[^;.]{0,60} điện tử(?!\w)|kết quả điện tử"
        ),
    ),
    _Count(
        told=re.compile(rf"(?<!\w)thanh toán {_ON}{{0,30}}{_ONLINE}(?!\w)"),
        meant=re.compile(r"(?<!\w)thanh toán [^;.]{0,30}trực tuyến(?!\w)"),
    ),
    _Count(
        told=re.compile(
            rf"(?<!\w)(?:văn bản{_ON}{{0,60}} (?:ký số|điện tử|trên môi trường (?:mạng|điện tử))|ký số{_ON}{{0,30}} văn bản"
            rf"|(?:xử lý|gửi|nhận|phát hành|trao đổi) {_ON}{{0,30}}văn bản{_ON}{{0,40}} (?:trên|qua) (?:hệ thống|phần mềm|trục))(?!\w)"
        ),
        meant=re.compile(r"(?<!\w)(?:ký số[^;.]{0,30} văn bản|văn bản[^;.]{0,40} (?:ký số|điện tử)|quản lý văn bản)(?!\w)"),
    ),
    _Count(
        told=re.compile(r"\d (?:lượt )?(?:phản ánh|kiến nghị)(?!\w)"),
        meant=re.compile(r"(?<!\w)(?:phản ánh|kiến nghị)(?!\w)"),
    ),
)
#: A count of papers, or a share; of a ratio its parts may be told alone.
_FIGURE = re.compile(r"\d\s?/\s?\d|\d (?:hồ sơ|văn bản|kết quả|giao dịch|lượt|phản ánh|kiến nghị|thủ tục)(?!\w)|\d\s?%")
_CLAUSE = re.compile(r"[;,.]\s")
#: So much liker must one of two tasks of one kind be.
_CLEARLY = 0.05


def is_count_of(text: str, task: str) -> bool:
    """Whether what a statement counts is what a task (its words, spelled out) is to have.

    >>> is_count_of("Tiếp nhận 1.684 hồ sơ trực tuyến", "hướng dẫn người dân nộp hồ sơ trực tuyến tại bộ phận một cửa")
    True
    >>> is_count_of("Tiếp nhận 1.684 hồ sơ", "hướng dẫn người dân nộp hồ sơ trực tuyến tại bộ phận một cửa")
    False
    """
    folded = fold(text)
    return any(count.told.search(folded) and count.meant.search(task) and _is_same(count, folded, task) for count in _COUNTS)


def counted_task(text: str, heading: str | None, tasks: Sequence[str], likeness: Callable[[int], float]) -> int | None:
    """The place of the task that is to have what a statement counts first; of several the one that is likest by far, else None.

    `heading` is what stands above the statement: "Hồ sơ trực tuyến | Tiếp nhận 4.125/4.690 hồ sơ".
    """
    folded = fold(strip_label(text))
    told = [(match.start(), count) for count in _COUNTS if (match := count.told.search(folded)) and _counts(folded, match)]
    if not told and is_routine(text):
        # "Hồ sơ trực tuyến | Tiếp nhận 4.125/4.690 hồ sơ", "Đất đai trực tuyến: tiếp nhận 4.630 hồ sơ"
        above = f"hồ sơ {folded.partition(':')[0]}" if ":" in folded else fold(heading or "")
        told = [(0, count) for count in _COUNTS if count.told.search(above)]
    if not told:
        return None
    first = min(told, key=lambda pair: pair[0])[1]
    found = [place for place, task in enumerate(tasks) if first.meant.search(task) and _is_same(first, folded, task)]
    if len(found) > 1:
        ranked = sorted(((likeness(place), place) for place in found), reverse=True)
        return ranked[0][1] if ranked[0][0] - ranked[1][0] >= _CLEARLY else None
    return found[0] if found else None


def _counts(folded: str, told: re.Match[str]) -> bool:
    """Whether a figure of papers stands in the clause that tells them, or right behind it."""
    end = _CLAUSE.search(folded, told.end())
    begin = max((match.end() for match in _CLAUSE.finditer(folded, 0, told.start())), default=0)
    return _FIGURE.search(folded, begin, end.start() if end is not None else len(folded)) is not None


def _is_same(count: _Count, folded: str, task: str) -> bool:
    if count.unless is None:
        return True
    return {match[0] for match in count.unless.finditer(folded)} == {match[0] for match in count.unless.finditer(task)}
