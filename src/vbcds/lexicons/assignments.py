"""Words around tasks that stand in prose, from data/assignments.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from vbcds.lexicons.goals import fold
from vbcds.text.alternatives import any_of, whole_word

LabelRole = Literal["lead", "support", "deadline", "product", "note", "content"]


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


@cache
def load_assignment_words() -> AssignmentWords:
    """The words around prose tasks."""
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/assignments.toml").read_text(encoding="utf-8"))
    labels: dict[str, list[str]] = data["labels"]
    roles: dict[str, LabelRole] = {fold(word): role for role, words in labels.items() for word in words}  # type: ignore[misc]
    return AssignmentWords(
        heading=re.compile(whole_word(map(fold, data["headings"]))),
        label=re.compile(
            rf"^[\s\-+–•*]*(?:\(?\d{{1,2}}(?:\.\d{{1,2}})*[.)]\s+|[a-zđ]\)\s+)?({any_of(roles)})"
            r"(?:\s*\([^()]{0,40}\)|\s+dự kiến)?\s*:\s*"
        ),
        label_roles=roles,
        addressing=re.compile(rf"^[\s\-+–•*]*(?:{any_of(map(fold, data['addressing']['words']))}\s*:?\s+)+"),
        verb=re.compile(whole_word(map(fold, data["verbs"]["words"]))),
        duty=re.compile(whole_word(map(fold, data["duties"]["words"]))),
        leading=re.compile(whole_word(map(fold, data["leading"]["words"]))),
    )
