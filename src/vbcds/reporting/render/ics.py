"""Deadlines as a calendar file by RFC 5545: opens in Thunderbird, Google Calendar, Outlook, phones.

Each task with a due day is an all-day event on that day; recurring duties carry their RRULE. The same ledger gives the same bytes:
DTSTAMP is the day of the ledger, UID a digest of what the task is, so that a later file updates the events of an earlier one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from vbcds.reporting.ledger_values import Ledger, LedgerEntry, state_name
from vbcds.reporting.recurrence import next_occurrence

#: Octets of a line without its line end (RFC 5545, 3.1).
_OCTETS = 75
#: Months without a last day of this number repeat on fewer months (RFC 5545, 3.3.10): days after 28 are said as days from the end.
_SAFE_DAY = 28


def render_calendar(ledger: Ledger, *, alarm_days: int | None = 3, name: str = "Theo dõi nhiệm vụ") -> str:
    """The calendar of a ledger: tasks that are not done, each on its due day. `alarm_days` before it a reminder; None for none."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//vbcds//theo doi nhiem vu//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
    ]
    for entry in ledger.entries:
        lines += _event(entry, ledger.as_of, alarm_days)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in fold_line(line))


def escape(text: str) -> str:
    """TEXT of RFC 5545 (3.3.11): backslash, comma, semicolon and line ends escaped; control characters gone.

    >>> escape("Sở A; Sở B, Sở C")
    'Sở A\\\\; Sở B\\\\, Sở C'
    """
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(char for char in text if char == "\t" or (char >= " " and char != "\x7f"))


def fold_line(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets, each after the first with a space before it; no character is cut.

    >>> [len(piece.encode()) for piece in fold_line("SUMMARY:" + "ử" * 60)]
    [74, 73, 43]
    """
    piece, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += char
        size += octets
    yield piece


def _event(entry: LedgerEntry, as_of: date, alarm_days: int | None) -> list[str]:
    task = entry.task
    deadline = task.deadline
    day = entry.due
    rule = recurrence_rule(deadline.recurrence, exclusive=deadline.exclusive) if deadline.recurrence else None
    if deadline.recurrence and day is None:
        day = next_occurrence(deadline.recurrence, after=as_of, exclusive=deadline.exclusive)
    if day is None or (entry.state == "done" and rule is None):
        return []
    leads = "; ".join(agency.name for agency in task.lead) or "Chưa rõ cơ quan chủ trì"
    code = f"[{task.code}] " if task.code else ""
    lines = [f"Chủ trì: {leads}", f"Tình trạng: {state_name(entry.state)}"]
    if task.support:
        lines.append(f"Phối hợp: {'; '.join(agency.name for agency in task.support)}")
    if deadline.raw:
        lines.append(f"Thời hạn: {' '.join(deadline.raw.split())}{' (ngày nêu là đã quá hạn)' if deadline.exclusive else ''}")
    if task.product:
        lines.append(f"Sản phẩm: {' '.join(task.product.split())}")
    late = "QUÁ HẠN: " if entry.state == "overdue" else ""
    event = [
        "BEGIN:VEVENT",
        f"UID:{_uid(entry)}@vbcds",
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape(late + code + ' '.join(task.content.split()))}",
        f"DESCRIPTION:{escape(chr(10).join(lines))}",
        f"CATEGORIES:{escape(state_name(entry.state))}",
        "TRANSP:TRANSPARENT",
    ]
    if rule is not None:
        event.append(f"RRULE:{rule}")
    if alarm_days is not None and entry.state != "overdue":
        event += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{escape('Sắp đến hạn: ' + code + ' '.join(task.content.split()))}",
            f"TRIGGER:-P{alarm_days}D" if alarm_days else "TRIGGER:PT0S",
            "END:VALARM",
        ]
    return [*event, "END:VEVENT"]


def recurrence_rule(rule: str, *, exclusive: bool = False) -> str:
    """The rule as calendars follow it. "Before the 20th" falls on the 19th, and the 31st of months that have none on their last day.

    >>> recurrence_rule("FREQ=MONTHLY;BYMONTHDAY=20", exclusive=True), recurrence_rule("FREQ=MONTHLY;BYMONTHDAY=31")
    ('FREQ=MONTHLY;BYMONTHDAY=19', 'FREQ=MONTHLY;BYMONTHDAY=-1')
    >>> recurrence_rule("FREQ=MONTHLY;INTERVAL=3")
    'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1'
    """
    parts = []
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if name == "BYMONTHDAY":
            days = [_month_day(day, exclusive) for day in value.split(",")]
            part = f"BYMONTHDAY={','.join(dict.fromkeys(days))}"
        parts.append(part)
    if parts[0] == "FREQ=MONTHLY" and not any(part.startswith(("BYMONTHDAY=", "BYDAY=")) for part in parts):
        parts.append("BYMONTHDAY=-1")  # by the end of the month: the 31st would leave out shorter months
    return ";".join(parts)


def _month_day(day: str, exclusive: bool) -> str:
    try:
        number = int(day)
    except ValueError:
        return day
    if exclusive and number != 1:
        number -= 1
    elif exclusive:
        return "-1"  # before the first: the last day of the month before
    return str(number) if number <= _SAFE_DAY else str(number - 32)


def _uid(entry: LedgerEntry) -> str:
    task = entry.task
    digest = hashlib.sha256("\0".join((task.document, task.code or "", task.content)).encode("utf-8", "replace")).hexdigest()
    return digest[:32]
