"""The marks of a letterhead, found by what lines say: quốc hiệu, tiêu ngữ, number line, place and date, "V/v".

Nghị định 30/2020/NĐ-CP, Phụ lục I: boxes 1 to 5. Left and right box come in any order, on one line or on several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vbcds.lexicons.places import find_province
from vbcds.structure.lines import Line, fold
from vbcds.text.fold import same_length

MarkKind = Literal["nation", "motto", "party", "number", "date", "subject", "urgency", "rule", "words"]

_BLANK = r"[.…_\s]"
_PARTS = re.compile(
    r"(?P<nation>c[ộọ]ng\s+h[òõô]a\s+x[ãa]\s+h[ộọ]i(?:\s+chủ\s+ngh[ĩi]a(?:\s+việt(?:\s+nam)?)?)?|^chủ\s+nghĩa\s+việt\s+nam$)"
    r"|(?P<motto>độc\s+lập\s*[-.]?\s*tự\s+do\s*[-.]?\s*hạnh\s+phúc)"
    r"|(?P<party>^đảng\s+cộng\s+sản\s+việt\s+nam(?=\W*$))"
    r"|(?P<number>(?:^|(?<=[^\w]))(?:bộ luật |luật |(?:nghị quyết |thông tư )(?:liên tịch )?|pháp lệnh |lệnh |sắc lệnh )?"
    r"số\s*(?:hiệu\s*)?(?:[:;]|\.(?=\s*[\d.…/]))"
    r"|^(?:luật |nghị quyết |pháp lệnh )?số\s+(?=[\d.…/]))"
    r"|(?P<date>(?:^|(?<=[\s,]))ngày" + _BLANK + r"{0,20}(?P<d>\d{0,2})" + _BLANK + r"{0,20}tháng" + _BLANK + r"{0,20}(?P<m>\d{0,2})"
    + _BLANK + r"{0,20}năm" + _BLANK + r"{0,12}(?P<y>\d{0,4})"
    r"|(?:^|(?<=[\s,]))ngày\s*(?P<d2>\d{1,2})\s*[/.\-]\s*(?P<m2>\d{1,2})\s*[/.\-]\s*(?P<y2>(?:19|20)\d\d)"
    r"|(?<=,)\s*(?P<d3>\d{1,2})\s*[/.\-]\s*(?P<m3>\d{1,2})\s*[/.\-]\s*(?P<y3>(?:19|20)\d\d)$"
    r"|(?<=,)\s*tháng" + _BLANK + r"{0,12}(?P<m4>\d{0,2})" + _BLANK + r"{0,12}năm\s*(?P<y4>\d{4})$)"
    r"|(?P<subject>(?:^\W{0,2}|(?<=\s))v\s*/\s*v(?!\w)\s*[:.]?)"
    r"|(?P<urgency>^\W{0,2}(?:hỏa tốc(?: hẹn giờ)?|thượng khẩn|khẩn|mật|tối mật|tuyệt mật|dự thảo(?: lần)?(?: \d{1,2})?|"
    r"bản dự thảo|thu hồi|không phổ biến)\W{0,2}$)"
)  # fmt: skip
_KINDS: dict[str, MarkKind] = {
    "nation": "nation", "motto": "motto", "party": "party", "number": "number", "subject": "subject", "urgency": "urgency",
}  # fmt: skip
#: A line is looked at only if it may hold a mark; everything longer is prose.
_LONGEST = 260
_GATE = ("số", "ngày", "tháng", "độc lập", "cộng", "chủ nghĩa", "v/v", "v /v", "v/ v", "hỏa tốc", "khẩn", "mật", "dự thảo")
_SEPARATOR = re.compile(r"\s*([/\-])\s*")
_NUMBER = re.compile(r"^[.…_\s]*(?P<n>\d[\w.]*)?[.…_\s]*(?P<symbol>(?:[/\-.][\w.&]+)*)")
_DATED = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A piece of a line with what it is; `words` is everything else (agency lines, type, title)."""

    kind: MarkKind
    start: int
    end: int
    text: str
    folded: str
    #: Index of the line that it begins in.
    line: int
    #: Number line: what follows "Số:", up to the next mark. Date: the place before it.
    value: str | None = None
    day: tuple[str, str, str] | None = None
    cell: tuple[int, int, int] | None = None


def may_hold_mark(line: Line) -> bool:
    """A cheap gate in front of `marks`."""
    return len(line.text) <= _LONGEST and any(word in line.folded for word in _GATE)


def marks(lines: Sequence[Line], first: int, last: int) -> Iterator[Mark]:
    """The marks and the other words of lines[first:last], in order.

    A date that wraps ("Tây Ninh, ngày 29" / "tháng 3 năm 2021") and a number that stands on the line after "Số:" are put together.
    """
    index = first
    while index < last:
        line = lines[index]
        if line.rule:
            yield _words("rule", line, index, 0, len(line.text))
            index += 1
            continue
        if not may_hold_mark(line) and not _may_begin_place(line.text):
            yield _words("words", line, index, 0, len(line.text))
            index += 1
            continue
        joined, taken = _with_next(lines, index, last)
        yield from _line_marks(joined, index)
        index += taken


def _may_begin_place(text: str) -> bool:
    """A short line that a place name may begin: "Bà Rịa - Vũng" / "Tàu, ngày 08 tháng 01 năm 2024"."""
    return len(text) < 24 and text.replace("Thành phố", "Thành Phố").istitle()


def _with_next(lines: Sequence[Line], index: int, last: int) -> tuple[Line, int]:
    """The line, with as many following ones as its date or its number needs."""
    line, taken = lines[index], 1
    while index + taken < last and taken < 4:
        following = lines[index + taken]
        if len(following.text) > 60 or not _needs_more(line.folded, following.folded):
            break
        text = f"{line.text} {following.text}"
        line = Line(
            start=line.start,
            end=following.end,
            text=text,
            folded=fold(text),
            block=line.block,
            cell=line.cell,
            first=line.first,
            page=line.page,
            style=line.style,
        )
        taken += 1
    return line, taken


_OPEN_NUMBER = re.compile(r"(?:^|\s)số\s*[:.]?" + _BLANK + r"{0,30}(?:\d[\w.]*\s*)?(?:[/\-]\s*)?$")
_REST_OF_NUMBER = re.compile(r"^(?:\d[\w.]{0,8}\s*)?[/\-]\s*[\w./\-–]+$|^\d{1,5}$")
_OPEN_DATE = re.compile(r"(?:,|^)\s*ngày" + _BLANK + r"{0,20}\d{0,2}(?:" + _BLANK + r"{0,20}tháng" + _BLANK + r"{0,20}\d{0,2})?" + _BLANK
                        + r"{0,12}(?:năm)?" + _BLANK + r"{0,12}$")  # fmt: skip
_REST_OF_DATE = re.compile(r"^(?:\d{1,4}|tháng|năm)(?!\w)")


_NATION = "cộng hòa xã hội chủ nghĩa việt nam"
_SPLIT_PLACE = re.compile(r"^[^\W\d]+(?: [^\W\d]+){0,2},\s*ngày\b.{0,30}tháng")


def _needs_more(folded: str, following: str) -> bool:
    if _OPEN_DATE.search(folded):
        return _REST_OF_DATE.match(following) is not None
    if _OPEN_NUMBER.search(folded):
        return _REST_OF_NUMBER.match(following) is not None
    if folded[:2] == "cộ" and _NATION.startswith(f"{folded} "):
        return _NATION.startswith(f"{folded} {following}")
    if _SPLIT_PLACE.match(following):
        if len(folded) < 12 and folded.isalpha():
            return following[0].isalpha()
        return find_province(f"{folded} {following.partition(',')[0]}") is not None
    return folded.endswith(",") and len(folded) < 30 and following.startswith("ngày") and "tháng" in following


def _line_marks(line: Line, index: int) -> Iterator[Mark]:
    at = 0
    found = list(_PARTS.finditer(line.folded))
    for position, match in enumerate(found):
        start = match.start()
        if start < at:
            continue
        last = position + 1 == len(found)
        stop = len(line.text) if last else found[position + 1].start()
        kind = _KINDS.get(match.lastgroup or "", "date")
        if kind == "date":
            mark, before = _date_mark(line, index, match, at, last=last)
            if mark is None:
                continue
            if before > at and line.text[at:before].strip(" ,"):
                yield _words("words", line, index, at, before)
            yield mark
            at = match.end()
            continue
        if start > at and line.text[at:start].strip(" ,;|-–_"):
            yield _words("words", line, index, at, start)
        end = match.end()
        if kind == "number":
            end = _number_end(line, match.end(), stop)
        elif kind == "subject":
            end = len(line.text)
        yield Mark(
            kind=kind,
            start=line.start + start,
            end=line.start + end,
            text=line.text[start:end],
            folded=line.folded[start:end],
            line=index,
            value=line.text[match.end() : end].strip() if kind in ("number", "subject") else None,
            cell=line.cell,
        )
        at = end
    if at < len(line.text) and line.text[at:].strip(" ,;.|-–_*/"):
        yield _words("words", line, index, at, len(line.text))


def _date_mark(line: Line, index: int, match: re.Match[str], at: int, *, last: bool) -> tuple[Mark | None, int]:
    """Place and date, and where the place begins; None for a date inside a sentence."""
    start = match.start()
    begin = at
    if not _is_place(line.text[at:start]):
        if at == 0 and start > 0:
            return None, start
        begin = start
    elif at == 0 and last and len(line.text[match.end() :].strip(" .,;/|")) > 12:
        return None, start  # prose goes on after it
    day = next(
        ((match[d] or "") if d else "", match[m], match[y])
        for d, m, y in (("d", "m", "y"), ("d2", "m2", "y2"), ("d3", "m3", "y3"), (None, "m4", "y4"))
        if match[y] is not None
    )
    mark = Mark(
        kind="date",
        start=line.start + begin,
        end=line.start + match.end(),
        text=line.text[begin : match.end()],
        folded=line.folded[begin : match.end()],
        line=index,
        value=line.text[begin:start].strip(" ,.-–—_*|\t") or None,
        day=(day[0].strip(), day[1].strip(), day[2].strip()),
        cell=line.cell,
    )
    return mark, begin


def _number_end(line: Line, start: int, stop: int) -> int:
    """Where the number ends: before the place of a date that shares the line, and before words that are no symbol."""
    rest = line.text[start:stop]
    match = _LOOSE_NUMBER.match(same_length(rest))
    return start + match.end() if match else start


_LOOSE_NUMBER = re.compile(
    r"[.…_\s]*(?:\d[\w.]{0,9}(?:\s?[A-Za-z](?=\s*[/\-]))?)?[.…_\s]*(?:[/\-][.…\s]*\w[\w.&…]*\s*(?=[/\-])|[/\-][.…\s]*\w[\w.&…]*){0,8}"
)


def _words(kind: MarkKind, line: Line, index: int, start: int, end: int) -> Mark:
    while start < end and line.text[start] in " ,;|\t":
        start += 1
    while end > start and line.text[end - 1] in " |\t":
        end -= 1
    return Mark(
        kind=kind,
        start=line.start + start,
        end=line.start + end,
        text=line.text[start:end],
        folded=line.folded[start:end],
        line=index,
        cell=line.cell,
    )


def _is_place(text: str) -> bool:
    """Words that may stand before "ngày" in the letterhead: a place name and a comma, or nothing."""
    text = text.strip(" ,.-–—_*|\t")
    return (
        len(text) <= 45 and not any(c.isdigit() or c in ";:()" for c in text) and (not text or text[0].isupper() or text[0] in ".…")
    )


def parse_number_line(value: str) -> tuple[str | None, str | None]:
    """Number and symbol with mended spacing, and the symbol as printed where the number is blank.

    >>> parse_number_line("713/QĐ-UBND")
    ('713/QĐ-UBND', '713/QĐ-UBND')
    >>> parse_number_line(" 2628 / QĐ- BYT ")
    ('2628/QĐ-BYT', '2628/QĐ-BYT')
    >>> parse_number_line("      /KH-UBND")
    (None, '/KH-UBND')
    >>> parse_number_line("")
    (None, None)
    """
    text = _SEPARATOR.sub(r"\1", same_length(value)).replace("…", ".").strip()
    text = re.sub(r"(?<=[/\-])\.+", "", text)
    text = re.sub(r"(?<=\d)\s+(?=[A-Za-z]?[/\-])", "", text)
    match = _NUMBER.match(text)
    if match is None:
        return None, None
    number, symbol = match["n"], match["symbol"].rstrip(".")
    if number is not None:
        number = number.rstrip(".")
        whole = number + symbol
        return (whole, whole) if any(c.isalpha() for c in symbol) or symbol else (number, number)
    return None, symbol.strip(".") or None


def parse_day(day: tuple[str, str, str]) -> tuple[date | None, int | None]:
    """The date of a place-and-date line, and its year where the day or the month is blank.

    >>> parse_day(("29", "3", "2021"))
    (datetime.date(2021, 3, 29), 2021)
    >>> parse_day(("", "4", "2026"))
    (None, 2026)
    """
    year = int(day[2]) if len(day[2]) == 4 else None
    if year is None or not 1900 <= year <= 2100:
        return None, None
    try:
        return date(year, int(day[1]), int(day[0])), year
    except ValueError:
        return None, year


def is_dotted(text: str) -> bool:
    """Runs of dots or brackets with numbers, as forms to be filled in have them.

    >>> is_dotted("Số: ……/BC-……"), is_dotted("TÊN CƠ QUAN (1)"), is_dotted("Số: /KH-UBND")
    (True, True, False)
    """
    return _DOTTED.search(text) is not None


_DOTTED = re.compile(r"…|\.{3,}|_{3,}\w|\(\d\)|\[\s*[\w.…]*\s*\]|<\w")


def has_numeric_date(text: str) -> bool:
    """Whether a line holds a date in figures."""
    return _DATED.search(text) is not None
