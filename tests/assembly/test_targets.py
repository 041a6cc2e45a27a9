"""Targets: one value for one scope and one date."""

from __future__ import annotations

from datetime import date

import pytest
from tests.assembly.factories import LETTERHEAD, context

from vbcds.assembly.target_tables import read_figures
from vbcds.assembly.targets import build_targets

END_2026 = date(2026, 12, 31)


def targets(*content, letterhead=LETTERHEAD):
    return build_targets(context(*content, letterhead=letterhead))


def goal(text: str):
    return [(t.indicator, t.comparator, t.value, t.unit, t.scope) for t in targets("II. MỤC TIÊU", f"- {text}")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100% hồ sơ được số hóa.", [("hồ sơ được số hóa", "=", 100, "%", None)]),
        ("Tối thiểu 90% người dân hài lòng;", [("người dân hài lòng", ">=", 90, "%", None)]),
        (
            "Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ đạt từ 80% trở lên",
            [("Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ", ">=", 80, "%", None)],
        ),
        ("Tỷ lệ dân số có tài khoản số trên 50%", [("Tỷ lệ dân số có tài khoản số", ">", 50, "%", None)]),
        (
            "100% hồ sơ tại cấp thành phố, 90% hồ sơ tại cấp xã được xử lý trên mạng",
            [("hồ sơ được xử lý trên mạng", "=", v, "%", s) for v, s in ((100, "cấp thành phố"), (90, "cấp xã"))],
        ),
        (
            "Hồ sơ xử lý trên mạng: cấp tỉnh 90%, cấp xã đạt trên 60%",
            [("Hồ sơ xử lý trên mạng", "=", 90, "%", "cấp tỉnh"), ("Hồ sơ xử lý trên mạng", ">", 60, "%", "cấp xã")],
        ),
        (
            "80% cán bộ cấp tỉnh, 60% người dân có chữ ký số",
            [("cán bộ cấp tỉnh", "=", 80, "%", None), ("người dân có chữ ký số", "=", 60, "%", None)],
        ),
        ("Xếp hạng DTI thuộc nhóm 10 tỉnh dẫn đầu", [("Xếp hạng DTI thuộc tỉnh dẫn đầu", "<=", 10, "hạng", None)]),
        (
            "Tỷ lệ hệ thống thông tin được phê duyệt cấp độ: 100%, hoàn thành trước ngày 30/11/2026.",
            [("Tỷ lệ hệ thống thông tin được phê duyệt cấp độ", "=", 100, "%", None)],
        ),
        (
            "Chính quyền số: Phấn đấu tỷ lệ hồ sơ trực tuyến đạt 65%",
            [("tỷ lệ hồ sơ trực tuyến", "=", 65, "%", None)],
        ),
        ("Phấn đấu đạt 40% cuộc họp trực tuyến", [("cuộc họp trực tuyến", "=", 40, "%", None)]),
        (
            "90% hồ sơ tại cấp tỉnh, 80% hồ sơ tại cấp huyện và 60% hồ sơ tại cấp xã được xử lý trên mạng",
            [("hồ sơ được xử lý trên mạng", "=", v, "%", s) for v, s in ((90, "cấp tỉnh"), (80, "cấp huyện"), (60, "cấp xã"))],
        ),
        (
            "Cáp quang đến trên 90% hộ gia đình, 100% xã",
            [("Cáp quang đến hộ gia đình", ">", 90, "%", None), ("Cáp quang đến xã", "=", 100, "%", None)],
        ),
        ("Có ít nhất 02 xã hoàn thành chuyển đổi số", [("xã hoàn thành chuyển đổi số", ">=", 2, "xã", None)]),
        (
            "Tỷ lệ thanh toán số đạt 60%, tỷ lệ hóa đơn điện tử đạt 95%",
            [("Tỷ lệ thanh toán số", "=", 60, "%", None), ("tỷ lệ hóa đơn điện tử", "=", 95, "%", None)],
        ),
    ],
)
def test_goals_in_prose(text, expected):
    assert goal(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Phổ cập mạng 4G/5G",
        "Cung cấp dịch vụ công mức độ 3, 4",
        "Triển khai Đề án 06",
        "Xếp vào nhóm khá",
        "Thực hiện Nghị quyết số 57-NQ/TW",
    ],
)
def test_figures_that_are_no_values(text):
    assert goal(text) == []


def test_the_year_comes_from_the_sentence_then_from_the_headings():
    found = targets(
        "II. MỤC TIÊU",
        "1. Mục tiêu đến năm 2027",
        "- 70% hồ sơ được số hóa.",
        "- Đến năm 2028, 90% hồ sơ được số hóa.",
        "2. Mục tiêu đến năm 2030",
        "- 100% hồ sơ được số hóa.",
        "- 85% văn bản được ký số, tăng 15 điểm phần trăm so với mục tiêu năm 2027.",
        "- 60% hộ gia đình có tài khoản, đạt mục tiêu năm 2029.",
    )
    assert [t.due.year for t in found] == [2027, 2028, 2030, 2030, 2029]


def test_the_present_state_is_no_goal():
    assert targets("I. THỰC TRẠNG", "- Đến nay, 45% hồ sơ đã được số hóa.", "- Tối thiểu 3 sở có cán bộ chuyên trách.") == ()


def test_outside_goal_sections_only_what_says_so():
    found = targets("III. NHIỆM VỤ", "- Phấn đấu 80% hồ sơ được số hóa.", "- Hỗ trợ 30% kinh phí cho hợp tác xã.")
    assert [(t.value, t.due) for t in found] == [(80, END_2026)]


def test_a_report_sets_no_goals():
    report = (*LETTERHEAD[:2], "Số: 12/BC-UBND", *LETTERHEAD[3:6], "BÁO CÁO", "Kết quả chuyển đổi số tháng 4 năm 2026")
    assert targets("I. KẾT QUẢ", "- Phấn đấu đạt 50% chỉ tiêu.", letterhead=report) == ()


def test_a_table_of_targets():
    found = targets(
        "II. CHỈ TIÊU",
        [
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2025", "Mục tiêu năm 2026"),
            ("1", "Tỷ lệ hồ sơ số hóa", "%", "70", "≥ 85"),
            ("2", "Số trạm 5G", "trạm", "40", "120"),
            ("3", "Xếp hạng DTI", "Thứ bậc", "22", "≤ 18"),
            ("4", "Trình độ công nghệ", "mức", "trung bình", "khá"),
        ],
    )
    assert [(t.indicator, t.comparator, t.value, t.unit, t.due) for t in found] == [
        ("Tỷ lệ hồ sơ số hóa", ">=", 85, "%", END_2026),
        ("Số trạm 5G", "=", 120, "trạm", END_2026),
        ("Xếp hạng DTI", "<=", 18, "hạng", END_2026),
    ]


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("Trên 50%", None, [(50, ">", "%", None)]),
        ("80% hộ gia đình\n100% xã", None, [(80, "=", "%", "hộ gia đình"), (100, "=", "%", "xã")]),
        ("Tỉnh: 90%\nCấp huyện: 80%", None, [(90, "=", "%", "cấp tỉnh"), (80, "=", "%", "cấp huyện")]),
        ("16 - 18", "%/năm", [(16, "=", "%/năm", None)]),
        ("≥ 3% và tăng dần", "% tổng chi", [(3, ">=", "% tổng chi", None)]),
        ("Không có", None, []),
        ("phổ cập", "%", []),
    ],
)
def test_figures_of_a_cell(cell, unit, expected):
    assert [(f.value, f.comparator, f.unit, scope) for _, f, scope in read_figures(cell, unit)] == expected


def test_an_item_that_leaves_its_indicator_out_takes_that_of_the_one_before():
    first, second = targets("I. MỤC TIÊU", "- Năm 2026: 60% người dân có kỹ năng số; năm 2027: 80%.")
    assert first.indicator == second.indicator == "người dân có kỹ năng số"
    assert (second.value, second.due) == (80, date(2027, 12, 31))


def test_a_share_of_the_value_before_it_keeps_its_own_words():
    first, second = targets("I. MỤC TIÊU", "- Lao động qua đào tạo đạt trên 68%, trong đó có bằng cấp, chứng chỉ đạt 30%.")
    assert (first.indicator, first.value) == ("Lao động qua đào tạo", 68)
    assert (second.indicator, second.value) == ("bằng cấp, chứng chỉ", 30)


def test_the_unit_of_a_share_is_no_part_of_its_indicator():
    (found,) = targets("I. MỤC TIÊU", "- Tỷ trọng kinh tế số đạt từ 12% GRDP trở lên.")
    assert (found.indicator, found.unit, found.comparator) == ("Tỷ trọng kinh tế số", "% GRDP", ">=")


def test_a_value_after_a_colon_is_a_goal_only_below_a_heading_of_goals():
    (found,) = targets("I. CHỈ TIÊU", "- Tổng thu ngân sách trên địa bàn: 3.950 tỷ đồng.")
    assert (found.indicator, found.value, found.unit) == ("Tổng thu ngân sách trên địa bàn", 3950, "tỷ đồng")
    assert not targets("I. NGUỒN LỰC", "- Tổng thu ngân sách trên địa bàn: 3.950 tỷ đồng.")


def test_what_is_set_aside_is_the_indicator_and_dots_within_a_sentence_end_nothing():
    found = targets(
        "III. MỤC TIÊU",
        "- Bố trí ít nhất 2% dự toán chi cho an toàn thông tin.",
        "- Có ít nhất 04 dự án về bán dẫn, đô thị thông minh... được triển khai.",
        "- Kinh phí khác. Đến năm 2028, 60% xã có nền tảng số.",
    )
    assert [t.indicator for t in found] == [
        "dự toán chi cho an toàn thông tin",
        "dự án về bán dẫn, đô thị thông minh... được triển khai",
        "xã có nền tảng số",
    ]


def test_a_bare_count_of_a_product_is_named_by_its_task():
    found = targets(
        "PHỤ LỤC NHIỆM VỤ",
        [
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Sản phẩm"),
            (
                "1",
                "Thành lập các cơ sở nghiên cứu vật liệu mới",
                "Sở Khoa học và Công nghệ",
                "2030",
                "Ít nhất 06 cơ sở được thành lập",
            ),
            ("2", "Tập huấn cho thanh niên", "Tỉnh đoàn", "Năm 2026", "Tối thiểu 20 lớp kỹ năng số"),
            ("3", "Hỗ trợ nông dân bán hàng", "Hội Nông dân tỉnh", "Năm 2026", "Ít nhất 50 sản phẩm"),
        ],
    )
    assert [(t.indicator, t.value) for t in found] == [
        ("cơ sở nghiên cứu vật liệu mới", 6),
        ("lớp kỹ năng số", 20),
        ("sản phẩm", 50),
    ]


def test_what_a_goal_is_to_become_in_a_later_year_has_its_words_and_its_own_year():
    found = targets(
        "II. MỤC TIÊU NĂM 2026",
        "a) Tỷ trọng kinh tế số trong GRDP đạt tối thiểu 12%, tạo tiền đề để năm 2030 đạt 20%.",
        "b) Tối thiểu 60% người hưởng trợ cấp nhận qua tài khoản, phấn đấu năm 2027 đạt 75%.",
        "c) Đến năm 2026, 80% hồ sơ nộp trực tuyến, 90% hồ sơ được số hóa.",
    )
    assert [(t.value, t.due and t.due.year) for t in found] == [
        (12, 2026), (20, 2030), (60, 2026), (75, 2027), (80, 2026), (90, 2026),
    ]  # fmt: skip
    assert found[0].indicator == found[1].indicator and found[2].indicator == found[3].indicator
