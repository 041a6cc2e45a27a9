"""Lines of a page that may hold more than one column: cut at their wide gaps, marks and labels kept with what they introduce."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from vbcds.readers.pdf.fragments import Fragment
from vbcds.readers.pdf.lines import segments

#: A gap that parts columns, in parts of the font size.
_GAP = 1.0
_MARKER = re.compile(
    r"(?:[-–—•+*▪●○➢✓§]|\(?\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-zđA-ZĐ][.)]|[IVXLivxl]{1,6}[.)]?|(?:Điều|Chương|Mục|Phần|Khoản)\s+[\dIVXL]+[.:]?)\Z"
)


#: What stands at the head of the right column of a letterhead (Decree 30/2020/NĐ-CP; Guide 36-HD/VPTW), whatever the gap before it.
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ|ÕA) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do")
#: The beginning of the addressees.
RECIPIENTS = re.compile(r"Nơi nhận|NƠI NHẬN|Kính gửi", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """What stands on one baseline, cut at its wide gaps."""

    pieces: list[list[Fragment]]
    base: float
    size: float

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.pieces[0][0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(f.x1 for f in self.pieces[-1])

    @property
    def fragments(self) -> list[Fragment]:
        """All of the row, from left to right."""
        return [fragment for piece in self.pieces for fragment in piece]


def make_row(group: list[Fragment]) -> Row:
    """The row of the fragments of one baseline, from left to right."""
    if len(group) == 1:
        return Row([group], group[0].base, group[0].size)
    size = max(group, key=lambda f: len(f.text)).size
    pieces = _before_motto(segments(group, _GAP))
    if len(pieces) > 2 and _stretched(pieces, size):
        pieces = [group]
    if len(pieces) > 1:
        joined = [pieces[0]]
        for piece in pieces[1:]:
            if len(joined[-1]) == 1 and _MARKER.match(joined[-1][0].text) and piece[0].x0 - joined[-1][0].x1 < 4 * size:
                joined[-1] = joined[-1] + piece  # a list marker and its text
            elif _is_label(joined[-1][-1].text) and "ngày" not in piece[0].text and piece[0].x0 - joined[-1][-1].x1 < 10 * size:
                joined[-1] = joined[-1] + piece  # a label and what it says
            else:
                joined.append(piece)
        pieces = joined
    return Row(pieces, max(group, key=lambda f: len(f.text)).base, size)


def _is_label(text: str) -> bool:
    return text.endswith(":") and not RECIPIENTS.match(text)


def _before_motto(pieces: list[list[Fragment]]) -> list[list[Fragment]]:
    parted: list[list[Fragment]] = []
    for piece in pieces:
        start = 0
        for index in range(1, len(piece)):
            if _MOTTO.match(piece[index].text):
                parted.append(piece[start:index])
                start = index
        parted.append(piece[start:])
    return parted


def _stretched(pieces: list[list[Fragment]], size: float) -> bool:
    """A justified line pulled apart: single words at like distances."""
    words = sum(1 for piece in pieces if len(piece) == 1 and " " not in piece[0].text)
    gaps = [b[0].x0 - a[-1].x1 for a, b in pairwise(pieces)]
    return words >= len(pieces) - 1 and max(gaps) < 1.4 * min(gaps) and min(gaps) < 4 * size


def gaps_of(row: Row) -> list[tuple[float, float]]:
    """The gaps between a row's pieces."""
    return [(max(f.x1 for f in a), b[0].x0) for a, b in pairwise(row.pieces)]
