"""A bar chart in a Word document, as Word itself keeps it (DrawingML): it can be edited, its figures stand in a sheet inside the document.

Source of the form: ECMA-376, part 1, section 21.2 (charts), 20.4.2.8 (inline drawings), 15.2.14 (embedded packages).
"""

from __future__ import annotations

import datetime
import io
from typing import Any
from xml.sax.saxutils import escape

from vbcds.reporting.report_values import ChartBlock

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Fills of the series, told apart in print without colours as well.
_FILLS = ("BFBFBF", "1F4E79", "E3A857", "7F7F7F")
#: Numbers with the marks of Vietnamese.
_FORMAT = "[$-42A]#,##0.##"
_EMU = 36_000


def add_chart(document: Any, paragraph: Any, chart: ChartBlock, *, width: float, height: float) -> None:
    """Draw `chart` in a paragraph, `width` by `height` millimetres."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    package = document.part.package
    number = sum(str(part.partname).startswith("/word/charts/") for part in package.iter_parts()) + 1
    sheet = Part(PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"), _SHEET_TYPE, _workbook(chart), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, b"", package)
    inner = part.relate_to(sheet, f"{_OFFICE}/package")
    part._blob = _chart_xml(chart, inner).encode()
    outer = document.part.relate_to(part, f"{_OFFICE}/chart")
    drawing = f"""<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="{_DRAWING}/main"
      xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:c="{_DRAWING}/chart" xmlns:r="{_OFFICE}">
      <wp:inline distT="0" distB="0" distL="0" distR="0">
      <wp:extent cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>
      <wp:docPr id="{1000 + number}" name="Chart {number}" descr="{_text(chart.title)}"/><wp:cNvGraphicFramePr/>
      <a:graphic><a:graphicData uri="{_DRAWING}/chart"><c:chart r:id="{outer}"/></a:graphicData></a:graphic></wp:inline></w:drawing>"""
    paragraph.add_run()._r.append(parse_xml(drawing))


def _text(text: str) -> str:
    from vbcds.reporting.render.official_page import clean

    return escape(clean(text), {'"': "&quot;"})


def _chart_xml(chart: ChartBlock, sheet: str) -> str:
    rows = len(chart.categories)
    names = _points([_text(name) for name in chart.categories])
    series = []
    for number, (name, values) in enumerate(chart.series):
        column = chr(ord("B") + number)
        points = _points(["" if value is None else repr(round(value, 6)) for value in values])
        series.append(
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache>'
            f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{_text(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
            f'<c:spPr><a:solidFill><a:srgbClr val="{_FILLS[number % len(_FILLS)]}"/></a:solidFill>'
            '<a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>'
            f'<c:dLbls><c:numFmt formatCode="{_FORMAT}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_type(1000)}'
            '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
            '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
            f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${rows + 1}</c:f><c:strCache>{names}</c:strCache></c:strRef></c:cat>"
            f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${rows + 1}</c:f><c:numCache><c:formatCode>{_FORMAT}</c:formatCode>{points}"
            "</c:numCache></c:numRef></c:val></c:ser>"
        )
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" '
        f'xmlns:r="{_OFFICE}"><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{"".join(series)}<c:gapWidth val="60"/>'
        '<c:axId val="50010"/><c:axId val="50020"/></c:barChart>'
        '<c:catAx><c:axId val="50010"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}{_type(1000)}<c:crossAx val="50020"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="50020"/><c:scaling><c:orientation val="minMax"/><c:max val="110"/><c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="50010"/><c:crosses val="autoZero"/></c:valAx>'
        f'<c:spPr><a:noFill/></c:spPr></c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_type(1100)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        f'<a:ln w="6350"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln></c:spPr>{_type(1000)}'
        f'<c:externalData r:id="{sheet}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _points(values: list[str]) -> str:
    points = "".join(f'<c:pt idx="{number}"><c:v>{value}</c:v></c:pt>' for number, value in enumerate(values) if value)
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _type(size: int) -> str:
    """The letters of a part of the chart, `size` in hundredths of a point."""
    from vbcds.reporting.render.official_page import FONT

    faces = "".join(f'<a:{script} typeface="{FONT}"/>' for script in ("latin", "ea", "cs"))
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0">'
        f'<a:solidFill><a:srgbClr val="000000"/></a:solidFill>{faces}'
        '</a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
    )


def _workbook(chart: ChartBlock) -> bytes:
    """The chart's figures as a sheet; the same figures give the same bytes."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.datetime(2020, 1, 1)})
        sheet = book.add_worksheet("Sheet1")
        for column, (name, values) in enumerate(chart.series, 1):
            sheet.write_string(0, column, name)
            for row, value in enumerate(values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
        for row, name in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, name)
    return target.getvalue()
