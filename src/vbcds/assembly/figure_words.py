"""What a figure measures: the words of its clause without the figures, and the noun that is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.assembly.figure_shares import FigureDraft
from vbcds.assembly.figure_values import Figure
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.wordings import doing_words
from vbcds.model.mentions import Quantity

_CLAUSE = re.compile(r"[;.:]\s|,\s(?=(?:trong đó|riêng|tăng|giảm|còn|đồng thời|với)\s)|\(")
_TAIL = re.compile(
    r"[,;.():]|\s(?=(?:và|so với|với|cho|đạt|chiếm(?! đoạt| dụng| hữu)|tăng|giảm|bằng|trong đó|trên tổng)\s)|\s(?=\d)|$"
)
_LEAD = re.compile(
    r"^(?:[\s,;:.\-+–•()]|(?:của|thì|so với|đến nay|hiện nay|hiện|trong (?:tháng|quý|kỳ|năm)|lũy kế|lũy kế đến nay|lũy kế đến|đến"
    r"|tính đến|từ đầu năm|đến hết|hết|theo thống kê|cụ thể|trong đó|tuy nhiên|đã|có|được|đạt|là|và|với|ước|tổng số|tổng cộng"
    r"|(?:toàn (?:ngành|tỉnh|xã|phường|huyện|thành phố)|sở|đơn vị) (?:đã |mới |hiện )?(?:có|đã)|bằng"
    r"|trong(?= (?:có|đã|tiếp nhận|giải quyết|tổ chức))"
    r"|chiếm|tỷ lệ|số(?! hóa)|riêng|đồng thời|gồm|bao gồm|khoảng|hơn|gần|trên)(?!\w))+"
)
_CLOSE = re.compile(
    r"(?:[\s,;:.\-+–•()]|(?<!\w)(?:đã|có|được|đạt|là|và|với|ước|của|trên|tổng số|chiếm|tỷ lệ|khoảng|hơn|gần|cho|từ|đến|tại"
    r"|về|trong đó|lên|lũy kế|cộng dồn|bằng|tương ứng|tương đương))+$"
)
#: "Về đăng ký kinh doanh, ...": the topic before a figure's own words.
_TOPIC = re.compile(r"(?:về|đối với) (?P<topic>[^,:]{3,120})[,:]\s")
#: A topic at the beginning of a sentence, behind a number of the list.
_HEAD = re.compile(r"(?:[-–+•*]\s*)?([^\W\d][^:;.\d]{3,90}):\s")
#: What a share may be of, and says nothing of what is measured.
_GENERAL = ("chỉ tiêu", "kế hoạch", "dự toán", "mục tiêu", "tổng thu")
#: Words that name what is measured without their topic.
_ENOUGH = 6
_NOUN = re.compile(r"\s?([^\W\d]+(?:-[^\W\d]+)?(?:\s[^\W\d]+)?)")
#: Words behind a figure that name nothing that could be counted.
_NOT_NOUN = frozenset(
    ("đã", "đang", "được", "là", "và", "của", "trong", "cho", "với", "tại", "trên", "để", "do", "từ", "đến", "so", "có", "không", "sẽ",
     "nên", "thì", "mà", "ở", "đạt", "tăng", "giảm")
)  # fmt: skip


def build_figure(
    sentence: str, folded: str, quantities: Sequence[Quantity], draft: FigureDraft, floor: int, about: str | None,
    days: list[tuple[int, int]],
) -> Figure:  # fmt: skip
    """The figure of a draft with its words; `floor` is where the figure before it ends, `about` what the row or heading says."""
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
    own = next((q.start for q in quantities[draft.first : draft.last + 1] if q.start >= floor), first.start)
    comma = folded.find(",", start, own) if start and start == floor else -1
    start = max(start, comma)  # "634 phản ánh hiện trường, xử lý đúng hạn 598 phản ánh"
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
    unit = quantity.unit or " ".join(nouns_behind(folded, quantity.end)) or None
    counted = next((q.unit for q in quantities[draft.first : draft.last + 1] if q.unit and q.kind != "percentage"), unit)
    if _is_bare(fold(words), counted):
        lead = _without(
            sentence, 0, start, [(q.start, q.end) for q in quantities[: draft.first]] + [day for day in days if day[1] <= start]
        )
        words = " ".join(part for part in (lead, words) if part and (part is lead or fold(part) not in fold(lead))) or words
    elif _tells_no_matter(fold(words), counted) and (topic := _topic_before(sentence, start) or _named(about)):
        words = f"{topic}: {words}"
    if len(words.split()) < 2 and about:
        words = f"{_named(about)} {words}".strip()
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


def _is_bare(words: str, unit: str | None) -> bool:
    """Whether words (folded) name no more than the thing that is counted, or that it grew."""
    count = len(words.split())
    return count < 2 or words in _GENERAL or (count < 3 and (words.startswith(("tăng", "giảm")) or (unit or "\0") in words))


def _tells_no_matter(words: str, unit: str | None) -> bool:
    """Whether words (folded) say only that so many of a unit were made or done ("đã tổ chức lớp", "mới xây dựng được mô hình")."""
    return not (set(words.replace(",", " ").split()) - set((unit or "").lower().split()) - doing_words())


def _named(about: str | None) -> str:
    """What a row or a heading names, without its number."""
    return about.partition(": ")[2] or about if about else ""


def _topic_before(sentence: str, start: int) -> str:
    """The words before a colon that a statement begins with ("Wifi công cộng: hoàn thành 13/15 điểm"); "" where there are none."""
    topic = _HEAD.match(sentence, 0, start)
    return _trimmed(topic[1]) if topic is not None else ""


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
            if (
                unit is not None
                and not unit.endswith("đồng")
                and not fold(sentence[high : high + len(unit) + 2]).strip().startswith(fold(unit))
            ):
                pieces.append(f" {unit} ")
        at = high
    pieces.append(sentence[at:end])
    words = re.sub(r"\s+(?=[,;.:)])", "", " ".join("".join(pieces).replace("%", " ").split()))
    words = _trimmed(_closed(words))
    topic = _TOPIC.match(fold(words))
    if topic is None:
        return words
    own, name = _trimmed(words[topic.end() :]), words[topic.start("topic") : topic.end("topic")]
    if fold(own) in fold(name):
        return name
    return own if len(own.split()) >= _ENOUGH else f"{name}: {own}"


def _closed(words: str) -> str:
    """Words without a bracket or a quotation that the figure itself opened or closed."""
    if words.count("(") != words.count(")"):
        words = words.partition("(")[0].strip() or words.strip("()")
    return words.replace('"', "") if words.count('"') % 2 else words


def _trimmed(words: str) -> str:
    """Words without those at their ends that measure nothing."""
    for _ in range(3):
        folded = fold(words)
        lead, close = _LEAD.match(folded), _CLOSE.search(folded)
        low = lead.end() if lead is not None else 0
        high = close.start() if close is not None else len(words)
        if low >= high or (low == 0 and high == len(words)):
            break
        words = words[low:high].strip()
    return words


def nouns_behind(folded: str, at: int) -> tuple[str, ...]:
    """The one or two words right behind a figure that name what is counted; empty where none do.

    >>> nouns_behind("có 12 buồng bệnh", 5), nouns_behind("từ 12 đến 14", 5)
    (('buồng', 'bệnh'), ())
    """
    match = _NOUN.match(folded, at)
    taken = match[1].split() if match is not None else []
    if not taken or taken[0] in _NOT_NOUN:
        return ()
    return tuple(taken if len(taken) > 1 and taken[1] not in _NOT_NOUN else taken[:1])
