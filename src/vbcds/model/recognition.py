"""What is asked of text recognition: which pages, with what, how many at once, where results are kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from vbcds.model.review import Correction

Mode = Literal["auto", "never", "always"]

_RANGE = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")
_MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrOptions:
    """How scans are read.

    >>> OcrOptions().wants(3, needed=True), OcrOptions(mode="never").wants(3, needed=True)
    (True, False)
    >>> OcrOptions(pages=((3, 7),)).wants(4, needed=False)
    True
    """

    #: "auto": pages without text of their own (or with rubbish for text); "always": every page; "never": none.
    mode: Mode = "auto"
    #: Pages (first and last, from 1) that are recognised whatever stands on them; the others as `mode` says.
    pages: tuple[tuple[int, int], ...] = ()
    #: Folder where results are kept by content; None keeps none.
    cache: str | None = None
    #: Recognisers at once.
    workers: int = 1
    #: Name of an engine from the entry points "vbcds.ocr_engines"; None takes the one that is there.
    engine: str | None = None
    #: Seconds for one page.
    seconds: float = 120.0
    #: What a person said of lines of scans, of any documents.
    corrections: tuple[Correction, ...] = ()
    #: Called after each page with the pages done and all that are to be recognised.
    on_page: Callable[[int, int], None] | None = field(default=None, compare=False, repr=False)

    def wants(self, page: int, *, needed: bool) -> bool:
        """Whether a page (from 1) is to be recognised; `needed`: it has no text of its own."""
        return self.names(page) or (self.mode == "auto" and needed)

    def names(self, page: int) -> bool:
        """Whether a page (from 1) is to be recognised whatever stands on it."""
        return self.mode == "always" or any(first <= page <= last for first, last in self.pages)

    def corrections_of(self, document: str) -> tuple[Correction, ...]:
        """The corrections of one document (the first 16 hex digits of its sha256)."""
        return tuple(correction for correction in self.corrections if correction.document == document)

    def key_of(self, document: str) -> str:
        """What the result for one document depends on beside `key`: a digest of its corrections, or "" where it has none."""
        own = self.corrections_of(document)
        return hashlib.sha256(repr(own).encode()).hexdigest()[:16] if own else ""

    @property
    def key(self) -> str:
        """What a result depends on, for all documents alike."""
        ranges = ",".join(f"{first}-{last}" for first, last in self.pages)
        return f"{self.mode} {ranges} {self.engine or ''}".strip()


AUTO = OcrOptions()


def parse_ocr_option(text: str) -> OcrOptions:
    """The options of `--ocr`: "auto", "never", "always", or pages ("3-7", "pages 1,3-7").

    Raises `ValueError` for anything else.

    >>> parse_ocr_option("pages 1, 3-7").pages
    ((1, 1), (3, 7))
    >>> parse_ocr_option("never").mode
    'never'
    >>> parse_ocr_option("7-3")
    Traceback (most recent call last):
    ...
    ValueError: 7-3
    """
    wanted = text.strip().lower()
    if wanted == "auto":
        return OcrOptions()
    if wanted == "never":
        return OcrOptions(mode="never")
    if wanted == "always":
        return OcrOptions(mode="always")
    pages = []
    for part in wanted.removeprefix("pages").strip(" :=").split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise ValueError(text)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= _MOST_PAGES:
            raise ValueError(text)
        pages.append((first, last))
    return OcrOptions(pages=tuple(pages))
