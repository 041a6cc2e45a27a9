"""What is known of the words of a page: headings in capitals, the number and the day in a letterhead, the roles of signers.

Decree 30/2020/NĐ-CP, Appendix I, says what stands where. A number or a day that is not printed clearly (written by hand, stamped) is
left blank, as in a draft: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vbcds.lexicons.doctypes import load_document_types
from vbcds.lexicons.phrases import load_phrases
from vbcds.readers.ocr.cache import PlacedWord, joined
from vbcds.text.fold import ascii_key
from vbcds.text.repair import mend_marks

#: How sure a digit of a document's own number or day must be.
_SURE = 0.86
_NUMBER = re.compile(
    r"(?:S[ốóôoòõ0]|số)\s*[:.;]?\s*(?P<number>.*?)\s*[/⁄]\s*(?P<symbol>[A-ZĐÐ][A-Za-zĐÐđ0-9&]{0,8}(?:[-–][A-Za-zĐÐđ0-9.,]{1,14}){0,3})"
)
_BARE = re.compile(r"S[ốóô]\s*[:.;]")
_DAY = re.compile(r"ng[àa]y(?P<day>[^\s]*?)th[áa]ng|ng[àa]y[.…]*", re.IGNORECASE)
#: The letterhead's line: a place, a comma, the day, and nothing after the year.
_OWN_DATE = re.compile(r", ?ng[àa]y\S{0,12}(?: \S{1,6}){0,2} ?th[áa]ng .{0,12}năm \d{4}\W{0,2}$", re.IGNORECASE)
_PRINTED = re.compile(r"\d{1,5}[a-zđ]?")


def mend_page(words: Sequence[PlacedWord], height: float) -> list[PlacedWord]:
    """The words of a page with their marks mended, headings as they are spelt, and what is not printed in the letterhead left blank."""
    texts = mend_marks([word.text for word in words], load_phrases())
    lines: dict[int, list[PlacedWord]] = {}
    for word, text in zip(words, texts, strict=True):
        lines.setdefault(word.line, []).append(word.as_text(text))
    mended: list[PlacedWord] = []
    for line in lines.values():
        line = _heading(line)
        if line and line[0].base < 0.4 * height:
            line = _own_number(_own_day(line))
        mended += line
    return mended


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


def _own_number(line: list[PlacedWord]) -> list[PlacedWord]:
    """A number that is not printed clearly is left out: "Số: †o7/QĐ-TTg" is "Số: /QĐ-TTg"."""
    if not re.match(r"S[ốóôoòõ0]\s*[:.;]?", line[0].text) or len(line[0].text) > 40:
        return line
    for count in range(1, min(5, len(line)) + 1):
        head = line[:count]
        match = _NUMBER.fullmatch(" ".join(word.text for word in head).rstrip(".,;"))
        if match is None:
            continue
        symbol = match["symbol"].replace("Ð", "Đ").replace("ĐĐ", "Đ").replace("- ", "-")
        sure = min(word.confidence for word in head[1:] or head)
        number = match["number"] if _PRINTED.fullmatch(match["number"]) and sure >= _SURE else ""
        if number == match["number"] and symbol == match["symbol"]:
            return line
        return [joined(head, f"Số: {number}/{symbol}"), *line[count:]]
    return line
