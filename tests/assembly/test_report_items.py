"""Statements of reports: sections by headings, columns and words; addressees; states."""

from __future__ import annotations

import pytest
from tests.assembly.factories import context
from tests.assembly.reports import items, report, sections

from vbcds.assembly.report_headings import heading_sections, is_section_heading
from vbcds.assembly.report_items import build_report_items
from vbcds.assembly.report_sections import classify
from vbcds.lexicons.report_words import load_report_words


@pytest.mark.parametrize("section", list(load_report_words().examples))
def test_headings_of_the_lexicon_have_their_section_and_its_counter_examples_do_not(section):
    named, others = load_report_words().examples[section]
    for heading in named:
        bare = heading.partition(". ")[2] or heading
        assert section in heading_sections(bare), heading
    for heading in others:
        assert heading_sections(heading) != (section,) or not is_section_heading(heading), heading


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Kết quả thực hiện nhiệm vụ tháng 5", ("results",)),
        ("NHIỆM VỤ TRỌNG TÂM THÁNG 6", ("plans",)),
        ("Kết quả thực hiện chương trình, kế hoạch", ("results",)),
        ("Kết quả tháng 5 và phương hướng, nhiệm vụ tháng 6", ("results", "plans")),
        ("Tồn tại, hạn chế và nguyên nhân", ("difficulties",)),
        ("Khó khăn, vướng mắc và đề xuất, kiến nghị", ("difficulties", "proposals")),
        ("Những điều còn vướng", ("difficulties",)),
        ("Việc đã làm trong tháng", ("results",)),
        ("Tháng tới sẽ làm", ("plans",)),
        ("Xã đề nghị", ("proposals",)),
        ("Các nhiệm vụ chưa hoàn thành", ("difficulties",)),
        ("Hạ tầng số", ()),
        ("Chính quyền số", ()),
    ],
)  # fmt: skip
def test_headings_in_many_wordings(heading, expected):
    assert heading_sections(heading) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "Kết quả đối soát dữ liệu đạt 58%.",
        "Đề nghị Sở Tài chính hướng dẫn định mức chi",
        "Kế hoạch số 15/KH-UBND đã được ban hành.",
        "Thực hiện số hóa toàn bộ hồ sơ địa chính còn lại của các xã miền núi",
        "Hạn chế của phần mềm là không lưu được bản nháp nên cán bộ phải nhập lại.",
    ],
)
def test_statements_that_begin_like_headings_are_none(statement):
    assert not is_section_heading(statement)


def test_sections_follow_the_headings_and_formulae_are_left_out():
    assert sections(
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Về hạ tầng số",
        "- Đã nâng cấp đường truyền cho 12/15 đơn vị.",
        "II. KHÓ KHĂN, VƯỚNG MẮC",
        "- Kinh phí được cấp muộn.",
        "III. KIẾN NGHỊ",
        "- Đề nghị Sở Tài chính bố trí kinh phí.",
        "IV. PHƯƠNG HƯỚNG THÁNG 6",
        "- Số hóa hồ sơ cấp phép còn lại.",
        "Trên đây là báo cáo của Sở Xây dựng, kính trình Ủy ban nhân dân tỉnh xem xét./.",
    ) == [
        ("results", "Đã nâng cấp đường truyền cho 12/15 đơn vị."),
        ("difficulties", "Kinh phí được cấp muộn."),
        ("proposals", "Đề nghị Sở Tài chính bố trí kinh phí."),
        ("plans", "Số hóa hồ sơ cấp phép còn lại."),
    ]


def test_texts_are_those_at_their_place():
    made = report(
        "I. KẾT QUẢ",
        "Đã mở 02 lớp. Đã cấp 40 chữ ký số.",
        [("TT", "Nhiệm vụ", "Kết quả"), ("1", "Số hóa tài liệu", "Đã số hóa 30 tập")],
    )
    found = build_report_items(made)
    assert len(found) == 3
    assert all(made.text[item.source.start : item.source.end] == item.text for item in found)


def test_a_bullet_is_one_statement_and_a_paragraph_gives_its_sentences():
    assert sections("I. KẾT QUẢ", "- Đã ban hành kế hoạch. Kế hoạch gồm 05 nhiệm vụ cụ thể.")[0][1].endswith("cụ thể.")
    assert len(sections("I. KẾT QUẢ", "Đã ban hành kế hoạch năm. Ban Giám đốc đã họp hai lần.")) == 2


def test_difficulties_hidden_in_results_move_and_tasks_not_begun_stay():
    assert sections(
        "I. KẾT QUẢ",
        "- Đã cấp 500 chứng thư. Tuy nhiên, nhiều xã còn thiếu máy ký số.",
        "- Việc liên thông đã triển khai, tuy nhiên đường truyền còn chập chờn.",
        "- Chưa tổ chức được lớp tập huấn do chờ giảng viên.",
        "- Đã tháo gỡ khó khăn, vướng mắc cho 12 doanh nghiệp.",
    ) == [
        ("results", "Đã cấp 500 chứng thư."),
        ("difficulties", "Tuy nhiên, nhiều xã còn thiếu máy ký số."),
        ("difficulties", "Việc liên thông đã triển khai, tuy nhiên đường truyền còn chập chờn."),
        ("results", "Chưa tổ chức được lớp tập huấn do chờ giảng viên."),
        ("results", "Đã tháo gỡ khó khăn, vướng mắc cho 12 doanh nghiệp."),
    ]


def test_a_mixed_heading_leaves_the_choice_to_the_statement():
    found = sections(
        "2. Khó khăn, đề xuất",
        "a) Kinh phí cho Tổ công nghệ số cộng đồng chưa có trong dự toán.",
        "b) Đề nghị Sở Tài chính hướng dẫn mức chi.",
        "3. Tồn tại và nhiệm vụ tháng 6",
        "a) Một số đơn vị chưa gửi báo cáo điện tử.",
        "b) Hoàn thành cài đặt phần mềm.",
    )
    assert [section for section, _ in found] == ["difficulties", "proposals", "difficulties", "plans"]


def test_without_headings_the_words_tell():
    found = sections(
        "Trong tháng, Sở đã mở 02 lớp cho 85 người. Khó khăn lớn nhất là thiếu giảng viên. Sở kiến nghị UBND tỉnh cho thuê chuyên gia. "
        "Trong tháng 6, Sở sẽ mở thêm 03 lớp."
    )
    assert [section for section, _ in found] == ["results", "difficulties", "proposals", "plans"]


def test_columns_of_a_table_are_sections_and_rows_name_the_task():
    found = items(
        "I. KẾT QUẢ",
        [
            ("TT", "Nhiệm vụ", "Kết quả thực hiện", "Khó khăn, vướng mắc", "Đề xuất", "Kế hoạch tháng tới"),
            ("3", "Đối soát dữ liệu đất đai", "Đã đối soát 22/64 xã", "Bản đồ giấy bị hư hỏng", "Đề nghị Công an tỉnh hỗ trợ",
                "Đối soát thêm 12 xã"),
            ("4", "Số hóa tài liệu", "Đang số hóa", "Không", "", ""),
        ],
    )  # fmt: skip
    assert [(item.section, item.about) for item in found] == [
        ("results", "3: Đối soát dữ liệu đất đai"),
        ("difficulties", "3: Đối soát dữ liệu đất đai"),
        ("proposals", "3: Đối soát dữ liệu đất đai"),
        ("plans", "3: Đối soát dữ liệu đất đai"),
        ("results", "4: Số hóa tài liệu"),
    ]
    assert found[2].addressee is not None
    assert found[2].addressee.name == "Công an tỉnh"


def test_a_table_of_what_became_of_tasks_holds_no_plans_whatever_its_heading():
    rows = [("TT", "Nhiệm vụ", "Kết quả thực hiện", "Vướng mắc"), ("1", "Số hóa bản đồ", "Đã số hóa 40/60 tờ", "Máy quét hỏng")]
    found = items("1. Nhiệm vụ theo Kế hoạch số 31/KH-UBND", rows)
    assert [(item.section, item.about) for item in found] == [("results", "1: Số hóa bản đồ"), ("difficulties", "1: Số hóa bản đồ")]
    coming = items("1. Nhiệm vụ trọng tâm tháng 6", [("TT", "Nhiệm vụ", "Thời gian"), ("1", "Số hóa bản đồ", "Tuần 2")])
    assert [(item.section, item.text) for item in coming] == [("plans", "Số hóa bản đồ")]


def test_a_column_that_judges_and_tells_hardships_holds_hardships():
    rows = [
        ("TT", "Chỉ tiêu", "Kết quả tháng 5", "Đánh giá, khó khăn"),
        ("1", "Wifi", "Lắp 17 điểm", "Một điểm bị cắt trộm dây cáp"),
    ]
    found = items("I. KẾT QUẢ", rows)
    assert [(item.section, item.text) for item in found][-1] == ("difficulties", "Một điểm bị cắt trộm dây cáp")
    judged = [("TT", "Chỉ tiêu", "Kết quả tháng 5", "Đánh giá"), ("1", "Wifi", "Lắp 17 điểm", "Hoàn thành")]
    assert [item.section for item in items("I. KẾT QUẢ", judged)] == ["results"]


def test_proposals_know_whom_they_ask():
    found = items(
        "III. ĐỀ XUẤT, KIẾN NGHỊ",
        "1. Đối với Bộ Xây dựng:",
        "- Sớm ban hành định mức số hóa hồ sơ quy hoạch.",
        "2. Đối với UBND tỉnh:",
        "- Chỉ đạo Sở Tài chính thẩm định dự toán trong tháng 6.",
        "3. Kính đề nghị Sở Khoa học và Công nghệ hỗ trợ kết nối.",
    )
    assert [item.addressee and item.addressee.name for item in found] == [
        "Bộ Xây dựng",
        "Ủy ban nhân dân tỉnh",
        "Sở Khoa học và Công nghệ",
    ]


def test_what_is_no_report_has_no_statements():
    assert build_report_items(context("I. KẾT QUẢ", "- Đã mở 02 lớp.")) == ()


def test_classify_says_nothing_where_words_do_not_tell():
    assert classify("Tổ chức ngày hội thanh toán số tại chợ") is None
