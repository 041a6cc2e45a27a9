"""Fonts that carry an encoding from before Unicode: what a run set in .VnTime or VNI-Times says."""

from __future__ import annotations

from vbcds.text.legacy import decode_legacy, draws_capitals, font_encoding


def legacy_encoding(font: str) -> str | None:
    """The encoding that a font's name stands for, or None for a Unicode font.

    >>> legacy_encoding(".VnTime"), legacy_encoding("VNI-Times"), legacy_encoding("Times New Roman")
    ('tcvn3', 'vni', None)
    """
    return font_encoding(font)


def repair_run(text: str, font: str) -> str:
    """A run of text in a legacy font, as Unicode; unchanged where the font is none. A soft hyphen is a letter in TCVN3 (ư).

    >>> repair_run("céng hßa x· héi", ".VnTimeH"), repair_run("nhµ n\\xadíc", ".VnTime")
    ('CỘNG HÒA XÃ HỘI', 'nhà nước')
    """
    encoding = font_encoding(font)
    if encoding is None:
        return text
    return decode_legacy(text, encoding, capitals=draws_capitals(font))
