"""Marks that a recogniser lost, put back where known phrases leave no doubt: "tô chức" is "tổ chức", "tôi cao" is "tối cao".

Only letters of one and the same base are exchanged (a, ă, â with their tones; d, đ ...), only inside phrases of two syllables and more, and
only where what was read is no known phrase itself. Numbers, symbols of documents and capitals' case are never touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vbcds.text.fold import ascii_key
from vbcds.text.fold import key as spelling_key

_CORE = re.compile(r"[^\W\d_]+")

#: First base syllable -> phrases: their base syllables and their syllables as they are written, longest first.
Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]


def phrase_index(phrases: Iterable[str]) -> Phrases:
    """Known phrases by their letters without marks; phrases that differ in marks only are left out.

    >>> phrase_index(["tổ chức", "cá nhân", "cả nhân"])
    {'to': [(('to', 'chuc'), ('tổ', 'chức'))]}
    """
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for phrase in phrases:
        syllables = tuple(_CORE.findall(phrase.lower()))
        if len(syllables) > 1 and not any(char.isdigit() or char in "/-&().;:" for char in phrase):
            found[tuple(ascii_key(s) for s in syllables)].add(syllables)
    index: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for key, forms in found.items():
        if len(forms) == 1:
            index[key[0]].append((key, next(iter(forms))))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(index)


def mend_marks(words: Sequence[str], phrases: Phrases) -> list[str]:
    """Words in reading order with their marks mended.

    >>> known = phrase_index(["tổ chức", "Viện kiểm sát nhân dân tối cao"])
    >>> mend_marks("Viện kiêm sát nhân dân tôi cao; các tô chức, 12/TTr".split(), known)
    ['Viện', 'kiểm', 'sát', 'nhân', 'dân', 'tối', 'cao;', 'các', 'tổ', 'chức,', '12/TTr']
    >>> mend_marks("tôi cao lớn".split(), known)
    ['tôi', 'cao', 'lớn']

    Both ways to place a tone mark are right: "uỷ quyền" stays.
    """
    mended = list(words)
    cores = [_core(word) for word in words]
    keys = [ascii_key(core) if core else "" for core in cores]
    index = 0
    while index < len(words):
        for key, form in phrases.get(keys[index], ()):
            stop = index + len(key)
            if tuple(keys[index:stop]) != key or any(_closed(word) for word in words[index : stop - 1]):
                continue
            other = [at for at, syllable in zip(range(index, stop), form, strict=True) if not _same(cores[at], syllable)]
            if (len(key) == 2 and len(other) > 1) or (cores[index].islower() and cores[stop - 1][:1].isupper()):
                continue  # "có số" is no "cơ sở"; "để Nghị quyết" is no "đề nghị"
            for place, syllable in zip(range(index, stop), form, strict=True):
                if not _same(cores[place], syllable):
                    mended[place] = words[place].replace(cores[place], _cased(syllable, cores[place]))
            index = stop - 1
            break
        index += 1
    return mended


def _core(word: str) -> str:
    found = _CORE.findall(word)
    return found[0] if len(found) == 1 and not any(char.isdigit() for char in word) else ""


def _same(core: str, syllable: str) -> bool:
    return spelling_key(core) == spelling_key(syllable)


def _closed(word: str) -> bool:
    """A mark after the word ends the phrase; a comma does not (the names of ministries have them)."""
    return word[-1:] in ";:.!?)"


def _cased(syllable: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return syllable.upper()
    return syllable.capitalize() if like[:1].isupper() else syllable
