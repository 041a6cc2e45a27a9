from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from vbcds.recognisers.periods import parse_period

JUNE = date(2023, 6, 10)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Báo cáo tháng 5 năm 2023", "2023-05"),
        ("Báo cáo kết quả tháng 5 và phương hướng nhiệm vụ tháng 6 năm 2023", "2023-05"),
        ("Kết quả công tác chuyển đổi số tháng 5, nhiệm vụ trọng tâm tháng 6/2023", "2023-05"),
        ("Kết quả tháng 12 năm 2023, phương hướng tháng 01 năm 2024", "2023-12"),
        ("báo cáo tháng 05.2023", "2023-05"),
        ("Báo cáo tình hình thực hiện nhiệm vụ tháng 5/2023", "2023-05"),
        ("Báo cáo kết quả thực hiện nhiệm vụ tháng 5, phương hướng tháng 6 năm 2023", "2023-05"),
        ("Báo cáo kết quả thực hiện Đề án 06 tháng 5/2023", "2023-05"),
        ("Báo cáo kết quả thực hiện Kế hoạch chuyển đổi số năm 2023 tháng 5 năm 2023", "2023-05"),
        ("Báo cáo quý II/2023", "2023-Q2"),
        ("BÁO CÁO QUÝ II NĂM 2023", "2023-Q2"),
        ("Báo cáo quý 3/2023", "2023-Q3"),
        ("Báo cáo kết quả Quý I và nhiệm vụ trọng tâm Quý II năm 2024", "2024-Q1"),
        ("Báo cáo kết quả thực hiện Nghị quyết số 02-NQ/TU ngày 26/01/2021 quý III năm 2023", "2023-Q3"),
        ("Báo cáo 6 tháng đầu năm 2023", "2023-H1"),
        ("Báo cáo sơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2023", "2023-H1"),
        ("Tình hình thực hiện 6 tháng cuối năm 2023", "2023-H2"),
        ("Báo cáo 6 tháng năm 2023", "2023-H1"),
        ("Báo cáo 9 tháng năm 2023", "2023-01/2023-09"),
        ("Báo cáo 11 tháng đầu năm 2023", "2023-01/2023-11"),
        ("Báo cáo kết quả chuyển đổi số năm 2023", "2023"),
        ("Báo cáo kết quả công tác năm 2023, phương hướng, nhiệm vụ năm 2024", "2023"),
        ("Kết quả thực hiện Kế hoạch chuyển đổi số năm 2023 và nhiệm vụ năm 2024", "2023"),
        ("Tình hình thực hiện Kế hoạch chuyển đổi số năm 2023", None),
        ("Báo cáo tuần 22 năm 2023", "2023-W22"),
        ("Báo cáo công tác tuần (từ ngày 29/5 đến ngày 04/6/2023)", "2023-W22"),
        ("Báo cáo công tác (từ 15/4 đến 14/5/2023)", "2023-05"),
        ("Báo cáo (từ ngày 15/12/2022 đến ngày 14/01/2023)", "2023-01"),
        ("Số liệu từ ngày 15/12/2022 đến ngày 14/6/2023", "2023-H1"),
        ("Số liệu từ ngày 15/12/2022 đến ngày 14/12/2023", "2023"),
        ("Báo cáo kết quả thực hiện chuyển đổi số giai đoạn 2021-2025", None),
        ("Báo cáo tháng 5", None),
        ("Về việc báo cáo định kỳ", None),
        ("Báo cáo tháng 13 năm", None),
        ("", None),
    ],
)
def test_a_title_names_its_period(title: str, period: str | None) -> None:
    assert parse_period(title) == period
    assert parse_period(unicodedata.normalize("NFD", title)) == period


@pytest.mark.parametrize(
    ("title", "issued", "period"),
    [
        ("Báo cáo tháng 5", JUNE, "2023-05"),
        ("Báo cáo quý II", JUNE, "2023-Q2"),
        ("Báo cáo tuần 22", JUNE, "2023-W22"),
        ("Báo cáo sơ kết 6 tháng", JUNE, "2023-H1"),
        ("Báo cáo 9 tháng đầu năm", date(2023, 9, 20), "2023-01/2023-09"),
        ("Báo cáo tháng 12", date(2024, 1, 5), "2023-12"),
        ("Báo cáo quý IV", date(2024, 1, 5), "2023-Q4"),
        ("Về việc báo cáo định kỳ", JUNE, None),
    ],
)
def test_a_year_left_out_comes_from_the_day_of_issue(title: str, issued: date, period: str | None) -> None:
    assert parse_period(title, issued=issued) == period
