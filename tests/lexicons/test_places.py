from __future__ import annotations

from datetime import date

import pytest

from vbcds.lexicons.places import find_province, load_provinces, province_at, successors_of_province

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)
#: The provinces that kept name and land on 1 July 2025.
UNCHANGED = {
    "Hà Nội", "Huế", "Cao Bằng", "Điện Biên", "Hà Tĩnh", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh", "Sơn La", "Thanh Hóa",
}  # fmt: skip


def test_63_became_34() -> None:
    assert len(load_provinces(on=OLD)) == 63
    assert len(load_provinces(on=NEW)) == 34
    assert sum(row.kind == "thành phố" for row in load_provinces(on=NEW)) == 6
    assert {row.name for row in load_provinces(on=NEW) if row.valid_from != NEW} == UNCHANGED


def test_every_old_province_goes_into_exactly_one_new_one_and_back() -> None:
    new = {row.id: row for row in load_provinces(on=NEW)}
    came_from: dict[str, set[str]] = {id: set() for id in new}
    for row in load_provinces(on=OLD):
        if row.valid_to is None:
            came_from[row.id].add(row.id)
            continue
        assert len(row.successors) == 1, row.id
        came_from[row.successors[0]].add(row.id)
    for id, sources in came_from.items():
        assert sources == (set(new[id].predecessors) if new[id].valid_from == NEW else {id})
    assert sum(map(len, came_from.values())) == 63


def test_codes_are_unique_at_each_time() -> None:
    for day in (OLD, NEW):
        codes = [row.code for row in load_provinces(on=day)]
        assert None not in codes
        assert len(set(codes)) == len(codes)


def test_times_of_one_id_do_not_overlap_and_every_row_has_a_source() -> None:
    for row in load_provinces():
        assert row.source
        for other in load_provinces():
            if other.id == row.id and other is not row:
                apart = (row.valid_to or date.max) < (other.valid_from or date.min)
                assert apart or (other.valid_to or date.max) < (row.valid_from or date.min)
        for id in (*row.predecessors, *row.successors):
            assert any(other.id == id for other in load_provinces()), id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Tây Ninh", "tinh-tay-ninh"),
        ("tỉnh Tây Ninh", "tinh-tay-ninh"),
        ("TỈNH TÂY NINH", "tinh-tay-ninh"),
        ("TP.HCM", "thanh-pho-ho-chi-minh"),
        ("Tp Hồ Chí Minh", "thanh-pho-ho-chi-minh"),
        ("thành phố Hồ Chí Minh", "thanh-pho-ho-chi-minh"),
        ("Bà Rịa-Vũng Tàu", "tinh-ba-ria-vung-tau"),
        ("Bà Rịa – Vũng Tàu", "tinh-ba-ria-vung-tau"),
        ("tỉnh Đắc Lắc", "tinh-dak-lak"),
        ("Daklak", "tinh-dak-lak"),
        ("Đăk Lăk", "tinh-dak-lak"),
        ("Hoà Bình", "tinh-hoa-binh"),
        ("Thừa Thiên - Huế", "tinh-thua-thien-hue"),
        ("thành phố Huế", "thanh-pho-hue"),
        ("Bắc Cạn", "tinh-bac-kan"),
        ("Kontum", "tinh-kon-tum"),
        ("Ha\u0300 No\u0302\u0323i", "thanh-pho-ha-noi"),
        ("Hà Tây", "tinh-ha-tay"),
    ],
)
def test_spellings(text: str, id: str) -> None:
    province = find_province(text)
    assert province is not None
    assert province.id == id


@pytest.mark.parametrize(
    "text", ["", "Châu Thành", "tỉnh", "thành phố", "tỉnh Hà Nội Mới", "thành phố Tây Ninh", "tỉnh Đà Nẵng", "x" * 10_000]
)
def test_what_is_no_province(text: str) -> None:
    assert find_province(text) is None


@pytest.mark.parametrize(
    ("text", "on", "code", "valid_to"),
    [
        ("Tây Ninh", date(2021, 3, 29), "72", OLD),
        ("Tây Ninh", date(2026, 1, 1), "80", None),
        ("Long An", date(2026, 1, 1), "80", OLD),  # an outdated name is still known, with its end
        ("Hà Nội", date(2008, 7, 31), "01", date(2008, 7, 31)),
        ("Huế", date(2020, 1, 1), "46", date(2024, 12, 31)),  # the province that the city then belonged to
        ("Đắk Lắk", date(2003, 1, 1), None, date(2003, 12, 31)),
    ],
)
def test_times(text: str, on: date, code: str | None, valid_to: date | None) -> None:
    province = find_province(text, on=on)
    assert province is not None
    assert (province.code, province.valid_to) == (code, valid_to)


@pytest.mark.parametrize(
    ("id", "on", "successors"),
    [
        ("tinh-long-an", NEW, ("tinh-tay-ninh",)),
        ("tinh-long-an", OLD, ("tinh-long-an",)),
        ("tinh-tay-ninh", NEW, ("tinh-tay-ninh",)),
        ("tinh-ha-tay", date(2010, 1, 1), ("thanh-pho-ha-noi",)),
        ("tinh-thua-thien-hue", NEW, ("thanh-pho-hue",)),
        ("tinh-song-be", date(2000, 1, 1), ("tinh-binh-duong", "tinh-binh-phuoc")),
        ("tinh-song-be", NEW, ("thanh-pho-ho-chi-minh", "tinh-dong-nai")),
        ("tinh-khong-co", NEW, ()),
    ],
)
def test_successors(id: str, on: date, successors: tuple[str, ...]) -> None:
    assert successors_of_province(id, on=on) == successors


def test_province_at() -> None:
    assert province_at("tinh-long-an", NEW) is None
    row = province_at("tinh-tay-ninh", NEW)
    assert row is not None
    assert row.predecessors == ("tinh-long-an", "tinh-tay-ninh")
