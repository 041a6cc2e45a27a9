"""The name below a signature out of several readings: what they agree on, and when nobody is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vbcds.readers.ocr.cache import PlacedWord
from vbcds.readers.ocr.signer_names import agreed_name
from vbcds.readers.ocr.signing import sign


def name(text: str, first: float = 0.95, rest: float = 0.96, *, right: float = 480.0) -> list[PlacedWord]:
    """A line that ends at `right`; `first` says how sure its first word is."""
    pieces = text.split()
    left = right - sum(6.0 * len(piece) + 4 for piece in pieces) + 4
    words = []
    for number, piece in enumerate(pieces):
        width = 6.0 * len(piece)
        sure = rest if number else first
        words.append(
            PlacedWord(text=piece, x0=left, y0=690, x1=left + width, y1=702, base=700.0, size=13, confidence=sure, line=number)
        )
        left += width + 4
    return words


def agreed(*lines: list[PlacedWord], middle: float | None = None) -> str:
    return " ".join(word.text for word in agreed_name(lines, 600.0, [] if middle is None else [middle]))


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([name("Trần Quang Khải"), name("T5 Quang Khải", 0.1)], "Trần Quang Khải"),
        ([name("Thào A Sính"), name("Thào A Sính", 0.9)], "Thào A Sính"),
        ([name("kiều Mạnh Cường", 0.8)], "Kiều Mạnh Cường"),
        ([name("Ñguyễn Khắc Toàn", 0.87)], "Nguyễn Khắc Toàn"),
        # A speck below the letter; a rare name is not made of what may be another.
        ([name("Lệ Hoàng Minh")], "Lê Hoàng Minh"),
        ([name("'Lạ Đình Khôi", 0.91)], ""),
        ([name("Trường Minh Tiến", 0.8), name("Trường Minh Tiến", 0.78)], ""),
        ([name("Lường Minh Tiến", 0.85)], ""),
        ([name("Lường Văn Pánh", 0.95)], "Lường Văn Pánh"),
        # Read so once, and by its letters thrice.
        ([name("Châu Thị Yến", 0.4), name("Chảu Thị Yến", 0.7), name("Chảu Thị Yến", 0.8)], "Châu Thị Yến"),
        ([name("Châu Thị Yến", 0.4), name("€hảu Thị Yến", 0.7), name("hau Thị Yến", 0.8)], ""),
        # Read as no word, each time another way; and as a word.
        ([name("Lưưng Quốc Khải", 0.8)] * 3 + [name("T.ưưng Quốc Khải", 0.6)], "Lương Quốc Khải"),
        ([name("Nônế Văn Thịnh", 0.6), name("Nông Văn Thịnh", 0.6), name("Nônø Văn Thịnh", 0.3)], "Nông Văn Thịnh"),
        ([name("Lưưng Quốc Khải", 0.8)], ""),
        ([name("Thưởng Quốc Khải", 0.8)] * 4, ""),
        ([name("Hòang Quốc Khải", 0.8), name("Huàng Quốc Khải", 0.8), name("Haàng Quốc Khải", 0.8)], "Hoàng Quốc Khải"),
        # What is left of "Tạ" is no name of one letter.
        ([name("ạ Bích Thảo"), name("a Bích Thảo", 0.6), name("ạ Bích Thảo")], ""),
        # Two surnames as sure as each other, and two names.
        ([name("Lương Minh Tiến"), name("Dương Minh Tiến")], ""),
        ([name("Hồ Ngọc Ẩn", rest=0.8), name("Hồ Ngọc Ấn", rest=0.8)], ""),
        ([name("Hồ Ngọc Ẩn"), name("Hồ Ngọc Ẩn"), name("Hồ Ngọc Ấn", rest=0.7)], "Hồ Ngọc Ẩn"),
        # Dust before a name, and a surname that is not read.
        ([name("mm Phan Thanh Bình", 0.46), name("Phan Thanh Bình"), name("Phan Thanh Bình")], "Phan Thanh Bình"),
        ([name("Ng~ Phan Thanh Bình", 0.6), name("Phan Thanh Bình")], ""),
        # What is left of a ring before the whole name; and a surname of whose rest that is not known to be one.
        ([name("N Lê Mạnh Đạt", 0.5), *[name("Lê Mạnh Đạt", 0.6)] * 3], "Lê Mạnh Đạt"),
        ([name("Ng Lê Mạnh Đạt", 0.5), name("Lê Mạnh Đạt", 0.6)] * 3, ""),
        ([name("âm Ngọc Nhân", 0.4), name("Lâm Ngọc Nhân", 0.86), name("Ngọc Nhân"), name("Ngọc Nhân")], "Lâm Ngọc Nhân"),
        # A mark that was lost or added: what is a name goes before what is none, if it was read surely.
        ([name("Ngô Anh Hậu"), *[name("Ngô Anh Hâu", rest=0.92)] * 4], "Ngô Anh Hậu"),
        ([name("Ngô Anh Hâu")] * 4, "Ngô Anh Hâu"),
        ([name("Ngô Anh Hậu", rest=0.7), *[name("Ngô Anh Hâu", rest=0.92)] * 4], ""),
        ([name("Bùi Duy Trang"), *[name("Bùi Duý Trang", rest=0.9)] * 3, name("Bùi Duy Irang")], "Bùi Duy Trang"),
        ([*[name("Bế Bứ Nga", rest=0.7)] * 2, name("Bế Bấ Nga", rest=0.7)], ""),
        ([name("Trần Văn Thắng"), name("Trần Văn Thăng")], ""),
        # A hook is read as an acute, an acute as nothing else.
        ([*[name("Lê Quang Hiến")] * 4, name("Lê Quang Hiển")], "Lê Quang Hiển"),
        ([*[name("Lê Quang Hiến")] * 4, name("Lê Quang Hiển", rest=0.7)], "Lê Quang Hiến"),
        ([*[name("Lê Quang Hiến")] * 4, name("Lê Quang Hiển", rest=0.82)], ""),
        ([*[name("Lê Quang Tuấn")] * 4, name("Lê Quang Tuẩn", rest=0.82)], "Lê Quang Tuấn"),
        ([*[name("Lê Quang Hiển")] * 2, name("Lê Quang Hiến", rest=0.9)], "Lê Quang Hiển"),
        # A surname in no list: sure and alike each time, and like no common one; one that has its letters is another.
        ([name("Uẩn Đình Kỷ", 0.9)] * 4, "Uẩn Đình Kỷ"),
        ([name("Uẩn Đình Kỷ", 0.8)] * 4, ""),
        ([*[name("Uẩn Đình Kỷ", 0.9)] * 3, *[name("Ưẩn Đình Kỷ", 0.9)] * 2], ""),
        ([name("Trươn Đình Kỷ", 0.9)] * 4, ""),
        ([name("Tổng Đình Kỷ", 0.9)] * 4, ""),
        ([name("Uông Đình Kỷ", 0.9)] * 2, "Uông Đình Kỷ"),
        # Another name by its letters than the one whose end it is.
        ([name("'Tổng Đức Dũng", 0.8)] * 3, ""),
        # A surname that was lost: the second word is none.
        ([name("Lê Hoàng Minh"), name("Hoàng Minh")], "Lê Hoàng Minh"),
        ([name("*Nguù Thế Vinh", 0.6)], ""),
        ([name("Văn Thắng")], ""),
    ],
)
def test_a_name_is_what_the_readings_agree_on(readings: list[list[PlacedWord]], expected: str) -> None:
    assert agreed(*readings) == expected


def test_what_is_mended_is_not_sure() -> None:
    [surname, *_] = agreed_name([name("Lệ Hoàng Minh")], 600.0, [])
    assert (surname.text, surname.raw, surname.confidence) == ("Lê", "Lệ", 0.5)
    [surname, *_] = agreed_name([name("Lê Hoàng Minh")], 600.0, [])
    assert surname.confidence == 0.95


def test_the_end_of_a_surname_needs_room_for_just_that() -> None:
    line = name("guyễn Thế Vinh", 0.4)
    middle = (line[-1].x1 + line[1].x0 - 6.6 * 6) / 2
    assert agreed(line, middle=middle) == "Nguyễn Thế Vinh"
    assert agreed(line, middle=middle + 12) == ""


def test_a_role_under_a_seal_does_not_tell_where_the_middle_is() -> None:
    roles = [replace(word, base=500.0) for word in name("KT. THỦ TƯỚNG", right=487)]
    hidden = [replace(word, base=530.0) for word in name("P HỦTƯỚNG", right=510)]
    signed = sign([roles, hidden, [replace(word, base=640.0) for word in name("Nguyễn Khắc Toàn", right=493)]])
    assert [word.text for word in signed][-3:] == ["Nguyễn", "Khắc", "Toàn"]


@pytest.mark.parametrize(("read", "role"), [(",Ù TƯỚNG", "THỦ TƯỚNG"), (",Ù TRƯỞNG", "VỤ TRƯỞNG")])
def test_of_roles_that_are_as_near_the_one_with_the_last_word_counts(read: str, role: str) -> None:
    assert [word.text for word in sign([name(read)])] == [role]
