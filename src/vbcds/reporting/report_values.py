"""What a consolidated report is made of, for all renderers: headings, paragraphs, tables, charts, annexes."""

from __future__ import annotations

from dataclasses import dataclass

from vbcds.reporting.summary_periods import SummaryPeriod
from vbcds.reporting.summary_values import SummarySentence


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 1 (I.), 2 (1.), 3 (a))."""

    level: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a `bullet` begins with a dash; `sentence` is the summary's sentence that it tells."""

    text: str
    bullet: bool = False
    sentence: SummarySentence | None = None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: heading, share of the width, alignment."""

    heading: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; `total`: its last row sums up. `kind` names it for renderers that draw more of it."""

    kind: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A bar chart in per cent: for each category a value, or none, of each series."""

    title: str
    categories: tuple[str, ...]
    #: (name, values) with as many values as there are categories.
    series: tuple[tuple[str, tuple[float | None, ...]], ...]


Block = Heading | Text | TableBlock | ChartBlock


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own."""

    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report: letterhead, title, body, annexes."""

    parent: str | None
    agency: str
    symbol: str
    place: str | None
    title: str
    period: SummaryPeriod
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]
