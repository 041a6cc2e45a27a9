"""What every assembler needs to know of the part it works on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vbcds.model.document import Block, Cell, Document, Source
from vbcds.structure.values import Part, SectionNode


@dataclass(frozen=True, kw_only=True)
class PartContext:
    """One document of a file with its structure, and the id that its records bear."""

    document: Document
    part: Part
    #: `<file id>`, `<file id>-2` ...
    id: str

    @property
    def text(self) -> str:
        """The canonical text of the whole file."""
        return self.document.text

    @property
    def issued(self) -> date | None:
        """The date of the document."""
        return self.part.header.date

    @property
    def plan_year(self) -> int | None:
        """The one year that the document plans for, or None: years left out in deadlines are of this year."""
        years = self.part.plan_years
        return years[0] if years and years[0] == years[1] else None

    @property
    def has_letterhead(self) -> bool:
        """Whether the part is an official document at all (and not an article of a newspaper)."""
        return self.part.header.genre != "news"

    @cached_property
    def _section_starts(self) -> list[int]:
        return [node.start for node in self.part.sections]

    def section_at(self, offset: int) -> int | None:
        """The index of the innermost outline unit that contains the offset."""
        index = bisect_right(self._section_starts, offset) - 1
        current: int | None = index if index >= 0 else None
        while current is not None:
            node = self.part.sections[current]
            if node.start <= offset < max(node.end, node.start + 1):
                return current
            current = node.parent
        return None

    def path(self, index: int | None) -> Iterator[SectionNode]:
        """A unit and the units around it, from the inside out."""
        while index is not None:
            node = self.part.sections[index]
            yield node
            index = node.parent

    def head(self, node: SectionNode) -> str:
        """The words of a unit's own first paragraph, without its label."""
        return self.text[node.head_start : node.head_end]

    @cached_property
    def _opens(self) -> int:
        """Where the document's own words begin: at its letterhead, above which only a page that shows it has words."""
        header = self.part.header
        if header.number is None or not any(low == header.start for low, _ in self.part.formal_spans):
            return self.part.start
        return header.start

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        start, opens, end = self.part.start, self._opens, self.part.end
        return tuple(
            block
            for block in self.document.blocks
            if block.start >= start and opens < max(block.end, block.start + 1) and block.end <= end
        )

    def blocks(self) -> Iterator[Block]:
        """The blocks of this part, in reading order; what stands above its letterhead is not the document's."""
        return iter(self._blocks)

    def prose_blocks(self) -> Iterator[Block]:
        """The paragraphs of the body: no tables, notes, letterhead or signature block."""
        return iter(self._prose_blocks)

    @cached_property
    def _prose_blocks(self) -> tuple[Block, ...]:
        return tuple(
            block
            for block in self._blocks
            if block.table is None and block.role == "body" and not self.is_formal(block.start, block.end)
        )

    def is_formal(self, start: int, end: int) -> bool:
        """Whether the span lies in the letterhead, a signature block or the list of recipients."""
        return any(low <= start and end <= high for low, high in self.part.formal_spans)

    def cell_source(self, table: int, cell: Cell, row: int | None = None) -> Source:
        """The place of a cell; `row` where a merged cell speaks for a lower row."""
        return Source(
            start=cell.start,
            end=cell.end,
            page=cell.page,
            bbox=cell.bbox,
            table=table,
            row=cell.row if row is None else row,
            column=cell.column,
        )
