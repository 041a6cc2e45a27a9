"""Shapes of the corpus: what a document is made of, with the gold that its author knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A paragraph of a report with its gold."""

    text: str
    section: str = "results"
    task: str | None = None
    #: File stem of the document that sets the task.
    of: str | None = None
    status: str | None = None
    addressee: str | None = None
    #: Several statements in one paragraph or a heading only: no item of its own.
    item: bool = True
    metrics: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of a report or of a programme."""

    text: str
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class Text:
    """A plain paragraph."""

    text: str
    targets: tuple[dict[str, Any], ...] = ()
    #: Prose tasks that the paragraph sets.
    tasks: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table: rows of texts; None continues the cell above (row span), Ellipsis the cell to the left (column span)."""

    rows: tuple[tuple[Any, ...], ...]
    head_rows: int = 1
    widths: tuple[float, ...] = ()
    tasks: tuple[dict[str, Any], ...] = ()
    targets: tuple[dict[str, Any], ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PageBreak:
    """The next block begins on a new page; `landscape` turns it."""

    landscape: bool = False


Item = Statement | Heading | Text | Grid | PageBreak


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One document of the corpus."""

    #: File name without its ending.
    stem: str
    #: Endings to render ("docx", "pdf", "html", "txt", "xlsx").
    formats: tuple[str, ...]
    folder: str
    kind: str
    genre: str
    number: str | None
    date: str | None
    place: str
    issuer: str
    #: Lines of the letterhead's left box.
    agency_lines: tuple[str, ...]
    title: str
    #: căn cứ and đề nghị paragraphs.
    bases: tuple[str, ...] = ()
    #: The line that opens the ruling part ("QUYẾT ĐỊNH:").
    ruling: str | None = None
    #: The authority under the title ("ỦY BAN NHÂN DÂN TỈNH ...").
    authority: str | None = None
    addressees: tuple[str, ...] = ()
    body: tuple[Item, ...] = ()
    signature: tuple[str, ...] = ()
    signer: str = ""
    role: str = ""
    by: str | None = None
    recipients: tuple[str, ...] = ()
    #: What is promulgated with it: (label, title, "(Kèm theo ...)", items).
    attachments: tuple[tuple[str, str, str, tuple[Item, ...]], ...] = ()
    period: str | None = None
    citations: tuple[dict[str, Any], ...] = ()
    #: Formal mess of this very file: "nfd", "number-field", "no-space", "blank-number" ...
    mess: frozenset[str] = field(default_factory=frozenset)
