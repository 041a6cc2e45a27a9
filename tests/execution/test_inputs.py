"""Which files are read, and what they are called."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from vbcds.execution.inputs import InputError, find_inputs


def paths_of(*given: object, out: Path) -> list[str]:
    return [file.entry.path for file in find_inputs(given, out=out)]  # type: ignore[arg-type]


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_folders_are_walked_in_order_without_what_is_no_document(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a/b/y.txt", "a-1.txt", ".ẩn/x.txt", ".x.txt", "~$b.docx", "Thumbs.db", "sub/desktop.ini")
    assert paths_of(tmp_path, out=tmp_path / "out") == ["a/b/y.txt", "a/z.txt", "a-1.txt", "b.txt"]


def test_a_file_named_outright_is_read_even_if_hidden_and_once(tmp_path: Path) -> None:
    write(tmp_path, ".x.txt", "a.txt")
    given = str(tmp_path / ".x.txt")
    assert paths_of(given, given, out=tmp_path / "out") == [given]
    assert paths_of(tmp_path, tmp_path / "a.txt", out=tmp_path / "out") == ["a.txt"]


def test_the_folder_of_results_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "out/tasks.jsonl")
    assert paths_of(tmp_path, out=tmp_path / "out") == ["a.txt"]
    with pytest.raises(InputError, match="cũng là thư mục cần đọc"):
        find_inputs([tmp_path], out=tmp_path)


def test_a_path_that_is_not_there_is_a_bad_call(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Không có tệp hoặc thư mục"):
        find_inputs([tmp_path / "không có"], out=tmp_path / "out")


def test_equal_relative_paths_of_two_folders_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "th4/sở.txt", "th5/sở.txt", "th5/riêng.txt")
    monkeypatch.chdir(tmp_path)
    assert paths_of("th4", "th5", out=tmp_path / "out") == ["riêng.txt", "th4/sở.txt", "th5/sở.txt"]


def test_decomposed_names_are_shown_composed_and_two_forms_are_two_files(tmp_path: Path) -> None:
    name = "báo cáo tháng 5.txt"
    (tmp_path / unicodedata.normalize("NFD", name)).write_text("a")
    assert paths_of(tmp_path, out=tmp_path / "out") == [name]
    (tmp_path / name).write_text("b")
    if len(list(tmp_path.iterdir())) == 2:  # file systems that keep the two apart
        shown = paths_of(tmp_path, out=tmp_path / "out")
        assert len(set(shown)) == 2
        assert all(unicodedata.is_normalized("NFC", path) for path in shown)


def test_a_path_given_in_the_other_unicode_form_is_found(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "báo cáo")
    write(tmp_path, f"{name}/a.txt")
    assert paths_of(tmp_path / "báo cáo", out=tmp_path / "out") == ["a.txt"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_that_are_no_utf8_are_shown_with_escapes(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe1o.txt")).write_text("x")
    (found,) = find_inputs([tmp_path], out=tmp_path / "out")
    assert found.entry.path == "b\\xe1o.txt"
    assert Path(found.location).exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no links or pipes")
def test_links_pipes_and_loops(tmp_path: Path) -> None:
    write(tmp_path, "a/x.txt", "real.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "link.txt").symlink_to("real.txt")
    (tmp_path / "gãy.txt").symlink_to("nowhere")
    (tmp_path / "vòng").symlink_to("vòng")
    os.mkfifo(tmp_path / "pipe")
    found = {
        file.entry.path: file.problem.error if file.problem else None for file in find_inputs([tmp_path], out=tmp_path / "out")
    }
    assert found == {
        "a/x.txt": None, "gãy.txt": "not-found", "link.txt": None, "pipe": "unsupported", "real.txt": None, "vòng": "not-found",
    }  # fmt: skip


def test_a_folder_without_permission_is_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "kín/x.txt")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if os.fspath(path).endswith("kín"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    refused = [file for file in find_inputs([tmp_path], out=tmp_path / "out") if file.problem]
    assert [(file.entry.path, file.problem.error) for file in refused if file.problem] == [("kín", "permission")]
