"""The title (trích yếu) of a cited document: the words after its number, date and issuer, to the end of the clause."""

from __future__ import annotations

import re
from functools import cache

from vbcds.lexicons.citation_words import any_of

#: Where a stop can begin.
_CANDIDATE = re.compile(r"[.;:,\n]|\s(?=[(|đhtcnv])")
_QUOTES = {'"': '"', "“": "”", "«": "»"}
_LIMIT = 700
#: Where a clause goes on about something else.
_BEFORE_NEXT = re.compile(
    r"(?:[,;]|\s(?:và|hoặc|cùng|với|;))\s{0,3}(?:các\s{1,2})?(?:(?:khoản|điểm|điều|mục)[\w\s,]{0,40})?$|\((?:tại|theo|kèm theo)?\s{0,2}$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,:;.\-–]+$")


@cache
def _opening() -> re.Pattern[str]:
    """What begins a title: a word for what the document does, or a quotation."""
    return re.compile(rf"\s{{0,3}}[,:-]?\s{{0,2}}(?P<title>(?:{any_of('titles', 'openings')})(?!\w)|[\"“«])", re.IGNORECASE)


@cache
def _after_comma() -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}},\s{{0,2}}(?:(?:{any_of('titles', 'after_comma')})(?!\w)|[\"“«])", re.IGNORECASE)


@cache
def _stop() -> re.Pattern[str]:
    """Where the clause ends, or goes on about something else."""
    return re.compile(
        "|".join(
            (
                r"[.;](?=[\s\"”]|$)|\n|\s\||:\s",
                r",?\s{1,2}(?:đã\s{1,2})?được\s{1,2}(?:sửa\s{1,2}đổi|bổ\s{1,2}sung|thay\s{1,2}thế|hợp\s{1,2}nhất)",
                r",\s{1,2}(?:đã\s{1,2})?được\s{1,2}(?:gia|phê|ban)",
                r",?\s{1,2}(?:thực hiện\s{1,2})?theo\s{1,2}quy\s{1,2}định\s{1,2}tại",
                r"\s\((?:sau\s{1,2}đây|gọi\s{1,2}tắt|viết\s{1,2}tắt)",
                r",?\s{1,2}(?:có\s{1,2})hiệu\s{1,2}lực",
                rf",\s{{1,2}}(?=(?:{any_of('titles', 'subjects')})\s[^,;.\n]{{0,80}}?\s(?:{any_of('titles', 'verbs')})\s)",
                r",\s{1,2}(?=[^,.;:\n]{3,70}?\s(?:đã|đang|sẽ)\s)",
                r",\s{1,2}(?:cụ\s{1,2}thể|như\s{1,2}sau|theo\s{1,2}đó|đồng\s{1,2}thời|đề\s{1,2}nghị|yêu\s{1,2}cầu)|\s{1,2}như\s{1,2}sau",
                r",?\s{1,2}(?:trong\s{1,2}đó|theo\s{1,2}hướng)\s",
                rf",\s{{1,2}}(?=(?:các\s)?(?:{any_of('titles', 'documents')})\s)",
                r"\s{1,2}và\s{1,2}(?:bãi\s{1,2}bỏ|thay\s{1,2}thế)\s",
            )
        )
    )


def _find_stop(text: str, start: int, limit: int) -> re.Match[str] | None:
    """The first stop from `start` on."""
    stop = _stop()
    for candidate in _CANDIDATE.finditer(text, start, limit):
        if match := stop.match(text, candidate.start(), limit):
            return match
    return None


def find_title(text: str, start: int, nexts: list[int]) -> str | None:
    """The title that begins right after a citation's end, or None. `nexts`: starts of the citations after it, in order.

    >>> find_title("Nghị quyết số 80-NQ/TW về phát triển văn hóa Việt Nam; Kế hoạch", 22, [])
    'về phát triển văn hóa Việt Nam'
    >>> find_title('Quyết định số 749/QĐ-TTg phê duyệt "Chương trình A; B" và', 24, [])
    'phê duyệt "Chương trình A; B"'
    """
    opening = _opening().match(text, start)
    if not opening:
        return None
    begin = opening.start("title")
    word = opening["title"]
    if "," in text[start:begin] and not _after_comma().match(text, start):
        return None
    if word[0].isupper() and not word.isupper() and "\n" in text[start:begin]:
        return None
    limit = min(len(text), begin + _LIMIT)
    end = limit
    position = opening.end("title") if word not in _QUOTES else begin
    quoted = _quoted(text, position, limit)
    if quoted is not None:
        return _clean(text[begin:quoted])
    scan = position
    while True:
        stop = _find_stop(text, scan, limit)
        quote = _first_quote(text, scan, stop.start() if stop else limit)
        if quote is not None and (close := text.find(_QUOTES[text[quote]], quote + 1, limit)) > 0:
            scan = close + 1
            continue
        end = stop.start() if stop else limit
        break
    for following in nexts:
        if following >= end:
            break
        if following > begin and (cut := _BEFORE_NEXT.search(text, begin, following)) and cut.start() > begin:
            end = cut.start()
            break
    title = _clean(text[begin : _balanced(text, begin, end)])
    return None if title.lower() in ("", "về việc", " ".join(word.lower().split())) else title


def _quoted(text: str, position: int, limit: int) -> int | None:
    """The end of a quotation that begins within the next few words."""
    quote = _first_quote(text, position, min(limit, position + 24))
    if quote is None or any(char in text[position:quote] for char in ".;\n"):
        return None
    close = text.find(_QUOTES[text[quote]], quote + 1, limit)
    return close + 1 if close > 0 else None


def _first_quote(text: str, start: int, end: int) -> int | None:
    found = [at for mark in _QUOTES if (at := text.find(mark, start, end)) >= 0]
    return min(found) if found else None


def _balanced(text: str, begin: int, end: int) -> int:
    """Where a bracket closes that the title did not open, else its end."""
    depth = 0
    for index in range(begin, end):
        char = text[index]
        if char == "(":
            depth += 1
        elif char == ")":
            if not depth:
                return index
            depth -= 1
    return end


def _clean(raw: str) -> str:
    return _TAIL.sub("", " ".join(raw.split()))
