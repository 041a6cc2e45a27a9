"""Cue words of relations between documents, from data/relations.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vbcds.model.records import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationCues:
    """The words that tell one relation: right before a citation, or after it."""

    name: Relation
    cues: tuple[str, ...]
    after: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@cache
def load_relations() -> tuple[RelationCues, ...]:
    """All relations with their cues, the most telling first."""
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/relations.toml").read_text(encoding="utf-8"))
    return tuple(
        RelationCues(
            name=entry["name"],
            cues=tuple(entry["cues"]),
            after=tuple(entry["after"]),
            examples=tuple(entry["examples"]),
            counter=tuple(entry["counter"]),
        )
        for entry in data["relation"]
    )
