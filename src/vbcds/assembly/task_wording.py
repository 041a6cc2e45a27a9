"""The task that has a statement's words: of the shortlist the likest, where no other task is as like.

The agency's part in a task, the document that the report names, shared figures and what the agency says of the task elsewhere count too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rapidfuzz import fuzz

from vbcds.assembly.responsibility import agency_key
from vbcds.assembly.standing_counts import is_count_of
from vbcds.assembly.statement_traits import is_routine, of_means
from vbcds.assembly.statuses import is_paper
from vbcds.assembly.task_index import TaskIndex, find_counts, find_terms
from vbcds.assembly.task_names import CODED, bond
from vbcds.lexicons.report_words import fold
from vbcds.model.records import ReportItemRecord

#: So like must a task be; of difficulties, which name things more loosely, more is asked, most of those that begin with a want.
_LIKE, _MORE_OF_HARDSHIPS, _MORE_OF_MEANS = 0.54, 0.05, 0.2
#: So far must the next task be behind.
_MARGIN = 0.06
#: Of a longer statement only this much is compared.
_LONGEST = 1500


class TaskWording:
    """Finds tasks by the words of statements."""

    def __init__(self, index: TaskIndex) -> None:
        self._index = index

    def task_of(
        self, item: ReportItemRecord, cited: frozenset[str], profiles: Mapping[tuple[str, int], set[str]] | None
    ) -> int | None:
        """The task whose words a statement has, well before any other; its place in the index.

        `cited` are the numbers of the documents that the report names, `profiles` the terms of what each agency (its key) says of a task.
        """
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
        candidates = set(self._index.shortlist(tuple(terms)))
        if profiles is not None:
            candidates |= {number for owner, number in profiles if owner == agency}
        for number in candidates:
            task = self._index.tasks[number]
            tie = bond(item.agency, task)
            score = self._index.likeness(terms, text, task)
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
            if routine and not is_count_of(text, task.words):
                score -= 0.25
            if score > 0 and task.identity[0] in cited:
                score += 0.04
            if score > 0 and task.figures and task.figures & figures:
                score += 0.06
            scored.append((score, number))
        if not scored:
            return None
        scored.sort(key=lambda pair: (-pair[0], -(self._index.tasks[pair[1]].date or date.min).toordinal(), pair[1]))
        best, number = self._of_twins(scored, cited)
        needed = _LIKE
        if item.section == "difficulties":
            needed += _MORE_OF_MEANS if of_means(item.text) else _MORE_OF_HARDSHIPS
        if best < needed:
            return None
        rivals = [(score, other) for score, other in scored if other != number and not self._are_twins(number, other)]
        if rivals and best - rivals[0][0] < _MARGIN and not self._prefers(number, rivals[0][1], best - rivals[0][0]):
            return None
        return number

    def _of_twins(self, scored: Sequence[tuple[float, int]], cited: frozenset[str]) -> tuple[float, int]:
        """The best one; of tasks of several documents that say the same, that of the document which the report names, else the newest."""
        best, number = scored[0]
        twins = [pair for pair in scored if pair[0] >= best - 0.25 and (pair[1] == number or self._are_twins(number, pair[1]))]
        if len(twins) < 2:
            return best, number
        chosen = max(
            twins, key=lambda p: (self._index.tasks[p[1]].identity[0] in cited, self._index.tasks[p[1]].date or date.min, p[0])
        )
        return best, chosen[1]

    def _are_twins(self, number: int, other: int) -> bool:
        """Whether two tasks of different documents give the same lead the same work."""
        one, two = self._index.tasks[number], self._index.tasks[other]
        return one.identity != two.identity and one.lead == two.lead and fuzz.token_set_ratio(one.words, two.words) >= 90

    def _prefers(self, number: int, other: int, gap: float) -> bool:
        """Of two tasks that fit alike: the one of the newer document, where they say the same."""
        one, two = self._index.tasks[number], self._index.tasks[other]
        if one.identity == two.identity:
            return gap > _MARGIN / 2
        return gap > 0 or (one.date or date.min) >= (two.date or date.min)

    def _profile(self, terms: set[str], profile: set[str]) -> float:
        """How much of a statement's words stand in what the agency said of the task elsewhere."""
        pairs = [term for term in terms if " " in term]
        if not pairs:
            return 0.0
        shared = sum(self._index.weight(term) for term in pairs if term in profile)
        return min(1.0, shared / (0.35 * sum(self._index.weight(term) for term in pairs) + 6.0))
