"""Doubtful numbers in the text of a scan read again, each by itself: from its own row alone, and with its signs set apart.

Specks and what stands above and below make a recogniser take "61/TTr" for "GI/TTr", "2023;" for "20235;". A word is read anew without them
by both models; where they do not all say what was read first, once more, and the digits count on which the surest readings agree. A digit
that was exchanged so stays doubtful: a person is shown it, and no number of a document's own letterhead rests on it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vbcds.readers.ocr.apart import set_apart
from vbcds.readers.ocr.engine import OcrWord
from vbcds.readers.ocr.figures import first_strokes
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.rows import row_alone
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet
from vbcds.text.syllables import is_syllable

#: A number less sure than this is read again; it is as sure where all readings agree.
_AGREED = 0.87
#: A word without digits less sure than this may be a number that was not known as one.
_SPOILT = 0.5
#: How sure a number is that readings disagree on, and one that was exchanged because all others, or more of them, agree.
_OPEN, _ALL, _MORE = 0.5, 0.8, 0.6
#: How much surer together the readings must be that say something else than those that do not.
_SURER = 1.15
#: How sure both readings must be that know no digit where some were read.
_NO_DIGIT = 0.8
#: How high and how low (in heights of a line's letters) a word's row reaches from its base, and how far at its sides.
_ABOVE, _BELOW, _BESIDE = 0.95, 0.35, 0.12
#: In which size signs that were set apart are read.
_SIZE = 0.67
_MOST_WORDS = 60
#: Strokes that are digits or a Roman numeral: the number of a heading, and that of a quarter with its year.
_STROKES = re.compile(r"([1lI|]{1,3})(?:(\.)$|(/)(?=\d{4}))")
_LABEL = re.compile(r"^\W?S\S{1,2}\s?[:.]")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A word's row alone, and where it begins in the page's image."""

    pixels: Pixels
    x: int
    y: int


def checked_numbers(sheet: Sheet, words: Sequence[OcrWord]) -> list[OcrWord]:
    """The words of a page, doubtful ones with digits read again."""
    doubtful = [index for index, word in enumerate(words) if word.confidence < _AGREED and digits_of(word.text)][:_MOST_WORDS]
    spoilt = [index for index, word in enumerate(words) if _is_spoilt(word)][: _MOST_WORDS - len(doubtful)]
    cuts = [_cut(sheet.pixels, words[index]) for index in (*doubtful, *spoilt)]
    found = list(zip((*doubtful, *spoilt), cuts, _read(sheet, cuts), strict=True))
    checked: dict[int, list[OcrWord]] = {}
    rest = []
    for index, cut, plain in found:
        if digits_of(words[index].text) or digits_of(_text(plain)):
            rest.append((index, cut, plain))
    figures = sheet.read([set_apart(cut.pixels) for _, cut, _ in rest], "figures", scale=_SIZE)
    third = []
    for (index, cut, plain), other in zip(rest, figures, strict=True):
        if {digits_of(_text(plain)), digits_of(_text(other))} == {digits_of(words[index].text)}:
            checked[index] = _confirmed(words[index], plain)
        else:
            third.append((index, plain, other, set_apart(cut.pixels)))
    again = sheet.read([pixels for *_, pixels in third], "line", scale=_SIZE)
    for (index, plain, other, _), apart in zip(third, again, strict=True):
        checked[index] = _voted(words[index], plain, apart, other)
    return with_strokes_told(sheet.pixels, [word for index, old in enumerate(words) for word in checked.get(index, [old])])


def with_strokes_told(pixels: Pixels, words: Sequence[OcrWord]) -> list[OcrWord]:
    """The words of an image, the number of a heading or of a quarter in Roman numerals where its strokes have no flag as "1" has.

    >>> page = np.full((60, 300), 255, dtype=np.uint8)
    >>> page[15:45, 20:25] = page[15:45, 220:225] = page[42:45, 30:33] = 0  # two strokes, a point
    >>> for column in range(215, 220):
    ...     page[15 + 2 * (220 - column) : 21 + 2 * (220 - column), column] = 0  # the flag of the second one
    >>> first, second = (
    ...     OcrWord(text="1.", x0=x, y0=15, x1=x + 15, y1=45, confidence=0.9, line=x, base=45, size=40) for x in (20, 215)
    ... )
    >>> [word.text for word in with_strokes_told(page, [first, second])]
    ['I.', '1.']
    """
    told = []
    for before, word in zip([None, *words], words, strict=False):
        match = _STROKES.match(word.text)
        heads = match is not None and match[2] is not None and (before is None or before.line != word.line)
        quarter = match is not None and match[3] is not None and before is not None and before.text.lower().endswith("quý")
        if match is not None and "1" in match[1] and (heads or quarter):
            count = len(match[1])
            if first_strokes(_cut(pixels, word).pixels, count) == "roman":
                text = "I" * count + word.text[count:]
                word = replace(word, text=text, confidence=min(word.confidence, _ALL), characters=())
        told.append(word)
    return told


def _is_spoilt(word: OcrWord) -> bool:
    """Whether a word without digits may be a number that specks made letters: doubtful, short, and no word of Vietnamese."""
    text = word.text.strip(".,;:'\"“”‘’*")
    return word.confidence < _SPOILT and not digits_of(word.text) and len(text) < 16 and not is_syllable(text)


def _cut(pixels: Pixels, word: OcrWord) -> _Cut:
    height, width = pixels.shape
    top, bottom = round(word.base - _ABOVE * word.size), min(height, round(word.base + _BELOW * word.size))
    left, right = round(word.x0 - _BESIDE * word.size), min(width, round(word.x1 + _BESIDE * word.size))
    top, left = min(max(0, top), height - 1), min(max(0, left), width - 1)
    part = pixels[top : max(top + 1, bottom), left : max(left + 1, right)]
    alone = row_alone(part, word.base - top, word.size)
    return _Cut(np.pad(alone, MARGIN, constant_values=255), left - MARGIN, top - MARGIN)


def _read(sheet: Sheet, cuts: Sequence[_Cut]) -> list[list[OcrWord]]:
    """The words of each cut in their places on the page."""
    read = sheet.read([cut.pixels for cut in cuts], "line")
    return [[word.moved(cut.x, cut.y) for word in words] for cut, words in zip(cuts, read, strict=True)]


def _confirmed(word: OcrWord, plain: Sequence[OcrWord]) -> list[OcrWord]:
    """A word all of whose readings have its digits; the one from its row alone counts where it is surer of what is beside them."""
    if len(digits_of(word.text)) < 2:  # may be a letter: "g)", "i)"
        return [word]
    if _text(plain) != word.text and _least(plain) > max(word.confidence, _AGREED):
        return _on_line(plain, word, _AGREED)
    return [replace(word, confidence=max(word.confidence, _AGREED))]


def _voted(word: OcrWord, plain: Sequence[OcrWord], apart: Sequence[OcrWord], figures: Sequence[OcrWord]) -> list[OcrWord]:
    """A word as most of its readings have its digits, each counting by how sure it is; else it stays, and is doubtful.

    >>> def read(text, sure):
    ...     return [OcrWord(text=text, x0=0, y0=0, x1=9, y1=9, confidence=sure, line=0, base=9, size=9)]
    >>> [first] = read("20235;", 0.72)
    >>> [word] = _voted(first, read("2025;", 0.86), read("2023;", 0.94), read("2023;", 0.95))
    >>> word.text, word.confidence
    ('2023;', 0.6)
    >>> [word] = _voted(first, read("2025;", 0.86), read("2023;", 0.74), read("2028;", 0.95))
    >>> word.text, word.confidence
    ('20235;', 0.5)
    """
    readings = [reading for reading in ([word], plain, apart, figures) if reading]
    votes: dict[str, float] = defaultdict(float)
    voters: dict[str, int] = defaultdict(int)
    for reading in readings:
        votes[digits_of(_text(reading))] += _least(reading)
        voters[digits_of(_text(reading))] += 1
    first = digits_of(word.text)
    best = max(votes, key=lambda digits: votes[digits])
    others = [votes[digits] for digits in votes if digits != best]
    clear = voters[best] > 1 and votes[best] > _SURER * max(others, default=0.0)
    if best == first or not clear:
        return [replace(word, confidence=min(word.confidence, _OPEN))] if first else [word]
    if not best and not (_text(plain) == _text(apart) and min(_least(plain), _least(apart)) > _NO_DIGIT):
        return [replace(word, confidence=min(word.confidence, _OPEN))]
    sure = _ALL if voters[best] == 3 else _MORE
    if digits_of(_text(plain)) == best and _least(plain) >= min(_OPEN, _least(apart)):
        return _on_line(plain, word, sure)
    chosen = apart if digits_of(_text(apart)) == best else figures
    return [replace(word, text=_text(chosen), confidence=round(min(sure, _least(chosen)), 2), characters=())]


def _on_line(reading: Sequence[OcrWord], word: OcrWord, sure: float) -> list[OcrWord]:
    """A reading in the place of a word, on its line."""
    return [
        replace(own, line=word.line, base=word.base, size=word.size, confidence=round(min(sure, own.confidence), 2))
        for own in reading
    ]


def digits_of(text: str) -> str:
    """The digits of a word, without what "Số" is taken for.

    >>> digits_of("S6: 12/TTr"), digits_of("09/12/2025,")
    ('12', '09122025')
    """
    return "".join(char for char in _LABEL.sub("", text) if char.isdecimal())


def _text(words: Iterable[OcrWord]) -> str:
    return " ".join(word.text for word in words)


def _least(words: Sequence[OcrWord]) -> float:
    return min((word.confidence for word in words), default=0.0)
