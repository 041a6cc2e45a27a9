"""Findings as a workbook of one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path

from vbcds.model.records import DocumentRecord, FindingRecord
from vbcds.reporting.render.findings import HEADINGS, WIDTHS, finding_rows

#: Height of a line in points; programs that open the sheet do not all fit rows to wrapped text.
_LINE = 15.5


def write_findings_sheet(findings: Sequence[FindingRecord], documents: Mapping[str, DocumentRecord], path: Path) -> None:
    """Write the sheet: headings frozen, filter on. Cells that begin with "=" stay text."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Kiểm tra")
    bold = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    count = 0
    for count, row in enumerate(finding_rows(findings, documents), 1):
        lines = max(ceil(1.1 * len(value) / width) for value, width in zip(row, WIDTHS, strict=True))
        sheet.set_row(count, min(_LINE * lines, 409))
        for column, value in enumerate(row):
            sheet.write_string(count, column, value[:32000], plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(count, 1), len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
