"""Stamps of incoming mail on a scanned page: known by their frame, or by the words that they alone have side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.model.document import Box
from vbcds.readers.ocr.cache import PlacedWord
from vbcds.readers.ocr.engine import sureness
from vbcds.readers.pdf.lattice import Lattice
from vbcds.readers.pdf.rules import NEAR, Drawing
from vbcds.readers.pdf.scan_cells import cut
from vbcds.readers.pdf.scan_sheet import Sheet, holds
from vbcds.text.fold import ascii_key

#: Words of a stamp of incoming mail, without marks.
_STAMP = re.compile(r"\bden\b|\bgio\b|\bngay\b|cong thong tin|thong ?tin|cong van|van ban den|chuyen")
_BLANKS = re.compile(r"(?:gi[ờòo]|ng[àa]y|s[ốôo]|chuy[ểêe]n)\s?[:.]", re.IGNORECASE)
#: Sizes of stamps in points.
_WIDTHS, _HEIGHTS = (50.0, 280.0), (18.0, 140.0)
_MOST = 8
#: Part of a frame that lies in another one of the same stamp, at least.
_MOSTLY = 0.6


def is_stamp_sized(box: Box, height: float) -> bool:
    """Whether a frame in the upper half of a page of this height can be a stamp's."""
    return _WIDTHS[0] < box[2] - box[0] < _WIDTHS[1] and _HEIGHTS[0] < box[3] - box[1] < _HEIGHTS[1] and box[1] < 0.5 * height


def find_frames(drawing: Drawing, lattices: Sequence[Lattice], height: float) -> list[Box]:
    """Single small boxes in the upper half of a page that are no tables: two rules across with rules at their ends."""
    found: list[Box] = []
    inside = [lattice.bbox for lattice in lattices]
    for top in drawing.horizontal:
        if not _WIDTHS[0] < top.end - top.start < _WIDTHS[1]:
            continue
        for bottom in drawing.horizontal:
            box = (min(top.start, bottom.start), top.at, max(top.end, bottom.end), bottom.at)
            if not is_stamp_sized(box, height) or abs(bottom.start - top.start) > 8 or abs(bottom.end - top.end) > 8:
                continue
            sides = [
                rule
                for rule in drawing.vertical
                if rule.start < top.at + 8
                and rule.end > bottom.at - 8
                and min(abs(rule.at - top.start), abs(rule.at - top.end)) < 8
            ]
            if len(sides) > 1 and not any(_lies_in(box, outer) for outer in inside):
                found.append(box)
    return found[:_MOST]


def _lies_in(box: Box, outer: Box) -> bool:
    return outer[0] - NEAR <= box[0] and outer[1] - NEAR <= box[1] and box[2] <= outer[2] + NEAR and box[3] <= outer[3] + NEAR


def read_frames(sheet: Sheet, frames: Sequence[Box]) -> None:
    """Keep those frames as stamps that have a stamp's words, or words that nobody can read."""
    crops = cut(sheet, frames)
    for crop, words in zip(crops, sheet.read([crop.pixels for crop in crops], "block"), strict=True):
        text = " ".join(word.text for word in words)
        if _STAMP.search(ascii_key(text)) or sureness(words) < 0.6:
            sheet.scan.stamps.append((text, crop.box))
    # Lines of a stamp that leans make frames within each other: the inner one has nothing beside the stamp.
    boxes = [box for _, box in sheet.scan.stamps]
    sheet.scan.stamps = [
        (text, box) for text, box in sheet.scan.stamps if not any(other != box and _covers(box, other) for other in boxes)
    ]


def _covers(outer: Box, inner: Box) -> bool:
    """Whether most of a smaller box lies in another one."""
    across = min(outer[2], inner[2]) - max(outer[0], inner[0])
    down = min(outer[3], inner[3]) - max(outer[1], inner[1])
    size, own = ((box[2] - box[0]) * (box[3] - box[1]) for box in (inner, outer))
    return across > 0 and down > 0 and size < own and across * down > _MOSTLY * size


def take_loose_stamp(words: Sequence[PlacedWord], height: float) -> tuple[list[PlacedWord], tuple[str, Box] | None]:
    """The words without those of a stamp whose frame is broken or was not drawn: "ĐẾN" with blanks for hour and day at its right.

    >>> words = [
    ...     PlacedWord(text=t, x0=x, y0=y, x1=x + 30, y1=y + 8, base=y + 8, size=9, confidence=0.9, line=n)
    ...     for n, (t, x, y) in enumerate([("ĐẾN", 40, 176), ("Giờ:...", 75, 168), ("Ngày:...", 75, 182), ("Về", 160, 170)])
    ... ]
    >>> [word.text for word in take_loose_stamp(words, 842)[0]]
    ['Về']
    """
    for word in words:
        if ascii_key(word.text.strip(".,:|")) != "den" or not word.text.isupper() or word.base > 0.5 * height:
            continue
        reach = 3.2 * max(word.size, 8.0)
        beside = [
            other
            for other in words
            if 0 < other.x0 - word.x0 < 110 and abs(other.base - word.base) < 0.6 * reach and _BLANKS.match(other.text)
        ]
        if not beside:
            continue
        right = max([other.x1 for other in beside] + [word.x1 + 60])
        box = (word.x0 - 14, word.base - 1.4 * reach, right + 4, word.base + 0.45 * reach)
        taken = [other for other in words if holds(box, other)]
        text = " ".join(other.text for other in sorted(taken, key=lambda other: (round(other.base / 6), other.x0)))
        return [other for other in words if not holds(box, other)], (text, box)
    return list(words), None
