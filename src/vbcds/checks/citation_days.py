"""What is asked of the day of a cited document: is it one without offices, is it known, are two issuers one."""

from __future__ import annotations

from datetime import date
from functools import cache

from vbcds.assembly.identity import identify, is_national
from vbcds.lexicons.holidays import day_off
from vbcds.lexicons.known import find_known
from vbcds.model.records import CitationRecord
from vbcds.text.fold import key


@cache
def off_day(day: date) -> str | None:
    """The name of a day on which offices are closed ("thứ Bảy", "Tết Nguyên đán"), or None."""
    return day_off(day)


def is_known(citation: CitationRecord) -> bool:
    """Whether the lexicon has the document with that very date: then the date is right, whatever the calendar says."""
    if citation.number is None or citation.date is None:
        return False
    identity = identify(citation.kind, citation.number)
    return any(known.date == citation.date for known in find_known(citation.kind, identity.number))


def issuers_differ(one: CitationRecord, other: CitationRecord) -> bool:
    """Whether both name an issuer, and not the same one; a national symbol tells it by itself."""
    if one.issuer is None or other.issuer is None or (one.number and is_national(one.number)):
        return False
    a, b = key(one.issuer.name), key(other.issuer.name)
    if a in b or b in a:
        return False
    return a.removeprefix("chủ tịch ") not in b and b.removeprefix("chủ tịch ") not in a
