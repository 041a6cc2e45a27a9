"""Where in a page the document stands: found by what documents say and look like, not by the portal's markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vbcds.lexicons.portals import Portals, load_portals
from vbcds.model.builder import ParagraphDraft
from vbcds.readers.html.items import Item
from vbcds.text.fold import key

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: Quốc hiệu, tiêu ngữ and the party's title: only names of agencies stand before them.
_LETTERHEAD = re.compile(
    r"cộng hòa xã hội chủ nghĩa việt nam(?: độc lập tự do hạnh phúc)?$|độc lập tự do hạnh phúc$|đảng cộng sản việt nam$"
)
#: Lines that only documents have (Nghị định 30/2020/NĐ-CP, Phụ lục I): quốc hiệu, căn cứ, the words of decision, kính gửi,
#: nơi nhận, the authority of the signer, the number, the place and date.
_STRONG = re.compile(
    r"cộng hòa xã hội chủ nghĩa việt nam(?: độc lập tự do hạnh phúc)?$|độc lập tự do hạnh phúc$|đảng cộng sản việt nam$"
    r"|căn cứ (?:luật|bộ luật|nghị|quyết|thông|hiến|pháp|công|kế|chỉ|điều|văn|chương|kết|quy|ý|vào)"
    r"|(?:quyết định|quyết nghị|nghị định|chỉ thị|ban hành|công bố|thông báo|quy định)$"
    r"|kính gửi|nơi nhận|(?:tm|kt|tl|tuq) (?:ủy|chính|thủ|bộ|chủ|giám|tổng|trưởng|ban|hội|quốc|cục|chánh)"
    r"|số \d{1,5} ?/|[^\d]{2,40} ngày \d{1,2} tháng \d{1,2} năm \d{4}$"
)
#: Lines that begin the units of a document; tables of contents and news have them too.
_WEAK = re.compile(r"(?:điều|chương|mục|phần|phụ lục) (?:\d{1,4}|[ivxlc]{1,6})\b|phụ lục$|[ivx]{1,5} ")
#: From so many characters on a paragraph is running text, shorter ones may be labels.
_PROSE = 60
_STRONG_SCORE, _WEAK_SCORE = 250.0, 30.0
_SHARE = 0.8
_OUTSIDE_PROSE = 0.2
_FURNITURE_TAGS = frozenset(("nav", "aside", "footer", "form"))
_FURNITURE_ROLES = frozenset(
    ("navigation", "search", "banner", "contentinfo", "complementary", "menu", "menubar", "tablist", "dialog")
)
_WORD_SECTION = re.compile(r"(?:Word)?Section\d+$")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WORDS_OF_DATE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")


@dataclass(slots=True)
class _Mass:
    """What stands in an element, all below it included."""

    score: float = 0.0
    text: int = 0
    links: int = 0
    strong: int = 0
    letterheads: int = 0
    weak: int = 0
    prose: int = 0
    #: Running text that does not begin like an entry of a table of contents, and notes.
    flow: int = 0
    items: int = 0

    def add(self, other: _Mass) -> None:
        self.score += other.score
        self.text += other.text
        self.links += other.links
        self.strong += other.strong
        self.letterheads += other.letterheads
        self.weak += other.weak
        self.prose += other.prose
        self.flow += other.flow
        self.items += other.items


def tells_document(items: Sequence[Item]) -> bool:
    """Whether items look like a document at all: a line that only documents have, or running text."""
    masses = [_mass(item) for item in items]
    return any(mass.strong for mass in masses) or sum(mass.prose for mass in masses) >= 2 * _PROSE


def find_document(items: Sequence[Item], root: Element) -> list[Item]:
    """The items of the document in those of a page, in their order.

    A page that holds no text but the document's gives all of it back.
    """
    if not items:
        return []
    portals = load_portals()
    own = [_mass(item) for item in items]
    masses = _masses(items, own, root)
    container = _hinted(masses, root, portals)
    if container is None:
        container = _container(masses, root, items, own)
    inside = [index for index, item in enumerate(items) if _within(item.element, container)]
    dropped = _furniture(masses, container, portals)
    kept = [index for index in inside if not _has_ancestor(items[index].element, dropped, container)]
    kept = _trim(kept, items, own, portals)
    if masses[root].strong == 0 or not any(own[index].strong for index in kept):
        kept = _headline(items, own, inside) + kept
    return [items[index] for index in kept]


def _texts(item: Item) -> Iterable[str]:
    draft = item.draft
    if isinstance(draft, ParagraphDraft):
        return draft.text.split("\n")[:8]
    return (line for cell in draft.cells[:40] for line in cell.text.split("\n")[:8])


def _mass(item: Item) -> _Mass:
    mass = _Mass(items=1, links=item.links, text=item.size - item.links)
    for text in _texts(item):
        folded = key(text[:160])
        if _STRONG.match(folded):
            mass.strong += 1
            mass.letterheads += _LETTERHEAD.match(folded) is not None
        elif _WEAK.match(folded):
            mass.weak += 1
    if mass.strong > 3:  # a letterhead in one table is still one letterhead
        mass.strong = 3
    if mass.text >= _PROSE:
        mass.prose = mass.text
    note = isinstance(item.draft, ParagraphDraft) and item.draft.role == "footnote"
    mass.flow = mass.text if note else mass.prose * (not mass.weak)
    mass.score = (mass.prose or mass.text * 0.25) + _STRONG_SCORE * mass.strong + _WEAK_SCORE * min(mass.weak, 1)
    return mass


def _masses(items: Sequence[Item], own: Sequence[_Mass], root: Element) -> dict[Element, _Mass]:
    """Sums for every element on the way from the items up to the root."""
    masses: dict[Element, _Mass] = {root: _Mass()}
    depths: dict[Element, int] = {root: 0}
    for item, mass in zip(items, own, strict=True):
        chain: list[Element] = []
        element: Element | None = item.element
        while element is not None and element not in depths:
            chain.append(element)
            element = element.getparent()
        depth = depths[element] if element is not None else 0
        for passed in reversed(chain):
            depth += 1
            depths[passed] = depth
            masses[passed] = _Mass()
        masses.setdefault(item.element, _Mass()).add(mass)
    for element in sorted(depths, key=depths.__getitem__, reverse=True):
        parent = element.getparent()
        if element is not root and parent is not None and parent in masses:
            masses[parent].add(masses[element])
    return masses


def _hinted(masses: dict[Element, _Mass], root: Element, portals: Portals) -> Element | None:
    """An element that a known portal keeps its text in, if most of the page's text is there."""
    whole = masses[root]
    best: Element | None = None
    for element, mass in masses.items():
        if 2 * mass.score < whole.score or mass.strong < whole.strong:
            continue
        for attribute, value in portals.containers:
            given = element.get(attribute)
            if given is None or (value is not None and value not in given.split()):
                continue
            if best is None or masses[best].score > mass.score:
                best = element
    return best


def _container(masses: dict[Element, _Mass], root: Element, items: Sequence[Item], own: Sequence[_Mass]) -> Element:
    """The smallest element that still holds the whole document."""
    direct: dict[Element, int] = {}
    for item, mass in zip(items, own, strict=True):
        if mass.prose or mass.strong:
            holder = item.element.getparent() if item.element.tag in ("p", "table") and item.element is not root else item.element
            if holder is not None:
                direct[holder] = direct.get(holder, 0) + 1
    children: dict[Element, list[Element]] = {}
    for element in masses:
        parent = element.getparent()
        if parent is not None and element is not root:
            children.setdefault(parent, []).append(element)
    node = root
    while True:
        mass = masses[node]
        best = max(children.get(node, ()), key=lambda child: masses[child].score, default=None)
        if best is None or best.tag in ("p", "table", "tr", "li", "ul", "ol"):
            return node
        inner = masses[best]
        if inner.score < _SHARE * mass.score or mass.strong > inner.strong:
            return node
        if mass.prose - inner.prose > _OUTSIDE_PROSE * mass.prose or (direct.get(node, 0) >= 2 and not mass.strong):
            return node
        if direct.get(node, 0) >= 3 or _WORD_SECTION.match(best.get("class") or ""):
            return node
        if mass.links == inner.links and mass.flow > inner.flow:
            return node  # what stands beside has text and no links: it belongs to the document
        node = best


def _within(element: Element, container: Element) -> bool:
    passed: Element | None = element
    while passed is not None:
        if passed is container:
            return True
        passed = passed.getparent()
    return False


def _has_ancestor(element: Element, dropped: set[Element], container: Element) -> bool:
    passed: Element | None = element
    while passed is not None and passed is not container:
        if passed in dropped:
            return True
        passed = passed.getparent()
    return False


def _furniture(masses: dict[Element, _Mass], container: Element, portals: Portals) -> set[Element]:
    """Elements inside the document's container that are the portal's: named so, or lists of links."""
    dropped: set[Element] = set()
    for element, mass in masses.items():
        if element is container or mass.strong or mass.prose > 600:
            continue
        if element.tag in _FURNITURE_TAGS or (element.get("role") or "") in _FURNITURE_ROLES:
            dropped.add(element)
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(names) > 1:
            words = {word.lower() for word in _CAMEL.findall(names[:400])} & portals.class_words
            if words and (mass.links >= mass.text or not mass.prose or words & portals.sure_words):
                dropped.add(element)
    return dropped


def _trim(kept: list[int], items: Sequence[Item], own: Sequence[_Mass], portals: Portals) -> list[int]:
    """Without the portal's lines before the letterhead and after the end."""
    first = next((place for place, index in enumerate(kept) if own[index].letterheads), None)
    if first is not None:
        before = kept[:first]
        if sum(own[index].prose for index in before) < 1500 and not any(own[index].weak or own[index].strong for index in before):
            start = first
            while start > 0 and _may_open(items[kept[start - 1]]):
                start -= 1
            kept = kept[start:]
    start = 0
    while start < len(kept) and _is_furniture_line(items[kept[start]], portals):
        start += 1
    kept = kept[start:]
    last = max((place for place, index in enumerate(kept) if own[index].strong or own[index].weak), default=-1)
    for place in range(last + 1, len(kept)):
        if _opens_ending(items[kept[place]], portals):
            kept = kept[:place]
            break
    while kept and (_is_furniture_line(items[kept[-1]], portals) or _is_link_only(items[kept[-1]], own[kept[-1]])):
        kept.pop()
    return kept


def _may_open(item: Item) -> bool:
    """Whether a line before the first sure line of a letterhead can belong to it: agencies in capitals, a number, a mark."""
    draft = item.draft
    if not isinstance(draft, ParagraphDraft):
        return item.links == 0 and item.size < 400 and len(draft.cells) <= 6
    text = draft.text
    if item.links * 2 > item.size or len(text) > 160 or draft.style.heading is not None:
        return False
    return text == text.upper() or text.lower().startswith(("số", "luật số", "hà nội,"))


def _is_furniture_line(item: Item, portals: Portals) -> bool:
    return isinstance(item.draft, ParagraphDraft) and item.size < 40 and key(item.draft.text) in portals.lines


def _opens_ending(item: Item, portals: Portals) -> bool:
    return isinstance(item.draft, ParagraphDraft) and item.size < 120 and key(item.draft.text).startswith(portals.endings)


def _is_link_only(item: Item, mass: _Mass) -> bool:
    return isinstance(item.draft, ParagraphDraft) and item.links > 0.9 * item.size and not mass.strong and not mass.weak


def _headline(items: Sequence[Item], own: Sequence[_Mass], inside: list[int]) -> list[int]:
    """The headline of an article and its date, which stand before the container of the text."""
    if not inside:
        return []
    first = inside[0]
    if any(_heading(items[index]) == 1 for index in inside[:3]):
        return []
    headline = next((index for index in range(first - 1, -1, -1) if _heading(items[index]) == 1), None)
    if headline is None or first - headline > 40:
        return []
    between = [
        index
        for index in range(headline + 1, first)
        if items[index].links == 0 and (own[index].prose or _WORDS_OF_DATE.search(_text(items[index])))
    ]
    return [headline, *between]


def _heading(item: Item) -> int | None:
    return item.draft.style.heading if isinstance(item.draft, ParagraphDraft) else None


def _text(item: Item) -> str:
    return item.draft.text if isinstance(item.draft, ParagraphDraft) else ""
