"""Phrases that recognised text is mended by: names of agencies and provinces, and common words of administrative prose."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from vbcds.lexicons.agencies import load_entries
from vbcds.lexicons.places import load_provinces
from vbcds.text.repair import Phrases, phrase_index


@cache
def load_phrases() -> Phrases:
    """The names of agencies of three syllables and more, provinces after the word for their kind, and the common words.

    >>> ("to", "chuc") in [key for key, _ in load_phrases()["to"]]
    True
    """
    text = files("vbcds.lexicons").joinpath("data", "common_words.toml").read_text("utf-8")
    names = [name for entry in load_entries() for name in (entry.name, *entry.forms) if name.count(" ") > 1]
    places = [f"{province.kind} {province.name}" for province in load_provinces()]
    return phrase_index([*tomllib.loads(text)["words"], *names, *places])
