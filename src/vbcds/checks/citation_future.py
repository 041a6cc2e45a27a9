"""Documents that are cited with a day after the document's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, day_text, short
from vbcds.model.records import CitationRecord


def _future(view: PartView) -> Iterator[Problem]:
    """Documents that are cited with a day after the document's own."""
    issued = view.record.date
    if issued is None or view.record.genre == "news" or view.record.kind == "văn bản hợp nhất":
        return
    later: dict[tuple[str, date], CitationRecord] = {}
    for citation in view.citations:
        day = citation.date
        if day is None or day <= issued or citation.number is None:
            continue
        if view.is_administrative or citation.relation in ("legal_basis", "implements"):
            later.setdefault((citation.number, day), citation)  # copies of normative documents have notes on what amended them
    if not later:
        return
    (first, *others), (_, day) = later.values(), next(iter(later))
    more = f" (và {len(others)} văn bản khác; có thể ngày của văn bản ghi sai)" if others else ""
    yield Problem(
        message=f"“{short(first.raw)}” ghi ngày {day_text(day)}, sau ngày của văn bản ({day_text(issued)}){more}.",
        evidence=tuple(view.of(citation.source, citation.raw) for citation in (first, *others[:5])),
    )


add(
    Check(
        code="citation-future-date",
        family="citations",
        severity="warning",
        explanation="Văn bản được dẫn ghi ngày sau ngày của chính văn bản dẫn.",
        source=f"{ND30}, Phụ lục I, mục II.6 (căn cứ là văn bản đang có hiệu lực)",
        fails=("@plan\nCăn cứ Quyết định số 512/QĐ-UBND ngày 16/4/2026 của UBND tỉnh;\nI. MỤC TIÊU",),
        passes=(
            "@plan\nCăn cứ Quyết định số 512/QĐ-UBND ngày 04/3/2026 của UBND tỉnh;\nI. MỤC TIÊU",
            "@plan\nI. MỤC TIÊU\nHoàn thành trước ngày 16/4/2026 theo Quyết định số 512/QĐ-UBND ngày 04/3/2026 của UBND tỉnh.",
        ),
        on_part=_future,
    )
)
