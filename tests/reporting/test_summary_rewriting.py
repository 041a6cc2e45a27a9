from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from tests.reporting.factories import Month

from vbcds.errors import VbcdsError
from vbcds.reporting.summary import build_summary
from vbcds.reporting.summary_check import unsupported
from vbcds.reporting.summary_rewriting import Rewriter, keeps_facts, rewrite_summary


@contextmanager
def endpoint(answer: Callable[[str], bytes]) -> Iterator[str]:
    """A server on this machine that answers as a chat completions endpoint does."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = answer(asked["messages"][-1]["content"])
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def say(text: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


@pytest.fixture
def month_of_two() -> Month:
    reports = Month()
    reports.report(
        "Sở Y tế",
        ("results", "Đã kết nối 12 hệ thống của Bệnh viện Mắt ngày 15/5/2023."),
        ("difficulties", "Chưa có sóng tại 2 ấp."),
    )
    return reports


def test_a_good_wording_is_kept(month_of_two: Month) -> None:
    summary = build_summary(month_of_two.records(), texts=month_of_two.texts, period="2023-05")
    with endpoint(lambda text: say("Hiện " + text[0].lower() + text[1:])) as url:
        polished, count = rewrite_summary(summary, month_of_two.texts, Rewriter(url=url, model="x"))
    assert count.kept == 2
    assert polished.difficulties[0].text == "Hiện chưa có sóng tại 2 ấp."
    assert polished.difficulties[0].sources == summary.difficulties[0].sources
    assert unsupported(polished, month_of_two.texts) == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("12", "21").replace("2 ấp", "3 ấp"),
        lambda text: text.replace("Chưa có", "Đã có").replace("Mắt", "Tim"),
        lambda text: text.replace("15/5", "16/5").replace("tại 2 ấp", "tại ấp"),
        lambda text: text + " Đề nghị Ủy ban nhân dân tỉnh khen thưởng tập thể xuất sắc toàn diện.",
        lambda text: "",
        lambda text: text.split()[0],
    ],
)
def test_a_wording_that_changes_facts_is_refused(month_of_two: Month, change: Callable[[str], str]) -> None:
    summary = build_summary(month_of_two.records(), texts=month_of_two.texts, period="2023-05")
    with endpoint(lambda text: say(change(text))) as url:
        polished, count = rewrite_summary(summary, month_of_two.texts, Rewriter(url=url, model="x"))
    assert polished == summary
    assert count.refused == 2


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": 3}}]}', b"\xff\xfe"]
)
def test_rubbish_and_silence_change_nothing(month_of_two: Month, body: bytes) -> None:
    summary = build_summary(month_of_two.records(), texts=month_of_two.texts, period="2023-05")
    with endpoint(lambda text: body) as url:
        polished, count = rewrite_summary(summary, month_of_two.texts, Rewriter(url=url, model="x"))
    assert polished == summary
    assert count.failed == 2
    polished, count = rewrite_summary(
        summary, month_of_two.texts, Rewriter(url=url, model="x", timeout=1)
    )  # nobody listens any more
    assert polished == summary


def test_only_web_addresses_are_asked() -> None:
    reports = Month()
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    for url in ("file:///etc/passwd", "ftp://x/y", "x"):
        with pytest.raises(VbcdsError):
            rewrite_summary(summary, {}, Rewriter(url=url, model="x"))


def test_facts_are_figures_names_days_and_negations() -> None:
    before = "Sở Y tế chưa bàn giao 3 trạm cho xã Hương Sơn."
    assert keeps_facts(before, "Hiện nay, Sở Y tế chưa bàn giao 3 trạm cho xã Hương Sơn.")
    assert not keeps_facts(before, "Sở Y tế chưa bàn giao ba trạm cho xã Hương Sơn.")
    assert not keeps_facts(before, "Sở Y tế chưa bàn giao 3 trạm cho xã Hương Giang.")
