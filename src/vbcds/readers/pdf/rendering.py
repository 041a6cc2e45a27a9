"""Pages of a PDF as images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vbcds.readers.ocr.images import Pixels
from vbcds.readers.pdf.binding import opened

#: Pixels of one page, at most: a larger page is drawn smaller.
_MOST_PIXELS = 36_000_000


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as it is seen, upright by its own rotation. `width` and `height` in points; `pixels` are red, green, blue."""

    number: int
    width: float
    height: float
    dpi: float
    pixels: Pixels


def render_pages(data: bytes, numbers: Iterable[int], *, dpi: float) -> Iterator[PageImage]:
    """The images of some pages (from 1), one after another; a page that PDFium cannot load is left out.

    PDFium is locked until the iterator is exhausted or closed. Raises `ReadError` as `opened` does.
    """
    import numpy as np
    import pypdfium2.raw as raw

    with opened(data) as (_, document):
        handle = ctypes.cast(document, raw.FPDF_DOCUMENT)
        for number in numbers:
            page = raw.FPDF_LoadPage(handle, number - 1)
            if not page:
                continue
            try:
                width, height = float(raw.FPDF_GetPageWidthF(page)), float(raw.FPDF_GetPageHeightF(page))
                if width < 1 or height < 1:
                    continue
                used = min(dpi, 72 * (_MOST_PIXELS / (width * height)) ** 0.5)
                columns, rows = max(1, round(width * used / 72)), max(1, round(height * used / 72))
                pixels = np.full((rows, columns, 3), 255, dtype=np.uint8)
                bitmap = raw.FPDFBitmap_CreateEx(
                    columns, rows, raw.FPDFBitmap_BGR, pixels.ctypes.data_as(ctypes.c_void_p), columns * 3
                )
                if not bitmap:
                    continue
                try:
                    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER)
                finally:
                    raw.FPDFBitmap_Destroy(bitmap)
            finally:
                raw.FPDF_ClosePage(page)
            yield PageImage(number, width, height, used, pixels)
