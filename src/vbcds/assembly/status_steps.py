"""Whether a statement tells only a step on the way to its task: a plan was made, places were surveyed, a contract was signed."""

from __future__ import annotations

import re
from functools import cache

from vbcds.assembly.report_headings import strip_label
from vbcds.lexicons.measures import spell_out
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.task_words import load_task_words
from vbcds.lexicons.work_steps import load_work_steps
from vbcds.model.records import TaskRecord

#: What may stand between "đã" and the act that is told: "đã phối hợp với Công an tỉnh tổ chức khảo sát".
_HOW = (
    r"(?:(?:tổ chức|tiến hành|chủ động|chủ trì|hoàn thành|hoàn tất|xong|cơ bản|sơ bộ|bước đầu|kịp thời|thực hiện|triển khai"
    r"|được|việc|công tác|các bước|bước) ){0,4}"
)
_BETWEEN = rf"{_HOW}(?:(?:tham mưu|phối hợp|trình|cùng|giúp)(?: [^\W\d]+){{0,9}}? {_HOW})?"
#: The act that is told: behind the first "đã", or first of all where there is none; "tại các bến đò đã khảo sát" tells which places.
_TOLD = re.compile(r"(?<!\w)đã (?!được giao)")
_WHICH = re.compile(r"(?<!\w)(?:tại|theo|trên|từ|cho|với|vào|sau)(?!\w)[^,;:]*$")
#: Where another act is told: "đã khảo sát, lắp đặt"; not "đã đề nghị các xã bàn giao".
_ACT = r"(?:^|[,;.] |(?<!\w)(?:và|đã|được|nay|hiện|đều) )"
#: What tells an end whatever stands before it.
_END = re.compile(
    rf"{_ACT}(?:hoàn thành|hoàn tất|đưa vào (?:sử dụng|vận hành|khai thác)|đi vào (?:hoạt động|vận hành)|nghiệm thu|bàn giao|khai trương"
    r"|vận hành|chính thức|ban hành|phê duyệt|công bố|công nhận)(?!\w)|100\s?%"
)


def is_step_only(text: str, task: TaskRecord) -> bool:
    """Whether the act that a statement tells is a step towards a task and not the task, and nothing behind it tells the end.

    The task's own words decide: "đã khảo sát 400 hộ" is all of a task to survey, and a beginning of one to install cameras.
    """
    folded = " ".join(fold(strip_label(text)).split())
    told = _TOLD.search(folded)
    at = told.end() if told is not None and _WHICH.search(folded[: told.start()]) is None else 0
    step = _step().match(folded, at)
    if step is None or load_work_steps().is_own(step["step"], " ".join(fold(f"{task.content} {task.product or ''}").split())):
        return False
    rest = folded[step.end() :]
    if _END.search(rest):
        return False
    verb = " ".join(spell_out(task.content).split()[:2])
    return verb in load_task_words().general_verbs or re.search(rf"{_ACT}{re.escape(verb)}(?!\w)", rest) is None


@cache
def _step() -> re.Pattern[str]:
    return re.compile(f"{_BETWEEN}(?P<step>{load_work_steps().told.pattern})")
