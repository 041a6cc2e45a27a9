"""Whether a statement tells a hardship: by its words, by a turn from what was done, by what the trained classifier is sure of."""

from __future__ import annotations

import re

from vbcds.assembly.report_headings import FIGURE
from vbcds.assembly.statement_model import load_statement_model
from vbcds.assembly.statuses import is_behind
from vbcds.lexicons.hardships import load_hardship_words
from vbcds.lexicons.report_words import fold, load_report_words

#: Probability from which the trained classifier moves a statement out of the results.
HARD = 0.75
#: "thiếu máy quét nên hồ sơ chưa số hóa được": a cause and what came of it.
_CAUSE = re.compile(r"(?<!\w)nên(?!\w)")
_EFFECT = re.compile(r"(?<!\w)nên (?:[^,;.]{0,40}\s)?(?:không|chưa|khó|phải)(?!\w)")
#: What came of a cause is missing: "do tổ dân phố tự đóng góp nên không bền vững"; what is not needed or not asked for is no want.
_WANT = re.compile(
    r"(?<!\w)(?:do|vì)(?!\w)[^;.]{3,100}(?<!\w)nên (?:không|chưa|khó) (?!(?:còn|phải|cần|mất|tốn|để|bị|xảy ra|phát sinh|thay đổi"
    r"|áp dụng|thuộc|tính|triển khai|thực hiện|tổ chức|ban hành|báo cáo|sử dụng|đưa vào|có (?:nội dung|nhiệm vụ|số liệu|hồ sơ))(?!\w))"
)
#: What a hardship does to the work, which is no work done: "hay bị treo, ảnh hưởng đến việc xử lý hồ sơ".
_HARM = re.compile(
    r"(?<!không )(?<!\w)(?:ảnh hưởng|gây (?:khó khăn|trở ngại|phiền hà|chậm trễ)|làm chậm|cản trở)"
    r"(?: [^\W\d]+){0,3}? (?:đến|tới|cho|trong|việc)(?!\w)[^;.]*"
)
#: What was done before is no work told: "không cho sửa sau khi đã lưu".
_AFTERWARDS = re.compile(r"(?<!\w)(?:sau khi|khi|nếu) đã [^,;.]*")
#: What has gone on since: the state of work, and no hardship.
_SINCE = re.compile(r"(?<!\w)(?:hiện|nay|hiện nay)\s(?:đang|đã)(?!\w)")
#: What was done and did not help.
_ALTHOUGH = re.compile(r"(?<!\w)(?:mặc )?dù (?:đã|đang|được)[^,;.]*")
_STILL = re.compile(r"(?:một số|nhiều|vài|không ít|phần lớn|đa số)\s[^,;.]{2,60}\s(?:vẫn|còn)\s")
#: "Dù được hỗ trợ, doanh nghiệp nhỏ vẫn không đủ vốn".
_ALTHOUGH_STILL = re.compile(r"(?:mặc )?dù [^,;.]{2,80}, [^;.]{0,80}(?<!\w)(?:vẫn|còn|không|chưa)(?!\w)")
#: "Bên cạnh kết quả đạt được, ...": no work of the statement itself.
BESIDES = re.compile(r"^(?:bên cạnh|ngoài|cùng với) (?:những |các )?(?:kết quả|mặt|ưu điểm)[^,;.]{0,60}, ")
#: A cause and its effect.
_CAUSED = re.compile(r"^(?:do|vì|bởi)\s[^.;]{3,120}\snên\s")
_BECAUSE = re.compile(r"\s(?:do|vì|bởi)\s")
#: "mới có 03/8 điểm ..., chậm hơn so với thời hạn": how far work is, though it is late.
_BEHIND = re.compile(r"(?<!\w)chậm (?:hơn )?so với (?:các )?(?:mốc )?(?:thời hạn|thời gian|tiến độ|kế hoạch|yêu cầu|hạn)")
#: "chậm so với kế hoạch; mới ra mắt tại chợ trung tâm": as far as it is, at the beginning of a clause.
_SO_FAR = re.compile(
    r"(?:^|[;,:] )(?:(?:hiện|hiện nay|nay|đến nay|tới nay|đến giờ) )?mới (?:chỉ )?(?!đây|nhất|có thể)[^\W\d]+"
    r"|(?<!\w)mới (?:chỉ )?(?:lấy|trình|lập|dự thảo|xây dựng|khảo sát|hoàn thiện|thẩm định|rà soát|soạn|họp|gửi|xin)"
    r"(?: [^\W\d]+){1,4} (?:xong|lần|bước|được)(?!\w)"
)
#: Without one of these words a statement with counted work only names what the work is about: "bản đồ các điểm sạt lở cập nhật 46 điểm".
_WANTING = re.compile(r"(?<!\w)(?:còn|vẫn|chưa|không|bị|thiếu|khó|phải|hay|thì|mà|nhưng|mới)(?!\w)")
NEGATIVE = re.compile(r"(?<!\w)(?:chưa|không|còn|vẫn|bị|chậm|thiếu|khó|hạn chế)(?!\w)")
#: What people are in, told of those who are at some work: "các trường đang dùng phần mềm riêng còn vướng hợp đồng".
_HINDERED = re.compile(
    r"(?<!\w)(?:còn|vẫn|vẫn còn|đang|bị|rất) (?:vướng|lúng túng|e ngại|ngại|chật vật|gặp khó|gặp vướng|bế tắc)(?!\w)"
    r"|(?<!\w)mất cân đối(?!\w)"
)
#: Why something is not done: "05 xã chưa lắp đặt được là do trụ sở đang sửa chữa".
_EXPLAINED = re.compile(r"(?<!\w)(?:chưa|không|chậm|thấp|ít|khó)(?!\w)[^,;.]{0,60} (?:chủ yếu |chính )?là (?:do|vì|bởi)(?!\w)")
#: Others stop: "đang chuyển đổi mô hình quản lý nên tạm dừng phối hợp".
_STOPPED = re.compile(r"(?<!\w)nên (?:phải |đã |đành )?(?:tạm (?:dừng|hoãn|ngừng)|hoãn|lùi (?:lại|thời gian|lịch))(?!\w)")
#: What was reached is little, and no work: "không có tài khoản nên đạt tỷ lệ thấp".
_REACHED_LITTLE = re.compile(r"(?<!\w)đạt (?:tỷ lệ |kết quả |mức )?(?:còn |rất |khá |chưa )*(?:thấp|cao)(?!\w)")
#: Papers and meetings that were issued or held, whatever they are about: "ban hành 09 văn bản đôn đốc chỉ tiêu còn đạt thấp".
_ISSUED_OR_HELD = re.compile(
    r"(?:[^\W\d]+ ){0,6}?(?:ban hành|tham mưu|gửi|phát hành|ký|tổ chức|mở) (?:được )?\d+"
    r" (?:văn bản|công văn|công điện|thông báo|cuộc|hội nghị|buổi|đoàn)(?!\w)(?![^;.]*(?:nhưng|song|tuy nhiên)(?!\w))"
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
#: The day or the demand that its own work missed.
_MISSED = re.compile(
    r"(?:mốc|hạn|thời hạn|tiến độ|kế hoạch|yêu cầu|chỉ tiêu|tháng|quý|ngày) (?:(?:của |là |trong |xong |hoàn thành |cuối |giữa "
    r"|đầu )*)"
    r"(?:tháng |quý |ngày |năm )?(?:\d|[ivx]+(?!\w))"
)
_DONE = re.compile(r"(?<!\w)(?:đã|hoàn thành|lũy kế|tháo gỡ|khắc phục)(?!\w)|\d\s?%|\d/\d")
WORK_DONE = re.compile(r"(?<!\w)(?:đã|đang|đạt)(?!\w)")


def contrast_difficulty(folded: str) -> bool:
    """Whether a statement turns from what was done to what is hard: "..., tuy nhiên đường truyền còn chập chờn"."""
    words = load_report_words()
    match = words.contrast.search(folded)
    if match is None:
        return False
    after = folded[match.end() :]
    if _SINCE.search(after):
        return False
    if match.start() == 0 and (" ".join(match[0].split()) in words.turns or load_hardship_words().song.match(folded) is not None):
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
    hard = load_hardship_words()
    if hard.idle.match(folded) is not None:
        return True
    if not is_behind(folded) or hard.others.match(folded):
        return False
    if _MISSED.search(folded) is not None or _SO_FAR.search(folded) is not None:
        return True
    # the work of others in a cause is none of its own: "việc thu thập còn chậm vì nhiều hộ đang thế chấp giấy chứng nhận"
    own = folded if _BEHIND.search(folded) else _BECAUSE.split(folded, maxsplit=1)[0]
    return hard.work.search(load_report_words().difficulty.sub(" ", own)) is not None or FIGURE.search(own) is not None


def is_hard(folded: str) -> bool:
    """A statement among results that tells a hardship and no work: no "đã" or "đang", and no task that is only not begun."""
    words = load_report_words()
    if words.difficulty_start.match(folded) and words.difficulty.search(folded):
        return not re.match(
            r"(?:song song|hạn chế (?:thấp nhất|tối đa)|khó khăn[^.]{0,40}(?:được|đã) (?:tháo gỡ|giải quyết|khắc phục))", folded
        )
    hard = load_hardship_words()
    if _ISSUED_OR_HELD.match(folded):
        return False
    folded = hard.worn.sub(" ", _REACHED_LITTLE.sub("thấp", _HARM.sub(" ", _AFTERWARDS.sub(" ", BESIDES.sub("", folded)))))
    if _ALTHOUGH_STILL.match(folded) and words.difficulty.search(folded):
        return True
    if _CAUSED.match(folded) and words.difficulty.search(folded) and not WORK_DONE.search(folded):
        return True
    if (
        (_EFFECT.search(folded) and words.difficulty.search(folded))
        or _WANT.search(folded)
        or _EXPLAINED.search(folded)
        or ((_HINDERED.search(folded) or _STOPPED.search(folded)) and not (_DONE.search(folded) or hard.remedy.search(folded)))
        or (_ALTHOUGH.search(folded) and _STILL.match(folded))
    ):
        return True
    main, *cause = _BECAUSE.split(folded, maxsplit=1)
    if cause and _BEHIND.search(main) is None and _is_troubled(main):
        return True
    if (
        hard.work.search(words.difficulty.sub(" ", folded))
        or hard.remedy.search(folded)
        or (_BEHIND.search(folded) and FIGURE.search(folded))
        or (hard.counts.search(folded) and _WANTING.search(folded) is None)
    ):
        return False
    counted = any(map(str.isdigit, folded))
    if (hard.now_and_then.match(folded) and not counted) or _UNABLE.search(folded) or _BRINGS.search(folded):
        return True
    if (weather := hard.weather.match(folded)) and words.difficulty.search(folded, weather.end()) and not counted:
        return True
    if _is_state(main) or (words.praise.search(folded) and _WANTING.search(folded) is None):
        return False
    if hard.stuck.search(folded):
        return True
    return words.difficulty.search(main) is not None and hard.troubled.search(main) is not None


def _is_troubled(main: str) -> bool:
    """Whether what stands before a cause tells a hardship, and neither work nor what was done about it, nor only the state of a task."""
    words, hard = load_report_words(), load_hardship_words()
    troubled = words.difficulty.search(main) is not None and hard.troubled.search(main) is not None
    return troubled and not (
        hard.work.search(words.difficulty.sub(" ", main))
        or hard.remedy.search(main)
        or hard.counts.search(main)
        or _is_state(main)
        or words.praise.search(main)
    )


def is_stuck(folded: str) -> bool:
    """Whether a statement tells what stands in the way of work, and no work done nor the state of any.

    >>> is_stuck("giá thuê phần mềm vượt khả năng ngân sách xã"), is_stuck("đã thay phần mềm không cho sửa biên nhận")
    (True, False)
    """
    hard = load_hardship_words()
    return hard.stuck.search(folded) is not None and not (
        hard.work.search(folded) or hard.remedy.search(folded) or _is_state(folded)
    )


def is_handled(folded: str) -> bool:
    """Whether a statement tells what was done about trouble, or counts work whose matter sounds like trouble.

    >>> is_handled("thu hồi 14 tài khoản của cán bộ nghỉ việc"), is_handled("thu hồi tài khoản còn chậm")
    (True, False)
    """
    hard = load_hardship_words()
    counted = any(map(str.isdigit, folded)) and (hard.remedy.match(folded) or hard.counts.match(folded))
    helped = (remedy := hard.remedy.search(folded)) is not None and remedy[0].startswith("được")
    return bool(counted or helped) and re.search(r"(?<!\w)(?:còn|vẫn|chưa|không|nhưng|khó|sẽ|cần|phải)(?!\w)", folded) is None


def sounds_hard(body: str, folded: str) -> bool:
    """Whether the trained classifier is sure of a hardship where the rules see neither work done nor a state of work."""
    hard = load_hardship_words()
    if (
        hard.work.search(_ALTHOUGH.sub("", folded)) is not None
        or hard.remedy.search(folded)
        or _is_state(folded)
        or _BEHIND.search(folded)
        or hard.counts.search(folded)
        or hard.averted.search(fold(body))
        or (load_report_words().praise.search(folded) and not NEGATIVE.search(folded))
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
    return load_report_words().neutral.sub("", load_hardship_words().averted.sub("", folded))
