"""The type that a symbol names: "713/QĐ-UBND" is a quyết định, "135/UBND-VX" a công văn."""

from __future__ import annotations

import re

from vbcds.lexicons.doctypes import DocumentType, parse_type, type_of_abbreviation

_YEAR = re.compile(r"^(?:19|20)\d\d$")
_TOKEN = re.compile(r"[^/\-.\s]+")


def kind_of_symbol(symbol: str) -> DocumentType | None:
    """The type behind a number and symbol, or None where the symbol names none.

    Nghị định 30/2020/NĐ-CP, Phụ lục III: the type's abbreviation comes first after the number (after the year in normative
    documents); a symbol that begins with an agency is that of a công văn. Party symbols (Hướng dẫn 36-HD/VPTW) have it before the slash.

    >>> [kind_of_symbol(s).name for s in ("713/QĐ-UBND", "27/2026/NĐ-CP", "45-CTr/TU", "135/UBND-VX", "26/VBHN-NHNN")]
    ['quyết định', 'nghị định', 'chương trình', 'công văn', 'văn bản hợp nhất']
    >>> kind_of_symbol("148/2025/QH15") is None
    True
    """
    tokens = [token for token in _TOKEN.findall(symbol) if not _YEAR.match(token)]
    if tokens and tokens[0][0].isdigit():
        tokens = tokens[1:]
    while tokens and tokens[0].isdigit():
        tokens = tokens[1:]
    if not tokens:
        return None
    kind = type_of_abbreviation(tokens[0])
    if kind is not None:
        return kind
    if len(tokens) >= 2 and tokens[0].isupper() and not any(char.isdigit() for char in tokens[0]):
        return parse_type("công văn")
    return None
