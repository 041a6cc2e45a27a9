"""Parts of documents: "điểm a khoản 2 Điều 5", "các khoản 1, 3 và 5 Điều 7", "Mục II Phụ lục I", "Điều 103 Mục 5 Chương XII Phần I".

    pinpoint = unit {[","] ["của" | "thuộc" | "tại" | "và"] unit}           smallest first, but other orders are read
    unit     = ["các" | "từ"] word label {("," | "và" | "hoặc" | "đến") label}
    word     = điểm | khoản | điều | mục | tiểu mục | chương | phần | phụ lục | tiết | đoạn | mẫu số | gạch đầu dòng thứ | câu

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục V.7; Luật 64/2025/QH15 on the units of normative documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbcds.model.mentions import Mention
from vbcds.text.alternatives import any_of
from vbcds.text.fold import lower_same_length, same_length
from vbcds.text.offsets import on_composed

#: From the smallest unit to the largest.
ORDER = ("câu", "gạch đầu dòng", "đoạn", "tiết", "điểm", "khoản", "điều", "tiểu mục", "mục", "chương", "phần", "mẫu", "phụ lục")

_LABEL = (
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}[a-zđ]?|[a-zđ]{1,2}[0-9]{0,2}(?:\.[0-9]{1,2})?"
    r"|[ivxl]{1,6}(?:\.[0-9]{1,2}){0,2}(?:\.[a-zđ])?|[a-e](?:\.[ivx0-9]{1,4}){1,2}|thứ [a-zà-ỹ]{2,5})"
)
_WORDS = any_of(
    (*ORDER, "gạch đầu dòng thứ", "mẫu số", "biểu mẫu", "biểu mẫu số"),
    spelt={" ": r"\s{1,2}"},
    before=(r"\w", "giai ", "thời ", "tài "),
)
_UNIT = re.compile(
    rf"(?P<word>{_WORDS})\s{{1,3}}(?:số\s{{1,2}})?(?P<labels>{_LABEL}\)?(?!\w)"
    rf"(?:(?:\s{{0,2}},\s{{0,2}}|\s{{1,2}}(?:và|hoặc|đến|tới)\s{{1,2}}|\s{{0,1}}-\s{{0,1}}){_LABEL}\)?(?![\w%])){{0,20}})"
)
_LEAD = re.compile(r"(?<!\w)(?:các|từ|những)\s{1,2}$")
_BETWEEN = re.compile(
    r"\)?\s{0,3}(?:,|;)?\s{0,3}(?:và\s{1,2}|hoặc\s{1,2}|đến\s{1,2}|của\s{1,2}|thuộc\s{1,2}|tại\s{1,2}|trong\s{1,2}|ở\s{1,2}|các\s{1,2}|và\s{1,2}các\s{1,2}|cùng\s{1,2}){0,2}$"
)
#: A unit that is the heading of the document's own text ("Điều 3. Cơ quan ...", "Khoản 2: ...") is no pinpoint.
_OWN_HEADING = re.compile(r"\s{0,2}[.:]")
_LINE_START = re.compile(r"(?:^|\n)[\s\"“”'«(-]{0,4}$")
_LARGER = re.compile(r",?\s{1,2}(?:khoản|mục|tiểu mục|điều|phần|chương|phụ lục)(?!\w)")
_ONE_LETTER = re.compile(r"^[a-zđ]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinpoint(Mention):
    """A place in a document: its units as printed order has them, each with one or more labels."""

    units: tuple[tuple[str, tuple[str, ...]], ...]


def find_pinpoints(text: str) -> list[Pinpoint]:
    """All places of documents named in a text, in order; offsets count the characters of `text`. Total.

    >>> [(p.raw, p.units) for p in find_pinpoints("theo điểm a, b khoản 2 Điều 3 của Nghị định này")]
    [('điểm a, b khoản 2 Điều 3', (('điểm', ('a', 'b')), ('khoản', ('2',)), ('điều', ('3',))))]
    >>> find_pinpoints("Điều 3. Quyết định này có hiệu lực")
    []
    """
    return on_composed(find_in, text)


def find_in(text: str) -> list[Pinpoint]:
    """As `find_pinpoints`, on text that is NFC already."""
    folded = lower_same_length(same_length(text))
    units: list[tuple[int, int, str, tuple[str, ...]]] = []
    for match in _UNIT.finditer(folded):
        word = " ".join(match["word"].split())
        labels, end = _labels(folded, match, text)
        if not labels or not _is_unit(text, match.start(), end, word, labels):
            continue
        units.append((match.start(), end, _unit(word), labels))
    found: list[Pinpoint] = []
    index = 0
    while index < len(units):
        last = index
        while last + 1 < len(units) and last - index < 12 and _joined(folded, units[last], units[last + 1]):
            last += 1
        run = units[index : last + 1]
        start, end = run[0][0], run[-1][1]
        if lead := _LEAD.search(folded, max(0, start - 9), start):
            start = lead.start()
        if not (len(run) == 1 and _OWN_HEADING.match(folded, end) and _LINE_START.search(text, max(0, start - 5), start)):
            found.append(
                Pinpoint(start=start, end=end, raw=text[start:end], units=tuple((word, labels) for _, _, word, labels in run))
            )
        index = last + 1
    return found


def _unit(word: str) -> str:
    if word.startswith("gạch"):
        return "gạch đầu dòng"
    return "mẫu" if "mẫu" in word else word


def _labels(folded: str, match: re.Match[str], text: str) -> tuple[tuple[str, ...], int]:
    """The labels as printed, and where the last of them ends."""
    start, end = match.span("labels")
    labels: list[str] = []
    cut = end
    position = start
    for piece in re.split(r"\s{0,2},\s{0,2}|\s{1,2}(?:và|hoặc|đến|tới)\s{1,2}|\s?-\s?", folded[start:end]):
        at = folded.index(piece, position)
        bare = piece.rstrip(")")
        if _ONE_LETTER.match(bare) and not set(bare) <= set("ivxl") and bare[:2] not in ("aa", "bb", "cc", "dd", "đđ", "ee", "gg"):
            cut = position if labels else start
            break
        position = at + len(piece)
        cut = at + len(bare)
        labels.append(text[at : at + len(bare)])
    return tuple(labels), cut


def _is_unit(text: str, start: int, end: int, word: str, labels: tuple[str, ...]) -> bool:
    """Not "điểm 9", "phần 1", "mục tiêu", "chương 5 điểm": words that only look like a unit."""
    label = labels[0]
    after = text[end : end + 2]
    if after[:1] == "%" or re.match(r"\s?%|[.,]\d", text[end : end + 3]):
        return False
    if word in ("phần", "câu", "đoạn") and not (label[0].isupper() or label.isdigit()):
        return False
    if label[0].islower() and word in ("điều", "chương"):
        return False
    if word == "mẫu" and not label[0].isdigit():
        return False
    if word == "điểm" and label.isdigit() and not _LARGER.match(lower_same_length(text[end : end + 12])):
        return False
    return not (label.isdigit() and re.match(r"\s{1,2}(?:năm|tháng|ngày|triệu|tỷ|đồng|người|hộ)(?!\w)", text[end : end + 8]))


def _joined(folded: str, first: tuple[int, int, str, tuple[str, ...]], second: tuple[int, int, str, tuple[str, ...]]) -> bool:
    gap = folded[first[1] : second[0]]
    if len(gap) > 24 or ";" in gap:
        return False
    return _BETWEEN.match(gap) is not None
