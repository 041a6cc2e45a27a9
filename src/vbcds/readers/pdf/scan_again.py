"""Doubtful lines of a scan read once more, in another size: what is lost of letters changes with it; the surer reading counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vbcds.readers.ocr.engine import OcrWord, by_line
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet

#: A line less sure than this, or with a word less sure than that, is doubtful.
_DOUBTFUL, _DOUBTFUL_WORD = 0.82, 0.5
#: The other size; own measurement, pipelines/ocr.
_OTHER_SIZE = 0.8
#: Shorter lines (characters) are marks and rests of drawings.
_SHORT = 6
_MOST_LINES = 60


def read_blocks(sheet: Sheet, crops: Sequence[Pixels]) -> list[list[OcrWord]]:
    """The words of images of one block each."""
    read = sheet.read(crops, "block")
    doubtful = [index for index, words in enumerate(read) if any(_is_doubtful(line) for line in by_line(words).values())]
    again = sheet.read([crops[index] for index in doubtful], "block", scale=_OTHER_SIZE)
    for index, words in zip(doubtful, again, strict=True):
        read[index] = surer_lines(read[index], words)
    return read


def read_page(sheet: Sheet) -> list[OcrWord]:
    """The words of the whole image."""
    [words] = sheet.read([sheet.pixels], "page")
    lines = by_line(words)
    doubtful = [
        number
        for number, line in lines.items()
        if _is_doubtful(line) and sum(len(word.text) for word in line) >= _SHORT and sureness(line) > 0.3
    ][:_MOST_LINES]
    places = [_place_of(sheet.pixels, lines[number]) for number in doubtful]
    crops = [np.pad(sheet.pixels[rows, columns], MARGIN, constant_values=255) for rows, columns in places]
    for number, (rows, columns), again in zip(doubtful, places, sheet.read(crops, "line", scale=_OTHER_SIZE), strict=True):
        moved = [_moved(word, columns.start - MARGIN, rows.start - MARGIN, number) for word in again]
        if sureness(moved) > sureness(lines[number]) and len(moved) > 0.6 * len(lines[number]):
            lines[number] = moved
    return [word for line in lines.values() for word in line]


def _place_of(pixels: Pixels, line: Sequence[OcrWord]) -> tuple[slice, slice]:
    pad = round(0.25 * max(word.size for word in line))
    top, bottom = min(word.y0 for word in line), max(word.y1 for word in line)
    left, right = min(word.x0 for word in line), max(word.x1 for word in line)
    rows = slice(max(0, round(top) - pad), min(pixels.shape[0], round(bottom) + pad))
    return rows, slice(max(0, round(left) - pad), min(pixels.shape[1], round(right) + pad))


def _moved(word: OcrWord, x: float, y: float, line: int) -> OcrWord:
    return replace(word, x0=word.x0 + x, x1=word.x1 + x, y0=word.y0 + y, y1=word.y1 + y, base=word.base + y, line=line)


def _is_doubtful(line: Sequence[OcrWord]) -> bool:
    return sureness(line) < _DOUBTFUL or any(word.confidence < _DOUBTFUL_WORD and len(word.text) > 2 for word in line)


def surer_lines(first: Sequence[OcrWord], second: Sequence[OcrWord]) -> list[OcrWord]:
    """Two readings of one cell, line by line: the second counts where it is surer of the whole line.

    Lines are the same where they stand at the same height; lines that one reading has alone stay as the first has them.
    """
    others = list(by_line(second).values())
    kept: list[OcrWord] = []
    for number, line in by_line(first).items():
        base, size = _base(line), max(word.size for word in line)
        match = min(others, key=lambda other: abs(_base(other) - base), default=None)
        if match is not None and abs(_base(match) - base) < 0.4 * size and sureness(match) > sureness(line):
            line = [replace(word, line=number) for word in match]
        kept += line
    return kept


def _base(line: Sequence[OcrWord]) -> float:
    return sum(word.base for word in line) / len(line)


def sureness(words: Sequence[OcrWord]) -> float:
    """How sure the recogniser is of some words, each counting by its length."""
    count = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / count if count else 0.0
