"""The middle and the given name below a signature, word by word out of all readings of their line.

A speck makes "Phục" of "Phúc", and where specks are taken off "Hậu" becomes "Hâu": readings differ in marks, and sometimes most of them are
wrong alike, since they are of one image. What is a name goes before what is none; where that does not tell either, nobody is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from vbcds.lexicons.roles import load_roles
from vbcds.readers.ocr.cache import PlacedWord
from vbcds.text.syllables import is_syllable

#: How sure a word of a name must be, and one that is taken against more readings of another word; a hook that is read so leaves it open.
SURE, _SURER, _HOOKED = 0.55, 0.9, 0.8
#: A word that is supported as much as this (in parts of the best one's support) makes it doubtful.
_RIVAL = 0.8
#: How much of all support a word needs that is no usual name.
_UNUSUAL = 0.75
#: How much of the narrower of two words both have, and how far apart (in sizes) their lines are, where they are one.
_SHARED, _SAME_LINE = 0.6, 0.75
#: What a word is worth at most that readings differ on.
_DOUBTED = 0.6
_ACUTE = re.compile("([\u0302\u0306])\u0301")
MARKS = ".,;:'`‘’*-_\"“”°^~¬"


def is_proper(text: str) -> bool:
    """Whether a word is a Vietnamese syllable with a capital, as the words of a name are.

    >>> is_proper("Thảo"), is_proper("A"), is_proper("THẢO"), is_proper("Irang")
    (True, True, False, False)
    """
    return text[:1].isupper() and (text[1:].islower() or len(text) == 1) and is_syllable(text)


def with_hook(text: str) -> str:
    """A word with a hook instead of the acute over another mark: small prints of "ể" are read as "ế", those of "ế" as nothing else.

    Own measurement: of 80 names at 200 dpi 10 were misread so, and none the other way.

    >>> with_hook("Hiến"), with_hook("Thắng"), with_hook("Phúc"), with_hook("Khắc")  # "Khẳc" is no syllable
    ('Hiển', 'Thẳng', 'Phúc', 'Khắc')
    """
    hooked = normalize("NFC", _ACUTE.sub("\\1\u0309", normalize("NFD", text)))
    return hooked if is_syllable(hooked) else text


def agreed_words(words: Sequence[PlacedWord], lines: Sequence[Sequence[PlacedWord]]) -> list[PlacedWord]:
    """The words of a name after the surname as all readings have them; none where one of them is open.

    `words`: one reading of them; `lines`: the lines of all readings of the block.
    """
    agreed = [_agreed(word, [other for line in lines for other in line if _is_there(word, other)]) for word in words]
    return [word for word in agreed if word is not None] if all(agreed) else []


def _is_there(word: PlacedWord, other: PlacedWord) -> bool:
    """Whether what was read as `other` stands in the place of a word; it may be more than that."""
    shared = min(word.x1, other.x1) - max(word.x0, other.x0)
    narrower = min(word.x1 - word.x0, other.x1 - other.x0)
    return abs(other.base - word.base) < _SAME_LINE * word.size and shared > _SHARED * narrower


def _agreed(word: PlacedWord, readings: Sequence[PlacedWord]) -> PlacedWord | None:
    """The word that the readings of one place mean, or None."""
    votes: Counter[str] = Counter()
    best: dict[str, PlacedWord] = {}
    for reading in readings:
        text = reading.text.strip(MARKS)
        votes[text] += reading.confidence  # type: ignore[assignment]
        if text not in best or reading.confidence > best[text].confidence:
            best[text] = reading.as_text(text)
    if len(votes) == 1:
        return best.get(word.text, word)
    proper = [text for text in votes if is_proper(text) and best[text].confidence >= SURE]
    names = [text for text in proper if text.lower() in load_roles().given_names]
    ranked = sorted(names or proper, key=lambda text: -votes[text])
    chosen, first = ranked[0], max(proper, key=lambda text: votes[text])
    if len(ranked) > 1 and votes[ranked[1]] > _RIVAL * votes[chosen]:
        return None
    if not names and votes[chosen] < _UNUSUAL * votes.total():
        return None
    hooked = with_hook(chosen)
    if hooked != chosen and hooked in proper and best[hooked].confidence >= _SURER:
        return replace(best[hooked], confidence=_DOUBTED)
    if hooked != chosen and hooked in names and best[hooked].confidence >= _HOOKED:
        return None
    if chosen == first:
        return best[chosen]
    if best[chosen].confidence < max(_SURER, best[first].confidence):
        return None
    return replace(best[chosen], confidence=_DOUBTED)
