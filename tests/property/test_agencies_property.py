from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from vbcds.recognisers.agencies import find_agencies, parse_agencies, parse_agency, resolve_agency, successors_of
from vbcds.text.normalise import canonical

_PIECES = (
    "Sở Y tế|Sở TT&TT|UBND|UBND tỉnh Tây Ninh|UBND huyện Châu Thành|các sở, ban, ngành|các huyện, thị xã|Bộ |Sở |sở|VH-TT-DL|"
    "Ban Tổ chức|Tỉnh ủy|TU|Giám đốc|Chủ tịch|Chánh Văn phòng|các Sở: |Đại sứ quán các nước: |Trung tâm |(|)|,|;| và | cùng |\n|- |"
    "chủ trì|phối hợp với|tỉnh|thành phố|TP.|cấp huyện|Đề nghị |liên quan|1.| |A|Uỷ|\u0301|ß|İ|\x00|😀|¹|/|&|khu vực|Hà Nội|TP.HCM"
)
PIECES = st.sampled_from(_PIECES.split("|"))
MESS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=10).map(" ".join))


@given(MESS)
@settings(max_examples=300)
def test_any_text_goes_through(text: str) -> None:
    for mention in find_agencies(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.raw
        assert mention.agency.name
    ends = [0, *(mention.end for mention in find_agencies(text))]
    assert all(mention.start >= end for mention, end in zip(find_agencies(text), ends, strict=False))
    for agency in parse_agencies(text):
        assert agency.name.strip() == agency.name != ""
        assert agency.id != ""
    assert parse_agency(text).raw == text
    resolved = resolve_agency(text)
    if resolved is not None and resolved.agency.id:
        assert isinstance(successors_of(resolved.agency.id, on=date(2026, 1, 1)), tuple)


@given(MESS)
@settings(max_examples=150)
def test_both_unicode_forms_mean_the_same(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    if unicodedata.normalize("NFC", decomposed) != composed:
        return
    assert [a.name for a in parse_agencies(composed)] == [a.name for a in parse_agencies(decomposed)]
    assert [m.agency.name for m in find_agencies(composed)] == [m.agency.name for m in find_agencies(decomposed)]


NAMES = ("Sở Y tế", "Sở Nội vụ", "Bộ Công an", "Công an tỉnh", "UBND cấp huyện", "các đơn vị liên quan", "Thanh tra tỉnh")


@given(st.lists(st.sampled_from(NAMES), unique=True), st.sampled_from([", ", "; ", "\n", " và ", "\n- ", ",", " ; "]))
def test_what_is_joined_comes_apart(parts: list[str], separator: str) -> None:
    assert [parse_agency(part).name for part in parts] == [agency.name for agency in parse_agencies(separator.join(parts))]


@given(MESS)
@settings(max_examples=150)
def test_canonical_names_are_stable(text: str) -> None:
    for mention in find_agencies(canonical(text)):
        if mention.agency.id and not mention.office:
            assert parse_agency(mention.agency.name).name == mention.agency.name
