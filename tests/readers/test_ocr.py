"""Scans: lines in images, cells, letterheads, stamps; with Tesseract where it is installed."""

from __future__ import annotations

import io
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from vbcds.errors import ReadError
from vbcds.model.builder import CellDraft, Draft, ParagraphDraft, Reading, TableDraft, WordDraft, build_document
from vbcds.model.recognition import OcrOptions, parse_ocr_option
from vbcds.readers.limits import Limits
from vbcds.readers.ocr.cache import PageCache, PlacedWord, ScanPage
from vbcds.readers.ocr.cleaning import is_blank, without_borders, without_seals, without_specks
from vbcds.readers.ocr.engine import RecognitionError
from vbcds.readers.ocr.engines import installed_engine
from vbcds.readers.ocr.resident import Reader, can_stay
from vbcds.readers.ocr.ruling import find_ruling, measure_warp
from vbcds.readers.ocr.signing import sign
from vbcds.readers.ocr.tesseract import Tesseract, parse_hocr
from vbcds.readers.ocr.upright import skew_of
from vbcds.readers.ocr.wording import mend_page
from vbcds.readers.registry import read_bytes

needs_engine = pytest.mark.skipif(installed_engine() is None, reason="Tesseract with the model vie is not installed")
FONTS = [
    Path("/usr/share/fonts/truetype") / name
    for name in ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSans.ttf", "freefont/FreeSerif.ttf")
]


def page_image(dpi: int = 200) -> Image.Image:
    return Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), "white")


def font(points: float, dpi: int = 200) -> ImageFont.FreeTypeFont:
    for path in FONTS:
        if path.is_file():
            return ImageFont.truetype(str(path), round(points * dpi / 72))
    pytest.skip("no font with Vietnamese letters is installed")


def stored(image: Image.Image, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, dpi=(200, 200))
    return buffer.getvalue()


def line(*texts: str, sure: float = 0.95, y: float = 100.0) -> list[PlacedWord]:
    words, x = [], 50.0
    for text in texts:
        width = 6.0 * len(text)
        words.append(
            PlacedWord(text=text, x0=x, y0=y - 10, x1=x + width, y1=y + 2, base=y, size=13, confidence=sure, line=round(y))
        )
        x += width + 4
    return words


def text_of(words: list[PlacedWord]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize("text", ["", "sometimes", "0-3", "3-", "1,,2", "99999999"])
def test_bad_options_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_ocr_option(text)


def test_red_ink_goes_and_black_ink_under_it_stays() -> None:
    pixels = np.full((4, 4, 3), 255, dtype=np.uint8)
    pixels[1] = (220, 40, 50)
    pixels[2] = (70, 10, 15)
    pixels[3] = (30, 30, 200)
    grey = without_seals(pixels)
    assert grey[1].min() == 255
    assert grey[2].max() < 110
    assert grey[3].max() < 110


def test_lonely_specks_go_and_dots_near_letters_stay() -> None:
    grey = np.full((300, 300), 255, dtype=np.uint8)
    grey[100:140, 100:108] = 0  # a letter
    grey[92:94, 102:104] = 0  # its dot
    grey[250:252, 250:252] = 0  # dust
    cleaned = without_specks(grey, 300)
    assert cleaned[92, 102] == 0
    assert cleaned[250, 250] == 255


def test_dark_edges_go() -> None:
    grey = np.full((1000, 700), 255, dtype=np.uint8)
    grey[:, :30] = 0
    grey[500:520, 300:400] = 0
    cleaned = without_borders(grey, 100)
    assert cleaned[:, :30].min() == 255
    assert cleaned[510, 350] == 0
    assert is_blank(np.zeros((500, 500), dtype=bool))


@pytest.mark.parametrize("angle", [-2.0, 0.0, 1.5])
def test_skew_is_measured(angle: float) -> None:
    image = page_image(100)
    draw = ImageDraw.Draw(image)
    for y in range(150, 1000, 24):
        for x in range(100, 700, 60):
            draw.rectangle((x, y, x + 45, y + 8), fill="black")
    turned = np.asarray(image.convert("L").rotate(-angle, fillcolor=255))
    assert skew_of(turned < 128) == pytest.approx(angle, abs=0.25)


def test_rules_of_a_leaning_page_are_straightened() -> None:
    image = Image.new("L", (1600, 1200), 255)
    draw = ImageDraw.Draw(image)
    for y in (200, 500, 900):
        draw.line((200, y, 1400, y + 12), fill=0, width=3)
    for x in (200, 800, 1400):
        draw.line((x, 200 + (x - 200) // 100, x - 7, 900 + (x - 200) // 100), fill=0, width=3)
    ruling = find_ruling(np.asarray(image) < 128, 200)
    assert (len(ruling.across), len(ruling.down)) == (3, 3)
    warp = measure_warp(ruling, 1600, 1200)
    left, right = warp.straight(200, 500), warp.straight(1400, 512)
    assert left[1] == pytest.approx(right[1], abs=1.5)
    back = warp.leaning(*warp.straight(640, 830))
    assert back == pytest.approx((640, 830), abs=0.5)


def test_letters_are_no_rules() -> None:
    image = page_image()
    draw = ImageDraw.Draw(image)
    for y in range(200, 2000, 60):
        draw.text((200, y), "HỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI", font=font(14), fill="black")
    ruling = find_ruling(np.asarray(image.convert("L")) < 128, 200)
    assert not ruling.across
    assert not ruling.down


@pytest.mark.parametrize(
    ("words", "sure", "expected"),
    [
        (("Số:", "125/QĐ-UBND"), 0.95, "Số: 125/QĐ-UBND"),
        (("Số:", "†o7/QĐ-TTg"), 0.4, "Số: /QĐ-TTg"),
        (("Số:", "125/QĐ-UBND"), 0.6, "Số: /QĐ-UBND"),
        (("Hà", "Nội,", "ngày82tháng", "4", "năm", "2026"), 0.54, "Hà Nội, ngày tháng 4 năm 2026"),
        (("Lào", "Cai,", "ngày", "12", "tháng", "4", "năm", "2026"), 0.95, "Lào Cai, ngày 12 tháng 4 năm 2026"),
        (("\\", "QUYÉT", "ĐỊNH"), 0.5, "QUYẾT ĐỊNH"),
        (("QUYẾT", "ĐỊNH", "CỦA", "CHỦ", "TỊCH", "ỦY", "BAN"), 0.9, "QUYẾT ĐỊNH CỦA CHỦ TỊCH ỦY BAN"),
        (("Đê", "nghị", "Viện", "kiêm", "sát", "nhân", "dân", "tôi", "cao;"), 0.96, "Đề nghị Viện kiểm sát nhân dân tối cao;"),
        (("Người", "có", "số", "định", "danh"), 0.96, "Người có số định danh"),
    ],
)
def test_letterheads_and_marks(words: tuple[str, ...], sure: float, expected: str) -> None:
    assert text_of(mend_page(line(*words, sure=sure), 842)) == expected


def block(*lines: str, sure: float = 0.95) -> list[list[PlacedWord]]:
    """Lines around one middle, one below the other."""
    placed = []
    for number, text in enumerate(lines):
        words = line(*text.split(), sure=sure, y=100.0 + 16 * number)
        shift = 300.0 - (words[0].x0 + words[-1].x1) / 2
        placed.append([replace(word, x0=word.x0 + shift, x1=word.x1 + shift) for word in words])
    return placed


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]),
        (("ẽenẽHỦ TƯỚNG",), ["THỦ TƯỚNG"]),
        # What a seal hides of a head and the deputy follows from their standing one below the other.
        (("®““#t THỦ TƯỚNG", "-PHQ@ TƯỚNG"), ["KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"]),
        (("CHỦ TỊCH", "Nguyễn Văn Sơn"), ["CHỦ TỊCH", "Nguyễn", "Văn", "Sơn"]),
        (("Nexýen Văn Thắng",), ["Nguyễn", "Văn", "Thắng"]),
        (("Trần Thị Mai",), ["Trần", "Thị", "Mai"]),
        # A name of which a part was lost is not the name.
        (("Nước Văn Thắng",), []),
        (("CHỦ TỊCH", "Trần ~%s& Hùng"), ["CHỦ TỊCH"]),
        (("đ% ọ w v",), []),
    ],
)
def test_signature_blocks(lines: tuple[str, ...], expected: list[str]) -> None:
    assert [word.text for word in sign(block(*lines))] == expected


def test_a_name_that_stands_off_the_middle_has_lost_its_beginning() -> None:
    role, name = block("CHỦ TỊCH", "Ngọc Sơn")
    assert [word.text for word in sign([role, name])] == ["CHỦ TỊCH", "Ngọc", "Sơn"]
    moved = [replace(word, x0=word.x0 + 20, x1=word.x1 + 20) for word in name]
    assert [word.text for word in sign([role, moved])] == ["CHỦ TỊCH"]


def test_an_authority_that_a_seal_hides_does_not_move_the_middle() -> None:
    # "TUQ." before the first role is lost: the second one tells where the middle is.
    upper, lower, name = block("TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Nguyễn Thanh Chiến")
    signed = sign([upper[1:], lower, name])
    assert [word.text for word in signed] == ["GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Nguyễn", "Thanh", "Chiến"]


def test_readings_of_one_line_at_two_heights_are_one_role_and_a_name_is_one_line() -> None:
    body, role, name = block("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Bùi Xuân Đạt")
    lower = [replace(word, base=word.base + 7) for word in role]
    name = [replace(word, base=word.base + 20 + 3 * number) for number, word in enumerate(name)]
    signed = sign([body, role, lower, name])
    assert [(word.text, word.line) for word in signed] == [
        ("TM. ỦY BAN NHÂN DÂN", 0),
        ("CHỦ TỊCH", 1),
        ("Bùi", 2),
        ("Xuân", 2),
        ("Đạt", 2),
    ]
    assert len({word.base for word in signed[2:]}) == 1


def test_the_best_reading_of_a_signature_line_counts() -> None:
    readings = [*block("THỦ TƯỚNG", sure=0.5), *block("KT.THỦ TƯỚNG"), *block("KT. THÚ TƯỚNC", sure=0.4)]
    [role] = sign(readings)
    assert (role.text, role.raw) == ("KT. THỦ TƯỚNG", "KT.THỦ TƯỚNG")


def test_words_keep_their_place_and_what_was_recognised() -> None:
    words = [
        WordDraft(text=text, raw=raw, page=2, bbox=(50.0, 60.0, 90.0, 72.0), confidence=sure)
        for text, raw, sure in (
            ("các", "các", 0.9),
            ("tổ", "tô", 0.7),
            ("chức", "chức", 0.8),
            ("lạc", "lạc", 0.4),
            ("2.", "2.", 0.95),
        )
    ]
    drafts: list[Draft] = [
        ParagraphDraft(text="Căn cứ Luật;"),
        TableDraft(
            cells=[
                CellDraft(text="các tổ\nchức", row=0, column=0, words=words[:4]),
                CellDraft(text="2.", row=0, column=1, words=words[4:]),
            ]
        ),
    ]
    document = build_document(Reading(media_type="image/png", drafts=drafts), id="0" * 16, path="a.png", sha256="0" * 64)
    # "lạc" is in no text: it has no place, and nothing is taken for it.
    assert [(document.text[word.start : word.end], word.raw) for word in document.words] == [
        ("các", "các"),
        ("tổ", "tô"),
        ("chức", "chức"),
        ("2.", "2."),
    ]
    place = document.text.index("tổ")
    assert document.confidence(place, place + 2) == 0.7
    assert document.confidence(0, 10) is None
    assert [word.raw for word in document.recognised(place, place + 4)] == ["tô", "chức"]


def test_characters_keep_their_confidence() -> None:
    page = (
        "<span class='ocr_line' id='l' title=\"bbox 10 20 90 50; baseline 0 -8; x_size 30\">"
        "<span class='ocrx_word' id='a' title='bbox 10 20 50 45; x_wconf 91'>"
        "<span class='ocrx_cinfo' title='x_bboxes 10 20 30 45; x_conf 99.57'>&lt;</span>"
        "<span class='ocrx_cinfo' title='x_bboxes 30 20 50 45; x_conf 61.2'>5</span></span>"
        "<span class='ocrx_word' id='b' title='bbox 60 20 90 45; x_wconf 80'>năm</span></span>"
    )
    first, second = parse_hocr(page)
    assert (first.text, first.characters) == ("<5", (99, 61))
    assert (second.text, second.characters) == ("năm", ())


def test_pages_are_kept_by_content(tmp_path: Path) -> None:
    page = ScanPage(
        width=595, height=842, words=line("Điều", "1."), across=[(1.0, 2.0, 3.0)], stamps=[("ĐẾN", (1.0, 2.0, 3.0, 4.0))]
    )
    cache = PageCache(str(tmp_path), content="ab" * 32, engine="e 1")
    assert cache.load(1) is None
    cache.store(1, page)
    assert cache.load(1) == page
    assert PageCache(str(tmp_path), content="ab" * 32, engine="e 2").load(1) is None
    for file in tmp_path.rglob("*.json"):
        file.write_text("{")
    assert cache.load(1) is None
    PageCache(None, content="ab" * 32, engine="e").store(1, page)


def test_an_image_without_an_engine_is_named_with_advice() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(stored(page_image(72)), name="a.png", ocr=OcrOptions(mode="never"))
    assert caught.value.kind == "unsupported"
    assert "tesseract" in (caught.value.advice or "")


def sheet() -> Image.Image:
    image = page_image()
    draw = ImageDraw.Draw(image)
    small = font(13)
    draw.text((250, 200), "Quyết định này có hiệu lực kể từ ngày ký ban hành.", font=small, fill="black")
    rows, columns = (400, 500, 620, 740), (200, 300, 900, 1400)
    for y in rows:
        draw.line((columns[0], y, columns[-1], y), fill="black", width=3)
    for x in columns:
        draw.line((x, rows[0], x, rows[-1]), fill="black", width=3)
    cells = [("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Rà soát quy định", "Sở Tài chính"), ("2", "Tổ chức hội nghị", "Sở Nội vụ")]
    for y, texts in zip(rows, cells, strict=False):
        for x, text in zip(columns, texts, strict=False):
            draw.text((x + 30, y + 30), text, font=small, fill="black")
    return image


def check_sheet(reading: Reading) -> None:
    assert reading.ocr
    [table] = [draft for draft in reading.drafts if isinstance(draft, TableDraft)]
    texts = [[cell.text for cell in table.cells if cell.row == row] for row in range(3)]
    assert texts[1] == ["1", "Rà soát quy định", "Sở Tài chính"]
    assert texts[2] == ["2", "Tổ chức hội nghị", "Sở Nội vụ"]
    assert table.page == 1
    assert table.bbox is not None
    assert table.bbox == pytest.approx((72, 144, 504, 266.4), abs=3)
    assert any("hiệu lực kể từ ngày ký" in draft.text for draft in reading.drafts if not isinstance(draft, TableDraft))


@needs_engine
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_an_image_is_read_with_its_table(kind: str) -> None:
    check_sheet(read_bytes(stored(sheet(), kind), name="a"))


@needs_engine
def test_a_scan_in_a_pdf_is_read_once(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    sheet().save(buffer, "PDF", resolution=200)
    options = OcrOptions(cache=str(tmp_path))
    first = read_bytes(buffer.getvalue(), name="a.pdf", limits=Limits(), ocr=options)
    check_sheet(first)
    assert len(list(tmp_path.rglob("*.json"))) == 1
    assert read_bytes(buffer.getvalue(), name="a.pdf", ocr=options).drafts == first.drafts
    with pytest.raises(ReadError) as caught:
        read_bytes(buffer.getvalue(), name="a.pdf", ocr=OcrOptions(mode="never"))
    assert caught.value.kind == "no-text"


@needs_engine
def test_an_incoming_stamp_is_no_text() -> None:
    image = sheet()
    draw = ImageDraw.Draw(image)
    draw.rectangle((150, 40, 620, 170), outline="black", width=3)
    draw.text((170, 60), "CÔNG VĂN ĐẾN", font=font(10), fill="black")
    draw.text((170, 110), "Ngày: 24 4 2026", font=font(10), fill="black")
    reading = read_bytes(stored(image), name="a.png")
    assert all("ĐẾN" not in draft.text for draft in reading.drafts if not isinstance(draft, TableDraft))
    assert any("ĐẾN" in signature.text for signature in reading.signatures)


@pytest.mark.parametrize("stays", [True, False])
def test_an_image_on_which_the_program_dies_costs_the_others_nothing(tmp_path: Path, *, stays: bool) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        f"#!{sys.executable}\n"
        "import io, os, signal, sys\n"
        "from PIL import Image, ImageSequence\n"
        "def read(heights):\n"
        "    if 7 in heights:\n"
        "        os.kill(os.getpid(), signal.SIGFPE)\n"
        "    for height in heights:\n"
        "        print(\"<div class='ocr_page'><span class='ocr_line' title='bbox 0 0 9 9'>\"\n"
        "              f\"<span class='ocrx_word' title='bbox 0 0 9 9; x_wconf 90'>h{height}</span></span>\\n  </div>\", flush=True)\n"
        "if 'stream_filelist=1' in sys.argv:\n"
        f"    for name in sys.stdin if {stays} else ():\n"
        "        read([Image.open(name.strip()).height])\n"
        "else:\n"
        "    read([frame.height for frame in ImageSequence.Iterator(Image.open(io.BytesIO(sys.stdin.buffer.read())))])\n"
    )
    program.chmod(0o755)
    images = [np.full((height, 40), 255, dtype=np.uint8) for height in (20, 30, 7, 40)]
    engine = Tesseract(str(program), "5")
    found = engine.recognise(images, dpi=300, layout="line", seconds=60)
    assert [[word.text for word in words] for words in found] == [["h20"], ["h30"], [], ["h40"]]
    with pytest.raises(RecognitionError):  # a whole page that cannot be read is said to be so
        engine.recognise(images[2:3], dpi=300, layout="page", seconds=60)


@pytest.mark.skipif(not can_stay(), reason="no pseudo-terminals")
def test_a_process_stays_for_the_next_image_and_is_ended_where_it_needs_too_long(tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        f"#!{sys.executable}\n"
        "import os, sys, time\n"
        "for name in sys.stdin:\n"
        "    if os.path.getsize(name.strip()) > 5000:\n"
        "        time.sleep(60)\n"
        "    print(f'{os.getpid()}\\n  </div>', flush=True)\n"
    )
    program.chmod(0o755)
    reader = Reader([str(program)])
    small, large = (np.full((20, wide), 255, dtype=np.uint8) for wide in (20, 2000))
    until = time.monotonic() + 30
    assert reader.read(small, 300, until) == reader.read(small, 300, until)
    with pytest.raises(TimeoutError):
        reader.read(large, 300, time.monotonic() + 0.3)
    reader.close()
    with pytest.raises(RecognitionError, match="quá thời gian"):
        Tesseract(str(program), "5").recognise([small, large], dpi=300, layout="line", seconds=2)
