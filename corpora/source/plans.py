"""A resolution of the people's council and the plan for one year, after the departments were merged."""

from __future__ import annotations

from source.directives import (
    CA, CT, GDDT, KHCN, NNMT, NV, PEOPLE, TC, VP, YT,
    citation, conditional, fixed, ongoing, quarter, recurring, span, target, task, year,
)  # fmt: skip
from source.forms import Grid, Heading, Paper, Text

COMMUNES = "Ủy ban nhân dân cấp xã"
ALL = "các sở, ban, ngành tỉnh"

RESOLUTION = Paper(
    stem="nghi-quyet-27-2025",
    formats=("docx", "html"),
    folder="van-ban",
    kind="nghị quyết",
    genre="resolution",
    number="27/NQ-HĐND",
    date="2025-12-09",
    place="Vĩnh Giang",
    issuer="Hội đồng nhân dân tỉnh Vĩnh Giang",
    agency_lines=("HỘI ĐỒNG NHÂN DÂN", "TỈNH VĨNH GIANG"),
    title="Về nhiệm vụ phát triển khoa học, công nghệ và chuyển đổi số năm 2026",
    authority="HỘI ĐỒNG NHÂN DÂN TỈNH VĨNH GIANG\nKHÓA X, KỲ HỌP THỨ 31",
    bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;",
        "Xét Tờ trình số 288/TTr-UBND ngày 21 tháng 11 năm 2025 của Ủy ban nhân dân tỉnh; báo cáo thẩm tra của Ban Kinh tế - Ngân sách.",
    ),
    ruling="QUYẾT NGHỊ:",
    body=(
        Text(text="Điều 1. Mục tiêu năm 2026"),
        Text(
            text="1. Phấn đấu 95% thủ tục hành chính đủ điều kiện được cung cấp trực tuyến toàn trình.",
            targets=(
                target(
                    "thủ tục hành chính đủ điều kiện được cung cấp trực tuyến toàn trình",
                    95,
                    "%",
                    "2026-12-31",
                    "Phấn đấu 95% thủ tục hành chính đủ điều kiện được cung cấp trực tuyến toàn trình",
                ),
            ),
        ),
        Text(
            text="2. Bố trí ít nhất 3% tổng chi ngân sách địa phương cho khoa học, công nghệ và chuyển đổi số.",
            targets=(
                target(
                    "tổng chi ngân sách địa phương cho khoa học, công nghệ và chuyển đổi số",
                    3,
                    "%",
                    "2026-12-31",
                    "Bố trí ít nhất 3% tổng chi ngân sách địa phương cho khoa học, công nghệ và chuyển đổi số",
                    comparator=">=",
                ),
            ),
        ),
        Text(text="Điều 2. Tổ chức thực hiện"),
        Text(
            text="1. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết; báo cáo kết quả với Hội đồng nhân dân tỉnh trước ngày 30/11/2026.",
            tasks=(
                task(
                    None,
                    None,
                    "Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết; báo cáo kết quả với Hội đồng nhân dân tỉnh trước ngày 30/11/2026.",
                    ["Ủy ban nhân dân tỉnh"],
                    [],
                    fixed("trước ngày 30/11/2026", "2026-11-30", exclusive=True),
                ),
            ),
        ),
        Text(
            text="2. Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân giám sát việc thực hiện.",
            tasks=(
                task(
                    None,
                    None,
                    "Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân giám sát việc thực hiện.",
                    ["Thường trực Hội đồng nhân dân", "các ban của Hội đồng nhân dân"],
                    [],
                    None,
                ),
            ),
        ),
        Text(
            text="Nghị quyết này được Hội đồng nhân dân tỉnh Vĩnh Giang Khóa X, Kỳ họp thứ 31 thông qua ngày 09 tháng 12 năm 2025./."
        ),
    ),
    signature=("CHỦ TỊCH",),
    signer="Lương Quốc Bảo",
    role="Chủ tịch",
    recipients=("Ủy ban Thường vụ Quốc hội", "Chính phủ", "Ủy ban nhân dân tỉnh", "Lưu: VT"),
    citations=(
        citation("Luật Tổ chức chính quyền địa phương số 72/2025/QH15", "luật", "72/2025/QH15", None, None, "legal_basis"),
        citation(
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
            "nghị quyết",
            "57-NQ/TW",
            "2024-12-22",
            "Bộ Chính trị",
            "legal_basis",
        ),
        citation(
            "Tờ trình số 288/TTr-UBND ngày 21 tháng 11 năm 2025 của Ủy ban nhân dân tỉnh",
            "tờ trình",
            "288/TTr-UBND",
            "2025-11-21",
            "Ủy ban nhân dân tỉnh",
            "proposed_by",
        ),
    ),
)

_G1 = "I. Thể chế, hạ tầng và dữ liệu"
_G2 = "II. Chính quyền số"
_G3 = "III. Kinh tế số, xã hội số"

#: code, content, product, raw lead, raw support, raw deadline, gold
_ROWS = (
    (_G1,),
    (
        "1",
        "Ban hành Kiến trúc số của tỉnh thay cho Kiến trúc chính quyền điện tử",
        "Quyết định của Chủ tịch UBND tỉnh",
        "Sở KH&CN",
        "Văn phòng UBND tỉnh",
        "30/4/2026",
        [KHCN],
        [VP],
        fixed("30/4/2026", "2026-04-30"),
    ),
    (
        "2",
        "Hoàn thành thuê dịch vụ điện toán đám mây cho các hệ thống dùng chung",
        "Hợp đồng thuê dịch vụ",
        "Sở KH&CN",
        "Sở Tài chính",
        "Quý II/2026",
        [KHCN],
        [TC],
        quarter("Quý II/2026", 2026, 2),
    ),
    (
        "3",
        "Đối soát, làm sạch dữ liệu đất đai với dữ liệu dân cư tại 64 xã, phường",
        "Báo cáo đối soát",
        "Sở NN&MT",
        "Công an tỉnh, UBND cấp xã",
        "Trước ngày 30/9/2026",
        [NNMT],
        [CA, COMMUNES],
        fixed("Trước ngày 30/9/2026", "2026-09-30", exclusive=True),
    ),
    (
        "4",
        "Công bố dữ liệu mở của các ngành trên Cổng dữ liệu tỉnh",
        None,
        "Các sở, ban, ngành tỉnh",
        "Sở KH&CN",
        "Tháng 6, tháng 12/2026",
        [ALL],
        [KHCN],
        None,
    ),
    (_G2,),
    (
        "5",
        "Rà soát, cắt giảm 30% thời gian giải quyết đối với thủ tục hành chính nội bộ",
        "Quyết định công bố",
        "Văn phòng UBND tỉnh",
        "Các sở, ban, ngành tỉnh",
        "Tháng 5/2026",
        [VP],
        [ALL],
        fixed("Tháng 5/2026", "2026-05-31"),
    ),
    (
        "6",
        "Triển khai bệnh án điện tử tại 100% bệnh viện công lập",
        "Thông báo hoàn thành của từng bệnh viện",
        "Sở Y tế",
        "Bảo hiểm xã hội tỉnh",
        "Chậm nhất ngày 31/8/2026",
        [YT],
        ["Bảo hiểm xã hội tỉnh"],
        fixed("Chậm nhất ngày 31/8/2026", "2026-08-31"),
    ),
    (
        "7",
        "Cấp học bạ số cho học sinh tiểu học và trung học cơ sở",
        None,
        "Sở GD&ĐT",
        "UBND cấp xã",
        "Đến hết quý II năm 2026",
        [GDDT],
        [COMMUNES],
        fixed("Đến hết quý II năm 2026", "2026-06-30"),
    ),
    (
        "8",
        "Bố trí công chức chuyên trách chuyển đổi số tại các xã, phường",
        "Quyết định phân công",
        "Sở Nội vụ",
        "UBND cấp xã",
        "Sau khi có hướng dẫn của Bộ Nội vụ",
        [NV],
        [COMMUNES],
        conditional("Sau khi có hướng dẫn của Bộ Nội vụ"),
    ),
    (
        "9",
        "Kiểm tra việc xử lý hồ sơ trực tuyến tại trung tâm phục vụ hành chính công cấp xã",
        "Thông báo kết quả kiểm tra",
        "Văn phòng UBND tỉnh",
        "Sở KH&CN",
        "Hằng quý",
        [VP],
        [KHCN],
        recurring("Hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
    ),
    (_G3,),
    (
        "10",
        "Hướng dẫn hộ kinh doanh sử dụng hóa đơn điện tử khởi tạo từ máy tính tiền",
        None,
        "Thuế tỉnh",
        "Sở Công Thương; UBND cấp xã",
        "Thường xuyên",
        ["Thuế tỉnh"],
        [CT, COMMUNES],
        ongoing("Thường xuyên"),
    ),
    (
        "11",
        "Đưa ít nhất 40 sản phẩm OCOP mới lên sàn thương mại điện tử",
        None,
        "Sở Công Thương",
        "Sở NN&MT",
        "Năm 2026",
        [CT],
        [NNMT],
        year("Năm 2026", 2026),
    ),
    (
        "12",
        'Tổ chức phong trào "Bình dân học vụ số" tại các xã, phường',
        None,
        "UBND cấp xã",
        "Tỉnh đoàn, Sở GD&ĐT",
        "2026 và những năm tiếp theo",
        [COMMUNES],
        ["Tỉnh đoàn", GDDT],
        span("2026 và những năm tiếp theo", "2026-01-01", None),
    ),
)


def _grid() -> Grid:
    rows: list[tuple[object, ...]] = [
        ("TT", "Tên nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    ]
    tasks = []
    group = None
    for row in _ROWS:
        if len(row) == 1:
            rows.append((row[0], ..., ..., ..., ..., ...))
            group = str(row[0])
            continue
        code, content, product, lead, support, when, leads, supports, deadline = row
        rows.append((code, content, product or "", lead, support, when))
        entry = task(str(code), group, str(content), leads, supports, deadline, product)  # type: ignore[arg-type]
        if deadline is None:  # two months in one cell: due the last of them, start left to the reader
            entry["deadline"] = {"raw": when, "due": "2026-12-31"}
        tasks.append(entry)
    return Grid(
        rows=tuple(rows),
        head_rows=2,
        widths=(1.2, 8, 4, 3.5, 4, 3),
        tasks=tuple(tasks),
        targets=(
            target(
                "Đưa sản phẩm OCOP mới lên sàn thương mại điện tử",
                40,
                "sản phẩm",
                "2026-12-31",
                "Đưa ít nhất 40 sản phẩm OCOP mới lên sàn thương mại điện tử",
                comparator=">=",
            ),
        ),
    )


PLAN = Paper(
    stem="ke-hoach-87-2026",
    formats=("docx", "pdf", "html", "xlsx"),
    folder="van-ban",
    kind="kế hoạch",
    genre="plan",
    number="87/KH-UBND",
    date="2026-03-05",
    place="Vĩnh Giang",
    issuer=PEOPLE,
    agency_lines=("ỦY BAN NHÂN DÂN", "TỈNH VĨNH GIANG"),
    title="Chuyển đổi số tỉnh Vĩnh Giang năm 2026",
    bases=(
        "Thực hiện Nghị quyết số 27/NQ-HĐND ngày 09/12/2025 của Hội đồng nhân dân tỉnh và Quyết định số 412/QĐ-UBND ngày 18/3/2024 của Ủy ban nhân dân tỉnh; theo đề nghị của Sở Khoa học và Công nghệ tại Tờ trình số 19/TTr-SKHCN ngày 24/02/2026, Ủy ban nhân dân tỉnh ban hành Kế hoạch chuyển đổi số năm 2026 như sau:",
    ),
    body=(
        Heading(text="I. MỤC ĐÍCH, YÊU CẦU"),
        Text(
            text="1. Cụ thể hóa các nhiệm vụ năm 2026 của Chương trình chuyển đổi số tỉnh; phân công rõ cơ quan, thời hạn và sản phẩm."
        ),
        Text(text="2. Các cơ quan, đơn vị chủ động triển khai, báo cáo đúng hạn, số liệu thống nhất."),
        Heading(text="II. CHỈ TIÊU"),
        Grid(
            rows=(
                ("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2025", "Mục tiêu năm 2026"),
                ("1", "Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận", "%", "78,4", "≥ 85"),
                ("2", "Tỷ lệ kết quả giải quyết thủ tục hành chính được số hóa", "%", "81", "100"),
                ("3", "Số bệnh viện công lập hoàn thành bệnh án điện tử", "bệnh viện", "6", "14"),
                ("4", "Xếp hạng chỉ số chuyển đổi số cấp tỉnh (DTI)", "Thứ bậc", "22", "≤ 18"),
                ("5", "Tỷ lệ ấp, khu phố được phủ sóng 5G", "%", "41", "Trên 60"),
            ),
            widths=(1.2, 8, 2.5, 3, 3),
            targets=(
                target("Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận", 85, "%", "2026-12-31", "≥ 85", comparator=">="),
                target("Tỷ lệ kết quả giải quyết thủ tục hành chính được số hóa", 100, "%", "2026-12-31", "100"),
                target("Số bệnh viện công lập hoàn thành bệnh án điện tử", 14, "bệnh viện", "2026-12-31", "14"),
                target("Xếp hạng chỉ số chuyển đổi số cấp tỉnh (DTI)", 18, "hạng", "2026-12-31", "≤ 18", comparator="<="),
                target("Tỷ lệ ấp, khu phố được phủ sóng 5G", 60, "%", "2026-12-31", "Trên 60", comparator=">"),
            ),
        ),
        Heading(text="III. NHIỆM VỤ"),
        _grid(),
        Heading(text="IV. TỔ CHỨC THỰC HIỆN"),
        Text(
            text="1. Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh theo dõi, tổng hợp kết quả thực hiện Kế hoạch, báo cáo Ủy ban nhân dân tỉnh trước ngày 25 hằng tháng.",
            tasks=(
                task(
                    None,
                    None,
                    "Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh theo dõi, tổng hợp kết quả thực hiện Kế hoạch, báo cáo Ủy ban nhân dân tỉnh trước ngày 25 hằng tháng.",
                    [KHCN],
                    [VP],
                    recurring("trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
                ),
            ),
        ),
        Text(
            text="2. Các sở, ban, ngành tỉnh, Ủy ban nhân dân cấp xã có trách nhiệm gửi báo cáo kết quả thực hiện về Sở Khoa học và Công nghệ trước ngày 20 hằng tháng.",
            tasks=(
                task(
                    None,
                    None,
                    "Các sở, ban, ngành tỉnh, Ủy ban nhân dân cấp xã có trách nhiệm gửi báo cáo kết quả thực hiện về Sở Khoa học và Công nghệ trước ngày 20 hằng tháng.",
                    [ALL, COMMUNES],
                    [],
                    recurring("trước ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20"),
                ),
            ),
        ),
        Text(
            text="Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Khoa học và Công nghệ để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định./."
        ),
    ),
    signature=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signer="Trịnh Hoài Nam",
    role="Chủ tịch",
    by="TM.",
    recipients=(
        "Bộ Khoa học và Công nghệ",
        "Thường trực Tỉnh ủy",
        "Các sở, ban, ngành tỉnh",
        "UBND các xã, phường",
        "Lưu: VT, KGVX",
    ),
    citations=(
        citation(
            "Nghị quyết số 27/NQ-HĐND ngày 09/12/2025 của Hội đồng nhân dân tỉnh",
            "nghị quyết",
            "27/NQ-HĐND",
            "2025-12-09",
            "Hội đồng nhân dân tỉnh",
            "implements",
        ),
        citation(
            "Quyết định số 412/QĐ-UBND ngày 18/3/2024 của Ủy ban nhân dân tỉnh",
            "quyết định",
            "412/QĐ-UBND",
            "2024-03-18",
            "Ủy ban nhân dân tỉnh",
            "implements",
        ),
        citation("Tờ trình số 19/TTr-SKHCN ngày 24/02/2026", "tờ trình", "19/TTr-SKHCN", "2026-02-24", KHCN, "proposed_by"),
    ),
)
