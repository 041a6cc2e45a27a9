"""Calendar dates in deadline expressions: chains of spans and the cue before them.

    dates = [cue] chain {words [cue] chain}            a chain: calendar spans joined by "-", "đến", ",", "và"
    cue   = "trước" | ("đến" | "hết" | "chậm nhất" ...) | ("từ" | "sau") | ("trong" | "vào")

Where several chains give dates the last day decides: a task is done when its last part is. A narrower date inside a wider one
("Quý II/2023 (trước ngày 15/6/2023)") takes its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from vbcds.model.records import Deadline
from vbcds.recognisers.dates_spans import Edge, Span, joined, with_years
from vbcds.recognisers.deadlines_patterns import Context, patterns

_VAGUE_MONTHS = re.compile(
    r"(?<!\w)(?:những|các|mấy|vài)\stháng\s(?:đầu|giữa)(?:\scủa)?(?:\snăm)?|(?<!\w)tuần\s(?:\S+\s){0,2}?(?:của\s)?tháng"
)
_LAST_MONTHS = re.compile(r"(?:những|các|mấy|vài)\stháng\scuối(?:\scủa)?\s$")
_UNIT_ALONE = re.compile(
    r"(?<!\w)(?P<lead>(?:đầu|giữa|cuối|hết|trong|cả|kết thúc|đến|trước)\s(?:của\s)?)?(?P<unit>năm|quý|tháng)"
    r"(?:\s(?P<which>nay|này|sau|tới|kế hoạch))?(?=\s*(?:$|[,;.)(]))"
)


_EDGES: dict[str, Edge] = {"đầu": "first", "giữa": "middle", "cuối": "last"}


def spans_of(folded: str, spans: list[Span], context: Context) -> list[Span]:
    """The calendar spans of a part, up to where a condition, a place or a purpose begins behind them."""
    alone = [span for match in _UNIT_ALONE.finditer(folded) for span in _unit_alone(match, context, beside=bool(spans))]
    alone = [span for span in alone if not any(span.start < other.end and other.start < span.end for other in spans)]
    spans = sorted(spans + alone, key=lambda span: span.start)
    if not spans:
        return []
    cut = patterns().condition_inside.search(folded, spans[0].end)
    if cut is not None:
        spans = [span for span in spans if span.end <= cut.start()]
    return spans


def _unit_alone(match: re.Match[str], context: Context, *, beside: bool) -> list[Span]:
    """ "Trong năm", "cuối năm nay", "hết quý này": the unit without its number; `beside` other dates only the year ("đến hết năm").

    A year is that of the document; a month or a quarter is known only as this one or the next.
    """
    lead = (match["lead"] or "").split(" ")[0]
    if (not lead and match["which"] is None) or (beside and (match["unit"] != "năm" or lead in ("", "đến", "trước"))):
        return []
    offset = 1 if match["which"] in ("sau", "tới") else 0
    edge = _EDGES.get(lead)
    start = match.start("unit") if edge is None else match.start()
    if match["unit"] == "năm":
        year = context.default_year
        span = Span(start, match.end(), "year", year + offset if offset and year is not None else None)
    else:
        issued = context.issued if match["which"] is not None else None
        size = 3 if match["unit"] == "quý" else 1
        if issued is None or (context.year is not None and context.year != issued.year):
            span = Span(start, match.end(), "month", None, 0, 0)
        else:
            index = (issued.year * 12 + issued.month - 1) // size + offset
            year, first = index * size // 12, index * size % 12 + 1
            span = Span(start, match.end(), "quarter" if size == 3 else "month", year, first, first + size - 1)
    return [replace(span, edge=edge)]


_BEFORE_SPAN = (
    r"(?:\s?(?:(?:thứ\s\w{2,4}|chủ nhật)\s?,?\s?)?(?:ngày|thời điểm|mốc|giai đoạn|nhiệm k[ỳì]|thời hạn)?(?:\slà)?[\s:]*)$"
)
_HOUR = (
    r"(?P<hour>\s?\(?(?:\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2})?(?:\s?phút)?|(?:sáng|trưa|chiều|hết giờ)[^,;]{0,12})[\s,]*(?:của\s)?)?"
)
_CUE_INCLUSIVE = re.compile(
    r"(?:trước\s(?:và|hoặc|hay)\s(?:trong|vào|đúng)|trước\s(?:khi\s)?(?:kết thúc|hết)|đến\strước\skhi\shết)\s?" + _BEFORE_SPAN
)
_CUE_BEFORE = re.compile(r"(?<!không\s)trước\s?" + _HOUR + _BEFORE_SPAN)
_CUE_UNTIL = re.compile(
    r"(?<!\w)(?:đến|tới|hết|(?:chậm|muộn|trễ)\s?(?:nhất)?(?:\s(?:là|vào|trong|đến|hết))*|không\s?quá|không\s(?:muộn|chậm|trễ)\s(?:hơn|quá)"
    r"|hạn(?:\s(?:chót|cuối|cuối cùng))?|khi kết thúc|kết thúc)\s?" + _HOUR + _BEFORE_SPAN
)
_CUE_INTO = re.compile(r"(?<!\w)vào\s?$")
_CUE_AFTER = re.compile(r"(?<!\w)(?<!tiếp\s)sau\s?" + _BEFORE_SPAN)
_CUE_FROM = re.compile(r"(?<!\w)(?:từ|bắt đầu|khởi động|áp dụng)(?:\s(?:từ|vào|trong|hết|đầu))*\s?" + _HOUR + _BEFORE_SPAN)
_BY_A_DAY = re.compile(r"(?<!\w)(?:trước|chậm nhất|muộn nhất|không quá)\s")
_SINCE = re.compile(r"(?<!\w)từ\s(?:nay|khi|ngày\sk|ngày\sb|lúc)")


@dataclass(frozen=True, slots=True)
class Chain:
    """Spans that hang together, and the days of each (None: unknown year or no such day)."""

    spans: tuple[Span, ...]
    days: tuple[tuple[date, date] | None, ...]
    ranged: bool


def chains_of(folded: str, spans: list[Span], context: Context) -> list[Chain]:
    """The spans grouped by what joins them, each with its days."""
    dated = with_years(spans, folded, cell=True)
    groups: list[list[Span]] = []
    ranged: list[bool] = []
    for span in dated:
        link = joined(folded, groups[-1][-1], span) if groups else None
        if (
            link == "list"
            and len(groups[-1]) == 1
            and groups[-1][0].unit == "year" != span.unit
            and span.year == groups[-1][0].year
        ):
            link = None  # "Năm 2024 (quý II - quý IV)": the year is the frame
        if link is None:
            groups.append([span])
            ranged.append(False)
        else:
            groups[-1].append(span)
            ranged[-1] = ranged[-1] or link == "range"
    return [
        Chain(tuple(group), tuple(span.days(context.default_year) for span in group), is_range)
        for group, is_range in zip(groups, ranged, strict=True)
    ]


def read_dates(part: str, folded: str, spans: list[Span], ongoing: re.Match[str] | None, context: Context) -> Deadline:
    """The deadline that the calendar dates of a part state."""
    vague = _VAGUE_MONTHS.search(folded)
    if vague is not None and vague.start() < spans[0].end:
        return Deadline(raw=None, kind="conditional", anchor=part)
    chains = chains_of(folded, spans, context)
    readings: list[Deadline] = []
    widths: list[tuple[date, date] | None] = []
    position = 0
    for chain in chains:
        before = folded[position : chain.spans[0].start]
        if _hangs_on_occasion(before, chain):
            return Deadline(raw=None, kind="conditional", anchor=part)
        if readings and patterns().horizon.search(before):
            break
        reading = read_chain(folded, before, chain, context)
        window = _window(chain)
        if readings and window is not None and widths[-1] is not None and widths[-1][0] <= window[0] <= window[1] <= widths[-1][1]:
            readings[-1], widths[-1] = reading, window
        else:
            readings.append(reading)
            widths.append(window)
        position = chain.spans[-1].end
    result = latest(readings)
    if ongoing is not None and not (patterns().completion.search(folded) or _BY_A_DAY.search(folded, ongoing.end())):
        if ongoing.start() < spans[0].start and not re.match(r"\s?(?:và|;)\s", folded[ongoing.end() :]):
            return replace(result, kind="ongoing", exclusive=False)
        if result.kind == "period" and result.due is None:
            return replace(result, kind="ongoing")
    return result


#: "Kỳ họp giữa năm 2025" is one of the two of the year, and held when it is called.
_SESSION = re.compile(r"(?<!\w)(?:kỳ họp|phiên họp|hội nghị)(?:\s(?:thường lệ|thường kỳ|của \w+(?: \w+){0,3}))?\s$")


def _hangs_on_occasion(before: str, chain: Chain) -> bool:
    """ "Trước Tết Nguyên đán 2024", "trước kỳ họp tháng 7/2023": the date tells which occasion, not the day."""
    if chain.spans[0].unit == "day":
        return False
    if patterns().occasion.search(before) or (chain.spans[0].edge == "middle" and _SESSION.search(before)):
        return True
    cue = re.search(r"(?<!\w)(?:trước|sau)\s(?!mắt|đây|đó|khi\s(?:kết thúc|hết)|(?:và|hoặc|hay)\s)(?P<what>.*)$", before)
    return cue is not None and not (_CUE_BEFORE.search(before) or _CUE_AFTER.search(before) or _CUE_INCLUSIVE.search(before))


def _window(chain: Chain) -> tuple[date, date] | None:
    known = [days for days in chain.days if days is not None]
    if not known or len(known) != len(chain.days):
        return None
    return min(days[0] for days in known), max(days[1] for days in known)


def read_chain(folded: str, before: str, chain: Chain, context: Context) -> Deadline:
    """The deadline that one chain states, with the cue `before` it."""
    spans, days = chain.spans, chain.days
    last = spans[-1]
    tail = patterns().open_end.match(folded, last.end)
    if len(spans) > 1 and not chain.ranged:
        spans, days = _narrowest(spans, days)
    if any(item is None for item in days):
        return Deadline(raw=None, kind="period" if chain.ranged else "fixed")
    known = [item for item in days if item is not None]
    first_day, last_day = min(a for a, _ in known), max(b for _, b in known)
    if len(spans) > 1:
        return _read_many(folded, before, chain, spans, known, open_end=tail is not None)
    span = spans[0]
    if tail is not None and not patterns().upkeep.search(folded[: tail.end()]) and not _CUE_UNTIL.search(before):
        return Deadline(raw=None, kind="period", start=first_day)
    if _CUE_INCLUSIVE.search(before):
        return Deadline(raw=None, kind="fixed", due=last_day)
    if (match := _CUE_BEFORE.search(before)) is not None:
        if span.day is not None:
            return Deadline(raw=None, kind="fixed", due=last_day, exclusive=match["hour"] is None)
        if span.edge in ("middle", "last"):
            return Deadline(raw=None, kind="fixed", due=last_day)
        return Deadline(raw=None, kind="fixed", due=first_day - timedelta(days=1))
    if _CUE_UNTIL.search(before):
        if _SINCE.search(before):
            since = context.issued if context.issued is not None and context.issued <= last_day else None
            return Deadline(raw=None, kind="period", start=since, due=last_day)
        return Deadline(raw=None, kind="fixed", due=last_day)
    if _CUE_AFTER.search(before):
        return Deadline(raw=None, kind="period", start=last_day + timedelta(days=1))
    if _CUE_FROM.search(before):
        return Deadline(raw=None, kind="period", start=first_day)
    if _LAST_MONTHS.search(before):
        return Deadline(raw=None, kind="fixed", due=last_day)
    if span.unit == "year" and _CUE_INTO.search(before):
        return Deadline(raw=None, kind="fixed", due=last_day)
    whole = span.edge is None and span.unit in ("year", "half", "quarter", "months", "week")
    return Deadline(raw=None, kind="fixed", start=first_day if whole else None, due=last_day)


def _narrowest(
    spans: tuple[Span, ...], days: tuple[tuple[date, date] | None, ...]
) -> tuple[tuple[Span, ...], tuple[tuple[date, date] | None, ...]]:
    """In a list ("Năm 2023, quý II") a span that holds another one is its frame and falls away."""
    pairs = list(zip(spans, days, strict=True))
    kept = [
        (span, item)
        for span, item in pairs
        if item is None
        or not any(other is not None and other != item and item[0] <= other[0] and other[1] <= item[1] for _, other in pairs)
    ]
    return tuple(span for span, _ in kept), tuple(item for _, item in kept)


def _read_many(
    folded: str, before: str, chain: Chain, spans: tuple[Span, ...], days: list[tuple[date, date]], *, open_end: bool
) -> Deadline:
    if chain.ranged:
        first_day, last_day = days[0][0], days[-1][1]
    else:
        first_day, last_day = min(a for a, _ in days), max(b for _, b in days)
    adjacent = all(b[0] <= a[1] + timedelta(days=1) and a[0] <= b[0] for a, b in pairwise(days))
    exclusive = False
    between = folded[spans[-2].end : spans[-1].start]
    if chain.ranged and "trước" in between:
        if spans[-1].day is not None:
            exclusive = True
        else:
            last_day = days[-1][0] - timedelta(days=1)
    if not (chain.ranged or adjacent):
        cue = _CUE_BEFORE.search(before)
        if cue is not None and spans[-1].day is None and spans[-1].edge is None:
            last_day = days[-1][0] - timedelta(days=1)
        exclusive = cue is not None and spans[-1].day is not None and cue["hour"] is None
        return Deadline(raw=None, kind="fixed", due=last_day, exclusive=exclusive)
    if open_end:
        return Deadline(raw=None, kind="period", start=first_day)
    if _CUE_UNTIL.search(before) or _CUE_INCLUSIVE.search(before):
        return Deadline(raw=None, kind="fixed", due=last_day)
    if _CUE_BEFORE.search(before) and chain.ranged is False:
        return Deadline(raw=None, kind="fixed", due=first_day - timedelta(days=1))
    if first_day > last_day:
        return Deadline(raw=None, kind="period")
    return Deadline(raw=None, kind="period", start=first_day, due=last_day, exclusive=exclusive)


def latest(dated: list[Deadline]) -> Deadline:
    """One deadline out of several dated ones: the last day; the first start, where all have one."""
    if len(dated) == 1:
        return dated[0]
    open_ended = [reading for reading in dated if reading.due is None]
    known = [reading for reading in dated if reading.due is not None]
    if not known:
        return dated[0]
    last = max(known, key=lambda reading: (reading.due or date.min, reading.exclusive))
    begun = [reading.start for reading in open_ended if reading.kind == "period" and reading.start is not None]
    if begun:  # "bắt đầu từ năm 2023, hoàn thành năm 2025" fills a span; "năm 2021, từ năm 2022 ..." goes on after it
        whole = last.due is not None and min(begun) <= last.due
        return replace(last, kind="period", start=min(begun)) if whole else last
    starts = [reading.start for reading in dated]
    first = min((start for start in starts if start is not None), default=None) if all(starts) else last.start
    return replace(last, start=first)
