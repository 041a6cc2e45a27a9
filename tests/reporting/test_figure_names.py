"""Names of figures in the tables of the consolidated report, and the order of those to whom proposals are made."""

from __future__ import annotations

import pytest

from vbcds.assembly.addressees import find_addressee
from vbcds.checks.view import period_text
from vbcds.reporting.figure_names import figure_name


@pytest.mark.parametrize(
    ("indicator", "raw", "name"),
    [
        ("máy trạm đã cài phần mềm là máy", "Số máy trạm đã cài phần mềm là 402/560 máy, đạt 71,8%", "máy trạm đã cài phần mềm"),
        ("Đơn tồn của toàn xã giảm còn đơn", "Đơn tồn của toàn xã giảm còn 18 đơn", "Đơn tồn của toàn xã"),
        (
            "Theo Bộ Nội vụ công bố, chỉ số cải cách của tỉnh",
            "Theo Bộ Nội vụ công bố, chỉ số cải cách của tỉnh đứng thứ 9",
            "chỉ số cải cách của tỉnh",
        ),
        ("cấp mã QR cho sản phẩm", "đã cấp mã QR cho 41 sản phẩm", "cấp mã QR cho sản phẩm"),
        ("Xã còn hộ", "Xã còn 12 hộ", "Xã còn hộ"),  # nothing would be left
    ],
)
def test_the_unit_behind_the_number_is_no_part_of_the_name(indicator, raw, name):
    assert figure_name(indicator, raw) == name


def test_periods_in_words():
    assert [period_text(key) for key in ("2025-12", "2025-Q1", "2025-H2", "2025-W07")] == [
        "tháng 12/2025", "quý I/2025", "6 tháng cuối năm 2025", "kỳ 2025-W07",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đề nghị UBND 09 xã, phường chưa kết nối khẩn trương hoàn thành", "Ủy ban nhân dân các xã, phường"),
        ("Đề nghị UBND xã Hương Sơn khẩn trương hoàn thành", "Ủy ban nhân dân xã Hương Sơn"),
    ],
)
def test_some_communes_are_asked_as_the_communes(text, name):
    found = find_addressee(text)
    assert found is not None and found.name == name
