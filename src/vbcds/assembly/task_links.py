"""Which assigned task a statement of a report speaks of.

Rules propose a task: the number and the words of a row or a heading (`task_names`), the words that both share (`task_wording`), what stands
beside a result on a task, and what the agency says of its tasks elsewhere (`task_topics`). Then all evidence for the proposal is weighed
(`link_evidence`). Rather no link than a wrong one: where it is not enough, `task` stays None.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from vbcds.assembly.link_evidence import LinkJudge
from vbcds.assembly.report_headings import strip_label
from vbcds.assembly.responsibility import agency_key
from vbcds.assembly.standing_counts import counted_task
from vbcds.assembly.statement_traits import is_ranked, is_routine, of_means, own_name, told_verb
from vbcds.assembly.statuses import fitting_status
from vbcds.assembly.task_index import TaskIndex, find_terms
from vbcds.assembly.task_names import CODED, bond, cited_documents, named_by_document, named_by_number, named_by_row
from vbcds.assembly.task_topics import AgencyTopics, Proposal, is_everyones
from vbcds.assembly.task_wording import TaskWording
from vbcds.lexicons.link_evidence import load_link_weights
from vbcds.lexicons.measures import spell_out
from vbcds.lexicons.task_subjects import find_subjects, load_task_subjects
from vbcds.lexicons.task_words import load_task_words
from vbcds.model.records import CitationRecord, DocumentRecord, ReportItemRecord, Status, TaskRecord, TaskRef

#: From here on a heading is the task's own words, and all below it is of the task.
_SAME_WORDS = 0.92
#: So much like another task is a statement under a heading that names one, and so much more than like the heading's.
_OTHERS_WORDS, _MORE_LIKE = 0.35, 0.12
#: Of a longer statement only this much is compared.
_LONGEST = 1500


def link_tasks(
    items: Sequence[ReportItemRecord],
    tasks: Sequence[TaskRecord],
    documents: Sequence[DocumentRecord],
    citations: Sequence[CitationRecord] = (),
) -> tuple[ReportItemRecord, ...]:
    """The statements with `task`, `confidence` and a state that fits the task, in the same order.

    `citations` are those of the reports: a task of a document that the report names is likelier.

    Results, plans and difficulties are linked; proposals only where their row or heading names the task. Tasks of copies of one
    document (the same number in several files) are one: the first file by path speaks for it. A state "done" of work that recurs or
    never ends becomes "in_progress".
    """
    if not items or not tasks:
        return tuple(items)
    linker = _Linker(tasks, documents, items)
    return tuple(linker.link(items, citations))


class WeighedLink(NamedTuple):
    """A task that a rule proposes for a statement (its place among the statements), and what speaks for it and against it."""

    place: int
    task: TaskRecord
    evidence: Mapping[str, float]


def weigh_links(
    items: Sequence[ReportItemRecord],
    tasks: Sequence[TaskRecord],
    documents: Sequence[DocumentRecord],
    citations: Sequence[CitationRecord] = (),
) -> tuple[WeighedLink, ...]:
    """What `link_tasks` decides on: every proposal with its evidence, whether it is enough or not."""
    return tuple(_Linker(tasks, documents, items).weigh(items, citations)) if items and tasks else ()


class _Linker:
    def __init__(self, tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord], items: Sequence[ReportItemRecord]) -> None:
        self.index = TaskIndex(tasks, documents, items)
        self.tasks = self.index.tasks
        self.wording = TaskWording(self.index)
        self.issued = {document.id: document.date for document in documents}

    def link(self, items: Sequence[ReportItemRecord], citations: Sequence[CitationRecord] = ()) -> list[ReportItemRecord]:
        """What the rules propose, where the evidence for it is enough."""
        linked: list[ReportItemRecord] = list(items)
        for place, task, evidence in self.weigh(items, citations):
            certainty = load_link_weights().certainty(evidence)
            if certainty >= load_link_weights().threshold:
                linked[place] = self._with(items[place], task, certainty)
        return _with_states(linked)

    def weigh(self, items: Sequence[ReportItemRecord], citations: Sequence[CitationRecord] = ()) -> Iterator[WeighedLink]:
        """The proposals with their evidence."""
        read = [replace(item, about=None) if self._is_of_another_matter(item) else item for item in items]
        proposed = self.propose(read, citations)
        judge = LinkJudge(self.index, read, proposed)
        for place, proposal in proposed.items():
            yield WeighedLink(place, self.tasks[proposal.number].record, judge.evidence(place))

    def propose(self, items: Sequence[ReportItemRecord], citations: Sequence[CitationRecord] = ()) -> dict[int, Proposal]:
        """The task that a rule finds for a statement, by its place: what is named first, then the words, then what stands near."""
        found: dict[int, Proposal] = {}
        profiles: dict[tuple[str, int], set[str]] = defaultdict(set)
        cited = cited_documents(self.index, items, citations)
        pending: list[int] = []
        for place, item in enumerate(items):
            if item.section == "other":
                continue
            if _is_beside(items, place):
                item = replace(item, about=None)
            named = self._named(item)
            if named is None and not _may_be_meant(item) and not _is_beside(items, place):
                continue
            counted = self._counted(item) if named is None else None
            told = None
            if named is None and counted is None and item.section in ("results", "plans", "difficulties"):
                told = self.wording.task_of(item, cited.get(item.document, frozenset()), None)
            if named is not None:
                found[place] = Proposal(named, "named")
            elif counted is not None:
                found[place] = Proposal(counted, "counted")
            elif told is not None:
                found[place] = Proposal(told, "words")
            else:
                if item.section in ("plans", "difficulties", "results"):
                    pending.append(place)
                continue
            if item.section in ("results", "plans"):
                profiles[(agency_key(item.agency), found[place].number)].update(find_terms(item.text[:_LONGEST]))
        owned = AgencyTopics(self.index, (), {}, lambda agency, number: bond(agency, self.tasks[number]))
        # a statement whose row names a task of its own is of no other
        pending = [place for place in pending if not CODED.match(items[place].about or "")]
        for place in pending:
            item = items[place]
            beside = self._beside(items, place, found)
            if beside is not None:
                found[place] = Proposal(beside, "beside")
                continue
            if _is_beside(items, place):
                item = replace(item, about=None)
            if not _may_be_meant(item) or (item.section == "difficulties" and of_means(item.text)):
                continue
            told = self.wording.task_of(item, cited.get(item.document, frozenset()), profiles)
            if told is not None and not owned.is_of_another(item, told):
                found[place] = Proposal(told, "profile")
                continue
            hint = self._by_verb(item)
            hint = self._by_telling_words(item) if hint is None else hint
            if hint is not None and not owned.is_of_another(item, hint):
                found[place] = Proposal(hint, "matter")
        for _ in range(2):  # what a result is on tells what a hardship or a plan goes on with
            numbers = {place: proposal.number for place, proposal in found.items()}
            topics = AgencyTopics(self.index, items, numbers, lambda agency, number: bond(agency, self.tasks[number]))
            for place in pending:
                item = items[place]
                if place in found or _is_beside(items, place) or is_routine(item.text):
                    continue
                near = topics.proposal(item)
                if near is not None:
                    found[place] = near
        for place in pending:
            beside = self._beside(items, place, found) if place not in found else None
            if beside is not None:
                found[place] = Proposal(beside, "beside")
        return found

    def _named(self, item: ReportItemRecord) -> int | None:
        """The task that a statement's row, its number or its document names.

        A heading stands above several statements: one that names a document, or is clearly of another task's words, is not of it.
        """
        row = None if is_ranked(item) else named_by_row(self.index, item)
        if row is not None and item.about is not None and CODED.match(item.about):
            return row[0]
        named = named_by_number(self.index, item)
        named = named_by_document(self.index, item) if named is None else named
        if named is not None or row is None:
            return named
        text = item.text[:_LONGEST]
        terms = set(find_terms(text))
        own = self.index.likeness(terms, text, self.tasks[row[0]])
        for number in self.index.shortlist(tuple(terms)):
            if bond(item.agency, self.tasks[number]) == 1:
                other = self.index.likeness(terms, text, self.tasks[number])
                if other >= _OTHERS_WORDS and other >= own + _MORE_LIKE:
                    return None
        return row[0]

    def _counted(self, item: ReportItemRecord) -> int | None:
        """The task of the agency's own that is to have what a result counts."""
        if item.section != "results":
            return None
        own = [number for number, task in enumerate(self.tasks) if task.record.code is not None and bond(item.agency, task) == 1]
        terms = set(find_terms(item.text[:_LONGEST]))
        words = [self.tasks[number].words for number in own]
        place = counted_task(
            item.text, item.about, words, lambda place: self.index.likeness(terms, item.text[:_LONGEST], self.tasks[own[place]])
        )
        return own[place] if place is not None else None

    def _is_of_another_matter(self, item: ReportItemRecord) -> bool:
        """Whether a statement speaks of something else than the task that its heading loosely names.

        Insurance cards below "Công tác định danh, dữ liệu dân cư" are no accounts; below a task's own words all is of the task.
        """
        said = find_subjects(item.text) - load_task_subjects().weak
        if not said or not item.about or CODED.match(item.about):
            return False
        row = named_by_row(self.index, item)
        if row is None or row[1] >= _SAME_WORDS:
            return False
        task = self.tasks[row[0]]
        shared = any(" " in term and term in task.terms for term in find_terms(item.text[:_LONGEST]))
        return bool(task.subjects) and not said & task.subjects and not shared

    def _beside(self, items: Sequence[ReportItemRecord], place: int, found: Mapping[int, Proposal]) -> int | None:
        """A hardship in the paragraph of a result is one of the result's task."""
        result = _beside_which(items, place)
        if result is None or result not in found:
            return None
        number = found[result].number
        return number if bond(items[place].agency, self.tasks[number]) == 1 else None

    def _by_telling_words(self, item: ReportItemRecord) -> int | None:
        """A plan or a hardship with words that only one task has, in what it is about, and that task is the agency's."""
        if item.section == "results":
            return None
        terms = set(find_terms(item.text[:_LONGEST])) - own_name(item) - load_task_words().general_things
        found = {number for term in terms for number in self.index.telling.get(term, ())}
        own = [number for number in found if bond(item.agency, self.tasks[number]) == 1]
        return own[0] if len(own) == 1 else None

    def _by_verb(self, item: ReportItemRecord) -> int | None:
        """A plan or a result whose telling verb begins one of the agency's tasks and stands in no other task."""
        if item.section == "difficulties":
            return None
        words = [
            word
            for word in spell_out(strip_label(item.text)).split()
            if word not in ("đã", "đang", "tiếp", "tục", "hoàn", "thành", "chưa")
        ]
        verb = told_verb(item.text) or " ".join(words[:2])
        if len(verb.split()) < 2 or verb in load_task_words().general_verbs:
            return None
        holders = [number for number, task in enumerate(self.tasks) if re.search(rf"(?<!\w){re.escape(verb)}(?!\w)", task.words)]
        if len(holders) != 1 or not self.tasks[holders[0]].words.startswith(verb):
            return None
        return holders[0] if bond(item.agency, self.tasks[holders[0]]) == 1 else None

    def _with(self, item: ReportItemRecord, task: TaskRecord, confidence: float) -> ReportItemRecord:
        return replace(
            item,
            task=TaskRef(document=task.document, code=task.code, start=task.source.start),
            confidence=round(confidence if item.confidence is None else min(confidence, item.confidence), 3),
            status=fitting_status(item, task, issued=self.issued.get(item.document)),
        )


def _with_states(items: Sequence[ReportItemRecord]) -> list[ReportItemRecord]:
    """The statements; a linked result that tells no state has that of the others of its report on the task, else it is work in progress."""
    told: dict[tuple[str, str, int | None], Status] = {}
    for item in items:
        if item.task is not None and item.section == "results" and item.status is not None:
            told.setdefault((item.document, item.task.document, item.task.start), item.status)
    return [
        replace(item, status=told.get((item.document, item.task.document, item.task.start), "in_progress"))
        if item.task is not None and item.section == "results" and item.status is None
        else item
        for item in items
    ]


def _may_be_meant(item: ReportItemRecord) -> bool:
    """Whether a statement that names no task may still speak of one: not what every office lacks, and no place in a ranking."""
    return not (item.section == "difficulties" and is_everyones(item.text)) and not is_ranked(item)


def _is_beside(items: Sequence[ReportItemRecord], place: int) -> bool:
    """Whether a hardship stands in the paragraph of a result before it."""
    return _beside_which(items, place) is not None


def _beside_which(items: Sequence[ReportItemRecord], place: int) -> int | None:
    """The place of the result in whose paragraph a hardship stands, behind other hardships of the same or right behind it."""
    item = items[place]
    if item.section != "difficulties" or item.about is None:
        return None
    for before in range(place - 1, -1, -1):
        other = items[before]
        if other.document == item.document and other.section == "results" and other.text == item.about:
            return before
        if other.document != item.document or other.section != "difficulties" or other.about != item.about:
            return None
    return None
