"""A figure as a report tells it: its digits, and by the words around it what is measured, where, when, and whether it is a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vbcds.lexicons.figure_wordings import figure_wordings
from vbcds.lexicons.wordings import telling_words
from vbcds.model.periods import period_days
from vbcds.text.fold import lower_same_length

_TOKEN = re.compile(r"[^\W_]+")
#: Names with a number: "4G", "thôn 1", "mũi 2".
_NUMBERED = re.compile(r"(?<![\w/.,-])\d{1,3}(?:[a-z]{1,2})?(?![\w/%-]|[.,]\d)")
_OPENING = re.compile(r"(?<!từ )(?<!tháng )(?<!quý )đầu (?:năm|nhiệm kỳ)")
#: The label of a line: "1.", "a)", "II.", "-".
_LABEL = re.compile(r"^\s*(?:(?:[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s|[-–+•*])\s*")
_BEFORE = re.compile(r"[;:()]|\.\s|,\s|(?<!\w)(?:trong đó|gồm|với|và)\s(?=\S)")
_BEHIND = re.compile(
    r"[,;:.()\n]|(?<!\w)(?:đạt(?! chuẩn| tiêu chuẩn| danh hiệu| yêu cầu)|chiếm|tăng|giảm|bằng|trong đó|gồm|với|cao hơn|thấp hơn"
    r"|so với|và|còn|vượt|tương ứng|tương đương)(?!\w)"
)
#: A bracket of an abbreviation bounds nothing: "tổng sản phẩm trên địa bàn (GRDP) đạt 7,45%".
_SHORT_BRACKET = re.compile(r"\(([^()\d]{1,16})\)")
_TIMES = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<dm>\d{1,2})(?:[/.-](?P<dy>\d{4}))?"
    r"|năm học (?P<school>\d{4}(?:\s?[-–]\s?\d{4})?)"
    r"|tháng (?P<month>\d{1,2})(?:\s?[/.-]\s?(?P<my>\d{4})| năm (?P<my2>\d{4}))?"
    r"|(?P<span>\d{1,2}) tháng(?P<last> cuối năm)?"
    r"|quý (?P<quarter>iv|i{1,3}|[1-4])(?!\w)"
    r"|(?P<part>học kỳ|kỳ|đợt|tuần|vụ|khóa|lần|giai đoạn|lớp|khối|số|mức(?: độ)?|cấp độ|hạng|nhóm|loại|gói|lô|quận)(?: thứ)?"
    r" (?P<no>\d{1,4}(?:\s?[-–]\s?\d{1,4})?|i{1,3}|iv)(?!\w|[.,]\d)"
    r"|năm (?P<year>(?:19|20)\d\d)(?!\d)|(?<![\d.,/])(?P<bare>20\d\d)(?![\d.,/])"
)
_SCOPE = re.compile(
    r"(?:toàn|cả|các|cấp|của|trên địa bàn|riêng|mỗi|tuyến|cán bộ|công chức|đại biểu) (?:toàn )?"
    r"(?P<level>tỉnh|thành phố|huyện|xã|phường|sở|ngành|thôn|trung ương)(?!\w)"
    r"|(?:vốn|ngân sách|nguồn) (?P<fund>trung ương|địa phương|tỉnh|huyện|xã|nhà nước)(?!\w)"
)
_YEAR_END = re.compile(r"(?<!\w)(?:cuối|cả) năm(?!\w)")
#: The sector of an economy, whose name says all without it.
_SECTOR = re.compile(r"khu vực (?=doanh nghiệp|ngoài (?:quốc doanh|nhà nước)|có vốn|kinh tế|fdi)")
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm|thêm|hơn|kém|chênh lệch|vượt|hụt)(?: thêm| được| khoảng)?\s$")
#: A heading of the first level.
_ROMAN = re.compile(r"\s*[ivx]{1,4}[.)]\s|phần\s")
#: What stands before a colon further behind is a sentence.
_LONGEST_TOPIC = 90
_COMPARED = re.compile(r"[^,;:.()]{0,40}?\(?so với[^,;:.()]{0,40}")
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


@dataclass(frozen=True, slots=True)
class Times:
    """When a figure was counted, as its words say."""

    #: Months, quarters and years other than the report's own; numbered shifts and school years.
    foreign: frozenset[str]
    days: frozenset[str]
    #: "cùng kỳ", "tháng trước"; "" for a figure of the report's own time.
    earlier: str
    total: bool
    period: bool

    def agrees(self, other: Times) -> bool:
        """Whether two figures may be of one time."""
        if self.foreign != other.foreign or self.earlier != other.earlier:
            return False
        if self.days and other.days and self.days != other.days:
            return False
        return not (self.total and other.period) and not (self.period and other.total)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of a figure."""

    #: The telling syllables of its own clause, and of the whole sentence with its heading.
    words: frozenset[str]
    context: frozenset[str]
    #: What the heading or the words before a colon say that it is about.
    topic: frozenset[str]
    #: What tells it apart ("chưa", "bình quân"), in the clause, and in the whole sentence.
    apart: frozenset[str]
    apart_around: frozenset[str]
    #: Proper names in the clause.
    names: frozenset[str]
    scopes: frozenset[str]
    times: Times
    #: "plan", "change" or "fact".
    role: str
    #: "trong đó", "riêng": a part of what was told before.
    part: bool
    #: What a change is reckoned from: "cùng kỳ", "tháng trước"; "" where it is not told or the figure is no change.
    base: str
    #: Where its clause stands in the text.
    span: tuple[int, int]
    #: What is said of it, folded, up to the next number.
    clause: str


def read_wording(
    text: str,
    start: int,
    end: int,
    others: Sequence[tuple[int, int]],
    *,
    period: str | None,
    bounds: tuple[int, int],
    about: str = "",
    noun_end: int | None = None,
) -> Wording:
    """The wording of the figure at text[start:end], whose noun ends at `noun_end`; `others` are the places of the other
    figures of the text, in order, `bounds` those of its sentence, and `about` a heading that it stands under."""
    low, high = bounds
    raw = text[low:high]
    folded = _SHORT_BRACKET.sub(lambda m: f" {m[1]} ", lower_same_length(raw))
    label = _LABEL.match(folded)
    blank = list(folded)
    if label is not None:
        blank[: label.end()] = " " * label.end()
    for a, b in others:
        if low <= a and b <= high:
            blank[a - low : b - low] = " " * (b - a)
    blank[start - low : end - low] = " " * (end - start)
    line = "".join(blank)
    at, stop = start - low, end - low
    floor = max((b - low for a, b in others if low <= a and b <= start), default=label.end() if label is not None else 0)
    roof = min((a - low for a, b in others if a >= end and b <= high), default=len(line))
    behind = _BEHIND.search(line, min(roof, max(stop, (noun_end or end) - low)), roof)
    tail = behind.start() if behind is not None else roof
    head = _head(line, floor, at, line[stop:tail])
    clause = f"{line[head:at]} {line[stop:tail]}"
    lead = line[:head]
    words = _words(clause)
    if len(words) < 2:
        clause = f"{lead[-120:]} {clause}"
        words = _words(clause)
    before = line[max(head, 0) : at]
    return Wording(
        words=words,
        context=_words(f"{about} {line}"),
        topic=_topic(line[:head], about),
        apart=_apart(clause),
        apart_around=_apart(line),
        names=_names(raw, [(head, at), (stop, tail)]),
        scopes=_scopes(clause) or _scopes(lead[:60] if floor == 0 or head > floor else "") or _scopes(lower_same_length(about)),
        times=_times(clause, f"{lower_same_length(about)} {lead}", period),
        role=_role(clause, before, period),
        part=figure_wordings().part.search(line, max(0, head - 12), at) is not None,
        base=_base(line[stop:]),
        span=(low + head, low + tail),
        clause=f"{line[head:at]} {line[stop:roof]}",
    )


def _head(line: str, floor: int, at: int, behind: str) -> int:
    """Where the clause of a figure begins: at the nearest border behind which there are words enough."""
    for match in reversed(list(_BEFORE.finditer(line, floor, at))):
        between = line[match.end() : at]
        if len(_TOKEN.findall(f"{between} {behind}")) >= 3 and _words(f"{between} {behind}"):
            return match.end() if not match[0].strip().isalpha() else match.start()
    return floor


def _words(text: str) -> frozenset[str]:
    data = figure_wordings()
    for old, new in data.compounds:
        if old in text:
            text = text.replace(old, new)
    text = _TIMES.sub(" ", text)
    numbered = frozenset(match[0] for match in _NUMBERED.finditer(text))
    return (telling_words(text) | numbered) - data.light


def _names(raw: str, stretches: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The capitalised syllables of some stretches, but for the first of a sentence or line."""
    found: set[str] = set()
    for low, high in stretches:
        for match in _TOKEN.finditer(raw, low, high):
            before = raw[: match.start()].rstrip()
            if match[0][0].isupper() and before and before[-1] not in ".:;()-–•+":
                found.add(match[0].lower())
    return frozenset(found) - figure_wordings().light


def _topic(lead: str, about: str) -> frozenset[str]:
    """The words before a colon, or those of a heading below the first level."""
    colon = lead.find(":")
    if 0 < colon <= _LONGEST_TOPIC:
        return _words(lead[:colon]) - figure_wordings().headings
    heading = lower_same_length(about)
    label = _LABEL.match(heading)
    return (
        _words(heading[label.end() :]) - figure_wordings().headings
        if label is not None and not _ROMAN.match(heading)
        else frozenset()
    )


def _apart(text: str) -> frozenset[str]:
    text = _SECTOR.sub(" ", text) if "khu vực" in text else text
    return frozenset(match[0] for match in figure_wordings().apart.finditer(text))


def _scopes(text: str) -> frozenset[str]:
    return frozenset(
        " ".join(filter(None, (match["level"], match["fund"] and f"vốn {match['fund']}"))) for match in _SCOPE.finditer(text)
    )


def _base(behind: str) -> str:
    told = _COMPARED.match(behind)
    found = figure_wordings().earlier.search(told[0]) if told is not None else None
    return found[0] if found is not None else ""


def _role(clause: str, before: str, period: str | None) -> str:
    if _CHANGE.search(before):
        return "change"
    days = period_days(period) if period and _YEAR_END.search(clause) else None
    if days is not None and (days[1].month, days[1].day) == (12, 31):
        clause = _YEAR_END.sub(" ", clause)  # behind the report's own time in others
    return "plan" if figure_wordings().plan.search(clause) else "fact"


def _times(clause: str, lead: str, period: str | None) -> Times:
    data = figure_wordings()
    own = period_days(period) if period else None
    before = data.earlier.search(clause)
    earlier = before[0] if before is not None else "đầu năm" if _OPENING.search(clause) else ""
    total, within = data.total.search(clause) is not None, data.period.search(clause) is not None
    found = list(_TIMES.finditer(clause))
    if not found and not earlier and not total and not within:
        found = list(_TIMES.finditer(lead))[-1:]
        total, within = data.total.search(lead) is not None, data.period.search(lead) is not None
        if total and within:
            total = within = False
    foreign: set[str] = set()
    days: set[str] = set()
    for match in found:
        if match["day"]:
            days.add(f"{int(match['day'])}/{int(match['dm'])}")
            if match["dy"] and own is not None and int(match["dy"]) != own[1].year:
                foreign.add(match["dy"])
        elif match["month"]:
            month, year = int(match["month"]), match["my"] or match["my2"]
            is_last = own is not None and own[1].month == month and (not year or int(year) == own[1].year)
            # the last month of a span may end it ("đến hết tháng 9"), or be told by itself
            lead_in = match.string[: match.start()]
            if own is None or not is_last or (own[0].month != month and "đến" not in lead_in and "báo cáo" not in lead_in):
                foreign.add(f"tháng {month} {year or (own[1].year if own else '')}".strip())
        elif match["span"]:
            months = int(match["span"])
            if own is None or match["last"] or own[0].month != 1 or own[1].month != months:
                if own is not None and not match["last"] and own[1].month == months:
                    total = True
                else:
                    foreign.add(f"{months} tháng{match['last'] or ''}")
        elif match["quarter"]:
            quarter = _QUARTERS.get(match["quarter"], match["quarter"])
            if own is None or (own[0].month, own[1].month) != (3 * int(quarter) - 2, 3 * int(quarter)):
                foreign.add(f"quý {quarter}")
        elif match["part"]:
            foreign.add(f"{match['part'].removesuffix(' độ')} {match['no']}")
        elif match["school"]:
            foreign.add(match["school"].replace(" ", ""))
        else:
            year = match["year"] or match["bare"]
            if own is None or int(year) != own[1].year:
                foreign.add(year)
    return Times(frozenset(foreign), frozenset(days), earlier, total, within)
