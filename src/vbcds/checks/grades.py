"""Counts of those of a grade or better against the table that has each grade: "28 xã xếp loại khá trở lên"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.figure_tables import figure_tables
from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, number_text

#: Grades, the best first.
_GRADES = ("xuất sắc", "rất tốt", "tốt", "giỏi", "khá", "đạt", "trung bình", "yếu", "kém")
_OR_BETTER = re.compile(
    r"(?<![\d.,/])(?P<n>\d{1,4})(?!\d)[^,;.:()%\d]{1,60}?(?:loại|mức|đạt)\s(?:loại\s)?(?P<grade>tốt|giỏi|khá|đạt|trung bình)\strở\slên",
    re.I,
)


def find_wrong_grades(view: PartView) -> Iterator[Problem]:
    """Numbers of a grade or better that the rows of the one table of grades do not make."""
    told = [
        (passage, match) for passage in view.passages if "rở lên" in passage.text for match in _OR_BETTER.finditer(passage.text)
    ]
    if not told:
        return
    tables = [
        (t, rows)
        for t in figure_tables(view)
        if len(rows := [(row, grade) for row in t.body if (grade := t.name(row).lower().removeprefix("loại ")) in _GRADES]) > 2
    ]
    if len(tables) != 1:
        return
    t, rows = tables[0]
    columns = [column for column in range(t.table.columns) if all(t.figure(row, column) for row, _ in rows) and t.is_count(column)]
    for passage, match in told:
        limit = _GRADES.index(match["grade"].lower())
        better = [row for row, grade in rows if _GRADES.index(grade) <= limit]
        sums = {column: sum(figure.value for row in better if (figure := t.figure(row, column)) is not None) for column in columns}
        if not better or len(sums) != 1 or int(match["n"]) in sums.values():
            continue
        made = next(iter(sums.values()))
        yield Problem(
            message=f"Lời văn nêu {match['n']} {match['grade'].lower()} trở lên; các dòng của bảng cho {number_text(made)}.",
            evidence=(view.within(passage, match.start(), match.end()), t.view.row(t.table, better[-1])),
        )
