"""The duties to report: from a plan ("gửi báo cáo trước ngày 20 hằng tháng"), or from a small TOML file.

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from vbcds.assembly.responsibility import COLLECTIVES
from vbcds.assembly.task_copies import task_copies
from vbcds.errors import VbcdsError
from vbcds.lexicons.report_words import fold
from vbcds.model.records import Agency, Deadline, DocumentRecord, TaskRecord
from vbcds.recognisers.agencies_cells import parse_agency
from vbcds.recognisers.deadlines import parse_deadline
from vbcds.recognisers.regime_days import find_period_days, find_regime_days, is_before
from vbcds.reporting.recurrence import occurrences

_DUTY = re.compile(
    r"(?<!\w)(?:gửi|nộp|có|thực hiện|chế độ|định kỳ)(?!\w)[^.;]{0,60}báo cáo|báo cáo[^.;]{0,160}(?:gửi|về|cho)\s|^báo cáo"
    r"|(?<!\w)báo cáo (?:ủy ban nhân dân|ubnd|ban chỉ đạo|sở|chủ tịch|(?:định kỳ )?(?:hằng|hàng) (?:tháng|quý))(?!\w)"
    r"|(?<!\w)(?:thời hạn|phải|đối tượng) báo cáo(?!\w)"
)
#: Who collects the reports of others and reports in turn: "tổng hợp, báo cáo UBND tỉnh".
_COLLECTS = re.compile(r"(?<!\w)tổng hợp(?:,| và|, và)?(?: kết quả)?(?:[^,;.]{0,60})?\s(?:báo cáo|trình|tham mưu)(?!\w)")
#: "tháng cuối quý chỉ gửi báo cáo quý": months that have no report of their own.
_QUARTER_ONLY = re.compile(
    r"tháng cuối(?: của)?(?: mỗi)? quý,? (?:chỉ|không|thì chỉ)(?!\w)|(?:riêng )?tháng cuối quý [^,;.]{0,30}thay"
)
#: A report on a period is due no sooner than so many days for each of its months, and no later than so many days after it.
_SOONEST, _LATEST = 15, 75
_MONTHLY = "FREQ=MONTHLY;BYMONTHDAY="


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
    #: The day that the rhythm names is already late: "trước ngày 20 hằng tháng".
    before: bool = False
    #: The day is one of the month after the period: "trước ngày 05 tháng sau".
    after: bool = False
    #: The first and the last month of the one period that it is for: the report of the first quarter; None where it comes with each.
    months: tuple[int, int] | None = None
    #: From when on it is owed.
    since: date | None = None


def find_duties(tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord]) -> tuple[ReportDuty, ...]:
    """The duties to report that the tasks of a dossier lay down: recurring, and about a report; those of the latest document first."""
    dated = {document.id: document for document in documents}
    found: list[ReportDuty] = []
    for task in task_copies(tasks, documents).tasks:
        if not task.lead or _DUTY.search(fold(task.content)) is None:
            continue
        document = dated.get(task.document)
        duty = ReportDuty(
            name=task.content, recurrence=task.deadline.recurrence or "", agencies=task.lead, document=task.document, code=task.code,
            before=is_before(fold(task.deadline.raw or "")), since=document.date if document is not None else None,
        )  # fmt: skip
        found.extend(_rhythms(duty))
    owing = [duty for duty in found if not _collects(duty)]
    return tuple(
        sorted(owing or found, key=lambda duty: (-(duty.since or date.min).toordinal(), duty.document or "", duty.code or ""))
    )


def _rhythms(duty: ReportDuty) -> Iterator[ReportDuty]:
    """A duty once for each of its rhythms, the day of the month and that of the quarter; the one of its deadline where it names no day."""
    folded = fold(duty.name)
    found: dict[str, ReportDuty] = {}
    for day in find_regime_days(folded):
        deadline = parse_deadline(day.words)
        if deadline.recurrence:
            found[deadline.recurrence] = replace(duty, recurrence=deadline.recurrence, before=day.before, after=day.after)
    for named in find_period_days(folded):
        rule = f"FREQ=YEARLY;BYMONTH={named.month};BYMONTHDAY={named.day}"
        found[rule] = replace(duty, recurrence=rule, before=named.before, months=named.months)
    if not found and duty.recurrence:
        found[duty.recurrence] = duty
    for rule, one in found.items():
        if rule.startswith(_MONTHLY) and _QUARTER_ONLY.search(folded):
            one = replace(one, recurrence=f"FREQ=YEARLY;BYMONTH=1,2,4,5,7,8,10,11;BYMONTHDAY={rule.removeprefix(_MONTHLY)}")
        yield one


def _collects(duty: ReportDuty) -> bool:
    """Whether a duty is that of the one office which sums up what the others report."""
    alone = len(duty.agencies) == 1 and not (duty.agencies[0].id or "cac-").startswith(COLLECTIVES)
    return alone and _COLLECTS.search(fold(duty.name)) is not None


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
                before=deadline is not None and is_before(fold(str(entry["deadline"]))),
            )
        )
    return tuple(duties)


def due_day(duty: ReportDuty, period: str, days: tuple[date, date]) -> date | None:
    """The last due day within the period, else the first in the month after it; None where the rhythm is another one."""
    if duty.months is not None:
        first, last = duty.months
        if (days[0].year, days[0].month, days[1].year, days[1].month) != (days[1].year, first, days[0].year, last):
            return None
        inside = occurrences(duty.recurrence, first=days[0] + timedelta(days=_SOONEST * (last - first)), last=days[1])
        return next(iter(inside or occurrences(duty.recurrence, first=days[1], last=days[1] + timedelta(days=_LATEST))), None)
    parts = dict(piece.partition("=")[::2] for piece in duty.recurrence.split(";"))
    length = (days[1] - days[0]).days + 1
    months = len(parts["BYMONTH"].split(",")) if "BYMONTH" in parts else 0
    own = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}.get(parts.get("FREQ", ""), 0) * int(
        parts.get("INTERVAL", "1") or 1
    )
    if months:
        own = 30 if months > 4 else 365 // months
    if not 0.8 <= length / max(1, own) <= 1.25:
        return None
    inside = occurrences(duty.recurrence, first=days[0], last=days[1])
    if inside and not duty.after:
        return inside[-1]
    if months > 4:
        return None
    after = occurrences(duty.recurrence, first=days[1] + timedelta(days=1), last=days[1] + timedelta(days=31))
    return after[0] if after else None
