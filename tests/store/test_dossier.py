"""What goes into a dossier comes out again: in order, once, and after a kill."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from vbcds.errors import StoreError
from vbcds.model.records import FindingRecord
from vbcds.store.dossier import open_dossier
from vbcds.store.export import export_jsonl, export_texts, sweep
from vbcds.store.schema import APPLICATION_ID, VERSION
from vbcds.store.writer import DossierWriter, Failure, FileStat

Writer = Callable[..., DossierWriter]


def test_records_come_in_the_order_of_paths_whatever_the_order_of_reading(
    writer: Writer, make: SimpleNamespace, tmp_path: Path
) -> None:
    with writer() as dossier:
        entries = [make.entry(path) for path in ("a.txt", "b.txt", "c.txt")]
        dossier.set_input(entries, [])
        for entry in reversed(entries):
            dossier.add_reading(entry.location, make.stat, make.reading(entry.path))
        dossier.settle()
    with open_dossier(tmp_path) as dossier:
        assert [document.path for document in dossier.documents()] == ["a.txt", "b.txt", "c.txt"]
        assert [dossier.text(task.document) for task in dossier.tasks()] == ["a.txt", "b.txt", "c.txt"]
        first = dossier.documents()[0]
        assert dossier.tasks(document=first.id) == (make.task(first.id),)
        assert dossier.document(first.id) == first
        assert dossier.location(first.id) == Path("/in/a.txt")
        assert dossier.counts()["citations"] == 3
        assert dossier.records().tasks == dossier.tasks()
        with pytest.raises(KeyError):
            dossier.document("0" * 16)
        with pytest.raises(KeyError):
            dossier.text("0" * 16)


def test_same_bytes_under_two_paths_are_one_document_that_names_the_other(writer: Writer, make: SimpleNamespace) -> None:
    with writer({"a.txt": "x", "b.txt": "x", "c.txt": "y"}) as dossier:
        document, other = dossier.documents()
        assert document.path == "a.txt"
        assert document.warnings == ("Nội dung trùng với tệp “b.txt”; hồ sơ chỉ ghi một lần.",)
        assert other.warnings == ()
        dossier.set_input([make.entry("b.txt"), make.entry("c.txt")], [])
        dossier.settle()
        assert [(d.path, d.warnings) for d in dossier.documents()] == [("b.txt", ()), ("c.txt", ())]
        dossier.set_input([make.entry("c.txt")], [])
        dossier.settle()
        assert len(dossier.documents()) == len(dossier.tasks()) == 1


def test_a_file_that_failed_is_an_error_and_no_document(writer: Writer, make: SimpleNamespace) -> None:
    with writer({"a.txt": "x", "b.txt": "y"}) as dossier:
        dossier.add_failure(b"/in/a.txt", make.stat, Failure(error="corrupt", detail="Tệp hỏng."))
        dossier.settle()
        assert [error.path for error in dossier.errors()] == ["a.txt"]
        assert [document.path for document in dossier.documents()] == ["b.txt"]
        dossier.add_reading(b"/in/a.txt", make.stat, make.reading("z"))
        dossier.settle()
        assert dossier.errors() == ()
        assert len(dossier.documents()) == 2


def test_known_files_tell_what_need_not_be_read_again(writer: Writer, make: SimpleNamespace) -> None:
    with writer({"a.txt": "x"}) as dossier:
        known = dossier.known_files()[b"/in/a.txt"]
        assert (known.stat, known.fingerprint, known.error) == (FileStat(size=3, mtime_ns=1, inode=1), "f", None)
        assert dossier.known_sizes() == {1}
        assert dossier.find_reading(make.reading("x").id, suffix=".txt", fingerprint="f")
        assert not dossier.find_reading(make.reading("x").id, suffix=".md", fingerprint="f")
        assert not dossier.find_reading(make.reading("x").id, suffix=".txt", fingerprint="g")


def test_links_of_the_dossier_are_put_in_and_taken_back(writer: Writer, make: SimpleNamespace) -> None:
    with writer({"a.txt": "x", "b.txt": "y"}) as dossier:
        before = dossier.citations()
        after = (replace(before[0], cited_document="b" * 16), before[1])
        assert dossier.replace("citations", before, after) == 1
        assert dossier.citations() == after
        dossier.restore("citations")
        assert dossier.citations() == before
        finding = FindingRecord(document=before[0].document, code="x", severity="info", message="m", evidence=())
        dossier.set_dossier_findings([finding])
        dossier.set_dossier_findings([finding, replace(finding, code="y")])
        assert [found.code for found in dossier.findings()] == ["x", "y"]


def test_exports_are_the_same_bytes_and_stale_texts_go(writer: Writer, make: SimpleNamespace, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / ".vbcds-1-tasks.jsonl").write_text("half")
    with writer({"a.txt": "văn bản", "b.txt": "y"}) as dossier:
        sweep(out)
        first = {path.name: path.read_bytes() for path in export_jsonl(dossier, out)}
        export_texts(dossier, out)
        assert sorted(first) == sorted(
            f"{kind}.jsonl"
            for kind in ("documents", "tasks", "targets", "citations", "report_items", "metrics", "findings", "errors")
        )
        assert {path.name: path.read_bytes() for path in export_jsonl(dossier, out)} == first
        assert sorted(path.read_text(encoding="utf-8") for path in (out / "text").iterdir()) == ["văn bản", "y"]
        dossier.set_input([make.entry("b.txt")], [])
        dossier.settle()
        export_texts(dossier, out)
        assert [path.stem for path in (out / "text").iterdir()] == [dossier.documents()[0].id]
    assert not [path for path in out.iterdir() if path.name.startswith(".vbcds-")]


def test_second_writer_is_told_that_the_dossier_is_busy(writer: Writer) -> None:
    with writer({}), pytest.raises(StoreError, match="đang được một tiến trình khác ghi"):
        writer()


@pytest.mark.parametrize("content", [b"not a database, by far" * 100, b"\x00" * 4096])
def test_other_files_are_no_dossiers(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vbcds.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError):
        open_dossier(path)
    with pytest.raises(StoreError):
        DossierWriter(path)
    assert path.read_bytes() == content


def test_databases_of_others_and_of_newer_versions_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "vbcds.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (x)")
    with pytest.raises(StoreError, match="không phải là hồ sơ"):
        DossierWriter(path)
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreError, match="mới hơn"):
        open_dossier(path)
    with pytest.raises(StoreError, match="không có tệp này"):
        open_dossier(tmp_path / "nowhere")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
def test_what_was_committed_survives_a_kill(writer: Writer, make: SimpleNamespace, tmp_path: Path) -> None:
    writer({}).close()
    code = f"""
import os, signal
from pathlib import Path
from vbcds.store.writer import *
dossier = DossierWriter(Path({str(tmp_path / "vbcds.sqlite")!r}))
stat = FileStat(size=1, mtime_ns=1, inode=1)
dossier.set_input([FileEntry(location=p, path=p.decode(), stat=stat) for p in (b"a", b"b")], [])
reading = Reading(id="a" * 16, sha256="a" * 64, size=1, suffix="", fingerprint="f", seconds=0, text="t", rows={{}})
dossier.add_reading(b"a", stat, reading)
with dossier.transaction():
    dossier._assign(b"b", stat, "a" * 16)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], env=os.environ, check=False).returncode == -signal.SIGKILL
    with writer() as dossier:
        known = dossier.known_files()
        assert known[b"a"].reading == "a" * 16
        assert known[b"b"].reading is None


def test_frames_have_typed_columns(writer: Writer) -> None:
    pytest.importorskip("pandas")
    with writer({"a.txt": "x"}) as dossier:
        frames = dossier.to_pandas()
    tasks = frames["tasks"]
    assert str(tasks["deadline_due"].dtype).startswith("datetime64")
    assert tasks.loc[0, "deadline_due"].isoformat() == "2026-06-30T00:00:00"
    assert tasks.loc[0, "lead"] == ["Sở Khoa học và Công nghệ"]
    assert tasks.loc[0, "source_page"] == 2
    assert {"indicator", "value", "due", "source_start"} <= set(frames["targets"].columns)
