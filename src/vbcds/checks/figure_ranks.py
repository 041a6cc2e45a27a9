"""The rank of the province in an index that one report tells twice: "DTI năm 2025 xếp thứ 27/63", "đứng thứ 29/63 về DTI"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from vbcds.checks.figure_values import is_reporting
from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView
from vbcds.model.records import Evidence

_GATE = re.compile(r"[Xx]ếp (?:thứ|hạng|vị trí)|[Đđ]ứng (?:thứ|vị trí|hạng)")
_RANK = re.compile(
    r"(?:[Xx]ếp|[Đđ]ứng)(?: ở)?(?: vị trí| hạng| thứ hạng)?(?: thứ)? (?P<rank>\d{1,2})(?![\d.,%-])(?:\s?/\s?(?P<of>\d{2}))?(?![\d/])"
)
#: The short name of an index, as it is printed.
_INDEX = re.compile(
    r"(?<![\w/-])(?:DTI|PCI|PGI|PAPI|SIPAS|PII|DDCI|DCI|GII|ICT|(?:PAR|Par)[ -]?(?:INDEX|Index)|PARINDEX|Vietnam ICT)(?![\w/-])"
)
_YEAR = re.compile(r"năm (20\d\d)(?!\d)")
#: A rank of another time, of a part of the country or of an index, or one that is striven for.
_OTHER = re.compile(
    r"mục tiêu|phấn đấu|chỉ tiêu|kế hoạch|năm trước|năm ngoái|trước đó|cùng kỳ|vùng|khu vực|miền|cụm|thành phần|trụ cột|chỉ số con"
    r"|chính quyền số|kinh tế số|xã hội số|hạ tầng số|nhân lực số|nhận thức|thể chế|nội dung|tiêu chí|lĩnh vực|huyện|sở|xã|phường"
    r"|từ vị trí",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;!?]\s+(?=[^\W\d_])|\n")


@dataclass(frozen=True, slots=True)
class _Rank:
    index: str
    year: str
    rank: str
    of: str
    sentence: str
    place: Evidence


def find_unequal_ranks(view: PartView) -> Iterator[Problem]:
    """Ranks in one index and year that a report tells with two numbers."""
    if not is_reporting(view.record):
        return
    groups: dict[tuple[str, str], list[_Rank]] = defaultdict(list)
    for rank in _ranks(view):
        groups[rank.index, rank.year].append(rank)
    for (index, year), ranks in groups.items():
        first = ranks[0]
        for other in ranks[1:]:
            if other.rank == first.rank or (other.of and first.of and other.of != first.of):
                continue
            if _has(other.sentence, first.rank) or _has(first.sentence, other.rank):
                continue
            yield Problem(
                message=f"Thứ hạng {index}{f' năm {year}' if year else ''} có hai số trong cùng báo cáo: {first.rank} và {other.rank}.",
                evidence=(other.place, first.place),
                severity="warning",
            )
            break


def _ranks(view: PartView) -> Iterator[_Rank]:
    for passage in view.passages:
        if _GATE.search(passage.text) is None:
            continue
        low = 0
        for high in (*(match.end() for match in _STOP.finditer(passage.text)), len(passage.text)):
            sentence = passage.text[low:high]
            found, names = list(_RANK.finditer(sentence)), {_name(match[0]) for match in _INDEX.finditer(sentence)}
            if len(found) == len(names) == 1 and _OTHER.search(sentence) is None:
                (match,), (name,) = found, names
                years = set(_YEAR.findall(sentence))
                if len(years) < 2:
                    place = view.within(passage, low + match.start(), low + match.end())
                    yield _Rank(name, next(iter(years), ""), match["rank"].lstrip("0"), match["of"] or "", sentence, place)
            low = high


def _has(sentence: str, rank: str) -> bool:
    return re.search(rf"(?<![\d.,])0?{rank}(?!\d|[.,]\d)", sentence) is not None


def _name(printed: str) -> str:
    return re.sub(r"[ -]", "", printed).upper()
