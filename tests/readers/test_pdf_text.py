"""Text of PDF pages: spaces, lines, paragraphs, columns, furniture, notes, stamps."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from vbcds.model.builder import CellDraft, ParagraphDraft, Reading, TableDraft
from vbcds.readers.limits import Limits
from vbcds.readers.pdf import pages_without_text, read_pdf

sys.path.insert(0, str(Path(__file__).parent))
from pdf_writer import PdfWriter, width_of


def reading(document: object) -> Reading:
    return read_pdf(bytes(document), limits=Limits())  # type: ignore[call-overload]


def texts(document: object) -> list[str]:
    return [draft.text for draft in reading(document).drafts if isinstance(draft, ParagraphDraft)]


def tables(document: object) -> list[dict[tuple[int, int], CellDraft]]:
    return [{(c.row, c.column): c for c in d.cells} for d in reading(document).drafts if isinstance(d, TableDraft)]


WORDS = (
    "Ủy ban nhân dân tỉnh giao Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành và địa phương rà soát, "
    "tham mưu việc bố trí kinh phí"
)


def fill(
    page: object, x: float, y: float, text: str, right: float, *, first: float = 0, size: float = 12, pitch: float = 16
) -> float:
    """Set a paragraph as a word processor does, justified but for its last line; returns the baseline after it."""
    lines: list[list[str]] = [[]]
    room = right - x - first
    for word in text.split(" "):
        if lines[-1] and width_of(" ".join([*lines[-1], word]), size) > room:
            lines.append([])
            room = right - x
        lines[-1].append(word)
    for index, words in enumerate(lines):
        left = x + (first if index == 0 else 0)
        if index < len(lines) - 1 and len(words) > 1:
            gap = (right - left - sum(width_of(word, size) for word in words)) / (len(words) - 1)
            page.text(left, y, " ".join(words), size, gap=gap)  # type: ignore[attr-defined]
        else:
            page.text(left, y, " ".join(words), size)  # type: ignore[attr-defined]
        y += pitch
    return y


class TestSpaces:
    def test_gaps_make_the_words(self):
        document = PdfWriter()
        document.page().text(80, 100, "Tiếp nhận văn bản đến", gap=2.5)
        assert texts(document) == ["Tiếp nhận văn bản đến"]

    def test_a_stray_space_character_without_room_is_none(self):
        document = PdfWriter()
        page = document.page()
        x = 80.0
        for piece in ("ĐIỀ", " ", "U", " KHO", " ", "ẢN"):
            if piece == " ":
                page.text(x, 100, " ")
                continue
            page.text(x, 100, piece)
            x += width_of(piece)
        assert texts(document) == ["ĐIỀU KHOẢN"]

    def test_letters_set_apart_are_one_word(self):
        document = PdfWriter()
        page = document.page()
        x = 80.0
        for char in "THONG TIN":
            page.text(x, 100, char)
            x += width_of(char) + 2
        assert texts(document) == ["THONG TIN"]

    def test_decomposed_letters(self):
        document = PdfWriter()
        document.page().text(80, 100, "Quyết định")
        assert [text.replace(" ", "") for text in texts(document)] == ["Quyếtđịnh"]


class TestParagraphs:
    def test_wrapped_lines_are_one_paragraph_and_an_indent_begins_another(self):
        document = PdfWriter()
        page = document.page()
        y = fill(page, 80, 100, WORDS + ".", 520, first=30)
        y = fill(page, 80, y, "- " + WORDS + ";", 520, first=30)
        fill(page, 80, y, "Ngắn.", 520, first=30)
        assert texts(document) == [WORDS + ".", "- " + WORDS + ";", "Ngắn."]

    def test_a_paragraph_goes_on_over_the_page_break(self):
        document = PdfWriter()
        first, second = document.page(), document.page()
        fill(first, 80, 100, WORDS + ".", 520, first=30)
        y = fill(first, 80, 740, WORDS, 520, first=30)
        assert y > 760
        first.centered(300, 40, "1")
        second.centered(300, 40, "2")
        fill(second, 80, 80, "cho các nhiệm vụ chuyển đổi số; " + WORDS + ".", 520)
        fill(second, 80, 200, WORDS + ".", 520, first=30)
        found = texts(document)
        assert len(found) == 3
        assert found[1].startswith(WORDS + " cho các") or found[1].startswith(WORDS.rsplit(" ", 1)[0])

    def test_symbols_broken_after_hyphen_or_slash_are_joined(self):
        document = PdfWriter()
        page = document.page()
        y = fill(page, 80, 100, f"{WORDS}. {WORDS}.", 520, first=30)
        before = [
            "Căn",
            "cứ",
            "các",
            "quy",
            "định",
            "của",
            "pháp",
            "luật",
            "hiện",
            "hành,",
            "theo",
            "Quyết",
            "định",
            "số",
            "5969/QĐ-",
        ]
        gap = (440 - sum(width_of(word) for word in before)) / (len(before) - 1)
        page.text(80, y + 16, " ".join(before), gap=gap)
        page.text(80, y + 32, "UBND của tỉnh")
        assert texts(document)[-1].endswith("theo Quyết định số 5969/QĐ-UBND của tỉnh")

    @pytest.mark.parametrize(
        ("before", "joined"),
        [
            ("thực hiện các quy định của pháp luật về chuyển đổi số tại khoản", True),
            ("thực hiện các nhiệm vụ sau đây về chuyển đổi số của cả tỉnh", False),
        ],
    )
    def test_a_number_at_the_line_start(self, before: str, joined: bool):
        document = PdfWriter()
        page = document.page()
        for k in range(3):
            fill(page, 80, 100 + 50 * k, WORDS + ".", 520)
        gap = (440 - sum(width_of(word) for word in before.split())) / (len(before.split()) - 1)
        page.text(80, 300, before, gap=gap)
        after = "2. Điều này và các quy định khác có liên quan"
        page.text(80, 316, after)
        assert (f"{before} {after}" in texts(document)) is joined

    @pytest.mark.parametrize(
        ("after", "joined"),
        [("Điều 5 Nghị định số 73/2019/NĐ-CP của Chính phủ", True), ("Điều 5. Tổ chức thực hiện Nghị định này", False)],
    )
    def test_an_article_that_is_cited_begins_no_paragraph(self, after: str, joined: bool):
        document = PdfWriter()
        page = document.page()
        for k in range(3):
            fill(page, 80, 100 + 50 * k, WORDS + ".", 520)
        before = "thực hiện nghiêm các quy định của pháp luật hiện hành tại khoản 2"
        page.text(80, 300, before, gap=(440 - sum(width_of(word) for word in before.split())) / (len(before.split()) - 1))
        page.text(80, 316, after)
        assert (f"{before} {after}" in texts(document)) is joined

    def test_paragraphs_set_apart_go_by_their_distance(self):
        document = PdfWriter()
        page = document.page()
        y = 100.0
        for _ in range(5):
            y = fill(page, 80, y, WORDS + ".", 520) + 12
        before = "Các sở, ban, ngành khẩn trương hoàn thành các nhiệm vụ được giao năm nay;"
        page.text(80, y, before, gap=(432 - sum(width_of(word) for word in before.split())) / (len(before.split()) - 1))
        page.text(80, y + 16, "Văn phòng Ủy ban nhân dân tỉnh theo dõi.")
        page.text(80, y + 44, "Trân trọng./.")
        found = texts(document)
        assert found[-2].endswith("được giao năm nay; Văn phòng Ủy ban nhân dân tỉnh theo dõi.")
        assert found[-1] == "Trân trọng./."

    def test_a_centred_title_on_two_lines(self):
        document = PdfWriter()
        page = document.page()
        page.centered(300, 80, "KẾ HOẠCH", 14, "bold")
        page.centered(300, 98, "Phát triển dữ liệu số tỉnh", 14, "bold")
        page.centered(300, 116, "năm 2025", 14, "bold")
        for k in range(3):
            fill(page, 80, 150 + 60 * k, WORDS + ".", 520, first=30)
        found = reading(document).drafts
        assert [d.text for d in found[:2]] == ["KẾ HOẠCH", "Phát triển dữ liệu số tỉnh\nnăm 2025"]
        assert found[1].style.bold and found[1].style.align == "center"
        assert found[2].style.bold is False


LEFT, RIGHT = 170, 420


def letterhead(page: object, number: str = "Số: 12/KH-UBND", date: str = "Hà Nội, ngày 28 tháng 4 năm 2026") -> None:
    page.centered(LEFT, 70, "BỘ NỘI VỤ", 13)  # type: ignore[attr-defined]
    page.centered(LEFT, 86, "CỤC VĂN THƯ", 13, "bold")  # type: ignore[attr-defined]
    page.centered(LEFT, 118, number, 13)  # type: ignore[attr-defined]
    page.centered(RIGHT, 71.5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "bold")  # type: ignore[attr-defined]
    page.centered(RIGHT, 88, "Độc lập - Tự do - Hạnh phúc", 13, "bold")  # type: ignore[attr-defined]
    page.centered(RIGHT, 119, date, 13, "italic")  # type: ignore[attr-defined]


class TestColumns:
    def test_letterhead_left_column_first(self):
        document = PdfWriter()
        page = document.page()
        letterhead(page)
        fill(page, 80, 160, WORDS + ".", 520, first=30)
        assert texts(document)[:6] == [
            "BỘ NỘI VỤ",
            "CỤC VĂN THƯ",
            "Số: 12/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Hà Nội, ngày 28 tháng 4 năm 2026",
        ]

    def test_signature_block_with_other_baselines(self):
        document = PdfWriter()
        page = document.page()
        fill(page, 80, 100, WORDS + ".", 520, first=30)
        page.text(80, 200, "Nơi nhận:", 12, "italic")
        page.column(80, 214, ["- Như Điều 3;", "- Ủy ban nhân dân các xã,", "phường;", "- Lưu: VT."], 11, pitch=1.2)
        page.centered(400, 207, "KT. CHỦ TỊCH", 13, "bold")
        page.centered(400, 224, "PHÓ CHỦ TỊCH", 13, "bold")
        page.centered(400, 300, "Nguyễn Văn A", 14, "bold")
        assert texts(document)[1:] == [
            "Nơi nhận:",
            "- Như Điều 3;",
            "- Ủy ban nhân dân các xã, phường;",
            "- Lưu: VT.",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Nguyễn Văn A",
        ]

    def test_a_recipient_that_goes_on_indented_beside_a_name_far_below_the_role(self):
        document = PdfWriter()
        page = document.page()
        fill(page, 80, 100, WORDS + ".", 520, first=30)
        recipients = ["Nơi nhận:", "- Như Điều 3;", "- Các bộ có liên quan;", "- Văn phòng: các vụ,"]
        page.column(80, 200, recipients, 11, pitch=1.3)
        page.text(120, 200 + 4 * 14.3, "cổng thông tin điện tử;", 11)
        page.text(80, 200 + 5 * 14.3, "- Lưu: VT.", 11)
        page.centered(430, 200, "THỦ TƯỚNG", 13, "bold")
        page.centered(430, 318, "Nguyễn Văn A", 14, "bold")
        found = texts(document)
        assert found[1:4] == recipients[:3]
        assert found[-3:] == ["- Lưu: VT.", "THỦ TƯỚNG", "Nguyễn Văn A"]

    def test_a_short_centred_line_below_the_letterhead_is_not_of_its_columns(self):
        document = PdfWriter()
        page = document.page()
        letterhead(page)
        page.centered(300, 150, "CHỈ THỊ", 14, "bold")
        fill(page, 80, 180, WORDS + ".", 520, first=30)
        assert texts(document)[6] == "CHỈ THỊ"

    def test_body_text_with_a_stretched_line_is_no_column(self):
        document = PdfWriter()
        page = document.page()
        text = "Căn cứ các quy định hiện hành của tỉnh"
        page.text(80, 100, text, gap=(440 - sum(width_of(word) for word in text.split())) / 7)
        fill(page, 80, 116, WORDS + ".", 520)
        assert texts(document)[0].startswith("Căn cứ các quy định hiện hành của tỉnh Ủy ban")


class TestFurniture:
    def test_page_numbers_and_running_heads_go(self):
        document = PdfWriter()
        for number in range(1, 5):
            page = document.page()
            page.text(80, 40, "CÔNG BÁO/Số 123 + 124/Ngày 05-3-2024", 11)
            page.text(500, 40, str(number + 20), 11)
            fill(page, 80, 90, f"Nội dung thứ {number}. " + WORDS + ".", 520, first=30)
            page.centered(300, 810, f"Trang {number}/4", 10)
        found = texts(document)
        assert len(found) == 4
        assert not any("CÔNG BÁO" in text or "Trang" in text for text in found)

    @pytest.mark.parametrize("heading", ["Mẫu số 0{}", "PHỤ LỤC"])
    def test_headings_that_repeat_stay(self, heading: str):
        document = PdfWriter()
        for number in range(1, 5):
            page = document.page()
            page.centered(300, 75, heading.format(number), 13, "bold")
            fill(page, 80, 110, WORDS + ".", 520, first=30)
        assert [text for text in texts(document) if len(text) < 20] == [heading.format(n) for n in range(1, 5)]

    def test_a_page_of_one_repeated_line_keeps_it(self):
        document = PdfWriter()
        for _ in range(4):
            document.page().text(80, 50, "Trang này để trống.")
        assert texts(document) == ["Trang này để trống."] * 4

    def test_a_watermark_is_no_text(self):
        document = PdfWriter()
        page = document.page()
        fill(page, 80, 100, WORDS + ".", 520, first=30)
        page.aslant(200, 500, "DỰ THẢO")
        assert texts(document) == [WORDS + "."]


class TestNotes:
    def test_marks_and_exponents_are_superscripts(self):
        document = PdfWriter()
        page = document.page()
        x = 80.0
        page.text(x, 100, "Đề án 06", 14)
        x += width_of("Đề án 06", 14)
        page.text(x, 94, "1", 9)
        page.text(x + 10, 100, "và 120 m", 14)
        page.text(x + 10 + width_of("và 120 m", 14), 94, "3", 9)
        assert texts(document) == ["Đề án 06¹ và 120 m³"]

    def test_footnotes_are_apart_and_the_paragraph_goes_on(self):
        document = PdfWriter()
        first, second = document.page(), document.page()
        fill(first, 80, 100, WORDS + ".", 520, first=30, size=14, pitch=18)
        lines = WORDS.split(", ")
        assert lines
        first.text(80, 680, WORDS[:70], 12.5)
        first.line(80, 740, 224, 740)
        first.text(80, 752, "1", 6.5)
        first.text(85, 756, "Quyết định số 5521/QĐ-UBND.", 10)
        fill(second, 80, 100, WORDS + ".", 520, first=30, size=14, pitch=18)
        notes = [d for d in reading(document).drafts if isinstance(d, ParagraphDraft) and d.role == "footnote"]
        assert [d.text for d in notes] == ["¹ Quyết định số 5521/QĐ-UBND."]
        assert notes[0].page == 1


class TestStamps:
    def test_number_and_date_in_form_fields_are_read_in_place(self):
        document = PdfWriter()
        page = document.page()
        letterhead(page, "Số:          /KH-UBND", "Hà Nội, ngày        tháng      năm 2026")
        left = LEFT - width_of("Số:          /KH-UBND", 13) / 2
        page.form_field(left + 21, 108, left + 45, 124, "173")
        start = RIGHT - width_of("Hà Nội, ngày        tháng      năm 2026", 13) / 2
        day = start + width_of("Hà Nội, ngày ", 13)
        page.form_field(day, 108.5, day + 20, 125, "28")
        month = start + width_of("Hà Nội, ngày        tháng ", 13)
        page.form_field(month, 108.5, month + 12, 125, "4")
        fill(page, 80, 160, WORDS + ".", 520, first=30)
        found = texts(document)
        assert "Số: 173/KH-UBND" in found
        assert "Hà Nội, ngày 28 tháng 4 năm 2026" in found

    def test_the_stamp_of_a_signature_is_no_text(self):
        document = PdfWriter()
        page = document.page()
        page.form_field(
            20,
            10,
            300,
            60,
            "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ",
            "Email: cong@example.vn",
            "Thời gian ký: 24.04.2026 16:36:42 +07:00",
        )
        letterhead(page)
        fill(page, 80, 160, WORDS + ".", 520, first=30)
        found = reading(document)
        assert not any("Người ký" in getattr(draft, "text", "") or "Email" in getattr(draft, "text", "") for draft in found.drafts)
        assert len(found.signatures) == 1
        assert found.signatures[0].page == 1
        assert "24.04.2026" in found.signatures[0].text

    def test_a_stamp_drawn_into_the_page(self):
        document = PdfWriter()
        page = document.page()
        page.column(360, 20, ["Ký bởi: Ủy ban nhân dân tỉnh", "Ngày ký: 05-03-2025 09:12:00"], 7)
        fill(page, 80, 160, WORDS + ".", 520, first=30)
        found = reading(document)
        assert [s.text for s in found.signatures] == ["Ký bởi: Ủy ban nhân dân tỉnh\nNgày ký: 05-03-2025 09:12:00"]
        assert texts(document) == [WORDS + "."]

    def test_lines_that_only_look_like_a_stamp_stay(self):
        document = PdfWriter()
        page = document.page()
        page.column(
            80,
            100,
            ["Người ký: đại diện theo pháp luật của doanh nghiệp.", "Cơ quan: Sở Tài chính", "Email: sotaichinh@example.vn"],
            14,
        )
        assert any(text.startswith("Cơ quan") for text in texts(document))


class TestTurnedPages:
    @pytest.mark.parametrize("rotate", [0, 90, 180, 270])
    def test_text_is_read_upright(self, rotate: int):
        document = PdfWriter()
        page = document.page(rotate=rotate)
        fill(page, 80, 100, WORDS + ".", 520, first=30)
        assert texts(document) == [WORDS + "."]

    def test_a_landscape_table_on_a_portrait_page(self):
        document = PdfWriter()
        page = document.page()
        for index, text in enumerate(("Nhiệm vụ thứ nhất", "Nhiệm vụ thứ hai", "Nhiệm vụ thứ ba")):
            page.sideways(100 + 20 * index, 700, text)
        assert texts(document) == ["Nhiệm vụ thứ nhất", "Nhiệm vụ thứ hai", "Nhiệm vụ thứ ba"]


class TestScans:
    def test_pages_without_text_are_named(self):
        document = PdfWriter()
        fill(document.page(), 80, 100, WORDS + ".", 520, first=30)
        document.page().image()
        document.page().image().form_field(10, 10, 300, 40, "Người ký: CỔNG THÔNG TIN", "Thời gian ký: 01.02.2025 10:00:00")
        assert pages_without_text(bytes(document), limits=Limits()) == [2, 3]

    def test_a_picture_on_a_page_of_text_is_none(self):
        document = PdfWriter()
        page = document.page()
        page.image()
        for k in range(5):
            fill(page, 80, 100 + 60 * k, WORDS + ".", 520, first=30)
        assert pages_without_text(bytes(document), limits=Limits()) == []


class TestLegacyFonts:
    def test_a_run_in_a_legacy_font_beside_a_unicode_one(self):
        document = PdfWriter()
        page = document.page()
        page.text(80, 100, "Uû ban nh©n d©n", 12, "vn")
        page.text(80 + width_of("Uû ban nh©n d©n") + 4, 100, "tỉnh Hà Nam")
        page.text(80, 130, "céng hßa", 12, "vnh")
        assert texts(document) == ["Uỷ ban nhân dân tỉnh Hà Nam", "cộng hòa"]

    def test_legacy_text_in_a_font_that_does_not_say_so(self):
        document = PdfWriter()
        page = document.page()
        page.text(80, 100, "C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph­¬ng ngµy 19 th¸ng 6 n¨m 2015;")
        page.text(80, 140, "Theo ®Ò nghÞ cña Gi¸m ®èc Së Néi vô t¹i Tê tr×nh sè 12/TTr-SNV.")
        assert texts(document)[0].startswith("Căn cứ Luật Tổ chức chính quyền địa phương")


def test_letterheads_and_signature_blocks_of_many_measures():
    """Agency, number and "V/v" on the left, motto and date on the right, on baselines of their own; the same at the end."""
    for seed in range(30):
        rng = random.Random(seed)
        document = PdfWriter()
        page = document.page()
        size, small = rng.choice([11, 12, 13]), rng.choice([10, 11, 12])
        agency = rng.choice([["BỘ NỘI VỤ"], ["UBND TỈNH A", "SỞ NỘI VỤ"], ["UBND HUYỆN B", "PHÒNG Y TẾ"]])
        number = rng.choice(["Số: 12/KH-UBND", "Số:        /BC-SNV", "Số 45-NQ/TU"])
        date = rng.choice(["Hà Nội, ngày 05 tháng 3 năm 2025", "Gia Lai, ngày      tháng 4 năm 2025"])
        about = rng.choice([[], ["V/v triển khai kế hoạch", "chuyển đổi số năm 2025"]])
        left, right = rng.uniform(70, 90), rng.uniform(530, 545)
        wide = width_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", small)
        gap = rng.uniform(10, 30)
        middle = min((left + right - wide - gap) / 2, right - wide - gap - max(width_of(t, size) for t in [*agency, number]) / 2)
        for k, text in enumerate(agency):
            page.centered(middle, 70 + 15 * k, text, size, "bold" if k == len(agency) - 1 else "regular")
        shift = rng.uniform(-2, 2)
        page.centered(right - wide / 2, 70 + shift, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", small, "bold")
        page.centered(right - wide / 2, 86 + shift, "Độc lập - Tự do - Hạnh phúc", small + 1, "bold")
        y = 70 + 15 * len(agency) + rng.uniform(8, 16)
        page.centered(middle, y, number, size)
        date_y = y + rng.uniform(-2, 2) if rng.random() < 0.8 else 118
        page.centered(right - wide / 2, date_y, date, small + 1, "italic")
        for k, text in enumerate(about):
            page.centered(middle, y + 15 + 13 * k, text, 11)
        y = max(y + 15 + 13 * len(about), date_y) + 30
        page.centered((left + right) / 2, y, "BÁO CÁO", 14, "bold")
        y = fill(page, left, y + 30, WORDS + ".", right, first=36, size=13, pitch=17) + rng.uniform(6, 20)
        recipients = ["- Như trên;", "- Ủy ban nhân dân tỉnh (để b/c);", "- Lưu: VT."]
        page.text(left, y, "Nơi nhận:", 12, "italic")
        page.column(left, y + 13.5, recipients, 11, pitch=1.23)
        roles = rng.choice(
            [["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], ["CHỦ TỊCH"], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]]
        )
        top = y + rng.uniform(-6, 10)
        for k, text in enumerate(roles):
            page.centered(420, top + 16 * k, text, 13, "bold")
        page.centered(420, top + 16 * len(roles) + rng.uniform(40, 90), "Nguyễn Văn An", 13, "bold")
        found = " ".join(" ".join(texts(document)).split())
        head = [*agency, number, *about, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", date, "BÁO CÁO"]
        tail = ["Nơi nhận:", *recipients, *roles, "Nguyễn Văn An"]
        assert found.startswith(" ".join(" ".join(head).split())), (seed, found[:300])
        assert found.endswith(" ".join(tail)), (seed, found[-300:])
