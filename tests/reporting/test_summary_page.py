"""The summary's web page, clicked through in a headless browser where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reporting.browser import CHROMIUM, Browser
from tests.reporting.factories import Month

from vbcds.reporting.dossier import Dossier
from vbcds.reporting.render.html_report import render_html_report
from vbcds.reporting.summary import build_summary
from vbcds.reporting.summary_report import build_report

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the page cannot be opened")
SHOWN = "[...document.querySelectorAll('{}')].filter(e => e.offsetParent !== null).length"


@pytest.fixture(scope="module")
def page(month: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "bao-cao.html"
    summary = month.summary("2026-05")
    file.write_text(render_html_report(build_report(summary), summary, dict(month.texts())), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def opened(browser: Browser, page: Path) -> Browser:
    browser.open(page)
    return browser


def _choose(browser: Browser, name: str, value: str) -> None:
    """Choose with the keyboard, as somebody who tabs through the page does."""
    values = browser.value(f"[...document.getElementById('{name}').options].map(o => o.value)")
    browser.value(f"document.getElementById('{name}').focus()")
    browser.press("ArrowDown", values.index(value))
    assert browser.value(f"document.getElementById('{name}').value") == value


def test_it_opens_without_an_error_and_asks_for_nothing(opened: Browser) -> None:
    assert opened.errors == [] and opened.asked == []
    total = opened.value("document.querySelectorAll('[data-agencies]').length")
    assert opened.value("document.getElementById('count').textContent") == f"{total}/{total} mục"


def test_the_filter_of_agencies(opened: Browser, month: Dossier) -> None:
    _choose(opened, "agency", "Sở Y tế")
    summary = month.summary("2026-05")
    own = [s for s in summary.sentences() if "Sở Y tế" in s.agencies]
    assert own
    assert opened.value(SHOWN.format("details.said")) == len(own)
    texts = opened.value("[...document.querySelectorAll('details.said')].filter(e => e.offsetParent).map(e => e.textContent)")
    assert all("Sở Y tế" in text for text in texts)
    assert opened.value(SHOWN.format("tr[data-agencies]")) < opened.value("document.querySelectorAll('tr[data-agencies]').length")
    # a heading with nothing below it is not shown; all come back
    assert opened.value("[...document.querySelectorAll('[data-group]')].some(g => g.hidden)")
    opened.click("#clear")
    assert opened.value(SHOWN.format("details.said")) == len(summary.sentences())
    assert not opened.value("[...document.querySelectorAll('[data-group]')].some(g => g.hidden)")


def test_the_filter_of_states(opened: Browser, month: Dossier) -> None:
    _choose(opened, "state", "overdue")
    summary = month.summary("2026-05")
    ledger = sum(line.state == "overdue" for line in summary.ledger)
    assert ledger == len(summary.overdue) > 0
    assert opened.value(SHOWN.format("tr[data-state]")) == 2 * ledger  # in the table of those overdue, and in the ledger
    _choose(opened, "agency", summary.overdue[0].lead[0])
    assert 0 < opened.value(SHOWN.format("tr[data-state]")) < 2 * ledger


def test_words_are_found_without_their_marks(opened: Browser) -> None:
    opened.click("#words")
    opened.write("song di dong")
    found = opened.value("[...document.querySelectorAll('details.said')].filter(e => e.offsetParent).map(e => e.textContent)")
    assert found and all("sóng di động" in text.lower() for text in found)
    opened.call("Input.insertText", text=" zzz")
    assert opened.value(SHOWN.format("[data-agencies]")) == 0


def test_every_sentence_opens_its_source(opened: Browser, month: Dossier) -> None:
    texts = dict(month.texts())
    summary = month.summary("2026-05")
    count = opened.value("document.querySelectorAll('details.said').length")
    assert count == len(summary.sentences())
    for at in range(count):
        assert not opened.value(f"document.querySelectorAll('details.said')[{at}].open")
        opened.click("details.said > summary", at)
        assert opened.value(f"document.querySelectorAll('details.said')[{at}].open")
        inside = f"document.querySelectorAll('details.said')[{at}].querySelectorAll('mark')"
        marks = opened.value(f"[...{inside}].filter(mark => mark.offsetParent).map(mark => mark.textContent)")
        assert marks and all(any(mark in text for text in texts.values()) for mark in marks)


@pytest.mark.parametrize("width", [1200, 700, 360])
def test_it_fits_wide_and_narrow_windows(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width=width, height=800)
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert browser.errors == []


def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    own = "document.body.dataset.owned=1"
    evil = f'</script><script>{own}</script><img src="https://a.example/x.png" onerror="{own}">'
    reports = Month()
    reports.report(f"Sở {evil}", ("difficulties", f"Hệ thống {evil} chưa ổn định."), ("proposals", f"Đề nghị sửa {evil}."))
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    file = tmp_path / "x.html"
    file.write_text(render_html_report(build_report(summary), summary, reports.texts), encoding="utf-8")
    browser.open(file)
    browser.click("details.said > summary")
    assert browser.value("document.body.dataset.owned") is None
    assert browser.value("document.images.length") == 0
    assert browser.errors == [] and browser.asked == []
    assert "onerror" in browser.value("document.querySelector('mark').textContent")
