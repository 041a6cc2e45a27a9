"""Figures in tables: which rows are totals, which columns hold counts and which shares; sums, shares and the notes below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, number_text, short
from vbcds.model.document import Cell, Table
from vbcds.recognisers.quantities import parse_number

_TOTAL = re.compile(
    r"^(?:[ivx]+[.)]?\s+)?(?:tổng\s*(?:cộng|số|toàn\s+tỉnh|toàn\s+huyện|chung|hợp)?|cộng|toàn\s+(?:tỉnh|thành\s+phố|huyện|xã|ngành))\s*(?:\(.*\))?\s*:?$",
    re.I,
)
_TOTAL_HEAD = re.compile(r"^(?:tổng\s*(?:số|cộng)?|cộng)\b", re.I)
_SHARE_HEAD = re.compile(r"(?:^|\b)(?:tỷ|tỉ)\s*lệ|%|phần\s*trăm|tỷ\s*trọng", re.I)
_CHANGE = re.compile(
    r"so\s+với|cùng\s+kỳ|tăng|giảm|tiến\s+độ|kế\s+hoạch|\bkh\b|chỉ\s+tiêu|bình\s+quân|điểm|xếp\s+hạng|thứ\s+hạng|năm\s*$", re.I
)
_ORDER = re.compile(r"^(?:stt|tt|số\s*tt|số\s+thứ\s+tự)\b", re.I)
_YEAR = re.compile(r"^(?:năm\s*)?(?:19|20)\d\d$", re.I)
_GROUP = re.compile(r"^(?:[IVX]+|[A-ZĐ])[.)]?$")
_NOTE = re.compile(r"^\s*(?:tỷ|tỉ)\s+lệ[^:%]{0,40}\(?\s*%?\s*\)?\s*:?\s*(?P<digits>\d+(?:[.,]\d+)?)\s*%?\s*$", re.I)


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
        reading = next((item for item in view.context.part.tables if item.table == table.index), None)
        self.first_row = reading.first_row if reading else 1
        self.skipped = reading.skipped if reading else frozenset()
        self.heads = [self._head(column) for column in range(table.columns)]
        self.totals: list[int] = []
        self.groups: list[int] = []
        self.body: list[int] = []
        for row in range(self.first_row, len(self.grid)):
            if row in self.skipped or self._is_numbering(row):
                continue
            names = list(dict.fromkeys(view.words(cell) for cell in self.grid[row][:3] if cell is not None and cell.row == row))
            if any(_TOTAL.match(name) for name in names):
                self.totals.append(row)
            elif len(names) > 1 and _GROUP.match(names[0]) and names[1] and parse_number(names[1].rstrip("%")) is None:
                self.groups.append(row)
            else:
                self.body.append(row)

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
        cell = self.grid[row][column]
        if cell is None or cell.row != row or cell.column != column:
            return None
        text = self.view.words(cell)
        digits = text.rstrip("%").strip()
        value = parse_number(digits) if digits else None
        return Figure(cell, value, digits) if value is not None else None

    def covered(self, row: int, column: int) -> bool:
        """Whether the place belongs to a merged cell that begins elsewhere."""
        cell = self.grid[row][column]
        return cell is not None and (cell.row != row or cell.column != column)

    def is_share(self, column: int) -> bool:
        """Whether the column holds percentages."""
        head = self.heads[column]
        if _SHARE_HEAD.search(head):
            return True
        texts = [self.view.words(self.grid[row][column]) for row in self.body]
        return bool(texts) and sum(text.endswith("%") for text in texts) > len(texts) / 2

    def is_count(self, column: int) -> bool:
        """Whether the column holds amounts that may be added."""
        head = self.heads[column]
        return not (
            _ORDER.match(head)
            or self.is_share(column)
            or _CHANGE.search(head)
            or (_YEAR.match(head.split(" / ")[-1]) and column == 0)
        )

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to reckon."""
        return self.table.columns >= 2 and len(self.body) >= 2


def _figure_tables(view: PartView) -> list[FigureTable]:
    """The tables in which there is something to reckon."""
    tables: list[FigureTable] | None = view.memo.get("figure tables")
    if tables is None:
        text = view.text
        tables = []
        for table in view.tables:
            numbers = sum(text[cell.start : cell.start + 1].isdigit() and cell.end - cell.start < 24 for cell in table.cells)
            if numbers >= 4 and table.columns >= 2:
                made = FigureTable(view, table)
                if made.has_figures:
                    tables.append(made)
        view.memo["figure tables"] = tables
    return tables


def find_table_sums(view: PartView) -> Iterator[Problem]:
    """Totals that their rows or columns do not make."""
    for figures in _figure_tables(view):
        yield from _column_sums(figures)
        yield from _row_sums(figures)


def _column_sums(t: FigureTable) -> Iterator[Problem]:
    if len(t.totals) != 1:
        return
    total = t.totals[0]
    rows = [row for row in t.body if (row < total) == (t.body[-1] < total or t.body[0] < total)]
    above = [row for row in (*t.body, *t.groups) if row < total]
    rows = [row for row in t.body if (row in above)] if above else t.body
    groups = [row for row in t.groups if (row < total) == bool(above)]
    good: list[int] = []
    bad: list[tuple[int, Figure, float, list[Figure]]] = []
    for column in range(t.table.columns):
        if not t.is_count(column):
            continue
        printed = t.figure(total, column)
        if printed is None:
            continue
        parts = [f for row in rows if (f := t.figure(row, column)) is not None]
        if any(t.figure(row, column) is None and not t.covered(row, column) and _words_not_empty(t, row, column) for row in rows):
            continue  # a cell in words: the column is no plain list of amounts
        heads = [f for row in groups if (f := t.figure(row, column)) is not None]
        if len(parts) < 2:
            continue
        sums = [sum(f.value for f in parts)]
        if heads:
            sums += [sum(f.value for f in heads), sums[0] + sum(f.value for f in heads)]
        if any(_same(value, printed, parts) for value in sums):
            good.append(column)
        else:
            bad.append((column, printed, _nearest(sums, printed.value), parts))
    for column, printed, added, parts in bad:
        distance = abs(added - printed.value) / max(abs(printed.value), 1)
        alone = not good
        if len(bad) > 2 * max(1, len(good)) and len(bad) > 2:
            continue  # the rows are not all of what the total counts
        if (alone and (distance > 0.1 or len(parts) < 3)) or (not alone and distance > 1):
            continue
        head = t.heads[column] or f"cột {column + 1}"
        yield Problem(
            message=f"Cột “{short(head, 60)}”: các dòng cộng lại là {number_text(added)}, khác dòng tổng {printed.digits}.",
            evidence=(
                t.view.cell(t.table, printed.cell),
                t.view.row(t.table, total),
                *(t.view.cell(t.table, f.cell) for f in parts[:12]),
            ),
        )


def _nearest(sums: Sequence[float], printed: float) -> float:
    return min(sums, key=lambda value: abs(value - printed))


def _words_not_empty(t: FigureTable, row: int, column: int) -> bool:
    text = t.view.words(t.grid[row][column])
    return bool(text) and text not in ("-", "–", "—", "…", "...", "x", "X", "/", "0")


def _same(value: float, printed: Figure, parts: Sequence[Figure]) -> bool:
    decimals = decimals_of(printed.digits) if not float(printed.value).is_integer() or "," in printed.digits[-3:] else 0
    slack = 0.5 * 10.0**-decimals * (1 if any(not float(f.value).is_integer() for f in parts) else 0)
    return abs(value - printed.value) <= slack * max(1, len(parts)) + 1e-6 * max(1.0, abs(printed.value)) * 0.01


def _row_sums(t: FigureTable) -> Iterator[Problem]:
    """A column "Tổng số" with the columns that it adds: those that follow (or stand before) it and add up in most rows."""
    counts = [column for column in range(t.table.columns) if t.is_count(column)]
    for column in counts:
        if not _TOTAL_HEAD.match(t.heads[column].split(" / ")[-1]):
            continue
        after = [c for c in counts if c > column]
        before = [c for c in counts if c < column and any(t.figure(row, c) for row in t.body)]
        for parts in (*(after[:n] for n in range(len(after), 1, -1)), *(before[n:] for n in range(len(before) - 1))):
            rows = [
                (row, whole, figures)
                for row in (*t.body, *t.totals)
                if (read := _row(t, row, column, parts))
                for whole, figures in [read]
            ]
            right = [row for row, whole, figures in rows if _same(sum(f.value for f in figures), whole, figures)]
            if len(right) >= 2 and len(right) >= 0.6 * len(rows):
                for row, whole, figures in rows:
                    if row not in right:
                        added = sum(f.value for f in figures)
                        yield Problem(
                            message=(
                                f"Dòng “{short(_name(t, row), 50)}”: {' + '.join(f.digits for f in figures)} = "
                                f"{number_text(added)}, "
                                f"khác “{short(t.heads[column], 40)}” là {whole.digits}."
                            ),
                            evidence=(t.view.cell(t.table, whole.cell), t.view.row(t.table, row)),
                        )
                break


def _row(t: FigureTable, row: int, column: int, parts: Sequence[int]) -> tuple[Figure, list[Figure]] | None:
    whole = t.figure(row, column)
    figures = [t.figure(row, part) for part in parts]
    if (
        whole is None
        or whole.value == 0
        or any(f is None and _words_not_empty(t, row, c) for f, c in zip(figures, parts, strict=True))
    ):
        return None
    found = [f for f in figures if f is not None]
    return (whole, found) if len(found) >= 2 else None


def _name(t: FigureTable, row: int) -> str:
    names = [t.view.words(cell) for cell in t.grid[row] if cell is not None and cell.row == row]
    return next((name for name in names if not re.fullmatch(r"[\d\s.,%()-]*", name)), names[0] if names else "")


def find_table_shares(view: PartView) -> Iterator[Problem]:
    """Percentages in a column that are not those of the two columns that make them in the other rows; and notes below a "
    "total."""
    for figures in _figure_tables(view):
        text = view.text[figures.table.start : figures.table.end]
        if "%" in text or "lệ" in text.lower():
            yield from _column_shares(figures)
            yield from _notes(figures)


def _column_shares(t: FigureTable) -> Iterator[Problem]:
    counts = [column for column in range(t.table.columns) if not t.is_share(column) and not _ORDER.match(t.heads[column])]
    for column in range(t.table.columns):
        if not t.is_share(column) or re.search(r"so\s+với\s+cùng|tăng|giảm", t.heads[column], re.I):
            continue
        rows = [row for row in (*t.body, *t.groups, *t.totals) if t.figure(row, column)]
        if len(rows) < 3:
            continue
        best: tuple[int, list[int], int, int] | None = None
        for part, whole in ((a, b) for a in counts for b in counts if a != b):
            pairs = [(row, x, y) for row in rows if (x := t.figure(row, part)) and (y := t.figure(row, whole)) and y.value]
            right = [row for row, x, y in pairs if _agrees(t, row, column, x, y)]
            if len(right) >= 2 and len(right) >= 0.6 * len(pairs) and (best is None or len(right) > best[0]):
                best = (len(right), [row for row, _, _ in pairs if row not in right], part, whole)
        if best is None or best[0] < 2:
            continue
        for row in best[1]:
            x, y, printed = t.figure(row, best[2]), t.figure(row, best[3]), t.figure(row, column)
            if x is None or y is None or printed is None:
                continue
            exact = f"{100 * x.value / y.value:.2f}".replace(".", ",")
            yield Problem(
                message=f"Dòng “{short(_name(t, row), 50)}”: tỷ lệ ghi {printed.digits}%, nhưng {x.digits}/{y.digits} là {exact}%.",
                evidence=(t.view.cell(t.table, printed.cell), t.view.row(t.table, row)),
            )


def _agrees(t: FigureTable, row: int, column: int, part: Figure, whole: Figure) -> bool:
    printed = t.figure(row, column)
    return printed is not None and agrees(part.value, whole.value, printed.value, decimals=decimals_of(printed.digits))


def _notes(t: FigureTable) -> Iterator[Problem]:
    """ "Tỷ lệ (%): 0.31" below the row of totals: a ratio of its figures."""
    for row in range(max(t.first_row, 1), len(t.grid)):
        cells = {(cell.row, cell.column): cell for cell in t.grid[row] if cell is not None and cell.row == row}
        if len(cells) != 1:
            continue
        cell = next(iter(cells.values()))
        match = _NOTE.match(t.view.words(cell))
        if match is None:
            continue
        totals = [total for total in t.totals if total < row]
        printed = parse_number(match["digits"])
        if not totals or printed is None:
            continue
        amounts = [f for column in range(t.table.columns) if (f := t.figure(totals[-1], column)) is not None and f.value]
        problem = _note(t, cell, printed, match["digits"], amounts, totals[-1])
        if problem is not None:
            yield problem


def _note(t: FigureTable, cell: Cell, printed: float, digits: str, amounts: Sequence[Figure], total: int) -> Problem | None:
    decimals = decimals_of(digits)
    near: tuple[float, str] | None = None
    for whole in amounts:
        others = [f for f in amounts if f is not whole]
        for size in range(1, min(len(others), 4) + 1):
            for parts in combinations(others, size):
                part = sum(f.value for f in parts)
                if part > whole.value:
                    continue
                if agrees(part, whole.value, printed, decimals=decimals):
                    return None
                exact = 100 * part / whole.value
                if abs(exact - printed) <= max(0.1 * printed, 2 * 10.0**-decimals) and (near is None or size > near[1].count("+")):
                    sums = " + ".join(f.digits for f in parts)
                    near = (exact, f"({sums}) / {whole.digits}" if size > 1 else f"{sums} / {whole.digits}")
    if near is None:
        return None
    exact_text = f"{near[0]:.{decimals + 2}f}".replace(".", ",")
    return Problem(
        message=f"“{t.view.words(cell)}”, nhưng {near[1]} là {exact_text}%.",
        evidence=(t.view.cell(t.table, cell), t.view.row(t.table, total)),
    )
