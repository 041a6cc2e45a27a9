"""Bands of two columns: where lines stand side by side, which lines above and below belong to them, and the gutter between."""

from __future__ import annotations

from vbcds.readers.pdf.rows import RECIPIENTS, Row, gaps_of

#: A gap that parts two pieces of one line alone, in parts of the font size.
_LONE_GAP = 4.0
_MOST_GAPS, _MOST_ROWS = 6, 300


def _width(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]


def beside(rows: list[Row], index: int) -> tuple[float, float] | None:
    """The gap between two lines that stand side by side, on baselines of their own."""
    if index + 1 >= len(rows):
        return None
    row, below = rows[index], rows[index + 1]
    size = min(row.size, below.size)
    if len(row.pieces) > 1 or len(below.pieces) > 1 or below.base - row.base > 0.8 * size or size < 0.7 * max(row.size, below.size):
        return None
    low, high = (row.x1, below.x0) if row.x0 < below.x0 else (below.x1, row.x0)
    return (low, high) if high - low > 2 * size else None


def find_band(rows: list[Row], index: int, left: float, right: float, free: int) -> tuple[int | None, tuple[float, float], int]:
    """The band of columns that begins at a row: its end, its gutter, and its first row (rows before may belong to it)."""
    row = rows[index]
    gaps = gaps_of(row)
    if not gaps:
        gap_beside = beside(rows, index)
        if gap_beside is None:
            return None, (0.0, 0.0), index
        gaps = [gap_beside]
    best: tuple[int, float, int, tuple[float, float], int] | None = None
    for gap in sorted(gaps, key=_width)[-_MOST_GAPS:]:
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
    column = [r for r in rows[first:position] if r.x0 < middle]
    if column and (row.base - above > 2.6 * row.size or RECIPIENTS.match(row.pieces[0][0].text)):
        return _pair_follows(rows, position, low, high)
    sizes = [r.pieces[0][0].size for r in column]
    if sizes and row.size > max(sizes) + 0.6:
        return _pair_follows(rows, position, low, high)
    lefts = [r.x0 for r in column]
    aligned = any(abs(row.x0 - x) < 3 for x in lefts) or abs(center - _column_center(column, middle, east=False)) < 8
    if not aligned and row.x0 > min(lefts, default=row.x0) + 30:
        # "- VPCP: BTCN, các PCN," goes on indented, as recipients do.
        goes_on = RECIPIENTS.match(rows[first].pieces[0][0].text) is not None and row.base - above < 1.7 * row.size
        return goes_on or _pair_follows(rows, position, low, high)
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
    label = RECIPIENTS.match(row.pieces[0][0].text) is not None
    if nearest.base - row.base > (2.2 if label or east else 1.5) * max(row.size, piece[0].size):
        return False
    if not label and not east and abs(row.size - piece[0].size) > 0.6:
        return False
    return label or abs(center - (piece[0].x0 + max(f.x1 for f in piece)) / 2) < 10 or abs(row.x0 - piece[0].x0) < 4
