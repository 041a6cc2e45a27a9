"""The consolidated report as a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vbcds.lexicons.report_words import fold
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

#: Who signs for an agency, by the beginning of its name (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7).
_SIGNERS = (
    ("ban chỉ đạo", ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")),
    ("ủy ban nhân dân", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("sở ", ("GIÁM ĐỐC",)),
    ("trung tâm ", ("GIÁM ĐỐC",)),
    ("công an ", ("GIÁM ĐỐC",)),
    ("văn phòng ", ("CHÁNH VĂN PHÒNG",)),
    ("cục ", ("CỤC TRƯỞNG",)),
    ("chi cục ", ("CHI CỤC TRƯỞNG",)),
    ("phòng ", ("TRƯỞNG PHÒNG",)),
    ("tổ ", ("TỔ TRƯỞNG",)),
)


def signer_of(agency: str) -> tuple[str, ...]:
    """The lines over the signature of an agency's head, to fill in where its name does not tell.

    >>> signer_of("Sở Khoa học và Công nghệ"), signer_of("Ban Chỉ đạo chuyển đổi số")
    (('GIÁM ĐỐC',), ('TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN'))
    """
    name = fold(agency)
    return next((lines for start, lines in _SIGNERS if name.startswith(start)), ("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",))


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
        signer or signer_of(report.agency),
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
