"""Ways along citations that a search found: from a document to the one that it rests on, or that changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

from vbcds.graph.arrays import Ints, Reach
from vbcds.graph.labels import RELATIONS
from vbcds.graph.nodes import Node
from vbcds.graph.validity import Status
from vbcds.model.records import Relation


@dataclass(frozen=True, slots=True, repr=False)
class Way:
    """A way along citations that a search found; its documents are looked up when they are asked for."""

    _nodes: Sequence[Node]
    _reach: Reach
    _index: int

    @property
    def path(self) -> tuple[Node, ...]:
        """From the document to the one that it was reached from."""
        return tuple(self._nodes[node] for node, _ in self._reach.path(self._index))

    @property
    def document(self) -> Node:
        """The document at the beginning of the way."""
        return self._nodes[self._index]

    @property
    def distance(self) -> int:
        """How many citations the way has."""
        return int(self._reach.distance[self._index])


@dataclass(frozen=True, slots=True, repr=False)
class DeadBasis(Way):
    """A document that rests on one that is no longer in force; `path` leads from it to the dead one."""

    status: Status

    @property
    def dead(self) -> Node:
        """The document no longer in force."""
        return self._nodes[int(self._reach.root[self._index])]

    def __repr__(self) -> str:
        return f"<DeadBasis: {' -> '.join(node.id for node in self.path)}, {self.status.state}>"


@dataclass(frozen=True, slots=True, repr=False)
class Impact(Way):
    """A document touched by what happens to another one; `path` leads from it to the one that changes."""

    #: How the document stands to the next one of the path.
    relation: Relation

    def __repr__(self) -> str:
        return f"<Impact: {' -> '.join(node.id for node in self.path)}, {self.relation}>"


W = TypeVar("W", bound=Way)


class Ways(Sequence[W]):
    """Ways, nearest first; each is made when it is asked for, so that a hundred thousand of them cost nothing."""

    def __init__(self, size: int, make: Callable[[int], W]) -> None:
        self._size = size
        self._make = make

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> W: ...
    @overload
    def __getitem__(self, place: slice) -> list[W]: ...
    def __getitem__(self, place: int | slice) -> W | list[W]:
        if isinstance(place, slice):
            return [self._make(index) for index in range(self._size)[place]]
        return self._make(range(self._size)[place])

    def __repr__(self) -> str:
        return f"<{self._size} ways>"


def dead_ways(nodes: Sequence[Node], reach: Reach, dead: Mapping[int, Status]) -> Ways[DeadBasis]:
    """The ways that a search from the dead documents (by index, with their status) found."""
    reached = reach.reached()

    def make(place: int) -> DeadBasis:
        index = int(reached[place])
        return DeadBasis(nodes, reach, index, dead[int(reach.root[index])])

    return Ways(len(reached), make)


def impact_ways(nodes: Sequence[Node], reach: Reach, relation: Ints) -> Ways[Impact]:
    """The ways that a search from a changed document found; `relation` is each edge's, as its place in `RELATIONS`."""
    reached = reach.reached()

    def make(place: int) -> Impact:
        index = int(reached[place])
        return Impact(nodes, reach, index, RELATIONS[int(relation[int(reach.edge[index])])])

    return Ways(len(reached), make)
