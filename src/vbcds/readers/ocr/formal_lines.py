"""Lines of a letterhead that are known as a whole: the state's name, its motto, and names of agencies and provinces in capitals.

Decree 30/2020/NĐ-CP, Appendix I, II.1 and II.2. Such a line is spelt as it is known where its letters without marks are those of one name
alone; where up to a tenth of them differs and no other agency's name is nearly as near, it is spelt so too, but is not sure any more.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from vbcds.lexicons.agencies import load_entries
from vbcds.lexicons.places import load_provinces
from vbcds.readers.ocr.cache import PlacedWord, joined
from vbcds.text.fold import ascii_key

_FORMAL = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "Độc lập - Tự do - Hạnh phúc")
#: How alike a line must be to a name (per cent), how much less alike it must be to any other, and the fewest letters of such a line.
_ALIKE, _APART, _LEAST = 90.0, 5.0, 11
#: What a line is worth that was not read so.
_MENDED = 0.5


def mend_formal_line(line: list[PlacedWord]) -> list[PlacedWord]:
    """A line as the one word that it is known as, or as it was.

    >>> def line(text):
    ...     return [PlacedWord(text=t, x0=0, y0=0, x1=9, y1=9, base=9, size=9, confidence=0.9, line=1) for t in text.split()]
    >>> [
    ...     " ".join(word.text for word in mend_formal_line(line(text)))
    ...     for text in ("'ỦY.BAN NHÂN DẦN", "TỈNH HÀ GIANO", "BỘ QUOC PHONG")
    ... ]
    ['ỦY BAN NHÂN DÂN', 'TỈNH HÀ GIANO', 'BỘ QUỐC PHÒNG']
    """
    text = " ".join(word.text for word in line)
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 6 or len(text) > 90:
        return line
    folded = _folded(text)
    if sum(map(str.isupper, letters)) > 0.8 * len(letters):
        known, places = _names()
    else:
        known, places = {_folded(_FORMAL[-1]): _FORMAL[-1]}, {}
    name = known.get(folded, places.get(folded))
    sure = name is not None
    if name is None and len(folded) >= _LEAST:
        name = _nearest(folded, known)
    if not name or name == text:
        return line
    whole = joined(line, name)
    return [whole if sure else replace(whole, confidence=min(whole.confidence, _MENDED))]


def _nearest(folded: str, known: dict[str, str]) -> str | None:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    found = extract(folded, known.keys(), scorer=ratio, score_cutoff=_ALIKE - _APART, limit=2)
    if not found or found[0][1] < _ALIKE or (len(found) > 1 and found[1][1] > found[0][1] - _APART):
        return None
    return known[found[0][0]]


def _folded(text: str) -> str:
    return "".join(char for char in ascii_key(text) if char.isalnum())


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Names of agencies and of provinces in capitals by their letters alone; "" where two names have the same.

    Provinces differ in one letter ("HÀ GIANG", "HẬU GIANG"): they count only as they are.
    """
    agencies = [*sorted({entry.name.upper() for entry in load_entries()}), *_FORMAL]
    provinces = sorted({f"{province.kind} {province.name}".upper() for province in load_provinces()})
    return _by_letters(agencies), _by_letters(provinces)


def _by_letters(names: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        key = _folded(name)
        found[key] = name if found.get(key, name) == name else ""
    return found
