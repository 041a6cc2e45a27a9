"""Doubtful lines of a scan read once more, in another size: what is lost of letters changes with it; the surer reading counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vbcds.readers.ocr.engine import OcrWord, by_line, sureness
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.pdf.scan_numbers import checked_numbers, with_strokes_told
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
    return [with_strokes_told(pixels, words) for pixels, words in zip(crops, read, strict=True)]


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
        moved = [replace(word.moved(columns.start - MARGIN, rows.start - MARGIN), line=number) for word in again]
        if sureness(moved) > sureness(lines[number]) and len(moved) > 0.6 * len(lines[number]):
            lines[number] = moved
    return checked_numbers(sheet, [word for line in lines.values() for word in line])


def _place_of(pixels: Pixels, line: Sequence[OcrWord]) -> tuple[slice, slice]:
    pad = round(0.25 * max(word.size for word in line))
    top, bottom = min(word.y0 for word in line), max(word.y1 for word in line)
    left, right = min(word.x0 for word in line), max(word.x1 for word in line)
    rows = slice(max(0, round(top) - pad), min(pixels.shape[0], round(bottom) + pad))
    return rows, slice(max(0, round(left) - pad), min(pixels.shape[1], round(right) + pad))


def _is_doubtful(line: Sequence[OcrWord]) -> bool:
    return sureness(line) < _DOUBTFUL or any(word.confidence < _DOUBTFUL_WORD and len(word.text) > 2 for word in line)


def surer_lines(first: Sequence[OcrWord], second: Sequence[OcrWord]) -> list[OcrWord]:
    """Two readings of one cell, line by line: the second counts where it is surer of the whole line.

    Lines are the same where they stand at the same height. What the first reading passed over, the second one may have; of that only
    lines count that it is sure of.
    """
    others = list(by_line(second).values())
    lines: list[Sequence[OcrWord]] = []
    for line in by_line(first).values():
        match = min(others, key=lambda other: abs(_base(other) - _base(line)), default=None)
        if match is not None and _same_height(match, line):
            others = [other for other in others if other is not match]
            line = list(match) if sureness(match) > sureness(line) else line
        lines.append(line)
    lines += [
        other for other in others if sureness(other) > _DOUBTFUL and not any(_same_height(other, line, near=0.8) for line in lines)
    ]
    lines.sort(key=_base)
    return [replace(word, line=number) for number, line in enumerate(lines) for word in line]


def _same_height(line: Sequence[OcrWord], other: Sequence[OcrWord], *, near: float = 0.4) -> bool:
    return abs(_base(line) - _base(other)) < near * max(word.size for word in other)


def _base(line: Sequence[OcrWord]) -> float:
    return sum(word.base for word in line) / len(line)
