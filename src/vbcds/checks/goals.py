"""Goals as running text tells them: beside what was reached ("66,3% (chỉ tiêu năm 2025 là 80%)", "vượt mục tiêu 95%"), and as what is
striven for ("phấn đấu đến hết năm 2025 ... đạt 75%", "Mục tiêu năm 2025: ... từ 90% trở lên")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from vbcds.assembly.target_clauses import fan_out, find_clauses, find_when
from vbcds.checks.registry import Problem
from vbcds.checks.terms import counts_same, split_unit
from vbcds.checks.view import PartView, with_unit
from vbcds.lexicons.goals import fold
from vbcds.lexicons.reckoning import reckoning_words
from vbcds.lexicons.wordings import levels, telling_words, words_of_time
from vbcds.model.mentions import Quantity
from vbcds.model.records import Evidence, TargetRecord

#: Without one of these a text tells no goal.
_CUE = re.compile(
    r"[Mm]ục tiêu|[Cc]hỉ tiêu|[Pp]hấn đấu|[Dd]ự toán|[Kk]ế hoạch(?: ?[(:,]| (?:năm|giao|được|đã|là|đạt|đề|đặt))"
    r"|[Đđ]ến(?: hết| cuối)? năm 20"
)
_CITED = r"(?:tại |theo |của )?(?:nghị quyết|quyết định|kế hoạch|chương trình|đề án|công văn)(?: số)? [\w/.đ-]+(?: ngày [\d/.-]+)?"
#: Right before a figure that is a goal: "chỉ tiêu năm 2026 là ", "mục tiêu Kế hoạch số 87/KH-UBND đề ra (", "dự toán năm (".
_GIVEN = r"(?: (?:được |đã )?(?:ubnd tỉnh |hđnd tỉnh |tỉnh )?(?:giao|đề ra|đặt ra))?"
_SET = re.compile(
    rf"(?<!\w)(?P<cue>(?:mục tiêu|chỉ tiêu|kế hoạch(?! số)|dự toán)(?: phấn đấu)?{_GIVEN}(?: {_CITED})?"
    rf"(?: (?:đến |trong )?(?:hết |cuối )?(?:cả )?năm(?: 20\d\d)?)?{_GIVEN}(?: {_CITED})?{_GIVEN})"
    r" ?(?:\(|:|,)? ?(?:(?:là|đạt|phải đạt|có|mức|yêu cầu) )*$"
)
#: By whom a goal was set, before the word for it: "(Kế hoạch số 87/KH-UBND giao".
_SETTER = re.compile(
    rf"(?<!\w){_CITED}(?: của [^,;:()%\d]{{2,60}}?)? (?:đã )?(?:giao|đề ra|đặt ra|quy định|xác định|yêu cầu|đặt)(?!\w)"
    r"(?: cho [^,;:()%\d]{2,40})?"
)
#: Words that open goals: up to the colon or the comma behind them.
_OPENS = re.compile(
    r"(?<!\w)(?P<word>phấn đấu|mục tiêu|chỉ tiêu)(?!\w)"
    r"(?:[^:;.%]{0,80}?(?P<open>:|,? trong đó,?|,? gồm:?|,? cụ thể(?: là)?:?|,? như(?: sau)?:?))?"
)
#: By whom goals are set, and until when: "Theo Kế hoạch số 87/KH-UBND ngày 05/3/2026 ..., đến hết năm 2026 ...".
_BY_PLAN = re.compile(
    r"\W*(?:theo|thực hiện|căn cứ) [^;%]{0,60}?(?:nghị quyết|quyết định|kế hoạch|chương trình|đề án)(?!\w)[^;%]{0,240}?,"
    r"(?= (?:phấn đấu )?(?:đến |trong |năm ))"
)
#: To reach what was set, and no more: "phấn đấu hoàn thành dự toán".
_AS_SET = re.compile(r"hoàn thành (?:các |toàn bộ )?(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)(?!\w)")
#: A clause that tells what was reached.
_FACT = re.compile(
    r"(?<!\w)(?:đã|mới|hiện|ước|kết quả|đạt được|vượt|so với|thấp hơn|cao hơn|thực hiện được|bằng|chưa đạt|tăng|giảm so|không đạt"
    r"|trong tháng|trong quý|đến nay|tính đến)(?!\w)"
)
#: Goals of a part of a year, of several years, or of a part of the country.
_OTHER_TIME = re.compile(r"(?<!\w)(?:tháng|quý|tuần|kỳ|giai đoạn|nhiệm kỳ|bình quân)(?!\w)|20\d\d ?[-–] ?20\d\d")
_NUMBERS = re.compile(r"(?:bằng |đạt )?\d[\d.,]* ?(?:%|điểm(?: phần trăm| %)?)?")
_UP_TO_NUMBER = re.compile(r"\D*")
_YEAR = re.compile(r"(?<!\w)năm (20\d\d)(?!\d)(?! ?[-–])")
_GOAL_WORDS = re.compile(
    r"(?:vượt|cao hơn|thấp hơn|so với|bằng)(?!\w)|mục tiêu|chỉ tiêu|kế hoạch|dự toán|phấn đấu|hoàn thành|năm 20\d\d|(?:từ|trở) lên"
)
_TIME = re.compile(
    r"(?<!\w)\d+ tháng(?: (?:đầu|cuối) năm)?|(?<!\w)(?:tháng|quý|năm|ngày) [\divx]+(?:/\d+){0,2}|(?<!\w)trong (?:tháng|quý|kỳ)"
)
#: Shared words of two wordings of one goal, of all of them: where each has some of its own, and where one has all of the other's.
_ALIKE, _CONTAINED = 0.85, 0.7
#: The end of a year, whatever it is called.
_TIME_OF_YEAR = re.compile(r"(?:12 tháng|tháng 12|quý iv|31/12)(?!\w)")
#: "hồ sơ" and "hồ sơ thủ tục hành chính" are the same papers.
_FILES, _PROCEDURES = frozenset(("hồ", "sơ")), frozenset(("thủ", "tục", "hành", "chính"))
_UPPER = frozenset(("<", "<="))


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """A goal in a text, by offsets of the text."""

    words: frozenset[str]
    levels: tuple[str, ...]
    #: The last day of its year, or an earlier day that it has; None where the text does not say.
    due: date | None
    value: float
    #: "%", "đồng", or what is counted.
    unit: str
    comparator: str
    #: What is striven for may be more than what was set.
    striven: bool
    start: int
    end: int


def read_goals(text: str, *, issued: date | None) -> list[ToldGoal]:
    """The goals that a text tells, in order.

    >>> (goal,) = read_goals("Tỷ lệ số hóa đạt 66,3% (chỉ tiêu năm 2025 là 80%).", issued=None)
    >>> goal.value, goal.due.year, goal.striven
    (80.0, 2025, False)
    >>> read_goals("Tỷ lệ số hóa đạt 66,3%, bằng 80% kế hoạch.", issued=None)
    []
    """
    if _CUE.search(text) is None:
        return []
    from vbcds.recognisers.quantities import find_quantities

    found: list[ToldGoal] = []
    opened: _Opening | None = None
    last, before = 0, ""
    for low, high in find_clauses(text):
        clause = text[low:high]
        joined = ";" in text[last:low]
        if not joined:
            opened = None
        last = high
        if opened is None and _CUE.search(clause) is None:
            before = clause
            continue
        folded = fold(clause)
        own = _OPENS.search(folded) or (_BY_PLAN.match(folded) if "đến" in folded else None)
        numbers = [q for q in find_quantities(clause) if q.kind in ("percentage", "count", "money", "number")]
        beside = list(_beside(folded, numbers, issued, fold(before) if joined else ""))
        before = clause
        if beside:
            found += [_placed(goal, low) for goal in beside]
            continue
        if own is not None:
            opened = _opening(folded, own, numbers, issued)
        if opened is not None and numbers:
            start = opened.end if own is not None else 0
            if start <= numbers[0].start and _FACT.search(folded, start) is None:
                found += [_placed(goal, low) for goal in _striven(clause, folded, start, numbers, opened, issued)]
        if opened is not None and not opened.stays:
            opened = None
    return found


@dataclass(frozen=True, slots=True)
class _Opening:
    """Words that open goals: whether these are striven for, their day, where they end, and whether they hold for clauses behind."""

    striven: bool
    due: date | None
    end: int
    stays: bool


def _opening(folded: str, match: re.Match[str], numbers: Sequence[Quantity], issued: date | None) -> _Opening | None:
    until = numbers[0].start if numbers else len(folded)
    if match.start() > until:
        return None
    named = "open" in match.re.groupindex and match["open"] is not None
    when = find_when(folded[match.start() if named else match.end() : until], issued)
    striven = "phấn đấu" in folded[:until] and _AS_SET.search(folded, 0, until) is None
    end = match.end("word") if "word" in match.re.groupindex and not named else match.end()
    return _Opening(striven, when[2] if when is not None else None, min(end, until), named or not numbers)


def _beside(folded: str, numbers: Sequence[Quantity], issued: date | None, clause_before: str) -> Iterator[ToldGoal]:
    """Goals right behind the word for them, with what the clause measures before, or else the clause before it."""
    floor = 0
    for index, number in enumerate(numbers):
        last = numbers[index - 1].end if index else 0
        cue = _SET.search(folded, max(last, number.start - 200), number.start)
        if cue is None or _OTHER_TIME.search(cue["cue"]) or not _is_amount(number):
            continue
        earlier = [other for other in numbers[:index] if floor <= other.start and other.end <= number.start]
        at = next((at for at in reversed(range(len(earlier))) if _is_like(earlier[at], number)), None)
        if earlier and at is None:
            continue
        before = earlier[at] if at is not None else None
        base = before.end if before is not None else floor
        floor = earlier[at - 1].end if at else floor
        subject = _SETTER.sub(" ", folded[floor : cue.start()])
        if before is not None:
            since = _NUMBERS.sub(" ", _SETTER.sub(" ", folded[base : cue.start()]))
            subject = f"{folded[floor : before.start]} {before.unit or ''} {since}"
        behind = re.match(r"[^,;.():\d]*", folded[number.end :])
        if before is None and behind is not None and len(telling_words(subject)) < 3:
            subject += behind[0]
        if before is None and not telling_words(_GOAL_WORDS.sub(" ", subject)):
            subject = _UP_TO_NUMBER.match(clause_before)[0]  # type: ignore[index]  # it matches nothing at least
        floor = number.end
        year = _YEAR.search(cue["cue"])
        due = date(int(year[1]), 12, 31) if year is not None else date(issued.year, 12, 31) if issued is not None else None
        yield _told(subject, number, due, striven="phấn đấu" in cue["cue"], start=number.start, end=number.end)


def _striven(
    clause: str, folded: str, start: int, numbers: Sequence[Quantity], opened: _Opening, issued: date | None
) -> Iterator[ToldGoal]:
    """The goals of a clause that only tells goals."""
    when = find_when(folded[start:], issued)
    moved = [q.moved(q.start - start, q.end - start, q.raw) for q in numbers]
    if _OTHER_TIME.search(_TIME_OF_YEAR.sub(" ", folded)):
        return
    for goal, number in zip(fan_out(clause[start:], folded[start:], moved, when), numbers, strict=True):
        if _is_amount(number):
            about = f"{goal.indicator} {goal.scope if goal.scope is not None and goal.scope not in goal.indicator else ''}"
            yield _told(about, number, goal.due or opened.due, striven=opened.striven, start=number.start, end=number.end)


def _is_amount(number: Quantity) -> bool:
    return number.value_max is None and number.denominator is None and number.unit is not None


def _is_like(one: Quantity, other: Quantity) -> bool:
    """Whether one figure may be what was reached of the goal that the other is."""
    if one.kind != other.kind:
        return False
    return one.kind != "count" or counts_same(split_unit(one.unit)[1], split_unit(other.unit)[1])


def _told(about: str, number: Quantity, due: date | None, *, striven: bool, start: int, end: int) -> ToldGoal:
    factor, unit = split_unit(number.unit)
    said = _TIME.sub(" ", _GOAL_WORDS.sub(" ", about))
    return ToldGoal(
        words=telling_words(said) - words_of_time(),
        levels=levels(said),
        due=due,
        value=number.value * factor,
        unit=unit,
        comparator=number.comparator,
        striven=striven,
        start=start,
        end=end,
    )


def _placed(goal: ToldGoal, by: int) -> ToldGoal:
    return replace(goal, start=goal.start + by, end=goal.end + by)


def is_same_goal(goal: ToldGoal, words: frozenset[str], grades: tuple[str, ...], unit: str) -> bool:
    """Whether a goal measures what some other words with their levels do."""
    if goal.levels != grades or not (goal.unit == unit or counts_same(goal.unit, unit)):
        return False
    light = reckoning_words("goal_light") | frozenset(unit.split())
    if goal.words & words >= _FILES:
        light |= _PROCEDURES
    mine, its = goal.words - light, words - light
    if len(mine) < 2 or len(its) < 2 or (mine ^ its) & reckoning_words("goal_parts"):
        return False
    return len(mine & its) >= (_ALIKE if mine - its and its - mine else _CONTAINED) * len(mine | its)


def is_goal_of(goal: ToldGoal, target: TargetRecord) -> bool:
    """Whether a goal measures what a target does."""
    words = telling_words(f"{target.indicator} {target.scope or ''}") - words_of_time()
    return is_same_goal(goal, words, levels(target.indicator), split_unit(target.unit)[1])


def plain_value(target: TargetRecord) -> float:
    """A target's value without thousands and millions in its unit, as a goal has it."""
    return target.value * split_unit(target.unit)[0]


def is_less(goal: ToldGoal, value: float, comparator: str) -> bool:
    """Whether a goal asks for less than a value; of what is to become less, for more of it."""
    if _UPPER & {goal.comparator, comparator} or "giảm" in goal.words:
        return goal.value > value
    return goal.value < value


def find_wrong_goals(view: PartView) -> Iterator[Problem]:
    """Goals of one day that the text tells with two values."""
    goals: list[tuple[ToldGoal, Evidence]] = []
    issued = view.record.date
    for passage, _ in view.figures:
        for goal in read_goals(passage.text, issued=issued):
            if goal.due is not None:
                goals.append((goal, view.within(passage, goal.start, goal.end)))
    if not goals:
        return
    for goal, place in goals:
        target = next((item for item in view.targets if _contradicts(goal, place, item)), None)
        if target is not None:
            yield _problem(goal, place, target.value, view.of(target.source))
    groups: dict[tuple[date | None, str], list[tuple[ToldGoal, Evidence]]] = defaultdict(list)
    for told in goals:
        groups[told[0].due, told[0].unit].append(told)
    for group in groups.values():
        for (one, first), (other, second) in combinations(group, 2):
            if one.value != other.value and is_same_goal(other, one.words, one.levels, one.unit) and _cannot_both(one, other):
                yield _problem(one, first, other.value, second)
                break


def _cannot_both(one: ToldGoal, other: ToldGoal) -> bool:
    """Whether two goals contradict each other: to strive for more than was set is none."""
    if one.striven == other.striven:
        return True
    striven, given = (one, other) if one.striven else (other, one)
    return is_less(striven, given.value, given.comparator)


def _contradicts(goal: ToldGoal, place: Evidence, target: TargetRecord) -> bool:
    """Whether a target of the document is the goal with another value, at another place."""
    if target.due != goal.due or plain_value(target) == goal.value or target.value_max is not None:
        return False
    if target.source.start <= place.source.start < target.source.end:
        return False
    return is_goal_of(goal, target) and not (goal.striven and not is_less(goal, target.value, target.comparator))


def _problem(goal: ToldGoal, place: Evidence, value: float, other: Evidence) -> Problem:
    assert goal.due is not None
    values = (with_unit(number, goal.unit) for number in (goal.value, value))
    return Problem(
        message=f"Một chỉ tiêu năm {goal.due.year} có hai giá trị: {' và '.join(f'“{told}”' for told in values)}.",
        evidence=(place, other),
        severity="warning",
    )
