"""What a number counts: the unit behind it, as far as it goes.

    unit = [multiplier] noun {("," | "và" | "/") noun} ["/" (noun | time)] | symbol ["/" time]

Nouns are joined to one unit only inside one group of the lexicon ("huyện, thị xã, thành phố", not "xã, hồ sơ").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vbcds.lexicons.units import Unit, load_units
from vbcds.model.mentions import QuantityKind

_GAP = re.compile(r"(?:\s?\([^\W\d_]+(?:\s[^\W\d_]+){0,3}\))?[ \n]?")
_WORD = re.compile(r"[^\W\d_]+(?:[²³]|[23](?!\d)|%)?(?:-[^\W\d_]+)?")
_SYMBOL = re.compile(r"%(?:\s(?:gdp|grdp)(?!\w))?|(?:mb|gb|tb)/s(?!\w)")
_JOINT = re.compile(r",\s?(?:và\s)?|\svà\s|/")
_STROKE = re.compile(r"\s?/\s?")
_PER_WORDS = re.compile(r"(?:\d[\d.]{0,7}\s)?[^\W\d_]+(?:\s[^\W\d_]+){0,2}")


#: Nouns that begin an adverb: "73 văn bản, bước đầu xác định ...".
_BEGINS = re.compile(r"(?:bước đầu|bước sang|lần đầu|lượt về)(?!\w)")


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A unit at its place."""

    name: str
    kind: QuantityKind
    end: int
    #: Something that one can be at or on ("xã", "trụ cột"): "trên" before it may mean a place.
    place: bool = False


def read_unit(folded: str, position: int) -> UnitReading | None:
    """The unit that stands behind a number ending at `position` in a folded text; None where no known one does."""
    gap = _GAP.match(folded, position)
    start = gap.end() if gap is not None else position
    if start >= len(folded):
        return None
    symbol = _SYMBOL.match(folded, start)
    units = load_units()
    if symbol is not None:
        unit = units.units.get(" ".join(symbol[0].split()))
        if unit is not None:
            return _with_rate(folded, unit.name, unit.kind, symbol.end())
    found = _noun(folded, start)
    if found is None:
        return _multiplied(folded, start, alone=True)
    unit, end = found
    if (
        unit.group == "money"
        and " " not in unit.name.replace(" đồng", "")
        and (more := _multiplied(folded, start, alone=False)) is not None
    ):
        return more  # "1,5 tỷ lượt" is no money
    name = unit.name
    if unit.kind == "count":
        name, end = _listed(folded, unit, end)
    reading = _with_rate(folded, name, unit.kind, end)
    return replace(reading, place=True) if unit.group == "places" or unit.name in ("trụ cột", "lĩnh vực") else reading


def _words(folded: str, position: int, limit: int) -> list[tuple[str, int]]:
    """The words from a position on, each with its end: up to `limit`, parted by one white space."""
    words: list[tuple[str, int]] = []
    while len(words) < limit:
        match = _WORD.match(folded, position)
        if match is None:
            break
        words.append((match[0], match.end()))
        position = match.end()
        if position >= len(folded) or folded[position] not in " \n":
            break
        position += 1
    return words


def _noun(folded: str, position: int) -> tuple[Unit, int] | None:
    units = load_units()
    words = _words(folded, position, units.longest)
    for count in range(len(words), 0, -1):
        unit = units.units.get(" ".join(word for word, _ in words[:count]))
        if unit is not None:
            return unit, words[count - 1][1]
    return None


def _multiplied(folded: str, position: int, *, alone: bool) -> UnitReading | None:
    """ "1,5 triệu lượt": the unit is "triệu lượt"; the multiplier `alone` ("1,25 triệu") tells no kind."""
    words = _words(folded, position, 2)
    multipliers = load_units().multipliers
    for count in (2, 1):
        if len(words) >= count and " ".join(word for word, _ in words[:count]) in multipliers:
            end = words[count - 1][1]
            if end < len(folded) and folded[end] in " \n":
                found = _noun(folded, end + 1)
                if found is not None and found[0].kind in ("count", "measure"):
                    name, stop = _listed(folded, found[0], found[1])
                    multiplier = " ".join(word for word, _ in words[:count])
                    return _with_rate(folded, f"{multiplier} {name}", found[0].kind, stop)
            return UnitReading(" ".join(word for word, _ in words[:count]), "number", end) if alone else None
    return None


def _listed(folded: str, unit: Unit, end: int) -> tuple[str, int]:
    """The noun with those of its group that follow it in a list."""
    name = unit.name
    for _ in range(6):
        joint = _JOINT.match(folded, end)
        more = _noun(folded, joint.end()) if joint is not None else None
        if joint is None or more is None or more[0].group != unit.group or more[0].name in re.split(r", | và |/", name):
            break
        if _BEGINS.match(folded, joint.end()):
            break
        separator = "/" if joint[0] == "/" else (" và " if joint[0].startswith(" ") else ", ")
        name, end = name + separator + more[0].name, more[1]
    return name, end


def _with_rate(folded: str, name: str, kind: QuantityKind, end: int) -> UnitReading:
    """The unit with what it is counted for: "bài viết/tuần", "%/năm", "người/vạn dân"."""
    stroke = _STROKE.match(folded, end)
    if stroke is None:
        return UnitReading(name, kind, end)
    words = _PER_WORDS.match(folded, stroke.end())
    if words is None:
        return UnitReading(name, kind, end)
    units = load_units()
    parts = words[0].split()
    for count in range(len(parts), 0, -1):
        per = " ".join(parts[:count])
        if per in units.per or (per in units.units and units.units[per].kind == "count"):
            stop = (
                stroke.end() + len(words[0])
                if count == len(parts)
                else stroke.end() + words[0].index(parts[count - 1]) + len(parts[count - 1])
            )
            return UnitReading(f"{name}/{per}", kind, stop)
    return UnitReading(name, kind, end)
