"""Reading order: text that stands side by side (letterhead, signature block, columns) is read column by column."""

from __future__ import annotations

from dataclasses import dataclass

from vbcds.readers.pdf.bands import beside, find_band
from vbcds.readers.pdf.fragments import Fragment
from vbcds.readers.pdf.lines import Line, cluster, lines_of, make_line
from vbcds.readers.pdf.rows import RECIPIENTS, Row, make_row

_DEPTH = 3
#: How far below a line (in its size) the next one of its list stands at most.
_NEXT = 2.4


@dataclass(slots=True)
class Region:
    """Lines that belong together in one column. `column` is None for the page's full width, else 0, 1, ... from the left."""

    lines: list[Line]
    column: int | None = None
    #: Left and right edge of the column where it is one.
    x0: float = 0.0
    x1: float = 0.0


def find_regions(groups: list[list[Fragment]], page: int) -> list[Region]:
    """The text of a page, or of a part of it, in reading order; `groups` are its fragments by baselines, as `cluster` gives them."""
    signed = [fragment for group in groups for fragment in group if fragment.signed]
    if signed:
        return _around_signature(groups, signed, page)
    return _regions(groups, page, 0, None)


def _around_signature(groups: list[list[Fragment]], signed: list[Fragment], page: int) -> list[Region]:
    """A page whose signature is known: its block is a column of its own, after the recipients at its left."""
    others = [kept for group in groups if (kept := [fragment for fragment in group if not fragment.signed])]
    top, bottom = min(f.base - f.size for f in signed), max(f.base for f in signed)
    labels = [n for n, group in enumerate(others) if RECIPIENTS.match(group[0].text) and group[0].base < bottom]
    start = labels[-1] if labels else next((n for n, group in enumerate(others) if group[0].base > top), len(others))
    end = start
    while end < len(others) and (others[end][0].base < bottom or _follows(others[end - 1 : end + 1])):
        end += 1
    regions = _regions(others[:start], page, 0, None) if start else []
    if end > start:
        regions += _regions(others[start:end], page, 1, 0)
    lines = lines_of(signed, page)
    regions.append(Region(lines, 1, min(line.x0 for line in lines), max(line.x1 for line in lines)))
    return regions + (_regions(others[end:], page, 0, None) if end < len(others) else [])


def _follows(groups: list[list[Fragment]]) -> bool:
    """Whether the second of two lines goes on with the list of the first."""
    return len(groups) == 2 and groups[1][0].base - groups[0][0].base < _NEXT * groups[0][0].size


def _regions(groups: list[list[Fragment]], page: int, depth: int, column: int | None) -> list[Region]:
    rows = [make_row(group) for group in groups]
    if depth >= _DEPTH or not any(len(row.pieces) > 1 or beside(rows, index) for index, row in enumerate(rows)):
        return _single(rows, page, column)
    regions: list[Region] = []
    left = min(row.x0 for row in rows)
    right = max(row.x1 for row in rows)
    pending: list[Row] = []
    index = 0
    while index < len(rows):
        band_end, gutter, first = find_band(rows, index, left, right, len(pending))
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
