"""Tasks in prose: below an agency's name, in a sentence that assigns, and line by line."""

from __future__ import annotations

from datetime import date

import pytest
from tests.assembly.factories import LETTERHEAD, context

from vbcds.assembly.assignments import build_prose_tasks


def tasks(*paragraphs: str, letterhead=LETTERHEAD):
    return build_prose_tasks(context(*paragraphs, letterhead=letterhead))


def names(agencies) -> list[str]:
    return [agency.name for agency in agencies]


def test_duties_stand_below_an_agencys_name():
    found = tasks(
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Sở Khoa học và Công nghệ",
        "- Chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan tham mưu bố trí vốn.",
        "- Báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2026.",
        "2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "- Giám sát việc thực hiện Kế hoạch.",
    )
    assert [names(task.lead) for task in found] == [["Sở Khoa học và Công nghệ"]] * 2 + [["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]]
    assert names(found[0].support) == ["Sở Tài chính", "các đơn vị liên quan"]
    assert found[1].deadline.due == date(2026, 12, 15)
    assert all(task.code is None for task in found)


def test_a_sentence_that_assigns():
    (task,) = tasks("IV. TỔ CHỨC THỰC HIỆN", "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng đề án vị trí việc làm.")
    assert names(task.lead) == ["Sở Nội vụ"]
    assert names(task.support) == ["Sở Tài chính"]
    assert task.content.startswith("Giao Sở Nội vụ")


def test_an_activity_described_line_by_line():
    (task,) = tasks(
        "III. HOẠT ĐỘNG",
        "1. Ngày hội chuyển đổi số",
        "- Thời gian: ngày 10/10/2026",
        "- Địa điểm: Quảng trường tỉnh",
        "- Đơn vị chủ trì: Sở Khoa học và Công nghệ",
        "- Đơn vị phối hợp: Tỉnh đoàn, các doanh nghiệp viễn thông",
    )
    assert task.content == "Ngày hội chuyển đổi số"
    assert (names(task.lead), task.deadline.due) == (["Sở Khoa học và Công nghệ"], date(2026, 10, 10))
    assert names(task.support) == ["Tỉnh đoàn", "các doanh nghiệp viễn thông"]


def test_what_an_agency_directs_others_to_do_stays_its_own():
    (task,) = tasks("IV. TỔ CHỨC THỰC HIỆN", "1. Sở Du lịch", "- Chỉ đạo các doanh nghiệp lữ hành cập nhật dữ liệu điểm đến.")
    assert names(task.lead) == ["Sở Du lịch"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này.",
        "Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan phản ánh về Sở Khoa học và Công nghệ.",
        "Trên đây là Kế hoạch chuyển đổi số năm 2026.",
    ],
)
def test_closing_formulae_assign_nothing(paragraph):
    assert tasks("IV. TỔ CHỨC THỰC HIỆN", paragraph) == ()


def test_what_an_agency_did_is_no_task():
    assert tasks("I. TÌNH HÌNH", "Sở Nội vụ đã chủ trì xây dựng đề án vị trí việc làm.") == ()


def test_a_report_assigns_nothing():
    report = (*LETTERHEAD[:2], "Số: 12/BC-UBND", *LETTERHEAD[3:6], "BÁO CÁO", "Kết quả chuyển đổi số tháng 4 năm 2026")
    assert tasks("IV. NHIỆM VỤ", "1. Sở Nội vụ", "- Chủ trì tập huấn.", letterhead=report) == ()


def test_every_task_stands_in_the_text():
    made = context(
        "IV. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế", "- Chủ trì lập hồ sơ sức khỏe. Đồng thời, có trách nhiệm báo cáo hằng quý."
    )
    found = build_prose_tasks(made)
    assert len(found) == 2
    assert [made.text[task.source.start : task.source.end] for task in found] == [task.content for task in found]
    assert found[1].deadline.recurrence == "FREQ=MONTHLY;INTERVAL=3"


DIRECTIVE = (*LETTERHEAD[:2], "Số: 05/CT-UBND", *LETTERHEAD[3:6], "CHỈ THỊ", "Về tăng cường kỷ luật, kỷ cương hành chính")
NOTICE = (*LETTERHEAD[:2], "Số: 64/TB-UBND", *LETTERHEAD[3:6], "THÔNG BÁO", "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp tháng 3")
LETTER = (*LETTERHEAD[:2], "Số: 412/UBND-KGVX", "V/v rà soát tài khoản công vụ", *LETTERHEAD[3:6])


def test_a_directive_assigns_below_the_sentence_that_gives_the_word():
    found = tasks(
        "Thời gian qua Sở Nội vụ đã tổ chức nhiều đợt kiểm tra.",
        "Để khắc phục hạn chế, Chủ tịch Ủy ban nhân dân tỉnh chỉ thị:",
        "1. Giám đốc Sở Nội vụ:",
        "a) Tham mưu kế hoạch kiểm tra công vụ trước ngày 20/6/2026.",
        "b) Chủ trì, phối hợp với Sở Tài chính đánh giá chỉ số cải cách hành chính.",
        "2. Công an tỉnh làm sạch dữ liệu dân cư.",
        letterhead=DIRECTIVE,
    )
    assert [names(task.lead) for task in found] == [["Sở Nội vụ"], ["Sở Nội vụ"], ["Công an tỉnh"]]
    assert (names(found[1].support), found[0].deadline.due) == (["Sở Tài chính"], date(2026, 6, 20))


def test_a_later_sentence_may_give_somebody_else_a_duty():
    found = tasks(
        "Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:",
        "1. Đồng ý với đề xuất của Công an tỉnh. Giao Công an tỉnh hướng dẫn các xã thực hiện.",
        "2. Về hạ tầng: VNPT Vĩnh Giang có trách nhiệm nâng cấp đường truyền trước ngày 15/8/2026.",
        "3. Giao Sở Nội vụ theo chức năng, nhiệm vụ rà soát biên chế. Giao Tỉnh đoàn tăng cường tuyên truyền.",
        "4. Thống nhất chủ trương thuê dịch vụ.",
        "Đề nghị các cơ quan, đơn vị quan tâm thực hiện./.",
        letterhead=NOTICE,
    )
    assert [names(task.lead) for task in found] == [["Công an tỉnh"], ["VNPT Vĩnh Giang"], ["Sở Nội vụ"], ["Tỉnh đoàn"]]


def test_a_letter_asks_its_addressees_for_what_it_lists():
    found = tasks(
        "Kính gửi: Các sở, ban, ngành tỉnh; UBND các xã, phường.",
        "Sở Nội vụ đề nghị các sở, ban, ngành tỉnh, UBND các xã, phường thực hiện một số nội dung sau:",
        "1. Rà soát, cập nhật danh sách gửi về trước ngày 25/4/2026.",
        "2. Cử 01 cán bộ đầu mối.",
        letterhead=LETTER,
    )
    assert [names(task.lead) for task in found] == [["các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường"]] * 2


def test_words_quoted_for_another_document_assign_nothing():
    assert not tasks("IV. TỔ CHỨC THỰC HIỆN", "“4. Sở Nội vụ phối hợp với các cơ quan quản trị hệ thống.”")


def test_bodies_that_only_their_form_tells_may_stand_before_the_first_known_agency():
    found = tasks(
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Đảng đoàn Hội đồng nhân dân tỉnh lãnh đạo thể chế hóa Nghị quyết.",
        "2. Kết quả thực hiện của Sở Nội vụ tổ chức đánh giá hằng năm.",
    )
    assert [names(task.lead) for task in found] == [["Đảng đoàn Hội đồng nhân dân tỉnh"]]


def test_one_body_asks_others_and_the_duty_is_theirs():
    found = tasks("IV. TỔ CHỨC THỰC HIỆN", "Ủy ban nhân dân tỉnh đề nghị các Đại sứ quán phối hợp quảng bá hình ảnh của tỉnh.")
    assert [names(task.lead) for task in found] == [["các đại sứ quán"]]
    found = tasks("IV. TỔ CHỨC THỰC HIỆN", "Sở Y tế đề nghị bổ sung nhân lực cho trạm y tế xã trong quý II/2026.")
    assert [names(task.lead) for task in found] == [["Sở Y tế"]]


def test_a_closing_that_informs_assigns_nothing():
    assert not tasks("IV. TỔ CHỨC THỰC HIỆN", "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.")
    assert tasks(
        "IV. TỔ CHỨC THỰC HIỆN", "Văn phòng UBND tỉnh thông báo lịch họp cho các cơ quan, đơn vị trước ngày 05 hằng tháng."
    )


def test_the_members_listed_behind_a_collective_have_the_duty():
    (task,) = tasks(
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Các cơ quan, đơn vị gồm: Văn phòng UBND tỉnh, Sở Nội vụ, Công an tỉnh trước ngày 20 hằng tháng báo cáo kết quả về "
        "Sở Khoa học và Công nghệ.",
    )
    assert names(task.lead) == ["Văn phòng Ủy ban nhân dân tỉnh", "Sở Nội vụ", "Công an tỉnh"]
    assert task.deadline.recurrence == "FREQ=MONTHLY;BYMONTHDAY=20"
    # a colon that announces no agencies
    (task,) = tasks(
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Các cơ quan, đơn vị báo cáo kết quả về Sở Y tế trước ngày 20 hằng tháng theo các nội dung sau: tiến độ, khó khăn.",
    )
    assert names(task.lead) == ["các cơ quan, đơn vị"]


def test_what_an_agency_does_on_the_plans_ground_is_its_duty_and_the_closing_is_nobodys():
    found = tasks(
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Các sở, ban, ngành tỉnh",
        "Căn cứ Kế hoạch này, xây dựng kế hoạch của đơn vị, ban hành trước ngày 15/5/2026.",
    )
    assert [names(task.lead) for task in found] == [["các sở, ban, ngành tỉnh"]]
    assert not tasks("IV. TỔ CHỨC THỰC HIỆN", "Căn cứ Kế hoạch này, các đơn vị nghiêm túc triển khai.")


def test_the_members_of_a_steering_committee_are_named_whole():
    (task,) = tasks("IV. TỔ CHỨC THỰC HIỆN", "2. Các thành viên Ban Chỉ đạo theo lĩnh vực phụ trách chỉ đạo thực hiện Kế hoạch.")
    assert names(task.lead) == ["các thành viên Ban Chỉ đạo"]


@pytest.mark.parametrize(
    ("sentence", "lead", "support", "kind"),
    [
        (
            "Yêu cầu Ủy ban nhân dân các huyện, thành phố chấn chỉnh việc thu phí.",
            "Ủy ban nhân dân các huyện, thành phố",
            [],
            "none",
        ),
        ("Giao Sở Y tế chuẩn hóa mẫu phiếu; thực hiện thường xuyên.", "Sở Y tế", [], "ongoing"),
        ("Giao Sở Y tế xây dựng mẫu phiếu; thực hiện nghiêm túc.", "Sở Y tế", [], "none"),
        ("Giao Sở Y tế xây dựng sổ tay; thời gian thực hiện 2027-2029.", "Sở Y tế", [], "period"),
        ("Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ hằng năm đánh giá các trạm.", "Sở Y tế", ["Sở Nội vụ"], "recurring"),
        ("Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ xây dựng kế hoạch hằng năm.", "Sở Y tế", ["Sở Nội vụ"], "none"),
    ],
)
def test_names_end_at_the_duty_and_its_last_clause_tells_the_time(sentence, lead, support, kind):
    (task,) = tasks("IV. TỔ CHỨC THỰC HIỆN", f"1. {sentence}")
    assert names(task.lead) == [lead]
    assert (names(task.support), task.deadline.kind) == (support, kind)


def test_the_regime_of_reports_is_a_duty():
    first, second = tasks(
        "V. CHẾ ĐỘ BÁO CÁO",
        "1. Sở Y tế, UBND xã Hương Sơn gửi báo cáo về Sở Khoa học và Công nghệ chậm nhất ngày 20 của tháng báo cáo.",
        "2. Định kỳ trước ngày 20 hằng tháng, các sở, ban, ngành tỉnh gửi báo cáo về Sở Khoa học và Công nghệ.",
    )
    assert names(first.lead) == ["Sở Y tế", "Ủy ban nhân dân xã Hương Sơn"]
    assert first.deadline.recurrence == second.deadline.recurrence == "FREQ=MONTHLY;BYMONTHDAY=20"
    assert names(second.lead) == ["các sở, ban, ngành tỉnh"] and second.content.startswith("Định kỳ trước ngày 20")
    assert tasks("V. CHẾ ĐỘ BÁO CÁO", "Định kỳ hằng tháng, số liệu được cập nhật trên hệ thống.") == ()


def test_the_regime_of_reports_behind_its_name():
    behind = "Chế độ báo cáo: Sở Nội vụ, Sở Y tế gửi báo cáo về Sở Khoa học và Công nghệ trước ngày 21 hằng tháng."
    for paragraphs in (("VI. TỔ CHỨC THỰC HIỆN", f"1. {behind}"), ("VI. CHẾ ĐỘ BÁO CÁO", behind.partition(": ")[2])):
        (task,) = tasks(*paragraphs)
        assert names(task.lead) == ["Sở Nội vụ", "Sở Y tế"]
        assert task.deadline.recurrence == "FREQ=MONTHLY;BYMONTHDAY=21"
    assert tasks("V. KINH PHÍ", "Các sở gửi dự toán về Sở Tài chính.") == ()


MEMBERS = "Sở Nội vụ, Sở Y tế, Công an tỉnh"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (f"Các cơ quan, đơn vị gồm {MEMBERS} gửi báo cáo về Sở Khoa học và Công nghệ trước ngày 21 hằng tháng.", 21),
        (
            f"Mỗi tháng một kỳ, các đơn vị gồm: {MEMBERS} có báo cáo gửi Sở Khoa học và Công nghệ; hạn cuối nhận báo cáo là ngày 18 của "
            "tháng, số liệu lấy từ ngày 16 tháng trước đến hết ngày 15 tháng báo cáo.",
            18,
        ),
        (f"Hằng tháng, {MEMBERS} gửi báo cáo về Sở Khoa học và Công nghệ trước ngày 20.", 20),
        (f"Ngày 19 hằng tháng là hạn cuối để {MEMBERS} gửi báo cáo về Sở Khoa học và Công nghệ.", 19),
        (f"Yêu cầu {MEMBERS} định kỳ hằng tháng báo cáo tiến độ về Sở Khoa học và Công nghệ chậm nhất vào ngày 22.", 22),
        (f"Các đơn vị phải báo cáo: {MEMBERS}. Thời hạn báo cáo: trước ngày 20 hằng tháng.", 20),
    ],
)
def test_who_reports_each_month_and_on_which_day(sentence, day):
    (task,) = tasks("V. CHẾ ĐỘ BÁO CÁO", f"1. {sentence}")
    assert names(task.lead) == MEMBERS.split(", ")
    assert task.deadline.recurrence == f"FREQ=MONTHLY;BYMONTHDAY={day}"


def test_who_gets_the_reports_owes_none():
    (task,) = tasks(
        "V. CHẾ ĐỘ BÁO CÁO", "1. Sở Nội vụ tổng hợp báo cáo của các sở, ngành, báo cáo UBND tỉnh trước ngày 25 hằng tháng."
    )
    assert names(task.lead) == ["Sở Nội vụ"]
    assert tasks("V. KINH PHÍ", "Số liệu của Sở Y tế trong báo cáo tháng chốt trước ngày 15 hằng tháng.") == ()


def test_a_regime_line_by_line():
    (task,) = tasks(
        "V. CHẾ ĐỘ BÁO CÁO",
        f"1. Đối tượng thực hiện báo cáo: các cơ quan, đơn vị gồm {MEMBERS}.",
        "2. Cơ quan nhận báo cáo: Sở Khoa học và Công nghệ.",
        "3. Tần suất thực hiện báo cáo: hằng tháng.",
        "4. Thời hạn gửi báo cáo: chậm nhất ngày 20 của tháng.",
    )
    assert names(task.lead) == MEMBERS.split(", ")
    assert task.deadline.recurrence == "FREQ=MONTHLY;BYMONTHDAY=20"
    assert not tasks("V. PHÂN CÔNG THỰC HIỆN", "1. Đơn vị chủ trì: Sở Nội vụ.", "2. Thời gian: tháng 5/2026.")
