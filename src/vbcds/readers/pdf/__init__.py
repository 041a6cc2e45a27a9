"""PDF with a text layer: bytes to a Reading.

binding -> glyphs -> fragments -> lines (characters); rules -> lattice -> tables (ruled tables of a page); unruled (tables without);
stamps (signatures); furniture (heads, page numbers, notes); rows -> bands -> columns (reading order); wording, paragraphs; stitching
(tables over page breaks); assembly (the document).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vbcds.errors import ReadError
from vbcds.model.builder import Reading
from vbcds.model.document import document_id
from vbcds.model.recognition import AUTO, OcrOptions
from vbcds.readers.counting import page_ranges
from vbcds.readers.limits import Limits
from vbcds.readers.ocr.engines import INSTALL, installed_engine

if TYPE_CHECKING:
    from vbcds.readers.ocr.cache import ScanPage
    from vbcds.readers.ocr.engine import OcrEngine
    from vbcds.readers.pdf.pages import Page

MEDIA_TYPE = "application/pdf"


def read_pdf(data: bytes, *, limits: Limits, ocr: OcrOptions = AUTO) -> Reading:
    """Read a PDF.

    Paragraphs in reading order, ruled tables with their merged cells over page breaks, footnotes (role "footnote"); page numbers and
    running heads are left out, and the stamps of signatures are kept apart in `Reading.signatures`. Numbers and dates in the
    appearance of form fields are read at their place. Pages that are scans are recognised where `ocr` wants it and an engine is there,
    else named in the warnings; so are scans with an older text layer that is rubbish, and the better reading is kept.

    Raises `ReadError`: "empty", "encrypted", "corrupt", "too-large", "no-text" (no page has text of its own, and none was recognised).
    """
    from vbcds.readers.pdf.assembly import assemble

    count, pages, warnings = read_pages(data, limits)
    recognised = _recognised(data, pages, ocr, warnings)
    blank = [page.number for page in pages if page.needs_ocr]
    if all(page.needs_ocr or not page.characters for page in pages):
        raise _no_text(len(blank), count, ocr)
    if blank:
        warnings.append(f"Trang {page_ranges(blank)} là ảnh quét hoặc không có lớp chữ, chưa đọc được (cần nhận dạng ký tự).")
    under = [page.number for page in pages if page.recognised]
    if under:
        warnings.append(f"Trang {page_ranges(under)} là ảnh quét có lớp chữ nhận dạng sẵn; chữ có thể sai.")
    rubbish = [page.number for page in pages if page.doubtful and page.number not in recognised]
    if rubbish:
        warnings.append(f"Lớp chữ có sẵn của trang {page_ranges(rubbish)} sai nhiều; cần đối chiếu với ảnh hoặc dùng bản khác.")
    drafts, more = assemble(pages, limits)
    return Reading(
        media_type=MEDIA_TYPE,
        drafts=drafts,
        pages=count,
        ocr=bool(recognised) or len(under) > len(pages) / 2,
        signatures=[signature for page in pages for signature in page.signatures],
        warnings=warnings + more,
        metadata={"pages_without_text": page_ranges(blank)} if blank else {},
    )


def pages_without_text(data: bytes, *, limits: Limits) -> list[int]:
    """The pages (from 1) that need an OCR engine: images without text, a signature's stamp not counted.

    Raises `ReadError` as `read_pdf` does, but never "no-text".
    """
    _, pages, _ = read_pages(data, limits)
    return [page.number for page in pages if page.needs_ocr]


def read_pages(data: bytes, limits: Limits) -> tuple[int, list[Page], list[str]]:
    """The number of pages, the pages as the file has them, and warnings. Raises `ReadError` as `read_pdf` does, but never "no-text"."""
    from vbcds.readers.pdf.binding import opened
    from vbcds.readers.pdf.pages import read_page

    limits.check_bytes(len(data))
    warnings: list[str] = []
    pages: list[Page] = []
    lost: list[int] = []
    with opened(data) as (library, document):
        count = library.page_count(document)
        if count <= 0:
            raise ReadError("corrupt", "Tệp PDF không có trang nào đọc được.", "Tải lại tệp từ nguồn rồi chạy lại.")
        if count > limits.max_pages:
            warnings.append(f"Tệp có {count} trang; chỉ đọc {limits.max_pages} trang đầu.")
        left = limits.max_text
        for index in range(min(count, limits.max_pages)):
            page = read_page(library, document, index, left)
            if page is None:
                lost.append(index + 1)
                continue
            pages.append(page)
            left -= page.characters
            if left <= 0:
                warnings.append(f"Văn bản quá dài; chỉ đọc đến trang {index + 1}.")
                break
    if not pages:
        raise ReadError(
            "corrupt", "Không mở được trang nào của tệp PDF.", "Tải lại tệp từ nguồn, hoặc mở bằng trình đọc PDF và lưu lại."
        )
    if lost:
        warnings.append(f"Không mở được trang {page_ranges(lost)}.")
    cut = [page.number for page in pages if page.cut]
    if cut:
        warnings.append(f"Trang {page_ranges(cut)} có quá nhiều đối tượng; chỉ đọc một phần.")
    return count, pages, warnings


def recognised_pages(
    data: bytes, pages: Sequence[Page], engine: OcrEngine, ocr: OcrOptions
) -> Iterator[tuple[int, ScanPage | str]]:
    """The pages that `ocr` wants recognised: number, and what was found with a person's corrections, or why nothing could be."""
    from vbcds.readers.ocr.review import corrected_pages
    from vbcds.readers.pdf.rendering import render_pages
    from vbcds.readers.pdf.scans import DPI, recognise_pages

    wanted = [page.number for page in pages if ocr.wants(page.number, needed=page.needs_ocr or page.doubtful)]
    found = recognise_pages(data, lambda numbers: render_pages(data, numbers, dpi=DPI), wanted, engine, ocr)
    return corrected_pages(found, ocr.corrections_of(document_id(data)))


def _recognised(data: bytes, pages: list[Page], ocr: OcrOptions, warnings: list[str]) -> set[int]:
    """Put what was recognised in the place of the pages that are scans; the numbers of those pages."""
    if not any(ocr.wants(page.number, needed=page.needs_ocr or page.doubtful) for page in pages):
        return set()
    engine = installed_engine(ocr.engine)
    if engine is None:
        return set()
    from vbcds.readers.ocr.review import describe_corrections
    from vbcds.readers.pdf.scan_pages import build_page, describe

    places = {page.number: index for index, page in enumerate(pages)}
    read = {}
    for number, scan in recognised_pages(data, pages, engine, ocr):
        if isinstance(scan, str):
            warnings.append(f"Trang {number} không nhận dạng được: {scan}.")
            continue
        before = pages[places[number]]
        page = build_page(scan, number, before.signatures)
        if before.doubtful and not ocr.names(number) and (page.quality or 0.0) <= (before.quality or 0.0):
            continue  # the older layer is the better one
        read[number] = scan
        pages[places[number]] = page
    warnings += [*describe(read, engine.name), *describe_corrections(read)]
    return set(read)


def _no_text(scans: int, count: int, ocr: OcrOptions) -> ReadError:
    what = f"Tệp PDF gồm {count} trang chỉ có ảnh quét" if scans else f"Tệp PDF gồm {count} trang không có chữ"
    if scans and ocr.mode == "never":
        advice = "Chạy lại với --ocr auto để nhận dạng chữ, hoặc dùng bản PDF gốc có chữ."
    elif scans and installed_engine(ocr.engine) is None:
        advice = f"{INSTALL} Hoặc dùng bản PDF gốc có chữ."
    else:
        advice = "Dùng bản PDF gốc có chữ, hoặc bản quét rõ hơn."
    return ReadError("no-text", f"{what}, không có lớp chữ (dấu của chữ ký số không phải là chữ của văn bản).", advice)


__all__: Sequence[str] = ["MEDIA_TYPE", "pages_without_text", "read_pages", "read_pdf", "recognised_pages"]
