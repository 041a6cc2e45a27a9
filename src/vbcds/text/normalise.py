"""Canonical text: Unicode NFC, plain spaces, no invisible characters. Named steps, each `str -> str`.

What a document says is kept as printed (tone placement, look-alike letters, typing slips), but for spaces lost between syllables:
folding for comparison is `vbcds.text.fold`, and happens on keys only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vbcds.text.syllable_spaces import part_pairs

# Spaces of every width are one space; characters without width are nothing. Both are layout, not text.
_SPACES = dict.fromkeys(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c",
    ),
    " ",
)
_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u202a\u202b\u202c\u202d\u202e\x00",
    ),
    None,
)
_CONTROL = dict.fromkeys([c for c in range(32) if chr(c) not in "\n\t\x0b\x0c\r\x00"] + list(range(0x7F, 0xA0)), None)
_TABLE: dict[int, str | None] = {**_CONTROL, **_INVISIBLE, **_SPACES}
_TRANSLATED = re.compile("[" + re.escape("".join(map(chr, _TABLE))) + "]")
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\u0085]")
_SOFT_HYPHEN = re.compile(r"(?<=.)\u00ad(?=.)")
_RUN = re.compile(r" {2,}")
_EDGE = re.compile(r" *\n *")


def line_ends(text: str) -> str:
    """CR, CRLF and the Unicode line separators become LF."""
    if "\r" in text or "\u2028" in text or "\u2029" in text or "\u0085" in text:
        return _LINE_END.sub("\n", text)
    return text


def plain_spaces(text: str) -> str:
    """Spaces of every width (and tabs) become one plain space each; invisible and control characters go."""
    return text.translate(_TABLE) if _TRANSLATED.search(text) else text


def printed_hyphens(text: str) -> str:
    """Soft hyphens that stand for printed ones become hyphens; those inside a word stay invisible.

    Pages made from PDF have them for every hyphen. A hint where a word may be parted stands between two small letters.

    >>> printed_hyphens("Số: 12/QĐ\u00adUBND, giai đoạn 2021\u00ad2025, infor\u00admation")
    'Số: 12/QĐ-UBND, giai đoạn 2021-2025, infor\\xadmation'
    """
    if "\u00ad" not in text:
        return text
    return _SOFT_HYPHEN.sub(lambda match: "\u00ad" if _inside_word(text, match.start()) else "-", text)


def _inside_word(text: str, at: int) -> bool:
    return text[at - 1].islower() and text[at + 1].islower()


def compose(text: str) -> str:
    """Unicode NFC."""
    return unicodedata.normalize("NFC", text)


def tidy_spaces(text: str) -> str:
    """Runs of spaces become one; spaces at line edges go; the ends are trimmed."""
    if "  " in text:
        text = _RUN.sub(" ", text)
    if " \n" in text or "\n " in text:
        text = _EDGE.sub("\n", text)
    return text.strip()


#: The plan, in order.
STEPS = (line_ends, printed_hyphens, plain_spaces, compose, tidy_spaces, part_pairs)


def canonical(text: str) -> str:
    """The canonical form of a piece of text: all `STEPS` in their order. Idempotent.

    >>> canonical("Quye\\u0302\\u0301t\\u00a0 đi\\u0323nh \\r\\n số 12")
    'Quyết định\\nsố 12'
    """
    return _canonical_cell(text) if len(text) <= _CELL else _canonical(text)


def _canonical(text: str) -> str:
    for step in STEPS:
        text = step(text)
    return text


#: Texts up to this length are kept at hand: the cells of a table say the same over and over.
_CELL = 100
_canonical_cell = lru_cache(maxsize=2048)(_canonical)
