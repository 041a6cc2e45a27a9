r"""Lists of words as regular expressions that are searched quickly.

`re` tries the alternatives of `a|b|c` one after the other at every place of a text, and a condition in front (`\b`, `(?<!\w)`) keeps
it from looking for the first letters at all. Here words that begin alike share their beginning, and what must stand before a word
is asked after its first letter: the search jumps from one possible first letter to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_Node = dict[str, "_Node"]
_END = ""
_AS_WRITTEN: Mapping[str, str] = {}


def any_of(words: Iterable[str], *, spelt: Mapping[str, str] = _AS_WRITTEN, before: tuple[str, ...] = ()) -> str:
    r"""The source of a pattern for any of the words, the longest that fits first; it is one group without a name.

    `spelt` has patterns for pieces of the words, as `{" ": r"\s+"}` for any white space where a word has a space. `before` are
    patterns of fixed width for what must not stand before a word.

    >>> any_of(["chủ trì", "chủ động", "chủ", "giao"])
    '(?:chủ(?:\\ (?:trì|động))?|giao)'
    >>> pattern = re.compile(whole_word(["giao", "giao cho"], spelt={" ": r"\s+"}))
    >>> [match[0] for match in pattern.finditer("Giao lưu, giao  cho: bàn giao; được_giao, giao.")]
    ['giao  cho', 'giao', 'giao']
    """
    root: _Node = {}
    pieces = re.compile("|".join((*map(re.escape, sorted(spelt, key=len, reverse=True)), "(?s:.)")))
    for word in sorted(set(words)):
        node = root
        for piece in pieces.findall(word):
            node = node.setdefault(spelt[piece] if piece in spelt else re.escape(piece), {})
        node[_END] = {}
    root.pop(_END, None)
    condition = "".join(f"(?<!{pattern}.)" for pattern in before)
    return "(?:" + "|".join(first + condition + _rest(node) for first, node in root.items()) + ")"


def whole_word(words: Iterable[str], *, spelt: Mapping[str, str] = _AS_WRITTEN) -> str:
    """`any_of`, with no letter, digit or "_" on either side; the words themselves begin and end with one."""
    return any_of(words, spelt=spelt, before=(r"\w",)) + r"(?!\w)"


def _rest(node: _Node) -> str:
    """What may follow the pieces on the way to a node."""
    ends = _END in node
    choices = []
    for piece, following in node.items():
        if piece == _END:
            continue
        chain = [piece]
        while len(following) == 1 and _END not in following:
            [(piece, following)] = following.items()
            chain.append(piece)
        choices.append("".join(chain) + _rest(following))
    if not choices:
        return ""
    if len(choices) == 1 and not ends:
        return choices[0]
    return "(?:" + "|".join(choices) + ")" + ("?" if ends else "")
