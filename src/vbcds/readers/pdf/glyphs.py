"""The characters of a page with their boxes and fonts, in reading space: upright, whichever way the page is turned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from ctypes import addressof, create_string_buffer
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, count, pairwise
from math import atan2, hypot, pi
from operator import add

from vbcds.readers.pdf.binding import Pdfium
from vbcds.readers.symbols import symbol_font
from vbcds.text.legacy import LegacyEncoding, font_encoding
from vbcds.text.syllables import is_syllable

_BOLD = re.compile(r"bold|black|heavy|demi|,bd|-bd", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
_SUBSET = re.compile(r"\A[A-Z]{6}\+")
_STYLE = re.compile(r"[,-]?(?:regular|normal|bold|italic|oblique)+\Z", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
#: Characters that print nothing but room.
_RARE_ROOM = "\t\x0b\x0c\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff"
_ROOM = f"\n\r {_RARE_ROOM}"
WORD = re.compile(f"[^{_ROOM}]+")
_RARE = re.compile(f"[{_RARE_ROOM}]")
_LINE = re.compile(f"[^{_ROOM}\r\n](?:[^\r\n]*[^{_ROOM}\r\n])?")
_HIDDEN = {
    code: 0x200B for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFF) if chr(code) not in "\t\n\x0b\x0c\r"
}
_CHARACTERS = _HIDDEN | {0x02: 0x2D, 0x1E: 0x2D, 0xFFFE: 0x2D}
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
INVISIBLE = 3
_OPENING = "([{\"'“‘«"
_MARKS = ".,;:!?…()[]{}\"'“”‘’«»-–/*"


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a page."""

    name: str
    bold: bool = False
    italic: bool = False
    #: The encoding of a font from before Unicode, or None.
    legacy: LegacyEncoding | None = None
    #: The name of a font of symbols, or None.
    symbol: str | None = None


NO_FONT = Font("")


@lru_cache(maxsize=1024)
def font_by_name(name: str, flags: int = 0, slant: int = 0) -> Font:
    """What a font's name and descriptor tell.

    >>> font_by_name("FBHPFO+VnTimeHBold")
    Font(name='VnTimeHBold', bold=True, italic=False, legacy='tcvn3', symbol=None)
    >>> font_by_name("BAAAAA+Tinos-BoldItalic").legacy is None
    True
    """
    name = _SUBSET.sub("", name).replace("#2E", ".").replace("#20", " ")
    family = _STYLE.sub("", name)
    encoding = font_encoding(name)
    return Font(
        name,
        bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD),
        bool(_ITALIC.search(name)) or slant < -3,
        encoding,
        family if symbol_font(family) else None,
    )


@dataclass(slots=True)
class Frame:
    """How page space turns into reading space: points from the top left, x to the right, y downwards."""

    left: float
    bottom: float
    right: float
    top: float
    #: Quarter turns clockwise that bring the text upright.
    turns: int

    @property
    def width(self) -> float:
        """Width as read."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as read."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space in reading space."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A rectangle of page space in reading space: left, top, right, bottom."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


@dataclass(slots=True)
class Run:
    """What the characters of one text object have in common."""

    font: Font
    #: Effective size in points.
    size: float
    #: The line that the letters stand on, from the top of the page; across, for text that stands upright.
    base: float
    #: Quarter turns against reading direction (0: upright); None for text set aslant.
    turns: int | None
    mode: int

    def goes_with(self, other: Run) -> bool:
        """Whether both stand on one line, in one size and one kind of font."""
        return (
            -0.3 < self.base - other.base < 0.3
            and 0.97 < self.size / other.size < 1.03
            and self.turns == other.turns
            and self.font.legacy == other.font.legacy
            and self.font.symbol == other.font.symbol
            and (self.mode == INVISIBLE) == (other.mode == INVISIBLE)
        )


@dataclass(slots=True)
class Glyphs:
    """Everything that the reader asks PDFium about the characters of one page."""

    library: Pdfium
    text_page: int
    frame: Frame
    #: One character of text for each of the page's characters.
    chars: str
    #: First character, end and run of each stretch of characters of one text object.
    spans: list[tuple[int, int, Run]]
    #: First character and end of each word, and whether it is a syllable, inside which no gap is looked for.
    words: list[tuple[int, int, bool]]
    #: Left and right edge of characters in reading space, advance width: of all but those inside a syllable.
    left: list[float]
    right: list[float]

    def extent(self, index: int) -> tuple[float, float]:
        """Top and bottom of a character in reading space."""
        library = self.library
        library.loose_box(self.text_page, index, library.small)
        left, top, right, bottom = library.floats(4)
        box = self.frame.box(left, bottom, right, top)
        return box[1], box[3]


def read_glyphs(library: Pdfium, text_page: int, box: tuple[float, float, float, float], rotation: int, most: int) -> Glyphs:
    """The characters of a page, at most `most`; text that is set sideways on most of the page is turned upright.

    `box` is the page's left, bottom, right and top, `rotation` its quarter turns clockwise.
    """
    size = min(max(0, library.count_chars(text_page)), most)
    chars = library.text(text_page, size)
    if _ODD.search(chars):
        chars = chars.translate(_CHARACTERS)
    words = _words(chars)
    stretches = _stretches(library, text_page, chars, words)
    frame = Frame(*box, turns=rotation)
    runs = _read_runs(library, text_page, stretches, frame)
    turns = _reading_turns(runs, stretches)
    if turns:
        frame.turns = (rotation + turns) % 4
        runs = _read_runs(library, text_page, stretches, frame)
    spans = [(start, end, runs[handle]) for start, end, handle in stretches]
    words = _trusted(words, spans)
    left, right = _edges(library, text_page, words, size, frame)
    return Glyphs(library, text_page, frame, chars, spans, words, left, right)


@lru_cache(maxsize=1 << 16)
def is_plain(word: str) -> bool:
    """Whether a word is one syllable, with the usual marks before and after it: no space can be missing inside.

    >>> is_plain("định,"), is_plain("thuộcThành"), is_plain("12/2025")
    (True, False, False)
    """
    return is_syllable(word.lstrip(_OPENING).rstrip(_MARKS))


def _words(chars: str) -> list[tuple[int, int, bool]]:
    """First character and end of each word, and whether it is plain."""
    spaced = _RARE.sub(" ", chars) if _RARE.search(chars) else chars
    pieces = spaced.replace("\r", " ").replace("\n", " ").split(" ")
    ends = map(add, accumulate(map(len, pieces)), count())  # the spaces before a piece are as many as the pieces
    return [(end - len(piece), end, is_plain(piece)) for piece, end in zip(pieces, ends, strict=False) if piece]


def _trusted(words: list[tuple[int, int, bool]], spans: list[tuple[int, int, Run]]) -> list[tuple[int, int, bool]]:
    """The words, of which a syllable set in pieces is plain only where they go together."""
    torn = {
        second[0]
        for first, second in pairwise(spans)
        if first[1] == second[0] and first[2] is not second[2] and not first[2].goes_with(second[2])
    }
    if not torn:
        return words
    return [(start, end, plain and torn.isdisjoint(range(start + 1, end))) for start, end, plain in words]


def _edges(
    library: Pdfium, text_page: int, words: list[tuple[int, int, bool]], size: int, frame: Frame
) -> tuple[list[float], list[float]]:
    indexes: list[int] = []
    for start, end, plain in words:
        if plain:
            indexes.append(start)
            indexes.append(end - 1)
        else:
            indexes.extend(range(start, end))
    lefts, rights = library.edges(text_page, indexes, sideways=frame.turns % 2 == 1)
    if frame.turns == 1:
        shift = frame.bottom
        lefts, rights = [y - shift for y in lefts], [y - shift for y in rights]
    elif frame.turns:
        shift = frame.right if frame.turns == 2 else frame.top
        lefts, rights = [shift - x for x in rights], [shift - x for x in lefts]
    elif frame.left:
        shift = frame.left
        lefts, rights = [x - shift for x in lefts], [x - shift for x in rights]
    left, right = [0.0] * size, [0.0] * size
    for index, low, high in zip(indexes, lefts, rights, strict=True):
        left[index] = low
        right[index] = high
    return left, right


def _stretches(library: Pdfium, text_page: int, chars: str, words: list[tuple[int, int, bool]]) -> list[tuple[int, int, int]]:
    """Stretches of visible characters of one text object: start, end, handle.

    A line whose first and last characters are of one object is of that object.
    """
    lines = [match.span() for match in _LINE.finditer(chars)]
    firsts = library.text_objects(text_page, [start for start, _ in lines])
    lasts = library.text_objects(text_page, [end - 1 for _, end in lines])
    stretches: list[tuple[int, int, int]] = []
    for (start, end), first, last in zip(lines, firsts, lasts, strict=True):
        if first == last and first is not None:
            stretches.append((start, end, first))
        else:
            _mixed(library, text_page, words[bisect_left(words, (start,)) : bisect_left(words, (end,))], stretches)
    return stretches


def _mixed(library: Pdfium, text_page: int, words: list[tuple[int, int, bool]], stretches: list[tuple[int, int, int]]) -> None:
    """The stretches of a line of more than one text object, by its words."""
    firsts = library.text_objects(text_page, [begin for begin, _, _ in words])
    lasts = library.text_objects(text_page, [stop - 1 for _, stop, _ in words])
    torn = [
        index
        for (begin, stop, _), first, last in zip(words, firsts, lasts, strict=True)
        if first != last
        for index in range(begin, stop)
    ]
    objects = dict(zip(torn, library.text_objects(text_page, torn), strict=True))
    handle: int | None = None
    begin = last_end = words[0][0]
    for (word_start, word_end, _), first, last in zip(words, firsts, lasts, strict=True):
        inner = (first,) if first == last else [objects[index] for index in range(word_start, word_end)]
        for index, here in enumerate(inner, word_start):
            if here != handle and here is not None:
                if handle is not None:
                    stretches.append((begin, min(index, last_end) if index == word_start else index, handle))
                handle, begin = here, index
        last_end = word_end
    if handle is not None:
        stretches.append((begin, last_end, handle))


def _read_runs(library: Pdfium, text_page: int, stretches: Sequence[tuple[int, int, int]], frame: Frame) -> dict[int, Run]:
    firsts: dict[int, int] = {}
    for start, _, handle in stretches:
        firsts.setdefault(handle, start)
    handles, indexes = list(firsts), list(firsts.values())
    font_handles = library.fonts_of(handles)
    fonts = {handle: _read_font(library, handle) if handle else NO_FONT for handle in set(font_handles)}
    sizes, modes = library.font_sizes(text_page, indexes), library.render_modes(handles)
    matrices = library.matrices(text_page, indexes)
    runs: dict[int, Run] = {}
    #: Objects that are set alike on one line have one run: some programs make an object of every word.
    known: dict[tuple[int | None, float, int, float, float], Run] = {}
    turned, top = frame.turns, frame.top
    for handle, font_handle, size, mode, (a, b, c, d, e, f) in zip(handles, font_handles, sizes, modes, matrices, strict=True):
        if b == 0.0 and a > 0.0 and not turned:
            look = font_handle, size, mode, d, f
            run = known.get(look)
            if run is None:
                run = known[look] = Run(fonts[font_handle], abs(size * d) or 1.0, top - f, 0, mode)
            runs[handle] = run
            continue
        quarter = atan2(b, a) / (pi / 2)  # counter-clockwise in page space
        near = round(quarter)
        turns = (near - turned) % 4 if abs(quarter - near) < 0.06 else None
        runs[handle] = Run(fonts[font_handle], abs(size) * hypot(c, d) or 1.0, frame.point(e, f)[1], turns, mode)
    return runs


def _reading_turns(runs: dict[int, Run], stretches: Sequence[tuple[int, int, int]]) -> int:
    """Quarter turns, beyond the page's own, that bring most of the text upright."""
    if all(run.turns == 0 for run in runs.values()):
        return 0
    votes: Counter[int] = Counter()
    for start, end, handle in stretches:
        turns = runs[handle].turns
        if turns is not None:
            votes[turns] += end - start
    if not votes:
        return 0
    turn, most = votes.most_common(1)[0]
    return turn if most > 0.6 * sum(votes.values()) and most > 8 else 0


def _read_font(library: Pdfium, handle: int) -> Font:
    buffer = create_string_buffer(256)
    size = library.font_name(handle, addressof(buffer), 256)
    name = buffer.raw[: min(size, 256)].split(b"\0")[0].decode("utf-8", "replace")
    slant = library.ints(1)[0] if library.font_slant(handle, library.small) else 0
    return font_by_name(name, library.font_flags(handle), slant - (1 << 32) if slant >> 31 else slant)
