"""Figures in tables: which rows are totals, which columns hold counts and which shares."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from vbcds.checks.view import PartView
from vbcds.model.document import Cell, Table
from vbcds.recognisers.quantities import parse_number

_TOTAL = re.compile(
    r"^(?:[ivx]+[.)]?\s+)?(?:tổng\s*(?:cộng|số|(?:kinh\s+phí|nguồn\s+vốn|vốn)(?=\s*(?:\(|:|$))|toàn\s+tỉnh|toàn\s+huyện|chung|hợp|điểm)?|cộng|(?:toàn|cả)\s+(?:tỉnh|thành\s+phố|huyện|xã|ngành|phường|thị\s+xã|thị\s+trấn|quận|sở|trường|đơn\s+vị))\s*(?:\(.*\))?\s*:?$",
    re.I,
)
TOTAL_HEAD = re.compile(r"^(?:tổng\s*(?:số|cộng)?|cộng)\b", re.I)
_SHARE_HEAD = re.compile(r"(?:^|\b)(?:tỷ|tỉ)\s*lệ|%|phần\s*trăm|tỷ\s*trọng", re.I)
_CHANGE = re.compile(
    r"so\s+với|cùng\s+kỳ|tăng|giảm|tiến\s+độ|bình\s+quân|(?<!số\s)điểm(?!\s+tối\s+đa|\s+chuẩn)|xếp\s+hạng|thứ\s+hạng"
    r"|(?:^|/)\s*năm\s*$",
    re.I,
)
_ORDER = re.compile(r"^(?:stt|tt|số\s*tt|số\s+thứ\s+tự)\b", re.I)
_YEAR = re.compile(r"^(?:năm\s*)?(?:19|20)\d\d$", re.I)
_NUMBERS = re.compile(r"[\d\s.,%()-]*")
_GROUP = re.compile(r"^(?:[IVX]+|[A-ZĐ])[.)]?$")


def is_order(head: str) -> bool:
    """Whether a heading is that of a column of running numbers."""
    return _ORDER.match(head) is not None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a cell, with its digits as printed."""

    cell: Cell
    value: float
    digits: str


class FigureTable:
    """A table of figures: its head, its body rows, its total rows."""

    def __init__(self, view: PartView, table: Table) -> None:
        self.view = view
        self.table = table
        self.grid = table.grid()
        self._figures: dict[tuple[int, int], Figure | None] = {}
        self._names: dict[int, str] = {}
        self._rows: dict[float, list[int]] | None = None
        reading = next((item for item in view.context.part.tables if item.table == table.index), None)
        self.first_row = (reading.first_row if reading else 1) or self._numbered_head() or self._head_in_words()
        self.skipped = reading.skipped if reading else frozenset()
        self.heads = [self._head(column) for column in range(table.columns)]
        self.totals: list[int] = []
        self.groups: list[int] = []
        self.body: list[int] = []
        for row in range(self.first_row, len(self.grid)):
            if row < self.first_row + 2 and self._is_numbering(row):
                continue
            names = list(dict.fromkeys(view.words(cell) for cell in self.grid[row][:3] if cell is not None and cell.row == row))
            if any(_TOTAL.match(name) for name in names):  # of a table of tasks as well, where it is no task
                self.totals.append(row)
            elif row in self.skipped:
                continue
            elif len(names) > 1 and _GROUP.match(names[0]) and names[1] and parse_number(names[1].rstrip("%")) is None:
                self.groups.append(row)
            else:
                self.body.append(row)
        self._shares = [self._holds_shares(column) for column in range(table.columns)]

    def _numbered_head(self) -> int:
        """1 where the first row counts months or years under headings ("Tháng | 1 | 2 | 3 | Cộng"), else 0."""
        texts = [self.view.words(cell) for cell in self.grid[0]]
        numbers = [int(text) for text in texts[1:] if re.fullmatch(r"\d{1,4}", text)]
        row = len(numbers) > 1 and all(other - one == 1 for one, other in pairwise(numbers))
        return int(row and len(numbers) < len(texts) - 1 and not texts[0][:1].isdigit())

    def _head_in_words(self) -> int:
        """1 where the first row has words only, above figures."""
        words = [self.view.words(cell) for cell in self.grid[0]]
        below = [self.view.words(cell) for cell in self.grid[1]] if len(self.grid) > 1 else []
        plain = all(text and parse_number(text.rstrip("%")) is None for text in words)
        return int(plain and sum(parse_number(text.rstrip("%")) is not None for text in below if text) >= min(2, len(words) - 1))

    def _head(self, column: int) -> str:
        words: list[str] = []
        for row in range(min(self.first_row, len(self.grid))):
            text = self.view.words(self.grid[row][column])
            if text and text not in words and not re.fullmatch(r"\(?\d+\)?", text):
                words.append(text)
        return " / ".join(words)

    def _is_numbering(self, row: int) -> bool:
        texts = [self.view.words(cell) for cell in self.grid[row] if cell is not None]
        return (
            len(texts) > 2
            and all(re.fullmatch(r"\(?[\dA-Z]{1,2}\)?(?:\s*=.*)?", text) for text in texts if text)
            and texts[0].strip("()") in ("1", "A")
        )

    def figure(self, row: int, column: int) -> Figure | None:
        """The number that stands at a place and speaks for its own row."""
        place = row, column
        if place not in self._figures:
            self._figures[place] = self._figure(row, column)
        return self._figures[place]

    def _figure(self, row: int, column: int) -> Figure | None:
        cell = self.grid[row][column]
        if cell is None or cell.row != row or cell.column != column:
            return None
        text = self.view.words(cell)
        digits = text.rstrip("%").strip()
        value = parse_number(digits) if digits else None
        return Figure(cell, value, digits) if value is not None else None

    def rows_of(self, value: float) -> list[int]:
        """The rows that print a number."""
        if self._rows is None:
            self._rows = defaultdict(list)
            for row in (*self.body, *self.groups, *self.totals):
                for number in {figure.value for column in range(self.table.columns) if (figure := self.figure(row, column))}:
                    self._rows[number].append(row)
        return self._rows.get(value, [])

    def covered(self, row: int, column: int) -> bool:
        """Whether the place belongs to a merged cell that begins elsewhere."""
        cell = self.grid[row][column]
        return cell is not None and (cell.row != row or cell.column != column)

    def is_share(self, column: int) -> bool:
        """Whether the column holds percentages."""
        return self._shares[column]

    def _holds_shares(self, column: int) -> bool:
        head = self.heads[column]
        if _SHARE_HEAD.search(head):
            return True
        texts = [self.view.words(self.grid[row][column]) for row in self.body]
        return bool(texts) and sum(text.endswith("%") for text in texts) > len(texts) / 2

    def is_count(self, column: int) -> bool:
        """Whether the column holds amounts that may be added."""
        head = self.heads[column]
        return not (
            is_order(head) or self.is_share(column) or _CHANGE.search(head) or (_YEAR.match(head.split(" / ")[-1]) and column == 0)
        )

    def in_words(self, row: int, column: int) -> bool:
        """Whether a place says something that is no figure and no dash."""
        text = self.view.words(self.grid[row][column])
        return bool(text) and text not in ("-", "–", "—", "…", "...", "x", "X", "/", "0")

    def name(self, row: int) -> str:
        """What a row is called."""
        name = self._names.get(row)
        if name is None:
            names = [self.view.words(cell) for cell in self.grid[row] if cell is not None and cell.row == row]
            name = next((name for name in names if not _NUMBERS.fullmatch(name)), names[0] if names else "")
            self._names[row] = name
        return name

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to reckon."""
        return self.table.columns >= 2 and len(self.body) >= 2


def figure_tables(view: PartView) -> list[FigureTable]:
    """The tables in which there is something to reckon."""
    tables: list[FigureTable] | None = view.memo.get("figure tables")
    if tables is None:
        text = view.text
        tables = []
        readings = view.context.part.tables
        listing = {item.table for item in readings if item.role in ("tasks", "documents") and item.column("budget") is None}
        for table in view.tables:
            if table.index in listing:
                continue
            numbers = sum(text[cell.start : cell.start + 1].isdigit() and cell.end - cell.start < 24 for cell in table.cells)
            least = 4 if "(%)" not in text[table.start : table.end] else 2
            if numbers >= least and table.columns >= 2:
                made = FigureTable(view, table)
                if made.has_figures:
                    tables.append(made)
        view.memo["figure tables"] = tables
    return tables
