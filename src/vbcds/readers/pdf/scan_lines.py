"""Which recognised words are text: lines of dust, of a seal's rest or of a pen's strokes are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from vbcds.readers.ocr.cache import PlacedWord
from vbcds.readers.ocr.engine import by_line
from vbcds.text.syllables import is_syllable

_PUNCTUATION = ".,;:()[]\"'“”-–/"
#: What may stand alone on a line: numbers (of items of several levels, decimals, values with their comparator), letters and Roman
#: numerals of items, a cross.
_MARK = re.compile(
    r"(?:[(]|[≥≤<>~]\s?)?\d{1,3}(?:[.,/]\d{1,3}){0,3}\s?%?[.)]{0,2}|[(]?(?:[IVXL]{1,4}|[A-ZĐ])[.)]{0,2}|[(]?[a-zđ][.)]|x|X"
)
#: A number that is longer, alone on a line: a year, a count, a date, a symbol's beginning.
_NUMBER = re.compile(r"(?:[IVX]{1,4}/)?\d[\d.,/:%-]{2,14}[.,;:)]?")


def settled(words: list[PlacedWord]) -> list[PlacedWord]:
    """The words of lines that are text at all; sizes near the page's are the page's."""
    kept = [word for line in by_line(words).values() if _is_line(line) for word in line]
    if not kept:
        return []
    common = median(word.size for word in kept for _ in range(len(word.text)))
    return [replace(word, size=round(common, 2)) if 0.7 < word.size / common < 1.6 else word for word in kept]


def _is_line(line: Sequence[PlacedWord]) -> bool:
    """Whether what stands on a line is text: short pieces must be sure, and be a number or a word."""
    if not any(char.isalnum() for word in line for char in word.text):
        return len(line) == 1 and line[0].text in ("-", "+", "%") and line[0].confidence > 0.85 and line[0].x1 - line[0].x0 > 2.5
    line = [word for word in line if any(char.isalnum() or char in "≥≤<>~%" for char in word.text)]  # dust beside a number
    text = " ".join(word.text for word in line)
    sure = sum(word.confidence * len(word.text) for word in line) / sum(len(word.text) for word in line)
    signs = sum(1 for char in text if char.isalnum())
    if sure > 0.2 and (_MARK.fullmatch(text) or (sure > 0.3 and _NUMBER.fullmatch(text))):
        return True
    if signs < 3:
        bare = text.strip(".,;:()-")
        return sure > 0.85 and (is_syllable(bare) or bare.isupper())
    good = sum(len(word.text) for word in line if word.confidence > 0.6 and _is_word(word.text.strip(_PUNCTUATION)))
    return (sure >= 0.4 and (good > 0.2 * len(text) or sure > 0.7)) or (good > 2 and _abbreviated(line))


def _is_word(text: str) -> bool:
    return is_syllable(text) or len(text) > 3


def _abbreviated(line: Sequence[PlacedWord]) -> bool:
    """A sure syllable, and the rest numbers or in capitals: recognisers doubt both ("đến TTPBVKHDHL.", "Quý 11/2025" for "Quý II/2025")."""
    rest = [word.text for word in line if not (word.confidence > 0.6 and is_syllable(word.text.strip(_PUNCTUATION)))]
    return all(
        (text.upper() == text and sum(char.isalpha() for char in text) > 2) or _NUMBER.fullmatch(text) is not None for text in rest
    )
