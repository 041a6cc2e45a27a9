"""Specks beside letters, on pages that have many: they become points, marks and digits, and lines of text that lean on them.

A page is dusty where far more pieces of ink are smaller than any dot than clean pages have. There a piece as small as a dot stays only
where a dot can stand: above or below a letter, at its foot, over or beside another dot. How large a dot is follows from the strokes of the
letters.
"""

from __future__ import annotations

from itertools import product
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from vbcds.readers.ocr.images import Mask

Labels: TypeAlias = npt.NDArray[np.int32]

#: Area of what is smaller than any dot, and of the largest dot, and the size of the latter, all by the width of strokes.
_TINY, _DOT, _LONGEST = 0.62, 2.0, 2.1
#: How many pieces a page has at least that are smaller than dots, for one that is a letter and in all.
#: Own measurement: clean scans up to 0.06.
_DUSTY, _LEAST = 0.1, 20
#: Least height of letters in points.
_LETTER = 3.4
#: How far (widths of a stroke) dots are from their letters above and below, beside them, and from other dots.
_REACH, _BESIDE, _PAIR = 2.2, 7.0, 7.0
#: How far dots of one row are from each other.
_NEXT = 4.0
#: How far the foot of a dot, a comma is above and below that of the letter before it.
_FOOT = 0.6, 2.5
#: How much wider than tall a hyphen is.
_FLAT = 1.4
_MOST = 6_000


def specks_at_letters(ink: Mask, labels: Labels, dpi: float) -> Mask | None:
    """Where specks are among the letters of a page, its pieces of ink numbered from 1; None where it is not dusty.

    >>> from scipy import ndimage
    >>> ink = np.zeros((300, 600), dtype=bool)
    >>> for column in range(40, 560, 20):  # letters, and specks between them
    ...     ink[100:140, column : column + 4] = ink[120:122, column + 10 : column + 13] = True
    >>> ink[146:150, 40:44] = True  # a dot below a letter
    >>> ink[200:240, 40:44] = ink[200:240, 60:64] = ink[218:222, 48:56] = True  # a hyphen between two
    >>> specks = specks_at_letters(ink, ndimage.label(ink)[0], 300)
    >>> bool(specks[146:150, 40:44].any()), bool(specks[218:222, 48:56].any()), int((specks & ink).sum()) == 26 * 6
    (False, False, True)
    """
    from scipy import ndimage

    places = np.flatnonzero(ink)
    pieces = labels.ravel()[places]
    if not pieces.size:
        return None
    count = int(pieces.max())
    stroke = stroke_width(ink)
    areas = np.bincount(pieces, minlength=count + 1)[1:]
    tiny = areas <= _TINY * stroke**2
    if int(tiny.sum()) < max(_LEAST, _DUSTY * int((areas > 2 * _DOT * stroke**2).sum())):
        return None
    boxes = np.array([(rows.start, rows.stop, columns.start, columns.stop) for rows, columns in ndimage.find_objects(labels)])
    heights, widths = boxes[:, 1] - boxes[:, 0], boxes[:, 3] - boxes[:, 2]
    dots = (areas <= _DOT * stroke**2) & (heights <= _LONGEST * stroke) & (widths <= _LONGEST * stroke) & ~tiny
    if int(dots.sum()) > _MOST:
        dots[:] = False
    letters, of_dots = labels.copy(), np.zeros(ink.shape, dtype=np.bool_)
    letters.ravel()[places[np.concatenate(([False], dots | tiny))[pieces]]] = 0
    of_dots.ravel()[places[np.concatenate(([False], dots))[pieces]]] = True
    gone = np.zeros(count + 1, dtype=np.bool_)
    gone[1:] = tiny
    beside, reach, pair = round(_BESIDE * stroke), round(_REACH * stroke), round(_PAIR * stroke)
    for index in np.flatnonzero(dots):
        top, bottom, left, right = (int(value) for value in boxes[index])
        if letters[bottom : bottom + reach, left:right].any() or letters[max(0, top - reach) : top, left:right].any():
            continue
        near = np.unique(letters[max(0, top - 2 * stroke) : bottom + 2 * stroke, max(0, left - beside) : right])
        own = [int(number) - 1 for number in near if number]
        if any(
            heights[number] > _LETTER * dpi / 72 and -_FOOT[0] * stroke <= bottom - boxes[number, 1] <= _FOOT[1] * stroke
            for number in own
        ):
            continue
        between = letters[top:bottom, max(0, left - pair) : left].any() and letters[top:bottom, right : right + pair].any()
        if between and widths[index] > _FLAT * heights[index]:
            continue  # the hyphen of "QĐ-TTg"
        following = round(_NEXT * stroke)
        over = of_dots[bottom : bottom + pair, left:right].any() or of_dots[max(0, top - pair) : top, left:right].any()
        row = of_dots[top:bottom, max(0, left - following) : left].any() or of_dots[top:bottom, right : right + following].any()
        gone[index + 1] = not (row or (own and over))
    spots = places[gone[pieces]]
    specks: Mask = np.zeros(ink.shape, dtype=np.bool_)
    # Their grey edges are theirs.
    height, width = ink.shape
    rows, columns = np.divmod(spots, width)
    for down, across in product((-1, 0, 1), repeat=2):
        specks[np.clip(rows + down, 0, height - 1), np.clip(columns + across, 0, width - 1)] = True
    specks &= ~ink
    specks.ravel()[spots] = True
    return specks


def stroke_width(ink: Mask) -> int:
    """How wide the strokes of the letters are, in pixels: of all runs of ink in rows, the length that is the most frequent.

    >>> stroke_width(np.array([[0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1]], dtype=bool))
    4
    """
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1).ravel()
    lengths = np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1)
    counts = np.bincount(np.minimum(lengths, 16), minlength=17)
    return int(np.argmax(counts[3:16])) + 3
