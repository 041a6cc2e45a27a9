"""What a recogniser of text must offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from vbcds.readers.ocr.images import Pixels

#: "page": find the blocks of text; "block": one block of lines (a cell); "line": one line; "figures": one line that is most likely a
#: number, which an engine may read by other means than words.
Layout = Literal["page", "block", "line", "figures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrWord:
    """A word that was recognised, in pixels of the image from its top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    #: From 0 to 1.
    confidence: float
    #: The line that it stands on, numbered through the image in reading order.
    line: int
    #: Where the letters stand at the word's middle, and the height from the highest to the lowest letter of the line.
    base: float
    size: float
    #: How sure each character of `text` is, in hundredths; empty where the engine does not tell.
    characters: tuple[int, ...] = ()

    def moved(self, x: float, y: float) -> OcrWord:
        """The word in an image that begins so many pixels further left and up."""
        return replace(self, x0=self.x0 + x, x1=self.x1 + x, y0=self.y0 + y, y1=self.y1 + y, base=self.base + y)


class OnLine(Protocol):
    """A word that stands on a numbered line."""

    @property
    def line(self) -> int: ...  # noqa: D102


W = TypeVar("W", bound=OnLine)


def by_line(words: Iterable[W]) -> dict[int, list[W]]:
    """The words of each line, by its number, as they follow each other."""
    lines: dict[int, list[W]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return lines


def sureness(words: Sequence[OcrWord]) -> float:
    """How sure the recogniser is of some words, each counting by its length."""
    count = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / count if count else 0.0


class RecognitionError(Exception):
    """An engine could not read an image; the message says why, in Vietnamese."""


class OcrEngine(Protocol):
    """Recognises the words of images."""

    @property
    def name(self) -> str:
        """Name, version and model: part of the key under which results are kept."""
        ...

    def recognise(self, images: Sequence[Pixels], *, dpi: float, layout: Layout, seconds: float) -> list[list[OcrWord]]:
        """The words of each of some grey images (dark on light), in the images' order.

        Raises `RecognitionError` where the engine fails or needs more than `seconds`.
        """
        ...
