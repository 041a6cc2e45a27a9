"""Numbers taken apart."""

from __future__ import annotations

import pytest

from vbcds.recognisers.symbols import issuer_of, mend_number, parse_symbol

SYMBOLS = [
    # number, serial, year, type, issuers, units, form, term
    ("713/QĐ-UBND", "713", None, "quyết định", ("UBND",), (), "state", None),
    ("61/2018/NĐ-CP", "61", 2018, "nghị định", ("CP",), (), "state", None),
    ("01/2015/TTLT-BTTTT-BNV", "01", 2015, "thông tư liên tịch", ("BTTTT", "BNV"), (), "state", None),
    ("52-NQ/TW", "52", None, "nghị quyết", ("TW",), (), "party", None),
    ("02-KH/BCĐTW", "02", None, "kế hoạch", ("BCĐTW",), (), "party", None),
    ("22/NQ-TU", "22", None, "nghị quyết", ("TU",), (), "state", None),
    ("148/2025/QH15", "148", 2025, None, ("QH15",), (), "assembly", 15),
    ("1211/2016/UBTVQH13", "1211", 2016, None, ("UBTVQH13",), (), "assembly", 13),
    ("10/2003/PL-UBTVQH11", "10", 2003, "pháp lệnh", ("UBTVQH11",), (), "assembly", 11),
    ("135/UBND-VX", "135", None, "công văn", ("UBND",), ("VX",), "letter", None),
    ("83/BKHCN-BTTTT-VP", "83", None, "công văn", ("BKHCN", "BTTTT"), ("VP",), "letter", None),
    ("702/UBQPANĐN15", "702", None, "công văn", ("UBQPANĐN15",), (), "letter", 15),
    ("2152/QĐ-BNN-TCTL", "2152", None, "quyết định", ("BNN",), ("TCTL",), "state", None),
    ("66.12/2026/NQ-CP", "66.12", 2026, "nghị quyết", ("CP",), (), "state", None),
    ("36a/NQ-CP", "36a", None, "nghị quyết", ("CP",), (), "state", None),
    ("01/1999/QĐ.UB", "01", 1999, "quyết định", ("UB",), (), "state", None),
    ("92/TT-LB", "92", None, "thông tư liên tịch", ("LB",), (), "state", None),
    ("73-CP", "73", None, None, ("CP",), (), "state", None),
    ("118/TTg", "118", None, None, ("TTg",), (), "state", None),
    ("02/QĐ/BCĐ", "02", None, "quyết định", ("BCĐ",), (), "state", None),
    ("26/VBHN-NHNN", "26", None, "văn bản hợp nhất", ("NHNN",), (), "state", None),
    ("42/2022", "42", 2022, None, (), (), "bare", None),
    ("06", "06", None, None, (), (), "bare", None),
    ("rác", "rác", None, None, (), (), "bare", None),
    ("", "", None, None, (), (), "bare", None),
]


@pytest.mark.parametrize(
    ("number", "serial", "year", "kind", "issuers", "units", "form", "term"), SYMBOLS, ids=[s[0] for s in SYMBOLS]
)
def test_symbol(number, serial, year, kind, issuers, units, form, term) -> None:
    symbol = parse_symbol(number)
    assert (symbol.serial, symbol.year, symbol.type and symbol.type.name) == (serial, year, kind)
    assert (symbol.issuers, symbol.units, symbol.form, symbol.term) == (issuers, units, form, term)


@pytest.mark.parametrize(
    ("number", "normative"),
    [
        ("42/2014/QĐ-TTg", True),
        ("749/QĐ-TTg", False),
        ("87/NĐ-CP", True),
        ("33/2024/QH15", True),
        ("25/NQ-HĐND", False),
        ("26/VBHN-NHNN", False),
    ],
)
def test_normative(number: str, normative: bool) -> None:
    assert parse_symbol(number).is_normative is normative


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("749/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("17/NQ-CP", "Chính phủ"),
        ("02/2023/TT-BTTTT", "Bộ Thông tin và Truyền thông"),
        ("254/TTr-STTTT", "Sở Thông tin và Truyền thông"),
        ("1211/2016/UBTVQH13", "Ủy ban Thường vụ Quốc hội"),
        ("99/QĐ-NHNN7", "Ngân hàng Nhà nước Việt Nam"),
        ("713/QĐ-UBND", None),
        ("52-NQ/TW", None),
        ("02-NQ/TU", None),
        ("01/2015/TTLT-BTTTT-BNV", None),
        ("12/QĐ-XYZ", None),
    ],
)
def test_issuer_of(number: str, name: str | None) -> None:
    assert issuer_of(parse_symbol(number)) == name


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("2628/QĐ- BYT", "2628/QĐ-BYT"),
        ("5969/QĐ-\nUBND", "5969/QĐ-UBND"),
        ("52 – NQ/TW", "52-NQ/TW"),
        ("45 CT/TW", "45-CT/TW"),
        ("1956 QĐ-TTg", "1956/QĐ-TTg"),
        ("749/QÐ-TTg", "749/QĐ-TTg"),
        ("148/2025/QH 15", "148/2025/QH15"),
        (" 07/2016/QĐ-UBND ", "07/2016/QĐ-UBND"),
    ],
)
def test_mend(raw: str, mended: str) -> None:
    assert mend_number(raw) == mended
    assert mend_number(mended) == mended
