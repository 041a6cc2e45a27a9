"""The graph as one HTML file: everything inside, nothing fetched, whatever titles hold stays text."""

from __future__ import annotations

import base64
import hashlib
import html
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from vbcds.assembly.keys import key_parts
from vbcds.graph.labels import LEVELS, RELATIONS, STATES, relation_label
from vbcds.graph.layout import HEIGHT, WIDTH, build_layout
from vbcds.graph.validity import status_of, youngest
from vbcds.text.embedding import escape_json

if TYPE_CHECKING:
    from vbcds.graph.queries import CitationGraph

#: Mentions shown for an edge, and characters of a sentence: a page of 2,000 documents stays below 3 MB.
_MENTIONS, _SENTENCE = 4, 360


@cache
def _part(name: str) -> str:
    return files("vbcds.graph").joinpath(name).read_text(encoding="utf-8")


def render_page(graph: CitationGraph, *, on: date | None = None, title: str | None = None) -> str:
    """The page; `on` is the day for which it tells what is in force (else the youngest date of the dossier's files)."""
    day = on or youngest(graph)
    script, style = _part("page.js"), _part("page.css")
    values = {
        "TITLE": html.escape(title or "Lược đồ dẫn chiếu văn bản"),
        "SCRIPT_HASH": _hash(script),
        "STYLE_HASH": _hash(style),
        "STYLE": style,
        "SCRIPT": script,
        "DATA": escape_json(_data(graph, day)),
    }
    pieces = _part("page.html").split("@@")
    for index in range(1, len(pieces), 2):
        pieces[index] = values[pieces[index]]
    return "".join(pieces)


def _hash(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode()


def _data(graph: CitationGraph, day: date | None) -> dict[str, Any]:
    layout = build_layout(graph)
    candidates: dict[str, list[str]] = {}
    for mention in graph.unresolved():
        names = candidates.setdefault(mention.citation.cited, [])
        names += [name for key in mention.candidates[:8] if (name := _name(key)) not in names]
    nodes = []
    for index, node in enumerate(graph.nodes):
        status = status_of(node, graph.acts.get(index, []), day) if day else None
        x, y = layout.points[index]
        nodes.append(
            [
                node.id, node.label, node.title if node.number else None, node.issuer, _iso(node.date), node.level,
                status.state if status else "unknown", _iso(status.since) if status else None, status.by if status else None,
                node.path, int(node.open), candidates.get(node.key, []), node.field, round(x), round(y), node.number,
            ]
        )  # fmt: skip
    labels: dict[tuple[str, str], int] = {}
    documents: dict[str, int] = {}
    names_of = {document.id: document for document in graph.documents}
    edges = []
    for edge in graph.edges():
        label = labels.setdefault((edge.label.active, edge.label.passive), len(labels))
        words: dict[tuple[str, str | None, str | None], list[list[int | None]]] = {}  # copies of one file say the same
        for found in edge.mentions:
            raw = " ".join(found.raw.split())
            where = [documents.setdefault(found.document, len(documents)), found.page]
            words.setdefault((raw, found.pinpoint, _cut(found.sentence, raw)), []).append(where)
        mentions = [[*said, where[:_MENTIONS]] for said, where in list(words.items())[:_MENTIONS]]
        edges.append([graph.index_of(edge.source), graph.index_of(edge.target), edge.relation, label, mentions])
    return {
        "on": day.isoformat() if day else None,
        "box": [WIDTH, HEIGHT],
        "bands": [[band.level, band.top, band.bottom] for band in layout.bands],
        "levels": LEVELS,
        "states": STATES,
        "relations": {relation: relation_label(relation).active for relation in RELATIONS},
        "labels": list(labels),
        "dead": _dead(graph, day),
        "documents": [names_of[id].path if id in names_of else id for id in documents],
        "nodes": nodes,
        "edges": edges,
    }


def _dead(graph: CitationGraph, day: date | None) -> list[list[int]]:
    """The ways from documents to the document no longer in force that they rest on, as indices of nodes."""
    if day is None:
        return []
    return [[graph.index_of(node) for node in way.path] for way in graph.dead_basis(day)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _cut(sentence: str | None, raw: str) -> str | None:
    """A sentence of bounded length, with the mention inside."""
    if sentence is None or len(sentence) <= _SENTENCE:
        return sentence
    at = max(sentence.find(raw), 0)
    start = max(0, min(at - _SENTENCE // 3, len(sentence) - _SENTENCE))
    end = start + _SENTENCE
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"


def _name(key: str) -> str:
    _, number, when = key_parts(key)
    return f"{number} ({'/'.join(reversed(when.split('-')))})" if when != "?" else number
