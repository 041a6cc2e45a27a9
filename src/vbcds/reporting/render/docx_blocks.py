"""Headings, paragraphs, tables and charts of a report in a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from vbcds.reporting.render.docx_charts import add_chart
from vbcds.reporting.render.official_page import TABLE, TEXT_WIDTH, body_text, cell_margins, centred, clean, keep
from vbcds.reporting.report_values import Block, ChartBlock, Heading, TableBlock, Text

#: Space beside the text of a cell, in twentieths of a point; rows of a table that no page's end parts, at most.
_CELL_SIDE, _TOGETHER = 60, 10
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Twentieths of a point in a millimetre.
_TWIPS = 1440 / 25.4
#: Millimetres of a chart for each bar, and beside them.
_BAR, _FRAME = 6.5, 24


def blocks(document: Any, content: Iterable[Block], *, width: float = TEXT_WIDTH) -> None:
    """Headings, paragraphs, tables and charts; `width` is that of the text in millimetres."""
    last: Any = None
    charts = 0
    for block in content:
        if isinstance(block, Heading):
            text = block.text.upper() if block.level == 1 else block.text
            document.add_paragraph(clean(f"{block.label} {text}"), style=f"Heading {block.level}")
        elif isinstance(block, Text):
            last = body_text(document, f"- {block.text}" if block.bullet else block.text)
            continue
        elif isinstance(block, TableBlock):
            if last is not None:  # what announces a table stands on its page
                keep(last)
            table(document, block, width)
        else:
            charts += 1
            chart(document, block, charts)
        last = None


def chart(document: Any, block: ChartBlock, number: int) -> None:
    """A chart with its title below it."""
    bars = len(block.categories) * len(block.series)
    place = centred(document, "", after=2)
    keep(place)
    add_chart(document, place, block, width=TEXT_WIDTH, height=min(180.0, _FRAME + _BAR * bars))
    centred(document, f"Biểu đồ {number}. {block.title}", italic=True, size=13, after=10)


def table(document: Any, block: TableBlock, width: float) -> None:
    """A table with borders, its heading row repeated on each page; a row is never cut by a page's end unless it is longer than one, and
    a short table stands on one page.

    The rows are written as XML: an annex has thousands of cells, and python-docx takes a millisecond for each.
    """
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import parse_xml
    from docx.shared import Mm, Pt

    grid = document.add_table(rows=0, cols=len(block.columns))
    grid.style, grid.autofit, grid.alignment = document.styles["Table Grid"], False, WD_TABLE_ALIGNMENT.CENTER
    cell_margins(grid, _CELL_SIDE)
    widths = [Mm(width * column.width) for column in block.columns]
    for column, size in zip(grid.columns, widths, strict=True):
        column.width = size
    twips = [round(size / Mm(1) * _TWIPS) for size in widths]
    rows = [tuple(column.heading for column in block.columns), *block.rows]
    parts = []
    for number, cells in enumerate(rows):
        aligned = ["center" if number == 0 else column.align for column in block.columns]
        last = number == len(rows) - 1
        parts.append(
            _row(
                zip(aligned, twips, cells, strict=True),
                heading=number == 0,
                bold=number == 0 or (block.total and last),
                together=number == 0 or (len(rows) <= _TOGETHER and not last),
            )
        )
    for row in list(parse_xml(f'<w:tbl xmlns:w="{_WORD}">{"".join(parts)}</w:tbl>')):
        grid._tbl.append(row)
    after = document.add_paragraph()
    after.paragraph_format.space_after = Pt(2)
    after.paragraph_format.line_spacing = Pt(8)


def _row(cells: Iterable[tuple[str, int, str]], *, heading: bool, bold: bool, together: bool) -> str:
    """A row of (alignment, width in twentieths of a point, text)."""
    middle = '<w:vAlign w:val="center"/>' if heading else ""
    keep_next = "<w:keepNext/>" if together else ""
    strong = "<w:b/>" if bold else ""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{middle}</w:tcPr><w:p><w:pPr>{keep_next}'
        f'<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:jc w:val="{align}"/></w:pPr>'
        f"{_cell_run(text, strong)}</w:p></w:tc>"
        for align, size, text in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heading else ''}</w:trPr>{written}</w:tr>"


def _cell_run(text: str, strong: str) -> str:
    if not text:
        return ""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line) for line in clean(text).replace("\t", " ").splitlines())
    return f'<w:r><w:rPr>{strong}<w:sz w:val="{2 * TABLE}"/></w:rPr><w:t xml:space="preserve">{lines}</w:t></w:r>'
