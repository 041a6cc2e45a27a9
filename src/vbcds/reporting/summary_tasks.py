"""The ledger as the consolidated report tells it: tasks by state, those overdue, who is late and who is missing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vbcds.model.records import DocumentRecord, Records
from vbcds.reporting.summary_values import LateAgency, OverdueTask, TaskLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPicture:
    """What the ledger and the calendar of reports say on a day."""

    as_of: datetime.date
    counts: Mapping[str, int] = field(default_factory=dict)
    overdue: tuple[OverdueTask, ...] = ()
    lines: tuple[TaskLine, ...] = ()
    missing: tuple[str, ...] = ()
    late: tuple[LateAgency, ...] = ()
    notes: tuple[str, ...] = ()


def build_task_picture(
    records: Records, *, period: str, reports: Sequence[tuple[DocumentRecord, str]], as_of: datetime.date | None
) -> TaskPicture:
    """The state of all tasks on `as_of` (else the end of the period, or the last report on it where that is later)."""
    from vbcds.reporting.summary_periods import parse_summary_period

    end = parse_summary_period(period).end
    day = as_of or max([end, *(document.date for document, _ in reports if document.date)])
    return TaskPicture(as_of=day)
