"""How the subjects (trích yếu) of documents begin, to mend the first words of recognised titles."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load_openings() -> Mapping[str, tuple[str, ...]]:
    """First syllables by the second ones.

    >>> load_openings()["duyệt"]
    ('phê',)
    """
    text = files("vbcds.lexicons").joinpath("data", "subjects.toml").read_text("utf-8")
    found: dict[str, list[str]] = defaultdict(list)
    for opening in tomllib.loads(text)["openings"]:
        first, second = opening.split()
        found[second].append(first)
    return {second: tuple(firsts) for second, firsts in found.items()}
