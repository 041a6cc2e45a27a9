"""Tasks that a statement names: by the words or the number of its row, or by a number in its text; and how an agency is bound to a task."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rapidfuzz import fuzz

from vbcds.assembly.responsibility import agency_key, answers_for
from vbcds.assembly.task_copies import code_key, leading_number
from vbcds.assembly.task_index import IndexedTask, TaskIndex, find_terms
from vbcds.lexicons.measures import spell_out
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.task_subjects import find_subjects, load_task_subjects
from vbcds.model.records import Agency, CitationRecord, ReportItemRecord

#: "12: Số hóa sổ hộ tịch": the number and the words of a row.
CODED = re.compile(r"^(?P<code>[\w.\-/]{1,10}): (?P<words>.+)$", re.DOTALL)
_MENTION = re.compile(
    r"(?:(?:nhiệm vụ(?:,? (?:có )?mã)?(?: số)?|mục|tiểu mục|stt"
    r"|số thứ tự)\s+(?P<code>(?:[ivx]{1,5}\.)?\d{1,3}(?:\.\d{1,3}){0,3})(?![\d/%])(?!\.\d)"
    r"|(?<!\w)số\s+(?P<listed>\d{1,3})(?=\s(?:tại\s|của\s)?(?:phụ lục|danh mục)(?!\w)))"
)
_NUMBER = re.compile(r"(?<![\d/])(\d{1,4})\s?/\s?(?:(?:19|20)\d\d/)?((?:kh|qđ|nq|ct|cv|đa|ctr|tb|kl|gm|tbkl|cđ)\s?-\s?[^\W\d]+)")
#: A product is named by so many syllables at least, in words so much alike.
_PRODUCT, _SAME_PRODUCT = 3, 92
_COMMUNES = ("ubnd-xa", "ubnd-phuong", "ubnd-dac-khu")
_SHORT = re.compile(
    r"(?:kế hoạch|quyết định|nghị quyết|chỉ thị|chương trình|thông báo|kết luận|công điện)\s+(?:số\s+)?(\d{1,4})(?![\d%.,])"
)


def bond(agency: Agency | None, task: IndexedTask) -> float:
    """1 where the agency leads the task, 0.6 where it helps, 0 where it has no part in it or is not known."""
    if agency is None:
        return 0.0
    own = agency_key(agency)
    if any(answers_for(one, own) for one in task.lead):
        # a commune has taken over what the district did, but not what the district bought for its own offices
        return 0.6 if "cấp huyện" in task.words and own.startswith(_COMMUNES) else 1.0
    if any(answers_for(one, own) for one in task.support):
        return 0.6
    return 0.0


def named_by_row(index: TaskIndex, item: ReportItemRecord) -> tuple[int, float] | None:
    """The task (its place in the index, how sure) whose words or number the statement's row or heading bears."""
    if not item.about:
        return None
    match = CODED.match(item.about)
    words = match["words"] if match is not None else item.about
    wanted = spell_out(words)
    coded = set(index.by_code.get(code_key(match["code"]), ())) if match is not None else set()
    likeness: dict[int, float] = {}
    for number in coded | set(index.shortlist(find_terms(words))):
        task = index.tasks[number]
        alike = fuzz.token_set_ratio(wanted, task.words) / 100 * 0.5 + fuzz.ratio(wanted, task.words) / 100 * 0.5
        likeness[number] = alike + 0.1 * bond(item.agency, task)
    if not likeness:
        return None
    closest = max(likeness.values())
    for number in coded:
        # the number of the row is the task's where its words are not clearly another task's
        likeness[number] += 0.2 if likeness[number] >= closest - 0.1 else 0.0
    best = max(likeness, key=lambda number: (likeness[number], index.tasks[number].date or date.min, -number))
    needed = 0.72 if coded else 0.8 if bond(item.agency, index.tasks[best]) == 1 else 0.86
    if likeness[best] >= needed:
        return best, min(1.0, likeness[best])
    if match is None:
        return None
    return _product_of_row(index, item, wanted) or _subject_of_row(index, item, words)


def _product_of_row(index: TaskIndex, item: ReportItemRecord, wanted: str) -> tuple[int, float] | None:
    """The one task of the agency whose product a row names in the same words: "Chứng thư chữ ký số"."""
    if len(wanted.split()) < _PRODUCT:
        return None
    found = [
        number
        for number, task in enumerate(index.tasks)
        if task.record.product
        and fuzz.ratio(wanted, spell_out(task.record.product)) >= _SAME_PRODUCT
        and bond(item.agency, task) == 1
    ]
    return (found[0], 0.8) if len(found) == 1 else None


def _subject_of_row(index: TaskIndex, item: ReportItemRecord, words: str) -> tuple[int, float] | None:
    """The one task of the agency that is about what the words of the row name."""
    strong = find_subjects(words) - load_task_subjects().weak
    found = [
        number
        for number, task in enumerate(index.tasks)
        if task.record.code is not None and strong & task.subjects and bond(item.agency, task) == 1
    ]
    return (found[0], 0.7) if len(found) == 1 else None


def named_by_document(index: TaskIndex, item: ReportItemRecord) -> int | None:
    """ "Việc cấp lại tài khoản theo Chỉ thị 12/CT-UBND đã hoàn tất": the agency's task in the document that the statement names."""
    numbers = set(document_numbers(fold(item.text)))
    if not numbers or item.section == "difficulties":
        return None
    own = [
        number for number, task in enumerate(index.tasks) if is_named(numbers, task.identity[0]) and bond(item.agency, task) == 1
    ]
    terms = set(find_terms(item.text[:1500]))
    scored = sorted(((index.likeness(terms, item.text, index.tasks[number]), number) for number in own), reverse=True)
    # where the document gives the agency one task, little tells that it is meant
    needed = 0.3 if len(own) > 1 else 0.15
    if not scored or scored[0][0] < needed or (len(scored) > 1 and scored[0][0] - scored[1][0] < 0.1):
        return None
    return scored[0][1]


def named_by_number(index: TaskIndex, item: ReportItemRecord) -> int | None:
    """ "nhiệm vụ số 5", "mục 2.3 Kế hoạch số 87/KH-UBND"."""
    folded = fold(item.text)
    match = _MENTION.search(folded)
    if match is None and item.about:
        coded = CODED.match(item.about)
        folded = fold(coded["words"] if coded is not None else item.about)
        match = _MENTION.match(folded)
    if match is None:
        return None
    numbers = set(document_numbers(folded[match.end() : match.end() + 90])) or set(document_numbers(folded))
    fitting = [
        number
        for number in index.by_code.get(code_key(match["code"] or match["listed"]), ())
        if not numbers or is_named(numbers, index.tasks[number].identity[0])
    ]
    own = [number for number in fitting if bond(item.agency, index.tasks[number]) > 0] or (fitting if numbers else [])
    return own[0] if len(own) == 1 else None


def cited_documents(
    index: TaskIndex, items: Sequence[ReportItemRecord], citations: Sequence[CitationRecord]
) -> Mapping[str, frozenset[str]]:
    """The documents with tasks (their numbers) that each report names."""
    found: dict[str, set[str]] = defaultdict(set)
    for citation in citations:
        if citation.number:
            found[citation.document].add(fold("".join(citation.number.split())).lstrip("0"))
    for item in items:
        found[item.document].update(document_numbers(fold(item.text)))
    known = {task.identity[0] for task in index.tasks}
    return {document: frozenset(id for id in known if is_named(numbers, id)) for document, numbers in found.items()}


def document_numbers(folded: str) -> list[str]:
    """The numbers of documents that a text (folded) names, with their symbol where it is there.

    >>> document_numbers("theo kế hoạch 87 và quyết định số 412/qđ-ubnd")
    ['412/qđ-ubnd', '87']
    """
    full = [(m.start(), f"{m[1].lstrip('0')}/{''.join(m[2].split())}") for m in _NUMBER.finditer(folded)]
    places = {start for start, _ in full}
    return [number for _, number in full] + [m[1].lstrip("0") for m in _SHORT.finditer(folded) if m.start(1) not in places]


def is_named(numbers: Iterable[str], identity: str) -> bool:
    """Whether numbers that a text names are those of a document: a plan of the office's own has another symbol.

    >>> is_named(["118/kh-vp"], "118/KH-UBND"), is_named(["118"], "118/KH-UBND"), is_named(["118/kh-ubnd"], "118/KH-UBND")
    (False, True, True)
    """
    own = fold(identity)
    return any(number == own.lstrip("0") if "/" in number else number == leading_number(own) for number in numbers)
