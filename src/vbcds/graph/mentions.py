"""Mentions and the edges that they make: who cites whom, by which relation, in whose words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from vbcds.graph.arrays import Flags, Ints
from vbcds.graph.labels import RELATIONS, RelationLabel
from vbcds.graph.nodes import Node
from vbcds.model.records import Relation

_SENTENCE = re.compile(r"[.!?](?=\s+[A-ZĐÀ-Ỹ\-+“\"])|;(?=\s)|\n")
_EVIDENCE = 420


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mentions as arrays: `source` cites `target` (indices of nodes) by `relation` (place in `RELATIONS`) in citation record `record`.
    `acts`: what the words announce is done by them, and not planned or reported."""

    source: Ints
    target: Ints
    relation: np.ndarray[Any, np.dtype[np.uint8]]
    acts: Flags
    record: Ints

    def __len__(self) -> int:
        return len(self.source)

    def only(self, chosen: Flags) -> Mentions:
        """The chosen mentions."""
        return Mentions(self.source[chosen], self.target[chosen], self.relation[chosen], self.acts[chosen], self.record[chosen])


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention with its words: offsets count the canonical text of the document's file."""

    document: str
    raw: str
    pinpoint: str | None
    start: int
    end: int
    page: int | None
    #: The sentence around the mention; None where the graph was built without texts.
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A document cites another by one relation, in one or several mentions."""

    source: Node
    target: Node
    relation: Relation
    label: RelationLabel
    mentions: tuple[Mention, ...]


class EdgeTable:
    """Mentions of one source, target and relation together, as arrays with one place an edge."""

    def __init__(self, mentions: Mentions, size: int) -> None:
        kinds, size = len(RELATIONS), max(size, 1)
        code = (mentions.source * size + mentions.target) * kinds + mentions.relation
        self._order = np.argsort(code, kind="stable")
        ordered = code[self._order]
        starts = np.concatenate(([True], ordered[1:] != ordered[:-1])) if len(code) else np.zeros(0, dtype=np.bool_)
        self._first = np.flatnonzero(starts)
        codes = ordered[self._first]
        #: The citing node, the cited node, and the relation (its place in `RELATIONS`) of each edge.
        self.source: Ints = codes // kinds // size
        self.target: Ints = codes // kinds % size
        self.relation: Ints = codes % kinds

    def mentions(self, edge: int) -> list[int]:
        """The indices of an edge's mentions, in reading order."""
        end = self._first[edge + 1] if edge + 1 < len(self._first) else len(self._order)
        return [int(index) for index in self._order[self._first[edge] : end]]


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence (or the clause between semicolons) around a span, on one line.

    >>> text = "Căn cứ Luật A; Căn cứ Quyết định số 1/QĐ-X; Theo đề nghị."
    >>> sentence_around(text, 23, 41)
    'Căn cứ Quyết định số 1/QĐ-X;'
    """
    floor = max(0, start - _EVIDENCE)
    low = floor
    for match in _SENTENCE.finditer(text, floor, start):
        low = match.end()
    after = _SENTENCE.search(text, end, min(len(text), end + _EVIDENCE))
    high = after.end() if after else min(len(text), end + _EVIDENCE)
    return " ".join(text[low:high].split())
