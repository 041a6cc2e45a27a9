"""Short names that a document gives to another one when it cites it: "(sau đây gọi tắt là Chương trình)".

Source of the form: usage of administrative documents; Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6 (a document is cited in full the first
time, shortly thereafter).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vbcds.lexicons.doctypes import parse_type
from vbcds.text.fold import key

_ALIAS = re.compile(
    r"\s{0,2}[,;]?\s{0,2}\(?\s{0,2}(?:sau\s{1,2}đây\s{1,2})?(?:được\s{1,2})?(?:gọi|viết)\s{1,2}(?:(?:tắt|chung)\s{1,2})?là:?\s{1,2}[\"“']?"
    r"(?P<alias>[^\W\d_][^\"“”'();.\n]{1,80}?)[\"”']?\s{0,2}(?:[);.\n]|$)",
    re.IGNORECASE,
)
#: How far behind a citation its short name may stand: after its title.
_REACH = 400
#: Types that come with another document: "Đề án" may be the short name of the decision that approves it.
ATTACHED = frozenset(
    ["đề án", "chương trình", "kế hoạch", "chiến lược", "quy chế", "quy định", "phương án", "điều lệ", "hướng dẫn", "danh mục"]
)


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name, which of the citations it was given to, and where the words that give it end."""

    words: str
    citation: int
    end: int


def find_aliases(text: str, citations: Sequence[tuple[str, int, int]]) -> list[Alias]:
    """The short names that a text gives; `citations`: the type, start and end of each, in order.

    A name behind several citations is that of the nearest whose type or title has the name's first words, else of the nearest.

    >>> text = "Văn bản số 5/UBND về triển khai Quyết định số 9/QĐ-TTg phê duyệt Chiến lược A (sau đây gọi tắt là Chiến lược);"
    >>> [(alias.words, alias.citation) for alias in find_aliases(text, [("công văn", 0, 16), ("quyết định", 32, 54)])]
    [('Chiến lược', 1)]
    """
    places: dict[int, tuple[str, int, list[int]]] = {}
    for index, (_, _, end) in enumerate(citations):
        match = _match(text, end)
        if match is not None:
            words = " ".join(match["alias"].split())
            places.setdefault(match.start("alias"), (words, match.end(), []))[2].append(index)
    found = []
    for at, (words, end, indices) in sorted(places.items()):
        kind = type_of(words)
        fitting = [index for index in indices if kind is not None and _bears(text, citations, index, at, kind)]
        found.append(Alias(words, (fitting or indices)[-1], end))
    return found


def _match(text: str, end: int) -> re.Match[str] | None:
    """The short name right behind a citation that ends at `end`, or in brackets behind its title."""
    match = _ALIAS.match(text, end)
    if match is not None:
        return match
    bracket = text.find("(", end, end + _REACH)
    if bracket < 0 or any(mark in text[end:bracket] for mark in ";\n"):
        return None
    return _ALIAS.match(text, bracket)


def _bears(text: str, citations: Sequence[tuple[str, int, int]], index: int, at: int, kind: str) -> bool:
    """Whether a citation is of a type, or what stands between it and the next one names it."""
    own, _, end = citations[index]
    following = citations[index + 1][1] if index + 1 < len(citations) else at
    return key(own) == kind or f" {kind} " in f" {key(text[end : max(end, min(at, following))])} "


def type_of(words: str) -> str | None:
    """The type of document with which a short name begins; None for the name of a body, or in small letters.

    >>> type_of("Chương trình hành động"), type_of("Chiến lược"), type_of("Ban Chỉ đạo"), type_of("đề án")
    ('chương trình', 'chiến lược', None, None)
    """
    if not words[:1].isupper():
        return None
    pieces = words.split()
    for size in range(min(4, len(pieces)), 0, -1):
        named = " ".join(pieces[:size])
        if (kind := parse_type(named)) is not None:
            return kind.name
        if key(named) in ATTACHED:
            return key(named)
    return None
