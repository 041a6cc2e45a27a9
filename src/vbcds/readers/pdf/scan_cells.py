"""The cells of a scanned table: each is read by itself, numbers of items in two sizes, doubtful lines once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np

from vbcds.model.document import Box
from vbcds.readers.ocr.engine import OcrWord
from vbcds.readers.ocr.images import Mask, Pixels
from vbcds.readers.pdf.lattice import Lattice
from vbcds.readers.pdf.scan_again import read_blocks, sureness
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet

_AS_ROMAN = str.maketrans("1lL|!iT", "IIIIIII")
_AS_DIGITS = str.maketrans("l|!§OoSZ", "11180052")
#: Less ink than this (pixels at 300 dpi) is no letter.
_LITTLE = 40
_CODE_SIZE = 0.67
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
    roman = _heading_codes(lattices)
    codes = [crop for crop in crops if _is_code(crop, sheet.dpi)]
    texts = [crop for crop in crops if not _is_code(crop, sheet.dpi)]
    for crop, words in zip(codes, _read_codes(sheet, codes), strict=True):
        sheet.place(words, (crop.x, crop.y), partial(code_text, roman=crop.box in roman))
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


def _heading_codes(lattices: Sequence[Lattice]) -> set[Box]:
    """The first cells of rows whose second cell takes all the other columns."""
    found = set()
    for lattice in lattices:
        columns = len(lattice.xs) - 1
        for first, second in pairwise(lattice.cells):
            if first.row == second.row and first.column == 0 and second.column == 1 and second.column_span == columns - 1 > 2:
                found.add(first.bbox)
    return found


def _read_codes(sheet: Sheet, crops: Sequence[Crop]) -> list[list[OcrWord]]:
    """Numbers of items, each read in two sizes: the surer reading counts."""
    shift = 2 * MARGIN
    wide = [np.pad(crop.pixels, shift, constant_values=255) for crop in crops]
    large, small = sheet.read(wide, "line"), sheet.read(wide, "line", scale=_CODE_SIZE)
    return [
        [_moved(word, shift) for word in (other if sureness(other) > sureness(one) else one)]
        for one, other in zip(large, small, strict=True)
    ]


def _moved(word: OcrWord, shift: int) -> OcrWord:
    return replace(word, x0=word.x0 - shift, x1=word.x1 - shift, y0=word.y0 - shift, y1=word.y1 - shift, base=word.base - shift)


def _is_code(crop: Crop, dpi: float) -> bool:
    """Whether what stands in a cell is no larger than the number of an item."""
    unit = dpi / 72
    height, width = crop.pixels.shape[0] - 2 * MARGIN, crop.pixels.shape[1] - 2 * MARGIN
    return bool(width < 26 * unit and height < 17 * unit)
