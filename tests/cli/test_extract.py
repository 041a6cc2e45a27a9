"""`vbcds extract`: messages, exit codes, and never a traceback."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vbcds.cli.progress import ProgressBar
from vbcds.execution import run as runs
from vbcds.execution.run import Progress

Call = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "vào"
    place.mkdir()
    (place / "a.txt").write_text("DOC\nviệc một\nviệc hai\n", encoding="utf-8")
    return place


@pytest.mark.usefixtures("stubbed")
class TestRuns:
    def test_all_read_is_0_and_the_summary_counts(self, call: Call, folder: Path, tmp_path: Path) -> None:
        done = call("extract", folder, "-o", tmp_path / "ra", "--jobs", 1)
        assert (done.code, done.err) == (0, "")
        assert "Đã đọc 1 tệp" in done.out
        assert [line.split() for line in done.out.splitlines() if "Nhiệm vụ" in line] == [["Nhiệm", "vụ", "2"]]
        again = call("extract", folder, "-o", tmp_path / "ra")
        assert "Đã đọc 0 tệp" in again.out

    def test_failed_files_are_2_and_named_with_advice(self, call: Call, folder: Path, tmp_path: Path) -> None:
        (folder / "kín.txt").write_text("ENCRYPTED")
        done = call("extract", folder, "-o", tmp_path / "ra", "--jobs", 1)
        assert done.code == 2
        assert "Không đọc được 1 tệp" in done.out
        assert "kín.txt: Tệp có mật khẩu. Bỏ mật khẩu rồi chạy lại. [encrypted]" in done.out

    def test_many_failures_are_not_all_named(self, call: Call, folder: Path, tmp_path: Path) -> None:
        for number in range(15):
            (folder / f"{number:02}.txt").write_text(f"ENCRYPTED {number}")
        done = call("extract", folder, "-o", tmp_path / "ra", "--jobs", 1)
        assert "... và 5 tệp khác" in done.out
        assert len((tmp_path / "ra" / "errors.jsonl").read_text().splitlines()) == 15

    def test_quiet_says_nothing(self, call: Call, folder: Path, tmp_path: Path) -> None:
        assert call("extract", folder, "-o", tmp_path / "ra", "--quiet") == (0, "", "")

    def test_english(self, call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "Read 1 files" in call("extract", folder, "-o", tmp_path / "ra", "--lang", "en").out
        monkeypatch.setenv("VBCDS_LANG", "en")
        assert "Read 0 files" in call("extract", folder, "-o", tmp_path / "ra").out
        assert "Đã đọc 0 tệp" in call("extract", folder, "-o", tmp_path / "ra", "--lang=vi").out

    @pytest.mark.parametrize(
        ("formats", "files"),
        [
            ([], {"tasks.jsonl", "vbcds.sqlite", "ket-qua.xlsx", "text"}),
            (["jsonl"], {"tasks.jsonl", "vbcds.sqlite", "text"}),
            (["sqlite"], {"vbcds.sqlite"}),
            (["xlsx", "sqlite"], {"vbcds.sqlite", "ket-qua.xlsx"}),
        ],
    )
    def test_formats(self, call: Call, folder: Path, tmp_path: Path, formats: list[str], files: set[str]) -> None:
        arguments = [argument for name in formats for argument in ("--format", name)]
        assert call("extract", folder, "-o", tmp_path / "ra", *arguments).code == 0
        written = {path.name for path in (tmp_path / "ra").iterdir()}
        assert written & {"tasks.jsonl", "vbcds.sqlite", "ket-qua.xlsx", "text"} == files

    def test_files_outright_bear_the_path_as_given(
        self, call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert call("extract", "vào/a.txt", "-o", "ra").code == 0
        assert json.loads((tmp_path / "ra" / "documents.jsonl").read_text(encoding="utf-8"))["path"] == "vào/a.txt"

    def test_a_stopped_run_says_how_to_go_on(
        self, call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(ProgressBar, "__call__", stop)
        done = call("extract", folder, "-o", tmp_path / "ra")
        assert done.code == 130
        assert "chạy lại cùng lệnh để đọc tiếp" in done.err
        assert "Traceback" not in done.err

    def test_a_defect_is_one_line(self, call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(runs, "find_inputs", lambda *_, **__: 1 / 0)
        done = call("extract", folder, "-o", tmp_path / "ra")
        assert done.code == 1
        assert done.err.startswith("Lỗi: Lỗi ngoài dự kiến: ZeroDivisionError")
        assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract"], "Thiếu PATHS"),
        (["extract", "."], "Thiếu -o"),
        (["extract", "/không/có", "-o", "{out}"], "Không có tệp hoặc thư mục “/không/có”."),
        (["extract", ".", "-o", "{out}", "--format", "pdf"], "chọn trong: jsonl, sqlite, xlsx"),
        (["extract", ".", "-o", "{out}", "--jobs", "0"], "cần một số nguyên từ 1"),
        (["extract", ".", "-o", "{out}", "--timeout", "x"], "cần một số từ 0.1 trở lên"),
        (["extract", ".", "-o", "{out}", "--nhanh"], "Không có tùy chọn --nhanh"),
        (["extract", ".", "-o"], "cần một giá trị"),
        (["đọc"], "Không có lệnh"),
        (["show"], "Thiếu FILE"),
        (["show", "/không/có"], "Không tìm thấy tệp"),
        (["show", "a", "b"], "Thừa tham số"),
    ],
)
def test_bad_calls_are_1_and_one_line(call: Call, tmp_path: Path, arguments: list[str], message: str) -> None:
    done = call(*(argument.format(out=tmp_path / "ra") for argument in arguments))
    assert done.code == 1
    assert done.err.startswith("Lỗi: ")
    assert message in done.err
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err


def test_help_and_version(call: Call) -> None:
    assert "Cách dùng: vbcds" in call().out
    assert call("--version").out.startswith("vbcds ")
    assert "Usage: vbcds extract" in call("extract", "--help", "--lang", "en").out


def test_progress_is_drawn_on_terminals_only() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        with ProgressBar(stream=stream) as bar:
            bar(Progress(done=1, total=2, failed=0, path="a.txt"))
            bar(Progress(done=2, total=2, failed=1, path="b.txt"))
        assert ("2/2" in stream.getvalue()) is drawn
        assert stream.getvalue().endswith("\r\x1b[K") is drawn
