"""The signature's half of a scanned page, read again by itself: beside the recipients a seal makes the layout analysis pass over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from vbcds.model.document import Box
from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.ocr.engine import Layout, by_line
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.seals import Seal, without_black_seals, without_long_strokes
from vbcds.readers.ocr.signing import sign
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet
from vbcds.text.syllables import is_syllable

#: Points above and below "Nơi nhận" that a signature's block may take.
_ABOVE, _BELOW = 36.0, 190.0
_OTHER_SIZE = 0.8


def read_signature(sheet: Sheet, seals: Sequence[Seal]) -> list[PlacedWord]:
    """The words of the signature's block; what was read in its place before is taken from the page."""
    scan = sheet.scan
    mark = next(
        (a for a, b in pairwise(scan.words) if a.text.lower() == "nơi" and b.text.lower().startswith("nhận") and a.line == b.line),
        None,
    )
    if mark is None or mark.x0 > 0.4 * scan.width:
        return []
    left = 0.44 * scan.width
    box = (left, max(0.0, mark.base - _ABOVE), 0.985 * scan.width, min(scan.height, mark.base + _BELOW))
    rows, columns = sheet.window(box)
    corner_y, corner_x = rows.start, columns.start
    crop = sheet.pixels[rows, columns].copy()
    inside = [word for word in scan.words if word.x1 > left and box[1] < word.base < box[3]]
    starts = {word.line: word.x0 for word in reversed(scan.words)}
    listed = {id(word) for word in inside if word.x0 < 0.5 * scan.width and starts[word.line] < 0.4 * scan.width}
    for word in inside:
        if id(word) in listed:
            top, bottom = (round(y / sheet.unit) - rows.start for y in (word.y0 - 2, word.y1 + 2))
            crop[max(0, top) : max(0, bottom), : max(0, round((word.x1 + 2) / sheet.unit) - columns.start)] = 255
    readings = [word for word in inside if id(word) not in listed]
    lines = list(by_line(readings).values())
    moved = [replace(seal, x=seal.x - columns.start, y=seal.y - rows.start) for seal in seals if not seal.printed]
    bare = without_black_seals(crop, moved, sheet.dpi)
    variants = [crop, *([bare] if moved else []), without_long_strokes(bare, sheet.dpi)]
    lines += _read_again(sheet, variants, "block", (columns.start, rows.start))
    strip = _name_strip(lines, box)
    if strip is not None:
        rows, columns = sheet.window(strip)
        upper, first = max(rows.start - corner_y, 0), max(columns.start - corner_x, 0)
        pieces = [pixels[upper : rows.stop - corner_y, first : columns.stop - corner_x] for pixels in variants]
        if pieces[0].size:
            padded = [np.pad(pixels, MARGIN, constant_values=255) for pixels in pieces]
            lines += _read_again(sheet, padded, "line", (first + corner_x - MARGIN, upper + corner_y - MARGIN))
    kept = sign(lines)
    if not kept:
        return []
    upper, lower = min(word.y0 for word in kept) - 4, max(word.y1 for word in kept) + 4
    gone = {id(word) for word in readings if upper < word.base < lower}
    scan.words = [word for word in scan.words if id(word) not in gone]
    first = max((word.line for word in scan.words), default=-1) + 1
    heights = sorted({round(word.base / 6) for word in kept})
    return [replace(word, line=first + heights.index(round(word.base / 6))) for word in kept]


def _read_again(sheet: Sheet, images: Sequence[Pixels], layout: Layout, corner: tuple[int, int]) -> list[list[PlacedWord]]:
    """The lines of some images of one part of the page, each as if nothing else had been read."""
    lines: list[list[PlacedWord]] = []
    for scale in (1.0, _OTHER_SIZE) if layout == "line" else (1.0,):
        for words in sheet.read(images, layout, scale=scale):
            again = replace(sheet, scan=ScanPage(width=sheet.scan.width, height=sheet.scan.height))
            lines += by_line(again.place(words, corner)).values()
    return lines


def _name_strip(lines: Sequence[Sequence[PlacedWord]], box: Box) -> Box | None:
    """Where the name stands: the line of the lowest sure word in small letters with a capital, over the width of the block."""
    named = [
        word
        for line in lines
        for word in line
        if word.text[:1].isupper() and word.text[1:].islower() and word.confidence > 0.8 and is_syllable(word.text.strip(".,"))
    ]
    if not named:
        return None
    last = max(named, key=lambda word: word.base)
    left = min([word.x0 for word in named if abs(word.base - last.base) < 0.5 * last.size]) - 9 * last.size
    return max(box[0], left), last.base - 1.05 * last.size, box[2], last.base + 0.42 * last.size
