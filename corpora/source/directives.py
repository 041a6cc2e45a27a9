"""The documents that assign: a decision with its programme and annexes, a resolution, and a yearly plan."""

from __future__ import annotations

from typing import Any

from source.forms import Grid, Heading, PageBreak, Paper, Text

PROVINCE = "tỉnh Vĩnh Giang"
PEOPLE = "Ủy ban nhân dân tỉnh Vĩnh Giang"

TTTT = "Sở Thông tin và Truyền thông"
KHCN = "Sở Khoa học và Công nghệ"
YT = "Sở Y tế"
GDDT = "Sở Giáo dục và Đào tạo"
NV = "Sở Nội vụ"
TC = "Sở Tài chính"
KHDT = "Sở Kế hoạch và Đầu tư"
TNMT = "Sở Tài nguyên và Môi trường"
NNMT = "Sở Nông nghiệp và Môi trường"
CT = "Sở Công Thương"
CA = "Công an tỉnh"
VP = "Văn phòng Ủy ban nhân dân tỉnh"


def fixed(raw: str, due: str, start: str | None = None, *, exclusive: bool = False) -> dict[str, Any]:
    return {"raw": raw, "kind": "fixed", "start": start, "due": due, "exclusive": exclusive, "recurrence": None}


def year(raw: str, of: int) -> dict[str, Any]:
    return fixed(raw, f"{of}-12-31", f"{of}-01-01")


def quarter(raw: str, of: int, number: int) -> dict[str, Any]:
    first, last = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")][number - 1]
    return fixed(raw, f"{of}-{last}", f"{of}-{first}")


def span(raw: str, start: str, due: str | None) -> dict[str, Any]:
    return {"raw": raw, "kind": "period", "start": start, "due": due, "exclusive": False, "recurrence": None}


def recurring(raw: str, rule: str) -> dict[str, Any]:
    return {"raw": raw, "kind": "recurring", "start": None, "due": None, "exclusive": False, "recurrence": rule}


def ongoing(raw: str) -> dict[str, Any]:
    return {"raw": raw, "kind": "ongoing", "start": None, "due": None, "exclusive": False, "recurrence": None}


def conditional(raw: str) -> dict[str, Any]:
    return {"raw": raw, "kind": "conditional", "start": None, "due": None, "exclusive": False, "recurrence": None}


def task(
    code: str | None,
    group: str | None,
    content: str,
    lead: list[str],
    support: list[str],
    deadline: dict[str, Any] | None,
    product: str | None = None,
) -> dict[str, Any]:
    return {
        "code": code,
        "group": group,
        "content": content,
        "lead": [{"name": name} for name in lead],
        "support": [{"name": name} for name in support],
        "deadline": deadline or {"raw": None, "kind": "none", "start": None, "due": None, "exclusive": False, "recurrence": None},
        "product": product,
    }


def target(
    indicator: str, value: float, unit: str, due: str | None, raw: str, *, comparator: str = "=", scope: str | None = None,
    pillar: str | None = None, value_max: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "indicator": indicator,
        "comparator": comparator,
        "value": value,
        "value_max": value_max,
        "unit": unit,
        "scope": scope,
        "due": due,
        "pillar": pillar,
        "raw": raw,
    }


def citation(
    raw: str, kind: str, number: str | None, date: str | None, issuer: str | None, relation: str, pinpoint: str | None = None
) -> dict[str, Any]:
    return {
        "raw": raw,
        "kind": kind,
        "number": number,
        "date": date,
        "issuer": {"name": issuer} if issuer else None,
        "pinpoint": pinpoint,
        "relation": relation,
    }


G1, G2, G3, G4 = "Phát triển nền tảng", "Phát triển chính quyền số", "Phát triển kinh tế số", "Phát triển xã hội số"
ALL = "các sở, ban, ngành tỉnh"
DISTRICTS = "Ủy ban nhân dân cấp huyện"

#: code, content, raw lead, raw support, raw deadline, product, and the gold of lead, support and deadline
PROGRAMME_ROWS: tuple[tuple[Any, ...], ...] = (
    ("I", G1),
    (
        "1.1",
        "Mở các lớp kỹ năng số cơ bản cho cán bộ, công chức cấp xã và thành viên Tổ công nghệ số cộng đồng",
        "Sở Nội vụ",
        "Sở TT&TT; UBND cấp huyện",
        "Hằng năm",
        "Báo cáo kết quả đào tạo",
        [NV],
        [TTTT, DISTRICTS],
        recurring("Hằng năm", "FREQ=YEARLY"),
    ),
    (
        "1.2",
        "Xây dựng chuyên mục chuyển đổi số trên sóng phát thanh, truyền hình và Cổng thông tin điện tử tỉnh",
        "Đài Phát thanh và Truyền hình tỉnh",
        "Sở TT&TT",
        "Quý III/2024",
        "Chuyên mục",
        ["Đài Phát thanh và Truyền hình tỉnh"],
        [TTTT],
        quarter("Quý III/2024", 2024, 3),
    ),
    (
        "1.3",
        "Đầu tư Trung tâm dữ liệu tỉnh giai đoạn 2, bảo đảm hoạt động liên tục và có điểm dự phòng",
        "Sở TT&TT",
        "Sở KH&ĐT, Sở Tài chính",
        "2024-2026",
        "Trung tâm dữ liệu đạt chuẩn cấp 3",
        [TTTT],
        [KHDT, TC],
        span("2024-2026", "2024-01-01", "2026-12-31"),
    ),
    (
        "1.4",
        "Phủ sóng thông tin di động tại các ấp, bản còn lõm sóng",
        "Sở TT&TT và các doanh nghiệp viễn thông",
        "UBND cấp huyện",
        "Theo lộ trình của Chương trình viễn thông công ích",
        None,
        [TTTT, "các doanh nghiệp viễn thông"],
        [DISTRICTS],
        conditional("Theo lộ trình của Chương trình viễn thông công ích"),
    ),
    (
        "1.5",
        "Vận hành Trung tâm giám sát an toàn không gian mạng, ứng cứu sự cố",
        "Sở TT&TT",
        "CA tỉnh",
        "Thường xuyên",
        None,
        [TTTT],
        [CA],
        ongoing("Thường xuyên"),
    ),
    ("II", G2),
    (
        "2.1",
        "Cung cấp dịch vụ công trực tuyến toàn trình đối với thủ tục hành chính đủ điều kiện",
        "VP. UBND tỉnh",
        "Các sở, ban, ngành tỉnh; UBND cấp huyện",
        "Trước ngày 30/6/2024",
        "Danh mục dịch vụ công được công bố",
        [VP],
        [ALL, DISTRICTS],
        fixed("Trước ngày 30/6/2024", "2024-06-30", exclusive=True),
    ),
    (
        "2.2",
        "Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực",
        "Các sở, ban, ngành tỉnh",
        "VP. UBND tỉnh",
        "Đến hết năm 2025",
        "Kho kết quả điện tử",
        [ALL],
        [VP],
        fixed("Đến hết năm 2025", "2025-12-31"),
    ),
    (
        "2.3",
        "Nâng cấp Hệ thống thông tin giải quyết thủ tục hành chính, kết nối với Cơ sở dữ liệu quốc gia về dân cư",
        "VP. UBND tỉnh; Sở TT&TT",
        "CA tỉnh",
        "Tháng 9/2024",
        None,
        [VP, TTTT],
        [CA],
        fixed("Tháng 9/2024", "2024-09-30"),
    ),
    (
        "2.4",
        "Xây dựng kho dữ liệu dùng chung và ban hành quy chế khai thác",
        "Sở TT&TT",
        "Các sở, ban, ngành tỉnh",
        "Quý II/2025",
        "Quyết định ban hành quy chế",
        [TTTT],
        [ALL],
        quarter("Quý II/2025", 2025, 2),
    ),
    (
        "2.5",
        "Làm sạch và số hóa dữ liệu đất đai, hoàn thành cơ sở dữ liệu địa chính của các huyện, thành phố",
        "Sở TN&MT",
        "UBND cấp huyện",
        "2024 - 2026",
        "Cơ sở dữ liệu địa chính",
        [TNMT],
        [DISTRICTS],
        span("2024 - 2026", "2024-01-01", "2026-12-31"),
    ),
    (
        "2.6",
        "Lập hồ sơ sức khỏe điện tử và triển khai bệnh án điện tử tại các bệnh viện công lập",
        "Sở Y tế",
        "CA tỉnh; BHXH tỉnh",
        "Năm 2026",
        None,
        [YT],
        [CA, "Bảo hiểm xã hội tỉnh"],
        year("Năm 2026", 2026),
    ),
    (
        "2.7",
        "Triển khai học bạ số và thu học phí không dùng tiền mặt",
        "Sở GD&ĐT",
        "Ngân hàng Nhà nước Chi nhánh tỉnh",
        "Năm học 2025-2026",
        None,
        [GDDT],
        ["Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh"],
        None,
    ),
    ("III", G3),
    (
        "3.1",
        "Hỗ trợ doanh nghiệp nhỏ và vừa, hợp tác xã sử dụng nền tảng số",
        "Sở KH&ĐT, Sở Công Thương",
        "Hiệp hội Doanh nghiệp tỉnh; Liên minh Hợp tác xã tỉnh",
        "Hằng năm",
        None,
        [KHDT, CT],
        ["Hiệp hội Doanh nghiệp tỉnh", "Liên minh Hợp tác xã tỉnh"],
        recurring("Hằng năm", "FREQ=YEARLY"),
    ),
    (
        "3.2",
        "Đưa sản phẩm OCOP lên sàn thương mại điện tử",
        "Sở Công Thương",
        "UBND cấp huyện",
        None,
        "Ít nhất 120 sản phẩm",
        [CT],
        [DISTRICTS],
        "above",
    ),
    (
        "3.3",
        "Ban hành chính sách thu hút doanh nghiệp công nghệ số vào khu công nghiệp",
        "Sở KH&ĐT",
        "Ban Quản lý các khu công nghiệp tỉnh",
        "Trước 31/12/2024",
        "Nghị quyết của HĐND tỉnh",
        [KHDT],
        ["Ban Quản lý các khu công nghiệp tỉnh"],
        fixed("Trước 31/12/2024", "2024-12-31", exclusive=True),
    ),
    ("IV", G4),
    (
        "4.1",
        "Duy trì Tổ công nghệ số cộng đồng tại 100% ấp, khu phố",
        "UBND cấp huyện",
        "Sở TT&TT; Tỉnh đoàn",
        "Thường xuyên",
        None,
        [DISTRICTS],
        [TTTT, "Tỉnh đoàn"],
        ongoing("Thường xuyên"),
    ),
    (
        "4.2",
        "Phổ cập tài khoản định danh điện tử và chữ ký số cá nhân",
        "CA tỉnh",
        "Sở TT&TT",
        "Đến năm 2026",
        None,
        [CA],
        [TTTT],
        fixed("Đến năm 2026", "2026-12-31"),
    ),
    (
        "4.3",
        "Báo cáo kết quả thực hiện Chương trình gửi Sở TT&TT tổng hợp",
        "Các sở, ban, ngành tỉnh; UBND cấp huyện",
        None,
        "Trước ngày 20 hằng tháng",
        "Báo cáo",
        [ALL, DISTRICTS],
        [],
        recurring("Trước ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20"),
    ),
)


def _programme_grid() -> Grid:
    rows: list[tuple[Any, ...]] = [("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")]
    tasks = []
    group = None
    above: dict[str, Any] | None = None
    for row in PROGRAMME_ROWS:
        if len(row) == 2:
            rows.append((row[0], row[1], "", "", "", ""))
            group = row[1]
            continue
        code, content, lead, support, when, product, leads, supports, deadline = row
        if deadline == "above":
            deadline = above
        rows.append((code, content, lead, support or "", when if when is not None else None, product or ""))
        above = deadline
        if deadline is None:  # "Năm học 2025-2026": a school year, from September to May by the ministry's calendar
            entry = task(code, group, content, leads, supports, None, product)
            del entry["deadline"]
        else:
            entry = task(code, group, content, leads, supports, deadline, product)
        tasks.append(entry)
    return Grid(rows=tuple(rows), widths=(1.2, 7.5, 4, 4, 3, 4), tasks=tuple(tasks))


DECISION = Paper(
    stem="quyet-dinh-412-2024",
    formats=("docx", "pdf", "txt"),
    folder="van-ban",
    kind="quyết định",
    genre="decision",
    number="412/QĐ-UBND",
    date="2024-03-18",
    place="Vĩnh Giang",
    issuer=PEOPLE,
    agency_lines=("ỦY BAN NHÂN DÂN", "TỈNH VĨNH GIANG"),
    title="Ban hành Chương trình chuyển đổi số tỉnh Vĩnh Giang giai đoạn 2024-2026, định hướng đến năm 2030",
    authority="ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG",
    bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023;",
        "Căn cứ Nghị quyết số 52-NQ/TW ngày 27 tháng 9 năm 2019 của Bộ Chính trị;",
        "Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ;",
        "Căn cứ Nghị quyết số 11-NQ/TU, ngày 15/9/2021 của Tỉnh ủy về chuyển đổi số;",
        "Theo đề nghị của Giám đốc Sở Thông tin và Truyền thông tại Tờ trình số 61/TTr-STTTT ngày 04 tháng 3 năm 2024.",
    ),
    ruling="QUYẾT ĐỊNH:",
    body=(
        Text(
            text="Điều 1. Ban hành kèm theo Quyết định này Chương trình chuyển đổi số tỉnh Vĩnh Giang giai đoạn 2024-2026, định hướng đến năm 2030."
        ),
        Text(
            text="Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 1507/QĐ-UBND ngày 22 tháng 7 năm 2021 của Ủy ban nhân dân tỉnh."
        ),
        Text(
            text="Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở, Thủ trưởng các ban, ngành tỉnh, Chủ tịch Ủy ban nhân dân các huyện, thành phố chịu trách nhiệm thi hành Quyết định này./."
        ),
    ),
    signature=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Đoàn Thị Mai Phương",
    role="Phó Chủ tịch",
    by="KT.",
    recipients=("Bộ Thông tin và Truyền thông", "Thường trực Tỉnh ủy", "Như Điều 3", "Lưu: VT, KGVX"),
    attachments=(
        (
            "CHƯƠNG TRÌNH",
            "Chuyển đổi số tỉnh Vĩnh Giang giai đoạn 2024-2026, định hướng đến năm 2030",
            "(Ban hành kèm theo Quyết định số 412/QĐ-UBND ngày 18 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Vĩnh Giang)",
            (
                Heading(text="I. TÌNH HÌNH VÀ SỰ CẦN THIẾT"),
                Text(
                    text="Đến hết năm 2023, 72% hồ sơ thủ tục hành chính của tỉnh đã được tiếp nhận trực tuyến; hạ tầng cáp quang đã đến mọi xã. Tuy vậy, dữ liệu của các ngành còn nằm rời rạc, nhân lực chuyên trách mỏng và nhiều ấp vùng sâu còn lõm sóng."
                ),
                Heading(text="II. MỤC TIÊU"),
                Heading(text="1. Mục tiêu đến năm 2026", level=2),
                Heading(text="a) Về chính quyền số", level=3),
                Text(
                    text="- 85% hồ sơ công việc tại cấp tỉnh, 75% hồ sơ công việc tại cấp huyện và 60% hồ sơ công việc tại cấp xã được xử lý trên môi trường mạng;",
                    targets=tuple(
                        target(
                            "hồ sơ công việc được xử lý trên môi trường mạng",
                            value,
                            "%",
                            "2026-12-31",
                            "85% hồ sơ công việc tại cấp tỉnh, 75% hồ sơ công việc tại cấp huyện và 60% hồ sơ công việc tại cấp xã được xử lý trên môi trường mạng",
                            scope=scope,
                            pillar="chính quyền số",
                        )
                        for value, scope in ((85, "cấp tỉnh"), (75, "cấp huyện"), (60, "cấp xã"))
                    ),
                ),
                Text(
                    text="- Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận đạt từ 80% trở lên; tối thiểu 90% người dân, doanh nghiệp hài lòng khi giải quyết thủ tục hành chính;",
                    targets=(
                        target(
                            "Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận",
                            80,
                            "%",
                            "2026-12-31",
                            "Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận đạt từ 80% trở lên",
                            comparator=">=",
                            pillar="chính quyền số",
                        ),
                        target(
                            "người dân, doanh nghiệp hài lòng khi giải quyết thủ tục hành chính",
                            90,
                            "%",
                            "2026-12-31",
                            "tối thiểu 90% người dân, doanh nghiệp hài lòng khi giải quyết thủ tục hành chính",
                            comparator=">=",
                            pillar="chính quyền số",
                        ),
                    ),
                ),
                Heading(text="b) Về kinh tế số", level=3),
                Text(
                    text="- Tỷ trọng kinh tế số trong GRDP của tỉnh đạt trên 20%;",
                    targets=(
                        target(
                            "Tỷ trọng kinh tế số trong GRDP của tỉnh",
                            20,
                            "%",
                            "2026-12-31",
                            "Tỷ trọng kinh tế số trong GRDP của tỉnh đạt trên 20%",
                            comparator=">",
                            pillar="kinh tế số",
                        ),
                    ),
                ),
                Text(
                    text="- Có ít nhất 50 doanh nghiệp công nghệ số hoạt động trên địa bàn.",
                    targets=(
                        target(
                            "doanh nghiệp công nghệ số hoạt động trên địa bàn",
                            50,
                            "doanh nghiệp",
                            "2026-12-31",
                            "Có ít nhất 50 doanh nghiệp công nghệ số hoạt động trên địa bàn",
                            comparator=">=",
                            pillar="kinh tế số",
                        ),
                    ),
                ),
                Heading(text="c) Về xã hội số", level=3),
                Text(
                    text="- Mạng cáp quang đến trên 88% hộ gia đình, 100% xã;",
                    targets=(
                        target(
                            "Mạng cáp quang đến hộ gia đình",
                            88,
                            "%",
                            "2026-12-31",
                            "Mạng cáp quang đến trên 88% hộ gia đình, 100% xã",
                            comparator=">",
                            pillar="xã hội số",
                        ),
                        target(
                            "Mạng cáp quang đến xã",
                            100,
                            "%",
                            "2026-12-31",
                            "Mạng cáp quang đến trên 88% hộ gia đình, 100% xã",
                            pillar="xã hội số",
                        ),
                    ),
                ),
                Text(
                    text="- Tỷ lệ người dân trưởng thành có tài khoản thanh toán điện tử khoảng 75%.",
                    targets=(
                        target(
                            "Tỷ lệ người dân trưởng thành có tài khoản thanh toán điện tử",
                            75,
                            "%",
                            "2026-12-31",
                            "Tỷ lệ người dân trưởng thành có tài khoản thanh toán điện tử khoảng 75%",
                            comparator="~",
                            pillar="xã hội số",
                        ),
                    ),
                ),
                Heading(text="2. Định hướng đến năm 2030", level=2),
                Text(
                    text="- 100% dịch vụ công đủ điều kiện được cung cấp toàn trình; tỷ trọng kinh tế số trong GRDP đạt tối thiểu 30%.",
                    targets=(
                        target(
                            "dịch vụ công đủ điều kiện được cung cấp toàn trình",
                            100,
                            "%",
                            "2030-12-31",
                            "100% dịch vụ công đủ điều kiện được cung cấp toàn trình",
                        ),
                        target(
                            "tỷ trọng kinh tế số trong GRDP",
                            30,
                            "%",
                            "2030-12-31",
                            "tỷ trọng kinh tế số trong GRDP đạt tối thiểu 30%",
                            comparator=">=",
                        ),
                    ),
                ),
                Heading(text="III. NHIỆM VỤ, GIẢI PHÁP"),
                Text(
                    text="1. Nhóm nhiệm vụ cụ thể nêu tại Phụ lục I. Các ngành lồng ghép nhiệm vụ của Đề án 06 và thực hiện nghiêm Chỉ thị số 05/CT-TTg ngày 23 tháng 02 năm 2023 của Thủ tướng Chính phủ."
                ),
                Text(text="2. Bảo đảm an toàn thông tin theo cấp độ theo Nghị định số 85/2016/NĐ-CP."),
                Heading(text="IV. TỔ CHỨC THỰC HIỆN"),
                Heading(text="1. Sở Thông tin và Truyền thông", level=2),
                Text(
                    text="- Chủ trì, phối hợp với các sở, ban, ngành theo dõi, đôn đốc việc thực hiện Chương trình; định kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh.",
                    tasks=(
                        task(
                            None,
                            None,
                            "Chủ trì, phối hợp với các sở, ban, ngành theo dõi, đôn đốc việc thực hiện Chương trình; định kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh.",
                            [TTTT],
                            ["các sở, ban, ngành"],
                            recurring("định kỳ hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
                        ),
                    ),
                ),
                Text(
                    text="- Tham mưu tổ chức sơ kết Chương trình, hoàn thành trước ngày 15/12/2025.",
                    tasks=(
                        task(
                            None,
                            None,
                            "Tham mưu tổ chức sơ kết Chương trình, hoàn thành trước ngày 15/12/2025.",
                            [TTTT],
                            [],
                            fixed("trước ngày 15/12/2025", "2025-12-15", exclusive=True),
                        ),
                    ),
                ),
                Heading(text="2. Sở Tài chính, Sở Kế hoạch và Đầu tư", level=2),
                Text(
                    text="- Tham mưu bố trí kinh phí thực hiện Chương trình trong dự toán hằng năm theo phân cấp ngân sách.",
                    tasks=(
                        task(
                            None,
                            None,
                            "Tham mưu bố trí kinh phí thực hiện Chương trình trong dự toán hằng năm theo phân cấp ngân sách.",
                            [TC, KHDT],
                            [],
                            None,
                        ),
                    ),
                ),
                Heading(text="3. Ủy ban nhân dân các huyện, thành phố", level=2),
                Text(
                    text="- Phối hợp với các doanh nghiệp viễn thông rà soát vùng lõm sóng, đề xuất vị trí đặt trạm.",
                    tasks=(
                        task(
                            None,
                            None,
                            "Phối hợp với các doanh nghiệp viễn thông rà soát vùng lõm sóng, đề xuất vị trí đặt trạm.",
                            ["Ủy ban nhân dân các huyện, thành phố"],
                            ["các doanh nghiệp viễn thông"],
                            None,
                        ),
                    ),
                ),
            ),
        ),
        (
            "PHỤ LỤC I",
            "DANH MỤC NHIỆM VỤ TRỌNG TÂM",
            "(Kèm theo Quyết định số 412/QĐ-UBND ngày 18 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Vĩnh Giang)",
            (PageBreak(landscape=True), _programme_grid()),
        ),
        (
            "PHỤ LỤC II",
            "SO SÁNH CHỈ TIÊU VỚI CÁC VĂN BẢN CỦA TRUNG ƯƠNG VÀ CỦA TỈNH",
            "(Kèm theo Quyết định số 412/QĐ-UBND ngày 18 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Vĩnh Giang)",
            (
                Grid(
                    rows=(
                        ("STT", "Chỉ tiêu", "Quyết định 749/QĐ-TTg", ..., "Nghị quyết 11-NQ/TU", "Đề xuất Chương trình", ...),
                        (None, None, "2025", "2030", None, "2026", "2030"),
                        (
                            "1",
                            "Hồ sơ công việc xử lý trên môi trường mạng",
                            "Tỉnh: 90%\nCấp huyện: 80%\nCấp xã: 60%",
                            "Tỉnh: 100%\nCấp huyện: 90%\nCấp xã: 70%",
                            "",
                            "Tỉnh: 85%\nCấp huyện: 75%\nCấp xã: 60%",
                            "",
                        ),
                        ("2", "Tỷ trọng kinh tế số trong GRDP", "20%", "30%", "Trên 15%", "Trên 20%", "30%"),
                        (
                            "3",
                            "Hạ tầng mạng cáp quang",
                            "80% hộ gia đình\n100% xã",
                            "",
                            "Không có",
                            "88% hộ gia đình\n100% xã",
                            "100% hộ gia đình",
                        ),
                        ("4", "Dân số trưởng thành có tài khoản thanh toán điện tử", "50%", "80%", "", "75%", ""),
                    ),
                    head_rows=2,
                    widths=(1.2, 7, 3.2, 3.2, 3.2, 3.2, 3.2),
                ),
            ),
        ),
    ),
    citations=(
        citation("Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", "luật", None, "2015-06-19", None, "legal_basis"),
        citation("Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023", "luật", None, "2023-06-22", None, "legal_basis"),
        citation(
            "Nghị quyết số 52-NQ/TW ngày 27 tháng 9 năm 2019 của Bộ Chính trị",
            "nghị quyết",
            "52-NQ/TW",
            "2019-09-27",
            "Bộ Chính trị",
            "legal_basis",
        ),
        citation(
            "Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ",
            "quyết định",
            "749/QĐ-TTg",
            "2020-06-03",
            "Thủ tướng Chính phủ",
            "legal_basis",
        ),
        citation(
            "Nghị quyết số 11-NQ/TU, ngày 15/9/2021 của Tỉnh ủy", "nghị quyết", "11-NQ/TU", "2021-09-15", "Tỉnh ủy", "legal_basis"
        ),
        citation(
            "Tờ trình số 61/TTr-STTTT ngày 04 tháng 3 năm 2024", "tờ trình", "61/TTr-STTTT", "2024-03-04", TTTT, "proposed_by"
        ),
        citation(
            "Quyết định số 1507/QĐ-UBND ngày 22 tháng 7 năm 2021 của Ủy ban nhân dân tỉnh",
            "quyết định",
            "1507/QĐ-UBND",
            "2021-07-22",
            "Ủy ban nhân dân tỉnh",
            "replaces",
        ),
        citation("Đề án 06", "đề án", "06", None, None, "mentions"),
        citation(
            "Chỉ thị số 05/CT-TTg ngày 23 tháng 02 năm 2023 của Thủ tướng Chính phủ",
            "chỉ thị",
            "05/CT-TTg",
            "2023-02-23",
            "Thủ tướng Chính phủ",
            "implements",
        ),
        citation("Nghị định số 85/2016/NĐ-CP", "nghị định", "85/2016/NĐ-CP", None, None, "mentions"),
        citation("Quyết định 749/QĐ-TTg", "quyết định", "749/QĐ-TTg", None, None, "mentions"),
        citation("Nghị quyết 11-NQ/TU", "nghị quyết", "11-NQ/TU", None, None, "mentions"),
    ),
)
