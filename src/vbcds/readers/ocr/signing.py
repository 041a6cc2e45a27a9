"""The signature's block of a scanned page: the roles and the name, out of several readings of the lines that a seal lies over.

Decree 30/2020/NĐ-CP, Appendix I, II.7: authority and role stand in capitals, the name in small letters below, all around one middle; who
signs for the head ("KT.") is the deputy of that very head. What is neither a role nor a name (a seal, a stroke of the pen) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, takewhile
from statistics import median

from vbcds.lexicons.roles import load_roles
from vbcds.readers.ocr.cache import PlacedWord, joined
from vbcds.readers.ocr.signer_names import agreed_name
from vbcds.text.fold import ascii_key
from vbcds.text.syllables import is_syllable

#: How alike a reading must be to a role to be it (per cent).
_ALIKE, _CERTAIN = 74, 88
_AUTHORITIES = ("KT", "TM", "TL", "TUQ", "Q")
#: Bodies in whose name somebody signs.
_BODIES = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "CHÍNH PHỦ", "BAN CHỈ ĐẠO", "BAN THƯỜNG VỤ", "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN")
_SURE_CAPITALS = 0.72
#: Readings of one line differ in height by less than this (in its size).
_SAME_LINE = 0.75
#: How sure a word is whose letters tell how wide the others are.
_SEEN = 0.6
#: A role that is read so much worse (per cent) than the best one does not tell where the middle is.
_WORSE = 8.0


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
    """The lines of the block, from the top, numbered: each as one word (a role) or as the words of the name.

    `readings` are the lines of all readings of the region, the same line from several of them included.
    """
    lines = [list(line) for line in readings if line]
    roles = _deputies(_one_each([role for role in map(_role, lines) if role is not None]), lines)
    spelt = _spelt(roles)
    middles = _middles(roles, spelt)
    lowest = max((role.base for role in roles), default=0.0)
    whole = [_whole(role, text).on_line(number) for number, (role, text) in enumerate(zip(roles, spelt, strict=True))]
    name = agreed_name(lines, lowest, middles)
    # A seal makes words of one line stand at heights of their own: those of a name are one line whatever they do.
    base = median(word.base for word in name) if name else 0.0
    return whole + [replace(word, base=base, line=len(whole)) for word in name]


def _whole(role: _Role, text: str) -> PlacedWord:
    """A role as one word; what a seal left before it does not make it wider than its letters are."""
    word, last = joined(role.words, text), role.words[-1]
    letter = (last.x1 - last.x0) / max(1, len(last.text))
    return replace(word, x0=round(max(word.x0, word.x1 - 1.25 * letter * len(text)), 2))


def _one_each(roles: list[_Role]) -> list[_Role]:
    """The best reading of each line, from the top, down to the first gap that no block has."""
    kept: list[_Role] = []
    for role in sorted(roles, key=lambda role: role.base):
        if kept and abs(role.base - kept[-1].base) < _SAME_LINE * max(word.size for word in role.words):
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
            deputy = _Role(tuple(capitals[-head.name.count(" ") - 1 :]), f"PHÓ {head.name}", "", _CERTAIN)
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
    best: tuple[float, bool, int, str] = (0.0, False, 0, "")
    last = pieces[-1].strip(".,:;").upper()
    for role in _role_names():
        count = role.count(" ") + 1
        if count <= len(pieces) + 1:
            score = ratio(ascii_key(" ".join(pieces[-count:])), ascii_key(role))
            # By their letters alone "Ủ TƯỚNG" is as near to "VỤ TRƯỞNG" as to "THỦ TƯỚNG".
            best = max(best, (score, role.endswith(last), len(role), role))
    score, _, _, name = best
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


def _middles(roles: Sequence[_Role], spelt: Sequence[str]) -> list[float]:
    """Where the middle of the block may be: from the right ends of the roles and how long they are, since a seal hides left ends.

    That of all roles, and that of the last one alone. Of one above another that has no authority it was lost ("TUQ."): it tells nothing.
    """
    whole = [
        (role, text) for number, (role, text) in enumerate(zip(roles, spelt, strict=True), 1) if number == len(roles) or "." in text
    ]
    found = []
    best = max((role.alike for role, _ in whole), default=0.0)
    for role, text in whole:
        if role.alike < best - _WORSE:
            continue
        seen = list(takewhile(lambda word: word.confidence > _SEEN, reversed(role.words)))
        letters = sum(len(word.text) for word in seen) + max(0, len(seen) - 1)
        if letters > 3:
            letter = (seen[0].x1 - seen[-1].x0) / letters
            found.append(seen[0].x1 - len(text) * letter / 2)
    return [median(found), found[-1]] if found else []


@cache
def _role_names() -> tuple[str, ...]:
    return tuple(sorted({role.upper() for role in load_roles().names.values()} | set(_BODIES)))


@cache
def _deputised() -> frozenset[str]:
    """Roles that have a deputy."""
    names = set(_role_names())
    return frozenset(name for name in names if f"PHÓ {name}" in names)
