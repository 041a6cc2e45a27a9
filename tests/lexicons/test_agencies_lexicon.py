from __future__ import annotations

import itertools
import re
from datetime import date

from vbcds.lexicons.agencies import AgencyEntry, fold, load_agencies, load_entries, load_words, spellings
from vbcds.recognisers.agencies import parse_agencies
from vbcds.recognisers.agencies_names import View, name_at
from vbcds.text.fold import slug

TAILS = {"", "nơi", "nơi!", "cấp", "cấp!", "nhánh", "đảng"}


def test_every_example_parses_to_its_entry() -> None:
    for entry in load_entries():
        assert entry.examples, entry.id
        for example in entry.examples:
            match = name_at(View(example), 0)
            assert match is not None, example
            assert (match.entry.id, match.end) == (entry.id, len(example)), example


def test_every_name_and_form_parses_to_its_entry() -> None:
    needs = {"cấp!": " tỉnh", "nơi!": " Tây Ninh", "đảng": " Tỉnh ủy"}
    for entry in load_entries():
        for form in (entry.name, *entry.forms):
            text = form + needs.get(entry.tail, "")
            match = name_at(View(text), 0)
            assert match is not None, text
            assert match.entry.id == entry.id, (text, match.id)


def test_no_two_entries_fight_for_one_name() -> None:
    owners: dict[str, str] = {}
    for entry in load_entries():
        for form in {fold(variant) for name in (entry.name, *entry.forms) for variant in spellings(name)}:
            assert owners.setdefault(form, entry.id) == entry.id, (form, owners[form], entry.id)


def test_ids_are_slugs_and_times_do_not_overlap() -> None:
    times: dict[str, list[AgencyEntry]] = {}
    for entry in load_entries():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id), entry.id
        assert entry.tail in TAILS
        assert entry.source
        times.setdefault(entry.id, []).append(entry)
    for rows in times.values():
        for before, after in itertools.pairwise(rows):
            assert before.valid_to is not None
            assert after.valid_from is not None
            assert before.valid_to < after.valid_from


def test_successors_are_in_the_registry_and_exist_the_day_after() -> None:
    table = load_agencies().by_id
    for entry in load_entries():
        for id in entry.successors:
            assert id in table, (entry.id, id)
            assert entry.valid_to is not None, entry.id
            following = date.fromordinal(entry.valid_to.toordinal() + 1)
            assert any(row.valid_on(following) for row in table[id]), (entry.id, id)


def test_the_departments_of_2025() -> None:
    table = load_agencies().by_id
    day = date(2025, 3, 1)
    now = {id for id, rows in table.items() if id.startswith("so-") and any(row.valid_on(day) for row in rows)}
    for name in (
        "Nội vụ",
        "Tư pháp",
        "Tài chính",
        "Công Thương",
        "Nông nghiệp và Môi trường",
        "Xây dựng",
        "Khoa học và Công nghệ",
        "Y tế",
    ):
        assert "so-" + slug(name) in now
    for name in ("Thông tin và Truyền thông", "Kế hoạch và Đầu tư", "Giao thông vận tải", "Tài nguyên và Môi trường"):
        assert "so-" + slug(name) not in now


def test_well_known_groups_have_their_ids() -> None:
    for id, forms in load_words("collectives")["ids"].items():
        for form in forms:
            agencies = parse_agencies(form)
            assert [agency.id for agency in agencies] == [id], form
