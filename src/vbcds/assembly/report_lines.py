"""The lines of a report: which are headings, and which are formulae that say nothing of the work."""

from __future__ import annotations

import re

from vbcds.assembly.addressees import heading_addressee
from vbcds.assembly.hardships import plain
from vbcds.assembly.report_headings import FIGURE, heading_sections, inline_head, is_section_heading
from vbcds.assembly.report_places import ReportPlace, label_level
from vbcds.lexicons.report_words import fold, load_report_words
from vbcds.structure.labels import Label, find_label
from vbcds.structure.lines import Line

#: What a section says that has nothing to say: "Không.", "Trong tháng chưa phát sinh khó khăn, vướng mắc", "Sở không có kiến nghị gì thêm".
_NOTHING = re.compile(
    r"(?:(?:trong (?:tháng|kỳ|quý|tuần)|đến nay|hiện nay|hiện|nhìn chung|cơ bản)(?: [^\W\d]+){0,2}?,? )?"
    r"(?:(?:sở|đơn vị|cơ quan|ngành|xã|phường|huyện|thị xã|thành phố|văn phòng|ban|phòng|trung tâm|ủy ban nhân dân|ubnd)"
    r"(?: [^\W\d]+){0,5}? )?"
    r"(?:không|chưa)(?: (?:có|gặp|phát sinh|ghi nhận|thấy))*"
    r"(?:,? (?:các|những|nội dung|ý kiến|vấn đề|khó khăn|vướng mắc|tồn tại|hạn chế|bất cập|kiến nghị|đề xuất|đề nghị|gì|thêm|khác|nào|lớn"
    r"|đáng kể|mới|và|hay|hoặc|trong (?:quá trình )?(?:triển khai|thực hiện)(?: nhiệm vụ)?))*"
)
#: Labels of paragraphs; what stands behind a dash is one statement.
NUMERALS = ("roman", "capital", "arabic", "letter")
_STATES = re.compile(
    r"(?<!\w)(?:đã|đang|chưa|được|đạt|sẽ|hoàn thành|còn|không|tiếp nhận|duy trì|ban hành|tổ chức|phối hợp|đề nghị"
    r"|kiến nghị|tiếp tục|thiếu)(?!\w)"
)
#: "1. Đối với các nhiệm vụ tại Kế hoạch số 31/KH-UBND": which work is told of below.
_OF_WORK = re.compile(
    r"(?:đối với|về) (?:(?:các|những|một số|việc thực hiện) )*(?:nhiệm vụ|chỉ tiêu|mục tiêu|công tác|lĩnh vực|nội dung)(?!\w)"
)
#: The last line and the opening one: who reports to whom, and nothing more.
_SENT = re.compile(
    r"báo cáo[^.;:]{0,160}\s?\./\.$|báo cáo[^.;:]{0,120}(?:như sau|sau đây|dưới đây)\s?[.:]?$"
    r"|^(?:kính )?(?:đề nghị|gửi)[^.;:]{0,80}(?:tổng hợp|theo dõi|biết)(?:, (?:tổng hợp|theo dõi|chỉ đạo)[^.;:]{0,60})?\s?\./\.$"
    r"|kính gửi [^.;:]{3,120} (?:tổng hợp|theo dõi|biết)[^.;:]{0,40}\s?\./\.$"
    r"|đạt (?:được )?(?:(?:những|các|một số) )?kết quả(?: chủ yếu| chính| cụ thể| nổi bật)? (?:như )?sau(?: đây)?\s?[.:]?$"
)
#: "Sở Xây dựng gửi Sở Khoa học và Công nghệ tổng hợp./.", "Sở báo cáo UBND tỉnh ...; chi tiết tại Phụ lục kèm theo."
_CLOSED = re.compile(r"(?:gửi|báo cáo|kính trình)(?!\w)[^.;:]{3,160}\./\.$")
_ANNEXED = re.compile(r"báo cáo(?!\w)[^.:]{3,240}(?:phụ lục|biểu|bảng)(?: [^.;:]{1,30})? (?:kèm theo|đính kèm)\s?\.?$")
#: "..., kết quả như sau."
_AS_FOLLOWS = re.compile(r"(?:kết quả|cụ thể|tình hình|báo cáo|nội dung)(?: [^,.;:]{1,20})? như sau\s?[.:]?$")
#: What opens the last sentence of a statement that has a list or a table behind it: "... chiếm 80,6%. Chi tiết như sau:".
_DETAILS = ("chi tiết", "cụ thể", "trong đó", "số liệu", "kết quả")
_REPORTED = re.compile(r"(?<!\w)(?:đã|đang|sẽ|đạt(?! (?:được )?(?:(?:những|các|một số) )?kết quả)|chưa)(?!\w)")


def is_heading(place: ReportPlace, line: Line, body: str, label: Label | None, following: Line | None) -> bool:
    """Whether a line is a heading; `body` are its words without the label, `following` is the line behind it."""
    if len(body) > 260 or not body.strip():
        return False
    if is_section_heading(body) and (line.style.bold or line.upper or label is not None or not body.rstrip().endswith(".")):
        if label is not None and label.kind in ("dash", "plus") and not body.rstrip().endswith(":") and not line.style.bold:
            return len(body.split()) <= 6 and not body.rstrip().endswith(".")
        return True
    bare = body.rstrip()
    words = bare.split()
    if bare.endswith("?"):
        return following is not None and len(words) <= 16
    if line.upper and len(words) >= 2 and not any(char.isdigit() for char in bare[4:]) and bare[-1] not in ".;":
        return True
    if bare.endswith(":") and following is not None:
        if load_report_words().lead.search(fold(bare)[-60:]) is not None:
            return False
        if "proposals" in place.sections and len(words) <= 24 and heading_addressee(bare) is not None:
            return True
        return len(words) <= 12 and _STATES.search(plain(fold(bare))) is None
    if label is not None and line.style.bold and bare[-1] == "." and len(words) <= 9 and following is not None:
        # "**2. Quan trắc mặn.**", with the statements below it
        return _STATES.search(plain(fold(bare))) is None and FIGURE.search(bare) is None and _holds(label, following)
    if bare[-1] in ".;," or len(words) > 20 or following is None:
        return False
    if label is not None and label.kind in NUMERALS and len(words) <= 8 and heading_sections(bare) and _has_list(label, following):
        return True  # "4. Đề nghị tỉnh tháo gỡ", with its list below
    if label is None and inline_head(following.text.strip()) is not None and inline_head(bare) is None:
        # "Nhiệm vụ 2.3 - Số hóa tài liệu" / "Kết quả: ..."
        return re.search(r"(?<!\w)(?:đã|đang|chưa|đạt|sẽ)(?!\w)", fold(bare)) is None
    if label is not None and label.kind in NUMERALS and _OF_WORK.match(fold(bare)) and _STATES.search(fold(bare)) is None:
        return True  # whatever follows: a table is no line
    if line.style.bold or line.style.heading is not None:
        return _STATES.search(plain(fold(bare))) is None or _holds(label, following)
    if "proposals" in place.sections and label is not None and heading_addressee(bare) is not None and len(words) <= 14:
        return _holds(label, following) and re.match(r"(?:đề nghị|kiến nghị|đề xuất)\s", fold(bare)) is None
    return (
        label is not None
        and label.kind in NUMERALS
        and len(words) <= 14
        and _STATES.search(plain(fold(bare))) is None
        and not re.search(r"\d", bare)
        and _holds(label, following)
    )


def _holds(label: Label | None, following: Line) -> bool:
    """Whether what follows stands below the line: a deeper label, or a paragraph without one."""
    below = find_label(following.text, following.folded)
    if below is None:
        return label is not None
    return label is None or label_level(below) > label_level(label)


def _has_list(label: Label, following: Line) -> bool:
    """Whether the line behind a numbered one is labelled, and stands below it."""
    below = find_label(following.text, following.folded)
    return below is not None and label_level(below) > label_level(label)


def says_nothing(folded: str) -> bool:
    """Whether a statement (folded) says that its section has nothing to tell.

    >>> says_nothing("trong tháng chưa phát sinh khó khăn, vướng mắc."), says_nothing("không có hồ sơ trễ hạn")
    (True, False)
    """
    return _NOTHING.fullmatch(folded.strip(" .;-–")) is not None


def is_formula(place: ReportPlace, body: str, *, labelled: bool, following: Line | None) -> bool:
    """Whether a line says nothing of the work: who reports to whom, a lead-in before a list, a closing."""
    words = load_report_words()
    bare = fold(body).strip()
    if not labelled and words.closing.match(bare):
        return not (bare.startswith(("kính trình", "kính đề nghị")) and "proposals" in place.sections)
    if bare.startswith(("trên đây là", "đơn vị tính", "ghi chú:")):
        return True
    if not labelled and _SENT.search(bare) and not FIGURE.search(bare) and not _REPORTED.search(bare):
        return True
    if not labelled and not FIGURE.search(bare) and _AS_FOLLOWS.search(bare) and not re.search(r"(?<!\w)(?:đã|đạt) \d", bare):
        return True
    if not labelled and _CLOSED.search(bare) and len(bare.split()) <= 30 and words.proposal.search(bare) is None:
        return True
    if not labelled and not place.stack and _ANNEXED.search(bare):
        return True
    own = inline_head(body.strip())
    if says_nothing(bare[own[1] if own is not None else 0 :]):
        return True  # "Khó khăn: Không."
    if bare.endswith(":"):
        told, _, last = bare.rpartition(". ")
        if FIGURE.search(told) is not None and last.startswith(_DETAILS):
            return False
        if words.lead.search(bare[-60:]) is not None or following is None:
            return True
        # a lead-in whose bullets are the statements
        below = find_label(following.text, following.folded)
        return below is not None and len(bare.split()) <= 40
    if not labelled and words.lead.search(bare[-40:]) is not None and bare.startswith(("thực hiện", "căn cứ")):
        return True
    if (
        not labelled
        and not place.stack
        and re.match(r"(?:thực hiện|căn cứ|theo(?!\s(?:báo cáo|số liệu|thống kê)))\s", bare)
        and re.search(r"báo cáo", bare)
    ):
        return True
    return len(bare.split()) < 3 and not any(char.isdigit() for char in bare)
