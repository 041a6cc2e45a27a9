"""Agencies that a task or a proposal names although they were merged, renamed or dissolved before the document's date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import PartView, day_text
from vbcds.lexicons.agencies import entry_at
from vbcds.model.document import Source
from vbcds.model.records import Agency, Evidence
from vbcds.recognisers.agencies_resolution import ResolvedAgency, resolve_agency

#: Words by which a text shows that it knows the name to be an old one.
_FORMER = re.compile(
    r"\(\s*(?:cũ|trước\s+đây|nay\s+là)|\b(?:trước\s+(?:đây|khi\s+(?:sáp\s+nhập|hợp\s+nhất|sắp\s+xếp))|nay\s+là|cũ)\b", re.IGNORECASE
)
#: A document that was being signed while the change came into force is none to blame.
_GRACE = timedelta(days=14)


def _check(view: PartView) -> Iterator[Problem]:
    issued = view.record.date
    if issued is None or view.record.genre == "news":
        return
    province = _province(view)
    seen: set[str] = set()
    resolved: dict[str, ResolvedAgency | None] = {}
    for agency, place in _named(view):
        if agency.id is None or agency.id in seen:
            continue
        if agency.id not in resolved:
            resolved[agency.id] = resolve_agency(agency.name, on=issued, province=province)
        known = resolved[agency.id]
        if known is None or known.valid_to is None or known.valid_to + _GRACE >= issued:
            continue
        evidence = place()
        if _FORMER.search(_around(view, evidence)):
            continue
        seen.add(agency.id)
        names = [_name(id) for id in known.successors]
        now = " hoặc ".join(name for name in names if name)
        yield Problem(
            message=(
                f"{agency.name} không còn từ ngày {day_text(known.valid_to + timedelta(days=1))}, trước ngày của văn bản "
                f"{day_text(issued)}{f'; nay là {now}' if now else ''}."
            ),
            evidence=(evidence,),
        )


def _named(view: PartView) -> Iterator[tuple[Agency, Callable[[], Evidence]]]:
    """The agencies that tasks and proposals name, each with the way to its place: looked for only where it is wanted."""
    for task in view.tasks:
        for agency in (*task.lead, *task.support):
            yield agency, partial(_place, view, agency.raw, task.source)
    for item in view.report_items:
        if item.addressee is not None:
            yield item.addressee, partial(_place, view, item.addressee.raw, item.source)


def _place(view: PartView, raw: str, source: Source) -> Evidence:
    at = view.text.find(raw, source.start, source.end)
    if at < 0 and source.table is not None and source.row is not None:
        row = view.row(view.context.document.tables[source.table], source.row)
        at = view.text.find(raw, row.source.start, row.source.end)
    return view.at(at, at + len(raw)) if at >= 0 else view.of(source)


def _around(view: PartView, evidence: Evidence) -> str:
    return view.text[max(0, evidence.source.start - 20) : evidence.source.end + 40]


def _province(view: PartView) -> str | None:
    issuer = view.record.issuer
    if issuer is None or issuer.id is None:
        return None
    place = issuer.id.partition("@")[2]
    return place.rpartition(".")[2] or None


def _name(id: str) -> str:
    base = id.partition("@")[0]
    entry = entry_at(base, None)
    return entry.name if entry is not None else ""


add(
    Check(
        code="obsolete-agency",
        family="tasks",
        severity="warning",
        explanation="Giao việc hoặc kiến nghị với cơ quan đã sáp nhập, đổi tên hoặc giải thể trước ngày của văn bản.",
        source="Nghị quyết 176/2025/QH15; Nghị định 45/2025/NĐ-CP; Nghị quyết 202/2025/QH15; Luật 72/2025/QH15",
        fails=(
            "@plan\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Thông tin và Truyền thông\n"
            "Chủ trì, phối hợp với các sở, ngành xây dựng kho dữ liệu dùng chung của "
            "tỉnh trước ngày 30/9/2026.",
            "@plan\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n"
            "| 1 | Xây dựng kho dữ liệu dùng chung | Sở Kế hoạch và Đầu tư | Tháng 9/2026 |\n"
            "| 2 | Số hóa hồ sơ sức khỏe | Sở Y tế | Tháng 9/2026 |",
        ),
        passes=(
            "@decision\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n"
            "| 1 | Xây dựng kho dữ liệu dùng chung | Sở Kế hoạch và Đầu tư | Tháng 9/2024 |\n"
            "| 2 | Số hóa hồ sơ sức khỏe | Sở Y tế | Tháng 9/2024 |",
        ),
        on_part=_check,
    )
)
