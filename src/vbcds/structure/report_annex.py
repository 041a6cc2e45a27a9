"""An annex of a report in a file of its own: it has no letterhead, but says which report it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vbcds.recognisers.dates import find_dates
from vbcds.recognisers.periods import parse_period
from vbcds.structure.issuers import official_agency
from vbcds.structure.lines import Line, extent
from vbcds.structure.values import Header

#: So many lines from the top the report is named.
_TOP = 10
_ATTACHED = re.compile(r"\(?\s*(?:ban hành )?(?:đính )?kèm(?: theo)? báo cáo(?: số)?(?!\w)(?P<rest>[^)]{0,200})")
_OF = re.compile(r"\scủa\s(?P<agency>.{3,100})$")
_TITLE = re.compile(r"(?:phụ lục|phụ biểu|biểu|bảng)(?!\w)")


@dataclass(frozen=True, slots=True)
class ReportAnnex:
    """What an annex says of itself: who reports, its title, and the period that the title names ("2024-05")."""

    header: Header
    period: str


def read_report_annex(lines: Sequence[Line], first: int, last: int) -> ReportAnnex | None:
    """The annex that a part without letterhead is: "Kèm theo Báo cáo số ... của ..." below a title that names a period.

    Number and day are the report's, and not the annex's own. None for everything else: an annex of a decision, a title without period.
    """
    top = range(first, min(last, first + _TOP))
    named = next(((index, match) for index in top if (match := _ATTACHED.match(lines[index].folded))), None)
    if named is None:
        return None
    at, match = named
    title = next((lines[index] for index in range(first, at) if _TITLE.match(lines[index].folded)), None)
    days = find_dates(lines[at].text)
    period = parse_period(title.text, issued=days[0].last if days else None) if title is not None else None
    if title is None or period is None:
        return None
    of = _OF.search(match["rest"])
    named_agency = lines[at].text[match.start("rest") + of.start("agency") : match.start("rest") + of.end("agency")] if of else ""
    agency = official_agency(named_agency)
    if agency is None:
        return None
    start, end = extent(lines[first : at + 1])
    header = Header(issuer=agency, title=" ".join(title.text.split()), start=start, end=end)
    return ReportAnnex(header, period)
