"""What the text under a table says of its rows: which is the highest or the lowest, which lead, and how many are above or below a mark.

extreme   = row ["đạt" value] ("cao nhất" | "thấp nhất" ...) | ("Đứng đầu là" | "thấp nhất là") row
leaders   = number noun ("dẫn đầu" | "đứng đầu" | "cao nhất") ... ("là" | ":") row {"," row} "và" row
threshold = number noun ("chưa đạt" | "dưới" | "đạt từ" | "trên") percentage
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vbcds.checks.figure_tables import FigureTable, figure_tables
from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, Passage, short
from vbcds.recognisers.quantities import parse_number
from vbcds.text.fold import lower_same_length

_HIGH = r"cao nhất|nhiều nhất|lớn nhất|đứng đầu|dẫn đầu|đứng thứ nhất"
_LOW = r"thấp nhất|ít nhất|nhỏ nhất|đứng cuối|xếp cuối|cuối bảng"
_EXTREME = re.compile(rf"(?<!\w)(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))(?!\w)")
#: Of some of the rows only, or a goal and no fact.
_AMONG = re.compile(r"(?<!\w)(?:khối|nhóm|trong số|trong các|so với các|riêng|tối thiểu|phấn đấu)(?!\w)")
_LEADERS = re.compile(
    rf"(?<!\w)(?P<n>\d{{1,2}}|hai|ba|bốn|năm)\s(?:địa phương|đơn vị|xã|phường|huyện|sở|cơ quan|lĩnh vực|ngành)(?!\w)[^.;:]{{0,40}}?"
    rf"(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))(?!\w)[^.;:]{{0,50}}?(?:\slà\s|:\s|\sgồm\s)(?P<names>[^.;:]{{5,300}})"
)
_PLACES = ("thành phố ", "thị xã ", "huyện ", "quận ", "xã ", "phường ", "thị trấn ", "đặc khu ")
_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_THRESHOLD = re.compile(
    r"(?<![\d/.,])(?P<n>\d{1,3})(?:/\d{1,3})?\s(?:địa phương|đơn vị|xã, phường|xã|phường|huyện|sở|cơ quan|lĩnh vực)(?!\w)[^.;:%\d]{0,40}?"
    r"(?:(?P<low>(?:chưa|không) đạt|dưới|thấp hơn)|(?P<high>đạt|trên|từ|vượt))\s(?:mức\s)?(?:tối thiểu\s|từ\s|trên\s|tỷ lệ\s)*"
    r"(?P<v>\d{1,3}(?:,\d+)?)\s?%(?!\s?(?:kế hoạch|chỉ tiêu|dự toán))"
)
_CLAUSE = re.compile(r"[.;](?=\s|$)")
#: A name begins no further than so many characters from what is said of it; so many paragraphs under a table speak of it.
_NEAR, _PARAGRAPHS = 45, 4
#: Fewer rows are told one by one.
_LEAST = 4


def find_wrong_claims(view: PartView) -> Iterator[Problem]:
    """Claims that no column of the table above bears out."""
    tables = [table for table in figure_tables(view) if len(table.body) >= _LEAST]
    if not tables:
        return
    for table, passage in _below(view, tables):
        low = lower_same_length(passage.text)
        if _LEADERS.search(low) is not None:
            yield from _wrong_leaders(view, table, passage, low)
        elif "nhất" in low or "đầu" in low or "cuối" in low:
            yield from _wrong_extremes(view, table, passage, low)
        if "%" in low:
            yield from _wrong_thresholds(view, table, passage, low)


def _below(view: PartView, tables: list[FigureTable]) -> Iterator[tuple[FigureTable, Passage]]:
    """The paragraphs right under each table, up to the next table."""
    starts = [table.start for table in view.tables]
    for figures in tables:
        end = figures.table.end
        following = min((start for start in starts if start >= end), default=len(view.text))
        under = [passage for passage in view.passages if end <= passage.start < following]
        for passage in under[:_PARAGRAPHS]:
            yield figures, passage


def _names(table: FigureTable) -> dict[str, int]:
    """The rows by their names; a name of two rows is none."""
    found: dict[str, list[int]] = {}
    for row in table.body:
        name = table.name(row).lower()
        if len(name) > 3 and not name[0].isdigit():
            found.setdefault(name, []).append(row)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


def _wrong_extremes(view: PartView, table: FigureTable, passage: Passage, low: str) -> Iterator[Problem]:
    names = _names(table)
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(low)), len(low)]
    for start, end in pairwise(bounds):
        told = list(_EXTREME.finditer(low, start, end))
        if len(told) != 1 or _AMONG.search(low, start, end) is not None:
            continue
        match, high = told[0], told[0]["high"] is not None
        at, name = _named(names, low, match, start, end)
        best = _extreme_rows(table, high=high)
        if not name or not best or _is_extreme(table, names[name], high=high):
            continue
        yield Problem(
            message=(
                f"“{short(passage.text[at : at + len(name)], 50)}” được ghi là {match[0]}, nhưng theo bảng là "
                f"{', '.join(sorted({short(table.name(row), 40) for row in best}))}."
            ),
            evidence=(
                view.within(passage, min(at, match.start()), max(at + len(name), match.end())),
                view.row(table.table, names[name]),
            ),
            severity="warning",
        )


def _named(names: dict[str, int], low: str, match: re.Match[str], start: int, end: int) -> tuple[int, str]:
    """The row that is called the highest or the lowest, with where it is named: the last one before those words, else one right behind
    them; "" where there is none."""
    places = [(at, name) for name in names for at in _places(low, name, start, end)]
    before = [(at, name) for at, name in places if 0 <= match.start() - at - len(name) <= _NEAR]
    behind = [(at, name) for at, name in places if 0 <= at - match.end() <= len(" là đơn vị ")]
    if before:
        return max(before, key=lambda place: place[0] + len(place[1]))
    return min(behind, default=(0, ""))


def _wrong_leaders(view: PartView, table: FigureTable, passage: Passage, low: str) -> Iterator[Problem]:
    match = _LEADERS.search(low)
    assert match is not None
    names = _names(table)
    count = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
    told = sorted((at, name) for name in names for at in _places(low, name, match.start("names"), match.end("names")))
    if count < 2 or len(told) != count:
        return
    rows = {names[name] for _, name in told}
    places = all(name.startswith(_PLACES) for _, name in told)
    body = [row for row in table.body if not places or table.name(row).lower().startswith(_PLACES)]
    wrong: dict[int, set[int]] = {}
    for column in _columns(table):
        values = {row: figure.value for row in body if (figure := table.figure(row, column)) is not None}
        if len(values) < len(body) or len(values) <= count:
            continue
        ordered = sorted(values.values(), reverse=match["high"] is not None)
        mark = ordered[count - 1]
        inside = {row for row, value in values.items() if (value >= mark if match["high"] is not None else value <= mark)}
        if rows <= inside:
            return
        wrong[column] = rows - inside
    shares = [column for column in wrong if table.is_share(column)]
    if len(shares) != 1 or len(wrong[shares[0]]) != 1:
        return
    at, name = next((at, name) for at, name in told if names[name] in wrong[shares[0]])
    yield Problem(
        message=f"“{short(passage.text[at : at + len(name)], 50)}” không thuộc {count} dòng {match['high'] or match['low']} của bảng.",
        evidence=(view.within(passage, at, at + len(name)), view.row(table.table, names[name])),
        severity="warning",
    )


def _wrong_thresholds(view: PartView, table: FigureTable, passage: Passage, low: str) -> Iterator[Problem]:
    columns = [column for column in range(table.table.columns) if table.is_share(column)]
    if len(columns) != 1:
        return
    values = [figure.value for row in table.body if (figure := table.figure(row, columns[0])) is not None]
    if len(values) < len(table.body):
        return
    for match in _THRESHOLD.finditer(low):
        mark = parse_number(match["v"])
        count = int(match["n"])
        cells = [cell for row in table.body if (cell := table.grid[row][columns[0]]) is not None]
        if mark is None or count > len(values) or _AMONG.search(low, max(0, match.start() - 40), match.start()) is not None:
            continue
        below = (sum(value < mark for value in values), sum(value <= mark for value in values))
        counts = set(below) if match["low"] else {len(values) - below[0], len(values) - below[1]}
        if count not in counts and all(abs(count - other) <= 2 for other in counts):
            yield Problem(
                message=(
                    f"Văn bản ghi {match['n']} {'dưới' if match['low'] else 'đạt'} {match['v']}%, nhưng theo bảng là "
                    f"{' hoặc '.join(str(other) for other in sorted(counts))}."
                ),
                evidence=(
                    view.within(passage, match.start(), match.end()),
                    view.column(table.table, cells),
                ),
                severity="warning",
            )


def _places(low: str, name: str, start: int, end: int) -> Iterator[int]:
    at = low.find(name, start, end)
    while at >= 0:
        if not low[at + len(name) : at + len(name) + 1].isalnum() and not low[max(0, at - 1) : at].isalnum():
            yield at
        at = low.find(name, at + 1, end)


def _columns(table: FigureTable) -> list[int]:
    """The columns that hold figures."""
    return [
        column
        for column in range(table.table.columns)
        if sum(table.figure(row, column) is not None for row in table.body) >= _LEAST and not _is_order(table, column)
    ]


def _is_order(table: FigureTable, column: int) -> bool:
    values = [figure.value for row in table.body if (figure := table.figure(row, column)) is not None]
    return values == [float(number) for number in range(1, len(values) + 1)]


def _extreme_rows(table: FigureTable, *, high: bool) -> set[int]:
    """The rows that are the highest or the lowest of a column; of shares alone where there are any."""
    found: set[int] = set()
    columns = _columns(table)
    for column in [column for column in columns if table.is_share(column)] or columns:
        found |= _ends(table, column, high=high)
    return found


def _ends(table: FigureTable, column: int, *, high: bool) -> set[int]:
    values = {row: figure.value for row in table.body if (figure := table.figure(row, column)) is not None}
    mark = max(values.values()) if high else min(values.values())
    return {row for row, value in values.items() if value == mark}


def _is_extreme(table: FigureTable, row: int, *, high: bool) -> bool:
    """Whether a row ends any column, in either direction where it holds places in a ranking."""
    for column in _columns(table):
        ranked = "hạng" in table.heads[column].lower()
        if row in _ends(table, column, high=high) or (ranked and row in _ends(table, column, high=not high)):
            return True
    return False
