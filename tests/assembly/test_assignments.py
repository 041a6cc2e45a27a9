"""Tasks in prose: below an agency's name, in a sentence that assigns, and line by line."""

from __future__ import annotations

from datetime import date

import pytest
from tests.assembly.factories import LETTERHEAD, context

from vbcds.assembly.assignments import build_prose_tasks


def tasks(*paragraphs: str, letterhead=LETTERHEAD):
    return build_prose_tasks(context(*paragraphs, letterhead=letterhead))


def names(agencies) -> list[str]:
    return [agency.name for agency in agencies]


def test_duties_stand_below_an_agencys_name():
    found = tasks(
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Sở Khoa học và Công nghệ",
        "- Chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan tham mưu bố trí vốn.",
        "- Báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2026.",
        "2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "- Giám sát việc thực hiện Kế hoạch.",
    )
    assert [names(task.lead) for task in found] == [["Sở Khoa học và Công nghệ"]] * 2 + [["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]]
    assert names(found[0].support) == ["Sở Tài chính", "các đơn vị liên quan"]
    assert found[1].deadline.due == date(2026, 12, 15)
    assert all(task.code is None for task in found)


def test_a_sentence_that_assigns():
    (task,) = tasks("IV. TỔ CHỨC THỰC HIỆN", "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng đề án vị trí việc làm.")
    assert names(task.lead) == ["Sở Nội vụ"]
    assert names(task.support) == ["Sở Tài chính"]
    assert task.content.startswith("Giao Sở Nội vụ")


def test_an_activity_described_line_by_line():
    (task,) = tasks(
        "III. HOẠT ĐỘNG",
        "1. Ngày hội chuyển đổi số",
        "- Thời gian: ngày 10/10/2026",
        "- Địa điểm: Quảng trường tỉnh",
        "- Đơn vị chủ trì: Sở Khoa học và Công nghệ",
        "- Đơn vị phối hợp: Tỉnh đoàn, các doanh nghiệp viễn thông",
    )
    assert task.content == "Ngày hội chuyển đổi số"
    assert (names(task.lead), task.deadline.due) == (["Sở Khoa học và Công nghệ"], date(2026, 10, 10))
    assert names(task.support) == ["Tỉnh đoàn", "các doanh nghiệp viễn thông"]


def test_what_an_agency_directs_others_to_do_stays_its_own():
    (task,) = tasks("IV. TỔ CHỨC THỰC HIỆN", "1. Sở Du lịch", "- Chỉ đạo các doanh nghiệp lữ hành cập nhật dữ liệu điểm đến.")
    assert names(task.lead) == ["Sở Du lịch"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này.",
        "Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan phản ánh về Sở Khoa học và Công nghệ.",
        "Trên đây là Kế hoạch chuyển đổi số năm 2026.",
    ],
)
def test_closing_formulae_assign_nothing(paragraph):
    assert tasks("IV. TỔ CHỨC THỰC HIỆN", paragraph) == ()


def test_what_an_agency_did_is_no_task():
    assert tasks("I. TÌNH HÌNH", "Sở Nội vụ đã chủ trì xây dựng đề án vị trí việc làm.") == ()


def test_a_report_assigns_nothing():
    report = (*LETTERHEAD[:2], "Số: 12/BC-UBND", *LETTERHEAD[3:6], "BÁO CÁO", "Kết quả chuyển đổi số tháng 4 năm 2026")
    assert tasks("IV. NHIỆM VỤ", "1. Sở Nội vụ", "- Chủ trì tập huấn.", letterhead=report) == ()


def test_every_task_stands_in_the_text():
    made = context(
        "IV. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế", "- Chủ trì lập hồ sơ sức khỏe. Đồng thời, có trách nhiệm báo cáo hằng quý."
    )
    found = build_prose_tasks(made)
    assert len(found) == 2
    assert [made.text[task.source.start : task.source.end] for task in found] == [task.content for task in found]
    assert found[1].deadline.recurrence == "FREQ=MONTHLY;INTERVAL=3"
