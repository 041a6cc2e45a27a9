"""Deadline expressions, as they stand in the cells of task tables, to their meaning.

    cell      = part {(";" | sentence end | line with a bullet) part}
    part      = relative | condition | rhythm | dates | ongoing
    condition = ("theo" | "khi" | "sau khi" | "căn cứ" ...) text

The grammars of relative deadlines, rhythms and dates stand in `deadlines_relative`, `deadlines_recurrence` and `deadlines_calendar`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from vbcds.model.records import NO_DEADLINE, Deadline
from vbcds.recognisers.dates_scan import fold, scan
from vbcds.recognisers.dates_spans import Span
from vbcds.recognisers.deadlines_calendar import chains_of, latest, read_chain, read_dates, spans_of
from vbcds.recognisers.deadlines_patterns import Context, patterns
from vbcds.recognisers.deadlines_recurrence import find_recurrence
from vbcds.recognisers.deadlines_relative import read_relative
from vbcds.text.normalise import canonical

#: Longer texts are no deadlines; what stands behind is not read.
LIMIT = 2000


def parse_deadline(text: str | None, *, year: int | None = None, issued: date | None = None) -> Deadline:
    """The deadline that a table cell, or an expression of a sentence, states.

    `year` is the year that the document plans for and `issued` its date: a year that the expression leaves out is taken from the
    first, else from the second; "kể từ ngày ký" counts from `issued`, working days are Monday to Friday (public holidays, which
    the Government fixes each year, are not left out). Never raises. A date that cannot be known, or does not exist, is None: the
    kind tells what was meant. `raw` is the text in canonical form, None where it is empty.

    `start` is given for years, halves and quarters and for periods; months and days have a due date alone, and so has everything
    with "đến", "hết", "chậm nhất" or "trước". `exclusive` is true for "trước ngày ..." with a due date (not with an hour: "trước
    17 giờ ngày ...": the day itself is in time; nor for a rhythm, which has no due date). The first, middle and last days of
    months and years are those of Article 146 of the Civil Code 2015. A rhythm's `start` and `due` bound it.

    >>> deadline = parse_deadline("Trước ngày 30/6/2023")
    >>> deadline.kind, str(deadline.due), deadline.exclusive
    ('fixed', '2023-06-30', True)
    >>> parse_deadline("Trước ngày 20 hằng tháng").recurrence
    'FREQ=MONTHLY;BYMONTHDAY=20'
    >>> parse_deadline("Theo kế hoạch của Bộ").anchor
    'Theo kế hoạch của Bộ'
    """
    raw = canonical(text or "")
    return _parsed(raw, year, issued) if raw else NO_DEADLINE


@lru_cache(maxsize=2048)
def _parsed(raw: str, year: int | None, issued: date | None) -> Deadline:
    """The deadline of a canonical text; the cells of one column say the same few over and over."""
    context = Context(year, issued)
    readings = [_part(part, context) for part in _parts(raw[:LIMIT])]
    readings = [reading for reading in readings if reading.kind != "none"]
    if not readings:
        return Deadline(raw=raw, kind="none")
    return replace(_decide(readings), raw=raw)


# --- parts -------------------------------------------------------------------------------------------------------------------

_BULLET = r"(?:[-+*•–▪◦]\s?(?=[^\W\d_]|\d{1,2}\s?(?:/|tháng))|\d{1,2}[.)]\s(?=[^\W\d_])|[a-zđ]\)\s?|\(\d{1,2}\)\s?)"
_SPLIT = re.compile(rf";|\n(?={_BULLET})|(?<=[^\W_]{{2}})\.\s(?=[^\W\d_])")
# "15/6; 15/12", "Quý II; III/2023": a list, not two statements.
_LISTED = re.compile(r"(?<=[\dIVX])\s?;\s?(?=(?:(?:và|trước|ngày|[qQ]uý|[tT]háng|[nN]ăm)\s)*(?:\d|[IVX]+(?!\w)))")
_LEAD = re.compile(rf"[\s,.:;]*(?:{_BULLET}|[-–—+*•]\s*(?=\D))?\s*")
_TAIL = re.compile(r"[\s,.:;]+$")


def _parts(raw: str) -> list[str]:
    parts = []
    for piece in _SPLIT.split(_LISTED.sub(", ", raw)):
        if not piece:
            continue
        start = match.end() if (match := _LEAD.match(piece)) else 0
        piece = _TAIL.sub("", piece[start:].replace("\n", " "))
        if piece:
            parts.append(piece)
    return parts


def _decide(readings: list[Deadline]) -> Deadline:
    """One deadline out of those of the parts: dated before rhythm before relative before ongoing before conditions."""
    dated = [reading for reading in readings if reading.kind in ("fixed", "period")]
    if dated:
        return latest(dated)
    for kind in ("recurring", "relative", "ongoing", "conditional"):
        chosen = [reading for reading in readings if reading.kind == kind]
        if kind == "recurring" and chosen:
            return min(chosen, key=_quickness)
        if chosen:
            return chosen[0] if kind != "relative" else max(chosen, key=lambda reading: reading.due or date.min)
    return readings[0]


_SPEED = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def _quickness(reading: Deadline) -> tuple[int, int]:
    rule = reading.recurrence or ""
    interval = re.search(r"INTERVAL=(\d+)", rule)
    order = next((i for i, name in enumerate(_SPEED) if name in rule), len(_SPEED))
    return order, int(interval[1]) if interval else 1


# --- one part ----------------------------------------------------------------------------------------------------------------

_BLANK_DATE = re.compile(r"(?:ngày|tháng|năm)\s?[._…]|(?<!\d\s)(?<!\d)(?:ngày|tháng|năm)\s?/|(?<!\d)\s?[._…]{2,40}/")
_DAY_ALONE = re.compile(r"(?:trước|đến|hết|vào|nhất|quá)?\s?ngày\s\d{1,2}(?:\sđến\sngày\s\d{1,2})?")
_SCHOOL_YEAR = re.compile(r"(?:năm\shọc|học\sk[ỳì])(?!\w)")
_LATER_CLAUSE = re.compile(
    r"[,(]\s?(?=(?:và\s)?(?:phải\s)?(?:hoàn thành|xong|kết thúc|trước|chậm nhất|muộn nhất|trong (?:năm|quý|tháng)|đến hết|không quá)\s)"
)
_CONDITION_BEHIND = re.compile(r",?\s(?=(?:ngay\s)?khi\s|sau khi\s|nếu\s|trong trường hợp\s)")
_END_OF_UNIT = re.compile(r"(?:kết thúc|hết)\s(?:năm|quý|tháng|giai đoạn|6 tháng)")


def _part(part: str, context: Context, *, clause: bool = False) -> Deadline:
    """The reading of one part; `clause`: it is itself a clause behind a condition."""
    folded = fold(part)
    if patterns().empty.fullmatch(folded):
        return NO_DEADLINE
    if (label := patterns().labels.match(folded)) is not None:
        part, folded = part[label.end() :], folded[label.end() :]
    relative = read_relative(part, folded, context)
    if relative is not None:
        return relative
    condition = patterns().condition.match(folded)
    if condition is not None and not _ends_a_unit(folded, condition):
        return _conditional(part, folded, condition, context, search=not clause)
    named = scan(folded, cell=True)
    recurrence = find_recurrence(folded, named)
    ongoing = patterns().ongoing.search(folded)
    if recurrence is not None and not (recurrence.rule is None and ongoing is not None):
        return _recurring(folded, named, recurrence.rule, recurrence.start, context)
    spans = spans_of(folded, named, context)
    school_year = _SCHOOL_YEAR.search(folded)
    if school_year is not None and patterns().occasion.search(folded, 0, school_year.start()):
        return Deadline(raw=None, kind="conditional", anchor=part)  # "trước ngày khai giảng năm học mới"
    if _BLANK_DATE.search(folded) or school_year is not None:
        return Deadline(raw=None, kind="period" if school_year is not None else "fixed")
    if spans:
        return read_dates(part, folded, spans, ongoing, context)
    if ongoing is not None:
        return _ongoing(part, folded, ongoing)
    if patterns().immediate.fullmatch(folded):
        return Deadline(raw=None, kind="ongoing")
    if _DAY_ALONE.fullmatch(patterns().verb.sub("", folded)):
        return Deadline(raw=None, kind="fixed")
    return Deadline(raw=None, kind="conditional", anchor=part)


def _ends_a_unit(folded: str, condition: re.Match[str]) -> bool:
    """ "trước khi kết thúc năm 2023": a date in the clothes of a condition."""
    until = condition["head"].startswith(("trước", "đến", "cho đến"))
    return until and _END_OF_UNIT.match(folded, condition.end()) is not None


def _conditional(part: str, folded: str, condition: re.Match[str], context: Context, *, search: bool) -> Deadline:
    """A condition; but a deadline that a later clause states ("theo lộ trình của Bộ, hoàn thành trước 30/6/2023") is a deadline."""
    for later in _LATER_CLAUSE.finditer(folded) if search else ():
        reading = _part(part[later.end() :].strip(" )"), context, clause=True)
        if reading.due is not None:
            return reading
    return Deadline(raw=None, kind="conditional", anchor=part[condition.start("head") :])


def _ongoing(part: str, folded: str, ongoing: re.Match[str]) -> Deadline:
    condition = _CONDITION_BEHIND.search(folded, ongoing.end())
    if condition is not None:
        return Deadline(raw=None, kind="conditional", anchor=part[condition.end() :])
    return Deadline(raw=None, kind="ongoing")


def _recurring(folded: str, spans: list[Span], rule: str | None, place: int, context: Context) -> Deadline:
    """A rhythm; years that stand beside it bound it ("hằng năm, giai đoạn 2021-2025", "năm 2023 và hằng năm")."""
    bounds = [span for span in spans if span.year is not None]
    start = due = None
    if bounds:
        chains = chains_of(folded, bounds, context)
        before = folded[: chains[0].spans[0].start]
        reading = read_chain(folded, before, chains[0], context)
        start, due = reading.start, reading.due
        if reading.kind == "fixed" and chains[0].spans[0].start < place and not re.search(r"(?:đến|hết)\s", before):
            due = None
        if start is None and due is None:
            days = chains[0].days[0]
            start = days[0] if days is not None else None
    return Deadline(raw=None, kind="recurring", start=start, due=due, recurrence=rule)
