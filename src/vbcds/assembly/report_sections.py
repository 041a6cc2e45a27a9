"""Which section of a report a statement belongs to, by its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vbcds.assembly.addressees import find_addressee
from vbcds.assembly.hardships import (
    BESIDES,
    NEGATIVE,
    WORK_DONE,
    contrast_difficulty,
    is_handled,
    is_hard,
    is_stuck,
    plain,
    sounds_hard,
    tells_how_far,
)
from vbcds.assembly.report_headings import FIGURE, SECTIONS, inline_head, strip_label
from vbcds.assembly.statement_model import load_statement_model
from vbcds.lexicons.report_words import fold, load_report_words
from vbcds.model.records import Section

#: Confidence from which a rule's word is taken.
SURE = 0.8
_WAITS = re.compile(r"(?:còn |đang )?(?:chờ|do|vì|vướng|chậm|thiếu)\s")
#: An agency tells what it will do.
_INTENDS = re.compile(
    r"(?:(?:trong|sang|đến) [^,]{3,30}, )?(?:sở|phường|xã|ủy ban nhân dân|ubnd|đơn vị|ngành|ban|phòng|trung tâm|văn phòng)(?:\s[\w]+){0,6}?"
    r"\s(?:dự kiến|sẽ)\s"
    r"|(?:trong |sang )?(?:(?:tháng|quý|tuần|kỳ|thời gian) (?:tới|sau)|(?:ba|sáu|\d+|những|các) tháng (?:cuối năm|còn lại)[^,\d]{0,20}),"
)
#: "Quý III sẽ tổ chức hội thi": a time to come, named by its number.
_IN_TIME = re.compile(r"(?:trong |sang |đến )?(?:tháng|quý|tuần|năm) [\divx/]+(?: năm \d{4})?,? (?:[^,;.]{0,60} )?sẽ(?!\w)")
#: "Sang Quý III, Sở tập trung ...": what a statement tells of the time to come.
_NEXT = re.compile(
    r"(?:bước )?sang (?:tháng|quý|năm|tuần|kỳ|6 tháng)(?!\w)"
    r"|(?:trong )?(?:tháng|quý|kỳ|tuần) (?:tới|sau)(?!\w)|(?:trong )?thời gian tới(?!\w)"
)
#: "đang lấy ý kiến, dự kiến trình trong tuần tới": the state of work, with its next step.
_ON_ITS_WAY = re.compile(r"(?<!\w)(?:đã|đang)\s[^;.]*,\s(?:dự kiến|sẽ)\s")
#: Verbs with which others are asked to act, though the asking verb itself is left out.
_ASKS = re.compile(
    r"(?:sớm|cần|quan tâm|xem xét|cho phép|cho chủ trương|hỗ trợ|bố trí|bổ sung|cấp(?! (?:xã|huyện|tỉnh|ủy|sở))|ban hành|chỉ đạo"
    r"|hướng dẫn|tạo điều kiện|ưu tiên|giao"
    r"|phân bổ|có (?:cơ chế|chính sách|hướng dẫn|giải pháp|ý kiến))(?!\w)"
)


#: What a request may begin with: "Từ thực tế trên, ", "Để việc ký số thông suốt, ".
_OPENING = re.compile(
    r"^(?:(?:do đó|do vậy|vì vậy|từ (?:thực tế|tình hình|những khó khăn)[^,]{0,30}|qua [^,]{3,40}|để [^,]{3,80}|trên cơ sở đó|ngoài ra"
    r"|bên cạnh đó|đồng thời|hiện nay|trước mắt|qua đó|thời gian tới|nhằm [^,]{3,80}|trước (?:thực tế|khó khăn|tình hình)[^,]{0,30}),?\s*)+"
)
#: Who asks, up to the asking verb: "Sở Y tế kính", "Ủy ban nhân dân xã tiếp tục".
_WHO_ASKS = re.compile(
    r"(?!.*(?<!\w)(?:đã|đang|được|chưa|việc|theo|các)(?!\w))"
    r"(?:(?:ủy ban nhân dân|ubnd|sở|phường|xã|huyện|đơn vị|phòng|ban|văn phòng|chi cục|công an|thanh tra|trung tâm|địa phương|cơ quan|ngành"
    r"|tỉnh|cục|chi nhánh|trường|bệnh viện)(?:\s[\w,]+){0,8}?)?(?:\s?(?:kính|tiếp tục|cũng|xin|trân trọng))?"
)


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
    if words.regret.match(folded):
        return Judgement("difficulties", 0.9)
    if words.difficulty_start.match(folded) and words.difficulty.search(folded):
        return Judgement("difficulties", 0.9)
    if contrast_difficulty(folded):
        return Judgement("difficulties", 0.9)
    if _NEXT.match(folded) and not WORK_DONE.search(folded):
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
    if is_handled(folded):
        return Judgement("results", 0.8)
    if is_stuck(folded):
        return Judgement("difficulties", 0.8)
    hard = words.difficulty.search(folded)
    done = re.search(r"(?<!\w)(?:đã|đang|đạt|hoàn thành|lũy kế)(?!\w)", words.difficulty.sub(" ", BESIDES.sub("", folded)))
    if hard and not done:
        return Judgement("difficulties", 0.75)
    if re.search(r"(?<!\w)chưa(?!\w)", folded) and not done:
        return Judgement("difficulties", 0.55)
    if not hard and words.praise.search(folded) and not (NEGATIVE.search(folded) or _ASKS.match(folded)):
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

    >>> judge("Máy quét hỏng từ tháng trước").section, judge("Học bạ số triển khai tại 368 cơ sở.", "results").section
    ('difficulties', 'results')
    """
    judged = classify(text)
    if judged is not None and judged.confidence >= SURE:
        return judged
    if judged is None and before in ("difficulties", "plans"):
        return Judgement(before, 0.5)
    hint = judged or Judgement("results", 1.0 if before == "results" else 0.5)
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
    return _WHO_ASKS.fullmatch(_OPENING.sub("", before)) is not None


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
        if _INTENDS.match(folded) or _IN_TIME.match(folded) or (_NEXT.match(folded) and not WORK_DONE.search(folded)):
            return "plans"
        if words.regret.match(folded):
            return "difficulties"
        if tells_how_far(folded):
            return "results"
        if contrast_difficulty(folded):
            return "difficulties"
        if is_hard(folded) or sounds_hard(body, folded):
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


def of_remark(text: str) -> Section:
    """The section of a remark beside a result: a hardship or a proposal, else it belongs to the result."""
    folded = plain(fold(strip_label(text)))
    if is_proposal(folded):
        return "proposals"
    return "difficulties" if _WAITS.match(folded) else choose(text, ("results", "difficulties"))


def choose_or_move(text: str, sections: tuple[Section, ...]) -> Section:
    """The section of a statement below a heading of one section or of several."""
    return choose(text, sections) if len(sections) > 1 else moved(text, sections[0])


def choose(text: str, sections: tuple[Section, ...]) -> Section:
    """The section of a statement below a heading that names several."""
    if len(sections) == 1:
        return sections[0]
    folded = plain(fold(strip_label(text)))
    if set(sections) == {"difficulties", "proposals"} and _ASKS.match(folded) and NEGATIVE.search(folded) is None:
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
