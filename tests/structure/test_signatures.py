"""Signature blocks and lists of recipients."""

from __future__ import annotations

import pytest

from vbcds.model.builder import CellDraft, ParagraphDraft, TableDraft
from vbcds.structure.lines import document_lines
from vbcds.structure.names import person_name
from vbcds.structure.reading import read_structure
from vbcds.structure.signatures import find_endings


def signers(lines):
    return [(s.name, s.role, s.authority) for ending in find_endings(lines, 0, len(lines)) for s in ending.signers]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Chiến"], ("Trần Văn Chiến", "Phó Chủ tịch", "KT.")),
        (["TM. ỦY BAN NHÂN", "DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Chiến"], ("Trần Văn Chiến", "Phó Chủ tịch", "KT.")),
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Vũ Đại Thắng"], ("Vũ Đại Thắng", "Chủ tịch", "TM.")),
        (["TM.", "ỦY BAN NHÂN DÂN TỈNH", "CHỦ TỊCH", "Vũ Đại Thắng"], ("Vũ Đại Thắng", "Chủ tịch", "TM.")),
        (["KT. TRƯỞNG THUẾ TỈNH", "PHÓ TRƯỞNG THUẾ TỈNH", "Đỗ Kim Chi"], ("Đỗ Kim Chi", "Phó Trưởng Thuế tỉnh", "KT.")),
        (["CHỦ TỊCH", "Nguyễn Thanh Ngọc"], ("Nguyễn Thanh Ngọc", "Chủ tịch", None)),
        (["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "(Đã ký)", "Thượng tướng Lê Huy Vịnh"], ("Lê Huy Vịnh", "Thứ trưởng", "KT.")),
        (["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "[daky]", "Nguyễn Văn Sinh"], ("Nguyễn Văn Sinh", "Thứ trưởng", "KT.")),
        (["KT. BỘ TRƯỞNG THỨ TRƯỞNG Nguyễn Văn Sinh"], ("Nguyễn Văn Sinh", "Thứ trưởng", "KT.")),
        (["TM. CHÍNH PHỦ", "THỦ TƯỚNG", "Phạm Minh Chính"], ("Phạm Minh Chính", "Thủ tướng", "TM.")),
        (["TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "Lê Thành Long"], ("Lê Thành Long", "Phó Thủ tướng", "KT.")),
        (["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "NGUYỄN VĂN AN"], ("Nguyễn Văn An", "Chánh Văn phòng", "TL.")),
        (["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Lê Văn Bảy"], ("Lê Văn Bảy", "Phó Chánh Văn phòng", "KT.")),
        (["KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "Bùi Hữu Chương"], ("Bùi Hữu Chương", "Phó Chủ nhiệm", "KT.")),
        (["TUQ. CHỦ TỊCH", "GIÁM ĐỐC", "Y Thanh Hà Niê KĐăm"], ("Y Thanh Hà Niê KĐăm", "Giám đốc", "TUQ.")),
        (["Q. GIÁM ĐỐC", "Phạm Văn Bình"], ("Phạm Văn Bình", "Giám đốc", "Q.")),
        (["CHỦ TỊCH QUỐC HỘI", "(Đã ký)", "Trần Thanh Mẫn"], ("Trần Thanh Mẫn", "Chủ tịch Quốc hội", None)),
        (["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "CHỦ TỊCH UBND TỈNH", "Nguyễn Thanh Ngọc"], ("Nguyễn Thanh Ngọc", "Trưởng ban", "TM.")),
        (["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Mạnh Hùng"], ("Nguyễn Mạnh Hùng", "Phó Bí thư", "TM.")),
        (["BỘ TRƯỞNG, CHỦ NHIỆM", "VĂN PHÒNG CHÍNH PHỦ", "Trần Văn Sơn"],
         ("Trần Văn Sơn", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", None)),
        (["GIÁM ĐỐC", "TS. Hầu A Lềnh"], ("Hầu A Lềnh", "Giám đốc", None)),
        (["tm . ubnd thành phố Cần Thơ", "chủ tịch", "(Đã ký)", "Võ Thanh Tòng"], ("Võ Thanh Tòng", "Chủ tịch", "TM.")),
    ],
)  # fmt: skip
def test_blocks(make, block, expected):
    got = signers(make.lines(*block))
    assert [(name, role.casefold() if role else None, authority) for name, role, authority in got] == [
        (expected[0], expected[1].casefold(), expected[2])
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["GIÁM ĐỐC SỞ Y TẾ", "Căn cứ Luật Ngân sách nhà nước;", "Điều 1. Ban hành"],
        ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "Căn cứ Luật Tổ chức chính quyền địa phương;"],
        ["Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.", "Nguyễn Văn An"],
        ["THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)"],
        ["1. Trưởng ban: Nguyễn Văn An"],
        ["Hà Nội", "Tây Ninh"],
    ],
)
def test_what_is_no_signature(make, lines):
    assert signers(make.lines(*lines)) == []


def test_joint_signatures_stand_side_by_side(make):
    part = make.part(
        "THÔNG TƯ LIÊN TỊCH",
        "Hướng dẫn quản lý thuế",
        "Căn cứ Luật Quản lý thuế;",
        "Điều 1. Phạm vi",
        [
            [
                "KT. BỘ TRƯỞNG\nBỘ TÀI CHÍNH\nTHỨ TRƯỞNG\n(Đã ký)\nVũ Thị Mai",
                "KT. BỘ TRƯỞNG\nBỘ CÔNG THƯƠNG\nTHỨ TRƯỞNG\nĐỗ Thắng Hải",
            ]
        ],
    )
    assert [s.name for s in part.signers] == ["Vũ Thị Mai", "Đỗ Thắng Hải"]


def test_roles_above_and_names_below_in_a_table(make):
    cells = [
        CellDraft(text="Nơi nhận:\n- Như trên;\n- Lưu: VT.", row=0, column=0, row_span=2),
        CellDraft(text="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", row=0, column=1),
        CellDraft(text="Lê Thị Hoa", row=1, column=1),
    ]
    document = make.document("Nội dung.", TableDraft(cells=cells))
    lines = document_lines(document, frozenset({0}))
    assert signers(lines) == [("Lê Thị Hoa", "Phó Giám đốc", "KT.")]
    assert read_structure(document).parts[0].recipients == ("Như trên", "Lưu: VT")


def test_recipients(make):
    lines = make.lines(
        "Nơi nhận:",
        "- Bộ Thông tin và Truyền thông;",
        "- VPUB: CVP, các PCVP,",
        "phòng: KGVX, TH, KT;",
        "(để b/c)",
        "- Lưu: VT, KGVX.",
        "Trinh.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Vũ Đại Thắng",
    )
    endings = find_endings(lines, 0, len(lines))
    assert endings[0].recipients == ["Bộ Thông tin và Truyền thông", "VPUB: CVP, các PCVP, phòng: KGVX, TH, KT", "Lưu: VT, KGVX"]
    assert [s.name for s in endings[1].signers] == ["Vũ Đại Thắng"]


def test_first_recipient_on_the_line_of_the_heading(make):
    lines = make.lines("Nơi nhận: - Như trên;", "- Lưu: VT.")
    assert find_endings(lines, 0, 2)[0].recipients == ["Như trên", "Lưu: VT"]


def test_receiving_office_is_no_list_of_recipients(make):
    lines = make.lines("Nơi nhận hồ sơ: Trung tâm Phục vụ hành chính công", "Thời gian: giờ hành chính.")
    assert find_endings(lines, 0, 2) == []


def test_signature_of_a_form_does_not_sign_the_document(make):
    part = make.part(
        *make.letterhead(["CHÍNH PHỦ"], "Số: 27/2026/NĐ-CP", "Hà Nội, ngày 19 tháng 01 năm 2026"),
        "NGHỊ ĐỊNH",
        "Quy định về hồ sơ",
        "Căn cứ Luật;",
        "Điều 1. Phạm vi",
        "TM. CHÍNH PHỦ",
        "KT. THỦ TƯỚNG",
        "PHÓ THỦ TƯỚNG",
        "Hồ Đức Phớc",
        "PHỤ LỤC",
        "(Kèm theo Nghị định số 27/2026/NĐ-CP)",
        "Mẫu số 01",
        "GIẤY XÁC NHẬN",
        "GIÁM ĐỐC",
        "Nguyễn Văn Mẫu",
    )
    assert [s.name for s in part.signers] == ["Hồ Đức Phớc"]


@pytest.mark.parametrize(
    "text", ["Sở Y tế", "Hà", "Phó Chủ tịch", "Tây Ninh, ngày 5", "nguyễn văn an", "Căn cứ Luật 2015", "BỘ TÀI CHÍNH"]
)
def test_no_names(text):
    assert person_name(text) is None


def test_boxes_read_across(make):
    lines = make.lines(
        "TM . UBND THÀNH PHỐ CẦN THƠ",
        "Nơi nhận: CHỦ TỊCH",
        "- Ban Chỉ đạo cải cách hành chính",
        "- Bộ Tư pháp (Đã ký)",
        "- Sở, Ban ngành TP Võ Thanh Tòng",
        "- Lưu TTLT",
        "CHƯƠNG TRÌNH",
    )
    endings = find_endings(lines, 0, len(lines))
    assert [(s.name, s.role, s.authority) for e in endings for s in e.signers] == [("Võ Thanh Tòng", "Chủ tịch", "TM.")]
    assert [r for e in endings for r in e.recipients] == [
        "Ban Chỉ đạo cải cách hành chính",
        "Bộ Tư pháp",
        "Sở, Ban ngành TP",
        "Lưu TTLT",
    ]


def test_boxes_read_across_with_the_authority_beside_the_heading(make):
    lines = make.lines(
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN",
        "- Đ/c Bí thư Thành ủy; KT. CHỦ TỊCH",
        "- Thường trực Thành ủy; PHÓ CHỦ TỊCH",
        "- Văn phòng Thành ủy;",
        "- Các đơn vị duy trì thoát nước; Trương Việt Dũng",
        "- Lưu: VT.",
    )
    endings = find_endings(lines, 0, len(lines))
    assert [(s.name, s.role, s.authority) for e in endings for s in e.signers] == [("Trương Việt Dũng", "Phó Chủ tịch", "KT.")]
    assert endings[0].recipients[0] == "Đ/c Bí thư Thành ủy" and endings[0].recipients[-1] == "Lưu: VT"


def test_a_page_end_through_both_boxes(make):
    def on(page, *texts):
        return [ParagraphDraft(text=text, page=page) for text in texts]

    part = make.part(
        *make.letterhead(["ỦY BAN NHÂN DÂN", "TỈNH VĨNH GIANG"], "Số: 12/QĐ-UBND", "Vĩnh Giang, ngày 05 tháng 3 năm 2026"),
        "QUYẾT ĐỊNH",
        "Về việc kiện toàn Ban Chỉ đạo",
        *on(1, "Điều 1. Kiện toàn Ban Chỉ đạo.", "Nơi nhận:", "- Bộ Nội vụ;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        *on(2, "- Như Điều 3;", "- Lưu: VT.", "Đoàn Văn Bình"),
    )
    assert [(signer.name, signer.role) for signer in part.signers] == [("Đoàn Văn Bình", "Chủ tịch")]
    assert part.recipients == ("Bộ Nội vụ", "Như Điều 3", "Lưu: VT")


def test_an_office_is_that_of_the_body_above_it(make):
    head = make.letterhead(
        ["ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG", "VĂN PHÒNG"], "Số: 9/BC-VPUBND", "Vĩnh Giang, ngày 20 tháng 4 năm 2026"
    )
    assert make.part(*head, "BÁO CÁO", "Kết quả tháng 4").header.issuer.name == "Văn phòng Ủy ban nhân dân tỉnh"
