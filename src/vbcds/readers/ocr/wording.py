"""What is known of the words of a page: marks of common phrases, headings in capitals, how a title begins, and the letterhead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vbcds.lexicons.doctypes import load_document_types
from vbcds.lexicons.phrases import load_phrases
from vbcds.readers.ocr.cache import PlacedWord, joined
from vbcds.readers.ocr.echoes import mend_by_body
from vbcds.readers.ocr.letterhead import mend_letterhead
from vbcds.readers.ocr.subjects import mend_subject
from vbcds.text.fold import ascii_key
from vbcds.text.repair import mend_marks
from vbcds.text.syllables import is_syllable

#: What specks become before the first word of a line.
_DUST = re.compile(r"^[.,‹›`*~^°¬]{1,3}(?=[A-ZĐ][^\W\d_]{2})")
#: Strokes of a Roman quarter, with what follows; and "TT" of "TTr", "TTg" read as digits, in one word and after a break at the hyphen.
_QUARTER = re.compile(r"(H|[1lI|!H][1lI|!HV]{1,3})([/.,;:)–-].*)?")
_SYMBOL = re.compile(r"(?<=\d/)[1lI|T]{2}(?=r\b)|(?<=[A-ZĐ]-)[1lI|T]{2}(?=g\b)")
_BROKEN_SYMBOL = re.compile(rf"{_SYMBOL.pattern}|^[1lI|T]{{2}}(?=g\b)")
#: The former Ministry and Departments of Information and Communications in a symbol: "BTTTT", "STTTT".
_MINISTRY = re.compile(r"(?<=[-/][BS])[1lI|T]{4}(?![^\W_])")
#: Strokes in the number of a month, a day ("tháng II năm 2025"), and before the digits of a document's number ("I2/KL-TTT").
_OF_DATE = re.compile(r"([IlÌÍÏ|!]|[1-3IlÌÍÏ|!][0-9IlÌÍÏ|!])((?:[/.,;:)–-].*)?)")
_DATED = frozenset({"tháng", "ngày"})
_OF_NUMBER = re.compile(r"^[IlÌ|](?=\d{1,4}/(?:\d{4}/)?[A-ZĐ])")
#: Strokes as digits.
_ONES = str.maketrans("IlÌÍÏ|!", "1111111")
#: Numbers of items: the first one's strokes, with a point, and the second one.
_FIRST, _SECOND, _HEADED = re.compile(r"[IlL|Ï]\."), "2.", re.compile(r"(?:[IVX]{1,4}|\d{1,2})\.")
#: Numbers of headings as their strokes are read, and the letter after which one of them is what it is read for.
_HEADINGS = {
    "L": ("I.", "K."),
    "L.": ("I.", "K."),
    "H.": ("II.", "G."),
    "HI.": ("III.", ""),
    "IH.": ("III.", ""),
    "IHI.": ("III.", ""),
}
#: A word mended so is no surer than this.
_MENDED = 0.75
#: How the body begins, and the lines that a title has at most.
_BODY = re.compile(r"(?:căn cứ|theo đề nghị|xét |điều 1\b|(?:1|i|a)\s?[.)]\s|kính gửi)", re.IGNORECASE)
_TITLE_LINES = 8
#: Words of a line that is no title's though it stands among its lines, at most.
_FEW = 3
#: A word that is no surer than this is dust before a title's line.
_UNSURE = 0.5
#: Words of a scrap are no surer than this.
_SCRAP = 0.7


def mend_page(words: Sequence[PlacedWord], height: float) -> list[PlacedWord]:
    """The words of a page with their marks mended, headings as they are spelt, and what is not printed in the letterhead left blank."""
    texts = mend_marks([word.text for word in words], load_phrases())
    lines: dict[int, list[PlacedWord]] = {}
    for word, before, text in zip(words, ["", *texts], texts, strict=False):
        lines.setdefault(word.line, []).append(_as_letters(word.as_text(text), before))
    mended: list[list[PlacedWord]] = []
    for line in lines.values():
        line[0] = line[0].as_text(_DUST.sub("", line[0].text))
        after_kind = _begins_title(mended)
        line = _heading(line)
        mended.append(mend_subject(line) if after_kind else line)
    return [word for line in mend_letterhead(_titled(_numbered_heads(mended)), height) for word in line]


def _numbered_heads(lines: list[list[PlacedWord]]) -> list[list[PlacedWord]]:
    """The lines of a page, the number of a first item as digits: "I. Rà soát" with "2. Tổ chức" as the next one is "1. Rà soát".

    A heading "I." has "1." or "II." after it, and is most often in capitals; of those in capitals "H." is "II.".
    """
    mended, number = list(lines), None
    for place, line in enumerate(lines):
        text = line[0].text
        if number is not None and text == _SECOND:
            word = lines[number][0]
            mended[number] = [replace(word.as_text("1."), confidence=min(word.confidence, _MENDED)), *lines[number][1:]]
        if text in _HEADINGS and len(line) > 1 and all(word.text.isupper() for word in line[1:]):
            heading, letter = _HEADINGS[text]
            if not letter or not any(other[0].text == letter for other in lines):
                mended[place] = [replace(line[0].as_text(heading), confidence=min(line[0].confidence, _MENDED)), *line[1:]]
            number = None
        elif len(line) > 1 and _FIRST.fullmatch(text):
            number = None if line[1].text.isupper() else place
        elif _HEADED.fullmatch(text):
            number = None
    return mended


def _titled(lines: list[list[PlacedWord]]) -> list[list[PlacedWord]]:
    """The lines of a page, those of its title mended by the body below."""
    kind = next((n for n, line in enumerate(lines) if len(line) == 1 and line[0].text in _kinds()), None)
    if kind is None:
        return lines
    start = kind
    while start + 1 < len(lines) and _is_scrap(lines[start + 1]):
        start += 1
    stop = start + 1
    while stop < min(len(lines), start + _TITLE_LINES) and not _ends_title(lines[stop]):
        stop += 1
    middle = (lines[kind][0].x0 + lines[kind][-1].x1) / 2
    title = [kept for line in lines[start + 1 : stop] if (kept := _around(line, middle))]
    if not title:
        return lines
    upper, lower = lines[kind][0].base, title[-1][0].base
    rest = [line for line in lines[stop:] if not (upper < line[0].base < lower and _is_aside(line, middle))]
    return [*lines[: start + 1], *mend_by_body(title, rest), *rest]


def _around(line: list[PlacedWord], middle: float) -> list[PlacedWord]:
    """A title's line without what the blanks of a stamp at its left were filled with; nothing where it is no title's.

    A title stands around the middle of the kind of document above it (Decree 30/2020/NĐ-CP, Appendix I, II.5).
    """
    start = 0
    while start + 1 < len(line) and (line[start].confidence < _UNSURE or not is_syllable(line[start].text.strip(".,;:"))):
        start += 1
    dust, kept = line[:start], line[start:]
    apart = bool(dust) and (kept[0].x0 - dust[-1].x1 > dust[-1].size or all(word.confidence < _UNSURE for word in dust))
    if not apart or abs(kept[0].x0 + kept[-1].x1 - 2 * middle) > abs(line[0].x0 + line[-1].x1 - 2 * middle):
        kept = line
    return [] if _is_aside(kept, middle) else kept


def _is_aside(line: Sequence[PlacedWord], middle: float) -> bool:
    """Whether a few words stand wholly at one side of the middle."""
    return len(line) <= _FEW and not line[0].x0 - line[0].size < middle < line[-1].x1 + line[-1].size


def _begins_title(lines: Sequence[Sequence[PlacedWord]]) -> bool:
    """Whether the line after these is the first of a title: above it stands the kind of document, or that and a scrap of a stamp."""
    above = next((line for line in reversed(lines[-2:]) if not _is_scrap(line)), [])
    return len(above) == 1 and above[0].text in _kinds()


def _is_scrap(line: Sequence[PlacedWord]) -> bool:
    """A few words that are not read surely, or figures alone."""
    if len(line) > 3 or (len(line) == 1 and line[0].text in _kinds()):
        return False
    return not any(word.confidence > _SCRAP and is_syllable(word.text.strip(".,;:")) for word in line)


def _ends_title(line: Sequence[PlacedWord]) -> bool:
    text = " ".join(word.text for word in line)
    return text.isupper() or _BODY.match(text) is not None


def _as_letters(word: PlacedWord, before: str) -> PlacedWord:
    """Strokes that can be no digits where they stand, or no letters: the number of a quarter, what abbreviates a kind of document or an
    issuer; months, days and numbers of documents.

    A quarter is I to IV (or one digit): "Quý 11/2025" is "Quý II/2025". Symbols have letters after the slash and the hyphen (Decree
    30/2020/NĐ-CP, Appendix VI): "288/11r-UBND" is "288/TTr-UBND". Days, months and numbers are Arabic (Appendix I, II.3 and II.4): "tháng
    II năm 2025" is "tháng 11 năm 2025". Such a word stays doubtful.
    """
    text = word.text
    if before.lower() == "quý" and (match := _QUARTER.fullmatch(text)):
        number = match[1].replace("H", "II")
        if number.endswith("V") and len(number) == 2:
            text = "IV" + (match[2] or "")
        elif "V" not in number:
            text = ("II" if len(number) == 2 else "III") + (match[2] or "")
    elif before.lower() in _DATED and (match := _OF_DATE.fullmatch(text)):
        text = match[1].translate(_ONES) + match[2]
    else:
        text = _OF_NUMBER.sub("1", text)
        text = _MINISTRY.sub("TTTT", text)
        text = (_BROKEN_SYMBOL if before.endswith("-") else _SYMBOL).sub("TT", text)
    return word if text == word.text else replace(word.as_text(text), confidence=min(word.confidence, _MENDED))


def _heading(line: list[PlacedWord]) -> list[PlacedWord]:
    """A line that is the name of a kind of document in capitals, with little beside it, is that name."""
    text = " ".join(word.text for word in line)
    if len(text) > 34 or sum(char.isupper() for char in text) < 0.6 * sum(char.isalpha() for char in text):
        return line
    key = re.sub(r"\W", "", ascii_key(text))  # a seal over the gap joins the words
    for folded, name in _type_names():
        place = key.find(folded)
        if place < 0 or len(key) - len(folded) > 5:
            continue
        colon = ":" if text.rstrip().endswith(":") else ""
        count = name.count(" ") + 1
        upper = [word for word in line if sum(char.isupper() for char in word.text) > 1][-count:] or line
        return [joined(upper, name + colon)]
    return line


@cache
def _type_names() -> tuple[tuple[str, str], ...]:
    names = {kind.name.upper() for kind in load_document_types().types}
    return tuple(
        sorted(((ascii_key(name).replace(" ", ""), name) for name in names if len(name) > 5), key=lambda pair: -len(pair[0]))
    )


@cache
def _kinds() -> frozenset[str]:
    return frozenset(name for _, name in _type_names())
