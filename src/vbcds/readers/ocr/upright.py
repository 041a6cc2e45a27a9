"""Whether a page lies on its side."""

from __future__ import annotations

import numpy as np

from vbcds.readers.ocr.images import Mask
from vbcds.readers.ocr.ruling import find_ruling

#: How much sharper the lines down must be than the lines across.
_SHARPER = 1.6
_COARSE = 100.0


def lies_sideways(ink: Mask, dpi: float) -> bool:
    """Whether the lines of text run up or down the page: their sums of ink then differ more from column to column than from row to row.

    Rules of tables, which run both ways, are not counted.
    """
    step = max(1, round(dpi / _COARSE))
    height, width = ink.shape[0] // step, ink.shape[1] // step
    if height < 50 or width < 50:
        return False
    part = ink[: height * step : step, : width * step : step] | ink[step // 2 : height * step : step, : width * step : step]
    small = (part & ~find_ruling(part, dpi / step).mask).astype(np.float32)
    # In bands, so that a page that leans a little keeps its lines.
    across = sum(float(np.sum(np.diff(band.sum(axis=1)) ** 2)) / band.shape[1] for band in np.array_split(small, 6, axis=1))
    down = sum(float(np.sum(np.diff(band.sum(axis=0)) ** 2)) / band.shape[0] for band in np.array_split(small, 6, axis=0))
    return bool(down > _SHARPER * across)
