"""What a person is asked to look at in a scan, and what the person said: doubtful lines and corrections."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vbcds.model.document import Box

#: Says what a file of corrections is.
FORMAT, VERSION = "vbcds-corrections", 1
_MOST, _LONGEST = 100_000, 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A line of a scan as a person reads it."""

    #: First 16 hex digits of the sha256 of the file's bytes.
    document: str
    #: From 1.
    page: int
    #: Where the line stands, in points from the top left of the straightened page.
    bbox: Box
    #: What the recogniser read, and what stands there (empty: nothing that is text).
    read: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulLine:
    """A line of a scan that the recogniser is not sure of, with its picture."""

    document: str
    path: str
    page: int
    bbox: Box
    #: The words with how sure each is, from 0 to 1.
    words: tuple[tuple[str, float], ...]
    #: The picture of the line as PNG; empty where it could not be drawn.
    image: bytes = b""

    @property
    def read(self) -> str:
        """What was read."""
        return " ".join(word for word, _ in self.words)

    @property
    def confidence(self) -> float:
        """How sure the least sure word is."""
        return min((sure for _, sure in self.words), default=0.0)


def parse_corrections(data: str) -> tuple[Correction, ...]:
    """The corrections of a file that the review page saved. Raises `ValueError` (in Vietnamese) where it is none.

    >>> saved = '{"format": "vbcds-corrections", "version": 1, "corrections": [{"document": "0123456789abcdef", "page": 2, '
    >>> saved += '"bbox": [50, 60, 300, 74], "read": "Bệ Tài chính", "text": "Bộ Tài chính"}]}'
    >>> parse_corrections(saved)[0].text
    'Bộ Tài chính'
    """
    try:
        found = json.loads(data)
        if found["format"] != FORMAT or found["version"] != VERSION:
            raise ValueError
        return tuple(_correction(item) for item in found["corrections"][:_MOST])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("Tệp hiệu đính không đúng dạng. Lưu lại từ trang hiệu đính (nút “Lưu hiệu đính”).") from error


def _correction(item: dict[str, Any]) -> Correction:
    box = tuple(float(value) for value in item["bbox"])
    if len(box) != 4 or not all(map(math.isfinite, box)):
        raise ValueError
    return Correction(
        document=str(item["document"])[:64],
        page=int(item["page"]),
        bbox=(box[0], box[1], box[2], box[3]),
        read=_plain(item["read"]),
        text=_plain(item["text"]),
    )


def _plain(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError
    return " ".join(unicodedata.normalize("NFC", text[:_LONGEST]).split())


def to_file(corrections: Iterable[Correction]) -> dict[str, Any]:
    """The JSON value of a file of corrections."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "corrections": [
            {"document": item.document, "page": item.page, "bbox": list(item.bbox), "read": item.read, "text": item.text}
            for item in corrections
        ],
    }
