"""Annexes of reports in files of their own."""

from __future__ import annotations

ROWS = [["STT", "Nhiệm vụ", "Kết quả thực hiện"], ["1", "Cấp chữ ký số", "Đã cấp 40 chữ ký số"]]


def test_an_annex_of_a_report_is_one_for_the_period_of_its_title(make):
    part = make.part(
        "PHỤ LỤC KẾT QUẢ THỰC HIỆN THÁNG 9 NĂM 2025",
        "(Kèm theo Báo cáo số 88/BC-SXD ngày 16/9/2025 của Sở Xây dựng)",
        ROWS,
    )
    assert part.is_report and part.period == "2025-09"
    assert part.header.issuer and part.header.issuer.name == "Sở Xây dựng"
    assert part.header.number is None and part.header.date is None  # ... which are the report's


def test_other_annexes_are_no_reports(make):
    plan = make.part("PHỤ LỤC NHIỆM VỤ NĂM 2025", "(Kèm theo Kế hoạch số 88/KH-UBND ngày 16/2/2025 của UBND tỉnh Vĩnh Giang)", ROWS)
    assert not plan.is_report
    undated = make.part("PHỤ LỤC SỐ LIỆU", "(Kèm theo Báo cáo số 88/BC-SXD ngày 16/9/2025 của Sở Xây dựng)", ROWS)
    assert undated.period is None
