"""Slips of the pen: wordings that Vietnamese does not have, doubled words, look-alike letters; from data/slips.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Slips:
    """The wordings to look for, and what is meant by each."""

    #: Any wrong wording, in lower case.
    wrong: re.Pattern[str]
    right: dict[str, str]
    double: re.Pattern[str]
    lookalikes: dict[str, str]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("vbcds.lexicons").joinpath("data/slips.toml").read_text(encoding="utf-8"))


@cache
def load_slips() -> Slips:
    """All slips.

    >>> load_slips().right["tích họp"], bool(load_slips().wrong.search("phù hợp"))
    ('tích hợp', False)
    """
    data = _data()
    right = {wrong: entry["right"] for entry in data["slip"] for wrong in entry["wrong"]}
    choice = "|".join(re.escape(wrong).replace(r"\ ", r"\s") for wrong in sorted(right, key=len, reverse=True))
    double = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in data["double"]["words"])
    return Slips(
        wrong=re.compile(rf"(?<!\w)(?:{choice})(?!\w)"),
        right=right,
        double=re.compile(rf"(?<!\w)({double})[ \n]\1(?!\w)"),
        lookalikes=data["lookalikes"],
    )


def slip_examples() -> list[tuple[str, list[str]]]:
    """Each wrong wording with right ones that come near it, for the tests."""
    return [(wrong, entry["passes"]) for entry in _data()["slip"] for wrong in entry["wrong"]]
