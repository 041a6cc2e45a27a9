"""The small documents that show what a check finds: plain lines of text, with rows of a table between bars.

@plan                        the first line: a letterhead ("@report 2026-05", "@decision", "@circular"; none: no letterhead)
| TT | Nội dung |            a table: rows of one width; "^" continues the cell above, "<" the one to the left
=====                        the next document of a dossier
"""

from __future__ import annotations

import hashlib

from vbcds.model.builder import CellDraft, Draft, ParagraphDraft, Reading, TableDraft, build_document
from vbcds.model.document import Document

_HEADS: dict[str, tuple[str, ...]] = {
    "plan": (
        "ỦY BAN NHÂN DÂN", "TỈNH VĨNH GIANG", "Số: 87/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - "
        "Hạnh phúc",
        "Vĩnh Giang, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH", "Chuyển đổi số tỉnh Vĩnh Giang năm 2026",
    ),
    "decision": (
        "ỦY BAN NHÂN DÂN", "TỈNH VĨNH GIANG", "Số: 412/QĐ-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - "
        "Hạnh phúc",
        "Vĩnh Giang, ngày 12 tháng 3 năm 2024", "QUYẾT ĐỊNH",
        "Ban hành Chương trình chuyển đổi số tỉnh Vĩnh Giang đến năm 2025, định hướng đến năm 2030",
    ),
    "report": (
        "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG", "SỞ Y TẾ", "Số: 214/BC-SYT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Vĩnh Giang, ngày 18 tháng {month} năm {year}", "BÁO CÁO",
        "Kết quả thực hiện nhiệm vụ chuyển đổi số tháng {month} năm {year}",
    ),
    "circular": (
        "BỘ Y TẾ", "Số: 08/2026/TT-BYT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 05 tháng 3 năm 2026", "THÔNG TƯ", "Quy định về hồ sơ sức khỏe điện tử",
    ),
}  # fmt: skip


def build_examples(text: str) -> list[Document]:
    """The documents of an example."""
    return [_document(part.strip("\n"), number) for number, part in enumerate(text.strip("\n").split("\n=====\n"), 1)]


def _document(text: str, number: int) -> Document:
    lines = text.split("\n")
    drafts: list[Draft] = []
    if lines[0].startswith("@"):
        name, _, period = lines.pop(0)[1:].partition(" ")
        year, _, month = (period or "2026-05").partition("-")
        drafts += [
            ParagraphDraft(text=line.format(month=str(int(month)) if int(month) > 2 else month, year=year)) for line in _HEADS[name]
        ]
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            drafts.append(_table(rows))
            rows = []
        if line.strip():
            drafts.append(ParagraphDraft(text=line))
    sha = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
    return build_document(Reading(media_type="text/plain", drafts=drafts), id=sha[:16], path=f"vi-du-{number}.txt", sha256=sha)


def _table(rows: list[list[str]]) -> TableDraft:
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            tall, wide = 1, 1
            while r + tall < len(rows) and c < len(rows[r + tall]) and rows[r + tall][c] == "^":
                tall += 1
            while c + wide < len(row) and row[c + wide] == "<":
                wide += 1
            cells.append(CellDraft(text=text, row=r, column=c, row_span=tall, column_span=wide))
    return TableDraft(cells=cells, ruled=True)
