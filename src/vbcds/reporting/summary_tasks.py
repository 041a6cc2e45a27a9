"""The ledger as the consolidated report tells it: tasks by state, those overdue, who is late and who is missing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vbcds.model.records import DocumentRecord, Evidence, FindingRecord, Records
from vbcds.reporting.calendar import build_calendar
from vbcds.reporting.ledger import build_ledger
from vbcds.reporting.ledger_values import Change, Ledger, LedgerEntry
from vbcds.reporting.report_duties import ReportDuty, find_duties
from vbcds.reporting.summary_periods import parse_summary_period
from vbcds.reporting.summary_values import LateAgency, OverdueTask, Passage, TaskLine


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
    #: What changed since the period before and should be looked at: figures that fell, copied text, slipped deadlines.
    findings: tuple[FindingRecord, ...] = ()


def build_task_picture(
    records: Records,
    *,
    period: str,
    reports: Sequence[tuple[DocumentRecord, str]],
    as_of: datetime.date | None,
    duties: Sequence[ReportDuty] | None = None,
) -> TaskPicture:
    """The state of all tasks on `as_of` (else the end of the period, or the last report on it where that is later).

    `duties` say who owes reports (else the plans of the dossier say it).
    """
    day = as_of or max([parse_summary_period(period).end, *(document.date for document, _ in reports if document.date)])
    ledger = build_ledger(records.tasks, records.report_items, records.documents, as_of=day, metrics=records.metrics, period=period)
    owed = find_duties(records.tasks, records.documents) if duties is None else duties
    calendar = build_calendar(owed, records.documents, period=period, as_of=day, tasks=records.tasks, items=records.report_items)
    names = {document.id: name for document, name in reports}
    return TaskPicture(
        as_of=day,
        counts={str(state): count for state, count in ledger.counts.items()} if ledger.entries else {},
        overdue=tuple(map(_overdue, ledger.overdue)),
        lines=task_lines(ledger),
        missing=tuple(dict.fromkeys(due.agency.name for due in calendar.missing)),
        late=tuple(
            LateAgency(name=names.get(due.document or "", due.agency.name), date=due.reported, due=due.due) for due in calendar.late
        ),
        findings=tuple(_finding(change) for change in ledger.changes if change.kind != "state"),
    )


def task_lines(ledger: Ledger) -> tuple[TaskLine, ...]:
    """The ledger's lines as tables show them."""
    return tuple(map(_line, ledger.entries))


def _overdue(entry: LedgerEntry) -> OverdueTask:
    task = entry.task
    assert entry.due is not None  # an overdue task has missed a day
    return OverdueTask(
        document=task.document,
        code=task.code,
        content=task.content,
        lead=tuple(agency.name for agency in task.lead),
        due=entry.due,
        days=max(1, entry.days_late or 0),  # "trước ngày ...": on the day itself it is one late
    )


def _finding(change: Change) -> FindingRecord:
    return FindingRecord(
        document=change.after_document,
        code=change.kind,
        severity="info" if change.kind == "slipped-deadline" else "warning",
        message=f"{change.message.rstrip('.')}: “{_short(change.after)}”." if change.kind != "figure-decreased" else change.message,
        evidence=(
            Evidence(document=change.after_document, text=change.after, source=change.after_source),
            Evidence(document=change.before_document, text=change.before, source=change.before_source),
        ),
    )


def _short(text: str, length: int = 160) -> str:
    line = " ".join(text.split()).rstrip(".;")
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0] + "…"


def _line(entry: LedgerEntry) -> TaskLine:
    task, evidence = entry.task, entry.evidence
    return TaskLine(
        document=task.document,
        code=task.code,
        content=task.content,
        lead=tuple(agency.name for agency in task.lead),
        deadline=" ".join(task.deadline.raw.split()) if task.deadline.raw else None,
        state=entry.state,
        next_due=entry.due,
        evidence=" ".join(evidence.text.split()) if evidence else None,
        source=Passage(document=evidence.document, start=evidence.source.start, end=evidence.source.end) if evidence else None,
    )
