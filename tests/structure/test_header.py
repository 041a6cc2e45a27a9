"""Letterhead, type, title: every layout, every kind of document that the law knows."""

from __future__ import annotations

from datetime import date

import pytest


FORMS = ["table", "columns", "lines", "right"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("agency", "number", "day", "type_", "title", "expected"),
    [
        (
            ["ỦY BAN NHÂN DÂN", "TỈNH TÂY NINH"],
            "Số: 713/QĐ-UBND",
            "Tây Ninh, ngày 29 tháng 3 năm 2021",
            "QUYẾT ĐỊNH",
            ["Ban hành Chương trình hỗ trợ doanh nghiệp nhỏ và vừa"],
            ("quyết định", "decision", "713/QĐ-UBND", date(2021, 3, 29), "Tây Ninh", "Ủy ban nhân dân tỉnh Tây Ninh"),
        ),
        (
            ["UBND TỈNH BÌNH SƠN", "SỞ KHOA HỌC VÀ", "CÔNG NGHỆ"],
            "Số : 12 /BC-SKHCN",
            "Bình Sơn, ngày 05 tháng 6 năm 2023",
            "BÁO CÁO",
            ["Kết quả chuyển đổi số tháng 5 năm 2023"],
            ("báo cáo", "report", "12/BC-SKHCN", date(2023, 6, 5), "Bình Sơn", "Sở Khoa học và Công nghệ"),
        ),
        (
            ["BỘ CÔNG THƯƠNG"],
            "Số: 02/2026/TT-BCT",
            "Hà Nội, ngày 17 tháng 01 năm 2026",
            "THÔNG TƯ",
            ["Quy định chi tiết một số điều của Luật Hóa chất", "về quản lý hóa chất trong sản phẩm, hàng hóa"],
            ("thông tư", "circular", "02/2026/TT-BCT", date(2026, 1, 17), "Hà Nội", "Bộ Công Thương"),
        ),
        (
            ["CHÍNH PHỦ"],
            "Số: 27/2026/NĐ-CP",
            "Hà Nội, ngày 19 tháng 01 năm 2026",
            "NGHỊ ĐỊNH",
            ["Quy định về cơ sở dữ liệu quốc gia về cán bộ"],
            ("nghị định", "decree", "27/2026/NĐ-CP", date(2026, 1, 19), "Hà Nội", "Chính phủ"),
        ),
        (
            ["THỦ TƯỚNG CHÍNH PHỦ"],
            "Số: 28/CT-TTg",
            "Hà Nội, ngày 1 tháng 7 năm 2024",
            "CHỈ THỊ",
            ["Về việc tăng cường phòng, chống cháy rừng"],
            ("chỉ thị", "directive", "28/CT-TTg", date(2024, 7, 1), "Hà Nội", "Thủ tướng Chính phủ"),
        ),
        (
            ["HỘI ĐỒNG NHÂN DÂN", "TỈNH LONG AN"],
            "Số: 25/NQ-HĐND",
            "Long An, ngày 11 tháng 7 năm 2022",
            "NGHỊ QUYẾT",
            ["Về kế hoạch đầu tư công năm 2023"],
            ("nghị quyết", "resolution", "25/NQ-HĐND", date(2022, 7, 11), "Long An", "Hội đồng nhân dân tỉnh Long An"),
        ),
        (
            ["BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ"],
            "Số: 1290/QĐ-TCT",
            "Hà Nội, ngày 12 tháng 9 năm 2023",
            "QUYẾT ĐỊNH",
            ["Về việc ban hành Quy trình quản lý hóa đơn điện tử"],
            ("quyết định", "decision", "1290/QĐ-TCT", date(2023, 9, 12), "Hà Nội", "Tổng cục Thuế"),
        ),
        (
            ["VĂN PHÒNG CHÍNH PHỦ"],
            "Số: 203/TB-VPCP",
            "Hà Nội, ngày 30 tháng 5 năm 2023",
            "THÔNG BÁO",
            ["Kết luận của Thủ tướng Chính phủ tại phiên họp thứ sáu"],
            ("thông báo", "notice", "203/TB-VPCP", date(2023, 5, 30), "Hà Nội", "Văn phòng Chính phủ"),
        ),
    ],
    ids=["ubnd", "so", "bo", "chinh-phu", "ttg", "hdnd", "cuc", "thong-bao"],
)
def test_layouts(make, form, agency, number, day, type_, title, expected):
    part = make.part(
        *make.letterhead(agency, number, day, form),
        type_,
        *title,
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Điều 1. Phê duyệt.",
    )
    header = part.header
    issuer = header.issuer.name if header.issuer else None
    assert (header.kind, header.genre, header.number, header.date, header.place, issuer) == expected
    assert header.title == " ".join(title)
    assert part.warnings == ()
