"""Assigned tasks that nobody leads, that have no date, or a date before or behind the time of their document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from vbcds.checks.basis_tasks import find_other_leads, find_own_later_tasks
from vbcds.checks.plan_deadlines import find_past_plans
from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.tasks_prose import (
    find_prose_conflicting_leads,
    find_prose_lead_in_support,
    find_prose_without_deadline,
)
from vbcds.checks.tasks_twice import find_two_deadlines, find_two_leads, work_words
from vbcds.checks.view import PartView, day_text, short
from vbcds.model.records import Evidence, Severity, TaskRecord
from vbcds.text.fold import key

_PLANNING = frozenset({"plan", "decision", "programme", "directive", "resolution", "letter", "notice"})
_EXACT_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)|ngày\s+\d{1,2}")
_TOTAL_ROW = re.compile(r"(?:tổng\s*(?:số|cộng)?|cộng)(?:\s*\(.*\))?\s*:?$", re.I)
#: What a task may be told with and without: that it is done, and that it is done in the whole province.
_ASIDE = re.compile(
    r"^(?:(?:thực hiện|tổ chức|triển khai|tiến hành|tiếp tục) )+| (?:(?:của|trên địa bàn|trong|toàn) )*tỉnh(?: .{2,20})?$"
)


def _tables(view: PartView) -> dict[int | None, list[TaskRecord]]:
    found: dict[int | None, list[TaskRecord]] = defaultdict(list)
    for task in view.tasks:
        found[task.source.table].append(task)
    return found


def _has(view: PartView, table: int | None, role: str) -> bool:
    reading = next((item for item in view.context.part.tables if item.table == table), None)
    return reading is not None and any(column.role == role for column in reading.columns)


def _named(task: TaskRecord) -> str:
    code = f"{task.code} " if task.code else ""
    return f"{code}“{short(task.content, 80)}”"


def _without_lead(view: PartView) -> Iterator[Problem]:
    for table, tasks in _tables(view).items():
        if table is None or not _has(view, table, "lead") or sum(bool(task.lead) for task in tasks) <= len(tasks) / 2:
            continue
        for task in tasks:
            if not task.lead and not _TOTAL_ROW.match(task.content) and not _cell_words(view, task, "lead"):
                yield Problem(
                    message=f"Nhiệm vụ {_named(task)} chưa ghi cơ quan chủ trì, trong khi các dòng khác đều có.",
                    evidence=_row(view, task),
                )


def _without_deadline(view: PartView) -> Iterator[Problem]:
    for table, tasks in _tables(view).items():
        if table is None or not _has(view, table, "deadline"):
            continue
        if sum(task.deadline.kind != "none" for task in tasks) <= len(tasks) / 2:
            continue
        for task in tasks:
            if task.deadline.kind == "none" and not _TOTAL_ROW.match(task.content) and not _cell_words(view, task, "deadline"):
                yield Problem(
                    message=f"Nhiệm vụ {_named(task)} chưa ghi thời hạn, trong khi các dòng khác đều có.", evidence=_row(view, task)
                )
    yield from find_prose_without_deadline(view)


def _cell_words(view: PartView, task: TaskRecord, role: str) -> str:
    """What the row's cell of a role says, whatever was read from it."""
    reading = next((item for item in view.context.part.tables if item.table == task.source.table), None)
    if reading is None or task.source.row is None:
        return ""
    grid = view.context.document.tables[reading.table].grid()
    words = " ".join(view.words(grid[task.source.row][column.index]) for column in reading.columns if column.role == role)
    return words.strip(" -–—.…/_")  # a row of dots is to be filled in


def _row(view: PartView, task: TaskRecord) -> tuple[Evidence, ...]:
    if task.source.table is None or task.source.row is None:
        return (view.of(task.source),)
    return (view.of(task.source, task.content), view.row(view.context.document.tables[task.source.table], task.source.row))


def _due_place(view: PartView, task: TaskRecord) -> tuple[Evidence, ...]:
    """The words of a deadline, then its task."""
    raw, places = task.deadline.raw or "", _row(view, task)
    source = places[-1].source
    at = view.text.find(raw, source.start, source.end) if raw else -1
    return (view.at(at, at + len(raw)), *places) if at >= 0 else places


def _out_of_time(view: PartView) -> Iterator[Problem]:
    yield from find_past_plans(view)
    issued, years = view.record.date, view.context.part.plan_years
    if view.record.genre not in _PLANNING:
        return
    for task in view.tasks:
        due = task.deadline.due
        if due is None or task.deadline.kind not in ("fixed", "period"):
            continue
        if issued is not None and due < issued:
            exact = _EXACT_DAY.search(task.deadline.raw or "") is not None
            severity: Severity = "error" if due.year < issued.year or exact else "warning"
            yield Problem(
                message=(
                    f"Thời hạn “{short(task.deadline.raw or '', 50)}” của nhiệm vụ {_named(task)} "
                    f"trước ngày ban hành {day_text(issued)}."
                ),
                evidence=_due_place(view, task),
                severity=severity,
            )
        elif years is not None and due.year > years[1]:
            yield Problem(
                message=(
                    f"Thời hạn “{short(task.deadline.raw or '', 50)}” của nhiệm vụ {_named(task)} sau thời kỳ của văn bản "
                    f"({years[0]}{'' if years[0] == years[1] else f'-{years[1]}'})."
                ),
                evidence=_due_place(view, task),
                severity="info",
            )


def _lead_in_support(view: PartView) -> Iterator[Problem]:
    for task in view.tasks:
        leads = {agency.id or key(agency.name) for agency in task.lead}
        both = [agency.name for agency in task.support if (agency.id or key(agency.name)) in leads]
        both = [name for name in both if not name.startswith(("các ", "Các ", "sở, ", "bộ, "))]
        if both:
            yield Problem(
                message=f"Nhiệm vụ {_named(task)}: {', '.join(both)} vừa chủ trì vừa phối hợp.", evidence=_row(view, task)
            )
    yield from find_prose_lead_in_support(view)


def _conflicting_leads(view: PartView) -> Iterator[Problem]:
    first: dict[frozenset[str], TaskRecord] = {}
    counts: Counter[frozenset[str]] = Counter(work_words(task.content) for task in view.tasks)
    for task in view.tasks:
        words = work_words(task.content)
        if counts[words] < 2 or len(words) < 5 or not task.lead or task.source.table is None:
            continue
        other = first.setdefault(words, task)
        if other is task or _ASIDE.sub("", key(other.content)) != _ASIDE.sub("", key(task.content)):
            continue
        if {key(a.name) for a in other.lead}.isdisjoint(key(a.name) for a in task.lead) and key(other.group or "") == key(
            task.group or ""
        ):
            yield Problem(
                message=(
                    f"Hai nhiệm vụ cùng nội dung “{short(task.content, 80)}” giao cho hai cơ quan: {_leads(other)} và "
                    f"{_leads(task)}."
                ),
                evidence=(view.of(task.source), view.of(other.source)),
            )
    yield from find_prose_conflicting_leads(view)
    yield from find_two_leads(view)


def _leads(task: TaskRecord) -> str:
    return ", ".join(agency.name for agency in task.lead)


_TABLE = "@plan\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |\n"
_ROWS = (
    "| 1 | Xây dựng kho dữ liệu dùng chung | Sở Khoa học và Công nghệ | Sở Tài chính | Tháng 9/2026 |\n"
    "| 2 | Số hóa hồ sơ sức khỏe của người dân | Sở Y tế | Công an tỉnh | Quý IV/2026 |\n"
)
_THIRD = "| 3 | Bồi dưỡng kỹ năng số cho giáo viên | {lead} | {support} | {due} |"


def _example(*, lead: str = "Sở Giáo dục và Đào tạo", support: str = "Sở Nội vụ", due: str = "30/6/2026") -> str:
    return _TABLE + _ROWS + _THIRD.format(lead=lead, support=support, due=due)


_GOOD = _example()
_PROSE = (
    "@plan\nII. NHIỆM VỤ\n1. Xây dựng kho dữ liệu dùng chung của tỉnh\n- Cơ quan chủ trì: Sở Khoa học và Công nghệ.\n"
    "- Thời gian hoàn thành: Tháng 9/2026.\n2. Số hóa hồ sơ sức khỏe của người dân\n- Cơ quan chủ trì: Sở Y tế.\n"
    "- Thời gian hoàn thành: Quý IV/2026.\n3. Bồi dưỡng kỹ năng số cho giáo viên\n- Cơ quan chủ trì: Sở Giáo dục và Đào tạo.\n"
)
_SENTENCES = "@plan\nII. NHIỆM VỤ\n1. Sở Y tế chủ trì{support} số hóa hồ sơ sức khỏe của người dân, hoàn thành trước 30/9/2026.\n"
_SECOND = "2. Sở Nội vụ chủ trì số hóa hồ sơ {what}, hoàn thành trước 30/9/2026."
#: A report of the 20th.
_PLANNED = (
    "@report 2026-05\nI. KẾT QUẢ\n1. Sở mở 02 lớp tập huấn.\nII. NHIỆM VỤ THÁNG 6\n1. Trình kế hoạch tuyên truyền quý III {}."
)
_ASSIGNMENT = f"{ND30}, Điều 5; nguyên tắc rõ người, rõ việc, rõ thời gian"

add(
    Check(
        code="task-without-lead",
        family="tasks",
        severity="warning",
        explanation="Nhiệm vụ trong bảng giao việc không ghi cơ quan chủ trì.",
        source=_ASSIGNMENT,
        fails=(_example(lead=""),),
        passes=(_GOOD,),
        on_part=_without_lead,
    )
)
add(
    Check(
        code="task-without-deadline",
        family="tasks",
        severity="warning",
        explanation="Nhiệm vụ trong bảng giao việc không ghi thời hạn.",
        source=_ASSIGNMENT,
        fails=(_example(due=""), f"{_PROSE}- Cơ quan phối hợp: Sở Nội vụ."),
        passes=(_GOOD, _example(due="Thường xuyên"), f"{_PROSE}- Thời gian: Thường xuyên."),
        on_part=_without_deadline,
    )
)
add(
    Check(
        code="deadline-out-of-period",
        family="tasks",
        severity="error",
        explanation="Thời hạn của nhiệm vụ trước ngày ban hành văn bản, hoặc sau thời kỳ mà văn bản đề ra.",
        source=_ASSIGNMENT,
        fails=(
            _example(due="30/11/2025"),
            _example(due="Tháng 6/2028"),
            _PLANNED.format("trước ngày 05/5/2026"),
        ),
        passes=(
            _PLANNED.format("trước ngày 05/6/2026"),
            _PLANNED.format("theo kế hoạch ngày 05/5/2026"),
            _GOOD,
            _example(due="Hằng tháng"),
            _example(due="Quý I/2026"),
        ),
        on_part=_out_of_time,
    )
)
add(
    Check(
        code="lead-in-support",
        family="tasks",
        severity="warning",
        explanation="Một cơ quan vừa chủ trì vừa phối hợp trong cùng một nhiệm vụ.",
        source=_ASSIGNMENT,
        fails=(
            _example(support="Sở Giáo dục và Đào tạo, Sở Nội vụ"),
            _SENTENCES.format(support=", phối hợp với Công an tỉnh, Sở Y tế"),
        ),
        passes=(_GOOD, _SENTENCES.format(support=", phối hợp với Công an tỉnh giúp cơ sở của Sở Y tế")),
        on_part=_lead_in_support,
    )
)
add(
    Check(
        code="task-conflicting-lead",
        family="tasks",
        severity="warning",
        explanation=(
            "Hai nhiệm vụ cùng nội dung, trong một văn bản hoặc giữa kế hoạch và văn bản mà kế hoạch thực hiện, giao cho hai cơ quan "
            "khác nhau."
        ),
        source=_ASSIGNMENT,
        fails=(
            _GOOD + "\n| 4 | Bồi dưỡng kỹ năng số cho giáo viên | Sở Nội vụ | Sở Tài chính | 30/9/2026 |",
            _GOOD + "\n| 4 | Tổ chức bồi dưỡng kỹ năng số cho giáo viên của tỉnh | Sở Nội vụ | Sở Tài chính | 30/9/2026 |",
            _SENTENCES.format(support="") + _SECOND.format(what="sức khỏe của người dân"),
        ),
        passes=(
            _GOOD + "\n| 4 | Bồi dưỡng kỹ năng số cho công chức | Sở Nội vụ | Sở Tài chính | 30/9/2026 |",
            _SENTENCES.format(support="") + _SECOND.format(what="cán bộ, công chức"),
            "@plan\nII. NHIỆM VỤ\n1. Sở Y tế chủ trì báo cáo kết quả chuyển đổi số của ngành về Ủy ban nhân dân tỉnh trước 30/9/2026.\n"
            "2. Sở Nội vụ chủ trì báo cáo kết quả chuyển đổi số của ngành về Ủy ban nhân dân tỉnh trước 30/9/2026.",
        ),
        on_part=_conflicting_leads,
        on_dossier=find_other_leads,
    )
)
add(
    Check(
        code="task-conflicting-deadline",
        family="tasks",
        severity="warning",
        explanation="Một nhiệm vụ có hai thời hạn khác nhau trong lời văn và trong bảng giao việc, hoặc ở hai dòng của một bảng.",
        source=_ASSIGNMENT,
        fails=(
            _SENTENCES.format(support="") + _GOOD.partition("\n")[2],
            _GOOD + "\n| 4 | Bồi dưỡng kỹ năng số cho giáo viên | Sở Giáo dục và Đào tạo | Sở Nội vụ | 30/9/2026 |",
        ),
        passes=(
            _GOOD + "\n| 4 | Bồi dưỡng kỹ năng số cho giáo viên đợt 2 | Sở Giáo dục và Đào tạo | Sở Nội vụ | 30/9/2026 |",
            _SENTENCES.format(support="").replace("30/9/2026", "31/12/2026") + _GOOD.partition("\n")[2],
            _SENTENCES.format(support="").replace("sức khỏe", "đất đai") + _GOOD.partition("\n")[2],
        ),
        on_part=find_two_deadlines,
        on_dossier=find_own_later_tasks,
    )
)
