"""The lexicon of known documents."""

from __future__ import annotations

import csv
import re
import time
from collections import defaultdict
from datetime import date
from importlib.resources import files

import pytest

from vbcds.assembly.identity import period
from vbcds.assembly.keys import canonical_number, is_party, key_parts
from vbcds.lexicons.doctypes import parse_type
from vbcds.lexicons.known import (
    KnownDocument,
    find_alias,
    find_known,
    find_laws_named,
    find_serial,
    find_undated_years,
    load_known,
)
from vbcds.lexicons.laws import load_laws
from vbcds.recognisers.symbols import parse_symbol

#: First and last year of each term of the National Assembly.
TERMS = {
    9: (1992, 1997),
    10: (1997, 2002),
    11: (2002, 2007),
    12: (2007, 2011),
    13: (2011, 2016),
    14: (2016, 2021),
    15: (2021, 2026),
    16: (2026, 2031),
}
_TERM = re.compile(r"(\d+)[a-z]?/(\d{4})/(?:(?:PL|NQ)-)?(?:QH|UBTVQH)(\d+)$")


def test_every_entry_is_whole() -> None:
    seen = set()
    for document in load_known():
        assert parse_type(document.kind) is not None
        assert canonical_number(document.number) == document.number, document.number
        assert document.title and document.key not in seen
        seen.add(document.key)
        year = parse_symbol(document.number).year
        assert year is None or year == document.date.year, document.number
        assert document.effective is None or document.effective >= document.date
    assert len(seen) > 3300


def test_every_curated_entry_says_where_it_was_looked_up() -> None:
    rows = list(
        csv.DictReader(
            files("vbcds.lexicons").joinpath("data/known_documents_curated.csv").read_text(encoding="utf-8").splitlines()
        )
    )
    keys = {f"{row['number']}@{row['date']}" for row in rows}
    for row in rows:
        assert re.search(r"\w", row["source"]) and row["issuer"]
        assert not row["aliases"] or row["topics"]
        if row["replaced_by"]:
            _, number, when = key_parts(row["replaced_by"])
            assert f"{number}@{when}" in keys


def _fits(number: str, day: date) -> bool:
    """Whether a number of the National Assembly is of the year and the term of the day; true for all others."""
    match = _TERM.match(number)
    if match is None:
        return True
    first, last = TERMS[int(match[3])]
    return int(match[2]) == day.year and first <= day.year <= last


@pytest.mark.parametrize(
    ("number", "day", "fits"),
    [
        ("72/2025/QH15", date(2025, 6, 16), True),
        ("72/2025/QH15", date(2024, 6, 16), False),
        ("72/2025/QH13", date(2025, 6, 16), False),
        ("749/QĐ-TTg", date(2020, 6, 3), True),
    ],
)
def test_how_a_number_fits_its_day(number: str, day: date, fits: bool) -> None:
    assert _fits(number, day) is fits


def test_every_number_fits_its_date_and_kind() -> None:
    for document in load_known():
        symbol = parse_symbol(document.number)
        assert _fits(document.number, document.date), document.key
        if symbol.type is not None and document.kind not in ("luật", "bộ luật", "pháp lệnh"):
            assert symbol.type.name in (document.kind, "nghị quyết liên tịch", "thông tư liên tịch", "nghị quyết"), document.key
        if is_party(symbol):
            assert symbol.year is None and document.issuer and period(document.number, document.date) < 0, document.key


def test_successors_are_known_younger_and_never_lead_back() -> None:
    documents = {document.key: document for document in load_known()}
    for document in documents.values():
        met = [document]
        while met[-1].replaced_by is not None:
            successor = documents[met[-1].replaced_by]
            assert successor.date > met[-1].date, met[-1].key
            met.append(successor)
            assert len(met) < 10


def test_each_number_of_a_law_says_where_it_was_confirmed() -> None:
    numbers: dict[str, set[date | None]] = defaultdict(set)
    for law in load_laws():
        assert bool(law.number) is bool(law.source), law
        assert law.number or not law.date, law
        if law.number:
            assert canonical_number(law.number) == law.number
            numbers[law.number].add(law.date)
            assert law.date is None or law.year == law.date.year == int(law.number.split("/")[1]), law
            assert law.date is None or _fits(law.number, law.date), law
    assert all(len(days) == 1 for days in numbers.values())
    assert sum(None not in days for days in numbers.values()) > 240


def test_the_numbers_of_a_term_rise_with_the_dates() -> None:
    terms: dict[str, dict[int, date]] = defaultdict(dict)
    laws = [(law.number, law.date) for law in load_laws() if law.number and law.date and law.kind != "pháp lệnh"]
    laws += [(known.number, known.date) for known in load_known() if known.kind in ("luật", "bộ luật")]
    for number, day in laws:
        match = _TERM.match(number)
        if match:
            assert terms[match[3]].setdefault(int(match[1]), day) == day, number
    for days in terms.values():
        assert [days[serial] for serial in sorted(days)] == sorted(days.values())


def test_a_law_whose_date_is_not_confirmed_casts_doubt_on_its_name() -> None:
    assert find_undated_years("luật", "Thanh tra") == (2022,)
    assert find_undated_years("luật", "Công nghệ thông tin") == ()
    assert all(isinstance(known, KnownDocument) and known.number != "11/2022/QH15" for known in find_laws_named("Thanh tra"))


def test_lookups() -> None:
    assert [known.title for known in find_known("luật", "55/2010/QH12")] == ["An toàn thực phẩm"]
    assert find_known("nghị quyết", "55/2010/QH12")[0].title != "An toàn thực phẩm"
    assert len(find_serial("nghị định", "30")) > 2
    assert find_alias("nghị quyết 57")[0].number == "57-NQ/TW"
    assert [law.number for law in find_laws_named("Tổ chức chính quyền địa phương")] == [
        "77/2015/QH13",
        "65/2025/QH15",
        "72/2025/QH15",
    ]
    assert find_laws_named("không có luật này") == ()


def test_it_loads_quickly() -> None:
    from vbcds.lexicons import known

    for loader in (known._register, known._curated):
        loader.cache_clear()
    began = time.process_time()
    known._register()
    known._curated()
    assert time.process_time() - began < 1  # 15 ms; a search that compares with every entry takes longer
