"""Scans: the image of a page to words with their places and the ruling lines drawn on it.

images (pixels), cleaning (seals, specks, borders, skew), ruling (lines of tables), engine, engines
and tesseract (words), cache (what was recognised before).

The other readers hand over images and make text, tables and paragraphs from what comes back, as from any page.
"""

from __future__ import annotations

from vbcds.model.recognition import AUTO, OcrOptions, parse_ocr_option
from vbcds.readers.ocr.engine import OcrEngine, OcrWord
from vbcds.readers.ocr.engines import installed_engine

__all__ = ["AUTO", "OcrEngine", "OcrOptions", "OcrWord", "installed_engine", "parse_ocr_option"]
