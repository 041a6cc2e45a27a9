"""The files of a run beside the dossier: written where they are missing or no longer say what the dossier says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from vbcds.errors import StoreError
from vbcds.store.dossier import FILE_NAME
from vbcds.store.export import TEXT_FOLDER, UNFINISHED, export_jsonl, export_texts, sweep
from vbcds.store.rows import KINDS
from vbcds.store.writer import DossierWriter

FORMATS = ("jsonl", "sqlite", "xlsx")
WORKBOOK = "ket-qua.xlsx"
_WRITE_WORKBOOK = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); from pathlib import Path; "
    "from vbcds.reporting.workbook import write_workbook; write_workbook(Path(sys.argv[1]), Path(sys.argv[2]))"
)


def export(dossier: DossierWriter, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write the files of `formats` that are not up to date. Gives those that were written."""
    sweep(folder)
    stale = [name for name in formats if name != "sqlite" and dossier.meta(f"exported {name}") != _state(dossier, folder, name)]
    if not stale:
        return []
    written: list[Path] = []
    dossier.share()
    workbook = _Workbook(folder) if "xlsx" in stale else None  # by a process of its own, while this one writes the lines
    try:
        if "jsonl" in stale:
            written += export_jsonl(dossier, folder)
            written.append(export_texts(dossier, folder))
        if workbook is not None:
            written.append(workbook.finish())
    finally:
        if workbook is not None:
            workbook.stop()
    for name in stale:
        dossier.set_meta(f"exported {name}", _state(dossier, folder, name))
    return written


class _Workbook:
    """The workbook, being written by another process."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / WORKBOOK
        self._unfinished = folder / f"{UNFINISHED}{os.getpid()}-{WORKBOOK}"
        arguments = [str(folder / FILE_NAME), str(self._unfinished), json.dumps(sys.path)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WRITE_WORKBOOK, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def finish(self) -> Path:
        """Wait for it, and put it in its place."""
        _, trouble = self._process.communicate()
        if self._process.returncode:
            last = trouble.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise StoreError(f"Không ghi được {WORKBOOK}: {last}")
        try:
            self._unfinished.replace(self._path)
        except PermissionError as error:  # open in Excel, on Windows
            raise StoreError(f"Không thay được {WORKBOOK}: tệp đang mở trong chương trình khác. Đóng tệp rồi chạy lại.") from error
        return self._path

    def stop(self) -> None:
        """End it, whatever it is at, and leave nothing behind."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        self._unfinished.unlink(missing_ok=True)


def _state(dossier: DossierWriter, folder: Path, name: str) -> str:
    """What tells that a format's files are those of the dossier as it is, untouched."""
    files = [folder / f"{kind}.jsonl" for kind in KINDS] if name == "jsonl" else [folder / WORKBOOK]
    stats: list[list[int] | None] = []
    for file in files:
        try:
            status = file.stat()
            stats.append([status.st_size, status.st_mtime_ns])
        except FileNotFoundError:
            stats.append(None)
    return json.dumps([dossier.meta("generation"), (folder / TEXT_FOLDER).is_dir(), *stats])
