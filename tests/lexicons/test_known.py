"""The lexicon of known documents."""

from __future__ import annotations

import csv
import re
import time
from importlib.resources import files

from vbcds.assembly.keys import canonical_number, key_parts
from vbcds.lexicons.doctypes import parse_type
from vbcds.lexicons.known import find_alias, find_known, find_laws_named, find_serial, load_known
from vbcds.recognisers.symbols import parse_symbol


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
    began = time.perf_counter()
    known._register()
    known._curated()
    assert time.perf_counter() - began < 0.25  # 15 ms on a quiet machine
