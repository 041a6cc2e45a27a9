"""The figures of one sentence: which percentage belongs to which counts, what is ranked, what is counted.

share  = count "/" count ... "," ("đạt" | "chiếm") percentage      "7/14 bệnh viện, đạt 50%"
       | count ... "trên" ["tổng số"] count "," "đạt" percentage   "612.480 hồ sơ trên tổng số 845.300 người, đạt 74,2%"
       | total ... "trong đó" count "," "đạt" percentage           "58.340 hồ sơ, trong đó 47.255 hồ sơ trực tuyến, đạt 81%"
       | percentage "(" count "/" count ")"                        "đạt 38,57% (703/1.823)"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from vbcds.lexicons.report_words import fold
from vbcds.model.mentions import Quantity
from vbcds.recognisers.dates import find_dates
from vbcds.recognisers.quantities import find_quantities, parse_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with its words. Offsets are those of the sentence (or of the text, after `moved`)."""

    start: int
    end: int
    indicator: str
    value: float
    unit: str | None
    value_max: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    consistent: bool | None = None

    def moved(self, by: int) -> Figure:
        """The same figure with offsets of the text that the sentence begins at `by` of."""
        return replace(self, start=self.start + by, end=self.end + by)


_TIME_UNITS = frozenset(
    ["ngày", "tháng", "năm", "giờ", "phút", "giây", "tuổi", "tuần", "quý", "ngày", "làm", "việc", "năm", "học", "thế", "kỷ"]
) | {"ngày làm việc", "ngày/tuần", "năm học", "giờ/ngày"}
_LONGEST = 1500
#: A share this near to counts that may be its own is a wrong share; farther away they are not its own.
_NEAR = 3.0
#: Words that make a bare number behind them a name or a place in a list.
_NAMED = re.compile(
    r"(?<!\w)(?:số|lớp|khối|quý|tháng|năm|tuần|đợt|lần|mức độ|cấp|điều|mục|giai đoạn|phiên bản|nhóm|tổ|khu phố|ấp|thôn|khóa|kỳ|phụ lục)\s*$"
)
#: Parts of a thing and places of a list are no figures.
_PARTS = frozenset(("trụ cột", "nội dung", "nguồn dữ liệu", "nhóm", "chỉ số", "chỉ số thành phần", "tiêu chí", "lĩnh vực",
    "nhóm nhiệm vụ", "nhóm giải pháp", "cấp", "bước", "mục tiêu", "quan điểm", "giai đoạn"))  # fmt: skip
_CHANGE = re.compile(
    r"(?:tăng|giảm|vượt|cao hơn|thấp hơn|tụt|cắt giảm|rút ngắn)(?:\s(?:thêm|lên|được|khoảng|hơn|gần|trên|bình quân"
    r"|tối thiểu|kế hoạch|chỉ tiêu))*\s*$"
)
_LINK = re.compile(
    r"(?:^|[\s(,;:–-])(?:đạt|chiếm|bằng|tương đương|tương ứng|tức|hoàn thành|=|tỷ lệ|tỉ lệ)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần"
    r"|trên|hơn|xấp xỉ|được|là|tới|bằng|đạt|với|ước|mức|:|hoàn thành))*\s*:?\s*$"
    r"|[(=]\s*$"
)
_OUT_OF = re.compile(
    r"(?:trên|/|trong|trong số)(?:\s+(?:tổng|số|tổng số|tổng cộng|là|toàn bộ))*\s*$|(?:trên"
    r"|trong)\s(?:tổng\s)?số\s(?:[^\W\d]+\s){0,4}(?:là\s)?$"
)
_AMONG = re.compile(r"(?<!\w)(?:trong đó|trong số (?:đó|này)|gồm|bao gồm|cụ thể|riêng|:)(?!\w)|:")
_TOTAL = re.compile(
    r"(?:tổng(?:\s(?:số|cộng))?|toàn (?:tỉnh|ngành|xã|huyện|phường|thành phố)[^.;,\d]{0,20})(?:\s[^\W\d]+){0,6}\s*$"
)
_OTHER_BASE = re.compile(r"\s*(?:so với|kế hoạch|chỉ tiêu|dự toán|mục tiêu|dân số|nghị quyết|yêu cầu|của (?!tổng))")
#: Words behind a share that may say what it is a share of.
_WORDS_BEHIND = re.compile(r"\s+(?!và\s|trong\s|số\s|tổng\s|;)[^\W\d]")
_GOAL = re.compile(
    r"(?<!\w)(?:mục tiêu|chỉ tiêu|phấn đấu|khuyến nghị|tối thiểu|ít nhất|kế hoạch giao|kế hoạch đề ra|kế hoạch là|yêu cầu"
    r"|dự kiến|quy định|giao là|được giao|nghị quyết giao|cần)(?!\w)"
)
#: Intended, and so no fact although "đạt" follows.
_INTENT = re.compile(r"phấn đấu|khuyến nghị|tối thiểu|ít nhất|yêu cầu|dự kiến|quy định|cần")
_DONE = re.compile(r"(?<!\w)(?:đã|hiện|thực tế)(?!\w)")
_FACT = re.compile(r"(?<!\w)(?:đạt|đã|thực hiện|hoàn thành|hiện|có|được|vượt)(?!\w)")
_CLAUSE = re.compile(r"[;.:]\s|,\s(?=(?:trong đó|riêng|tăng|giảm|còn|đồng thời|với)\s)|\(")
_TAIL = re.compile(r"[,;.():]|\s(?=(?:và|với|cho|đạt|chiếm|tăng|giảm|bằng|trong đó|trên tổng)\s)|\s(?=\d)|$")
_LEAD = re.compile(
    r"^(?:[\s,;:.\-+–•()]|(?:đến nay|hiện nay|hiện|trong (?:tháng|quý|kỳ|năm)|lũy kế|lũy kế đến nay|từ đầu năm|đến hết"
    r"|theo thống kê|cụ thể|trong đó|đã|có|được|đạt|là|và|với|ước|tổng số|tổng cộng|toàn (?:ngành|tỉnh|xã|huyện) có"
    r"|chiếm|tỷ lệ|số(?! hóa)|riêng|đồng thời|gồm|bao gồm|khoảng|hơn|gần|trên)(?!\w))+"
)
_CLOSE = re.compile(
    r"(?:[\s,;:.\-+–•()]|(?<!\w)(?:đã|có|được|đạt|là|và|với|ước|của|trên|tổng số|chiếm|tỷ lệ|khoảng|hơn|gần|cho|từ|đến|tại"
    r"|về|trong đó|lên))+$"
)
_NOUN = re.compile(r"\s?([^\W\d]+(?:\s[^\W\d]+)?)")
_NOT_NOUN = frozenset(
    [
        "đã",
        "đang",
        "được",
        "là",
        "và",
        "của",
        "trong",
        "cho",
        "với",
        "tại",
        "trên",
        "để",
        "do",
        "từ",
        "đến",
        "so",
        "có",
        "không",
        "sẽ",
        "nên",
        "thì",
        "mà",
        "ở",
        "đạt",
        "tăng",
        "giảm",
    ]
)
_RATIO = re.compile(
    r"(?<![\d/.,-])(\d{1,3}(?:\.\d{3})+|\d{1,5}(?:,\d{1,3})?)\s?/\s?(\d{1,3}(?:\.\d{3})+|\d{1,5}(?:,\d{1,3})?)(?![\d/]|[.,]\d|\s?%|-)"
)
_MONEY = re.compile(r"\s?(nghìn tỷ đồng|tỷ đồng|triệu đồng|tỷ|triệu|đồng)(?!\w)")
_NO_RATIO = re.compile(r"(?:số|ngày|tháng|quý|trước|hạng|thứ|nhóm|vị trí|mức|công văn|kế hoạch|quyết định|tờ trình|báo cáo)\s*:?$")


def is_consistent(value: float, numerator: float, denominator: float, *, digits: int, comparator: str = "=") -> bool:
    """Whether a percentage agrees with its counts to the digits printed, rounded half up or half to even.

    >>> is_consistent(82.35, 14, 17, digits=2), is_consistent(58.7, 37, 64, digits=1)
    (True, False)
    >>> is_consistent(62.5, 5, 8, digits=1), is_consistent(38, 3, 8, digits=0), is_consistent(62, 5, 8, digits=0)
    (True, True, True)
    """
    if denominator == 0:
        return False
    exact = Decimal(repr(numerator)) * 100 / Decimal(repr(denominator))
    printed = Decimal(repr(value))
    step = Decimal(1).scaleb(-digits)
    if comparator == "~":
        return abs(exact - printed) <= max(Decimal(1), step)
    if comparator in (">", ">="):
        return exact >= printed - step / 2
    if comparator in ("<", "<="):
        return exact <= printed + step / 2
    return printed in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_HALF_EVEN))


@dataclass(slots=True)
class _Draft:
    quantity: Quantity
    first: int
    last: int
    numerator: float | None = None
    denominator: float | None = None
    consistent: bool | None = None
    total_unit: str | None = None


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
    drafts = _drafts(sentence, folded, quantities)
    _by_sum(drafts, quantities, sentence)
    figures: list[Figure] = []
    floor = 0
    for draft in drafts:
        if _is_goal(folded, draft, quantities, article=article):
            floor = max(floor, quantities[draft.last].end)
            continue
        figures.append(_figure(sentence, folded, quantities, draft, floor, about, days))
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
        if any(low < match.end() and match.start() < high for low, high in days):
            continue
        if _NO_RATIO.search(folded[max(0, match.start() - 24) : match.start()]) or match[0].replace(" ", "") in ("24/7", "24/24"):
            continue
        overlapping = [q for q in found if q.start < match.end() and q.end > match.start()]
        if any(q.denominator is not None or q.kind in ("rank", "group") for q in overlapping):
            continue
        first, second = parse_number(match[1]), parse_number(match[2])
        if first is None or second is None or second < 2 or first > 20 * second:
            continue
        unit = next((q.unit for q in overlapping), None)
        end = max([match.end(), *(q.end for q in overlapping)])
        money = _MONEY.match(folded, match.end())
        if money is not None:
            unit = {"tỷ": "tỷ đồng", "triệu": "triệu đồng"}.get(money[1], money[1])
            end = max(end, money.end())
        elif not overlapping:
            noun = _NOUN.match(folded, match.end())
            closed = folded[match.end() : match.end() + 1] in (")", ",", ";", "", ".")
            if not closed and (noun is None or noun[1].split()[0] in ("năm",)):
                continue
            if noun is not None and not closed and noun[1].split()[0] not in _NOT_NOUN:
                unit = noun[1].split()[0]
        found = [q for q in found if q not in overlapping]
        found.append(
            Quantity(
                start=match.start(), end=end, raw=sentence[match.start() : end], value=first, unit=unit, kind="ratio", denominator=second,
                number_start=match.start(1), number_end=match.end(1),
            )
        )  # fmt: skip
    return sorted(found, key=lambda q: q.start)


def _counts(quantity: Quantity, folded: str) -> bool:
    if quantity.unit in _TIME_UNITS or (quantity.unit or "").startswith(("ngày", "giờ", "phút", "tháng", "năm ")):
        return False
    if quantity.kind == "measure":
        return quantity.unit not in (None, "tuổi")
    before = folded[max(0, quantity.start - 30) : quantity.start]
    if quantity.kind == "count" and quantity.unit in _PARTS and quantity.denominator is None:
        return False
    return not (quantity.kind == "number" and quantity.unit is None and quantity.denominator is None and _NAMED.search(before))


def _drafts(sentence: str, folded: str, quantities: Sequence[Quantity]) -> list[_Draft]:
    drafts: list[_Draft] = []
    used: set[int] = set()
    total: int | None = None
    for index, quantity in enumerate(quantities):
        if index in used:
            continue
        if quantity.kind == "percentage":
            draft = _share(sentence, folded, quantities, index, used, total)
            if draft.total_unit is not None:
                total = int(draft.total_unit)
                draft.total_unit = None
            for spent in range(draft.first, draft.last + 1):
                used.add(spent)
            drafts = [d for d in drafts if not (draft.first <= d.first <= draft.last)]
            if draft.denominator is not None and total is not None and quantities[total].value == draft.denominator:
                drafts = [d for d in drafts if d.first != total]
            drafts.append(draft)
            continue
        denominator = quantity.denominator
        drafts.append(
            _Draft(
                quantity,
                index,
                index,
                numerator=quantity.value if denominator is not None and quantity.kind == "ratio" else None,
                denominator=denominator,
            )
        )
    return drafts


def _share(
    sentence: str, folded: str, quantities: Sequence[Quantity], index: int, used: set[int], total: int | None
) -> _Draft:  # fmt: skip
    """A percentage with its counts, as far as the sentence says which are its own."""
    share = quantities[index]
    draft = _Draft(share, index, index)
    digits = _digits(share)
    before = folded[max(0, share.number_start - 40) : share.number_start]
    if _CHANGE.search(before):
        return draft
    # "đạt 38,57% (703/1.823)"
    if index + 1 < len(quantities):
        following = quantities[index + 1]
        gap = folded[share.end : following.start]
        if re.fullmatch(r"[^()]{0,40}\(\s*(?:đạt|tương ứng|tức|với|là|có|gồm|[^\W\d]+:)?\s*", gap) or re.fullmatch(
            r",?\s*(?:tương ứng|tương đương|tức là|tức)(?:\s(?:với|là))?\s*", gap
        ):
            if following.denominator is not None and following.kind == "ratio":
                return _settle(draft, following.value, following.denominator, digits, strict=True, last=index + 1)
            if index + 2 < len(quantities) and _OUT_OF.search(folded[following.end : quantities[index + 2].number_start]):
                return _settle(draft, following.value, quantities[index + 2].value, digits, strict=True, last=index + 2)
            if following.kind in ("count", "number"):
                draft.numerator, draft.last = following.value, index + 1
                return draft
    if index == 0 or index - 1 in used:
        return draft
    part = quantities[index - 1]
    gap = folded[part.end : share.number_start]
    if ";" in gap or part.kind not in ("count", "number", "ratio", "money", "measure") or not _is_linked(gap, part):
        return draft
    own_base = _OTHER_BASE.match(folded, share.end) is not None
    if part.denominator is not None:
        return _settle(draft, part.value, part.denominator, digits, strict=not own_base, first=index - 1)
    if index - 2 >= 0 and index - 2 not in used:
        earlier = quantities[index - 2]
        between = folded[earlier.end : part.number_start]
        if earlier.kind in ("count", "number", "money", "measure") and earlier.denominator is None and ";" not in between:
            if _OUT_OF.search(between):
                return _settle(draft, earlier.value, part.value, digits, strict=not own_base, first=index - 2)
            among = _AMONG.search(between) is not None
            same = part.unit == earlier.unit or part.unit is None or earlier.unit is None
            near = _NEAR
            if part.value <= earlier.value and same:
                strict = (among or _TOTAL.search(folded[: earlier.start]) is not None) and not own_base
                if not strict and _WORDS_BEHIND.match(folded, share.end):
                    near = 0.0
                settled = _settle(draft, part.value, earlier.value, digits, strict=strict, first=index - 2, near=near)
                if settled.denominator is not None:
                    settled.total_unit = str(index - 2)
                    return settled
    if total is not None and quantities[total].value >= part.value and quantities[total].unit in (part.unit, None):
        settled = _settle(draft, part.value, quantities[total].value, digits, strict=False, first=index - 1)
        if settled.denominator is not None:
            return settled
    draft.numerator, draft.first = part.value, index - 1
    return draft


def _is_linked(gap: str, part: Quantity) -> bool:
    """Whether the percentage behind the gap says what share the part is, and not what another thing reaches."""
    pieces = re.split(r"[,(]", gap)
    tail = pieces[-1]
    if len(pieces) == 1:
        return _LINK.search(gap) is not None and (part.denominator is not None or len(gap.split()) <= 14)
    if gap.rstrip().endswith("("):
        return len(gap) <= 120
    if not _LINK.search("," + tail):
        return False
    words = re.sub(
        r"(?:đạt|chiếm|bằng|tương đương|tương ứng|tức|hoàn thành|tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn|xấp xỉ|được|là|tới|với|ước|mức|:|=)",
        " ",
        tail,
    ).split()
    return len(words) <= (3 if re.match(r"\s*(?:đạt|chiếm|tương)", tail) else 0) or (
        len(words) <= 2 and part.denominator is not None
    )


def _settle(
    draft: _Draft,
    numerator: float,
    denominator: float,
    digits: int,
    *,
    strict: bool,
    first: int | None = None,
    last: int | None = None,
    near: float = _NEAR,
) -> _Draft:
    """Put counts to a share. Where it is not sure that they are its own (`strict` is False), only counts that agree, or nearly, are."""
    share = draft.quantity
    right = is_consistent(share.value, numerator, denominator, digits=digits, comparator=share.comparator)
    if not strict and not right and (denominator == 0 or abs(100 * numerator / denominator - share.value) > near):
        if first is not None and draft.numerator is None:
            draft.numerator = numerator
            draft.first = max(first, draft.first - 1)
        return draft
    draft.numerator, draft.denominator, draft.consistent = numerator, denominator, right
    if first is not None:
        draft.first = first
    if last is not None:
        draft.last = last
    return draft


def _by_sum(drafts: list[_Draft], quantities: Sequence[Quantity], sentence: str) -> None:
    """Parts of one whole whose shares make up 100 %: the whole is the sum of the parts."""
    parts = [d for d in drafts if d.quantity.kind == "percentage" and d.numerator is not None and d.denominator is None]
    if len(parts) < 2 or len({quantities[d.first].unit for d in parts if d.first != d.last}) > 1:
        return
    if abs(sum(d.quantity.value for d in parts) - 100) > 0.051:
        return
    whole = sum(d.numerator or 0 for d in parts)
    for draft in parts:
        draft.denominator = whole
        draft.consistent = is_consistent(draft.quantity.value, draft.numerator or 0, whole, digits=_digits(draft.quantity))


def _digits(quantity: Quantity) -> int:
    printed = quantity.raw
    match = re.search(r"\d+[.,](\d+)", printed)
    return len(match[1]) if match is not None else 0


def _is_goal(folded: str, draft: _Draft, quantities: Sequence[Quantity], *, article: bool) -> bool:
    start = quantities[draft.first].start
    if draft.denominator is not None and draft.quantity.kind == "percentage":
        return False
    clause = max((match.end() for match in re.finditer(r"[;.(]|,\s(?=song|nhưng|tuy)", folded[:start])), default=0)
    before = folded[clause : draft.quantity.number_start]
    goal = list(_GOAL.finditer(before))
    if not goal:
        return False
    if article and len(before) - goal[-1].end() > 12:
        return re.search(r"(?<!\w)(?:đã|(?<!thực )hiện|đến nay)(?!\w)", before) is None
    facts = _DONE if _INTENT.fullmatch(goal[-1][0]) else _FACT
    return facts.search(before, goal[-1].end()) is None


def _figure(
    sentence: str, folded: str, quantities: Sequence[Quantity], draft: _Draft, floor: int, about: str | None, days: list[tuple[int, int]]
) -> Figure:  # fmt: skip
    quantity = draft.quantity
    first, last = quantities[draft.first], quantities[draft.last]
    start = max(floor, *(match.end() for match in _CLAUSE.finditer(folded, floor, max(floor, first.start))), floor)
    tail = _TAIL.search(folded, last.end)
    end = tail.start() if tail is not None else len(sentence)
    if (
        quantity.kind == "percentage"
        and draft.first == draft.last
        and tail is not None
        and folded[start : first.start].strip(" ,-") == ""
    ):
        # "100% trung tâm xã, phường, thị trấn trên địa bàn tỉnh ...": what the share is of stands behind it
        stop = re.search(r"[;.()]|,\s(?=(?:đạt|tăng|giảm|trong đó|\d))|$", folded[last.end :])
        end = last.end + (stop.start() if stop is not None else 0)
    while start < first.start and not folded[start].isalnum():
        start += 1
    while end > last.end and not folded[end - 1].isalnum() and folded[end - 1] not in '”"':
        end -= 1
    spans = [(q.start, q.end) for q in quantities[draft.first : draft.last + 1]] + [day for day in days if start <= day[0] < end]
    if quantity.kind == "number":
        spans = [(q.number_start, q.number_end) for q in quantities[draft.first : draft.last + 1]]
    words = _without(
        sentence,
        start,
        end,
        spans,
        keep_units=quantity.kind != "percentage" or draft.first != draft.last,
        quantities=quantities[draft.first : draft.last + 1],
    )
    if len(words.split()) < 3:
        lead = _without(
            sentence, 0, start, [(q.start, q.end) for q in quantities[: draft.first]] + [day for day in days if day[1] <= start]
        )
        words = " ".join(part for part in (lead, words) if part) or words
    if len(words.split()) < 2 and about:
        words = f"{about.partition(': ')[2] or about} {words}".strip()
    unit = quantity.unit
    if unit is None:
        noun = _NOUN.match(folded, quantity.end)
        if noun is not None:
            taken = noun[1].split()
            if taken[0] not in _NOT_NOUN:
                unit = " ".join(taken if len(taken) > 1 and taken[1] not in _NOT_NOUN else taken[:1])
    return Figure(
        start=start,
        end=end,
        indicator=words or sentence[start:end].strip(),
        value=quantity.value,
        unit=unit,
        value_max=quantity.value_max,
        numerator=draft.numerator,
        denominator=draft.denominator,
        consistent=draft.consistent,
    )


def _without(
    sentence: str,
    start: int,
    end: int,
    spans: list[tuple[int, int]],
    *,
    keep_units: bool = False,
    quantities: Sequence[Quantity] = (),
) -> str:
    """The words of a stretch without its figures: what is measured."""
    pieces: list[str] = []
    at = start
    for low, high in sorted(spans):
        if high <= at or low >= end:
            continue
        pieces.append(sentence[at : max(at, low)])
        if keep_units:
            unit = next((q.unit for q in quantities if q.start == low and q.unit and q.unit not in ("%", "hạng", "nhóm")), None)
            if unit is not None:
                pieces.append(f" {unit} ")
        at = high
    pieces.append(sentence[at:end])
    words = re.sub(r"\s+(?=[,;.:)])", "", " ".join("".join(pieces).replace("%", " ").split()))
    for _ in range(3):
        folded = fold(words)
        lead, close = _LEAD.match(folded), _CLOSE.search(folded)
        low = lead.end() if lead is not None else 0
        high = close.start() if close is not None else len(words)
        if low >= high:
            break
        if low == 0 and high == len(words):
            break
        words = words[low:high].strip()
    return words
