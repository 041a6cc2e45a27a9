"""Statements of reports: copied from an earlier report or from another agency's."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import period_text, short
from vbcds.model.records import ReportItemRecord
from vbcds.text.fold import key

#: Shorter statements are said alike by everybody.
_LENGTH = 80
#: So many copied passages are findings of their own; of more, all together are one.
_NAMED = 3


def _copied(view: DossierView) -> Iterator[Problem]:
    groups: dict[str, list[ReportItemRecord]] = defaultdict(list)
    for item in view.records.report_items:
        if len(item.text) >= _LENGTH and item.document in view.documents:
            groups[key(item.text)].append(item)
    pairs: dict[tuple[str, str], list[tuple[ReportItemRecord, ReportItemRecord]]] = defaultdict(list)
    for group in groups.values():
        ordered = sorted(group, key=lambda item: (item.period or "", view.documents[item.document].path))
        for before, after in itertools.pairwise(ordered):
            if (
                before.document != after.document
                and before.text
                and view.documents[before.document].sha256 != view.documents[after.document].sha256
            ) and not _is_own_copy(view, before, after):
                pairs[after.document, before.document].append((after, before))
    for (_document, earlier), copies in pairs.items():
        named = [[copy] for copy in copies] if len(copies) <= _NAMED else [copies]
        yield from (_problem(view, earlier, passage) for passage in named)


def _problem(view: DossierView, earlier: str, copies: Sequence[tuple[ReportItemRecord, ReportItemRecord]]) -> Problem:
    """The finding on some passages of one report that stand in an earlier one."""
    after, before = copies[0]
    same = _who(after) == _who(before)
    count = f" ({len(copies)} nội dung)" if len(copies) > 1 else ""
    other = (
        f"{period_text(before.period)} của chính cơ quan"
        if same
        else f"của {before.agency.name if before.agency else view.name(earlier)}"
    )
    return Problem(
        message=f"Nội dung “{short(after.text, 80)}” trùng nguyên văn với báo cáo {other}{count}.",
        evidence=tuple(view.of(item.document, item.text, item.source) for pair in copies[:6] for item in pair),
    )


def _who(item: ReportItemRecord) -> str:
    return (item.agency.id or key(item.agency.name)) if item.agency is not None else ""


def _is_own_copy(view: DossierView, one: ReportItemRecord, other: ReportItemRecord) -> bool:
    """One report in two files (a Word file and its PDF) is no copying."""
    a, b = view.documents[one.document], view.documents[other.document]
    return a.number is not None and a.number == b.number and a.date == b.date


_TEXT = (
    "1. Sở đã tổ chức hội nghị quán triệt, phổ biến các văn bản chỉ đạo của tỉnh về chuyển đổi số đến toàn thể công chức, "
    "viên chức và "
    "người lao động trong ngành."
)

add(
    Check(
        code="copied-text",
        family="reports",
        severity="info",
        explanation="Nội dung báo cáo trùng nguyên văn với báo cáo kỳ trước hoặc của cơ quan khác.",
        source="Nghị định 09/2019/NĐ-CP, Điều 6 (báo cáo phản ánh trung thực tình hình trong kỳ)",
        fails=(f"@report 2026-04\nI. KẾT QUẢ THỰC HIỆN\n{_TEXT}\n=====\n@report 2026-05\nI. KẾT QUẢ THỰC HIỆN\n{_TEXT}",),
        passes=(
            f"@report 2026-04\nI. KẾT QUẢ THỰC HIỆN\n{_TEXT}\n=====\n@report 2026-05\nI. KẾT QUẢ THỰC HIỆN\n"
            f"1. Đã cấp chữ ký số cho 120 viên chức.",
        ),
        on_dossier=_copied,
    )
)
