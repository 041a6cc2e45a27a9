"""The signature's half of a scanned page, read again by itself: beside the recipients a seal makes the layout analysis pass over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vbcds.readers.ocr.cache import PlacedWord
from vbcds.readers.ocr.cleaning import softened, without_specks
from vbcds.readers.ocr.engine import Layout, by_line
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.rows import Row, find_rows
from vbcds.readers.ocr.seals import Seal, without_black_seals, without_long_strokes
from vbcds.readers.ocr.signing import sign
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet
from vbcds.text.fold import ascii_key

#: Points above and below "Nơi nhận" that a signature's block may take.
_ABOVE, _BELOW = 36.0, 190.0
#: "Nơi nhận" by its letters without marks, as it may be read.
_RECIPIENTS = re.compile(r"n[o0]i nh\w{1,2}n?\b")
#: Sizes in which a row is read: what is lost of letters changes with it.
_SIZES = (1.0, 0.8, 0.6)
#: How far into a ring strokes are thought to go that end in it: a letter that its rim touches looks otherwise each time.
_ENDS = (0.5, 1.0)


def read_signature(sheet: Sheet, seals: Sequence[Seal], grey: Pixels) -> list[PlacedWord]:
    """The words of the signature's block; what was read in its place before is taken from the page.

    `grey` is the page with everything that is printed, stamped and written on it: rules and seals that were found on the way may be
    parts of each other here.
    """
    scan = sheet.scan
    found = next(
        (pair for pair in pairwise(scan.words) if pair[0].line == pair[1].line and _RECIPIENTS.match(ascii_key(_text(pair)))), None
    )
    if found is None or found[0].x0 > 0.4 * scan.width:
        return []
    mark = found[0]
    spelt = {id(mark): "Nơi", id(found[1]): "nhận" + found[1].text[len("nhận") :]}
    scan.words = [word.as_text(spelt.get(id(word), word.text)) for word in scan.words]
    left = 0.44 * scan.width
    box = (left, max(0.0, mark.base - _ABOVE), 0.985 * scan.width, min(scan.height, mark.base + _BELOW))
    rows, columns = sheet.window(box)
    crop = softened(without_specks(grey[rows, columns], sheet.dpi), sheet.dpi)
    inside = [word for word in scan.words if word.x1 > left and box[1] < word.base < box[3]]
    starts = {word.line: word.x0 for word in reversed(scan.words)}
    listed = {id(word) for word in inside if word.x0 < 0.5 * scan.width and starts[word.line] < 0.4 * scan.width}
    for word in inside:
        if id(word) in listed:
            top, bottom = (round(y / sheet.unit) - rows.start for y in (word.y0 - 2, word.y1 + 2))
            crop[max(0, top) : max(0, bottom), : max(0, round((word.x1 + 2) / sheet.unit) - columns.start)] = 255
    readings = [word for word in inside if id(word) not in listed]
    lines = list(by_line(readings).values())
    moved = [replace(seal, x=seal.x - columns.start, y=seal.y - rows.start) for seal in seals]
    for ends in _ENDS:
        bare = without_long_strokes(without_black_seals(crop, moved, sheet.dpi, ends=ends), sheet.dpi)
        if ends == _ENDS[0]:
            lines += _read_again(sheet, [bare], "block", [(columns.start, rows.start)])
        pieces = find_rows(bare, sheet.dpi, pad=MARGIN)
        if ends != _ENDS[0]:
            pieces = [row for row in pieces if any(_touches(row, seal) for seal in moved)]
        corners = [(columns.start + row.left, rows.start + row.top) for row in pieces]
        lines += _read_again(sheet, [row.pixels for row in pieces], "line", corners)
    kept = sign(lines)
    if not kept:
        return []
    upper, lower = min(word.y0 for word in kept) - 4, max(word.y1 for word in kept) + 4
    if all(word.text.isupper() for word in kept):
        lower = box[3]  # no name that the readings agree on: what is left of one under a seal would be another name
    gone = {id(word) for word in readings if upper < word.base < lower}
    scan.words = [word for word in scan.words if id(word) not in gone]
    first = max((word.line for word in scan.words), default=-1) + 1
    heights = sorted({round(word.base / 6) for word in kept})
    return [replace(word, line=first + heights.index(round(word.base / 6))) for word in kept]


def _touches(row: Row, seal: Seal) -> bool:
    """Whether a seal lies over a row."""
    x = min(max(seal.x, row.left), row.left + row.width)
    y = min(max(seal.y, row.top), row.top + row.height)
    return (x - seal.x) ** 2 + (y - seal.y) ** 2 < (1.05 * seal.radius) ** 2


def _text(words: Sequence[PlacedWord]) -> str:
    return " ".join(word.text for word in words)


def _read_again(
    sheet: Sheet, images: Sequence[Pixels], layout: Layout, corners: Sequence[tuple[float, float]]
) -> list[list[PlacedWord]]:
    """The lines of some images of parts of the page, in more than one size, each as if nothing else had been read."""
    lines: list[list[PlacedWord]] = []
    for scale in _SIZES if layout == "line" else _SIZES[:1]:
        for words, corner in zip(sheet.read(images, layout, scale=scale), corners, strict=True):
            lines += by_line(sheet.as_placed(words, corner)).values()
    return lines
