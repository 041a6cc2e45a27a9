"""What an agency speaks of when it speaks of a task: words that its statements on one of its tasks have and those on no other.

A hardship or a plan seldom names its task; it goes on with the matter of a result: "người hưởng", "trạm quan trắc", "bến xe".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from vbcds.assembly.report_headings import strip_label
from vbcds.assembly.responsibility import COLLECTIVES, agency_key, answers_for
from vbcds.assembly.statuses import is_paper
from vbcds.assembly.task_index import IndexedTask, TaskIndex, find_terms
from vbcds.lexicons.matters import find_matter
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.task_subjects import find_audiences, find_signs, find_subjects, is_digital, load_task_subjects
from vbcds.lexicons.task_words import load_task_words
from vbcds.model.records import Agency, ReportItemRecord
from vbcds.recognisers.agencies import find_agencies
from vbcds.text.fold import key

_LONGEST = 1500
#: The least weight of the words that only one task of the agency has: one pair of syllables that few agencies use is 1;
#: more of a task that the agency only helps with, and of a result.
_NEEDED, _NEEDED_OF_HELP, _NEEDED_OF_RESULT = 1.0, 2.0, 2.5
#: A duty told in prose has more words to meet by chance.
_MORE_OF_PROSE = 1.0
#: A word with vowels on both sides of a consonant is no Vietnamese syllable, but a loan that names a thing: "camera", "wifi".
_LOAN = re.compile(r"[b-df-hj-np-tv-xzđ]*[aeiouyăâêôơư]+(?:[b-df-hj-np-tv-xzđ]+[aeiouyăâêôơư]+)+[b-df-hj-np-tv-xzđ]*")
#: "Ba huyện còn lại", "08 trạm quan trắc còn lại", "mười bảy buôn, thôn còn lại", "số người còn lại": the rest of what was counted.
_REST = re.compile(
    r"(?<!\w)(?:\d+|các|những|số|tại|ở|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi)\s(?P<noun>[^\W\d]+(?:,? [^\W\d]+){0,4}?)\scòn lại(?!\w)"
)
#: What agencies' names begin with.
_HOUSE = re.compile(r"(?<!\w)(?:Sở|Công an|Văn phòng|Ban|UBND|Ủy ban|[Nn]gành) ")
_DEPARTMENT = "sở "
#: So many words leave no doubt whose they are.
_SEVERAL = 2
#: A result that names nothing digital ("tặng quà thương binh, thân nhân liệt sĩ") is seldom of a task at all.
_PLAIN_RESULT = 3
#: How much a word that names a subject counts, beside those that go with it.
_NAMED = 1.5
#: How much liker to one of two tasks of one subject a statement must be.
_CLEARLY = 0.05
_LABEL = re.compile(r"(?P<label>[^:.;,\d]{6,60}):\s")


#: How a statement's task is known: it is named, it is to have what the statement counts, both share words, the agency says such words
#: of it elsewhere, the statement stands beside a result on it, tells of the rest of what was counted, of the only task on its subject, of
#: a thing that is of this task alone, by words that go with the subject of this one task of the agency, or of one of another agency's that
#: the statement names.
How = Literal["named", "counted", "words", "profile", "beside", "rest", "subject", "matter", "sign", "others"]


class Proposal(NamedTuple):
    """A task that a rule found for a statement: its place in the index, and which kind of rule it was."""

    number: int
    how: How


class AgencyTopics:
    """The words of each agency's tasks: of their contents and of what the agency's linked statements say of them.

    `numbers` gives the task of a statement by its place in `items`, `bond` how far an agency answers for a task (1: leads it).
    """

    def __init__(
        self,
        index: TaskIndex,
        items: Sequence[ReportItemRecord],
        numbers: Mapping[int, int],
        bond: Callable[[Agency | None, int], float],
    ) -> None:
        self._index = index
        self._bond = bond
        self._linked: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._unlinked: dict[str, set[str]] = defaultdict(set)
        self._results: dict[str, list[tuple[int | None, str]]] = defaultdict(list)
        for place, item in enumerate(items):
            number = numbers.get(place)
            terms = find_things(item.text)
            if number is not None:
                self._linked[agency_key(item.agency)][number] |= terms
            elif item.section == "results":
                self._unlinked[agency_key(item.agency)] |= terms
            if item.section == "results":
                self._results[item.document].append((number, fold(item.text)))
        self._owned: dict[str, Mapping[int, frozenset[str]]] = {}

    def proposal(self, item: ReportItemRecord) -> Proposal | None:
        """The task that a statement goes on with, and how that is known; None where its words belong to several or to none."""
        if item.agency is None or (item.section == "difficulties" and is_everyones(item.text)):
            return None
        rules: tuple[tuple[How, Callable[[ReportItemRecord], int | None]], ...] = (
            ("matter", self._of_label),
            ("rest", self._of_rest),
            ("matter", self._of_words),
            ("subject", self._of_subject),
            ("sign", self._of_signs),
            ("others", self._of_others),
        )
        return next((Proposal(found, how) for how, rule in rules if (found := rule(item)) is not None), None)

    def _of_subject(self, item: ReportItemRecord) -> int | None:
        """The one task of the agency that is about what the statement speaks of, in whatever words.

        A statement on other people than those the task is for does not speak of it.
        """
        weak = load_task_subjects().weak
        text = item.text[:_LONGEST]
        # what is told behind the issue of a paper is not what the paper is about
        said = find_subjects(text.partition(";")[0] if is_paper(fold(text)) else text)
        if not said - weak:
            return None
        people = find_audiences(text)
        shared: dict[int, tuple[int, int]] = {}
        for number, task in enumerate(self._index.tasks):
            both = said & task.subjects
            if not both - weak or self._bond(item.agency, number) < 1 or (task.record.code is None and not self._is_named(number)):
                continue
            meant = find_audiences(task.record.content)
            if not people or not meant or people & meant:
                shared[number] = len(both - weak), len(both)
        most = max(shared.values(), default=None)
        best = [number for number, count in shared.items() if count == most]
        if len(best) > 1:
            terms = set(find_terms(text))
            alike = sorted(((self._index.likeness(terms, text, self._index.tasks[n]), n) for n in best), reverse=True)
            best = [alike[0][1]] if alike[0][0] - alike[1][0] >= _CLEARLY else []
        return best[0] if best else None

    def _of_signs(self, item: ReportItemRecord) -> int | None:
        """The one task of the agency with whose subject most words of the statement go."""
        votes = self._votes(item)
        best = max(votes, key=lambda number: votes[number], default=None)
        least = 1 if is_digital(item.text[:_LONGEST]) else _PLAIN_RESULT if item.section == "results" else _SEVERAL
        if best is None or votes[best] < least or sum(vote == votes[best] for vote in votes.values()) > 1:
            return None
        said = find_subjects(item.text[:_LONGEST]) - load_task_subjects().weak
        if said and not said & self._index.tasks[best].subjects and votes[best] < _SEVERAL:
            return None  # it names another subject
        return best

    def is_of_another(self, item: ReportItemRecord, number: int) -> bool:
        """Whether several words of a statement go with one other task of the agency, and none with this one."""
        votes = self._votes(item)
        most = max(votes.values(), default=0.0)
        return most >= _SEVERAL and not votes.get(number)

    def _votes(self, item: ReportItemRecord) -> Mapping[int, float]:
        """How many words of a statement go with the subject of each of the agency's tasks."""
        text = item.text[:_LONGEST]
        signs, said = find_signs(text), find_subjects(text) - load_task_subjects().weak
        votes: dict[int, float] = {}
        if not signs:
            return votes
        for number, task in enumerate(self._index.tasks):
            subjects = task.subjects - load_task_subjects().weak
            if self._bond(item.agency, number) == 1 and (task.record.code is not None or self._is_named(number)):
                votes[number] = sum(bool(of & subjects) for of in signs.values()) + _NAMED * len(said & subjects)
        return votes

    def _of_others(self, item: ReportItemRecord) -> int | None:
        """The one task of an agency that the statement names, on what the statement speaks of: "dự lớp ... do Sở Nội vụ tổ chức".

        Where none is named, work on the subject of another agency's task is the office's own, and of no task.
        """
        text = item.text[:_LONGEST]
        if _HOUSE.search(text) is None:
            return None
        weak = load_task_subjects().weak
        signs, said = find_signs(text), find_subjects(text)
        votes: dict[int, float] = {}
        for number, task in enumerate(self._index.tasks):
            if task.record.code is None or self._bond(item.agency, number) == 1:
                continue
            if names_lead(text, task):
                strong = sum(bool(of & (task.subjects - weak)) for of in signs.values()) + _NAMED * len(said & task.subjects - weak)
                votes[number] = strong + 0.5 * len(said & task.subjects & weak)
        best = max(votes, key=lambda number: votes[number], default=None)
        if best is None or votes[best] < 1 or sum(vote == votes[best] for vote in votes.values()) > 1:
            return None
        return best

    def _is_named(self, number: int) -> bool:
        """Whether a duty in prose is given to agencies by their names, and not to all."""
        return not any(lead.startswith(COLLECTIVES) for lead in self._index.tasks[number].lead)

    def _of_label(self, item: ReportItemRecord) -> int | None:
        """ "Dữ liệu mở: chưa có hướng dẫn": the one task of the agency in a table that has all words of the label."""
        match = _LABEL.match(strip_label(item.text))
        terms = {term for term in find_terms(match["label"]) if " " in term} if match is not None else set()
        if not terms or terms <= load_task_words().general_things:
            return None
        found = [
            number
            for number in self._of_agency(item.agency)
            if self._index.tasks[number].record.code is not None and terms <= self._index.tasks[number].terms.keys()
        ]
        return found[0] if len(found) == 1 else None

    def _of_rest(self, item: ReportItemRecord) -> int | None:
        """The task of the results of the same report that counted the whole, where they are of one task."""
        match = _REST.search(fold(strip_label(item.text)))
        if match is None:
            return None
        noun = match["noun"]
        told = self._results.get(item.document, [])
        whole = re.compile(rf"(?<!\w){re.escape(noun)}(?!\w)")
        found = {number for number, text in told if whole.search(text)}
        if len(found) != 1 and item.section != "results":
            counted = re.compile(rf"\d\s?/\s?\d[\d.]*\s{re.escape(noun.split()[0].rstrip(','))}(?!\w)")
            found = {number for number, text in told if counted.search(text)}
        return next(iter(found)) if len(found) == 1 else None

    def _of_words(self, item: ReportItemRecord) -> int | None:
        is_result = item.section == "results"
        owned = self._of_agency(item.agency)
        others: set[str] = set() if is_result else self._unlinked.get(agency_key(item.agency), set())
        votes: dict[int, float] = defaultdict(float)
        own_name = find_things(item.agency.name) if item.agency is not None else set()
        for term in find_things(item.text) - others - own_name:
            holders = [number for number, terms in owned.items() if term in terms]
            if len(holders) == 1 and (not is_result or term in self._index.tasks[holders[0]].terms):
                votes[holders[0]] += self._weight(term, holders[0], is_result=is_result)
        if not votes:
            return None
        (number, most), *rest = sorted(votes.items(), key=lambda vote: -vote[1])
        needed = _NEEDED_OF_RESULT if is_result else _NEEDED if self._bond(item.agency, number) == 1 else _NEEDED_OF_HELP
        if self._index.tasks[number].record.code is None:
            needed += _MORE_OF_PROSE
        if most < needed or (rest and rest[0][1] * 2 >= most) or self._is_of_anothers_subject(item, number):
            return None
        if self.is_of_another(item, number):
            return None
        return number

    def _is_of_anothers_subject(self, item: ReportItemRecord, number: int) -> bool:
        """Whether a statement names the subject of another task of the agency and none of this one's: scanners to buy, not to scan with."""
        said = find_subjects(item.text[:_LONGEST]) - load_task_subjects().weak
        if not said or said & self._index.tasks[number].subjects:
            return False
        return any(said & task.subjects and self._bond(item.agency, other) == 1 for other, task in enumerate(self._index.tasks))

    def _weight(self, term: str, number: int, *, is_result: bool) -> float:
        if not is_result:
            return 1.0 if self._is_matter(term, number) else self._index.telling_weight(term)
        alone = " " not in term and self._is_matter(term, number) and len(self._index.holding(term)) == 1
        return _NEEDED_OF_RESULT if alone else self._index.telling_weight(term)

    def _is_matter(self, term: str, number: int) -> bool:
        """Whether a task in a table is about a thing, and not of a kind that most tasks are about."""
        if self._index.tasks[number].record.code is None or term in load_task_words().general_things:
            return False
        return term in self._index.matters[number]

    def _of_agency(self, agency: Agency | None) -> Mapping[int, frozenset[str]]:
        """The tasks that an agency leads or has spoken of, with their words."""
        owner = agency_key(agency)
        if owner not in self._owned:
            spoken = self._linked.get(owner, {})
            self._owned[owner] = {
                number: frozenset(find_things(task.record.content) | spoken.get(number, set()))
                for number, task in enumerate(self._index.tasks)
                if number in spoken or (task.record.code is not None and self._bond(agency, number) == 1)
            }
        return self._owned[owner]


def names_lead(text: str, task: IndexedTask) -> bool:
    """Whether a text names an agency that leads a task, as such or by its sector: "được ngành công thương tập huấn"."""
    if any(answers_for(lead, name) for lead in task.lead for name in _agencies_named(text)):
        return True
    sectors = (
        key(agency.name).removeprefix(_DEPARTMENT) for agency in task.record.lead if key(agency.name).startswith(_DEPARTMENT)
    )
    return any(f"ngành {sector}" in key(text) for sector in sectors)


@lru_cache(maxsize=16384)
def _agencies_named(text: str) -> frozenset[str]:
    """The keys of the agencies that a text names."""
    return frozenset(agency_key(mention.agency) for mention in find_agencies(text)) if _HOUSE.search(text) else frozenset()


def is_everyones(text: str) -> bool:
    """A want of people or a fault of the shared systems is told whatever the agency's tasks are."""
    matter = find_matter(text)
    return matter is not None and matter.theme.startswith(("Nhân lực", "Phần mềm", "Hạ tầng"))


def find_things(text: str) -> set[str]:
    """Pairs of syllables, single ones that name a thing, and what a tool is for."""
    found = {term for term in find_terms(text[:_LONGEST]) if " " in term or _LOAN.fullmatch(key(term))}
    return found | {work for tool, work in load_task_words().tools.items() if tool in found}
