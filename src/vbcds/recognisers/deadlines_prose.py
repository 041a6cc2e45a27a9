"""Deadlines in running text: which of its calendar expressions, rhythms and time limits tell when something must be done.

A date in a sentence is a deadline by the word before it ("hoàn thành trước ngày ...", "chậm nhất ...", "đến hết ..."), or because a
duty stands before it ("tổ chức ... trong tháng 12/2021") or behind it ("Trong quý III/2023, hoàn thành ..."). Titles ("Kế hoạch chuyển
đổi số đến năm 2025"), citations ("Quyết định số ... ngày ..."), as-of dates ("tính đến ngày ...") and the past ("đã hoàn thành trong
tháng 5") are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from vbcds.lexicons.deadlines import alternation, load_deadline_words
from vbcds.model.mentions import DeadlineMention
from vbcds.recognisers.dates_scan import fold, scan
from vbcds.recognisers.dates_spans import Span, joined
from vbcds.recognisers.deadlines_expression import parse_deadline
from vbcds.recognisers.regime_days import find_regime_days
from vbcds.text.normalise import canonical
from vbcds.text.offsets import on_composed

_GATE = re.compile(
    r"\d|h[ằà]ng\s|mỗi\s|định\sk[ỳì]|(?:thời\s(?:gian|hạn)|tiến\sđộ)[^:\n]{0,40}:|cuối\snăm|trong\s(?:năm|quý|tháng)"
)
_UNIT = r"(?:ngày|tuần|tháng|qu[ýí]|năm)"
_DAY = r"ngày\s\d{1,2}(?:\s?/\s?\d{1,2}|\stháng\s\d{1,2})?(?:\s?(?:,|và|-|đến)\s?(?:ngày\s)?\d{1,2}(?:\s?/\s?\d{1,2})?(?=\s))*"
_LEAD = r"(?:trước|chậm\snhất|muộn\snhất|vào|đến)\s(?:là\s)?(?:vào\s)?"
# The core of a rhythm; a day before it is looked for from there.
_RHYTHM = re.compile(
    rf"(?:(?P<periodic>định\sk[ỳì](?:\svào)?)\s(?:(?:hằng|hàng|mỗi)\s)?(?:\d{{1,2}}\s)?{_UNIT}(?!\w|\s?\d)"
    rf"|(?:hằng|hàng|mỗi)\s(?:\d{{1,2}}\s)?{_UNIT}(?!\w)|(?<!\d)\d{{1,2}}\s?{_UNIT}\s?(?:/|một|1)\s?(?:0?1\s|một\s)?lần)"
    rf"(?:(?:,|\svà|/)\s?(?:(?:hằng|hàng|mỗi)\s)?(?:0?[369]\s)?(?:tháng|quý|năm)(?!\s?\d|\w))*"
    rf"(?P<then>,?\s?\(?{_LEAD}{_DAY}(?:\s(?:của\s)?tháng\scuối(?:\scủa)?\squý)?\)?)?"
)
_BEFORE_TIMES = re.compile(rf"(?<!\d)\d{{1,2}}\s?{_UNIT}\s?(?:/|một|1)\s?(?:0?1\s|một\s)?$")
_BEFORE_RHYTHM = re.compile(rf"(?<!\w)(?:{_LEAD})?{_DAY}\s(?:của\s)?$|(?<!\w)theo\s$")
_LIMIT = re.compile(
    r"\d{1,3}\s?(?:\([^\W\d_ ]+(?:\s[^\W\d_ ]+)?\)\s)?(?:ngày\slàm\sviệc|ngày|tuần|tháng|năm|giờ),?\s(?:kể\stừ|tính\stừ|từ|sau)\s"
    r"(?P<event>(?:khi|ngày|lúc|thời\sđiểm)\s[^,;.\n()]{2,100})"
)
_BEFORE_LIMIT = re.compile(
    r"(?<!\w)(?:(?:trong|trong\svòng|trong\sthời\s(?:hạn|gian)|thời\shạn|sau|chậm\snhất|không\squá|tối\sđa|muộn\snhất|là)\s){1,4}$"
)
_CUE = re.compile(
    r"(?P<cue>(?<!\w)(?:(?P<before>(?<!không\s)trước(?:\s(?:và|hoặc)\s(?:trong|vào))?)|(?P<late>(?:chậm|muộn|trễ)\snhất(?:\s(?:là|vào|trong|đến|hết))*"
    r"|không\squá|không\s(?:muộn|chậm)\shơn|hạn\s(?:chót|cuối)(?:\slà)?|trước\skhi\s(?:kết\sthúc|hết))|(?P<until>(?:cho\s)?(?:đến|tới)\s(?:hết|cuối|trước)|hết)"
    r"|(?P<to>(?:từ\snay\s)?(?:cho\s)?(?:đến|tới))|(?P<within>ngay\strong|trong|vào)|(?P<from>từ))\s(?P<hour>\d{1,2}\s?(?:giờ|h|:)\s?(?:\d{2})?(?:\sphút)?,?\s)?"
    r"(?:ngày\s|giai\sđoạn\s|(?:đầu|giữa|cuối|hết)\s)*)$"
)
_CLAUSE_START = re.compile(r"(?:^|[.;:!?…]\s|\n|[-–+*•]\s|\d\)\s|[a-zđ]\)\s|[“\"(])\s*$")
_TAIL = re.compile(
    r"(?:\s?\((?:thứ\s\w+|chủ nhật)\))|\s(?:và|,)?\s?(?:các|những)\snăm\s(?:tiếp theo|sau|tiếp)|\strở\sđi|\s(?:hằng|hàng)\snăm(?!\w)"
)
#: An agency that is given work, up to its end.
_GIVEN = re.compile(
    r"(?<!\w)(?:phối hợp với|giao|yêu cầu)\s(?:các\s)?(?:sở|ban|ngành|ubnd|ủy ban|văn phòng|công an|cục|chi cục)(?:\s[^,;.:]{1,60})?\s$"
)
_SENTENCE = re.compile(r"[.;\n!?](?=\s|$)|[:](?=\s)")
_LOOK = 160
_REST = re.compile(r"\s?(?:[^\n;.]|\.(?!\s|$)){1,160}")


@dataclass(frozen=True, slots=True)
class _Patterns:
    duty: re.Pattern[str]
    duty_at_end: re.Pattern[str]
    past: re.Pattern[str]
    as_of: re.Pattern[str]
    title: re.Pattern[str]
    noun: re.Pattern[str]
    label: re.Pattern[str]
    fact: re.Pattern[str]
    completion_at_end: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = load_deadline_words()
    prose = words.prose
    duty = alternation(prose["duty"])
    return _Patterns(
        duty=re.compile(rf"(?<!\w){duty}(?!\w)"),
        duty_at_end=re.compile(rf"(?<!\w){duty},?\s$"),
        past=re.compile(rf"(?<!\w){alternation(prose['past'])}(?!\w)"),
        as_of=re.compile(rf"(?<!\w){alternation(prose['as_of'])}\s$"),
        title=re.compile(rf"(?<!\w){alternation(prose['titles'])}(?:\s[^\W\d_]+){{0,4}}\s$"),
        noun=re.compile(rf"(?<!\w){alternation(prose['nouns'])}\s$"),
        label=re.compile(rf"(?<!\w)(?:{alternation(prose['labels'])})(?:\s\([^)\n]{{1,30}}\))?\s?$"),
        fact=re.compile(rf"(?<!\w){alternation(prose['facts'])}(?!\w)"),
        completion_at_end=re.compile(rf"(?<!\w){alternation(words.completion.words)}\s$"),
    )


def find_deadlines(text: str, *, year: int | None = None, issued: date | None = None) -> list[DeadlineMention]:
    """Deadlines that a running text states, in order, without overlaps.

    `start`/`end` count characters of `text` and cover the expression with the word that makes it a deadline; `deadline` is its reading
    by `parse_deadline`, with the same `year` and `issued`. A date of the past (before `issued`) without a strong cue is a fact, not a
    deadline. Never raises.

    >>> [m.raw for m in find_deadlines("Giao Sở Y tế hoàn thành trước ngày 30/6/2023; số liệu tính đến ngày 15/5/2023.")]
    ['trước ngày 30/6/2023']
    """
    return on_composed(lambda composed: _find(composed, year, issued), text)


def _find(text: str, year: int | None, issued: date | None) -> list[DeadlineMention]:
    folded = fold(text)
    if _GATE.search(folded) is None:
        return []
    ranges: list[tuple[int, int]] = []
    days = _regime_days(folded)
    #: What an expression says together with words that stand elsewhere in its sentence.
    spread = {place: words for place, words in days.items() if len(words) > place[1] - place[0]}
    days_alone = sorted(days.keys() - spread.keys())
    for candidates in (
        _labelled(folded),
        _limits(folded),
        days_alone,
        _rhythms(folded),
        spread,
        _dates(text, folded, issued, year),
    ):
        for start, end in candidates:
            if not any(start < b and a < end for a, b in ranges):
                ranges.append((start, end))
    found = []
    for start, end in sorted(ranges):
        raw = text[start:end]
        deadline = parse_deadline(spread.get((start, end), raw), year=year, issued=issued)
        if deadline.kind != "none":
            found.append(DeadlineMention(start=start, end=end, raw=raw, deadline=replace(deadline, raw=canonical(raw))))
    return found


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    while end > start and folded[end - 1] in " \n,.;:(":
        end -= 1
    while start < end and folded[start] in " \n":
        start += 1
    return start, end


def _labelled(folded: str) -> list[tuple[int, int]]:
    """ "Thời gian hoàn thành: quý III/2023": the rest of the line, up to its first sentence end."""
    found = []
    colon = folded.find(":")
    while colon >= 0:
        if _patterns().label.search(folded, max(0, colon - 64), colon):
            rest = _REST.match(folded, colon + 1)
            if rest is not None:
                found.append(_trim(folded, *rest.span()))
        colon = folded.find(":", colon + 1)
    return [(start, end) for start, end in found if end > start]


def _limits(folded: str) -> list[tuple[int, int]]:
    """Time limits counted from an event; not the day on which a document comes into force."""
    found = []
    for match in _LIMIT.finditer(folded):
        lead = _BEFORE_LIMIT.search(folded, max(0, match.start() - 48), match.start())
        if lead is not None and "hiệu lực" not in folded[max(0, lead.start() - 24) : lead.start()]:
            found.append(_trim(folded, lead.start(), match.end()))
    return found


def _rhythm_places(folded: str) -> list[int]:
    """Where a rhythm may begin, in order."""
    places = []
    for word in ("hằng ", "hàng ", "mỗi ", "định k"):
        at = folded.find(word)
        while at >= 0:
            places.append(at)
            at = folded.find(word, at + 1)
    at = folded.find("lần")
    while at >= 0:
        times = _BEFORE_TIMES.search(folded, max(0, at - 20), at)
        if times is not None:
            places.append(times.start())
        at = folded.find("lần", at + 1)
    return sorted(places)


def _regime_days(folded: str) -> dict[tuple[int, int], str]:
    """The days of reporting regimes, each with the expression that tells its rhythm whole."""
    reports = "báo cáo" in folded
    return {
        (day.start, day.end): day.words
        for day in find_regime_days(folded)
        if (reports or not day.loose) and not _patterns().as_of.search(folded[max(0, day.start - _LOOK) : day.start])
    }


def _rhythms(folded: str) -> list[tuple[int, int]]:
    found = []
    end = 0
    for place in _rhythm_places(folded):
        match = _RHYTHM.match(folded, place) if place >= end else None
        if match is None or (place and folded[place - 1].isalnum()):
            continue
        end = match.end()
        lead = _BEFORE_RHYTHM.search(folded, max(0, match.start() - 48), match.start())
        start = lead.start() if lead is not None else match.start()
        before = folded[max(0, start - _LOOK) : start]
        if lead is None and match["periodic"] is None and match["then"] is None and not _is_adverbial(folded, before, match):
            continue
        if not _patterns().past.search(_subclause(before)):
            found.append(_trim(folded, start, match.end()))
    return found


def _is_adverbial(folded: str, before: str, match: re.Match[str]) -> bool:
    """Whether "hằng tháng" says when something is done; behind a noun ("kế hoạch hằng năm") it says which one."""
    if _patterns().noun.search(before):
        return False
    if _patterns().duty_at_end.search(before):
        return True
    behind = folded[match.end() : match.end() + 80]
    if _GIVEN.search(before) is not None and _patterns().duty.match(behind.lstrip()) is not None:
        return True  # "phối hợp với Sở Y tế hằng năm đánh giá ..."
    opens = _CLAUSE_START.search(before) is not None or re.search(r"(?<!\w)(?:cần|phải|và|,)\s$", before) is not None
    return opens and _patterns().duty.search(_subclause_behind(behind)) is not None


def _subclause(before: str) -> str:
    """What stands before in the same sub-clause."""
    return re.split(r"[,;:.\n]\s", before)[-1]


def _subclause_behind(behind: str) -> str:
    return _SENTENCE.split(behind)[0]


def _dates(text: str, folded: str, issued: date | None, year: int | None) -> list[tuple[int, int]]:
    spans = scan(folded, cell=False)
    groups: list[list[Span]] = []
    for span in spans:
        if groups and joined(folded, groups[-1][-1], span) is not None:
            groups[-1].append(span)
        else:
            groups.append([span])
    found = []
    for group in groups:
        place = _deadline_of(text, folded, group, issued, year)
        if place is not None:
            found.append(place)
    return found


def _deadline_of(text: str, folded: str, group: list[Span], issued: date | None, year: int | None) -> tuple[int, int] | None:
    patterns = _patterns()
    first, last = group[0], group[-1]
    window = folded[max(0, first.start - _LOOK) : first.start]
    cue = _CUE.search(window)
    # the span itself may begin with "ngày" or "cuối": the cue stands right before it
    start = first.start - (len(window) - cue.start("cue")) if cue is not None else first.start
    before = window[: cue.start("cue")] if cue is not None else window
    if cue is None and not (patterns.completion_at_end.search(before) or before.endswith("dự kiến ")):
        return None
    tail = _TAIL.match(folded, last.end)
    end = tail.end() if tail is not None else last.end
    subclause = _subclause(before)
    behind = _subclause_behind(folded[end : end + _LOOK])
    opens = (
        _CLAUSE_START.search(before) is not None
        and not text[start:end].isupper()
        and (not before.endswith("\n") or text[start : start + 1].isupper())
    )
    if patterns.as_of.search(before) or _is_past(subclause, behind, opens=opens):
        return None
    if (cue is None or not (cue["late"] or cue["before"])) and patterns.fact.search(subclause):
        return None
    if cue is None:
        return (start, end) if first.unit != "year" else None
    if first.unit == "year" and len(group) > 1 and (cue["within"] or cue["from"]):
        return None  # "trong giai đoạn 2020-2025" tells when a programme runs
    if _names(patterns, before):
        return None
    if (
        cue["late"]
        or cue["before"]
        or (cue["until"] and (opens or patterns.duty.search(_sentence(before)) or _acts(patterns, behind)))
    ):
        return start, end
    acting = patterns.duty.search(_sentence(before)) is not None
    if cue["to"]:
        close = patterns.duty_at_end.search(before) is not None
        if not (close or (opens and len(group) == 1) or (before.endswith(", ") and _acts(patterns, behind))):
            return None
    elif (cue["from"] and len(group) < 2) or not (acting or (opens and _acts(patterns, behind))):
        return None
    if (
        patterns.title.search(before)
        and not patterns.duty_at_end.search(before)
        and not opens
        and (cue["to"] or first.unit == "year")
    ):
        return None
    deadline = parse_deadline(text[start:end], year=year, issued=issued)
    told = cue["within"] and acting and patterns.completion_at_end.search(before)  # "..., hoàn thành trong tháng 11/2025"
    if issued is not None and deadline.due is not None and deadline.due < issued and not told:
        return None
    return start, end


def _sentence(before: str) -> str:
    return _SENTENCE.split(before)[-1]


def _names(patterns: _Patterns, before: str) -> bool:
    """ "định hướng đến năm 2030", "giai đoạn đến năm 2025" are parts of names."""
    return re.search(r"(?<!\w)(?:định hướng|tầm nhìn|hướng tới|hướng đến|giai đoạn|nhiệm k[ỳì])\s$", before) is not None


def _acts(patterns: _Patterns, behind: str) -> bool:
    """Whether the words behind an opening date tell what is to be done, before any word of the past."""
    duty = patterns.duty.search(behind)
    past = patterns.past.search(behind)
    figure = re.match(r"\s?[:,]?\s?(?:(?:có|đạt|trên|tối thiểu|ít nhất|phấn đấu)\s)*\d", behind)
    if duty is None and figure is None:
        return False
    return past is None or (duty is not None and duty.start() < past.start())


def _is_past(subclause: str, behind: str, *, opens: bool) -> bool:
    patterns = _patterns()
    if patterns.past.search(subclause):
        return True
    if not opens:
        return False
    past = patterns.past.search(behind)
    if past is None:
        return False
    duty = patterns.duty.search(behind)
    return duty is None or past.start() < duty.start()
