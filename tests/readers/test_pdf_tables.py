"""Tables of PDF pages: rules to cells, and tables over page breaks."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from vbcds.model.builder import CellDraft, ParagraphDraft, TableDraft
from vbcds.readers.limits import Limits
from vbcds.readers.pdf import read_pdf

sys.path.insert(0, str(Path(__file__).parent))
from pdf_writer import PdfWriter, width_of

Cells = dict[tuple[int, int], CellDraft]


def tables(document: object) -> list[Cells]:
    drafts = read_pdf(bytes(document), limits=Limits()).drafts  # type: ignore[call-overload]
    return [{(c.row, c.column): c for c in d.cells} for d in drafts if isinstance(d, TableDraft)]


def shape(cells: Cells) -> dict[tuple[int, int], tuple[str, int, int]]:
    return {place: (cell.text, cell.row_span, cell.column_span) for place, cell in cells.items()}


def wrap(text: str, width: float, size: float = 10) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and width_of(f"{lines[-1]} {word}", size) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def row(page: Any, xs: list[float], y: float, texts: list[str], height: float | None = None, size: float = 10) -> float:
    """The texts of a row of cells, wrapped; returns the row's bottom."""
    lowest = y
    for left, right, text in zip(xs, xs[1:], texts, strict=False):
        base = y + 12
        for piece in text.split("\n"):
            for line in wrap(piece, right - left - 10, size) if piece else []:
                page.text(left + 5, base, line, size)
                base += 12
        lowest = max(lowest, base - 12 + 5)
    return y + height if height is not None else max(lowest, y + 17)


def ruled(page: Any, xs: list[float], y: float, rows: list[list[str]]) -> list[float]:
    """A table with all its rules; returns the places of the horizontal ones."""
    ys = [y]
    for texts in rows:
        ys.append(row(page, xs, ys[-1], texts))
    page.grid(xs, ys)
    return ys


XS = [60.0, 90.0, 300.0, 420.0, 530.0]
HEAD = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]
ROW1 = ["1", "Xây dựng kho dữ liệu dùng chung của tỉnh và kết nối với Nền tảng tích hợp dữ liệu", "Sở Nội vụ", "Quý III/2025"]
ROW2 = ["2", "Tập huấn kỹ năng số.", "Sở Tài chính", "Tháng 6/2025"]
PLAIN = (
    {(0, i): (text, 1, 1) for i, text in enumerate(HEAD)}
    | {(1, i): (text, 1, 1) for i, text in enumerate(ROW1)}
    | {(2, i): (text, 1, 1) for i, text in enumerate(ROW2)}
)


class TestRules:
    def test_stroked_lines(self):
        document = PdfWriter()
        ruled(document.page(), XS, 100, [HEAD, ROW1, ROW2])
        assert [shape(t) for t in tables(document)] == [PLAIN]

    def test_cells_know_page_and_box(self):
        document = PdfWriter()
        ruled(document.page(), XS, 100, [HEAD, ROW1, ROW2])
        cell = tables(document)[0][(0, 1)]
        assert cell.page == 1
        assert cell.bbox == pytest.approx((90, 100, 300, 117), abs=1.5)

    @pytest.mark.parametrize("kind", ["bars", "dashes", "dots", "double", "boxes"])
    def test_other_ways_to_draw_them(self, kind: str):
        document = PdfWriter()
        page = document.page()
        ys = [100.0]
        for texts in (HEAD, ROW1, ROW2):
            ys.append(row(page, XS, ys[-1], texts))
        lines = [(x, ys[0], x, ys[-1]) for x in XS] + [(XS[0], y, XS[-1], y) for y in ys]
        for x0, y0, x1, y1 in lines:
            if kind == "bars":  # as Word writes borders: thin rectangles, a piece for each cell
                if x0 == x1:
                    for a, b in pairwise(ys):
                        page.bar(x0 - 0.24, a, x0 + 0.24, b)
                else:
                    for a, b in pairwise(XS):
                        page.bar(a, y0 - 0.24, b, y0 + 0.24)
            elif kind == "dashes":
                steps = range(0, int(x1 - x0 + y1 - y0), 6)
                for step in steps:
                    page.line(*((x0, y0 + step, x0, y0 + step + 3) if x0 == x1 else (x0 + step, y0, x0 + step + 3, y0)))
            elif kind == "dots":
                for step in range(0, int(x1 - x0 + y1 - y0), 3):
                    page.bar(*((x0, y0 + step, x0 + 1, y0 + step + 1) if x0 == x1 else (x0 + step, y0, x0 + step + 1, y0 + 1)))
            elif kind == "double":
                page.line(x0, y0, x1, y1)
                page.line(*((x0 + 2, y0, x1 + 2, y1) if x0 == x1 else (x0, y0 + 2, x1, y1 + 2)))
        if kind == "boxes":
            for a, b in pairwise(ys):
                for left, right in pairwise(XS):
                    page.box(left, a, right, b)
        assert [shape(t) for t in tables(document)] == [PLAIN]

    def test_spans(self):
        document = PdfWriter()
        page = document.page()
        ys = [100.0, 120, 140, 160, 180]
        page.line(XS[0], ys[0], XS[-1], ys[0]).line(XS[0], ys[-1], XS[-1], ys[-1])
        page.line(XS[0], ys[1], XS[-1], ys[1])  # below the group's heading
        page.line(XS[0], ys[2], XS[2], ys[2]).line(XS[3], ys[2], XS[4], ys[2])
        page.line(XS[0], ys[3], XS[2], ys[3]).line(XS[3], ys[3], XS[4], ys[3])
        page.line(XS[0], ys[0], XS[0], ys[-1]).line(XS[-1], ys[0], XS[-1], ys[-1])
        for x in XS[1:-1]:
            page.line(x, ys[1], x, ys[-1])
        row(page, [XS[0], XS[-1]], 100, ["I. Hạ tầng số"])
        for index, texts in enumerate((["1", "Một", "Sở Tài chính", "2025"], ["2", "Hai", "", "2026"], ["3", "Ba", "", "2027"])):
            row(page, XS, ys[index + 1], texts)
        found = shape(tables(document)[0])
        assert found[0, 0] == ("I. Hạ tầng số", 1, 4)
        assert found[1, 2] == ("Sở Tài chính", 3, 1)
        assert found[3, 3] == ("2027", 1, 1)
        assert (2, 2) not in found

    @pytest.mark.parametrize("sides", ["both", "neither"])
    def test_no_outer_rules_left_and_right(self, sides: str):
        document = PdfWriter()
        page = document.page()
        ys = [100.0]
        for texts in (HEAD, ROW1, ROW2):
            ys.append(row(page, XS, ys[-1], texts))
        for y in ys:
            page.line(XS[0], y, XS[-1], y)
        for x in XS if sides == "both" else XS[1:-1]:
            page.line(x, ys[0], x, ys[-1])
        assert [shape(t) for t in tables(document)] == [PLAIN]

    def test_no_rule_below_the_last_row(self):
        document = PdfWriter()
        page = document.page()
        ys = [100.0]
        for texts in (HEAD, ROW1, ROW2):
            ys.append(row(page, XS, ys[-1], texts))
        for y in ys[:-1]:
            page.line(XS[0], y, XS[-1], y)
        for x in XS:
            page.line(x, ys[0], x, ys[-1])
        assert [shape(t) for t in tables(document)] == [PLAIN]

    def test_a_table_that_runs_off_the_page(self):
        document = PdfWriter()
        ruled(document.page(width=500), XS, 100, [HEAD, ROW1, ROW2])
        assert [shape(t) for t in tables(document)] == [PLAIN]

    def test_underlines_in_cells_are_no_rules(self):
        document = PdfWriter()
        page = document.page()
        ruled(page, XS, 100, [HEAD, ROW1, ROW2])
        page.line(XS[1] + 5, 114, XS[1] + 45, 114)
        assert [shape(t) for t in tables(document)] == [PLAIN]

    def test_lines_and_boxes_that_are_no_tables(self):
        document = PdfWriter()
        page = document.page()
        page.line(120, 90, 220, 90).line(350, 90, 480, 90)  # under the letterhead
        page.box(40, 40, 555, 800)  # a frame around the page
        page.line(200, 500, 200, 560)  # beside the addressees
        page.text(80, 200, "Văn bản thường trong khung.")
        assert tables(document) == []

    def test_a_boxes_and_arrows_drawing_is_no_table(self):
        document = PdfWriter()
        page = document.page()
        page.box(100, 100, 200, 140).text(110, 120, "Tiếp nhận")
        page.line(150, 140, 150, 200).box(80, 200, 220, 240).text(100, 220, "Xử lý hồ sơ")
        page.line(150, 240, 150, 300).box(100, 300, 200, 340).text(110, 320, "Trả kết quả")
        assert tables(document) == []

    def test_landscape_by_rotation(self):
        document = PdfWriter()
        page = document.page(rotate=90)
        ruled(page, XS, 100, [HEAD, ROW1, ROW2])
        assert [shape(t) for t in tables(document)] == [PLAIN]

    def test_text_set_upwards_in_a_narrow_head(self):
        document = PdfWriter()
        page = document.page()
        ys = [100.0, 180, 200, 220]
        page.grid(XS, ys)
        page.sideways(78, 170, "Số thứ tự", 10)
        for texts, y in (
            (["", "Nhiệm vụ", "Cơ quan", "Thời hạn"], 120),
            (["1", "Một", "Sở A", "2025"], 180),
            (["2", "Hai", "Sở B", "2026"], 200),
        ):
            row(page, XS, y, texts)
        assert shape(tables(document)[0])[0, 0] == ("Số thứ tự", 1, 1)

    def test_a_table_inside_a_cell(self):
        document = PdfWriter()
        page = document.page()
        page.grid([60, 200, 500], [100, 120, 220])
        row(page, [60, 200, 500], 100, ["Nội dung", "Chi tiết"])
        page.text(65, 132, "Số liệu", 10)
        ruled(page, [230, 300, 400], 140, [["Năm", "Số xã"], ["2025", "12"]])
        [table] = tables(document)
        [inner] = table[1, 1].inner
        assert [(c.row, c.column, c.text) for c in inner.cells] == [(0, 0, "Năm"), (0, 1, "Số xã"), (1, 0, "2025"), (1, 1, "12")]

    def test_lines_of_a_cell(self):
        document = PdfWriter()
        content = "Nhiệm vụ gồm hai việc:\n- Xây dựng kho dữ liệu dùng chung của tỉnh và hướng dẫn các sở;\n- Kết nối với trục liên thông."
        ruled(document.page(), XS, 100, [HEAD, ["1", content, "Sở Nội vụ\nSở Tài chính", "2025"]])
        found = shape(tables(document)[0])
        assert found[1, 1][0] == content
        assert found[1, 2][0] == "Sở Nội vụ\nSở Tài chính"

    def test_text_set_over_a_rule_is_cut_at_the_gap(self):
        document = PdfWriter()
        page = document.page()
        page.grid([60, 100, 200], [100, 120, 140])
        page.text(88, 113, "12 34", 10)  # one string, its space on the rule
        row(page, [60, 100, 200], 120, ["a", "b"])
        assert shape(tables(document)[0])[0, 0][0] == "12"


class TestPageBreaks:
    def pages(self, first: list[list[str]], second: list[list[str]], *, y: float = 60.0) -> Any:
        document = PdfWriter()
        page = document.page()
        heights = []
        probe = PdfWriter().page()
        for texts in first:
            heights.append(row(probe, XS, 0, texts))
        start = 790 - sum(heights)
        page.text(60, start - 30, "Danh mục nhiệm vụ của các cơ quan, đơn vị thuộc tỉnh trong năm kế hoạch")
        ruled(page, XS, start, first)
        page.centered(300, 820, "1")
        other = document.page()
        ruled(other, XS, y, second)
        other.centered(300, 820, "2")
        return document

    def test_repeated_head_goes_and_rows_go_on(self):
        [table] = tables(self.pages([HEAD, ROW1], [HEAD, ROW2]))
        assert shape(table) == PLAIN
        assert table[2, 1].page == 2

    def test_a_cut_row_is_joined(self):
        cut1 = ["1", "Xây dựng kho dữ liệu dùng chung của tỉnh và", "Sở Nội vụ", "Quý III/2025"]
        cut2 = ["", "kết nối với Nền tảng tích hợp dữ liệu", "", ""]
        [table] = tables(self.pages([HEAD, cut1], [HEAD, cut2, ROW2]))
        assert shape(table) == PLAIN

    def test_a_cut_row_with_whole_sentences_is_joined(self):
        cut1 = ["1", "Xây dựng kho dữ liệu.", "Sở Nội vụ", "2025"]
        cut2 = ["", "- Kết nối với Nền tảng tích hợp.", "", ""]
        [table] = tables(self.pages([HEAD, cut1], [cut2, ROW2]))
        assert shape(table)[1, 1][0] == "Xây dựng kho dữ liệu.\n- Kết nối với Nền tảng tích hợp."
        assert shape(table)[2, 0][0] == "2"

    @pytest.mark.parametrize(("lead", "joined"), [("Sở Nội vụ;", True), ("Sở Nội vụ", False)])
    def test_a_list_of_agencies_goes_on_where_the_matter_was_said_above(self, lead: str, joined: bool):
        cut1 = ["1", "Xây dựng kho dữ liệu dùng chung của tỉnh.", lead, "2025"]
        cut2 = ["", "", "Sở Y tế", ""]
        [table] = tables(self.pages([HEAD, cut1], [HEAD, cut2, ROW2]))
        found = shape(table)
        assert found[1, 2][0].split("\n") == (["Sở Nội vụ;", "Sở Y tế"] if joined else ["Sở Nội vụ"])

    def test_a_new_row_without_a_number_is_none(self):
        fresh = ["", "Tổ chức hội nghị tổng kết.", "Văn phòng", "Tháng 12/2025"]
        [table] = tables(self.pages([HEAD, ROW1], [fresh, ROW2]))
        found = shape(table)
        assert found[2, 1][0] == "Tổ chức hội nghị tổng kết."
        assert found[3, 0][0] == "2"

    def test_a_row_that_did_not_fill_the_page_is_not_cut(self):
        document = PdfWriter()
        ruled(document.page(), XS, 100, [HEAD, ["1", "Xây dựng kho dữ liệu", "Sở Nội vụ", "2025"]])
        for _ in range(2):
            page = document.page()
            ruled(page, XS, 60, [["", "Kết nối", "Sở Y tế", "2025"], ROW2])
            page.text(60, 790, "Hết trang.")
        assert shape(tables(document)[0])[2, 1][0] == "Kết nối"

    def test_other_columns_are_another_table(self):
        document = PdfWriter()
        ruled(document.page(), XS, 700, [HEAD, ROW1])
        ruled(document.page(), [60.0, 200.0, 530.0], 60, [["Chỉ tiêu", "Giá trị"], ["GRDP", "12%"]])
        assert len(tables(document)) == 2

    def test_text_between_parts_two_tables(self):
        document = PdfWriter()
        ruled(document.page(), XS, 700, [HEAD, ROW1])
        page = document.page()
        page.centered(300, 80, "PHỤ LỤC II", 13, "bold")
        ruled(page, XS, 100, [HEAD, ROW2])
        assert len(tables(document)) == 2

    @pytest.mark.parametrize("closed", [True, False])
    def test_a_merged_cell_over_the_break(self, closed: bool):
        document = PdfWriter()
        xs, page = [60.0, 300.0, 530.0], document.page()
        row(page, xs, 740, ["Một", "Sở Tài chính"])
        row(page, xs, 760, ["Hai", ""])
        page.line(60, 740, 530, 740).line(60, 760, 300, 760).line(60, 780, 530 if closed else 300, 780)
        for x in xs:
            page.line(x, 740, x, 780)
        other = document.page()
        row(other, xs, 60, ["Ba", ""])
        row(other, xs, 80, ["Bốn", ""])
        row(other, xs, 100, ["Năm", "Sở Y tế"])
        other.line(60, 60, 530 if closed else 300, 60).line(60, 80, 300, 80).line(60, 100, 530, 100).line(60, 120, 530, 120)
        for x in xs:
            other.line(x, 60, x, 120)
        [table] = tables(document)
        assert shape(table)[0, 1] == ("Sở Tài chính", 4, 1)
        assert shape(table)[4, 1] == ("Sở Y tế", 1, 1)

    @pytest.mark.parametrize(
        ("above", "below", "joined"),
        [("%", "xã", False), ("Sở Nội vụ và", "các cơ quan", True)],
    )
    def test_a_cell_with_a_number_of_its_own_row_goes_on_only_where_the_line_was_full(self, above: str, below: str, joined: bool):
        first = ["4", "Trường học có học bạ điện tử", above, "60"]
        second = ["5", "Xã có đài truyền thanh", below, "40"]
        [table] = tables(self.pages([HEAD, first], [HEAD, second]))
        assert shape(table)[1, 2] == ((f"{above} {below}", 2, 1) if joined else (above, 1, 1))
        assert shape(table)[2, 0] == ("5", 1, 1)

    def test_an_empty_cell_of_a_table_without_merged_ones_stays_empty(self):
        [table] = tables(self.pages([HEAD, ROW1], [["2", "Tập huấn kỹ năng số.", "", "2025"]]))
        assert shape(table)[2, 2] == ("", 1, 1)


class TestUnruled:
    ROWS = (
        ["1", "Tỷ lệ hồ sơ trực tuyến", "%", "80", "76,5"],
        ["2", "Số dịch vụ công cung cấp toàn trình", "dịch vụ", "1.200", "1.073"],
        ["3", "Doanh thu kinh tế số", "tỷ đồng", "12.500", "11.932,4"],
    )

    def test_columns_by_whitespace(self):
        document = PdfWriter()
        page = document.page()
        page.text(80, 80, "Kết quả thực hiện các chỉ tiêu chủ yếu của tỉnh trong sáu tháng đầu năm như sau:")
        for index, texts in enumerate((["TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch", "Thực hiện"], *self.ROWS)):
            for x, text in zip((80, 110, 340, 410, 480), texts, strict=True):
                page.text(x, 110 + 18 * index, text)
        [table] = tables(document)
        assert [table[2, c].text for c in range(5)] == self.ROWS[1]
        assert table[0, 1].text == "Chỉ tiêu"

    def test_a_signature_block_of_three_columns_is_no_table(self):
        document = PdfWriter()
        page = document.page()
        for y, texts in (
            (200, ("Nơi nhận:", "KT. GIÁM ĐỐC", "KT. CHỦ TỊCH")),
            (220, ("- Như trên;", "PHÓ GIÁM ĐỐC", "PHÓ CHỦ TỊCH")),
        ):
            for x, text in zip((80, 240, 400), texts, strict=True):
                page.text(x, y, text)
        assert tables(document) == []
        drafts = read_pdf(bytes(document), limits=Limits()).drafts
        assert [d.text for d in drafts if isinstance(d, ParagraphDraft)][:2] == ["Nơi nhận:", "- Như trên;"]
