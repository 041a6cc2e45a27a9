"""Numbers of one day, kind and body that are a misprint of each other, where they name one document: two citations, or a citation and
a document of the dossier itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from vbcds.checks.citation_days import is_known, issuers_differ
from vbcds.checks.citation_reports import have_one_issuer
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_forms import are_turned, wrong_places
from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, day_text, short
from vbcds.model.document import Source
from vbcds.model.records import CitationRecord, DocumentRecord, Evidence
from vbcds.recognisers.symbols import Symbol, parse_symbol
from vbcds.text.fold import key

#: So much of two titles is the same where they are one; what follows in a citation may be the sentence's.
_SAME, _LEAST = 40, 24
#: So many first words of two titles are the same where their numbers have the same digits.
_SAME_WORDS = 4
#: Numbers of one day lie close together: such as are nearer than this may both be right, where a body issues many in a day.
_APART = 18
_DAILY = frozenset({"quyết định", "công văn", "thông báo", "giấy mời", "tờ trình", ""})
#: Shorter numbers have the same digits by chance, unless the whole titles, from so many characters on, are one.
_DIGITS, _TITLE = 3, 16
_OPENING = re.compile(r"(?:(?:về việc|về|ban hành|phê duyệt|v/v)\s+)*")


@dataclass(frozen=True, slots=True)
class _Named:
    """A document as a paper names it, or as it stands in the dossier itself (`citation` is None)."""

    document: str
    kind: str
    number: str
    symbol: Symbol
    day: date
    title: str
    citation: CitationRecord | None

    @property
    def start(self) -> str:
        """The title without the words that open every title ("về việc ...")."""
        return _OPENING.sub("", self.title, count=1)


def find_turned_numbers(view: PartView) -> Iterator[Problem]:
    """Citations of one document by two numbers, two neighbouring digits of which stand the other way round."""
    for ones, others in _misprints(_cited(view.citations)):
        if _are_turned(ones[0], others[0]):
            yield _turned(ones[0], others[0])


def find_misprinted_numbers(view: DossierView) -> Iterator[Problem]:
    """Citations whose number is a misprint of that of another paper's citation, or of a document of the dossier."""
    papers = (_named(id, record, record.kind, None) for id, record in view.documents.items() if record.kind)
    for ones, others in _misprints([*_cited(view.records.citations), *papers]):
        one, other = ones[0], others[0]
        if _are_turned(one, other):
            if one.document != other.document:  # the others are told of their document
                yield _turned(one, other)
            continue
        seen: set[str] = set()
        for one, other in product(ones, others):
            if one.citation is None:
                one, other = other, one
            if one.citation is not None and one.document not in seen and _are_one(view, one, other):
                seen.add(one.document)
                yield _misprinted(view, one, other)


def _cited(citations: Iterable[CitationRecord]) -> Iterator[_Named | None]:
    return (_named(citation.document, citation, citation.kind, citation) for citation in citations)


def _named(document: str, record: CitationRecord | DocumentRecord, kind: str, citation: CitationRecord | None) -> _Named | None:
    if record.number is None or record.date is None:
        return None
    symbol = parse_symbol(record.number)
    if not symbol.issuers or not symbol.serial.isdigit():
        return None
    return _Named(document, key(kind), record.number, symbol, record.date, key(record.title or ""), citation)


def _misprints(named: Iterable[_Named | None]) -> Iterator[tuple[list[_Named], list[_Named]]]:
    """What has one day, kind and body, by two numbers at a time that are a misprint of each other."""
    found: dict[tuple[object, ...], list[_Named]] = defaultdict(list)
    for item in named:
        if item is not None:
            found[item.day, item.kind, item.symbol.issuers, item.symbol.serial].append(item)
    near: dict[tuple[object, ...], list[tuple[object, ...]]] = defaultdict(list)
    for place in found:
        *paper, serial = place
        for shorter in _without_a_digit(str(serial)):
            near[*paper, shorter].append(place)
    seen = set()
    for places in near.values():
        for pair in combinations(places, 2):
            if pair not in seen and _is_misprint(str(pair[0][-1]), str(pair[1][-1])):
                seen.add(pair)
                yield found[pair[0]], found[pair[1]]


def _without_a_digit(serial: str) -> set[str]:
    """A serial number and what is left of it without one digit: two that are a misprint of each other share one of these."""
    return {serial, *(serial[:place] + serial[place + 1 :] for place in range(len(serial)))}


def _is_misprint(one: str, other: str) -> bool:
    """Whether two serial numbers differ by two digits the other way round, or by one that is another or missing.

    >>> _is_misprint("318", "381"), _is_misprint("318", "328"), _is_misprint("318", "38"), _is_misprint("318", "412")
    (True, True, True, False)
    """
    if len(one) == len(other):
        places = wrong_places(one, other)
        return len(places) == 1 or are_turned(one, other, places)
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return shorter in _without_a_digit(longer)


def _are_turned(one: _Named, other: _Named) -> bool:
    """Whether two citations name one document, by numbers of the same digits: their titles begin alike (those of short numbers are
    the same), or one has none and the numbers lie far apart."""
    a, b = one.symbol.serial, other.symbol.serial
    if one.citation is None or other.citation is None or one.symbol.units != other.symbol.units or sorted(a) != sorted(b):
        return False
    if issuers_differ(one.citation, other.citation):
        return False
    if len(a) < _DIGITS:
        shorter, longer = sorted((one.title, other.title), key=len)
        same = longer == shorter or (one.document == other.document and longer.startswith(f"{shorter} "))
        apart = not shorter and one.kind not in _DAILY  # of which no body issues so many in a day
        return apart or (len(shorter) >= _TITLE and same)
    titles = [one.title.split(), other.title.split()]
    if not all(titles):
        return abs(int(a) - int(b)) >= (_APART if one.kind in _DAILY else _DIGITS)
    return titles[0][:_SAME_WORDS] == titles[1][:_SAME_WORDS] and len(min(titles, key=len)) >= _SAME_WORDS


def _are_one(view: DossierView, one: _Named, other: _Named) -> bool:
    """Whether a citation means what another paper cites, or what stands in the dossier: by its title, and the body's own place."""
    assert one.citation is not None
    if _is_own_earlier(view, one, other):
        return True
    length = min(len(one.start), len(other.start), _SAME)
    if one.document == other.document or length < _LEAST or one.start[:length] != other.start[:length]:
        return False
    if one.citation.cited_document is not None or is_known(one.citation):
        return False
    if other.citation is not None:
        known = other.citation.cited_document is not None or is_known(other.citation)
        differ = known or issuers_differ(one.citation, other.citation)
        return not differ and have_one_issuer(view, one.citation, other.citation)
    mine, its = view.documents[one.document].place, view.documents[other.document].place
    return mine is not None and its is not None and key(mine) == key(its)


def _is_own_earlier(view: DossierView, one: _Named, other: _Named) -> bool:
    """Whether a report names one of the same agency that stands in the dossier, with its digits in another order."""
    mine, its = view.documents[one.document], view.documents[other.document]
    if other.citation is not None or one.document == other.document or one.kind in _DAILY:
        return False
    same = mine.issuer is not None and its.issuer is not None and key(mine.issuer.name) == key(its.issuer.name)
    place = key(mine.place or "") == key(its.place or "") and one.symbol.units == other.symbol.units
    return same and place and sorted(one.symbol.serial) == sorted(other.symbol.serial)


def _turned(one: _Named, other: _Named) -> Problem:
    return Problem(
        message=f"Hai số {one.number} và {other.number} cùng ngày ban hành, chỉ khác thứ tự hai chữ số.",
        evidence=tuple(
            Evidence(document=item.document, text=item.citation.raw, source=item.citation.source)
            for item in (other, one)
            if item.citation is not None
        ),
    )


def _misprinted(view: DossierView, one: _Named, other: _Named) -> Problem:
    assert one.citation is not None
    day = day_text(one.day)
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
