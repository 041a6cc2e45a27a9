"""The telling syllables of a target's wording, which two wordings of one target share; from data/indicator_words.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from vbcds.text.fold import key

_WORD = re.compile(r"[^\W_]+")
_BRACKET = re.compile(r"\([^()]{0,200}\)")
#: Levels of a service, grades of a school: numbers that belong to the name.
_LEVELS = re.compile(
    r"(?:mức(?: độ)?|cấp|hạng|loại|dvc|công|trực tuyến)\s*((?:\d(?!\d))(?:\s*(?:,|và|-|hoặc|mức)\s*(?:mức\s*)?\d(?!\d)){0,5})"
)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files("vbcds.lexicons").joinpath("data/indicator_words.toml").read_text(encoding="utf-8"))


@cache
def _data() -> tuple[dict[str, str], tuple[tuple[str, str], ...], frozenset[str]]:
    data = _file()
    return data["abbreviations"], tuple(data["synonyms"].items()), frozenset(data["empty"]["words"])


@cache
def words_of_time() -> frozenset[str]:
    """The syllables that tell when a figure was counted ("tính đến nay"), and not what."""
    return frozenset(_file()["time"]["words"])


@cache
def doing_words() -> frozenset[str]:
    """The syllables that say only that something was done ("đã tổ chức", "hoàn thành")."""
    return frozenset(_file()["doing"]["words"])


@cache
def unspecific_words() -> frozenset[str]:
    """The syllables that do not narrow what is counted in a whole place ("tạo lập", "người dân")."""
    return frozenset(_file()["unspecific"]["words"])


@lru_cache(maxsize=16384)
def telling_words(text: str) -> frozenset[str]:
    """The telling syllables of a wording: abbreviations spelled out; empty words, levels and bracketed exclusions dropped.

    >>> telling_words("DVC trên thiết bị di động") == telling_words("Tỷ lệ dịch vụ công trên các thiết bị di động")
    True
    """
    abbreviations, synonyms, empty = _data()
    plain = " ".join(_WORD.findall(key(_BRACKET.sub(" ", text))))
    for old, new in synonyms:
        plain = plain.replace(old, new)
    found = " ".join(abbreviations.get(word, word) for word in plain.split())
    return frozenset(word for word in found.split() if word not in empty and not word.isdigit())


@lru_cache(maxsize=16384)
def levels(text: str) -> tuple[str, ...]:
    """The levels that a wording names ("mức độ 3, 4"); empty where it names none.

    >>> levels("dịch vụ công mức độ 3, mức độ 4"), levels("DVC 3,4"), levels("ở mức độ 4")
    (('3', '4'), ('3', '4'), ('4',))
    """
    match = _LEVELS.search(" ".join(text.lower().split()).replace("mức độ", "mức"))
    return tuple(sorted(set(re.findall(r"\d", match[1])))) if match else ()
