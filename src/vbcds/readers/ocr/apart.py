"""The signs of a number set apart: a recogniser that reads words runs signs together that stand close ("11/11" is read "11/1", "2.7" is
read "Đã"); each sign with white around it is read by its own shape. Own measurement, pipelines/ocr: of 30 short cells that five readings
had left wrong, 18 were right so in each of two models.
"""

from __future__ import annotations

import numpy as np

from vbcds.readers.ocr.images import Pixels

#: What is darker is ink of a sign, not its soft edge.
_INK = 150
#: White put between two signs, in heights of the highest one.
_GAP = 0.3
#: Pieces are of one sign where they share so much of the narrower one's width (a dot above, the halves of "=").
_SHARED = 0.35
#: Soft edges of a piece reach so far, in pixels.
_EDGE = 2
#: More signs than these are no number.
_MOST = 40


def set_apart(pixels: Pixels) -> Pixels:
    """A small grey image of one line with more white between its signs, gaps that are there kept; the same where there is no ink.

    >>> page = np.full((40, 60), 255, dtype=np.uint8)
    >>> page[5:35, 10:16] = page[5:35, 18:24] = 0
    >>> np.flatnonzero(np.diff((set_apart(page) < 150).any(axis=0).astype(int))).tolist()
    [18, 24, 35, 41]
    """
    from scipy import ndimage

    labels, count = ndimage.label(pixels < _INK, structure=np.ones((3, 3), dtype=np.uint8))
    if not 0 < count <= 3 * _MOST:
        return pixels
    places = ndimage.find_objects(labels)
    gap = round(_GAP * max(rows.stop - rows.start for rows, _ in places))
    signs: list[tuple[int, int, list[int]]] = []
    for start, stop, number in sorted((columns.start, columns.stop, number) for number, (_, columns) in enumerate(places, 1)):
        if signs and signs[-1][1] - start > _SHARED * min(stop - start, signs[-1][1] - signs[-1][0]):
            first, last, pieces = signs[-1]
            signs[-1] = first, max(last, stop), [*pieces, number]
        else:
            signs.append((start, stop, [number]))
    if len(signs) > _MOST:
        return pixels
    owner = ndimage.grey_dilation(labels, size=(2 * _EDGE + 1, 2 * _EDGE + 1))
    height, width = pixels.shape
    wide: Pixels = np.full((height, width + (len(signs) + 1) * gap), 255, dtype=np.uint8)
    for index, (start, stop, pieces) in enumerate(signs):
        part = slice(max(0, start - _EDGE), min(width, stop + _EDGE))
        shift = (index + 1) * gap
        own = np.isin(owner[:, part], pieces)
        target = wide[:, part.start + shift : part.stop + shift]
        target[own] = pixels[:, part][own]
    return wide
