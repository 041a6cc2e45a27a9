"""Round seals in black: copies and scans of one bit print the seal in the colour of the text.

A seal is round; those in the scans at hand measure 36 to 42 mm across. Its rings and what stands inside the inner one (an emblem) are
taken off; the letters around are left, since lines of text run through there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from vbcds.readers.ocr.crossings import crossing
from vbcds.readers.ocr.images import Mask, Pixels, shrunk

#: Radii that seals have, in points.
_SMALLEST, _LARGEST = 42.0, 66.0
#: A stroke this long (points) in one piece is no letter.
_LONG = 20.0
#: Part of a ring that must be there.
_RING, _CERTAIN = 0.5, 0.62
#: The same, of the ring and at least, of a faint seal, which scans of one bit leave in pieces; how long those are (points); how much of its
#: rows such a ring inks at least, and the fullest of them.
_FAINT_RING, _FAINT_CERTAIN, _FAINT_LONG, _FAINT_LEAST = 0.35, 0.4, 6.0, 100
_FAINT_BAND, _FAINT_FULLEST = 0.22, 0.32
#: How many times as much of a faint ring there is as of most circles around its middle; of text there is as much on all.
_STANDS_OUT = 2.2
#: Resolutions (dpi) at which pieces of ink are told apart, and rings are looked for.
_FINE, _COARSE = 100.0, 36.0
#: How much of a seal's middle its emblem inks; lines of text ink less.
_EMBLEM = 0.26
_MOST_SEALS = 6
#: Pixels at 100 dpi that a ring has at least.
_LEAST = 350
#: Where rings are looked for, and how far an emblem reaches, in radii of the seal.
_INNERMOST, _EMBLEM_SIZE = 0.55, 0.6
#: How far (points) a straight piece of a ring is off it.
_OFF_RING = 4.0
#: What is lighter is paper: the grey edges of a ring reach as far.
_PAPER = 215
#: What is darker is ink of a letter; half of how thick strokes of bold letters are, and how far their fine ones reach from those (points).
_DARK, _THICK, _FINE_STROKE = 150, 0.6, 0.72
#: Strokes that are this near to each other (points) under a ring are one.
_JOIN = 1.2
#: How much of a ring's rows is ink at least, by itself and beside the fullest row within some points; how far its grey edges reach.
_BAND, _FLANK, _NEAR_RING, _EDGE = 0.4, 0.5, 0.9, 0.3


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal, in pixels of the image."""

    x: float
    y: float
    radius: float
    #: Radii of its rings.
    rings: tuple[float, ...]
    #: Part of the middle that is ink.
    filled: float = 0.0
    #: Its ring is there in pieces only.
    faint: bool = False

    @property
    def printed(self) -> bool:
        """Its emblem was printed on this side; a seal that shines through from the back leaves the text readable."""
        return self.filled > _EMBLEM


def find_seals(ink: Mask, dpi: float, *, faint: bool = False) -> list[Seal]:
    """The round seals of a page; `ink` is best given without its ruling lines.

    Large pieces of ink vote for the middle of a ring (Hough), at a coarse size; each candidate is then measured. `faint`: the fullest
    one though it came out in pieces, for a part of a page where one must be: many lines of text make what could be one.
    """
    step = max(1, round(dpi / _COARSE))
    small = _large_pieces(ink, dpi, step, *((_FAINT_LONG, _FAINT_LEAST) if faint else (_LONG, _LEAST)))
    if small is None:
        return []
    unit = dpi / step / 72
    found: list[Seal] = []
    for radius, y, x in _candidates(small, unit, _FAINT_RING if faint else _RING):
        if any((y * step - seal.y) ** 2 + (x * step - seal.x) ** 2 < (0.8 * seal.radius) ** 2 for seal in found):
            continue
        seal = _measured(ink, x * step + step / 2, y * step + step / 2, radius * step, dpi, faint=faint)
        if seal is not None:
            found.append(seal)
        if len(found) == (1 if faint else _MOST_SEALS):
            break
    return found


def is_of_seal(seals: Sequence[Seal], start: tuple[float, float], end: tuple[float, float], dpi: float) -> bool:
    """Whether a straight line between two points is a piece of a seal's ring: both ends and the middle lie on one.

    >>> seal = Seal(500, 500, 200, rings=(136, 200))
    >>> is_of_seal([seal], (299, 480), (301, 530), 300), is_of_seal([seal], (500, 250), (500, 700), 300)
    (True, False)
    """
    points = (start, end, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    for seal in seals:
        distances = [float(np.hypot(x - seal.x, y - seal.y)) for x, y in points]
        if any(all(abs(distance - ring) < _OFF_RING * dpi / 72 for distance in distances) for ring in seal.rings):
            return True
    return False


def without_black_seals(grey: Pixels, seals: Sequence[Seal], dpi: float, *, ends: float = 0.5) -> Pixels:
    """The page without the rings of its seals and what stands inside the innermost one; strokes of letters that cross a ring stay.

    `ends`: how far into a ring (in parts of it) a stroke goes that stands at one side of it only.
    """
    cleaned = grey
    for seal in seals:
        cleaned = _without_rings(cleaned, seal, dpi, ends)
    return cleaned


def _without_rings(grey: Pixels, seal: Seal, dpi: float, ends: float) -> Pixels:
    """In polar coordinates a ring is a band, and a stroke that crosses it stands out of the band on both sides."""
    from scipy import ndimage

    unit = dpi / 72
    count = round(2 * np.pi * seal.radius)
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    radii = np.arange(_INNERMOST * seal.radius, seal.radius + 5 * unit)
    rows, columns = seal.y + np.outer(radii, np.sin(angles)), seal.x + np.outer(radii, np.cos(angles))
    levels = ndimage.map_coordinates(grey, [rows, columns], order=1, mode="constant", cval=255)
    middle = np.median(levels, axis=1)
    ink = levels < (_DARK if seal.faint else (int(middle.min()) + 255) / 2)
    least, fullest = (_FAINT_BAND, _FAINT_FULLEST) if seal.faint else (_BAND, _RING)
    share = ink.mean(axis=1)
    highest = ndimage.maximum_filter1d(share, 2 * round(_NEAR_RING * unit) + 1)
    edge = max(1, round(_EDGE * unit))
    bands, number = ndimage.label((share > least) & (share > _FLANK * highest))
    ringed = np.zeros(len(radii), dtype=np.bool_)
    for (band,) in ndimage.find_objects(bands)[:number]:
        if share[band].max() > fullest:
            ringed[max(0, band.start - edge) : band.stop + edge] = True
    # Its grey edges are the ring's too.
    ringed |= ndimage.binary_dilation(ringed, iterations=2 * edge) & (middle < _PAPER)
    bands, number = ndimage.label(ndimage.binary_closing(ringed, iterations=edge))
    gone = np.zeros_like(ink)
    for (band,) in ndimage.find_objects(bands)[:number]:
        inside = ink[max(0, band.start - edge) : band.start].any(axis=0)
        outside = ink[band.stop : band.stop + edge].any(axis=0)
        gone[band] = ~crossing(inside, outside, band.stop - band.start, ends=ends, join=round(_JOIN * unit))
    reach = round(seal.radius + 6 * unit)
    top, left = max(0, round(seal.y) - reach), max(0, round(seal.x) - reach)
    cleaned = grey.copy()
    part = cleaned[top : round(seal.y) + reach, left : round(seal.x) + reach]
    down, across = np.ogrid[: part.shape[0], : part.shape[1]]
    down, across = down + top - seal.y, across + left - seal.x
    distance = np.hypot(down, across)
    row = np.rint(distance - radii[0]).astype(np.intp)
    column = np.rint(np.arctan2(down, across) % (2 * np.pi) / (2 * np.pi) * count).astype(np.intp) % count
    known = (row >= 0) & (row < len(radii))
    erased = known & gone[np.where(known, row, 0), column]
    if seal.printed:
        erased |= distance < _EMBLEM_SIZE * seal.radius
    part[erased] = 255
    return cleaned


def without_long_strokes(grey: Pixels, dpi: float) -> Pixels:
    """A part of a page without pieces of ink that are too large for letters: signatures, rests of seals."""
    from scipy import ndimage

    labels, count = ndimage.label(grey < 170, structure=np.ones((3, 3), dtype=np.uint8))
    if not count:
        return grey
    limit = 1.3 * _LONG * dpi / 72
    long = np.zeros(count + 1, dtype=bool)
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        long[index] = rows.stop - rows.start > limit or columns.stop - columns.start > 3 * limit
    if not long.any():
        return grey
    cleaned = grey.copy()
    cleaned[long[labels]] = 255
    return cleaned


def without_thin_strokes(grey: Pixels, dpi: float) -> Pixels:
    """Bold letters without the thin strokes of a pen that run through them: what is near strokes as thick as those of bold letters stays.

    >>> band = np.full((60, 120), 255, dtype=np.uint8)
    >>> band[10:50, 30:38] = 0  # a letter's stem
    >>> band[28:31, 10:110] = 0  # a pen's stroke
    >>> cleaned = without_thin_strokes(band, 300)
    >>> cleaned[15, 34], cleaned[29, 34], cleaned[29, 90]
    (np.uint8(0), np.uint8(0), np.uint8(255))
    """
    from scipy import ndimage

    def disk(radius: float) -> Mask:
        reach = int(radius)
        down, across = np.ogrid[-reach : reach + 1, -reach : reach + 1]
        inside: Mask = down**2 + across**2 <= radius**2 + 0.5
        return inside

    thick = ndimage.binary_opening(grey < _DARK, disk(_THICK * dpi / 72))
    kept = ndimage.binary_dilation(thick, disk(_FINE_STROKE * dpi / 72))
    cleaned: Pixels = np.where(kept, grey, 255).astype(np.uint8)
    return cleaned


def _large_pieces(ink: Mask, dpi: float, step: int, long: float, least: int) -> Mask | None:
    """The pieces of ink that are larger than letters, `step` times smaller, or None where there is too little of them for a ring."""
    from scipy import ndimage

    fine = max(1, round(dpi / _FINE))
    labels, count = ndimage.label(shrunk(ink, fine), structure=np.ones((3, 3), dtype=np.uint8))
    if not count:
        return None
    limit = long * dpi / fine / 72
    large = np.zeros(count + 1, dtype=bool)
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        height, width = rows.stop - rows.start, columns.stop - columns.start
        # Words whose letters touch are long but low.
        large[index] = height > limit or (width > limit and height > 0.7 * limit)
    rows, columns = np.nonzero(large[labels])
    if rows.size < least:
        return None
    small = np.zeros((ink.shape[0] // step + 1, ink.shape[1] // step + 1), dtype=np.bool_)
    for y, x in product(range(fine), repeat=2):
        inked = ink[rows * fine + y, columns * fine + x]
        small[(rows[inked] * fine + y) // step, (columns[inked] * fine + x) // step] = True
    return small


def _candidates(small: Mask, unit: float, ring: float) -> list[tuple[float, int, int]]:
    """(radius, row, column) of rings that may be there, the fullest first."""
    from scipy import fft

    reach = round(_LARGEST * unit) + 1
    shape = [fft.next_fast_len(size + reach, real=True) for size in small.shape]
    spectrum = fft.rfft2(small.astype(np.float32), shape)
    found: list[tuple[float, float, int, int]] = []
    for radius in np.arange(_SMALLEST * unit, _LARGEST * unit + 0.1, 1.0):
        angles = np.linspace(0, 2 * np.pi, round(8 * radius), endpoint=False)
        kernel = np.zeros(shape, dtype=np.float32)
        rows = np.rint(radius * np.sin(angles)).astype(np.intp) % shape[0]
        columns = np.rint(radius * np.cos(angles)).astype(np.intp) % shape[1]
        kernel[rows, columns] = 1.0
        votes = fft.irfft2(spectrum * np.conj(fft.rfft2(kernel)), shape)[: small.shape[0], : small.shape[1]]
        votes /= kernel.sum()
        likely = np.argwhere(votes >= ring)
        shares = votes[likely[:, 0], likely[:, 1]]
        for index in np.argsort(shares)[::-1][:20]:
            row, column = likely[index]
            found.append((float(shares[index]), float(radius), int(row), int(column)))
    found.sort(reverse=True)
    return [(radius, row, column) for _, radius, row, column in found[:60]]


def _measured(ink: Mask, x: float, y: float, radius: float, dpi: float, *, faint: bool) -> Seal | None:
    """A candidate placed to the pixel, with its rings; None where it is no seal."""
    unit = dpi / 72
    angles = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    sines, cosines = np.sin(angles), np.cos(angles)

    def cover(cx: float, cy: float, r: float) -> float:
        rows, columns = np.rint(cy + r * sines).astype(np.intp), np.rint(cx + r * cosines).astype(np.intp)
        inside = (rows >= 0) & (rows < ink.shape[0]) & (columns >= 0) & (columns < ink.shape[1])
        return float(ink[rows[inside], columns[inside]].sum()) / len(angles)

    best = (cover(x, y, radius), x, y, radius)
    step = 1.5 * unit
    while step >= 0.2 * unit:
        moves = [(dx * step, dy * step, dr * step) for dx in (-1, 0, 1) for dy in (-1, 0, 1) for dr in (-1, 0, 1)]
        _, x, y, radius = best
        best = max([best, *((cover(x + dx, y + dy, radius + dr), x + dx, y + dy, radius + dr) for dx, dy, dr in moves)])
        if (x, y, radius) == best[1:]:
            step /= 2
    share, x, y, radius = best
    if share < (_FAINT_CERTAIN if faint else _CERTAIN):
        return None
    radii = np.arange(_INNERMOST * radius, radius + 4 * unit, max(0.5, 0.3 * unit))

    def profile(cx: float, cy: float) -> npt.NDArray[np.float64]:
        rows, columns = np.rint(cy + np.outer(radii, sines)).astype(np.intp), np.rint(cx + np.outer(radii, cosines)).astype(np.intp)
        inside = (rows >= 0) & (rows < ink.shape[0]) & (columns >= 0) & (columns < ink.shape[1])
        found = ink[np.where(inside, rows, 0), np.where(inside, columns, 0)] & inside
        return np.asarray(found.mean(axis=1), dtype=np.float64)

    # All rings have one middle: there each of them is as sharp as it can be.
    sharpest = (float((profile(x, y) ** 2).sum()), x, y)
    step = 1.0 * unit
    while step >= 0.2 * unit:
        _, x, y = sharpest
        around = [(x + dx * step, y + dy * step) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        sharpest = max([sharpest, *((float((profile(cx, cy) ** 2).sum()), cx, cy) for cx, cy in around)])
        if (x, y) == sharpest[1:]:
            step /= 2
    _, x, y = sharpest
    shares = profile(x, y)
    if share < min(_CERTAIN, _STANDS_OUT * float(np.median(shares))):
        return None
    rings = tuple(float(r) for r, part in zip(radii, shares, strict=True) if part > max(0.5, 0.8 * share))
    inner = [cover(x, y, float(r)) for r in np.arange(0.05 * radius, 0.55 * radius, unit)]
    return Seal(x, y, max([radius, *rings]), rings, sum(inner) / max(1, len(inner)), faint=share < _CERTAIN)
