"""The targets of a plan against those of the decision, the programme or the resolution that it implements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from vbcds.checks.basis_tasks import find_later_tasks
from vbcds.checks.dossier_view import IMPLEMENTING, DossierView
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.targets import SAME, likeness, plain_unit, same_place, value_text
from vbcds.checks.view import short
from vbcds.lexicons.wordings import levels
from vbcds.model.records import Severity, TargetRecord

_LOWER_IS_WORSE = frozenset({"=", ">=", ">", "~"})
_BOUNDED = frozenset({"<", "<="})


_DATED = re.compile(r"\d/\d|\b(?:tháng|quý)\b", re.IGNORECASE)


def pairs_with_basis(view: DossierView) -> list[tuple[TargetRecord, TargetRecord]]:
    """The targets of plans, each with the one that means the same in its basis."""
    if "pairs with basis" not in view.memo:
        view.memo["pairs with basis"] = list(_pairs(view))
    pairs: list[tuple[TargetRecord, TargetRecord]] = view.memo["pairs with basis"]
    return pairs


def _pairs(view: DossierView) -> Iterator[tuple[TargetRecord, TargetRecord]]:
    for id, record in view.documents.items():
        if record.genre not in IMPLEMENTING or id not in view.targets:
            continue
        for base in view.bases(id):
            wanted = view.targets.get(base, [])
            for target in view.targets[id]:
                best: tuple[float, TargetRecord] | None = None
                for other in wanted:
                    if (
                        plain_unit(other) != plain_unit(target)
                        or other.due is None
                        or target.due is None
                        or not same_place(target, other)
                        or view.measures_part(id, other)
                    ):
                        continue
                    alike, _ = likeness(target, other)
                    if alike < max(SAME, 0.8):
                        continue
                    rank = (
                        alike - (0.1 if other.due.year != target.due.year else 0) - (0 if have_same_grades(target, other) else 0.2)
                    )
                    if best is None or rank > best[0]:
                        best = (rank, other)
                if best is not None:
                    yield target, best[1]


def have_same_grades(target: TargetRecord, other: TargetRecord) -> bool:
    """Whether two indicators name the same levels of a service ("mức độ 3, 4"), or none."""
    return levels(target.indicator) == levels(other.indicator)


def _lower(view: DossierView) -> Iterator[Problem]:
    found: dict[tuple[str, str, int], list[tuple[TargetRecord, TargetRecord]]] = defaultdict(list)
    for target, other in pairs_with_basis(view):
        assert target.due is not None and other.due is not None
        if target.due < other.due or not have_same_grades(target, other):  # what is to be reached earlier is a step on the way
            continue
        if target.comparator in _BOUNDED and other.comparator in _BOUNDED:
            worse = target.value > other.value  # "dưới 2%" where the basis says "dưới 1%"
        else:
            bare = "giảm" in target.indicator.lower() or target.unit == "hạng"
            worse = {target.comparator, other.comparator} <= _LOWER_IS_WORSE and not bare and target.value < other.value
        if worse:
            found[target.document, other.document, other.source.start].append((target, other))
    for pairs in found.values():
        word = "cao hơn" if pairs[0][0].comparator in _BOUNDED else "thấp hơn"
        yield _problem(view, pairs, word, "error" if any(t.due == o.due for t, o in pairs) else "warning")


def _later(view: DossierView) -> Iterator[Problem]:
    found: dict[tuple[str, str, int], list[tuple[TargetRecord, TargetRecord]]] = defaultdict(list)
    for target, other in pairs_with_basis(view):
        assert target.due is not None and other.due is not None
        same = target.value == other.value and target.unit == other.unit
        sooner = target.due.year < other.due.year or target.due <= other.due
        told = target.due.year > other.due.year or _DATED.search(target.raw) is not None  # a year alone ends with its last day
        if sooner or not told or not same or not have_same_grades(target, other):
            continue
        # a plan that has the value for the basis's own year, too, is not late
        if any(
            t.due == other.due and t.value >= other.value and likeness(t, other)[0] >= SAME for t in view.targets[target.document]
        ):
            continue
        issued = view.documents[target.document].date
        if issued is not None and issued > other.due:
            continue
        found[target.document, other.document, other.source.start].append((target, other))
    for pairs in found.values():
        yield _problem(view, pairs, "muộn hơn", "warning")
    yield from find_later_tasks(view)


def _problem(view: DossierView, pairs: list[tuple[TargetRecord, TargetRecord]], word: str, severity: Severity) -> Problem:
    """One target of the basis with the places of the plan (text, annex) that fall short of it."""
    target, other = pairs[0]
    assert target.due is not None and other.due is not None
    places = [item for item, _ in pairs]
    places.insert(1, other)
    return Problem(
        message=(
            f"Chỉ tiêu “{short(target.indicator, 80)}” đến năm {target.due.year} là {value_text(target)}, {word} "
            f"{value_text(other)} đến năm {other.due.year} của {view.name(other.document)}."
        ),
        evidence=tuple(view.of(item.document, item.raw, item.source) for item in places),
        severity=severity,
    )


_BASE = (
    "@decision\nII. MỤC TIÊU ĐẾN NĂM 2026\n- 70% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình.\n"
    "- 80% người dân có hồ sơ sức khỏe điện tử."
)
_PLAN = (
    "@plan\nThực hiện Quyết định số 412/QĐ-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh Vĩnh Giang.\nII. MỤC TIÊU ĐẾN NĂM {year}\n"
    "- {value}% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình."
)


add(
    Check(
        code="target-below-basis",
        family="targets",
        severity="error",
        explanation="Chỉ tiêu của kế hoạch thấp hơn (hoặc cao hơn, nếu là mức tối đa) chỉ tiêu của văn bản mà kế hoạch thực hiện.",
        source="Nghị định 30/2020/NĐ-CP, Điều 11; nguyên tắc văn bản cấp dưới không trái văn bản cấp trên",
        fails=(f"{_BASE}\n=====\n{_PLAN.format(value=60, year=2026)}",),
        passes=(f"{_BASE}\n=====\n{_PLAN.format(value=75, year=2026)}", f"{_BASE}\n=====\n{_PLAN.format(value=60, year=2025)}"),
        on_dossier=_lower,
    )
)
add(
    Check(
        code="target-later-than-basis",
        family="targets",
        severity="warning",
        explanation="Kế hoạch đặt cùng một chỉ tiêu hoặc nhiệm vụ nhưng thời hạn muộn hơn văn bản mà kế hoạch thực hiện.",
        source="Nghị định 30/2020/NĐ-CP, Điều 11",
        fails=(f"{_BASE}\n=====\n{_PLAN.format(value=70, year=2027)}",),
        passes=(f"{_BASE}\n=====\n{_PLAN.format(value=70, year=2026)}", f"{_BASE}\n=====\n{_PLAN.format(value=85, year=2027)}"),
        on_dossier=_later,
    )
)
