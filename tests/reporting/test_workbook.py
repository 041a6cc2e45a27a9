"""The workbook holds what the dossier holds, as Excel and people want it."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from vbcds.model.document import Source
from vbcds.model.records import Agency, CitationRecord, Deadline, DocumentRecord, FindingRecord, Record, TargetRecord, TaskRecord
from vbcds.reporting.render import xlsx
from vbcds.reporting.render.xlsx import CELL_LIMIT, Column, Link, Note, Sheet, fitted, render_sheets, sheet_name, url_of
from vbcds.reporting.workbook import _FIELDS, TITLES, write_workbook
from vbcds.store.dossier import FILE_NAME
from vbcds.store.rows import KINDS, to_row
from vbcds.store.writer import DossierWriter, Failure, FileEntry, FileStat, Reading

ID = "0123456789abcdef"
SOURCE = Source(start=1200, end=1210, page=3, table=0, row=4, column=1)
DOCUMENT = DocumentRecord(
    id=ID, path="báo cáo/kế hoạch.docx", media_type="x", pages=4, sha256=ID * 4, ocr=False, genre="plan", kind="kế hoạch",
    number="87/KH-UBND", date=datetime.date(2026, 3, 5), issuer=Agency(raw="x", name="Ủy ban nhân dân tỉnh Vĩnh Giang"),
    title="Chuyển đổi số năm 2026", recipients=("Như trên", "Lưu: VT"), end=10,
)  # fmt: skip
TASK = TaskRecord(
    document=ID, code="1.1", group="I. Hạ tầng", content="- Xây dựng kho dữ liệu", product=None, source=SOURCE, support=(),
    lead=(Agency(raw="a", name="Sở Khoa học và Công nghệ"), Agency(raw="b", name="Công an tỉnh")),
    deadline=Deadline(raw="Trước ngày 30/6/2026", kind="fixed", due=datetime.date(2026, 6, 30), exclusive=True),
)  # fmt: skip
RECORDS: tuple[Record, ...] = (
    DOCUMENT,
    TASK,
    replace(TASK, content="=HYPERLINK(\"http://x\")", code="+1", lead=(), deadline=Deadline(raw=None, kind="none")),
    replace(TASK, content="x" * 40_000),
    TargetRecord(
        document=ID, indicator="Tỷ lệ", comparator=">=", value=98.3, value_max=None, unit="%", scope=None, due=datetime.date(2026, 12, 31),
        pillar=None, raw="từ 98,3% trở lên", source=SOURCE,
    ),
    CitationRecord(
        document=ID, raw="Quyết định 12", kind="quyết định", number="12/QĐ-UBND", date=datetime.date(1899, 1, 2), issuer=None, title=None,
        pinpoint=None, relation="legal_basis", cited="x", cited_document=ID, source=SOURCE,
    ),
    FindingRecord(document=ID, code="sum-mismatch", severity="warning", message="Tổng không khớp.", evidence=()),
)  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ra")
    with DossierWriter(folder / FILE_NAME) as dossier:
        stat = FileStat(size=1, mtime_ns=1, inode=1)
        locations = {path: str(folder.parent / "vào" / path).encode() for path in ("báo cáo/kế hoạch.docx", "hỏng.pdf")}
        dossier.set_input([FileEntry(location=location, path=path, stat=stat) for path, location in locations.items()], [])
        names = {record: kind for kind, record in KINDS.items()}
        rows: dict[str, list[Any]] = {}
        for record in RECORDS:
            rows.setdefault(names[type(record)], []).append(to_row(record))
        reading = Reading(id=ID, sha256=ID * 4, size=1, suffix=".docx", fingerprint="f", seconds=0.1, text="…", rows=rows)
        dossier.add_reading(locations["báo cáo/kế hoạch.docx"], stat, reading)
        dossier.add_failure(locations["hỏng.pdf"], stat, Failure(error="corrupt", detail="Tệp hỏng. Lưu lại rồi chạy lại."))
        dossier.settle()
    write_workbook(folder / FILE_NAME, folder / "ket-qua.xlsx")
    return folder / "ket-qua.xlsx"


@pytest.fixture(scope="module")
def sheets(book: Path) -> Any:
    return load_workbook(book)


def column(sheet: Any, heading: str) -> list[Any]:
    index = next(cell.column for cell in sheet[1] if cell.value == heading)
    return [row[index - 1] for row in sheet.iter_rows(min_row=2)]


def test_one_sheet_a_kind_with_vietnamese_headings(sheets: Any) -> None:
    assert sheets.sheetnames == ["Tổng hợp", *TITLES.values()]
    assert [cell.value for cell in sheets["Nhiệm vụ"][1]][:5] == ["STT", "Văn bản", "Mã", "Nhóm", "Nội dung nhiệm vụ"]


def test_every_kind_of_record_has_a_sheet() -> None:
    assert list(_FIELDS) == list(KINDS) == list(TITLES)


def test_sheets_are_made_for_reading_and_for_print(sheets: Any) -> None:
    for name in TITLES.values():
        sheet = sheets[name]
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref is not None
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 where it is left out
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for cell in sheet[1])


def test_dates_are_dates_and_lists_are_lines(sheets: Any) -> None:
    sheet = sheets["Nhiệm vụ"]
    due = column(sheet, "Ngày sau cùng")[0]
    assert due.value == datetime.datetime(2026, 6, 30)
    assert due.number_format == "dd/mm/yyyy"
    assert column(sheet, "Cơ quan chủ trì")[0].value == "Sở Khoa học và Công nghệ\nCông an tỉnh"
    assert [cell.value for cell in column(sheet, "Cách tính hạn")] == ["Trước ngày này", "Không ghi", "Trước ngày này"]
    assert column(sheet, "Trang")[0].value == 3
    assert column(sheet, "Chỗ trong văn bản")[0].value == "Bảng 1, hàng 5"
    assert column(sheets["Dẫn chiếu"], "Ngày")[0].value == "02/01/1899"
    assert column(sheets["Chỉ tiêu"], "Giá trị")[0].value == 98.3


def test_text_is_never_a_formula(sheets: Any) -> None:
    sheet = sheets["Nhiệm vụ"]
    for heading in ("Nội dung nhiệm vụ", "Mã"):
        for cell in column(sheet, heading):
            assert cell.data_type != "f"
    assert column(sheet, "Nội dung nhiệm vụ")[1].value == '=HYPERLINK("http://x")'
    assert column(sheet, "Nội dung nhiệm vụ")[1].quotePrefix


def test_long_text_is_cut_with_a_pointer(sheets: Any) -> None:
    text = column(sheets["Nhiệm vụ"], "Nội dung nhiệm vụ")[2].value
    assert len(text) == CELL_LIMIT
    assert text.endswith("[đã cắt bớt; xem đủ ở tasks.jsonl, dòng 3]")


def test_files_are_linked_relative_to_the_workbook(sheets: Any, book: Path) -> None:
    cell = column(sheets["Văn bản"], "Tệp")[0]
    assert cell.value == "báo cáo/kế hoạch.docx"
    with zipfile.ZipFile(book) as package:
        relations = package.read("xl/worksheets/_rels/sheet2.xml.rels").decode()
    assert "..\\vào\\báo%20cáo\\kế%20hoạch.docx" in relations


def test_failed_files_and_counts_are_told(sheets: Any) -> None:
    assert [cell.value for cell in sheets["Không đọc được"][2]] == [1, "hỏng.pdf", "Tệp hỏng", "Tệp hỏng. Lưu lại rồi chạy lại."]
    first = {row[1].value: row[2].value for row in sheets["Tổng hợp"].iter_rows() if row[1].value}
    assert (first["Nhiệm vụ"], first["Không đọc được"], first["Số liệu"]) == (3, 1, 0)
    assert sheets["Số liệu"]["A2"].value == "Không có."


def make(path: Path, rows: Callable[[], Any]) -> Any:
    note = Note(title="T", subtitle="S", counts=(), breakdown=("Loại", ()), lines=())
    render_sheets(path, note, [Sheet(title="Nhiệm vụ", columns=(Column("A", 10), Column("B", 10)), rows=rows, pointer="x.jsonl")])
    return load_workbook(path)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<r>Sở A & Sở B</r>", "&lt;r&gt;Sở A &amp; Sở B&lt;/r&gt;"),
        ("dòng\x0bmột", "dòng_x000B_một"),
        ("mã _x000D_ và _x00", "mã _x005F_x000D_ và _x00"),
        ("hai\ndòng", "hai\ndòng"),
    ],
)
def test_text_is_text_whatever_it_says(tmp_path: Path, text: str, written: str) -> None:
    book = make(tmp_path / "a.xlsx", lambda: [(text, datetime.date(2026, 6, 30))])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert f"<t>{written}</t>" in package.read("xl/worksheets/sheet2.xml").decode()
    assert book["Nhiệm vụ"]["B2"].value == datetime.datetime(2026, 6, 30)


def test_rows_and_links_beyond_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROW_LIMIT", 4)
    monkeypatch.setattr(xlsx, "LINK_LIMIT", 2)
    book = make(tmp_path / "a.xlsx", lambda: ((number, Link(f"{number}.txt", f"{number}.txt")) for number in range(7)))
    assert book.sheetnames == ["Tổng hợp", "Nhiệm vụ", "Nhiệm vụ (2)", "Nhiệm vụ (3)"]
    assert [cell.value for cell in book["Nhiệm vụ (2)"]["A"]] == ["A", 3, 4, 5]
    assert [cell.hyperlink is not None for cell in book["Nhiệm vụ"]["B"]] == [False, True, True, False]


def test_hostile_cells_give_a_sound_file(tmp_path: Path) -> None:
    texts = ["\x01\x0b", "_x0041_", "</t>&", "@x", "\tx", "a\nb", "\U0001f600" * 3, "'", " đầu và cuối "]
    book = make(tmp_path / "a.xlsx", lambda: ((text, Link(text, "../a b#1%20.txt")) for text in texts))
    values = [cell.value for cell in book["Nhiệm vụ"]["A"]][1:]
    assert values[2:] == texts[2:]


def test_cut_text_keeps_whole_characters() -> None:
    text = fitted("\U0001f600" * 20_000, "x.jsonl", 7)
    assert len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert text.startswith("\U0001f600") and "dòng 7" in text
    assert fitted("ngắn", "x.jsonl", 1) == "ngắn"


def test_names_and_links_that_excel_takes() -> None:
    assert len(sheet_name("x" * 40, 12)) == 31
    assert url_of("../a#b%2.docx") == "external:../a%23b%252.docx"
    assert url_of("x" * 3000) is None
