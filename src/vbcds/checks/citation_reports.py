"""One document that two papers of a dossier cite with two days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from vbcds.assembly.identity import identify, is_national, period
from vbcds.checks.citation_days import is_known, issuers_differ, off_day
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.registry import Problem
from vbcds.checks.view import day_text
from vbcds.lexicons.wordings import telling_words
from vbcds.model.records import CitationRecord, DocumentRecord
from vbcds.text.fold import key

#: Titles that share less than this of their telling syllables name two documents.
_ALIKE = 0.4
_PROVINCIAL = ("ủy ban nhân dân tỉnh", "ủy ban nhân dân thành phố", "hội đồng nhân dân tỉnh", "tỉnh ủy", "thành ủy")


def find_two_days(view: DossierView) -> Iterator[Problem]:
    """Citations of one number, type, year and issuer in two documents, with two days; documents that are in the dossier themselves
    are held against their own date where citations are linked."""
    yield from _other_years(view)
    groups: dict[str, list[CitationRecord]] = defaultdict(list)
    for citation in view.records.citations:
        if citation.number and citation.date is not None and citation.cited_document is None:
            groups[key(citation.number)].append(citation)
    for group in groups.values():
        if len({item.date for item in group}) < 2:
            continue
        for one, other in combinations(_firsts(group), 2):
            if _is_one(view, one, other):
                yield _problem(view, one, other, group)
                break


def _other_years(view: DossierView) -> Iterator[Problem]:
    """Citations whose day and month are those of a paper of the dossier of that number, and whose year is another."""
    papers: dict[str, list[DocumentRecord]] = defaultdict(list)
    for document in view.records.documents:
        if document.number and document.date is not None:
            papers[key(document.number)].append(document)
    seen: set[tuple[str, str]] = set()
    for citation in view.records.citations:
        if not citation.number or citation.date is None or citation.cited_document is not None or is_known(citation):
            continue
        for paper in papers.get(key(citation.number), ()):
            if paper.date is None or paper.id == citation.document or (citation.document, citation.cited) in seen:
                continue
            same_day = (paper.date.day, paper.date.month) == (citation.date.day, citation.date.month)
            title, its = telling_words(citation.title or ""), telling_words(paper.title or "")
            if same_day and paper.date.year != citation.date.year and (not title or len(title & its) >= _ALIKE * len(title)):
                seen.add((citation.document, citation.cited))
                yield Problem(
                    message=f"{citation.number} ghi ngày {day_text(citation.date)}, văn bản đó ban hành ngày {day_text(paper.date)}.",
                    evidence=(view.of(citation.document, citation.raw, citation.source),),
                )


def _firsts(group: list[CitationRecord]) -> list[CitationRecord]:
    """The first citation with each day in each document."""
    first: dict[tuple[str, date | None], CitationRecord] = {}
    for citation in group:
        first.setdefault((citation.document, citation.date), citation)
    return list(first.values())


def _is_one(view: DossierView, one: CitationRecord, other: CitationRecord) -> bool:
    if one.document == other.document or one.date is None or other.date is None or one.date == other.date:
        return False
    assert one.number is not None and other.number is not None
    if identify(one.kind, one.number).fold != identify(other.kind, other.number).fold or issuers_differ(one, other):
        return False
    if period(one.number, one.date) != period(other.number, other.date) or is_known(one) or is_known(other):
        return False
    a, b = telling_words(one.title or ""), telling_words(other.title or "")
    if a and b and len(a & b) < _ALIKE * min(len(a), len(b)):
        return False
    return is_national(one.number) or have_one_issuer(view, one, other)


def have_one_issuer(view: DossierView, one: CitationRecord, other: CitationRecord) -> bool:
    """A local number is unique only in its place: the citing documents are of one agency, or both name a body of their one province."""
    mine, its = view.documents[one.document], view.documents[other.document]
    if mine.issuer is None or its.issuer is None:
        return False
    together = mine.place is not None and its.place is not None and key(mine.place) == key(its.place)
    if (mine.issuer.id or key(mine.issuer.name)) == (its.issuer.id or key(its.issuer.name)):
        return together or "@" in (mine.issuer.id or "")  # a department's id is that of all provinces
    return together and all(
        item.issuer is not None and key(item.issuer.name).removeprefix("chủ tịch ").startswith(_PROVINCIAL) for item in (one, other)
    )


def _problem(view: DossierView, one: CitationRecord, other: CitationRecord, group: list[CitationRecord]) -> Problem:
    """The day without offices is the wrong one, else the one that fewer documents have, else the later citation's."""
    wrong, right = sorted(
        (one, other),
        key=lambda item: (
            item.date is None or off_day(item.date) is None,
            len({citation.document for citation in group if citation.date == item.date}),
            item is one,
        ),
    )
    assert wrong.number is not None and wrong.date is not None and right.date is not None
    return Problem(
        message=(
            f"{identify(wrong.kind, wrong.number).number} ghi ngày {day_text(wrong.date)}, trong khi {view.name(right.document)} ghi "
            f"ngày {day_text(right.date)}."
        ),
        evidence=(
            view.of(wrong.document, wrong.raw, wrong.source),
            view.of(right.document, right.raw, right.source),
        ),
    )
