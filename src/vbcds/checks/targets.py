"""One indicator with two values inside a document: text against annex, section against section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from vbcds.checks.goals import find_wrong_goals
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import PartView, short, with_unit
from vbcds.lexicons.wordings import levels, telling_words
from vbcds.model.records import Evidence, Severity, TargetRecord
from vbcds.text.fold import key

_SIGNS = {"=": "", ">=": "từ {} trở lên", ">": "trên ", "<=": "tối đa ", "<": "dưới ", "~": "khoảng "}
#: How like two wordings of one indicator must be: shared syllables of all, and of the shorter one.
SAME, CONTAINED = 0.72, 0.85


def likeness(one: TargetRecord, other: TargetRecord) -> tuple[float, float]:
    """Shared telling syllables of two indicators with their scopes: of all of them, and of the shorter wording."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return 0.0, 0.0
    shared = len(a & b)
    return shared / len(a | b), shared / min(len(a), len(b))


def _words(target: TargetRecord) -> frozenset[str]:
    scope = target.scope or ""
    named = f"{target.indicator} {scope}" if scope and not scope.startswith("cấp") else target.indicator
    return telling_words(f"{named} {target.unit[1:]}" if target.unit is not None and target.unit.startswith("% ") else named)


def plain_unit(target: TargetRecord) -> str | None:
    """A target's unit without the whole that a share is of: "% GRDP" is "%"."""
    return "%" if target.unit is not None and target.unit.startswith("% ") else target.unit


def same_place(one: TargetRecord, other: TargetRecord) -> bool:
    """Whether the scopes of two targets may be one: equal, or one says none and the other's stands in its wording."""
    if key(one.scope or "") == key(other.scope or ""):
        return True
    for bare, scoped in ((one, other), (other, one)):
        if bare.scope is None and scoped.scope is not None:
            return key(scoped.scope) in key(bare.indicator)
    return False


def value_text(target: TargetRecord) -> str:
    """A target's value as a sentence has it."""
    number = with_unit(target.value, target.unit)
    sign = _SIGNS[target.comparator]
    return sign.format(number) if "{}" in sign else sign + number


#: A figure that is told as reached, or with the counts that it is of.
_REACHED = re.compile(r"\d\s?/\s?\d[\d.]*\s|\b(?:chỉ|mới|đã)\s+đạt\b", re.IGNORECASE)


def _check(view: PartView) -> Iterator[Problem]:
    yield from find_wrong_goals(view)
    own = [
        target
        for target in view.targets
        if target.due is not None and not _is_of_other(view, target) and not _REACHED.search(target.raw)
    ]
    by_year: dict[tuple[int, str | None], list[TargetRecord]] = {}
    shares = _tables_of_shares(own)
    for target in own:
        assert target.due is not None
        unit = "%" if target.unit is None and target.source.table in shares else plain_unit(target)
        by_year.setdefault((target.due.year, unit), []).append(target)
    for targets in by_year.values():
        for one, other in combinations(targets, 2):
            if one.due != other.due:
                continue
            problem = _compare(view, one, other)
            if problem is not None:
                yield problem


def _tables_of_shares(targets: list[TargetRecord]) -> frozenset[int]:
    """The tables without a unit in which a percentage of the text stands as it is: they are in per cent."""
    bare = [target for target in targets if target.unit is None and target.source.table is not None and target.value <= 100]
    shares = [target for target in targets if target.unit == "%"] if bare else []
    return frozenset(
        one.source.table
        for one in bare
        for other in shares
        if one.source.table is not None and one.due == other.due and one.value == other.value and likeness(one, other)[0] >= SAME
    )


def _is_of_other(view: PartView, target: TargetRecord) -> bool:
    """Whether the figure stands in a column of another document ("Quyết định 749/QĐ-TTg") or of the state so far."""
    if target.source.table is None:
        return False
    reading = next((item for item in view.context.part.tables if item.table == target.source.table), None)
    if reading is None or target.source.column is None:
        return False
    column = next((item for item in reading.columns if item.index == target.source.column), None)
    if column is None:
        return False
    from vbcds.recognisers.citations import find_citations

    heading = column.heading
    own = view.record.number
    return any(citation.number != own for citation in find_citations(heading)) or "hiện trạng" in heading.lower()


def _compare(view: PartView, one: TargetRecord, other: TargetRecord) -> Problem | None:
    if not same_place(one, other):
        return None
    alike, contained = likeness(one, other)
    tables = (one.source.table is not None) + (other.source.table is not None)
    if tables == 2 and one.source.table == other.source.table:
        return None
    sure = alike >= SAME
    if not sure and not (tables == 1 and contained >= CONTAINED and alike >= 0.5):
        return None
    differs = one.value != other.value or one.value_max != other.value_max
    grades = grades_of(one), grades_of(other)
    year = one.due.year if one.due else None
    both = _evidence(view, one), _evidence(view, other)
    if grades[0] and grades[1] and grades[0] != grades[1]:
        if differs:
            return None
        return Problem(
            message=(
                f"Cùng một chỉ tiêu đến năm {year} ({value_text(one)}) nhưng phạm vi khác nhau: “{short(one.indicator)}” và "
                f"“{short(other.indicator)}”."
            ),
            evidence=both,
            severity="info",
        )
    if differs:
        if tables == 0 and alike < 0.85:
            return None
        severity: Severity = "error" if sure else "warning"
        return Problem(
            message=f"Chỉ tiêu “{short(one.indicator)}” đến năm {year} có hai giá trị: {value_text(one)} và {value_text(other)}.",
            evidence=both,
            severity=severity,
        )
    drift = {one.comparator, other.comparator}
    if (">" in drift and len(drift) == 2) or ("<" in drift and len(drift) == 2):
        return Problem(
            message=f"Chỉ tiêu “{short(one.indicator)}” đến năm {year} nơi ghi {value_text(one)}, nơi ghi {value_text(other)}.",
            evidence=both,
            severity="info",
        )
    return None


def grades_of(target: TargetRecord) -> tuple[str, ...]:
    """The levels of a service that an indicator names: by number, or "toàn trình" and "một phần"."""
    text = target.indicator.lower()
    return levels(target.indicator) or tuple(word for word in ("toàn trình", "một phần") if word in text)


def _evidence(view: PartView, target: TargetRecord) -> Evidence:
    """Prose: the clause; a table: the row, at the place of the cell."""
    source = target.source
    if source.table is None or source.row is None:
        return view.of(source)
    row = view.row(view.context.document.tables[source.table], source.row)
    return Evidence(document=view.id, text=row.text, source=source)


add(
    Check(
        code="target-contradiction",
        family="targets",
        severity="error",
        explanation="Một chỉ tiêu, cùng phạm vi và thời hạn, có hai giá trị, hai cách so sánh hoặc hai phạm vi trong một văn bản.",
        source="Nghị định 30/2020/NĐ-CP, Điều 11 (kiểm tra nội dung bản thảo)",
        fails=(
            "@plan\nII. MỤC TIÊU ĐẾN NĂM 2026\n- Trên 50% người dân có tài khoản thanh toán điện tử.\nIII. PHỤ LỤC CHỈ TIÊU\n"
            "| TT | Chỉ tiêu | Mục tiêu năm 2026 |\n| 1 | Tỷ lệ người dân có tài khoản thanh toán điện tử | 60% |\n"
            "| 2 | Tỷ lệ hồ sơ trực tuyến toàn trình | 80% |",
        ),
        passes=(
            "@plan\nII. MỤC TIÊU ĐẾN NĂM 2026\n- Tối thiểu 60% người dân có tài khoản thanh toán điện tử.\n"
            "- 90% hồ sơ công việc tại cấp tỉnh, "
            "70% hồ sơ công việc tại cấp xã được xử lý trên môi trường mạng.\nIII. PHỤ LỤC CHỈ TIÊU\n"
            "| TT | Chỉ tiêu | Mục tiêu năm 2026 |\n| 1 | Tỷ lệ người dân có tài khoản thanh toán điện tử | 60% |\n"
            "| 2 | Tỷ lệ người dân có hồ sơ sức khỏe điện tử | 80% |",
        ),
        on_part=_check,
    )
)
