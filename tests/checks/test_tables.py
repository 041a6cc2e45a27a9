"""Tables with planted errors, and tables that only look wrong."""

from __future__ import annotations

import pytest

from vbcds.checks.examples import build_examples
from vbcds.pipeline import analyse_document

CASES = {
    "all of a ward": (
        "| Khu phố | Số hộ | Hộ có mạng |\n| Khu phố 1 | 412 | 298 |\n| Khu phố 2 | 388 | 251 |\n| Khu phố 3 | 506 | 377 |\n"
        "| Toàn phường | 1.306 | 962 |",
        True,
    ),
    "share of the total plant": (
        "| Phân loại | Số thửa | Tỷ lệ (%) |\n| Đủ thông tin | 702.118 | 71,2 |\n| Thiếu thông tin | 181.440 | 14,1 |\n"
        "| Phải đo lại | 102.757 | 10,4 |\n| Cộng | 986.315 | 100 |",
        True,
    ),
    "share of the total ok": (
        "| Phân loại | Số thửa | Tỷ lệ (%) |\n| Đủ thông tin | 702.118 | 71,2 |\n| Thiếu thông tin | 181.440 | 18,4 |\n"
        "| Phải đo lại | 102.757 | 10,4 |\n| Cộng | 986.315 | 100 |",
        False,
    ),
    "share of a plan": (
        "| Đơn vị | Đã thu | Tỷ lệ so với kế hoạch (%) |\n| Xã A | 702 | 81,2 |\n| Xã B | 181 | 94,1 |\n"
        "| Xã C | 103 | 70,4 |\n| Cộng | 986 | 82,0 |",
        False,
    ),
    "product plant": (
        "| Cây trồng | Diện tích (ha) | Năng suất (tạ/ha) | Sản lượng (tấn) |\n"
        "| Lúa | 5.120 | 66,8 | 34.202 |\n"
        "| Ngô | 6.812 | 48,7 | 31.374 |\n"
        "| Lạc | 1.240 | 25,5 | 3.162 |",
        True,
    ),
    "product ok": (
        "| Cây trồng | Diện tích (ha) | Năng suất (tạ/ha) | Sản lượng (tấn) |\n"
        "| Lúa | 5.120 | 66,8 | 34.202 |\n"
        "| Ngô | 6.812 | 48,7 | 33.174 |\n"
        "| Lạc | 1.240 | 25,5 | 3.162 |",
        False,
    ),
    "state of one row and the total of its column": (
        "| Khối | Được giao | Có mặt | Chưa tuyển |\n"
        "| Các sở | 1.186 | 1.121 | 65 |\n"
        "| Các huyện | 968 | 919 | 59 |\n"
        "| Các trường | 13.410 | 12.870 | 540 |\n"
        "| Tổng | 18.019 | 17.212 | 807 |",
        True,
    ),
    "stock plant": (
        "| Khối | Đầu năm | Tăng | Giảm | Cuối năm |\n"
        "| Các sở | 1.512 | 46 | 138 | 1.420 |\n"
        "| Các huyện | 1.044 | 22 | 97 | 979 |\n"
        "| Các xã | 2.976 | 31 | 64 | 2.943 |",
        True,
    ),
    "stock ok": (
        "| Khối | Đầu năm | Tăng | Giảm | Cuối năm |\n"
        "| Các sở | 1.512 | 46 | 138 | 1.420 |\n"
        "| Các huyện | 1.044 | 22 | 97 | 969 |\n"
        "| Các xã | 2.976 | 31 | 64 | 2.943 |",
        False,
    ),
    "columns that add up by chance": (
        "| Đơn vị | Máy tính | Máy in | Máy quét | Camera |\n"
        "| Xã A | 5 | 3 | 2 | 8 |\n"
        "| Xã B | 6 | 4 | 2 | 7 |\n"
        "| Xã C | 7 | 5 | 2 | 11 |\n"
        "| Xã D | 9 | 4 | 2 | 12 |",
        False,
    ),
    "part with a row of another scope": (
        "| Đơn vị | Hộ có mạng | Hộ nghèo | Hộ dùng ví |\n"
        "| Xã A | 410 | 36 | 212 |\n"
        "| Xã B | 385 | 41 | 196 |\n"
        "| Xã C | 402 | 29 | 377 |",
        False,
    ),
    "plant col": (
        "| TT | Đơn vị | Tiếp nhận | Giải quyết | Tỷ lệ (%) |\n"
        "| 1 | Xã A | 120 | 118 | 98,3 |\n"
        "| 2 | Xã B | 75 | 70 | 93,3 |\n"
        "| 3 | Xã C | 64 | 60 | 93,8 |\n"
        "| | Tổng cộng | 269 | 248 | 92,2 |",
        True,
    ),
    "ok": (
        "| TT | Đơn vị | Tiếp nhận | Giải quyết | Tỷ lệ (%) |\n"
        "| 1 | Xã A | 120 | 118 | 98,3 |\n"
        "| 2 | Xã B | 75 | 70 | 93,3 |\n"
        "| 3 | Xã C | 64 | 60 | 93,8 |\n"
        "| | Tổng cộng | 259 | 248 | 95,8 |",
        False,
    ),
    "plant share": (
        "| TT | Đơn vị | Tiếp nhận | Giải quyết | Tỷ lệ (%) |\n"
        "| 1 | Xã A | 120 | 118 | 98,3 |\n"
        "| 2 | Xã B | 75 | 70 | 96,3 |\n"
        "| 3 | Xã C | 64 | 60 | 93,8 |\n"
        "| | Tổng cộng | 259 | 248 | 95,8 |",
        True,
    ),
    "groups ok": (
        "| TT | Đơn vị | Số hồ sơ | Trực tuyến |\n"
        "| I | Khối sở | 30 | 20 |\n"
        "| 1 | Sở A | 10 | 5 |\n"
        "| 2 | Sở B | 20 | 15 |\n"
        "| II | Khối xã | 7 | 4 |\n"
        "| 1 | Xã A | 3 | 2 |\n"
        "| 2 | Xã B | 4 | 2 |\n"
        "| | Tổng | 37 | 24 |",
        False,
    ),
    "groups plant": (
        "| TT | Đơn vị | Số hồ sơ | Trực tuyến |\n"
        "| I | Khối sở | 30 | 20 |\n"
        "| 1 | Sở A | 10 | 5 |\n"
        "| 2 | Sở B | 20 | 15 |\n"
        "| II | Khối xã | 7 | 4 |\n"
        "| 1 | Xã A | 3 | 2 |\n"
        "| 2 | Xã B | 4 | 2 |\n"
        "| | Tổng | 38 | 24 |",
        True,
    ),
    "sub-total plant": (
        "| TT | Đơn vị | Số hồ sơ | Trực tuyến |\n"
        "| I | Khối sở | 30 | 20 |\n"
        "| 1 | Sở A | 10 | 5 |\n"
        "| 2 | Sở B | 20 | 15 |\n"
        "| II | Khối xã | 9 | 4 |\n"
        "| 1 | Xã A | 3 | 2 |\n"
        "| 2 | Xã B | 4 | 2 |\n"
        "| | Tổng | 39 | 24 |",
        True,
    ),
    "sub-total of some ok": (
        "| TT | Đơn vị | Số hồ sơ | Trực tuyến |\n"
        "| I | Khối sở | 300 | 20 |\n"
        "| 1 | Sở A | 10 | 5 |\n"
        "| 2 | Sở B | 20 | 15 |\n"
        "| II | Khối xã | 90 | 4 |\n"
        "| 1 | Xã A | 3 | 2 |\n"
        "| 2 | Xã B | 4 | 2 |\n"
        "| | Tổng | 390 | 24 |",
        False,
    ),
    "partial list ok": (
        "| TT | Đơn vị | Số hồ sơ | Trực tuyến |\n"
        "| 1 | Xã A | 120 | 80 |\n"
        "| 2 | Xã B | 75 | 40 |\n"
        "| 3 | Xã C | 64 | 37 |\n"
        "| | Toàn tỉnh | 5.259 | 3.167 |",
        False,
    ),
    "rank ok": (
        "| TT | Đơn vị | Điểm số | Xếp hạng |\n"
        "| 1 | Xã A | 85,2 | 1 |\n"
        "| 2 | Xã B | 80,1 | 2 |\n"
        "| 3 | Xã C | 71 | 3 |\n"
        "| | Tổng cộng | 236,3 | |",
        False,
    ),
    "total first ok": (
        "| TT | Đơn vị | Số hồ sơ | Trực tuyến |\n"
        "| | Tổng số | 259 | 157 |\n"
        "| 1 | Xã A | 120 | 80 |\n"
        "| 2 | Xã B | 75 | 40 |\n"
        "| 3 | Xã C | 64 | 37 |",
        False,
    ),
    "total first plant": (
        "| TT | Đơn vị | Số hồ sơ | Trực tuyến |\n"
        "| | Tổng số | 259 | 167 |\n"
        "| 1 | Xã A | 120 | 80 |\n"
        "| 2 | Xã B | 75 | 40 |\n"
        "| 3 | Xã C | 64 | 37 |",
        True,
    ),
    "row ok": (
        "| TT | Đơn vị | Tổng số | Trong đó / trực tuyến | Trực tiếp |\n"
        "| 1 | Xã A | 120 | 80 | 40 |\n"
        "| 2 | Xã B | 75 | 40 | 35 |\n"
        "| 3 | Xã C | 64 | 37 | 27 |",
        False,
    ),
    "compare ok": (
        "| TT | Chỉ tiêu | Tháng 4 | Tháng 5 | Tăng (%) |\n"
        "| 1 | Hồ sơ | 120 | 132 | 10 |\n"
        "| 2 | Văn bản | 80 | 88 | 10 |\n"
        "| 3 | Tài khoản | 50 | 60 | 20 |",
        False,
    ),
    "change below two headings": (
        "| TT | Chế độ | Kỳ trước | Kỳ này | Tăng, giảm | < |\n"
        "| ^ | ^ | ^ | ^ | Số lượt | % |\n"
        "| 1 | Hưu trí | 612 | 748 | 136 | 22,2 |\n"
        "| 2 | Một lần | 5.204 | 6.418 | 1.214 | 23,3 |\n"
        "| 3 | Thai sản | 3.912 | 3.604 | -380 | -7,9 |",
        True,
    ),
    "change below two headings ok": (
        "| TT | Chế độ | Kỳ trước | Kỳ này | Tăng, giảm | < |\n"
        "| ^ | ^ | ^ | ^ | Số lượt | % |\n"
        "| 1 | Hưu trí | 612 | 748 | 136 | 22,2 |\n"
        "| 2 | Một lần | 5.204 | 6.418 | 1.214 | 23,3 |\n"
        "| 3 | Thai sản | 3.912 | 3.604 | -308 | -7,9 |",
        False,
    ),
    "parts below ok": (
        "| TT | Nội dung | Số lượng |\n"
        "| 1 | Tổng số hồ sơ phải giải quyết | 2.610 |\n"
        "| | Trong đó: | |\n"
        "| | - Kỳ trước chuyển sang | 110 |\n"
        "| | - Tiếp nhận mới | 2.500 |\n"
        "| 2 | Đã giải quyết | 2.405 |\n"
        "| 2.1 | Trước hạn | 2.000 |\n"
        "| 2.2 | Quá hạn | 5 |",
        False,
    ),
    "parts below plant": (
        "| TT | Nội dung | Số lượng |\n"
        "| 1 | Tổng số hồ sơ phải giải quyết | 2.610 |\n"
        "| | Trong đó: | |\n"
        "| | - Kỳ trước chuyển sang | 110 |\n"
        "| | - Tiếp nhận mới | 2.560 |\n"
        "| 2 | Đã giải quyết | 2.405 |",
        True,
    ),
    "parts that cross ok": (
        "| TT | Nội dung | Số lượng |\n"
        "| 1 | Số hồ sơ tiếp nhận | 2.610 |\n"
        "| 1.1 | Trực tuyến | 2.400 |\n"
        "| 1.2 | Quá hạn | 310 |\n"
        "| 2 | Đã giải quyết | 2.405 |",
        False,
    ),
    "money": (
        "| TT | Nguồn | Kế hoạch | Giải ngân | Tỷ lệ |\n"
        "| 1 | NSTW | 12,5 | 10,2 | 81,6% |\n"
        "| 2 | NSĐP | 7,5 | 5,1 | 68% |\n"
        "| 3 | Khác | 2 | 1 | 50% |\n"
        "| | Cộng | 22,0 | 16,4 | 74,1% |",
        True,
    ),
}


@pytest.mark.parametrize(("table", "wrong"), CASES.values(), ids=CASES)
def test_table(table: str, wrong: bool) -> None:
    (document,) = build_examples(f"@report 2026-05\nI. KẾT QUẢ THỰC HIỆN\nSố liệu như sau:\n{table}")
    codes = {finding.code for finding in analyse_document(document).findings}
    assert bool(codes & {"percentage-mismatch", "sum-mismatch"}) == wrong


_PAID = "| TT | Đơn vị | Tổng lượt thanh toán | Không dùng tiền mặt |\n| 1 | Xã A | 1.240 | 1.105 |\n| 2 | Xã B | 1.066 | 904 |\n{}"


@pytest.mark.parametrize(
    ("wrong", "paid"),
    [(True, "2.019"), (False, "2.009"), (False, "1.240")],
)
def test_a_sentence_that_tells_one_figure_of_a_row_tells_the_other_rightly(wrong: bool, paid: str) -> None:
    table = _PAID.format("| | Tổng cộng | 2.306 | 2.009 |")
    line = f"Có 2.306 lượt thanh toán nêu tại bảng dưới đây, trong đó {paid} lượt không dùng tiền mặt."
    (document,) = build_examples(f"@report 2026-05\nI. KẾT QUẢ THỰC HIỆN\n1. {line}\n{table}")
    assert ("table-count-mismatch" in {finding.code for finding in analyse_document(document).findings}) == wrong
