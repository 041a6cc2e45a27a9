"""Deadline expressions: messy form and normal form (deadlines.txt, decided by hand)."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from vbcds.lexicons.deadlines import load_deadline_words
from vbcds.model.records import NO_DEADLINE, Deadline
from vbcds.recognisers.deadlines import parse_deadline

ISSUED = date(2023, 1, 31)

TABLE = Path(__file__).with_name("deadlines.txt").read_text(encoding="utf-8")


def cases() -> list[tuple[str, ...]]:
    rows = []
    for line in TABLE.splitlines():
        if line.startswith("#"):
            continue
        text, *values = (field.strip() for field in line.split(" | "))
        rows.append((text.replace("⏎", "\n"), *values))
    return rows


def shown(value: object) -> str:
    return "-" if value is None else str(value)


@pytest.mark.parametrize(("text", "kind", "start", "due", "exclusive", "recurrence", "anchor"), cases())
def test_an_expression_has_one_reading(
    text: str, kind: str, start: str, due: str, exclusive: str, recurrence: str, anchor: str
) -> None:
    got = parse_deadline(text, year=2023, issued=ISSUED)
    assert got.kind == kind
    assert (shown(got.start), shown(got.due)) == (start, due)
    assert got.exclusive == (exclusive == "exclusive")
    assert (shown(got.recurrence), shown(got.anchor)) == (recurrence, anchor)


@pytest.mark.parametrize("text", [row[0] for row in cases()])
def test_decomposed_and_old_style_text_reads_the_same(text: str) -> None:
    expected = parse_deadline(text, year=2023, issued=ISSUED)
    assert parse_deadline(unicodedata.normalize("NFD", text), year=2023, issued=ISSUED) == expected


def test_the_empty_cell_has_no_deadline() -> None:
    assert parse_deadline("") == parse_deadline("  \n ") == parse_deadline(None) == NO_DEADLINE


def test_a_year_left_out_is_the_plan_year_before_the_year_of_issue() -> None:
    assert parse_deadline("Trước 30/6", year=2024, issued=date(2023, 12, 20)).due == date(2024, 6, 30)
    assert parse_deadline("Trước 30/6", issued=date(2023, 2, 1)).due == date(2023, 6, 30)
    assert parse_deadline("Trước 30/6") == Deadline(raw="Trước 30/6", kind="fixed")


@pytest.mark.parametrize(
    "text", ["Quý III", "trong tháng 5", "6 tháng đầu năm", "Trong năm", "cuối tháng 11", "Trong tháng", "Trước ngày 15"]
)
def test_without_a_year_the_kind_is_known_and_no_day(text: str) -> None:
    got = parse_deadline(text)
    assert (got.kind, got.start, got.due, got.exclusive) == ("fixed", None, None, False)


def test_relative_deadlines_count_only_from_a_known_day() -> None:
    assert parse_deadline("trong 30 ngày kể từ ngày ký").due is None
    assert parse_deadline("trong 30 ngày kể từ ngày ký", issued=date(2024, 2, 1)).due == date(2024, 3, 2)
    assert parse_deadline("05 ngày làm việc kể từ ngày ký", issued=date(2023, 2, 10)).due == date(2023, 2, 17)
    assert parse_deadline("05 ngày làm việc kể từ ngày nhận hồ sơ", issued=date(2023, 2, 10)).due is None
    assert parse_deadline("01 tháng kể từ ngày ký", issued=date(2024, 1, 31)).due == date(2024, 2, 29)
    other = parse_deadline("10 ngày kể từ ngày Đề án của Bộ được ban hành", issued=date(2023, 2, 10))
    assert (other.kind, other.due) == ("relative", None)


def test_very_long_cells_are_read_in_linear_time() -> None:
    for text in (
        "quý " * 20000,
        "6 " * 20000,
        "trước ngày " * 9000,
        "1/" * 20000,
        "hằng " * 20000,
        "(" * 50000,
        "từ " * 20000 + "2023",
    ):
        parse_deadline(text)


@pytest.mark.parametrize("name", ["ongoing", "immediate"])
def test_examples_of_the_lexicon_ongoing(name: str) -> None:
    words = getattr(load_deadline_words(), name)
    assert {parse_deadline(text).kind for text in words.examples} == {"ongoing"}
    assert all(parse_deadline(text, year=2023).kind != "ongoing" for text in words.counter_examples)


def test_examples_of_the_lexicon_conditions() -> None:
    words = load_deadline_words().condition
    for text in words.examples:
        assert (parse_deadline(text).kind, parse_deadline(text).anchor) == ("conditional", text)
    assert all(parse_deadline(text).kind != "conditional" for text in words.counter_examples)


def test_examples_of_the_lexicon_open_ends_horizons_and_empty_cells() -> None:
    words = load_deadline_words()
    for text in words.open_end.examples:
        assert (parse_deadline(text).kind, parse_deadline(text).due) == ("period", None)
    for text in (*words.open_end.counter_examples, *words.upkeep.examples, *words.completion.examples, *words.horizon.examples):
        assert parse_deadline(text).due is not None or parse_deadline(text, year=2023).due is not None
    assert all(parse_deadline(text).kind == "none" for text in words.empty.examples)
    assert all(parse_deadline(text).kind != "none" for text in words.empty.counter_examples)
    assert all(parse_deadline(text, issued=ISSUED).due is not None for text in words.signing.examples)
    assert all(parse_deadline(text, issued=ISSUED).due is None for text in words.signing.counter_examples)
    assert all(parse_deadline(text).due is None for text in words.occasion.examples)
    assert all(parse_deadline(text).due is not None for text in words.occasion.counter_examples)


def test_gold_deadlines_of_real_documents(shared: Path) -> None:
    folder = shared / "eval" / "gold"
    total = 0
    for path in sorted(folder.rglob("*.json")):
        for task in json.loads(path.read_text(encoding="utf-8")).get("tasks", []):
            gold = task["deadline"]
            got = parse_deadline(gold["raw"])
            for field in set(gold) - {"raw"}:
                value = getattr(got, field)
                assert (value.isoformat() if isinstance(value, date) else value) == gold[field], (path.name, gold)
            total += 1
    assert total > 400
