"""The head and the signature of a scanned page: rows of letters in an image, and which reading of them counts. No recogniser is needed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image, ImageDraw

from vbcds.model.builder import ParagraphDraft
from vbcds.readers.limits import Limits
from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.ocr.crossings import crossing
from vbcds.readers.ocr.engine import Layout, OcrWord
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.rows import find_rows
from vbcds.readers.ocr.ruling import Ruling, Warp
from vbcds.readers.pdf.assembly import assemble
from vbcds.readers.pdf.scan_head import read_head
from vbcds.readers.pdf.scan_pages import build_page
from vbcds.readers.pdf.scan_sheet import Sheet
from vbcds.readers.pdf.scan_signing import read_signature

DPI = 200.0


def drawn(*rows: tuple[int, int, int]) -> Image.Image:
    """A page with rows of letters: left, top, how many."""
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    for left, top, count in rows:
        for number in range(count):
            draw.rectangle((left + 24 * number, top, left + 24 * number + 14, top + 26), fill=10)
    return image


def test_rows_of_two_boxes_are_two_rows() -> None:
    rows = find_rows(np.asarray(drawn((100, 200, 9), (700, 206, 12), (300, 300, 6))), DPI, pad=5)
    assert [(row.left + 5, row.top + 5, row.width) for row in rows] == [(100, 200, 207), (700, 206, 279), (300, 300, 135)]
    assert all((row.pixels[:5] == 255).all() for row in rows)


def test_dust_and_long_strokes_are_no_rows() -> None:
    image = drawn((100, 200, 3))
    draw = ImageDraw.Draw(image)
    draw.line((300, 400, 900, 360), fill=0, width=5)
    for x in range(100, 900, 50):
        draw.point((x, 600), fill=0)
    assert find_rows(np.asarray(image), DPI, pad=5) == []


def test_a_mark_above_a_letter_is_of_its_row_and_the_next_row_is_not() -> None:
    image = drawn((100, 200, 6), (100, 250, 6))
    ImageDraw.Draw(image).rectangle((150, 186, 158, 192), fill=0)
    first, second = find_rows(np.asarray(image), DPI, pad=0)
    assert (first.top, first.height, second.top) == (186, 41, 250)


def test_a_stroke_that_leans_through_a_band_is_kept_and_a_foot_to_its_half() -> None:
    inside, outside = np.zeros(40, dtype=bool), np.zeros(40, dtype=bool)
    inside[10:14] = outside[14:18] = True  # one stroke, leaning
    inside[30:33] = True  # a foot
    kept = crossing(inside, outside, 6)
    assert kept[0, 10:14].all()
    assert kept[5, 14:17].all()
    assert not kept[5, 9:13].any()
    assert kept[:3, 30:33].all()
    assert not kept[3:, 30:33].any()


@dataclass
class Reader:
    """An engine that reads each row as it is told, by the row's width."""

    texts: dict[int, str]
    name: str = "x"
    seen: list[tuple[int, ...]] = field(default_factory=list)

    def recognise(self, images: list[Pixels], *, dpi: float, layout: Layout, seconds: float) -> list[list[OcrWord]]:
        return [self._words(pixels) for pixels in images]

    def _words(self, pixels: Pixels) -> list[OcrWord]:
        height, width = pixels.shape
        text = next(
            (text for count, text in self.texts.items() if abs(width * (1.25 if width < count * 0.9 else 1) - count) < 30), ""
        )
        pieces = text.split()
        step = (width - 24) / max(1, len(pieces))
        return [
            OcrWord(
                text=piece,
                x0=12 + step * n,
                y0=12,
                x1=12 + step * (n + 0.9),
                y1=height - 12,
                confidence=0.95,
                line=0,
                base=height - 14,
                size=26,
            )
            for n, piece in enumerate(pieces)
        ]


def placed(text: str, x0: float, x1: float, base: float, line: int, sure: float = 0.9) -> list[PlacedWord]:
    pieces = text.split()
    step = (x1 - x0) / len(pieces)
    return [
        PlacedWord(
            text=piece,
            x0=x0 + step * n,
            y0=base - 9,
            x1=x0 + step * (n + 0.9),
            y1=base,
            base=base,
            size=9.4,
            confidence=sure,
            line=line,
        )
        for n, piece in enumerate(pieces)
    ]


def sheet_with(words: list[PlacedWord], texts: dict[int, str]) -> tuple[Sheet, Pixels]:
    grey = np.asarray(drawn((700, 100, 20), (500, 300, 24), (500, 600, 24)))
    scan = ScanPage(width=595.4, height=842.0, words=words)
    return Sheet(scan, grey.copy(), Warp(827, 1170), DPI, Reader(texts), 60), grey


def lines_of(scan: ScanPage) -> list[str]:
    lines: dict[int, list[PlacedWord]] = {}
    for word in scan.words:
        lines.setdefault(word.line, []).append(word)
    return [" ".join(word.text for word in line) for line in lines.values()]


HEAD = placed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 252, 420, 45, 1)
BODY = placed("Căn cứ Luật Tổ chức Chính phủ;", 180, 385, 225, 3)
EMPTY = Ruling([], [], np.zeros((0, 0), dtype=bool))
TITLE = 24 * 24 - 10 + 24


def test_a_row_that_was_read_badly_is_read_again_and_the_body_is_not() -> None:
    sheet, grey = sheet_with([*HEAD, *placed("Thi hành Kỹ Mật", 180, 385, 117, 2, 0.6), *BODY], {TITLE: "Thi hành kỷ luật"})
    read_head(sheet, [], EMPTY, grey)
    assert lines_of(sheet.scan) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Thi hành kỷ luật", "Căn cứ Luật Tổ chức Chính phủ;"]


def test_a_row_that_was_read_well_and_a_number_stay() -> None:
    for text, again in (("Thi hành kỷ luật", "Thi h4nh kỷ l§ật"), ("Số: /QĐ-TTg", "Số: 12/QĐ-TTg là")):
        sheet, grey = sheet_with([*HEAD, *placed(text, 180, 385, 117, 2), *BODY], {TITLE: again})
        read_head(sheet, [], EMPTY, grey)
        assert lines_of(sheet.scan)[1] == text


def test_a_page_without_a_letterhead_is_not_read_again() -> None:
    words = [replace(word, line=2) for word in placed("Thi hành Kỹ Mật", 180, 385, 117, 2, 0.6)]
    sheet, grey = sheet_with(words, {TITLE: "Thi hành kỷ luật"})
    read_head(sheet, [], EMPTY, grey)
    assert lines_of(sheet.scan) == ["Thi hành Kỹ Mật"]


def test_a_name_that_is_not_agreed_on_leaves_no_rest_that_would_be_another() -> None:
    blank = np.full((2339, 1654), 255, dtype=np.uint8)
    for text, kept in (("Thị Minh", []), ("Lê Minh", ["Lê", "Minh"])):
        words = [
            *placed("Nơi nhận:", 80, 130, 600, 1),
            *placed("CHỦ TỊCH", 395, 450, 600, 2),
            *placed("- Lưu: VT.", 80, 130, 640, 3),
            *placed(text, 400, 445, 680, 4, 0.95),
        ]
        sheet = Sheet(ScanPage(width=595.4, height=842.0, words=words), blank.copy(), Warp(827, 1170), DPI, Reader({}), 60)
        signed = read_signature(sheet, [], blank)
        assert [word.text for word in signed] == ["CHỦ TỊCH", *kept]
        assert lines_of(sheet.scan) == ["Nơi nhận:", "- Lưu: VT."]


def test_a_signature_is_read_where_the_word_above_the_recipients_was_not() -> None:
    blank = np.full((2339, 1654), 255, dtype=np.uint8)
    whole = ["CHỦ TỊCH", "Lê", "Minh"]
    for last, signed in (
        ("- Lưu: VT, KGVX.", whole),
        ("Lưu: VT, KGVX.", whole),  # its dash was passed over
        ("- Lưu ý các đơn vị", []),
        ("Lưu văn bản", []),
    ):
        words = [
            *placed("H2", 118, 130, 600, 1),
            *placed("CHỦ TỊCH", 395, 450, 600, 2),
            *placed("- Như Điều 3;", 80, 130, 612, 3),
            *placed("- Sở Khoa học và", 80, 150, 624, 4),
            *placed("Công nghệ;", 80, 130, 636, 5),
            *placed(last, 80, 150, 648, 6),
            *placed("Lê Minh", 400, 445, 680, 7, 0.95),
        ]
        sheet = Sheet(ScanPage(width=595.4, height=842.0, words=words), blank.copy(), Warp(827, 1170), DPI, Reader({}), 60)
        assert [word.text for word in read_signature(sheet, [], blank)] == signed


def test_a_list_of_recipients_whose_dashes_were_passed_over_is_known_by_where_its_lines_begin() -> None:
    """The role stands beside its first line, far above the last."""
    blank = np.full((2339, 1654), 255, dtype=np.uint8)
    listed = [
        placed(f"{text};", 80, 140, 612 + 13 * number, 3 + number) for number, text in enumerate(["Như trên", "Sở Nội vụ"] * 3)
    ]
    words = [
        *placed("CHỦ TỊCH", 395, 450, 600, 2),
        *(word for line in listed for word in line),
        *placed("Lưu: VT.", 80, 130, 690, 10),
        *placed("Lê Minh", 400, 445, 700, 11, 0.95),
    ]
    for move, signed in ((0, ["CHỦ TỊCH", "Lê", "Minh"]), (60, ["Lê", "Minh"])):
        moved = [replace(word, x0=word.x0 + move, x1=word.x1 + move) if 3 <= word.line < 9 else word for word in words]
        sheet = Sheet(ScanPage(width=595.4, height=842.0, words=moved), blank.copy(), Warp(827, 1170), DPI, Reader({}), 60)
        assert [word.text for word in read_signature(sheet, [], blank)] == signed


def test_a_signature_is_a_column_of_its_own_whatever_its_lines_stand_beside() -> None:
    words = [
        *placed("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", 120, 480, 560, 1),
        *placed("Nơi nhận:", 80, 130, 600, 2),
        *placed("- Như Điều 2;", 80, 140, 622, 3),
        *placed("- Lưu: VT.", 80, 130, 644, 4),
        *placed("KT. THỦ TƯỚNG", 380, 480, 611, 5),
        *placed("PHÓ THỦ TƯỚNG", 380, 480, 633, 6),
        *placed("Nguyễn Thị Mỹ Dung", 375, 485, 655, 7),
    ]
    page = build_page(ScanPage(width=595.4, height=842.0, words=words, signed=[5, 6, 7]), 1)
    drafts, _ = assemble([page], Limits())
    assert [draft.text for draft in drafts if isinstance(draft, ParagraphDraft)] == [
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "Nơi nhận:",
        "- Như Điều 2;",
        "- Lưu: VT.",
        "KT. THỦ TƯỚNG",
        "PHÓ THỦ TƯỚNG",
        "Nguyễn Thị Mỹ Dung",
    ]
