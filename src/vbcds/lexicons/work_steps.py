"""Steps on the way to some work, and the words of the tasks that are such a step themselves."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from vbcds.lexicons.report_words import fold, words_pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSteps:
    """data/work_steps.toml; for folded text."""

    #: Any of the steps.
    told: re.Pattern[str]
    #: For each step: its words, and the words of the tasks that are the step.
    own: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    #: For each step: (texts that tell it, texts that look alike and do not).
    examples: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    def is_own(self, step: str, task: str) -> bool:
        """Whether a task (folded, with its product) is the step itself.

        >>> load_work_steps().is_own("khảo sát", "khảo sát mức độ hài lòng"), load_work_steps().is_own("khảo sát", "lắp camera")
        (True, False)
        """
        return any(words.match(step) and meant.search(task) for words, meant in self.own)


@cache
def load_work_steps() -> WorkSteps:
    """The steps, read once."""
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/work_steps.toml").read_text("utf-8"))
    steps = data["step"]
    return WorkSteps(
        told=words_pattern([word for entry in steps for word in entry["words"]]),
        own=tuple((words_pattern(entry["words"]), words_pattern(entry["own"])) for entry in steps),
        examples=tuple((tuple(map(fold, entry["examples"])), tuple(map(fold, entry["counter"]))) for entry in steps),
    )
