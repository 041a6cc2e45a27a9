"""Quantities: texts and what must be read from them (quantities.txt, decided by hand)."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest

from vbcds.lexicons.units import load_units
from vbcds.model.mentions import Quantity
from vbcds.recognisers.quantities import find_quantities, parse_number

TABLE = Path(__file__).with_name("quantities.txt").read_text(encoding="utf-8")


def cases() -> list[tuple[str, list[str]]]:
    rows = [line.split(" | ") for line in TABLE.splitlines() if not line.startswith("#")]
    return [(text, quantities) for text, *quantities in rows]


def shown(quantity: Quantity) -> str:
    def figure(value: float | None, mark: str) -> str:
        return "" if value is None else f"{mark}{value:.15g}"

    values = figure(quantity.value, "") + figure(quantity.value_max, "..") + figure(quantity.denominator, "/")
    return f"{quantity.raw} => {quantity.comparator} {values} [{quantity.unit or ''}] {quantity.kind}"


@pytest.mark.parametrize(("text", "expected"), cases())
def test_quantities_of_a_text(text: str, expected: list[str]) -> None:
    assert [shown(quantity) for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize("text", [text for text, _ in cases()])
def test_decomposed_text_gives_the_same_values_at_its_own_offsets(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    composed = find_quantities(text)
    found = find_quantities(decomposed)
    assert [(q.value, q.value_max, q.denominator, q.unit, q.comparator, q.kind) for q in found] == [
        (q.value, q.value_max, q.denominator, q.unit, q.comparator, q.kind) for q in composed
    ]
    for quantity in found:
        assert decomposed[quantity.start : quantity.end] == quantity.raw


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.073.403", 1073403),
        ("12,324,415,367", 12324415367),
        ("98,3", 98.3),
        ("0.31", 0.31),
        ("0,31", 0.31),
        ("0,4874", 0.4874),
        ("0,312", 0.312),
        ("68,457", 68457),
        ("68.457", 68457),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1.5", 1.5),
        ("12,3456", 12.3456),
        ("05", 5),
        ("0", 0),
        (" 7 ", 7),
        ("-3,5", -3.5),
        ("1 073 403", 1073403),
        ("1\u00a0200", 1200),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "a", "15 xã", "1.2.3", "12.34.567", "98,3%", "1/2", "IV", "..", "1,2,3", "9" * 50, "²", "٣a"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_a_number_word_is_read_only_where_it_is_asked_for_and_a_unit_follows() -> None:
    text = "Có hai mươi lăm xã, mười hai đơn vị và một số nội dung; hai bên thống nhất"
    assert find_quantities(text) == []
    assert [(q.raw, q.value, q.unit) for q in find_quantities(text, words=True)] == [
        ("hai mươi lăm xã", 25, "xã"),
        ("mười hai đơn vị", 12, "đơn vị"),
    ]


def test_a_line_that_begins_with_a_capital_is_no_unit() -> None:
    assert [q.unit for q in find_quantities("Tổng cộng: 15\nHồ sơ kèm theo")] == [None]
    assert [q.unit for q in find_quantities("Tổng cộng: 15\nhồ sơ")] == ["hồ sơ"]


def test_the_digits_have_offsets_of_their_own() -> None:
    text = "phủ trên 90% hộ gia đình"
    quantity = find_quantities(text)[0]
    assert text[quantity.number_start : quantity.number_end] == "90"
    assert text[quantity.start : quantity.end] == "trên 90%"


@pytest.mark.parametrize(("text", "unit"), load_units().examples)
def test_examples_of_the_lexicon(text: str, unit: str) -> None:
    assert unit in [quantity.unit for quantity in find_quantities(text)]


def test_the_lexicon_is_of_one_form() -> None:
    for word in load_units().units:
        assert word == unicodedata.normalize("NFC", word).lower()
        assert word == " ".join(word.split())


@pytest.mark.parametrize(
    "text",
    ["1," * 25_000, "1/" * 25_000, "1.1" * 17_000, "trên 1 " * 7_000, "mức độ 3, " * 5_000, "1(a" * 15_000, "5 xã, " * 7_000,
     "12/QĐ-" * 7_000, "a@" * 25_000, "\n1.1 " * 10_000, "từ 1 đến " * 5_000, "9" * 50_000, "1 " + "a" * 50_000],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    began = time.process_time()
    find_quantities(text)
    assert time.process_time() - began < 4


def test_gold_figures_of_real_documents(shared: Path) -> None:
    """Every printed target is read with its value and comparator; three have a unit that stands elsewhere."""
    wrong = []
    for path in sorted((shared / "eval" / "gold").rglob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        for target in record.get("targets", []):
            found = find_quantities(target["raw"])
            if not any(
                q.value == target["value"] and q.comparator == target["comparator"] and q.value_max == target["value_max"]
                for q in found
            ):
                wrong.append(target["raw"])
        for metric in record.get("metrics", []):
            found = find_quantities(metric["raw"])
            if not any(q.value == metric["value"] and q.unit in (metric["unit"], None) for q in found):
                wrong.append(metric["raw"])
    assert wrong == []


def test_a_rank_may_be_bounded():
    from vbcds.recognisers.quantities import find_quantities

    (rank,) = find_quantities("xếp hạng dưới 30/63 tỉnh, thành phố")
    assert (rank.value, rank.unit, rank.comparator, rank.denominator) == (30, "hạng", "<", 63)
    assert all(q.kind != "rank" for q in find_quantities("xếp hạng cho trên 30 xã"))
