"""Numbers that stand alone: the image tells how many digits there are and where points stand, several readings tell which digits.

A recogniser that reads words by what usually follows what is at a loss with "2.4" or "II": it loses the point, takes "2.3" for "2:8" and
"II" for "H". Pieces of ink are counted instead; readings that have as many digits vote on each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from vbcds.readers.ocr.engine import OcrWord
from vbcds.readers.ocr.images import Mask, Pixels

#: What is darker is ink of a letter, not its soft edge.
_INK = 150
#: Heights of marks and of dust, and how far apart pieces of one number are, in heights of a digit.
_DIGIT, _MARK, _DUST = 0.7, 0.45, 0.12
_BEFORE, _AFTER = 0.1, 0.35
#: The bar of "≥" is at least so wide, and at most so high.
_BAR = 0.3, 0.15
#: No digit is so wide (in heights): letters that touch.
_WIDE = 1.0
#: How much further (in heights) the upper part of "1" reaches to the left of its stem than to the right; "I" reaches alike. Own
#: measurement, pipelines/ocr: "I" up to 0.02, "1" from 0.02 on.
_FLAG, _NO_FLAG = 0.024, 0.012
_LOOKS = str.maketrans("l|!§OoSZiIB", "11150052118")
_STROKES = frozenset("1lLI|!iTHJjt][")
#: What a reading counts for that has another number of signs than the image ("11/1" for "11/11").
_MISCOUNTED = 0.4
_OTHERS = frozenset("()%≥≤<>/~")
_TRAILING = " .,:;'’‘`\"-–_~*"

_LEADING = " .,:;'’‘`\"_~*"

Kind = Literal["digits", "roman", "open"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be seen of a number: "#" for each piece as high as a digit, "." and "," for low marks, "?" for anything else.

    `strokes` says what its pieces are if each is a single stroke: "1" (digits), "I" (roman), or not to be told (open).
    """

    signs: str
    strokes: Kind = "open"
    #: A bar stands below what comes before the digits: "≥", "≤".
    barred: bool = False

    @property
    def digits(self) -> int:
        """Pieces that are as high as a digit."""
        return self.signs.count("#")


def shape_of(pixels: Pixels) -> Shape:
    """The pieces of a number in a small grey image, from left to right; dust around it is left out.

    >>> page = np.full((40, 60), 255, dtype=np.uint8)
    >>> page[5:35, 10:16] = page[31:35, 20:24] = page[5:35, 28:34] = page[2:4, 55:57] = 0
    >>> shape_of(page).signs
    '#.#'
    """
    pieces = _pieces(pixels)
    if not pieces:
        return Shape("")
    height = max(rows.stop - rows.start for rows, _, _ in pieces)
    tall = [piece for piece in pieces if piece[0].stop - piece[0].start > _DIGIT * height]
    base = float(np.median([rows.stop for rows, _, _ in tall]))
    left, right = min(columns.start for _, columns, _ in tall), max(columns.stop for _, columns, _ in tall)
    signs, barred = "", False
    for rows, columns, _ in pieces:
        size, wide = (rows.stop - rows.start) / height, (columns.stop - columns.start) / height
        if size > _DIGIT:
            signs += "#" if wide < _WIDE else "?"
        elif columns.stop < left and wide > _BAR[0] and size < _BAR[1] and rows.stop > base - 0.5 * height:
            barred = True
        elif columns.start > right + _AFTER * height or columns.stop < left - _BEFORE * height or rows.start >= base:
            continue
        elif rows.start > base - 0.33 * height and size < _MARK and wide < 0.3:
            signs += "," if rows.stop > base + 0.08 * height else "."
        elif size > _DUST or wide > _DUST:
            signs += "?"
    return Shape(signs, _kind([mask for _, _, mask in tall]), barred)


def first_strokes(pixels: Pixels, count: int) -> Kind:
    """Whether the first signs of a small grey image, so many, are "1" or "I", if each is a single stroke."""
    pieces = _pieces(pixels)
    height = max((rows.stop - rows.start for rows, _, _ in pieces), default=0)
    tall = [mask for rows, _, mask in pieces if rows.stop - rows.start > _DIGIT * height][:count]
    return _kind(tall) if len(tall) == count else "open"


def _pieces(pixels: Pixels) -> list[tuple[slice, slice, Mask]]:
    """The pieces of ink of an image from left to right: rows, columns, and which of their pixels are its own."""
    from scipy import ndimage

    labels, _ = ndimage.label(pixels < _INK, structure=np.ones((3, 3), dtype=np.uint8))
    return sorted(
        ((rows, columns, labels[rows, columns] == index) for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1)),
        key=lambda piece: int(piece[1].start),
    )


def _kind(strokes: Sequence[Mask]) -> Kind:
    flag = float(np.mean([_flag(mask) for mask in strokes]))
    return "digits" if flag > _FLAG else "roman" if flag < _NO_FLAG else "open"


def _flag(mask: Mask) -> float:
    """How much further the upper part of a stroke reaches to the left than to the right, in its heights."""
    height = mask.shape[0]
    ends = [(int(row[0]), int(row[-1])) for row in (np.flatnonzero(line) for line in mask) if row.size]
    if len(ends) < 8:
        return 0.0
    stem = float(np.median([(a + b) / 2 for a, b in ends[int(0.45 * len(ends)) : int(0.75 * len(ends))]]))
    upper = ends[int(0.08 * len(ends)) : int(0.4 * len(ends))]
    return float(sum(2 * stem - a - b for a, b in upper) / len(upper) / height)


def settle(readings: Sequence[Sequence[OcrWord]], shape: Shape, *, roman: bool = False) -> list[OcrWord] | None:
    """One word from several readings of what may be a number; None where they do not read it as one.

    Each reading that has as many digits as the image votes on each of them; marks stand where the image has them. The word is as sure as
    those who agree. `roman`: a Roman number stands there if anywhere (the heading of a group).

    >>> def read(text, sure):
    ...     return [OcrWord(text=text, x0=0, y0=0, x1=9, y1=9, confidence=sure, line=0, base=9, size=9)]
    >>> [word] = settle([read("2:8", 0.8), read("2.3", 0.9), read("23", 0.9)], Shape("#.#"))
    >>> word.text, word.confidence
    ('2.3', 0.61)
    >>> settle([read("H", 0.8), read("Il", 0.5)], Shape("##", "roman"))[0].text
    'II'
    >>> settle([read("TT", 0.8), read("TT", 0.9)], Shape("#?#")) is None
    True
    """
    texts = [("".join(word.text for word in words).strip(), _sureness(words)) for words in readings]
    texts = [(text, sure) for text, sure in texts if text]
    if not texts:
        return None
    if 2 * sum(any(char in _OTHERS for char in text) for text, _ in texts) >= len(texts):
        return _whole(readings, texts, shape)
    cores = [(core, sure) for text, sure in texts if (core := "".join(char for char in text if char.isalnum() or char in "|!]["))]
    if cores and all(set(core) <= _STROKES for core, _ in cores) and set(shape.signs) <= set("#."):
        return _strokes(readings, cores, shape, roman)
    if "?" in shape.signs or not shape.digits:
        return _whole(readings, texts, shape)
    votes: list[dict[str, float]] = [defaultdict(float) for _ in range(shape.digits)]
    voters = 0
    for core, sure in cores:
        digits = core.translate(_LOOKS)
        if len(digits) == shape.digits and digits.isdecimal() and any(char.isdecimal() for char in core):
            voters += 1
            for vote, digit in zip(votes, digits, strict=True):
                vote[digit] += sure + 0.01
    if not voters or 2 * voters < len(cores):
        return None
    winners = [max(vote.items(), key=lambda item: item[1]) for vote in votes]
    chosen = iter(winners)
    text = "".join(next(chosen)[0] if sign == "#" else sign for sign in shape.signs)
    agreed = min(sure for _, sure in winners) / len(readings)
    return [_word(readings, text, agreed)]


def _strokes(
    readings: Sequence[Sequence[OcrWord]], cores: Sequence[tuple[str, float]], shape: Shape, roman: bool
) -> list[OcrWord] | None:
    """ "1", "11", "I", "II" or "III": as many as there are pieces."""
    as_digits = any("1" in core for core, _ in cores)
    if shape.strokes == "digits" and (not roman or all(set(core) == {"1"} for core, _ in cores)):
        kind: Kind = "digits"
    elif shape.strokes == "roman":
        kind = "roman" if roman or not as_digits else "digits"
    else:  # where a heading's number is read in letters too, dust is what makes strokes look like "1"
        kind = "roman" if roman else "digits"
    most = 3 if kind == "roman" else 2
    if not 0 < shape.digits <= most:
        return None
    text = shape.signs.replace("#", "I" if kind == "roman" else "1")
    right = [sure for core, sure in cores if len(core) == shape.digits]
    return [_word(readings, text, max(right, default=0.5))]


def _whole(readings: Sequence[Sequence[OcrWord]], texts: Sequence[tuple[str, float]], shape: Shape) -> list[OcrWord] | None:
    """The number that most readings agree on, where one has other signs than digits and points: "20%", "(1)", "≥ 85"."""
    votes: dict[str, float] = defaultdict(float)
    for text, sure in texts:
        sure = sure if "?" in shape.signs or _tall(text) == shape.digits else _MISCOUNTED * sure
        votes[text.rstrip(_TRAILING).lstrip(_LEADING).replace(" ", "")] += sure + 0.01
    text, sum_of_sure = max(votes.items(), key=lambda item: item[1])
    bare = text.strip("()≥≤<>~%.")
    if not bare.replace(".", "").replace(",", "").replace("/", "").isdecimal() or set(text) == {"1"}:
        return None
    if shape.barred:
        text = text.replace(">", "≥").replace("<", "≤")
    return [_word(readings, text, sum_of_sure / len(readings))]


def _tall(text: str) -> int:
    """The signs of a text that are as high as digits: "11/11" has five."""
    return sum(char.isalnum() or char in "()/" for char in text.strip(">≥<≤~ "))


def _word(readings: Sequence[Sequence[OcrWord]], text: str, sure: float) -> OcrWord:
    """A word in the place of all that was read first."""
    words = next(words for words in readings if words)
    first = words[0]
    return replace(
        first,
        text=text,
        x0=min(word.x0 for word in words),
        y0=min(word.y0 for word in words),
        x1=max(word.x1 for word in words),
        y1=max(word.y1 for word in words),
        confidence=round(min(sure, 0.97), 2),
        characters=(),
    )


def _sureness(words: Iterable[OcrWord]) -> float:
    return min((word.confidence for word in words), default=0.0)
