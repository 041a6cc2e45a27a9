"""The consolidated report as values: what its JSON holds, in the contract's names, and what the renderers need beside it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from vbcds.model.records import FindingRecord
from vbcds.reporting.ledger_values import STATES, state_name

#: Names of the states in official Vietnamese, in the order in which tables show them.
STATE_NAMES: Mapping[str, str] = {state: state_name(state) for state in STATES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where something was read: offsets in the canonical text of a document."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencePart:
    """What some of a sentence's agencies say, in their words."""

    text: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySentence:
    """A sentence of the summary: who said it and where; every figure in `text` stands in one of `sources`."""

    text: str
    agencies: tuple[str, ...]
    sources: tuple[Passage, ...]
    theme: str | None = None
    addressee: str | None = None
    #: Where several agencies say the same in words of their own: what they all speak of, and each one's words with who says them.
    matter: str | None = None
    parts: tuple[SentencePart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAgency:
    """An agency whose report came after its day; `date` is the report's, `due` the last day that was in time."""

    name: str
    date: datetime.date | None
    due: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueTask:
    """A task whose day has passed; `days` counts from the day after the last one that was in time."""

    document: str
    code: str | None
    content: str
    lead: tuple[str, ...]
    due: datetime.date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryMetric:
    """A figure of the period beside that of the period before and the goal."""

    agency: str | None
    indicator: str
    value: float
    unit: str | None
    previous: float | None
    goal: float | None
    comparator: str | None
    due: datetime.date | None
    #: Whether the goal is reached; None where there is none.
    reached: bool | None
    numerator: float | None
    denominator: float | None
    consistent: bool | None
    #: (period, value), the oldest first.
    series: tuple[tuple[str, float], ...]
    raw: str
    sources: tuple[Passage, ...]
    #: How the plan words the goal.
    goal_indicator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What the summary does not tell, and why: `reason` is `unsupported` (a figure in no source) or `length`."""

    section: str
    text: str
    reason: str
    agencies: tuple[str, ...] = ()
    sources: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A line of the ledger as the summary's annex shows it."""

    document: str
    code: str | None
    content: str
    lead: tuple[str, ...]
    deadline: str | None
    state: str
    next_due: datetime.date | None
    evidence: str | None
    source: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A report that the summary stands on."""

    id: str
    path: str
    agency: str
    number: str | None
    date: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The consolidated report of a period (see the contract's summary JSON); `ledger` and what follows are further fields."""

    period: str
    agencies_reported: tuple[str, ...] = ()
    agencies_missing: tuple[str, ...] = ()
    agencies_late: tuple[LateAgency, ...] = ()
    highlights: tuple[SummarySentence, ...] = ()
    difficulties: tuple[SummarySentence, ...] = ()
    proposals: tuple[SummarySentence, ...] = ()
    plans: tuple[SummarySentence, ...] = ()
    #: State -> number of tasks; the states of `STATES`, which add up to the number of tasks.
    tasks: Mapping[str, int] = field(default_factory=dict)
    overdue: tuple[OverdueTask, ...] = ()
    metrics: tuple[SummaryMetric, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    as_of: datetime.date | None = None
    ledger: tuple[TaskLine, ...] = ()
    documents: tuple[SourceDocument, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    #: Who assigned the tasks (the issuer of the plan), and where it sits: for the letterhead.
    authority: str | None = None
    place: str | None = None
    #: Pages that the body was asked to have; None where nothing bounds it.
    pages: int | None = None
    #: What the reports are about ("chuyển đổi số"), where most of their titles say it.
    subject: str | None = None

    def sentences(self) -> tuple[SummarySentence, ...]:
        """All sentences, in the order of the report."""
        return (*self.highlights, *self.difficulties, *self.proposals, *self.plans)
