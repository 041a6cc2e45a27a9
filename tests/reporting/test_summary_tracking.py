"""The ledger as people get it: calendar, workbook, letters, command."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from tests.reporting.factories import Month

from vbcds.cli import run
from vbcds.model.records import Deadline
from vbcds.reporting.dossier import Dossier
from vbcds.reporting.ledger import build_ledger
from vbcds.reporting.ledger_values import Ledger
from vbcds.reporting.letters import build_letters, render_letters
from vbcds.reporting.render.ics import recurrence_rule, render_calendar
from vbcds.reporting.render.ledger_workbook import render_ledger_workbook

DAY = datetime.date(2026, 5, 31)


def _parse(data: bytes) -> list[dict[str, str]]:
    """The events of a calendar, read by the letter of RFC 5545."""
    assert data.endswith(b"\r\n")
    physical = data.split(b"\r\n")[:-1]
    assert all(b"\r" not in line and b"\n" not in line and len(line) <= 75 for line in physical)
    for line in physical:
        line.decode("utf-8")  # no character is cut
    lines: list[bytes] = []
    for line in physical:
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    stack: list[str] = []
    events: list[dict[str, str]] = []
    for raw in lines:
        name, _, value = raw.decode().partition(":")
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == "VEVENT":
            key = name.partition(";")[0]
            assert key not in events[-1]
            events[-1][key] = value
    assert stack == []
    return events


def _unescape(text: str) -> str:
    out, pairs = "", iter(text)
    for char in pairs:
        if char == "\\":
            char = next(pairs)
            char = "\n" if char in "nN" else char
        else:
            assert char not in ",;"
        out += char
    return out


def _ledger(*tasks: tuple[str, Deadline]) -> Ledger:
    plan = Month()
    for number, (content, deadline) in enumerate(tasks):
        plan.task(str(number), content, "Sở Y tế", deadline)
    return build_ledger(plan.tasks, [], [], as_of=DAY)


def test_calendar_of_the_corpus(month: Dossier) -> None:
    ledger = month.ledger(DAY)
    data = render_calendar(ledger).encode()
    events = _parse(data)
    assert data == render_calendar(ledger).encode()
    assert len({event["UID"] for event in events}) == len(events) > 10
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event) for event in events)
    assert all(event["DTSTAMP"] == "20260531T000000Z" for event in events)
    assert any(event.get("RRULE") == "FREQ=MONTHLY;BYMONTHDAY=20" for event in events)


def test_calendar_escapes_folds_and_repeats() -> None:
    content = "Rà soát; đối chiếu, cập nhật \\ “dữ liệu”\nBEGIN:VEVENT " + "ữ" * 80
    monthly = Deadline(raw="trước ngày 20 hằng tháng", kind="recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=20", exclusive=True)
    events = _parse(
        render_calendar(
            _ledger((content, Deadline(raw="30/6/2026", kind="fixed", due=datetime.date(2026, 6, 30))), ("Gửi báo cáo", monthly),
                    ("Thường xuyên", Deadline(raw="Thường xuyên", kind="ongoing")))
        ).encode()
    )  # fmt: skip
    assert [event["DTSTART"] for event in events] == ["20260630", "20260619"]
    assert _unescape(events[0]["SUMMARY"]) == f"[0] {' '.join(content.split())}"
    assert "Chủ trì: Sở Y tế\n" in _unescape(events[0]["DESCRIPTION"])
    assert events[1]["RRULE"] == "FREQ=MONTHLY;BYMONTHDAY=19"


def test_rules_fall_on_days_that_every_month_has() -> None:
    assert recurrence_rule("FREQ=MONTHLY;BYMONTHDAY=30") == "FREQ=MONTHLY;BYMONTHDAY=-2"
    assert recurrence_rule("FREQ=MONTHLY;INTERVAL=3") == "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"
    assert recurrence_rule("FREQ=MONTHLY;BYMONTHDAY=1", exclusive=True) == "FREQ=MONTHLY;BYMONTHDAY=-1"


def test_workbook_holds_every_task_with_its_light(month: Dossier, tmp_path: Path) -> None:
    import openpyxl

    ledger = month.ledger(DAY)
    render_ledger_workbook(ledger, tmp_path / "l.xlsx")
    book = openpyxl.load_workbook(tmp_path / "l.xlsx")
    rows = list(book["Nhiệm vụ"].iter_rows(min_row=2))
    assert len(rows) == len(ledger.entries)
    colours = {str(row[8].value).removeprefix("● "): row[8].fill.fgColor.rgb for row in rows}
    assert colours["Quá hạn"] == "FFFF7C80"
    assert colours["Đã hoàn thành"] == "FFC6E0B4"
    last = list(book["Tổng hợp"].iter_rows(values_only=True))[-1]
    assert sum(value or 0 for value in last[1:-1]) == last[-1] == len(ledger.entries)
    assert isinstance(rows[0][6].value, datetime.datetime)


def test_letters_go_to_who_answers_today(month: Dossier, tmp_path: Path) -> None:
    letters = {letter.agency: letter for letter in build_letters(month.ledger(DAY))}
    assert "Sở Thông tin và Truyền thông" not in letters
    assert "trước đây giao Sở Thông tin và Truyền thông" in letters["Sở Khoa học và Công nghệ"].opening
    assert "Thuế tỉnh" in letters
    assert "Ủy ban nhân dân tỉnh" not in letters
    states = {entry.state for letter in letters.values() for entry in letter.entries}
    assert "done" not in states
    files = render_letters(tuple(letters.values()), tmp_path / "nhac", place="Vĩnh Giang")
    assert len(files) == len({file.name for file in files}) == len(letters)
    import docx

    document = docx.Document(str(files[0]))
    text = "\n".join([p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells])
    assert "Kính gửi:" in text
    assert "V/v đôn đốc" in text
    assert all(file.name.isascii() for file in files)


def test_commands(month: Dossier, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(month.path.parent)
    outputs = [argument for name in ("l.json", "l.xlsx", "l.ics") for argument in ("-o", str(tmp_path / name))]
    assert run(["track", out, "--as-of", "2026-05-31", *outputs, "--remind", str(tmp_path / "nhac")]) == 0
    printed = capsys.readouterr().out
    assert "Quá hạn" in printed
    assert "chưa gửi: Sở Công Thương; Thuế tỉnh" in " ".join(printed.split())
    data = json.loads((tmp_path / "l.json").read_text("utf-8"))
    assert sum(data["counts"].values()) == len(data["tasks"])
    assert {"state", "evidence", "due", "code", "document"} <= set(data["tasks"][0])
    assert list((tmp_path / "nhac").glob("*.docx"))
    for command, name in (("summarise", "bc.json"), ("summarize", "bc.docx"), ("summarise", "bc.html"), ("summarise", "bc.md")):
        assert run([command, out, "--period", "2026-05", "-o", str(tmp_path / "ra" / name)]) == 0
        assert (tmp_path / "ra" / name).stat().st_size > 1000
    assert run(["summarise", out, "--period", "2026-05", "-o", str(tmp_path / "x.pdf")]) == 1
    assert run(["summarise", out, "--period", "tháng 5"]) == 1
    assert run(["track", out, "--as-of", "31/5/2026"]) == 1
    assert run(["summarise", out, "--period", "2026-05", "--rewrite", "http://127.0.0.1:9"]) == 1
