"""Places in documents, and words that only look like them."""

from __future__ import annotations

import unicodedata

import pytest

from vbcds.recognisers.pinpoints import find_pinpoints

PLACES = [
    ("điểm a khoản 2 Điều 5", [("điểm", ("a",)), ("khoản", ("2",)), ("điều", ("5",))]),
    ("khoản 1, khoản 2 Điều 7", [("khoản", ("1",)), ("khoản", ("2",)), ("điều", ("7",))]),
    ("các khoản 1, 3 và 5 Điều 7", [("khoản", ("1", "3", "5")), ("điều", ("7",))]),
    ("Điều 8 và Điều 9", [("điều", ("8",)), ("điều", ("9",))]),
    ("từ Điều 3 đến Điều 7", [("điều", ("3",)), ("điều", ("7",))]),
    ("Mục II Phụ lục I", [("mục", ("II",)), ("phụ lục", ("I",))]),
    ("điểm a, b và đ khoản 2 Điều 3", [("điểm", ("a", "b", "đ")), ("khoản", ("2",)), ("điều", ("3",))]),
    ("Điểm 1.3 Khoản 1 Mục II", [("điểm", ("1.3",)), ("khoản", ("1",)), ("mục", ("II",))]),
    ("Điều 103 Mục 5 Chương XII Phần I", [("điều", ("103",)), ("mục", ("5",)), ("chương", ("XII",)), ("phần", ("I",))]),
    ("khoản 2, Điều 1", [("khoản", ("2",)), ("điều", ("1",))]),
    ("điểm b) khoản 3 Điều 63", [("điểm", ("b",)), ("khoản", ("3",)), ("điều", ("63",))]),
    ("Điều 5a", [("điều", ("5a",))]),
    ("khoản 2a Điều 12", [("khoản", ("2a",)), ("điều", ("12",))]),
    ("Các điều 77, 78, 79 và 98", [("điều", ("77", "78", "79", "98"))]),
    ("Điều 58, 59, 60", [("điều", ("58", "59", "60"))]),
    ("mục 2 phần II", [("mục", ("2",)), ("phần", ("II",))]),
    ("Mẫu số 01 Phụ lục II", [("mẫu", ("01",)), ("phụ lục", ("II",))]),
    ("gạch đầu dòng thứ 2 điểm a khoản 1", [("gạch đầu dòng", ("2",)), ("điểm", ("a",)), ("khoản", ("1",))]),
    ("ĐIỀU 5", [("điều", ("5",))]),
]


@pytest.mark.parametrize(("text", "units"), PLACES)
@pytest.mark.parametrize("frame", ["{}", "theo {} của Nghị định này", "({})", "quy định tại {};"])
def test_place(text: str, units: list, frame: str) -> None:
    (place,) = find_pinpoints(frame.format(text))
    assert place.raw == text
    assert list(place.units) == units


@pytest.mark.parametrize(
    "text",
    [
        "điểm an toàn",
        "điểm du lịch",
        "mục tiêu",
        "phần mềm",
        "phần 1%",
        "điểm 9,5",
        "giai đoạn 1",
        "điểm cầu",
        "khoản vay",
        "điều kiện",
        "điều này",
        "chương trình",
        "đoạn đường",
        "câu hỏi",
        "5 điểm",
        "mục đích",
        "điểm 8 môn Toán",
        "đạt điểm 10",
        "khoản này",
        "Điều 3. Cơ quan ban hành",
        "",
    ],
)
def test_no_place(text: str) -> None:
    assert find_pinpoints(text) == []


def test_two_places_far_apart_are_two() -> None:
    assert [p.raw for p in find_pinpoints("khoản 1 Điều 5; khoản 2 Điều 6 quy định khác với Điều 9")] == [
        "khoản 1 Điều 5",
        "khoản 2 Điều 6",
        "Điều 9",
    ]


def test_offsets_of_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "theo khoản 2 Điều 5")
    (place,) = find_pinpoints(text)
    assert text[place.start : place.end] == place.raw
    assert unicodedata.normalize("NFC", place.raw) == "khoản 2 Điều 5"
