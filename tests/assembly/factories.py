"""Small documents with the structure that a test wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from vbcds.assembly.context import PartContext
from vbcds.model.builder import CellDraft, Draft, ParagraphDraft, Reading, TableDraft, build_document
from vbcds.model.document import Document
from vbcds.structure.reading import read_structure


def document(*content: str | Sequence[Sequence[Any]], path: str = "a.docx") -> Document:
    """A document of paragraphs (str) and tables (rows; None continues the cell above, ... the one to the left)."""
    drafts: list[Draft] = [ParagraphDraft(text=item) if isinstance(item, str) else table(item) for item in content]
    return build_document(Reading(media_type="text/plain", drafts=drafts), id="0" * 16, path=path, sha256="0" * 64)


def table(rows: Sequence[Sequence[Any]]) -> TableDraft:
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is None or text is ...:
                continue
            tall, wide = 1, 1
            while r + tall < len(rows) and rows[r + tall][c] is None:
                tall += 1
            while c + wide < len(row) and row[c + wide] is ...:
                wide += 1
            cells.append(CellDraft(text=text, row=r, column=c, row_span=tall, column_span=wide))
    return TableDraft(cells=cells, ruled=True)


LETTERHEAD = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH VĨNH GIANG",
    "Số: 87/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Vĩnh Giang, ngày 05 tháng 3 năm 2026",
    "KẾ HOẠCH",
    "Chuyển đổi số tỉnh Vĩnh Giang năm 2026",
)


def context(*content: str | Sequence[Sequence[Any]], letterhead: Sequence[str] = LETTERHEAD) -> PartContext:
    """The context of a plan of 2026 with this content."""
    made = document(*letterhead, *content)
    structure = read_structure(made)
    assert len(structure.parts) == 1
    return PartContext(document=made, part=structure.parts[0], id=made.id)


ISSUED = date(2026, 3, 5)
