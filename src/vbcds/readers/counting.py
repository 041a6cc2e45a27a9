"""Numbers as lists count them (digits, Roman numerals, Latin letters), and numbers of pages as people write them."""

from __future__ import annotations

from collections.abc import Iterable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def counted(value: int, kind: str) -> str:
    """A number in a number format of WordprocessingML (`ST_NumberFormat`); formats of other scripts come out in digits.

    >>> [counted(4, kind) for kind in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    ['4', 'IV', 'd', '04']
    >>> counted(28, "lowerLetter")
    'bb'
    """
    if kind == "none":
        return ""
    if kind == "decimalZero":
        return f"{value:02d}"
    if kind in ("lowerLetter", "upperLetter"):
        if not 1 <= value <= 780:
            return str(value)
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        if not 1 <= value < 4000:
            return str(value)
        pieces = []
        for unit, letters in _ROMAN:
            count, value = divmod(value, unit)
            pieces.append(letters * count)
        roman = "".join(pieces)
        return roman.upper() if kind == "upperRoman" else roman
    return str(value)


def page_ranges(numbers: Iterable[int]) -> str:
    """Page numbers as people write them.

    >>> page_ranges([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    return ", ".join("-".join(map(str, ends)) for ends in ranges)
