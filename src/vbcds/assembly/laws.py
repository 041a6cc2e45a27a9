"""Which law a name without number and date means on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from vbcds.lexicons.known import LAWS_KNOWN_UNTIL, KnownDocument

#: No law waited longer for its first day than this, in days.
_LONGEST_WAIT = 800
#: No law that was the first of its name was replaced within this time.
_YOUNG = timedelta(days=400)


def law_in_force(laws: Sequence[KnownDocument], on: date | None, undated: Sequence[int | None] = ()) -> KnownDocument | None:
    """The law that a name without date means on a day: the one in force, where there is no doubt about it.

    `undated`: the years of laws of the name whose dates are not confirmed (None: the year neither). None where two laws of the name
    overlap (a new one adopted but not yet in force), where an undated one may be the one in force, or where the day lies beyond what
    the lexicon covers and an unknown new law may have taken the name.

    >>> from vbcds.lexicons.known import find_laws_named
    >>> laws = find_laws_named("Công nghệ thông tin")
    >>> law_in_force(laws, date(2021, 3, 29)).number, law_in_force(laws, date(2005, 1, 1))
    ('67/2006/QH11', None)
    """
    if on is None:
        return laws[0] if len(laws) == 1 and not undated else None
    if on > LAWS_KNOWN_UNTIL:  # certain only for the first of its name, while it is young
        young = len(laws) == 1 and not undated and timedelta(0) <= on - laws[0].date < _YOUNG
        return laws[0] if young else None
    adopted = [law for law in laws if law.date <= on]
    if not adopted:
        return None
    latest = adopted[-1]
    if any(year is None or latest.date.year <= year <= on.year for year in undated):
        return None
    if latest.effective is not None:
        return latest if latest.effective <= on else None
    return latest if (on - latest.date).days > _LONGEST_WAIT else None
