"""A dossier as the checks see it: the records of all its documents, by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from vbcds.assembly.responsibility import LOCAL_COMMITTEES
from vbcds.model.document import Source
from vbcds.model.records import (
    Agency,
    CitationRecord,
    DocumentRecord,
    Evidence,
    MetricRecord,
    Records,
    ReportItemRecord,
    TargetRecord,
    TaskRecord,
)
from vbcds.text.fold import key

#: Genres that carry out what another document sets, and how they cite it.
IMPLEMENTING = frozenset({"plan", "decision", "programme", "letter", "directive"})
_RELATIONS = frozenset({"implements", "legal_basis"})


def _may_be_by(issuer: Agency | None, cited: Agency | None) -> bool:
    """Whether a document may be by the agency that a citation names, which may leave out the place."""
    return issuer is None or cited is None or key(issuer.name).startswith(key(cited.name))


def _is_local(issuer: Agency | None) -> bool:
    """Whether a document is of the committee of a district or a commune."""
    return issuer is not None and issuer.id is not None and issuer.id.startswith(LOCAL_COMMITTEES)


class DossierView:
    """The records of a dossier; `tasks` gives its tasks where `records` is without them, and `text` the text of a document by its id,
    for the few dossiers whose checks ask."""

    def __init__(
        self,
        records: Records,
        tasks: Callable[[], Sequence[TaskRecord]] | None = None,
        text: Callable[[str], str] | None = None,
    ) -> None:
        self.records = records
        self._load_tasks = tasks
        self._load_text = text
        self.documents: dict[str, DocumentRecord] = {record.id: record for record in records.documents}

    @cached_property
    def targets(self) -> dict[str, list[TargetRecord]]:
        """Targets by document."""
        found: dict[str, list[TargetRecord]] = defaultdict(list)
        for item in self.records.targets:
            found[item.document].append(item)
        return found

    @cached_property
    def tasks(self) -> dict[str, list[TaskRecord]]:
        """Tasks by document."""
        found: dict[str, list[TaskRecord]] = defaultdict(list)
        for item in self._load_tasks() if self._load_tasks else self.records.tasks:
            found[item.document].append(item)
        return found

    @cached_property
    def metrics(self) -> dict[str, list[MetricRecord]]:
        """Figures by document."""
        found: dict[str, list[MetricRecord]] = defaultdict(list)
        for item in self.records.metrics:
            found[item.document].append(item)
        return found

    @cached_property
    def items(self) -> dict[str, list[ReportItemRecord]]:
        """Statements by document."""
        found: dict[str, list[ReportItemRecord]] = defaultdict(list)
        for item in self.records.report_items:
            found[item.document].append(item)
        return found

    @cached_property
    def citations(self) -> dict[str, list[CitationRecord]]:
        """Citations by document."""
        found: dict[str, list[CitationRecord]] = defaultdict(list)
        for item in self.records.citations:
            found[item.document].append(item)
        return found

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What one check worked out and another may use again."""
        return {}

    def bases(self, id: str) -> list[str]:
        """The documents of the dossier that a document implements or rests on."""
        found: dict[str, None] = {}
        for citation in self.citations.get(id, ()):
            cited = self.meant(citation)
            if cited is not None and cited != id and citation.relation in _RELATIONS:
                found[cited] = None
        return list(found)

    def measures_part(self, id: str, target: TargetRecord) -> bool:
        """Whether a target of a basis is an amount of a whole province of which a document, of a district or a commune, plans its part:
        the province's 600 enterprises are 45 in one commune; a percentage is the same in both."""
        below, above = (_is_local(self.documents[one].issuer) for one in (id, target.document))
        return below and not above and target.unit != "%"

    def meant(self, citation: CitationRecord) -> str | None:
        """The document of the dossier that a citation is of: the one that it is linked to, else the one of its issuer that has its number
        and year, or its day and symbol, where the day or the number is wrong."""
        cited, number, day = citation.cited_document, citation.number, citation.date
        if cited is not None or number is None or day is None:
            return cited if cited in self.documents else None
        symbol = number.partition("/")[2]
        alike = [
            record.id
            for record in (*self._like.get((number, day.year), ()), *self._like.get((symbol, day), ()))
            if _may_be_by(record.issuer, citation.issuer)
        ]
        return alike[0] if len(alike) == 1 else None

    @cached_property
    def _like(self) -> dict[tuple[str, int | date], list[DocumentRecord]]:
        """The documents by their number and year, and by their symbol and day."""
        found: dict[tuple[str, int | date], list[DocumentRecord]] = defaultdict(list)
        for record in self.documents.values():
            if record.number is not None and record.date is not None:
                found[record.number, record.date.year].append(record)
                found[record.number.partition("/")[2], record.date].append(record)
        return found

    def text(self, id: str) -> str:
        """The text that the offsets of a document's records count; empty where it is not at hand."""
        return self._load_text(id) if self._load_text is not None else ""

    def name(self, id: str) -> str:
        """What a document is called in messages: kind and number, else its file."""
        record = self.documents[id]
        if record.number:
            return f"{(record.kind or 'văn bản').capitalize()} {record.number}"
        return record.path

    @staticmethod
    def of(document: str, text: str, source: Source) -> Evidence:
        """The passage of a record."""
        return Evidence(document=document, text=text, source=source)
