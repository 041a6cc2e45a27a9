"""What structure finds in a document: its parts, header, signatures, outline and the reading of its tables. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from vbcds.model.document import Source
from vbcds.model.records import Agency, Genre, Signer

DivisionKind = Literal["body", "attachment", "annex"]
SectionKind = Literal[
    "phần", "chương", "mục", "tiểu mục", "điều", "khoản", "điểm", "roman", "arabic", "letter", "capital", "dash", "plus", "heading"
]  # fmt: skip
TableRole = Literal["tasks", "targets", "comparison", "budget", "documents", "layout", "other"]
ColumnRole = Literal[
    "number", "content", "deadline", "start", "lead", "support", "product", "indicator", "unit", "target", "baseline",
    "pillar", "scope", "budget", "note", "result", "status", "document", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The letterhead and the title of one document."""

    #: Lines of the issuing agency's box, as printed: the parent first.
    agency_lines: tuple[str, ...] = ()
    parent: Agency | None = None
    issuer: Agency | None = None
    #: The other agencies of a joint document, after `issuer`.
    co_issuers: tuple[Agency, ...] = ()
    #: Number and symbol, spacing mended; None where the number is blank ("Số:   /QĐ-UBND": then `symbol` has what is printed).
    number: str | None = None
    symbol: str | None = None
    date: date | None = None
    #: The year where the day or the month is blank ("ngày   tháng   năm 2026").
    year: int | None = None
    place: str | None = None
    genre: Genre = "other"
    #: Tên loại in lower case: "quyết định", "công văn" ...
    kind: str | None = None
    #: Trích yếu without the type name, lines joined by a space, letter case as printed.
    title: str | None = None
    start: int = 0
    end: int = 0
    #: Offsets of number and title in the text, where they stand there.
    number_source: Source | None = None
    title_source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """The decision itself, the programme or regulation that it promulgates, or an annex."""

    kind: DivisionKind
    start: int
    end: int
    #: "CHƯƠNG TRÌNH", "PHỤ LỤC I", as printed.
    label: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionNode:
    """A numbered (or dashed) unit of the outline, or a heading. `start..end` is the whole unit with all below it."""

    kind: SectionKind
    #: As printed, without the closing mark: "I", "1.2.1", "Điều 3", "a", "-".
    label: str
    start: int
    end: int
    #: Offsets of the unit's own first paragraph after the label.
    head_start: int
    head_end: int
    #: Index of the enclosing unit in `Part.sections`, or None.
    parent: int | None
    #: From 0 at the top.
    depth: int
    #: Index into `Part.divisions`.
    division: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its role, its heading text (two-level headings joined by " / ")."""

    index: int
    role: ColumnRole
    heading: str
    #: A year or a date that the heading gives (targets: "2025", "Đến năm 2030").
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """What a table is. Rows before `first_row` are its head; `skipped` rows are numbering rows "(1) (2) (3)" and repeated heads."""

    table: int
    role: TableRole
    columns: tuple[Column, ...]
    first_row: int
    skipped: frozenset[int] = frozenset()
    #: Heading rows (groups) with their text, by row index, in order: (row, code or None, whole text of the row).
    groups: tuple[tuple[int, str | None, str], ...] = ()
    #: The caption or heading paragraph before the table.
    caption: str | None = None
    #: Index into `Part.divisions`.
    division: int = 0

    def column(self, role: ColumnRole) -> Column | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.role == role), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document under a letterhead of its own (a file mostly holds one)."""

    start: int
    end: int
    header: Header
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    divisions: tuple[Division, ...] = ()
    sections: tuple[SectionNode, ...] = ()
    tables: tuple[TableReading, ...] = ()
    #: The year or the years that the document plans for ("năm 2023", "giai đoạn 2021-2025"), from title and symbol.
    plan_years: tuple[int, int] | None = None
    #: It reports on work done: a report, or a letter that is one.
    is_report: bool = False
    #: Periodic reports: contract form of the period.
    period: str | None = None
    #: Spans that are letterhead, signature block, recipients: not statements of the document.
    formal_spans: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The structure of a file."""

    parts: tuple[Part, ...] = field(default=())
