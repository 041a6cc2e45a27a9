from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from vbcds.recognisers.dates import find_dates
from vbcds.recognisers.dates_spans import month_end


def found(text: str, year: int | None = 2024) -> list[tuple[str, str, str]]:
    return [(m.raw, m.first.isoformat(), m.last.isoformat()) for m in find_dates(text, year=year)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ngày 03 tháng 6 năm 2020", "2020-06-03", "2020-06-03"),
        ("ngày 29\ntháng 3 năm 2021", "2021-03-29", "2021-03-29"),
        ("ngày 03 tháng 6", "2024-06-03", "2024-06-03"),
        ("03/6/2020", "2020-06-03", "2020-06-03"),
        ("ngày 30.7.2023", "2023-07-30", "2023-07-30"),
        ("30-7-2023", "2023-07-30", "2023-07-30"),
        ("2023-07-30", "2023-07-30", "2023-07-30"),
        ("ngày 15/6 năm 2023", "2023-06-15", "2023-06-15"),
        ("ngày 15/6/23", "2023-06-15", "2023-06-15"),
        ("tháng 12.2021", "2021-12-01", "2021-12-31"),
        ("tháng 6/2025", "2025-06-01", "2025-06-30"),
        ("6/2025", "2025-06-01", "2025-06-30"),
        ("tháng 02 năm 2024", "2024-02-01", "2024-02-29"),
        ("tháng giêng năm 2024", "2024-01-01", "2024-01-31"),
        ("quý III/2023", "2023-07-01", "2023-09-30"),
        ("Quý 1 năm 2024", "2024-01-01", "2024-03-31"),
        ("quý II", "2024-04-01", "2024-06-30"),
        ("quí IV/2023", "2023-10-01", "2023-12-31"),
        ("6 tháng đầu năm 2024", "2024-01-01", "2024-06-30"),
        ("sáu tháng cuối năm 2024", "2024-07-01", "2024-12-31"),
        ("9 tháng năm 2023", "2023-01-01", "2023-09-30"),
        ("9 tháng đầu năm", "2024-01-01", "2024-09-30"),
        ("3 tháng cuối năm 2023", "2023-10-01", "2023-12-31"),
        ("nửa đầu năm 2024", "2024-01-01", "2024-06-30"),
        ("năm 2025", "2025-01-01", "2025-12-31"),
        ("2021-2025", "2021-01-01", "2025-12-31"),
        ("cuối tháng 11", "2024-11-30", "2024-11-30"),
        ("giữa năm 2025", "2025-06-30", "2025-06-30"),
        ("đầu quý II/2024", "2024-04-01", "2024-04-01"),
        ("tuần 22 năm 2023", "2023-05-29", "2023-06-04"),
    ],
)
def test_an_expression_covers_its_days(text: str, first: str, last: str) -> None:
    around = f"Thực hiện giai đoạn {text}; tiếp tục." if text[:4] == "2021" and text[4] == "-" else f"Thực hiện {text}; tiếp tục."
    assert found(around) == [(text, first, last)]
    assert found(unicodedata.normalize("NFD", around))[0][1:] == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "phiên bản 2.0 và Công nghiệp 4.0",
        "mạng 4G/5G",
        "mức độ 3, 4",
        "xếp hạng 40/63, nhóm 2/4",
        "703/1.823 dịch vụ",
        "Nghị định số 12/2020/NĐ-CP",
        "NĐ 09/2019",
        "Thông tư 02/2023/TT-BTTTT",
        "Luật số 67/2006/QH11",
        "Quyết định 713/QĐ-UBND, 45-CTr/TU",
        "trực 24/7",
        "31/6/2023",
        "ngày 29/2/2023",
        "ngày 32 tháng 1 năm 2023",
        "ngày 27/9/20119",
        "tăng 24.5 điểm, đạt 12.5%",
        "địa chỉ 192.168.1.10",
        "Mục 2.1.1",
        "IPv6, QH15",
        "tổng đài 1022",
        "ngày    tháng    năm",
        "Số: 30/6 hồ sơ",
        "quý vị, quý cơ quan, tháng nào, năm nội dung",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("họp chiều 24.5 tại tỉnh", ["2024-05-24"]),
        ("tính đến ngày 23.5, đã có", ["2024-05-23"]),
        ("trước 30/6 hoàn thành", ["2024-06-30"]),
        ("từ 15/4 đến 14/5/2023", ["2023-04-15", "2023-05-14"]),
        ("từ 01/10 – 10/10/2024", ["2024-10-01", "2024-10-10"]),
        ("ngày 10-12/6/2023", ["2023-06-10", "2023-06-12"]),
        ("từ ngày 15/12 đến ngày 14/01/2024", ["2023-12-15", "2024-01-14"]),
        ("Quý I, II và III năm 2024", ["2024-01-01", "2024-04-01", "2024-07-01"]),
        ("tháng 10-12/2023", ["2023-10-01", "2023-12-01"]),
        ("Đến năm 2025,100% trường học", ["2025-01-01"]),
        ("Đề án 06 tháng 5/2023", ["2023-05-01"]),
    ],
)
def test_dates_in_company(text: str, dates: list[str]) -> None:
    assert [first for _, first, _ in found(text)] == dates


def test_without_a_year_there_is_no_date() -> None:
    assert found("chiều 24.5, quý II, tháng 6", year=None) == []
    assert [m.year_given for m in find_dates("ngày 24.5 và ngày 25/5/2023", year=None)] == [True, True]
    assert [m.year_given for m in find_dates("ngày 24.5", year=2023)] == [False]


def test_the_end_of_a_month() -> None:
    assert [month_end(2023, month).day for month in (1, 2, 4, 12)] == [31, 28, 30, 31]
    assert month_end(2000, 2) == date(2000, 2, 29)
