"""One task told twice in a document, in its text and in the table of its annex, with two leads or two dates."""

from __future__ import annotations

from collections.abc import Iterator

from vbcds.checks.registry import Problem
from vbcds.checks.tasks_prose import work_of
from vbcds.checks.view import PartView, day_text, short
from vbcds.lexicons.reckoning import reckoning_words
from vbcds.lexicons.wordings import telling_words
from vbcds.model.records import Agency, TaskRecord
from vbcds.text.fold import key

#: So many telling words make a task one of its own.
_LEAST = 5


def pairs_of(view: PartView) -> list[tuple[TaskRecord, TaskRecord]]:
    """The tasks of a table that the text tells as well, each with the one of the text."""
    if "tasks told twice" not in view.memo:
        rows: dict[frozenset[str], TaskRecord | None] = {}
        for task in view.tasks:
            if task.source.table is not None:
                words = work_words(task.content)
                rows[words] = None if words in rows else task  # a wording of two rows names neither
        found = []
        for task in view.tasks if rows else ():
            row = rows.get(work_words(work_of(task))) if task.source.table is None else None
            if row is not None and len(work_words(row.content)) >= _LEAST:
                found.append((task, row))
        view.memo["tasks told twice"] = found
    pairs: list[tuple[TaskRecord, TaskRecord]] = view.memo["tasks told twice"]
    return pairs


def find_two_leads(view: PartView) -> Iterator[Problem]:
    """Tasks whose lead in the text is none of those in the table."""
    for task, row in pairs_of(view):
        if len(task.lead) == 1 and row.lead and _ids(task.lead).isdisjoint(_ids(row.lead)):
            yield Problem(
                message=(
                    f"Nhiệm vụ “{short(row.content, 80)}”: lời văn giao {task.lead[0].name}, bảng giao "
                    f"{', '.join(agency.name for agency in row.lead)}."
                ),
                evidence=(view.of(row.source, row.content), view.of(task.source)),
            )


def find_two_deadlines(view: PartView) -> Iterator[Problem]:
    """Tasks whose date in the text is not that of the table, and rows of one task with two dates."""
    yield from _find_two_rows(view)
    for task, row in pairs_of(view):
        one, other = task.deadline, row.deadline
        if one.due is None or other.due is None or one.due == other.due or {one.kind, other.kind} - {"fixed", "period"}:
            continue
        yield Problem(
            message=(
                f"Nhiệm vụ “{short(row.content, 80)}”: lời văn ghi thời hạn {day_text(one.due)}, bảng ghi {day_text(other.due)}."
            ),
            evidence=(view.of(row.source, row.content), view.of(task.source)),
        )


def _find_two_rows(view: PartView) -> Iterator[Problem]:
    """Two rows of one table that say one task word for word, with one lead and two dates."""
    first: dict[tuple[int | None, str, str], TaskRecord] = {}
    for task in view.tasks:
        if task.source.table is None or task.deadline.due is None or task.deadline.kind not in ("fixed", "period"):
            continue
        if len(work_words(task.content)) < _LEAST:
            continue
        other = first.setdefault((task.source.table, key(task.group or ""), key(task.content)), task)
        if other.deadline.due is not None and other.deadline.due != task.deadline.due and _ids(other.lead) & _ids(task.lead):
            yield Problem(
                message=(
                    f"Hai dòng cùng một nhiệm vụ “{short(task.content, 80)}” ghi hai thời hạn: {day_text(other.deadline.due)} và "
                    f"{day_text(task.deadline.due)}."
                ),
                evidence=(view.of(task.source), view.of(other.source)),
            )


def _ids(agencies: tuple[Agency, ...]) -> set[str]:
    return {agency.id or key(agency.name) for agency in agencies}


def work_words(text: str) -> frozenset[str]:
    """The telling words of a task, without those of doing.

    >>> work_words("Thực hiện số hóa hồ sơ sức khỏe") == work_words("Số hóa hồ sơ sức khoẻ")
    True
    """
    return telling_words(text) - reckoning_words("doing")
