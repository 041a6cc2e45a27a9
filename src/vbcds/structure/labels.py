"""Labels of the outline: Phần, Chương, Mục, Điều, khoản, điểm; I. 1. 1.1. a) - + (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbcds.structure.values import SectionKind

#: The Vietnamese order of letters for điểm: no f, j, w, z, and đ after d.
LETTERS = "abcdđeghiklmnopqrstuvxy"
#: The same with the letters of the Latin alphabet that some use.
_LATIN = "abcdefghijklmnopqrstuvwxyz"

_WORDS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_LABEL = re.compile(
    r"(?P<part>(?:phần)\s+(?:thứ\s+(?P<part_word>nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)|(?P<part_roman>[ivxlc]{1,7})|(?P<part_number>\d{1,2}))(?![\w/])\s*[.:\-]?\s*)"
    r"|(?P<chapter>chương\s+(?:(?P<chapter_roman>[ivxlc]{1,7})|(?P<chapter_number>\d{1,3}))(?![\w/])\s*[.:\-]?\s*)"
    r"|(?P<subsection>tiểu\s+mục\s+(?P<subsection_number>\d{1,2})(?![\w/])\s*[.:\-]?\s*)"
    r"|(?P<section>mục\s+(?:(?P<section_number>\d{1,2})|(?P<section_roman>[ivxlc]{1,6}))(?![\w/.]\S)\s*[.:\-]?\s*)"
    r"|(?P<article>điều\s+(?P<article_number>\d{1,3})(?P<article_letter>[a-zđ]?)\s*(?:[.:]\s*|(?=$)))"
    r"|(?P<multi>(?P<multi_number>\d{1,2}(?:\.\d{1,2}){1,4})(?:[.)\-:]\s*(?=\D)|\s+(?=\D)))"
    r"|(?P<arabic>(?P<arabic_number>\d{1,3})(?P<arabic_letter>[a-zđ]?)(?:[.)/]\s*(?=[^\d\s.,/])|\s*[-:]\s+(?=[^\d\s])))"
    r"|(?P<ring>\((?P<ring_number>\d{1,2})\)\s*(?=\S))"
    r"|(?P<roman>(?P<roman_number>[ivxlc]{1,7})(?:\s*[.)/]\s*(?=\S)|\s*[-:]\s*(?=\S)|$))"
    r"|(?P<letter>(?P<letter_name>[a-zđ]{1,2}\d?)(?:\)\s*|[.]\s+|/\s*|\s?[-–]\s+)(?=\S))"
    r"|(?P<dash>[-–—•●▪*➢✓]\s*(?=[^\s\-–—*]))"
    r"|(?P<plus>[+○o]\s+(?=\S)|\+(?=\w))"
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label at the start of a line, before its place in the outline is known."""

    kind: SectionKind
    #: As printed, without the closing mark.
    text: str
    #: The numbers that it stands for: (2,) for "II", (1, 2, 1) for "1.2.1".
    value: tuple[int, ...]
    #: Length of the label with its mark and the space after it.
    length: int
    #: It may be a capital letter of a list A, B, C as well as a Roman numeral.
    ambiguous: bool = False
    #: "1)" or "(1)": a label in brackets, below "1.".
    ring: bool = False


def find_label(text: str, folded: str) -> Label | None:
    """The label that a line begins with, or None. Dates, figures and words that only look so are not labels.

    >>> find_label("II. NỘI DUNG", "ii. nội dung").value, find_label("1.2. Mục tiêu", "1.2. mục tiêu").value
    ((2,), (1, 2))
    >>> find_label("1.073.403 công dân", "1.073.403 công dân"), find_label("24.5 tỷ", "24.5 tỷ") is None
    (None, False)
    """
    first = folded[:1]
    if not first or not (first.isdigit() or first in "ivxlcpmtđa" or first in _FIRST):
        return None
    match = _LABEL.match(folded)
    if match is None:
        return None
    name = match.lastgroup or ""
    name = _outer(match)
    printed = text[: match.end()]
    if name == "part":
        value = (
            _WORDS[match["part_word"]]
            if match["part_word"]
            else roman_value(match["part_roman"])
            if match["part_roman"]
            else int(match["part_number"])
        )
        return _named("phần", printed, value, match, text) if _heads(text, match.end()) else None
    if name == "chapter":
        value = roman_value(match["chapter_roman"]) if match["chapter_roman"] else int(match["chapter_number"])
        return _named("chương", printed, value, match, text) if _heads(text, match.end()) else None
    if name == "subsection":
        return _named("tiểu mục", printed, int(match["subsection_number"]), match, text) if _heads(text, match.end()) else None
    if name == "section":
        value = int(match["section_number"]) if match["section_number"] else roman_value(match["section_roman"])
        return _named("mục", printed, value, match, text) if _heads(text, match.end()) else None
    if name == "article":
        if not printed[0].isupper():
            return None
        return _named("điều", printed, int(match["article_number"]), match, text)
    if name == "multi":
        return _multi(match)
    if name == "arabic":
        return Label(
            kind="arabic",
            text=printed.strip(" .)/:-–"),
            value=(int(match["arabic_number"]),),
            length=match.end(),
            ring=printed.rstrip().endswith(")"),
        )
    if name == "ring":
        return Label(kind="arabic", text=match["ring_number"], value=(int(match["ring_number"]),), length=match.end(), ring=True)
    if name == "roman":
        return _roman(text, match)
    if name == "letter":
        return _letter(text, match)
    if name == "dash":
        return Label(kind="dash", text=printed.strip(), value=(0,), length=match.end())
    return (
        Label(kind="plus", text=printed.strip(), value=(0,), length=match.end())
        if text[0] in "+○" or text.startswith("o ")
        else None
    )


_FIRST = frozenset("abcdđeghiklmnopqrstuvxy(-–—•●▪*➢✓+○fjwz")
_OUTER = ("part", "chapter", "subsection", "section", "article", "multi", "arabic", "ring", "roman", "letter", "dash", "plus")


def _outer(match: re.Match[str]) -> str:
    return next(name for name in _OUTER if match[name] is not None)


def _heads(text: str, end: int) -> bool:
    """What follows is a heading (capitals, a capital letter, nothing), not the rest of a reference ("Chương II của Luật ...")."""
    rest = text[end:].strip()
    return text[0].isupper() and (not rest or not rest[0].islower()) and len(rest) < 400


def _named(kind: SectionKind, printed: str, value: int, match: re.Match[str], text: str) -> Label:
    return Label(kind=kind, text=" ".join(printed.strip(" .:-–\n").split()), value=(value,), length=match.end())


def _multi(match: re.Match[str]) -> Label | None:
    numbers = tuple(int(piece) for piece in match["multi_number"].split("."))
    if any(number == 0 for number in numbers) or any(len(p) > 1 and p[0] == "0" for p in match["multi_number"].split(".")):
        return None
    return Label(kind="arabic", text=match["multi_number"], value=numbers, length=match.end())


def _roman(text: str, match: re.Match[str]) -> Label | None:
    printed = text[: match.end("roman_number")]
    closed = text[match.end("roman_number") : match.end()].strip()
    value = roman_value(match["roman_number"])
    if value == 0 or (not closed and len(printed) < 2):
        return None
    if not printed.isupper():
        return _letter_of(printed, match.end(), closed) if len(printed) <= 2 and closed in (")", ".", "/") else None
    if closed == "" and text.strip() != printed:
        return None
    if closed in ("-", "–", ":") and len(text) < match.end() + 2:
        return None
    single = len(printed) == 1
    return Label(kind="roman", text=printed, value=(value,), length=match.end(), ambiguous=single and printed in "CDLMVXI")


def _letter(text: str, match: re.Match[str]) -> Label | None:
    printed = match["letter_name"]
    actual = text[: match.end("letter_name")]
    closed = text[match.end("letter_name") : match.end()].strip()
    if closed in ("-", "–") and not (actual.isupper() and text[match.end() :].isupper()):
        return None  # a dash closes only "A - KẾT QUẢ", capitals throughout
    if actual.isupper():
        if len(actual) != 1 or (closed == "/" and len(text) > 200):
            return None
        index = capital_index(actual)
        return Label(kind="capital", text=actual, value=(index,), length=match.end()) if index else None
    if not actual.islower() and not actual[0].islower():
        return None
    return _letter_of(actual, match.end(), closed) if printed else None


def _letter_of(actual: str, length: int, closed: str) -> Label | None:
    base = actual[0]
    if base not in _LATIN and base != "đ":
        return None
    if len(actual) == 2 and not actual[1].isdigit() and actual[1] != actual[0] and closed != ")":
        return None
    order = (LETTERS.find(base) if base in LETTERS else _LATIN.find(base)) + 1
    value = (order,) if len(actual) == 1 else (order, ord(actual[1]))
    return Label(kind="letter", text=actual, value=value, length=length)


def capital_index(letter: str) -> int:
    """The place of a capital letter in A, B, C, D, Đ, E ...; 0 for none.

    >>> capital_index("A"), capital_index("Đ")
    (1, 5)
    """
    low = letter.lower()
    return LETTERS.find(low) + 1 if low in LETTERS else _LATIN.find(low) + 1


def roman_value(text: str) -> int:
    """The value of a Roman numeral, 0 where it is none.

    >>> roman_value("xiv"), roman_value("IIX")
    (14, 0)
    """
    text = text.lower()
    total = 0
    for position, char in enumerate(text):
        value = _ROMAN.get(char, 0)
        following = _ROMAN.get(text[position + 1], 0) if position + 1 < len(text) else 0
        total += -value if value < following else value
    return total if _to_roman(total) == text else 0


def _to_roman(number: int) -> str:
    if not 0 < number < 400:
        return ""
    pieces = []
    for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            pieces.append(sign)
            number -= value
    return "".join(pieces)
