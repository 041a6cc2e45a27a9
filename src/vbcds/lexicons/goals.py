"""Words of targets: pillars, headings of goals and of the present state, words of intent, scopes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from vbcds.text.alternatives import any_of, whole_word
from vbcds.text.fold import lower_same_length, modern_tones


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("vbcds.lexicons").joinpath("data", name).read_text(encoding="utf-8"))


def _whole(words: list[str]) -> re.Pattern[str]:
    return re.compile(whole_word(words))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case with folded tones, same length: the form that all patterns here expect."""
    return modern_tones(lower_same_length(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalWords:
    """Compiled word lists of data/targets.toml; all are searched in `fold`ed text."""

    goal_heading: re.Pattern[str]
    state_heading: re.Pattern[str]
    goal_word: re.Pattern[str]
    state_word: re.Pattern[str]
    #: At the start of an indicator.
    lead: re.Pattern[str]
    #: At the end of an indicator.
    tail: re.Pattern[str]
    count_verb: re.Pattern[str]
    rank_units: frozenset[str]
    scopes: dict[str, str]


@cache
def load_goal_words() -> GoalWords:
    """The words around targets."""
    data = _data("targets.toml")
    return GoalWords(
        goal_heading=_whole(data["goal_headings"]),
        state_heading=_whole(data["state_headings"]),
        goal_word=_whole(data["goal_words"]),
        state_word=_whole(data["state_words"]),
        lead=re.compile(rf"(?:[\s,;:.\-+–]*{any_of(data['lead_words'])}\b)*[\s,;:.\-+–]*"),
        tail=re.compile(any_of(data["tail_words"], before=(r"[\w/]",)) + r"\s*[,:]?\s*$"),
        count_verb=re.compile(any_of(data["count_verbs"], before=(r"\w",)) + r"(?: được| mới| thêm)?\s*$"),
        rank_units=frozenset(data["rank_units"]),
        scopes=dict(data["scopes"]),
    )


@cache
def _pillars() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["name"], _whole(entry["words"])) for entry in _data("pillars.toml")["pillar"])


@lru_cache(maxsize=256)
def find_pillar(heading: str) -> str | None:
    """The pillar that a heading names, or None.

    >>> find_pillar("2.1.2. Về phát triển kinh tế số, nâng cao năng lực cạnh tranh"), find_pillar("Tổ chức thực hiện")
    ('kinh tế số', None)
    """
    folded = fold(heading)
    found = [(match.start(), name) for name, pattern in _pillars() if (match := pattern.search(folded))]
    return min(found)[1] if found else None
