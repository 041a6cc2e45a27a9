"""The cells of a scanned table: each is read by itself, numbers in more sizes as long as they are open, doubtful lines once more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

import numpy as np

from vbcds.model.document import Box
from vbcds.readers.ocr.apart import set_apart
from vbcds.readers.ocr.engine import Layout, OcrWord, sureness
from vbcds.readers.ocr.figures import settle, shape_of
from vbcds.readers.ocr.images import Mask, Pixels
from vbcds.readers.pdf.lattice import Lattice
from vbcds.readers.pdf.scan_again import read_blocks
from vbcds.readers.pdf.scan_numbers import with_strokes_told
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet

_AS_ROMAN = str.maketrans("1lL|!iT", "IIIIIII")
_AS_DIGITS = str.maketrans("l|!§OoSZ", "11180052")
#: Less ink than this (pixels at 300 dpi) is no letter.
_LITTLE = 40
_CODE_SIZE = 0.67
#: Width and height of what may be a number: "30/11/2026", "1.171.411".
_NUMBER = 62.0, 17.0
#: How what may be a number is read, in which size, whether its signs are set apart, and how sure what was read before must be not to be
#: read so again. What was set apart counts as two readings: own measurement, as in `ocr.apart`.
_ROUNDS: tuple[tuple[Layout, float, bool, float], ...] = (
    ("line", 1.0, False, 1.0),
    ("line", _CODE_SIZE, False, 0.93),
    ("figures", _CODE_SIZE, True, 0.85),
    ("line", _CODE_SIZE, True, 0.8),
    ("figures", 1.0, False, 0.7),
)
#: A number of more digits (a day, a sum) is never settled by one reading: one was sure of "2022" where "2027" stood.
_FEW_DIGITS = 2
#: Letters are at least so high, and what belongs to them is at most so far, in points.
_LETTER, _REACH = 3.4, 9.0


@dataclass(frozen=True, slots=True)
class Crop:
    """What stands in a box, with a margin of white; `x`, `y` is where it begins in the image."""

    box: Box
    pixels: Pixels
    x: int
    y: int


def cut(sheet: Sheet, boxes: Sequence[Box]) -> list[Crop]:
    """The ink of each box that has some."""
    crops = []
    for box in boxes:
        rows, columns = sheet.window((box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1))
        part = sheet.pixels[rows, columns]
        ink = without_dust(part < 150, sheet.dpi)
        if int(ink.sum()) < _LITTLE * (sheet.dpi / 300) ** 2:
            continue
        lines, marks = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        top, bottom, left, right = int(lines[0]), int(lines[-1]) + 1, int(marks[0]), int(marks[-1]) + 1
        pixels = np.pad(part[top:bottom, left:right], MARGIN, constant_values=255)
        crops.append(Crop(box, pixels, columns.start + left - MARGIN, rows.start + top - MARGIN))
    return crops


def without_dust(ink: Mask, dpi: float) -> Mask:
    """The ink of a cell without what lies far from all letters: dust, the rest of a rule. A cell without a letter stays as it is."""
    from scipy import ndimage

    labels, count = ndimage.label(ink, structure=np.ones((3, 3), dtype=np.uint8))
    if count < 2:
        return ink
    unit = dpi / 72
    boxes = ndimage.find_objects(labels)
    letters = [box for box in boxes if box[0].stop - box[0].start > _LETTER * unit]
    if not letters:
        return ink
    reach = round(_REACH * unit)
    near = np.zeros_like(ink)
    for rows, columns in letters:
        near[max(0, rows.start - reach) : rows.stop + reach, max(0, columns.start - reach) : columns.stop + reach] = True
    return ink & near


def read_cells(sheet: Sheet, lattices: Sequence[Lattice]) -> None:
    """Put the words of all cells on the page."""
    crops = cut(sheet, [cell.bbox for lattice in lattices for cell in lattice.cells])
    codes = [crop for crop in crops if _is_code(crop, sheet.dpi)]
    texts = [crop for crop in crops if not _is_code(crop, sheet.dpi)]
    for crop, (words, roman) in zip(codes, _read_codes(sheet, codes, _heading_codes(lattices, crops)), strict=True):
        sheet.place(words, (crop.x, crop.y), partial(code_text, roman=roman))
    for crop, words in zip(texts, read_blocks(sheet, [crop.pixels for crop in texts]), strict=True):
        sheet.place(words, (crop.x, crop.y))


def code_text(text: str, *, roman: bool) -> str:
    """The number of an item by the letters that it is mistaken for; where the row is a heading over all columns, a Roman one.

    >>> code_text("l.", roman=False), code_text("H.", roman=True), code_text("a)", roman=False)
    ('1.', 'II.', 'a)')
    """
    bare = text.rstrip(".)")
    if roman and bare and set(bare) <= set("1lLI|!iTH"):
        return bare.replace("H", "II").translate(_AS_ROMAN) + text[len(bare) :]
    turned = bare.replace("H", "11", 1) if bare.startswith("H") else bare
    turned = turned.translate(_AS_DIGITS)
    return turned + text[len(bare) :] if bare and turned.isdigit() else text


def _heading_codes(lattices: Sequence[Lattice], crops: Sequence[Crop]) -> set[Box]:
    """The first cells of rows where nothing stands but in the first two cells: headings of groups."""
    inked = {crop.box for crop in crops}
    found = set()
    for lattice in lattices:
        columns = len(lattice.xs) - 1
        for _, group in groupby(lattice.cells, key=lambda cell: cell.row):
            row = [cell for cell in group if cell.bbox in inked]
            if columns > 3 and [cell.column for cell in row] == [0, 1] and all(cell.row_span == 1 for cell in row):
                found.add(row[0].bbox)
    return found


def _read_codes(sheet: Sheet, crops: Sequence[Crop], headings: Collection[Box]) -> Iterator[tuple[list[OcrWord], bool]]:
    """Short cells: most are numbers, which are settled from several readings; of others the surer reading counts.

    With each that is not settled, whether strokes that can be digits as well are a Roman number.
    """
    wide = [np.pad(crop.pixels, 2 * MARGIN, constant_values=255) for crop in crops]
    shapes = [shape_of(crop.pixels) for crop in crops]
    readings: list[list[list[OcrWord]]] = [[] for _ in crops]
    numbers: list[list[OcrWord] | None] = [None for _ in crops]
    for layout, size, apart, sure in _ROUNDS:
        open_ones = [index for index, number in enumerate(numbers) if _is_open(number, readings[index], sure)]
        again = [set_apart(wide[index]) if apart else wide[index] for index in open_ones]
        for index, words in zip(open_ones, sheet.read(again, layout, scale=size), strict=True):
            readings[index] += [_as_one(words, wide[index])] * 2 if apart else [words]
            numbers[index] = settle(readings[index], shapes[index], roman=crops[index].box in headings)
    for crop, pixels, read, number in zip(crops, wide, readings, numbers, strict=True):
        words = number or with_strokes_told(pixels, max(read[:2], key=sureness))
        yield [word.moved(-2 * MARGIN, -2 * MARGIN) for word in words], number is None and crop.box in headings


def _as_one(words: Sequence[OcrWord], pixels: Pixels) -> list[OcrWord]:
    """What was read of signs that were set apart as one word in its place in the image, in which they are not."""
    if not words:
        return []
    height, width = pixels.shape
    edge = 3 * MARGIN
    return [
        replace(
            words[0],
            text="".join(word.text for word in words),
            x0=edge,
            y0=edge,
            x1=width - edge,
            y1=height - edge,
            base=height - edge,
            size=height - 2 * edge,
            confidence=min(word.confidence for word in words),
            line=0,
            characters=(),
        )
    ]


def _is_open(number: Sequence[OcrWord] | None, readings: Sequence[Sequence[OcrWord]], sure: float) -> bool:
    """Whether the readings leave open what number it is, or whether it is one.

    >>> def read(text):
    ...     return [OcrWord(text=text, x0=0, y0=0, x1=9, y1=9, confidence=0.95, line=0, base=9, size=9)]
    >>> _is_open(read("12"), [read("12")], 0.93), _is_open(read("12/2022"), [read("12/2022")], 0.93)
    (False, True)
    >>> _is_open(None, [read("Sở")], 0.93), _is_open(None, [read("B5")], 0.93), _is_open(None, [], 1.0)
    (False, True, True)
    """
    if number is not None:
        alone = len(readings) == 1 and sum(char.isdigit() for char in number[0].text) > _FEW_DIGITS
        return alone or number[0].confidence < sure
    return all(sureness(words) < sure or any(char.isdigit() for word in words for char in word.text) for words in readings)


def _is_code(crop: Crop, dpi: float) -> bool:
    """Whether what stands in a cell is one line no longer than a number or a date."""
    unit = dpi / 72
    height, width = crop.pixels.shape[0] - 2 * MARGIN, crop.pixels.shape[1] - 2 * MARGIN
    return bool(width < _NUMBER[0] * unit and height < _NUMBER[1] * unit)
