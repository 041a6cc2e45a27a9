"""Figures of the running text against the table that has them: a row by its name, or the row of totals, and a column by its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbcds.checks.differences import find_changes
from vbcds.checks.figure_forms import is_slip
from vbcds.checks.figure_tables import Figure, FigureTable, figure_tables
from vbcds.checks.registry import Problem
from vbcds.checks.terms import BORDER, Sentence, Term, paragraphs_of, read_paragraph, sentences_of
from vbcds.checks.view import PartView, number_text, short
from vbcds.lexicons.wordings import telling_words

_WHOLE = re.compile(r"(?<!\w)(?:toàn (?:tỉnh|thành phố|ngành|huyện|xã|phường|sở)|tổng (?:số|cộng)|cả tỉnh|trên địa bàn)(?!\w)")
#: Another time than that of the table.
_TIME = re.compile(
    r"lũy kế|luỹ kế|trước|cùng kỳ|tuần|từ đầu|(?:tháng|quý|năm)\s(?:n|[ivx]+\b)|trong đó|riêng|còn lại|trong số|kế hoạch|chỉ tiêu"
)
#: "tăng 3.090 học sinh so với năm học trước (202.910 học sinh)": in brackets, what was then.
_OF_THEN = re.compile(r"(?<!\w)(?:trước|cùng kỳ|năm ngoái|năm \w{4})(?:\s[^(),;.]{0,30})?\s?\([^(),;.]{0,20}$")
_DIGITS = re.compile(r"\d\d|\d,\d|\d\s?%")
#: How far a figure of the text may be from that of the table and still be meant to be it.
_NEAR = 0.2
#: A sentence tells a smaller number of a row by chance.
_LONG = 100


@dataclass(frozen=True, slots=True)
class _Place:
    """A row and a column that a figure of the text names."""

    figure: Figure
    row: int
    column: int


def find_table_contradictions(view: PartView) -> Iterator[Problem]:
    """Counts in the text that the row and column which they name print otherwise."""
    tables = [table for table in figure_tables(view) if table.totals or len(table.body) > 2]
    if not tables:
        return
    for sentence in _sentences(view):
        rows = [(table, row) for table in tables if (row := _row(table, sentence)) is not None]
        large = [table for table in tables if len(table.totals) == 1]
        told = list(_told_rows(tables, sentence))
        changes = find_changes(sentence) if rows or large or told else []
        for term in sentence.terms:
            if _OF_THEN.search(sentence.before(term)):
                continue
            if term.kind not in ("count", "number", "ratio") or not term.exact or term in changes or term.value < 10:
                continue
            places = [(table, place) for table, row in rows if (place := _place(table, row, sentence, term)) is not None]
            places += [
                (table, place)
                for table, row, by in told
                if by is not term and (place := _place(table, row, sentence, term, by)) is not None
            ]
            places += [(table, place) for table in large if (place := _slipped(table, term)) is not None]
            found = next(((table, place) for table, place in places if _contradicts(table, place, term)), None)
            if found is not None:
                yield _problem(view, sentence, *found, term)


def _row(t: FigureTable, sentence: Sentence) -> int | None:
    """The one row that a sentence names, or that of totals where it speaks of the whole."""
    said = sentence.passage.text[sentence.start : sentence.end]
    named = [row for row in t.body if (name := t.name(row)) and " " in name and name in said]
    if len(named) == 1:
        return named[0]
    whole = not named and len(t.totals) == 1 and _WHOLE.search(sentence.text, sentence.start, sentence.end)
    return t.totals[0] if whole else None


def _sentences(view: PartView) -> Iterator[Sentence]:
    """All sentences with numbers, also those that have only one."""
    yield from sentences_of(view)
    read = {paragraph.passage.start for paragraph in paragraphs_of(view)}
    for passage in view.passages:
        if passage.start not in read and _DIGITS.search(passage.text):
            paragraph = read_paragraph(passage, view.quantities(passage), least=1)
            if paragraph is not None:
                yield paragraph


def _told_rows(tables: list[FigureTable], sentence: Sentence) -> Iterator[tuple[FigureTable, int, Term]]:
    """The rows that a sentence tells by another figure of theirs, a long one that the table has once, with that figure."""
    for term in sentence.terms:
        if term.value < _LONG or term.kind not in ("count", "number"):
            continue
        for table in tables:
            rows = table.rows_of(term.value)
            if len(rows) == 1:
                yield table, rows[0], term


def _place(t: FigureTable, row: int, sentence: Sentence, term: Term, by: Term | None = None) -> _Place | None:
    """The cell that a figure names: by the words of its clause and of its sentence; where that tells another figure of the row,
    `by`, the row and the time are given."""
    text = sentence.text[sentence.start : sentence.end]
    clause = (
        BORDER.split(sentence.before(term))[-1]
        + sentence.text[term.number_start : term.end]
        + BORDER.split(sentence.after(term))[0]
    )
    if by is None and (_TIME.search(clause) or _TIME.search(BORDER.split(text)[0])):
        return None
    words = telling_words(clause)
    others = [
        column for column in range(t.table.columns) if by is None or (f := t.figure(row, column)) is None or f.value != by.value
    ]
    columns = [column for column in others if t.is_count(column) and (head := _head_words(t, column)) and head <= words]
    if not columns and by is not None:  # a heading without a telling word: "Hoàn thành"
        heads = {column: t.heads[column].split(" / ")[-1].lower() for column in others if t.is_count(column)}
        said = [column for column, head in heads.items() if " " in head and f" {head} " in f" {clause} "]
        figure = t.figure(row, said[0]) if len(said) == 1 else None
        return _Place(figure, row, said[0]) if figure is not None else None
    if not columns:
        return None
    columns.sort(key=lambda column: -len(_head_words(t, column)))
    if len(columns) > 1 and len(_head_words(t, columns[0])) == len(_head_words(t, columns[1])):
        return None
    left = words - _head_words(t, columns[0]) - telling_words(term.noun)  # what is counted tells no column
    if any(left & (_head_words(t, other) - _head_words(t, columns[0])) for other in others if other != columns[0]):
        return None  # a word of the clause is that of another column
    figure = t.figure(row, columns[0])
    return _Place(figure, row, columns[0]) if figure is not None else None


def _slipped(t: FigureTable, term: Term) -> _Place | None:
    """The total whose digits stand in a large count of the same things with two of them the other way round."""
    if term.value < 1000 or not term.noun or len(t.totals) != 1:
        return None
    for column in range(t.table.columns):
        figure = t.figure(t.totals[0], column)
        head = t.heads[column].lower()
        if figure is not None and term.noun.split(",")[0] in head and sorted(figure.digits) == sorted(term.digits):
            return _Place(figure, t.totals[0], column)
    return None


def _head_words(t: FigureTable, column: int) -> frozenset[str]:
    words = telling_words(t.heads[column].split(" / ")[-1])
    return words if len(words) > 1 else frozenset()


def _contradicts(t: FigureTable, place: _Place, term: Term) -> bool:
    """Whether a figure is near that of its place, and nowhere in the table."""
    value = place.figure.value
    if term.value == value or value <= 0:
        return False
    if any(
        (figure := t.figure(row, column)) is not None and figure.value == term.value
        for row in (*t.body, *t.groups, *t.totals)
        for column in range(t.table.columns)
    ):
        return False
    return abs(term.value - value) <= _NEAR * value or is_slip(term.value, value, digits=2)


def _problem(view: PartView, sentence: Sentence, t: FigureTable, place: _Place, term: Term) -> Problem:
    where = "dòng tổng" if place.row in t.totals else f"dòng “{short(t.name(place.row), 50)}”"
    return Problem(
        message=(
            f"Lời văn nêu {number_text(term.value)}, nhưng bảng ghi {place.figure.digits} ở {where}, "
            f"cột “{short(t.heads[place.column], 60)}”."
        ),
        evidence=(
            view.within(sentence.passage, term.start, term.end),
            view.cell(t.table, place.figure.cell),
        ),
    )
