"""Bytes to pixels, and back. Everything after works on grey pages: arrays of uint8, rows by columns, 0 black."""

from __future__ import annotations

import struct
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


def as_tiff(pixels: Pixels, dpi: int) -> bytes:
    """A grey image as an uncompressed TIFF file (TIFF 6.0, section 4) of this resolution.

    >>> as_tiff(np.zeros((2, 3), dtype=np.uint8), 300)[:4]
    b'II*\\x00'
    """
    height, width = pixels.shape
    # Tag, type (3 short, 4 long, 5 fraction) and value: width, height, bits, no compression, 0 is black, where the rows begin, all of them
    # in one strip, its length, resolution across and down in pixels an inch.
    start = 8 + 2 + 12 * 12 + 4 + 16
    fields = (
        (256, 4, width),
        (257, 4, height),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, start),
        (277, 3, 1),
        (278, 4, height),
        (279, 4, width * height),
        (282, 5, start - 16),
        (283, 5, start - 8),
        (296, 3, 2),
    )
    listed = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in fields)
    head = b"II*\0" + struct.pack("<IH", 8, len(fields)) + listed + struct.pack("<IIIII", 0, dpi, 1, dpi, 1)
    return head + np.ascontiguousarray(pixels).tobytes()


def to_pixels(image: Any) -> Pixels:
    """The array of an image: grey, or red, green and blue."""
    mode = "L" if image.mode in ("1", "L", "I", "I;16", "F") else "RGB"
    return np.asarray(image.convert(mode), dtype=np.uint8)


def resized(pixels: Pixels, factor: float) -> Pixels:
    """The image in another size."""
    from PIL import Image

    size = max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor))
    return np.asarray(to_image(pixels).resize(size, resample=Image.Resampling.BICUBIC), dtype=np.uint8)


def shrunk(mask: Mask, step: int) -> Mask:
    """A mask in a smaller size: a square of `step` pixels that has any ink is ink; what is left over at the right and below is lost.

    >>> shrunk(np.array([[0, 1, 0, 0, 1], [0, 0, 0, 0, 1]], dtype=bool), 2).tolist()
    [[True, False]]
    """
    height, width = mask.shape[0] // step * step, mask.shape[1] // step * step
    rows: Mask = np.logical_or.reduce([mask[first:height:step, :width] for first in range(step)])
    small: Mask = np.logical_or.reduce([rows[:, first::step] for first in range(step)])
    return small


def rotated(pixels: Pixels, angle: float) -> Pixels:
    """A grey image turned to the left by some degrees, in the same frame; what comes into it is white."""
    from PIL import Image

    return np.asarray(to_image(pixels).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255), dtype=np.uint8)


def upright(image: Picture, turned: float) -> Picture:
    """A grey image turned as its page was for reading (`ScanPage.turned`, degrees clockwise): quarter turns first, then the rest.

    >>> from PIL import Image
    >>> upright(Image.new("L", (30, 20)), -91.5).size
    (20, 30)
    """
    from PIL.Image import Resampling

    left = -turned
    quarters = round(left / 90)
    image = image.rotate(90 * quarters, expand=True) if quarters % 4 else image
    rest = left - 90 * quarters
    return image.rotate(rest, resample=Resampling.BICUBIC, fillcolor=255) if rest else image
