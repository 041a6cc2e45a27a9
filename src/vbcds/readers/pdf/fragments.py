"""Characters to fragments: the hot loop of the reader, and the evidence of gaps for and against spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from vbcds.readers.fonts import repair_run
from vbcds.readers.pdf.glyphs import INVISIBLE, SPACES, Font, Glyphs, Run
from vbcds.readers.symbols import symbol_font, symbol_text
from vbcds.text.syllables import is_syllable

#: Gaps, in parts of the font size: from here on two characters are words of their own where no space character says so ...
BARE_GAP = 0.14
#: ... and down to here where one does; below, the space character is a stray one, or its font lies about its widths.
SPACED_GAP = 0.07
#: A gap that may be a column's: a new fragment begins.
FRAGMENT_GAP = 1.0
#: How far a character may reach back over the one before it: accents set by themselves, tight kerning.
_BACK = -0.75
_DOUBTFUL = "\x1f"
_DOUBTFUL_RUN = re.compile(r"[^ ]*\x1f[^ ]*")
_NEVER = 1e9


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

    @property
    def middle(self) -> float:
        """Half height of the small letters: where a fragment belongs to in a grid."""
        return self.base - 0.3 * self.size


def find_fragments(glyphs: Glyphs, start: int = 0, end: int | None = None) -> list[Fragment]:
    """The fragments of a page, or of a range of its characters, in the order of the file."""
    if end is None:
        end = len(glyphs.codes)
    collector = _Collector(glyphs)
    chars, runs, spaces = glyphs.chars, glyphs.runs, SPACES
    first = word = last = run_start = -1
    parts: list[str] = []
    styles: list[tuple[Font, int]] = []
    handle: int | None = -1
    run: Run | None = None
    old_right = 0.0
    bare_limit = spaced_limit = far = _NEVER
    back = -_NEVER
    bare = 0
    spaced = before = False
    columns = zip(
        range(start, end),
        glyphs.codes[start:end],
        glyphs.objects[start:end],
        glyphs.left[start:end],
        glyphs.right[start:end],
        strict=True,
    )
    for index, code, text_object, left, right in columns:
        if code in spaces:
            spaced = True
            continue
        gap = left - old_right
        if text_object == handle:
            goes_on = back < gap < far
        elif text_object is None:
            continue  # PDFium's own line-end mark
        else:
            following = runs[text_object]
            goes_on = back < gap < far and run is not None and _same_line(run, following)
            handle = text_object
            if run is not None and first >= 0:
                styles.append((run.font, last + 1 - run_start))
            run_start = index
            if not goes_on and first >= 0 and run is not None:
                parts.append(chars[word : last + 1])
                collector.add(parts, styles, run, first, last, bare, before, spaced)
                first = -1
            run = following
        if goes_on and first >= 0:
            if spaced:
                parts.append(chars[word : last + 1])
                parts.append(" " if gap >= spaced_limit else _DOUBTFUL)
                word = index
                spaced = False
            elif gap > bare_limit:
                parts.append(chars[word : last + 1])
                parts.append(" ")
                word = index
                bare += 1
            old_right = right
            last = index
            continue
        if first >= 0 and run is not None:
            parts.append(chars[word : last + 1])
            styles.append((run.font, last + 1 - run_start))
            collector.add(parts, styles, run, first, last, bare, before, spaced)
        parts, styles = [], []
        first = word = last = run_start = index
        before, spaced, bare = spaced, False, 0
        old_right = right
        size = run.size if run is not None else 1.0
        bare_limit, spaced_limit, far, back = BARE_GAP * size, SPACED_GAP * size, FRAGMENT_GAP * size, _BACK * size
    if first >= 0 and run is not None:
        parts.append(chars[word : last + 1])
        styles.append((run.font, last + 1 - run_start))
        collector.add(parts, styles, run, first, last, bare, before, spaced)
    return _join_turned(collector.found) if collector.turned else collector.found


def _same_line(run: Run, other: Run) -> bool:
    return (
        -0.3 < run.base - other.base < 0.3
        and 0.97 < run.size / other.size < 1.03
        and run.turns == other.turns
        and run.font.legacy == other.font.legacy
        and run.font.symbol == other.font.symbol
        and (run.mode == INVISIBLE) == (other.mode == INVISIBLE)
    )


class _Collector:
    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self.found: list[Fragment] = []
        self.turned = False

    def add(
        self,
        parts: list[str],
        styles: list[tuple[Font, int]],
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
            text = repair_run(text, font.legacy)
        elif font.symbol is not None:
            text = symbol_text(text, symbol_font(font.symbol) or {})
        bold, italic = float(font.bold), float(font.italic)
        if len(styles) > 1:
            total = sum(count for _, count in styles) or 1
            bold = sum(count for f, count in styles if f.bold) / total
            italic = sum(count for f, count in styles if f.italic) / total
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


def _settle(match: re.Match[str]) -> str:
    """A space character without room for one: kept between words, dropped inside a syllable."""
    pieces = match[0].split(_DOUBTFUL)
    text = pieces[0]
    for left, right in pairwise(pieces):
        joined = is_syllable(left + right) and not (is_syllable(left) and is_syllable(right))
        text += right if joined or not left.isalpha() or not right.isalpha() else " " + right
    return text


def _spread(glyphs: Glyphs, first: int, last: int, size: float) -> str:
    """Text whose letters are set apart on purpose: a word ends where the gap is wider than the others by a space's width."""
    visible = [index for index in range(first, last + 1) if glyphs.codes[index] not in SPACES]
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
