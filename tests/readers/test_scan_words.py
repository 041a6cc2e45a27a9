"""What is made of recognised words: letterheads, subjects, lines, two readings of one line, stamps. No recogniser is needed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vbcds.readers.ocr.cache import PlacedWord
from vbcds.readers.ocr.engine import OcrWord
from vbcds.readers.ocr.formal_lines import mend_formal_line
from vbcds.readers.ocr.wording import mend_page
from vbcds.readers.pdf.scan_again import surer_lines
from vbcds.readers.pdf.scan_lines import settled
from vbcds.readers.pdf.scan_numbers import with_strokes_told
from vbcds.readers.pdf.scan_stamps import take_loose_stamp


def line(text: str, *, y: float = 100.0, x: float = 60.0, sure: float = 0.95) -> list[PlacedWord]:
    words = []
    for piece in text.split():
        width = 6.0 * len(piece)
        words.append(
            PlacedWord(text=piece, x0=x, y0=y - 9, x1=x + width, y1=y + 2, base=y, size=12, confidence=sure, line=round(y))
        )
        x += width + 4
    return words


def page(*lines: str) -> list[PlacedWord]:
    return [word for number, text in enumerate(lines) for word in line(text, y=60 + 18 * number)]


def texts(words: list[PlacedWord]) -> list[str]:
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    return [" ".join(pieces) for pieces in lines.values()]


def test_a_unit_in_the_letterhead_is_spelt_as_the_page_spells_it() -> None:
    words = page("ỦY BAN NHÂN DÂN", "TĨNH NAM LINH", "Nam Lĩnh, ngày 05 tháng 6 năm 2026", "của tỉnh Nam Lĩnh về dữ liệu")
    assert texts(mend_page(words, 842))[1] == "TỈNH NAM LĨNH"
    assert [word.raw for word in mend_page(words, 842) if word.text == "LĨNH"] == ["LINH"]


def test_a_unit_that_the_page_spells_in_two_ways_stays_as_it_was_read() -> None:
    words = page("ỦY BAN NHÂN DÂN", "TỈNH NAM LINH", "Nam Lĩnh, ngày 05 tháng 6 năm 2026", "xã Nam Linh và tỉnh Nam Lĩnh")
    assert texts(mend_page(words, 842))[1] == "TỈNH NAM LINH"


def test_a_hook_that_was_read_once_is_the_unit_s_though_small_prints_lost_it_elsewhere() -> None:
    words = page("ỦY BAN NHÂN DÂN", "HUYỆN CẤM NGẠN", "Cẩm Ngạn, ngày 05 tháng 6 năm 2026", "huyện Cấm Ngạn và xã Cấm Ngạn")
    assert texts(mend_page(words, 842))[1] == "HUYỆN CẨM NGẠN"
    words = page("ỦY BAN NHÂN DÂN", "HUYỆN CẤM NGẠN", "Cấm Ngạn, ngày 05 tháng 6 năm 2026", "huyện Cấm Ngạn và xã Cấm Ngạn")
    assert texts(mend_page(words, 842))[1] == "HUYỆN CẤM NGẠN"


def test_the_number_of_a_first_item_is_as_the_second_one_is() -> None:
    words = page("I. KẾT QUẢ KIỂM TRA", "I. Trong ba năm", "đã hoàn thành", "2. Công tác lập", "II. THIẾU SÓT", "L. Có", "2. Chậm")
    assert [text.split()[0] for text in texts(mend_page(words, 842))] == ["I.", "1.", "đã", "2.", "II.", "1.", "2."]


def test_headings_in_capitals_have_roman_numerals_unless_letters_go_before() -> None:
    words = page("L KẾT QUẢ", "H. NỘI DUNG CƠ BẢN", "HI. TỔ CHỨC", "H. Nội dung", "L Kết quả")
    assert [text.split()[0] for text in texts(mend_page(words, 842))] == ["I.", "II.", "III.", "H.", "L"]
    assert texts(mend_page(page("G. KẾT QUẢ", "H. NỘI DUNG"), 842))[1] == "H. NỘI DUNG"


def test_a_mark_of_a_pen_above_the_letterhead_is_none_of_it() -> None:
    state = line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", y=80, x=260)
    for mark, kept in (("TTDT", False), ("KHẨN", True), ("12", True), ("Mẫu số 01", True)):
        found = texts(mend_page([*line(mark, y=40, x=490), *state], 842))
        assert (mark in found) == kept
    assert "TTDT" in texts(mend_page([*line("TTDT", y=70, x=60), *state], 842))


@pytest.mark.parametrize("below", [["1. Rà soát", "2. Tổ chức"], ["II. Tổ chức"], ["II. Tổ chức", "2. Rà soát"], ["1.2. Rà soát"]])
def test_a_heading_in_roman_numerals_stays(below: list[str]) -> None:
    assert texts(mend_page(page("I. Mục tiêu chung", *below), 842))[0] == "I. Mục tiêu chung"
    assert texts(mend_page(page("I. MỤC TIÊU", *below[1:], "2. Rà soát"), 842))[0] == "I. MỤC TIÊU"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("và việc thành lập Tổ công tác", "Về việc thành lập Tổ công tác"),
        ("Về việt\\ban hành Kế hoạch", "Về việc ban hành Kế hoạch"),
        ("- việc thành lập Tổ công tác", "Về việc thành lập Tổ công tác"),
        ("và các cơ quan", "và các cơ quan"),
        # What a stamp left of the first word must be like it, and no other word may fit.
        ("Íriến khai nền tảng", "Triển khai nền tảng"),
        ("P 3ê duyệt Đề án", "Phê duyệt Đề án"),
        ("xét duyệt Đề án", "xét duyệt Đề án"),
        ("Kinh phí bổ sung", "Kinh phí bổ sung"),
        ("Ban hành Quy chế", "Ban hành Quy chế"),
    ],
)
def test_a_subject_begins_as_subjects_do(below: str, expected: str) -> None:
    assert texts(mend_page(page("QUYẾT ĐỊNH", below), 842))[1] == expected


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("'ỦY.BAN NHÂN DẦN", "ỦY BAN NHÂN DÂN"),
        ("THỦ TƯỚNG CHÍNH PHÙ.", "THỦ TƯỚNG CHÍNH PHỦ"),
        ("CỘNG HÒA XÃ HỘI CHÚ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Độc lập -Tự do- Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
        # Provinces differ in a letter: only marks are mended.
        ("TỈNH HẬU GIANG", "TỈNH HẬU GIANG"),
        ("TÍNH HÀ GIANG", "TỈNH HÀ GIANG"),
        ("TỈNH HÀU GIANO", "TỈNH HÀU GIANO"),
        # Names that nobody lists, and running text, stay.
        ("CÔNG TY ĐIỆN LỰC NAM LĨNH", "CÔNG TY ĐIỆN LỰC NAM LĨNH"),
        ("Thủ tướng Chính phù giao", "Thủ tướng Chính phù giao"),
    ],
)
def test_lines_of_a_letterhead_are_spelt_as_they_are_known(read: str, expected: str) -> None:
    assert " ".join(word.text for word in mend_formal_line(line(read))) == expected


def test_a_name_that_was_not_read_so_is_not_sure() -> None:
    [mended] = mend_formal_line(line("THỦ TƯỚNC CHÍNH PHỦ"))
    assert (mended.text, mended.raw, mended.confidence) == ("THỦ TƯỚNG CHÍNH PHỦ", "THỦ TƯỚNC CHÍNH PHỦ", 0.5)
    [same] = mend_formal_line(line("THÚ TƯỚNG CHÍNH PHỦ"))
    assert same.confidence == 0.95


def test_spoilt_words_of_a_title_are_as_the_body_has_them_and_others_stay() -> None:
    body = "Điều 1. Ban hành Kế hoạch phòng, chống rửa tiền, tài trợ khủng bố giai đoạn 2026 - 2030"
    lines = page("QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch phòng, chống rửa tiền, tài trợ:khủng bố giai đoạn", "Căn cứ Luật;", body)
    assert texts(mend_page(lines, 842))[1] == "Về việc ban hành Kế hoạch phòng, chống rửa tiền, tài trợ khủng bố giai đoạn"
    lines = page("QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch phòng, chống RỬA tiền, tài trợ: khủng bố", "Căn cứ Luật;", body)
    assert texts(mend_page(lines, 842))[1] == "Về việc ban hành Kế hoạch phòng, chống rửa tiền, tài trợ khủng bố"
    # Another word in the same place is another word.
    lines = page("QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch phòng, chống thất thu, tài trợ khủng bố", "Căn cứ Luật;", body)
    assert texts(mend_page(lines, 842))[1] == "Về việc ban hành Kế hoạch phòng, chống thất thu, tài trợ khủng bố"
    # And what is not like it is none of it.
    lines = page("QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch phòng, chống x#9§k tài trợ khủng bố", "Căn cứ Luật;", body)
    assert "rửa" not in texts(mend_page(lines, 842))[1]


def test_words_amid_the_text_are_no_subject() -> None:
    assert texts(mend_page(page("bổ sung kinh phí", "và việc thành lập Tổ công tác"), 842))[1] == "và việc thành lập Tổ công tác"


def test_a_torn_symbol_is_put_together_and_an_unsure_number_left_out() -> None:
    words = line("Số: š /QĐ- -TTg", y=128)
    words[1] = replace(words[1], confidence=0.2)
    [mended] = mend_page(words, 842)
    assert (mended.text, mended.raw) == ("Số: /QĐ-TTg", "Số: š /QĐ- -TTg")


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("Số: /QĐ- -UBND", "Số: /QĐ-UBND"),  # nothing in between, and the symbol in two pieces all the same
        ("Sé:⁄31x/KH-UBND", "Số: /KH-UBND"),
        ("Số: 31/KH-UBND", "Số: 31/KH-UBND"),
        ("Sé 31/KH-UBND", "Sé 31/KH-UBND"),  # without a colon it may be any word
        ("Số: 31", "Số: 31"),
    ],
)
def test_the_line_of_the_number_has_the_symbol_whole(read: str, expected: str) -> None:
    assert texts(mend_page(line(read, y=128), 842)) == [expected]


@pytest.mark.parametrize(
    ("text", "sure", "kept"),
    [
        ("tội TTPBVKHDHL.", 0.45, True),  # a sure syllable before an abbreviation that recognisers doubt
        ("aœ — ~x", 0.3, False),
        ("c", 0.6, False),
        ("a)", 0.6, True),
        ("12", 0.9, True),
    ],
)
def test_lines_of_dust_go(text: str, sure: float, kept: bool) -> None:
    words = line(text, sure=sure)
    words[0] = replace(words[0], confidence=max(sure, 0.95 if text.startswith("tội") else sure))
    assert bool(settled(words)) is kept


def read(*lines: tuple[str, float]) -> list[OcrWord]:
    return [
        OcrWord(
            text=text,
            x0=0,
            y0=40.0 * number,
            x1=90,
            y1=40.0 * number + 30,
            confidence=sure,
            line=number,
            base=40.0 * number + 25,
            size=30,
        )
        for number, (text, sure) in enumerate(lines)
    ]


def test_of_two_readings_the_surer_line_counts() -> None:
    first = read(("Bệ", 0.6), ("Tài chính;", 0.9))
    second = read(("Bộ", 0.95), ("Tải chính,", 0.7))
    assert [word.text for word in surer_lines(first, second)] == ["Bộ", "Tài chính;"]
    # A reading that lost a line takes nothing away.
    assert [word.text for word in surer_lines(first, second[:1])] == ["Bộ", "Tài chính;"]


def test_a_stamp_without_its_frame_is_known_by_its_blanks() -> None:
    words = [
        *line("ĐẾN", y=190, x=40),
        *line("Giờ:...5", y=180, x=75),
        *line("Ngày:..08.10.2024", y=194, x=75),
        *line("Căn cứ", y=222, x=110),
    ]
    kept, stamp = take_loose_stamp(words, 842)
    assert [word.text for word in kept] == ["Căn", "cứ"]
    assert stamp is not None
    assert "ĐẾN" in stamp[0]
    prose = line("ĐẾN NĂM 2030", y=190, x=40)
    assert take_loose_stamp(prose, 842) == (prose, None)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("Quý 11/2025", "Quý II/2025"),
        ("Quý IIH/2024,", "Quý III/2024,"),
        ("quý 1V năm", "quý IV năm"),
        ("Quý 1/2026", "Quý 1/2026"),  # a digit is right as well
        ("Tháng 11/2025", "Tháng 11/2025"),
        ("Quý 2/2026", "Quý 2/2026"),
        ("số 288/11r-UBND", "số 288/TTr-UBND"),
        ("số 749/QĐ- 11g", "số 749/QĐ- TTg"),
        ("số 749/QĐ-11g", "số 749/QĐ-TTg"),
        ("số 83/BKHCN-B1111", "số 83/BKHCN-BTTTT"),
        ("số 83/S11T1-TTr", "số 83/STTTT-TTr"),
        ("mã 12/B1111x", "mã 12/B1111x"),
        ("nặng 11g", "nặng 11g"),
        ("ngày 5/11", "ngày 5/11"),
        # Days, months and numbers of documents are Arabic; a quarter, a heading and a group are not.
        ("tháng II năm 2025", "tháng 11 năm 2025"),
        ("tháng IÌ/2025", "tháng 11/2025"),
        ("ngày I5 tháng I0 năm", "ngày 15 tháng 10 năm"),
        ("số I2/KL-TTT ngày", "số 12/KL-TTT ngày"),
        ("số II/KL-TTT ngày", "số II/KL-TTT ngày"),
        ("nhóm I2 và I/2025", "nhóm I2 và I/2025"),
        ("hằng tháng In báo", "hằng tháng In báo"),
    ],
)
def test_strokes_that_can_be_no_digits_are_letters(read: str, expected: str) -> None:
    mended = mend_page(line(read, y=500, sure=0.9), 842)
    assert " ".join(texts(mended)) == expected
    assert (min(word.confidence for word in mended) < 0.8) == (read != expected)
    assert [word.raw for word in mended if word.raw] == [a for a, b in zip(read.split(), expected.split(), strict=True) if a != b]


@pytest.mark.parametrize(
    ("text", "sure", "kept"),
    [
        ("2.4", 0.5, True),
        ("1.1.2", 0.5, True),
        ("(1)", 0.5, True),
        ("≥ 85", 0.9, True),
        ("78,4%", 0.6, True),
        ("60% '", 0.6, True),
        ("TT", 0.95, True),
        ("%", 0.95, True),
        ("TT", 0.5, False),
        ("' .", 0.9, False),
        ("{4", 0.5, False),
    ],
)
def test_numbers_alone_on_a_line_stay(text: str, sure: float, kept: bool) -> None:
    assert bool(settled(line(text, sure=sure))) is kept


def test_a_number_that_is_not_to_be_read_does_not_take_its_line_away() -> None:
    words = line("Quý 11/2025", sure=0.95)
    assert settled([words[0], replace(words[1], confidence=0.0)])
    assert not settled(line("x~ 1|)-2", sure=0.1))


def test_a_line_that_one_reading_passed_over_is_taken_from_the_other() -> None:
    first, second = read(("đình", 0.97)), read(("88% hộ", 0.95), ("đình", 0.9))
    first = [replace(word, y0=40, y1=70, base=65) for word in first]
    assert [(word.text, word.line) for word in surer_lines(first, second)] == [("88% hộ", 0), ("đình", 1)]
    unsure = [replace(second[0], confidence=0.5), second[1]]
    assert [word.text for word in surer_lines(first, unsure)] == ["đình"]


def test_a_word_that_lies_beyond_the_page_is_left_as_it_is() -> None:
    """A line of letters that stand upright in a seal has its base anywhere."""
    page = np.full((60, 300), 255, dtype=np.uint8)
    word = replace(read(("1.", 0.9))[0], base=11628.0)
    assert with_strokes_told(page, [word, replace(word, x0=9000, x1=9100)])[1].text == "1."


@pytest.mark.parametrize(
    ("number", "sure", "characters", "expected"),
    [
        ("412", 0.81, (99, 99, 98), "Số: 412/QĐ-UBND"),  # the symbol is what the recogniser doubts
        ("412", 0.81, (99, 97, 99), "Số: /QĐ-UBND"),
        ("9", 0.61, (99,), "Số: /QĐ-UBND"),
        ("412", 0.9, (), "Số: 412/QĐ-UBND"),
        ("412", 0.81, (), "Số: /QĐ-UBND"),
    ],
)
def test_a_number_counts_by_its_own_characters(number: str, sure: float, characters: tuple[int, ...], expected: str) -> None:
    words = line(f"Số: {number}/QĐ-UBND", y=128)
    words[0] = replace(words[0], characters=(99, 99, 99))
    words[1] = replace(words[1], confidence=sure, characters=characters and (*characters, 80, 99, 70, 99, 99, 99, 99, 99))
    assert " ".join(texts(mend_page(words, 842))) == expected


def test_an_agency_close_to_the_state_is_a_line_by_itself() -> None:
    words = page("ỦY BAN NHÂN DÂN TỈNH CAO BẰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Công hòa xã hội là lời của bài")
    assert texts(mend_page(words, 842))[:2] == ["ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert len(texts(mend_page(words, 842))) == 3


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("*7/v góp ý dự thảo Đề án", "V/v góp ý dự thảo Đề án"),
        ("+Y. góp ý dự thảo Đề án", "V/v góp ý dự thảo Đề án"),
        ("V/v góp ý dự thảo Đề án", "V/v góp ý dự thảo Đề án"),
        # A word, the stamp of urgency, and what begins with a capital.
        ("về góp ý dự thảo Đề án", "về góp ý dự thảo Đề án"),
        ("KHẨN", "KHẨN"),
        ("*7/v Nam Lĩnh, ngày", "*7/v Nam Lĩnh, ngày"),
    ],
)
def test_the_mark_of_a_subject_below_the_number_is_mended(below: str, expected: str) -> None:
    assert texts(mend_page(page("Số: 621/UBND-KSTT", below), 842))[1] == expected


def test_the_word_before_the_addressees_is_mended() -> None:
    assert texts(mend_page(page("TÂM", "gửi:", "người gửi:"), 842))[1:] == ["Kính gửi:", "người gửi:"]


def test_a_number_in_a_blank_is_written_by_hand() -> None:
    printed = line("Số: 42/NQ-HĐND")
    first, number = line("Số: 42")
    symbol = line("/NQ-HĐND", x=number.x1 + 14)
    assert texts(mend_page(printed, 842)) == ["Số: 42/NQ-HĐND"]
    assert texts(mend_page([first, number, *symbol], 842)) == ["Số: /NQ-HĐND"]


def test_what_fills_a_stamp_beside_a_title_is_none_of_it() -> None:
    words = [
        *line("KẾ HOẠCH", x=270, y=100),
        *line("12026", x=60, y=118),
        *line("Phổ cập kỹ năng số trên địa bàn tỉnh", x=190, y=118),
        *line("27/6/2026 Chuyển", x=60, y=130),
        *line("năm 2026", x=275, y=140),
        *line("Thực hiện chương trình, Ủy ban nhân dân tỉnh ban hành kế hoạch", x=80, y=170),
    ]
    words = [word.on_line(118) if word.base == 118 else word for word in words]
    assert texts(mend_page(words, 842))[1:3] == ["Phổ cập kỹ năng số trên địa bàn tỉnh", "năm 2026"]
    # A title may begin with a number.
    assert texts(mend_page([*line("KẾ HOẠCH", x=270, y=100), *line("100 ngày làm sạch dữ liệu dân cư", x=210, y=118)], 842))[
        1:
    ] == ["100 ngày làm sạch dữ liệu dân cư"]
