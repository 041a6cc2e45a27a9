"""Small factories: readings as the execution room makes them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from vbcds.model.document import Source
from vbcds.model.records import Agency, CitationRecord, Deadline, DocumentRecord, Record, TaskRecord
from vbcds.store.rows import to_row
from vbcds.store.writer import DossierWriter, FileEntry, FileStat, Reading


def make_document(id: str, **values: object) -> DocumentRecord:
    base: dict[str, object] = {
        "id": id, "path": "?", "media_type": "text/plain", "pages": None, "sha256": id.ljust(64, "0"), "ocr": False, "genre": "plan",
        "kind": "kế hoạch", "number": "12/KH-UBND", "date": datetime.date(2026, 3, 5), "start": 0, "end": 10,
    }  # fmt: skip
    return DocumentRecord(**(base | values))  # type: ignore[arg-type]


def make_task(document: str, **values: object) -> TaskRecord:
    base: dict[str, object] = {
        "document": document, "code": "1.1", "group": None, "content": "Xây dựng kho dữ liệu \"mở\"\ncủa tỉnh",
        "lead": (Agency(raw="Sở KH&CN", name="Sở Khoa học và Công nghệ", id="so-khcn"),), "support": (),
        "deadline": Deadline(raw="Quý II/2026", kind="fixed", start=datetime.date(2026, 4, 1), due=datetime.date(2026, 6, 30)),
        "product": None, "source": Source(start=1, end=5, page=2, bbox=(1.0, 2.5, 3.0, 4.25), table=0, row=1, column=2),
    }  # fmt: skip
    return TaskRecord(**(base | values))  # type: ignore[arg-type]


def make_citation(document: str, **values: object) -> CitationRecord:
    base: dict[str, object] = {
        "document": document, "raw": "Quyết định số 749/QĐ-TTg", "kind": "quyết định", "number": "749/QĐ-TTg", "date": None,
        "issuer": None, "title": None, "pinpoint": None, "relation": "mentions", "cited": "quyet-dinh:749/QĐ-TTg@?",
        "cited_document": None, "source": Source(start=0, end=4),
    }  # fmt: skip
    return CitationRecord(**(base | values))  # type: ignore[arg-type]


def make_reading(text: str, *, fingerprint: str = "f", records: tuple[Record, ...] | None = None) -> Reading:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    id = sha256[:16]
    kept = records if records is not None else (make_document(id, sha256=sha256), make_task(id), make_citation(id))
    rows: dict[str, list[tuple[str | int | float | None, ...]]] = {}
    names = {DocumentRecord: "documents", TaskRecord: "tasks", CitationRecord: "citations"}
    for record in kept:
        rows.setdefault(names[type(record)], []).append(to_row(record))  # type: ignore[index]
    return Reading(id=id, sha256=sha256, size=len(text), suffix=".txt", fingerprint=fingerprint, seconds=0.01, text=text, rows=rows)


def entry(path: str, stat: FileStat | None = None) -> FileEntry:
    return FileEntry(location=f"/in/{path}".encode(), path=path, stat=stat)


STAT = FileStat(size=3, mtime_ns=1, inode=1)


@pytest.fixture
def writer(tmp_path: Path) -> Callable[..., DossierWriter]:
    """Opens the same dossier each time, holding the given files ({path: text})."""

    def open_writer(files: dict[str, str] | None = None) -> DossierWriter:
        dossier = DossierWriter(tmp_path / "vbcds.sqlite")
        if files is not None:
            entries = [entry(path, STAT) for path in sorted(files)]
            dossier.set_input(entries, [e.location for e in entries])
            for e in entries:
                dossier.add_reading(e.location, STAT, make_reading(files[e.path]))
            dossier.settle()
        return dossier

    return open_writer


@pytest.fixture
def make() -> SimpleNamespace:
    """The factories of this module, for tests."""
    return SimpleNamespace(
        document=make_document, task=make_task, citation=make_citation, reading=make_reading, entry=entry, stat=STAT
    )
