"""The title (trích yếu) of a cited document: the words after its number, date and issuer, to the end of the clause."""

from __future__ import annotations

import re

#: Words that begin a title. Those of one list begin it always, the others only in small letters right after the citation.
_OPENING = re.compile(
    r"\s{0,3}[,:-]?\s{0,2}(?P<title>(?:v[ềê]\s{1,2}(?:việc\s{1,2})?|về|v/v|ban\s{1,2}hành|phê\s{1,2}duyệt|quy\s{1,2}định|qui\s{1,2}định|hướng\s{1,2}dẫn|sửa\s{1,2}đổi|bổ\s{1,2}sung|"
    r"thông\s{1,2}qua|thành\s{1,2}lập|chỉ\s{1,2}đạo|tổ\s{1,2}chức|điều\s{1,2}chỉnh|công\s{1,2}bố|kiện\s{1,2}toàn|triển\s{1,2}khai|giao|đẩy\s{1,2}mạnh|tăng\s{1,2}cường|kết\s{1,2}luận|"
    r"thí\s{1,2}điểm|bãi\s{1,2}bỏ|công\s{1,2}nhận|phân\s{1,2}cấp|phân\s{1,2}công|phân\s{1,2}bổ|thay\s{1,2}thế|đính\s{1,2}chính|quyết\s{1,2}định|nâng\s{1,2}cao)(?!\w)"
    r"|[\"“«])",
    re.IGNORECASE,
)
_AFTER_COMMA = re.compile(r"về|v/v|ban\s|phê\s|quy\s|sửa\s|[\"“«]", re.IGNORECASE)
_QUOTES = {'"': '"', "“": "”", "«": "»"}
_LIMIT = 700
#: Where a clause goes on about something else.
_STOP = re.compile(
    r"[.;](?=\s|$|\"|”)|[.;]$|\n|\s\||,\s{1,2}(?:đã\s{1,2})?được\s{1,2}(?:sửa|bổ|thay|hợp|gia|phê|ban)|,?\s{1,2}(?:theo|thực hiện theo)\s{1,2}quy định tại|"
    r"\s{1,2}(?:đã\s{1,2})?được\s{1,2}sửa\s{1,2}đổi|\s\(sau đây|\s\((?:gọi|viết) tắt|,\s{1,2}(?:có hiệu lực|hiệu lực)|\s{1,2}có\s{1,2}hiệu\s{1,2}lực|"
    r",\s{1,2}(?=(?:Sở|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Bộ|Ban|Văn phòng|Phòng|Cục|Công an|Tỉnh ủy|Chủ tịch|Thủ tướng|Chính phủ)\s[^,;.\n]{0,80}?\s"
    r"(?:báo cáo|yêu cầu|ban hành|đề nghị|xây dựng|tổ chức|đã|triển khai|kính|chỉ đạo|giao|trình|có ý kiến|thông báo|hướng dẫn|phối hợp|chủ trì)\s)|"
    r",\s{1,2}(?:trong đó|cụ thể|như sau|theo đó|đồng thời|đề nghị|yêu cầu)|\s{1,2}như sau:?|:\s|"
    r",\s{1,2}(?=[^,.;:\n]{3,70}?\s(?:đã|đang|sẽ)\s)|,?\s{1,2}(?:trong đó|theo hướng)\s|,\s{1,2}(?=(?:các\s)?(?:Nghị quyết|Nghị định|Quyết định|Thông tư|"
    r"Chỉ thị|Kế hoạch|Công văn|Kết luận|Luật|căn cứ|Căn cứ)\s)|\s{1,2}và\s{1,2}(?:bãi\s{1,2}bỏ|thay\s{1,2}thế)\s",
)
_BEFORE_NEXT = re.compile(
    r"(?:[,;]|\s(?:và|hoặc|cùng|với|;))\s{0,3}(?:các\s{1,2})?(?:(?:khoản|điểm|điều|mục)[\w\s,]{0,40})?$|\((?:tại|theo|kèm theo)?\s{0,2}$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,:;.\-–]+$")


def find_title(text: str, start: int, nexts: list[int]) -> str | None:
    """The title that begins right after a citation's end, or None. `nexts`: starts of the citations after it, in order.

    >>> find_title("Nghị quyết số 80-NQ/TW về phát triển văn hóa Việt Nam; Kế hoạch", 22, [])
    'về phát triển văn hóa Việt Nam'
    >>> find_title('Quyết định số 749/QĐ-TTg phê duyệt "Chương trình A; B" và', 24, [])
    'phê duyệt "Chương trình A; B"'
    """
    opening = _OPENING.match(text, start)
    if not opening:
        return None
    begin = opening.start("title")
    word = opening["title"]
    if "," in text[start:begin] and not _AFTER_COMMA.match(word):
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
        stop = _STOP.search(text, scan, limit)
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
    return title if title and len(title.split()) > 1 else None


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
