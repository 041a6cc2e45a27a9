from __future__ import annotations

from datetime import date

import pytest

from vbcds.recognisers.agencies import resolve_agency, successors_of

D = date


@pytest.mark.parametrize(
    ("text", "on", "province", "id", "valid_from", "valid_to", "successors"),
    [
        # the same name before and after the reorganisation is two times of one id
        (
            "Bộ KH&CN",
            D(2025, 2, 28),
            None,
            "bo-khoa-hoc-va-cong-nghe",
            D(2002, 8, 5),
            D(2025, 2, 28),
            ("bo-khoa-hoc-va-cong-nghe",),
        ),
        ("Bộ KH&CN", D(2025, 3, 1), None, "bo-khoa-hoc-va-cong-nghe", D(2025, 3, 1), None, ()),
        ("Bộ KH&CN", None, None, "bo-khoa-hoc-va-cong-nghe", D(2025, 3, 1), None, ()),
        # a name that is over is known with its end
        (
            "Bộ TT&TT",
            D(2026, 1, 1),
            None,
            "bo-thong-tin-va-truyen-thong",
            D(2007, 8, 2),
            D(2025, 2, 28),
            ("bo-khoa-hoc-va-cong-nghe",),
        ),
        (
            "Bộ Bưu chính, Viễn thông",
            D(2005, 1, 1),
            None,
            "bo-buu-chinh-vien-thong",
            D(2002, 8, 5),
            D(2007, 8, 1),
            ("bo-thong-tin-va-truyen-thong",),
        ),
        # the province completes what the name leaves out, and never overrules it
        ("Sở Y tế", D(2021, 1, 1), "Cao Bằng", "so-y-te@tinh-cao-bang", None, None, ()),
        ("Sở Y tế", D(2021, 1, 1), "tinh-cao-bang", "so-y-te@tinh-cao-bang", None, None, ()),
        # a province that kept its name but not its land
        ("Sở Y tế", D(2021, 1, 1), "Tây Ninh", "so-y-te@tinh-tay-ninh", None, D(2025, 6, 30), ("so-y-te@tinh-tay-ninh",)),
        ("Sở Y tế", D(2026, 1, 1), "Tây Ninh", "so-y-te@tinh-tay-ninh", D(2025, 7, 1), None, ()),
        ("Sở Y tế", None, "Tây Ninh", "so-y-te@tinh-tay-ninh", D(2025, 7, 1), None, ()),
        ("Sở Y tế Hà Nội", D(2021, 1, 1), "Tây Ninh", "so-y-te@thanh-pho-ha-noi", D(2008, 8, 1), None, ()),
        ("Bộ Y tế", D(2021, 1, 1), "Tây Ninh", "bo-y-te", None, None, ()),
        # bodies of a province that was merged
        ("UBND tỉnh Long An", D(2024, 1, 1), None, "ubnd-tinh@tinh-long-an", None, D(2025, 6, 30), ("ubnd-tinh@tinh-tay-ninh",)),
        (
            "UBND tỉnh Bình Dương",
            D(2024, 1, 1),
            None,
            "ubnd-tinh@tinh-binh-duong",
            D(1997, 1, 1),
            D(2025, 6, 30),
            ("ubnd-thanh-pho@thanh-pho-ho-chi-minh",),
        ),
        (
            "UBND tỉnh Thừa Thiên Huế",
            D(2020, 1, 1),
            None,
            "ubnd-tinh@tinh-thua-thien-hue",
            None,
            D(2024, 12, 31),
            ("ubnd-thanh-pho@thanh-pho-hue",),
        ),
        # the district level
        ("UBND huyện Châu Thành", D(2021, 1, 1), None, "ubnd-huyen@huyen-chau-thanh", None, D(2025, 6, 30), ("ubnd-cap-xa",)),
        (
            "UBND thành phố Tây Ninh",
            D(2021, 1, 1),
            None,
            "ubnd-thanh-pho@thanh-pho-tay-ninh",
            None,
            D(2025, 6, 30),
            ("ubnd-cap-xa",),
        ),
        ("UBND thành phố Hà Nội", D(2021, 1, 1), None, "ubnd-thanh-pho@thanh-pho-ha-noi", D(2008, 8, 1), None, ()),
        ("UBND xã Tân Lập", D(2021, 1, 1), None, "ubnd-xa@xa-tan-lap", None, None, ()),
        ("UBND cấp huyện", D(2021, 1, 1), None, "ubnd-cap-huyen", None, D(2025, 6, 30), ("ubnd-cap-xa",)),
        ("các sở, ban, ngành tỉnh", None, None, "cac-so-ban-nganh-tinh", None, None, ()),
    ],
)
def test_names_in_time(
    text: str,
    on: date | None,
    province: str | None,
    id: str,
    valid_from: date | None,
    valid_to: date | None,
    successors: tuple[str, ...],
) -> None:
    resolved = resolve_agency(text, on=on, province=province)
    assert resolved is not None
    assert (resolved.agency.id, resolved.valid_from, resolved.valid_to, resolved.successors) == (
        id,
        valid_from,
        valid_to,
        successors,
    )
    assert resolved.as_of == on
    assert resolved.agency.raw == text


@pytest.mark.parametrize("text", ["", "Tổ biên tập Đề án", "người dân", "Công ty Cổ phần Nước sạch số 2"])
def test_what_the_registry_does_not_know(text: str) -> None:
    assert resolve_agency(text) is None


@pytest.mark.parametrize(
    ("id", "on", "wanted"),
    [
        ("bo-buu-chinh-vien-thong", D(2026, 1, 1), ("bo-khoa-hoc-va-cong-nghe",)),  # two steps
        ("bo-thuong-mai", D(2010, 1, 1), ("bo-cong-thuong",)),
        ("bo-khoa-hoc-cong-nghe-va-moi-truong", D(2003, 1, 1), ("bo-khoa-hoc-va-cong-nghe", "bo-tai-nguyen-va-moi-truong")),
        ("bo-y-te", D(2026, 1, 1), ("bo-y-te",)),
        ("so-thong-tin-va-truyen-thong@tinh-long-an", D(2025, 5, 1), ("so-khoa-hoc-va-cong-nghe@tinh-long-an",)),
        ("so-thong-tin-va-truyen-thong@tinh-long-an", D(2025, 7, 1), ("so-khoa-hoc-va-cong-nghe@tinh-tay-ninh",)),
        ("so-giao-thong-van-tai@tinh-binh-duong", D(2026, 1, 1), ("so-xay-dung@thanh-pho-ho-chi-minh",)),
        ("ban-dan-toc-tinh@tinh-cao-bang", D(2026, 1, 1), ("so-dan-toc-va-ton-giao@tinh-cao-bang",)),
        ("cong-an-tinh@tinh-long-an", D(2026, 1, 1), ("cong-an-tinh@tinh-tay-ninh",)),
        ("tong-cuc-thue", D(2026, 1, 1), ("cuc-thue",)),
        ("ban-tuyen-giao-trung-uong", D(2026, 1, 1), ("ban-tuyen-giao-va-dan-van-trung-uong",)),
        ("khong-co", D(2026, 1, 1), ()),
        ("", D(2026, 1, 1), ()),
    ],
)
def test_followed_to_a_day(id: str, on: date, wanted: tuple[str, ...]) -> None:
    assert successors_of(id, on=on) == wanted


def test_predecessors() -> None:
    resolved = resolve_agency("Sở Tài chính", on=D(2026, 1, 1), province="Tây Ninh")
    assert resolved is not None
    assert set(resolved.predecessors) == {"so-tai-chinh@tinh-tay-ninh", "so-ke-hoach-va-dau-tu@tinh-tay-ninh"}


def test_the_tax_office_of_a_province_and_the_central_one_of_the_same_name():
    assert successors_of("cuc-thue-tinh@tinh-tay-ninh", on=D(2025, 11, 1)) == ("thue-tinh@tinh-tay-ninh",)
    assert successors_of("cuc-thue-tinh", on=D(2024, 11, 1)) == ("cuc-thue-tinh",)
    assert successors_of("cuc-thue", on=D(2025, 11, 1)) == ("cuc-thue",)
