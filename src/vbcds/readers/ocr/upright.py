"""How a page lies: on its side or not, and how much its lines of text lean.

Rows of pixels cross lines of text and the gaps between them where the rows run as the lines do: their sums of ink then differ most from
each other. Both questions ask for the direction in which they do.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from vbcds.readers.ocr.images import Mask, shrunk

#: How much sharper the lines down must be than the lines across; pages measured (pipelines/ocr, real scans): under 0.5, or over 3.
_SHARPER = 1.6
#: Resolution (dpi) at which sideways pages are known, and size (points) of pieces that are no letters: rules, frames, seals.
_COARSE, _LETTER = 100.0, 30.0
#: How much of a sheet's length a streak of dirt inks, and how far beside it (pixels) there is less than half of that.
_STREAK, _BESIDE = 0.3, 3
#: Heights (points) of letters.
_HEIGHTS = (4.0, 17.0)
#: Angles of skew that are looked for, in degrees, and how finely.
_MOST_SKEW = 5.0
_STEPS, _FINE_STEPS = 0.5, 0.1
#: Points of ink that are enough to tell an angle, and those that are enough to tell across from down.
_MOST_POINTS, _FEW_POINTS = 120_000, 60_000

_Places: TypeAlias = npt.NDArray[np.intp]


def lies_sideways(ink: Mask, dpi: float) -> bool:
    """Whether the lines of text run up or down the page. Rules of tables, which run both ways, are not counted."""
    step = max(1, round(dpi / _COARSE))
    small = _letters(without_streaks(shrunk(ink, step)), _LETTER * dpi / step / 72)
    height, width = small.shape
    if height < 50 or width < 50:
        return False
    rows, columns = _thinned(small, _FEW_POINTS)
    angles = _angles(0.0, _MOST_SKEW, _STEPS)
    across = max(sharpness(rows, columns, (height, width), angle) for angle in angles) / width
    down = max(sharpness(columns, rows, (width, height), angle) for angle in angles) / height
    return bool(down > _SHARPER * across)


def without_streaks(ink: Mask) -> Mask:
    """The ink without streaks along the sheet (dirt on a scanner's glass, the sheet's edge), broken into pieces as small as letters.

    A line of text that is as full has others beside it that are.

    >>> page = np.zeros((400, 300), dtype=bool)
    >>> page[::2, 200] = page[100:110, 20:280:3] = True  # a streak, a line of text
    >>> int(without_streaks(page)[:, 200].sum()), bool((without_streaks(page) == page)[:, :190].all())
    (0, True)
    """
    cleaned = ink.copy()
    for side in (cleaned, cleaned.T):
        full = side.sum(axis=0) / side.shape[0]
        padded = np.pad(full, _BESIDE)
        beside = np.maximum(padded[: full.size], padded[2 * _BESIDE :])
        streak = (full > _STREAK) & (beside < 0.5 * full)
        streak[1:-1] |= streak[:-2] | streak[2:]
        side[:, streak] = False
    return cleaned


def count_letters(ink: Mask, dpi: float) -> int:
    """How many pieces of ink of a page are as high as letters; dots and marks are not counted.

    >>> page = np.zeros((300, 600), dtype=bool)
    >>> page[100:130, 50:550:40] = True  # thirteen stems
    >>> page[200:203, 50:550:40] = True
    >>> count_letters(page, 300)
    13
    """
    from scipy import ndimage

    step = max(1, round(dpi / _COARSE))
    labels, _ = ndimage.label(shrunk(ink, step), structure=np.ones((3, 3), dtype=np.uint8))
    low, high = (size * dpi / step / 72 for size in _HEIGHTS)
    return sum(1 for rows, _ in ndimage.find_objects(labels) if low <= rows.stop - rows.start <= high)


def skew_of(ink: Mask) -> float:
    """Degrees by which the lines of a page run down to the right (negative: up), to the tenth; 0.0 where nothing tells."""
    small = shrunk(ink, max(1, min(ink.shape) // 800))
    height, width = small.shape
    if height < 50 or width < 50:
        return 0.0
    rows, columns = _thinned(small, _MOST_POINTS)
    if rows.size < 200:
        return 0.0

    def sharp(angle: float) -> float:
        return sharpness(rows, columns, (height, width), angle)

    best = max(_angles(0.0, _MOST_SKEW, _STEPS), key=sharp)
    best = max(_angles(best, _STEPS, _FINE_STEPS), key=sharp)
    return round(best, 1) + 0.0 if sharp(best) > 1.05 * sharp(0.0) else 0.0


def sharpness(rows: _Places, columns: _Places, shape: tuple[int, int], angle: float) -> float:
    """How much the sums of ink differ from one line of pixels to the next, the lines running down to the right by some degrees.

    >>> lines = np.repeat([10, 30], 5), np.tile(np.arange(5), 2)
    >>> sharpness(*lines, (40, 5), 0.0) > sharpness(*lines, (40, 5), 30.0)
    True
    """
    height, width = shape
    slope = np.tan(np.radians(angle))
    shift = int(width * abs(slope)) + 1
    places = np.rint(rows - slope * (columns - width / 2)).astype(np.intp)
    sums = np.bincount(places + shift, minlength=height + 2 * shift).astype(np.float64)
    return float(np.sum(np.diff(sums) ** 2))


def _angles(middle: float, reach: float, step: float) -> list[float]:
    return [float(angle) for angle in np.arange(middle - reach, middle + reach + 0.01, step)]


def _thinned(ink: Mask, most: int) -> tuple[_Places, _Places]:
    """The points of a mask, or some of them, evenly, where there are more than so many."""
    rows, columns = np.nonzero(ink)
    if rows.size > most:
        chosen = np.linspace(0, rows.size - 1, most).astype(np.intp)
        rows, columns = rows[chosen], columns[chosen]
    return rows, columns


def _letters(ink: Mask, limit: float) -> Mask:
    """The pieces of ink that are no larger than letters and words: at most so many pixels."""
    from scipy import ndimage

    labels, count = ndimage.label(ink, structure=np.ones((3, 3), dtype=np.uint8))
    small = np.ones(count + 1, dtype=bool)
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        small[index] = max(rows.stop - rows.start, columns.stop - columns.start) <= limit
    small[0] = False
    found: Mask = small[labels]
    return found
