"""Laws that hold for any text."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbcds.recognisers.citations import find_citations
from vbcds.recognisers.pinpoints import find_pinpoints
from vbcds.recognisers.symbols import mend_number, parse_symbol

PIECES = st.sampled_from(
    [
        "Quyết định",
        "quyết định",
        "Nghị quyết",
        "Luật",
        "LUẬT",
        "Bộ luật",
        "Pháp lệnh",
        "Hiến pháp",
        "Đề án",
        "văn bản",
        "số",
        "Số:",
        "ngày",
        "tháng",
        "năm",
        "của",
        "và",
        ",",
        ";",
        ".",
        "(",
        ")",
        "“",
        "”",
        '"',
        "-",
        "–",
        "/",
        "\n",
        " ",
        "\u00a0",
        "749/QĐ-TTg",
        "52- NQ/TW",
        "61/2018/NĐ-CP",
        "148/2025/QH15",
        "03/6/2020",
        "3",
        "2020",
        "06",
        "UBND tỉnh",
        "Thủ tướng Chính phủ",
        "Bộ Y tế",
        "Tây Ninh",
        "sửa đổi, bổ sung một số điều của",
        "Đầu tư công",
        "về việc",
        "phê duyệt",
        "khoản 2",
        "Điều 5",
        "điểm a",
        "QÐ",
        "Ð",
        "K",
        "\u0301",
        "e\u0302",
        "İ",
        "ß",
        "①",
        "٣",
        "<b>",
        "\x00",
    ]
)
TEXTS = (
    st.lists(PIECES | st.text(max_size=4), max_size=30).map(" ".join)
    | st.lists(PIECES, max_size=30).map("".join)
    | st.text(max_size=200)
)


def holds(text: str) -> None:
    found = find_citations(text)
    end = 0
    for citation in found:
        assert end <= citation.start < citation.end <= len(text)
        assert text[citation.start : citation.end] == citation.raw
        assert citation.kind
        assert citation.number != "" and citation.title != "" and citation.pinpoint != ""
        end = citation.end
    for place in find_pinpoints(text):
        assert text[place.start : place.end] == place.raw


@settings(max_examples=300)
@given(TEXTS)
def test_spans_are_inside_and_in_order(text: str) -> None:
    holds(text)


def plain(text: str) -> list:
    return [
        replace(
            c,
            start=0,
            end=0,
            number_start=None,
            number_end=None,
            raw=unicodedata.normalize("NFC", c.raw),
            issuer=c.issuer and c.issuer.name,
        )
        for c in find_citations(text)
    ]


@settings(max_examples=200)
@given(TEXTS)
def test_both_unicode_forms_give_the_same(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert plain(composed) == plain(decomposed)
    holds(decomposed)


TYPES = {
    "quyết định": "QĐ",
    "nghị quyết": "NQ",
    "kế hoạch": "KH",
    "chỉ thị": "CT",
    "tờ trình": "TTr",
    "báo cáo": "BC",
    "thông báo": "TB",
}
BODIES = {
    "UBND": "UBND tỉnh",
    "TTg": "Thủ tướng Chính phủ",
    "BYT": "Bộ Y tế",
    "STTTT": "Sở Thông tin và Truyền thông",
    "HĐND": "HĐND tỉnh",
}


@st.composite
def messy(draw: st.DrawFn) -> tuple[str, str, str, date]:
    """A citation in a messy form, with its kind, number and date."""
    kind = draw(st.sampled_from(sorted(TYPES)))
    body = draw(st.sampled_from(sorted(BODIES)))
    serial = f"{draw(st.integers(1, 9999)):02d}"
    when = date(1996, 1, 1) + timedelta(days=draw(st.integers(0, 11000)))
    dash = draw(st.sampled_from(["-", "–", "- ", " -", "-\n"]))
    slash = draw(st.sampled_from(["/", " /", "/ "]))
    so = draw(st.sampled_from([" số ", " ", "  số  ", "\nsố ", " số: "]))
    word = draw(st.sampled_from([kind.capitalize(), kind, kind.upper(), kind.capitalize().replace(" ", "\n")]))
    day = draw(
        st.sampled_from(
            [
                f" ngày {when.day}/{when.month}/{when.year}",
                f", ngày {when.day:02d}/{when.month:02d}/{when.year}",
                f" , ngày {when.day:02d} tháng {when.month} năm {when.year}",
                f" ngày {when.day}\ntháng {when.month:02d} năm {when.year}",
                f" ngày {when.day}.{when.month}.{when.year}",
                f" (ngày {when.day}-{when.month}-{when.year})",
            ]
        )
    )
    issuer = draw(st.sampled_from(["", f" của {BODIES[body]}"]))
    return f"{word}{so}{serial}{slash}{TYPES[kind]}{dash}{body}{day}{issuer}", kind, f"{serial}/{TYPES[kind]}-{body}", when


@settings(max_examples=300)
@given(messy(), st.sampled_from(["{};", "Căn cứ {};", "theo {}.", "({})", "thực hiện {} và báo cáo", "- {}\n- Điều 1"]))
def test_messy_form_gives_the_normal_one(case: tuple[str, str, str, date], frame: str) -> None:
    raw, kind, number, when = case
    (citation,) = find_citations(frame.format(raw))
    assert (citation.kind, citation.number, citation.date) == (kind, number, when)


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_symbols_are_total_and_mending_is_idempotent(text: str) -> None:
    assert mend_number(mend_number(text)) == mend_number(text)
    assert parse_symbol(text).number == mend_number(text)


HOSTILE = [
    "1" * 60_000,
    "1/" * 30_000,
    "Luật " * 12_000,
    "số " * 20_000,
    "số 1 " * 12_000,
    "Quyết định số " * 4_000,
    "12/QĐ-UBND-" * 5_000,
    "A" * 60_000,
    "-" * 60_000,
    "12/QĐ " * 10_000,
    "Luật sửa đổi, bổ sung một số điều của " * 1_500,
    "điểm " + "a, " * 20_000,
    " " * 60_000,
    "\n" * 60_000,
    "Luật Đầu tư, " * 4_500,
    "Quyết định số 12/QĐ-UBND về “" * 2_000,
    "Bộ " * 20_000,
    "Nghị quyết của Quốc hội " * 2_500,
    "12/QĐ-UBND, " * 5_000,
    "Luật A b c d e f " * 3_000,
    "/" * 60_000,
    "Điều 1, khoản 2 " * 4_000,
    "ngày 1/1/2020 " * 4_000,
    "UBND tỉnh " * 6_000 + "Quyết định số 1/QĐ-UBND",
    "(" * 60_000,
    "Quyết định số 1/QĐ-UBND về " + "(" * 30_000,
    "\u0301" * 30_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:16] for text in HOSTILE])
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    find_citations(text)
    assert time.process_time() - start < 3.0
