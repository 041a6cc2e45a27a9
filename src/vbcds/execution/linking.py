"""What only the whole dossier knows, filled in when all its files are read."""

from __future__ import annotations

from vbcds.store.writer import DossierWriter


def link_dossier(dossier: DossierWriter) -> None:
    """Link the citations of a dossier to its files and to each other, and its statements to the tasks that they speak of.

    See `vbcds.assembly.dossier` and `vbcds.assembly.task_links`; then look for what does not fit between documents (`vbcds.checks.run`).

    Every run starts from what the documents alone say, so the result depends on the files only and not on the order of runs.
    """
    from vbcds.assembly.dossier import link_citations

    dossier.restore("citations")
    citations = dossier.citations()
    linked = link_citations(citations, dossier.documents())
    dossier.replace("citations", citations, linked.citations)
    dossier.restore("report_items")
    items = dossier.report_items()
    if items:
        from vbcds.assembly.task_links import link_tasks

        dossier.replace("report_items", items, link_tasks(items, dossier.tasks(), dossier.documents(), linked.citations))
    from vbcds.checks.run import check_dossier, without_repeats

    dossier.set_dossier_findings(())
    own = dossier.findings()
    dossier.set_dossier_findings(without_repeats((*linked.findings, *check_dossier(dossier.records())), own))
