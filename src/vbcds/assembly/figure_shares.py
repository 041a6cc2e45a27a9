"""Which percentage of a sentence belongs to which counts.

share  = count "/" count ... "," ("đạt" | "chiếm") percentage      "7/14 bệnh viện, đạt 50%"
       | count ... "trên" ["tổng số"] count "," "đạt" percentage   "612.480 hồ sơ trên tổng số 845.300 người, đạt 74,2%"
       | total ... "trong đó" count "," "đạt" percentage           "58.340 hồ sơ, trong đó 47.255 hồ sơ trực tuyến, đạt 81%"
       | percentage "(" count "/" count ")"                        "đạt 38,57% (703/1.823)"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vbcds.assembly.figure_values import is_consistent, printed_digits
from vbcds.model.mentions import Quantity

#: A share this near to counts that may be its own is a wrong share; farther away they are not its own.
_NEAR = 3.0
_CHANGE = re.compile(
    r"(?:tăng|giảm|vượt|cao hơn|thấp hơn|tụt|cắt giảm|rút ngắn)(?:\s(?:thêm|lên|được|khoảng|hơn|gần|trên|bình quân"
    r"|tối thiểu|kế hoạch|chỉ tiêu))*\s*$"
)
_LINK = re.compile(
    r"(?:^|[\s(,;:–-])(?:mới )?(?:đạt|được|chiếm|bằng|tương đương|tương ứng|tức|hoàn thành|=|tỷ lệ|tỉ lệ)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần"
    r"|trên|hơn|xấp xỉ|được|là|tới|bằng|đạt|với|ước|mức|:|hoàn thành))*\s*:?\s*$"
    r"|[(=]\s*$"
)
_OUT_OF = re.compile(
    r"(?:trên|/|trong|trong số)(?:\s+(?:tổng|số|tổng số|tổng cộng|là|toàn bộ))*\s*$|(?:trên"
    r"|trong)\s(?:(?:tổng\s)?số|tổng|kế hoạch|dự toán)\s(?:[^\W\d]+\s){0,4}(?:là\s)?$"
)
_AMONG = re.compile(r"(?<!\w)(?:trong đó|trong số (?:đó|này)|gồm|bao gồm|cụ thể|riêng|:)(?!\w)|:")
_TOTAL = re.compile(
    r"(?:tổng(?:\s(?:số|cộng))?|toàn (?:tỉnh|ngành|xã|huyện|phường|thành phố)[^.;,\d]{0,20})(?:\s[^\W\d]+){0,6}\s*$"
)
_OTHER_BASE = re.compile(r"\s*(?:so với|kế hoạch|chỉ tiêu|dự toán|mục tiêu|dân số|nghị quyết|yêu cầu|của (?!tổng))")
#: What was planned or the whole sum: "3,42 tỷ đồng, bằng 57% dự toán" are two figures.
_OF_PLAN = re.compile(
    r"\s*(?:so với )?(?:tổng )?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu|khối lượng|thu|chi|mức đầu tư|vốn|nguồn vốn|kinh phí"
    r"|nghị quyết|yêu cầu)(?!\w)"
)
#: "61,3% tổng số giao dịch (": what follows is the whole.
_OF_ALL = re.compile(r"\s(?:tổng số|tổng|dân số|số|kế hoạch|dự toán|chỉ tiêu)(?!\w)")
#: "99,2% với 2.480/2.500 hồ sơ".
_WITH = re.compile(r",?\s(?:với|gồm|ứng với)\s")
#: "(lũy kế, 64,0%)".
_SAID_TOTAL = re.compile(r"(?:lũy kế|cộng dồn|tính đến nay|đến nay),?\s")
#: A share that is named: "..., tỷ lệ đúng hạn đạt".
_NAMED_SHARE = re.compile(r"\s*(?:với )?(?:tỷ lệ|tỉ lệ)\s(?P<name>[^\W\d]+(?:\s[^\W\d]+){0,5}?)(?:\s(?:đạt|là|bằng|chiếm))*\s*")
#: Names that say no more than that it is a share.
_ANY_SHARE = frozenset(("hoàn thành", "thực hiện", "này", "chung", "đạt được"))
#: Words behind a share that may say what it is a share of.
_WORDS_BEHIND = re.compile(r"\s+(?!và\s|trong\s|số\s|tổng\s|;)[^\W\d]")


@dataclass(slots=True)
class FigureDraft:
    """A figure of a sentence with the quantities that it is made of, by their places: `first` to `last`."""

    quantity: Quantity
    first: int
    last: int
    numerator: float | None = None
    denominator: float | None = None
    consistent: bool | None = None
    total_unit: str | None = None


def find_drafts(folded: str, quantities: Sequence[Quantity], *, parted: bool = True) -> list[FigureDraft]:
    """The figures of a sentence (folded), each with the counts that are its own.

    `parted`: what was counted is a figure beside a share whose whole is not told (in reports, where it is followed from month to month).
    """
    drafts: list[FigureDraft] = []
    used: set[int] = set()
    total: int | None = None
    for index, quantity in enumerate(quantities):
        if index in used:
            continue
        if quantity.kind == "percentage":
            draft = _share(folded, quantities, index, used, total)
            if draft.total_unit is not None:
                total = int(draft.total_unit)
                draft.total_unit = None
            for spent in range(draft.first, draft.last + 1):
                used.add(spent)
            # a whole that was counted before ("tiếp nhận 1.257 hồ sơ, trong đó ...") stays a figure of its own
            drafts = [d for d in drafts if d.first == total or not (draft.first <= d.first <= draft.last)]
            drafts.append(draft)
            continue
        denominator = quantity.denominator
        drafts.append(
            FigureDraft(
                quantity,
                index,
                index,
                numerator=quantity.value if denominator is not None and quantity.kind == "ratio" else None,
                denominator=denominator,
            )
        )
    _by_sum(drafts, quantities)
    for draft in drafts:
        if draft.quantity.kind == "percentage" and draft.numerator is not None and draft.consistent is not True:
            _find_base(draft, quantities)
    return [one for draft in drafts for one in _parted(folded, draft, quantities)] if parted else drafts


def _parted(folded: str, draft: FigureDraft, quantities: Sequence[Quantity]) -> Iterator[FigureDraft]:
    """A share; where its whole is not told, what was counted stands as a figure of its own before it: "3,42 tỷ đồng, bằng 57% dự toán"."""
    if draft.quantity.kind == "percentage" and draft.numerator is not None and draft.denominator is None:
        part = quantities[draft.first]
        if part.value == draft.numerator and part.kind != "percentage":
            yield FigureDraft(part, draft.first, draft.first)
            if part.kind == "money" and _OF_PLAN.match(folded, draft.quantity.end):
                draft.numerator = None
    yield draft


def _find_base(draft: FigureDraft, quantities: Sequence[Quantity]) -> None:
    """A whole elsewhere in the sentence that the share agrees with: "120 hồ sơ thì 45 hồ sơ ..., trong đó 30 hồ sơ ... (25%)"."""
    numerator, share = draft.numerator or 0.0, draft.quantity
    part = next((q for q in quantities[draft.first : draft.last + 1] if q.value == numerator and q.kind != "percentage"), None)
    digits = printed_digits(share.raw)
    if share.value == 100 and digits == 0:
        return
    for place, other in enumerate(quantities):
        if other is share or other is part or other.kind not in ("count", "number", "ratio"):
            continue
        alike = part is not None and part.unit is not None and part.unit == other.unit
        if draft.denominator is not None and (place > draft.first or not alike):
            continue  # what it has may be wrong, but only the same things counted before are likelier
        if not alike and not digits:
            continue
        for base in (other.denominator, other.value):
            if base is None or base <= numerator:
                continue
            if is_consistent(share.value, numerator, base, digits=digits, comparator=share.comparator):
                draft.denominator, draft.consistent = base, True
                return


def _share(
    folded: str, quantities: Sequence[Quantity], index: int, used: set[int], total: int | None
) -> FigureDraft:  # fmt: skip
    """A percentage with its counts, as far as the sentence says which are its own."""
    share = quantities[index]
    draft = FigureDraft(share, index, index)
    digits = printed_digits(share.raw)
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
            whole = _whole_in_brackets(folded, quantities, index, used)
            if whole is not None:
                return _settle(draft, whole, following.value, digits, strict=True, first=index - 1, last=index + 1)
            if following.kind in ("count", "number") and _OF_ALL.match(gap) is None:
                draft.numerator, draft.last = following.value, index + 1
                return draft
    counts = quantities[index + 1] if index + 1 < len(quantities) else None
    if counts is not None and counts.kind == "ratio" and counts.denominator and _WITH.fullmatch(folded, share.end, counts.start):
        return _settle(draft, counts.value, counts.denominator, digits, strict=False, last=index + 1)
    if index > 1 and index - 1 not in used and quantities[index - 2].denominator and _is_change(folded, quantities[index - 1]):
        index -= 1  # "37/40 trường, tăng 3 trường, đạt 92,5%"
    if index == 0 or index - 1 in used:
        return draft
    part = quantities[index - 1]
    gap = _SAID_TOTAL.sub("", folded[part.end : share.number_start])
    if ";" in gap or part.kind not in ("count", "number", "ratio", "money", "measure"):
        return draft
    named = _NAMED_SHARE.fullmatch(gap.rpartition(",")[2]) if "," in gap else None
    if named is not None:
        return _of_name(draft, folded, quantities, index, digits, named["name"])
    if not _is_linked(gap, part):
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
            same = _same_things(part.unit, earlier.unit)
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


def _of_name(draft: FigureDraft, folded: str, quantities: Sequence[Quantity], index: int, digits: int, name: str) -> FigureDraft:
    """A named share of the counts before it: "2.480 hồ sơ đúng hạn trong 2.500 hồ sơ, tỷ lệ đúng hạn 99,2%".

    Where the name was not said before ("412/430 hồ sơ, tỷ lệ hài lòng 95%") only counts that agree are its own.
    """
    part = quantities[index - 1]
    strict = name in _ANY_SHARE or any(
        word in folded[: part.end].split() for word in name.split() if word not in ("hồ", "sơ", "số")
    )
    plain = replace(draft)
    if part.denominator is not None:
        _settle(draft, part.value, part.denominator, digits, strict=strict, first=index - 1, near=0.0)
        return draft if draft.denominator is not None else plain
    earlier = quantities[index - 2] if index > 1 else None
    if earlier is not None and earlier.denominator is None and _OUT_OF.search(folded[earlier.end : part.number_start]):
        _settle(draft, earlier.value, part.value, digits, strict=strict, first=index - 2, near=0.0)
    return draft if draft.denominator is not None else plain


def _is_change(folded: str, quantity: Quantity) -> bool:
    """Whether a figure only tells how much another one grew: "tăng 3 trường"."""
    return _CHANGE.search(folded, 0, quantity.number_start) is not None and quantity.kind != "percentage"


def _whole_in_brackets(folded: str, quantities: Sequence[Quantity], index: int, used: set[int]) -> float | None:
    """The part before a share whose whole follows in brackets: "385 hộ, bằng 91,7% số hộ trong chợ (420 hộ)". None where there is none."""
    if index == 0 or index - 1 in used:
        return None
    share, part, whole = quantities[index], quantities[index - 1], quantities[index + 1]
    if part.unit != whole.unit and index > 1 and quantities[index - 2].unit == whole.unit is not None and index - 2 not in used:
        part = quantities[index - 2]  # "2.451 giao dịch với 1,8 tỷ đồng, đạt 61,3% tổng số giao dịch (4.000 giao dịch)"
    named = folded[share.end : whole.start].strip(" (")
    kinds = ("count", "number", "money", "measure")
    if not named or part.kind not in kinds or whole.kind not in kinds or part.denominator or whole.denominator:
        return None
    if not _same_things(part.unit, whole.unit):
        return None
    return part.value if _is_linked(folded[part.end : share.number_start], part) else None


def _same_things(one: str | None, other: str | None) -> bool:
    """Whether two counts may be of the same things: "người dân" and "người"; None fits any."""
    if one is None or other is None or one == other:
        return True
    return one.startswith(other + " ") or other.startswith(one + " ")


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
        r"(?:đạt|chiếm|bằng|tương đương|tương ứng|tức|hoàn thành|tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn|xấp xỉ|được|là|tới|với|ước|mức|mới|:|=)",
        " ",
        tail,
    ).split()
    return len(words) <= (3 if re.match(r"\s*(?:mới )?(?:đạt|được|chiếm|tương)", tail) else 0) or (
        len(words) <= 2 and part.denominator is not None
    )


def _settle(
    draft: FigureDraft,
    numerator: float,
    denominator: float,
    digits: int,
    *,
    strict: bool,
    first: int | None = None,
    last: int | None = None,
    near: float = _NEAR,
) -> FigureDraft:
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


def _by_sum(drafts: list[FigureDraft], quantities: Sequence[Quantity]) -> None:
    """Parts of one whole whose shares make up 100 %: the whole is the sum of the parts."""
    parts = [d for d in drafts if d.quantity.kind == "percentage" and d.numerator is not None and d.denominator is None]
    if len(parts) < 2 or len({quantities[d.first].unit for d in parts if d.first != d.last}) > 1:
        return
    if abs(sum(d.quantity.value for d in parts) - 100) > 0.051:
        return
    whole = sum(d.numerator or 0 for d in parts)
    for draft in parts:
        draft.denominator = whole
        draft.consistent = is_consistent(
            draft.quantity.value, draft.numerator or 0, whole, digits=printed_digits(draft.quantity.raw)
        )
