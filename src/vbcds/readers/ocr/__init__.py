"""Scans: the image of a page to words with their places and the ruling lines drawn on it.

images (pixels), cleaning (colours, specks, borders), upright (skew), ruling (lines of tables), seals and crossings (what is
stamped and drawn over text), rows (rows of letters), engine, engines and tesseract (words), wording with letterhead, formal_lines
and subjects (what is known of them), signing and signer_names (who signs), cache (what was recognised before).

The other readers hand over images and make text, tables and paragraphs from what comes back, as from any page.
"""

from __future__ import annotations

from vbcds.model.recognition import AUTO, OcrOptions, parse_ocr_option
from vbcds.readers.ocr.engine import OcrEngine, OcrWord
from vbcds.readers.ocr.engines import installed_engine

__all__ = ["AUTO", "OcrEngine", "OcrOptions", "OcrWord", "installed_engine", "parse_ocr_option"]
