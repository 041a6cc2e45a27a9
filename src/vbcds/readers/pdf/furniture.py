"""What is on the page but not of the text: page numbers and running heads; and the notes at its foot, which are text of another kind."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vbcds.readers.pdf.fragments import Fragment
from vbcds.readers.pdf.lines import SUPERSCRIPTS, Line, cluster, make_line, segments
from vbcds.readers.pdf.pages import Page

_PAGE_NUMBER = re.compile(
    r"[-–—|•\s\[(]*(?:(?:trang|page|tr\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—|•\s\])]*", re.IGNORECASE
)
_LONGEST_NUMBER = 24
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(rf"[{SUPERSCRIPTS}]{{1,3}}|\(?\d{{1,3}}[).]?\s|\*{{1,3}}\s|\[\d{{1,3}}\]")
_EDGE_ROWS = 3
#: Running heads stand in the margin: 20 to 25 mm at top and foot (Decree 30/2020/NĐ-CP, Appendix I).
_HEAD_ZONE = 66.0
_NUMBER_ZONE = 0.1


@dataclass(slots=True)
class Body:
    """A page's text between head and foot, in groups of one baseline; and its notes."""

    page: Page
    groups: list[list[Fragment]]
    notes: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Piece:
    text: str
    base: float
    x0: float
    fragments: list[Fragment]


def take_furniture(pages: Sequence[Page]) -> list[Body]:
    """The pages without page numbers and running heads, their footnotes apart."""
    bodies = [Body(page, cluster(page.fragments)) for page in pages]
    edges = [_edge_pieces(body) for body in bodies]
    heads = _running(bodies, edges)
    body_size = _body_size(bodies)
    for body, pieces in zip(bodies, edges, strict=True):
        gone = {id(f) for piece in pieces if _is_number(piece, body) or _is_head(piece, body.page, heads) for f in piece.fragments}
        if gone:
            body.groups = [kept for group in body.groups if (kept := [f for f in group if id(f) not in gone])]
        _take_notes(body, body_size)
    return bodies


def _edge_pieces(body: Body) -> list[_Piece]:
    """The pieces of the first and the last lines of a page."""
    groups = body.groups
    chosen = groups if len(groups) <= 2 * _EDGE_ROWS else groups[:_EDGE_ROWS] + groups[-_EDGE_ROWS:]
    zone = 0.2 * body.page.height
    pieces = []
    for group in chosen:
        if zone < group[0].base < body.page.height - zone:
            continue
        for piece in segments(group, 1.3):
            line = make_line(piece, body.page.number)
            pieces.append(_Piece(line.text, line.base, line.x0, piece))
    return pieces


def _is_page_number(text: str) -> bool:
    return len(text) <= 2 * _LONGEST_NUMBER and _PAGE_NUMBER.fullmatch(text) is not None


def _is_number(piece: _Piece, body: Body) -> bool:
    """A number alone, at the top or the foot, with nothing beyond it."""
    if len(piece.text) > _LONGEST_NUMBER or not _is_page_number(piece.text):
        return False
    height = body.page.height
    near = piece.base < _NUMBER_ZONE * height or piece.base > (1 - _NUMBER_ZONE) * height
    outside = [f for group in body.groups for f in group if f not in piece.fragments]
    tops = [table.bbox[1] for table in body.page.tables]
    bottoms = [table.bbox[3] for table in body.page.tables]
    if piece.base < height / 2:
        first = min([f.base - f.size for f in outside if f.base > piece.base + 2] + tops, default=height)
        beyond = any(f.base < piece.base - 0.5 * f.size for f in outside if not _is_page_number(f.text))
        gap = first - piece.base
    else:
        last = max([f.base for f in outside if f.base < piece.base - 2] + bottoms, default=0.0)
        beyond = any(f.base > piece.base + 0.5 * f.size for f in outside if not _is_page_number(f.text))
        gap = piece.base - piece.fragments[0].size - last
    alone = not any(abs(f.base - piece.base) < 2 for f in outside)
    if any(char.isalpha() for char in piece.text) and not piece.text.lower().startswith(("trang", "page", "tr.")):
        return near and alone and not beyond and len(piece.text.strip(" -–—")) <= 5 and piece.text.strip(" -–—").islower()
    return (near and not beyond) or (alone and not beyond and gap > 0.8 * piece.fragments[0].size)


def _running(bodies: Sequence[Body], edges: Sequence[list[_Piece]]) -> set[tuple[str, int]]:
    """Texts that stand at one place near the edge of three pages or more."""
    exact: dict[tuple[str, int], set[int]] = defaultdict(set)
    counted: dict[tuple[str, int], dict[int, list[int]]] = defaultdict(dict)
    for body, pieces in zip(bodies, edges, strict=True):
        height = body.page.height
        for piece in pieces:
            if len(piece.text) < 3 or min(piece.base, height - piece.base) > _HEAD_ZONE:
                continue
            place = round(piece.base / 3)
            exact[piece.text, place].add(body.page.number)
            if min(piece.base, height - piece.base) < 0.075 * height:
                numbers = [int(n[:9]) for n in _DIGITS.findall(piece.text)]
                counted[_DIGITS.sub("#", piece.text), place][body.page.number] = numbers
    many = len(bodies)
    heads = {key for key, numbers in exact.items() if len(numbers) >= 3 and len(numbers) >= 0.2 * many}
    for key, by_page in counted.items():
        if len(by_page) >= 3 and len(by_page) >= 0.2 * many and _follows(by_page):
            heads.add(key)
    return _outside_body(heads, bodies, edges) if heads else heads


def _outside_body(heads: set[tuple[str, int]], bodies: Sequence[Body], edges: Sequence[list[_Piece]]) -> set[tuple[str, int]]:
    """Those that stand above (or below) all other text: a heading that begins many pages stands where the text does."""
    tops, bottoms = [], []
    for body, pieces in zip(bodies, edges, strict=True):
        inner = [piece for piece in pieces if not _is_head(piece, body.page, heads) and not _is_page_number(piece.text)]
        tables = [table.bbox for table in body.page.tables]
        if not inner and not tables and len(body.groups) <= 2 * _EDGE_ROWS:
            return set()  # nothing else on the page
        tops.append(min([piece.base for piece in inner] + [box[1] + 20 for box in tables], default=0.5 * body.page.height))
        bottoms.append(max([piece.base for piece in inner] + [box[3] for box in tables], default=0.5 * body.page.height))
    spare = len(bodies) // 10  # pages where something else (a stamp, a picture's text) stands out of the text
    top, bottom = sorted(tops)[spare], sorted(bottoms)[-1 - spare]
    half = max(body.page.height for body in bodies) / 2
    return {(text, place) for text, place in heads if (3 * place < top - 3 if 3 * place < half else 3 * place > bottom + 3)}


def _follows(by_page: dict[int, list[int]]) -> bool:
    """Whether some number of the text counts with the pages, and the others stay."""
    pages = sorted(by_page)
    size = len(by_page[pages[0]])
    if any(len(by_page[page]) != size for page in pages):
        return False
    return all(
        len({by_page[page][place] - page for page in pages}) == 1 or len({by_page[page][place] for page in pages}) == 1
        for place in range(size)
    )


def _is_head(piece: _Piece, page: Page, heads: set[tuple[str, int]]) -> bool:
    if not heads or min(piece.base, page.height - piece.base) > _HEAD_ZONE:
        return False
    place = round(piece.base / 3)
    generic = _DIGITS.sub("#", piece.text)
    return any((text, near) in heads for text in (piece.text, generic) for near in (place - 1, place, place + 1))


def _body_size(bodies: Iterable[Body]) -> float:
    """The size that most text is set in."""
    sizes: Counter[float] = Counter()
    for body in bodies:
        for group in body.groups:
            for fragment in group:
                sizes[round(fragment.size * 2) / 2] += len(fragment.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _take_notes(body: Body, body_size: float) -> None:
    """Footnotes: small text at the foot, under a short rule or beginning with a raised mark."""
    page, groups = body.page, body.groups
    if not groups:
        return
    lowest_table = max((table.bbox[3] for table in page.tables), default=0.0)
    start = None
    short = [r for r in page.rules if 60 < r.end - r.start < 0.5 * page.width and r.at > max(0.3 * page.height, lowest_table - 2)]
    for rule in short[:20]:
        below = [index for index, group in enumerate(groups) if _base(group) > rule.at + 1]
        if (
            below
            and rule.start < min(f.x0 for index in below for f in groups[index]) + 8
            and _are_notes(groups, below[0], body_size)
        ):
            start = below[0]
    if start is None:
        index = len(groups)
        while (
            index and _size(groups[index - 1]) < body_size - 0.9 and _base(groups[index - 1]) > max(0.5 * page.height, lowest_table)
        ):
            index -= 1
        while index < len(groups) and not _begins_note(groups[index], body.page.number):
            index += 1
        if index < len(groups) and index and _are_notes(groups, index, body_size) and _raised(groups[index]):
            start = index
    if start is None:
        return
    body.notes = [make_line(group, page.number) for group in groups[start:]]
    body.groups = groups[:start]


def _base(group: list[Fragment]) -> float:
    return max(group, key=lambda f: len(f.text)).base


def _size(group: list[Fragment]) -> float:
    return max(group, key=lambda f: len(f.text)).size


def _raised(group: list[Fragment]) -> bool:
    return len(group) > 1 and group[0].raised


def _begins_note(group: list[Fragment], page: int) -> bool:
    return _NOTE.match(make_line(group, page).text) is not None


def _are_notes(groups: list[list[Fragment]], start: int, body_size: float) -> bool:
    """From here on everything is smaller than the body, and the first line carries a mark."""
    return _begins_note(groups[start], 0) and all(_size(group) < body_size - 0.9 for group in groups[start:])


def split_notes(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of footnotes, one list for each note."""
    notes: list[list[Line]] = []
    for line in lines:
        if notes and not _NOTE.match(line.text):
            notes[-1].append(line)
        else:
            notes.append([line])
    return notes
