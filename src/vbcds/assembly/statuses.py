"""How far a task is, as officials say it: "đã ban hành", "đang tham mưu", "chưa triển khai", "chậm so với kế hoạch"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from vbcds.assembly.report_headings import inline_head, strip_label
from vbcds.assembly.status_shares import WHOLE, is_partial
from vbcds.assembly.status_steps import is_step_only
from vbcds.lexicons.report_words import fold, load_report_words, words_pattern
from vbcds.model.records import ReportItemRecord, Status, TaskRecord

_ISSUED = re.compile(
    r"(?:ban hành|phê duyệt|công bố|thông qua)[^.;]{0,120}?\stại\s(?:các\s)?(?:quyết định|kế hoạch|công văn|văn bản"
    r"|nghị quyết|chỉ thị|thông báo)\ssố|(?:được|đã)\s[^.;,]{0,60}ký (?:ban hành )?(?:ngày|tại|số)\s"
)
#: What happened on a day: "lớp khai giảng ngày 06/10", "ký biên bản bàn giao ngày 30/9".
_ON_A_DAY = re.compile(
    r"(?:(?!dự kiến|sẽ|trước|đến|chậm nhất|trình|gửi|chưa|đang)[^,;.]){0,160}?(?<!\w)(?:phê duyệt|khai giảng|bế giảng|khai mạc|bế mạc"
    r"|ra mắt|ký|bàn giao"
    r"|nghiệm thu|khánh thành|công bố|phát động|diễn ra|tổ chức)(?!\w)(?:(?!dự kiến|sẽ|trước|đến"
    r"|chậm nhất)[^,;.]){0,80} (?:vào )?ngày \d{1,2}/\d"
)
#: How many papers were late tells nothing of a task: "trễ hạn 04 hồ sơ".
_LATE_PAPERS = re.compile(r"(?:trễ|quá) hạn:? \d+ (?:hồ sơ|thủ tục|văn bản|lượt|phản ánh)")
#: A day or a pace that is not kept: "chưa hoàn thành trong quý I", "khó xong trước 31/5", "chưa trình đề án như được giao".
_LATE = re.compile(
    r"(?<!\w)(?:chưa|không|khó)(?: (?:thể|có thể|kịp))?(?: đạt yêu cầu(?: về)?)? (?:thực hiện |làm )?(?:hoàn thành|hoàn tất|xong"
    r"|kết thúc|đưa vào"
    r"|bàn giao)(?:\s[^,;.]{0,50})?\s"
    r"(?:trước|trong|đúng|vào)(?: mốc| hạn)? (?:ngày |tháng |quý |năm )?[\divx]"
    r"|(?<!\w)(?:chưa|không|khó)(?: (?:thể|có thể))? (?:[^,;.]{0,60} )?(?:như|theo|đúng)(?: tiến độ| thời hạn| thời gian| yêu cầu| mốc)*"
    r" (?:(?:được |đã )?(?:giao|cam kết|đề ra|quy định|yêu cầu)|kế hoạch)(?!\w)(?! (?:số|\d))"
    r"|(?:chưa|không|khó|khó có thể) (?:hoàn thành|xong|bảo đảm|đảm bảo|đạt|kịp|giữ|đáp ứng)(?: được)?(?: theo| đúng| trước)?(?: các)?"
    r" (?:mốc|thời hạn|hạn|tiến độ|thời gian|kế hoạch đề ra)(?!\w)"
    r"|tiến độ (?:[^,;.]{0,30} )?(?:chưa|không) (?:đáp ứng|bảo đảm|đảm bảo|đạt)"
    r"|(?:so với|đối chiếu với|căn cứ) (?:yêu cầu|mốc|thời hạn|hạn|tiến độ|kế hoạch|chỉ đạo)[^,;.]{0,60}? (?:(?:thì|vẫn|còn|là|hiện) )*"
    r"(?:chưa|không) (?:đạt|kịp|đáp ứng|bảo đảm|đảm bảo|xong|tới|theo kịp)(?!\w)"
)
#: The day came and the work is not there: "đến hạn nhưng chưa hoàn thành", "phải xong trong quý I, đến nay mới lập dự toán".
_DUE_PASSED = re.compile(
    r"(?<!chưa )(?:đến hạn|hết hạn|(?:đã |qua )?hết (?:quý|tháng|năm) [\divx]+|thời hạn (?:giao |hoàn thành |được giao )?là|hạn (?:giao"
    r"|hoàn thành|chót)|lẽ ra|đáng lẽ|đáng ra"
    r"|(?:phải|cần) (?:hoàn thành|xong|hoàn tất|ban hành|trình)[^,;.]{0,40} (?:trong|trước|vào))(?!\w)[^;.]{0,120}?\s(?:mới|chưa"
    r"|nay phải|vẫn)(?!\w)"
)
#: How far back a lateness is looked for what takes it back.
_CLAUSE = 160
#: Words right before a lateness that take it back: "không có nhiệm vụ nào quá hạn", "đã khắc phục lỗi chậm".
_NO_LATENESS = re.compile(
    r"(?<!\w)(?:không(?: (?:còn|có|để|phát sinh|xảy ra))|chấm dứt|khắc phục|tránh|hạn chế|giảm|xử lý)(?!\w)[^,;.]{0,40}$|(?<!\w)không $"
)
#: Others' lateness that some work found out.
_FOUND_OUT = re.compile(r"(?<!\w)(?:xác định|phát hiện|chỉ ra|thống kê|nhắc nhở|phê bình|đôn đốc|rà soát)(?:\s|$)[^,;.]*$")
#: In use from its day on; with what came in since behind a semicolon.
_OPENED = re.compile(
    r"(?<!\w)(?:đã|được) (?:chính thức (?:đi vào |đưa vào )?|(?:đi|đưa) vào )(?:vận hành|hoạt động|khai thác|sử dụng) (?:kể )?từ ngày"
)
#: "Đã triển khai cấp phiếu qua ứng dụng từ tháng 3/2024; trong tháng tiếp nhận 664/920 hồ sơ": the month's count is of the use.
_IN_USE_SINCE = re.compile(
    r"(?<!\w)đã (?:chính thức )?(?:triển khai|áp dụng|cung cấp|sử dụng)(?!\w)[^,;.\d]{0,90} từ (?:ngày|tháng|quý|năm|đầu) [^,;]{1,20}[,;] "
    r"trong (?:tháng|kỳ|quý|tuần)(?!\w)"
)
#: "thu về 642/800 phiếu và đã gửi báo cáo số 301/BC-SKHĐT": what was counted has been told.
_TOLD = re.compile(r"(?<!\w)đã (?:gửi|trình|có) báo cáo (?:[^,;.]{0,80} )?số \d[^;%]*$")
#: A step of the work and not the work: "hoàn thành bước lập đề cương", "phê duyệt kế hoạch lựa chọn nhà thầu".
_STEP = re.compile(
    r"(?<!\w)(?:hoàn thành|hoàn tất|xong|phê duyệt|thông qua|xây dựng|lập)(?: xong)?(?: việc| công tác| phần)?(?: lập| xây dựng)?(?: các)?"
    r" (?:bước|khâu|giai đoạn \d|công đoạn|chủ trương|đề cương|dự toán|dự thảo|phần thiết kế|thiết kế|hồ sơ mời thầu|hồ sơ thiết kế"
    r"|kế hoạch lựa chọn nhà thầu|kế hoạch thuê|kết quả lựa chọn nhà thầu)(?!\w)"
)
#: What follows is still being done: "đang tham mưu ban hành kế hoạch".
_UNDER_WAY = re.compile(r"(?<!\w)(?:đang|sẽ|dự kiến|chuẩn bị|tham mưu để)(?!\w)[^,;.]*$")
_COMPLETED = re.compile(
    r"(?P<before>(?:[^:;]{0,160}: )?(?:[^,;.\d]{0,80}[,:]? )?)(?:đã )?hoàn thành"
    r"(?: (?:xong|việc|đúng hạn|trước hạn|công tác|toàn bộ))*(?= [^\W\d])"
)
#: "Nhiệm vụ số 23 đã hoàn thành, ...".
_NUMBER_DONE = re.compile(
    r"(?:nhiệm vụ|mục)(?: số)? [\d.]+[^,;.:]{0,40} (?:đã|được) hoàn thành(?: đúng hạn| trước hạn)?(?=\s?[,;.]|$)"
)
#: "Cả 17/17 bệnh viện ..., hoàn thành chỉ tiêu Quý III".
_GOAL_REACHED = re.compile(
    r"(?<!\w)(?:đã )?(?:hoàn thành|đạt|vượt) (?:vượt mức )?(?:các )?(?:chỉ tiêu|mục tiêu|kế hoạch đề ra|nhiệm vụ được giao)(?!\w)"
)
#: Money for running costs goes on without an end, the work that it is for does not.
_RUNNING_COSTS = re.compile(r"(?<!\w)(?:chi|kinh phí|vốn|nguồn|ngân sách) thường xuyên(?!\w)")
#: "Nên xem như hoàn thành", "coi như xong phần việc được giao": what is left does not count.
_DEEMED = re.compile(r"(?<!\w)(?:xem|coi)(?: như| là)+(?: đã| cơ bản)? (?:hoàn thành|hoàn tất|xong|kết thúc|đạt yêu cầu)(?!\w)")
#: "Được công nhận ngày 30/6, hoàn thành sớm một tháng".
_EARLY = re.compile(
    r"(?<!\w)(?:đã )?(?:hoàn thành|xong|hoàn tất|về đích)(?: việc| nhiệm vụ)? (?:sớm|trước (?:hạn|thời hạn|kế hoạch|tiến độ)"
    r"|vượt tiến độ)(?!\w)"
    r"|(?<!\w)sớm (?:hơn|so với) (?:hạn|thời hạn|mốc|kế hoạch|tiến độ|yêu cầu)(?!\w)"
)
_NOT_YET = re.compile(r"(?<!\w)(?:dự kiến|sẽ|phấn đấu|đang|chưa|không|để|sắp|gần|cơ bản|chậm|cần|phải|khi|sau khi|mới)(?!\w)")
#: "Phiên giao dịch quý III đã tổ chức", and not "Trong quý III đã kiểm tra 11 xã": the work of that quarter.
_OF_THE_QUARTER = re.compile(
    r"(?<!trong )(?<!hết )(?<!đến )(?<!từ )(?<!\w)quý (?:[ivx]+|\d)(?:/\d{4}| năm \d{4})? (?:đã|được)(?!\w)"
)
#: "Tiếp tục được cập nhật sau khi hoàn thành": what goes on is the use of it.
_AFTERWARDS = re.compile(
    r"(?<!\w)tiếp tục được [^,;.]{0,60}?(?<!\w)sau khi (?:đã )?(?:hoàn thành|hoàn tất|đưa vào (?:sử dụng|vận hành))(?!\w)"
)
_NOT_DEEMED = re.compile(r"(?<!\w)(?:chưa|không|khó|đừng|sẽ|để)(?: (?:thể|được|nên))? $")
_CLAUSE_END = re.compile(r"[;.]\s|,\s(?=(?:đến nay|đang|hiện|còn|mức độ|tỷ lệ|lũy kế)\s)")
_LEFT = re.compile(
    r"(?<!\w)(?:còn lại|chưa hoàn thành|chưa xong|dự kiến hoàn thành|(?:hiện )?đang (?:lập|xây dựng|hoàn thiện|trình|chờ|triển khai"
    r"|tổng hợp|chuẩn bị|lấy)"
    r"|chưa(?: được)? (?:trình|ban hành|phê duyệt|công bố|nghiệm thu|bàn giao))(?!\w)"
)
#: A count that goes on: "đến nay đã thu nhận 31.540 hồ sơ", "đã triển khai tới 148 hộ".
_SO_FAR = re.compile(r"(?<!\w)(?:đến nay|tổng cộng|tính đến|cộng dồn|triển khai (?:tới|đến|cho|tại) \d[\d.]*)(?![\w/])")
#: A count of people or things.
_COUNTED = re.compile(
    r"(?<![\d/.,])\d{1,3}(?:\.\d{3})*\s(?:người|hộ|học sinh|hồ sơ|trường hợp|đối tượng|sản phẩm|tài khoản|lượt|cán bộ|giáo viên"
    r"|văn bằng|chứng chỉ|trang|bản ghi|tài liệu|thửa|giấy|thẻ|tệp|sổ)(?!\w)"
)
_GOES_ON = re.compile(
    r"(?<!\w)(?:đang|dự kiến|sẽ|chưa hoàn thành|chưa xong|còn lại|còn phải"
    r"|(?:nhưng|song|,|tuy nhiên,?|vẫn) chưa(?: được)? (?:trình|ban hành|phê duyệt|công bố|ký|nghiệm thu|bàn giao|triển khai|lựa chọn"
    r"|vận hành)"
    r"|hiện (?:đang|chờ|tổ chức|lựa chọn|lập|hoàn thiện)"
    r"|bắt đầu (?:lắp đặt|thi công|triển khai|thực hiện|cài đặt|xây dựng) (?:từ|trong|vào))(?!\w)"
)
#: In use, and so done, where all use it or it was opened.
_IN_USE = re.compile(r"(?<!\w)đang (?:được )?(?:sử dụng|vận hành|khai thác|hoạt động|phát huy)(?!\w)(?! (?:thử|thí điểm))")
#: Nobody did it, or what it needs is not there: "chưa xã nào bố trí được", "chưa đủ điều kiện", "đang chờ hướng dẫn nên chưa thực hiện".
_NOBODY = re.compile(
    r"(?:(?:đến nay|đến thời điểm này|hiện nay|hiện|hiện tại|trong (?:tháng|quý|kỳ)),? )?(?:(?!đã|đang)[^,;.\d]{1,24} )?"
    r"(?:vẫn )?(?:chưa|không)(?: có)? [^,;.\d]{1,30} nào(?!\w)"
    r"|[^,;.]{0,120}(?<!\w)nên (?:[^,;.]{0,40} )?chưa (?:thể )?(?:triển khai|thực hiện|tiến hành|bắt đầu|tổ chức|khởi công|có cơ sở)(?!\w)"
    r"|sẽ (?:triển khai|thực hiện|tổ chức)(?!\w)"
)

#: A paper about some work, not the work itself.
_PAPER = re.compile(
    r"(?:(?:sở|xã|phường|ủy ban nhân dân|ubnd|đơn vị)[^,;.]{0,30}\s)?(?:đã\s)?ban hành (?:\d+\s)?(?:kế hoạch|công văn|văn bản)(?!\w)"
)


#: Not done, told after its day.
_STILL_NOT = re.compile(r"(?<!\w)(?:vẫn chưa|đến nay chưa|chưa (?:thực hiện |làm )?xong|chưa hoàn thành)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Words:
    delayed: re.Pattern[str]
    not_delayed: re.Pattern[str]
    not_started: re.Pattern[str]
    open_ended: re.Pattern[str]
    in_progress: re.Pattern[str]
    finished: re.Pattern[str]
    done: re.Pattern[str]


@cache
def load_status_words() -> _Words:
    """The phrases of data/report_statuses.toml; for folded text."""
    data = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/report_statuses.toml").read_text("utf-8"))
    return _Words(**{name: words_pattern(data[name]["phrases"]) for name in _Words.__dataclass_fields__})


def parse_status(text: str) -> Status | None:
    """The state of work that a statement tells, or None where it tells none.

    What was late outweighs what goes on, what goes on outweighs what was done ("đã rà soát xong, đang trình công bố" is in progress);
    a share below 100 % is work in progress.

    >>> parse_status("Đã trình Chủ tịch UBND tỉnh ban hành Kiến trúc số tại Quyết định số 655/QĐ-UBND")
    'done'
    >>> parse_status("Đang lập hồ sơ mời thầu, dự kiến hoàn thành trong tháng 6"), parse_status("Chưa tổ chức được lớp nào")
    ('in_progress', 'not_started')
    >>> parse_status("Việc đối soát chậm so với kế hoạch"), parse_status("Phối hợp tốt với Công an tỉnh") is None
    ('delayed', True)
    """
    words, statement = load_status_words(), load_report_words()
    body = strip_label(text)
    own = inline_head(body)
    folded = fold(body[own[1] :] if own is not None else body)
    folded = _RUNNING_COSTS.sub(" ", folded)
    if is_behind(folded):
        return "delayed"
    main = re.split(r"\s(?:do|vì|bởi|nhằm|để)\s", folded, maxsplit=1)[0]
    begun = re.search(r"(?<!\w)(?:đã|đang(?! chờ))(?!\w)", main)
    idle = words.not_started.search(main) or statement.not_begun.search(main)
    if idle is not None and (begun is None or idle.start() < begun.start()) and is_partial(folded[: idle.start()]) is not True:
        return "not_started"
    if _NOBODY.match(folded) and (begun is None or begun[0] != "đã"):
        return "not_started"
    if _completed(folded) or _TOLD.search(folded):
        return "done"
    partial = is_partial(folded)
    folded = _IN_USE.sub("", folded)
    if partial is None and idle is not None and begun is not None:
        return "in_progress"
    finished = words.finished.search(folded)
    if finished is not None and (_UNDER_WAY.search(folded[: finished.start()]) or _STEP.match(folded, finished.start())):
        finished = None
    if finished is None:
        finished = _ISSUED.search(folded) or _ON_A_DAY.match(folded)
    open_ended = _outside(words.open_ended, folded, finished)
    goes_on = open_ended or _GOES_ON.search(folded, finished.end() if finished else 0) is not None
    if finished is not None and partial is not True and not goes_on:
        return "done"
    step = _STEP.search(folded) is not None
    if words.in_progress.search(folded) or goes_on or partial or step:
        return "in_progress"
    if partial is False or finished is not None or words.done.search(folded):
        return "done"
    return None


def is_behind(folded: str) -> bool:
    """Whether a statement (folded) says that some work is late; others' lateness that it found out, and papers that came late, aside."""
    words = load_status_words()
    if words.not_delayed.search(folded) is not None:
        return False
    for late in words.delayed.finditer(folded):
        before = folded[max(0, late.start() - _CLAUSE) : late.start()]
        if (
            _FOUND_OUT.search(before) is None
            and _NO_LATENESS.search(before) is None
            and not _LATE_PAPERS.match(folded, late.start())
        ):
            return True
    return _LATE.search(folded) is not None or _DUE_PASSED.search(folded) is not None


def _outside(pattern: re.Pattern[str], folded: str, taken: re.Match[str] | None) -> bool:
    """Whether a phrase stands in a text elsewhere than within a match: "đi vào hoạt động ổn định" goes on, but it is finished."""
    return any(taken is None or not (taken.start() <= m.start() < taken.end()) for m in pattern.finditer(folded))


def _completed(folded: str) -> bool:
    """Whether a statement says that some work was completed, with the shares of other clauses aside.

    "Đã hoàn thành khảo sát; mức độ hài lòng đạt 87,6%" is done, "đã hoàn thành 12/30 xã" and "hoàn thành 80%" are not.
    """
    if _NUMBER_DONE.match(folded):
        return True
    first = folded.partition(";")[0]
    opened = _OPENED.search(first)
    if opened is not None and _NOT_YET.search(first) is None and is_partial(first) is not True:
        return True
    since = _IN_USE_SINCE.search(folded)
    if since is not None and _NOT_YET.search(folded[: since.end()]) is None:
        return True
    reached = _GOAL_REACHED.search(first)
    if reached is not None and _NOT_YET.search(first[: reached.start()]) is None and is_partial(first) is not True:
        return True
    deemed = _DEEMED.search(folded)
    if deemed is not None and _NOT_DEEMED.search(folded[: deemed.start()]) is None:
        return True
    afterwards = _AFTERWARDS.search(first)
    if afterwards is not None and _NOT_YET.search(first[: afterwards.start()]) is None:
        return True
    early = _EARLY.search(first)
    if early is not None and is_partial(first) is not True:
        before = load_report_words().neutral.sub(" ", first[: early.start()])
        if _NOT_YET.search(before) is None:
            return True
    match = _COMPLETED.match(folded)
    if match is None or _NOT_YET.search(match["before"]) or _STEP.search(folded, match.start()):
        return False
    rest = folded[match.end() :]
    clause = _CLAUSE_END.split(rest, maxsplit=1)[0]
    return is_partial(clause) is not True and _GOES_ON.search(clause) is None and _LEFT.search(_IN_USE.sub("", rest)) is None


def is_paper(folded: str) -> bool:
    """Whether a statement (folded) says no more than that a paper about some work was issued."""
    return _PAPER.match(strip_label(folded)) is not None


def fitting_status(item: ReportItemRecord, task: TaskRecord, *, issued: date | None = None) -> Status | None:
    """The state of a result with the task in view.

    Work that recurs or has no end is in progress, however much of it was done; work with a day that is wholly done ("đạt 100%") is done
    though it goes on. What is promised for a day behind the task's own is not late by that: officials say so where it is.
    `issued` is the day of the report.
    """
    if item.section != "results":
        return item.status
    folded = fold(item.text)
    endless = task.deadline.kind in ("recurring", "ongoing")
    if item.status == "in_progress" and not endless:
        due = task.deadline.due
        past = due is not None and issued is not None and issued > due
        if past and _STILL_NOT.search(folded):
            return "delayed"
        if is_partial(folded) is False and WHOLE.search(folded) and load_status_words().in_progress.search(folded) is None:
            return "done"
    if item.status != "done":
        return item.status
    if endless:
        this_time = task.deadline.kind == "recurring" and (_completed(folded) or _for_its_time(folded, task))
        return "done" if this_time else "in_progress"
    if task.deadline.due is None and task.deadline.kind not in ("relative", "conditional") and not re.search(
        r"hoàn thành|ban hành|100\s?%", folded
    ):  # fmt: skip
        return "in_progress"
    if _AFTERWARDS.search(folded):
        return item.status
    if is_step_only(item.text, task):
        return "in_progress"
    if re.search(r"(?<!\w)(?:lũy kế|thêm)(?!\w)", folded) or _is_count_so_far(folded, task, issued):
        return "in_progress"
    if is_paper(folded) and not re.search(r"ban hành|xây dựng|kế hoạch|tham mưu|hướng dẫn", fold(task.content)):
        return "in_progress"  # a plan for the work is not the work
    return item.status


def _is_count_so_far(folded: str, task: TaskRecord, issued: date | None) -> bool:
    """Whether a statement only counts what was done of work whose year or years are not over: "9.116 người đã nhận trợ cấp"."""
    deadline = task.deadline
    years = re.match(r"(?:trong )?(?:năm|giai đoạn|20)", fold(deadline.raw or "")) is not None or _SO_FAR.search(folded) is not None
    if issued is None or deadline.due is None or deadline.due <= issued or not years:
        return False
    words = load_status_words()
    told = words.finished.search(folded) or _ISSUED.search(folded) or _completed(folded) or is_partial(folded) is False
    return not told and _COUNTED.search(folded) is not None


def _for_its_time(folded: str, task: TaskRecord) -> bool:
    """Whether a monthly or quarterly duty was done for the month or the quarter that the statement names."""
    rule = task.deadline.recurrence or ""
    if not rule.startswith("FREQ=MONTHLY"):
        return False
    if "INTERVAL=3" in rule:
        return _OF_THE_QUARTER.search(folded) is not None
    return "INTERVAL" not in rule and re.search(r"(?<!\w)tháng \d", folded) is not None
