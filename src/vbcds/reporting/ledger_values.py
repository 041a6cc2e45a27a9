"""The ledger's values: a task on a day, what its state rests on, what changed since the period before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from vbcds.model.document import Source
from vbcds.model.records import Agency, Status, TaskRecord

State = Literal["done", "in_progress", "not_started", "delayed", "overdue", "upcoming", "unreported"]
#: All states, in the order in which tables show them.
STATES: tuple[State, ...] = ("done", "in_progress", "not_started", "delayed", "overdue", "upcoming", "unreported")

_NAMES: dict[State, str] = {
    "done": "Đã hoàn thành", "in_progress": "Đang thực hiện", "not_started": "Chưa thực hiện", "delayed": "Chậm tiến độ",
        "overdue": "Quá hạn",
    "upcoming": "Chưa đến hạn", "unreported": "Chưa có báo cáo",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvidence:
    """What the state of a task rests on: a statement of a report."""

    document: str
    text: str
    source: Source
    period: str | None
    agency: Agency | None
    status: Status | None
    #: How sure the link of the statement to the task is.
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A task on a day."""

    task: TaskRecord
    state: State
    #: The last statement on the task, or None.
    evidence: LedgerEvidence | None
    #: The next day that something is due (recurring work unrolled); the day that was missed where the task is overdue.
    due: date | None
    #: Days since `due`, where the task is overdue.
    days_late: int | None
    #: Agencies of the lead that have said nothing of the task in the period looked at.
    silent: tuple[Agency, ...]
    #: All statements on the task up to the day, the oldest first.
    history: tuple[LedgerEvidence, ...] = ()
    #: Who answers for the lead today, where a merger or a new name has changed it since the task was assigned.
    successors: tuple[str, ...] = ()
    #: The link rests on little and should be looked at.
    doubtful: bool = False


ChangeKind = Literal["state", "figure-decreased", "copied-text", "slipped-deadline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that one period says otherwise than the one before; `before` and `after` are what was said."""

    kind: ChangeKind
    period: str
    previous: str
    agency: Agency | None
    before: str
    after: str
    before_document: str
    after_document: str
    before_source: Source
    after_source: Source
    task: TaskRecord | None = None
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All tasks on a day."""

    as_of: date
    #: The period whose reports tell who was silent: the last month that any report is on.
    period: str | None
    entries: tuple[LedgerEntry, ...]
    changes: tuple[Change, ...] = ()

    @property
    def counts(self) -> dict[State, int]:
        """How many tasks are in each state; they add up to all tasks."""
        return {state: sum(entry.state == state for entry in self.entries) for state in STATES}

    @property
    def overdue(self) -> tuple[LedgerEntry, ...]:
        """The overdue tasks, those that are latest first."""
        late = [entry for entry in self.entries if entry.state == "overdue"]
        return tuple(sorted(late, key=lambda entry: -(entry.days_late or 0)))


def state_name(state: State) -> str:
    """The name of a state in official Vietnamese.

    >>> state_name("overdue")
    'Quá hạn'
    """
    return _NAMES[state]
