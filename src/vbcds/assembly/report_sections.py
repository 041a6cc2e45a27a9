"""Which section of a report a heading opens, and which one a statement belongs to where no heading tells.

A heading is cut into pieces at commas and "và"; each piece names a section by its beginning (data/report_words.toml). A heading whose
pieces name several sections ("Khó khăn, đề xuất") leaves the choice to each statement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vbcds.lexicons.report_words import fold, load_report_words
from vbcds.model.records import Section
from vbcds.structure.labels import find_label

#: Sections that statements are sorted into; "other" is what is none of them.
SECTIONS: tuple[Section, ...] = ("results", "difficulties", "proposals", "plans")

_PIECES = re.compile(r"\s*(?:[,;/&–]|\s-\s|\s(?:và|cùng|kèm)\s)\s*")
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
_OPENERS = re.compile(
    r"^(?:(?:phần|mục|chương)\s+(?:thứ\s+)?\w+[.:]?\s+|về\s|các\s|những\s|một số\s|nêu\s|tóm tắt\s|công tác\s(?=đánh giá)"
    r"|(?:ủy ban nhân dân |ubnd )?(?:xã|phường|đơn vị|sở|địa phương|cơ quan|ngành|huyện|ban|phòng)\s(?=đề nghị|kiến nghị|đề xuất)"
    r"|nội dung\s(?=khó khăn|vướng|đề xuất|kiến nghị|kết quả|tồn tại|hạn chế))+"
)
_END = re.compile(r"[\s.:;,]+$")
#: The section by which "nguyên nhân", "giải pháp" are settled where they follow another piece.
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s?%|\d{1,3}(?:\.\d{3})+|\d+\s?/\s?\d+\s[^\W\d]")
_PERIOD = re.compile(r"(?:tháng|quý|tuần|năm|ngày)\s*$")
_INLINE = re.compile(r"^(?P<head>[^:.;]{3,60}?)\s*:\s+(?=\S)")
#: Heads of a statement that surely say "results"; others ("Tiến độ: ...") may stand in any section.
_RESULT_HEADS = re.compile(r"(?:những |các )?(?:kết quả|ưu điểm|mặt được|mặt làm được|đã làm được|việc đã làm)(?:\s|$)")
_CLAUSE = re.compile(r"[,;.]\s+|\s(?:và|nhưng|song)\s")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A section with how sure it is, from 0 to 1."""

    section: Section
    confidence: float


@lru_cache(maxsize=4096)
def heading_sections(heading: str) -> tuple[Section, ...]:
    """The sections that a heading names, in order, each once; empty where it names none (a heading of a topic).

    `heading` is the heading without its label. A mixed heading gives all of its sections, "Đánh giá chung" results and difficulties.

    >>> heading_sections("KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 5"), heading_sections("Khó khăn, vướng mắc; đề xuất")
    (('results',), ('difficulties', 'proposals'))
    >>> heading_sections("Nhiệm vụ trọng tâm tháng 6"), heading_sections("Hạ tầng số")
    (('plans',), ())
    """
    words = load_report_words()
    folded = _END.sub("", _BRACKETS.sub(" ", fold(heading))).strip()
    if not folded or len(folded) > 220:
        return ()
    if words.mixed.match(_OPENERS.sub("", folded)) and not any(p.search(folded) for p in (words.heads["difficulties"],)):
        return ("results", "difficulties")
    found: dict[Section, None] = {}
    for number, piece in enumerate(_PIECES.split(folded)):
        section = _piece_section(piece.strip())
        if section is None:
            if number == 0:
                section = _by_tail(folded)
                if section is None:
                    return ()
            else:
                continue
        if number and section == "plans" and "difficulties" in found and piece.startswith(("giải pháp", "biện pháp", "hướng")):
            continue  # "Khó khăn và giải pháp khắc phục": no plan of its own
        if number and section == "plans" and found == {"results": None} and not _ahead(piece):
            continue  # "Kết quả thực hiện chương trình, kế hoạch"
        found[section] = None
    return tuple(section for section in found if section != "other") or tuple(found)


def _ahead(piece: str) -> bool:
    words = load_report_words()
    return words.shifts["plans"].search(piece) is not None or re.search(
        r"phương hướng|trọng tâm|tháng\s?\d|quý\s?[\divx]|dự kiến|(?:nhiệm vụ|kế hoạch"
            r"|chương trình) (?:công tác )?(?:tháng|quý|năm|tuần|thời gian|giai đoạn)", piece
    ) is not None  # fmt: skip


def _piece_section(piece: str) -> Section | None:
    words = load_report_words()
    for candidate in dict.fromkeys((piece, _OPENERS.sub("", piece))):
        best: tuple[int, Section] | None = None
        for section in (*SECTIONS, "other"):
            match = words.heads[section].match(candidate)
            if match is not None and (best is None or match.end() > best[0]):
                best = (match.end(), section)
        if best is None:
            continue
        section = best[1]
        rest = candidate[best[0] :]
        if section in ("plans", "results") and words.shifts["difficulties"].search(candidate):
            return "difficulties"
        if section == "plans" and words.shifts["results"].search(candidate) and not words.shifts["plans"].search(candidate):
            return "results"
        if section == "results" and words.shifts["plans"].search(rest) and not candidate.startswith("kết quả"):
            return "plans"
        if (
            section == "proposals"
            and words.shifts["plans"].search(rest)
            and rest.lstrip().startswith(("nhiệm vụ", "kế hoạch", "phương hướng"))
        ):
            return "plans"
        return section
    return None


def _by_tail(folded: str) -> Section | None:
    """ "Công tác chuyển đổi số tháng tới", "Chuyển đổi số: những khó khăn": by the words that name the time."""
    words = load_report_words()
    if len(folded.split()) <= 12 and words.shifts["plans"].search(folded):
        return "plans"
    return None


def is_section_heading(text: str) -> bool:
    """Whether a short line is a heading that names a section, and no statement that begins with the same words.

    >>> is_section_heading("Kết quả thực hiện"), is_section_heading("Kết quả đối soát dữ liệu đạt 58%.")
    (True, False)
    """
    bare = text.strip()
    label = find_label(bare, fold(bare))
    if label is not None:
        bare = bare[label.length :]
    if not bare or len(bare) > 160 or _FIGURE.search(bare) or bare.endswith(";"):
        return False
    folded = fold(bare)
    words = folded.split()
    if not heading_sections(bare) or inline_head(bare) is not None:
        return False
    upper = bare.upper() == bare
    if bare.endswith(".") and len(words) > 9 and not upper:
        return False
    if (
        bare.endswith((".", ","))
        and re.search(r"(?<!\w)(?:đã|đang|chưa|được|đạt|sẽ)(?!\w)", _OPENERS.sub("", folded))
        and not upper
    ):
        return len(words) <= 6 and words[-1].rstrip(".") in ("được", "đạt")
    if upper or bare.endswith(":"):
        return len(words) <= 30
    section = heading_sections(bare)
    if (
        section == ("proposals",)
        and len(words) > 4
        and re.match(r"(?:đề nghị|kiến nghị|đề xuất)\s(?!kiến nghị|đề xuất|đề nghị|với|đối với|của|trong|tháng)", folded)
    ):
        return False  # "Đề nghị Sở Tài chính hướng dẫn ..."
    if section == ("plans",) and re.match(
        r"(?:kế hoạch số|dự kiến (?!kế hoạch|nhiệm vụ|công việc|công tác|phương hướng|tháng|nội dung)|nhiệm vụ \d)", folded
    ):
        return False
    if (
        section == ("results",)
        and re.match(r"(?:đã thực hiện|thực hiện|triển khai thực hiện|đã triển khai|lũy kế|tổ chức triển khai)\s", folded)
        and len(words) > 9
    ):
        return False
    if section == ("difficulties",) and len(words) > 5 and re.search(r"(?<!\w)(?:thiếu|không|bị|do|vì|nên|chậm)(?!\w)", folded):
        return False
    return len(words) <= 24


def inline_head(text: str) -> tuple[Section, int] | None:
    """ "Khó khăn: thiếu kinh phí": the section that a statement names itself, and where its own words begin. None where it names none."""
    match = _INLINE.match(text)
    if match is None:
        return None
    sections = heading_sections(match["head"])
    if len(sections) != 1 or len(match["head"].split()) > 8 or _FIGURE.search(match["head"]):
        return None
    if sections[0] == "results" and _RESULT_HEADS.match(fold(match["head"])) is None:
        return None
    return sections[0], match.end()


def classify(text: str) -> Judgement | None:
    """The section of a statement by its own words alone, or None where they do not tell.

    Rules; confidence from 0.5 (a hint) to 1 (says so itself). A learnt classifier may be asked where this gives None.

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
    folded = fold(body)
    if is_proposal(folded):
        return Judgement("proposals", 0.95)
    if words.difficulty_start.match(folded) and words.difficulty.search(folded):
        return Judgement("difficulties", 0.9)
    if contrast_difficulty(folded):
        return Judgement("difficulties", 0.9)
    if words.plan_start.match(folded):
        return Judgement("plans", 0.8)
    if re.search(r"(?<!\w)sẽ(?!\w)", folded) and not re.search(r"(?<!\w)đã(?!\w)", folded):
        return Judgement("plans", 0.7)
    first = re.split(r"[\s,]", folded, maxsplit=1)[0]
    if first in ("đã", "đang"):
        return Judgement("results", 0.85)
    hard, done = words.difficulty.search(folded), re.search(r"(?<!\w)(?:đã|đang|đạt|hoàn thành|lũy kế)(?!\w)", folded)
    if hard and not done:
        return Judgement("difficulties", 0.75)
    if re.search(r"(?<!\w)chưa(?!\w)", folded) and not done:
        return Judgement("difficulties", 0.55)
    if done or _FIGURE.search(folded):
        return Judgement("results", 0.7 if not hard else 0.5)
    if words.plan_word.search(folded):
        return Judgement("plans", 0.6)
    return None


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
        r"^(?:(?:do đó|do vậy|vì vậy|từ thực tế trên|để [^,]{3,60}|trên cơ sở đó|ngoài ra|bên cạnh đó|đồng thời|hiện nay|trước mắt|qua đó"
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
    folded = fold(body)
    own = inline_head(body)
    if own is not None and own[0] != "other" and own[0] != section:
        return own[0]
    if section == "results":
        if is_proposal(folded):
            return "proposals"
        if contrast_difficulty(folded):
            return "difficulties"
        if _is_hard(folded):
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
    if re.search(
        r"(?<!\w)(?:đã|đang|đạt|hoàn thành|duy trì|lũy kế|tiếp tục|giải quyết|tháo gỡ|khắc phục|xử lý|giảm|100\s?%)(?!\w)", folded
    ):
        return False
    main = re.split(r"\s(?:do|vì|bởi)\s", folded, maxsplit=1)[0]
    if words.not_begun.search(main):
        return False
    return words.difficulty.search(main) is not None and re.search(
        r"(?<!\w)(?:còn|vẫn|gặp|thiếu|khó|không (?:đủ|bảo đảm|đảm bảo|ổn định)|chưa (?:có|đồng bộ|đáp ứng|đầy đủ|ổn định"
            r"|cao|đều|rõ)|thường xuyên bị|bị|quá tải|lúng túng|chập chờn|xuống cấp|hư hỏng|vướng|chậm)(?!\w)",
        main,
    ) is not None  # fmt: skip


def choose(text: str, sections: tuple[Section, ...]) -> Section:
    """The section of a statement below a heading that names several."""
    if len(sections) == 1:
        return sections[0]
    folded = fold(strip_label(text))
    judged = classify(text)
    if judged is not None and judged.section in sections:
        return judged.section
    if "proposals" in sections and is_proposal(folded):
        return "proposals"
    if "difficulties" in sections and judged is not None and load_report_words().difficulty.search(folded) is not None:
        return "difficulties"
    if "plans" in sections and "results" not in sections and (judged is None or judged.section == "results"):
        return "plans"
    if judged is not None and judged.section == "plans" and "proposals" in sections and "difficulties" in sections:
        return "proposals"
    return sections[0]


def strip_label(text: str) -> str:
    """A statement without the label of its place in the outline."""
    bare = text.lstrip()
    label = find_label(bare, fold(bare))
    return bare[label.length :] if label is not None else bare
