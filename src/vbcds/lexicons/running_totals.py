"""The words by which figures are totals up to the day, of one period, or stocks that may fall; from data/running_totals.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vbcds.text.alternatives import whole_word

_LIST = re.compile(r", | và |/")


@dataclass(frozen=True, slots=True)
class RunningTotals:
    """Patterns for folded text."""

    #: Make one clause the opposite of another, or its other half ("chưa", "trực tiếp").
    opposite: re.Pattern[str]
    #: Say that a figure is a total up to the day; those that leave no doubt.
    summed: re.Pattern[str]
    summed_surely: re.Pattern[str]
    #: A stock of the day ("hiện có"), and the participles by which one came to be.
    standing: re.Pattern[str]
    built_up: re.Pattern[str]
    #: Of the period only ("trong tháng", "cấp mới").
    within: re.Pattern[str]
    #: Done anew in every period; by the same bodies ("gửi báo cáo").
    repeated: re.Pattern[str]
    repeated_by_all: re.Pattern[str]
    #: What may well become less; bodies and people whose number changes with their organisation.
    shrinking: re.Pattern[str]
    troubles: re.Pattern[str]
    organised: re.Pattern[str]
    #: Nouns that tell little of what is counted.
    general: re.Pattern[str]
    #: Of these, people of any kind.
    persons: re.Pattern[str]
    #: Why a figure is less than before: a reason behind "do", "sau khi", and what says it alone.
    because: re.Pattern[str]
    corrected: re.Pattern[str]

    def is_general(self, noun: str) -> bool:
        """Whether a noun, or each of a list ("xã, phường"), tells little of what is counted.

        >>> running_totals().is_general("hồ sơ, người"), running_totals().is_general("hồ sơ, camera")
        (True, False)
        """
        return _are_all(self.general, noun)

    def is_organised(self, noun: str) -> bool:
        """Whether a noun, or each of a list, is of bodies and people whose number changes with their organisation."""
        return _are_all(self.organised, noun)


@cache
def running_totals() -> RunningTotals:
    """The words, loaded once.

    >>> bool(running_totals().within.search("đã cấp mới 120 thẻ")), bool(running_totals().within.search("mới đạt 120 thẻ"))
    (True, False)
    """
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/running_totals.toml").read_text(encoding="utf-8"))
    reasons = whole_word(data.pop("reasons"))
    because = re.compile(rf"(?<!\w)(?:do|vì|bởi|nguyên nhân|sau)\s(?:[^\W\d]+,?\s){{0,4}}?{reasons}")
    return RunningTotals(because=because, **{name: re.compile(whole_word(words)) for name, words in data.items()})


def _are_all(pattern: re.Pattern[str], noun: str) -> bool:
    return bool(noun) and all(pattern.fullmatch(part) for part in _LIST.split(noun))
