"""Words around the numbers that a sentence reckons with; from data/reckoning.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def reckoning_words(name: str) -> frozenset[str]:
    """A list of words by its name.

    >>> "đơn vị" in reckoning_words("bodies"), "hồ" in reckoning_words("no_nouns")
    (True, False)
    """
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/reckoning.toml").read_text(encoding="utf-8"))
    words: list[str] = data[name]
    return frozenset(words)
