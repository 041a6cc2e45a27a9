"""`vbcds check` and `vbcds explain`."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from vbcds.pipeline import read

Call = Callable[..., "tuple[int, str, str]"]
WRONG = "Đã số hóa 37/64 hồ sơ, đạt 75,8%."
SLIP = "Hệ thống tích họp dữ liệu của tỉnh."


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A Word file with one wrong percentage, divided over runs, and a slip."""
    import docx

    document = docx.Document()
    document.add_paragraph("I. KẾT QUẢ THỰC HIỆN")
    paragraph = document.add_paragraph("Trong kỳ: ")
    paragraph.add_run(WRONG[:10]).bold = True
    paragraph.add_run(WRONG[10:] + " Số liệu đến ngày 15.")
    document.add_paragraph(SLIP)
    path = tmp_path / "bao-cao.docx"
    document.save(str(path))
    return path


def test_terminal_quotes_and_exits_with_1(call: Call, draft: Path) -> None:
    called = call("check", draft)
    assert called[0] == 1
    assert "75,8%" in called[1] and "57,81%" in called[1] and "Số học" in called[1] and "[typing-slip]" in called[1]
    assert "\x1b[" not in called[1]


def test_choice_of_codes_and_severities(call: Call, draft: Path) -> None:
    assert call("check", draft, "--ignore", "arithmetic")[0] == 0
    only = call("check", draft, "--select", "typing-slip")
    assert only[0] == 0 and "percentage-mismatch" not in only[1]
    assert "typing-slip" not in call("check", draft, "--severity", "error")[1]
    unknown = call("check", draft, "--select", "no-such-check")
    assert unknown[0] == 1 and "no-such-check" in unknown[2]


def test_baseline_accepts_what_is_known(call: Call, draft: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "accepted.json"
    assert call("check", draft, "--write-baseline", baseline)[0] == 0
    called = call("check", draft, "--baseline", baseline)
    assert called[0] == 0 and "percentage-mismatch" not in called[1]


def test_settings_file(call: Call, draft: Path, tmp_path: Path) -> None:
    settings = tmp_path / "vbcds.toml"
    settings.write_text('[check]\nignore = ["typing-slip"]\n[check.severities]\npercentage-mismatch = "info"\n', encoding="utf-8")
    called = call("check", draft, "--config", settings)
    assert called[0] == 0 and "typing-slip" not in called[1] and "percentage-mismatch" in called[1]
    settings.write_text('[check.except]\nform = ["tích họp"]\n', encoding="utf-8")
    called = call("check", draft, "--config", settings)
    assert called[0] == 1 and "typing-slip" not in called[1] and "percentage-mismatch" in called[1]
    settings.write_text('[check.except]\nform = "tích họp"\n', encoding="utf-8")
    assert "danh sách" in call("check", draft, "--config", settings)[2]
    settings.write_text("[check]\nselct = []\n", encoding="utf-8")
    assert "selct" in call("check", draft, "--config", settings)[2]


def test_formats(call: Call, draft: Path, tmp_path: Path) -> None:
    found = json.loads(call("check", draft, "--format", "json")[1])
    assert {item["code"] for item in found} >= {"percentage-mismatch", "typing-slip"}
    log = json.loads(call("check", draft, "--format", "sarif")[1])
    assert log["version"] == "2.1.0" and len(log["runs"][0]["results"]) == len(found)
    page, sheet = tmp_path / "ket-qua.html", tmp_path / "ket-qua.xlsx"
    call("check", draft, "-o", page)
    assert "57,81%" in page.read_text(encoding="utf-8")
    call("check", draft, "-o", sheet)
    import openpyxl

    rows = list(openpyxl.load_workbook(sheet).active.iter_rows(values_only=True))
    assert rows[0][3] == "Mã" and len(rows) == len(found) + 1


def test_comments_stand_at_their_words(call: Call, draft: Path, tmp_path: Path) -> None:
    commented = tmp_path / "nhan-xet.docx"
    call("check", draft, "--comment", commented)
    assert read(commented).text == read(draft).text
    with zipfile.ZipFile(draft) as before, zipfile.ZipFile(commented) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        story, comments = after.read("word/document.xml").decode(), after.read("word/comments.xml").decode()
        assert changed <= {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"}
        texts = [re.findall(r"<w:t[^>]*>([^<]*)", part.read("word/document.xml").decode()) for part in (before, after)]
    assert "".join(texts[0]) == "".join(texts[1])
    for code, words in (("percentage-mismatch", "37/64 hồ sơ, đạt 75,8%"), ("typing-slip", "tích họp")):
        number = re.search(rf'<w:comment [^>]*w:id="(\d+)"(?:(?!</w:comment>).)*\[{code}\]', comments)
        assert number is not None
        inside = re.search(rf'commentRangeStart w:id="{number[1]}"/>(.*?)<w:commentRangeEnd w:id="{number[1]}"/>', story, re.DOTALL)
        assert inside is not None and "".join(re.findall(r"<w:t[^>]*>([^<]*)", inside[1])) == words


def test_comment_wants_a_word_file(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, encoding="utf-8")
    assert call("check", tmp_path / "a.txt", "--comment", tmp_path / "b.docx")[0] == 1
    assert not (tmp_path / "b.docx").exists()


def test_explain(call: Call) -> None:
    one = call("explain", "percentage-mismatch")
    assert one[0] == 0 and "Căn cứ" in one[1]
    every = call("explain")
    assert "figure-decreased" in every[1] and every[1].count("\n") > 30
    assert call("explain", "nothing")[0] == 1


def test_comments_in_a_patched_up_file(call: Call, tmp_path: Path) -> None:
    """Runs with tabs and line ends, tracked changes, a text box with its fallback, a comment that was there before."""
    import docx
    from docx.oxml import parse_xml
    from lxml import etree

    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    box = f"<w:txbxContent><w:p><w:r><w:t>{SLIP}</w:t></w:r></w:p></w:txbxContent>"
    document = docx.Document()
    first = document.add_paragraph("I. KẾT QUẢ THỰC HIỆN")
    mixed = document.add_paragraph()
    document.add_comment(runs=first.runs[0], text="Có từ trước", author="Người soạn", initials="NS")
    for xml in (
        f'<w:r {names}><w:tab/><w:t>Nền tảng loT.</w:t><w:br/><w:t xml:space="preserve">Đã số hóa 37/64 </w:t></w:r>',
        f'<w:del {names} w:id="91" w:author="A"><w:r><w:delText>tài liệu</w:delText></w:r></w:del>',
        f'<w:ins {names} w:id="92" w:author="A"><w:r><w:t>hồ sơ, đạt 75,8%.</w:t></w:r></w:ins>',
        f'<w:r {names}><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        "</mc:AlternateContent></w:r>",
    ):
        mixed._p.append(parse_xml(xml))
    draft, commented = tmp_path / "du-thao.docx", tmp_path / "nhan-xet.docx"
    document.save(str(draft))
    call("check", draft, "--comment", commented)
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(draft) as before, zipfile.ZipFile(commented) as after:
        stories = [etree.fromstring(part.read("word/document.xml")) for part in (before, after)]
        comments = etree.fromstring(after.read("word/comments.xml"))
    texts = ["".join(t.text or "" for t in story.iter(f"{w}t", f"{w}delText", f"{w}tab", f"{w}br")) for story in stories]
    assert texts[0] == texts[1]
    assert comments[0].get(f"{w}author") == "Người soạn" and len(comments) == 4
    numbers = {
        code: item.get(f"{w}id")
        for item in comments
        for code in ("percentage-mismatch", "look-alike-letter", "typing-slip")
        if f"[{code}]" in "".join(item.itertext())
    }
    inside: dict[str, str] = {}
    open_now: set[str] = set()
    for element in stories[1].iter():
        if element.tag == f"{w}commentRangeStart":
            open_now.add(element.get(f"{w}id"))
        elif element.tag == f"{w}commentRangeEnd":
            open_now.remove(element.get(f"{w}id"))
        elif element.tag == f"{w}t":
            for number in open_now:
                inside[number] = inside.get(number, "") + (element.text or "")
    assert not open_now
    assert inside[numbers["look-alike-letter"]] == "loT"
    assert inside[numbers["percentage-mismatch"]] == "37/64 hồ sơ, đạt 75,8%"
    assert inside[numbers["typing-slip"]] == SLIP * 2  # around the box, not in it
    assert not [start for start in stories[1].iter(f"{w}commentRangeStart") if next(start.iterancestors(f"{w}txbxContent"), None)]
