"""What one period of reports says otherwise than the one before: states, figures that fell, copied text, slipped deadlines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from vbcds.assembly.responsibility import agency_key
from vbcds.assembly.task_copies import TaskId
from vbcds.lexicons.measures import canonical_words
from vbcds.lexicons.report_words import fold
from vbcds.model.periods import previous_period
from vbcds.model.records import DocumentRecord, MetricRecord, ReportItemRecord, TaskRecord
from vbcds.recognisers.deadlines import find_deadlines
from vbcds.reporting.ledger_values import Change, ChangeKind, state_name
from vbcds.text.fold import key

_WITHIN = re.compile(r"(?<!\w)(?:trong|riêng) (?:tháng|kỳ|quý|tuần)(?!\w)")
_FINISHED = re.compile(r"(?<!\w)(?:đã|hoàn thành)(?!\w)")
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
    if period is None or before is None:
        return []
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
    found += find_decreases(metrics, documents, period=period, previous=before)
    return found


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
    metrics: Sequence[MetricRecord], documents: Sequence[DocumentRecord] | Mapping[str, DocumentRecord], *, period: str, previous: str
) -> list[Change]:  # fmt: skip
    """Figures of a period that fell below those of the period before though they only ever grow.

    A figure only grows where one of the two says "lũy kế", or counts what was made so far (the count of a share, or a thing that was
    "created" in all); shares and figures of one period ("trong tháng") may fall. Compared are figures of one agency and one indicator.
    """
    old: dict[tuple[str, str], list[MetricRecord]] = defaultdict(list)
    for metric in metrics:
        if metric.period == previous:
            old[(agency_key(metric.agency), canonical_words(metric.indicator))].append(metric)
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
    agency, words = agency_key(metric.agency), canonical_words(metric.indicator)
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
