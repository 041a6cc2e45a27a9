"""The head of a scanned page, read once more row by row: letterhead, kind and title stand bold among rules, stamps and seals.

Decree 30/2020/NĐ-CP, Appendix I: two boxes side by side, then the kind of document and its subject, centred. Layout analysis runs the boxes
together, and passes over what a stamp of incoming mail or a seal touches. Each row is read by itself, in two sizes, from the image without
rules and seals; of all readings of a row that one counts which is the surest and the most Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from vbcds.readers.ocr.cache import PlacedWord, ScanPage
from vbcds.readers.ocr.cleaning import softened, without_specks
from vbcds.readers.ocr.crossings import without_rules
from vbcds.readers.ocr.engine import by_line
from vbcds.readers.ocr.images import Pixels
from vbcds.readers.ocr.rows import Row, find_rows
from vbcds.readers.ocr.ruling import Ruling
from vbcds.readers.ocr.seals import Seal, without_black_seals, without_long_strokes
from vbcds.readers.pdf.scan_sheet import MARGIN, Sheet, holds
from vbcds.text.fold import ascii_key
from vbcds.text.syllables import is_syllable

#: What of a page its head takes at most, and the sizes in which a row is read.
_HEAD, _SIZES = 0.48, (1.0, 0.8)
#: The state's name and its motto, by their letters without marks, and how what follows the title begins.
_STATE = re.compile(r"cong hoa xa hoi|doc lap tu do hanh phuc")
_BODY = re.compile(r"(?:căn cứ|theo đề nghị|xét |điều 1\b|(?:1|i|a)\s?[.)]\s|kính gửi)", re.IGNORECASE)
#: Numbers and days stay as they were read first: many are written by hand, and no other reading makes them printed.
_NUMBER = re.compile(r"^\W{0,3}S[ốôoòóõ0]\s?[:.;]|, ?ng[àa]y.{0,12}th[áa]ng|^\W{0,3}S\S{1,3}:")
#: A mark before a word, and one between a number and a word.
_SPECK, _DOT = re.compile(r'^(?:"(?=[^\W\d_])|[-–](?=[a-zđà-ỹ]))'), re.compile(r"^(\d{1,4})[.,](?=[a-zđà-ỹ]{2})")
#: How far (points) a stamp's words reach out of its frame.
_BESIDE, _ABOVE = 6.0, 16.0
_ABOUT = re.compile(r"v/v:?", re.IGNORECASE)
#: A row counts unless what was read before is worth more than it by this part.
_BETTER = 0.04
#: How sure each word of a row is that is read twice alike and not looked at again.
_SETTLED = 0.88
#: How sure they are, and how much of its width they fill, where a row is not looked at again at all.
_CERTAIN, _FILLED = 0.93, 0.95
#: Fewer signs than these are no line.
_LEAST = 3

_MARKS = ".,;:()\"'“”-–/"


def read_head(sheet: Sheet, seals: Sequence[Seal], ruling: Ruling, grey: Pixels) -> None:
    """Put better readings of the rows of the page's head in the place of what was read. `grey`: the page with all that is on it."""
    scan = sheet.scan
    end = _end(scan)
    if end is None:
        return
    rows, columns = sheet.window((0.0, 0.0, scan.width, end))
    reach = slice(rows.start, min(grey.shape[0], rows.stop + round(0.4 * sheet.dpi)))
    crop = without_black_seals(without_rules(grey[reach], _above(ruling, reach.stop), sheet.dpi), seals, sheet.dpi)
    crop = softened(without_specks(without_long_strokes(crop, sheet.dpi), sheet.dpi), sheet.dpi)[: rows.stop - rows.start]
    _clear_stamps(sheet, crop, columns.start, rows.start)
    corner = columns.start, rows.start
    found = [
        row
        for row in find_rows(crop, sheet.dpi, pad=MARGIN)
        if not _is_known(_words_in(sheet, row, corner), row.width * sheet.unit)
    ]
    readings: list[list[list[PlacedWord]]] = [[] for _ in found]
    for scale in _SIZES:
        # What reads as before is not read again in another size.
        doubtful = [(index, row) for index, row in enumerate(found) if not _agrees(readings[index], _words_in(sheet, row, corner))]
        read = sheet.read([row.pixels for _, row in doubtful], "line", scale=scale)
        for (index, row), words in zip(doubtful, read, strict=True):
            again = replace(sheet, scan=ScanPage(width=scan.width, height=scan.height))
            placed = again.place(words, (corner[0] + row.left, corner[1] + row.top))
            if kept := _undusted([_unquoted(word) for word in placed]):
                readings[index].append(kept)
    for choices in readings:
        if choices and not _is_of_stamp(scan, choices[0]):
            _put(scan, choices)
    lines = list(by_line(scan.words).values())
    head = [kept for line in lines if line[0].base < end and (kept := _undusted(line))]
    head.sort(key=lambda line: (round(median(word.base for word in line) / 4), line[0].x0))
    scan.words = [word for line in [*head, *(line for line in lines if line[0].base >= end)] for word in line]


def _words_in(sheet: Sheet, row: Row, corner: tuple[int, int]) -> list[PlacedWord]:
    """What was read in a row's place, from left to right; `corner`: where the image in which the row was found begins."""
    left, top = corner[0] + row.left + MARGIN, corner[1] + row.top + MARGIN
    box = sheet.box_of(slice(top, top + row.height), slice(left, left + row.width))
    return sorted((word for word in sheet.scan.words if holds(box, word)), key=lambda word: word.x0)


def _is_known(words: Sequence[PlacedWord], width: float) -> bool:
    """Whether a row this wide needs no other reading: numbers and days stay as they are, and what fills it may be sure already."""
    if _NUMBER.search(_text(words)):
        return True
    reach = max((word.x1 for word in words), default=0.0) - min((word.x0 for word in words), default=0.0)
    return reach > _FILLED * width and _is_settled(words, _CERTAIN)


def _is_settled(words: Sequence[PlacedWord], least: float) -> bool:
    """Whether each word is so sure, is one that Vietnamese has, and is written as those beside it; single signs may be specks.

    >>> words = [
    ...     PlacedWord(text=text, x0=0, y0=0, x1=9, y1=9, base=9, size=9, confidence=0.95, line=1)
    ...     for text in "cơ quan nhà nước".split()
    ... ]
    >>> _is_settled(words, 0.9), _is_settled([*words[:3], words[3].as_text("HƯỚC")], 0.9), _is_settled(words, 0.96)
    (True, False, False)
    """
    capitals = all(word.text.isupper() for word in words)
    return bool(words) and all(
        word.confidence >= least and _is_good(text) and len(text) > 1 and (capitals or not text.isupper())
        for word in words
        if (text := word.text.strip(_MARKS))
    )


def _agrees(readings: Sequence[Sequence[PlacedWord]], before: Sequence[PlacedWord]) -> bool:
    """Whether a row was read as it had been read before, in words that Vietnamese has and that are sure."""
    return any(_text(row) == _text(before) and _is_settled(row, _SETTLED) for row in readings)


def _text(words: Sequence[PlacedWord]) -> str:
    return " ".join(word.text for word in words)


def _undusted(row: list[PlacedWord]) -> list[PlacedWord]:
    """A row without marks at its ends that are no letters; a sure hyphen at the end of a title's row stays ("2026 -", "Châu Á -")."""
    while row and not any(map(str.isalnum, row[0].text)):
        row = row[1:]
    while (
        row and not any(map(str.isalnum, row[-1].text)) and not (len(row) > 1 and row[-1].text in "-–" and row[-2].text.isdigit())
    ):
        row = row[:-1]
    return row


def _unquoted(word: PlacedWord) -> PlacedWord:
    """A word without the marks at its ends, and between a number and a word, that specks and rests of a seal become.

    >>> word = PlacedWord(text="", x0=0, y0=0, x1=9, y1=9, base=9, size=9, confidence=0.9, line=1)
    >>> [_unquoted(word.as_text(text)).text for text in ("Phó'", "-phục", "37.xã,", "1.5", "2026", '"Thủ', "“Nam”")]
    ['Phó', 'phục', '37 xã,', '1.5', '2026', 'Thủ', '“Nam”']
    """
    text = word.text.strip("'`‘’*~^°´‹›")
    text = _SPECK.sub("", text) if text.count('"') < 2 else text
    return word.as_text(_DOT.sub(r"\1 ", text)) if text else word


def _put(scan: ScanPage, readings: Sequence[list[PlacedWord]]) -> None:
    """A row, as most of its readings have each of its words, in the place of the words that stand where it does, if it is worth more."""
    row = max(readings, key=_worth)
    text = _text(row)
    size = max(word.size for word in row)
    upper, lower = min(word.y0 for word in row) - size, max(word.y1 for word in row) + size
    old = [word for word in scan.words if word.y1 > upper and word.y0 < lower and _stands_in(word, row)]
    before = _text(old)
    if _NUMBER.search(text) or _NUMBER.search(before) or _BODY.match(text) or _worth(row) < (1 - _BETTER) * _worth(old):
        return
    touched = {word.line for word in old}
    rest = [word for word in scan.words if word.line in touched and not _stands_in(word, row)]
    # What is left of a line of which the row was the rest: specks.
    specks = rest if sum(char.isalnum() for word in rest for char in word.text) < _LEAST else []
    gone = {id(word) for word in [*old, *specks]}
    line = max((word.line for word in scan.words), default=-1) + 1
    scan.words = [word for word in scan.words if id(word) not in gone]
    scan.words += [replace(_chosen(word, [*readings, old]), line=line) for word in row]


def _stands_in(word: PlacedWord, row: Sequence[PlacedWord]) -> bool:
    """Whether a word stands where a row does, which may lean."""
    size = median(other.size for other in row)
    middle = (word.x0 + word.x1) / 2
    if not row[0].x0 - 0.4 * size < middle < row[-1].x1 + 0.4 * size or word.size > 3 * size:
        return False
    nearest = min(row, key=lambda other: abs((other.x0 + other.x1) / 2 - middle))
    shared = min(nearest.y1, word.y1) - max(nearest.y0, word.y0)
    amid = abs((word.y0 + word.y1) / 2 - (nearest.base - 0.35 * size)) < 0.5 * size
    return amid or shared > 0.5 * min(nearest.y1 - nearest.y0, word.y1 - word.y0)


def _chosen(word: PlacedWord, readings: Sequence[Sequence[PlacedWord]]) -> PlacedWord:
    """The word as the readings have it that are surest of it together; those count that have one word in its place."""
    heard: dict[str, list[PlacedWord]] = {}
    for words in readings:
        same = [other for other in words if min(other.x1, word.x1) - max(other.x0, word.x0) > 0.6 * (word.x1 - word.x0)]
        if len(same) == 1 and same[0].x1 - same[0].x0 < 1.25 * (word.x1 - word.x0):
            heard.setdefault(same[0].text, []).append(same[0])
    best = max(heard.values(), key=lambda found: sum(_sure(other) for other in found), default=[word])
    return max(best, key=lambda other: other.confidence)


def _sure(word: PlacedWord) -> float:
    text = word.text.strip(_MARKS)
    return word.confidence * (1.0 if is_syllable(text) else 0.6 if text.isdigit() else 0.5)


def _is_good(text: str) -> bool:
    """Whether a word without marks is one of Vietnamese, in letters as they stand together, or a number."""
    if text.isdigit() or _ABOUT.fullmatch(text) is not None:
        return True
    return is_syllable(text) and (text.isupper() or text[1:] == text[1:].lower())


def _worth(words: Sequence[PlacedWord]) -> float:
    """How many letters are read surely, in words that Vietnamese has; what is read otherwise counts against them."""
    worth = 0.0
    for word in words:
        text = word.text.strip(_MARKS)
        letters = sum(char.isalnum() for char in text)
        good = _is_good(text)
        worth += letters * word.confidence if good else -0.5 * len(word.text)
    return worth


def _end(scan: ScanPage) -> float | None:
    """Where the head ends: above the first line of the body; None where a page has no letterhead."""
    lines = sorted(by_line(scan.words).values(), key=lambda line: median(word.base for word in line))
    seen = False
    for line in lines:
        base = median(word.base for word in line)
        if base > _HEAD * scan.height:
            break
        text = " ".join(word.text for word in line)
        if seen and _BODY.match(text):
            return base - 1.1 * median(word.size for word in line)
        seen = seen or _STATE.search(ascii_key(text)) is not None
    return _HEAD * scan.height if seen else None


def _above(ruling: Ruling, end: int) -> Ruling:
    """The rules of the part of a page above a row of its pixels."""
    across = [stroke for stroke in ruling.across if stroke.at < end - 12]
    down = [replace(stroke, end=min(stroke.end, end)) for stroke in ruling.down if stroke.start < end - 12]
    return Ruling(across, down, np.zeros((0, 0), dtype=np.bool_))


def _is_of_stamp(scan: ScanPage, row: Sequence[PlacedWord]) -> bool:
    """Whether a row is the office above a stamp of incoming mail, as wide as that at most."""
    middle = median((word.y0 + word.y1) / 2 for word in row)
    return any(
        box[0] - _BESIDE < row[0].x0 and row[-1].x1 < box[2] + _BESIDE and box[1] - _ABOVE < middle < box[3]
        for _, box in scan.stamps
    )


def _clear_stamps(sheet: Sheet, crop: Pixels, left: int, top: int) -> None:
    """Whiten the pieces of ink that stand in a stamp; what reaches out of it is the page's own text."""
    from scipy import ndimage

    for _, box in sheet.scan.stamps:
        rows, columns = sheet.window(box)
        part = crop[max(0, rows.start - top) : max(0, rows.stop - top), max(0, columns.start - left) : max(0, columns.stop - left)]
        labels, count = ndimage.label(part < 200, structure=np.ones((3, 3), dtype=np.uint8))
        if not count:
            continue
        inside = np.ones(count + 1, dtype=bool)
        inside[np.concatenate((labels[-1], labels[:, -1]))] = False
        inside[0] = False
        part[ndimage.binary_dilation(inside[labels], iterations=2)] = 255
