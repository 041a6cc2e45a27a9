"""The wordings by which a report tells one figure twice, and those that tell two figures apart; from data/figure_wordings.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vbcds.text.alternatives import whole_word


@dataclass(frozen=True, slots=True)
class FigureWordings:
    """Sets of syllables, and patterns of folded text."""

    #: Measure nothing ("ước", "đạt", "toàn tỉnh").
    light: frozenset[str]
    #: Tell a figure from one that is told without them ("chưa", "quá hạn").
    apart: re.Pattern[str]
    #: Of headings that name no matter.
    headings: frozenset[str]
    plan: re.Pattern[str]
    earlier: re.Pattern[str]
    total: re.Pattern[str]
    period: re.Pattern[str]
    part: re.Pattern[str]
    compounds: tuple[tuple[str, str], ...]


@cache
def figure_wordings() -> FigureWordings:
    """The wordings, loaded once.

    >>> "đạt" in figure_wordings().light, bool(figure_wordings().earlier.search("so với cùng kỳ"))
    (True, True)
    """
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/figure_wordings.toml").read_text(encoding="utf-8"))

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(whole_word(data[name]))

    return FigureWordings(
        light=frozenset(data["light"].split()),
        headings=frozenset(data["headings"].split()),
        apart=pattern("apart"),
        plan=pattern("plan"),
        earlier=pattern("earlier"),
        total=pattern("total"),
        period=pattern("period"),
        part=pattern("part"),
        compounds=tuple(data["compounds"].items()),
    )
