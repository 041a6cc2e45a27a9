"""The ruling lines in the image of a page: long straight runs of ink, across and down.

A scan is never quite straight: paper lies aslant and is drawn in unevenly, so that upper and lower, left and right rules of one table
lean differently. Lines are measured with their slopes, and `Grid` says how the page must be pulled for them to be straight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from vbcds.readers.ocr.images import Mask

Places: TypeAlias = npt.NDArray[np.intp]

#: Shortest run of ink that may be part of a rule, in points: longer than any stroke of a letter.
_RUN = 15.0
#: Shorter lines may be parts of letters (the bars of "TT" in bold capitals are one stroke of 19), where what they belong to is so high.
_SHORT = 22.0
_LETTERS = 5.0, 18.0
_WORD = 60.0
#: Gaps in a rule that are closed, thickest rule, and steepest slope.
_GAP = 3.0
_THICK = 5.0
_STEEP = 0.06
_MOST_LINES = 4_000


@dataclass(frozen=True, slots=True)
class Stroke:
    """A nearly straight line, in pixels. For one across: y = `at` in the middle, from x = `start` to `end`, `slope` = dy/dx."""

    at: float
    start: float
    end: float
    slope: float
    thickness: float

    @property
    def length(self) -> float:
        """Length in pixels."""
        return self.end - self.start


@dataclass(slots=True)
class Ruling:
    """The lines of an image, and where their ink is."""

    across: list[Stroke]
    down: list[Stroke]
    mask: Mask


def find_ruling(ink: Mask, dpi: float) -> Ruling:
    """The ruling lines of a page."""
    across, mask = _strokes(ink, dpi)
    down, turned = _strokes(np.ascontiguousarray(ink.T), dpi)
    columns, rows = np.divmod(np.flatnonzero(turned), ink.shape[0])
    mask[rows, columns] = True
    return Ruling(across, down, mask)


def _strokes(ink: Mask, dpi: float) -> tuple[list[Stroke], Mask]:
    from scipy import ndimage

    unit = dpi / 72
    mask = np.zeros_like(ink)
    thick = ink.copy()
    thick[1:] |= ink[:-1]  # a thin line that leans goes from one row to the next
    lines, starts, ends = _long_runs(thick, round(_RUN * unit))
    if not lines.size:
        return [], mask
    # Of the rows, those with runs alone are looked at, with the two below: one into which a line leans, one that parts it from the next.
    height, width = ink.shape
    kept = np.unique((lines[:, None] + np.arange(3)).ravel())
    kept = kept[kept < height]
    places = np.searchsorted(kept, lines)
    runs = _painted((kept.size, width), places, starts, ends)
    gap = round(_GAP * unit)
    bridged = _painted(runs.shape, places, np.maximum(starts - gap, 0), np.minimum(ends + gap, width))
    bridged[1:] |= bridged[:-1].copy()
    labels, count = ndimage.label(bridged, structure=np.ones((3, 3), dtype=np.uint8))
    strokes: list[Stroke] = []
    if count > _MOST_LINES:
        return [], mask
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        part = runs[rows, columns] & (labels[rows, columns] == index)
        ys, xs = np.nonzero(part)
        if xs.size == 0:
            continue
        start, end = int(xs.min()), int(xs.max()) + 1
        length = end - start
        filled = int(part.any(axis=0).sum())
        thickness = xs.size / max(1, filled) - 1
        if thickness > _THICK * unit or filled < 0.6 * length:
            continue
        middle = (start + end) / 2
        slope, at = (float(value) for value in np.polyfit(xs - middle, ys, 1)) if length > 4 else (0.0, float(ys.mean()))
        if abs(slope) > _STEEP or length < 4 * thickness:
            continue
        top, left = int(kept[rows.start]), columns.start
        if length < _SHORT * unit and _is_of_letters(ink, top, slice(left + start, left + end), unit):
            continue
        stroke = Stroke(top + at, left + start, left + end, slope, max(1.0, thickness))
        strokes.append(stroke)
        mask[top : top + part.shape[0], columns] |= part
        _paint(mask, stroke, unit)
    return strokes, mask


def _is_of_letters(ink: Mask, row: int, columns: slice, unit: float) -> bool:
    """Whether a short line is part of a piece of ink that is as high as letters: no longer rule, frame or seal."""
    from scipy import ndimage

    reach = round(_LETTERS[1] * unit) + 2
    side = round(_WORD * unit)
    top, left = max(0, row - reach), max(0, columns.start - side)
    part = ink[top : row + reach, left : columns.stop + side]
    labels, _ = ndimage.label(part, structure=np.ones((3, 3), dtype=np.uint8))
    own = np.unique(labels[row - top : row - top + 3, columns.start - left : columns.stop - left])
    piece = np.isin(labels, own[own > 0])
    rows = np.flatnonzero(piece.any(axis=1))
    ends = bool(piece[:, 0].any() or piece[:, -1].any())  # it goes on: the rim of a seal
    return bool(rows.size) and not ends and _LETTERS[0] * unit <= rows[-1] + 1 - rows[0] <= _LETTERS[1] * unit


def _paint(mask: Mask, stroke: Stroke, unit: float) -> None:
    """The whole of a line, with what is left of it between its runs and at its edges."""
    xs = np.arange(int(stroke.start), int(stroke.end))
    ys = np.rint(stroke.at + stroke.slope * (xs - (stroke.start + stroke.end) / 2)).astype(np.intp)
    half = round(stroke.thickness / 2 + 0.45 * unit)
    for step in range(-half, half + 1):
        mask[np.clip(ys + step, 0, mask.shape[0] - 1), xs] = True


def _long_runs(ink: Mask, shortest: int) -> tuple[Places, Places, Places]:
    """Runs of at least so many pixels of ink in a row: the row, the first pixel, and the one after the last.

    >>> [found.tolist() for found in _long_runs(np.array([[1, 0, 1, 1], [1, 1, 1, 0]], dtype=bool), 2)]
    [[0, 1], [2, 0], [4, 3]]
    """
    edges = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.bool_)
    np.not_equal(ink[:, 1:], ink[:, :-1], out=edges[:, 1:-1])
    edges[:, 0], edges[:, -1] = ink[:, 0], ink[:, -1]
    starts, ends = np.flatnonzero(edges).reshape(-1, 2).T
    long = ends - starts >= shortest
    rows, first = np.divmod(starts[long], edges.shape[1])
    return rows, first, first + (ends - starts)[long]


def _painted(shape: tuple[int, int], rows: Places, starts: Places, ends: Places) -> Mask:
    """A mask of some runs."""
    mask = np.zeros(shape, dtype=np.bool_)
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    mask.ravel()[np.repeat(rows * shape[1] + starts - before, lengths) + np.arange(int(lengths.sum()))] = True
    return mask


@dataclass(frozen=True, slots=True)
class Warp:
    """How a page leans: the slope of lines across at height y is `a + b * y`, of lines down at x is `c + d * x`, all in pixels."""

    middle_x: float
    middle_y: float
    a: float = 0.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the image lies once the page is straight."""
        return x - (self.c + self.d * x) * (y - self.middle_y), y - (self.a + self.b * y) * (x - self.middle_x)

    def leaning(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the straight page lies in the image."""
        u, v = x, y
        for _ in range(3):
            u, v = x + (self.c + self.d * u) * (v - self.middle_y), y + (self.a + self.b * v) * (u - self.middle_x)
        return u, v


def measure_warp(ruling: Ruling, width: int, height: int) -> Warp:
    """How a page leans, by its long rules.

    >>> across = [Stroke(100, 0, 1000, 0.01, 2), Stroke(900, 0, 1000, 0.01, 2)]
    >>> warp = measure_warp(Ruling(across, [], np.zeros((1, 1), dtype=bool)), 1000, 1000)
    >>> [round(value, 3) for value in (warp.a, warp.b, warp.c)]
    [0.01, 0.0, -0.01]
    """
    a, b = _lean(ruling.across, 0.2 * width)
    c, d = _lean(ruling.down, 0.12 * height)
    if not any(stroke.length > 0.12 * height for stroke in ruling.down):
        c = -(a + b * height / 2)
    if not any(stroke.length > 0.2 * width for stroke in ruling.across):
        a = -(c + d * width / 2)
    return Warp(width / 2, height / 2, a, b, c, d)


def _lean(strokes: list[Stroke], shortest: float) -> tuple[float, float]:
    long = [stroke for stroke in strokes if stroke.length > shortest]
    if not long:
        return 0.0, 0.0
    slopes = np.array([stroke.slope for stroke in long])
    middle = float(np.median(slopes))
    kept = [stroke for stroke in long if abs(stroke.slope - middle) < 0.012]
    if not kept:
        return middle, 0.0
    places = np.array([stroke.at for stroke in kept])
    slopes = np.array([stroke.slope for stroke in kept])
    weights: npt.NDArray[np.float64] = np.array([stroke.length for stroke in kept])
    if len(kept) < 3 or float(np.ptp(places)) < 2 * shortest:
        return float(np.average(slopes, weights=weights)), 0.0
    slope, offset = np.polyfit(places, slopes, 1, w=weights)
    return float(offset), float(slope)
