"""Headings, paragraphs, tables and charts of a report in a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vbcds.reporting.render.docx_charts import add_chart
from vbcds.reporting.render.official_page import TABLE, TEXT_WIDTH, body_text, cell_margins, centred, clean, keep, write
from vbcds.reporting.report_values import Block, ChartBlock, Heading, TableBlock, Text

#: Space beside the text of a cell, in twentieths of a point; rows of a table that no page's end parts, at most.
_CELL_SIDE, _TOGETHER = 60, 10
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
    a short table stands on one page."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    aligned = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    grid = document.add_table(rows=0, cols=len(block.columns))
    grid.style, grid.autofit, grid.alignment = document.styles["Table Grid"], False, WD_TABLE_ALIGNMENT.CENTER
    cell_margins(grid, _CELL_SIDE)
    widths = [Mm(width * column.width) for column in block.columns]
    for column, size in zip(grid.columns, widths, strict=True):
        column.width = size
    rows = [tuple(column.heading for column in block.columns), *block.rows]
    for number, cells in enumerate(rows):
        row = grid.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))
        if number == 0:
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))
        emphatic = number == 0 or (block.total and number == len(rows) - 1)
        together = number == 0 or (len(rows) <= _TOGETHER and number < len(rows) - 1)
        for index, (cell, text) in enumerate(zip(row._tr.tc_lst, cells, strict=True)):
            cell.width = widths[index]
            if number == 0:
                _middle(cell)
            paragraph = _paragraph(cell, row)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if number == 0 else aligned[block.columns[index].align]
            form = paragraph.paragraph_format
            form.space_before = form.space_after = Pt(2)
            form.line_spacing = 1.0
            if together:
                form.keep_with_next = True
            write(paragraph, text, TABLE, bold=emphatic)
    after = document.add_paragraph()
    after.paragraph_format.space_after = Pt(2)
    after.paragraph_format.line_spacing = Pt(8)


def _middle(cell: Any) -> None:
    from docx.oxml.ns import qn

    settings = cell.get_or_add_tcPr()
    settings.append(settings.makeelement(qn("w:vAlign"), {qn("w:val"): "center"}))


def _paragraph(cell: Any, parent: Any) -> Any:
    from docx.text.paragraph import Paragraph

    return Paragraph(cell.p_lst[0], parent)
