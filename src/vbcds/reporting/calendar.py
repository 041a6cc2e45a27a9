"""Who owed a report for a period, who gave it, who was late and who is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vbcds.assembly.responsibility import COLLECTIVES, covers
from vbcds.errors import VbcdsError
from vbcds.model.periods import period_days
from vbcds.model.records import Agency, DocumentRecord, ReportItemRecord, TaskRecord
from vbcds.recognisers.agencies_resolution import successors_of
from vbcds.reporting.report_duties import ReportDuty, due_day
from vbcds.text.fold import key

Standing = Literal["on_time", "late", "missing", "pending"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDue:
    """One report that one agency owes for one period."""

    agency: Agency
    period: str
    due: date
    standing: Standing
    #: The report, where it is there, and the day it bears.
    document: str | None = None
    reported: date | None = None
    days_late: int | None = None
    duty: ReportDuty


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCalendar:
    """Who owed a report for a period, and who gave it."""

    period: str
    as_of: date | None
    dues: tuple[ReportDue, ...]
    #: Agencies that reported without owing it (none of the duties names them).
    unasked: tuple[Agency, ...] = ()

    def _of(self, standing: Standing) -> tuple[ReportDue, ...]:
        return tuple(due for due in self.dues if due.standing == standing)

    @property
    def reported(self) -> tuple[ReportDue, ...]:
        """Those that reported, in time or late."""
        return tuple(due for due in self.dues if due.document is not None)

    @property
    def missing(self) -> tuple[ReportDue, ...]:
        """Those whose day is past and that have not reported."""
        return self._of("missing")

    @property
    def late(self) -> tuple[ReportDue, ...]:
        """Those that reported after their day."""
        return self._of("late")


#: Bodies that only their part in the plan tells: "các cơ quan, đơn vị được giao nhiệm vụ", "các sở, ban, ngành, địa phương".
_UNNAMED = re.compile(r"(?:thủ trưởng )?(?:các|những) (?:cơ quan|đơn vị|sở|ban|ngành|địa phương)(?!\w)")


def build_calendar(
    duties: Sequence[ReportDuty],
    documents: Sequence[DocumentRecord],
    *,
    period: str,
    as_of: date | None = None,
    tasks: Sequence[TaskRecord] = (),
    items: Sequence[ReportItemRecord] = (),
) -> ReportCalendar:
    """Who owed a report for a period, who gave it, who was late and who is missing.

    A duty counts where it has a due day in the period (or within the month after its end, for quarters and years); of several that an
    agency has, that of the latest plan. A collective is every agency that it covers among the leads of the plan's own tasks (under
    their present names) and among those that have ever reported. Before the due day an agency without a report is `pending`. Raises
    `VbcdsError` for a period that is none.
    """
    days = period_days(period)
    if days is None:
        raise VbcdsError(f"Kỳ báo cáo “{period}” không đúng dạng (ví dụ: 2026-05, 2026-Q2).")
    reports = _reports(documents, items)
    given = {_key(agency): (document, agency) for document, agency in reports if document.period == period}
    everybody = {_key(agency): agency for _, agency in sorted(reports, key=lambda pair: (pair[0].date or date.min, pair[0].path))}
    owed = [(due, duty) for duty in duties if not (duty.since and duty.since > days[1]) and (due := due_day(duty, period, days))]
    owed.sort(key=lambda pair: (-(pair[1].since or date.max).toordinal(), pair[0]))  # what the latest plan asks of an agency counts
    leads: dict[str | None, dict[str, Agency]] = {}
    dues: dict[str, ReportDue] = {}
    asked: list[tuple[date, Agency]] = []
    for due, duty in owed:
        if duty.document not in leads:
            leads[duty.document] = dict(everybody)
            for agency in _leads([task for task in tasks if task.document == duty.document], documents):
                leads[duty.document].setdefault(_key(agency), agency)
        later = [agency for since, agency in asked if since > (duty.since or date.max)]
        own = tuple(agency for agency in duty.agencies if not covers(later, agency))
        asked += [(duty.since or date.max, agency) for agency in duty.agencies]
        for agency in _owing(own, leads[duty.document]):
            if _key(agency) in dues:
                continue
            dues[_key(agency)] = _standing(agency, given.get(_key(agency)), duty, period, due, as_of)
    unasked = tuple(agency for name, (_, agency) in sorted(given.items()) if name not in dues)
    ordered = sorted(dues.values(), key=lambda due: (due.due, key(due.agency.name)))
    return ReportCalendar(period=period, as_of=as_of, dues=tuple(ordered), unasked=unasked)


def _standing(
    agency: Agency, report: tuple[DocumentRecord, Agency] | None, duty: ReportDuty, period: str, due: date, as_of: date | None
) -> ReportDue:  # fmt: skip
    if report is None:
        standing: Standing = "missing" if as_of is None or as_of > due else "pending"
        return ReportDue(agency=agency, period=period, due=due, standing=standing, duty=duty)
    document = report[0]
    late = (document.date - due).days if document.date is not None else -1
    if late == 0 and duty.before:
        late = 1
    return ReportDue(
        agency=agency, period=period, due=due, standing="late" if late > 0 else "on_time", document=document.id, reported=document.date,
        days_late=late if late > 0 else None, duty=duty,
    )  # fmt: skip


def _reports(documents: Sequence[DocumentRecord], items: Sequence[ReportItemRecord]) -> list[tuple[DocumentRecord, Agency]]:
    """The periodic reports with who gave them; the first of several of one agency and period."""
    agencies = {item.document: item.agency for item in items if item.agency is not None}
    found: dict[tuple[str, str], tuple[DocumentRecord, Agency]] = {}
    for document in sorted(documents, key=lambda d: (d.date or date.max, d.path)):
        agency = agencies.get(document.id) or document.issuer
        if document.period and agency is not None:
            found.setdefault((_key(agency), document.period), (document, agency))
    return list(found.values())


def _leads(tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord]) -> Iterable[Agency]:
    """The named agencies that lead tasks, under their present names."""
    known = {document.id: document for document in documents}
    newest = max((d.date for d in documents if d.date is not None), default=date.max)
    for task in tasks:
        document = known.get(task.document)
        if document is None or document.genre not in ("plan", "decision", "programme", "directive"):
            continue
        for agency in task.lead:
            if agency.id is None or agency.id.startswith(COLLECTIVES):
                continue
            now = successors_of(agency.id, on=newest)
            if agency.id in now or not now:
                yield agency


def _owing(agencies: Iterable[Agency], everybody: Mapping[str, Agency]) -> list[Agency]:
    found: dict[str, Agency] = {}
    for agency in agencies:
        if agency.id is None and _UNNAMED.match(key(agency.name)):
            found = {**everybody, **found}
            continue
        if agency.id is not None and agency.id.startswith(COLLECTIVES):
            for name, one in everybody.items():
                if covers((agency,), one):
                    found.setdefault(name, one)
            continue
        chosen = everybody.get(_key(agency)) or next((one for one in everybody.values() if covers((agency,), one)), agency)
        found.setdefault(_key(chosen), chosen)
    return list(found.values())


def _key(agency: Agency) -> str:
    return (agency.id or key(agency.name)).partition("@")[0] if not (agency.id or "").startswith("ubnd-") else agency.id or ""
