"""Laws cited by name: where the name ends, and what follows it."""

from __future__ import annotations

from datetime import date

import pytest

from vbcds.recognisers.citations import find_citations

LAWS = [
    # text, [(kind, title, number, date or year)]
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        [("luật", "Tổ chức chính quyền địa phương", None, date(2015, 6, 19))],
    ),
    (
        "Luật Quốc tịch ngày 13/11/2008 và Luật sửa đổi, bổ sung Luật Quốc tịch ngày 24/6/2014;",
        [("luật", "Quốc tịch", None, date(2008, 11, 13)), ("luật", "sửa đổi, bổ sung Luật Quốc tịch", None, date(2014, 6, 24))],
    ),
    ("Bộ đề nghị sửa đổi Luật Quốc tịch.", [("luật", "Quốc tịch", None, None)]),
    ("theo Luật Đầu tư công và các nghị định", [("luật", "Đầu tư công", None, None)]),
    ("theo Luật Đầu tư và Luật Đầu tư công.", [("luật", "Đầu tư", None, None), ("luật", "Đầu tư công", None, None)]),
    ("Luật Đấu thầu, Luật Giá; Luật Viên chức", [("luật", n, None, None) for n in ("Đấu thầu", "Giá", "Viên chức")]),
    ("Luật Khoa học và Công nghệ (2013) cho phù hợp", [("luật", "Khoa học và Công nghệ", None, 2013)]),
    ("Luật Lưu trữ năm 2024 quy định", [("luật", "Lưu trữ", None, 2024)]),
    ("Luật Đất đai 2013", [("luật", "Đất đai", None, 2013)]),
    ("Luật Năng lượng nguyên tử (sửa đổi)", [("luật", "Năng lượng nguyên tử", None, None)]),
    ("Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024;", [("luật", "Lưu trữ", "33/2024/QH15", date(2024, 6, 21))]),
    ("Luật Chuyển đổi số số 148/2025/QH15", [("luật", "Chuyển đổi số", "148/2025/QH15", None)]),
    ("Luật Chuyển đổi số là cơ sở", [("luật", "Chuyển đổi số", None, None)]),
    ("Luật Giao dịch điện tử (số 20/2023/QH15)", [("luật", "Giao dịch điện tử", "20/2023/QH15", None)]),
    ("Bộ luật Hình sự; Bộ Luật lao động", [("bộ luật", "Hình sự", None, None), ("bộ luật", "lao động", None, None)]),
    ("quy định của Bộ luật Dân sự năm 2015", [("bộ luật", "Dân sự", None, 2015)]),
    ("Pháp lệnh Dân số ngày 09/01/2003", [("pháp lệnh", "Dân số", None, date(2003, 1, 9))]),
    (
        "Pháp lệnh phát hành công trái xây dựng Tổ quốc số 12/1999/PL-UBTVQH10 ngày 27 tháng 4 năm 1999",
        [("pháp lệnh", "phát hành công trái xây dựng Tổ quốc", "12/1999/PL-UBTVQH10", date(1999, 4, 27))],
    ),
    ("Luật công nghệ thông tin tại tỉnh", [("luật", "công nghệ thông tin", None, None)]),
    ("theo luật Đất đai hiện hành", [("luật", "Đất đai", None, None)]),
    ("Luật Phòng, chống tham nhũng và lãng phí", [("luật", "Phòng, chống tham nhũng", None, None)]),
    ("Luật Phòng chống tham nhũng", [("luật", "Phòng chống tham nhũng", None, None)]),
    ("Luật Khoa học, công nghệ và Đổi mới sáng tạo bao gồm", [("luật", "Khoa học, công nghệ và Đổi mới sáng tạo", None, None)]),
    ("Luật Thực hiện dân chủ ở cơ sở tại xã", [("luật", "Thực hiện dân chủ ở cơ sở", None, None)]),
    ("Luật Tổ chức HĐND và UBND ngày 26/11/2003;", [("luật", "Tổ chức HĐND và UBND", None, date(2003, 11, 26))]),
    ("Luật NSNN và Luật BHYT", [("luật", "NSNN", None, None), ("luật", "BHYT", None, None)]),
    ("CĂN CỨ LUẬT ĐẤU THẦU NGÀY 23/6/2023", [("luật", "ĐẤU THẦU", None, date(2023, 6, 23))]),
    ("Luật Hoà giải ở cơ sở", [("luật", "Hoà giải ở cơ sở", None, None)]),
    # laws that no register has
    ("Luật Đường sắt đô thị số 12/2031/QH17 ngày 3/4/2031", [("luật", "Đường sắt đô thị", "12/2031/QH17", date(2031, 4, 3))]),
    ("Luật Phát triển vùng biên được Quốc hội thông qua", [("luật", "Phát triển vùng biên", None, None)]),
    ("dự án Luật Kinh tế ban đêm, trình Quốc hội", [("luật", "Kinh tế ban đêm", None, None)]),
    (
        "Luật Kiểm ngư biển và Nghị định số 42/2022/NĐ-CP",
        [("luật", "Kiểm ngư biển", None, None), ("nghị định", None, "42/2022/NĐ-CP", None)],
    ),
    # amending laws are one mention
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019;",
        [
            (
                "luật",
                "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương",
                None,
                date(2019, 11, 22),
            )
        ],
    ),
    (
        "Luật Sửa đổi, bổ sung một số điều của Luật Đầu tư công, Luật Đầu tư, Luật Nhà ở và Luật Điện lực số 03/2022/QH15",
        [
            (
                "luật",
                "Sửa đổi, bổ sung một số điều của Luật Đầu tư công, Luật Đầu tư, Luật Nhà ở và Luật Điện lực",
                "03/2022/QH15",
                None,
            )
        ],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng ngày 17/6/2020;",
        [("luật", "sửa đổi, bổ sung một số điều của Luật Xây dựng", None, date(2020, 6, 17))],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự",
        [("luật", "sửa đổi, bổ sung một số điều của Bộ luật Hình sự", None, None)],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch số 35/2018/QH14",
        [("luật", "sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch", "35/2018/QH14", None)],
    ),
    ("Luật sửa đổi Điều 6 Luật Đầu tư", [("luật", "sửa đổi Điều 6 Luật Đầu tư", None, None)]),
    # the number is that of the amended law
    (
        "ban hành Luật sửa đổi, bổ sung một số điều của Luật Kinh doanh bảo hiểm số 08/2022/QH15.",
        [("luật", "Kinh doanh bảo hiểm", "08/2022/QH15", None)],
    ),
    # amended by
    (
        "Luật Quốc phòng số 22/2018/QH14, được sửa đổi, bổ sung bởi Luật số 18/2023/QH15, Luật số 98/2025/QH15;",
        [("luật", "Quốc phòng", "22/2018/QH14", None), ("luật", None, "18/2023/QH15", None), ("luật", None, "98/2025/QH15", None)],
    ),
    # the Constitution
    (
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam đã được sửa đổi",
        [("hiến pháp", "nước Cộng hòa xã hội chủ nghĩa Việt Nam", None, None)],
    ),
    (
        "Căn cứ vào Hiến pháp nước Cộng hoà xã hội chủ nghĩa Việt Nam năm 1992;",
        [("hiến pháp", "nước Cộng hoà xã hội chủ nghĩa Việt Nam", None, 1992)],
    ),
    ("Hiến pháp năm 2013 khẳng định", [("hiến pháp", "Hiến pháp", None, 2013)]),
    # no names
    ("Luật này và Luật đó", []),
    ("Luật sư, luật gia, kỷ luật, pháp luật", []),
    ("LUẬT\nKINH DOANH BẢO HIỂM", []),
    ("LUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA\nLUẬT KINH DOANH BẢO HIỂM", []),
    ("một luật mới về dữ liệu", []),
    ("ngành Luật Kinh tế, Khoa Luật Dân sự", []),
    ("thực hiện luật giao thông", []),
    ("Bộ luật quốc tế về quản lý an toàn", []),
]


@pytest.mark.parametrize(("text", "expected"), LAWS, ids=[case[0].replace("\n", "/")[:60] for case in LAWS])
def test_law(text: str, expected: list) -> None:
    found = [(c.kind, c.title, c.number, c.date or c.year) for c in find_citations(text)]
    assert found == expected


def test_words_of_a_law_run_to_its_date() -> None:
    text = "Căn cứ Luật Giá số 16/2023/QH15 ngày 19 tháng 6 năm 2023;"
    (law,) = find_citations(text)
    assert law.raw == "Luật Giá số 16/2023/QH15 ngày 19 tháng 6 năm 2023"
    assert law.number_start is not None and text[law.number_start : law.number_end] == "16/2023/QH15"


def test_name_over_a_line_end() -> None:
    (law,) = find_citations("Căn cứ Luật sửa đổi, bổ sung một số điều\ncủa Luật Xây\ndựng ngày 17/6/2020;")
    assert law.date == date(2020, 6, 17)
    assert law.title == "sửa đổi, bổ sung một số điều của Luật Xây dựng"
