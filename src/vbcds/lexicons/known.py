"""Known documents: numbers, dates, issuers and titles of documents that others cite, so that a mention can find its date.

`known_documents.csv`: central normative documents, from the source notes of the official codification (Bộ Pháp điển điện tử; made by
pipelines/lexicons/build_known_documents.py). `known_documents_curated.csv`: documents that it lacks, each with the place where number
and date were looked up. Neither is complete: that a number is not here says nothing.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from vbcds.text.fold import key, slug

#: Until when the laws of the lexicon can be taken for all laws of their names.
LAWS_KNOWN_UNTIL = datetime.date(2025, 2, 16)
_REGISTER_SOURCE = "Bộ Pháp điển điện tử"
_KINDS = {
    "L": "luật", "BL": "bộ luật", "PL": "pháp lệnh", "NQ": "nghị quyết", "NQLT": "nghị quyết liên tịch", "NĐ": "nghị định",
    "QĐ": "quyết định", "CT": "chỉ thị", "TT": "thông tư", "TTLT": "thông tư liên tịch",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDocument:
    """A document that the lexicon knows."""

    #: Type in lower case.
    kind: str
    number: str
    date: datetime.date
    #: First day in force, where known.
    effective: datetime.date | None = None
    #: None where the symbol of the number tells it.
    issuer: str | None = None
    #: Without the type word.
    title: str = ""
    #: Names by which it is cited without its symbol ("nghị quyết 57"), in lower case.
    aliases: tuple[str, ...] = ()
    #: Words of which one stands in a text that means it by an alias, or by its number without date.
    topics: tuple[str, ...] = ()
    #: Canonical keys of what it amends, replaces, repeals (dates left out: `<kind slug>:<number>`), and of what replaces it.
    amends: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    replaced_by: str | None = None
    source: str = _REGISTER_SOURCE

    @property
    def key(self) -> str:
        """The canonical key.

        >>> find_known("nghị định", "30/2020/NĐ-CP")[0].key
        'nghi-dinh:30/2020/NĐ-CP@2020-03-05'
        """
        return f"{slug(self.kind)}:{self.number}@{self.date.isoformat()}"


def _read(name: str) -> list[list[str]]:
    text = files("vbcds.lexicons").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def _register() -> tuple[list[list[str]], dict[str, list[int]]]:
    """The rows of the register, and where each number stands in it."""
    rows = _read("known_documents.csv")
    places: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        places[row[1]].append(index)
    return rows, places


def _targets(text: str) -> tuple[str, ...]:
    return tuple(f"{slug(_KINDS.get(kind, kind))}:{number}" for kind, _, number in (item.partition(":") for item in text.split()))


@lru_cache(maxsize=4096)
def _document(index: int) -> KnownDocument:
    kind, number, day, effective, issuer, title, amends, replaces, repeals = _register()[0][index]
    return KnownDocument(
        kind=_KINDS[kind],
        number=number,
        date=datetime.date.fromisoformat(day),
        effective=datetime.date.fromisoformat(effective) if effective else None,
        issuer=issuer or None,
        title=title,
        amends=_targets(amends),
        replaces=_targets(replaces),
        repeals=_targets(repeals),
    )


@cache
def _curated() -> tuple[KnownDocument, ...]:
    return tuple(
        KnownDocument(
            kind=kind,
            number=number,
            date=datetime.date.fromisoformat(day),
            effective=datetime.date.fromisoformat(effective) if effective else None,
            issuer=issuer or None,
            title=title,
            aliases=tuple(filter(None, aliases.split("|"))),
            topics=tuple(filter(None, topics.split("|"))),
            replaced_by=replaced_by or None,
            source=source,
        )
        for kind, number, day, effective, issuer, title, aliases, topics, replaced_by, source in _read(
            "known_documents_curated.csv"
        )
    )


@cache
def _curated_by_number() -> dict[str, list[KnownDocument]]:
    table: dict[str, list[KnownDocument]] = defaultdict(list)
    for document in _curated():
        table[document.number].append(document)
    return table


@cache
def _named_laws() -> dict[str, KnownDocument]:
    """The laws of laws.csv with number and date, by number."""
    from vbcds.lexicons.laws import load_laws

    table: dict[str, KnownDocument] = {}
    for law in load_laws():
        if law.number and law.date and law.source:
            document = KnownDocument(
                kind=law.kind, number=law.number, date=law.date, effective=law.effective, title=law.name, source=law.source
            )
            table.setdefault(law.number, document)
    return table


def load_known() -> Iterator[KnownDocument]:
    """All known documents, the curated ones first; a document that several lists have comes once."""
    seen = set()
    for document in (*_curated(), *map(_document, range(len(_register()[0]))), *_named_laws().values()):
        if document.key not in seen:
            seen.add(document.key)
            yield document


@lru_cache(maxsize=16384)
def find_known(kind: str, number: str) -> tuple[KnownDocument, ...]:
    """The known documents of a type with a canonical number (`assembly.keys.canonical_number`), one for each date.

    >>> [d.date.isoformat() for d in find_known("nghị quyết", "50/NQ-CP")]
    ['2020-04-17', '2021-05-20']
    >>> find_known("luật", "55/2010/QH12")[0].title, find_known("quyết định", "1/QĐ-TTg")
    ('An toàn thực phẩm', ())
    """
    _, places = _register()
    found: dict[datetime.date, KnownDocument] = {}
    for index in places.get(number, ()):
        document = _document(index)
        if document.kind == kind:
            found[document.date] = document
    for document in _curated_by_number().get(number, ()):
        if document.kind == kind:
            register = found.get(document.date)
            found[document.date] = document if register is None else _joined(document, register)
    named = _named_laws().get(number)
    if named is not None and named.kind == kind and not found:
        found[named.date] = named
    return tuple(found[day] for day in sorted(found))


def find_replacement(document: KnownDocument) -> KnownDocument | None:
    """The known document that took the place of another as a whole.

    >>> find_replacement(find_known("nghị định", "61/2018/NĐ-CP")[0]).number
    '118/2025/NĐ-CP'
    """
    if document.replaced_by is None:
        return None
    number = document.replaced_by.partition(":")[2].rpartition("@")[0]
    found = next((newer for newer in _curated_by_number().get(number, ()) if newer.key == document.replaced_by), None)
    return None if found is None else next(known for known in find_known(found.kind, number) if known.date == found.date)


def _joined(curated: KnownDocument, register: KnownDocument) -> KnownDocument:
    return replace(
        curated,
        effective=register.effective or curated.effective,
        issuer=curated.issuer or register.issuer,
        amends=register.amends,
        replaces=register.replaces,
        repeals=register.repeals,
    )


@cache
def _by_alias() -> dict[str, list[KnownDocument]]:
    table: dict[str, list[KnownDocument]] = defaultdict(list)
    for document in _curated():
        for alias in document.aliases:
            table[alias].append(document)
    return table


def find_alias(words: str) -> tuple[KnownDocument, ...]:
    """The documents that a short name may mean: the caller looks at their dates and topics.

    >>> [d.number for d in find_alias("đề án 06")], find_alias("đề án 07")
    (['06/QĐ-TTg'], ())
    """
    return tuple(_by_alias().get(words, ()))


@cache
def _by_serial() -> dict[tuple[str, str], list[int]]:
    table: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, row in enumerate(_register()[0]):
        table[_KINDS[row[0]], row[1].split("/")[0]].append(index)
    return table


def find_serial(kind: str, serial: str) -> tuple[KnownDocument, ...]:
    """The known normative documents of a type with a serial ("nghị định", "30"), by date: candidates for a short form."""
    return tuple(_document(index) for index in _by_serial().get((kind, serial.zfill(2)), ()))


@cache
def _laws() -> dict[str, tuple[KnownDocument, ...]]:
    """Codes, laws and ordinances by the key of their name."""
    from vbcds.lexicons.laws import load_laws

    table: dict[str, dict[str, KnownDocument]] = defaultdict(dict)
    kinds = ("luật", "bộ luật", "pháp lệnh")
    for document in load_known():
        if document.kind in kinds:
            table[law_key(document.title)].setdefault(document.number, document)
    for law in load_laws():  # the other names of one law
        if law.number and law.date:
            table[law_key(law.name)].setdefault(law.number, find_known(law.kind, law.number)[0])
    return {name: tuple(sorted(found.values(), key=lambda law: law.date)) for name, found in table.items()}


@lru_cache(maxsize=4096)
def law_key(name: str) -> str:
    """The key of a law's name: without its type word and without the commas of its spelling.

    >>> law_key("Luật Phòng, chống tham nhũng") == law_key("phòng chống tham nhũng")
    True
    """
    return key(name).removeprefix("luật ").replace("việt nam", "").strip()


def find_laws_named(name: str) -> tuple[KnownDocument, ...]:
    """All known laws that bear a name, oldest first.

    >>> [law.number for law in find_laws_named("Luật Công nghệ thông tin")]
    ['67/2006/QH11']
    """
    return _laws().get(law_key(name), ())


@cache
def _undated() -> dict[tuple[str, str], tuple[int | None, ...]]:
    from vbcds.lexicons.laws import load_laws

    table: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for law in load_laws():
        if law.date is None and all(known.number != law.number for known in _laws().get(law_key(law.name), ())):
            table[law.kind, law_key(law.name)].append(law.year)
    return {name: tuple(years) for name, years in table.items()}


def find_undated_years(kind: str, name: str) -> tuple[int | None, ...]:
    """The years of the laws of a name whose dates are not confirmed; None for one whose year is not known either.

    A name that has such laws means one of the known ones only where the years leave no doubt.

    >>> find_undated_years("luật", "Bảo vệ môi trường"), find_undated_years("luật", "Công nghệ thông tin")
    ((2014,), ())
    """
    return _undated().get((kind, law_key(name)), ())


@cache
def _acts_on() -> dict[str, list[tuple[str, KnownDocument]]]:
    table: dict[str, list[tuple[str, KnownDocument]]] = defaultdict(list)
    acting = [_document(index) for index, row in enumerate(_register()[0]) if row[6] or row[7] or row[8]]
    for document in acting:
        for relation, targets in (("amends", document.amends), ("replaces", document.replaces), ("repeals", document.repeals)):
            for target in targets:
                table[target].append((relation, document))
    return table


def find_acts_on(key: str) -> tuple[tuple[str, KnownDocument], ...]:
    """The known documents that amend, replace or repeal a normative document, with the relation; `key` is its canonical key.

    >>> [(relation, document.number) for relation, document in find_acts_on("luat:57/2014/QH13@2014-11-20")]
    [('amends', '62/2025/QH15')]
    """
    return tuple(_acts_on().get(key.rpartition("@")[0], ()))
