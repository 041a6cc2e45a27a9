"""Broken, locked and hostile PDF files: a ReadError with advice, or what can be read; never a crash."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from vbcds.errors import ReadError
from vbcds.model.builder import ParagraphDraft
from vbcds.readers.limits import Limits
from vbcds.readers.pdf import pages_without_text, read_pdf

sys.path.insert(0, str(Path(__file__).parent))
from pdf_writer import PdfWriter, _file

TEXT = "Ủy ban nhân dân tỉnh ban hành Kế hoạch chuyển đổi số."


def simple(pages: int = 1, **options: str | None) -> bytes:
    document = PdfWriter(**options)  # type: ignore[arg-type]
    for _ in range(pages):
        document.page().text(80, 100, TEXT)
    return bytes(document)


def kind(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_pdf(data, limits=limits or Limits())
    assert caught.value.detail
    assert caught.value.advice
    return caught.value.kind


def paragraphs(data: bytes, limits: Limits | None = None) -> list[str]:
    return [d.text for d in read_pdf(data, limits=limits or Limits()).drafts if isinstance(d, ParagraphDraft)]


class TestLocked:
    def test_a_password_is_needed(self):
        assert kind(simple(user_password="bí mật"[:2])) == "encrypted"

    def test_an_empty_password_is_none(self):
        assert paragraphs(simple(user_password="")) == [TEXT]


class TestBroken:
    @pytest.mark.parametrize(
        ("data", "expected"),
        [(b"", "empty"), (b"hello", "corrupt"), (b"%PDF-1.7\n" + b"\0" * 200, "corrupt"), (b"%PDF-1.4\n%%EOF", "corrupt")],
    )
    def test_no_pdf_at_all(self, data: bytes, expected: str):
        assert kind(data) == expected

    @pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
    def test_truncated(self, part: float):
        data = simple(3)
        try:
            found = paragraphs(data[: int(len(data) * part)])
        except ReadError as error:
            assert error.kind in ("corrupt", "no-text")
        else:
            assert set(found) <= {TEXT}

    def test_bytes_before_the_head(self):
        assert paragraphs(b"\n\n<!-- x -->\n" + simple()) in ([TEXT], [])

    @pytest.mark.parametrize("seed", range(12))
    def test_bytes_changed_at_random(self, seed: int):
        import random

        rng = random.Random(seed)
        data = bytearray(simple(2))
        for _ in range(40):
            data[rng.randrange(9, len(data))] = rng.randrange(256)
        try:
            paragraphs(bytes(data))
        except ReadError as error:
            assert error.kind in ("corrupt", "encrypted", "no-text")

    def test_no_text_on_any_page(self):
        document = PdfWriter()
        document.page().line(10, 10, 20, 20)
        assert kind(bytes(document)) == "no-text"


class TestHostile:
    def test_a_page_tree_that_holds_itself(self):
        data = _file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R 2 0 R]>>"], None)
        assert kind(data) in ("corrupt", "no-text")

    def test_more_pages_promised_than_there_are(self):
        data = simple().replace(b"/Count 1", b"/Count 900000000")
        start = time.process_time()
        try:
            assert set(paragraphs(data)) <= {TEXT}
        except ReadError as error:
            assert error.kind in ("corrupt", "no-text")
        assert time.process_time() - start < 20

    def test_a_form_that_draws_itself(self):
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</f 4 0 R>>>>"
        data = _file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Resources<</XObject<</f 4 0 R>>>>/Contents 5 0 R>>",
                (form, b"/f Do"),
                (b"", b"/f Do"),
            ],
            None,
        )
        assert kind(data) == "no-text"

    def test_very_many_paths(self):
        document = PdfWriter()
        page = document.page()
        page.text(80, 100, TEXT)
        page.raw("\n".join(f"{k % 500} {k // 500} 1 1 re f" for k in range(30_000)))
        start = time.process_time()
        assert TEXT in " ".join(paragraphs(bytes(document)))
        assert time.process_time() - start < 40

    def test_a_grid_of_very_many_cells(self):
        document = PdfWriter()
        page = document.page(3000, 3000)
        page.text(80, 100, TEXT)
        page.grid([10 + 9.0 * k for k in range(180)], [10 + 9.0 * k for k in range(180)])
        start = time.process_time()
        reading = read_pdf(bytes(document), limits=Limits(max_cells=1000))
        assert any("quá nhiều ô" in warning for warning in reading.warnings)
        assert time.process_time() - start < 40

    def test_limits_cut(self):
        reading = read_pdf(simple(6), limits=Limits(max_pages=4))
        assert len(reading.drafts) == 4
        assert reading.pages == 6
        assert reading.warnings
        assert len(read_pdf(simple(6), limits=Limits(max_text=100)).drafts) < 4
        assert kind(simple(), Limits(max_bytes=100)) == "too-large"

    def test_very_many_numbers_on_a_page(self):
        document = PdfWriter()
        page = document.page()
        for k in range(4000):
            page.text(20 + (k % 50) * 11, 20 + (k // 50) * 10, str(k % 10), 5 + k % 3)
        start = time.process_time()
        paragraphs(bytes(document))
        assert time.process_time() - start < 40

    @pytest.mark.parametrize("box", ["0 0 0 0", "0 0 -500 500", "0 0 99999999 99999999", "500 500 0 0"])
    def test_odd_page_boxes(self, box: str):
        data = simple().replace(b"/MediaBox[0 0 595.00 842.00]", f"/MediaBox[{box}]".encode())
        try:
            paragraphs(data)
        except ReadError as error:
            assert error.kind in ("corrupt", "no-text")

    def test_pages_without_text_never_says_no_text(self):
        document = PdfWriter()
        document.page().image()
        assert pages_without_text(bytes(document), limits=Limits()) == [1]
