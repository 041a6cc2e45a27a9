"""Small documents for the tests of structure."""

from __future__ import annotations

import pytest

from vbcds.model.builder import Draft, ParagraphDraft, Reading, build_document, table_of_rows
from vbcds.model.document import Document, Style
from vbcds.structure.lines import Line, document_lines
from vbcds.structure.reading import read_structure
from vbcds.structure.values import Part

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


class Make:
    """Documents of paragraphs (plain strings) and tables (drafts, or lists of rows)."""

    nation = NATION
    motto = MOTTO

    def document(self, *drafts: Draft | str | list[list[str]]) -> Document:
        made: list[Draft] = []
        for draft in drafts:
            if isinstance(draft, str):
                made.append(ParagraphDraft(text=draft))
            elif isinstance(draft, list):
                made.append(table_of_rows(draft))
            else:
                made.append(draft)
        return build_document(Reading(media_type="text/plain", drafts=made), id="0" * 16, path="a.txt", sha256="0" * 64)

    def lines(self, *texts: str) -> list[Line]:
        return document_lines(self.document(*texts), frozenset())

    def part(self, *drafts: Draft | str | list[list[str]]) -> Part:
        """The one part of a document."""
        parts = read_structure(self.document(*drafts)).parts
        assert len(parts) == 1, [(p.header.kind, p.header.number) for p in parts]
        return parts[0]

    def bold(self, text: str) -> ParagraphDraft:
        return ParagraphDraft(text=text, style=Style(bold=True, align="center"))

    def plain(self, text: str) -> ParagraphDraft:
        return ParagraphDraft(text=text, style=Style(bold=False, align="justify"))

    def letterhead(self, agency: list[str], number: str, day: str, form: str = "lines") -> list[Draft | str]:
        """One letterhead as formats give it: "table" (DOCX, HTML), "columns" (PDF), "lines" (a plain copy), "right" (right box first)."""
        if form == "table":
            return [table_of_rows([["\n".join(agency), f"{NATION}\n{MOTTO}"], [number, day]])]
        if form == "columns":
            return [*agency, number, NATION, MOTTO, day]
        if form == "right":
            return [NATION, MOTTO, day, *agency, number]
        return [*agency, "-------", NATION, MOTTO, "---------------", number, day]

    def signature(self, left: list[str], right: list[str], form: str = "lines") -> list[Draft | str]:
        if form == "table":
            return [table_of_rows([["\n".join(left), "\n".join(right)]])]
        return [*left, *right]


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()
