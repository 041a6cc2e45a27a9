"""Laws of the text room, on any text."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from vbcds.text.fold import ascii_key, key, lower_same_length, modern_tones, same_length, slug
from vbcds.text.legacy import detect_legacy, repair_legacy
from vbcds.text.normalise import canonical
from vbcds.text.offsets import ComposedView
from vbcds.text.syllable_spaces import mend_spaces, split_glued
from vbcds.text.syllables import is_syllable, share_of_syllables

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
letters = st.sampled_from(VIETNAMESE + VIETNAMESE.upper())
marks = st.sampled_from("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0327\u0345\u05b0\u3099")
hangul = ["각", "가", "\u1100", "\u1161", "\u11a8"]
excluded = ["\u0958", "\u0f73", "\U0001112e", "\U00011131", "\U00011127"]  # what composes in unusual ways
odd = st.sampled_from([*hangul, *excluded, "😀", "👨\u200d👩\u200d👧", "e", "o", "u", "Å", "ﬁ", "ẛ"])
soup = st.lists(st.one_of(letters, marks, odd, st.characters(), st.sampled_from(" \n\t-/.,|")), max_size=40).map("".join)
anything = st.one_of(st.text(max_size=80), soup)

WORDS = """
    căn cứ luật tổ chức chính quyền địa phương ngày nghị quyết của hội đồng nhân dân tỉnh về ban hành kế hoạch chuyển đổi số theo
    đề nghị giám đốc sở thông tin và truyền thông quyết định phê duyệt chương trình phát triển kinh tế xã hội giai đoạn ủy thường
    vụ thủ tướng phủ y ở có là ý an ông
"""
MARKED = ("UBND", "QĐ-TTg", "2025", "12/KH-UBND", "a)", "Điều 3.")
sentences = st.lists(st.sampled_from([*str.split(WORDS), *MARKED]), max_size=30).map(" ".join)


@given(anything)
def test_canonical_is_idempotent_and_nfc(text: str) -> None:
    clean = canonical(text)
    assert canonical(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()


@given(anything)
def test_canonical_is_blind_to_the_form(text: str) -> None:
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(unicodedata.normalize("NFC", text))


@given(anything, st.data())
@settings(max_examples=300)
def test_composed_view_spans(text: str, data: st.DataObject) -> None:
    view = ComposedView(text)
    assert view.text == unicodedata.normalize("NFC", text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    lo, hi = view.source_span(start, end)
    assert 0 <= lo <= hi <= len(text)
    if start < end:
        # the source of a span composes to (at least) the span; a span that cuts through a piece takes all of it
        assert view.text[start:end] in unicodedata.normalize("NFC", text[lo:hi])
    assert view.source_span(0, len(view.text)) == (0, len(text)) or not view.text


@given(anything)
def test_folds_keep_their_promises(text: str) -> None:
    assert len(same_length(text)) == len(text)
    assert len(lower_same_length(text)) == len(text)
    assert len(modern_tones(text)) == len(text)
    assert key(key(text)) == key(text)
    assert slug(text).isascii()
    assert isinstance(ascii_key(text), str)


@given(anything)
def test_keys_are_blind_to_the_form(text: str) -> None:
    assert key(unicodedata.normalize("NFD", text)) == key(unicodedata.normalize("NFC", text))


@given(st.one_of(anything, sentences))
def test_mend_spaces_takes_spaces_only(text: str) -> None:
    mended = mend_spaces(text)
    assert mended.replace(" ", "") == text.replace(" ", "")
    assert len(mended) <= len(text)


@given(sentences)
def test_right_text_stays(text: str) -> None:
    assert mend_spaces(text) == text
    assert repair_legacy(text) == text
    assert detect_legacy(text) is None


@given(st.one_of(anything, sentences.map(lambda text: text.replace(" ", ""))))
def test_split_glued_adds_spaces_only(text: str) -> None:
    parted = split_glued(text)
    assert parted is None or parted.replace(" ", "") == text.replace(" ", "")


@given(anything)
def test_total_functions(text: str) -> None:
    repair_legacy(text)
    repair_legacy(text, fonts=[".VnTimeH", "Arial"])
    assert 0.0 <= share_of_syllables(text) <= 1.0
    assert isinstance(is_syllable(text), bool)
