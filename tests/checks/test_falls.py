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
