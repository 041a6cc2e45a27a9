"""One paper into a file of each format, in the official layout (Nghị định 30/2020/NĐ-CP, Phụ lục I) and as portals copy it."""

from __future__ import annotations

import html
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

from source.forms import Grid, Heading, Item, PageBreak, Paper, Statement, Text

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
FONT = "Times New Roman"


def day_line(paper: Paper) -> str:
    """Place and date as the letterhead prints them: days below ten and the first two months with a zero."""
    day = date.fromisoformat(paper.date or "2026-01-01")
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{paper.place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def cells(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """The cells of a grid: (row, column, row span, column span, text)."""
    found = []
    for r, row in enumerate(grid.rows):
        for c, text in enumerate(row):
            if text is None or text is ...:
                continue
            wide = 1
            while c + wide < len(row) and row[c + wide] is ...:
                wide += 1
            tall = 1
            while r + tall < len(grid.rows) and grid.rows[r + tall][c] is None:
                tall += 1
            found.append((r, c, tall, wide, str(text)))
    return found


# -- DOCX ------------------------------------------------------------------------------------------------------------------------


def render_docx(paper: Paper, path: Path, *, font: str = FONT, tidy: bool = False) -> None:
    """A Word file in the official layout. `tidy`: the boxes are as wide as what stands in them, and the signature is not torn."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)

    def line(
        where: Any,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        align: Any = None,
        size: float | None = None,
        indent: bool = False,
    ) -> None:
        paragraph = where.add_paragraph()
        for number, piece in enumerate(text.split("\n")):
            run = paragraph.add_run(piece)
            run.bold, run.italic = bold, italic
            if size:
                run.font.size = Pt(size)
            if number < text.count("\n"):
                run.add_break()
        paragraph.alignment = align
        if indent:
            paragraph.paragraph_format.first_line_indent = Cm(1.27)

    def first(cell: Any) -> None:
        cell._element.remove(cell.paragraphs[0]._element)

    head = document.add_table(rows=2, cols=2)
    for text in paper.agency_lines:
        line(head.cell(0, 0), text, bold=text == paper.agency_lines[-1], align=ALIGN.CENTER, size=12)
    line(head.cell(0, 1), STATE, bold=True, align=ALIGN.CENTER, size=12)
    line(head.cell(0, 1), MOTTO, bold=True, align=ALIGN.CENTER, size=13)
    line(head.cell(1, 0), f"Số: {paper.number}", align=ALIGN.CENTER, size=13)
    line(head.cell(1, 1), day_line(paper), italic=True, align=ALIGN.CENTER, size=13)
    for cell in (head.cell(0, 0), head.cell(0, 1), head.cell(1, 0), head.cell(1, 1)):
        first(cell)
    if tidy:
        head.autofit = False
        for column, width in zip(head.columns, (6.6, 9.9), strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
    if paper.genre == "letter":
        line(head.cell(1, 0), f"V/v {paper.title}", align=ALIGN.CENTER, size=12)
        line(document, f"Kính gửi: {'; '.join(paper.addressees)}.", align=ALIGN.CENTER)
    else:
        line(document, paper.kind.upper(), bold=True, align=ALIGN.CENTER)
        line(document, paper.title, bold=True, align=ALIGN.CENTER)
    if paper.authority:
        line(document, paper.authority, bold=True, align=ALIGN.CENTER)
    for text in paper.bases:
        line(document, text, italic=paper.authority is not None, align=ALIGN.JUSTIFY, indent=True)
    if paper.ruling:
        line(document, paper.ruling, bold=True, align=ALIGN.CENTER)

    def body(content: tuple[Item, ...]) -> None:
        for item in content:
            if isinstance(item, Heading):
                line(document, item.text, bold=True, indent=True)
            elif isinstance(item, Text | Statement):
                line(document, item.text, align=ALIGN.JUSTIFY, indent=True)
            elif isinstance(item, PageBreak):
                turn(item.landscape)
            else:
                table(item)

    def turn(landscape: bool) -> None:
        new = document.add_section()
        width, height = new.page_width, new.page_height
        if landscape == (height > width):
            new.page_width, new.page_height = height, width

    def table(grid: Grid) -> None:
        columns = max(len(row) for row in grid.rows)
        made = document.add_table(rows=len(grid.rows), cols=columns)
        made.style = "Table Grid"
        for r, c, tall, wide, text in cells(grid):
            cell = made.cell(r, c)
            if tall > 1 or wide > 1:
                cell = cell.merge(made.cell(r + tall - 1, c + wide - 1))
            line(cell, text, bold=r < grid.head_rows, align=ALIGN.CENTER if r < grid.head_rows else None, size=12)
            first(cell)
            if c < len(grid.widths):
                cell.width = Cm(sum(grid.widths[c : c + wide]))

    body(paper.body)
    foot = document.add_table(rows=1, cols=2)
    line(foot.cell(0, 0), "Nơi nhận:", bold=True, italic=True, size=12)
    for text in paper.recipients:
        line(foot.cell(0, 0), f"- {text}{'.' if text == paper.recipients[-1] else ';'}", size=11)
    for text in paper.signature:
        line(foot.cell(0, 1), text, bold=True, align=ALIGN.CENTER)
    line(foot.cell(0, 1), "\n\n", align=ALIGN.CENTER)
    line(foot.cell(0, 1), paper.signer, bold=True, align=ALIGN.CENTER)
    for cell in (foot.cell(0, 0), foot.cell(0, 1)):
        first(cell)
    if tidy:
        foot.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for label, title, attached, content in paper.attachments:
        turn(False)
        line(document, label, bold=True, align=ALIGN.CENTER)
        line(document, title, bold=True, align=ALIGN.CENTER)
        line(document, attached, italic=True, align=ALIGN.CENTER)
        body(content)
    document.core_properties.author = "Corpus of vbcds"
    document.save(str(path))


# -- HTML ------------------------------------------------------------------------------------------------------------------------


def render_html(paper: Paper) -> str:
    """A page of a portal: the document among menus, related links and an address."""
    say = html.escape

    def table(grid: Grid) -> str:
        rows: dict[int, list[str]] = {r: [] for r in range(len(grid.rows))}
        for r, _, tall, wide, text in cells(grid):
            spans = (f' rowspan="{tall}"' if tall > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
            rows[r].append(f"<td{spans}><p>{say(text).replace(chr(10), '<br>')}</p></td>")
        return '<table border="1">' + "".join(f"<tr>{''.join(row)}</tr>" for row in rows.values()) + "</table>"

    def body(content: tuple[Item, ...]) -> str:
        made = []
        for item in content:
            if isinstance(item, Heading):
                made.append(f"<p><strong>{say(item.text)}</strong></p>")
            elif isinstance(item, Text | Statement):
                made.append(f"<p>{say(item.text)}</p>")
            elif isinstance(item, Grid):
                made.append(table(item))
        return "\n".join(made)

    agency = "<br>".join(say(text) for text in paper.agency_lines)
    parts = [
        f'<table border="0"><tr><td align="center"><b>{agency}</b><br>-------<br>Số: {say(paper.number or "")}</td>'
        f'<td align="center"><b>{STATE}<br>{MOTTO}</b><br>---------------<br><i>{say(day_line(paper))}</i></td></tr></table>',
        f'<p align="center"><b>{say(paper.kind.upper())}</b></p>',
        f'<p align="center"><b>{say(paper.title)}</b></p>',
    ]
    if paper.authority:
        parts.append('<p align="center"><b>' + say(paper.authority).replace("\n", "<br>") + "</b></p>")
    parts += [f"<p><i>{say(text)}</i></p>" for text in paper.bases]
    if paper.ruling:
        parts.append(f'<p align="center"><b>{say(paper.ruling)}</b></p>')
    parts.append(body(paper.body))
    receivers = "<br>".join(f"- {say(text)};" for text in paper.recipients)
    signature = "<br>".join(say(text) for text in paper.signature)
    parts.append(
        f'<table border="0"><tr><td><i>Nơi nhận:</i><br>{receivers}</td><td align="center"><b>{signature}</b><br><br>(Đã ký)<br><br><b>{say(paper.signer)}</b></td></tr></table>'
    )
    for label, title, attached, content in paper.attachments:
        parts += [
            f'<p align="center"><b>{say(label)}</b></p>',
            f'<p align="center"><b>{say(title)}</b></p>',
            f'<p align="center"><i>{say(attached)}</i></p>',
            body(content),
        ]
    inside = "\n".join(parts)
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{say(paper.title)} | Cổng thông tin điện tử tỉnh Vĩnh Giang</title>
<script>var luotTruyCap = 20457;</script><style>nav li {{ display: inline }}</style></head>
<body>
<header><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a></li><li><a href="/van-ban">Văn bản</a></li><li><a href="/lien-he">Liên hệ</a></li></ul></nav></header>
<div class="duong-dan"><a href="/">Trang chủ</a> &raquo; <a href="/van-ban">Văn bản</a> &raquo; Chi tiết</div>
<main><div class="noi-dung">
{inside}
</div></main>
<aside><h3>Văn bản khác</h3><ul><li><a href="/vb/1">Thông báo lịch tiếp công dân</a></li><li><a href="/vb/2">Danh sách tổ chức giám định</a></li></ul></aside>
<footer>Cơ quan chủ quản: Ủy ban nhân dân tỉnh Vĩnh Giang. Điện thoại: 0900 000 000. Lượt truy cập: 20.457</footer>
</body></html>
"""


# -- text ------------------------------------------------------------------------------------------------------------------------


def render_text(paper: Paper) -> str:
    """The flattened copy that portals give: lines of some fifty characters, tables one cell a line between lines of "|"."""
    width = 52 if paper.attachments or "hard-wrap" in paper.mess else 400

    def wrap(text: str) -> list[str]:
        return [
            piece
            for part in text.split("\n")
            for piece in (textwrap.wrap(part, width, break_long_words=False, break_on_hyphens=False) or [""])
        ]

    lines = [
        *paper.agency_lines,
        "-------",
        "|",
        STATE,
        MOTTO,
        "---------------",
        "|",
        f"Số: {paper.number}",
        "|",
        *wrap(day_line(paper)),
        "|",
    ]
    lines += [paper.kind.upper(), *wrap(paper.title)]
    lines += (paper.authority or "").split("\n") if paper.authority else []
    for text in paper.bases:
        lines += wrap(text)
    lines += [paper.ruling] if paper.ruling else []

    def body(content: tuple[Item, ...]) -> None:
        for item in content:
            if isinstance(item, Heading | Text | Statement):
                lines.extend(wrap(item.text))
            elif isinstance(item, Grid):
                for _, _, _, _, text in cells(item):
                    lines.extend([*(wrap(text) if text else []), "|"])

    body(paper.body)
    lines += ["Nơi nhận:", *(f"- {text};" for text in paper.recipients), "|", *paper.signature, paper.signer, "|"]
    for label, title, attached, content in paper.attachments:
        lines += [label, *wrap(title), *wrap(attached)]
        body(content)
    return "\n".join(lines) + "\n"


# -- workbook --------------------------------------------------------------------------------------------------------------------


def render_workbook(paper: Paper, path: Path) -> None:
    """A workbook with one sheet a table."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    book = Workbook()
    book.remove(book.active)
    thin = Side(style="thin")
    for number, grid in enumerate([item for item in paper.body if isinstance(item, Grid)], 1):
        sheet = book.create_sheet(f"Biểu {number}")
        sheet["A1"] = paper.title
        sheet["A1"].font = Font(name=FONT, bold=True, size=13)
        for r, c, tall, wide, text in cells(grid):
            cell = sheet.cell(row=r + 3, column=c + 1, value=text)
            cell.font = Font(name=FONT, bold=r < grid.head_rows)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if tall > 1 or wide > 1:
                sheet.merge_cells(start_row=r + 3, start_column=c + 1, end_row=r + 2 + tall, end_column=c + wide)
    book.properties.creator = "Corpus of vbcds"
    book.save(path)
