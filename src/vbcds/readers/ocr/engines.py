"""Which recogniser of text is there."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import cast

from vbcds.readers.ocr.engine import OcrEngine
from vbcds.readers.ocr.tesseract import installed_tesseract

#: Group of entry points: a name and a function without arguments that returns an engine, or None where it cannot run.
ENTRY_POINTS = "vbcds.ocr_engines"
#: What to do where no engine is there.
INSTALL = (
    "Cài Tesseract và mô hình tiếng Việt để đọc ảnh quét: apt-get install tesseract-ocr tesseract-ocr-vie "
    "(macOS: brew install tesseract tesseract-lang), rồi pip install 'vbcds[ocr]'."
)


@cache
def installed_engine(name: str | None = None) -> OcrEngine | None:
    """The engine that can be used here: the one of that name among the entry points "vbcds.ocr_engines", or Tesseract with its
    Vietnamese model; None where there is none.

    >>> installed_engine("no-such-engine") is None
    True
    """
    if name is not None and name != "tesseract":
        for point in entry_points(group=ENTRY_POINTS, name=name):
            return cast("OcrEngine | None", point.load()())
        return None
    return installed_tesseract()
