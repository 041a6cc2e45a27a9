"""Percentages in tables that are not those of the counts beside them, and ratios noted below a table's total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from vbcds.checks.figure_tables import TOTAL_HEAD, Figure, FigureTable, figure_tables, is_order
from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.table_sums import wrong_columns
from vbcds.checks.view import PartView, number_text, short
from vbcds.lexicons.wordings import telling_words
from vbcds.model.document import Cell
from vbcds.model.records import Evidence
from vbcds.recognisers.quantities import find_quantities, parse_number
from vbcds.text.fold import key

_NOTE_BEHIND = re.compile(r"(?:tỷ|tỉ)\s+lệ[^:%()]{0,120}\(%\)\s*:?\s*(?P<digits>\d+(?:[.,]\d+)?)(?![\d.,]*\d)", re.I)
_ALL = re.compile(r"\s*(?:tổng|toàn bộ|cộng)", re.I)
_NOTE = re.compile(r"^\s*(?:tỷ|tỉ)\s+lệ[^:%]{0,40}\(?\s*%?\s*\)?\s*:?\s*(?P<digits>\d+(?:[.,]\d+)?)\s*%?\s*$", re.I)


def find_table_shares(view: PartView) -> Iterator[Problem]:
    """Percentages in a column that are not those of the two columns that make them in the other rows; and notes below a
    total."""
    for figures in figure_tables(view):
        text = view.text[figures.table.start : figures.table.end]
        if "%" in text or "lệ" in text.lower():
            yield from _column_shares(figures)
            yield from _shares_of_total(figures)
            yield from _notes(figures)
    if "(%)" in view.text:
        yield from _notes_behind(view)


def _column_shares(t: FigureTable) -> Iterator[Problem]:
    counts = [column for column in range(t.table.columns) if not t.is_share(column) and not is_order(t.heads[column])]
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
            if x is None or y is None or printed is None or _follows(t, row, best[2], best[3], printed):
                continue
            exact = f"{100 * x.value / y.value:.2f}".replace(".", ",")
            yield Problem(
                message=f"Dòng “{short(t.name(row), 50)}”: tỷ lệ ghi {printed.digits}%, nhưng {x.digits}/{y.digits} là {exact}%.",
                evidence=(t.view.cell(t.table, printed.cell), t.view.row(t.table, row)),
            )


def _shares_of_total(t: FigureTable) -> Iterator[Problem]:
    """Shares of the total of a column ("Phân loại | Số thửa | Tỷ lệ (%)") that are right in most rows and wrong in others."""
    if len(t.totals) != 1 or len(t.body) < 3:
        return
    last = t.totals[0]
    wrong = {item.column for item in wrong_columns(t)}
    for column in range(t.table.columns):
        for part in range(t.table.columns):
            whole = t.figure(last, part)
            if (
                not t.is_share(column)
                or t.is_share(part)
                or part in wrong
                or is_order(t.heads[part])
                or whole is None
                or not whole.value
            ):
                continue
            pairs = [(row, x) for row in t.body if (x := t.figure(row, part)) and t.figure(row, column)]
            right = [row for row, x in pairs if _agrees(t, row, column, x, whole)]
            if len(right) < 2 or len(right) < 0.6 * len(pairs):
                continue
            for row, x in pairs:
                printed = t.figure(row, column)
                if row in right or printed is None:
                    continue
                exact = f"{100 * x.value / whole.value:.2f}".replace(".", ",")
                yield Problem(
                    message=f"Dòng “{short(t.name(row), 50)}”: tỷ lệ ghi {printed.digits}%, nhưng {x.digits}/{whole.digits} là {exact}%.",
                    evidence=(t.view.cell(t.table, printed.cell), t.view.row(t.table, row)),
                )
            break


def _follows(t: FigureTable, row: int, part: int, whole: int, printed: Figure) -> bool:
    """Whether a percentage is that of the right total of a column that is added up wrongly: one mistake, named there."""
    sums = {item.column: item.added for item in wrong_columns(t) if item.row == row}
    if not {part, whole} & set(sums):
        return False
    x, y = (sums.get(column, figure.value if (figure := t.figure(row, column)) else 0) for column in (part, whole))
    return y > 0 and agrees(x, y, printed.value, decimals=decimals_of(printed.digits))


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
        words = t.view.words(cell)
        match = _NOTE.match(words)
        if match is None:
            behind = _NOTE_BEHIND.search(words)
            if behind is not None and t.totals and t.totals[-1] < row:
                yield from _with_base(t, words, behind, t.view.cell(t.table, cell))
            continue
        printed = parse_number(match["digits"])
        if printed is None:
            continue
        above = [total for total in t.totals if total < row][-1:] or [one for one in (*t.body, *t.groups) if one < row][-4:]
        places = ((one, column) for one in above for column in range(t.table.columns) if not is_order(t.heads[column]))
        amounts = [figure for one, column in places if (figure := t.figure(one, column)) is not None and figure.value]
        if not above or len(amounts) < 2:
            continue
        problem = _note(t, cell, printed, match["digits"], amounts, above[-1])
        if problem is not None:
            yield problem


def _notes_behind(view: PartView) -> Iterator[Problem]:
    """ "Ghi chú: tổng chi ... là 5.312.500 triệu đồng; tỷ lệ ... (%): 0,80" in the line below a table with totals."""
    for t in figure_tables(view):
        passage = next((item for item in view.passages if item.start >= t.table.end), None)
        if passage is not None and t.totals and not view.text[t.table.end : passage.start].strip():
            for match in _NOTE_BEHIND.finditer(passage.text):
                place = view.within(passage, match.start(), match.end())
                yield from _with_base(t, passage.text, match, place)
                yield from _of_columns(t, match, place)


def _of_columns(t: FigureTable, match: re.Match[str], place: Evidence) -> Iterator[Problem]:
    """ "Tỷ lệ vốn tỉnh trên tổng số (%): 54,84": of two columns of the row of totals that the note names."""
    part, between, whole = match[0].partition(" trên ")
    printed = parse_number(match["digits"])
    if not between or printed is None:
        return
    last = t.totals[-1]
    tails = {column: t.heads[column].split(" / ")[-1] for column in range(t.table.columns) if t.figure(last, column) is not None}
    words = {column: set(key(head).split()) for column, head in tails.items()}
    wanted, others = set(key(part).split()), set(key(whole).split())
    named = [column for column, own in words.items() if own and own <= wanted]
    if len(named) != 1:
        return
    if _ALL.match(whole):
        bases = [column for column, head in tails.items() if TOTAL_HEAD.search(head) and column != named[0]]
    else:
        bases = [column for column, own in words.items() if own and own <= others and column != named[0]]
    if len(bases) != 1:
        return
    x, y = t.figure(last, named[0]), t.figure(last, bases[0])
    decimals = decimals_of(match["digits"])
    if x is None or y is None or not y.value or agrees(x.value, y.value, printed, decimals=decimals):
        return
    exact = f"{100 * x.value / y.value:.{decimals}f}".replace(".", ",")
    yield Problem(
        message=f"Tỷ lệ ghi {match['digits']}%, nhưng {x.digits}/{y.digits} là {exact}%.",
        evidence=(place, t.view.cell(t.table, x.cell)),
    )


def _with_base(t: FigureTable, text: str, match: re.Match[str], evidence: Evidence) -> Iterator[Problem]:
    """A ratio of a figure of the row of totals to an amount that the note itself names."""
    printed, decimals = parse_number(match["digits"]), decimals_of(match["digits"])
    parts = [f for column in range(t.table.columns) if (f := t.figure(t.totals[-1], column)) is not None and f.value]
    wholes = [q for q in find_quantities(text) if q.kind == "money" and q.end <= match.start()]
    pairs = [(part, whole.value) for part in parts for whole in wholes if 0 < part.value < whole.value]
    if printed is None or not pairs or any(agrees(part.value, base, printed, decimals=decimals) for part, base in pairs):
        return
    named = telling_words(match[0])
    # the column that the note names, else the nearest
    part, base = min(
        pairs,
        key=lambda pair: (
            -len(named & telling_words(t.heads[pair[0].cell.column])),
            abs(100 * pair[0].value / pair[1] - printed),
        ),
    )
    exact = 100 * part.value / base
    if 0.5 * exact <= printed <= 2 * exact:
        shown = f"{exact:.{decimals + 2}f}".replace(".", ",")
        yield Problem(
            message=f"Tỷ lệ ghi {match['digits']}%, nhưng {part.digits}/{number_text(base)} là {shown}%.",
            evidence=(evidence, t.view.cell(t.table, part.cell)),
        )


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
