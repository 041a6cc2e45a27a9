"""Paragraphs whose lines are broken on purpose (<br>), and the markers of list items."""

from __future__ import annotations

import re

#: A line that begins a unit of its own: after a <br> it is a paragraph, not a second line of one.
_UNIT = re.compile(
    r"(?:(?:điều|chương|mục|phần|khoản|điểm|căn cứ|theo đề nghị|xét đề nghị)\b"
    r"|\d{1,3}(?:\.\d{1,3}){0,4}[.)/]\s|\d{1,3}(?:\.\d{1,3}){1,4}\s|[a-zđ][.)]\s|[ivxlc]{1,6}[.)]\s|[-–+*•]\s?\w)",
    re.IGNORECASE,
)


def unit_begins(line: str) -> bool:
    """Whether a line begins a unit of its own: an article, a numbered item, a dash, a legal basis.

    >>> unit_begins("Điều 2. Hiệu lực"), unit_begins("a) Sở Tài chính"), unit_begins("2025 và những năm tiếp theo")
    (True, True, False)
    """
    return _UNIT.match(line) is not None


def split_lines(text: str) -> list[str]:
    """The paragraphs of a text whose lines were broken with <br>.

    Lines that begin units of their own, empty lines between, and long runs of lines are paragraphs; a title or an address on two
    or three lines stays one.

    >>> split_lines("Điều 1. Phê duyệt\\nĐiều 2. Hiệu lực")
    ['Điều 1. Phê duyệt', 'Điều 2. Hiệu lực']
    >>> split_lines("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\nĐộc lập - Tự do - Hạnh phúc")
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\nĐộc lập - Tự do - Hạnh phúc']
    """
    if "\n" not in text:
        return [text]
    lines = [line.strip(" \u00a0") for line in text.split("\n")]
    if not all(lines):
        groups: list[list[str]] = [[]]
        for line in lines:
            if line:
                groups[-1].append(line)
            elif groups[-1]:
                groups.append([])
        return [piece for group in groups if group for piece in split_lines("\n".join(group))]
    if len(lines) > 5 or any(_UNIT.match(line) for line in lines[1:]) or sum(map(len, lines)) > 120 * len(lines):
        return lines
    return [text]


def marked(text: str, marker: str) -> str:
    """Text with the marker of its list item, where it does not bring one itself."""
    if text[0] in "-–+*•" or text.startswith(marker.strip()):
        return text
    return text if marker == "- " and _UNIT.match(text) else marker + text
