"""Scanned pages: from the image to words and rules, and from these to a page as from any PDF.

The tables' cells are cut out along the rules and read each by itself, the rest of the page as a whole.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from vbcds.model.builder import WordDraft
from vbcds.model.document import Box, Signature
from vbcds.model.recognition import OcrOptions
from vbcds.readers.ocr.cache import PageCache, PlacedWord, ScanPage
from vbcds.readers.ocr.cleaning import ink_of, is_blank, skew_of, without_borders, without_seals, without_specks
from vbcds.readers.ocr.engine import OcrEngine, OcrWord
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.ruling import Ruling, Warp, find_ruling, measure_warp
from vbcds.readers.ocr.wording import mend_page, mend_signature_line
from vbcds.readers.pdf.fragments import Fragment
from vbcds.readers.pdf.glyphs import NO_FONT
from vbcds.readers.pdf.lattice import Lattice, find_lattices
from vbcds.readers.pdf.pages import Page
from vbcds.readers.pdf.rendering import PageImage
from vbcds.readers.pdf.rules import NEAR, Drawing, Rule, merge_rules
from vbcds.readers.pdf.stamps import take_stamps
from vbcds.readers.pdf.tables import fill_tables
from vbcds.text.fold import ascii_key
from vbcds.text.quality import vietnamese_share
from vbcds.text.syllables import is_syllable

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

#: Own measurement on scans of 200 dpi: nothing is gained above, and faint marks are lost below.
DPI = 300.0
#: A page leaning more than this (degrees) is turned before it is read.
_LEANING = 0.8
_MARGIN = 12
_DOUBTFUL = 0.8
#: Words of a stamp of incoming mail, without marks.
_STAMP = re.compile(r"\bden\b|\bgio\b|\bngay\b|cong thong tin|thong ?tin|cong van|van ban den|chuyen")
_SIGN = re.compile(r"[^\W_]")
_BULLETS = frozenset("-–+•*")
_AS_ROMAN = str.maketrans("1lL|!iT", "IIIIIII")
_AS_DIGITS = str.maketrans("l|!§OoSZ", "11180052")
_DUST = "|_—~^ˆ`´¬«»<>\\=°“”‘’'\".,:;·"
_PUNCTUATION = ".,;:()[]\"'“”-–/"
#: What may stand alone on a line: numbers, letters and Roman numerals of items, a cross.
_MARK = re.compile(r"[(]?(?:\d{1,3}|[IVXL]{1,4}|[a-zđA-ZĐ])[.)]?|\d{1,2}%|x|X")


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

    def finished() -> tuple[int, ScanPage | str]:
        number, future = waiting.popleft()
        try:
            scan = future.result()
        except Exception as error:
            return number, str(error)
        cache.store(number, scan)
        return number, scan

    with ThreadPoolExecutor(max_workers=max(1, options.workers)) as pool:
        for image in images(missing):
            waiting.append((image.number, pool.submit(recognise, image, engine, seconds=options.seconds)))
            if len(waiting) > options.workers:
                yield finished()
        while waiting:
            yield finished()


def recognise(image: PageImage, engine: OcrEngine, *, seconds: float) -> ScanPage:
    """The words and rules in the image of a page. Raises `RecognitionError`."""
    dpi, unit = image.dpi, 72 / image.dpi
    grey = without_borders(without_seals(image.pixels), dpi)
    scan = ScanPage(width=image.width, height=image.height)
    ink = ink_of(grey)
    if is_blank(ink):
        scan.blank = True
        return scan
    angle = skew_of(ink)
    if abs(angle) > _LEANING:
        grey = _turned(grey, angle)
        scan.turned = -angle
        ink = ink_of(grey)
    ruling = find_ruling(ink, dpi)
    warp = measure_warp(ruling, grey.shape[1], grey.shape[0])
    drawing = _drawing(ruling, warp, unit)
    scan.across = [(rule.at, rule.start, rule.end) for rule in drawing.horizontal]
    scan.down = [(rule.at, rule.start, rule.end) for rule in drawing.vertical]
    clean = grey.copy()
    clean[ruling.mask] = 255
    clean = without_specks(clean, dpi)
    lattices = find_lattices(drawing)
    framed = [lattice for lattice in lattices if _may_be_stamp(lattice.bbox, image.height) and len(lattice.cells) < 7]
    lattices = [lattice for lattice in lattices if lattice not in framed]
    stamps = _boxes(drawing, [*lattices, *framed], image.height) + [lattice.bbox for lattice in framed]
    boxes = [cell.bbox for lattice in lattices for cell in lattice.cells] + stamps
    _read_boxes(scan, clean, boxes, stamps, _heading_codes(lattices), warp, engine, dpi, seconds)
    rest = clean
    for box in [lattice.bbox for lattice in lattices]:
        rows, columns = _window(box, warp, unit, rest)
        rest[rows, columns] = 255
    if not is_blank(rest < 150):
        [words] = engine.recognise([rest], dpi=dpi, layout="page", seconds=seconds)
        _place(scan, words, (0, 0), warp, unit)
        # A stamp stays in the image: without it the layout analysis passes over headings beside it.
        scan.words = [word for word in scan.words if not any(_holds(box, word) for _, box in scan.stamps)]
        _read_signature(scan, rest, warp, engine, dpi, seconds)
    scan.words = mend_page(_settled(scan.words), scan.height)
    return scan


def _read_signature(scan: ScanPage, rest: Pixels, warp: Warp, engine: OcrEngine, dpi: float, seconds: float) -> None:
    """Read the signature's half of the page again by itself: beside the recipients a seal makes the layout analysis pass over it."""
    mark = next(
        (a for a, b in pairwise(scan.words) if a.text.lower() == "nơi" and b.text.lower().startswith("nhận") and a.line == b.line),
        None,
    )
    if mark is None or mark.x0 > 0.4 * scan.width:
        return
    unit, left = 72 / dpi, 0.44 * scan.width
    box = (left, max(0.0, mark.base - 36), 0.985 * scan.width, min(scan.height, mark.base + 190))
    rows, columns = _window(box, warp, unit, rest)
    crop = rest[rows, columns].copy()
    inside = [word for word in scan.words if word.x1 > left and box[1] < word.base < box[3]]
    starts = {word.line: word.x0 for word in reversed(scan.words)}
    listed = {id(word) for word in inside if word.x0 < 0.5 * scan.width and starts[word.line] < 0.4 * scan.width}
    for word in inside:
        if id(word) in listed:
            top, bottom = (round(y / unit) - rows.start for y in (word.y0 - 2, word.y1 + 2))
            crop[max(0, top) : max(0, bottom), : max(0, round((word.x1 + 2) / unit) - columns.start)] = 255
    [words] = engine.recognise([crop], dpi=dpi, layout="block", seconds=seconds)
    again = ScanPage(width=scan.width, height=scan.height)
    first = max((word.line for word in scan.words), default=-1) + 1
    _place(again, [replace(word, line=word.line + first) for word in words], (columns.start, rows.start), warp, unit)
    lines: dict[int, list[PlacedWord]] = {}
    for word in again.words:
        lines.setdefault(word.line, []).append(word)
    kept = [mended for line in lines.values() for mended in mend_signature_line(line)]
    if not kept:
        return
    spans = [(min(w.y0 for w in kept), max(w.y1 for w in kept))]
    gone = {id(w) for w in inside if id(w) not in listed and any(a - 4 < w.base < b + 4 for a, b in spans)}
    scan.words = [word for word in scan.words if id(word) not in gone] + kept


def _holds(box: Box, word: PlacedWord) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] <= x <= box[2] and box[1] - NEAR <= y <= box[3] + NEAR


def _turned(grey: Pixels, angle: float) -> Pixels:
    from vbcds.readers.ocr.images import to_image

    return np.asarray(_rotated(to_image(grey), angle), dtype=np.uint8)


def _rotated(image: Picture, angle: float) -> Picture:
    from PIL.Image import Resampling

    return image.rotate(angle, resample=Resampling.BICUBIC, fillcolor=255)


def upright(image: Picture, scan: ScanPage) -> Picture:
    """The grey image of a page turned as it was for reading."""
    return _rotated(image, -scan.turned) if scan.turned else image


def _drawing(ruling: Ruling, warp: Warp, unit: float) -> Drawing:
    across, down = [], []
    for stroke in ruling.across:
        middle = (stroke.start + stroke.end) / 2
        half = stroke.length / 2 * stroke.slope
        x0, y0 = warp.straight(stroke.start, stroke.at - half)
        x1, y1 = warp.straight(stroke.end, stroke.at + half)
        _, at = warp.straight(middle, stroke.at)
        across.append(Rule((y0 + y1 + 2 * at) / 4 * unit, x0 * unit, x1 * unit))
    for stroke in ruling.down:
        middle = (stroke.start + stroke.end) / 2
        half = stroke.length / 2 * stroke.slope
        x0, y0 = warp.straight(stroke.at - half, stroke.start)
        x1, y1 = warp.straight(stroke.at + half, stroke.end)
        at, _ = warp.straight(stroke.at, middle)
        down.append(Rule((x0 + x1 + 2 * at) / 4 * unit, y0 * unit, y1 * unit))
    return Drawing(horizontal=merge_rules(across, []), vertical=merge_rules(down, []))


def _boxes(drawing: Drawing, lattices: Sequence[Lattice], height: float) -> list[Box]:
    """Single small boxes in the upper half of a page: the frames of stamps."""
    found: list[Box] = []
    inside = [lattice.bbox for lattice in lattices]
    for top in drawing.horizontal:
        if not 50 < top.end - top.start < 280:
            continue
        for bottom in drawing.horizontal:
            box = (min(top.start, bottom.start), top.at, max(top.end, bottom.end), bottom.at)
            if not _may_be_stamp(box, height) or abs(bottom.start - top.start) > 8 or abs(bottom.end - top.end) > 8:
                continue
            sides = [
                rule
                for rule in drawing.vertical
                if rule.start < top.at + 8
                and rule.end > bottom.at - 8
                and min(abs(rule.at - top.start), abs(rule.at - top.end)) < 8
            ]
            if len(sides) < 2:
                continue
            box = (min(top.start, bottom.start), top.at, max(top.end, bottom.end), bottom.at)
            if not any(
                a - NEAR <= box[0] and b - NEAR <= box[1] and box[2] <= c + NEAR and box[3] <= d + NEAR for a, b, c, d in inside
            ):
                found.append(box)
    return found[:8]


def _may_be_stamp(box: Box, height: float) -> bool:
    return 50 < box[2] - box[0] < 280 and 18 < box[3] - box[1] < 140 and box[1] < 0.5 * height


def _window(box: Box, warp: Warp, unit: float, pixels: Pixels) -> tuple[slice, slice]:
    """The part of the image in which a box of the straightened page lies."""
    corners = [warp.leaning(x / unit, y / unit) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    height, width = pixels.shape
    left, right = max(0, round(min(xs))), min(width, round(max(xs)))
    top, bottom = max(0, round(min(ys))), min(height, round(max(ys)))
    return slice(top, max(top, bottom)), slice(left, max(left, right))


def _read_boxes(
    scan: ScanPage,
    clean: Pixels,
    boxes: Sequence[Box],
    stamps: Sequence[Box],
    roman: set[Box],
    warp: Warp,
    engine: OcrEngine,
    dpi: float,
    seconds: float,
) -> None:
    """The words of each cell, and of what may be a stamp."""
    unit = 72 / dpi
    crops: list[Pixels] = []
    places: list[tuple[Box, int, int]] = []
    for box in boxes:
        rows, columns = _window((box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1), warp, unit, clean)
        crop = clean[rows, columns]
        ink = crop < 150
        lines = np.flatnonzero(ink.sum(axis=1) > 0)
        marks = np.flatnonzero(ink.sum(axis=0) > 0)
        if int(ink.sum()) < 40 * (dpi / 300) ** 2:
            continue
        top, bottom, left, right = lines[0], lines[-1] + 1, marks[0], marks[-1] + 1
        crops.append(np.pad(crop[top:bottom, left:right], _MARGIN, constant_values=255))
        places.append((box, columns.start + int(left) - _MARGIN, rows.start + int(top) - _MARGIN))
    small = {index for index, crop in enumerate(crops) if _is_code(crop, dpi) and places[index][0] not in stamps}
    blocks = [index for index in range(len(crops)) if index not in small]
    read = dict(
        zip(blocks, engine.recognise([crops[index] for index in blocks], dpi=dpi, layout="block", seconds=seconds), strict=True)
    )
    codes = sorted(small)
    for index, words in zip(codes, _read_codes([crops[index] for index in codes], engine, dpi, seconds), strict=True):
        read[index] = words
    for index, (box, x, y) in enumerate(places):
        if box in stamps:
            text = " ".join(word.text for word in read[index])
            if _STAMP.search(ascii_key(text)) or _sureness(read[index]) < 0.6:
                scan.stamps.append((text, box))
            continue
        spelling = partial(_code_text, roman=box in roman) if index in small else str
        _place(scan, read[index], (x, y), warp, unit, spelling)


def _code_text(text: str, *, roman: bool) -> str:
    """The number of an item by the letters that it is mistaken for; where the row is a heading over all columns, a Roman one."""
    bare = text.rstrip(".)")
    if roman and bare and set(bare) <= set("1lLI|!iTH"):
        return bare.replace("H", "II").translate(_AS_ROMAN) + text[len(bare) :]
    turned = bare.replace("H", "11", 1) if bare.startswith("H") else bare
    turned = turned.translate(_AS_DIGITS)
    return turned + text[len(bare) :] if bare and turned.isdigit() else text


def _heading_codes(lattices: Sequence[Lattice]) -> set[Box]:
    """The first cells of rows whose second cell takes all the other columns."""
    found = set()
    for lattice in lattices:
        columns = len(lattice.xs) - 1
        for first, second in pairwise(lattice.cells):
            if first.row == second.row and first.column == 0 and second.column == 1 and second.column_span == columns - 1 > 2:
                found.add(first.bbox)
    return found


def _read_codes(crops: Sequence[Pixels], engine: OcrEngine, dpi: float, seconds: float) -> list[list[OcrWord]]:
    """Numbers of items, each read in two sizes: the surer reading counts."""
    shift = 2 * _MARGIN
    wide = [np.pad(crop, shift, constant_values=255) for crop in crops]
    large = engine.recognise(wide, dpi=dpi, layout="line", seconds=seconds)
    small = engine.recognise([_resized(crop, 0.67) for crop in wide], dpi=dpi * 0.67, layout="line", seconds=seconds)
    found = []
    for one, other in zip(large, small, strict=True):
        factor = 1.0
        if _sureness(other) > _sureness(one):
            one, factor = other, 0.67
        found.append(
            [
                replace(
                    word,
                    x0=word.x0 / factor - shift,
                    x1=word.x1 / factor - shift,
                    y0=word.y0 / factor - shift,
                    y1=word.y1 / factor - shift,
                    base=word.base / factor - shift,
                    size=word.size / factor,
                )
                for word in one
            ]
        )
    return found


def _sureness(words: Sequence[OcrWord]) -> float:
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def _resized(pixels: Pixels, factor: float) -> Pixels:
    from PIL import Image

    from vbcds.readers.ocr.images import to_image

    size = max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor))
    return np.asarray(to_image(pixels).resize(size, resample=Image.Resampling.BICUBIC), dtype=np.uint8)


def _is_code(crop: Pixels, dpi: float) -> bool:
    """Whether what stands in a cell is no larger than the number of an item."""
    unit = dpi / 72
    height, width = crop.shape[0] - 2 * _MARGIN, crop.shape[1] - 2 * _MARGIN
    return bool(width < 26 * unit and height < 17 * unit)


def _place(
    scan: ScanPage,
    words: Iterable[OcrWord],
    shift: tuple[float, float],
    warp: Warp,
    unit: float,
    spelling: Callable[[str], str] = str,
) -> None:
    """Words of an image that begins at `shift` on the page; `spelling` says how a word is written in the text."""
    first = max((word.line for word in scan.words), default=-1) + 1
    for word in words:
        text = spelling(word.text)
        if not _is_text(word):
            continue
        x0, y0, x1, y1 = word.x0 + shift[0], word.y0 + shift[1], word.x1 + shift[0], word.y1 + shift[1]
        left, top = warp.straight(x0, (y0 + y1) / 2)[0], warp.straight((x0 + x1) / 2, y0)[1]
        right, bottom = warp.straight(x1, (y0 + y1) / 2)[0], warp.straight((x0 + x1) / 2, y1)[1]
        base = warp.straight((x0 + x1) / 2, word.base + shift[1])[1]
        scan.words.append(
            PlacedWord(
                text=text,
                x0=round(left * unit, 2),
                y0=round(top * unit, 2),
                x1=round(right * unit, 2),
                y1=round(bottom * unit, 2),
                base=round(base * unit, 2),
                size=round(word.size * unit, 2),
                confidence=word.confidence,
                line=first + word.line,
                raw=word.text if text != word.text else "",
                characters=word.characters,
            )
        )


def _is_text(word: OcrWord) -> bool:
    """Not a mark of dust, a rest of a rule or of a seal."""
    if word.text in _BULLETS:
        return word.confidence > 0.3
    if not _SIGN.search(word.text):
        return word.confidence > 0.6 and word.text.strip(_DUST) != ""
    return word.confidence > 0.2 or len(word.text) > 3


def _settled(words: list[PlacedWord]) -> list[PlacedWord]:
    """The words of lines that are text at all; sizes near the page's are the page's."""
    lines: dict[int, list[PlacedWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    kept = [word for line in lines.values() if _is_line(line) for word in line]
    if not kept:
        return []
    common = median(word.size for word in kept for _ in range(len(word.text)))
    return [replace(word, size=round(common, 2)) if 0.7 < word.size / common < 1.35 else word for word in kept]


def _is_line(line: Sequence[PlacedWord]) -> bool:
    """Whether what stands on a line is text: short pieces must be sure, and be a number or a word."""
    text = " ".join(word.text for word in line)
    sure = sum(word.confidence * len(word.text) for word in line) / sum(len(word.text) for word in line)
    signs = sum(1 for char in text if char.isalnum())
    if signs == 0:
        return len(line) == 1 and text in ("-", "+", "x") and sure > 0.85 and line[0].x1 - line[0].x0 > 2.5
    if signs < 3:
        return (sure > 0.3 and _MARK.fullmatch(text) is not None) or (sure > 0.85 and is_syllable(text.strip(".,;:()-")))
    good = sum(
        len(word.text)
        for word in line
        if word.confidence > 0.6 and (is_syllable(word.text.strip(_PUNCTUATION)) or len(word.text) > 3)
    )
    return sure >= 0.4 and (good > 0.2 * len(text) or sure > 0.7)


def describe(scans: Mapping[int, ScanPage], engine: str) -> list[str]:
    """Warnings on what was recognised: where it is doubtful, and what was nothing but paper."""
    from vbcds.readers.counting import page_ranges

    if not scans:
        return []
    texts = [f"Trang {page_ranges(scans)} là ảnh quét, chữ do máy nhận dạng ({engine}); cần đối chiếu số và ngày với bản gốc."]
    doubtful = [number for number, scan in scans.items() if scan.words and scan.confidence < _DOUBTFUL]
    if doubtful:
        texts.append(f"Trang {page_ranges(doubtful)} mờ hoặc lẫn nhiều dấu: chữ nhận dạng có độ tin cậy thấp.")
    return texts


def build_page(scan: ScanPage, number: int, signatures: Sequence[Signature] = ()) -> Page:
    """A page from what was recognised; `signatures` are those that its text layer holds."""
    drawing = Drawing(horizontal=[Rule(*rule) for rule in scan.across], vertical=[Rule(*rule) for rule in scan.down], image=1.0)
    taken = [box for _, box in scan.stamps]
    lattices = [lattice for lattice in find_lattices(drawing) if not any(_within(lattice.bbox, box) for box in taken)]
    fragments = _fragments(scan.words, lattices, number)
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
        quality=vietnamese_share(" ".join(word.text for word in scan.words)),
        characters=sum(len(word.text) for word in scan.words),
    )


def _fragments(words: Sequence[PlacedWord], lattices: Sequence[Lattice], page: int) -> list[Fragment]:
    """Words of one line (and one cell) that follow each other, as one fragment each."""
    fragments: list[Fragment] = []
    lines: dict[int, list[PlacedWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for line in lines.values():
        line.sort(key=lambda word: word.x0)
        gaps = [b.x0 - a.x1 for a, b in pairwise(line)]
        size = line[0].size
        far = max(0.8 * size, 2.6 * median(gaps)) if gaps else size
        run = [line[0]]
        for word, gap in zip(line[1:], gaps, strict=True):
            if gap > far or _cell(word, lattices) != _cell(run[-1], lattices):
                fragments.append(_fragment(run, page))
                run = []
            run.append(word)
        fragments.append(_fragment(run, page))
    return fragments


def _within(box: Box, outer: Box) -> bool:
    return outer[0] - NEAR <= box[0] and outer[1] - NEAR <= box[1] and box[2] <= outer[2] + NEAR and box[3] <= outer[3] + NEAR


def _cell(word: PlacedWord, lattices: Sequence[Lattice]) -> tuple[int, int | None] | None:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    for index, lattice in enumerate(lattices):
        place = lattice.cell_at(x, y)
        if place is not None:
            return index, place
    return None


def _fragment(run: Sequence[PlacedWord], page: int) -> Fragment:
    text = " ".join(word.text for word in run)
    bold = sum(len(word.text) for word in run if word.bold) / max(1, sum(len(word.text) for word in run))
    base = median(word.base for word in run)
    drafts = tuple(_word_draft(word, page) for word in run)
    x1 = max(word.x1 for word in run)
    return Fragment(text, run[0].x0, x1, base, run[0].size, NO_FONT, bold, 0.0, True, True, 0, 0, words=drafts)


def _word_draft(word: PlacedWord, page: int) -> WordDraft:
    return WordDraft(
        text=word.text,
        raw=word.raw or word.text,
        page=page,
        bbox=(word.x0, word.y0, word.x1, word.y1),
        confidence=word.confidence,
        characters=word.characters,
    )
