"""What signing software puts on a page: stamps that are no text of the document, and numbers and dates that are.

Decree 30/2020/NĐ-CP, Appendix I, has the signature's information (agency, time of signing) printed beside it; portals stamp theirs
at the top of the first page. Neither speaks for the document. The filing system's number and date, though, stand where the author
left a blank, in the appearance of a signature field: they are the document's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.model.document import Signature
from vbcds.readers.pdf.binding import Pdfium
from vbcds.readers.pdf.fragments import Fragment
from vbcds.readers.pdf.lines import Line, lines_of

_WIDGET, _STAMP, _FREE_TEXT = 20, 13, 3
_DRAWN = frozenset((_WIDGET, _STAMP, _FREE_TEXT))
_HIDDEN = 0x02 | 0x20  # hidden, no view
_NORMAL_DISPLAY = 0

#: Lines that only a signature's stamp has.
_ANCHOR = re.compile(
    r"\W*(?:người\s*ký|ký\s*bởi|ký\s*điện\s*tử\s*bởi|được\s*ký\s*(?:điện\s*tử\s*|số\s*)?bởi|(?:thời\s*gian|ngày|giờ)\s*ký|signed\s*by"
    r"|digitally\s*signed|signature\s*(?:not\s*verified|valid|is\s*valid)|signing\s*(?:time|date)|chữ\s*ký\s*(?:số|điện\s*tử)\s*(?:của|hợp\s*lệ)"
    r"|dn\s*:\s*c\s*=)",
    re.IGNORECASE,
)
#: One of these is in each such line.
_ANCHOR_WORDS = ("ký", "sign", "dn")
#: Lines that may stand in one beside them.
_PART = re.compile(
    r"\W*(?:e-?mail|cơ\s*quan|đơn\s*vị|tổ\s*chức|chức\s*vụ|lý\s*do|địa\s*điểm|nơi\s*ký|date|reason|location|organization|time|title"
    r"|thời\s*gian|ngày|serial|mst|cn\s*=|ou?\s*=)\s*[:=]",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}[:h]\d{2}|\+07|\d{1,2}[./-]\d{1,2}[./-]\d{4}")


def has_appearances(library: Pdfium, page: int) -> bool:
    """Whether the page has visible annotations that may carry text (signature and form fields, stamps, free text)."""
    for index in range(min(library.count_annotations(page), 2000)):
        annotation = library.annotation(page, index)
        if not annotation:
            continue
        try:
            if library.annotation_kind(annotation) in _DRAWN and not library.annotation_flags(annotation) & _HIDDEN:
                return True
        finally:
            library.close_annotation(annotation)
    return False


def flatten(library: Pdfium, page: int) -> bool:
    """Draw the annotations into the page; it must be loaded again to see them. True where it changed."""
    return bool(library.flatten(page, _NORMAL_DISPLAY) == 1)


def take_stamps(fragments: list[Fragment], page: int) -> tuple[list[Fragment], list[Signature]]:
    """The fragments without those of signature stamps, and the stamps."""
    words = "\n".join([fragment.text for fragment in fragments]).lower()
    if not any(word in words for word in _ANCHOR_WORDS) or not any(_ANCHOR.match(fragment.text) for fragment in fragments):
        return fragments, []
    lines = lines_of(fragments, page)
    # A stamp may stand on the baseline of other text: look at pieces that are set apart.
    pieces = [piece for line in lines for piece in _pieces(line, page)]
    taken: set[int] = set()
    signatures = []
    for index, piece in enumerate(pieces):
        if index in taken or not _ANCHOR.match(piece.text):
            continue
        block = _block(pieces, index, taken)
        texts = [pieces[i].text for i in block]
        anchors = sum(1 for text in texts if _ANCHOR.match(text))
        if piece.size > 11.5 and not any(_TIME.search(text) for text in texts):
            continue  # in the size of the document's own text only a time of signing tells
        if anchors < 2 and not any(_PART.match(text) or _TIME.search(text) for text in texts) and "erified" not in piece.text:
            continue
        taken.update(block)
        boxes = [pieces[i].bbox for i in block]
        signatures.append(
            Signature(
                text="\n".join(texts),
                page=page,
                bbox=(min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)),
            )
        )
    if not signatures:
        return fragments, []
    gone = {id(fragment) for i in taken for fragment in pieces[i].fragments}
    return [fragment for fragment in fragments if id(fragment) not in gone], signatures


def _pieces(line: Line, page: int) -> list[Line]:
    pieces: list[list[Fragment]] = [[line.fragments[0]]]
    for fragment in line.fragments[1:]:
        before = pieces[-1][-1]
        if fragment.x0 - before.x1 > before.size or _ANCHOR.match(fragment.text):
            pieces.append([fragment])
        else:
            pieces[-1].append(fragment)
    if len(pieces) == 1:
        return [line]
    return [made for piece in pieces for made in lines_of(piece, page)]


def _block(pieces: Sequence[Line], index: int, taken: set[int]) -> list[int]:
    """The pieces of one stamp: labelled lines under (and over) each other, with the lines that go on with their values."""
    block = [index]
    first = last = pieces[index]
    for step in range(index + 1, len(pieces)):
        piece = pieces[step]
        if step in taken or piece.base - last.base > 2.2 * last.size:
            if piece.base - last.base > 2.2 * last.size:
                break
            continue
        if abs(piece.size - last.size) > 0.2 * last.size or piece.x0 > first.x1 + 2 * last.size or piece.x1 < first.x0:
            continue
        labelled = _ANCHOR.match(piece.text) or _PART.match(piece.text) or _TIME.match(piece.text)
        if not labelled and (abs(piece.x0 - first.x0) > 3 * last.size or piece.base - last.base > 1.5 * last.size):
            continue
        if not labelled and len(block) > 12:
            break
        if not labelled and first.size > 11 and not _TIME.search(piece.text):
            break  # text of the document's own size under a lone label
        block.append(step)
        last = piece
    for step in range(index - 1, max(-1, index - 4), -1):
        piece = pieces[step]
        if step in taken or first.base - piece.base > 2.2 * first.size:
            break
        if (
            _PART.match(piece.text)
            and abs(piece.size - first.size) < 0.2 * first.size
            and abs(piece.x0 - first.x0) < 4 * first.size
        ):
            block.insert(0, step)
            first = piece
    return block
