"""Counts that the text announces against the rows of the table that it announces them of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from vbcds.checks.enumerations import find_wrong_enumerations, find_wrong_lists
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.table_prose import find_table_contradictions
from vbcds.checks.terms import read_paragraph, unit_group
from vbcds.checks.view import PartView, number_text
from vbcds.model.document import Table
from vbcds.structure.values import TableReading
from vbcds.text.fold import key

_ANNOUNCED = re.compile(
    r"(?P<n>\d(?<!\w.)\d{0,2})\s+(?P<what>nhiệm\s+vụ|chỉ\s+tiêu|văn\s+bản|dịch\s+vụ|thủ\s+tục(?:\s+hành\s+chính)?|dự\s+án|đề\s+án)\b[^.;\n]{0,60}?"
    r"\b(?:(?:tại|theo|trong)\s+(?:Phụ\s+lục|Danh\s+mục|bảng|biểu)\b|kèm\s+theo)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\bdanh\s+mục\s+(?:gồm\s+)?(?P<n>\d{1,3})\s+(?P<what>nhiệm\s+vụ|chỉ\s+tiêu|văn\s+bản|dự\s+án|đề\s+án)\b", re.IGNORECASE
)
_VERBS = {
    "done": "hoàn\\s+thành",
    "running": "đang\\s+(?:thực\\s+hiện|triển\\s+khai)",
    "waiting": "chưa\\s+(?:thực\\s+hiện|triển\\s+khai)",
    "reached": "đạt",
    "missed": "(?:chưa|không)\\s+đạt",
}
_COUNTED = r"(?:nhiệm\s+vụ|chỉ\s+tiêu|tiêu\s+chí|nội\s+dung|dự\s+án)"
#: "22 nhiệm vụ đã hoàn thành", "đã hoàn thành 22 nhiệm vụ".
_STATES = {
    name: re.compile(
        rf"(?<![\d/.,])(?P<n>\d{{1,3}})(?:/\d{{1,3}})?\s+(?:{_COUNTED}\s+)?(?:đã\s+)?{verb}\b(?!\s+(?:trước|đúng|quá|chậm|tỷ|chuẩn|\d))"
        rf"|\b{verb}\s+(?P<m>\d{{1,3}})(?:/\d{{1,3}})?\s+{_COUNTED}\b(?!\s+(?:trước|đúng|quá|chậm))",
        re.IGNORECASE,
    )
    for name, verb in _VERBS.items()
}
#: States that are told of one and the same thing.
_KINDS = ({"done", "running", "waiting"}, {"reached", "missed"})
_NAMES = {
    "done": "hoàn thành",
    "running": "đang thực hiện",
    "waiting": "chưa thực hiện",
    "reached": "đạt",
    "missed": "chưa đạt",
}
_CELLS = (
    ("waiting", re.compile(r"^chưa\s+(?:thực hiện|triển khai)")),
    ("running", re.compile(r"^đang\s+(?:thực hiện|triển khai)")),
    ("done", re.compile(r"^(?:đã\s+)?hoàn thành$")),
    ("missed", re.compile(r"^(?:chưa|không)\s+đạt$")),
    ("reached", re.compile(r"^đạt$")),
)
_LEADS_IN = re.compile(r"như\s+sau|sau\s+đây|dưới\s+đây|danh\s+sách|danh\s+mục|gồm|cụ\s+thể|bảng\s+\d|:\s*$", re.IGNORECASE)
_ROLES = {"nhiệm vụ": ("tasks",), "chỉ tiêu": ("targets", "comparison"), "văn bản": ("documents",)}


def _rows(view: PartView, table: Table, reading: TableReading) -> list[int]:
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


def _announced(view: PartView) -> Iterator[Problem]:
    if not any(item.role in ("tasks", "targets", "comparison", "documents") for item in view.context.part.tables):
        return
    for passage in view.passages:
        if not any(word in passage.text for word in ("kèm theo", "ục", "ảng", "iểu")):
            continue
        for match in (*_ANNOUNCED.finditer(passage.text), *_LISTED.finditer(passage.text)):
            what = key(match["what"])
            readings = [
                item
                for item in view.context.part.tables
                if item.role in _ROLES.get(what, ()) and len(_rows(view, view.context.document.tables[item.table], item)) >= 2
            ]
            if len(readings) != 1:
                continue  # several tables may share the number among them
            table = view.context.document.tables[readings[0].table]
            if table.start < passage.start:
                continue
            rows = _rows(view, table, readings[0])
            told = _figures_of(passage.text, match, what)
            if len(rows) in told or max(told) > int(match["n"]):
                continue
            grid = table.grid()
            if not _is_flat([view.words(grid[row][0]) for row in rows]):
                continue
            yield Problem(
                message=f"Lời văn nêu {match['n']} {match['what']}, nhưng bảng có {len(rows)} dòng.",
                evidence=(view.within(passage, match.start(), match.end()), view.row(table, rows[-1])),
            )


def _figures_of(text: str, match: re.Match[str], what: str) -> list[int]:
    """All counts of the thing in the sentence: one of them is the whole that the table lists."""
    start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "; ", "\n")) + 1
    counted = re.findall(rf"\b(\d{{1,3}})\s+{what}\b", " ".join(text[start : match.end()].lower().split()))
    return [int(number) for number in counted] or [int(match["n"])]


def _is_flat(codes: list[str]) -> bool:
    """Whether the rows are numbered 1, 2, 3 ... (or I.1, I.2 ...) without parts of parts."""
    return all(re.fullmatch(r"(?:[IVX]+\.)?\d{1,3}[.)]?", code) for code in codes)


def _told(match: re.Match[str]) -> int:
    return int(match["n"] or match["m"])


def _by_state(view: PartView) -> Iterator[Problem]:
    """ "22 hoàn thành, 13 đang thực hiện" against the column of states."""
    for reading in view.context.part.tables:
        column = reading.column("status") or reading.column("result")
        if column is None:
            continue
        table = view.context.document.tables[reading.table]
        grid = table.grid()
        rows = [row for row in _rows(view, table, reading) if column.index < len(grid[row])]
        states: Counter[str] = Counter()
        known = 0
        for row in rows:
            words = " ".join(view.words(grid[row][column.index]).lower().split()).rstrip(".")
            state = next((name for name, pattern in _CELLS if pattern.match(words)), None)
            if state is not None:
                states[state] += 1
                known += 1
        if known < 3 or known < len(rows):
            continue
        patterns = {name: pattern for name, pattern in _STATES.items() if any(name in kin and kin & set(states) for kin in _KINDS)}
        for passage in view.passages:
            found = {name: match for name, pattern in patterns.items() if (match := pattern.search(passage.text))}
            if len(found) < 2 or sum(_told(match) for match in found.values()) > 3 * known:
                continue
            wrong = {name: match for name, match in found.items() if _told(match) != states[name]}
            if not wrong:
                continue
            told = ", ".join(f"{_told(match)} {_NAMES[name]}" for name, match in found.items())
            seen = ", ".join(f"{number_text(states[name])} {_NAMES[name]}" for name in found)
            first, last = min(m.start() for m in found.values()), max(m.end() for m in found.values())
            yield Problem(
                message=f"Lời văn nêu {told}; các dòng của bảng cho {seen}.",
                evidence=(view.within(passage, first, last), view.row(table, rows[0])),
            )


def _check(view: PartView) -> Iterator[Problem]:
    yield from _announced(view)
    yield from _by_state(view)
    yield from _announced_before(view)
    yield from find_table_contradictions(view)
    yield from find_wrong_enumerations(view)
    yield from find_wrong_lists(view)


def _announced_before(view: PartView) -> Iterator[Problem]:
    """ "Danh sách 05 đơn vị chưa gửi báo cáo như sau:" right above a table of numbered rows."""
    passages = view.passages
    for table in view.tables:
        lead = next((passage for passage in reversed(passages) if passage.end <= table.start), None)
        above = view.text[lead.end : table.start] if lead is not None else ""
        if lead is None or above.strip() or not _LEADS_IN.search(lead.text):
            continue
        reading = next((item for item in view.context.part.tables if item.table == table.index), None)
        if reading is None or reading.role == "tasks":
            continue
        rows = _numbered_rows(view, table, reading.first_row)
        if len(rows) < 2:
            continue
        heads = " ".join(view.words(cell) for cell in table.cells if cell.row < max(1, reading.first_row)).lower()
        paragraph = read_paragraph(lead, view.quantities(lead), least=1)
        quantities = paragraph.terms if paragraph is not None else ()
        told = [term for term in quantities if term.kind == "count" and term.exact and _heads(term.noun, heads)]
        if not told or any(term.value == len(rows) for term in told) or len({term.noun for term in told}) > 1:
            continue
        term = told[-1]
        if 2 <= term.value <= 300 and 0.5 * len(rows) <= term.value <= 2 * len(rows):
            yield Problem(
                message=f"Lời văn nêu {term.digits} {term.noun}, nhưng bảng có {len(rows)} dòng.",
                evidence=(view.within(lead, term.start, term.end), view.row(table, rows[-1])),
            )


def _heads(noun: str, heads: str) -> bool:
    """Whether a table lists such things: by its headings; people by their names."""
    return bool(noun) and (noun in heads or (unit_group(noun) == "people" and re.search(r"họ\s+(?:và\s+)?tên", heads) is not None))


def _numbered_rows(view: PartView, table: Table, first: int) -> list[int]:
    """The rows that count 1, 2, 3 ... in their first column; none where any other row does not."""
    grid = table.grid()
    rows = [row for row in range(max(1, first), len(grid)) if any(cell is not None and cell.row == row for cell in grid[row])]
    numbers = [view.words(grid[row][0]).rstrip(".") for row in rows]
    plain = [row for row, number in zip(rows, numbers, strict=True) if number.isdigit()]
    counted = [number for number in numbers if number.isdigit()]
    return plain if [int(number) for number in counted] == list(range(1, len(counted) + 1)) else []


_FILES = (
    "\n| TT | Đơn vị | Hồ sơ tiếp nhận | Đúng hạn |\n| 1 | Sở Y tế | 120 | 118 |\n| 2 | Sở Nội vụ | 75 | 75 |\n"
    "| 3 | Sở Tài chính | 64 | 63 |\n| | Tổng cộng | 259 | 256 |"
)
_TARGETS = (
    "\n| TT | Chỉ tiêu | Kế hoạch | Kết quả | Đánh giá |\n| 1 | Hồ sơ trực tuyến | 80% | 85% | Đạt |\n"
    "| 2 | Thanh toán trực tuyến | 60% | 55% | Chưa đạt |\n| 3 | Số hóa hồ sơ | 70% | 75% | Đạt |"
)
_POINTS = "Sở triển khai {n} nhóm việc sau:\n- Xây dựng kho học liệu số.\n- Tập huấn kỹ năng số.\n- Kết nối phần mềm."
_STATUS = (
    "\nPHỤ LỤC\nTÌNH HÌNH THỰC HIỆN NHIỆM VỤ\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn | Tình trạng |\n"
    "| 1 | Xây dựng kho dữ liệu dùng chung | Sở Khoa học và Công nghệ | Tháng 9/2026 | Đang thực hiện |\n"
    "| 2 | Số hóa hồ sơ sức khỏe | Sở Y tế | Quý IV/2026 | Hoàn thành |\n"
    "| 3 | Bồi dưỡng kỹ năng số | Sở Nội vụ | 30/6/2026 | Hoàn thành |"
)

add(
    Check(
        code="table-count-mismatch",
        family="arithmetic",
        severity="error",
        explanation="Số lượng nêu trong lời văn khác số dòng của bảng kèm theo.",
        source="Số học; Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III (phụ lục thống nhất với văn bản)",
        fails=(
            f"@report 2026-05\nTrong kỳ có 1 nhiệm vụ hoàn thành, 2 nhiệm vụ đang thực hiện.{_STATUS}",
            f"@report 2026-05\nKết quả thực hiện 4 nhiệm vụ tại Phụ lục kèm theo.{_STATUS}",
            f"@report 2026-05\nSở được giao 3 nhiệm vụ, đã hoàn thành 1 nhiệm vụ, đang thực hiện 2 nhiệm vụ.{_STATUS}",
            f"@report 2026-05\nToàn tỉnh tiếp nhận 269 hồ sơ.{_FILES}",
            f"@report 2026-05\nSở Nội vụ tiếp nhận 57 hồ sơ.{_FILES}",
            f"@report 2026-05\nDanh sách 05 đơn vị nộp hồ sơ như sau:{_FILES}",
            f"@report 2026-05\nCó 01/3 chỉ tiêu đạt, 02 chỉ tiêu chưa đạt.{_TARGETS}",
            f"@report 2026-05\n{_POINTS.format(n='04')}",
        ),
        passes=(
            f"@report 2026-05\nTrong kỳ có 2 nhiệm vụ hoàn thành, 1 nhiệm vụ đang thực hiện.{_STATUS}",
            f"@report 2026-05\nKết quả thực hiện 3 nhiệm vụ tại Phụ lục kèm theo.{_STATUS}",
            f"@report 2026-05\nToàn tỉnh tiếp nhận 259 hồ sơ; tháng trước tiếp nhận 240 hồ sơ.{_FILES}",
            f"@report 2026-05\nSở Nội vụ tiếp nhận 75 hồ sơ; lũy kế toàn tỉnh tiếp nhận 270 hồ sơ.{_FILES}",
            f"@report 2026-05\nDanh sách 03 đơn vị nộp hồ sơ như sau:{_FILES}",
            f"@report 2026-05\nCó 02/3 chỉ tiêu đạt, 01 chỉ tiêu chưa đạt.{_TARGETS}",
            f"@report 2026-05\n{_POINTS.format(n='03')}",
            "@report 2026-05\nSở hoàn thành 04 nhiệm vụ (chi tiết tại Phụ lục), trong đó có:\n- Kho học liệu số.\n- Nền tảng dữ liệu.",
            f"@report 2026-05\nTrong 3 nhiệm vụ được giao, đã hoàn thành 2 nhiệm vụ, đang thực hiện 1 nhiệm vụ (tại Phụ lục kèm theo)."
            f"{_STATUS}",
        ),
        on_part=_check,
    )
)
