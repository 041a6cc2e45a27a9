"""Records as pandas frames. pandas is needed only here, and only when this is called."""

from __future__ import annotations

import datetime
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, get_type_hints

from vbcds.model.codec import to_json
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

if TYPE_CHECKING:
    from pandas import DataFrame

_KINDS: dict[str, type] = {
    "documents": DocumentRecord,
    "tasks": TaskRecord,
    "targets": TargetRecord,
    "citations": CitationRecord,
    "report_items": ReportItemRecord,
    "metrics": MetricRecord,
    "findings": FindingRecord,
}
#: Nested values that stand once in a record: their fields become columns ("deadline_due", "issuer_name", "source_page").
_NESTED = ("issuer", "agency", "addressee", "deadline", "source", "task")


def build_frames(records: Records) -> dict[str, DataFrame]:
    """One frame for each kind of record, by the name of the contract's file.

    Dates are `datetime64`; a nested value gives one column for each of its fields (`deadline_due`, `issuer_name`, `source_page`);
    lists stay lists, agencies in them by their names. Every frame has all its columns, also when it has no rows. Raises `ImportError`
    where pandas is not installed (`pip install vbcds[pandas]`).

    >>> from vbcds.model.records import DocumentRecord, Records
    >>> document = DocumentRecord(
    ...     id="0" * 16, path="a.txt", media_type="text/plain", pages=None, sha256="", ocr=False, genre="plan"
    ... )
    >>> frames = build_frames(Records(documents=(document,)))
    >>> frames["documents"].loc[0, "genre"], list(frames["tasks"].columns[:3])
    ('plan', ['document', 'code', 'group'])
    """
    import pandas

    frames = {}
    for name, kind in _KINDS.items():
        columns, dates = _columns(kind)
        frame = pandas.DataFrame([_flat(record) for record in getattr(records, name)], columns=columns)
        for column in dates:
            frame[column] = pandas.to_datetime(frame[column], errors="coerce")
        frames[name] = frame
    return frames


def _columns(kind: type) -> tuple[list[str], list[str]]:
    """The names of a frame's columns, and which of them are dates."""
    names: list[str] = []
    dates: list[str] = []
    for name, hint in _hints(kind):
        inner = next((part for part in (hint, *getattr(hint, "__args__", ())) if is_dataclass(part)), None)
        if name in _NESTED and isinstance(inner, type):
            pairs = [(f"{name}_{field}", kind) for field, kind in _hints(inner)]
        else:
            pairs = [(name, hint)]
        names += [pair[0] for pair in pairs]
        dates += [column for column, kind in pairs if datetime.date in (kind, *getattr(kind, "__args__", ()))]
    return names, dates


def _hints(kind: type) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in fields(kind)]


def _flat(record: object) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in to_json(record).items():
        if name in _NESTED:
            flat |= {f"{name}_{field}": inner for field, inner in (value or {}).items()}
        elif isinstance(value, list) and value and isinstance(value[0], dict) and "raw" in value[0] and "name" in value[0]:
            flat[name] = [agency["name"] for agency in value]
        else:
            flat[name] = value
    return flat
