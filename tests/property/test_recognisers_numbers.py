"""Any text through the recognisers of dates, deadlines, quantities and periods."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbcds.model.mentions import Mention
from vbcds.recognisers.dates import find_dates
from vbcds.recognisers.deadlines import find_deadlines, parse_deadline
from vbcds.recognisers.periods import parse_period
from vbcds.recognisers.quantities import find_quantities, parse_number

WORDS = (
    "trước", "ngày", "tháng", "năm", "quý", "hằng", "hàng", "đến", "hết", "từ", "trong", "chậm nhất",
    "hoàn thành", "cuối", "đầu", "giữa", "kể từ ngày ký", "định kỳ", "thường xuyên", "theo", "khi", "sau khi",
    "II", "IV/2023", "2021", "2025", "30/6", "15/12/2023", "6", "03", "12.500", "98,3%", "%", "tối thiểu",
    "trên", "không quá", "khoảng", "xã", "hồ sơ", "tỷ đồng", "hạng", "40/63", "-", "–", ",", ";", "/", "(",
    ")", "\n", "và", "các năm tiếp theo", "lần", "giai đoạn", "nhiệm kỳ", "31/2", "0", "99", "thứ Sáu",
    "tuần", "mức độ", "Điều", "±", "Ð", "hoá", "qúy", "１２", "²", "\u0301", "\u200b", "\x1f", "\x00",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=14).map("".join),
)
years = st.one_of(st.none(), st.integers(1990, 2100))
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 12, 31)))


def with_words(text: str) -> Sequence[Mention]:
    return find_quantities(text, words=True)


@pytest.mark.parametrize("find", [find_dates, find_deadlines, find_quantities, with_words])
@settings(max_examples=150)
@given(text=texts)
def test_spans_lie_in_the_text_and_say_what_they_are(find: Callable[[str], Sequence[Mention]], text: str) -> None:
    last = 0
    for mention in find(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.raw
        last = mention.end


@settings(max_examples=200)
@given(text=texts, year=years, issued=days)
def test_a_deadline_keeps_to_its_kind(text: str, year: int | None, issued: date | None) -> None:
    deadline = parse_deadline(text, year=year, issued=issued)
    if deadline.start is not None and deadline.due is not None:
        assert deadline.start <= deadline.due or deadline.kind == "relative"
    if deadline.exclusive:
        assert deadline.due is not None
        assert deadline.kind in ("fixed", "period")
    if deadline.kind in ("none", "conditional"):
        assert (deadline.start, deadline.due, deadline.recurrence) == (None, None, None)
    if deadline.recurrence is not None:
        assert deadline.kind == "recurring"
        assert re.fullmatch(
            r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=\d+)?(?:;BYMONTH=[\d,]+)?(?:;BYMONTHDAY=-?[\d,]+)?(?:;BYDAY=[A-Z,]+)?(?:;BYSETPOS=-1)?",
            deadline.recurrence,
        )
    if deadline.kind == "conditional":
        assert deadline.anchor


@settings(max_examples=200)
@given(text=texts)
def test_no_day_is_invented(text: str) -> None:
    """Without a year in the text and without a document there is no date; nor is there one without any digit or numeral."""
    deadline = parse_deadline(text)
    if not re.search(r"\d\d", unicodedata.normalize("NFKC", text)):
        assert (deadline.start, deadline.due) == (None, None)


@settings(max_examples=150)
@given(text=st.lists(st.sampled_from([word for word in WORDS if word.isprintable()]), max_size=14).map(" ".join), issued=days)
def test_decomposed_text_means_the_same(text: str, issued: date | None) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert parse_deadline(composed, issued=issued) == parse_deadline(decomposed, issued=issued)
    assert parse_period(composed, issued=issued) == parse_period(decomposed, issued=issued)
    for find in (find_quantities, find_dates, find_deadlines):
        a, b = find(composed), find(decomposed)
        assert [unicodedata.normalize("NFC", m.raw) for m in a] == [unicodedata.normalize("NFC", m.raw) for m in b]
    assert [(q.value, q.unit, q.comparator) for q in find_quantities(composed)] == [
        (q.value, q.unit, q.comparator) for q in find_quantities(decomposed)
    ]


@settings(max_examples=200)
@given(value=st.integers(0, 10**14))
def test_grouped_numbers_come_back(value: int) -> None:
    assert parse_number(f"{value:,}") == value
    assert parse_number(f"{value:,}".replace(",", ".")) == value
    assert parse_number(str(value)) == value


@settings(max_examples=200)
@given(whole=st.integers(0, 9999999), cents=st.integers(0, 99))
def test_decimals_come_back(whole: int, cents: int) -> None:
    assert parse_number(f"{whole:,}".replace(",", ".") + f",{cents:02d}") == pytest.approx(whole + cents / 100)


@settings(max_examples=100)
@given(text=texts, issued=days)
def test_a_period_has_one_of_the_forms_of_the_contract(text: str, issued: date | None) -> None:
    period = parse_period(text, issued=issued)
    assert period is None or re.fullmatch(r"\d{4}(?:-\d\d(?:/\d{4}-\d\d)?|-W\d\d|-Q[1-4]|-H[12])?", period)
    parse_number(text)
