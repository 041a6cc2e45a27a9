"""Round seals in black: copies and scans of one bit print the seal in the colour of the text.

A seal is round; those in the scans at hand measure 36 to 42 mm across. Its rings and what stands inside the inner one (an emblem) are
taken off; the letters around are left, since lines of text run through there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from vbcds.readers.ocr.images import Mask, Pixels, shrunk

#: Radii that seals have, in points.
_SMALLEST, _LARGEST = 42.0, 66.0
#: A stroke this long (points) in one piece is no letter.
_LONG = 20.0
#: Part of a ring that must be there.
_RING, _CERTAIN = 0.5, 0.62
#: Resolutions (dpi) at which pieces of ink are told apart, and rings are looked for.
_FINE, _COARSE = 100.0, 36.0
#: How much of a seal's middle its emblem inks; lines of text ink less.
_EMBLEM = 0.26
_MOST_SEALS = 6
#: Pixels at 100 dpi that a ring has at least.
_LEAST = 350


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

    @property
    def printed(self) -> bool:
        """Its emblem was printed on this side; a seal that shines through from the back leaves the text readable."""
        return self.filled > _EMBLEM


def find_seals(ink: Mask, dpi: float) -> list[Seal]:
    """The round seals of a page; `ink` is best given without its ruling lines.

    Large pieces of ink vote for the middle of a ring (Hough), at a coarse size; each candidate is then measured.
    """
    step = max(1, round(dpi / _COARSE))
    small = _large_pieces(ink, dpi, step)
    if small is None:
        return []
    unit = dpi / step / 72
    found: list[Seal] = []
    for radius, y, x in _candidates(small, unit):
        if any((y * step - seal.y) ** 2 + (x * step - seal.x) ** 2 < (0.8 * seal.radius) ** 2 for seal in found):
            continue
        seal = _measured(ink, x * step + step / 2, y * step + step / 2, radius * step, dpi)
        if seal is not None:
            found.append(seal)
        if len(found) == _MOST_SEALS:
            break
    return found


def without_black_seals(grey: Pixels, seals: list[Seal], dpi: float) -> Pixels:
    """The page without the rings of its seals and what stands inside the innermost one."""
    if not seals:
        return grey
    cleaned: Pixels = grey.copy()
    unit = dpi / 72
    for seal in seals:
        reach = round(seal.radius + 4 * unit)
        top, left = max(0, round(seal.y) - reach), max(0, round(seal.x) - reach)
        part = cleaned[top : round(seal.y) + reach, left : round(seal.x) + reach]
        rows, columns = np.ogrid[: part.shape[0], : part.shape[1]]
        distance = np.hypot(rows + top - seal.y, columns + left - seal.x)
        gone = distance < (0.66 * seal.radius if seal.printed else 0.0)
        for ring in seal.rings:
            gone |= np.abs(distance - ring) < 1.3 * unit
        part[gone] = 255
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


def _large_pieces(ink: Mask, dpi: float, step: int) -> Mask | None:
    """The pieces of ink that are larger than letters, `step` times smaller, or None where there is too little of them for a ring."""
    from scipy import ndimage

    fine = max(1, round(dpi / _FINE))
    labels, count = ndimage.label(shrunk(ink, fine), structure=np.ones((3, 3), dtype=np.uint8))
    if not count:
        return None
    limit = _LONG * dpi / fine / 72
    large = np.zeros(count + 1, dtype=bool)
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        height, width = rows.stop - rows.start, columns.stop - columns.start
        # Words whose letters touch are long but low.
        large[index] = height > limit or (width > limit and height > 0.7 * limit)
    rows, columns = np.nonzero(large[labels])
    if rows.size < _LEAST:
        return None
    small = np.zeros((ink.shape[0] // step + 1, ink.shape[1] // step + 1), dtype=np.bool_)
    for y, x in product(range(fine), repeat=2):
        inked = ink[rows * fine + y, columns * fine + x]
        small[(rows[inked] * fine + y) // step, (columns[inked] * fine + x) // step] = True
    return small


def _candidates(small: Mask, unit: float) -> list[tuple[float, int, int]]:
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
        likely = np.argwhere(votes >= _RING)
        shares = votes[likely[:, 0], likely[:, 1]]
        for index in np.argsort(shares)[::-1][:20]:
            row, column = likely[index]
            found.append((float(shares[index]), float(radius), int(row), int(column)))
    found.sort(reverse=True)
    return [(radius, row, column) for _, radius, row, column in found[:60]]


def _measured(ink: Mask, x: float, y: float, radius: float, dpi: float) -> Seal | None:
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
    if share < _CERTAIN:
        return None
    radii = np.arange(0.55 * radius, radius + 4 * unit, max(0.5, 0.3 * unit))
    profile = [cover(x, y, float(r)) for r in radii]
    rings = tuple(float(r) for r, part in zip(radii, profile, strict=True) if part > max(0.5, 0.8 * share))
    inner = [cover(x, y, float(r)) for r in np.arange(0.05 * radius, 0.55 * radius, unit)]
    return Seal(x, y, max([radius, *rings]), rings, sum(inner) / max(1, len(inner)))
