"""What the words at the end and the beginning of lines say about whether the sentence goes on."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import normalize

from vbcds.readers.pdf.lines import SUPERSCRIPTS
from vbcds.text.syllable_spaces import mend_spaces, split_glued

#: Beginnings of list items and headings.
_MARKER = re.compile(
    r"(?:[-–—•+*▪■●○◦➢✓❖§]\s|[-–—•+▪➢](?=[^\W\d_])|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?[.)/](?=\s|[^\W\d_])|\d{1,2}(?:\.\d{1,3}){1,4}\s"
    r"|\(?[a-zđ]{1,2}\d{0,2}[).]\s|[IVXL]{1,6}[.)]\s|[A-ZĐ][.)]\s|\([ivx]{1,5}\)\s"
    r"|(?:Điều|ĐIỀU|Khoản)\s+\d{1,3}[a-zđ]?\s?(?:[.:–-]|\Z)"
    r"|(?:Chương|Mục|Phần|Tiểu mục|CHƯƠNG|PHẦN|MỤC|TIỂU MỤC)\s+(?:\d{1,3}|[IVXL]{1,6}|thứ\s\w+|THỨ\s\w+)(?:\s?[.:–-]|\Z|\s+[A-ZĐ]{2})|["
    + SUPERSCRIPTS
    + r"]{1,3}\s?\w)"
)
#: Lines of a letterhead or a signature that never belong to the line before.
OWN_LINE = re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q|TUN)\s?\.|T/M\b|K/T\b|T/L\b|Số\b|SỐ\b|V/v\b|Về việc|[-–—_*\s]+\Z")
#: The closing of a report begins a paragraph of its own, also behind a point that ends its line.
CLOSING = re.compile(r"Trên đây (?:là|,)|Trân trọng (?:báo cáo|cảm ơn)")
_VERSION = re.compile(r"\d{1,2}\.0\b")
_WHOLE_NUMBER = re.compile(r"(?:\d{1,2}/)?(?:\d{1,2}|[IVX]{1,4})/\d{4}|\d{1,3}(?:[.,]\d{3})+(?:,\d{1,2})?")
_DASH_NUMBER = re.compile(r"[-–]\s?\d")
_LABELLED = re.compile(r"[^\d:]{1,30}:\s?[≥≤<>~]?\s?\d[\d.,]{0,12}\s?%?[;,.]?")
_LEADER = re.compile(r"(?:\.{4}|…{2}|_{4})\s?\d{0,4}\Z")
_UNBROKEN = re.compile(r"[^ ]{1,80}?[-/–](?=[^ ])|[^ ]+")
_LONGEST_SYLLABLE = 7
_LONG_WORD = re.compile(r"[^\W\d_]{8,}")
_CAPITALS = re.compile(r"[^\W\d_]")
_TAIL = 24


@cache
def _line_ends() -> tuple[tuple[str, ...], ...]:
    """Ends of lines after which the phrase goes on, after which a number belongs to it, with which a heading in capitals ends, and with
    which any phrase may end though their last syllable is one of the first two."""
    data = tomllib.loads(files("vbcds").joinpath("lexicons/data/line_ends.toml").read_text(encoding="utf-8"))
    goes_on = (",", *(f"{mark}{words}" for words in data["open"] for mark in " (-/"))
    label = (",", "(", "/", "-", "–", *(f"{mark}{words}" for words in data["label"] for mark in " (-/"))
    return goes_on, label, tuple(f" {words}" for words in data["closed"]), tuple(f"{words} số" for words in data["digital"])


def open_ended(text: str) -> bool:
    """Whether a line ends with a word (or a comma) that no phrase ends with.

    >>> open_ended("Bộ Thông tin và"), open_ended("hoàn thành trước tháng"), open_ended("Sở Tài chính")
    (True, True, False)
    >>> (
    ...     open_ended("II. KHÓ KHĂN, TỒN TẠI"),
    ...     open_ended("II. NHỮNG KHÓ KHĂN TẠI"),
    ...     open_ended("I. CHÍNH QUYỀN SỐ"),
    ...     open_ended("Quyết định số"),
    ... )
    (False, True, False, True)
    """
    end = (" " + text[-_TAIL:]).lower()
    goes_on, _, closed, digital = _line_ends()
    return end.endswith(goes_on) and not end.endswith(digital) and not (text.isupper() and end.endswith(closed))


def stops(text: str) -> bool:
    """Whether a line ends a sentence or an item.

    >>> stops("thi hành Quyết định này./."), stops("Mục I ........ 3"), stops("các sở, ban,")
    (True, True, False)
    """
    last = text[-1:]
    if last in "”\"')]":
        last = text.rstrip("”\"')]")[-1:]
    if last and last in ".;:!?…/":
        return True
    return ("...." in text or "……" in text or "____" in text) and _LEADER.search(text[-12:]) is not None


def begins_lower(text: str) -> bool:
    """Whether a line begins with a small letter, quotes and brackets aside."""
    for char in text[:3]:
        if char.isalpha():
            return char.islower()
        if char not in "(\"“'‘[":
            return False
    return False


def has_marker(text: str) -> bool:
    """Whether a line begins with the mark of a list item or with the number of a heading.

    >>> has_marker("a) Xây dựng kế hoạch"), has_marker("Điều 3. Hiệu lực"), has_marker("của các sở")
    (True, True, False)
    """
    head = text[:3]
    if head.isalpha() and head[0].islower():
        return False  # most lines begin so, and no mark does
    return _MARKER.match(text) is not None


def is_marked(before: str, text: str) -> bool:
    """Whether a line begins a list item or a heading, `before` being the line above.

    >>> is_marked("như sau:", "1. Xây dựng kế hoạch"), is_marked("theo khoản", "2. Điều này"), is_marked("2021", "- 2025")
    (True, False, False)
    """
    if not has_marker(text):
        return False
    if before[-1:].isdigit() and _DASH_NUMBER.match(text):
        return False
    if text[:1].isdigit() and not stops(before):
        _, label, _, digital = _line_ends()
        end = (" " + before[-_TAIL:]).lower()
        if _VERSION.match(text) or (end.endswith(label) and not end.endswith(digital)):
            return False
        return len(text) - len(text.lstrip("0123456789")) < 3
    return True


def is_labelled(text: str) -> bool:
    """Whether a line is a label with its figure, as short lists in cells have them.

    >>> is_labelled("Cấp huyện: 80%"), is_labelled("Tỉnh: ≥ 90"), is_labelled("sau đây gọi là: Đề án")
    (True, True, False)
    """
    return ":" in text and _LABELLED.fullmatch(text) is not None


def first_word(text: str) -> str:
    """What a line break could not have parted from the line's beginning.

    >>> first_word("2021-2025 của tỉnh"), first_word("Tài chính")
    ('2021-', 'Tài')
    """
    word = text.partition(" ")[0]
    if "-" in word or "/" in word or "–" in word:
        match = _UNBROKEN.match(word)
        return match[0] if match else ""
    return word


def is_cut_number(before: str, after: str) -> bool:
    """A number or a date too wide for its column, cut anywhere.

    >>> is_cut_number("Trước 30/11/202", "5"), is_cut_number("năm 2024", "5 xã")
    (True, False)
    """
    head, tail = before.rsplit(" ", 1)[-1], after.split(" ", 1)[0]
    return (
        before[-1:].isdigit()
        and after[:1].isdigit()
        and _WHOLE_NUMBER.fullmatch(head) is None
        and _WHOLE_NUMBER.fullmatch(head + tail) is not None
    )


def glue(before: str, after: str) -> str:
    """Nothing between the halves of a symbol that was broken after its hyphen or slash, else a space.

    >>> glue("5969/QĐ-", "UBND"), glue("Hà Nội -", "Hải Phòng")
    ('', ' ')
    """
    if before[-1:] in "-/" and len(before) > 1 and before[-2].isalnum() and after[:1].isalnum():
        return ""
    return " "


@lru_cache(maxsize=4096)
def is_upper(text: str) -> bool:
    """Printed in capitals, but for a letter or two."""
    letters = _CAPITALS.findall(text)
    return bool(letters) and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def mend(text: str) -> str:
    """NFC, spaces inside syllables taken out, and glued syllables parted.

    >>> mend("ĐIỀ U KHO ẢN"), mend("Tiếpnhậnvănbản đến")
    ('ĐIỀU KHOẢN', 'Tiếp nhận văn bản đến')
    """
    mended = mend_spaces(normalize("NFC", text))
    words = mended.split(" ")
    if max(map(len, words)) <= _LONGEST_SYLLABLE:
        return mended
    return " ".join([word if len(word) <= _LONGEST_SYLLABLE or word.isascii() else _LONG_WORD.sub(_parted, word) for word in words])


def _parted(match: re.Match[str]) -> str:
    return match[0] if match[0].isascii() else split_glued(match[0]) or match[0]
