"""Running the checks: over what was read from one file, and over the records of a dossier."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from vbcds.assembly.parts import build_contexts
from vbcds.checks.registry import Check, Problem, load_checks, load_dossier_checks
from vbcds.checks.view import PartView
from vbcds.model.document import Document
from vbcds.model.records import FindingRecord, Records, TaskRecord
from vbcds.structure.values import Structure


def check_document(document: Document, structure: Structure, records: Records) -> tuple[FindingRecord, ...]:
    """The findings in one file, in the order of their places."""
    found: list[FindingRecord] = []
    for view in build_views(document, structure, records):
        for check in load_checks().values():
            if check.on_part is not None:
                found += _findings(check, check.on_part(view), view.id)
    return tuple(_in_order(found))


def build_views(document: Document, structure: Structure, records: Records) -> Iterator[PartView]:
    """What the checks see of each document of a file."""
    for context in build_contexts(document, structure):
        record = next((item for item in records.documents if item.id == context.id), None)
        if record is not None:
            yield PartView(
                context=context,
                record=record,
                tasks=tuple(item for item in records.tasks if item.document == context.id),
                targets=tuple(item for item in records.targets if item.document == context.id),
                citations=tuple(item for item in records.citations if item.document == context.id),
                report_items=tuple(item for item in records.report_items if item.document == context.id),
                metrics=tuple(item for item in records.metrics if item.document == context.id),
            )


def check_dossier(
    records: Records,
    *,
    tasks: Callable[[], Sequence[TaskRecord]] | None = None,
    text: Callable[[str], str] | None = None,
) -> tuple[FindingRecord, ...]:
    """The findings that only several documents together show; `tasks` gives the tasks, where `records` is without them, and `text` a
    document's text by its id."""
    from vbcds.checks.dossier_view import DossierView

    view = DossierView(records, tasks, text)
    found: list[FindingRecord] = []
    for check in load_dossier_checks():
        if check.on_dossier is not None:
            found += _findings(check, check.on_dossier(view), None)
    order = {record.id: index for index, record in enumerate(records.documents)}
    groups: dict[str, list[FindingRecord]] = defaultdict(list)
    for finding in found:
        groups[finding.document].append(finding)
    return tuple(item for id in sorted(groups, key=lambda id: order.get(id, len(order))) for item in _in_order(groups[id]))


def _findings(check: Check, problems: Iterable[Problem], document: str | None) -> Iterator[FindingRecord]:
    for problem in _safely(check, problems):
        yield FindingRecord(
            document=document or problem.evidence[0].document,
            code=check.code,
            severity=problem.severity or check.severity,
            message=problem.message,
            evidence=problem.evidence,
        )


def _safely(check: Check, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a check; a defect of the check costs its own findings, and never the reading of the document."""
    try:
        yield from problems
    except Exception:
        logging.getLogger("vbcds").warning("check %s failed", check.code, exc_info=True)


def _in_order(findings: Sequence[FindingRecord]) -> list[FindingRecord]:
    seen: dict[tuple[str, int, int, str], FindingRecord] = {}
    for finding in findings:
        source = finding.evidence[0].source
        seen.setdefault((finding.code, source.start, source.end, finding.message), finding)
    return sorted(seen.values(), key=lambda item: (item.evidence[0].source.start, item.evidence[0].source.end, item.code))


def without_repeats(found: Iterable[FindingRecord], known: Iterable[FindingRecord]) -> tuple[FindingRecord, ...]:
    """The findings whose code is not known yet at their place: two stages may see one mistake."""
    places = {_place(finding) for finding in known}
    kept: dict[tuple[str, str, int], FindingRecord] = {}
    for finding in found:
        if _place(finding) not in places:
            kept.setdefault(_place(finding), finding)
    return tuple(kept.values())


def _place(finding: FindingRecord) -> tuple[str, str, int]:
    return finding.code, finding.evidence[0].document, finding.evidence[0].source.start
