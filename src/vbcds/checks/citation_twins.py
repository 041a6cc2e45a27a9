"""A document that a paper of a dossier calls by another number than it bears itself, or than another paper does by one digit: the same
day, kind, issuer and title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from vbcds.checks.citation_days import is_known
from vbcds.checks.citation_reports import have_one_issuer
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_forms import are_turned, is_turned, wrong_places
from vbcds.checks.registry import Problem
from vbcds.checks.view import day_text, short
from vbcds.model.document import Source
from vbcds.model.records import CitationRecord
from vbcds.recognisers.symbols import parse_symbol
from vbcds.text.fold import key

#: So much of two titles is the same where they are one; what follows in a citation may be the sentence's.
_SAME, _LEAST = 40, 24
_OPENING = re.compile(r"(?:về việc|về|ban hành|phê duyệt|v/v)\s+")


@dataclass(frozen=True, slots=True)
class _Named:
    """A document as a paper names it, or as it stands in the dossier itself (`citation` is None)."""

    document: str
    serial: str
    number: str
    title: str
    citation: CitationRecord | None


def find_misprinted_numbers(view: DossierView) -> Iterator[Problem]:
    """Citations whose number is a misprint of that of another paper's citation, or of a document of the dossier."""
    groups: dict[tuple[date, str, tuple[str, ...], str], list[_Named]] = defaultdict(list)
    for citation in view.records.citations:
        if citation.number and citation.date is not None and citation.title and citation.cited_document is None:
            _add(groups, citation.date, citation.kind, citation.number, citation.title, citation.document, citation)
    for id, record in view.documents.items() if groups else ():
        if record.number and record.date is not None and record.title and record.kind:
            _add(groups, record.date, record.kind, record.number, record.title, id, None)
    for group in groups.values():
        if len({named.serial for named in group}) < 2:
            continue
        seen: set[str] = set()
        for one, other in combinations(group, 2):
            if one.citation is None:
                one, other = other, one
            if one.citation is None or one.document in seen or not _are_one(view, one, other):
                continue
            seen.add(one.document)
            yield _problem(view, one, other)


def _add(
    groups: dict[tuple[date, str, tuple[str, ...], str], list[_Named]],
    day: date,
    kind: str,
    number: str,
    title: str,
    document: str,
    citation: CitationRecord | None,
) -> None:
    symbol, plain = parse_symbol(number), key(title)
    while (opening := _OPENING.match(plain)) is not None:
        plain = plain[opening.end() :]
    if len(plain) >= _LEAST and symbol.issuers and symbol.serial.isdigit():
        groups[day, key(kind), symbol.issuers, plain[:_LEAST]].append(_Named(document, symbol.serial, number, plain, citation))


def _are_one(view: DossierView, one: _Named, other: _Named) -> bool:
    if one.document == other.document or one.serial == other.serial or not _is_misprint(one.serial, other.serial):
        return False
    length = min(len(one.title), len(other.title), _SAME)
    if one.title[:length] != other.title[:length] or (one.citation is not None and is_known(one.citation)):
        return False
    if other.citation is not None:
        assert one.citation is not None
        if is_turned(float(one.serial), float(other.serial)):
            return False  # `vbcds.checks.citation_numbers` finds these
        return not is_known(other.citation) and have_one_issuer(view, one.citation, other.citation)
    mine, its = view.documents[one.document].place, view.documents[other.document].place
    return mine is not None and its is not None and key(mine) == key(its)


def _is_misprint(one: str, other: str) -> bool:
    """Whether two serial numbers differ by two digits the other way round, or by one that is another or missing.

    >>> _is_misprint("318", "381"), _is_misprint("318", "328"), _is_misprint("318", "38"), _is_misprint("318", "412")
    (True, True, True, False)
    """
    if len(one) == len(other):
        places = wrong_places(one, other)
        return len(places) == 1 or are_turned(one, other, places)
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _problem(view: DossierView, one: _Named, other: _Named) -> Problem:
    assert one.citation is not None
    day = day_text(one.citation.date)
    if other.citation is None:
        said = f"văn bản đó trong hồ sơ có số {other.number}"
        record = view.documents[other.document]
        at = max(view.text(other.document).find(other.number, record.start, record.end), record.start)
        place = view.of(other.document, other.number, Source(start=at, end=at + len(other.number)))
    else:
        said = f"{view.name(other.document)} ghi số {other.number}"
        place = view.of(other.document, other.citation.raw, other.citation.source)
    return Problem(
        message=f"“{short(one.citation.title or '', 80)}” ngày {day} được dẫn với số {one.number}, trong khi {said}.",
        evidence=(view.of(one.document, one.citation.raw, one.citation.source), place),
    )
