"""Bytes of a web page to text: byte order mark, UTF-8, the page's own declaration, then what the bytes look like."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"""<meta[^<>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^<>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: Declared names that in pages of the time mean the Windows code page: glyphs of legacy fonts lie in its upper half.
_WINDOWS = frozenset(
    ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "x-user-defined", "windows-1252", "cp1252")
)

_UPPER = {code: bytes((code,)).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xA0)}


def decode_page(data: bytes) -> tuple[str, str, bool]:
    """The text of a page, the encoding it was read in, and whether some bytes fitted no character.

    >>> decode_page("<p>Quyết định".encode("utf-16"))[:2]
    ('<p>Quyết định', 'utf-16-le')
    >>> decode_page('<meta charset="windows-1258"><p>'.encode() + "số".encode("utf-8"))[1]
    'utf-8'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text, damaged = _decode(data[len(mark) :], encoding)
            return text, encoding, damaged
    if data[:200].count(0) > 20:
        encoding = "utf-16-le" if data[1:200:2].count(0) > data[0:200:2].count(0) else "utf-16-be"
        text, damaged = _decode(data, encoding)
        return text, encoding, damaged
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared is not None and declared not in ("utf-8", "cp1252"):
        text, damaged = _decode(data, declared)
        if not damaged:
            return text, declared, False
    lossy = data.decode("utf-8", errors="replace")
    broken = lossy.count("\ufffd")
    whole = sum(1 for char in lossy[:200_000] if char > "\u007f") - broken
    if whole > 20 * broken:  # UTF-8 with a few broken places (a page cut in the middle of a character)
        return lossy, "utf-8", True
    return _windows(data), "cp1252", False


def _declared(data: bytes) -> str | None:
    match = _META.search(data[:8192]) or _XML.search(data[:400])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    if name in _WINDOWS:
        return "cp1252"
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    return codec.name if codec.name not in ("hex", "base64", "bz2", "zlib", "rot13", "uu", "quopri", "idna", "punycode") else None


def _decode(data: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return data.decode(encoding), False
    except (UnicodeDecodeError, LookupError):
        return data.decode(encoding, errors="replace"), True


def _windows(data: bytes) -> str:
    """Windows-1252, with the five codes that it leaves open read as Latin-1."""
    return data.decode("latin-1").translate(_UPPER)
