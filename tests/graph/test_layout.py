"""Where the documents stand in the picture."""

from __future__ import annotations

from collections.abc import Callable

from vbcds.graph.labels import LEVELS
from vbcds.graph.layout import HEIGHT, WIDTH, build_layout
from vbcds.graph.queries import CitationGraph

from .test_page import big


def test_levels_stand_one_below_the_other(graph: CitationGraph) -> None:
    layout = build_layout(graph)
    assert [band.level for band in layout.bands] == [level for level in LEVELS if any(node.level == level for node in graph.nodes)]
    for node, (_, y) in zip(graph.nodes, layout.points, strict=True):
        band = next(band for band in layout.bands if band.level == node.level)
        assert band.top < y - HEIGHT / 2 and y + HEIGHT / 2 <= band.bottom


def test_inside_a_level_a_document_stands_below_what_it_rests_on(graph: CitationGraph) -> None:
    layout = build_layout(graph)
    seen = 0
    for source, target in zip(graph.edge_source.tolist(), graph.edge_target.tolist(), strict=True):
        if graph.nodes[source].level == graph.nodes[target].level:
            assert layout.points[source][1] > layout.points[target][1]
            seen += 1
    assert seen > 2


def test_boxes_do_not_cover_each_other_and_the_picture_fits_a_window() -> None:
    layout = build_layout(big(400))
    assert len({(round(x / WIDTH * 2), round(y / HEIGHT * 4)) for x, y in layout.points}) == len(layout.points)
    assert 0.5 < layout.width / layout.height < 3
    assert layout == build_layout(big(400))


def test_nothing_to_draw(make_graph: Callable[..., CitationGraph]) -> None:
    assert build_layout(make_graph()).points == ()
