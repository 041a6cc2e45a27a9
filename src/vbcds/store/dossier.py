"""A dossier, read: all records of a run as frozen values, in the order of the exported files."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from vbcds.errors import StoreError
from vbcds.model.records import (
    CitationRecord,
    DocumentRecord,
    ErrorRecord,
    FindingRecord,
    MetricRecord,
    Record,
    Records,
    ReportItemRecord,
    TargetRecord,
    TaskRecord,
)
from vbcds.store.rows import KINDS, Row, Value, columns, from_row
from vbcds.store.schema import connect

if TYPE_CHECKING:
    from pandas import DataFrame

R = TypeVar("R", bound=Record)

#: Name of the dossier's file inside the folder of a run.
FILE_NAME = "vbcds.sqlite"
#: Hex digits of a file's id; the ids of its documents begin with it ("<id>", "<id>-2" ...).
ID_LENGTH = 16


def dossier_path(path: str | os.PathLike[str]) -> Path:
    """The SQLite file of a dossier named by its folder or by the file itself."""
    folder = Path(path)
    return folder / FILE_NAME if folder.is_dir() else folder


def open_dossier(path: str | os.PathLike[str]) -> Dossier:
    """Open the dossier that `vbcds extract` wrote: `path` is its folder or its `vbcds.sqlite`. Nothing is changed.

    Raises `vbcds.errors.StoreError` where there is none.
    """
    file = dossier_path(path)
    return Dossier(connect(file, write=False), file)


class Dossier:
    """The records of a dossier. Methods give them in the order of the exported files: by path, then as they stand in the document."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        #: The SQLite file.
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def complete(self) -> bool:
        """False where the last run was stopped before its end: the dossier then holds what was read up to there."""
        return self.meta("state") == "complete"

    def meta(self, key: str) -> str | None:
        """A fact about the dossier itself, or None."""
        row = self._query("SELECT value FROM meta WHERE key = ?", key).fetchone()
        return None if row is None else str(row[0])

    def documents(self) -> tuple[DocumentRecord, ...]:
        """The documents."""
        return self._records("documents", DocumentRecord, None)

    def document(self, id: str) -> DocumentRecord:
        """The document with this id. Raises `KeyError` where there is none."""
        for record in self._records("documents", DocumentRecord, id):
            return record
        raise KeyError(id)

    def tasks(self, *, document: str | None = None) -> tuple[TaskRecord, ...]:
        """The assigned tasks, of one document or of all."""
        return self._records("tasks", TaskRecord, document)

    def targets(self, *, document: str | None = None) -> tuple[TargetRecord, ...]:
        """The targets, of one document or of all."""
        return self._records("targets", TargetRecord, document)

    def citations(self, *, document: str | None = None) -> tuple[CitationRecord, ...]:
        """The mentions of other documents, in one document or in all."""
        return self._records("citations", CitationRecord, document)

    def report_items(self, *, document: str | None = None) -> tuple[ReportItemRecord, ...]:
        """The statements of periodic reports, of one or of all."""
        return self._records("report_items", ReportItemRecord, document)

    def metrics(self, *, document: str | None = None) -> tuple[MetricRecord, ...]:
        """The figures reported as facts, in one document or in all."""
        return self._records("metrics", MetricRecord, document)

    def findings(self, *, document: str | None = None) -> tuple[FindingRecord, ...]:
        """What the checks found, in one document or in all."""
        return self._records("findings", FindingRecord, document)

    def errors(self) -> tuple[ErrorRecord, ...]:
        """The files that could not be read."""
        return tuple(from_row(ErrorRecord, row) for row in self.rows("errors"))

    def records(self) -> Records:
        """All records together."""
        return Records(
            documents=self.documents(),
            tasks=self.tasks(),
            targets=self.targets(),
            citations=self.citations(),
            report_items=self.report_items(),
            metrics=self.metrics(),
            findings=self.findings(),
        )

    def text(self, id: str) -> str:
        """The canonical text that the offsets of this document's records count. Raises `KeyError` where there is no such document."""
        row = self._query("SELECT r.text FROM readings AS r JOIN documents AS d ON d.reading = r.id WHERE d.id = ?", id).fetchone()
        if row is None:
            raise KeyError(id)
        return str(row[0])

    def location(self, id: str) -> Path:
        """Where the file of this document stood when it was read. Raises `KeyError` where there is no such document."""
        row = self._query(
            "SELECT f.location FROM files AS f JOIN documents AS d USING (reading) WHERE d.id = ? ORDER BY f.position", id
        ).fetchone()
        if row is None:
            raise KeyError(id)
        return Path(os.fsdecode(row[0]))

    def locations(self) -> dict[str, Path]:
        """Where the file of each reading stands (the first, where several hold the same bytes), by the id of its bytes."""
        found: dict[str, Path] = {}
        for id, location in self._query("SELECT reading, location FROM files WHERE reading IS NOT NULL ORDER BY position DESC"):
            found[id] = Path(os.fsdecode(location))
        return found

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are, by the name of the contract's file.

        >>> from vbcds.store.writer import DossierWriter
        >>> import tempfile
        >>> with DossierWriter(Path(tempfile.mkdtemp()) / FILE_NAME) as dossier:
        ...     dossier.counts()["tasks"]
        0
        """
        count = {kind: f"SELECT COUNT(*) FROM {kind}" for kind in KINDS if kind != "errors"}
        count["errors"] = "SELECT COUNT(*) FROM files WHERE error IS NOT NULL"
        return {kind: int(self._query(query).fetchone()[0]) for kind, query in count.items()}

    def to_pandas(self) -> dict[str, DataFrame]:
        """One frame for each kind of record, by the name of the contract's file. Needs pandas."""
        from vbcds.model.frames import build_frames

        return build_frames(self.records())

    def rows(self, kind: str, *, document: str | None = None) -> Iterator[Row]:
        """The rows of a kind (see `vbcds.store.rows`), lazily, in the order of the exported files."""
        if kind == "errors":
            yield from self._query("SELECT path, error, detail FROM files WHERE error IS NOT NULL ORDER BY position")
            return
        names = ", ".join(f'"{column.name}"' for column in columns(KINDS[kind]))
        which = '"id"' if kind == "documents" else '"document"'
        query = f"SELECT {names} FROM {kind} WHERE reading = ? {f'AND {which} = ?' if document else ''} ORDER BY position"
        if document is not None:
            yield from self._query(query, document[:ID_LENGTH], document)
            return
        for reading in self.readings():  # one small sorted query a file: no sort of everything, whatever the dossier's size
            yield from self._query(query, reading)

    def readings(self) -> list[str]:
        """The ids of what was read from files, in the order of the first file that holds it."""
        return [
            str(reading)
            for (reading,) in self._query(
                "SELECT reading FROM files WHERE reading IS NOT NULL GROUP BY reading ORDER BY MIN(position), reading"
            )
        ]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each document's id with the canonical text of its file, lazily."""
        yield from self._query('SELECT d."id", r.text FROM documents AS d JOIN readings AS r ON r.id = d.reading')

    def _query(self, query: str, *values: Value) -> sqlite3.Cursor:
        try:
            return self._connection.execute(query, values)
        except sqlite3.ProgrammingError as error:
            raise StoreError("Hồ sơ đã đóng.") from error

    def _records(self, kind: str, record: type[R], document: str | None) -> tuple[R, ...]:
        return tuple(from_row(record, row) for row in self.rows(kind, document=document))
