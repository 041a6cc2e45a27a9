"""A percentage with the part and the whole that it must be of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.checks.terms import Sentence, Term

#: How far, in points, a rate may be from that of two counts and still be meant to be theirs.
NEAR = 10.0
#: Kinds of figures that percentages are of.
ADDED = ("count", "number", "money", "ratio", "measure")


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage with the part and the whole that it must be of. `sure` where the words say so."""

    percent: Term
    part: Term
    whole: Term
    total: float
    sure: bool

    @property
    def exact(self) -> float:
        """What the percentage should be."""
        return 100 * self.part.value / self.total

    def agrees(self) -> bool:
        """Whether the printed percentage is right, as far as its figures are rounded."""
        if agrees(self.part.value, self.total, self.percent.value, decimals=printed_decimals(self.percent)):
            return True
        away = self.exact * (self.part.slack / max(self.part.value, 1e-9) + self.whole.slack / self.total)
        return abs(self.exact - self.percent.value) <= 0.5 * self.percent.step + away + 1e-9 if away else False


def printed_decimals(percent: Term) -> int:
    """How many decimals of a per cent are printed; one more for a rate per thousand."""
    return decimals_of(percent.digits) + (1 if percent.step < 10.0 ** -decimals_of(percent.digits) * 0.5 else 0)


def is_explained(rate: Rate) -> bool:
    """Whether a rate is right with two neighbouring digits of its part or its whole the other way round."""
    decimals = printed_decimals(rate.percent)
    part, whole = rate.part.value, rate.total
    return any(agrees(other, whole, rate.percent.value, decimals=decimals) for other in _turned(part) if other <= whole) or any(
        agrees(part, other, rate.percent.value, decimals=decimals) for other in _turned(whole) if part <= other
    )


def _turned(value: float) -> Iterator[float]:
    """A whole number of three digits or more with two neighbours the other way round, each pair in turn."""
    digits = f"{value:.0f}"
    if value < 100 or value != float(digits):
        return
    for place in range(len(digits) - 1):
        one, two = digits[place], digits[place + 1]
        if one != two and not (place == 0 and two == "0"):
            yield float(f"{digits[:place]}{two}{one}{digits[place + 2 :]}")


def is_swapped(rate: Rate) -> bool:
    """Whether a rate has the digits of the right one in another order (57 for 75)."""
    places = printed_decimals(rate.percent)
    one, other = f"{rate.exact:.{places}f}", f"{rate.percent.value:.{places}f}"
    return len(one) == len(other) and sorted(one) == sorted(other)


_AMONG = re.compile(r"(?<!\w)trong\s(?:tổng\s)?số\s$")
_AMONG_THESE = re.compile(r"[^.;()%]{0,40}\s(?:này|đó|nêu trên|trên)\s?,?\s(?:thì\s)?(?:có\s)?")


def is_among(sentence: Sentence, whole: Term, part: Term) -> bool:
    """Whether a part is told of figures that are named again: "trong số 480 doanh nghiệp này có 120 doanh nghiệp du lịch, chiếm 25%"."""
    return (
        part.value <= whole.value
        and _AMONG.search(sentence.before(whole)) is not None
        and _AMONG_THESE.fullmatch(sentence.text, whole.end, part.number_start) is not None
    )
