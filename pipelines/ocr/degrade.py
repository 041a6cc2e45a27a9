"""What scanners, copiers, pens and stamps do to a page: each effect alone, with a seed, so that a run can be repeated."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Box = tuple[float, float, float, float]
RED, BLUE, BLACK = (205, 35, 45), (35, 60, 170), (25, 25, 25)

#: Digits as polylines in a box of one by one, as a hand writes them.
_STROKES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "0": (((0.55, 0.05), (0.2, 0.2), (0.1, 0.6), (0.3, 0.95), (0.65, 0.9), (0.85, 0.5), (0.75, 0.15), (0.5, 0.02)),),
    "1": (((0.25, 0.35), (0.6, 0.02), (0.5, 0.5), (0.42, 0.98)),),
    "2": (((0.15, 0.25), (0.4, 0.03), (0.75, 0.2), (0.6, 0.5), (0.1, 0.95), (0.5, 0.88), (0.95, 0.97)),),
    "3": (((0.15, 0.1), (0.55, 0.02), (0.75, 0.22), (0.4, 0.45), (0.8, 0.65), (0.6, 0.95), (0.1, 0.92)),),
    "4": (((0.6, 0.02), (0.1, 0.6), (0.95, 0.55)), ((0.7, 0.35), (0.6, 1.0))),
    "5": (((0.85, 0.05), (0.3, 0.08), (0.22, 0.45), (0.7, 0.45), (0.8, 0.75), (0.5, 0.98), (0.1, 0.9))),
    "6": (((0.75, 0.03), (0.3, 0.35), (0.12, 0.75), (0.4, 0.98), (0.75, 0.8), (0.55, 0.55), (0.18, 0.7)),),
    "7": (((0.1, 0.12), (0.85, 0.05), (0.5, 0.5), (0.35, 1.0)), ((0.2, 0.52), (0.8, 0.48))),
    "8": (((0.6, 0.45), (0.25, 0.25), (0.5, 0.03), (0.75, 0.2), (0.4, 0.5), (0.15, 0.8), (0.5, 0.98), (0.8, 0.75), (0.55, 0.45)),),
    "9": (((0.8, 0.25), (0.45, 0.03), (0.2, 0.3), (0.5, 0.5), (0.8, 0.25), (0.7, 0.7), (0.45, 1.0)),),
}  # fmt: skip
_STROKES["5"] = (_STROKES["5"],)  # type: ignore[assignment]


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """How a page comes out of a scanner."""

    name: str
    dpi: int = 300
    skew: float = 0.0
    #: Quarter turns, clockwise.
    turns: int = 0
    noise: float = 6.0
    blur: float = 0.5
    #: How dark ink is: 1.0 black, 0.5 faint.
    ink: float = 1.0
    border: bool = False
    bitonal: bool = False
    grey: bool = False
    specks: int = 0
    quality: int = 75
    #: Resolution down the page of a fax, whose lines are drawn apart again.
    fax: int = 0


#: For papers of the second set.
TREATMENTS_2 = (
    Treatment(name="200 đen trắng như cổng thông tin", dpi=200, bitonal=True, specks=60, noise=8, skew=0.2),
    Treatment(name="300 xám", skew=-0.7, grey=True, noise=5),
    Treatment(name="200 màu, JPEG", dpi=200, skew=0.5, quality=38, noise=4),
    Treatment(name="fax", dpi=204, bitonal=True, fax=98, skew=-0.3, noise=10, specks=120),
    Treatment(name="300 màu, nhạt", skew=1.8, ink=0.7, noise=7),
    Treatment(name="200 đen trắng, nghiêng", dpi=200, bitonal=True, skew=-2.2, noise=12, specks=200),
    Treatment(name="300 xám, ngược", skew=0.3, grey=True, turns=2, quality=50),
)
TREATMENTS = (
    Treatment(name="300 màu, nghiêng", skew=1.3),
    Treatment(name="200 đen trắng, hạt", dpi=200, skew=-0.6, bitonal=True, specks=900, noise=22),
    Treatment(name="200 xám, mờ", dpi=200, skew=0.4, grey=True, blur=0.9, ink=0.6),
    Treatment(name="300 xám, ngược, viền đen", skew=-2.6, turns=2, border=True, grey=True, noise=9),
    Treatment(name="200 màu, JPEG nén, xoay ngang", dpi=200, skew=0.9, turns=1, quality=42),
    Treatment(name="300 đen trắng, nghiêng 3 độ", skew=2.9, bitonal=True, specks=300, noise=14),
)


def smooth(points: Sequence[tuple[float, float]], steps: int = 8) -> list[tuple[float, float]]:
    """A curve through points (Catmull and Rom)."""
    if len(points) < 3:
        return list(points)
    ends = [points[0], *points, points[-1]]
    curve = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append(
                tuple(
                    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3)
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return [*curve, points[-1]]  # type: ignore[list-item]


def write_by_hand(image: Image.Image, text: str, box: Box, rng: random.Random, colour: tuple[int, int, int]) -> None:
    """Digits written by hand into a box of the image."""
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = box
    step = (right - left) / max(1, len(text))
    width = max(2, round((bottom - top) / 9))
    for index, char in enumerate(text):
        rise, lean = rng.uniform(-0.12, 0.12), rng.uniform(0.0, 0.25)
        for stroke in _STROKES.get(char, ()):
            points = [
                (
                    left + (index + 0.08 + 0.8 * (x + rng.uniform(-0.05, 0.05)) + lean * (0.5 - y)) * step,
                    top + (y + rise + rng.uniform(-0.04, 0.04)) * (bottom - top),
                )
                for x, y in stroke
            ]
            draw.line(smooth(points), fill=colour, width=width, joint="curve")


def sign(image: Image.Image, box: Box, rng: random.Random, colour: tuple[int, int, int]) -> None:
    """A signature: loops and one long stroke."""
    left, top, right, bottom = box
    points = []
    x = left
    while x < left + 0.6 * (right - left):
        points += [(x, rng.uniform(top, bottom)), (x + rng.uniform(5, 20), rng.uniform(top, bottom))]
        x += rng.uniform(0.02, 0.1) * (right - left)
    draw = ImageDraw.Draw(image)
    width = max(2, round((bottom - top) / 28))
    draw.line(smooth(points), fill=colour, width=width)
    low = bottom - 0.25 * (bottom - top)
    draw.line(smooth([(left - 40, low), ((left + right) / 2, low - 20), (right + 60, low - 45)]), fill=colour, width=width)


def seal(
    image: Image.Image, centre: tuple[float, float], radius: float, text: str, font: str, colour: tuple[int, int, int]
) -> None:
    """A round seal over what is printed: two rings, words around, a star; ink darkens ink."""
    size = round(radius * 2.2)
    layer = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(layer)
    middle = size / 2
    for share, width in ((1.0, 0.035), (0.93, 0.014), (0.66, 0.014)):
        r = radius * share
        draw.ellipse((middle - r, middle - r, middle + r, middle + r), outline=colour, width=max(2, round(radius * width)))
    face = ImageFont.truetype(font, round(radius * 0.2))
    for index, char in enumerate(text):
        angle = math.radians(150 + index * 240 / max(1, len(text) - 1))
        letter = Image.new("RGB", (round(radius * 0.4),) * 2, "white")
        ImageDraw.Draw(letter).text((radius * 0.1, radius * 0.05), char, font=face, fill=colour)
        letter = letter.rotate(-math.degrees(angle) - 90, fillcolor="white")
        x, y = middle + radius * 0.79 * math.cos(angle), middle + radius * 0.79 * math.sin(angle)
        multiply(layer, letter, (round(x - letter.width / 2), round(y - letter.height / 2)))
    star = []
    for index in range(10):
        r = radius * (0.32 if index % 2 == 0 else 0.13)
        star.append((middle + r * math.sin(index * math.pi / 5), middle - r * math.cos(index * math.pi / 5)))
    draw.polygon(star, fill=colour)
    multiply(image, layer, (round(centre[0] - middle), round(centre[1] - middle)))


def emblem_seal(
    image: Image.Image,
    centre: tuple[float, float],
    radius: float,
    text: str,
    font: str,
    colour: tuple[int, int, int],
    rng: random.Random,
    worn: float = 0.06,
) -> None:
    """The seal of an organ of the State, as scans of decisions have it: a thick rim, words, an inner ring, the emblem.

    `worn`: the part of it that is faint.
    """
    size = round(radius * 2.2)
    layer = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(layer)
    middle = size / 2
    for share, width in ((1.0, 0.045), (0.93, 0.012), (0.64, 0.014)):
        r = radius * share
        draw.ellipse((middle - r, middle - r, middle + r, middle + r), outline=colour, width=max(2, round(radius * width)))
    face = ImageFont.truetype(font, round(radius * 0.17))
    for index, char in enumerate(f"{text}  *"):
        angle = math.radians(130 + index * 320 / (len(text) + 2))
        letter = Image.new("RGB", (round(radius * 0.4),) * 2, "white")
        ImageDraw.Draw(letter).text((radius * 0.1, radius * 0.05), char, font=face, fill=colour)
        letter = letter.rotate(-math.degrees(angle) - 90, fillcolor="white")
        x, y = middle + radius * 0.78 * math.cos(angle), middle + radius * 0.78 * math.sin(angle)
        multiply(layer, letter, (round(x - letter.width / 2), round(y - letter.height / 2)))
    for step in range(26):  # the wreath
        angle = math.radians(-50 + step * 280 / 25)
        x, y = middle + radius * 0.46 * math.cos(angle), middle + radius * 0.46 * math.sin(angle)
        r = radius * 0.055
        draw.ellipse((x - r, y - 1.5 * r, x + r, y + 1.5 * r), fill=colour)
    for step in range(10):  # the cogwheel
        angle = math.radians(20 + step * 140 / 9)
        x, y = middle + radius * 0.25 * math.cos(angle), middle + radius * 0.25 * math.sin(angle) + radius * 0.1
        draw.rectangle((x - radius * 0.04, y - radius * 0.04, x + radius * 0.04, y + radius * 0.04), fill=colour)
    points = []
    for index in range(10):
        r = radius * (0.2 if index % 2 == 0 else 0.08)
        points.append((middle + r * math.sin(index * math.pi / 5), middle - radius * 0.14 - r * math.cos(index * math.pi / 5)))
    draw.polygon(points, fill=colour)
    multiply(
        image,
        _worn(layer.rotate(rng.uniform(-12, 12), fillcolor="white"), worn, rng),
        (round(centre[0] - middle), round(centre[1] - middle)),
    )


def _worn(layer: Image.Image, share: float, rng: random.Random) -> Image.Image:
    """Ink that did not take everywhere: in blotches it is not there."""
    generator = np.random.default_rng(rng.randrange(1 << 30))
    field = Image.fromarray((generator.random((layer.height // 5 + 1, layer.width // 5 + 1)) * 255).astype(np.uint8))
    grain = np.asarray(field.resize(layer.size, Image.Resampling.BICUBIC), dtype=np.float32)
    kept = grain > np.quantile(grain, share)
    pixels = np.asarray(layer).copy()
    pixels[~kept] = 255
    return Image.fromarray(pixels)


def ghost(image: Image.Image, centre: tuple[float, float], radius: float, text: str, font: str, rng: random.Random) -> None:
    """The seal of another page, mirrored, of which half shines through."""
    size = round(radius * 2.4)
    layer = Image.new("RGB", (size, size), "white")
    emblem_seal(layer, (size / 2, size / 2), radius, text, font, BLACK, rng, worn=0.62)
    layer = layer.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    multiply(image, layer, (round(centre[0] - size / 2), round(centre[1] - size / 2)))


def multiply(image: Image.Image, layer: Image.Image, place: tuple[int, int]) -> None:
    """Print a layer over an image, as ink over ink."""
    x, y = place
    box = (max(0, x), max(0, y), min(image.width, x + layer.width), min(image.height, y + layer.height))
    if box[2] <= box[0] or box[3] <= box[1]:
        return
    under = np.asarray(image.crop(box), dtype=np.uint16)
    over = np.asarray(layer.crop((box[0] - x, box[1] - y, box[2] - x, box[3] - y)), dtype=np.uint16)
    image.paste(Image.fromarray((under * over // 255).astype(np.uint8)), box[:2])


def incoming_stamp(
    image: Image.Image, corner: tuple[float, float], unit: float, office: str, font: str, rng: random.Random
) -> None:
    """The stamp of incoming mail, its day written by hand. `unit`: pixels a point."""
    x, y = corner
    width, height = 104 * unit, 44 * unit
    draw = ImageDraw.Draw(image)
    line = max(2, round(1.2 * unit))
    draw.rectangle((x, y, x + width, y + height), outline=BLACK, width=line)
    draw.line((x, y + 0.3 * height, x + width, y + 0.3 * height), fill=BLACK, width=line)
    small, large = ImageFont.truetype(font, round(6.5 * unit)), ImageFont.truetype(font, round(11 * unit))
    draw.text((x + 6 * unit, y + 2 * unit), office, font=small, fill=BLACK)
    draw.text((x + 5 * unit, y + 22 * unit), "ĐẾN", font=large, fill=BLACK)
    draw.text((x + 36 * unit, y + 17 * unit), "Giờ:..............", font=small, fill=BLACK)
    draw.text((x + 36 * unit, y + 30 * unit), "Ngày:............", font=small, fill=BLACK)
    day = f"{rng.randint(10, 28)}{rng.randint(1, 9)}2026"
    write_by_hand(image, day, (x + 56 * unit, y + 29 * unit, x + 100 * unit, y + 39 * unit), rng, BLUE)


def scan(page: Image.Image, treatment: Treatment, rng: random.Random) -> bytes:
    """The page as the scanner stores it: PNG of one bit, or JPEG."""
    image = page
    if treatment.ink < 1.0:
        image = Image.eval(image, lambda value: 255 - round((255 - value) * treatment.ink))
    if treatment.skew:
        image = image.rotate(-treatment.skew, resample=Image.Resampling.BICUBIC, fillcolor="white")
    if treatment.blur:
        image = image.filter(ImageFilter.GaussianBlur(treatment.blur))
    pixels = np.asarray(image, dtype=np.float32)
    generator = np.random.default_rng(rng.randrange(1 << 30))
    pixels = pixels + generator.normal(0, treatment.noise, (*pixels.shape[:2], 1))
    image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(treatment.specks):
        x, y, size = rng.randrange(image.width), rng.randrange(image.height), rng.choice((1, 1, 2, 3))
        draw.ellipse((x, y, x + size, y + size), fill="black")
    if treatment.border:
        edge = image.width // 60
        draw.rectangle((0, 0, edge, image.height), fill=(15, 15, 15))
        draw.rectangle((0, image.height - edge // 2, image.width, image.height), fill=(20, 20, 20))
    if treatment.fax:
        low = image.resize((image.width, round(image.height * treatment.fax / treatment.dpi)), Image.Resampling.BILINEAR)
        image = low.resize(image.size, Image.Resampling.BILINEAR)
    image = image.rotate(-90 * treatment.turns, expand=True)
    buffer = io.BytesIO()
    if treatment.bitonal:
        image.convert("L").point(lambda value: 255 if value > 145 else 0, mode="1").save(buffer, "PNG")
    else:
        image.convert("L" if treatment.grey else "RGB").save(buffer, "JPEG", quality=treatment.quality)
    return buffer.getvalue()
