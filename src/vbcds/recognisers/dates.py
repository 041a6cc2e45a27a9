"""Calendar expressions in Vietnamese text: days, months, quarters, halves, years.

The scanner (`dates_scan`) finds them; here they get their years and become mentions.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vbcds.model.mentions import DateMention, DatePrecision
from vbcds.recognisers.dates_scan import fold, scan
from vbcds.recognisers.dates_spans import Unit, with_years
from vbcds.text.offsets import on_composed

_GATE = re.compile(r"\d|[qQ][uU][ýíyÝÍY]|[qQ]úy|[tT]háng\s|[nN]ửa\s")
_PRECISION: dict[Unit, DatePrecision] = {
    "day": "day", "month": "month", "quarter": "quarter", "half": "half", "months": "months", "year": "year", "week": "week",
}  # fmt: skip


def find_dates(text: str, *, year: int | None = None) -> list[DateMention]:
    """Calendar expressions of a running text, in order, without overlaps.

    `start`/`end` count characters of `text`; `first` and `last` are the days that the expression covers; `year` is the year of
    expressions that leave it out ("ngày 24.5"), which are passed over where it is None. Never raises; a day that does not exist
    (31/6) yields nothing. Edges ("cuối tháng 11") by Article 146 of the Civil Code 2015.

    >>> [(m.raw, str(m.first), str(m.last)) for m in find_dates("Trong quý III/2023 và trước ngày 30.7.2023")]
    [('quý III/2023', '2023-07-01', '2023-09-30'), ('ngày 30.7.2023', '2023-07-30', '2023-07-30')]
    """
    return on_composed(lambda composed: _find(composed, year), text)


def _find(text: str, year: int | None) -> list[DateMention]:
    if _GATE.search(text) is None:
        return []
    folded = fold(text)
    spans = scan(folded, cell=False)
    found: list[DateMention] = []
    skip = False
    for i, (span, dated) in enumerate(zip(spans, with_years(spans, folded, cell=False), strict=True)):
        if skip:
            skip = False
            continue
        following = spans[i + 1] if i + 1 < len(spans) else None
        if span.unit == "year" and following is not None and following.unit == "year" and following.bare:
            dated = replace(dated, end=following.end, last_year=following.year)
            skip = True
        days = dated.days(year)
        if days is None:
            continue
        found.append(
            DateMention(
                start=dated.start,
                end=dated.end,
                raw=text[dated.start : dated.end],
                first=days[0],
                last=days[1],
                precision="day" if span.edge is not None else _PRECISION[span.unit],
                year_given=dated.year is not None,
            )
        )
    return found
