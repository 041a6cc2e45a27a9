"""How much a statement and a task have in common: the words that both share, weighed by how rare they are among the tasks."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from vbcds.assembly.responsibility import agency_key
from vbcds.assembly.task_copies import code_key, document_identity, task_copies
from vbcds.lexicons.measures import spell_out
from vbcds.lexicons.task_subjects import find_subjects
from vbcds.lexicons.task_words import load_task_words
from vbcds.model.records import DocumentRecord, ReportItemRecord, TaskRecord

_SHORTLIST = 24
#: Of a longer statement only this much is compared.
_LONGEST = 1500
_DIGITS = re.compile(r"^\d+(?:[.,]\d+)*$")
_FIGURE = re.compile(r"(?<![\d/.,-])\d{2,}(?:\.\d{3})*(?![\d/.,%-]|\s?%)")
#: Where a task's matter ends and its place, time or manner begins.
_MATTER = re.compile(r"\s(?:cho|tại|của|đối với|trên|trong|theo|giai đoạn|giữa|đến|từ|ở)\s")


#: Agencies that may speak of a thing before it is common.
_FEW = 2


@dataclass(frozen=True, slots=True)
class IndexedTask:
    """A task, ready to be compared."""

    record: TaskRecord
    #: The document's number and date: copies of one document in several files share it.
    identity: tuple[str, str]
    date: date | None
    #: Its terms with their weights, and the sum of these.
    terms: Mapping[str, float]
    norm: float
    #: Its wording with abbreviations spelled out.
    words: str
    #: `agency_key`s.
    lead: frozenset[str]
    support: frozenset[str]
    #: The figures that the task names ("40 sản phẩm"), as printed.
    figures: frozenset[str]
    #: What it is about (data/task_subjects.toml).
    subjects: frozenset[str]


@lru_cache(maxsize=16384)
def find_terms(text: str) -> tuple[str, ...]:
    """Syllables and pairs of syllables of a text; figures and common syllables do not count alone.

    >>> find_terms("đối soát dữ liệu đất đai")[:4]
    ('đối', 'soát', 'dữ', 'liệu')
    """
    common = load_task_words().common
    words = [word for word in spell_out(text).replace("/", " ").split() if word != "%"]
    found: list[str] = [word for word in words if word not in common and not _DIGITS.match(word) and len(word) > 1]
    for first, second in pairwise(words):
        if _DIGITS.match(first) or _DIGITS.match(second):
            continue
        if first in common and second in common:
            continue
        found.append(f"{first} {second}")
    return tuple(found)


def find_counts(text: str) -> frozenset[str]:
    """The figures of two or more digits that a text names, as printed, without shares and dates; 100 tells nothing.

    >>> sorted(find_counts("Đưa 120 sản phẩm lên sàn, đạt 85%"))
    ['120']
    """
    return frozenset(_FIGURE.findall(text)) - {"100"}


class TaskIndex:
    """The tasks of a dossier, each once, by their words and codes. Prose duties without a lead are left out."""

    def __init__(
        self, tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord], items: Sequence[ReportItemRecord] = ()
    ) -> None:  # fmt: skip
        self._speakers = _speakers(items)
        known = {document.id: document for document in documents}
        chosen = [task for task in task_copies(tasks, documents).tasks if task.code or task.lead]
        frequency: Counter[str] = Counter()
        tables = [task for task in chosen if task.code] or chosen  # prose says much beside its matter
        for task in tables:
            frequency.update(set(find_terms(task.content)))
        count = max(1, len(tables))
        self.idf = {term: math.log(1 + count / n) for term, n in frequency.items()}
        self.rare = math.log(1 + count)
        self.tasks = [self._prepare(task, known.get(task.document)) for task in chosen]
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, prepared in enumerate(self.tasks):
            for term in prepared.terms:
                self._places[term].append(number)
        #: Pairs of syllables, and syllables in capitals, that stand in the matter of one task only.
        self.telling: dict[str, list[int]] = defaultdict(list)
        #: The terms of each task's matter.
        self.matters = [frozenset(find_terms(_MATTER.split(task.record.content, maxsplit=1)[0])) for task in self.tasks]
        for number, prepared in enumerate(self.tasks):
            if prepared.record.code is None:
                continue
            for term in self.matters[number]:
                if (
                    " " in term
                    and frequency[term] == 1
                    and self._speakers[term] <= _FEW
                    and not set(term.split()) <= load_task_words().common
                ):
                    self.telling[term].append(number)
        self.by_code: dict[str, list[int]] = defaultdict(list)
        for number, prepared in enumerate(self.tasks):
            if prepared.record.code:
                self.by_code[code_key(prepared.record.code)].append(number)

    def _prepare(self, task: TaskRecord, document: DocumentRecord | None) -> IndexedTask:
        weights = {term: self.weight(term) for term in dict.fromkeys(find_terms(task.content))}
        return IndexedTask(
            record=task,
            identity=document_identity(document, task.document),
            date=document.date if document is not None else None,
            terms=weights,
            norm=sum(weights.values()) or 1.0,
            words=spell_out(task.content),
            lead=frozenset(map(agency_key, task.lead)),
            support=frozenset(map(agency_key, task.support)),
            figures=find_counts(task.content),
            subjects=find_subjects(task.content),
        )

    def weight(self, term: str) -> float:
        """How rare a term is among the tasks; a pair of syllables tells more than one, what every agency speaks of less."""
        common = max(0.55, 1 - 0.12 * max(0, self._speakers[term] - _FEW))
        return self.idf.get(term, self.rare) * (1.6 if " " in term else 1.0) * common

    def holding(self, term: str) -> Sequence[int]:
        """The tasks that have a term."""
        return self._places.get(term, ())

    def telling_weight(self, term: str) -> float:
        """1 for a term that few agencies use in their statements, less for what more of them speak of, 0 for everyone's words."""
        return max(0.0, 1 - 0.35 * max(0, self._speakers[term] - _FEW))

    def shortlist(self, terms: Iterable[str]) -> list[int]:
        """The tasks that share most with some terms, best first."""
        scores: dict[int, float] = defaultdict(float)
        for term in set(terms):
            weight = self.weight(term)
            for number in self._places.get(term, ()):
                scores[number] += weight
        return sorted(scores, key=lambda number: (-scores[number] / (self.tasks[number].norm ** 0.5), number))[:_SHORTLIST]

    def likeness(self, terms: set[str], text: str, task: IndexedTask) -> float:
        """From 0 to 1: how much of the task's rare words the statement has, and how long the run of words is that both share."""
        shared = [term for term in task.terms if term in terms]
        if not shared:
            return 0.0
        weight = sum(task.terms[term] for term in shared)
        own = sum(self.weight(term) for term in terms if term in self._places) or 1.0
        covered = weight / task.norm
        precise = weight / own
        run = self._longest_run(text, task)
        fuzzy = fuzz.partial_token_sort_ratio(spell_out(text), task.words) / 100
        return min(1.0, 0.55 * covered + 0.15 * precise + 0.35 * run + 0.12 * max(0.0, fuzzy - 0.5))

    def _longest_run(self, text: str, task: IndexedTask) -> float:
        """The longest run of syllables that stands in both, weighed by its rare syllables; 1 from five rare ones on."""
        common = load_task_words().common
        one, two = spell_out(text).split(), task.words.split()
        places: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(two):
            places[word].append(index)
        best = 0.0
        lengths: dict[int, float] = {}
        for word in one:
            current: dict[int, float] = {}
            for index in places.get(word, ()):
                gain = (
                    0.25
                    if word in common or _DIGITS.match(word)
                    else 0.5 + 0.5 * min(1.0, self.idf.get(word, self.rare) / self.rare)
                )
                current[index] = lengths.get(index - 1, 0.0) + gain
                best = max(best, current[index])
            lengths = current
        return min(1.0, best / 4.5)


def _speakers(items: Sequence[ReportItemRecord]) -> Counter[str]:
    """How many agencies use each term in their statements."""
    used: dict[str, set[str]] = defaultdict(set)
    for item in items:
        used[agency_key(item.agency)].update(find_terms(item.text[:_LONGEST]))
    found: Counter[str] = Counter()
    for terms in used.values():
        found.update(terms)
    return found
