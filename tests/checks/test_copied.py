"""How many findings copied passages of a report are."""

from __future__ import annotations

from tests.checks.test_examples import found

_LINES = (
    "Sở đã mời thầy thuốc của bệnh viện tỉnh giảng trực tuyến cho trạm y tế các xã vùng lòng hồ vào mỗi sáng thứ bảy.",
    "Trạm y tế các xã vùng lòng hồ dùng chung một máy in nhãn thuốc, mỗi tuần chuyển qua lại giữa các trạm bằng thuyền.",
    "Các phòng khám tư nhân đã gửi danh mục thuốc lên hệ thống dược quốc gia và được nhắc khi thuốc gần hết hạn dùng.",
    "Bệnh viện tỉnh đã dán mã phản hồi tại mọi khoa để người bệnh chấm điểm thái độ phục vụ trước khi làm thủ tục ra viện.",
)


def _copied(count: int) -> list[str]:
    lines = "\n".join(f"{number}. {line}" for number, line in enumerate(_LINES[:count], 1))
    reports = (f"@report 2026-0{month}\nI. KẾT QUẢ THỰC HIỆN\n{lines}" for month in (4, 5))
    return [finding.message for finding in found("\n=====\n".join(reports)) if finding.code == "copied-text"]


def test_few_passages_are_findings_of_their_own():
    assert len(_copied(2)) == 2


def test_a_whole_report_is_one_finding():
    (message,) = _copied(4)
    assert "4 nội dung" in message
