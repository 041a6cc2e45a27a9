"""What every office counts every month is of the task to have it: wordings of counts and tasks, and their look-alikes."""

from __future__ import annotations

import pytest

from vbcds.assembly.standing_counts import counted_task, is_count_of
from vbcds.lexicons.measures import spell_out

TASKS = (
    "Nâng cao tỷ lệ hồ sơ TTHC được tiếp nhận, giải quyết trực tuyến",
    "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
    "Mở rộng thanh toán trực tuyến phí, lệ phí",
    "Ký số văn bản, xử lý hồ sơ công việc trên phần mềm quản lý văn bản",
    "Số hóa hồ sơ đất đai, xây dựng cơ sở dữ liệu địa chính",
    "Trả kết quả thủ tục hành chính bằng bản điện tử",
)


@pytest.mark.parametrize(
    ("text", "heading", "place"),
    [
        ("Sở nhận 402/418 hồ sơ trực tuyến, đạt 96,2%", None, 0),
        ("Tiếp nhận trực tuyến 3.012/3.655 hồ sơ", None, 0),
        ("Dịch vụ công: hồ sơ nộp trực tuyến trong tháng đạt 3.415/3.902 hồ sơ (87,5%)", None, 0),
        ("Tiếp nhận 1.125/1.690 hồ sơ, đạt 66,6%", "Hồ sơ trực tuyến", 0),
        ("Đã số hóa 742/760 hồ sơ cấp phép xây dựng", None, 1),
        ("Số hóa kết quả: 684 kết quả thủ tục hành chính", None, 1),
        ("Thanh toán trực tuyến 350/402 hồ sơ", None, 2),
        ("Văn bản phát hành có ký số: 698/702 văn bản", None, 3),
        ("Sở xử lý 2.305 văn bản trên phần mềm quản lý văn bản", None, 3),
        ("Về trả kết quả: phường cấp 512 kết quả bản điện tử", None, 5),
        ("Số kết quả điện tử trả trong tháng là 140 kết quả", None, 5),
        ("Kết quả thủ tục hành chính bản điện tử: trả 121/138 kết quả", None, 5),
        ("Trả 512 kết quả xét nghiệm điện tử", None, None),
        ("Lũy kế đã số hóa 214.300 hồ sơ đất đai", None, None),  # records of their own kind: the words tell their task
        ("Trong tháng tiếp nhận 440 hồ sơ, trả đúng hạn 438 hồ sơ", None, None),
        ("Tiếp nhận 440 hồ sơ", "Giải quyết thủ tục hành chính", None),
        ("Họp với 14 đơn vị, nhắc nhở việc tiếp nhận hồ sơ trực tuyến", None, None),  # no papers are counted
        ("Phát 102 tin, bài; mỗi phường có chuyên mục hướng dẫn nộp hồ sơ trực tuyến", None, None),
        ("Nâng tỷ lệ hồ sơ trực tuyến", None, None),
        ("Tổ chức 12 cuộc họp trực tuyến", None, None),
    ],
)
def test_the_task_that_is_to_have_what_is_counted(text, heading, place):
    assert counted_task(text, heading, [spell_out(task) for task in TASKS], lambda place: 0.0) == place


def test_of_two_tasks_of_one_kind_the_likest_or_none():
    tasks = [spell_out("Nâng tỷ lệ hồ sơ trực tuyến cấp tỉnh"), spell_out("Nâng tỷ lệ hồ sơ trực tuyến cấp xã")]
    assert counted_task("Nhận 40/50 hồ sơ trực tuyến", None, tasks, lambda place: 0.3) is None
    assert counted_task("Nhận 40/50 hồ sơ trực tuyến", None, tasks, lambda place: 0.3 + place / 5) == 1


def test_a_count_is_of_no_other_task():
    assert is_count_of("Nhận 40/50 hồ sơ trực tuyến", spell_out(TASKS[0]))
    assert not is_count_of("Nhận 40/50 hồ sơ trực tuyến", spell_out("Hướng dẫn nộp hồ sơ trực tuyến qua Tổ công nghệ số cộng đồng"))
    assert not is_count_of("Nhận 40/50 hồ sơ trực tuyến", spell_out(TASKS[4]))
