"""A row says what its record says, and its line of JSON is the codec's."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from vbcds.model.codec import dumps
from vbcds.model.document import Source
from vbcds.model.records import (
    Agency,
    CitationRecord,
    Deadline,
    DocumentRecord,
    ErrorRecord,
    Evidence,
    FindingRecord,
    MetricRecord,
    Record,
    ReportItemRecord,
    Signer,
    TargetRecord,
    TaskRecord,
    TaskRef,
)
from vbcds.store.rows import KINDS, columns, from_row, json_line, to_row
from vbcds.store.schema import connect

SOURCE = Source(start=3, end=9, page=1, bbox=(56.7, 70.0, 300.25, 84.0), table=0, row=2, column=1)
AGENCY = Agency(raw="Sở KH&CN", name="Sở Khoa học và Công nghệ", id=None)
HOSTILE = '"ngoặc" \\ \u2028 \x01 dòng\nmới\t\U0001f600 đ'
DAY = datetime.date(2026, 12, 31)

RECORDS: list[Record] = [
    DocumentRecord(id="a" * 16, path="thư mục/tệp.pdf", media_type="application/pdf", pages=3, sha256="b" * 64, ocr=False, genre="plan"),
    DocumentRecord(
        id="a" * 16, path=HOSTILE, media_type="text/plain", pages=None, sha256="b" * 64, ocr=True, genre="decision", kind="quyết định",
        number="713/QĐ-UBND", date=DAY, place="Vĩnh Giang", issuer=AGENCY, title=HOSTILE,
        signers=(Signer(name="Trần Văn A", role="Phó Chủ tịch", authority="KT."),), recipients=("Như Điều 3", HOSTILE),
        period="2026-05", warnings=(HOSTILE,), start=1, end=2,
    ),
    TaskRecord(
        document="a" * 16, code="1.1", group=None, content=HOSTILE, lead=(AGENCY, AGENCY), support=(), product="Báo cáo",
        deadline=Deadline(raw="Hằng quý", kind="recurring", recurrence="FREQ=MONTHLY;INTERVAL=3"), source=SOURCE,
    ),
    TargetRecord(
        document="a" * 16, indicator="Tỷ lệ", comparator=">=", value=98.3, value_max=None, unit="%", scope=None, due=DAY, pillar=None,
        raw="98,3%", source=SOURCE,
    ),
    CitationRecord(
        document="a" * 16, raw=HOSTILE, kind="luật", number=None, date=None, issuer=None, title="Luật Giao dịch điện tử", pinpoint=None,
        relation="legal_basis", cited="luat:giao-dich-dien-tu@?", cited_document=None, source=Source(start=0, end=1),
    ),
    ReportItemRecord(
        document="a" * 16, agency=AGENCY, period="2026-W22", section="results", text=HOSTILE, task=TaskRef(document="c", code=None),
        status="done", addressee=None, source=SOURCE,
    ),
    MetricRecord(
        document="a" * 16, agency=None, period=None, indicator="Kinh phí", value=12324415367.0, unit="đồng", numerator=1e-7,
        denominator=None, consistent=False, as_of=DAY, raw="x", source=SOURCE, value_max=1e16,
    ),
    FindingRecord(
        document="a" * 16, code="sum-mismatch", severity="warning", message=HOSTILE,
        evidence=(Evidence(document="a" * 16, text=HOSTILE, source=SOURCE),),
    ),
    ErrorRecord(path=HOSTILE, error="corrupt", detail="Tệp hỏng."),
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_row_through_sqlite_gives_the_record_and_the_codecs_line(record: Record) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        row = to_row(record)
        connection.execute(f"CREATE TABLE t ({', '.join(f'c{i}' for i in range(len(row)))})")
        connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", row)
        (stored,) = connection.execute("SELECT * FROM t").fetchall()
    assert from_row(type(record), stored) == record
    assert json_line(type(record), stored) == dumps(record)


def test_real_columns_keep_whole_numbers_as_the_codec_writes_them(tmp_path: Path) -> None:
    record = RECORDS[6]
    with closing(connect(tmp_path / "a.sqlite", write=True)) as connection:
        names = ", ".join(f'"{column.name}"' for column in columns(MetricRecord))
        marks = ", ".join("?" * len(columns(MetricRecord)))
        connection.execute(f"INSERT INTO metrics (reading, position, {names}) VALUES ('a', 0, {marks})", to_row(record))
        stored = connection.execute(f"SELECT {names} FROM metrics").fetchone()
    assert json_line(MetricRecord, stored) == dumps(record)


def test_every_field_of_a_record_has_its_column(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.sqlite", write=True)) as connection:
        for kind, record in KINDS.items():
            if kind != "errors":
                names = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({kind})")}
                assert {column.name for column in columns(record)} | {"reading", "position", "as_read"} <= names


def test_a_dossier_from_before_a_field_grows_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with closing(connect(path, write=True)) as connection:
        connection.execute("ALTER TABLE documents DROP COLUMN warnings")
        connection.execute("PRAGMA journal_mode = DELETE")
    with closing(connect(path, write=False)) as connection:
        assert "warnings" in {name for _, name, *_ in connection.execute("PRAGMA table_info(documents)")}


def test_what_an_older_row_does_not_say_is_the_default() -> None:
    row = [None if column.optional else value for column, value in zip(columns(DocumentRecord), to_row(RECORDS[1]), strict=True)]
    assert from_row(DocumentRecord, row).warnings == ()
