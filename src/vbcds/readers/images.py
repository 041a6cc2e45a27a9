"""Image files as documents: photographs and scans of pages, one or (TIFF) many in a file."""

from __future__ import annotations

import io
import warnings as python_warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vbcds.errors import ReadError
from vbcds.model.builder import Reading
from vbcds.model.document import document_id
from vbcds.model.recognition import AUTO, OcrOptions
from vbcds.readers.limits import Limits
from vbcds.readers.ocr.engines import INSTALL, installed_engine

if TYPE_CHECKING:
    from vbcds.readers.ocr.cache import ScanPage
    from vbcds.readers.ocr.engine import OcrEngine
    from vbcds.readers.pdf.rendering import PageImage

_MOST_PIXELS = 60_000_000
#: Long side of a sheet of A4 in inches: the size of a page whose image does not tell.
_LONG_SIDE = 11.69
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")


def read_image(data: bytes, *, limits: Limits, ocr: OcrOptions = AUTO) -> Reading:
    """Read an image file (PNG, JPEG, TIFF, BMP, WebP); every frame is a page.

    Raises `ReadError`: "corrupt", "too-large", "unsupported" (no engine is there, or `ocr` is "never"), "no-text".
    """
    count = count_frames(data)
    engine = installed_engine(ocr.engine) if ocr.mode != "never" or ocr.pages else None
    if engine is None:
        raise ReadError("unsupported", "Tệp là ảnh, cần nhận dạng chữ (OCR) mới đọc được.", INSTALL)
    from vbcds.readers.ocr.review import describe_corrections
    from vbcds.readers.pdf.assembly import assemble
    from vbcds.readers.pdf.scan_pages import build_page, describe

    warnings: list[str] = []
    scans = {}
    for number, scan in recognised_frames(data, count, engine, limits, ocr):
        if isinstance(scan, str):
            warnings.append(f"Trang {number} không nhận dạng được: {scan}.")
        else:
            scans[number] = scan
    pages = [build_page(scans[number], number) for number in sorted(scans)]
    if not any(page.characters for page in pages):
        raise ReadError("no-text", "Không nhận dạng được chữ nào trong ảnh.", "Quét lại rõ hơn (300 dpi, đặt giấy thẳng).")
    drafts, more = assemble(pages, limits)
    return Reading(
        media_type=_media_type(data),
        drafts=drafts,
        pages=count,
        ocr=True,
        signatures=[signature for page in pages for signature in page.signatures],
        warnings=[*warnings, *describe(scans, engine.name), *describe_corrections(scans), *more],
    )


def recognised_frames(
    data: bytes, count: int, engine: OcrEngine, limits: Limits, ocr: OcrOptions
) -> Iterator[tuple[int, ScanPage | str]]:
    """The frames that `ocr` wants recognised: number, and what was found with a person's corrections, or why nothing could be."""
    from vbcds.readers.ocr.review import corrected_pages
    from vbcds.readers.pdf.scans import recognise_pages

    numbers = [number for number in range(1, min(count, limits.max_pages) + 1) if ocr.wants(number, needed=True)]
    found = recognise_pages(data, lambda wanted: frame_images(data, wanted), numbers, engine, ocr)
    return corrected_pages(found, ocr.corrections_of(document_id(data)))


def _media_type(data: bytes) -> str:
    from vbcds.readers import sniff

    return sniff.sniff(data, "")


def count_frames(data: bytes) -> int:
    """The pages of an image file. Raises `ReadError`: "corrupt", "too-large"."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ReadError("too-large", f"Ảnh quá lớn ({image.width} x {image.height} điểm).", "Quét lại ở 300 dpi.")
            return int(getattr(image, "n_frames", 1))
    except ReadError:
        raise
    except Exception as error:
        raise _corrupt() from error


def frame_images(data: bytes, numbers: Sequence[int]) -> Iterator[PageImage]:
    """The images of some pages (from 1). Raises `ReadError`: "corrupt"."""
    from PIL import Image, ImageOps

    from vbcds.readers.ocr.images import to_pixels
    from vbcds.readers.pdf.rendering import PageImage
    from vbcds.readers.pdf.scans import DPI

    try:
        with python_warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            python_warnings.simplefilter("ignore")
            for number in numbers:
                image.seek(number - 1)
                if image.width * image.height > _MOST_PIXELS:
                    continue
                frame: Image.Image = ImageOps.exif_transpose(image)
                if "A" in frame.getbands() or "transparency" in frame.info:
                    opaque = frame.convert("RGBA")
                    frame = Image.new("RGBA", frame.size, "white")
                    frame.alpha_composite(opaque)
                dpi = _resolution(frame.info.get("dpi"), max(frame.size))
                width, height = frame.width * 72 / dpi, frame.height * 72 / dpi
                scale = DPI / dpi
                if not 0.8 < scale < 1.25 and frame.width * frame.height * scale * scale < _MOST_PIXELS:
                    size = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
                    frame = frame.convert("RGB").resize(size, Image.Resampling.BICUBIC)
                    dpi = DPI
                yield PageImage(number, width, height, dpi, to_pixels(frame))
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise _corrupt() from error


def _resolution(stated: object, longest: int) -> float:
    """Pixels an inch: as stated where that makes a sheet of paper of it, else as if it were a sheet of A4."""
    if isinstance(stated, tuple) and stated:
        value = float(stated[0])
        if value > 0 and 5 < longest / value < 30:
            return value
    return longest / _LONG_SIDE


def _corrupt() -> ReadError:
    return ReadError("corrupt", "Tệp ảnh hỏng hoặc bị cắt cụt.", "Lấy lại tệp từ nguồn rồi chạy lại.")
