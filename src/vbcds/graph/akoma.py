"""A document as Akoma Ntoso 3.0 (OASIS LegalDocML): identification by FRBR, articles, references to what it cites.

The naming convention is that of the standard: `/akn/vn/act/<kind>/<date>/<number>`. Articles ("Điều 1.") become `article` elements, clauses
("1.") `paragraph`, points ("a)") `point` inside them; a document without articles is a `doc` with a `mainBody`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

from vbcds.assembly.keys import key_parts
from vbcds.model.records import CitationRecord, DocumentRecord
from vbcds.text.fold import slug

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ARTICLE = re.compile(r"(?P<num>Điều\s+(?P<label>\d+[a-zđ]?)\s*[.:]?)\s*")
_CLAUSE = re.compile(r"(?P<num>(?P<label>\d{1,3})\.)\s+(?=\D)")
_POINT = re.compile(r"(?P<num>(?P<label>[a-zđ]{1,2})\))\s+")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def work_uri(key: str) -> str:
    """The FRBR work URI of a canonical key.

    >>> work_uri("quyet-dinh:749/QĐ-TTg@2020-06-03")
    '/akn/vn/act/quyet-dinh/2020-06-03/749-Q%C4%90-TTg'
    """
    kind, number, when = key_parts(key)
    return f"/akn/vn/act/{kind}/{'unknown' if when == '?' else when}/{quote(number.replace('/', '-'), safe='-')}"


@dataclass(slots=True)
class _Writer:
    """Elements in the making."""

    text: str
    citations: Sequence[CitationRecord]
    used: set[str] = field(default_factory=set)
    next: int = 0

    def eid(self, wanted: str) -> str:
        """An eId that no other element has."""
        made, count = wanted, 1
        while made in self.used:
            count += 1
            made = f"{wanted}__dup_{count}"
        self.used.add(made)
        return made

    def paragraph(self, parent: _Element, low: int, high: int, name: str = "p") -> None:
        """A paragraph with references where citations stand."""
        from lxml import etree

        made = etree.SubElement(parent, _tag(name))
        last: _Element | None = None
        at = low
        while self.next < len(self.citations) and self.citations[self.next].source.start < high:
            citation = self.citations[self.next]
            self.next += 1
            start, end = citation.source.start, min(citation.source.end, high)
            if start < at:
                continue
            _append(made, last, self.text[at:start])
            last = etree.SubElement(made, _tag("ref"), href=work_uri(citation.cited))
            last.set("eId", self.eid("ref"))
            last.text = _clean(self.text[start:end])
            at = end
        _append(made, last, self.text[at:high])


def _append(parent: _Element, last: _Element | None, text: str) -> None:
    text = _clean(text)
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _clean(text: str) -> str:
    return " ".join(_NOT_XML.sub("\ufffd", text).split(" "))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def render_akoma(document: DocumentRecord, text: str, citations: Sequence[CitationRecord], *, key: str) -> bytes:
    """A document as Akoma Ntoso XML; `text` is its file's canonical text, `citations` its own, `key` its canonical key."""
    from lxml import etree

    root = etree.Element(_tag("akomaNtoso"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the default namespace has no prefix
    lines = _lines(text, document.start, document.end or len(text))
    articled = any(_ARTICLE.match(text[low:high]) for low, high in lines)
    made = etree.SubElement(root, _tag("act" if articled else "doc"), name=slug(document.kind or "van-ban"))
    if articled:
        made.set("contains", "originalVersion")
    _meta(made, document, citations, key)
    writer = _Writer(text, sorted(citations, key=lambda citation: citation.source.start))
    if articled:
        _act(made, writer, lines)
    else:
        body = etree.SubElement(made, _tag("mainBody"))
        for low, high in lines:
            writer.paragraph(body, low, high)
        if not lines:
            etree.SubElement(body, _tag("p"))
    result: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return result


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            lines.append((at, stop))
        at = stop + 1
    return lines


def _meta(parent: _Element, document: DocumentRecord, citations: Sequence[CitationRecord], key: str) -> None:
    from lxml import etree

    meta = etree.SubElement(parent, _tag("meta"))
    identification = etree.SubElement(meta, _tag("identification"), source="#vbcds")
    work = work_uri(key)
    day = (document.date or date(1, 1, 1)).isoformat()
    expression = f"{work}/vie@{day}"
    for name, uri, dated in (
        ("FRBRWork", work, "Generation"),
        ("FRBRExpression", expression, "Expression"),
        ("FRBRManifestation", f"{expression}.xml", "Markup"),
    ):
        part = etree.SubElement(identification, _tag(name))
        etree.SubElement(part, _tag("FRBRthis"), value=uri + ("" if name == "FRBRManifestation" else "/!main"))
        etree.SubElement(part, _tag("FRBRuri"), value=uri)
        etree.SubElement(part, _tag("FRBRdate"), date=day, name=dated)
        author = "#issuer" if name == "FRBRWork" else "#vbcds"
        etree.SubElement(part, _tag("FRBRauthor"), href=author)
        if name == "FRBRWork":
            etree.SubElement(part, _tag("FRBRcountry"), value="vn")
            if document.number:
                etree.SubElement(part, _tag("FRBRnumber"), value=_clean(document.number))
            if document.title:
                etree.SubElement(part, _tag("FRBRname"), value=_clean(document.title))
        elif name == "FRBRExpression":
            etree.SubElement(part, _tag("FRBRlanguage"), language="vie")
        else:
            etree.SubElement(part, _tag("FRBRformat"), value="application/xml")
    references = etree.SubElement(meta, _tag("references"), source="#vbcds")
    for number, cited in enumerate(dict.fromkeys(citation.cited for citation in citations), 1):
        _, label, when = key_parts(cited)
        etree.SubElement(
            references, _tag("activeRef"), eId=f"active_{number}", href=work_uri(cited), showAs=_clean(f"{label} ({when})")
        )
    issuer = document.issuer.name if document.issuer else "không rõ"
    etree.SubElement(
        references,
        _tag("TLCOrganization"),
        eId="issuer",
        href=f"/akn/ontology/organization/vn/{slug(issuer)}",
        showAs=_clean(issuer),
    )
    etree.SubElement(references, _tag("TLCOrganization"), eId="vbcds", href="/akn/ontology/organization/vbcds", showAs="vbcds")


def _act(parent: _Element, writer: _Writer, lines: Sequence[tuple[int, int]]) -> None:
    from lxml import etree

    text = writer.text
    first = next(i for i, (low, high) in enumerate(lines) if _ARTICLE.match(text[low:high]))
    preface = etree.SubElement(parent, _tag("preface"))
    for low, high in lines[:first]:
        writer.paragraph(preface, low, high)
    if not first:
        etree.SubElement(preface, _tag("p"))
    body = etree.SubElement(parent, _tag("body"))
    levels: list[_Level] = []
    for place, (low, high) in enumerate(lines[first:], first):
        if match := _ARTICLE.match(text[low:high]):
            levels = [_Level.make(body, writer, "article", f"art_{slug(match['label'])}", match["num"].strip())]
            low += match.end()
            if _is_heading(text, low, high, lines[place + 1] if place + 1 < len(lines) else None):
                writer.paragraph(levels[0].element, low, high, "heading")
                continue
            if not text[low:high].strip():
                continue
        elif match := _CLAUSE.match(text[low:high]):
            levels = [*levels[:1], levels[0].child(writer, "paragraph", f"para_{slug(match['label'])}", match["num"])]
            low += match.end()
        elif match := _POINT.match(text[low:high]):
            holder = [level for level in levels if level.name != "point"]
            levels = [*holder, holder[-1].child(writer, "point", f"point_{_letter(match['label'])}", match["num"])]
            low += match.end()
        writer.paragraph(levels[-1].words(), low, high)
    for level in body.iter(_tag("article"), _tag("paragraph"), _tag("point")):
        if len(level) == 0 or level[-1].tag in (_tag("num"), _tag("heading")):
            etree.SubElement(etree.SubElement(level, _tag("content")), _tag("p"))


def _is_heading(text: str, low: int, high: int, following: tuple[int, int] | None) -> bool:
    """Whether the words after "Điều 2." are its heading: short, without an end mark, with more below that is no new article."""
    words = text[low:high].strip()
    if not words or len(words) > 200 or words[-1] in ".;:,/" or following is None:
        return False
    return _ARTICLE.match(text[slice(*following)]) is None


def _letter(label: str) -> str:
    """A point's letter in an eId: "đ" is not "d" (the naming convention has ASCII letters only)."""
    return label.replace("đ", "dd")


@dataclass(slots=True)
class _Level:
    """An article, a clause or a point: its own words, then its parts."""

    element: _Element
    name: str
    eid: str
    own: _Element | None = None

    @classmethod
    def make(cls, parent: _Element, writer: _Writer, name: str, eid: str, num: str) -> _Level:
        """A level with its number."""
        from lxml import etree

        eid = writer.eid(eid)
        element = etree.SubElement(parent, _tag(name), eId=eid)
        etree.SubElement(element, _tag("num")).text = _clean(num)
        return cls(element, name, eid)

    def child(self, writer: _Writer, name: str, eid: str, num: str) -> _Level:
        """A part of this level; what the level says itself becomes the introduction to its parts."""
        if self.own is not None and self.own.tag == _tag("content"):
            self.own.tag = _tag("intro")
        return _Level.make(self.element, writer, name, f"{self.eid}__{eid}", num)

    def words(self) -> _Element:
        """Where the words of the level itself stand."""
        from lxml import etree

        if self.own is None:
            self.own = etree.SubElement(self.element, _tag("content"))
        return self.own
