"""Difficulties that many offices report in words of their own (data/matters.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from vbcds.lexicons.report_words import fold, words_pattern

#: Characters between what the trouble is with and the trouble, at most; where a sentence ends.
_NEAR = 90
_END = re.compile(r"[.!?;]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter: its name as a lead-in, the theme of difficulties it belongs to, its words in folded text."""

    name: str
    theme: str
    subject: re.Pattern[str]
    trouble: re.Pattern[str]
    either_order: bool
    unless: re.Pattern[str]
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    def spoken_of(self, folded: str) -> bool:
        """Whether a folded sentence speaks of it."""
        for subject in self.subject.finditer(folded):
            for trouble in self.trouble.finditer(folded):
                first, second = sorted((subject.span(), trouble.span()))
                if not self.either_order and first != subject.span():
                    continue
                between = folded[first[1] : second[0]]
                if len(between) <= _NEAR and not self.unless.search(between):
                    return True
        return False


@cache
def load_matters() -> tuple[Matter, ...]:
    """The matters, read once, in the order in which they are tried."""
    data = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/matters.toml").read_text("utf-8"))
    return tuple(
        Matter(
            name=entry["name"],
            theme=entry["theme"],
            subject=words_pattern(entry["subject"]),
            trouble=words_pattern(entry["trouble"]),
            either_order=entry.get("either_order", False),
            unless=words_pattern(entry["unless"]),
            examples=tuple(entry["examples"]),
            counter=tuple(entry["counter"]),
        )
        for entry in data["matter"]
    )


@lru_cache(maxsize=8192)
def find_matter(text: str) -> Matter | None:
    """The matter that a difficulty speaks of, by its first sentence that speaks of one; None where it is the office's own.

    >>> find_matter("Phần mềm một cửa thường xuyên bị treo.").name
    'Hệ thống một cửa, dịch vụ công của tỉnh chậm, hay lỗi'
    >>> find_matter("Sổ hộ tịch bị mối mọt.") is None
    True
    """
    for sentence in _END.split(fold(text[:2000])):
        for matter in load_matters():
            if matter.spoken_of(sentence):
                return matter
    return None
