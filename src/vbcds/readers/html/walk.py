"""The elements of a page walked in order: paragraphs as a browser shows them, tables, and the element that each stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from vbcds.lexicons.portals import load_portals
from vbcds.model.builder import ParagraphDraft
from vbcds.model.document import BlockRole, Style
from vbcds.readers.counting import counted
from vbcds.readers.fonts import legacy_encoding, repair_run
from vbcds.readers.html.css import NOTHING, Css, Sheet, parse_style
from vbcds.readers.html.items import Item, Table
from vbcds.readers.html.looks import NO_LOOK, Look, looked
from vbcds.readers.html.tables import read_table
from vbcds.readers.limits import Limits
from vbcds.readers.lines import marked, split_lines
from vbcds.readers.symbols import plain_private, raised, symbol_font, symbol_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "section", "article", "main", "header",
    "footer", "aside", "nav", "blockquote", "pre", "center", "address", "form", "fieldset", "figure", "figcaption", "hr", "body",
    "html", "details", "summary", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "legend", "menu", "dir",
))  # fmt: skip
#: Elements without text of the document: programs, forms, pictures, struck-out revisions, navigation.
SKIPPED = frozenset((
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "map",
    "select", "textarea", "button", "input", "datalist", "nav", "del", "link", "meta", "title", "xml", "rp", "rt",
))  # fmt: skip
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_SPACES = str.maketrans("\t\n\r\f", "    ")
_MAX_TABLE_DEPTH = 40
#: The marks of Word's bullet lists as its export sets them: "o" in a typewriter font, signs of symbol fonts.
_BULLET = re.compile(r"\s*(?:o|[^\w\s+*(\[])\s*$")


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    element: Element | None = None
    look: Look = NO_LOOK
    size: int = 0
    links: int = 0
    bold: int = 0
    italic: int = 0
    font: str | None = None
    legacy: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    kind: str
    next: int
    marker: str


class Walk:
    """Walks one page. `ignore_hidden` False also takes what the page hides."""

    def __init__(self, sheet: Sheet, limits: Limits, *, hide: bool = True) -> None:
        self.sheet = sheet
        self.limits = limits
        self.hide = hide
        self.warnings: set[str] = set()
        self.hidden = 0
        self._text_left = limits.max_text
        self._cells_left = limits.max_cells
        self._table_depth = 0

    def take_cell(self) -> bool:
        """Count one more cell; False where there were too many."""
        self._cells_left -= 1
        if self._cells_left < 0:
            self.warnings.add("Bảng quá lớn: chỉ đọc đến giới hạn số ô.")
            return False
        return True

    def items(self, root: Element, look: Look | None = None) -> list[Item]:
        """The paragraphs and tables in an element, in order."""
        from lxml import etree

        walk = _Flow(self, root, look or NO_LOOK)
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if element is not root and not walk.open(element):
                    events.skip_subtree()
                elif element is root:
                    walk.text(element.text)
            elif element is not root:
                walk.close(element)
            if self._text_left < 0:
                self.warnings.add("Văn bản quá dài: chỉ đọc đến giới hạn số ký tự.")
                break
        walk.flush()
        return walk.items

    def css(self, element: Element) -> Css:
        """What the page's style sheets and the element's style attribute say of it."""
        css = self.sheet.of(element.tag, element.get("class"), element.get("id"))
        style = element.get("style")
        return parse_style(style).over(css) if style else css

    def hides(self, element: Element) -> bool:
        """Whether the page hides an element (counted in `hidden`; never where hiding is ignored)."""
        attributes = element.attrib
        if "hidden" in attributes or attributes.get("aria-hidden") == "true" or self.css(element).hidden:
            self.hidden += 1
            return self.hide
        return False

    def spend(self, size: int) -> None:
        """Count characters of text."""
        self._text_left -= size

    def table(self, element: Element, look: Look) -> list[Item] | Table | None:
        """A table, or what stands in it where it only lays out the page; None where tables are nested too deep."""
        if self._table_depth >= min(_MAX_TABLE_DEPTH, self.limits.max_depth):
            self.warnings.add("Bảng lồng nhau quá sâu: đã đọc như văn bản thường.")
            return None
        self._table_depth += 1
        try:
            return read_table(element, self, look)
        finally:
            self._table_depth -= 1


@lru_cache(maxsize=1024)
def _is_bubble(classes: str) -> bool:
    return not load_portals().inline_classes.isdisjoint(classes.lower().split())


class _Flow:
    """The state of one walk: open elements with their looks, open lists, the paragraph being collected."""

    def __init__(self, walk: Walk, root: Element, look: Look) -> None:
        self.walk = walk
        self.items: list[Item] = []
        self._looks: list[Look] = [look]
        self._blocks: list[Element] = [root]
        self._lists: list[_List] = []
        self._marker = ""
        self._paragraph = _Paragraph()

    def open(self, element: Element) -> bool:
        """Enter an element; False where what is in it is not to be walked."""
        look = self._looks[-1]
        self._looks.append(look)
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED:
            return False
        attributes = element.attrib
        css = NOTHING
        if attributes:
            css = self.walk.css(element)
            if (css.hidden or "hidden" in attributes or "aria-hidden" in attributes) and self.walk.hides(element):
                return False
            if tag not in BLOCKS and "class" in attributes and _is_bubble(attributes["class"]):
                return False
        elif tag in self.walk.sheet.tags:
            css = self.walk.sheet.of(tag, None, None)
        if tag == "br":
            self._write("\n", look)
            return True
        if tag == "table":
            found = self.walk.table(element, look)
            if found is not None:
                self.flush()
                if isinstance(found, Table):
                    self.items.append(Item(found.draft, element, found.size, found.links))
                else:
                    self.items.extend(found)
                return False
        if tag in BLOCKS or css.block:
            self.flush()
            self._blocks.append(element)
            if tag in _LISTS:
                self._lists.append(_List(tag, _number(attributes.get("start"), 1), css.marker or attributes.get("type") or ""))
            elif tag == "li":
                self._item(element, css)
        look = looked(look, element, tag, css)
        self._looks[-1] = look
        if element.text:
            self._write(element.text, look)
        return True

    def close(self, element: Element) -> None:
        """Leave an element; its tail belongs to the one around it."""
        self._looks.pop()
        if self._blocks[-1] is element:
            self.flush()
            self._blocks.pop()
            if element.tag in _LISTS and self._lists:
                self._lists.pop()
            elif element.tag == "li":
                self._marker = ""
        if element.tail:
            self._write(element.tail, self._looks[-1])

    def text(self, text: str | None) -> None:
        """Text right at the beginning of the root."""
        if text:
            self._write(text, self._looks[-1])

    def _item(self, element: Element, css: Css) -> None:
        """The marker of a list item, as a browser shows it."""
        list_ = self._lists[-1] if self._lists else _List("ul", 1, "")
        marker = (css.marker or list_.marker).lower() if (css.marker or list_.marker) not in ("A", "I") else list_.marker
        if marker.startswith("none"):
            self._marker = ""
        elif list_.kind == "ol" and not marker.startswith(("disc", "circle", "square")):
            value = _number(element.get("value"), list_.next)
            list_.next = value + 1
            self._marker = f"{counted(value, _KINDS.get(marker, 'decimal'))}. "
        else:
            self._marker = "- "

    def _write(self, text: str, look: Look) -> None:
        paragraph = self._paragraph
        if text == "\n" or look.preserved:
            words = text
        else:
            words = text.translate(_SPACES)
        if words.isspace():
            if paragraph.pieces or paragraph.legacy:
                (paragraph.legacy if paragraph.legacy else paragraph.pieces).append(words)
            return
        if look.listed and _BULLET.match(words):
            words = "- "
        if look.upper:
            words = words.upper()
        if paragraph.element is None:
            paragraph.element = self._blocks[-1]
            paragraph.look = look
        size = len(words)
        paragraph.size += size
        if look.link:
            paragraph.links += size
        if look.bold:
            paragraph.bold += size
        if look.italic:
            paragraph.italic += size
        if look.font is not None:
            if legacy_encoding(look.font):
                if paragraph.font != look.font:
                    _flush_legacy(paragraph)
                    paragraph.font = look.font
                paragraph.legacy.append(words)
                return
            encoding = symbol_font(look.font)
            if encoding is not None:
                words = symbol_text(words, encoding)
        if paragraph.legacy:
            _flush_legacy(paragraph)
        paragraph.pieces.append(raised(words) if look.raised else words)

    def flush(self) -> None:
        """End the paragraph that is being collected."""
        paragraph = self._paragraph
        if paragraph.element is None:
            if paragraph.pieces:
                self._paragraph = _Paragraph()
            return
        self._paragraph = _Paragraph()
        _flush_legacy(paragraph)
        text = plain_private("".join(paragraph.pieces)).strip()
        if not text:
            return
        self.walk.spend(len(text))
        if self._marker:
            text = marked(text, self._marker)
            self._marker = ""
        look, size = paragraph.look, paragraph.size
        style = Style(
            bold=paragraph.bold >= 0.9 * size - 3 and 2 * paragraph.bold > size,
            italic=paragraph.italic >= 0.9 * size - 3 and 2 * paragraph.italic > size,
            align=look.align,
            size=look.size,
            heading=look.heading,
            indent=look.indent,
        )
        role: BlockRole = "footnote" if look.note else "body"
        for line in split_lines(text):
            share = len(line) / max(len(text), 1)
            draft = ParagraphDraft(text=line, role=role, style=style)
            self.items.append(Item(draft, paragraph.element, len(line), round(paragraph.links * share)))


def _flush_legacy(paragraph: _Paragraph) -> None:
    if paragraph.legacy and paragraph.font is not None:
        paragraph.pieces.append(repair_run("".join(paragraph.legacy), paragraph.font))
        paragraph.legacy = []
    paragraph.font = None


def _number(value: str | None, default: int) -> int:
    try:
        return int(value) if value and len(value) < 8 else default
    except ValueError:
        return default


_KINDS = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman", "decimal-leading-zero": "decimalZero",
}  # fmt: skip
