"""Recipients and signature that a copy has put on the same lines: "- Bộ Nội vụ (Đã ký)", "- Sở, Ban ngành Võ Thanh Tòng".

Copies that keep neither tables nor columns read the two boxes at the end of a document line by line, across both. The right box is
told from the left by its words: an authority, a role, a signing mark or a name at the end of the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vbcds.lexicons.headings import load_headings
from vbcds.lexicons.roles import load_roles
from vbcds.structure.lines import Line, fold
from vbcds.structure.names import is_certain_name

_MARK = re.compile(r"\s+\((?:đã ký|ký|đã duyệt)\)$")
_AUTHORITY = re.compile(r"(?:tm|kt|tl|tuq|t/m|q)\s?[.:]")
_REACH = 30


@dataclass(slots=True)
class Untangled:
    """The two boxes: lines of the left one with their text alone, and lines of the right one."""

    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)
    #: Index of the first line after both.
    stop: int = 0


def untangle(lines: Sequence[Line], first: int, last: int, *, opened: bool) -> Untangled | None:
    """The two boxes from the line "Nơi nhận" on; None where nothing of a signature shares a line with a recipient.

    `opened` says that a signature began on the line above ("TM. UBND TỈNH" over "Nơi nhận: CHỦ TỊCH").
    """
    found = Untangled(stop=first)
    named = False
    for index in range(first, min(last, first + _REACH)):
        line = lines[index]
        if line.cell is not None or len(line.text) > 200 or line.rule:
            break
        listed = index == first or line.text[0] in "-–+*•"
        at = _cut(line, listed=listed, signed=opened or bool(found.right), named=named)
        if not listed and at is None and (named or line.upper):
            break
        if at is not None:
            found.right.append(_piece(line, at, len(line.text)))
            named = named or _is_name(line.text[at:].strip())
        head = line.text if at is None else line.text[:at].rstrip()
        if head.strip():
            found.left.append(_piece(line, 0, len(head)))
        found.stop = index + 1
    shared = sum(piece.start > line.start for piece in found.right for line in lines[first : found.stop] if line.end == piece.end)
    return found if shared and named else None


def _piece(line: Line, start: int, end: int) -> Line:
    while start < end and line.text[start] == " ":
        start += 1
    return replace(line, start=line.start + start, end=line.start + end, text=line.text[start:end], folded=line.folded[start:end])


def _cut(line: Line, *, listed: bool, signed: bool, named: bool) -> int | None:
    """Where the right box begins on a line, or None."""
    if match := _MARK.search(line.folded):
        return match.start()
    if (at := _capitals_at(line.text)) is not None:
        return at
    if not signed or named or not listed:
        return None
    words = line.text.split()
    for size in (4, 3, 2, 5):
        if len(words) <= size:
            continue
        name = " ".join(words[-size:])
        if _is_name(name) and not words[-size - 1].endswith(("và", "của", "PCN", "PCT", "Trợ")):
            return line.text.rindex(name)
    return None


def _capitals_at(text: str) -> int | None:
    """Where the words in capitals at the end of a line begin, if they are an authority or a role: "... Thành ủy; KT. CHỦ TỊCH"."""
    words = text.split()
    count = 0
    while count < len(words) and count < 9 and words[-1 - count].isupper():
        count += 1
    for size in range(count, 0, -1):
        tail = " ".join(words[-size:])
        folded = fold(tail)
        if (_AUTHORITY.match(folded) and size > 1) or load_roles().pattern.fullmatch(folded):
            return len(text) - len(tail)
    return None


def _is_name(text: str) -> bool:
    return is_certain_name(text) and load_headings().agency_pattern.match(fold(text)) is None
