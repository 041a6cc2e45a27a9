"""The signature's half of a scanned page, read again by itself: beside the recipients a seal makes the layout analysis pass over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.ocr.seals import Seal, without_black_seals, without_long_strokes
from vbcds.readers.ocr.signing import sign
from vbcds.readers.pdf.scan_sheet import Sheet

#: Points above and below "Nơi nhận" that a signature's block may take.
_ABOVE, _BELOW = 36.0, 190.0


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
    crop = sheet.pixels[rows, columns].copy()
    inside = [word for word in scan.words if word.x1 > left and box[1] < word.base < box[3]]
    starts = {word.line: word.x0 for word in reversed(scan.words)}
    listed = {id(word) for word in inside if word.x0 < 0.5 * scan.width and starts[word.line] < 0.4 * scan.width}
    for word in inside:
        if id(word) in listed:
            top, bottom = (round(y / sheet.unit) - rows.start for y in (word.y0 - 2, word.y1 + 2))
            crop[max(0, top) : max(0, bottom), : max(0, round((word.x1 + 2) / sheet.unit) - columns.start)] = 255
    readings = [word for word in inside if id(word) not in listed]
    lines = list(_lines(readings))
    moved = [replace(seal, x=seal.x - columns.start, y=seal.y - rows.start) for seal in seals if not seal.printed]
    bare = without_black_seals(crop, moved, sheet.dpi)
    for pixels in (crop, without_long_strokes(bare, sheet.dpi)):
        again = replace(sheet, scan=ScanPage(width=scan.width, height=scan.height))
        [words] = again.read([pixels], "block")
        lines += _lines(again.place(words, (columns.start, rows.start)))
    kept = sign(lines)
    if not kept:
        return []
    top, bottom = min(word.y0 for word in kept) - 4, max(word.y1 for word in kept) + 4
    gone = {id(word) for word in readings if top < word.base < bottom}
    scan.words = [word for word in scan.words if id(word) not in gone]
    first = max((word.line for word in scan.words), default=-1) + 1
    heights = sorted({round(word.base / 6) for word in kept})
    return [replace(word, line=first + heights.index(round(word.base / 6))) for word in kept]


def _lines(words: Iterable[PlacedWord]) -> Iterable[list[PlacedWord]]:
    lines: dict[int, list[PlacedWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return lines.values()
