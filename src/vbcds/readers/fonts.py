"""Text set in fonts from before Unicode (.VnTime, VNI-Times): a run by its font, a document's drafts by what their words are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbcds.model.builder import CellDraft, Draft, ParagraphDraft, TableDraft
from vbcds.readers.symbols import settle_raised
from vbcds.text.legacy import font_encoding, repair_legacy, repair_paragraphs


def legacy_encoding(font: str) -> str | None:
    """The encoding that a font's name stands for, or None for a Unicode font.

    >>> legacy_encoding(".VnTime"), legacy_encoding("VNI-Times"), legacy_encoding("Times New Roman")
    ('tcvn3', 'vni', None)
    """
    return font_encoding(font)


def repair_run(text: str, font: str) -> str:
    """A run of text in a legacy font, as Unicode; unchanged where the font is none or the text is Unicode in spite of it.

    >>> repair_run("céng hßa x· héi", ".VnTimeH"), repair_run("Uyû ban nhaân daân", "VNI-Times")
    ('cộng hòa xã hội', 'Uỷ ban nhân dân')
    >>> repair_run("và ủy quyền", ".VnTime")
    'và ủy quyền'
    """
    if font_encoding(font) is None or text.isascii():
        return text
    return repair_legacy(text, fonts=(font,))


def repair_drafts(drafts: Sequence[Draft]) -> bool:
    """Put the text of drafts in a legacy encoding right, in place, and settle raised digits; whether anything was legacy."""
    holders = list(_holders(drafts))
    texts = [holder.text for holder in holders]
    repaired = repair_paragraphs(texts)
    changed = False
    for holder, before, after in zip(holders, texts, repaired, strict=True):
        if before != after:
            changed = True
        holder.text = settle_raised(after)
    return changed


def _holders(drafts: Sequence[Draft]) -> Iterator[ParagraphDraft | CellDraft]:
    for draft in drafts:
        if isinstance(draft, TableDraft):
            for cell in draft.cells:
                yield cell
                if cell.inner:
                    yield from _holders(cell.inner)
        else:
            yield draft
