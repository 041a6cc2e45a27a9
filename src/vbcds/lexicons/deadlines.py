"""The words of deadlines (`data/deadlines.toml`): loaded once, on first use."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vbcds.errors import LexiconError
from vbcds.text.alternatives import any_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WordClass:
    """Words that mark one kind of deadline, with texts that show what they do and do not."""

    words: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineWords:
    """All classes of `data/deadlines.toml`."""

    ongoing: WordClass
    immediate: WordClass
    condition: WordClass
    completion: WordClass
    upkeep: WordClass
    open_end: WordClass
    horizon: WordClass
    empty: WordClass
    signing: WordClass
    occasion: WordClass
    #: Types of documents that may name themselves: "ngày Kế hoạch này được ban hành".
    documents: tuple[str, ...]
    #: Word lists for running text: duty, past, facts, as_of, titles, nouns, labels.
    prose: dict[str, tuple[str, ...]]


_CLASSES = ("ongoing", "immediate", "condition", "completion", "upkeep", "open_end", "horizon", "empty", "signing", "occasion")
_PROSE = ("duty", "past", "facts", "as_of", "titles", "nouns", "labels")


@cache
def load_deadline_words() -> DeadlineWords:
    """The word classes. Raises `LexiconError` where the data file lacks a class or a list.

    >>> "thường xuyên" in load_deadline_words().ongoing.words
    True
    """
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/deadlines.toml").read_text(encoding="utf-8"))
    try:
        classes = {
            name: WordClass(**{k: tuple(data[name][k]) for k in ("words", "examples", "counter_examples")}) for name in _CLASSES
        }
        prose = {name: tuple(data["prose"][name]) for name in _PROSE}
        return DeadlineWords(**classes, documents=tuple(data["signing"]["documents"]), prose=prose)
    except (KeyError, TypeError) as error:
        raise LexiconError(f"deadlines.toml: {error}") from error


def alternation(words: tuple[str, ...]) -> str:
    """A regular expression for any of the words, the longest first; a space stands for any white space.

    >>> alternation(("sau", "sau khi"))
    '(?:sau(?:\\\\s+khi)?)'
    """
    return any_of([" ".join(word.split()) for word in words], spelt={" ": r"\s+"})
