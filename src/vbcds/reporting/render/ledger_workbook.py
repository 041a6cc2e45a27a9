"""The ledger as an Excel workbook with traffic lights: counts by lead agency, the tasks, the reports that were owed, what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from vbcds.reporting.calendar import ReportCalendar, Standing
from vbcds.reporting.ledger_values import STATES, Ledger, State, state_name
from vbcds.reporting.summary_periods import parse_summary_period

#: Colours of the states: cell and text.
LIGHTS: dict[State, tuple[str, str]] = {
    "done": ("#C6E0B4", "#1E4D0F"),
    "in_progress": ("#BDD7EE", "#143C63"),
    "not_started": ("#FFF2CC", "#6B5200"),
    "delayed": ("#F8CBAD", "#7A3100"),
    "overdue": ("#FF7C80", "#5C0000"),
    "upcoming": ("#E7E6E6", "#3B3838"),
    "unreported": ("#D9C7E8", "#3F1C5A"),
}
_FONT = {"font_name": "Times New Roman", "font_size": 11}
_BODY = {**_FONT, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
_HEAD = {**_FONT, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#D9E2F3", "border": 1}
_TITLE = {**_FONT, "bold": True, "font_size": 14, "align": "center", "font_color": "#8B1A1A"}
_COLUMNS = (
    ("TT", 5), ("Mã", 7), ("Nhiệm vụ", 48), ("Cơ quan chủ trì", 26), ("Phối hợp", 22), ("Thời hạn giao", 18), ("Hạn gần nhất", 12),
    ("Số ngày quá hạn", 10), ("Tình trạng", 16), ("Nội dung báo cáo gần nhất", 46), ("Kỳ", 9), ("Chưa báo cáo", 24), ("Cần xem lại", 9),
)  # fmt: skip
_CELL = 32_000


def render_ledger_workbook(ledger: Ledger, path: Path, calendar: ReportCalendar | None = None) -> None:
    """Write the ledger to `path`, with a sheet of who owed a report where a calendar is given."""
    from xlsxwriter import Workbook

    with Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"title": f"Sổ theo dõi nhiệm vụ đến ngày {ledger.as_of:%d/%m/%Y}"})
        styles = {name: book.add_format(form) for name, form in (("body", _BODY), ("head", _HEAD), ("title", _TITLE))}
        styles["middle"] = book.add_format({**_BODY, "align": "center"})
        styles["date"] = book.add_format({**_BODY, "align": "center", "num_format": "dd/mm/yyyy"})
        styles["bold"] = book.add_format({**_BODY, "bold": True, "align": "center"})
        for state, (ground, ink) in LIGHTS.items():
            styles[state] = book.add_format({**_BODY, "bg_color": ground, "font_color": ink, "bold": True, "align": "center"})
        _overview(book, ledger, styles)
        _tasks(book, ledger, styles)
        if calendar is not None and calendar.dues:
            _reports(book, calendar, styles)
        if ledger.changes:
            _changes(book, ledger, styles)


def _overview(book: Any, ledger: Ledger, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Tổng hợp")
    sheet.hide_gridlines(2)
    _paper(sheet)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(STATES) + 1, 12)
    sheet.merge_range(0, 0, 0, len(STATES) + 1, "SỔ THEO DÕI NHIỆM VỤ", styles["title"])
    last = f", kỳ báo cáo gần nhất: {parse_summary_period(ledger.period).name}" if ledger.period else ""
    about = f"Tính đến ngày {ledger.as_of:%d/%m/%Y}{last}"
    sheet.merge_range(1, 0, 1, len(STATES) + 1, about, book.add_format({**_FONT, "italic": True, "align": "center"}))
    sheet.set_row(3, 32)
    sheet.write(3, 0, "Cơ quan chủ trì", styles["head"])
    for column, state in enumerate(STATES, 1):
        sheet.write(3, column, state_name(state), styles[state])
    sheet.write(3, len(STATES) + 1, "Tổng số", styles["head"])
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in ledger.entries:
        for name in dict.fromkeys(agency.name for agency in entry.task.lead) or ("(chưa rõ cơ quan chủ trì)",):
            totals[name][entry.state] += 1
    row = 3
    for row, (name, counts) in enumerate(
        sorted(totals.items(), key=lambda pair: (-pair[1]["overdue"], -pair[1].total(), pair[0])), 4
    ):
        sheet.write_string(row, 0, name, styles["body"])
        for column, state in enumerate(STATES, 1):
            count = counts[state]
            if count:
                sheet.write_number(row, column, count, styles[state])
            else:
                sheet.write_blank(row, column, None, styles["middle"])
        sheet.write_number(row, len(STATES) + 1, counts.total(), styles["bold"])
    bottom = row + 1
    sheet.write_string(bottom, 0, "Toàn bộ nhiệm vụ (mỗi nhiệm vụ tính một lần)", styles["bold"])
    for column, state in enumerate(STATES, 1):
        sheet.write_number(bottom, column, ledger.counts[state], styles[state])
    sheet.write_number(bottom, len(STATES) + 1, len(ledger.entries), styles["bold"])
    sheet.freeze_panes(4, 1)


def _tasks(book: Any, ledger: Ledger, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Nhiệm vụ")
    _paper(sheet)
    sheet.repeat_rows(0)
    sheet.set_row(0, 32)
    for column, (heading, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write(0, column, heading, styles["head"])
    order = {
        state: number
        for number, state in enumerate(("overdue", "delayed", "not_started", "unreported", "in_progress", "upcoming", "done"))
    }
    entries = sorted(enumerate(ledger.entries), key=lambda pair: (order[pair[1].state], -(pair[1].days_late or 0), pair[0]))
    for row, (_, entry) in enumerate(entries, 1):
        task, evidence = entry.task, entry.evidence
        leads = "; ".join(agency.name for agency in task.lead)
        leads += f" (nay: {'; '.join(entry.successors)})" if entry.successors else ""
        texts = (
            str(row), task.code or "", task.content, leads, "; ".join(agency.name for agency in task.support), task.deadline.raw or "",
            None, None, None, evidence.text if evidence else "", (evidence.period or "") if evidence else "",
            "; ".join(agency.name for agency in entry.silent), "Có" if entry.doubtful else "",
        )  # fmt: skip
        for column, text in enumerate(texts):
            if text is not None:
                style = styles["middle"] if column in (0, 1, 5, 10, 12) else styles["body"]
                sheet.write_string(row, column, " ".join(text.split())[:_CELL], style)
        if entry.due is not None:
            sheet.write_datetime(row, 6, entry.due, styles["date"])
        else:
            sheet.write_blank(row, 6, None, styles["middle"])
        if entry.days_late is not None:
            sheet.write_number(row, 7, entry.days_late, styles["middle"])
        else:
            sheet.write_blank(row, 7, None, styles["middle"])
        sheet.write_string(row, 8, f"● {state_name(entry.state)}", styles[entry.state])
        longest = max(
            len(task.content) / 44,
            len(leads) / 24,
            len(evidence.text) / 42 if evidence else 0,
            len(texts[4] or "") / 19,
            len(texts[11] or "") / 22,
            1,
        )
        sheet.set_row(row, min(15 * (int(longest) + 1), 400))
    sheet.autofilter(0, 0, max(1, len(entries)), len(_COLUMNS) - 1)
    sheet.freeze_panes(1, 3)


def _reports(book: Any, calendar: ReportCalendar, styles: dict[str, Any]) -> None:
    """Who owed a report for the period, and who gave it."""
    names: dict[Standing, tuple[str, State]] = {
        "on_time": ("Đúng hạn", "done"), "late": ("Gửi chậm", "delayed"), "missing": ("Chưa gửi", "overdue"),
        "pending": ("Chưa đến hạn", "upcoming"),
    }  # fmt: skip
    sheet = book.add_worksheet("Báo cáo")
    _paper(sheet)
    sheet.repeat_rows(0)
    for column, (heading, width) in enumerate(
        (
            ("TT", 5),
            ("Cơ quan", 44),
            ("Kỳ báo cáo", 12),
            ("Hạn gửi", 12),
            ("Ngày báo cáo", 13),
            ("Số ngày chậm", 10),
            ("Tình hình", 16),
        )
    ):
        sheet.set_column(column, column, width)
        sheet.write(0, column, heading, styles["head"])
    sheet.set_row(0, 32)
    order = ("missing", "late", "pending", "on_time")
    for row, due in enumerate(sorted(calendar.dues, key=lambda due: (order.index(due.standing), due.agency.name)), 1):
        name, state = names[due.standing]
        sheet.write_number(row, 0, row, styles["middle"])
        sheet.write_string(row, 1, due.agency.name, styles["body"])
        sheet.write_string(row, 2, due.period, styles["middle"])
        sheet.write_datetime(row, 3, due.due, styles["date"])
        if due.reported is not None:
            sheet.write_datetime(row, 4, due.reported, styles["date"])
        else:
            sheet.write_blank(row, 4, None, styles["middle"])
        if due.days_late is not None:
            sheet.write_number(row, 5, due.days_late, styles["middle"])
        else:
            sheet.write_blank(row, 5, None, styles["middle"])
        sheet.write_string(row, 6, name, styles[state])
    sheet.autofilter(0, 0, len(calendar.dues), 6)
    sheet.freeze_panes(1, 0)


def _changes(book: Any, ledger: Ledger, styles: dict[str, Any]) -> None:
    names = {
        "state": "Đổi tình trạng", "figure-decreased": "Số lũy kế giảm", "copied-text": "Trùng kỳ trước",
        "slipped-deadline": "Lùi thời hạn",
    }  # fmt: skip
    sheet = book.add_worksheet("So với kỳ trước")
    _paper(sheet)
    sheet.repeat_rows(0)
    for column, (heading, width) in enumerate(
        (("TT", 5), ("Loại", 18), ("Cơ quan", 30), ("Nhận xét", 46), ("Kỳ trước", 46), ("Kỳ này", 46))
    ):
        sheet.set_column(column, column, width)
        sheet.write(0, column, heading, styles["head"])
    for row, change in enumerate(ledger.changes, 1):
        sheet.write_number(row, 0, row, styles["middle"])
        cells = (names[change.kind], change.agency.name if change.agency else "", change.message, change.before, change.after)
        sheet.set_row(row, min(15 * (int(max(len(change.message), len(change.before), len(change.after), 1) / 42) + 1), 400))
        for column, text in enumerate(cells, 1):
            sheet.write_string(row, column, " ".join(text.split())[:_CELL], styles["body"])
    sheet.autofilter(0, 0, len(ledger.changes), 5)
    sheet.freeze_panes(1, 0)


def _paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P/&N")
