"""Goals that the text of a report tells twice, and ratios noted below a table with the columns that they are of."""

from __future__ import annotations

from vbcds.checks.examples import build_examples
from vbcds.pipeline import analyse_document

_GOAL = (
    "@report 2026-06\nI. KẾT QUẢ\n1. Tỷ lệ hồ sơ trực tuyến toàn trình 6 tháng đầu năm đạt 64,2% (chỉ tiêu năm 2026 là 78%).\n"
    "II. NHIỆM VỤ\n1. Phấn đấu tỷ lệ {what} đến hết năm {year} đạt {value}%."
)
_NOTE = (
    "@report 2026-06\nI. NGUỒN VỐN\n| Lĩnh vực | Nguồn vốn | < | Cộng |\n| ^ | Trung ương | Tỉnh | ^ |\n| Y tế | 12,5 | 7,5 | 20,0 |\n"
    "| Giáo dục | 4,0 | 6,0 | 10,0 |\n| Đất đai | 8,5 | 1,5 | 10,0 |\n| Tổng cộng | 25,0 | 15,0 | 40,0 |\n"
    "Ghi chú: Tỷ lệ vốn Trung ương trên tổng số (%): 62,5; Tỷ lệ vốn tỉnh trên tổng số (%): {value}."
)


def codes(text: str) -> set[str]:
    (document,) = build_examples(text)
    return {finding.code for finding in analyse_document(document).findings if finding.severity != "info"}


def test_goal_with_two_values() -> None:
    same = "hồ sơ trực tuyến toàn trình"
    assert "target-contradiction" in codes(_GOAL.format(what=same, year=2026, value=75))
    assert "target-contradiction" not in codes(_GOAL.format(what=same, year=2026, value=78))
    assert "target-contradiction" not in codes(_GOAL.format(what=same, year=2027, value=85))
    assert "target-contradiction" not in codes(_GOAL.format(what="thanh toán trực tuyến toàn trình", year=2026, value=60))


def test_note_names_its_columns() -> None:
    assert "percentage-mismatch" in codes(_NOTE.format(value="35,7"))
    assert "percentage-mismatch" not in codes(_NOTE.format(value="37,5"))
