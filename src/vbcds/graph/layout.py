"""Where the documents stand in the picture: a band for each level of issuers, the highest on top, in each band by who cites whom.

Layers by the level of the issuing body instead of by path length: officials read a lược đồ from the Party and the National Assembly down to
the commune. Within a band the order is found by barycentres (Sugiyama, Tagawa and Toda 1981), then broken into rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

import numpy as np

from vbcds.graph.labels import LEVELS

if TYPE_CHECKING:
    from vbcds.graph.queries import CitationGraph

#: Size of a box with its gaps, and the space above a band.
WIDTH, HEIGHT, GAP = 190, 64, 54
_SWEEPS = 6


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
    levels = list(LEVELS)
    members = [[i for i, node in enumerate(graph.nodes) if node.level == level] for level in levels]
    columns = max(6, min(40, ceil(sqrt(size * 1.1))))
    source, target = graph.edge_source, graph.edge_target
    position = np.zeros(size)
    for band in members:
        band.sort(key=lambda i: (graph.nodes[i].date is None, str(graph.nodes[i].date), graph.nodes[i].id))
        for place, i in enumerate(band):
            position[i] = (place + 0.5) / max(len(band), 1)
    weight = np.bincount(source, minlength=size) + np.bincount(target, minlength=size)
    for _ in range(_SWEEPS):
        total = np.bincount(source, weights=position[target], minlength=size) + np.bincount(
            target, weights=position[source], minlength=size
        )
        pull = np.divide(total, weight, out=position.copy(), where=weight > 0)
        for band in members:
            band.sort(key=lambda i: (float(pull[i]), graph.nodes[i].id))
            for place, i in enumerate(band):
                position[i] = (place + 0.5) / len(band)
    points = [(0.0, 0.0)] * size
    bands = []
    top = 0.0
    for level, band in zip(levels, members, strict=True):
        if not band:
            continue
        rows = ceil(len(band) / columns)
        across = ceil(len(band) / rows)
        for place, i in enumerate(band):  # columns first: neighbours in the order stay neighbours in the picture
            column, row = divmod(place, rows)
            points[i] = ((column - (across - 1) / 2) * WIDTH, top + GAP + (row + 0.5) * HEIGHT)
        bottom = top + GAP + rows * HEIGHT + 10
        bands.append(Band(level, top, bottom))
        top = bottom
    return Layout(tuple(points), tuple(bands), columns * WIDTH, top)
