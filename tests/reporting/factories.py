"""Small records for tests."""

from __future__ import annotations

import datetime

from vbcds.model.document import Source
from vbcds.model.records import Agency, Deadline, DocumentRecord, MetricRecord, Records, ReportItemRecord, Section, TaskRecord

DAY = datetime.date(2023, 5, 20)


class Month:
    """Reports of a month, written down as lines: texts and records that fit together."""

    def __init__(self, period: str = "2023-05") -> None:
        self.period = period
        self.texts: dict[str, str] = {}
        self.documents: list[DocumentRecord] = []
        self.items: list[ReportItemRecord] = []
        self.metrics: list[MetricRecord] = []
        self.tasks: list[TaskRecord] = []

    def report(self, agency: str, *lines: tuple[Section, str] | tuple[Section, str, str], date: datetime.date = DAY) -> str:
        """A report; a line is (section, text) or (section, text, addressee)."""
        id = f"{len(self.documents):016x}"
        who = Agency(raw=agency, name=agency)
        text = f"BÁO CÁO của {agency}\n"
        for line in lines:
            start = len(text)
            text += line[1] + "\n"
            self.items.append(
                ReportItemRecord(
                    document=id,
                    agency=who,
                    period=self.period,
                    section=line[0],
                    text=line[1],
                    task=None,
                    status=None,
                    addressee=Agency(raw=line[2], name=line[2]) if len(line) > 2 else None,
                    source=Source(start=start, end=start + len(line[1])),
                )
            )
        self.texts[id] = text
        self.documents.append(
            DocumentRecord(
                id=id, path=f"{id}.txt", media_type="text/plain", pages=None, sha256=id * 4, ocr=False, genre="report", kind="báo cáo",
                number=f"{len(self.documents) + 1}/BC", date=date, issuer=who, title="Kết quả chuyển đổi số",
                period=self.period, end=len(text),
            )
        )  # fmt: skip
        return id

    def task(self, code: str | None, content: str, lead: str, deadline: Deadline) -> TaskRecord:
        """A task of a plan."""
        record = TaskRecord(
            document="f" * 16, code=code, group=None, content=content, lead=(Agency(raw=lead, name=lead),), support=(), deadline=deadline,
            product=None, source=Source(start=len(self.tasks), end=len(self.tasks) + 1),
        )  # fmt: skip
        self.tasks.append(record)
        return record

    def records(self) -> Records:
        """All of it."""
        return Records(
            documents=tuple(self.documents), tasks=tuple(self.tasks), report_items=tuple(self.items), metrics=tuple(self.metrics)
        )
