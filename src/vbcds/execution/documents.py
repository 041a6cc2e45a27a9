"""What happens to one file inside a worker: it is analysed, and its records become rows that the parent only has to store."""

from __future__ import annotations

import os
import time
import traceback
from dataclasses import dataclass, field, replace
from typing import Any

from vbcds.errors import ReadError
from vbcds.execution.fingerprint import source_digest
from vbcds.execution.inputs import failure_of
from vbcds.execution.nursery import resolve
from vbcds.execution.pool import Lost
from vbcds.execution.pulse import beat
from vbcds.model.recognition import OcrOptions
from vbcds.store.rows import KINDS, Row, to_row
from vbcds.store.writer import Failure, FileStat, Reading

#: What is analysed with, unless the caller says otherwise: (path, *, name) -> an analysis with `document` and `records`.
ANALYSE = "vbcds.pipeline:analyse"

_REPLACE_SURROGATES = dict.fromkeys(range(55296, 57344), "�")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file to read. `location` is its absolute path, `name` what records call it."""

    location: str
    name: str
    fingerprint: str
    #: "module:name" of the function that analyses.
    analyse: str = ANALYSE
    #: Named arguments for it.
    options: dict[str, Any] = field(default_factory=dict)
    #: The `source_digest` of the package when the run began.
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file: what was read, or why it could not be; and the file's state just before it was read."""

    stat: FileStat | None
    reading: Reading | None = None
    failure: Failure | None = None


def read_file(job: Job) -> Outcome:
    """Analyse one file. Never raises: what goes wrong is the file's outcome."""
    began = time.perf_counter()
    stat = None
    try:
        status = os.stat(job.location)  # noqa: PTH116 - before reading: what changes later is seen by the next run
        stat = FileStat(size=status.st_size, mtime_ns=status.st_mtime_ns, inode=status.st_ino)
        options = dict(job.options)
        if isinstance(options.get("ocr"), OcrOptions):
            options["ocr"] = replace(options["ocr"], on_page=beat)
        analysis = resolve(job.analyse)(job.location, name=job.name, **options)
        return Outcome(stat=stat, reading=_reading(analysis, job, stat.size, time.perf_counter() - began))
    except ReadError as error:
        return Outcome(stat=stat, failure=Failure(error=error.kind, detail=_clean(str(error))))
    except OSError as error:
        return Outcome(stat=stat, failure=failure_of(error))
    except (MemoryError, RecursionError) as error:
        return Outcome(stat=stat, failure=_too_much(type(error).__name__))
    except Exception as error:  # a defect of ours: the run goes on, and the trace is kept for whoever mends it
        if job.source and job.source != source_digest():
            detail = f"Mã nguồn của vbcds thay đổi trong khi chạy, nên không đọc được tệp ({type(error).__name__}). Chạy lại lệnh."
        else:
            detail = f"Lỗi bên trong chương trình ({type(error).__name__}). Gửi tệp này cho người phát triển nếu có thể."
        return Outcome(stat=stat, failure=Failure(error="internal", detail=detail, trace=_clean(traceback.format_exc())))


def failure_of_lost(lost: Lost, *, timeout: float, memory: int) -> Failure:
    """The failure of a file that took its worker with it; `memory` in megabytes."""
    if lost.cause == "timeout":
        detail = f"Đọc quá {timeout:g} giây nên đã dừng. Tăng --timeout rồi chạy lại, hoặc kiểm tra tệp có hỏng không."
        return Failure(error="timeout", detail=detail)
    if lost.cause == "memory":
        detail = f"Cần nhiều hơn {memory} MB bộ nhớ nên đã dừng. Tăng --memory rồi chạy lại, hoặc tách tệp thành nhiều phần."
        return Failure(error="memory", detail=detail)
    detail = "Thư viện đọc tệp dừng đột ngột, thường do tệp hỏng. Mở tệp bằng phần mềm gốc, lưu lại thành tệp mới rồi chạy lại."
    return Failure(error="corrupt", detail=detail, trace=f"exit code {lost.code}")


def _too_much(name: str) -> Failure:
    if name == "MemoryError":
        return Failure(
            error="memory", detail="Không đủ bộ nhớ để đọc tệp. Tăng --memory rồi chạy lại, hoặc tách tệp thành nhiều phần."
        )
    return Failure(error="corrupt", detail="Cấu trúc tệp lồng nhau quá sâu. Mở tệp bằng phần mềm gốc, lưu lại rồi chạy lại.")


def _reading(analysis: Any, job: Job, size: int, seconds: float) -> Reading:
    document = analysis.document
    rows = {kind: [to_row(record) for record in getattr(analysis.records, kind)] for kind in KINDS if kind != "errors"}
    text = document.text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair, from a broken font table: no file can hold it
        text = _clean(text)
        rows = {kind: [_clean_row(row) for row in found] for kind, found in rows.items()}
    return Reading(
        id=document.id,
        sha256=document.sha256,
        size=size,
        suffix=suffix_of(job.name),
        fingerprint=fingerprint_of(job.fingerprint, job.options.get("ocr"), document.id),
        seconds=round(seconds, 4),
        text=text,
        rows=rows,
    )


def fingerprint_of(library: str, ocr: OcrOptions | None, document: str) -> str:
    """What a reading of a document depends on: the library and its options, and a person's corrections of the document's scans."""
    corrections = ocr.key_of(document) if ocr else ""
    return f"{library} {corrections}" if corrections else library


def suffix_of(name: str) -> str:
    """The ending of a file's name in lower case.

    >>> suffix_of("2026/bao-cao.PDF")
    '.pdf'
    """
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name, not a path of this system


def _clean_row(row: Row) -> Row:
    return tuple(_clean(value) if isinstance(value, str) else value for value in row)


def _clean(text: str) -> str:
    return text.translate(_REPLACE_SURROGATES)
