"""One figure of the whole province, or the whole commune, in the reports of two agencies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_values import (
    amount,
    indicator_name,
    indicator_words,
    is_count,
    is_cumulative,
    is_period_only,
    is_reporting,
    is_rough,
    who,
)
from vbcds.checks.percentages_values import decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.view import day_text, number_text, period_text, short
from vbcds.lexicons.wordings import levels, telling_words, unspecific_words
from vbcds.model.records import Agency, MetricRecord
from vbcds.text.fold import key

#: Only a figure that claims to count everything in a place is one that two agencies must agree on.
_WIDE = re.compile(
    r"\b(?:toàn|cả)\s+(?P<all>tỉnh|thành\s+phố|xã|phường|đặc\s+khu|huyện)\b"
    r"|\btrên\s+địa\s+bàn\s+(?:toàn\s+)?(?P<area>tỉnh|thành\s+phố|xã|phường|đặc\s+khu|huyện)\b",
    re.IGNORECASE,
)
#: A rate of the province ("tỷ lệ hồ sơ trực tuyến của tỉnh đạt"), and what its own bodies did ("UBND tỉnh đã ban hành").
_OF_PROVINCE = re.compile(
    r"\b(?:tỷ\s+lệ|tỉ\s+lệ|chỉ\s+số|tốc\s+độ|mức\s+độ)\s(?:(?!cổng|hệ thống|nền tảng|trung tâm|kho |cơ sở dữ liệu)[^,;.\d]){3,120}?"
    r"\scủa\s(?P<all>tỉnh|thành\s+phố)\s(?:là|đạt|ước|tăng|giảm|ở mức)\b"
    r"|\b(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd|hội đồng nhân dân|chủ tịch ubnd|ban thường vụ)\s(?P<area>tỉnh|thành\s+phố)\s"
    r"(?:đã\s+)?(?:ban hành|phê duyệt|công bố|tổ chức)\b",
    re.IGNORECASE,
)


#: "chuyển 2.146 hồ sơ sang cơ quan thuế", "nhận 2.416 hồ sơ từ Sở Xây dựng": of folded text.
_OFFICE = r"(?:(?:cơ quan|ngành|bên|sở|cục|chi cục)\s)+(.{3,60})"
_SENT = re.compile(rf"(?:chuyển|gửi|bàn giao|cung cấp)\s(?:.{{1,80}}?\s)?(?:sang|cho|đến|tới|về)\s{_OFFICE}")
_RECEIVED = re.compile(rf"nhận\s(?:.{{1,60}}?\s)?từ\s{_OFFICE}")
#: Who counts its own customers and stations, in a whole province too: of folded names.
COMPANY = re.compile(r"viettel|vnpt|mobifone|vinaphone|bưu điện|điện lực|công ty|tập đoàn|ngân hàng(?! nhà nước)|hợp tác xã")
#: The field that an agency's name tells.
_CORE = re.compile(r"(?:sở|cục|chi cục|ban|kho bạc)\s(.+?)(?: (?:tỉnh|thành phố)(?: .+)?)?")


@dataclass(frozen=True, slots=True)
class _Scope:
    """What must be one before two figures are compared."""

    words: frozenset[str]
    levels: tuple[str, ...]
    count: bool
    place: str
    area: str
    when: str


def _scope(view: DossierView, metric: MetricRecord) -> _Scope | None:
    record = view.documents.get(metric.document)
    if record is None or not is_reporting(record) or metric.agency is None or metric.period is None or record.place is None:
        return None
    wide = _WIDE.search(metric.raw) or _WIDE.search(metric.indicator) or _OF_PROVINCE.search(metric.raw)
    if wide is None or is_period_only(metric.raw) or is_rough(metric):
        return None
    words = indicator_words(metric) - unspecific_words()
    if len(words) < 3:
        return None
    area = " ".join((wide["all"] or wide["area"]).lower().split())
    when = str(metric.as_of or metric.period)
    return _Scope(words, levels(metric.indicator), is_count(metric), key(record.place), area, when)


def find_differences(view: DossierView) -> Iterator[Problem]:
    """The figures of a whole place that the reports of two agencies print differently."""
    groups: dict[_Scope, list[MetricRecord]] = defaultdict(list)
    for metric in view.records.metrics:
        scope = _scope(view, metric)
        if scope is not None:
            groups[scope].append(metric)
    for group in groups.values():
        seen: set[tuple[str, str]] = set()
        for one, other in combinations(sorted(group, key=lambda metric: _order(view, metric)), 2):
            pair = (who(one), who(other))
            if pair[0] == pair[1] or pair in seen or _agree(one, other) or any(map(_is_company, (one, other))):
                continue
            seen.add(pair)
            yield _problem(one, other)


def find_misquotes(view: DossierView) -> Iterator[Problem]:
    """Figures of another agency ("của Sở Xây dựng là 341 hồ sơ") that its own report of the period prints otherwise."""
    reports: dict[str, dict[str, list[MetricRecord]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, Agency] = {}
    for metric in view.records.metrics:
        record = view.documents.get(metric.document)
        if is_reporting(record) and metric.agency is not None and metric.period is not None:
            reports[metric.period][who(metric)].append(metric)
            names[who(metric)] = metric.agency
    for agencies in reports.values():
        ids = {key(names[id].name): id for id in agencies}
        named = re.compile(rf"\b(?:của|tại|theo)\s+({'|'.join(re.escape(names[id].name) for id in agencies)})\b", re.IGNORECASE)
        for id, metrics in agencies.items():
            for metric in metrics:
                others = {other for match in named.finditer(metric.raw) if (other := ids.get(key(match[1]), id)) != id}
                if len(others) == 1 and not is_rough(metric):
                    (other,) = others
                    yield from _misquote(metric, agencies[other], names[other])


def find_handovers(view: DossierView) -> Iterator[Problem]:
    """What one agency says it handed to another, where that one counts otherwise what it received from it in the same period."""
    counted: dict[tuple[str, str, str], list[MetricRecord]] = defaultdict(list)
    for metric in view.records.metrics:
        record = view.documents.get(metric.document)
        if record is None or not is_reporting(record) or metric.agency is None or metric.period is None or record.place is None:
            continue
        if is_count(metric) and not is_rough(metric):
            counted[metric.period, key(record.place), metric.unit or ""].append(metric)
    for metrics in counted.values():
        sent = [(metric, match[1]) for metric in metrics if (match := _SENT.search(key(metric.raw)))]
        received = [(metric, match[1]) for metric in metrics if (match := _RECEIVED.search(key(metric.raw)))]
        for given, to in sent:
            matching = [taken for taken, source in received if _is_named(taken.agency, to) and _is_named(given.agency, source)]
            if len(matching) != 1 or _agree(given, matching[0]) or given.as_of != matching[0].as_of:
                continue
            if min(amount(given), amount(matching[0])) >= 0.5 * max(amount(given), amount(matching[0])):
                yield _problem(matching[0], given)


def _is_named(agency: Agency | None, words: str) -> bool:
    """Whether words name an agency by its field: "thuế" the tax office, "tài nguyên và môi trường" that department."""
    core = _CORE.fullmatch(key(agency.name)) if agency is not None else None
    # a figure's words may end at the "và" of the name
    return core is not None and (re.match(rf"{re.escape(core[1])}(?!\w)", words) is not None or core[1].startswith(f"{words} và "))


def _misquote(metric: MetricRecord, own: list[MetricRecord], agency: Agency) -> Iterator[Problem]:
    words = indicator_words(metric) - telling_words(agency.name) - unspecific_words()
    like = [
        other
        for other in own
        if is_count(other) == is_count(metric)
        and is_cumulative(other) == is_cumulative(metric)
        and other.as_of == metric.as_of
        and len(own_words := indicator_words(other) - unspecific_words()) > 2
        and own_words <= words
    ]
    if not like or any(_agree(metric, other) for other in like):
        return
    nearest = min(like, key=lambda other: abs(amount(other) - amount(metric)))
    if abs(amount(nearest) - amount(metric)) <= 0.5 * amount(nearest):
        yield _problem(nearest, metric)


def _is_company(metric: MetricRecord) -> bool:
    return metric.agency is not None and COMPANY.search(key(metric.agency.name)) is not None


def _order(view: DossierView, metric: MetricRecord) -> tuple[str, str, int]:
    record = view.documents[metric.document]
    return str(record.date or ""), record.path, metric.source.start


def _agree(one: MetricRecord, other: MetricRecord) -> bool:
    """Counts are equal; shares are equal to the fewer decimals of the two."""
    if is_count(one):
        return amount(one) == amount(other)
    decimals = min(decimals_of(number_text(one.value)), decimals_of(number_text(other.value)))
    return abs(one.value - other.value) <= 0.5 * 10.0**-decimals + 1e-9


def _problem(one: MetricRecord, other: MetricRecord) -> Problem:
    assert one.agency is not None and other.agency is not None
    unit = "" if is_count(one) else one.unit or ""
    unit = unit if unit in ("", "%") else f" {unit}"
    when = f"đến ngày {day_text(one.as_of)}" if one.as_of is not None else period_text(one.period)
    name = short(min(indicator_name(one), indicator_name(other), key=len), 80)
    figures = ", ".join(
        f"theo {who} là {number_text(value)}{unit}"
        for who, value in (
            (other.agency.name, amount(other)),
            (one.agency.name, amount(one)),
        )
    )
    return Problem(
        message=f"“{name}” {when} {figures}.",
        evidence=tuple(DossierView.of(item.document, item.raw, item.source) for item in (other, one)),
        severity="warning",
    )
