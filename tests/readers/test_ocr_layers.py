"""A scan with an older text layer: kept where it reads as Vietnamese, read again where it is rubbish, the better one kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from vbcds.model.builder import Reading, TableDraft
from vbcds.model.recognition import OcrOptions
from vbcds.readers.limits import Limits
from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.pdf import read_pdf, scans

sys.path.insert(0, str(Path(__file__).parent))
from pdf_writer import PdfWriter

GOOD = [
    "Căn cứ Luật Tổ chức chính quyền địa phương và đề nghị của Giám đốc Sở Nội vụ,",
    "Chủ tịch Ủy ban nhân dân tỉnh giao các sở, ngành số hóa hồ sơ cán bộ trong năm.",
]
BARE = [
    "Can cu Luat To chuc chinh quyen dia phuong va de nghi cua Giam doc So Noi vu,",
    "Chu tich Uy ban nhan dan tinh giao cac so, nganh so hoa ho so can bo trong nam.",
]
BROKEN = [
    "Cbn cjr Lugt Tb chzrc chlnh quygn djn phvong vk dc nghj cya Gifm dbc Sr NQi vq,",
    "Chy tjch Uy bgn nhfn dfn tjnh gjao cbc sr, ngfnh sg hog hb sr cfn bQ trong nqm.",
]


def scan_with(lines: Sequence[str], *, image: bool = True) -> bytes:
    writer = PdfWriter()
    page = writer.page()
    if image:
        page.image()
    page.raw("3 Tr")  # invisible, as engines write it under the image
    page.column(70, 120, list(lines))
    return bytes(writer)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[str]], list[int]]:
    """Has an engine that finds these lines on every page; gives the list of pages that it was asked for."""

    def install(lines: Sequence[str]) -> list[int]:
        asked: list[int] = []

        def recognise(
            data: bytes, images: object, numbers: Sequence[int], *_: object, **__: object
        ) -> Iterator[tuple[int, ScanPage]]:
            for number in numbers:
                asked.append(number)
                words = []
                for row, line in enumerate(lines):
                    x = 70.0
                    for word in line.split():
                        base = 120.0 + 16 * row
                        words.append(
                            PlacedWord(
                                text=word,
                                x0=x,
                                y0=base - 9,
                                x1=x + 6 * len(word),
                                y1=base + 3,
                                base=base,
                                size=12,
                                confidence=0.9,
                                line=row,
                            )
                        )
                        x += 6 * len(word) + 4
                yield number, ScanPage(width=595, height=842, words=words)

        monkeypatch.setattr("vbcds.readers.pdf.installed_engine", lambda name=None: SimpleNamespace(name="thử"))
        monkeypatch.setattr(scans, "recognise_pages", recognise)
        return asked

    return install


def text_of(reading: Reading) -> str:
    return " ".join(draft.text for draft in reading.drafts if not isinstance(draft, TableDraft))


def read(data: bytes, **options: object) -> Reading:
    return read_pdf(data, limits=Limits(), ocr=OcrOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("layer", [BARE, BROKEN])
def test_rubbish_is_read_again(reads: Callable[[Sequence[str]], list[int]], layer: list[str]) -> None:
    asked = reads(GOOD)
    reading = read(scan_with(layer))
    assert asked == [1]
    assert "Căn cứ Luật Tổ chức" in text_of(reading)
    assert reading.ocr


def test_a_good_layer_is_kept(reads: Callable[[Sequence[str]], list[int]]) -> None:
    asked = reads(BROKEN)
    assert "Căn cứ Luật Tổ chức" in text_of(read(scan_with(GOOD)))
    assert asked == []


def test_the_older_layer_is_kept_where_the_new_reading_is_worse(reads: Callable[[Sequence[str]], list[int]]) -> None:
    asked = reads(BROKEN)
    assert "Can cu Luat" in text_of(read(scan_with(BARE)))
    assert asked == [1]


def test_a_page_that_is_named_is_read_again_whatever_stands_on_it(reads: Callable[[Sequence[str]], list[int]]) -> None:
    asked = reads(BROKEN)
    assert "Cbn cjr" in text_of(read(scan_with(GOOD), pages=((1, 1),)))
    assert asked == [1]


def test_text_that_no_image_covers_is_never_read_again(reads: Callable[[Sequence[str]], list[int]]) -> None:
    asked = reads(GOOD)
    read(scan_with(BARE, image=False))
    assert asked == []


def test_without_an_engine_the_layer_stays_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vbcds.readers.pdf.installed_engine", lambda name=None: None)
    reading = read(scan_with(BROKEN))
    assert "Cbn cjr" in text_of(reading)
    assert any("sai nhiều" in warning for warning in reading.warnings)
    assert not any("sai nhiều" in warning for warning in read(scan_with(GOOD)).warnings)
