"""One goal told with two values in running text: beside what was reached ("66,3% (chỉ tiêu năm 2025 là 80%)") and as what is
striven for ("phấn đấu ... đến hết năm 2025 đạt 75%")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, Passage
from vbcds.lexicons.wordings import telling_words, words_of_time
from vbcds.model.records import TargetRecord
from vbcds.recognisers.quantities_numbers import value_of

_N = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s?%"
_YEAR = r"(?:\s(?:đến\s)?(?:hết\s|cuối\s)?năm\s(?P<year>20\d\d))"
#: "Tỷ lệ hồ sơ trực tuyến đạt 66,3% (chỉ tiêu năm 2025 là 80%)"; "..., chỉ tiêu giao 80%".
_BESIDE = re.compile(
    rf"(?P<what>(?:tỷ|tỉ)\s+lệ\s[^.;()%]{{5,140}}?)\s(?:đạt|là|chiếm|ước\sđạt)\s(?:\w+\s)?\d[\d.,]*\s?%\s?[(,]\s?(?:\w+\s)?"
    rf"(?:chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch)(?:\s(?:được\s)?(?:giao|đề\sra|đặt\sra))?{_YEAR}?(?:\s(?:được\s)?giao)?(?:\slà|:)?\s{_N}",
    re.IGNORECASE,
)
#: "Phấn đấu tỷ lệ hồ sơ trực tuyến đến hết năm 2025 đạt 75%"; "phấn đấu đến cuối năm 2025, tỷ lệ ... đạt 75%".
_STRIVEN = re.compile(
    rf"(?:phấn\s+đấu|mục\s+tiêu|bảo\s+đảm|nâng)[^.;%\d]{{0,20}}?{_YEAR}?,?\s?(?P<what>(?:tỷ|tỉ)\s+lệ\s[^.;()%\d]{{5,140}}?)"
    r"(?:,?\s(?:đến\s)?(?:hết\s|cuối\s)?năm\s(?P<later>20\d\d))?\s(?:đạt|là|lên)\s(?:tối\sthiểu\s|từ\s|trên\s|ít\snhất\s)?" + _N,
    re.IGNORECASE,
)
#: "Đến hết năm 2026, 80% hồ sơ được xử lý trực tuyến", "bảo đảm đến hết năm 2026 có 75% hồ sơ ...".
_SHARED = re.compile(
    r"đến\s(?:hết\s|cuối\s)?năm\s(?P<year>20\d\d)[,:]?\s(?:phấn\sđấu\s)?(?:phải\s)?(?:có\s)?"
    rf"(?:(?:tối\sthiểu|ít\snhất|trên|từ|khoảng)\s)?{_N}(?:\strở\slên)?\s(?P<what>[^.;()%\d]{{10,160}})(?=[.;,]|$)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b\d+\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?|\b(?:tháng|quý|năm)\s+[\dIVX]+(?:/\d+)?|\btrong\s+(?:tháng|quý|kỳ)", re.IGNORECASE
)


#: Words without which a pattern finds nothing.
_CUES = {_BESIDE: ("hỉ tiêu", "ục tiêu", "ế hoạch"), _STRIVEN: ("ấn đấu", "ục tiêu", "ảo đảm", "nâng", "Nâng")}


@dataclass(frozen=True, slots=True)
class _Goal:
    words: frozenset[str]
    year: str
    value: float
    passage: Passage
    start: int
    end: int


def find_wrong_goals(view: PartView) -> Iterator[Problem]:
    """Goals of one year that the text tells with two values."""
    goals: list[_Goal] = []
    for passage, _ in view.figures:
        text = passage.text
        if "%" not in text:
            continue
        for pattern in (_BESIDE, _STRIVEN, _SHARED):
            if not (
                "năm 20" in text and "ến" in text
                if pattern is _SHARED
                else "lệ " in text and any(word in text for word in _CUES[pattern])
            ):
                continue
            for match in pattern.finditer(text):
                value = value_of(match["n"])
                words = telling_words(_TIME.sub(" ", match["what"])) - words_of_time()
                year = match["year"] or (match["later"] if pattern is _STRIVEN else None) or str(_year(view))
                if value is not None and len(words) > 2:
                    goals.append(_Goal(words, year, value, passage, match.start(), match.end()))
    for one in goals:
        target = next((item for item in view.targets if _contradicts(one, item)), None)
        if target is not None:
            yield Problem(
                message=f"Một chỉ tiêu năm {one.year} có hai giá trị: “{_shown(one)}” và “{target.value:g}%”.".replace(".0%", "%"),
                evidence=(view.within(one.passage, one.start, one.end), view.of(target.source)),
                severity="warning",
            )
    for index, one in enumerate(goals):
        other = next((goal for goal in goals[index + 1 :] if (goal.words, goal.year) == (one.words, one.year)), None)
        if other is not None and other.value != one.value:
            yield Problem(
                message=f"Một chỉ tiêu năm {one.year} có hai giá trị: “{_shown(one)}” và “{_shown(other)}”.",
                evidence=tuple(view.within(goal.passage, goal.start, goal.end) for goal in (one, other)),
                severity="warning",
            )


def _contradicts(goal: _Goal, target: TargetRecord) -> bool:
    """Whether a target of the document is the goal with another value, at another place."""
    if target.unit != "%" or target.due is None or str(target.due.year) != goal.year or target.value == goal.value:
        return False
    apart = not goal.passage.start <= target.source.start < goal.passage.end
    return apart and target.value_max is None and telling_words(target.indicator) - words_of_time() == goal.words


def _year(view: PartView) -> int | None:
    return view.record.date.year if view.record.date is not None else None


def _shown(goal: _Goal) -> str:
    return f"{goal.value:g}%".replace(".", ",")
