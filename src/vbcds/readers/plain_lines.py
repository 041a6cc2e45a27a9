"""Hard-wrapped lines put together to paragraphs, decided file by file from how long its lines are and how they go on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from vbcds.text.alternatives import any_of

_TERMINAL = re.compile(r"[.;:!?…](?:[\"”’')\]]*)\Z")
_CLOSERS = frozenset(",;.)%]”’/")
_MARK = re.compile(
    r"(?:[-–—+*•●▪◦○►✓]\s*(?=\S)"
    r"|\(?[a-zđ]{1,2}\s?[).]\s|\(?(?:[IVX]{1,6}|[A-ZĐ])\s?[).]\s|\(?\d{1,3}\s?[).]\s|(?!\d{1,3}(?:\.\d{3})+\s)\d{1,3}(?:\.\d{1,3}){1,5}\.?\s)"
)
_NUMBER_MARK = re.compile(r"\(?(\d{1,3})\s?[).]\s")
_UNIT = re.compile(
    r"(?:(?:Điều|ĐIỀU)\s+\d{1,4}[a-zđ]?\s*(?:[.:]|\Z)"
    r"|(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?:[IVXLC]+|\d+|thứ\s)[.:]?(?=\s|\Z)"
    r"|(?:Phụ lục|PHỤ LỤC|Biểu|BIỂU|Mẫu|MẪU|Bảng|BẢNG)\s*(?:số\s+|SỐ\s+)?(?:[IVXLC]+|\d+)?\s*(?:[.:]|\Z))"
)
_LETTER = re.compile(r"[^\W\d_]")
_PINPOINT_OPEN = re.compile(r"(?:điểm|khoản|Điều|mục|Mục)\s[\da-zđIVX]{1,4}\Z", re.IGNORECASE)
_PINPOINT_NEXT = re.compile(r"(?:[Kk]hoản|Điều|Mục|Chương|Phụ lục)\s[\dIVX]{1,4}[a-zđ]?(?=[\s,;)])")
_DASH_START = re.compile(r"[-–—]\s*(?=[^\W_])")
_DATE_LINE = re.compile(r"[^\d\n,]{2,40},\s*ngày\b", re.IGNORECASE)
_LONG_LINE = 160
_NARROW = 90  # no line is longer, and all that go on are near it: few lines are enough to judge from


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a file wraps its lines: not at all, or at `width` characters (`first` for first lines of paragraphs)."""

    wrapped: bool
    width: int = 0
    first: int = 0


@cache
def _words() -> dict[str, list[str]]:
    text = files("vbcds").joinpath("lexicons/data/plain_lines.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = _words()
    return {
        "title": re.compile(
            rf"{any_of(words['titles'])}\s*:?\Z|{any_of(words['title_numbers'])}\s+(?:số\s+)?(?:[ivxlc]+|\d+)\s*[:.]?\Z"
        ),
        "head": re.compile(any_of(words["heads"]) + r"(?!\w)"),
        "parent": re.compile(any_of(words["parents"]) + r"(?!\w)"),
        "office": re.compile(any_of(words["offices"]) + r"(?!\w)"),
        "opener": re.compile(any_of(words["openers"])),
        "opener_alone": re.compile(any_of(words["basis_openers"]) + r"\Z"),
        "open_end": re.compile(any_of(words["open_ends"], before=(r"\w",)) + r"\Z"),
        "unfinished": re.compile(any_of(words["unfinished"], before=(r"\w",)) + r"\Z"),
    }


def measure_wrapping(lines: Sequence[str]) -> Wrapping:
    """Whether (and where) a file's lines were wrapped.

    Wrapped text has many lines that stop in the middle of a sentence and go on with a small letter on the next, and no line much longer
    than the others.

    >>> lines = ["Căn cứ Luật Tổ chức chính quyền địa phương ngày", "19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số", "điều;"]
    >>> measure_wrapping(lines).wrapped, measure_wrapping(["Điều 1. Phê duyệt.", "Điều 2. Hiệu lực."]).wrapped
    (True, False)
    """
    filled = [line for line in lines if _LETTER.search(line)]
    if len(filled) < 2:
        return Wrapping(False)
    lengths = sorted(map(len, filled))
    long = lengths[int(0.97 * (len(lengths) - 1))]
    going_on = [(before, line) for before, line in pairwise(lines) if _goes_on(before, line)]
    neighbours = sum(1 for before, line in pairwise(lines) if before and line)
    if long > _LONG_LINE or not going_on:
        return Wrapping(False)
    narrow = long <= _NARROW and all(len(before) >= 0.85 * long for before, _ in going_on)
    if len(going_on) < 0.12 * neighbours and not narrow:
        return Wrapping(False)
    wrapped = sorted(len(before) for before, _ in going_on)
    width = wrapped[int(0.95 * (len(wrapped) - 1))]
    if len(wrapped) < 8:  # few lines to judge from: no line is wider than the file's width
        width = max(width, lengths[int(0.95 * (len(lengths) - 1))])
    firsts = sorted(
        len(lines[index])
        for index in range(1, len(lines) - 1)
        if _goes_on(lines[index], lines[index + 1]) and (not lines[index - 1] or _TERMINAL.search(lines[index - 1]))
    )
    first = firsts[int(0.9 * (len(firsts) - 1))] if len(firsts) >= 8 else width
    if len(going_on) == 1 and long > 100:
        return Wrapping(False)
    return Wrapping(True, max(width, 20), max(min(first, width), 20))


def _goes_on(before: str, line: str) -> bool:
    """A line that stops in the middle of a sentence, and the next one goes on with a small letter or a figure."""
    if len(before) < 12 or not line or _TERMINAL.search(before):
        return False
    return _continues(line) and _MARK.match(line) is None


def reflow(lines: Sequence[str], wrapping: Wrapping) -> list[str]:
    """The paragraphs of a piece of prose (lines are trimmed; empty ones part paragraphs).

    >>> text = ["Điều 1. Ban hành kèm theo Quyết", "định này “Chương trình chuyển đổi số”.", "Điều 2. Hiệu lực"]
    >>> reflow(text, Wrapping(True, 80, 50))
    ['Điều 1. Ban hành kèm theo Quyết định này “Chương trình chuyển đổi số”.', 'Điều 2. Hiệu lực']
    """
    if not wrapping.wrapped:
        return [line for line in lines if line]
    paragraphs: list[str] = []
    current: list[str] = []
    counted = 0
    for index, line in enumerate(lines):
        if not line:
            if current:
                paragraphs.append(" ".join(current))
                current = []
            continue
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if current and not _joins(current, line, wrapping, counted) and not _heading_goes_on(current, line, following, wrapping):
            paragraphs.append(" ".join(current))
            current = []
        if not current:
            mark = _NUMBER_MARK.match(line)
            counted = int(mark[1]) if mark else counted
        current.append(line)
    if current:
        paragraphs.append(" ".join(current))
    return paragraphs


def _joins(current: list[str], line: str, wrapping: Wrapping, counted: int) -> bool:
    """Whether `line` goes on the paragraph `current`."""
    before = current[-1]
    ended = _TERMINAL.search(before) is not None
    width = wrapping.first if len(current) == 1 else wrapping.width
    full = len(before) + 1 + _first_word(line) > width - 2
    if _UNIT.match(line) or _patterns()["opener"].match(line):
        return not ended and _patterns()["unfinished"].search(before.lower()) is not None
    if _MARK.match(line):
        if ended or not full:
            return False
        if _dash_goes_on(line):
            return True  # "giai đoạn 2019" / "- 2020, định hướng"
        number = _NUMBER_MARK.match(line)
        return number is not None and int(number[1]) != counted + 1 and int(number[1]) != 1
    if before[-1] in ",–—/" and len(before) > 0.3 * width:
        return True
    if before.endswith(" -") and len(current) + len(before) > 20 and not _capitals(before):
        return True  # "Tờ trình số 473/TTr -" / "NN&PTNT"
    if _patterns()["opener_alone"].match(before):
        return True
    if not ended and _PINPOINT_OPEN.search(before) and _PINPOINT_NEXT.match(line):
        return True  # "quy định tại khoản 1" / "Điều 2 Thông tư này"
    if _capitals(before):
        return _capitals_join(current, before, line)
    if _capitals(line) and len(line.split()) > 3 and _patterns()["head"].match(line.lower()):
        return False  # the authority's line below a title in small letters
    if _continues(line):
        return not ended or full
    if line[0] == "(" and len(line) < 20 and not ended:
        return True
    if line[0].isdigit() and not ended:
        return True
    if _DATE_LINE.match(line) and not full:
        return False
    if not ended and _patterns()["opener"].match(current[0]) and current[0][0] in "CTX" and len(before) > 0.5 * width:
        return True  # a clause of the preamble ends with a semicolon
    if not ended and _patterns()["unfinished"].search(before.lower()) and len(before) >= 0.5 * width:
        return True
    if not ended and _patterns()["open_end"].search(before.lower()) and len(before) > 20:
        return True  # no phrase ends so, however short the line is
    if not ended and len(before) >= 0.7 * width:  # proportional type wraps at uneven lengths
        marked = _MARK.match(current[0]) is not None
        if marked and current[0][0] not in "-–—+*•":  # a numbered heading: its second line is short and ends nothing
            return full or (len(line) <= 0.6 * width and not _TERMINAL.search(line))
        return full or marked or len(current) > 1
    return full


def is_title(line: str) -> bool:
    """Whether a line is the name of a kind of document (or of an annex) and nothing else.

    >>> is_title("KẾ HOẠCH"), is_title("QUYẾT ĐỊNH:"), is_title("Kế hoạch năm 2023")
    (True, True, False)
    """
    return _patterns()["title"].match(line.strip().lower()) is not None


def _heading_goes_on(current: list[str], line: str, following: str, wrapping: Wrapping) -> bool:
    """The second line of a numbered heading that was broken early: short itself, and a paragraph begins after it."""
    before = current[-1]
    if len(current) > 1 or not _MARK.match(before) or before[0] in "-–—+*•" or _capitals(before) or _TERMINAL.search(before):
        return False
    if len(line) > 0.75 * wrapping.first or _TERMINAL.search(line) or _MARK.match(line) or _UNIT.match(line) or not following:
        return False
    return not _MARK.match(following) and not _UNIT.match(following) and not _continues(following) and len(following) > 30


def _capitals_join(current: list[str], before: str, line: str) -> bool:
    """Lines after one in capitals: titles go on, headings and the lines of letterheads stand alone."""
    whole = " ".join(current).lower()
    patterns = _patterns()
    if patterns["title"].match(whole):
        return False
    if _capitals(line):
        if patterns["parent"].match(whole) and patterns["office"].match(line.lower()):
            return False
        return patterns["head"].match(line.lower()) is None
    return _continues(line) and not _TERMINAL.search(before)


def _continues(line: str) -> bool:
    return line[0].islower() or line[0] in _CLOSERS


def _dash_goes_on(line: str) -> bool:
    """A dash at the beginning of a line that stands between words and not before an item."""
    match = _DASH_START.match(line)
    return match is not None and (line[match.end()].islower() or line[match.end()].isdigit())


def _capitals(line: str) -> bool:
    return line.upper() == line and _LETTER.search(line) is not None


def _first_word(line: str) -> int:
    return len(line.split(" ", 1)[0])


def join_cell(lines: Sequence[str], wrapping: Wrapping) -> str:
    """The text of a table cell: wrapped lines joined with a space, lines that stand for themselves parted by LF.

    >>> join_cell(["Tổ chức các khoá đào tạo, giới thiệu kiến thức cơ", "bản về chuyển đổi số"], Wrapping(True, 80, 50))
    'Tổ chức các khoá đào tạo, giới thiệu kiến thức cơ bản về chuyển đổi số'
    >>> join_cell(["Tỉnh: 90%", "Cấp huyện: 80%"], Wrapping(True, 80, 50))
    'Tỉnh: 90%\\nCấp huyện: 80%'
    """
    filled = [line for line in lines if line]
    if not wrapping.wrapped:
        return "\n".join(filled)
    pieces: list[str] = []
    for line in filled:
        if pieces and _cell_goes_on(pieces[-1].rpartition("\n")[2], line, wrapping):
            pieces[-1] += " " + line
        else:
            pieces.append(line)
    return "\n".join(pieces)


def _cell_goes_on(before: str, line: str, wrapping: Wrapping) -> bool:
    if _TERMINAL.search(before) and not before.endswith("..."):
        return _continues(line) and _MARK.match(line) is None and not before.endswith((":", ";"))
    if _MARK.match(line) and not (_dash_goes_on(line) and before[-1].isdigit()):
        return False
    if _continues(line) or before[-1] in ",-–/(":
        return True
    if line[0].isdigit():
        return "%" not in before and not before[-1].isdigit()
    if _capitals(before) and _capitals(line):
        return _patterns()["head"].match(line.lower()) is None
    if _patterns()["unfinished"].search(before.lower()):
        return True
    return len(before.rpartition("\n")[2]) + 1 + _first_word(line) > wrapping.first
