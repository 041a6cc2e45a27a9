"""Relations: what the words before a citation say, and what they do not."""

from __future__ import annotations

import pytest

from vbcds.assembly.relations import Clause, announced_relation, read_relations
from vbcds.lexicons.relations import load_relations
from vbcds.recognisers.citations import find_citations


def relations(text: str, announced=None) -> list[str]:
    return list(read_relations(Clause.of(text, 0, announced=announced), find_citations(text)))


@pytest.mark.parametrize(("relation", "text"), [(entry.name, text) for entry in load_relations() for text in entry.examples])
def test_examples_of_the_lexicon(relation, text):
    assert relations(text)[-1] == relation


@pytest.mark.parametrize(("relation", "text"), [(entry.name, text) for entry in load_relations() for text in entry.counter])
def test_counter_examples_of_the_lexicon(relation, text):
    assert relations(text)[-1] != relation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a list stands as its first member
        ("Bãi bỏ Thông tư số 1/2019/TT-BYT, Thông tư số 2/2019/TT-BYT và Thông tư số 3/2020/TT-BYT.", ["repeals"] * 3),
        ("Thực hiện Nghị quyết số 5-NQ/TW, Nghị quyết số 7-NQ/TU; Kế hoạch số 9/KH-UBND", ["implements"] * 3),
        # ... but a mention inside another title is decided by its own words
        (
            "Căn cứ Quyết định số 9/QĐ-UBND ngày 2/3/2020 của UBND tỉnh ban hành Kế hoạch thực hiện Nghị quyết số 5-NQ/TW;",
            ["legal_basis", "implements"],
        ),
        # an amendment that a basis has undergone belongs to the basis
        ("Căn cứ Luật Đất đai số 31/2024/QH15, được sửa đổi, bổ sung bởi Luật số 43/2024/QH15;", ["legal_basis", "legal_basis"]),
        ("Nghị định số 9/2020/NĐ-CP được thay thế bởi Nghị định số 8/2024/NĐ-CP", ["mentions", "mentions"]),
        # what ends
        ("Quyết định số 12/2019/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", ["repeals"]),
        ("Quyết định này có hiệu lực thi hành; Quyết định số 12/2019/QĐ-UBND chưa hết hiệu lực.", ["mentions"]),
        # proposals
        ("Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 5/TTr-SYT và Công văn số 7/SYT-NV.", ["proposed_by", "proposed_by"]),
        # doing something by a document, and a project that runs under it
        ("Thực hiện chế độ báo cáo theo Nghị định số 9/2019/NĐ-CP", ["implements"]),
        ("tiếp tục triển khai các dự án đầu tư công theo Kế hoạch số 312/KH-UBND", ["mentions"]),
        ("được giao dự toán tại Quyết định số 12/QĐ-UBND", ["mentions"]),
        ("Tiến hành kiểm tra công tác chuyển đổi số tại các xã theo Kế hoạch số 1/KH-BCĐ", ["implements"]),
        ("Họp trực tuyến thực hiện theo quy định tại Quyết định này và Nghị định số 137/2024/NĐ-CP", ["implements"]),
        ("Bổ sung khoản 5 vào sau khoản 4 Điều 3 Quyết định số 45/2018/QĐ-TTg như sau", ["amends"]),
        ("Đính chính lỗi kỹ thuật tại khoản 3 Điều 8 Thông tư số 04/2026/TT-BNV", ["amends"]),
        ("bổ sung kinh phí cho sở để triển khai, được giao tại Quyết định số 45/2018/QĐ-TTg", ["mentions"]),
        ("hướng dẫn áp dụng Luật Lưu trữ", ["implements"]),
        # what a title or an amendment names does not end with the document
        (
            "Luật Giá số 11/2012/QH13 đã được sửa đổi, bổ sung theo Luật số 61/2014/QH13 hết hiệu lực kể từ ngày Luật này có hiệu lực.",
            ["repeals", "mentions"],
        ),
        (
            "Thông tư số 6/2003/TT-NHNN về việc hướng dẫn góp vốn theo Quyết định số 193/2001/QĐ-TTg hết hiệu lực thi hành.",
            ["repeals", "mentions"],
        ),
        # what ends is the guidance, not what it guides
        ("Các văn bản hướng dẫn thi hành Quyết định số 1420-QĐ/TU hết hiệu lực.", ["implements"]),
        # what came with a decision is changed, and so is the decision
        ("Sửa đổi Điều 3 Quy chế ban hành kèm theo Quyết định số 12/QĐ-UBND", ["amends"]),
        ("Triển khai Quy chế ban hành kèm theo Quyết định số 12/QĐ-UBND", ["promulgates"]),
        ("gửi kèm theo Báo cáo số 300/BC-STC", ["mentions"]),
        ("tuân thủ Quy chế này và Thông tư số 12/2022/TT-BTTTT", ["implements"]),
        # the council's own report does not propose
        ("Xét Tờ trình số 88/TTr-UBND; Báo cáo thẩm tra số 41/BC-BVHXH", ["proposed_by", "mentions"]),
        ("Xét Tờ trình số 88/TTr-UBND và Tờ trình số 90/TTr-UBND", ["proposed_by", "proposed_by"]),
        # "thực hiện" far away decides nothing
        ("Thực hiện nhiệm vụ được giao. Mục tiêu của Nghị quyết số 57-NQ/TW", ["mentions"]),
    ],
)
def test_relations(text, expected):
    assert relations(text) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Bãi bỏ toàn bộ các văn bản sau đây:", "repeals"),
        ("2. Các Thông tư sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành:", "repeals"),
        ("Sửa đổi, bổ sung các điều sau:", "amends"),
        ("Nơi nhận:", None),
        ("Thực hiện tốt công tác tuyên truyền", None),
        ("Các nhiệm vụ trọng tâm:", None),
    ],
)
def test_what_a_heading_announces(heading, expected):
    assert announced_relation(heading) == expected


def test_an_announced_list_speaks_for_its_items_but_not_for_titles_inside_them():
    text = "1. Thông tư số 5/1999/TT-BXD hướng dẫn cách tính tiền theo Quyết định số 118/TTg."
    assert relations(text, announced="repeals") == ["repeals", "mentions"]
    assert relations("Thông tư này dẫn Thông tư số 5/1999/TT-BXD.", announced="repeals") == ["mentions"]
    assert relations("1. Đã ban hành Quyết định số 33/QĐ-UBND kiện toàn Tổ.", announced="implements") == ["mentions"]


def test_two_that_end_together_and_one_that_does_not():
    both = "Nghị định số 64/2007/NĐ-CP ngày 10/4/2007 của Chính phủ và Nghị định số 43/2011/NĐ-CP ngày 13/6/2011 hết hiệu lực."
    assert relations(both) == ["repeals", "repeals"]
    assert relations("Theo Nghị định số 64/2007/NĐ-CP thì Nghị định số 43/2011/NĐ-CP hết hiệu lực.") == ["mentions", "repeals"]


def test_an_item_of_an_announced_list_may_begin_with_articles():
    assert relations("b) Điều 3 và Điều 4 Thông tư số 09/2012/TT-BNV;", "repeals") == ["repeals"]
    assert relations("b) Cơ quan nêu tại Thông tư số 09/2012/TT-BNV;", "repeals") == ["mentions"]


def test_the_basis_goes_on_over_semicolons():
    text = "Căn cứ Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ; các Nghị định số 47/2020/NĐ-CP và số 45/2020/NĐ-CP;"
    assert relations(text) == ["legal_basis"] * 3


def test_semicolons_in_the_basis_part_what_the_one_before_implements():
    text = "Căn cứ Nghị quyết số 15/NQ-CP của Chính phủ thực hiện Nghị quyết số 36-NQ/TW; Nghị quyết số 36a/NQ-CP của Chính phủ;"
    assert relations(text) == ["legal_basis", "implements", "legal_basis"]
    assert relations("Thực hiện Nghị quyết số 36-NQ/TW; Nghị quyết số 36a/NQ-CP") == ["implements", "implements"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("I. CĂN CỨ PHÁP LÝ", "legal_basis"),
        ("Các căn cứ:", "legal_basis"),
        ("1. Cơ sở pháp lý", "legal_basis"),
        ("Căn cứ xây dựng Kế hoạch", "legal_basis"),
        ("Căn cứ chính trị, pháp lý", "legal_basis"),
        ("Căn cứ tình hình thực tế, Sở Y tế giao:", "legal_basis"),
        ("II. CƠ SỞ DỮ LIỆU", None),
        ("Cơ sở thực tiễn", None),
        ("Thực hiện Công văn số 12/SKHCN-CĐS, Sở Nội vụ báo cáo như sau:", None),
        ("Triển khai thực hiện các văn bản sau:", "implements"),
    ],
)
def test_headings_of_the_basis_and_openings_of_reports(heading, expected):
    assert announced_relation(heading) == expected
