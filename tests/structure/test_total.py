"""Structure never raises, and its offsets stay inside the text."""

from __future__ import annotations

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from vbcds.model.builder import CellDraft, ParagraphDraft, Reading, TableDraft, build_document
from vbcds.structure.reading import read_structure

WORDS = st.sampled_from(
    """Số:|713/QĐ-UBND|Số: /KH-UBND|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM
    QUYẾT ĐỊNH|BÁO CÁO|Hà Nội, ngày 5 tháng 6 năm 2023|ngày tháng năm|V/v|Nơi nhận:|- Lưu: VT.|TM. ỦY BAN NHÂN DÂN|KT.|CHỦ TỊCH
    Nguyễn Văn An|PHỤ LỤC|Phụ lục II|(Kèm theo Quyết định số 1)|Chương I|Điều 1.|I.|1.|1.1.|a)|-|+|“Điều 2.|TT|Nội dung|Chủ trì
    2025|(1)|…|Căn cứ|Kính gửi:|ỦY|MẪU SỐ 01|của""".replace("\n", "|").split("|")
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=4).map(" ".join), st.lists(WORDS, max_size=4).map("\n".join))
TABLES = st.lists(
    st.tuples(TEXTS, st.integers(0, 4), st.integers(0, 4), st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=8
)


def draft(cells):
    taken = set()
    made = []
    for text, row, column, height, width in cells:
        places = {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
        if not places & taken:
            taken |= places
            made.append(CellDraft(text=text, row=row, column=column, row_span=height, column_span=width))
    return TableDraft(cells=made)


def document_of(drafts):
    return build_document(Reading(media_type="text/plain", drafts=drafts), id="0" * 16, path="a", sha256="0" * 64)


@settings(max_examples=150)
# A signature whose second line stands before its first in the text, for the cells are read column by column.
@example([draft([("", 0, 0, 1, 1), ("AA", 0, 1, 1, 1), ("KT.", 1, 0, 1, 1)])])
@given(st.lists(st.one_of(TEXTS.map(lambda t: ParagraphDraft(text=t)), TABLES.map(draft)), max_size=25))
def test_any_document(drafts):
    document = document_of(drafts)
    structure = read_structure(document)
    size = len(document.text)
    assert structure.parts
    assert structure == read_structure(document)
    for part in structure.parts:
        assert 0 <= part.start <= part.end <= size
        for low, high in part.formal_spans:
            assert 0 <= low <= high <= size
        for division in part.divisions:
            assert part.start <= division.start <= division.end <= part.end
        for index, node in enumerate(part.sections):
            assert 0 <= node.start <= node.head_start <= node.head_end <= node.end <= size
            assert node.parent is None or 0 <= node.parent < index
        for reading in part.tables:
            table = document.tables[reading.table]
            assert 0 <= reading.first_row <= table.rows
            assert all(0 <= row < table.rows for row, _, _ in reading.groups)


def test_time_grows_with_the_text():
    def took(count):
        lines = [
            "Số: ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "1. a",
            "PHỤ LỤC",
            "- b;",
            "ngày " * 40,
            "(Kèm theo số",
            "TM. A",
            "Nơi nhận:",
        ]
        document = document_of([ParagraphDraft(text=lines[i % len(lines)]) for i in range(count)])
        begin = time.process_time()
        read_structure(document)
        return time.process_time() - begin

    took(200)
    small, large = took(1000), took(8000)
    assert large < 30 * small + 0.2


def test_hostile_lines():
    lines = [
        "Số: " + "1/" * 2000,
        "ngày" + " " * 5000 + "tháng",
        "A" * 100_000,
        "." * 50_000,
        "(" * 5000,
        "QUYẾT ĐỊNH " * 3000,
        "- " * 20_000,
        "“" * 5000,
    ]
    begin = time.process_time()
    read_structure(document_of([ParagraphDraft(text=line) for line in lines * 3]))
    assert time.process_time() - begin < 8
