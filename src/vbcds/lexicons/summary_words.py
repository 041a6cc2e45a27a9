"""Syllables that count for little, or for much, where sentences are compared (data/summary_words.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryWords:
    """Folded syllables: `empty` ones tell nothing, `common` ones stand in every statement, `decisive` ones change an indicator."""

    empty: frozenset[str]
    common: frozenset[str]
    decisive: frozenset[str]
    #: (long name, abbreviation), both folded.
    short: tuple[tuple[str, str], ...]


@cache
def load_summary_words() -> SummaryWords:
    """The syllables, read once."""
    data = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/summary_words.toml").read_text("utf-8"))
    return SummaryWords(
        **{name: frozenset(data[name].split()) for name in ("empty", "common", "decisive")},
        short=tuple((long, short) for long, short in data["short"]),
    )
