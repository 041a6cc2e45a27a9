"""Labels and their nesting."""

from __future__ import annotations

import pytest

from vbcds.structure.labels import find_label
from vbcds.structure.lines import fold
from vbcds.structure.outline import build_outline


def outline(make, *texts):
    lines = make.lines(*texts)
    nodes = build_outline(lines, 0, len(lines), 0, lines[-1].end, bytearray(len(lines)))
    return [(n.depth, n.kind, n.label) for n in nodes]


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("Phần thứ nhất", "phần", "Phần thứ nhất"),
        ("PHẦN II. NHIỆM VỤ", "phần", "PHẦN II"),
        ("Chương IV", "chương", "Chương IV"),
        ("CHƯƠNG 2: TỔ CHỨC THỰC HIỆN", "chương", "CHƯƠNG 2"),
        ("Mục 1. Quy định chung", "mục", "Mục 1"),
        ("Tiểu mục 2", "tiểu mục", "Tiểu mục 2"),
        ("Điều 12a. Sửa đổi", "điều", "Điều 12a"),
        ("Ðiều 3: Thi hành", "điều", "Ðiều 3"),
        ("Điều 1.", "điều", "Điều 1"),
        ("XIV. KINH PHÍ", "roman", "XIV"),
        ("I- TÌNH HÌNH", "roman", "I"),
        ("II/ NỘI DUNG", "roman", "II"),
        ("1. Mục tiêu", "arabic", "1"),
        ("1- Kết quả", "arabic", "1"),
        ("10.Hợp tác", "arabic", "10"),
        ("2.1. Phát triển hạ tầng", "arabic", "2.1"),
        ("2.1.3 Phát triển", "arabic", "2.1.3"),
        ("a) Một", "letter", "a"),
        ("đ) Năm", "letter", "đ"),
        ("b. Hai", "letter", "b"),
        ("A. VĂN BẢN", "capital", "A"),
        ("E- NHIỆM VỤ", "capital", "E"),
        ("- Gạch đầu dòng", "dash", "-"),
        ("–Gạch", "dash", "–"),
        ("+ Cộng", "plus", "+"),
        ("(1) Đào tạo", "arabic", "1"),
    ],
)
def test_labels(text, kind, label):
    found = find_label(text, fold(text))
    assert found is not None and (found.kind, found.text) == (kind, label)
    assert not text[found.length :].startswith((".", ")", " "))


@pytest.mark.parametrize(
    "text",
    [
        "1.073.403 công dân được cấp căn cước",
        "30/6/2023 là hạn cuối",
        "15.5.2023",
        "12 xã hoàn thành",
        "100% hồ sơ",
        "2025,100% cơ sở",
        "Điều 5 của Luật này quy định",
        "Chương trình chuyển đổi số",
        "Chương II của Luật Đất đai",
        "Mục tiêu chung",
        "Phần mềm họp không giấy",
        "i-Office là phần mềm",
        "E- Office là phần mềm",
        "VI rút máy tính",
        "CNTT. Hạ tầng",
        "-----",
        "5G tại tỉnh",
        "4.0 là cuộc cách mạng",
    ],
)
def test_no_labels(text):
    assert find_label(text, fold(text)) is None


def test_law(make):
    assert outline(
        make,
        "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "1. Luật này quy định:", "a) Một;", "b) Hai;", "2. Không.",
        "Điều 2. Đối tượng", "Văn bản.", "Chương II", "NHIỆM VỤ", "Mục 1", "HẠ TẦNG", "Điều 3. Hạ tầng", "1. Một.",
    ) == [
        (0, "chương", "Chương I"), (1, "điều", "Điều 1"), (2, "khoản", "1"), (3, "điểm", "a"), (3, "điểm", "b"), (2, "khoản", "2"),
        (1, "điều", "Điều 2"), (0, "chương", "Chương II"), (1, "mục", "Mục 1"), (2, "điều", "Điều 3"), (3, "khoản", "1"),
    ]  # fmt: skip


def test_chapter_title_belongs_to_the_chapter(make):
    lines = make.lines("Chương I", "QUY ĐỊNH CHUNG", "VỀ DỮ LIỆU", "Điều 1. Phạm vi")
    nodes = build_outline(lines, 0, 4, 0, lines[-1].end, bytearray(4))
    text = make.document("Chương I", "QUY ĐỊNH CHUNG", "VỀ DỮ LIỆU", "Điều 1. Phạm vi").text
    assert text[nodes[0].head_start : nodes[0].head_end] == "QUY ĐỊNH CHUNG\nVỀ DỮ LIỆU"
    assert nodes[0].end == nodes[1].end and nodes[1].parent == 0


def test_plan(make):
    assert outline(
        make,
        "I. MỤC TIÊU", "1. Mục tiêu chung", "2. Mục tiêu cụ thể", "2.1. Đến năm 2025", "2.1.1. Chính quyền số", "- 100% dịch vụ",
        "+ Trong đó", "- 90% hồ sơ", "2.1.2. Kinh tế số", "2.2. Đến năm 2030", "II. NHIỆM VỤ", "1. Hạ tầng", "a) Một", "b) Hai",
        "III. TỔ CHỨC",
    ) == [
        (0, "roman", "I"), (1, "arabic", "1"), (1, "arabic", "2"), (2, "arabic", "2.1"), (3, "arabic", "2.1.1"), (4, "dash", "-"),
        (5, "plus", "+"), (4, "dash", "-"), (3, "arabic", "2.1.2"), (2, "arabic", "2.2"), (0, "roman", "II"), (1, "arabic", "1"),
        (2, "letter", "a"), (2, "letter", "b"), (0, "roman", "III"),
    ]  # fmt: skip


def test_capitals_and_roman_numerals(make):
    assert outline(make, "A. KẾT QUẢ", "I. Hạ tầng", "1. Một", "B. PHƯƠNG HƯỚNG", "I. Nhiệm vụ", "C. KIẾN NGHỊ", "D. KẾT LUẬN") == [
        (0, "capital", "A"),
        (1, "roman", "I"),
        (2, "arabic", "1"),
        (0, "capital", "B"),
        (1, "roman", "I"),
        (0, "capital", "C"),
        (0, "capital", "D"),
    ]


def test_numbers_under_an_article_with_its_own_headings(make):
    assert outline(
        make, "Điều 1. Phê duyệt Chương trình như sau:", "I. QUAN ĐIỂM", "1. Một", "II. MỤC TIÊU", "Điều 2. Hiệu lực"
    ) == [
        (0, "điều", "Điều 1"),
        (1, "roman", "I"),
        (2, "arabic", "1"),
        (1, "roman", "II"),
        (0, "điều", "Điều 2"),
    ]


def test_numbers_out_of_sequence_are_no_units(make):
    assert outline(make, "I. KẾT QUẢ", "1. Đã cấp", "70. trường hợp còn lại", "2. Đang xử lý", "9.8 điểm", "24.5 tỷ đồng") == [
        (0, "roman", "I"),
        (1, "arabic", "1"),
        (1, "arabic", "2"),
    ]


def test_quoted_amendments_are_not_the_outline(make):
    assert outline(
        make,
        "Điều 1. Sửa đổi, bổ sung một số điều", "1. Sửa đổi Điều 5 như sau:", "“Điều 5. Tên gọi", "1. Một.", "2. Hai.”.",
        "2. Bãi bỏ Điều 6.", "Điều 2. Hiệu lực",
    ) == [(0, "điều", "Điều 1"), (1, "khoản", "1"), (1, "khoản", "2"), (0, "điều", "Điều 2")]  # fmt: skip


def test_units_end_where_the_next_begins(make):
    lines = make.lines("I. MỘT", "Văn bản.", "1. Một", "Thêm.", "II. HAI", "Cuối.")
    nodes = build_outline(lines, 0, len(lines), 0, lines[-1].end, bytearray(len(lines)))
    first, inner, second = nodes
    assert first.end == second.start == inner.end == lines[4].start
    assert second.end == lines[-1].end


def test_bold_headings(make):
    document = make.part(
        "Bài viết", make.bold("Triển khai đồng bộ các giải pháp"), make.plain("Nội dung rất dài. " * 12), make.plain("Nữa. " * 60)
    )
    assert [n.kind for n in document.sections] == ["heading"]
