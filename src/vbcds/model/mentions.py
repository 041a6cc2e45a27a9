"""What recognisers find in a plain text: spans with values. `text[start:end] == raw` for the text that was searched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Self

from vbcds.model.records import Agency, Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of a text."""

    start: int
    end: int
    raw: str

    def moved(self, start: int, end: int, raw: str) -> Self:
        """The same mention at another place (offsets of another form of the text)."""
        return replace(self, start=start, end=end, raw=raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Mention):
    """A mention of another document, as its words have it."""

    #: Type name in lower case ("quyết định"); for a bare number, the type that its symbol names.
    kind: str
    #: Number and symbol with mended spacing ("749/QĐ-TTg"), mistakes kept as written; None for laws by name.
    number: str | None = None
    date: date | None = None
    #: The year where the words give no more than a year ("Luật Khoa học và Công nghệ (2013)").
    year: int | None = None
    issuer: Agency | None = None
    title: str | None = None
    #: "điểm a khoản 2 Điều 5", as printed, where it belongs to this mention.
    pinpoint: str | None = None
    #: Offsets of the number and symbol inside the text, for linking; None for laws by name.
    number_start: int | None = None
    number_end: int | None = None

    def moved(self, start: int, end: int, raw: str) -> Self:
        """The same mention at another place; the number's own offsets are given up where they cannot be moved along."""
        if self.number_start is None or self.number_end is None or end - start != self.end - self.start:
            return replace(self, start=start, end=end, raw=raw, number_start=None, number_end=None)
        shift = start - self.start
        return replace(
            self,
            start=start,
            end=end,
            raw=raw,
            number_start=self.number_start + shift,
            number_end=self.number_end + shift,
        )


DatePrecision = Literal["day", "week", "month", "quarter", "months", "half", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Mention):
    """A calendar expression: its first and last day. `year_given` is False where the year was inferred by the caller's context."""

    first: date
    last: date
    precision: DatePrecision = "day"
    year_given: bool = True


QuantityKind = Literal["percentage", "count", "money", "ratio", "rank", "group", "measure", "number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Mention):
    """A number with what it counts. `raw` runs from the comparator (where there is one) to the unit."""

    value: float
    value_max: float | None = None
    #: "%", "tỷ đồng", "xã", "hạng" ...; None for a bare number.
    unit: str | None = None
    #: `=`, `>=`, `>`, `<=`, `<`, `~`.
    comparator: str = "="
    kind: QuantityKind = "number"
    #: "703/1.823", "40/63": the second number.
    denominator: float | None = None
    #: Offsets of the digits themselves.
    number_start: int = 0
    number_end: int = 0

    def moved(self, start: int, end: int, raw: str) -> Self:
        """The same quantity at another place; digits never change length under normalisation, so the shift is that of the start."""
        shift = start - self.start
        return replace(
            self,
            start=start,
            end=end,
            raw=raw,
            number_start=self.number_start + shift,
            number_end=self.number_end + shift,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMention(Mention):
    """An agency, or a collective of agencies, named in a text."""

    agency: Agency
    #: A group ("các sở, ban, ngành tỉnh"), not one body.
    collective: bool = False
    #: A person's office ("Giám đốc Sở Y tế", "Chủ tịch Ủy ban nhân dân tỉnh") stands before the agency's name.
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMention(Mention):
    """A deadline expression inside running text."""

    deadline: Deadline
