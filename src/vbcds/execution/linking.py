"""What only the whole dossier knows, filled in when all its files are read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from vbcds.model.codec import prepare
from vbcds.model.records import Records
from vbcds.store.rows import KINDS
from vbcds.store.writer import DossierWriter


def warm_up() -> None:
    """Load what `link_dossier` needs: a run does it while its workers start, when a core has nothing to do."""
    from vbcds.assembly.dossier import link_citations
    from vbcds.checks.run import check_dossier

    prepare(KINDS.values())
    link_citations((), ())
    check_dossier(Records())


def link_dossier(dossier: DossierWriter) -> None:
    """Link the citations of a dossier to its files and to each other, and its statements to the tasks that they speak of.

    See `vbcds.assembly.dossier` and `vbcds.assembly.task_links`; then look for what does not fit between documents (`vbcds.checks.run`).

    Every run starts from what the documents alone say, so the result depends on the files only and not on the order of runs.
    """
    from vbcds.assembly.dossier import link_citations
    from vbcds.checks.run import check_dossier, without_repeats

    for kind in ("citations", "report_items"):
        dossier.restore(kind)
    dossier.set_dossier_findings(())
    records = Records(  # each record is some work to read: all are read once, tasks and findings only where they are asked for
        documents=dossier.documents(),
        targets=dossier.targets(),
        citations=dossier.citations(),
        report_items=dossier.report_items(),
        metrics=dossier.metrics(),
    )
    tasks = cache(dossier.tasks)
    linked = link_citations(records.citations, records.documents)
    dossier.replace("citations", records.citations, linked.citations)
    items = records.report_items
    if items:
        from vbcds.assembly.task_links import link_tasks

        items = link_tasks(items, tasks(), records.documents, linked.citations)
        dossier.replace("report_items", records.report_items, items)
    known = replace(records, citations=linked.citations, report_items=items)
    found = (*linked.findings, *check_dossier(known, tasks=tasks, text=dossier.text))
    dossier.set_dossier_findings(without_repeats(found, dossier.findings()) if found else ())
