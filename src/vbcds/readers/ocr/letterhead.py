"""The letterhead of a scanned page: the number and the day, left blank where they are not printed, and the place in the agency's name.

Decree 30/2020/NĐ-CP, Appendix I, says what stands where. A number or a day that is not printed clearly (written by hand, stamped) is
left blank, as in a draft: nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from vbcds.readers.ocr.cache import PlacedWord, joined
from vbcds.readers.ocr.formal_lines import mend_formal_line
from vbcds.readers.ocr.signer_words import with_hook
from vbcds.text.fold import ascii_key
from vbcds.text.syllables import is_syllable

#: How sure a digit of a document's own number or day must be.
_SURE = 0.86
#: How sure (in hundredths) each of its characters must be, where the word is not, and how sure that has to be at least; of what is
#: written by hand "9" for "5" was the surest (97, 0.61).
_SURE_CHARACTER, _LEAST = 98, 0.7
#: A gap before the slash (in sizes) that a blank leaves: a space is narrower.
_BLANK = 0.42
#: "Số" as it is read; with what stands for "ố" elsewhere too, only before a colon.
_HEAD = r"S[ốóôoòõ0]|số|S[éèêếồổỗộ6](?=\s*:)"
_NUMBER = re.compile(
    rf"(?:{_HEAD})\s*[:.;]?\s*"
    r"(?P<number>.*?)\s*[/⁄]\s*(?P<symbol>[A-ZĐÐ][A-Za-zĐÐđ0-9&]{0,8}(?:[-–][A-Za-zĐÐđ0-9.,]{1,14}){0,3})"
)
_NUMBER_LINE = re.compile(_HEAD)
_HYPHENS = re.compile(r"\s*[-–]+(?:\s*[-–]+)*\s*")
_DAY = re.compile(r"ng[àa]y(?P<day>[^\s]*?)th[áa]ng|ng[àa]y[.…]*", re.IGNORECASE)
#: The letterhead's line: a place, a comma, the day, and nothing after the year.
_OWN_DATE = re.compile(r", ?ng[àa]y\S{0,12}(?: \S{1,6}){0,2} ?th[áa]ng .{0,12}năm \d{4}\W{0,2}$", re.IGNORECASE)
_PRINTED = re.compile(r"\d{1,5}[a-zđ]?")


#: Units whose name stands in a letterhead, by their letters without marks.
_UNITS = {"tinh": "TỈNH", "huyen": "HUYỆN", "xa": "XÃ", "phuong": "PHƯỜNG"}
#: A number's line, what "V/v" may be read for, how far below (in sizes) its line stands, and the words that follow it at least.
_OWN_NUMBER = re.compile(r"S\S{1,2}\s?[:.;]")
_SPOILT_MARK = re.compile(r"[^\s\w]{0,3}[\w/⁄|\\.]{1,5}[^\s\w]{0,2}")
_NEXT, _SUBJECT_WORDS = 2.4, 2
#: How far (in sizes) above the state's name a mark stands that is none of the letterhead.
_MARK_ABOVE = 1.5
#: What a mended mark is worth.
_MENDED = 0.5
#: How often the page must spell a name the other way, and how sure its words must be there.
_OFTEN, _SPELT = 2, 0.65


def mend_letterhead(lines: Iterable[list[PlacedWord]], height: float) -> list[list[PlacedWord]]:
    """The lines of a page, those of its letterhead as printed: what is written by hand is blank, the unit's name is spelt right."""
    listed = [_addressed(line) for line in _without_marks_above(list(lines))]
    listed = _subject_marked(_apart_from_state(listed, 0.4 * height), 0.4 * height)
    spellings = _spellings(listed)
    return [
        _own_number(_own_day(_own_place(mend_formal_line(line), spellings))) if line and line[0].base < 0.4 * height else line
        for line in listed
    ]


def _without_marks_above(lines: list[list[PlacedWord]]) -> list[list[PlacedWord]]:
    """The lines of a page without what a pen left above its letterhead: one or two pieces that are no words, above the state's name."""
    state = next((line[0] for line in lines if ascii_key(" ".join(word.text for word in line)).startswith("cong hoa xa hoi")), None)
    if state is None:
        return lines
    return [line for line in lines if line[0].base > state.base - _MARK_ABOVE * state.size or not _is_mark(line)]


def _is_mark(line: Sequence[PlacedWord]) -> bool:
    """Whether a line is a few letters that are neither a word nor a number."""
    return len(line) < 3 and not any(
        is_syllable(word.text.strip(".,;:()")) or any(map(str.isdigit, word.text)) or len(word.text) > 6 for word in line
    )


def _addressed(line: list[PlacedWord]) -> list[PlacedWord]:
    """ "Kính gửi:" of which a stamp has covered the first word: nothing else ends with "gửi:" alone on its line."""
    if not 0 < len(line) < 3 or ascii_key(line[-1].text) != "gui" or not line[-1].text.endswith(":"):
        return line
    if len(line) == 2 and is_syllable(line[0].text) and line[0].confidence > _SURE:
        return line
    return [replace(joined(line, "Kính gửi:"), confidence=min(line[-1].confidence, _MENDED))]


def _apart_from_state(lines: Iterable[list[PlacedWord]], end: float) -> list[list[PlacedWord]]:
    """The lines of a page; the name of an agency that stands close to the state's is a line by itself."""
    listed = list(lines)
    number = max((word.line for line in listed for word in line), default=-1)
    parted: list[list[PlacedWord]] = []
    for line in listed:
        keys = [ascii_key(word.text) for word in line]
        at = next((n for n in range(1, len(keys) - 2) if keys[n] == "cong" and keys[n + 1 : n + 3] == ["hoa", "xa"]), 0)
        if at and line[0].base < end:
            number += 1
            parted += [line[:at], [word.on_line(number) for word in line[at:]]]
        else:
            parted.append(line)
    return parted


def _subject_marked(lines: list[list[PlacedWord]], end: float) -> list[list[PlacedWord]]:
    """The lines of a page; what "V/v" below the number of a letter was read for is that again.

    It is short, begins the next line in that box (Decree 30/2020/NĐ-CP, Appendix I, II.5.b), and is no word.
    """
    numbered = next((line for line in lines if line and line[0].base < end and _OWN_NUMBER.match(line[0].text)), None)
    if numbered is None:
        return lines
    x0, x1, base, size = numbered[0].x0, numbered[-1].x1, numbered[0].base, numbered[0].size
    below = [
        line for line in lines if line and 0.7 * size < line[0].base - base < _NEXT * size and line[0].x0 < x1 and line[-1].x1 > x0
    ]
    line = min(below, key=lambda line: line[0].base, default=[])
    if len(line) <= _SUBJECT_WORDS or not line[1].text[:1].islower() or not _SPOILT_MARK.fullmatch(line[0].text):
        return lines
    if is_syllable(line[0].text.strip(".,:;*'")) and line[0].confidence > _SURE:
        return lines
    mark = replace(line[0].as_text("V/v"), confidence=min(line[0].confidence, _MENDED))
    return [[mark, *line[1:]] if other is line else other for other in lines]


def _spellings(lines: Sequence[Sequence[PlacedWord]]) -> dict[tuple[str, str], Counter[str]]:
    """Names of two syllables as the page writes them in small letters: by their letters without marks, with how often."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for line in lines:
        for first, second in pairwise(line):
            names = [word.text.strip(".,;:()") for word in (first, second)]
            if (
                all(name[:1].isupper() and name[1:].islower() for name in names)
                and min(first.confidence, second.confidence) > _SPELT
            ):
                key = ascii_key(names[0]), ascii_key(names[1])
                found.setdefault(key, Counter())[" ".join(names)] += 1
    return found


def _own_place(line: list[PlacedWord], spellings: dict[tuple[str, str], Counter[str]]) -> list[PlacedWord]:
    """A unit and its name in capitals, with the marks that the rest of the page agrees on: "TĨNH NAM LINH" is "TỈNH NAM LĨNH"."""
    mended = list(line)
    for index, word in enumerate(line[:-1]):
        unit = _UNITS.get(ascii_key(word.text))
        following = line[index + 1 : index + 3]
        if unit is None or not word.text.isupper() or not all(other.text.isupper() for other in following):
            continue
        mended[index] = word.as_text(unit)
        known = spellings.get(tuple(ascii_key(other.text) for other in following)) if len(following) == 2 else None  # type: ignore[arg-type]
        spelt = _agreed_name(known) if known else None
        for place, name in enumerate(spelt.split() if spelt else (), index + 1):
            mended[place] = line[place].as_text(name.upper())
    return mended


def _agreed_name(spellings: Counter[str]) -> str | None:
    """How a page spells a name that it has so often; where spellings differ in a hook and an acute alone, small prints lost the hook.

    >>> _agreed_name(Counter({"Nam Lĩnh": 2})), _agreed_name(Counter({"Cấm Ngạn": 4, "Cẩm Ngạn": 1}))
    ('Nam Lĩnh', 'Cẩm Ngạn')
    >>> _agreed_name(Counter({"Nam Lĩnh": 1})), _agreed_name(Counter({"Nam Lĩnh": 2, "Nam Linh": 1}))
    (None, None)
    """
    if spellings.total() < _OFTEN:
        return None
    hooked = {" ".join(map(with_hook, name.split())) for name in spellings}
    if len(spellings) == 1:
        return next(iter(spellings))
    return next(iter(hooked)) if len(hooked) == 1 and hooked <= spellings.keys() else None


def _own_day(line: list[PlacedWord]) -> list[PlacedWord]:
    """A day that is not printed clearly is left out: "ngày 82tháng 4" is "ngày tháng 4"."""
    texts = [word.text for word in line]
    if not _OWN_DATE.search(" ".join(texts)):
        return line
    kept: list[PlacedWord] = []
    for index, word in enumerate(line):
        match = _DAY.fullmatch(word.text)
        if match is not None and match["day"]:
            kept.append(word.as_text("ngày tháng"))
            continue
        after_day = index > 0 and ascii_key(texts[index - 1]) == "ngay"
        if (
            after_day
            and not word.text.lower().startswith("th")
            and not (word.text.isdigit() and len(word.text) < 3 and word.confidence >= _SURE)
        ):
            continue
        kept.append(word)
    return kept


def _is_sure(words: Sequence[PlacedWord], number: str) -> bool:
    """Whether a number was read surely: the words as they are, or each of its own characters.

    Recognisers doubt the symbol behind it ("412/QĐ-UBND"), which says nothing of the number. What is written by hand has characters
    that they doubt, or looks like no digit at all.
    """
    sure = min(word.confidence for word in words[1:] or words)
    if sure >= _SURE or sure < _LEAST:
        return sure >= _SURE
    text = "".join((word.raw or word.text).replace(" ", "") for word in words)
    characters = [sure for word in words for sure in word.characters]
    place = text.find(number)
    return place >= 0 and len(characters) == len(text) and min(characters[place : place + len(number)]) >= _SURE_CHARACTER


def _is_filled_in(words: Sequence[PlacedWord]) -> bool:
    """Whether a number stands in a blank: apart from the slash behind it, as what is printed does not."""
    return any(after.text[:1] in "/⁄" and after.x0 - before.x1 > _BLANK * after.size for before, after in pairwise(words))


def _own_number(line: list[PlacedWord]) -> list[PlacedWord]:
    """A number that is not printed clearly is left out: "Số: †o7/QĐ-TTg" is "Số: /QĐ-TTg"."""
    if not _NUMBER_LINE.match(line[0].text) or len(line[0].text) > 40:
        return line
    for count in range(1, min(5, len(line)) + 1):
        head = line[:count]
        text = " ".join(word.text for word in head)
        match = _NUMBER.fullmatch(_HYPHENS.sub("-", text).rstrip(".,;"))
        if match is None:
            continue
        symbol = match["symbol"].replace("Ð", "Đ").replace("ĐĐ", "Đ").replace("- ", "-")
        printed = _PRINTED.fullmatch(match["number"]) is not None and not _is_filled_in(head) and _is_sure(head, match["number"])
        number = match["number"] if printed else ""
        if text.startswith("Số") and number == match["number"] and text.endswith(f"/{symbol}"):
            return line
        return [joined(head, f"Số: {number}/{symbol}"), *line[count:]]
    return line
