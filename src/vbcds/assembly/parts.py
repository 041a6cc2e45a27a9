"""The records of documents.jsonl: one for each document of a file."""

from __future__ import annotations

from vbcds.assembly.context import PartContext
from vbcds.assembly.signing import parse_signature
from vbcds.model.document import Document
from vbcds.model.records import DigitalSignature, DocumentRecord
from vbcds.structure.values import Header, Part, Structure


def build_contexts(document: Document, structure: Structure) -> tuple[PartContext, ...]:
    """One context a part; the first bears the file's id, the others `<id>-2`, `<id>-3` ..."""
    parts = structure.parts or (Part(start=0, end=len(document.text), header=Header()),)
    return tuple(
        PartContext(document=document, part=part, id=document.id if number == 1 else f"{document.id}-{number}")
        for number, part in enumerate(parts, 1)
    )


def build_document_record(context: PartContext) -> DocumentRecord:
    """The line of documents.jsonl for a part. Warnings of the file stand with its first document, those of a part with the part."""
    document, part, header = context.document, context.part, context.part.header
    first = context.id == document.id
    return DocumentRecord(
        id=context.id,
        path=document.path,
        media_type=document.media_type,
        pages=document.pages,
        sha256=document.sha256,
        ocr=document.ocr,
        genre=header.genre,
        kind=header.kind,
        number=header.number,
        date=header.date,
        place=header.place,
        issuer=header.issuer,
        title=header.title,
        signers=part.signers,
        recipients=part.recipients,
        period=part.period,
        warnings=(*(document.warnings if first else ()), *part.warnings),
        start=part.start,
        end=part.end,
        signature=_signatures(context),
    )


def _signatures(context: PartContext) -> tuple[DigitalSignature, ...]:
    """The stamps on the part's pages; where a stamp has no page, it is the first document's."""
    document, part = context.document, context.part
    if not document.signatures:
        return ()
    pages = {block.page for block in document.blocks if part.start <= block.start < part.end}
    first = context.id == document.id
    return tuple(parse_signature(stamp) for stamp in document.signatures if (first if stamp.page is None else stamp.page in pages))
