"""The dossier with what is reported from it: the reports of a period, the ledger of a day, the consolidated summary."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date

from vbcds.model.records import DocumentRecord
from vbcds.reporting.calendar import ReportCalendar, build_calendar
from vbcds.reporting.ledger import build_ledger
from vbcds.reporting.ledger_values import Ledger
from vbcds.reporting.report_duties import ReportDuty, find_duties
from vbcds.reporting.summary import build_summary, reports_of
from vbcds.reporting.summary_values import Summary
from vbcds.store.dossier import Dossier as StoredDossier
from vbcds.store.dossier import dossier_path
from vbcds.store.schema import connect


class Dossier(StoredDossier):
    """The records of a dossier (see `vbcds.store.dossier.Dossier`), and the questions that a committee's office asks of them."""

    def reports(self, period: str) -> tuple[DocumentRecord, ...]:
        """The reports on a period, by date; of two copies of one report the first."""
        return tuple(document for document, _ in reports_of(self.records(), period))

    def ledger(self, as_of: date, *, period: str | None = None) -> Ledger:
        """The state of every assigned task on a day."""
        records = self.records()
        return build_ledger(
            records.tasks, records.report_items, records.documents, as_of=as_of, metrics=records.metrics, period=period
        )

    def calendar(self, period: str, *, as_of: date | None = None, duties: Sequence[ReportDuty] | None = None) -> ReportCalendar:
        """Who owed a report on a period, who gave it, who was late and who is missing."""
        records = self.records()
        owed = find_duties(records.tasks, records.documents) if duties is None else duties
        return build_calendar(owed, records.documents, period=period, as_of=as_of, tasks=records.tasks, items=records.report_items)

    def summary(
        self,
        period: str,
        *,
        as_of: date | None = None,
        pages: int | None = None,
        per_section: int | None = None,
        duties: Sequence[ReportDuty] | None = None,
    ) -> Summary:
        """The consolidated report of a period."""
        return build_summary(self, period=period, as_of=as_of, pages=pages, per_section=per_section, duties=duties)


def open_dossier(path: str | os.PathLike[str]) -> Dossier:
    """Open the dossier that `vbcds extract` wrote: `path` is its folder or its `vbcds.sqlite`. Nothing is changed.

    Raises `vbcds.errors.StoreError` where there is none.
    """
    file = dossier_path(path)
    return Dossier(connect(file, write=False), file)
