"""What only the whole dossier knows, filled in when all its files are read."""

from __future__ import annotations

from vbcds.store.writer import DossierWriter


def link_dossier(dossier: DossierWriter) -> None:
    """Link the citations of a dossier to its files and to each other (`vbcds.assembly.dossier`).

    Every run starts from what the documents alone say, so the result depends on the files only and not on the order of runs.
    """
    from vbcds.assembly.dossier import link_citations

    dossier.restore("citations")
    citations = dossier.citations()
    linked = link_citations(citations, dossier.documents())
    dossier.replace("citations", citations, linked.citations)
    dossier.set_dossier_findings(linked.findings)
