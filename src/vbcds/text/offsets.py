"""Offsets back to the source: recognisers work on NFC text; a caller's text may be decomposed."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, Self, TypeVar


class Spanned(Protocol):
    """A frozen value with a place in a text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    def moved(self, start: int, end: int, raw: str) -> Self: ...  # noqa: D102


S = TypeVar("S", bound=Spanned)


class ComposedView:
    """NFC text with the way back to the offsets of the text it was made from.

    >>> view = ComposedView("so\\u0302\\u0301 12")
    >>> view.text, view.source_span(0, 2), view.source_span(3, 5)
    ('số 12', (0, 4), (5, 7))
    """

    __slots__ = ("_marks", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self._marks: list[tuple[int, int]] | None = None
        if unicodedata.is_normalized("NFC", source):
            self.text = source
            return
        pieces: list[str] = []
        marks: list[tuple[int, int]] = []  # (offset in NFC, offset in source), at each starter
        start = length = 0
        for end in _boundaries(source):
            piece = unicodedata.normalize("NFC", source[start:end])
            marks.append((length, start))
            pieces.append(piece)
            length += len(piece)
            start = end
        marks.append((length, len(source)))
        self.text = "".join(pieces)
        self._marks = marks

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source's offsets of the NFC span [start, end)."""
        if self._marks is None:
            return start, end
        return self._source(start, up=False), self._source(end, up=True)

    def _source(self, offset: int, *, up: bool) -> int:
        """The source's offset of one offset; inside a piece that composing changed, the piece's end (`up`) or start."""
        assert self._marks is not None
        index = bisect_right(self._marks, (offset, len(self.source))) - 1
        composed, source = self._marks[index]
        if composed == offset:
            return source
        after, end = self._marks[index + 1]
        if after - composed == end - source and self.text[composed:after] == self.source[source:end]:
            return source + offset - composed
        return end if up else source


def _boundaries(text: str) -> Iterable[int]:
    """Ends of the pieces that compose by themselves: before each character that no earlier one can absorb."""
    for index in range(1, len(text)):
        char = text[index]
        if char < "\u0300" or (not unicodedata.combining(char) and unicodedata.is_normalized("NFC", text[index - 1 : index + 1])):
            yield index
    if text:
        yield len(text)


def on_composed(find: Callable[[str], Sequence[S]], text: str) -> list[S]:
    """Run a finder on the NFC form of `text` and move its spans back to `text`.

    A span never ends between a letter and the marks that stand over it, whatever the form.
    """
    view = ComposedView(text)
    found = [_with_marks(item, view.text) for item in find(view.text)]
    if view.text is text:
        return found
    moved = []
    for item in found:
        start, end = view.source_span(item.start, item.end)
        moved.append(item.moved(start, end, text[start:end]))
    return moved


def _with_marks(item: S, text: str) -> S:
    end = item.end
    while end < len(text) and text[end] >= "\u0300" and unicodedata.combining(text[end]):
        end += 1
    return item if end == item.end else item.moved(item.start, end, text[item.start : end])
