"""Questions to the citation graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from vbcds.assembly.dossier import OpenMention
from vbcds.graph.arrays import Flags, Ints, Rows, communities, pagerank, search
from vbcds.graph.directory import Directory
from vbcds.graph.labels import RELATIONS, relation_label
from vbcds.graph.mentions import Edge, EdgeTable, Mention, Mentions, sentence_around
from vbcds.graph.nodes import Node
from vbcds.graph.parts import cut, move_acts
from vbcds.graph.validity import Act, Status, read_acts, status_of
from vbcds.graph.ways import DeadBasis, Impact, dead_ways, impact_ways
from vbcds.model.records import CitationRecord, DocumentRecord, Relation
from vbcds.text.fold import key

if TYPE_CHECKING:
    import networkx
    from pandas import DataFrame

#: Relations by which a document rests on another.
BASIS: tuple[Relation, ...] = ("legal_basis",)
#: Relations that hand on what happens to the cited document: what rests on it, carries it out, changes it or came with it.
TOUCHED: tuple[Relation, ...] = ("legal_basis", "implements", "amends", "promulgates", "proposed_by")


class CitationGraph:
    """Documents and who cites whom. Documents are named by node id, canonical key, file id or (where only one has it) number."""

    def __init__(
        self,
        nodes: Sequence[Node],
        mentions: Mentions,
        citations: Sequence[CitationRecord],
        documents: Sequence[DocumentRecord] = (),
        *,
        text: Callable[[str], str | None] | None = None,
        open: Sequence[OpenMention] = (),
    ) -> None:
        self.nodes = tuple(nodes)
        self.mentions = mentions
        self.citations = citations
        self.documents = documents
        self._text = text or (lambda _: None)
        self._open = tuple(open)

    def __len__(self) -> int:
        return len(self.nodes)

    def __repr__(self) -> str:
        return f"<CitationGraph: {len(self.nodes)} documents, {len(self.edge_source)} edges, {len(self.mentions)} mentions>"

    def with_open(self, open: Sequence[OpenMention]) -> CitationGraph:
        """The same graph, knowing of more mentions that are not certain."""
        return CitationGraph(self.nodes, self.mentions, self.citations, self.documents, text=self._text, open=(*open, *self._open))

    # -- edges: mentions of one source, target and relation together

    @cached_property
    def _edges(self) -> EdgeTable:
        return EdgeTable(self.mentions, len(self.nodes))

    @property
    def edge_source(self) -> Ints:
        """The citing node of each edge."""
        return self._edges.source

    @property
    def edge_target(self) -> Ints:
        """The cited node of each edge."""
        return self._edges.target

    @property
    def edge_relation(self) -> Ints:
        """The relation of each edge, as its place in `RELATIONS`."""
        return self._edges.relation

    def edge_mentions(self, edge: int) -> list[int]:
        """The indices of an edge's mentions, in reading order."""
        return self._edges.mentions(edge)

    def edge(self, index: int) -> Edge:
        """An edge with its words."""
        relation = RELATIONS[int(self.edge_relation[index])]
        mentions = self.edge_mentions(index)
        return Edge(
            self.nodes[int(self.edge_source[index])],
            self.nodes[int(self.edge_target[index])],
            relation,
            relation_label(relation, self.lead(mentions[0])),
            tuple(self.mention(mention) for mention in mentions),
        )

    def edges(self) -> Iterator[Edge]:
        """All edges."""
        return (self.edge(index) for index in range(len(self.edge_source)))

    def record(self, mention: int) -> CitationRecord:
        """The citation record of a mention."""
        return self.citations[int(self.mentions.record[mention])]

    def lead(self, mention: int, reach: int = 160) -> str:
        """The words right before a mention, in its paragraph."""
        record = self.record(mention)
        text = self._text(record.document)
        if text is None:
            return ""
        start = record.source.start
        return text[max(text.rfind("\n", 0, start) + 1, start - reach) : start]

    def mention(self, index: int) -> Mention:
        """A mention with its words."""
        record = self.record(index)
        text = self._text(record.document)
        source = record.source
        return Mention(
            record.document, record.raw, record.pinpoint, source.start, source.end, source.page,
            None if text is None else sentence_around(text, source.start, source.end),
        )  # fmt: skip

    # -- finding documents

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self.nodes)

    def index_of(self, document: str | Node) -> int:
        """The index of a document. Raises `KeyError` where there is none, or where a number is that of several."""
        return self._directory.index_of(document)

    def node(self, document: str | Node) -> Node:
        """A document. Raises `KeyError` as `index_of`."""
        return self.nodes[self.index_of(document)]

    def suggest(self, words: str, limit: int = 5) -> list[Node]:
        """Documents whose number or title is most like some words."""
        return self._directory.suggest(words, limit)

    # -- neighbours and paths

    @cached_property
    def _out(self) -> Rows:
        return Rows.of(self.edge_source, self.edge_target, len(self.nodes))

    @cached_property
    def _in(self) -> Rows:
        return Rows.of(self.edge_target, self.edge_source, len(self.nodes))

    def _chosen(self, relations: Collection[str]) -> Flags:
        codes = [code for code, relation in enumerate(RELATIONS) if relation in relations]
        return np.isin(self.edge_relation, codes)

    def basis_of(self, document: str | Node) -> list[Edge]:
        """What a document rests on: its legal basis."""
        return self._edges_of(self._out, document, BASIS)

    def cites(self, document: str | Node, relation: Relation | None = None) -> list[Edge]:
        """What a document cites."""
        return self._edges_of(self._out, document, RELATIONS if relation is None else (relation,))

    def cited_by(self, document: str | Node, relation: Relation | None = None) -> list[Edge]:
        """Who cites a document."""
        return self._edges_of(self._in, document, RELATIONS if relation is None else (relation,))

    def _edges_of(self, rows: Rows, document: str | Node, relations: Collection[str]) -> list[Edge]:
        _, edges = rows.neighbours(self.index_of(document))
        return [edge for edge in map(self.edge, edges.tolist()) if edge.relation in relations]

    def chain(self, a: str | Node, b: str | Node) -> list[Edge] | None:
        """The shortest way along citations from one document to another, or None."""
        start, goal = self.index_of(a), self.index_of(b)
        reach = search(self._out, np.array([start]))
        if reach.distance[goal] < 0:
            return None
        return [self.edge(edge) for _, edge in reversed(reach.path(goal)) if edge >= 0]

    # -- validity

    @cached_property
    def acts(self) -> dict[int, list[Act]]:
        """What is done to each document, by its index."""
        return read_acts(self)

    def status(self, document: str | Node, on: date) -> Status:
        """The status of a document on a day, with the document that says so."""
        index = self.index_of(document)
        return status_of(self.nodes[index], self.acts.get(index, []), on)

    def in_force(self, on: date) -> list[Node]:
        """The documents known to be in force on a day, wholly or in part."""
        return [
            node
            for index, node in enumerate(self.nodes)
            if status_of(node, self.acts.get(index, []), on).state in ("in_force", "partly")
        ]

    def _dead(self, on: date) -> dict[int, Status]:
        found = {}
        for index, acts in self.acts.items():
            status = status_of(self.nodes[index], acts, on)
            if status.dead:
                found[index] = status
        return found

    @cached_property
    def _basis_rows(self) -> Rows:
        return Rows.of(self.edge_target, self.edge_source, len(self.nodes), self._chosen(BASIS))

    @cached_property
    def _touched_rows(self) -> Rows:
        return Rows.of(self.edge_target, self.edge_source, len(self.nodes), self._chosen(TOUCHED))

    def dead_basis(self, on: date, *, depth: int | None = None) -> Sequence[DeadBasis]:
        """The documents that rest, directly or through others, on one that is no longer in force on a day; nearest first.

        Documents that are themselves no longer in force, or younger than the day, are left out.
        """
        dead = self._dead(on)
        if not dead:
            return ()
        alive = np.ones(len(self.nodes), dtype=np.bool_)
        alive[list(dead)] = False
        alive &= self._issued_by(on)
        reach = search(self._basis_rows, np.array(sorted(dead)), depth=depth, allowed=alive)
        return dead_ways(self.nodes, reach, dead)

    def impact(self, document: str | Node, *, depth: int | None = None) -> Sequence[Impact]:
        """What is touched if a document is repealed: all that rests on it, carries it out or changes it, nearest first."""
        reach = search(self._touched_rows, np.array([self.index_of(document)]), depth=depth)
        return impact_ways(self.nodes, reach, self.edge_relation)

    # -- the graph as a whole

    def unresolved(self) -> list[OpenMention]:
        """The mentions whose document is not certain, with their candidates."""
        records = [self.record(mention) for mention in range(len(self.mentions))]
        inside = {id(record) for record in records}
        files = {file for node in self.nodes for file in node.files}
        found = [
            mention
            for mention in self._open
            if id(mention.citation) in inside or (":?@" in mention.citation.cited and mention.citation.document in files)
        ]
        known = {id(mention.citation) for mention in found}
        return found + [OpenMention(record, ()) for record in records if record.cited.endswith("@?") and id(record) not in known]

    def central(self, n: int = 10) -> list[tuple[Node, float]]:
        """The documents on which most rests (PageRank), with their weight."""
        rank = pagerank(self.edge_source, self.edge_target, len(self.nodes))
        order = np.argsort(-rank, kind="stable")[:n]
        return [(self.nodes[int(index)], float(rank[index])) for index in order]

    def communities(self) -> list[tuple[Node, ...]]:
        """Groups of documents that cite each other more than the rest (Louvain; Blondel et al. 2008), the largest first."""
        groups = communities(self.edge_source, self.edge_target, len(self.nodes))
        return [tuple(self.nodes[index] for index in group) for group in groups]

    # -- parts

    def _issued_by(self, on: date) -> Flags:
        day, year = self._days
        return (day <= on.toordinal()) & (year <= on.year)

    @cached_property
    def _days(self) -> tuple[Ints, Ints]:
        """Day and year of issue of each document, 0 where they are not known."""
        days = np.array([node.date.toordinal() if node.date else 0 for node in self.nodes], dtype=np.int64)
        return days, np.array([node.year or 0 for node in self.nodes], dtype=np.int64)

    def as_of(self, on: date) -> CitationGraph:
        """The graph as it stood on a day: documents issued by then, and what documents issued by then cite."""
        return self._part(self._issued_by(on))

    def around(self, document: str | Node, depth: int = 1) -> CitationGraph:
        """A document with all that lies at most `depth` citations away, in either direction."""
        start = np.array([self.index_of(document)])
        both = Rows.of(
            np.concatenate((self.edge_source, self.edge_target)),
            np.concatenate((self.edge_target, self.edge_source)),
            len(self.nodes),
        )
        return self._part(search(both, start, depth=depth).distance >= 0)

    def subgraph(
        self,
        *,
        issuer: str | None = None,
        level: str | None = None,
        field: str | None = None,
        since: date | None = None,
        until: date | None = None,
        relations: Collection[str] | None = None,
        nodes: Collection[str] | None = None,
    ) -> CitationGraph:
        """The documents that fit every condition given, and the citations between them.

        `issuer` is part of a name; `since` and `until` are first and last dates of issue; with `relations` alone, the documents that
        stand in them.
        """
        wanted = key(issuer) if issuer else None
        ids = None if nodes is None else set(nodes)
        keep = np.array(
            [
                (wanted is None or wanted in key(node.issuer or ""))
                and (level is None or node.level == level)
                and (field is None or node.field == field)
                and (since is None or (node.date is not None and node.date >= since))
                and (until is None or (node.date is not None and node.date <= until))
                and (ids is None or node.id in ids)
                for node in self.nodes
            ],
            dtype=np.bool_,
        )
        return self._part(keep, relations)

    def _part(self, keep: Flags, relations: Collection[str] | None = None) -> CitationGraph:
        part = cut(self.nodes, self.mentions, keep, relations)
        graph = CitationGraph(part.nodes, part.mentions, self.citations, self.documents, text=self._text, open=self._open)
        if "acts" in self.__dict__:  # what is known of a document does not depend on what is looked at
            graph.__dict__["acts"] = move_acts(self.acts, part)
        return graph

    # -- other forms

    @cached_property
    def networkx(self) -> networkx.MultiDiGraph:
        """The graph for networkx: nodes by id, edges keyed by relation, attributes without empty values."""
        from vbcds.graph.export import build_networkx

        return build_networkx(self)

    def to_pandas(self) -> dict[str, DataFrame]:
        """Frames "documents", "edges" and "mentions". Needs pandas."""
        from vbcds.graph.export import build_frames

        return build_frames(self)

    def write(self, path: str, **options: Any) -> None:
        """Write the graph to a file, in the format that its ending names (.graphml, .gexf, .json, .jsonld, .html)."""
        from vbcds.graph.export import write_graph

        write_graph(self, path, **options)
