"""The lines of a scan that a person should look at, each with its picture."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vbcds.model.document import Box, document_id
from vbcds.model.recognition import AUTO, OcrOptions
from vbcds.model.review import DoubtfulLine
from vbcds.readers import sniff
from vbcds.readers.images import count_frames, frame_images, recognised_frames
from vbcds.readers.limits import DEFAULT_LIMITS, Limits
from vbcds.readers.ocr.engines import installed_engine
from vbcds.readers.registry import IMAGES

if TYPE_CHECKING:
    from vbcds.readers.ocr.cache import ScanPage
    from vbcds.readers.ocr.engine import OcrEngine
    from vbcds.readers.pdf.rendering import PageImage

#: Pixels an inch of the pictures, and points of the page shown around a line.
_DPI, _MARGIN = 120.0, (14.0, 5.0)
#: Lines of one document, at most: the least sure ones.
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Scans:
    """The recognised pages of a file by number, and how to draw some of them."""

    pages: dict[int, ScanPage]
    images: Callable[[Sequence[int]], Iterable[PageImage]]


def find_doubtful_lines(
    data: bytes, *, path: str, limits: Limits = DEFAULT_LIMITS, ocr: OcrOptions = AUTO
) -> tuple[DoubtfulLine, ...]:
    """The doubtful lines of a PDF or an image file, least sure first, at most 200; none where nothing was recognised.

    `path` is the name that the lines bear. What was recognised before is taken from the cache that `ocr` names. Raises `ReadError` where
    the file cannot be read.
    """
    engine = installed_engine(ocr.engine)
    if engine is None:
        return ()
    media_type = sniff.sniff(data, path)
    if media_type == sniff.PDF:
        scans = _scans_of_pdf(data, engine, limits, ocr)
    elif media_type in IMAGES:
        found = recognised_frames(data, count_frames(data), engine, limits, ocr)
        scans = _Scans(_pages(found), lambda numbers: frame_images(data, numbers))
    else:
        return ()
    from vbcds.readers.ocr.review import box_of, doubtful_lines

    id = document_id(data)
    lines = [
        DoubtfulLine(
            document=id, path=path, page=number, bbox=box_of(line), words=tuple((word.text, word.confidence) for word in line)
        )
        for number, scan in scans.pages.items()
        for line in doubtful_lines(scan)
    ]
    lines.sort(key=lambda line: (line.confidence, line.page, line.bbox[1], line.bbox[0]))
    return _with_pictures(lines[:_MOST], scans)


def _scans_of_pdf(data: bytes, engine: OcrEngine, limits: Limits, ocr: OcrOptions) -> _Scans:
    from vbcds.readers.pdf import read_pages, recognised_pages
    from vbcds.readers.pdf.rendering import render_pages

    _, pages, _ = read_pages(data, limits)
    return _Scans(_pages(recognised_pages(data, pages, engine, ocr)), lambda numbers: render_pages(data, numbers, dpi=_DPI))


def _pages(found: Iterator[tuple[int, ScanPage | str]]) -> dict[int, ScanPage]:
    return {number: scan for number, scan in found if not isinstance(scan, str)}


def _with_pictures(lines: Sequence[DoubtfulLine], scans: _Scans) -> tuple[DoubtfulLine, ...]:
    from dataclasses import replace

    pictures: dict[tuple[int, Box], bytes] = {}
    by_page: dict[int, list[Box]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line.bbox)
    for image in scans.images(sorted(by_page)):
        for box, picture in _crops(image, scans.pages[image.number], by_page[image.number]).items():
            pictures[image.number, box] = picture
    return tuple(replace(line, image=pictures.get((line.page, line.bbox), b"")) for line in lines)


def _crops(image: PageImage, scan: ScanPage, boxes: Iterable[Box]) -> Mapping[Box, bytes]:
    from vbcds.readers.ocr.images import to_image, upright

    picture = upright(to_image(image.pixels).convert("L"), scan.turned)
    scale = picture.width / scan.width
    crops = {}
    for box in boxes:
        window = (
            max(0, round((box[0] - _MARGIN[0]) * scale)),
            max(0, round((box[1] - _MARGIN[1]) * scale)),
            min(picture.width, round((box[2] + _MARGIN[0]) * scale)),
            min(picture.height, round((box[3] + _MARGIN[1]) * scale)),
        )
        if window[2] - window[0] < 2 or window[3] - window[1] < 2:
            continue
        buffer = io.BytesIO()
        picture.crop(window).quantize(16).save(buffer, "PNG", optimize=True)
        crops[box] = buffer.getvalue()
    return crops
