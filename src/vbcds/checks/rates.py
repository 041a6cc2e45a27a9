"""Percentages whose whole no fixed phrase names: another figure of the sentence is it, and the percentage is near that of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.checks.rates_named import find_named_rate
from vbcds.checks.rates_slips import find_slipped_rate, is_slipped
from vbcds.checks.rates_values import ADDED, NEAR, Rate, is_among, is_explained, is_swapped, printed_decimals
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term, counts_same, unit_group
from vbcds.checks.view import PartView, number_text
from vbcds.lexicons.reckoning import reckoning_words

_CUE = (
    r"(?:(?:như vậy|như thế)\s,?)?(?:(?:chỉ|mới|đã|vẫn|cũng|hiện|ước)\s){0,2}(?:"
    r"(?:đạt|chiếm|với|có)?\s?(?:tỷ|tỉ) lệ(?:\s(?P<of>[^,;.()%:]{1,40}?))?(?:\s(?:đạt|là|chiếm|bằng)|\s\(%\))?"
    r"|(?:đạt\s|chiếm\s)?(?:hiệu suất|công suất|tỷ suất|tỷ trọng|tỉ trọng)(?:\s[^,;.()%:]{1,30})?"
    r"|đạt|chiếm|tương đương|tương ứng|bằng|=)"
)
#: Between a count and the percentage that it makes.
_FORWARD = re.compile(
    rf"[^,;.()%]{{0,90}}(?:,\s(?!(?:tỷ lệ|tỉ lệ|cùng|kỳ|tháng|năm|quý)\s)[^,;.()%\d]{{1,20}}(?=,))?"
    rf"[,(:–-]?\s?\(?\s?(?:và\s)?{_CUE}\s?(?:(?:với|là|khoảng|gần|trên|hơn|xấp xỉ|mức|tỷ lệ)\s)*:?\s?"
)
_BRACKET = re.compile(
    r"[^,;.()%]{0,70}\(\s?(?:[^,;.()%\d]{2,40}\s(?=chiếm|đạt|bằng))?"
    r"(?:(?:đạt|chiếm|bằng|tương đương|tương ứng|tỷ lệ|tỉ lệ|tức|hay|là|khoảng|gần|trên|hơn|xấp xỉ)\s?:?\s?){0,3}"
)
#: Between a ratio and its percentage: "27/36 hệ thống – 75%", "27/36 hệ thống, 75%".
_BESIDE_RATIO = re.compile(r"[^,;.()%]{0,60}(?:\s[–-]|\s?[,:])\s")
#: Between a percentage and the count in brackets behind it.
_BACK = re.compile(
    r"[^,;.()%]{0,80}\(\s?(?:(?:tức|tương đương|tương ứng|với|là|đạt|gồm|bằng|có|đã)\s?:?\s?){0,2}(?:[^,;.()%/]{0,30}\s)?"
    r"|[^,;.()%]{0,60},?\s(?:tương (?:ứng|đương)|(?<!so )với|là|tức)\s(?:với\s|là\s)?"
)
#: Between a part and its whole.
_OUT_OF = re.compile(
    r"[^;.()%]{0,60}(?<!\w)(?:(?:trong|trên|so với)\s(?:tổng|nhu cầu|số|toàn|kế hoạch|chỉ tiêu|dự toán)(?!\w)[^;.,()%]{0,40}"
    r"|trong khi\s[^;.,()%]{0,40}|trên\s)"
)
#: Behind a percentage, its whole with a figure: "8,1% tổng số 1.500 hồ sơ", "96% kế hoạch (1.200 lượt)".
_OF = re.compile(
    r"\s?\)?\s?\(?\s?(?:(?:so với|trên|của|trong|/)\s)?(?:(?:tổng|số|kế hoạch|chỉ tiêu|mục tiêu|dự toán|dự kiến|nhu cầu|toàn"
    r"|mức (?:dự kiến|được giao|giao|kế hoạch))(?!\w)"
    r"(?:(?!\svà\s)[^,;.()%]){0,60}(?:\([^,;.()%]{0,40})?)"
    r"|\s(?:so với|trên|của|trong)\s(?:(?!tháng|năm|quý|tuần|cùng|kỳ|mức)[^,;.()%]){0,50}(?:\([^,;.()%]{0,40})?"
)
#: The percentage is of a plan, or of another time.
_PLAN = re.compile(
    r"\s?\(?(?:so với\s|của\s)?(?:tổng\s)?(?:kế hoạch|kh|chỉ tiêu|dự toán|mục tiêu|(?:mức\s)?dự kiến|vốn|nhu cầu)(?!\w)"
)
_TIMED = re.compile(r"\s?[^.,;()%]{0,30}(?<!\w)(?:năm|quý|tháng|giai đoạn|kỳ)(?!\w)")
_PLANNED = re.compile(r"(?<!\w)(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu|giao|phân bổ|bố trí|tổng vốn|nhu cầu)(?!\w)")
_STOP = re.compile(r"\s?(?:[.;,)]|$)")
_CLOSED = re.compile(r"\s?(?:[.;,)]|$|(?:trên\s|của\s|trong\s)?(?:tổng\s)?số\s|(?:trên|của|so với)\s(?:tổng|số))")
_SPLIT = re.compile(r"trong đó|riêng|trong số (?:này|đó)")
_WORD = re.compile(r"\w+")
#: "... là 62,5%: 1.875 trên 3.000 hồ sơ"
_COLON = re.compile(r"\s?:\s(?:(?:có|đã|đạt)\s)?")
#: The end of the bracket that a percentage stands in: "(82,8% số hồ sơ thu nhận)", of no plan and no other time.
_TO_BRACKET = re.compile(r"(?:\s(?!so với|cùng kỳ|kế hoạch|chỉ tiêu|dự toán)[^.;()%\d]{0,40})?\)")
_IN_BRACKET = re.compile(r"[^,;.()%]{0,20}\),?\s(?:đạt|bằng)\s")
_BEHIND_BRACKET = re.compile(r"[^.;()%]{0,60}\([^.;()%]{0,120}\)\s?[,;]\s(?:đạt|bằng|chiếm)\s(?:(?:tỷ|tỉ) lệ\s)?")
_OF_LABEL = re.compile(r"[^,;.()%]{0,40}\(\s?(?:(?:đạt|chiếm|tỷ lệ|tỉ lệ)\s){1,2}")
_BOUNDED = re.compile(r"\s?(?:trở lên\s|trở xuống\s)?\(\s?(?:chiếm|đạt|bằng|tỷ lệ)\s")
_FOR = re.compile(r"\s(?:[^,;.()%]{0,30}\s)?(?:cho|trên|trong)\s(?:tổng\s)?(?:số\s)?")
_RISEN = re.compile(r"[^,;.()%]{0,60},?\s(?:tăng|giảm)\stừ\s(?:[^,;.()%]{0,20}\s)?")
_TO = re.compile(r"[^;.%]{0,60}\s(?:lên|xuống|còn)\s(?:còn\s|đạt\s)?")
#: "92% số hồ sơ thu nhận": the whole by its name.
_OF_NOUN = re.compile(r"\s(?:trên\s|của\s|so với\s)?(?:tổng\s)?số\s(?P<noun>[^,;.()%]{2,40})")
_LEAD = re.compile(r"\s*(?:trong đó|tỷ lệ|tỉ lệ|trong số (?:này|đó))(?!\w)")


def find_wrong_rates(view: PartView, sentence: Sentence, changes: Sequence[Term]) -> Iterator[tuple[Rate, Problem]]:
    """Percentages that are not those of their counts; `changes` are percentages of growth."""
    for percent in sentence.terms:
        if percent.kind != "percentage" or not percent.exact or percent in changes or percent.value <= 0:
            continue
        part = _part(sentence, percent)
        if part is None:
            rate = find_named_rate(sentence, percent)
            if rate is not None and not rate.agrees():
                yield rate, _problem(view, sentence, rate)
            continue
        if not part.exact or part.value <= 0 or part in changes:
            continue
        rate = _rate(sentence, part, percent, changes)
        if rate is None and _PLAN.match(sentence.text, percent.end) is None:
            rate = find_slipped_rate(sentence, part, percent, changes)
        if rate is None:
            rate = find_named_rate(sentence, percent)
        if rate is not None and not rate.agrees():
            yield rate, _problem(view, sentence, rate)


def _part(sentence: Sentence, percent: Term) -> Term | None:
    """The count that a percentage is of."""
    text, terms = sentence.text, sentence.terms
    index = terms.index(percent)
    before = terms[index - 1] if index else None
    if before is not None and (opened := _closed_bracket(sentence, before, percent)) is not None:
        # "1.248 dịch vụ (786 toàn trình, 462 một phần), bằng 68,9% tổng số thủ tục": of what stands before the bracket
        outside = [term for term in terms[:index] if term.end <= opened]
        plain = outside and outside[-1].kind == "count" and _PLAN.match(text, percent.end) is None
        if plain and _BEHIND_BRACKET.fullmatch(text, outside[-1].end, percent.number_start):
            return outside[-1]
    after = terms[index + 1] if index + 1 < len(terms) else None
    if after is not None and after.kind in ADDED and _BACK.fullmatch(text, percent.end, after.number_start):
        names_base = _OF.fullmatch(text, percent.end, after.number_start) is not None  # "115% dự toán (800 tỷ đồng)"
        if after.whole or not names_base:
            return after
    first = terms[index - 2] if index > 1 else None
    if before is not None and first is not None and _is_planned(sentence, first, before, percent):
        return first
    if before is not None and before.value == 100 and first is not None and _OF_LABEL.fullmatch(text, before.end, percent.start):
        # "118 đơn vị đã ký số 100% văn bản (tỷ lệ 89,4%)"
        return first if before.kind == "percentage" and first.kind == "count" and first.exact and not first.whole else None
    if after is not None and after.whole and _COLON.fullmatch(text, percent.end, after.number_start):
        return after
    if before is not None and before.kind == "percentage" and first is not None and not before.exact:
        # "17 đơn vị đạt từ 80% trở lên (chiếm 70,8%)"
        bounded = _BOUNDED.fullmatch(text, before.end, percent.number_start) and text.startswith(")", percent.end)
        return first if bounded and first.kind == "count" and first.exact and not first.whole else None
    if before is not None and before.kind == "percentage" and first is not None and first.whole:
        # "256/348 trường, tăng từ 69,5% lên 73,56%"
        risen = _RISEN.fullmatch(text, first.end, before.number_start) and _TO.fullmatch(text, before.end, percent.number_start)
        return first if risen else None
    if before is not None and before.kind in ADDED:
        gap = text[before.end : percent.number_start]
        closing = _TO_BRACKET.match(text, percent.end) is not None
        forward = _FORWARD.fullmatch(gap)
        if forward is not None and forward["of"] and not _is_told(sentence, forward["of"], before.end + forward.start("of")):
            return None
        if before.whole and _STOP.match(text, percent.end) and _BESIDE_RATIO.fullmatch(gap):
            return before
        bracket = closing or (after is not None and _OF.fullmatch(text, percent.end, after.number_start) is not None)
        if forward is not None or (bracket and _BRACKET.fullmatch(gap)):
            if first is not None and first.exact and first.kind in ADDED and not first.whole:
                between = text[first.end : before.number_start]
                if _OUT_OF.fullmatch(between) and (
                    first.is_like(before) or ("tổng" in between and {first.kind, before.kind} <= {"count", "number"})
                ):
                    return first
            return before
    return None


def _closed_bracket(sentence: Sentence, before: Term, percent: Term) -> int | None:
    """Where the bracket begins that ends between a figure in it and a percentage; None where there is none."""
    closed = sentence.text.find(")", before.end, percent.number_start)
    opened = sentence.text.rfind("(", sentence.start, before.start)
    return opened if closed >= 0 and opened > sentence.text.rfind(")", sentence.start, before.start) else None


def _is_planned(sentence: Sentence, part: Term, plan: Term, percent: Term) -> bool:
    """Whether a percentage is of the plan told in brackets: "48 lớp (kế hoạch 60 lớp), bằng 80% kế hoạch"."""
    text = sentence.text
    return (
        {part.kind, plan.kind} <= set(ADDED)
        and _IN_BRACKET.fullmatch(text, plan.end, percent.number_start) is not None
        and _PLAN.match(text, percent.end) is not None
        and _PLANNED.search(text, part.end, plan.number_start) is not None
    )


def _is_of_bearers(whole: Term, part: Term) -> bool:
    """Whether a paper or an account is counted of those who each have one: "5.600 nhân khẩu, đã lập 5.320 hồ sơ"; or those who
    answered of the papers that they filled in."""
    papers = unit_group(part.noun) in ("files", "systems") and unit_group(whole.noun) in ("people", "bodies")
    answers = whole.noun.startswith("phiếu") and unit_group(part.noun) == "people"
    return (papers or answers) and whole.exact and 0 < part.value <= whole.value


def _is_told(sentence: Sentence, name: str, end: int) -> bool:
    """Whether a named rate ("tỷ lệ giải ngân") is of what the sentence told before."""
    clause = max(sentence.start, sentence.text.rfind(";", sentence.start, end))
    said = set(_WORD.findall(sentence.text[clause:end]))
    return set(_WORD.findall(name)) - reckoning_words("empty_of_rates") <= said


def _rate(sentence: Sentence, part: Term, percent: Term, changes: Sequence[Term]) -> Rate | None:
    """The likeliest whole of a part and its percentage; None where nothing tells it, or where another pair of figures makes it."""
    text, terms = sentence.text, sentence.terms
    index = terms.index(percent)
    planned = _PLAN.match(text, percent.end) is not None
    pool = [term for term in sentence.all_terms if term.kind in ADDED and term.exact and term.is_like(part) and term is not part]
    wholes = [Rate(percent, part, term, value, False) for term in pool for value in (term.value, term.whole or 0.0) if value > 0]
    if part.whole:
        wholes.append(Rate(percent, part, part, part.whole, True))
    if any(rate.agrees() for rate in wholes) or _is_of_others(sentence, percent, part):
        return None
    among = terms[index - 2] if index > 1 and terms[index - 1] is part and not planned else None
    if among is not None and among in pool and is_among(sentence, among, part):
        return Rate(percent, part, among, among.value, True)
    closed = part.start > percent.end or _CLOSED.match(text, percent.end) is not None
    near = NEAR if not planned else 0.6 * NEAR if _TIMED.match(text, percent.end) else 2 * NEAR
    if part.whole:
        rate = wholes[-1]
        if planned:
            return rate if abs(rate.exact - percent.value) <= min(near, NEAR) else None
        return rate if closed else None
    if index > 1 and terms[index - 2] is part:
        return Rate(percent, part, terms[index - 1], terms[index - 1].value, True)
    behind = terms[index + 1] if index + 1 < len(terms) else None
    if (
        behind is not None
        and behind is not part
        and behind in pool
        and behind not in changes
        and _OF.fullmatch(text, percent.end, behind.number_start)
    ):
        rate = Rate(percent, part, behind, behind.value, True)
        return rate if part.value <= behind.value or planned else None
    named = _OF_NOUN.match(text, percent.end)
    if named is not None:
        rates = [
            Rate(percent, part, term, term.value, False)
            for term in sentence.all_terms
            if term.end <= part.start
            and term.exact
            and term.noun
            and term.value > part.value
            and (named["noun"].startswith(term.noun) or counts_same(named["noun"], term.noun))
        ]
        if any(rate.agrees() for rate in rates):
            return None
        rates = [rate for rate in rates if abs(rate.exact - percent.value) <= 2 * NEAR]
        return min(rates, key=lambda rate: abs(rate.exact - percent.value), default=None)
    behind = terms[index + 2] if index + 2 < len(terms) and terms[index + 1] is part else None
    if (
        behind is not None
        and behind.exact
        and behind.kind in ("count", "number")
        and _FOR.fullmatch(text, part.end, behind.number_start)
    ):
        rate = Rate(percent, part, behind, behind.value, False)  # "98,6% (đã cấp 49.300 thẻ cho 50.000 công dân)"
        return rate if part.value <= behind.value and abs(rate.exact - percent.value) <= NEAR and not rate.agrees() else None
    if not (closed or planned):
        return None
    told = [rate for rate in wholes if rate.whole.end <= part.start and _may_be_whole(sentence, rate, planned, changes)]
    before = terms[index - 2] if index > 1 and terms[index - 1] is part else None
    if not told and before is not None and _is_of_bearers(before, part) and not planned:
        rate = Rate(percent, part, before, before.value, False)
        return rate if not rate.agrees() and abs(rate.exact - percent.value) <= 0.5 * NEAR else None
    if not told and not planned and text.startswith(")", percent.end):
        other = _of_other_noun(sentence, percent, part)
        if other is not None:
            return other
    turned = [
        rate
        for rate in told
        if percent.value > 100 and _is_inverted(rate) and _SPLIT.search(text, rate.whole.end, part.start) is not None
    ]
    if turned:
        return turned[-1]
    likely = [
        rate
        for rate in told
        if abs(rate.exact - percent.value) <= near or is_swapped(rate) or is_explained(rate) or is_slipped(rate)
    ]
    return min(likely, key=lambda rate: abs(rate.exact - percent.value), default=None)


def _of_other_noun(sentence: Sentence, percent: Term, part: Term) -> Rate | None:
    """ "Cấp 318 giấy phép, trong đó nộp trực tuyến 291 hồ sơ (91,5%)": a part counted by another noun than the whole right before it."""
    index = sentence.terms.index(part)
    whole = sentence.terms[index - 1] if index else None
    if whole is None or {whole.kind, part.kind} != {"count"} or not (whole.exact and part.exact) or whole.whole or part.whole:
        return None
    gap = sentence.text[whole.end : part.number_start]
    of_people = unit_group(part.noun) == "people" and unit_group(whole.noun) == "files"
    if not ("trong đó" in gap or of_people) or "." in gap or not 0.5 * whole.value <= part.value < whole.value:
        return None
    rate = Rate(percent, part, whole, whole.value, False)
    return rate if not rate.agrees() and (abs(rate.exact - percent.value) <= 0.3 * NEAR or is_swapped(rate)) else None


def _is_inverted(rate: Rate) -> bool:
    """Whether a percentage is that of the whole in its part: "8.214 hồ sơ, trong đó 5.093 hồ sơ trực tuyến, đạt 161,3%"."""
    return 0 < rate.part.value < rate.total and agrees(
        rate.total, rate.part.value, rate.percent.value, decimals=printed_decimals(rate.percent)
    )


def _is_of_others(sentence: Sentence, percent: Term, part: Term) -> bool:
    """Whether two other figures of the sentence make the percentage."""
    others = [term for term in sentence.terms if term.kind in ADDED and term is not part]
    values = [(term, value) for term in others for value in (term.value, term.whole or 0.0) if value > 0]
    return any(
        one is not two and one.is_like(two) and a < b and agrees(a, b, percent.value, decimals=printed_decimals(percent))
        for one, a in values
        for two, b in values
    )


def _may_be_whole(sentence: Sentence, rate: Rate, planned: bool, changes: Sequence[Term]) -> bool:
    """Whether a figure before the part may be what the percentage is of."""
    whole, part, text = rate.whole, rate.part, sentence.text
    if whole in changes or (rate.total <= part.value and not planned):
        return False
    if whole.start < sentence.start:
        if "\n" in text[whole.end : part.start] or _LEAD.match(text, sentence.start) is None:
            return False
        if sum(mark in ".!?" for mark in re.findall(r"[.!?](?=\s)", text[whole.end : part.start])) > 1:
            return False
    lead = text[max(0, whole.number_start - 60) : whole.number_start]
    if planned:
        return _PLANNED.search(lead) is not None or _PLANNED.match(text[whole.end : whole.end + 20].lstrip()) is not None
    if not part.noun and not whole.noun and part.kind != "number":
        return False
    rest = [term for term in sentence.all_terms if whole.end <= term.start < part.start]
    own = next(iter(rest), None)
    if (
        own is not None
        and own is not rate.percent
        and own.kind == "percentage"
        and _FORWARD.fullmatch(text, whole.end, own.number_start)
    ):
        return _SPLIT.search(text, own.end, part.start) is not None  # the figure is itself a part of something
    return True


def _problem(view: PartView, sentence: Sentence, rate: Rate) -> Problem:
    items = (rate.percent, rate.part, rate.whole)
    whole = rate.whole.digits if rate.whole is not rate.part else number_text(rate.total)
    if rate.part.kind == "money":
        unit = 1e6 if rate.total >= 1e6 else 1.0
        part, whole = number_text(rate.part.value / unit), number_text(rate.total / unit)
    else:
        part, whole = number_text(rate.part.value), number_text(rate.total)
    digits = sentence.passage.text[rate.percent.number_start : rate.percent.end].replace(" ", "")
    exact = f"{rate.exact * (10 if '‰' in digits else 1):.{max(2, decimals_of(rate.percent.digits))}f}".replace(".", ",")
    return Problem(
        message=f"Tỷ lệ ghi {digits}, nhưng {part}/{whole} là {exact}{'‰' if '‰' in digits else '%'}.",
        evidence=(
            view.within(sentence.passage, min(item.start for item in items), max(item.end for item in items)),
            view.within(sentence.passage, rate.percent.start, rate.percent.end),
        ),
        severity=None if rate.sure else "warning",
    )
