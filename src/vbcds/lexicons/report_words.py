"""Words of periodic reports: what headings name a section, and what in a statement tells its section where no heading does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from vbcds.model.records import Section
from vbcds.text.alternatives import any_of
from vbcds.text.fold import lower_same_length, modern_tones


def fold(text: str) -> str:
    """Lower case with folded tones, as long as the text: the form that all patterns here expect."""
    return modern_tones(lower_same_length(text))


def words_pattern(words: list[str], *, before: str | None = None, after: str = r"(?!\w)") -> re.Pattern[str]:
    """A pattern for any of the words as whole words, the longest first; `before` in the place of the condition on what stands before."""
    choice = any_of(map(fold, words), spelt={" ": r"\s+"}, before=(r"\w",) if before is None else ())
    return re.compile((before or "") + choice + after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """Compiled data/report_words.toml; all patterns are for `fold`ed text."""

    #: Section -> what a piece of a heading begins with.
    heads: Mapping[str, re.Pattern[str]]
    #: Section -> pieces of a heading that name it only where nothing follows.
    whole: Mapping[Section, frozenset[str]]
    mixed: re.Pattern[str]
    #: Section -> words that move a piece of a heading there.
    shifts: Mapping[str, re.Pattern[str]]
    #: Section -> (headings that name it, texts that do not).
    examples: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    proposal: re.Pattern[str]
    plan_start: re.Pattern[str]
    plan_word: re.Pattern[str]
    result_word: re.Pattern[str]
    contrast: re.Pattern[str]
    #: Contrasts that turn to a hardship where a statement begins with them.
    turns: frozenset[str]
    difficulty: re.Pattern[str]
    difficulty_start: re.Pattern[str]
    #: What calls bad that which follows.
    regret: re.Pattern[str]
    #: What is said of work that goes well.
    praise: re.Pattern[str]
    not_begun: re.Pattern[str]
    #: Compounds with a word of hardship that tell none.
    neutral: re.Pattern[str]
    #: Section -> what announces it in a sentence before a list.
    announcements: Mapping[Section, re.Pattern[str]]
    closing: re.Pattern[str]
    lead: re.Pattern[str]


@cache
def load_report_words() -> ReportWords:
    """The words of reports, read once."""
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/report_words.toml").read_text("utf-8"))
    statement, formulae = data["statement"], data["formulae"]
    return ReportWords(
        heads={entry["name"]: words_pattern(entry["heads"], before="") for entry in data["section"]},
        whole={name: frozenset(map(fold, words)) for name, words in data["whole"].items()},
        mixed=words_pattern(data["mixed"]["heads"], before=""),
        shifts={name.removeprefix("to_"): words_pattern(words) for name, words in data["shift"].items()},
        examples={entry["name"]: (tuple(entry["examples"]), tuple(entry["counter"])) for entry in data["section"]},
        proposal=words_pattern(statement["proposal_verbs"]),
        plan_start=words_pattern(statement["plan_starts"], before=""),
        plan_word=words_pattern(statement["plan_words"]),
        result_word=words_pattern(statement["result_words"]),
        contrast=words_pattern(statement["contrasts"]),
        turns=frozenset(map(fold, statement["turns"])),
        difficulty=words_pattern(statement["difficulty_words"]),
        difficulty_start=words_pattern(statement["difficulty_starts"], before=""),
        regret=words_pattern(statement["regrets"], before=""),
        praise=words_pattern(statement["praise"]),
        not_begun=words_pattern(statement["not_begun"], before=r"(?<!\w)(?:chưa|không)(?: (?:kịp|thể))?\s"),
        neutral=words_pattern(statement["neutral"]),
        announcements={name: words_pattern(words) for name, words in data["announcement"].items()},
        closing=words_pattern(formulae["closings"], before="", after=""),
        lead=words_pattern(formulae["leads"]),
    )
