"""Links of statements to assigned tasks: by row, by number, by words, by agency; and the links that must not be made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vbcds.assembly.responsibility import covers
from vbcds.assembly.statuses import parse_status
from vbcds.assembly.task_copies import task_copies
from vbcds.assembly.task_index import TaskIndex
from vbcds.assembly.task_links import link_tasks
from vbcds.assembly.task_names import bond
from vbcds.assembly.task_topics import AgencyTopics
from vbcds.model.document import Source
from vbcds.model.records import Agency, DocumentRecord, ReportItemRecord, TaskRecord
from vbcds.recognisers.agencies_cells import parse_agencies, parse_agency
from vbcds.recognisers.deadlines import parse_deadline

PLAN = "a" * 16
REPORT = "b" * 16


def document(id: str, genre: str, number: str, day: date, path: str = "x") -> DocumentRecord:
    return DocumentRecord(
        id=id,
        path=path,
        media_type="text/plain",
        pages=None,
        sha256=id * 4,
        ocr=False,
        genre=genre,
        number=number,
        date=day,
        kind="x",
    )


DOCUMENTS = [
    document(PLAN, "plan", "31/KH-UBND", date(2026, 2, 2), "ke-hoach.docx"),
    document(REPORT, "report", "9/BC-X", date(2026, 5, 20), "bao-cao.docx"),
]
ROWS = (
    ("1", "Ban hành quy chế khai thác kho dữ liệu dùng chung", "Sở KH&CN", "Các sở, ban, ngành tỉnh", "Quý II/2026"),
    ("2", "Nâng cấp mạng truyền số liệu chuyên dùng đến cấp xã", "Sở KH&CN", "UBND cấp xã", "30/9/2026"),
    ("3", "Số hóa sổ hộ tịch của các xã, phường", "Sở Tư pháp", "UBND cấp xã", "31/12/2026"),
    ("4", "Lắp camera giám sát tại 25 nút giao thông", "Công an tỉnh", "Sở Xây dựng", "Trước 01/8/2026"),
    ("5", "Tuyên truyền kỹ năng an toàn trên mạng cho học sinh", "Sở GD&ĐT", "Tỉnh đoàn", "Thường xuyên"),
    ("6", "Xây dựng bản đồ số du lịch của tỉnh", "Sở VHTT&DL", "", "Năm 2026"),
    ("7", "Cấp chữ ký số cho cán bộ, công chức cấp xã", "Sở TT&TT", "UBND cấp xã", "Quý III/2026"),
    ("8", "Hướng dẫn nông dân bán hàng trên sàn thương mại điện tử", "Sở NN&MT", "Hội Nông dân tỉnh", "Hằng năm"),
)


def task(code: str, content: str, lead: str, support: str, deadline: str, at: int = 0, owner: str = PLAN) -> TaskRecord:
    return TaskRecord(
        document=owner,
        code=code,
        group=None,
        content=content,
        lead=parse_agencies(lead),
        support=parse_agencies(support) if support else (),
        deadline=parse_deadline(deadline, year=2026),
        product=None,
        source=Source(start=at, end=at + len(content)),
    )


TASKS = [task(*row, at=100 * number) for number, row in enumerate(ROWS)]


def item(text: str, agency: str, section: str = "results", **fields: object) -> ReportItemRecord:
    made = ReportItemRecord(
        document=REPORT,
        agency=parse_agency(agency),
        period="2026-05",
        section=section,
        text=text,
        task=None,
        status="done",
        addressee=None,
        source=Source(start=0, end=len(text)),
    )
    return replace(made, **fields)


def code(*items: ReportItemRecord) -> list[str | None]:
    return [linked.task.code if linked.task else None for linked in link_tasks(items, TASKS, DOCUMENTS)]


@pytest.mark.parametrize(
    ("text", "agency", "section", "expected"),
    [
        ("Đã trình Chủ tịch UBND tỉnh ký quy chế khai thác kho dữ liệu dùng chung", "Sở Khoa học và Công nghệ", "results", "1"),
        ("Kho dữ liệu dùng chung: dự thảo quy chế khai thác đã lấy ý kiến các ngành", "Sở KH&CN", "results", "1"),
        ("Mạng truyền số liệu chuyên dùng đã kéo đến 70/102 xã", "Sở KH&CN", "results", "2"),
        ("Đã số hóa 40 quyển sổ hộ tịch của 12 xã", "Sở Tư pháp", "results", "3"),
        ("Số hóa sổ hộ tịch còn chậm do sổ cũ rách nát", "Sở Tư pháp", "difficulties", "3"),
        ("Lắp thêm 05 camera giám sát tại các nút giao thông", "Công an tỉnh", "plans", "4"),
        ("Đã tổ chức 12 buổi nói chuyện về kỹ năng an toàn trên mạng cho học sinh", "Sở GD&ĐT", "results", "5"),
        ("Bản đồ số du lịch đã có 120 điểm đến", "Sở VHTT&DL", "results", "6"),
        ("Đã cấp 300 chữ ký số cho công chức cấp xã", "Sở KH&CN", "results", "7"),  # of the merged department
        ("Đã số hóa 2 quyển sổ hộ tịch", "UBND xã Hương Sơn", "results", "3"),  # a commune helps
        # what must not be linked
        ("Đã tổ chức tổng kết phong trào thi đua", "Sở Tư pháp", "results", None),
        ("Nhân lực công nghệ thông tin còn thiếu", "Sở KH&CN", "difficulties", None),
        ("Tiếp nhận 412 hồ sơ trực tuyến, đạt 80%", "Sở Tư pháp", "results", None),
        ("Cán bộ xã chưa quen dùng phần mềm", "UBND xã Hương Sơn", "difficulties", None),
    ],
)
def test_links_by_words(text, agency, section, expected):
    assert code(item(text, agency, section)) == [expected]


def test_the_row_and_the_number_name_the_task():
    assert code(
        item("Đang thi công", "Công an tỉnh", about="4: Lắp camera giám sát tại 25 nút giao thông"),
        item("Đề nghị bố trí vốn", "Công an tỉnh", "proposals", about="4: Lắp camera giám sát tại 25 nút giao thông"),
        item("Đã làm xong phần việc của nhiệm vụ số 3 Kế hoạch số 31/KH-UBND", "Sở Tư pháp"),
        item("Đang thi công", "Công an tỉnh", about="4: Mua sắm bàn ghế"),
    ) == ["4", "4", "3", None]


def test_what_is_left_belongs_to_what_was_counted():
    assert code(
        item("Mạng truyền số liệu chuyên dùng đã kéo đến 70/102 xã biên giới", "Sở KH&CN"),
        item("Các xã biên giới còn lại chậm do địa hình", "Sở KH&CN", "difficulties"),
    ) == ["2", "2"]


def test_ongoing_work_is_never_done():
    states = [
        linked.status
        for linked in link_tasks(
            [
                item("Đã tuyên truyền kỹ năng an toàn trên mạng cho 900 học sinh", "Sở GD&ĐT"),
                item("Đã số hóa sổ hộ tịch của các xã, phường", "Sở Tư pháp"),
            ],
            TASKS,
            DOCUMENTS,
        )
    ]
    assert states == ["in_progress", "done"]


def test_copies_of_a_plan_are_one():
    other = "c" * 16
    copy = document(other, "plan", "31/KH-UBND", date(2026, 2, 2), "ke-hoach.pdf")
    tasks = [*TASKS, *(replace(one, document=other) for one in TASKS)]
    assert len(task_copies(tasks, [*DOCUMENTS, copy]).tasks) == len(TASKS)
    (linked,) = link_tasks([item("Đã số hóa sổ hộ tịch của 12 xã", "Sở Tư pháp")], tasks, [*DOCUMENTS, copy])
    assert linked.task is not None
    assert linked.task.document == PLAN


def test_covers():
    def agency(name: str) -> Agency:
        return parse_agency(name)

    assert covers((agency("Các sở, ban, ngành tỉnh"),), agency("Sở Y tế"))
    assert not covers((agency("Các sở, ban, ngành tỉnh"),), agency("UBND xã Hương Sơn"))
    assert covers((agency("Ủy ban nhân dân cấp xã"),), agency("UBND phường Vĩnh Thành"))
    assert covers((agency("Sở Tài nguyên và Môi trường"),), agency("Sở Nông nghiệp và Môi trường"))
    assert not covers((agency("Sở Nông nghiệp và Môi trường"),), agency("Sở Y tế"))
    assert covers((agency("UBND xã Hương Sơn"),), agency("Ủy ban nhân dân xã Hương Sơn"))
    assert not covers((agency("UBND xã Hương Sơn"),), agency("UBND phường Vĩnh Thành"))  # one commune is not all of them
    assert not covers((agency("UBND xã Hương Sơn"),), agency("UBND xã Bình Minh"))


def test_nothing_in_nothing_out():
    assert link_tasks([], TASKS, DOCUMENTS) == ()


def test_a_hardship_is_of_the_task_of_the_result_it_stands_beside():
    result = item("Mạng truyền số liệu chuyên dùng đã kéo đến 70/102 xã", "Sở KH&CN")
    beside = item("Cột treo cáp gãy nhiều sau bão.", "Sở KH&CN", "difficulties", about=result.text)
    assert code(result, beside) == ["2", "2"]
    assert code(result, replace(beside, about=None)) == ["2", None]  # a paragraph of its own
    helper = item("Đã số hóa 2 quyển sổ hộ tịch", "UBND xã Hương Sơn")  # who only helps has other worries, too
    assert code(helper, item("Điện lưới hay mất.", "UBND xã Hương Sơn", "difficulties", about=helper.text)) == ["3", None]


def test_words_of_one_task_only():
    assert code(item("Tìm người dịch sổ hộ tịch chữ Pháp.", "Sở Tư pháp", "plans")) == ["3"]
    assert code(item("Tìm người dịch sổ hộ tịch chữ Pháp.", "Sở Y tế", "plans")) == [None]  # another's task
    everybody = [
        item(f"Sổ hộ tịch cũ rách nhiều ở {name}.", name, "difficulties") for name in ("Sở Y tế", "Sở Nội vụ", "Công an tỉnh")
    ]
    assert code(item("Kho hộ tịch ẩm thấp.", "Sở Tư pháp", "difficulties"), *everybody)[1:] == [None] * 3


def test_numbers_of_rows_count_less_than_their_words():
    # the rows of this table are numbered on their own: row 2 is task 3
    assert code(item("Còn 120 quyển", "Sở Tư pháp", about="2: Số hóa sổ hộ tịch")) == ["3"]
    assert code(item("Còn 120 quyển", "Sở Tư pháp", about="3: Số hóa sổ hộ tịch cấp xã")) == ["3"]
    assert code(item("Còn 120 quyển", "Sở Tư pháp", about="Nhiệm vụ số 3")) == ["3"]


def test_how_many_papers_came_in_is_no_state_of_a_task():
    words = "Trong tháng, các xã, phường tiếp nhận 1.200 hồ sơ hộ tịch, giải quyết đúng hạn 1.180 hồ sơ"
    assert code(item(words, "UBND xã Hương Sơn")) == [None]
    assert code(item("Trong tháng số hóa 1.200 sổ hộ tịch của các xã, phường", "UBND xã Hương Sơn")) == ["3"]


def test_states_that_the_task_tells():
    def state(text: str, agency: str, status: str | None) -> str | None:
        return link_tasks([item(text, agency, status=status)], TASKS, DOCUMENTS)[0].status

    # the task was due on 30/9/2026: a later day that is promised is no lateness as long as nobody says so
    promised = "Mạng truyền số liệu chuyên dùng đến 90/102 xã, dự kiến hoàn thành trong tháng 11/2026"
    assert state(promised, "Sở KH&CN", parse_status(promised)) == "in_progress"
    told = f"{promised}, chậm so với kế hoạch"
    assert state(told, "Sở KH&CN", parse_status(told)) == "delayed"
    assert state("Duy trì mạng truyền số liệu chuyên dùng tại 102/102 xã, đạt 100%", "Sở KH&CN", "in_progress") == "done"
    assert (
        state("Duy trì tuyên truyền kỹ năng an toàn trên mạng tại 30/30 trường, đạt 100%", "Sở GD&ĐT", "in_progress")
        == "in_progress"
    )
    assert state("Mạng truyền số liệu chuyên dùng: 70/102 xã", "Sở KH&CN", None) == "in_progress"


def test_a_hardship_goes_on_with_the_matter_of_a_result():
    result = item("Số hóa sổ hộ tịch: đã nhập 4.120/9.300 trang sổ khai sinh tại 12/20 xã", "Sở Tư pháp")
    difficulty = item("Trang sổ khai sinh cũ bị mối mọt, khó đọc", "Sở Tư pháp", "difficulties")
    assert code(result, difficulty) == ["3", "3"]
    assert code(result, item("Trang sổ khai sinh cũ bị mối mọt", "Sở Xây dựng", "difficulties")) == [
        "3",
        None,
    ]  # ... of that agency
    staff = item("Xã không có cán bộ công nghệ thông tin nhập trang sổ khai sinh", "Sở Tư pháp", "difficulties")
    assert code(result, staff) == ["3", None]  # everyone lacks people
    other = item("Đã trao 40 thẻ khai sinh điện tử", "Sở Tư pháp")
    assert code(result, other, item("Giấy khai sinh cũ khó đọc", "Sở Tư pháp", "difficulties")) == [
        "3",
        None,
        None,
    ]  # of two matters


def test_the_rest_in_units_is_of_the_task_that_counted_them():
    result = item("Số hóa sổ hộ tịch của các xã, phường: xong tại 12/20 xã", "Sở Tư pháp")
    assert code(result, item("Ba xã còn lại chưa xong vì mưa lũ", "Sở Tư pháp", "difficulties")) == ["3", "3"]
    assert code(result, item("Ba phòng còn lại chưa có điện", "Sở Tư pháp", "difficulties")) == ["3", None]


def test_a_number_with_its_list_names_the_task():
    assert code(item("Đạt 40% (số 4 Phụ lục I)", "Công an tỉnh")) == ["4"]
    assert code(item("Đạt 40% (số 4 Nguyễn Huệ)", "Công an tỉnh")) == [None]
    assert code(item("Đạt 40%", "Công an tỉnh", about="1: Nhiệm vụ số 4")) == ["4"]
    assert code(item("Đạt 40%", "Công an tỉnh", about="4: Nhiệm vụ khác")) == [None]


def test_a_label_with_the_words_of_one_task_names_it():
    assert code(item("Bản đồ số: chưa có hướng dẫn của Bộ", "Sở VHTT&DL")) == ["6"]
    assert code(item("Bản tin số: chưa có hướng dẫn của Bộ", "Sở VHTT&DL")) == [None]


def test_a_tool_speaks_of_its_work():
    told = item("Đã số hóa 40 quyển sổ hộ tịch", "Sở Tư pháp")
    index = TaskIndex(TASKS, DOCUMENTS, [told])
    topics = AgencyTopics(index, [told], {0: 2}, lambda agency, number: bond(agency, index.tasks[number]))
    scanner = topics.proposal(item("Ngành chưa có tiền mua máy quét cho kho lưu trữ", "Sở Tư pháp", "difficulties"))
    assert scanner is not None and scanner.number == 2
    assert topics.proposal(item("Ngành chưa có tiền mua máy lạnh cho kho lưu trữ", "Sở Tư pháp", "difficulties")) is None


def test_a_loan_word_of_one_task_tells_a_result():
    plan = item("Nghiệm thu camera giám sát tại 4 nút giao thông", "Công an tỉnh", "plans")
    assert code(plan, item("Gói thầu camera đã ký hợp đồng", "Công an tỉnh")) == ["4", "4"]
    assert code(plan, item("Gói thầu bảng điện đã ký hợp đồng, giá trị 2,4 tỷ đồng", "Công an tỉnh")) == ["4", None]


def test_a_task_is_known_by_its_subject_in_other_words():
    assert code(item("Có 12/40 xã được nối mạng TSLCD", "Sở KH&CN", "results")) == ["2"]
    assert code(item("214 CKS đã trao cho CBCC xã", "Sở KH&CN", "results")) == ["7"]
    assert code(item("214 CKS đã trao cho bà con", "Sở KH&CN", "results")) == [None]  # the task is for officials
    assert code(item("Có 12/40 xã được nối mạng TSLCD", "Sở Y tế", "results")) == [None]
    assert code(item("Tỉnh xếp thứ 3/34 về mạng TSLCD", "Sở KH&CN", "results")) == [None]


def test_what_every_office_lacks_is_the_state_of_no_task():
    hardship = item("Máy tính đời 2012 chạy chậm, không cài được phần mềm chữ ký số", "Sở KH&CN", "difficulties")
    own = item("Chữ ký số cấp nhỏ giọt nên nhiều người phải chờ", "Sở KH&CN", "difficulties")
    assert code(hardship, own) == [None, "7"]


def test_the_task_of_a_document_that_the_statement_names():
    assert code(item("Việc lắp camera theo Kế hoạch 31/KH-UBND đã hoàn tất", "Công an tỉnh")) == ["4"]
    assert code(item("Việc trồng cây theo Kế hoạch 31/KH-UBND đã hoàn tất", "Công an tỉnh")) == [None]


def test_a_row_in_other_words_is_the_agencys_task_of_that_subject():
    row = item("Lũy kế 655 hộp", "Sở Tư pháp", about="3: Quét trang sổ hộ tịch")
    assert code(row) == ["3"]
    assert code(item("Lũy kế 655 hộp", "Sở Tư pháp", about="3: Trồng cây")) == [None]


def test_a_plan_of_the_offices_own_with_the_same_number_is_another():
    own = "Việc lắp camera theo Kế hoạch 31/KH-CAT tại trụ sở đã hoàn tất"
    assert code(item(own.replace("camera", "mái che"), "Công an tỉnh")) == [None]
    assert code(item("Theo nhiệm vụ số 4 Kế hoạch 31/KH-UBND, đã xong", "Công an tỉnh")) == ["4"]
    assert code(item("Theo nhiệm vụ số 4 Kế hoạch 31/KH-CAT, đã xong", "Công an tỉnh")) == [None]


def test_what_is_counted_is_no_routine_where_the_task_is_to_have_it():
    """ "Tiếp nhận 412/440 hồ sơ trực tuyến": the state of a task to have papers filed online, and of no other."""
    online = task(
        "9", "Hướng dẫn người dân nộp hồ sơ, thanh toán trực tuyến tại bộ phận một cửa", "UBND cấp xã", "", "Thường xuyên", 900
    )
    told = "Bộ phận một cửa của xã tiếp nhận 412/440 hồ sơ trực tuyến, đạt 93,6%; thanh toán trực tuyến 350/402 hồ sơ"
    papers = "Trong tháng, xã tiếp nhận 440 hồ sơ, trả đúng hạn 438 hồ sơ"
    found = link_tasks([item(told, "UBND xã Hương Sơn"), item(papers, "UBND xã Hương Sơn")], [*TASKS, online], DOCUMENTS)
    assert [linked.task.code if linked.task else None for linked in found] == ["9", None]
    assert code(item(told, "UBND xã Hương Sơn")) == [None]


def test_a_figure_of_other_people_is_of_another_programme():
    firms = task("9", "Cấp tài khoản thuế điện tử cho hộ kinh doanh", "Thuế tỉnh", "", "Quý IV/2026", 900)

    def linked(text: str) -> bool:
        (found,) = link_tasks([item(text, "Thuế tỉnh")], [*TASKS, firms], DOCUMENTS)
        return found.task is not None

    assert linked("Đã cấp tài khoản thuế điện tử cho 1.204 hộ kinh doanh")
    assert not linked("Đã cấp tài khoản thuế điện tử cho 1.204 người nước ngoài")


def test_what_is_on_the_subject_of_another_task_of_the_agency_is_not_of_this_one():
    tasks = [
        *TASKS,
        task("9", "Nâng tỷ lệ thanh toán trực tuyến phí, lệ phí", "UBND cấp xã", "", "Thường xuyên", 900),
        task("10", "Số hóa hồ sơ, giấy tờ tại bộ phận một cửa", "UBND cấp xã", "", "Thường xuyên", 950),
    ]

    def linked(text: str) -> str | None:
        (found,) = link_tasks([item(text, "UBND xã Hương Sơn", "plans")], tasks, DOCUMENTS)
        return found.task.code if found.task else None

    assert linked("Hỗ trợ người dân thanh toán trực tuyến, giảm nộp tiền mặt tại bộ phận một cửa") in ("9", None)
    assert linked("Số hóa 1.200 hồ sơ, giấy tờ tại bộ phận một cửa") == "10"


def test_places_in_a_ranking_and_turnovers_are_the_state_of_no_task():
    assert code(item("Mạng truyền số liệu chuyên dùng của tỉnh xếp thứ 3/34 cả nước", "Sở KH&CN")) == [None]
    assert code(item("Doanh số bán hàng trên sàn thương mại điện tử toàn tỉnh ước 12 tỷ đồng", "Sở NN&MT")) == [None]
    assert code(item("Hướng dẫn 40 nông dân bán hàng trên sàn thương mại điện tử", "Sở NN&MT")) == ["8"]


DIRECTIVE = "c" * 16


def test_a_statement_that_names_a_directive_is_of_it_whatever_its_heading_names():
    documents = [*DOCUMENTS, document(DIRECTIVE, "notice", "45/TB-UBND", date(2026, 4, 1), "tb.docx")]
    ordered = task("", "Công an tỉnh cử tổ lưu động về các xã biên giới cấp tài khoản", "Công an tỉnh", "", "", 900, DIRECTIVE)
    tasks = [*TASKS, replace(ordered, code=None)]
    heading = "Lắp camera giám sát tại nút giao thông"

    def linked(text: str) -> int | None:
        (found,) = link_tasks([item(text, "Công an tỉnh", about=heading)], tasks, documents)
        return found.task.start if found.task else None

    assert linked("Theo kết luận tại Thông báo 45/TB-UBND, tổ lưu động đã đến 03 xã biên giới") == 900
    assert linked("Các tổ lưu động về đủ các xã biên giới cấp tài khoản cho 800 người") == 900
    assert linked("Đã thi công 14 vị trí") == 300  # the heading's
    assert linked("Thông báo 46/TB-UBND đã được phổ biến; thi công 14 vị trí") == 300


def test_the_agencys_own_name_tells_no_task():
    tasks = [
        *TASKS,
        task("9", "Thanh tra trách nhiệm người đứng đầu về an toàn thông tin", "Thanh tra tỉnh", "", "Quý III/2026", 900),
    ]
    (own,) = link_tasks([item("Tổ thanh tra phải gõ lại số liệu", "Thanh tra tỉnh", "difficulties")], tasks, DOCUMENTS)
    assert own.task is None
    (meant,) = link_tasks(
        [item("Trách nhiệm người đứng đầu khó lượng hóa khi thanh tra", "Thanh tra tỉnh", "difficulties")], tasks, DOCUMENTS
    )
    assert meant.task is not None and meant.task.code == "9"


def test_what_is_of_another_matter_than_its_heading_or_its_neighbour_is_not_of_their_task():
    loose, own = "Công tác sổ hộ tịch xã, phường", "Số hóa sổ hộ tịch của các xã, phường"
    assert code(
        item("Đã nhập thêm 40 quyển", "Sở Tư pháp", about=loose),
        item("Đã tra cứu 212 thẻ bảo hiểm y tế", "Sở Tư pháp", about=loose),
    ) == ["3", None]
    assert code(item("Đã tra cứu 212 thẻ bảo hiểm y tế", "Sở Tư pháp", about=own)) == ["3"]
    told = "Đã cử 12 em kể chuyện về kỹ năng an toàn trên mạng cho học sinh"
    hard = "Tuy nhiên nhiều nơi mời muộn"
    assert code(item(told, "Sở GD&ĐT"), item(hard, "Sở GD&ĐT", "difficulties", about=told)) == ["5", "5"]


def test_a_tool_to_be_bought_is_not_the_work_that_it_is_for():
    tasks = [
        *TASKS,
        task("9", "Số hóa hồ sơ thủ tục tại bộ phận một cửa", "UBND cấp xã", "", "Năm 2026", 900),
        task("", "Ủy ban nhân dân cấp xã mua máy quét", "UBND cấp xã", "", "", 950),
    ]
    tasks[-1] = replace(tasks[-1], code=None)

    def linked(text: str) -> str | None:
        (found,) = link_tasks([item(text, "UBND xã Hương Sơn", "plans")], tasks, DOCUMENTS)
        return found.task.code if found.task else None

    assert linked("Hoàn tất mua sắm, bàn giao máy quét") is None
    assert linked("Số hóa hồ sơ còn tồn tại bộ phận một cửa") == "9"


def test_who_only_helps_under_its_own_name_speaks_of_its_own_work():
    told = "Đã lắp thêm 05 camera giám sát tại các nút giao thông"
    assert code(item(told, "Công an tỉnh"), item(told, "Sở Xây dựng")) == ["4", None]
    assert code(item("Đang thi công", "Sở Xây dựng", about="4: Lắp camera giám sát tại 25 nút giao thông")) == [
        "4"
    ]  # unless its row says so


def test_what_every_office_does_is_the_state_of_no_task():
    assert code(item("Chuẩn bị tổng kết công tác sổ hộ tịch năm 2026", "Sở Tư pháp", "plans")) == [None]
    assert code(item("Chuẩn bị số hóa sổ hộ tịch của 12 xã", "Sở Tư pháp", "plans")) == ["3"]
    assert code(item("Tham gia Tuần lễ thương mại điện tử quốc gia", "Sở NN&MT", "plans")) == [None]
    assert code(item("Hướng dẫn 40 nông dân bán hàng trên sàn thương mại điện tử", "Sở NN&MT", "plans")) == ["8"]


def test_the_duty_to_report_is_the_task_of_no_statement():
    duty = task("", "Sở Tư pháp báo cáo việc lắp đặt phần mềm lý lịch", "Sở Tư pháp", "", "trước ngày 20 hằng tháng", 900)
    work = task("", "Sở Tư pháp đôn đốc việc lắp đặt phần mềm lý lịch", "Sở Tư pháp", "", "trước ngày 20 hằng tháng", 900)

    def linked(assigned: TaskRecord) -> bool:
        tasks = [*TASKS, replace(assigned, code=None)]
        (found,) = link_tasks([item("Đã lắp đặt phần mềm lý lịch tại 12 phòng", "Sở Tư pháp")], tasks, DOCUMENTS)
        return found.task is not None

    assert (linked(duty), linked(work)) == (False, True)


def test_less_certain_links_say_so():
    named, told = link_tasks(
        [
            item("Đang thi công", "Công an tỉnh", about="4: Lắp camera giám sát tại 25 nút giao thông"),
            item("Đã lắp thêm camera giám sát ở cổng chợ", "Công an tỉnh"),
        ],
        TASKS,
        DOCUMENTS,
    )
    assert named.confidence is not None and told.confidence is not None
    assert named.confidence > told.confidence >= 0.5


def test_a_quarterly_duty_is_done_for_the_quarter_that_is_named():
    duty = task("9", "Tổ chức phiên giao dịch việc làm trực tuyến", "Sở Nội vụ", "", "Hằng quý", 900)

    def state(text: str) -> str | None:
        (found,) = link_tasks([item(text, "Sở Nội vụ")], [*TASKS, duty], DOCUMENTS)
        assert found.task is not None
        return found.status

    assert state("Phiên giao dịch việc làm trực tuyến quý II đã tổ chức ngày 28/6") == "done"
    assert state("Phiên giao dịch việc làm trực tuyến đã có 43 doanh nghiệp dự") == "in_progress"
    assert state("Trong quý II đã có 43 doanh nghiệp dự phiên giao dịch việc làm trực tuyến") == "in_progress"


def test_words_that_go_with_the_subject_of_the_agencys_task():
    told = "Nhiều quyển sổ cũ bị mối mọt, công chức tư pháp phải chép lại trước khi nhập"
    assert code(item(told, "Sở Tư pháp", "difficulties")) == ["3"]
    assert code(item(told, "Sở Xây dựng", "difficulties")) == [None]  # of that agency
    assert code(item("Nhiều bàn ghế cũ bị mối mọt, phải thay trước khi dùng", "Sở Tư pháp", "difficulties")) == [None]


def test_work_of_an_agency_that_is_named():
    told = "Cử 12 hộ dự lớp bán hàng trên sàn TMĐT do Sở NN&MT mở"
    assert code(item(told, "Sở Công Thương")) == ["8"]
    assert code(item(told.replace("do Sở NN&MT mở", "tại xã"), "Sở Công Thương")) == [None]  # its own work
    assert code(item(told.replace("Sở NN&MT", "Sở Tư pháp"), "Sở Công Thương")) == [None]  # of another that has no such task


def test_several_words_that_go_with_one_task_outweigh_a_word_of_another():
    tasks = [
        task("1", "Triển khai bệnh án điện tử tại bệnh viện công lập", "Sở Y tế", "", "Năm 2026", 900),
        task("2", "Phát triển khám bệnh, chữa bệnh từ xa đến trạm y tế", "Sở Y tế", "", "Năm 2026", 1000),
    ]
    items = [
        item("Đã thay bệnh án giấy tại 03/09 bệnh viện", "Sở Y tế"),
        item("Bệnh viện tỉnh hội chẩn 13 ca bệnh khó với bác sĩ tuyến trên", "Sở Y tế", "plans"),
    ]
    found = [linked.task and linked.task.code for linked in link_tasks(items, tasks, DOCUMENTS)]
    assert found == ["1", "2"]
