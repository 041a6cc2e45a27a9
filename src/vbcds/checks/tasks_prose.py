"""Tasks told in running text or in labelled lines below them: no date, two leads, a lead that helps itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, short
from vbcds.lexicons.wordings import telling_words
from vbcds.model.records import TaskRecord
from vbcds.text.fold import key

#: Lines below a task: "- Cơ quan chủ trì: ...", "- Thời gian hoàn thành: ...".
_LEAD_LINE = re.compile(r"(?:^|\n)\W{0,4}(?:cơ\s+quan|đơn\s+vị)\s+(?:chủ\s+trì|thực\s+hiện)[^:\n]{0,30}:", re.I)
_DATE_LINE = re.compile(r"(?:^|\n|[.;]\s)\W{0,4}(?:thời\s+(?:gian|hạn)|hoàn\s+thành|tiến\s+độ|lộ\s+trình)[^:\n]{0,30}:", re.I)
#: How far behind a task its labelled lines may stand.
_BEHIND = 900
#: Between a lead and those whom it works with, up to its own name again.
_AGAIN = r"\s+(?:là\s+cơ\s+quan\s+)?chủ\s+trì,?\s+(?:và\s+)?phối\s+hợp\s+(?:chặt\s+chẽ\s+)?với\s+(?:[A-ZĐ][^,.;:\n]{2,50},\s*){0,6}"
_LEADS = re.compile(r"\bchủ\s+trì\b", re.I)
_FRAME = re.compile(r"^(?:giao\s+)?\W*|\bchủ\s+trì\b,?|\b(?:và\s+)?phối\s+hợp\s+với\s+", re.I)
#: Before the deadline of a sentence.
_DUE = re.compile(
    r",?\s+(?:(?:và\s+)?(?:phải\s+)?(?:hoàn\s+thành|xong|thời\s+(?:gian|hạn)|thực\s+hiện\s+xong)(?:\s+(?:trong|trước|vào|là|chậm\s+nhất))?:?|trước|trong|chậm\s+nhất)\s*$",
    re.I,
)
#: Duties that every agency has; they stand under the name of each.
_COMMON = re.compile(
    r"^(?:báo\s+cáo|tổng\s+hợp|chủ\s+động|tổ\s+chức\s+triển\s+khai|triển\s+khai|tuyên\s+truyền|phối\s+hợp|bố\s+trí|chỉ\s+đạo|đôn\s+đốc"
    r"|rà\s+soát|căn\s+cứ|xây\s+dựng\s+kế\s+hoạch)\b",
    re.I,
)


def _prose(view: PartView) -> list[TaskRecord]:
    return sorted((task for task in view.tasks if task.source.table is None), key=lambda task: task.source.start)


def find_prose_without_deadline(view: PartView) -> Iterator[Problem]:
    """Tasks with labelled lines of which only the one with the date is missing, while most of their neighbours have it."""
    groups: dict[str | None, list[tuple[TaskRecord, bool]]] = defaultdict(list)
    tasks = _prose(view)
    for index, task in enumerate(tasks):
        end = min(task.source.end + _BEHIND, view.context.part.end)
        if index + 1 < len(tasks):
            end = min(end, tasks[index + 1].source.start)
        lines = view.text[task.source.end : end]
        if _LEAD_LINE.search(lines):
            groups[task.group].append((task, _DATE_LINE.search(lines) is not None))
    for found in groups.values():
        dated = sum(has for _, has in found)
        if dated < 2 or dated <= len(found) / 2:
            continue
        for task, has in found:
            if not has and task.deadline.kind == "none":
                yield Problem(
                    message=f"Nhiệm vụ “{short(task.content, 80)}” chưa ghi thời hạn, trong khi các nhiệm vụ khác đều có.",
                    evidence=(view.of(task.source),),
                )


def find_prose_lead_in_support(view: PartView) -> Iterator[Problem]:
    """ "Sở Y tế chủ trì, phối hợp với Sở Y tế": an agency that is to work with itself."""
    for task in _prose(view):
        words = view.text[task.source.start : task.source.end]
        plain = " ".join(words.split())
        for agency in task.lead:
            if plain.count(" ".join(agency.name.split())) < 2:
                continue
            name = re.escape(agency.name).replace(r"\ ", r"\s+")
            again = re.search(rf"(?:{name}){_AGAIN}(?:{name})(?=\s*[,;.]|\s+[a-zà-ỹđ])", words)
            if again is not None:
                yield Problem(
                    message=f"Nhiệm vụ “{short(task.content, 80)}”: {agency.name} vừa chủ trì vừa phối hợp.",
                    evidence=(view.of(task.source),),
                )
                break


def find_prose_conflicting_leads(view: PartView) -> Iterator[Problem]:
    """One piece of work that two sentences, or two lists of labelled lines, give to two agencies."""
    first: dict[str, TaskRecord] = {}
    for task in _prose(view):
        if len(task.lead) != 1 or not _LEADS.search(view.text, task.source.start, min(task.source.end + 80, len(view.text))):
            continue
        work = work_of(task)
        if _COMMON.match(work) or len(telling_words(work)) < 5:
            continue
        other = first.setdefault(f"{key(task.group or '')} {key(work)}", task)
        if other is not task and key(other.lead[0].name) != key(task.lead[0].name):
            yield Problem(
                message=(
                    f"Hai nhiệm vụ cùng nội dung “{short(work, 80)}” giao cho hai cơ quan: {other.lead[0].name} và "
                    f"{task.lead[0].name}."
                ),
                evidence=(view.of(task.source), view.of(other.source)),
            )


def work_of(task: TaskRecord) -> str:
    """What is to be done, without those who do it."""
    words = task.content
    if task.deadline.raw and task.source.table is None:
        words = _DUE.split(words.partition(task.deadline.raw)[0])[0]
    for agency in (*task.lead, *task.support):
        words = words.replace(agency.name, "", 1)
    return " ".join(_FRAME.sub("", words).split()).lstrip(",:;- ").rstrip(".; ")
