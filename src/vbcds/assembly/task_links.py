"""Which assigned task a statement of a report speaks of.

Evidence: the number and the wording of the task in the statement's row or heading, the words that both share (weighted by how rare
they are among the tasks), the agency (lead, support, or one of a collective; after a merger the successor answers), figures, the
document that the report cites, and other statements of the agency on the task. Rather no link than a wrong one: below the threshold,
or where two tasks fit alike, `task` stays None.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz import fuzz

from vbcds.assembly.link_evidence import LinkJudge
from vbcds.assembly.report_headings import strip_label
from vbcds.assembly.responsibility import agency_key
from vbcds.assembly.statement_traits import is_ranked, is_routine, of_means, own_name, told_verb
from vbcds.assembly.statuses import fitting_status, is_paper
from vbcds.assembly.task_index import TaskIndex, find_counts, find_terms
from vbcds.assembly.task_names import CODED, bond, document_numbers, is_named, named_by_document, named_by_number, named_by_row
from vbcds.assembly.task_topics import AgencyTopics, Proposal, is_everyones
from vbcds.lexicons.link_evidence import load_link_weights
from vbcds.lexicons.measures import spell_out
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.task_subjects import find_subjects, load_task_subjects
from vbcds.lexicons.task_words import load_task_words
from vbcds.model.records import CitationRecord, DocumentRecord, ReportItemRecord, Status, TaskRecord, TaskRef

#: A link needs this much certainty; difficulties and proposals, which name things more loosely, need more.
THRESHOLD = 0.54
_MARGIN = 0.06
#: From here on a heading is the task's own words, and all below it is of the task.
_SAME_WORDS = 0.92
#: So much like another task is a statement under a heading that names one.
_OTHERS_WORDS = 0.35
#: Of a longer statement only this much is compared.
_LONGEST = 1500
_RECEIVED = re.compile(r"tiếp nhận|giải quyết hồ sơ|xử lý hồ sơ|tỷ lệ hồ sơ|nộp trực tuyến|hồ sơ trực tuyến")


@dataclass(slots=True)
class _Profile:
    """What an agency's own linked statements say of a task."""

    terms: Counter[str] = field(default_factory=Counter)


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


class _Linker:
    def __init__(self, tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord], items: Sequence[ReportItemRecord]) -> None:
        self.index = TaskIndex(tasks, documents, items)
        self.tasks = self.index.tasks
        self.issued = {document.id: document.date for document in documents}

    def link(self, items: Sequence[ReportItemRecord], citations: Sequence[CitationRecord] = ()) -> list[ReportItemRecord]:
        """What the rules propose, where the evidence for it is enough."""
        read = [replace(item, about=None) if self._is_of_another_matter(item) else item for item in items]
        proposed = self.propose(read, citations)
        judge = LinkJudge(self.index, read, proposed)
        linked: list[ReportItemRecord] = list(items)
        for place, proposal in proposed.items():
            certainty = judge.certainty(place)
            if certainty >= load_link_weights().threshold:
                linked[place] = self._with(items[place], proposal.number, min(certainty, proposal.confidence))
        return _with_states(linked)

    def propose(self, items: Sequence[ReportItemRecord], citations: Sequence[CitationRecord] = ()) -> dict[int, Proposal]:
        """The task that a rule finds for a statement, by its place: what is named first, then the words, then what stands near."""
        found: dict[int, Proposal] = {}
        profiles: dict[tuple[str, int], _Profile] = defaultdict(_Profile)
        cited = self._cited(items, citations)
        pending: list[int] = []
        for place, item in enumerate(items):
            if item.section == "other":
                continue
            if _is_beside(items, place):
                item = replace(item, about=None)
            named = self._named(item)
            if named is None and not _may_be_meant(item):
                continue
            told = None
            if named is None and item.section in ("results", "plans", "difficulties"):
                told = self._by_words(item, cited.get(item.document, frozenset()), None)
            if named is not None:
                found[place] = Proposal(*named, "named")
            elif told is not None:
                found[place] = Proposal(*told, "words")
            else:
                if item.section in ("plans", "difficulties", "results"):
                    pending.append(place)
                continue
            if item.section in ("results", "plans"):
                profiles[(agency_key(item.agency), found[place].number)].terms.update(set(find_terms(item.text[:_LONGEST])))
        # a statement whose row names a task of its own is of no other
        pending = [place for place in pending if not CODED.match(items[place].about or "")]
        for place in pending:
            item = items[place]
            beside = self._beside(items, place, found)
            if beside is not None:
                found[place] = Proposal(*beside, "beside")
                continue
            if _is_beside(items, place):
                item = replace(item, about=None)
            if item.section == "difficulties" and of_means(item.text):
                continue
            told = self._by_words(item, cited.get(item.document, frozenset()), profiles)
            hint = None if told is not None else self._by_verb(item) or self._by_telling_words(item)
            if told is not None:
                found[place] = Proposal(*told, "profile")
            elif hint is not None:
                found[place] = Proposal(*hint, "matter")
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
            strong = find_subjects(items[place].text) - load_task_subjects().weak
            if beside is not None and strong & self.tasks[beside[0]].subjects:
                found[place] = Proposal(*beside, "beside")
        return found

    def _named(self, item: ReportItemRecord) -> tuple[int, float] | None:
        """The task that a statement's row, its number or its document names.

        A heading stands above several statements: one that names a document, or is clearly of another task's words, is not of it.
        """
        row = None if is_ranked(item) else named_by_row(self.index, item)
        if row is not None and item.about is not None and CODED.match(item.about):
            return row
        named = named_by_number(self.index, item) or named_by_document(self.index, item)
        if named is not None or row is None:
            return named or row
        text = item.text[:_LONGEST]
        terms = set(find_terms(text))
        own = self.index.likeness(terms, text, self.tasks[row[0]])
        for number in self.index.shortlist(tuple(terms)):
            if bond(item.agency, self.tasks[number]) == 1:
                other = self.index.likeness(terms, text, self.tasks[number])
                if other >= _OTHERS_WORDS and other >= own + 2 * _MARGIN:
                    return None
        return row

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

    def _beside(self, items: Sequence[ReportItemRecord], place: int, found: Mapping[int, Proposal]) -> tuple[int, float] | None:
        """A hardship in the paragraph of a result is one of the result's task."""
        if not _is_beside(items, place) or place - 1 not in found:
            return None
        number = found[place - 1].number
        return (number, 0.6) if bond(items[place].agency, self.tasks[number]) == 1 else None

    def _by_telling_words(self, item: ReportItemRecord) -> tuple[int, float] | None:
        """A plan or a hardship with words that only one task has, in what it is about, and that task is the agency's."""
        if item.section == "results":
            return None
        terms = set(find_terms(item.text[:_LONGEST])) - own_name(item) - load_task_words().general_things
        found = {number for term in terms for number in self.index.telling.get(term, ())}
        own = [number for number in found if bond(item.agency, self.tasks[number]) == 1]
        return (own[0], 0.55) if len(own) == 1 else None

    def _by_verb(self, item: ReportItemRecord) -> tuple[int, float] | None:
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
        return (holders[0], 0.55) if bond(item.agency, self.tasks[holders[0]]) == 1 else None

    def _with(self, item: ReportItemRecord, number: int, confidence: float) -> ReportItemRecord:
        task = self.tasks[number].record
        return replace(
            item,
            task=TaskRef(document=task.document, code=task.code, start=task.source.start),
            confidence=round(confidence if item.confidence is None else min(confidence, item.confidence), 3),
            status=fitting_status(item, task, issued=self.issued.get(item.document)),
        )

    # --- by words

    def _by_words(
        self, item: ReportItemRecord, cited: frozenset[str], profiles: Mapping[tuple[str, int], _Profile] | None
    ) -> tuple[int, float] | None:  # fmt: skip
        text = item.text[:_LONGEST]
        terms = set(find_terms(text))
        if item.about:
            coded = CODED.match(item.about)
            terms |= set(find_terms(coded["words"] if coded is not None else item.about))
        figures = find_counts(text)
        paper = is_paper(fold(text))
        routine = is_routine(text)
        scored: list[tuple[float, int]] = []
        agency = agency_key(item.agency)
        candidates = set(self.index.shortlist(tuple(terms)))
        if profiles is not None:
            candidates |= {number for owner, number in profiles if owner == agency}
        for number in candidates:
            task = self.tasks[number]
            tie = bond(item.agency, task)
            score = self.index.likeness(terms, text, task)
            if tie == 0:
                score *= 0.45 if item.agency is not None else 0.9
            elif tie < 1:
                score *= 0.78
            if profiles is not None and (agency, number) in profiles and tie > 0:
                score = max(score, min(0.85, score * 0.7 + 0.8 * self._profile(terms, profiles[(agency, number)])))
            if paper and "ban hành" not in task.words and "kế hoạch" not in task.words:
                score -= 0.06
            if task.record.code is None:
                score -= 0.05  # a duty told in prose has more words to meet by chance
            if routine and _RECEIVED.search(task.words) is None:
                score -= 0.25
            if score > 0 and task.identity[0] in cited:
                score += 0.04
            if score > 0 and task.figures and task.figures & figures:
                score += 0.06
            scored.append((score, number))
        if not scored:
            return None
        scored.sort(key=lambda pair: (-pair[0], -(self.tasks[pair[1]].date or date.min).toordinal(), pair[1]))
        best, number = self._of_twins(scored, cited)
        needed = THRESHOLD
        if item.section == "difficulties":
            needed += 0.2 if of_means(item.text) else 0.05
        if best < needed:
            return None
        rivals = [(score, other) for score, other in scored if other != number and not self._are_twins(number, other)]
        if rivals and best - rivals[0][0] < _MARGIN and not self._prefers(number, rivals[0][1], best - rivals[0][0]):
            return None
        return number, min(1.0, best)

    def _of_twins(self, scored: Sequence[tuple[float, int]], cited: frozenset[str]) -> tuple[float, int]:
        """The best one; of tasks of several documents that say the same, that of the document which the report names, else the newest."""
        best, number = scored[0]
        twins = [pair for pair in scored if pair[0] >= best - 0.25 and (pair[1] == number or self._are_twins(number, pair[1]))]
        if len(twins) < 2:
            return best, number
        chosen = max(twins, key=lambda p: (self.tasks[p[1]].identity[0] in cited, self.tasks[p[1]].date or date.min, p[0]))
        return best, chosen[1]

    def _are_twins(self, number: int, other: int) -> bool:
        """Whether two tasks of different documents give the same lead the same work."""
        one, two = self.tasks[number], self.tasks[other]
        return one.identity != two.identity and one.lead == two.lead and fuzz.token_set_ratio(one.words, two.words) >= 90

    def _prefers(self, number: int, other: int, gap: float) -> bool:
        """Of two tasks that fit alike: the one of the newer document, where they say the same."""
        one, two = self.tasks[number], self.tasks[other]
        if one.identity == two.identity:
            return gap > _MARGIN / 2
        return gap > 0 or (one.date or date.min) >= (two.date or date.min)

    def _profile(self, terms: set[str], profile: _Profile) -> float:
        """How much of a statement's words stand in what the agency said of the task elsewhere."""
        pairs = [term for term in terms if " " in term]
        if not pairs:
            return 0.0
        shared = sum(self.index.weight(term) for term in pairs if term in profile.terms)
        return min(1.0, shared / (0.35 * sum(self.index.weight(term) for term in pairs) + 6.0))

    def _cited(self, items: Sequence[ReportItemRecord], citations: Sequence[CitationRecord]) -> dict[str, frozenset[str]]:
        """The documents with tasks that each report names."""
        found: dict[str, set[str]] = defaultdict(set)
        for citation in citations:
            if citation.number:
                found[citation.document].add(fold("".join(citation.number.split())).lstrip("0"))
        for item in items:
            found[item.document].update(document_numbers(fold(item.text)))
        known = {task.identity[0] for task in self.tasks}
        return {document: frozenset(id for id in known if is_named(numbers, id)) for document, numbers in found.items()}


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
    """Whether a hardship stands in the paragraph of the result before it."""
    if not place or items[place].section != "difficulties":
        return False
    before = items[place - 1]
    return before.section == "results" and before.document == items[place].document and before.text == items[place].about
