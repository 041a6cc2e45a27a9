"""Numbers in cells from their image and several readings; lines that nobody read. Images are drawn here, and the recogniser is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from vbcds.readers.ocr.cache import PageCache, PlacedWord, ScanPage
from vbcds.readers.ocr.engine import Layout, OcrWord
from vbcds.readers.ocr.figures import Kind, Shape, settle, shape_of
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.ruling import Warp, find_ruling
from vbcds.readers.pdf.scan_again import read_page
from vbcds.readers.pdf.scan_missed import read_missed, with_missed
from vbcds.readers.pdf.scan_pages import describe
from vbcds.readers.pdf.scan_sheet import Sheet

DPI = 150


def drawn(text: str, size: int = 40) -> Pixels:
    image = Image.new("L", (60 + size * len(text), 3 * size), 255)
    ImageDraw.Draw(image).text((20, size // 2), text, font=ImageFont.load_default(size), fill=0)
    return np.asarray(image)


def read(text: str, sure: float = 0.9) -> list[OcrWord]:
    return [OcrWord(text=text, x0=0, y0=0, x1=30, y1=20, confidence=sure, line=0, base=18, size=20)] if text else []


@pytest.mark.parametrize(("text", "signs"), [("2.4", "#.#"), ("34", "##"), ("78,4", "##,#"), ("1.2.3", "#.#.#"), ("6", "#")])
def test_digits_and_points_are_counted_in_the_image(text: str, signs: str) -> None:
    assert shape_of(drawn(text)).signs == signs


def test_dust_beside_a_number_is_no_part_of_it() -> None:
    pixels = drawn("34").copy()
    pixels[20:23, -6:-3] = 0
    pixels[-8:-5, 30:33] = 0
    assert shape_of(pixels).signs == "##"
    assert shape_of(np.full((40, 40), 255, dtype=np.uint8)).signs == ""


@pytest.mark.parametrize(
    ("readings", "shape", "expected"),
    [
        (("11", "11"), Shape("#.#", "digits"), "1.1"),  # the point is seen though nobody read it
        (("2:8", "2.3", "23"), Shape("#.#"), "2.3"),
        (("78.4", "78.4"), Shape("##,#"), "78,4"),
        (("1.2.", "12"), Shape("#.#"), "1.2"),
        (("H", "Il"), Shape("##", "roman"), "II"),
        (("1", "l"), Shape("#", "digits"), "1"),
        (("20%", "20%."), Shape("##?#?"), "20%"),
        (("(1)", "(1)", "q)"), Shape("###"), "(1)"),
        ((">85", "> 85"), Shape("##", barred=True), "≥85"),
        ((">85", "> 85"), Shape("##"), ">85"),
        (("11/1", "11/1", "11/11"), Shape("#####"), "11/11"),
        (("11/1", "11/1", "11/11"), Shape("####"), "11/1"),
        (("15/11/2025", "15/1/202 5"), Shape("##########"), "15/11/2025"),
        (("Hằng năm", "Hằng năm"), Shape("########"), None),
        (("TT", "TT"), Shape("#?#", "roman"), None),
        (("a)", "a)"), Shape("#?"), None),
        (("Sở", "S6"), Shape("##?"), None),
        (("", ""), Shape("##"), None),
    ],
)
def test_readings_settle_on_a_number(readings: Sequence[str], shape: Shape, expected: str | None) -> None:
    words = settle([read(text) for text in readings], shape)
    assert (words[0].text if words else None) == expected


def test_who_disagrees_makes_a_number_less_sure() -> None:
    [agreed], [split] = (settle([read("4"), read(other)], Shape("#")) or [] for other in ("4", "1"))
    assert agreed.confidence > 0.85 > 0.5 > split.confidence


@pytest.mark.parametrize(
    ("strokes", "texts", "roman", "expected"),
    [
        ("open", ("11", "ll"), True, "II"),
        ("open", ("11", "ll"), False, "11"),
        ("roman", ("1.", "l."), False, "1"),  # a copier wears the flag of "1" away: who reads a digit counts, but in a heading
        ("roman", ("1.", "l."), True, "I"),
        ("roman", ("H", "ll"), False, "II"),
        ("digits", ("11", "11"), True, "11"),
        ("digits", ("11", "ll"), True, "II"),  # dust makes a stroke look like "1"
        ("digits", ("11", "ll"), False, "11"),
    ],
)
def test_strokes_are_roman_where_image_and_place_say_so(strokes: Kind, texts: Sequence[str], roman: bool, expected: str) -> None:
    readings = [read(text) for text in texts]
    [word] = settle(readings, Shape("#" * len(expected), strokes), roman=roman) or []
    assert word.text == expected


def test_bars_of_capitals_are_no_rules_of_a_table() -> None:
    ink = np.zeros((200, 400), dtype=bool)
    ink[50:54, 40:80] = True  # 19 points
    assert len(find_ruling(ink, DPI).across) == 1
    ink[50:70, 47:52] = ink[50:70, 67:72] = True  # the stems: "TT"
    assert not find_ruling(ink, DPI).across
    ink[50:120, 47:52] = True  # a frame, or a seal
    assert len(find_ruling(ink, DPI).across) == 1
    ink[50:54, 40:100] = True
    ink[70:120] = False
    assert len(find_ruling(ink, DPI).across) == 1


class Reader:
    """A recogniser that reads the same in all images."""

    name = "made up"

    def __init__(self, text: str, sure: float, **place: float) -> None:
        self.words = [replace(word, **place) for word in read(text, sure)]  # type: ignore[arg-type]

    def recognise(self, images: Sequence[Pixels], *, dpi: float, layout: Layout, seconds: float) -> list[list[OcrWord]]:
        return [self.words for _ in images]


def sheet(text: str, sure: float) -> Sheet:
    pixels = np.full((600, 900), 255, dtype=np.uint8)
    for y in (100, 200):
        for x in range(100, 400, 20):
            pixels[y : y + 18, x : x + 12] = 0
    scan = ScanPage(width=900 * 72 / DPI, height=600 * 72 / DPI)
    return Sheet(scan, pixels, Warp(450, 300), DPI, Reader(text, sure), 10)


def known() -> PlacedWord:
    """The first of the sheet's two lines."""
    return PlacedWord(text="Điều", x0=47, y0=47, x1=193, y1=58, base=57, size=9, confidence=0.9, line=0)


def test_a_line_that_was_passed_over_is_read_by_itself() -> None:
    page = sheet("thứ hai", 0.9)
    [word] = read_missed(page, page.pixels, [known()], (), ())
    assert (word.text, word.line, page.scan.unread) == ("thứ hai", 1, [])
    assert read_missed(page, page.pixels, [known()], (), [(40, 90, 200, 110)]) == []


def test_a_line_that_stays_unread_is_named_with_its_place(tmp_path: Path) -> None:
    page = sheet("œ~", 0.3)
    assert read_missed(page, page.pixels, [known()], (), ()) == []
    [box] = page.scan.unread
    assert box == pytest.approx((48, 96, 190, 105), abs=4)
    [_, warning] = describe({4: page.scan}, "made up")
    assert warning.startswith("Trang 4 có 1 chỗ có nét chữ nhưng không đọc được")
    cache = PageCache(str(tmp_path), content="0" * 64, engine="made up")
    cache.store(4, page.scan)
    kept = cache.load(4)
    assert kept is not None and kept.unread == page.scan.unread


def test_a_word_missing_in_a_line_is_put_into_its_gap() -> None:
    page = sheet("", 0.0)
    page.engine = Reader("TTg", 0.6, x0=20, x1=50, base=38)
    left, right = replace(known(), x1=100), replace(known(), x0=130, text="ngày")
    page.pixels[200:220] = 255
    [word] = read_missed(page, page.pixels, [left, right], (), ())
    assert (word.text, word.line) == ("TTg", known().line)
    assert with_missed([left, right], [word]) == [left, word, right]
    assert read_missed(page, page.pixels, [left], (), ()) == []  # so unsure it stands nowhere else
    page.engine = Reader("5", 0.9, x0=20, x1=50, base=38)
    assert read_missed(page, page.pixels, [left, right], (), ()) == []  # dust


def test_dust_is_no_line() -> None:
    page = sheet("1", 0.95)
    page.pixels[:] = 255
    page.pixels[300:312, 500:506] = 0
    assert read_missed(page, page.pixels, [], (), ()) == []
    assert page.scan.unread == []
    [word] = read_missed(page, page.pixels, [], [(230, 130, 260, 160)], ())  # in a cell it may be its number
    assert word.text == "1"


class Twice(Reader):
    """A recogniser that reads a page as one thing and its numbers as another."""

    def __init__(self, text: str, sure: float, figures: str) -> None:
        super().__init__(text, sure)
        self.figures = read(figures)

    def recognise(self, images: Sequence[Pixels], *, dpi: float, layout: Layout, seconds: float) -> list[list[OcrWord]]:
        return [self.figures if layout == "figures" else self.words for _ in images]


@pytest.mark.parametrize(
    ("figures", "sure", "expected"),
    [
        ("412/QD-UBND", 0.6, 0.87),  # the same digits
        ("S6: 412/QD-UBND", 0.6, 0.87),
        ("472/QD-UBND", 0.6, 0.5),
        ("472/QD-UBND", 0.4, 0.4),
        ("472/QD-UBND", 0.9, 0.9),  # was sure: not read again
    ],
)
def test_doubtful_numbers_are_checked_by_a_second_reading(figures: str, sure: float, expected: float) -> None:
    page = sheet("", 0.0)
    page.engine = Twice("412/QĐ-UBND", sure, figures)
    [word] = read_page(page)
    assert (word.text, word.confidence) == ("412/QĐ-UBND", expected)
