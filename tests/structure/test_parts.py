"""One file, one or several documents."""

from __future__ import annotations

import pytest

from vbcds.structure.reading import read_structure

HEALTH = ["UBND TỈNH TÂY NINH", "SỞ Y TẾ"]
DAY = "Tây Ninh, ngày 24 tháng 02 năm 2023"


def letter(make, form="lines"):
    return [
        *make.letterhead(HEALTH, "Số: 100/SYT-VP", DAY, form),
        "V/v gửi báo cáo tháng 02",
        "Kính gửi: Ủy ban nhân dân tỉnh",
        "Sở Y tế gửi báo cáo kèm theo công văn này./.",
        *make.signature(["Nơi nhận:", "- Như trên;", "- Lưu: VT."], ["GIÁM ĐỐC", "Nguyễn Văn An"], form),
    ]


@pytest.mark.parametrize("form", ["lines", "table", "columns"])
def test_covering_letter_and_its_report(make, form):
    document = make.document(
        *letter(make, form),
        *make.letterhead(HEALTH, "Số: 99/BC-SYT", DAY, form),
        "BÁO CÁO",
        "Kết quả chuyển đổi số tháng 02 năm 2023",
        "Thực hiện Kế hoạch số 1/KH-UBND, Sở Y tế báo cáo như sau:",
        "I. KẾT QUẢ",
        "1. Hoàn thành bệnh án điện tử.",
        *make.signature(["Nơi nhận:", "- UBND tỉnh;"], ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Bình"], form),
    )
    parts = read_structure(document).parts
    assert [(p.header.kind, p.header.number) for p in parts] == [("công văn", "100/SYT-VP"), ("báo cáo", "99/BC-SYT")]
    assert [p.signers[0].name for p in parts] == ["Nguyễn Văn An", "Lê Thị Bình"]
    assert parts[0].end == parts[1].start and parts[1].end == len(document.text)
    assert document.text[parts[1].start :].startswith("UBND TỈNH TÂY NINH")


def test_covering_letter_and_a_draft_without_number(make):
    document = make.document(
        *letter(make),
        "DỰ THẢO",
        *make.letterhead(["ỦY BAN NHÂN DÂN", "TỈNH TÂY NINH"], "Số:      /KH-UBND", "Tây Ninh, ngày    tháng    năm 2023"),
        "KẾ HOẠCH",
        "Chuyển đổi số năm 2023",
        "Căn cứ Nghị quyết số 02-NQ/TU;",
        "I. MỤC TIÊU",
    )
    parts = read_structure(document).parts
    assert [(p.header.kind, p.header.number) for p in parts] == [("công văn", "100/SYT-VP"), ("kế hoạch", None)]
    assert parts[0].warnings == () and len(parts[1].warnings) == 2


def test_repeated_letterhead_of_an_attachment_is_no_document(make):
    part = make.part(
        *make.letterhead(["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI"], "Số: 22/QĐ-UBND", "Hà Nội, ngày 29 tháng 4 năm 2026"),
        "QUYẾT ĐỊNH",
        "Phê duyệt Kế hoạch bảo đảm thoát nước",
        "Căn cứ Luật Xây dựng;",
        "Điều 1. Phê duyệt Kế hoạch kèm theo Quyết định này./.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Vũ Đại Thắng",
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ HÀ NỘI",
        make.nation,
        make.motto,
        "KẾ HOẠCH",
        "Bảo đảm thoát nước",
        "(Kèm theo Quyết định số    /QĐ-UBND ngày   /4/2026 của UBND Thành phố)",
        "I. MỤC ĐÍCH",
    )
    assert part.header.number == "22/QĐ-UBND"
    assert [(d.kind, d.label, d.title) for d in part.divisions] == [
        ("body", None, None),
        ("attachment", "KẾ HOẠCH", "Bảo đảm thoát nước"),
    ]
    assert part.divisions[1].start < part.divisions[1].end


FORMS = [
    ["Mẫu số 01", "TÊN CƠ QUAN (1)", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: …/GP-…(2)…", "GIẤY PHÉP"],
    ["UBND TỈNH ....", "SỞ ....", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: .../BC-...",
     "..., ngày ... tháng ... năm ...", "BÁO CÁO", "Kết quả ..."],
    ["Mẫu báo cáo", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số:       /BC-SYT",
     "Tây Ninh, ngày     tháng     năm 2023", "BÁO CÁO", "Kết quả tháng ......"],
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐƠN ĐỀ NGHỊ", "Kính gửi: Sở Y tế"],
]  # fmt: skip


@pytest.mark.parametrize("lines", FORMS, ids=["mau-so", "dots", "blank", "application"])
def test_form_in_an_annex_is_no_document(make, lines):
    part = make.part(
        *letter(make),
        "PHỤ LỤC",
        "BIỂU MẪU",
        "(Kèm theo Công văn số 100/SYT-VP ngày 24 tháng 02 năm 2023 của Sở Y tế)",
        *lines,
        "Nơi nhận:",
        "- ...;",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "(Ký tên, đóng dấu)",
    )
    assert part.header.number == "100/SYT-VP"
    assert [s.name for s in part.signers] == ["Nguyễn Văn An"]
    assert part.recipients == ("Như trên", "Lưu: VT")


def test_words_before_the_letterhead_are_not_a_document(make):
    part = make.part(
        "Quyết định số 713/QĐ-UBND ban hành Chương trình",
        "Trang chủ > Văn bản",
        *make.letterhead(["ỦY BAN NHÂN DÂN", "TỈNH TÂY NINH"], "Số: 713/QĐ-UBND", "Tây Ninh, ngày 29 tháng 3 năm 2021"),
        "QUYẾT ĐỊNH",
        "Ban hành Chương trình",
        "Căn cứ Luật;",
    )
    assert (part.header.number, part.header.title) == ("713/QĐ-UBND", "Ban hành Chương trình")
    assert part.start == 0


def test_empty_and_strange_files(make):
    assert len(read_structure(make.document()).parts) == 1
    assert read_structure(make.document([["a"]])).parts[0].header.genre == "other"
    assert read_structure(make.document("...")).parts[0].header.kind is None
