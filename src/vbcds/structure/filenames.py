"""What a file's name says of a document's number: a hint, taken only where the scan has a number that cannot be read, and said so."""

from __future__ import annotations

import re
from pathlib import PurePath

from vbcds.text.fold import ascii_key

_TOKEN = re.compile(r"[a-z]+|\d+[a-z]?(?![a-z0-9])|\d+")
_NUMBER = re.compile(r"[1-9]\d{0,4}[a-z]?")
#: A number that goes on from a word: "scan17" is the seventeenth scan.
_GLUED = re.compile(r"(?P<before>[a-z]+)\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OFFICES = re.compile(r"[^a-z]+")


def number_in_name(path: str, symbol: str) -> str | None:
    """The number that a file's name gives beside the parts of a symbol ("/QĐ-TTg"); None unless there is just one.

    >>> number_in_name("van-ban/qd_707_ttg.pdf", "/QĐ-TTg"), number_in_name("1114-ttg.signed.pdf", "/QĐ-TTg")
    ('707/QĐ-TTg', '1114/QĐ-TTg')
    >>> number_in_name("QD-87-UBND-2026.pdf", "/QĐ-UBND")
    '87/QĐ-UBND'

    A number beside nothing, two numbers, another symbol, or the number of a scan are no hint:

    >>> [number_in_name(name, "/QĐ-TTg") for name in ("scan 707.pdf", "707-708-qd-ttg.pdf", "12-qd-ubnd.pdf", "img20260422.pdf")]
    [None, None, None, None]
    >>> number_in_name("scan17_ttg_qd.pdf", "/QĐ-TTg"), number_in_name("qd707ttg.pdf", "/QĐ-TTg")
    (None, '707/QĐ-TTg')
    """
    parts = [part for part in _OFFICES.split(ascii_key(symbol)) if part]
    if len(parts) < 2:
        return None
    name = ascii_key(PurePath(path).stem)
    tokens = _TOKEN.findall(name)
    if any(match["before"] not in parts for match in _GLUED.finditer(name)):
        return None
    places = {index for index, token in enumerate(tokens) if token in parts}
    office = parts[-1]
    if office not in tokens:
        return None
    numbers = {tokens[at] for at in range(len(tokens)) if _NUMBER.fullmatch(tokens[at]) and places & {at - 1, at + 1}}
    if len(numbers) > 1:
        numbers = {number for number in numbers if not _YEAR.fullmatch(number)}
    others = {token for token in tokens if _NUMBER.fullmatch(token) and not _YEAR.fullmatch(token)} - numbers
    if len(numbers) != 1 or others:
        return None
    return f"{next(iter(numbers))}/{symbol.lstrip('/')}"
