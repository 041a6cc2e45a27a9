"""The one place where the stages meet: bytes -> reader -> Document -> structure -> recognisers -> records."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from vbcds.assembly.assignments import build_prose_tasks
from vbcds.assembly.citations import build_citations
from vbcds.assembly.confidence import with_confidence
from vbcds.assembly.metrics import build_metrics
from vbcds.assembly.parts import build_contexts, build_document_record
from vbcds.assembly.report_items import build_report_items
from vbcds.assembly.targets import build_targets
from vbcds.assembly.tasks import build_table_tasks
from vbcds.checks.run import check_document
from vbcds.errors import ReadError
from vbcds.model.builder import build_document
from vbcds.model.collector import collector_at_rest
from vbcds.model.document import Document
from vbcds.model.recognition import AUTO, OcrOptions
from vbcds.model.records import (
    CitationRecord,
    DocumentRecord,
    FindingRecord,
    MetricRecord,
    Records,
    ReportItemRecord,
    TargetRecord,
    TaskRecord,
)
from vbcds.model.review import DoubtfulLine
from vbcds.readers.limits import DEFAULT_LIMITS, Limits
from vbcds.readers.registry import load_file, read_bytes
from vbcds.structure.reading import read_structure
from vbcds.structure.values import Structure

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was read from one file: the document, its structure and the records."""

    document: Document
    structure: Structure
    records: Records

    @property
    def text(self) -> str:
        """The canonical text that all offsets count."""
        return self.document.text

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """The documents of the file (mostly one)."""
        return self.records.documents

    @property
    def tasks(self) -> tuple[TaskRecord, ...]:
        """Assigned tasks."""
        return self.records.tasks

    @property
    def targets(self) -> tuple[TargetRecord, ...]:
        """Targets."""
        return self.records.targets

    @property
    def citations(self) -> tuple[CitationRecord, ...]:
        """Mentions of other documents."""
        return self.records.citations

    @property
    def report_items(self) -> tuple[ReportItemRecord, ...]:
        """Statements of a periodic report."""
        return self.records.report_items

    @property
    def metrics(self) -> tuple[MetricRecord, ...]:
        """Figures reported as facts."""
        return self.records.metrics

    @property
    def findings(self) -> tuple[FindingRecord, ...]:
        """Problems found."""
        return self.records.findings

    def to_pandas(self) -> dict[str, DataFrame]:
        """One frame for each kind of record, by the name of the contract's file ("tasks", "citations" ...). Needs pandas."""
        from vbcds.model.frames import build_frames

        return build_frames(self.records)


def read_document(data: bytes, *, path: str, limits: Limits = DEFAULT_LIMITS, ocr: OcrOptions = AUTO) -> Document:
    """The document of a file's bytes; `path` is the name that it bears in records, `ocr` how scans are read.

    Raises `vbcds.errors.ReadError` where the bytes cannot be read.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    return build_document(read_bytes(data, name=path, limits=limits, ocr=ocr), id=sha256[:16], path=path, sha256=sha256)


def analyse_document(document: Document) -> Analysis:
    """Structure and records of a document."""
    structure = read_structure(document)
    contexts = build_contexts(document, structure)
    items = {context.id: build_report_items(context) for context in contexts}
    records = Records(
        documents=tuple(build_document_record(context) for context in contexts),
        tasks=tuple(task for context in contexts for build in (build_table_tasks, build_prose_tasks) for task in build(context)),
        targets=tuple(target for context in contexts for target in build_targets(context)),
        citations=tuple(citation for context in contexts for citation in build_citations(context)),
        report_items=tuple(item for context in contexts for item in items[context.id]),
        metrics=tuple(metric for context in contexts for metric in build_metrics(context, items[context.id])),
    )
    records = with_confidence(document, records)
    records = replace(records, findings=check_document(document, structure, records))
    return Analysis(document=document, structure=structure, records=records)


def analyse_bytes(data: bytes, *, path: str, limits: Limits = DEFAULT_LIMITS, ocr: OcrOptions = AUTO) -> Analysis:
    """Read and analyse the bytes of one file. Raises `vbcds.errors.ReadError` where they cannot be read."""
    with collector_at_rest():
        return analyse_document(read_document(data, path=path, limits=limits, ocr=ocr))


def read(path: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS, ocr: OcrOptions = AUTO) -> Document:
    """Read a file of any format; `ocr` says how scans are read. Raises `vbcds.errors.ReadError` where it cannot be read."""
    return read_document(load_file(Path(path), limits), path=Path(path).name, limits=limits, ocr=ocr)


def analyse(
    path: str | os.PathLike[str], *, name: str | None = None, limits: Limits = DEFAULT_LIMITS, ocr: OcrOptions = AUTO
) -> Analysis:
    """Read and analyse one file; `name` is the path that records bear (else the file's name), `ocr` how scans
    are read.

    Raises `vbcds.errors.ReadError` where the file cannot be read.
    """
    return analyse_bytes(load_file(Path(path), limits), path=name or Path(path).name, limits=limits, ocr=ocr)


def find_doubts(
    path: str | os.PathLike[str], *, name: str | None = None, limits: Limits = DEFAULT_LIMITS, ocr: OcrOptions = AUTO
) -> tuple[DoubtfulLine, ...]:
    """The lines of a scan that a person should look at, least sure first, with their pictures; none for a file with text of its own.

    `name` is the path that the lines bear (else the file's name), `ocr` how the scan is read. Raises `vbcds.errors.ReadError` where
    the file cannot be read.
    """
    from vbcds.readers.doubts import find_doubtful_lines

    return find_doubtful_lines(load_file(Path(path), limits), path=name or Path(path).name, limits=limits, ocr=ocr)


_SAMPLE = "ỦY BAN NHÂN DÂN\nTỈNH A\n\nSố: 01/KH-UBND\n\nKẾ HOẠCH\n\nGiao Sở B chủ trì, hoàn thành 100% trước ngày 30/6/2026.\n"
_REPORT = (
    "ỦY BAN NHÂN DÂN TỈNH A\nSỞ B\n\nSố: 02/BC-SB\n\nBÁO CÁO\nKết quả chuyển đổi số tháng 5 năm 2026\n\nI. KẾT QUẢ THỰC HIỆN\n"
    "1. Tiếp nhận 540 hồ sơ, trong đó: trực tuyến 512 hồ sơ (chiếm 94,8%), trực tiếp 28 hồ sơ; đã giải quyết 521/540 hồ sơ.\n"
    "2. Đến nay đã giải quyết 512 hồ sơ trực tuyến, tăng 12 hồ sơ so với tháng trước (500 hồ sơ), vượt chỉ tiêu năm 2026 là 90%.\n"
    "II. NHIỆM VỤ TRỌNG TÂM THÁNG 6\n1. Giao Sở C chủ trì số hóa 100% hồ sơ trước ngày 30/6/2026.\n"
)
_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def warm_up() -> None:
    """Load the libraries of the common formats and the lexicons before the first file: for a process that many are forked from."""
    for text in (_SAMPLE, _REPORT):  # the checks of figures load their words with the first report
        analyse_bytes(text.encode(), path="a.txt")
    analyse_bytes(f"<html><body><p>{_SAMPLE}</p></body></html>".encode(), path="a.html")
    with suppress(ReadError):  # an empty page has no text
        analyse_bytes(_PAGE, path="a.pdf")
    import_module("vbcds.readers.docx")
