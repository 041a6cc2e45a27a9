"""Pages with known text made into scans: drawn from a PDF, written and stamped on, degraded, and put into a PDF without text."""

from __future__ import annotations

import io
import random
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
from degrade import BLACK, BLUE, RED, Box, Treatment, emblem_seal, ghost, incoming_stamp, scan, seal, sign, write_by_hand
from PIL import Image


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What is written and stamped on a document after printing. Texts are looked up on its pages."""

    #: Printed texts that are wiped out and written by hand instead, with the text before them.
    by_hand: tuple[tuple[str, str], ...] = ()
    #: Name over which a seal stands at the left, and a signature above it; the role's line is touched as well.
    signer: str | None = None
    red: bool = True
    #: Words around the seal.
    office: str = ""
    #: Office of a stamp of incoming mail at the top of the first page.
    incoming: str | None = None
    #: The seal has the emblem of the State, and stands where it does in scans of decisions; `ghost`: another one beside the title.
    emblem: bool = False
    ghost: bool = False
    #: Lines of the portal's e-signature, the only text of the file.
    portal: tuple[str, ...] = field(default=())


def to_pdf(paths: list[Path], folder: Path) -> None:
    """Word files as PDF (LibreOffice), all in one start of the program."""
    if not paths:
        return
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
        ]
        subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=1200)


def make_scan(source: bytes, marks: Marks, treatment: Treatment, font: str, seed: int) -> bytes:
    """A PDF of images out of a PDF of text."""
    rng = random.Random(seed)
    document = pdfium.PdfDocument(source)
    unit = treatment.dpi / 72
    sheets = []
    for number in range(len(document)):
        page = document[number]
        image = page.render(scale=unit).to_pil().convert("RGB")
        text_page = page.get_textpage()
        text = text_page.get_text_range()

        def box_of(place: int, length: int, height: float = page.get_height(), boxes: pdfium.PdfTextPage = text_page) -> Box:
            found = [boxes.get_charbox(index) for index in range(place, place + length)]
            left, right = min(b[0] for b in found), max(b[2] for b in found)
            return left * unit, (height - max(b[3] for b in found)) * unit, right * unit, (height - min(b[1] for b in found)) * unit

        for before, printed in marks.by_hand:
            for match in re.finditer(re.escape(before) + r"\s?(" + re.escape(printed) + ")", text):
                x0, y0, x1, y1 = box_of(match.start(1), len(printed))
                pad = 1.5 * unit
                image.paste("white", (round(x0 - pad / 2), round(y0 - pad), round(x1 + pad / 2), round(y1 + pad)))
                write_by_hand(image, printed, (x0, y0 - pad, x1, y1 + pad), rng, BLUE if rng.random() < 0.5 else BLACK)
        place = text.rfind(marks.signer) if marks.signer else -1
        if place >= 0 and marks.signer and number == max(0, len(document) - 1 - (text.count("Phụ lục") > 0)):
            x0, y0, x1, y1 = box_of(place, len(marks.signer))
            pen = BLUE if marks.red else BLACK
            colour = RED if marks.red else BLACK
            sign(image, (x0 - 10 * unit, y0 - 58 * unit, x1 + 20 * unit, y0 - 8 * unit), rng, pen)
            if marks.emblem:
                # Measured in scans of decisions: 41 mm across, of provinces 36; its middle above the beginning of the name, its lower rim
                # from 6 points above the name's capitals to 13 below their tops.
                radius = (59 if marks.office.startswith("THỦ TƯỚNG") else 51) * unit
                centre = (x0 + rng.uniform(-8, 8) * unit, y0 - radius + rng.uniform(-6, 13) * unit)
                emblem_seal(image, centre, radius, marks.office, font, colour, rng)
            else:
                radius = 50 * unit
                centre = (x0 - rng.uniform(-6, 16) * unit, y0 - rng.uniform(30, 42) * unit)
                seal(image, centre, radius, marks.office, font, colour)
        if number == 0 and marks.ghost:
            ghost(image, (rng.uniform(190, 240) * unit, rng.uniform(190, 235) * unit), 58 * unit, marks.office, font, rng)
        if number == 0 and marks.incoming:
            incoming_stamp(image, (rng.uniform(2, 8) * unit, rng.uniform(135, 165) * unit), unit, marks.incoming, font, rng)
        sheets.append((scan(image, treatment, rng), treatment.dpi))
    return pdf_of_images(sheets, marks.portal, font)


def pdf_of_images(sheets: list[tuple[bytes, int]], portal: tuple[str, ...] = (), font: str = "") -> bytes:
    """A PDF with one image a page; `portal` lines are put over the first page as real text."""
    document = pdfium.PdfDocument.new()
    for number, (data, dpi) in enumerate(sheets):
        picture = Image.open(io.BytesIO(data))
        width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
        page = document.new_page(width, height)
        image = pdfium.PdfImage.new(document)
        if picture.format == "JPEG":
            image.load_jpeg(io.BytesIO(data))
        else:
            image.set_bitmap(pdfium.PdfBitmap.from_pil(picture.convert("L")))
        image.set_matrix(pdfium.PdfMatrix(width, 0, 0, height, 0, 0))
        page.insert_obj(image)
        if number == 0 and portal:
            _print_stamp(document, page, portal, font)
        page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _print_stamp(document: pdfium.PdfDocument, page: pdfium.PdfPage, lines: tuple[str, ...], font: str) -> None:
    import ctypes

    import pypdfium2.raw as raw

    data = Path(font).read_bytes()
    buffer = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
    face = raw.FPDFText_LoadFont(document.raw, buffer, len(data), raw.FPDF_FONT_TRUETYPE, True)
    for number, text in enumerate(lines):
        made = raw.FPDFPageObj_CreateTextObj(document.raw, face, ctypes.c_float(7))
        coded = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
        raw.FPDFText_SetText(made, ctypes.cast(coded, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_Transform(made, 1, 0, 0, 1, page.get_width() - 190, page.get_height() - 14 - 9 * number)
        raw.FPDFPage_InsertObject(page.raw, made)
