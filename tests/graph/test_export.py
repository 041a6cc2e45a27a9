"""The graph in other programs' forms."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import networkx
import pytest

from vbcds.errors import VbcdsError
from vbcds.graph.export import render_jsonld, render_node_link, render_xml, write_graph
from vbcds.graph.queries import CitationGraph

from .conftest import paper


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


HOSTILE = "Về việc <b>\x01 & ]]> \"thử\" 'một' 😀 \ufffe"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://www.gexf.net/1.2draft}"
#: How programs read a value of a declared type: anything else is refused or becomes empty.
_READ: dict[str, re.Pattern[str]] = {
    "string": re.compile(r".*\S.*", re.DOTALL),
    "boolean": re.compile(r"true|false"),
    "int": re.compile(r"-?\d{1,10}"),
    "integer": re.compile(r"-?\d{1,10}"),
    "long": re.compile(r"-?\d{1,19}"),
    "double": re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"),
}


@pytest.fixture(params=["plain", "hostile"])
def any_graph(request: pytest.FixtureRequest, graph: CitationGraph, make_graph: Callable[..., CitationGraph]) -> CitationGraph:
    """The small dossier, and one whose titles try to break out."""
    if request.param == "plain":
        return graph
    body = f"Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 {HOSTILE};\nThực hiện Quyết định số 749/QĐ-TTg.\n"
    return make_graph(a=paper("9/KH-UBND", "03 tháng 4 năm 2023", body, about=HOSTILE), b=HOSTILE)


def test_graphml_by_the_rules_of_yed_and_gephi(any_graph: CitationGraph) -> None:
    """Keys declared before use with one id, one type and one domain each; values of the type; ends that exist."""
    from lxml import etree

    root = etree.fromstring(render_xml(any_graph, ".graphml").encode())
    assert root.tag == f"{GRAPHML}graphml"
    assert [child.tag for child in root][-1] == f"{GRAPHML}graph" and {child.tag for child in root[:-1]} == {f"{GRAPHML}key"}
    keys = {key.get("id"): key for key in root[:-1]}
    assert len(keys) == len(root) - 1
    assert len({(key.get("for"), key.get("attr.name")) for key in keys.values()}) == len(keys)
    assert all(key.get("attr.type") in _READ and key.get("for") in ("node", "edge") for key in keys.values())
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", id) for id in keys)
    inside = root[-1]
    assert inside.get("edgedefault") == "directed"
    nodes = [node.get("id") for node in inside.iter(f"{GRAPHML}node")]
    edges = list(inside.iter(f"{GRAPHML}edge"))
    assert len(nodes) == len(set(nodes)) == len(any_graph)
    assert len({edge.get("id") for edge in edges}) == len(edges) > 0
    assert all(edge.get("source") in nodes and edge.get("target") in nodes for edge in edges)
    for element in inside:
        name = element.tag.removeprefix(GRAPHML)
        used = [data.get("key") for data in element]
        assert len(used) == len(set(used))
        for data in element:
            key = keys[data.get("key")]
            assert key.get("for") == name and _READ[key.get("attr.type")].fullmatch(data.text or ""), (data.get("key"), data.text)
        values = {keys[data.get("key")].get("attr.name"): data.text for data in element}
        assert all(date.fromisoformat(values[day]) for day in ("date", "effective") if day in values)
        assert "None" not in values.values()


def test_gexf_by_the_rules_of_gephi(any_graph: CitationGraph) -> None:
    """Namespace and version, a static directed graph, attributes declared by class, values that name theirs, labels, ends that exist."""
    from lxml import etree

    content = render_xml(any_graph, ".gexf")
    root = etree.fromstring(content.encode())
    assert root.tag == f"{GEXF}gexf" and root.get("version") == "1.2"
    inside = root.find(f"{GEXF}graph")
    assert (inside.get("mode"), inside.get("defaultedgetype")) == ("static", "directed")
    declared: dict[str, dict[str, str]] = {}
    for attributes in inside.iterfind(f"{GEXF}attributes"):
        items = attributes.findall(f"{GEXF}attribute")
        table = {item.get("id"): item.get("type") for item in items}
        assert len(table) == len(items) == len({item.get("title") for item in items}) and set(table.values()) <= set(_READ)
        assert attributes.get("class") not in declared
        declared[attributes.get("class")] = table
    nodes = list(inside.iter(f"{GEXF}node"))
    edges = list(inside.iter(f"{GEXF}edge"))
    ids = {node.get("id") for node in nodes}
    assert len(ids) == len(nodes) == len(any_graph) and all(node.get("label") for node in nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges) > 0
    assert all(edge.get("source") in ids and edge.get("target") in ids for edge in edges)
    for name, elements in (("node", nodes), ("edge", edges)):
        for element in elements:
            values = list(element.iter(f"{GEXF}attvalue"))
            assert len({value.get("for") for value in values}) == len(values)
            for value in values:
                assert _READ[declared[name][value.get("for")]].fullmatch(value.get("value") or ""), etree.tostring(value)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_one_graph_gives_one_file(graph: CitationGraph, suffix: str) -> None:
    content = render_xml(graph, suffix)
    assert content == render_xml(graph, suffix) and "lastmodifieddate" not in content


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
