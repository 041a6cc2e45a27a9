"""Pages to drafts: margins, order of text and tables, paragraphs and tables over page breaks, notes after what they belong to."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from vbcds.model.builder import CellDraft, Draft, ParagraphDraft
from vbcds.model.document import BlockRole, Box
from vbcds.readers.limits import Limits
from vbcds.readers.pdf.columns import Region, find_regions
from vbcds.readers.pdf.fragments import Fragment, restore_u_horn
from vbcds.readers.pdf.furniture import Body, split_notes, take_furniture
from vbcds.readers.pdf.lines import SUPERSCRIPTS, Line, words_of
from vbcds.readers.pdf.pages import Page
from vbcds.readers.pdf.paragraphs import Measure, Paragraph, make_paragraphs, measure, style_of
from vbcds.readers.pdf.stitching import StitchedTable, begin, continues, go_on
from vbcds.readers.pdf.tables import PageTable
from vbcds.readers.pdf.unruled import find_unruled
from vbcds.text.legacy import detect_legacy, repair_paragraphs

_LONG = 0.5
_HIDE = {ord(char): 0xE100 + index for index, char in enumerate(SUPERSCRIPTS)}
_SHOW = {code: char for char, code in _HIDE.items()}
_ENOUGH_LINES = 5
_PADDING = 5.0


@dataclass(slots=True)
class _Flow:
    """Full-width lines that follow each other, over page breaks."""

    lines: list[Line] = field(default_factory=list)


_Element = _Flow | Region | StitchedTable
_Placed = tuple[int, Draft]  # the page where it begins


def assemble(pages: Sequence[Page], limits: Limits) -> tuple[list[Draft], list[str]]:
    """The drafts of a document in reading order, and warnings."""
    bodies = take_furniture(pages)
    parts = [_parts(body) for body in bodies]
    measures = _page_measures(bodies, parts)
    placed: list[_Placed] = []
    warnings: list[str] = []
    room = limits.max_cells
    for element in _elements(bodies, parts):
        if isinstance(element, StitchedTable):
            if len(element.cells) > room:
                warnings.append(f"Bảng ở trang {element.page} có quá nhiều ô; bỏ qua.")
                continue
            room -= len(element.cells)
            placed.append((element.page, element.draft()))
        elif isinstance(element, Region):
            placed += _paragraph_drafts(element.lines, _constant(_column_measure(element)))
        else:
            placed += _paragraph_drafts(element.lines, lambda line: measures[line.page])
    _place_notes(placed, bodies)
    drafts = [draft for _, draft in placed]
    _repair_legacy(drafts)
    return drafts, warnings


def _repair_legacy(drafts: Sequence[Draft]) -> None:
    """Text in an encoding from before Unicode whose fonts do not say so."""
    holders = list(_holders(drafts))
    if detect_legacy("\n".join(holder.text for holder in holders)) is None:
        return
    texts = [holder.text.translate(_HIDE) for holder in holders]  # note marks are no letters
    for holder, text in zip(holders, repair_paragraphs(texts), strict=True):
        holder.text = restore_u_horn(text).translate(_SHOW)


def _holders(drafts: Sequence[Draft]) -> Iterator[ParagraphDraft | CellDraft]:
    for draft in drafts:
        if isinstance(draft, ParagraphDraft):
            yield draft
            continue
        for cell in draft.cells:
            yield cell
            yield from _holders(cell.inner)


def _parts(body: Body) -> list[Region | PageTable]:
    """The regions and the tables of a page, from top to bottom."""
    parts: list[Region | PageTable] = []
    groups = body.groups
    bottoms = [max(f.base for f in group) for group in groups]
    start = 0
    for table in body.page.tables:
        end = max(start, bisect_right(bottoms, table.bbox[3]))
        if end > start:
            parts += _text_parts(groups[start:end], body.page)
            start = end
        parts.append(table)
    if start < len(groups):
        parts += _text_parts(groups[start:], body.page)
    return parts


def _text_parts(groups: list[list[Fragment]], page: Page) -> list[Region | PageTable]:
    """What stands between two ruled tables: text, and tables without rules."""
    parts: list[Region | PageTable] = []
    start = 0
    for zone in find_unruled(groups, page.rules, page.number):
        if zone.start > start:
            parts += find_regions(groups[start : zone.start], page.number)
        parts.append(zone.table)
        start = zone.end
    if start < len(groups):
        parts += find_regions(groups[start:], page.number)
    return parts


def _elements(bodies: Sequence[Body], parts: Sequence[list[Region | PageTable]]) -> list[_Element]:
    """The parts of all pages in order; what goes on over a page break is one element."""
    elements: list[_Element] = []
    lowest = _lowest(bodies)
    for body, page_parts in zip(bodies, parts, strict=True):
        for index, part in enumerate(page_parts):
            last = elements[-1] if elements else None
            if isinstance(part, PageTable):
                if (
                    index == 0
                    and isinstance(last, StitchedTable)
                    and last.last_page == body.page.number - 1
                    and continues(last, part)
                ):
                    go_on(last, part, lowest.get(last.last_page, last.bottom) - last.bottom)
                else:
                    elements.append(begin(part))
            elif part.column is not None:
                elements.append(part)
            elif isinstance(last, _Flow):
                last.lines += part.lines
            else:
                elements.append(_Flow(list(part.lines)))
    return elements


def _lowest(bodies: Sequence[Body]) -> dict[int, float]:
    """For each page, how far down text and tables reach on pages of its format."""
    reach: dict[tuple[int, int], float] = {}
    for body in bodies:
        page = body.page
        bottoms = [table.bbox[3] for table in page.tables] + [f.base for group in body.groups[-1:] for f in group]
        key = round(page.width), round(page.height)
        reach[key] = max([reach.get(key, 0.0), *bottoms])
    lowest = {}
    for body in bodies:
        page = body.page
        notes = min((line.top for line in body.notes), default=page.height)
        lowest[page.number] = min(notes, reach[round(page.width), round(page.height)])
    return lowest


def _page_measures(bodies: Sequence[Body], parts: Sequence[list[Region | PageTable]]) -> dict[int, Measure]:
    """The text block of each page: its own where it has lines enough, else that of the pages of its format."""
    by_format: dict[tuple[int, int], list[list[Line]]] = defaultdict(list)
    full = []
    for body, page_parts in zip(bodies, parts, strict=True):
        lines = [line for part in page_parts if isinstance(part, Region) and part.column is None for line in part.lines]
        full.append(lines)
        by_format[round(body.page.width), round(body.page.height)].append(lines)
    shared: dict[tuple[int, int], Measure] = {}
    for key, pages in by_format.items():
        lines = [line for page in pages for line in page]
        boxes = [
            table.bbox for body in bodies for table in body.page.tables if (round(body.page.width), round(body.page.height)) == key
        ]
        left, right = _edges(lines, key[0]) or _outer_edges(lines, boxes, key[0])
        shared[key] = measure(lines, left=left, right=right)
    measures = {}
    for body, lines in zip(bodies, full, strict=True):
        common = shared[round(body.page.width), round(body.page.height)]
        own = _edges(lines, body.page.width)
        if own is None:
            left = min([common.left, *(line.x0 for line in lines if common.left - line.x0 < 40)])
            measures[body.page.number] = Measure(left, common.right, common.pitch, common.extra, common.indented)
        else:
            block = measure(lines, left=own[0], right=own[1])
            block.indented = block.indented or common.indented
            measures[body.page.number] = block
    return measures


def _outer_edges(lines: Sequence[Line], boxes: Sequence[Box], width: float) -> tuple[float, float]:
    """The block where no lines tell: what lines and tables reach; the right margin is no wider than the left one."""
    left = min([line.x0 for line in lines] + [box[0] + _PADDING for box in boxes], default=0.0)
    right = max([line.x1 for line in lines] + [box[2] - _PADDING for box in boxes], default=width)
    return left, right if boxes else max(right, width - left)


def _edges(lines: Sequence[Line], width: float) -> tuple[float, float] | None:
    """Left and right edge of justified text: where its long lines begin and end; None where there are too few."""
    long = [line for line in lines if line.x1 - line.x0 > _LONG * width]
    if len(long) < _ENOUGH_LINES:
        return None
    rights = Counter(round(line.x1) for line in long)
    place = max(rights, key=lambda x: (rights[x - 1] + rights[x] + rights[x + 1], x))
    right = median(line.x1 for line in long if abs(line.x1 - place) <= 1.5)
    over = [line.x1 for line in long if line.x1 > right + 3]
    if len(over) > 0.2 * len(long):
        right = sorted(line.x1 for line in long)[-max(1, len(long) // 20)]  # ragged text
    lefts = Counter(round(line.x0) for line in lines)
    enough = max(2, 0.05 * len(lines))
    left = min((x for x in lefts if lefts[x - 1] + lefts[x] + lefts[x + 1] >= enough), default=min(lefts))
    return min((line.x0 for line in lines if abs(line.x0 - left) <= 1.5), default=float(left)), right


def _column_measure(region: Region) -> Measure:
    """The block of a column: its lines around one middle (a letterhead), or from one left edge (the addressees)."""
    block = measure(region.lines)
    lines = region.lines
    if len(lines) > 1:
        middle = median(line.center for line in lines)
        around = sum(1 for line in lines if abs(line.center - middle) < 0.6 * line.size)
        edge = median(line.x0 for line in lines)
        at_edge = sum(1 for line in lines if abs(line.x0 - edge) < 0.3 * line.size)
        block.centered = around > at_edge or (around == at_edge and around == len(lines))
    else:
        block.centered = True
    return block


def _constant(block: Measure) -> Callable[[Line], Measure]:
    return lambda _: block


def _paragraph_drafts(lines: Sequence[Line], measure_of: Callable[[Line], Measure]) -> list[_Placed]:
    drafts: list[_Placed] = []
    for paragraph in make_paragraphs(lines, measure_of):
        drafts.append((paragraph.lines[0].page, _draft(paragraph, measure_of(paragraph.lines[0]))))
    return drafts


def _draft(paragraph: Paragraph, block: Measure, role: BlockRole = "body") -> ParagraphDraft:
    return ParagraphDraft(
        text=paragraph.text,
        page=paragraph.lines[0].page,
        bbox=paragraph.bbox,
        role=role,
        style=style_of(paragraph, block),
        words=words_of(paragraph.lines),
    )


def _place_notes(placed: list[_Placed], bodies: Sequence[Body]) -> None:
    """Footnotes after the last paragraph or table that begins on their page."""
    for body in reversed(bodies):
        if not body.notes:
            continue
        notes = [(body.page.number, _note(lines)) for lines in split_notes(body.notes)]
        index = len(placed)
        while index and placed[index - 1][0] > body.page.number:
            index -= 1
        placed[index:index] = notes


def _note(lines: list[Line]) -> ParagraphDraft:
    paragraph = Paragraph(lines, [" "] * (len(lines) - 1))
    return _draft(paragraph, measure(lines), "footnote")
