"""Text inside a Markdown block: marks of emphasis, links, escapes and inline HTML taken off."""

from __future__ import annotations

import re
from html import unescape

from vbcds.readers.symbols import raised

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_IMAGE_OR_LINK = re.compile(r"(!?)\[([^\[\]]{0,2000})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_NOTE = re.compile(r"\[\^([\w-]{1,40})\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*\n?", re.IGNORECASE)
_RAISED = re.compile(r"<sup>([^<>]{0,40})</sup>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\s[^<>]{0,1000})?/?>")
_MARK = re.compile(r"\*{1,3}|_{1,3}|~~|`+")
_LITERAL = 0xE000  # escaped characters wait in the private use area while marks are read


def plain_text(text: str, notes: dict[str, int] | None = None) -> tuple[str, bool, bool]:
    """The text of a block without its marks, and whether all of it is bold, italic.

    `notes` numbers the marks of footnotes in the order of the text.

    >>> plain_text("**Số: 12/QĐ-UBND** của [UBND tỉnh](https://example.org)")
    ('Số: 12/QĐ-UBND của UBND tỉnh', False, False)
    >>> plain_text("**QUYẾT ĐỊNH**"), plain_text(r"1\\. a_b_c \\*")
    (('QUYẾT ĐỊNH', True, False), ('1. a_b_c *', False, False))
    """
    text = _ESCAPE.sub(lambda match: chr(_LITERAL + ord(match[1])), text)
    if "[" in text:
        if "[^" in text:
            text = _NOTE.sub(lambda match: _note(match[1], notes), text)
        text = _IMAGE_OR_LINK.sub(lambda match: "" if match[1] else match[2], text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
        text = _BREAK.sub("\n", text)
        text = _RAISED.sub(lambda match: raised(match[1]), text)
        text = _TAG.sub("", text)
    text, bold, italic = _without_marks(text)
    if "&" in text:
        text = unescape(text)
    text = "".join(chr(ord(char) - _LITERAL) if _LITERAL < ord(char) < _LITERAL + 128 else char for char in text)
    return text.strip(), bold, italic


def _note(name: str, notes: dict[str, int] | None) -> str:
    if notes is None:
        return ""
    return raised(str(notes.setdefault(name, len(notes) + 1)))


def _without_marks(text: str) -> tuple[str, bool, bool]:
    """Take paired marks of emphasis and code off; a mark without a partner is text."""
    open_marks: list[tuple[str, int]] = []
    pairs: list[tuple[int, int, str]] = []
    for match in _MARK.finditer(text):
        mark, start, end = match[0], match.start(), match.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        closes = bool(before) and not before.isspace() and (mark[0] != "_" or not after.isalnum())
        opens = bool(after) and not after.isspace() and (mark[0] != "_" or not before.isalnum())
        if closes:
            recent = range(len(open_marks) - 1, max(-1, len(open_marks) - 8), -1)
            partner = next((place for place in recent if open_marks[place][0] == mark), None)
            if partner is not None:
                pairs.append((open_marks[partner][1], start, mark))
                del open_marks[partner:]
                continue
        if opens:
            open_marks.append((mark, start))
    if not pairs:
        return text, False, False
    size = len(text.strip())
    bold = _covers([pair for pair in pairs if len(pair[2]) in (2, 3) and pair[2][0] in "*_"], size)
    italic = _covers([pair for pair in pairs if len(pair[2]) in (1, 3) and pair[2][0] in "*_"], size)
    cuts = sorted([(start, len(mark)) for start, _, mark in pairs] + [(end, len(mark)) for _, end, mark in pairs])
    pieces: list[str] = []
    done = 0
    for place, length in cuts:
        pieces.append(text[done:place])
        done = place + length
    return "".join([*pieces, text[done:]]), bold, italic


def _covers(pairs: list[tuple[int, int, str]], size: int) -> bool:
    """Whether pairs of marks hold (nearly) all of a text."""
    return sum(end + len(mark) - start for start, end, mark in pairs) >= 0.9 * size - 3 if pairs else False
