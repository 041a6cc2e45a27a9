"""Digits that were written into the blanks of a letterhead: the pen's ink is another grey than the print's, its digits are of no type.

A number or a day of a document may be written by hand (Decree 30/2020/NĐ-CP, Appendix I, II.3 and II.4, prints blanks for both). Where the
ink of its digits is lighter than that of the words beside it, or a day's digits are unlike the year's, the reading is not sure: it is left
out later, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from vbcds.readers.ocr.cache import PlacedWord
from vbcds.readers.ocr.engine import by_line
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.typed import UNLIKE, unlikeness
from vbcds.readers.pdf.scan_sheet import Sheet
from vbcds.text.fold import ascii_key

#: What of a page its letterhead takes at most, and the words that a number and a day stand behind.
_HEAD, _BEFORE = 0.4, frozenset({"so", "ngay"})
#: White around a word (points) into which its digits may reach.
_BESIDE, _ABOVE = 2.0, 3.0
#: What is darker is ink; the part of a word's ink that tells how dark it is (per cent), and how much lighter (grey levels) a pen's is.
_INK, _DARKEST, _LIGHTER = 190, 25.0, 24.0
#: What a reading of what is written by hand is worth.
_DOUBTFUL = 0.5


def doubt_written(sheet: Sheet, grey: Pixels) -> None:
    """Make numbers and days less sure whose ink is not that of their line. `grey`: the page with all that is on it."""
    head = [word for word in sheet.scan.words if word.base < _HEAD * sheet.scan.height]
    written: set[int] = set()
    for line in by_line(head).values():
        digits = [after for before, after in pairwise(line) if ascii_key(before.text) in _BEFORE and after.text.isdigit()]
        if digits:
            others = [level for word in line if word not in digits and (level := _level(sheet, grey, word)) is not None]
            written |= {id(word) for word in digits if _is_lighter(_level(sheet, grey, word), others)}
            written |= {id(word) for word in _unlike_year(sheet, grey, line)}
    sheet.scan.words = [
        replace(word, confidence=min(word.confidence, _DOUBTFUL), characters=()) if id(word) in written else word
        for word in sheet.scan.words
    ]


def _unlike_year(sheet: Sheet, grey: Pixels, line: Sequence[PlacedWord]) -> list[PlacedWord]:
    """The days of a line whose digits are of another type than those of the year behind them."""
    after = {ascii_key(before.text): word for before, word in pairwise(line) if word.text[:1].isdigit()}
    day, year = after.get("ngay"), after.get("nam")
    if day is None or year is None or not day.x0 < year.x0:
        return []
    beside = round(_BESIDE / sheet.unit)
    unlike = unlikeness(_around(sheet, grey, day), _around(sheet, grey, year), beside=beside)
    return [day] if unlike is not None and unlike > UNLIKE else []


def _around(sheet: Sheet, grey: Pixels, word: PlacedWord) -> Pixels:
    rows, columns = sheet.window((word.x0 - _BESIDE, word.y0 - _ABOVE, word.x1 + _BESIDE, word.y1 + _ABOVE))
    return grey[rows, columns]


def _is_lighter(level: float | None, others: Sequence[float]) -> bool:
    return level is not None and len(others) > 1 and level - median(others) > _LIGHTER


def _level(sheet: Sheet, grey: Pixels, word: PlacedWord) -> float | None:
    """How dark the ink of a word is, as a grey level; None for what has no letters."""
    if not any(map(str.isalnum, word.text)):
        return None
    rows, columns = sheet.window((word.x0, word.y0, word.x1, word.y1))
    ink = grey[rows, columns]
    ink = ink[ink < _INK]
    return float(np.percentile(ink, _DARKEST)) if ink.size else None
