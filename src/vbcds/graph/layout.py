"""Where the documents stand in the picture: a band for each level of issuers, the highest on top, in each band by who cites whom.

Layers by the level of the issuing body instead of by path length: officials read a lược đồ from the Party and the National Assembly down to
the commune. Within a band the documents that others of the level rest on lie above them, so that citations point upwards; the order of a
layer is found by barycentres (Sugiyama, Tagawa and Toda 1981), then broken into rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from vbcds.graph.labels import LEVELS

if TYPE_CHECKING:
    from vbcds.graph.queries import CitationGraph

#: Size of a box with its gaps, the space above a band, and between the layers of a band.
WIDTH, HEIGHT, GAP, BETWEEN = 190, 64, 54, 18
#: Layers of a band at most, and rounds of ordering.
_LAYERS, _SWEEPS = 8, 8
#: Width and height of a window that the picture is made for.
_WINDOW = (1080, 820)


@dataclass(frozen=True, slots=True)
class Band:
    """A level's part of the picture."""

    level: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres of the boxes by node, and the bands, from top to bottom."""

    points: tuple[tuple[float, float], ...]
    bands: tuple[Band, ...]
    width: float
    height: float


def build_layout(graph: CitationGraph) -> Layout:
    """The picture of a graph; the same graph gives the same picture."""
    size = len(graph.nodes)
    if not size:
        return Layout((), (), 0, 0)
    layers = _layers(graph)
    columns = _columns([[len(layer) for layer in band] for band in layers.values()])
    _order(graph, layers, columns)
    points = [(0.0, 0.0)] * size
    bands = []
    top = 0.0
    for level, band in layers.items():
        bottom = top + GAP
        for layer in band:
            rows = ceil(len(layer) / columns)
            across = ceil(len(layer) / rows)
            for place, i in enumerate(layer):  # columns first: neighbours in the order stay neighbours in the picture
                column, row = divmod(place, rows)
                points[i] = ((column - (across - 1) / 2) * WIDTH, bottom + (row + 0.5) * HEIGHT)
            bottom += rows * HEIGHT + BETWEEN
        bottom += 10 - BETWEEN
        bands.append(Band(level, top, bottom))
        top = bottom
    return Layout(tuple(points), tuple(bands), columns * WIDTH, top)


def _layers(graph: CitationGraph) -> dict[str, list[list[int]]]:
    """The documents of each level in layers: what others of the level rest on above them, what stands alone at the end.

    A document lies below all older ones of its level that it cites (the longest way); citations of younger ones do not count.
    """
    order = sorted(range(len(graph.nodes)), key=lambda i: (str(graph.nodes[i].date or ""), graph.nodes[i].id))
    age = {node: place for place, node in enumerate(order)}
    cites: dict[int, list[int]] = {}
    linked: set[int] = set()
    for source, target in zip(graph.edge_source.tolist(), graph.edge_target.tolist(), strict=True):
        if graph.nodes[source].level == graph.nodes[target].level and age[source] > age[target]:
            cites.setdefault(source, []).append(target)
            linked |= {source, target}
    depth: dict[int, int] = {}
    for node in order:
        depth[node] = min(_LAYERS - 1, max((depth[target] + 1 for target in cites.get(node, ())), default=0))
    layers: dict[str, list[list[int]]] = {}
    for level in LEVELS:
        members = [node for node in order if graph.nodes[node].level == level]
        if members:
            deepest = max((depth[node] for node in members if node in linked), default=0)
            band: list[list[int]] = [[] for _ in range(deepest + 1)]
            for node in members:
                band[depth[node] if node in linked else deepest].append(node)
            layers[level] = [layer for layer in band if layer]
    return layers


def _columns(bands: Sequence[Sequence[int]]) -> int:
    """How many boxes in a row show the picture largest in a window of the usual form."""

    def scale(columns: int) -> float:
        height = sum(GAP + 10 + sum(ceil(count / columns) * HEIGHT + BETWEEN for count in band) for band in bands)
        width = min(columns, max(count for band in bands for count in band)) * WIDTH
        return min(_WINDOW[0] / width, _WINDOW[1] / height)

    return max(range(4, 61), key=lambda columns: (scale(columns), -columns))


def _order(graph: CitationGraph, layers: Mapping[str, list[list[int]]], columns: int) -> None:
    """Put the documents of each layer near those that they cite and that cite them."""
    size = len(graph.nodes)
    source, target = graph.edge_source, graph.edge_target
    position = np.zeros(size)
    weight = np.bincount(source, minlength=size) + np.bincount(target, minlength=size)

    def settle(layer: list[int]) -> None:
        rows = ceil(len(layer) / columns)
        across = ceil(len(layer) / rows)
        for place, i in enumerate(layer):
            position[i] = place // rows - (across - 1) / 2

    for band in layers.values():
        for layer in band:
            settle(layer)
    for _ in range(_SWEEPS):
        total = np.bincount(source, weights=position[target], minlength=size) + np.bincount(
            target, weights=position[source], minlength=size
        )
        pull = np.divide(total, weight, out=position.copy(), where=weight > 0)
        for band in layers.values():
            for layer in band:
                layer.sort(key=lambda i: (float(pull[i]), graph.nodes[i].id))
                settle(layer)
