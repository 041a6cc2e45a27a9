"""Figures that a report or an article states as facts: shares with their counts, ranks, counts and money."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vbcds.assembly.context import PartContext
from vbcds.assembly.figure_values import Figure
from vbcds.assembly.figures import find_figures
from vbcds.assembly.running_totals import read_total
from vbcds.assembly.sentences import split_sentences
from vbcds.assembly.table_figures import find_table_figures
from vbcds.lexicons.places import province_names
from vbcds.lexicons.portals import load_portals
from vbcds.lexicons.report_words import fold
from vbcds.model.records import Agency, MetricRecord, ReportItemRecord
from vbcds.recognisers.dates import find_dates
from vbcds.text.fold import key

_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)(?!\d)")
_DIGIT = re.compile(r"\d")
_LINE = re.compile(r"[^\n]+")
#: A place that a number only names: "chậm ở 22 xã miền núi".
_WHERE = re.compile(r"(?<!\w)(?:tại|ở|của|thuộc|trên địa bàn|từ|với|cho)(?: (?:hơn|gần|khoảng|cả|các))?\s$")
_BROKEN = re.compile(r"(?<=[./]\d{3})\.[ \n](?=\d{3}(?!\d))")
_MAX_NEWS = 200_000
_LONGEST_COUNTER = 100


def build_metrics(context: PartContext, items: Iterable[ReportItemRecord]) -> tuple[MetricRecord, ...]:
    """The figures of a report's results (and shares anywhere in it), of its tables of figures, or of an article; in reading order.

    `consistent` is whether a percentage agrees with its counts to the digits printed, rounded half up or half to even; None where
    one of the counts is not stated. Targets, dates, numbers of documents, durations and ages are no metrics.

    A figure is cumulative where the words around it or its column say so ("lũy kế", "từ đầu năm").
    """
    if context.part.is_report:
        found = [*_of_items(context, items), *_of_tables(context)]
    elif context.part.header.genre == "news":
        found = list(_of_article(context))
    else:
        found = []
    return tuple(sorted(found, key=lambda metric: (metric.source.start, metric.source.end)))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for all figures of a text."""

    context: PartContext
    agency: Agency | None
    period: str | None

    def record(self, figure: Figure, *, as_of: date | None, cumulative: bool, period: str | None = None) -> MetricRecord:
        return MetricRecord(
            document=self.context.id,
            agency=self.agency,
            period=period or self.period,
            indicator=figure.indicator,
            value=figure.value,
            unit=figure.unit,
            numerator=figure.numerator,
            denominator=figure.denominator,
            consistent=figure.consistent,
            as_of=as_of,
            raw=self.context.text[figure.start : figure.end],
            source=self.context.document.locate(figure.start, figure.end),
            value_max=figure.value_max,
            cumulative=cumulative,
        )


def _of_items(context: PartContext, items: Iterable[ReportItemRecord]) -> Iterator[MetricRecord]:
    frame = _Frame(context, context.part.header.issuer, context.part.period)
    for item in items:
        if item.section in ("results", "difficulties"):
            as_of = _column_day(context, item.source.table, item.source.column)
            hardship = item.section == "difficulties"
            yield from _of_text(frame, item.source.start, item.source.end, hardship=hardship, about=item.about, as_of=as_of)


def _of_tables(context: PartContext) -> Iterator[MetricRecord]:
    frame = _Frame(context, context.part.header.issuer, context.part.period)
    for reading in context.part.tables:
        for figure, cumulative, as_of in find_table_figures(context, reading):
            yield frame.record(figure, as_of=as_of, cumulative=cumulative)


def _of_article(context: PartContext) -> Iterator[MetricRecord]:
    frame = _Frame(context, _province(context), None)
    start = context.part.start
    for line in _LINE.finditer(context.text, start, min(context.part.end, start + _MAX_NEWS)):
        if len(line[0].split()) >= 7 and not _is_of_the_page(line[0]):
            yield from _of_text(frame, line.start(), line.end(), hardship=False, about=None, article=True)


def _is_of_the_page(line: str) -> bool:
    """A counter of the page below the article ("Tổng số điểm của bài viết là: 0 trong 0 đánh giá")."""
    return len(line) <= _LONGEST_COUNTER and key(line).startswith(load_portals().endings)


def _of_text(
    frame: _Frame,
    start: int,
    end: int,
    *,
    hardship: bool,
    about: str | None,
    article: bool = False,
    as_of: date | None = None,
) -> Iterator[MetricRecord]:
    """The figures of a statement or a paragraph, sentence by sentence; a day "tính đến ngày" holds for its sentence."""
    text = frame.context.text
    if not any(char.isdigit() for char in text[start:end]):
        return
    for low, high in split_sentences(text, start, end):
        sentence, places = _joined(text[low:high])
        folded = fold(sentence)
        issued = frame.context.issued
        year = issued.year if issued is not None else _document_year(frame.context)
        days = [mention for mention in find_dates(sentence, year=year) if mention.precision == "day"]
        day = next((day.first for day in days if _is_as_of(folded, day.start, day.raw)), as_of)
        years = _YEAR.findall(folded)
        for figure in find_figures(sentence, article=article, about=about):
            if hardship and not _is_hardship(figure, sentence, folded):
                continue
            number = _DIGIT.search(sentence, figure.start, figure.end)
            cumulative = number is not None and read_total(sentence, number.start()).surely
            period = years[-1] if article and len(set(years)) == 1 and figure.unit in ("hạng", "bậc", "nhóm") else None
            placed = replace(figure, start=low + places[figure.start], end=low + places[figure.end - 1] + 1)
            yield frame.record(placed, as_of=day, cumulative=cumulative, period=period)


def _column_day(context: PartContext, table: int | None, column: int | None) -> date | None:
    """The day that the heading of a column tells: "Kết quả đến ngày 14/9/2026"."""
    if table is None or column is None:
        return None
    reading = next((reading for reading in context.part.tables if reading.table == table), None)
    heading = next((c.heading for c in reading.columns if c.index == column), "") if reading is not None else ""
    year = context.issued.year if context.issued is not None else None
    days = [day for day in find_dates(heading, year=year) if day.precision == "day"]
    return days[-1].last if days and re.search(r"(?<!\w)(?:đến|tới)(?!\w)", fold(heading)) else None


def _is_hardship(figure: Figure, sentence: str, folded: str) -> bool:
    """Whether a figure of a difficulty counts what is hard, and not where or how often it is."""
    if figure.unit == "%" or figure.denominator is not None:
        return True
    if figure.unit is None or figure.unit.startswith(("lần", "km", "m²", "ha")):
        return False
    number = re.search(r"\d", sentence[figure.start : figure.end])
    before = folded[: figure.start + number.start()] if number is not None else ""
    return _WHERE.search(before) is None


def _joined(sentence: str) -> tuple[str, Sequence[int]]:
    """A sentence in one line, with the numbers joined that a narrow cell breaks ("1.300. 400"), and where each of its characters stands."""
    sentence = sentence.replace("\n", " ")
    if _BROKEN.search(sentence) is None:
        return sentence, range(len(sentence))
    kept = list(range(len(sentence)))
    for match in reversed(list(_BROKEN.finditer(sentence))):
        del kept[match.end() - 1 : match.end()]
    return "".join(sentence[place] for place in kept), kept


def _is_as_of(folded: str, start: int, raw: str) -> bool:
    before = folded[max(0, start - 40) : start]
    words = fold(raw)
    if re.search(
        r"(?:tính|thống kê|số liệu|chốt|cập nhật|lũy kế|cộng dồn)\s+(?:đến|tới)(?:\s+(?:hết|thời điểm|cuối))*\s*$", before
    ):
        return True
    if words.startswith(("đến ", "tính đến")):
        return not re.search(r"(?:từ|trước|chậm nhất|dự kiến)\s[^.;]*$", before)
    return re.search(r"(?:^|[.;,():]\s*)đến(?:\s+(?:hết|thời điểm|cuối|nay))*\s*$", before) is not None


def _document_year(context: PartContext) -> int | None:
    """The year of an article without a date: the one that its text names most often."""
    years: dict[str, int] = {}
    for year in _YEAR.findall(fold(context.text[context.part.start : min(context.part.end, context.part.start + 20000)])):
        years[year] = years.get(year, 0) + 1
    return int(max(years, key=lambda year: (years[year], year))) if years else None


def _province(context: PartContext) -> Agency | None:
    """The province that an article is about: the one it names most often, if any."""
    text = context.text[context.part.start : min(context.part.end, context.part.start + 20000)]
    counts: dict[str, int] = {}
    for name in sorted(set(province_names().values())):
        found = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))
        if found:
            counts[name] = found
    if not counts:
        return None
    name, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    if count < 2 or sum(other == count for other in counts.values()) > 1:
        return None
    return Agency(raw=name, name=f"tỉnh {name}", id=None)
