from __future__ import annotations

import unicodedata

import pytest

from vbcds.text.fold import ascii_key, key, lower_same_length, modern_tones, same_length, slug
from vbcds.text.normalise import canonical
from vbcds.text.offsets import ComposedView


@pytest.mark.parametrize(
    ("messy", "clean"),
    [
        ("a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"),
        ("a\u00a0\u2003 b\tc", "a b c"),
        ("nha\u00adnuoc\u200b\ufeff", "nhanuoc"),
        ("cơ\u00ad\nquan\u00ad", "cơ\nquan"),
        ("12/QĐ\u00adUBND, 15/TTr\u00adSYT, 2021\u00ad2025", "12/QĐ-UBND, 15/TTr-SYT, 2021-2025"),
        ("Độc lập \u00ad Tự do", "Độc lập - Tự do"),
        (unicodedata.normalize("NFD", "Quyết định"), "Quyết định"),
        ("e\u200b\u0301", "é"),
        ("  a  \n  b  ", "a\nb"),
        ("\x01a\x7fb", "ab"),
        ("", ""),
        ("CÐ", "CÐ"),
        ("QUYẾTNGHỊ: giaoHội đồng, Quốchội", "QUYẾT NGHỊ: giao Hội đồng, Quốc hội"),
        (
            "nhà Rông ở Kơnia, người Rơngao; ôtô, mêtan, VNeID, PGS.TSNguyễn, ĐăkGlei",
            "nhà Rông ở Kơnia, người Rơngao; ôtô, mêtan, VNeID, PGS.TSNguyễn, ĐăkGlei",
        ),
    ],
)
def test_canonical(messy: str, clean: str) -> None:
    assert canonical(messy) == clean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban nhân dân", "ỦY BAN NHÂN DÂN"),
        ("Sở Thông tin – Truyền thông", "Sở Thông tin - Truyền thông"),
        ("QÐ-UBND", "QĐ-UBND"),
        ("hoà", "hòa"),
        ("Sở  Y tế", "sở y tế"),
    ],
)
def test_keys_meet(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("bộ", "bỏ"), ("Sở Công an", "Sở Công Thương"), ("quý", "quỵ")])
def test_keys_differ(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_tones() -> None:
    assert modern_tones("hoà hoá thuỷ quý quỳ toán khoẻ") == "hòa hóa thủy quý quỳ toán khỏe"
    assert same_length("Ð–“”") == 'Đ-""'
    assert lower_same_length("ĐIỀU İ") == "điều i̇"[: len("ĐIỀU İ")] or len(lower_same_length("ĐIỀU İ")) == len("ĐIỀU İ")
    assert ascii_key("Nghị quyết ĐẶC BIỆT") == "nghi quyet dac biet"
    assert slug("Thông tư liên tịch") == "thong-tu-lien-tich"


def test_composed_view_moves_spans_back() -> None:
    source = unicodedata.normalize("NFD", "số 12/KH-UBND")
    view = ComposedView(source)
    start = view.text.index("12")
    lo, hi = view.source_span(start, start + 2)
    assert source[lo:hi] == "12"
    assert view.source_span(0, len(view.text)) == (0, len(source))
