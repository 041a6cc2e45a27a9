"""Rows of letters in a part of a page, found by the letters themselves: where a seal or a pen's strokes lie over text, layout analysis
takes drawing for lines and lines for drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from vbcds.readers.ocr.images import Pixels

#: First row, last row, first column, last column of each piece of ink.
Boxes: TypeAlias = npt.NDArray[np.int64]
#: The same of one piece.
Edges: TypeAlias = tuple[int, int, int, int]
#: Heights of letters and of their marks, and the widest piece of letters that touch, in points.
_LETTER, _MARK, _WIDEST = (4.0, 17.0), 0.7, 60.0
#: How far apart (in heights of letters) letters of one row are, and how much of the lower one's height two of them share.
_APART, _SHARED = 1.9, 0.5
#: Letters that a row has at least, and its width in points.
_LEAST, _NARROWEST = 4, 22.0
_INK = 170
#: Half the height of a row of letters with their marks, half the width of the longest name, and the widest gap in it, in points.
_BAND, _WIDE, _BREAK = 11.0, 130.0, 11.0
#: With its soft edges.
_SOFT_INK = 190
_MOST = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A row of letters: its image alone on white, and where its top left is in the image it was found in, in pixels."""

    pixels: Pixels
    left: int
    top: int
    width: int
    height: int


def find_rows(grey: Pixels, dpi: float, *, pad: int, least: int = _LEAST) -> list[Row]:
    """The rows of letters of an image, from the top. Each image has the row's letters and marks only, with `pad` pixels of white around.

    `least`: letters that a row has.
    """
    from scipy import ndimage

    unit = dpi / 72
    labels, count = ndimage.label(grey < _INK, structure=np.ones((3, 3), dtype=np.uint8))
    if not count:
        return []
    places = ndimage.find_objects(labels)
    boxes = np.array([(r.start, r.stop, c.start, c.stop) for r, c in places])
    heights, widths = boxes[:, 1] - boxes[:, 0], boxes[:, 3] - boxes[:, 2]
    fits = (heights >= _LETTER[0] * unit) & (heights <= _LETTER[1] * unit) & (widths <= _WIDEST * unit)
    letters = [int(index) for index in np.flatnonzero(fits & (widths > 0.06 * heights))]
    rows = []
    for chain in _chains(letters, boxes, 0.5 * dpi):
        part = boxes[chain]
        left, right = int(part[:, 2].min()), int(part[:, 3].max())
        if len(chain) < least or right - left < _NARROWEST * unit * least / _LEAST:
            continue
        height = float(np.median(part[:, 1] - part[:, 0]))
        middles = (boxes[:, 0] + boxes[:, 1]) / 2
        slope, offset = np.polyfit((part[:, 2] + part[:, 3]) / 2, (part[:, 0] + part[:, 1]) / 2, 1)
        line = slope * (boxes[:, 2] + boxes[:, 3]) / 2 + offset
        low = heights <= _LETTER[1] * unit
        near = low & (middles > line - 1.15 * height) & (middles < line + 0.95 * height)
        near &= (boxes[:, 2] > left - 2.2 * height) & (boxes[:, 3] < right + 2.2 * height) & (heights > _MARK * unit)
        near[chain] = True
        mine = np.flatnonzero(near)
        top, bottom = int(boxes[mine, 0].min()), int(boxes[mine, 1].max())
        left, right = int(boxes[mine, 2].min()), int(boxes[mine, 3].max())
        chosen = np.zeros(count + 1, dtype=bool)
        chosen[mine + 1] = True
        mask = chosen[labels[top:bottom, left:right]]
        # Grey edges of letters are theirs.
        mask = ndimage.binary_dilation(mask, iterations=max(1, round(0.5 * unit)))
        piece = np.where(mask, grey[top:bottom, left:right], 255).astype(np.uint8)
        rows.append(Row(np.pad(piece, pad, constant_values=255), left - pad, top - pad, right - left, bottom - top))
    rows.sort(key=lambda row: row.top)
    return rows[:_MOST]


def whole_row(grey: Pixels, row: Row, dpi: float, *, pad: int) -> Row:
    """A row with all that stands at its height and goes on from it, as wide as a name is at most.

    `row` is one of an image that has lost the letters that strokes of a pen or a seal's rim touch; `grey` is the image that has them.
    """
    unit = dpi / 72
    middle = row.top + pad + row.height / 2
    top, bottom = max(0, round(middle - _BAND * unit)), min(grey.shape[0], round(middle + _BAND * unit))
    ink = np.flatnonzero((grey[top:bottom] < _INK).sum(axis=0) > 0)
    centre = row.left + pad + row.width / 2
    ink = ink[np.abs(ink - centre) < _WIDE * unit]
    left, right = row.left + pad, row.left + pad + row.width
    for column in ink[ink >= right].tolist():
        if column - right > _BREAK * unit:
            break
        right = column
    for column in ink[ink <= left][::-1].tolist():
        if left - column > _BREAK * unit:
            break
        left = column
    piece = np.pad(grey[top:bottom, left : right + 1], pad, constant_values=255)
    return Row(piece, left - pad, top - pad, right - left, bottom - top)


def row_alone(pixels: Pixels, base: float, size: float) -> Pixels:
    """A part of a page that a word or a line fills, without what is not of its row: specks, rests of the rows above and below, and of the
    letters at its sides. `base`: the row of pixels on which its letters stand; `size`: from their highest to their lowest point.

    >>> page = np.full((60, 90), 255, dtype=np.uint8)
    >>> page[15:45, 20:30] = page[0:4, 50:56] = page[20:22, 60:62] = 0  # a letter, the foot of one above, a speck
    >>> np.flatnonzero((row_alone(page, 45.0, 40.0) < 150).any(axis=0)).tolist() == list(range(20, 30))
    True
    """
    from scipy import ndimage

    labels, count = ndimage.label(pixels < _SOFT_INK, structure=np.ones((3, 3), dtype=np.uint8))
    height, width = pixels.shape
    kept = np.ones(count + 1, dtype=np.bool_)
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        tall, wide = rows.stop - rows.start, columns.stop - columns.start
        above = rows.start == 0 and rows.stop < 0.3 * size
        below = rows.stop == height and rows.start > base + 0.1 * size
        beside = (columns.start == 0 or columns.stop == width) and wide < 0.12 * size
        kept[index] = not (above or below or beside or max(tall, wide) < 0.1 * size)
    return np.where(kept[labels], pixels, 255).astype(np.uint8)


def _chains(letters: list[int], boxes: Boxes, far: float) -> list[list[int]]:
    """Letters that follow each other: each is put to the nearest one at its left that stands at its height."""
    chains: list[list[int]] = []
    ends: list[list[Edges]] = []
    places: list[Edges] = [tuple(box) for box in boxes.tolist()]
    for index in sorted(letters, key=lambda index: places[index][2]):
        own = places[index]
        near: list[tuple[int, int]] = []
        for number, last in enumerate(ends):
            # Against the last letters of the row: one of them may be a mark or hang below.
            near += [(gap, number) for other in last if (gap := _gap(other, own, far)) is not None]
        if near:
            number = min(near)[1]
            chains[number].append(index)
            ends[number] = [*ends[number][-2:], own]
        else:
            chains.append([index])
            ends.append([own])
    return chains


def _gap(one: Edges, other: Edges, far: float) -> int | None:
    """How far a letter is from one at its left; None where they are on no row together."""
    heights = one[1] - one[0], other[1] - other[0]
    shared = min(one[1], other[1]) - max(one[0], other[0])
    gap = other[2] - one[3]
    return gap if shared >= _SHARED * min(heights) and gap <= min(far, _APART * max(heights)) else None
