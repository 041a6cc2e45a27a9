"""What is done to the image of a scanned page before it is read. Images are small and drawn here; no recogniser is needed."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vbcds.readers.ocr.cleaning import is_blank, levelled, without_seals
from vbcds.readers.ocr.images import upright
from vbcds.readers.ocr.rows import find_rows, whole_row
from vbcds.readers.ocr.seals import find_seals, without_black_seals, without_long_strokes, without_thin_strokes
from vbcds.readers.ocr.upright import lies_sideways
from vbcds.readers.pdf.scan_cells import without_dust

DPI = 150


def lines_of_text(width: int = 900, height: int = 1200, *, top: int = 100) -> Image.Image:
    """Blocks the size of words, in lines."""
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    for y in range(top, height - 100, 40):
        for x in range(80, width - 120, 58 + y % 7):
            draw.rectangle((x, y, x + 42, y + 14), fill=20)
    return image


def sealed(*, rings: bool = True) -> Image.Image:
    image = lines_of_text()
    draw = ImageDraw.Draw(image)
    if rings:
        for radius, width in ((110, 6), (102, 2), (70, 2)):
            draw.ellipse((600 - radius, 700 - radius, 600 + radius, 700 + radius), outline=0, width=width)
        draw.ellipse((560, 660, 640, 740), fill=0)
    return image


def test_a_black_seal_is_found_and_its_rings_go() -> None:
    pixels = np.asarray(sealed())
    [seal] = find_seals(pixels < 128, DPI)
    assert (seal.x, seal.y, seal.radius) == (pytest.approx(600, abs=3), pytest.approx(700, abs=3), pytest.approx(110, abs=4))
    cleaned = without_black_seals(pixels, [seal], DPI)
    assert pixels[685, 492] == pixels[690, 498] == 0
    assert cleaned[685, 492] == cleaned[690, 498] == 255  # its rings
    assert cleaned[700 - 109, 600] == pixels[700 - 109, 600]  # text that a ring runs through
    assert cleaned[107, 100] == pixels[107, 100]  # text elsewhere


def test_a_ring_in_pieces_is_found_where_one_must_be_and_goes_from_the_letters_that_it_touches() -> None:
    image = lines_of_text(top=780)
    draw = ImageDraw.Draw(image)
    for start in range(0, 360, 24):
        draw.arc((490, 590, 710, 810), start, start + 13, fill=0, width=4)
    pixels = np.asarray(image)
    assert find_seals(pixels < 128, DPI) == []
    [seal] = find_seals(pixels < 128, DPI, faint=True)
    assert seal.faint
    assert (seal.x, seal.y, seal.radius) == (pytest.approx(600, abs=3), pytest.approx(700, abs=3), pytest.approx(110, abs=4))
    text = np.asarray(lines_of_text(top=780))
    added = (pixels < 128) & (text > 128)
    cleaned = without_black_seals(pixels, [seal], DPI)
    assert np.count_nonzero(cleaned[added] < 128) < 0.3 * np.count_nonzero(added)
    assert np.count_nonzero(cleaned[text < 128] < 128) > 0.98 * np.count_nonzero(text < 128)
    assert find_seals(text < 128, DPI, faint=True) == []


@pytest.mark.parametrize("image", [sealed(rings=False), Image.new("L", (900, 1200), 255)])
def test_text_and_blank_paper_have_no_seal(image: Image.Image) -> None:
    assert find_seals(np.asarray(image) < 128, DPI) == []


def test_a_square_frame_and_a_table_are_no_seal() -> None:
    image = lines_of_text()
    draw = ImageDraw.Draw(image)
    draw.rectangle((490, 590, 710, 810), outline=0, width=6)
    assert find_seals(np.asarray(image) < 128, DPI) == []


def test_long_strokes_go_and_letters_stay() -> None:
    image = lines_of_text(600, 400)
    ImageDraw.Draw(image).line((60, 380, 200, 220, 560, 215), fill=0, width=4)
    cleaned = without_long_strokes(np.asarray(image), DPI)
    assert cleaned[218, 540] == 255
    assert cleaned[107, 100] < 128


def test_a_blue_signature_goes_and_blue_digits_stay() -> None:
    image = Image.new("RGB", (900, 1200), "white")
    draw = ImageDraw.Draw(image)
    draw.line((300, 800, 420, 700, 600, 820), fill=(30, 50, 170), width=5)
    draw.rectangle((100, 100, 108, 118), fill=(30, 50, 170))
    grey = without_seals(np.asarray(image))
    assert grey[700:830, 300:600].min() == 255
    assert grey[110, 104] < 110


def test_what_a_blue_pen_fills_in_on_a_black_page_goes() -> None:
    page = np.asarray(lines_of_text().convert("RGB")).copy()
    page[400:420, 30:60] = (70, 90, 190)  # digits in a blank
    cleaned = without_seals(page)
    assert cleaned[410, 45] == 255
    assert np.array_equal(cleaned[100:380], page[100:380, :, 0])
    blue = np.full((600, 600, 3), 255, dtype=np.uint8)
    blue[100:500:40, 100:500] = (70, 90, 190)
    blue[100:500:40, 110:500:12] = 255  # a page printed in blue stays
    assert (without_seals(blue) < 150).any()


def test_pen_strokes_through_bold_letters_are_read_without_them() -> None:
    row = np.full((200, 400), 255, dtype=np.uint8)
    row[80:120, 100:108] = row[80:120, 160:168] = 0
    [found] = find_rows(row, 300, pad=4, least=2)
    drawn = row.copy()
    drawn[98:101, 60:240] = 0
    whole = whole_row(drawn, found, 300, pad=4)
    assert (whole.left + 4, whole.width) == (60, 179)
    cleaned = without_thin_strokes(whole.pixels, 300)
    assert (cleaned < 150).any(axis=0).nonzero()[0].tolist()[0] > 30


@pytest.mark.parametrize(("ink", "paper"), [(150, 250), (120, 215)])
def test_faint_print_and_grey_paper_are_stretched(ink: int, paper: int) -> None:
    pixels = np.full((400, 400), paper, dtype=np.uint8)
    pixels[100:140, 50:350] = ink
    stretched = levelled(pixels)
    assert stretched[120, 200] < 40
    assert stretched[10, 10] > 240


def test_a_blank_sheet_is_not_stretched_into_ink() -> None:
    noise = np.random.default_rng(1).normal(245, 4, (400, 400)).clip(0, 255).astype(np.uint8)
    assert is_blank(levelled(noise) < 150)


def test_a_page_on_its_side_is_known() -> None:
    image = lines_of_text()
    assert not lies_sideways(np.asarray(image) < 128, DPI)
    assert lies_sideways(np.asarray(image.rotate(90, expand=True)) < 128, DPI)
    table = image.copy()
    draw = ImageDraw.Draw(table)
    for x in range(60, 900, 120):
        draw.line((x, 60, x, 1140), fill=0, width=3)
    assert not lies_sideways(np.asarray(table) < 128, DPI)
    for angle in (-3, 3):  # leaning rules of a table come in short runs
        assert not lies_sideways(np.asarray(table.rotate(angle, fillcolor=255)) < 128, DPI)
        assert lies_sideways(np.asarray(table.rotate(90 + angle, expand=True, fillcolor=255)) < 128, DPI)


@pytest.mark.parametrize("column", [0, 700])
def test_a_streak_along_a_sheet_with_few_lines_does_not_turn_it(column: int) -> None:
    page = np.asarray(lines_of_text()) < 128
    page[300:] = False
    assert lies_sideways(np.rot90(page), DPI)
    page[np.arange(len(page)) % 8 < 5, column] = True
    assert not lies_sideways(page, DPI)


def test_quarter_turns_come_before_small_ones() -> None:
    image = Image.new("L", (300, 200), 255)
    image.putpixel((299, 0), 0)
    assert upright(image, -90).size == (200, 300)
    assert upright(image, -90).getpixel((0, 0)) == 0
    assert upright(image, 0.0) is image


def test_dust_in_a_cell_is_no_part_of_its_text() -> None:
    ink = np.zeros((600, 300), dtype=bool)
    ink[40:70, 100:115] = True  # a digit
    ink[60:66, 118:124] = True  # its full stop
    ink[500:505, 200:208] = True  # dust
    cleaned = without_dust(ink, 300)
    assert cleaned[50, 105]
    assert cleaned[63, 120]
    assert not cleaned[502, 204]
    dash = np.zeros((600, 300), dtype=bool)
    dash[300:304, 100:120] = True  # "-": nothing else is there
    assert without_dust(dash, 300)[302, 110]
