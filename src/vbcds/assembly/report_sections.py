"""Which section of a report a statement belongs to, by its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbcds.assembly.addressees import find_addressee
from vbcds.assembly.report_headings import FIGURE, SECTIONS, inline_head, strip_label
from vbcds.assembly.statement_model import load_statement_model
from vbcds.lexicons.report_words import fold, load_report_words
from vbcds.model.records import Section

#: Confidence from which a rule's word is taken.
SURE = 0.8
#: Probability from which the trained classifier moves a statement out of the results.
HARD = 0.75
#: "thiếu máy quét nên hồ sơ chưa số hóa được": a cause and what came of it.
_CAUSE = re.compile(r"(?<!\w)nên(?!\w)")
_EFFECT = re.compile(r"(?<!\w)nên (?:[^,;.]{0,40}\s)?(?:không|chưa|khó|phải)(?!\w)")
_WAITS = re.compile(r"(?:còn |đang )?(?:chờ|do|vì|vướng|chậm|thiếu)\s")
#: What has gone on since: the state of work, and no hardship.
_SINCE = re.compile(r"(?<!\w)(?:hiện|nay|hiện nay)\s(?:đang|đã)(?!\w)")
#: What was done and did not help.
_ALTHOUGH = re.compile(r"(?<!\w)(?:mặc )?dù (?:đã|đang)[^,;.]*")
_STILL = re.compile(r"(?:một số|nhiều|vài|không ít|phần lớn|đa số)\s[^,;.]{2,60}\s(?:vẫn|còn)\s")
#: An agency tells what it will do.
_INTENDS = re.compile(
    r"(?:(?:trong|sang|đến) [^,]{3,30}, )?(?:sở|phường|xã|ủy ban nhân dân|ubnd|đơn vị|ngành|ban|phòng|trung tâm|văn phòng)(?:\s[\w]+){0,6}?"
    r"\s(?:dự kiến|sẽ)\s"
    r"|(?:trong |sang )?(?:(?:tháng|quý|tuần|kỳ|thời gian) (?:tới|sau)|(?:ba|sáu|\d+|những|các) tháng (?:cuối năm|còn lại)[^,\d]{0,20}),"
)
#: "Quý III sẽ tổ chức hội thi": a time to come, named by its number.
_IN_TIME = re.compile(r"(?:trong |sang |đến )?(?:tháng|quý|tuần|năm) [\divx/]+(?: năm \d{4})?,? (?:[^,;.]{0,60} )?sẽ(?!\w)")
#: "Bên cạnh kết quả đạt được, ...": no work of the statement itself.
_BESIDES = re.compile(r"^(?:bên cạnh|ngoài|cùng với) (?:những |các )?(?:kết quả|mặt|ưu điểm)[^,;.]{0,60}, ")
#: What is done about others' trouble: "hướng dẫn các xã còn lúng túng", "hồ sơ thiếu được bổ sung ngay".
_ABOUT_TROUBLE = re.compile(
    r"^(?:hướng dẫn|hỗ trợ|đôn đốc|rà soát|xử lý|khắc phục|kiểm tra|nhắc nhở|tháo gỡ|thay thế|sửa chữa|bổ sung|giải quyết|thu hồi)\s"
    r"|(?<!chưa )(?<!không )(?<!\w)được (?:hướng dẫn|hỗ trợ|xử lý|khắc phục|bổ sung|sửa chữa|thay thế|giải quyết|tháo gỡ|trả lời)(?!\w)"
)
#: A cause and its effect.
_CAUSED = re.compile(r"^(?:do|vì|bởi)\s[^.;]{3,120}\snên\s")
_NEGATIVE = re.compile(r"(?<!\w)(?:chưa|không|còn|vẫn|bị|chậm|thiếu|khó|hạn chế)(?!\w)")
#: "Sang Quý III, Sở tập trung ...": what a statement tells of the time to come.
_NEXT = re.compile(
    r"(?:bước )?sang (?:tháng|quý|năm|tuần|kỳ|6 tháng)(?!\w)"
    r"|(?:trong )?(?:tháng|quý|kỳ|tuần) (?:tới|sau)(?!\w)|(?:trong )?thời gian tới(?!\w)"
)
#: "đang lấy ý kiến, dự kiến trình trong tuần tới": the state of work, with its next step.
_ON_ITS_WAY = re.compile(r"(?<!\w)(?:đã|đang)\s[^;.]*,\s(?:dự kiến|sẽ)\s")
#: "mới có 03/8 điểm ..., chậm hơn so với thời hạn": how far work is, though it is late.
_BEHIND = re.compile(r"(?<!\w)chậm (?:hơn )?so với (?:các )?(?:mốc )?(?:thời hạn|thời gian|tiến độ|kế hoạch|yêu cầu|hạn)")
#: Work, done or going on.
_WORK = re.compile(
    r"(?<!\w)(?:đã|đang|đạt|hoàn thành|duy trì|lũy kế|tiếp tục|giải quyết|tháo gỡ|khắc phục|xử lý|giảm|100\s?%)(?!\w)"
)


#: Verbs with which others are asked to act, though the asking verb itself is left out.
_ASKS = re.compile(
    r"(?:sớm|cần|quan tâm|xem xét|cho phép|cho chủ trương|hỗ trợ|bố trí|bổ sung|cấp(?! (?:xã|huyện|tỉnh|ủy|sở))|ban hành|chỉ đạo"
    r"|hướng dẫn|tạo điều kiện|ưu tiên|giao"
    r"|phân bổ|có (?:cơ chế|chính sách|hướng dẫn|giải pháp|ý kiến))(?!\w)"
)
_WORK_DONE = re.compile(r"(?<!\w)(?:đã|đang|đạt)(?!\w)")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A section with how sure it is, from 0 to 1."""

    section: Section
    confidence: float


def classify(text: str) -> Judgement | None:
    """The section of a statement by its own words alone, or None where they do not tell.

    Rules; confidence from 0.5 (a hint) to 1 (says so itself). `judge` asks the trained classifier where they are silent or unsure.

    >>> classify("Đề nghị Sở Tài chính bố trí vốn đối ứng").section, classify("Đã mở 06 lớp kỹ năng số").section
    ('proposals', 'results')
    >>> classify("Việc liên thông đã triển khai, tuy nhiên đường truyền còn chập chờn").section
    'difficulties'
    """
    words = load_report_words()
    body = strip_label(text)
    own = inline_head(body)
    if own is not None and own[0] != "other":
        return Judgement(own[0], 1.0)
    folded = plain(fold(body))
    if is_proposal(folded):
        return Judgement("proposals", 0.95)
    if words.difficulty_start.match(folded) and words.difficulty.search(folded):
        return Judgement("difficulties", 0.9)
    if contrast_difficulty(folded):
        return Judgement("difficulties", 0.9)
    if _NEXT.match(folded) and not _WORK_DONE.search(folded):
        return Judgement("plans", 0.85)
    if _ON_ITS_WAY.search(folded) and words.difficulty.search(folded) is None:
        return Judgement("results", 0.85)
    if words.plan_start.match(folded):
        return Judgement("plans", 0.8)
    if re.search(r"(?<!\w)sẽ(?!\w)", folded) and not re.search(r"(?<!\w)đã(?!\w)", folded):
        return Judgement("plans", 0.7)
    first = re.split(r"[\s,]", folded, maxsplit=1)[0]
    if first in ("đã", "đang"):
        return Judgement("results", 0.85)
    hard = words.difficulty.search(folded)
    done = re.search(r"(?<!\w)(?:đã|đang|đạt|hoàn thành|lũy kế)(?!\w)", words.difficulty.sub(" ", _BESIDES.sub("", folded)))
    if hard and not done:
        return Judgement("difficulties", 0.75)
    if re.search(r"(?<!\w)chưa(?!\w)", folded) and not done:
        return Judgement("difficulties", 0.55)
    if not hard and words.praise.search(folded) and not (_NEGATIVE.search(folded) or _ASKS.match(folded)):
        return Judgement("results", 0.8)
    if done or FIGURE.search(folded):
        return Judgement("results", 0.7 if not hard else 0.5)
    if words.plan_word.search(folded):
        return Judgement("plans", 0.6)
    return None


def judge(text: str, before: Section | None = None) -> Judgement:
    """The section of a statement below no heading: the rules where they are sure, else the trained classifier with the
    rules' hint; what tells nothing is likelier a result than else.

    `before` is the section of the statement before it in the paragraph: what tells nothing itself stays there.

    >>> judge("Máy quét hỏng từ tháng trước").section
    'difficulties'
    """
    judged = classify(text)
    if judged is not None and judged.confidence >= SURE:
        return judged
    if judged is None and before in ("difficulties", "plans"):
        return Judgement(before, 0.5)
    hint = judged or Judgement("results", 0.5)
    learnt = [
        Judgement(one.section, one.confidence + hint.confidence / 2) if one.section == hint.section else one
        for one in _learnt(text, SECTIONS)
    ]
    best = max(learnt, key=lambda one: one.confidence)
    return Judgement(best.section, min(1.0, best.confidence))


def _learnt(text: str, sections: tuple[Section, ...]) -> list[Judgement]:
    """How sure the trained classifier is of some sections when it is one of them."""
    found = load_statement_model().probabilities(text)
    total = sum(found.get(section, 0.0) for section in sections) or 1.0
    return [Judgement(section, found.get(section, 0.0) / total) for section in sections]


def is_proposal(folded: str) -> bool:
    """Whether a statement (folded, without label) asks for something: it begins with the verb, or an agency "kiến nghị ..."."""
    words = load_report_words()
    match = words.proposal.search(folded[:90])
    if match is None:
        return False
    before = folded[: match.start()].strip(" ,:")
    verb = match[0]
    if verb in ("mong", "xin") and not re.match(r"\s(?:ý kiến|chủ trương|phép|được|[^\W\d]+\s)", folded[match.end() :]):
        return False
    if not before:
        return not re.match(r"\s(?:của|này|được|đã)\s", folded[match.end() :])
    if verb in ("mong", "xin"):
        return False
    if re.match(
        r"^(?:(?:do đó|do vậy|vì vậy|từ thực tế trên|qua [^,]{3,40}"
        r"|để [^,]{3,60}|trên cơ sở đó|ngoài ra|bên cạnh đó|đồng thời|hiện nay|trước mắt|qua đó"
        r"|thời gian tới),?\s)*(?:(?:ủy ban nhân dân|ubnd|sở|phường|xã|huyện|đơn vị|phòng|ban|văn phòng|chi cục|công an"
            r"|thanh tra|trung tâm|địa phương|cơ quan|ngành|tỉnh)(?:\s[\w,]+){0,8}?)?(?:\s(?:kính|tiếp tục|cũng|xin"
            r"|trân trọng))?$",
        before,
    ):  # fmt: skip
        return re.search(r"(?<!\w)(?:đã|đang|được|chưa|việc|theo|các)(?!\w)", before) is None
    return False


def contrast_difficulty(folded: str) -> bool:
    """Whether a statement turns from what was done to what is hard: "..., tuy nhiên đường truyền còn chập chờn"."""
    words = load_report_words()
    match = words.contrast.search(folded)
    if match is None:
        return False
    after = folded[match.end() :]
    if _SINCE.search(after):
        return False
    if match.start() == 0 and match[0] in ("tuy nhiên", "tuy vậy", "dù vậy", "mặc dù vậy", "thế nhưng"):
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


def moved(text: str, section: Section) -> Section:
    """The section of a statement that stands under a heading of one section: a difficulty or a proposal hidden in results moves.

    >>> moved("Đã cấp 500 chứng thư; tuy nhiên nhiều xã còn thiếu máy ký số", "results")
    'difficulties'
    >>> moved("Học bạ số trung học cơ sở chưa triển khai do phần mềm chưa kết nối", "results")
    'results'
    """
    words = load_report_words()
    body = strip_label(text)
    folded = plain(fold(body))
    own = inline_head(body)
    if own is not None and own[0] != "other" and own[0] != section:
        return own[0]
    if section == "results":
        if is_proposal(folded):
            return "proposals"
        if _INTENDS.match(folded) or _IN_TIME.match(folded) or (_NEXT.match(folded) and not _WORK_DONE.search(folded)):
            return "plans"
        if contrast_difficulty(folded):
            return "difficulties"
        if _is_hard(folded) or _sounds_hard(body, folded):
            return "difficulties"
        return "results"
    if section == "difficulties":
        return "proposals" if is_proposal(folded) else "difficulties"
    if section == "plans":
        return "proposals" if is_proposal(folded) and not re.match(r"đề xuất", folded) else "plans"
    if (
        section == "proposals"
        and words.proposal.search(folded) is None
        and re.match(r"(?:khó khăn|vướng mắc|tồn tại|hạn chế)\s*:", folded)
    ):
        return "difficulties"
    return section


def _is_hard(folded: str) -> bool:
    """A statement among results that tells a hardship and no work: no "đã" or "đang", and no task that is only not begun."""
    words = load_report_words()
    if words.difficulty_start.match(folded) and words.difficulty.search(folded):
        return not re.match(
            r"(?:song song|hạn chế (?:thấp nhất|tối đa)|khó khăn[^.]{0,40}(?:được|đã) (?:tháo gỡ|giải quyết|khắc phục))", folded
        )
    folded = _BESIDES.sub("", folded)
    if _CAUSED.match(folded) and words.difficulty.search(folded) and not _WORK_DONE.search(folded):
        return True
    if (_EFFECT.search(folded) and words.difficulty.search(folded)) or (_ALTHOUGH.search(folded) and _STILL.match(folded)):
        return True
    if (
        _WORK.search(words.difficulty.sub(" ", folded))
        or _ABOUT_TROUBLE.search(folded)
        or (_BEHIND.search(folded) and FIGURE.search(folded))
    ):
        return False
    main = re.split(r"\s(?:do|vì|bởi)\s", folded, maxsplit=1)[0]
    if _is_state(main):
        return False
    return words.difficulty.search(main) is not None and re.search(
        r"(?<!\w)(?:còn|vẫn|gặp|thiếu|khó|không (?:đủ|bảo đảm|đảm bảo|ổn định)|chưa (?:có|đồng bộ|đáp ứng|đầy đủ|ổn định"
            r"|cao|đều|rõ|thường xuyên|kịp thời|thống nhất|phù hợp|chủ động|nhiều|quan tâm|quen|biết)|thường xuyên bị|bị|quá tải"
            r"|lúng túng|chập chờn|xuống cấp|hư hỏng|vướng|chậm)(?!\w)",
        main,
    ) is not None  # fmt: skip


def _sounds_hard(body: str, folded: str) -> bool:
    """Whether the trained classifier is sure of a hardship where the rules see neither work done nor a state of work."""
    if (
        _WORK.search(_ALTHOUGH.sub("", folded)) is not None
        or _ABOUT_TROUBLE.search(folded)
        or _is_state(folded)
        or _BEHIND.search(folded)
    ):
        return False
    return load_statement_model().probabilities(body)["difficulties"] >= HARD


def _is_state(folded: str) -> bool:
    """Only the state of a task, and no hardship: "chưa triển khai, do đang chờ ..."; with "nên" it is the cause of one."""
    words = load_report_words()
    idle = words.not_begun.search(folded)
    return idle is not None and _CAUSE.search(folded) is None and words.difficulty.search(folded[: idle.start()]) is None


def of_remark(text: str) -> Section:
    """The section of a remark beside a result: a hardship or a proposal, else it belongs to the result."""
    folded = plain(fold(strip_label(text)))
    if is_proposal(folded):
        return "proposals"
    return "difficulties" if _WAITS.match(folded) else choose(text, ("results", "difficulties"))


def choose_or_move(text: str, sections: tuple[Section, ...]) -> Section:
    """The section of a statement below a heading of one section or of several."""
    return choose(text, sections) if len(sections) > 1 else moved(text, sections[0])


def plain(folded: str) -> str:
    """A text (folded) without the compounds that only look as if they told a hardship: "thiết bị", "chủ yếu", "huyện cũ"."""
    return load_report_words().neutral.sub("", folded)


def choose(text: str, sections: tuple[Section, ...]) -> Section:
    """The section of a statement below a heading that names several."""
    if len(sections) == 1:
        return sections[0]
    folded = plain(fold(strip_label(text)))
    if set(sections) == {"difficulties", "proposals"} and _ASKS.match(folded) and _NEGATIVE.search(folded) is None:
        return "proposals"
    judged = classify(text)
    if judged is not None and judged.section in sections:
        return judged.section
    if "proposals" in sections and is_proposal(folded):
        return "proposals"
    if "difficulties" in sections and judged is not None and load_report_words().difficulty.search(folded) is not None:
        return "difficulties"
    if "plans" in sections and "results" not in sections and judged is not None and judged.section == "results":
        return "plans"
    if judged is not None and judged.section == "plans" and "proposals" in sections and "difficulties" in sections:
        return "proposals"
    if "plans" in sections and "proposals" in sections and _ASKS.match(folded) is None and find_addressee(text) is None:
        return "plans"  # nobody is asked
    learnt = _learnt(text, tuple(section for section in sections if section in SECTIONS))
    return max(learnt, key=lambda one: one.confidence).section if learnt else sections[0]
