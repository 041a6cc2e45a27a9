"""Figures told twice with two numbers, beside the look-alikes that are two figures."""

from __future__ import annotations

import pytest
from tests.checks.test_examples import found

_TALK = "Các đơn vị đã chủ động phối hợp, bảo đảm tiến độ theo yêu cầu."


def _messages(text: str) -> list[str]:
    return [finding.message for finding in found(text) if finding.code == "figure-contradiction"]


def _report(opening: str, body: str) -> str:
    return f"@report 2025-10\nI. KHÁI QUÁT CHUNG\n{opening}\n{_TALK}\nII. KẾT QUẢ THỰC HIỆN\n1. {body}\n2. {_TALK}"


def _other(agency: str, line: str, *, month: int = 10) -> str:
    commune = agency.startswith("ỦY BAN")
    heads = [agency] if commune else ["ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG", agency]
    place = agency.rsplit("XÃ ", 1)[1].title() if commune else "Vĩnh Giang"
    return "\n".join(
        (*heads, f"Số: {month}7/BC-{'UBND' if commune else 'STC'}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
         "Độc lập - Tự do - Hạnh phúc", f"{place}, ngày 20 tháng {month} năm 2025", "BÁO CÁO",
         f"Kết quả thực hiện nhiệm vụ tháng {month} năm 2025", "I. KẾT QUẢ THỰC HIỆN", f"1. {line}", f"2. {_TALK}")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("opening", "body"),
    [
        (
            "Đã cấp 1.824 giấy phép xây dựng nhà ở riêng lẻ.",
            "Cấp 1.842 giấy phép xây dựng nhà ở riêng lẻ, không hồ sơ nào quá hạn.",
        ),
        ("GRDP tăng trưởng 7,45%.", "Tốc độ tăng trưởng tổng sản phẩm trên địa bàn (GRDP) đạt 7,54%, cao hơn kịch bản."),
        ("Đến nay giải ngân 342,7 tỷ đồng vốn đầu tư công.", "Vốn đầu tư công giải ngân được 347,2 tỷ đồng, bằng 58% kế hoạch."),
        ("Toàn tỉnh còn 4.516 hộ nghèo.", "Kết quả rà soát: số hộ nghèo là 4.561 hộ, chiếm 2,1%."),
        ("Đàn bò có 84.310 con.", "Chăn nuôi: tổng đàn bò đạt 83.410 con, đàn lợn 214.600 con."),
        ("Được giao 36 nhiệm vụ, còn 05 nhiệm vụ chưa hoàn thành.", "Đã xong 33 nhiệm vụ, còn 03 nhiệm vụ chưa hoàn thành."),
        ("Đã có 118/126 xã, phường bố trí cán bộ chuyên trách.", "Có 116/126 xã, phường bố trí cán bộ chuyên trách chuyển đổi số."),
        ("Tỷ lệ giải ngân đạt 54,72% kế hoạch vốn.", "Đầu tư công: tỷ lệ giải ngân đạt 57,42% kế hoạch vốn."),
        ("Chỉ số giá tiêu dùng (CPI) tăng 0,345% so với tháng trước.", "Chỉ số giá tiêu dùng tăng 0,354% so với tháng trước."),
        ("Toàn tỉnh có 214 trường đạt chuẩn quốc gia.", "Có 241 trường đạt chuẩn quốc gia, chiếm 68,2%."),
    ],
)
def test_a_report_contradicts_itself(opening: str, body: str):
    assert len(_messages(_report(opening, body))) == 1


@pytest.mark.parametrize(
    ("opening", "body"),
    [
        ("Cấp mới 3.274 giấy chứng nhận.", "Cấp đổi 3.724 giấy chứng nhận."),
        ("Cấp 3.274 giấy chứng nhận cho cá nhân.", "Cấp 3.724 giấy chứng nhận cho tổ chức."),
        ("Năm 2024 thu ngân sách 8.412,6 tỷ đồng.", "Năm 2025 thu ngân sách 8.421,6 tỷ đồng."),
        ("Kế hoạch trồng 1.475 ha rừng.", "Đã trồng 1.457 ha rừng."),
        ("Lũy kế cấp 21.764 chữ ký số.", "Trong tháng cấp 21.746 chữ ký số."),
        ("Toàn tỉnh có 1.386 hợp tác xã.", "Các phường có 1.368 hợp tác xã."),
        ("Tăng từ 1.368 hợp tác xã lên 1.386 hợp tác xã.", "Hiện có 1.386 hợp tác xã."),
        ("Thôn 1 có 214 hộ.", "Thôn 2 có 241 hộ."),
        ("Tiếp nhận 2.318 hồ sơ trực tuyến.", "Tiếp nhận 2.381 hồ sơ trực tiếp."),
        ("Đến ngày 15/9/2025 cấp 34.512 thẻ.", "Đến ngày 15/10/2025 cấp 34.521 thẻ."),
        ("Tỷ lệ hộ nghèo đầu năm 3,45%.", "Tỷ lệ hộ nghèo 3,54%."),
        ("Tỷ lệ hộ nghèo vùng dân tộc thiểu số 13,45%.", "Tỷ lệ hộ nghèo toàn tỉnh 13,54%."),
        ("Thu 712,6 triệu đồng phí.", "Thu 721,6 tỷ đồng phí."),
        ("Trên 1.820 doanh nghiệp đang hoạt động.", "Có 1.824 doanh nghiệp đang hoạt động."),
        ("Tổ chức 3 hội nghị với 412 người dự.", "Tổ chức 4 hội nghị với 421 người dự tại các xã."),
        ("Bệnh viện Sản Nhi phẫu thuật 1.436 ca.", "Bệnh viện Phổi phẫu thuật 1.463 ca."),
        ("Có 214 trường công lập.", "Có 241 trường ngoài công lập."),
        ("CPI tháng 10 tăng 0,345% so với tháng trước.", "CPI tháng 10 tăng 0,354% so với cùng kỳ năm trước."),
        ("a) Lĩnh vực đất đai: tiếp nhận 1.236 hồ sơ.", "Lĩnh vực hộ tịch: tiếp nhận 1.263 hồ sơ."),
        ("1. Xã An Bình\nTiếp nhận 1.236 hồ sơ trực tuyến.\n2. Xã Tân Lập\nTiếp nhận 1.263 hồ sơ trực tuyến.", "Khen 2 xã."),
        ("1. Cấp tỉnh\nTiếp nhận 1.236 hồ sơ trực tuyến.\n2. Cấp xã\nTiếp nhận 1.263 hồ sơ trực tuyến.", "Khen 2 cấp."),
    ],
)
def test_two_figures_are_no_contradiction(opening: str, body: str):
    assert _messages(_report(opening, body)) == []


_ROWS = "| TT | Chỉ tiêu | ĐVT | Trong tháng |\n| 1 | Sản lượng nuôi trồng | tấn | {n} |\n| 2 | Sản lượng khai thác | tấn | 5.641 |"


@pytest.mark.parametrize(("printed", "count"), [("12.864", 1), ("12.684", 0), ("18.903", 0)])
def test_text_against_the_row_of_a_table(printed: str, count: int):
    line = "1. Sản lượng nuôi trồng trong tháng đạt 12.684 tấn."
    text = f"@report 2025-10\nI. KẾT QUẢ THỰC HIỆN\n{line}\n2. {_TALK}\nPHỤ LỤC\n{_ROWS.format(n=printed)}"
    assert len(_messages(text)) == count


@pytest.mark.parametrize(
    ("before", "now", "count"),
    [
        ("Tiếp nhận 3.418 hồ sơ trực tuyến.", "Tiếp nhận 3.702 hồ sơ trực tuyến (tháng trước 3.481 hồ sơ).", 1),
        ("Tiếp nhận 3.418 hồ sơ trực tuyến.", "Tiếp nhận 3.702 hồ sơ trực tuyến, tăng so với tháng 9 (3.481 hồ sơ).", 1),
        ("Tiếp nhận 3.418 hồ sơ trực tuyến.", "Tiếp nhận 3.702 hồ sơ trực tuyến, tăng so với tháng 9 (3.418 hồ sơ).", 0),
        ("Tiếp nhận 3.418 hồ sơ trực tuyến.", "Tiếp nhận 3.702 hồ sơ trực tuyến, tăng so với tháng 8 (3.481 hồ sơ).", 0),
        ("Kiểm tra 1.156 cơ sở thực phẩm.", "Kiểm tra 240 cơ sở dược (tháng trước 1.165 cơ sở).", 0),
    ],
)
def test_the_last_report_quoted(before: str, now: str, count: int):
    assert len(_messages("\n=====\n".join((_other("SỞ TÀI CHÍNH", before, month=9), _other("SỞ TÀI CHÍNH", now))))) == count


@pytest.mark.parametrize(
    ("agencies", "lines", "count"),
    [
        (
            ("SỞ TÀI CHÍNH", "KHO BẠC NHÀ NƯỚC KHU VỰC 12"),
            ("Đã giải ngân 1.386,4 tỷ đồng vốn đầu tư công.", "Giải ngân vốn đầu tư công toàn tỉnh đạt 1.368,4 tỷ đồng."),
            1,
        ),
        (
            ("SỞ CÔNG THƯƠNG", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
            ("Có 168/231 sản phẩm OCOP lên sàn thương mại điện tử.", "Đưa 186/231 sản phẩm OCOP lên sàn thương mại điện tử."),
            1,
        ),
        (
            ("CÔNG AN TỈNH VĨNH GIANG", "ỦY BAN NHÂN DÂN XÃ AN BÌNH"),
            ("Riêng xã An Bình kích hoạt 4.821 tài khoản định danh điện tử.", "Đã kích hoạt 4.281 tài khoản định danh điện tử."),
            1,
        ),
        (
            ("CÔNG AN TỈNH VĨNH GIANG", "ỦY BAN NHÂN DÂN XÃ TÂN LẬP"),
            ("Riêng xã An Bình kích hoạt 4.821 tài khoản định danh điện tử.", "Đã kích hoạt 4.281 tài khoản định danh điện tử."),
            0,
        ),
        (
            ("SỞ Y TẾ", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
            ("Toàn ngành có 6.218 viên chức.", "Toàn ngành có 6.281 viên chức."),
            0,
        ),
        (
            ("SỞ CÔNG THƯƠNG", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
            ("Có 168/231 sản phẩm OCOP lên sàn thương mại điện tử.", "Có 186/231 sản phẩm OCOP truy xuất được nguồn gốc."),
            0,
        ),
    ],
)  # fmt: skip
def test_two_agencies(agencies: tuple[str, str], lines: tuple[str, str], count: int):
    assert len(_messages("\n=====\n".join(_other(agency, line) for agency, line in zip(agencies, lines, strict=True)))) == count


def test_the_shares_of_two_counts_of_one_whole_are_two_figures():
    opening = "Số hóa 8.337/9.706 hồ sơ (85,9%)."
    assert _messages(_report(opening, "Giải quyết đúng hạn 9.234/9.706 hồ sơ, tỷ lệ 95,1%.")) == []
