"""Relations of figures that stand in several sentences, and what a paper says of its own tables, months and annexes; each with a
look-alike that is none."""

from __future__ import annotations

import pytest
from tests.checks.test_examples import found

_REPORT = "@report 2026-10\nI. KẾT QUẢ THỰC HIỆN\n{}"


def _codes(text: str) -> set[str]:
    return {finding.code for finding in found(_REPORT.format(text))}


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (True, "1. Trong tháng tiếp nhận 2.316 hồ sơ.\n2. So với tháng trước (1.980 hồ sơ), số hồ sơ tăng 366 hồ sơ."),
        (False, "1. Trong tháng tiếp nhận 2.316 hồ sơ.\n2. So với tháng trước (1.980 hồ sơ), số hồ sơ tăng 336 hồ sơ."),
        (False, "1. Trong tháng tiếp nhận 2.316 văn bản.\n2. So với tháng trước (1.980 hồ sơ), số hồ sơ tăng 366 hồ sơ."),
        (True, "1. Tiếp nhận 43.780 hồ sơ. So với tháng 9, số hồ sơ tăng 2.520 hồ sơ, tương ứng tăng 7,1%."),
        (False, "1. Tiếp nhận 43.780 hồ sơ. So với tháng 9, số hồ sơ tăng 2.520 hồ sơ, tương ứng tăng 6,1%."),
        (False, "1. So với tháng 9 (38.204 hồ sơ), số hồ sơ tăng 3.056 hồ sơ, tương ứng tăng 8,0%."),
    ],
)
def test_changes_apart_from_their_figures(wrong: bool, text: str) -> None:
    assert ("percentage-mismatch" in _codes(text)) == wrong


@pytest.mark.parametrize(("wrong", "left"), [(True, 84), (False, 74), (False, 17)])
def test_what_is_under_way_in_a_sentence_of_its_own(wrong: bool, left: int) -> None:
    text = (
        "1. Tiếp nhận 1.284 hồ sơ. Trả kết quả đúng hạn 1.193/1.210 hồ sơ; quá hạn 17 hồ sơ. Số hồ sơ đang giải quyết là {} hồ sơ."
    )
    assert ("sum-mismatch" in _codes(text.format(left))) == wrong


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (True, "1. Chỉ số cải cách hành chính năm 2025 xếp thứ 37/34 tỉnh, thành phố."),
        (False, "1. Chỉ số cải cách hành chính năm 2025 xếp thứ 31/34 tỉnh, thành phố."),
        (True, "1. Tỷ lệ máy trạm cài phần mềm phòng chống mã độc đạt 103,5%."),
        (False, "1. Tỷ lệ thu phí qua mạng đạt 103,5% kế hoạch."),
    ],
)
def test_what_cannot_be_more_than_all(wrong: bool, text: str) -> None:
    assert ("share-over-hundred" in _codes(text)) == wrong


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (True, "1. Dịch vụ công: trong tháng 9 toàn tỉnh tiếp nhận 43.780 hồ sơ; lũy kế 10 tháng đầu năm tiếp nhận 396.198 hồ sơ."),
        (False, "1. Dịch vụ công: trong tháng 9 toàn tỉnh tiếp nhận 43.780 hồ sơ; lũy kế 9 tháng đầu năm tiếp nhận 396.198 hồ sơ."),
    ],
)
def test_last_month_behind_a_label(wrong: bool, text: str) -> None:
    assert ("period-mismatch" in _codes(text)) == wrong


@pytest.mark.parametrize(("wrong", "done"), [(True, 86), (False, 88)])
def test_a_heading_of_a_column_without_a_telling_word(wrong: bool, done: int) -> None:
    table = "| TT | Lĩnh vực | Nhiệm vụ giao | Hoàn thành |\n| 1 | Đất đai | 69 | 49 |\n| 2 | Y tế | 52 | 39 |\n| | Tổng cộng | 121 | 88 |"
    text = f"1. Kết quả:\n{table}\nTheo bảng trên, toàn tỉnh được giao 121 nhiệm vụ, đã hoàn thành {done} nhiệm vụ."
    assert ("table-count-mismatch" in _codes(text)) == wrong


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        (True, "1. Sở đã hoàn thành các nhiệm vụ, chi tiết tại Phụ lục kèm theo."),
        (False, "1. Thực hiện danh mục tại Phụ lục kèm theo Quyết định số 412/QĐ-UBND ngày 12/3/2024."),
    ],
)
def test_an_annex_that_is_not_there(missing: bool, text: str) -> None:
    assert ("annex-missing" in _codes(text)) == missing


@pytest.mark.parametrize(("wrong", "received"), [(False, "24.650"), (True, "24.870")])
def test_what_is_left_of_a_total_in_the_paragraph_before(wrong: bool, received: str) -> None:
    text = (
        f"1. Trong kỳ tiếp nhận {received} hồ sơ, đều được cập nhật trên Hệ thống.\n"
        "2. Đã giải quyết 23.400 hồ sơ, trong đó có 23.283 hồ sơ đúng hạn; còn 1.250 hồ sơ đang trong thời hạn xử lý."
    )
    assert ("sum-mismatch" in _codes(text)) == wrong


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (False, "tăng 1.450 học sinh so với năm học trước (97.150 học sinh)"),
        (True, "riêng khối phổ thông có 96.800 học sinh"),
    ],
)
def test_the_last_year_in_brackets_is_no_figure_of_the_table(wrong: bool, told: str) -> None:
    text = (
        f"1. Toàn tỉnh có 98.600 học sinh, {told}.\n| TT | Cấp học | Số học sinh | Có học bạ số |\n| 1 | Tiểu học | 52.100 | 50.010 |\n"
        "| 2 | Trung học cơ sở | 31.500 | 30.240 |\n| 3 | Trung học phổ thông | 15.000 | 14.700 |\n|  | Cộng | 98.600 | 94.950 |"
    )
    assert ("table-count-mismatch" in _codes(text)) == wrong
