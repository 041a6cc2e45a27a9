"""The door for text recognition: what an engine must offer, and which one is there.

Pages without text are found by the PDF reader, which names them (`vbcds.readers.pdf.pages_without_text`). An engine turns the image of
such a page into words with their places; lines, paragraphs and tables are then made from them as from any page's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from vbcds.model.document import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrWord:
    """A word that was recognised, in PDF points from the top left of the page."""

    text: str
    bbox: Box
    #: From 0 to 1.
    confidence: float


class OcrEngine(Protocol):
    """Recognises the words of a page's image."""

    @property
    def name(self) -> str:
        """Name and version, part of the key under which results are kept."""
        ...

    def recognise(self, image: bytes, *, width: float, height: float) -> Sequence[OcrWord]:
        """The words of a PNG image of a page that is `width` by `height` points."""
        ...


def installed_engine() -> OcrEngine | None:
    """The engine that can be used here, or None.

    >>> installed_engine() is None
    True
    """
    return None
