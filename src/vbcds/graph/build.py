"""Records to graph: which node cites which, by which relation, in whose words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from vbcds.assembly.dossier import OpenMention, link_citations
from vbcds.assembly.identity import identify, is_national, place_of
from vbcds.assembly.keys import canonical_key
from vbcds.assembly.nesting import find_nesting
from vbcds.assembly.references import build_references
from vbcds.graph.arrays import Ints
from vbcds.graph.labels import RELATIONS, field_of
from vbcds.graph.mentions import Mentions
from vbcds.graph.nodes import FILE_PREFIX, Node, issuer_name, known_of, level_of, split_key
from vbcds.graph.queries import CitationGraph
from vbcds.lexicons.places import iter_province_ids
from vbcds.model.records import CitationRecord, DocumentRecord
from vbcds.text.fold import lower_same_length, modern_tones

if TYPE_CHECKING:
    from vbcds.store.dossier import Dossier

#: An act that is planned or asked for is not done: "rà soát, sửa đổi Luật ...".
_PLANNED = re.compile(
    r"rà soát|nghiên cứu|đề xuất|kiến nghị|tham mưu|trình (?:cấp|quốc hội|chính phủ|thủ tướng|ủy ban|hội đồng)|xây dựng|dự thảo"
    r"|dự kiến|lộ trình"
)
_EFFECT = re.compile(
    r"(?:quyết định|nghị định|nghị quyết|thông tư(?: liên tịch)?|luật|bộ luật|pháp lệnh|chỉ thị|quy định|quy chế) này "
    r"có hiệu lực(?: thi hành)?,? "
    r"(?:kể )?từ (?:(?P<signed>ngày ký)|ngày (?P<day>\d{1,2})\s?(?:/|-|\.|tháng)\s?(?P<month>\d{1,2})\s?(?:/|-|\.|năm)\s?(?P<year>\d{4}))"
)


def build_graph(
    documents: Sequence[DocumentRecord], citations: Sequence[CitationRecord], *, text: Callable[[str], str] | None = None
) -> CitationGraph:
    """The citation graph of records; `text` gives the canonical text of a document's file by the document's id.

    With the texts, citations inside another document's title become that document's (chains, not stars), words that point back
    ("Nghị quyết nêu trên") make mentions too, edges bear the portals' finer names and their sentences, and effect clauses date what is
    replaced; without them, the records' relations stand alone.
    """
    builder = _Builder(documents)
    reader = _Reader(text)
    own = {document.id: builder.file_node(document) for document in documents}
    by_document: dict[str, list[int]] = defaultdict(list)
    for index, citation in enumerate(citations):
        by_document[citation.document].append(index)
    open_mentions: list[OpenMention] = []
    if text is not None:
        citations = list(citations)
        for document in documents:
            indices = by_document.get(document.id, [])
            made, unsure = _back_references(document, reader, [citations[i] for i in indices], builder.nodes[own[document.id]].key)
            indices += range(len(citations), len(citations) + len(made))
            citations += made
            open_mentions += unsure
    targets = builder.cited_nodes(citations, own)
    sources = np.empty(len(citations), dtype=np.int64)
    code = {relation: number for number, relation in enumerate(RELATIONS)}
    relations = np.fromiter((code[citation.relation] for citation in citations), dtype=np.uint8, count=len(citations))
    acts = np.zeros(len(citations), dtype=np.bool_)
    for id, indices in by_document.items():
        sources[indices] = own[id] if id in own else builder.stray(id)
        content = reader.text(id)
        if content is None:
            acts[indices] = True
            continue
        indices.sort(key=lambda index: citations[index].source.start)
        for place, nesting in find_nesting(content, [citations[index] for index in indices]).items():
            mention = indices[place]
            sources[mention] = targets[indices[nesting.citing]]
            targets[mention] = targets[indices[nesting.cited]]
            relations[mention] = code[nesting.relation]
        for index in indices:
            acts[index] = citations[index].source.table is None and not _planned(content, citations[index])
    for document in documents:
        content = reader.text(document.id)
        if content is not None:
            builder.set_effective(own[document.id], content[document.start : document.end or None], document.date)
    kept = sources != targets
    mentions = Mentions(sources[kept], targets[kept], relations[kept], acts[kept], np.flatnonzero(kept))
    return CitationGraph(tuple(builder.nodes), mentions, citations, documents, text=reader.text, open=open_mentions)


def _back_references(
    document: DocumentRecord, reader: _Reader, citations: list[CitationRecord], key: str
) -> tuple[list[CitationRecord], list[OpenMention]]:
    """What a document's words mean that point back ("Nghị quyết nêu trên"), and where that is not certain."""
    content = reader.text(document.id)
    if content is None or not citations:
        return [], []
    citations.sort(key=lambda citation: citation.source.start)
    made, unsure = build_references(
        content, citations, own_kind=document.kind, own_key=key, start=document.start, end=document.end or None
    )
    return made, [OpenMention(record, candidates) for record, candidates in unsure]


def build_dossier_graph(dossier: Dossier) -> CitationGraph:
    """The citation graph of an opened dossier, linked anew."""
    documents = dossier.documents()
    linked = link_citations(dossier.citations(), documents)
    graph = build_graph(documents, linked.citations, text=dossier.text)
    return graph.with_open(linked.open)


class _Reader:
    """Texts by document id, the last few kept."""

    def __init__(self, text: Callable[[str], str] | None) -> None:
        self._text = text
        self._kept: dict[str, str] = {}

    def text(self, id: str) -> str | None:
        if self._text is None:
            return None
        found = self._kept.get(id)
        if found is None:
            try:
                found = self._text(id)
            except KeyError:
                return None
            if len(self._kept) > 64:
                self._kept.clear()
            self._kept[id] = found
        return found


def _planned(text: str, citation: CitationRecord) -> bool:
    if citation.relation not in ("amends", "replaces", "repeals"):
        return False
    start = citation.source.start
    floor = max(text.rfind("\n", 0, start) + 1, start - 160)
    return _PLANNED.search(modern_tones(lower_same_length(text[floor:start]))) is not None


def find_effective(text: str, issued: date | None) -> date | None:
    """The first day in force that a document's effect clause names, or None.

    >>> find_effective("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 7 năm 2022.", date(2022, 7, 1))
    datetime.date(2022, 7, 15)
    >>> find_effective("Quyết định này có hiệu lực kể từ ngày ký.", date(2022, 7, 1))
    datetime.date(2022, 7, 1)
    """
    match = _EFFECT.search(modern_tones(lower_same_length(text)).replace("\n", " "))
    if match is None:
        return None
    if match["signed"]:
        return issued
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


@cache
def _provinces() -> frozenset[str]:
    return frozenset(iter_province_ids())


class _Builder:
    """Nodes in the making."""

    def __init__(self, documents: Iterable[DocumentRecord]) -> None:
        self.nodes: list[Node] = []
        self._index: dict[tuple[str, str | None], int] = {}
        self._places = {document.id: self._document_place(document) for document in documents}
        self._keys: dict[str, set[str | None]] = defaultdict(set)
        self._settled: dict[str, int] = {}

    @staticmethod
    def _document_place(document: DocumentRecord) -> str | None:
        return place_of(document.issuer.name if document.issuer else None) or place_of(document.place)

    def _add(self, node: Node, place: str | None) -> int:
        """A new node; the second place of one key makes both ids say their places."""
        known = self._keys[node.key]
        if known and place not in known:
            for other in known:
                index = self._index[node.key, other]
                self.nodes[index] = replace(self.nodes[index], id=f"{node.key}|{other}" if other else node.key)
            node = replace(node, id=f"{node.key}|{place}" if place else node.key)
        known.add(place)
        self._index[node.key, place] = len(self.nodes)
        self.nodes.append(node)
        return len(self.nodes) - 1

    def file_node(self, document: DocumentRecord) -> int:
        """The node of a file of the dossier."""
        if document.number and document.kind:
            identity = identify(document.kind, document.number)
            key = canonical_key(identity.kind, identity.number, on=document.date)
            place = None if is_national(identity.number) else self._places[document.id]
            number: str | None = identity.number
        else:
            key, place, number = f"{FILE_PREFIX}{document.id}", None, None
        index = self._index.get((key, place))
        if index is not None:
            node = self.nodes[index]
            self.nodes[index] = replace(node, files=(*node.files, document.id))
            return index
        kind = (
            split_key(key)[0]
            if number
            else (document.kind or {"news": "tin bài", "report": "báo cáo"}.get(document.genre, "văn bản"))
        )
        issuer = document.issuer.name if document.issuer else None
        known = known_of(kind, number, document.date)
        node = Node(
            id=key, key=key, kind=kind, number=number, date=document.date, year=document.date.year if document.date else None,
            issuer=issuer or (known.issuer if known else None) or issuer_name(number, kind),
            title=document.title or (known.title if known else None) or (PurePosixPath(document.path).name if not number else None),
            level=level_of(number, kind, issuer), field=field_of(document.title or (known.title if known else None)),
            place=place, files=(document.id,), path=document.path, genre=document.genre,
            effective=known.effective if known else None, known=known is not None,
        )  # fmt: skip
        return self._add(node, place)

    def cited_nodes(self, citations: Sequence[CitationRecord], own: Mapping[str, int]) -> Ints:
        """The node that each mention cites: that of the dossier's file where it is there (`own`, by the file's id)."""
        found: list[int] = []
        later: list[int] = []
        for index, citation in enumerate(citations):
            file = own.get(citation.cited_document) if citation.cited_document else None
            if file is None:
                if self._placeless(citation):
                    later.append(index)
                    file = -1
                else:
                    file = self.cited_node(citation)
            found.append(file)
        for index in later:  # after those that tell their province
            found[index] = self.cited_node(citations[index])
        return np.array(found, dtype=np.int64)

    def _place(self, citation: CitationRecord) -> str | None:
        """The place of a cited local document: the one that is named, else that of the citing document, if both are of one level."""
        named = place_of(citation.issuer.name) if citation.issuer else None
        own = self._places.get(citation.document)
        if named is None and citation.issuer is not None and own not in _provinces():
            level = level_of(None, "", citation.issuer.name)
            return None if level == "province" else own
        return named or own

    def _placeless(self, citation: CitationRecord) -> bool:
        """Whether a commune or a district cites a document of "the province": its name may stand in another mention of the document."""
        _, number, _, _ = split_key(citation.cited)
        return number is not None and not is_national(number) and self._place(citation) is None

    def cited_node(self, citation: CitationRecord) -> int:
        """The node of a cited document."""
        index = self._settled.get(citation.cited)
        if index is not None:
            return index
        kind, number, day, year = split_key(citation.cited)
        place = None
        if number is not None and not is_national(number):
            place = self._place(citation)
            if place is None and len(self._keys[citation.cited]) == 1 and day is not None:
                place = next(iter(self._keys[citation.cited]))
        index = self._index.get((citation.cited, place))
        if index is not None:
            node = self.nodes[index]
            if node.title is not None and node.issuer is not None and place is None and number is not None and is_national(number):
                self._settled[citation.cited] = index  # nothing that another mention could add
                return index
            if node.title is None and citation.title is not None:
                node = self.nodes[index] = replace(node, title=citation.title, field=field_of(citation.title))
            if node.issuer is None and citation.issuer is not None:
                self.nodes[index] = replace(
                    node,
                    issuer=citation.issuer.name,
                    level=level_of(number, kind, citation.issuer.name) if node.level == "unknown" else node.level,
                )
            return index
        known = known_of(kind, number, day)
        issuer = (
            issuer_name(number, kind) or (citation.issuer.name if citation.issuer else None) or (known.issuer if known else None)
        )
        title = (known.title if known else None) or citation.title
        node = Node(
            id=citation.cited, key=citation.cited, kind=kind, number=number, date=day, year=year, issuer=issuer, title=title,
            level=level_of(number, kind, issuer), field=field_of(title), place=place,
            effective=known.effective if known else None, known=known is not None,
        )  # fmt: skip
        return self._add(node, place)

    def stray(self, id: str) -> int:
        """The node of a citing document that has no record."""
        key = f"{FILE_PREFIX}{id}"
        index = self._index.get((key, None))
        return (
            index
            if index is not None
            else self._add(Node(id=key, key=key, kind="văn bản", number=None, date=None, files=(id,)), None)
        )

    def set_effective(self, index: int, text: str, issued: date | None) -> None:
        """Take the first day in force from the document's own clause."""
        found = find_effective(text, issued)
        if found is not None:
            self.nodes[index] = replace(self.nodes[index], effective=found)
