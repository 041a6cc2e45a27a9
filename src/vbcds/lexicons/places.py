"""Provinces and centrally run cities, with the time in which each existed: 63 until 30 June 2025, 34 since.

A province's id is its type and name as a slug ("tinh-tay-ninh", "thanh-pho-ha-noi"). A province that kept its name but not its
land (Tây Ninh and Long An became Tây Ninh) has one id and a row for each of its times: figures before and after do not compare.
Sources: Nghị quyết 202/2025/QH15 (34 provinces), 175/2024/QH15 (Huế), 15/2008/QH12 (Hà Tây), 22/2003/QH11, and the resolution
of the National Assembly of 6 November 1996; codes from Quyết định 124/2004/QĐ-TTg and 19/2025/QĐ-TTg.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from vbcds.errors import LexiconError
from vbcds.text.fold import key

ProvinceKind = Literal["tỉnh", "thành phố"]

#: Words before a province's name that say its type.
_TYPE = re.compile(r"^(?:tỉnh|thành phố|tp|t p|thủ đô)\s+")
_COMPACT = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province or a centrally run city during one of its times."""

    #: Slug of type and name; the same for all times of a province that kept its name and type.
    id: str
    #: Without the type word: "Tây Ninh", "Bà Rịa - Vũng Tàu".
    name: str
    kind: ProvinceKind
    #: Code of the General Statistics Office in that time, or None where the source has none.
    code: str | None
    #: First and last day; None: before the sources begin, or still there.
    valid_from: date | None
    valid_to: date | None
    #: Ids of the provinces that it came from, and that it went into.
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    #: Other spellings, without the type word.
    forms: tuple[str, ...]
    source: str

    @property
    def full_name(self) -> str:
        """The name with its type word, as Nghị định 30/2020/NĐ-CP writes it.

        >>> find_province("TP.HCM").full_name, find_province("Bà Rịa-Vũng Tàu").full_name
        ('Thành phố Hồ Chí Minh', 'tỉnh Bà Rịa - Vũng Tàu')
        """
        return f"Thành phố {self.name}" if self.name == "Hồ Chí Minh" else f"{self.kind} {self.name}"

    def valid_on(self, day: date) -> bool:
        """Whether the province existed in this form on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@cache
def _rows() -> tuple[Province, ...]:
    path = files("vbcds.lexicons") / "data" / "provinces.csv"
    with path.open(encoding="utf-8") as stream:
        try:
            return tuple(
                Province(
                    id=row["id"],
                    name=row["name"],
                    kind="tỉnh" if row["kind"] == "tỉnh" else "thành phố",
                    code=row["code"] or None,
                    valid_from=_day(row["valid_from"]),
                    valid_to=_day(row["valid_to"]),
                    predecessors=_items(row["predecessors"]),
                    successors=_items(row["successors"]),
                    forms=_items(row["forms"]),
                    source=row["source"],
                )
                for row in csv.DictReader(stream)
            )
        except (KeyError, ValueError) as error:
            raise LexiconError(f"provinces.csv: {error}") from error


def load_provinces(*, on: date | None = None) -> tuple[Province, ...]:
    """All provinces of all times, or those that existed on a day, in the order of the file.

    >>> len(load_provinces(on=date(2025, 6, 30))), len(load_provinces(on=date(2025, 7, 1)))
    (63, 34)
    """
    return _rows() if on is None else tuple(province for province in _rows() if province.valid_on(on))


def place_key(name: str) -> str:
    """The key under which spellings of a place name meet: case, tones, hyphens and spaces folded away.

    >>> place_key("Bà Rịa – Vũng Tàu") == place_key("Bà Rịa-Vũng Tàu"), place_key("Hoà Bình") == place_key("Hòa Bình")
    (True, True)
    """
    return _COMPACT.sub("", key(name))


@cache
def _by_key() -> dict[str, tuple[Province, ...]]:
    """Times of a province (oldest first) by the key of each spelling; a key that two ids share goes to the one named like it."""
    table: dict[str, list[Province]] = {}
    for province in _rows():
        for name in (province.name, *province.forms):
            table.setdefault(place_key(name), []).append(province)
    return {name: tuple(provinces) for name, provinces in table.items()}


@cache
def province_names() -> dict[str, str]:
    """Each spelling of each province, in lower case with single spaces, with the province's present spelling."""
    return {" ".join(form.lower().split()): row.name for row in _rows() for form in (*row.forms, row.name)}


def _choose(rows: tuple[Province, ...], kind: str | None, on: date | None) -> Province | None:
    wanted = [row for row in rows if row.kind == kind] if kind else list(rows)
    if not wanted:
        return None
    if on is None:
        return max(wanted, key=lambda row: (row.valid_to is None, row.valid_to or date.max, row.valid_from or date.min))
    for row in wanted:
        if row.valid_on(on):
            return row
    past = [row for row in wanted if row.valid_to is not None and row.valid_to < on]
    if past:
        return max(past, key=lambda row: row.valid_to or date.min)
    for row in wanted:  # not there yet: what it came from (Huế before 2025)
        for name in row.predecessors:
            if (before := province_at(name, on)) is not None and before.valid_on(on):
                return before
    return wanted[0]


def find_province(text: str, *, on: date | None = None) -> Province | None:
    """The province that a piece of text names, with or without its type word, in any usual spelling; None where it names none.

    `text` is a name ("tỉnh Tây Ninh", "TP.HCM", "Daklak"), not a sentence. Without `on` the latest time is meant; with it, the
    time that contains the day, else the last one before it (so that an outdated name still finds its province, with `valid_to`).

    >>> find_province("tỉnh Đắc Lắc").id, find_province("Tp Hồ Chí Minh").id, find_province("Châu Thành")
    ('tinh-dak-lak', 'thanh-pho-ho-chi-minh', None)
    >>> find_province("Tây Ninh").predecessors, find_province("Tây Ninh", on=date(2021, 3, 29)).code
    (('tinh-long-an', 'tinh-tay-ninh'), '72')
    """
    folded = key(text)
    if len(folded) > 60:
        return None
    whole = _by_key().get(_COMPACT.sub("", folded))
    if whole:
        return _choose(whole, None, on)
    match = _TYPE.match(folded)
    if match is None:
        return None
    rows = _by_key().get(_COMPACT.sub("", folded[match.end() :]))
    if not rows:
        return None
    kind = "tỉnh" if match[0].startswith("tỉnh") else "thành phố"
    return _choose(rows, kind, on)


def province_at(id: str, on: date) -> Province | None:
    """The time of a province that contains a day, or None.

    >>> province_at("tinh-long-an", date(2025, 8, 1)) is None
    True
    """
    return next((row for row in _rows() if row.id == id and row.valid_on(on)), None)


def successors_of_province(id: str, *, on: date) -> tuple[str, ...]:
    """The ids of the provinces that hold on a day what the province of that id held before; its own id where it still exists.

    An id that no province has gives an empty tuple.

    >>> successors_of_province("tinh-long-an", on=date(2025, 7, 1)), successors_of_province("tinh-ha-tay", on=date(2020, 1, 1))
    (('tinh-tay-ninh',), ('thanh-pho-ha-noi',))
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    todo = [id]
    while todo:
        current = todo.pop(0)
        if current in seen:
            continue
        seen.add(current)
        if province_at(current, on) is not None:
            found[current] = None
            continue
        for row in _rows():
            if row.id == current and row.valid_to is not None and row.valid_to < on:
                todo.extend(row.successors)
    return tuple(found)


def iter_province_ids() -> Iterator[str]:
    """Every id once."""
    return iter(dict.fromkeys(row.id for row in _rows()))
