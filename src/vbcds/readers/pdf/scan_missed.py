"""Lines that were seen and not read: the layout analysis passes over faint, short or lonely ones.

What is inked like letters and lies in no word's box is read once more by itself; what stays unread is named with its place, so that no line
goes without a trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from vbcds.model.document import Box
from vbcds.readers.ocr.cache import PlacedWord
from vbcds.readers.ocr.engine import by_line, sureness
from vbcds.readers.ocr.images import Mask, Pixels, shrunk
from vbcds.readers.pdf.scan_lines import settled
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet, holds

_INK = 150
#: Resolution (dpi) at which pieces of ink are looked at.
_COARSE = 75.0
#: Heights and widths (points) of letters, and of words that touch; how far apart letters of a line are.
_LETTER, _WIDEST, _APART = (4.5, 22.0), 60.0, 7.0
#: Ink reaches so far out of a word's box.
_AROUND = 1.5
#: Pieces of a line that nobody could read: fewer are a pen's strokes or dust.
_PIECES = 2
#: A line read once more must be so sure; where no line is around it, so sure.
_SURE, _SURER = 0.5, 0.7
#: How far (points) what is missing in a line is from the words beside it, and how high (sizes of letters).
_CLOSE, _GAP, _SAME_LINE = 4.0, 30.0, 0.4
#: The number of an item, and how far (sizes of letters) the text is behind it.
_ITEM, _ITEM_GAP = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]"), 2.2
_OTHER_SIZE = 0.8
_MOST_LINES = 40


def read_missed(
    sheet: Sheet, pixels: Pixels, words: Sequence[PlacedWord], cells: Sequence[Box], taken: Iterable[Box]
) -> list[PlacedWord]:
    """Words of lines that lie in no word's box; the boxes of what stays unread are put on the page.

    `pixels`: the image with all that there was to read; `cells`: those of tables, where a single sign can stand; elsewhere it
    is dust; `taken`: parts of the page that are no text (stamps, seals, the signature).
    """
    found = _missed(sheet, pixels, [*((w.x0, w.y0, w.x1, w.y1) for w in words), *taken])
    if not found:
        return []
    crops = [np.pad(pixels[rows, columns], MARGIN, constant_values=255) for (rows, columns), _ in found]
    readings = zip(sheet.read(crops, "line"), sheet.read(crops, "line", scale=_OTHER_SIZE), strict=True)
    more: list[PlacedWord] = []
    for ((rows, columns), pieces), pair in zip(found, readings, strict=True):
        best = max(pair, key=sureness)
        kept = sheet.as_placed(best, (columns.start - MARGIN, rows.start - MARGIN)) if sureness(best) > _SURE else []
        line = _line_around(kept, words)
        line = _line_begun(kept, words) if line is None else line
        if line is not None:
            more += [word.on_line(line) for word in kept]
            continue
        kept = settled(kept)
        in_cell = any(holds(cell, word) for cell in cells for word in kept[:1]) and _is_number(kept)
        if kept and sureness(best) > _SURER and (in_cell or (pieces > 1 and _signs(kept) > 1)):
            first = max((word.line for word in (*words, *more)), default=-1) + 1
            more += [word.on_line(first + number) for number, own in enumerate(by_line(kept).values()) for word in own]
        elif pieces >= _PIECES:
            sheet.scan.unread.append(sheet.box_of(rows, columns))
    return more


def with_missed(words: Sequence[PlacedWord], missed: Sequence[PlacedWord]) -> list[PlacedWord]:
    """The words of a page with those that were missed: each after those before it on its line, else before that line, or last."""
    kept = list(words)
    for word in missed:
        own = [index for index, other in enumerate(kept) if other.line == word.line]
        before = [index for index in own if kept[index].x0 < word.x0]
        kept.insert(before[-1] + 1 if before else min(own, default=len(kept)), word)
    return kept


def _line_around(words: Sequence[PlacedWord], others: Sequence[PlacedWord]) -> int | None:
    """The line in whose gap some words stand, or None. A single sign in a gap is dust."""
    if _signs(words) < 2:
        return None
    x0, x1, base = min(word.x0 for word in words), max(word.x1 for word in words), words[0].base
    beside = [word for word in others if abs(word.base - base) < _SAME_LINE * word.size]
    before = {word.line for word in beside if -_CLOSE < x0 - word.x1 < _GAP}
    after = {word.line for word in beside if -_CLOSE < word.x0 - x1 < _GAP}
    return min(before & after, default=None)


def _line_begun(words: Sequence[PlacedWord], others: Sequence[PlacedWord]) -> int | None:
    """The line before whose first word the number of an item stands ("2. Bảo đảm an toàn"), or None.

    >>> def word(text, x0, line):
    ...     return PlacedWord(text=text, x0=x0, y0=0, x1=x0 + 8, y1=9, base=9, size=10, confidence=0.9, line=line)
    >>> line = [word("Bảo", 20, 5), word("đảm", 40, 5)]
    >>> _line_begun([word("2.", 6, 0)], line), _line_begun([word("20", 6, 0)], line), _line_begun([word("2.", 30, 0)], line)
    (5, None, None)
    """
    if len(words) != 1 or not _ITEM.fullmatch(words[0].text):
        return None
    own = words[0]
    beside = [other for other in others if abs(other.base - own.base) < _SAME_LINE * own.size]
    after = [other for other in beside if -_CLOSE < other.x0 - own.x1 < _ITEM_GAP * own.size]
    before = {other.line for other in beside if other.x0 < own.x0}
    return next((other.line for other in after if other.line not in before), None)


def _signs(words: Sequence[PlacedWord]) -> int:
    return sum(char.isalnum() for word in words for char in word.text)


def _is_number(words: Sequence[PlacedWord]) -> bool:
    return all(any(char.isdecimal() or char == "%" for char in word.text) for word in words)


def _missed(sheet: Sheet, pixels: Pixels, boxes: Iterable[Box]) -> list[tuple[tuple[slice, slice], int]]:
    """Where lines of letters lie outside some boxes, each with the number of its pieces."""
    from scipy import ndimage

    step = max(1, round(sheet.dpi / _COARSE))
    ink = shrunk(pixels < _INK, step)
    for box in boxes:
        rows, columns = sheet.window((box[0] - _AROUND, box[1] - _AROUND, box[2] + _AROUND, box[3] + _AROUND))
        ink[rows.start // step : rows.stop // step + 1, columns.start // step : columns.stop // step + 1] = False
    unit = sheet.dpi / step / 72
    letters = _letters(ink, unit)
    reach = round(_APART * unit)
    joined = ndimage.binary_closing(np.pad(letters, reach), np.ones((1, reach), dtype=bool))[reach:-reach, reach:-reach]
    labels, _ = ndimage.label(joined, structure=np.ones((3, 3), dtype=np.uint8))
    pieces, _ = ndimage.label(letters, structure=np.ones((3, 3), dtype=np.uint8))
    found = []
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        inside = pieces[rows, columns][labels[rows, columns] == index]
        count = len(np.unique(inside[inside > 0]))
        if (rows.stop - rows.start) < 1.4 * _LETTER[1] * unit:
            pad = 3
            place = (
                slice(max(0, (rows.start - pad) * step), (rows.stop + pad) * step),
                slice(max(0, (columns.start - pad) * step), (columns.stop + pad) * step),
            )
            found.append((place, count))
    return found[:_MOST_LINES]


def _letters(ink: Mask, unit: float) -> Mask:
    """The pieces of a mask that are as large as letters or words; `unit`: pixels a point."""
    from scipy import ndimage

    labels, count = ndimage.label(ink, structure=np.ones((3, 3), dtype=np.uint8))
    kept = np.zeros(count + 1, dtype=bool)
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        height, width = (rows.stop - rows.start) / unit, (columns.stop - columns.start) / unit
        kept[index] = _LETTER[0] <= height <= _LETTER[1] and width <= _WIDEST and height > 0.12 * width
    found: Mask = kept[labels]
    return found
