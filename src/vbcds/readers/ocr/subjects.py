"""The subject of a scanned document: how its first words are spelt where a stamp of incoming mail or a seal touches them.

Subjects begin with few words ("Về việc", "Phê duyệt"; lexicons/data/subjects.toml). What is left of the first one must be like it; of
"Về việc" nothing need be left, since no other subject begins with "việc". What is mended keeps what was recognised, and is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vbcds.lexicons.subjects import load_openings
from vbcds.readers.ocr.cache import PlacedWord, joined
from vbcds.text.fold import ascii_key, key
from vbcds.text.syllables import is_syllable

#: How alike (per cent) what is left of a word must be to it, and what a mended word is worth.
_ALIKE, _MENDED = 60.0, 0.5
#: In how many pieces a word may be read.
_PIECES = 2
#: A word that is one, in capitals and small letters as a title begins, stays if it is as sure as this.
_SURE = 0.9
#: "việc" as it is read, and what specks glue to it.
_VIEC = re.compile(r"vi[eêệéèẹế][cteo]?(?:(\W*)(\w+))?")
_LOOKALIKES = str.maketrans("¡!|1†‡€0", "iiiittco")
_MARKS = ".,;:()\"'“”-–_/*"


def mend_subject(line: Sequence[PlacedWord]) -> list[PlacedWord]:
    """The first line of a subject with its first words as they are spelt; dust before them is left out.

    >>> def line(text):
    ...     return [PlacedWord(text=t, x0=0, y0=0, x1=9, y1=9, base=9, size=9, confidence=0.6, line=1) for t in text.split()]
    >>> [
    ...     " ".join(word.text for word in mend_subject(line(text)))
    ...     for text in (".- riến khai nền tảng", "- việc phê duyệt", "Giao tỉnh")
    ... ]
    ['Triển khai nền tảng', 'Về việc phê duyệt', 'Giao tỉnh']
    """
    words = list(line)
    while len(words) > 2 and not _is_word(words[0].text) and _first(words) is None:
        words.pop(0)  # dust, unless it is all that is left of the first word
    if len(words) < 2:
        return words
    about = _VIEC.fullmatch(words[1].text)
    if (
        about is not None
        and about[2]
        and not about[1]
        and about[2] not in load_openings().get(key(words[2].text) if len(words) > 2 else "", ())
    ):
        about = None
    if key(words[0].text) == "về" and about is not None and words[1].text != "việc":
        return [words[0], _mended(words[1].as_text(f"việc {about[2] or ''}".rstrip())), *words[2:]]
    found = _first(words)
    if found is not None:
        first, count = found
        return [_mended(joined(words[:count], first)), *words[count:]]
    if key(words[0].text) == "việc":
        return [_mended(words[0].as_text("Về việc")), *words[1:]]
    return words


def _first(words: Sequence[PlacedWord]) -> tuple[str, int] | None:
    """The first word of a subject as it is spelt, and how many were read for it, where only one fits and it was not read well."""
    for count in range(1, min(_PIECES, len(words) - 1) + 1):
        firsts = load_openings().get(key(words[count].text.strip(_MARKS)), ())
        read = "".join(word.text.strip(_MARKS) for word in words[:count])
        if not firsts or (count == 1 and key(read) in firsts):
            continue
        if all(word.confidence >= _SURE and is_syllable(word.text) for word in words[:count]) and read[:1].isupper():
            continue
        letters = "".join(char for char in ascii_key(read.translate(_LOOKALIKES)) if char.isalpha())
        fitting = [first for first in firsts if _alike(letters, first)]
        if len(fitting) == 1:
            return fitting[0].capitalize(), count
    return None


def _alike(letters: str, first: str) -> bool:
    from rapidfuzz.fuzz import ratio

    if first == "về" and re.fullmatch("v?e|v[ea]?", letters):
        return True
    return len(letters) <= len(first) + 1 and ratio(letters, ascii_key(first)) >= _ALIKE


def _mended(word: PlacedWord) -> PlacedWord:
    return replace(word, confidence=min(word.confidence, _MENDED))


def _is_word(text: str) -> bool:
    return is_syllable(text.strip(_MARKS)) or text.strip(_MARKS).isdigit() or (text.isalpha() and text.isupper())
