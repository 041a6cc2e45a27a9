"""The calendar file by RFC 5545, read again by a parser of the standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.assembly.test_task_links import TASKS, task
from tests.reporting.test_ledger import PAPERS

from vbcds.reporting.ledger import build_ledger
from vbcds.reporting.render.ics import recurrence_rule, render_calendar

icalendar = pytest.importorskip("icalendar")

MORE = [
    *TASKS,
    task(
        "10", "Gửi báo cáo kết quả về Sở KH&CN; kèm biểu số 01, 02", "Các sở, ban, ngành tỉnh", "", "Trước ngày 20 hằng tháng", 1000
    ),
    task("11", "Chia sẻ dữ liệu dân cư cho các ngành", "Công an tỉnh", "", "Hằng quý", 1100),
    task("12", "Đối soát dữ liệu\ntại 64 xã; phường \\ thị trấn", "Sở NN&MT", "", "Trước ngày 30/9/2026", 1200),
]


def calendar(as_of: date = date(2026, 5, 31)) -> str:
    return render_calendar(build_ledger(MORE, [], PAPERS, as_of=as_of))


def events(text: str):
    return {str(event["SUMMARY"]).partition("]")[0].strip("[ ").removeprefix("QUÁ HẠN: ["): event
            for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}  # fmt: skip


def test_lines_end_and_fold_as_the_standard_says():
    raw = calendar().encode()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut


def test_a_parser_reads_the_events_again():
    found = events(calendar())
    event = found["12"]
    assert str(event["SUMMARY"]) == "[12] Đối soát dữ liệu tại 64 xã; phường \\ thị trấn"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 9, 30), date(2026, 10, 1))
    assert "ngày nêu là đã quá hạn" in str(event["DESCRIPTION"])
    assert event["DTSTAMP"].dt.tzinfo is not None
    assert len({str(event["UID"]) for event in found.values()}) == len(found)
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-3)


def test_rhythms():
    found = events(calendar())
    monthly, quarterly = found["10"], found["11"]
    assert monthly["DTSTART"].dt == date(2026, 6, 20)
    assert monthly["RRULE"].to_ical().decode() == "FREQ=MONTHLY;BYMONTHDAY=20"
    assert quarterly["DTSTART"].dt == date(2026, 6, 30)
    assert quarterly["RRULE"].to_ical().decode() == "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"  # the 31st would leave out June
    assert recurrence_rule("FREQ=YEARLY") == "FREQ=YEARLY"


def test_the_same_ledger_gives_the_same_bytes_and_a_later_one_the_same_events():
    assert calendar() == calendar()
    later = events(calendar(date(2026, 6, 1)))
    assert {code: str(event["UID"]) for code, event in events(calendar()).items()} == {
        code: str(event["UID"]) for code, event in later.items()
    }


def test_work_that_is_done_is_no_event():
    ledger = build_ledger(MORE, [], PAPERS, as_of=date(2026, 5, 31))
    entries = tuple(replace(entry, state="done") if entry.task.code == "12" else entry for entry in ledger.entries)
    assert "12" not in events(render_calendar(replace(ledger, entries=entries)))
