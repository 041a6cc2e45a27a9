"""Pages that were recognised, kept by content: a second run costs nothing."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

#: Changes whenever a page would be read otherwise.
VERSION = 43


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word on a straightened page, in points from its top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    confidence: float
    line: int
    #: Its letters are heavier than most of the page's.
    bold: bool = False
    #: As it was recognised, where `text` has it mended; "" where that is the same.
    raw: str = ""
    #: How sure each character of what was recognised is, in hundredths.
    characters: tuple[int, ...] = ()

    def as_text(self, text: str) -> PlacedWord:
        """The word mended; what was recognised is kept."""
        return self if text == self.text else replace(self, text=text, raw=self.raw or self.text)

    def on_line(self, line: int) -> PlacedWord:
        """The word with another number of its line."""
        return replace(self, line=line)


@dataclass(slots=True, kw_only=True)
class ScanPage:
    """All that was found in the image of a page. Rules are (at, start, end); boxes left, top, right, bottom; all in points."""

    width: float
    height: float
    words: list[PlacedWord] = field(default_factory=list)
    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    #: Text and box of stamps of incoming mail.
    stamps: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)
    #: Boxes of lines that were seen and not read.
    unread: list[tuple[float, float, float, float]] = field(default_factory=list)
    #: Numbers of the lines that make the block of the signature.
    signed: list[int] = field(default_factory=list)
    #: Degrees clockwise by which the image was turned to be upright.
    turned: float = 0.0
    blank: bool = False
    #: Corrections by a person that the words have, and those whose line was not found.
    corrected: int = 0
    stale: int = 0

    @property
    def confidence(self) -> float:
        """Mean confidence of the page's characters, from 0 to 1."""
        count = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / count if count else 0.0


def joined(words: Sequence[PlacedWord], text: str) -> PlacedWord:
    """Words of one line as one word that is spelt `text`; it is as sure as the least sure of them."""
    first = words[0]
    return replace(
        first,
        text=text,
        x1=max(word.x1 for word in words),
        y0=min(word.y0 for word in words),
        y1=max(word.y1 for word in words),
        confidence=min(word.confidence for word in words),
        raw=" ".join(word.raw or word.text for word in words),
        characters=tuple(sure for word in words for sure in word.characters),
    )


class PageCache:
    """Recognised pages in a folder; a folder that cannot be written, or a damaged file, is as if nothing had been kept."""

    def __init__(self, folder: str | None, *, content: str, engine: str) -> None:
        self._folder = Path(folder) / content[:2] if folder else None
        self._name = f"{content[:32]}-{hashlib.sha256(f'{VERSION} {engine}'.encode()).hexdigest()[:12]}"

    def load(self, page: int) -> ScanPage | None:
        """The page (from 1) as it was recognised before, or None."""
        if self._folder is None:
            return None
        try:
            stored = json.loads((self._folder / f"{self._name}-{page}.json").read_bytes())
            words = [PlacedWord(**{**word, "characters": tuple(word["characters"])}) for word in stored.pop("words")]
            stamps = [
                (str(text), (float(box[0]), float(box[1]), float(box[2]), float(box[3]))) for text, box in stored.pop("stamps")
            ]
            unread = [(float(a), float(b), float(c), float(d)) for a, b, c, d in stored.pop("unread")]
            across = [(float(a), float(b), float(c)) for a, b, c in stored.pop("across")]
            down = [(float(a), float(b), float(c)) for a, b, c in stored.pop("down")]
            return ScanPage(words=words, stamps=stamps, unread=unread, across=across, down=down, **stored)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError):
            return None

    def store(self, page: int, scan: ScanPage) -> None:
        """Keep a page."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(asdict(scan), file, ensure_ascii=False, separators=(",", ":"))
                Path(name).replace(self._folder / f"{self._name}-{page}.json")
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
