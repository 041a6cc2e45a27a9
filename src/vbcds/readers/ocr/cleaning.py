"""What is done to the image of a page before it is read: seals taken off, specks and borders removed.

Thresholds are in points (1/72 inch) or in grey levels, so that they hold at any resolution.
"""

from __future__ import annotations

import numpy as np

from vbcds.readers.ocr.images import Mask, Pixels
from vbcds.readers.ocr.specks import specks_at_letters

#: What is darker counts as ink.
INK = 150
#: How much more red than any other colour the ink of a seal is, at least.
_RED = 45
_BLUE = 40
#: Blue ink for the dark one of a page that is written or stamped by hand, at most.
_COLOURED = 0.25
#: Specks up to this size in points across are no part of a letter where nothing else is near.
_SPECK = 1.05
_LONELY = 2.6
_BLANK = 0.0004
#: Least difference of ink and paper, in grey levels.
_CONTRAST = 60
#: Width of the filter (pixels at 300 dpi) with which the fewest letters are lost; own measurement, pipelines/ocr.
_SOFT = 1.0
#: How far the filter reaches, in its own widths.
_REACH = 2.5


def without_seals(pixels: Pixels) -> Pixels:
    """A page in grey without what is printed in red and without what is written with a blue pen or stamped in blue.

    In the red channel red ink is paper, and black ink under it stays black. Where much is blue (a print in colour), only pieces larger
    than letters go.
    """
    if pixels.ndim == 2:
        return pixels
    if np.array_equal(pixels[..., 0], pixels[..., 1]) and np.array_equal(pixels[..., 0], pixels[..., 2]):
        return np.ascontiguousarray(pixels[..., 0])
    red, green, blue = (np.ascontiguousarray(pixels[..., channel]) for channel in range(3))
    grey = (77 * red.astype(np.uint16) + 150 * green.astype(np.uint16) + 29 * blue.astype(np.uint16)) >> 8
    cleaned = grey.astype(np.uint8)
    seal = _excess(red, green, blue) > _RED
    # Red ink is seldom fully light in the red channel: what is over half light there is paper.
    cleaned[seal] = np.where(red[seal] > 110, 255, red[seal])
    bluer = _excess(blue, red, green)
    pen = bluer > _BLUE
    if pen.any():
        few = np.count_nonzero(pen) < _COLOURED * np.count_nonzero(grey < INK)
        cleaned[(_edged(pen, bluer) if few else _long_strokes(pen)) & (blue > 90)] = 255
    return cleaned


def _excess(channel: Pixels, second: Pixels, third: Pixels) -> Pixels:
    """How much more of one colour than of the two others there is; 0 where it is less."""
    more = np.maximum(second, third)
    return np.maximum(channel, more) - more


def _edged(mask: Mask, excess: Pixels) -> Mask:
    """A mask with the edges of its strokes, which are less blue."""
    from scipy import ndimage

    edged: Mask = mask | (ndimage.binary_dilation(mask, iterations=2) & (excess > _BLUE / 4))
    return edged


def _long_strokes(mask: Mask) -> Mask:
    """The pieces of a mask that are larger than letters: a signature, not what is written in a line."""
    from scipy import ndimage

    limit = max(12, mask.shape[0] // 34)  # 25 points of a page of A4
    labels, count = ndimage.label(mask, structure=np.ones((3, 3), dtype=np.uint8))
    large = np.zeros(count + 1, dtype=bool)
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        large[index] = max(rows.stop - rows.start, columns.stop - columns.start) > limit
    found: Mask = large[labels]
    return found


def levelled(grey: Pixels) -> Pixels:
    """A page in grey whose paper is white and whose ink is black: faint print, yellow paper and dull light are stretched.

    Paper is what most of the page is; ink is what the darkest thousandth is, unless that is hardly darker than paper (a blank page).
    """
    counts = np.bincount(grey.ravel()[:: max(1, grey.size // 400_000)], minlength=256)
    paper = int(np.argmax(counts[100:])) + 100
    black = int(np.searchsorted(np.cumsum(counts), 0.002 * counts.sum()))
    if paper - black < _CONTRAST or (black < 60 and paper > 235):
        return grey
    scale: Pixels = np.clip((np.arange(256) - black) * (245.0 / (paper - black)), 0, 255).astype(np.uint8)
    stretched: Pixels = scale[grey]
    return stretched


def ink_of(grey: Pixels) -> Mask:
    """Where ink is; faint print counts on a page that has nothing darker."""
    level = INK
    if int(np.count_nonzero(grey < level)) < _BLANK * grey.size:
        level = 200
    return grey < level


def is_blank(ink: Mask) -> bool:
    """Whether a page has nothing but specks; its margins are not looked at."""
    height, width = ink.shape
    inner = ink[height // 25 : height - height // 25, width // 25 : width - width // 25]
    return inner.size == 0 or float(np.count_nonzero(inner)) < _BLANK * inner.size


def without_specks(grey: Pixels, dpi: float) -> Pixels:
    """The page without lonely specks (the dust of a copier, the grain of a seal in a scan of one bit).

    Dots and tone marks are near their letters and stay; so does anything larger than a full stop.
    """
    from scipy import ndimage

    ink = grey < 190
    labels, count = ndimage.label(ink, structure=np.ones((3, 3), dtype=np.uint8))
    unit = dpi / 72
    places = np.flatnonzero(ink)
    pieces = labels.ravel()[places]
    small = np.bincount(pieces, minlength=count + 1) <= max(3.0, (0.62 * unit) ** 2 * 1.6)
    dust = small[pieces]
    if not dust.any():
        return grey
    height, width = ink.shape
    # Ink near a speck that is no speck itself: an integral image (of every other column: letters are wider) answers for all of them.
    sums = np.zeros((height // 2 + 2, width // 2 + 2), dtype=np.int32)
    rows, columns = np.divmod(places[~dust], width)
    even = columns % 2 == 0
    sums[rows[even] // 2 + 1, columns[even] // 2 + 1] = 1
    np.cumsum(sums, axis=0, out=sums)
    np.cumsum(sums, axis=1, out=sums)
    places, pieces = places[dust], pieces[dust]
    rows, columns = np.divmod(places, width)
    first, last = (np.full(count + 1, size) for size in (height, 0))
    left, right = (np.full(count + 1, size) for size in (width, 0))
    np.minimum.at(first, pieces, rows)
    np.maximum.at(last, pieces, rows + 1)
    np.minimum.at(left, pieces, columns)
    np.maximum.at(right, pieces, columns + 1)
    low = last - first <= _SPECK * unit * 2
    reach = round(_LONELY * unit)
    first, left = np.maximum(first - reach, 0) // 2, np.maximum(left - reach, 0) // 2
    last, right = np.minimum(last + reach, height) // 2, np.minimum(right + reach, width) // 2
    speck = low & (sums[last, right] - sums[first, right] - sums[last, left] + sums[first, left] == 0)
    cleaned = grey.copy()
    cleaned.ravel()[places[speck[pieces]]] = 255
    more = specks_at_letters(ink, labels, dpi)
    if more is not None:
        cleaned[more] = 255
    return cleaned


def softened(grey: Pixels, dpi: float) -> Pixels:
    """The page a little out of focus: the steps at the edges of letters in a scan of one bit are no part of them."""
    from scipy import ndimage

    sigma = _SOFT * dpi / 300
    printed = grey < 255
    rows, columns = printed.any(axis=1), np.flatnonzero(printed.any(axis=0))
    if not columns.size:
        return grey
    # White stays white: rows without ink are left out but for those that the filter reaches.
    reach = round(_REACH * sigma) + 1
    kept = ndimage.binary_dilation(rows, iterations=reach)
    part = slice(max(0, int(columns[0]) - reach), int(columns[-1]) + 1 + reach)
    soft = grey.copy()
    soft[kept, part] = ndimage.gaussian_filter(grey[kept, part], sigma, truncate=_REACH)
    return soft


def without_borders(grey: Pixels, dpi: float) -> Pixels:
    """The page without the dark edges that a copier leaves where the paper ends."""
    ink = grey < 110
    height, width = ink.shape
    depth = round(0.45 * dpi)
    cleaned: Pixels | None = None
    for axis, size in ((0, height), (1, width)):
        share = ink.mean(axis=1 - axis)
        for side in (0, 1):
            order = range(min(depth, size)) if side == 0 else range(size - 1, size - 1 - min(depth, size), -1)
            last = -1
            for step, index in enumerate(order):
                if share[index] > 0.5:
                    last = step
                elif step > last + 6:
                    break
            if last >= 0:
                cleaned = grey.copy() if cleaned is None else cleaned
                edge = slice(0, last + 3) if side == 0 else slice(size - last - 3, size)
                if axis == 0:
                    cleaned[edge, :] = 255
                else:
                    cleaned[:, edge] = 255
    return grey if cleaned is None else cleaned
