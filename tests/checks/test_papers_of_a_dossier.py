"""What two papers of a dossier tell differently: figures of the province, documents that were replaced, numbers of one document, and the
scope of a plan's targets, with their look-alikes."""

from __future__ import annotations

import pytest
from tests.checks.test_examples import found


def _report(line: str, *, agency: str = "SỞ Y TẾ", month: int = 5, title: str = "") -> str:
    number = {"SỞ Y TẾ": "214/BC-SYT", "SỞ TÀI CHÍNH": "88/BC-STC", "SỞ KHOA HỌC VÀ CÔNG NGHỆ": "90/BC-SKHCN"}.get(
        agency, "33/BC-CT"
    )
    return "\n".join(
        (
            "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG", agency, f"Số: {number}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
            f"Vĩnh Giang, ngày 20 tháng {month} năm 2026", "BÁO CÁO", title or f"Kết quả thực hiện nhiệm vụ tháng {month} năm 2026",
            "I. KẾT QUẢ THỰC HIỆN", f"1. {line}", "2. Duy trì cổng thông tin điện tử.",
        )
    )  # fmt: skip


def _codes(*papers: str) -> set[str]:
    return {finding.code for finding in found("\n=====\n".join(papers))}


@pytest.mark.parametrize(
    ("wrong", "one", "other"),
    [
        (True, "Tổng nợ thuế là 612,7 tỷ đồng.", "Tuy nhiên, tổng nợ thuế còn 621,7 tỷ đồng."),
        (False, "Tổng nợ thuế là 612,7 tỷ đồng.", "Năm 2025, tổng nợ thuế là 621,7 tỷ đồng."),
        (False, "Kinh phí của Sở là 612,7 triệu đồng.", "Kinh phí của Sở là 621,7 triệu đồng."),
        (False, "Đã tiếp nhận 12.457 hồ sơ trực tuyến.", "Đã tiếp nhận 12.475 hồ sơ trực tuyến."),
        (
            True,
            "Toàn tỉnh kích hoạt 412.680 tài khoản định danh mức độ 2.",
            "Số tài khoản định danh mức 2 được kích hoạt trên địa bàn tỉnh là 421.680.",
        ),
        (
            False,
            "Toàn tỉnh kích hoạt 412.680 tài khoản định danh mức độ 2.",
            "Số tài khoản định danh mức 1 được kích hoạt trên địa bàn tỉnh là 421.680.",
        ),
        (
            True,
            "Có 98/126 xã, phường hoàn thành truyền thanh thông minh.",
            "Toàn tỉnh có 89/126 xã, phường hoàn thành truyền thanh thông minh.",
        ),
        (
            False,
            "Có 98/126 xã, phường hoàn thành truyền thanh thông minh.",
            "Toàn tỉnh có 99/126 xã, phường hoàn thành truyền thanh thông minh.",
        ),
        (True, "Tỷ lệ hồ sơ trực tuyến toàn trình của tỉnh đạt 67,8%.", "Tỷ lệ hồ sơ trực tuyến toàn trình của tỉnh đạt 72,1%."),
        (False, "Tỷ lệ hồ sơ qua Cổng dịch vụ công của tỉnh đạt 67,8%.", "Tỷ lệ hồ sơ qua Cổng dịch vụ công của tỉnh đạt 72,1%."),
        (
            True,
            "UBND tỉnh đã ban hành 47 văn bản chỉ đạo về chuyển đổi số.",
            "UBND tỉnh đã ban hành 52 văn bản chỉ đạo về chuyển đổi số.",
        ),
    ],
)
def test_two_agencies(wrong: bool, one: str, other: str) -> None:
    assert ("figure-contradiction" in _codes(_report(one, agency="CỤC THUẾ"), _report(other, agency="SỞ TÀI CHÍNH"))) is wrong


@pytest.mark.parametrize(
    ("wrong", "one", "other"),
    [
        (
            True,
            "Đến ngày 10/6/2026, toàn tỉnh có 437.031 hồ sơ trực tuyến.",
            "Đến ngày 10/6/2026, toàn tỉnh có 473.031 hồ sơ trực tuyến.",
        ),
        (
            False,
            "Đến ngày 10/5/2026, toàn tỉnh có 437.031 hồ sơ trực tuyến.",
            "Đến ngày 10/6/2026, toàn tỉnh có 473.031 hồ sơ trực tuyến.",
        ),
        (
            True,
            "Kinh phí năm 2026 cho chuyển đổi số của tỉnh là 438,6 tỷ đồng.",
            "Tổng kinh phí năm 2026 cho chuyển đổi số của tỉnh là 436,8 tỷ đồng.",
        ),
        (
            False,
            "Kinh phí năm 2026 cho chuyển đổi số của tỉnh là 438,6 tỷ đồng.",
            "Kinh phí năm 2025 cho chuyển đổi số của tỉnh là 436,8 tỷ đồng.",
        ),
    ],
)
def test_reports_on_unlike_periods(wrong: bool, one: str, other: str) -> None:
    half = _report(other, agency="SỞ TÀI CHÍNH", month=6, title="Sơ kết công tác 6 tháng đầu năm 2026")
    assert ("figure-contradiction" in _codes(_report(one, month=6), half)) is wrong


TABLE = (
    "\nBIỂU TỔNG HỢP\n| TT | Chỉ tiêu | Kế hoạch | Thực hiện |\n| 1 | {} | 10% | {} |\n"
    "| 2 | Tỷ lệ hộ có cáp quang | 80% | 76,4% |\n| 3 | Tỷ lệ xã có 5G | 60% | 61% |"
)


@pytest.mark.parametrize(
    ("wrong", "line", "name", "value"),
    [
        (True, "Tỷ trọng kinh tế số trong GRDP ước 9,8%.", "Tỷ trọng kinh tế số trong GRDP", "8,9%"),
        (False, "Tỷ trọng kinh tế số trong GRDP ước 8,9%.", "Tỷ trọng kinh tế số trong GRDP", "8,9%"),
        (False, "Tỷ trọng kinh tế số trong GRDP năm trước 8,5%.", "Tỷ trọng kinh tế số trong GRDP", "8,9%"),
        (False, "Tỷ trọng kinh tế số lõi trong GRDP ước 9,8%.", "Tỷ trọng kinh tế số trong GRDP", "8,9%"),
        (False, "Tỷ trọng kinh tế số trong GRDP phấn đấu 10%.", "Tỷ trọng kinh tế số trong GRDP", "8,9%"),
    ],
)
def test_text_and_column_of_results(wrong: bool, line: str, name: str, value: str) -> None:
    assert ("figure-contradiction" in _codes(_report(line) + TABLE.format(name, value))) is wrong


def test_text_and_column_of_results_with_units() -> None:
    rows = (
        "\n| TT | Chỉ tiêu | ĐVT | Kế hoạch | Kết quả |\n"
        "| 1 | Tỷ lệ thôn có tổ công nghệ số | % | 100 | 94 |\n| 2 | Số trạm 5G | trạm | 300 | 212 |"
    )
    assert "figure-contradiction" in _codes(_report("Tỷ lệ thôn có tổ công nghệ số đạt 96%.") + rows)
    assert "figure-contradiction" not in _codes(_report("Tỷ lệ thôn có tổ công nghệ số đạt 94%.") + rows)
    assert "figure-contradiction" not in _codes(_report("Năm 2025, tỷ lệ thôn có tổ công nghệ số đạt 91%.") + rows)


def test_three_agencies_count_their_own_work() -> None:
    line = "Số trang bị máy tính xách tay chuyên dùng bảo mật là {} chiếc."
    papers = [_report(line.format("12.457")), _report(line.format("12.475"), agency="SỞ TÀI CHÍNH")]
    assert "figure-contradiction" in _codes(*papers)
    assert "figure-contradiction" not in _codes(*papers, _report(line.format("31.902"), agency="SỞ KHOA HỌC VÀ CÔNG NGHỆ"))


REPLACING = (
    "@plan\nIV. TỔ CHỨC THỰC HIỆN\n1. Kế hoạch này thay thế Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh."
)
OLD = "Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("wrong", "line", "month"),
    [
        (True, f"Tiến độ số hóa bảo đảm theo {OLD}.", 5),
        (True, "Tiếp tục triển khai các nhiệm vụ được giao tại Kế hoạch số 15/KH-UBND của Ủy ban nhân dân tỉnh.", 5),
        (False, f"Tiến độ số hóa bảo đảm theo {OLD}.", 2),
        (False, f"{OLD} đã được thay thế bằng Kế hoạch số 87/KH-UBND ngày 05/3/2026; Sở đã cập nhật.", 5),
        (False, f"Tiến độ được điều chỉnh so với lộ trình nêu tại {OLD}.", 5),
        (False, f"Sở đã góp ý {OLD}.", 5),
    ],
)
def test_a_replaced_document(wrong: bool, line: str, month: int) -> None:
    assert ("superseded-basis" in _codes(REPLACING, _report(line, month=month))) is wrong


@pytest.mark.parametrize(
    ("wrong", "one", "other"),
    [
        (
            True,
            "318/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân tỉnh về giao chỉ tiêu chuyển đổi số",
            "381/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân tỉnh về giao chỉ tiêu chuyển đổi số",
        ),
        (
            False,
            "318/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân tỉnh về giao chỉ tiêu chuyển đổi số",
            "319/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân tỉnh về phân bổ kinh phí chuyển đổi số",
        ),
        (
            False,
            "318/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân tỉnh về giao chỉ tiêu chuyển đổi số",
            "381/QĐ-UBND ngày 04/02/2026 của Ủy ban nhân dân tỉnh về giao chỉ tiêu chuyển đổi số",
        ),
        (
            False,
            "318/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân huyện Lạc Sơn về giao chỉ tiêu chuyển đổi số",
            "381/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân huyện Tân Lạc về giao chỉ tiêu chuyển đổi số",
        ),
    ],
)
def test_two_numbers_of_one_document(wrong: bool, one: str, other: str) -> None:
    papers = _report(f"Thực hiện Quyết định số {one}."), _report(f"Thực hiện Quyết định số {other}.", agency="SỞ TÀI CHÍNH")
    assert ("citation-conflicting-number" in _codes(*papers)) is wrong


def test_number_of_a_document_of_the_dossier() -> None:
    line = "Thực hiện Kế hoạch số {} ngày 05/3/2026 của Ủy ban nhân dân tỉnh về chuyển đổi số tỉnh Vĩnh Giang năm 2026, Sở đã số hóa hồ sơ."
    plan = "@plan\nI. MỤC TIÊU\n1. Nâng cao nhận thức."
    assert "citation-conflicting-number" in _codes(plan, _report(line.format("78/KH-UBND")))
    assert "citation-conflicting-number" not in _codes(plan, _report(line.format("87/KH-UBND")))


BASIS = (
    "@decision\nII. MỤC TIÊU ĐẾN NĂM 2026\n- {}\n- 80% người dân có hồ sơ sức khỏe điện tử.\n=====\n"
    "@plan\nThực hiện Quyết định số 412/QĐ-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh Vĩnh Giang.\nII. MỤC TIÊU ĐẾN NĂM 2026\n- {}"
)
SERVICES = "80% dịch vụ công trực tuyến {} được cung cấp trên thiết bị di động."


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("target-below-basis", "Tỷ lệ hồ sơ trễ hạn dưới 1%.", "Tỷ lệ hồ sơ trễ hạn dưới 2%."),
        ("", "Tỷ lệ hồ sơ trễ hạn dưới 2%.", "Tỷ lệ hồ sơ trễ hạn dưới 1%."),
        ("target-drift-from-basis", SERVICES.format("mức độ 3, 4"), SERVICES.format("mức độ 4")),
        ("target-drift-from-basis", SERVICES.format("toàn trình và một phần"), SERVICES.format("toàn trình")),
        ("", SERVICES.format("toàn trình"), SERVICES.format("toàn trình")),
        ("", SERVICES.format("mức độ 3, 4"), f"{SERVICES.format('mức độ 4')}\n- {SERVICES.format('mức độ 3, 4')}"),
    ],
)
def test_target_beside_its_basis(code: str, one: str, other: str) -> None:
    codes = _codes(BASIS.format(one, other)) & {"target-below-basis", "target-drift-from-basis"}
    assert codes == ({code} if code else set())


@pytest.mark.parametrize(
    ("times", "one", "other"),
    [
        (1, "Kế hoạch số 124/KH-UBND", "Kế hoạch số 142/KH-UBND"),
        (1, "Kế hoạch số 15/KH-UBND", "Kế hoạch số 51/KH-UBND"),
        (0, "Kế hoạch số 15/KH-UBND", "Quyết định số 51/QĐ-UBND"),
    ],
)
def test_two_numbers_of_one_title_are_told_once(times: int, one: str, other: str) -> None:
    said = "ngày 23/01/2026 của UBND tỉnh về phát triển hạ tầng số và kinh tế số năm 2026"
    findings = found(_report(f"Thực hiện {one} {said}.\n3. Tiếp tục triển khai {other} {said}."))
    assert [finding.code for finding in findings].count("citation-conflicting-number") == times
