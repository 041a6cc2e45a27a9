"""Characters to fragments: the hot loop of the reader, and the evidence of gaps for and against spaces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from vbcds.model.builder import WordDraft
from vbcds.readers.pdf.glyphs import INVISIBLE, WORD, Font, Glyphs, Run
from vbcds.readers.symbols import plain_private, symbol_font, symbol_text
from vbcds.text.legacy import decode_legacy
from vbcds.text.syllables import is_syllable

#: Gaps, in parts of the font size: from here on two characters are words of their own where no space character says so ...
BARE_GAP = 0.14
#: ... and down to here where one does; below, the space character is a stray one, or its font lies about its widths.
SPACED_GAP = 0.07
#: A gap that may be a column's: a new fragment begins.
FRAGMENT_GAP = 1.0
#: How far a character may reach back over the one before it: accents set by themselves, tight kerning.
_BACK = -0.75
#: Codes of symbol fonts.
PRIVATE = re.compile("[\uf000-\uf0ff]")
_DOUBTFUL = "\x1f"
_CLOSING, _OPENING = frozenset(").,;:!?%]”’"), frozenset("([“‘")
_DOUBTFUL_RUN = re.compile(r"[^ ]*\x1f[^ ]*")
_HYPHENED = re.compile(r"(?:[^\W\d_]{0,3}-[^\W\d_]{1,5})(?![-\w])")
#: Gaps in points that are not worth a look inside a word.
_DEEP, _WIDE = -3.0, 0.8


@dataclass(slots=True, eq=False)
class Fragment:
    """Characters that follow each other on one baseline, in one size. y runs downwards from the top of the page."""

    text: str
    x0: float
    x1: float
    #: The line that the letters stand on.
    base: float
    size: float
    font: Font
    #: Parts of the characters that are bold and italic, from 0 to 1.
    bold: float
    italic: float
    #: A space character stands before the first (after the last) character.
    space_before: bool
    space_after: bool
    #: Index of the first character on the page, and of the one after the last.
    start: int
    end: int
    #: Set at right angles to the page's other text.
    turned: bool = False
    #: Not painted: the text layer of a scan.
    invisible: bool = False
    #: A mark set high; `base` is then that of the text it is set to.
    raised: bool = False
    #: Found to be of the block of the signature.
    signed: bool = False
    #: The words that were recognised, where the text comes from an image.
    words: tuple[WordDraft, ...] = ()

    @property
    def middle(self) -> float:
        """Half height of the small letters: where a fragment belongs to in a grid."""
        return self.base - 0.3 * self.size


def find_fragments(glyphs: Glyphs, start: int = 0, end: int | None = None) -> list[Fragment]:
    """The fragments of a page, or of a range of its characters, in the order of the file."""
    if end is None:
        end = len(glyphs.chars)
    collector = _Collector(glyphs)
    chars, left, right, spans = glyphs.chars, glyphs.left, glyphs.right, glyphs.spans
    words = glyphs.words
    count = len(spans)
    first_span = 0
    if start or end < len(chars):
        low = max(0, bisect_left(words, (start,)) - 1)
        high = bisect_left(words, (end,))
        words = [(max(a, start), min(b, end), plain) for a, b, plain in words[low:high] if b > start]
        first_span = max(0, bisect_left(spans, start, key=_span_start) - 1)
    run: Run | None = None
    parts: list[str] = []
    fonts: list[Font] = []
    counts: list[int] = []
    first = last = -1
    bare_limit = spaced_limit = far = back = 0.0
    bare, place = 0, first_span
    before = False
    for word_start, word_end, plain in words:
        while place < count and spans[place][1] <= word_start:
            place += 1
        if place == count:
            break
        pieces: Sequence[tuple[int, int, Run, bool]]
        if plain and word_end <= spans[place][1]:
            following = spans[place][2]
            if following is run and word_start == last + 2 and spaced_limit <= left[word_start] - right[last] < far:
                parts += " ", chars[word_start:word_end]  # as nearly all words do: the next of a line, behind a space
                counts[-1] += word_end - word_start
                last = word_end - 1
                continue
            pieces = ((word_start, word_end, following, False),)
        else:
            pieces = _pieces(glyphs, place, word_start, word_end, plain)
        for here, stop, following, trusted in pieces:
            changed = following is not run
            spaced = here != last + 1
            if first >= 0:
                gap = 0.0 if trusted else left[here] - right[last]
                if back < gap < far and (not changed or (run is not None and run.goes_with(following))):
                    if spaced:
                        parts.append(" " if gap >= spaced_limit else _DOUBTFUL)
                    elif gap > bare_limit:
                        parts.append(" ")
                        bare += 1
                    parts.append(chars[here:stop])
                    if changed:
                        fonts.append(following.font)
                        counts.append(0)
                        run = following
                    counts[-1] += stop - here
                    last = stop - 1
                    continue
                if run is not None:
                    collector.add(parts, fonts, counts, run, first, last, bare, before, spaced)
            run = following
            parts, fonts, counts, bare = [chars[here:stop]], [run.font], [stop - here], 0
            before = spaced
            first, last = here, stop - 1
            size = run.size
            bare_limit, spaced_limit, far, back = BARE_GAP * size, SPACED_GAP * size, FRAGMENT_GAP * size, _BACK * size
    if first >= 0 and run is not None:
        collector.add(parts, fonts, counts, run, first, last, bare, before, last + 1 < end)
    return _join_turned(collector.found) if collector.turned else collector.found


def _span_start(span: tuple[int, int, Run]) -> int:
    return span[0]


def _pieces(glyphs: Glyphs, place: int, start: int, end: int, plain: bool) -> list[tuple[int, int, Run, bool]]:
    """A word cut where its text object changes and at odd gaps: first character, end, run, and whether the gap before is trusted."""
    spans, left, right = glyphs.spans, glyphs.left, glyphs.right
    pieces: list[tuple[int, int, Run, bool]] = []
    here = start
    while here < end and place < len(spans):
        span_start, span_end, run = spans[place]
        here = max(here, span_start)
        stop = min(end, span_end)
        if here >= stop:
            break
        trusted = plain and here > start and span_start == here
        if not plain:
            for index in range(here, stop - 1):
                if not _DEEP < left[index + 1] - right[index] < _WIDE:
                    pieces.append((here, index + 1, run, False))
                    here = index + 1
        pieces.append((here, stop, run, trusted))
        here = stop
        place += 1
    return pieces


class _Collector:
    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self.found: list[Fragment] = []
        self.turned = False
        self.private = PRIVATE.search(glyphs.chars) is not None

    def add(
        self,
        parts: list[str],
        fonts: list[Font],
        counts: list[int],
        run: Run,
        first: int,
        last: int,
        bare: int,
        before: bool,
        after: bool,
    ) -> None:
        if run.turns is None or run.turns == 2:
            return  # set aslant or upside down: a watermark
        glyphs = self.glyphs
        text = "".join(parts)
        if bare > 2 and bare > 0.4 * (last - first):
            text = _spread(glyphs, first, last, run.size)
        elif _DOUBTFUL in text:
            text = _DOUBTFUL_RUN.sub(_settle, text)
        font = run.font
        if font.legacy is not None:
            text = decode_legacy(text, font.legacy)
            text = restore_u_horn(text)
        elif font.symbol is not None:
            text = symbol_text(text, symbol_font(font.symbol) or {})
        elif self.private:
            text = plain_private(text).replace("\xad", "-")
        elif "\xad" in text:
            text = text.replace("\xad", "-")
        bold, italic = float(font.bold), float(font.italic)
        if len(fonts) > 1:
            total = sum(counts) or 1
            bold = sum(count for f, count in zip(fonts, counts, strict=True) if f.bold) / total
            italic = sum(count for f, count in zip(fonts, counts, strict=True) if f.italic) / total
        if run.mode == 2:
            bold = 1.0
        turned = run.turns != 0
        base = run.base
        if turned:
            self.turned = True
            base = glyphs.extent(last if run.turns == 3 else first)[1]
        self.found.append(
            Fragment(
                text,
                glyphs.left[first],
                glyphs.right[last],
                base,
                run.size,
                font,
                bold,
                italic,
                before,
                after,
                first,
                last + 1,
                turned,
                run.mode == INVISIBLE,
            )
        )


def restore_u_horn(text: str) -> str:
    """Text out of TCVN3 whose letter "ư", at the place of the soft hyphen, came out of the file as a hyphen.

    >>> restore_u_horn("thành phố trực thuộc Trung -ơng, tr-ớc năm 2005, QĐ-TTg")
    'thành phố trực thuộc Trung ương, trước năm 2005, QĐ-TTg'
    """
    return _HYPHENED.sub(_soft_hyphen, text) if "-" in text else text


def _soft_hyphen(match: re.Match[str]) -> str:
    """In a TCVN3 font the letter "ư" has the place of the soft hyphen, and some PDF files say that it is a hyphen."""
    letter = "Ư" if match[0].isupper() else "ư"
    word = match[0].replace("-", letter)
    return word if is_syllable(word) else match[0]


def _settle(match: re.Match[str]) -> str:
    """A space character without room for one: kept between words, dropped inside a syllable."""
    pieces = match[0].split(_DOUBTFUL)
    text = pieces[0]
    for left, right in pairwise(pieces):
        joined = is_syllable(left + right) and not (is_syllable(left) and is_syllable(right))
        closes = right[:1] in _CLOSING or left[-1:] in _OPENING
        text += right if joined or closes else " " + right
    return text


def _spread(glyphs: Glyphs, first: int, last: int, size: float) -> str:
    """Text whose letters are set apart on purpose: a word ends where the gap is wider than the others by a space's width."""
    visible = [index for index in range(first, last + 1) if WORD.match(glyphs.chars[index])]
    gaps = [glyphs.left[b] - glyphs.right[a] for a, b in pairwise(visible)]
    limit = median(gaps) + BARE_GAP * size
    pieces = [glyphs.chars[visible[0]]]
    for index, gap in zip(visible[1:], gaps, strict=True):
        pieces.append(" " + glyphs.chars[index] if gap > limit else glyphs.chars[index])
    return "".join(pieces)


def _join_turned(fragments: list[Fragment]) -> list[Fragment]:
    """Characters set sideways, each a fragment of its own, joined to one fragment for each of their lines."""
    joined: list[Fragment] = []
    for fragment in fragments:
        before = joined[-1] if joined else None
        if (
            fragment.turned
            and before is not None
            and before.turned
            and fragment.start - before.end < 3
            and min(fragment.x1, before.x1) - max(fragment.x0, before.x0)
            > 0.5 * min(fragment.x1 - fragment.x0, before.x1 - before.x0)
        ):
            before.text += (" " if before.space_after or fragment.space_before else "") + fragment.text
            before.x0, before.x1 = min(before.x0, fragment.x0), max(before.x1, fragment.x1)
            before.base = max(before.base, fragment.base)
            before.space_after, before.end = fragment.space_after, fragment.end
            continue
        if fragment.turned:
            fragment.size = fragment.x1 - fragment.x0
        joined.append(fragment)
    return joined
