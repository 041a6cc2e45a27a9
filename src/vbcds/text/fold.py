"""Keys for comparison. A key is never shown and never stored as text: it only finds what is written in several ways."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LOOKALIKE = str.maketrans(
    {
        "\u00d0": "Đ",
        "\u0110": "Đ",
        "\u0189": "Đ",
        "\u00f0": "đ",
        "\u0256": "đ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2018": "'",
        "\u2019": "'",
        "\u00a0": " ",
        "\t": " ",
    }
)

# Tone on the first or the second vowel of oa, oe, uy: both are right; the key has it on the main one (hóa, ủy).
_PAIRS = {
    **dict(zip(("oà", "oá", "oả", "oã", "oạ"), ("òa", "óa", "ỏa", "õa", "ọa"), strict=True)),
    **dict(zip(("oè", "oé", "oẻ", "oẽ", "oẹ"), ("òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
    **dict(zip(("uỳ", "uý", "uỷ", "uỹ", "uỵ"), ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
}
_PAIRS |= {k.upper(): v.upper() for k, v in _PAIRS.items()} | {k[0].upper() + k[1]: v[0].upper() + v[1] for k, v in _PAIRS.items()}
# Characters first, conditions behind: the scan then runs over the few letters that can begin a match. Pairs that are none stay.
_TONE = re.compile(r"[oOuU][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸỳýỷỹỵỲÝỶỸỴ](?<![qQ]..)(?!\w)")
_LOOKALIKES = re.compile("[" + re.escape("".join(map(chr, _LOOKALIKE))) + "]")
_WORD = re.compile(r"[\w%/&]+")


def same_length(text: str) -> str:
    """Look-alike letters, dashes and quotes folded one to one: offsets stay valid.

    >>> same_length("QÐ–UBND")
    'QĐ-UBND'
    """
    return _LOOKALIKES.sub(lambda match: _LOOKALIKE[ord(match[0])], text) if _LOOKALIKES.search(text) else text


def lower_same_length(text: str) -> str:
    """`same_length`, in lower case, guaranteed as long as the input (a few letters change length when lowered).

    >>> lower_same_length("QUYẾT ĐỊNH")
    'quyết định'
    """
    return _lowered_at_hand(text) if len(text) <= _PARAGRAPH else _lowered(text)


def _lowered(text: str) -> str:
    plain = same_length(text)
    lowered = plain.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)


#: Those who read a paragraph ask for its folded form one after the other; longer texts are not worth the room.
_PARAGRAPH = 4000
_lowered_at_hand = lru_cache(maxsize=1024)(_lowered)


def modern_tones(text: str) -> str:
    """The tone mark on the main vowel of oa, oe, uy at the end of a syllable; same length.

    >>> modern_tones("Uỷ ban, số hoá, quý, Hoà Thành")
    'Ủy ban, số hóa, quý, Hòa Thành'
    """
    return _toned_at_hand(text) if len(text) <= _PARAGRAPH else _toned(text)


def _toned(text: str) -> str:
    return _TONE.sub(lambda m: _PAIRS.get(m[0], m[0]), text)


_toned_at_hand = lru_cache(maxsize=1024)(_toned)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """A key under which spellings of one name meet: NFC, lower case, tones, dashes, spaces and punctuation folded.

    >>> key("Uỷ ban Nhân dân  tỉnh") == key("ỦY BAN NHÂN DÂN TỈNH")
    True
    >>> key("Sở Công Thương") == key("Sở Công an")
    False
    """
    text = unicodedata.normalize("NFC", text)
    text = same_length(text).lower()
    return " ".join(_WORD.findall(modern_tones(text)))


_STRIP_MARKS = {ord("đ"): "d", ord("Đ"): "D"}


def ascii_key(text: str) -> str:
    """`key` without diacritics, for slugs and for text whose marks were lost.

    >>> ascii_key("Quyết định")
    'quyet dinh'
    """
    decomposed = unicodedata.normalize("NFD", key(text).translate(_STRIP_MARKS))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def slug(text: str) -> str:
    """ASCII words joined by hyphens.

    >>> slug("Nghị quyết liên tịch")
    'nghi-quyet-lien-tich'
    """
    return "-".join(re.findall(r"[a-z0-9]+", ascii_key(text)))
