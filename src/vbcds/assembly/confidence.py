"""How sure the reading of each record is, where its text was recognised in an image.

The figure is the mean over the record's characters of what the recogniser says of its words (0 to 1); a record of a file that has
text of its own has none. Doubtful records are counted in a warning of their document.
"""

from __future__ import annotations

import re
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
#: A word that is read with less confidence, or was mended with little to go by.
_DOUBTFUL_WORD = 0.6
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
    doubtful = [name for name, text in _head(record) if _has_doubtful_word(document, record, text)]
    if doubtful:
        warnings = (
            *warnings,
            f"Chữ nhận dạng ở {', '.join(doubtful)} có từ không chắc chắn hoặc đã sửa; cần đối chiếu với bản gốc.",
        )
    return replace(record, confidence=document.confidence(record.start, record.end), warnings=warnings)


def _head(record: DocumentRecord) -> list[tuple[str, str]]:
    """What is read of the letterhead and the signature, with its name."""
    found = [("tên cơ quan ban hành", record.issuer.raw if record.issuer else None), ("trích yếu", record.title)]
    found += [("tên người ký", signer.name) for signer in record.signers]
    return [(name, text) for name, text in found if text]


def _has_doubtful_word(document: Document, record: DocumentRecord, text: str) -> bool:
    """Whether a word of the place where a text is printed first is not sure."""
    pattern = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
    match = pattern.search(document.text, record.start, record.end)
    return match is not None and any(
        word.confidence < _DOUBTFUL_WORD and sum(map(str.isalpha, document.text[word.start : word.end])) > 1
        for word in document.recognised(match.start(), match.end())
    )
