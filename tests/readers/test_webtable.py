"""Flattened tables: every variant is written as a grid, flattened as the web copies do, and must come back as it was."""

from __future__ import annotations

import pytest

from vbcds.model.builder import CellDraft, TableDraft
from vbcds.readers.plain_lines import Wrapping
from vbcds.readers.webtable import build_table, is_flattened, read_flattened

UP = "^"  # covered by the cell above
LEFT = "<"  # covered by the cell to the left

Grid = list[list[str]]


def grid(text: str) -> Grid:
    """A grid from lines of cells parted by |; "^" and "<" are covered places, "/" breaks a line inside a cell."""
    return [[cell.strip().replace(" / ", "\n") for cell in line.split("|")] for line in text.strip().splitlines()]


def stream(rows: Grid) -> list[str]:
    return [cell for row in rows for cell in row if cell not in (UP, LEFT)]


def flatten(rows: Grid) -> list[str]:
    lines: list[str] = []
    for cell in stream(rows):
        if cell:
            lines += cell.split("\n")
        lines.append("|")
    return lines


def as_grid(table: TableDraft) -> Grid:
    height = max(cell.row + cell.row_span for cell in table.cells)
    width = max(cell.column + cell.column_span for cell in table.cells)
    rows = [["?"] * width for _ in range(height)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                assert rows[row][column] == "?", f"two cells at {row},{column}"
                rows[row][column] = UP if row > cell.row else LEFT if column > cell.column else cell.text
    return rows


VARIANTS = {
    "four columns, groups with empty cells": """
        TT  | Nội dung | Thời gian hoàn thành | Cơ quan chủ trì
        I   | Nhóm nhiệm vụ chung | |
        1.1 | Tổ chức tập huấn kỹ năng số cho cán bộ, công chức cấp xã | Hằng năm | Sở Nội vụ
        1.2 | Xây dựng kho dữ liệu dùng chung của tỉnh | Năm 2023 | Sở Thông tin và Truyền thông
        II  | Nhóm nhiệm vụ về hạ tầng số | |
        2.1 | Phủ sóng 4G các thôn, bản còn lõm sóng | Trước 30/6/2024 | Các doanh nghiệp viễn thông
        2.2 | Nâng cấp mạng truyền số liệu chuyên dùng | Quý III/2023 | Sở Thông tin và Truyền thông
    """,
    "a deadline for a whole group": """
        TT  | Nhiệm vụ | Thời hạn | Đơn vị chủ trì
        1   | Rà soát thủ tục hành chính đủ điều kiện cung cấp trực tuyến | Quý I/2024 | Văn phòng UBND tỉnh
        2   | Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực | Quý II/2024 | Sở Tư pháp
        3   | Kết nối cơ sở dữ liệu hộ tịch với kho dữ liệu của tỉnh | ^ | Sở Tư pháp
        4   | Kết nối cơ sở dữ liệu đất đai với cơ sở dữ liệu quốc gia | ^ | Sở Tài nguyên và Môi trường
        5   | Tổng kết, báo cáo Thủ tướng Chính phủ | Tháng 12/2024 | Sở Thông tin và Truyền thông
    """,
    "a lead for several tasks": """
        STT | Nội dung công việc | Đơn vị chủ trì | Thời gian thực hiện
        1   | Ban hành danh mục dữ liệu mở của cơ quan nhà nước | Sở Thông tin và Truyền thông | Năm 2022
        2   | Vận hành cổng dữ liệu mở và bảo đảm dữ liệu được cập nhật | ^ | Hằng năm
        3   | Đánh giá an toàn thông tin cho các hệ thống cấp độ 3 | ^ | Hằng năm
        4   | Triển khai hồ sơ sức khỏe điện tử cho người dân | Sở Y tế | Năm 2023
        5   | Triển khai học bạ số ở các cấp học | Sở Giáo dục và Đào tạo | Năm 2024
    """,
    "six columns": """
        TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm
        1  | Xây dựng Nghị quyết về chính sách hỗ trợ chuyển đổi số | Sở Tài chính | Sở Tư pháp | Quý I/2025 | Nghị quyết của HĐND tỉnh
        2  | Ban hành Kế hoạch phát triển kinh tế số | Sở Khoa học và Công nghệ | Các sở, ban, ngành | Tháng 3/2025 | Kế hoạch
        3  | Tổ chức Ngày Chuyển đổi số quốc gia | Sở Khoa học và Công nghệ | Báo và Đài PTTH tỉnh | Tháng 10/2025 | Hội nghị
        4  | Đào tạo an toàn thông tin cho đội ngũ kỹ thuật | Công an tỉnh | | Hằng năm | Các lớp đào tạo
    """,
    "seven columns, merged products and an own numbering row": """
        TT | Nội dung nhiệm vụ | Chủ trì | Phối hợp | Bắt đầu | Hoàn thành | Sản phẩm
        (1) | (2) | (3) | (4) | (5) | (6) | (7)
        1 | Khảo sát hiện trạng hạ tầng tại các xã, phường | Sở Xây dựng | UBND cấp xã | 01/2025 | 03/2025 | Báo cáo khảo sát
        2 | Lập bản đồ số các trạm phát sóng | Sở Xây dựng | Viettel, VNPT | 02/2025 | 06/2025 | Bản đồ số trên cổng dữ liệu
        3 | Cập nhật bản đồ hằng quý | Sở Xây dựng | UBND cấp xã | 07/2025 | 12/2025 | ^
        4 | Công khai bản đồ cho người dân tra cứu | Sở Xây dựng | Báo tỉnh | 07/2025 | 12/2025 | ^
    """,
    "groups over all columns": """
        TT | Nội dung | Đơn vị thực hiện | Thời gian
        I | PHÁT TRIỂN CHÍNH QUYỀN SỐ | < | <
        1 | Nâng cấp hệ thống quản lý văn bản và điều hành | Văn phòng UBND tỉnh | Năm 2022
        2 | Triển khai chữ ký số chuyên dùng đến cấp xã | Sở Thông tin và Truyền thông | Năm 2022
        II | PHÁT TRIỂN XÃ HỘI SỐ | < | <
        1 | Phát triển tổ công nghệ số cộng đồng | UBND cấp huyện | Hằng năm
        2 | Phổ cập chữ ký số cá nhân cho người dân | Các doanh nghiệp viễn thông | Năm 2025
    """,
    "no head": """
        1 | Xây dựng quy chế quản lý, khai thác kho dữ liệu dùng chung | Sở Thông tin và Truyền thông | Quý I/2023
        2 | Tổ chức hội nghị sơ kết sáu tháng đầu năm | Văn phòng UBND tỉnh | Tháng 7/2023
        3 | Kiểm tra tình hình thực hiện tại các địa phương | Thanh tra tỉnh | Quý III/2023
        4 | Báo cáo tổng kết năm gửi Ban Chỉ đạo | Sở Thông tin và Truyền thông | Trước 15/12/2023
    """,
    "first column without numbers": """
        Chỉ tiêu | Đơn vị tính | Năm 2021 | Năm 2022 | Năm 2023
        Tỷ lệ hồ sơ trực tuyến | % | 25,5 | 40 | 61,2
        Số dịch vụ công toàn trình | dịch vụ | 312 | 508 | 799
        Số tổ công nghệ số cộng đồng | tổ | | 94 | 542
        Tỷ trọng kinh tế số trong GRDP | % | 6,1 | 7,4 | 8,9
    """,
    "two heads, years below": """
        STT | Chỉ tiêu | Đơn vị tính | Mục tiêu | < | Cơ quan theo dõi
        ^ | ^ | ^ | 2025 | 2030 | ^
        1 | Tỷ lệ dịch vụ công trực tuyến toàn trình | % | 80 | 100 | Văn phòng UBND tỉnh
        2 | Tỷ lệ hộ gia đình có internet cáp quang | % | 85 | 100 | Sở Thông tin và Truyền thông
        3 | Tỷ lệ dân số trưởng thành có tài khoản thanh toán | % | 80 | 95 | Ngân hàng Nhà nước chi nhánh tỉnh
        4 | Tỷ trọng kinh tế số | % | 20 | 30 | Cục Thống kê
    """,
    "a sum at the end, numbers": """
        TT | Nguồn vốn | Năm 2023 | Năm 2024 | Năm 2025
        1 | Ngân sách trung ương | 12.500 | 18.000 | 21.000
        2 | Ngân sách tỉnh | 35.200 | 41.700 | 52.300
        3 | Nguồn xã hội hóa | 4.000 | 5.500 | 7.000
        Tổng cộng | < | 51.700 | 65.200 | 80.300
    """,
    "two columns": """
        TT | Tên văn bản
        1 | Quyết định phê duyệt Đề án đô thị thông minh
        2 | Kế hoạch ứng phó sự cố an toàn thông tin mạng
        3 | Quy chế hoạt động của Tổ công nghệ số cộng đồng
    """,
    "letters and figures": """
        TT | Nội dung chi | Kinh phí (triệu đồng) | Ghi chú
        A | Chi đầu tư phát triển | 5.400 |
        1 | Trung tâm dữ liệu tỉnh | 3.900 | Giai đoạn 2
        2 | Phòng họp trực tuyến cấp xã | 1.500 |
        B | Chi thường xuyên | 2.150 |
        1 | Thuê dịch vụ công nghệ thông tin | 1.700 |
        2 | Đào tạo, tập huấn | 450 | Theo lớp
    """,
    "cells of several paragraphs": """
        TT | Nhiệm vụ | Cơ quan thực hiện | Thời hạn
        1 | - Rà soát quy trình nội bộ; / - Công bố danh mục thủ tục; / - Niêm yết công khai. | Sở Tư pháp / Sở Nội vụ | Quý I
        2 | - Cắt giảm thời gian giải quyết; / - Đơn giản hóa thành phần hồ sơ. | Các sở, ban, ngành | Quý II
        3 | Báo cáo kết quả rà soát với Ủy ban nhân dân tỉnh | Sở Tư pháp | 15/12
    """,
    "deadline and product merged together": """
        TT | Nhiệm vụ | Chủ trì | Thời hạn | Sản phẩm
        1 | Xây dựng nền tảng họp trực tuyến | Văn phòng UBND tỉnh | Năm 2022 | Hệ thống phần mềm
        2 | Xây dựng bộ tiêu chí đánh giá chuyển đổi số cấp xã | Sở Thông tin và Truyền thông | Quý II/2022 | Quyết định của UBND tỉnh
        3 | Xây dựng bộ tiêu chí đánh giá chuyển đổi số cấp huyện | Sở Nội vụ | ^ | ^
        4 | Công bố kết quả đánh giá hằng năm | Sở Thông tin và Truyền thông | Tháng 12 | Báo cáo
    """,
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_rebuilds(name: str) -> None:
    rows = grid(VARIANTS[name])
    table, doubt = build_table(stream(rows))
    assert as_grid(table) == rows
    assert doubt is None


def test_budget_with_a_span_of_five_rows() -> None:
    rows = grid("""
        Năm | CNTT | < | Tổng chi ngân sách
        ^ | Sự nghiệp | đầu tư |
        2016 | 10,324,415,367 | 78,383,735,391 | 8,184,800,000,000
        2017 | 11,622,588,106 | ^ | 8,616,300,000,000
        2018 | 10,989,772,544 | ^ | 9,528,400,000,000
        2019 | 12,552,038,500 | ^ | 9,921,000,000,000
        2020 (ước) | 11,000,000,000 | ^ | 11,124,000,000,000
        Tổng cộng | 56,488,814,517 | 78,383,735,391 | 47,374,500,000,000
        Tỷ lệ (%): 0.31 | < | < | <
    """)
    table, _ = build_table(stream(rows))
    assert as_grid(table) == rows


def test_prose_before_between_and_after() -> None:
    tasks = grid(VARIANTS["six columns"])
    targets = grid(VARIANTS["two heads, years below"])
    lines = [
        "DANH MỤC",
        "NHIỆM VỤ NĂM 2025",
        *flatten(tasks),
        "PHỤ LỤC II",
        "CHỈ TIÊU",
        *flatten(targets),
        "Ghi chú:",
        "- Số liệu sơ bộ.",
    ]
    assert is_flattened(lines)
    found = read_flattened(lines, Wrapping(False))
    prose, first, between, second, after = found.pieces
    assert prose == ["DANH MỤC", "NHIỆM VỤ NĂM 2025"]
    assert isinstance(first, TableDraft) and as_grid(first) == tasks
    assert between == ["PHỤ LỤC II", "CHỈ TIÊU"]
    assert isinstance(second, TableDraft) and as_grid(second) == targets
    assert after == ["Ghi chú:", "- Số liệu sơ bộ."]


def test_repeated_head_is_one_table() -> None:
    rows = grid(VARIANTS["a lead for several tasks"])
    again = [rows[0], ["6", "Kiểm tra việc chấp hành", "Thanh tra tỉnh", "Năm 2024"], ["7", "Tổng kết", "Sở Nội vụ", "Năm 2025"]]
    found = read_flattened(flatten(rows) + flatten(again), Wrapping(False))
    assert len(found.pieces) == 1
    table = found.pieces[0]
    assert isinstance(table, TableDraft) and as_grid(table) == rows + again[1:]


def test_letterhead_and_signature_lay_out() -> None:
    lines = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
|
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số: 15/QĐ-UBND
|
An Bình, ngày 03 tháng 2 năm 2022
|
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
|
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Bình
|
KẾ HOẠCH
Chuyển đổi số năm 2022""".splitlines()
    found = read_flattened(lines, Wrapping(False))
    head, prose, signature, rest = found.pieces
    assert isinstance(head, TableDraft) and head.ruled is False
    assert [cell.text.split("\n")[0] for cell in head.cells] == [
        "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 15/QĐ-UBND", "An Bình, ngày 03 tháng 2 năm 2022",
    ]  # fmt: skip
    assert prose == ["QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch"]
    assert isinstance(signature, TableDraft) and signature.cells[0].text.startswith("Nơi nhận:")
    assert signature.cells[1].text.endswith("Trần Văn Bình")
    assert rest == ["KẾ HOẠCH", "Chuyển đổi số năm 2022"]


def test_nothing_is_lost_where_nothing_fits() -> None:
    cells = ["một", "", "hai", "12", "Sở Nội vụ", "", "", "ba", "x", "bốn", "năm 2020", "sáu"]
    table, _ = build_table(cells)
    assert [cell.text for cell in sorted(table.cells, key=lambda c: (c.row, c.column)) if cell.text] == [
        text for text in cells if text
    ]


def test_long_streams_stay_fast() -> None:
    rows = [["TT", "Nội dung", "Thời hạn"], *([str(n), f"Nhiệm vụ số {n} của kế hoạch", "Năm 2025"] for n in range(1, 1200))]
    table, _ = build_table(stream(rows))
    assert isinstance(table.cells[0], CellDraft)
    assert as_grid(table) == rows


def test_a_heading_of_two_levels_stands_over_what_suits_it():
    head = ["TT", "Chỉ tiêu", "Đơn vị tính", "Hiện trạng", "Mục tiêu", "Cơ quan theo dõi", "Năm 2023", "Năm 2024", "Năm 2025"]
    rows = [
        ["1", "Dịch vụ công toàn trình", "%", "65", "80", "90", "100", "Sở Nội vụ"],
        ["2", "Hồ sơ giải quyết trực tuyến", "%", "30", "50", "65", "80", "Sở Tư pháp"],
        ["3", "Doanh nghiệp công nghệ số", "Doanh nghiệp", "120", "200", "350", "400", "Sở Công Thương"],
    ]
    table, _ = build_table([*head, *(text for row in rows for text in row)])
    places = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert places["Mục tiêu"] == (0, 4, 1, 3)
    assert places["Cơ quan theo dõi"] == (0, 7, 2, 1)
    assert places["Năm 2024"] == (1, 5, 1, 1)


def test_a_table_ends_with_the_place_and_date_of_the_letterhead():
    text = "ỦY BAN NHÂN DÂN\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố: 6/KH-UBND\n|\nLào Cai, ngày 14 tháng 3 năm 2025\n|\n"
    text += "KẾ HOẠCH\nTriển khai Đề án\nViệc phải làm\n|\nCơ quan\n|\nHạn\n|\nLập sổ\n|\nSở Y tế\n|\nQuý I\n|\n"
    text += "Mở lớp\n|\nSở Nội vụ\n|\nQuý II\n|"
    found = read_flattened(text.split("\n"), Wrapping(False))
    kinds = ["table" if isinstance(piece, TableDraft) else "text" for piece in found.pieces]
    assert kinds == ["table", "text", "table"]


def test_a_letterhead_whose_national_name_is_broken_over_lines() -> None:
    lines = [
        "THƯỜNG TRỰC",
        "HĐND TỈNH VĨNH GIANG",
        "-------",
        "|",
        "CỘNG",
        "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "|",
        "Số: 6/QC-HĐND",
        "|",
        "Hết",
    ]
    table = read_flattened(lines, Wrapping(True, 80, 80)).pieces[0]
    assert isinstance(table, TableDraft) and table.cells[0].text.startswith("THƯỜNG TRỰC")


def test_without_numbers_the_headings_tell_the_width() -> None:
    rows = """
    Nhóm nhiệm vụ | Nhiệm vụ cụ thể | Cơ quan chủ trì | Thời hạn
    Phát triển hạ tầng | Xóa các thôn lõm sóng | Sở Khoa học và Công nghệ | 31/12/2026
    Hỗ trợ doanh nghiệp | Đưa sản phẩm nông nghiệp lên sàn thương mại điện tử | Sở Công Thương | Hằng năm
    Đo lường, giám sát | Tính tỷ trọng kinh tế số trong GRDP của tỉnh | Thống kê tỉnh | Quý I/2027
    """
    table, doubt = build_table(stream(grid(rows)))
    assert max(cell.column for cell in table.cells) == 3 and max(cell.row for cell in table.cells) == 3 and doubt is None


def test_a_count_is_a_product_and_a_number_of_days_a_deadline_where_a_span_leaves_a_cell_out() -> None:
    rows = """
    TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn | Sản phẩm
    1 | Hỗ trợ hợp tác xã dùng nền tảng số | Sở Tài chính | Liên minh Hợp tác xã tỉnh | Hằng năm |
    2 | Đưa nông sản lên sàn thương mại điện tử | Sở Công Thương | UBND cấp xã | Hằng năm | Ít nhất 90 sản phẩm
    3 | Thẩm định hồ sơ của doanh nghiệp | Sở Tư pháp | Sở Nội vụ | 10 ngày |
    4 | Ban hành chính sách thu hút doanh nghiệp | Sở Tài chính | Sở Tư pháp | Năm 2026 | Nghị quyết
    """
    cells = stream(grid(rows))
    spanned = [cell for index, cell in enumerate(cells) if index != 16]
    assert cells[16] == "Hằng năm"
    table, _ = build_table(spanned)
    places = {cell.text: (cell.row, cell.column) for cell in table.cells}
    assert places["Ít nhất 90 sản phẩm"] == (2, 5)
    assert places["10 ngày"] == (3, 4)
