"""Real PDF files, where the folder with them is there."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path

import pytest

from vbcds.model.builder import ParagraphDraft, Reading, TableDraft, build_document
from vbcds.readers.limits import Limits
from vbcds.readers.pdf import pages_without_text, read_pdf

_READ: dict[Path, Reading] = {}


def reading(path: Path) -> Reading:
    if path not in _READ:
        _READ[path] = read_pdf(path.read_bytes(), limits=Limits())
    return _READ[path]


def paragraphs(path: Path) -> list[str]:
    return [d.text for d in reading(path).drafts if isinstance(d, ParagraphDraft) and d.role == "body"]


def squeeze(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


class TestResolution:
    def test_every_row_of_the_task_table(self, shared: Path):
        gold = json.loads((shared / "eval/gold/nq-03-2025.pdf.json").read_text(encoding="utf-8"))
        tables = [d for d in reading(shared / "real/nq03/nq-03-2025.pdf").drafts if isinstance(d, TableDraft)]
        assert len(tables) == 2
        rows: dict[int, list[str]] = {}
        for cell in tables[1].cells:
            rows.setdefault(cell.row, []).append(squeeze(cell.text))
        found = {texts[0]: texts for texts in rows.values() if len(texts) == 6}
        assert len(found) == 141  # with the head
        for task in gold["tasks"]:
            texts = found[task["code"]]
            assert texts[1] == squeeze(task["content"])
            assert texts[4] == squeeze(task["product"] or "")
            assert texts[5] == squeeze(task["deadline"].get("raw") or "")
        assert [texts[0][:3] for texts in rows.values() if len(texts) == 1] == ["I. ", "II.", "III", "IV.", "V. ", "VI.", "VII"]

    def test_no_page_numbers_and_whole_paragraphs(self, shared: Path):
        found = paragraphs(shared / "real/nq03/nq-03-2025.pdf")
        assert not any(text.strip().isdigit() for text in found)
        ends = [text for text in found if len(text) > 200 and text[-1] not in ".;:,)" and "\n" not in text]
        assert len(ends) < 12  # items without a closing mark, as in the source

    def test_words_are_those_that_another_reader_sees(self, shared: Path):
        pdfplumber = pytest.importorskip("pdfplumber")
        data = (shared / "real/nq03/nq-03-2025.pdf").read_bytes()
        [*_, table] = [d for d in reading(shared / "real/nq03/nq-03-2025.pdf").drafts if isinstance(d, TableDraft)]
        ours = {squeeze(cell.text) for cell in table.cells if cell.page == 26}
        with pdfplumber.open(io.BytesIO(data)) as document:
            theirs = {squeeze(text) for row in document.pages[25].extract_tables()[0][2:-1] for text in row if text}
        assert len(theirs) > 20
        assert theirs <= ours


class TestSignedFiles:
    @pytest.mark.parametrize(
        ("name", "number", "date"),
        [
            ("hanoi_kh_173_festival.pdf", "Số: 173/KH-UBND", "Hà Nội, ngày 28 tháng 4 năm 2026"),
            ("hanoi_qd_2280_water.pdf", "Số: 2280/QĐ-UBND", "Hà Nội, ngày 29 tháng 4 năm 2026"),
        ],
    )
    def test_number_and_date_of_the_filing_system(self, shared: Path, name: str, number: str, date: str):
        found = paragraphs(shared / "real/nom_vn" / name)
        assert number in found[:6]
        assert date in found[:6]

    def test_footnotes(self, shared: Path):
        drafts = reading(shared / "real/nom_vn/hanoi_qd_2280_water.pdf").drafts
        notes = [d.text for d in drafts if isinstance(d, ParagraphDraft) and d.role == "footnote"]
        assert len(notes) == 5
        assert notes[1] == "² Quyết định số 5521/QĐ-UBND ngày 10/11/2025."
        assert any("01 xã¹ thuộc cấp" in text for text in paragraphs(shared / "real/nom_vn/hanoi_qd_2280_water.pdf"))

    def test_the_signature_block_stands_after_the_addressees(self, shared: Path):
        found = paragraphs(shared / "real/nom_vn/hanoi_qd_2280_water.pdf")
        first = found.index("Nơi nhận:")
        assert found.index("Trương Việt Dũng") > found.index("- Lưu: VT, ĐTDG") > first
        assert "chịu trách nhiệm thi hành Quyết định này./." in found[first - 1]


class TestLegacyFile:
    def test_text_equals_the_transcript(self, shared: Path):
        folder = shared / "real/legacy"
        path = folder / "2006-16EZE_TT01.06GopvonDNNVV.pdf"
        text = build_document(reading(path), id="0", path="", sha256="").text
        truth = (folder / "2006-16EZE_TT01.06GopvonDNNVV.truth.txt").read_text(encoding="utf-8")
        ours, theirs = sorted(squeeze(text).casefold().split()), sorted(squeeze(truth).casefold().split())
        assert [word for word in theirs if word not in "123"] == [word for word in ours if word not in "123"]


class TestScans:
    @pytest.mark.parametrize("name", ["scans/1114-ttg.signed.pdf", "scans/1160-ttg.signed.pdf", "nom_vn/qd_707_ttg.pdf"])
    def test_a_stamp_is_no_text(self, shared: Path, name: str):
        data = (shared / "real" / name).read_bytes()
        pages = pages_without_text(data, limits=Limits())
        assert pages == list(range(1, len(pages) + 1))
        assert len(pages) in (1, 2, 21)
