"""The graph in other programs' forms: networkx, GraphML, GEXF, node-link JSON, JSON-LD with ELI terms, frames."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from vbcds.errors import VbcdsError
from vbcds.graph.labels import LEVELS, STATES
from vbcds.graph.nodes import Node
from vbcds.graph.validity import status_of, youngest
from vbcds.text.fold import slug

if TYPE_CHECKING:
    import networkx
    from pandas import DataFrame

    from vbcds.graph.mentions import Edge
    from vbcds.graph.queries import CitationGraph

#: What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORMATS = (".graphml", ".gexf", ".json", ".jsonld", ".html")
#: Relations in the terms of the European Legislation Identifier ontology.
_ELI = {
    "legal_basis": "eli:based_on",
    "amends": "eli:amends",
    "replaces": "eli:repeals",
    "repeals": "eli:repeals",
    "implements": "eli:applies",
    "promulgates": "eli:related_to",
    "proposed_by": "eli:related_to",
    "mentions": "eli:cites",
}


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def node_attributes(node: Node) -> dict[str, str | int | bool]:
    """A node's attributes, each of one type in all nodes; what is not known is left out."""
    values: dict[str, str | int | bool | None] = {
        "label": node.label,
        "canonical_key": node.key,
        "kind": node.kind,
        "number": node.number,
        "date": node.date.isoformat() if node.date else None,
        "year": node.year,
        "issuer": node.issuer,
        "title": node.title,
        "level": node.level,
        "level_name": LEVELS.get(node.level),
        "field": node.field,
        "place": node.place,
        "effective": node.effective.isoformat() if node.effective else None,
        "files": ";".join(node.files) or None,
        "path": node.path,
        "known": node.known,
        "open": node.open,
    }
    return {name: _clean(value) if isinstance(value, str) else value for name, value in values.items() if value is not None}


def edge_attributes(edge: Edge) -> dict[str, str | int]:
    """An edge's attributes: relation, the portal's names, how often, places in the cited document, the first sentence."""
    pinpoints = "; ".join(dict.fromkeys(mention.pinpoint for mention in edge.mentions if mention.pinpoint))
    first = edge.mentions[0]
    values: dict[str, str | int | None] = {
        "relation": edge.relation,
        "name": edge.label.active,
        "reverse_name": edge.label.passive,
        "mentions": len(edge.mentions),
        "pinpoints": pinpoints or None,
        "document": first.document,
        "evidence": first.sentence or first.raw,
    }
    return {name: _clean(value) if isinstance(value, str) else value for name, value in values.items() if value is not None}


def build_networkx(graph: CitationGraph) -> networkx.MultiDiGraph:
    """The graph for networkx; the key of an edge is unique in the whole graph ("e0", "e1" ...), its relation an attribute."""
    import networkx

    made = networkx.MultiDiGraph()
    for node in graph.nodes:
        made.add_node(_clean(node.id), **node_attributes(node))
    for index, edge in enumerate(graph.edges()):
        made.add_edge(_clean(edge.source.id), _clean(edge.target.id), key=f"e{index}", **edge_attributes(edge))
    return made


def build_frames(graph: CitationGraph) -> dict[str, DataFrame]:
    """Frames "documents", "edges" and "mentions"."""
    import pandas

    rows = []
    mentions = []
    for edge in graph.edges():
        rows.append({"source": edge.source.id, "target": edge.target.id, **edge_attributes(edge)})
        mentions += [
            {
                "source": edge.source.id, "target": edge.target.id, "relation": edge.relation, "document": mention.document,
                "raw": mention.raw, "pinpoint": mention.pinpoint, "page": mention.page, "start": mention.start, "end": mention.end,
                "sentence": mention.sentence,
            }
            for mention in edge.mentions
        ]  # fmt: skip
    documents = pandas.DataFrame([{"id": node.id, **node_attributes(node)} for node in graph.nodes], columns=["id", *_COLUMNS])
    documents["date"] = pandas.to_datetime(documents["date"], errors="coerce")
    return {
        "documents": documents,
        "edges": pandas.DataFrame(rows, columns=_EDGE_COLUMNS),
        "mentions": pandas.DataFrame(mentions, columns=_MENTION_COLUMNS),
    }


_COLUMNS = [
    "label", "canonical_key", "kind", "number", "date", "year", "issuer", "title", "level", "level_name", "field", "place", "effective",
    "files",
    "path", "known", "open",
]  # fmt: skip
_EDGE_COLUMNS = ["source", "target", "relation", "name", "reverse_name", "mentions", "pinpoints", "document", "evidence"]
_MENTION_COLUMNS = ["source", "target", "relation", "document", "raw", "pinpoint", "page", "start", "end", "sentence"]


def write_graph(graph: CitationGraph, path: str | Path, *, on: date | None = None, title: str | None = None) -> None:
    """Write the graph in the format that the file's ending names. Raises `VbcdsError` for another ending.

    `on`: the day for which the HTML and JSON-LD tell who is in force (else the youngest date in the graph).
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix not in FORMATS:
        raise VbcdsError(f"Không ghi được “{file.name}”: đuôi tệp phải là một trong {', '.join(FORMATS)}.")
    if suffix == ".html":
        from vbcds.graph.page import render_page

        content = render_page(graph, on=on, title=title)
    elif suffix == ".json":
        content = render_node_link(graph)
    elif suffix == ".jsonld":
        content = render_jsonld(graph, on=on)
    else:
        content = render_xml(graph, suffix)
    try:
        file.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise VbcdsError(f"Không ghi được “{file}”: {error.strerror}.") from error


def render_xml(graph: CitationGraph, suffix: str) -> str:
    """GraphML or GEXF: the same graph gives the same bytes, and truth values are written as XML Schema has them."""
    import io

    import networkx

    stream = io.BytesIO()
    if suffix == ".graphml":
        networkx.write_graphml(graph.networkx, stream, named_key_ids=True, edge_id_from_attribute=None)
        content = stream.getvalue().decode("utf-8")
        flags = "|".join(name for name, value in node_attributes(_BARE).items() if isinstance(value, bool))
        return re.sub(rf'(<data key="(?:{flags})">)(True|False)(?=</data>)', lambda m: m[1] + m[2].lower(), content)
    networkx.write_gexf(graph.networkx, stream)
    return re.sub(
        r"<meta.*?</meta>", "<meta><creator>vbcds</creator></meta>", stream.getvalue().decode("utf-8"), count=1, flags=re.DOTALL
    )


#: A node with nothing but its names, for the types of attributes.
_BARE = Node(id="", key="", kind="", number=None, date=None)


def render_node_link(graph: CitationGraph) -> str:
    """Node-link JSON, as networkx and D3 read it."""
    import networkx

    return json.dumps(networkx.node_link_data(graph.networkx, edges="edges"), ensure_ascii=False, indent=1) + "\n"


def urn(node: Node) -> str:
    """A URN LEX name of a document (RFC 9676).

    >>> urn(
    ...     Node(
    ...         id="x",
    ...         key="quyet-dinh:749/QĐ-TTg@2020-06-03",
    ...         kind="quyết định",
    ...         number="749/QĐ-TTg",
    ...         date=date(2020, 6, 3),
    ...         issuer="Thủ tướng Chính phủ",
    ...     )
    ... )
    'urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2020-06-03;749-Q%C4%90-TTg'
    """
    issuer = slug(node.issuer or "").replace("-", ".") or "unknown"
    kind = slug(node.kind).replace("-", ".") or "document"
    when = node.date.isoformat() if node.date else str(node.year or "unknown")
    number = quote((node.number or slug(node.title or node.id)).replace("/", "-"), safe="-")
    place = f"@{node.place}" if "|" in node.id else ""
    return f"urn:lex:vn:{issuer}:{kind}:{when};{number}{place}"


def render_jsonld(graph: CitationGraph, *, on: date | None = None) -> str:
    """JSON-LD with the terms of the European Legislation Identifier (ELI) ontology."""
    day = on or youngest(graph)
    out: dict[str, dict[str, list[str]]] = {}
    names = {node.id: urn(node) for node in graph.nodes}
    for edge in graph.edges():
        found = out.setdefault(edge.source.id, {}).setdefault(_ELI[edge.relation], [])
        if names[edge.target.id] not in found:
            found.append(names[edge.target.id])
    items = []
    for index, node in enumerate(graph.nodes):
        item: dict[str, Any] = {"@id": names[node.id], "@type": "eli:LegalResource"}
        if node.number:
            item["eli:id_local"] = node.number
        if node.kind:
            item["eli:type_document"] = {"@id": f"urn:lex:vn:type:{slug(node.kind)}"}
        if node.date:
            item["eli:date_document"] = {"@value": node.date.isoformat(), "@type": "xsd:date"}
        if node.effective:
            item["eli:first_date_entry_in_force"] = {"@value": node.effective.isoformat(), "@type": "xsd:date"}
        if node.issuer:
            item["eli:passed_by"] = node.issuer
        if node.title:
            item["eli:title"] = {"@value": node.title, "@language": "vi"}
        if day is not None:
            state = status_of(node, graph.acts.get(index, []), day).state
            term = {"in_force": "inForce", "partly": "partiallyInForce", "replaced": "notInForce", "repealed": "notInForce"}.get(
                state
            )
            if term:
                item["eli:in_force"] = {"@id": f"eli:InForce-{term}"}
        for relation, targets in out.get(node.id, {}).items():
            item[relation] = [{"@id": target} for target in targets]
        items.append(item)
    context = {"eli": "http://data.europa.eu/eli/ontology#", "xsd": "http://www.w3.org/2001/XMLSchema#"}
    return json.dumps({"@context": context, "@graph": items}, ensure_ascii=False, indent=1) + "\n"


assert set(STATES) == {"in_force", "partly", "replaced", "repealed", "unknown"}
