"""What a table cell looks like by its words alone: a numbering label, a number, a date, an agency, a text."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from vbcds.text.alternatives import any_of
from vbcds.text.fold import lower_same_length

Kind = Literal["empty", "label", "number", "nothing", "deadline", "agency", "short", "long"]
LabelForm = Literal["roman", "letter", "number", "dotted", "year"]

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
_LABEL = re.compile(
    r"\(?\s*(?:(?P<year>(?:năm\s+)?(?:19|20)\d\d)(?:\s*\([^()\n]{1,20}\))?|(?P<dotted>(?:[IVX]{1,6}|\d{1,3}|[A-Za-zĐđ])(?:\.\d{1,3}){1,4})"
    r"|(?P<number>\d{1,3})|(?P<roman>[IVX]{1,6})|(?P<letter>[A-Za-zĐđ]))\s*[.):]?\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:[~≈≥≤<>±+-]\s*)?(?:trên|dưới|hơn|khoảng|tối thiểu|ít nhất|đạt|từ)?\s*\d[\d.,/]*(?:\s*(?:-|–|đến)\s*\d[\d.,/]*)?"
    r"\s*(?:%|‰|[^\W\d_][\w/² ]{0,24})?\Z",
    re.IGNORECASE,
)
_VALUED_LINE = re.compile(r"(?:[^\d\n:]{1,30}:\s*)?(?:trên |dưới |khoảng |hơn )?\d[\d.,]*\s*%[^\n%]{0,30}\Z", re.IGNORECASE)
_DATED = re.compile(
    r"(?:\d{1,2}\s*[/.-]\s*){0,2}(?:19|20)\d\d(?:\s*[-–]\s*(?:\d{1,2}/)?(?:19|20)\d\d)?\Z|\d{1,2}/\d{1,2}\Z"
    r"|\d{1,3}\s+(?:ngày|tuần|tháng|năm)(?:\s+làm việc)?\Z",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Label:
    """A numbering label: its form and its value ("1.10" is ("dotted", (1, 10)), "IV" is ("roman", (4,)))."""

    form: LabelForm
    value: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """All that a cell can be, and the power of ten of its number."""

    kinds: frozenset[Kind]
    label: Label | None
    magnitude: float | None
    total: bool


@cache
def _words() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(files("vbcds").joinpath("lexicons/data/cell_kinds.toml").read_text(encoding="utf-8"))
    return {name: tuple(entry.get("starts", entry.get("whole"))) for name, entry in data.items()}


@cache
def _starts(name: str) -> re.Pattern[str]:
    return re.compile(any_of(_words()[name]) + r"(?!\w)")


def roman_value(text: str) -> int | None:
    """The value of a Roman numeral up to 39, or None.

    >>> roman_value("IV"), roman_value("VX") is None
    (4, True)
    """
    if not text or _ROMAN.fullmatch(text) is None:
        return None
    values = [_ROMAN_VALUES[char] for char in text]
    return sum(-value if index + 1 < len(values) and value < values[index + 1] else value for index, value in enumerate(values))


@lru_cache(maxsize=16384)
def parse_label(text: str) -> Label | None:
    """The numbering label that a whole cell is, or None.

    >>> parse_label("1.10"), parse_label("IV"), parse_label("2020 (ước)")
    (Label(form='dotted', value=(1, 10)), Label(form='roman', value=(4,)), Label(form='year', value=(2020,)))
    >>> parse_label("100%") is None, parse_label("Sở Y tế") is None
    (True, True)
    """
    if len(text) > 24:
        return None
    match = _LABEL.match(text.strip())
    if match is None:
        return None
    if match["year"]:
        return Label("year", (int(match["year"][-4:]),))
    if match["dotted"]:
        parts = match["dotted"].split(".")
        first = int(parts[0]) if parts[0].isdigit() else roman_value(parts[0]) or ord(parts[0][0].lower()) - 96
        return Label("dotted", (first, *map(int, parts[1:])))
    if match["number"]:
        return Label("number", (int(match["number"]),))
    if match["roman"] and match["roman"].isupper() and (value := roman_value(match["roman"])) is not None:
        return Label("roman", (value,))
    letter = (match["letter"] or match["roman"] or "").lower()
    order = "aăâbcdđeêghiklmnoôơpqrstuưvxy" if letter in "đ" else "abcdefghijklmnopqrstuvwxyz"
    return Label("letter", (order.index(letter) + 1,)) if len(letter) == 1 and letter in order else None


@lru_cache(maxsize=16384)
def look(text: str) -> Look:
    """What a cell looks like.

    >>> sorted(look("Quý III/2023").kinds), sorted(look("Sở Nội vụ").kinds), sorted(look("").kinds), sorted(look("98,3%").kinds)
    (['deadline', 'short'], ['agency', 'short'], ['empty'], ['number'])
    """
    text = text.strip()
    if not text:
        return Look(frozenset(["empty"]), None, None, False)
    folded = lower_same_length(text)
    kinds: set[Kind] = set()
    label = parse_label(text)
    if label is not None:
        kinds.add("label")
    if folded in _words()["nothing"]:
        kinds.add("nothing")
    lines = text.split("\n")
    if _NUMBER.match(text) or all(_VALUED_LINE.match(line) for line in lines):
        kinds.add("number")
    if _DATED.match(text) or (len(text) <= 140 and _starts("deadline").match(folded)):
        kinds.add("deadline")
    if len(text) <= 400 and _starts("agency").match(folded.lstrip("-+ ")) and not _starts("no_agency").match(folded.lstrip("-+ ")):
        kinds.add("agency")
    if not kinds & {"label", "number", "nothing"}:
        kinds.add("long" if len(text) > 45 else "short")
    return Look(frozenset(kinds), label, _magnitude(text), _starts("total").match(folded) is not None)


def _magnitude(text: str) -> float | None:
    match = _DIGITS.match(text)
    if match is None:
        return None
    digits = match[0]
    groups = re.split(r"[.,]", digits.rstrip(".,"))
    if len(groups) > 1 and not all(len(group) == 3 for group in groups[1:]):
        groups = groups[:-1] if len(groups) == 2 else groups
    number = int("".join(groups) or 0)
    return math.log10(number) if number > 0 else 0.0
