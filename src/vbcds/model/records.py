"""The records that vbcds writes, field by field as the public contract has them (see docs/formats.md)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from vbcds.model.document import Box, Source

Genre = Literal[
    "decision", "plan", "resolution", "directive", "letter", "notice", "submission", "report",
    "programme", "law", "decree", "circular", "news", "other",
]  # fmt: skip
Authority = Literal["TM.", "KT.", "TL.", "TUQ.", "Q."]
DeadlineKind = Literal["fixed", "period", "recurring", "ongoing", "conditional", "relative", "none"]
Relation = Literal["legal_basis", "amends", "replaces", "repeals", "promulgates", "implements", "proposed_by", "mentions"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
Section = Literal["results", "difficulties", "proposals", "plans", "other"]
Status = Literal["done", "in_progress", "not_started", "delayed"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency or a collective: `name` is the canonical full name, `id` a key of the agency registry or None."""

    raw: str
    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When something is due. `exclusive`: the day named is already late ("trước ngày ...")."""

    raw: str | None
    kind: DeadlineKind
    start: datetime.date | None = None
    due: datetime.date | None = None
    exclusive: bool = False
    #: RFC 5545 RRULE value.
    recurrence: str | None = None
    #: The condition, or the event that a relative deadline counts from.
    anchor: str | None = None


#: The deadline of an empty cell.
NO_DEADLINE = Deadline(raw=None, kind="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A signature: name, role ("Phó Chủ tịch") and authority."""

    name: str
    role: str | None = None
    authority: Authority | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalSignature:
    """What a stamp says (of a digital signature, of incoming mail), never taken for the document's own issuer or date."""

    text: str
    signer: str | None = None
    agency: str | None = None
    #: When it was signed; the hour is 0:00 where the stamp has none.
    time: datetime.datetime | None = None
    page: int | None = None
    bbox: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A line of documents.jsonl."""

    id: str
    path: str
    media_type: str
    pages: int | None
    sha256: str
    ocr: bool
    genre: Genre
    kind: str | None = None
    number: str | None = None
    date: datetime.date | None = None
    place: str | None = None
    issuer: Agency | None = None
    title: str | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    period: str | None = None
    warnings: tuple[str, ...] = ()
    #: Offsets of this document in the file's text (a file may hold several).
    start: int = 0
    end: int = 0
    #: Stamps on its pages: digital signatures, incoming mail.
    signature: tuple[DigitalSignature, ...] = ()
    #: How sure the recognised text is, from 0 to 1; None where the file has text of its own.
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """A line of tasks.jsonl."""

    document: str
    code: str | None
    group: str | None
    content: str
    lead: tuple[Agency, ...]
    support: tuple[Agency, ...]
    deadline: Deadline
    product: str | None
    source: Source
    #: How sure the recognised text is, from 0 to 1; None where the file has text of its own.
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRecord:
    """A line of targets.jsonl: one value for one scope and one date."""

    document: str
    indicator: str
    comparator: Comparator
    value: float
    value_max: float | None
    unit: str | None
    scope: str | None
    due: datetime.date | None
    pillar: str | None
    raw: str
    source: Source
    #: How sure the recognised text is, from 0 to 1; None where the file has text of its own.
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRecord:
    """A line of citations.jsonl."""

    document: str
    raw: str
    kind: str
    number: str | None
    date: datetime.date | None
    issuer: Agency | None
    title: str | None
    pinpoint: str | None
    relation: Relation
    #: Canonical key of the cited document.
    cited: str
    #: Id of the file in this dossier, where it is there.
    cited_document: str | None
    source: Source
    #: How sure the recognised text is, from 0 to 1; None where the file has text of its own.
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRef:
    """Points at a task of a document."""

    document: str
    code: str | None
    #: Where the task stands in its document: tells tasks without a code apart.
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportItemRecord:
    """A line of report_items.jsonl."""

    document: str
    agency: Agency | None
    period: str | None
    section: Section
    text: str
    task: TaskRef | None
    status: Status | None
    addressee: Agency | None
    source: Source
    #: What names the task around the statement: "<number>: <wording>" of its row, or the heading of a topic.
    about: str | None = None
    #: How sure the link to the task and, in a scan, the recognised text are, from 0 to 1: the lower; None where there is neither.
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRecord:
    """A line of metrics.jsonl."""

    document: str
    agency: Agency | None
    period: str | None
    indicator: str
    value: float
    unit: str | None
    numerator: float | None
    denominator: float | None
    consistent: bool | None
    as_of: datetime.date | None
    raw: str
    source: Source
    value_max: float | None = None
    #: Counted from the beginning of the year or the programme ("lũy kế"), and so never falling.
    cumulative: bool = False
    #: How sure the recognised text is, from 0 to 1; None where the file has text of its own.
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage that a finding stands on."""

    document: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """A line of findings.jsonl."""

    document: str
    code: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRecord:
    """A line of errors.jsonl."""

    path: str
    error: str
    detail: str


Record = DocumentRecord | TaskRecord | TargetRecord | CitationRecord | ReportItemRecord | MetricRecord | FindingRecord | ErrorRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All records read from one file. The names of the fields are those of the contract's files."""

    documents: tuple[DocumentRecord, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    citations: tuple[CitationRecord, ...] = ()
    report_items: tuple[ReportItemRecord, ...] = ()
    metrics: tuple[MetricRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = field(default=())
