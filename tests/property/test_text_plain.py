"""Laws of the plain text reader and of the sniffer, on any bytes and any lines."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from vbcds.errors import ReadError
from vbcds.model.builder import ParagraphDraft, Reading, TableDraft, build_document
from vbcds.readers.plain import read_plain
from vbcds.readers.registry import read_bytes
from vbcds.readers.sniff import sniff

PIECES = [
    "|", "", "TT", "Nội dung", "Thời hạn", "Cơ quan chủ trì", "1", "2", "3", "1.1", "I", "II", "(1)", "(2)", "Sở Y tế", "Năm 2022", "12%",
    "Nơi nhận:", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/QĐ-UBND", "QUYẾT ĐỊNH", "Điều 1. Ban hành", "- Như trên;", "kế hoạch năm",
    "Xây dựng kho dữ liệu dùng chung của tỉnh và kết nối với trục liên thông", "a | b", "a\tb\tc", "| a | b |", "+--+--+", "Tổng cộng",
]  # fmt: skip
line = st.one_of(st.sampled_from(PIECES), st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30))
files = st.lists(line, max_size=40).map("\n".join)
flattened = st.lists(st.sampled_from(PIECES[2:26]), max_size=30).map(lambda cells: "".join(f"{cell}\n|\n" for cell in cells))
WORD = re.compile(r"[^\W\d_]{2,}")
KNOWN = frozenset(WORD.findall(" ".join(PIECES)))


def words(reading: Reading) -> Counter[str]:
    found: Counter[str] = Counter()
    for draft in reading.drafts:
        parts = [draft.text] if isinstance(draft, ParagraphDraft) else [cell.text for cell in draft.cells]
        for part in parts:
            found.update(WORD.findall(part))
    return found


@given(st.one_of(files, flattened))
def test_no_word_is_lost(text: str) -> None:
    reading = read_plain(text.encode())
    found = words(reading)
    # letters that compose may change the edges of strange words; the repeated head of a table stands once
    for word in set(WORD.findall(text)).intersection(KNOWN):
        assert found[word] or any(word in other for other in found)


@given(flattened)
def test_tables_are_grids(text: str) -> None:
    for draft in read_plain(text.encode()).drafts:
        if not isinstance(draft, TableDraft):
            continue
        covered: set[tuple[int, int]] = set()
        for cell in draft.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    assert (row, column) not in covered
                    covered.add((row, column))


@given(st.one_of(st.binary(max_size=400), files.map(str.encode)), st.sampled_from(["a.txt", "a.md", "a.pdf", ""]))
def test_any_bytes_are_read_or_named(data: bytes, name: str) -> None:
    assert "/" in sniff(data, name)
    assert read_plain(data).media_type == "text/plain"
    if data[:2] in (b"PK", b"\xd0\xcf"):
        return
    try:
        reading = read_bytes(data, name=name)
    except ReadError as error:
        assert error.detail
        return
    document = build_document(reading, id="0" * 16, path="a", sha256="0" * 64)
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
