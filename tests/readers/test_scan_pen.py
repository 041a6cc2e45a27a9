"""Days that were written by hand: their digits are of no type, or of another ink than their line's."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.ruling import Warp
from vbcds.readers.pdf.scan_pen import doubt_written
from vbcds.readers.pdf.scan_sheet import Sheet

DPI = 300
UNIT = 72 / DPI


class Nothing:
    """A recogniser that is not asked."""

    name = "none"

    def recognise(self, *_: object, **__: object) -> list[list[object]]:
        raise AssertionError


def head(size: int = 54, *, pen: int = 0, shift: int = 0, ink: int = 0, text: str = "08") -> tuple[Sheet, Pixels]:
    """ "ngày 08 tháng 5 năm 2026" as it is drawn, the day in another size, with a thicker pen, its digits nearer, in another ink."""
    image = Image.new("L", (2480, 3507), 255)
    drawing = ImageDraw.Draw(image)
    words, left = [], 1200
    for piece in ("ngày", text, "tháng", "5", "năm", "2026"):
        of_day = piece == text
        font = ImageFont.load_default(size if of_day else 54)
        start = left
        for char in piece:
            fill = ink if of_day else 0
            drawing.text((left, 500), char, font=font, fill=fill, anchor="ls", stroke_width=pen if of_day else 0, stroke_fill=fill)
            left += round(font.getlength(char)) - (shift if of_day else 0)
        box = (start * UNIT, 455 * UNIT, left * UNIT, 505 * UNIT)
        words.append(PlacedWord(text=piece, x0=box[0], y0=box[1], x1=box[2], y1=box[3], base=120, size=13, confidence=0.96, line=1))
        left += 18
    pixels: Pixels = np.asarray(image)
    scan = ScanPage(width=595.2, height=841.68, words=words)
    return Sheet(scan, pixels, Warp(1240, 1754), DPI, Nothing(), 5), pixels  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "hand",
    [{"size": 62}, {"size": 46}, {"pen": 1}, {"shift": 5, "pen": 1}, {"ink": 90}],
)
def test_a_day_of_another_type_is_doubtful(hand: dict[str, int]) -> None:
    sheet, grey = head(**hand)
    doubt_written(sheet, grey)
    assert [word.text for word in sheet.scan.words if word.confidence < 0.86] == ["08"]


@pytest.mark.parametrize("text", ["08", "11", "21", "17", "30"])
def test_a_printed_day_stays_as_sure_as_it_was(text: str) -> None:
    sheet, grey = head(text=text)
    doubt_written(sheet, grey)
    assert all(word.confidence == 0.96 for word in sheet.scan.words)


def test_specks_in_a_printed_day_do_not_make_it_written() -> None:
    sheet, grey = head()
    day = sheet.scan.words[1]
    dusty = grey.copy()
    dusty[452:456, round(day.x1 / UNIT) - 4 : round(day.x1 / UNIT)] = 0
    doubt_written(sheet, dusty)
    assert all(word.confidence == 0.96 for word in sheet.scan.words)
