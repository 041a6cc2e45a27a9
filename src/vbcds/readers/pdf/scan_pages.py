"""From what was recognised to a page as from any PDF, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from statistics import median

from vbcds.model.builder import WordDraft
from vbcds.model.document import Signature
from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.ocr.engine import by_line
from vbcds.readers.pdf.fragments import Fragment
from vbcds.readers.pdf.glyphs import NO_FONT
from vbcds.readers.pdf.lattice import Lattice, find_lattices
from vbcds.readers.pdf.pages import Page
from vbcds.readers.pdf.rules import Drawing, Rule
from vbcds.readers.pdf.scan_sheet import within
from vbcds.readers.pdf.stamps import take_stamps
from vbcds.readers.pdf.tables import fill_tables
from vbcds.text.quality import vietnamese_share

_DOUBTFUL = 0.8
#: Places of unread lines that a warning names for each page.
_MOST_PLACES = 8


def describe(scans: Mapping[int, ScanPage], engine: str) -> list[str]:
    """Warnings on what was recognised: where it is doubtful, and what was nothing but paper."""
    from vbcds.readers.counting import page_ranges

    if not scans:
        return []
    texts = [f"Trang {page_ranges(scans)} là ảnh quét, chữ do máy nhận dạng ({engine}); cần đối chiếu số và ngày với bản gốc."]
    doubtful = [number for number, scan in scans.items() if scan.words and scan.confidence < _DOUBTFUL]
    if doubtful:
        texts.append(f"Trang {page_ranges(doubtful)} mờ hoặc lẫn nhiều dấu: chữ nhận dạng có độ tin cậy thấp.")
    for number, scan in scans.items():
        if scan.unread:
            places = "; ".join(", ".join(f"{value:.0f}" for value in box) for box in scan.unread[:_MOST_PLACES])
            more = ", ..." if len(scan.unread) > _MOST_PLACES else ""
            texts.append(
                f"Trang {number} có {len(scan.unread)} chỗ có nét chữ nhưng không đọc được; khung (trái, trên, phải, dưới, điểm in): "
                f"{places}{more}. Xem ảnh gốc."
            )
    return texts


def build_page(scan: ScanPage, number: int, signatures: Sequence[Signature] = ()) -> Page:
    """A page from what was recognised; `signatures` are those that its text layer holds."""
    drawing = Drawing(horizontal=[Rule(*rule) for rule in scan.across], vertical=[Rule(*rule) for rule in scan.down], image=1.0)
    taken = [box for _, box in scan.stamps]
    lattices = [lattice for lattice in find_lattices(drawing) if not any(within(lattice.bbox, box) for box in taken)]
    fragments = _fragments(scan.words, lattices, number, scan.signed)
    fragments, found = take_stamps(fragments, number)
    loose, tables = fill_tables(lattices, fragments, None, number) if lattices else (fragments, [])
    boxes = [lattice.bbox for lattice in lattices]
    rules = [
        rule
        for rule in drawing.horizontal
        if not any(x0 - 4 < rule.start and rule.end < x1 + 4 and y0 - 4 < rule.at < y1 + 4 for x0, y0, x1, y1 in boxes)
    ]
    stamps = [Signature(text=text, page=number, bbox=box) for text, box in scan.stamps]
    return Page(
        number,
        scan.width,
        scan.height,
        loose,
        tables,
        rules,
        [*(signatures or found), *stamps],
        1.0,
        characters=sum(len(word.text) for word in scan.words),
        quality=vietnamese_share(" ".join(word.text for word in scan.words)),
    )


def _fragments(words: Sequence[PlacedWord], lattices: Sequence[Lattice], page: int, signed: Collection[int]) -> list[Fragment]:
    """Words of one line (and one cell) that follow each other, as one fragment each; `signed`: lines of the block of the signature."""
    fragments: list[Fragment] = []
    for number, line in by_line(words).items():
        line.sort(key=lambda word: word.x0)
        gaps = [b.x0 - a.x1 for a, b in pairwise(line)]
        size = line[0].size
        far = max(0.8 * size, 2.6 * median(gaps)) if gaps else size
        run = [line[0]]
        for word, gap in zip(line[1:], gaps, strict=True):
            if gap > far or _cell(word, lattices) != _cell(run[-1], lattices):
                fragments.append(_fragment(run, page, signed=number in signed))
                run = []
            run.append(word)
        fragments.append(_fragment(run, page, signed=number in signed))
    return fragments


def _cell(word: PlacedWord, lattices: Sequence[Lattice]) -> tuple[int, int | None] | None:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    for index, lattice in enumerate(lattices):
        place = lattice.cell_at(x, y)
        if place is not None:
            return index, place
    return None


def _fragment(run: Sequence[PlacedWord], page: int, *, signed: bool) -> Fragment:
    text = " ".join(word.text for word in run)
    bold = sum(len(word.text) for word in run if word.bold) / max(1, sum(len(word.text) for word in run))
    base = median(word.base for word in run)
    drafts = tuple(_word_draft(word, page) for word in run)
    x1 = max(word.x1 for word in run)
    return Fragment(text, run[0].x0, x1, base, run[0].size, NO_FONT, bold, 0.0, True, True, 0, 0, signed=signed, words=drafts)


def _word_draft(word: PlacedWord, page: int) -> WordDraft:
    return WordDraft(
        text=word.text,
        raw=word.raw or word.text,
        page=page,
        bbox=(word.x0, word.y0, word.x1, word.y1),
        confidence=word.confidence,
        characters=word.characters,
    )
