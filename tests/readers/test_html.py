"""Web pages: the document in them, and nothing of the portal. The pages are made here, after the habits of real ones."""

from __future__ import annotations

import contextlib
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbcds.errors import ReadError
from vbcds.model.builder import ParagraphDraft, Reading, TableDraft, build_document
from vbcds.model.document import Document
from vbcds.readers.html import content, read_html
from vbcds.readers.html.css import Sheet, parse_style
from vbcds.readers.html.encoding import decode_page
from vbcds.readers.limits import Limits


def document(reading: Reading) -> Document:
    return build_document(reading, id="0" * 16, path="a.html", sha256="0" * 64)


def text(page: str | bytes) -> str:
    return document(read_html(page.encode() if isinstance(page, str) else page)).text


def body(inner: str) -> str:
    return f"<!DOCTYPE html><html><head><title>Cổng thông tin</title></head><body>{inner}</body></html>"


def only_table(page: str) -> TableDraft:
    tables = [draft for draft in read_html(page.encode()).drafts if isinstance(draft, TableDraft)]
    assert len(tables) == 1
    return tables[0]


def shape(table: TableDraft) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


# --------------------------------------------------------------------------------------------------------------------
# Paragraphs
# --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param("<p>Quy<b>ết</b> đ<span>ịnh</span></p>", "Quyết định", id="inline tags do not split a word"),
        pytest.param("<p>Điều 1.\n   Phạm vi\n điều chỉnh</p>", "Điều 1. Phạm vi điều chỉnh", id="source lines are spaces"),
        pytest.param("<div>Một<div>Hai</div>Ba</div>", "Một\nHai\nBa", id="blocks separate"),
        pytest.param("<span>Một<p>Hai</p></span>", "Một\nHai", id="a block in an inline element"),
        pytest.param("<p>KẾ HOẠCH<br>Chuyển đổi số</p>", "KẾ HOẠCH\nChuyển đổi số", id="br stays in the paragraph"),
        pytest.param("<p>A&nbsp;&nbsp;&amp; B &#272;&#7841;t &quot;x&quot;</p>", 'A & B Đạt "x"', id="entities"),
        pytest.param("<p>a<!-- ẩn -->b</p>", "ab", id="comments"),
        pytest.param("<p>a</p><script>var x;</script><style>p{}</style><noscript>bật</noscript><p>b</p>", "a\nb", id="programs"),
        pytest.param("<p>a</p><p style='display:none'>x</p><p hidden>y</p><p>b</p>", "a\nb", id="hidden"),
        pytest.param("<style>.an{display:none}</style><p>a</p><div class=an>x</div><p>b</p>", "a\nb", id="hidden by a sheet"),
        pytest.param("<p>06<sup>1</sup> và m<sup>2</sup>, 1<sup>st</sup></p>", "06¹ và m², 1st", id="raised digits"),
        pytest.param("<p><del>cũ</del><ins>mới</ins></p>", "mới", id="revisions"),
        pytest.param("<pre>Dòng một\nDòng hai</pre>", "Dòng một\nDòng hai", id="preformatted"),
        pytest.param("<p style='text-transform:uppercase'>Quyết định</p>", "QUYẾT ĐỊNH", id="drawn as capitals"),
        pytest.param(
            "<p>Điều 5<span class='tooltip-button'><i>Đang theo dõi</i></span>. Hiệu lực</p>", "Điều 5. Hiệu lực", id="bubbles"
        ),
        pytest.param("<p><span class='tooltip' title=x>Điều 5</span></p>", "Điều 5", id="words with a bubble"),
        pytest.param("<ol><li>Một<li>Hai</ol>", "1. Một\n2. Hai", id="ordered list"),
        pytest.param("<ol start=3 type=a><li>Ba</li><li value=6>Sáu</li></ol>", "c. Ba\nf. Sáu", id="letters and values"),
        pytest.param(
            "<ul><li>Một</li><li>- Hai</li><li>3. Ba</li></ul>", "- Một\n- Hai\n3. Ba", id="items with marks of their own"
        ),
        pytest.param("<ul style='list-style:none'><li>Một</li></ul>", "Một", id="no markers"),
        pytest.param("<ol><li><p>Một</p><p>tiếp</p></li><li>Hai</li></ol>", "1. Một\ntiếp\n2. Hai", id="paragraphs in an item"),
        pytest.param("<span style='display:block'>a</span><span style='display:block'>b</span>", "a\nb", id="spans as blocks"),
        pytest.param("a<p>b", "a\nb", id="no closing tags"),
        pytest.param("<p>\uf0b7 a <span style='font-family:Symbol'>\u00b3</span> 95%</p>", "• a ≥ 95%", id="symbols"),
    ],
)
def test_paragraphs(inner: str, expected: str) -> None:
    assert text(body(inner)) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("Điều 1. Phê duyệt.<br>1. Mục tiêu<br>a) Chung<br>- Riêng", ["Điều 1. Phê duyệt.", "1. Mục tiêu", "a) Chung", "- Riêng"]),
        ("Căn cứ Luật A;<br/>Căn cứ Luật B;", ["Căn cứ Luật A;", "Căn cứ Luật B;"]),
        ("Một đoạn.<br><br>Đoạn khác.", ["Một đoạn.", "Đoạn khác."]),
        ("VỀ VIỆC PHÊ DUYỆT<br>GIAI ĐOẠN<br>2021 - 2025", ["VỀ VIỆC PHÊ DUYỆT\nGIAI ĐOẠN\n2021 - 2025"]),
        ("CHỦ TỊCH<br>57 ĐẠI BIỂU", ["CHỦ TỊCH\n57 ĐẠI BIỂU"]),
    ],
)
def test_broken_lines(inner: str, expected: list[str]) -> None:
    drafts = read_html(body(f"<p>{inner}</p>").encode()).drafts
    assert [draft.text for draft in drafts if isinstance(draft, ParagraphDraft)] == expected


def test_looks() -> None:
    page = body(
        "<style>p.Giua{text-align:center}</style><h2>Chương I</h2><p class=Giua><b>QUYẾT ĐỊNH</b></p>"
        "<p align=right style='margin-left:36pt;font-size:13pt'><i>Hà Nội</i></p><center>a</center>"
    )
    looks = [
        (d.style.bold, d.style.italic, d.style.align, d.style.heading, d.style.indent, d.style.size)
        for d in read_html(page.encode()).drafts
        if isinstance(d, ParagraphDraft)
    ]
    assert looks == [
        (True, False, None, 2, None, None),
        (True, False, "center", None, None, None),
        (False, True, "right", None, 36.0, 13.0),
        (False, False, "center", None, None, None),
    ]


def test_word_export() -> None:
    page = body(
        '<style><!-- p.MsoNormal {margin:0in; font-family:"Times New Roman"} --></style><div class=WordSection1>'
        "<p class=MsoNormal align=center style='text-align:center'><b><span lang=VI>KẾ HOẠCH</span></b><span><o:p></o:p></span></p>"
        "<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
        "Mục\n tiêu</p>"
        "<p><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span></span>Yêu cầu</p>"
        "<p><span style='font-family:\"Courier New\"'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span>Tiến độ</p>"
        "<p><span style='mso-list:Ignore'>+<span>&nbsp; </span></span>Kinh phí</p>"
        "<p class=MsoNormal>Đề án<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a></p></div>"
        "<div><div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1'>[1]</a> Ghi chú.</p></div></div>"
    )
    drafts = [d for d in read_html(page.encode()).drafts if isinstance(d, ParagraphDraft)]
    assert [(d.text, d.role) for d in drafts] == [
        ("KẾ HOẠCH", "body"),
        ("1.\u00a0\u00a0\u00a0 Mục  tiêu", "body"),
        ("- \u00a0 Yêu cầu", "body"),
        ("- \u00a0 Tiến độ", "body"),
        ("+\u00a0 Kinh phí", "body"),
        ("Đề án[1]", "body"),
        ("[1] Ghi chú.", "footnote"),
    ]


def test_a_short_last_section_of_a_word_export_stays() -> None:
    items = "".join(
        f"<p>{n}. Tổ chức thực hiện nhiệm vụ thứ {n}, báo cáo kết quả trước ngày 20 hằng tháng theo quy định.</p>"
        for n in range(20)
    )
    for tail in (
        "<div class=WordSection2><p>Biểu 1</p></div>",
        "<div><p>" + "Số liệu tính đến hết ngày 31 tháng 5 năm 2025. " * 2 + "</p></div>",
    ):
        assert len(read_html(body(f"<div class=WordSection1>{items}</div>{tail}").encode()).drafts) == 21


# --------------------------------------------------------------------------------------------------------------------
# Tables
# --------------------------------------------------------------------------------------------------------------------


def test_spans() -> None:
    table = only_table(
        "<table border=1><thead><tr><th rowspan=2>STT<th colspan=2>Hạn<tr><th>Bắt đầu<th>Kết thúc</thead>"
        "<tbody><tr><td>1<td rowspan=2>2024<td>2025<tr><td>2<td>2026</table>"
    )
    assert shape(table) == [
        ("STT", 0, 0, 2, 1), ("Hạn", 0, 1, 1, 2), ("Bắt đầu", 1, 1, 1, 1), ("Kết thúc", 1, 2, 1, 1), ("1", 2, 0, 1, 1),
        ("2024", 2, 1, 2, 1), ("2025", 2, 2, 1, 1), ("2", 3, 0, 1, 1), ("2026", 3, 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td colspan=100>I. Nhóm<tr><td>a<td>b", [("I. Nhóm", 0, 0, 1, 2), ("a", 1, 0, 1, 1), ("b", 1, 1, 1, 1)]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c", [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)]),
        ("<tr><td rowspan=9>a<td>b<tr><td>c", [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)]),
        (
            "<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e",
            [("a", 0, 0, 1, 1), ("b", 0, 1, 2, 1), ("c", 0, 2, 1, 1), ("d", 1, 0, 1, 1), ("e", 1, 2, 1, 1)],
        ),
        ("<tr></tr><tr><td>a<td>b<tr></tr>", [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1)]),
        ("<tr><td colspan=x>a<td rowspan=-1>b", [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1)]),
        ("<tr><td>a<td style='display:none'>x<td>b", [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1)]),
    ],
)
def test_odd_spans(rows: str, expected: list[tuple[str, int, int, int, int]]) -> None:
    assert shape(only_table(f"<table border=1>{rows}</table>")) == expected


def test_lines_and_tables_in_a_cell() -> None:
    table = only_table("<table border=1><tr><td><p>Sở A</p><p>Sở B</p>C<br>D<td>x<table border=1><tr><td>1<td>2</table></table>")
    assert [cell.text for cell in table.cells] == ["Sở A\nSở B\nC\nD", "x"]
    assert [shape(inner) for inner in table.cells[1].inner] == [[("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1)]]


@pytest.mark.parametrize(
    ("attributes", "cell", "expected"),
    [
        ("border=1", "", True),
        ("border=0", "", False),
        ("", "", None),
        ("class='table table-bordered'", "", True),
        ("style='border-collapse:collapse;border:none'", "style='border:solid windowtext 1.0pt'", True),
        ("border=1", "style='border:none'", False),
        ("border=1 style='border-color:#ffffff'", "", False),
        ("border=0 style='border:none'", "style='border: none'", False),
    ],
)
def test_ruled(attributes: str, cell: str, expected: bool | None) -> None:
    assert only_table(f"<table {attributes}><tr><td {cell}>a</td><td {cell}>b</td></tr></table>").ruled is expected


def test_layout_tables_are_opened_and_letterheads_are_not() -> None:
    letterhead = "<table border=0><tr><td>UBND TỈNH<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    letterhead += "<tr><td>Số: 1/QĐ-UBND<td>An Bình, ngày 1 tháng 2 năm 2024</table>"
    articles = "".join(
        f"<p>Điều {n}. Quy định về việc thứ {n} của kế hoạch này, do các sở, ngành tổ chức thực hiện.</p>" for n in range(1, 8)
    )
    page = body(f"<table width=100%><tr><td>{letterhead}{articles}<td>&nbsp;</table>")
    drafts = read_html(page.encode()).drafts
    assert [type(draft) for draft in drafts] == [TableDraft] + [ParagraphDraft] * 7


def test_signature_block_stays_a_table() -> None:
    recipients = "".join(f"<p>- Nơi nhận {n};</p>" for n in range(12))
    table = only_table(
        body(f"<p>Điều 1. A</p><table><tr><td><p>Nơi nhận:</p>{recipients}<td><p>TM. ỦY BAN NHÂN DÂN</p><p>CHỦ TỊCH</p></table>")
    )
    assert [len(cell.text.split("\n")) for cell in table.cells] == [13, 2]


# --------------------------------------------------------------------------------------------------------------------
# The document in the page
# --------------------------------------------------------------------------------------------------------------------

LETTERHEAD = (
    "<table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH AN BÌNH</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>"
    "<tr><td>Số: 12/QĐ-UBND</td><td>An Bình, ngày 05 tháng 3 năm 2024</td></tr></table>"
)
DOCUMENT = (
    LETTERHEAD
    + "<p align=center><b>QUYẾT ĐỊNH</b></p><p align=center>Về việc phê duyệt Kế hoạch chuyển đổi số năm 2024</p>"
    + "<p>Căn cứ <a href='/1'>Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015</a>;</p>"
    + "<p>Căn cứ <a href='/2'>Nghị định số 42/2022/NĐ-CP ngày 24 tháng 6 năm 2022 của Chính phủ</a>;</p>"
    + "<p align=center>QUYẾT ĐỊNH:</p>"
    + "".join(
        f"<p>Điều {n}. Giao các sở, ban, ngành và địa phương tổ chức thực hiện nội dung thứ {n} của Kế hoạch.</p>"
        for n in (1, 2, 3)
    )
    + "<table><tr><td><p>Nơi nhận:</p><p>- Như Điều 3;</p><p>- Lưu: VT.</p></td><td><p>TM. ỦY BAN NHÂN DÂN</p><p>CHỦ TỊCH</p><p>(Đã ký)</p>"
    + "<p>Lê Văn An</p></td></tr></table>"
)
EXPECTED = text(body(DOCUMENT))
LINKS = "".join(
    f"<li><a href='/{n}'>Quyết định số {n}/QĐ-UBND về việc ban hành Quy chế làm việc của Ủy ban nhân dân tỉnh</a></li>"
    for n in range(30)
)
NAVIGATION = "<ul class=menu><li><a href=/>Trang chủ</a></li><li><a href=/tin>Tin tức</a></li><li><a href=/vb>Văn bản</a></li></ul>"
FOOTER = "<p>Bản quyền thuộc Ủy ban nhân dân tỉnh An Bình</p><p>Địa chỉ: số 1 đường Lê Lợi, điện thoại 0123 456 789</p>"
CONTENTS = "<div><p>Mục lục</p>" + "".join(f"<div>Điều {n}. Giao các sở</div>" for n in (1, 2, 3)) + "</div>"

PAGES = {
    "nested containers": f"<header>{NAVIGATION}</header><main><div><div><div>{DOCUMENT}</div></div></div></main><footer>{FOOTER}</footer>",
    "table layout": f"<table width=980><tr><td>{NAVIGATION}</td></tr><tr><td>{DOCUMENT}</td><td>{LINKS}</td></tr>"
    f"<tr><td>{FOOTER}</td></tr></table>",
    "sidebars": f"<div id=left>{NAVIGATION}</div><div id=mid><h1>Quyết định 12/QĐ-UBND</h1><div>{DOCUMENT}</div></div>"
    f"<div id=right><ul>{LINKS}</ul></div><div>{FOOTER}</div>",
    "table of contents": f"<div>{CONTENTS}</div><div><div class=noidung>{DOCUMENT}</div></div><div>{FOOTER}</div>",
    "tabs": f"<div><span>Toàn văn</span><span>Thuộc tính</span><span>Lược đồ</span></div><div><div>{DOCUMENT}</div>"
    f"<div style='display:none'>Số ký hiệu: 12/QĐ-UBND. Ngày ban hành: 05/3/2024. {LINKS}</div></div>{FOOTER}",
    "no wrapper": f"{NAVIGATION}{DOCUMENT}<h3>Văn bản liên quan</h3><ul>{LINKS}</ul>{FOOTER}",
    "attributes before": "<div><table border=1><tr><td>Số ký hiệu</td><td>12/QĐ-UBND</td></tr>"
    "<tr><td>Ngày ban hành</td><td>05/3/2024</td></tr>"
    f"<tr><td>Trích yếu</td><td>Về việc phê duyệt Kế hoạch chuyển đổi số</td></tr></table>"
    f"<p>Tải về</p>{DOCUMENT}<p>In trang</p><p><a href=x>Chia sẻ</a></p></div>",
    "asp form": f"<form id=aspnetForm action=x><div id=s4-workspace><div>{NAVIGATION}</div><div class=content-detail>"
    f"<div>{DOCUMENT}</div></div><div>{FOOTER}</div></div></form>",
    "known container": f"<div class=top>{NAVIGATION}</div><div class=content1><div>{DOCUMENT}</div></div><div><ul>{LINKS}</ul></div>",
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_document_is_found_in_its_page(name: str) -> None:
    assert text(body(PAGES[name])) == EXPECTED


def test_the_hints_only_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "_hinted", lambda *arguments: None)
    assert text(body(PAGES["known container"])) == EXPECTED


def test_an_annex_larger_than_the_decision_does_not_push_it_out() -> None:
    rows = "".join(
        f"<tr><td>{n}<td>Xây dựng cơ sở dữ liệu chuyên ngành thứ {n} và kết nối với nền tảng dùng chung<td>Sở {n}"
        for n in range(300)
    )
    annex = f"<p>PHỤ LỤC</p><div class=scroll><table border=1><tr><td>STT<td>Nhiệm vụ<td>Cơ quan{rows}</table></div>"
    found = text(
        body(f"<div>{NAVIGATION}</div><div><div><div>{DOCUMENT}</div><div>{annex}</div></div></div><footer>{FOOTER}</footer>")
    )
    assert found.startswith(EXPECTED)
    assert found.count("Xây dựng cơ sở dữ liệu") == 300
    assert "Bản quyền" not in found


def test_a_list_of_links_inside_the_document_stays() -> None:
    repealed = (
        "<p>Điều 4. Bãi bỏ các văn bản sau:</p><ul>"
        + LINKS
        + "</ul><p>Điều 5. Quyết định này có hiệu lực kể từ ngày ký ban hành.</p>"
    )
    found = text(
        body(f"<div>{NAVIGATION}</div><div>{DOCUMENT.replace('<table><tr><td><p>Nơi', repealed + '<table><tr><td><p>Nơi')}</div>")
    )
    assert found.count("về việc ban hành Quy chế làm việc") == 30


def test_a_form_with_a_letterhead_in_the_annex_does_not_cut_the_text_before_it() -> None:
    plan = "".join(
        f"<p>{n}. Tổ chức thực hiện nhiệm vụ thứ {n}, báo cáo kết quả về Sở Thông tin và Truyền thông trước ngày 20 hằng tháng.</p>"
        for n in range(1, 9)
    )
    found = text(body(f"<div>{NAVIGATION}</div><div><p>I. MỤC TIÊU</p>{plan}<p>Mẫu 01</p>{LETTERHEAD}<p>BÁO CÁO</p></div>"))
    assert found.startswith("I. MỤC TIÊU\n1. Tổ chức")
    assert "Mẫu 01" in found


def test_a_news_article_keeps_its_headline_and_date() -> None:
    story = "".join(
        f"<p>Theo báo cáo của Sở Thông tin và Truyền thông, đến tháng {n} toàn tỉnh đã có 98,3% hồ sơ được xử lý trực tuyến.</p>"
        for n in range(2, 9)
    )
    page = body(
        f"<div class=header>{NAVIGATION}</div><div class=main><div class=detail><h1>An Bình đẩy mạnh chuyển đổi số</h1>"
        f"<div class=date>Thứ Sáu, 12/5/2023 | 10:30</div><div class=share><a href=x>Facebook</a></div><div class=body>{story}</div></div>"
        f"<div class=other><h3>Tin liên quan</h3><ul>{LINKS}</ul></div></div><div>{FOOTER}</div>"
    )
    found = text(page).split("\n")
    assert found[:2] == ["An Bình đẩy mạnh chuyển đổi số", "Thứ Sáu, 12/5/2023 | 10:30"]
    assert len(found) == 9
    assert all(line.startswith("Theo báo cáo") for line in found[2:])


def test_a_page_that_a_script_would_uncover() -> None:
    assert text(body(f"<div style='display:none'>{DOCUMENT}</div><p>Đang tải</p>")) == EXPECTED


def test_a_page_without_a_document_says_so() -> None:
    reading = read_html(
        body(f"<div>{NAVIGATION}</div><div><h1>Quyết định 12/QĐ-UBND</h1><p>Tải về</p></div><ul>{LINKS}</ul>").encode()
    )
    assert any("Không thấy văn bản" in warning for warning in reading.warnings)
    assert not read_html(body(PAGES["sidebars"]).encode()).warnings


def test_text_in_parts_with_suspicious_names_stays() -> None:
    clause = "<div class='popupRelate'><p>a) Sở Thông tin và Truyền thông chủ trì, phối hợp với các sở, ngành tổ chức thực hiện.</p></div>"
    found = text(body(f"<div>{NAVIGATION}</div><div>{DOCUMENT.replace('<p>Điều 2.', clause + '<p>Điều 2.')}</div>"))
    assert "a) Sở Thông tin và Truyền thông" in found


def test_metadata() -> None:
    page = "<html><head><title> Quyết định\n 12 </title><link rel=canonical href='https://example.gov.vn/12'></head><body><p>a</p></body></html>"
    assert read_html(page.encode()).metadata == {"title": "Quyết định 12", "source": "https://example.gov.vn/12"}


# --------------------------------------------------------------------------------------------------------------------
# Encodings
# --------------------------------------------------------------------------------------------------------------------

WORDS = "<p>Quyết định phê duyệt Đề án</p>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-16"), "utf-16-le"),
        (WORDS.encode("utf-16-be"), "utf-16-be"),
        (b"<meta charset=utf-16>" + WORDS.encode(), "utf-8"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>" + WORDS.encode(), "utf-8"),
        (
            b"<meta charset=windows-1258><p>" + "Quyê\u0301t đi\u0323nh phê duyê\u0323t Đê\u0300 a\u0301n</p>".encode("cp1258"),
            "cp1258",
        ),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    assert decode_page(data)[1] == encoding
    assert text(data) == "Quyết định phê duyệt Đề án"


def test_a_page_cut_inside_a_character_is_read_with_a_warning() -> None:
    reading = read_html((WORDS * 20).encode()[:-9])
    assert document(reading).text.startswith("Quyết định phê duyệt Đề án\n")
    assert reading.warnings


def test_legacy_pages() -> None:
    page = "<meta charset=x-user-defined><p><font face='.VnTimeH'>Uû ban</font> <font face='.VnTime'>nh©n d©n tØnh</font></p>"
    assert text(page.encode("cp1252")) == "Uỷ ban nhân dân tỉnh"
    vni = "<p>Uyû ban nhaân daân tænh Bình Phöôùc</p><p>Caên cöù Luaät Toå chöùc HÑND vaø UBND;</p>"
    assert text(vni.encode("cp1252")) == "Uỷ ban nhân dân tỉnh Bình Phước\nCăn cứ Luật Tổ chức HĐND và UBND;"


# --------------------------------------------------------------------------------------------------------------------
# Bad input
# --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b" \n\0 "])
def test_empty(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_html(data)
    assert caught.value.kind == "empty"


def test_a_page_of_pictures() -> None:
    with pytest.raises(ReadError) as caught:
        read_html(body("<img src=a.jpg>").encode())
    assert caught.value.kind == "no-text"


def test_too_large() -> None:
    with pytest.raises(ReadError) as caught:
        read_html(b"<p>a</p>" * 100, limits=Limits(max_bytes=100))
    assert caught.value.kind == "too-large"


@pytest.mark.parametrize("opening", ["<div>", "<font size=2>", "<table><tr><td>", "<ul><li>", "<blockquote>"])
def test_deep_pages_keep_their_text(opening: str) -> None:
    reading = read_html((opening * 5000 + "<p>Điều 1. Ban hành Quy chế</p>").encode())
    assert "Điều 1. Ban hành Quy chế" in document(reading).text
    assert reading.warnings


def test_nested_tables_are_walked_once() -> None:
    start = time.process_time()
    reading = read_html(("<table><tr><td>" * 300 + "Điều 1. Ban hành").encode())
    assert "Điều 1. Ban hành" in document(reading).text
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    "page",
    [
        "<" * 200_000,
        "<span " * 50_000,
        "<p>" + "a<br>" * 30_000,
        "<p>" + "a<br><br>" * 30_000,
        "<table>" + "<tr><td colspan=1000 rowspan=65534>a" * 500 + "</table>",
        "<style>" + "/*" * 50_000 + "</style><p>a",
        "<style>" + "{" * 50_000 + "</style><p>a",
        "<p style='" + "a:b;" * 50_000 + "'>a",
        "<meta " * 30_000,
        "<p class='" + "a " * 50_000 + "'>a",
        "<p>" + "x" * 300_000,
        "<p>" + "1." * 100_000,
    ],
)
def test_hostile_pages_take_no_long_time(page: str) -> None:
    start = time.process_time()
    with contextlib.suppress(ReadError):
        read_html(page.encode())
    assert time.process_time() - start < 12


TAGS = st.sampled_from(
    ("<p> </p> <table> <tr> <td> </table> <td~rowspan=2> <td~colspan=3> <br> <li> <ul> <b> </b> <sup> <p~style='display:none'> </div> "
     "&nbsp; <!-- --> <style> Điều~1. CỘNG~HÒA 1 ~").replace("~", "\0").split(" ")
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.one_of(TAGS, st.text(max_size=5)), max_size=30).map(lambda pieces: "".join(pieces).replace("\0", " ")))
def test_any_page_is_read_or_refused(page: str) -> None:
    with contextlib.suppress(ReadError):
        found = document(read_html(page.encode("utf-8", errors="surrogatepass")))
        assert all(0 <= block.start <= block.end <= len(found.text) for block in found.blocks)
        for table in found.tables:
            places = [(row, column) for cell in table.cells for row in range(cell.row, cell.row + cell.row_span)
                      for column in range(cell.column, cell.column + cell.column_span)]  # fmt: skip
            assert len(places) == len(set(places))


def test_limits_cut_with_a_warning() -> None:
    reading = read_html(body("<p>Điều này</p>" * 100).encode(), limits=Limits(max_text=100))
    assert len(reading.drafts) < 20
    assert reading.warnings
    reading = read_html(("<table border=1>" + "<tr><td>a<td>b" * 100 + "</table>").encode(), limits=Limits(max_cells=30))
    assert reading.warnings


def test_css() -> None:
    assert parse_style("DISPLAY: None").hidden is True
    assert parse_style("font-weight:400").bold is False
    assert parse_style("margin: 0 0 0 1cm").indent == 28.35
    assert parse_style("font-family: '.VnTime', serif").font == ".vntime"
    assert Sheet("@media print { .a {display:none} } .b{display:none}").of("p", "a b", None).hidden is True
    assert Sheet("div p.x > b {display:none}").of("b", None, None).hidden is None


# --------------------------------------------------------------------------------------------------------------------
# Real pages
# --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hints", [True, False])
def test_pages_of_the_national_database(shared: Path, monkeypatch: pytest.MonkeyPatch, hints: bool) -> None:
    from lxml import etree

    if not hints:
        monkeypatch.setattr(content, "_hinted", lambda *arguments: None)
    pages = sorted((shared / "real/vbpl").glob("*.html"))
    assert len(pages) == 10
    for page in pages:
        data = page.read_bytes()
        found = document(read_html(data))
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8")).find(".//*[@data-vbpl-content-root]")
        assert root is not None
        letters = "".join(char for char in unicodedata.normalize("NFC", "".join(root.itertext())) if char.isalpha())
        assert "".join(char for char in found.text if char.isalpha()) == letters, page.name
        assert "Độc lập - Tự do - Hạnh phúc" in found.text[:300]
        assert found.tables[0].ruled is False
