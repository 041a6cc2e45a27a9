"""Which section of a report a heading opens.

A heading is cut into pieces at commas and "và"; each piece names a section by its beginning (data/report_words.toml). A heading whose
pieces name several sections ("Khó khăn, đề xuất") leaves the choice to each statement.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vbcds.lexicons.report_words import fold, load_report_words
from vbcds.model.records import Section
from vbcds.structure.labels import find_label

#: Sections that statements are sorted into; "other" is what is none of them.
SECTIONS: tuple[Section, ...] = ("results", "difficulties", "proposals", "plans")

_PIECES = re.compile(r"\s*(?:[,;/&–]|\s-\s|\s(?:và|cùng|kèm)\s)\s*")
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
_OPENERS = re.compile(
    r"^(?:(?:phần|mục|chương)\s+(?:thứ\s+)?(?:[ivxlc]+|[a-zđ]|\d+|nhất|hai|ba|tư|bốn|năm|sáu|bảy)[.:]?\s+|về\s|các\s|những\s|một số\s"
    r"|nêu\s|tóm tắt\s|công tác\s(?=đánh giá)"
    r"|(?:ủy ban nhân dân |ubnd )?(?:xã|phường|đơn vị|sở|địa phương|cơ quan|ngành|huyện|ban|phòng)\s(?=(?:xin )?(?:đề nghị|kiến nghị"
    r"|đề xuất))"
    r"|nội dung\s(?=khó khăn|vướng|đề xuất|kiến nghị|kết quả|tồn tại|hạn chế))+"
)
#: "Chỗ còn yếu", "những điều đang vướng", "cái khó", "khâu chưa thông": a place and its want.
_WEAK_PLACE = re.compile(
    r"(?:chỗ|điểm|mặt|khâu|điều|cái|phần|nỗi|vấn đề|chuyện)(?: nào)?(?: (?:đang|còn|chưa|vẫn|bị|hay|gây|chậm))*"
    r" (?:yếu|khó|vướng|kẹt|tắc|nghẽn|lo|thiếu|kém|tồn đọng|chậm|dở dang|băn khoăn|trăn trở|bức xúc|hạn chế|bất cập|thông|ổn|tốt|đạt)"
    r"(?: nhất| khác| chung| riêng)?(?!\w)"
)
#: Of what may be good: "mặt tốt", "điểm chưa tốt".
_NOT_GOOD = re.compile(
    r"(?<!\w)chưa(?!\w)|(?<!\w)(?!(?:thông|ổn|tốt|đạt)(?!\w))(?:yếu|khó|vướng|kẹt|tắc|nghẽn|lo|thiếu|kém|tồn đọng|chậm|dở dang"
    r"|băn khoăn|trăn trở|bức xúc|hạn chế|bất cập)(?!\w)"
)
#: "Việc làm tháng 8", "công việc gối đầu sang tháng 9", "phần việc chuyển sang quý IV": work and the time that it is for.
_WORK_OF_TIME = re.compile(
    r"(?:công việc|phần việc|đầu việc|việc|nhiệm vụ|nội dung|hoạt động)(?: (?:cần|phải|sẽ|còn|dự định|chính|lớn|trọng tâm))*"
    r" (?:làm|gối đầu|gối|chuyển tiếp|chuyển|nối tiếp|để lại|dành|ưu tiên|tiếp tục|tập trung|làm tiếp|thực hiện tiếp|theo dõi tiếp)"
    r"(?: (?:sang|cho|trong|của|vào|qua|ở))* (?:tháng|quý|kỳ|tuần|năm|thời gian|những tháng) "
)
#: "Tháng 8 làm gì", "quý IV tập trung vào đâu"; "tháng 8 đã làm gì" asks for results.
_WHAT_TO_DO = re.compile(
    r"(?:sang |trong |đến )?(?:tháng|quý|kỳ|tuần) (?:[\divx]+|tới|sau)(?:[ /]+(?:năm )?\d{4})?,? (?:[^\W\d]+ ){0,4}?"
    r"(?:(?:sẽ|cần|phải|định|dự định) )?(?:làm (?:gì|những gì|việc gì|tiếp)|(?:sẽ|cần|phải|định|dự định) (?:làm|tập trung)"
    r"|tập trung)(?!\w)"
)
#: "Nhiệm vụ do UBND tỉnh giao", "phần việc đơn vị đảm nhận": work that was given, and none to come.
_GIVEN = re.compile(
    r"(?<!\w)(?:giao|giao phó|đảm nhận|đảm nhiệm|đảm trách|phụ trách|chủ trì|phân công|tham gia|phối hợp)(?: chủ trì)?$"
)
#: "Bưu điện tỉnh đề nghị", "Công an tỉnh xin kiến nghị": who asks, and that it does.
_WHO_ASKS = re.compile(
    r"(?!.*(?<!\w)(?:đã|được|các|những|theo|trả lời|giải quyết|xử lý|kết quả|việc|nội dung|hồ sơ|văn bản|đơn|phiếu|tờ)(?!\w))"
    r"(?:[^\W\d]+ ){1,9}?(?:(?:xin|có|kính|cũng|trân trọng) )*(?:đề nghị|kiến nghị|đề xuất|mong muốn|đề đạt)"
    r"(?: (?:như sau|với cấp trên|cấp trên))?"
)
#: "Các chỉ tiêu, nhiệm vụ chưa hoàn thành", "công việc chậm tiến độ": what was to be done and was not.
_UNDONE = re.compile(
    r"(?:chỉ tiêu|nhiệm vụ|công việc|phần việc|đầu việc|việc|nội dung|hạng mục|dự án|mục tiêu)(?:,? [^\W\d]+){0,8}?"
    r" (?:chưa (?:được )?(?:hoàn thành|thực hiện|triển khai|đạt|làm|xong|bảo đảm|đảm bảo)|không (?:hoàn thành|đạt)|(?:bị |còn )?chậm"
    r"|quá hạn|trễ hạn)(?!\w)"
)
#: What was carried out, in two words: "kết quả thực hiện nhiệm vụ, giải pháp trọng tâm"; a time that follows would be one to come.
_OBJECT = re.compile(
    r"^(?:tình hình, )?kết quả (?:tổ chức |triển khai )?(?:thực hiện|triển khai)(?: các)?"
    r" (?:nhiệm vụ|mục tiêu|chỉ tiêu|chương trình|kế hoạch|nội dung)(?:,| và)"
    r" (?:các )?(?:giải pháp|nhiệm vụ|chỉ tiêu|mục tiêu|kế hoạch|đề án)"
    r"(?! [^,]*(?:tháng|quý|tuần|tới|năm|tiếp theo)(?!\w))"
)
#: "Sẽ làm trong tháng 01/2025", "mong cấp trên hỗ trợ": headings of offices that write as they speak.
_WILL_DO_IN = re.compile(
    r"sẽ (?:làm|thực hiện|triển khai)(?: (?:tiếp|gì|trong|vào|ở))* (?:tháng|quý|kỳ|tuần|năm|thời gian) [^\s,;]+(?: (?:năm )?\d{4})?"
)
_HOPES = re.compile(
    r"(?:kính |rất )?mong (?:(?:ubnd|ủy ban nhân dân|ban chỉ đạo|lãnh đạo) )?(?:cấp trên|tỉnh|trung ương|các cấp|các ngành|các sở)"
    r"(?:,? [^\W\d]+){0,4}? (?:hỗ trợ|giúp|giúp đỡ|quan tâm|tháo gỡ|giải quyết|xem xét)"
)
_END = re.compile(r"[\s.:;,?]+$")
#: What a heading does not say.
FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s?%|\d{1,3}(?:\.\d{3})+|\d+\s?/\s?\d+\s[^\W\d]")
_INLINE = re.compile(r"^(?P<head>[^:.;]{3,60}?)\s*:\s+(?=\S)")
#: Heads of a statement that surely say "results"; others ("Tiến độ: ...") may stand in any section.
_RESULT_HEADS = re.compile(r"(?:những |các )?(?:kết quả|ưu điểm|mặt được|mặt làm được|đã làm được|việc đã làm)(?:\s|$)")

#: "Tháng 12 xã sẽ làm".
_WILL_DO = re.compile(
    r"(?<!\w)(?:tháng|quý|kỳ|tuần)(?: \S+)? (?:[^\W\d]+ ){0,4}(?:(?:sẽ|dự kiến) (?:làm|thực hiện|triển khai)|tập trung)$"
)
#: "Nhiệm vụ số 14 Phụ lục I: ...": a task, and no section of tasks.
_NUMBERED_TASK = re.compile(r"nhiệm vụ (?:(?:số|thứ) )?\d(?!\d?\s(?:tháng|quý|năm|tuần)(?!\w))")

#: "Nhiệm vụ 5.5 - Cấp thẻ Kết quả: ...", put into one line by a reader.
_TASK_LINE = re.compile(
    r"nhiệm vụ (?:(?:số|thứ) )?[\d.]+\s?[-–:]\s[^:.;]{3,160}?\s(?=(?:kết quả|tiến độ|tình hình|khó khăn|vướng mắc|kiến nghị)\s?:)"
)
#: What was asked for or solved is no announcement.
_DONE_BEFORE = re.compile(r"(?:đã|được|để|nhằm|khắc phục|giải quyết|tháo gỡ|xử lý|vượt qua)(?:\s(?:các|những|một số))?\s$")
_LEAD_IN = re.compile(r"(?P<topic>[^\W\d_][^.:;\d\n]{2,70})\.\s+(?=[^\W_])")
_VERB = re.compile(
    r"(?<!\w)(?:đã|đang|chưa|được|đạt|sẽ|còn|không có|bị|tiếp nhận|duy trì|ban hành|tổ chức|phối hợp|đề nghị|kiến nghị|tiếp tục|thiếu"
    r"|hoàn thành|thực hiện tốt|báo cáo|trân trọng)(?!\w)"
)


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
    if not folded or len(folded) > 220 or _NUMBERED_TASK.match(folded):
        return ()
    opened = _OPENERS.sub("", folded)
    mixed, result = words.mixed.match(opened), words.heads["results"].match(opened)
    if mixed is not None and words.heads["difficulties"].search(folded) is None and (result is None or mixed.end() >= result.end()):
        return ("results", "difficulties")  # "Đánh giá chung", and not "Đánh giá kết quả thực hiện"
    found: dict[Section, None] = {}
    for number, piece in enumerate(_PIECES.split(folded)):
        section = _piece_section(piece.strip())
        if section is None:
            if number == 0:
                section = _by_tail(folded)
                if section == "difficulties":
                    found[section] = None
                    continue
                if section is None:
                    return ()
            else:
                continue
        if number and section == "plans" and "difficulties" in found and piece.startswith(("giải pháp", "biện pháp", "hướng")):
            continue  # "Khó khăn và giải pháp khắc phục": no plan of its own
        if number and section == "plans" and found == {"results": None} and not looks_ahead(piece):
            continue  # "Kết quả thực hiện chương trình, kế hoạch"
        if number == 1 and section == "plans" and _OBJECT.search(folded) is not None:
            continue  # "Kết quả thực hiện nhiệm vụ, giải pháp trọng tâm"
        found[section] = None
    return tuple(section for section in found if section != "other") or tuple(found)


def looks_ahead(piece: str) -> bool:
    """Whether a piece of a heading (folded) names a time or work to come."""
    words = load_report_words()
    return words.shifts["plans"].search(piece) is not None or re.search(
        r"phương hướng|trọng tâm|cuối năm|(?<!\w)(?:sẽ|tiếp tục|còn lại)(?!\w)|tháng\s?\d|quý\s?[\divx]|dự kiến|(?:nhiệm vụ|kế hoạch"
            r"|chương trình) (?:công tác )?(?:tháng|quý|năm|tuần|thời gian|giai đoạn)", piece
    ) is not None  # fmt: skip


def _piece_section(piece: str) -> Section | None:
    words = load_report_words()
    for section, alone in words.whole.items():
        if piece in alone:
            return section
    short = len(piece.split()) <= 9
    if short and (_WHAT_TO_DO.match(piece) or _WORK_OF_TIME.match(_OPENERS.sub("", piece))):
        return "plans" if words.shifts["results"].search(piece) is None else "results"
    if short and _WEAK_PLACE.fullmatch(_OPENERS.sub("", piece)) is not None:
        return "difficulties" if _NOT_GOOD.search(piece) else "results"
    if _WHO_ASKS.fullmatch(piece) or _HOPES.fullmatch(piece):
        return "proposals"
    if _WILL_DO_IN.fullmatch(piece):
        return "plans"
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
        if section == "plans" and _UNDONE.match(_OPENERS.sub("", candidate)):
            return "difficulties"
        if (
            section == "plans"
            and (words.shifts["results"].search(candidate) or _GIVEN.search(candidate))
            and not words.shifts["plans"].search(candidate)
        ):
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
    if len(folded.split()) <= 16 and _UNDONE.match(_OPENERS.sub("", folded)):
        return "difficulties"
    if len(folded.split()) <= 12 and (words.shifts["plans"].search(folded) or _WILL_DO.search(folded)):
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
    if not bare or len(bare) > 160 or FIGURE.search(bare) or bare.endswith(";"):
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
    if section == ("plans",) and (
        _NUMBERED_TASK.match(folded)
        or re.match(r"(?:kế hoạch số|dự kiến (?!kế hoạch|nhiệm vụ|công việc|công tác|phương hướng|tháng|nội dung|kết quả))", folded)
    ):
        return False
    if (
        section == ("results",)
        and re.match(r"(?:đã thực hiện|thực hiện|triển khai thực hiện|đã triển khai|lũy kế|tổ chức triển khai)\s", folded)
        and len(words) > 9
    ):
        return False
    if (
        section == ("difficulties",)
        and len(words) > 5
        and re.search(r"(?<!\w)(?:thiếu|không|bị|(?<!lý )do|vì(?! sao)|nên|chậm)(?!\w)", folded)
    ):
        return False
    return len(words) <= 24


def inline_head(text: str) -> tuple[Section, int] | None:
    """ "Khó khăn: thiếu kinh phí": the section that a statement names itself, and where its own words begin. None where it names none."""
    match = _INLINE.match(text)
    if match is None or _NUMBERED_TASK.match(fold(match["head"])) is not None:
        return None
    sections = heading_sections(match["head"])
    if len(sections) != 1 or len(match["head"].split()) > 8 or FIGURE.search(match["head"]):
        return None
    if sections[0] == "results" and _RESULT_HEADS.match(fold(match["head"])) is None:
        return None
    return sections[0], match.end()


def announced_sections(text: str) -> tuple[Section, ...]:
    """The section that a sentence before a list announces, by the last of its words that name one; empty where none does.

    >>> announced_sections("UBND xã mong muốn được quan tâm giải quyết:"), announced_sections("Sang tháng 10, xã tập trung:")
    (('proposals',), ('plans',))
    >>> (
    ...     announced_sections("Bên cạnh kết quả đạt được, địa phương còn gặp trở ngại:"),
    ...     announced_sections("Sở đã đề nghị các đơn vị:"),
    ... )
    (('difficulties',), ())
    """
    bare = text.strip()
    if not bare.endswith(":") or len(bare) > 200 or FIGURE.search(bare):
        return ()
    folded = fold(bare)
    last: tuple[int, Section] | None = None
    for section, pattern in load_report_words().announcements.items():
        for match in pattern.finditer(folded):
            if _DONE_BEFORE.search(folded[: match.start()]) is None and (last is None or match.start() >= last[0]):
                last = match.start(), section
    return (last[1],) if last is not None else ()


def lead_in(text: str, *, numbered: bool = False) -> int | None:
    """The length of the topic that a paragraph begins with in place of a heading: "Học bạ số. Đã cấp cho ...". None where it has none.

    Behind a number a topic may have several parts ("3. Canh tác, mã số vùng trồng. Đã có ...").

    >>> lead_in("Học bạ số. Đã cấp cho 12.000 học sinh."), lead_in("Đã cấp học bạ số. Đang ký số."), lead_in("Học bạ số.")
    (11, None, None)
    """
    match = _LEAD_IN.match(text)
    if match is None or len(match["topic"].split()) > 8 or (not numbered and "," in match["topic"]):
        return None
    folded = fold(match["topic"])
    return None if _VERB.search(folded) is not None and not heading_sections(match["topic"]) else match.end()


def task_line(text: str) -> int | None:
    """Where the words behind a numbered task begin that stands in one line with them; None where there is none.

    >>> task_line("Nhiệm vụ 5.5 - Cấp thẻ cho xã Kết quả: Đã cấp 40 thẻ."), task_line("Nhiệm vụ 5.5: đã xong.")
    (30, None)
    """
    match = _TASK_LINE.match(fold(text))
    return match.end() if match is not None else None


def strip_label(text: str) -> str:
    """A statement without the label of its place in the outline."""
    bare = text.lstrip()
    label = find_label(bare, fold(bare))
    return bare[label.length :] if label is not None else bare
