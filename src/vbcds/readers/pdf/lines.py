"""Fragments to lines: what stands on one baseline, spaces by the gaps, raised digits as superscripts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from vbcds.model.builder import WordDraft
from vbcds.model.document import Box
from vbcds.readers.pdf.fragments import BARE_GAP, SPACED_GAP, Fragment
from vbcds.readers.symbols import superscript

_RAISED = re.compile(r"\(?\d{1,3}\)?|\d{1,3}(?:,\s?\d{1,3})+|\*{1,3}")
#: The number that was stamped or typed into the blank before the symbol.
_NUMBER = re.compile(r"\ASố\s*:?\s*(\d+[a-z]?) +/ ?(?=[A-ZĐ])")
_MOST_MARKS = 2000
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@dataclass(slots=True, eq=False)
class Line:
    """A line of text on a page, in reading space."""

    text: str
    page: int
    x0: float
    x1: float
    base: float
    size: float
    #: Parts of the characters that are bold and italic, from 0 to 1.
    bold: float
    italic: float
    fragments: list[Fragment]

    @property
    def center(self) -> float:
        """Middle of the line."""
        return (self.x0 + self.x1) / 2

    @property
    def top(self) -> float:
        """Top of the letters, nearly."""
        return self.base - 0.85 * self.size

    @property
    def bottom(self) -> float:
        """Bottom of the letters, nearly."""
        return self.base + 0.25 * self.size

    @property
    def bbox(self) -> Box:
        """The line's box."""
        return self.x0, self.top, self.x1, self.bottom

    def width_of_start(self, characters: int) -> float:
        """Estimated width of the first characters, by the usual widths of letters in the line's own scale."""
        width = _WIDTHS.__getitem__
        text = self.text
        total = sum(map(width, text)) or 1.0
        return (self.x1 - self.x0) * sum(map(width, text[:characters])) / total


class _Widths(dict[str, float]):
    """The usual widths of letters, of the size of their font; each is found once."""

    def __missing__(self, char: str) -> float:
        self[char] = width = _letter_width(char)
        return width


_WIDTHS = _Widths()


def _letter_width(char: str) -> float:
    if char in "iltjfr.,;:'’!|()[]/-íìỉĩị":
        return 0.31
    if char in " ":
        return 0.27
    if char in "mw%–":
        return 0.78
    if char in "MW—…":
        return 0.92
    if char.isupper():
        return 0.68
    return 0.48


def raise_marks(fragments: list[Fragment]) -> None:
    """Note marks and exponents, set small and high, are put on the line of the text that they are set to."""
    marks = [f for f in fragments if len(f.text) < 12 and _RAISED.fullmatch(f.text)]
    if not marks or len(marks) > _MOST_MARKS:
        return
    hosts = sorted(fragments, key=_base)
    largest = max(f.size for f in fragments)
    for mark in marks:
        for host in hosts[bisect_left(hosts, mark.base, key=_base) :]:
            drop = host.base - mark.base
            if drop > 0.62 * largest:
                break
            if mark.size > 0.82 * host.size or not 0.1 * host.size < drop < 0.62 * host.size:
                continue
            if -0.4 * host.size < mark.x0 - host.x1 < 0.4 * host.size or -0.2 * host.size < host.x0 - mark.x1 < 0.9 * host.size:
                mark.base, mark.raised = host.base, True
                break


def _base(fragment: Fragment) -> float:
    return fragment.base


def cluster(fragments: list[Fragment]) -> list[list[Fragment]]:
    """Fragments that stand on one line, each group from left to right; groups from top to bottom."""
    if len(fragments) < 2:
        return [fragments] if fragments else []
    groups: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=_base):
        if groups:
            group = groups[-1]
            last = group[-1]
            reach = 0.35 * max(last.size, fragment.size)
            if fragment.base - last.base <= reach and fragment.base - group[0].base <= 1.6 * reach:
                group.append(fragment)
                continue
        groups.append([fragment])
    result: list[list[Fragment]] = []
    for group in groups:
        if len(group) > 1:
            result.extend(_parted(group))
        else:
            result.append(group)
    return result


def _parted(group: list[Fragment]) -> list[list[Fragment]]:
    """A group in which one line lies over another is two: text of the same size that overlaps across is not on one line."""
    ordered = sorted(group, key=lambda f: f.x0)
    low, high = group[0].base, group[-1].base
    if high - low < 0.12 * max(f.size for f in group):
        return [ordered]
    reach, overlap = -1e9, 0.0
    for fragment in ordered:
        overlap = max(overlap, min(reach, fragment.x1) - fragment.x0)
        reach = max(reach, fragment.x1)
    if overlap < 0.6 * max(f.size for f in group):
        return [ordered]
    middle = (low + high) / 2
    parts = [[f for f in ordered if f.base <= middle], [f for f in ordered if f.base > middle]]
    return [part for part in parts if part]


def make_line(fragments: list[Fragment], page: int) -> Line:
    """One line out of fragments from left to right."""
    if len(fragments) == 1:
        only = fragments[0]
        return Line(only.text, page, only.x0, only.x1, only.base, only.size, only.bold, only.italic, fragments)
    main = max(fragments, key=lambda f: len(f.text) * (1.0 if f.size > 7 else 0.5))
    size, base = main.size, main.base
    parts: list[str] = []
    weight = bold = italic = 0.0
    before: Fragment | None = None
    for fragment in fragments:
        text = fragment.text
        raised = fragment.raised
        if raised:
            text = superscript(text)
        if before is not None:
            gap = fragment.x0 - before.x1
            spaced = before.space_after or fragment.space_before
            limit = SPACED_GAP if spaced else BARE_GAP
            wide = gap > limit * max(before.size, fragment.size) and (spaced or not raised or gap >= 0.3 * size)
            if wide or (spaced and before.text[-1:] == ":" and text[:1].isdigit()):
                parts.append(" ")
        parts.append(text)
        count = len(text)
        weight += count
        bold += count * fragment.bold
        italic += count * fragment.italic
        before = fragment
    x1 = max(f.x1 for f in fragments)
    weight = weight or 1.0
    text = "".join(parts)
    if " /" in text and text.startswith("Số"):
        text = _NUMBER.sub(r"Số: \1/", text)
    return Line(text, page, fragments[0].x0, x1, base, size, bold / weight, italic / weight, fragments)


def words_of(lines: Sequence[Line]) -> tuple[WordDraft, ...]:
    """The recognised words of some lines, in order; none where the text is the file's own."""
    return tuple(word for line in lines for fragment in line.fragments for word in fragment.words)


def lines_of(fragments: list[Fragment], page: int) -> list[Line]:
    """The lines of a region that has one column, from top to bottom."""
    return [make_line(group, page) for group in cluster(fragments)]


def segments(group: list[Fragment], gap: float) -> list[list[Fragment]]:
    """A line cut where the gap is wider than `gap` times the font size."""
    pieces = [[group[0]]]
    reach = group[0].x1
    for fragment in group[1:]:
        if fragment.x0 - reach > gap * max(pieces[-1][-1].size, fragment.size):
            pieces.append([fragment])
        else:
            pieces[-1].append(fragment)
        reach = max(reach, fragment.x1)
    return pieces
