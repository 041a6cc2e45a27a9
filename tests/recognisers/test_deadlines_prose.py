"""Deadlines in running text, and what only looks like one."""

from __future__ import annotations

import json
import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from vbcds.recognisers.deadlines import find_deadlines


@pytest.mark.parametrize(
    ("text", "raw", "kind", "due", "recurrence"),
    [
        ("Giao Sở Y tế hoàn thành trước ngày 30/6/2023.", "trước ngày 30/6/2023", "fixed", "2023-06-30", None),
        ("sớm chọn và tổ chức ngày hội của địa phương trong tháng 12.2021.", "trong tháng 12.2021", "fixed", "2021-12-31", None),
        ("Còn 120 trường hợp phải thu nhận xong trước ngày 30.7.2023.", "trước ngày 30.7.2023", "fixed", "2023-07-30", None),
        ("Báo cáo kết quả chậm nhất ngày 15/11/2023 để tổng hợp.", "chậm nhất ngày 15/11/2023", "fixed", "2023-11-15", None),
        ("- Đến cuối năm 2022: chuyển toàn bộ hệ thống", "Đến cuối năm 2022", "fixed", "2022-12-31", None),
        ("Trong quý III/2023, hoàn thành việc kết nối.", "Trong quý III/2023", "fixed", "2023-09-30", None),
        ("Triển khai trong quý III/2023.", "trong quý III/2023", "fixed", "2023-09-30", None),
        ("đảm bảo 95% người dân có hồ sơ điện tử vào năm 2025.", "vào năm 2025", "fixed", "2025-12-31", None),
        ("Phấn đấu đến năm 2025, 100% cơ sở có trang tin.", "đến năm 2025", "fixed", "2025-12-31", None),
        ("Đến năm 2025,100% trường học có trang tin.", "Đến năm 2025", "fixed", "2025-12-31", None),
        ("Định kỳ hàng quý gửi báo cáo về Sở.", "Định kỳ hàng quý", "recurring", None, "FREQ=MONTHLY;INTERVAL=3"),
        ("Các đơn vị gửi báo cáo định kỳ hằng tháng (trước ngày 20) về Sở.", "định kỳ hằng tháng (trước ngày 20)", "recurring", None,
         "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("Đề nghị hằng tháng các cơ quan có báo cáo chuyên đề", "hằng tháng", "recurring", None, "FREQ=MONTHLY"),
        ("Hằng năm tổ chức đánh giá, xếp hạng.", "Hằng năm", "recurring", None, "FREQ=YEARLY"),
        ("Hằng quý, các sở, ngành báo cáo UBND tỉnh.", "Hằng quý", "recurring", None, "FREQ=MONTHLY;INTERVAL=3"),
        ("gửi báo cáo trước ngày 20 hằng tháng", "trước ngày 20 hằng tháng", "recurring", None, "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("báo cáo UBND tỉnh trước ngày 15 tháng cuối quý", "trước ngày 15 tháng cuối quý", "recurring", None,
         "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"),
        ("gửi báo cáo chậm nhất ngày 20 của tháng báo cáo hoặc qua thư", "chậm nhất ngày 20 của tháng báo cáo", "recurring", None,
         "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("nộp hồ sơ trước ngày 05 của tháng sau", "trước ngày 05 của tháng sau", "recurring", None, "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("Trả lời trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản này.",
         "trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản này", "relative", None, None),
        ("Trong thời hạn 30 ngày kể từ ngày ký, các đơn vị xây dựng kế hoạch.", "Trong thời hạn 30 ngày kể từ ngày ký", "relative",
         "2023-03-02", None),
        ("Thời gian hoàn thành: Quý III/2023.", "Quý III/2023", "fixed", "2023-09-30", None),
        ("- Thời gian thực hiện (dự kiến): ngày 11/9/2026 (thứ Sáu).", "ngày 11/9/2026 (thứ Sáu)", "fixed", "2026-09-11", None),
        ("Thời hạn: thường xuyên", "thường xuyên", "ongoing", None, None),
        ("hoàn thành quý III/2023", "quý III/2023", "fixed", "2023-09-30", None),
        ("(dự kiến cuối tháng 11 gửi các ngành xin ý kiến)", "cuối tháng 11", "fixed", "2023-11-30", None),
        ("Các nhiệm vụ đã giao, hoàn thành trước 30/6/2023.", "trước 30/6/2023", "fixed", "2023-06-30", None),
        ("gửi về Sở Nội vụ trước 17 giờ ngày 15/6/2023", "trước 17 giờ ngày 15/6/2023", "fixed", "2023-06-15", None),
        ("hoàn thành chậm nhất trong quý II/2024", "chậm nhất trong quý II/2024", "fixed", "2024-06-30", None),
        ("Tổ chức từ ngày 01/10/2024 đến ngày 10/10/2024 tại tỉnh.", "từ ngày 01/10/2024 đến ngày 10/10/2024", "period", "2024-10-10",
         None),
        ("triển khai đến hết năm 2025", "đến hết năm 2025", "fixed", "2025-12-31", None),
        ("Hoàn thành trong 6 tháng đầu năm 2024", "trong 6 tháng đầu năm 2024", "fixed", "2024-06-30", None),
    ],
)  # fmt: skip
def test_a_deadline_is_found_with_its_cue(text: str, raw: str, kind: str, due: str | None, recurrence: str | None) -> None:
    for form in (text, unicodedata.normalize("NFD", text)):
        mentions = find_deadlines(form, year=2023, issued=date(2023, 1, 31) if "kể từ" in text else None)
        assert [unicodedata.normalize("NFC", mention.raw) for mention in mentions] == [raw]
        mention = mentions[0]
        assert form[mention.start : mention.end] == mention.raw
        deadline = mention.deadline
        assert (deadline.kind, deadline.due.isoformat() if deadline.due else None, deadline.recurrence) == (kind, due, recurrence)


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch chuyển đổi số tỉnh Tây Ninh giai đoạn 2020-2025 và định hướng đến năm 2030",
        "Chương trình chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030",
        "triển khai Nghị quyết về chuyển đổi số đến năm 2025, định hướng đến năm 2030",
        "CHUYỂN ĐỔI SỐ TỈNH\nĐẾN NĂM 2025",
        "về chuyển đổi số tỉnh Tây Ninh\nđến năm 2025",
        "Tính đến ngày 15/6/2023, toàn tỉnh có 45 xã",
        "số liệu tính từ 15/4/2023 đến 14/5/2023",
        "Theo thống kê, đến nay, 100% trung tâm xã đạt chuẩn",
        "Quyết định số 12/QĐ-UBND ngày 3/4/2020 của UBND tỉnh",
        "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
        "Căn cứ Kế hoạch số 01/KH-BCĐ ngày 06/5/2024",
        "đã hoàn thành trong tháng 5/2023",
        "năm 2022, tỉnh xếp thứ 46",
        "Trong tháng 5/2023, Sở đã ban hành 12 văn bản.",
        "từ năm 2016 đến năm 2020, UBND tỉnh đã ban hành 37 văn bản",
        "Kết quả đạt được trong năm 2022",
        "trong giai đoạn 2020-2025, tỉnh đề xuất nguồn kinh phí",
        "tổng chi ngân sách hằng năm",
        "kế hoạch hằng năm của tỉnh",
        "chi thường xuyên hằng năm khoảng 20-25 tỷ đồng",
        "Năng suất lao động hàng năm tăng",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "có hiệu lực thi hành sau 15 ngày kể từ ngày đăng Công báo",
        "tăng 5% so với năm 2021",
        "diễn ra chiều 24.5",
        "số liệu tính đến ngày 14 của tháng báo cáo",
        "số liệu từ ngày 15 của tháng trước đến ngày 14 của tháng báo cáo",
        "",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, year=2023) == []


def test_a_plain_date_before_the_day_of_issue_is_a_fact() -> None:
    text = "Tổ chức đánh giá trong năm 2020."
    assert find_deadlines(text, issued=date(2021, 11, 1)) == []
    assert len(find_deadlines(text, issued=date(2020, 2, 1))) == 1


def test_a_month_before_the_day_of_issue_is_a_deadline_of_a_duty() -> None:
    duty = "Sở Y tế chủ trì xây dựng kho dữ liệu, hoàn thành trong tháng 11/2025."
    assert [found.raw for found in find_deadlines(duty, issued=date(2026, 3, 5))] == ["trong tháng 11/2025"]
    assert not find_deadlines("Sở Y tế đã hoàn thành kho dữ liệu trong tháng 11/2025.", issued=date(2026, 3, 5))


def test_several_deadlines_of_one_sentence() -> None:
    text = "Xây dựng đề cương trước ngày 15/3/2023; lấy ý kiến trong tháng 4/2023 và trình UBND tỉnh chậm nhất ngày 30/5/2023."
    assert [str(mention.deadline.due) for mention in find_deadlines(text)] == ["2023-03-15", "2023-04-30", "2023-05-30"]


@pytest.mark.parametrize(
    "text",
    ["trước ngày 1/1/2023 " * 3_000, "hằng tháng " * 5_000, "đến năm 2025, " * 4_000, "thời gian: " * 5_000, "trong 5 ngày kể từ " * 3_000,
     "định kỳ " * 8_000, ":" * 60_000, "ngày 5 tháng cuối " * 4_000, "trong trong " * 8_000],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    began = time.process_time()
    find_deadlines(text, year=2023)
    assert time.process_time() - began < 5


def test_duties_of_real_plans_have_no_invented_deadline(shared: Path) -> None:
    for name in ("hanoi_kh_173_prose_tasks.json", "prose_tasks_713.json"):
        record = json.loads((shared / "eval" / "gold" / "separate" / name).read_text(encoding="utf-8"))
        for task in record["tasks"]:
            if task.get("form") == "activity":
                continue
            found = find_deadlines(task["content"])
            assert bool(found) == (task["deadline"]["raw"] is not None), task["content"]
