"""The signature's half of a scanned page, read again by itself: beside the recipients a seal makes the layout analysis pass over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.ocr.cleaning import softened, without_specks
from vbcds.readers.ocr.engine import Layout, by_line
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.rows import Row, find_rows, whole_row
from vbcds.readers.ocr.seals import Seal, find_seals, without_black_seals, without_long_strokes, without_thin_strokes
from vbcds.readers.ocr.signer_words import MARKS, with_hook
from vbcds.readers.ocr.signing import sign
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet
from vbcds.text.fold import ascii_key

#: Points above and below "Nơi nhận" that a signature's block may take.
_ABOVE, _BELOW = 36.0, 190.0
#: "Nơi", "nhận" and "- Lưu: VT" by their letters without marks, as they may be read.
_PLACE, _RECEIVED, _KEPT = re.compile(r"n[o0]i"), re.compile(r"nh\w{1,2}n?\b"), re.compile(r"l\w{1,2} v")
#: The latter where its dash was not read.
_KEPT_ALONE = re.compile(r"luu vt\b")
#: What of a page its left half takes (less the middle), and how far below a line (in its size) the next one of a list stands at most.
_LEFT, _NEXT = 0.4, 2.2
#: What is darker is ink.
_INK = 150
#: Sizes in which a row is read: what is lost of letters changes with it.
_SIZES = (1.0, 0.8, 0.6)
#: How far into a ring strokes are thought to go that end in it: a letter that its rim touches looks otherwise each time.
_ENDS = (0.5, 1.0)
#: Letters that are left of a row in which a pen's strokes run through others, and how many such rows are read.
_FEW, _MOST_ROWS = 2, 4
#: The shortest name, in points.
_NARROWEST = 34.0


def read_signature(sheet: Sheet, seals: Sequence[Seal], grey: Pixels) -> list[PlacedWord]:
    """The words of the signature's block; what was read in its place before is taken from the page.

    `grey` is the page with everything that is printed, stamped and written on it: rules and seals that were found on the way may be
    parts of each other here.
    """
    scan = sheet.scan
    mark = _recipients(scan)
    if mark is None:
        return []
    left = 0.44 * scan.width
    box = (left, max(0.0, mark - _ABOVE), 0.985 * scan.width, min(scan.height, mark + _BELOW))
    rows, columns = sheet.window(box)
    raw = grey[rows, columns].copy()
    inside = [word for word in scan.words if word.x1 > left and box[1] < word.base < box[3]]
    starts = {word.line: word.x0 for word in reversed(scan.words)}
    listed = {id(word) for word in inside if word.x0 < 0.5 * scan.width and starts[word.line] < 0.4 * scan.width}
    for word in inside:
        if id(word) in listed:
            top, bottom = (round(y / sheet.unit) - rows.start for y in (word.y0 - 2, word.y1 + 2))
            raw[max(0, top) : max(0, bottom), : max(0, round((word.x1 + 2) / sheet.unit) - columns.start)] = 255
    crop = softened(without_specks(raw, sheet.dpi), sheet.dpi)
    readings = [word for word in inside if id(word) not in listed]
    lines = list(by_line(readings).values())
    corner = columns.start, rows.start
    moved = [replace(seal, x=seal.x - columns.start, y=seal.y - rows.start) for seal in seals]
    found, drawn = _read_rows(sheet, crop, moved, corner)
    lines += found
    kept = sign(lines)
    faint = find_seals(crop < _INK, sheet.dpi, faint=True) if not _has_name(kept) else []
    if faint:
        found, more = _read_rows(sheet, crop, faint, corner)
        lines, drawn = lines + found, more + drawn
        kept = sign(lines)
    if not _has_name(kept):
        kept = sign(lines + _as_drawn(sheet, drawn, softened(raw, sheet.dpi), kept, corner))
    name = [word for word in kept if not word.text.isupper()]
    if any(with_hook(word.text) != word.text for word in name):
        kept = sign(lines + _read_thin(sheet, grey, name)) or kept
    if not kept:
        return []
    upper, lower = min(word.y0 for word in kept) - 4, max(word.y1 for word in kept) + 4
    if not _has_name(kept):
        lower = box[3]  # no name that the readings agree on: what is left of one under a seal would be another name
    gone = {id(word) for word in readings if upper < word.base < lower}
    scan.words = [word for word in scan.words if id(word) not in gone]
    first = max((word.line for word in scan.words), default=-1) + 1
    return [word.on_line(first + word.line) for word in kept]


def _read_rows(
    sheet: Sheet, crop: Pixels, seals: Sequence[Seal], corner: tuple[int, int]
) -> tuple[list[list[PlacedWord]], list[Row]]:
    """The lines of a block without its seals and large strokes, by all its rows and as a whole; and the rows with what touches them."""
    left, top = corner
    lines: list[list[PlacedWord]] = []
    drawn: list[Row] = []
    for ends in _ENDS:
        unsealed = without_black_seals(crop, seals, sheet.dpi, ends=ends)
        bare = without_long_strokes(unsealed, sheet.dpi)
        drawn += [whole_row(unsealed, row, sheet.dpi, pad=MARGIN) for row in find_rows(bare, sheet.dpi, pad=MARGIN, least=_FEW)]
        if ends == _ENDS[0]:
            lines += _read_again(sheet, [bare], "block", [corner])
        pieces = find_rows(bare, sheet.dpi, pad=MARGIN)
        if ends != _ENDS[0]:
            pieces = [row for row in pieces if any(_touches(row, seal) for seal in seals)]
        lines += _read_again(sheet, [row.pixels for row in pieces], "line", [(left + row.left, top + row.top) for row in pieces])
    return lines, drawn


def _as_drawn(
    sheet: Sheet, drawn: Sequence[Row], raw: Pixels, roles: Sequence[PlacedWord], corner: tuple[int, int]
) -> list[list[PlacedWord]]:
    """The lowest rows below the roles read as they are drawn: letters that strokes of a pen or of a seal touch went with those.

    With the strokes, without thin ones, and (`raw`) with all that stands there.
    """
    left, top = corner
    below = [row for row in drawn if row.width > _NARROWEST / sheet.unit]
    if roles:
        lowest = round(max(word.base for word in roles) / sheet.unit) - top
        x0, x1 = (round(x / sheet.unit) - left for x in (min(word.x0 for word in roles), max(word.x1 for word in roles)))
        below = [row for row in below if row.top + row.height / 2 > lowest and row.left < x1 and row.left + row.width > x0]
    images: list[Row] = []
    wholes: list[Row] = []
    for row in sorted(below, key=lambda row: -row.top)[:_MOST_ROWS]:
        images += [row, replace(row, pixels=without_thin_strokes(row.pixels, sheet.dpi))]
        if not any(abs(row.top - other.top) < MARGIN for other in wholes):
            wholes.append(whole_row(raw, row, sheet.dpi, pad=MARGIN))
    images += wholes
    return _read_again(sheet, [row.pixels for row in images], "line", [(left + row.left, top + row.top) for row in images])


def _read_thin(sheet: Sheet, grey: Pixels, name: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    """A name read from thinner strokes, which leave more between its letters' marks; what else they lose of its words does not count."""
    from scipy import ndimage

    size = max(word.size for word in name)
    x0, x1 = min(word.x0 for word in name) - size, max(word.x1 for word in name) + size
    rows, columns = sheet.window((x0, name[0].base - 1.2 * size, x1, name[0].base + 0.5 * size))
    thin = np.pad(ndimage.grey_dilation(grey[rows, columns], size=(2, 2)), MARGIN, constant_values=255)
    spelt = {word.text for word in name} | {with_hook(word.text) for word in name}
    read = _read_again(sheet, [thin], "line", [(columns.start - MARGIN, rows.start - MARGIN)])
    return [[word for word in line if word.text.strip(MARKS) in spelt] for line in read]


def _recipients(scan: ScanPage) -> float | None:
    """Where the line "Nơi nhận" of a page stands, which is spelt so, or where it must stand above a list that ends with "Lưu"."""
    for word in scan.words:
        if word.x0 > _LEFT * scan.width or not _PLACE.fullmatch(ascii_key(word.text)):
            continue
        beside = [
            other
            for other in scan.words
            if abs(other.base - word.base) < 0.5 * word.size and 0 < other.x0 - word.x0 < 4 * word.size
        ]
        for other in beside:
            if _RECEIVED.match(ascii_key(other.text)):
                spelt = {id(word): "Nơi", id(other): "nhận" + other.text[len("nhận") :]}
                scan.words = [kept.as_text(spelt.get(id(kept), kept.text)) for kept in scan.words]
                return word.base
    starts = sorted(
        (line[0] for line in by_line(scan.words).values() if line[0].x0 < _LEFT * scan.width), key=lambda word: word.base
    )
    kept = next((n for n, word in enumerate(starts) if _is_kept(scan, word)), None)
    if kept is None:
        return None
    first = last = kept
    if starts[kept].text[:1] not in "-–":  # the dashes of the whole list were passed over: its lines begin below each other
        while first and _goes_on(starts[first - 1], starts[first]):
            first -= 1
        return starts[first].base - 1.3 * starts[first].size
    while last and first - last < 2 and starts[last].base - starts[last - 1].base < _NEXT * starts[last].size:
        last -= 1
        if starts[last].text[:1] in "-–":  # else it goes on with a recipient above
            first = last
    return starts[first].base - 1.3 * starts[first].size


def _goes_on(upper: PlacedWord, lower: PlacedWord) -> bool:
    """Whether a line of a list stands above another one, by how both begin."""
    return lower.base - upper.base < _NEXT * lower.size and abs(upper.x0 - lower.x0) < lower.size


def _is_kept(scan: ScanPage, start: PlacedWord) -> bool:
    """Whether a line that begins so is the last of a list of recipients: "- Lưu: VT, ..."."""
    line = [word for word in scan.words if word.line == start.line]
    text = ascii_key(_text(line))
    return _KEPT_ALONE.match(text) is not None or (start.text[:1] in "-–" and _KEPT.match(text) is not None)


def _has_name(words: Sequence[PlacedWord]) -> bool:
    """Whether a name stands below the roles of a signature."""
    return not all(word.text.isupper() for word in words)


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
