"""Targets from prose: the figures of goals, with their indicator, scope and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vbcds.assembly.context import PartContext
from vbcds.assembly.target_tables import build_table_targets
from vbcds.lexicons.goals import find_pillar, fold, load_goal_words
from vbcds.model.document import Cell
from vbcds.model.mentions import Quantity
from vbcds.model.records import Comparator, TargetRecord
from vbcds.recognisers.deadlines import parse_deadline
from vbcds.recognisers.quantities import find_quantities

#: Genres that set goals. Laws and circulars set rules, articles and reports tell facts.
_GENRES = frozenset({"decision", "plan", "resolution", "directive", "programme", "submission", "letter", "notice", "other"})
_DIGIT = re.compile(r"\d")
_CLAUSE_END = re.compile(r";(?!\d)|[.!?](?=\s+[A-ZĐÀ-Ỹ0-9“\"(]|\s*$)|\n")
_WHEN = re.compile(
    r"(?:,\s*)?\b(?:(?:tính\s+)?đến|vào|trong|trước|từ nay đến|hết|chậm nhất(?: là)?(?: đến)?)?\s*(?:hết\s+|cuối\s+|thời điểm\s+)?"
    r"(?:năm\s+20\d\d|20\d\d(?=\s*[,:])|(?:ngày\s+)?\d{1,2}/\d{1,2}/20\d\d|tháng\s+\d{1,2}(?:/|\s+năm\s+)20\d\d|quý\s+[ivx\d]+(?:/|\s+năm\s+)20\d\d)\s*[,:]?"
)
_COMPARED = re.compile(r"(?:so với|của|kể từ|từ|giai đoạn|theo)\s*$")
_YEAR_HEADING = re.compile(r"\b(20[2-9]\d)\b")
_SCOPE = re.compile(r"(?:\b(?:tại|ở|của|đối với)\s+)?\b(cấp (?:tỉnh|huyện|xã|bộ|trung ương|sở)|trung ương)\b")
_UNITLESS = frozenset("%")
#: "Tổng thu ngân sách: 3.950 tỷ đồng": a goal section names the indicator and gives the value.
_NAMED = re.compile(r"\w[^:;]{6,200}:\s*(?:đạt\s+)?$")
_SHARE = re.compile(r"^[\s,;(]*trong đó\b")
_JOINT = re.compile(
    r"^[\s,;:]*(?:(?:và|còn|trong đó|đồng thời)\b)?[\s,;:]*|[\s,;:]*(?:\b(?:và|còn|trong đó|đồng thời)\b)?[\s,;:]*$"
)
#: Items of a list that a sentence before them announces; a numbered heading ends the list.
_ITEM = re.compile(r"^\s*(?:[-+–•*]|[a-zđ][.)])\s+")
_MARK = re.compile(r"^\s*(?:[-+–•*]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)])\s+")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the headings around a clause say."""

    goals: bool
    state: bool
    due: date | None
    pillar: str | None


def build_targets(context: PartContext) -> tuple[TargetRecord, ...]:
    """The targets of a part in reading order: those of goal tables, of goal sections, and sentences that say that they are goals."""
    found: list[TargetRecord] = []
    if context.part.header.genre in _GENRES:
        found += _prose(context)
    found += build_table_targets(context)
    found += _task_rows(context)
    return tuple(sorted(found, key=lambda target: (target.source.start, target.source.end)))


def _prose(context: PartContext) -> Iterator[TargetRecord]:
    announced: str | None = None
    for block in context.blocks():
        if block.table is not None or block.role in ("footnote", "stamp") or context.is_formal(block.start, block.end):
            continue
        text = context.text[block.start : block.end]
        if _DIGIT.search(text):
            setting = _setting(context, block.start, announced)
            yield from _of_paragraph(context, text, block.start, setting)
        if text.endswith(":"):
            announced = text
        elif not _ITEM.match(text):
            announced = None


def _setting(context: PartContext, offset: int, announced: str | None) -> _Setting:
    """The headings around an offset, from the inside out; the nearest year and pillar win."""
    words = load_goal_words()
    goals = state = False
    due: date | None = None
    pillar: str | None = None
    headings = [announced] if announced else []
    node = context.section_at(offset)
    division = context.part.divisions[context.part.sections[node].division] if node is not None and context.part.divisions else None
    headings += [context.head(section) for section in context.path(node) if section.start != offset]
    if division is not None and division.title and division.kind == "annex":
        headings.append(division.title)
    decided = False
    for heading in headings:
        folded = fold(heading[:400])
        if not decided and words.goal_heading.search(folded):
            goals = decided = True
        elif not decided and words.state_heading.search(folded):
            state = decided = True
        short = len(heading) < 160
        years = set(_YEAR_HEADING.findall(heading)) if short or heading is announced else set()
        if due is None and len(years) == 1:
            due = date(int(years.pop()), 12, 31)
        if pillar is None and short:
            pillar = find_pillar(heading)
    if due is None and context.plan_year is not None:
        due = date(context.plan_year, 12, 31)
    return _Setting(goals, state, due, pillar)


def _of_paragraph(context: PartContext, text: str, start: int, setting: _Setting) -> Iterator[TargetRecord]:
    words = load_goal_words()
    inherited: date | None = None
    indicator = ""
    for low, high in _clauses(text):
        clause = text[low:high]
        folded = fold(clause)
        quantities = [q for q in find_quantities(clause) if _qualifies(q, folded, setting)]
        when = _when(folded, context)
        if not quantities:
            inherited = when[2] if when and when[1] - when[0] > len(clause) * 0.5 else inherited
            continue
        explicit = words.goal_word.search(folded) is not None
        if setting.state or not (setting.goals or explicit) or (words.state_word.search(folded) and not _intends(folded)):
            continue
        for target in _fan_out(clause, folded, quantities, when):
            indicator = target.indicator or indicator  # "Năm 2025: 60% người dân ...; năm 2026: 80%."
            due = target.due or inherited or (None if "hàng năm" in folded or "hằng năm" in folded else setting.due)
            yield TargetRecord(
                document=context.id,
                indicator=indicator,
                comparator=target.comparator,
                value=target.quantity.value,
                value_max=target.quantity.value_max,
                unit=target.quantity.unit,
                scope=target.scope,
                due=due,
                pillar=setting.pillar,
                raw=clause,
                source=context.document.locate(start + low, start + high),
            )


def _intends(folded: str) -> bool:
    return "phấn đấu" in folded or "mục tiêu" in folded or "tối thiểu" in folded or "đến năm" in folded


def _qualifies(quantity: Quantity, folded: str, setting: _Setting) -> bool:
    """Whether a figure can be a goal: a percentage, a rank, or a count that is bounded or asked for."""
    if quantity.kind in ("percentage", "rank", "group"):
        return True
    if quantity.kind not in ("count", "money", "measure", "ratio") or quantity.unit is None:
        return False
    before = folded[: quantity.start]
    if quantity.comparator in (">=", ">", "<=", "<"):
        return setting.goals or _intends(folded)
    return setting.goals and (load_goal_words().count_verb.search(before) is not None or _NAMED.search(before) is not None)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Clauses of a paragraph: between semicolons and sentence ends; a clause that only names a share of one level goes with the next."""
    mark = _MARK.match(text)
    start = mark.end() if mark else 0
    bounds: list[tuple[int, int]] = []
    bracketed = "(" in text
    low = start
    for match in _CLAUSE_END.finditer(text, start):
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
        for scope in _SCOPE.finditer(stripped):  # noqa: B007 (the last one is wanted)
            pass
        if scope is not None and scope.end() == len(stripped) and text[high : high + 1] == ";" and re.match(r"\s*\W*\d", piece):
            pending = begin
            continue
        pending = None
        if text[begin:high].strip():
            yield begin, begin + len(text[begin:high].rstrip())


def _when(folded: str, context: PartContext) -> tuple[int, int, date | None] | None:
    """The (last) date of a clause: offsets and last day; a date that something is compared with does not count."""
    for match in _WHEN.finditer(folded):
        if _COMPARED.search(folded[: match.start()].rstrip() + " ") or _COMPARED.search(match[0].split("năm")[0]):
            continue
        deadline = parse_deadline(match[0].strip(" ,:"), issued=context.issued)
        if deadline.due is not None:
            return match.start(), match.end(), deadline.due
    return None


@dataclass(frozen=True, slots=True)
class _Goal:
    quantity: Quantity
    indicator: str
    comparator: Comparator
    scope: str | None
    due: date | None


def _fan_out(clause: str, folded: str, quantities: list[Quantity], when: tuple[int, int, date | None] | None) -> Iterator[_Goal]:
    """One goal for each figure of a clause, each with its share of the words."""
    spans = [_value_span(folded, q) for q in quantities]
    cuts = [(when[0], when[1])] if when else []
    prefix = _without(clause, 0, spans[0][0], cuts)
    gaps = [(end, spans[index + 1][0] if index + 1 < len(spans) else len(clause)) for index, (_, end) in enumerate(spans)]
    fragments = [_without(clause, low, high, cuts) for low, high in gaps]
    due = when[2] if when else None
    if len(quantities) == 1:
        scope, levels = None, _SCOPE.findall(folded)
        if len(set(levels)) == 1 and levels[0].startswith("cấp "):
            scope = load_goal_words().scopes.get(levels[0])
        yield _goal(quantities[0], f"{_own_subject(prefix, fragments[0])} {fragments[0]}", scope, due)
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


def _goal(quantity: Quantity, indicator: str, scope: str | None, due: date | None) -> _Goal:
    comparator: Comparator = quantity.comparator  # type: ignore[assignment]
    if (
        quantity.kind in ("rank", "group")
        and comparator == "="
        and re.search(r"\b(?:trong|nhóm|top|tốp)\b", fold(indicator + quantity.raw))
    ):
        comparator = "<="
    return _Goal(quantity, _indicator(indicator), comparator, scope, due)


_OPENING = re.compile(r"[,:]\s*((?:(?:phấn đấu|đảm bảo|bảo đảm|duy trì|hướng tới|nhằm|tăng|giảm|có|đạt)\s*)*)$")
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
    lead = goal_words.lead.match(fold(text))
    if lead is not None and lead.end() < len(text):
        text = text[lead.end() :]
    while (tail := goal_words.tail.search(fold(text))) is not None and tail.start() > 0:
        text = text[: tail.start()].rstrip(" ,;:-–")
    return re.sub(r"\s+([,;.)])", r"\1", text).strip(" ,;:-–.")


def _row_due(context: PartContext, cell: Cell | None) -> date | None:
    if cell is None or cell.end == cell.start:
        return None
    return parse_deadline(context.document.slice(cell), year=context.plan_year, issued=context.issued).due


def _task_rows(context: PartContext) -> Iterator[TargetRecord]:
    """Goals inside the rows of task tables ("Bố trí ít nhất 15% ...", product "Ít nhất 10 cơ sở"): bounded figures only."""
    for reading in context.part.tables:
        if reading.role != "tasks":
            continue
        grid = context.document.tables[reading.table].grid()
        deadline_column = reading.column("deadline")
        groups = {row for row, _, _ in reading.groups}
        for row in range(reading.first_row, len(grid)):
            if row in groups or row in reading.skipped:
                continue
            for column in reading.columns:
                cell = grid[row][column.index]
                if column.role not in ("content", "product") or cell is None or cell.row != row or cell.end == cell.start:
                    continue
                text = context.document.slice(cell)
                if not _DIGIT.search(text):
                    continue
                for low, high in _clauses(text):
                    clause, folded = text[low:high], fold(text[low:high])
                    bounded = [
                        q
                        for q in find_quantities(clause)
                        if q.comparator in (">=", ">") and (q.kind in ("percentage", "count", "money"))
                    ]
                    if not bounded:
                        continue
                    when = grid[row][deadline_column.index] if deadline_column else None
                    due = _row_due(context, when)
                    for goal in _fan_out(clause, folded, bounded, _when(folded, context)):
                        yield TargetRecord(
                            document=context.id,
                            indicator=goal.indicator,
                            comparator=goal.comparator,
                            value=goal.quantity.value,
                            value_max=goal.quantity.value_max,
                            unit=goal.quantity.unit,
                            scope=goal.scope,
                            due=goal.due or due,
                            pillar=None,
                            raw=clause,
                            source=context.cell_source(reading.table, cell, row),
                        )
