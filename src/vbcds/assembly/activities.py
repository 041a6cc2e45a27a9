"""Activities that are described line by line: "- Đơn vị chủ trì: ...", "- Thời gian: ..." below the heading that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vbcds.assembly.assignees import group_heading
from vbcds.assembly.context import PartContext
from vbcds.lexicons.assignments import LabelRole, load_assignment_words
from vbcds.lexicons.goals import fold
from vbcds.model.document import Block
from vbcds.model.records import NO_DEADLINE, Agency, TaskRecord
from vbcds.recognisers.agencies import parse_agencies
from vbcds.recognisers.deadlines import parse_deadline


@dataclass(slots=True)
class _Activity:
    """An activity that is being described line by line."""

    section: int
    fields: dict[LabelRole, list[str]] = field(default_factory=dict)


_LABELLED_LINES = re.compile(r"\n|;\s+(?=[A-ZĐÀ-Ỹa-zđ][^;:\n]{2,40}:)|\.\s+(?=[A-ZĐÀ-Ỹ][^.;:\n]{2,40}:)")


#: "các cơ quan, đơn vị gồm: ...": what only announces a list of agencies.
_ANNOUNCING = re.compile(
    r"(?:các|những) (?:cơ quan|đơn vị)[^:;.]{0,40}?\s(?:(?:bao )?gồm|sau(?: đây)?)\s?:?\s(?=\S)", re.IGNORECASE
)


def build_activities(context: PartContext) -> Iterator[TaskRecord]:
    """The activities of a part, each with the heading that names it as its content."""
    current: _Activity | None = None
    for block in context.prose_blocks():
        labelled = read_labels(context.text[block.start : block.end])
        if not labelled:
            continue
        section = _activity_section(context, block)
        if current is None or section != current.section:
            if current is not None:
                yield from _activity_task(context, current)
            current = _Activity(section) if section is not None else None
        if current is not None:
            for role, words in labelled:
                current.fields.setdefault(role, []).append(words)
    if current is not None:
        yield from _activity_task(context, current)


def read_labels(text: str) -> list[tuple[LabelRole, str]]:
    """The labelled fields of a paragraph: [(role, words)], in order. A paragraph may hold several ("Chủ trì: A; phối hợp: B")."""
    if ":" not in text:
        return []
    words = load_assignment_words()
    found: list[tuple[LabelRole, str]] = []
    for line in _LABELLED_LINES.split(text):
        match = words.label.match(fold(line))
        if match is not None:
            value = line[match.end() :].strip().rstrip(".;,").strip()
            if value:
                found.append((words.label_roles[match[1]], value))
    return found


def _activity_section(context: PartContext, block: Block) -> int | None:
    """The unit that an activity's line describes: the innermost numbered one above it that is not such a line itself."""
    words = load_assignment_words()
    for node in context.path(context.section_at(block.start)):
        if node.kind in ("dash", "plus") or node.start == block.start:
            continue
        head = context.head(node)
        if words.label.match(fold(head)) is None:
            return context.part.sections.index(node)
    return None


def _activity_task(context: PartContext, activity: _Activity) -> Iterator[TaskRecord]:
    if "lead" not in activity.fields:
        return
    node = context.part.sections[activity.section]
    start, end = node.head_start, node.head_end
    content = context.text[start:end].strip().rstrip(":.;").strip()
    if not content or (load_assignment_words().heading.search(fold(content)) and "báo cáo" not in fold(content)):
        return  # a part of the document that says who leads it, not an activity; a regime of reports is one
    told = [
        parse_deadline(when, year=context.plan_year, issued=context.issued) for when in activity.fields.get("deadline", [])
    ]  # "tần suất: hằng tháng" and "thời hạn: ngày 20 của tháng" tell one rhythm together
    deadline = next((one for one in told if "BYMONTHDAY" in (one.recurrence or "")), told[0] if told else NO_DEADLINE)
    yield TaskRecord(
        document=context.id,
        code=None,
        group=group_heading(context, node.parent),
        content=content,
        lead=_unique(activity.fields["lead"]),
        support=_unique(activity.fields.get("support", [])),
        deadline=deadline,
        product="; ".join(activity.fields["product"]) if "product" in activity.fields else None,
        source=context.document.locate(start, end),
    )


def _unique(texts: list[str]) -> tuple[Agency, ...]:
    found: dict[str, Agency] = {}
    for text in texts:
        for agency in parse_agencies(_ANNOUNCING.sub("", text, count=1)):
            found.setdefault(agency.name, agency)
    return tuple(found.values())
