"""Citations with their relation and the canonical key of what they cite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vbcds.assembly.context import PartContext
from vbcds.assembly.identity import place_of
from vbcds.assembly.relations import Clause, announced_relation, read_relations
from vbcds.assembly.resolution import resolve_citations
from vbcds.model.mentions import Citation
from vbcds.model.records import CitationRecord, Relation
from vbcds.recognisers.citations import find_citations
from vbcds.text.fold import key, slug


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph or a cell, with what the list it belongs to announces."""

    start: int
    end: int
    announced: Relation | None


def build_citations(context: PartContext) -> tuple[CitationRecord, ...]:
    """The citations of a part in reading order, without the mentions of the document itself.

    `date` and `issuer` are what the mention itself says; in `cited` what it leaves out is filled from the document's full citations and
    the lexicon of known documents (`assembly.resolution`).
    """
    found: list[tuple[Citation, Relation]] = []
    for paragraph in _paragraphs(context):
        text = context.text[paragraph.start : paragraph.end]
        mentions = [_placed(citation, paragraph.start) for citation in find_citations(text)]
        if not mentions:
            continue
        clause = Clause.of(text, paragraph.start, announced=paragraph.announced)
        pairs = zip(mentions, read_relations(clause, mentions), strict=True)
        found += [(citation, relation) for citation, relation in pairs if not _is_own(context, citation)]
    header = context.part.header
    keys = resolve_citations(
        [citation for citation, _ in found],
        text=context.text,
        issued=header.date,
        place=place_of(header.issuer.name if header.issuer else None) or place_of(header.place),
    )
    return tuple(
        CitationRecord(
            document=context.id,
            raw=citation.raw,
            kind=citation.kind,
            number=citation.number,
            date=citation.date,
            issuer=citation.issuer,
            title=citation.title,
            pinpoint=citation.pinpoint,
            relation=relation,
            cited=cited,
            cited_document=None,
            source=context.document.locate(citation.start, citation.end),
        )
        for (citation, relation), cited in zip(found, keys, strict=True)
    )


def _placed(citation: Citation, shift: int) -> Citation:
    return replace(
        citation,
        start=citation.start + shift,
        end=citation.end + shift,
        number_start=None if citation.number_start is None else citation.number_start + shift,
        number_end=None if citation.number_end is None else citation.number_end + shift,
    )


def _paragraphs(context: PartContext) -> Iterator[_Paragraph]:
    """Paragraphs and cells of a part. A sentence that announces a list ("... sau đây:") speaks for the items below it."""
    announced: Relation | None = None
    depth: int | None = None
    for block in context.blocks():
        if block.table is not None:
            for cell in context.document.tables[block.table].cells:
                if cell.end > cell.start:
                    yield _Paragraph(cell.start, cell.end, None)
            continue
        index = context.section_at(block.start)
        level = (
            context.part.sections[index].depth if index is not None and context.part.sections[index].start == block.start else None
        )
        if announced is not None and level is not None and depth is not None and level <= depth:
            announced = None
        yield _Paragraph(block.start, block.end, announced)
        text = context.text[block.start : block.end]
        relation = announced_relation(text) if len(text) < 600 else None
        if relation is not None:
            announced, depth = relation, level
        elif level is None and text.endswith(":"):
            announced = None


def _is_own(context: PartContext, citation: Citation) -> bool:
    """Whether the mention names the document itself: its own number, with its date or none."""
    header = context.part.header
    if not citation.number or not header.number or _folded(citation.number) != _folded(header.number):
        return False
    if citation.date is not None and header.date is not None and citation.date != header.date:
        return False
    if header.start <= citation.start < header.end:
        return True
    if header.kind and citation.kind != header.kind and slug(header.kind) != slug(citation.kind):
        return False
    return not (citation.issuer and header.issuer and _other_issuer(key(citation.issuer.name), key(header.issuer.name)))


def _other_issuer(cited: str, own: str) -> bool:
    return not (cited in own or own in cited)


def _folded(number: str) -> str:
    return "".join(number.split()).upper().lstrip("0")
