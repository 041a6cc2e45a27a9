"""Figures that a report has from another agency's report before the last ("6.482 chứng thư số" of August, told for September), and shares
of one amount that two reports tell with a slip of the pen between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_falls import matched_figures
from vbcds.checks.figure_forms import likeness_of_form
from vbcds.checks.figure_told import read_mentions, told_of
from vbcds.checks.figure_values import indicator_name, is_cumulative, is_reporting, who
from vbcds.checks.registry import Problem
from vbcds.checks.view import number_text, period_text, short
from vbcds.model.periods import period_days
from vbcds.model.records import MetricRecord

#: Smaller numbers are told of several things.
_LONG = 1000
#: So many syllables of what is measured are the same, beside the noun.
_SHARED = 1
#: Amounts and counts that two reports have in common by no chance; shares whose digits are so alike are one.
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.,]\d)")
_ALIKE = 0.5


def find_stale(view: DossierView) -> Iterator[Problem]:
    """Totals in another agency's report that the agency itself told a period before, and tells anew for the period of that report."""
    told: dict[float, list[tuple[MetricRecord, frozenset[str]]]] = defaultdict(list)
    for mention in read_mentions(view):
        metric = told_of(mention).metric
        if mention.kind == "count" and mention.noun and mention.value >= _LONG and is_cumulative(metric):
            told[mention.value].append((metric, mention.wording.words))
    seen: set[tuple[str, int]] = set()
    for follow in matched_figures(view):
        if not follow.alike:
            continue
        for last, now in follow.pairs:
            if last.value == now.value or not (is_cumulative(last.told.metric) and is_cumulative(now.told.metric)):
                continue
            own = last.words - set(last.noun.split())
            for metric, words in told.get(last.value, ()):
                place = metric.document, metric.source.start
                if who(metric) == who(now.told.metric) or _end(metric.period) != _end(follow.after) or place in seen:
                    continue
                if (metric.unit or "") == (last.told.metric.unit or "") and len(own & words) >= _SHARED:
                    seen.add(place)
                    yield _stale(metric, last.told.metric, now.told.metric)


def find_shares_apart(view: DossierView) -> Iterator[Problem]:
    """Shares of one amount in the reports of two agencies: "8.460 tỷ đồng, bằng 86,4% dự toán" (84,6%)."""
    shares: dict[tuple[str, str], list[MetricRecord]] = defaultdict(list)
    for metric in view.records.metrics:
        if metric.unit == "%" and metric.agency is not None and is_reporting(view.documents.get(metric.document)):
            for amount in set(_AMOUNT.findall(metric.raw)):
                shares[amount, _end(metric.period)].append(metric)
    for group in shares.values():
        for one, other in combinations(group, 2):
            a, b = (number_text(metric.value) for metric in (one, other))
            if who(one) != who(other) and likeness_of_form(a, b) >= _ALIKE:
                wrong, right = (
                    (one, other) if one.consistent is False or (other.denominator and not one.denominator) else (other, one)
                )
                yield Problem(
                    message=(
                        f"“{short(indicator_name(right), 80)}” theo {right.agency.name if right.agency else ''} là "
                        f"{number_text(right.value)}%, theo {wrong.agency.name if wrong.agency else ''} là {number_text(wrong.value)}%."
                    ),
                    evidence=tuple(DossierView.of(metric.document, metric.raw, metric.source) for metric in (wrong, right)),
                    severity="warning",
                )
                break


def _end(period: str | None) -> str:
    days = period_days(period) if period else None
    return days[1].isoformat() if days is not None else ""


def _stale(metric: MetricRecord, last: MetricRecord, now: MetricRecord) -> Problem:
    agency = last.agency.name if last.agency is not None else ""
    return Problem(
        message=(
            f"“{short(indicator_name(now), 80)}” ghi {number_text(metric.value)} là số {period_text(last.period)} của {agency}; "
            f"{period_text(now.period)} là {number_text(now.value)}."
        ),
        evidence=tuple(DossierView.of(item.document, item.raw, item.source) for item in (metric, now, last)),
        severity="warning",
    )
