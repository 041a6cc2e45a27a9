"""What a statement is like, whatever its task: routine counts, a want of means, its telling verb, its agency's own name."""

from __future__ import annotations

import re
from functools import cache

from vbcds.assembly.report_headings import strip_label
from vbcds.assembly.task_index import find_terms
from vbcds.assembly.task_names import CODED
from vbcds.lexicons.measures import spell_out
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.task_words import load_task_words
from vbcds.model.records import ReportItemRecord

#: How many papers came in is told every month, whatever the tasks are.
_ROUTINE = re.compile(
    r"(?:(?:trong|đến|tính đến|từ)\s[^,;]{2,40},?\s)?(?:[^,;.\d]{0,70}\s)?(?:đã )?(?:tiếp nhận|giải quyết|xử lý)(?: và giải quyết)?"
    r"(?: được)?(?: mới)?(?: tổng số| tổng cộng)? \d[\d.]*(?:\s?/\s?\d[\d.]*)? (?:hồ sơ|lượt|phản ánh|văn bản|kiến nghị)"
)
#: A heading that runs into its paragraph: "Giải quyết thủ tục hành chính. Trong kỳ tiếp nhận ...".
_RUN_IN = re.compile(r"[^.:;,\d]{6,60}[.:]\s")
#: What every office does whatever its tasks are: it sums up its year, its committee meets, it issues papers of direction and a plan of the
#: year, it takes part in what others hold.
_HOUSEKEEPING = re.compile(
    r"(?<!\w)(?:sơ kết|tổng kết|công tác chỉ đạo|quán triệt|họp giao ban|(?:ban chỉ đạo|tổ giúp việc|tổ công tác)[^,;.]{0,60} họp"
    r"|\d+ văn bản (?:chỉ đạo|điều hành)"
    r"|(?:kế hoạch|chương trình)(?: công tác| hành động)?(?: về| thực hiện)*(?: chuyển đổi số| cải cách hành chính| đề án 06)?"
    r"(?: của [^\W\d]+)? năm \d+"
    r"|(?:xây dựng|lập|tham mưu|ban hành|trình|chuẩn bị)(?: [^\W\d]+){0,6}? (?:kế hoạch|dự toán|chương trình)(?: [^\W\d]+){0,9}?"
    r" năm \d+\.?$"
    r"|(?:tham gia|dự|tham dự) (?:các )?(?:hội nghị|hội thảo|lễ|tuần lễ|ngày|diễn đàn|triển lãm|cuộc thi))(?!\w)"
)
#: "Quý này Ban đã tư vấn cho 34 doanh nghiệp": who, when, and the telling verb.
_TOLD_VERB = re.compile(
    r"(?:(?:trong )?(?:tháng|quý|kỳ|tuần|năm) [^\W_]+,? )?(?:(?:sở|ban|đơn vị|xã|phường|huyện|thị xã|ngành|văn phòng|chi cục|công an tỉnh"
    r"|bưu điện|kho bạc|ủy ban nhân dân)(?: [^\W\d]+){0,4}? )?(?:đã|đang) (?:tiếp tục |tổ chức )?(?P<verb>[^\W\d]+ [^\W\d]+)(?!\w)"
)
#: A place in a ranking, or what all of the province turned over.
_RANKED = re.compile(
    r"(?:xếp|đứng) (?:thứ|hạng|vị trí)(?: thứ)? \d|(?<!\w)hạng \d|(?:doanh số|doanh thu|kim ngạch"
    r"|tổng mức) [^,;.]{0,60}toàn tỉnh(?: ước| đạt)"
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
    folded = fold(strip_label(text))
    head = _RUN_IN.match(folded)
    return _ROUTINE.match(folded) is not None or (head is not None and _ROUTINE.match(folded, head.end()) is not None)


def is_housekeeping(text: str) -> bool:
    """Whether a statement tells what every office does whatever its tasks are.

    >>> is_housekeeping("Ban Chỉ đạo chuyển đổi số xã họp phiên thứ ba"), is_housekeeping("Chuẩn bị tổng kết năm")
    (True, True)
    >>> is_housekeeping("Chuẩn bị ra mắt cổng dữ liệu")
    False
    """
    return _HOUSEKEEPING.search(fold(text)) is not None


def of_means(text: str) -> bool:
    """Whether a difficulty begins with a want of means, which is seldom the state of one task."""
    return _means().match(fold(strip_label(text))) is not None


def is_ranked(item: ReportItemRecord) -> bool:
    """Whether a result tells a place in a ranking, or what the whole province turned over: the state of nobody's task."""
    row = item.about is not None and CODED.match(item.about) is not None
    return item.section == "results" and not row and _RANKED.search(fold(item.text)) is not None


@cache
def _means() -> re.Pattern[str]:
    before = r"(?:(?:một số|các|nhiều|việc bố trí|hiện nay|đội ngũ|vẫn còn|còn)\s)*(?:thiếu\s)?"
    return re.compile(rf"{before}(?:{'|'.join(load_task_words().means)})(?!\w)")
