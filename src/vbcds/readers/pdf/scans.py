"""Scanned pages: from the image to words and rules.

The page is made upright and straight, rules and seals are taken off; the tables' cells are cut out along the rules and read each by itself,
the rest of the page as a whole, the signature's block once more.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from vbcds.model.document import Box
from vbcds.model.recognition import OcrOptions
from vbcds.readers.ocr.cache import PageCache, PlacedWord, ScanPage
from vbcds.readers.ocr.cleaning import ink_of, is_blank, levelled, softened, without_borders, without_seals, without_specks
from vbcds.readers.ocr.engine import OcrEngine
from vbcds.readers.ocr.images import Pixels, rotated
from vbcds.readers.ocr.ruling import Ruling, Stroke, find_ruling, measure_warp
from vbcds.readers.ocr.seals import Seal, find_seals, is_of_seal, without_black_seals
from vbcds.readers.ocr.upright import count_letters, lies_sideways, skew_of
from vbcds.readers.ocr.wording import mend_page
from vbcds.readers.pdf.lattice import find_lattices
from vbcds.readers.pdf.rendering import PageImage
from vbcds.readers.pdf.scan_again import read_page
from vbcds.readers.pdf.scan_cells import read_cells
from vbcds.readers.pdf.scan_head import read_head
from vbcds.readers.pdf.scan_lines import settled
from vbcds.readers.pdf.scan_missed import read_missed, with_missed
from vbcds.readers.pdf.scan_pen import doubt_written
from vbcds.readers.pdf.scan_sheet import Sheet, holds, straightened, within
from vbcds.readers.pdf.scan_signing import read_signature
from vbcds.readers.pdf.scan_stamps import find_frames, is_stamp_sized, read_frames, take_loose_stamp
from vbcds.text.quality import vietnamese_share

#: Own measurement (pipelines/ocr): nothing is gained above, and faint marks are lost below.
DPI = 300.0
#: A page leaning more than this (degrees) is turned before it is read.
_LEANING = 0.8
#: A page read this badly may stand on its head: mean confidence, and share of its words that are Vietnamese.
_UPSIDE_DOWN, _RUBBISH = 0.66, 0.6
#: Pieces of ink for one character that was read, at most; pages that are read well have 0.7, seals and noise have pieces too.
_PIECES = 2.0
#: Fewer words than this do not tell what language they are of: they must be surer.
_FEW, _SURE = 40, 0.8


def recognise_pages(
    data: bytes,
    images: Callable[[Sequence[int]], Iterable[PageImage]],
    numbers: Sequence[int],
    engine: OcrEngine,
    options: OcrOptions,
) -> Iterator[tuple[int, ScanPage | str]]:
    """Recognise some pages, several at once: number, and what was found or (Vietnamese) why nothing could be."""
    cache = PageCache(options.cache, content=hashlib.sha256(data).hexdigest(), engine=f"{engine.name} {DPI:g}")
    missing = []
    for number in numbers:
        known = cache.load(number)
        if known is None:
            missing.append(number)
        else:
            yield number, known
    if not missing:
        return
    waiting: deque[tuple[int, Future[ScanPage]]] = deque()
    done = len(numbers) - len(missing)

    def finished() -> tuple[int, ScanPage | str]:
        nonlocal done
        number, future = waiting.popleft()
        result: ScanPage | str
        try:
            result = future.result()
        except Exception as error:
            result = str(error)
        else:
            cache.store(number, result)
        done += 1
        if options.on_page is not None:
            options.on_page(done, len(numbers))
        return number, result

    with ThreadPoolExecutor(max_workers=max(1, options.workers)) as pool:
        for image in images(missing):
            waiting.append((image.number, pool.submit(recognise, image, engine, seconds=options.seconds)))
            if len(waiting) > options.workers:
                yield finished()
        while waiting:
            yield finished()


def recognise(image: PageImage, engine: OcrEngine, *, seconds: float) -> ScanPage:
    """The words and rules in the image of a page. Raises `RecognitionError`."""
    grey = levelled(without_borders(without_seals(image.pixels), image.dpi))
    if is_blank(ink_of(grey)):
        return ScanPage(width=image.width, height=image.height, blank=True)
    turns = 1 if lies_sideways(ink_of(grey), image.dpi) else 0
    best = _read(np.rot90(grey, turns), image.dpi, engine, seconds, turns)
    if (
        best.confidence < _UPSIDE_DOWN
        or _share(best) < _RUBBISH
        or (len(best.words) < _FEW and best.confidence < _SURE)
        or _passes_over(best, grey, image.dpi)
    ):
        other = _read(np.rot90(grey, turns + 2), image.dpi, engine, seconds, turns + 2)
        best = max(best, other, key=lambda scan: _share(scan) * scan.confidence * len(scan.words))
    return best


def _passes_over(scan: ScanPage, grey: Pixels, dpi: float) -> bool:
    """Whether far fewer characters were read than there are pieces of ink as high as letters: a page on its head is."""
    return count_letters(ink_of(grey), dpi) > _PIECES * sum(len(word.text) for word in scan.words)


def _no_text(scan: ScanPage, seals: Sequence[Seal], signature: Sequence[PlacedWord], unit: float) -> list[Box]:
    """The parts of a page where no line is looked for any more: stamps, seals (with what is signed beside them), the signature."""
    boxes = [box for _, box in scan.stamps]
    boxes += [
        (
            (seal.x - 1.6 * seal.radius) * unit,
            (seal.y - seal.radius) * unit,
            (seal.x + 2.6 * seal.radius) * unit,
            (seal.y + seal.radius) * unit,
        )
        for seal in seals
    ]
    if signature:
        boxes.append((0.44 * scan.width, min(word.y0 for word in signature), scan.width, max(word.y1 for word in signature)))
    return boxes


def _share(scan: ScanPage) -> float:
    """Share of a page's words that are Vietnamese; 1.0 where there are too few to tell."""
    share = vietnamese_share(" ".join(word.text for word in scan.words))
    return 1.0 if share is None else share


def _apart_from(seals: Sequence[Seal], ruling: Ruling, dpi: float) -> Ruling:
    """The rules that are no straight pieces of a seal's ring: with the strokes of a signature those make tables."""

    def drawn(stroke: Stroke, down: bool) -> bool:
        half = stroke.length / 2 * stroke.slope
        ends = (stroke.start, stroke.at - half), (stroke.end, stroke.at + half)
        (x0, y0), (x1, y1) = (end[::-1] if down else end for end in ends)
        return not is_of_seal(seals, (x0, y0), (x1, y1), dpi)

    across = [stroke for stroke in ruling.across if drawn(stroke, False)]
    return Ruling(across, [stroke for stroke in ruling.down if drawn(stroke, True)], ruling.mask)


def _read(grey: Pixels, dpi: float, engine: OcrEngine, seconds: float, turns: int) -> ScanPage:
    """A page that stands upright; `turns`: quarter turns to the left that made it so."""
    scan = ScanPage(
        width=round(grey.shape[1] * 72 / dpi, 2), height=round(grey.shape[0] * 72 / dpi, 2), turned=-90.0 * (turns % 4) + 0.0
    )
    ink = ink_of(grey)
    angle = skew_of(ink)
    if abs(angle) > _LEANING:
        grey = rotated(grey, angle)
        scan.turned -= angle
        ink = ink_of(grey)
    ruling = find_ruling(ink, dpi)
    seals = find_seals(ink & ~ruling.mask, dpi)
    ruling = _apart_from(seals, ruling, dpi)
    warp = measure_warp(ruling, grey.shape[1], grey.shape[0])
    drawing = straightened(ruling, warp, 72 / dpi)
    scan.across = [(rule.at, rule.start, rule.end) for rule in drawing.horizontal]
    scan.down = [(rule.at, rule.start, rule.end) for rule in drawing.vertical]
    clean = grey.copy()
    clean[ruling.mask] = 255
    clean = without_black_seals(clean, [seal for seal in seals if seal.printed], dpi)
    sheet = Sheet(scan, softened(without_specks(clean, dpi), dpi), warp, dpi, engine, seconds)
    seen = sheet.pixels.copy()
    lattices = find_lattices(drawing)
    framed = [lattice for lattice in lattices if is_stamp_sized(lattice.bbox, scan.height) and len(lattice.cells) < 7]
    lattices = [lattice for lattice in lattices if lattice not in framed]
    read_cells(sheet, lattices)
    read_frames(sheet, [*find_frames(drawing, [*lattices, *framed], scan.height), *(lattice.bbox for lattice in framed)])
    cells = len(scan.words)
    for lattice in lattices:
        rows, columns = sheet.window(lattice.bbox)
        sheet.pixels[rows, columns] = 255
    signature = []
    if not is_blank(sheet.pixels < 150):
        # A stamp stays in the image: without it the layout analysis passes over headings beside it.
        sheet.place(read_page(sheet), (0, 0))
        loose, stamp = take_loose_stamp(scan.words[cells:], scan.height)
        if stamp is not None:
            scan.stamps.append(stamp)
            scan.words[cells:] = loose
        scan.words = [word for word in scan.words if not any(holds(box, word) for _, box in scan.stamps)]
        read_head(sheet, seals, ruling, grey)
        doubt_written(sheet, grey)
        signature = read_signature(sheet, seals, grey)
    scan.words = settled(scan.words)
    boxes = [cell.bbox for lattice in lattices for cell in lattice.cells]
    missed = read_missed(sheet, seen, [*scan.words, *signature], boxes, _no_text(scan, seals, signature, 72 / dpi))
    scan.words = with_missed(scan.words, missed)
    if missed and not signature:  # "Nơi nhận", which tells where a signature stands, may have been missed
        signature = read_signature(sheet, seals, grey)
        taken = _no_text(scan, seals, signature, 72 / dpi)
        scan.unread = [box for box in scan.unread if not any(within(box, other) for other in taken)]
    scan.words = mend_page(scan.words, scan.height)
    # Rests of a seal make lines of a signature higher than they are: the lowest tells their size.
    size = min((word.size for word in signature), default=0.0)
    free = max((word.line for word in scan.words), default=-1) + 1
    scan.words += [replace(word, size=size, line=free + word.line) for word in signature]
    scan.signed = sorted({free + word.line for word in signature})
    return scan
