"""The page of an official document in Word: the layout of Nghị định 30/2020/NĐ-CP (Phụ lục I).

A4; margins 20 mm above and below, 30 mm left, 15 mm right; Times New Roman, black; quốc hiệu 12 bold, tiêu ngữ 13 bold over a line (the
smaller of the sizes that the decree allows: on a machine without Times New Roman they still stand on one line each), name of the agency 12
bold over a line, number 13, place and day 13 italic, type of the document 14 bold, its title 14 bold; text 14, justified, first line
1,27 cm, 6 pt between paragraphs; page numbers 14, centred in the header, not on the first page. Annexes lie across.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FONT = "Times New Roman"
#: Sizes in points: within what Phụ lục I, mục II and V allow (13 to 14 for text).
BODY, NATION, MOTTO, AGENCY, NUMBER, PLACE, KIND, SUBJECT, TABLE, RECIPIENTS = 14, 12, 13, 12, 13, 13, 14, 14, 12, 11
#: Margins in millimetres.
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
#: First line, in centimetres; points after a paragraph; lines.
INDENT, AFTER, LINES = 1.27, 6, 1.15
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: Sides of the paper, and the halves of the letterhead, in millimetres.
PAPER_SHORT, PAPER_LONG = 210, 297
LEFT_HALF, RIGHT_HALF = 59, 106
#: Widths of the text on a page that stands, and on one that lies across, in millimetres.
TEXT_WIDTH, LANDSCAPE_WIDTH = PAPER_SHORT - LEFT - RIGHT, PAPER_LONG - LEFT - RIGHT
#: Where the name of an agency goes on in a second line, if it is too long for one.
_BREAK = re.compile(r"\s(?=(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|ĐẶC KHU|VÀ|CHUYỂN ĐỔI SỐ)\b)")
#: A year in a title stands on the line of its word.
_YEAR = re.compile(r"(?<=\W)(năm) (\d{4})(?!\d)")
#: Capitals of 12 points that fit into the left half.
_CAPITALS = 20


def new_document() -> Any:
    """An empty document with the official page and styles."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAPER_SHORT), Mm(PAPER_LONG)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(TOP), Mm(BOTTOM), Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(10)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    _all_scripts(style.element.get_or_add_rPr(), FONT)
    form = style.paragraph_format
    form.space_after, form.space_before, form.line_spacing = Pt(AFTER), Pt(0), LINES
    form.widow_control = True
    for level in (1, 2, 3):
        heading = document.styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.bold = FONT, Pt(BODY), level < 3
        heading.font.italic = level == 3
        heading.font.color.rgb = _black()
        _all_scripts(heading.element.get_or_add_rPr(), FONT)
        heading.paragraph_format.first_line_indent = Cm(INDENT)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(6 if level == 1 else 0), Pt(AFTER)
        heading.paragraph_format.line_spacing = LINES
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    return document


def head(document: Any, *, parent: str | None, agency: str, symbol: str, place: str | None, subject: str | None = None) -> None:
    """The letterhead: agency and number on the left, quốc hiệu, tiêu ngữ, place and day (to fill in) on the right; `subject` is the
    "V/v" of a letter."""
    table = _layout_table(document, (LEFT_HALF, RIGHT_HALF))
    left, right = table.rows[0].cells
    lines = [(line, False) for line in _broken(parent)] if parent else []
    lines += [(line, True) for line in _broken(agency)]
    for number, (text, bold) in enumerate(lines):
        paragraph = _first(left) if number == 0 else left.add_paragraph()
        write(paragraph, text, AGENCY, bold=bold)
        _tight(paragraph)
    _rule(left.paragraphs[-1], 0.36, LEFT_HALF)
    write(_first(right), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", NATION, bold=True)
    _tight(right.paragraphs[0])
    motto = right.add_paragraph()
    write(motto, "Độc lập - Tự do - Hạnh phúc", MOTTO, bold=True)
    _tight(motto)
    _rule(motto, 0.62, RIGHT_HALF)
    row = table.add_row().cells
    write(_first(row[0]), f"Số:        /{symbol}", NUMBER)
    _tight(row[0].paragraphs[0], before=6)
    if subject:
        about = row[0].add_paragraph()
        write(about, f"V/v {subject}", 12)
        _tight(about, before=3)
    write(_first(row[1]), f"{place or '……………'}, ngày        tháng        năm", PLACE, italic=True)
    _tight(row[1].paragraphs[0], before=6)


def _broken(name: str) -> list[str]:
    """The name of an agency in capitals, in one line or in two that each hold together.

    >>> _broken("Ủy ban nhân dân tỉnh Vĩnh Giang")
    ['ỦY BAN NHÂN DÂN', 'TỈNH VĨNH GIANG']
    """
    text = name.upper()
    place = _BREAK.search(text) if len(text) > _CAPITALS else None
    return [text] if place is None else [text[: place.start()], text[place.end() :]]


def title(document: Any, kind: str, subject: str) -> None:
    """The type of the document and what it is about, over a short line."""
    from docx.shared import Pt

    first = centred(document, kind.upper(), bold=True, size=KIND, after=0)
    first.paragraph_format.space_before = Pt(14)
    paragraph = centred(document, _YEAR.sub("\\1\u00a0\\2", subject), bold=True, size=SUBJECT, after=0)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(20)
    rule = centred(document, "", after=8)
    _rule(rule, 0.3, TEXT_WIDTH)
    rule.paragraph_format.line_spacing = Pt(4)


def centred(document: Any, text: str, *, bold: bool = False, italic: bool = False, size: int = BODY, after: float = 2) -> Any:
    """A centred paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.line_spacing = 1.0
    if text:
        write(paragraph, text, size, bold=bold, italic=italic)
    return paragraph


def keep(paragraph: Any) -> None:
    """Leave a paragraph on one page with what follows it."""
    paragraph.paragraph_format.keep_with_next = True


def addressee(document: Any, name: str) -> None:
    """ "Kính gửi: ..." of a letter."""
    from docx.shared import Pt

    paragraph = centred(document, f"Kính gửi: {name[:1].upper()}{name[1:]}", after=12)
    paragraph.paragraph_format.space_before = Pt(18)


def body_text(document: Any, text: str) -> Any:
    """A paragraph of the body: justified, its first line indented."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(INDENT)
    write(paragraph, text, BODY)
    return paragraph


def signature(document: Any, recipients: Sequence[str], signer: Sequence[str]) -> None:
    """Nơi nhận on the left, who signs on the right; room for the signature, the name to fill in."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    grid = _layout_table(document, (80, 85))
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:cantSplit"), {}))
    left, right = grid.rows[0].cells
    paragraph = _first(left)
    write(paragraph, "Nơi nhận:", 12, bold=True, italic=True)
    _left(paragraph)
    for recipient in recipients:
        paragraph = left.add_paragraph()
        write(paragraph, f"- {recipient}", RECIPIENTS)
        _left(paragraph)
    for number, line in enumerate(signer):
        paragraph = _first(right) if number == 0 else right.add_paragraph()
        write(paragraph, line, BODY, bold=True)
        _tight(paragraph)
    space = right.add_paragraph()
    _tight(space)
    space.paragraph_format.space_after = Pt(60)
    name = right.add_paragraph()
    write(name, "……………………", BODY, bold=True)
    _tight(name)


def landscape(document: Any) -> None:
    """Begin a page that lies across, with page numbers of its own."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAPER_LONG), Mm(PAPER_SHORT)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(TOP), Mm(BOTTOM), Mm(LEFT), Mm(RIGHT)
    section.different_first_page_header_footer = True
    numbering = section._sectPr.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = section._sectPr.makeelement(qn("w:pgNumType"), {})
        columns = section._sectPr.find(qn("w:cols"))
        section._sectPr.append(numbering) if columns is None else columns.addprevious(numbering)
    numbering.set(qn("w:start"), "1")


def properties(document: Any, name: str, author: str) -> None:
    """Fixed properties: the same content gives the same file."""
    core = document.core_properties
    core.title, core.author, core.language, core.comments = clean(name)[:250], clean(author)[:250], "vi-VN", ""
    core.created = core.modified = datetime.datetime(2020, 1, 1)


def save(document: Any, path: Path) -> None:
    """Write a document; the same content gives the same bytes (python-docx stamps every part with the time of day)."""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))


def clean(text: str) -> str:
    """Text that XML can hold."""
    return _UNPRINTABLE.sub("", text)


def write(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    """Add text of `size` points to a paragraph."""
    from docx.shared import Pt

    run = paragraph.add_run(clean(text))
    run.font.size = Pt(size)
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    return run


def _first(cell: Any) -> Any:
    return cell.paragraphs[0]


def _tight(paragraph: Any, *, before: float = 0) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(0), 1.0


def _left(paragraph: Any) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0


def cell_margins(grid: Any, side: int) -> None:
    """Set the space beside the text of a table's cells, in twentieths of a point."""
    from docx.oxml.ns import qn

    settings = grid._tbl.tblPr
    margins = settings.makeelement(qn("w:tblCellMar"), {})
    for name in ("left", "right"):
        margins.append(margins.makeelement(qn(f"w:{name}"), {qn("w:w"): str(side), qn("w:type"): "dxa"}))
    look = settings.find(qn("w:tblLook"))
    settings.append(margins) if look is None else look.addprevious(margins)


def _layout_table(document: Any, widths: Sequence[float]) -> Any:
    """A table without borders for what stands side by side."""
    from docx.shared import Mm

    grid = document.add_table(rows=1, cols=len(widths))
    grid.autofit = False
    cell_margins(grid, 40)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return grid


def _rule(paragraph: Any, share: float, width: float) -> None:
    """A line below a centred paragraph, `share` of `width` millimetres long: a border of an empty paragraph, indented on both sides."""
    from copy import deepcopy

    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt
    from docx.text.paragraph import Paragraph

    element = paragraph._p.makeelement(qn("w:p"), {})
    paragraph._p.addnext(element)
    line = Paragraph(element, paragraph._parent)
    form = line.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(0), Pt(3)
    form.left_indent = form.right_indent = Mm(width * (1 - share) / 2)
    settings = element.get_or_add_pPr()
    border = settings.makeelement(qn("w:pBdr"), {})
    border.append(
        border.makeelement(qn("w:top"), {qn("w:val"): "single", qn("w:sz"): "6", qn("w:space"): "1", qn("w:color"): "000000"})
    )
    spacing = settings.find(qn("w:spacing"))
    spacing.addprevious(border) if spacing is not None else settings.append(border)
    mark = settings.makeelement(qn("w:rPr"), {})
    mark.append(deepcopy(mark.makeelement(qn("w:sz"), {qn("w:val"): "4"})))
    settings.append(mark)


def _page_number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = write(paragraph, "", BODY)
        if kind:
            run._r.append(run._r.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): kind}))
        else:
            instruction = run._r.makeelement(qn("w:instrText"), {})
            instruction.text = text
            run._r.append(instruction)


def _all_scripts(properties: Any, font: str) -> None:
    """The font for every script: Word else takes the theme's for Vietnamese letters."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), font)


def _black() -> Any:
    from docx.shared import RGBColor

    return RGBColor(0, 0, 0)
