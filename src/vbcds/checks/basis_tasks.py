"""The tasks of a plan against those of the document that it implements: a later date, another lead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from vbcds.assembly.responsibility import agency_key, covers
from vbcds.checks.dossier_view import IMPLEMENTING, DossierView
from vbcds.checks.registry import Problem
from vbcds.checks.tasks_prose import work_of
from vbcds.checks.tasks_twice import work_words
from vbcds.checks.view import short
from vbcds.lexicons.reckoning import reckoning_words
from vbcds.model.document import Source
from vbcds.model.records import Agency, Evidence

#: So many telling words make a work one of its own, and so much of those of two works is shared where they are one.
_LEAST, _ALIKE = 4, 0.8
#: So many words of a row that another has as well tell one work, and words that say that all do it.
_TELLING = 7
_ALL_LEVELS = frozenset(("ba", "các", "cấp", "toàn"))
_SENTENCE = re.compile(r"[.;!?](?=\s|$)|\n")
_CLAUSE = re.compile(r"[,;(:]")
_CUE = re.compile(r"\b(?:xong|thành|trước|trong|chậm\snhất|đến\shết|quý|tháng)\b", re.IGNORECASE)
#: What leads from a work to its deadline: "..., hoàn thành trước ngày ...".
_LEADS_TO = re.compile(
    r"[\s,(:]*(?:\b(?:và|phải|cần|bảo\s+đảm|đảm\s+bảo|hoàn\s+thành|thực\s+hiện|xong|kết\s+thúc|thời\s+(?:gian|hạn)|trong|vào|là"
    r"|việc\s+này)\b[\s,:]*)*$",
    re.IGNORECASE,
)
#: A heading, and who does the work: "Hoàn thiện thể chế: Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ tham mưu ...".
_DOERS = re.compile(
    r"(?:[^:;.]{3,90}:\s*)?(?:(?:giao\s+)?[^:;.]{3,80}?\s(?:chủ\s+trì|chịu\s+trách\s+nhiệm),?\s*)?"
    r"(?:phối\s+hợp\s+với\s(?:(?:[A-ZĐÀ-Ỹ][^\W\d_]*|và|các|liên\s+quan|cơ\s+quan|đơn\s+vị)[\s,]+)+)?(?:tham\s+mưu\s)?"
)
_LABEL = re.compile(r"^\s*(?:[-–+•*]|\(?[\divx]{1,4}(?:\.\d{1,2})*[.)]|[a-zđ][.)])\s*", re.IGNORECASE)
#: Parts of a work that is done step by step, and names of places and rounds: they tell two works apart.
_STEP = re.compile(r"(?:giai\s+đoạn|đợt|lần|bước|gói|khóa)\s+(?:thứ\s+)?(\d{1,2}|[ivx]{1,4}|một|hai|ba)\b", re.IGNORECASE)
#: "cấp độ 3", "5G": no years and no parts of dates and symbols.
_NUMBER = re.compile(r"(?<![\d/.,-])(?!20\d\d)\d{1,4}(?![\d/%]|[.,]\d)")
#: Said of a work by whoever prepares it for another who decides.
_PREPARING = frozenset(("tham", "mưu", "ubnd", "chủ", "trì"))
#: What every plan ends with, about itself.
_OWN_AFFAIRS = re.compile(
    r"\b(?:sơ\s+kết|tổng\s+kết|báo\s+cáo|kế\s+hoạch\s+này|chương\s+trình\s+này|quyết\s+định\s+này|tổng\s+hợp)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Work:
    """Something to be done: its telling words, whole, of its first clause, and without its heading and those who do it; when, by whom,
    and where it is told."""

    words: frozenset[str]
    first: frozenset[str]
    core: frozenset[str]
    steps: tuple[str, ...]
    said: str
    due: date | None
    until: str
    leads: tuple[Agency, ...]
    document: str
    text: str
    source: Source
    #: The sentence also sets a target, which is compared as one.
    target: bool = False


def find_later_tasks(view: DossierView) -> Iterator[Problem]:
    """Works that a plan is to finish later than the document that it implements says."""
    seen: set[int] = set()
    for own, other in _pairs(view):
        if own.due is None or other.due is None or own.due <= other.due or own.source.start in seen:
            continue
        issued = view.documents[own.document].date
        if issued is not None and issued > other.due:
            continue
        seen.add(own.source.start)
        yield Problem(
            message=(
                f"Nhiệm vụ “{short(own.said, 80)}” có thời hạn “{short(own.until, 50)}”, muộn hơn thời hạn “{short(other.until, 50)}” "
                f"của {view.name(other.document)}."
            ),
            evidence=_both(view, own, other),
            severity="warning",
        )


def find_other_leads(view: DossierView) -> Iterator[Problem]:
    """Works that a plan gives to another agency than the document of the same issuer which it implements."""
    for own, other in _pairs(view):
        if not own.leads or not other.leads or len(own.leads) > 1 or own.leads[0].id is None or other.leads[0].id is None:
            continue
        mine, its = view.documents[own.document].issuer, view.documents[other.document].issuer
        if agency_key(mine).removeprefix("chu-tich-") != agency_key(its).removeprefix("chu-tich-"):
            continue
        if covers(other.leads, own.leads[0]) or covers(own.leads, other.leads[0]):
            continue
        yield Problem(
            message=(
                f"Nhiệm vụ “{short(own.said, 80)}” giao {own.leads[0].name}, trong khi {view.name(other.document)} giao "
                f"{', '.join(agency.name for agency in other.leads)}."
            ),
            evidence=_both(view, own, other),
        )


def find_own_later_tasks(view: DossierView) -> Iterator[Problem]:
    """Rows of a table with another date than the sentence of the same document that tells their work."""
    for id, record in view.documents.items():
        if record.genre not in IMPLEMENTING or not any(task.source.table is not None for task in view.tasks.get(id, ())):
            continue
        works = list(_works(view, id))
        rows, told = ([work for work in works if (work.source.table is None) == prose] for prose in (False, True))
        for work, row in _matched(told, [row for row in rows if row.due is not None]):
            if work.due is not None and row.due is not None and work.due != row.due:
                yield Problem(
                    message=(
                        f"Nhiệm vụ “{short(row.said, 80)}”: lời văn ghi thời hạn “{short(work.until, 50)}”, "
                        f"bảng ghi “{short(row.until, 50)}”."
                    ),
                    evidence=(*_both(view, row, work), _line(view, row)),
                )


def _line(view: DossierView, work: Work) -> Evidence:
    """The whole row of a table, with its date."""
    text = view.text(work.document)
    start, end = text.rfind("\n", 0, work.source.start) + 1, text.find("\n", work.source.end)
    line = text[start : end if end >= 0 else len(text)]
    return view.of(work.document, line.replace("\t", " | "), replace(work.source, start=start, end=start + len(line)))


def _both(view: DossierView, own: Work, other: Work) -> tuple[Evidence, Evidence]:
    return view.of(own.document, own.text, own.source), view.of(other.document, other.text, other.source)


def _pairs(view: DossierView) -> list[tuple[Work, Work]]:
    """The works of plans, each with the one that is the same in its basis."""
    if "works with basis" not in view.memo:
        view.memo["works with basis"] = list(_find_pairs(view))
    pairs: list[tuple[Work, Work]] = view.memo["works with basis"]
    return pairs


def _find_pairs(view: DossierView) -> Iterator[tuple[Work, Work]]:
    known: dict[str, list[Work]] = {}
    for id, record in view.documents.items():
        if record.genre not in IMPLEMENTING:
            continue
        for base in view.bases(id):
            if view.documents[base].genre not in (*IMPLEMENTING, "resolution"):
                continue
            for document in (id, base):
                if document not in known:
                    known[document] = list(_works(view, document))
            yield from _matched(known[id], known[base])


def _matched(own: list[Work], others: list[Work]) -> Iterator[tuple[Work, Work]]:
    telling: dict[str, list[Work]] = defaultdict(list)
    for work in others:
        for word in work.words | work.first | work.core:
            telling[word].append(work)
    for work in own:
        if work.target:
            continue
        rare = sorted((work.core or work.words) & telling.keys(), key=lambda word: (len(telling[word]), word))[:3]
        near = {id(other): other for word in rare for other in telling[word]}
        alike = [other for other in near.values() if _are_one(work, other)]
        if alike and len({other.due for other in alike}) == 1:
            yield work, max(alike, key=lambda other: (len(work.words & other.words), bool(other.leads)))


def _are_one(one: Work, other: Work) -> bool:
    parts = reckoning_words("goal_parts")
    if one.steps == other.steps and one.source.table is not None is not other.source.table and _holds(one.words, other.words):
        return True
    return one.steps == other.steps and any(
        a and b and len(a & b) >= _ALIKE * len(a | b) and not (a ^ b) & parts
        for a in (one.words, one.first, one.core)
        for b in (other.words, other.first, other.core)
    )


def _holds(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether a row says no more than another one but for a few words: "Số hóa sổ hộ tịch", "Số hóa sổ hộ tịch tại ba cấp"."""
    small, large = sorted((a, b), key=len)
    extra = large - small
    few = extra <= _ALL_LEVELS or (len(small) >= _TELLING and len(extra) <= len(small) / 2)
    return small <= large and len(small) >= _LEAST and few


def _works(view: DossierView, id: str) -> Iterator[Work]:
    """The tasks of a document, then the dated sentences of its text that are none."""
    places = []
    for task in view.tasks.get(id, ()):
        dated = task.deadline.kind in ("fixed", "period") and task.deadline.due is not None
        places.append((task.source.start, task.source.end))
        said = task.content if task.source.table is not None else work_of(task)
        work = _work(
            id,
            said,
            task.deadline.due if dated else None,
            task.deadline.raw or "",
            task.lead,
            task.source,
            text=task.content,
        )
        if work is not None:
            yield work
    yield from _told(view, id, sorted(places))


def _told(view: DossierView, id: str, places: list[tuple[int, int]]) -> Iterator[Work]:
    from vbcds.recognisers.deadlines import find_deadlines  # loaded where a dossier has plans only

    text, record = view.text(id), view.documents[id]
    start = record.start
    targets = sorted(target.source.start for target in view.targets.get(id, ()))
    stops = [match.end() for match in _SENTENCE.finditer(text, record.start, record.end)] if text else []
    taken = 0
    for stop in stops:
        low, start = start, stop
        while taken < len(places) and places[taken][1] <= low:
            taken += 1
        if stop - low < 30 or (taken < len(places) and places[taken][0] < stop):
            continue
        sentence = text[low:stop].rstrip(".;!? \n")
        if "20" not in sentence or "\t" in sentence or _CUE.search(sentence) is None:
            continue
        found = [m for m in find_deadlines(sentence, issued=record.date) if m.deadline.kind in ("fixed", "period")]
        if len(found) != 1 or found[0].deadline.due is None:
            continue
        said = _before(sentence, found[0].start)
        if len(said.split()) < _LEAST:
            said = sentence[found[0].end :]  # "Trước ngày 30/6/2026, hoàn thành ..."
        source = Source(start=low, end=low + len(sentence))
        work = _work(id, said, found[0].deadline.due, found[0].raw, (), source, text=" ".join(sentence.split()))
        if work is not None:
            at = bisect_left(targets, low)
            yield replace(work, target=at < len(targets) and targets[at] < stop)


def _before(sentence: str, until: int) -> str:
    """What stands before a deadline, without its label and the words that lead to the deadline."""
    label = _LABEL.match(sentence)
    lead = _LEADS_TO.search(sentence, max(0, until - 80), until)
    return sentence[label.end() if label is not None else 0 : lead.start() if lead is not None else until]


def _work(id: str, said: str, due: date | None, until: str, leads: tuple[Agency, ...], source: Source, *, text: str) -> Work | None:
    words = work_words(said) - _PREPARING
    if len(words) < _LEAST or _OWN_AFFAIRS.search(said):
        return None
    first = work_words(_CLAUSE.split(said, maxsplit=1)[0]) - _PREPARING
    by = _DOERS.match(said)
    core = work_words(said[by.end() :]) - _PREPARING if by is not None else frozenset()
    steps = (*(match[1].lower() for match in _STEP.finditer(said)), *_NUMBER.findall(said))
    return Work(
        words=words,
        first=first if len(first) > _LEAST else frozenset(),
        core=core if len(core) >= _LEAST else frozenset(),
        steps=steps,
        said=said.strip(" ,;.-"),
        due=due,
        until=until,
        leads=leads,
        document=id,
        text=text,
        source=source,
    )
