"""The image of a page while it is read: where its parts lie, what is read in them, and where the words go on the straightened page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from vbcds.model.document import Box
from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.ocr.engine import Layout, OcrEngine, OcrWord
from vbcds.readers.ocr.images import Pixels, resized
from vbcds.readers.ocr.ruling import Ruling, Warp
from vbcds.readers.pdf.rules import NEAR, Drawing, Rule, merge_rules

#: White around what is read by itself, in pixels.
MARGIN = 12
#: A hyphen is wider, in points: what is not is dust.
_NARROW = 1.8
_SIGN = re.compile(r"[^\W_]")
_BULLETS = frozenset("-–+•*")
_DUST = "|_—~^ˆ`´¬«»<>\\=°“”‘’'\".,:;·"


@dataclass(slots=True)
class Sheet:
    """An image that is being read, and the page that becomes of it. Boxes are in points of the straightened page."""

    scan: ScanPage
    #: Grey, without rules, seals and specks.
    pixels: Pixels
    warp: Warp
    dpi: float
    engine: OcrEngine
    seconds: float

    @property
    def unit(self) -> float:
        """Points a pixel."""
        return 72 / self.dpi

    def window(self, box: Box) -> tuple[slice, slice]:
        """The part of the image in which a box lies."""
        corners = [self.warp.leaning(x / self.unit, y / self.unit) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        height, width = self.pixels.shape
        left, right = max(0, round(min(xs))), min(width, round(max(xs)))
        top, bottom = max(0, round(min(ys))), min(height, round(max(ys)))
        return slice(top, max(top, bottom)), slice(left, max(left, right))

    def read(self, crops: Sequence[Pixels], layout: Layout, *, scale: float = 1.0) -> list[list[OcrWord]]:
        """The words of each of some images of this resolution, read in another size where `scale` is not 1."""
        if not crops:
            return []
        if scale == 1.0:
            return self.engine.recognise(crops, dpi=self.dpi, layout=layout, seconds=self.seconds)
        small = [resized(crop, scale) for crop in crops]
        read = self.engine.recognise(small, dpi=self.dpi * scale, layout=layout, seconds=self.seconds)
        return [[_grown(word, 1 / scale) for word in words] for words in read]

    def place(self, words: Iterable[OcrWord], shift: tuple[float, float], spelling: Callable[[str], str] = str) -> list[PlacedWord]:
        """Words of an image that begins at `shift` (pixels) put on the page; `spelling` says how a word is written in the text."""
        first = max((word.line for word in self.scan.words), default=-1) + 1
        placed = self.as_placed(words, shift, first, spelling)
        self.scan.words += placed
        return placed

    def as_placed(
        self, words: Iterable[OcrWord], shift: tuple[float, float], first: int = 0, spelling: Callable[[str], str] = str
    ) -> list[PlacedWord]:
        """Words as `place` puts them on the page, their lines numbered from `first`, without putting them there."""
        return [self._placed(word, shift, first, spelling(word.text)) for word in words if _is_text(word, self.unit)]

    def box_of(self, rows: slice, columns: slice) -> Box:
        """The box on the straightened page of a part of the image."""
        x0, y0 = self.warp.straight(columns.start, rows.start)
        x1, y1 = self.warp.straight(columns.stop, rows.stop)
        return round(x0 * self.unit, 1), round(y0 * self.unit, 1), round(x1 * self.unit, 1), round(y1 * self.unit, 1)

    def _placed(self, word: OcrWord, shift: tuple[float, float], first: int, text: str) -> PlacedWord:
        straight, unit = self.warp.straight, self.unit
        x0, y0, x1, y1 = word.x0 + shift[0], word.y0 + shift[1], word.x1 + shift[0], word.y1 + shift[1]
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return PlacedWord(
            text=text,
            x0=round(straight(x0, y)[0] * unit, 2),
            y0=round(straight(x, y0)[1] * unit, 2),
            x1=round(straight(x1, y)[0] * unit, 2),
            y1=round(straight(x, y1)[1] * unit, 2),
            base=round(straight(x, word.base + shift[1])[1] * unit, 2),
            size=round(word.size * unit, 2),
            confidence=word.confidence,
            line=first + word.line,
            raw=word.text if text != word.text else "",
            characters=word.characters,
        )


def _grown(word: OcrWord, factor: float) -> OcrWord:
    return replace(
        word,
        x0=word.x0 * factor,
        x1=word.x1 * factor,
        y0=word.y0 * factor,
        y1=word.y1 * factor,
        base=word.base * factor,
        size=word.size * factor,
    )


def holds(box: Box, word: PlacedWord) -> bool:
    """Whether a word stands in a box (nearly)."""
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] <= x <= box[2] and box[1] - NEAR <= y <= box[3] + NEAR


def within(box: Box, outer: Box) -> bool:
    """Whether a box lies in another one (nearly)."""
    return outer[0] - NEAR <= box[0] and outer[1] - NEAR <= box[1] and box[2] <= outer[2] + NEAR and box[3] <= outer[3] + NEAR


def straightened(ruling: Ruling, warp: Warp, unit: float) -> Drawing:
    """The rules of an image on the straightened page; `unit`: points a pixel."""
    across, down = [], []
    for stroke in ruling.across:
        half = stroke.length / 2 * stroke.slope
        x0, y0 = warp.straight(stroke.start, stroke.at - half)
        x1, y1 = warp.straight(stroke.end, stroke.at + half)
        _, at = warp.straight((stroke.start + stroke.end) / 2, stroke.at)
        across.append(Rule((y0 + y1 + 2 * at) / 4 * unit, x0 * unit, x1 * unit))
    for stroke in ruling.down:
        half = stroke.length / 2 * stroke.slope
        x0, y0 = warp.straight(stroke.at - half, stroke.start)
        x1, y1 = warp.straight(stroke.at + half, stroke.end)
        at, _ = warp.straight(stroke.at, (stroke.start + stroke.end) / 2)
        down.append(Rule((x0 + x1 + 2 * at) / 4 * unit, y0 * unit, y1 * unit))
    return Drawing(horizontal=merge_rules(across, []), vertical=merge_rules(down, []))


def _is_text(word: OcrWord, unit: float) -> bool:
    """Not a mark of dust, a rest of a rule or of a seal; `unit`: points a pixel."""
    if word.text in _BULLETS:
        return word.confidence > 0.3 and (word.x1 - word.x0) * unit > _NARROW
    if not _SIGN.search(word.text):
        return word.confidence > 0.6 and word.text.strip(_DUST) != ""
    return word.confidence > 0.2 or len(word.text) > 3
