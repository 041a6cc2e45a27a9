"""Words around citations, from data/citation_words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from vbcds.errors import LexiconError
from vbcds.text.alternatives import any_of as any_word


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("vbcds.lexicons").joinpath("data/citation_words.toml").read_text(encoding="utf-8")
    )
    return data


def load_words(section: str, name: str) -> tuple[str, ...]:
    """A list of words. Raises `LexiconError` where there is none of that name.

    >>> "tháng" in load_words("numbers", "units")
    True
    """
    try:
        return tuple(_data()[section][name])
    except KeyError:
        raise LexiconError(f"citation_words.toml: no list {section}.{name}") from None


def any_of(section: str, name: str) -> str:
    """A list as alternatives of a regular expression, the longest first; white space in them matches any."""
    return alternatives(load_words(section, name))


def alternatives(words: tuple[str, ...] | list[str]) -> str:
    r"""Words as alternatives of a regular expression, the longest first.

    >>> alternatives(["hội đồng", "hội"])
    '(?:hội(?:\\s{1,3}đồng)?)'
    """
    return any_word(words, spelt={" ": r"\s{1,3}", "~": r"\s{1,3}"})
