"""Letterhead, type, title: every layout, every kind of document that the law knows."""

from __future__ import annotations

from datetime import date

import pytest

from vbcds.structure.issuers import official_agency, read_letterhead
from vbcds.structure.letterhead import Mark

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


def test_law_is_dated_by_its_closing_line(make):
    part = make.part(
        "QUỐC HỘI",
        make.nation,
        "Luật số: 148/2025/QH15",
        make.motto,
        "LUẬT",
        "CHUYỂN ĐỔI SỐ",
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam đã được sửa đổi theo Nghị quyết số 203/2025/QH15;",
        "Điều 1. Phạm vi điều chỉnh",
        "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, Kỳ họp thứ 10 thông qua ngày 11 tháng 12 năm 2025./.",
        "CHỦ TỊCH QUỐC HỘI",
        "Trần Thanh Mẫn",
    )
    header = part.header
    assert (header.number, header.date, header.place, header.title) == ("148/2025/QH15", date(2025, 12, 11), None, "CHUYỂN ĐỔI SỐ")
    assert (header.kind, header.genre, header.issuer and header.issuer.name) == ("luật", "law", "Quốc hội")
    assert [(s.name, s.role) for s in part.signers] == [("Trần Thanh Mẫn", "Chủ tịch Quốc hội")]


def test_letterhead_date_goes_before_that_of_adoption(make):
    part = make.part(
        *make.letterhead(["HỘI ĐỒNG NHÂN DÂN", "TỈNH LONG AN"], "Số: 25/2022/NQ-HĐND", "Long An, ngày 11 tháng 7 năm 2022"),
        "NGHỊ QUYẾT",
        "Quy định mức thu phí thẩm định",
        "HỘI ĐỒNG NHÂN DÂN TỈNH LONG AN",
        "KHÓA X KỲ HỌP THỨ 8",
        "Căn cứ Luật Phí và lệ phí;",
        "QUYẾT NGHỊ:",
        "Điều 1. Mức thu",
        "Nghị quyết này được Hội đồng nhân dân tỉnh khóa X, kỳ họp thứ 8 thông qua ngày 08 tháng 7 năm 2022./.",
        "CHỦ TỊCH",
        "Phạm Văn An",
    )
    assert part.header.date == date(2022, 7, 11)
    assert part.header.title == "Quy định mức thu phí thẩm định"


@pytest.mark.parametrize(
    ("number_line", "number", "symbol"),
    [
        ("Số: 713/QĐ-UBND", "713/QĐ-UBND", "713/QĐ-UBND"),
        ("Số 45-CTr/TU", "45-CTr/TU", "45-CTr/TU"),
        ("Số : 12 /BC-SYT", "12/BC-SYT", "12/BC-SYT"),
        ("Số: 2628/QĐ- BYT", "2628/QĐ-BYT", "2628/QĐ-BYT"),
        ("SỐ: 28 /2003/NĐ-CP", "28/2003/NĐ-CP", "28/2003/NĐ-CP"),
        ("Số: 66.12/2026/NQ-CP", "66.12/2026/NQ-CP", "66.12/2026/NQ-CP"),
        ("Số: 36a/NQ-CP", "36a/NQ-CP", "36a/NQ-CP"),
        ("Số: 01/1999/QĐ.UB", "01/1999/QĐ.UB", "01/1999/QĐ.UB"),
        ("Số: 1920 / QÐ – UBND", "1920/QĐ-UBND", "1920/QĐ-UBND"),
        ("Số:        /KH-UBND", None, "/KH-UBND"),
        ("Số: ......./2026/TT-BCT", None, "/2026/TT-BCT"),
        ("Số:      -CTr/TU", None, "-CTr/TU"),
    ],
)
def test_numbers(make, number_line, number, symbol):
    part = make.part(
        "BỘ CÔNG THƯƠNG",
        number_line,
        make.nation,
        make.motto,
        "Hà Nội, ngày 17 tháng 01 năm 2026",
        "KẾ HOẠCH",
        "Kiểm tra",
        "Căn cứ a;",
    )
    assert (part.header.number, part.header.symbol) == (number, symbol)
    assert any("chưa ghi số" in warning for warning in part.warnings) == (number is None)


@pytest.mark.parametrize(
    ("day", "issued", "year", "place"),
    [
        ("Tây Ninh, ngày 29 tháng 3 năm 2021", date(2021, 3, 29), 2021, "Tây Ninh"),
        ("TP. Hồ Chí Minh, ngày 05 tháng 12 năm 2022", date(2022, 12, 5), 2022, "TP. Hồ Chí Minh"),
        ("Đồng Xoài, ngày 14 tháng5 năm 2008", date(2008, 5, 14), 2008, "Đồng Xoài"),
        ("Bình Dương , ngày 5/6/2023", date(2023, 6, 5), 2023, "Bình Dương"),
        ("Hà Nội, ngày      tháng 4 năm 2026", None, 2026, "Hà Nội"),
        ("Hà Nội, ngày … tháng … năm 2025", None, 2025, "Hà Nội"),
        ("Hà Nội, tháng 4 năm 2026", None, 2026, "Hà Nội"),
        ("Hà Nội, ngày 31 tháng 02 năm 2024", None, 2024, "Hà Nội"),
    ],
)
def test_days(make, day, issued, year, place):
    part = make.part(*make.letterhead(["CHÍNH PHỦ"], "Số: 3/NQ-CP", day), "NGHỊ QUYẾT", "Về phiên họp thường kỳ", "Căn cứ a;")
    assert (part.header.date, part.header.year, part.header.place) == (issued, year, place)
    assert any("ngày, tháng" in warning for warning in part.warnings) == (issued is None)


@pytest.mark.parametrize(
    "lines",
    [
        ["Số:", "713/QĐ-UBND"],
        ["Số: 713", "/QĐ-UBND"],
        ["Số:", "713", "/QĐ-UBND"],
    ],
)
def test_number_over_several_lines(make, lines):
    part = make.part(
        "CHÍNH PHỦ", make.nation, make.motto, *lines, "Hà Nội, ngày 29", "tháng 3 năm 2021", "QUYẾT ĐỊNH", "Về a", "Căn cứ b;"
    )
    assert (part.header.number, part.header.date) == ("713/QĐ-UBND", date(2021, 3, 29))


def test_lines_broken_inside_words_of_the_letterhead(make):
    part = make.part(
        "ỦY", "BAN NHÂN DÂN", "TỈNH TIỀN GIANG", "CỘNG", "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc",
        "Số:", "33/2009/QĐ-UBND", "Mỹ", "Tho, ngày 24 tháng 12 năm 2009", "QUYẾT ĐỊNH", "BAN HÀNH QUY ĐỊNH VỀ QUẢN LÝ MẠNG", "DIỆN RỘNG",
        "ỦY BAN NHÂN DÂN TỈNH TIỀN GIANG", "Căn cứ Luật Công nghệ thông tin;",
    )  # fmt: skip
    header = part.header
    assert (header.number, header.date, header.place) == ("33/2009/QĐ-UBND", date(2009, 12, 24), "Mỹ Tho")
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Tiền Giang"
    assert header.title == "BAN HÀNH QUY ĐỊNH VỀ QUẢN LÝ MẠNG DIỆN RỘNG"


def test_left_and_right_box_on_one_line(make):
    part = make.part(
        f"ỦY BAN NHÂN DÂN {make.nation}", f"TỈNH BÌNH PHƯỚC {make.motto}", "Số: 991/QĐ-UBND Đồng Xoài, ngày 14 tháng 5 năm 2008",
        "QUYẾT ĐỊNH", "Về việc phê duyệt Kế hoạch", "Căn cứ Luật Đất đai;",
    )  # fmt: skip
    header = part.header
    assert (header.number, header.date, header.place) == ("991/QĐ-UBND", date(2008, 5, 14), "Đồng Xoài")
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Bình Phước"


def test_copy_without_type_line_and_second_agency_line(make):
    part = make.part(
        f"ỦY BAN NHÂN DÂN | {make.nation} |", "Số: 41/2019/QĐ-UBND | Quảng Trị, ngày 22 tháng 10 năm 2019 |",
        "BAN HÀNH QUY ĐỊNH CHẾ ĐỘ BÁO CÁO ĐỊNH KỲ", "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "Căn cứ Luật Tổ chức chính quyền địa phương;",
    )  # fmt: skip
    header = part.header
    assert (header.kind, header.title) == ("quyết định", "BAN HÀNH QUY ĐỊNH CHẾ ĐỘ BÁO CÁO ĐỊNH KỲ")
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Quảng Trị"


@pytest.mark.parametrize("form", ["cell", "columns"])
def test_letter(make, form):
    subject = ["V/v báo cáo tình hình thực hiện", "chuyển đổi số tháng 5/2023"]
    number, day = "Số: 1045/SYT-VP", "Tây Ninh, ngày 20 tháng 5 năm 2023"
    agency = ["UBND TỈNH TÂY NINH", "SỞ Y TẾ"]
    if form == "cell":
        head = [[["\n".join(agency), f"{make.nation}\n{make.motto}"], ["\n".join([number, *subject]), day]]]
    else:
        head = [*agency, number, *subject, make.nation, make.motto, day]
    part = make.part(*head, "Kính gửi: Sở Thông tin và Truyền thông", "Thực hiện Công văn số 12/STTTT-CNTT, Sở Y tế báo cáo:")
    header = part.header
    assert (header.kind, header.genre, header.number) == ("công văn", "letter", "1045/SYT-VP")
    assert header.title == "báo cáo tình hình thực hiện chuyển đổi số tháng 5/2023"
    assert header.issuer and header.issuer.name == "Sở Y tế"
    assert header.parent and header.parent.name == "Ủy ban nhân dân tỉnh Tây Ninh"


def test_joint_circular(make):
    agency = "BỘ GIÁO DỤC VÀ ĐÀO TẠO\n-----\nBỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI"
    part = make.part(
        [[agency, f"{make.nation}\n{make.motto}"], ["Số: 11/2015/TTLT-BGDĐT-BLĐTBXH", "Hà Nội, ngày 3 tháng 6 năm 2015"]],
        "THÔNG TƯ",
        "LIÊN TỊCH",
        "Hướng dẫn thực hiện chính sách học phí",
        "Căn cứ Nghị định số 86/2015/NĐ-CP;",
    )
    header = part.header
    assert (header.kind, header.genre, header.title) == ("thông tư liên tịch", "circular", "Hướng dẫn thực hiện chính sách học phí")
    assert header.issuer and header.issuer.name == "Bộ Giáo dục và Đào tạo"
    assert [a.name for a in header.co_issuers] == ["Bộ Lao động - Thương binh và Xã hội"]
    assert header.parent is None


def test_ministry_and_its_command_are_not_joint(make):
    part = make.part(
        *make.letterhead(["BỘ QUỐC PHÒNG", "BỘ TƯ LỆNH THỦ ĐÔ HÀ NỘI"], "Số: 12/KH-BTL", "Hà Nội, ngày 3 tháng 6 năm 2025"),
        "KẾ HOẠCH",
        "Huấn luyện năm 2025",
        "Căn cứ a;",
    )
    assert part.header.co_issuers == ()
    assert part.header.parent and part.header.parent.name == "Bộ Quốc phòng"


def test_a_last_syllable_is_no_agency_of_its_own(make):
    number, day = "Số: 41/BC-STNMT", "An Bình, ngày 03 tháng 6 năm 2024"
    wrapped = make.part(*make.letterhead(["UBND TỈNH AN BÌNH", "SỞ TÀI NGUYÊN VÀ MÔI", "TRƯỜNG"], number, day), "BÁO CÁO", "Quý II")
    assert wrapped.header.issuer and wrapped.header.issuer.name == "Sở Tài nguyên và Môi trường"
    school = make.part(*make.letterhead(["SỞ Y TẾ AN BÌNH", "TRƯỜNG", "CAO ĐẲNG Y TẾ"], number, day), "BÁO CÁO", "Quý II")
    assert school.header.issuer and school.header.issuer.raw == "TRƯỜNG CAO ĐẲNG Y TẾ"  # ... with a name behind it, it is one


def test_consolidated_text(make):
    part = make.part(
        [
            ["NGÂN HÀNG NHÀ NƯỚC\nVIỆT NAM", f"{make.nation}\n{make.motto}"],
            ["Số: 26/VBHN-NHNN", "Hà Nội, ngày 12 tháng 5 năm 2023"],
        ],
        "THÔNG TƯ",
        "Quy định về hoạt động cho vay của tổ chức tín dụng",
        "Thông tư số 39/2016/TT-NHNN ngày 30 tháng 12 năm 2016 của Thống đốc Ngân hàng Nhà nước Việt Nam, có hiệu lực kể từ "
        "ngày 15 tháng 3 năm 2017, được sửa đổi, bổ sung bởi:",
        "Điều 1. Phạm vi điều chỉnh",
        [["", "XÁC THỰC VĂN BẢN HỢP NHẤT\nKT. THỐNG ĐỐC\nPHÓ THỐNG ĐỐC\n(Đã ký)\nĐào Minh Tú"]],
    )
    header = part.header
    assert (header.kind, header.genre, header.number) == ("văn bản hợp nhất", "circular", "26/VBHN-NHNN")
    assert header.title == "Quy định về hoạt động cho vay của tổ chức tín dụng"
    assert header.issuer and header.issuer.name == "Ngân hàng Nhà nước Việt Nam"
    assert [s.name for s in part.signers] == ["Đào Minh Tú"]


@pytest.mark.parametrize("form", ["table", "lines"])
def test_party_document(make, form):
    left, right = "TỈNH ỦY TÂY NINH\n*\nSố 02-NQ/TU", "ĐẢNG CỘNG SẢN VIỆT NAM\nTây Ninh, ngày 26 tháng 01 năm 2021"
    head = [[[left, right]]] if form == "table" else [*left.split("\n"), *right.split("\n")]
    part = make.part(
        *head,
        "NGHỊ QUYẾT",
        "về chuyển đổi số tỉnh Tây Ninh đến năm 2025",
        "-----",
        "I- TÌNH HÌNH",
        "1- Kết quả đạt được",
        "Các cấp ủy đã quan tâm lãnh đạo.",
        [["Nơi nhận:\n- Ban Bí thư;\n- Lưu Văn phòng Tỉnh ủy.", "T/M BAN CHẤP HÀNH\nBÍ THƯ\n\nNguyễn Thành Tâm"]],
    )
    header = part.header
    assert (header.kind, header.number, header.date) == ("nghị quyết", "02-NQ/TU", date(2021, 1, 26))
    assert header.issuer and header.issuer.name == "Tỉnh ủy Tây Ninh"
    assert header.title == "về chuyển đổi số tỉnh Tây Ninh đến năm 2025"
    assert part.plan_years == (2021, 2025)
    assert [(s.name, s.role, s.authority) for s in part.signers] == [("Nguyễn Thành Tâm", "Bí thư", "TM.")]
    assert [(n.kind, n.label) for n in part.sections] == [("roman", "I"), ("arabic", "1")]


def test_title_ends_where_the_body_begins(make):
    part = make.part(
        *make.letterhead(["UBND TỈNH TÂY NINH", "SỞ Y TẾ"], "Số: 9/BC-SYT", "Tây Ninh, ngày 5 tháng 6 năm 2023"),
        "BÁO CÁO",
        "Thực hiện Kế hoạch số 12/KH-UBND về chuyển đổi số",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 5 tháng 01 năm 2023 của Ủy ban nhân dân tỉnh, Sở Y tế báo cáo như sau:",
        "I. KẾT QUẢ",
    )
    assert part.header.title == "Thực hiện Kế hoạch số 12/KH-UBND về chuyển đổi số"


def test_title_set_in_bold_goes_on_in_bold(make):
    part = make.part(
        *make.letterhead(["CHÍNH PHỦ"], "Số: 03/NQ-CP", "Hà Nội, ngày 09 tháng 01 năm 2025"),
        make.bold("NGHỊ QUYẾT"),
        make.bold("Ban hành Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ"),
        make.bold("Chính trị về đột phá phát triển khoa học, công nghệ"),
        make.bold("CHÍNH PHỦ"),
        make.plain("Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;"),
    )
    assert part.header.title and part.header.title.endswith("của Bộ Chính trị về đột phá phát triển khoa học, công nghệ")


def test_capitals_of_the_authority_line_are_not_the_title(make):
    part = make.part(
        *make.letterhead(["BỘ TÀI CHÍNH"], "Số: 5/2020/TT-BTC", "Hà Nội, ngày 1 tháng 2 năm 2020"),
        "THÔNG TƯ",
        "HƯỚNG DẪN QUẢN LÝ THUẾ ĐỐI VỚI",
        "CHÍNH PHỦ ĐIỆN TỬ",
        "BỘ TRƯỞNG BỘ TÀI CHÍNH",
        "Căn cứ Luật Quản lý thuế;",
    )
    assert part.header.title == "HƯỚNG DẪN QUẢN LÝ THUẾ ĐỐI VỚI CHÍNH PHỦ ĐIỆN TỬ"


@pytest.mark.parametrize(
    ("box", "authority", "issuer"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH VĨNH GIANG"], "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "Chủ tịch Ủy ban nhân dân tỉnh Vĩnh Giang"),
        (["ỦY BAN NHÂN DÂN", "TỈNH VĨNH GIANG"], "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG", "Ủy ban nhân dân tỉnh Vĩnh Giang"),
        (["CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG"], "", "Chủ tịch Ủy ban nhân dân tỉnh Vĩnh Giang"),
        (["UBND TỈNH VĨNH GIANG", "SỞ Y TẾ"], "GIÁM ĐỐC SỞ Y TẾ", "Sở Y tế"),
    ],
)
def test_chairman_decides_where_the_authority_line_says_so(make, box, authority, issuer):
    part = make.part(
        *make.letterhead(box, "Số: 87/QĐ-UBND", "Vĩnh Giang, ngày 26 tháng 5 năm 2026"),
        "QUYẾT ĐỊNH",
        "Về việc công bố danh mục thủ tục hành chính",
        *([authority] if authority else []),
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
    )
    assert part.header.issuer and part.header.issuer.name == issuer


def test_old_heading_names_issuer_and_number_below_the_type(make):
    part = make.part(
        "NGHỊ ĐỊNH",
        "của Chính phủ Số 94 /1998/NĐ-CP ngày 17 tháng 11 năm 1998",
        "Quy định chi tiết thi hành Luật Thuế xuất khẩu",
        "CHÍNH PHỦ",
        "Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992;",
        "Điều 1. Thuế suất",
    )
    header = part.header
    assert (header.kind, header.number, header.date) == ("nghị định", "94/1998/NĐ-CP", date(1998, 11, 17))
    assert header.issuer and header.issuer.name == "Chính phủ"
    assert header.title == "Quy định chi tiết thi hành Luật Thuế xuất khẩu"


def test_telegram_stops_at_its_addressees(make):
    part = make.part(
        *make.letterhead(["THỦ TƯỚNG CHÍNH PHỦ"], "Số: 100/CĐ-TTg", "Hà Nội, ngày 9 tháng 9 năm 2024"),
        "CÔNG ĐIỆN",
        "Về việc tập trung khắc phục hậu quả bão số 3",
        "THỦ TƯỚNG CHÍNH PHỦ điện:",
        "- Bộ trưởng các bộ;",
    )
    assert (part.header.kind, part.header.title) == ("công điện", "Về việc tập trung khắc phục hậu quả bão số 3")


def test_number_is_never_taken_from_the_body(make):
    part = make.part(
        "BÁO CÁO",
        "Kết quả thực hiện chuyển đổi số tháng 5 năm 2023",
        "Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ, Sở Y tế báo cáo:",
        "I. KẾT QUẢ",
        "1. Đã ban hành Kế hoạch số 12/KH-SYT ngày 5 tháng 01 năm 2023.",
    )
    header = part.header
    assert (header.kind, header.number, header.date, header.issuer) == ("báo cáo", None, None, None)
    assert header.title == "Kết quả thực hiện chuyển đổi số tháng 5 năm 2023"
    assert len(part.warnings) == 2


LONG = (
    "Việc triển khai các nền tảng dùng chung tại các xã, phường đã tạo thuận lợi cho người dân khi làm thủ tục hành chính, tuy vậy "
    * 2
)


def test_article(make):
    part = make.part("Ưu tiên nguồn lực cho chính quyền số", "Thứ ba - 15/08/2023 07:40 343 0", LONG, LONG, "Số: 15 Trần Phú", LONG)
    header = part.header
    assert (header.genre, header.kind, header.number, header.date) == ("news", None, None, date(2023, 8, 15))
    assert header.title == "Ưu tiên nguồn lực cho chính quyền số"
    assert part.warnings == ()


def test_article_without_a_dateline_has_no_date(make):
    part = make.part("Chiều 24.5, Ban Chỉ đạo họp phiên thứ hai.", LONG, "Phiên họp ngày 24/5/2023 đã nghe báo cáo. " + LONG)
    assert (part.header.genre, part.header.date, part.header.title) == ("news", None, None)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["THÔNG BÁO KẾT LUẬN", "của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp ngày 5/6/2023"],
         "KẾT LUẬN của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp ngày 5/6/2023"),
        (["THÔNG BÁO", "Kết luận của đồng chí Chủ tịch tại phiên họp thứ hai"], "Kết luận của đồng chí Chủ tịch tại phiên họp thứ hai"),
        (["CHƯƠNG TRÌNH HÀNH ĐỘNG", "của Tỉnh ủy thực hiện Nghị quyết số 57-NQ/TW"], "của Tỉnh ủy thực hiện Nghị quyết số 57-NQ/TW"),
        (["QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH", "Về việc ban hành mức thu phí"], "Về việc ban hành mức thu phí"),
        (["BÁO CÁO Kết quả chuyển đổi số", "tháng 5 năm 2023"], "Kết quả chuyển đổi số tháng 5 năm 2023"),
        (["KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2023"], "CHUYỂN ĐỔI SỐ NĂM 2023"),
        (["QUYẾT ĐỊNH", "Về việc kiện toàn Ban Chỉ đạo", "-------"], "Về việc kiện toàn Ban Chỉ đạo"),
        (["LUẬT", "THI ĐUA, KHEN THƯỞNG", "(SỬA ĐỔI)"], "THI ĐUA, KHEN THƯỞNG (SỬA ĐỔI)"),
        (["BÁO CÁO", "Kết quả chuyển đổi số tháng 5", "(Số liệu tính đến ngày 14/5/2023)"], "Kết quả chuyển đổi số tháng 5"),
    ],
)  # fmt: skip
def test_titles(make, lines, title):
    part = make.part(
        *make.letterhead(["BỘ TÀI CHÍNH"], "Số: 203/TB-BTC", "Hà Nội, ngày 30 tháng 5 năm 2023"),
        *lines,
        "Căn cứ Luật Ngân sách nhà nước;",
    )
    assert part.header.title == title


def test_subject_on_the_line_of_the_number(make):
    part = make.part(
        "BỘ TÀI CHÍNH", "Số: 203/BTC-VP V/v góp ý dự thảo", make.nation, make.motto, "Hà Nội, ngày 30 tháng 5 năm 2023",
        [["Kính gửi:", "- Các bộ, cơ quan ngang bộ;\n- Ủy ban nhân dân các tỉnh."]], "Thực hiện chỉ đạo của Thủ tướng Chính phủ.",
    )  # fmt: skip
    assert (part.header.number, part.header.kind, part.header.title) == ("203/BTC-VP", "công văn", "góp ý dự thảo")


def test_a_place_of_three_words_broken_over_two_lines(make):
    part = make.part(
        "ỦY BAN NHÂN DÂN", "TỈNH BÀ RỊA - VŨNG TÀU", make.nation, make.motto, "Số: 8/KH-UBND", "Bà Rịa - Vũng",
        "Tàu, ngày 08 tháng 01 năm 2024", "KẾ HOẠCH", "Truyền thông chính sách năm 2024", "Căn cứ Luật Báo chí;",
    )  # fmt: skip
    assert part.header.place == "Bà Rịa - Vũng Tàu"
    part = make.part(
        "UBND TỈNH BÌNH SƠN", "Sở Y Tế", "Hà Nội, ngày 08 tháng 01 năm 2024", "Số: 8/KH-SYT", make.nation, make.motto,
        "KẾ HOẠCH", "Truyền thông năm 2024", "Căn cứ Luật Báo chí;",
    )  # fmt: skip
    assert part.header.place == "Hà Nội"


def test_a_committee_that_has_lost_its_province_takes_it_from_the_place(make):
    lines = (make.nation, make.motto, "Số: 983/KH-UBND", "KẾ HOẠCH", "Ứng dụng công nghệ thông tin", "Căn cứ Luật Báo chí;")
    for place, name in (("Tây Ninh", "Ủy ban nhân dân tỉnh Tây Ninh"), ("Mỹ Tho", "Ủy ban nhân dân")):
        part = make.part("ỦY BAN NHÂN DÂN", *lines[:3], f"{place}, ngày 15 tháng 5 năm 2019", *lines[3:])
        assert part.header.issuer and part.header.issuer.name == name


def test_the_title_ends_above_the_authority_also_where_the_preamble_is_damaged(make):
    head = make.letterhead(["ỦY BAN NHÂN DÂN", "TỈNH BẾN TRE"], "Số: 28/QĐ-UBND", "Bến Tre, ngày 30 tháng 11 năm 2017")
    title = ("QUYẾT ĐỊNH", "VỀ VIỆC CÔNG BỐ THỦ TỤC HÀNH CHÍNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẾN TRE")
    part = make.part(*head, *title, "n cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;")
    assert part.header.title == "VỀ VIỆC CÔNG BỐ THỦ TỤC HÀNH CHÍNH"


@pytest.mark.parametrize(
    ("printed", "name"),
    [("VNPT ĐÔNG KHÁNH", "VNPT Đông Khánh"), ("VNPT", "VNPT"), ("SỞ Y TẾ", "Sở Y tế")],
)
def test_initials_stay_capitals_and_names_do_not(printed, name):
    agency = official_agency(printed)
    assert agency is not None
    assert (agency.raw, agency.name) == (printed, name)


@pytest.mark.parametrize(
    ("line", "issuer", "parent"),
    [
        (
            "TẬP ĐOÀN CÔNG NGHIỆP - VIỄN THÔNG QUÂN ĐỘI VIETTEL VĨNH GIANG",
            "Viettel Vĩnh Giang",
            "Tập đoàn Công nghiệp - Viễn thông Quân đội",
        ),
        ("TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM VNPT VĨNH GIANG", "VNPT Vĩnh Giang", "Tập đoàn Bưu chính Viễn thông Việt Nam"),
        ("TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM", "Tập đoàn Điện lực Việt Nam", None),
        ("CÔNG TY ĐIỆN LỰC VĨNH GIANG", "Công ty Điện lực Vĩnh Giang", None),
    ],
)
def test_a_group_and_its_branch_in_one_line(line, issuer, parent):
    found = read_letterhead([Mark(kind="words", start=0, end=len(line), text=line, folded=line.lower(), line=0)], ())
    assert found.issuer is not None and found.issuer.name == issuer
    assert (found.parent.name if found.parent is not None else None) == parent


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (("ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG", "VĂN PHÒNG"), "Văn phòng Ủy ban nhân dân tỉnh"),
        (("ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG", "THANH TRA"), "Thanh tra tỉnh"),
        (("ỦY BAN NHÂN DÂN", "XÃ HƯƠNG SƠN"), "Ủy ban nhân dân xã Hương Sơn"),
        (("ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG", "SỞ NỘI VỤ"), "Sở Nội vụ"),
    ],
)
def test_the_office_below_its_council(lines, issuer):
    found = read_letterhead(
        [
            Mark(kind="words", start=0, end=len(line), text=line, folded=line.lower(), line=number)
            for number, line in enumerate(lines)
        ],
        (),
    )
    assert found.issuer is not None and found.issuer.name == issuer


@pytest.mark.parametrize(
    ("line", "parent", "issuer"),
    [
        ("UBND TỈNH AN PHÚ SỞ CÔNG THƯƠNG", "Ủy ban nhân dân tỉnh An Phú", "Sở Công Thương"),
        ("SỞ Y TẾ CHI CỤC DÂN SỐ", "Sở Y tế", "Chi cục Dân số"),
        ("BAN QUẢN LÝ KHU KINH TẾ TỈNH", None, "Ban Quản lý Khu kinh tế tỉnh"),
        ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH", None, "Văn phòng Ủy ban nhân dân tỉnh"),
    ],
)
def test_a_body_and_the_one_below_it_in_one_line(line, parent, issuer):
    found = read_letterhead([Mark(kind="words", start=0, end=len(line), text=line, folded=line.lower(), line=0)], [])
    assert (found.parent.name if found.parent else None, found.issuer.name if found.issuer else None) == (parent, issuer)
    assert found.co_issuers == ()
