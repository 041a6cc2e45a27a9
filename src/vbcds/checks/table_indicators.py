"""An indicator that the text tells with another figure than the column of results beside it in a table: "Tỷ trọng kinh tế số ước 9,8%",
and 8,9% in the annex."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from vbcds.checks.figure_forms import is_slip, is_turned
from vbcds.checks.figure_mentions import Wording
from vbcds.checks.figure_tables import Figure, FigureTable, figure_tables
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term
from vbcds.checks.view import PartView, short
from vbcds.lexicons.figure_wordings import figure_wordings
from vbcds.lexicons.wordings import telling_words

#: A column that tells what was reached by the end of the report's own time.
_RESULT = re.compile(
    r"^(?:ước\s+|kết\s+quả\s+|đã\s+|số\s+)*(?:thực\s+hiện|kết\s+quả|đạt(?:\s+được)?)(?:\s+(?:trong\s+kỳ|đến\s+nay|năm\s+20\d\d|\(%\)))*$",
    re.I,
)
#: Another time or a part, in the words before a figure.
_OTHER = re.compile(
    r"cùng kỳ|trước|(?<!\w)(?:tháng|quý|năm|tuần)\s(?:n|[ivx]+\b)|trong đó|riêng|kế hoạch|chỉ tiêu|mục tiêu|phấn đấu|dự kiến|tăng|giảm"
)
_BORDER = re.compile(r"[,;:.()]|(?<!\w)(?:và|với)(?!\w)")
#: How far a percentage may be from that of the table and still be meant to be it.
_POINTS = 10.0
_LEAST = 3


def find_indicator_contradictions(
    view: PartView, told: Iterable[tuple[Sentence, Term, Callable[[], Wording]]]
) -> Iterator[Problem]:
    """Figures of the text whose words are the name of a row, and that the row's result is not."""
    rows = _rows(view)
    for sentence, term, wording in told if rows else ():
        if sentence.passage.table is not None or term.kind not in ("percentage", "count", "number", "measure"):
            continue
        before = _BORDER.split(sentence.before(term, 160))[-1]
        place = rows.get(_words(f"{before} {term.noun if term.noun != '%' else ''}"))
        if place is None or _OTHER.search(before) or not _contradicts(*place, term):
            continue
        found = wording()
        if found.role != "fact" or found.times.foreign or found.times.earlier:
            continue
        table, row, figure = place
        yield Problem(
            message=(
                f"“{short(table.name(row), 80)}”: lời văn ghi {sentence.passage.text[term.number_start : term.end]}, bảng ghi "
                f"{view.words(figure.cell)}."
            ),
            evidence=(view.within(sentence.passage, term.start, term.end), view.cell(table.table, figure.cell)),
            severity="warning",
        )


def _rows(view: PartView) -> dict[frozenset[str], tuple[FigureTable, int, Figure]]:
    """The results in tables by the words of their rows; a name of two rows names neither."""
    found: dict[frozenset[str], tuple[FigureTable, int, Figure] | None] = {}
    for table in figure_tables(view):
        columns = [column for column, head in enumerate(table.heads) if _RESULT.match(head.split(" / ")[-1])]
        if len(columns) != 1:
            continue
        for row in table.body:
            figure, words = table.figure(row, columns[0]), _words(table.name(row))
            if figure is not None and len(words) >= _LEAST:
                found[words] = None if words in found else (table, row, figure)
    return {words: place for words, place in found.items() if place is not None}


def _words(text: str) -> frozenset[str]:
    return telling_words(text.lower()) - figure_wordings().light


def _contradicts(table: FigureTable, row: int, figure: Figure, term: Term) -> bool:
    """Whether a figure is of the kind of its row's result and near it, and stands nowhere in the row."""
    units = (table.view.words(cell) for cell in table.grid[row])
    share = table.is_share(figure.cell.column) or any(unit == "%" or unit == f"{figure.digits}%" for unit in units)
    if share is not (term.kind == "percentage") or term.value == figure.value:
        return False
    own = (table.figure(row, column) for column in range(table.table.columns))
    if any(other is not None and other.value == term.value for other in own):
        return False
    if share:
        return abs(term.value - figure.value) <= _POINTS
    return is_slip(term.value, figure.value, digits=3) or is_turned(term.value, figure.value)
