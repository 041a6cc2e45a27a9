"""Years that a document plans for, periods that it reports on."""

from __future__ import annotations

from datetime import date

import pytest

from vbcds.model.records import Genre
from vbcds.structure.horizon import is_report, plan_years
from vbcds.structure.values import Header


@pytest.mark.parametrize(
    ("title", "year", "expected"),
    [
        ("Chuyển đổi số tỉnh Tây Ninh năm 2023", 2023, (2023, 2023)),
        ("Phát triển kinh tế số giai đoạn 2021 – 2025", 2021, (2021, 2025)),
        ("Phát triển kinh tế số giai đoạn 2021 - 2025, tầm nhìn đến năm 2030", 2021, (2021, 2025)),
        ("CHUYỂN ĐỔI SỐ ĐẾN NĂM 2025 VÀ ĐỊNH HƯỚNG ĐẾN NĂM 2030", 2021, (2021, 2025)),
        ("Chương trình từ năm 2022 đến năm 2025", 2022, (2022, 2025)),
        ("Triển khai Quyết định số 749/QĐ-TTg ngày 03/6/2020 năm 2023", 2023, (2023, 2023)),
        ("Thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị", 2025, None),
        ("Thực hiện Nghị định số 61/2018/NĐ-CP", 2018, None),
        ("Về việc kiện toàn Ban Chỉ đạo", 2023, None),
        (None, 2023, None),
    ],
)
def test_plan_years(title, year, expected):
    assert plan_years(title, year) == expected


@pytest.mark.parametrize(
    ("title", "below", "expected"),
    [
        ("Kết quả chuyển đổi số tháng 5 năm 2023", "I. KẾT QUẢ", "2023-05"),
        ("Kết quả công tác quý II/2023", "I. KẾT QUẢ", "2023-Q2"),
        ("Kết quả thực hiện nhiệm vụ", "(Tháng 5 năm 2023)", "2023-05"),
        (
            "Kết quả thực hiện nhiệm vụ",
            "Căn cứ Kế hoạch ngày 02/01/2023, Sở Y tế báo cáo kết quả tháng 5 năm 2023 như sau:",
            "2023-05",
        ),
        ("Kết quả thực hiện nhiệm vụ", "I. KẾT QUẢ", None),
    ],
)
def test_report_period(make, title, below, expected):
    part = make.part(
        *make.letterhead(["UBND TỈNH TÂY NINH", "SỞ Y TẾ"], "Số: 9/BC-SYT", "Tây Ninh, ngày 5 tháng 6 năm 2023"),
        "BÁO CÁO",
        title,
        below,
    )
    assert part.header.date == date(2023, 6, 5)
    assert part.period == expected


def test_only_reports_have_a_period(make):
    part = make.part(
        *make.letterhead(["UBND TỈNH TÂY NINH", "SỞ Y TẾ"], "Số: 9/KH-SYT", "Tây Ninh, ngày 5 tháng 6 năm 2023"),
        "KẾ HOẠCH",
        "Công tác tháng 5 năm 2023",
        "I. MỤC TIÊU",
    )
    assert part.period is None


@pytest.mark.parametrize(
    ("genre", "title", "addressees", "expected"),
    [
        ("report", "Kết quả chuyển đổi số", "", True),
        ("letter", "báo cáo tình hình thực hiện Đề án 06 tháng 5", "Kính gửi: Sở Khoa học và Công nghệ", True),
        ("letter", "báo cáo công tác chuyển đổi số quý II năm 2026", "", True),
        ("letter", "báo cáo kết quả tháng 5", "Kính gửi: - Các sở, ban, ngành; - UBND các xã, phường", False),
        ("letter", "đề nghị báo cáo kết quả tháng 5", "Kính gửi: Sở Y tế", False),
        ("letter", "báo cáo viên của hội nghị", "Kính gửi: Sở Y tế", False),
        ("plan", "Báo cáo kết quả", "", False),
    ],
)
def test_who_reports(genre: Genre, title: str, addressees: str, expected: bool) -> None:
    assert is_report(Header(genre=genre, title=title), addressees) is expected
