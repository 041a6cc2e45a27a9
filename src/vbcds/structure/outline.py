"""The outline of a document: labelled units nested by their numbering, and headings without a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vbcds.structure.labels import Label, capital_index, find_label
from vbcds.structure.lines import Line, is_upper
from vbcds.structure.values import SectionKind, SectionNode

#: Units nest by level. A multi-level number ("1.2.1") is deeper by one for each further number.
_LEVEL: dict[str, int] = {
    "phần": 0, "chương": 1, "mục": 2, "tiểu mục": 3, "điều": 4, "capital": 5, "roman": 6, "heading": 7, "arabic": 8,
    "ring": 13, "letter": 14, "dash": 15, "plus": 16,
}  # fmt: skip
_FURNITURE = re.compile(r"cộng hòa xã hội|độc lập\s*-|đảng cộng sản việt nam$|quyết định\s*:?$|quyết nghị\s*:?$")
#: A number may jump by this much where one was lost.
_JUMP = 3


@dataclass(slots=True)
class _Open:
    level: int
    index: int
    label: Label | None
    kind: SectionKind


@dataclass(slots=True)
class _Draft:
    kind: SectionKind
    label: str
    start: int
    end: int
    head_start: int
    head_end: int
    parent: int | None
    depth: int
    division: int


@dataclass(slots=True)
class _Outline:
    nodes: list[_Draft] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def close(self, level: int, at: int) -> None:
        while self.stack and self.stack[-1].level >= level:
            self.nodes[self.stack.pop().index].end = at

    def open(self, kind: SectionKind, label: Label | None, level: int, line: Line, division: int) -> None:
        self.close(level, line.start)
        parent = self.stack[-1].index if self.stack else None
        length = label.length if label else 0
        self.nodes.append(
            _Draft(
                kind=kind,
                label=label.text if label else "",
                start=line.start,
                end=line.end,
                head_start=min(line.start + length, line.end),
                head_end=line.end,
                parent=parent,
                depth=len(self.stack),
                division=division,
            )
        )
        self.stack.append(_Open(level=level, index=len(self.nodes) - 1, label=label, kind=kind))


def build_outline(
    lines: Sequence[Line], first: int, last: int, division: int, end: int, taken: bytearray, base: int = 0
) -> list[SectionNode]:  # fmt: skip
    """The units of one division, from its lines[first:last]; lines marked in `taken` (signatures, recipients) are left out.

    `base` is the number of units before this division in the part: parents are indexes into the part's list.
    """
    outline = _Outline()
    quoted = False
    bold_known = any(line.style.bold for line in lines[first:last])
    for index in range(first, last):
        line = lines[index]
        if taken[index] or line.cell is not None or line.rule:
            continue
        if quoted:
            quoted = not _closes_quote(line.text)
            continue
        if line.text[0] in '“"' and find_label(line.text[1:].lstrip(), line.folded[1:].lstrip()) is not None:
            quoted = not _closes_quote(line.text)
            continue
        label = find_label(line.text, line.folded)
        if label is not None:
            label = _settled(outline, label, line)
        if label is not None:
            kind, level = _place(outline, label)
            outline.open(kind, label, level, line, division)
        elif not _takes_title(outline, line, lines, index) and _is_heading(line, bold_known):
            outline.open("heading", None, _LEVEL["heading"], line, division)
    outline.close(-1, end)
    return [
        SectionNode(
            kind=node.kind,
            label=node.label,
            start=node.start,
            end=max(node.end, node.head_end),
            head_start=node.head_start,
            head_end=node.head_end,
            parent=None if node.parent is None else node.parent + base,
            depth=node.depth,
            division=node.division,
        )
        for node in outline.nodes
    ]


def _closes_quote(text: str) -> bool:
    return text.rstrip(" .;,").endswith(("”", '"')) and not (text.count("“") > text.count("”"))


def _last_of(outline: _Outline, level: int) -> Label | None:
    """The label of the open unit at a level: the last sibling that a new one would follow."""
    return next((entry.label for entry in reversed(outline.stack) if entry.level == level), None)


def _settled(outline: _Outline, label: Label, line: Line) -> Label | None:
    """The label, made sure of by what went before it; None where the sequence says that it is none."""
    if label.kind == "roman" and label.ambiguous:
        capital = _last_of(outline, _LEVEL["capital"])
        roman = _last_of(outline, _LEVEL["roman"])
        place = capital_index(label.text)
        if (
            capital is not None
            and capital.value[0] + 1 == place
            and not (roman is not None and roman.value[0] + 1 == label.value[0])
        ):
            return Label(kind="capital", text=label.text, value=(place,), length=label.length)
        if roman is None and label.value[0] > 1 and label.text != "V":
            return Label(kind="capital", text=label.text, value=(place,), length=label.length) if capital else None
    if label.kind == "roman":
        roman = _last_of(outline, _LEVEL["roman"])
        follows = roman is not None and roman.value[0] < label.value[0] <= roman.value[0] + _JUMP
        return label if label.value[0] == 1 or follows or line.upper or line.style.bold else None
    if label.kind == "capital":
        capital = _last_of(outline, _LEVEL["capital"])
        follows = capital is not None and 0 < label.value[0] - capital.value[0] <= 2
        return label if label.value[0] == 1 or follows or (line.upper and label.value[0] <= 6 and capital is None) else None
    if label.kind == "arabic" and len(label.value) > 1:
        return label if _fits_multi(outline, label) or line.style.bold else None
    if label.kind == "arabic":
        level = _LEVEL["ring"] if label.ring else _LEVEL["arabic"]
        before = _last_of(outline, level)
        value = label.value[0]
        follows = before is not None and len(before.value) == 1 and before.value[0] <= value <= before.value[0] + _JUMP
        if value == 1 or follows or line.style.bold:
            return label
        # A list that went on after deeper units were closed by a heading of higher rank, or one that begins in the middle.
        if value <= 60 and not outline.stack:
            return label
        return label if any(node.kind == "arabic" and node.label == str(value - 1) for node in outline.nodes[-60:]) else None
    if label.kind == "letter":
        before = _last_of(outline, _LEVEL["letter"])
        if label.value[0] == 1 or before is None:
            return label if label.value[0] <= 3 or line.text[len(label.text) : len(label.text) + 1] == ")" else None
        return label if before.value < label.value and label.value[0] <= before.value[0] + _JUMP + 1 else None
    return label


def _fits_multi(outline: _Outline, label: Label) -> bool:
    """ "2.1" under "2." or "II.", or after "2.0"; "2.2" after "2.1"."""
    for entry in reversed(outline.stack):
        if entry.label is None:
            continue
        value = entry.label.value
        if entry.label.kind == "arabic" and not entry.label.ring:
            if len(value) == len(label.value) and value[:-1] == label.value[:-1] and 0 < label.value[-1] - value[-1] <= _JUMP:
                return True
            if (
                len(value) < len(label.value)
                and value == label.value[: len(value)]
                and all(n == 1 for n in label.value[len(value) + 1 :])
            ):
                return label.value[len(value)] <= _JUMP
        elif entry.kind in ("roman", "điều", "mục", "chương", "phần", "capital"):
            return (value[:1] == label.value[:1] and label.value[1] <= _JUMP) or label.value[:2] == (1, 1)
    return label.value[1] == 1 and label.value[0] <= 20


def _place(outline: _Outline, label: Label) -> tuple[SectionKind, int]:
    """Kind and level: "1." inside an Điều is a khoản, "a)" inside a khoản a điểm."""
    kind: SectionKind = label.kind
    level = _LEVEL["ring"] if label.ring and kind == "arabic" else _LEVEL[kind]
    if kind == "arabic" and len(label.value) > 1:
        # Under "II." without "2." between, 2.1 is the first level of numbers.
        level += len(label.value) - 1
    parent = next((entry for entry in reversed(outline.stack) if entry.level < level), None)
    if kind == "arabic" and len(label.value) == 1 and parent is not None and parent.kind == "điều":
        return "khoản", level
    if kind == "letter" and parent is not None and parent.kind in ("khoản", "điều"):
        return "điểm", level
    return kind, level


def _is_heading(line: Line, bold_known: bool) -> bool:
    """A heading without a label: a heading style, bold words, or capitals where the file tells no bold. Below numerals, above numbers."""
    if line.style.heading is not None and len(line.text) < 300:
        return True
    if len(line.text) > 160 or line.text[-1] in ".;,:" or not line.text[0].isupper() or _FURNITURE.match(line.folded):
        return False
    if line.style.bold is True:
        return True
    return not bold_known and is_upper(line.text) and len(line.text) > 8 and " " in line.text


def _takes_title(outline: _Outline, line: Line, lines: Sequence[Line], index: int) -> bool:
    """The title of a Chương or a Phần on the line below its label belongs to its head."""
    if not outline.stack or index == 0 or len(line.text) > 300:
        return False
    node = outline.nodes[outline.stack[-1].index]
    if node.kind not in ("phần", "chương", "mục", "tiểu mục"):
        return False
    before = lines[index - 1]
    if node.head_start >= node.head_end and node.start == before.start:
        node.head_start, node.head_end = line.start, line.end
        return True
    if node.head_end == before.end and node.head_start == before.start and line.upper and before.upper:
        node.head_end = line.end
        return True
    return False
