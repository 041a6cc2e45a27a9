"""One page of a PDF: its text in fragments, its ruled tables, its images."""

from __future__ import annotations

from dataclasses import dataclass, field

from vbcds.model.document import Signature
from vbcds.readers.pdf.binding import Pdfium
from vbcds.readers.pdf.fragments import Fragment, find_fragments
from vbcds.readers.pdf.glyphs import read_glyphs
from vbcds.readers.pdf.lattice import Lattice, find_lattices
from vbcds.readers.pdf.lines import raise_marks
from vbcds.readers.pdf.rules import Drawing, Rule, read_drawing
from vbcds.readers.pdf.stamps import flatten, has_appearances, take_stamps
from vbcds.readers.pdf.tables import PageTable, fill_tables
from vbcds.text.quality import vietnamese_share

#: A scanned page is (nearly) covered by its image.
_SCAN = 0.55
_LITTLE_TEXT = 40
#: Own measurement: pages of official documents have 0.95 and more, and so have their scans when well recognised.
_RUBBISH = 0.85
_MANY_PATHS = 150


@dataclass(slots=True)
class Page:
    """What stands on one page, in reading space."""

    #: From 1.
    number: int
    width: float
    height: float
    #: Text outside the tables.
    fragments: list[Fragment]
    tables: list[PageTable]
    #: Horizontal rules that are no table's.
    rules: list[Rule] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    #: Part of the page that images cover.
    image: float = 0.0
    #: Its text is too little, and an image too large (or its letters are drawings), for a page that was written.
    needs_ocr: bool = False
    #: The text was put under a scan by some recogniser.
    recognised: bool = False
    #: Share of Vietnamese in the text of a page that an image covers (`vietnamese_share`); None elsewhere, or with too few words.
    quality: float | None = None
    cut: bool = False
    #: Number of characters of the page's text.
    characters: int = 0

    @property
    def doubtful(self) -> bool:
        """An image with a text layer that is rubbish: it is worth while to read the image again."""
        return self.quality is not None and self.quality < _RUBBISH


def read_page(library: Pdfium, document: int, index: int, most: int) -> Page | None:
    """Read one page (from 0), at most `most` characters of it; None for one that PDFium cannot load."""
    page = library.load_page(document, index)
    if not page:
        return None
    try:
        if has_appearances(library, page) and flatten(library, page):
            library.close_page(page)
            page = library.load_page(document, index)
            if not page:
                return None
        return _read(library, page, index + 1, most)
    finally:
        if page:
            library.close_page(page)


def _read(library: Pdfium, page: int, number: int, most: int) -> Page | None:
    if not library.page_box(page, library.small):
        return None
    left, top, right, bottom = library.floats(4)
    text_page = library.load_text(page)
    if not text_page:
        return None
    try:
        glyphs = read_glyphs(library, text_page, (left, bottom, right, top), library.page_rotation(page), most)
        fragments = find_fragments(glyphs)
        raise_marks(fragments)
        drawing = read_drawing(library, page, glyphs.frame)
        fragments, signatures = take_stamps(fragments, number)
        frame = glyphs.frame
        inside = [f for f in fragments if -40 < f.middle < frame.height + 40]
        lattices = find_lattices(drawing)
        loose, tables = fill_tables(lattices, inside, glyphs, number) if lattices else (inside, [])
    finally:
        library.close_text(text_page)
    loose = [f for f in loose if f.x1 > -5 and f.x0 < frame.width + 5 and -5 < f.middle < frame.height + 5]
    characters = sum(len(f.text) for f in loose) + sum(table.characters for table in tables)
    invisible = sum(len(f.text) for f in inside if f.invisible)
    return Page(
        number,
        frame.width,
        frame.height,
        loose,
        tables,
        _free_rules(drawing, lattices),
        signatures,
        drawing.image,
        needs_ocr=(characters < _LITTLE_TEXT and drawing.image > _SCAN) or (characters == 0 and drawing.paths > _MANY_PATHS),
        quality=vietnamese_share(" ".join(f.text for f in inside)) if drawing.image > _SCAN else None,
        recognised=drawing.image > _SCAN and invisible > 0.5 * max(1, characters),
        cut=drawing.cut or len(glyphs.chars) >= most,
        characters=characters,
    )


def _free_rules(drawing: Drawing, lattices: list[Lattice]) -> list[Rule]:
    boxes = [lattice.bbox for lattice in lattices]
    return [
        rule
        for rule in drawing.horizontal
        if not any(x0 - 4 < rule.start and rule.end < x1 + 4 and y0 - 4 < rule.at < y1 + 4 for x0, y0, x1, y1 in boxes)
    ]
