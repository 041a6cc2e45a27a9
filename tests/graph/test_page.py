"""The HTML page, opened in a headless browser where there is one."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from vbcds.graph.build import build_graph
from vbcds.graph.page import render_page
from vbcds.graph.queries import CitationGraph
from vbcds.model.document import Source
from vbcds.model.records import CitationRecord, DocumentRecord

from .conftest import paper

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
HOSTILE = '</script><script>document.body.dataset.owned=1</script><img src=x onerror="document.body.dataset.owned=1">'


@pytest.fixture
def look(tmp_path: Path) -> Callable[[str, str], str]:
    """The page's DOM after it ran, for an address part after "#"."""
    if BROWSER is None:
        pytest.skip("no Chromium on this machine: the page cannot be opened")

    def opened(content: str, fragment: str = "") -> str:
        file = tmp_path / "page.html"
        file.write_text(content, encoding="utf-8")
        result = subprocess.run(
            [
                BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                f"--user-data-dir={tmp_path / 'profile'}",
                "--virtual-time-budget=4000", "--dump-dom", f"{file.as_uri()}{'#' + fragment if fragment else ''}",
            ],
            capture_output=True, text=True, timeout=90, check=False,
        )  # fmt: skip
        assert result.stdout, result.stderr[-500:]
        return result.stdout

    return opened


def flags(dom: str) -> dict[str, str]:
    """What the page says of itself."""
    body = re.search(r"<body([^>]*)>", dom)
    assert body
    return {name: html.unescape(value) for name, value in re.findall(r'data-(\w+)="([^"]*)"', body[1])}


def test_it_draws_without_error_and_without_asking_the_network(graph: CitationGraph, look: Callable[..., str]) -> None:
    found = flags(look(render_page(graph)))
    assert found["nodes"] == str(len(graph)) and "drawn" in found
    assert "error" not in found and "blocked" not in found


def test_the_search_finds(graph: CitationGraph, look: Callable[..., str]) -> None:
    dom = look(render_page(graph), "q=" + quote("chuong trinh chuyen doi so"))
    assert int(flags(dom)["found"]) == 3
    assert "3 văn bản khớp" in dom


def test_the_card_shows_the_very_sentence(graph: CitationGraph, look: Callable[..., str]) -> None:
    dom = look(render_page(graph), "node=" + quote(graph.node("101/QĐ-UBND").id, safe=""))
    assert flags(dom)["card"] == graph.node("101/QĐ-UBND").id
    card = dom[dom.index('<aside id="card"') :]
    assert "Căn cứ <mark>Quyết định số 101/QĐ-UBND ngày 05/3/2021 của Ủy ban nhân dân tỉnh Cao Bằng</mark>;" in card
    assert "Bị thay thế" in card and "plan.txt" in card


def test_the_table_is_the_same_for_who_cannot_see_the_picture(graph: CitationGraph, look: Callable[..., str]) -> None:
    dom = look(render_page(graph), "view=table")
    assert dom.count("<tr>") == len(graph) + 1
    assert "<caption" in dom and 'scope="col"' in dom


def test_filters_in_the_address(graph: CitationGraph, look: Callable[..., str]) -> None:
    assert flags(look(render_page(graph), "relation=replaces"))["found"] == "2"
    assert flags(look(render_page(graph), "state=open"))["found"] == "2"


def test_documents_that_rest_on_dead_law_are_marked_and_found(graph: CitationGraph, look: Callable[..., str]) -> None:
    page = render_page(graph, on=date(2024, 1, 1))
    assert flags(look(page, "state=dead"))["found"] == "2"
    dom = look(page, "node=" + quote(graph.node("7/KH-UBND").id, safe=""))
    card = re.sub(r"<[^>]+>", "", dom[dom.index('<aside id="card"') :])
    assert (
        "Dựa trên văn bản đã hết hiệu lực: Kế hoạch 55/KH-UBND → Quyết định 101/QĐ-UBND (bị thay thế từ ngày 01/07/2023)." in card
    )
    assert flags(look(render_page(graph, on=date(2023, 1, 1)), "state=dead"))["found"] == "0"


def test_copies_of_one_file_show_a_sentence_once(make_graph: Callable[..., CitationGraph], look: Callable[..., str]) -> None:
    text = paper("9/KH-UBND", "03 tháng 4 năm 2023", "Thực hiện Quyết định số 131/QĐ-TTg ngày 25/01/2022.\n", kind="KẾ HOẠCH")
    graph = make_graph(a=text, b=text + "\n")
    dom = look(render_page(graph), "node=" + quote(graph.node("9/KH-UBND").id, safe=""))
    assert dom.count("<blockquote>") == 1 and "a.txt; b.txt" in dom


def test_it_prints_as_lines_and_letters(graph: CitationGraph, tmp_path: Path) -> None:
    if BROWSER is None:
        pytest.skip("no Chromium on this machine: the page cannot be printed")
    import pypdfium2

    (tmp_path / "page.html").write_text(render_page(graph), encoding="utf-8")
    command = [
        BROWSER,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={tmp_path / 'p'}",
    ]
    command += ["--virtual-time-budget=4000", f"--print-to-pdf={tmp_path / 'page.pdf'}", (tmp_path / "page.html").as_uri()]
    subprocess.run(command, capture_output=True, timeout=90, check=False)
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as pdf:
        first, second = (pdf[number].get_textpage().get_text_bounded() for number in (0, 1))
        width, height = pdf[0].get_size()
    assert width > height
    assert all(node.number in first for node in graph.nodes if node.number)  # the picture
    assert "Trích yếu" in second and "Trích yếu" not in first  # the list


def test_open_mentions_are_red_with_their_candidates(graph: CitationGraph, look: Callable[..., str]) -> None:
    dom = look(render_page(graph), "node=" + quote(graph.node("479/QĐ-TTg").id, safe=""))
    assert 'class="link open"' in look(render_page(graph), "node=" + quote(graph.node("55/KH-UBND").id, safe=""))
    assert "Chưa xác định được đây là văn bản nào." in dom


def hostile(graph: CitationGraph) -> CitationGraph:
    nodes = [replace(node, title=HOSTILE, issuer=HOSTILE, path=HOSTILE) for node in graph.nodes]
    return CitationGraph(nodes, graph.mentions, graph.citations, graph.documents)


def test_hostile_titles_stay_text(graph: CitationGraph, look: Callable[..., str]) -> None:
    page = render_page(hostile(graph), title=HOSTILE)
    assert page.count("</script>") == 2
    for fragment in ("", "view=table", "node=" + quote(graph.nodes[0].id, safe="")):
        found = flags(look(page, fragment))
        assert "owned" not in found and "error" not in found and "drawn" in found


def test_nothing_remote_is_named(graph: CitationGraph) -> None:
    page = render_page(graph)
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//|@import|url\(|fetch\(|XMLHttpRequest""", page)
    assert "default-src 'none'" in page


def big(size: int) -> CitationGraph:
    documents = []
    citations = []
    for number in range(size):
        symbol, kind = (("QĐ-UBND", "quyết định"), ("NĐ-CP", "nghị định"), ("QĐ-BYT", "quyết định"))[number % 3]
        day = date(2001, 1, 1) + timedelta(days=number * 4)
        documents.append(
            DocumentRecord(
                id=f"{number:016x}", path=f"van-ban-{number}.docx", media_type="x", pages=None, sha256="", ocr=False, genre="decision",
                kind=kind, number=f"{number + 10}/{symbol}", date=day, title=f"Về việc ban hành kế hoạch số {number} của năm {day.year}",
            )
        )  # fmt: skip
        for step in (1, 7, 40):
            if number > step:
                target = documents[number - step]
                cited = f"{'nghi-dinh' if target.kind == 'nghị định' else 'quyet-dinh'}:{target.number}@{target.date}"
                citations.append(
                    CitationRecord(
                        document=f"{number:016x}", raw=f"Quyết định số {target.number}", kind=target.kind or "", number=target.number,
                        date=target.date, issuer=None, title=None, pinpoint=None,
                        relation=("legal_basis", "implements", "mentions")[step // 7 % 3],
                        cited=cited, cited_document=target.id, source=Source(start=0, end=5),
                    )
                )  # fmt: skip
    sentence = "Căn cứ {} về việc ban hành kế hoạch triển khai thực hiện các nhiệm vụ, giải pháp trọng tâm của ngành trong năm nay;"
    texts = {d.id: sentence.format("Quyết định này") for d in documents}
    return build_graph(documents, citations, text=texts.get)  # type: ignore[arg-type]


def test_two_thousand_documents_stay_small_and_quick(look: Callable[..., str]) -> None:
    page = render_page(big(2000))
    assert len(page.encode()) < 3_000_000
    found = flags(look(page))
    assert found["nodes"] == "2000"
    assert int(found["took"]) < 3000
