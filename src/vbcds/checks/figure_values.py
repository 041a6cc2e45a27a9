"""What a figure of a report measures, and how its value is compared with another's."""

from __future__ import annotations

import re

from vbcds.lexicons.wordings import telling_words, words_of_time
from vbcds.model.records import DocumentRecord, MetricRecord
from vbcds.text.fold import key

_WHOLE = re.compile(r"\s+trên\s+(?:tổng\s+)?số\s.*$", re.IGNORECASE | re.DOTALL)
#: Words that say that a figure is a total up to the day; those of the first kind leave no doubt.
_TOTAL = re.compile(
    r"l[ũu][ỹy]\s+kế|luỹ\s+kế|cộng\s+dồn|tính\s+đến|đến\s+hết\s+(?:ngày|tháng|quý)|đến\s+nay|từ\s+đầu\s+năm|tháng\s+đầu\s+năm",
    re.IGNORECASE,
)
_CUMULATIVE = re.compile(rf"{_TOTAL.pattern}|đã\s+(?:tạo\s+lập|thành\s+lập|kết\s+nối)", re.IGNORECASE)
#: What is left at the beginning of an indicator when its date was taken out: "đến, toàn tỉnh ...".
_REST = re.compile(r"^(?:(?:tính\s+)?đến|l[ũu][ỹy]\s+kế|luỹ\s+kế)?\s*[,;:]\s*", re.IGNORECASE)
_AGAIN = re.compile(r"\s(?:lũy kế )?(?:là|đạt|có)\s([^\W\d]+(?:,? [^\W\d]+){0,3})$")
_ROUGH = re.compile(r"\b(?:trên|hơn|khoảng|gần|xấp\s+xỉ|ước|dự\s+kiến|tối\s+thiểu)\s*(?:đạt\s*|là\s*)?$", re.IGNORECASE)
_FINE = re.compile(r"\D*(?:\d\D*){3,}[1-9]\D*$")
_DIGITS = re.compile(r"\d[\d.,]*")
_COMPARED = re.compile(r"\b(?:tăng|giảm|cao hơn|thấp hơn|ít hơn|nhiều hơn)\b[^.;]{0,40}\bso\b|\bso với\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:tăng|giảm)\s+(?:từ|thêm)\b|\b(?:tăng|giảm|thấp|cao|hơn|kém|chênh)\b[^,;]{0,15}$", re.IGNORECASE)
_OWN_TOTAL = re.compile(r"[\s,;]*(?:lũy kế|luỹ kế|cộng dồn|tính chung)(?!\w)", re.IGNORECASE)
_PERIOD_ONLY = re.compile(
    r"trong\s+(?:tháng|tuần|quý|kỳ)|tháng\s+(?:này|\d)|trong\s+kỳ|phát\s+sinh|tuần\s+qua|mới\b", re.IGNORECASE
)
#: "34 điểm tham quan": a place of some kind.
_POINTS = re.compile(
    r"\d\s+điểm\s+(?!so|đạt|tăng|giảm|trên|dưới|xếp|và|với|thấp|cao|vượt|bằng|hơn|kém|là|nằm|đứng|của|trong|phần trăm|số|chỉ)[^\W\d]",
    re.IGNORECASE,
)
#: What names no measure: that work goes on, and since when it is counted.
_FILLER = re.compile(
    r"(?<!\w)(?:công tác|việc|hoạt động) (?=\w)|(?<!\w)(?:vẫn )?(?:được )?tiếp tục(?: được)?(?!\w)"
    r"|(?<!\w)(?:tính )?(?:từ|kể từ) đầu năm(?: đến nay)?(?!\w)",
    re.IGNORECASE,
)


def indicator_words(metric: MetricRecord) -> frozenset[str]:
    """The telling syllables of what a figure measures; of a count without the whole that it is a part of."""
    named = _FILLER.sub(" ", metric.indicator)
    return telling_words(_WHOLE.sub("", named) if is_count(metric) else named) - words_of_time()


def is_period_only(text: str) -> bool:
    """Whether a statement speaks of one period and is no total up to a day.

    >>> is_period_only("Trong tháng tiếp nhận 612 hồ sơ"), is_period_only("Lũy kế đến tháng 5 đã cấp 612 chứng thư số")
    (True, False)
    """
    return _PERIOD_ONLY.search(text) is not None and _TOTAL.search(text) is None


def is_cumulative(metric: MetricRecord) -> bool:
    """Whether the figure is a total up to a day."""
    return metric.cumulative or _CUMULATIVE.search(metric.raw) is not None


def is_reporting(record: DocumentRecord | None) -> bool:
    """Whether a document is a periodic report, or a letter that reports on a period."""
    return record is not None and (record.genre == "report" or (record.genre in ("letter", "other") and record.period is not None))


def is_compared(metric: MetricRecord) -> bool:
    """Whether a figure is a rise, a fall, or the figure of another time that one is told against ("giảm so với ... (47.096 hồ sơ)")."""
    if _OWN_TOTAL.match(metric.raw):  # a clause of its own: what was told before it is of another figure
        return _COMPARED.search(metric.raw) is not None
    return (
        any(_COMPARED.search(text) is not None for text in (metric.indicator, metric.raw))
        or _CHANGED.search(metric.indicator) is not None
    )


def is_rough(metric: MetricRecord, *, fine: bool = False) -> bool:
    """Whether a figure is printed as an estimate ("gần 612.500", "trên 85%"); with `fine` one that is estimated to four digits
    ("ước 4.216,5 tỷ đồng") is none, since others quote it as it is."""
    printed = [
        match for match in _DIGITS.finditer(metric.raw) if "/" not in metric.raw[max(0, match.start() - 1) : match.end() + 1]
    ]
    for match in printed:
        rough = _ROUGH.search(metric.raw[: match.start()])
        if rough is not None and not (fine and rough[0].lower().startswith("ước") and _FINE.match(match[0])):
            return True
    return False


def who(metric: MetricRecord) -> str:
    """The key of the agency that reports a figure."""
    return (metric.agency.id or key(metric.agency.name)) if metric.agency is not None else ""


def is_count(metric: MetricRecord) -> bool:
    """Whether the figure counts things: it is no percentage without its count, no rank and no amount of money."""
    if metric.unit == "%":
        return metric.numerator is not None
    return metric.unit not in ("hạng", "nhóm", "bậc", "điểm") and "đồng" not in (metric.unit or "")


def is_mark(metric: MetricRecord) -> bool:
    """Whether a figure of "điểm" is one of a test or an index; "96/120 điểm wifi", "34 điểm tham quan" are places."""
    return metric.unit == "điểm" and metric.denominator is None and _POINTS.search(metric.raw) is None


def amount(metric: MetricRecord) -> float:
    """The count where there is one, else the value."""
    return metric.value if metric.numerator is None or metric.unit != "%" else metric.numerator


def indicator_name(metric: MetricRecord) -> str:
    """An indicator as messages name it, without the noun told a second time ("số hồ sơ đã số hóa là [379.150] hồ sơ")."""
    named = _REST.sub("", metric.indicator)
    again = _AGAIN.search(named)
    return named[: again.start()] if again is not None and again[1].lower() in named[: again.start()].lower() else named
