"""The words right before a number: comparators, and labels that make it a name ("Điều 3", "mức độ 4")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vbcds.lexicons.deadlines import alternation
from vbcds.lexicons.units import load_units

#: A label with a number of its own, and what follows behind a comma.
_LISTED = re.compile(r"\d\s?(?:,|và)\s?$")
_GRADE = re.compile(r"(?:cấp độ|mức độ|thế hệ|lớp|khóa)(?!\w)")
_TELEPHONE = re.compile(r"(?:điện thoại|tổng đài|hotline|đường dây nóng)(?!\w)")
_EACH = re.compile(r"(?<!\w)(?:mỗi|từng|một)\s$")


@dataclass(frozen=True, slots=True)
class LabelPatterns:
    """What is looked for at the end of the words before a number."""

    comparator: re.Pattern[str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    #: Words that may stand right before the number where one of these patterns matches: looked at first, for speed.
    comparator_ends: frozenset[str]
    ordinal_ends: frozenset[str]


# Between the comparator and the number: "tối thiểu phải đạt 90%".
_FILLERS = ("có", "đạt", "là", "phải", "được", "bằng", "mức", "từ", "tỷ lệ", "về", "cũng", "số", "đạt được", "đảm bảo", "bảo đảm")


@cache
def label_patterns() -> LabelPatterns:
    """The patterns of all comparators and labels of the lexicon (data/units.toml)."""
    units = load_units()
    words = alternation(tuple(word for word in units.comparators if word[0].isalpha()))
    signs = "|".join(re.escape(sign) for sign in sorted(units.comparators, key=len, reverse=True) if not sign[0].isalpha())
    filler = rf"(?:\s{alternation(_FILLERS)})*"
    return LabelPatterns(
        comparator=re.compile(rf"(?:(?<!\w)(?P<word>{words}){filler}\s?|(?P<sign>{signs})\s?)$"),
        strong=re.compile(
            rf"(?<!\w)(?<!tài ){alternation(units.strong_ordinals)}(?:\s(?:số|thứ))?[\s:.]{{1,2}}"
            rf"(?:\d+(?:\.\d+)*[a-zđ]?\s?(?:,|và|-|/|đến)\s?(?:{alternation(('mức độ', 'mức', 'cấp', 'cấp độ', 'khoản', 'điều'))}\s)?)*$"
        ),
        weak=re.compile(
            rf"(?<!\w)(?!(?<=một )phần)(?P<word>{alternation(units.weak_ordinals)})(?:\s(?:số|thứ)|(?<=số)\s?:)?\s"
            rf"(?:\d+(?:\.\d+)*[a-zđ]?\s?(?:,|và|-|/|đến)\s?(?:(?:mức|cấp)\s)?)*$"
        ),
        comparator_ends=frozenset(word.split()[-1] for word in (*units.comparators, *_FILLERS)),
        ordinal_ends=frozenset(
            word.split()[-1] for word in (*units.strong_ordinals, *units.weak_ordinals, "số", "thứ", "và", "đến")
        ),
    )


def is_counted(label: str, before: str, digits: str) -> bool:
    """Whether what stands behind a label counts things after all: calls of a telephone, pupils of each class, the next item of a
    list ("12 hệ thống cấp độ 1, 28 hệ thống cấp độ 2")."""
    if _LISTED.search(label) is not None:
        return _GRADE.match(label) is not None and (digits.startswith("0") or len(digits) > 1)
    return _TELEPHONE.match(label) is not None or _EACH.search(before[: len(before) - len(label)]) is not None
