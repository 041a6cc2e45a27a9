"""The document itself, what it promulgates, its annexes."""

from __future__ import annotations

import pytest

UBND = ["ỦY BAN NHÂN DÂN", "TỈNH TÂY NINH"]
DAY = "Tây Ninh, ngày 24 tháng 02 năm 2023"
END = ["Nơi nhận:", "- Như Điều 2;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Chiến"]
TASKS = [
    ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
    ["1", "Xây dựng kho dữ liệu dùng chung", "Sở Khoa học và Công nghệ", "2023"],
]


def decision(make, *more):
    return make.part(
        *make.letterhead(UBND, "Số: 12/QĐ-UBND", DAY),
        "QUYẾT ĐỊNH",
        "Ban hành Chương trình chuyển đổi số",
        "Căn cứ Luật Công nghệ thông tin;",
        "Điều 1. Ban hành kèm theo Quyết định này Chương trình chuyển đổi số (Phụ lục I, Phụ lục II kèm theo).",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.",
        *END,
        *more,
    )


def shape(part):
    return [(d.kind, d.label, d.title) for d in part.divisions]


BODY = ("body", None, None)


def test_body_alone(make):
    assert shape(decision(make)) == [BODY]


def test_attachment_and_annexes(make):
    part = decision(
        make,
        "CHƯƠNG TRÌNH",
        "CHUYỂN ĐỔI SỐ TỈNH TÂY NINH",
        "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 24 tháng 02 năm 2023",
        "của Ủy ban nhân dân tỉnh Tây Ninh)",
        "I. MỤC TIÊU",
        "1. Mục tiêu chung như Phụ lục I kèm theo Chương trình này.",
        "Phụ lục II ban hành kèm theo Chương trình này quy định chi tiết.",
        "DANH MỤC",
        "CÁC NHIỆM VỤ TRỌNG TÂM",
        TASKS,
        "PHỤ LỤC:",
        "SO SÁNH CÁC CHỈ TIÊU",
        [["STT", "Chỉ tiêu", "Năm 2025"], ["1", "Hồ sơ trực tuyến", "80%"]],
        "PHỤ LỤC",
        "VĂN BẢN CHỈ ĐẠO GIAI ĐOẠN",
        "2016-2020",
        "A. Văn bản quy phạm pháp luật",
    )
    assert shape(part) == [
        BODY,
        ("attachment", "CHƯƠNG TRÌNH", "CHUYỂN ĐỔI SỐ TỈNH TÂY NINH"),
        ("annex", "DANH MỤC", "CÁC NHIỆM VỤ TRỌNG TÂM"),
        ("annex", "PHỤ LỤC", "SO SÁNH CÁC CHỈ TIÊU"),
        ("annex", "PHỤ LỤC", "VĂN BẢN CHỈ ĐẠO GIAI ĐOẠN 2016-2020"),
    ]
    assert [t.division for t in part.tables] == [2, 3]
    ends = [d.end for d in part.divisions]
    assert ends[:-1] == [d.start for d in part.divisions[1:]] and ends[-1] == part.end


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["PHỤ LỤC I", "DANH MỤC DỮ LIỆU", "(Kèm theo Quyết định số 12/QĐ-UBND)", TASKS], ("annex", "PHỤ LỤC I", "DANH MỤC DỮ LIỆU")),
        (["Phụ lục số 02", "Phân công nhiệm vụ", "(Kèm theo Kế hoạch số 15/KH-UBND ngày 24/02/2023)", TASKS],
         ("annex", "Phụ lục số 02", "Phân công nhiệm vụ")),
        (["PHỤ LỤC 3: PHÂN CÔNG NHIỆM VỤ", TASKS], ("annex", "PHỤ LỤC 3", "PHÂN CÔNG NHIỆM VỤ")),
        (["Phụ lục. Danh mục nhiệm vụ", TASKS], ("annex", "Phụ lục", "Danh mục nhiệm vụ")),
        (["PHỤ LỤC", "Ban hành kèm theo Nghị quyết số: 105/2025/UBTVQH15 về Chương trình)", TASKS], ("annex", "PHỤ LỤC", None)),
        (["BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2023", "(Kèm theo Kế hoạch số 15/KH-UBND)", TASKS],
         ("annex", None, "BẢNG PHÂN CÔNG NHIỆM VỤ NĂM 2023")),
        (["DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2023", TASKS], ("annex", None, "DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2023")),
        (["QUY CHẾ", "Quản lý, vận hành kho dữ liệu", "(Ban hành kèm theo Quyết định số 12/QĐ-UBND)", "Chương I", "QUY ĐỊNH CHUNG"],
         ("attachment", "QUY CHẾ", "Quản lý, vận hành kho dữ liệu")),
        (["QUY ĐỊNH", "VỀ QUẢN LÝ KHO DỮ LIỆU", "Chương I", "QUY ĐỊNH CHUNG"], ("attachment", "QUY ĐỊNH", "VỀ QUẢN LÝ KHO DỮ LIỆU")),
        (["ĐỀ ÁN CHUYỂN ĐỔI SỐ TỈNH TÂY NINH", "(Kèm theo Quyết định số 12/QĐ-UBND)", "I. SỰ CẦN THIẾT"],
         ("attachment", "ĐỀ ÁN", "CHUYỂN ĐỔI SỐ TỈNH TÂY NINH")),
        (["Mẫu số 01", "GIẤY CHỨNG NHẬN", "Kính gửi: ......"], ("annex", "Mẫu số 01", "GIẤY CHỨNG NHẬN")),
    ],
)  # fmt: skip
def test_one_division_after_the_signature(make, lines, expected):
    assert shape(decision(make, *lines)) == [BODY, expected]


@pytest.mark.parametrize(
    "lines",
    [
        ["Phụ lục I ban hành kèm theo Quyết định này gồm 5 biểu mẫu;"],
        ["1. Phụ lục I: Danh mục nhiệm vụ."],
        ["Kèm theo Quyết định này là Danh mục nhiệm vụ của các sở, ban, ngành."],
    ],
)
def test_mentions_of_annexes_open_none(make, lines):
    assert shape(decision(make, *lines)) == [BODY]


def test_list_of_annexes_and_their_forms(make):
    part = decision(
        make,
        "PHỤ LỤC I",
        "CÁC BIỂU MẪU",
        "(Kèm theo Quyết định số 12/QĐ-UBND)",
        "Mẫu 01",
        "Đơn đề nghị",
        "Mẫu 02",
        "Giấy phép",
        "PHỤ LỤC",
        "TÀI LIỆU KÈM THEO ĐƠN",
        "PHỤ LỤC II",
        "NỘI DUNG KẾ HOẠCH",
        "(Kèm theo Quyết định số 12/QĐ-UBND)",
    )
    assert shape(part) == [BODY, ("annex", "PHỤ LỤC I", "CÁC BIỂU MẪU"), ("annex", "PHỤ LỤC II", "NỘI DUNG KẾ HOẠCH")]


def test_plan_that_ends_with_its_table_has_no_annex(make):
    part = make.part(
        *make.letterhead(UBND, "Số: 15/KH-UBND", DAY),
        "KẾ HOẠCH",
        "Chuyển đổi số năm 2023",
        "Căn cứ Quyết định số 749/QĐ-TTg;",
        "I. MỤC TIÊU",
        "II. NHIỆM VỤ",
        TASKS,
        *END,
    )
    assert shape(part) == [BODY]
    assert part.tables[0].role == "tasks"
    assert [s.name for s in part.signers] == ["Trần Văn Chiến"]


def test_formal_spans_cover_letterhead_signature_and_headings(make):
    part = decision(make, "PHỤ LỤC I", "DANH MỤC DỮ LIỆU", "(Kèm theo Quyết định số 12/QĐ-UBND)", TASKS)
    assert part.formal_spans[0][0] == 0
    assert all(low < high for low, high in part.formal_spans)
    assert len(part.formal_spans) >= 4


def test_annex_that_stands_alone_in_its_file(make):
    part = make.part(
        [["UBND TỈNH TÂY NINH\nSỞ Y TẾ", f"{make.nation}\n{make.motto}"]],
        "PHỤ LỤC I",
        "PHÂN CÔNG NHIỆM VỤ NĂM 2023",
        "(Kèm theo Kế hoạch số 12/KH-SYT ngày 05/01/2023 của Sở Y tế)",
        TASKS,
    )
    assert part.header.kind is None and part.header.number is None
    assert shape(part) == [BODY, ("annex", "PHỤ LỤC I", "PHÂN CÔNG NHIỆM VỤ NĂM 2023")]
    assert part.tables[-1].caption == "PHÂN CÔNG NHIỆM VỤ NĂM 2023"
