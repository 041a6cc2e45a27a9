"""How much a text looks like written Vietnamese: tells a text layer that can be read from rubbish."""

from __future__ import annotations

from vbcds.text.syllables import LETTERS, is_syllable

#: Words that a text must have for a judgement.
_LEAST_WORDS = 20
#: Letters with marks in running Vietnamese are about three in ten; an engine without them leaves (nearly) none.
_MARKED = 0.1
_BARE_WORTH = 0.5
#: A word that is no syllable counts less where it is all capitals: abbreviations are.
_LONGEST_ABBREVIATION = 6
#: Single letters are rare in text, and common where words fell apart.
_SINGLE = 0.15


def vietnamese_share(text: str) -> float | None:
    """The share of a text's words that are Vietnamese syllables, 0 to 1; halved where (nearly) no letter has a mark, or where every
    other word is a single letter. None where there are too few words to tell. Abbreviations in capitals are not counted.

    >>> good = "Căn cứ Luật Tổ chức chính quyền địa phương, giao Sở Nội vụ chủ trì, phối hợp với các sở, ngành số hóa hồ sơ cán bộ"
    >>> vietnamese_share(good)
    1.0
    >>> bare = "Can cu Luat To chuc chinh quyen dia phuong, giao So Noi vu chu tri, phoi hop voi cac so, nganh so hoa ho so can bo"
    >>> vietnamese_share(bare) < 0.5
    True
    >>> vietnamese_share("Số: 12") is None
    True
    """
    words = [
        word for word in LETTERS.findall(text) if not (word.isupper() and word.isascii() and len(word) <= _LONGEST_ABBREVIATION)
    ]
    if len(words) < _LEAST_WORDS:
        return None
    share = sum(1 for word in words if is_syllable(word)) / len(words)
    letters = sum(map(len, words))
    marked = sum(1 for word in words for char in word if not char.isascii())
    if marked < _MARKED * letters or sum(1 for word in words if len(word) == 1) > _SINGLE * len(words):
        share *= _BARE_WORTH
    return share
