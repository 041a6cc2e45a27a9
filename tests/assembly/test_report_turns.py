"""What a clerk says in his own words: headings, hardships without a word of hardship, work that stands still, columns."""

from __future__ import annotations

import pytest
from tests.assembly.reports import items, sections

from vbcds.assembly.figures import find_figures
from vbcds.assembly.report_headings import heading_sections, inline_head
from vbcds.assembly.report_sections import moved
from vbcds.assembly.statuses import parse_status
from vbcds.lexicons.columns import column_role


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("Quý IV làm gì", ("plans",)),
        ("Quý III đã làm gì", ("results",)),
        ("Đầu việc chuyển tiếp sang quý IV", ("plans",)),
        ("Việc làm, thu nhập của lao động", ()),
        ("Những điều còn kẹt", ("difficulties",)),
        ("Điểm sáng", ()),
        ("Mặt tốt", ("results",)),
        ("Mặt chưa tốt", ("difficulties",)),
        ("Cục Thuế tỉnh xin kiến nghị", ("proposals",)),
        ("Các đơn vị đã được trả lời đề nghị", ()),
        ("Nhiệm vụ do Chủ tịch UBND tỉnh giao", ("results",)),
        ("Nhiệm vụ tháng 9 được giao thêm trong tháng tới", ("plans",)),
    ],
)
def test_headings_in_a_clerks_words(heading, wanted):
    assert heading_sections(heading) == wanted


def test_who_asks_stands_before_what_is_asked():
    assert inline_head("Cục Thống kê đề nghị: Sở Nội vụ giao thêm biên chế.") is not None
    assert inline_head("Phiếu đề nghị: 120 phiếu đã nhận.") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lâu lâu kẻ xấu gọi điện giả danh cán bộ phường.", "difficulties"),
        ("Thỉnh thoảng phường mời dân đến tập huấn, đã dự 40 người.", "results"),
        ("Có ngày cao điểm quầy phục vụ 300 lượt khách.", "results"),
        ("Hồ sơ dồn vào cuối tuần, cán bộ làm không xuể.", "difficulties"),
        ("Quầy mở cả thứ Bảy, hồ sơ nào cũng làm được.", "results"),
        ("Họp nhiều lần mà không ai quyết được phương án.", "difficulties"),
        ("Mạng đứt khiến quầy giao dịch phải đóng cửa.", "difficulties"),
        ("Cách làm này khiến bà con phấn khởi.", "results"),
        ("Có điều, nút gửi nằm khuất trên màn hình điện thoại.", "difficulties"),
        ("Trong kỳ tổ chức 14 phiên họp không giấy tờ.", "results"),
        ("Khổ nỗi loa của các ấp gỉ sét.", "difficulties"),
        ("Việc kết nối camera vẫn dậm chân tại chỗ vì dự án chưa khởi công.", "results"),
        ("Bộ thẻ lẽ ra phải cấp từ quý I, nay mới in được phôi, còn thiếu máy in.", "results"),
        ("Tỷ lệ kích hoạt 61,4%, song so với yêu cầu xong trong tháng 7 thì chưa đạt.", "results"),
        ("Nhà thầu giao máy chậm so với hợp đồng ký tháng 3.", "difficulties"),
    ],
)
def test_what_is_hard_and_how_far_work_is(text, wanted):
    assert moved(text, "results") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Thư viện điện tử chính thức mở cửa ngày 02/9, tuần đầu có 900 lượt đọc", "done"),
        ("Dự kiến chính thức mở cửa ngày 02/9", "in_progress"),
        ("Phần việc được giao xem như hoàn thành", "done"),
        ("Chưa bắt tay làm", "not_started"),
        ("Đã chi trả 312/334 người (93,4%), số còn lại trả tại nhà nên xem như hoàn thành", "done"),
        ("Đã chi trả 312/334 người (93,4%) nên chưa thể xem là hoàn thành", "in_progress"),
        ("Chợ không dùng tiền mặt được công nhận ngày 30/6, hoàn thành sớm một tháng; 402/415 hộ có mã", "done"),
        ("Phấn đấu hoàn thành sớm một tháng; 402/415 hộ có mã", "in_progress"),
    ],
)
def test_states_in_a_clerks_words(text, wanted):
    assert parse_status(text) == wanted


def test_a_column_of_how_far_work_is_holds_results_and_a_month_alone_plans():
    found = items(
        [
            ("STT", "Đầu việc", "Hạn", "Hiện trạng", "Lý do, trở lực", "Tháng 8"),
            ("1", "Cơ sở dữ liệu hộ tịch", "Quý III/2023", "Đã nhập 4.120 sổ", "Sổ cũ rách nhiều trang", "Nhập nốt sổ của 02 xã"),
        ]
    )
    assert [(item.section, item.text) for item in found] == [
        ("results", "Đã nhập 4.120 sổ"),
        ("difficulties", "Sổ cũ rách nhiều trang"),
        ("plans", "Nhập nốt sổ của 02 xã"),
    ]


def test_a_day_due_is_one_word_and_a_want_is_none():
    assert column_role("Hạn") == "deadline"
    assert column_role("Hạn chế") is None


def test_sentences_without_a_word_of_their_own_stay_below_a_bold_label():
    assert sections("I. KẾT QUẢ", "1. Đã cấp 40 thẻ. Lắm lúc máy in nhả giấy trắng.") == [
        ("results", "Đã cấp 40 thẻ."),
        ("difficulties", "Lắm lúc máy in nhả giấy trắng."),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Các tổ đã đi hết 8/8 xã bãi ngang.", [(8, "xã", 8)]),
        ("Hoàn thành trước 8/8, còn 3 xã.", [(3, "xã", None)]),
        ("Đã được giao 2,6 tỷ đồng, đang lập hồ sơ.", [(2.6, "tỷ đồng", None)]),
        ("Chỉ tiêu được giao 2,6 tỷ đồng.", []),
        ("Đã gắn biển cho 310 hộ, đặt mục tiêu hết năm đạt 45% số hộ.", [(310, "hộ", None)]),
        ("210/420 tàu trên 12 mét đã dùng, đạt 50%.", [(50, "%", 420)]),
        ("20 hộ đạt trên 15 tấn.", [(20, "hộ", None), (15, "tấn", None)]),
    ],
)
def test_figures_that_only_look_like_days_goals_or_bounds(text, wanted):
    assert [(figure.value, figure.unit, figure.denominator) for figure in find_figures(text)] == wanted
