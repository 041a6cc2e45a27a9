"""The dates of cited documents: two for one number, days without offices, numbers out of the sequence of their year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from vbcds.assembly.identity import identify, period
from vbcds.checks.citation_days import is_known, issuers_differ, off_day
from vbcds.checks.citation_known import find_wrong_days
from vbcds.checks.citation_reports import find_two_days
from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, day_text, short
from vbcds.model.records import CitationRecord, Evidence
from vbcds.recognisers.symbols import parse_symbol
from vbcds.text.fold import key

#: What a day without offices is called in messages.
_OFF = "ngày {} là {}, cơ quan không làm việc"
#: Types that appear on any day of the week: laws (passed at sessions), telegrams in emergencies.
_OWN_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
#: Shorter titles are those of many documents.
_TITLE = 30
_ANY_DAY = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp", "công điện", "lệnh", "nghị quyết"})


def _evidence(view: PartView, citation: CitationRecord) -> Evidence:
    return view.of(citation.source, citation.raw)


def _series(citation: CitationRecord) -> tuple[str, str] | None:
    """The series that a number is of: issuing body and type ("Quyết định" of the committee; letters of it)."""
    if citation.number is None or citation.date is None:
        return None
    symbol = parse_symbol(citation.number)
    if not symbol.issuers or symbol.form == "party" or not symbol.serial.isdigit():
        return None
    issuer = symbol.issuers[0]
    kind = symbol.type.name if symbol.type else ""
    layer = "qppl" if symbol.year else ""
    return f"{issuer} {layer}", kind


def _conflicts(view: PartView) -> Iterator[Problem]:
    by_number: dict[tuple[str, str], list[CitationRecord]] = defaultdict(list)
    for citation in view.citations:
        if citation.number and citation.date is not None:
            identity = identify(citation.kind, citation.number)
            by_number[identity.fold].append(citation)
    flagged: set[int] = set()
    for group in by_number.values():
        first: dict[date, CitationRecord] = {}
        for citation in group:
            assert citation.date is not None
            first.setdefault(citation.date, citation)
        for one, other in pairwise(sorted(first.values(), key=lambda item: item.source.start)):
            problem = _two_dates(view, one, other)
            if problem is not None:
                flagged.update((id(one), id(other)))
                yield problem
    yield from _two_numbers(view)
    yield from _out_of_sequence(view, flagged)


def _in_part(view: PartView) -> Iterator[Problem]:
    """What a document tells itself, then what is known of a cited document; a citation is told of once."""
    seen = set()
    for problem in (*_conflicts(view), *find_wrong_days(view)):
        if problem.evidence[0].source not in seen:
            seen.add(problem.evidence[0].source)
            yield problem


def _two_numbers(view: PartView) -> Iterator[Problem]:
    """One title and one day under two numbers of one issuer."""
    titles: dict[tuple[str, date, str], list[CitationRecord]] = defaultdict(list)
    for citation in view.citations:
        title = key(citation.title or "")
        if citation.number and citation.date is not None and len(title) >= _TITLE:
            titles[citation.kind or "", citation.date, title[:_TITLE]].append(citation)  # what follows may be the sentence's
    for group in titles.values():
        one = group[0]
        other = next((item for item in group if item.number != one.number and _have_one_title(one, item)), None)
        if other is None or one.date is None or issuers_differ(one, other) or is_known(one) or is_known(other):
            continue
        if parse_symbol(one.number or "").issuers == parse_symbol(other.number or "").issuers:
            yield Problem(
                message=(
                    f"“{short(one.title or '', 80)}” ngày {day_text(one.date)} được dẫn với hai số: {one.number} và {other.number}."
                ),
                evidence=(_evidence(view, other), _evidence(view, one)),
            )


def _have_one_title(one: CitationRecord, other: CitationRecord) -> bool:
    """Whether one title is the other's, perhaps with the sentence behind it; amendments of many documents are called alike."""
    a, b = sorted((key(one.title or ""), key(other.title or "")), key=len)
    return b.startswith(a) and not a.startswith(("sửa đổi", "bổ sung", "bãi bỏ"))


def _two_dates(view: PartView, one: CitationRecord, other: CitationRecord) -> Problem | None:
    assert one.number and one.date and other.number and other.date
    if issuers_differ(one, other):
        return None
    number = identify(one.kind, one.number).number
    same = period(number, one.date) == period(number, other.date)
    doubtful = next((item for item in (other, one) if item.date and off_day(item.date) and not is_known(item)), None)
    one_day = (one.date.day, one.date.month) == (other.date.day, other.date.month)
    if not same and doubtful is None and not one_day:
        return None  # two years are two documents, unless the number came on the same day of both
    wrong = doubtful or other
    right = one if wrong is other else other
    assert wrong.date and right.date
    off = f"; {_OFF.format(day_text(wrong.date), off_day(wrong.date))}" if doubtful is not None else ""
    return Problem(
        message=f"{number} được dẫn với hai ngày: {day_text(right.date)} và {day_text(wrong.date)}{off}.",
        evidence=(_evidence(view, wrong), _evidence(view, right)),
    )


def _place(citation: CitationRecord) -> str:
    """The series of "UBND tỉnh" and "UBND tỉnh Tây Ninh" is one, that of another province another."""
    return "" if citation.issuer is None else key(citation.issuer.name).removeprefix("chủ tịch ")


def _out_of_sequence(view: PartView, flagged: set[int]) -> Iterator[Problem]:
    series: dict[tuple[str, str, int], list[CitationRecord]] = defaultdict(list)
    for citation in view.citations:
        name = _series(citation)
        if name is not None and citation.date is not None and citation.number is not None:
            year = parse_symbol(citation.number).year
            if year is None or year == citation.date.year:
                series[(*name, citation.date.year)].append(citation)
    for group in series.values():
        for places in _by_place(group):
            yield from _sequence(view, places, flagged)
    yield from _against_own(view, flagged)


def _against_own(view: PartView, flagged: set[int]) -> Iterator[Problem]:
    """Documents of the same agency, type and year whose number is higher than that of the citing one although they are older."""
    own = view.record
    if own.number is None or own.date is None or own.issuer is None:
        return
    mine, name = parse_symbol(own.number), key(own.issuer.name)
    for citation in view.citations:
        if citation.number is None or citation.date is None or id(citation) in flagged or _place(citation) != name:
            continue
        symbol = parse_symbol(citation.number)
        alike = symbol.type == mine.type and symbol.issuers == mine.issuers and symbol.units == mine.units and symbol.year is None
        if not alike or citation.date.year != own.date.year or not (symbol.serial.isdigit() and mine.serial.isdigit()):
            continue
        if _crosses(int(symbol.serial), citation.date, int(mine.serial), own.date):
            yield Problem(
                message=(
                    f"{citation.number} ghi ngày {day_text(citation.date)}, trái thứ tự với {own.number} ngày {day_text(own.date)} "
                    "của cùng cơ quan (chính văn bản này)."
                ),
                evidence=(_evidence(view, citation),),
            )


def _by_place(group: list[CitationRecord]) -> Iterator[list[CitationRecord]]:
    """Citations of one symbol by issuing body; those that name none go with the only body there is."""
    names = sorted({_place(item) for item in group if _place(item)}, key=len, reverse=True)
    heads = [name for name in names if not any(other != name and other.startswith(name) for other in names)]
    longest = heads or [""]
    for head in longest:
        yield [item for item in group if head.startswith(_place(item)) or (len(longest) == 1)]


def _sequence(view: PartView, group: list[CitationRecord], flagged: set[int]) -> Iterator[Problem]:
    """Numbers grow with the days; a citation that stands against two others of its series (or one, on a day off) is out
    of it."""
    unique: dict[int, CitationRecord] = {}
    for item in group:
        assert item.number is not None
        unique.setdefault(int(parse_symbol(item.number).serial), item)
    items = sorted(unique.items())
    if len(items) < 2:
        return
    known = [(n, item.date) for n, item in items if item.date is not None and is_known(item)]
    dates = [item.date for _, item in items if item.date is not None]
    doubted = {
        index
        for index, ((serial, item), day) in enumerate(zip(items, dates, strict=True))
        if off_day(day) or (not is_known(item) and any(_crosses(serial, day, n, other) for n, other in known if other))
    }
    keep = _longest(dates, doubted)
    for index, (serial, item) in enumerate(items):
        if index in keep or id(item) in flagged or item.date is None or is_known(item):
            continue
        off = off_day(item.date)
        against = [
            (n, other)
            for i, (n, other) in enumerate(items)
            if i in keep and other.date is not None and _crosses(serial, item.date, n, other.date)
        ]
        if not against:
            continue
        doubtful = off is None and (len(against) < 2 or len(items) < 4) and not any(is_known(other) for _, other in against)
        nearest = min(against, key=lambda pair: abs(pair[0] - serial))[1]
        assert nearest.date is not None
        ending = f"; {_OFF.format(day_text(item.date), off)}" if off else ""
        yield Problem(
            message=(
                f"{item.number} ghi ngày {day_text(item.date)}, trái thứ tự với {nearest.number} ngày {day_text(nearest.date)} "
                f"của cùng cơ quan{ending}."
            ),
            evidence=(_evidence(view, item), _evidence(view, nearest)),
            severity="info" if doubtful else None,  # either of the two may be the wrong one
        )


def _crosses(serial: int, day: date, other: int, other_day: date) -> bool:
    return (serial < other and day > other_day) or (serial > other and day < other_day)


def _longest(days: list[date], doubted: set[int]) -> set[int]:
    """The indices of a longest run of days that never falls, of those that nothing else speaks against (a day without offices, a
    document whose day is known)."""
    tails: list[date] = []
    places: list[int] = []
    before: list[int | None] = []
    for index, day in enumerate(days):
        if index in doubted:
            before.append(None)
            continue
        at = bisect_left(tails, day)
        while at < len(tails) and tails[at] == day:
            at += 1
        if at == len(tails):
            tails.append(day)
            places.append(index)
        else:
            tails[at] = day
            places[at] = index
        before.append(places[at - 1] if at else None)
    keep: set[int] = set()
    current: int | None = places[-1] if places else None
    while current is not None:
        keep.add(current)
        current = before[current]
    keep.update(i for i, day in enumerate(days) if i in doubted and not any(_crosses(i, day, k, days[k]) for k in keep))
    return keep


def _own_day_off(view: PartView) -> Iterator[Problem]:
    """The document's own date on a day without offices."""
    header = view.context.part.header
    if header.date is None or not view.is_administrative or header.kind in _ANY_DAY:
        return
    name = off_day(header.date)
    match = _OWN_DATE.search(view.text, header.start, header.end) if name is not None else None
    if match is not None:
        yield Problem(
            message=f"Ngày ban hành: {_OFF.format(day_text(header.date), name)}; cần kiểm tra lại ngày.",
            evidence=(view.at(match.start(), match.end()),),
        )


def _days_off(view: PartView) -> Iterator[Problem]:
    yield from _own_day_off(view)
    reported: set[tuple[str | None, date]] = set()
    conflicting = {evidence.source.start for problem in _conflicts(view) for evidence in problem.evidence[:1]}
    for citation in view.citations:
        day = citation.date
        if day is None or citation.number is None or citation.kind in _ANY_DAY or (citation.number, day) in reported:
            continue
        name = off_day(day)
        if name is None or citation.source.start in conflicting or is_known(citation):
            continue
        if parse_symbol(citation.number).form == "party":
            continue
        reported.add((citation.number, day))
        yield Problem(
            message=f"“{short(citation.raw)}”: {_OFF.format(day_text(day), name)}; cần kiểm tra lại ngày.",
            evidence=(_evidence(view, citation),),
        )


add(
    Check(
        code="citation-conflicting-date",
        family="citations",
        severity="warning",
        explanation="Một văn bản được dẫn với hai ngày, với ngày khác ngày đã biết, hoặc trái thứ tự số trong năm của cơ quan ban hành.",
        source=f"{ND30}, Điều 15 (số của năm bắt đầu từ 01 ngày 01 tháng 01)",
        fails=(
            "@plan\nThực hiện Quyết định số 411/QĐ-TTg ngày 31/3/2022 của Thủ tướng Chính phủ.\n"
            "Theo Quyết định số 411/QĐ-TTg ngày 30/3/2022 của Thủ tướng Chính phủ.",
            "@plan\nThực hiện Kế hoạch số 96/KH-UBND ngày 19/12/2025 của UBND tỉnh; nhiệm vụ của Kế hoạch số 96/KH-UBND ngày 19/12/2024.",
            "@plan\nQuyết định số 1246/QĐ-UBND ngày 23/5/2016 của UBND tỉnh.\n"
            "Quyết định số 1182/QĐ-UBND ngày 29/5/2016 của UBND tỉnh.\n"
            "Quyết định số 3379/QĐ-UBND ngày 30/12/2016 của UBND tỉnh.",
            "@plan\nQuyết định số 942/QĐ-TTg ngày 15/6/2021 của Thủ tướng Chính phủ.\n"
            "Quyết định số 1012/QĐ-TTg ngày 02/6/2021 của Thủ tướng Chính phủ.",
            "@decision\nĐiều 1. Ban hành Chương trình.\n=====\n"
            "@plan\nThực hiện Quyết định số 412/QĐ-UBND ngày 12/4/2024 của Chủ tịch Ủy ban nhân dân tỉnh.",
            "@report 2026-04\nI. KẾT QUẢ\n1. Triển khai Kế hoạch số 35/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh.\n=====\n"
            "@report 2026-05\nI. KẾT QUẢ\n1. Tiếp tục triển khai Kế hoạch số 35/KH-UBND ngày 21/01/2026 của Ủy ban nhân dân tỉnh.",
            "@plan\nThực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2021 của Thủ tướng Chính phủ; Nghị định số 30/2020/NĐ-CP ngày 03/5/2020.",
        ),
        passes=(
            "@plan\nThực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ; Quyết định số 06/QĐ-TTg ngày 04/01/2023 "
            "về giao dự toán; Nghị định số 30/2020/NĐ-CP ngày 05/3/2020.",
            "@decision\nĐiều 1. Ban hành Chương trình.\n=====\n"
            "@plan\nThực hiện Quyết định số 412/QĐ-UBND ngày 12/4/2023 của Chủ tịch Ủy ban nhân dân tỉnh; Quyết định số 412/QĐ-UBND ngày "
            "16/4/2024 của Ủy ban nhân dân tỉnh Lào Cai.",
            "@report 2026-04\nI. KẾT QUẢ\n1. Triển khai Kế hoạch số 35/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh.\n=====\n"
            "@report 2026-05\nI. KẾT QUẢ\n1. Tiếp tục triển khai Kế hoạch số 35/KH-UBND ngày 21/01/2025 của Ủy ban nhân dân tỉnh; "
            "Kế hoạch số 35/KH-UBND ngày 20/3/2026 của Ủy ban nhân dân huyện Lạc Sơn.",
            "@plan\nThực hiện Chỉ thị số 14/CT-TTg ngày 25/5/2018 của Thủ tướng Chính phủ.\n"
            "Theo Chỉ thị số 14/CT-TTg ngày 07/6/2019 của Thủ tướng Chính phủ.",
            "@plan\nQuyết định số 1246/QĐ-UBND ngày 23/5/2016 của UBND tỉnh.\n"
            "Quyết định số 3379/QĐ-UBND ngày 30/12/2016 của UBND tỉnh.",
        ),
        on_part=_in_part,
        on_dossier=find_two_days,
    )
)


add(
    Check(
        code="citation-nonworking-day",
        family="citations",
        severity="info",
        explanation="Ngày của văn bản được dẫn là thứ Bảy, Chủ nhật hoặc ngày lễ, tết.",
        source="Quyết định 188/1999/QĐ-TTg (tuần làm việc 40 giờ); Bộ luật Lao động 2019, Điều 112 (nghỉ lễ, tết)",
        fails=("@plan\nTheo Công văn số 1182/UBND-KSTT ngày 29/5/2016 của UBND tỉnh.",),
        passes=(
            "@plan\nTheo Công văn số 1182/UBND-KSTT ngày 27/5/2016 của UBND tỉnh.",
            "@plan\nTheo Công điện số 12/CĐ-TTg ngày 29/5/2016 của Thủ tướng Chính phủ.",
        ),
        on_part=_days_off,
    )
)
