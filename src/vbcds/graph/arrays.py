"""The graph as arrays of integers: what a million citations are stored and searched in.

networkx needs some 1 kB for an edge; a mention here takes 17 bytes. Neighbours are found in compressed sparse rows, searches go level by
level over whole arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    """Compressed sparse rows: the neighbours of node i are `to[start[i]:start[i + 1]]`, by the edges `edge[...]` of the same places."""

    start: Ints
    to: Ints
    edge: Ints

    @classmethod
    def of(cls, source: Ints, target: Ints, size: int, chosen: Flags | None = None) -> Rows:
        """The rows of edges from `source` to `target`, of the `chosen` ones only."""
        edge = np.flatnonzero(chosen) if chosen is not None else np.arange(len(source))
        order = edge[np.argsort(source[edge], kind="stable")]
        counts = np.bincount(source[order], minlength=size)
        start = np.zeros(size + 1, dtype=np.int64)
        np.cumsum(counts, out=start[1:])
        return cls(start, target[order], order)

    def of_many(self, nodes: Ints) -> tuple[Ints, Ints, Ints]:
        """All edges out of some nodes: from where, to where, by which edge."""
        low, high = self.start[nodes], self.start[nodes + 1]
        counts = high - low
        total = int(counts.sum())
        if not total:
            empty = np.empty(0, dtype=np.int64)
            return empty, empty, empty
        places = np.repeat(low - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(total)
        return np.repeat(nodes, counts), self.to[places], self.edge[places]

    def neighbours(self, node: int) -> tuple[Ints, Ints]:
        """The neighbours of one node and the edges to them."""
        window = slice(int(self.start[node]), int(self.start[node + 1]))
        return self.to[window], self.edge[window]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a breadth-first search found: the distance of each node (-1: not reached), the edge and node that it was reached from, and the
    starting node that the way to it begins at."""

    distance: Ints
    parent: Ints
    edge: Ints
    root: Ints

    def reached(self) -> Ints:
        """The nodes found beside the starting ones, nearest first."""
        found = np.flatnonzero(self.distance > 0)
        return found[np.argsort(self.distance[found], kind="stable")]

    def path(self, node: int) -> list[tuple[int, int]]:
        """(node, edge by which the node was reached) from `node` back to the start, whose edge is -1."""
        steps = []
        while node >= 0:
            steps.append((node, int(self.edge[node])))
            node = int(self.parent[node])
        return steps


def search(rows: Rows, starts: Ints, *, depth: int | None = None, allowed: Flags | None = None) -> Reach:
    """Breadth-first search from several nodes at once, through `allowed` nodes only; the lowest edge wins where several are as short."""
    size = len(rows.start) - 1
    distance = np.full(size, -1, dtype=np.int64)
    parent = np.full(size, -1, dtype=np.int64)
    edge = np.full(size, -1, dtype=np.int64)
    frontier = np.unique(starts)
    root = np.full(size, -1, dtype=np.int64)
    distance[frontier] = 0
    root[frontier] = frontier
    level = 0
    while len(frontier) and (depth is None or level < depth):
        level += 1
        origin, to, by = rows.of_many(frontier)
        new = distance[to] < 0
        if allowed is not None:
            new &= allowed[to]
        origin, to, by = origin[new], to[new], by[new]
        frontier, first = np.unique(to, return_index=True)
        distance[frontier] = level
        parent[frontier] = origin[first]
        edge[frontier] = by[first]
        root[frontier] = root[origin[first]]
    return Reach(distance, parent, edge, root)


def pagerank(source: Ints, target: Ints, size: int, *, damping: float = 0.85, tolerance: float = 1e-10) -> NDArray[np.float64]:
    """PageRank by power iteration (Page and Brin 1998): weight flows from the citing to the cited document."""
    if not size:
        return np.empty(0)
    out = np.bincount(source, minlength=size).astype(np.float64)
    share = np.divide(1.0, out, out=np.zeros(size), where=out > 0)
    dangling = out == 0
    order = np.argsort(target, kind="stable")
    by_target, from_node = target[order], source[order]
    rank = np.full(size, 1.0 / size)
    for _ in range(200):
        flow = np.bincount(by_target, weights=(rank * share)[from_node], minlength=size)
        new = (1 - damping) / size + damping * (flow + rank[dangling].sum() / size)
        change = np.abs(new - rank).sum()
        rank = new
        if change < tolerance * 1e3:
            break
    total: NDArray[np.float64] = rank / rank.sum()
    return total


def communities(source: Ints, target: Ints, size: int) -> list[list[int]]:
    """Groups of nodes that cite each other more than the rest (Louvain; Blondel et al. 2008), the largest first."""
    import networkx

    plain = networkx.Graph()
    plain.add_nodes_from(range(size))
    plain.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))
    groups = (sorted(group) for group in networkx.community.louvain_communities(plain, seed=0))
    return sorted(groups, key=lambda group: (-len(group), group))
