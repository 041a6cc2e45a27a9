"""Sentences of a running text, by offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile(r"[.!?…;]+[\"”')]*\s+(?=[\"“'(]*\w)|\n+")
_ABBREVIATED = re.compile(
    r"(?:(?<!\w)(?:TP|Tp|TX|TS|ThS|PGS|GS|Th|BS|KS|CN|TT|Q|P|H|TM|KT|TL|TUQ|No|Mr|Ms|St|v\.v|đ/c|Ô|ô|B)|\b[A-ZĐ]|\s\d{1,2})$"
)
_BROKEN = re.compile(r"[./]\d{3}\.\s\d{3}(?!\d)")


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`, trimmed. A semicolon ends one where a capital letter or a contrast follows.

    >>> words = "Đã mở 06 lớp tại TP. Vĩnh Giang. Tuy nhiên, còn thiếu máy."
    >>> [words[low:high] for low, high in split_sentences(words, 0, len(words))]
    ['Đã mở 06 lớp tại TP. Vĩnh Giang.', 'Tuy nhiên, còn thiếu máy.']
    """
    at = start
    for match in _STOP.finditer(text, start, end):
        mark = text[match.start()]
        following = text[match.end() : match.end() + 12]
        if mark == ";" and not (following.lower().startswith(("tuy nhiên", "song ", "nhưng ", "đề nghị", "kiến nghị"))):
            continue
        if mark == "." and (not following.lstrip("\"“'(")[:1].isupper() and not following[:1].isdigit()):
            continue
        if mark == "." and _BROKEN.match(text, max(start, match.start() - 4)) is not None:
            continue  # "1.300. 400": a number that a narrow cell breaks
        short = mark == "." and _ABBREVIATED.search(text, max(at, match.start() - 6), match.start())
        if short and not (text[match.start() - 1].isdigit() and following[:1].isupper()):
            continue
        if mark == "\n" and not following[:1].isupper() and following[:1] not in "-+•":
            continue
        low, high = _trim(text, at, match.end())
        if high > low:
            yield low, high
        at = match.end()
    low, high = _trim(text, at, end)
    if high > low:
        yield low, high


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
