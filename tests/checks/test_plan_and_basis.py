"""The works of a plan beside those of the decision that it implements, and the goals that reports quote, with their look-alikes."""

from __future__ import annotations

import pytest
from tests.checks.test_examples import found

PLAN = "@plan\nThực hiện Quyết định số 412/QĐ-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh Vĩnh Giang.\n"
ROWS = (
    "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |\n| 1 | {} | {} | Công an tỉnh | {} |\n"
    "| 2 | Phát triển nền tảng học tập trực tuyến cho công chức | Sở Nội vụ | Các sở | Quý IV/2026 |\n"
    "| 3 | Nâng cấp hệ thống hội nghị truyền hình | Văn phòng UBND tỉnh | Các sở | Tháng 11/2026 |"
)
STORE, TECH = "Xây dựng Kho dữ liệu dùng chung của tỉnh", "Sở Khoa học và Công nghệ"


def _told(sentence: str, work: str, lead: str, due: str) -> str:
    return f"@decision\nIII. NHIỆM VỤ\n1. {sentence}\n=====\n{PLAN}{ROWS.format(work, lead, due)}"


def _tables(lead: str, other: str) -> str:
    work = "Triển khai nền tảng số quản lý hồ sơ đất đai cấp xã"
    return f"@decision\n{ROWS.format(work, lead, '30/6/2026')}\n=====\n{PLAN}{ROWS.format(work, other, '30/6/2026')}"


@pytest.mark.parametrize(
    ("late", "text"),
    [
        (True, _told(f"{STORE}, hoàn thành trước ngày 30 tháng 9 năm 2026.", STORE, TECH, "Trước ngày 15/12/2026")),
        (
            True,
            _told(
                "Ban hành Bộ chỉ số chuyển đổi số cấp xã trước ngày 30/4/2026.",
                "Tham mưu ban hành Bộ chỉ số chuyển đổi số cấp xã",
                TECH,
                "Tháng 6/2026",
            ),
        ),
        (
            True,
            _told(
                "Sở Y tế chủ trì số hóa hồ sơ sức khỏe của học sinh, hoàn thành trong quý II năm 2026.",
                "Số hóa hồ sơ sức khỏe của học sinh",
                "Sở Y tế",
                "Quý III/2026",
            ),
        ),
        (False, _told(f"{STORE}, hoàn thành trước ngày 30 tháng 9 năm 2026.", STORE, TECH, "Trước ngày 15/9/2026")),
        (False, _told(f"{STORE}, hoàn thành trong quý III năm 2026.", STORE, TECH, "30/9/2026")),
        (True, _told(f"Trước ngày 30/9/2026, hoàn thành {STORE.lower()}.", STORE, TECH, "15/12/2026")),
        (True, _told(f"Phát triển dữ liệu\n- {STORE}: hoàn thành trong quý II/2026.", STORE, TECH, "Quý IV/2026")),
        (
            False,
            _told(
                "Đánh giá hệ thống cấp độ 3 của tỉnh, xong trong quý II năm 2026.",
                "Đánh giá hệ thống cấp độ 4 của tỉnh",
                TECH,
                "Quý IV/2026",
            ),
        ),
        (
            False,
            _told(
                "Nâng cấp nền tảng họp trực tuyến của tỉnh trước 30/6/2026.",
                "Nâng cấp nền tảng họp trực tuyến của cấp xã",
                TECH,
                "Quý IV/2026",
            ),
        ),
        (
            False,
            _told(
                f"{STORE}, hoàn thành trước ngày 30/9/2026.",
                "Xây dựng quy chế khai thác Kho dữ liệu dùng chung của tỉnh",
                TECH,
                "15/12/2026",
            ),
        ),
        (False, _told(f"{STORE} (giai đoạn 1), hoàn thành trước ngày 30/9/2026.", f"{STORE} giai đoạn 2", TECH, "15/12/2026")),
        (
            False,
            _told("Số hóa hồ sơ hộ tịch của tỉnh trong năm 2025.", "Số hóa hồ sơ hộ tịch của tỉnh", "Sở Tư pháp", "Quý III/2026"),
        ),
    ],
)
def test_a_plan_finishes_later_than_its_decision(late: bool, text: str) -> None:
    assert ("target-later-than-basis" in {finding.code for finding in found(text)}) is late


@pytest.mark.parametrize(
    ("late", "own", "work"),
    [
        (True, "Số hóa sổ hộ tịch", "Số hóa sổ hộ tịch tại ba cấp"),
        (False, "Số hóa sổ hộ tịch", "Số hóa sổ hộ tịch của ngành tư pháp giai đoạn trước năm 1990"),
        (False, "Số hóa sổ hộ tịch", "Số hóa sổ địa chính tại ba cấp"),
    ],
)
def test_a_row_in_fewer_words(late: bool, own: str, work: str) -> None:
    text = f"@decision\n{ROWS.format(work, 'Sở Tư pháp', '30/6/2026')}\n=====\n{PLAN}{ROWS.format(own, 'Sở Tư pháp', '30/9/2026')}"
    assert ("target-later-than-basis" in {finding.code for finding in found(text)}) is late


def test_a_plan_gives_a_task_to_another_agency() -> None:
    def codes(lead: str, other: str) -> set[str]:
        return {finding.code for finding in found(_tables(lead, other))}

    assert "task-conflicting-lead" in codes("Sở Tài nguyên và Môi trường", "Sở Xây dựng")
    assert "task-conflicting-lead" not in codes("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường")


GOALS = (
    "@plan\nII. CHỈ TIÊU NĂM 2026\n1. Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến đạt 85%.\n"
    "2. Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 90%.\n3. Có 120 thôn, tổ dân phố thông minh.\n=====\n@report 2026-05\n"
)
CITED = "Kế hoạch số 87/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh"


def _report(line: str, plans: str = "Duy trì cổng thông tin điện tử.") -> str:
    return f"{GOALS}Thực hiện {CITED}.\nI. KẾT QUẢ\n1. {line}\n2. Đã cấp chữ ký số.\nII. NHIỆM VỤ THÁNG TỚI\n1. {plans}"


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (True, _report("Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 78,4% (chỉ tiêu năm 2026 là 95%).")),
        (True, _report(f"Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 78,4%, so với chỉ tiêu 92% giao tại {CITED} còn thấp.")),
        (True, _report("Đã công nhận 64 thôn, tổ dân phố thông minh (kế hoạch năm 2026: 102 thôn, tổ dân phố).")),
        (True, _report("Đã cấp sổ.", "Phấn đấu đến hết năm 2026 tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 88%.")),
        (
            True,
            _report(
                "Kết quả:\n| TT | Chỉ tiêu | Mục tiêu năm 2026 | Kết quả |\n| 1 | Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến "
                "| 80% | 71,2% |\n"
                "| 2 | Tỷ lệ người dân có hồ sơ sức khỏe điện tử | 90% | 78,4% |"
            ),
        ),
        (True, _report("Tỷ lệ hồ sơ nộp trực tuyến đạt 81,2%; mục tiêu Kế hoạch số 87/KH-UBND đề ra là 80%.")),
        (True, _report("Có 81,2% hồ sơ thủ tục hành chính nộp trực tuyến, thấp hơn 6,8 điểm phần trăm so với mục tiêu 88%.")),
        (
            True,
            _report(
                "Mục tiêu đến hết năm 2026: 88% người dân có hồ sơ sức khỏe điện tử; 85% hồ sơ thủ tục hành chính nộp trực tuyến."
            ),
        ),
        (False, _report("Có 81,2% hồ sơ thủ tục hành chính nộp trực tuyến, thấp hơn 3,8 điểm phần trăm so với mục tiêu 85%.")),
        (False, _report("Tỷ lệ hồ sơ nộp trực tuyến đạt 81,2%, tăng 6% so với kế hoạch năm 2025 (75%).")),
        (False, _report("Tỷ lệ hồ sơ nộp trực tuyến lĩnh vực y tế đạt 61,2% (chỉ tiêu năm 2026 là 75%).")),
        (False, _report("Tỷ lệ hồ sơ nộp trực tuyến đạt 81,2% (mục tiêu quý II là 80%).")),
        (False, _report("Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 78,4% (chỉ tiêu năm 2026 là 90%).")),
        (False, _report("Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 78,4% (mục tiêu đến năm 2030 là 95%).")),
        (False, _report("Tỷ lệ người dân xã vùng cao có hồ sơ sức khỏe điện tử đạt 58,4% (chỉ tiêu năm 2026 là 70%).")),
        (False, _report("Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 78,4%, bằng 87,1% kế hoạch.")),
        (False, _report("Đã cấp sổ.", "Phấn đấu đến hết năm 2026 tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 93%.")),
        (False, _report("Đã cấp sổ.", "Phấn đấu đến hết quý III năm 2026 tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 85%.")),
        (False, f"{GOALS}I. KẾT QUẢ\n1. Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 78,4% (chỉ tiêu của Sở là 95%)."),
    ],
)
def test_a_report_quotes_a_goal(wrong: bool, text: str) -> None:
    assert ("target-misquoted" in {finding.code for finding in found(text)}) is wrong


@pytest.mark.parametrize(
    ("wrong", "given", "aim"),
    [
        (
            True,
            "Mục tiêu năm 2026: Chỉ số hài lòng đạt từ 91% trở lên; 100% công chức được bồi dưỡng.",
            "Phấn đấu hoàn thành các chỉ tiêu năm 2026, trong đó Chỉ số hài lòng đạt từ 89% trở lên.",
        ),
        (
            True,
            "Tỷ lệ hồ sơ đúng hạn đạt 98,2%, vượt mục tiêu năm 2026 (95%).",
            "Duy trì tỷ lệ hồ sơ đúng hạn theo mục tiêu năm 2026 là 97%.",
        ),
        (
            True,
            "Thu ngân sách ước 4.210 tỷ đồng, bằng 52,6% dự toán năm (8.000 tỷ đồng).",
            "Phấn đấu hoàn thành dự toán thu ngân sách năm 2026 là 8.500 tỷ đồng.",
        ),
        (
            False,
            "Thu ngân sách ước 4.210 tỷ đồng, bằng 52,6% dự toán năm (8.000 tỷ đồng).",
            "Phấn đấu thu ngân sách năm 2026 đạt 8.500 tỷ đồng.",
        ),
        (
            False,
            "Mục tiêu năm 2026: Chỉ số hài lòng đạt từ 91% trở lên; 100% công chức được bồi dưỡng.",
            "Phấn đấu năm 2027 Chỉ số hài lòng đạt từ 89% trở lên.",
        ),
        (False, "Tỷ lệ hồ sơ đúng hạn đạt 98,2%, vượt mục tiêu năm 2026 (95%).", "Duy trì tỷ lệ hồ sơ đúng hạn đạt 98% trở lên."),
    ],
)
def test_a_report_tells_a_goal_twice(wrong: bool, given: str, aim: str) -> None:
    text = f"@report 2026-06\nI. KẾT QUẢ\n1. {given}\n2. Đã cấp 120 chữ ký số.\nII. NHIỆM VỤ\n1. {aim}"
    assert ("target-contradiction" in {finding.code for finding in found(text)}) is wrong


@pytest.mark.parametrize(("wrong", "values"), [(True, ("80", "90")), (False, ("80", "95")), (False, ("1.200", "2.400"))])
def test_a_table_without_unit(wrong: bool, values: tuple[str, str]) -> None:
    text = (
        "@plan\nII. MỤC TIÊU ĐẾN NĂM 2026\n1. Tỷ lệ dân số trưởng thành có tài khoản thanh toán đạt 80%.\n"
        "2. Tỷ lệ doanh nghiệp nhỏ và vừa sử dụng nền tảng số đạt tối thiểu 95%.\nPHỤ LỤC\n| TT | Chỉ tiêu | Mục tiêu năm 2026 |\n"
        f"| 1 | Dân số trưởng thành có tài khoản thanh toán | {values[0]} |\n"
        f"| 2 | Doanh nghiệp nhỏ và vừa sử dụng nền tảng số | {values[1]} |"
    )
    assert ("target-contradiction" in {finding.code for finding in found(text) if finding.severity != "info"}) is wrong


def _goals(line: str) -> set[str]:
    basis = (
        "@decision\nII. MỤC TIÊU ĐẾN NĂM 2026\n- 60% doanh nghiệp nhỏ và vừa sử dụng nền tảng số.\n"
        "- 80% người dân có hồ sơ sức khỏe điện tử.\n- 70% trường học dùng học bạ số."
    )
    rest = "- 80% người dân có hồ sơ sức khỏe điện tử.\n- 70% trường học dùng học bạ số."
    return {finding.code for finding in found(f"{basis}\n=====\n{PLAN}II. MỤC TIÊU ĐẾN NĂM 2026\n- {line}\n{rest}")}


@pytest.mark.parametrize(
    ("codes", "line"),
    [
        ({"target-below-basis"}, "50% DNNVV sử dụng nền tảng số."),
        (set(), "60% DNNVV sử dụng nền tảng số."),
        ({"target-below-basis"}, "Đến hết năm 2026, 45% doanh nghiệp nhỏ và vừa sử dụng nền tảng số."),
        # a step on the way is no lower goal
        (
            set(),
            "60% doanh nghiệp nhỏ và vừa sử dụng nền tảng số; đến hết quý II năm 2026, 45% doanh nghiệp nhỏ và vừa sử dụng nền tảng số.",
        ),
    ],
)
def test_a_plan_falls_short_of_its_decision(codes: set[str], line: str) -> None:
    assert {code for code in _goals(line) if code.startswith("target-")} == codes


_SET = (
    "@decision\nII. MỤC TIÊU ĐẾN NĂM 2026\n| TT | Chỉ tiêu | Năm 2026 (%) |\n| 1 | {} | {} |\n| 2 | Hộ gia đình có cáp quang | 90 |"
)


@pytest.mark.parametrize(
    ("lower", "cited"),
    [
        (True, "412/QĐ-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh"),
        (True, "412/QĐ-UBND ngày 21/3/2024 của Ủy ban nhân dân tỉnh"),
        (True, "421/QĐ-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh"),
        (False, "412/QĐ-UBND ngày 12/3/2023 của Ủy ban nhân dân tỉnh"),
        (False, "412/QĐ-UBND ngày 21/3/2024 của Ủy ban nhân dân huyện Yên Hải"),
    ],
)
def test_the_basis_is_known_by_a_citation_with_a_slip(lower: bool, cited: str) -> None:
    plan = (
        f"@plan\nThực hiện Quyết định số {cited}.\nII. MỤC TIÊU NĂM 2026\n- 70% hồ sơ của cấp xã được xử lý trên môi trường mạng."
    )
    papers = f"{_SET.format('Tỷ lệ hồ sơ của cấp xã được xử lý trên môi trường mạng', 80)}\n=====\n{plan}"
    assert ("target-below-basis" in {finding.code for finding in found(papers)}) == lower


@pytest.mark.parametrize(("wrong", "share"), [(True, 20), (False, 25)])
def test_a_share_of_the_product_in_words_and_in_a_table(wrong: bool, share: int) -> None:
    text = _SET.format("Tỷ trọng kinh tế số trong GRDP", 25).replace("\n|", f"\n- Kinh tế số chiếm {share}% GRDP.\n|", 1)
    assert any(finding.code.startswith("target-") for finding in found(text)) == wrong


@pytest.mark.parametrize(
    ("two", "told"),
    [
        (True, "dùng chung của tỉnh, xong trước 30/9/2026."),
        (False, "dùng chung của tỉnh, xong trước 31/12/2026."),
        (False, "mở của tỉnh, xong trước 30/9/2026."),
    ],
)
def test_the_text_and_the_table_of_a_plan_tell_two_dates(two: bool, told: str) -> None:
    work = "1. Phát triển dữ liệu: Sở Khoa học và Công nghệ chủ trì tham mưu xây dựng Kho dữ liệu"
    text = f"{PLAN}III. NHIỆM VỤ\n{work} {told}\nPHỤ LỤC\n{ROWS.format(STORE, TECH, 'Quý IV/2026')}"
    assert ("task-conflicting-deadline" in {finding.code for finding in found(text)}) == two


_COMMUNE = (
    "ỦY BAN NHÂN DÂN\n{}\nSố: 31/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "{}, ngày 10 tháng 3 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026\n"
    "Thực hiện Quyết định số 412/QĐ-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh Vĩnh Giang.\nII. MỤC TIÊU ĐẾN NĂM 2026\n{}"
)


@pytest.mark.parametrize(
    ("lower", "issuer", "goal"),
    [
        (False, ("XÃ AN BÌNH", "An Bình"), "- Có ít nhất 45 doanh nghiệp sử dụng nền tảng số."),
        (True, ("TỈNH VĨNH GIANG", "Vĩnh Giang"), "- Có ít nhất 45 doanh nghiệp sử dụng nền tảng số."),
        (True, ("XÃ AN BÌNH", "An Bình"), "- 70% hộ gia đình có tài khoản thanh toán điện tử."),
    ],
)
def test_a_commune_plans_its_part_of_an_amount_and_the_same_percentage(lower: bool, issuer: tuple[str, str], goal: str) -> None:
    above = (
        "@decision\nII. MỤC TIÊU ĐẾN NĂM 2026\n- Có ít nhất 600 doanh nghiệp sử dụng nền tảng số.\n"
        "- 80% hộ gia đình có tài khoản thanh toán điện tử."
    )
    papers = f"{above}\n=====\n{_COMMUNE.format(*issuer, goal)}"
    assert ("target-below-basis" in {finding.code for finding in found(papers)}) == lower


@pytest.mark.parametrize(
    ("old", "line"),
    [
        (True, "2. Công an tỉnh phối hợp với Sở Thông tin và Truyền thông bảo đảm an toàn thông tin."),
        (False, "2. Công an tỉnh phối hợp với Sở Khoa học và Công nghệ bảo đảm an toàn thông tin."),
        (False, "2. Công an tỉnh đã phối hợp với Sở Thông tin và Truyền thông bảo đảm an toàn thông tin."),
        (True, "2. Phòng Văn hóa - Xã hội tổng hợp, báo cáo Ủy ban nhân dân huyện Yên Hải trước ngày 15 hằng tháng."),
        (False, "2. Phòng Văn hóa - Xã hội tổng hợp báo cáo của Ủy ban nhân dân huyện Yên Hải (cũ)."),
    ],
)
def test_agencies_that_a_plan_has_others_work_with(old: bool, line: str) -> None:
    text = f"@plan\nIII. NHIỆM VỤ\n1. Xây dựng kho dữ liệu.\n{line}"
    assert ("obsolete-agency" in {finding.code for finding in found(text)}) == old
