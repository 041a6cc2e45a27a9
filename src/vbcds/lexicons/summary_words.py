"""Syllables that count for little, or for much, where sentences are compared (data/summary_words.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from vbcds.lexicons.report_words import fold, words_pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryWords:
    """Folded syllables: `empty` ones tell nothing, `common` ones stand in every statement, `decisive` ones change an indicator."""

    empty: frozenset[str]
    common: frozenset[str]
    decisive: frozenset[str]
    #: (long name, abbreviation), both folded.
    short: tuple[tuple[str, str], ...]
    #: What the names of central bodies, of the province's own and of communes begin with; words of a branch of a central one.
    central: re.Pattern[str]
    provincial: re.Pattern[str]
    local: re.Pattern[str]
    branches: re.Pattern[str]

    def level(self, agency: str) -> int:
        """How far down an agency stands (0 to 3): central, the province's own, departments and others, communes.

        >>> words = load_summary_words()
        >>> [words.level(name) for name in ("Bộ Nội vụ", "Ủy ban nhân dân tỉnh", "Sở Nội vụ", "Ủy ban nhân dân các xã, phường")]
        [0, 1, 2, 3]
        >>> words.level("Ngân hàng Nhà nước Việt Nam chi nhánh khu vực 4"), words.level("Bộ Chỉ huy Quân sự tỉnh")
        (2, 2)
        """
        folded = fold(agency)
        if self.central.match(folded) is not None:
            return 2 if self.branches.search(folded) else 0
        return 1 if self.provincial.match(folded) else 3 if self.local.match(folded) else 2


@cache
def load_summary_words() -> SummaryWords:
    """The syllables, read once."""
    data = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/summary_words.toml").read_text("utf-8"))
    return SummaryWords(
        empty=frozenset(data["empty"].split()),
        common=frozenset(data["common"].split()),
        decisive=frozenset(data["decisive"].split()),
        short=tuple((long, short) for long, short in data["short"]),
        central=words_pattern(data["central"], before=""),
        provincial=words_pattern(data["provincial"], before=""),
        local=words_pattern(data["local"], before=""),
        branches=words_pattern(data["branches"]),
    )
