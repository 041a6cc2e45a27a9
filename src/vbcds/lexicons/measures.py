"""Wordings of indicators: which words of an indicator tell what is measured."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from vbcds.text.alternatives import whole_word
from vbcds.text.fold import key

_DIGITS = re.compile(r"\d+(?:[.,/]\d+)*")


@cache
def _words() -> tuple[frozenset[str], re.Pattern[str], dict[str, str]]:
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/measures.toml").read_text("utf-8"))
    synonyms = {key(word): key(entry["name"]) for entry in data["synonym"] for word in entry["words"]}
    return frozenset(key(word) for word in data["empty"]), re.compile(whole_word(synonyms)), synonyms


@lru_cache(maxsize=16384)
def spell_out(text: str) -> str:
    """The `key` of a text with abbreviations spelled out and other wordings of one thing made one.

    >>> spell_out("Rà soát TTHC nội bộ")
    'rà soát thủ tục hành chính nội bộ'
    """
    _, pattern, synonyms = _words()
    return pattern.sub(lambda match: synonyms[match[0]], key(text))


@lru_cache(maxsize=8192)
def canonical_words(text: str) -> str:
    """The words that tell what an indicator measures, with synonyms made one, sorted; for comparison only.

    >>> canonical_words("số DVCTT toàn trình") == canonical_words("dịch vụ công trực tuyến toàn trình")
    True
    """
    empty = _words()[0]
    folded = spell_out(_DIGITS.sub(" ", key(text)))
    return " ".join(sorted({word for word in folded.split() if word not in empty and word != "%"}))
