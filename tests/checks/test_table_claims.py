"""What the text under a table says of its rows: the highest, those that lead, how many are below a mark."""

from __future__ import annotations

import pytest
from tests.checks.test_examples import found

_TABLE = "\n".join(
    (
        "| TT | Địa phương | Tiếp nhận | Trực tuyến | Tỷ lệ (%) |",
        "| 1 | Phường Lam Đông | 1.240 | 1.116 | 90,0 |",
        "| 2 | Xã Bình An | 860 | 602 | 70,0 |",
        "| 3 | Xã Khe Sim | 540 | 297 | 55,0 |",
        "| 4 | Xã Nậm Cang | 420 | 210 | 50,0 |",
        "| 5 | Xã Phú Thọ | 910 | 728 | 80,0 |",
        "| | Tổng cộng | 3.970 | 2.953 | 74,4 |",
    )
)


def _found(line: str) -> list[str]:
    text = f"@report 2026-05\nI. KẾT QUẢ\nSố liệu như sau:\n{_TABLE}\n{line}"
    return [finding.message for finding in found(text) if finding.code == "table-count-mismatch"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Phường Lam Đông đạt 90,0%, cao nhất tỉnh.", "Xã Phú Thọ đạt 80,0%, cao nhất tỉnh."),
        ("Ở chiều ngược lại, xã Nậm Cang thấp nhất.", "Ở chiều ngược lại, xã Khe Sim thấp nhất."),
        ("Đứng đầu là phường Lam Đông.", "Đứng đầu là xã Bình An."),
        ("Trong khối xã, xã Phú Thọ cao nhất.", ""),
        ("Phấn đấu xã Khe Sim không còn thấp nhất.", ""),
        (
            "03 địa phương dẫn đầu lần lượt là phường Lam Đông (90,0%), xã Phú Thọ (80,0%) và xã Bình An (70,0%).",
            "03 địa phương dẫn đầu lần lượt là phường Lam Đông (90,0%), xã Phú Thọ (80,0%) và xã Khe Sim (55,0%).",
        ),
        ("Hiện có 02 địa phương chưa đạt 60%.", "Hiện có 03 địa phương chưa đạt 60%."),
        ("Có 03/5 xã, phường đạt từ 70% trở lên.", "Có 04/5 xã, phường đạt từ 70% trở lên."),
        ("Có 03 xã đạt 100% kế hoạch vốn.", ""),
    ],
)
def test_claims(right: str, wrong: str) -> None:
    assert not _found(right)
    assert not wrong or _found(wrong)
