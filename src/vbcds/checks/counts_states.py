"""How many things have come how far, told in the text against the column of a table that says it of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, Passage
from vbcds.model.document import Table
from vbcds.structure.values import TableReading

_VERBS = {
    "done": r"hoàn\s+thành",
    "running": r"đang\s+(?:thực\s+hiện|triển\s+khai)",
    "waiting": r"chưa\s+(?:thực\s+hiện|triển\s+khai)",
    "late": r"(?:quá|trễ|chậm)\s+(?:hạn|tiến\s+độ)",
    "reached": r"(?:đạt|(?:về|cán)\s+đích)",
    "missed": r"(?:chưa|không)\s+(?:đạt|về\s+đích|cán\s+đích)",
}
_COUNTED = r"(?:nhiệm\s+vụ|chỉ\s+tiêu|tiêu\s+chí|nội\s+dung|dự\s+án|công\s+việc|đề\s+án|mục\s+tiêu)"
#: "22 nhiệm vụ đã hoàn thành", "đã hoàn thành 22 nhiệm vụ".
_STATES = {
    name: re.compile(
        rf"(?<![\d/.,])(?P<n>\d{{1,3}})(?:/\d{{1,3}})?\s+(?:{_COUNTED}\s+)?(?:đã\s+)?{verb}\b(?!\s+(?:trước|đúng|quá|chậm|tỷ|chuẩn|\d))"
        rf"|\b{verb}\s+(?P<m>\d{{1,3}})(?:/\d{{1,3}})?\s+{_COUNTED}\b(?!\s+(?:trước|đúng|quá|chậm))",
        re.IGNORECASE,
    )
    for name, verb in _VERBS.items()
}
_WHOLE = re.compile(rf"(?<![\d/.,])(?P<n>\d{{1,3}})\s+{_COUNTED}\b|\d/(?P<m>\d{{1,3}})\s+{_COUNTED}\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<!\w)(?:bảng|biểu|phụ lục|danh mục)\s", re.IGNORECASE)
#: States that are told of one and the same thing.
_KINDS = ({"done", "running", "waiting", "late"}, {"reached", "missed"})
_NAMES = {
    "done": "hoàn thành",
    "running": "đang thực hiện",
    "waiting": "chưa thực hiện",
    "late": "quá hạn",
    "reached": "đạt",
    "missed": "chưa đạt",
}
_CELLS = (
    ("late", re.compile(r"(?:đã\s)?(?:quá hạn|trễ hạn|chậm tiến độ|chậm)$")),
    ("waiting", re.compile(r"chưa\s(?:thực hiện|triển khai|bắt đầu)")),
    ("running", re.compile(r"đang\s(?:thực hiện|triển khai|làm|xây dựng|hoàn thiện|trình)")),
    ("done", re.compile(r"(?:đã\s)?(?:hoàn thành|xong)(?:\s(?:đúng hạn|trước hạn|100%))?$")),
    ("missed", re.compile(r"(?:chưa|không)\sđạt$")),
    ("reached", re.compile(r"đạt(?:\svà vượt)?$")),
)
#: Fewer rows say nothing.
_LEAST = 3


def counted_rows(view: PartView, table: Table, reading: TableReading) -> list[int]:
    """The rows of a table that each tell of one thing: numbered, and no heading of a group."""
    name = f"counted rows of {table.index}"
    if name not in view.memo:
        view.memo[name] = _counted_rows(view, table, reading)
    rows: list[int] = view.memo[name]
    return rows


def _counted_rows(view: PartView, table: Table, reading: TableReading) -> list[int]:
    grid = table.grid()
    groups = {row for row, _, _ in reading.groups}
    number = next((column.index for column in reading.columns if column.role == "number"), None)
    found = []
    for row in range(reading.first_row, len(grid)):
        if row in groups or row in reading.skipped:
            continue
        if number is not None and not view.words(grid[row][number]):
            continue
        cells = {(c.row, c.column) for c in grid[row] if c is not None and c.row == row and c.end > c.start}
        if len(cells) > 1:
            found.append(row)
    return found


def find_wrong_states(view: PartView) -> Iterator[Problem]:
    """ "22 hoàn thành, 13 đang thực hiện" against the column of states; of several tables that which stands nearest."""
    tables: list[tuple[Table, list[int], Counter[str], frozenset[int]]] = []
    for reading in view.context.part.tables:
        table = view.context.document.tables[reading.table]
        rows = counted_rows(view, table, reading)
        states = _states(view, table, rows)
        if states is not None:
            tables.append((table, rows, states, _around(view, table)))
    if not tables:
        return
    for passage in view.passages:
        found = {name: match for name, pattern in _STATES.items() if (match := pattern.search(passage.text))}
        places = Counter(_place(match) for match in found.values())
        found = {name: match for name, match in found.items() if name != "done" or places[_place(match)] == 1}
        meant = []
        for table, rows, states, near in tables:
            own = {name: match for name, match in found.items() if any(name in kin and kin & set(states) for kin in _KINDS)}
            if not own or sum(_told(match) for match in own.values()) > 3 * len(rows):
                continue
            if len(own) > 1 or _speaks_of(passage, len(rows), near):
                meant.append((table, rows, states, own))
        if meant and not any(all(_told(m) == states[name] for name, m in own.items()) for _, _, states, own in meant):
            table, rows, states, own = min(
                meant, key=lambda item: min(abs(item[0].start - passage.end), abs(passage.start - item[0].end))
            )
            yield _problem(view, table, rows, states, passage, own)


def _states(view: PartView, table: Table, rows: list[int]) -> Counter[str] | None:
    """How many rows are in which state, by the column that tells it of each row; None where no column does."""
    if len(rows) < _LEAST:
        return None
    grid = table.grid()
    for column in reversed(range(table.columns)):
        states: Counter[str] = Counter()
        for row in rows:
            words = " ".join(view.words(grid[row][column]).lower().split()).rstrip(".")
            state = next((name for name, pattern in _CELLS if pattern.match(words)), None) if words else None
            if state is None:
                break
            states[state] += 1
        else:
            return states
    return None


def _around(view: PartView, table: Table) -> frozenset[int]:
    """Where the paragraphs begin that stand right above and below a table."""
    above = [passage.start for passage in view.passages if passage.end <= table.start][-2:]
    below = [passage.start for passage in view.passages if passage.start >= table.end][:1]
    return frozenset((*above, *below))


def _speaks_of(passage: Passage, rows: int, near: frozenset[int]) -> bool:
    """Whether a paragraph that tells one state only is about a table of so many rows: it stands beside it, and tells their number."""
    if passage.start not in near and not _NAMED.search(passage.text):
        return False
    return any(int(match["n"] or match["m"]) == rows for match in _WHOLE.finditer(passage.text))


def _place(match: re.Match[str]) -> int:
    """Where the number stands: "hoàn thành 03 nhiệm vụ đang thực hiện" tells one state, and what is to become of it."""
    return match.start("n") if match["n"] else match.start("m")


def _told(match: re.Match[str]) -> int:
    return int(match["n"] or match["m"])


def _problem(
    view: PartView, table: Table, rows: list[int], states: Counter[str], passage: Passage, found: dict[str, re.Match[str]]
) -> Problem:
    told = ", ".join(f"{_told(match)} {_NAMES[name]}" for name, match in found.items())
    seen = ", ".join(f"{states[name]} {_NAMES[name]}" for name in {**found, **dict.fromkeys(states)})
    first, last = min(m.start() for m in found.values()), max(m.end() for m in found.values())
    return Problem(
        message=f"Lời văn nêu {told}; các dòng của bảng cho {seen}.",
        evidence=(view.within(passage, first, last), view.row(table, rows[0])),
    )
