"""A row says what its record says, and its line of JSON is the codec's."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing

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
from vbcds.store.schema import MIGRATIONS

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


def test_real_columns_keep_whole_numbers_as_the_codec_writes_them() -> None:
    record = RECORDS[6]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(";".join(statements for _, _, statements in MIGRATIONS))
        names = [column.name for column in columns(MetricRecord)]
        connection.execute(
            f"INSERT INTO metrics (reading, position, {', '.join(names)}) VALUES (?, ?, {', '.join('?' * len(names))})",
            ("a" * 16, 0, *to_row(record)),
        )
        stored = connection.execute(f"SELECT {', '.join(names)} FROM metrics").fetchone()
    assert json_line(MetricRecord, stored) == dumps(record)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "errors"])
def test_every_field_of_the_contract_has_its_column(kind: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for _, _, statements in MIGRATIONS:
            connection.executescript(statements)
        table = {name: shape for _, name, shape, *_ in connection.execute(f"PRAGMA table_info({kind})")}
    sql = {"text": "TEXT", "json": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "real": "REAL"}
    assert {column.name: sql[column.shape] for column in columns(KINDS[kind])}.items() <= table.items()
