"""Characters of the symbol fonts (Symbol, Wingdings) and of their private-use codes, as Unicode: "³ 95%" in Symbol is "≥ 95%"."""

from __future__ import annotations

import re

# Positions in the encodings of the two fonts; only what administrative texts use. The rest has no plain equivalent and goes.
_SYMBOL = {
    0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x25: "%", 0x20: " ", 0x28: "(", 0x29: ")", 0x2F: "/", 0x2A: "*",
    0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x67: "γ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ",
    0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xD7: "·", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x20: " ", 0x46: "☞", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x76: "❖", 0x77: "◆", 0x78: "☒",
    0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "→", 0xF0: "⇨", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Raised digits wait in the private use area while legacy text is repaired: there "¹" and "²" are letters.
_RAISED = {ord("0") + digit: 0xE170 + digit for digit in range(10)}
_LOWERED = {0xE170 + digit: "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit] for digit in range(10)}
_WAITING = re.compile("[\ue170-\ue179]")


def symbol_font(font: str | None) -> dict[int, str] | None:
    """The encoding of a symbol font by its name, or None for a font of letters."""
    if not font:
        return None
    name = font.lower()
    if name == "symbol":
        return _SYMBOL
    return _WINGDINGS if name.startswith("wingdings") else None


def symbol_text(text: str, encoding: dict[int, str]) -> str:
    """Text set in a symbol font.

    >>> symbol_text("\\u00b3", symbol_font("Symbol"))
    '≥'
    """
    return "".join(
        encoding.get(code & 0xFF, "") if code < 0x100 or 0xF000 <= code < 0xF100 else chr(code) for code in map(ord, text)
    )


def plain_private(text: str) -> str:
    """Private-use codes of the symbol fonts that were left in ordinary text.

    >>> plain_private("\\uf0b7 Rà soát")
    '• Rà soát'
    """
    if not _PRIVATE.search(text):
        return text

    def plain(match: re.Match[str]) -> str:
        code = ord(match[0]) - 0xF000
        return _SYMBOL.get(code) or _WINGDINGS.get(code) or ""

    return _PRIVATE.sub(plain, text)


def superscript(text: str) -> str:
    """Digits set high as the characters for them, so that a note's mark does not join the number before it; other text as it is.

    >>> superscript("12"), superscript("[1]")
    ('¹²', '[1]')
    """
    stripped = text.strip()
    return text.translate(_SUPERSCRIPTS) if stripped.isascii() and stripped.isdigit() else text


def raised(text: str) -> str:
    """`superscript` in characters that no repair of legacy text takes for letters; `settle_raised` makes them plain."""
    stripped = text.strip()
    return text.translate(_RAISED) if stripped.isascii() and stripped.isdigit() else text


def settle_raised(text: str) -> str:
    """Text with the raised digits of `raised` as superscripts.

    >>> settle_raised("Đề án 06" + raised("1"))
    'Đề án 06¹'
    """
    return text.translate(_LOWERED) if _WAITING.search(text) else text
