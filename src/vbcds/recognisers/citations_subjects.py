"""The issuer that stands before a cited document as the subject, and the date before it.

"Tỉnh ủy ban hành Nghị quyết số ...", "Giám đốc Sở Nội vụ tại Tờ trình số ...", "Ngày 24/7/2024, Chủ tịch UBND tỉnh có Công văn số ...".
Only the body right before the document counts: a subject far away is not taken.
"""

from __future__ import annotations

import re
from functools import cache

from vbcds.lexicons.citation_words import any_of, load_words
from vbcds.model.records import Agency
from vbcds.recognisers.citations_dates import DatePart, match_date_before
from vbcds.recognisers.citations_issuers import Body, body_at, joint_name, more_bodies, name_of
from vbcds.recognisers.symbols import Symbol
from vbcds.text.fold import key, lower_same_length, modern_tones

_WINDOW = 170


@cache
def _issues() -> re.Pattern[str]:
    """After a body, up to the document: "đã ban hành ", "có "."""
    return re.compile(
        r"\s{0,2},?\s{0,2}(?:(?:đã|vừa|cũng|sẽ|tiếp tục|đang)\s{1,2}){0,2}"
        rf"(?P<verb>{any_of('issuers', 'issues')})\s{{1,3}}(?:các\s{{1,2}})?$",
        re.IGNORECASE,
    )


@cache
def _orders() -> re.Pattern[str]:
    """After a body, up to the document: "tại ", "phê duyệt chủ trương đầu tư tại "."""
    return re.compile(
        rf"\s{{0,2}},?\s{{0,2}}(?:(?:đã|vừa)\s{{1,2}})?(?:(?:{any_of('issuers', 'orders')})(?:\s[^;:\n]{{0,80}})?)?:?\s{{1,2}}"
        r"(?:tại|trong|theo)\s{1,2}(?:các\s{1,2}|dự thảo\s{1,2})?$",
        re.IGNORECASE,
    )


@cache
def _heads() -> re.Pattern[str]:
    """Capitalised first words of bodies and offices."""
    words = {
        word[0].upper() + word[1:]
        for name in ("heads", "local", "local_before", "offices")
        for word in load_words("issuers", name)
        if not word.startswith("cơ quan")
    }
    words |= {"UBND", "HĐND", "UB", "VPCP", "TTCP", "sở"}
    firsts = sorted({word.split()[0] for word in words}, key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(firsts)})(?!\w)")


def body_before(text: str, floor: int, start: int, symbol: Symbol | None) -> tuple[Agency | None, DatePart | None]:
    """The issuer before a citation that begins at `start`, and the date before the issuer; `floor`: where to look from.

    >>> agency, when = body_before("Ngày 24/7/2024, Chủ tịch UBND tỉnh có Công văn", 0, 38, None)
    >>> agency.name, when.date.isoformat()
    ('Chủ tịch Ủy ban nhân dân tỉnh', '2024-07-24')
    """
    floor = max(floor, start - _WINDOW)
    after = 0
    for match in _heads().finditer(text, floor, start):
        if match.start() < after:
            continue
        body = body_at(text, match.start())
        if not body or body.end > start:
            continue
        between = text[body.end : start]
        told = _issues().match(between)
        if not told and not _orders().match(between):
            after = body.body_start + 1
            continue
        agency = body.agency
        if told is None or told["verb"].lower() in ("có", "ra", "trình"):
            if not _agrees(symbol, agency.name):
                return None, None
            agency = _proposer(text, body, floor, symbol)
        return agency, match_date_before(text, floor, match.start())
    return None, None


def _proposer(text: str, body: Body, floor: int, symbol: Symbol | None) -> Agency:
    """The body behind an office that proposes, and those before it in a joint proposal."""
    office = modern_tones(lower_same_length(text[body.start : body.body_start])).strip()
    agency = body.agency
    if office.startswith(load_words("issuers", "proposing")):
        agency = name_of(text[body.body_start : body.end])
    if symbol and len(symbol.issuers) > 1:
        for match in _heads().finditer(text, floor, body.start):
            other = body_at(text, match.start())
            if other and more_bodies(text, other.end) == body.start:
                first = name_of(text[other.body_start : other.end]).name
                return Agency(raw=text[other.start : body.end], name=joint_name([first, agency.name]))
    return agency


def _agrees(symbol: Symbol | None, name: str) -> bool:
    """Whether the symbol can be that of the body; true where the symbol is not known."""
    entries = symbol.issuer_entries if symbol else ()
    if not entries or any(entry.family == "party" for entry in entries):
        return True
    folded = key(name)
    return any(key(known) in folded or folded in key(known) for entry in entries for known in entry.names)
