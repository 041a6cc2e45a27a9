"""Who owes which report when: from the recurring duty of a plan ("trước ngày 20 hằng tháng gửi báo cáo"), or from a small TOML file.

The file:

    [[report]]
    name = "Báo cáo tháng về chuyển đổi số"
    recurrence = "FREQ=MONTHLY;BYMONTHDAY=20"        # or deadline = "trước ngày 20 hằng tháng"
    agencies = ["Sở Y tế", "Ủy ban nhân dân xã Hương Sơn"]
    to = "Sở Khoa học và Công nghệ"                  # may be left out
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from vbcds.assembly.responsibility import covers
from vbcds.assembly.task_copies import task_copies
from vbcds.errors import VbcdsError
from vbcds.lexicons.report_words import fold
from vbcds.model.periods import period_days
from vbcds.model.records import Agency, Deadline, DocumentRecord, ReportItemRecord, TaskRecord
from vbcds.recognisers.agencies_cells import parse_agency
from vbcds.recognisers.agencies_resolution import successors_of
from vbcds.recognisers.deadlines import parse_deadline
from vbcds.reporting.recurrence import occurrences
from vbcds.text.fold import key

Standing = Literal["on_time", "late", "missing", "pending"]

_DUTY = re.compile(
    r"(?<!\w)(?:gửi|nộp|có|thực hiện|chế độ|định kỳ)(?!\w)[^.;]{0,60}báo cáo|báo cáo[^.;]{0,160}(?:gửi|về|cho)\s|^báo cáo"
)
_GROUPS = ("cac-", "so-nganh", "ubnd-cap-")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDuty:
    """A report that agencies owe again and again."""

    name: str
    #: RFC 5545 RRULE value.
    recurrence: str
    #: Named agencies and collectives that owe it.
    agencies: tuple[Agency, ...]
    #: The plan that says so, None for a duty of a TOML file.
    document: str | None = None
    code: str | None = None
    exclusive: bool = False
    #: From when on it is owed.
    since: date | None = None


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


def find_duties(tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord]) -> tuple[ReportDuty, ...]:
    """The duties to report that the tasks of a dossier lay down: recurring, and about a report; those of the latest document first."""
    dated = {document.id: document for document in documents}
    found: list[ReportDuty] = []
    for task in task_copies(tasks, documents).tasks:
        if not task.deadline.recurrence or not task.lead or _DUTY.search(fold(task.content)) is None:
            continue
        document = dated.get(task.document)
        found.append(
            ReportDuty(
                name=task.content, recurrence=task.deadline.recurrence, agencies=task.lead, document=task.document, code=task.code,
                exclusive=task.deadline.exclusive, since=document.date if document is not None else None,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda duty: (-(duty.since or date.min).toordinal(), duty.document or "", duty.code or "")))


def load_duties(path: str | os.PathLike[str]) -> tuple[ReportDuty, ...]:
    """The duties of a TOML file (see the module). Raises `VbcdsError` where it cannot be read or says no rhythm."""
    try:
        data: dict[str, Any] = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VbcdsError(f"Không đọc được lịch báo cáo “{path}”: {error}.") from error
    duties = []
    for entry in data.get("report", []):
        name = str(entry.get("name", "Báo cáo định kỳ"))
        deadline: Deadline | None = parse_deadline(str(entry["deadline"])) if "deadline" in entry else None
        recurrence = entry.get("recurrence") or (deadline.recurrence if deadline is not None else None)
        if not recurrence:
            raise VbcdsError(f"Lịch báo cáo “{path}”: mục “{name}” chưa ghi kỳ hạn (recurrence hoặc deadline).")
        agencies = tuple(parse_agency(str(agency)) for agency in entry.get("agencies", []))
        duties.append(
            ReportDuty(
                name=name,
                recurrence=str(recurrence),
                agencies=agencies,
                exclusive=deadline is not None and deadline.exclusive,
            )
        )
    return tuple(duties)


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

    A duty counts where it has a due day in the period (or within the month after its end, for quarters and years). A collective is
    every agency that it covers among the leads of the plan's own tasks (under their present names) and among those that have ever

    the due day an agency without a report is `pending`.
    """
    days = period_days(period)
    if days is None:
        raise VbcdsError(f"Kỳ báo cáo “{period}” không đúng dạng (ví dụ: 2026-05, 2026-Q2).")
    reports = _reports(documents, items)
    given = {_key(agency): (document, agency) for document, agency in reports if document.period == period}
    everybody = {_key(agency): agency for _, agency in sorted(reports, key=lambda pair: (pair[0].date or date.min, pair[0].path))}
    owed = [(due, duty) for duty in duties if not (duty.since and duty.since > days[1]) and (due := _due_day(duty, period, days))]
    latest = max((duty.since for _, duty in owed if duty.since is not None), default=None)
    owed = sorted(((due, duty) for due, duty in owed if duty.since in (None, latest)), key=lambda pair: pair[0])
    sources = {duty.document for _, duty in owed}
    for agency in _leads([task for task in tasks if task.document in sources], documents):
        everybody.setdefault(_key(agency), agency)
    dues: dict[str, ReportDue] = {}
    for due, duty in owed:
        for agency in _owing(duty, everybody):
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
    late = (document.date - due).days if document.date is not None else 0
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
            if agency.id is None or agency.id.startswith(_GROUPS):
                continue
            now = successors_of(agency.id, on=newest)
            if agency.id in now or not now:
                yield agency


def _owing(duty: ReportDuty, everybody: Mapping[str, Agency]) -> list[Agency]:
    found: dict[str, Agency] = {}
    for agency in duty.agencies:
        if agency.id is not None and agency.id.startswith(_GROUPS):
            for name, one in everybody.items():
                if covers((agency,), one):
                    found.setdefault(name, one)
            continue
        successor = next((one for one in everybody.values() if covers((agency,), one)), None)
        chosen = successor or agency
        found.setdefault(_key(chosen), chosen)
    return list(found.values())


def _due_day(duty: ReportDuty, period: str, days: tuple[date, date]) -> date | None:
    """The last due day within the period, else the first in the month after it; None where the rhythm is another one."""
    parts = dict(piece.partition("=")[::2] for piece in duty.recurrence.split(";"))
    length = (days[1] - days[0]).days + 1
    own = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}.get(parts.get("FREQ", ""), 0) * int(
        parts.get("INTERVAL", "1") or 1
    )
    if not 0.8 <= length / max(1, own) <= 1.25:
        return None
    inside = occurrences(duty.recurrence, first=days[0], last=days[1], exclusive=duty.exclusive)
    if inside:
        return inside[-1]
    after = occurrences(duty.recurrence, first=days[1], last=days[1] + timedelta(days=31), exclusive=duty.exclusive)
    return after[0] if after else None


def _key(agency: Agency) -> str:
    return (agency.id or key(agency.name)).partition("@")[0] if not (agency.id or "").startswith("ubnd-") else agency.id or ""
