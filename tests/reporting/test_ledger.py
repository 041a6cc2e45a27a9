"""The ledger and the calendar of reports, on a dossier made of records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.assembly.test_task_links import DOCUMENTS, PLAN, TASKS, document, item, task

from vbcds.assembly.task_links import link_tasks
from vbcds.cli.track import render_table
from vbcds.errors import VbcdsError
from vbcds.model.document import Source
from vbcds.model.records import MetricRecord
from vbcds.recognisers.agencies_cells import parse_agency
from vbcds.reporting.calendar import build_calendar
from vbcds.reporting.ledger import build_ledger
from vbcds.reporting.ledger_changes import find_decreases
from vbcds.reporting.ledger_values import STATES
from vbcds.reporting.report_duties import find_duties, load_duties

APRIL, MAY = "d" * 16, "e" * 16
PAPERS = [
    DOCUMENTS[0],
    replace(
        document(APRIL, "report", "5/BC-STP", date(2026, 4, 18), "04.docx"), period="2026-04", issuer=parse_agency("Sở Tư pháp")
    ),
    replace(document(MAY, "report", "8/BC-STP", date(2026, 5, 22), "05.docx"), period="2026-05", issuer=parse_agency("Sở Tư pháp")),
]


def said(text: str, agency: str, month: int, section: str = "results", **fields: object):
    return item(text, agency, section, document=APRIL if month == 4 else MAY, period=f"2026-0{month}", **fields)


def ledger(*items, as_of=date(2026, 5, 31), **more):
    return build_ledger(TASKS, link_tasks(items, TASKS, PAPERS), PAPERS, as_of=as_of, **more)


def states(found):
    return {entry.task.code: entry.state for entry in found.entries}


def test_states():
    found = states(
        ledger(
            said("Đã ban hành quy chế khai thác kho dữ liệu dùng chung", "Sở KH&CN", 5, status="done"),
            said("Đang số hóa sổ hộ tịch của 12 xã", "Sở Tư pháp", 5, status="in_progress"),
            said("Chưa lắp camera giám sát tại nút giao thông nào", "Công an tỉnh", 5, status="not_started"),
        )
    )
    assert (found["1"], found["3"], found["4"], found["2"]) == ("done", "in_progress", "not_started", "unreported")
    assert set(found.values()) <= set(STATES)


def test_what_is_due_and_not_done_is_overdue_also_without_a_report():
    found = ledger(
        said("Đang lắp camera giám sát tại các nút giao thông", "Công an tỉnh", 5, status="in_progress"), as_of=date(2026, 8, 1)
    )
    late = {entry.task.code: entry.days_late for entry in found.overdue}
    assert late == {"1": 32, "4": 0}  # "trước 01/8": the day itself is late; the first was due on 30 June
    assert sum(found.counts.values()) == len(TASKS)


def test_reports_of_later_days_do_not_count():
    found = ledger(
        said("Đã ban hành quy chế khai thác kho dữ liệu dùng chung", "Sở KH&CN", 5, status="done"), as_of=date(2026, 5, 1)
    )
    assert states(found)["1"] != "done"


def test_the_silent_and_the_successors():
    found = {
        entry.task.code: entry
        for entry in ledger(said("Đang số hóa sổ hộ tịch của 12 xã", "Sở Tư pháp", 5, status="in_progress")).entries
    }
    assert [agency.name for agency in found["6"].silent] == ["Sở Văn hóa, Thể thao và Du lịch"]
    assert found["3"].silent == ()
    assert found["7"].successors == ("Sở Khoa học và Công nghệ",)


def test_recurring_work_has_its_next_day():
    found = {entry.task.code: entry for entry in ledger().entries}
    assert found["8"].due == date(2026, 12, 31)


def test_month_against_month():
    found = ledger(
        said("Chưa số hóa sổ hộ tịch của xã nào", "Sở Tư pháp", 4, status="not_started"),
        said("Đang số hóa sổ hộ tịch của 12 xã", "Sở Tư pháp", 5, status="in_progress"),
        said("Sổ cũ rách nát, khó quét trên máy hiện có của Sở", "Sở Tư pháp", 4, "difficulties"),
        said("Sổ cũ rách nát, khó quét trên máy hiện có của Sở", "Sở Tư pháp", 5, "difficulties"),
        said("Hoàn thành số hóa sổ hộ tịch trước ngày 30/6/2026", "Sở Tư pháp", 4, "plans"),
        said("Hoàn thành số hóa sổ hộ tịch trước ngày 15/8/2026", "Sở Tư pháp", 5, "plans"),
    )
    assert {change.kind for change in found.changes} == {"state", "copied-text", "slipped-deadline"}


def figure(value: float, period: str, *, cumulative: bool, unit: str = "hồ sơ", **more: object) -> MetricRecord:
    made = MetricRecord(
        document=APRIL if period == "2026-04" else MAY,
        agency=parse_agency("Sở Y tế"),
        period=period,
        indicator="hồ sơ sức khỏe điện tử",
        value=value,
        unit=unit,
        numerator=None,
        denominator=None,
        consistent=None,
        as_of=None,
        raw=str(value),
        source=Source(start=0, end=1),
        cumulative=cumulative,
    )
    return replace(made, **more)


def test_cumulative_figures_never_fall_and_others_may():
    def kinds(old, new):
        return [change.kind for change in find_decreases([old, new], PAPERS, period="2026-05")]

    assert kinds(figure(612480, "2026-04", cumulative=True), figure(608115, "2026-05", cumulative=True)) == ["figure-decreased"]
    share = figure(74.2, "2026-04", cumulative=True, unit="%", numerator=612480.0, raw="612.480 hồ sơ, đạt 74,2%")
    assert kinds(share, figure(608115, "2026-05", cumulative=True)) == ["figure-decreased"]
    assert kinds(figure(300, "2026-04", cumulative=False), figure(200, "2026-05", cumulative=False)) == []
    assert kinds(figure(300, "2026-04", cumulative=True), figure(310, "2026-05", cumulative=True)) == []
    month, quarter = figure(300, "2026-04", cumulative=True), figure(280, "2026-Q2", cumulative=True)
    said = [replace(one, raw=f"lũy kế {one.value:.0f} hồ sơ sức khỏe điện tử") for one in (month, quarter)]
    assert [change.previous for change in find_decreases(said, PAPERS, period="2026-Q2")] == ["2026-04"]


def test_the_terminal_tells_falls_with_both_places():
    old = figure(612480, "2026-04", cumulative=True, raw="Đến nay đã lập 612.480 hồ sơ sức khỏe điện tử")
    new = replace(old, document=MAY, period="2026-05", value=608115, raw="Lũy kế lập 608.115 hồ sơ sức khỏe điện tử")
    found = ledger(said("Đã ban hành quy chế khai thác kho dữ liệu dùng chung", "Sở KH&CN", 5), metrics=[old, new])
    printed = " ".join(" ".join(render_table(found, None, 110)).split())
    assert f"2026-04: “{old.raw}” 2026-05: “{new.raw}”" in printed


def test_totals_in_other_words_fall_where_they_are_of_the_same_people():
    def falls(old: str, new: str) -> bool:
        first = figure(932, "2026-04", cumulative=True, unit="người", indicator=old, raw=f"lũy kế 932 người: {old}")
        second = figure(879, "2026-05", cumulative=True, unit="người", indicator=new, raw=f"lũy kế 879 người: {new}")
        return bool(find_decreases([first, second], PAPERS, period="2026-05"))

    assert falls("Đoàn viên dạy kỹ năng số cho bà con", "người được dạy kỹ năng số")
    assert not falls("Đoàn viên dạy kỹ năng số cho bà con", "công chức được dạy kỹ năng số")
    assert not falls("Đoàn viên dạy kỹ năng số cho bà con", "người dân được tặng điện thoại")
    assert falls("Trạm y tế tiêm vắc xin tính từ đầu năm", "Công tác tiêm vắc xin ở trạm y tế được tiếp tục")
    assert not falls("Trạm y tế tiêm vắc xin tính từ đầu năm", "Công tác khám mắt ở trường học được tiếp tục")


DUTY = task(
    "9",
    "Các cơ quan gửi báo cáo kết quả thực hiện về Sở Khoa học và Công nghệ",
    "Các sở, ban, ngành tỉnh",
    "",
    "Trước ngày 20 hằng tháng",
    900,
)


def test_the_calendar_names_the_late_and_the_missing():
    tasks = [*TASKS, DUTY]
    (duty,) = find_duties(tasks, PAPERS)
    assert duty.recurrence == "FREQ=MONTHLY;BYMONTHDAY=20"
    found = build_calendar([duty], PAPERS, period="2026-05", as_of=date(2026, 5, 31), tasks=tasks)
    assert [(due.agency.name, due.due.day, due.days_late) for due in found.late] == [("Sở Tư pháp", 20, 2)]
    assert "Công an tỉnh" in {due.agency.name for due in found.missing}
    april = build_calendar([duty], PAPERS, period="2026-04", as_of=date(2026, 4, 20), tasks=tasks)
    assert april.late == april.missing == ()
    assert DUTY.document == PLAN


def duty_task(content: str, recurrence: str, *leads: str, document: str = PLAN):
    return replace(
        DUTY, content=content, lead=tuple(map(parse_agency, leads)), document=document,
        deadline=replace(DUTY.deadline, recurrence=recurrence),
    )  # fmt: skip


def test_an_agencys_latest_duty_counts():
    notice = replace(document("b" * 16, "notice", "9/TB-UBND", date(2026, 5, 2), "tb.docx"), issuer=PAPERS[0].issuer)
    old = duty_task(
        "Sở Tư pháp, Sở Y tế gửi báo cáo trước ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20", "Sở Tư pháp", "Sở Y tế"
    )
    new = duty_task("Sở Y tế gửi báo cáo trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25", "Sở Y tế", document="b" * 16)
    papers = [*PAPERS, notice]
    found = build_calendar(find_duties([old, new], papers), papers, period="2026-05")
    assert {due.agency.name: due.due.day for due in found.dues} == {"Sở Tư pháp": 20, "Sở Y tế": 25}


def test_duties_of_a_file(tmp_path):
    path = tmp_path / "lich.toml"
    path.write_text(
        '[[report]]\nname = "Báo cáo tháng"\ndeadline = "trước ngày 20 hằng tháng"\nagencies = ["Sở Tư pháp", "Sở Y tế"]\n',
        encoding="utf-8",
    )
    found = build_calendar(load_duties(path), PAPERS, period="2026-04")
    assert [(due.agency.name, due.standing) for due in found.dues] == [("Sở Tư pháp", "on_time"), ("Sở Y tế", "missing")]
    path.write_text('[[report]]\nname = "Báo cáo"\n', encoding="utf-8")
    with pytest.raises(VbcdsError):
        load_duties(path)
    with pytest.raises(VbcdsError):
        build_calendar((), PAPERS, period="tháng 5")


def regime(words: str, lead: str = "Sở Tư pháp; Sở Y tế", start: int = 900):
    return task(None, words, lead, "", words, start)


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("Gửi báo cáo trước ngày 20 hằng tháng", {"FREQ=MONTHLY;BYMONTHDAY=20"}),
        (
            "Gửi báo cáo tháng, quý chậm nhất ngày 18 của tháng báo cáo hoặc ngày 15 của tháng cuối quý",
            {"FREQ=MONTHLY;BYMONTHDAY=18", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"},
        ),
        (
            "Gửi báo cáo trước ngày 18 hằng tháng, ngày 15 của tháng cuối quý; tháng cuối quý chỉ gửi báo cáo quý",
            {"FREQ=YEARLY;BYMONTH=1,2,4,5,7,8,10,11;BYMONTHDAY=18", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"},
        ),
        (
            "Gửi báo cáo trước ngày 20 hằng tháng (số liệu từ ngày 15 tháng trước đến ngày 14 tháng báo cáo)",
            {"FREQ=MONTHLY;BYMONTHDAY=20"},
        ),
    ],
)
def test_the_rhythms_of_a_regime(words, rules):
    assert {duty.recurrence for duty in find_duties([regime(words)], PAPERS)} == rules


def test_the_day_of_the_next_month_and_the_quarter():
    (duty,) = find_duties([regime("Gửi báo cáo tháng trước ngày 05 tháng sau")], PAPERS)
    assert build_calendar([duty], PAPERS, period="2026-05").dues[0].due == date(2026, 6, 5)
    duties = find_duties([regime("Gửi báo cáo chậm nhất ngày 18 hằng tháng, chậm nhất ngày 15 của tháng cuối quý")], PAPERS)
    assert {due.due for due in build_calendar(duties, PAPERS, period="2026-Q2").dues} == {date(2026, 6, 15)}


@pytest.mark.parametrize(
    ("words", "dues"),
    [
        (
            "Gửi báo cáo quý I trước ngày 15/3, báo cáo 6 tháng đầu năm trước ngày 15/6, báo cáo năm trước ngày 10/12",
            {"2026-Q1": (3, 15), "2026-H1": (6, 15), "2026": (12, 10), "2026-Q2": None},
        ),
        (
            "Gửi báo cáo quý trước ngày 20 của tháng cuối quý, báo cáo năm trước ngày 20 tháng 11",
            {"2026-Q2": (6, 20), "2026": (11, 20), "2026-05": None},
        ),
        ("Gửi báo cáo quý trước ngày 10 của tháng đầu quý sau", {"2026-Q2": (7, 10)}),
        ("Gửi báo cáo tháng chậm nhất ngày làm việc cuối cùng của tháng", {"2026-05": (5, 29)}),
        ("Gửi báo cáo tuần trước 15 giờ thứ Sáu hằng tuần", {"2026-W21": (5, 22)}),
        # a day with its year comes once
        ("Gửi báo cáo quý I trước ngày 15/3/2026", {"2026-Q1": None}),
    ],
)
def test_reports_of_quarters_halves_years_and_weeks(words, dues):
    duties = find_duties([regime(words)], PAPERS)
    for period, day in dues.items():
        found = build_calendar(duties, [], period=period).dues
        assert {(due.due.month, due.due.day) for due in found} == ({day} if day else set()), period


def test_the_day_before_which_a_report_is_due_is_late():
    papers = [replace(paper, date=date(2026, 5, 20)) if paper.id == MAY else paper for paper in PAPERS]
    for words, late in (("trước ngày 20 hằng tháng", True), ("chậm nhất ngày 20 hằng tháng", False)):
        found = build_calendar(find_duties([regime(f"Gửi báo cáo {words}")], papers), papers, period="2026-05")
        assert bool(found.late) is late


def test_bodies_that_only_the_plan_tells_are_those_that_lead_and_report():
    for group, expected in (("các cơ quan, đơn vị được giao nhiệm vụ", True), ("các doanh nghiệp viễn thông", False)):
        duties = find_duties([regime("Gửi báo cáo trước ngày 20 hằng tháng", group)], PAPERS)
        dues = {due.agency.name for due in build_calendar(duties, PAPERS, period="2026-05", tasks=TASKS).dues}
        assert ("Sở Tư pháp" in dues and group not in dues) is expected


def test_who_collects_the_reports_owes_none_of_them():
    collects = regime("Tổng hợp, báo cáo UBND tỉnh trước ngày 25 hằng tháng", "Sở Khoa học và Công nghệ", 950)
    duties = find_duties([regime("Gửi báo cáo trước ngày 20 hằng tháng"), collects], PAPERS)
    assert [duty.recurrence for duty in duties] == ["FREQ=MONTHLY;BYMONTHDAY=20"]


def test_done_work_that_goes_on_stays_done():
    april = said("Đã hoàn thành số hóa sổ hộ tịch của các xã, phường", "Sở Tư pháp", 4, status="done")
    may = said("Tiếp tục cập nhật sổ hộ tịch đã số hóa của các xã, phường", "Sở Tư pháp", 5, status="in_progress")
    assert states(ledger(april, may))["3"] == "done"
    assert states(ledger(april, replace(may, text="Đang số hóa lại 40 sổ hộ tịch của các xã, phường")))["3"] == "in_progress"


def test_a_hardship_makes_late_what_it_calls_late():
    result = said("Đang số hóa sổ hộ tịch của 12 xã", "Sở Tư pháp", 5, status="in_progress")
    late = said("Tiến độ số hóa sổ hộ tịch chậm so với kế hoạch", "Sở Tư pháp", 5, "difficulties")
    assert states(ledger(result, late))["3"] == "delayed"
    assert states(ledger(result, replace(late, text="Số hóa sổ hộ tịch: máy quét chạy chậm")))["3"] == "in_progress"


def test_counts_of_a_year_that_is_not_over():
    counted = said("Bản đồ số du lịch của tỉnh: đã đưa lên 120 tài khoản của khách sạn", "Sở VHTT&DL", 5, status="done")
    assert states(ledger(counted))["6"] == "in_progress"
    assert states(ledger(replace(counted, text="Bản đồ số du lịch của tỉnh: đã hoàn thành, có 120 tài khoản")))["6"] == "done"


def test_the_duty_to_report_is_told_by_the_reports():
    found = build_ledger([*TASKS, DUTY], [], PAPERS, as_of=date(2026, 5, 31), period="2026-05")
    entry = next(entry for entry in found.entries if entry.task.code == "9")
    assert entry.state == "in_progress"
    assert "Công an tỉnh" in {agency.name for agency in entry.silent}
    assert "Sở Tư pháp" not in {agency.name for agency in entry.silent}
