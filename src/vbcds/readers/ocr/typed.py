"""Whether digits are of one type with others beside them, or were written by hand: print has one height, stroke and step, a hand has not.

Own measurement (72 letterheads in three faces, 200 and 300 dpi): printed days are at most 2.3 from their year by `unlikeness`, the most
careful of hands 5.9.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from vbcds.readers.ocr.images import Pixels

#: More than this is not of one type.
UNLIKE = 3.0
#: What is darker is ink; what is lower (in parts of the highest piece) is no digit but a speck; pieces above each other are one digit.
_INK, _LOW, _SHARED = 150, 0.25, 0.4
#: How much digits of one type differ: in height (parts of it), in the width of strokes (its logarithm), in the step from one to the next.
_HEIGHT, _STROKE, _STEP = 0.05, 0.09, 0.06
#: Fewer digits than these tell nothing of a type.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class _Digit:
    height: float
    middle: float
    #: Pixels of its ink, and those at its edges.
    area: int
    edge: int


def unlikeness(digits: Pixels, others: Pixels, *, beside: int = 0) -> float | None:
    """How unlike the digits of a small grey image are to printed ones in another, in squares of what is usual; None where nothing tells.

    `beside`: columns at both sides of the images that belong to what stands beside.

    >>> def digit(height, width=4):
    ...     page = np.full((40, 20), 255, dtype=np.uint8)
    ...     page[36 - height : 36, 6 : 6 + width] = 0
    ...     return page
    >>> year = np.hstack([digit(30)] * 4)
    >>> unlikeness(np.hstack([digit(30)] * 2), year), unlikeness(np.hstack([digit(24), digit(27)]), year) > UNLIKE
    (0.0, True)
    >>> unlikeness(np.hstack([digit(30, 7)] * 2), year) > UNLIKE, unlikeness(year, digit(30)) is None
    (True, True)
    """
    own, printed = _digits(digits, beside), _digits(others, beside)
    if not own or len(printed) < _LEAST:
        return None
    height = float(np.median([digit.height for digit in printed]))
    spread = max(abs(digit.height / height - 1) for digit in printed)
    higher = max(abs(digit.height / height - 1) for digit in own) / max(_HEIGHT, spread)
    bolder = log(_stroke(own) / _stroke(printed)) / _STROKE
    step = float(np.median(np.diff([digit.middle for digit in printed])))
    # "1" stands at a side of its place in many types: only what is narrower than print tells.
    nearer = max(0.0, 1 - (own[1].middle - own[0].middle) / step) / _STEP if len(own) == 2 and step > 0 else 0.0
    return float(higher**2 + bolder**2 + nearer**2)


def _stroke(digits: list[_Digit]) -> float:
    return 2 * sum(digit.area for digit in digits) / sum(digit.edge for digit in digits)


def _digits(pixels: Pixels, beside: int) -> list[_Digit]:
    """The digits of an image from left to right: pieces of ink, those above each other joined."""
    from scipy import ndimage

    labels, _ = ndimage.label(pixels < _INK, structure=np.ones((3, 3), dtype=np.uint8))
    found: list[tuple[int, int, int, int, int, int]] = []
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        if not beside <= (columns.start + columns.stop) / 2 <= pixels.shape[1] - beside:
            continue
        mask = np.pad(labels[rows, columns] == index, 1)
        inner = ndimage.binary_erosion(mask)
        area = int(mask.sum())
        found.append((columns.start, columns.stop, rows.start, rows.stop, area, area - int(inner.sum())))
    low = _LOW * max((bottom - top for _, _, top, bottom, _, _ in found), default=0)
    merged: list[tuple[int, int, int, int, int, int]] = []
    for piece in sorted(piece for piece in found if piece[3] - piece[2] > low):
        if merged:
            last = merged[-1]
            if min(last[1], piece[1]) - piece[0] > _SHARED * min(piece[1] - piece[0], last[1] - last[0]):
                top, bottom = min(last[2], piece[2]), max(last[3], piece[3])
                merged[-1] = (last[0], max(last[1], piece[1]), top, bottom, last[4] + piece[4], last[5] + piece[5])
                continue
        merged.append(piece)
    return [_Digit(bottom - top, (left + right) / 2, area, edge) for left, right, top, bottom, area, edge in merged]
