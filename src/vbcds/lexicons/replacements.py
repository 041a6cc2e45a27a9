"""What took the place of a document, and since when.

Three sources, in this order: data/replacements.csv, which names pairs of numbers that have a year (and so mean one document) where a day of
issue is not confirmed, with the day of the change and the place where it was looked up; `replaced_by` of the known documents; and the later
laws of one name. That nothing is found says nothing: a document may have been replaced all the same.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from vbcds.lexicons.known import find_known, find_laws_named, find_replacement, law_key
from vbcds.lexicons.laws import law_of_number, load_laws

#: A document takes effect some months after it was passed; without its own day in force only this much later is sure.
_VACANCY = datetime.timedelta(days=400)
_LAWS = ("luật", "bộ luật")
#: No line of replacements is longer; one that leads back to itself ends here.
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Successor:
    """A document that took the place of another."""

    #: Type in lower case.
    kind: str
    number: str
    #: From this day on it stands in the other's place.
    since: datetime.date
    #: Whether `since` is confirmed; else it is a day on which the change had surely come.
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class _Law:
    """One of the laws that bear a name; where its date is not confirmed, `first` and `last` are those of its year."""

    first: datetime.date
    last: datetime.date
    kind: str
    number: str
    effective: datetime.date | None


def find_successors(kind: str, number: str, on: datetime.date, *, issued: datetime.date | None = None) -> tuple[Successor, ...]:
    """What took the place of a document, one after another, until a day: the last of them was in force on it.

    `number`: canonical; `issued`: the date of the document, which numbers without a year need.

    >>> [s.number for s in find_successors("nghị định", "63/2014/NĐ-CP", datetime.date(2026, 1, 5))]
    ['24/2024/NĐ-CP', '214/2025/NĐ-CP']
    >>> find_successors("nghị định", "63/2014/NĐ-CP", datetime.date(2024, 1, 5))
    ()
    """
    return _until(_next(kind, number, issued), on)


def find_law_successors(name: str, passed: datetime.date | int, on: datetime.date) -> tuple[Successor, ...]:
    """The same for a law that is cited by its name and its day or year alone.

    >>> [s.number for s in find_law_successors("Luật Thanh tra", 2022, datetime.date(2025, 9, 1))]
    ['84/2025/QH15']
    """
    first, last = (
        (passed, passed) if isinstance(passed, datetime.date) else (datetime.date(passed, 1, 1), datetime.date(passed, 12, 31))
    )
    meant = [law for law in _line(law_key(name).removeprefix("bộ luật ")) if law.first <= last and first <= law.last]
    return _until(_next(meant[0].kind, meant[0].number, None), on) if len(meant) == 1 else ()


def _until(following: Successor | None, on: datetime.date) -> tuple[Successor, ...]:
    found: list[Successor] = []
    while following is not None and following.since <= on and len(found) < _LONGEST:
        found.append(following)
        following = _next(following.kind, following.number, None)
    return tuple(found)


@lru_cache(maxsize=4096)
def _next(kind: str, number: str, issued: datetime.date | None) -> Successor | None:
    if (kind, number) in _pairs():
        return _pairs()[kind, number]
    known = [document for document in find_known(kind, number) if issued in (None, document.date)]
    newer = find_replacement(known[0]) if len(known) == 1 else None
    if newer is not None:
        return _successor(newer.kind, newer.number, newer.date, newer.effective)
    return _next_law(known[0].title if len(known) == 1 else None, number) if kind in _LAWS else None


def _successor(kind: str, number: str, last: datetime.date, effective: datetime.date | None) -> Successor:
    return Successor(kind, number, effective or last + _VACANCY, effective is not None)


def _next_law(title: str | None, number: str) -> Successor | None:
    named = law_of_number(number)
    line = _line(law_key(named.name if named else title or ""))
    own = next((law for law in line if law.number == number), None)
    later = next((law for law in line if own is not None and law.first > own.last), None)
    return _successor(later.kind, later.number, later.last, later.effective) if later else None


@cache
def _pairs() -> dict[tuple[str, str], Successor]:
    text = files("vbcds.lexicons").joinpath("data/replacements.csv").read_text(encoding="utf-8")
    return {
        (row["kind"], row["number"]): Successor(row["by_kind"], row["by_number"], datetime.date.fromisoformat(row["since"]))
        for row in csv.DictReader(text.splitlines())
    }


@cache
def _undated() -> dict[str, list[_Law]]:
    """The laws of laws.csv whose dates are not confirmed, by the keys of their names."""
    table: dict[str, list[_Law]] = defaultdict(list)
    for law in load_laws():
        if law.number and law.date is None and law.year is not None and law.kind in _LAWS:
            first, last = datetime.date(law.year, 1, 1), datetime.date(law.year, 12, 31)
            table[law_key(law.name)].append(_Law(first, last, law.kind, law.number, law.effective))
    return table


@lru_cache(maxsize=1024)
def _line(name: str) -> tuple[_Law, ...]:
    """The laws that bear a name (by its key), oldest first; none that amend others."""
    if name.startswith("sửa đổi"):
        return ()
    dated = [_Law(d.date, d.date, d.kind, d.number, d.effective) for d in find_laws_named(name) if d.kind in _LAWS]
    numbers = {law.number for law in dated}
    return tuple(
        sorted((*dated, *(law for law in _undated().get(name, ()) if law.number not in numbers)), key=lambda law: law.last)
    )
