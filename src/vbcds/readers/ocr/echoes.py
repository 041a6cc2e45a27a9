"""The title of a scanned document mended by its body, which often repeats it: "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch ...".

A seal or a stamp over the title spoils words there that the body has whole. Where the words before and after a spoilt one stand in the
body together, what stands between them there takes its place, if it is like what was read. Words that are Vietnamese, and figures, stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from vbcds.readers.ocr.cache import PlacedWord, joined
from vbcds.text.fold import ascii_key, key
from vbcds.text.syllables import is_syllable

#: Words that must agree on each side, how many may stand between, how alike (per cent) they must be, and how sure the body must be.
_SIDE, _BETWEEN, _ALIKE, _SURE = 2, 4, 60.0, 0.8
#: What a mended word is worth, and how many words of the body are looked at.
_MENDED, _MOST = 0.5, 1200
_MARKS = ".,;:()\"'“”-–_/*"


def mend_by_body(title: Sequence[list[PlacedWord]], body: Sequence[Sequence[PlacedWord]]) -> list[list[PlacedWord]]:
    """The lines of a title with their spoilt words as the body has them.

    >>> def line(text, sure=0.9):
    ...     return [PlacedWord(text=t, x0=0, y0=0, x1=9, y1=9, base=9, size=9, confidence=sure, line=1) for t in text.split()]
    >>> body = [line("Ban hành Kế hoạch phòng, chống rửa tiền, tài trợ khủng bố và tài trợ phổ biến vũ khí")]
    >>> [mended] = mend_by_body([line("Kế hoạch phòng, chống rửa tiền, tài trợ:khủng bố và tài trợ phổ")], body)
    >>> " ".join(word.text for word in mended)
    'Kế hoạch phòng, chống rửa tiền, tài trợ khủng bố và tài trợ phổ'
    """
    from rapidfuzz.fuzz import ratio

    words = [(number, word) for number, line in enumerate(title) for word in line]
    said = [word for line in body for word in line][:_MOST]
    matcher = SequenceMatcher(a=[_key(word) for _, word in words], b=[_key(word) for word in said], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _SIDE]
    mended = [list(line) for line in title]
    for block in blocks:
        for (number, word), other in zip(words[block.a :][: block.size], said[block.b :], strict=False):
            if block.size > _SIDE and other.confidence >= _SURE and _is_dusty(word, other):
                mended[number] = [piece.as_text(other.text) if piece is word else piece for piece in mended[number]]
    for before, after in pairwise(blocks):
        spoilt, whole = words[before.a + before.size : after.a], said[before.b + before.size : after.b]
        if not spoilt and len(whole) == 1 and whole[0].text in "-–":  # "Châu Á - Thái Bình Dương", torn by the end of the line
            number, word = words[after.a - 1]
            mended[number] = [piece.as_text(f"{piece.text} -") if piece is word else piece for piece in mended[number]]
            continue
        if not 0 < len(spoilt) <= _BETWEEN or not 0 < len(whole) <= _BETWEEN or len({number for number, _ in spoilt}) != 1:
            continue
        if all(_is_good(word) for _, word in spoilt) or not all(_is_good(word) and word.confidence >= _SURE for word in whole):
            continue
        text = " ".join(word.text for word in whole)
        if ratio(ascii_key(" ".join(word.text for _, word in spoilt)), ascii_key(text)) < _ALIKE:
            continue
        number, pieces = spoilt[0][0], [word for _, word in spoilt]
        at = next(place for place, word in enumerate(mended[number]) if word is pieces[0])
        whole_word = joined(pieces, text) if len(pieces) > 1 else pieces[0].as_text(text)
        mended[number][at : at + len(pieces)] = [replace(whole_word, confidence=min(whole_word.confidence, _MENDED))]
    return mended


def _is_dusty(word: PlacedWord, other: PlacedWord) -> bool:
    """Whether a word is the body's but for a colon behind it, or in capitals among small letters."""
    capitals = len(word.text) > 1 and word.text.isupper() and other.text.islower()
    return capitals or (word.text.endswith(":") and word.text[:-1] == other.text)


def _key(word: PlacedWord) -> str:
    return key(word.text.strip(_MARKS))


def _is_good(word: PlacedWord) -> bool:
    text = word.text.strip(_MARKS)
    return text.isdigit() or word.text in "-–" or is_syllable(text) or (text.isalpha() and text.isupper())
