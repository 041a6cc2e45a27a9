"""Words of tasks: which syllables and verbs tell no task apart, and what the means are whose want is the state of none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from vbcds.text.fold import key


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWords:
    """data/task_words.toml, as keys."""

    #: Syllables that do not count alone.
    common: frozenset[str]
    #: Verbs that begin many tasks.
    general_verbs: frozenset[str]
    #: Things that half of the tasks are about: no task is told by them.
    general_things: frozenset[str]
    #: How work is done, by whom and where: what is shared of them tells no common task.
    general_acts: frozenset[str]
    #: Tools that are named for one kind of work, with the pair of syllables that names the work.
    tools: Mapping[str, str]
    #: Kinds of means: money, people, machines.
    means: tuple[str, ...]


@cache
def load_task_words() -> TaskWords:
    """The words of tasks, read once.

    >>> "triển khai" in load_task_words().general_verbs, "đối soát" in load_task_words().general_verbs
    (True, False)
    """
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/task_words.toml").read_text("utf-8"))
    return TaskWords(
        common=frozenset(map(key, data["common"])),
        general_verbs=frozenset(map(key, data["general_verbs"])),
        general_things=frozenset(map(key, data["general_things"])),
        general_acts=frozenset(map(key, data["general_acts"])),
        tools={key(tool): key(work) for tool, work in data["tools"].items()},
        means=tuple(map(key, data["means"])),
    )
