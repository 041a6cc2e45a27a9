"""Clauses that set goals: where one ends, its date, and which words each of its figures takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vbcds.lexicons.goals import fold, load_goal_words
from vbcds.model.mentions import Quantity
from vbcds.model.records import Comparator
from vbcds.recognisers.deadlines import parse_deadline

_CLAUSE_END = re.compile(r";(?!\d)|[.!?](?=\s+([A-ZĐÀ-Ỹ0-9“\"(])|\s*$)|\n")
_WHEN = re.compile(
    r"(?:,\s*)?\b(?:(?:tính\s+)?đến|vào|trong|trước|từ nay đến|hết|chậm nhất(?: là)?(?: đến)?)?\s*(?:hết\s+|cuối\s+|thời điểm\s+)?"
    r"(?:năm\s+20\d\d|20\d\d(?=\s*[,:])|(?:ngày\s+)?\d{1,2}/\d{1,2}/20\d\d|tháng\s+\d{1,2}(?:/|\s+năm\s+)20\d\d|quý\s+[ivx\d]+(?:/"
    r"|\s+năm\s+)20\d\d)\s*[,:]?"
)
_COMPARED = re.compile(
    r"(?:so với(?:\s(?:mục tiêu|chỉ tiêu|kế hoạch|kết quả|mức|thực hiện|cùng kỳ|cuối))*|của|kể từ|từ|giai đoạn|theo)\s*$"
)
_SCOPE = re.compile(r"(?:\b(?:tại|ở|của|đối với)\s+)?\b(cấp (?:tỉnh|thành phố|huyện|xã|bộ|trung ương|sở|cơ sở)|trung ương)\b")

_SCOPE_ENDS = ("tỉnh", "phố", "huyện", "xã", "bộ", "ương", "sở")
#: A level right before its figure.
_LEVEL_BEFORE = re.compile(rf"{_SCOPE.pattern}\s*(?:(?:đạt|là|có|chiếm)\b|[:\-])?\s*$")
#: "đạt 12%, tạo tiền đề để năm 2025 đạt 20%": between a goal and what it is to become in a later year.
_LATER = re.compile(
    r"(?P<of>[^,;.:()]*),\s*(?:(?:và|tiến tới|phấn đấu|tạo tiền đề|để|hướng tới|dự kiến|làm cơ sở|đến|vào|trong|hết|cuối)\s+){0,4}"
    r"năm\s+20\d\d\s*(?:(?:phấn đấu|đạt|là|nâng|tăng|lên|mức|tỷ lệ|tối thiểu|trên|từ|ít nhất)\s*){0,4}"
)
_SHARE = re.compile(r"^[\s,;(]*trong đó\b")
_JOINT = re.compile(
    r"^[\s,;:]*(?:(?:và|còn|trong đó|đồng thời)\b)?[\s,;:]*|[\s,;:]*(?:\b(?:và|còn|trong đó|đồng thời)\b)?[\s,;:]*$"
)
_MARK = re.compile(r"^\s*(?:[-+–•*]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)])\s+")


def find_clauses(text: str) -> Iterator[tuple[int, int]]:
    """Clauses of a paragraph: between semicolons and sentence ends; a clause that only names a share of one level goes with the next."""
    mark = _MARK.match(text)
    start = mark.end() if mark else 0
    bounds: list[tuple[int, int]] = []
    bracketed = "(" in text
    low = start
    for match in _CLAUSE_END.finditer(text, start):
        if match[1] and match[1].islower():
            continue  # "đô thị thông minh... được triển khai"
        if bracketed and text.count("(", 0, match.start()) > text.count(")", 0, match.start()) and ")" in text[match.end() :]:
            continue
        bounds.append((low, match.start()))
        low = match.end()
    bounds.append((low, len(text)))
    pending: int | None = None
    for low, high in bounds:
        piece = text[low:high]
        begin = pending if pending is not None else low + len(piece) - len(piece.lstrip())
        stripped = fold(piece).rstrip()
        scope = None
        for scope in _SCOPE.finditer(stripped) if stripped.endswith(_SCOPE_ENDS) else ():  # noqa: B007 (the last one is wanted)
            pass
        if scope is not None and scope.end() == len(stripped) and text[high : high + 1] == ";" and re.match(r"\s*\W*\d", piece):
            pending = begin
            continue
        pending = None
        if text[begin:high].strip():
            yield begin, begin + len(text[begin:high].rstrip())


def find_when(folded: str, issued: date | None) -> tuple[int, int, date | None] | None:
    """The (last) date of a clause: offsets and last day; a date that something is compared with does not count."""
    for match in _WHEN.finditer(folded) if "20" in folded else ():
        if _COMPARED.search(folded[: match.start()].rstrip() + " ") or _COMPARED.search(match[0].split("năm")[0]):
            continue
        deadline = parse_deadline(match[0].strip(" ,:"), issued=issued)
        if deadline.due is not None:
            return match.start(), match.end(), deadline.due
    return None


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure with the words of its clause that say what it measures, where and by when."""

    quantity: Quantity
    indicator: str
    comparator: Comparator
    scope: str | None
    due: date | None


def fan_out(clause: str, folded: str, quantities: list[Quantity], when: tuple[int, int, date | None] | None) -> Iterator[Goal]:
    """One goal for each figure of a clause, each with its share of the words."""
    spans = [_value_span(folded, q) for q in quantities]
    later = _LATER.fullmatch(folded, spans[0][1], spans[1][0]) if len(spans) == 2 and when is not None else None
    if later is not None and when is not None:
        indicator = f"{_own_subject(clause[: spans[0][0]], later['of'])} {clause[spans[0][1] : later.end('of')]}"
        yield _goal(quantities[0], indicator, None, None)
        yield _goal(quantities[1], indicator, None, when[2])
        return
    cuts = [(when[0], when[1])] if when else []
    prefix = _without(clause, 0, spans[0][0], cuts)
    gaps = [(end, spans[index + 1][0] if index + 1 < len(spans) else len(clause)) for index, (_, end) in enumerate(spans)]
    fragments = [_without(clause, low, high, cuts) for low, high in gaps]
    due = when[2] if when else None
    if len(quantities) == 1:
        scope, levels = None, _SCOPE.findall(folded)
        if len(set(levels)) == 1 and levels[0].startswith("cấp "):
            scope = load_goal_words().scopes.get(levels[0])
        rest = "" if _DONE.fullmatch(fold(fragments[0])) else fragments[0]
        yield _goal(quantities[0], f"{_own_subject(prefix, rest)} {rest}", scope, due)
        return
    if (levels_before := _levels_before([prefix, *fragments[:-1]])) is not None:
        noun, names = levels_before
        for quantity, name in zip(quantities, names, strict=True):
            yield _goal(quantity, f"{noun} {fragments[-1]}", name, due)
        return
    scopes = [_SCOPE.search(fold(fragment)) for fragment in fragments]
    if all(scopes):
        first = scopes[0]
        last = scopes[-1]
        assert first is not None and last is not None
        noun = fragments[0][: first.start()].strip()
        predicate = fragments[-1][last.end() :].strip()
        for quantity, level in zip(quantities, scopes, strict=True):
            name = load_goal_words().scopes.get(level[1] if level else "")
            yield _goal(quantity, f"{prefix} {noun} {predicate}", name, due)
        return
    subject = prefix
    for index, quantity in enumerate(quantities):
        fragment = _JOINT.sub("", fragments[index])
        following = ""
        if index + 1 < len(quantities) and _SHARE.match(fold(fragments[index])):
            fragment, following = (
                "",
                _JOINT.sub("", fragments[index]),
            )  # "..., trong đó nữ chiếm 30%": a share of what stands before
        elif index + 1 < len(quantities) and load_goal_words().tail.search(folded[gaps[index][0] : quantities[index + 1].start]):
            # "Tỷ lệ A đạt 90%, tỷ lệ B đạt 80%": what stands before the next figure is its subject
            cut = max(fragments[index].find(","), 0)
            own, following = _JOINT.sub("", fragments[index][:cut]), _JOINT.sub("", fragments[index][cut:])
            fragment = own
        own_when = _when_in(clause, gaps[index])
        yield _goal(quantity, f"{subject} {fragment}", None, own_when or due)
        subject = following or (subject if prefix else "")


def _levels_before(fragments: list[str]) -> tuple[str, list[str | None]] | None:
    """The indicator and the levels where each figure has its level before it: "Hồ sơ trực tuyến: cấp tỉnh 80%, cấp xã 60%"."""
    found = [_LEVEL_BEFORE.search(fold(fragment)) for fragment in fragments]
    noun = ""
    names: list[str | None] = []
    for index, (fragment, level) in enumerate(zip(fragments, found, strict=True)):
        if level is None or (index and _JOINT.sub("", fragment[: level.start()])):
            return None
        if not index:
            noun = fragment[: level.start()].strip(" ,:-–")
        names.append(load_goal_words().scopes.get(level[1]))
    return (noun, names) if noun else None


def _own_subject(prefix: str, rest: str) -> str:
    """What stands before a value without the clause before its own: the value begins one where a word of intent or of change follows a
    comma ("xây dựng hệ thống, đảm bảo 95% người dân ...") or where a colon does, and the counted noun comes after it."""
    if len(rest.split()) < 2:
        return prefix
    opening = _OPENING.search(fold(prefix))
    return prefix[opening.start(1) :] if opening else prefix


def _when_in(clause: str, gap: tuple[int, int]) -> date | None:
    match = _WHEN.search(fold(clause[gap[0] : gap[1]]))
    if match is None:
        return None
    return parse_deadline(match[0].strip(" ,:")).due


def _goal(quantity: Quantity, indicator: str, scope: str | None, due: date | None) -> Goal:
    comparator: Comparator = quantity.comparator  # type: ignore[assignment]
    if (
        quantity.kind in ("rank", "group")
        and comparator == "="
        and re.search(r"\b(?:trong|nhóm|top|tốp)\b", fold(f"{indicator} {quantity.raw}"))
    ):
        comparator = "<="
    return Goal(quantity, _indicator(indicator), comparator, scope, due)


_OPENING = re.compile(r"[,:]\s*((?:(?:phấn đấu|đảm bảo|bảo đảm|duy trì|hướng tới|nhằm|tăng|giảm|có|đạt)\s*)*)$")
#: What says no more than that a goal is to be reached: "tỷ lệ hệ thống được phê duyệt cấp độ: 100%, hoàn thành trước ngày ...".
_DONE = re.compile(r"[\s,]*(?:(?:phải|cần|cơ bản)\s)*(?:hoàn thành|hoàn tất|thực hiện xong)[\s,.]*")
#: A heading before what is striven for: "Phát triển chính quyền số: Phấn đấu tỷ lệ ... đạt".
_RUN_IN = re.compile(r"[^:\d]{3,120}:\s*(?=(?:phấn đấu|đảm bảo|bảo đảm|nâng|duy trì)\s)")
_AROUND_BEFORE = re.compile(
    r"(?:\b(?:đạt\s+)?(?:từ|trên|dưới|ít nhất(?: là)?|tối thiểu(?: là| có)?|tối đa|khoảng|không (?:thấp|ít) hơn|không dưới|hơn|đạt)\s+)+$"
)
_AROUND_AFTER = re.compile(r"^\s*trở (?:lên|xuống)\b")


def _value_span(folded: str, quantity: Quantity) -> tuple[int, int]:
    """The words of a value with what only says how it is compared. The counted noun stays in the indicator, a sign of share does not."""
    start = quantity.start
    before = _AROUND_BEFORE.search(folded[:start])
    if before is not None:
        start = before.start()
    end = (
        quantity.end if quantity.unit is None or quantity.unit.startswith("%") or quantity.kind == "money" else quantity.number_end
    )
    after = _AROUND_AFTER.match(folded[end:])
    return start, end + (after.end() if after else 0)


def _without(clause: str, low: int, high: int, cuts: list[tuple[int, int]]) -> str:
    pieces = []
    at = low
    for start, end in cuts:
        if start < high and end > low:
            pieces.append(clause[at : max(start, at)])
            at = min(max(end, at), high)
    pieces.append(clause[at:high])
    return " ".join(" ".join(pieces).split())


def _indicator(words: str) -> str:
    """The words of an indicator without intent and attainment at its ends."""
    goal_words = load_goal_words()
    text = " ".join(words.split())
    if (heading := _RUN_IN.match(fold(text))) is not None:
        text = text[heading.end() :]
    lead = goal_words.lead.match(fold(text))
    if lead is not None and lead.end() < len(text):
        text = text[lead.end() :]
    while (tail := goal_words.tail.search(fold(text))) is not None and tail.start() > 0:
        text = text[: tail.start()].rstrip(" ,;:-–")
    return re.sub(r"\s+([,;.)])", r"\1", text).strip(" ,;:-–.")
