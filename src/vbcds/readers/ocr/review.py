"""Lines of a scan that a person should look at, and what the person says of them put into the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from vbcds.model.document import Box
from vbcds.model.review import Correction
from vbcds.readers.counting import page_ranges
from vbcds.readers.ocr.cache import PlacedWord, ScanPage, joined
from vbcds.readers.ocr.engine import by_line

#: A word less sure than this is doubtful; figures have to be surer, for nothing around them tells them.
_DOUBTFUL, _DOUBTFUL_FIGURE = 0.6, 0.8
_DIGIT = re.compile(r"\d")
#: A letterhead whose number or day is left blank: written by hand, or not to be read.
_BLANK = re.compile(r"Số ?: ?/|ngày (?:tháng|\d{1,2} tháng (?!\d))", re.IGNORECASE)
_NEAR = 1.5
#: How alike (of 100) the line must be to what the correction was made for.
_SAME = 60


def doubtful_lines(scan: ScanPage) -> list[list[PlacedWord]]:
    """The lines with a doubtful word, or with a blank where the number or the day belongs; each from left to right."""
    found = []
    for line in by_line(scan.words).values():
        line.sort(key=lambda word: word.x0)
        if any(_is_doubtful(word) for word in line) or (line[0].base < 0.4 * scan.height and _BLANK.search(_text(line))):
            found.append(line)
    return found


def box_of(words: Sequence[PlacedWord]) -> Box:
    """The box around some words."""
    return min(w.x0 for w in words), min(w.y0 for w in words), max(w.x1 for w in words), max(w.y1 for w in words)


def corrected_pages(
    pages: Iterable[tuple[int, ScanPage | str]], corrections: Sequence[Correction]
) -> Iterator[tuple[int, ScanPage | str]]:
    """Pages as they were recognised (number, and the page or why there is none), with the corrections of their document."""
    for number, scan in pages:
        own = [correction for correction in corrections if correction.page == number]
        yield number, with_corrections(scan, own) if own and isinstance(scan, ScanPage) else scan


def describe_corrections(scans: Mapping[int, ScanPage]) -> list[str]:
    """Warnings on corrections: where the text is a person's, and where the correction fits no line any more."""
    texts = []
    used = sum(scan.corrected for scan in scans.values())
    if used:
        pages = page_ranges(number for number, scan in scans.items() if scan.corrected)
        texts.append(f"Đã dùng {used} chỗ hiệu đính ở trang {pages}.")
    stale = sum(scan.stale for scan in scans.values())
    if stale:
        pages = page_ranges(number for number, scan in scans.items() if scan.stale)
        texts.append(
            f"{stale} chỗ hiệu đính ở trang {pages} không còn khớp với chữ nhận dạng nên không dùng; xem lại bằng --review."
        )
    return texts


def with_corrections(scan: ScanPage, corrections: Iterable[Correction]) -> ScanPage:
    """The page with its lines as a person reads them. What a person has seen is sure; a correction whose line is no longer there (the
    page was recognised otherwise) is counted in `stale` and not used."""
    words = list(scan.words)
    used = stale = 0
    for correction in corrections:
        line = sorted((word for word in words if _inside(word, correction.bbox)), key=lambda word: (word.line, word.x0))
        if not line or not _is_line_of(line, correction):
            stale += 1
            continue
        used += 1
        gone = {id(word) for word in line}
        place = next(index for index, word in enumerate(words) if id(word) in gone)
        words = [word for word in words if id(word) not in gone]
        words[place:place] = _corrected(line, correction.text.split())
    return replace(scan, words=words, corrected=used, stale=stale)


def _is_doubtful(word: PlacedWord) -> bool:
    return word.confidence < (_DOUBTFUL_FIGURE if _DIGIT.search(word.text) else _DOUBTFUL)


def _text(line: Iterable[PlacedWord]) -> str:
    return " ".join(word.text for word in line)


def _inside(word: PlacedWord, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] - _NEAR <= x <= box[2] + _NEAR and box[1] - _NEAR <= y <= box[3] + _NEAR


def _is_line_of(line: Sequence[PlacedWord], correction: Correction) -> bool:
    from rapidfuzz.fuzz import ratio

    text = _text(line)
    return text == correction.read or ratio(text, correction.read) >= _SAME


def _corrected(line: Sequence[PlacedWord], tokens: Sequence[str]) -> list[PlacedWord]:
    """The words of a line as `tokens`: those that stay keep their places, the others take the places of those they stand for."""
    before = [word.text for word in line]
    made: list[PlacedWord] = []
    ahead: list[str] = []  # before any word that it could be added to
    for kind, first, last, start, end in SequenceMatcher(None, before, tokens, autojunk=False).get_opcodes():
        new = list(tokens[start:end])
        if kind == "equal":
            made += line[first:last]
        elif kind == "insert":
            if made:
                made[-1] = made[-1].as_text(" ".join([made[-1].text, *new]))
            else:
                ahead = new
        elif last - first == len(new):
            made += [word.as_text(text) for word, text in zip(line[first:last], new, strict=True)]
        elif new:
            made.append(joined(line[first:last], " ".join(new)))
    if ahead and made:
        made[0] = made[0].as_text(" ".join([*ahead, made[0].text]))
    return [replace(word, confidence=1.0) for word in made]
