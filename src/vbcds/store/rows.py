"""Records as rows and rows as lines of JSON: a column a field, nested values as JSON text.

A row holds what SQLite can hold (text, number, None); `json_line` of a row is the very line that `model.codec.dumps` makes of the
record, so that files can be exported without making records of the rows again.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from json.encoder import encode_basestring
from math import isfinite
from operator import attrgetter
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from vbcds.model.codec import from_json, to_json
from vbcds.model.records import (
    CitationRecord,
    DocumentRecord,
    ErrorRecord,
    FindingRecord,
    MetricRecord,
    Record,
    ReportItemRecord,
    TargetRecord,
    TaskRecord,
)

R = TypeVar("R", bound=Record)
_DECODER = json.JSONDecoder()
Value = str | int | float | None
Row = tuple[Value, ...]
Shape = Literal["text", "integer", "real", "boolean", "date", "json"]

#: The kinds of records by the name of the contract's file (and of the table), in the contract's order.
KINDS: dict[str, type[Record]] = {
    "documents": DocumentRecord,
    "tasks": TaskRecord,
    "targets": TargetRecord,
    "citations": CitationRecord,
    "report_items": ReportItemRecord,
    "metrics": MetricRecord,
    "findings": FindingRecord,
    "errors": ErrorRecord,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record as a column: `shape` says how its value is kept."""

    name: str
    shape: Shape
    #: The field has a default.
    optional: bool = False


_COLUMNS: dict[type, tuple[Column, ...]] = {}
_ENCODERS: dict[type, tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[int, Shape], ...]]] = {}
_READERS: dict[type, tuple[tuple[str, ...], tuple[Column, ...]]] = {}
_WRITERS: dict[type, tuple[str, tuple[Callable[[Any], str], ...]]] = {}


def columns(kind: type) -> tuple[Column, ...]:
    """The columns of a record type, in the order of its fields.

    >>> [(column.name, column.shape) for column in columns(ErrorRecord)]
    [('path', 'text'), ('error', 'text'), ('detail', 'text')]
    """
    found = _COLUMNS.get(kind)
    if found is None:
        hints = get_type_hints(kind)
        found = _COLUMNS[kind] = tuple(
            Column(field.name, _shape(hints[field.name]), field.default is not MISSING or field.default_factory is not MISSING)
            for field in fields(kind)
        )
    return found


def _shape(hint: Any) -> Shape:
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        return _shape(next(part for part in get_args(hint) if part is not type(None)))
    if origin is tuple or is_dataclass(hint):
        return "json"
    if origin is Literal or hint is str:
        return "text"
    simple: dict[Any, Shape] = {bool: "boolean", int: "integer", float: "real", date: "date"}
    return simple[hint]


def _encoder(kind: type) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[int, Shape], ...]]:
    found = _ENCODERS.get(kind)
    if found is None:
        special = tuple((i, column.shape) for i, column in enumerate(columns(kind)) if column.shape in ("date", "json", "boolean"))
        found = _ENCODERS[kind] = attrgetter(*(column.name for column in columns(kind))), special
    return found


def to_row(record: Record) -> Row:
    """The row of a record: dates as ISO text, nested values as JSON text, truth values as 0 and 1.

    >>> to_row(ErrorRecord(path="a.pdf", error="encrypted", detail="Tệp có mật khẩu."))
    ('a.pdf', 'encrypted', 'Tệp có mật khẩu.')
    """
    get, special = _encoder(type(record))
    values = list(get(record))
    for index, shape in special:
        value = values[index]
        if value is None:
            continue
        if shape == "date":
            values[index] = value.isoformat()
        elif shape == "boolean":
            values[index] = int(value)
        else:
            values[index] = _nested(value)
    return tuple(values)


def _nested(value: Any) -> str:
    """The JSON text of a field's value, as `json.dumps` of `to_json` has it, without making lists and dicts of it first."""
    write = _TEXTS.get(type(value))
    if write is None:
        write = _TEXTS[type(value)] = _text_of_values(type(value)) if is_dataclass(value) else _dumped
    return write(value)


def _text_of_values(kind: type) -> Callable[[Any], str]:
    names = [field.name for field in fields(kind)]
    form = "{" + ", ".join(f'"{name}": %s' for name in names) + "}"
    get = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    return lambda value: form % tuple(map(_nested, get(value)))


def _dumped(value: object) -> str:
    return json.dumps(to_json(value), ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


def _real(value: float) -> str:
    whole = value.is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else repr(value) if isfinite(value) else _dumped(value)


#: The writers of JSON text by type; those of other types are found when they are first met.
_TEXTS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    str: encode_basestring,
    int: str,
    bool: lambda value: "true" if value else "false",
    float: _real,
    date: lambda value: f'"{value.isoformat()}"',
    tuple: lambda value: f"[{', '.join(map(_nested, value))}]",
}


def from_row(kind: type[R], row: Sequence[Value]) -> R:
    """The record of a row; what a row does not say (it may be older than the field) is the field's default.

    Raises `pydantic.ValidationError` (a ValueError) where the row is none of vbcds's.
    """
    names, special = _reader(kind)
    values: dict[str, Any] = dict(zip(names, row, strict=True))
    for column in special:
        value = values[column.name]
        if value is None:
            if column.optional:
                del values[column.name]
        elif column.shape == "json":
            values[column.name] = _DECODER.raw_decode(value)[0]
        elif column.shape == "boolean":
            values[column.name] = bool(value)
    return from_json(kind, values)


def _reader(kind: type) -> tuple[tuple[str, ...], tuple[Column, ...]]:
    """The names of a type's fields, and the columns whose values are not simply as they stand in a row."""
    found = _READERS.get(kind)
    if found is None:
        all_of = columns(kind)
        special = tuple(column for column in all_of if column.optional or column.shape in ("json", "boolean"))
        found = _READERS[kind] = tuple(column.name for column in all_of), special
    return found


_TO_JSON: dict[Shape, Callable[[Any], str]] = {
    "text": encode_basestring,
    "date": encode_basestring,
    "integer": str,
    "real": lambda value: _real(float(value)),
    "boolean": lambda value: "true" if value else "false",
    "json": str,
}


def _writer(kind: type) -> tuple[str, tuple[Callable[[Any], str], ...]]:
    """The form of a line with a place for each value, and what writes the values."""
    found = _WRITERS.get(kind)
    if found is None:
        form = "{" + ", ".join(f'"{column.name}": %s' for column in columns(kind)) + "}"
        found = _WRITERS[kind] = form, tuple(_TO_JSON[column.shape] for column in columns(kind))
    return found


def json_line(kind: type, row: Sequence[Value]) -> str:
    """The line of JSON of a row, without the line end.

    >>> json_line(ErrorRecord, ("a.pdf", "empty", "Tệp rỗng."))
    '{"path": "a.pdf", "error": "empty", "detail": "Tệp rỗng."}'
    """
    form, writers = _writer(kind)
    return form % tuple(["null" if value is None else write(value) for write, value in zip(writers, row, strict=True)])
