"""What a table cell holds, told from its form alone: a code, a number, an agency, a deadline, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from vbcds.lexicons.headings import load_headings
from vbcds.structure.labels import roman_value
from vbcds.structure.lines import fold


class CellKind(Enum):
    """Kinds of cells."""

    CODE = "code"
    NUMBER = "number"
    AGENCY = "agency"
    DEADLINE = "deadline"
    TEXT = "text"


_CODE = re.compile(
    r"^\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}(?:\.?[a-zđ])?|[ivxlc]{1,6}(?:[.\-]\d{1,3}){0,3}(?:\.?[a-zđ])?|[a-zđ](?:\.?\d{1,3}){0,3})[.)]?\)?$|^[-+*]$"
)
_NUMBER = re.compile(r"^(?:[<>≥≤~]=?\s*)?[\d.,\s]+(?:%|‰)?(?:\s*[-–/]\s*[\d.,]+\s*%?)?$")
_DEADLINE = re.compile(
    r"^(?:(?:trước|đến|hết|chậm nhất|hoàn thành|từ|trong|cuối|đầu|sau|khoảng|dự kiến|định kỳ)\b.{0,90}"
    r"|(?:tháng|quý|năm|ngày|tuần|giai đoạn)\b.{0,90}"
    r"|(?:hàng|hằng)\s+(?:năm|quý|tháng|tuần|ngày)\b.{0,60}|(?:nhiệm vụ )?thường xuyên.{0,40}|liên tục.{0,40}"
    r"|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{1,2}[/.]\d{4}|(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?"
    r"|(?:theo|khi) .{0,80}(?:lộ trình|kế hoạch|quy định|yêu cầu|tiến độ).{0,40})$"
)
_SEVERAL = re.compile(r"^(?:[-+]\s*)?(?:(?:các|một số|những|tất cả)\s+)?")
_NUMBERING = re.compile(r"^\(?(?:\d{1,2}|[a-zđ])\)?(?:\s*=\s*[\d()+\-x*/:%\s]{1,40})?$")
_GROUP = re.compile(r"^(?:[ivxlc]{1,6}|[a-hđ])[.)]?$")


def cell_kind(text: str) -> CellKind:
    """What a cell's text is by its form.

    >>> [cell_kind(t).value for t in ("1.10", "Sở Y tế; UBND cấp huyện", "Quý III/2023", "98,3%", "Phát triển mạng 5G")]
    ['code', 'agency', 'deadline', 'number', 'text']
    """
    folded = fold(text.strip())
    if not folded or len(folded) > 400:
        return CellKind.TEXT
    if _CODE.match(folded) and not re.match(r"^(?:19|20)\d\d$", folded):
        return CellKind.CODE
    if _DEADLINE.match(folded):
        return CellKind.DEADLINE
    if _NUMBER.match(folded):
        return CellKind.NUMBER
    words = load_headings()
    name = folded[_SEVERAL.match(folded).end() :]  # type: ignore[union-attr]  # matches anything
    if (words.agency_pattern.match(name) and words.not_agency_pattern.match(name) is None) or words.body_pattern.match(name):
        return CellKind.AGENCY
    return CellKind.TEXT


def is_numbering(words: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: "(1) (2) (3)", "A B 1 2 3=1+2".

    >>> is_numbering(["(1)", "(2)", "(3)"]), is_numbering(["1", "2"]), is_numbering(["A", "B", "1", "2"]), is_numbering(["1", "5"])
    (True, True, True, False)
    """
    plain = []
    for word in words:
        folded = fold(word.strip())
        if _NUMBERING.match(folded) is None:
            return False
        plain.append(folded.strip("() ").split("=")[0].strip(" ()"))
    numbers = [int(word) for word in plain if word.isdigit()]
    letters = [word for word in plain if not word.isdigit()]
    if letters and letters != ["a", "b", "c", "d"][: len(letters)]:
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2 if numbers else len(letters) > 1


def is_group_code(code: str) -> bool:
    """A Roman numeral or a capital letter, as rows have that head others.

    >>> is_group_code("IV"), is_group_code("A"), is_group_code("1.1"), is_group_code("a)")
    (True, True, False, False)
    """
    code = code.strip()
    if not code.rstrip(".)").isupper() or _GROUP.match(fold(code)) is None:
        return False
    bare = code.rstrip(".)")
    return len(bare) == 1 or roman_value(bare) > 0
