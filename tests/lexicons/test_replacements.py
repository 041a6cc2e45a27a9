"""What took the place of a document."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

from vbcds.assembly.keys import canonical_number, year_in_number
from vbcds.lexicons.doctypes import parse_type
from vbcds.lexicons.known import find_known, find_replacement, load_known
from vbcds.lexicons.replacements import find_law_successors, find_successors

FAR = date(2100, 1, 1)


def _pairs() -> list[dict[str, str]]:
    text = files("vbcds.lexicons").joinpath("data/replacements.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_pair_names_documents_of_one_year_and_its_source() -> None:
    for row in _pairs():
        older, newer = year_in_number(row["number"]), year_in_number(row["by_number"])
        assert older is not None and newer is not None and older <= newer <= date.fromisoformat(row["since"]).year, row
        assert canonical_number(row["number"]) == row["number"] and canonical_number(row["by_number"]) == row["by_number"]
        assert parse_type(row["kind"]) is not None and parse_type(row["by_kind"]) is not None and row["source"]


def test_no_pair_says_again_what_a_known_document_says() -> None:
    assert len({(row["kind"], row["number"]) for row in _pairs()}) == len(_pairs())
    for row in _pairs():
        assert all(find_replacement(known) is None for known in find_known(row["kind"], row["number"])), row


def test_every_line_ends() -> None:
    older = [known for known in load_known() if known.replaced_by]
    assert len(older) > 50
    for known in older:
        line = find_successors(known.kind, known.number, FAR, issued=known.date)
        assert 0 < len(line) < 6
        assert line[0].since > known.date
        assert [item.since for item in line] == sorted(item.since for item in line)
        assert known.number not in [item.number for item in line]


def test_a_line_is_followed_until_the_day() -> None:
    def line(on: date) -> list[str]:
        return [item.number for item in find_successors("nghị định", "59/2015/NĐ-CP", on)]

    assert line(date(2020, 1, 1)) == []
    assert line(date(2022, 1, 1)) == ["15/2021/NĐ-CP"]
    assert line(date(2025, 1, 1)) == ["15/2021/NĐ-CP", "175/2024/NĐ-CP"]
    assert line(date(2026, 7, 1)) == ["15/2021/NĐ-CP", "175/2024/NĐ-CP", "217/2026/NĐ-CP"]


def test_laws_of_one_name() -> None:
    assert [law.number for law in find_successors("luật", "45/2013/QH13", FAR)] == ["31/2024/QH15"]
    assert find_successors("luật", "31/2024/QH15", FAR) == ()
    assert find_successors("luật", "62/2025/QH15", FAR) == ()  # amends another, as that of 2020 did
    assert find_successors("luật", "65/2020/QH14", FAR) == ()
    assert [law.number for law in find_law_successors("Bộ luật Lao động", 2012, FAR)] == ["45/2019/QH14"]


def test_a_law_without_a_confirmed_date_stands_in_its_line() -> None:
    year_after = find_successors("luật", "56/2010/QH12", date(2024, 6, 1))
    assert [(law.number, law.confirmed) for law in year_after] == [("11/2022/QH15", False)]
    assert find_successors("luật", "56/2010/QH12", date(2023, 6, 1)) == ()
    assert [law.number for law in find_law_successors("Luật Thanh tra", date(2022, 11, 14), date(2025, 8, 1))] == ["84/2025/QH15"]
    assert find_law_successors("Luật Tổ chức chính quyền địa phương", 2025, FAR) == ()  # two laws of that year
    assert find_law_successors("Luật không có tên này", 2020, FAR) == ()


def test_a_number_without_year_needs_its_day() -> None:
    assert find_successors("chỉ thị", "14/CT-TTg", FAR) == ()
