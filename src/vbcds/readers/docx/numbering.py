"""Automatic numbers as Word shows them: numbering.xml and a counter for each list (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vbcds.readers.counting import counted
from vbcds.readers.docx.names import P_PR, VAL, W, flag, integer, number
from vbcds.readers.docx.styles import indent_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACE = re.compile(r"%([1-9])")
#: Marks that stand for themselves as bullets: offices tell "-" items from "+" items below them.
_SPOKEN_BULLETS = {"+": "+", "*": "*", "-": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    gap: str = " "
    legal: bool = False
    #: The level (from 1) after which this one starts again; None for the default (any higher one), 0 for never.
    restart: int | None = None
    indent: float | None = None
    font: str | None = None


class Numbering:
    """The lists of a document and where each has got to."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[int, Element] = {}
        self._linked: dict[str, str] = {}
        self._levels: dict[int, tuple[str, dict[int, Level], frozenset[int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[int] = set()
        #: Paragraph style -> (numbering, level): a level may name the style that carries it.
        self.of_style: dict[str, tuple[int, int]] = {}
        if root is None:
            return
        for element in root.iterchildren(W + "abstractNum"):
            identifier = element.get(W + "abstractNumId") or ""
            self._abstract[identifier] = element
            style = element.find(W + "styleLink")
            if style is not None:
                self._linked[style.get(VAL) or ""] = identifier
        for element in root.iterchildren(W + "num"):
            identifier_ = integer(element.get(W + "numId"))
            if identifier_:
                self._numbers[identifier_] = element
        for list_, element in self._numbers.items():
            abstract = self._abstract.get(_value(element, "abstractNumId"))
            for level in () if abstract is None else abstract.iterchildren(W + "lvl"):
                style_name = _value(level, "pStyle")
                if style_name:
                    self.of_style.setdefault(style_name, (list_, integer(level.get(W + "ilvl")) or 0))

    def level(self, list_: int, level: int) -> Level | None:
        """The definition of a level of a list, or None where there is no such list."""
        found = self._list(list_)
        return None if found is None else found[1].get(level, Level())

    def advance(self, list_: int, level: int) -> str:
        """Count one more paragraph of a list at a level (from 0) and give its number as shown, with the gap after it.

        Empty where the list shows nothing.
        """
        found = self._list(list_)
        if found is None or not 0 <= level < 9:
            return ""
        key, levels, overridden = found
        counters = self._counters.setdefault(key, {})
        if list_ not in self._begun:
            self._begun.add(list_)
            for place in overridden:
                counters.pop(place, None)
        own = levels.get(level, Level())
        for place in range(level):  # a level that was skipped counts as begun
            counters.setdefault(place, levels.get(place, Level()).start)
        counters[level] = counters[level] + 1 if level in counters else own.start
        for place in [place for place in counters if place > level]:
            restart = levels[place].restart if place in levels else None
            if restart is None or (restart and level < restart):
                del counters[place]
        if own.format == "bullet":
            return _bullet(own.text) + " "

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            definition = levels.get(place, Level())
            kind = "decimal" if own.legal and place != level else definition.format
            return counted(counters.get(place, definition.start), kind)

        text = _PLACE.sub(shown, own.text)
        return text + own.gap if text else ""

    def _list(self, list_: int) -> tuple[str, dict[int, Level], frozenset[int]] | None:
        found = self._levels.get(list_)
        if found is not None:
            return found
        element = self._numbers.get(list_)
        if element is None:
            return None
        key = _value(element, "abstractNumId")
        abstract = self._abstract.get(key)
        if abstract is None:
            return None
        link = _value(abstract, "numStyleLink")
        if link and link in self._linked:  # the definition stands with a numbering style
            key = self._linked[link]
            abstract = self._abstract[key]
        levels = {integer(lvl.get(W + "ilvl")) or 0: _level(lvl) for lvl in abstract.iterchildren(W + "lvl")}
        overridden = set()
        for override in element.iterchildren(W + "lvlOverride"):
            place = integer(override.get(W + "ilvl")) or 0
            own = override.find(W + "lvl")
            if own is not None:
                levels[place] = _level(own)
            start = number(override.find(W + "startOverride"))
            if start is not None:
                levels[place] = replace(levels.get(place, Level()), start=start)
                overridden.add(place)
        found = self._levels[list_] = (key, levels, frozenset(overridden))
        return found


def _value(element: Element, name: str) -> str:
    child = element.find(W + name)
    return "" if child is None else child.get(VAL) or ""


def _level(element: Element) -> Level:
    properties = element.find(P_PR)
    fonts = element.find(f"{W}rPr/{W}rFonts")
    start = number(element.find(W + "start"))
    return Level(
        start=1 if start is None else start,
        format=_format(element),
        text=_value(element, "lvlText"),
        gap="" if _value(element, "suff") == "nothing" else " ",
        legal=bool(flag(element.find(W + "isLgl"))),
        restart=number(element.find(W + "lvlRestart")),
        indent=None if properties is None else indent_of(properties),
        font=None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi"),
    )


def _format(element: Element) -> str:
    found = element.find(f".//{W}numFmt")  # newer formats stand in an alternative, with the old one as a fallback
    if found is None:
        return "decimal"
    value = found.get(VAL) or "decimal"
    if value == "custom" and "0" in (found.get(W + "format") or ""):
        return "decimalZero"
    return value


def _bullet(text: str) -> str:
    return _SPOKEN_BULLETS.get(text.strip()[:1], "-")
