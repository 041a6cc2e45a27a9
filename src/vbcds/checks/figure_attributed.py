"""Figures that a report tells of another agency by its name ("theo báo cáo của Sở Y tế, có 04/11 bệnh viện", a row "Sở Nội vụ"), and that
this agency's own report tells with a slip of the pen between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from datetime import date

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_forms import is_turned, likeness_of_form, plain_digits
from vbcds.checks.figure_pairs import Mention
from vbcds.checks.figure_places import agency_name
from vbcds.checks.figure_reports import problem_between
from vbcds.checks.figure_told import read_mentions, told_of
from vbcds.checks.figure_values import is_cumulative
from vbcds.checks.registry import Problem
from vbcds.lexicons.wordings import telling_words
from vbcds.model.periods import period_days
from vbcds.recognisers.agencies import find_agencies
from vbcds.recognisers.periods import parse_period
from vbcds.text.fold import key

#: A commune or district by its name, which stands for its committee.
_PLACE = re.compile(
    r"(?<!\w)(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Qq]uận)(?: [A-ZĐÀ-Ỹ][^\W\d_]*(?![^\W_]))+"
)
_COMMITTEE = re.compile(r"ủy ban nhân dân (?=(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận) )")
#: "Theo báo cáo của Sở Y tế", "Sở Y tế cho biết"
_REPORTED = re.compile(r"(?<!\w)(?:theo (?:báo cáo|số liệu)|cho biết|báo cáo)(?!\w)", re.IGNORECASE)
_UP_TO = re.compile(r"(?<!\w)(?:đến hết|tính đến|đến cuối)(?!\w)", re.IGNORECASE)
#: Borders behind which a figure's time is told anew.
_BORDER = re.compile(r"[;,(]")
#: Two numbers with forms so alike are one but for a slip; with so many digits alike one shared syllable is enough.
_ALIKE, _SURE, _LONGEST = 0.5, 0.75, 0.9
#: A smaller number is told of several things.
_LONG = 100
#: Parts of a smaller whole are alike by chance.
_WHOLE = 10
_Span = tuple[date | None, date]


def find_attributed(view: DossierView) -> Iterator[Problem]:
    """Figures that one report tells of another agency by its name, and that agency's own report of the time otherwise."""
    houses: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    communes: dict[str, list[Mention]] = defaultdict(list)
    provincial = (
        record for record in view.documents.values() if record.issuer is None or not _COMMITTEE.match(key(record.issuer.name))
    )
    places = {key(record.place) for record in provincial if record.place is not None}
    only = next(iter(places)) if len(places) == 1 else None  # a report that names no place is of the others'
    for mention in read_mentions(view):
        told = told_of(mention)
        place = key(told.record.place) if told.record.place is not None else only
        if place is not None:
            houses[place][agency_name(told)].append(mention)
            if _COMMITTEE.match(agency_name(told)):  # its own place is no province
                communes[_COMMITTEE.sub("", agency_name(told))].append(mention)
    for agencies in houses.values():
        others = {**communes, **agencies}
        for name, mentions in agencies.items():
            for mention in mentions if len(others) > 1 else ():
                owner = _owner(mention, others)
                if owner is not None and owner not in (name, _COMMITTEE.sub("", name)):
                    yield from _told_otherwise(mention, mentions, others[owner])


def _owner(mention: Mention, names: Container[str]) -> str | None:
    """The agency of the dossier that a figure is told of: the last that is named before it in its sentence, or the row's."""
    told = told_of(mention)
    text, at = told.place
    in_cell = told.metric.source.table is not None and told.item is None
    lead = told.metric.indicator.partition(" - ")[0] if in_cell else text[told.sentence[0] : at]
    found = [(match.start(), match[0]) for match in _PLACE.finditer(lead)]
    found += [(agency.start, agency.agency.name) for agency in find_agencies(lead)]
    name = _COMMITTEE.sub("", key(max(found)[1])) if found else ""
    return name if name in names else None


def _told_otherwise(mention: Mention, house: Sequence[Mention], own: Sequence[Mention]) -> Iterator[Problem]:
    if any(_is_same(mention, other) for other in own):
        return
    for other in own:
        if _may_be_meant(mention, other) and _are_of_one_time(mention, other) and not any(_is_same(other, one) for one in house):
            yield problem_between(other, mention)
            return


def _is_same(one: Mention, other: Mention) -> bool:
    """Whether two mentions have one number, of anything where it is long."""
    return one.kind == other.kind and one.value == other.value and (one.value >= _LONG or one.noun == other.noun)


def _may_be_meant(one: Mention, other: Mention) -> bool:
    """Whether the numbers look like slips of each other, or are parts of one whole, and no word tells the two apart."""
    if one.kind != other.kind or (one.noun and other.noun and one.noun.split()[0] != other.noun.split()[0]):
        return False
    of_whole = one.whole is not None and one.whole == other.whole and one.whole >= _WHOLE
    form = likeness_of_form(one.digits, other.digits)
    if form < _ALIKE and not (of_whole or is_turned(one.value, other.value)):
        return False
    turned = sorted(plain_digits(one.digits)[0]) == sorted(plain_digits(other.digits)[0])
    if turned and form >= _SURE and one.kind == "%" and one.wording.role == other.wording.role and _is_reported(one):
        return True  # "theo báo cáo của Sở, tỷ lệ này là 75,95%": words enough
    a, b = one.wording, other.wording
    if a.role != b.role or a.times.earlier != b.times.earlier or (a.scopes and b.scopes and not a.scopes & b.scopes):
        return False
    named = telling_words(f"{agency_name(told_of(one))} {agency_name(told_of(other))}")
    if a.apart - b.apart_around - named or b.apart - a.apart_around - named:
        return False
    left, right = a.words - b.context - named, b.words - a.context - named
    shared = (a.words & b.words) - named
    if left and right:
        return form >= _LONGEST and told_of(one).metric.source.table is not None  # a heading of a column says little
    return len(shared) >= (1 if form >= _SURE else 2) or (form >= _SURE and not left)


def _is_reported(mention: Mention) -> bool:
    """Whether a sentence says that its figure is from an agency's report."""
    told = told_of(mention)
    text, at = told.place
    return _REPORTED.search(text, told.sentence[0], at) is not None


def _are_of_one_time(one: Mention, other: Mention) -> bool:
    days = told_of(one).metric.as_of, told_of(other).metric.as_of
    if None not in days and days[0] != days[1]:
        return False
    first, second = _span(one), _span(other)
    if first is None or second is None or first[1] != second[1]:
        return False
    return first[0] == second[0] or None in (first[0], second[0]) or one.whole == other.whole is not None


def _span(mention: Mention) -> _Span | None:
    """The days that a figure is counted over: those of its words ("quý III", "lũy kế 9 tháng"), else of its report; without a first
    day for a total up to the last."""
    told = told_of(mention)
    own = period_days(told.metric.period or "")
    if own is None:
        return None
    text, at = told.place
    low, high = told.sentence
    behind = text[at:high]
    border = _BORDER.search(behind)
    for clause in (behind[: border.start() if border is not None else None], *reversed(_BORDER.split(text[low:at]))):
        said = parse_period(clause, issued=own[1])
        if said is not None and (days := period_days(said)) is not None:
            return (None, days[1]) if _UP_TO.search(clause) else days
    return (None, own[1]) if is_cumulative(told.metric) else own
