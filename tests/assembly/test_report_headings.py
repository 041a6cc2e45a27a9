"""Headings of monthly, quarterly, half-yearly and yearly reports as offices write them, and statements that begin with the same words."""

from __future__ import annotations

import pytest
from tests.assembly.reports import sections

from vbcds.assembly.report_headings import heading_sections, is_section_heading


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Tình hình triển khai, kết quả thực hiện nhiệm vụ tháng 5 năm 2023", "results"),
        ("Công tác lãnh đạo, chỉ đạo điều hành", "results"),
        ("Đánh giá tình hình thực hiện nhiệm vụ 6 tháng đầu năm 2024", "results"),
        ("Đánh giá kết quả thực hiện kế hoạch năm 2024", "results"),
        ("Kết quả thực hiện nhiệm vụ, giải pháp trọng tâm", "results"),
        ("Về thực hiện nhiệm vụ được giao tại Kế hoạch số 18/KH-UBND", "results"),
        ("Việc đã triển khai trong tháng 8", "results"),
        ("Kiểm điểm việc thực hiện nhiệm vụ tháng 8", "results"),
        ("Khái quát tình hình, kết quả thực hiện", "results"),
        ("Các công việc đã hoàn thành trong tháng", "results"),
        ("Kết quả thực hiện các nhiệm vụ chậm", "results"),
        ("Một số tồn tại, khó khăn trong quá trình thực hiện", "difficulties"),
        ("Các chỉ tiêu, nhiệm vụ chưa hoàn thành và nguyên nhân", "difficulties"),
        ("Các nhiệm vụ chậm muộn", "difficulties"),
        ("Công việc chưa hoàn thành", "difficulties"),
        ("Việc chưa triển khai được, lý do", "difficulties"),
        ("Những khó khăn, vướng mắc cần tập trung tháo gỡ", "difficulties"),
        ("Những vấn đề cần xin ý kiến chỉ đạo của UBND tỉnh", "proposals"),
        ("Nội dung cần báo cáo, xin ý kiến", "proposals"),
        ("Nội dung trình UBND tỉnh xem xét, quyết định", "proposals"),
        ("Ý kiến, kiến nghị", "proposals"),
        ("Mong cấp trên hỗ trợ", "proposals"),
        ("Nhiệm vụ trọng tâm triển khai tháng 6 năm 2023", "plans"),
        ("Chương trình công tác trọng tâm 6 tháng cuối năm 2025", "plans"),
        ("Nhiệm vụ 6 tháng cuối năm 2023", "plans"),
        ("Dự kiến nhiệm vụ công tác tháng 8", "plans"),
        ("Dự kiến kết quả công tác tháng 9", "plans"),
        ("Mục tiêu, chỉ tiêu, nhiệm vụ năm 2026", "plans"),
        ("Những công việc tiếp tục triển khai", "plans"),
        ("Sẽ làm trong tháng 01/2025", "plans"),
    ],
)
@pytest.mark.parametrize("label", ["", "I. ", "B. ", "2. ", "3) "])
def test_a_heading_opens_its_section_whatever_its_number(heading, section, label):
    assert heading_sections(heading) == (section,)
    assert is_section_heading(label + heading) and is_section_heading(label + heading.upper())
    told = "Nền tảng họp trực tuyến ở 14 xã vùng cao"
    assert sections("KHÁI QUÁT" if section == "plans" else "PHƯƠNG HƯỚNG", label + heading, f"- {told}.") == [(section, told + ".")]


@pytest.mark.parametrize(
    ("statement", "above", "wanted"),
    [
        ("Việc đã triển khai ở 12 xã là thu học phí qua tài khoản.", "KẾT QUẢ", "results"),
        ("Công việc chưa hoàn thành được tỉnh gia hạn là 03 việc.", "KẾT QUẢ", "results"),
        ("Sẽ làm trong tháng 11 việc đối soát thửa đất của 04 xã.", "NHIỆM VỤ", "plans"),
        ("Kiểm điểm trách nhiệm của 02 đơn vị.", "KẾT QUẢ", "results"),
        ("Mong cấp trên hỗ trợ 02 máy quét khổ A3 cho bộ phận một cửa.", "KIẾN NGHỊ", "proposals"),
    ],
)
def test_statements_that_begin_like_headings_are_none(statement, above, wanted):
    assert sections(above, f"- {statement}") == [(wanted, statement)]
