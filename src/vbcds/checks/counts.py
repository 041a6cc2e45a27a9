"""Counts that the text announces against the rows of the table that it announces them of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.counts_states import counted_rows, find_wrong_states
from vbcds.checks.enumerations import find_wrong_enumerations, find_wrong_lists
from vbcds.checks.figure_tables import figure_tables
from vbcds.checks.grades import find_wrong_grades
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.table_claims import find_wrong_claims
from vbcds.checks.table_prose import find_table_contradictions
from vbcds.checks.terms import read_paragraph, unit_group
from vbcds.checks.view import PartView, Passage
from vbcds.model.document import Table
from vbcds.text.fold import key

_ANNOUNCED = re.compile(
    r"(?P<n>\d(?<!\w.)\d{0,2})\s+(?P<what>nhiệm\s+vụ|chỉ\s+tiêu|văn\s+bản|dịch\s+vụ|thủ\s+tục(?:\s+hành\s+chính)?|dự\s+án|đề\s+án)\b[^.;\n]{0,60}?"
    r"\b(?:(?:tại|theo|trong)\s+(?:Phụ\s+lục|Danh\s+mục|bảng|biểu)\b|kèm\s+theo)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\bdanh\s+mục\s+(?:gồm\s+)?(?P<n>\d{1,3})\s+(?P<what>nhiệm\s+vụ|chỉ\s+tiêu|văn\s+bản|dự\s+án|đề\s+án)\b", re.IGNORECASE
)
#: "Kế hoạch có 08 nhiệm vụ": what a document says of itself.
_OWN = re.compile(
    r"(?:^|[.;:]\s+|\n|\d\.\s)(?P<kind>[^\W\d_]+(?:\s[^\W\d_]+){0,2}?)(?:\s(?:này|của\s[^.;:\d]{3,40}))?\s(?:có|gồm|bao\s+gồm|xác\s+định|đề\s+ra)\s"
    r"(?:tổng\s+cộng\s|tổng\s+số\s)?(?P<n>\d{1,3})\s(?P<what>nhiệm\s+vụ|chỉ\s+tiêu)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"như\s+sau|sau\s+đây|dưới\s+đây|danh\s+sách|danh\s+mục|gồm|cụ\s+thể|bảng\s+\d|:\s*$", re.IGNORECASE)
#: What is to be done, whatever it is called.
_WORK = ("nhiệm vụ", "công việc", "nội dung", "đầu việc")
#: Where things that the text counts are listed; and how far behind their count that may be said.
_IN_ANNEX = re.compile(
    r"(?:nêu|chi tiết|cụ thể|danh sách|có tên)\s(?:tại|trong|ở)\s(?:phụ lục|danh sách|bảng|biểu)(?!\w)", re.IGNORECASE
)
#: "Trong 05 cơ quan nêu tại bảng trên": of the table above.
_ABOVE = re.compile(r"\s(?:được\s)?(?:nêu|có)?\s?(?:tại|trong|ở)\s(?:bảng|biểu)\s(?:nêu\s)?trên(?!\w)", re.IGNORECASE)
_FAR = 30
_ROLES = {"nhiệm vụ": ("tasks",), "chỉ tiêu": ("targets", "comparison"), "văn bản": ("documents",)}


def _announced(view: PartView) -> Iterator[Problem]:
    if not any(item.role in ("tasks", "targets", "comparison", "documents") for item in view.context.part.tables):
        return
    kind = key(view.record.kind or "")
    for passage in view.passages:
        own = [match for match in _OWN.finditer(passage.text) if key(match["kind"]) == kind]
        if not own and not any(word in passage.text for word in ("kèm theo", "ục", "ảng", "iểu")):
            continue
        for match in (*_ANNOUNCED.finditer(passage.text), *_LISTED.finditer(passage.text), *own):
            what = key(match["what"])
            readings = [
                item
                for item in view.context.part.tables
                if item.role in _ROLES.get(what, ())
                and len(counted_rows(view, view.context.document.tables[item.table], item)) >= 2
            ]
            if len(readings) != 1:
                continue  # several tables may share the number among them
            table = view.context.document.tables[readings[0].table]
            if table.start < passage.start and match not in own:
                continue
            rows = counted_rows(view, table, readings[0])
            told = _figures_of(passage.text, match, what)
            if len(rows) in told or max(told) > int(match["n"]):
                continue
            grid = table.grid()
            if not _is_flat([view.words(grid[row][0]) for row in rows]):
                continue
            yield _unlike_rows(view, passage, match.span(), f"{match['n']} {match['what']}", table, rows)


def _unlike_rows(view: PartView, passage: Passage, place: tuple[int, int], told: str, table: Table, rows: list[int]) -> Problem:
    """The finding on a count, told at a place of a passage, that a table has another number of rows for."""
    return Problem(
        message=f"Lời văn nêu {told}, nhưng bảng có {len(rows)} dòng.",
        evidence=(view.within(passage, *place), view.row(table, rows[-1])),
    )


def _figures_of(text: str, match: re.Match[str], what: str) -> list[int]:
    """All counts of the thing in the sentence: one of them is the whole that the table lists."""
    start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "; ", "\n")) + 1
    counted = re.findall(rf"\b(\d{{1,3}})\s+{what}\b", " ".join(text[start : match.end()].lower().split()))
    return [int(number) for number in counted] or [int(match["n"])]


def _is_flat(codes: list[str]) -> bool:
    """Whether the rows are numbered 1, 2, 3 ... (or I.1, I.2 ...) without parts of parts."""
    return all(re.fullmatch(r"(?:[IVX]+\.)?\d{1,3}[.)]?", code) for code in codes)


def _check(view: PartView) -> Iterator[Problem]:
    yield from _announced(view)
    yield from find_wrong_states(view)
    yield from find_wrong_grades(view)
    yield from _announced_before(view)
    yield from _announced_elsewhere(view)
    yield from _announced_behind(view)
    yield from find_table_contradictions(view)
    yield from find_wrong_claims(view)
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
        if reading is None or (reading.role == "tasks" and not lead.text.rstrip().endswith(":")):
            continue
        numbered = _numbered_rows(view, table, reading.first_row)
        rows = numbered or _named_rows(view, table)
        if len(rows) < 2:
            continue
        head = [cell for cell in table.cells if cell.row < max(1, reading.first_row)]
        # what rows without numbers are, their own column says
        heads = " ".join(view.words(cell) for cell in head if numbered or cell.column == 0).lower()
        paragraph = read_paragraph(lead, view.quantities(lead), least=1)
        quantities = paragraph.terms if paragraph is not None else ()
        told = [term for term in quantities if term.kind == "count" and term.exact and _heads(term.noun, heads)]
        if not told or any(term.value == len(rows) for term in told) or len({term.noun for term in told}) > 1:
            continue
        term = told[-1]
        if 2 <= term.value <= 300 and 0.5 * len(rows) <= term.value <= 2 * len(rows):
            yield _unlike_rows(view, lead, (term.start, term.end), f"{term.digits} {term.noun}", table, rows)


def _announced_elsewhere(view: PartView) -> Iterator[Problem]:
    """ "tại 12 bệnh viện, trung tâm y tế nêu tại Phụ lục" against the one table below whose numbered rows are such."""
    told = [(passage, match) for passage in view.passages for match in _IN_ANNEX.finditer(passage.text)]
    if not told:
        return
    tables = [
        (table, rows, [name.lower() for name in _row_names(view, table, rows)])
        for table in view.tables
        if len(rows := _numbered_rows(view, table, 1)) > 2
    ]
    for passage, match in told:
        paragraph = read_paragraph(passage, view.quantities(passage), least=1)
        terms = [term for term in paragraph.terms if term.end <= match.start()] if paragraph is not None else []
        if not terms or terms[-1].kind != "count" or not terms[-1].exact or match.start() - terms[-1].end > _FAR:
            continue
        term = terms[-1]
        nouns = tuple(term.noun.split(", "))
        fitting = [
            (table, rows)
            for table, rows, names in tables
            if table.start > passage.end and sum(name.startswith(nouns) for name in names) >= 0.8 * len(names)
        ]
        if len(fitting) == 1 and len(fitting[0][1]) != term.value:
            yield _unlike_rows(view, passage, (term.start, term.end), f"{term.digits} {term.noun}", *fitting[0])


def _announced_behind(view: PartView) -> Iterator[Problem]:
    """ "Trong 05 cơ quan nêu tại bảng trên" below a table of numbered rows under "Cơ quan"."""
    for passage in view.passages:
        match = _ABOVE.search(passage.text)
        paragraph = read_paragraph(passage, view.quantities(passage), least=1) if match is not None else None
        if match is None or paragraph is None:
            continue
        term = next((term for term in paragraph.terms if term.kind == "count" and term.exact and term.end == match.start()), None)
        table = next((table for table in reversed(view.tables) if table.end <= passage.start), None)
        rows = _numbered_rows(view, table, 1) if table is not None and term is not None else []
        if table is None or term is None or len(rows) < 2 or term.value == len(rows):
            continue
        heads = " ".join(view.words(cell) for cell in table.cells if cell.row == 0).lower()
        if _heads(term.noun, heads) and 0.5 * len(rows) <= term.value <= 2 * len(rows):
            yield _unlike_rows(view, passage, (term.start, term.end), f"{term.digits} {term.noun}", table, rows)


def _row_names(view: PartView, table: Table, rows: list[int]) -> Iterator[str]:
    grid = table.grid()
    for row in rows:
        yield view.words(grid[row][1]) if len(grid[row]) > 1 else ""


def _heads(noun: str, heads: str) -> bool:
    """Whether a table lists such things: by its headings; people by their names."""
    if noun in _WORK and any(word in heads for word in _WORK):
        return True
    return bool(noun) and (noun in heads or (unit_group(noun) == "people" and re.search(r"họ\s+(?:và\s+)?tên", heads) is not None))


def _named_rows(view: PartView, table: Table) -> list[int]:
    """The rows above a row of totals, each with a name of its own in the first column."""
    figures = next((item for item in figure_tables(view) if item.table.index == table.index), None)
    if figures is None or len(figures.totals) != 1 or figures.groups:
        return []
    names = [view.words(figures.grid[row][0]) for row in figures.body]
    plain = all(name and not name[0].isdigit() for name in names) and len(set(names)) == len(names)
    return figures.body if plain and figures.totals[0] > max(figures.body, default=0) else []


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
_PLACES = "\n| Thôn | Số hộ |\n| Thượng | 180 |\n| Trung | 150 |\n| Hạ | 160 |\n| Đình | 150 |\n| Tổng | 640 |"
_BY_GRADE = (
    "\n| Mức | Số xã | Tỷ lệ (%) |\n| Tốt | 9 | 23,7 |\n| Khá | 17 | 44,7 |\n| Trung bình | 12 | 31,6 |\n| Tổng | 38 | 100 |"
)
_HOSPITALS = (
    "\nPHỤ LỤC\nKẾT QUẢ THANH TOÁN\n| TT | Đơn vị | Số lượt |\n| 1 | Bệnh viện Đa khoa tỉnh | 410 |\n"
    "| 2 | Bệnh viện Y dược cổ truyền | 120 |\n| 3 | Bệnh viện Sản - Nhi | 344 |\n| | Tổng cộng | 874 |"
)
_TASKS = (
    "\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n| 1 | Xây dựng kho dữ liệu dùng chung | Sở Khoa học và Công nghệ | Tháng 3/2026 |\n"
    "| 2 | Số hóa hồ sơ đất đai | Sở Nông nghiệp và Môi trường | Tháng 4/2026 |\n"
    "| 3 | Kết nối phần mềm quản lý tài sản công | Sở Tài chính | Quý I/2026 |"
)
_PROGRESS = (
    "\n| TT | Công việc | Tiến độ |\n| 1 | Mạng không dây ở nhà văn hóa | Hoàn thành |\n"
    "| 2 | Số hóa sổ hộ tịch | Đang thực hiện |\n| 3 | Đài truyền thanh thông minh | Hoàn thành |"
)

add(
    Check(
        code="table-count-mismatch",
        family="arithmetic",
        severity="error",
        explanation="Số lượng, thứ tự hay số liệu nêu trong lời văn khác các dòng của bảng kèm theo.",
        source="Số học; Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III (phụ lục thống nhất với văn bản)",
        fails=(
            f"@report 2026-05\nTrong kỳ có 1 nhiệm vụ hoàn thành, 2 nhiệm vụ đang thực hiện.{_STATUS}",
            f"@report 2026-05\nKết quả thực hiện 4 nhiệm vụ tại Phụ lục kèm theo.{_STATUS}",
            f"@plan\nII. NHIỆM VỤ{_TASKS}\nIII. TỔ CHỨC THỰC HIỆN\n1. Kế hoạch có 04 nhiệm vụ cụ thể.",
            f"@report 2026-05\nSở được giao 3 nhiệm vụ, đã hoàn thành 1 nhiệm vụ, đang thực hiện 2 nhiệm vụ.{_STATUS}",
            f"@report 2026-05\nThực hiện 03 nhiệm vụ được giao, đến nay đã hoàn thành 01 nhiệm vụ:{_PROGRESS}",
            f"@report 2026-05\nToàn tỉnh tiếp nhận 269 hồ sơ.{_FILES}",
            f"@report 2026-05\nSở Nội vụ tiếp nhận 57 hồ sơ.{_FILES}",
            f"@report 2026-05\nDanh sách 05 đơn vị nộp hồ sơ như sau:{_FILES}",
            f"@report 2026-05\nCòn 05 nhiệm vụ quá hạn, cụ thể:{_TASKS}",
            f"@report 2026-05\nCó 04 bệnh viện nêu tại Phụ lục.{_HOSPITALS}",
            f"@report 2026-05\nSố liệu:{_FILES}\nTrong 04 đơn vị nêu tại bảng trên, Sở Y tế có nhiều hồ sơ nhất.",
            f"@report 2026-05\nNhư vậy có 28 xã xếp loại khá trở lên.{_BY_GRADE}",
            f"@report 2026-05\nXã có 640 hộ ở 05 thôn. Số liệu cụ thể:{_PLACES}",
            f"@report 2026-05\nSở giao các phòng 04 nhiệm vụ; tiến độ 04 nhiệm vụ như bảng sau:{_PROGRESS}",
            f"@report 2026-05\nCó 01/3 chỉ tiêu đạt, 02 chỉ tiêu chưa đạt.{_TARGETS}",
            f"@report 2026-05\n{_POINTS.format(n='04')}",
        ),
        passes=(
            f"@report 2026-05\nTrong kỳ có 2 nhiệm vụ hoàn thành, 1 nhiệm vụ đang thực hiện.{_STATUS}",
            f"@report 2026-05\nKết quả thực hiện 3 nhiệm vụ tại Phụ lục kèm theo.{_STATUS}",
            f"@plan\nII. NHIỆM VỤ{_TASKS}\nIII. TỔ CHỨC THỰC HIỆN\n1. Kế hoạch có 03 nhiệm vụ; Quyết định có 08 nhiệm vụ.",
            f"@report 2026-05\nThực hiện 03 nhiệm vụ được giao, đến nay đã hoàn thành 02 nhiệm vụ:{_PROGRESS}",
            f"@report 2026-05\nCả tỉnh giao 25 nhiệm vụ, đến nay đã hoàn thành 14 nhiệm vụ.{_PROGRESS}",
            f"@report 2026-05\nToàn tỉnh tiếp nhận 259 hồ sơ; tháng trước tiếp nhận 240 hồ sơ.{_FILES}",
            f"@report 2026-05\nSở Nội vụ tiếp nhận 75 hồ sơ; lũy kế toàn tỉnh tiếp nhận 270 hồ sơ.{_FILES}",
            f"@report 2026-05\nDanh sách 03 đơn vị nộp hồ sơ như sau:{_FILES}",
            f"@report 2026-05\nCòn 03 nhiệm vụ quá hạn, cụ thể:{_TASKS}",
            f"@report 2026-05\nCó 03 bệnh viện nêu tại Phụ lục.{_HOSPITALS}",
            f"@report 2026-05\nSố liệu:{_FILES}\nTrong 03 đơn vị nêu tại bảng trên, Sở Y tế có nhiều hồ sơ nhất.",
            f"@report 2026-05\nNhư vậy có 26 xã xếp loại khá trở lên.{_BY_GRADE}",
            f"@report 2026-05\nXã có 640 hộ ở 04 thôn. Số liệu cụ thể:{_PLACES}",
            f"@report 2026-05\nSở giao các phòng 03 nhiệm vụ; tiến độ 03 nhiệm vụ như bảng sau:{_PROGRESS}",
            f"@report 2026-05\nCó 02/3 chỉ tiêu đạt, 01 chỉ tiêu chưa đạt.{_TARGETS}",
            f"@report 2026-05\n{_POINTS.format(n='03')}",
            "@report 2026-05\nSở hoàn thành 04 nhiệm vụ (chi tiết tại Phụ lục), trong đó có:\n- Kho học liệu số.\n- Nền tảng dữ liệu.",
            f"@report 2026-05\nTrong 3 nhiệm vụ được giao, đã hoàn thành 2 nhiệm vụ, đang thực hiện 1 nhiệm vụ (tại Phụ lục kèm theo)."
            f"{_STATUS}",
        ),
        on_part=_check,
    )
)
