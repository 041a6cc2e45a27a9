"""The cells of a scanned table: each is read by itself, numbers of items in two sizes, doubtful lines once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np

from vbcds.model.document import Box
from vbcds.readers.ocr.engine import OcrWord
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.pdf.lattice import Lattice
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet

_AS_ROMAN = str.maketrans("1lL|!iT", "IIIIIII")
_AS_DIGITS = str.maketrans("l|!§OoSZ", "11180052")
#: Less ink than this (pixels at 300 dpi) is no letter.
_LITTLE = 40
#: A line less sure than this is read once more, in another size: letters of a scan of one bit change with it.
_DOUBTFUL = 0.82
_OTHER_SIZE = 0.8
_CODE_SIZE = 0.67


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
        ink = part < 150
        if int(ink.sum()) < _LITTLE * (sheet.dpi / 300) ** 2:
            continue
        lines, marks = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        top, bottom, left, right = int(lines[0]), int(lines[-1]) + 1, int(marks[0]), int(marks[-1]) + 1
        pixels = np.pad(part[top:bottom, left:right], MARGIN, constant_values=255)
        crops.append(Crop(box, pixels, columns.start + left - MARGIN, rows.start + top - MARGIN))
    return crops


def read_cells(sheet: Sheet, lattices: Sequence[Lattice]) -> None:
    """Put the words of all cells on the page."""
    crops = cut(sheet, [cell.bbox for lattice in lattices for cell in lattice.cells])
    roman = _heading_codes(lattices)
    codes = [crop for crop in crops if _is_code(crop, sheet.dpi)]
    texts = [crop for crop in crops if not _is_code(crop, sheet.dpi)]
    for crop, words in zip(codes, _read_codes(sheet, codes), strict=True):
        sheet.place(words, (crop.x, crop.y), partial(code_text, roman=crop.box in roman))
    for crop, words in zip(texts, _read_texts(sheet, texts), strict=True):
        sheet.place(words, (crop.x, crop.y))


def _read_texts(sheet: Sheet, crops: Sequence[Crop]) -> list[list[OcrWord]]:
    read = sheet.read([crop.pixels for crop in crops], "block")
    doubtful = [index for index, words in enumerate(read) if _least(words) < _DOUBTFUL]
    again = sheet.read([crops[index].pixels for index in doubtful], "block", scale=_OTHER_SIZE)
    for index, words in zip(doubtful, again, strict=True):
        read[index] = surer_lines(read[index], words)
    return read


def surer_lines(first: Sequence[OcrWord], second: Sequence[OcrWord]) -> list[OcrWord]:
    """Two readings of one cell, line by line: the second counts where it is surer of the whole line.

    Lines are the same where they stand at the same height; lines that one reading has alone stay as the first has them.
    """
    others = list(_lines(second).values())
    kept: list[OcrWord] = []
    for number, line in _lines(first).items():
        base, size = _base(line), max(word.size for word in line)
        match = min(others, key=lambda other: abs(_base(other) - base), default=None)
        if match is not None and abs(_base(match) - base) < 0.4 * size and sureness(match) > sureness(line):
            line = [_on_line(word, number) for word in match]
        kept += line
    return kept


def _on_line(word: OcrWord, line: int) -> OcrWord:
    return replace(word, line=line)


def _lines(words: Sequence[OcrWord]) -> dict[int, list[OcrWord]]:
    lines: dict[int, list[OcrWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return lines


def _base(line: Sequence[OcrWord]) -> float:
    return sum(word.base for word in line) / len(line)


def _least(words: Sequence[OcrWord]) -> float:
    return min((sureness(line) for line in _lines(words).values()), default=0.0)


def sureness(words: Sequence[OcrWord]) -> float:
    """How sure the recogniser is of some words, each counting by its length."""
    count = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / count if count else 0.0


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
