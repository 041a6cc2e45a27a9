"""The document itself, what it promulgates, and its annexes (Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vbcds.lexicons.headings import find_type, load_headings
from vbcds.model.document import Document
from vbcds.structure.letterhead import marks, may_hold_mark
from vbcds.structure.lines import Line, is_upper, squeeze
from vbcds.structure.signatures import Ending
from vbcds.structure.titles import SECTION
from vbcds.structure.values import Division, DivisionKind

_SELF = re.compile(r"(?<!\w)(?:này|nêu trên|dưới đây)(?!\w)")
_NUMBERED = re.compile(r"(?<!\w)số(?!\w)|/|ngày|\.\.\.|…")
_END = re.compile(r"[.;:]$|\./\.?$")
_TITLE_LINES = 7
_BACK = 12


@dataclass(slots=True)
class Opening:
    """Where a division begins, by line indexes; `body` is the first line after its heading."""

    kind: DivisionKind
    line: int
    body: int
    label: str | None
    title: str | None
    start: int


class _Scan:
    def __init__(self, document: Document, lines: Sequence[Line], first: int, last: int, endings: Sequence[Ending]) -> None:
        self.document = document
        self.lines = lines
        self.first = first
        self.last = last
        self.endings = endings
        self.taken = bytearray(len(lines))
        for ending in endings:
            for index in range(ending.first, ending.stop):
                self.taken[index] = 1
        self.layout = {line.block for line in lines if line.cell is not None}
        self.openings: list[Opening] = []

    def table_between(self, one: int, other: int) -> bool:
        """A data table stands between two lines."""
        low, high = self.lines[one].block, self.lines[other].block
        return any(self.document.blocks[b].table is not None and b not in self.layout for b in range(low + 1, min(high, low + 40)))

    def table_after(self, index: int, reach: int) -> bool:
        """A data table begins within `reach` lines after a line."""
        for at in range(index, min(index + reach, self.last)):
            following = self.lines[at].block + 1
            while following < len(self.document.blocks) and self.document.blocks[following].role in ("footer", "footnote", "stamp"):
                following += 1
            if following < len(self.document.blocks):
                block = self.document.blocks[following]
                if block.table is not None and following not in self.layout:
                    return True
            if at > index and len(self.lines[at].text) > 300:
                return False
        return False

    def attached_after(self, index: int, reach: int) -> int | None:
        """The line "(Kèm theo ...)" within `reach` lines, before anything that is no heading."""
        for at in range(index, min(index + reach, self.last)):
            if is_attached_line(self.lines[at]):
                return at
            if at > index and _is_label(self.lines[at]):
                return None
            if at > index and (len(self.lines[at].text) > 500 or SECTION.match(self.lines[at].folded) or self.taken[at]):
                return None
        return None


def _is_label(line: Line) -> bool:
    """ "PHỤ LỤC II", and nothing else on the line."""
    match = load_headings().annex_pattern.match(line.folded)
    return match is not None and match.end() == len(line.folded)


def is_attached_line(line: Line) -> bool:
    """ "(Ban hành kèm theo Quyết định số ... của ...)" as a line of its own."""
    if len(line.text) > 400 or load_headings().attached_pattern.match(line.folded) is None:
        return False
    if line.text.startswith("("):
        return True
    return len(line.text) < 260 and _NUMBERED.search(line.folded) is not None and _SELF.search(line.folded) is None


def find_divisions(
    document: Document, lines: Sequence[Line], first: int, body: int, last: int, endings: Sequence[Ending]
) -> list[Opening]:  # fmt: skip
    """Where attachments and annexes begin in lines[first:last], in order; `body` is the first line after the title."""
    scan = _Scan(document, lines, body, last, endings)
    closed_at = _closed_at(lines, body, last, endings)
    index = body
    while index < last:
        line = lines[index]
        if scan.taken[index] or line.rule or line.cell is not None or len(line.text) > 400:
            index += 1
            continue
        opening = _opening(scan, index, closed=closed_at is not None and index >= closed_at, closed_at=closed_at)
        if opening is None:
            index += 1
            continue
        scan.openings.append(opening)
        index = max(opening.body, index + 1)
    return scan.openings


def _closed_at(lines: Sequence[Line], body: int, last: int, endings: Sequence[Ending]) -> int | None:
    """The line after which the document itself has ended: the first block of recipients or signature."""
    stop: int | None = None
    for ending in endings:
        if stop is not None and ending.first > stop + 4:
            break
        stop = ending.stop
    return stop


def _opening(scan: _Scan, index: int, *, closed: bool, closed_at: int | None) -> Opening | None:
    line = scan.lines[index]
    words = load_headings()
    current = scan.openings[-1] if scan.openings else None
    if is_attached_line(line):
        return _from_attached(scan, index, current)
    label = words.annex_pattern.match(line.folded)
    if label is not None:
        return _annex(scan, index, label, current, closed=closed)
    if not closed:
        return None
    if current is None or current.kind == "attachment":
        form = words.form_pattern.match(line.folded)
        if form is not None and form["label"] and len(line.text) < 200 and scan.lines[index].text[:1].isupper():
            return _titled(scan, index, "annex", line.text[: form.end()], line.text[form.end() :])
    kind = find_type(line.folded) or words.attachment_pattern.match(line.folded)
    near = closed_at is not None and index - closed_at < 8 and current is None
    if kind is not None and near and (line.upper or (is_upper(line.text[:8]) and line.style.align == "center")):
        if words.list_pattern.match(line.folded) and scan.table_after(index, 5):
            return _titled(scan, index, "annex", None, line.text)
        return _titled(scan, index, "attachment", line.text, "")
    inside = current is not None and current.kind == "annex" and len(line.text) > 12
    if words.list_pattern.match(line.folded) and line.upper and not inside and scan.table_after(index, 5):
        return _listing(scan, index)
    return None


def _listing(scan: _Scan, index: int, *, stop: int | None = None) -> Opening:
    """An annex that is called by what it is: "DANH MỤC", "BẢNG PHÂN CÔNG NHIỆM VỤ ..."."""
    text = scan.lines[index].text
    return _titled(scan, index, "annex", text if len(text) < 30 else None, "" if len(text) < 30 else text, stop=stop)


def _annex(scan: _Scan, index: int, label: re.Match[str], current: Opening | None, *, closed: bool) -> Opening | None:
    line = scan.lines[index]
    rest = line.text[label.end() :].strip()
    attached = scan.attached_after(index, 8)
    shown = line.upper or line.style.bold is True or line.style.align == "center" or line.style.heading is not None
    if rest and not is_upper(rest) and not rest.startswith("("):
        if rest[0].islower() or not (shown or attached is not None or scan.table_after(index, 4)) or len(line.text) > 250:
            return None
        if _END.search(rest) and attached is None:
            return None
    if not rest and line.text[0].islower():
        return None
    if not closed and attached is None and not (shown and (line.upper or line.style.align == "center")):
        return None
    if label["label"] is None and current is not None and current.kind == "annex" and attached is None and _is_numbered(current):
        return None
    if attached is None and _listed(scan, index):
        return None
    return _titled(scan, index, "annex", line.text[: label.end()], rest)


def _is_numbered(opening: Opening) -> bool:
    match = load_headings().annex_pattern.match(opening.label.lower()) if opening.label else None
    return match is not None and match["label"] is not None


def _listed(scan: _Scan, index: int) -> bool:
    """A list of annexes ("Phụ lục I ...", "Phụ lục II ..." line after line), not the annexes themselves."""
    pattern = load_headings().annex_pattern
    following = [scan.lines[at] for at in range(index + 1, min(index + 4, scan.last)) if not scan.lines[at].rule]
    return bool(following) and pattern.match(following[0].folded) is not None and not scan.table_between(index, index + 1)


def _from_attached(scan: _Scan, index: int, current: Opening | None) -> Opening | None:
    """The heading above "(Kèm theo ...)": back to its label, over lines that may be a title."""
    floor = max(scan.first, index - _BACK, current.body if current else 0)
    start: int | None = None
    words = load_headings()
    for at in range(index - 1, floor - 1, -1):
        line = scan.lines[at]
        if scan.taken[at] or len(line.text) > 600 or (_END.search(line.text) and not line.upper) or SECTION.match(line.folded):
            break
        if scan.table_between(at, min(at + 1, index)) and scan.lines[at].block != scan.lines[index].block:
            break
        if line.rule:
            continue
        if may_hold_mark(line) and any(
            m.kind in ("nation", "motto", "party", "number", "date") for m in marks(scan.lines, at, at + 1)
        ):
            break
        start = at
        if line.upper and (find_type(line.folded) or words.annex_pattern.match(line.folded)):
            break
        if words.annex_pattern.match(line.folded) and len(line.text) < 60:
            break
    if start is None:
        return None
    head = scan.lines[start]
    label = words.annex_pattern.match(head.folded) or words.form_pattern.match(head.folded)
    if label is not None:
        return _titled(scan, start, "annex", head.text[: label.end()], head.text[label.end() :], stop=index)
    if words.list_pattern.match(head.folded) and find_type(head.folded) is None:
        return _listing(scan, start, stop=index)
    typed = find_type(head.folded)
    if typed is not None and typed.kind in ("danh mục", "phụ lục"):
        return _listing(scan, start, stop=index)
    kind: DivisionKind = "attachment" if typed or words.attachment_pattern.match(head.folded) or current is None else "annex"
    return _titled(scan, start, kind, head.text, "", stop=index)


def _titled(scan: _Scan, index: int, kind: DivisionKind, label: str | None, rest: str, *, stop: int | None = None) -> Opening:
    """The division whose label stands in the line `index`, with the title lines below it."""
    pieces = [rest.strip(" .:-–—")] if rest.strip(" .:-–—") else []
    at = index + 1
    while at < scan.last and len(pieces) < _TITLE_LINES:
        line = scan.lines[at]
        if is_attached_line(line):
            at += 1
            while at < scan.last and at - index < _BACK and _still_attached(scan, at):
                at += 1
            break
        if (
            scan.table_between(at - 1, at)
            or scan.taken[at]
            or SECTION.match(line.folded)
            or _is_label(line)
            or len(line.text) > 500
        ):
            break
        if line.rule:
            at += 1
            continue
        if stop is None and not _is_title_line(scan, line, at, pieces):
            break
        pieces.append(line.text.strip())
        at += 1
    title = squeeze(" ".join(pieces)).strip(" -–—*_:") or None
    label = squeeze(label).strip(" .:-–—*") if label else None
    if (
        label is not None
        and kind == "attachment"
        and (typed := find_type(label.lower())) is not None
        and len(label) > len(typed.words) + 1
    ):
        title = squeeze(f"{label[len(typed.words) :].strip(' :.-–')} {title or ''}") or None
        label = label[: len(typed.words)]
    first = _with_letterhead(scan, index)
    return Opening(
        kind=kind, line=first, body=at, label=label, title=title, start=min(line.start for line in scan.lines[first : index + 1])
    )


def _still_attached(scan: _Scan, at: int) -> bool:
    """The remark in brackets goes on: its bracket is not closed yet."""
    before = scan.lines[at - 1].text
    return before.count("(") > before.count(")") and len(scan.lines[at].text) < 200 and scan.lines[at].text.rstrip().endswith(")")


def _is_title_line(scan: _Scan, line: Line, at: int, pieces: Sequence[str]) -> bool:
    if line.upper or not any(map(str.islower, line.text)):
        return not (pieces and not is_upper(pieces[-1]))
    if pieces and is_upper(pieces[-1]) and line.style.bold is not True and line.style.align != "center":
        return scan.attached_after(at, 4) is not None and len(line.text) < 250
    if line.style.align == "center" or line.style.bold is True:
        return len(line.text) < 350 and not _END.search(line.text)
    return scan.attached_after(at, 5) is not None and not _END.search(line.text)


def _with_letterhead(scan: _Scan, index: int) -> int:
    """The letterhead repeated above the heading of an attachment belongs to it."""
    first = index
    held = False
    for at in range(index - 1, max(scan.first - 1, index - 12), -1):
        line = scan.lines[at]
        if scan.taken[at] or len(line.text) > 160:
            break
        found = [m.kind for m in marks(scan.lines, at, at + 1)]
        if any(kind in ("nation", "motto", "party") for kind in found):
            held = True
            first = at
        elif line.rule or any(kind in ("date", "number") for kind in found):
            first = at if held else first
        elif load_headings().agency_pattern.match(line.folded) or (line.upper and held):
            first = at if held or line.cell is not None else first
        elif line.cell is None:
            break
    if not held:
        return index
    head = scan.lines[first]
    if head.cell is not None:
        while first > 0 and (cell := scan.lines[first - 1].cell) is not None and cell[0] == head.cell[0]:
            first -= 1
    return first


def build_divisions(openings: Sequence[Opening], start: int, end: int) -> tuple[Division, ...]:
    """The divisions of a part that runs from `start` to `end`; the first is the document itself."""
    edges: list[int] = []
    for opening in openings:
        edges.append(min(max(opening.start, edges[-1] if edges else start), end))
    divisions = [Division(kind="body", start=start, end=edges[0] if edges else end)]
    for position, opening in enumerate(openings):
        stop = edges[position + 1] if position + 1 < len(edges) else end
        divisions.append(Division(kind=opening.kind, start=edges[position], end=stop, label=opening.label, title=opening.title))
    return tuple(divisions)
