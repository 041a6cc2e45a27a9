"""What tables are: heads, roles of columns, groups."""

from __future__ import annotations

import pytest

from vbcds.lexicons.columns import column_role, load_columns
from vbcds.model.builder import CellDraft, TableDraft


def table(make, rows, *before, kind="KẾ HOẠCH"):
    part = make.part(
        *make.letterhead(["ỦY BAN NHÂN DÂN", "TỈNH TÂY NINH"], "Số: 15/KH-UBND", "Tây Ninh, ngày 24 tháng 02 năm 2023"),
        kind,
        "Chuyển đổi số năm 2023",
        "Căn cứ Quyết định số 749/QĐ-TTg;",
        "I. NHIỆM VỤ",
        *before,
        rows,
    )
    return part.tables[-1]


def roles(reading):
    return [column.role for column in reading.columns]


def examples():
    for role, (good, bad) in load_columns().examples.items():
        yield from ((heading, role, True) for heading in good)
        yield from ((heading, role, False) for heading in bad)


@pytest.mark.parametrize(("heading", "role", "right"), list(examples()))
def test_lexicon_examples(heading, role, right):
    assert (column_role(heading) == role) is right


HEADINGS = """
number: STT; TT; Số TT; Mã nhiệm vụ
content: Nội dung công việc; Nhiệm vụ, giải pháp; Tên nhiệm vụ; Nội dung thực hiện
content: Tên dự án; Hạng mục; Nhiệm vụ được giao; Nội dung (nhiệm vụ)
deadline: Thời gian hoàn thành; Thời hạn; Tiến độ; Hạn hoàn thành
deadline: Thời gian, tiến độ thực hiện; Thời gian thực hiện; Mốc thời gian; Lộ trình
deadline: Thời hạn hoàn thành nhiệm vụ; Thời điểm trình; Dự kiến hoàn thành
deadline: Thời gian trình UBND tỉnh; Hoàn thành trước; Thời gian (dự kiến)
lead: Cơ quan chủ trì; Đơn vị thực hiện; Chủ trì; Cơ quan, đơn vị chủ trì; Phân công thực hiện; Đơn vị, địa phương thực hiện; Trách nhiệm
lead: Sở, ngành chủ trì; Bộ phận thực hiện; Cơ quan chủ trì/phối hợp; Đơn vị đầu mối; Cơ quan chịu trách nhiệm chính; Cơ quan soạn thảo
support: Cơ quan phối hợp; Đơn vị phối hợp thực hiện; Phối hợp; Các sở, ngành phối hợp; Cơ quan, đơn vị liên quan
product: Sản phẩm; Sản phẩm/kết quả; Kết quả đầu ra; Sản phẩm, kết quả thực hiện; Dự kiến sản phẩm; Sản phẩm dự kiến hoàn thành
unit: ĐVT; Đơn vị tính; Đơn vị; Đơn vị tính (%)
indicator: Chỉ tiêu; Tên chỉ tiêu; Chỉ tiêu chủ yếu; Mục tiêu, chỉ tiêu
target: Mục tiêu năm 2023; Kế hoạch năm 2024; Đến năm 2025; 2030; Năm 2025; Chỉ tiêu năm 2023; Giai đoạn 2021-2025; Kế hoạch 166-KH/TU
baseline: Thực hiện năm 2022; Hiện trạng; Ước thực hiện năm 2022; Cùng kỳ năm trước
result: Kết quả thực hiện; Thực hiện tháng 5; Lũy kế; Tỷ lệ (%); Số lượng
status: Tình hình thực hiện; Trạng thái; Mức độ hoàn thành
budget: Kinh phí; Kinh phí thực hiện (triệu đồng); Nguồn vốn; Tổng mức đầu tư; Dự toán năm 2023; Nguồn kinh phí
note: Ghi chú; Khó khăn, vướng mắc
document: Số, ký hiệu; Trích yếu nội dung; Ngày ban hành; Văn bản giao nhiệm vụ
None: Họ và tên; Chức vụ; Địa chỉ; Năm; Số điện thoại
"""


def headings():
    for line in HEADINGS.strip().splitlines():
        role, words = line.split(": ", 1)
        yield from ((heading.strip(), None if role == "None" else role) for heading in words.split("; "))


@pytest.mark.parametrize(("heading", "role"), list(headings()))
def test_wordings(heading, role):
    assert column_role(heading) == role


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["TT", "Nội dung", "Thời gian hoàn thành", "Cơ quan, đơn vị chủ trì"], ["number", "content", "deadline", "lead"]),
        (["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Tiến độ", "Sản phẩm"],
         ["number", "content", "lead", "support", "deadline", "product"]),
        (["Số TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian hoàn thành"],
         ["number", "content", "lead", "support", "product", "deadline"]),
        (["TT", "Nội dung hành động", "Hành động cụ thể", "Cơ quan chủ trì", "Cơ quan phối hợp", "Lộ trình"],
         ["number", "content", "content", "lead", "support", "deadline"]),
        (["STT", "Nhiệm vụ/giải pháp", "Đơn vị thực hiện", "Thời hạn", "Ghi chú"], ["number", "content", "lead", "deadline", "note"]),
        (["TT", "Nội dung công việc", "Phân công thực hiện", "Mốc thời gian", "Kinh phí (triệu đồng)"],
         ["number", "content", "lead", "deadline", "budget"]),
        (["TT", "Hoạt động", "Người phụ trách", "Thời gian bắt đầu", "Thời gian kết thúc", "Kết quả đầu ra"],
         ["number", "content", "lead", "start", "deadline", "product"]),
        (["TT", "Nhiệm vụ", "Đơn vị", "Thời hạn hoàn thành"], ["number", "content", "lead", "deadline"]),
        (["Mã", "Đầu việc", "Đơn vị đầu mối", "Hạn hoàn thành", "Văn bản giao nhiệm vụ"],
         ["number", "content", "lead", "deadline", "document"]),
    ],
)  # fmt: skip
def test_task_tables(make, heads, expected):
    row = ["1", "Xây dựng kho dữ liệu dùng chung"] + ["x"] * (len(heads) - 2)
    reading = table(make, [heads, row])
    assert (reading.role, roles(reading), reading.first_row) == ("tasks", expected, 1)


def test_numbering_row_groups_and_repeated_head(make):
    head = ["TT", "Nhiệm vụ", "Chủ trì", "Tiến độ"]
    reading = table(
        make,
        [
            head,
            ["(1)", "(2)", "(3)", "(4)"],
            ["I", "Nhận thức số", "", ""],
            ["1", "Tuyên truyền trên báo, đài", "Sở Y tế", "Quý II/2023"],
            head,
            ["2", "Tập huấn cho cán bộ", "Sở Nội vụ", "Năm 2023"],
            ["II", "Hạ tầng số", "", ""],
            ["1", "Xây dựng trung tâm dữ liệu", "Sở Y tế", ""],
            ["", "Tổng cộng", "", ""],
        ],
    )
    assert reading.first_row == 1
    assert reading.skipped >= {1, 4}
    assert reading.groups == ((2, "I", "Nhận thức số"), (6, "II", "Hạ tầng số"))


def test_group_rows_that_span_the_table(make):
    cells = [CellDraft(text=text, row=0, column=i) for i, text in enumerate(["TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"])]
    cells.append(CellDraft(text="I. Nâng cao nhận thức", row=1, column=0, column_span=4))
    cells += [
        CellDraft(text=text, row=2, column=i)
        for i, text in enumerate(["1.", "Xây dựng chương trình tuyên truyền", "Sở Y tế", "6/2025"])
    ]
    reading = table(make, TableDraft(cells=cells))
    assert reading.groups == ((1, "I", "I. Nâng cao nhận thức"),)


def test_group_row_with_a_merged_deadline(make):
    heads = ["TT", "Nội dung", "Thời gian hoàn thành", "Cơ quan chủ trì"]
    cells = [CellDraft(text=text, row=0, column=i) for i, text in enumerate(heads)]
    cells += [
        CellDraft(text="IV", row=1, column=0),
        CellDraft(text="Chuyển đổi số một số ngành", row=1, column=1),
        CellDraft(text="Các ngành xây dựng kế hoạch", row=1, column=2, row_span=3),
        CellDraft(text="", row=1, column=3),
    ]
    for row, (code, content, lead) in enumerate([("4.1", "Lĩnh vực y tế", "Sở Y tế"), ("4.2", "Lĩnh vực giáo dục", "Sở GD-ĐT")], 2):
        cells += [
            CellDraft(text=code, row=row, column=0),
            CellDraft(text=content, row=row, column=1),
            CellDraft(text=lead, row=row, column=3),
        ]
    reading = table(make, TableDraft(cells=cells))
    assert reading.role == "tasks"
    assert reading.groups == ((1, "IV", "Chuyển đổi số một số ngành"),)


def test_task_without_lead_and_deadline_is_no_group(make):
    reading = table(
        make,
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Tiến độ"],
            ["1", "Tuyên truyền trên báo, đài", "Sở Y tế", "Quý II/2023"],
            ["2", "Tập huấn cho cán bộ, công chức cấp xã", "", ""],
            ["3", "Rà soát quy chế", "Sở Nội vụ", ""],
        ],
    )
    assert reading.groups == ()


def test_arabic_group_before_its_children(make):
    reading = table(
        make,
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Tiến độ"],
            ["1", "Nhận thức số", "", ""],
            ["1.1", "Tuyên truyền trên báo, đài", "Sở Y tế", "Quý II/2023"],
            ["2", "Hạ tầng số", "", ""],
            ["2.1", "Xây dựng trung tâm dữ liệu", "Sở Y tế", "2024"],
        ],
    )
    assert [(row, code) for row, code, _ in reading.groups] == [(1, "1"), (3, "2")]


def two_levels(spans_known=True):
    first = [
        ("STT", 0, 1, 2),
        ("Chỉ tiêu", 1, 1, 2),
        ("Nghị quyết 17/NQ-CP", 2, 1, 2),
        ("Quyết định 749/QĐ-CP", 3, 2, 1),
        ("Đề xuất", 5, 2, 1),
    ]
    cells = [CellDraft(text=t, row=0, column=c, column_span=w, row_span=h if spans_known else 1) for t, c, w, h in first]
    cells += [CellDraft(text=t, row=1, column=c) for c, t in enumerate(["2025", "2030", "2025", "2030"], 3)]
    if not spans_known:
        cells += [CellDraft(text="", row=1, column=c) for c in range(3)]
    cells += [
        CellDraft(text=t, row=2, column=c) for c, t in enumerate(["1", "Hồ sơ trực tuyến", "100%", "80%", "100%", "90%", "100%"])
    ]
    return TableDraft(cells=cells)


@pytest.mark.parametrize("spans_known", [True, False])
def test_two_level_heads(make, spans_known):
    reading = table(make, two_levels(spans_known))
    assert reading.role == "comparison"
    assert reading.first_row == 2
    assert roles(reading) == ["number", "indicator", "target", "target", "target", "target", "target"]
    assert [column.year for column in reading.columns] == [None, None, None, 2025, 2030, 2025, 2030]
    assert reading.columns[4].heading == "Quyết định 749/QĐ-CP / 2030"


def test_target_table_with_years(make):
    rows = [
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2022", "Mục tiêu năm 2023", "Đến năm 2025"],
        ["1", "Hồ sơ trực tuyến", "%", "50", "80", "95"],
    ]
    reading = table(make, rows)
    assert reading.role == "targets"
    assert roles(reading) == ["number", "indicator", "unit", "baseline", "target", "target"]
    assert [column.year for column in reading.columns][3:] == [2022, 2023, 2025]


def test_targets_with_results_and_a_watching_agency(make):
    reading = table(
        make,
        [["TT", "Chỉ tiêu", "Đơn vị", "Kết quả", "Cơ quan chủ trì theo dõi, đánh giá"], ["1", "Kinh tế số", "% GDP", "30", "Bộ A"]],
    )
    assert reading.role == "targets"
    assert roles(reading) == ["number", "indicator", "unit", "result", "lead"]


def test_report_table_is_no_task_list(make):
    rows = [["TT", "Nội dung", "Kết quả thực hiện", "Ghi chú"], ["1", "Dịch vụ công trực tuyến", "Đạt 90%", ""]]
    reading = table(make, rows, kind="BÁO CÁO")
    assert reading.role == "other"
    assert roles(reading) == ["number", "content", "result", "note"]


def test_progress_told_in_a_report_is_no_day_due(make):
    head = ["STT", "Nhiệm vụ", "Tiến độ", "Vướng mắc"]
    told = [
        head,
        ["1", "Ki-ốt tự phục vụ", "Đã lắp tại 9/14 trạm", "Thiếu chỗ đặt"],
        ["2", "Chi trả qua tài khoản", "Tháng 9 đã chi 70,2%", ""],
    ]
    reading = table(make, told, kind="BÁO CÁO")
    assert (reading.role, roles(reading)[2]) == ("other", "status")
    due = [head, ["1", "Ki-ốt tự phục vụ", "Quý IV/2025", "Thiếu chỗ đặt"], ["2", "Chi trả qua tài khoản", "Tháng 9/2025", ""]]
    assert roles(table(make, due, kind="BÁO CÁO"))[2] == "deadline"
    assert roles(table(make, told))[2] == "deadline"


def test_result_in_a_report_stays_a_result(make):
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Kết quả"],
        ["1", "Xây dựng kho dữ liệu", "Sở Y tế", "2023", "Đã xong"],
    ]
    assert roles(table(make, rows, kind="BÁO CÁO"))[-1] == "result"
    assert roles(table(make, rows))[-1] == "product"


@pytest.mark.parametrize(
    ("rows", "role"),
    [
        ([["TT", "Nội dung", "Kinh phí", "Nguồn vốn"], ["1", "Mua sắm máy chủ", "500", "Ngân sách"]], "budget"),
        ([["STT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu nội dung"], ["1", "12/QĐ-UBND", "5/1/2023", "Về việc"]], "documents"),
        ([["TT", "Họ và tên", "Chức vụ"], ["1", "Nguyễn Văn An", "Trưởng ban"]], "other"),
    ],
)
def test_other_roles(make, rows, role):
    assert table(make, rows).role == role


def test_table_without_a_head(make):
    rows = [
        ["1", "Xây dựng kho dữ liệu dùng chung của tỉnh", "Sở Y tế", "Quý II/2023"],
        ["2", "Nâng cấp cổng dịch vụ công trực tuyến", "Sở Nội vụ; UBND cấp huyện", "Năm 2023"],
        ["3", "Tập huấn cho cán bộ cấp xã về an toàn thông tin", "UBND cấp huyện", "Trước 30/6/2023"],
    ]
    reading = table(make, rows)
    assert (reading.role, reading.first_row) == ("tasks", 0)
    assert roles(reading) == ["number", "content", "lead", "deadline"]


def test_continued_table_takes_the_columns_of_the_one_before(make):
    first = [["TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm"], ["1", "Xây dựng kho dữ liệu", "Sở Y tế", "Kho"]]
    reading = table(make, [["2", "Tập huấn", "Sở Nội vụ", "Lớp"]], first)
    assert (reading.role, roles(reading), reading.first_row) == ("tasks", ["number", "content", "lead", "product"], 0)


def test_caption_rows_inside_the_table(make):
    cells = [CellDraft(text="BẢNG PHÂN CÔNG NHIỆM VỤ", row=0, column=0, column_span=4)]
    cells += [CellDraft(text=t, row=1, column=c) for c, t in enumerate(["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"])]
    cells += [CellDraft(text=t, row=2, column=c) for c, t in enumerate(["1", "Xây dựng kho dữ liệu", "Sở Y tế", "2023"])]
    reading = table(make, TableDraft(cells=cells))
    assert (reading.first_row, reading.caption, reading.role) == (2, "BẢNG PHÂN CÔNG NHIỆM VỤ", "tasks")


def test_layout_tables(make):
    part = make.part(
        *make.letterhead(["CHÍNH PHỦ"], "Số: 3/NQ-CP", "Hà Nội, ngày 5 tháng 6 năm 2025", "table"),
        "NGHỊ QUYẾT",
        "Về phiên họp",
        "Căn cứ a;",
    )
    assert [t.role for t in part.tables] == ["layout"]


def test_codes_with_letters_number_the_rows_under_any_heading(make):
    reading = table(
        make,
        [
            ["Mã NV", "Việc phải làm", "Cơ quan đầu mối", "Hạn xử lý"],
            ["I", "Nhóm tiện ích", "", ""],
            ["I.1", "Rà soát quy trình giải quyết thủ tục", "Sở Nội vụ", "15/4/2023"],
            ["II.1.a", "Cấp tài khoản định danh điện tử", "Công an tỉnh", "31/12/2023"],
            ["II.1.b", "Chi trả trợ cấp qua tài khoản", "Sở Y tế", "Hằng tháng"],
        ],
    )
    assert roles(reading) == ["number", "content", "lead", "deadline"]
    assert reading.groups == ((1, "I", "Nhóm tiện ích"),)


@pytest.mark.parametrize(("who", "role"), [("Đơn vị chủ trì", "other"), ("Ghi chú", "lead")])
def test_the_person_in_charge_leads_only_where_no_column_names_an_agency(make, who, role):
    reading = table(
        make,
        [
            ["STT", "Nhiệm vụ", who, "Người phụ trách", "Thời hạn"],
            ["1", "Nâng cấp phòng máy", "Sở Y tế" if role == "other" else "", "Ông Trần Văn An", "Quý I"],
        ],
    )
    assert roles(reading)[3] == role


def test_a_row_of_sums_gives_nobody_anything_to_do(make):
    rows = [
        ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Kinh phí"],
        ["1", "Nâng cấp phòng máy", "Sở Y tế", "Quý I", "12.500"],
        ["2", "Tổng hợp báo cáo", "Sở Y tế", "Quý II", "10"],
        ["", "Tổng cộng", "", "", "12.510"],
    ]
    assert table(make, rows).skipped == {3}
