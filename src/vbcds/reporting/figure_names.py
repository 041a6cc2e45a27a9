"""How a figure is named in a table: what is counted, without the words that only led to the number."""

from __future__ import annotations

import re

from vbcds.lexicons.report_words import fold

_NUMBER = r"(?:khoảng |hơn |gần |trên )?\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?\s?%?"
#: "Số máy đã cài phần mềm là 4.102/5.460 máy": the verb before the number, and the unit behind it.
_EQUALS = re.compile(
    rf"\s(?P<verb>là|đạt|còn|giảm còn|giảm xuống còn|tăng lên|ở mức)\s{_NUMBER}\s?(?P<unit>[^\W\d]+(?: [^\W\d]+){{0,2}})?(?=[\s,;.()]|$)"
)
#: When it was counted, which the column says, and who published it.
_LEAD = re.compile(
    r"(?:(?:(?:tính )?đến nay|nay|hiện nay|hiện|kỳ này|tháng này|quý này|trong kỳ|trong tháng)(?:,\s|\s(?=(?:toàn|đã|sở|xã|phường|tỉnh)\s))"
    r"|theo [^,:\d]{3,60} (?:công bố|đánh giá|thống kê), "
    r"|(?:sau|nhân|nhờ|qua|nhằm|ngay trước|trước) [^,:\d]{4,60}, (?=(?:tổng )?số\s|toàn\s))(?:(?:tổng )?số\s(?!hóa))?"
)
#: A name keeps so many words at least.
_LEAST = 3


def figure_name(indicator: str, raw: str) -> str:
    """The name of a figure; `indicator` are the words around its number, `raw` those words with it.

    >>> figure_name(
    ...     "doanh nghiệp được hỗ trợ đến nay là doanh nghiệp", "Số doanh nghiệp được hỗ trợ đến nay là 158/300 doanh nghiệp"
    ... )
    'doanh nghiệp được hỗ trợ đến nay'
    >>> figure_name("nay, toàn tỉnh thu nhận được mẫu máu", "Tính đến nay, toàn tỉnh thu nhận được 1.792 mẫu máu")
    'toàn tỉnh thu nhận được mẫu máu'
    >>> figure_name("Cán bộ là nữ đạt chuẩn", "Cán bộ là nữ đạt chuẩn: 12")
    'Cán bộ là nữ đạt chuẩn'
    """
    lead = _LEAD.match(fold(indicator))
    if lead is not None and len(indicator[lead.end() :].split()) >= _LEAST:
        indicator = indicator[lead.end() :]
    equals = _EQUALS.search(fold(raw))
    if equals is None:
        return indicator
    tail = " ".join(filter(None, (equals["verb"], equals["unit"])))
    head = indicator[: len(indicator) - len(tail)].rstrip()
    return head if fold(indicator).endswith(f" {tail}") and len(head.split()) >= _LEAST else indicator
