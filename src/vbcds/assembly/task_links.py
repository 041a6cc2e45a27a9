"""Which assigned task a statement of a report speaks of.

Evidence: the number and the wording of the task in the statement's row or heading, the words that both share (weighted by how rare
they are among the tasks), the agency (lead, support, or one of a collective; after a merger the successor answers), figures, the
document that the report cites, and other statements of the agency on the task. Rather no link than a wrong one: below the threshold,
or where two tasks fit alike, `task` stays None.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from vbcds.assembly.report_sections import strip_label
from vbcds.lexicons.measures import canonical_words, spell_out
from vbcds.lexicons.report_words import fold
from vbcds.model.records import Agency, CitationRecord, DocumentRecord, ReportItemRecord, Status, TaskRecord, TaskRef
from vbcds.recognisers.agencies_resolution import successors_of
from vbcds.text.fold import key

#: A link needs this much certainty; difficulties and proposals, which name things more loosely, need more.
THRESHOLD = 0.53
_MARGIN = 0.06
_SHORTLIST = 8
#: Of a longer statement only this much is compared.
_LONGEST = 1500
_CODED = re.compile(r"^(?P<code>[\w.\-/]{1,10}): (?P<words>.+)$", re.DOTALL)
_MENTION = re.compile(
    r"(?:nhiệm vụ(?: số)?|mục|tiểu mục|stt|số thứ tự)\s+(?P<code>(?:[ivx]{1,5}\.)?\d{1,3}(?:\.\d{1,3}){0,3})(?![\d/%])(?!\.\d)"
)
_NUMBER = re.compile(r"(?<![\d/])(\d{1,4})\s?/\s?((?:19|20)\d\d/)?(?:kh|qđ|nq|ct|cv|đa|ctr)\s?-\s?(?:[^\W\d]+)", re.IGNORECASE)
_SHORT = re.compile(r"(?:kế hoạch|quyết định|nghị quyết|chỉ thị|chương trình)\s+(?:số\s+)?(\d{1,4})(?![\d%.,])")
#: A want of means is seldom the state of one task.
_RESOURCE = re.compile(
    r"(?:(?:một số|các|nhiều|việc bố trí|hiện nay|đội ngũ|vẫn còn|còn)\s)*(?:thiếu\s)?(?:kinh phí|nguồn lực|nhân lực"
    r"|nhân sự|cán bộ|công chức|giáo viên|trang thiết bị|máy tính|biên chế|con người|nguồn vốn|đường truyền)(?!\w)"
)
#: "Bảy bệnh viện còn lại": what is left of what a result counted.
_REST = re.compile(r"(?P<noun>[^\W\d]+ [^\W\d]+(?:, [^\W\d]+)?) còn lại(?!\w)")
#: Verbs that begin many tasks; others tell a task by themselves where only one begins so.
_GENERIC_VERBS = frozenset(
    ("ban hành", "kiểm tra", "rà soát", "nâng cấp", "hướng dẫn", "cung cấp", "vận hành", "báo cáo", "hỗ trợ", "đào tạo",
        "phát triển", "bố trí", "tuyên truyền", "xây dựng", "tổ chức",
     "triển khai", "thực hiện", "hoàn thành", "tiếp tục", "duy trì", "tham mưu", "phối hợp", "đề xuất", "kết nối", "ứng dụng",
         "quản lý", "đầu tư", "bảo đảm", "đảm bảo", "tăng cường", "đẩy mạnh", "nghiên cứu", "thành lập", "đưa vào", "sử dụng",
         "khai thác", "thẩm định", "trình", "công bố", "số hóa")
)  # fmt: skip
#: A paper about some work, not the work itself.
_PAPER = re.compile(
    r"(?:(?:sở|xã|phường|ủy ban nhân dân|ubnd|đơn vị)[^,;.]{0,30}\s)?(?:đã\s)?ban hành (?:\d+\s)?(?:kế hoạch|công văn|văn bản)(?!\w)"
)
_FIGURE = re.compile(r"(?<![\d/.,-])\d{2,}(?:\.\d{3})*(?![\d/.,%-]|\s?%)")
_DIGITS = re.compile(r"^\d+(?:[.,]\d+)*$")
_STOP = frozenset(
    [
        "và",
        "của",
        "các",
        "cho",
        "tại",
        "trong",
        "trên",
        "với",
        "là",
        "có",
        "được",
        "đã",
        "đang",
        "về",
        "để",
        "theo",
        "từ",
        "đến",
        "này",
        "những",
        "một",
        "số",
        "việc",
        "công",
        "tác",
        "thực",
        "hiện",
        "triển",
        "khai",
        "tổ",
        "chức",
        "tỉnh",
        "xã",
        "phường",
        "huyện",
        "năm",
        "tháng",
        "quý",
        "ngày",
        "sở",
        "ban",
        "ngành",
        "đơn",
        "vị",
        "địa",
        "phương",
        "nhiệm",
        "vụ",
        "kế",
        "hoạch",
        "hoàn",
        "thành",
        "xây",
        "dựng",
        "tiếp",
        "tục",
        "đạt",
        "gồm",
        "do",
        "thì",
        "không",
        "chưa",
        "còn",
        "sẽ",
        "khi",
        "như",
        "vào",
        "ra",
        "lên",
        "chuyển",
        "đổi",
        "người",
        "dân",
        "nhân",
        "ủy",
        "duy",
        "trì",
        "mỗi",
        "tuần",
        "buổi",
        "thêm",
        "phối",
        "hợp",
        "tham",
        "mưu",
    ]
)
_PROVINCIAL_GROUPS = ("cac-so", "so-nganh", "cac-co-quan", "cac-don-vi", "cac-nganh", "thu-truong")
_DEPARTMENTS = (
    "so-", "van-phong-ubnd-tinh", "thanh-tra", "ban-", "cong-an-tinh", "cong-an-thanh-pho", "bo-chi-huy", "thue-tinh",
        "thue-thanh-pho", "cuc-", "bao-hiem-xa-hoi", "kho-bac", "ngan-hang-nha-nuoc",
    "dai-phat-thanh", "bao-va-",
)  # fmt: skip
_COMMUNE = ("ubnd-xa", "ubnd-phuong", "ubnd-dac-khu")
_COMMUNE_GROUPS = (
    "ubnd-cap-xa",
    "ubnd-cac-xa",
    "cac-xa",
    "ubnd-cap-huyen",
    "ubnd-cac-huyen",
    "cac-huyen",
    "cac-dia-phuong",
    "ubnd-xa",
)


@dataclass(frozen=True, slots=True)
class _Task:
    record: TaskRecord
    #: The document's number and date: copies of one document in several files share it.
    identity: tuple[str, str]
    date: date | None
    terms: Mapping[str, float]
    norm: float
    words: str
    lead: frozenset[str]
    support: frozenset[str]
    #: The figures that the task names ("40 sản phẩm"), as printed.
    figures: frozenset[str]


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
    linker = _Linker(tasks, documents)
    return tuple(linker.link(items, citations))


def indicator_key(text: str) -> str:
    """A key under which one indicator meets in several wordings and reports: its rare words, sorted, without verbs and figures.

    >>> indicator_key("Đã tạo lập hồ sơ sức khỏe điện tử") == indicator_key("hồ sơ sức khoẻ điện tử được tạo lập")
    True
    """
    return canonical_words(text)


@lru_cache(maxsize=16384)
def _terms(text: str) -> tuple[str, ...]:
    """Syllables and pairs of syllables of a text; figures and common words do not count alone."""
    words = [word for word in spell_out(text).replace("/", " ").split() if word != "%"]
    found: list[str] = [word for word in words if word not in _STOP and not _DIGITS.match(word) and len(word) > 1]
    for first, second in pairwise(words):
        if _DIGITS.match(first) or _DIGITS.match(second):
            continue
        if first in _STOP and second in _STOP:
            continue
        found.append(f"{first} {second}")
    return tuple(found)


class _Linker:
    def __init__(self, tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord]) -> None:
        self.documents = {document.id: document for document in documents}
        chosen = [task for task in task_copies(tasks, documents).tasks if task.code]
        frequency: Counter[str] = Counter()
        for task in chosen:
            frequency.update(set(_terms(task.content)))
        count = max(1, len(chosen))
        self.idf = {term: math.log(1 + count / n) for term, n in frequency.items()}
        self.rare = math.log(1 + count)
        self.tasks = [self._prepare(task) for task in chosen]
        self.index: dict[str, list[int]] = defaultdict(list)
        for number, prepared in enumerate(self.tasks):
            for term in prepared.terms:
                self.index[term].append(number)
        self.by_code: dict[str, list[int]] = defaultdict(list)
        for number, prepared in enumerate(self.tasks):
            if prepared.record.code:
                self.by_code[_code(prepared.record.code)].append(number)

    def _prepare(self, task: TaskRecord) -> _Task:
        weights = {term: self._weight(term) for term in dict.fromkeys(_terms(task.content))}
        document = self.documents.get(task.document)
        return _Task(
            record=task,
            identity=_identity(document, task.document),
            date=document.date if document is not None else None,
            terms=weights,
            norm=sum(weights.values()) or 1.0,
            words=spell_out(task.content),
            lead=frozenset(_ids(task.lead)),
            support=frozenset(_ids(task.support)),
            figures=frozenset(_FIGURE.findall(task.content)) - {"100"},
        )

    def _weight(self, term: str) -> float:
        return self.idf.get(term, self.rare) * (1.6 if " " in term else 1.0)

    def link(self, items: Sequence[ReportItemRecord], citations: Sequence[CitationRecord] = ()) -> list[ReportItemRecord]:
        linked: list[ReportItemRecord] = list(items)
        profiles: dict[tuple[str, int], _Profile] = defaultdict(_Profile)
        cited = self._cited(items, citations)
        pending: list[int] = []
        for place, item in enumerate(items):
            if item.section == "other":
                continue
            found = self._by_row(item) or self._by_mention(item)
            if found is None and item.section in ("results", "plans", "difficulties"):
                found = self._by_words(item, cited.get(item.document, frozenset()), None)
            if found is None:
                if item.section in ("plans", "difficulties", "results"):
                    pending.append(place)
                continue
            number, confidence = found
            linked[place] = self._with(item, number, confidence)
            if item.section in ("results", "plans"):
                profiles[(_agency_key(item.agency), number)].terms.update(set(_terms(item.text[:_LONGEST])))
        for place in pending:
            item = items[place]
            if item.about and _CODED.match(item.about):
                continue  # its row names a task of its own
            if item.section == "difficulties" and _RESOURCE.match(fold(strip_label(item.text))):
                continue
            found = self._by_words(item, cited.get(item.document, frozenset()), profiles)
            found = found or self._by_rest(item, linked) or self._by_verb(item)
            if found is not None:
                linked[place] = self._with(item, *found)
        return linked

    def _by_rest(self, item: ReportItemRecord, linked: Sequence[ReportItemRecord]) -> tuple[int, float] | None:
        """What is said of the rest belongs to the task of the one result of the same report that counted the whole."""
        match = _REST.search(fold(item.text))
        if match is None:
            return None
        noun = match["noun"]
        found = {
            (other.task.document, other.task.start)
            for other in linked
            if other.document == item.document
            and other.task is not None
            and other.section == "results"
            and noun in fold(other.text)
        }
        if len(found) != 1:
            return None
        place = next(iter(found))
        number = next((n for n, task in enumerate(self.tasks) if (task.record.document, task.record.source.start) == place), None)
        return (number, 0.6) if number is not None else None

    def _by_verb(self, item: ReportItemRecord) -> tuple[int, float] | None:
        """A plan or a result whose telling verb begins one of the agency's tasks and stands in no other task."""
        if item.section == "difficulties":
            return None
        words = [
            word
            for word in spell_out(strip_label(item.text)).split()
            if word not in ("đã", "đang", "tiếp", "tục", "hoàn", "thành", "chưa")
        ]
        verb = " ".join(words[:2])
        if len(verb.split()) < 2 or verb in _GENERIC_VERBS:
            return None
        holders = [number for number, task in enumerate(self.tasks) if re.search(rf"(?<!\w){re.escape(verb)}(?!\w)", task.words)]
        if len(holders) != 1 or not self.tasks[holders[0]].words.startswith(verb):
            return None
        return (holders[0], 0.55) if self._agency(item.agency, self.tasks[holders[0]]) == 1 else None

    def _with(self, item: ReportItemRecord, number: int, confidence: float) -> ReportItemRecord:
        task = self.tasks[number].record
        return replace(
            item,
            task=TaskRef(document=task.document, code=task.code, start=task.source.start),
            confidence=round(confidence, 3),
            status=fitting_status(item, task),
        )

    # --- by what the row or the heading says

    def _by_row(self, item: ReportItemRecord) -> tuple[int, float] | None:
        if not item.about:
            return None
        match = _CODED.match(item.about)
        words = match["words"] if match is not None else item.about
        wanted = spell_out(words)
        best: tuple[float, int] | None = None
        candidates = set(self.by_code.get(_code(match["code"]), ())) if match is not None else set()
        candidates |= set(self._shortlist(_terms(words)))
        for number in candidates:
            task = self.tasks[number]
            likeness = fuzz.token_set_ratio(wanted, task.words) / 100 * 0.5 + fuzz.ratio(wanted, task.words) / 100 * 0.5
            if match is not None and _code(task.record.code or "") == _code(match["code"]):
                likeness += 0.2
            likeness += 0.1 * self._agency(item.agency, task)
            if best is None or likeness > best[0] or (likeness == best[0] and self._newer(number, best[1])):
                best = (likeness, number)
        needed = 0.72 if match is not None else 0.8
        return (best[1], min(1.0, best[0])) if best is not None and best[0] >= needed else None

    def _by_mention(self, item: ReportItemRecord) -> tuple[int, float] | None:
        """ "nhiệm vụ số 5", "mục 2.3 Kế hoạch số 87/KH-UBND"."""
        folded = fold(item.text)
        match = _MENTION.search(folded)
        if match is None:
            return None
        numbers = set(_document_numbers(folded[match.end() : match.end() + 90])) or set(_document_numbers(folded))
        fitting = [
            number
            for number in self.by_code.get(_code(match["code"]), ())
            if not numbers or _leading(self.tasks[number].identity[0]) in numbers
        ]
        own = [number for number in fitting if self._agency(item.agency, self.tasks[number]) > 0] or (fitting if numbers else [])
        return (own[0], 0.95 if numbers else 0.85) if len(own) == 1 else None

    # --- by words

    def _by_words(
        self, item: ReportItemRecord, cited: frozenset[str], profiles: Mapping[tuple[str, int], _Profile] | None
    ) -> tuple[int, float] | None:  # fmt: skip
        text = item.text[:_LONGEST]
        terms = set(_terms(text))
        if item.about:
            coded = _CODED.match(item.about)
            terms |= set(_terms(coded["words"] if coded is not None else item.about))
        figures = set(_FIGURE.findall(text))
        paper = _PAPER.match(fold(strip_label(text))) is not None
        scored: list[tuple[float, int]] = []
        agency = _agency_key(item.agency)
        candidates = set(self._shortlist(tuple(terms)))
        if profiles is not None:
            candidates |= {number for owner, number in profiles if owner == agency}
        for number in candidates:
            task = self.tasks[number]
            bond = self._agency(item.agency, task)
            score = self._likeness(terms, text, task)
            if bond == 0:
                score *= 0.45 if item.agency is not None else 0.9
            elif bond < 1:
                score *= 0.86
            if profiles is not None and (agency, number) in profiles and bond > 0:
                score = max(score, min(0.85, score * 0.7 + 0.8 * self._profile(terms, profiles[(agency, number)])))
            if paper and "ban hành" not in task.words and "kế hoạch" not in task.words:
                score -= 0.06
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
            needed += 0.2 if _RESOURCE.match(fold(strip_label(item.text))) else 0.05
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

    def _newer(self, number: int, other: int) -> bool:
        return (self.tasks[number].date or date.min) > (self.tasks[other].date or date.min)

    def _shortlist(self, terms: Iterable[str]) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for term in set(terms):
            weight = self._weight(term)
            for number in self.index.get(term, ()):
                scores[number] += weight
        return sorted(scores, key=lambda number: (-scores[number] / (self.tasks[number].norm ** 0.5), number))[: _SHORTLIST * 3]

    def _likeness(self, terms: set[str], text: str, task: _Task) -> float:
        """From 0 to 1: how much of the task's rare words the statement has, and how long the run of words is that both share."""
        shared = [term for term in task.terms if term in terms]
        if not shared:
            return 0.0
        weight = sum(task.terms[term] for term in shared)
        own = sum(self._weight(term) for term in terms if term in self.idf) or 1.0
        covered = weight / task.norm
        precise = weight / own
        run = self._longest_run(text, task)
        fuzzy = fuzz.partial_token_sort_ratio(spell_out(text), task.words) / 100
        return min(1.0, 0.55 * covered + 0.15 * precise + 0.35 * run + 0.12 * max(0.0, fuzzy - 0.5))

    def _longest_run(self, text: str, task: _Task) -> float:
        """The longest run of syllables that stands in both, weighed by its rare syllables; 1 from five rare ones on."""
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
                    if word in _STOP or _DIGITS.match(word)
                    else 0.5 + 0.5 * min(1.0, self.idf.get(word, self.rare) / self.rare)
                )
                current[index] = lengths.get(index - 1, 0.0) + gain
                best = max(best, current[index])
            lengths = current
        return min(1.0, best / 4.5)

    def _profile(self, terms: set[str], profile: _Profile) -> float:
        """How much of a statement's words stand in what the agency said of the task elsewhere."""
        pairs = [term for term in terms if " " in term]
        if not pairs:
            return 0.0
        shared = sum(self._weight(term) for term in pairs if term in profile.terms)
        return min(1.0, shared / (0.35 * sum(self._weight(term) for term in pairs) + 6.0))

    # --- agencies

    def _agency(self, agency: Agency | None, task: _Task) -> float:
        """1 where the agency leads the task, 0.6 where it helps, 0 where it has no part in it or is not known."""
        if agency is None:
            return 0.0
        if _covers(task.lead, agency, task.date):
            return 1.0
        if _covers(task.support, agency, task.date):
            return 0.6
        return 0.0

    def _cited(self, items: Sequence[ReportItemRecord], citations: Sequence[CitationRecord]) -> dict[str, frozenset[str]]:
        """The documents with tasks that each report names."""
        found: dict[str, set[str]] = defaultdict(set)
        for citation in citations:
            if citation.number:
                found[citation.document].add(_leading("".join(citation.number.split())))
        for item in items:
            found[item.document].update(_document_numbers(fold(item.text)))
        leading = {_leading(task.identity[0]): task.identity[0] for task in self.tasks}
        return {document: frozenset(leading[n] for n in numbers if n in leading) for document, numbers in found.items()}


#: A task by the place where it stands: document, offset, code.
TaskId = tuple[str, int, str | None]


@dataclass(frozen=True, slots=True)
class TaskCopies:
    """Tasks without their copies in other files, and of each copy the one that speaks for it."""

    tasks: tuple[TaskRecord, ...]
    first: Mapping[TaskId, TaskId]


def task_id(task: TaskRecord) -> TaskId:
    """Where a task stands."""
    return task.document, task.source.start, task.code


def task_copies(tasks: Sequence[TaskRecord], documents: Sequence[DocumentRecord]) -> TaskCopies:
    """The tasks of a dossier, each once: the same plan as DOCX, PDF and XLSX gives one set of tasks.

    Of several files of one document the first by path speaks, a numbered document before a copy without a number; a task that a later
    document repeats under the same code and in the same words is the later one's. Tasks in reports and articles are left out.
    """
    known = {document.id: document for document in documents}
    chosen: dict[tuple[str, str], TaskRecord] = {}
    first: dict[TaskId, TaskId] = {}

    def rank(task: TaskRecord) -> tuple[bool, int, str, int]:
        document = known.get(task.document)
        dated = document.date.toordinal() if document is not None and document.date is not None else 0
        path = document.path if document is not None else task.document
        return document is None or not document.number, -dated, path, task.source.start

    for task in sorted(tasks, key=rank):
        document = known.get(task.document)
        if document is not None and document.genre in ("report", "news"):
            continue
        best = chosen.setdefault((_code(task.code or ""), key(task.content)), task)
        first[task_id(task)] = task_id(best)
    return TaskCopies(tuple(sorted(chosen.values(), key=lambda task: (rank(task)[2:], task_id(task)[:2]))), first)


def _identity(document: DocumentRecord | None, id: str) -> tuple[str, str]:
    if document is None or not document.number:
        return id, ""
    return "".join(document.number.split()).upper(), document.date.isoformat() if document.date else ""


def _code(code: str) -> str:
    return ".".join(part.lstrip("0") or "0" for part in fold(code).strip(" .)").split("."))


def _leading(number: str) -> str:
    match = re.match(r"0*(\d+)", number)
    return match[1] if match is not None else number


def _document_numbers(folded: str) -> list[str]:
    return [m[1].lstrip("0") for m in _NUMBER.finditer(folded)] + [m[1].lstrip("0") for m in _SHORT.finditer(folded)]


def _ids(agencies: Iterable[Agency]) -> list[str]:
    return [agency.id or key(agency.name) for agency in agencies]


def _agency_key(agency: Agency | None) -> str:
    return "" if agency is None else agency.id or key(agency.name)


def _covers(assigned: frozenset[str], agency: Agency, assigned_on: date | None) -> bool:
    """Whether an agency is one of those assigned, one of a collective of them, or has taken over their work since."""
    own = agency.id or key(agency.name)
    return any(_is_covered(one, own, assigned_on) for one in assigned)


def covers(assigned: Sequence[Agency], agency: Agency, assigned_on: date | None = None) -> bool:
    """Whether an agency is one of those assigned, one of a collective among them, or has taken over the work of one since.

    >>> group = Agency(raw="các sở, ban, ngành tỉnh", name="các sở, ban, ngành tỉnh", id="cac-so-ban-nganh-tinh")
    >>> covers((group,), Agency(raw="Sở Y tế", name="Sở Y tế", id="so-y-te"))
    True
    """
    return _covers(frozenset(_ids(assigned)), agency, assigned_on)


@lru_cache(maxsize=4096)
def _is_covered(assigned: str, own: str, assigned_on: date | None) -> bool:
    one, mine = assigned.partition("@")[0], own.partition("@")[0]
    if one == mine:
        places = assigned.partition("@")[2], own.partition("@")[2]
        return not (places[0] and places[1]) or places[0] == places[1]
    if one.startswith(_PROVINCIAL_GROUPS) and mine.startswith(_DEPARTMENTS):
        return True
    if one.startswith(_COMMUNE_GROUPS) and mine.startswith((*_COMMUNE, "ubnd-huyen", "ubnd-thi-xa", "ubnd-thanh-pho", "ubnd-quan")):
        return True
    if own and not one.startswith("cac-"):
        today = date(2100, 1, 1)
        return mine in {id.partition("@")[0] for id in successors_of(assigned, on=today)}
    return False


def fitting_status(item: ReportItemRecord, task: TaskRecord) -> Status | None:
    """The state of a result with the task in view: work that recurs or has no end is in progress, however much of it was done."""
    if item.section != "results" or item.status != "done":
        return item.status
    folded = fold(item.text)
    if task.deadline.kind in ("recurring", "ongoing"):
        return "in_progress"
    if task.deadline.due is None and not re.search(r"hoàn thành|ban hành|100\s?%", folded):
        return "in_progress"
    if re.search(r"(?<!\w)(?:lũy kế|thêm)(?!\w)", folded):
        return "in_progress"
    if _PAPER.match(strip_label(folded)) and not re.search(r"ban hành|xây dựng|kế hoạch|tham mưu|hướng dẫn", fold(task.content)):
        return "in_progress"  # a plan for the work is not the work
    return item.status
