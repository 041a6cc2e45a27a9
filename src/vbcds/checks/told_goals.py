"""Goals that reports tell, against the plan or the decision that set them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vbcds.checks.dossier_view import IMPLEMENTING, DossierView
from vbcds.checks.figure_values import is_reporting
from vbcds.checks.goals import ToldGoal, is_goal_of, is_less, plain_value, read_goals
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.targets import likeness, same_place, value_text
from vbcds.checks.terms import split_unit
from vbcds.checks.view import short, with_unit
from vbcds.lexicons.wordings import levels
from vbcds.model.records import Evidence, ReportItemRecord, TargetRecord

_SETTING = (*IMPLEMENTING, "resolution")
#: How like the wordings of a row of a report's table and of a target must be.
_ROW_ALIKE = 0.85
#: ... and where all the words of the shorter one are in the other.
_SHORTER = 0.6


def find_misquoted_goals(view: DossierView) -> Iterator[Problem]:
    """The goals of reports whose values are none of those that the documents which the report speaks of set for their year."""
    if not any(view.documents[id].genre in _SETTING for id in view.targets if id in view.documents):
        return
    for id, record in view.documents.items():
        if not is_reporting(record):
            continue
        wanted = [target for base in _setting(view, id) for target in view.targets.get(base, ()) if target.due is not None]
        if not wanted:
            continue
        due: dict[date | None, list[TargetRecord]] = defaultdict(list)
        for target in wanted:
            due[target.due].append(target)
        for item in view.items.get(id, ()):
            for goal in read_goals(item.text, issued=record.date):
                meant = _misquoted(goal, due.get(goal.due, []))
                if meant is not None:
                    yield _problem(view, meant, _as_told(goal, meant), _evidence(item, goal))
        yield from _rows(view, id, wanted)


def _setting(view: DossierView, id: str) -> list[str]:
    """The documents of the dossier with targets that a report cites, but for those that it only rests on what replaced them."""
    found: dict[str, None] = {}
    for citation in view.citations.get(id, ()):
        cited = view.meant(citation)
        if cited is not None and cited != id and view.documents[cited].genre in _SETTING:
            found[cited] = None
    return list(found)


def _misquoted(goal: ToldGoal, wanted: list[TargetRecord]) -> TargetRecord | None:
    """The target that a goal is meant to be, where its value is that of none which it may be."""
    same = [target for target in wanted if target.value_max is None and is_goal_of(goal, target)]
    if not same or any(plain_value(target) == goal.value for target in same):
        return None
    if goal.striven and not all(is_less(goal, plain_value(target), target.comparator) for target in same):
        return None
    return same[0]


def _rows(view: DossierView, id: str, wanted: list[TargetRecord]) -> Iterator[Problem]:
    """Goals in the rows of tables that have what was reached beside them."""
    reached: dict[tuple[int | None, int | None], int | None] = {
        (metric.source.table, metric.source.row): metric.source.column
        for metric in view.metrics.get(id, ())
        if metric.source.table is not None
    }
    for target in view.targets.get(id, ()):
        place = target.source.table, target.source.row
        if target.source.table is None or reached.get(place, target.source.column) == target.source.column:
            continue
        same = [
            other
            for other in wanted
            if other.due == target.due
            and other.unit == target.unit
            and same_place(target, other)
            and _is_row_of(target, other)
            and levels(target.indicator) == levels(other.indicator)
        ]
        if same and target.value_max is None and all(other.value != target.value and other.value_max is None for other in same):
            said = view.of(id, f"{target.indicator}: {target.raw}", target.source)
            yield _problem(view, same[0], value_text(target), said)


def _is_row_of(row: TargetRecord, target: TargetRecord) -> bool:
    """Whether the wording of a row is a target's, or a shorter one of the same words."""
    alike, held = likeness(row, target)
    return alike >= _ROW_ALIKE or (held == 1 and alike >= _SHORTER)


def _as_told(goal: ToldGoal, target: TargetRecord) -> str:
    """A goal's value in the target's unit."""
    return with_unit(goal.value / split_unit(target.unit)[0], target.unit)


def _evidence(item: ReportItemRecord, goal: ToldGoal) -> Evidence:
    """The goal's figure, or the whole statement where its text is not that of its place."""
    if item.source.end - item.source.start != len(item.text):
        return DossierView.of(item.document, item.text, item.source)
    start = item.source.start + goal.start
    return DossierView.of(
        item.document, item.text[goal.start : goal.end], replace(item.source, start=start, end=start + goal.end - goal.start)
    )


def _problem(view: DossierView, target: TargetRecord, said: str, place: Evidence) -> Problem:
    assert target.due is not None
    return Problem(
        message=(
            f"Chỉ tiêu “{short(target.indicator, 80)}” năm {target.due.year} được dẫn là {said}, trong khi {view.name(target.document)} "
            f"ghi {value_text(target)}."
        ),
        evidence=(place, view.of(target.document, target.raw, target.source)),
        severity="warning",
    )


_PLAN = "@plan\nII. CHỈ TIÊU NĂM 2026\n1. Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 90%.\n2. Có 120 thôn thông minh."
_REPORT = (
    "@report 2026-05\nThực hiện Kế hoạch số 87/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh.\nI. KẾT QUẢ\n"
    "1. Tỷ lệ người dân{who} có hồ sơ sức khỏe điện tử đạt 78,4% ({goal}).\n2. Duy trì cổng thông tin điện tử của Sở."
)


def _dossier(goal: str, who: str = "") -> str:
    return f"{_PLAN}\n=====\n{_REPORT.format(goal=goal, who=who)}"


add(
    Check(
        code="target-misquoted",
        family="targets",
        severity="warning",
        explanation="Báo cáo dẫn một chỉ tiêu khác với kế hoạch hoặc quyết định đặt ra chỉ tiêu đó.",
        source="Nghị định 09/2019/NĐ-CP, Điều 6 (số liệu báo cáo phải chính xác, thống nhất)",
        fails=(_dossier("chỉ tiêu năm 2026 là 95%"), _dossier("kế hoạch: 80%")),
        passes=(
            _dossier("chỉ tiêu năm 2026 là 90%"),
            _dossier("mục tiêu đến năm 2030 là 95%"),
            _dossier("chỉ tiêu quý II là 80%"),
            _dossier("chỉ tiêu năm 2026 là 70%", who=" các xã vùng cao"),
        ),
        on_dossier=find_misquoted_goals,
    )
)
