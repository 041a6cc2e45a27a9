"""The figures that a sentence states as facts: what is counted, measured, ranked, and what is a target or a name and no figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.assembly.figure_shares import FigureDraft, find_drafts
from vbcds.assembly.figure_values import Figure
from vbcds.assembly.figure_words import build_figure, nouns_behind
from vbcds.lexicons.report_words import fold
from vbcds.model.mentions import Quantity
from vbcds.recognisers.dates import find_dates
from vbcds.recognisers.quantities import find_quantities, parse_number
from vbcds.recognisers.quantities_units import read_unit

_TIME_UNITS = frozenset(
    ["ngày", "tháng", "năm", "giờ", "phút", "giây", "tuổi", "tuần", "quý", "ngày", "làm", "việc", "năm", "học", "thế", "kỷ"]
) | {"ngày làm việc", "ngày/tuần", "năm học", "giờ/ngày"}
_DURATIONS = frozenset(("ngày", "giờ", "phút", "giây", "ngày làm việc"))
_LONGEST = 1500
#: Words that make a bare number behind them a name or a place in a list.
_NAMED = re.compile(
    r"(?<!\w)(?:(?<!ký )số|lớp|khối|quý|tháng|năm|tuần|đợt|lần|mức độ|cấp|điều|mục|giai đoạn|phiên bản|nhóm|tổ|khu phố|ấp|thôn|khóa|kỳ"
    r"|phụ lục)\s*$"
)
#: A number with points between its thousands is no name, although "năm" or "tổ" stands before it: "từ đầu năm 12.418 phiếu".
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\.?\d)")
#: The bound of a group: "ở nhóm dưới 30 tỉnh" counts no provinces.
_GROUP_BOUND = re.compile(r"(?<!\w)(?:nhóm|tốp|top) (?:dưới|ngoài|sau)\s*$")
#: Parts of a thing and places of a list are no figures.
_PARTS = frozenset(("trụ cột", "nội dung", "nguồn dữ liệu", "nhóm", "chỉ số", "chỉ số thành phần", "tiêu chí", "lĩnh vực",
    "nhóm nhiệm vụ", "nhóm giải pháp", "cấp", "bước", "mục tiêu", "quan điểm", "giai đoạn"))  # fmt: skip
_GOAL = re.compile(
    r"(?<!\w)(?:(?:đặt|đề|đưa)(?: ra)? (?:mục tiêu|chỉ tiêu)|mục tiêu|chỉ tiêu|phấn đấu|khuyến nghị|tối thiểu|ít nhất"
    r"|kế hoạch giao|kế hoạch đề ra|kế hoạch là|yêu cầu"
    r"|dự kiến|quy định|giao là|được giao|nghị quyết giao|cần|giới hạn|tối đa|vượt mức|vượt chỉ tiêu)(?!\w)"
)
#: Intended, and so no fact although "đạt" follows.
_INTENT = re.compile(
    r"(?:đặt|đề|đưa)(?: ra)? (?:mục tiêu|chỉ tiêu)|phấn đấu|khuyến nghị|tối thiểu|ít nhất|yêu cầu|dự kiến"
    r"|quy định|cần|giới hạn|tối đa|vượt mức|vượt chỉ tiêu"
)
#: "Đã được giao 4,2 tỷ đồng": money that is there.
_GIVEN_MONEY = re.compile(r"(?<!\w)(?:đã|mới|vừa) được giao\s(?:[^,;.\d]{0,30}\s)?$")
#: "312/745 tàu trên 15 mét", "97 hộ dưới 3 ha": the bound of what is counted.
_BOUND = re.compile(
    r"\d\s(?!(?:[^\W\d]+ ){0,3}?(?:đạt|được|có|là|thu|bình quân|trung bình|gồm|với|còn|lên|xuống) )[^\W\d]+(?: [^\W\d]+){0,2}"
    r" (?:dài |cao |rộng |nặng |công suất |diện tích )?(?:trên|dưới|từ)\s$"
)
#: "chưa thể hoàn thành 100% như kế hoạch": what was to be.
_NOT_REACHED = re.compile(r"(?<!\w)(?:chưa|không)(?: thể)? (?:hoàn thành|đạt|bảo đảm|đảm bảo)(?: được)?(?: đủ)?\s$")
_DONE = re.compile(r"(?<!\w)(?:đã|hiện|thực tế)(?!\w)")
_FACT = re.compile(r"(?<!\w)(?:đạt|đã|thực hiện|hoàn thành|hiện|có|được|vượt)(?!\w)")
_RATIO = re.compile(
    r"(?<![\d/.,-])(\d{1,3}(?:\.\d{3})+|\d{1,5}(?:,\d{1,3})?)\s?/\s?(\d{1,3}(?:\.\d{3})+|\d{1,5}(?:,\d{1,3})?)(?![\d/]|[.,]\d|\s?%|-)"
)
_MONEY = re.compile(r"\s?(nghìn tỷ đồng|tỷ đồng|triệu đồng|tỷ|triệu|đồng)(?!\w)")
_NO_RATIO = re.compile(r"(?:số|ngày|tháng|quý|trước|hạng|thứ|nhóm|vị trí|mức|công văn|kế hoạch|quyết định|tờ trình|báo cáo)\s*:?$")
#: Before the day of a feast: "quà Quốc khánh 2/9", "hưởng ứng Ngày Chuyển đổi số quốc gia 10/10".
_FEAST = re.compile(
    r"(?<!\w)(?:quốc khánh|quốc tế lao động|(?:nghỉ |dịp )?lễ|tết|ngày (?:hội )?(?!có|đã|được|nhận|xử|tiếp|trả|làm)[^,;.:()\d]{6,60})\s$"
)
#: Before and behind "24/24" where it is a day and a night.
_ON_DUTY = re.compile(r"(?<!\w)(?:trực|vận hành|hoạt động|phục vụ|hỗ trợ|liên tục|giám sát|chế độ)(?!\w)[^,;.()]{0,30}$")
_HOURS = re.compile(r"\s?(?:giờ|h|tiếng)(?!\w)")
#: A duration that is measured, and no time limit: "thời gian mở văn bản rút từ 9 giây xuống còn 1,5 giây", "xã mất liên lạc 05 ngày".
_MEASURED = re.compile(
    r"(?<!\w)thời gian (?!thực hiện|hoàn thành|tổ chức|tới|qua|báo cáo|dự kiến|triển khai|thi công|thuê|quy định)[^;:]{2,100}?"
    r"(?<!\w)(?:bình quân|trung bình|chỉ|còn|xuống|mất|từ)(?: (?:khoảng|hơn|gần|còn|chỉ|là|dưới|mất)){0,2}\s$"
    r"|(?<!\w)(?:mất (?:liên lạc|mạng|điện|kết nối|sóng|tín hiệu)|gián đoạn|ngừng hoạt động|hoạt động liên tục|chạy liên tục|tê liệt)"
    r"(?: (?!trước|trong|từ|sau|vào|đến)[^\W\d]+){0,2}\s$"
)
#: "chứng minh nhân dân 9 số": how long a number is.
_DIGITS = re.compile(
    r"(?<!\w)(?:chứng minh (?:nhân dân|thư)|cmnd|căn cước(?: công dân)?|cccd|mã số thuế|mã định danh|mã|dãy|số định danh)\s$"
)
_NUMBERS = re.compile(r"\s(?:chữ )?số(?!\w)")
#: "chợ 4.0", "cách mạng công nghiệp 4.0".
_VERSION = re.compile(r"[1-9]\.0")
_DUE_BEFORE = re.compile(r"(?<!\w)(?:mốc|hạn|đến|từ|trước|sau|hết|ngày|dịp|vào)\s$")


def find_figures(sentence: str, *, article: bool = False, about: str | None = None) -> list[Figure]:
    """The figures that a sentence states as facts, in order. Targets, durations and names with numbers are left out.

    >>> figure = find_figures("Đã đối soát tại 37/64 xã, phường, đạt 58,7%")[0]
    >>> figure.value, figure.numerator, figure.denominator, figure.consistent
    (58.7, 37.0, 64.0, False)
    >>> [(f.value, f.unit, f.denominator) for f in find_figures("Chỉ số DTI của tỉnh xếp thứ 20/34, tăng 2 bậc so với năm 2024")]
    [(20.0, 'hạng', 34.0), (2.0, 'bậc', None)]
    """
    if len(sentence) > _LONGEST:
        return [
            figure.moved(low)
            for low, high in _chunks(sentence)
            for figure in find_figures(sentence[low:high], article=article, about=about)
        ]
    folded = fold(sentence)
    days = [(mention.start, mention.end) for mention in find_dates(sentence, year=2000)]
    quantities = [q for q in _with_ratios(sentence, folded, find_quantities(sentence), days) if _counts(q, folded)]
    if not quantities:
        return []
    if article:
        quantities = [q for q in quantities if q.kind != "number" or q.denominator or folded[: q.start].rstrip().endswith(":")]
    drafts = find_drafts(folded, quantities, parted=not article)
    figures: list[Figure] = []
    floor = before = 0
    shared: int | None = None
    for draft in drafts:
        if draft.first == shared and draft.denominator is None:  # a share, and what was counted, in the same words
            floor = before
        if _is_goal(folded, draft, quantities, article=article):
            floor = max(floor, quantities[draft.last].end)
            continue
        figures.append(build_figure(sentence, folded, quantities, draft, floor, about, days))
        before, shared = floor, draft.first
        floor = max(floor, quantities[draft.last].end)
    return figures


def _chunks(sentence: str) -> list[tuple[int, int]]:
    """Stretches of a hostile sentence, cut at spaces, so that the work grows with the length and not with its square."""
    found, at = [], 0
    while at < len(sentence):
        stop = min(at + _LONGEST, len(sentence))
        if stop < len(sentence):
            space = sentence.rfind(" ", at + _LONGEST // 2, stop)
            stop = space if space > 0 else stop
        found.append((at, stop))
        at = stop
    return found


def _with_ratios(sentence: str, folded: str, quantities: list[Quantity], days: list[tuple[int, int]]) -> list[Quantity]:
    """The quantities with the ratios whose noun no lexicon knows ("1.200/4.000 tập") and those of money ("3,4/12 tỷ đồng")."""
    if "/" not in sentence:
        return quantities
    found = list(quantities)
    for match in _RATIO.finditer(sentence):
        behind = read_unit(folded, match.end())
        # "9/9 xã" is no day
        counted = behind is not None and behind.kind == "count" and match[1] == match[2]
        if any(low < match.end() and match.start() < high and not ((low, high) == match.span() and counted) for low, high in days):
            continue
        if _NO_RATIO.search(folded[max(0, match.start() - 24) : match.start()]) or _is_round_the_clock(folded, match):
            continue
        overlapping = [q for q in found if q.start < match.end() and q.end > match.start()]
        if any(q.denominator is not None or q.kind in ("rank", "group") for q in overlapping):
            continue
        first, second = parse_number(match[1]), parse_number(match[2])
        if first is None or second is None or second < 2 or first > 20 * second:
            continue
        if (
            first > second
            and first <= 31
            and second <= 12
            and _DUE_BEFORE.search(folded[max(0, match.start() - 24) : match.start()])
        ):
            continue  # "mốc 30/9"
        if (
            (behind is None or behind.kind != "count")
            and first <= 31
            and second <= 12
            and _FEAST.search(folded[max(0, match.start() - 80) : match.start()])
        ):
            continue
        unit = next((q.unit for q in overlapping), None)
        end = max([match.end(), *(q.end for q in overlapping)])
        money = _MONEY.match(folded, match.end())
        if money is not None:
            unit = {"tỷ": "tỷ đồng", "triệu": "triệu đồng"}.get(money[1], money[1])
            end = max(end, money.end())
        elif not overlapping:
            nouns = nouns_behind(folded, match.end())
            closed = folded[match.end() : match.end() + 1] in (")", ",", ";", "", ".")
            if not closed and (nouns[:1] == ("năm",) or not folded[match.end() : match.end() + 2].lstrip()[:1].isalpha()):
                continue
            if nouns and not closed:
                unit = behind.name if behind is not None and behind.kind == "count" else nouns[0]
        found = [q for q in found if q not in overlapping]
        found.append(
            Quantity(
                start=match.start(), end=end, raw=sentence[match.start() : end], value=first, unit=unit, kind="ratio", denominator=second,
                number_start=match.start(1), number_end=match.end(1),
            )
        )  # fmt: skip
    return sorted(found, key=lambda q: q.start)


def _is_round_the_clock(folded: str, match: re.Match[str]) -> bool:
    """ "trực 24/7", "vận hành 24/24 giờ" count nothing; "24/24 xã" does."""
    numbers = match[0].replace(" ", "")
    if numbers != "24/24":
        return numbers == "24/7"
    return (
        _ON_DUTY.search(folded, max(0, match.start() - 40), match.start()) is not None
        or _HOURS.match(folded, match.end()) is not None
    )


def _counts(quantity: Quantity, folded: str) -> bool:
    if quantity.unit in _TIME_UNITS or (quantity.unit or "").startswith(("ngày", "giờ", "phút", "tháng", "năm ")):
        before = folded[max(0, quantity.number_start - 160) : quantity.number_start]
        return quantity.unit in _DURATIONS and _MEASURED.search(before) is not None
    if _NUMBERS.match(folded, quantity.number_end) and _DIGITS.search(folded, 0, quantity.number_start):
        return False
    if quantity.unit is None and quantity.denominator is None and _VERSION.fullmatch(quantity.raw.strip()):
        return False
    if quantity.kind == "measure":
        bound = _BOUND.search(folded, max(0, quantity.number_start - 60), quantity.number_start) is not None
        return quantity.unit not in (None, "tuổi") and not bound
    if quantity.kind == "money" and quantity.value == 0:
        return False  # "mức thu 0 đồng" is a rule
    before = folded[max(0, quantity.start - 30) : quantity.start]
    if quantity.kind == "count" and _GROUP_BOUND.search(folded[max(0, quantity.number_start - 30) : quantity.number_start]):
        return False
    if quantity.kind == "count" and quantity.unit in _PARTS and quantity.denominator is None:
        return False
    if quantity.kind == "number" and quantity.denominator is None and " ".join(nouns_behind(folded, quantity.end)[:1]) in _PARTS:
        return False
    if quantity.kind != "number" or quantity.unit is not None or quantity.denominator is not None:
        return True
    return _NAMED.search(before) is None or _GROUPED.match(folded, quantity.number_start) is not None


def _is_goal(folded: str, draft: FigureDraft, quantities: Sequence[Quantity], *, article: bool) -> bool:
    start = quantities[draft.first].start
    if (
        draft.numerator is None
        and draft.quantity.kind == "percentage"
        and _NOT_REACHED.search(folded[: draft.quantity.number_start])
    ):
        return True
    if draft.denominator is not None and draft.quantity.kind == "percentage":
        return False
    clause = max((match.end() for match in re.finditer(r"[;.(]|,\s(?=song|nhưng|tuy)", folded[:start])), default=0)
    before = folded[clause : draft.quantity.number_start]
    goal = list(_GOAL.finditer(before))
    if not goal:
        return False
    if article and len(before) - goal[-1].end() > 12:
        return re.search(r"(?<!\w)(?:đã|(?<!thực )hiện|đến nay)(?!\w)", before) is None
    if draft.quantity.kind == "money" and _GIVEN_MONEY.search(before):
        return False
    facts = _DONE if _INTENT.fullmatch(goal[-1][0]) else _FACT
    return facts.search(before, goal[-1].end()) is None
