from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path

import pytest

from vbcds.errors import ReadError
from vbcds.model.builder import ParagraphDraft, TableDraft
from vbcds.readers.limits import Limits
from vbcds.readers.plain import read_plain
from vbcds.readers.plain_encoding import decode_text
from vbcds.readers.plain_lines import measure_wrapping

BODY = [
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và "
    "Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019;",
    "Căn cứ Nghị định số 64/2007/NĐ-CP ngày 10 tháng 4 năm 2007 của Chính phủ về ứng dụng công nghệ thông tin trong hoạt động của cơ quan "
    "nhà nước;",
    "Theo đề nghị của Giám đốc Sở Thông tin và Truyền thông tại Tờ trình số 45/TTr-STTTT ngày 08 tháng 3 năm 2022.",
    "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch ứng dụng công nghệ thông tin, phát triển chính quyền số và bảo đảm an toàn thông "
    "tin mạng trong hoạt động của cơ quan nhà nước tỉnh An Bình năm 2022.",
    "Điều 2. Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với các sở, ban, ngành tỉnh và Ủy ban nhân dân các huyện, thị xã, thành "
    "phố hướng dẫn, đôn đốc, kiểm tra việc thực hiện; định kỳ sáu tháng, hằng năm tổng hợp, báo cáo Ủy ban nhân dân tỉnh theo quy định.",
    "I. MỤC TIÊU",
    "1. Mục tiêu chung",
    "Tiếp tục đẩy mạnh chuyển đổi số trong các cơ quan nhà nước. Hoàn thiện hạ tầng số dùng chung của tỉnh, kết nối liên thông các hệ "
    "thống thông tin từ cấp tỉnh đến cấp xã.",
    "2. Mục tiêu cụ thể",
    "a) Phát triển hạ tầng số:",
    "- 100% cơ quan nhà nước kết nối mạng truyền số liệu chuyên dùng; duy trì, nâng cao chất lượng dịch vụ mạng của các doanh nghiệp viễn "
    "thông trên địa bàn tỉnh;",
    "- Trên 75% hộ gia đình có đường truyền internet cáp quang băng rộng giai đoạn 2021 - 2025.",
    "b) Phát triển dữ liệu: hình thành kho dữ liệu dùng chung của tỉnh, cung cấp dữ liệu mở theo Nghị định số 47/2020/NĐ-CP của Chính phủ.",
]


def texts(data: bytes | str, **limits: int) -> list[str]:
    reading = read_plain(data.encode() if isinstance(data, str) else data, limits=Limits(**limits))
    assert all(isinstance(draft, ParagraphDraft) for draft in reading.drafts)
    return [draft.text for draft in reading.drafts if isinstance(draft, ParagraphDraft)]


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100, 120])
def test_wrapped_text_comes_back_as_paragraphs(width: int) -> None:
    lines = [line for paragraph in BODY for line in textwrap.wrap(paragraph, width, break_on_hyphens=False)]
    assert texts("\n".join(lines)) == BODY


@pytest.mark.parametrize("width", [60, 80])
def test_wrapped_text_with_empty_lines_between_paragraphs(width: int) -> None:
    assert texts("\n\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in BODY)) == BODY


def test_double_spacing() -> None:
    lines = [line for paragraph in BODY for line in textwrap.wrap(paragraph, 80, break_on_hyphens=False)]
    assert texts("\n\n".join(lines)) == BODY


def test_a_count_at_the_beginning_of_a_line_is_no_number_of_a_paragraph() -> None:
    body = [
        *BODY,
        "Tính đến hết tháng 5, số hộ gia đình trên địa bàn phường đã cài ứng dụng là 21.460 hộ.",
        "2.1. Về hạ tầng: mở rộng mạng.",
    ]
    lines = [line for paragraph in body for line in textwrap.wrap(paragraph, 80, break_on_hyphens=False)]
    assert "21.460 hộ." in lines
    assert texts("\n".join(lines))[-2:] == body[-2:]


def test_one_paragraph_a_line_is_left_alone() -> None:
    assert texts("\n".join(BODY)) == BODY
    assert texts("\r\n\r\n".join(BODY)) == BODY


def test_news_without_wrapping(shared: Path) -> None:
    for name in ("000", "001", "003", "004"):
        path = next((shared / "real" / "seeds").glob(f"{name}_*.txt"))
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        assert not measure_wrapping(lines).wrapped
        assert len(texts(path.read_bytes())) == sum(1 for line in lines if line)


LETTERHEAD = """\
ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 713/QĐ-UBND
An Bình, ngày 29
tháng 3 năm 2021
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch chuyển đổi số tỉnh An Bình đến
năm 2025 và định hướng đến năm 2030
ỦY BAN NHÂN DÂN TỈNH AN BÌNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng
6 năm 2015;
"""


def test_letterhead_lines_stay_apart() -> None:
    found = texts(LETTERHEAD)
    joined = "\n".join(found)
    for line in (
        "Độc lập - Tự do - Hạnh phúc", "Số: 713/QĐ-UBND", "An Bình, ngày 29 tháng 3 năm 2021", "QUYẾT ĐỊNH",
        "Về việc ban hành Kế hoạch chuyển đổi số tỉnh An Bình đến năm 2025 và định hướng đến năm 2030", "ỦY BAN NHÂN DÂN TỈNH AN BÌNH",
    ):  # fmt: skip
        assert line in found, line
    assert "---" not in joined


def test_an_office_below_its_council_stands_alone_and_a_title_goes_on() -> None:
    long = (
        "Ban đã tiếp nhận và xử lý toàn bộ các hồ sơ mà doanh nghiệp gửi đến qua\n"
        "mạng trong kỳ, không còn nhận hồ sơ giấy tại quầy giao dịch của mình nữa.\n\n"
    )
    head = texts("UBND TỈNH HÀ LAM\nBAN QUẢN LÝ KHU CÔNG NGHỆ CAO\n\nSố: 31/BC-BQL\n\n" + long * 3)
    assert head[:2] == ["UBND TỈNH HÀ LAM", "BAN QUẢN LÝ KHU CÔNG NGHỆ CAO"]
    title = texts("KẾ HOẠCH PHỐI HỢP XÂY DỰNG VÀ KHAI THÁC HỆ THỐNG CỦA\nTRUNG TÂM ĐIỀU HÀNH\n\n" + long * 3)
    assert title[0].endswith("CỦA TRUNG TÂM ĐIỀU HÀNH")


def test_two_column_letterhead_and_signature_with_spaces() -> None:
    text = """\
   ỦY BAN NHÂN DÂN               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
     TỈNH AN BÌNH                    Độc lập - Tự do - Hạnh phúc
   Số: 12/KH-UBND                 An Bình, ngày 05 tháng 4 năm 2021

KẾ HOẠCH
Chuyển đổi số năm 2021
Nơi nhận:                               TM. ỦY BAN NHÂN DÂN
- Như trên;                             KT. CHỦ TỊCH
- Lưu: VT.                              PHÓ CHỦ TỊCH

                                        Trần Văn Bình
"""
    drafts = read_plain(text.encode()).drafts
    head, signature = drafts[0], drafts[-1]
    assert isinstance(head, TableDraft) and head.ruled is False
    assert [cell.text for cell in head.cells] == [
        "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Bình, ngày 05 tháng 4 năm 2021",
    ]
    assert isinstance(signature, TableDraft)
    assert [cell.text for cell in signature.cells] == [
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Bình",
    ]  # fmt: skip


def test_page_furniture_goes_and_paragraphs_run_on() -> None:
    text = "Báo cáo kết quả thực hiện nhiệm vụ của\n\nTrang 1/2\n\fSở Nội vụ trong năm 2022 theo kế hoạch.\n\n- 2 -\n"
    reading = read_plain(text.encode())
    assert [draft.text for draft in reading.drafts if isinstance(draft, ParagraphDraft)] == [
        "Báo cáo kết quả thực hiện nhiệm vụ của", "Sở Nội vụ trong năm 2022 theo kế hoạch.",
    ]  # fmt: skip
    assert reading.pages == 2


def test_running_heads_go() -> None:
    pages = [
        f"SỞ NỘI VỤ - BÁO CÁO THÁNG 5\n\nNội dung của trang {n} là đây.\nMột câu nữa.\nCâu cuối {n}.\n{n}" for n in range(1, 5)
    ]
    found = texts("\f".join(pages))
    assert found.count("SỞ NỘI VỤ - BÁO CÁO THÁNG 5") == 1
    assert not any(text.isdigit() for text in found)


def test_numbers_that_count_no_pages_stay() -> None:
    assert texts("Số hồ sơ\n1\n2\n3\nHết") == ["Số hồ sơ", "1", "2", "3", "Hết"]


def grid(draft: object) -> list[list[str]]:
    assert isinstance(draft, TableDraft)
    rows = 1 + max(cell.row for cell in draft.cells)
    return [[cell.text for cell in draft.cells if cell.row == row] for row in range(rows)]


def test_tables_of_signs() -> None:
    rows = [["TT", "Nội dung", "Thời hạn"], ["1", "Lập kế hoạch", "Quý I"], ["2", "Báo cáo", "Quý IV"]]
    pipes = "| TT | Nội dung | Thời hạn |\n|---|---|---|\n| 1 | Lập kế hoạch | Quý I |\n| 2 | Báo cáo | Quý IV |"
    bare = "TT | Nội dung | Thời hạn\n1 | Lập kế hoạch | Quý I\n2 | Báo cáo | Quý IV"
    tabs = "TT\tNội dung\tThời hạn\n1\tLập kế hoạch\tQuý I\n2\tBáo cáo\tQuý IV"
    for text in (pipes, bare, tabs):
        drafts = read_plain(f"Danh mục nhiệm vụ:\n{text}\nHết bảng.".encode()).drafts
        assert [type(draft).__name__ for draft in drafts] == ["ParagraphDraft", "TableDraft", "ParagraphDraft"]
        assert grid(drafts[1]) == rows


def test_box_drawing_with_cells_on_two_lines() -> None:
    text = """\
┌────┬──────────────┬─────────┐
│ TT │ Nội dung     │ Thời    │
│    │              │ hạn     │
├────┼──────────────┼─────────┤
│ 1  │ Lập kế hoạch │ Quý I   │
└────┴──────────────┴─────────┘"""
    assert grid(read_plain(text.encode()).drafts[0]) == [["TT", "Nội dung", "Thời\nhạn"], ["1", "Lập kế hoạch", "Quý I"]]
    ascii_box = "+----+-----+\n| TT | Nội |\n+----+-----+\n| 1  | Lập |\n+----+-----+"
    assert grid(read_plain(ascii_box.encode()).drafts[0]) == [["TT", "Nội"], ["1", "Lập"]]


def test_what_is_no_table() -> None:
    assert texts("1.\tLập kế hoạch\n2.\tTổ chức thực hiện\n3.\tBáo cáo") == [
        "1.\tLập kế hoạch",
        "2.\tTổ chức thực hiện",
        "3.\tBáo cáo",
    ]
    assert texts("Ảnh: hội nghị trực tuyến |\nĐại biểu dự hội nghị") == ["Ảnh: hội nghị trực tuyến", "Đại biểu dự hội nghị"]


PLAIN = "Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Sở Nội vụ, Ủy ban nhân dân tỉnh quyết định:"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_unicode_encodings(encoding: str) -> None:
    assert texts(PLAIN.encode(encoding)) == [PLAIN]


def test_decomposed_and_windows_1258() -> None:
    assert decode_text(unicodedata.normalize("NFD", PLAIN).encode()).text == PLAIN
    data = b"".join(_cp1258(char) for char in PLAIN)
    decoded = decode_text(data)
    assert (decoded.text, decoded.encoding) == (PLAIN, "cp1258")


def _cp1258(char: str) -> bytes:
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        base, tone = unicodedata.normalize("NFD", char)[:-1], unicodedata.normalize("NFD", char)[-1]
        if len(base) == 2 and tone in "\u0302\u0306\u031b":  # the tone came first
            base, tone = base[0] + tone, base[1]
        return unicodedata.normalize("NFC", base).encode("cp1258") + tone.encode("cp1258")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph\xad¬ng".encode("latin-1"), "tcvn3"),
        ("Caên cöù Luaät Toå chöùc chính quyeàn ñòa phöông".encode("latin-1"), "vni"),
        (b"C\xe5n c\xd1 Lu\xa7t T\xb1 ch\xd1c ch\xednh quy\xabn \xf0\xb8a ph\xdf\xbdng", "viscii"),
    ],
)
def test_single_byte_encodings(data: bytes, encoding: str) -> None:
    decoded = decode_text(data)
    assert (decoded.text, decoded.encoding, decoded.doubt) == ("Căn cứ Luật Tổ chức chính quyền địa phương", encoding, None)


def test_other_languages_and_damage() -> None:
    french = "Le ministère de l'Économie a été créé à Paris; où siège déjà le Comité régional de l'Île-de-France."
    assert decode_text(french.encode("cp1252")).text == french
    assert decode_text(french.encode()).text == french
    cut = (PLAIN * 20).encode()[:-1] + b"\xe1\xbb"
    assert decode_text(cut).encoding == "utf-8"
    damaged = decode_text((PLAIN * 50).encode().replace(b"Lu", b"L\xff", 1))
    assert damaged.encoding == "utf-8" and damaged.doubt is not None


def test_limits() -> None:
    with pytest.raises(ReadError, match="giới hạn"):
        read_plain(b"a" * 100, limits=Limits(max_bytes=10))
    reading = read_plain(b"abc " * 100, limits=Limits(max_text=40))
    assert sum(len(draft.text) for draft in reading.drafts if isinstance(draft, ParagraphDraft)) <= 40 and reading.warnings
    rows = "\n".join("a\tb\tc" for _ in range(50))
    reading = read_plain(rows.encode(), limits=Limits(max_cells=30))
    assert not reading.drafts and reading.warnings


def test_the_authority_in_capitals_does_not_go_on_the_title() -> None:
    lines = [
        "QUYẾT ĐỊNH",
        "Ban hành Quy chế quản lý và khai thác kho dữ liệu",
        "dùng chung của tỉnh Vĩnh Giang, giai đoạn 2026-2030",
        "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG",
    ]
    body = [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16",
        "tháng 6 năm 2025; theo đề nghị của Giám đốc Sở Nội",
        "vụ, Giám đốc Sở Tài chính và Chánh Văn phòng của",
        "UBND tỉnh về việc ban hành Quy chế nói trên.",
    ] * 4
    reading = read_plain("\n".join(lines + body).encode(), limits=Limits())
    texts = [draft.text for draft in reading.drafts if isinstance(draft, ParagraphDraft)]
    assert texts[1].endswith("giai đoạn 2026-2030")
    assert texts[2] == "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG"
    assert any("Chánh Văn phòng của UBND tỉnh" in text for text in texts)  # ... but a word in capitals begins no paragraph


def test_lines_that_no_phrase_ends_with_go_on_however_short_they_are() -> None:
    lines = [
        "Căn cứ",
        "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6",
        "năm 2025;",
        "Xét đề nghị của Giám đốc",
        "Sở Nông nghiệp và Môi trường tại Tờ trình số 47/TTr -",
        "SNNMT ngày 12/3/2026;",
        "Ủy ban nhân dân tỉnh giao Sở Nông nghiệp và Môi trường",
        "theo dõi, đôn đốc việc thực hiện của các xã.",
        "Giám đốc",
        "Nguyễn Văn Bình",
    ]
    assert texts("\n".join(lines)) == [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Xét đề nghị của Giám đốc Sở Nông nghiệp và Môi trường tại Tờ trình số 47/TTr - SNNMT ngày 12/3/2026;",
        "Ủy ban nhân dân tỉnh giao Sở Nông nghiệp và Môi trường theo dõi, đôn đốc việc thực hiện của các xã.",
        "Giám đốc",
        "Nguyễn Văn Bình",
    ]


def test_a_signature_with_a_bar_between_its_boxes() -> None:
    reading = read_plain("Quyết định này có hiệu lực từ ngày ký.\nNơi nhận: - Như Điều 2; | CHỦ TỊCH |\n| Lê Văn Tám |\n".encode())
    table = reading.drafts[-1]
    assert isinstance(table, TableDraft) and table.ruled is False
    assert [cell.text for cell in table.cells] == ["Nơi nhận: - Như Điều 2;", "CHỦ TỊCH\nLê Văn Tám"]
    reading = read_plain("Ký hiệu | là dấu gạch đứng, dùng để ngăn các ô.\n".encode())
    assert isinstance(reading.drafts[-1], ParagraphDraft)


def test_a_short_text_of_narrow_lines_is_wrapped() -> None:
    lines = [
        "I. MỤC TIÊU",
        "- 100% cán bộ, công chức xã biết sử dụng trợ lý ảo phục vụ công việc trong năm",
        "2026.",
        "- Ít nhất 80% người dân trong độ tuổi lao động có kiến thức cơ bản về kỹ năng",
        "số vào cuối năm 2027.",
        *("II. NHIỆM VỤ", "Tuyên truyền", "Bồi dưỡng", "Kiểm tra", "Báo cáo", "Đánh giá", "Khen thưởng", "Sơ kết", "Tổng kết") * 3,
    ]
    assert texts("\n".join(lines))[1].endswith("trong năm 2026.")
    assert (
        len(texts("\n".join(["Điều 1. Ban hành quy chế", "kèm theo.", *("Điều 2. Quyết định có hiệu lực từ ngày ký." * 2,) * 20])))
        == 22
    )


def test_the_running_heads_of_the_gazette_go_and_the_sentence_goes_on() -> None:
    lines = [
        "Điều 6. Cấp lại thẻ theo mẫu ban hành kèm theo Nghị định số 188/2025/NĐ-CP quy",
        "định chi tiết và",
        "",
        " ",
        "CÔNG BÁO/Số 1417 + 1418/Ngày 01-10-2025",
        "33",
        " ",
        "hướng dẫn thi hành một số điều của Luật; mức đóng thực hiện theo khoản 1",
        "Điều 2 Thông tư này và các quy định có liên quan của pháp luật hiện hành về bảo",
        "hiểm.",
        "Công báo/Số tỉnh Vĩnh Giang đăng Quyết định này.",
    ]
    found = texts("\n".join(lines))
    assert found[0].endswith(
        "quy định chi tiết và hướng dẫn thi hành một số điều của Luật; mức đóng thực hiện theo khoản 1 Điều 2 Thông tư này và các "
        "quy định có liên quan của pháp luật hiện hành về bảo hiểm."
    )
    assert found[-1] == "Công báo/Số tỉnh Vĩnh Giang đăng Quyết định này."


def test_rows_that_a_lone_bar_opens() -> None:
    lines = [
        "|",
        "ỦY BAN NHÂN DÂN |",
        "CỘNG HÒA XÃ HỘI",
        "CHỦ NGHĨA VIỆT NAM |",
        "|",
        "Số: 12/KH-UBND |",
        "Vĩnh Giang, ngày 05 tháng 3 năm 2026 |",
        "KẾ HOẠCH",
    ]
    table, title = read_plain("\n".join(lines).encode()).drafts
    assert isinstance(table, TableDraft) and [(cell.row, cell.column) for cell in table.cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert isinstance(title, ParagraphDraft) and title.text == "KẾ HOẠCH"


def test_an_office_below_the_parent_of_its_kind_keeps_its_line() -> None:
    text = """\
BẢO HIỂM XÃ HỘI VIỆT NAM
BẢO HIỂM XÃ HỘI TỈNH AN BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 77/BC-BHXH

BÁO CÁO
KẾT QUẢ CẤP SỔ
BẢO HIỂM THẤT NGHIỆP QUÝ II

Bảo hiểm xã hội tỉnh đã đồng bộ số định danh của phần lớn người tham gia, các trường
hợp sai lệch được chuyển công an cấp xã xác minh lại trong tháng sau.
"""
    found = texts(text)
    assert "BẢO HIỂM XÃ HỘI TỈNH AN BÌNH" in found
    assert "KẾT QUẢ CẤP SỔ BẢO HIỂM THẤT NGHIỆP QUÝ II" in found  # ... while a title goes on
