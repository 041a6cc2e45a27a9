"""Doubtful lines of a scan, and a person's corrections put into the page."""

from __future__ import annotations

import json

import pytest

from vbcds.model.recognition import OcrOptions
from vbcds.model.review import Correction, parse_corrections, to_file
from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.ocr.review import box_of, corrected_pages, describe_corrections, doubtful_lines, with_corrections


def page(*lines: str, sure: dict[str, float] | None = None) -> ScanPage:
    """A page of lines, each word with 0.95 or as `sure` has it."""
    words = []
    for number, line in enumerate(lines):
        x = 60.0
        for token in line.split():
            base = 100.0 + 20 * number
            confidence = (sure or {}).get(token, 0.95)
            words.append(
                PlacedWord(
                    text=token,
                    x0=x,
                    y0=base - 9,
                    x1=x + 6 * len(token),
                    y1=base + 3,
                    base=base,
                    size=12,
                    confidence=confidence,
                    line=number,
                )
            )
            x += 6 * len(token) + 4
    return ScanPage(width=595, height=842, words=words)


def text_of(scan: ScanPage, line: int = 0) -> str:
    return " ".join(word.text for word in scan.words if word.line == line)


def correction(scan: ScanPage, text: str, line: int = 0) -> Correction:
    words = [word for word in scan.words if word.line == line]
    return Correction(document="0" * 16, page=1, bbox=box_of(words), read=" ".join(word.text for word in words), text=text)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("Bệ Tài chính, Bộ Xây dựng", "Bộ Tài chính, Bộ Xây dựng"),
        ("giải quyếtrủi ro", "giải quyết rủi ro"),  # one word is two
        ("KT?! IKB/1 1PB tội phạm", "RT/TTKB tội phạm"),  # three are one
        ("Số: /QĐ-TTg", "Số: 707/QĐ-TTg"),
        ("ngày tháng 4 năm 2026", "ngày 22 tháng 4 năm 2026"),  # a word more
        ("năm 2026", "Hà Nội, năm 2026"),  # before the first
        ("|~ Nơi nhận:", "Nơi nhận:"),  # a word less
        ("đúng như đã đọc", "đúng như đã đọc"),
        ("%$ ¿", ""),  # no text at all
    ],
)
def test_a_line_reads_as_the_person_says_and_is_sure(read: str, right: str) -> None:
    scan = page(read, "dòng khác giữ nguyên", sure=dict.fromkeys(read.split(), 0.3))
    found = with_corrections(scan, [correction(scan, right)])
    assert text_of(found) == right
    assert {word.confidence for word in found.words if word.line == 0} <= {1.0}
    assert text_of(found, 1) == "dòng khác giữ nguyên"
    assert (found.corrected, found.stale) == (1, 0)
    assert text_of(scan) == " ".join(read.split())  # what is kept in the cache stays as it was recognised


def test_words_that_stay_keep_their_places_and_what_was_read_is_kept() -> None:
    scan = page("Bệ Tài chính")
    found = with_corrections(scan, [correction(scan, "Bộ Tài chính")])
    assert [(word.x0, word.raw) for word in found.words] == [(scan.words[0].x0, "Bệ"), *((w.x0, "") for w in scan.words[1:])]


def test_a_correction_of_another_line_is_not_used_and_is_told() -> None:
    scan = page("Sở Nội vụ chủ trì")
    stale = Correction(document="0" * 16, page=1, bbox=box_of(scan.words), read="hoàn toàn khác hẳn 123", text="gì đó")
    away = Correction(document="0" * 16, page=1, bbox=(0, 700, 50, 720), read="Sở Nội vụ chủ trì", text="gì đó")
    found = with_corrections(scan, [stale, away])
    assert text_of(found) == "Sở Nội vụ chủ trì"
    assert (found.corrected, found.stale) == (0, 2)
    assert "2 chỗ hiệu đính ở trang 1" in describe_corrections({1: found})[0]
    assert describe_corrections({1: scan}) == []


def test_only_the_page_of_a_correction_is_changed() -> None:
    scan = page("Bệ Tài chính")
    pages = dict(corrected_pages([(1, scan), (2, scan), (3, "hỏng")], [correction(scan, "Bộ Tài chính")]))
    assert isinstance(pages[1], ScanPage)
    assert text_of(pages[1]) == "Bộ Tài chính"
    assert pages[2] is scan
    assert pages[3] == "hỏng"


def test_doubtful_lines() -> None:
    scan = page(
        "Chắc chắn cả dòng", "một từ mờ", "còn 25/63 xã", "Số: /KH-UBND Vĩnh Giang, ngày tháng 5 năm 2026", "còn rõ xã",
        sure={"mờ": 0.5, "25/63": 0.7, "rõ": 0.7},
    )  # fmt: skip
    assert [" ".join(word.text for word in line) for line in doubtful_lines(scan)] == [
        "một từ mờ",
        "còn 25/63 xã",  # a figure has to be surer than a word
        "Số: /KH-UBND Vĩnh Giang, ngày tháng 5 năm 2026",  # its number was not read
    ]
    low = page(*["trống"] * 14, "theo Công văn Số: /UBND của tỉnh")
    assert doubtful_lines(low) == []  # a blank counts in the letterhead only


def test_corrections_are_stored_and_read_again() -> None:
    made = (correction(page("Bệ Tài chính"), "Bộ Tài chính"),)
    assert parse_corrections(json.dumps(to_file(made))) == made
    options = OcrOptions(corrections=made)
    assert options.corrections_of("0" * 16) == made
    assert options.key_of("0" * 16) != ""
    assert options.key_of("1" * 16) == ""
    assert options.key == OcrOptions().key


GOOD: dict[str, object] = {"document": "a", "page": 1, "bbox": [1, 2, 3, 4], "read": "", "text": ""}


@pytest.mark.parametrize(
    "change", [{"bbox": [1, 2, 3]}, {"bbox": [1, 2, 3, float("nan")]}, {"read": 5}, {"page": None}, {"text": None}]
)
def test_a_correction_that_says_nothing_is_refused(change: dict[str, object]) -> None:
    saved = {"format": "vbcds-corrections", "version": 1, "corrections": [GOOD]}
    assert len(parse_corrections(json.dumps(saved))) == 1
    with pytest.raises(ValueError, match="hiệu đính"):
        parse_corrections(json.dumps({**saved, "corrections": [GOOD | change]}))


@pytest.mark.parametrize(
    "data", ["", "[]", "{}", '{"format": "vbcds-corrections", "version": 2, "corrections": []}', "[" * 100_000]
)
def test_what_is_no_file_of_corrections_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match="hiệu đính"):
        parse_corrections(data)
