"""The Vietnamese written syllable: what is one, and how common it is.

The grammar (data/syllables.toml): `syllable = [onset] rime tone`. Front vowels take k, gh, ngh and back vowels c, g, ng; a rime
that ends in a stop (c, ch, p, t) carries only the acute or the dot below; the mark stands on the main vowel (of oa, oe, uy also
on the first letter: both spellings are in use).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_TONES = {"\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0301": "s", "\u0323": "j"}
_VOWELS = frozenset("aăâeêioôơuưy")
_MARKED = frozenset("ăâêôơư")
_STOP = re.compile(r"(?:c|ch|p|t)\Z")
LETTERS = re.compile(r"[^\W\d_]+")
LONGEST = 7  # "nghiêng"
_ASCII_CAPITALS = re.compile(r"[A-ZĐ]{1,7}\Z")


def _split_tone(char: str) -> tuple[str, str]:
    """A letter without its tone mark, and the tone ("" for the level one)."""
    tone = ""
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone


@cache
def _tone_table() -> dict[str, tuple[str, str]]:
    letters = "aăâeêioôơuưy"
    marks = ("", *_TONES)
    return {unicodedata.normalize("NFC", letter + mark): _split_tone(letter + mark) for letter in letters for mark in marks}


@cache
def load_syllable_data() -> dict[str, list[str]]:
    """The word lists of data/syllables.toml by their names."""
    text = files("vbcds").joinpath("lexicons/data/syllables.toml").read_text(encoding="utf-8")
    return {name: value if isinstance(value, list) else value.split() for name, value in tomllib.loads(text).items()}


@cache
def _grammar() -> tuple[dict[str, tuple[frozenset[int], bool]], frozenset[str], frozenset[str]]:
    """Toneless syllables with the places where the mark may stand and whether they end in a stop; words without onset; others."""
    data = load_syllable_data()
    front, back = frozenset(data["onsets_front"]), frozenset(data["onsets_back"])
    bare: dict[str, tuple[frozenset[int], bool]] = {}

    def add(onset: str, rime: str) -> None:
        places = frozenset(len(onset) + place for place in _mark_places(rime))
        before = bare.get(onset + rime, (frozenset[int](), False))[0]
        bare[onset + rime] = (places | before, _STOP.search(rime) is not None)

    for onset in ("", *data["onsets"]):
        for rime in (*data["rimes"], *(data["rimes_glide"] if onset not in ("qu", "gi") else ())):
            is_front = rime[0] in "eêiy"
            if (is_front and onset in back) or (not is_front and onset in front):
                continue
            if onset == "gi" and rime[0] == "i":
                continue
            if onset == "qu" and rime[0] in "uưo":
                continue
            if onset == "c" and rime in data["rimes_glide"] and rime[0] == "u" and rime[:2] != "uâ":
                continue
            add(onset, rime)
    for rime in data["rimes"]:  # the i of gi and of the rime are written once: gì, gìn, giết
        if rime[0] == "i" and rime != "ia":
            add("g", rime)
    for onset in data["onsets_y"]:
        add(onset, "y")
    for rime in data["rimes_y"]:
        add("", rime)
    for rime in data["rimes_qu"]:
        add("qu", rime)
    return bare, frozenset(data["without_onset"]), frozenset(data["others"])


def _mark_places(rime: str) -> list[int]:
    vowels = [i for i, char in enumerate(rime) if char in _VOWELS]
    marked = [i for i in vowels if rime[i] in _MARKED]
    if marked:
        return marked[-1:]
    if len(vowels) == 1:
        return vowels
    if len(vowels) == 3 or rime[:2] in ("oa", "oe", "uy"):
        # khoán and (older typing) khóan, hóa and hoá, ngoài, khuỷu
        return vowels[:2]
    return vowels[:1]


@lru_cache(maxsize=65536)
def spelt_right(word: str) -> bool:
    """Whether a lower-case NFC word follows the grammar."""
    bare, _, others = _grammar()
    if word in others:
        return True
    if len(word) > LONGEST:
        return False
    table = _tone_table()
    tone, place = "", -1
    letters = []
    for index, char in enumerate(word):
        letter, mark = table.get(char, (char, ""))
        if mark:
            if tone:
                return False
            tone, place = mark, index
        letters.append(letter)
    entry = bare.get("".join(letters))
    if entry is None:
        return False
    places, stopped = entry
    if not tone:
        return not stopped
    return place in places and (not stopped or tone in "sj")


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """`spelt_right`, and a syllable without onset must be one that occurs."""
    if not spelt_right(word):
        return False
    return not begins_with_vowel(word) or word in _grammar()[1] or word in _grammar()[2]


def begins_with_vowel(word: str) -> bool:
    """Whether a lower-case NFC word begins with a vowel, whatever its marks."""
    return _tone_table().get(word[0], (word[0], ""))[0] in _VOWELS


def is_syllable(text: str) -> bool:
    """Whether `text` is one Vietnamese syllable, in any letter case and either Unicode form.

    >>> [is_syllable(word) for word in ("Quyết", "ĐỊNH", "hoá", "hóa", "nghiêng")]
    [True, True, True, True, True]
    >>> [is_syllable(word) for word in ("ĐIỀ", "kả", "UBND", "ản", "quyêt")]
    [False, False, False, False, False]
    """
    return is_word(unicodedata.normalize("NFC", text).lower())


def share_of_syllables(text: str) -> float:
    """How much of the words of `text` are Vietnamese syllables, from 0 to 1; abbreviations in capitals are left out.

    A low share over a whole page means a rubbish text layer, a foreign language, or an encoding from before Unicode.

    >>> share_of_syllables("Ủy ban nhân dân tỉnh ban hành Kế hoạch số 12/KH-UBND")
    1.0
    >>> share_of_syllables("Uû ban nh©n d©n tØnh") < 0.5
    True
    """
    good = total = 0
    for word in LETTERS.findall(unicodedata.normalize("NFC", text)):
        if is_word(word.lower()):
            good += 1
        elif _ASCII_CAPITALS.match(word):
            continue
        total += 1
    return good / total if total else 0.0


@cache
def syllable_levels() -> dict[str, int]:
    """How common syllables are in administrative text, from 1 to 15 (log2 of a count)."""
    table = files("vbcds").joinpath("lexicons/data/syllable_frequency.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in table.splitlines()[2:])
    return {syllable: int(level) for syllable, level in rows}


def level_of(syllable: str) -> int:
    """How common a lower-case syllable is in administrative text, from 0 (not met) to 15."""
    return syllable_levels().get(syllable, 0)
