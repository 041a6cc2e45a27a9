"""Markdown, as converters and people write it."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbcds.errors import ReadError
from vbcds.model.builder import ParagraphDraft, TableDraft
from vbcds.readers.limits import Limits
from vbcds.readers.markdown import read_markdown
from vbcds.readers.markdown.inline import plain_text
from vbcds.readers.markdown.tables import split_row


def lines(source: str) -> list[str]:
    return [draft.text for draft in read_markdown(source.encode()).drafts if isinstance(draft, ParagraphDraft)]


def table(source: str) -> TableDraft:
    found = [draft for draft in read_markdown(source.encode()).drafts if isinstance(draft, TableDraft)]
    assert len(found) == 1
    return found[0]


def rows(draft: TableDraft) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for cell in draft.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("# KẾ HOẠCH\n\n## I. MỤC TIÊU ##\nNội dung", ["KẾ HOẠCH", "I. MỤC TIÊU", "Nội dung"], id="headings"),
        pytest.param("Kế hoạch\n===\nMục tiêu\n---\nNội dung", ["Kế hoạch", "Mục tiêu", "Nội dung"], id="underlined headings"),
        pytest.param("CHÍNH PHỦ\n-------\nSố: 12/NQ-CP", ["CHÍNH PHỦ", "Số: 12/NQ-CP"], id="a letterhead's line is no heading"),
        pytest.param("Một\n\n***\n\n---\nHai", ["Một", "Hai"], id="rules"),
        pytest.param(
            "Căn cứ Nghị định của Chính phủ về việc cung cấp\nthông tin và dịch vụ công trực tuyến của cơ quan\nnhà nước;",
            ["Căn cứ Nghị định của Chính phủ về việc cung cấp thông tin và dịch vụ công trực tuyến của cơ quan nhà nước;"],
            id="wrapped lines",
        ),
        pytest.param("Điều 1. Phê duyệt\nĐiều 2. Hiệu lực", ["Điều 1. Phê duyệt", "Điều 2. Hiệu lực"], id="units are paragraphs"),
        pytest.param("Nơi nhận:  \nNhư Điều 3;\\\nLưu: VT.", ["Nơi nhận:\nNhư Điều 3;\nLưu: VT."], id="hard breaks"),
        pytest.param("a<br>b<br/>\nc", ["a\nb\nc"], id="br"),
        pytest.param("- Một\n- Hai\n  tiếp\n  + Ba\n* Bốn", ["- Một", "- Hai tiếp", "+ Ba", "- Bốn"], id="bullets"),
        pytest.param(
            "1. Một\n1. Hai\n\n1. Ba\n\nChữ\n\n1. Lại", ["1. Một", "2. Hai", "3. Ba", "Chữ", "1. Lại"], id="counted items"
        ),
        pytest.param("3) Ba\n4) Bốn\n7) Bảy", ["3) Ba", "4) Bốn", "7) Bảy"], id="items as numbered"),
        pytest.param("1. A\n   1. b\n   1. c\n1. D\n   1. e", ["1. A", "1. b", "2. c", "2. D", "1. e"], id="nested items"),
        pytest.param("- [x] Xong\n- [ ] Chưa", ["- Xong", "- Chưa"], id="task items"),
        pytest.param("> Trích dẫn nguyên văn\n> từ báo cáo", ["Trích dẫn nguyên văn từ báo cáo"], id="quotes"),
        pytest.param("```text\nKhối  mã\n# không phải đề mục\n```\nHết", ["Khối  mã", "# không phải đề mục", "Hết"], id="fences"),
        pytest.param("a <!-- ẩn\nhai dòng --> b", ["a  b"], id="comments"),
        pytest.param("a <!-- không đóng", ["a <!-- không đóng"], id="an open comment"),
        pytest.param("[Luật](https://x.vn) và [Nghị định][1]\n\n[1]: https://y.vn", ["Luật và Nghị định"], id="links"),
        pytest.param("![ảnh](a.png)\n\nChữ", ["Chữ"], id="pictures"),
        pytest.param("<https://x.vn> &amp; m<sup>2</sup> <u>gạch</u>", ["https://x.vn & m² gạch"], id="inline html"),
        pytest.param("Số: \\_\\_/QĐ \\*", ["Số: __/QĐ *"], id="escapes"),
        pytest.param("ngày ___ tháng ___ năm 2024 (*)", ["ngày ___ tháng ___ năm 2024 (*)"], id="marks that are text"),
        pytest.param("---\ntitle: X\nauthor: Y\n---\nChữ", ["Chữ"], id="front matter"),
    ],
)
def test_blocks(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


def test_notes_come_last_in_the_order_of_their_marks() -> None:
    drafts = read_markdown("[^b]: Hai\n  dòng.\n[^a]: Một.\n\nĐề án 06[^a] và 57[^b].".encode()).drafts
    assert [(d.text, d.role) for d in drafts if isinstance(d, ParagraphDraft)] == [
        ("Đề án 06¹ và 57².", "body"),
        ("¹ Một.", "footnote"),
        ("² Hai dòng.", "footnote"),
    ]


def test_looks() -> None:
    drafts = read_markdown("# A\n\n**Đậm**\n\n*Nghiêng*\n\n**Điều 1.** Phê duyệt Kế hoạch\n".encode()).drafts
    looks = [(d.style.heading, d.style.bold, d.style.italic) for d in drafts if isinstance(d, ParagraphDraft)]
    assert looks == [(1, None, None), (None, True, None), (None, None, True), (None, None, None)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**a** *b* __c__ _d_ ***e*** ~~f~~ `g`", "a b c d e f g"),
        ("so_hieu_van_ban và 2*3*4", "so_hieu_van_ban và 234"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("**chưa đóng", "**chưa đóng"),
        ("**a *b* c**", "a b c"),
    ],
)
def test_emphasis(source: str, expected: str) -> None:
    assert plain_text(source)[0] == expected


def test_metadata() -> None:
    assert read_markdown(b"---\ntitle: 'K'\nurl: https://x.vn\n---\na").metadata == {"title": "K", "source": "https://x.vn"}


# --------------------------------------------------------------------------------------------------------------------
# Tables
# --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("| STT | Hạn |\n|---|:-:|\n| 1 | 2025 |", [["STT", "Hạn"], ["1", "2025"]], id="plain"),
        pytest.param("STT | Hạn\n--- | ---\n1 | 2025\n\nHết", [["STT", "Hạn"], ["1", "2025"]], id="without outer pipes"),
        pytest.param("| a | b |\n|---|---|\n| c |", [["a", "b"], ["c", ""]], id="short rows"),
        pytest.param(
            "| a \\| b | `c|d` |\n|---|---|\n| **e** | f<br>g |", [["a | b", "c|d"], ["e", "f\ng"]], id="pipes and breaks in cells"
        ),
        pytest.param("| | |\n|---|---|\n| UBND | CỘNG HÒA |", [["UBND", "CỘNG HÒA"]], id="an empty head"),
        pytest.param("| 1 | a |\n| 2 | b |", [["1", "a"], ["2", "b"]], id="no line of dashes"),
        pytest.param("| a | b |\n|---|---|\n| c | |", [["a", "b"], ["c", ""]], id="empty cells"),
    ],
)
def test_pipe_tables(source: str, expected: list[list[str]]) -> None:
    assert rows(table(source)) == expected


def test_pipes_in_prose_are_no_table() -> None:
    assert lines("Chọn A | B\nrồi nộp") == ["Chọn A | B rồi nộp"]
    assert lines("|x| < 5") == ["|x| < 5"]


def test_html_tables() -> None:
    draft = table("Trước\n\n<table>\n<tr><td rowspan=2>1</td><td>a</td></tr>\n<tr><td>b</td></tr>\n</table>\n\nSau")
    assert [(cell.text, cell.row, cell.column, cell.row_span) for cell in draft.cells] == [
        ("1", 0, 0, 2),
        ("a", 0, 1, 1),
        ("b", 1, 1, 1),
    ]


def test_rows_are_split_at_their_own_pipes() -> None:
    assert split_row("| a | b") == ["a", "b"]
    assert split_row("a||b|") == ["a", "", "b"]
    assert split_row("| a\\\\ |") == ["a\\\\"]


# --------------------------------------------------------------------------------------------------------------------
# Bad input
# --------------------------------------------------------------------------------------------------------------------


def test_empty_and_limits() -> None:
    with pytest.raises(ReadError) as caught:
        read_markdown(b" \n")
    assert caught.value.kind == "empty"
    with pytest.raises(ReadError) as caught:
        read_markdown(b"a" * 200, limits=Limits(max_bytes=100))
    assert caught.value.kind == "too-large"
    reading = read_markdown(b"word " * 200, limits=Limits(max_text=100))
    assert reading.warnings


def test_other_encodings() -> None:
    assert [d.text for d in read_markdown("# Kế hoạch".encode("utf-16")).drafts if isinstance(d, ParagraphDraft)] == ["Kế hoạch"]
    legacy = "# Uû ban nh©n d©n tØnh\n\nC¨n cø LuËt Tæ chøc H§ND vµ UBND".encode("cp1252")
    assert [d.text for d in read_markdown(legacy).drafts if isinstance(d, ParagraphDraft)] == [
        "Uỷ ban nhân dân tỉnh",
        "Căn cứ Luật Tổ chức HĐND và UBND",
    ]


PIECES = st.sampled_from(
    ["| ", "|", "---", "\n", "\n\n", "- ", "1. ", "# ", "**", "_", "`", "[a](b)", "[^1]", "[^1]: ", "<br>", "<table><tr><td>", "</table>",
     "> ", "```", "\\", "Điều 1.", "  "]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join))
def test_any_text_is_read_or_refused(source: str) -> None:
    with contextlib.suppress(ReadError):
        for draft in read_markdown(source.encode("utf-8", errors="surrogatepass")).drafts:
            assert isinstance(draft, TableDraft) or draft.text


@pytest.mark.parametrize(
    "source",
    ["*" * 100_000, "[" * 100_000, "**a " * 30_000, "|" * 100_000, "|a|\n" * 20_000, "<table>" * 3_000, "<table>\n" * 3_000, "`" * 100_001,
     "> " * 50_000, "\\" * 100_000, "- " * 50_000, "<!--" * 50_000, "_a" * 50_000, "1. " * 30_000, "[a](" * 30_000, "<a " * 30_000,
     "| - " * 30_000, "- - - - " * 20_000 + "a", "a\n" * 50_000],
)  # fmt: skip
def test_hostile_text_takes_no_long_time(source: str) -> None:
    start = time.process_time()
    read_markdown(source.encode())
    assert time.process_time() - start < 8
