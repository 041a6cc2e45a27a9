"""How many units there are in all, told twice: "cả 22 thôn" where "toàn xã có 21 thôn" and "19/21 thôn" stand elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, Passage

_UNIT = (
    r"(?P<unit>thôn, tổ dân phố|thôn, bản|tổ dân phố|khu phố|thôn|bản|ấp|xã, phường|xã|phường|bệnh viện|trạm y tế|trường học)(?!\w)"
)
#: All of them, in words.
_ALL = re.compile(rf"(?<!\w)(?:cả|toàn bộ|tất cả|tất cả các|đủ|100%(?: số)?)\s(?P<n>\d{{1,3}})(?:/\d+)?\s{_UNIT}", re.IGNORECASE)
_NONE_LEFT = re.compile(rf"(?<!\w)(?:tại|ở)\s(?P<n>\d{{1,3}})\s{_UNIT}[^.;]{{0,120}}?không\s(?P=unit)\snào", re.IGNORECASE)
#: How many there are: "toàn xã có 21 thôn", "19/21 thôn".
_THERE_ARE = re.compile(
    r"(?<!\w)(?:toàn (?:xã|phường|tỉnh|huyện)|xã|phường|địa bàn (?:xã|phường|tỉnh|huyện))\s(?:hiện\s)?(?:có|gồm)\s(?P<n>\d{1,3})\s"
    rf"{_UNIT}",
    re.IGNORECASE,
)
_OF = re.compile(rf"(?<![\d/])\d{{1,3}}\s?/\s?(?P<n>\d{{1,3}})\s{_UNIT}", re.IGNORECASE)
#: All of them, and then some that are not: "92/92 xã, phường; riêng hai xã Tân Khê và Bản Mường chưa kết nối".
_SOME_LEFT = re.compile(
    rf"(?<![\d/.,])(?P<n>\d{{2,3}})/(?P=n)\s{_UNIT}[^.;%\d]{{0,40}}[;,]\s(?:riêng|còn|chỉ còn)\s(?:\d{{1,2}}|một|hai|ba|bốn|năm)\s"
    r"(?:thôn|bản|ấp|xã|phường|bệnh viện|trạm|trường|tổ)(?!\w)[^.;%]{0,60}?\schưa\s",
    re.IGNORECASE,
)
#: Of some units only, or of another time.
_OTHER = re.compile(r"(?<!\w)(?:trước|cũ|sáp nhập|sắp xếp|đặc biệt khó khăn|vùng|cụm|miền núi|biên giới)(?!\w)", re.IGNORECASE)
#: Further apart, two numbers are of two things.
_NEAR = 2
_LEAST = 5


def find_unlike_totals(view: PartView) -> Iterator[Problem]:
    """A total of units that is not the only one that the rest of the document goes by."""
    known: dict[str, dict[int, tuple[Passage, re.Match[str]]]] = defaultdict(dict)
    claims: list[tuple[Passage, re.Match[str]]] = []
    for passage in view.passages:
        for pattern in (_THERE_ARE, _OF):
            for match in pattern.finditer(passage.text):
                if not _OTHER.search(passage.text, max(0, match.start() - 30), match.end() + 30):
                    known[match["unit"].lower()].setdefault(int(match["n"]), (passage, match))
        for match in _SOME_LEFT.finditer(passage.text):
            yield Problem(
                message=f"Văn bản ghi đủ {match['n']}/{match['n']} {match['unit'].lower()}, rồi lại nêu đơn vị chưa thực hiện.",
                evidence=(view.within(passage, match.start(), match.end("unit")), view.within(passage, match.start(), match.end())),
                severity="warning",
            )
        claims += [(passage, match) for pattern in (_ALL, _NONE_LEFT) for match in pattern.finditer(passage.text)]
    for passage, match in claims:
        totals = known.get(match["unit"].lower(), {})
        number = int(match["n"])
        if len(totals) != 1 or number in totals or _OTHER.search(passage.text, max(0, match.start() - 30), match.end() + 30):
            continue
        total, (other, place) = next(iter(totals.items()))
        if total >= _LEAST and abs(total - number) <= _NEAR:
            yield Problem(
                message=f"Văn bản ghi “{match[0][:40]}”, nhưng nơi khác ghi có {total} {match['unit'].lower()}.",
                evidence=(view.within(passage, match.start(), match.end("unit")), view.within(other, place.start(), place.end())),
                severity="warning",
            )
