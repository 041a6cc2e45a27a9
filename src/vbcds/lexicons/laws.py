"""Names of codes, laws and ordinances, from data/laws.csv: where a law's name ends in running text.

Each number and date says where it was confirmed (column `source`); what was not confirmed is empty, as are names that several forms of one
law bear. The numbers of one term of the National Assembly rise with the dates, which tells the year where only the number is known.
"""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vbcds.lexicons.wordtree import WordTree


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law: its name without the type word; number and date where they are confirmed."""

    kind: str
    name: str
    number: str | None
    date: datetime.date | None
    #: The day in force, where it is confirmed.
    effective: datetime.date | None = None
    #: Where number and date were confirmed; None for a name alone.
    source: str | None = None

    @property
    def year(self) -> int | None:
        """The year of issue, which the number tells where the date is not known.

        >>> law_of_number("11/2022/QH15").date, law_of_number("11/2022/QH15").year
        (None, 2022)
        """
        return self.date.year if self.date else int(self.number.split("/")[1]) if self.number else None


@cache
def load_laws() -> tuple[Law, ...]:
    """All laws of the register, one row for each number that bore the name."""
    text = files("vbcds.lexicons").joinpath("data/laws.csv").read_text(encoding="utf-8")
    return tuple(
        Law(
            kind=row["kind"],
            name=row["name"],
            number=row["number"] or None,
            date=datetime.date.fromisoformat(row["date"]) if row["date"] else None,
            effective=datetime.date.fromisoformat(row["effective"]) if row["effective"] else None,
            source=row["source"] or None,
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _by_number() -> dict[str, Law]:
    return {law.number: law for law in load_laws() if law.number}


def law_of_number(number: str) -> Law | None:
    """The law that bears a number.

    >>> law_of_number("33/2024/QH15").name
    'Lưu trữ'
    """
    return _by_number().get(number)


@cache
def _names() -> WordTree:
    """Every name with its commas and without them."""
    return WordTree({form for law in load_laws() for form in (law.name, law.name.replace(",", "").replace(";", ""))})


def match_law_name(text: str, start: int) -> int | None:
    """The end of the longest known name that begins at `start` of `text` (after the type word), or None.

    >>> text = "Luật Đầu tư công và Luật Giá"
    >>> text[5 : match_law_name(text, 5)]
    'Đầu tư công'
    """
    return _names().match(text, start)
