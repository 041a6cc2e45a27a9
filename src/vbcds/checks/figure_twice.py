"""One figure that a report tells twice with two numbers: the opening or the conclusion against the body, the body against a table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vbcds.checks.figure_companions import companions_apart
from vbcds.checks.figure_forms import form_keys, likeness_of_form
from vbcds.checks.figure_mentions import Wording, read_wording
from vbcds.checks.figure_pairs import Mention, slips, twice
from vbcds.checks.figure_tables import Figure, FigureTable, figure_tables
from vbcds.checks.figure_values import is_reporting
from vbcds.checks.registry import Problem
from vbcds.checks.table_indicators import find_indicator_contradictions
from vbcds.checks.table_prose import find_table_contradictions
from vbcds.checks.terms import Sentence, Term, read_paragraph, sentences_of, split_sentences
from vbcds.checks.view import PartView, Passage, short
from vbcds.model.records import Evidence

#: Numbers of another kind than an amount of something.
_KINDS = {"count": "count", "number": "count", "ratio": "count", "money": "money", "percentage": "%", "measure": "measure"}
_DIGITS = re.compile(r"\d\D?\d")
#: Between a count and the share that it is: no measure of another name.
_SHARE = re.compile(r"[\s,()]*(?:(?!tỷ lệ)[^\W\d]+[\s,()]+){0,4}(?:tỷ lệ\s)?(?:(?:là|đạt|chiếm)\s)?")
#: Longer lines are no headings.
_HEADING = 120
_NO_FACTS = ("plans", "proposals")


@dataclass(frozen=True, slots=True)
class _InSentence:
    view: PartView
    sentence: Sentence
    term: Term
    about: str
    planned: bool

    def wording(self) -> Wording:
        text = self.sentence.passage.text
        spans = [
            (t.number_start, t.number_end if t.kind in ("count", "number", "ratio") else t.end)
            for t in self.sentence.all_terms
            if t.noun or t.kind != "number" or t.value >= 100  # "mũi 1", "thôn 2" are names
        ]
        own = (self.term.number_start, self.term.number_end if _kind(self.term) == "count" else self.term.end)
        found = read_wording(
            text,
            *own,
            [span for span in spans if span[0] != own[0]],
            period=self.view.record.period,
            bounds=(self.sentence.start, self.sentence.end),
            about=self.about,
            noun_end=self.term.end,
        )
        return replace(found, role="plan") if self.planned and found.role == "fact" else found

    @property
    def said(self) -> str:
        return self.sentence.text[self.sentence.start : self.sentence.end]

    def clause(self, wording: Wording) -> str:
        return self.sentence.passage.text[slice(*wording.span)].strip(" ,;:()-")

    def evidence(self) -> Evidence:
        return self.view.within(self.sentence.passage, self.term.start, self.term.end)


@dataclass(frozen=True, slots=True)
class _InCell:
    view: PartView
    table: FigureTable
    row: int
    column: int
    figure: Figure

    def wording(self) -> Wording:
        head = self.table.heads[self.column]
        line = f"{self.table.name(self.row)} - {head} "
        return read_wording(line, len(line), len(line), (), period=self.view.record.period, bounds=(0, len(line)))

    @property
    def said(self) -> str:
        return self.table.name(self.row)

    def clause(self, _: Wording) -> str:
        return f"{self.table.name(self.row)}: {self.figure.digits}"

    def evidence(self) -> Evidence:
        return self.view.cell(self.table.table, self.figure.cell)


def find_told_twice(view: PartView) -> Iterator[Problem]:
    """The figures of a report that it tells otherwise at another place."""
    if not is_reporting(view.record):
        return
    prose = list(_in_prose(view))
    if len(prose) < 2 and not (prose and view.tables):
        return
    told: set[int] = set()
    beside: dict[int, list[Mention]] = defaultdict(list)
    for mention in prose:
        beside[mention.place].append(mention)
    for one, other in (*slips(prose), *twice(prose), *companions_apart(prose, _folded_place)):
        if id(other) not in told and not _is_told(beside, one, other):
            told.update((id(one), id(other)))
            yield _problem(one, other)
    found = list(_against_tables(view, [mention for mention in prose if id(mention) not in told]))
    yield from found
    sure = ((m.told.sentence, m.told.term, m.told.wording) for m in prose if isinstance(m.told, _InSentence) and not m.told.planned)
    more = list(find_indicator_contradictions(view, sure))
    known = {problem.evidence[0].source.start for problem in (*found, *find_table_contradictions(view))} if more else set()
    yield from (problem for problem in more if problem.evidence[0].source.start not in known)


def _folded_place(mention: Mention) -> tuple[str, int]:
    assert isinstance(mention.told, _InSentence)
    return mention.told.sentence.text, mention.told.term.number_start


def _kind(term: Term) -> str:
    return _KINDS.get(term.kind, "")


def _in_prose(view: PartView) -> Iterator[Mention]:
    items = sorted((item.source.start, item.source.end, item.section) for item in view.report_items if item.source.table is None)
    starts = [item[0] for item in items]
    about = ""
    read: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences_of(view):
        read[sentence.passage.start].append(sentence)
    statements = [
        Passage(item.source.start, item.source.end, view.text[item.source.start : item.source.end], table=item.source.table)
        for item in view.report_items
        if item.source.table is not None
    ]
    for passage in (*view.passages, *statements):
        sentences = read.get(passage.start) or _sentences(view, passage)
        if not sentences:
            about = passage.text if len(passage.text) < _HEADING and not passage.text.rstrip().endswith((".", ";")) else about
            continue
        for sentence in sentences:
            at = bisect_right(starts, passage.start + sentence.start) - 1
            planned = at >= 0 and passage.start + sentence.start < items[at][1] and items[at][2] in _NO_FACTS
            for term in sentence.terms:
                kind = _kind(term)
                if kind == "measure":
                    kind = f"measure {term.noun}"
                if kind and term.exact:
                    yield Mention(
                        told=_InSentence(view, sentence, term, about, planned),
                        kind=kind,
                        value=term.value,
                        digits=term.digits,
                        noun=term.noun if kind == "count" else "",
                        whole=term.whole,
                        place=passage.start + sentence.start,
                        table=passage.table,
                        derived=_is_derived(sentence, term),
                    )


def _is_derived(sentence: Sentence, term: Term) -> bool:
    """Whether a percentage only says what share the count before it is: "9.234/9.706 hồ sơ, tỷ lệ 95,1%"."""
    before = next((other for other in reversed(sentence.terms) if other.end <= term.start), None)
    if term.kind != "percentage" or before is None or before.kind not in ("count", "number", "ratio", "money"):
        return False
    return _SHARE.fullmatch(sentence.text, before.end, term.start) is not None


def _sentences(view: PartView, passage: Passage) -> list[Sentence]:
    """The sentences with numbers of a paragraph that has but one, or of a cell."""
    if _DIGITS.search(passage.text) is None:
        return []
    paragraph = read_paragraph(passage, view.quantities(passage), least=1)
    return list(split_sentences(paragraph)) if paragraph is not None else []


def _is_told(beside: dict[int, list[Mention]], one: Mention, other: Mention) -> bool:
    """Whether the sentence of one has the other's number as well, or the sentences tell another thing differently beside them:
    "3 hội nghị với 412 người", "4 hội nghị với 421 người"."""
    first, second = beside[one.place], beside[other.place]
    if any(mention.value == other.value for mention in first) or any(mention.value == one.value for mention in second):
        return True
    if likeness_of_form(one.digits, other.digits) >= 0.8:
        return False
    return any(
        a.noun == b.noun and a.value != b.value and a.wording.words == b.wording.words and a.wording.role == b.wording.role
        for a in first
        for b in second
        if a is not one and b is not other and a.kind == b.kind == "count" and a.noun
    )


def _against_tables(view: PartView, prose: list[Mention]) -> Iterator[Problem]:
    tables = figure_tables(view) if prose else []
    if not tables:
        return
    cells = [
        _InCell(view, t, row, column, figure)
        for t in tables
        for column in range(t.table.columns)
        for row in (*t.body, *t.groups, *t.totals)
        if (figure := t.figure(row, column)) is not None and len(figure.digits) > 2
    ]
    printed = {cell.figure.digits for cell in cells}
    loose = [mention for mention in prose if mention.digits not in printed]
    wanted = {form for mention in loose for form in form_keys(mention.digits)}
    told = {mention.digits for mention in prose}
    alike = {digits for digits in printed - told if not wanted.isdisjoint(form_keys(digits))}
    kinds = sorted({mention.kind for mention in loose} - {"%"})
    unlike = [
        _in_cell(cell, kind)
        for cell in cells
        if cell.figure.digits in alike
        for kind in (("%",) if cell.table.is_share(cell.column) else kinds)
    ]
    found = [(one, other) for one, other in slips([*loose, *unlike]) if other.in_cell and not one.in_cell] if unlike else []
    known = {problem.evidence[0].source.start for problem in find_table_contradictions(view)} if found else set()
    seen: set[int] = set()
    for mention, cell in found:
        if id(mention) not in seen and _evidence(mention).source.start not in known:
            seen.add(id(mention))
            yield _problem(cell, mention)


def _in_cell(cell: _InCell, kind: str) -> Mention:
    return Mention(
        told=cell,
        kind=kind,
        value=cell.figure.value,
        digits=cell.figure.digits,
        noun="",
        whole=None,
        place=-1,
        table=cell.table.table.index,
        in_cell=True,
    )


def _evidence(mention: Mention) -> Evidence:
    assert isinstance(mention.told, _InSentence | _InCell)
    return mention.told.evidence()


def _problem(one: Mention, other: Mention) -> Problem:
    assert isinstance(one.told, _InSentence | _InCell) and isinstance(other.told, _InSentence | _InCell)
    return Problem(
        message=(
            f"Một số liệu có hai giá trị trong cùng báo cáo: “{short(other.told.clause(other.wording), 80)}” và "
            f"“{short(one.told.clause(one.wording), 80)}”."
        ),
        evidence=(_evidence(other), _evidence(one)),
        severity="warning",
    )
