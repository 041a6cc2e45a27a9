"""The trained classifier of statements: asked for the section where no heading and no rule tells.

A linear bag of one to three syllables in a row, trained by the spaCy project pipelines/statement_classifier (`spacy.TextCatBOW`). Only its
weights are shipped (data/statement_model.json, statement_model.f32), and they are evaluated here: loading spaCy would cost each worker
process about a second for what takes less than a millisecond. The probabilities are those of the spaCy pipeline; a test compares them.

How a weight is found (as spaCy and thinc do it): a token's key is MurmurHash64A of its UTF-8 with seed 1, the key of several tokens in a
row MurmurHash64A of their keys with seed 0; MurmurHash3 (32 bits) of a key with seeds 0 and 1 gives its two places in each class's weights.
"""

from __future__ import annotations

import json
import math
import re
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from vbcds.assembly.report_headings import strip_label
from vbcds.lexicons.report_words import fold
from vbcds.model.records import Section

#: Of a longer statement only its beginning is looked at.
_LONGEST = 1200
_TOKEN = re.compile(
    r"(?P<day>\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d))|(?P<share>\d+(?:[.,]\d+)?\s?%)|(?P<number>\d+(?:[.,/]\d+)*)|[^\W\d_]+|[:;,]"
)
_M64, _M32 = (1 << 64) - 1, (1 << 32) - 1
_MULTIPLIER = 0xC6A4A7935BD1E995


def statement_tokens(text: str) -> list[str]:
    """The tokens that the classifier sees: folded syllables, figures by their kind, marks of the beginning and the end.

    The underscore keeps tokens apart from the names of spaCy's own symbols ("cc", "mark"), which have other keys.

    >>> statement_tokens("- Đã mở 02 lớp trước 15/5, đạt 81%")
    ['<_', 'đã_', 'mở_', '0_', 'lớp_', 'trước_', '0/0_', ',_', 'đạt_', '0%_', '>_']
    """
    tokens = ["<_"]
    for match in _TOKEN.finditer(fold(strip_label(text[:_LONGEST]))):
        kind = match.lastgroup
        tokens.append({"day": "0/0", "share": "0%", "number": "0"}.get(kind or "", match[0]) + "_")
    return [*tokens, ">_"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementModel:
    """The weights of the classifier."""

    sections: tuple[Section, ...]
    #: Longest row of tokens that is a feature.
    ngram_size: int
    #: Weights a class has.
    length: int
    #: The classes' weights one behind the other, and the bias of each.
    weights: Sequence[float]
    bias: tuple[float, ...]

    def probabilities(self, text: str) -> Mapping[Section, float]:
        """How likely each section is, adding up to 1.

        >>> found = load_statement_model().probabilities("Sở Tài chính sớm bố trí vốn mua máy quét cho xã")
        >>> max(found, key=found.get)
        'proposals'
        """
        scores = list(self.bias)
        for feature in _features(statement_tokens(text), self.ngram_size):
            for seed in (0, 1):
                place = _murmur3(feature, seed) % self.length
                for number in range(len(scores)):
                    scores[number] += self.weights[number * self.length + place]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return dict(zip(self.sections, (power / total for power in powers), strict=True))


@cache
def load_statement_model() -> StatementModel:
    """The shipped classifier, read when first asked."""
    folder = resources.files("vbcds.lexicons").joinpath("data")
    about = json.loads(folder.joinpath("statement_model.json").read_text("utf-8"))
    weights = array("f")
    weights.frombytes(folder.joinpath("statement_model.f32").read_bytes())
    if sys.byteorder == "big":
        weights.byteswap()
    return StatementModel(
        sections=tuple(about["sections"]), ngram_size=about["ngram_size"], length=about["length"], weights=weights,
        bias=tuple(about["bias"]),
    )  # fmt: skip


def _features(tokens: Sequence[str], ngram_size: int) -> Iterator[int]:
    keys = [_murmur64(token.encode(), 1) for token in tokens]
    yield from keys
    packed = [key.to_bytes(8, "little") for key in keys]
    for size in range(2, ngram_size + 1):
        for start in range(len(packed) - size + 1):
            yield _murmur64(b"".join(packed[start : start + size]), 0)


def _murmur64(data: bytes, seed: int) -> int:
    """MurmurHash64A."""
    value = seed ^ (len(data) * _MULTIPLIER & _M64)
    whole = len(data) & ~7
    for at in range(0, whole, 8):
        part = int.from_bytes(data[at : at + 8], "little") * _MULTIPLIER & _M64
        part = (part ^ part >> 47) * _MULTIPLIER & _M64
        value = (value ^ part) * _MULTIPLIER & _M64
    if whole < len(data):
        value = (value ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _M64
    value = (value ^ value >> 47) * _MULTIPLIER & _M64
    return value ^ value >> 47


def _murmur3(key: int, seed: int) -> int:
    """MurmurHash3 (x86, 32 bits) of a key of 64 bits."""
    value = seed
    for part in (key & _M32, key >> 32):
        part = part * 0xCC9E2D51 & _M32
        part = (part << 15 | part >> 17) & _M32
        value ^= part * 0x1B873593 & _M32
        value = ((value << 13 | value >> 19) * 5 + 0xE6546B64) & _M32
    value ^= 8
    value = (value ^ value >> 16) * 0x85EBCA6B & _M32
    value = (value ^ value >> 13) * 0xC2B2AE35 & _M32
    return value ^ value >> 16
