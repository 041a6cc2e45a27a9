"""What one paper tells of another: figures of consolidated reports, quotes of an earlier month, totals, goals of a plan; each contradiction
beside a look-alike that is none."""

from __future__ import annotations

import pytest
from tests.checks.test_examples import found

_NUMBERS = {"SỞ Y TẾ": "214/BC-SYT", "SỞ TƯ PHÁP": "88/BC-STP", "SỞ NỘI VỤ": "90/BC-SNV", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ": "12/BC-BCĐ"}


def _paper(agency: str, title: str, line: str, *, month: int = 6, about: str = "Kết quả chung", more: str = "") -> str:
    return "\n".join(
        (
            "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG", agency, f"Số: {_NUMBERS.get(agency, '33/BC-CT')}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc", f"Vĩnh Giang, ngày 24 tháng {month} năm 2026", "BÁO CÁO", title,
            more or "Căn cứ nhiệm vụ được giao.",
            "I. KẾT QUẢ THỰC HIỆN", f"1. {about}", f"- {line}", "2. Truyền thông", "- Duy trì cổng thông tin điện tử.",
        )
    )  # fmt: skip


def _month(agency: str, line: str, month: int, **more: str) -> str:
    return _paper(agency, f"Kết quả công tác tháng {month} năm 2026", line, month=month, **more)


def _half(line: str, agency: str = "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", **more: str) -> str:
    return _paper(agency, "Kết quả chuyển đổi số 6 tháng đầu năm 2026", line, **more)


def _contradictions(*papers: str) -> list[str]:
    return [f.message for f in found("\n=====\n".join(papers)) if f.code in ("figure-contradiction", "target-misquoted")]


@pytest.mark.parametrize(
    ("count", "one", "other"),
    [
        (1, "Mở 05 lớp cho 214 người; lũy kế 31 lớp với 1.684 học viên.", "Đã tổ chức 31 lớp cho 1.648 học viên các cấp."),
        (0, "Mở 05 lớp cho 214 người; lũy kế 31 lớp với 1.684 học viên.", "Đã tổ chức 38 lớp cho 1.648 học viên các cấp."),
        (0, "Mở 05 lớp cho 214 người; lũy kế 31 lớp với 1.684 học viên.", "Trong tháng 3, tổ chức 31 lớp cho 1.648 học viên."),
        (
            1,
            "Lũy kế đã nhập 318.524/402.110 sổ hộ tịch.",
            "Theo báo cáo của Sở Tư pháp tháng 6/2026, lũy kế đã nhập 381.524/402.110 sổ hộ tịch.",
        ),
        (0, "Trong tháng đã nhập 12.352/402.110 sổ hộ tịch.", "Lũy kế đã nhập 318.524/402.110 sổ hộ tịch."),
        (
            1,
            "Trục liên thông, chia sẻ dữ liệu xử lý 3,2 triệu giao dịch trong tháng, lũy kế 6 tháng đạt 17,4 triệu giao dịch.",
            "Trục liên thông, chia sẻ dữ liệu lũy kế 6 tháng đạt 14,7 triệu giao dịch.",
        ),
        (
            0,
            "Cổng thanh toán lũy kế 6 tháng đạt 17,4 triệu giao dịch.",
            "Trục liên thông, chia sẻ dữ liệu lũy kế 6 tháng đạt 14,7 triệu giao dịch.",
        ),
    ],
)
def test_consolidated_reports(count: int, one: str, other: str) -> None:
    assert len(_contradictions(_month("SỞ TƯ PHÁP", one, 6), _half(other))) == count


@pytest.mark.parametrize(
    ("count", "now"),
    [
        (1, "Trong tháng tiếp nhận 2.317 đơn. Lũy kế 6 tháng tiếp nhận 14.853 đơn."),
        (0, "Trong tháng tiếp nhận 2.317 đơn. Lũy kế 6 tháng tiếp nhận 14.835 đơn."),
        (0, "Trong tháng giải quyết 2.317 đơn trực tuyến. Lũy kế 6 tháng tiếp nhận 15.204 đơn."),
    ],
)
def test_totals_of_two_months(count: int, now: str) -> None:
    before = "Lũy kế 5 tháng, toàn ngành tiếp nhận 12.518 đơn, trong đó 9.114 đơn trực tuyến."
    assert len(_contradictions(_month("SỞ NỘI VỤ", before, 5), _month("SỞ NỘI VỤ", now, 6))) == count


@pytest.mark.parametrize(("count", "quoted"), [(1, "16.427"), (0, "16.472")])
def test_a_statement_before_its_details_is_quoted(count: int, quoted: str) -> None:
    before = "Cấp huyện tiếp nhận 16.472 hồ sơ, trực tuyến 13.204 hồ sơ. Chi tiết như sau:"
    now = f"Cấp huyện tiếp nhận 16.904 hồ sơ, tăng so với tháng 5 ({quoted} hồ sơ). Cụ thể:"
    assert len(_contradictions(_month("SỞ NỘI VỤ", before, 5), _month("SỞ NỘI VỤ", now, 6))) == count


@pytest.mark.parametrize(("count", "goal"), [(1, 85), (0, 95)])
def test_goals_of_a_plan_that_is_named_in_brackets(count: int, goal: int) -> None:
    plan = (
        "@plan\nII. CHỈ TIÊU NĂM 2026\n| TT | Chỉ tiêu | Mức giao năm 2026 | Cơ quan theo dõi |\n"
        "| 1 | Trạm y tế dùng bệnh án điện tử | 95% | Sở Y tế |\n| 2 | Người dân có hồ sơ sức khỏe điện tử | Tối thiểu 90% | Sở Y tế |"
    )
    line = (
        "Trạm y tế đã dùng bệnh án điện tử: 109/126 trạm, đạt 86,5% (Kế hoạch số 87/KH-UBND giao chỉ tiêu "
        f"{goal}% trạm y tế dùng bệnh án điện tử trong năm 2026)."
    )
    basis = "Thực hiện Kế hoạch số 87/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh."
    assert len(_contradictions(plan, _month("SỞ Y TẾ", line, 6, more=basis))) == count


def test_a_whole_is_no_part_of_itself() -> None:
    before = "Toàn tỉnh có 1.348 thôn, tổ dân phố; đến nay 1.321/1.348 thôn, tổ dân phố đã phủ sóng 4G."
    after = "Trong tháng phủ sóng thêm 06 thôn, nâng tổng số lên 1.327 thôn, tổ dân phố có sóng 4G."
    papers = _month("SỞ Y TẾ", before, 5), _month("SỞ Y TẾ", after, 6)
    assert not [f.message for f in found("\n=====\n".join(papers)) if f.code == "figure-decreased"]


@pytest.mark.parametrize(
    ("count", "one", "other"),
    [
        (
            1,
            "Chỉ số DTI năm 2025 của tỉnh xếp thứ 27/63 cả nước.",
            "Chuyển đổi số (DTI) năm 2025: tỉnh đứng thứ 29/63, tăng 3 bậc.",
        ),
        (
            0,
            "Chỉ số DTI năm 2025 của tỉnh xếp thứ 27/63 cả nước.",
            "Chuyển đổi số (DTI) năm 2025: tỉnh đứng thứ 27/63, tăng 3 bậc.",
        ),
        (0, "Chỉ số DTI năm 2025 của tỉnh xếp thứ 27/63 cả nước.", "Chỉ số DTI năm 2024 của tỉnh đứng thứ 29/63."),
        (0, "Chỉ số DTI năm 2025 của tỉnh xếp thứ 27/63 cả nước.", "Chỉ số PCI năm 2025: tỉnh đứng thứ 29/63."),
        (0, "Chỉ số DTI năm 2025 của tỉnh xếp thứ 27/63 cả nước.", "Phấn đấu năm 2025 tỉnh xếp thứ 20/63 về DTI."),
        (1, "Được giao 52 nhiệm vụ, đã hoàn thành 47 nhiệm vụ.", "Còn 07 nhiệm vụ chưa hoàn thành, tập trung ở khối nội chính."),
        (0, "Được giao 52 nhiệm vụ, đã hoàn thành 47 nhiệm vụ.", "Còn 05 nhiệm vụ chưa hoàn thành, tập trung ở khối nội chính."),
        (0, "Được giao 52 nhiệm vụ, đã hoàn thành 47 nhiệm vụ.", "Còn 02 nhiệm vụ quá hạn chưa hoàn thành."),
        (0, "Được giao 52 nhiệm vụ, đã hoàn thành 47 nhiệm vụ.", "Còn 07 nhiệm vụ của Đề án 06 chưa hoàn thành."),
        (1, "Đã mở 24 lớp tập huấn cho 1.836 cán bộ xã.", "Đào tạo: tổ chức 24 lớp tập huấn, có 1.863 cán bộ xã tham gia."),
        (0, "Đã mở 24 lớp tập huấn cho 1.836 cán bộ xã.", "Đào tạo: tổ chức 42 lớp tập huấn, có 1.863 cán bộ thôn tham gia."),
        (
            1,
            "Một số chỉ tiêu đạt khá: giải ngân vốn sự nghiệp đạt 67,4% kế hoạch.",
            "Giải ngân vốn sự nghiệp được 41,2 tỷ đồng, đạt 64,7% kế hoạch.",
        ),
        (
            0,
            "Một số chỉ tiêu đạt khá: giải ngân vốn đầu tư đạt 67,4% kế hoạch.",
            "Giải ngân vốn sự nghiệp được 41,2 tỷ đồng, đạt 64,7% kế hoạch.",
        ),
    ],
)
def test_one_report(count: int, one: str, other: str) -> None:
    text = f"@report 2026-06\nI. ĐÁNH GIÁ CHUNG\n{one}\nII. KẾT QUẢ CỤ THỂ\n1. {other}\n2. Các đơn vị phối hợp tốt."
    assert len(_contradictions(text)) == count


@pytest.mark.parametrize(
    ("count", "one", "other"),
    [
        (
            1,
            "Lũy kế đến hết tháng 6, hệ thống một cửa ghi nhận 214.583 hồ sơ.",
            "Sáu tháng đầu năm, hệ thống một cửa ghi nhận 241.583 hồ sơ.",
        ),
        (
            0,
            "Trong tháng 6, hệ thống một cửa ghi nhận 24.583 hồ sơ.",
            "Sáu tháng đầu năm, hệ thống một cửa ghi nhận 241.583 hồ sơ.",
        ),
        (1, "Tỷ lệ bao phủ bảo hiểm y tế toàn tỉnh đạt 93,72%.", "Tỷ lệ bao phủ bảo hiểm y tế toàn tỉnh đạt 97,32%."),
        (0, "Tỷ lệ bao phủ bảo hiểm y tế toàn tỉnh đạt 93,72%.", "Tỷ lệ bao phủ bảo hiểm xã hội toàn tỉnh đạt 37,92%."),
        (0, "Đã cấp 28.416 chứng thư số cho cán bộ, công chức.", "Đã cấp 28.461 chứng thư số cho người dân."),
    ],
)
def test_a_month_and_its_half_year(count: int, one: str, other: str) -> None:
    assert len(_contradictions(_month("SỞ NỘI VỤ", one, 6), _half(other))) == count


@pytest.mark.parametrize(
    ("count", "own", "told"),
    [
        (1, "Đến nay có 06/14 trung tâm y tế dùng bệnh án điện tử.", "Theo Sở Y tế, 08/14 trung tâm y tế dùng bệnh án điện tử."),
        (0, "Đến nay có 06/14 trung tâm y tế dùng bệnh án điện tử.", "Theo Sở Y tế, 08/14 trung tâm y tế dùng chữ ký số."),
        (0, "Đến nay có 06/14 trung tâm y tế dùng bệnh án điện tử.", "Theo Sở Nội vụ, 08/14 trung tâm y tế dùng bệnh án điện tử."),
        (1, "Sở tiếp nhận 3.418 hồ sơ trực tuyến trong quý II.", "Trong quý II, Sở Y tế tiếp nhận 3.481 hồ sơ trực tuyến."),
        (0, "Sở tiếp nhận 3.418 hồ sơ trực tuyến trong quý I.", "Trong quý II, Sở Y tế tiếp nhận 3.481 hồ sơ trực tuyến."),
        (0, "Sở tiếp nhận 3.418 hồ sơ trực tuyến.", "Sở Y tế tiếp nhận 3.481 hồ sơ trực tiếp."),
    ],
)
def test_figures_told_of_an_agency_by_its_name(count: int, own: str, told: str) -> None:
    assert len(_contradictions(_paper("SỞ Y TẾ", "Kết quả chuyển đổi số 6 tháng đầu năm 2026", own), _half(told))) == count


@pytest.mark.parametrize(("count", "office"), [(1, "Sở Y tế"), (0, "Sở Xây dựng")])
def test_a_row_of_an_agency(count: int, office: str) -> None:
    table = (
        f"| TT | Cơ quan | Tiếp nhận | Đã giải quyết |\n| 1 | {office} | 41.206 | 38.690 |\n| 2 | Sở Tài chính | 9.114 | 8.902 |"
    )
    own = "Trong tháng tiếp nhận 4.312 hồ sơ; lũy kế 6 tháng đầu năm là 41.026 hồ sơ."
    assert len(_contradictions(_month("SỞ Y TẾ", own, 6), _half(f"Kết quả giải quyết hồ sơ 6 tháng:\n{table}"))) == count


@pytest.mark.parametrize(
    ("count", "now"),
    [
        (1, "Số hộ dùng cáp quang là 169.874 hộ, tăng 1.545 hộ so với tháng 5."),
        (0, "Số hộ dùng cáp quang là 169.874 hộ, tăng 1.554 hộ so với tháng 5."),
        (1, "Số hộ dùng cáp quang là 169.874 hộ, giảm 1.554 hộ so với tháng trước."),
        (0, "Số hộ dùng cáp quang là 169.874 hộ, tăng 1.545 hộ so với tháng 6 năm 2025."),
        (0, "Số hộ dùng cáp quang là 169.874 hộ, tăng 1.545 hộ so với cùng kỳ năm trước."),
    ],
)
def test_growth_since_the_last_report(count: int, now: str) -> None:
    before = "Số hộ dùng cáp quang là 168.320 hộ."
    assert len(_contradictions(_month("SỞ NỘI VỤ", before, 5), _month("SỞ NỘI VỤ", now, 6))) == count


@pytest.mark.parametrize(
    ("count", "now"),
    [
        (1, "Tỷ lệ thanh toán viện phí không dùng tiền mặt đạt 74,5%, tăng 4,5 điểm phần trăm so với tháng 5."),
        (0, "Tỷ lệ thanh toán viện phí không dùng tiền mặt đạt 74,5%, tăng 3,5 điểm phần trăm so với tháng 5."),
        (0, "Tỷ lệ thanh toán viện phí không dùng tiền mặt đạt 74,5%, tăng 4,5 điểm phần trăm so với tháng 6/2025."),
        (0, "Tỷ lệ thanh toán phí, lệ phí trực tuyến đạt 74,5%, tăng 4,5 điểm phần trăm so với tháng 5."),
    ],
)
def test_points_since_the_last_report(count: int, now: str) -> None:
    before = "Thanh toán viện phí: tổng thu 64,2 tỷ đồng, trong đó không dùng tiền mặt 45,6 tỷ đồng (71,0%)."
    assert len(_contradictions(_month("SỞ Y TẾ", before, 5), _month("SỞ Y TẾ", now, 6))) == count


@pytest.mark.parametrize(("count", "total"), [(1, "432.350"), (1, "431.600"), (0, "432.035")])
def test_what_came_and_the_total_in_one_sentence(count: int, total: str) -> None:
    before = "Lũy kế tích hợp 412.650 sổ trên VNeID, trong tháng tích hợp thêm 18.240 sổ."
    now = f"Trong tháng tích hợp thêm 19.385 sổ; lũy kế tích hợp {total} sổ trên VNeID."
    assert len(_contradictions(_month("SỞ Y TẾ", before, 5), _month("SỞ Y TẾ", now, 6))) == count


@pytest.mark.parametrize(("wrong", "cited"), [(True, "78/KH-UBND ngày 05/3/2026"), (False, "88/KH-UBND ngày 05/3/2026")])
def test_a_short_number_turned(wrong: bool, cited: str) -> None:
    report = _month("SỞ Y TẾ", "Mở 02 lớp.", 6, more=f"Thực hiện Kế hoạch số {cited} của Ủy ban nhân dân tỉnh.")
    other = _month("SỞ NỘI VỤ", "Mở 02 lớp.", 6, more="Thực hiện Kế hoạch số 87/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh.")
    papers = f"{other}\n=====\n{report}"
    assert ("citation-conflicting-number" in {f.code for f in found(papers)}) == wrong


@pytest.mark.parametrize(
    ("count", "own", "told"),
    [
        (1, "59/64 hệ thống (đạt 92,2%) được phê duyệt cấp độ an toàn.", "Đã có 61/64 hệ thống được phê duyệt cấp độ an toàn."),
        (0, "59/64 hệ thống (đạt 92,2%) được phê duyệt cấp độ an toàn.", "Đã có 61/64 hệ thống được sao lưu dữ liệu."),
        (1, "Học bạ số đã có tại 368 cơ sở giáo dục.", "Toàn tỉnh có 386 cơ sở giáo dục dùng học bạ số."),
        (0, "Học bạ số đã có tại 368 cơ sở giáo dục.", "Toàn tỉnh có 386 cơ sở giáo dục dùng chữ ký số."),
    ],
)
def test_small_counts_that_the_province_collects(count: int, own: str, told: str) -> None:
    assert len(_contradictions(_month("SỞ Y TẾ", own, 6), _month("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", told, 6))) == count


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Tổng số chứng thư số đã cấp lũy kế đến hết tháng 6 là 5.318 chứng thư số."),  # May's
        (0, "Tổng số chứng thư số đã cấp lũy kế đến hết tháng 6 là 5.402 chứng thư số."),
        (0, "Tổng số chứng thư số đã thu hồi lũy kế đến hết tháng 6 là 1.318 chứng thư số."),
    ],
)
def test_a_figure_left_from_the_month_before(count: int, told: str) -> None:
    months = (
        _month("SỞ NỘI VỤ", "Tổng số chứng thư số đã cấp lũy kế đến nay là 5.318 chứng thư số.", 5),
        _month("SỞ NỘI VỤ", "Cấp mới 84 chứng thư số, tổng số chứng thư số đã cấp lũy kế đến nay là 5.402 chứng thư số.", 6),
    )
    assert len(_contradictions(*months, _half(told))) == count


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Theo Sở Tư pháp, đã thu 7.350 triệu đồng phí, bằng 78,5% dự toán năm."),
        (0, "Theo Sở Tư pháp, đã thu 7.350 triệu đồng phí, bằng 87,5% dự toán năm."),
        (0, "Theo Sở Tư pháp, đã thu 7.350 triệu đồng phí, bằng 112,4% cùng kỳ năm trước."),
    ],
)
def test_shares_of_one_amount(count: int, told: str) -> None:
    own = _half("Số thu phí đạt 7.350 triệu đồng, bằng 87,5% dự toán năm (8.400 triệu đồng).", agency="SỞ TƯ PHÁP")
    assert len(_contradictions(own, _half(told))) == count


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Theo báo cáo của Sở Tư pháp, tỷ lệ này trong 6 tháng đầu năm là 75,95%."),
        (0, "Theo báo cáo của Sở Tư pháp, tỷ lệ này trong 6 tháng đầu năm là 75,59%."),
        (0, "Tỷ lệ này của tỉnh bạn trong 6 tháng đầu năm là 75,95%."),
    ],
)
def test_a_share_told_of_an_agency_without_its_words(count: int, told: str) -> None:
    own = _half("Tỷ lệ hồ sơ hộ tịch nộp trực tuyến chung toàn tỉnh là 75,59%.", agency="SỞ TƯ PHÁP")
    assert len(_contradictions(own, _half(told))) == count


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Cấp căn cước cho 1.138.742 người, tương ứng 98,8% số công dân thuộc diện cấp."),
        (0, "Cấp căn cước cho 1.138.472 người, tương ứng 98,8% số công dân thuộc diện cấp."),
        (0, "Toàn tỉnh có 1.183.472 thửa đất."),
    ],
)
def test_very_long_numbers_are_one_but_for_a_slip(count: int, told: str) -> None:
    own = _half("Lực lượng chức năng đã cấp cho 1.138.472 người (98,8%).", agency="SỞ TƯ PHÁP")
    assert len(_contradictions(own, _half(told))) == count


@pytest.mark.parametrize(("count", "goal"), [(1, "trên 80%"), (0, "trên 85%")])
def test_a_row_with_a_goal_in_shorter_words(count: int, goal: str) -> None:
    plan = (
        "@plan\nII. CHỈ TIÊU NĂM 2026\n1. Tỷ lệ kích hoạt tài khoản định danh điện tử mức độ 2 đã thu nhận trên 85%.\n"
        "2. Tỷ lệ hồ sơ nộp trực tuyến từ 80% trở lên."
    )
    report = (
        "@report 2026-05\nThực hiện Kế hoạch số 87/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh.\nI. KẾT QUẢ\n"
        f"| TT | Chỉ tiêu | Mục tiêu năm 2026 | Kết quả |\n| 1 | Kích hoạt tài khoản định danh mức độ 2 | {goal} | 87,3% |\n"
        "| 2 | Tỷ lệ hồ sơ nộp trực tuyến | từ 80% | 82,1% |\n| 3 | Tỷ lệ ký số | 100% | 99% |"
    )
    assert len(_contradictions(plan, report)) == count


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Loa thông minh được lắp tại cả 22 thôn của xã."),
        (1, "Tại 20 thôn đã bố trí điểm hỗ trợ dịch vụ công, không thôn nào để trống."),
        (0, "Loa thông minh được lắp tại cả 21 thôn của xã."),
        (0, "Tại 20 thôn đã bố trí điểm hỗ trợ dịch vụ công."),
        (1, "Internet đã đến 21/21 thôn; riêng hai thôn Khe Vải và Bản Lầu chưa kết nối."),
        (0, "Internet đã đến 21/21 thôn; riêng hai thôn Khe Vải và Bản Lầu mới kết nối trong tháng."),
        (0, "Cả 20 thôn trước khi sắp xếp đều có tổ công nghệ số."),
    ],
)
def test_how_many_units_there_are(count: int, told: str) -> None:
    text = f"@report 2026-06\nI. KẾT QUẢ\n1. Toàn xã có 21 thôn với 6.480 hộ; 19/21 thôn có tổ công nghệ số.\n2. {told}"
    assert len(_contradictions(text)) == count
