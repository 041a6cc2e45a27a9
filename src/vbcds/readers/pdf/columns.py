"""Reading order: text that stands side by side (letterhead, signature block, columns) is read column by column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from vbcds.readers.pdf.fragments import Fragment
from vbcds.readers.pdf.lines import Line, cluster, make_line, segments

#: A gap that parts columns, in parts of the font size.
_GAP = 1.0
_LONE_GAP = 4.0
_DEPTH = 3
_MOST_GAPS, _MOST_ROWS = 6, 300
_MARKER = re.compile(
    r"(?:[-–—•+*▪●○➢✓§]|\(?\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-zđA-ZĐ][.)]|[IVXLivxl]{1,6}[.)]?|(?:Điều|Chương|Mục|Phần|Khoản)\s+[\dIVXL]+[.:]?)\Z"
)


#: What stands at the head of the right column of a letterhead (Decree 30/2020/NĐ-CP; Guide 36-HD/VPTW), whatever the gap before it.
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ|ÕA) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do")
_RECIPIENTS = re.compile(r"Nơi nhận|NƠI NHẬN|Kính gửi", re.IGNORECASE)


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


@dataclass(slots=True)
class Region:
    """Lines that belong together in one column. `column` is None for the page's full width, else 0, 1, ... from the left."""

    lines: list[Line]
    column: int | None = None
    #: Left and right edge of the column where it is one.
    x0: float = 0.0
    x1: float = 0.0


@dataclass(slots=True)
class Band:
    """Rows that stand in two columns."""

    rows: list[Row] = field(default_factory=list)
    gutter: tuple[float, float] = (0.0, 0.0)


def find_regions(groups: list[list[Fragment]], page: int) -> list[Region]:
    """The text of a page, or of a part of it, in reading order; `groups` are its fragments by baselines, as `cluster` gives them."""
    return _regions(groups, page, 0, None)


def _regions(groups: list[list[Fragment]], page: int, depth: int, column: int | None) -> list[Region]:
    rows = [_row(group) for group in groups]
    if depth >= _DEPTH or all(len(row.pieces) == 1 for row in rows):
        return _single(rows, page, column)
    regions: list[Region] = []
    left = min(row.x0 for row in rows)
    right = max(row.x1 for row in rows)
    pending: list[Row] = []
    index = 0
    while index < len(rows):
        band_end, gutter, first = _band(rows, index, left, right, len(pending))
        if band_end is None:
            pending.append(rows[index])
            index += 1
            continue
        back = index - first
        band = rows[first:band_end]
        if back:
            del pending[-back:]
        regions += _single(pending, page, column)
        pending = []
        middle = (gutter[0] + gutter[1]) / 2
        west = [f for row in band for f in row.fragments if (f.x0 + f.x1) / 2 < middle]
        east = [f for row in band for f in row.fragments if (f.x0 + f.x1) / 2 >= middle]
        number = column or 0
        regions += _regions(cluster(west), page, depth + 1, number)
        regions += _regions(cluster(east), page, depth + 1, number + 1)
        index = band_end
    return regions + _single(pending, page, column)


def _single(rows: list[Row], page: int, column: int | None) -> list[Region]:
    if not rows:
        return []
    lines = [make_line(row.fragments, page) for row in rows]
    return [Region(lines, column, min(line.x0 for line in lines), max(line.x1 for line in lines))]


def _row(group: list[Fragment]) -> Row:
    size = max(group, key=lambda f: len(f.text)).size
    pieces = segments(group, _GAP)
    if len(group) > 1:
        pieces = _before_motto(pieces)
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
    return text.endswith(":") and not _RECIPIENTS.match(text)


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


def _gaps(row: Row) -> list[tuple[float, float]]:
    return [(max(f.x1 for f in a), b[0].x0) for a, b in pairwise(row.pieces)]


def _width(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]


def _band(rows: list[Row], index: int, left: float, right: float, free: int) -> tuple[int | None, tuple[float, float], int]:
    """The band of columns that begins at a row: its end, its gutter, and its first row (rows before may belong to it)."""
    row = rows[index]
    if len(row.pieces) == 1:
        return None, (0.0, 0.0), index
    best: tuple[int, float, int, tuple[float, float], int] | None = None
    for gap in sorted(_gaps(row), key=_width)[-_MOST_GAPS:]:
        end, gutter, paired = _grow(rows, index, gap, left, right)
        key = (paired, gutter[1] - gutter[0])
        if best is None or key > best[:2]:
            best = (*key, end, gutter, paired)
    if best is None:
        return None, (0.0, 0.0), index
    paired, width, end, gutter, _ = best
    size = row.size
    if paired == 1:
        if end == index + 1 and width < _LONE_GAP * size:
            return None, (0.0, 0.0), index  # one row alone, and no wide gap
        if width < 2 * size:
            return None, (0.0, 0.0), index
    first = index
    while first > index - free and _joins_above(rows, first - 1, index, gutter, left, right):
        first -= 1
    return end, gutter, first


def _grow(
    rows: list[Row], index: int, gutter: tuple[float, float], left: float, right: float
) -> tuple[int, tuple[float, float], int]:
    """Rows downwards from `index` that leave the gutter free. One-sided rows come along where they fit their column."""
    low, high = gutter
    end = index + 1
    paired = 1
    tail = index + 1  # rows up to here are certain
    position = index + 1
    lone = 0
    west, east = _sides(rows[index], low, high)
    while position < min(len(rows), index + _MOST_ROWS):
        row = rows[position]
        fits = _fit(row, low, high)
        if fits is None:
            break
        new_low, new_high, is_pair = fits
        gap = row.base - rows[position - 1].base
        if is_pair:
            if gap > 12 * row.size:
                break
            paired += 1
            low, high = new_low, new_high
            position += 1
            tail = end = position
            lone = 0
            continue
        if not _belongs(rows, index, position, low, high, left, right, west, east):
            break
        lone += 1
        if lone > 60:
            break
        low, high = new_low, new_high
        position += 1
        end = position
    return max(end, tail), (low, high), paired


def _sides(row: Row, low: float, high: float) -> tuple[tuple[float, float], tuple[float, float]]:
    middle = (low + high) / 2
    west = [f for f in row.fragments if f.x0 < middle]
    east = [f for f in row.fragments if f.x0 >= middle]
    return (
        (min((f.x0 for f in west), default=low), max((f.x1 for f in west), default=low)),
        (min((f.x0 for f in east), default=high), max((f.x1 for f in east), default=high)),
    )


def _fit(row: Row, low: float, high: float) -> tuple[float, float, bool] | None:
    """The gutter narrowed by a row, and whether the row stands on both sides; None where the row crosses it."""
    west = east = False
    for fragment in row.fragments:
        if fragment.x1 <= low:
            west = True
        elif fragment.x0 >= high:
            east = True
        elif fragment.x0 > low and fragment.x1 < high:
            # inside the gutter: to the nearer side
            if fragment.x0 - low < high - fragment.x1:
                low, west = fragment.x1, True
            else:
                high, east = fragment.x0, True
        elif fragment.x0 <= low < fragment.x1 < high:
            low, west = fragment.x1, True
        elif low < fragment.x0 < high <= fragment.x1:
            high, east = fragment.x0, True
        else:
            return None
    if high - low < 0.4 * row.size:
        return None
    return low, high, west and east


def _belongs(
    rows: list[Row],
    first: int,
    position: int,
    low: float,
    high: float,
    left: float,
    right: float,
    west: tuple[float, float],
    east: tuple[float, float],
) -> bool:
    """Whether a row that stands on one side of the gutter is of the column there, and not the page's own text."""
    row = rows[position]
    center = (row.x0 + row.x1) / 2
    page_center = (left + right) / 2
    middle = (low + high) / 2
    if row.x0 >= middle:
        column_center = _column_center(rows[first:position], middle, east=True)
        if abs(center - page_center) < 6 and abs(center - column_center) > 12:
            return False
        return row.base - _last_base(rows[first:position], middle, east=True) < 14 * row.size
    above = _last_base(rows[first:position], middle, east=False)
    if row.base - above > 2.6 * row.size or (_RECIPIENTS.match(row.pieces[0][0].text) and row.x0 < middle):
        return _pair_follows(rows, position, low, high)
    column = [r for r in rows[first:position] if r.x0 < middle]
    sizes = [r.pieces[0][0].size for r in column]
    if sizes and row.size > max(sizes) + 0.6:
        return _pair_follows(rows, position, low, high)
    lefts = [r.x0 for r in column]
    aligned = any(abs(row.x0 - x) < 3 for x in lefts) or abs(center - _column_center(column, middle, east=False)) < 8
    if not aligned and row.x0 > min(lefts, default=row.x0) + 30:
        return _pair_follows(rows, position, low, high)
    return True


def _pair_follows(rows: list[Row], position: int, low: float, high: float) -> bool:
    """A row on both sides comes soon, before any row that crosses."""
    for row in rows[position + 1 : position + 9]:
        fits = _fit(row, low, high)
        if fits is None:
            return False
        if fits[2]:
            return True
    return False


def _column_center(rows: list[Row], middle: float, *, east: bool) -> float:
    centers = []
    for row in rows:
        fragments = [f for f in row.fragments if ((f.x0 + f.x1) / 2 >= middle) == east]
        if fragments:
            centers.append((fragments[0].x0 + max(f.x1 for f in fragments)) / 2)
    return sorted(centers)[len(centers) // 2] if centers else middle


def _last_base(rows: list[Row], middle: float, *, east: bool) -> float:
    bases = [row.base for row in rows if any(((f.x0 + f.x1) / 2 >= middle) == east for f in row.fragments)]
    return max(bases, default=rows[-1].base if rows else 0.0)


def _joins_above(rows: list[Row], above: int, index: int, gutter: tuple[float, float], left: float, right: float) -> bool:
    """Whether a one-sided row above a band's first pair is of one of its columns."""
    row = rows[above]
    if len(row.pieces) > 1 or _fit(row, *gutter) is None:
        return False
    middle = (gutter[0] + gutter[1]) / 2
    center = (row.x0 + row.x1) / 2
    east = center >= middle
    if east and abs(center - (left + right) / 2) < 12:
        return False
    nearest = next(
        (r for r in rows[above + 1 : index + 3] if any(((f.x0 + f.x1) / 2 >= middle) == east for f in r.fragments)), None
    )
    if nearest is None:
        return False
    piece = [f for f in nearest.fragments if ((f.x0 + f.x1) / 2 >= middle) == east]
    label = _RECIPIENTS.match(row.pieces[0][0].text) is not None
    if nearest.base - row.base > (2.2 if label or east else 1.5) * max(row.size, piece[0].size):
        return False
    if not label and not east and abs(row.size - piece[0].size) > 0.6:
        return False
    return label or abs(center - (piece[0].x0 + max(f.x1 for f in piece)) / 2) < 10 or abs(row.x0 - piece[0].x0) < 4
