"""The files of a run beside the dossier: written where they are missing or no longer say what the dossier says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from vbcds.store.export import TEXT_FOLDER, export_jsonl, export_texts, sweep
from vbcds.store.rows import KINDS
from vbcds.store.writer import DossierWriter

FORMATS = ("jsonl", "sqlite", "xlsx")
WORKBOOK = "ket-qua.xlsx"


def export(dossier: DossierWriter, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write the files of `formats` that are not up to date. Gives those that were written."""
    sweep(folder)
    stale = [name for name in formats if name != "sqlite" and dossier.meta(f"exported {name}") != _state(dossier, folder, name)]
    if not stale:
        return []
    written: list[Path] = []
    if "jsonl" in stale:
        written += export_jsonl(dossier, folder)
        written.append(export_texts(dossier, folder))
    for name in stale:
        dossier.set_meta(f"exported {name}", _state(dossier, folder, name))
    return written


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
