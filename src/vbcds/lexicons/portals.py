"""What is known of the web portals that publish documents, from data/portals.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vbcds.text.fold import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Portals:
    """Hints for finding a document in a page."""

    #: (attribute, value or None for any) of elements that hold the text of a document.
    containers: tuple[tuple[str, str | None], ...]
    #: Words in a class or an id that only furniture has.
    class_words: frozenset[str]
    #: Those of them that tell even where running text stands in the part.
    sure_words: frozenset[str]
    #: Classes of elements inside a line that are not part of it.
    inline_classes: frozenset[str]
    #: Keys of whole lines that are the portal's.
    lines: frozenset[str]
    #: Keys of the beginnings of what follows a document.
    endings: tuple[str, ...]


@cache
def load_portals() -> Portals:
    """All hints.

    >>> "tải về" in load_portals().lines
    True
    """
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/portals.toml").read_text(encoding="utf-8"))
    containers: list[tuple[str, str | None]] = []
    for entry in data["container"]:
        if "attribute" in entry:
            containers.append((entry["attribute"], None))
        else:
            name = "id" if "id" in entry else "class"
            containers.append((name, entry[name]))
    furniture = data["furniture"]
    return Portals(
        containers=tuple(containers),
        class_words=frozenset(furniture["class_words"]),
        sure_words=frozenset(furniture["sure_words"]),
        inline_classes=frozenset(furniture["inline_classes"]),
        lines=frozenset(key(line) for line in furniture["lines"]),
        endings=tuple(key(line) for line in furniture["endings"]),
    )
