"""The scanner for calendar expressions in folded text, shared by the recognisers of dates, of deadlines and of reporting periods.

It finds `Span` values, which may still lack their year:

    day      = ["ngày"] D ("/" | "." | "-") M [("/" | "." | "-") Y] | ["ngày"] D "tháng" M ["năm" Y] | Y "-" MM "-" DD
    month    = "tháng" M [("/" | "." | "-" | "năm") Y] | M "/" Y
    quarter  = "quý" (I | II | III | IV | 1 .. 4) [("/" | "-" | "năm") Y]
    months   = N "tháng" ("đầu" | "cuối") ["năm"] [Y] | N "tháng" "năm" Y | "nửa" ("đầu" | "cuối") "năm" [Y]
    year     = "năm" Y | "giai đoạn" Y "-" Y
    edge     = ("đầu" | "giữa" | "cuối") (month | quarter | year)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vbcds.recognisers.dates_spans import Edge, Span, Unit
from vbcds.text.fold import lower_same_length, modern_tones

YEAR = r"(?:19[4-9]\d|20\d\d)"
_QUARTER = r"(?:iv|lv|[il]{1,3}|0?[1-4](?!\d)|ⅳ|[ⅰⅱⅲ]|một|hai|ba|bốn|tư)"
_QUARTERS = {"iv": 4, "lv": 4, "ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
_MONTH = r"(?:0?[1-9](?!\d)|1[0-2](?!\d)|mười hai|mười một|mười|giêng|một|hai|ba|tư|sáu|bảy|tám|chín|chạp)"
_MONTHS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11,
    "mười hai": 12, "chạp": 12,
}  # fmt: skip
_COUNT = r"(?:0?[1-9]|1[01]|ba|sáu|chín)"
_COUNTS = {"ba": 3, "sáu": 6, "chín": 9}
# A year after its month or quarter: "/2023", "-2023", " năm 2023", ", năm 2023", " (năm 2023", " của năm 2023", "2023".
_OF_YEAR = rf"(?:\s?(?:[/.-]\s?|[(,]?\s?(?:của\s|trong\s)?năm\s?|[(,]?\s?(?={YEAR}\s*(?:$|[,;)\n-])))(?P<%s>{YEAR})(?![\d%%]))?"
_NOT_SYMBOL = r"(?![\d%]|[.,]\d|\s?/\s?\w|-(?!tháng|quý|năm|\d)\w)"
_ITEM = "|".join(
    (
        rf"(?P<iso>(?P<iy>{YEAR})(?P<is>[-/])(?P<im>\d\d)(?P=is)(?P<id>\d\d)(?:[t\s]\d\d:\d\d(?::\d\d)?)?(?!\d))",
        # A day or a month that borrows the rest from the next: "10-12/6/2023", "từ 10 đến 12/6", "10-12/2023", "T5-T8/2023".
        r"(?P<day0>(?:ngày\s?)?(?P<d0>\d{1,2})\s?(?:-|,|và|(?:cho\s)?đến(?:\shết)?|tới)\s?(?:ngày\s?)?"
        r"(?=\d{1,2}(?:\s?[/.]\s?\d{1,2}(?!\d)|\s?tháng\s?\d)))",
        rf"(?P<month0>(?P<t0>t\.?\s?)?(?P<m0>0?[1-9]|1[0-2])\s?(?:[-,]|đến|tới)\s?(?=(?:t\.?\s?)?(?:0?[1-9]|1[0-2])\s?[/.]\s?{YEAR}(?!\d)))",
        rf"(?P<dmy>(?:ngày\s?)?(?P<d1>\d{{1,2}})\s?(?P<s1>[/.-])\s?(?P<m1>\d{{1,2}})\s?(?:(?P=s1)\s?(?P<y1>{YEAR}|\d\d)"
        rf"|,?\s?năm\s?(?P<y1b>{YEAR}))(?![\d%]|[.,]\d|/\w))",
        # "tháng 8 là 84, tháng 9 là 63" and "lũy kế 9 tháng 4.290 hồ sơ" are no days
        r"(?P<dtm>(?!\d{1,2}\s?,\s?tháng\s?\d{1,2}(?![\s,/-]{0,3}năm))(?:ngày\s?)?(?P<d2>\d{1,2})[\s,/-]{0,3}"
        r"tháng\s?(?P<m2>\d{1,2})(?!\d|\.\d{3}(?!\d))"
        rf"(?:[\s,/-]{{0,3}}năm\s?(?P<y2>{YEAR})|\s?[/.-]\s?(?P<y2b>{YEAR}))?(?!\d))",
        r"(?P<half>nửa\s(?P<hw>đầu|cuối)\snăm" + _OF_YEAR % "hy" + ")",
        rf"(?P<months>(?P<nn>{_COUNT})\s?tháng\s(?P<nw>đầu|cuối|còn\slại)(?:\s(?:của\s)?năm(?!\s?học))?" + _OF_YEAR % "ny" + ")",
        rf"(?P<months2>(?P<nn2>0?[369]|ba|sáu|chín)\s?tháng\s?(?:/\s?|năm\s?)(?P<ny2>{YEAR})(?!\d))",
        rf"(?P<quarter>(?:qu[ýí]|qúy|quy)\s?(?P<q>{_QUARTER})(?![^\W\d_])" + _OF_YEAR % "qy" + ")",
        rf"(?P<quarter2>q\.?\s?(?P<qb>iv|i{{1,3}}|[1-4])\s?[/.-]\s?(?P<qyb>{YEAR})(?!\d))",
        rf"(?P<month>(?:tháng\s?)(?P<m3>{_MONTH})(?![^\W\d_]|\d|\.\d(?!\d\d\d(?!\d))|,\d+\s?(?:tỷ|triệu|nghìn|%|điểm))"
        + _OF_YEAR % "y3"
        + ")",
        rf"(?P<month2>(?:(?P<t>t)\.?\s?)?(?P<m4>0?[1-9]|1[0-2])\s?[/.-]\s?(?P<y4>{YEAR})" + _NOT_SYMBOL + ")",
        r"(?P<dm>(?:ngày\s?)?(?P<d5>\d{1,2})\s?(?P<s5>[/.-])\s?(?P<m5>\d{1,2})" + _NOT_SYMBOL + ")",
        rf"(?P<year>năm\s?(?P<y6>{YEAR})(?![\d%]))",
        rf"(?P<week>tuần\s(?:thứ\s)?(?P<w>\d{{1,2}})(?!\s?(?:của\s)?tháng|\d)(?:\s?(?:/|,?\s?(?:của\s)?năm)\s?(?P<wy>{YEAR}))?)",
        rf"(?P<bare>(?P<y7>{YEAR})" + _NOT_SYMBOL + ")",
    )
)
_MATCH = re.compile(_ITEM)

# Where an expression may begin: at digits, with the word before them, or at a word that does without digits.
_DIGITS = re.compile(r"\d+")
_LEAD = re.compile(r"(?:ngày\s?|tháng\s?|năm\s?|qu[ýíy]\s?|qúy\s?|tuần\s(?:thứ\s)?|t\.?\s?|q\.?\s?)$")
_WORDS = ("quý", "quí", "qúy", "quy ", "nửa ", "tháng ")
_SHORT_QUARTER = re.compile(r"q\.?\s?[iv1-4]")
_COUNT_BEFORE = re.compile(r"(?:ba|sáu|chín)\s$")
_BOUNDARY = re.compile(r"(?<![\w/.,])(?<!\d-)(?<!\d\s[/-])")
_EDGE = re.compile(r"(?<!\w)(?<!tháng\s)(?<!bắt\s)(nửa\sđầu|đầu|giữa|(?:nửa\s)?cuối)(?:\scủa)?\s?$")
_EDGES: dict[str, Edge] = {"đầu": "first", "giữa": "middle", "nửa đầu": "middle", "cuối": "last", "nửa cuối": "last"}
_SEPARATOR = re.compile(
    r"\s?(?:[-÷~,&+]|(?:cho\s)?(?:đến|tới)(?:\s(?:hết|cuối|đầu|giữa))?|và|hoặc|hay)\s?(?:(?:hết|cuối|đầu|giữa)\s)?"
)
_MORE_QUARTERS = re.compile(
    r"\s?(?P<sep>[-,&+/]|và|đến)\s?(?P<q>iv|i{1,3}|[1-4])(?=\s?(?:[/.,&+-]|và|đến|\(?\s?(?:của\s|hằng\s|hàng\s|mỗi\s|các\s)?năm|$|[;):]))"
    + _OF_YEAR % "y"
)
_MORE_MONTHS = re.compile(
    r"\s?(?P<sep>[-,&+]|và|đến)\s?(?P<m>0?[1-9]|1[0-2])(?=\s?(?:/\s?\d{4}|[.,&+-]\s?\d|và|đến|\(?\s?(?:của\s)?năm\s?\d|\(?(?:hằng|hàng|mỗi|các)\snăm|$|[;):]))"
    + _OF_YEAR % "y"
)
_MORE_YEARS = re.compile(rf"\s?(?P<sep>[-÷~]|đến|tới)\s?(?P<whole>(?:năm\s?)?(?P<y>{YEAR}|\d\d(?=$|[\s,;.)])))(?![\d%]|[.,/]\d)")
# What must stand before "24.5", "30/6": otherwise these are numbers and ratios.
_DAY_CUE = re.compile(
    r"(?:ngày|sáng|trưa|chiều|tối|đêm|trước|đến|hết|từ|nhất|quá|nhất là|hôm nay|hôm qua|vào|xong|hạn|dự kiến)[\s(:]{1,2}$"
)
_NUMBER_CUE = re.compile(
    r"(?:số|điều|khoản|mục|điểm|phiên bản|version|qcvn|tcvn|nđ|tt|qđ|nq|ct|kh|luật|nghị định|thông tư|quyết định|nghị quyết|chỉ thị"
    r"|đề án|chương trình|kế hoạch|mã|nhóm|cấp|mức độ|tỷ lệ|đạt)[\s:.]{1,2}$"
)
_PERIOD_CUE = re.compile(r"(?:giai đoạn|nhiệm kỳ|thời kỳ|từ|đến|trước|sau|năm|vào|hết|tới)\s$")


def fold(text: str) -> str:
    """The form the patterns read: lower case, plain dashes, tones on the main vowel; as long as `text`."""
    return modern_tones(lower_same_length(text))


def scan(folded: str, *, cell: bool) -> list[Span]:
    """Calendar expressions of a folded text, left to right, without overlaps.

    `cell`: the text is nothing but an expression (a table cell), so that bare numbers ("2025", "30/6", "10-12/2023") may be read
    as dates; in running text these need a word before them.
    """
    spans: list[Span] = []
    position = 0
    for candidate in _candidates(folded):
        if candidate < position or _BOUNDARY.match(folded, candidate) is None:
            continue
        match = _MATCH.match(folded, candidate)
        if match is None:
            continue
        if match.lastgroup in ("day0", "month0"):
            new = _borrowing(match, folded, cell=cell)
        else:
            span = _span(match, folded, cell=cell)
            new = [] if span is None else [span]
        if not new:
            continue
        spans.extend(new)
        spans.extend(_continue(folded, spans[-1], cell=cell))
        position = spans[-1].end
    return spans


def _candidates(folded: str) -> list[int]:
    """Where an expression may begin, in order."""
    found: set[int] = set()
    for match in _DIGITS.finditer(folded):
        start = match.start()
        found.add(start)
        if start and folded[start - 1] in " .ngýíytqm\n":
            lead = _LEAD.search(folded, max(0, start - 10), start)
            if lead is not None:
                found.add(lead.start())
    for word in _WORDS:
        at = folded.find(word)
        while at >= 0:
            found.add(at)
            if word == "tháng " and (count := _COUNT_BEFORE.search(folded, max(0, at - 5), at)) is not None:
                found.add(count.start())
            at = folded.find(word, at + 1)
    found.update(match.start() for match in _SHORT_QUARTER.finditer(folded))
    return sorted(found)


def _borrowing(match: re.Match[str], folded: str, *, cell: bool) -> list[Span]:
    """The two spans of "10-12/6/2023"; none where they do not fit together."""
    rest = _MATCH.match(folded, match.end())
    if rest is None:
        return []
    if match.lastgroup == "month0":
        span = _span(rest, folded, cell=cell or match["t0"] is not None)
        if span is None or span.unit != "month" or not (cell or match["t0"]):
            return []
        month = int(match["m0"])
        wraps = month > span.first and span.year is not None
        left = replace(span, start=match.start(), end=match.end("m0"), first=month, last=month, year=(span.year or 0) - wraps)
        return [left, span]
    cued = cell or match[0].startswith("ngày") or _DAY_CUE.search(folded[max(0, match.start() - 20) : match.start()]) is not None
    span = _span(rest, folded, cell=cued)
    if span is None or span.unit != "day" or not (cued or span.year is not None):
        return [] if span is None else [span]
    if not 1 <= int(match["d0"]) < (span.day or 0):
        return [span]
    return [replace(span, start=match.start(), end=match.end("d0"), day=int(match["d0"])), span]


def _quarter(text: str) -> int:
    if text in _QUARTERS:
        return _QUARTERS[text]
    return int(text) if text.isdigit() else len(text)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _span(match: re.Match[str], folded: str, *, cell: bool) -> Span | None:
    kind = match.lastgroup
    start, end = match.span()
    group = match.group
    before = folded[max(0, start - 32) : start]
    if kind == "iso":
        return Span(start, end, "day", int(group("iy")), int(group("im")), int(group("im")), int(group("id")))
    if kind == "dmy":
        short = group("y1") is not None and len(group("y1")) == 2
        if short and not (group("s1") == "/" and (cell or group(0).startswith("ngày") or _DAY_CUE.search(before))):
            return None
        month = int(group("m1"))
        return Span(start, end, "day", _year(group("y1") or group("y1b")), month, month, int(group("d1")))
    if kind == "dtm":
        if not group(0).startswith("ngày") and _NUMBER_CUE.search(before):
            return None  # "Đề án 06 tháng 5/2023"
        month = int(group("m2"))
        return Span(start, end, "day", _year(group("y2") or group("y2b")), month, month, int(group("d2")))
    if kind == "half":
        first = 1 if group("hw") == "đầu" else 7
        return Span(start, end, "half", _year(group("hy")), first, first + 5)
    if kind in ("months", "months2"):
        word = group("nn") or group("nn2")
        count = _COUNTS.get(word) or int(word)
        first = 1 if kind == "months2" or group("nw") == "đầu" else 13 - count
        unit: Unit = {3: "quarter", 6: "half"}.get(count, "months")  # type: ignore[assignment]  # literals, by construction
        return Span(start, end, unit, _year(group("ny") or group("ny2")), first, first + count - 1)
    if kind in ("quarter", "quarter2"):
        quarter = _quarter(group("q") or group("qb"))
        return _edged(Span(start, end, "quarter", _year(group("qy") or group("qyb")), 3 * quarter - 2, 3 * quarter), before)
    if kind == "month":
        month = _MONTHS.get(group("m3")) or int(group("m3"))
        return _edged(Span(start, end, "month", _year(group("y3")), month, month), before)
    if kind == "month2":
        separator_is_slash = "/" in group(0)
        if not cell and (not separator_is_slash or _NUMBER_CUE.search(before)) and not group("t"):
            return None
        month = int(group("m4"))
        return _edged(Span(start, end, "month", int(group("y4")), month, month, bare=True), before)
    if kind == "dm":
        cued = group(0).startswith("ngày") or _DAY_CUE.search(before) is not None
        if not cued and not (cell and group("s5") == "/"):
            return None
        month = int(group("m5"))
        return Span(start, end, "day", None, month, month, int(group("d5")), bare=not cued)
    if kind == "week":
        return Span(start, end, "week", _year(group("wy")), int(group("w")), int(group("w")))
    if kind == "year":
        return _edged(Span(start, end, "year", int(group("y6"))), before)
    if not cell and not _PERIOD_CUE.search(before):
        return None
    return _edged(Span(start, end, "year", int(group("y7")), bare=True), before)


_MONTH_OF_QUARTER = re.compile(
    r"(?:ngày\s(?P<d>\d{1,2})\s(?:của\s)?)?(?<!\w)tháng\s(?P<which>đầu|giữa|cuối)(?:\s(?:tiên|cùng))?(?:\scủa)?\s$"
)


def _edged(span: Span, before: str) -> Span:
    """The span with the edge before it: "cuối tháng 11"; "tháng cuối quý I/2024" is a month, "ngày 20 tháng cuối quý I/2024" a day."""
    if span.unit == "quarter" and (match := _MONTH_OF_QUARTER.search(before)) is not None:
        month = span.first + {"đầu": 0, "giữa": 1, "cuối": 2}[match["which"]]
        start = span.start - len(match[0])
        if match["d"] is not None:
            return replace(span, start=start, unit="day", first=month, last=month, day=int(match["d"]))
        return replace(span, start=start, unit="month", first=month, last=month)
    match = _EDGE.search(before)
    if match is None:
        return span
    return replace(span, start=span.start - len(match[0]), edge=_EDGES[" ".join(match[1].split())])


def _continue(folded: str, span: Span, *, cell: bool) -> Iterator[Span]:
    """What goes on behind a span with a separator: "quý I, II và III", "tháng 10-12/2023", "2021-2025"."""
    while True:
        more: Span | None = None
        if span.unit == "quarter" and (match := _MORE_QUARTERS.match(folded, span.end)):
            quarter = _quarter(match["q"])
            more = Span(match.start("q"), match.end(), "quarter", _year(match["y"]), 3 * quarter - 2, 3 * quarter)
        elif span.unit == "month" and span.year is None and (match := _MORE_MONTHS.match(folded, span.end)):
            more = Span(match.start("m"), match.end(), "month", _year(match["y"]), int(match["m"]), int(match["m"]))
        elif span.unit == "year" and (match := _MORE_YEARS.match(folded, span.end)):
            year = int(match["y"]) if len(match["y"]) == 4 else (span.year or 0) // 100 * 100 + int(match["y"])
            if year <= (span.year or 0):
                return
            more = Span(match.start("whole"), match.end(), "year", year, bare=True)
        elif cell or span.unit == "day":
            separator = _SEPARATOR.match(folded, span.end)
            match = _MATCH.match(folded, separator.end()) if separator is not None else None
            if match is not None:
                more = _span(match, folded, cell=cell or match.lastgroup == "dm")
        if more is None:
            return
        yield more
        span = more
