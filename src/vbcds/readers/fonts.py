"""Fonts that carry an encoding from before Unicode: what a run set in .VnTime or VNI-Times says."""

from __future__ import annotations

from functools import lru_cache

# Families by the beginning of their names. The capital fonts of the ABC family (".VnTimeH") draw small letters as capitals.
_FAMILIES = ((".vn", "tcvn3"), ("vni-", "vni"), ("vni ", "vni"), ("vps ", "vps"), ("vps-", "vps"))


@lru_cache(maxsize=256)
def legacy_encoding(font: str) -> str | None:
    """The encoding that a font's name stands for, or None for a Unicode font.

    >>> legacy_encoding(".VnTime"), legacy_encoding("VNI-Times"), legacy_encoding("Times New Roman")
    ('tcvn3', 'vni', None)
    """
    name = font.strip("\"' ").lower()
    return next((encoding for start, encoding in _FAMILIES if name.startswith(start)), None)


def repair_run(text: str, font: str) -> str:
    """A run of text in a legacy font, as Unicode; unchanged where the font is none.

    >>> repair_run("céng hßa x· héi", ".VnTimeH")
    'CỘNG HÒA XÃ HỘI'
    """
    encoding = legacy_encoding(font)
    if encoding is None:
        return text
    from viparse import fix

    repaired: str = fix(text, encoding=encoding)
    head, tail = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    if head or tail:  # a run's own spaces part it from its neighbours
        repaired = text[:head] + repaired.strip() + (text[-tail:] if tail and head < len(text) else "")
    if encoding == "tcvn3" and font.strip("\"' ").lower().endswith("h"):
        repaired = repaired.upper()
    return repaired
