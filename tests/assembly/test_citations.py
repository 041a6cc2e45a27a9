"""Citations of a document: which paragraphs are its own."""

from __future__ import annotations

from tests.assembly.factories import LETTERHEAD, context

from vbcds.assembly.citations import build_citations

ABOVE = "Kế hoạch này đã được thay thế bởi Kế hoạch số 90/KH-UBND."
BODY = "Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;"


def test_what_a_page_says_above_the_letterhead_is_not_the_documents() -> None:
    found = build_citations(context(BODY, letterhead=(ABOVE, *LETTERHEAD)))
    assert [record.number for record in found] == ["749/QĐ-TTg"]


def test_what_stands_below_it_is() -> None:
    found = build_citations(context(BODY, ABOVE))
    assert [record.number for record in found] == ["749/QĐ-TTg", "90/KH-UBND"]
