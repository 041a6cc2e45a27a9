"""HTML tables: cells in their grid (rowspan, colspan), nested ones inside their cell, and layout tables opened up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vbcds.model.builder import CellDraft, ParagraphDraft, TableDraft
from vbcds.readers.grid import Grid, compact
from vbcds.readers.html.items import Item, Table, Walker
from vbcds.readers.html.looks import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_GRID_CLASS = re.compile(r"(?:^|[\s_-])(?:bordered|border|msotablegrid|grid)(?:$|[\s_-])", re.IGNORECASE)
#: A cell with so much running text is a part of the page, not a cell of a document's table.
_PAGE_PARAGRAPHS = 12
_PAGE_SIZE = 2500
_ARTICLE = re.compile(r"(?:điều\s+\d+|căn cứ|chương\s+[ivx\d]+|mục\s+[ivx\d]+|[ivx]+\.)(?:\b|\s)", re.IGNORECASE)


def read_table(element: Element, walk: Walker, look: Look) -> Table | list[Item]:
    """A table as a draft; or what stands in it, in order, where it only lays out the page."""
    grid = Grid()
    contents: list[list[Item]] = []
    elements: list[Element] = []
    captions: list[Item] = []
    look = look._replace(align=None, indent=None)
    for section in _sections(element, captions, walk, look):
        for row in section:
            grid.next_row()
            for td in row:
                if walk.hides(td):
                    continue
                if not walk.take_cell():
                    break
                contents.append(walk.items(td, _cell_look(td, walk, look)))
                elements.append(td)
                grid.place(
                    CellDraft(
                        text="",
                        row=0,
                        column=0,
                        row_span=_span(td.get("rowspan"), 65_534),
                        column_span=_span(td.get("colspan"), 1000),
                    )
                )
        grid.close_rows()
    if not any(contents):
        return captions
    ruled = _ruled(element, elements, walk)
    if _is_layout(grid.cells, contents, ruled):
        return captions + [item for content in contents for item in content]
    for cell, content in zip(grid.cells, contents, strict=True):
        _fill(cell, content)
    items = [item for content in contents for item in content]
    draft = compact(TableDraft(cells=grid.cells, ruled=ruled))
    table = Table(draft, sum(item.size for item in items), sum(item.links for item in items))
    return [*captions, Item(draft, element, table.size, table.links)] if captions else table


def _sections(element: Element, captions: list[Item], walk: Walker, look: Look) -> Iterator[Iterator[list[Element]]]:
    """The row groups of a table, each with its rows as lists of cells; cells without a row make one."""
    loose: list[list[Element]] = []
    for child in element:
        tag = child.tag
        if tag in _SECTIONS:
            if loose:
                yield iter(loose)
                loose = []
            if not walk.hides(child):
                yield _rows(child, walk)
        elif tag == "tr":
            if not walk.hides(child):
                loose.append([td for td in child if td.tag in _CELLS])
        elif tag in _CELLS:
            loose.append([child])
        elif tag == "caption":
            captions.extend(walk.items(child, look))
    if loose:
        yield iter(loose)


def _rows(section: Element, walk: Walker) -> Iterator[list[Element]]:
    for child in section:
        if child.tag == "tr" and not walk.hides(child):
            yield [td for td in child if td.tag in _CELLS]
        elif child.tag in _CELLS:
            yield [child]


def _cell_look(td: Element, walk: Walker, look: Look) -> Look:
    css = walk.css(td)
    return look._replace(
        bold=td.tag == "th" if css.bold is None else css.bold,
        italic=look.italic if css.italic is None else css.italic,
        size=look.size if css.size is None else css.size,
        font=look.font if css.font is None else css.font,
        upper=look.upper if css.upper is None else css.upper,
        raised=False,
        heading=None,
    )


def _fill(cell: CellDraft, content: list[Item]) -> None:
    lines: list[str] = []
    size = bold = 0
    for item in content:
        draft = item.draft
        if isinstance(draft, ParagraphDraft):
            lines.append(draft.text)
            size += item.size
            if draft.style.bold:
                bold += item.size
        else:
            cell.inner.append(draft)
    cell.text = "\n".join(lines)
    cell.bold = 2 * bold > size if size else None


def _is_layout(cells: list[CellDraft], contents: list[list[Item]], ruled: bool | None) -> bool:
    """Whether a table only places text on the page: one cell, one unruled column, or a cell that holds a document's text."""
    filled = [content for content in contents if content]
    if len(cells) == 1:
        return True
    if ruled:
        return False
    if len(filled) == 1 and (len(filled[0]) > 8 or sum(item.size for item in filled[0]) > 600):
        return True
    if all(cell.column == 0 for cell in cells):
        return True
    for content in filled:
        size = sum(item.size for item in content)
        if size > _PAGE_SIZE and len(content) >= _PAGE_PARAGRAPHS:
            return True
        articles = sum(1 for item in content if isinstance(item.draft, ParagraphDraft) and _ARTICLE.match(item.draft.text))
        if articles >= 2 and size > 400 and len(content) >= 4:
            return True
        if any(
            isinstance(item.draft, TableDraft) and 2 * item.size > size and len(item.draft.cells) > len(cells) for item in content
        ):
            return True
    return False


def _ruled(element: Element, cells: list[Element], walk: Walker) -> bool | None:
    """Whether lines are drawn around the cells; None where the page does not tell."""
    drawn = undrawn = 0
    for td in cells[:400]:
        border = walk.css(td).border
        if border is not None:
            drawn, undrawn = drawn + border, undrawn + (not border)
    if 2 * (drawn + undrawn) > min(len(cells), 400):
        return drawn >= undrawn
    css = walk.css(element)
    attribute = element.get("border")
    if css.border is False and not drawn:
        return False
    if attribute is not None:
        return attribute.strip() not in ("", "0", "none", "no")
    if css.border or drawn:
        return True
    return True if _GRID_CLASS.search(element.get("class") or "") else None


def _span(value: str | None, most: int) -> int:
    """A rowspan or colspan; rowspan="0" goes to the end of the row group."""
    if value is None:
        return 1
    digits = value.strip()[:6]
    if not digits.isdecimal() or not digits.isascii():
        return 1
    return min(int(digits) or most, most)
