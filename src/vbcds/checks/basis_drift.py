"""Targets of a plan that have the value of the basis, but not its comparison ("75%" for "trên 75%") or not its levels of government."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vbcds.checks.basis_targets import pairs_with_basis
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.targets import grades_of, likeness, value_text
from vbcds.checks.view import short
from vbcds.model.records import Severity, TargetRecord

#: Comparisons that ask for less than the basis's, with how much the difference weighs: "75%" may well be meant as the least.
_WEAKER: dict[tuple[str, str], Severity] = {
    (">", "="): "info", (">", ">="): "info", (">", "~"): "warning", (">", "<="): "warning", (">", "<"): "warning",
    (">=", "~"): "warning", (">=", "<="): "warning", (">=", "<"): "warning",
}  # fmt: skip
_LEVEL = re.compile(
    r"\bcấp\s+(tỉnh|huyện|xã)\b(?:\s*(?:,|và|hoặc|;)\s*(?:cấp\s+)?(huyện|xã)\b)?(?:\s*(?:,|và|hoặc|;)\s*(?:cấp\s+)?(xã)\b)?"
)
#: Targets of one indicator for two levels share so much of their wordings.
_ALIKE = 0.6
#: Since then there are no districts to speak of (Luật 72/2025/QH15, Điều 54).
_NO_DISTRICTS = date(2025, 7, 1)


def _drift(view: DossierView) -> Iterator[Problem]:
    seen: set[tuple[str, int]] = set()
    for target, other in pairs_with_basis(view):
        if target.due != other.due or target.value != other.value or target.value_max != other.value_max:
            continue
        if (target.document, target.source.start) in seen:
            continue
        severity = _WEAKER.get((other.comparator, target.comparator))
        if severity is not None:
            words = f"ghi {value_text(target)}, trong khi {view.name(other.document)} ghi {value_text(other)}"
        else:
            levels, grades = (_levels(target), _levels(other)), (grades_of(target), grades_of(other))
            if _is_other_scope(view, target, other, *levels):
                severity = "info" if levels[0] > levels[1] else "warning"
                words = f"áp dụng cho {_text(levels[0])}, trong khi {view.name(other.document)} ghi {_text(levels[1])}"
            elif all(grades) and grades[0] != grades[1] and not _has_own(view, target, other, grades[1]):
                severity = "info" if set(grades[0]) > set(grades[1]) else "warning"
                words = f"áp dụng cho {_graded(grades[0])}, trong khi {view.name(other.document)} ghi {_graded(grades[1])}"
            else:
                continue
        seen.add((target.document, target.source.start))
        yield Problem(
            message=f"Chỉ tiêu “{short(target.indicator, 80)}” {words}.",
            evidence=(view.of(target.document, target.raw, target.source), view.of(other.document, other.raw, other.source)),
            severity=severity,
        )


def _levels(target: TargetRecord) -> frozenset[str]:
    return named_levels(f"{target.indicator} {target.scope or ''}")


def named_levels(text: str) -> frozenset[str]:
    """The levels of government that a wording names.

    >>> sorted(named_levels("hồ sơ công việc cấp huyện và xã")), named_levels("hồ sơ công việc")
    (['huyện', 'xã'], frozenset())
    """
    return frozenset(level for match in _LEVEL.finditer(text.lower()) for level in match.groups() if level)


def _is_other_scope(
    view: DossierView, target: TargetRecord, other: TargetRecord, mine: frozenset[str], its: frozenset[str]
) -> bool:
    """Whether one names levels that the other leaves out, and no target of its own makes up for them."""
    issued = view.documents[target.document].date
    if issued is not None and issued >= _NO_DISTRICTS:
        mine, its = mine - {"huyện"}, its - {"huyện"}
    if not mine or not its or not (mine < its or its < mine):
        return False
    lacking, document = (its - mine, target.document) if mine < its else (mine - its, other.document)
    told = {
        level
        for item in view.targets[document]
        if item.due == target.due and likeness(item, target)[0] >= _ALIKE
        for level in _levels(item)
    }
    return bool(lacking - told)


def _has_own(view: DossierView, target: TargetRecord, other: TargetRecord, grades: tuple[str, ...]) -> bool:
    """Whether the plan has another target for the levels of a service that the basis names."""
    return any(
        grades_of(item) == grades and item.due == target.due and likeness(item, other)[0] >= _ALIKE
        for item in view.targets[target.document]
    )


def _graded(grades: tuple[str, ...]) -> str:
    joined = ", ".join(grades)
    return f"mức độ {joined}" if joined[0].isdigit() else f"dịch vụ {joined}"


def _text(levels: frozenset[str]) -> str:
    return ", ".join(f"cấp {level}" for level in ("tỉnh", "huyện", "xã") if level in levels)


_BASE = "@decision\nII. MỤC TIÊU ĐẾN NĂM 2026\n- {}\n- 80% người dân có hồ sơ sức khỏe điện tử."
_PLAN = "@plan\nThực hiện Quyết định số 412/QĐ-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh Vĩnh Giang.\nII. MỤC TIÊU ĐẾN NĂM 2026\n- {}"
_ACCOUNT = "Tỷ lệ người trưởng thành có tài khoản thanh toán đạt {}."
_FILES = "Tỷ lệ hồ sơ công việc {} được xử lý trên môi trường mạng đạt {}."


def _dossier(base: str, plan: str) -> str:
    return f"{_BASE.format(base)}\n=====\n{_PLAN.format(plan)}"


add(
    Check(
        code="target-drift-from-basis",
        family="targets",
        severity="info",
        explanation="Chỉ tiêu của kế hoạch giữ giá trị nhưng yếu hơn về cách so sánh hoặc khác phạm vi của văn bản mà kế hoạch thực hiện.",
        source="Nghị định 30/2020/NĐ-CP, Điều 11; nguyên tắc văn bản cấp dưới không trái văn bản cấp trên",
        fails=(
            _dossier(_ACCOUNT.format("trên 75%"), _ACCOUNT.format("75%")),
            _dossier(_ACCOUNT.format("tối thiểu 75%"), _ACCOUNT.format("khoảng 75%")),
            _dossier(_FILES.format("cấp tỉnh", "100%"), _FILES.format("cấp tỉnh, cấp xã", "100%")),
            _dossier(_FILES.format("cấp tỉnh, cấp xã", "100%"), _FILES.format("cấp tỉnh", "100%")),
        ),
        passes=(
            _dossier(_ACCOUNT.format("75%"), _ACCOUNT.format("trên 75%")),
            _dossier(_ACCOUNT.format("tối thiểu 75%"), _ACCOUNT.format("75%")),
            _dossier(_ACCOUNT.format("trên 75%"), _ACCOUNT.format("80%")),
            _dossier(_FILES.format("cấp tỉnh, cấp huyện, cấp xã", "100%"), _FILES.format("cấp tỉnh và cấp xã", "100%")),
            _dossier(
                _FILES.format("cấp tỉnh", "90%") + "\n- " + _FILES.format("cấp xã", "60%"),
                _FILES.format("cấp tỉnh", "90%") + "\n- " + _FILES.format("cấp xã", "60%"),
            ),
        ),
        on_dossier=_drift,
    )
)
