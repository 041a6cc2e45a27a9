"""Mentions to canonical keys, inside one document: what a mention leaves out is found in the document's full citations, then in the
lexicon of known documents. Nothing is guessed: where several documents fit, the key keeps `?`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from vbcds.assembly.aliases import find_aliases
from vbcds.assembly.identity import Identity, identify, is_national, meant, period, place_of
from vbcds.assembly.keys import canonical_key, year_in_number
from vbcds.assembly.laws import law_in_force
from vbcds.lexicons.doctypes import load_document_types
from vbcds.lexicons.known import (
    KnownDocument,
    find_alias,
    find_known,
    find_laws_named,
    find_serial,
    find_undated_years,
    law_key,
)
from vbcds.model.mentions import Citation
from vbcds.text.fold import key, lower_same_length, slug

_BILL = re.compile(r"(?:dự án|dự thảo|xây dựng|đề nghị xây dựng|soạn thảo|trình quốc hội)\s{1,2}(?:các\s{1,2})?$")
_KINDS = {"nghi-dinh": "NĐ-CP"}
_LAWS = ("luật", "bộ luật", "pháp lệnh")
#: Words that titles share whatever they are about.
_EMPTY = frozenset(
    [
        "về",
        "việc",
        "phê",
        "duyệt",
        "ban",
        "hành",
        "quy",
        "định",
        "và",
        "của",
        "các",
        "một",
        "số",
        "tại",
        "theo",
        "đến",
        "năm",
        "trong",
        "cho",
        "với",
    ]
)


@dataclass(slots=True)
class Cited:
    """Full citations of one identity: the dates with which it is cited, by the stretch of time in which its number is unique."""

    dates: dict[int, Counter[date]] = field(default_factory=lambda: defaultdict(Counter))
    places: set[str | None] = field(default_factory=set)


@dataclass(slots=True)
class Scope:
    """What one document says of others in its full citations."""

    issued: date | None = None
    #: The province or district of the document itself: "UBND tỉnh" is that of its own.
    place: str | None = None
    #: Lower case, same length as the text that the offsets count.
    folded: str = ""
    cited: dict[tuple[str, str], Cited] = field(default_factory=lambda: defaultdict(Cited))
    numbers: dict[tuple[str, str], Identity] = field(default_factory=dict)
    #: Keys of laws by the key of their name.
    laws: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: What the document calls a citation by itself ("sau đây gọi tắt là Đề án"), by the key of the words.
    aliases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def resolve_citations(
    citations: Sequence[Citation], *, text: str, issued: date | None = None, place: str | None = None
) -> tuple[str, ...]:
    """The canonical key of each citation of a document; `text` is the document's, which the citations' offsets count.

    `issued`: the document's own date (what it cites is not younger); `place`: the registry id of its province.

    >>> from vbcds.recognisers.citations import find_citations
    >>> text = "Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020; Luật Công nghệ thông tin; theo Quyết định 749/QĐ-CP và Nghị định 30/2020."
    >>> for cited in resolve_citations(find_citations(text), text=text, issued=date(2021, 3, 29)):
    ...     print(cited)
    quyet-dinh:749/QĐ-TTg@2020-06-03
    luat:67/2006/QH11@2006-06-29
    quyet-dinh:749/QĐ-TTg@2020-06-03
    nghi-dinh:30/2020/NĐ-CP@2020-03-05
    """
    scope = Scope(issued=issued, place=place)
    if any(citation.date is None for citation in citations):
        scope.folded = lower_same_length(text)
    _collect(scope, citations)
    keys: list[str | None] = [None] * len(citations)
    for index, citation in enumerate(citations):
        if citation.number and not identify(citation.kind, citation.number).short:
            keys[index] = cited = _resolve_number(scope, citation)
            if citation.title and citation.kind in _LAWS:
                scope.laws[law_key(citation.title)].add(cited)
    for index, citation in enumerate(citations):
        if not citation.number and (citation.date or citation.year):
            keys[index] = _resolve_law(scope, citation)
            if keys[index].partition("@")[2] != "?":  # type: ignore[union-attr]  # just set
                scope.laws[law_key(citation.title or citation.raw)].add(keys[index])  # type: ignore[arg-type]
    _collect_aliases(scope, citations, keys, text)
    for index, citation in enumerate(citations):
        if keys[index] is None:
            keys[index] = _resolve_short(scope, citation) if citation.number else _resolve_law(scope, citation)
    return tuple(found for found in keys if found is not None)


def _collect(scope: Scope, citations: Iterable[Citation]) -> None:
    for citation in citations:
        if not citation.number:
            continue
        identity = identify(citation.kind, citation.number)
        if identity.short:
            continue
        scope.numbers.setdefault(identity.fold, identity)
        entry = scope.cited[identity.fold]
        place = _place(scope, citation)
        if citation.date is not None:
            entry.dates[period(identity.number, citation.date)][citation.date] += 1
            entry.places.add(place)
        elif citation.issuer is not None:
            entry.places.add(place)


def _place(scope: Scope, citation: Citation) -> str | None:
    return place_of(citation.issuer.name if citation.issuer else None) or scope.place


def _resolve_number(scope: Scope, citation: Citation) -> str:
    assert citation.number is not None
    if (nickname := _nickname(scope, citation, citation.year)) is not None:
        return nickname.key
    identity = identify(citation.kind, citation.number)
    entry = scope.cited[identity.fold]
    right = meant(identity)
    if right is not None and right.fold in scope.numbers:
        other = scope.cited[right.fold]
        if citation.date is None or citation.date in {day for days in other.dates.values() for day in days}:
            identity, entry = scope.numbers[right.fold], other
    elif right is not None and citation.date in [known.date for known in find_known(kind_name(right), right.number)]:
        identity = right
    day = _day(scope, identity, entry, citation)
    return canonical_key(identity.kind, identity.number, on=day, year=citation.year)


def _day(scope: Scope, identity: Identity, entry: Cited, citation: Citation) -> date | None:
    """The date of a numbered document: its own, as the other full citations and the lexicon have it."""
    known = find_known(kind_name(identity), identity.number)
    if year_in_number(identity.number) is not None:  # unique: one document, whatever date is printed
        if known:
            return known[0].date
        if not is_national(identity.number) and len(entry.places) > 1:  # several provinces, each with its own
            return citation.date
        return _common(entry.dates.values()) or citation.date
    if citation.date is not None:
        when = period(identity.number, citation.date)
        same = [document.date for document in known if period(identity.number, document.date) == when]
        if citation.date in same or not (is_national(identity.number) or len(entry.places) <= 1):
            return citation.date
        days = entry.dates.get(when, Counter())
        if len(days) > 1:
            return (same[0] if same and same[0] in days else None) or _common([days])
        return same[0] if same and is_national(identity.number) and period(identity.number, same[0]) > 0 else citation.date
    if citation.year is not None:
        days = entry.dates.get(citation.year, Counter())
        return _common([days]) if days else None
    if len(entry.dates) == 1 and (is_national(identity.number) or len(entry.places) == 1):
        return _common(entry.dates.values())
    if entry.dates or not is_national(identity.number):
        return None
    titled = match_title(citation.title, known, scope.issued)
    if titled is None:
        topical = [document for document in known if document.topics and fits_alias(document, scope.issued, scope.folded)]
        titled = topical[0] if len(topical) == 1 else None
    return titled.date if titled else None


def _common(counters: Iterable[Counter[date]]) -> date | None:
    """The date printed most often; of equals the first."""
    total: Counter[date] = Counter()
    for counter in counters:
        total.update(counter)
    return total.most_common(1)[0][0] if total else None


def kind_name(identity: Identity) -> str:
    """The type's name of a slug, for the lexicon."""
    return _names().get(identity.kind, identity.kind)


@cache
def _names() -> dict[str, str]:
    return {kind.slug: kind.name for kind in load_document_types().types}


def _resolve_short(scope: Scope, citation: Citation) -> str:
    """ "Nghị định 30": the one document of the text with that serial, else what the lexicon knows under that name."""
    assert citation.number is not None
    identity = identify(citation.kind, citation.number)
    symbol = identity.symbol
    year = symbol.year or citation.year or (citation.date.year if citation.date else None)
    fitting: set[str] = set()
    for other in scope.numbers.values():
        if other.kind != identity.kind or other.symbol.serial.lstrip("0") != symbol.serial.lstrip("0"):
            continue
        entry = scope.cited[other.fold]
        for days in entry.dates.values() or [Counter()]:
            day = _common([days]) or _known_day(other)
            if (year is None or year in (other.symbol.year, day.year if day else None)) and (
                citation.date is None or day is None or citation.date == day
            ):
                fitting.add(canonical_key(other.kind, other.number, on=day))
    if len(fitting) == 1:
        return fitting.pop()
    if fitting:
        return canonical_key(identity.kind, citation.number, on=citation.date, year=year)
    words = key(f"{citation.kind} {citation.number}")
    if len(scope.aliases.get(words, ())) == 1:
        return next(iter(scope.aliases[words]))
    if (nickname := _nickname(scope, citation, year)) is not None:
        return nickname.key
    candidates = [known for known in find_serial(kind_name(identity), symbol.serial) if year in (None, known.date.year)]
    titled = match_title(citation.title, candidates, scope.issued)
    if titled is not None:
        return titled.key
    if year is not None and identity.kind in _KINDS:
        number = f"{symbol.serial.zfill(2)}/{year}/{_KINDS[identity.kind]}"
        known = find_known(kind_name(identity), number)
        return canonical_key(identity.kind, number, on=known[0].date if known else citation.date, year=year)
    return canonical_key(identity.kind, citation.number, on=citation.date, year=year)


def _nickname(scope: Scope, citation: Citation, year: int | None) -> KnownDocument | None:
    """The document that the lexicon knows under the words ("nghị quyết 57", "đề án 06/cp"), where the text can mean it."""
    for alias in find_alias(key(f"{citation.kind} {citation.number}")):
        if (
            fits_alias(alias, scope.issued, scope.folded)
            and citation.date in (None, alias.date)
            and year in (None, alias.date.year)
        ):
            return alias
    return None


def _known_day(identity: Identity) -> date | None:
    known = find_known(kind_name(identity), identity.number)
    return known[0].date if len(known) == 1 and year_in_number(identity.number) else None


def match_title(title: str | None, candidates: Iterable[KnownDocument], issued: date | None) -> KnownDocument | None:
    """The one candidate, not younger than `issued`, whose title says the same as the mention's; None where none or several do.

    >>> match_title("về công tác văn thư và lưu trữ nhà nước", find_serial("nghị định", "30"), date(2021, 1, 1)) is None
    True
    >>> match_title("phê duyệt Chương trình Chuyển đổi số quốc gia", find_known("quyết định", "749/QĐ-TTg"), None).date
    datetime.date(2020, 6, 3)
    """
    words = _title_words(title)
    if len(words) < 5:
        return None
    found = []
    for document in candidates:
        other = _title_words(document.title)
        common = len(words & other)
        if len(other) >= 5 and common >= 0.9 * min(len(words), len(other)) and (issued is None or document.date <= issued):
            found.append(document)
    return found[0] if len(found) == 1 else None


def _title_words(title: str | None) -> frozenset[str]:
    return frozenset(word for word in key(title or "").split() if word not in _EMPTY)


def fits_alias(document: KnownDocument, issued: date | None, folded: str) -> bool:
    """Whether a text of that day may mean the document without its date: it is not older, and one of the topics stands in it."""
    return (issued is None or issued >= document.date) and (
        not document.topics or any(topic in folded for topic in document.topics)
    )


def _resolve_law(scope: Scope, citation: Citation) -> str:
    name = citation.title or citation.raw
    laws = find_laws_named(name)
    found: KnownDocument | None = None
    if citation.date is not None:
        found = next((law for law in laws if law.date == citation.date), None)
        if found is None:  # a day misprinted: the one law of that name and year
            same = [law for law in laws if law.date.year == citation.date.year]
            if not same:  # or a year: the one law of that name, day and month
                same = [law for law in laws if (law.date.month, law.date.day) == (citation.date.month, citation.date.day)]
            found = same[0] if len(same) == 1 else None
    elif citation.year is not None:
        same = [law for law in laws if law.date.year == citation.year]
        found = same[0] if len(same) == 1 else None
    else:
        cited = scope.laws.get(law_key(name), set())
        if len(cited) == 1 and not _is_bill(scope, citation):
            return next(iter(cited))
        if not cited and not _is_bill(scope, citation):
            found = law_in_force(laws, scope.issued, find_undated_years(citation.kind, name))
    if found is not None and slug(found.kind) == slug(citation.kind):
        return found.key
    return canonical_key(citation.kind, None, name=name, on=citation.date, year=citation.year)


def _is_bill(scope: Scope, citation: Citation) -> bool:
    """Whether a law in the making is meant: "dự án Luật ...", "Luật ... (sửa đổi)"."""
    after = scope.folded[citation.end : citation.end + 12].lstrip()
    if after.startswith("(sửa đổi)") or lower_same_length(citation.raw).endswith("(sửa đổi)"):
        return True
    return _BILL.search(scope.folded[max(0, citation.start - 40) : citation.start]) is not None


def _collect_aliases(scope: Scope, citations: Sequence[Citation], keys: Sequence[str | None], text: str) -> None:
    for alias in find_aliases(text, [(citation.kind, citation.start, citation.end) for citation in citations]):
        cited = keys[alias.citation]
        if cited is not None:
            scope.aliases[key(alias.words)].add(cited)
