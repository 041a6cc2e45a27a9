"""Wordings and their look-alikes: days across reports, agencies in plans of reports, annexes, targets beside their basis."""

from __future__ import annotations

import pytest
from tests.checks.test_examples import found

CODES = {"citation-conflicting-date", "obsolete-agency", "annex-missing", "target-drift-from-basis"}
REPORTS = "@report 2026-04\nI. KẾT QUẢ\n1. {}\n=====\n@report 2026-05\nI. KẾT QUẢ\n1. {}"
PLANNED = "@report 2026-05\nI. KẾT QUẢ\n1. Đã kết nối 12 hệ thống.\nII. NHIỆM VỤ TRỌNG TÂM THÁNG 6\n1. {}"
ANNEX = "@plan\n{}\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 87/KH-UBND ngày 05/3/2026)\nNhiệm vụ của các sở."
BASIS = (
    "@decision\nII. MỤC TIÊU ĐẾN NĂM 2026\n- {}\n- 80% người dân có hồ sơ sức khỏe điện tử.\n=====\n"
    "@plan\nThực hiện Quyết định số 412/QĐ-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh Vĩnh Giang.\nII. MỤC TIÊU ĐẾN NĂM {}\n- {}"
)
CASES = [
    (
        True,
        "@decision\nĐiều 1. Ban hành Chương trình.\n=====\n"
        "@report 2026-05\nI. KẾT QUẢ\n1. Thực hiện Quyết định số 412/QĐ-UBND ngày 12/3/2023 của Ủy ban nhân dân tỉnh, Sở mở 02 lớp.",
    ),
    (
        False,
        "@decision\nĐiều 1. Ban hành Chương trình.\n=====\n"
        "@report 2026-05\nI. KẾT QUẢ\n1. Thực hiện Quyết định số 412/QĐ-UBND ngày 25/9/2023 của Ủy ban nhân dân tỉnh, Sở mở 02 lớp.",
    ),
    (
        True,
        REPORTS.format(
            "Thực hiện Quyết định số 318/QĐ-UBND ngày 03/02/2026 của Chủ tịch UBND tỉnh về giao chỉ tiêu.",
            "Thực hiện Quyết định số 318/QĐ-UBND ngày 05/02/2026 của Chủ tịch UBND tỉnh về giao chỉ tiêu.",
        ),
    ),
    (
        False,
        REPORTS.format(
            "Thực hiện Kế hoạch số 18/KH-UBND ngày 03/02/2026 của UBND huyện Lạc Sơn.",
            "Thực hiện Kế hoạch số 18/KH-UBND ngày 05/02/2026 của UBND huyện Tân Lạc.",
        ),
    ),
    (
        False,
        REPORTS.format(
            "Thực hiện Kế hoạch số 18/KH-UBND ngày 03/02/2026 của UBND tỉnh.",
            "Thực hiện Công văn số 18/UBND-KGVX ngày 05/02/2026 của UBND tỉnh.",
        ),
    ),
    (
        False,
        REPORTS.format(
            "Thực hiện Kế hoạch số 18/KH-SYT ngày 03/02/2025 của Sở Y tế.",
            "Thực hiện Kế hoạch số 18/KH-SYT ngày 05/02/2026 của Sở Y tế.",
        ),
    ),
    (
        True,
        REPORTS.format(
            "Thực hiện Kế hoạch số 18/KH-SYT ngày 03/02/2026 của Sở Y tế.",
            "Thực hiện Kế hoạch số 18/KH-SYT ngày 13/02/2026 của Sở Y tế.",
        ),
    ),
    (True, PLANNED.format("Sở Kế hoạch và Đầu tư chủ trì thẩm định các dự án chuyển tiếp.")),
    (True, PLANNED.format("Phối hợp với Sở Thông tin và Truyền thông kiểm tra an toàn thông tin.")),
    (True, PLANNED.format("Sở Y tế tiếp tục phối hợp chặt chẽ với Sở Giao thông vận tải triển khai thu phí.")),
    (False, PLANNED.format("Tiếp nhận hồ sơ do Sở Kế hoạch và Đầu tư bàn giao.")),
    (False, PLANNED.format("Hoàn thiện Đề án do Sở Thông tin và Truyền thông (nay là Sở Khoa học và Công nghệ) chủ trì.")),
    (False, PLANNED.format("Giao Sở Tài chính tiếp nhận nguyên trạng nhiệm vụ của Sở Kế hoạch và Đầu tư cũ.")),
    (False, PLANNED.format("Phối hợp với Sở Khoa học và Công nghệ kiểm tra an toàn thông tin.")),
    (True, ANNEX.format("Danh mục nhiệm vụ tại phụ lục III đính kèm Kế hoạch này.")),
    (True, ANNEX.format("Chỉ tiêu từng xã như sau (Phụ lục 02 kèm theo).")),
    (False, ANNEX.format("Danh mục nhiệm vụ tại Phụ lục kèm theo Kế hoạch này.")),
    (False, ANNEX.format("Biểu mẫu tại Phụ lục II kèm theo Công văn số 212/UBND-KGVX ngày 11/02/2026.")),
    (False, ANNEX.format("Biểu mẫu theo Phụ lục III Nghị định số 30/2020/NĐ-CP.")),
    (
        True,
        BASIS.format(
            "Trên 70% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình.",
            2026,
            "70% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình.",
        ),
    ),
    (
        False,
        BASIS.format(
            "Trên 70% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình.",
            2025,
            "70% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình.",
        ),
    ),
    (
        False,
        BASIS.format(
            "Tối thiểu 70% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình.",
            2026,
            "Trên 70% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình.",
        ),
    ),
    (True, BASIS.format("100% văn bản cấp tỉnh, cấp xã được ký số.", 2026, "100% văn bản cấp tỉnh được ký số.")),
    (
        False,
        BASIS.format(
            "100% văn bản cấp tỉnh, cấp xã được ký số.",
            2026,
            "100% văn bản cấp tỉnh được ký số.\n- 100% văn bản cấp xã được ký số.",
        ),
    ),
]


@pytest.mark.parametrize(("wrong", "text"), CASES)
def test_wrong_and_right(wrong: bool, text: str) -> None:
    assert any(finding.code in CODES for finding in found(text)) is wrong
