"""What a walk over a page gives: drafts with the element that each stands in, and how text looks there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from vbcds.model.builder import Draft, TableDraft
from vbcds.readers.html.looks import Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from vbcds.readers.html.css import Css


@dataclass(slots=True)
class Item:
    """A draft, the element it stands in, and how much of its text is links."""

    draft: Draft
    element: Element
    size: int
    links: int


@dataclass(slots=True)
class Table:
    """A table of the document, with the size of its text and of the links in it."""

    draft: TableDraft
    size: int
    links: int


class Walker(Protocol):
    """What reads the contents of cells."""

    def items(self, root: Element, look: Look) -> list[Item]:
        """The paragraphs and tables in an element, in order."""

    def css(self, element: Element) -> Css:
        """What the page's style sheets and the element's style attribute say of it."""

    def hides(self, element: Element) -> bool:
        """Whether the page hides an element."""

    def take_cell(self) -> bool:
        """Count one more cell; False where there were too many."""
