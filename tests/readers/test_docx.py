"""Word documents: what Word shows is what is read. Files are made here, part by part."""

from __future__ import annotations

import io
import json
import time
import unicodedata
import zipfile
from pathlib import Path

import pytest

from vbcds.errors import ReadError
from vbcds.model.builder import CellDraft, ParagraphDraft, Reading, TableDraft, build_document
from vbcds.model.document import Document
from vbcds.readers.docx import read_docx
from vbcds.readers.limits import Limits

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, *, root: str = NAMESPACES, **parts: str) -> bytes:
    """A document of this body; other parts by their names (`numbering="..."` is word/numbering.xml, without its root element)."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "header1": "hdr"}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
        if name in roots
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>')
        archive.writestr("word/document.xml", f"<w:document {root}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            if name in roots:
                archive.writestr(f"word/{name}.xml", f"<w:{roots[name]} {NAMESPACES}>{content}</w:{roots[name]}>")
            else:
                archive.writestr(name, content)
    return stream.getvalue()


def p(*runs: str, ppr: str = "") -> str:
    """A paragraph; runs are XML, or plain text."""
    inner = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{ppr}</w:pPr>{inner}</w:p>" if ppr else f"<w:p>{inner}</w:p>"


def r(text: str, rpr: str = "") -> str:
    return f'<w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*content: str, pr: str = "") -> str:
    inner = "".join(part if part.startswith("<") else p(part) for part in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{pr}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, pr: str = "") -> str:
    return f"<w:tr><w:trPr>{pr}</w:trPr>{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str, pr: str = "") -> str:
    return f"<w:tbl><w:tblPr>{pr}</w:tblPr>{''.join(rows)}</w:tbl>"


def document(reading: Reading) -> Document:
    return build_document(reading, id="0" * 16, path="a.docx", sha256="0" * 64)


def text(body: str, **parts: str) -> str:
    return document(read_docx(docx(body, **parts))).text


def only_table(body: str, **parts: str) -> TableDraft:
    tables = [draft for draft in read_docx(docx(body, **parts)).drafts if isinstance(draft, TableDraft)]
    assert len(tables) == 1
    return tables[0]


def shape(table: TableDraft) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


# --------------------------------------------------------------------------------------------------------------------
# Text
# --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(p("Quyết", " định"), "Quyết định", id="runs do not split a word"),
        pytest.param(p(r("Số:"), "<w:r><w:tab/><w:t>12</w:t></w:r>"), "Số: 12", id="tab"),
        pytest.param(
            p("<w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Chuyển đổi số</w:t></w:r>"), "KẾ HOẠCH\nChuyển đổi số", id="line break"
        ),
        pytest.param(p("<w:r><w:t>12/QĐ</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>"), "12/QĐ-UBND", id="no-break hyphen"),
        pytest.param(p("<w:r><w:t>infor</w:t><w:softHyphen/><w:t>mation</w:t></w:r>"), "information", id="soft hyphen"),
        pytest.param(
            p("a", "<w:ins><w:r><w:t>b</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"),
            "ab",
            id="changes",
        ),
        pytest.param(
            p("<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>", "<w:moveTo><w:r><w:t>y</w:t></w:r></w:moveTo>"),
            "y",
            id="moved text",
        ),
        pytest.param(p("a", ppr="<w:rPr><w:del/></w:rPr>") + p("b") + p("c"), "ab\nc", id="deleted paragraph mark joins"),
        pytest.param(p(r("x", "<w:vanish/>"), "y"), "y", id="hidden text"),
        pytest.param(p(r("x", '<w:vanish w:val="0"/>')), "x", id="not hidden"),
        pytest.param(p(r("Quyết định", "<w:caps/>")), "QUYẾT ĐỊNH", id="drawn as capitals"),
        pytest.param(p("06", r("1", '<w:vertAlign w:val="superscript"/>')), "06¹", id="raised digit"),
        pytest.param(p("a", r("th", '<w:vertAlign w:val="superscript"/>')), "ath", id="raised letters stay"),
        pytest.param(p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> Đạt</w:t></w:r>'), "✓ Đạt", id="symbol"),
        pytest.param(p(r("\u00b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), " 95%"), "≥ 95%", id="symbol font"),
        pytest.param(p("\uf0b7 Rà soát"), "• Rà soát", id="private-use bullet"),
        pytest.param(p('<w:hyperlink r:id="x"><w:r><w:t>Luật</w:t></w:r></w:hyperlink>'), "Luật", id="link"),
        pytest.param(p("<w:smartTag><w:r><w:t>Hà Nội</w:t></w:r></w:smartTag>"), "Hà Nội", id="smart tag"),
        pytest.param(
            "<w:sdt><w:sdtPr/><w:sdtContent>" + p("Nội dung") + "</w:sdtContent></w:sdt>", "Nội dung", id="content control"
        ),
        pytest.param(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("Nhập tại đây") + "</w:sdtContent></w:sdt>" + p("A"),
            "A",
            id="prompt of an empty control",
        ),
        pytest.param(
            p(
                "<m:oMath><m:r><m:t>≥</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
            ),
            "≥1/2",
            id="formula",
        ),
        pytest.param(
            p("<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>y</w:t></w:r></w:rubyBase></w:ruby>"),
            "y",
            id="ruby",
        ),
        pytest.param(p("  ") + p("a") + "<w:p/>", "a", id="empty paragraphs"),
    ],
)
def test_text_is_what_word_shows(body: str, expected: str) -> None:
    assert text(body) == expected


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{result}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_give_their_result() -> None:
    assert text(p("Phụ lục ", field("SEQ Phuluc", "2"))) == "Phụ lục 2"
    assert text(p('<w:fldSimple w:instr="DATE"><w:r><w:t>9/1/2025</w:t></w:r></w:fldSimple>')) == "9/1/2025"
    inner = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>mã</w:t></w:r>' + field("REF x", "ẩn")
    rest = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>hiện</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text(p(inner, rest)) == "hiện"


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
    assert text(p(begun, "Điều 1") + p("Điều 2")) == "Điều 1\nĐiều 2"


def test_tables_of_contents_are_left_out_but_other_results_stay() -> None:
    toc = (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>',
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "Chương I. Quy định chung 3")
        + p("Chương II. Tổ chức 9")
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )  # fmt: skip
    assert text(toc + p("Chương I")) == "Chương I"
    assert text(p(field("REF bm1", "Chương I"))) == "Chương I"


TEXTBOX = "<w:txbxContent>" + p("Số: 12/KH-UBND") + "</w:txbxContent>"


def test_text_boxes_are_read_once() -> None:
    alternative = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        + TEXTBOX
        + "</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        + TEXTBOX
        + "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    reading = read_docx(docx(p(alternative, "KẾ HOẠCH")))
    assert [(d.text, d.role) for d in reading.drafts if isinstance(d, ParagraphDraft)] == [
        ("Số: 12/KH-UBND", "textbox"),
        ("KẾ HOẠCH", "body"),
    ]
    old = f"<w:r><w:pict><v:shape><v:textbox>{TEXTBOX}</v:textbox></v:shape></w:pict></w:r>"
    assert text(p("KẾ HOẠCH", old)) == "KẾ HOẠCH\nSố: 12/KH-UBND"


def test_a_drawing_without_text_leaves_nothing() -> None:
    choice = "<mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
    line = f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
    assert text(p(line, "A")) == "A"


def test_notes_are_marked_and_come_last() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    other = '<w:r><w:endnoteReference w:id="5"/></w:r>'
    notes = (
        '<w:footnote w:id="0" w:type="separator">' + p("---") + "</w:footnote>"
        '<w:footnote w:id="2">' + p("<w:r><w:footnoteRef/></w:r>", " Theo Nghị quyết 57.") + p("Dòng hai.") + "</w:footnote>"
    )
    reading = read_docx(
        docx(
            p("Đề án 06", reference, " và", other) + p("Hết"),
            footnotes=notes,
            endnotes='<w:endnote w:id="5">' + p("Cuối.") + "</w:endnote>",
        )
    )
    assert [(d.text, d.role) for d in reading.drafts if isinstance(d, ParagraphDraft)] == [
        ("Đề án 06¹ và²", "body"),
        ("Hết", "body"),
        ("¹ Theo Nghị quyết 57.", "footnote"),
        ("Dòng hai.", "footnote"),
        ("² Cuối.", "footnote"),
    ]


SECTION = '<w:sectPr><w:headerReference w:type="{kind}" r:id="header1"/>{more}</w:sectPr>'
LETTERHEAD = tbl(tr("UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))


@pytest.mark.parametrize(
    ("header", "kind", "more", "body", "expected"),
    [
        pytest.param(
            LETTERHEAD, "first", "<w:titlePg/>", "Điều 1", "UBND TỈNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐiều 1", id="letterhead"
        ),
        pytest.param(p("Trang 1"), "first", "<w:titlePg/>", "Điều 1", "Điều 1", id="running head"),
        pytest.param(LETTERHEAD, "first", "", "Điều 1", "Điều 1", id="first page not set apart"),
        pytest.param(
            LETTERHEAD, "default", "", "Điều 1", "UBND TỈNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐiều 1", id="one head for all"
        ),
        pytest.param(LETTERHEAD, "default", "", "Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc", id="the body has it"),
    ],
)
def test_headers(header: str, kind: str, more: str, body: str, expected: str) -> None:
    assert text(p(body) + SECTION.format(kind=kind, more=more), header1=header) == expected


def test_header_letterhead_has_its_role() -> None:
    reading = read_docx(docx(p("Điều 1") + SECTION.format(kind="default", more=""), header1=p("ĐẢNG CỘNG SẢN VIỆT NAM")))
    assert [d.role for d in reading.drafts if isinstance(d, ParagraphDraft)] == ["header", "body"]


# --------------------------------------------------------------------------------------------------------------------
# Pages
# --------------------------------------------------------------------------------------------------------------------

RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"
HARD = '<w:r><w:br w:type="page"/></w:r>'


def test_pages_are_counted_where_word_left_marks() -> None:
    reading = read_docx(docx(p("a") + p(RENDERED, "b") + p(HARD) + p(RENDERED, "c") + p(HARD) + p("d")))
    assert [d.page for d in reading.drafts] == [1, 2, 3, 4]
    assert reading.pages == 4


def test_without_marks_no_page_is_guessed() -> None:
    reading = read_docx(docx(p("a") + p(HARD) + p("b")))
    assert [d.page for d in reading.drafts] == [None, None]
    assert reading.pages is None


def test_a_row_turns_a_page_once() -> None:
    turned = p(RENDERED, "tiếp")
    split = tr(tc("a", turned), tc("b", turned), tc("c"))
    reading = read_docx(docx(tbl(split, tr(tc(p(RENDERED, "d")), "e"), tr("f", "g")) + p("sau")))
    table = reading.drafts[0]
    assert isinstance(table, TableDraft)
    assert [cell.page for cell in table.cells] == [1, 1, 1, 3, 3, 3, 3]
    assert reading.drafts[1].page == reading.pages == 3


def test_a_row_that_begins_a_page_in_a_merged_cell() -> None:
    rows = tr(tc("a", pr=RESTART), "b") + tr(tc(p(RENDERED), pr=CONTINUE), "c") + tr("d", "e")
    table = only_table(tbl(rows))
    assert [cell.page for cell in table.cells][-2:] == [2, 2]


# --------------------------------------------------------------------------------------------------------------------
# Numbering
# --------------------------------------------------------------------------------------------------------------------


def lvl(level: int, fmt: str, shown: str, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(words: str, level: int = 0, num: int = 1) -> str:
    return p(words, ppr=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def test_levels_count_and_start_again() -> None:
    levels = (lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%2."), lvl(2, "decimal", "%2.%3."), lvl(3, "lowerLetter", "%4)"))
    body = "".join(
        [item("A"), item("b", 1), item("c", 2), item("d", 2), item("e", 3), item("f", 1), item("g", 2), item("H"), item("i", 1)]
    )
    assert text(body, numbering=numbering(*levels)).split("\n") == [
        "I. A", "1. b", "1.1. c", "1.2. d", "a) e", "2. f", "2.1. g", "II. H", "1. i",
    ]  # fmt: skip


def test_a_skipped_level_counts_as_begun() -> None:
    levels = (lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2."), lvl(2, "decimal", "%1.%2.%3."))
    body = item("a") + item("b", 2) + item("c", 1) + item("d")
    assert text(body, numbering=numbering(*levels)).split("\n") == ["1. a", "1.1.1. b", "1.2. c", "2. d"]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (lvl(0, "decimal", "Điều %1."), ["Điều 1. a", "Điều 2. b"]),
        (lvl(0, "decimal", "%1", start=5), ["5 a", "6 b"]),
        (lvl(0, "decimalZero", "%1."), ["01. a", "02. b"]),
        (lvl(0, "lowerRoman", "(%1)"), ["(i) a", "(ii) b"]),
        (lvl(0, "upperLetter", "%1."), ["A. a", "B. b"]),
        (lvl(0, "none", ""), ["a", "b"]),
        (lvl(0, "bullet", "\uf0b7"), ["- a", "- b"]),
        (lvl(0, "bullet", "+"), ["+ a", "+ b"]),
        (lvl(0, "bullet", "–"), ["- a", "- b"]),
        (lvl(0, "decimal", "%1.", more='<w:suff w:val="nothing"/>'), ["1.a", "2.b"]),
        (lvl(0, "chicago", "%1."), ["1. a", "2. b"]),
    ],
)
def test_number_formats(level: str, expected: list[str]) -> None:
    assert text(item("a") + item("b"), numbering=numbering(level)).split("\n") == expected


def test_a_list_with_an_override_starts_again_and_one_without_goes_on() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("a") + item("b") + item("c", num=2) + item("d", num=2) + item("e", num=3)
    shown = text(body, numbering=numbering(lvl(0, "decimal", "%1."), nums=nums)).split("\n")
    assert shown == ["1. a", "2. b", "1. c", "2. d", "3. e"]


def test_legal_numbers_and_levels_that_never_restart() -> None:
    levels = (
        lvl(0, "upperRoman", "%1."),
        lvl(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        lvl(2, "decimal", "%3)", more='<w:lvlRestart w:val="0"/>'),
    )
    body = item("a") + item("b", 1) + item("c", 2) + item("d") + item("e", 1) + item("f", 2)
    assert text(body, numbering=numbering(*levels)).split("\n") == ["I. a", "1.1 b", "1) c", "II. d", "2.1 e", "2) f"]


def test_numbers_through_a_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Dieu"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Dieu"/></w:style>'
    )
    body = p("a", ppr='<w:pStyle w:val="Dieu"/>') + p("b", ppr='<w:pStyle w:val="Con"/>')
    body += p("c", ppr='<w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    shown = text(body, styles=styles, numbering=numbering(lvl(0, "decimal", "Điều %1.")))
    assert shown.split("\n") == ["Điều 1. a", "Điều 2. b", "c"]


def test_numbers_are_shown_in_empty_cells_but_not_for_empty_paragraphs() -> None:
    body = item("a") + tbl(tr(tc(item("")), "x"), tr(tc(item("")), "y"), pr=BORDERS) + item("")
    found = document(read_docx(docx(body, numbering=numbering(lvl(0, "decimal", "%1.")))))
    assert found.text == "1. a\n2.\tx\n3.\ty"


def test_deleted_items_do_not_count() -> None:
    gone = p(
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", ppr='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    )
    assert text(item("a") + gone + item("b"), numbering=numbering(lvl(0, "decimal", "%1."))) == "1. a\n2. b"


# --------------------------------------------------------------------------------------------------------------------
# Tables
# --------------------------------------------------------------------------------------------------------------------

BORDERS = '<w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'
RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells() -> None:
    table = only_table(
        tbl(
            tr(tc("STT"), tc("Mục tiêu", pr='<w:gridSpan w:val="2"/>'), tc("Hạn", pr=RESTART)),
            tr(tc("1", pr=RESTART), "a", "b", tc(pr=CONTINUE)),
            tr(tc(pr=CONTINUE), "c", "d", tc("2025")),
        )
    )
    assert shape(table) == [
        ("STT", 0, 0, 1, 1), ("Mục tiêu", 0, 1, 1, 2), ("Hạn", 0, 3, 2, 1), ("1", 1, 0, 2, 1), ("a", 1, 1, 1, 1), ("b", 1, 2, 1, 1),
        ("c", 2, 1, 1, 1), ("d", 2, 2, 1, 1), ("2025", 2, 3, 1, 1),
    ]  # fmt: skip


def test_a_new_merge_ends_the_one_above() -> None:
    table = only_table(tbl(tr(tc("a", pr=RESTART), "x"), tr(tc("b", pr=RESTART), "y"), tr(tc(pr=CONTINUE), "z"), tr("c", "w")))
    assert [cell for cell in shape(table) if cell[2] == 0] == [("a", 0, 0, 1, 1), ("b", 1, 0, 2, 1), ("c", 3, 0, 1, 1)]


def test_rows_that_begin_late_and_old_horizontal_merges() -> None:
    table = only_table(
        tbl(
            tr("a", "b", "c"),
            tr("d", "e", pr='<w:gridBefore w:val="1"/>'),
            tr(tc("f", pr='<w:hMerge w:val="restart"/>'), tc(pr="<w:hMerge/>"), tc("g")),
        )
    )
    assert shape(table)[3:] == [("d", 1, 1, 1, 1), ("e", 1, 2, 1, 1), ("f", 2, 0, 1, 2), ("g", 2, 2, 1, 1)]


def test_columns_of_a_fine_grid_close_up() -> None:
    table = only_table(
        tbl(
            tr(tc("a", pr='<w:gridSpan w:val="3"/>'), tc("b", pr='<w:gridSpan w:val="2"/>')),
            tr(tc("c", pr='<w:gridSpan w:val="5"/>')),
        )
    )
    assert shape(table) == [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 0, 1, 2)]


def test_deleted_rows_and_cells_are_out() -> None:
    table = only_table(tbl(tr("a", "b"), tr("x", "y", pr="<w:del/>"), tr("c", tc("z", pr="<w:cellDel/>"), "d")))
    assert [cell.text for cell in table.cells] == ["a", "b", "c", "d"]


def test_nested_tables_stay_in_their_cell() -> None:
    inner = tbl(tr("1", "2"), tr("3", "4"))
    table = only_table(tbl(tr(tc("trước", inner, "sau"), "b")))
    assert table.cells[0].text == "trước\nsau"
    assert [shape(nested) for nested in table.cells[0].inner] == [
        [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("3", 1, 0, 1, 1), ("4", 1, 1, 1, 1)]
    ]


def test_a_frame_around_the_text_is_opened() -> None:
    assert text(tbl(tr(tc("Điều 1", "Điều 2", "Điều 3")))) == "Điều 1\nĐiều 2\nĐiều 3"
    reading = read_docx(docx(tbl(tr(tc("Điều 1", tbl(tr("a", "b")))))))
    assert [type(draft) for draft in reading.drafts] == [ParagraphDraft, TableDraft]


def test_rows_and_cells_in_content_controls() -> None:
    row = f"<w:sdt><w:sdtContent>{tr('a', '<w:sdt><w:sdtContent>' + tc('b') + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt>"
    assert [cell.text for cell in only_table(tbl(row)).cells] == ["a", "b"]


TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="Luoi"><w:name w:val="Table Grid"/><w:tblPr>' + BORDERS + "</w:tblPr></w:style>"
    '<w:style w:type="table" w:styleId="Con"><w:name w:val="x"/><w:basedOn w:val="Luoi"/></w:style>'
)


@pytest.mark.parametrize(
    ("pr", "cell", "expected"),
    [
        ("", "", False),
        (BORDERS, "", True),
        ('<w:tblStyle w:val="Luoi"/>', "", True),
        ('<w:tblStyle w:val="Con"/>', "", True),
        ('<w:tblStyle w:val="Luoi"/><w:tblBorders><w:top w:val="none"/><w:insideH w:val="nil"/></w:tblBorders>', "", False),
        ("", '<w:tcBorders><w:top w:val="single"/><w:left w:val="single"/><w:right w:val="single"/></w:tcBorders>', True),
        (BORDERS, '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/></w:tcBorders>', False),
        ('<w:tblBorders><w:bottom w:val="single"/></w:tblBorders>', "", False),
    ],
)
def test_ruled(pr: str, cell: str, expected: bool) -> None:
    assert only_table(tbl(tr(tc("a", pr=cell), tc("b", pr=cell)), pr=pr), styles=TABLE_STYLE).ruled is expected


# --------------------------------------------------------------------------------------------------------------------
# Looks
# --------------------------------------------------------------------------------------------------------------------

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1b"><w:name w:val="Dieu"/><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
    '<w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Dam"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def looks(body: str) -> list[tuple[object, ...]]:
    drafts = read_docx(docx(body, styles=STYLES)).drafts
    return [
        (d.style.bold, d.style.align, d.style.size, d.style.heading, d.style.indent)
        for d in drafts
        if isinstance(d, ParagraphDraft)
    ]


def test_looks_are_inherited() -> None:
    assert looks(p("a")) == [(False, None, 13.0, None, None)]
    assert looks(p("a", ppr='<w:pStyle w:val="H1"/>')) == [(True, "center", 13.0, 1, None)]
    assert looks(p("a", ppr='<w:pStyle w:val="H1b"/><w:jc w:val="both"/><w:ind w:left="720"/>')) == [
        (True, "justify", 14.0, 3, 36.0)
    ]
    assert looks(p(r("a", '<w:b w:val="0"/>'), ppr='<w:pStyle w:val="H1"/>')) == [(False, "center", 13.0, 1, None)]
    assert looks(p(r("abc", '<w:rStyle w:val="Dam"/>'))) == [(True, None, 13.0, None, None)]
    assert looks(p(r("abc", '<w:rStyle w:val="Dam"/>'), ppr='<w:pStyle w:val="H1"/>')) == [(False, "center", 13.0, 1, None)]


def test_bold_means_nearly_all_of_the_text() -> None:
    assert looks(p(r("Điều 1. Phạm vi điều chỉnh", "<w:b/>"), "."))[0][0] is True
    assert looks(p(r("Điều 1.", "<w:b/>"), " Phê duyệt Kế hoạch chuyển đổi số"))[0][0] is False


def test_a_style_that_inherits_from_itself() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    circle = style.format("A", "B") + style.format("B", "A")
    assert text(p("a", ppr='<w:pStyle w:val="A"/>'), styles=circle) == "a"


def test_legacy_fonts_and_legacy_words() -> None:
    font = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'
    assert text(p(r("Uû ban ", font), r("nh©n d©n", font))) == "Uỷ ban nhân dân"
    assert text(p("Uû ban nh©n d©n tØnh B×nh Ph­íc") + p("C¨n cø LuËt Tæ chøc H§ND vµ UBND")) == (
        "Uỷ ban nhân dân tỉnh Bình Phước\nCăn cứ Luật Tổ chức HĐND và UBND"
    )
    assert text(p("Ủy ban nhân dân tỉnh Bình Phước")) == "Ủy ban nhân dân tỉnh Bình Phước"


def test_strict_packages() -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    reading = read_docx(docx(p("Điều 1", ppr='<w:ind w:start="36pt"/><w:jc w:val="start"/>'), root=strict))
    assert isinstance(reading.drafts[0], ParagraphDraft)
    assert (reading.drafts[0].text, reading.drafts[0].style.indent, reading.drafts[0].style.align) == ("Điều 1", 36.0, "left")


def test_properties_of_the_package() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kế hoạch</dc:title><dc:creator>Văn thư</dc:creator></cp:coreProperties>'
    )
    assert read_docx(docx(p("a"), **{"docProps/core.xml": core})).metadata == {"title": "Kế hoạch", "author": "Văn thư"}


def test_decomposed_text_is_composed_in_the_document() -> None:
    words = unicodedata.normalize("NFD", "Quyết định phê duyệt")
    assert text(p(words)) == "Quyết định phê duyệt"


# --------------------------------------------------------------------------------------------------------------------
# Bad input
# --------------------------------------------------------------------------------------------------------------------


def kind_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_docx(data, limits=limits or Limits())
    assert caught.value.advice
    return caught.value.kind


def test_unreadable_files_say_what_is_the_matter() -> None:
    good = docx(p("a" * 4000))
    assert kind_of(b"") == "empty"
    assert kind_of(good[: len(good) // 2]) == "corrupt"
    assert kind_of(b"PK\x03\x04 nothing more") == "corrupt"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert kind_of(ole + bytes(600) + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert kind_of(ole + bytes(600)) == "unsupported"
    assert kind_of(docx("")[:0] + _zip({"xl/workbook.xml": b"<x/>"})) == "unsupported"
    assert kind_of(_zip({"word/document.xml": b"khong phai xml"})) == "corrupt"
    assert kind_of(docx(p("<w:r><w:drawing/></w:r>"))) == "no-text"


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_zip_bombs_are_not_unpacked() -> None:
    bomb = _zip({"word/document.xml": b" " * 20_000_000})
    assert kind_of(bomb) == "too-large"
    assert kind_of(_zip({"word/document.xml": b"<a/>", "b": bytes(3_000_000)}), Limits(max_unpacked=1_000_000)) == "too-large"
    assert kind_of(_zip({f"m{number}": b"" for number in range(50)}), Limits(max_members=20)) == "too-large"
    assert kind_of(docx(p("a")), Limits(max_bytes=100)) == "too-large"


def test_a_bomb_beside_the_text_does_no_harm() -> None:
    data = docx(p("Điều 1"), **{"word/media/image1.bmp": "\0" * 5_000_000})
    assert document(read_docx(data)).text == "Điều 1"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("MẬT")
    doctype = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    )
    xml = f"{doctype}<w:document {NAMESPACES}><w:body>{p('a&x;b')}{p('&c;')}{p('Điều 1')}</w:body></w:document>"
    reading = read_docx(_zip({"word/document.xml": xml.encode()}))
    assert "MẬT" not in document(reading).text
    assert "Điều 1" in document(reading).text
    assert reading.warnings


def test_billion_laughs() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]><w:document {NAMESPACES}><w:body>{p("&l11;")}{p("Điều 1")}</w:body></w:document>'
    start = time.process_time()
    try:
        assert len(document(read_docx(_zip({"word/document.xml": xml.encode()}))).text) < 1000
    except ReadError as error:
        assert error.kind == "corrupt"
    assert time.process_time() - start < 8


def test_malformed_xml_is_read_as_far_as_it_goes() -> None:
    xml = f"<w:document {NAMESPACES}><w:body>{p('Điều 1')}{p('Điều 2')}<w:p><w:r><w:t>Điều 3"
    reading = read_docx(_zip({"word/document.xml": xml.encode()}))
    assert document(reading).text.startswith("Điều 1\nĐiều 2")
    assert reading.warnings


@pytest.mark.parametrize("nested", ["<w:tbl><w:tr><w:tc>", "<w:sdt><w:sdtContent>", "<w:p><w:r><w:pict><v:textbox><w:txbxContent>"])
def test_deep_nesting_ends_well(nested: str) -> None:
    closing = "".join(f"</{name[1:]}" for name in reversed(nested.replace("><", ">|<").split("|")))
    xml = f"<w:document {NAMESPACES}><w:body>{nested * 20_000}{p('a')}{closing * 20_000}</w:body></w:document>"
    start = time.process_time()
    try:
        read_docx(_zip({"word/document.xml": xml.encode()}))
    except ReadError as error:
        assert error.kind in ("corrupt", "too-large")
    assert time.process_time() - start < 12


def test_limits_cut_with_a_warning() -> None:
    many = "".join(p(f"Đoạn {number}") for number in range(100))
    reading = read_docx(docx(many), limits=Limits(max_text=100))
    assert len(reading.drafts) < 20
    assert reading.warnings
    table = tbl(*[tr("a", "b") for _ in range(100)])
    reading = read_docx(docx(table), limits=Limits(max_cells=50))
    assert isinstance(reading.drafts[0], TableDraft)
    assert len(reading.drafts[0].cells) == 50
    assert reading.warnings


# --------------------------------------------------------------------------------------------------------------------
# Real files
# --------------------------------------------------------------------------------------------------------------------


def test_the_task_table_of_a_real_resolution(shared: Path) -> None:
    found = document(read_docx((shared / "real/nq03/nq-03-2025.docx").read_bytes()))
    gold = json.loads((shared / "eval/gold/nq-03-2025.docx.json").read_text(encoding="utf-8"))
    table = max(found.tables, key=lambda table: table.rows)
    assert (table.rows, table.columns, table.ruled) == (148, 6, True)
    grid = table.grid()
    rows = {found.slice(row[0]): [found.slice(cell) if cell else None for cell in row] for row in grid if row[0] is not None}
    assert len(gold["tasks"]) == 140
    for task in gold["tasks"]:
        row = rows[task["code"]]
        assert row[1] is not None
        assert row[1].replace("\n", " ") == task["content"].replace("\n", " ")
    groups = [cell for cell in table.cells if cell.column_span == 6]
    assert len(groups) == 7
    assert {task["group"] for task in gold["tasks"]} <= {found.slice(cell) for cell in groups}


def test_a_real_decree_in_vni(shared: Path) -> None:
    folder = shared / "real/legacy"
    found = document(read_docx((folder / "synthetic-vni-2004-0328NDCP.docx").read_bytes()))
    truth = (folder / "synthetic-vni-2004-0328NDCP.truth.txt").read_text(encoding="utf-8")
    assert found.text.split() == unicodedata.normalize("NFC", truth).split()


def test_python_docx_files(tmp_path: Path) -> None:
    import docx as python_docx

    made = python_docx.Document()
    made.add_heading("KẾ HOẠCH", level=1)
    made.add_paragraph("Nội dung", style="List Number")
    made.add_paragraph("Ý một", style="List Bullet")
    table = made.add_table(rows=2, cols=2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Đầu"
    table.cell(1, 0).text = "a"
    path = tmp_path / "a.docx"
    made.save(str(path))
    reading = read_docx(path.read_bytes())
    assert document(reading).text == "KẾ HOẠCH\n1. Nội dung\n- Ý một\nĐầu\na\t"
    table_draft = reading.drafts[-1]
    assert isinstance(table_draft, TableDraft)
    assert table_draft.ruled is True
    assert table_draft.cells[0] == CellDraft(text="Đầu", row=0, column=0, column_span=2, bold=False)
