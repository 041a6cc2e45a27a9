"""Mention to canonical key: table tests, each rule with its counter-example beside it."""

from __future__ import annotations

from datetime import date

import pytest

from vbcds.assembly.identity import identify, is_national, meant, place_of
from vbcds.assembly.keys import canonical_number
from vbcds.assembly.resolution import resolve_citations
from vbcds.recognisers.citations import find_citations


def keys(text: str, issued: date | None = date(2023, 6, 1), place: str | None = None) -> list[str]:
    return list(resolve_citations(find_citations(text), text=text, issued=issued, place=place))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dates from the document's own full citations
        (
            "Căn cứ Quyết định số 318/QĐ-TTg ngày 08/3/2022 của Thủ tướng Chính phủ; thực hiện Quyết định số 318/QĐ-TTg",
            ["quyet-dinh:318/QĐ-TTg@2022-03-08"] * 2,
        ),
        (
            "Quyết định 318/QĐ-TTg nêu trên; Quyết định số 318/QĐ-TTg ngày 08/3/2022 và Quyết định số 318/QĐ-TTg ngày 09/4/2021",
            ["quyet-dinh:318/QĐ-TTg@?", "quyet-dinh:318/QĐ-TTg@2022-03-08", "quyet-dinh:318/QĐ-TTg@2021-04-09"],
        ),
        ("thực hiện Quyết định số 318/QĐ-TTg", ["quyet-dinh:318/QĐ-TTg@?"]),
        # two dates in one year: one document
        (
            "Chỉ thị số 09/CT-TTg ngày 03/4/2019; Chỉ thị số 09/CT-TTg ngày 03/4/2019; Chỉ thị số 09/CT-TTg ngày 04/3/2019",
            ["chi-thi:09/CT-TTg@2019-04-03"] * 3,
        ),
        # a number with its year is one document, whatever day is printed
        ("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018", ["nghi-dinh:61/2018/NĐ-CP@2018-04-23"]),
        ("Nghị định số 61/2018/NĐ-CP ngày 24/3/2018", ["nghi-dinh:61/2018/NĐ-CP@2018-04-23"]),
        ("Nghị định số 61/2018/NĐ-CP", ["nghi-dinh:61/2018/NĐ-CP@2018-04-23"]),
        ("Quyết định số 77/2031/QĐ-TTg", ["quyet-dinh:77/2031/QĐ-TTg@2031"]),
        # two provinces with one number of one year: each has its own
        (
            "Quyết định số 18/2020/QĐ-UBND ngày 02/6/2020 của UBND tỉnh Bình Thuận; "
            "Quyết định số 18/2020/QĐ-UBND ngày 15/5/2020 của UBND tỉnh Lâm Đồng",
            ["quyet-dinh:18/2020/QĐ-UBND@2020-06-02", "quyet-dinh:18/2020/QĐ-UBND@2020-05-15"],
        ),
        ("Thông tư số 6/2020/TT-BNV và Thông tư số 06/2020/TT-BNV ngày 02/12/2020", None),
        # short forms
        ("Nghị định số 73/2019/NĐ-CP ngày 05/9/2019 ... theo Nghị định 73", ["nghi-dinh:73/2019/NĐ-CP@2019-09-05"] * 2),
        (
            "Nghị định số 73/2019/NĐ-CP, Nghị định số 73/2016/NĐ-CP; theo Nghị định 73",
            ["nghi-dinh:73/2019/NĐ-CP@2019-09-05", "nghi-dinh:73/2016/NĐ-CP@2016-07-01", "nghi-dinh:73@?"],
        ),
        ("thực hiện Nghị định 30/2020 về công tác văn thư", ["nghi-dinh:30/2020/NĐ-CP@2020-03-05"]),
        ("kết quả Đề án 06 về dữ liệu dân cư", ["quyet-dinh:06/QĐ-TTg@2022-01-06"]),
        ("kết quả Đề án 06 về trồng rừng", ["de-an:06@?"]),
        ("Chỉ thị 18 của Tỉnh ủy", ["chi-thi:18@?"]),
        # laws by name
        ("Căn cứ Luật Công nghệ thông tin", ["luat:67/2006/QH11@2006-06-29"]),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", ["luat:77/2015/QH13@2015-06-19"]),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2015", ["luat:77/2015/QH13@2015-06-19"]),
        # a year misprinted: the one law of that name, day and month
        ("Căn cứ Luật Giao dịch điện tử ngày 29 tháng 11 năm 2015", ["luat:51/2005/QH11@2005-11-29"]),
        ("Căn cứ Luật Giao dịch điện tử ngày 28 tháng 11 năm 2015", ["luat:giao-dich-dien-tu@2015-11-28"]),
        # a law cited with its number, then by its name
        ("Căn cứ Luật Giá số 16/2023/QH15; theo Luật Giá", ["luat:16/2023/QH15@2023-06-19"] * 2),
        # a law of which an older one's date is not confirmed
        ("Căn cứ Luật Thanh tra", ["luat:thanh-tra@?"]),
        ("Luật Giao dịch điện tử năm 2005", ["luat:51/2005/QH11@2005-11-29"]),
        ("xây dựng Luật Công nghệ thông tin (sửa đổi)", ["luat:cong-nghe-thong-tin@?"]),
        ("Căn cứ Luật Không ai biết tên", None),
        # mistaken symbols
        (
            "Quyết định số 318/QĐ-TTg ngày 08/3/2022; so sánh với Quyết định 318/QĐ-CP",
            ["quyet-dinh:318/QĐ-TTg@2022-03-08"] * 2,
        ),
        (
            "Quyết định số 318/QĐ-TTg ngày 08/3/2022; so sánh với Quyết định 318/QĐ-CP ngày 01/02/2020",
            ["quyet-dinh:318/QĐ-TTg@2022-03-08", "quyet-dinh:318/QĐ-CP@2020-02-01"],
        ),
        ("so sánh với Quyết định 318/QĐ-CP", ["quyet-dinh:318/QĐ-CP@?"]),
        ("Nghị quyết số 22/NQ-TU ngày 05/4/2022 và Nghị quyết số 22-NQ/TU", ["nghi-quyet:22-NQ/TU@2022-04-05"] * 2),
        # local bodies
        (
            "Quyết định số 12/QĐ-UBND ngày 05/01/2022 của UBND tỉnh Long An; Quyết định số 12/QĐ-UBND của UBND tỉnh Bến Tre",
            ["quyet-dinh:12/QĐ-UBND@2022-01-05", "quyet-dinh:12/QĐ-UBND@?"],
        ),
    ],
)
def test_mention_to_key(text: str, expected: list[str] | None) -> None:
    found = keys(text)
    if expected is None:
        assert len({cited for cited in found if "@20" in cited}) <= 1
    else:
        assert found == expected


def test_padding_does_not_make_two_documents() -> None:
    assert len(set(keys("Thông tư số 6/2020/TT-BNV và Thông tư số 06/2020/TT-BNV"))) == 1


def test_party_numbers_restart_with_the_term() -> None:
    text = "Nghị quyết số 36-NQ/TW ngày 01/7/2014 và Nghị quyết số 36-NQ/TW ngày 22/10/2018; thực hiện Nghị quyết số 36-NQ/TW"
    assert keys(text) == ["nghi-quyet:36-NQ/TW@2014-07-01", "nghi-quyet:36-NQ/TW@2018-10-22", "nghi-quyet:36-NQ/TW@?"]


def test_a_number_that_the_lexicon_knows_takes_its_date_where_the_text_is_about_it() -> None:
    assert keys("chuyển đổi số theo Quyết định số 749/QĐ-TTg") == ["quyet-dinh:749/QĐ-TTg@2020-06-03"]
    assert keys("trồng rừng theo Quyết định số 749/QĐ-TTg") == ["quyet-dinh:749/QĐ-TTg@?"]
    assert keys("chuyển đổi số theo Quyết định số 749/QĐ-TTg", issued=date(2019, 1, 1)) == ["quyet-dinh:749/QĐ-TTg@?"]
    twice = "chuyển đổi số; Quyết định số 749/QĐ-TTg ngày 05/5/2021; Quyết định số 749/QĐ-TTg ngày 03/6/2020; Quyết định 749/QĐ-TTg"
    assert keys(twice)[-1] == "quyet-dinh:749/QĐ-TTg@?"


def test_a_decree_by_its_number_alone_is_what_the_text_is_about() -> None:
    assert keys("thể thức văn bản theo Nghị định 30") == ["nghi-dinh:30/2020/NĐ-CP@2020-03-05"]
    assert keys("chăn nuôi theo Nghị định 30") == ["nghi-dinh:30@?"]
    assert keys("số liệu dân cư của Đề án 06/CP") == ["quyet-dinh:06/QĐ-TTg@2022-01-06"]


def test_a_young_law_that_is_the_first_of_its_name() -> None:
    assert keys("thi hành Luật Chuyển đổi số", issued=date(2026, 3, 1)) == ["luat:148/2025/QH15@2025-12-11"]
    assert keys("thi hành Luật Chuyển đổi số", issued=date(2031, 3, 1)) == ["luat:chuyen-doi-so@?"]
    assert keys("thi hành Luật Đầu tư", issued=date(2026, 3, 1)) == ["luat:dau-tu@?"]


def test_an_alias_means_what_it_was_given_to() -> None:
    text = (
        "Quyết định số 1411/QĐ-UBND ngày 09/5/2022 phê duyệt Đề án cải cách (sau đây gọi tắt là Đề án 11). "
        "Các đơn vị triển khai Đề án 11 theo phân công."
    )
    assert keys(text)[-1] == "quyet-dinh:1411/QĐ-UBND@2022-05-09"


def test_a_document_cites_nothing_that_is_younger() -> None:
    assert keys("Căn cứ Luật Công nghệ thông tin", issued=date(2005, 1, 1)) == ["luat:cong-nghe-thong-tin@?"]
    assert keys("thực hiện Đề án 06 về dân cư", issued=date(2021, 1, 1)) == ["de-an:06@?"]


def test_a_law_adopted_but_not_yet_in_force_leaves_the_name_open() -> None:
    assert keys("Căn cứ Bộ luật Lao động", issued=date(2020, 6, 1)) == ["bo-luat:lao-dong@?"]
    assert keys("Căn cứ Bộ luật Lao động", issued=date(2021, 6, 1)) == ["bo-luat:45/2019/QH14@2019-11-20"]


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("9/2019/NĐ-CP", "09/2019/NĐ-CP"),
        ("52- NQ/TW", "52-NQ/TW"),
        ("52-NQ/TƯ", "52-NQ/TW"),
        ("20/NQ-TW", "20-NQ/TW"),
        ("5/ĐA-UBND", "05/ĐA-UBND"),
        ("36a/NQ-CP", "36a/NQ-CP"),
        ("749/QĐ-CP", "749/QĐ-CP"),
        ("01/1999/QĐ.UB", "01/1999/QĐ-UB"),
        ("1186/2021/UBTVQH14", "1186/2021/UBTVQH14"),
        ("30", "30"),
    ],
)
def test_canonical_numbers(printed: str, canonical: str) -> None:
    assert canonical_number(printed) == canonical
    assert canonical_number(canonical) == canonical


def test_identity() -> None:
    assert identify("đề án", "77/QĐ-UBND").kind == "quyet-dinh"
    assert identify("tờ trình", "77/QĐ-UBND").kind == "to-trinh"
    assert meant(identify("nghị quyết", "17/NQ-CP")) is None
    assert not is_national("135/UBND-VX") and not is_national("254/TTr-STTTT") and is_national("1552/BTTTT-TTH")
    assert place_of("Ủy ban nhân dân thành phố Hà Nội") == "thanh-pho-ha-noi"
    assert place_of("Ủy ban nhân dân huyện Châu Thành") != place_of("Ủy ban nhân dân huyện Bến Cầu")
    assert place_of("Thủ tướng Chính phủ") is None
