"""Bytes of plain text to Unicode: marks, UTF-8, UTF-16, UTF-32, and the single-byte encodings that Vietnamese text came in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from vbcds.readers.sniff import byte_order
from vbcds.text.legacy import decode_legacy, repair_paragraphs
from vbcds.text.syllables import share_of_syllables

_SAMPLE = 40_000
# Encodings of other languages' texts that may lie among Vietnamese ones.
_OTHERS = ["cp1252", "cp1251", "koi8_r", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp874"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in Unicode NFC, the encoding it was in, and a doubt in Vietnamese (or None)."""

    text: str
    encoding: str
    doubt: str | None = None


def decode_text(data: bytes) -> Decoded:
    """Decode the bytes of a text file; never fails.

    UTF-8 is believed where the bytes are such; otherwise the encodings of Vietnamese (Windows-1258, TCVN3, VNI, VISCII, VPS) are
    tried, and the one whose words are Vietnamese syllables wins; other languages go to charset-normalizer. Text that is Unicode by its
    bytes but TCVN3 or VNI by its letters is repaired as well.

    >>> decode_text("Ủy ban nhân dân".encode()).encoding, decode_text("Kế hoạch".encode("utf-16")).text
    ('utf-8', 'Kế hoạch')
    >>> decode_text(b"Uy\\xfb ban nha\\xe2n da\\xe2n t\\xe6nh, C\\xe2n c\\xf6\\xf9 Lua\\xe4t To\\xe5 ch\\xf6\\xf9c").text[:18]
    'Uỷ ban nhân dân tỉ'
    """
    order = byte_order(data)
    if order is not None:
        encoding, mark = order
        text = data[mark:].decode(encoding, "replace")
        return _finished(text, encoding, "\ufffd" in text)
    try:
        return _finished(data.decode("utf-8"), "utf-8", False)
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if lost <= 2 + len(text) // 2000 and len(data) - len(text) > 4 * lost:  # UTF-8 with a few bytes damaged, or cut off
        return _finished(text.rstrip("\ufffd"), "utf-8", "\ufffd" in text.rstrip("\ufffd"))
    return _single_byte(data)


def _finished(text: str, encoding: str, damaged: bool) -> Decoded:
    if not text.isascii():
        text = "\n".join(repair_paragraphs(text.split("\n")))
    doubt = "Tệp có ký tự hỏng, không giải mã được." if damaged else None
    return Decoded(unicodedata.normalize("NFC", text), encoding, doubt)


def _single_byte(data: bytes) -> Decoded:
    latin = data.decode("latin-1")
    sample = _telling(latin)
    best, share = "", 0.0
    tried = {"cp1258": unicodedata.normalize("NFC", sample.encode("latin-1").decode("cp1258", "replace"))}
    tried |= {encoding: decode_legacy(sample, encoding) for encoding in ("tcvn3", "vni", "viscii", "vps")}
    for encoding, text in tried.items():
        found = share_of_syllables(text)
        if found > share:
            best, share = encoding, found
    if share >= 0.7:
        if best == "cp1258":
            return _finished(data.decode("cp1258", "replace"), best, False)
        text = "\n".join(decode_legacy(line, best) for line in latin.split("\n"))  # type: ignore[arg-type]  # one of the four above
        return Decoded(text, best)
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE], cp_isolation=_OTHERS).best()
    encoding = match.encoding if match is not None else "cp1252"
    doubt = f"Không chắc bảng mã của tệp; đã đọc theo {encoding}."
    return Decoded(unicodedata.normalize("NFC", data.decode(encoding, "replace")), encoding, doubt)


def _telling(latin: str) -> str:
    """The lines with letters beyond ASCII, up to a sample's length."""
    lines: list[str] = []
    length = 0
    for line in latin.split("\n"):
        if not line.isascii():
            lines.append(line)
            length += len(line)
            if length > _SAMPLE:
                break
    return "\n".join(lines)[: 2 * _SAMPLE]
