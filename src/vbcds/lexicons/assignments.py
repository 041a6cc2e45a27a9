"""Words around tasks that stand in prose, from data/assignments.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from vbcds.lexicons.goals import fold

LabelRole = Literal["lead", "support", "deadline", "product", "content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentWords:
    """Compiled word lists; all are searched in folded text."""

    heading: re.Pattern[str]
    #: `- Đơn vị chủ trì (dự kiến):` at the start of a line; group 1 is the label.
    label: re.Pattern[str]
    label_roles: dict[str, LabelRole]
    #: Words before an agency's name ("Đề nghị", "Giao"), at the start.
    addressing: re.Pattern[str]
    #: The verb or preposition that ends a list of supporting agencies.
    verb: re.Pattern[str]
    duty: re.Pattern[str]
    leading: re.Pattern[str]


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(set(words), key=len, reverse=True))


@cache
def load_assignment_words() -> AssignmentWords:
    """The words around prose tasks."""
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/assignments.toml").read_text(encoding="utf-8"))
    labels: dict[str, list[str]] = data["labels"]
    roles: dict[str, LabelRole] = {fold(word): role for role, words in labels.items() for word in words}  # type: ignore[misc]
    every = _alternatives([word for words in labels.values() for word in words])
    return AssignmentWords(
        heading=re.compile(rf"\b(?:{_alternatives(data['headings'])})\b"),
        label=re.compile(
            rf"^[\s\-+–•*]*(?:\(?\d{{1,2}}(?:\.\d{{1,2}})*[.)]\s+|[a-zđ]\)\s+)?({every})"
            r"(?:\s*\([^()]{0,40}\)|\s+dự kiến)?\s*:\s*"
        ),
        label_roles=roles,
        addressing=re.compile(rf"^[\s\-+–•*]*(?:(?:{_alternatives(data['addressing']['words'])})\s*:?\s+)+"),
        verb=re.compile(rf"\b(?:{_alternatives(data['verbs']['words'])})\b"),
        duty=re.compile(rf"\b(?:{_alternatives(data['duties']['words'])})\b"),
        leading=re.compile(rf"\b(?:{_alternatives(data['leading']['words'])})\b"),
    )
