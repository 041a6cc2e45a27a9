"""The ledger of assigned tasks: the state of each on a day, what it rests on, and what changed since the period before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from rapidfuzz import fuzz

from vbcds.assembly.statuses import parse_status
from vbcds.assembly.task_links import TaskId, indicator_key, task_copies, task_id
from vbcds.lexicons.report_words import fold
from vbcds.model.document import Source
from vbcds.model.records import Agency, DocumentRecord, MetricRecord, ReportItemRecord, Status, TaskRecord
from vbcds.recognisers.agencies_resolution import successors_of
from vbcds.recognisers.deadlines import find_deadlines
from vbcds.reporting.periods import period_days, previous_period
from vbcds.reporting.recurrence import next_occurrence
from vbcds.text.fold import key

State = Literal["done", "in_progress", "not_started", "delayed", "overdue", "upcoming", "unreported"]
#: All states, in the order in which tables show them.
STATES: tuple[State, ...] = ("done", "in_progress", "not_started", "delayed", "overdue", "upcoming", "unreported")

_NAMES: dict[State, str] = {
    "done": "Đã hoàn thành", "in_progress": "Đang thực hiện", "not_started": "Chưa thực hiện", "delayed": "Chậm tiến độ",
        "overdue": "Quá hạn",
    "upcoming": "Chưa đến hạn", "unreported": "Chưa có báo cáo",
}  # fmt: skip
_WITHIN = re.compile(r"(?<!\w)(?:trong|riêng) (?:tháng|kỳ|quý|tuần)(?!\w)")
_FINISHED = re.compile(r"(?<!\w)(?:đã|hoàn thành)(?!\w)")
_COPIED = 97.0
_SHORTEST_COPY = 6


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
    #: The lead under its present name, where a merger has changed it since the task was assigned.
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
    entries = [_entry(task, said.get(task_id(task), []), dated, as_of, chosen) for task in copies.tasks]
    changes = _changes(known, metrics, dated, {task_id(task): task for task in copies.tasks}, copies.first, chosen, as_of)
    return Ledger(as_of=as_of, period=chosen, entries=tuple(entries), changes=tuple(changes))


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
    results = [item for item in ordered if item.section == "results" and item.status is not None]
    status = _status(results, documents)
    last = next((item for item in reversed(results) if item.status == status), None) or (ordered[-1] if ordered else None)
    if status is None and any(item.section == "difficulties" and parse_status(item.text) == "delayed" for item in ordered):
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
        if any(
            item.section == "difficulties" and _same_report(item, last) and parse_status(item.text) == "delayed" for item in ordered
        ):
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
        successors=tuple(name for agency in task.lead for name in _successors(agency, as_of)),
        doubtful=last is not None and last.confidence is not None and last.confidence < 0.6,
    )


def _same_report(item: ReportItemRecord, last: ReportItemRecord | None) -> bool:
    return last is not None and item.document == last.document


def _status(results: Sequence[ReportItemRecord], documents: Mapping[str, DocumentRecord]) -> Status | None:
    """What the last report says; of several statements of one report the least that was reached, of several agencies as well."""
    if not results:
        return None
    latest = max(_period_end(item, documents) for item in results)
    states = {item.status for item in results if _period_end(item, documents) == latest}
    order: tuple[Status, ...] = ("delayed", "in_progress", "not_started", "done")
    if states >= {"not_started", "done"}:
        return "in_progress"
    return next((state for state in order if state in states), None)


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


def _successors(agency: Agency, on: date) -> list[str]:
    if agency.id is None:
        return []
    return [id for id in successors_of(agency.id, on=on) if id != agency.id]


# --- month against month


def _changes(
    items: Sequence[ReportItemRecord],
    metrics: Sequence[MetricRecord],
    documents: Mapping[str, DocumentRecord],
    tasks: Mapping[TaskId, TaskRecord],
    first: Mapping[TaskId, TaskId],
    period: str | None,
    as_of: date,
) -> list[Change]:
    before = previous_period(period) if period else None
    if period is None or before is None:
        return []
    found: list[Change] = []
    now: dict[str, list[ReportItemRecord]] = defaultdict(list)
    then: dict[str, list[ReportItemRecord]] = defaultdict(list)
    for item in items:
        side = now if item.period == period else then if item.period == before else None
        if side is not None:
            side[_agency(item.agency)].append(item)
    for agency in sorted(now):
        if agency not in then:
            continue
        found += _state_changes(now[agency], then[agency], tasks, first, period, before)
        found += _copied(now[agency], then[agency], period, before)
        found += _slipped(now[agency], then[agency], documents, period, before)
    found += find_decreases(metrics, documents, period=period, previous=before)
    return found


def _agency(agency: Agency | None) -> str:
    return "" if agency is None else agency.id or key(agency.name)


def _change(kind: ChangeKind, old: ReportItemRecord, new: ReportItemRecord, period: str, before: str, message: str) -> Change:
    return Change(
        kind=kind, period=period, previous=before, agency=new.agency, before=old.text, after=new.text, before_document=old.document,
        after_document=new.document, before_source=old.source, after_source=new.source, message=message,
    )  # fmt: skip


def _state_changes(
    now: Sequence[ReportItemRecord], then: Sequence[ReportItemRecord], tasks: Mapping[TaskId, TaskRecord], first: Mapping[TaskId, TaskId],
    period: str, before: str,
) -> list[Change]:  # fmt: skip
    def by_task(items: Sequence[ReportItemRecord]) -> dict[TaskId, ReportItemRecord]:
        found: dict[TaskId, ReportItemRecord] = {}
        for item in items:
            if item.task is not None and item.section == "results" and item.status is not None:
                place = (item.task.document, item.task.start if item.task.start is not None else -1, item.task.code)
                found[first.get(place, place)] = item
        return found

    old, new = by_task(then), by_task(now)
    changes = []
    for place, item in new.items():
        earlier = old.get(place)
        if earlier is None or earlier.status == item.status or item.status is None or earlier.status is None:
            continue
        change = _change(
            "state", earlier, item, period, before, f"Nhiệm vụ chuyển từ “{_NAMES[earlier.status]}” sang “{_NAMES[item.status]}”."
        )
        changes.append(replace(change, task=tasks.get(place)))
    return changes


def _copied(now: Sequence[ReportItemRecord], then: Sequence[ReportItemRecord], period: str, before: str) -> list[Change]:
    """Statements word for word those of the period before; figures, where there are any, the same as well."""
    changes = []
    for item in now:
        words = key(item.text)
        if len(words.split()) < _SHORTEST_COPY:
            continue
        same = [old for old in then if old.section == item.section and _is_copy(key(old.text), words)]
        if same:
            changes.append(
                _change(
                    "copied-text",
                    same[0],
                    item,
                    period,
                    before,
                    "Nội dung báo cáo trùng nguyên văn với kỳ trước, chưa được cập nhật.",
                )
            )
    return changes


def _is_copy(old: str, new: str) -> bool:
    digits = [word for word in old.split() if word[0].isdigit()], [word for word in new.split() if word[0].isdigit()]
    return old == new or (digits[0] == digits[1] and fuzz.ratio(old, new) >= _COPIED)


def _slipped(
    now: Sequence[ReportItemRecord], then: Sequence[ReportItemRecord], documents: Mapping[str, DocumentRecord], period: str, before: str
) -> list[Change]:  # fmt: skip
    """Work promised for an earlier day, or that the period before planned for this period, and is now promised for a later day."""
    changes = []
    for item in now:
        if item.task is None or item.section not in ("results", "plans"):
            continue
        later = _promised(item, documents)
        if later is None:
            continue
        for old in then:
            if old.task != item.task or old.section not in ("results", "plans"):
                continue
            earlier = _promised(old, documents)
            if earlier is not None and later > earlier and fuzz.token_set_ratio(key(old.text), key(item.text)) >= 60:
                message = f"Thời hạn dự kiến lùi từ {earlier:%d/%m/%Y} sang {later:%d/%m/%Y}."
                changes.append(_change("slipped-deadline", old, item, period, before, message))
                break
    return changes


def _promised(item: ReportItemRecord, documents: Mapping[str, DocumentRecord]) -> date | None:
    document = documents.get(item.document)
    issued = document.date if document is not None else None
    days = [mention.deadline.due for mention in find_deadlines(item.text, issued=issued) if mention.deadline.due is not None]
    if issued is not None:
        days = [day for day in days if day >= issued.replace(day=1)]
    return max(days) if days else None


def find_decreases(
    metrics: Sequence[MetricRecord], documents: Sequence[DocumentRecord] | Mapping[str, DocumentRecord], *, period: str, previous: str
) -> list[Change]:  # fmt: skip
    """Figures of a period that fell below those of the period before though they only ever grow.

    A figure only grows where one of the two says "lũy kế", or counts what was made so far (the count of a share, or a thing that was
    "created" in all); shares and figures of one period ("trong tháng") may fall. Compared are figures of one agency and one indicator.
    """
    old: dict[tuple[str, str], list[MetricRecord]] = defaultdict(list)
    for metric in metrics:
        if metric.period == previous:
            old[(_agency(metric.agency), indicator_key(metric.indicator))].append(metric)
    found = []
    for metric in metrics:
        if metric.period != period or metric.unit in ("hạng", "bậc", "nhóm"):
            continue
        for earlier in _same_indicator(metric, old):
            before, after = _amount(earlier), _amount(metric)
            if before is None or after is None or before[1] != after[1]:
                continue
            if after[0] < before[0] and _only_grows(metric, earlier):
                found.append(
                    Change(
                        kind="figure-decreased", period=period, previous=previous, agency=metric.agency, before=earlier.raw,
                            after=metric.raw,
                        before_document=earlier.document, after_document=metric.document, before_source=earlier.source,
                            after_source=metric.source,
                        message=f"Số lũy kế “{metric.indicator}” giảm từ {_vietnamese(before[0])} xuống {_vietnamese(after[0])}.",
                    )
                )  # fmt: skip
                break
    return found


def _only_grows(metric: MetricRecord, earlier: MetricRecord) -> bool:
    """Whether a figure counts from a beginning: it says so, the one before said so, or both count what was finished of one whole."""
    folded = fold(metric.raw)
    if metric.cumulative or (earlier.cumulative and _WITHIN.search(folded) is None):
        return True
    whole = metric.denominator is not None and metric.denominator == earlier.denominator
    return whole and _FINISHED.search(folded) is not None and _FINISHED.search(fold(earlier.raw)) is not None


def _same_indicator(metric: MetricRecord, old: Mapping[tuple[str, str], list[MetricRecord]]) -> list[MetricRecord]:
    agency, words = _agency(metric.agency), indicator_key(metric.indicator)
    exact = old.get((agency, words))
    if exact:
        return exact
    own = set(words.split())
    scored = []
    for (other, wording), candidates in old.items():
        if other != agency:
            continue
        theirs = set(wording.split())
        shared = len(own & theirs)
        if shared >= 3 and shared >= 0.7 * min(len(own), len(theirs)):
            scored.append((shared / max(1, len(own | theirs)), candidates))
    return max(scored, key=lambda pair: pair[0])[1] if scored else []


def _amount(metric: MetricRecord) -> tuple[float, str] | None:
    """The count of a figure, and what kind of number it is: counts are compared with counts, shares with shares."""
    if metric.unit == "%":
        return (metric.numerator, "count") if metric.numerator is not None else (metric.value, "%")
    return metric.value, "count"


def _vietnamese(number: float) -> str:
    return f"{number:,.10g}".replace(",", "\0").replace(".", ",").replace("\0", ".")
