"""A step on the way to a task is not the task, unless the task is the step: each kind of statement with its counter-examples."""

from __future__ import annotations

from datetime import date

import pytest
from tests.assembly.test_task_links import item, task

from vbcds.assembly.status_steps import is_step_only
from vbcds.assembly.statuses import fitting_status, parse_status
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.work_steps import load_work_steps

CAMERA = "Lắp đặt camera giám sát tại các bến đò"
ENROL = "Tổ chức tuyển sinh trực tuyến lớp 1"
OPEN = "Công bố danh mục dữ liệu mở của tỉnh"
PLAN = "Xây dựng kế hoạch chuyển đổi số ngành nông nghiệp"
SURVEY = "Khảo sát nhu cầu sử dụng chữ ký số"
REVIEW = "Rà soát, cắt giảm thủ tục hành chính lĩnh vực thủy sản"
RENT = "Thuê dịch vụ hạ tầng máy chủ cho Trung tâm dữ liệu"
TEAM = "Thành lập tổ giúp việc Ban Chỉ đạo"
TRAIN = "Tập huấn an toàn thông tin cho cán bộ xã"
RECORDS = "Số hóa tài liệu lưu trữ của các sở"
SYSTEM = "Xây dựng hệ thống quản lý giống cây trồng"
RULES = "Ban hành quy chế quản lý dữ liệu dùng chung"
MONEY = "Bố trí kinh phí mua sắm thiết bị cho bộ phận một cửa"
TALKS = "Tổ chức hội nghị đối thoại với doanh nghiệp công nghệ số"


@pytest.mark.parametrize(
    ("content", "text", "status"),
    [
        # a plan, a paper
        (ENROL, "Sở đã xây dựng kế hoạch, nâng cấp phần mềm và rà soát 8.120 trẻ vào lớp 1", "in_progress"),
        (PLAN, "Sở đã xây dựng kế hoạch và gửi các huyện thực hiện", "done"),
        (PLAN, "Đã ban hành Kế hoạch số 61/KH-SNN ngày 14/4/2026", "done"),
        (RECORDS, "Đã ban hành Kế hoạch số 61/KH-SNV ngày 14/4/2026", "in_progress"),
        (RECORDS, "Sở đã có văn bản yêu cầu các phòng bàn giao tài liệu", "in_progress"),
        (RULES, "UBND tỉnh đã ban hành quy chế tại Quyết định số 88/QĐ-UBND", "done"),
        (CAMERA, "Đã có Công văn số 204/SXD-HT đề nghị điện lực cấp nguồn", "in_progress"),
        # a survey
        (CAMERA, "Đã hoàn thành khảo sát vị trí tại 18 bến đò", "in_progress"),
        (CAMERA, "Đã khảo sát, lắp đặt camera tại 18 bến đò", "done"),
        (CAMERA, "Đã phối hợp với Công an tỉnh tổ chức khảo sát 18 bến đò", "in_progress"),
        (SURVEY, "Đã hoàn thành khảo sát nhu cầu của 42 đơn vị", "done"),
        (SURVEY, "Đã phát hành văn bản gửi phiếu khảo sát đến 42 đơn vị", "in_progress"),
        # reviews, lists, what was gathered
        (OPEN, "Sở đã tổng hợp đề xuất của 14 cơ quan, sơ bộ lựa chọn 86 bộ dữ liệu", "in_progress"),
        (OPEN, "Sở đã tổng hợp đề xuất của 14 cơ quan và chính thức công bố danh mục gồm 86 bộ dữ liệu", "done"),
        (RECORDS, "Đã thống kê 1.240 mét giá tài liệu cần số hóa", "in_progress"),
        (REVIEW, "Đã rà soát 63 thủ tục, cắt giảm 12 thành phần hồ sơ", "done"),
        (REVIEW, "Đã tổ chức họp với các phòng về cách làm", "in_progress"),
        (MONEY, "Đã lập danh sách 34 xã cần thiết bị", "in_progress"),
        # contracts and money
        (CAMERA, "Đã ký hợp đồng với đơn vị thi công ngày 06/5", "in_progress"),
        (RENT, "Đã ký hợp đồng thuê dịch vụ với doanh nghiệp viễn thông", "done"),
        (SYSTEM, "Đã lựa chọn được nhà thầu", "in_progress"),
        (SYSTEM, "Đã lựa chọn nhà thầu, nghiệm thu và đưa vào sử dụng hệ thống", "done"),
        (SYSTEM, "UBND tỉnh đã phê duyệt chủ trương đầu tư", "in_progress"),
        (MONEY, "Sở đã phân bổ kinh phí cho 34/34 xã", "done"),
        (SYSTEM, "Tỉnh đã bố trí kinh phí cho nhiệm vụ này", "in_progress"),
        # people, meetings, lessons, opinions
        (SYSTEM, "Đã thành lập tổ triển khai gồm 07 thành viên", "in_progress"),
        (TEAM, "Đã thành lập tổ giúp việc gồm 07 thành viên", "done"),
        (SYSTEM, "Đã tập huấn cho 310 cán bộ đầu mối", "in_progress"),
        (TRAIN, "Đã tập huấn cho 310 cán bộ của 34 xã", "done"),
        (RULES, "Đã tổ chức hội thảo góp ý với sự tham gia của 20 cơ quan", "in_progress"),
        (TALKS, "Đã tổ chức hội nghị với 120 doanh nghiệp", "done"),
        (CAMERA, "Đã làm việc với ba nhà mạng về đường truyền", "in_progress"),
        (RULES, "Đã lấy ý kiến 34 sở, ngành, địa phương", "in_progress"),
        # counts of work that goes on
        (CAMERA, "Đến nay đã hướng dẫn tổng cộng 31.540 người lắp đặt camera", "in_progress"),
        (CAMERA, "Camera đã triển khai tới 148 hộ kinh doanh", "in_progress"),
        (CAMERA, "Camera đã triển khai tới 148/148 hộ kinh doanh", "done"),
        # the end of the work, whatever was done before
        (CAMERA, "Nhiệm vụ số 4 đã hoàn thành, sau khi khảo sát 18 bến đò", "done"),
        (CAMERA, "Đã lắp đặt xong 18 camera theo vị trí đã khảo sát", "done"),
        (SYSTEM, "Hệ thống đã đi vào hoạt động từ ngày 04/5/2026, đã tập huấn cho 310 người", "done"),
        (SYSTEM, "Đã bàn giao hệ thống cho 34 xã và tập huấn sử dụng", "done"),
        (RECORDS, "Đã hoàn thành số hóa tài liệu đã rà soát", "done"),
        (RULES, "Quy chế đã được ban hành sau khi lấy ý kiến các sở", "done"),
        (MONEY, "Đã cấp đủ thiết bị cho 34/34 xã theo danh sách đã lập", "done"),
    ],
)
def test_a_step_is_not_the_work(content, text, status):
    assigned = task("4", content, "Sở Xây dựng", "", "Quý III/2026")
    made = item(text, "Sở Xây dựng", status=parse_status(text))
    assert fitting_status(made, assigned, issued=date(2026, 5, 20)) == status


def test_a_step_alone_says_nothing_of_the_end():
    assigned = task("4", CAMERA, "Sở Xây dựng", "", "Quý III/2026")
    assert is_step_only("Khảo sát 18 bến đò", assigned)
    assert not is_step_only("Lắp đặt camera tại 18 bến đò đã khảo sát", assigned)
    assert not is_step_only("", assigned)


def test_the_product_tells_what_the_task_is():
    surveyed = task("4", "Đánh giá nhu cầu sử dụng chữ ký số", "Sở Xây dựng", "", "Quý III/2026")
    assert is_step_only("Đã lập danh sách 42 đơn vị", surveyed)
    assert not is_step_only(
        "Đã lập danh sách 42 đơn vị", task("4", "Danh sách đơn vị cần chữ ký số", "Sở Xây dựng", "", "Quý III/2026")
    )


@pytest.mark.parametrize("examples", load_work_steps().examples)
def test_examples_of_the_steps(examples):
    told, alike = examples
    first = task("4", "Vận hành cổng dữ liệu", "Sở Xây dựng", "", "Quý III/2026")
    for text in told:
        assert is_step_only(fold(text), first), text
    for text in alike:
        assert not is_step_only(fold(text), first), text
