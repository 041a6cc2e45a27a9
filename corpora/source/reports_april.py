"""Reports of eight agencies for April 2026: every office has its own headings and habits."""

from __future__ import annotations

from typing import Any

from source.directives import GDDT, KHCN, NNMT, NV, TC, VP, YT
from source.forms import Grid, Heading, Paper, Statement, Text

PLAN = "ke-hoach-87-2026"
PROGRAMME = "quyet-dinh-412-2024"
PEOPLE = "Ủy ban nhân dân tỉnh"


def metric(
    indicator: str, value: float, unit: str, raw: str, *, numerator: float | None = None, denominator: float | None = None,
    consistent: bool | None = None, as_of: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "indicator": indicator,
        "value": value,
        "unit": unit,
        "numerator": numerator,
        "denominator": denominator,
        "consistent": consistent,
        "as_of": as_of,
        "raw": raw,
    }


def report(
    stem: str, formats: tuple[str, ...], number: str, date: str, issuer: str, lines: tuple[str, ...], title: str, body: tuple[Any, ...],
    signature: tuple[str, ...], signer: str, role: str, by: str | None, *, place: str = "Vĩnh Giang", period: str = "2026-04",
    mess: frozenset[str] = frozenset(),
) -> Paper:  # fmt: skip
    return Paper(
        stem=stem, formats=formats, folder=f"bao-cao/{period}", kind="báo cáo", genre="report", number=number, date=date, place=place,
        issuer=issuer, agency_lines=lines, title=title, body=(*body, _closing(issuer, period)), signature=signature, signer=signer,
        role=role, by=by,
        recipients=("Sở Khoa học và Công nghệ", "Lưu: VT"), period=period, mess=mess,
    )  # fmt: skip


def _closing(issuer: str, period: str) -> Text:
    year, month = period.split("-")
    return Text(
        text=f"Trên đây là báo cáo tháng {int(month)} năm {year} của {issuer}, kính gửi Sở Khoa học và Công nghệ tổng hợp./."
    )


PROVINCE = "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG"
S = Statement

REPORTS: tuple[Paper, ...] = (
    report(
        "bc-so-khcn",
        ("docx",),
        "112/BC-SKHCN",
        "2026-04-21",
        KHCN,
        (PROVINCE, "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
        "Kết quả thực hiện nhiệm vụ chuyển đổi số tháng 4 và phương hướng tháng 5 năm 2026",
        (
            Text(
                text="Thực hiện Kế hoạch số 87/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh, Sở Khoa học và Công nghệ báo cáo kết quả tháng 4 như sau:"
            ),
            Heading(text="I. KẾT QUẢ THỰC HIỆN"),
            S(
                text="1. Đã trình Chủ tịch Ủy ban nhân dân tỉnh ban hành Kiến trúc số của tỉnh tại Quyết định số 655/QĐ-UBND ngày 16/4/2026.",
                task="1",
                of=PLAN,
                status="done",
            ),
            S(
                text="2. Đang lập hồ sơ mời thầu gói thuê dịch vụ điện toán đám mây cho các hệ thống dùng chung, dự kiến hoàn thành trong tháng 6.",
                task="2",
                of=PLAN,
                status="in_progress",
            ),
            S(
                text="3. Trung tâm giám sát an toàn không gian mạng vận hành ổn định, đã ngăn chặn 1.254 lượt dò quét.",
                task="1.5",
                of=PROGRAMME,
                status="in_progress",
                metrics=(metric("ngăn chặn lượt dò quét", 1254, "lượt", "đã ngăn chặn 1.254 lượt dò quét"),),
            ),
            S(
                text="4. Cổng dữ liệu tỉnh đã mở 118 bộ dữ liệu của 14/17 sở, ngành, đạt 82,35%.",
                task="4",
                of=PLAN,
                status="in_progress",
                metrics=(
                    metric("Cổng dữ liệu tỉnh đã mở bộ dữ liệu", 118, "bộ dữ liệu", "118 bộ dữ liệu"),
                    metric(
                        "sở, ngành mở dữ liệu",
                        82.35,
                        "%",
                        "14/17 sở, ngành, đạt 82,35%",
                        numerator=14,
                        denominator=17,
                        consistent=True,
                    ),
                ),
            ),
            Heading(text="II. KHÓ KHĂN, VƯỚNG MẮC"),
            S(
                text="- Định mức chi cho dịch vụ điện toán đám mây chưa có, việc lập dự toán gói thầu gặp lúng túng.",
                section="difficulties",
                task="2",
                of=PLAN,
            ),
            S(text="- Nhân lực an toàn thông tin của Sở chỉ có 03 người, không bảo đảm trực 24/7.", section="difficulties"),
            Heading(text="III. ĐỀ XUẤT, KIẾN NGHỊ"),
            S(
                text="- Đề nghị Sở Tài chính hướng dẫn áp dụng định mức chi thuê dịch vụ công nghệ thông tin.",
                section="proposals",
                addressee=TC,
            ),
            Heading(text="IV. NHIỆM VỤ TRỌNG TÂM THÁNG 5"),
            S(text="- Phát hành hồ sơ mời thầu gói thuê dịch vụ điện toán đám mây.", section="plans", task="2", of=PLAN),
            S(text="- Hướng dẫn các sở, ngành còn lại công bố dữ liệu mở.", section="plans", task="4", of=PLAN),
        ),
        ("GIÁM ĐỐC",),
        "Huỳnh Công Định",
        "Giám đốc",
        None,
    ),
    report(
        "bc-so-y-te",
        ("pdf",),
        "745/BC-SYT",
        "2026-04-17",
        YT,
        (PROVINCE, "SỞ Y TẾ"),
        "Tình hình triển khai chuyển đổi số ngành y tế tháng 4 năm 2026",
        (
            Heading(text="1. Công tác đã thực hiện"),
            S(
                text="Đến ngày 15/4/2026, toàn ngành có 7/14 bệnh viện công lập hoàn thành bệnh án điện tử, đạt 50%.",
                task="6",
                of=PLAN,
                status="in_progress",
                metrics=(
                    metric(
                        "bệnh viện công lập hoàn thành bệnh án điện tử",
                        50,
                        "%",
                        "7/14 bệnh viện công lập hoàn thành bệnh án điện tử, đạt 50%",
                        numerator=7,
                        denominator=14,
                        consistent=True,
                        as_of="2026-04-15",
                    ),
                ),
            ),
            S(
                text="Đã tạo lập 612.480 hồ sơ sức khỏe điện tử trên tổng số 845.300 người dân, đạt 74,2%.",
                task="2.6",
                of=PROGRAMME,
                status="in_progress",
                metrics=(
                    metric(
                        "tạo lập hồ sơ sức khỏe điện tử",
                        74.2,
                        "%",
                        "612.480 hồ sơ sức khỏe điện tử trên tổng số 845.300 người dân, đạt 74,2%",
                        numerator=612480,
                        denominator=845300,
                        consistent=False,
                    ),
                ),
            ),
            S(
                text="Việc liên thông giấy chuyển tuyến điện tử đã triển khai tại các trung tâm y tế, tuy nhiên đường truyền ở hai trạm y tế đảo còn chập chờn.",
                section="difficulties",
            ),
            Heading(text="2. Tồn tại, hạn chế và nguyên nhân"),
            S(
                text="Bảy bệnh viện còn lại chậm so với kế hoạch do thiếu thiết bị lưu trữ và chữ ký số cho bác sĩ.",
                section="difficulties",
                task="6",
                of=PLAN,
            ),
            Heading(text="3. Kiến nghị"),
            S(
                text="Kiến nghị Bảo hiểm xã hội tỉnh sớm xác nhận dữ liệu thanh toán từ bệnh án điện tử.",
                section="proposals",
                addressee="Bảo hiểm xã hội tỉnh",
            ),
            S(
                text="Kiến nghị Ủy ban nhân dân tỉnh bổ sung 12,5 tỷ đồng mua sắm hạ tầng lưu trữ cho các bệnh viện tuyến huyện cũ.",
                section="proposals",
                addressee=PEOPLE,
                metrics=(),
            ),
            Heading(text="4. Phương hướng tháng tới"),
            S(text="Thẩm định bệnh án điện tử tại Bệnh viện Mắt và Bệnh viện Y học cổ truyền.", section="plans", task="6", of=PLAN),
        ),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        "Phan Thị Kim Ngọc",
        "Phó Giám đốc",
        "KT.",
    ),
    report(
        "bc-so-gddt",
        ("docx",),
        "390/BC-SGDĐT",
        "2026-04-17",
        GDDT,
        (PROVINCE, "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        "Chuyển đổi số tháng 4 năm 2026",
        (
            Heading(text="A. KẾT QUẢ"),
            S(
                text="- Đã cấp học bạ số cho 48.215 học sinh tiểu học, đạt 96,1% số học sinh của cấp học.",
                task="7",
                of=PLAN,
                status="in_progress",
                metrics=(
                    metric(
                        "cấp học bạ số cho học sinh tiểu học", 96.1, "%", "48.215 học sinh tiểu học, đạt 96,1%", numerator=48215
                    ),
                ),
            ),
            S(
                text="- Học bạ số trung học cơ sở chưa triển khai do phần mềm quản lý trường học chưa kết nối.",
                task="7",
                of=PLAN,
                status="not_started",
            ),
            S(
                text="- 100% trường công lập tại các phường đã thu học phí không dùng tiền mặt.",
                task="2.7",
                of=PROGRAMME,
                status="done",
                metrics=(
                    metric(
                        "trường công lập tại các phường đã thu học phí không dùng tiền mặt",
                        100,
                        "%",
                        "100% trường công lập tại các phường đã thu học phí không dùng tiền mặt",
                    ),
                ),
            ),
            Heading(text="B. HẠN CHẾ"),
            S(text="- Giáo viên vùng biên thiếu máy tính để ký số học bạ.", section="difficulties"),
            Heading(text="C. ĐỀ XUẤT"),
            S(
                text="- Đề nghị UBND các xã, phường bố trí đường truyền cho điểm trường lẻ.",
                section="proposals",
                addressee="Ủy ban nhân dân các xã, phường",
            ),
            Heading(text="D. NHIỆM VỤ THÁNG 5"),
            S(
                text="- Kết nối phần mềm quản lý trường học với nền tảng học bạ số, cấp thử cho khối lớp 6.",
                section="plans",
                task="7",
                of=PLAN,
            ),
        ),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        "Nguyễn Trọng Khôi",
        "Phó Giám đốc",
        "KT.",
    ),
    report(
        "bc-so-noi-vu",
        ("txt",),
        "201/BC-SNV",
        "2026-04-24",
        NV,
        (PROVINCE, "SỞ NỘI VỤ"),
        "Kết quả công tác chuyển đổi số tháng 4/2026, phương hướng tháng 5/2026",
        (
            Heading(text="I. Tình hình thực hiện"),
            S(
                text="1. Chưa bố trí công chức chuyên trách chuyển đổi số tại các xã, phường vì đang chờ hướng dẫn của Bộ Nội vụ.",
                task="8",
                of=PLAN,
                status="not_started",
            ),
            S(
                text="2. Đã mở 06 lớp kỹ năng số cho 417 cán bộ, công chức cấp xã.",
                task="1.1",
                of=PROGRAMME,
                status="in_progress",
                metrics=(
                    metric("lớp kỹ năng số", 6, "lớp", "06 lớp kỹ năng số"),
                    metric("cán bộ, công chức cấp xã học kỹ năng số", 417, "cán bộ, công chức", "417 cán bộ, công chức cấp xã"),
                ),
            ),
            Heading(text="II. Khó khăn"),
            S(text="1. Sau sắp xếp, nhiều xã chưa ổn định vị trí việc làm nên khó cử người học.", section="difficulties"),
            Heading(text="III. Kiến nghị, đề xuất"),
            S(
                text="1. Kính đề nghị Bộ Nội vụ sớm hướng dẫn vị trí việc làm chuyển đổi số ở cấp xã.",
                section="proposals",
                addressee="Bộ Nội vụ",
            ),
            Heading(text="IV. Phương hướng tháng 5"),
            S(text="1. Mở thêm 04 lớp kỹ năng số tại các xã biên giới.", section="plans", task="1.1", of=PROGRAMME),
        ),
        ("GIÁM ĐỐC",),
        "Tạ Văn Lễ",
        "Giám đốc",
        None,
        mess=frozenset({"hard-wrap"}),
    ),
    report(
        "bc-so-nnmt",
        ("docx",),
        "518/BC-SNNMT",
        "2026-04-17",
        NNMT,
        (PROVINCE, "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
        "Kết quả thực hiện nhiệm vụ chuyển đổi số tháng 4 năm 2026",
        (
            Text(text="Sở Nông nghiệp và Môi trường báo cáo kết quả thực hiện các nhiệm vụ được giao theo biểu sau:"),
            Grid(
                rows=(
                    ("TT", "Nhiệm vụ", "Kết quả thực hiện", "Khó khăn, vướng mắc", "Đề xuất"),
                    (
                        "3",
                        "Đối soát, làm sạch dữ liệu đất đai với dữ liệu dân cư tại 64 xã, phường",
                        "Đã đối soát tại 22/64 xã, phường, đạt 34,4%",
                        "Bản đồ địa chính giấy của 9 xã bị hư hỏng",
                        "Đề nghị Công an tỉnh cử tổ công tác hỗ trợ đối soát tại các xã miền núi",
                    ),
                    ("2.5", "Hoàn thành cơ sở dữ liệu địa chính", "Đang nghiệm thu dữ liệu của 05 huyện cũ", "", ""),
                ),
                widths=(1.2, 5, 5, 4, 4),
                statements=(
                    S(
                        text="Đã đối soát tại 22/64 xã, phường, đạt 34,4%",
                        task="3",
                        of=PLAN,
                        status="in_progress",
                        metrics=(
                            metric(
                                "đối soát tại xã, phường",
                                34.4,
                                "%",
                                "22/64 xã, phường, đạt 34,4%",
                                numerator=22,
                                denominator=64,
                                consistent=True,
                            ),
                        ),
                    ),
                    S(text="Bản đồ địa chính giấy của 9 xã bị hư hỏng", section="difficulties", task="3", of=PLAN),
                    S(
                        text="Đề nghị Công an tỉnh cử tổ công tác hỗ trợ đối soát tại các xã miền núi",
                        section="proposals",
                        addressee="Công an tỉnh",
                        task="3",
                        of=PLAN,
                    ),
                    S(text="Đang nghiệm thu dữ liệu của 05 huyện cũ", task="2.5", of=PROGRAMME, status="in_progress"),
                ),
            ),
            Heading(text="Nhiệm vụ trọng tâm tháng 5"),
            S(text="- Đối soát thêm ít nhất 12 xã, phường.", section="plans", task="3", of=PLAN),
        ),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        "Dương Minh Triết",
        "Phó Giám đốc",
        "KT.",
    ),
    report(
        "bc-van-phong-ubnd",
        ("html",),
        "96/BC-VPUBND",
        "2026-04-17",
        VP,
        (PROVINCE, "VĂN PHÒNG"),
        "Kết quả thực hiện Kế hoạch chuyển đổi số tháng 4 năm 2026",
        (
            Heading(text="I. KẾT QUẢ ĐẠT ĐƯỢC"),
            S(
                text="- Trong tháng, toàn tỉnh tiếp nhận 58.340 hồ sơ, trong đó 47.255 hồ sơ trực tuyến, đạt 81%.",
                metrics=(
                    metric(
                        "hồ sơ trực tuyến",
                        81,
                        "%",
                        "58.340 hồ sơ, trong đó 47.255 hồ sơ trực tuyến, đạt 81%",
                        numerator=47255,
                        denominator=58340,
                        consistent=True,
                    ),
                ),
            ),
            S(
                text="- Đã rà soát xong 63 thủ tục hành chính nội bộ, đang trình công bố phương án cắt giảm.",
                task="5",
                of=PLAN,
                status="in_progress",
            ),
            S(
                text="- Đã kiểm tra 11 trung tâm phục vụ hành chính công cấp xã trong quý I.",
                task="9",
                of=PLAN,
                status="in_progress",
                metrics=(
                    metric(
                        "kiểm tra trung tâm phục vụ hành chính công cấp xã",
                        11,
                        "trung tâm",
                        "11 trung tâm phục vụ hành chính công cấp xã",
                    ),
                ),
            ),
            Heading(text="II. TỒN TẠI, HẠN CHẾ"),
            S(text="- Một số xã còn nhập lùi hồ sơ giấy lên hệ thống vào cuối ngày.", section="difficulties"),
            Heading(text="III. NHIỆM VỤ THỜI GIAN TỚI"),
            S(
                text="- Trình công bố phương án cắt giảm thời gian giải quyết thủ tục hành chính nội bộ trong tháng 5.",
                section="plans",
                task="5",
                of=PLAN,
            ),
        ),
        ("CHÁNH VĂN PHÒNG",),
        "Lê Thị Bích Thảo",
        "Chánh Văn phòng",
        None,
    ),
    report(
        "bc-phuong-vinh-thanh",
        ("docx",),
        "74/BC-UBND",
        "2026-04-19",
        "Ủy ban nhân dân phường Vĩnh Thành",
        ("ỦY BAN NHÂN DÂN", "PHƯỜNG VĨNH THÀNH"),
        "Công tác chuyển đổi số tháng 4 năm 2026",
        (
            Heading(text="1. Kết quả"),
            S(
                text="a) Phường có 28/28 khu phố duy trì Tổ công nghệ số cộng đồng, đạt 100%.",
                task="4.1",
                of=PROGRAMME,
                status="in_progress",
                metrics=(
                    metric(
                        "khu phố duy trì Tổ công nghệ số cộng đồng",
                        100,
                        "%",
                        "28/28 khu phố duy trì Tổ công nghệ số cộng đồng, đạt 100%",
                        numerator=28,
                        denominator=28,
                        consistent=True,
                    ),
                ),
            ),
            S(
                text='b) Đã mở 03 buổi "Bình dân học vụ số" với 240 lượt người dự.',
                task="12",
                of=PLAN,
                status="in_progress",
                metrics=(
                    metric('buổi "Bình dân học vụ số"', 3, "buổi", '03 buổi "Bình dân học vụ số"'),
                    metric('lượt người dự "Bình dân học vụ số"', 240, "lượt người", "240 lượt người dự"),
                ),
            ),
            Heading(text="2. Khó khăn, đề xuất"),
            S(text="a) Kinh phí cho Tổ công nghệ số cộng đồng chưa có trong dự toán.", section="difficulties"),
            S(text="b) Đề nghị Sở Tài chính hướng dẫn mức chi cho Tổ công nghệ số cộng đồng.", section="proposals", addressee=TC),
            Heading(text="3. Kế hoạch tháng 5"),
            S(text="Tổ chức ngày hội thanh toán số tại chợ Vĩnh Thành.", section="plans"),
        ),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Bùi Thanh Hải",
        "Phó Chủ tịch",
        "KT.",
        place="Vĩnh Thành",
    ),
    report(
        "bc-xa-huong-son",
        ("txt",),
        "52/BC-UBND",
        "2026-04-17",
        "Ủy ban nhân dân xã Hương Sơn",
        ("ỦY BAN NHÂN DÂN", "XÃ HƯƠNG SƠN"),
        "Tình hình thực hiện nhiệm vụ chuyển đổi số tháng 4 năm 2026",
        (
            Heading(text="I. Kết quả thực hiện"),
            S(
                text="- Tổ công nghệ số cộng đồng của 9/12 ấp hoạt động thường xuyên, đạt 75%.",
                task="4.1",
                of=PROGRAMME,
                status="in_progress",
                metrics=(
                    metric(
                        "Tổ công nghệ số cộng đồng của ấp hoạt động thường xuyên",
                        75,
                        "%",
                        "9/12 ấp hoạt động thường xuyên, đạt 75%",
                        numerator=9,
                        denominator=12,
                        consistent=True,
                    ),
                ),
            ),
            S(text='- Chưa tổ chức được lớp "Bình dân học vụ số".', task="12", of=PLAN, status="not_started"),
            Heading(text="II. Khó khăn, vướng mắc"),
            S(text="- Ấp Suối Cạn và ấp Đồi Dừa vẫn chưa có sóng di động.", section="difficulties"),
            S(text="- Kinh phí cho Tổ công nghệ số cộng đồng chưa được bố trí.", section="difficulties"),
            Heading(text="III. Kiến nghị"),
            S(
                text="- Kiến nghị Sở Khoa học và Công nghệ làm việc với doanh nghiệp viễn thông để phủ sóng hai ấp nói trên.",
                section="proposals",
                addressee=KHCN,
            ),
            Heading(text="IV. Phương hướng, nhiệm vụ tháng 5 năm 2026"),
            S(text='- Phối hợp Đoàn xã mở 02 lớp "Bình dân học vụ số".', section="plans", task="12", of=PLAN),
        ),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Thạch Sa Rươn",
        "Chủ tịch",
        "TM.",
        place="Hương Sơn",
        mess=frozenset({"nfd"}),
    ),
)
