"""Shares that a report says rose or fell by so many points since the last report, where that report told another share: "đạt 74,5%, tăng
4,5 điểm phần trăm so với tháng 3" (71,0%)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_pairs import Mention
from vbcds.checks.figure_told import read_mentions, told_of
from vbcds.checks.figure_values import indicator_name, who
from vbcds.checks.registry import Problem
from vbcds.checks.view import number_text, period_text, short
from vbcds.model.periods import period_days, previous_period
from vbcds.recognisers.periods import parse_period
from vbcds.recognisers.quantities import parse_number

#: Behind a share, by how many points it rose or fell.
_POINTS = re.compile(
    r"\s?%[^.;()%\d]{0,40}?[,(]\s?(?:(?P<up>tăng|cao hơn)|giảm|thấp hơn)\s(?:thêm\s)?(?P<n>\d{1,2}(?:,\d{1,2})?)\s?"
    r"(?:%|điểm\s(?:phần\străm|%))\s?so với\s(?P<than>(?:tháng|quý|kỳ)\s(?:trước|[\dIVX]+(?:\s?/\s?\d{4}|\snăm\s\d{4})?))(?![\w/])"
)
#: So many shared words, and such a share of the fewer, make two shares one; and how far off, in points, the last one may then be.
_SHARED, _ALIKE, _NEAR = 3, 0.7, 3.0


def find_wrong_points(view: DossierView) -> Iterator[Problem]:
    """Changes of a share in points that are not those to the share of the agency's last report."""
    reports: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in read_mentions(view):
        metric = told_of(mention).metric
        if mention.kind == "%" or metric.unit == "%":
            reports[who(metric), metric.period or ""].append(mention)
    for (agency, period), mentions in reports.items():
        days, before = period_days(period), previous_period(period) or ""
        last = reports.get((agency, before))
        for mention in mentions if last and days is not None else ():
            told = told_of(mention)
            text, at = told.place
            change = _POINTS.match(text, at + len(told.printed))
            points = parse_number(change["n"]) if change is not None else None
            if change is None or points is None or days is None or mention.derived:
                continue
            if "trước" not in change["than"] and parse_period(change["than"], issued=days[1]) != before:
                continue
            base = told.metric.value - (points if change["up"] else -points)
            one = _same(mention, last or ())
            if one is None or any(abs(told_of(other).metric.value - base) <= 0.051 for other in last or ()):
                continue
            value = told_of(one).metric.value
            if abs(value - base) <= _NEAR:
                yield Problem(
                    message=(
                        f"“{short(indicator_name(told.metric), 80)}” ghi tăng, giảm {change['n']} điểm phần trăm, nhưng báo cáo "
                        f"{period_text(before)} ghi {number_text(value)}%, kỳ này ghi {number_text(told.metric.value)}%."
                    ),
                    evidence=(told.within(at, change.end("n")), told_of(one).within(*_place(one))),
                    severity="warning",
                )


def _place(mention: Mention) -> tuple[int, int]:
    told = told_of(mention)
    return told.place[1], told.place[1] + len(told.printed)


def _same(mention: Mention, last: Sequence[Mention]) -> Mention | None:
    """The one share of the last report that measures the same by its words."""
    words = mention.wording.words
    found = [
        other
        for other in last
        if len(words & other.wording.words) >= max(_SHARED, _ALIKE * min(len(words), len(other.wording.words)))
        and not mention.wording.apart ^ other.wording.apart
        and other.wording.role == "fact"
    ]
    values = {told_of(other).metric.value for other in found}
    return found[0] if len(values) == 1 else None
