"""How long the consolidated report gets: in lines of the official layout (Times New Roman 14, 1.15 lines, 6 pt after a paragraph)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from vbcds.reporting.ranking import syllables
from vbcds.reporting.summary_values import SummaryMetric, SummarySentence

#: Lines of a page; syllables of a line; what stands between paragraphs, and a heading, in lines.
_PAGE, _LINE, _AFTER, _HEADING = 37, 15.5, 0.35, 1.5
#: Letterhead, title, opening, closing and signature; the table of states; heading row and introduction of a table; one of its rows.
_FRAME, _STATES, _HEAD, _ROW = 34, 12, 5, 2.2
#: Rows of a table for each page and at least, where pages are set.
_PAGE_ROWS, _LEAST_ROWS = 2, 5
#: Pages from which there is room for the chart, and its lines.
_CHART_PAGES, _CHART = 8, 26


def has_chart(pages: int | None) -> bool:
    """Whether the body has room for the chart."""
    return pages is None or pages >= _CHART_PAGES


def table_rows(count: int, pages: int | None) -> int:
    """How many of a table's rows the body has where its pages are set; the rest stands in an annex."""
    return count if pages is None else min(count, max(_LEAST_ROWS, _PAGE_ROWS * pages))


def sentence_lines(sentence: SummarySentence) -> float:
    """Lines of a sentence with the agencies that say it.

    >>> sentence_lines(SummarySentence(text="Đã mở 06 lớp kỹ năng số.", agencies=("Sở Nội vụ",), sources=()))
    1.35
    """
    names = sum(len(syllables(name)) for name in sentence.agencies)
    return ceil((len(syllables(sentence.text)) + names) / _LINE) + _AFTER


def section_lines(sentences: Sequence[SummarySentence], by: str) -> float:
    """Lines of a section with the headings over its themes or addressees."""
    return sum(map(sentence_lines, sentences)) + heading_lines(sentences, by)


def heading_lines(sentences: Sequence[SummarySentence], by: str) -> float:
    """Lines of a section's headings."""
    return _HEADING * (1 + len({getattr(sentence, by) for sentence in sentences}))


def room_lines(pages: int, *, agencies: Iterable[str], tasks: int, overdue: int, metrics: Sequence[SummaryMetric]) -> float:
    """Lines that `pages` pages leave to sentences, beside the letterhead, who reported, and the tables."""
    names = sum(len(syllables(name)) for name in agencies)
    tables = sum(_HEAD + _ROW * table_rows(rows, pages) for rows in (overdue, min(24, len(metrics))) if rows)
    tables += _CHART if metrics and has_chart(pages) else 0
    return _PAGE * pages - _FRAME - names / _LINE - (_STATES if tasks else 0) - tables
