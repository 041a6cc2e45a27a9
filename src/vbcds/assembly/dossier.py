"""What only the whole dossier knows: which of its files a mention cites, and the dates that mentions leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vbcds.assembly.keys import key_parts, year_in_number
from vbcds.model.records import CitationRecord, DocumentRecord, Evidence, FindingRecord
from vbcds.text.fold import key, slug

#: Symbols of bodies that there is only one of in the state: a number of theirs and its date name one document wherever it is cited.
_NATIONAL = ("TTG", "CP", "QH", "UBTVQH", "TW", "CTN")


@dataclass(frozen=True, slots=True)
class Linked:
    """Citations with `cited` and `cited_document` filled as far as the dossier knows, and what stays open."""

    citations: tuple[CitationRecord, ...]
    findings: tuple[FindingRecord, ...]


def link_citations(citations: Sequence[CitationRecord], documents: Sequence[DocumentRecord]) -> Linked:
    """Link mentions to the dossier's files and to each other.

    A mention without date takes the date of the one document with that type and number that the dossier knows: one of its files, or
    the only date with which its documents cite that number. Numbers of local bodies count only among documents of the same issuer's
    province. Where several fit nothing is guessed: the key keeps `?` and a finding `citation-ambiguous` names the candidates.
    """
    files: dict[tuple[str, str], list[DocumentRecord]] = defaultdict(list)
    for document in documents:
        if document.number and document.kind:
            files[_identity(document.kind, document.number)].append(document)
    places = {document.id: _place(document) for document in documents}
    dated: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for citation in citations:
        if citation.number and citation.date is not None:
            dated[_identity(citation.kind, citation.number)].add((citation.date.isoformat(), places.get(citation.document, "")))

    linked: list[CitationRecord] = []
    findings: list[FindingRecord] = []
    for citation in citations:
        if not citation.number:
            linked.append(citation)
            continue
        identity = _identity(citation.kind, citation.number)
        fitting = [d for d in files.get(identity, ()) if d.id != citation.document and _fits(citation, d, places)]
        _, _, when = key_parts(citation.cited)
        if len(when) == 10:
            fitting = [d for d in fitting if d.date is not None and d.date.isoformat() == when]
        if len({d.date for d in fitting}) == 1:  # one document, perhaps in several files: the first by path speaks for it
            date = fitting[0].date
            cited = _with_date(citation.cited, date.isoformat()) if date is not None and len(when) != 10 else citation.cited
            linked.append(replace(citation, cited=cited, cited_document=fitting[0].id))
            continue
        known = (
            {d.date.isoformat() for d in fitting if d.date} or _dates(citation, dated[identity], places)
            if identity in dated or fitting
            else set()
        )
        if when == "?" and len(known) == 1:
            linked.append(replace(citation, cited=_with_date(citation.cited, next(iter(known)))))
        else:
            if when == "?" and len(known) > 1:
                findings.append(_ambiguous(citation, sorted(known)))
            linked.append(citation)
    return Linked(tuple(linked), tuple(findings))


def _identity(kind: str, number: str) -> tuple[str, str]:
    return slug(kind), "".join(number.split()).upper().lstrip("0")


def _is_national(number: str) -> bool:
    return number.upper().replace("-", "/").rsplit("/", 1)[-1].startswith(_NATIONAL) or (
        year_in_number(number) is not None and not any(local in number.upper() for local in ("UBND", "HĐND"))
    )


def _place(document: DocumentRecord) -> str:
    """What tells the local bodies of one province from those of another: the place of issue, else the issuer's name."""
    return key(document.place or (document.issuer.name if document.issuer else ""))


def _fits(citation: CitationRecord, document: DocumentRecord, places: dict[str, str]) -> bool:
    if citation.number and _is_national(citation.number):
        return True
    if citation.issuer is not None and document.issuer is not None:
        cited, own = key(citation.issuer.name), key(document.issuer.name)
        return cited in own or own in cited
    return places.get(citation.document, "") == places.get(document.id, "")


def _dates(citation: CitationRecord, dated: Iterable[tuple[str, str]], places: dict[str, str]) -> set[str]:
    national = citation.number is not None and _is_national(citation.number)
    here = places.get(citation.document, "")
    return {when for when, place in dated if national or place == here}


def _with_date(cited: str, when: str) -> str:
    return cited.rpartition("@")[0] + "@" + when


def _ambiguous(citation: CitationRecord, dates: list[str]) -> FindingRecord:
    days = ", ".join("/".join(reversed(day.split("-"))) for day in dates)
    return FindingRecord(
        document=citation.document,
        code="citation-ambiguous",
        severity="info",
        message=(
            f"“{citation.raw}” không ghi ngày; hồ sơ có nhiều văn bản cùng số {citation.number} (ngày {days})"
            " nên chưa xác định được văn bản nào."
        ),
        evidence=(Evidence(document=citation.document, text=citation.raw, source=citation.source),),
    )
