"""The head of one document: number, date and place, tên loại, trích yếu, and who issues it (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from vbcds.lexicons.headings import HeadingType, find_type, load_headings
from vbcds.model.document import Document
from vbcds.model.records import Genre
from vbcds.structure.issuers import read_letterhead
from vbcds.structure.kinds import kind_of_symbol
from vbcds.structure.letterhead import Mark, marks, may_hold_mark, parse_day, parse_number_line
from vbcds.structure.lines import Line, fold, is_upper, squeeze
from vbcds.structure.values import Header

#: A letterhead and its title never take more lines than this.
_ZONE = 70
_TITLE_LINES = 9
_TITLE_LENGTH = 1200
_SECTION = re.compile(
    r"^(?:(?:điều|chương|phần|mục)\s+(?:thứ\s+\w+|[ivxlc\d]+)\b|[ivx]{1,5}\s*[.\-/)]\s|\d{1,2}\s*[.)]\s|[a-zđ]\)\s|[-+*•]\s)"
)
_ORDERS = re.compile(
    r"^(?:quyết định|quyết nghị|nghị quyết|nghị định|chỉ thị|điện|yêu cầu|quy định|công bố|hiệp định|nay quyết định)\s*:"
)
_SESSION = re.compile(r"^\(?\s*(?:khóa\s+[ivxlc\d]+|kỳ họp|nhiệm kỳ|lần thứ \w+ kỳ họp|tại kỳ họp)")
_ASIDE = re.compile(
    r"^\(.*(?:số liệu|tính đến|từ ngày|từ tháng|phục vụ|tài liệu|trình |báo cáo tại|phiên họp|dự thảo|kỳ báo cáo|hội nghị)"
)
_BY = re.compile(r"^của\s+")
_TELEGRAM = re.compile(r"^(?:.{0,80}\s)?điện\s*:")
_TORN_SYMBOL = re.compile(r"^\s*[/\-]\s*[^\W\d_][\w./\- ]{0,30}$")
_INLINE_NUMBER = re.compile(r"(?:^|\s)số\s*:?\s*(?P<number>\d[\w.]{0,8}(?:\s*[/\-]\s*[\w.]+){1,6})")
_INLINE_DATE = re.compile(r"ngày\s*(\d{1,2})\s*(?:tháng\s*|[/.\-]\s*)(\d{1,2})\s*(?:năm\s*|[/.\-]\s*)(\d{4})")
_ADOPTED = re.compile(r"thông qua[^.;]{0,80}?ngày\s*(\d{1,2})\s*(?:tháng\s*|[/.\-]\s*)(\d{1,2})\s*(?:năm\s*|[/.\-]\s*)(\d{4})")
_FINISHED = re.compile(r"[.;:!?]$|\./\.?$")
_SUBJECT = re.compile(r"^\W{0,2}v\s*/\s*v(?!\w)\s*[:.]?\s*", re.IGNORECASE)


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


@dataclass(slots=True)
class _Title:
    kind: HeadingType | None = None
    pieces: list[str] = field(default_factory=list)
    start: int | None = None
    end: int | None = None
    #: "NGHỊ ĐỊNH của Chính phủ số 94/1998/NĐ-CP ngày ...": what stands between the type and the title.
    by: str | None = None
    authority: list[str] = field(default_factory=list)

    def add(self, text: str, start: int, end: int) -> None:
        text = text.strip(" *_|~")
        if text:
            self.pieces.append(text)
            self.start = start if self.start is None else self.start
            self.end = end

    @property
    def text(self) -> str | None:
        joined = squeeze(" ".join(self.pieces)).strip(" -–—_*")
        return joined or None


def read_header(document: Document, lines: Sequence[Line], first: int, last: int, *, letterhead: bool) -> Reading:
    """The header of the document that begins in lines[first:last]; `letterhead` says whether one was found there.

    Number and date are taken from the letterhead alone, never from the căn cứ; a law has its date from the closing line
    "được Quốc hội ... thông qua ngày ...". What is blank is None, with a warning.
    """
    zone = _zone_end(lines, first, last, letterhead=letterhead)
    found = list(marks(lines, first, zone)) if letterhead else []
    has_letterhead = any(mark.kind in ("nation", "motto", "party", "number", "date") for mark in found)
    title, body = _read_title(lines, zone, last, after_letterhead=has_letterhead)
    if title.kind is None and not title.pieces:
        last_mark = max((mark.line for mark in found if mark.kind not in ("words", "rule")), default=None)
        body = first if last_mark is None else max(last_mark + 1, min(zone, last_mark + 3))
        _read_subject(found, lines, zone, last, title)
        if has_letterhead and not title.pieces:
            _read_untyped(found, lines, zone, title)
    number = next((m for m in found if m.kind == "number"), None)
    day = _pick_date(found)
    head = read_letterhead(found, title.authority)
    parsed, symbol = parse_number_line(number.value or "") if number else (None, None)
    if parsed is not None and parsed.isdigit():
        parsed, symbol = _with_symbol(parsed, found)
    issued, year = parse_day(day.day) if day and day.day else (None, None)
    if title.by:
        parsed, symbol, issued, year = _inline(title.by, parsed, symbol, issued, year)
    kind, genre = _kind(title, found, symbol, has_letterhead, lines, zone, last)
    if issued is None and day is None:
        issued = _adopted(lines, body, last)
        year = issued.year if issued else year
    if head.issuer is None and title.by:
        head = read_letterhead([], [_INLINE_NUMBER.split(_BY.sub("", title.by, count=1))[0]])
    start = found[0].start if found else (title.start if title.start is not None else lines[first].start if first < last else 0)
    end = max([m.end for m in found if m.kind not in ("words", "rule")] + [title.end or 0, start])
    header = Header(
        agency_lines=head.lines,
        parent=head.parent,
        issuer=head.issuer,
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
        if (not letterhead or seen or _names_issuer(line)) and _is_type_line(lines, index, seen):
            return index
        if line.folded.startswith(("kính gửi", "căn cứ ")) or _SECTION.match(line.folded):
            return index
        if len(line.text) > 300 and seen:
            return index
    return limit


def _names_issuer(line: Line) -> bool:
    """ "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH": in old prints the type comes first, number and date below it."""
    kind = find_type(line.folded)
    return kind is not None and line.folded[len(kind.words) :].startswith(" của ")


def _is_type_line(lines: Sequence[Line], index: int, after_letterhead: bool) -> bool:
    line = lines[index]
    if len(line.text) > 400 or line.rule:
        return False
    kind = find_type(line.folded)
    if kind is None:
        return False
    rest = line.folded[len(kind.words) :].strip(" .:")
    if not rest:
        if _ORDERS.match(line.folded) and not after_letterhead:
            return False
        return line.upper or after_letterhead or line.style.bold is True or line.style.heading is not None
    printed = line.text[: len(kind.words)]
    if is_upper(printed) and len(kind.words) > 3:
        return True
    return after_letterhead and rest.startswith("của ") and len(line.text) < 120


def _read_title(lines: Sequence[Line], index: int, last: int, *, after_letterhead: bool) -> tuple[_Title, int]:
    """Tên loại and trích yếu from the line `index` on, and the first line after them."""
    title = _Title()
    if index >= last or not _is_type_line(lines, index, after_letterhead):
        return title, index
    line = lines[index]
    kind = find_type(line.folded)
    assert kind is not None
    words = len(kind.words)
    if index + 1 < last and not line.folded[words:].strip():
        both = find_type(f"{line.folded} {lines[index + 1].folded}")
        if both is not None and len(both.words) > words and len(both.words) == len(line.folded) + 1 + len(lines[index + 1].folded):
            kind, index, words = both, index + 1, len(lines[index + 1].folded)
            line = lines[index]
    title.kind = kind
    rest = line.text[words:].strip(" .:-–—")
    if rest:
        if _BY.match(fold(rest)):
            title.by = rest
        else:
            title.add(rest, line.end - len(line.text[words:].lstrip(" .:-–—")), line.end)
    at = index + 1
    while at < last and len(title.pieces) < _TITLE_LINES:
        line = lines[at]
        if line.rule:
            at += 1
            if title.pieces:
                break
            continue
        if _BY.match(line.folded) and not title.pieces and not title.by and len(line.text) < 160:
            title.by = line.text
            at += 1
            continue
        if title.by and not title.pieces and _INLINE_NUMBER.match(line.folded) and len(line.text) < 100:
            title.by = f"{title.by} {line.text}"
            at += 1
            continue
        if _ASIDE.match(line.folded):
            at += 1
            continue
        if _ends_title(title, lines, at, index) or sum(map(len, title.pieces)) + len(line.text) > _TITLE_LENGTH:
            break
        title.add(line.text, line.start, line.end)
        at += 1
    while at < last and len(title.authority) < 3 and (lines[at].rule or _is_authority(title, lines, at)):
        if not lines[at].rule:
            title.authority.append(lines[at].text)
        at += 1
    return title, at


def _ends_title(title: _Title, lines: Sequence[Line], at: int, head: int) -> bool:
    """Whether the line is no part of the trích yếu."""
    line = lines[at]
    folded = line.folded
    words = load_headings()
    if words.attached_pattern.match(folded) or folded.startswith("kính gửi") or _ORDERS.match(folded) or _SESSION.match(folded):
        return True
    if _SECTION.match(folded) or _TELEGRAM.match(folded):
        return True
    if not title.pieces:
        return _is_authority(title, lines, at) or folded.startswith(("căn cứ", "theo đề nghị", "xét ")) or len(line.text) > 700
    if _goes_on(title.pieces[-1], line.text):
        return len(line.text) > 700
    if _is_authority(title, lines, at):
        return True
    if folded.startswith(("căn cứ", "theo đề nghị", "xét ")):
        return True
    previous = lines[at - 1] if at - 1 > head else lines[head]
    if line.upper and title.pieces[-1] and is_upper(title.pieces[-1]):
        return False
    if is_upper(title.pieces[-1]) and not line.upper:
        return words.opening_pattern.match(folded) is not None or len(line.text) > 200 or _FINISHED.search(line.text) is not None
    if _differs(previous, line):
        return True
    same = (previous.style.bold is True and line.style.bold is True) or (
        previous.style.align == "center" and line.style.align == "center"
    )
    if same:
        return False
    if words.opening_pattern.match(folded) or _FINISHED.search(line.text):
        return True
    return len(line.text) > 130 or _FINISHED.search(title.pieces[-1]) is not None or len(title.pieces[-1]) < 30


def _goes_on(before: str, text: str) -> bool:
    """The line is in the middle of the sentence that the line before began."""
    if text[0].islower() or text[0] in "(“\"'":
        return True
    return before.endswith((",", "-", "–", " và", " của")) or (
        text[0].isdigit() and before.endswith(("số", "năm", "ngày", "tháng"))
    )


def _differs(one: Line, other: Line) -> bool:
    """Whether two lines are set in different ways, as far as the format tells."""
    if one.style.bold is True and other.style.bold is False:
        return True
    return one.style.align == "center" and other.style.align in ("left", "justify")


def _is_authority(title: _Title, lines: Sequence[Line], at: int) -> bool:
    """A line that names who decides, between the title and the căn cứ: "BỘ TRƯỞNG BỘ CÔNG THƯƠNG"."""
    line = lines[at]
    if len(line.text) > 150:
        return False
    if _SESSION.match(line.folded) and title.authority:
        return True
    if load_headings().authority_pattern.match(line.folded) is None or _FINISHED.search(line.text):
        return False
    following = next((lines[i].folded for i in range(at + 1, min(at + 4, len(lines))) if not lines[i].rule), "")
    opens = following.startswith(("căn cứ", "xét", "theo ", "thực hiện", "để ", "nhằm", "trên cơ sở")) or _SESSION.match(following)
    if opens and (line.upper or len(line.text) < 60):
        return not (title.pieces and is_upper(title.pieces[-1]) and len(title.pieces) == 1 and len(title.pieces[0]) < 12)
    continues = (following and load_headings().authority_pattern.match(following)) or following.startswith(
        ("tỉnh ", "thành phố ", "huyện ")
    )
    return bool(line.upper and continues and len(line.text) < 60 and title.pieces and not is_upper(title.pieces[-1]))


def _read_subject(found: Sequence[Mark], lines: Sequence[Line], zone: int, last: int, title: _Title) -> None:
    """The trích yếu of a công văn: "V/v ..." under the number, over as many lines as it takes."""
    at = next((i for i, mark in enumerate(found) if mark.kind == "subject"), None)
    if at is None:
        for index in range(zone, min(zone + 3, last)):
            if _SUBJECT.match(lines[index].text):
                title.add(_SUBJECT.sub("", lines[index].text), lines[index].start, lines[index].end)
                return
        return
    subject = found[at]
    title.add(_SUBJECT.sub("", subject.text), subject.start, subject.end)
    for mark in found[at + 1 :]:
        if mark.kind != "words" or (subject.cell is not None and mark.cell != subject.cell):
            break
        if load_headings().agency_pattern.match(mark.folded) and is_upper(mark.text):
            break
        title.add(mark.text, mark.start, mark.end)


def _read_untyped(found: Sequence[Mark], lines: Sequence[Line], zone: int, title: _Title) -> None:
    """Trích yếu and authority line of a copy that has lost its type line: the capitals between the letterhead and the căn cứ."""
    marked = [index for index, mark in enumerate(found) if mark.kind not in ("words", "rule")]
    tail = [mark for mark in found[marked[-1] + 1 :] if mark.kind == "words"] if marked else []
    for mark in tail:
        if _is_authority(title, lines, mark.line) and mark.line < zone:
            title.authority.append(mark.text)
        elif not title.authority and is_upper(mark.text) and len(mark.text) > 20 and mark.cell is None:
            title.add(mark.text, mark.start, mark.end)


def _pick_date(found: Sequence[Mark]) -> Mark | None:
    dates = [m for m in found if m.kind == "date"]
    return next((m for m in dates if m.value), dates[0] if dates else None)


def _kind(
    title: _Title, found: Sequence[Mark], symbol: str | None, has_letterhead: bool, lines: Sequence[Line], zone: int, last: int
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
    if number is None and (match := _INLINE_NUMBER.search(folded)):
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
