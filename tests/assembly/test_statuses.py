"""States of work, as officials say them."""

from __future__ import annotations

import pytest

from vbcds.assembly.statuses import parse_status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Đã ban hành Quyết định số 802/QĐ-UBND công bố phương án cắt giảm", "done"),
        ("Đã trình UBND tỉnh ban hành quy chế tại Quyết định số 12/QĐ-UBND", "done"),
        ("Đã hoàn thành cấp học bạ số cho 50.170/50.170 học sinh, đạt 100%", "done"),
        ("Hoàn thành kết nối cơ sở dữ liệu với trục liên thông", "done"),
        ("Đang tham mưu UBND tỉnh ban hành quy chế", "in_progress"),
        ("Đã rà soát xong 63 thủ tục, đang trình công bố phương án", "in_progress"),
        ("Đã trình UBND tỉnh xem xét, phê duyệt", "in_progress"),
        ("Toàn ngành có 7/14 bệnh viện hoàn thành bệnh án điện tử, đạt 50%", "in_progress"),
        ("Trung tâm giám sát vận hành ổn định", "in_progress"),
        ("Đã ký hợp đồng với nhà thầu, đang cài đặt", "in_progress"),
        ("Dự kiến hoàn thành trong tháng 6", "in_progress"),
        ("Chưa tổ chức được lớp nào", "not_started"),
        ("Học bạ số trung học cơ sở chưa triển khai do phần mềm chưa kết nối", "not_started"),
        ("Việc đối soát chậm so với kế hoạch", "delayed"),
        ("Đã quá hạn 15 ngày, xin lùi thời hạn", "delayed"),
        ("Xếp hạng 27/34, giảm 3 bậc", None),
        ("Nhiệm vụ số 6: đã hoàn thành từ ngày 12/5; đến nay đồng bộ 980/1.012 hồ sơ, đạt 96,8%", "done"),
        ("Hoàn thành khảo sát 800 hộ; mức độ hài lòng đạt 87,6%", "done"),
        ("Đã hoàn thành 30/64 xã, đạt 46,9%", "in_progress"),
        ("Đã hoàn thành khảo sát; phần đo đạc còn lại dự kiến hoàn thành trong tháng 6", "in_progress"),
        ("Đang tham mưu ban hành kế hoạch diễn tập; đã khảo sát thao trường", "in_progress"),
        ("Quy trình nội bộ được UBND tỉnh ký ngày 09/5/2026", "done"),
        ("Đạt 94,2%; chưa hoàn thành theo thời hạn do chờ quy trình của bộ", "delayed"),
        ("08/14 bệnh viện đã công bố, số còn lại khó bảo đảm mốc 30/9", "delayed"),
        ("Hoàn thành trước thời hạn 10 ngày", "done"),
        ("Đến nay xã chưa được trang bị máy quét, đang dùng máy mượn", "not_started"),
        ("Nhiệm vụ số 7 Phụ lục II đã hoàn thành, bãi xe nhận vé số từ 02/3; trong kỳ bán 812/1.040 vé số, đạt 78,1%", "done"),
        ("Nhiệm vụ số 7 Phụ lục II đã hoàn thành 4/9 bãi xe, đạt 44,4%", "in_progress"),
        ("Bãi xe số đã chính thức hoạt động từ ngày 02/3/2025; bán 812/1.040 vé qua mạng (78,1%)", "done"),
        ("Bãi xe số sẽ được đưa vào hoạt động từ ngày 02/3/2025, đang lắp cổng", "in_progress"),
        ("Đã kiểm 212/300 cột đèn (70,7%) và đã gửi báo cáo số 45/BC-SXD đến UBND tỉnh", "done"),
        ("Đã kiểm 212/300 cột đèn (70,7%) và đã gửi phiếu lấy ý kiến", "in_progress"),
        ("Đã ký hợp đồng ngày 04/4, bắt đầu thi công từ tháng 5", "in_progress"),
        ("Đã lắp 62/90 cột; theo đà này khó hoàn thành trước 31/5", "delayed"),
        ("Đã lắp 62/90 cột, chưa đạt yêu cầu hoàn thành trong quý I", "delayed"),
        ("Chưa thể trình đề án trong tháng 3 như đã giao", "delayed"),
        ("Chưa thể triển khai do thiếu mẫu", "not_started"),
        ("Đã rà soát 14 công trình, xác định 03 công trình chậm bàn giao; đang lập báo cáo", "in_progress"),
        ("Đã rà soát 14 công trình, việc bàn giao chậm so với kế hoạch", "delayed"),
        ("Tiếp nhận 214 hồ sơ, không có hồ sơ trễ hạn", None),
    ],
)
def test_parse_status(text, status):
    assert parse_status(text) == status
