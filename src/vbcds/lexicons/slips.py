"""Slips of the pen: wordings that Vietnamese does not have, doubled words, look-alike letters; from data/slips.toml."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from vbcds.text.syllables import level_of, spelt_right

if TYPE_CHECKING:
    import ahocorasick


#: See `vbcds.text.syllables.level_of`.
_COMMON = 7
_USUAL = 4
#: Consonants at the end and at the beginning of syllables that are taken for one another.
_ENDS = (("n", "ng"), ("ng", "n"), ("t", "c"), ("c", "t"), ("t", "p"), ("p", "t"), ("m", "n"), ("n", "m"), ("nh", "n"), ("n", "nh"))
_BEGINS = (("s", "x"), ("x", "s"), ("ch", "tr"), ("tr", "ch"), ("gi", "d"), ("d", "gi"), ("l", "n"), ("n", "l"))
_DD = {"d": "đ", "đ": "d"}
_TONES = ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


@dataclass(frozen=True, slots=True)
class Slips:
    """The wordings to look for, and what is meant by each."""

    #: Finds any wrong wording in text in lower case; the values are the wordings.
    wrong: ahocorasick.Automaton
    right: dict[str, str]
    #: Words that stand twice ("của của").
    doubled: frozenset[str]
    lookalikes: dict[str, str]

    def find(self, low: str) -> Iterator[tuple[int, int, str]]:
        """The wrong wordings of a text in lower case, with spaces for line ends: start, end, wording. Whole words only.

        >>> list(load_slips().find("hệ thống tích họp"))
        [(9, 17, 'tích họp')]
        """
        for last, wrong in self.wrong.iter(low):
            start, end = last + 1 - len(wrong), last + 1
            if not (start and low[start - 1].isalnum()) and not low[end : end + 1].isalnum():
                yield start, end, wrong


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("vbcds.lexicons").joinpath("data/slips.toml").read_text(encoding="utf-8"))


@cache
def load_slips() -> Slips:
    """All slips.

    >>> load_slips().right["tích họp"], list(load_slips().find("phù hợp"))
    ('tích hợp', [])
    """
    import ahocorasick

    data = _data()
    words = data["compounds"]["words"]
    right = {wrong: word for word in words for wrong in _mistaken(word) if _is_rare(wrong, word, below=_COMMON)}
    right |= {wrong: word for word in words for wrong in _variants(word) if _is_rare(wrong, word, below=_USUAL)}
    for wording in (*data["compounds"]["words"], *data["compounds"]["passes"]):
        right.pop(wording, None)
    right |= {wrong: entry["right"] for entry in data["slip"] for wrong in entry["wrong"]}
    right |= {wrong: meant for meant, wordings in data["confused"].items() for wrong in wordings}
    wrong = ahocorasick.Automaton()
    doubled = frozenset(f"{word} {word}" for word in data["double"]["words"])
    doubled |= {f"{word} {word.split()[-1]}" for word in data["double"]["ends"]}
    for wording in (*right, *doubled):
        wrong.add_word(wording, wording)
    wrong.make_automaton()
    return Slips(wrong=wrong, right=right, doubled=doubled, lookalikes=data["lookalikes"])


def _is_rare(wrong: str, word: str, *, below: int) -> bool:
    """Whether the wrong syllable is one, and no common one, which may end one word and begin the next: "xác nhận | thực hiện" is no
    slip of "nhận thức". What is no syllable at all is found without the compound (`vbcds.checks.misspellings`)."""
    changed = [one for one, other in zip(wrong.split(), word.split(), strict=True) if one != other]
    return all(level_of(syllable) < below and (spelt_right(syllable) or syllable.isascii()) for syllable in changed)


def _variants(word: str) -> Iterator[str]:
    """A compound with one mark of one vowel lost or another one in its place: "thực hiên", "thực hiển" for "thực hiện".

    >>> "thực hiên" in set(_variants("thực hiện")), "thực hiện" in set(_variants("thực hiện"))
    (True, False)
    """
    for place, letter in enumerate(word):
        parts = unicodedata.normalize("NFD", letter)
        base, marks = parts[0], list(parts[1:])
        tones = [mark for mark in marks if mark in _TONES]
        shapes = [mark for mark in marks if mark not in _TONES]
        changed = [[*shapes, tone] for tone in _TONES if tones and tone not in tones] + ([shapes] if tones else [])
        changed += [tones] if shapes else []
        if letter in _DD:
            yield word[:place] + _DD[letter] + word[place + 1 :]
        for combining in changed:
            yield word[:place] + unicodedata.normalize("NFC", base + "".join(combining)) + word[place + 1 :]


def _mistaken(word: str) -> Iterator[str]:
    """A compound with one consonant that sounds alike, or stands beside the right one on the keyboard, in its place.

    >>> {"cập nhập", "trập nhật"} & set(_mistaken("cập nhật")), "phần mền" in set(_mistaken("phần mềm"))
    ({'cập nhập'}, True)
    """
    syllables = word.split()
    for index, syllable in enumerate(syllables):
        for ends, other in _ENDS:
            if syllable.endswith(ends):
                yield " ".join((*syllables[:index], syllable[: -len(ends)] + other, *syllables[index + 1 :]))
        for begins, other in _BEGINS:
            if syllable.startswith(begins) and not syllable.startswith(f"{begins}h"):
                yield " ".join((*syllables[:index], other + syllable[len(begins) :], *syllables[index + 1 :]))


def slip_examples() -> list[tuple[str, list[str]]]:
    """Each wrong wording with right ones that come near it, for the tests."""
    data = _data()
    near = data["near_confused"]["passes"]
    confused = [(wrong, [meant, *near]) for meant, wordings in data["confused"].items() for wrong in wordings]
    return [*((wrong, entry["passes"]) for entry in data["slip"] for wrong in entry["wrong"]), *confused]
