"""The characters of a page with their boxes and fonts, in reading space: upright, whichever way the page is turned."""

from __future__ import annotations

import re
from collections import Counter
from ctypes import addressof, create_string_buffer
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, hypot, pi

from vbcds.readers.fonts import legacy_encoding
from vbcds.readers.pdf.binding import Pdfium
from vbcds.readers.symbols import symbol_font

_BOLD = re.compile(r"bold|black|heavy|demi|,bd|-bd", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
_SUBSET = re.compile(r"\A[A-Z]{6}\+")
_STYLE = re.compile(r"[,-]?(?:regular|normal|bold|italic|oblique)+\Z", re.IGNORECASE)
_ABC = re.compile(r"\.?Vn(?=[A-Z])")
_FORCE_BOLD = 1 << 18
_HYPHENS = {0x02: 0x2D, 0x1E: 0x2D, 0xAD: 0x2D, 0xFFFE: 0x2D}
#: Code points that print nothing but room.
SPACES = frozenset((9, 10, 11, 12, 13, 0x20, 0xA0, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
                    0x200A, 0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF))  # fmt: skip
INVISIBLE = 3


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a page."""

    name: str
    bold: bool = False
    italic: bool = False
    #: The name under which a font from before Unicode is known (".VnTime"), or None.
    legacy: str | None = None
    #: The name of a font of symbols, or None.
    symbol: str | None = None


NO_FONT = Font("")


@lru_cache(maxsize=1024)
def font_by_name(name: str, flags: int = 0, slant: int = 0) -> Font:
    """What a font's name and descriptor tell.

    >>> font_by_name("FBHPFO+VnTimeHBold")
    Font(name='VnTimeHBold', bold=True, italic=False, legacy='.VnTimeH', symbol=None)
    >>> font_by_name("BAAAAA+Tinos-BoldItalic").legacy is None
    True
    """
    name = _SUBSET.sub("", name).replace("#2E", ".").replace("#20", " ")
    family = _STYLE.sub("", name)
    if _ABC.match(family):
        family = "." + family.lstrip(".")
    encoding = legacy_encoding(family)
    return Font(
        name,
        bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD),
        bool(_ITALIC.search(name)) or slant < -3,
        family if encoding else None,
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


@dataclass(slots=True)
class Glyphs:
    """Everything that the reader asks PDFium about the characters of one page."""

    library: Pdfium
    text_page: int
    frame: Frame
    #: One character of text for each of the page's characters.
    chars: str
    codes: list[int]
    #: The text object of each character; None for those that PDFium made up (spaces between words, line ends).
    objects: list[int | None]
    #: Left and right edge of each character in reading space, advance width.
    left: list[float]
    right: list[float]
    runs: dict[int, Run]

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
    count = min(max(0, library.count_chars(text_page)), most)
    codes = library.unicodes(text_page, count)
    for index, code in enumerate(codes):
        if code > 0xD7FF or code < 0x20 or code == 0xAD:
            codes[index] = _code(code)
    objects = library.text_objects(text_page, count)
    frame = Frame(*box, turns=rotation)
    runs = _read_runs(library, text_page, objects, frame)
    turns = _reading_turns(runs, objects)
    if turns:
        frame.turns = (rotation + turns) % 4
        runs = _read_runs(library, text_page, objects, frame)
    left, top, right, bottom = library.boxes(text_page, count)
    if frame.turns == 1:
        left, right = [y - frame.bottom for y in bottom], [y - frame.bottom for y in top]
    elif frame.turns == 2:
        left, right = [frame.right - x for x in right], [frame.right - x for x in left]
    elif frame.turns == 3:
        left, right = [frame.top - y for y in top], [frame.top - y for y in bottom]
    elif frame.left:
        shift = frame.left
        left, right = [x - shift for x in left], [x - shift for x in right]
    return Glyphs(library, text_page, frame, "".join(map(chr, codes)), codes, objects, left, right, runs)


def _code(code: int) -> int:
    if code in _HYPHENS:
        return _HYPHENS[code]
    if code in SPACES:
        return code
    if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or code & 0xFFFE == 0xFFFE:
        return 0x200B
    return code


def _read_runs(library: Pdfium, text_page: int, objects: list[int | None], frame: Frame) -> dict[int, Run]:
    firsts: dict[int, int] = {}
    before: int | None = None
    for index, handle in enumerate(objects):
        if handle != before:
            before = handle
            if handle is not None and handle not in firsts:
                firsts[handle] = index
    handles, indexes = list(firsts), list(firsts.values())
    font_handles = library.fonts_of(handles)
    fonts = {handle: _read_font(library, handle) if handle else NO_FONT for handle in set(font_handles)}
    a, b, c, d = library.matrices(text_page, indexes)
    x, y = library.origins(text_page, indexes)
    sizes, modes = library.font_sizes(text_page, indexes), library.render_modes(handles)
    runs: dict[int, Run] = {}
    turned = frame.turns
    top = frame.top
    for index, handle in enumerate(handles):
        if b[index] == 0.0 and a[index] > 0.0 and not turned:
            turns: int | None = 0
            size = sizes[index] * abs(d[index])
            base = top - y[index]
        else:
            quarter = atan2(b[index], a[index]) / (pi / 2)  # counter-clockwise in page space
            near = round(quarter)
            turns = (near - turned) % 4 if abs(quarter - near) < 0.06 else None
            size = sizes[index] * hypot(c[index], d[index])
            base = frame.point(x[index], y[index])[1]
        runs[handle] = Run(fonts[font_handles[index]], abs(size) or 1.0, base, turns, modes[index])
    return runs


def _reading_turns(runs: dict[int, Run], objects: list[int | None]) -> int:
    """Quarter turns, beyond the page's own, that bring most of the text upright."""
    if all(run.turns == 0 for run in runs.values()):
        return 0
    votes: Counter[int] = Counter()
    for handle, count in Counter(objects).items():
        turns = runs[handle].turns if handle is not None else None
        if turns is not None:
            votes[turns] += count
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
