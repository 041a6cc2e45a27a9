"""Statements whose own words decide where they stand: what comes next, what is on its way, what is late."""

from __future__ import annotations

import pytest
from tests.assembly.reports import items, sections

from vbcds.assembly.addressees import find_addressee
from vbcds.assembly.report_headings import heading_sections, inline_head
from vbcds.assembly.report_lines import is_formula
from vbcds.assembly.report_places import ReportPlace
from vbcds.assembly.report_sections import choose, classify, moved


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sang Quý IV, Sở tập trung cấp chữ ký số cho 9 xã còn lại", "plans"),
        ("Sang Quý IV, Sở đã cấp chữ ký số cho 9 xã", "results"),
        ("Thời gian tới, phường lắp thêm 04 camera", "plans"),
        ("Bảng tin điện tử: mới có 02/7 khu phố lắp, chậm hơn so với tiến độ đề ra", "results"),
        ("Việc lắp bảng tin chậm hơn so với tiến độ do thiếu thợ", "difficulties"),
    ],
)
def test_what_leaves_the_results(text, wanted):
    assert moved(text, "results") == wanted


def test_work_on_its_way_is_a_result_with_its_next_step():
    on_its_way = classify("Đề án đang xin ý kiến hội đồng, dự kiến trình trong tuần sau")
    assert on_its_way is not None and on_its_way.section == "results"
    to_come = classify("Dự kiến trình đề án trong tuần sau")
    assert to_come is not None and to_come.section == "plans"


def test_below_proposals_and_plans_nobody_is_asked_to_do_ones_own_work():
    joined = ("proposals", "plans")
    assert choose("Vẽ lại bản đồ cây xanh của 03 phường", joined) == "plans"
    assert choose("Kính đề nghị UBND tỉnh cho vẽ lại bản đồ cây xanh", joined) == "proposals"
    assert choose("Sở Xây dựng cho vẽ lại bản đồ cây xanh", joined) == "proposals"
    assert choose("Sớm ban hành đơn giá vẽ bản đồ", joined) == "proposals"


def test_a_numbered_task_is_no_heading_of_plans():
    assert inline_head("Nhiệm vụ số 21 Phụ lục II: đã xong") is None
    assert inline_head("Nhiệm vụ tháng 7: cấp 40 chữ ký số") is not None


def test_capitals_with_a_dash_are_headings():
    assert sections("A- KẾT QUẢ", "1- Đã cấp 40 chữ ký số.", "B- KHÓ KHĂN", "1- Sau kiểm tra, nhiều thẻ đã cấp phải thu lại.") == [
        ("results", "Đã cấp 40 chữ ký số."),
        ("difficulties", "Sau kiểm tra, nhiều thẻ đã cấp phải thu lại."),
    ]


def test_columns_that_are_named_by_their_section_hold_it_throughout():
    found = items(
        [
            ("STT", "Nhiệm vụ được giao", "Kết quả", "Khó khăn", "Kiến nghị", "Kế hoạch Quý IV", "Ghi chú"),
            ("1", "Cấp chữ ký số", "Đã cấp 40/95", "Thiếu thẻ", "Công an tỉnh cấp thẻ", "Cấp nốt 55", "Đạt 42%"),
        ]
    )
    assert [item.section for item in found] == ["results", "difficulties", "proposals", "plans"]  # ... and a note is none
    assert found[2].addressee is not None and found[2].addressee.name == "Công an tỉnh"


def test_who_sends_to_whom_is_no_statement():
    assert sections("KẾT QUẢ", "Đã cấp 40 chữ ký số.", "Quý III, Sở đạt được những kết quả sau.") == [
        ("results", "Đã cấp 40 chữ ký số.")
    ]
    assert sections("KẾT QUẢ", "Sở đã cấp 40 chữ ký số.", "Sở Xây dựng kính gửi Sở Nội vụ tổng hợp./.") == [
        ("results", "Sở đã cấp 40 chữ ký số.")
    ]
    assert len(sections("KẾT QUẢ", "Sở đã gửi Sở Nội vụ tổng hợp 40 phiếu đánh giá.")) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đề nghị VNPT Phú Cát thay bộ phát ở chợ", "VNPT Phú Cát"),
        ("Đề nghị VNPT thay bộ phát ở chợ Phú Cát", "VNPT"),
        ("Đề nghị Viettel Cam kết ngày hoàn thành", "Viettel"),  # one capital syllable is no place
        ("Kính đề nghị Chủ tịch UBND tỉnh cho lùi ngày trình", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("Kính đề nghị Giám đốc Sở Tài chính cho lùi ngày trình", "Sở Tài chính"),
    ],
)
def test_enterprises_keep_their_place_and_chairmen_their_office(text, name):
    found = find_addressee(text)
    assert found is not None and found.name == name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Do máy in cũ nên tốc độ in thẻ rất chậm", "difficulties"),
        ("Do đã thay máy in nên tốc độ in thẻ không còn chậm", "results"),
        ("Bên cạnh kết quả đạt được, việc nhập liệu của một số thôn chưa thường xuyên", "difficulties"),
        ("Hướng dẫn các tổ dân phố còn lúng túng khi chấm điểm", "results"),
        ("Các tổ dân phố còn lúng túng khi chấm điểm", "difficulties"),
        ("Đơn thiếu trang được bổ sung ngay tại quầy", "results"),
        ("Đơn thiếu trang chưa được bổ sung", "difficulties"),
        ("Tiểu thương còn thói quen dùng tiền mặt", "difficulties"),
        ("Quý IV sẽ mở hội thi vẽ bản đồ số", "plans"),
        ("Quý III đã mở hội thi vẽ bản đồ số", "results"),
        ("Việc thu hồi sổ cũ còn chậm vì nhiều chủ hộ đang đi làm ăn xa", "difficulties"),
        ("Việc thu hồi sổ cũ đang làm tại 40 xã, còn chậm vì nhiều chủ hộ đi xa", "results"),
        ("03 thôn chưa kéo được cáp là do cầu dân sinh đang sửa", "difficulties"),
        ("Việc kéo cáp về thôn chưa triển khai do chưa có vốn", "results"),  # the state of the task
        ("Các trường đang dùng phần mềm riêng còn vướng hợp đồng cũ", "difficulties"),
        ("Đã gỡ xong cho các trường còn vướng hợp đồng cũ", "results"),
        ("Hai chợ đang đổi ban quản lý nên tạm dừng lắp mã QR", "difficulties"),
        ("Do người dân ít dùng thẻ nên các xã vùng cao đạt tỷ lệ thấp", "difficulties"),
        ("Ban hành 04 công văn nhắc các xã có chỉ tiêu còn đạt thấp", "results"),
        ("Ban hành 04 công văn nhưng các xã làm còn chậm", "difficulties"),
        ("Một cửa nhận 212/230 hồ sơ qua mạng, không có hồ sơ nào quá hạn", "results"),
        ("Nhắn 12.000 tin đến các hộ ở vùng nguy cơ sạt lở", "results"),
        ("Dự thảo nghị quyết mới lấy ý kiến xong lần 2, chậm so với thời hạn được giao", "results"),
    ],
)
def test_trouble_and_what_is_done_about_it(text, wanted):
    assert moved(text, "results") == wanted


@pytest.mark.parametrize(
    ("text", "sections", "wanted"),
    [
        ("Nền nếp họp trực tuyến từng bước được giữ vững", ("results", "difficulties"), "results"),
        ("Hai chỉ tiêu đạt thấp so với kế hoạch", ("results", "difficulties"), "difficulties"),
        ("Nền nếp họp trực tuyến chưa được giữ vững", ("results", "difficulties"), "difficulties"),
        ("Xem xét tăng phụ cấp cho người kiêm nhiệm", ("difficulties", "proposals"), "proposals"),
        ("Cấp xã chưa có phụ cấp cho người kiêm nhiệm", ("difficulties", "proposals"), "difficulties"),
    ],
)
def test_praise_hardship_and_wishes_below_joined_headings(text, sections, wanted):
    assert choose(text, sections) == wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rất mong nhận được sự quan tâm, hỗ trợ của UBND tỉnh để mua máy in", "Ủy ban nhân dân tỉnh"),
        ("Mong được Sở Tài chính hướng dẫn mức chi", "Sở Tài chính"),
        ("Mong sự phối hợp tốt hơn trong việc dùng phần mềm của Sở Tài chính", None),
    ],
)
def test_who_is_asked_for_attention(text, name):
    found = find_addressee(text)
    assert (found.name if found is not None else None) == name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Đáng tiếc là cổng đăng ký đã nghẽn hai lần", "difficulties"),
        ("Đáng mừng là cổng đăng ký đã thông", "results"),
        ("Song nhiều tổ dân phố chỉ mở bảng tin một lần", "difficulties"),
        ("Song Hòa là phường đầu tiên mở bảng tin", "results"),
        ("Dù được tặng máy, hộ nghèo vẫn không có tiền đóng cước", "difficulties"),
        ("Dù mưa lớn, các tổ đã lắp đủ bảng tin", "results"),
        ("Bảng tin của phường cũ để lại, có 04 bảng đã hỏng", "difficulties"),
        ("Đã thay 04 bảng hỏng", "results"),
        ("Bảng tin đã lắp xong 12/20 khu, tuy nhiên chưa nối mạng nên không kịp tiến độ Quý III", "results"),
        ("Nhà thầu giao bảng tin trễ 20 ngày so với hợp đồng", "difficulties"),
        ("Toàn bộ công văn được ký số, không có văn bản giấy", "results"),
        ("Máy nổ của trạm chạy suốt đêm bão, không để gián đoạn", "results"),
        ("Máy nổ của trạm hay gián đoạn", "difficulties"),
    ],
)
def test_regrets_turns_and_lateness(text, wanted):
    assert moved(text, "results") == wanted


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("Phần D: MỤC TIÊU THÁNG 12", ("plans",)),
        ("Mục tiêu của dự án", ()),
        ("Tháng 12 phường sẽ làm", ("plans",)),
        ("Vì sao chưa được", ("difficulties",)),
        ("Việc đang làm", ("results",)),
        ("Một số vấn đề đặt ra", ("difficulties",)),
        ("Phường xin đề xuất", ("proposals",)),
        ("Nội dung cần tỉnh chỉ đạo", ("proposals",)),
        ("Việc cần làm ngay", ("plans",)),
        ("Nội dung thi đua", ()),
        ("Nhiệm vụ 2.3 - Lắp bảng tin", ()),
        ("Nhiệm vụ tháng 12", ("plans",)),
    ],
)
def test_headings_of_the_offices_own_words(heading, wanted):
    assert heading_sections(heading) == wanted


def test_columns_tell_what_they_hold_by_any_word():
    found = items(
        [
            ("TT", "Tên nhiệm vụ", "Diễn biến, kết quả", "Vướng ở đâu", "Việc làm tháng 6"),
            ("1", "Lắp bảng tin", "Đã lắp 12/20 khu", "Thiếu thợ", "Lắp nốt 8 khu"),
        ]
    )
    assert [item.section for item in found] == ["results", "difficulties", "plans"]


def test_blocks_of_a_task_with_its_result_and_hardship():
    found = items(
        "I. TIẾN ĐỘ NHIỆM VỤ",
        "Nhiệm vụ 2.3 - Lắp bảng tin điện tử",
        "Kết quả: Đã lắp 12/20 khu.",
        "Khó khăn: Không.",
        "Nhiệm vụ 2.4 - Số hóa bản đồ Kết quả: Đã quét 300 tờ.",
        "Ngoài nhiệm vụ được giao",
        "Kết quả: Đã trồng 200 cây.",
    )
    assert [(item.section, item.about) for item in found] == [
        ("results", "Nhiệm vụ 2.3 - Lắp bảng tin điện tử"),
        ("results", "Nhiệm vụ 2.4 - Số hóa bản đồ"),
        ("results", "Ngoài nhiệm vụ được giao"),
    ]


def test_who_reports_and_where_the_rest_stands_is_no_statement():
    assert sections(
        "I. KẾT QUẢ",
        "Tháng 5 năm 2026, Sở tập trung vào ba việc, kết quả như sau.",
        "Đã cấp 40 giấy phép.",
        "Sở Xây dựng gửi Sở Khoa học và Công nghệ tổng hợp./.",
    ) == [("results", "Đã cấp 40 giấy phép.")]
    annexed = "Sở Xây dựng báo cáo UBND tỉnh tình hình tháng 5; tiến độ nêu tại Phụ lục kèm theo."
    assert is_formula(ReportPlace(), annexed, labelled=False, following=None)
    assert not is_formula(ReportPlace(), "Sở Xây dựng đã cấp 40 giấy phép.", labelled=False, following=None)
    assert sections("I. KIẾN NGHỊ", "Đề nghị Sở Tài chính gửi mẫu phiếu./.")[0][0] == "proposals"


def test_what_others_report_is_a_statement_and_no_opening() -> None:
    from tests.checks.test_examples import build_examples

    from vbcds.pipeline import analyse_document

    lines = (
        "Thực hiện Kế hoạch số 87/KH-UBND, Sở Y tế báo cáo kết quả.\nTheo báo cáo của Sở Nội vụ, toàn tỉnh đã lập 691.820 hồ sơ."
    )
    (document,) = build_examples(f"@report 2026-05\n{lines}")
    assert [item.text[:8] for item in analyse_document(document).report_items] == ["Theo báo"]
