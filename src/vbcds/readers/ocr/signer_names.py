"""The name below a signature, out of several readings of its line: a seal stands over its beginning, strokes of a pen run through it.

What stands clear of the seal is read alike each time; the surname, under the rim, is not. A surname counts where one reading is sure of it,
or where it is one alone that the readings can mean. Anything else is no name: nobody is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from unicodedata import normalize

from vbcds.lexicons.roles import load_roles
from vbcds.readers.ocr.cache import PlacedWord
from vbcds.readers.ocr.signer_words import MARKS, SURE, agreed_words, is_proper
from vbcds.text.fold import ascii_key
from vbcds.text.syllables import is_syllable

#: How sure a surname must be that is taken as it is read; one of which only the marks are wrong.
_SURE_SURNAME, _SURE_LETTERS = 0.8, 0.9
#: A surname that is read so at all counts where so many readings have its letters.
_READ, _AGREEING = 0.3, 3
#: How many times as many readings must begin with a surname as have something with a capital before it, which then is dust.
_MORE = 2
#: A name of which another one is supported as much as this (in parts of its own support) is doubtful.
_RIVAL = 0.8
#: What a mended surname is worth.
_MENDED = 0.5
#: How far (in sizes of its letters) the middle of a name may be off the roles', and that of one whose surname is not read but follows.
_OFF, _OFF_MENDED = 1.1, 0.55
#: Letters that Vietnamese has not, as what they are read for.
_LOOKALIKES = str.maketrans("ÑÏÌ€¡¿", "NIICii")
_END = re.compile(r"[^\W\d_]*$")
#: What is left of the most common surname where its marks are lost too, and how alike (per cent) a rest must be to it.
_COMMON_ENDS, _ALIKE = ("yen", "en", "yễn", "ễn", "yên"), 65.0


#: How alike (from 0 to 1) readings are to the surname that they mean, and how much less to any other.
_NEAR, _APART = 0.68, 0.05
#: How sure readings must be of a surname that is in no list, and what part of all readings must have it.
_SURE_UNLISTED, _NEARLY_ALL = 0.85, 0.75


@dataclass(frozen=True, slots=True)
class _Reading:
    """A line that may be the name: what stands where the surname does, and the words after it."""

    first: PlacedWord
    rest: tuple[PlacedWord, ...]

    @property
    def letters(self) -> str:
        """The words after the surname without their marks, on which readings differ."""
        return ascii_key(" ".join(word.text for word in self.rest))

    @property
    def sure(self) -> float:
        return sum(word.confidence for word in self.rest) / len(self.rest)


def agreed_name(lines: Sequence[Sequence[PlacedWord]], lowest: float, middles: Sequence[float]) -> list[PlacedWord]:
    """The words of the name, or none. `lowest`: where the last role stands; `middles`: where the block's lines may have their middle."""
    readings = [reading for line in lines if (reading := _reading(line)) is not None]
    readings = [reading for reading in readings if median(word.base for word in reading.rest) > lowest + 10]
    begun = Counter(map(_beginning, readings))
    readings = [_without_dust(reading, begun) for reading in readings]
    support: Counter[str] = Counter()
    for reading in readings:
        support[reading.letters] += reading.sure  # type: ignore[assignment]
    for letters in sorted(support, key=len):
        # A reading that has lost its beginning takes the second word for the surname: it speaks for the longer one.
        longer = [other for other in support if other != letters and other.endswith(f" {letters}")]
        if longer:
            support[max(longer, key=lambda other: support[other])] += support.pop(letters)
    ranked = support.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[1][1] > _RIVAL * ranked[0][1]):
        return []
    found = [reading for reading in readings if reading.letters == ranked[0][0]]
    best = max(found, key=lambda reading: reading.sure)
    first, rest = _surname(found, middles), agreed_words(best.rest, lines)
    if first is None or not rest or (len(rest) == 1 and ascii_key(first.text) in ("van", "thi")):
        return []
    return [first, *rest]


def _beginning(reading: _Reading) -> str:
    """The letters of a reading that begins with a surname, else of what follows what it takes for one, with a mark for the latter."""
    text = _clean(reading.first)
    if text[:1].isupper() and text.lower() in load_roles().surnames and reading.first.confidence >= _READ:
        return f"{ascii_key(text)} {reading.letters}"
    return f"* {reading.letters}" if text[:1].isupper() else ""


def _without_dust(reading: _Reading, begun: Mapping[str, int]) -> _Reading:
    """A reading without what it takes for the surname, where most others begin with its second word as the surname.

    `begun`: how many readings begin so, by `_beginning`. Where as many have a capital before it, that may be a surname which was not read.
    """
    second, *others = reading.rest
    whole = any(name.endswith(f" {reading.letters}") for name in begun if name[:1] != "*")
    if others and not whole and begun.get(reading.letters, 0) > _MORE * begun.get(f"* {reading.letters}", 0):
        return _Reading(second, tuple(others))
    return reading


def _reading(line: Sequence[PlacedWord]) -> _Reading | None:
    words = [word for word in line if any(char.isalpha() for char in word.text)]
    letters = "".join(char for word in words for char in word.text if char.isalpha())
    if len(letters) < 5 or sum(char.isupper() for char in letters) > 0.6 * len(letters):
        return None
    named: list[PlacedWord] = []
    for word in reversed(words):
        text = word.text.strip(MARKS)
        if not is_proper(text) or word.confidence < SURE:
            break
        named.insert(0, word.as_text(text))
    before = words[: len(words) - len(named)]
    if not named or len(named) > 5:
        return None
    before = [word for word in before if named[0].x0 - word.x1 < 2.5 * word.size]
    if len(before) > 1:
        return None
    first, rest = (before[0], named) if before else (named[0], named[1:])
    return _Reading(first, tuple(rest)) if rest else None


def _surname(readings: Sequence[_Reading], middles: Sequence[float]) -> PlacedWord | None:
    """The surname that the readings of one name mean; None where they mean none, or more than one."""
    known, common = load_roles().surnames, load_roles().common_surnames
    exact: dict[str, list[_Reading]] = {}
    letters: Counter[str] = Counter()
    for reading in readings:
        text = _clean(reading.first)
        letters[ascii_key(text)] += 1
        if text.lower() in known and _off(reading, reading.first.x0, middles) <= _OFF:
            exact.setdefault(text.capitalize(), []).append(reading)
    sure = {
        name: sum(reading.first.confidence for reading in found)
        for name, found in exact.items()
        if max(reading.first.confidence for reading in found) >= (_SURE_LETTERS if _has_twin(name) else _SURE_SURNAME)
    }
    if sure:
        ranked = sorted(sure, key=lambda name: -sure[name])
        if len(ranked) > 1 and sure[ranked[1]] > _RIVAL * sure[ranked[0]]:
            return None
        return max((reading.first for reading in exact[ranked[0]]), key=lambda word: word.confidence).as_text(ranked[0])
    for name, found in exact.items():
        if _has_twin(name) or len(name) == 1:  # "A" is what is left of "Tạ" as well
            continue
        best = max((reading.first for reading in found), key=lambda word: word.confidence)
        if best.confidence >= _READ and letters[ascii_key(name)] >= _AGREEING:
            return replace(best.as_text(name), confidence=min(best.confidence, _MENDED))
    for reading in readings:
        if reading.first.confidence < _SURE_LETTERS or _off(reading, reading.first.x0, middles) > _OFF:
            continue
        spelt = {name for name in known if ascii_key(name) == ascii_key(_clean(reading.first))}
        if len(spelt) == 1 and spelt <= common:
            return replace(reading.first.as_text(spelt.pop().capitalize()), confidence=_MENDED)
    meant = [word for reading in readings if (word := _from_end(reading, middles)) is not None]
    if meant:
        return meant[0] if len({word.text for word in meant}) == 1 else None
    return _nearest(readings, middles) or _unlisted(readings, middles)


def _nearest(readings: Sequence[_Reading], middles: Sequence[float]) -> PlacedWord | None:
    """The common surname that all readings together are nearest to, letter by letter with their marks ("Lưưng", "T.ưưng", "Lưng").

    Most of them must be a letter or two off, and no other surname nearly as near; one that they read as another word is that.
    """
    from rapidfuzz.distance import Levenshtein

    known, common = load_roles().surnames, load_roles().common_surnames
    heard = [(reading, text) for reading in readings if len(text := normalize("NFD", _clean(reading.first).lower())) > 2]
    if len(heard) < _AGREEING:
        return None
    near = {
        name: sum(Levenshtein.normalized_similarity(normalize("NFD", name), text) for _, text in heard) / len(heard)
        for name in known
    }
    best, second = sorted(near, key=lambda name: -near[name])[:2]
    nearest, text = max(heard, key=lambda pair: Levenshtein.normalized_similarity(normalize("NFD", best), pair[1]))
    if near[best] < _NEAR or near[best] - near[second] < _APART:
        return None
    if best not in common and not (text == normalize("NFD", best) and nearest.first.confidence >= _MENDED):
        return None
    words = Counter(normalize("NFC", text) for _, text in heard if is_syllable(normalize("NFC", text)))
    if any(word != best and count > _RIVAL * len(heard) / 2 for word, count in words.items()):
        return None
    if _off(nearest, nearest.first.x0, middles) > _OFF_MENDED:
        return None
    return replace(nearest.first.as_text(best.capitalize()), confidence=min(nearest.first.confidence, _MENDED))


def _unlisted(readings: Sequence[_Reading], middles: Sequence[float]) -> PlacedWord | None:
    """A surname that is in no list where nearly all readings have it and are sure, and it is like none of the common ones."""
    from rapidfuzz.distance import Levenshtein

    heard = Counter(_clean(reading.first) for reading in readings)
    [(name, count)] = heard.most_common(1) or [("", 0)]
    found = [reading for reading in readings if _clean(reading.first) == name]
    if not is_proper(name) or len(name) < 3 or count < _AGREEING or count < _NEARLY_ALL * heard.total():
        return None
    if any(ascii_key(other) == ascii_key(name) for other in load_roles().surnames):
        return None
    sure = median(reading.first.confidence for reading in found)
    alike = max(
        Levenshtein.normalized_similarity(normalize("NFD", name.lower()), normalize("NFD", common))
        for common in load_roles().common_surnames
    )
    if sure < _SURE_UNLISTED or alike >= _NEAR or _off(found[0], found[0].first.x0, middles) > _OFF_MENDED:
        return None
    return replace(found[0].first.as_text(name), confidence=_MENDED)


def _has_twin(name: str) -> bool:
    """Whether a surname is a much more common one but for its marks ("Lường"): a speck under a seal makes it of that."""
    common = load_roles().common_surnames
    return name.lower() not in common and any(ascii_key(other) == ascii_key(name) for other in common)


def _clean(word: PlacedWord) -> str:
    return word.text.strip(MARKS).translate(_LOOKALIKES)


def _off(reading: _Reading, left: float, middles: Sequence[float]) -> float:
    """How far the middle of a name that begins at `left` is off the block's, in sizes of its letters."""
    return min((abs((left + reading.rest[-1].x1) / 2 - middle) / reading.first.size for middle in middles), default=0.0)


def _from_end(reading: _Reading, middles: Sequence[float]) -> PlacedWord | None:
    """The surname where what is left of it is the end of one alone ("ạm", "guyễn"), and there is room for just that."""
    from rapidfuzz.fuzz import ratio

    first, rest = reading.first, reading.rest
    end = _END.search(first.text.rstrip(MARKS).lower())
    tail = normalize("NFC", end[0])[-3:] if end else ""
    fitting = [name for name in _surnames() if len(tail) > 1 and name.lower().endswith(tail) and not tail.isascii()]
    letters = "".join(char for char in ascii_key(first.text) if char.isalpha())
    if (len(letters) > 4 and ratio(letters, "nguyen") >= _ALIKE) or tail in _COMMON_ENDS:
        fitting = ["Nguyễn"]
    whole = _clean(first)[:1].isupper() and is_syllable(_clean(first))  # another word, and not the rest of one
    if len(fitting) != 1 or whole or _has_twin(fitting[0]):
        return None
    [name] = fitting
    letter = sum(word.x1 - word.x0 for word in rest) / sum(len(word.text) for word in rest)
    left = rest[0].x0 - (len(name) + 0.6) * letter
    if first.x0 - left > 1.5 * letter * (len(name) - len(tail)) + letter or _off(reading, left, middles) > _OFF_MENDED:
        return None
    return replace(first.as_text(name), x0=left, confidence=min(first.confidence, _MENDED))


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(sorted(name.capitalize() for name in load_roles().surnames))
