"""The signature's block of a scanned page: the roles and the name, out of several readings of the lines that a seal lies over.

Decree 30/2020/NĐ-CP, Appendix I, II.7: authority and role stand in capitals, the name in small letters below, all around one middle; who
signs for the head ("KT.") is the deputy of that very head. What is neither a role nor a name (a seal, a stroke of the pen) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import median
from unicodedata import normalize

from vbcds.lexicons.roles import load_roles
from vbcds.readers.ocr.cache import PlacedWord, joined
from vbcds.text.fold import ascii_key
from vbcds.text.syllables import is_syllable

#: How alike a reading must be to a role to be it (per cent).
_ALIKE, _CERTAIN = 74, 88
_AUTHORITIES = ("KT", "TM", "TL", "TUQ", "Q")
#: Bodies in whose name somebody signs.
_BODIES = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "CHÍNH PHỦ", "BAN CHỈ ĐẠO", "BAN THƯỜNG VỤ", "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN")
_SURE_NAME, _SURE_SURNAME = 0.55, 0.8
_SURE_CAPITALS = 0.72
#: A name of which another reading is supported as much as this (in parts of its own support) is doubtful.
_RIVAL = 0.8
#: What a mended surname is worth.
_MENDED = 0.5
#: The letters at the end of a word, and what is left of the most common surname where its marks are lost too.
_END = re.compile(r"[^\W\d_]*$")
_COMMON_ENDS = ("yen", "en", "yễn", "ễn", "yên")
#: How far (in sizes of its letters) the middle of a name may be off the roles'.
_OFF = 1.1


@dataclass(frozen=True, slots=True)
class _Role:
    """A line that is a role or a body: the words that spell it, what they spell, the authority before it, how alike it is."""

    words: tuple[PlacedWord, ...]
    name: str
    authority: str
    alike: float

    @property
    def base(self) -> float:
        return median(word.base for word in self.words)


def sign(readings: Iterable[Sequence[PlacedWord]]) -> list[PlacedWord]:
    """The lines of the block, from the top: each as one word (a role) or as the words of the name.

    `readings` are the lines of all readings of the region, the same line from several of them included.
    """
    lines = [list(line) for line in readings if line]
    roles = _deputies(_one_each([role for role in map(_role, lines) if role is not None]), lines)
    spelt = _spelt(roles)
    middle = _middle(roles, spelt)
    lowest = max((role.base for role in roles), default=0.0)
    names = [(score, name) for score, name in (_name(line, middle) for line in lines) if name]
    below = [pair for pair in names if median(word.base for word in pair[1]) > lowest + 10]
    return [_whole(role, text) for role, text in zip(roles, spelt, strict=True)] + _agreed(below)


def _agreed(names: Sequence[tuple[float, list[PlacedWord]]]) -> list[PlacedWord]:
    """The name that the readings agree on, the surest of them; nothing where another one is as well supported.

    A reading that has lost the beginning of another one speaks for that.
    """
    support: dict[str, float] = {}
    for score, name in names:
        support[_text(name)] = support.get(_text(name), 0.0) + score
    texts = sorted(support, key=lambda text: -len(text))
    for place, text in enumerate(texts):
        longer = next((other for other in texts[:place] if other.endswith(f" {text}") and other in support), None)
        if longer is not None:
            support[longer] += support.pop(text)
    ranked = sorted(support.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[1][1] > _RIVAL * ranked[0][1]):
        return []
    return max((pair for pair in names if _text(pair[1]) == ranked[0][0]), key=lambda pair: pair[0])[1]


def _text(name: Sequence[PlacedWord]) -> str:
    return " ".join(word.text for word in name)


def _whole(role: _Role, text: str) -> PlacedWord:
    """A role as one word; what a seal left before it does not make it wider than its letters are."""
    word, last = joined(role.words, text), role.words[-1]
    letter = (last.x1 - last.x0) / max(1, len(last.text))
    return replace(word, x0=round(max(word.x0, word.x1 - 1.25 * letter * len(text)), 2))


def _one_each(roles: list[_Role]) -> list[_Role]:
    """The best reading of each line, from the top, down to the first gap that no block has."""
    kept: list[_Role] = []
    for role in sorted(roles, key=lambda role: role.base):
        if kept and abs(role.base - kept[-1].base) < 0.5 * max(word.size for word in role.words):
            if (role.alike, bool(role.authority), len(role.name)) > (kept[-1].alike, bool(kept[-1].authority), len(kept[-1].name)):
                kept[-1] = role
        elif not kept or role.base - kept[-1].base < 45:
            kept.append(role)
    return kept


def _deputies(roles: list[_Role], lines: Sequence[Sequence[PlacedWord]]) -> list[_Role]:
    """Below a head who has a deputy, a line in capitals that ends like the head is the deputy's, whatever a seal hides of it.

    A line that is read as another role counts as that: below "KT. BỘ TRƯỞNG" stands "THỨ TRƯỞNG".
    """
    for place, head in enumerate(roles):
        if head.name not in _deputised():
            continue
        last = ascii_key(head.name.split()[-1])
        for line in lines:
            capitals = [word for word in line if word.text.isupper() and sum(char.isalpha() for char in word.text) > 1]
            if not capitals or ascii_key(capitals[-1].text) != last:
                continue
            size = capitals[-1].size
            step = median(word.base for word in capitals) - head.base
            if not 0.7 * size < step < 2.6 * size:
                continue
            below = [role for role in roles[place + 1 :] if abs(role.base - head.base - step) < 0.7 * size]
            if any(role.alike >= _CERTAIN and role.name != head.name for role in below):
                continue
            deputy = _Role(tuple(capitals[-head.name.count(" ") - 1 :]), f"PHÓ {head.name}", "", 100.0)
            return [*roles[: place + 1], deputy, *(role for role in roles[place + 1 :] if role.base - deputy.base > 0.7 * size)]
    return roles


def _spelt(roles: Sequence[_Role]) -> list[str]:
    """The roles as they are printed. Where a seal hides the beginning of two lines that say the same, they are the head and the deputy."""
    texts = [f"{role.authority}. {role.name}" if role.authority else role.name for role in roles]
    for index, (upper, lower) in enumerate(pairwise(roles)):
        head = upper.name.removeprefix("PHÓ ")
        if lower.name in (head, f"PHÓ {head}") and head in _deputised():
            texts[index], texts[index + 1] = f"KT. {head}", f"PHÓ {head}"
    return texts


def _role(line: Sequence[PlacedWord]) -> _Role | None:
    from rapidfuzz.fuzz import ratio

    words = [word for word in line if any(char.isalpha() for char in word.text)]
    letters = "".join(char for word in words for char in word.text if char.isalpha())
    if len(letters) < 5 or sum(char.isupper() for char in letters) < 0.6 * len(letters):
        return None
    pieces = [piece for word in words for piece in re.split(r"(?<=\.)(?=\w)", word.text)]  # "KT.THỦ"
    owners = [word for word in words for _ in re.split(r"(?<=\.)(?=\w)", word.text)]
    best: tuple[float, int, str] = (0.0, 0, "")
    for role in _role_names():
        count = role.count(" ") + 1
        if count <= len(pieces) + 1:
            score = ratio(ascii_key(" ".join(pieces[-count:])), ascii_key(role))
            best = max(best, (score, len(role), role))
    score, _, name = best
    count = name.count(" ") + 1
    if score < _ALIKE:
        sure = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
        text = " ".join(pieces)
        if sure < _SURE_CAPITALS or not all(is_syllable(piece.strip(".,-")) or len(piece) < 4 for piece in pieces):
            return None
        return _Role(tuple(words), text, "", 100 * sure - 20)
    before = " ".join(pieces[:-count]).upper()
    authority = next((mark for mark in _AUTHORITIES if re.search(rf"(?:^|\W){mark}\W*$", before)), "")
    if not authority and "K" in before:
        authority = "KT"
    return _Role(tuple(owners[-count:]), name, authority, score)


def _name(line: Sequence[PlacedWord], middle: float | None) -> tuple[float, list[PlacedWord]]:
    """A person's name at the end of a line, with how much speaks for it; `middle` is where the block's lines have theirs.

    What has lost a part is not the name: nothing but dust may stand before it, it begins with a surname, and it stands in the middle.
    """
    words = [word for word in line if any(char.isalpha() for char in word.text)]
    letters = "".join(char for word in words for char in word.text if char.isalpha())
    if len(letters) < 5 or sum(char.isupper() for char in letters) > 0.6 * len(letters):
        return 0.0, []
    named: list[PlacedWord] = []
    for word in reversed(words):
        text = word.text.strip(".,;:'`‘’*-")
        if not (text[:1].isupper() and text[1:].islower() and is_syllable(text)) or word.confidence < _SURE_NAME:
            break
        named.insert(0, word)
    lost = words[: len(words) - len(named)]
    if not named or len(named) > 5:
        return 0.0, []
    lost = [word for word in lost if named[0].x0 - word.x1 < 2.5 * word.size]
    found = _with_surname(lost, named, middle)
    if len(found) < 2:
        return 0.0, []
    off = 0.0 if middle is None else abs((found[0].x0 + found[-1].x1) / 2 - middle)
    if off > _OFF * found[0].size:
        return 0.0, []
    return min(word.confidence for word in found) + sum(word.confidence for word in found) / len(found) - off / 100, found


def _with_surname(lost: Sequence[PlacedWord], named: list[PlacedWord], middle: float | None) -> list[PlacedWord]:
    """The surname mended where a seal or a stroke lies over its beginning and what is left is the end of one surname alone ("ạm", "guyễn").

    The whole name must then stand in the middle of the block. Any other surname stays as it was read.
    """
    from rapidfuzz.fuzz import ratio

    if not lost and ascii_key(named[0].text) in _surnames():
        sure = named[0].confidence >= _SURE_SURNAME and not (len(named) == 2 and ascii_key(named[0].text) in ("van", "thi"))
        return [_as_surname(named[0]), *named[1:]] if sure else []
    first, rest = (lost[0], named) if lost else (named[0], named[1:])
    if len(lost) > 1 or not rest:
        return []
    end = _END.search(first.text.rstrip(".,;:'`‘’*-").lower())
    tail = normalize("NFC", end[0])[-3:] if end else ""
    fitting = [name for name in _surnames().values() if len(tail) > 1 and name.lower().endswith(tail) and not tail.isascii()]
    if ratio("".join(char for char in ascii_key(first.text) if char.isalpha()), "nguyen") >= 60 or tail in _COMMON_ENDS:
        fitting = ["Nguyễn"]
    if len(fitting) != 1:
        return []
    [name] = fitting
    letter = sum(word.x1 - word.x0 for word in rest) / sum(len(word.text) for word in rest)
    left = rest[0].x0 - (len(name) + 0.6) * letter
    if first.x0 - left > 1.5 * letter * (len(name) - len(tail)) + letter:
        return []  # there is no room for it
    if middle is not None and abs((left + rest[-1].x1) / 2 - middle) > _OFF * first.size:
        return []
    return [replace(first.as_text(name), x0=left, confidence=min(first.confidence, _MENDED)), *rest]


def _as_surname(word: PlacedWord) -> PlacedWord:
    """A word that is a surname but for its marks ("Lệ", which a speck makes of "Lê") as that surname, where there is only one."""
    if word.text.lower() in load_roles().surnames:
        return word
    spelt = {name for name in load_roles().surnames if ascii_key(name) == ascii_key(word.text)}
    return replace(word.as_text(spelt.pop().capitalize()), confidence=min(word.confidence, _MENDED)) if len(spelt) == 1 else word


def _middle(roles: Sequence[_Role], spelt: Sequence[str]) -> float | None:
    """Where the middle of the block is: from the right ends of the roles and how long they are, since a seal hides left ends."""
    found = []
    for role, text in zip(roles, spelt, strict=True):
        seen = [word for word in role.words if word.confidence > 0.6]
        letters = sum(len(word.text) for word in seen) + max(0, len(seen) - 1)
        if letters > 3:
            letter = (seen[-1].x1 - seen[0].x0) / letters
            found.append(role.words[-1].x1 - len(text) * letter / 2)
    return median(found) if found else None


@cache
def _role_names() -> tuple[str, ...]:
    return tuple(sorted({role.upper() for role in load_roles().names.values()} | set(_BODIES)))


@cache
def _deputised() -> frozenset[str]:
    """Roles that have a deputy."""
    names = set(_role_names())
    return frozenset(name for name in names if f"PHÓ {name}" in names)


@cache
def _surnames() -> dict[str, str]:
    """Surnames by their letters without marks."""
    return {ascii_key(name): name.capitalize() for name in load_roles().surnames}
