"""Tasks of tables: merged cells, groups, leads, deadlines."""

from __future__ import annotations

from datetime import date

from tests.assembly.factories import context

from vbcds.assembly.tasks import build_table_tasks

HEAD = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành", "Sản phẩm")


def tasks(*rows):
    return build_table_tasks(context("III. NHIỆM VỤ", rows))


def test_a_row_is_a_task_with_its_agencies_and_its_deadline():
    (one, two) = tasks(
        HEAD,
        ("1", "Xây dựng kho dữ liệu", "Sở KH&CN; Sở Tài chính", "Các sở, ban, ngành tỉnh", "Quý II/2026", "Quyết định"),
        ("2", "Tổ chức tập huấn", "UBND cấp xã", "", "Trước 30/9", ""),
    )
    assert (one.code, one.content, one.product) == ("1", "Xây dựng kho dữ liệu", "Quyết định")
    assert [agency.name for agency in one.lead] == ["Sở Khoa học và Công nghệ", "Sở Tài chính"]
    assert [agency.name for agency in one.support] == ["các sở, ban, ngành tỉnh"]
    assert (one.deadline.kind, one.deadline.due) == ("fixed", date(2026, 6, 30))
    assert (two.support, two.product) == ((), None)
    assert (two.deadline.due, two.deadline.exclusive) == (date(2026, 9, 30), True)  # the plan's year


def test_a_merged_cell_speaks_for_every_row_that_it_spans():
    found = tasks(
        HEAD,
        ("1", "Số hóa hồ sơ", "Sở Nội vụ", "", "Năm 2026", ""),
        ("2", "Làm sạch dữ liệu", None, "", None, ""),
        ("3", "Kiểm tra", "Sở Y tế", "", "Hằng quý", ""),
    )
    assert [task.lead[0].name for task in found] == ["Sở Nội vụ", "Sở Nội vụ", "Sở Y tế"]
    assert [task.deadline.raw for task in found] == ["Năm 2026", "Năm 2026", "Hằng quý"]
    assert [task.source.row for task in found] == [1, 2, 3]


def test_an_empty_cell_is_not_a_merged_one():
    found = tasks(HEAD, ("1", "Số hóa hồ sơ", "Sở Nội vụ", "", "Năm 2026", ""), ("2", "Làm sạch dữ liệu", "Sở Y tế", "", "", ""))
    assert [task.deadline.kind for task in found] == ["fixed", "none"]


def test_heading_rows_are_groups_and_no_tasks():
    found = tasks(
        HEAD,
        ("I", "Chính quyền số", "", "", "", ""),
        ("1", "Số hóa hồ sơ", "Sở Nội vụ", "", "Năm 2026", ""),
        ("II. Kinh tế số", ..., ..., ..., ..., ...),
        ("2", "Hỗ trợ hợp tác xã", "Sở Công Thương", "", "Thường xuyên", ""),
    )
    assert [(task.code, task.group) for task in found] == [("1", "Chính quyền số"), ("2", "II. Kinh tế số")]


def test_numbering_rows_are_no_tasks():
    found = tasks(HEAD, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), ("1", "Số hóa hồ sơ", "Sở Nội vụ", "", "Năm 2026", ""))
    assert [task.code for task in found] == ["1"]


def test_every_task_stands_in_the_text():
    made = context("III. NHIỆM VỤ", [HEAD, ("1", "Số  hóa\nhồ sơ", "Sở Nội vụ", "", "Năm 2026", "")])
    (task,) = build_table_tasks(made)
    assert made.text[task.source.start : task.source.end] == task.content


def test_a_table_of_people_holds_no_tasks():
    assert tasks(("TT", "Họ và tên", "Chức vụ", "Ghi chú"), ("1", "Nguyễn Văn A", "Giám đốc", "Trưởng ban")) == ()


def test_one_column_that_names_who_leads_and_who_helps():
    (task,) = tasks(
        ("TT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn hoàn thành"),
        ("1", "Xây dựng đề án", "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính", "Năm 2026"),
    )
    assert ([a.name for a in task.lead], [a.name for a in task.support]) == (["Sở Nội vụ"], ["Sở Tài chính"])


def test_a_ditto_mark_repeats_the_row_above_and_an_empty_cell_does_not():
    found = tasks(
        HEAD,
        ("1", "Xây dựng đề án", "Sở Nội vụ", "Sở Tài chính", "Năm 2026", ""),
        ("2", "Trình đề án", "nt", "-nt-", "Năm 2026", ""),
        ("3", "Sơ kết", "", "", "Năm 2026", ""),
    )
    assert [[a.name for a in task.lead] for task in found] == [["Sở Nội vụ"], ["Sở Nội vụ"], []]
    assert [[a.name for a in task.support] for task in found] == [["Sở Tài chính"], ["Sở Tài chính"], []]


def test_work_begins_with_the_first_day_of_its_first_month():
    (task,) = tasks(
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Bắt đầu", "Kết thúc"],
        ["1", "Xây dựng kho dữ liệu dùng chung", "Sở Nội vụ", "01/2026", "9/2026"],
    )
    assert (task.deadline.kind, task.deadline.start, task.deadline.due) == ("period", date(2026, 1, 1), date(2026, 9, 30))


def test_years_of_begin_and_end_make_a_period_and_the_same_year_twice_does_not():
    head = ["TT", "Nhiệm vụ", "Chủ trì", "Bắt đầu", "Kết thúc"]
    rows = [["1", "Thí điểm chợ số", "Sở Công Thương", "2026", "2027"], ["2", "Khảo sát nhu cầu", "Sở Công Thương", "2026", "2026"]]
    first, second = build_table_tasks(context([head, *rows]))
    assert (first.deadline.kind, first.deadline.start, first.deadline.due) == ("period", date(2026, 1, 1), date(2027, 12, 31))
    assert (second.deadline.kind, second.deadline.start, second.deadline.due) == ("fixed", date(2026, 1, 1), date(2026, 12, 31))


def test_of_two_columns_of_dates_the_one_of_the_end_is_the_deadline():
    head = ["TT", "Nhiệm vụ", "Chủ trì"]
    row = ["1", "Nghị định về cơ sở dữ liệu tổng hợp", "Bộ Công an"]
    (task,) = build_table_tasks(
        context([[*head, "Thời gian trình", "Thời gian hoàn thành"], [*row, "Tháng 9/2026", "Tháng 12/2026"]])
    )
    assert task.deadline.due == date(2026, 12, 31)
    (task,) = build_table_tasks(context([[*head, "Thời gian", "Tiến độ"], [*row, "Tháng 9/2026", "Tháng 12/2026"]]))
    assert task.deadline.due == date(2026, 9, 30)


def test_a_column_of_groups_gives_the_group_and_a_lone_one_is_the_content():
    head = ("Nhóm nhiệm vụ", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")
    found = tasks(
        head,
        ("Hạ tầng số", "Phủ sóng 5G trung tâm xã", "Sở KH&CN", "Quý IV/2026"),
        (None, "Thuê máy chủ", "Sở KH&CN", "Quý II/2026"),
        ("Dữ liệu số", "Mở kho dữ liệu", "Sở Nội vụ", "Quý II/2026"),
    )
    assert [(task.group, task.content) for task in found] == [
        ("Hạ tầng số", "Phủ sóng 5G trung tâm xã"),
        ("Hạ tầng số", "Thuê máy chủ"),
        ("Dữ liệu số", "Mở kho dữ liệu"),
    ]
    (lone,) = tasks(("TT", "Nhóm nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"), ("1", "Mở kho dữ liệu", "Sở Nội vụ", "Quý II/2026"))
    assert (lone.group, lone.content) == (None, "Mở kho dữ liệu")
