"""Units, counters, ordinals and comparators (`data/units.toml`): loaded once, on first use."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vbcds.errors import LexiconError
from vbcds.model.mentions import QuantityKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or a counted noun: its name as it is written in records, its kind, the group of nouns that it may be listed with."""

    name: str
    kind: QuantityKind
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """All of `data/units.toml`."""

    #: By the words in lower case.
    units: dict[str, Unit]
    multipliers: frozenset[str]
    #: What may stand behind the stroke of a rate.
    per: frozenset[str]
    #: Words that make the number behind them a name: always / where no unit follows.
    strong_ordinals: tuple[str, ...]
    weak_ordinals: tuple[str, ...]
    #: Words that "số" may follow without naming a document.
    before_so: frozenset[str]
    numerals: dict[str, int]
    #: Comparator by the words before the number.
    comparators: dict[str, str]
    #: (text, name of the unit that must be read).
    examples: tuple[tuple[str, str], ...]
    #: Words in the longest unit.
    longest: int


@cache
def load_units() -> Units:
    """The units. Raises `LexiconError` where the data file lacks a part or names a word in two groups of one kind of thing.

    >>> load_units().units["tỷ đồng"].kind
    'money'
    """
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/units.toml").read_text(encoding="utf-8"))
    try:
        canonical = data["canonical"]
        units: dict[str, Unit] = {}
        for group in data["group"]:
            for word in group["words"]:
                if word not in units:
                    units[word] = Unit(canonical.get(word, word), group["kind"], group["name"])
        return Units(
            units=units,
            multipliers=frozenset(data["multipliers"]["words"]),
            per=frozenset(data["per"]["words"]),
            strong_ordinals=tuple(data["ordinals"]["strong"]),
            weak_ordinals=tuple(data["ordinals"]["weak"]),
            before_so=frozenset(data["ordinals"]["before_so"]),
            numerals=dict(data["numerals"]),
            comparators={word: sign for sign, words in data["comparators"].items() for word in words},
            examples=tuple((text, unit) for group in data["group"] for text, unit in group["examples"]),
            longest=max(len(word.split()) for word in units),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"units.toml: {error}") from error
