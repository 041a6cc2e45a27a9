"""Whether a statement tells a hardship: by its words, by a turn from what was done, by what the trained classifier is sure of."""

from __future__ import annotations

import re

from vbcds.assembly.report_headings import FIGURE
from vbcds.assembly.statement_model import load_statement_model
from vbcds.assembly.statuses import is_behind
from vbcds.lexicons.report_words import load_report_words

#: Probability from which the trained classifier moves a statement out of the results.
HARD = 0.75
#: "thiếu máy quét nên hồ sơ chưa số hóa được": a cause and what came of it.
_CAUSE = re.compile(r"(?<!\w)nên(?!\w)")
_EFFECT = re.compile(r"(?<!\w)nên (?:[^,;.]{0,40}\s)?(?:không|chưa|khó|phải)(?!\w)")
#: What has gone on since: the state of work, and no hardship.
_SINCE = re.compile(r"(?<!\w)(?:hiện|nay|hiện nay)\s(?:đang|đã)(?!\w)")
#: What was done and did not help.
_ALTHOUGH = re.compile(r"(?<!\w)(?:mặc )?dù (?:đã|đang|được)[^,;.]*")
_STILL = re.compile(r"(?:một số|nhiều|vài|không ít|phần lớn|đa số)\s[^,;.]{2,60}\s(?:vẫn|còn)\s")
#: "Dù được hỗ trợ, doanh nghiệp nhỏ vẫn không đủ vốn".
_ALTHOUGH_STILL = re.compile(r"(?:mặc )?dù [^,;.]{2,80}, [^;.]{0,80}(?<!\w)(?:vẫn|còn|không|chưa)(?!\w)")
#: What others are late with is a hardship: "tiến độ của nhà thầu còn chậm".
_OTHERS = re.compile(
    r"(?:tiến độ [^,;.]{0,40} của |việc phối hợp của )?(?:một số |nhiều |các )?(?:nhà thầu|chủ đầu tư|đơn vị tư vấn|nhà cung cấp"
    r"|đối tác|đơn vị thi công)(?!\w)"
)
#: "Song" that turns, and not "song song" or a place's name.
_SONG = re.compile(
    r"song,? (?:nhiều|một số|các|việc|do|vẫn|còn|không|chưa|phần|người|hệ thống|đến|hiện|kinh phí|công|tỷ lệ|số|kết quả|đa số|hầu hết"
    r"|trên thực tế)(?!\w)"
)
#: "đã hỏng hẳn", "đã cũ": a state that things have come to, and no work.
_WORN = re.compile(
    r"(?<!\w)(?:đã|đang) (?:quá |rất |bị |hay |có )?(?=hỏng|cũ|xuống cấp|lạc hậu|quá tải|hết|mất|nghỉ|lỗi|chậm|trễ|đơ|treo|mã hóa)"
)
#: "Bên cạnh kết quả đạt được, ...": no work of the statement itself.
BESIDES = re.compile(r"^(?:bên cạnh|ngoài|cùng với) (?:những |các )?(?:kết quả|mặt|ưu điểm)[^,;.]{0,60}, ")
#: What is done about others' trouble: "hướng dẫn các xã còn lúng túng", "hồ sơ thiếu được bổ sung ngay".
_ABOUT_TROUBLE = re.compile(
    r"^(?:hướng dẫn|hỗ trợ|đôn đốc|rà soát|xử lý|khắc phục|kiểm tra|nhắc nhở|tháo gỡ|thay thế|sửa chữa|bổ sung|giải quyết|thu hồi)\s"
    r"|(?<!chưa )(?<!không )(?<!\w)được (?:hướng dẫn|hỗ trợ|xử lý|khắc phục|bổ sung|sửa chữa|thay thế|giải quyết|tháo gỡ"
    r"|trả lời)(?!\w)"
)
#: A cause and its effect.
_CAUSED = re.compile(r"^(?:do|vì|bởi)\s[^.;]{3,120}\snên\s")
#: "mới có 03/8 điểm ..., chậm hơn so với thời hạn": how far work is, though it is late.
_BEHIND = re.compile(r"(?<!\w)chậm (?:hơn )?so với (?:các )?(?:mốc )?(?:thời hạn|thời gian|tiến độ|kế hoạch|yêu cầu|hạn)")
#: Work, done or going on.
_WORK = re.compile(
    r"(?<!\w)(?:đã|đang|đạt|hoàn thành|duy trì|tiếp nhận|lũy kế|tiếp tục|giải quyết|tháo gỡ|khắc phục|xử lý|giảm|100\s?%)(?!\w)"
)
#: What happens now and then, or to a few, and is told for that: "Thỉnh thoảng kẻ gian dán đè mã QR khác".
_NOW_AND_THEN = re.compile(
    r"(?:thỉnh thoảng|lâu lâu|đôi lúc|đôi khi|đôi chỗ|có lúc|có khi|có hôm|có ngày|có đợt|nhiều khi|nhiều lúc|nhiều hôm"
    r"|không ít lần|cá biệt"
    r"|lắm khi|lắm lúc|hay gặp|dăm bữa)(?!\w)"
)
#: What cannot be done: "kiểm soát viên làm không xuể", "trao đổi xong không ai quyết được", "quét xong đọc không ra".
_UNABLE = re.compile(
    r"(?<!\w)(?!(?:chưa|thì|cũng|mà|vẫn|còn|nếu|hay|hoặc|có)(?!\w))[^\W\d]+"
    r" (?:không|chẳng) (?:xuể|nổi|ra|kịp|được|thấu|đặng|vào|lên|hết)(?=[,;.]|$)"
    r"|(?<!\w)(?:không|chẳng|chưa) (?:ai|đâu|nơi nào|người nào|đơn vị nào|bên nào) (?:[^\W\d]+ ){1,4}?"
    r"(?:được|nổi|ra|trách nhiệm|đứng ra|nhận|đến cùng)(?!\w)"
)
#: "khiến" brings about what is bad, as "giúp" what is good.
_BRINGS = re.compile(r"(?<!\w)khiến(?: cho)? (?!.{0,40}(?:hài lòng|phấn khởi|yên tâm|tin tưởng|thuận tiện|thuận lợi))")
#: Work of its own that stands still, whatever the reason: "Đầu việc kết nối camera vẫn giậm chân tại chỗ".
_STANDS = re.compile(
    r"(?:(?:về )?(?:đầu việc|nhiệm vụ|phần việc|công việc|hạng mục|nội dung|việc|dự án|đề án|gói thầu) )"
    r"[^;.]{3,140}(?<!\w)(?:[gd]iậm chân tại chỗ|chưa có (?:gì mới|tiến triển|chuyển biến)|chưa nhúc nhích|đứng yên|nằm im"
    r"|nằm chờ|còn bỏ ngỏ"
    r"|bỏ ngỏ|chưa khởi động|chưa động đến|chưa rục rịch|chưa bắt tay)(?!\w)"
)
#: The day or the demand that its own work missed.
_MISSED = re.compile(
    r"(?:mốc|hạn|thời hạn|tiến độ|kế hoạch|yêu cầu|chỉ tiêu|tháng|quý|ngày) (?:(?:của |là |trong |xong |hoàn thành |cuối |giữa "
    r"|đầu )*)"
    r"(?:tháng |quý |ngày |năm )?(?:\d|[ivx]+(?!\w))"
)
#: Things counted: "tổ chức 9 phiên họp", "cấp được 412 chữ ký số".
_COUNTS = re.compile(
    r"(?<!\w)(?:tổ chức|mở|cấp|gửi|phát|đưa|lắp|ký|đăng|thu|xử lý|ban hành|tập huấn|trồng|quét|số hóa|tạo|gắn|làm|dựng|nhận"
    r"|bàn giao|kiểm tra"
    r"|tuyên truyền|công khai|kết nối|tích hợp|khai báo|chuyển|in|mời|tiếp)(?: (?:được|thêm|mới|tổng cộng|khoảng|trên|gần|hơn))* \d"
)
WORK_DONE = re.compile(r"(?<!\w)(?:đã|đang|đạt)(?!\w)")


#: "không để gián đoạn", "không còn bị nghẽn".
_NO_TROUBLE = re.compile(
    r"(?<!\w)không (?:để |bị |xảy ra |còn |phát sinh )*(?:tình trạng )?(?:gián đoạn|nghẽn|treo|chậm|lỗi|mất|trễ|quá tải|hỏng"
    r"|ùn tắc)(?!\w)"
)
#: What says that a word of hardship is meant as one, and does not only name what some work is about.
_TROUBLED = re.compile(
    r"(?<!\w)(?:còn|vẫn|gặp|thiếu|khó|bị|thường xuyên bị|quá tải|lúng túng|chập chờn|xuống cấp|hư hỏng|hỏng|vướng|chậm|trễ|nghẽn|treo"
    r"|gián đoạn|lộn xộn|hay|cấu hình thấp|than phiền|phàn nàn|kêu ca|sập|tê liệt|đình trệ|ngưng trệ|sạt lở|gỉ sét|han gỉ"
    r"|ố vàng|mắc bẫy|đùn đẩy"
    r"|không (?:đủ|bảo đảm|đảm bảo|ổn định|thể|đạt|kịp|ít|nhận|đồng bộ|có (?:chuyên môn|người|cán bộ|công chức|nhân|kinh phí"
    r"|nguồn|tiền"
    r"|máy|điện|mạng|sóng|thiết bị|tài khoản|phần mềm|đường|chức năng|cơ chế|hướng dẫn|vốn|mặt bằng|phòng))"
    r"|chưa (?:có|đồng bộ|đáp ứng|đầy đủ|ổn định|cao|đều|rõ|thường xuyên|kịp thời|thống nhất|phù hợp|chủ động|nhiều|quan tâm|quen"
    r"|biết))(?!\w)"
)


def contrast_difficulty(folded: str) -> bool:
    """Whether a statement turns from what was done to what is hard: "..., tuy nhiên đường truyền còn chập chờn"."""
    words = load_report_words()
    match = words.contrast.search(folded)
    if match is None:
        return False
    after = folded[match.end() :]
    if _SINCE.search(after):
        return False
    if match.start() == 0 and (" ".join(match[0].split()) in words.turns or _SONG.match(folded) is not None):
        return (
            re.search(
                r"(?<!\w)(?:đã (?:được )?(?:khắc phục|giải quyết|xử lý|hoàn thành|tháo gỡ)|vẫn (?:đạt|hoàn thành|bảo đảm|đảm bảo))(?!\w)",
                after,
            )
            is None
        )
    if folded.startswith("mặc dù"):
        clauses = after.split(",", 1)
        after = clauses[1] if len(clauses) > 1 else after
    return (
        words.difficulty.search(after) is not None or re.search(r"(?<!\w)(?:còn|chưa|vẫn|mới chỉ|không)(?!\w)", after) is not None
    )


def tells_how_far(folded: str) -> bool:
    """Whether a statement tells how far the agency's own work is, though it is late.

    >>> tells_how_far("đã lắp xong tủ máy chủ, tuy nhiên chưa nghiệm thu nên không kịp tiến độ quý iii")
    True
    >>> tells_how_far("nhà thầu giao hàng trễ 45 ngày so với hợp đồng")
    False
    """
    if _STANDS.match(folded) is not None:
        return True
    if not is_behind(folded) or _OTHERS.match(folded):
        return False
    if _MISSED.search(folded) is not None:
        return True
    return _WORK.search(load_report_words().difficulty.sub(" ", folded)) is not None or FIGURE.search(folded) is not None


def is_hard(folded: str) -> bool:
    """A statement among results that tells a hardship and no work: no "đã" or "đang", and no task that is only not begun."""
    words = load_report_words()
    if words.difficulty_start.match(folded) and words.difficulty.search(folded):
        return not re.match(
            r"(?:song song|hạn chế (?:thấp nhất|tối đa)|khó khăn[^.]{0,40}(?:được|đã) (?:tháo gỡ|giải quyết|khắc phục))", folded
        )
    folded = _WORN.sub(" ", BESIDES.sub("", folded))
    if _ALTHOUGH_STILL.match(folded) and words.difficulty.search(folded):
        return True
    if _CAUSED.match(folded) and words.difficulty.search(folded) and not WORK_DONE.search(folded):
        return True
    if (_EFFECT.search(folded) and words.difficulty.search(folded)) or (_ALTHOUGH.search(folded) and _STILL.match(folded)):
        return True
    if (
        _WORK.search(words.difficulty.sub(" ", folded))
        or _ABOUT_TROUBLE.search(folded)
        or (_BEHIND.search(folded) and FIGURE.search(folded))
    ):
        return False
    if (_NOW_AND_THEN.match(folded) and not any(map(str.isdigit, folded))) or _UNABLE.search(folded) or _BRINGS.search(folded):
        return True
    main = re.split(r"\s(?:do|vì|bởi)\s", folded, maxsplit=1)[0]
    if _is_state(main):
        return False
    return words.difficulty.search(main) is not None and _TROUBLED.search(main) is not None


def sounds_hard(body: str, folded: str) -> bool:
    """Whether the trained classifier is sure of a hardship where the rules see neither work done nor a state of work."""
    if (
        _WORK.search(_ALTHOUGH.sub("", folded)) is not None
        or _ABOUT_TROUBLE.search(folded)
        or _is_state(folded)
        or _BEHIND.search(folded)
        or _COUNTS.search(folded)
        or (FIGURE.search(folded) and load_report_words().difficulty.search(folded) is None)
    ):
        return False
    return load_statement_model().probabilities(body)["difficulties"] >= HARD


def _is_state(folded: str) -> bool:
    """Only the state of a task, and no hardship: "chưa triển khai, do đang chờ ..."; with "nên" it is the cause of one."""
    words = load_report_words()
    idle = words.not_begun.search(folded)
    return idle is not None and _CAUSE.search(folded) is None and words.difficulty.search(folded[: idle.start()]) is None


def plain(folded: str) -> str:
    """A text (folded) without the compounds that only look as if they told a hardship: "thiết bị", "chủ yếu", "huyện cũ"."""
    return load_report_words().neutral.sub("", _NO_TROUBLE.sub("", folded))
