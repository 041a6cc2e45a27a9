"""Several documents in one file, told apart by letterheads of their own. The default is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vbcds.lexicons.headings import find_type, load_headings
from vbcds.structure.letterhead import is_dotted, marks, may_hold_mark, parse_day, parse_number_line
from vbcds.structure.lines import Line

#: Lines without a mark that may stand inside one letterhead.
_GAP = 8
_BACK = 6
_AHEAD = 14
_LONGEST = 170
#: What a line of a letterhead has; cheaper than reading its marks.
_ANCHOR = re.compile(
    r"^(?:luật |bộ luật |nghị quyết |pháp lệnh |lệnh )?số|số\s*[:;]|cộng|độc lập|,\s*(?:ngày|tháng|\d)|^ngày|^[^\W\d]{1,8}$"
)


@dataclass(slots=True)
class Cluster:
    """Marks of one letterhead that stand together."""

    #: Indexes of the first and the last line with a mark.
    first: int
    last: int
    nation: bool = False
    party: bool = False
    has_number: bool = False
    number: str | None = None
    has_date: bool = False
    dated: bool = False
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class PartStart:
    """Where a document begins, by line indexes: itself, and its letterhead or (without one) its first line."""

    line: int
    header: int
    letterhead: bool


def part_starts(lines: Sequence[Line]) -> list[PartStart]:
    """Where the documents of a file begin, in order; there is always one, from the first line on.

    A further letterhead begins a document only if it has a number line of its own (with digits, or blank beside a date with a
    year), is no form to be filled in, and what follows is not "(Kèm theo ...)" another document.
    """
    starts = [PartStart(0, 0, False)]
    seen: set[str] = set()
    clusters = letterheads(lines)
    for position, cluster in enumerate(clusters):
        if cluster.number:
            known = cluster.number in seen
            seen.add(cluster.number)
        else:
            known = False
        if position == 0 and cluster.first <= _first_reach(lines) and not cluster.dotted:
            typed = _type_above(lines, cluster)
            starts[0] = PartStart(0, _first_line(lines, cluster), True) if typed is None else PartStart(0, typed, False)
        elif not known and _begins_document(lines, cluster, starts[-1].line):
            first = _first_line(lines, cluster)
            starts.append(PartStart(first, first, True))
    return starts


def _type_above(lines: Sequence[Line], cluster: Cluster) -> int | None:
    """The type line of an old heading, above number and date ("NGHỊ ĐỊNH CỦA CHÍNH PHỦ" / "Số 94/1998/NĐ-CP ngày ...")."""
    if cluster.nation or cluster.party:
        return None
    above = range(max(0, cluster.first - 2), cluster.first + 1)
    return next((i for i in above if find_type(lines[i].folded) is not None and len(lines[i].text) < 160), None)


def _first_reach(lines: Sequence[Line]) -> int:
    """How far down the first letterhead may stand: whatever precedes it is not a document of its own."""
    length = 0
    for index, line in enumerate(lines):
        length += len(line.text)
        if length > 1500 or index > 40:
            return index
    return len(lines)


def letterheads(lines: Sequence[Line]) -> list[Cluster]:
    """All places that look like a letterhead, forms included, in order."""
    clusters: list[Cluster] = []
    current: Cluster | None = None
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST or not may_hold_mark(line) or _ANCHOR.search(line.folded) is None:
            continue
        for mark in marks(lines, index, min(index + 2, len(lines))):
            if mark.line != index or mark.kind in ("words", "rule", "subject", "urgency"):
                continue
            heads = mark.kind in ("nation", "motto", "party")
            if (
                current is None
                or index - current.last > _GAP
                or (heads and mark.kind == "nation" and current.nation and current.has_number)
            ):
                current = Cluster(first=index, last=index)
                clusters.append(current)
            current.last = index
            current.nation = current.nation or mark.kind in ("nation", "motto")
            current.party = current.party or mark.kind == "party"
            current.dotted = current.dotted or _form_like(mark.text)
            if mark.kind == "number" and not current.has_number:
                current.has_number = True
                current.number = parse_number_line(mark.value or "")[0]
            elif mark.kind == "date" and mark.day and not current.has_date:
                current.has_date = True
                day, year = parse_day(mark.day)
                current.dated = day is not None or year is not None
    return [c for c in clusters if c.nation or c.party or (c.has_number and c.has_date and not _is_citation(lines[c.first]))]


def _is_citation(line: Line) -> bool:
    """ "số 04/1998/QH10 ngày 20 tháng 5 năm 1998" on a line of its own is the rest of a title, no number line."""
    return line.folded.startswith("số ") and "ngày" in line.folded and line.folded[3:4].isdigit()


def _form_like(text: str) -> bool:
    """Dots in the place of a symbol or a year; blank numbers and days alone are only a draft."""
    return is_dotted(text) and not text.rstrip().endswith(tuple("0123456789")) and "/" not in text


def _begins_document(lines: Sequence[Line], cluster: Cluster, previous: int) -> bool:
    if not (cluster.nation or cluster.party) or not cluster.has_number or cluster.dotted:
        return False
    first = _first_line(lines, cluster)
    if cluster.number is None and not cluster.dated:
        return False
    words = load_headings()
    for index in range(max(previous, first - 4), first):
        folded = lines[index].folded
        if len(folded) < 120 and (
            words.form_pattern.match(folded) or (words.annex_pattern.match(folded) and cluster.number is None)
        ):
            return False
    for index in range(first, min(cluster.last + 1, len(lines))):
        folded = lines[index].folded
        if is_dotted(lines[index].text) and "ngày" not in folded and "số" not in folded:
            return False
        if words.form_pattern.match(folded) and len(folded) < 120:
            return False
    typed = False
    for index in range(cluster.last + 1, min(cluster.last + _AHEAD, len(lines))):
        line = lines[index]
        if words.attached_pattern.match(line.folded):
            return False
        if "(1)" in line.text or "[" in line.text or "……" in line.text or "....." in line.text:
            return False
        typed = typed or find_type(line.folded) is not None or line.folded.startswith(("kính gửi", "v/v"))
        if len(line.text) > 200 or line.folded.startswith(("căn cứ", "kính gửi")):
            break
    if cluster.number is None:
        return typed and _closed_before(lines, previous, first)
    return True


def _closed_before(lines: Sequence[Line], previous: int, first: int) -> bool:
    """The document before has come to its end: recipients, a signature, or "./."."""
    return any(
        line.folded.startswith(("nơi nhận", "tm.", "kt.", "tl.", "tuq.", "t/m")) or line.text.endswith("./.")
        for line in lines[previous:first]
    )


def _first_line(lines: Sequence[Line], cluster: Cluster) -> int:
    """The letterhead's first line: agency lines may stand above its first mark."""
    words = load_headings()
    first = cluster.first
    head = lines[first]
    if head.cell is not None:
        table = head.cell[0]
        while first > 0 and (cell := lines[first - 1].cell) is not None and cell[0] == table:
            first -= 1
        return first
    for index in range(first - 1, max(-1, first - 1 - _BACK), -1):
        line = lines[index]
        if line.cell is not None or len(line.text) > 100:
            break
        if line.rule:
            continue
        if (line.upper or len(line.text) < 60) and (words.agency_pattern.match(line.folded) or line.folded in words.broken):
            first = index
        elif not line.upper:
            break
    return first
