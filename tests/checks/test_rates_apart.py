"""Percentages whose figures stand in other paragraphs."""

from __future__ import annotations

import pytest

from vbcds.checks.examples import build_examples
from vbcds.pipeline import analyse_document

_TOTAL = "1. Toàn ngành có 412 trường với tổng số 186.420 học sinh, tăng 1,2% so với năm học trước."
_MONEY = "1. Chi cho chuyển đổi số 6 tháng là 1.912 triệu đồng trong tổng chi 402.600 triệu đồng."


def messages(*lines: str) -> list[str]:
    (document,) = build_examples("@report 2026-05\nI. KẾT QUẢ THỰC HIỆN\n" + "\n".join(lines))
    return [finding.message for finding in analyse_document(document).findings if finding.code == "percentage-mismatch"]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ((_TOTAL, "2. Đồng bộ mã định danh của 174.936 học sinh, đạt 94,8% tổng số học sinh."), 1),
        ((_TOTAL, "2. Đồng bộ mã định danh của 174.936 học sinh, đạt 93,8% tổng số học sinh."), 0),
        # of another whole: no slip of the pen brings one to the other
        ((_TOTAL, "2. Đồng bộ mã định danh của 41.936 học sinh, đạt 88,2% tổng số học sinh tiểu học."), 0),
        ((_TOTAL, "2. Khối công lập có tổng số 184.536 học sinh. Đồng bộ 174.936 học sinh, đạt 94,8% tổng số học sinh."), 0),
        ((_MONEY, "Ghi chú: Tỷ lệ chi cho chuyển đổi số trên tổng chi (%): 0,74."), 1),
        ((_MONEY, "Ghi chú: Tỷ lệ chi cho chuyển đổi số trên tổng chi (%): 0,47."), 0),
        ((_MONEY, "Ghi chú: Tỷ lệ chi đầu tư công trên tổng chi (%): 0,74."), 0),
    ],
)
def test_rates_of_figures_told_before(lines: tuple[str, ...], count: int) -> None:
    assert len(messages(*lines)) == count
