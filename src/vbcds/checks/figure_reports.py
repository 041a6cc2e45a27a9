"""Figures of several reports that look like slips of each other: of one agency's reports, of two agencies, and quoted from an earlier
report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from vbcds.checks.agency_figures import COMPANY
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_companions import companions_apart, have_other_companions
from vbcds.checks.figure_forms import is_turned, likeness_of_form, plain_digits, significant
from vbcds.checks.figure_mentions import read_wording
from vbcds.checks.figure_pairs import Mention, are_compatible, is_near, slips
from vbcds.checks.figure_places import (
    LEAST,
    SURE,
    agency_name,
    are_of_one_place,
    is_collected,
    is_sure,
    may_be_one,
    names_place,
    one_collects,
)
from vbcds.checks.figure_told import read_mentions, told_of
from vbcds.checks.figure_values import amount, indicator_name, is_cumulative, is_period_only, is_reporting, who
from vbcds.checks.registry import Problem
from vbcds.checks.terms import split_unit
from vbcds.checks.view import number_text, period_text, short
from vbcds.model.periods import period_days, previous_period
from vbcds.model.records import ReportItemRecord
from vbcds.text.fold import key, lower_same_length

_STOP = re.compile(r"(?<=[.;!?])\s+(?=[^\W\d_])|\n")
#: The day up to which a figure is told, and the year of a plan.
_UNTIL = re.compile(r"đến\s(?:hết\s)?(?:ngày\s)?(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?(?![/.\d])")
_PLANNED = re.compile(
    r"(?:dự toán|kế hoạch|kinh phí|phân bổ|bố trí)[^.;]{0,60}?năm\s(?P<behind>20\d\d)(?!\d|\s?[-–])"
    r"|năm\s(?P<before>20\d\d),?\s(?:tổng\s)?(?:dự toán|kế hoạch vốn|kinh phí)(?!\w)"
)
#: How far before a figure of money the year of its plan may stand.
_BEFORE = 200
#: Parts of a smaller whole are alike by chance.
_WHOLE = 20
#: Amounts and counts that are told in millions.
_MILLIONS = 1e6
_QUOTE = re.compile(
    r"(?<!\w)(?:(?P<last>(?:tháng|quý|kỳ|tuần) trước)|tháng (?P<month>\d{1,2})(?:\s?[/.]\s?(?P<year>\d{4}))?|quý (?P<quarter>iv|i{1,3}))"
    r"(?: năm (?P<y2>\d{4}))?\s?(?:\((?:là |đạt |có |với )?|là |: ?)?(?P<n>\d+(?:[.,]\d+)*)"
)
#: What a comparison may leave out of its figure: "tháng trước 3.418 hồ sơ".
_LEFT_OUT = frozenset(("nhận", "cấp", "lập", "thành"))
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def find_between_reports(view: DossierView) -> Iterator[Problem]:
    """Figures of one period in two reports that look like slips of each other, and those that a report quotes otherwise than the
    report before printed them."""
    mentions = list(read_mentions(view))
    yield from _slips(mentions, _shared_ends(view))
    yield from _misquotes(view, mentions)


def _shared_ends(view: DossierView) -> dict[str, str]:
    """The periods that end with another's of the dossier, as those of a half-year and its last month do, with a name of the end."""
    ends: dict[date, set[str]] = defaultdict(set)
    for record in view.documents.values():
        days = period_days(record.period) if record.period and is_reporting(record) else None
        if days is not None:
            ends[days[1]].add(record.period or "")
    return {period: f"end.{end.isoformat()}" for end, periods in ends.items() if len(periods) > 1 for period in periods}


def _slips(mentions: Sequence[Mention], ends: Mapping[str, str]) -> Iterator[Problem]:
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for time in _times(mention, ends):
            groups[time].append(mention)
    seen: set[int] = set()
    told: set[frozenset[tuple[str, float]]] = set()
    for period, group in groups.items():
        long = [m for m in group if _is_long(m) or m.value >= _MILLIONS]
        pairs = [(pair, False) for pair in slips(long)] + [(pair, True) for pair in companions_apart(group, _folded_place)]
        for (one, other), beside in pairs:
            if seen & {id(one), id(other)} or _is_told(group, one, other):
                continue
            sure = beside or likeness_of_form(one.digits, other.digits) >= SURE
            if period.startswith("end.") and not sure and not all(is_cumulative(told_of(m).metric) for m in (one, other)):
                continue  # a figure of a month and one of the months up to it
            if have_other_companions(_folded_place(one), _folded_place(other)):
                continue
            if (
                (beside and are_of_one_place(one, other))
                or (_is_long(one) and (may_be_one(one, other) or is_sure(group, one, other)))
                or is_collected(one, other)
            ):
                seen.update((id(one), id(other)))
                pair = frozenset((told_of(m).metric.document, m.value) for m in (one, other))
                if pair not in told:  # a count is told again with its share
                    told.add(pair)
                    yield problem_between(one, other)
        if "." not in period:
            yield from _mutual(group, seen)
            yield from _shares(group, seen)
            yield from _of_collected(group, seen)


def _of_collected(group: Sequence[Mention], seen: set[int]) -> Iterator[Problem]:
    """Counts of three digits that the report of the province tells with two of an agency's turned, in the same words."""
    counts = [m for m in group if m.kind == "count" and m.noun and 100 <= m.value < 1000]
    by_digits: dict[str, list[Mention]] = defaultdict(list)
    for mention in counts:
        by_digits["".join(sorted(f"{mention.value:.0f}"))].append(mention)
    for mentions in by_digits.values():
        for one, other in combinations(mentions, 2):
            if seen & {id(one), id(other)} or not is_turned(one.value, other.value) or not one_collects(one, other):
                continue
            x, y = one.wording, other.wording
            alike = len(x.words & y.words) > 2 and len(x.words - y.context) + len(y.words - x.context) <= 1
            if alike and are_of_one_place(one, other) and are_compatible(x, y) and not _is_told(group, one, other):
                seen.update((id(one), id(other)))
                yield problem_between(one, other)


def _is_long(mention: Mention) -> bool:
    return significant(plain_digits(mention.digits)[0]) >= (LEAST if mention.whole is None else 3)


def _folded_place(mention: Mention) -> tuple[str, int]:
    text, at = told_of(mention).place
    return lower_same_length(text), at


def _times(mention: Mention, ends: Mapping[str, str]) -> Iterator[str]:
    """The report's period, and its end where another period of the dossier has it too; for long numbers also the day up to which the
    figure is told, and the year of a plan, which reports on several periods may tell."""
    told = told_of(mention)
    if told.metric.period:
        yield told.metric.period
        if told.metric.period in ends and _is_at_end(mention):
            yield ends[told.metric.period]
    if significant(plain_digits(mention.digits)[0]) < LEAST or told.record.date is None:
        return
    said = told.said.lower()
    if told.metric.as_of is not None:
        yield f"day.{told.metric.as_of.isoformat()}"
    elif "đến" in said and (day := _UNTIL.search(said)) is not None:
        yield f"day.{day[3] or told.record.date.year}-{int(day[2]):02d}-{int(day[1]):02d}"
    if mention.kind == "money":
        text, at = told.place
        plans = list(_PLANNED.finditer(text.lower(), max(0, at - _BEFORE), at + len(said)))
        if plans:
            yield f"plan.{plans[-1]['behind'] or plans[-1]['before']}"


def _is_at_end(mention: Mention) -> bool:
    """Whether a figure may be one of the end of its report's period, and not of a month of it."""
    metric = told_of(mention).metric
    days = period_days(metric.period or "")
    if is_cumulative(metric) or days is None:
        return is_cumulative(metric)
    if not _is_long(mention) and (days[0].month, days[0].day) != (1, 1):
        return False
    return not is_period_only(metric.raw) and not (mention.wording.times.period or mention.wording.times.foreign)


def _is_told(group: Sequence[Mention], one: Mention, other: Mention) -> bool:
    """Whether one of the two reports has the other's number as well."""
    pairs = {told_of(one).metric.document: other.value, told_of(other).metric.document: one.value}
    return any(mention.value == pairs.get(told_of(mention).metric.document) for mention in group)


def _shares(group: Sequence[Mention], seen: set[int]) -> Iterator[Problem]:
    """Parts of one whole ("98/126 xã, phường") that two reports tell with their digits turned, or of one day otherwise."""
    wholes: dict[float, list[Mention]] = defaultdict(list)
    for mention in group:
        if mention.whole is not None and mention.whole >= _WHOLE and mention.kind == "count":
            wholes[mention.whole].append(mention)
    for mentions in wholes.values():
        for one, other in combinations(mentions, 2):
            day, collected = told_of(one).metric.as_of, one_collects(one, other)
            if one.noun != other.noun and not (collected and "" in (one.noun, other.noun)):
                continue
            if one.value == other.value or seen & {id(one), id(other)} or not may_be_one(one, other):
                continue
            same_day = day is not None and day == told_of(other).metric.as_of
            if not is_turned(one.value, other.value) and not same_day and not collected:
                continue
            x, y = one.wording, other.wording
            if collected:
                alike = len((x.words & y.context) | (y.words & x.context)) > 2 and x.words <= y.context and y.words <= x.context
            else:
                alike = len(x.words & y.words) > 2 and (x.words <= y.words or y.words <= x.words)
            if not alike or not are_compatible(x, y):
                continue
            if not _is_told(group, one, other):
                seen.update((id(one), id(other)))
                yield problem_between(one, other)


def _mutual(group: Sequence[Mention], seen: set[int]) -> Iterator[Problem]:
    """Small counts that a company tells of a commune, and the commune of the company, otherwise: "Viettel phát sóng mới 4 trạm BTS"."""
    companies = [m for m in group if COMPANY.search(agency_name(told_of(m))) and m.kind == "count" and m.noun]
    nouns: dict[str, list[Mention]] = defaultdict(list)
    for mention in group:
        if companies and mention.noun and mention.kind == "count" and COMPANY.search(key(told_of(mention).said)):
            nouns[mention.noun].append(mention)
    for mention in companies:
        company = found[0] if (found := COMPANY.search(agency_name(told_of(mention)))) is not None else ""
        for other in nouns.get(mention.noun, ()):
            a, b = told_of(mention), told_of(other)
            if id(mention) in seen or a.metric.document == b.metric.document or not names_place(a, b) or company not in key(b.said):
                continue
            x, y = mention.wording, other.wording
            names = x.words & frozenset(agency_name(b).split()) | y.words & frozenset(agency_name(a).split())
            left, right = x.words - y.context - names, y.words - x.context - names
            if mention.value != other.value and not left and not right and x.times.agrees(y.times) and x.role == y.role == "fact":
                seen.add(id(mention))
                yield problem_between(mention, other)


def _misquotes(view: DossierView, mentions: Sequence[Mention]) -> Iterator[Problem]:
    """Figures of an earlier period that a report quotes, and that the agency's own report of that period prints otherwise."""
    reports: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        reports[who(told_of(mention).metric), told_of(mention).metric.period or ""].append(mention)
    for item in view.records.report_items:
        if item.agency is None or item.period is None or not is_reporting(view.documents.get(item.document)):
            continue
        folded = lower_same_length(item.text)
        for match in _QUOTE.finditer(folded):
            before = _before(item.period, match)
            if before is None or before == item.period:
                continue
            own = reports.get((item.agency.id or key(item.agency.name), before))
            if own:
                yield from _misquoted(view, item, folded, match, own)


def _before(period: str, match: re.Match[str]) -> str | None:
    if match["last"]:
        return previous_period(period)
    year = int(match["year"] or match["y2"] or period[:4])
    found = f"{year}-{int(match['month']):02d}" if match["month"] else f"{year}-Q{_QUARTERS[match['quarter']]}"
    return f"{year - 1}{found[4:]}" if found > period and not (match["year"] or match["y2"]) else found


def _misquoted(
    view: DossierView, item: ReportItemRecord, folded: str, match: re.Match[str], own: Sequence[Mention]
) -> Iterator[Problem]:
    from vbcds.recognisers.quantities import find_quantities

    ends = list(_STOP.finditer(folded))
    low = max((stop.end() for stop in ends if stop.end() <= match.start()), default=0)
    high = min((stop.start() for stop in ends if stop.start() >= match.end()), default=len(folded))
    quantity = next((q for q in find_quantities(folded[low:high]) if low + q.number_start == match.start("n")), None)
    if quantity is None:
        return
    factor, noun = split_unit(quantity.unit)
    kind = "money" if quantity.kind == "money" else "%" if quantity.kind == "percentage" else "count"
    value = quantity.value * factor
    said = read_wording(folded, match.start("n"), low + quantity.end, (), period=item.period, bounds=(low, high))
    like = [
        mention
        for mention in own
        if mention.kind == kind
        and (kind != "count" or not mention.noun or not noun or mention.noun == noun or mention.noun.startswith(f"{noun} "))
        and not mention.wording.times.foreign
        and not mention.wording.times.earlier
        and mention.wording.role == "fact"
        and len(mention.wording.words) > 1
        and not mention.wording.words - said.context - _LEFT_OUT
        and not mention.wording.apart - said.apart_around
        and mention.wording.times.total == said.times.total
    ]
    if not like or any(mention.value == value for mention in own):
        return
    best = max(like, key=lambda mention: (len(mention.wording.words), -abs(mention.value - value)))
    metric = told_of(best).metric
    quoted = Mention(told=best.told, kind=kind, value=value, digits=match["n"], noun=noun, whole=None, place=-1)
    if likeness_of_form(best.digits, match["n"]) < 0.4 and not is_near(best, quoted):
        return
    yield Problem(
        message=(
            f"“{short(indicator_name(metric), 80)}” kỳ trước được dẫn là {number_text(quantity.value)}, "
            f"báo cáo {period_text(metric.period)} ghi {number_text(amount(metric))}."
        ),
        evidence=(
            DossierView.of(item.document, item.text[low:high], item.source),
            DossierView.of(metric.document, metric.raw, metric.source),
        ),
        severity="warning",
    )


def problem_between(one: Mention, other: Mention) -> Problem:
    """Two figures that should be one, quoted with the agencies that tell them; the later is blamed."""
    a, b = told_of(one).metric, told_of(other).metric
    assert a.agency is not None and b.agency is not None
    name = short(min(indicator_name(a), indicator_name(b), key=len), 80)
    if who(a) == who(b):
        message = f"“{name}” {period_text(a.period)} trong hai báo cáo của cùng cơ quan là {one.digits} và {other.digits}."
    else:
        message = f"“{name}” {period_text(a.period)} theo {a.agency.name} là {one.digits}, theo {b.agency.name} là {other.digits}."
    return Problem(
        message=message,
        evidence=tuple(DossierView.of(metric.document, metric.raw, metric.source) for metric in (b, a)),
        severity="warning",
    )
