"""Canonical keys: one document, one key."""

from __future__ import annotations

from datetime import date

import pytest

from vbcds.assembly.keys import canonical_key, key_parts, year_in_number


@pytest.mark.parametrize(
    ("kind", "number", "on", "year", "expected"),
    [
        ("quyết định", "749/QĐ-TTg", date(2020, 6, 3), None, "quyet-dinh:749/QĐ-TTg@2020-06-03"),
        ("nghị quyết", "52-NQ/TW", None, None, "nghi-quyet:52-NQ/TW@?"),
        ("thông tư", "02/2023/TT-BTTTT", None, None, "thong-tu:02/2023/TT-BTTTT@2023"),
        ("luật", "148/2025/QH15", None, None, "luat:148/2025/QH15@2025"),
        (
            "thông tư liên tịch",
            "01/2015/TTLT-BTTTT-BNV",
            date(2015, 2, 11),
            None,
            "thong-tu-lien-tich:01/2015/TTLT-BTTTT-BNV@2015-02-11",
        ),
        ("chỉ thị", "14/CT-TTg", None, 2018, "chi-thi:14/CT-TTg@2018"),
    ],
)
def test_key(kind, number, on, year, expected):
    key = canonical_key(kind, number, on=on, year=year)
    assert key == expected
    assert key_parts(key)[1] == number


def test_one_number_in_two_years_is_two_documents():
    assert canonical_key("chỉ thị", "14/CT-TTg", on=date(2018, 5, 25)) != canonical_key("chỉ thị", "14/CT-TTg", on=date(2019, 6, 7))


def test_a_law_by_name_has_its_name_for_a_number():
    assert canonical_key("luật", None, name="Luật Chuyển đổi số", on=date(2025, 12, 11)) == "luat:chuyen-doi-so@2025-12-11"
    assert canonical_key("bộ luật", None, name="Bộ luật Hình sự") == "bo-luat:hinh-su@?"


@pytest.mark.parametrize(
    ("number", "year"), [("61/2018/NĐ-CP", 2018), ("713/QĐ-UBND", None), ("2025/QĐ-UBND", None), ("12/1899/X", None)]
)
def test_year_in_number(number, year):
    assert year_in_number(number) == year
