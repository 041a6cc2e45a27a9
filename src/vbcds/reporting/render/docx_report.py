"""The consolidated report as a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vbcds.reporting.render.docx_blocks import blocks
from vbcds.reporting.render.official_page import (
    LANDSCAPE_WIDTH,
    centred,
    head,
    keep,
    landscape,
    new_document,
    properties,
    save,
    signature,
    title,
)
from vbcds.reporting.report_values import Report


def render_docx_report(report: Report, path: Path, *, recipients: Sequence[str] = (), signer: Sequence[str] = ()) -> None:
    """Write the report to `path`. `recipients` fill Nơi nhận, `signer` the lines of the signature block; else they are to fill in."""
    document = new_document()
    head(document, parent=report.parent, agency=report.agency, symbol=report.symbol, place=report.place)
    title(document, "Báo cáo", report.title)
    blocks(document, report.blocks)
    keep(document.paragraphs[-1])  # the signature does not stand alone on a page
    signature(
        document,
        recipients or ("………………… (để b/c);", "Các cơ quan, đơn vị có liên quan;", "Lưu: VT, ……"),
        signer or ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"),
    )
    for annex in report.annexes:
        landscape(document)
        centred(document, annex.label, bold=True)
        centred(document, annex.title.upper(), bold=True)
        centred(
            document,
            f"(Kèm theo Báo cáo số      /{report.symbol} ngày      tháng      năm      của {report.agency})",
            italic=True,
            after=12,
        )
        blocks(document, annex.blocks, width=LANDSCAPE_WIDTH)
    properties(document, report.title, report.agency)
    save(document, path)
