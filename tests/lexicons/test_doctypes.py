"""The lexicon of document types: every entry's examples, both ways."""

from __future__ import annotations

import pytest

from vbcds.lexicons.doctypes import load_document_types, parse_type, type_of_abbreviation
from vbcds.recognisers.citations import find_citations

TYPES = load_document_types().types
EXAMPLES = [(kind.name, text) for kind in TYPES for text in kind.examples]
COUNTER = [(kind.name, text) for kind in TYPES for text in kind.counter]


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_example(name: str, text: str) -> None:
    assert name in [citation.kind for citation in find_citations(text)]


@pytest.mark.parametrize(("name", "text"), COUNTER)
def test_counter_example(name: str, text: str) -> None:
    assert name not in [citation.kind for citation in find_citations(text)]


def test_every_entry_has_examples_both_ways() -> None:
    assert all(kind.examples and kind.counter for kind in TYPES)


def test_names_and_slugs_are_unique() -> None:
    assert len({kind.name for kind in TYPES}) == len({kind.slug for kind in TYPES}) == len(TYPES)


def test_all_types_of_decree_30_are_there() -> None:
    official = [
        "NQ",
        "QĐ",
        "CT",
        "QC",
        "QyĐ",
        "TC",
        "TB",
        "HD",
        "CTr",
        "KH",
        "PA",
        "ĐA",
        "DA",
        "BC",
        "BB",
        "TTr",
        "HĐ",
        "CĐ",
        "BGN",
        "BTT",
        "GUQ",
        "GM",
        "GGT",
        "GNP",
        "PG",
        "PC",
        "PB",
        "SY",
        "TrS",
    ]
    assert [a for a in official if type_of_abbreviation(a) is None or type_of_abbreviation(a).abbreviations[0] != a] == []
    assert parse_type("công văn") and parse_type("thư công")


@pytest.mark.parametrize(
    ("first", "second"),
    [("QĐ", "QyĐ"), ("DA", "ĐA"), ("CT", "CTr"), ("CT", "TC"), ("TT", "TTr"), ("HD", "HĐ"), ("CĐ", "CT"), ("BC", "BB")],
)
def test_look_alikes_are_kept_apart(first: str, second: str) -> None:
    assert type_of_abbreviation(first) is not type_of_abbreviation(second)


def test_words_in_any_case_and_spelling() -> None:
    assert parse_type("QUYẾT ĐỊNH") is parse_type("quyết  định")
    assert parse_type("Giấy uỷ quyền") is parse_type("giấy ủy quyền")
    assert parse_type("quyết tâm") is None
