"""Tables without vertical rules: columns that whitespace parts over many lines, rows by rules across, numbers or filled cells.

Own measurement: on such pages a general reader that guesses borders from words cuts cells in two; the gutters between the columns are
the better evidence, and cost nothing where a page has no lines of three pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vbcds.readers.pdf.fragments import Fragment
from vbcds.readers.pdf.lines import lines_of, segments
from vbcds.readers.pdf.paragraphs import measure
from vbcds.readers.pdf.rules import Rule
from vbcds.readers.pdf.tables import PageCell, PageTable

_GAP = 1.0
_GUTTER = 0.45
_NUMBER = re.compile(r"[-+≥≤<>~]?\s?[\d.,/%\s]+%?|x|X|-")
_CODE = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[a-zđ])[.)]?")
_HEAD = re.compile(
    r"(?:STT|TT|Số TT|Nội dung|Nhiệm vụ|Chỉ tiêu|Tên|Đơn vị|Cơ quan|Thời gian|Thời hạn|Kết quả|Ghi chú|Số lượng|Tỷ lệ|Kế hoạch"
    r"|Thực hiện|Năm|Họ và tên)\b",
    re.IGNORECASE,
)
_NOT_TABLE = re.compile(r"Nơi nhận|CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập\s*-|(?:TM|KT|TL|TUQ)\. |T/M ")
Group = list[Fragment]


@dataclass(slots=True)
class Zone:
    """Lines `start` to `end` of a page that are a table, and the table."""

    start: int
    end: int
    table: PageTable


def find_unruled(groups: Sequence[Group], rules: Sequence[Rule], page: int) -> list[Zone]:
    """The tables without vertical rules among the lines of a page."""
    wide = [_is_wide(group) for group in groups]
    if sum(wide) < 2:
        return []
    zones: list[Zone] = []
    index = 0
    while index < len(groups):
        if wide[index]:
            index, zone = _zone(groups, wide, index, rules, page)
            if zone is not None:
                zones.append(zone)
        else:
            index += 1
    return zones


def _is_wide(group: Group) -> bool:
    """Three pieces or more on one line."""
    if len(group) < 3:
        return False
    gaps, reach = 0, group[0].x1
    for fragment in group[1:]:
        gaps += fragment.x0 - reach > _GAP * fragment.size
        reach = max(reach, fragment.x1)
    return gaps >= 2


def _zone(groups: Sequence[Group], wide: Sequence[bool], start: int, rules: Sequence[Rule], page: int) -> tuple[int, Zone | None]:
    """Where the lines with the columns of line `start` end, and the table that they are, if they are one."""
    gutters = _gaps(groups[start])
    end, full = start + 1, 1
    last_wide = start
    while end < len(groups):
        group = groups[end]
        if group[0].base - groups[end - 1][0].base > 4.5 * group[0].size:
            break
        narrowed = _narrowed(gutters, group)
        if len(narrowed) < 2:
            break
        gutters = narrowed
        if wide[end]:
            full += 1
            last_wide = end
        end += 1
    # Lines after the last full one belong to the table only where they go on with its cells.
    end = min(end, _tail(groups, last_wide, end, gutters))
    zone = groups[start:end]
    if full < 2 or not _looks_like_table(zone, gutters, full):
        return end, None
    # Lines of the header that stand above the first full line.
    while (
        start
        and len(_narrowed(gutters, groups[start - 1])) == len(gutters)
        and _is_head_line(groups[start - 1], groups[start], gutters)
    ):
        start -= 1
    return end, Zone(start, end, _table(groups[start:end], gutters, rules, page))


def _gaps(group: Group) -> list[tuple[float, float]]:
    pieces = segments(group, _GAP)
    return [(max(f.x1 for f in a), b[0].x0) for a, b in pairwise(pieces)]


def _narrowed(gutters: list[tuple[float, float]], group: Group) -> list[tuple[float, float]]:
    """The gutters that a line leaves free, as wide as it leaves them."""
    kept = []
    size = group[0].size
    for low, high in gutters:
        for fragment in group:
            if fragment.x1 <= low or fragment.x0 >= high:
                continue
            middle = (fragment.x0 + fragment.x1) / 2
            if middle <= low or (fragment.x0 <= low and fragment.x1 < high):
                low = max(low, fragment.x1)
            elif middle >= high or (fragment.x1 >= high and fragment.x0 > low):
                high = min(high, fragment.x0)
            elif fragment.x0 > low and fragment.x1 < high:
                # inside the gutter: it belongs to the nearer column
                if fragment.x0 - low < high - fragment.x1:
                    low = fragment.x1
                else:
                    high = fragment.x0
            else:
                low = high
        if high - low > _GUTTER * size:
            kept.append((low, high))
    return kept


def _tail(groups: Sequence[Group], last_wide: int, end: int, gutters: list[tuple[float, float]]) -> int:
    index = last_wide + 1
    while index < end:
        group = groups[index]
        if group[0].base - groups[index - 1][0].base > 1.7 * group[0].size or _column_of(group[0], gutters) == 0:
            break
        index += 1
    return index


def _is_head_line(group: Group, below: Group, gutters: list[tuple[float, float]]) -> bool:
    near = below[0].base - group[0].base < 1.6 * group[0].size
    return near and len({_column_of(fragment, gutters) for fragment in group}) >= 1 and group[0].bold > 0.6 and below[0].bold > 0.6


def _looks_like_table(zone: Sequence[Group], gutters: list[tuple[float, float]], full: int) -> bool:
    texts = [fragment.text for group in zone for fragment in group]
    if any(_NOT_TABLE.match(text) for text in texts):
        return False
    heads = sum(1 for group in zone[:3] for fragment in group if _HEAD.match(fragment.text))
    if heads >= 2:
        return full >= 2
    columns = len(gutters) + 1
    numbers = [0] * columns
    filled = [0] * columns
    for group in zone:
        for piece in segments(group, _GAP):
            column = _column_of(piece[0], gutters)
            filled[column] += 1
            numbers[column] += _NUMBER.fullmatch(" ".join(f.text for f in piece)) is not None
    numeric = sum(1 for n, f in zip(numbers, filled, strict=True) if f > 1 and n >= 0.7 * f)
    return full >= 3 and numeric >= 1 and all(filled)


def _column_of(fragment: Fragment, gutters: list[tuple[float, float]]) -> int:
    middle = (fragment.x0 + fragment.x1) / 2
    return sum(1 for low, high in gutters if middle > (low + high) / 2)


def _table(zone: Sequence[Group], gutters: list[tuple[float, float]], rules: Sequence[Rule], page: int) -> PageTable:
    fragments = [fragment for group in zone for fragment in group]
    left, right = min(f.x0 for f in fragments), max(f.x1 for f in fragments)
    xs = [left - 2, *((low + high) / 2 for low, high in gutters), right + 2]
    grid = [[[f for f in group if _column_of(f, gutters) == column] for column in range(len(gutters) + 1)] for group in zone]
    starts = _row_starts(zone, grid, rules, left, right)
    bounds = [*starts, len(zone)]
    tops = [min(f.base - f.size for f in zone[index]) for index in starts]
    bottom = max(f.base + 0.3 * f.size for f in zone[-1])
    ys = [*tops, bottom]
    cells = []
    for row, (first, last) in enumerate(pairwise(bounds)):
        for column in range(len(gutters) + 1):
            inside = [f for line in grid[first:last] for f in line[column]]
            cell = PageCell(row, column, 1, 1, (xs[column], ys[row], xs[column + 1], ys[row + 1]), page)
            if inside:
                cell.lines = lines_of(inside, page)
                reach = max(f.x1 for line in grid for f in line[column])
                cell.measure = measure(cell.lines, left=min(f.x0 for line in grid for f in line[column]), right=reach)
                cell.measure.cell = True
            cells.append(cell)
    return PageTable(page, (xs[0], ys[0], xs[-1], ys[-1]), xs, ys, cells, ruled=False)


def _row_starts(
    zone: Sequence[Group], grid: list[list[list[Fragment]]], rules: Sequence[Rule], left: float, right: float
) -> list[int]:
    """The lines with which rows begin."""
    bases = [group[0].base for group in zone]
    across = sorted(rule.at for rule in rules if rule.end - rule.start > 0.6 * (right - left) and bases[0] < rule.at < bases[-1])
    if len(across) > 1 and len(across) >= len(zone) / 8:
        starts = [0]
        for at in across:
            index = next((i for i, base in enumerate(bases) if base > at), len(bases))
            if index < len(bases) and index > starts[-1]:
                starts.append(index)
        return starts
    coded = [i for i, line in enumerate(grid) if line[0] and _CODE.fullmatch(" ".join(f.text for f in line[0]))]
    if len(coded) >= 2:
        return _starts_by_code(zone, grid, coded)
    half = len(grid[0]) / 2
    starts = [0]
    for index in range(1, len(zone)):
        filled = sum(1 for cell in grid[index] if cell)
        if filled > half and (grid[index][0] or filled == len(grid[index])):
            starts.append(index)
    return starts


def _starts_by_code(zone: Sequence[Group], grid: list[list[list[Fragment]]], coded: list[int]) -> list[int]:
    """Rows by their numbers: from the number on, or around it where the cells are centred on it."""
    pitch = min((b[0].base - a[0].base for a, b in pairwise(zone)), default=14.0)
    starts = [0]
    for before, here in pairwise([-1, *coded]):
        first = here
        # A wider gap above the number tells the beginning; without one, lines between two numbers go to the number before.
        for index in range(here, max(before, 0), -1):
            if zone[index][0].base - zone[index - 1][0].base > 1.3 * pitch:
                first = index
                break
        if before == -1:
            head = [i for i in range(here) if any(f.bold > 0.6 for cell in grid[i] for f in cell)]
            first = head[-1] + 1 if head else first
        if first > starts[-1]:
            starts.append(first)
    return starts
