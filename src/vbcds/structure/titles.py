"""Tên loại and trích yếu: where the title of a document begins and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vbcds.lexicons.headings import HeadingType, find_type, load_headings
from vbcds.structure.letterhead import Mark
from vbcds.structure.lines import Line, fold, is_upper, squeeze

_TITLE_LINES = 9
_TITLE_LENGTH = 1200
_ORDERS = re.compile(
    r"^(?:quyết định|quyết nghị|nghị quyết|nghị định|chỉ thị|điện|yêu cầu|quy định|công bố|hiệp định|nay quyết định)\s*:"
)
_SESSION = re.compile(r"^\(?\s*(?:khóa\s+[ivxlc\d]+|kỳ họp|nhiệm kỳ|lần thứ \w+ kỳ họp|tại kỳ họp)")
_ASIDE = re.compile(
    r"^\(.*(?:số liệu|tính đến|từ ngày|từ tháng|phục vụ|tài liệu|trình |báo cáo tại|phiên họp|dự thảo|kỳ báo cáo|hội nghị)"
)
_ABOUT = re.compile(
    r"(?<!\w)(?:thực hiện|về|tại|triển khai|ban hành|quy định|phê duyệt|hướng dẫn|sửa đổi|nhằm|trong|năm|giai đoạn)(?!\w)"
)
#: "của Chính phủ" after a type.
BY = re.compile(r"^của\s+")
_TELEGRAM = re.compile(r"^(?:.{0,80}\s)?điện\s*:")
_FINISHED = re.compile(r"[.;:!?]$|\./\.?$")
_SUBJECT = re.compile(r"^\W{0,2}v\s*/\s*v(?!\w)\s*[:.]?\s*", re.IGNORECASE)
#: A line that opens a unit of the outline.
SECTION = re.compile(
    r"^(?:(?:điều|chương|phần|mục)\s+(?:thứ\s+\w+|[ivxlc\d]+)\b|[ivx]{1,5}\s*[.\-/)]\s|\d{1,2}\s*[.)]\s|[a-zđ]\)\s|[-+*•]\s)"
)
#: A number inside a heading, after "số".
INLINE_NUMBER = re.compile(r"(?:^|\s)số\s*:?\s*(?P<number>\d[\w.]{0,8}(?:\s*[/\-]\s*[\w.]+){1,6})")


@dataclass(slots=True)
class Title:
    """What stands between the letterhead and the body."""

    kind: HeadingType | None = None
    pieces: list[str] = field(default_factory=list)
    start: int | None = None
    end: int | None = None
    #: "NGHỊ ĐỊNH của Chính phủ số 94/1998/NĐ-CP ngày ...": what stands between the type and the title.
    by: str | None = None
    authority: list[str] = field(default_factory=list)

    def add(self, text: str, start: int, end: int) -> None:
        """Take a line of the trích yếu."""
        text = text.strip(" *_|~")
        if text:
            self.pieces.append(text)
            self.start = start if self.start is None else self.start
            self.end = end

    @property
    def text(self) -> str | None:
        """The trích yếu on one line."""
        joined = squeeze(" ".join(self.pieces)).strip(" -–—_*")
        return joined or None


def names_issuer(line: Line) -> bool:
    """ "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH": in old prints the type comes first, number and date below it."""
    kind = find_type(line.folded)
    return kind is not None and line.folded[len(kind.words) :].startswith(" của ")


def is_type_line(lines: Sequence[Line], index: int, after_letterhead: bool) -> bool:
    """Whether a line is (or begins with) the tên loại; above it, lower case counts too once a letterhead was seen."""
    line = lines[index]
    if len(line.text) > 400 or line.rule:
        return False
    kind = find_type(line.folded)
    if kind is None:
        return False
    rest = line.folded[len(kind.words) :].strip(" .:")
    if not rest:
        if _ORDERS.match(line.folded) and not after_letterhead:
            return False
        return line.upper or after_letterhead or line.style.bold is True or line.style.heading is not None
    printed = line.text[: len(kind.words)]
    if is_upper(printed) and len(kind.words) > 3:
        return True
    return after_letterhead and rest.startswith("của ") and len(line.text) < 120


def read_title(lines: Sequence[Line], index: int, last: int, *, after_letterhead: bool) -> tuple[Title, int]:
    """Tên loại and trích yếu from the line `index` on, and the first line after them."""
    title = Title()
    if index >= last or not is_type_line(lines, index, after_letterhead):
        return title, index
    line = lines[index]
    kind = find_type(line.folded)
    assert kind is not None
    words = len(kind.words)
    if index + 1 < last and not line.folded[words:].strip():
        both = find_type(f"{line.folded} {lines[index + 1].folded}")
        if both is not None and len(both.words) > words and len(both.words) == len(line.folded) + 1 + len(lines[index + 1].folded):
            kind, index, words = both, index + 1, len(lines[index + 1].folded)
            line = lines[index]
    title.kind = kind
    rest = line.text[words:].strip(" .:-–—")
    if rest:
        if _is_by(fold(rest)):
            title.by = rest
        else:
            title.add(rest, line.end - len(line.text[words:].lstrip(" .:-–—")), line.end)
    at = index + 1
    while at < last and len(title.pieces) < _TITLE_LINES:
        line = lines[at]
        if line.rule:
            at += 1
            if title.pieces:
                break
            continue
        if not title.pieces and not title.by and _is_by(line.folded):
            title.by = line.text
            at += 1
            continue
        if title.by and not title.pieces and INLINE_NUMBER.match(line.folded) and len(line.text) < 100:
            title.by = f"{title.by} {line.text}"
            at += 1
            continue
        if _ASIDE.match(line.folded):
            at += 1
            continue
        if _ends_title(title, lines, at, index) or sum(map(len, title.pieces)) + len(line.text) > _TITLE_LENGTH:
            break
        title.add(line.text, line.start, line.end)
        at += 1
    if not title.pieces and title.by and not INLINE_NUMBER.search(fold(title.by)):
        title.pieces.append(title.by)
    while at < last and len(title.authority) < 3 and (lines[at].rule or _is_authority(title, lines, at)):
        if not lines[at].rule:
            title.authority.append(lines[at].text)
        at += 1
    return title, at


def _is_by(folded: str) -> bool:
    """ "của Chính phủ", "của Bộ trưởng Bộ Tài chính số ... ngày ...": who issues it, and nothing of what it is about."""
    match = BY.match(folded)
    if match is None or len(folded) > 160:
        return False
    name = INLINE_NUMBER.split(folded[match.end() :], maxsplit=1)[0]
    return _ABOUT.search(name) is None and len(name.split()) <= 10


def _ends_title(title: Title, lines: Sequence[Line], at: int, head: int) -> bool:
    """Whether the line is no part of the trích yếu."""
    line = lines[at]
    folded = line.folded
    words = load_headings()
    if words.attached_pattern.match(folded) or folded.startswith("kính gửi") or _ORDERS.match(folded) or _SESSION.match(folded):
        return True
    if SECTION.match(folded) or _TELEGRAM.match(folded):
        return True
    if not title.pieces:
        return _is_authority(title, lines, at) or folded.startswith(("căn cứ", "theo đề nghị", "xét ")) or len(line.text) > 700
    if _goes_on(title.pieces[-1], line.text):
        return len(line.text) > 700
    if _is_authority(title, lines, at):
        return True
    if folded.startswith(("căn cứ", "theo đề nghị", "xét ")):
        return True
    previous = lines[at - 1] if at - 1 > head else lines[head]
    if line.upper and title.pieces[-1] and is_upper(title.pieces[-1]):
        return False
    if is_upper(title.pieces[-1]) and not line.upper:
        return words.opening_pattern.match(folded) is not None or len(line.text) > 200 or _FINISHED.search(line.text) is not None
    if _differs(previous, line):
        return True
    same = (previous.style.bold is True and line.style.bold is True) or (
        previous.style.align == "center" and line.style.align == "center"
    )
    if same:
        return False
    if words.opening_pattern.match(folded) or _FINISHED.search(line.text):
        return True
    return len(line.text) > 130 or _FINISHED.search(title.pieces[-1]) is not None or len(title.pieces[-1]) < 30


def _goes_on(before: str, text: str) -> bool:
    """The line is in the middle of the sentence that the line before began."""
    if text[0].islower() or text[0] in "(“\"'":
        return True
    return before.endswith((",", "-", "–", " và", " của")) or (
        text[0].isdigit() and before.endswith(("số", "năm", "ngày", "tháng"))
    )


def _differs(one: Line, other: Line) -> bool:
    """Whether two lines are set in different ways, as far as the format tells."""
    if one.style.bold is True and other.style.bold is False:
        return True
    return one.style.align == "center" and other.style.align in ("left", "justify")


def _is_authority(title: Title, lines: Sequence[Line], at: int) -> bool:
    """A line that names who decides, between the title and the căn cứ: "BỘ TRƯỞNG BỘ CÔNG THƯƠNG"."""
    line = lines[at]
    if len(line.text) > 150:
        return False
    if _SESSION.match(line.folded) and title.authority:
        return True
    if load_headings().authority_pattern.match(line.folded) is None or _FINISHED.search(line.text):
        return False
    below = next((lines[i] for i in range(at + 1, min(at + 4, len(lines))) if not lines[i].rule), None)
    following = below.folded if below else ""
    opens = following.startswith(("căn cứ", "xét", "theo ", "thực hiện", "để ", "nhằm", "trên cơ sở")) or _SESSION.match(following)
    if below is not None and line.upper and below.text[0].islower() and below.text.endswith(";"):
        opens = True  # the căn cứ, its first letters lost
    if opens and (line.upper or len(line.text) < 60):
        return not (title.pieces and is_upper(title.pieces[-1]) and len(title.pieces) == 1 and len(title.pieces[0]) < 12)
    continues = (following and load_headings().authority_pattern.match(following)) or following.startswith(
        ("tỉnh ", "thành phố ", "huyện ")
    )
    return bool(line.upper and continues and len(line.text) < 60 and title.pieces and not is_upper(title.pieces[-1]))


def read_subject(found: Sequence[Mark], lines: Sequence[Line], zone: int, last: int, title: Title) -> None:
    """The trích yếu of a công văn: "V/v ..." under the number, over as many lines as it takes."""
    at = next((i for i, mark in enumerate(found) if mark.kind == "subject"), None)
    if at is None:
        number = next((i for i, mark in enumerate(found) if mark.kind == "number"), len(found))
        at = next((i for i in range(number + 1, len(found)) if found[i].folded.startswith("về việc ")), None)
    if at is None:
        for index in range(zone, min(zone + 3, last)):
            if _SUBJECT.match(lines[index].text):
                title.add(_SUBJECT.sub("", lines[index].text), lines[index].start, lines[index].end)
                return
        return
    subject = found[at]
    title.add(_SUBJECT.sub("", subject.text), subject.start, subject.end)
    for mark in found[at + 1 :]:
        if mark.kind != "words" or (subject.cell is not None and mark.cell != subject.cell):
            break
        if load_headings().agency_pattern.match(mark.folded) and is_upper(mark.text):
            break
        title.add(mark.text, mark.start, mark.end)


def read_untyped(found: Sequence[Mark], lines: Sequence[Line], zone: int, title: Title) -> int | None:
    """Trích yếu and authority line of a copy that has lost its type line: the capitals between the letterhead and the căn cứ.

    Returns the index of the first line after them, or None where there are none. A heading "PHỤ LỤC ..." is no title.
    """
    words = load_headings()
    after: int | None = None
    marked = [index for index, mark in enumerate(found) if mark.kind not in ("words", "rule")]
    tail = [mark for mark in found[marked[-1] + 1 :] if mark.kind == "words"] if marked else []
    for mark in tail:
        if words.annex_pattern.match(mark.folded):
            break
        if _is_authority(title, lines, mark.line) and mark.line < zone:
            title.authority.append(mark.text)
        elif not title.authority and is_upper(mark.text) and len(mark.text) > 20 and mark.cell is None:
            title.add(mark.text, mark.start, mark.end)
        else:
            continue
        after = mark.line + 1
    return after
