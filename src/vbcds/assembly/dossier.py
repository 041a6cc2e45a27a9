"""What only the whole dossier knows: which of its files a mention cites, and what mentions leave out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vbcds.assembly.dossier_findings import ambiguous_mention, find_misprints, find_mistakes
from vbcds.assembly.identity import Identity, identify, is_national, meant, period, place_of
from vbcds.assembly.keys import canonical_key, key_parts, year_in_number
from vbcds.assembly.resolution import kind_name
from vbcds.lexicons.known import KnownDocument, find_known, find_laws_named, find_serial, law_key
from vbcds.model.records import CitationRecord, DocumentRecord, FindingRecord
from vbcds.text.fold import key


@dataclass(frozen=True, slots=True)
class OpenMention:
    """A mention whose document is not certain, with the canonical keys of those that it can mean, the likeliest first."""

    citation: CitationRecord
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Citations with `cited` and `cited_document` filled as far as the dossier knows, and what stays open."""

    citations: tuple[CitationRecord, ...]
    findings: tuple[FindingRecord, ...]
    open: tuple[OpenMention, ...] = ()


@dataclass(slots=True)
class _Dossier:
    """What the dossier knows of each identity: its files, and the dates with which its documents cite it."""

    documents: dict[str, DocumentRecord]
    places: dict[str, str]
    files: dict[tuple[str, str], list[DocumentRecord]] = field(default_factory=lambda: defaultdict(list))
    laws: dict[str, list[DocumentRecord]] = field(default_factory=lambda: defaultdict(list))
    dated: dict[tuple[str, str], Counter[tuple[date, str]]] = field(default_factory=lambda: defaultdict(Counter))
    serials: dict[tuple[str, str], dict[tuple[str, str], Identity]] = field(default_factory=lambda: defaultdict(dict))

    #: Files by the serial number and the day of issue, whatever their type.
    issued: dict[tuple[str, date], list[DocumentRecord]] = field(default_factory=lambda: defaultdict(list))

    def note(self, identity: Identity) -> None:
        """Remember an identity for short forms."""
        self.serials[identity.kind, identity.symbol.serial.lstrip("0")].setdefault(identity.fold, identity)


def link_citations(citations: Sequence[CitationRecord], documents: Sequence[DocumentRecord]) -> Linked:
    """Link mentions to the dossier's files and to each other.

    A mention without date takes the date of the one document with that type and number that the dossier knows: one of its files, or
    the only date with which its documents cite that number. Numbers of local bodies count only among documents of the same issuer's
    province. Short forms and laws by name are found in the same way. Where several fit nothing is guessed: the key keeps `?`, a
    finding `citation-ambiguous` names the candidates, and `open` lists them. Mistaken symbols and dates that were linked to the
    document meant are findings (`citation-unknown-symbol`, `citation-conflicting-date`).
    """
    dossier = _collect(citations, documents)
    linked: list[CitationRecord] = []
    findings: dict[tuple[str, str, str], FindingRecord] = {}
    still_open: list[OpenMention] = []
    for citation in citations:
        result, candidates = _link(dossier, citation)
        linked.append(result)
        if result.cited.endswith("@?"):
            still_open.append(OpenMention(result, candidates))
            if len(candidates) > 1:
                _add(findings, ambiguous_mention(result, candidates))
        for finding in (*find_mistakes(result, dossier.dated), *find_misprints(result, _own_files(dossier, result))):
            _add(findings, finding)
    return Linked(tuple(linked), tuple(findings.values()), tuple(still_open))


def _add(findings: dict[tuple[str, str, str], FindingRecord], finding: FindingRecord) -> None:
    findings.setdefault((finding.document, finding.code, finding.evidence[0].text), finding)


def _collect(citations: Sequence[CitationRecord], documents: Sequence[DocumentRecord]) -> _Dossier:
    dossier = _Dossier({d.id: d for d in documents}, {d.id: _place(d) for d in documents})
    for document in documents:
        if document.number and document.kind:
            identity = identify(document.kind, document.number)
            dossier.files[identity.fold].append(document)
            dossier.note(identity)
            if document.date is not None:
                dossier.issued[identity.symbol.serial.lstrip("0"), document.date].append(document)
            if document.genre == "law" and document.title:
                dossier.laws[law_key(document.title)].append(document)
    for citation in citations:
        if not citation.number:
            continue
        identity = _identity_of(citation)
        if identity.short:
            continue
        dossier.note(identity)
        if citation.date is not None:
            dossier.dated[identity.fold][citation.date, _cited_place(dossier, citation)] += 1
    return dossier


def _identity_of(citation: CitationRecord) -> Identity:
    """The identity that the document itself found for the mention (a mistaken symbol is mended there)."""
    kind, number, _ = key_parts(citation.cited)
    return identify(kind_name(Identity(kind, number)), number)


def _place(document: DocumentRecord) -> str:
    """What tells the local bodies of one province from those of another: the province, else the words for the place or the issuer."""
    issuer = document.issuer.name if document.issuer else None
    return place_of(issuer) or place_of(document.place) or key(document.place or issuer or "")


def _cited_place(dossier: _Dossier, citation: CitationRecord) -> str:
    return place_of(citation.issuer.name if citation.issuer else None) or dossier.places.get(citation.document, "")


def _link(dossier: _Dossier, citation: CitationRecord) -> tuple[CitationRecord, tuple[str, ...]]:
    kind, number, when = key_parts(citation.cited)
    identity = identify(kind_name(Identity(kind, number)), number)
    if not citation.number and (not identity.symbol.issuers or not identity.symbol.serial.isdigit()):
        return _link_law(dossier, citation, when)
    if identity.short:
        return _link_short(dossier, citation, identity, when)
    fitting = [
        d for d in dossier.files.get(identity.fold, ()) if d.id != citation.document and _fits(dossier, citation, d, identity)
    ]
    if len(when) == 10:
        day = date.fromisoformat(when)
        same = [d for d in fitting if d.date == day]
        near = [d for d in fitting if d.date and period(identity.number, d.date) == period(identity.number, day)]
        if (
            not same
            and near
            and (is_national(identity.number) or year_in_number(identity.number))
            and len({d.date for d in near}) == 1
        ):
            same = near  # the file itself tells its day
        if same:
            cited = canonical_key(identity.kind, identity.number, on=same[0].date)
            return _citing(citation, cited, same[0].id), ()
        return _citing(citation, canonical_key(identity.kind, identity.number, on=day)), ()
    if when != "?":
        fitting = [d for d in fitting if d.date is None or str(d.date.year) == when]
    if len({d.date for d in fitting}) == 1:  # one document, perhaps in several files: the first by path speaks for it
        found = fitting[0]
        cited = canonical_key(identity.kind, identity.number, on=found.date) if found.date else citation.cited
        return _citing(citation, cited, found.id), ()
    here = _cited_place(dossier, citation)
    national = is_national(identity.number)
    known = {d.date for d in fitting if d.date} or {
        day
        for day, place in dossier.dated.get(identity.fold, ())
        if (national or place == here) and (when == "?" or str(day.year) == when)
    }
    by_document = _own_dates(dossier, citation, identity)
    if len(known) == 1 and len(by_document) < 2:
        return _citing(citation, canonical_key(identity.kind, identity.number, on=known.pop())), ()
    if when != "?":
        return _citing(citation, canonical_key(identity.kind, identity.number, year=int(when))), ()
    lexicon = {document.date for document in find_known(kind_name(identity), identity.number)} if national else set()
    keys = [canonical_key(identity.kind, identity.number, on=day) for day in sorted(known | lexicon)]
    if (right := meant(identity)) is not None:
        days = {day for day, _ in dossier.dated.get(right.fold, ())} | {d.date for d in dossier.files.get(right.fold, ()) if d.date}
        if len(days) == 1 and not keys:  # the symbol is nobody's, and the dossier knows one document that it must mean
            return _with_file(dossier, replace(citation, cited=canonical_key(right.kind, right.number, on=days.pop()))), ()
        keys += [canonical_key(right.kind, right.number, on=known.date) for known in find_known(kind_name(right), right.number)]
        keys += [canonical_key(right.kind, right.number, on=day) for day, _ in dossier.dated.get(right.fold, ())]
    return citation, tuple(dict.fromkeys(keys))


def _citing(citation: CitationRecord, cited: str, document: str | None = None) -> CitationRecord:
    """The mention with its canonical key and the file that it means; itself, where it says so already."""
    document = document or citation.cited_document
    if cited == citation.cited and document == citation.cited_document:
        return citation
    return replace(citation, cited=cited, cited_document=document)


def _own_dates(dossier: _Dossier, citation: CitationRecord, identity: Identity) -> set[date]:
    """The dates under which the citing document itself knows the number, where it has several: then it means one of them."""
    here = dossier.places.get(citation.document, "")
    days = {day for day, place in dossier.dated.get(identity.fold, ()) if place == here}
    return days if len({period(identity.number, day) for day in days}) > 1 else set()


def _link_law(dossier: _Dossier, citation: CitationRecord, when: str) -> tuple[CitationRecord, tuple[str, ...]]:
    name = citation.title or citation.raw
    issued = _issued(dossier, citation)
    files = [
        d for d in dossier.laws.get(law_key(name), ()) if d.id != citation.document and d.date and (not issued or d.date <= issued)
    ]
    if when != "?":
        files = [d for d in files if d.date and d.date.isoformat().startswith(when)]
    laws = [law for law in find_laws_named(name) if not issued or law.date <= issued]
    if len(files) == 1 and (when != "?" or len(laws) <= 1):
        cited = canonical_key(files[0].kind or "luật", files[0].number, on=files[0].date)
        return _citing(citation, cited, files[0].id), ()
    return citation, _ranked(citation, laws)


def _issued(dossier: _Dossier, citation: CitationRecord) -> date | None:
    document = dossier.documents.get(citation.document)
    return document.date if document else None


def _link_short(
    dossier: _Dossier, citation: CitationRecord, identity: Identity, when: str
) -> tuple[CitationRecord, tuple[str, ...]]:
    """ "Nghị định 47": the one document of the dossier with that serial, if the lexicon knows no other that can be meant."""
    issued = _issued(dossier, citation)
    here = _cited_place(dossier, citation)
    serial = identity.symbol.serial.lstrip("0")
    fitting: dict[str, None] = {}
    for fold, other in dossier.serials.get((identity.kind, serial), {}).items():
        days = {d.date for d in dossier.files.get(fold, ()) if d.date} or {
            day for day, place in dossier.dated.get(fold, ()) if is_national(other.number) or place == here
        }
        for day in days:
            if (issued is None or day <= issued) and (when == "?" or day.isoformat().startswith(when)):
                fitting[canonical_key(other.kind, other.number, on=day)] = None
    lexicon = [known for known in find_serial(kind_name(identity), serial) if issued is None or known.date <= issued]
    if when != "?":
        lexicon = [known for known in lexicon if known.date.isoformat().startswith(when)]
    others = [known for known in lexicon if known.key not in fitting]
    if len(fitting) == 1 and (when != "?" or not others):
        cited = next(iter(fitting))
        return _with_file(dossier, replace(citation, cited=cited)), ()
    return citation, (*fitting, *_ranked(citation, others))


def _with_file(dossier: _Dossier, citation: CitationRecord) -> CitationRecord:
    identity = _identity_of(citation)
    _, _, when = key_parts(citation.cited)
    for document in dossier.files.get(identity.fold, ()):
        if document.id != citation.document and document.date and document.date.isoformat() == when:
            return replace(citation, cited_document=document.id)
    return citation


def _ranked(citation: CitationRecord, candidates: Iterable[KnownDocument]) -> tuple[str, ...]:
    """Keys of candidates, those whose titles are most like the mention's words first, then the youngest."""
    from rapidfuzz.fuzz import token_set_ratio

    words = key(f"{citation.title or ''} {citation.raw}")
    scored = sorted(
        candidates, key=lambda known: (-token_set_ratio(words, key(known.title)), -known.date.toordinal(), known.number)
    )
    return tuple(known.key for known in scored[:20])


def _own_files(dossier: _Dossier, citation: CitationRecord) -> list[DocumentRecord]:
    """The dossier's files that a dated mention may mean: of its number, or of its serial number and day."""
    if citation.date is None or not citation.number:
        return []
    identity = identify(citation.kind, citation.number)
    found = [*dossier.files.get(identity.fold, ()), *dossier.issued.get((identity.symbol.serial.lstrip("0"), citation.date), ())]
    return [document for document in found if document.id != citation.document and _fits(dossier, citation, document, identity)]


def _fits(dossier: _Dossier, citation: CitationRecord, document: DocumentRecord, identity: Identity) -> bool:
    if is_national(identity.number):
        return True
    here, there = _cited_place(dossier, citation), dossier.places.get(document.id, "")
    if citation.issuer is not None and document.issuer is not None:
        cited, own = (key(name).removeprefix("chủ tịch ") for name in (citation.issuer.name, document.issuer.name))
        if place_of(citation.issuer.name) and place_of(document.issuer.name):
            return here == there
        return (cited in own or own in cited) and (
            here == there or not here or place_of(document.issuer.name) is None or here not in _ids()
        )
    return here == there


def _ids() -> frozenset[str]:
    """Registry ids of provinces."""
    from vbcds.lexicons.places import iter_province_ids

    return frozenset(iter_province_ids())
