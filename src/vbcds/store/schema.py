"""The tables of a dossier, and how an older dossier becomes one of today.

`readings` holds what was read from the bytes of a file (two files with the same bytes are one reading), `files` the paths of the
input. Every kind of record has a table with the reading that a record comes from, its place there, and one column a field of the
record (nested values as JSON text, dates as ISO text): these columns are made from the record types, so a field that is added to a type
is added to every dossier when it is next opened. `as_read` keeps the row as its own document gave it, where the dossier as a whole (links
between files) has changed it since.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from vbcds.errors import StoreError
from vbcds.store.rows import KINDS, columns

#: Stands in the header of the SQLite file and tells a dossier from any other database ("vbcd").
APPLICATION_ID = 0x76626364

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE readings (
  id TEXT PRIMARY KEY,            -- first 16 hex digits of the sha256
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  suffix TEXT NOT NULL,           -- ending of the file's name when it was read
  fingerprint TEXT NOT NULL,      -- of the library and the lexicons that read it
  seconds REAL NOT NULL,
  text TEXT NOT NULL              -- the canonical text that all offsets count
);
CREATE INDEX readings_size ON readings (size);

CREATE TABLE files (
  location BLOB PRIMARY KEY,      -- bytes of the absolute path
  path TEXT NOT NULL,             -- as records show it
  position INTEGER NOT NULL,      -- place in the order of the input
  size INTEGER, mtime_ns INTEGER, inode INTEGER,
  reading TEXT REFERENCES readings (id),
  error TEXT, detail TEXT,        -- where it could not be read
  conditions TEXT,                -- under which it could not be read
  trace TEXT                      -- for the report of a defect
);
CREATE INDEX files_reading ON files (reading, position);

-- The fields of the records come as columns of their own (`_grow`).
CREATE TABLE documents (
  reading TEXT NOT NULL REFERENCES readings (id), position INTEGER NOT NULL, as_read TEXT
);
CREATE TABLE tasks (
  reading TEXT NOT NULL REFERENCES readings (id), position INTEGER NOT NULL, as_read TEXT
);
CREATE TABLE targets (
  reading TEXT NOT NULL REFERENCES readings (id), position INTEGER NOT NULL, as_read TEXT
);
CREATE TABLE citations (
  reading TEXT NOT NULL REFERENCES readings (id), position INTEGER NOT NULL, as_read TEXT
);
CREATE TABLE report_items (
  reading TEXT NOT NULL REFERENCES readings (id), position INTEGER NOT NULL, as_read TEXT
);
CREATE TABLE metrics (
  reading TEXT NOT NULL REFERENCES readings (id), position INTEGER NOT NULL, as_read TEXT
);
CREATE TABLE findings (
  reading TEXT NOT NULL REFERENCES readings (id), position INTEGER NOT NULL, as_read TEXT,
  dossier INTEGER NOT NULL DEFAULT 0  -- 1: found by looking at the dossier as a whole
);
CREATE INDEX documents_reading ON documents (reading, position);
CREATE INDEX tasks_reading ON tasks (reading, position);
CREATE INDEX targets_reading ON targets (reading, position);
CREATE INDEX citations_reading ON citations (reading, position);
CREATE INDEX report_items_reading ON report_items (reading, position);
CREATE INDEX metrics_reading ON metrics (reading, position);
CREATE INDEX findings_reading ON findings (reading, position);
"""

#: Indexes over fields of the records.
_INDEXES = (
    'CREATE UNIQUE INDEX IF NOT EXISTS documents_id ON documents ("id")',
    'CREATE INDEX IF NOT EXISTS documents_number ON documents ("number")',
    'CREATE INDEX IF NOT EXISTS citations_cited ON citations ("cited")',
    'CREATE INDEX IF NOT EXISTS findings_code ON findings ("code")',
)
_SQL_TYPES = {"text": "TEXT", "json": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "real": "REAL"}

#: (version, what it brings, statements), in order; a dossier of an earlier version is brought up step by step. A field that is added to a
#: record needs none: its column comes by itself.
MIGRATIONS: tuple[tuple[int, str, str], ...] = ((1, "first tables", _FIRST),)
VERSION = MIGRATIONS[-1][0]

NOT_A_DOSSIER = "“{path}” không phải là hồ sơ của vbcds, hoặc đã hỏng. Chuyển tệp này đi nơi khác rồi chạy lại vbcds extract."
TOO_NEW = "Hồ sơ “{path}” do phiên bản vbcds mới hơn tạo ra; hãy nâng cấp vbcds rồi mở lại."
BUSY = "Hồ sơ “{path}” đang được một tiến trình khác ghi; hãy chờ tiến trình đó xong rồi chạy lại."
CANNOT_OPEN = "Không mở được hồ sơ “{path}”: {reason}."


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to the dossier at `path`; with `write`, it is made or brought up to date, and no other process may write.

    Raises `StoreError` where the file is no dossier, is of a newer version, is being written, or cannot be opened.
    """
    try:
        return _open_for_writing(path) if write else _open_for_reading(path)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError(BUSY.format(path=path)) from error
        raise StoreError(CANNOT_OPEN.format(path=path, reason=error)) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(NOT_A_DOSSIER.format(path=path)) from error


def _open_for_reading(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError(CANNOT_OPEN.format(path=path, reason="không có tệp này"))
    uri = path.resolve().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True)
    try:
        version = _version(connection, path)
    except sqlite3.OperationalError as error:
        connection.close()
        if "locked" in str(error):
            raise
        # A dossier on a medium that cannot be written: SQLite needs to be told that nobody else writes it either.
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True)
        version = _version(connection, path)
    if version == 0:
        connection.close()
        raise StoreError(NOT_A_DOSSIER.format(path=path))
    if version < VERSION or _missing(connection):
        connection.close()
        connect(path, write=True).close()
        connection = sqlite3.connect(f"{uri}?mode=ro", uri=True)
    return connection


def _open_for_writing(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=2, isolation_level=None)
    try:
        # One writer, no shared memory: works on network drives too. What was committed survives a killed process.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        version = _version(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        for number, name, statements in MIGRATIONS:
            if number > version:
                _migrate(connection, number, name, statements)
        _grow(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the dossier, 0 for an empty file."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if application != APPLICATION_ID and (application or version or connection.execute("SELECT 1 FROM sqlite_master").fetchone()):
        raise StoreError(NOT_A_DOSSIER.format(path=path))
    if version > VERSION:
        raise StoreError(TOO_NEW.format(path=path))
    return version


def _migrate(connection: sqlite3.Connection, number: int, name: str, statements: str) -> None:
    with closing(connection.cursor()) as cursor:
        cursor.execute("BEGIN EXCLUSIVE")
        try:
            for statement in statements.split(";"):
                if statement.strip():
                    cursor.execute(statement)
            cursor.execute("CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT, applied TEXT)")
            cursor.execute(
                "INSERT INTO migrations VALUES (?, ?, ?)", (number, name, datetime.now(UTC).isoformat(timespec="seconds"))
            )
            cursor.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            cursor.execute(f"PRAGMA user_version = {number}")
            cursor.execute("COMMIT")
        except BaseException:
            cursor.execute("ROLLBACK")
            raise


def _missing(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """The fields of records that have no column yet: table, column, type."""
    missing: list[tuple[str, str, str]] = []
    for kind, record in KINDS.items():
        there = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({kind})")}
        if there:
            missing += [(kind, column.name, _SQL_TYPES[column.shape]) for column in columns(record) if column.name not in there]
    return missing


def _grow(connection: sqlite3.Connection) -> None:
    missing = _missing(connection)
    if not missing:
        return
    connection.execute("BEGIN EXCLUSIVE")
    for kind, name, sql in missing:
        connection.execute(f'ALTER TABLE {kind} ADD COLUMN "{name}" {sql}')
    for statement in _INDEXES:
        connection.execute(statement)
    connection.execute("COMMIT")
