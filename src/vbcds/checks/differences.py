"""How much a figure rose or fell, against the two figures that it is between: in things, in per cent, in points, in ranks, in times.

change    = way number (unit | "%" | "điểm %" | "bậc" | "lần")        way: "tăng", "giảm", "vượt", "gấp", "thấp hơn" ...
told      = now change "so với" ... ("(" before ")" | before)           1
          | [way] "từ" before ("lên" | "xuống" | "còn") now ... change  2
          | change "(" "từ" before ("lên" | "xuống" | "còn") now ")"    3
          | before-of-one-time now-of-another ["," | "("] change        4
          | "so với" ... before change ("đạt" | "còn") now             5
          | change "(" now-of-one-time "," before-of-another ")"        6
          | now way "tháng 8" "(" before ")" number                     7
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vbcds.checks.differences_values import POINTS, RANKS, Change, change_problem, fits, holds
from vbcds.checks.figure_forms import is_slip, is_turned
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term, counts_same
from vbcds.checks.view import PartView

_UP = r"tăng|vượt|cao hơn|nhiều hơn|lớn hơn|thêm|cải thiện|nâng"
_DOWN = r"giảm|thấp hơn|ít hơn|nhỏ hơn|rút ngắn|hụt|còn thiếu|thiếu|tụt|cắt giảm|tiết kiệm"
_CHANGE = re.compile(
    rf"(?<!\w)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:\s(?:thêm|được|bớt|đi|tới|tương đương|tương ứng|là|bằng|mức|số|gần|trên|hơn|khoảng"
    r"|xấp xỉ))*"
    r"(?:\s(?:so với\s)?(?:tháng|năm|quý|kỳ|cùng kỳ)\s[^,;.()%\d]{0,20}?)?\s*\(?$"
)
_OVER_TARGET = re.compile(
    rf"(?<!\w)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:so với\s)?(?:chỉ tiêu|kế hoạch|mục tiêu|dự toán|quy định)(?:\s[^,;.()%]{{0,20}})?\s$"
)
_ANY_WAY = re.compile(rf"(?<!\w)(?:{_UP}|{_DOWN}|gấp|bằng|chênh|cách nhau|hơn kém)(?!\w)")
_WAY = re.compile(rf"\s?(?:(?:tương ứng|tương đương|tức|như vậy|đã|là|hay|bằng|số)\s)*(?:{_UP}|{_DOWN}|gấp|bằng)(?!\w)")
#: "cao nhất 612,4 điểm, thấp nhất 488,2 điểm, chênh lệch 124,2 điểm"
_GAP = re.compile(r"(?<!\w)(?:chênh lệch|chênh nhau|cách nhau|hơn kém nhau)\s(?:là\s)?$")
_GROWTH = re.compile(r"(?<!\w)tăng trưởng\s(?:[^,;.()%\d]{0,50}\s)?(?:là\s|đạt\s)?$")
_TIMES = re.compile(r"(?<!\w)(?:gấp|tăng gấp|cao gấp|bằng)\s(?:hơn\s)?$")
#: "bằng 135% so với năm 2023 (18,2 tỷ đồng)"
_EQUALS = re.compile(r"(?<!\w)(?:bằng|đạt|tương đương)\s(?:khoảng\s|gần\s)?$")
_THAN_BEFORE = re.compile(r"\sso\svới\s(?:cùng kỳ|năm|tháng|quý|kỳ)\s?[^.;,()%]{0,40}\(")
#: Between a change and the figure that it is measured from.
_THAN = re.compile(
    r"\s?\)?\s?so\svới\s(?P<time>(?:tháng|quý|năm|kỳ)\s[^,;.()%]{1,15})[;,]\s(?P=time)\s(?:là|đạt|có)\s$"
    r"|(?:\s?\)?,?\s*(?:(?:so\s+)?với|so)|(?:\s[^\W\d_]+){1,4}?\sso\svới)\s(?:(?![,;]|\svà\s)[^.()%]){0,90}?(?:\((?P<b>[^()%,;]{0,50}))?$"
)
_BASE = re.compile(
    r"\s(?:của\s+)?(?:năm|tháng|quý|tuần|kỳ|cùng kỳ|kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?!\w)[^.,;()%]{0,60}\((?P<b>[^()%,;]{0,50})$"
    r"|\s?\((?P<c>(?:(?:cùng kỳ|kỳ|tháng|năm|quý|tuần)\s[^()%,;]{0,50}))$"
)
#: "cao hơn tháng trước 0,6 điểm phần trăm (98,4%)"
_OF_LAST = re.compile(
    r"(?:hơn|tăng|giảm|vượt)\s(?:so với\s)?(?:(?:tháng|năm|quý|kỳ|tuần|cùng kỳ)\s|chỉ tiêu|kế hoạch|mục tiêu)[^,;.()%]{0,20}$"
)
_TAKEN = re.compile(r"(?<!\w)(?:xóa|cắt giảm|cắt|bỏ|bãi bỏ|sáp nhập|giải thể|bổ sung|thêm|thành lập mới|xây mới|lắp mới)\s$")
_THAN_TIME = re.compile(
    rf"(?<!\w)(?:(?P<up>{_UP})|(?:{_DOWN}))\s(?:so với\s)?(?:tháng|năm|quý|kỳ|tuần|cùng kỳ|chỉ tiêu|kế hoạch|mục tiêu)"
    r"(?:\s[^,;.()%]{0,20})?\s?\(\s?$"
)
_AT_ONCE = re.compile(r"%?\s?\)\s(?:là\s)?")
_BRACKET = re.compile(r"\s?\(\s?(?:[^,;.()%]{0,30}\s)?")
_FROM = re.compile(r"(?<!\w)từ\s(?:mức\s|chỗ\s|tỷ lệ\s|khoảng\s)?(?:[^.;,()%]{0,40}\s)?$")
_TO = re.compile(
    r"[^.;%]{0,70}(?<!\w)(?:lên(?:\sthành)?|xuống|còn|thành|đến)\s(?:(?:còn|đạt|thành|mức|tới|đến)\s)*(?:[^.;,()%]{0,12}\s)?$"
)
_THEN = re.compile(r"[^.;%]{0,60}[,;()–-]\s?(?:[^.;%(),]{0,40}\s)?$")
_AGAIN = re.compile(
    r"\s?\(\s?(?:(?:tương đương|tương ứng|tức|bằng|hay)\s(?:với\s|là\s)?)?(?:tăng\s|giảm\s)?"
    r"|,?\s(?:tương đương|tương ứng|tức|hay)\s(?:với\s|là\s)?(?:tăng\s|giảm\s)?"
)
_RESTATED = re.compile(r"[^.;,()%]{0,30}\)\s?,?\s(?:tương đương|tương ứng|tức)\s(?:với\s|là\s|khoảng\s)?(?:tăng\s|giảm\s)?")
_OPENING = re.compile(r"[^.;,()%]{0,20}\((?:[^.;,()%]{0,30}\s)?")
_FROM_BEHIND = re.compile(r"[^.;%]{0,60}\(?(?<!\w)từ\s(?:[^.;,()%]{0,30}\s)?")
_BESIDE = re.compile(r"\s?[,;]\s?(?:[^.;,()%]{0,30}\s)?")
#: "So với cùng kỳ năm 2024 (3.000 tỷ đồng), doanh thu tăng 12%, đạt 3.360 tỷ đồng."
_AGAINST = re.compile(r"(?<!\w)(?:so với|đối chiếu với|từ)\s(?:[^.;,()%]{0,40}\s)?\(?(?:[^.;,()%]{0,12}\s)?$")
_CLAUSE_THEN = re.compile(r"\s?\)?,?\s[^.;()%,]{0,60}\s?")
_NOW_AT = re.compile(r"[^.;()%,]{0,40},?\s(?:đạt|lên|còn|thành|là|ở mức|nâng\s[^.;()%,]{2,30}\slên)\s(?:(?:đạt|mức|còn|tới)\s)*")
#: The time of a figure in its clause.
_TIME = re.compile(
    r"cùng kỳ|theo quy định|quy định|(?:thực hiện|thực tế)(?= |$)|(?:tháng|kỳ|quý|năm|tuần) (?:trước|ngoái|liền kề)|"
    r"(?:kỳ|tháng) này|trong tháng|năm nay|hiện nay|đến nay|kế hoạch|chỉ tiêu|dự toán|mục tiêu|"
    r"(?:tháng|quý|năm|kỳ)\s(?:n+|[ivx]+)(?:/n+)?(?!\w)"
)
_RAISED = re.compile(r"(?<!\w)(?:nâng|đưa)\s[^.;()%]{0,60}(?:lên|thành|là)\s(?:[^.;,()%]{0,12}\s)?$")
_EARLIER = re.compile(r"trước|cùng kỳ|ngoái|kế hoạch|chỉ tiêu|dự toán|mục tiêu|quy định")
_OTHER_BASE = re.compile(r"\s?(?:so với|kế hoạch|chỉ tiêu|dự toán|so)\s")


def find_wrong_differences(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """Changes that are not those of their two figures.

    "Tiếp nhận 460 hồ sơ, tăng 80 hồ sơ so với tháng trước (400 hồ sơ)", "gấp 4 lần năm 2024 (60 tỷ đồng)".
    """
    terms = sentence.terms
    changes = _ways(sentence)
    for index in changes:
        term = terms[index]
        if not term.exact or len(terms) < 2:
            continue
        told = list(_readings(sentence, index, changes)) or list(_of_amount(sentence, index, changes))
        if not told or any(holds(change) for change in told):
            continue
        yield change_problem(view, sentence, told[0])
    yield from _find_taken(view, sentence)


def _find_taken(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """How many things were taken off or added, beside the figures before and after: "xóa 12 hệ thống trùng lặp, giảm số hệ thống từ 57
    xuống 45 hệ thống"."""
    for taken, before, now in zip(sentence.terms, sentence.terms[1:], sentence.terms[2:], strict=False):
        told = (
            taken.kind == now.kind == "count"
            and before.kind in ("count", "number")
            and taken.noun
            and counts_same(taken.noun, now.noun)
        )
        if not told or not (taken.exact and before.exact and now.exact) or not _FROM.search(sentence.before(before)):
            continue
        if not _TO.fullmatch(sentence.text, before.end, now.number_start) or not _TAKEN.search(sentence.before(taken)):
            continue
        gap = sentence.text[taken.end : before.start]
        if "." not in gap and ";" not in gap and abs(now.value - before.value) != taken.value:
            yield change_problem(view, sentence, Change(taken, now, before, None, sure=False))


def find_changes(sentence: Sentence) -> list[Term]:
    """The numbers of a sentence that tell how much something rose or fell."""
    return [sentence.terms[index] for index in _ways(sentence)]


def _ways(sentence: Sentence) -> dict[int, str]:
    """The changes of a sentence by their places among its terms, with their ways."""
    bounds = sentence.start, sentence.end, len(sentence.terms)
    known = sentence.worked_out.get(bounds)
    if known is not None:
        return known
    found: dict[int, str] = {}
    sentence.worked_out[bounds] = found
    if _ANY_WAY.search(sentence.text, sentence.start, sentence.end) is None:
        return found
    for index, term in enumerate(sentence.terms):
        way = _way(sentence, term)
        if way is None and index - 1 in found and found[index - 1] != "times" and _tied(sentence, index):
            way = found[index - 1]
        if (
            way is None
            and index - 2 in found
            and _RESTATED.fullmatch(sentence.text, sentence.terms[index - 1].end, term.number_start)
        ):
            way = found[index - 2]
        if way is not None:
            found[index] = way
    return found


def _tied(sentence: Sentence, index: int) -> bool:
    """Whether a number says a change again in another unit: "tăng 60 hồ sơ (15%)", "tăng 60 hồ sơ, tương ứng tăng 15%"."""
    one, two = sentence.terms[index - 1 : index + 1]
    return (
        one.kind != two.kind and one.noun not in POINTS and _AGAIN.fullmatch(sentence.text, one.end, two.number_start) is not None
    )


def _way(sentence: Sentence, term: Term) -> str | None:
    """Which way a number tells a change: "up", "down", "times"; None where it tells none."""
    if term.kind == "ratio":
        return None  # "giảm 1/3"
    before = sentence.text[max(sentence.start, term.number_start - 40) : term.number_start]
    if term.noun == "lần" and _TIMES.search(before):
        return "times"
    if term.kind == "percentage" and _EQUALS.search(before) and _THAN_BEFORE.match(sentence.text, term.end):
        return "whole"
    if _GAP.search(before):
        return "gap"
    if _GROWTH.search(sentence.text, sentence.start, term.number_start) and _FROM_BEHIND.match(sentence.text, term.end):
        return "up"
    if (rises := _behind_base(sentence, term)) is not None:
        return "up" if rises else "down"
    match = _CHANGE.search(before) or (
        _OVER_TARGET.search(before) if term.noun in POINTS and sentence.text.startswith(" (", term.end) else None
    )
    if match is None:
        return None
    return "up" if match["up"] else "down"


def _behind_base(sentence: Sentence, term: Term) -> bool | None:
    """Whether a change behind what it is reckoned from goes up: "68,2%, cao hơn tháng 8 (66,1%) 2,1 điểm phần trăm"; None for others."""
    base = next((other for other in reversed(sentence.terms) if other.end <= term.number_start), None)
    if base is None or not _AT_ONCE.fullmatch(sentence.text, base.end, term.number_start):
        return None
    match = _THAN_TIME.search(sentence.text, max(sentence.start, base.number_start - 60), base.number_start)
    return match["up"] is not None if match is not None else None


def _readings(sentence: Sentence, index: int, changes: dict[int, str]) -> Iterator[Change]:
    """The pairs of figures that a change may be between, the likeliest first."""
    terms, text = sentence.terms, sentence.text
    term = terms[index]
    if changes[index] == "gap":
        one, two = terms[max(index - 2, 0)], terms[max(index - 1, 0)]
        plain_pair = index > 1 and index - 1 not in changes and index - 2 not in changes and fits(term, two, one)
        if plain_pair and _BESIDE.fullmatch(text, one.end, two.number_start):
            yield Change(term, two, one, None)
        return
    up = {"up": True, "down": False}.get(changes[index])
    if index > 1 and _behind_base(sentence, term) is not None:  # 7
        base = terms[index - 1]
        for now in reversed(terms[: index - 1]):
            if now.kind == base.kind and now.exact and base.exact and fits(term, now, base):
                yield Change(term, now, base, up)
        return
    plain = [i for i in range(len(terms)) if i not in changes]
    nows = [terms[i] for i in reversed(plain) if i < index]
    last = index
    while last + 1 in changes and _tied(sentence, last + 1):
        last += 1
    if last + 2 < len(terms) and last + 1 in plain and last + 2 in plain:  # 3 and 6
        one, two = terms[last + 1], terms[last + 2]
        gap = text[terms[last].end : one.number_start]
        if _FROM_BEHIND.fullmatch(gap) and _TO.fullmatch(text, one.end, two.number_start):
            if one.exact and two.exact and fits(term, two, one):
                yield Change(term, two, one, up)
            return
        if _OPENING.fullmatch(gap) and _BESIDE.fullmatch(text, one.end, two.number_start) and fits(term, one, two):
            times = [_time_of(sentence, item) for item in (one, two)]
            if one.exact and two.exact and times[0] != times[1] and (times[1] or _EARLIER.search(times[0] or "")):
                yield Change(term, *((two, one) if _EARLIER.search(times[0] or "") else (one, two)), up)
                return
    if (
        index > 1
        and index - 1 in plain
        and index - 2 in changes
        and _RESTATED.fullmatch(text, terms[index - 1].end, term.number_start)
    ):
        amount, base = terms[index - 2], terms[index - 1]
        told = [change for change in _readings(sentence, index - 2, changes) if change.before is base]
        if told:  # "tăng 14% so với cùng kỳ (40.000 văn bản), tương ứng 5.600 văn bản"
            yield from (replace(change, term=term) for change in told if fits(term, change.now, base))
        elif term.kind == "percentage" != amount.kind and amount.exact and base.exact and amount.noun and amount.is_like(base):
            now = replace(base, value=base.value + (amount.value if up else -amount.value), slack=base.slack + amount.slack)
            yield Change(term, now, base, up)  # "tăng 300 người so với cùng kỳ (1.500 người), tương ứng 20%"
        return
    if last + 1 in plain and index - 1 in plain:  # 5
        one, two = terms[index - 1], terms[last + 1]
        against = _AGAINST.search(sentence.before(one)) and _CLAUSE_THEN.fullmatch(text, one.end, term.number_start)
        if against and _NOW_AT.fullmatch(text, terms[last].end, two.number_start):
            if one.exact and two.exact and fits(term, two, one):
                yield Change(term, two, one, up)
            return
    if last + 1 in plain:  # 1: now, change, "so với ... (before)"
        other = terms[last + 1]
        gap = text[terms[last].end : other.number_start]
        named = _OF_LAST.search(sentence.before(term)) is not None and _BRACKET.fullmatch(gap) is not None
        if other.whole and changes[index] == "times" and _BASE.fullmatch(gap):
            yield Change(term, other, replace(other, value=other.whole), up)  # "bằng 1,2 lần cùng kỳ (600/500 hồ sơ)"
            return
        if (_THAN.fullmatch(gap) or _BASE.fullmatch(gap) or named) and other.exact:
            for now in nows:
                if fits(term, now, other) and now.exact:
                    yield Change(term, now, other, up, of_whole=changes[index] == "whole")
            return
        if (
            last == index
            and index + 2 in plain
            and _RAISED.search(gap)
            and _OPENING.match(text, other.end)
            and _time_of(sentence, terms[index + 2])
        ):
            if other.exact and terms[index + 2].exact and fits(term, other, terms[index + 2]):
                yield Change(term, other, terms[index + 2], up)  # "thêm 120 thẻ, nâng tổng số lên 1.320 thẻ (tháng trước 1.200)"
            return
    if index >= 2 and index - 1 in plain and index - 2 in plain:  # 2: "từ before lên now, change"
        one, two = terms[index - 2], terms[index - 1]
        if _FROM.search(sentence.before(one)) and _TO.fullmatch(text, one.end, two.number_start):
            if one.exact and two.exact and fits(term, two, one) and _goes_on(text[two.end : term.number_start]):
                yield Change(term, two, one, up)
            return
    yield from _of_two_times(sentence, index, plain, up)


def _goes_on(gap: str) -> bool:
    """Whether a change is told of the figures right before it, and not of another thing with a name of its own."""
    return _THEN.fullmatch(gap) is not None and _WAY.match(re.split(r"[,;()–-]", gap)[-1]) is not None


def _of_amount(sentence: Sentence, index: int, changes: dict[int, str]) -> Iterator[Change]:
    """A percentage beside the amount of its change: "460 hồ sơ, tăng 60 hồ sơ (15%)"."""
    terms = sentence.terms
    term = terms[index]
    if term.kind != "percentage" or index < 2 or index - 1 not in changes or not _tied(sentence, index):
        return
    amount = terms[index - 1]
    for now in (terms[i] for i in range(index - 2, -1, -1) if i not in changes):
        if now.kind in ("count", "number", "money", "measure") and now.exact and amount.exact and amount.is_like(now):
            up = changes[index] == "up"
            if _AGAINST.search(sentence.before(now)):  # "So với tháng 8 (38.204 hồ sơ), tăng 3.056 hồ sơ, tương ứng tăng 8,0%"
                yield Change(term, replace(now, value=now.value + (amount.value if up else -amount.value)), now, up, sure=False)
                return
            base = now.value - amount.value if up else now.value + amount.value
            if base > 0:
                yield Change(term, now, replace(now, value=base, slack=now.slack + amount.slack), up, sure=False)


def _of_two_times(sentence: Sentence, index: int, plain: list[int], up: bool | None) -> Iterator[Change]:
    """4: two figures of different times before the change."""
    terms, text = sentence.terms, sentence.text
    term = terms[index]
    if index - 1 not in plain:
        return
    two = terms[index - 1]
    earlier = [i for i in plain if i < index - 1 and terms[i].is_like(two) and terms[i].kind != "ratio"]
    if not earlier or any(abs(terms[i].value - two.value) == term.value for i in earlier[:-1]):
        return  # "có 6.912 người trên tổng số 17.280 người; so với mục tiêu (8.640 người) còn thiếu 1.728 người"
    one = terms[earlier[-1]]
    if not (one.exact and two.exact and fits(term, two, one)) or not _goes_on(text[two.end : term.number_start]):
        return
    if _OTHER_BASE.match(text, term.end):
        return
    times = [_time_of(sentence, item) for item in (one, two)]
    # a figure of another time is named so; the other is then the one of the report
    if times[0] == times[1] or (times[1] is None and not _EARLIER.search(times[0] or "")):
        if len(earlier) == 1 and _is_slip_off(term, one, two):
            yield Change(term, *((two, one) if up is (two.value > one.value) else (one, two)), None, sure=False)
        return
    low, high = sorted((one, two), key=lambda item: item.value)
    ranks = term.noun in RANKS
    now, before = (high, low) if (up is not False) != ranks else (low, high)
    yield Change(term, now, before, None, sure=False)


def _is_slip_off(term: Term, one: Term, two: Term) -> bool:
    """Whether a change is one slip of the pen off that between two figures: "tự chấm 86,5 điểm, thẩm định 82,75 điểm, giảm 4,75 điểm"."""
    exact = abs(two.value - one.value)
    if one.kind == "percentage" and term.noun in POINTS:
        return is_turned(round(exact / term.step), round(term.value / term.step))
    return term.kind == one.kind != "percentage" and is_slip(round(exact / term.step), round(term.value / term.step), digits=3)


def _time_of(sentence: Sentence, term: Term) -> str | None:
    """The time, or the plan, that a figure is named with in its clause."""
    before = sentence.before(term, 80).rpartition(";")[2]
    match = next(iter(reversed(list(_TIME.finditer(before)))), None)
    at = term.number_start - len(before)
    if match is None:
        match = _TIME.search(re.split(r"[(,;]", sentence.after(term))[0])
        at = term.end
    return sentence.passage.text[at + match.start() : at + match.end()].lower() if match is not None else None
