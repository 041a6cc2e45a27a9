"""Targets from prose: the figures of goals, with their indicator, scope and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vbcds.assembly.context import PartContext
from vbcds.assembly.target_clauses import Goal, fan_out, find_clauses, find_when
from vbcds.assembly.target_tables import build_table_targets
from vbcds.lexicons.goals import find_pillar, fold, load_goal_words
from vbcds.model.document import Cell
from vbcds.model.mentions import Quantity
from vbcds.model.records import TargetRecord
from vbcds.recognisers.deadlines import parse_deadline
from vbcds.recognisers.quantities import find_quantities

#: Genres that set goals. Laws and circulars set rules, articles and reports tell facts.
_GENRES = frozenset({"decision", "plan", "resolution", "directive", "programme", "submission", "letter", "notice", "other"})
_DIGIT = re.compile(r"\d")

_YEAR_HEADING = re.compile(r"\b(20[2-9]\d)\b")

#: "Tổng thu ngân sách: 3.950 tỷ đồng": a goal section names the indicator and gives the value.
_NAMED = re.compile(r"\w[^:;]{6,200}:\s*(?:đạt\s+)?$")

#: Items of a list that a sentence before them announces; a numbered heading ends the list.
_ITEM = re.compile(r"^\s*(?:[-+–•*]|[a-zđ][.)])\s+")

_LEVEL = re.compile(r"\bcấp\s+(?:tỉnh|huyện|xã)\b", re.IGNORECASE)
_LEVEL_ALONE = re.compile(rf"(?:(?:ở|tại|đối\s+với)\s+)?{_LEVEL.pattern}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the headings around a clause say."""

    goals: bool
    state: bool
    due: date | None
    pillar: str | None


def build_targets(context: PartContext) -> tuple[TargetRecord, ...]:
    """The targets of a part in reading order: those of goal tables, of goal sections, and sentences that say that they are goals."""
    found: list[TargetRecord] = []
    if context.part.header.genre in _GENRES:
        found += _prose(context)
    found += build_table_targets(context)
    found += _task_rows(context)
    return tuple(sorted(found, key=lambda target: (target.source.start, target.source.end)))


def _prose(context: PartContext) -> Iterator[TargetRecord]:
    announced: str | None = None
    for block in context.blocks():
        if block.table is not None or block.role in ("footnote", "stamp") or context.is_formal(block.start, block.end):
            continue
        text = context.text[block.start : block.end]
        if _DIGIT.search(text):
            setting = _setting(context, block.start, announced)
            yield from _of_paragraph(context, text, block.start, setting)
        if text.endswith(":"):
            announced = text
        elif not _ITEM.match(text):
            announced = None


def _setting(context: PartContext, offset: int, announced: str | None) -> _Setting:
    """The headings around an offset, from the inside out; the nearest year and pillar win."""
    headings = [announced] if announced else []
    node = context.section_at(offset)
    division = context.part.divisions[context.part.sections[node].division] if node is not None and context.part.divisions else None
    headings += [context.head(section) for section in context.path(node) if section.start != offset]
    if division is not None and division.title and division.kind == "annex":
        headings.append(division.title)
    return _setting_of(tuple(headings), announced is not None, context.plan_year)


@lru_cache(maxsize=64)
def _setting_of(headings: tuple[str, ...], announced: bool, plan_year: int | None) -> _Setting:
    """What headings say, the inner ones first; `announced`: the first is a sentence that announces a list."""
    words = load_goal_words()
    goals = state = decided = False
    due: date | None = None
    pillar: str | None = None
    for index, heading in enumerate(headings):
        folded = fold(heading[:400])
        if not decided and words.goal_heading.search(folded):
            goals = decided = True
        elif not decided and words.state_heading.search(folded):
            state = decided = True
        short = len(heading) < 160
        years = set(_YEAR_HEADING.findall(heading)) if short or (announced and index == 0) else set()
        if due is None and len(years) == 1:
            due = date(int(years.pop()), 12, 31)
        if pillar is None and short:
            pillar = find_pillar(heading)
    if due is None and plan_year is not None:
        due = date(plan_year, 12, 31)
    return _Setting(goals, state, due, pillar)


def _of_paragraph(context: PartContext, text: str, start: int, setting: _Setting) -> Iterator[TargetRecord]:
    words = load_goal_words()
    if setting.state or not (setting.goals or words.goal_word.search(fold(text))):
        return
    inherited: date | None = None
    indicator = ""
    for low, high in find_clauses(text):
        clause = text[low:high]
        folded = fold(clause)
        quantities = [q for q in find_quantities(clause) if _qualifies(q, folded, setting)]
        if not quantities:
            when = find_when(folded, context.issued)
            inherited = when[2] if when and when[1] - when[0] > len(clause) * 0.5 else inherited
            continue
        explicit = words.goal_word.search(folded) is not None
        if not (setting.goals or explicit) or (words.state_word.search(folded) and not _intends(folded)):
            continue
        when = find_when(folded, context.issued)
        for target in fan_out(clause, folded, quantities, when):
            indicator = _carried(target.indicator, indicator)
            due = target.due or inherited or (None if "hàng năm" in folded or "hằng năm" in folded else setting.due)
            yield TargetRecord(
                document=context.id,
                indicator=indicator,
                comparator=target.comparator,
                value=target.quantity.value,
                value_max=target.quantity.value_max,
                unit=target.quantity.unit,
                scope=target.scope,
                due=due,
                pillar=setting.pillar,
                raw=clause,
                source=context.document.locate(start + low, start + high),
            )


def _carried(own: str, before: str) -> str:
    """The indicator of a clause that may leave out what the clause before says.

    >>> _carried("", "người dân có chữ ký số")  # "Năm 2025: 60% người dân có chữ ký số; năm 2026: 80%."
    'người dân có chữ ký số'
    >>> _carried("cấp xã", "hồ sơ công việc cấp tỉnh xử lý trên mạng")  # "... cấp tỉnh ... đạt 98%; cấp xã đạt 90%."
    'hồ sơ công việc cấp xã xử lý trên mạng'
    """
    if own and not (before and _LEVEL_ALONE.fullmatch(own)):
        return own
    return _LEVEL.sub(_LEVEL.findall(own)[0], before, count=1) if own else before


def _intends(folded: str) -> bool:
    return "phấn đấu" in folded or "mục tiêu" in folded or "tối thiểu" in folded or "đến năm" in folded


def _qualifies(quantity: Quantity, folded: str, setting: _Setting) -> bool:
    """Whether a figure can be a goal: a percentage, a rank, or a count that is bounded or asked for."""
    if quantity.kind in ("percentage", "rank", "group"):
        return True
    if quantity.kind not in ("count", "money", "measure", "ratio") or quantity.unit is None:
        return False
    before = folded[: quantity.start]
    if quantity.comparator in (">=", ">", "<=", "<"):
        return setting.goals or _intends(folded)
    return setting.goals and (load_goal_words().count_verb.search(before) is not None or _NAMED.search(before) is not None)


def _row_due(context: PartContext, cell: Cell | None) -> date | None:
    if cell is None or cell.end == cell.start:
        return None
    return parse_deadline(context.document.slice(cell), year=context.plan_year, issued=context.issued).due


def _named_by_task(goal: Goal, task: str) -> str:
    """What a product counts, in the words of its task where its own are bare: "Ít nhất 10 cơ sở được thành lập" of "Thành lập các cơ
    sở nghiên cứu chính sách" counts these."""
    unit = goal.quantity.unit
    if not unit or not re.fullmatch(
        rf"{re.escape(fold(unit))}(?:\s+(?:mới\s+)?(?:đã\s+)?được\s[^,;]{{1,30}}|\s+mới)?", fold(goal.indicator)
    ):
        return goal.indicator
    named = re.search(rf"(?<!\w){re.escape(fold(unit))}\s+\w[^;:\n]*", fold(task))
    return " ".join(task[named.start() : named.end()].split()).rstrip(" .,") if named is not None else goal.indicator


def _task_rows(context: PartContext) -> Iterator[TargetRecord]:
    """Goals inside the rows of task tables ("Bố trí ít nhất 15% ...", product "Ít nhất 10 cơ sở"): bounded figures only."""
    for reading in context.part.tables:
        if reading.role != "tasks":
            continue
        grid = context.document.tables[reading.table].grid()
        deadline_column, content = reading.column("deadline"), reading.column("content")
        groups = {row for row, _, _ in reading.groups}
        for row in range(reading.first_row, len(grid)):
            if row in groups or row in reading.skipped:
                continue
            for column in reading.columns:
                cell = grid[row][column.index]
                if column.role not in ("content", "product") or cell is None or cell.row != row or cell.end == cell.start:
                    continue
                text = context.document.slice(cell)
                if not _DIGIT.search(text):
                    continue
                for low, high in find_clauses(text):
                    clause, folded = text[low:high], fold(text[low:high])
                    bounded = [
                        q
                        for q in find_quantities(clause)
                        if q.comparator in (">=", ">") and (q.kind in ("percentage", "count", "money"))
                    ]
                    if not bounded:
                        continue
                    when = grid[row][deadline_column.index] if deadline_column else None
                    due = _row_due(context, when)
                    about = grid[row][content.index] if content is not None and column.role == "product" else None
                    for goal in fan_out(clause, folded, bounded, find_when(folded, context.issued)):
                        yield TargetRecord(
                            document=context.id,
                            indicator=_named_by_task(goal, context.document.slice(about)) if about is not None else goal.indicator,
                            comparator=goal.comparator,
                            value=goal.quantity.value,
                            value_max=goal.quantity.value_max,
                            unit=goal.quantity.unit,
                            scope=goal.scope,
                            due=goal.due or due,
                            pillar=None,
                            raw=clause,
                            source=context.cell_source(reading.table, cell, row),
                        )
