"""What one period of reports says otherwise than the one before: states, figures that fell, copied text, slipped deadlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from vbcds.assembly.responsibility import agency_key
from vbcds.assembly.task_copies import TaskId
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_falls import fall_message, fallen_figures
from vbcds.model.periods import previous_period
from vbcds.model.records import DocumentRecord, MetricRecord, Records, ReportItemRecord, TaskRecord
from vbcds.recognisers.deadlines import find_deadlines
from vbcds.reporting.ledger_values import Change, ChangeKind, state_name
from vbcds.text.fold import key

_COPIED = 97.0
_SHORTEST_COPY = 6


def find_changes(
    items: Sequence[ReportItemRecord],
    metrics: Sequence[MetricRecord],
    documents: Mapping[str, DocumentRecord],
    tasks: Mapping[TaskId, TaskRecord],
    first: Mapping[TaskId, TaskId],
    period: str | None,
) -> list[Change]:
    """What the statements and figures of `period` say otherwise than those of the period before it; nothing without one."""
    before = previous_period(period) if period else None
    if period is None:
        return []
    if before is None:
        return find_decreases(metrics, tuple(documents.values()), items, period=period)
    found: list[Change] = []
    now: dict[str, list[ReportItemRecord]] = defaultdict(list)
    then: dict[str, list[ReportItemRecord]] = defaultdict(list)
    for item in items:
        side = now if item.period == period else then if item.period == before else None
        if side is not None:
            side[agency_key(item.agency)].append(item)
    for agency in sorted(now):
        if agency not in then:
            continue
        found += _state_changes(now[agency], then[agency], tasks, first, period, before)
        found += _copied(now[agency], then[agency], period, before)
        found += _slipped(now[agency], then[agency], documents, period, before)
    return found + find_decreases(metrics, tuple(documents.values()), items, period=period)


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
            "state",
            earlier,
            item,
            period,
            before,
            f"Nhiệm vụ chuyển từ “{state_name(earlier.status)}” sang “{state_name(item.status)}”.",
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
    metrics: Sequence[MetricRecord], documents: Sequence[DocumentRecord], items: Sequence[ReportItemRecord] = (), *, period: str
) -> list[Change]:
    """Cumulative figures of a period that fell below those of the agency's report before (`vbcds.checks.figure_falls`)."""
    view = DossierView(Records(documents=tuple(documents), metrics=tuple(metrics), report_items=tuple(items)))
    return [
        Change(
            kind="figure-decreased", period=period, previous=before.period or "", agency=after.agency, before=before.raw,
            after=after.raw, before_document=before.document, after_document=after.document, before_source=before.source,
            after_source=after.source, message=fall_message(before, after),
        )
        for before, after in fallen_figures(view)
        if after.period == period
    ]  # fmt: skip
