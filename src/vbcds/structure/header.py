"""The head of one document: number, date and place, tên loại, trích yếu, and who issues it (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from vbcds.model.document import Document
from vbcds.model.records import Genre
from vbcds.structure.filenames import number_in_name
from vbcds.structure.issuers import placed, read_letterhead
from vbcds.structure.kinds import kind_of_symbol
from vbcds.structure.letterhead import Mark, marks, may_hold_mark, parse_day, parse_number_line
from vbcds.structure.lines import Line, fold
from vbcds.structure.titles import (
    BY,
    INLINE_NUMBER,
    SECTION,
    Title,
    is_type_line,
    names_issuer,
    read_subject,
    read_title,
    read_untyped,
)
from vbcds.structure.values import Header

#: A letterhead and its title never take more lines than this.
_ZONE = 70
_TORN_SYMBOL = re.compile(r"^\s*[/\-]\s*[^\W\d_][\w./\- ]{0,30}$")
_INLINE_DATE = re.compile(r"ngày\s*(\d{1,2})\s*(?:tháng\s*|[/.\-]\s*)(\d{1,2})\s*(?:năm\s*|[/.\-]\s*)(\d{4})")
_ADOPTED = re.compile(r"thông qua[^.;]{0,80}?ngày\s*(\d{1,2})\s*(?:tháng\s*|[/.\-]\s*)(\d{1,2})\s*(?:năm\s*|[/.\-]\s*)(\d{4})")


@dataclass(slots=True)
class Reading:
    """What was read of the head, before it is frozen: the header and the first line after it."""

    header: Header
    #: Index of the first line after the title.
    body: int
    #: Spans that are letterhead.
    formal: list[tuple[int, int]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Neither a letterhead nor a type was found."""
        return not self.formal and self.header.kind is None

    @staticmethod
    def nothing() -> Header:
        """The header of a file without a line of text."""
        return Header()


def read_header(document: Document, lines: Sequence[Line], first: int, last: int, *, letterhead: bool) -> Reading:
    """The header of the document that begins in lines[first:last]; `letterhead` says whether one was found there.

    Number and date are taken from the letterhead alone, never from the căn cứ; a law has its date from the closing line
    "được Quốc hội ... thông qua ngày ...". What is blank is None, with a warning.
    """
    zone = _zone_end(lines, first, last, letterhead=letterhead)
    found = list(marks(lines, first, zone)) if letterhead else []
    has_letterhead = any(mark.kind in ("nation", "motto", "party", "number", "date") for mark in found)
    title, body = read_title(lines, zone, last, after_letterhead=has_letterhead)
    if title.kind is None and not title.pieces:
        last_mark = max((mark.line for mark in found if mark.kind not in ("words", "rule")), default=None)
        body = first if last_mark is None else last_mark + 1
        read_subject(found, lines, zone, last, title)
        if has_letterhead and not title.pieces:
            body = read_untyped(found, lines, zone, title) or body
    number = next((m for m in found if m.kind == "number"), None)
    day = _pick_date(found)
    head = read_letterhead(found, title.authority)
    parsed, symbol = parse_number_line(number.value or "") if number else (None, None)
    if parsed is not None and parsed.isdigit():
        parsed, symbol = _with_symbol(parsed, found)
    issued, year = parse_day(day.day) if day and day.day else (None, None)
    if title.by:
        parsed, symbol, issued, year = _inline(title.by, parsed, symbol, issued, year)
    hinted = number_in_name(document.path, symbol) if document.ocr and parsed is None and symbol and first == 0 else None
    parsed = hinted or parsed
    kind, genre = _kind(title, found, symbol, has_letterhead, lines, zone, last)
    if issued is None and day is None:
        issued = _adopted(lines, body, last)
        year = issued.year if issued else year
    if head.issuer is None and title.by:
        head = read_letterhead([], [INLINE_NUMBER.split(BY.sub("", title.by, count=1))[0]])
    issuer = placed(head.issuer, day.value if day else None)
    start = found[0].start if found else (title.start if title.start is not None else lines[first].start if first < last else 0)
    end = max([m.end for m in found if m.kind not in ("words", "rule")] + [title.end or 0, start])
    header = Header(
        agency_lines=head.lines,
        parent=head.parent,
        issuer=issuer,
        co_issuers=head.co_issuers,
        number=parsed,
        symbol=symbol,
        date=issued,
        year=year,
        place=day.value if day else None,
        genre=genre,
        kind=kind,
        title=title.text,
        start=start,
        end=end,
        number_source=document.locate(number.start, number.end) if number else None,
        title_source=document.locate(title.start, title.end) if title.start is not None and title.end is not None else None,
    )
    reading = Reading(header=header, body=max(body, first))
    if has_letterhead:
        letterhead_end = max(m.end for m in found if m.kind not in ("rule",)) if found else end
        reading.formal.append((start, max(letterhead_end, end)))
    reading.warnings.extend(_warnings(header, number is not None, has_letterhead))
    if hinted:
        reading.warnings.append(
            f"Số {hinted} lấy theo tên tệp vì số trên bản quét viết tay hoặc không rõ; cần đối chiếu với bản gốc."
        )
    return reading


def _warnings(header: Header, has_number_line: bool, has_letterhead: bool) -> list[str]:
    if header.genre == "news" or (not has_letterhead and header.kind is None):
        return []
    warnings = []
    if header.number is None:
        blank = f": dòng số chỉ có “{header.symbol}”" if header.symbol else ""
        warnings.append(f"Văn bản chưa ghi số{blank}." if has_number_line else "Không thấy số, ký hiệu của văn bản.")
    if header.date is None:
        known = f" (chỉ có năm {header.year})" if header.year else ""
        warnings.append(f"Văn bản chưa ghi đủ ngày, tháng ban hành{known}.")
    return warnings


def _zone_end(lines: Sequence[Line], first: int, last: int, *, letterhead: bool) -> int:
    """The first line that is no longer letterhead: the type line, "Kính gửi", the căn cứ, the first article."""
    limit = min(last, first + _ZONE)
    seen = False
    for index in range(first, limit):
        line = lines[index]
        if may_hold_mark(line):
            seen = seen or any(m.kind in ("nation", "motto", "party", "number", "date") for m in marks(lines, index, index + 1))
        if (not letterhead or seen or names_issuer(line)) and is_type_line(lines, index, seen):
            return index
        if line.folded.startswith(("kính gửi", "căn cứ ")) or SECTION.match(line.folded):
            return index
        if len(line.text) > 300 and seen:
            return index
    return limit


def _pick_date(found: Sequence[Mark]) -> Mark | None:
    dates = [m for m in found if m.kind == "date"]
    return next((m for m in dates if m.value), dates[0] if dates else None)


def _kind(
    title: Title, found: Sequence[Mark], symbol: str | None, has_letterhead: bool, lines: Sequence[Line], zone: int, last: int
) -> tuple[str | None, Genre]:  # fmt: skip
    by_symbol = kind_of_symbol(symbol) if symbol else None
    if by_symbol is not None and by_symbol.name == "văn bản hợp nhất":
        return by_symbol.name, title.kind.genre if title.kind else by_symbol.genre
    if title.kind is not None:
        return title.kind.kind, title.kind.genre
    if any(m.kind == "subject" for m in found) or (
        has_letterhead and any(line.folded.startswith("kính gửi") for line in lines[zone : min(zone + 6, last)])
    ):
        return "công văn", "letter"
    if by_symbol is not None and has_letterhead:
        return by_symbol.name, by_symbol.genre
    return None, "other"


def _with_symbol(number: str, found: Sequence[Mark]) -> tuple[str, str]:
    """The number with its symbol, where a copy has torn "/KH-UBND" away from "Số: 173"."""
    for mark in found:
        if mark.kind == "words" and _TORN_SYMBOL.match(mark.text):
            whole, _ = parse_number_line(number + mark.text)
            if whole is not None:
                return whole, whole
    return number, number


def _inline(
    by: str, number: str | None, symbol: str | None, issued: date | None, year: int | None
) -> tuple[str | None, str | None, date | None, int | None]:  # fmt: skip
    """Number and date of the old heading "NGHỊ ĐỊNH của Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998"."""
    folded = fold(by)
    if number is None and (match := INLINE_NUMBER.search(folded)):
        number, symbol = parse_number_line(by[match.start("number") : match.end("number")])
    if issued is None and (day := _INLINE_DATE.search(folded)):
        issued, year = parse_day((day[1], day[2], day[3]))
    return number, symbol, issued, year


def _adopted(lines: Sequence[Line], body: int, last: int) -> date | None:
    """The date of a law or a resolution that has none in its letterhead: "... thông qua ngày 10 tháng 12 năm 2025."."""
    for line in reversed(lines[body:last]):
        if "thông qua" in line.folded and "này" in line.folded[:40] and (match := _ADOPTED.search(line.folded)):
            return parse_day((match[1], match[2], match[3]))[0]
    return None
