"""A tree of words: the longest of many names at a place of a text, in time that does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vbcds.text.fold import lower_same_length, modern_tones

_WORD = re.compile(r"\s{0,3}(?:[-–]\s{0,2})?([^\W_]+(?:[/&][^\W_]+)*)([,;]?)")
_END = ""
_Node = dict[str, "_Node"]


class WordTree:
    """Names by their words; letter case, tone placement and spaces between words do not count, commas do.

    >>> tree = WordTree(["Đầu tư", "Đầu tư công"])
    >>> text = "Luật Đầu tư công và Luật Giá"
    >>> text[5 : tree.match(text, 5)]
    'Đầu tư công'
    """

    __slots__ = ("_root",)

    def __init__(self, names: Iterable[str]) -> None:
        self._root: _Node = {}
        for name in names:
            node = self._root
            words = _WORD.findall(modern_tones(lower_same_length(name)))
            for index, (word, comma) in enumerate(words):
                node = node.setdefault(word if index == len(words) - 1 else word + comma, {})
            node[_END] = {}

    def match(self, text: str, start: int) -> int | None:
        """The end of the longest name that begins at `start` (spaces before it are skipped), or None."""
        node = self._root
        best = None
        while match := _WORD.match(text, start):
            word = modern_tones(lower_same_length(match[1]))
            after = node.get(word)
            if after is not None and _END in after:
                best = match.end(1)
            following = node.get(word + match[2]) if match[2] else after
            if following is None:
                break
            node = following
            start = match.end()
        return best
