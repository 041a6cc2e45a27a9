"""Words that are no Vietnamese syllables and nearly one ("nghiêp", "luợng"), and digits with letters among them ("5O", "l2/2024")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, short
from vbcds.text.fold import ascii_key
from vbcds.text.syllables import level_of, spelt_right, syllable_levels

#: Letters of Vietnamese in one word, in small letters, or with a capital where a sentence begins and goes on in small letters.
_SMALL = re.compile(r"(?<![\w.@/-])(?P<word>[a-zà-ỹđ]{2,8})(?![\w@/-])")
_MARKS = ".,;:!?()[]{}“”\"'‘’…"
_FIRST = re.compile(r"(?m)(?:^\W{0,4}(?:\d{1,2}[.)]\s)?|[.;:]\s)(?P<word>[A-ZÀ-ỸĐ][a-zà-ỹđ]{1,7})(?=\s[a-zà-ỹđ])")
#: "tòan", "khỏang": the mark stands on the first vowel though a consonant follows.
_MARK_TOO_EARLY = re.compile(r"[òóỏõọ][ae](?:ch|ng|nh|[cimnopty])$")
#: So common must a syllable be to be what was meant (see `vbcds.text.syllables.level_of`).
_COMMON = 6
#: More words of this kind are the work of a bad copy, not of a slip.
_MANY = 12
#: "5O cán bộ", "22/l2/2024", "l0 hồ sơ": a letter O or l in the place of a digit.
_DIGIT_BESIDE = re.compile(r"[0-9](?:\.?[Ool])|[Ool][0-9]")
_MIXED = re.compile(
    r"(?<![\w.-])(?:\d{1,3}O\d{0,3}(?![\w.'°-])|[1-9]\d{0,2}\.[\doO]{0,2}[oO][\doO]{0,2}(?!\w)|l\d{1,3}(?=/\d|%|\.\d{3})"
    r"|\d{1,2}/l\d/\d{4}|\d{1,2}/\dl/\d{4}|l\d/\d{1,2}/\d{4}|\dl/\d{1,2}/\d{4}"
    r"|(?:(?<=có )|(?<=đạt )|(?<=gồm )|(?<=ngày )|(?<=tháng )|(?<=còn ))l\d{1,3}(?=\s[a-zà-ỹđ]))"
)


def find_misspellings(view: PartView) -> Iterator[Problem]:
    """Words that nobody spells so, each with the common syllable that is one slip away."""
    start, end = view.context.part.start, view.context.part.end
    wrong = [
        word for piece in set(view.text[start:end].split()) if not piece.isascii() and (word := misspelt_word(piece)) is not None
    ]
    if not wrong or len(wrong) > _MANY:
        return
    found: dict[str, tuple[int, int]] = {}
    for word in wrong:
        pattern = _SMALL if word.islower() else _FIRST
        matches = (match for match in pattern.finditer(view.text, start, end) if match["word"] == word)
        first = next(matches, None)
        if first is not None:
            found.setdefault(word.lower(), first.span("word"))
    found = dict(sorted(found.items(), key=lambda item: item[1]))
    early = {word: place for word, place in found.items() if _MARK_TOO_EARLY.search(word)}
    for word, place in found.items():
        meant = correction(word)
        if meant is not None and word not in early:
            yield Problem(message=f"“{word}” có thể là lỗi gõ: “{meant}”.", evidence=(view.at(*place),))
    if early:
        words = ", ".join(f"“{word}”" for word in early)
        yield Problem(
            message=f"Dấu thanh đặt sai chữ trong {short(words, 100)}.", evidence=tuple(view.at(*place) for place in early.values())
        )


def find_mixed_digits(view: PartView) -> Iterator[Problem]:
    """Numbers in which a letter stands for a digit."""
    if _DIGIT_BESIDE.search(view.text, view.context.part.start, view.context.part.end) is None:
        return
    seen: set[str] = set()
    for match in _MIXED.finditer(view.text, view.context.part.start, view.context.part.end):
        if match[0] not in seen:
            seen.add(match[0])
            right = match[0].replace("O", "0").replace("o", "0").replace("l", "1")
            yield Problem(
                message=f"“{match[0]}” có chữ cái đứng thay chữ số: “{right}”.", evidence=(view.at(match.start(), match.end()),)
            )


@lru_cache(maxsize=65536)
def misspelt_word(piece: str) -> str | None:
    """The misspelt word in a piece of text between two spaces, without the marks around it; None where there is none.

    >>> misspelt_word("(nghiêp,"), misspelt_word("Nghành"), misspelt_word("UBND")
    ('nghiêp', 'Nghành', None)
    """
    word = piece.strip(_MARKS)
    if word.isascii() or not word.isalpha() or not 2 <= len(word) <= 8 or not word[1:].islower():
        return None
    return word if is_misspelt(word.lower()) else None


@lru_cache(maxsize=16384)
def is_misspelt(word: str) -> bool:
    """Whether a word in small letters follows no rule of the spelling and is near a common syllable.

    >>> is_misspelt("nghiêp"), is_misspelt("nghiệp"), is_misspelt("tòan"), is_misspelt("môtô")
    (True, False, True, False)
    """
    wrong = not spelt_right(word) or _MARK_TOO_EARLY.search(word) is not None
    return wrong and correction(word) is not None


@lru_cache(maxsize=1024)
def correction(word: str) -> str | None:
    """The commonest syllable that is one slip of the pen away, or None.

    >>> correction("luợng"), correction("thnàh"), correction("ngẽn"), correction("đôlômit")
    ('lượng', 'thành', None, None)
    """
    near = [syllable for syllable in syllable_levels() if not syllable.isascii() and level_of(syllable) >= _COMMON]
    near = [syllable for syllable in near if abs(len(syllable) - len(word)) < 2 and _is_near(word, syllable)]
    return max(near, key=level_of, default=None)


def _is_near(one: str, other: str) -> bool:
    """Whether two words differ in one letter, in the order of two, or in where the tone stands."""
    if one == other:
        return False
    if len(one) == len(other):
        places = [place for place in range(len(one)) if one[place] != other[place]]
        if len(places) == 1:
            first = places[0]
            # a mark of one vowel, not another letter: names and loan words are near in that way
            return ascii_key(one[first]) == ascii_key(other[first])
        turned = len(places) == 2 and places[1] == places[0] + 1
        if turned and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]:
            return True
        return len(places) == 2 and ascii_key(one) == ascii_key(other)
    long, small = (one, other) if len(one) > len(other) else (other, one)
    if long[1:] == small:
        return False  # a letter of a list ("a", "đ") glued to the word
    return any(long[:place] + long[place + 1 :] == small for place in range(len(long)))
