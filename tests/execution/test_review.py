"""From a scan to the review page, and from its corrections to the next run."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

import vbcds
from vbcds.execution.inputs import InputError
from vbcds.execution.review import CORRECTIONS, PAGE, load_corrections
from vbcds.readers.ocr.engines import installed_engine

pytestmark = pytest.mark.skipif(installed_engine() is None, reason="Tesseract with the model vie is not installed")
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
LINES = ("Giao Sở Nội vụ chủ trì số hóa hồ sơ cán bộ,", "hoàn thành trước ngày 30/9/2026.")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    if not FONT.is_file():
        pytest.skip("no font with Vietnamese letters is installed")
    image = Image.new("L", (1240, 700), 255)
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(LINES):
        draw.text((120, 160 + 60 * row), line, font=ImageFont.truetype(str(FONT), 34), fill=0)
    blurred = Image.new("L", (1240, 60), 255)
    ImageDraw.Draw(blurred).text((120, 10), "xã Hương Sơn đạt 4l7/8S6 RTI/TTKB", font=ImageFont.truetype(str(FONT), 34), fill=0)
    image.paste(blurred.filter(ImageFilter.GaussianBlur(3)), (0, 320))
    folder = tmp_path / "vao"
    folder.mkdir()
    image.save(folder / "quet.png", dpi=(200, 200))
    return folder


def lines_of(page: str) -> list[dict[str, str]]:
    items = re.findall(r"<li (data-document=[^>]*)>", page)
    return [{name: unescape(value) for name, value in re.findall(r'data-(\w+)="([^"]*)"', item)} for item in items]


def test_what_a_person_corrects_is_read_by_the_next_run(scan: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    first = vbcds.extract(scan, out, review=True, jobs=1, formats=("jsonl",))
    assert out / PAGE in first.written
    lines = lines_of((out / PAGE).read_text("utf-8"))
    assert len(lines) == 1, "the blurred line is doubtful, the clear ones are not"
    assert "data:image/png;base64," in (out / PAGE).read_text("utf-8")
    line = lines[0]
    saved = {
        "document": line["document"], "page": int(line["page"]), "bbox": [float(x) for x in line["bbox"].split()],
        "read": line["read"], "text": "xã Hương Sơn đạt 417/856 hồ sơ",
    }  # fmt: skip
    (out / CORRECTIONS).write_text(json.dumps({"format": "vbcds-corrections", "version": 1, "corrections": [saved]}), "utf-8")
    second = vbcds.extract(scan, out, review=True, jobs=1, formats=("jsonl",))
    assert (second.read, second.unchanged) == (1, 0)
    text = next((out / "text").glob("*.txt")).read_text("utf-8")
    assert "xã Hương Sơn đạt 417/856 hồ sơ" in text
    assert lines_of((out / PAGE).read_text("utf-8")) == []
    third = vbcds.extract(scan, out, jobs=1, formats=("jsonl",))
    assert (third.read, third.unchanged) == (0, 1)
    warnings = json.loads((out / "documents.jsonl").read_text("utf-8").splitlines()[0])["warnings"]
    assert any("hiệu đính ở trang 1" in warning for warning in warnings)


def test_a_folder_without_scans_has_an_empty_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Số: 01/KH-UBND\n", "utf-8")
    out = tmp_path / "ra"
    vbcds.extract(tmp_path / "a.txt", out, review=True, jobs=1, formats=("jsonl",))
    page = (out / PAGE).read_text("utf-8")
    assert "Không có dòng nào đáng ngờ" in page
    assert lines_of(page) == []


def test_a_broken_file_of_corrections_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{", "utf-8")
    with pytest.raises(InputError, match=r"x\.json"):
        load_corrections(tmp_path / "x.json")
    with pytest.raises(InputError, match="Không có tệp hiệu đính"):
        load_corrections(tmp_path / "y.json")
