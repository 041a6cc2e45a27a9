from __future__ import annotations

import hashlib
import re
import zipfile
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.reporting.factories import Month

from vbcds.reporting.dossier import Dossier
from vbcds.reporting.render.docx_report import render_docx_report, signer_of
from vbcds.reporting.render.html_report import render_html_report
from vbcds.reporting.render.markdown_report import render_markdown
from vbcds.reporting.report_tables import number_text, shares
from vbcds.reporting.report_values import ChartBlock, TableBlock
from vbcds.reporting.summary import build_summary
from vbcds.reporting.summary_report import build_report
from vbcds.reporting.summary_values import Passage, Summary, SummaryMetric


@pytest.fixture(scope="module")
def word(month: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "bao-cao.docx"
    render_docx_report(build_report(month.summary("2026-05")), path)
    return path


def _open(path: Path) -> Any:
    import docx

    return docx.Document(str(path))


def test_page_and_margins_are_those_of_the_decree(word: Path) -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I: A4; 20-25 mm above and below, 30-35 mm left, 15-20 mm right."""
    first, *annexes = _open(word).sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    for section in (first, *annexes):
        assert 20 <= round(section.top_margin.mm) <= 25
        assert 20 <= round(section.bottom_margin.mm) <= 25
        assert 30 <= round(section.left_margin.mm) <= 35
        assert 15 <= round(section.right_margin.mm) <= 20
    assert annexes
    assert all(section.page_width > section.page_height for section in annexes)


def test_sizes_and_weights_are_those_of_the_decree(word: Path) -> None:
    document = _open(word)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert 13 <= document.styles["Normal"].font.size.pt <= 14
    runs = {
        run.text: run
        for paragraph in [p for table in document.tables[:1] for row in table.rows for cell in row.cells for p in cell.paragraphs]
        for run in paragraph.runs
    }
    nation = runs["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    motto = runs["Độc lập - Tự do - Hạnh phúc"]
    assert (nation.bold, 12 <= nation.font.size.pt <= 13) == (True, True)
    assert (motto.bold, 13 <= motto.font.size.pt <= 14) == (True, True)
    parent = runs["ỦY BAN NHÂN DÂN"]
    assert (bool(parent.bold), 12 <= parent.font.size.pt <= 13) == (False, True)
    agency = runs["BAN CHỈ ĐẠO"]
    assert (agency.bold, 12 <= agency.font.size.pt <= 13) == (True, True)
    day = next(run for text, run in runs.items() if "ngày" in text)
    assert day.italic
    assert 13 <= day.font.size.pt <= 14
    assert next(run for text, run in runs.items() if text.startswith("Số:")).font.size.pt == 13
    title = next(p for p in document.paragraphs if p.text == "BÁO CÁO")
    assert (title.runs[0].bold, 13 <= title.runs[0].font.size.pt <= 14) == (True, True)
    body = next(p for p in document.paragraphs if p.text.startswith("Trên cơ sở báo cáo"))
    assert 1.0 <= round(body.paragraph_format.first_line_indent.cm, 2) <= 1.27
    assert body.alignment == 3  # justified
    assert document.tables[-1].rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_headings_are_numbered_and_pages_from_the_second(word: Path) -> None:
    document = _open(word)
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [head.split()[0] for head in heads] == ["I.", "II.", "III.", "IV.", "V.", "VI."]
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert section.header.paragraphs[0].alignment == 1


def test_the_signature_block_is_there_to_fill_in(word: Path) -> None:
    table = next(t for t in _open(word).tables if t.rows[0].cells[0].text.startswith("Nơi nhận:"))
    assert "TRƯỞNG BAN" in table.rows[0].cells[1].text


def test_the_same_summary_gives_the_same_document(month: Dossier, tmp_path: Path) -> None:
    report = build_report(month.summary("2026-05"))
    for name in ("a.docx", "b.docx"):
        render_docx_report(report, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert {info.date_time for info in package.infolist()} == {(2020, 1, 1, 0, 0, 0)}


def test_shares_are_drawn_as_a_chart_that_word_can_edit(tmp_path: Path) -> None:
    import io

    import openpyxl
    from lxml import etree

    summary = _with_shares(
        SummaryMetric(**{**_SHARE, "indicator": "hồ sơ trực tuyến", "previous": 61.5, "goal": 80.0, "comparator": ">="}),
        SummaryMetric(**{**_SHARE, "indicator": 'thôn có sóng <4G> & "5G"', "value": 97.25, "goal": 100.0}),
        SummaryMetric(**{**_SHARE, "indicator": "máy tính", "value": 12.0, "unit": "máy", "previous": 9.0}),
        SummaryMetric(**{**_SHARE, "indicator": "xã đã báo cáo"}),
    )
    report = build_report(summary)
    (chart,) = [block for block in report.blocks if isinstance(block, ChartBlock)]
    assert chart.categories == ("Hồ sơ trực tuyến", 'Thôn có sóng <4G> & "5G"')
    assert chart.series == (("Kỳ trước", (61.5, None)), ("Kỳ này", (72.4, 97.25)), ("Mục tiêu", (80.0, 100.0)))
    render_docx_report(report, tmp_path / "x.docx")
    with zipfile.ZipFile(tmp_path / "x.docx") as package:
        tree = etree.fromstring(package.read("word/charts/chart1.xml"))
        sheet = openpyxl.load_workbook(io.BytesIO(package.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx")))["Sheet1"]
        assert b"/word/charts/chart1.xml" in package.read("[Content_Types].xml")
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    assert tree.xpath("//c:cat//c:v/text()", namespaces=space)[:2] == list(chart.categories)
    assert tree.xpath("//c:ser[1]/c:val//c:pt/@idx", namespaces=space) == ["0"]  # what is not known has no bar
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "Kỳ trước", "Kỳ này", "Mục tiêu"],
        ["Hồ sơ trực tuyến", 61.5, 72.4, 80],
        ['Thôn có sóng <4G> & "5G"', None, 97.25, 100],
    ]
    assert any(p.text == f"Biểu đồ 1. {chart.title}" for p in _open(tmp_path / "x.docx").paragraphs)


def test_no_chart_where_nothing_can_be_compared() -> None:
    report = build_report(_with_shares(SummaryMetric(**_SHARE)))
    assert not [block for block in report.blocks if isinstance(block, ChartBlock)]
    (table,) = [block for block in report.blocks if isinstance(block, TableBlock) and block.kind == "metrics"]
    assert [column.heading for column in table.columns] == ["TT", "Chỉ tiêu, số liệu", "Cơ quan báo cáo", "Kỳ này"]


def test_ranks_rise_where_their_number_falls_and_goals_lend_their_name() -> None:
    rank = {**_SHARE, "indicator": "chỉ số chuyển đổi số của tỉnh", "unit": "hạng"}
    report = build_report(
        _with_shares(
            SummaryMetric(**{**rank, "value": 15.0, "previous": 17.0}),
            SummaryMetric(**{**rank, "value": 18.0, "previous": 17.0, "indicator": "chỉ số cải cách hành chính"}),
            SummaryMetric(**{**_SHARE, "indicator": "đạt hồ sơ", "goal": 95.0, "goal_indicator": "hồ sơ được số hóa"}),
            SummaryMetric(
                **{**_SHARE, "indicator": "xã đã báo cáo đúng hạn về tỉnh", "goal": 95.0, "goal_indicator": "xã báo cáo"}
            ),
        )
    )
    (table,) = [block for block in report.blocks if isinstance(block, TableBlock) and block.kind == "metrics"]
    headings = [column.heading for column in table.columns]
    change, name = headings.index("Tăng, giảm"), headings.index("Chỉ tiêu, số liệu")
    assert [row[change] for row in table.rows[:2]] == ["tăng 2 bậc", "giảm 1 bậc"]
    assert [row[name] for row in table.rows[2:]] == ["Hồ sơ được số hóa", "Xã đã báo cáo đúng hạn về tỉnh"]


_SHARE: dict[str, Any] = {
    "agency": "Sở Y tế", "indicator": "bệnh án điện tử", "value": 72.4, "unit": "%", "previous": None, "goal": None, "comparator": None,
    "due": None, "reached": None, "numerator": None, "denominator": None, "consistent": None, "series": (("2026-05", 72.4),),
    "raw": "72,4%", "sources": (Passage(document="a", start=0, end=5),),
}  # fmt: skip


def _with_shares(*metrics: SummaryMetric) -> Summary:
    return Summary(period="2026-05", agencies_reported=("Sở Y tế",), metrics=metrics)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.script = ""
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.script += data


def test_the_web_page_stands_alone(month: Dossier) -> None:
    summary = month.summary("2026-05")
    page = render_html_report(build_report(summary), summary, dict(month.texts()))
    parsed = _Page()
    parsed.feed(page)
    policy = next(a["content"] or "" for tag, a in parsed.tags if tag == "meta" and "http-equiv" in a)
    assert policy.startswith("default-src 'none'")
    assert b64encode(hashlib.sha256(parsed.script.encode()).digest()).decode() in policy
    assert not re.search(r"""(?:src|href)\s*=|https?://|@import|url\(""", page)
    assert sum(tag == "details" for tag, _ in parsed.tags) == len(summary.sentences())
    assert page.count("<mark>") == sum(len(s.sources) for s in summary.sentences())
    assert "<svg" in page
    assert page.count("<div") == page.count("</div>")


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    reports = Month()
    evil = "Sở </script><script>alert(1)</script> \"x\" & 'y'"
    reports.report(
        evil,
        ("difficulties", "Hệ thống <img src=x onerror=alert(1)> | chưa ổn định\x0b."),
        ("proposals", "Đề nghị *sửa* `mã`.", evil),
    )
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    report = build_report(summary)
    page = render_html_report(report, summary, reports.texts)
    assert "<img" not in page
    assert page.count("<script") == 1
    text = render_markdown(report, summary)
    assert "<img" not in text.replace("\\<", "")
    assert "\\*sửa\\*" in text
    render_docx_report(report, tmp_path / "x.docx")
    assert any("onerror" in paragraph.text for paragraph in _open(tmp_path / "x.docx").paragraphs)


def test_markdown_tells_every_sentence_with_its_note(month: Dossier) -> None:
    summary = month.summary("2026-05")
    text = render_markdown(build_report(summary), summary)
    assert text.count("[^") == 2 * len(summary.sentences())
    assert "| Tổng số |" in text


def test_numbers_and_shares() -> None:
    assert [number_text(value) for value in (1254, 0.4874, 1073403.5)] == ["1.254", "0,4874", "1.073.403,5"]
    assert sum(shares([3, 11, 1, 1, 7, 14])) == pytest.approx(100)
    assert shares([0, 0]) == [0.0, 0.0]


def test_who_signs_is_told_by_the_agency(month: Dossier, tmp_path: Path) -> None:
    render_docx_report(build_report(month.summary("2026-05"), agency="Sở Khoa học và Công nghệ"), tmp_path / "x.docx")
    table = next(t for t in _open(tmp_path / "x.docx").tables if t.rows[0].cells[0].text.startswith("Nơi nhận:"))
    assert table.rows[0].cells[1].text.splitlines()[0] == "GIÁM ĐỐC"
    assert signer_of("Hội Tin học tỉnh") == ("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",)
