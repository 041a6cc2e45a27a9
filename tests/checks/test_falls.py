"""Two months of an agency's reports, in the many wordings of officials: which figures fell though they should not, and which did not."""

from __future__ import annotations

import pytest
from tests.checks.test_examples import found

#: What both reports tell besides, with figures that are no totals.
MONTHS = (
    "Trong tháng tiếp nhận 1.842 hồ sơ, giải quyết đúng hạn 1.795 hồ sơ.\nĐã ban hành 04 văn bản chỉ đạo.",
    "Trong tháng tiếp nhận 1.690 hồ sơ, giải quyết đúng hạn 1.664 hồ sơ.\nĐã ban hành 03 văn bản chỉ đạo.",
)
FALLS = [
    ("Đến nay toàn tỉnh có 512 gian hàng bán đặc sản địa phương.",
     "Số gian hàng của hợp tác xã, hộ sản xuất đang hoạt động trên sàn là 498 gian hàng."),
    ("Lũy kế đã kích hoạt 84.310 tài khoản VNeID mức 2 cho người dân.",
     "Tính đến ngày 15/5/2026, số tài khoản định danh điện tử mức 2 đã kích hoạt là 83.940 tài khoản."),
    ("Đã cấp chữ ký số cá nhân cho 6.120/9.400 người trưởng thành, đạt 65,1%.",
     "Lũy kế 6.021/9.400 người trưởng thành được cấp chứng thư chữ ký số, đạt 64,1%."),
    ("Cổng dữ liệu mở của tỉnh hiện có 214 bộ dữ liệu.", "Hiện nay, tỉnh đã công khai 206 bộ dữ liệu trên Cổng dữ liệu mở."),
    ("Lắp đặt được 96/120 điểm wifi công cộng tại nhà văn hóa thôn.", "Đến nay 91/120 điểm wifi tại nhà văn hóa đã đưa vào sử dụng."),
    ("Về hồ sơ sức khỏe điện tử: đã tạo lập cho 702.400/915.300 người dân (76,7%).",
     "Toàn tỉnh lập được 698.150/915.300 hồ sơ sức khỏe điện tử, bằng 76,3%."),
    ("Công tác số hóa sổ hộ tịch: lũy kế số hóa 214.600 trường hợp.",
     "Lũy kế đến hết tháng 5 đã số hóa, nhập liệu 209.870 trường hợp hộ tịch."),
    ("Có 12/17 bệnh viện đã công bố bệnh án điện tử.", "Số bệnh viện công bố bệnh án điện tử là 11/17 bệnh viện."),
    ("Đã đưa 318/446 sản phẩm OCOP lên sàn Postmart, đạt 71,3%.", "Sản phẩm OCOP có mặt trên Postmart đạt 309/446 sản phẩm (69,3%)."),
    ("Trong tháng phủ sóng thêm 03 thôn, nâng tổng số thôn có sóng 4G lên 58/64 thôn.",
     "Tình hình vùng lõm: đã có 56/64 thôn được phủ sóng 4G."),
    ("Giải ngân lũy kế 41,2 tỷ đồng vốn chuyển đổi số.", "Tính đến ngày 15/5/2026 giải ngân được 39,8 tỷ đồng vốn chuyển đổi số."),
    ("Lũy kế từ đầu năm tập huấn kỹ năng số cho 2.310 lượt người.", "Từ đầu năm đến nay đã bồi dưỡng kỹ năng số cho 2.215 lượt người."),
    ("Cộng dồn đã gắn mã địa chỉ số cho 48.600 hộ.", "Lũy kế 47.950 hộ được gắn biển mã địa chỉ số."),
    ("Đến nay, 102/126 trạm y tế xã kết nối hồ sơ bệnh án với bệnh viện huyện.",
     "Việc kết nối hồ sơ bệnh án từ trạm y tế lên tuyến trên đạt 99/126 trạm."),
    ("Đã chuyển 9.415/16.820 hộ khoán sang kê khai điện tử.", "Kê khai thuế điện tử: lũy kế 9.210/16.820 hộ khoán, đạt 54,8%."),
    ("Lũy kế đã làm sạch 608.900/775.300 thửa đất (78,5%).", "Làm sạch dữ liệu đất đai: 601.250/775.300 thửa, đạt 77,6%."),
    ("Toàn tỉnh có 34 điểm tham quan bán vé điện tử.", "Hiện có 32 điểm tham quan đã dùng vé điện tử."),
    ("Lũy kế có 655 người theo học các lớp bình dân học vụ số.", "Các lớp bình dân học vụ số lũy kế thu hút 618 người."),
    ("Số học sinh có học bạ số là 88.420/91.300 em.", "Đã lập học bạ số cho 87.960/91.300 học sinh, đạt 96,3%."),
    ("Kho học liệu số dùng chung hiện có 3.140 học liệu.", "Đến nay đã cập nhật 3.085 học liệu vào kho dùng chung."),
    ("Đến ngày 14/4/2026, hệ thống giám sát kết nối 41 nhà máy, lũy kế cấp 127 mã số vùng trồng.",
     "Đến ngày 14/5/2026, lũy kế đã cấp 121 mã số vùng trồng phục vụ truy xuất nguồn gốc."),
    ("Camera an ninh: đến nay toàn phường lắp 46 camera.", "Hiện có 44 camera an ninh đang hoạt động trên địa bàn phường."),
    ("Lũy kế 18.640 hộ gia đình cài ứng dụng phản ánh hiện trường.",
     "Ứng dụng phản ánh hiện trường đã được 18.215 hộ gia đình cài đặt, lũy kế từ khi triển khai."),
    ("Đã số hóa 1.842.000/2.600.000 trang tài liệu lưu trữ (70,8%).",
     "Số hóa tài liệu lưu trữ lịch sử lũy kế đạt 1.799.500/2.600.000 trang, bằng 69,2%."),
    ("Viettel Nam Lĩnh: lũy kế phát sóng 412 trạm BTS 5G trên địa bàn tỉnh.", "Số trạm 5G đã phát sóng đến 15/5/2026: 405 trạm BTS."),
    ("Đến hết tháng 4, có 3.842 cơ sở kinh doanh đăng ký hóa đơn điện tử khởi tạo từ máy tính tiền.",
     "Toàn ngành vận động, đến nay đạt 3.791 cơ sở dùng hóa đơn khởi tạo từ máy tính tiền."),
    ("Về thanh toán viện phí: 14/16 bệnh viện đã triển khai thanh toán không dùng tiền mặt.",
     "Hiện 13/16 bệnh viện thu viện phí không dùng tiền mặt."),
    ("Toàn tỉnh đã thành lập và ra mắt 21 mô hình chợ 4.0.", "Lũy kế ra mắt 19 mô hình chợ 4.0."),
    ("Đã cấp mã định danh cho 318.400/362.000 học sinh.",
     "Học sinh có mã định danh trên cơ sở dữ liệu ngành: 314.900/362.000 em (87,0%)."),
    ("Sàn thương mại điện tử của tỉnh đã có 1.120 tài khoản người bán đăng ký.",
     "Tổng số tài khoản người bán trên sàn của tỉnh là 1.085 tài khoản."),
    ("Kết nối được 64 camera giao thông về Trung tâm điều hành, lũy kế 210 camera.",
     "Trung tâm điều hành đang khai thác hình ảnh của 204 camera giao thông, tính từ khi triển khai."),
    ("Lũy kế đến 15/4/2026, có 62.310 người hưởng lương hưu, trợ cấp nhận qua tài khoản.",
     "Lũy kế đến 15/5/2026, số người nhận lương hưu, trợ cấp qua tài khoản ngân hàng là 61.870 người."),
    ("Đã phê duyệt cấp độ an toàn cho 57/88 hệ thống thông tin.",
     "Số hệ thống thông tin được phê duyệt hồ sơ cấp độ là 55/88 hệ thống, đạt 62,5%."),
    ("Cơ sở dữ liệu công chức: cập nhật 21.436/21.785 hồ sơ (98,4%).",
     "Đã đồng bộ 21.102/21.785 hồ sơ cán bộ, công chức, viên chức lên cơ sở dữ liệu quốc gia."),
    ("Đến nay có 5/9 huyện hoàn thành cơ sở dữ liệu đất đai.", "Cơ sở dữ liệu đất đai đã vận hành tại 4/9 huyện."),
    ("Số hộ nghèo, cận nghèo được tặng điện thoại thông minh lũy kế là 1.240 hộ.",
     "Lũy kế trao tặng điện thoại thông minh cho 1.204 hộ nghèo."),
    ("Hệ thống truy xuất nguồn gốc đã cấp 2.415 mã QR cho sản phẩm nông nghiệp.",
     "Lũy kế cấp 2.380 mã QR truy xuất nguồn gốc cho nông sản."),
    ("Tỉnh đoàn duy trì 118 đội hình thanh niên tình nguyện; lũy kế hướng dẫn 9.840 người dân cài VNeID.",
     "Lũy kế hướng dẫn 9.480 lượt người dân cài đặt, sử dụng VNeID."),
    ("Trên Cổng Dịch vụ công tỉnh hiện cung cấp 1.204 dịch vụ công trực tuyến, lũy kế 46.200 tài khoản công dân được tạo.",
     "Cổng Dịch vụ công tỉnh hiện cung cấp 1.208 dịch vụ công trực tuyến; tài khoản công dân lũy kế 45.870 tài khoản."),
    ("Kho bạc: lũy kế từ đầu năm 12.418 chứng từ được giao dịch điện tử.",
     "Từ đầu năm đến nay có 12.148 chứng từ giao dịch điện tử qua kho bạc."),
    ("Đã gắn chip cho 96.400 thẻ căn cước, lũy kế cấp 702.310 thẻ.", "Lũy kế cấp 698.420 thẻ căn cước gắn chip cho công dân."),
    ("Thư viện tỉnh số hóa được 4.120 đầu sách địa chí.", "Đến nay số hóa 4.012 đầu sách, tư liệu địa chí."),
    ("100% xã có đài truyền thanh thông minh: 94/94 xã.", "Hiện có 92/94 xã vận hành đài truyền thanh ứng dụng viễn thông."),
    ("Lũy kế vốn đã giải ngân cho chuyển đổi số là 86,4 tỷ đồng, đạt 61%.", "Giải ngân vốn chuyển đổi số: lũy kế 84,6 tỷ đồng (59,7%)."),
]  # fmt: skip
NO_FALLS = [
    # of the period only
    ("Trong tháng cấp 512 chứng thư số cho công chức.", "Trong tháng cấp 498 chứng thư số cho công chức."),
    ("Cấp mới 84 tài khoản định danh cho tổ chức.", "Cấp mới 79 tài khoản định danh cho tổ chức."),
    ("Lũy kế đã cấp 4.920 thẻ điện tử cho học sinh.", "Trong tháng cấp 540 thẻ điện tử cho học sinh, lũy kế 5.460 thẻ."),
    ("Lũy kế đã kích hoạt 84.310 tài khoản định danh mức 2.", "Tháng 5 kích hoạt 3.940 tài khoản định danh mức 2 cho người dân."),
    ("Phiên chợ trực tuyến đạt 2.460 đơn hàng.", "Phiên chợ trực tuyến đạt 2.115 đơn hàng."),
    ("Tổ chức 06 lớp tập huấn cho 312 lượt người.", "Tổ chức 05 lớp tập huấn cho 298 lượt người."),
    ("Có 98/102 xã gửi báo cáo đúng hạn.", "Có 95/102 xã gửi báo cáo đúng hạn."),
    ("Tin bài về chuyển đổi số đăng trên cổng: 46 tin.", "Tin bài về chuyển đổi số đăng trên cổng: 39 tin."),
    ("Ứng dụng ghi nhận 12.400 lượt truy cập.", "Ứng dụng ghi nhận 11.950 lượt truy cập."),
    ("Đã giải quyết 4.120 hồ sơ trực tuyến toàn trình.", "Đã giải quyết 4.015 hồ sơ trực tuyến toàn trình."),
    # what may become less
    ("Hiện còn 214 hồ sơ tồn đọng chưa số hóa.", "Hiện còn 187 hồ sơ tồn đọng chưa số hóa."),
    ("Đến nay toàn tỉnh có 5.120 thuê bao di động ngưng hoạt động.", "Đến nay có 4.870 thuê bao di động ngưng hoạt động."),
    ("Đến nay còn 12 thôn lõm sóng.", "Đến nay còn 9 thôn lõm sóng."),
    ("Lũy kế phát hiện 46 máy tính nhiễm mã độc.", "Đến nay còn 31 máy tính nhiễm mã độc."),
    ("Hiện có 14 dự án đang triển khai.", "Hiện có 12 dự án đang triển khai."),
    ("Toàn ngành có 1.204 cán bộ, công chức.", "Toàn ngành có 1.187 cán bộ, công chức."),
    # another scope, another thing
    ("Đến nay toàn tỉnh có 512 gian hàng trên sàn thương mại điện tử.", "Đến nay xã Tân Lạc có 41 gian hàng trên sàn thương mại điện tử."),
    ("Lũy kế 8.412 người dân được cấp chữ ký số.", "Lũy kế 7.960 cán bộ, công chức được cấp chữ ký số."),
    ("Lũy kế số hóa 214.600 hồ sơ địa chính.", "Lũy kế số hóa 198.300 trang sổ hộ tịch."),
    ("Lũy kế có 412 gian hàng trên sàn Postmart.", "Lũy kế có 397 gian hàng trên sàn Voso."),
    ("Đến nay cấp tỉnh có 1.240 dịch vụ công trực tuyến.", "Đến nay cấp xã có 318 dịch vụ công trực tuyến."),
    ("Đến nay, 78/102 xã kết nối mạng truyền số liệu chuyên dùng.", "Đến nay, 64/102 xã có tổ công nghệ số cộng đồng."),
    ("Đến nay có 96/120 nhà văn hóa thôn có wifi.", "Đến nay có 81/120 nhà văn hóa thôn có máy vi tính."),
    ("Lũy kế tạo lập 702.400 hồ sơ sức khỏe điện tử.", "Lũy kế tạo lập 715.300 hồ sơ, trong đó trẻ em là 98.200 hồ sơ."),
    # grew, stood, or is explained
    ("Đến nay có 412 gian hàng OCOP trên sàn.", "Số gian hàng OCOP trên sàn hiện là 419 gian hàng."),
    ("Lũy kế cấp 6.120 chứng thư số.", "Lũy kế cấp 6.120 chứng thư số."),
    ("Đến nay có 412 gian hàng OCOP trên sàn.",
     "Số gian hàng OCOP trên sàn là 397 gian hàng, giảm 15 gian hàng do các hộ ngừng kinh doanh."),
    ("Lũy kế làm sạch 608.900 thửa đất.", "Sau khi rà soát, loại bỏ dữ liệu trùng, lũy kế làm sạch 601.250 thửa đất."),
    ("Lũy kế cấp 8.412 tài khoản cho hộ kinh doanh.",
     "Lũy kế cấp 8.142 tài khoản cho hộ kinh doanh. Số liệu tháng trước thống kê nhầm, nay điều chỉnh lại."),
    ("Toàn tỉnh có 1.871 tổ công nghệ số cộng đồng.", "Toàn tỉnh có 1.517 tổ công nghệ số cộng đồng sau sắp xếp thôn."),
    # of other offices and other works
    ("Trong quý đã cấp 120 giấy phép xây dựng qua mạng.", "Trong quý đã cấp 98 giấy phép xây dựng qua mạng."),
    ("Đến nay toàn tỉnh có 1.242 người nghiện có hồ sơ quản lý trên phần mềm.",
     "Đến nay toàn tỉnh còn 1.198 người nghiện có hồ sơ quản lý trên phần mềm."),
    ("Có 12 cuộc tấn công mạng bị phát hiện, ngăn chặn.", "Có 9 cuộc tấn công mạng bị phát hiện, ngăn chặn."),
    ("Tuần qua Tổ công nghệ số hướng dẫn 640 hộ.", "Tuần qua Tổ công nghệ số hướng dẫn 512 hộ."),
    ("Đến nay còn 38 máy tính dùng Windows 7.", "Đến nay còn 31 máy tính dùng Windows 7."),
    ("Lũy kế thu nhận 31.540 hồ sơ căn cước cho trẻ em.", "Tháng 5 thu nhận 2.980 hồ sơ căn cước cho trẻ em."),
    ("Lũy kế 18.240/24.310 hộ nộp thuế qua eTax Mobile.", "Lũy kế 9.874/10.120 doanh nghiệp nộp thuế điện tử."),
    ("Toàn tỉnh có 126 xã, phường, thị trấn kết nối mạng số liệu.", "Sau sắp xếp, toàn tỉnh có 68 xã, phường kết nối mạng số liệu."),
    ("Số thủ tục hành chính đủ điều kiện toàn trình là 1.388 thủ tục.",
     "Số thủ tục hành chính đủ điều kiện toàn trình là 1.302 thủ tục, sau khi bãi bỏ 86 thủ tục."),
    ("Cổng phản ánh hiện trường tiếp nhận 634 phản ánh, xử lý 598 phản ánh.",
     "Cổng phản ánh hiện trường tiếp nhận 512 phản ánh, xử lý 498 phản ánh."),
    ("Lũy kế đã kết nối 41/50 nhà máy.", "Lũy kế đã kết nối 44/50 nhà máy."),
    ("Đang xử lý 214 hồ sơ trên hệ thống.", "Đang xử lý 187 hồ sơ trên hệ thống."),
    ("Hệ thống camera đang hoạt động 210 mắt, 12 mắt hỏng.", "Hệ thống camera đang hoạt động 214 mắt, 8 mắt hỏng."),
    ("Có 18/20 sở tham dự tập huấn.", "Có 15/20 sở tham dự tập huấn."),
    ("Hội nghị có 120 đại biểu tham dự.", "Hội nghị có 96 đại biểu tham dự."),
    ("Có 15/20 xã đạt tỷ lệ hồ sơ trực tuyến trên 80%.", "Có 13/20 xã đạt tỷ lệ hồ sơ trực tuyến trên 80%."),
    ("Đến nay Bệnh viện Đa khoa tỉnh lập 62.400 bệnh án điện tử.", "Đến nay Bệnh viện Sản Nhi lập 41.300 bệnh án điện tử."),
    ("Lũy kế từ đầu năm giải ngân 41,2 tỷ đồng.", "Trong tháng giải ngân 7,6 tỷ đồng, lũy kế 48,8 tỷ đồng."),
    ("Đã hoàn thành 22/35 nhiệm vụ được giao, đang thực hiện 13 nhiệm vụ.",
     "Đã hoàn thành 26/35 nhiệm vụ được giao, đang thực hiện 9 nhiệm vụ."),
    ("Đến nay toàn tỉnh có 214 hợp tác xã.", "Đến nay toàn tỉnh có 209 hợp tác xã."),
    ("Tổng đài giải đáp 1.240 cuộc gọi.", "Tổng đài giải đáp 1.105 cuộc gọi."),
    ("Đến nay có 318 sản phẩm OCOP 3 sao trên sàn.", "Đến nay có 46 sản phẩm OCOP 4 sao trên sàn."),
    ("Lũy kế 96 điểm wifi tại nhà văn hóa.", "Lũy kế 81 điểm wifi tại trường học."),
    ("Đã bố trí 4,2 tỷ đồng cho chuyển đổi số.", "Đã bố trí 3,8 tỷ đồng mua sắm máy tính."),
]  # fmt: skip


def falls(before: str, after: str) -> list[str]:
    reports = (
        f"@report 2026-0{month}\nI. KẾT QUẢ THỰC HIỆN\n{line}\n{rest}"
        for month, line, rest in zip((4, 5), (before, after), MONTHS, strict=True)
    )
    return [finding.message for finding in found("\n=====\n".join(reports)) if finding.code == "figure-decreased"]


@pytest.mark.parametrize(("before", "after"), FALLS)
def test_falls_are_told_whatever_their_words(before: str, after: str) -> None:
    assert len(falls(before, after)) == 1


@pytest.mark.parametrize(("before", "after"), NO_FALLS)
def test_others_are_none(before: str, after: str) -> None:
    assert falls(before, after) == []


@pytest.mark.parametrize(("before", "after"), FALLS)
def test_what_grew_is_no_fall(before: str, after: str) -> None:
    assert falls(after, before) == []


TABLE = "@report 2026-0{month}\nI. KẾT QUẢ THỰC HIỆN\n1. Kết quả các chỉ tiêu:\n| TT | Chỉ tiêu | Đơn vị tính | {head} |\n{rows}"
ROWS = (
    "| 1 | Tài khoản định danh mức 2 | tài khoản | {} |\n| 2 | Hồ sơ tiếp nhận | hồ sơ | {} |\n"
    "| 3 | Tài khoản dịch vụ công của tổ chức | tài khoản | {} |"
)


@pytest.mark.parametrize(
    ("heads", "count"),
    [(("Lũy kế đến 15/4/2026", "Lũy kế đến 15/5/2026"), 1), (("Kết quả trong tháng", "Kết quả trong tháng"), 0)],
)
def test_columns_tell_what_their_figures_sum_up(heads: tuple[str, str], count: int) -> None:
    rows = ROWS.format("84.310", "1.842", "1.204"), ROWS.format("83.940", "1.690", "1.251")
    tables = [TABLE.format(month=4 + n, head=heads[n], rows=rows[n]) for n in (0, 1)]
    fallen = [finding for finding in found("\n=====\n".join(tables)) if finding.code == "figure-decreased"]
    # what is received is summed up in such a column as well
    assert len(fallen) == 2 * count


def test_long_reports_are_searched_by_what_few_figures_share() -> None:
    def report(month: int, last: str) -> str:
        lines = [f"{n}. Đến nay lĩnh vực số {n} của xã có {1000 + n + month} hồ sơ lưu trữ." for n in range(1, 160)]
        return "\n".join([f"@report 2026-0{month}", "I. KẾT QUẢ THỰC HIỆN", *lines, f"160. {last}"])

    before = report(4, "Đến nay toàn tỉnh có 512 gian hàng bán đặc sản địa phương.")
    after = report(5, "Số gian hàng của hợp tác xã, hộ sản xuất đang hoạt động trên sàn là 498 gian hàng.")
    told = [finding.message for finding in found(f"{before}\n=====\n{after}") if finding.code == "figure-decreased"]
    assert [message for message in told if "498" in message] and len(told) == 1


SUMS = (
    ("Số văn bản trao đổi trong tháng là 96.250 văn bản, tăng 4.400 văn bản so với tháng trước; lũy kế từ đầu năm là 742.600 văn bản.",
     "Số văn bản trao đổi trong tháng là 98.340 văn bản, tăng 2.090 văn bản so với tháng trước; lũy kế từ đầu năm là {} văn bản.",
     "840.940", "839.940"),
    ("Công an xã cấp 412 thẻ căn cước, nâng tổng số công dân đã được cấp lên 88.750 người.",
     "Trong tháng cấp mới 385 thẻ căn cước; từ khi triển khai đến nay đã cấp cho {} người.", "89.135", "89.153"),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after", "right", "wrong"), SUMS)
def test_totals_that_the_last_ones_and_what_came_make_but_for_a_slip(before: str, after: str, right: str, wrong: str) -> None:
    def told(total: str) -> list[str]:
        text = f"@report 2026-04\nI. KẾT QUẢ\n1. {before}\n=====\n@report 2026-05\nI. KẾT QUẢ\n1. {after.format(total)}"
        return [finding.message for finding in found(text) if wrong in finding.message and "cộng lại" in finding.message]

    assert told(wrong) and not told(right)
