"""Documents that another one had replaced by the day of a text, beside texts that only tell of the time when they were in force."""

from __future__ import annotations

import pytest

from vbcds.checks.examples import build_examples
from vbcds.pipeline import analyse_document

CONSTRUCTION = "Nghị định số 15/2021/NĐ-CP ngày 03/3/2021 của Chính phủ"
ONE_DOOR = "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ"


def _messages(head: str, line: str) -> list[str]:
    (document,) = build_examples(f"{head}\n{line}")
    return [finding.message for finding in analyse_document(document).findings if finding.code == "superseded-basis"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"Hồ sơ xây dựng được thẩm định theo {CONSTRUCTION}.", "Nghị định số 175/2024/NĐ-CP từ ngày 30/12/2024"),
        (f"Thực hiện {CONSTRUCTION}, Sở đã thẩm định 45 dự án.", "Nghị định số 175/2024/NĐ-CP từ ngày 30/12/2024"),
        (f"Năm 2026, thực hiện {CONSTRUCTION}, Sở đã thẩm định 45 dự án.", "Nghị định số 175/2024/NĐ-CP"),
        (f"Thực hiện Luật Xây dựng năm 2014 và {CONSTRUCTION}, Sở đã cấp 30 giấy phép.", "Nghị định số 175/2024/NĐ-CP"),
        ("Thực hiện Nghị định số 98/2023/NĐ-CP, Sở đã khen thưởng 12 tập thể.", "Nghị định số 152/2025/NĐ-CP từ ngày 01/7/2025"),
        ("Chi trả được thực hiện theo Nghị định số 134/2015/NĐ-CP của Chính phủ.", "Nghị định số 159/2025/NĐ-CP từ ngày 01/7/2025"),
        ("Thực hiện Nghị định 15/2021 của Chính phủ, Sở đã thẩm định 45 dự án.", "Nghị định số 175/2024/NĐ-CP"),
        ("Việc mua sắm bảo đảm đúng quy định tại Nghị định số 24/2024/NĐ-CP.", "Nghị định số 214/2025/NĐ-CP từ ngày 04/8/2025"),
        ("Văn bản đi được ký số theo quy định của Nghị định số 130/2018/NĐ-CP.", "Nghị định số 23/2025/NĐ-CP từ ngày 10/4/2025"),
        ("Kế toán hạch toán theo Thông tư số 107/2017/TT-BTC.", "Thông tư số 24/2024/TT-BTC từ ngày 01/01/2025"),
        ("Hợp đồng điện tử áp dụng các quy định của Luật Giao dịch điện tử năm 2005.", "Luật số 20/2023/QH15 từ ngày 01/7/2024"),
        ("Thực hiện Luật Công đoàn số 12/2012/QH13, công đoàn ngành có 40 cơ sở.", "Luật số 50/2024/QH15 từ ngày 01/7/2025"),
        ("Thực hiện Luật Khoáng sản số 60/2010/QH12, Sở đã cấp 02 giấy phép.", "Luật số 54/2024/QH15 từ ngày 01/7/2025"),
        ("Thực hiện Luật Khoa học và công nghệ năm 2013, Sở quản lý 14 đề tài.", "Luật số 93/2025/QH15 từ ngày 01/10/2025"),
    ],
)
def test_followed_in_a_report(line: str, told: str) -> None:
    (message,) = _messages("@report 2026-05", line)
    assert f"đã được thay thế bởi {told}" in message


@pytest.mark.parametrize(
    "line",
    [
        f"Giai đoạn 2021 - 2024, thực hiện {CONSTRUCTION}, Sở đã thẩm định 45 dự án.",
        f"Trong năm 2023, các dự án được thẩm định theo {CONSTRUCTION}.",
        f"Các dự án đã được thẩm định theo {CONSTRUCTION}.",
        f"Thực hiện {CONSTRUCTION} (nay là Nghị định số 175/2024/NĐ-CP), Sở đã thẩm định 45 dự án.",
        f"Hồ sơ chuyển tiếp được thực hiện theo {CONSTRUCTION}.",
        f"Dự án trình trước khi có quy định mới được thực hiện theo {CONSTRUCTION}.",
        f"Thực hiện Thông tư số 05/2021/TT-BXD ngày 20/5/2021 của Bộ Xây dựng hướng dẫn thực hiện {CONSTRUCTION}, Sở đã rà soát 12 hồ sơ.",
        f"Thực hiện Nghị định số 35/2023/NĐ-CP ngày 20/6/2023 sửa đổi, bổ sung một số điều của {CONSTRUCTION}.",
        f"Rà soát, bãi bỏ các văn bản ban hành căn cứ {CONSTRUCTION}.",
        f"Tổng kết 03 năm thực hiện {CONSTRUCTION}.",
        "Trước ngày 01/01/2025, kế toán hạch toán theo Thông tư số 107/2017/TT-BTC; nay đã chuyển đổi số dư.",
        "Sở đã tập huấn Nghị định số 130/2018/NĐ-CP và cấp 120 chứng thư số.",
        "Sở góp ý dự thảo quy định chi tiết Luật Giao dịch điện tử năm 2005.",
        f"Nghị định số 175/2024/NĐ-CP thay thế {CONSTRUCTION}.",
        "Thực hiện Nghị định số 85/2016/NĐ-CP ngày 01/7/2016 của Chính phủ, Sở đã phê duyệt cấp độ cho 04 hệ thống.",
        "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ, Sở đã rà soát thể thức.",
        "Thực hiện Luật Thanh tra, Sở đã tiến hành 03 cuộc thanh tra.",
        "Thực hiện Luật sửa đổi, bổ sung một số điều của Luật Thống kê năm 2021, Sở đã báo cáo.",
    ],
)
def test_told_of_its_time(line: str) -> None:
    assert not _messages("@report 2026-05", line)


@pytest.mark.parametrize(
    ("month", "line", "wrong"),
    [
        ("2025-06", f"Thực hiện {ONE_DOOR}, tỉnh đã kiện toàn Bộ phận Một cửa.", False),
        ("2025-08", f"Thực hiện {ONE_DOOR}, tỉnh đã kiện toàn Bộ phận Một cửa.", True),
        ("2024-12", f"Thực hiện {CONSTRUCTION}, Sở đã thẩm định 45 dự án.", False),
        ("2025-01", f"Thực hiện {CONSTRUCTION}, Sở đã thẩm định 45 dự án.", True),
    ],
)
def test_on_its_day(month: str, line: str, wrong: bool) -> None:
    assert bool(_messages(f"@report {month}", line)) is wrong


def test_the_one_in_force_at_the_end_of_a_line_is_named() -> None:
    line = "Việc lựa chọn nhà thầu thực hiện theo Nghị định số 63/2014/NĐ-CP ngày 26/6/2014 của Chính phủ."
    (in_2026,), (in_2024,) = _messages("@report 2026-05", line), _messages("@report 2024-05", line)
    assert "Nghị định số 24/2024/NĐ-CP từ ngày 27/02/2024" in in_2026
    assert "có hiệu lực vào ngày đó là Nghị định số 214/2025/NĐ-CP" in in_2026
    assert "214/2025" not in in_2024


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("Căn cứ Luật Thanh tra năm 2022;", "Luật số 84/2025/QH15 từ ngày 01/7/2025"),
        ("Căn cứ Luật Thanh tra ngày 14 tháng 11 năm 2022;", "Luật số 84/2025/QH15 từ ngày 01/7/2025"),
        ("Căn cứ Luật Bảo vệ môi trường số 55/2014/QH13;", "Luật số 72/2020/QH14 từ ngày 01/01/2022"),
        ("Căn cứ Luật số 45/2013/QH13 ngày 29 tháng 11 năm 2013;", "Luật số 31/2024/QH15 từ ngày 01/8/2024"),
        ("Căn cứ Bộ luật Lao động năm 2012;", "Bộ luật số 45/2019/QH14 từ ngày 01/01/2021"),
        ("Căn cứ Luật Quy hoạch ngày 24 tháng 11 năm 2017;", "Luật số 112/2025/QH15 từ ngày 01/3/2026"),
        (
            "Căn cứ Nghị định số 73/2019/NĐ-CP ngày 05 tháng 9 năm 2019 của Chính phủ;",
            "Nghị định số 45/2026/NĐ-CP từ ngày 01/3/2026",
        ),
    ],
)
def test_basis_of_a_plan(basis: str, told: str) -> None:
    (message,) = _messages("@plan", f"{basis}\nI. MỤC TIÊU")
    assert told in message


@pytest.mark.parametrize(
    "basis",
    [
        "Căn cứ Luật Thanh tra năm 2025;",
        "Căn cứ Luật Viên chức ngày 15 tháng 11 năm 2010;",  # that of 2025 has no confirmed day in force, and is young
        "Căn cứ Luật Xây dựng ngày 18 tháng 6 năm 2014;",  # until 30 June 2026
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ;",
    ],
)
def test_basis_in_force(basis: str) -> None:
    assert not _messages("@plan", f"{basis}\nI. MỤC TIÊU")


def test_no_day_is_told_that_is_not_confirmed() -> None:
    (message,) = _messages("@plan", "Căn cứ Luật Thanh tra năm 2010;\nI. MỤC TIÊU")
    assert "bởi Luật số 11/2022/QH15, trước ngày của văn bản" in message
    assert "là Luật số 84/2025/QH15" in message
