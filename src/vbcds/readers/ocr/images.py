"""Bytes to pixels, and back. Everything after works on grey pages: arrays of uint8, rows by columns, 0 black."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Pixels: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]


def to_image(pixels: Pixels) -> Picture:
    """The image of an array."""
    from PIL import Image

    return Image.fromarray(np.ascontiguousarray(pixels))


def to_pixels(image: Any) -> Pixels:
    """The array of an image: grey, or red, green and blue."""
    mode = "L" if image.mode in ("1", "L", "I", "I;16", "F") else "RGB"
    return np.asarray(image.convert(mode), dtype=np.uint8)
