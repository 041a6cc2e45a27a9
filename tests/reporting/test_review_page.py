"""The page for corrections: each line with its picture, nothing fetched, text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.reporting.browser import CHROMIUM, Browser

from vbcds.model.review import Correction, DoubtfulLine, parse_corrections
from vbcds.reporting.render.review import render_review

HOSTILE = '</script><script>document.body.dataset.owned=1</script><img src=x onerror="alert(1)">'


def line(text: str, sure: float, *, path: str = "a.pdf", image: bytes = b"PNG") -> DoubtfulLine:
    words = tuple((word, sure) for word in text.split())
    return DoubtfulLine(document="0123456789abcdef", path=path, page=3, bbox=(50, 60, 300.126, 74), words=words, image=image)


def test_the_least_sure_line_is_first_with_its_picture_and_place() -> None:
    page = render_review([line("còn 25 xã", 0.7), line("số l2/KH-UBND", 0.2)])
    assert page.index("số l2/KH-UBND") < page.index("còn 25 xã")
    assert 'data-bbox="50.00 60.00 300.13 74.00"' in page
    assert "a.pdf, trang 3, độ tin cậy 20%" in page
    assert page.count('src="data:image/png;base64,UE5H"') == 2
    assert page.count("<mark ") == 2  # the two words of the line under the bound, none of the other


def test_text_of_documents_stays_text_and_nothing_is_fetched() -> None:
    correction = Correction(document="0" * 16, page=1, bbox=(0, 0, 1, 1), read=HOSTILE, text=HOSTILE)
    page = render_review([line(HOSTILE, 0.1, path=HOSTILE, image=b"")], [correction], [HOSTILE])
    assert page.count("</script>") == 2
    assert "<img" not in page.replace("&lt;img", "")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//|@import|url\(|fetch\(|XMLHttpRequest""", page)
    assert "default-src &#x27;none&#x27;; img-src data:;" in page
    assert "Không xem lại được tệp" in page


def test_what_does_not_fit_is_told() -> None:
    page = render_review([line(f"dòng {number}", 0.3) for number in range(1600)])
    assert page.count("<li data-document") == 1500
    assert "Còn 100 dòng" in page


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the page cannot be opened")
def test_what_is_typed_becomes_a_file_of_corrections(tmp_path: Path) -> None:
    earlier = Correction(document="f" * 16, page=9, bbox=(1, 2, 3, 4), read="cũ", text="đã sửa")
    file = tmp_path / "hieu-dinh.html"
    lines = [line("số l2/KH-UBND", 0.2), line("Bệ Tài chính", 0.3, path="b.pdf"), line("giữ nguyên", 0.4)]
    lines = [replace(one, bbox=(50, 60 + 20 * number, 300, 74 + 20 * number)) for number, one in enumerate(lines)]
    file.write_text(render_review(lines, [earlier]), encoding="utf-8")
    with Browser(tmp_path / "profile") as browser:
        browser.open(file)
        browser.value("document.querySelector('li input').select()")
        browser.click("li input")
        browser.value("document.querySelector('li input').select()")
        browser.write("số  12/KH-UBND ")
        browser.press("Enter")
        browser.click("button.right", 2)
        assert browser.value("document.getElementById('progress').textContent") == "Đã xem 2 / 3 dòng"
        browser.click("#open")
        assert browser.value("[...document.querySelectorAll('#lines > li')].filter(e => !e.hidden).length") == 1
        saved = browser.value("JSON.stringify(vbcdsCorrections())")
        browser.open(file)  # what was typed is still there when the page is opened again
        assert browser.value("document.querySelector('li input').value") == "số 12/KH-UBND"
        assert browser.asked == [] or all(address.startswith("data:") for address in browser.asked)
        assert browser.errors == []
    found = {correction.text: correction for correction in parse_corrections(saved)}
    assert set(found) == {"đã sửa", "số 12/KH-UBND", "giữ nguyên"}
    assert found["số 12/KH-UBND"].read == "số l2/KH-UBND"
    assert found["số 12/KH-UBND"].bbox == (50, 60, 300, 74)
