"""How sure the reading of each record is, where its text was recognised in an image.

The figure is the mean over the record's characters of what the recogniser says of its words (0 to 1); a record of a file that has
text of its own has none. Doubtful records are counted in a warning of their document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from vbcds.model.document import Document
from vbcds.model.records import (
    CitationRecord,
    DocumentRecord,
    MetricRecord,
    Records,
    ReportItemRecord,
    TargetRecord,
    TaskRecord,
)

R = TypeVar("R", TaskRecord, TargetRecord, CitationRecord, MetricRecord, ReportItemRecord)

#: A record that is read with less confidence is doubtful. Of the tasks of a clean scan, some three in a hundred are.
DOUBTFUL = 0.8
_NAMES = (
    ("tasks", "nhiệm vụ"),
    ("targets", "chỉ tiêu"),
    ("citations", "dẫn chiếu"),
    ("report_items", "nội dung báo cáo"),
    ("metrics", "số liệu"),
)


def with_confidence(document: Document, records: Records) -> Records:
    """The records of a document with `confidence`, and a warning where some are doubtful; as they are where nothing was recognised."""
    if not document.words:
        return records
    found = replace(
        records,
        tasks=_rated(document, records.tasks),
        targets=_rated(document, records.targets),
        citations=_rated(document, records.citations),
        report_items=_rated(document, records.report_items),
        metrics=_rated(document, records.metrics),
    )
    return replace(found, documents=tuple(_described(document, record, found) for record in found.documents))


def _rated(document: Document, records: tuple[R, ...]) -> tuple[R, ...]:
    return tuple(replace(record, confidence=_lower(record.confidence, _sure(document, record))) for record in records)


def _sure(document: Document, record: TaskRecord | TargetRecord | CitationRecord | MetricRecord | ReportItemRecord) -> float | None:
    return document.confidence(record.source.start, record.source.end)


def _lower(one: float | None, other: float | None) -> float | None:
    """The lower of two figures; a statement's link to a task has one of its own."""
    return one if other is None else other if one is None else min(one, other)


def _described(document: Document, record: DocumentRecord, records: Records) -> DocumentRecord:
    parts = []
    for kind, name in _NAMES:
        own = (item for item in getattr(records, kind) if item.document == record.id)
        count = sum(1 for item in own if (sure := _sure(document, item)) is not None and sure < DOUBTFUL)
        if count:
            parts.append(f"{count} {name}")
    warnings = record.warnings
    if parts:
        share = f"{DOUBTFUL:.0%}"
        warnings = (*warnings, f"Chữ nhận dạng kém chắc chắn (dưới {share}) ở {', '.join(parts)}; xem lại bằng --review.")
    return replace(record, confidence=document.confidence(record.start, record.end), warnings=warnings)
