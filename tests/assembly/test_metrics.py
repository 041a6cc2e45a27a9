"""Figures: shares with their counts, ranks, counts; what is none; the tables."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tests.assembly.factories import context
from tests.assembly.reports import report

from vbcds.assembly.figure_values import is_consistent
from vbcds.assembly.figures import find_figures
from vbcds.assembly.metrics import build_metrics
from vbcds.assembly.report_items import build_report_items
from vbcds.lexicons.measures import canonical_words


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("có 7/14 bệnh viện công lập hoàn thành bệnh án điện tử, đạt 50%", (50, 7, 14, True)),
        ("đối soát tại 37/64 xã, phường, đạt 58,7%", (58.7, 37, 64, False)),
        ("612.480 hồ sơ sức khỏe trên tổng số 845.300 người dân, đạt 74,2%", (74.2, 612480, 845300, False)),
        ("tiếp nhận 58.340 hồ sơ, trong đó 47.255 hồ sơ trực tuyến, đạt 81%", (81, 47255, 58340, True)),
        ("dịch vụ một phần đạt 38,57% (703/1.823)", (38.57, 703, 1823, False)),
        ("đã số hóa 1.200/4.000 tập, đạt 30%", (30, 1200, 4000, True)),
        ("giải ngân 3,4/12 tỷ đồng, đạt 28,3%", (28.3, 3.4, 12, True)),
        ("cấp cho 48.215 học sinh tiểu học, đạt 96,1% số học sinh", (96.1, 48215, None, None)),
        ("100% trường công lập thu học phí không dùng tiền mặt", (100, None, None, None)),
        ("tiếp nhận 1.240 hồ sơ, tăng 12% so với cùng kỳ", (12, None, None, None)),
        ("đưa 28 sản phẩm lên sàn, đạt 70% kế hoạch năm", (70, 28, None, None)),
        ("tiếp nhận 1.250 hồ sơ, giải quyết 1.200 hồ sơ, đạt 98% đúng hạn", (98, 1200, None, None)),
        ("tiếp nhận 1.250 hồ sơ, giải quyết 1.200 hồ sơ, đạt 96%", (96, 1200, 1250, True)),
        ("đã kích hoạt 612.300 tài khoản mức độ 2 trên 700.000 tài khoản được duyệt (87,5%)", (87.5, 612300, 700000, True)),
        ("trong đó 47.255 hồ sơ trực tuyến trên 58.340 hồ sơ, đạt 84% tổng số", (84, 47255, 58340, False)),
        ("tiếp nhận 1.240 hồ sơ; tỷ lệ đúng hạn đạt 98,5%", (98.5, None, None, None)),
    ],
)  # fmt: skip
def test_shares_and_their_counts(sentence, expected):
    share = next(figure for figure in find_figures(sentence) if figure.unit == "%")
    assert (share.value, share.numerator, share.denominator, share.consistent) == expected


def test_what_was_counted_is_a_figure_of_its_own_beside_a_share_of_something_else():
    found = find_figures("Đã giải ngân 3,42 tỷ đồng vốn chuyển đổi số, bằng 57% dự toán năm")
    assert [(f.value, f.unit, f.numerator) for f in found] == [(3.42, "tỷ đồng", None), (57, "%", None)]
    assert all("giải ngân" in f.indicator for f in found)
    # with its whole a share and its counts are one figure
    assert [f.value for f in find_figures("giải ngân 3,42/6 tỷ đồng, bằng 57% dự toán năm")] == [57]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("thời gian mở văn bản rút từ 9 giây xuống còn 1,5 giây", [9, 1.5]),
        ("xã mất liên lạc internet 05 ngày trong tháng", [5]),
        ("thời gian thực hiện dự án còn 3 ngày", []),
        ("giải quyết trong 5 ngày làm việc", []),
        ("chợ huyện ra mắt mô hình chợ 4.0", []),
        ("hồ sơ chỉ có chứng minh nhân dân 9 số", []),
        ("phát hành 12 số báo", [12]),
    ],
)
def test_durations_are_measured_and_numbers_in_names_are_not(sentence, values):
    assert [figure.value for figure in find_figures(sentence)] == values


def test_shares_that_make_up_the_whole_are_checked_against_the_sum():
    found = find_figures("dịch vụ một phần là 703 dịch vụ, đạt 38,57%; toàn trình là 1.120 dịch vụ, đạt 61,43%")
    assert [(f.value, f.consistent) for f in found] == [(38.57, False), (61.43, False)]


@pytest.mark.parametrize(
    ("share", "part", "whole", "digits", "right"),
    [(62, 5, 8, 0, True), (63, 5, 8, 0, True), (64, 5, 8, 0, False), (33.3, 1, 3, 1, True), (33.4, 1, 3, 1, False)],
)
def test_rounding(share, part, whole, digits, right):
    assert is_consistent(share, part, whole, digits=digits) is right


def test_ranks_and_counts():
    found = find_figures("Chỉ số chuyển đổi số của tỉnh xếp thứ 20/34, tăng 2 bậc so với năm 2024; đã mở 06 lớp cho 417 cán bộ")
    assert [(f.value, f.unit, f.denominator) for f in found] == [
        (20, "hạng", 34),
        (2, "bậc", None),
        (6, "lớp", None),
        (417, "cán bộ", None),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ban hành Quyết định số 802/QĐ-UBND ngày 12/5/2026",
        "Trực 24/7, trong 15 ngày làm việc",
        "Phấn đấu đạt 90% trong năm 2026",
        "Nộp trước ngày 20/6",
        "Các chỉ số của tỉnh vẫn ở nhóm dưới 25 tỉnh, thành phố",
    ],
)
def test_what_is_no_figure(sentence):
    assert find_figures(sentence) == []


def metrics(*content):
    made = report(*content)
    return build_metrics(made, build_report_items(made))


def test_as_of_and_cumulative():
    one, two = metrics(
        "I. KẾT QUẢ",
        "- Đến ngày 15/4/2026, có 7/14 bệnh viện hoàn thành, đạt 50%.",
        "- Lũy kế đã tạo lập 608.115 hồ sơ sức khỏe điện tử.",
    )
    assert (one.as_of, one.cumulative) == (date(2026, 4, 15), False)
    assert (two.as_of, two.cumulative, two.unit) == (None, True, "hồ sơ")


def test_counters_of_the_page_are_no_figures_of_an_article():
    made = context(
        "Tại hội nghị, lãnh đạo xã cho biết sau hai năm thực hiện, người dân đã quen với việc nộp hồ sơ qua mạng, còn cán bộ thì bớt "
        "giấy tờ; 45/60 hộ kinh doanh ở chợ đã bán hàng qua mạng.",
        "Theo kế hoạch, xã sẽ tiếp tục hướng dẫn các hộ còn lại, đồng thời phủ mạng không dây miễn phí ở nhà văn hóa các thôn để ai "
        "cũng có thể học và làm quen với các dịch vụ mới ngay tại nơi mình sống.",
        "Tổng số điểm của bài viết là: 0 trong 0 đánh giá",
        letterhead=("Xã Hòa Bình họp bàn chuyển đổi số",),
    )
    assert [(metric.value, metric.denominator) for metric in build_metrics(made, ())] == [(45, 60)]


def test_results_and_difficulties_have_figures_and_proposals_none():
    found = metrics(
        "I. KẾT QUẢ",
        "- Đã mở 06 lớp.",
        "II. KHÓ KHĂN",
        "- Thiếu 03 máy tính, mới có 40% cán bộ có máy.",
        "III. KIẾN NGHỊ",
        "- Đề nghị cấp 5 tỷ đồng.",
    )
    assert [metric.value for metric in found] == [6, 3, 40]


def test_tables_of_figures_are_checked_row_by_row():
    found = metrics(
        "II. SỐ LIỆU",
        [
            ("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Lũy kế từ đầu năm", "Tỷ lệ (%)"),
            ("1", "Đơn vị dùng chữ ký số", "đơn vị", "500", "430", "86"),
            ("2", "Hồ sơ chi trả điện tử", "hồ sơ", "12.000", "4.800", "45"),
        ],
    )
    assert [(m.value, m.unit, m.consistent, m.cumulative) for m in found] == [
        (430, "đơn vị", None, True), (86, "%", True, False), (4800, "hồ sơ", None, True), (45, "%", False, False),
    ]  # fmt: skip


def test_indicators_meet_in_other_words():
    assert canonical_words("Đã tạo lập 612.480 hồ sơ sức khoẻ điện tử") == canonical_words("hồ sơ sức khỏe điện tử được tạo lập")
    assert canonical_words("hồ sơ sức khỏe điện tử") != canonical_words("hồ sơ trực tuyến")


def test_a_long_line_takes_no_long_time():
    began = time.process_time()
    find_figures("đạt 50% trong đó 7/14 bệnh viện và " * 2000)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # the whole in brackets behind what it is
        ("Bến xe có 96 hộ bán hàng nhận mã QR, bằng 80% số hộ trong bến (120 hộ)", (80, 96, 120, True)),
        ("Doanh thu qua sàn đạt 10,3 tỷ đồng, bằng 103% kế hoạch (10 tỷ đồng)", (103, 10.3, 10, True)),
        ("Bến xe có 96 hộ bán hàng nhận mã QR, bằng 81,7% số hộ trong bến (120 hộ)", (81.7, 96, 120, False)),
        # the whole further ahead: only where it agrees
        (
            "Kiểm tra 160 hồ sơ thì có 60 hồ sơ phải sửa, trong đó 40 hồ sơ do thiếu chữ ký (25% số hồ sơ kiểm tra)",
            (25, 40, 160, True),
        ),
        (
            "Có 8.000/9.500 người mở tài khoản (84,2%), trong đó 7.600 người nhận tiền qua thẻ, bằng 95,0% số đã mở",
            (95, 7600, 8000, True),
        ),
        ("Kiểm tra 160 hồ sơ thì có 60 hồ sơ phải sửa, trong đó 40 hồ sơ do thiếu chữ ký (27%)", (27, 40, 60, False)),
    ],
)
def test_wholes_of_shares(sentence: str, wanted: tuple):
    share = [figure for figure in find_figures(sentence) if figure.unit == "%"][-1]
    assert (share.value, share.numerator, share.denominator, share.consistent) == wanted


def test_a_whole_that_is_counted_first_is_a_figure_of_its_own():
    found = find_figures("Trong kỳ tiếp nhận 1.250 hồ sơ, trong đó 1.000 hồ sơ trực tuyến, đạt 80%")
    assert [(figure.value, figure.numerator, figure.denominator) for figure in found] == [(1250, None, None), (80, 1000, 1250)]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Số bệnh viện còn lại khó bảo đảm mốc 30/9", []),
        ("Đã trình nghị quyết về mức phí bằng 0 đồng khi nộp trực tuyến", []),
        ("Trả trợ cấp qua tài khoản: 9.116 người hưởng", [9116]),
        ("Đã ký số 1.842 kết quả", [1842]),
        ("Theo khoản 3 Điều 9, có 12 xã", [12]),
    ],
)
def test_what_is_counted_and_what_is_not(sentence: str, values: list[float]):
    assert [figure.value for figure in find_figures(sentence)] == values


def test_difficulties_count_what_is_hard_and_not_where():
    found = metrics(
        "I. KHÓ KHĂN", "- Thiếu 07 máy quét ở 22 xã miền núi.", "- Hồ sơ phải trả lại 2 - 3 lần.", "- Còn 349 hồ sơ sai số định danh.",
    )  # fmt: skip
    assert [metric.value for metric in found] == [7, 349]


def test_a_sum_and_the_month_in_one_sentence():
    total, month = metrics("I. KẾT QUẢ", "- Lũy kế giải ngân 41,2 tỷ đồng; riêng tháng 5 giải ngân 7,6 tỷ đồng.")
    assert (total.value, total.cumulative, month.value, month.cumulative) == (41.2, True, 7.6, False)


def test_days_of_columns_and_numbers_broken_in_cells():
    table = [
        ["TT", "Nhiệm vụ", "Kết quả đến ngày 14/5/2026"],
        ["1", "Hồ sơ sức khỏe", "Lập 1.012.655/1.300.\n400 hồ sơ, đạt 77,9%"],
    ]
    (metric,) = metrics("I. KẾT QUẢ", table)
    assert (metric.value, metric.numerator, metric.denominator, metric.consistent) == (77.9, 1012655, 1300400, True)
    assert metric.as_of == date(2026, 5, 14)


@pytest.mark.parametrize(
    ("text", "numerator", "denominator", "consistent"),
    [
        ("Có 2.480 hồ sơ đúng hạn trong tổng số 2.500 hồ sơ đã giải quyết, tỷ lệ đúng hạn 98,2%", 2480, 2500, False),
        ("Giải quyết 412/430 hồ sơ, tỷ lệ hài lòng đạt 99%", None, None, None),
        ("Giải quyết 412/430 hồ sơ, tỷ lệ giải quyết đạt 95,8%", 412, 430, True),
        ("Đã kết nối 37/40 trường học, tăng 3 trường, đạt 92,5%", 37, 40, True),
        ("Thẩm định dự toán, cắt giảm 1.150 triệu đồng, tương đương 4,9%", 1150, None, None),
        ("Đã có 1.034 hộ/1.840 hộ kinh doanh (đạt 56,9%)", 1034, 1840, False),
        ("Thu 2.451 giao dịch với số tiền 1,84 tỷ đồng, đạt 61,3% tổng số giao dịch (4.000 giao dịch)", 2451, 4000, True),
        ("Đạt 85% (3.400 người)", 3400, None, None),
        ("Giải ngân 12,4 tỷ đồng trên tổng kế hoạch vốn 30 tỷ đồng, đạt 41,3%", 12.4, 30, True),
        ("Tỷ lệ đúng hạn đạt 99,2% với 2.480/2.500 hồ sơ", 2480, 2500, True),
        ("Đạt 99,2% với 3/8 xã dẫn đầu", None, None, None),
        ("Lũy kế 3.268/7.415 tờ bản đồ, mới được 44,1%", 3268, 7415, True),
        ("Quét mới đạt 318/500 tờ bản đồ (lũy kế, 64,6%)", 318, 500, False),
        ("Nhận 905 lượt gọi, trả lời trong ngày 1.702/1.905 lượt (89,3%)", 1702, 1905, True),
        ("100% xã (24/24) có cáp quang", 24, 24, True),
    ],
)
def test_the_counts_of_a_share_however_it_is_worded(text, numerator, denominator, consistent):
    (share,) = [figure for figure in find_figures(text) if figure.unit == "%"]
    assert (share.numerator, share.denominator, share.consistent) == (numerator, denominator, consistent)


@pytest.mark.parametrize(
    ("text", "count"), [("Cả 24/24 xã có cáp quang", 1), ("Trực 24/24 giờ", 0), ("Vận hành hệ thống 24/24", 0), ("Trực 24/7", 0)]
)
def test_day_and_night_count_nothing(text, count):
    assert len(find_figures(text)) == count


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Tiếp nhận 634 phản ánh hiện trường, xử lý đúng hạn 598 phản ánh (94,3%).",
         ["Tiếp nhận phản ánh hiện trường", "xử lý đúng hạn phản ánh"]),
        ("1.105/1.360 tiểu thương có mã QR, tương ứng 81,3%.", ["tiểu thương có mã QR"]),
        ("Lũy kế đến hết ngày 15/5/2024, toàn tỉnh đã đồng bộ số định danh của 865.420/881.300 người tham gia, đạt 98,20%.",
         ["đồng bộ số định danh của người tham gia"]),
        ("Đến ngày 15/5/2024 các chủ đầu tư giải ngân được 21,6/86,4 tỷ đồng, bằng 25,0%.", ["các chủ đầu tư giải ngân"]),
        ("Về đăng ký kinh doanh, trong tháng có 187/191 hồ sơ đăng ký doanh nghiệp nộp qua mạng.",
         ["hồ sơ đăng ký doanh nghiệp nộp qua mạng"]),
        ("Về giải ngân, đã giải ngân 34,9 tỷ đồng.", ["giải ngân"]),
        # what the figure itself opened or closed, and what hangs at the ends
        ("Chỉ số tăng 03 bậc so với năm 2024.", ["Chỉ số tăng bậc"]),
        ("Tiểu thương dùng mã QR đạt 88% (52 hộ).", ["Tiểu thương dùng mã QR"]),
        ("Bình dân học vụ số\" với 240 lượt người dự.", ["Bình dân học vụ số với lượt người dự"]),
        ("Đã cấu hình 46/52 TTHC.", ["cấu hình TTHC"]),
        # a bare noun needs the words before it
        ("Số hóa hồ sơ địa chính, hồ sơ đăng ký đất đai: lũy kế được 209.760/356.700 hồ sơ, đạt 58,8%.",
         ["Số hóa hồ sơ địa chính, hồ sơ đăng ký đất đai"]),
        ("Mở các khóa kỹ năng số, với 236 học viên.", ["Mở các khóa kỹ năng số học viên"]),
    ],
)  # fmt: skip
def test_names_of_figures(sentence: str, names: list[str]):
    assert [figure.indicator for figure in find_figures(sentence)] == names


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Đạt 97,9%, chưa thể hoàn thành 100% như kế hoạch", [97.9]),
        ("Đạt 70,6%, vượt mức 60% của nghị quyết", [70.6]),
        ("Bản vẽ vượt giới hạn 50 MB", []),
        ("Doanh thu trong tháng 2,36 tỷ đồng", [2.36]),
        ("Trong tháng 2 có 36 tỷ đồng", [36.0]),
    ],
)
def test_what_was_to_be_is_no_fact(text, values):
    assert [figure.value for figure in find_figures(text)] == values


@pytest.mark.parametrize(
    ("sentence", "cumulative"),
    [
        ("Trong tháng cấp mới 120 thẻ, lũy kế đã cấp 1.230 thẻ.", [False, True]),
        ("Tháng 5 cấp 120 tài khoản, lũy kế 1.230 tài khoản.", [False, True]),
        ("Cấp mới 84 tài khoản, nâng tổng số lên 1.204 tài khoản.", [False, True]),
        ("Đã cấp 1.230 thẻ (lũy kế), trong tháng cấp 120 thẻ.", [True, False]),
        ("Trong tháng, Sở tiếp tục rà soát, lũy kế đã đưa lên bản đồ 7.180 ha vùng nuôi.", [True]),
        ("Ứng dụng được 18.215 hộ gia đình cài đặt, lũy kế từ khi triển khai.", [True]),
        ("Đã cấp 1.230 thẻ; trong tháng cấp 120 thẻ.", [False, False]),
    ],
)
def test_each_number_of_a_sentence_is_a_total_or_not(sentence: str, cumulative: list[bool]):
    assert [metric.cumulative for metric in metrics("I. KẾT QUẢ", f"- {sentence}")] == cumulative


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Bồi dưỡng kỹ năng bán hàng qua mạng: đã tổ chức 4/6 lớp.", "Bồi dưỡng kỹ năng bán hàng qua mạng: tổ chức lớp"),
        ("Wifi ở nhà văn hóa: hoàn thành 13/15 điểm.", "Wifi ở nhà văn hóa: hoàn thành điểm"),
        ("Wifi công cộng: hoàn thành lắp đặt 13/15 nhà văn hóa thôn.", "hoàn thành lắp đặt nhà văn hóa thôn"),
    ],
)
def test_a_topic_names_what_a_unit_alone_does_not(sentence: str, indicator: str):
    (figure,) = find_figures(sentence)
    assert figure.indicator == indicator
