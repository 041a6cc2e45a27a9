"""Roles of those who sign, in capitals as printed or in normal case."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from vbcds.text.alternatives import any_of
from vbcds.text.fold import key

_WORD = re.compile(r"[\w/&]+|,")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """Roles by their key, and the pattern that finds one at the start of a folded line."""

    #: key -> normal case.
    names: dict[str, str]
    pattern: re.Pattern[str]
    bodies: dict[str, str]
    #: Ranks and degrees before a name, folded.
    titles: re.Pattern[str]
    #: First words of names, lower case.
    surnames: frozenset[str]
    #: Those of nine people in ten.
    common_surnames: frozenset[str]
    #: Syllables of the words after them.
    given_names: frozenset[str]


@cache
def load_roles() -> RoleWords:
    """The roles of data/roles.toml, with the deputies that follow from them."""
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/roles.toml").read_text("utf-8"))
    names: dict[str, str] = {}
    for head in data["heads"]:
        names.setdefault(key(head), head)
        names.setdefault(key(f"Phó {head}"), f"Phó {head}")
        names.setdefault(key(f"Quyền {head}"), f"Quyền {head}")
    for other in data["others"]:
        names.setdefault(key(other), other)
    return RoleWords(
        names=names,
        pattern=re.compile(any_of(names, spelt={" ": r"\s+"}) + r"(?!\w)"),
        bodies={key(body): body for body in data["bodies"]},
        titles=re.compile("^(?:" + any_of(data["titles"]) + r"(?:[.,\s]+))+"),
        surnames=frozenset(data["surnames"].split()),
        common_surnames=frozenset(data["common_surnames"].split()),
        given_names=frozenset(data["given_names"].split()),
    )


def role_name(printed: str) -> str:
    """A role in normal case.

    >>> role_name("PHÓ CHỦ TỊCH"), role_name("CHỦ TỊCH QUỐC HỘI"), role_name("PHÓ CHÁNH VĂN PHÒNG")
    ('Phó Chủ tịch', 'Chủ tịch Quốc hội', 'Phó Chánh Văn phòng')
    >>> role_name("Phó Giám đốc")
    'Phó Giám đốc'
    >>> role_name("VỤ TRƯỞNG VỤ PHÁP CHẾ")
    'Vụ trưởng Vụ Pháp chế'
    """
    words = load_roles()
    printed = " ".join(printed.split()).strip(" .:;-–")
    if (known := words.names.get(key(printed))) is not None:
        return known
    if not printed.isupper():
        return printed
    tokens = _WORD.findall(printed)
    pieces: list[str] = []
    at = 0
    while at < len(tokens):
        for size in range(min(6, len(tokens) - at), 0, -1):
            folded = key(" ".join(tokens[at : at + size]))
            known = (words.names.get(folded) if at == 0 or tokens[at - 1] == "," else None) or words.bodies.get(folded)
            if known is not None:
                pieces.append(known)
                at += size
                break
        else:
            token = tokens[at]
            pieces.append(token if token == "," else token.lower() if pieces and pieces[-1] != "," else token.capitalize())
            at += 1
    return " ".join(pieces).replace(" ,", ",")
