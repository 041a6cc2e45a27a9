"""Records to JSON values and back. Dates are ISO 8601, tuples lists, unknown values null; keys in the contract's order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

from vbcds.model.records import Record

T = TypeVar("T")


_NAMES: dict[type, tuple[str, ...]] = {}
_ADAPTERS: dict[type, Any] = {}


def to_json(value: object) -> Any:
    """A JSON value of a record (or of any frozen value).

    >>> from vbcds.model.records import ErrorRecord
    >>> to_json(ErrorRecord(path="a.pdf", error="encrypted", detail="Tệp PDF có mật khẩu."))
    {'path': 'a.pdf', 'error': 'encrypted', 'detail': 'Tệp PDF có mật khẩu.'}
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if is_dataclass(value):
        names = _NAMES.get(type(value))
        if names is None:
            names = _NAMES[type(value)] = tuple(field.name for field in fields(value))
        return {name: to_json(getattr(value, name)) for name in names}
    raise TypeError(f"not a JSON value: {type(value).__name__}")


def dumps(record: Record) -> str:
    """One line of JSON, UTF-8 characters as they are."""
    return json.dumps(to_json(record), ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


def _adapter(kind: type) -> Any:
    adapter = _ADAPTERS.get(kind)
    if adapter is None:
        from pydantic import TypeAdapter

        adapter = _ADAPTERS[kind] = TypeAdapter(kind)
    return adapter


def prepare(kinds: Iterable[type]) -> None:
    """Make ready to read records of these types, which takes a while for each when it is first read."""
    for kind in kinds:
        _adapter(kind)


def from_json(kind: type[T], value: Any) -> T:
    """The record of a JSON value (a dict as `to_json` makes it), checked against the types of `kind`.

    Raises `pydantic.ValidationError` (a ValueError) where it does not fit.
    """
    result: T = _adapter(kind).validate_python(value)
    return result


def json_schema(kind: type) -> dict[str, Any]:
    """The JSON Schema of a record type."""
    schema: dict[str, Any] = _adapter(kind).json_schema()
    return schema
