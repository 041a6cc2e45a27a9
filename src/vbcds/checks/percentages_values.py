"""When a printed percentage is that of its counts."""

from __future__ import annotations

import re

_POINT = re.compile(r"[.,]")


def agrees(part: float, whole: float, printed: float, *, decimals: int, comparator: str = "=") -> bool:
    """Whether a printed percentage is that of its counts, to the decimals printed; a half may be rounded either way.

    "Trên 85 %" holds for anything from there on (within reason), "khoảng" for one unit of the last digit (half a per cent at least).

    >>> agrees(703, 1823, 38.56, decimals=2), agrees(703, 1823, 38.57, decimals=2)
    (True, False)
    >>> agrees(1, 8, 12.5, decimals=1), agrees(1, 8, 12, decimals=0), agrees(1, 8, 13, decimals=0)
    (True, True, True)
    >>> agrees(15, 16, 93.8, decimals=1), agrees(15, 16, 93.7, decimals=1)
    (True, False)
    >>> agrees(35, 40, 85, decimals=0, comparator=">")
    True
    """
    exact = 100 * part / whole
    step = 10.0**-decimals
    near = _rounds_to(exact / step, printed / step)
    if comparator in (">", ">="):
        return near or printed <= exact <= printed + max(5.0, 5 * step)
    if comparator in ("<", "<="):
        return near or printed - max(5.0, 5 * step) <= exact <= printed
    if comparator == "~":
        return abs(exact - printed) <= max(step, 0.5) + 1e-9
    return near


def _rounds_to(exact: float, printed: float) -> bool:
    """Whether a number is rounded to a whole one, a half upwards or to the even neighbour (TCVN 1517:2009)."""
    slack = 1e-9 * max(1.0, exact)
    if abs(abs(exact - printed) - 0.5) <= slack:
        return printed > exact or round(printed) % 2 == 0
    return abs(exact - printed) < 0.5


def decimals_of(digits: str) -> int:
    """How many decimals are printed.

    >>> decimals_of("38,57"), decimals_of("19"), decimals_of("0.31")
    (2, 0, 2)
    """
    pieces = _POINT.split(digits)
    return len(pieces[-1]) if len(pieces) > 1 else 0
