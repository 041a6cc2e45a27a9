"""A run reads what changed, survives what goes wrong, and its files are the same bytes however it was run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vbcds.execution import run as run_module
from vbcds.execution.documents import Job, read_file
from vbcds.execution.fingerprint import source_digest
from vbcds.execution.inputs import InputError
from vbcds.execution.nursery import StartError
from vbcds.execution.run import Progress, RunSummary
from vbcds.store.dossier import open_dossier

Run = Callable[..., RunSummary]

STUBS = Path(__file__).parent / "stubs"


def lines(out: Path, kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]


def outputs(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.suffix in (".jsonl", ".txt")
    }


def test_files_become_records_in_the_order_of_paths(run: Run, folder: Path) -> None:
    for name in ("b.txt", "a.txt", "c.txt"):
        (folder / name).write_text(f"DOC {name}\nviệc một\nviệc hai\n", encoding="utf-8")
    seen: list[Progress] = []
    summary = run(progress=seen.append)
    assert (summary.files, summary.read, summary.unchanged, summary.failed) == (3, 3, 0, 0)
    assert [document["path"] for document in lines(summary.out, "documents")] == ["a.txt", "b.txt", "c.txt"]
    assert [task["content"] for task in lines(summary.out, "tasks")] == ["việc một", "việc hai"] * 3
    first = lines(summary.out, "documents")[0]
    assert (summary.out / "text" / f"{first['id']}.txt").read_text(encoding="utf-8").startswith("DOC a.txt")
    assert [(step.done, step.total) for step in seen] == [(1, 3), (2, 3), (3, 3)]
    assert summary.counts["tasks"] == 6


def test_what_goes_wrong_is_an_entry_and_the_rest_is_complete(run: Run, folder: Path) -> None:
    bad = {
        "CRASH": "corrupt", "LEAVE": "corrupt", "RAISE": "internal", "DEEP": "corrupt", "MEMORY": "memory", "ENCRYPTED": "encrypted",
        "HANG": "timeout", "EAT": "memory",
    }  # fmt: skip
    for word in bad:
        (folder / f"{word}.txt").write_text(word)
    (folder / "empty.txt").touch()
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"DOC {number}")
    summary = run(jobs=2, timeout=2.0, memory=300)
    errors = {error["path"]: error for error in lines(summary.out, "errors")}
    assert {path: error["error"] for path, error in errors.items()} == {f"{word}.txt": kind for word, kind in bad.items()} | {
        "empty.txt": "empty"
    }
    assert errors["ENCRYPTED.txt"]["detail"] == "Tệp có mật khẩu. Bỏ mật khẩu rồi chạy lại."
    assert "--timeout" in errors["HANG.txt"]["detail"]
    assert "--memory" in errors["EAT.txt"]["detail"]
    assert not any("Traceback" in error["detail"] for error in errors.values())
    assert len(lines(summary.out, "documents")) == 30


def test_a_package_that_changes_while_it_is_loaded_ends_the_run(
    run: Run, folder: Path, readings: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text("COUNT a.txt")
    with monkeypatch.context() as other:
        other.setattr(run_module, "source_digest", lambda: "0" * 16)
        with pytest.raises(StartError, match="thay đổi trong khi chương trình đang nạp"):
            run()
    assert readings() == []
    assert run().read == 1


def test_a_defect_after_the_package_changed_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(STUBS))
    place = folder / "a.txt"
    place.write_text("RAISE")
    details = {}
    for source in (source_digest(), "0" * 16):
        outcome = read_file(Job(location=str(place), name="a.txt", fingerprint="-", analyse="stub_analysis:analyse", source=source))
        assert outcome.failure is not None and outcome.failure.error == "internal"
        details[source == source_digest()] = outcome.failure.detail
    assert details[True].startswith("Lỗi bên trong chương trình")
    assert details[False].startswith("Mã nguồn của vbcds thay đổi trong khi chạy")


def test_second_run_reads_only_what_changed(
    run: Run, folder: Path, readings: Callable[[], list[str]], settled: Callable[[], None]
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(f"COUNT {name}")
    settled()
    first = run()
    assert readings() == ["a.txt", "b.txt", "c.txt"]
    again = run()
    assert (again.read, again.unchanged, again.written, readings()) == (0, 3, (), [])
    before = outputs(first.out)

    os.utime(folder / "a.txt")
    (folder / "b.txt").write_text("COUNT b.txt, sửa")
    (folder / "c.txt").rename(folder / "d.txt")
    (folder / "e.txt").write_text("COUNT e.txt")
    changed = run()
    assert readings() == ["b.txt", "e.txt"]
    assert (changed.read, changed.removed) == (2, 1)
    assert [document["path"] for document in lines(first.out, "documents")] == ["a.txt", "b.txt", "d.txt", "e.txt"]
    assert len(list((first.out / "text").iterdir())) == 4
    assert outputs(first.out) != before

    (folder / "e.txt").unlink()
    gone = run()
    assert (gone.read, gone.removed, readings()) == (0, 1, [])
    assert len(list((first.out / "text").iterdir())) == 3


def test_touched_file_is_known_by_its_content_and_nothing_is_written(
    run: Run, folder: Path, readings: Callable[[], list[str]]
) -> None:
    (folder / "a.txt").write_text("COUNT a.txt")
    run()
    os.utime(folder / "a.txt")
    again = run()
    assert (again.unchanged, again.written) == (1, ())
    assert readings() == ["a.txt"]


def test_change_within_a_tick_of_the_clock_is_seen(run: Run, folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text("DOC một")
    status = path.stat()
    run()
    path.write_text("DOC hai")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    summary = run()
    assert summary.read == 1
    assert (summary.out / "text" / f"{lines(summary.out, 'documents')[0]['id']}.txt").read_text(encoding="utf-8") == "DOC hai"


def test_fresh_reads_all_and_a_lost_output_is_written_again(run: Run, folder: Path, readings: Callable[[], list[str]]) -> None:
    (folder / "a.txt").write_text("COUNT a.txt")
    out = run().out
    (out / "tasks.jsonl").unlink()
    assert out / "tasks.jsonl" in run().written
    assert run(fresh=True).read == 1
    assert readings() == ["a.txt", "a.txt"]


def test_another_library_reads_all_again(
    run: Run, folder: Path, readings: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text("COUNT a.txt")
    run()
    monkeypatch.setattr("vbcds.execution.run.library_fingerprint", lambda: "newer")
    assert run().read == 1
    assert readings() == ["a.txt", "a.txt"]


def test_failure_is_tried_again_only_under_other_conditions(run: Run, folder: Path, settled: Callable[[], None]) -> None:
    (folder / "a.txt").write_text("SLOW 3")
    (folder / "b.txt").write_text("ENCRYPTED")
    settled()
    assert run(timeout=0.5).failed == 2
    same = run(timeout=0.5)
    assert (same.failed, same.read, same.written) == (2, 0, ())
    more = run(timeout=30.0)
    assert (more.failed, more.read) == (1, 2)


def test_same_content_is_read_once_and_named(run: Run, folder: Path, readings: Callable[[], list[str]]) -> None:
    for name in ("a.txt", "b.txt", "z/c.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("COUNT như nhau")
    summary = run()
    assert readings() == ["a.txt"]
    (document,) = lines(summary.out, "documents")
    assert document["path"] == "a.txt"
    assert document["warnings"] == ["Nội dung trùng với tệp “b.txt”, “z/c.txt”; hồ sơ chỉ ghi một lần."]
    assert (summary.files, summary.duplicates) == (3, 2)
    (folder / "a.txt").unlink()
    (document,) = lines(run().out, "documents")
    assert (document["path"], len(document["warnings"])) == ("b.txt", 1)


def test_jobs_and_order_of_runs_do_not_show_in_the_files(run: Run, folder: Path, tmp_path: Path) -> None:
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"DOC {number % 35}\nQuyết định số {number}/QĐ-TTg\n" * (number % 7 + 1))
    one = outputs(run(jobs=1).out)
    (tmp_path / "ra").rename(tmp_path / "ra-1")
    (folder / "7.txt").rename(tmp_path / "7.txt")
    run(jobs=3)
    (tmp_path / "7.txt").rename(folder / "7.txt")
    assert outputs(run(jobs=3).out) == one


def test_several_documents_in_one_file_share_its_text(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("TWO văn bản")
    out = run().out
    ids = [document["id"] for document in lines(out, "documents")]
    assert ids[1] == f"{ids[0]}-2"
    assert {(out / "text" / f"{id}.txt").read_text(encoding="utf-8") for id in ids} == {"TWO văn bản"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=lambda number: number.name)
def test_stopped_run_goes_on_where_it_was(
    run: Run,
    folder: Path,
    tmp_path: Path,
    readings: Callable[[], list[str]],
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    for index in range(8):
        (folder / f"{index}.txt").write_text(f"COUNT {index}")
    (folder / "hang.txt").write_text("HANG " + "x" * 100)
    settled()
    code = f"""
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path.insert(0, {str(STUBS)!r})
from vbcds.execution import run
run.library_fingerprint = lambda: "the same"  # although somebody may be editing the library
run.extract({str(folder)!r}, {str(tmp_path / "ra")!r}, jobs=2, timeout=100.0, memory=1024, analyse="stub_analysis:analyse")
"""
    child = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    log = tmp_path / "log"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and (not log.exists() or len(log.read_text().split()) < 8):
        time.sleep(0.05)
    time.sleep(0.3)
    child.send_signal(number)
    assert child.wait(timeout=20) != 0
    assert len(readings()) == 8
    (folder / "hang.txt").write_text("DOC")
    with open_dossier(tmp_path / "ra") as dossier:
        assert not dossier.complete
        assert len(dossier.documents()) == 8
    monkeypatch.setattr("vbcds.execution.run.library_fingerprint", lambda: "the same")
    summary = run(timeout=100.0)
    assert (summary.read, summary.unchanged, readings()) == (1, 8, [])
    assert len(lines(summary.out, "documents")) == 9


def test_nothing_outside_the_folder_of_results_is_written(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text("DOC")
    before = sorted(path for path in tmp_path.rglob("*"))
    out = run().out
    assert sorted(path for path in tmp_path.rglob("*") if out not in (path, *path.parents)) == before


def test_bad_calls_are_said(run: Run, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Không có tệp hoặc thư mục"):
        run(tmp_path / "không có")
    with pytest.raises(InputError, match="Không có định dạng"):
        run(formats=("pdf",))


def test_a_file_cannot_be_the_folder_of_results(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ra").write_text("tệp")
    with pytest.raises(InputError, match="là một tệp"):
        run()


def test_empty_folder_gives_empty_files(run: Run) -> None:
    summary = run()
    assert (summary.files, summary.failed) == (0, 0)
    assert lines(summary.out, "tasks") == []


def test_another_analysis_is_another_library(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other_analysis.py").write_text("from stub_analysis import analyse\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    (folder / "a.txt").write_text("DOC")
    run()
    assert run(analyse="other_analysis:analyse").read == 1
