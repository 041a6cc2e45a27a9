"""A dossier, written: what the input holds, then one transaction a document, then what only the whole dossier knows."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from vbcds.model.records import FindingRecord, Record
from vbcds.store.dossier import ID_LENGTH, Dossier
from vbcds.store.rows import KINDS, Row, columns, to_row
from vbcds.store.schema import connect

R = TypeVar("R", bound=Record)

DUPLICATE = "Nội dung trùng với tệp {paths}; hồ sơ chỉ ghi một lần."

_RECORD_TABLES = tuple(kind for kind in KINDS if kind != "errors")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStat:
    """What tells that a file is the one that was read, without reading it again."""

    size: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A file of the input. `location` are the bytes of its absolute path, `path` is how records show it."""

    location: bytes
    path: str
    #: None where the file cannot even be looked at.
    stat: FileStat | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """What the dossier knows of a file from an earlier run."""

    stat: FileStat | None
    reading: str | None
    #: Of the reading: the library that made it.
    fingerprint: str | None
    error: str | None
    conditions: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a file could not be read."""

    error: str
    detail: str
    trace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from one file: its text and the rows of its records, by kind."""

    id: str
    sha256: str
    size: int
    suffix: str
    fingerprint: str
    seconds: float
    text: str
    rows: Mapping[str, Sequence[Row]]


class DossierWriter(Dossier):
    """The one writer of a dossier. Everything is committed at once: a killed process loses at most the document it was at."""

    def __init__(self, path: Path) -> None:
        super().__init__(connect(path, write=True), path)

    def close(self) -> None:
        """Put everything into the one file, so that it can be copied and read anywhere."""
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error:  # the write-ahead log stays beside the file and is taken in when it is next opened
            pass
        super().close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @property
    def changes(self) -> int:
        """How many rows were written or removed so far: the same number means that nothing changed."""
        return self._connection.total_changes

    def complete_generation(self) -> None:
        """Say that the dossier is whole, and not what it was."""
        with self.transaction():
            self.set_meta("generation", str(int(self.meta("generation") or 0) + 1))
            self.set_meta("state", "complete")

    def set_meta(self, key: str, value: str) -> None:
        """Remember a fact about the dossier itself."""
        self._connection.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (key, value))

    def known_files(self) -> dict[bytes, KnownFile]:
        """The files of the last input, by location."""
        query = """
            SELECT location, f.size, mtime_ns, inode, reading, r.fingerprint, error, conditions
            FROM files AS f LEFT JOIN readings AS r ON r.id = f.reading
        """
        known: dict[bytes, KnownFile] = {}
        for location, size, mtime_ns, inode, reading, fingerprint, error, conditions in self._connection.execute(query):
            stat = None if size is None else FileStat(size=size, mtime_ns=mtime_ns, inode=inode)
            known[location] = KnownFile(stat=stat, reading=reading, fingerprint=fingerprint, error=error, conditions=conditions)
        return known

    def known_sizes(self) -> set[int]:
        """The sizes of all files that were read: only a file of such a size can be one of them under another name."""
        return {int(size) for (size,) in self._connection.execute("SELECT DISTINCT size FROM readings")}

    def find_reading(self, id: str, *, suffix: str, fingerprint: str) -> bool:
        """Whether the bytes with this id were read already, under such a name and by this very library."""
        query = "SELECT 1 FROM readings WHERE id = ? AND suffix = ? AND fingerprint = ?"
        return self._connection.execute(query, (id, suffix, fingerprint)).fetchone() is not None

    def set_input(self, entries: Sequence[FileEntry], unread: Iterable[bytes]) -> int:
        """Make `entries` the input, in this order; those in `unread` are to be read. Gives how many files are gone from the input."""
        with self.transaction():
            before = {location for (location,) in self._connection.execute("SELECT location FROM files")}
            self._connection.executemany(
                """INSERT INTO files (location, path, position) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET path = excluded.path, position = excluded.position
                WHERE path <> excluded.path OR position <> excluded.position""",
                [(entry.location, entry.path, position) for position, entry in enumerate(entries)],
            )
            self._connection.executemany(
                "UPDATE files SET reading = NULL WHERE location = ? AND reading IS NOT NULL",
                [(location,) for location in unread],
            )
            gone = before - {entry.location for entry in entries}
            self._connection.executemany("DELETE FROM files WHERE location = ?", [(location,) for location in gone])
        return len(gone)

    def add_reading(self, location: bytes, stat: FileStat, reading: Reading) -> None:
        """Keep what was read from the file at `location`, in one transaction."""
        with self.transaction():
            self._remove(reading.id)
            self._connection.execute(
                "INSERT INTO readings (id, sha256, size, suffix, fingerprint, seconds, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    reading.id,
                    reading.sha256,
                    reading.size,
                    reading.suffix,
                    reading.fingerprint,
                    reading.seconds,
                    reading.text,
                ),
            )
            for kind, rows in reading.rows.items():
                self._insert(kind, reading.id, rows)
            self._assign(location, stat, reading.id)

    def add_path(self, location: bytes, stat: FileStat, id: str) -> None:
        """Say that the file at `location` holds what was read already as `id`."""
        with self.transaction():
            self._assign(location, stat, id)

    def add_failure(self, location: bytes, stat: FileStat | None, failure: Failure, *, conditions: str = "") -> None:
        """Say why the file at `location` could not be read, and under which circumstances (limits, programs) that holds."""
        size, mtime_ns, inode = (stat.size, stat.mtime_ns, stat.inode) if stat else (None, None, None)
        self._connection.execute(
            """UPDATE files SET reading = NULL, size = ?, mtime_ns = ?, inode = ?, error = ?, detail = ?, conditions = ?, trace = ?
            WHERE location = ? AND (size IS NOT ? OR mtime_ns IS NOT ? OR error IS NOT ? OR detail IS NOT ? OR conditions IS NOT ?)""",
            (
                *(size, mtime_ns, inode, failure.error, failure.detail, conditions, failure.trace, location),
                *(size, mtime_ns, failure.error, failure.detail, conditions),
            ),
        )

    def settle(self) -> None:
        """Drop what no file of the input holds any more, and give every document its path and the names of its duplicates."""
        with self.transaction():
            orphans = "SELECT id FROM readings WHERE id NOT IN (SELECT reading FROM files WHERE reading IS NOT NULL)"
            for (id,) in self._connection.execute(orphans).fetchall():
                self._remove(id)
            paths: dict[str, list[str]] = defaultdict(list)
            for id, path in self._connection.execute("SELECT reading, path FROM files WHERE reading IS NOT NULL ORDER BY position"):
                paths[id].append(path)
            for id, reading, path, warnings, as_read in self._connection.execute(
                'SELECT "id", reading, "path", "warnings", as_read FROM documents'
            ).fetchall():
                first, *others = paths[reading]
                own = json.loads(json.loads(as_read)["warnings"] if as_read is not None else warnings)
                added = [DUPLICATE.format(paths=", ".join(f"“{other}”" for other in others))] if others else []
                wanted = json.dumps(own + added, ensure_ascii=False)
                if (path, warnings) != (first, wanted):
                    self._connection.execute(
                        'UPDATE documents SET "path" = ?, "warnings" = ?, as_read = ? WHERE "id" = ?',
                        (first, wanted, _kept({"warnings": json.dumps(own, ensure_ascii=False)}) if added else None, id),
                    )

    def restore(self, kind: str) -> None:
        """Bring the rows of a kind back to what their documents alone say."""
        with self.transaction():
            query = f"SELECT rowid, as_read FROM {kind} WHERE as_read IS NOT NULL"
            for rowid, as_read in self._connection.execute(query).fetchall():
                fields: dict[str, Any] = json.loads(as_read)
                assignments = ", ".join(f'"{name}" = ?' for name in fields)
                self._connection.execute(
                    f"UPDATE {kind} SET {assignments}, as_read = NULL WHERE rowid = ?", (*fields.values(), rowid)
                )

    def replace(self, kind: str, before: Sequence[R], after: Sequence[R]) -> int:
        """Put the records `after` in the place of `before` (all of a kind, in the order of `rows`). Gives how many differ."""
        names = [column.name for column in columns(KINDS[kind])]
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        with self.transaction():
            rowids = [
                rowid
                for reading in self.readings()
                for (rowid,) in self._connection.execute(
                    f"SELECT rowid FROM {kind} WHERE reading = ? ORDER BY position", (reading,)
                )
            ]
            changes = [
                (*to_row(new), _kept(dict(zip(names, to_row(old), strict=True))), rowid)
                for rowid, old, new in zip(rowids, before, after, strict=True)
                if new is not old and new != old
            ]
            self._connection.executemany(f"UPDATE {kind} SET {assignments}, as_read = ? WHERE rowid = ?", changes)
        return len(changes)

    def set_dossier_findings(self, findings: Iterable[FindingRecord]) -> None:
        """Put `findings` in the place of those that were found by looking at the dossier as a whole."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for finding in findings:
            rows[finding.document[:ID_LENGTH]].append(to_row(finding))
        with self.transaction():
            self._connection.execute("DELETE FROM findings WHERE dossier = 1")
            for reading, found in rows.items():
                (used,) = self._connection.execute("SELECT COUNT(*) FROM findings WHERE reading = ?", (reading,)).fetchone()
                self._insert("findings", reading, found, first=used)
                self._connection.execute("UPDATE findings SET dossier = 1 WHERE reading = ? AND position >= ?", (reading, used))

    def share(self) -> None:
        """Let other processes read the dossier from now on."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.execute("PRAGMA locking_mode = NORMAL")
        self._connection.execute("SELECT COUNT(*) FROM meta").fetchone()  # the lock is let go with the next access

    def _assign(self, location: bytes, stat: FileStat, id: str) -> None:
        self._connection.execute(
            """UPDATE files SET size = ?, mtime_ns = ?, inode = ?, reading = ?, error = NULL, detail = NULL, conditions = NULL,
            trace = NULL WHERE location = ?""",
            (stat.size, stat.mtime_ns, stat.inode, id, location),
        )

    def _insert(self, kind: str, reading: str, rows: Sequence[Row], first: int = 0) -> None:
        if not rows:
            return
        names = ", ".join(f'"{column.name}"' for column in columns(KINDS[kind]))
        marks = ", ".join("?" * (len(rows[0]) + 2))
        self._connection.executemany(
            f"INSERT INTO {kind} (reading, position, {names}) VALUES ({marks})",
            [(reading, position, *row) for position, row in enumerate(rows, first)],
        )

    def _remove(self, reading: str) -> None:
        for kind in _RECORD_TABLES:
            self._connection.execute(f"DELETE FROM {kind} WHERE reading = ?", (reading,))
        self._connection.execute("DELETE FROM readings WHERE id = ?", (reading,))


def _kept(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False)
