"""Sections without headings: sentences that announce a list, topics that begin a paragraph, hardships hidden in results and remarks."""

from __future__ import annotations

import pytest
from tests.assembly.reports import items, sections

from vbcds.assembly.report_headings import announced_sections, lead_in
from vbcds.assembly.report_sections import moved, of_remark


def test_sentences_before_lists_open_sections():
    assert sections(
        "UBND xã Mường Lầm xin báo cáo một số kết quả trong tháng 5 như sau:",
        "- Mở 02 lớp chữ ký số.",
        "Ngoài những việc làm được, xã còn gặp một số trở ngại:",
        "- Ba thôn không có điện lưới.",
        "Xã rất mong được quan tâm:",
        "- Sở Công Thương kéo điện về ba thôn.",
        "Bước sang tháng 6, xã tập trung:",
        "- Hoàn tất mua máy in thẻ.",
        "UBND xã Mường Lầm trân trọng báo cáo./.",
    ) == [
        ("results", "Mở 02 lớp chữ ký số."),
        ("difficulties", "Ba thôn không có điện lưới."),
        ("proposals", "Sở Công Thương kéo điện về ba thôn."),
        ("plans", "Hoàn tất mua máy in thẻ."),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Để tháo gỡ khó khăn nêu trên, Sở kiến nghị:", ("proposals",)),
        ("Trong quý tới, đơn vị thực hiện các việc:", ("plans",)),
        ("Sở đã đề nghị các đơn vị báo cáo:", ()),  # what was asked for before
        ("Đã giải quyết khó khăn cho ba nhóm:", ()),
        ("Các đơn vị gồm:", ()),
        ("Trong tháng tới sẽ mở 02 lớp.", ()),  # a statement
    ],
)
def test_announcements(text: str, wanted: tuple[str, ...]):
    assert announced_sections(text) == wanted


def test_topics_that_begin_paragraphs():
    found = items(
        "Sổ điểm điện tử. Các trường đã dùng sổ điểm điện tử ở cả ba khối.",
        "Vướng mắc. Giáo viên lớn tuổi nhập liệu chậm.",
        "Tháng tới. Vận động phụ huynh cài ứng dụng.",
    )
    assert [(item.section, item.text) for item in found] == [
        ("results", "Các trường đã dùng sổ điểm điện tử ở cả ba khối."),
        ("difficulties", "Giáo viên lớn tuổi nhập liệu chậm."),
        ("plans", "Vận động phụ huynh cài ứng dụng."),
    ]
    assert found[0].about == "Sổ điểm điện tử"
    assert lead_in("Đã mở lớp. Kết quả tốt.") is None  # a statement, not a topic


def test_topics_inside_results_are_no_plans():
    lines = ("I. KẾT QUẢ THỰC HIỆN", "3. Các nhiệm vụ khác", "- Ký số 1.200 giấy tờ.", "II. CÁC NHIỆM VỤ THÁNG 6", "- Mở 03 lớp.")
    assert sections(*lines) == [("results", "Ký số 1.200 giấy tờ."), ("plans", "Mở 03 lớp.")]
    lines = ("Sở báo cáo kết quả như sau:", "1. Đã thực hiện", "- Ký số 1.200 giấy tờ.", "2. Nhiệm vụ", "- Mở 03 lớp.")
    assert sections(*lines) == [("results", "Ký số 1.200 giấy tờ."), ("plans", "Mở 03 lớp.")]
    lines = ("Xã rất mong được quan tâm:", "1. Sở Công Thương kéo điện về ba thôn.", "2. Cấp 02 máy in.")
    assert sections(*lines) == [("proposals", "Sở Công Thương kéo điện về ba thôn."), ("proposals", "Cấp 02 máy in.")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Máy in thẻ hỏng nên giấy tờ chưa trả được cho dân.", "difficulties"),
        ("Kho học liệu: chưa triển khai, đang chờ phê duyệt dự toán.", "results"),  # the state of a task
        ("Chữ ký số, thiết bị lưu khóa: vẫn chưa được trang bị.", "results"),
        ("Truy tố 02 vụ lừa đảo trên mạng, 05 bị can.", "results"),  # "bị can" is no hardship
        ("Hồ sơ của bốn xã cũ xếp theo năm, chủ yếu là giấy khổ A3.", "results"),
        ("Dự thảo đã xin ý kiến nhưng chưa kịp trình kỳ họp; hiện đang hoàn thiện để trình kỳ họp sau.", "results"),
        ("Một số bộ phận vẫn đòi bản giấy dù đã tra cứu được trên hệ thống.", "difficulties"),
        ("Trong tháng 6, phường sẽ mở thêm 02 điểm hướng dẫn.", "plans"),
        ("Hệ thống dự kiến hoàn thành trong tháng 6.", "results"),  # the state of a task
        ("Qua rà soát, Sở đề nghị các chủ đầu tư bổ sung hồ sơ.", "proposals"),
        ("Qua rà soát, Sở đã đề nghị các chủ đầu tư bổ sung hồ sơ.", "results"),
    ],
)
def test_hidden_in_results(text: str, wanted: str):
    assert moved(text, "results") == wanted


def test_annexes_and_remarks():
    found = sections(
        "IV. PHƯƠNG HƯỚNG THÁNG 6",
        "- Mở 03 lớp.",
        "Nơi nhận:",
        "- Lưu: VT.",
        "GIÁM ĐỐC",
        "Trần Văn Khoa",
        "PHỤ LỤC",
        "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ",
        [
            ["TT", "Nhiệm vụ", "Kết quả", "Tiến độ", "Ghi chú"],
            ["1", "Nâng cấp cổng thông tin", "Đã ban hành đề cương", "Đang thực hiện", "Chờ thẩm định giá"],
            ["2", "Số hóa sổ gốc", "Còn 1.200 sổ", "Quá hạn", "Kèm biểu số 02"],
        ],
    )
    assert found == [
        ("plans", "Mở 03 lớp."),
        ("results", "Đã ban hành đề cương"),
        ("difficulties", "Chờ thẩm định giá"),
        ("results", "Còn 1.200 sổ"),
    ]


def test_remarks():
    assert of_remark("Do thiếu cán bộ đo đạc") == "difficulties"
    assert of_remark("Kèm biểu số 02") == "results"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("UBND các xã, phường chấm dứt việc nộp hồ sơ thay người dân.", "Ủy ban nhân dân các xã, phường"),
        ("Sở Y tế chốt mẫu bệnh án dùng chung.", "Sở Y tế"),
        ("Sở Y tế đã chốt mẫu bệnh án nhưng chưa gửi các trạm.", None),
        ("Sở Y tế và các bệnh viện là đầu mối.", None),
    ],
)
def test_who_is_to_act(text: str, wanted: str | None):
    from vbcds.assembly.addressees import find_addressee

    found = find_addressee(text)
    assert (found.name if found is not None else None) == wanted


def test_a_table_of_what_was_done_assigns_nothing():
    from tests.assembly.reports import report

    from vbcds.assembly.tasks import build_table_tasks

    done = [["TT", "Nhiệm vụ", "Kết quả", "Tiến độ"], ["1", "Nâng cấp cổng thông tin", "Đã ban hành đề cương", "Đang thực hiện"]]
    given = [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"], ["1", "Nâng cấp cổng thông tin", "Văn phòng Sở", "30/6/2026"]]
    assert build_table_tasks(report("I. KẾT QUẢ", done)) == ()
    assert [task.content for task in build_table_tasks(report("II. NHIỆM VỤ THÁNG 6", given))] == ["Nâng cấp cổng thông tin"]
