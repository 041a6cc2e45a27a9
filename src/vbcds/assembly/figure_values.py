"""A figure as it is stated, and whether a percentage agrees with its counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with its words. Offsets are those of the sentence (or of the text, after `moved`)."""

    start: int
    end: int
    indicator: str
    value: float
    unit: str | None
    value_max: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    consistent: bool | None = None

    def moved(self, by: int) -> Figure:
        """The same figure with offsets of the text that the sentence begins at `by` of."""
        return replace(self, start=self.start + by, end=self.end + by)


def is_consistent(value: float, numerator: float, denominator: float, *, digits: int, comparator: str = "=") -> bool:
    """Whether a percentage agrees with its counts to the digits printed, rounded half up or half to even.

    >>> is_consistent(82.35, 14, 17, digits=2), is_consistent(58.7, 37, 64, digits=1)
    (True, False)
    >>> is_consistent(62.5, 5, 8, digits=1), is_consistent(38, 3, 8, digits=0), is_consistent(62, 5, 8, digits=0)
    (True, True, True)
    """
    if denominator == 0:
        return False
    exact = Decimal(repr(numerator)) * 100 / Decimal(repr(denominator))
    printed = Decimal(repr(value))
    step = Decimal(1).scaleb(-digits)
    if comparator == "~":
        return abs(exact - printed) <= max(Decimal(1), step)
    if comparator in (">", ">="):
        return exact >= printed - step / 2
    if comparator in ("<", "<="):
        return exact <= printed + step / 2
    return printed in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_HALF_EVEN))


def printed_digits(raw: str) -> int:
    """How many decimals a number is printed with.

    >>> printed_digits("đạt 58,70%"), printed_digits("58 %")
    (2, 0)
    """
    match = re.search(r"\d+[.,](\d+)", raw)
    return len(match[1]) if match is not None else 0
