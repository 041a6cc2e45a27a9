"""Lines that are drawn over text, taken off while the strokes of letters that cross them stay.

Along a line its ink is a band of some rows, and a stroke that crosses it stands out of the band on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from vbcds.readers.ocr.images import Mask, Pixels
from vbcds.readers.ocr.ruling import Ruling, Stroke

#: What is darker is ink of a stroke, and how far (points) the grey edges of a line reach.
_INK, _EDGE = 150, 0.45


def without_rules(grey: Pixels, ruling: Ruling, dpi: float) -> Pixels:
    """A page or a part of it without its ruling lines.

    >>> page = np.full((60, 200), 255, dtype=np.uint8)
    >>> page[30:32, 20:180] = 0  # a rule
    >>> page[10:50, 100:104] = 0  # a stroke of a letter
    >>> ruling = Ruling([Stroke(30.5, 20, 180, 0.0, 2)], [], page < 150)
    >>> cleaned = without_rules(page, ruling, 300)
    >>> cleaned[30, 60], cleaned[30, 101], cleaned[40, 101]
    (np.uint8(255), np.uint8(0), np.uint8(0))
    """
    cleaned = grey.copy()
    _erase(cleaned, ruling.across, dpi / 72)
    _erase(cleaned.T, ruling.down, dpi / 72)
    return cleaned


def _erase(cleaned: Pixels, strokes: Iterable[Stroke], unit: float) -> None:
    height, width = cleaned.shape
    edge = max(1, round(0.3 * unit))
    for stroke in strokes:
        xs = np.arange(max(0, int(stroke.start)), min(width, int(stroke.end) + 1))
        half = round(stroke.thickness / 2 + _EDGE * unit)
        ys = np.rint(stroke.at + stroke.slope * (xs - (stroke.start + stroke.end) / 2)).astype(np.intp)
        rows = np.clip(ys + np.arange(-half - edge, half + edge + 1)[:, None], 0, height - 1)
        ink = cleaned[rows, xs] < _INK
        kept = crossing(ink[:edge].any(axis=0), ink[-edge:].any(axis=0), 2 * half + 1)
        band, columns = rows[edge:-edge], np.broadcast_to(xs, (2 * half + 1, len(xs)))
        cleaned[band[~kept], columns[~kept]] = 255


def crossing(inside: Mask, outside: Mask, depth: int, *, ends: float = 0.5, join: int = 0) -> Mask:
    """What of a band of `depth` rows is strokes: from where ink stands at its inner side to where it stands at its outer one.

    A stroke that stands at one side only ends in the band, after the part `ends` of the way. Strokes nearer to each other than `join`
    columns become one.
    """
    from scipy import ndimage

    short = round(ends * depth)
    kept = np.zeros((depth, len(inside)), dtype=np.bool_)
    starts, stops = _runs(inside)
    others = list(zip(*_runs(outside), strict=True))
    met: set[int] = set()
    for start, stop in zip(starts, stops, strict=True):
        near = [
            (abs(a + b - start - stop), number)
            for number, (a, b) in enumerate(others)
            if abs(a + b - start - stop) / 2 <= depth + abs(b - a - stop + start) / 2
        ]
        if not near:
            kept[:short, start:stop] = True
            continue
        _, number = min(near)
        met.add(number)
        a, b = others[number]
        for row in range(depth):
            part = (row + 0.5) / depth
            kept[row, round(start + part * (a - start)) : round(stop + part * (b - stop))] = True
    for number, (a, b) in enumerate(others):
        if number not in met:
            kept[depth - short :, a:b] = True
    if join > 1:
        framed = ndimage.binary_closing(np.pad(kept, join), structure=np.ones((join, join), dtype=np.bool_))
        kept = framed[join:-join, join:-join]
    return kept


def _runs(mask: Mask) -> tuple[list[int], list[int]]:
    """Where runs of a row begin, and where they end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return edges[::2].tolist(), edges[1::2].tolist()
