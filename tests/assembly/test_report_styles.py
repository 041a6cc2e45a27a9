"""Whole reports of different offices: notes of a week, a commune of two levels, a ministry, tables only, a letter that reports."""

from __future__ import annotations

from tests.assembly.factories import context
from tests.assembly.reports import items, report

from vbcds.assembly.metrics import build_metrics
from vbcds.assembly.report_items import build_report_items


def told(found) -> dict[str, list[str]]:
    by_section: dict[str, list[str]] = {}
    for item in found:
        by_section.setdefault(item.section, []).append(item.text)
    return by_section


def test_notes_of_a_week():
    found = items(
        "1. Đã làm",
        "- Cấp 31 chữ ký số cho trưởng thôn, nâng tổng số lên 118/140 trưởng thôn.",
        "- Sửa xong đường truyền tại Trạm Y tế Nà Bó.",
        "2. Chưa xong, lý do",
        "- Chưa mở được lớp ở thôn Pá Ngà vì mưa lũ chia cắt đường.",
        "3. Tuần tới làm gì",
        "- Mở lớp bù tại thôn Pá Ngà ngày 20/5.",
        "4. Xin ý kiến",
        "- Cho phòng mua 01 máy chiếu từ nguồn tiết kiệm chi.",
    )
    assert {section: len(texts) for section, texts in told(found).items()} == {
        "results": 2, "difficulties": 1, "plans": 1, "proposals": 1,
    }  # fmt: skip


def test_short_headings_are_none_inside_statements():
    assert [item.section for item in items("I. KẾT QUẢ", "- Chưa được giao vốn đợt 2", "- Đã làm việc với nhà mạng")] == [
        "results"
    ] * 2


def test_a_commune_of_two_levels():
    found = items(
        "UBND xã Bình Lâm báo cáo như sau:",
        "A. Làm được",
        "1. Sau khi vận hành chính quyền địa phương 02 cấp, xã tiếp nhận 742 hồ sơ, trực tuyến 655 hồ sơ (88,3%), trễ hạn 04 hồ sơ.",
        "2. Hoàn thành bàn giao 1.930 hồ sơ giấy của hai xã cũ.",
        "B. Chưa được",
        "Ba thôn Tả Van, Séo Mí, Lùng Vai sóng yếu.",
        "C. Việc tháng sau",
        "Rà soát lại tài khoản; lắp 02 bộ phát sóng nhỏ ở Tả Van.",
        "D. Đề nghị tỉnh",
        "1. Nhà mạng sớm khảo sát ba thôn nói trên.",
    )
    assert {section: len(texts) for section, texts in told(found).items()} == {
        "results": 2, "difficulties": 1, "plans": 1, "proposals": 1,
    }  # fmt: skip
    assert found[0].status != "delayed"  # four late papers are no late task


def test_levels_of_government_are_not_counted():
    made = report("I. KẾT QUẢ", "- Sau khi vận hành chính quyền địa phương 02 cấp, xã tiếp nhận 742 hồ sơ.")
    assert [metric.value for metric in build_metrics(made, build_report_items(made))] == [742]


def test_a_ministry_and_whom_it_asks():
    found = items(
        "I. TÌNH HÌNH THỰC HIỆN",
        "1. Về dữ liệu",
        "Đã kết nối với 34 địa phương. Tuy nhiên, 11 địa phương chưa cập nhật dữ liệu năm 2024.",
        "II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "2. Nguyên nhân",
        "a) Định mức kinh tế - kỹ thuật chưa được ban hành nên khó lập dự toán.",
        "IV. KIẾN NGHỊ",
        "1. Đối với Bộ Khoa học và Công nghệ",
        "Ban hành định mức kinh tế - kỹ thuật về dữ liệu số.",
    )
    assert [(item.section, item.addressee.name if item.addressee else None) for item in found] == [
        ("results", None), ("difficulties", None), ("difficulties", None), ("proposals", "Bộ Khoa học và Công nghệ"),
    ]  # fmt: skip


def test_a_table_and_nothing_else():
    rows = [
        ["STT", "Nhiệm vụ được giao", "Kết quả đạt được đến 30/11/2025", "Khó khăn, vướng mắc", "Kiến nghị, đề xuất"],
        [
            "1",
            "Số hóa hiện vật",
            "Đã số hóa 3.120/4.000 hiện vật, đạt 78%",
            "Thiếu máy chụp",
            "Sở Tài chính bố trí kinh phí thuê máy",
        ],
        ["2", "Bản đồ du lịch", "Hoàn thành từ tháng 6/2025", "", ""],
    ]
    found = items(rows)
    assert [(item.section, item.status) for item in found] == [
        ("results", "in_progress"), ("difficulties", None), ("proposals", None), ("results", "done"),
    ]  # fmt: skip
    assert found[2].addressee is not None
    assert found[2].addressee.name == "Sở Tài chính"


def test_a_letter_that_reports_without_headings():
    head = (
        "UBND TỈNH VĨNH GIANG", "SỞ CÔNG THƯƠNG", "Số: 1022/SCT-VP", "V/v báo cáo kết quả chuyển đổi số 9 tháng năm 2026",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Vĩnh Giang, ngày 18 tháng 9 năm 2026",
        "Kính gửi: Sở Khoa học và Công nghệ.",
    )  # fmt: skip
    made = context(
        "Sở Công Thương báo cáo kết quả 9 tháng đầu năm 2026 như sau:",
        "1. Hỗ trợ 46 doanh nghiệp lên sàn thương mại điện tử, đạt 92% kế hoạch (46/50).",
        "2. Hạn chế: cước vận chuyển vùng cao đắt.",
        "3. Ba tháng cuối năm, Sở tổ chức tuần hàng trực tuyến.",
        "4. Đề nghị UBND tỉnh hỗ trợ cước vận chuyển cho hợp tác xã.",
        "Đề nghị Sở Khoa học và Công nghệ tổng hợp./.",
        letterhead=head,
    )
    assert [item.section for item in build_report_items(made)] == ["results", "difficulties", "plans", "proposals"]


def test_a_paragraph_names_its_section_itself():
    found = items(
        "Kết quả: Nhiệm vụ số 9 Phụ lục I đã hoàn thành, dịch vụ được cung cấp từ ngày 25/3; trong tháng tiếp nhận 90/100 hồ sơ (90%).",
        "Khó khăn: Hồ sơ lập trước năm 1995 không còn bản gốc. Kinh phí thuê phần mềm chưa được giao.",
        "Số hóa sổ hộ tịch: đã nhập 1.240/1.240 trang.",
    )
    assert [(item.section, item.text.split(" ")[0]) for item in found] == [
        ("results", "Nhiệm"), ("difficulties", "Hồ"), ("difficulties", "Kinh"), ("results", "Số"),
    ]  # fmt: skip
    assert found[0].status == "done"


def test_the_name_of_a_task_is_no_name_of_a_section():
    (found,) = items("Nhiệm vụ số 14 Phụ lục I: đã làm sạch 75/100 giấy phép.")
    assert found.text.startswith("Nhiệm vụ số 14")


def test_what_stands_behind_a_number_is_a_paragraph():
    found = items(
        "I. KẾT QUẢ",
        "1. Quan trắc mặn, cảnh báo sớm. Cả 20/20 trạm đo đã hoạt động từ ngày 28/4. Trong tháng tổng đài gửi 215.400 tin nhắn cảnh báo.",
        "2. Học bạ số: đã cấp 12.000 học bạ. Nhiệm vụ chậm so với kế hoạch.",
        "- Kho bạc: 86/86 công chức dùng chữ ký số. Hội nghị giao ban họp trực tuyến.",
    )
    assert [item.text for item in found] == [
        "Cả 20/20 trạm đo đã hoạt động từ ngày 28/4.",
        "Trong tháng tổng đài gửi 215.400 tin nhắn cảnh báo.",
        "Học bạ số: đã cấp 12.000 học bạ. Nhiệm vụ chậm so với kế hoạch.",  # goes on with the one before
        "Kho bạc: 86/86 công chức dùng chữ ký số. Hội nghị giao ban họp trực tuyến.",  # a dash: one statement
    ]
    assert found[0].about == "Quan trắc mặn, cảnh báo sớm"


def test_headings_with_a_negation_in_a_name():
    found = items(
        "I. KẾT QUẢ",
        "1. Về họp không giấy tờ",
        "Sở duy trì phòng họp không giấy tờ với 14 phiên họp.",
        "2. Thanh toán không dùng tiền mặt",
        "Đã có 41.280 lượt thanh toán.",
        "3. Không có hồ sơ trễ hạn",
    )
    assert [item.text for item in found] == [
        "Sở duy trì phòng họp không giấy tờ với 14 phiên họp.", "Đã có 41.280 lượt thanh toán.", "Không có hồ sơ trễ hạn",
    ]  # fmt: skip


def test_other_matters_are_those_of_the_section_that_they_stand_in():
    words = "Ngành thí điểm 09 trạm quan trắc mặn tự động ở các cống, số liệu gửi về điện thoại của nông dân hai lần mỗi ngày."
    assert [item.section for item in items("I. KẾT QUẢ", "1. Nội dung khác", words)] == ["results"]
    assert [item.section for item in items("I. KHÓ KHĂN", "1. Nội dung khác", "Máy quét hay kẹt giấy.")] == ["difficulties"]


def test_as_far_as_it_is_in_words():
    behind = "Mô hình chợ không tiền mặt chậm so với kế hoạch; mới ra mắt tại chợ trung tâm, hai chợ còn lại chưa thực hiện."
    assert [item.section for item in items("I. KẾT QUẢ", f"- {behind}")] == ["results"]
    others = "Nhà thầu giao hàng chậm so với kế hoạch, mới chuyển máy chủ về kho."
    assert [item.section for item in items("I. KẾT QUẢ", f"- {others}")] == ["difficulties"]


def test_a_table_whose_rows_are_sections():
    rows = [
        ["Nội dung", "Kết quả thực hiện"],
        ["1. Kết quả", "Đã số hóa 4.310/6.200 hồ sơ"],
        ["2. Khó khăn, vướng mắc", "Thiếu máy quét khổ lớn"],
        ["3. Đề xuất", "Sở Tài chính bố trí kinh phí mua máy quét"],
    ]
    assert told(items(rows)) == {
        "results": ["Đã số hóa 4.310/6.200 hồ sơ"],
        "difficulties": ["Thiếu máy quét khổ lớn"],
        "proposals": ["Sở Tài chính bố trí kinh phí mua máy quét"],
    }
    rows[2][0] = "2. Máy quét"  # a matter, and no section: the columns tell
    assert {item.section for item in items(rows)} <= {"results", "difficulties"}


def test_a_request_behind_its_reason():
    words = "Để việc ký số thông suốt, Sở kiến nghị Ban Cơ yếu Chính phủ rút ngắn thời gian cấp lại thiết bị."
    done = "Để việc ký số thông suốt, Sở đã kiến nghị Ban Cơ yếu Chính phủ tại Công văn số 12/SXD-VP."
    assert [item.section for item in items("I. KẾT QUẢ", f"- {words}", f"- {done}")] == ["proposals", "results"]


def test_what_a_hardship_does_to_work_is_no_work():
    hard = "Hệ thống quản lý văn bản thường xuyên bị treo, ảnh hưởng đến xử lý công việc."
    done = "Đã nâng cấp hệ thống, không ảnh hưởng đến xử lý công việc."
    assert [item.section for item in items("I. KẾT QUẢ", f"- {hard}", f"- {done}")] == ["difficulties", "results"]


def test_a_section_that_has_nothing_to_say():
    found = items(
        "I. KẾT QUẢ", "- Không có hồ sơ trễ hạn.",
        "II. KHÓ KHĂN, VƯỚNG MẮC", "Trong tháng chưa phát sinh khó khăn, vướng mắc.",
        "III. ĐỀ XUẤT, KIẾN NGHỊ", "Sở Xây dựng không có đề xuất, kiến nghị gì thêm.",
    )  # fmt: skip
    assert [item.text for item in found] == ["Không có hồ sơ trễ hạn."]
    rows = [["TT", "Nhiệm vụ", "Kết quả thực hiện", "Khó khăn"], ["1", "Số hóa", "Đã số hóa 310 hồ sơ", "Không phát sinh"]]
    assert [item.section for item in items(rows)] == ["results"]


def test_headings_that_ask():
    found = items(
        "1. Tháng qua đã làm được gì?", "Dán 120 mã QR ở chợ.",
        "2. Vướng ở đâu?", "Tiểu thương lớn tuổi ngại dùng điện thoại.",
        "3. Cần cấp trên giúp gì?", "Ngân hàng miễn phí mở tài khoản cho tiểu thương.",
    )  # fmt: skip
    assert [item.section for item in found] == ["results", "difficulties", "proposals"]


def test_a_cell_that_names_its_sections_itself():
    cell = (
        "- Kết quả: Đã số hóa 4.310/6.200 hồ sơ.\n- Khó khăn: Thiếu máy quét khổ lớn.\n- Kiến nghị: Sở Tài chính bố trí kinh phí."
    )
    rows = [["TT", "Nhiệm vụ", "Tình hình thực hiện"], ["1", "Số hóa hồ sơ", cell]]
    assert told(items(rows)) == {
        "results": ["Đã số hóa 4.310/6.200 hồ sơ."],
        "difficulties": ["Thiếu máy quét khổ lớn."],
        "proposals": ["Sở Tài chính bố trí kinh phí."],
    }
    below = "Kết quả:\n- Đã số hóa 4.310/6.200 hồ sơ.\nKhó khăn:\n- Thiếu máy quét khổ lớn."
    assert [item.section for item in items([rows[0], ["1", "Số hóa hồ sơ", below]])] == ["results", "difficulties"]


def test_how_far_tasks_are_where_no_column_tells_results():
    rows = [
        ["STT", "Nội dung nhiệm vụ", "Thời hạn", "Tiến độ thực hiện", "Khó khăn"],
        ["1", "Số hóa bản vẽ", "30/6/2026", "Đã quét 1.200/4.000 bản vẽ (30%)", "Bản vẽ cũ ố vàng, quét không rõ"],
    ]
    assert told(items(rows)) == {
        "results": ["Đã quét 1.200/4.000 bản vẽ (30%)"], "difficulties": ["Bản vẽ cũ ố vàng, quét không rõ"],
    }  # fmt: skip
    rows = [["STT", "Nhiệm vụ", "Kết quả", "Tiến độ"], ["1", "Số hóa bản vẽ", "Đã quét 1.200 bản vẽ", "Đúng tiến độ"]]
    assert told(items(rows)) == {"results": ["Đã quét 1.200 bản vẽ"]}


def test_headings_that_ask_the_province_and_tell_reasons():
    found = items(
        "1. Việc đã làm", "- Kết nối 14 camera.",
        "2. Việc chưa làm được và lý do", "- Chưa ký được hợp đồng bảo trì vì nhà thầu đề nghị tăng giá.",
        "3. Đề nghị tỉnh tháo gỡ", "- Cho phép áp dụng chỉ định thầu rút gọn.",
    )  # fmt: skip
    assert [item.section for item in found] == ["results", "difficulties", "proposals"]
    # without a list below it is what is asked
    assert [item.text for item in items("I. KIẾN NGHỊ", "1. Đề nghị tỉnh tháo gỡ")] == ["Đề nghị tỉnh tháo gỡ"]
