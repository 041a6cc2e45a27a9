"""The graph in other programs' forms."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import networkx
import pytest

from vbcds.errors import VbcdsError
from vbcds.graph.export import render_jsonld, render_node_link, render_xml, write_graph
from vbcds.graph.queries import CitationGraph


def same(made: networkx.MultiDiGraph, read: networkx.MultiDiGraph) -> None:
    assert dict(made.nodes(data=True)) == dict(read.nodes(data=True))
    assert sorted((u, v, d["relation"], d["evidence"]) for u, v, d in made.edges(data=True)) == sorted(
        (u, v, d["relation"], d["evidence"]) for u, v, d in read.edges(data=True)
    )


def test_graphml_reads_back(graph: CitationGraph) -> None:
    content = render_xml(graph, ".graphml")
    read = networkx.read_graphml(io.BytesIO(content.encode()), force_multigraph=True)
    same(graph.networkx, read)
    assert {(u, v, k): d for u, v, k, d in graph.networkx.edges(data=True, keys=True)} == {
        (u, v, k): {name: value for name, value in d.items() if name != "id"} for u, v, k, d in read.edges(data=True, keys=True)
    }


def test_gexf_reads_back(graph: CitationGraph) -> None:
    read = networkx.read_gexf(io.BytesIO(render_xml(graph, ".gexf").encode()))
    same(graph.networkx, read)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_attributes_are_typed_and_never_empty(graph: CitationGraph, suffix: str) -> None:
    from lxml import etree

    root = etree.fromstring(render_xml(graph, suffix).encode())
    declared = root.xpath("//*[local-name()='key' or local-name()='attribute']")
    types = {
        (item.get("for") or item.getparent().get("class"), item.get("attr.name") or item.get("title")): item.get("attr.type")
        or item.get("type")
        for item in declared
    }
    assert (
        types["node", "year"] in ("long", "int", "integer")
        and types["node", "open"] == "boolean"
        and types["edge", "relation"] == "string"
    )
    assert len(types) == len(declared)  # one type an attribute
    values = root.xpath("//*[local-name()='data']/text() | //@value")
    assert "None" not in values and "" not in values
    ids = root.xpath("//*[local-name()='edge']/@id")
    assert len(ids) == len(set(ids)) == graph.networkx.number_of_edges()


def test_node_link(graph: CitationGraph) -> None:
    read = networkx.node_link_graph(json.loads(render_node_link(graph)), edges="edges")
    assert dict(read.nodes(data=True)) == dict(graph.networkx.nodes(data=True))
    assert list(read.edges(keys=True)) == list(graph.networkx.edges(keys=True))


def test_jsonld_speaks_eli(graph: CitationGraph) -> None:
    items = {item["@id"]: item for item in json.loads(render_jsonld(graph, on=date(2024, 1, 1)))["@graph"]}
    assert len(items) == len(graph)
    old = next(item for item in items.values() if item.get("eli:id_local") == "101/QĐ-UBND")
    new = next(item for item in items.values() if item.get("eli:id_local") == "300/QĐ-UBND")
    assert old["eli:in_force"]["@id"] == "eli:InForce-notInForce" and new["eli:in_force"]["@id"] == "eli:InForce-inForce"
    assert new["eli:repeals"] == [{"@id": old["@id"]}]
    assert {
        target["@id"] for item in items.values() for name, value in item.items() if isinstance(value, list) for target in value
    } <= set(items)


def test_every_format_is_written(graph: CitationGraph, tmp_path: Path) -> None:
    for suffix in (".graphml", ".gexf", ".json", ".jsonld", ".html"):
        write_graph(graph, tmp_path / f"a{suffix}")
        assert (tmp_path / f"a{suffix}").read_text(encoding="utf-8").strip()
    with pytest.raises(VbcdsError):
        write_graph(graph, tmp_path / "a.pdf")
