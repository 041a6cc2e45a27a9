"""Sentences of reports with planted errors, and sentences that only look wrong."""

from __future__ import annotations

import pytest

from vbcds.checks.examples import build_examples
from vbcds.lexicons.slips import load_slips, slip_examples
from vbcds.pipeline import analyse_document

ARITHMETIC = {"percentage-mismatch", "sum-mismatch", "share-over-hundred", "table-count-mismatch"}
PLANTED = [
    "Sở tiếp nhận 1.248 hồ sơ, trong đó 1.105 hồ sơ trực tuyến, đạt 89,5%.",
    "Đã giải quyết 1.180/1.248 hồ sơ (đạt 96,5%).",
    "Tổng số 1.248 hồ sơ, trong đó giải quyết đúng hạn 1.200 hồ sơ, trễ hạn 52 hồ sơ.",
    "Có 98/102 xã, phường (chiếm 95,1%) đã thành lập tổ công nghệ số.",
    "Tỷ lệ hồ sơ trực tuyến đạt 82,3% (1.105 hồ sơ/1.248 hồ sơ).",
    "Đã tập huấn 12 lớp với 640 học viên (nam: 300, nữ: 350).",
    "Đã cấp 35 chứng thư số cho lãnh đạo và 215 chứng thư số cho công chức, tổng cộng 260 chứng thư số.",
    "Trong 35 nhiệm vụ được giao, đã hoàn thành 22 nhiệm vụ, đang thực hiện 10 nhiệm vụ, chưa thực hiện 2 nhiệm vụ.",
    "Số thủ tục đủ điều kiện: 120 thủ tục; trong đó toàn trình 75 thủ tục, một phần 43 thủ tục.",
    "Có 250 dịch vụ công, trong đó 130 dịch vụ công toàn trình (chiếm 54%).",
    "Tổng số hồ sơ tiếp nhận: 3.420 (trực tuyến: 2.900; trực tiếp: 540).",
    "Hoàn thành 15/20 nhiệm vụ, đạt tỷ lệ 70%.",
]
TRAPS = [
    "Giải ngân 37/64 tỷ đồng, đạt 102% so với cùng kỳ.",
    "Trực 24/7, xử lý 12/12 sự cố, đạt 100%.",
    "Đạt 66,7% (2/3 xã).",
    "Đã hoàn thành 35 nhiệm vụ, trong đó 5 nhiệm vụ trọng tâm, 8 nhiệm vụ thường xuyên.",
    "Tiếp nhận 1.248 hồ sơ (tăng 120 hồ sơ so với tháng trước, giảm 30 hồ sơ so với cùng kỳ).",
    "Thành lập 102 tổ (mỗi tổ 5 đến 7 thành viên), hoạt động tại 64 xã, phường.",
    "Tỷ lệ hồ sơ trực tuyến đạt trên 85% (1.105/1.248 hồ sơ).",
    "Tăng 12,5% (từ 80 lên 90 dịch vụ).",
    "Đã triển khai tại 3 bệnh viện, gồm: Bệnh viện Đa khoa tỉnh 120 máy, Bệnh viện Sản Nhi 80 máy.",
    "Tổng kinh phí 12,5 tỷ đồng, gồm ngân sách tỉnh 10 tỷ đồng, ngân sách xã 2,5 tỷ đồng.",
    "Có 22 nhiệm vụ hoàn thành, gồm 15 nhiệm vụ đúng hạn, 7 nhiệm vụ trước hạn; 13 nhiệm vụ đang thực hiện.",
    "Đạt 45/63 điểm, xếp hạng 40/63, tăng 4 bậc, tỷ lệ 71,43%.",
    "Thu 1.200/1.150 tỷ đồng, đạt 104,3% dự toán.",
    "Khoảng 1/3 số xã (chiếm 33%) chưa có cán bộ chuyên trách.",
]


def codes(sentence: str) -> set[str]:
    (document,) = build_examples(f"@report 2026-05\nI. KẾT QUẢ THỰC HIỆN\n1. {sentence}")
    return {finding.code for finding in analyse_document(document).findings} & ARITHMETIC


@pytest.mark.parametrize("sentence", PLANTED)
def test_planted_error_is_found(sentence: str) -> None:
    assert codes(sentence)


@pytest.mark.parametrize("sentence", TRAPS)
def test_trap_is_left_alone(sentence: str) -> None:
    assert not codes(sentence)


@pytest.mark.parametrize(("wrong", "passes"), slip_examples())
def test_slips(wrong: str, passes: list[str]) -> None:
    assert list(load_slips().find(wrong))
    assert not any(list(load_slips().find(text)) for text in passes)


@pytest.mark.parametrize("text", ["(" * 40000, "1/2 " * 20000, "đạt 5% " * 15000, "trong đó 1 xã, " * 8000, "Phụ lục I " * 8000])
def test_hostile_text_ends(text: str) -> None:
    import time

    (document,) = build_examples(f"@report 2026-05\n{text}")
    began = time.process_time()
    from vbcds.checks.run import check_document
    from vbcds.model.records import Records
    from vbcds.structure.reading import read_structure

    check_document(document, read_structure(document), Records())
    assert time.process_time() - began < 10


@pytest.mark.parametrize("wrong", ["cập nhập", "phần mền", "tập chung", "sản suất", "khắc phụt"])
def test_compounds_with_a_consonant_that_is_not_theirs(wrong: str) -> None:
    assert [item for _, _, item in load_slips().find(f"các xã {wrong} trên")] == [wrong]


@pytest.mark.parametrize("right", ["cập nhật", "phần mềm", "công trình đô thị", "hoàng thành", "giải phát minh", "liên thôn, bản"])
def test_compounds_and_words_that_come_near_them(right: str) -> None:
    assert not list(load_slips().find(f"các xã {right} trên"))


@pytest.mark.parametrize(
    ("text", "found"), [("mạng lnternet", True), ("sản phẩm 0COP", True), ("mạng Internet, OCOP", False), ("mã A0B1, 04 xã", False)]
)
def test_digits_and_small_letters_in_foreign_words(text: str, found: bool) -> None:
    (document,) = build_examples(f"@report 2026-05\nI. KẾT QUẢ\n1. Sở trang bị {text} cho các xã.")
    assert any(finding.code == "look-alike-letter" for finding in analyse_document(document).findings) is found


@pytest.mark.parametrize(
    "right",
    ["đầu tư phát triển", "phổ biến pháp luật", "gia đình hướng dẫn", "phục hồi đồng thời", "nguồn thu thấp", "thuê bao vệ tinh"],
)
def test_words_that_meet_are_no_slip(right: str) -> None:
    assert not list(load_slips().find(f"các xã {right} trên"))


@pytest.mark.parametrize(
    ("heading", "found"), [("lI. KẾT QUẢ", True), ("IlI. TỒN TẠI", True), ("II. KẾT QUẢ", False), ("l) kết quả", False)]
)
def test_small_letters_in_roman_numerals(heading: str, found: bool) -> None:
    (document,) = build_examples(f"@report 2026-05\n{heading}\nSở mở 02 lớp tập huấn.")
    assert any(finding.code == "look-alike-letter" for finding in analyse_document(document).findings) is found
