"""Numbers as Vietnamese documents write them.

    number   = grouped ["," digits] | grouped' ["." digits] | digits [("," | ".") digits]
    grouped  = 1-3 digits {"." 3 digits}            grouped' = 1-3 digits {"," 3 digits}

One kind of separator with groups of exactly three digits separates thousands ("1.073.403", "12,324,415,367", "68,457" and "68.457"
alike); a separator with another number of digits behind it is the decimal mark ("98,3", "0.31", "0,4874"), and so is one behind a
leading zero ("0,312"). Beside dots that separate thousands, a comma before "tỷ" or "triệu" is the decimal mark: "76.835 triệu đồng, tương
đương 76,835 tỷ đồng".
"""

from __future__ import annotations

import re
from functools import cache

from vbcds.lexicons.units import load_units

#: A number at its place: not inside a word or a longer number.
NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_WHOLE = re.compile(r"(?P<sign>[-+−])?\s?(?P<digits>" + NUMBER + r"|\d{1,3}(?:\s\d{3})+(?:,\d+)?)")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
#: Longer digit strings are keys, not quantities.
MAX_DIGITS = 21


def parse_number(text: str) -> float | None:
    """The value of a number that stands alone, None where the text is anything else.

    >>> parse_number("1.073.403"), parse_number("98,3"), parse_number("12,324,415,367"), parse_number("0.31")
    (1073403.0, 98.3, 12324415367.0, 0.31)
    >>> parse_number("3.4.1") is parse_number("15 xã") is None
    True
    """
    match = _WHOLE.fullmatch(text.strip()) if len(text) <= 64 else None
    if match is None:
        return None
    value = value_of("".join(match["digits"].split()))
    return -value if match["sign"] in ("-", "−") and value is not None else value


def value_of(digits: str) -> float | None:
    """The value of the digits of one number; None where there are too many."""
    if len(digits) > MAX_DIGITS:
        return None
    if digits[0] != "0" or digits.count(".") + digits.count(",") > 1:
        if _DOTS.fullmatch(digits):
            return float(digits.replace(".", "").replace(",", "."))
        if _COMMAS.fullmatch(digits):
            return float(digits.replace(",", ""))
    return float(digits.replace(",", "."))


_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")
_LARGE = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?=\s(?:nghìn tỷ|tỷ|tỉ|triệu)(?!\w))")


def decimal_commas(folded: str) -> frozenset[int]:
    """Where in a folded text a number begins whose comma, with three digits behind it, is the decimal mark."""
    if "," not in folded or _THOUSANDS.search(folded) is None:
        return frozenset()
    return frozenset(match.start() for match in _LARGE.finditer(folded))


@cache
def _word_pattern() -> re.Pattern[str]:
    words = sorted((*load_units().numerals, "mươi", "trăm", "linh", "lẻ", "nghìn", "ngàn"), key=lambda word: -len(word))
    one = "(?:" + "|".join(words) + ")"
    return re.compile(rf"(?<!\w){one}(?:\s{one}){{0,8}}(?!\w)")


def number_words(folded: str) -> list[tuple[int, int, float]]:
    """Numbers written out in a folded text: start, end, value. Most are no quantities ("một số", "hai bên"): a unit must follow.

    >>> number_words("hai mươi lăm xã")
    [(0, 12, 25.0)]
    """
    found = []
    for match in _word_pattern().finditer(folded):
        value = _words_value(match[0].split())
        if value is not None:
            found.append((match.start(), match.end(), float(value)))
    return found


def _words_value(words: list[str]) -> int | None:
    numerals = load_units().numerals
    total = part = 0
    last: int | None = None
    for word in words:
        if word in ("linh", "lẻ"):
            if last is not None or part % 100:
                return None
        elif word in ("mươi", "trăm", "nghìn", "ngàn"):
            factor = {"mươi": 10, "trăm": 100}.get(word, 1000)
            if factor == 1000:
                total, part, last = total + (part + (last or 0)) * 1000, 0, None
            elif last is None:
                return None
            else:
                part, last = part + last * factor, None
        elif word == "mười":
            if last is not None:
                return None
            part += 10
        elif last is not None:
            return None
        else:
            last = numerals[word]
    return total + part + (last or 0)
