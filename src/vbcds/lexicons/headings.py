"""Words of headings: tên loại, annexes, attachments, authority lines, agencies of the letterhead."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from vbcds.lexicons.doctypes import load_document_types, parse_type
from vbcds.model.records import Genre
from vbcds.text.alternatives import any_of
from vbcds.text.fold import modern_tones


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingType:
    """A tên loại as headings print it."""

    #: The words in the heading, lower case.
    words: str
    #: The type's own name, lower case.
    kind: str
    genre: Genre


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingWords:
    """The lists of data/headings.toml; patterns match folded text at a line's start."""

    types: dict[str, HeadingType]
    type_pattern: re.Pattern[str]
    attachment_pattern: re.Pattern[str]
    annex_pattern: re.Pattern[str]
    form_pattern: re.Pattern[str]
    list_pattern: re.Pattern[str]
    attached_pattern: re.Pattern[str]
    opening_pattern: re.Pattern[str]
    authority_pattern: re.Pattern[str]
    office_words: frozenset[str]
    agency_pattern: re.Pattern[str]
    not_agency_pattern: re.Pattern[str]
    peer_pattern: re.Pattern[str]
    not_peer_pattern: re.Pattern[str]
    #: What cells of a lead column begin with beside agencies: groups, companies.
    body_pattern: re.Pattern[str]
    incomplete: frozenset[str]
    #: First syllables of agencies' names, where a narrow box has broken the name after one.
    broken: frozenset[str]


def _starts(words: list[str]) -> re.Pattern[str]:
    return re.compile("^" + any_of(words) + r"(?!\w)")


_LABEL = r"(?:\s+(?:số\s*)?(?P<label>[ivxlc]{1,6}[a-z]?(?:[.\-]\d+)*|\d{1,3}[a-zđ]?(?:[.\-/]\d{1,3}[a-z]?)*|[a-zđ](?:[.\-]?\d+)*))?"


@cache
def load_headings() -> HeadingWords:
    """The heading words, read once."""
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/headings.toml").read_text("utf-8"))
    types = _types(data["types"])
    annexes = data["annexes"]
    authority = data["authority"]
    return HeadingWords(
        types=types,
        type_pattern=_starts(list(types)),
        attachment_pattern=_starts(data["attachments"]["words"]),
        annex_pattern=re.compile("^(?:" + "|".join(annexes["words"]) + ")" + _LABEL + r"(?!\w)\s*[.:\-–]?\s*"),
        form_pattern=re.compile("^(?:" + "|".join(annexes["forms"]) + ")" + _LABEL + r"(?!\w)\s*[.:\-–]?\s*"),
        list_pattern=_starts(annexes["lists"]),
        attached_pattern=re.compile(r"^\(?\s*(?:" + "|".join(sorted(annexes["attached"], key=len, reverse=True)) + r")(?!\w)"),
        opening_pattern=re.compile("^" + any_of(data["openings"]["words"])),
        authority_pattern=_starts([*authority["offices"], *authority["bodies"]]),
        office_words=frozenset(word for office in authority["offices"] for word in office.split()),
        agency_pattern=_starts(data["agencies"]["heads"]),
        not_agency_pattern=_starts(data["agencies"]["not_heads"]),
        peer_pattern=_starts(data["agencies"]["peers"]),
        not_peer_pattern=_starts(data["agencies"]["not_peers"]),
        body_pattern=_starts(data["agencies"]["groups"]),
        incomplete=frozenset(data["agencies"]["incomplete"]),
        broken=frozenset(data["agencies"]["broken"]),
    )


def _types(data: dict[str, Any]) -> dict[str, HeadingType]:
    types = {
        form: HeadingType(words=form, kind=entry.name, genre=entry.genre)
        for entry in load_document_types().types
        for form in entry.forms
        if form not in data["not_alone"]
    }
    for form, name in data["more"].items():
        known = parse_type(name)
        types[form] = HeadingType(words=form, kind=name, genre=known.genre if known else "other")
    types |= {form: HeadingType(words=form, kind=form, genre="other") for form in data["other"]}
    return {modern_tones(form): entry for form, entry in types.items()}


def find_type(folded: str) -> HeadingType | None:
    """The tên loại that a folded line begins with.

    >>> find_type("báo cáo kết quả thực hiện").genre
    'report'
    """
    words = load_headings()
    match = words.type_pattern.match(folded)
    return words.types[match[0]] if match else None
