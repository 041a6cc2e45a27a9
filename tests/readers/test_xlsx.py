"""Workbooks: what Excel shows with Vietnamese settings, and the tables and titles that people see in a sheet."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Side

from vbcds.errors import ReadError
from vbcds.model.builder import ParagraphDraft, Reading, TableDraft
from vbcds.readers.limits import Limits
from vbcds.readers.xlsx import read_xlsx
from vbcds.readers.xlsx.formats import formatted, general

BOX = Border(left=Side("thin"), right=Side("thin"), top=Side("thin"), bottom=Side("thin"))


def workbook(fill: Callable[[Any], None], *, title: str = "Nhiệm vụ") -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = title
    fill(book.active)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows(sheet: Any, top: int, values: list[list[Any]], *, boxed: bool = False) -> None:
    for number, row in enumerate(values, top):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if boxed:
                cell.border = BOX


def outline(reading: Reading) -> list[Any]:
    """Paragraphs as texts, tables as rows of texts."""
    found: list[Any] = []
    for draft in reading.drafts:
        if isinstance(draft, ParagraphDraft):
            found.append(draft.text)
        else:
            lines: dict[int, list[str]] = {}
            for cell in draft.cells:
                lines.setdefault(cell.row, []).append(cell.text)
            found.append(list(lines.values()))
    return found


def tables(reading: Reading) -> list[TableDraft]:
    return [draft for draft in reading.drafts if isinstance(draft, TableDraft)]


# --------------------------------------------------------------------------------------------------------------------
# Values
# --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (0.983, "0.0%", "98,3%"),
        (0.983, "0%", "98%"),
        (1, "0%", "100%"),
        (0.005, "0.00%", "0,50%"),
        (1073403, "#,##0", "1.073.403"),
        (12324415367, "#,##0", "12.324.415.367"),
        (1234.5, "#,##0.00", "1.234,50"),
        (1234.5, "0", "1235"),
        (2.5, "0", "3"),
        (-12.34, "#,##0.0;(#,##0.0)", "(12,3)"),
        (-5, "0;[Red]-0", "-5"),
        (0, '0;-0;"-"', "-"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        (340.5, '_(* #,##0.0_);_(* (#,##0.0);_(* "-"??_);_(@_)', "340,5"),
        (1.5e9, '#,##0,, "triệu đồng"', "1.500 triệu đồng"),
        (1200000, "#,##0\\ [$₫-42A]", "1.200.000 ₫"),
        (5, "00", "05"),
        (7, '"Quý "0', "Quý 7"),
        (0.1, "0.###", "0,1"),
        (-0.001, "0.0", "0,0"),
        (45107, "m/d/yyyy", "30/06/2023"),
        (45107, "dd/mm/yyyy;@", "30/06/2023"),
        (45107, "[$-1010000]d/m/yyyy;@", "30/06/2023"),
        (45107, "yyyy-mm-dd", "30/06/2023"),
        (45107, "mm/yyyy", "06/2023"),
        (45107, "mmm-yy", "06/2023"),
        (45107, "yyyy", "2023"),
        (45107, "dd/mm", "30/06"),
        (45107.4375, "dd/mm/yyyy hh:mm", "30/06/2023 10:30"),
        (0.4375, "h:mm", "10:30"),
        (1.5, "[h]:mm", "36:00"),
        (45107, '"Tháng "m/yyyy', "Tháng 6/2023"),
        (45107, '"ngày" dd "tháng" mm "năm" yyyy', "ngày 30 tháng 06 năm 2023"),
        (1, "dd/mm/yyyy", "01/01/1900"),
        (60, "0", "60"),
        (-3, "dd/mm/yyyy", "-3"),
        (12, "@", "12"),
        (5.0, "General", "5"),
        (0.30000000000000004, "General", "0,3"),
        (0.125, "# ?/?", "0,125"),
        (150, "[>=100]0;0.0", "150"),
        (3, "", ""),
    ],
)
def test_numbers_as_printed(value: float, code: str, expected: str) -> None:
    assert formatted(value, code) == expected


def test_dates_from_1904() -> None:
    assert formatted(43645, "dd/mm/yyyy", date_1904=True) == "30/06/2023"


@pytest.mark.parametrize(
    ("value", "expected"), [(1e20, "1e+20"), (-0.0, "0"), (float("nan"), ""), (1e-12, "1e-12"), (123456.789, "123456,789")]
)
def test_numbers_without_a_format(value: float, expected: str) -> None:
    assert general(value) == expected


def test_cells_of_every_kind() -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, 1, [["Chữ", 12, 2.5, True, date(2025, 6, 30), datetime(2025, 6, 30, 8, 5), "=1+1", "#N/A", "  "]])

    reading = read_xlsx(workbook(fill))
    assert outline(reading)[0] == "Nhiệm vụ"
    texts = [draft.text for draft in reading.drafts[1:] if isinstance(draft, ParagraphDraft)] + [
        c.text for t in tables(reading) for c in t.cells
    ]
    assert texts == ["Chữ", "12", "2,5", "TRUE", "30/06/2025", "30/06/2025 08:05:00", "#N/A"]
    assert any("công thức" in warning for warning in reading.warnings)


# --------------------------------------------------------------------------------------------------------------------
# Layout
# --------------------------------------------------------------------------------------------------------------------


def test_letterhead_title_table_and_notes() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["D1"] = "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        sheet["A2"], sheet["D2"] = "TỈNH AN BÌNH", "Độc lập - Tự do - Hạnh phúc"
        for area in ("A1:C1", "D1:F1", "A2:C2", "D2:F2", "A3:F3"):
            sheet.merge_cells(area)
        sheet["A3"] = "DANH MỤC NHIỆM VỤ"
        sheet["A3"].font = Font(bold=True)
        head = [["STT", "Nhiệm vụ", "Cơ quan", None, "Hạn", "Tỷ lệ"], [None, None, "Chủ trì", "Phối hợp", None, None]]
        rows(sheet, 4, [*head, ["I", "Hạ tầng số", None, None, None, None], [1, "Kho dữ liệu", "Sở A", "Sở B", date(2025, 6, 30), 0.5],
                               [2, "Tập huấn", None, "Sở C", None, 1]], boxed=True)  # fmt: skip
        for area in ("A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "B6:F6", "C7:C8"):
            sheet.merge_cells(area)
        sheet["F7"].number_format = sheet["F8"].number_format = "0%"
        sheet["A9"] = "Ghi chú: số liệu đến hết tháng 5."
        sheet["E11"] = "GIÁM ĐỐC"

    reading = read_xlsx(workbook(fill))
    assert outline(reading) == [
        "Nhiệm vụ",
        [["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["TỈNH AN BÌNH", "Độc lập - Tự do - Hạnh phúc"]],
        "DANH MỤC NHIỆM VỤ",
        [
            ["STT", "Nhiệm vụ", "Cơ quan", "Hạn", "Tỷ lệ"], ["Chủ trì", "Phối hợp"], ["I", "Hạ tầng số"],
            ["1", "Kho dữ liệu", "Sở A", "Sở B", "30/06/2025", "50%"], ["2", "Tập huấn", "Sở C", "", "100%"],
        ],
        "Ghi chú: số liệu đến hết tháng 5.",
        "GIÁM ĐỐC",
    ]  # fmt: skip
    letterhead, table = tables(reading)
    assert (letterhead.ruled, table.ruled) == (False, True)
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["STT"] == (0, 0, 2, 1)
    assert spans["Cơ quan"] == (0, 2, 1, 2)
    assert spans["Hạ tầng số"] == (2, 1, 1, 5)
    assert spans["Sở A"] == (3, 2, 2, 1)
    heading, title = reading.drafts[0], reading.drafts[2]
    assert isinstance(heading, ParagraphDraft)
    assert isinstance(title, ParagraphDraft)
    assert heading.style.heading == 1
    assert title.style.bold is True


def test_a_sheet_without_borders() -> None:
    def fill(sheet: Any) -> None:
        rows(
            sheet,
            1,
            [
                ["Báo cáo tháng 5"],
                ["Đơn vị: Sở Nội vụ"],
                ["STT", "Nội dung", "Kết quả"],
                [1, "Tập huấn", "Đạt"],
                ["II", None, None],
                [2, "Kho", None],
            ],
        )

    reading = read_xlsx(workbook(fill))
    assert outline(reading)[1:] == [
        "Báo cáo tháng 5",
        "Đơn vị: Sở Nội vụ",
        [["STT", "Nội dung", "Kết quả"], ["1", "Tập huấn", "Đạt"], ["II", "", ""], ["2", "Kho", ""]],
    ]
    assert tables(reading)[0].ruled is None


def test_blank_rows_part_blocks_unless_the_table_is_drawn_through() -> None:
    def loose(sheet: Any) -> None:
        rows(sheet, 1, [["a", "b", "c"], [1, 2, 3], [None, None, None], ["d", "e", "f"], [4, 5, 6]])

    def drawn(sheet: Any) -> None:
        rows(sheet, 1, [["a", "b", "c"], [1, 2, 3], [None, None, None], ["d", "e", "f"], [4, 5, 6], [None] * 3], boxed=True)

    assert [len(table.cells) for table in tables(read_xlsx(workbook(loose)))] == [6, 6]
    assert [len(table.cells) for table in tables(read_xlsx(workbook(drawn)))] == [12]


HEAD, BODY = ["STT", "Nhiệm vụ", "Cơ quan", "Hạn"], [1, "Kho dữ liệu", "Sở A", "2025"]
GROUP, SIGNATURE = ["Nhóm I", None, None, None], [None, "NGƯỜI LẬP", None, "GIÁM ĐỐC"]


@pytest.mark.parametrize(
    ("drawn", "loose", "expected"),
    [
        pytest.param([HEAD], [BODY, GROUP, BODY, SIGNATURE], [12, 2], id="only the head is drawn"),
        pytest.param([HEAD, BODY, BODY, BODY], [SIGNATURE], [16, 2], id="what follows a drawn table is not of it"),
    ],
)
def test_tables_that_are_drawn_in_part(drawn: list[list[Any]], loose: list[list[Any]], expected: list[int]) -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, 1, drawn, boxed=True)
        rows(sheet, 1 + len(drawn), loose)

    found = tables(read_xlsx(workbook(fill)))
    assert [sum(1 for cell in table.cells if cell.text) for table in found] == [expected[0] + (GROUP in loose), expected[1]]


def test_a_head_over_a_drawn_body_belongs_to_it() -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, 1, [["SỞ NỘI VỤ", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Biểu 1"], HEAD])
        rows(sheet, 4, [BODY, BODY, BODY], boxed=True)

    reading = read_xlsx(workbook(fill))
    assert [len(draft.cells) if isinstance(draft, TableDraft) else draft.text for draft in reading.drafts[1:]] == [2, "Biểu 1", 16]


def test_unused_columns_close_up() -> None:
    def fill(sheet: Any) -> None:
        for number in (3, 4):
            for column, value in ((3, "a"), (6, "b"), (9, "c")):
                sheet.cell(number, column, value).border = BOX

    assert [(cell.row, cell.column) for cell in tables(read_xlsx(workbook(fill)))[0].cells] == [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 1),
        (1, 2),
    ]


def test_hidden_sheets_and_rows_are_read_with_a_warning() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["a", "b", "c"])
    first.append(["d", "e", "f"])
    first.row_dimensions[2].hidden = True
    second = book.create_sheet("Phụ lục")
    second.sheet_state = "hidden"
    second.append(["x"])
    book.create_sheet("Trống")
    reading = read_xlsx(saved(book))
    assert outline(reading) == ["Sheet", [["a", "b", "c"], ["d", "e", "f"]], "Phụ lục", "x"]
    assert [("ẩn" in warning, "Phụ lục" in warning) for warning in reading.warnings] == [(True, False), (True, True)]


def test_legacy_fonts_of_cells() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "Uû ban nh©n d©n tØnh"
        sheet["A1"].font = Font(name=".VnTime")

    assert outline(read_xlsx(workbook(fill)))[1] == "Uỷ ban nhân dân tỉnh"


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def raw(sheet: str, *, strings: str = "", namespace: str = MAIN, extra: dict[str, bytes] | None = None) -> bytes:
    """A workbook from the XML of its one sheet's contents."""
    stream = io.BytesIO()
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/a.xml"/>'
            f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="/xl/strings.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{namespace}" xmlns:r="{OFFICE}"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr("xl/strings.xml", f'<sst xmlns="{namespace}">{strings}</sst>')
        archive.writestr("xl/worksheets/a.xml", f'<worksheet xmlns="{namespace}">{sheet}</worksheet>')
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_strings_and_results() -> None:
    strings = "<si><t>Sở Nội vụ</t></si><si><r><t>m</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r><rPh><t>x</t></rPh></si>"
    cells = (
        "<row r='2'><c r='B2' t='s'><v>0</v></c><c t='s'><v>1</v></c><c r='E2' t='inlineStr'><is><t>tại chỗ</t></is></c>"
        "<c r='F2' t='str'><f>A1&amp;B1</f><v>kết quả</v></c><c r='G2' t='d'><v>2025-06-30T00:00:00</v></c>"
        "<c r='H2' t='s'><v>99</v></c></row>"
    )
    reading = read_xlsx(raw(f"<sheetData>{cells}</sheetData>", strings=strings))
    texts = [d.text for d in reading.drafts[1:] if isinstance(d, ParagraphDraft)] + [
        c.text for t in tables(reading) for c in t.cells
    ]
    assert texts == ["Sở Nội vụ", "m²", "tại chỗ", "kết quả", "30/06/2025"]


def test_strict_packages() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    data = raw("<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Kế hoạch</t></is></c></row></sheetData>", namespace=strict)
    assert outline(read_xlsx(data)) == ["A", "Kế hoạch"]


# --------------------------------------------------------------------------------------------------------------------
# Bad input
# --------------------------------------------------------------------------------------------------------------------


def kind_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_xlsx(data, limits=limits or Limits())
    assert caught.value.advice
    return caught.value.kind


def test_unreadable_files_say_what_is_the_matter() -> None:
    good = workbook(lambda sheet: sheet.append(["a"]))
    assert kind_of(b"") == "empty"
    assert kind_of(good[:300]) == "corrupt"
    assert kind_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    assert kind_of(stream.getvalue()) == "unsupported"


def test_a_million_empty_rows_do_no_harm() -> None:
    empty = "".join(f"<row r='{number}' s='1' customFormat='1'/>" for number in range(2, 200_000))
    data = raw(
        f"<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c></row>{empty}"
        "<row r='1048576'><c r='XFD1048576'/></row></sheetData>"
    )
    start = time.process_time()
    assert outline(read_xlsx(data, limits=Limits(max_ratio=10_000))) == ["A", "a"]
    assert time.process_time() - start < 12


def test_bombs_and_limits() -> None:
    spaces = " " * 30_000_000
    assert kind_of(raw(spaces)) == "too-large"
    many = "".join(
        f"<row r='{n}'><c t='inlineStr'><is><t>a</t></is></c><c t='inlineStr'><is><t>b</t></is></c></row>" for n in range(1, 1000)
    )
    reading = read_xlsx(raw(f"<sheetData>{many}</sheetData>"), limits=Limits(max_cells=100))
    assert sum(len(table.cells) for table in tables(reading)) <= 100
    assert reading.warnings


def test_a_merge_over_the_whole_sheet() -> None:
    sheet = "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c></row></sheetData>"
    sheet += "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"
    start = time.process_time()
    assert outline(read_xlsx(raw(sheet))) == ["A", "a"]
    assert time.process_time() - start < 4


def test_what_a_merged_cell_covers_is_hidden() -> None:
    def cell(place: str, words: str) -> str:
        return f"<c r='{place}' t='inlineStr'><is><t>{words}</t></is></c>"

    rows_ = (
        f"<row r='1'>{cell('A1', 'a')}{cell('B1', 'x')}{cell('C1', 'c')}</row><row r='2'>{cell('A2', 'y')}{cell('C2', 'd')}</row>"
    )
    found = tables(read_xlsx(raw(f"<sheetData>{rows_}</sheetData>" + "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>")))
    assert [[cell.text for cell in table.cells] for table in found] == [["a", "c", "d"]]


def test_entities_and_broken_xml() -> None:
    data = raw(
        "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c></row><row r='2'><c r='A2' t='inlineStr'><is><t>b</t>"
    )
    assert outline(read_xlsx(data))[:2] == ["A", "a"]
    entity = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw("<sheetData/>"))) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.endswith("a.xml"):
                content = (
                    entity
                    + f"<worksheet xmlns='{MAIN}'><sheetData><row r='1'><c t='inlineStr'><is><t>&x;</t></is></c></row>".encode()
                    + b"</sheetData></worksheet>"
                )
            new.writestr(info, content)
    assert kind_of(stream.getvalue()) == "no-text"
