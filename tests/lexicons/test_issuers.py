"""Abbreviations of issuers in symbols, names of laws, and the words around citations."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from vbcds.errors import LexiconError
from vbcds.lexicons.citation_words import any_of, load_words
from vbcds.lexicons.doctypes import type_of_abbreviation
from vbcds.lexicons.issuers import find_issuer, load_issuers
from vbcds.lexicons.laws import law_of_number, load_laws, match_law_name
from vbcds.lexicons.wordtree import WordTree
from vbcds.recognisers.symbols import parse_symbol


@pytest.mark.parametrize(
    ("abbreviation", "name"),
    [
        ("TTg", "Thủ tướng Chính phủ"),
        ("TTG", "Thủ tướng Chính phủ"),
        ("BNN&PTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("QH15", "Quốc hội"),
        ("STTTT", "Sở Thông tin và Truyền thông"),
        ("VKSNDTC", "Viện kiểm sát nhân dân tối cao"),
        ("VPTW", "Văn phòng Trung ương Đảng"),
    ],
)
def test_issuer(abbreviation: str, name: str) -> None:
    entry = find_issuer(abbreviation)
    assert entry is not None and entry.names[0] == name


def test_unknown_issuers() -> None:
    assert find_issuer("KHTC") is None
    assert find_issuer("") is None


def test_every_issuer_is_complete_and_ambiguity_is_said() -> None:
    issuers = load_issuers()
    assert all(entry.names and all(name == " ".join(name.split()) for name in entry.names) for entry in issuers.values())
    assert len(issuers["UBND"].names) == 2
    assert set(issuers["TU"].names) == {"Tỉnh ủy", "Thành ủy"}


def test_issuers_of_the_national_register(shared) -> None:
    unknown: Counter[str] = Counter()
    total = 0
    with (shared / "data" / "register.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            symbol = parse_symbol(row["number"])
            for abbreviation in symbol.issuers:
                total += 1
                if find_issuer(abbreviation) is None:
                    unknown[abbreviation] += 1
    assert total > 3000
    assert sum(unknown.values()) / total < 0.01, unknown


def test_types_of_the_national_register(shared) -> None:
    wrong = []
    with (shared / "data" / "register.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            symbol = parse_symbol(row["number"])
            if symbol.type and symbol.form == "state" and symbol.type.name != row["kind"].lower():
                wrong.append((row["kind"], row["number"]))
    assert len(wrong) <= 12, wrong


def test_laws() -> None:
    assert all(law.kind in ("luật", "bộ luật", "pháp lệnh") and law.name for law in load_laws())
    assert len({(law.kind, law.name, law.number) for law in load_laws()}) == len(load_laws())
    numbers = [law.number for law in load_laws() if law.number and law.name not in ("Hàng hải", "Hàng hải Việt Nam")]
    assert len(set(numbers)) == len(numbers)
    assert all(str(law.date.year) in law.number for law in load_laws() if law.number and law.date)
    law = law_of_number("91/2025/QH15")
    assert law is not None and law.name == "Bảo vệ dữ liệu cá nhân"
    assert law_of_number("1/1900/QH1") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("đầu tư công trung hạn", "đầu tư công"),
        ("Đầu tư, công ty", "Đầu tư"),
        ("Phòng, chống thiên tai và", "Phòng, chống thiên tai"),
        ("HOÀ GIẢI Ở CƠ SỞ", "HOÀ GIẢI Ở CƠ SỞ"),
        ("Giá\ncả", "Giá"),
        ("gì đó", None),
        ("", None),
    ],
)
def test_law_names(text: str, name: str | None) -> None:
    end = match_law_name(text, 0)
    assert (text[:end] if end is not None else None) == name


def test_word_tree_prefers_the_longest_name() -> None:
    tree = WordTree(["Bộ Y", "Bộ Y tế", "Bộ Lao động - Thương binh và Xã hội"])
    assert tree.match("Bộ Y tế công cộng", 0) == 7
    assert tree.match("Bộ Y dược", 0) == 4
    assert tree.match("Bộ Lao động – Thương binh và Xã hội", 0) == 35
    assert tree.match("Bộ", 0) is None


def test_words() -> None:
    assert any_of("issuers", "small_heads")
    with pytest.raises(LexiconError):
        load_words("issuers", "nothing")
    assert type_of_abbreviation("XX") is None
