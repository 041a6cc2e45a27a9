"""The tasks of a dossier, each once: copies of one document in several files, and tasks that a later document repeats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vbcds.lexicons.report_words import fold
from vbcds.model.records import DocumentRecord, TaskRecord
from vbcds.text.fold import key

#: A task by the place where it stands: document, offset, code.
TaskId = tuple[str, int, str | None]


@dataclass(frozen=True, slots=True)
class TaskCopies:
    """Tasks without their copies in other files, and of each copy the one that speaks for it."""

    tasks: tuple[TaskRecord, ...]
    first: Mapping[TaskId, TaskId]


def task_id(task: TaskRecord) -> TaskId:
    """Where a task stands."""
    return task.document, task.source.start, task.code


def task_copies(tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord]) -> TaskCopies:
    """The tasks of a dossier, each once: the same plan as DOCX, PDF and XLSX gives one set of tasks.

    Of several files of one document the first by path speaks, a numbered document before a copy without a number; a task that a later
    document repeats under the same code and in the same words is the later one's. Tasks in reports and articles are left out.
    """
    known = {document.id: document for document in documents}
    chosen: dict[tuple[str, str], TaskRecord] = {}
    first: dict[TaskId, TaskId] = {}

    def rank(task: TaskRecord) -> tuple[bool, int, str, int]:
        document = known.get(task.document)
        dated = document.date.toordinal() if document is not None and document.date is not None else 0
        path = document.path if document is not None else task.document
        return document is None or not document.number, -dated, path, task.source.start

    for task in sorted(tasks, key=rank):
        document = known.get(task.document)
        if document is not None and document.genre in ("report", "news"):
            continue
        best = chosen.setdefault((code_key(task.code or ""), key(task.content)), task)
        first[task_id(task)] = task_id(best)
    return TaskCopies(tuple(sorted(chosen.values(), key=lambda task: (rank(task)[2:], task_id(task)[:2]))), first)


def document_identity(document: DocumentRecord | None, id: str) -> tuple[str, str]:
    """(Number, day) of a document: copies in several files share it; (`id`, "") for one without a number."""
    if document is None or not document.number:
        return id, ""
    return "".join(document.number.split()).upper(), document.date.isoformat() if document.date else ""


def code_key(code: str) -> str:
    """The code of a task for comparison.

    >>> code_key("02.1.") == code_key("2.1")
    True
    """
    return ".".join(part.lstrip("0") or "0" for part in fold(code).strip(" .)").split("."))


def leading_number(number: str) -> str:
    """The number of a document without its symbol.

    >>> leading_number("087/KH-UBND")
    '87'
    """
    match = re.match(r"0*(\d+)", number)
    return match[1] if match is not None else number
