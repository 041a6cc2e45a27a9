"""vbcds: reads Vietnamese administrative documents and turns them into tasks, targets, citations and findings with evidence.

The names below are the public interface; each is loaded when it is first used, so that `import vbcds` costs next to nothing.

>>> import vbcds
>>> [
...     citation.number
...     for citation in vbcds.find_citations("Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;")
... ]
['749/QĐ-TTg']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from vbcds.errors import ReadError as ReadError
    from vbcds.errors import StoreError as StoreError
    from vbcds.errors import VbcdsError as VbcdsError
    from vbcds.execution.run import RunSummary as RunSummary
    from vbcds.execution.run import extract as extract
    from vbcds.graph.annotation import annotate as annotate
    from vbcds.graph.build import build_dossier_graph as build_dossier_graph
    from vbcds.graph.build import build_graph as build_graph
    from vbcds.model.document import Document as Document
    from vbcds.model.records import Records as Records
    from vbcds.pipeline import Analysis as Analysis
    from vbcds.pipeline import analyse as analyse
    from vbcds.pipeline import analyse_bytes as analyse_bytes
    from vbcds.pipeline import analyse_document as analyse_document
    from vbcds.pipeline import read as read
    from vbcds.recognisers.agencies import find_agencies as find_agencies
    from vbcds.recognisers.agencies_resolution import resolve_agency as resolve_agency
    from vbcds.recognisers.citations import find_citations as find_citations
    from vbcds.recognisers.dates import find_dates as find_dates
    from vbcds.recognisers.deadlines import find_deadlines as find_deadlines
    from vbcds.recognisers.deadlines import parse_deadline as parse_deadline
    from vbcds.recognisers.quantities import find_quantities as find_quantities
    from vbcds.reporting.dossier import Dossier as Dossier
    from vbcds.reporting.dossier import open_dossier as open_dossier
    from vbcds.reporting.ranking import rank_sentences as rank_sentences
    from vbcds.reporting.summary import build_summary as build_summary
    from vbcds.reporting.summary_values import Summary as Summary
    from vbcds.reporting.text_summary import summarise_texts as summarise_texts

#: Where each public name lives.
_HOMES = {
    "Analysis": "vbcds.pipeline",
    "Document": "vbcds.model.document",
    "Dossier": "vbcds.reporting.dossier",
    "ReadError": "vbcds.errors",
    "Records": "vbcds.model.records",
    "RunSummary": "vbcds.execution.run",
    "StoreError": "vbcds.errors",
    "Summary": "vbcds.reporting.summary_values",
    "VbcdsError": "vbcds.errors",
    "analyse": "vbcds.pipeline",
    "analyse_bytes": "vbcds.pipeline",
    "analyse_document": "vbcds.pipeline",
    "annotate": "vbcds.graph.annotation",
    "build_dossier_graph": "vbcds.graph.build",
    "build_graph": "vbcds.graph.build",
    "build_summary": "vbcds.reporting.summary",
    "extract": "vbcds.execution.run",
    "find_agencies": "vbcds.recognisers.agencies",
    "find_citations": "vbcds.recognisers.citations",
    "find_dates": "vbcds.recognisers.dates",
    "find_deadlines": "vbcds.recognisers.deadlines",
    "find_quantities": "vbcds.recognisers.quantities",
    "open_dossier": "vbcds.reporting.dossier",
    "parse_deadline": "vbcds.recognisers.deadlines",
    "rank_sentences": "vbcds.reporting.ranking",
    "read": "vbcds.pipeline",
    "resolve_agency": "vbcds.recognisers.agencies_resolution",
    "summarise_texts": "vbcds.reporting.text_summary",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
