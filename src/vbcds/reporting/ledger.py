"""The ledger of assigned tasks: the state of each on a day, what it rests on, and what changed since the period before."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from vbcds.assembly.responsibility import covers, present_name
from vbcds.assembly.task_copies import TaskId, task_copies, task_id
from vbcds.lexicons.report_words import fold
from vbcds.model.periods import period_days
from vbcds.model.records import Agency, DocumentRecord, MetricRecord, ReportItemRecord, Status, TaskRecord
from vbcds.recognisers.agencies_resolution import successors_of
from vbcds.reporting.calendar import build_calendar
from vbcds.reporting.ledger_changes import find_changes
from vbcds.reporting.ledger_values import Ledger, LedgerEntry, LedgerEvidence, State
from vbcds.reporting.recurrence import next_occurrence
from vbcds.reporting.report_duties import find_duties
from vbcds.text.fold import key

#: Of what several statements say the least that was reached.
_LEAST: tuple[Status, ...] = ("delayed", "in_progress", "not_started", "done")
#: What a statement on work that was done before says where the work is not done after all.
_UNDONE = re.compile(
    r"(?<!\w)(?:chưa|còn (?:lại|thiếu|\d)|dự kiến|mới (?:được|có|chỉ|hoàn thành|đạt|xong)|đang (?!(?:được )?(?:sử dụng|vận hành"
    r"|khai thác|hoạt động)))"
)
#: So much surer, in logarithms of the odds, must the link of what tells a task's end be than that of what goes on near it.
_SURER = 1.0
#: "Thủ trưởng các sở, ban, ngành chịu trách nhiệm trước Chủ tịch UBND tỉnh về tiến độ, chất lượng nhiệm vụ được giao."
_ANSWERS = re.compile(
    r"[^.;:]{3,240}(?<!\w)chịu trách nhiệm (?:toàn diện |trực tiếp |cá nhân |hoàn toàn |chính )*(?:trước|về)(?!\w)"
    r"[^.;:]{0,200}(?<!\w)(?:kết quả|tiến độ|chất lượng|hiệu quả|nhiệm vụ|nội dung|lĩnh vực)(?!\w)[^.;:]{0,120}\.?"
)
#: A link less sure than this is for a person to look at: of ten such links one or two are wrong, of others one in a hundred.
_DOUBTFUL = 0.9
#: A hardship that says that the task itself is late.
_LATE = re.compile(
    r"(?<!\w)(?:chậm (?:so với|tiến độ|hơn)|tiến độ [^.;]{0,60}chậm|trễ hạn|quá (?:thời )?hạn"
    r"|(?:chưa|không) (?:đạt|bảo đảm|đảm bảo) tiến độ)(?!\w)"
)


def build_ledger(
    tasks: Sequence[TaskRecord],
    items: Sequence[ReportItemRecord],
    documents: Sequence[DocumentRecord],
    *,
    as_of: date,
    metrics: Sequence[MetricRecord] = (),
    period: str | None = None,
) -> Ledger:
    """The ledger of the tasks on a day, from statements that `vbcds.assembly.task_links.link_tasks` has linked to them.

    Reports issued after `as_of` are not looked at. A task is done where the last result that tells its state says so; one that is due
    and not done is overdue, even where nothing was reported; "delayed" is what reports themselves call late, before the due day. Work
    that was neither reported nor is due yet is `upcoming`, or `unreported` where it runs already. `period` is the one whose silence
    counts (else the last month that a report is on); `metrics` are compared for figures that fell though cumulative.
    """
    dated = {document.id: document for document in documents}
    known = [item for item in items if _said(item, dated) <= as_of]
    chosen = period or _last_period(known, as_of)
    copies = task_copies(tasks, documents)
    said: dict[TaskId, list[ReportItemRecord]] = defaultdict(list)
    for item in known:
        if item.task is not None and item.section in ("results", "plans", "difficulties"):
            place = (item.task.document, item.task.start if item.task.start is not None else -1, item.task.code)
            said[copies.first.get(place, place)].append(item)
    entries = [_entry(task, said.get(task_id(task), []), dated, as_of, chosen) for task in copies.tasks if not _only_answers(task)]
    if chosen is not None:
        given = [document for document in documents if document.date is None or document.date <= as_of]
        entries = [_reported(entry, copies.tasks, given, items, chosen, as_of) for entry in entries]
    changes = find_changes(known, metrics, dated, {task_id(task): task for task in copies.tasks}, copies.first, chosen)
    return Ledger(as_of=as_of, period=chosen, entries=tuple(entries), changes=tuple(changes))


def _only_answers(task: TaskRecord) -> bool:
    """Whether a sentence only says who answers to whom for what was assigned: no work that could be done."""
    return task.code is None and task.deadline.due is None and _ANSWERS.fullmatch(fold(task.content)) is not None


def _reported(
    entry: LedgerEntry, tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord], items: Sequence[ReportItemRecord],
    period: str, as_of: date,
) -> LedgerEntry:  # fmt: skip
    """The duty to report itself: it goes on where reports came in, and who owes one is silent."""
    duties = find_duties((entry.task,), documents)
    if entry.history or not duties:
        return entry
    calendar = build_calendar(duties, documents, period=period, as_of=as_of, tasks=tasks, items=items)
    if not calendar.reported:
        return entry
    return replace(entry, state="in_progress", silent=tuple(due.agency for due in calendar.missing))


def _said(item: ReportItemRecord, documents: Mapping[str, DocumentRecord]) -> date:
    """When a statement was made: the date of its report, else the end of its period."""
    document = documents.get(item.document)
    if document is not None and document.date is not None:
        return document.date
    days = period_days(item.period) if item.period else None
    return days[1] if days is not None else date.min


def _last_period(items: Sequence[ReportItemRecord], as_of: date) -> str | None:
    found = {item.period for item in items if item.period}
    dated = [(days[1], period) for period in found if (days := period_days(period)) is not None and days[0] <= as_of]
    return max(dated)[1] if dated else None


def _evidence(item: ReportItemRecord) -> LedgerEvidence:
    return LedgerEvidence(
        document=item.document, text=item.text, source=item.source, period=item.period, agency=item.agency, status=item.status,
        confidence=item.confidence,
    )  # fmt: skip


def _entry(
    task: TaskRecord, items: list[ReportItemRecord], documents: Mapping[str, DocumentRecord], as_of: date, period: str | None
) -> LedgerEntry:  # fmt: skip
    ordered = sorted(items, key=lambda item: (_said(item, documents), item.document, item.source.start))
    # what an office without a part in the task does for it ("dự lớp do Sở Nội vụ mở") is no state of the task
    results = [item for item in ordered if item.section == "results" and item.status is not None and _has_part(item.agency, task)]
    status = _status(results, documents)
    last = next((item for item in reversed(results) if item.status == status), None) or (ordered[-1] if ordered else None)
    if status is None and any(item.section == "difficulties" and _LATE.search(fold(item.text)) for item in ordered):
        status = "delayed"
    due, missed = _due(task, as_of, results, documents)
    state: State
    if status == "done" and task.deadline.kind not in ("recurring", "ongoing"):
        state, due = "done", task.deadline.due
        missed = None
    elif missed is not None:
        state = "overdue"
    elif status is not None:
        state = "in_progress" if status == "done" else status
        if any(item.section == "difficulties" and _same_report(item, last) and _LATE.search(fold(item.text)) for item in ordered):
            state = "delayed"
    elif ordered:
        state = "in_progress"
    elif task.deadline.kind in ("ongoing", "period", "recurring") or due is None or period is not None:
        state = "upcoming" if task.deadline.start is not None and task.deadline.start > as_of else "unreported"
    else:
        state = "upcoming"
    if state == "unreported" and period is None and (due is None or due > as_of):
        state = "upcoming"
    spoke = {_name(item.agency) for item in ordered if period is None or item.period == period}
    silent = tuple(agency for agency in task.lead if state != "done" and not _has_spoken(agency, spoke))
    return LedgerEntry(
        task=task,
        state=state,
        evidence=_evidence(last) if last is not None else None,
        due=missed or due,
        days_late=(as_of - missed).days if missed is not None else None,
        silent=silent,
        history=tuple(_evidence(item) for item in ordered),
        successors=_successors(task, as_of),
        doubtful=last is not None and last.confidence is not None and last.confidence < _DOUBTFUL,
    )


def _same_report(item: ReportItemRecord, last: ReportItemRecord | None) -> bool:
    return last is not None and item.document == last.document


def _status(results: Sequence[ReportItemRecord], documents: Mapping[str, DocumentRecord]) -> Status | None:
    """What the last report says; of several statements of one report the least that was reached, of several agencies as well.

    Work that was reported as done stays done, whatever is told of its use later, until a report says that something is left.
    """
    if not results:
        return None
    latest = max(_period_end(item, documents) for item in results)
    last = [item for item in results if _period_end(item, documents) == latest]
    last = [item for item in last if not any(_outweighs(other, item) for other in last)]
    states = {item.status for item in last}
    if states >= {"not_started", "done"}:
        return "in_progress"
    status = next((state for state in _LEAST if state in states), None)
    if status == "in_progress" and not any(_UNDONE.search(fold(item.text)) for item in last):
        before = [item for item in results if _period_end(item, documents) < latest]
        return "done" if _status(before, documents) == "done" else status
    return status


def _outweighs(one: ReportItemRecord, other: ReportItemRecord) -> bool:
    """Whether a report says of the task itself that it is done, and of what is only near it that it goes on."""
    if one.document != other.document or one.status != "done" or other.status != "in_progress":
        return False
    return _odds(one) - _odds(other) >= _SURER


def _odds(item: ReportItemRecord) -> float:
    """The logarithm of the odds that a statement's link is right."""
    certain = min(0.999, max(0.001, item.confidence or 0.0))
    return math.log(certain / (1 - certain))


def _period_end(item: ReportItemRecord, documents: Mapping[str, DocumentRecord]) -> date:
    days = period_days(item.period) if item.period else None
    return days[1] if days is not None else _said(item, documents)


def _due(
    task: TaskRecord, as_of: date, results: Sequence[ReportItemRecord], documents: Mapping[str, DocumentRecord]
) -> tuple[date | None, date | None]:  # fmt: skip
    """(The next due day, the due day that was missed). Recurring work is never overdue here: the calendar of reports tells that."""
    deadline = task.deadline
    if deadline.recurrence:
        return next_occurrence(deadline.recurrence, after=as_of, exclusive=deadline.exclusive), None
    if deadline.due is None:
        return None, None
    late = as_of > deadline.due or (deadline.exclusive and as_of >= deadline.due)
    return deadline.due, (deadline.due if late else None)


def _name(agency: Agency | None) -> str:
    return "" if agency is None else (agency.id or key(agency.name)).partition("@")[0]


def _has_spoken(agency: Agency, spoke: set[str]) -> bool:
    own = _name(agency)
    if own in spoke:
        return True
    if own.startswith(("cac-", "ubnd-cap-", "so-nganh")):  # a collective is not silent where one of it spoke
        return bool(spoke)
    return bool({id.partition("@")[0] for id in successors_of(agency.id, on=date(2100, 1, 1))} & spoke) if agency.id else False


def _has_part(agency: Agency | None, task: TaskRecord) -> bool:
    return agency is None or not task.lead or covers((*task.lead, *task.support), agency)


def _successors(task: TaskRecord, on: date) -> tuple[str, ...]:
    """The present names of leads that have another one."""
    names = {agency.name: present_name(agency, on) for agency in task.lead}
    return tuple(dict.fromkeys(now for name, now in names.items() if now != name))
