"""How sure a link is: what speaks for it and what against, whichever rule proposed it.

The rules of `task_links` propose a task; here everything that is known of the statement and the task is weighed together: how much of the
task's rare words the statement has and the other way round, how far the next task is behind, the agency's part in it, row and heading,
what else is said of the task in the dossier, and whether the statement is of a kind that seldom speaks of a task. The weights are those of
a logistic regression (data/link_evidence.toml; pipelines/task_links). Sums are exact (`math.fsum`): sets have no order.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from vbcds.assembly.responsibility import COLLECTIVES, LOCAL_COMMITTEES, agency_key, answers_for
from vbcds.assembly.standing_counts import is_count_of
from vbcds.assembly.statement_traits import is_housekeeping, is_routine, of_means, own_name
from vbcds.assembly.task_index import IndexedTask, TaskIndex, find_terms
from vbcds.assembly.task_names import CODED, bond, named_by_number
from vbcds.assembly.task_topics import Proposal, find_things, is_everyones, names_lead
from vbcds.lexicons.task_subjects import find_audiences, find_signs, find_subjects, load_task_subjects
from vbcds.lexicons.task_words import load_task_words
from vbcds.model.records import Agency, ReportItemRecord

#: Of a longer statement only this much is compared.
_LONGEST = 1500
#: Rules by which a statement itself tells its task.
_DIRECT = ("named", "counted", "words")
#: What a pair of syllables that half of all tasks have weighs against another.
_GENERAL = 0.15


class LinkJudge:
    """Weighs the proposals for the statements of a dossier; `proposed` gives them by the statement's place in `items`."""

    def __init__(self, index: TaskIndex, items: Sequence[ReportItemRecord], proposed: Mapping[int, Proposal]) -> None:
        self._index = index
        self._items = items
        self._proposed = proposed
        self._said: Counter[str] = Counter()
        for text in {item.text[:_LONGEST] for item in items}:
            self._said.update(set(find_terms(text)))
        self._texts = max(1, len({item.text[:_LONGEST] for item in items}))
        self._weights: dict[str, float] = {}
        self._terms = [self._terms_of(task) for task in index.tasks]
        self._whole = [math.fsum(map(self._weight, terms)) or 1.0 for terms in self._terms]
        self._led: dict[str, tuple[int, ...]] = {}

    def evidence(self, place: int) -> dict[str, float]:
        """What speaks for the proposal for a statement and against it, each from 0 to 1 (`ahead` from -0.5)."""
        item, (number, how) = self._items[place], self._proposed[place]
        task = self._index.tasks[number]
        text = item.text[:_LONGEST]
        said = find_subjects(text) - load_task_subjects().weak
        subjects = task.subjects - load_task_subjects().weak
        meant = find_audiences(task.record.content)
        coded = CODED.match(item.about or "") is not None
        numbered = how == "named" and (coded or named_by_number(self._index, item) is not None)
        evidence = {
            "any": 1.0,
            how: 1.0,
            "numbered": float(numbered),
            "other_subject": float(bool(said and subjects and not said & subjects)),
            "other_people": float(bool((people := find_audiences(text)) and meant and not people & meant)),
            "reporting": float(_is_duty_to_report(task)),
            **self._by_signs(item, task, said),
            **self._by_words(item, number, said),
            **self._by_others(place),
            "second": float(item.section == "results" and self._is_second(place)),
            "names_lead": float(bond(item.agency, task) < 1 and names_lead(text, task)),
        }
        if not numbered:
            if item.agency is not None and how != "counted":  # every office counts for the task that all lead
                evidence[part_of(item.agency, task)] = 1.0
            evidence["plan"] = float(item.section == "plans")
            evidence["hardship"] = float(item.section == "difficulties")
            evidence["routine"] = float(is_routine(text) and not is_count_of(text, task.words))
            evidence["housekeeping"] = float(is_housekeeping(text))
            evidence["means"] = float(item.section == "difficulties" and of_means(text))
            evidence["everyones"] = float(item.section == "difficulties" and is_everyones(text))
        return evidence

    def _by_signs(self, item: ReportItemRecord, task: IndexedTask, said: frozenset[str]) -> dict[str, float]:
        """What names the task's subject or goes with it, or goes with that of another task of the agency only."""
        weak = load_task_subjects().weak
        signs = find_signs(item.text[:_LONGEST]).values()
        own = len(said & task.subjects) + sum(bool(of & (task.subjects - weak)) for of in signs)
        others = frozenset[str]().union(*(self._index.tasks[number].subjects - weak for number in self._led_by(item.agency)))
        return {
            "signed": min(1.0, own / 2),
            "other_signs": float(not own and any(of & others for of in signs)),
        }

    # --- words

    def _weight(self, term: str) -> float:
        """How much a term tells: rare among the tasks, seldom said in the reports, no word of how work is done."""
        if term not in self._weights:
            seldom = min(1.0, 0.25 + 0.9 * math.log(1 + self._texts / max(1, self._said[term])) / math.log(1 + self._texts))
            general = 1.0 if _is_telling(term) else _GENERAL
            rare = self._index.idf.get(term, self._index.rare) / self._index.rare
            self._weights[term] = general * rare * (1.6 if " " in term else 1.0) * seldom
        return self._weights[term]

    def _terms_of(self, task: IndexedTask) -> frozenset[str]:
        """The terms of a task; of a duty in prose without the names of those who are to do it."""
        if task.record.code is not None:
            return frozenset(task.terms)
        names = {term for agency in (*task.record.lead, *task.record.support) for term in find_terms(f"{agency.name} {agency.raw}")}
        return frozenset(task.terms) - names

    def _by_words(self, item: ReportItemRecord, number: int, said: frozenset[str]) -> dict[str, float]:
        """How much of the words is common, and how far the next task is behind; the agency's own name tells nothing."""
        name = own_name(item)
        terms = set(find_terms(item.text[:_LONGEST])) - name
        wanted = self._terms[number] - name
        whole = math.fsum(map(self._weight, wanted)) or 1.0
        shared = math.fsum(map(self._weight, wanted & terms))
        coded = CODED.match(item.about or "")
        heading = set(find_terms(coded["words"] if coded is not None else item.about or ""))
        product = {
            term for term in find_terms(self._index.tasks[number].record.product or "") if " " in term and _is_telling(term)
        } - name
        rivals = {other for other in {*self._index.shortlist(tuple(terms)), *self._led_by(item.agency)} if other != number}
        best = max((self._likeness(terms, other, item.agency, said) for other in rivals), default=0.0)
        return {
            "covered": shared / whole,
            "told": min(1.0, shared / (math.fsum(map(self._weight, terms)) or 1.0)),
            "ahead": max(-0.5, min(0.5, self._likeness(terms, number, item.agency, said) - best)),
            "heading": math.fsum(map(self._weight, wanted & heading)) / whole,
            "product": math.fsum(map(self._weight, product & terms)) / (math.fsum(map(self._weight, product)) or 1.0),
        }

    def _likeness(self, terms: set[str], number: int, agency: Agency | None, said: frozenset[str]) -> float:
        """How near a task is to a statement beside the other tasks."""
        task = self._index.tasks[number]
        shared = self._terms[number] & terms
        pairs = math.fsum(self._weight(term) for term in shared if " " in term)
        covered = math.fsum(map(self._weight, shared)) / self._whole[number]
        tie = bond(agency, task)
        return covered + 0.5 * (1 - math.exp(-pairs / 3)) + 0.15 * tie + (0.3 if tie == 1 and said & task.subjects else 0.0)

    def _led_by(self, agency: Agency | None) -> tuple[int, ...]:
        owner = agency_key(agency)
        if owner not in self._led:
            self._led[owner] = tuple(n for n, task in enumerate(self._index.tasks) if bond(agency, task) == 1)
        return self._led[owner]

    # --- what else is said in the dossier

    @cached_property
    def _told(self) -> frozenset[tuple[str, int]]:
        """The documents with a result that has the name or the words of a task, with that task."""
        return frozenset(
            (self._items[place].document, number)
            for place, (number, how) in self._proposed.items()
            if how in _DIRECT and self._items[place].section == "results"
        )

    def _is_second(self, place: int) -> bool:
        """Whether a statement has neither the name nor the words of its task, a result of its report has, and it does not go on there."""
        number, how = self._proposed[place]
        before = self._proposed.get(place - 1)
        goes_on = before is not None and before.number == number and self._items[place - 1].document == self._items[place].document
        return how not in _DIRECT and not goes_on and (self._items[place].document, number) in self._told

    @cached_property
    def _things(self) -> list[frozenset[str]]:
        return [frozenset(filter(_is_telling, find_things(item.text) - own_name(item))) for item in self._items]

    @cached_property
    def _spoken(self) -> Mapping[str, Mapping[int, frozenset[tuple[str, str]]]]:
        """Of each thing and each task: the statements on the task that speak of it, as (agency, text); copies of last month's are one."""
        found: dict[str, dict[int, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
        for place, proposal in self._proposed.items():
            said = agency_key(self._items[place].agency), self._items[place].text
            for thing in self._things[place]:
                found[thing][proposal.number].add(said)
        return {thing: {number: frozenset(said) for number, said in tasks.items()} for thing, tasks in found.items()}

    @cached_property
    def _elsewhere(self) -> Counter[str]:
        """Of each thing: how many statements without a task speak of it."""
        found: Counter[str] = Counter()
        for place, things in enumerate(self._things):
            if place not in self._proposed and self._items[place].section in ("results", "plans", "difficulties"):
                found.update(things)
        return found

    def _by_others(self, place: int) -> dict[str, float]:
        """How much of what a statement speaks of the other statements on the task speak of, and how much only those of the agency do."""
        number, item = self._proposed[place].number, self._items[place]
        owner = agency_key(item.agency)
        weights: dict[str, list[float]] = {"whole": [], "spoken": [], "alone": []}
        strays = 0
        for thing in self._things[place]:
            strays += bool(self._elsewhere[thing]) and thing not in self._terms[number]
            others = {n: said - {(owner, item.text)} for n, said in self._spoken.get(thing, {}).items()}
            tasks = {n for n, said in others.items() if said}
            holders = set(self._index.holding(thing))
            weight = 2 / (1 + max(1, len(tasks | holders) + self._elsewhere[thing]))
            weights["whole"].append(weight)
            weights["spoken"].append(weight if number in tasks else 0.0)
            owners = {n for n, said in others.items() if any(agency == owner for agency, _ in said)}
            only = owners | (holders & {*self._led_by(item.agency), *owners, number}) == {number}
            weights["alone"].append(weight if only else 0.0)
        whole, spoken, alone = map(math.fsum, weights.values())
        return {
            "spoken_of": min(1.0, spoken / (0.35 * whole + 1)),
            "alone": 1 - math.exp(-alone),
            "elsewhere": strays / max(1, len(self._things[place])),
        }


def _is_telling(term: str) -> bool:
    """Whether a term is none of what most tasks are about, and no word of how work is done."""
    return term not in load_task_words().general_things and term not in load_task_words().general_acts


def _is_duty_to_report(task: IndexedTask) -> bool:
    """Whether a duty told in prose is the regime of reports: "báo cáo kết quả thực hiện trước ngày 20 hằng tháng"."""
    return task.record.code is None and task.record.deadline.kind == "recurring" and "báo cáo" in task.words


def part_of(agency: Agency, task: IndexedTask) -> str:
    """The part that an agency has in a task, as evidence is named: by its own name, as one of the communes, as one of the departments."""
    own = agency_key(agency)
    groups = (*COLLECTIVES, "ubnd-cac-")

    def named(assigned: frozenset[str]) -> bool:
        return any(not one.startswith(groups) and answers_for(one, own) for one in assigned)

    tie = bond(agency, task)
    if tie == 1:
        return "leads" if named(task.lead) else "leads_as_local" if own.startswith(LOCAL_COMMITTEES) else "leads_as_department"
    if tie > 0:
        return "helps" if named(task.support) else "helps_in_group"
    return "no_part"
