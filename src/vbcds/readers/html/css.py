"""The little of CSS that changes what a reader sees: hidden elements, weight, alignment, size, indent, fonts, borders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vbcds.model.document import Align

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DECLARATION = re.compile(r"([a-zA-Z-]+)\s*:\s*([^;]*)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|cm|mm|in|em|rem|%)?")
_PER_UNIT = {"pt": 1.0, "px": 0.75, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0}
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|<!--|-->")
_SELECTOR = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9]*)?(?:[.#][\w-]+)?$")
_MAX_SHEET = 400_000
_ALIGNS: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "justify": "justify",
}
_WHITE = frozenset(("white", "#fff", "#ffffff", "transparent", "rgb(255,255,255)"))
_WORDS_OF_SIDES = ("border", "border-top", "border-bottom", "border-left", "border-right", "border-style")


@dataclass(frozen=True, slots=True)
class Css:
    """What a rule or a style attribute says; None where it says nothing."""

    hidden: bool | None = None
    block: bool | None = None
    bold: bool | None = None
    italic: bool | None = None
    align: Align | None = None
    #: In points.
    size: float | None = None
    indent: float | None = None
    font: str | None = None
    border: bool | None = None
    raised: bool | None = None
    upper: bool | None = None
    preserved: bool | None = None
    #: `list-style-type`.
    marker: str | None = None
    #: Word's export: the marker of a list item, set as text.
    listed: bool | None = None

    def over(self, base: Css) -> Css:
        """These properties, and the base's where these are not given."""
        if base is NOTHING:
            return self
        values = {name: getattr(base, name) if (own := getattr(self, name)) is None else own for name in Css.__slots__}
        return Css(**values)


NOTHING = Css()


@lru_cache(maxsize=4096)
def parse_style(style: str) -> Css:
    """The declarations of a style attribute.

    >>> css = parse_style("text-align:center; font-weight: 700; font-size:14.0pt")
    >>> css.align, css.bold, css.size, css.italic
    ('center', True, 14.0, None)
    """
    found: dict[str, object] = {}
    bordered: list[bool] = []
    pale = False
    for name, value in _DECLARATION.findall(style[:4000]):
        name, value = name.lower(), value.strip().lower()
        word = value.removesuffix("!important").strip()
        if name == "display":
            found["hidden"] = word == "none"
            found["block"] = word in ("block", "flex", "grid", "table", "list-item")
        elif name == "visibility":
            if word in ("hidden", "collapse"):
                found["hidden"] = True
        elif name == "font-weight":
            found["bold"] = word in ("bold", "bolder") or (word.isdigit() and int(word[:5]) >= 600)
        elif name == "font-style":
            found["italic"] = word in ("italic", "oblique")
        elif name == "text-align":
            found["align"] = _ALIGNS.get(word)
        elif name == "font-size":
            found["size"] = _points(word)
        elif name == "margin-left" or name == "padding-left":
            found["indent"] = _points(word)
        elif name == "margin":
            parts = word.split()
            if parts:
                found["indent"] = _points(parts[3] if len(parts) > 3 else parts[1] if len(parts) > 1 else parts[0])
        elif name == "font-family":
            found["font"] = word.split(",")[0].strip("\"' ")
        elif name == "vertical-align":
            found["raised"] = word == "super"
        elif name == "text-transform":
            found["upper"] = word == "uppercase"
        elif name == "white-space":
            found["preserved"] = word.startswith("pre")
        elif name in ("list-style-type", "list-style"):
            found["marker"] = word
        elif name == "mso-list":
            found["listed"] = word == "ignore"
        elif name in _WORDS_OF_SIDES:
            bordered.append(not (word.startswith(("none", "hidden", "0")) or " none" in word or not word))
        if name.startswith("border") and any(color in word.replace(" ", "") for color in _WHITE):
            pale = True
    if bordered or pale:
        found["border"] = not pale and sum(bordered) * 2 >= len(bordered) and any(bordered)
    return Css(**found) if found else NOTHING  # type: ignore[arg-type]


def _points(value: str) -> float | None:
    match = _LENGTH.match(value)
    if match is None:
        return None
    per = _PER_UNIT.get(match[2] or "px")
    if per is None:
        return None
    points = float(match[1]) * per
    return round(points, 2) if abs(points) < 10_000 else None


class Sheet:
    """Rules with a simple selector (a tag, a class, an id, or a tag with one of them); other rules are not looked at.

    >>> sheet = Sheet("p.MsoNormal, .an {text-align: justify} .an {display:none}")
    >>> sheet.of("p", "an", None).hidden, sheet.of("p", "MsoNormal", None).align
    (True, 'justify')
    """

    def __init__(self, text: str = "") -> None:
        self._rules: dict[str, Css] = {}
        self._cache: dict[tuple[str, str | None, str | None], Css] = {}
        text = _COMMENT.sub(" ", text[:_MAX_SHEET])
        for rule in text.split("}"):
            selectors, brace, body = rule.rpartition("{")
            if not brace or "@" in selectors or "{" in selectors:
                continue
            for selector in selectors.split(","):
                selector = selector.strip()
                if selector and _SELECTOR.match(selector):
                    css = parse_style(body)
                    if css is not NOTHING:
                        self._rules[selector] = css.over(self._rules.get(selector, NOTHING))
        #: Tags that some rule names by themselves.
        self.tags = frozenset(selector for selector in self._rules if selector.isalnum())

    def of(self, tag: str, classes: str | None, identifier: str | None) -> Css:
        """What the rules say of an element."""
        if not self._rules:
            return NOTHING
        place = (tag, classes, identifier)
        found = self._cache.get(place)
        if found is None:
            found = self._rules.get(tag, NOTHING)
            for name in (classes or "").split()[:20]:
                for selector in ("." + name, f"{tag}.{name}"):
                    if selector in self._rules:
                        found = self._rules[selector].over(found)
            if identifier:
                for selector in ("#" + identifier, f"{tag}#{identifier}"):
                    if selector in self._rules:
                        found = self._rules[selector].over(found)
            if len(self._cache) < 10_000:
                self._cache[place] = found
        return found


def sheet_of(root: Element) -> Sheet:
    """The style sheets that stand in a page."""
    texts: list[str] = []
    for element in root.iter("style"):
        if "print" not in (element.get("media") or "").lower():
            texts.append(element.text or "")
    return Sheet("\n".join(texts)) if texts else Sheet()
