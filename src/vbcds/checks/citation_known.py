"""Citations of national documents whose number is known, with another day than theirs: "06/QĐ-TTg ngày 06/01/2021" (06/01/2022)."""

from __future__ import annotations

from collections.abc import Iterator

from vbcds.assembly.identity import identify, is_national
from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, day_text, short
from vbcds.lexicons.known import KnownDocument, find_known
from vbcds.lexicons.wordings import telling_words
from vbcds.model.records import CitationRecord
from vbcds.recognisers.symbols import parse_symbol

#: Titles that share less than this of their telling syllables name two documents.
_ALIKE = 0.5


def find_wrong_days(view: PartView) -> Iterator[Problem]:
    """One problem for each number whose known document has another day, where the number can be of no other document."""
    if view.context.document.ocr:
        return
    seen: set[str] = set()
    for citation in view.citations:
        if citation.number is None or citation.date is None or citation.number in seen or not is_national(citation.number):
            continue
        number = identify(citation.kind, citation.number).number
        known = find_known(citation.kind, number)
        if not known or any(document.date == citation.date for document in known):
            continue
        document = next((document for document in known if _is_meant(citation, document)), None)
        if document is not None:
            seen.add(citation.number)
            yield Problem(
                message=(
                    f"“{short(citation.raw)}”: {document.kind} {number} “{short(document.title, 80)}” ban hành ngày "
                    f"{day_text(document.date)}, không phải ngày {day_text(citation.date)}."
                ),
                evidence=(view.of(citation.source, citation.raw),),
            )


def _is_meant(citation: CitationRecord, document: KnownDocument) -> bool:
    """Whether a citation means a known document: its number has the year, or was given in that year, or on that day of another year;
    a title says the same."""
    assert citation.number is not None and citation.date is not None
    its, said = document.date, citation.date
    of_year = parse_symbol(citation.number).year is not None or its.year == said.year
    if not of_year and (its.day, its.month) != (said.day, said.month):
        return False
    title, known = telling_words(citation.title or ""), telling_words(document.title)
    return not title or not known or len(title & known) >= _ALIKE * min(len(title), len(known))
