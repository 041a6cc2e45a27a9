"""A part of the graph: some of its documents, the mentions between them, and what is done to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vbcds.graph.arrays import Flags, Ints
from vbcds.graph.labels import RELATIONS
from vbcds.graph.mentions import Mentions
from vbcds.graph.nodes import Node
from vbcds.graph.validity import Act


@dataclass(frozen=True, slots=True)
class Part:
    """Nodes and mentions of a part; `kept_nodes` and `kept_mentions` are their indices in the whole."""

    nodes: tuple[Node, ...]
    mentions: Mentions
    kept_nodes: Ints
    kept_mentions: Ints


def cut(nodes: Sequence[Node], mentions: Mentions, keep: Flags, relations: Collection[str] | None = None) -> Part:
    """The part with the nodes of `keep`; with `relations`, only the mentions of these and the nodes that stand in them."""
    inside = keep[mentions.source] & keep[mentions.target] if len(mentions) else np.zeros(0, dtype=np.bool_)
    if relations is not None:
        inside &= np.isin(mentions.relation, [code for code, relation in enumerate(RELATIONS) if relation in relations])
        stands = np.zeros(len(nodes), dtype=np.bool_)
        stands[mentions.source[inside]] = True
        stands[mentions.target[inside]] = True
        keep = keep & stands
    chosen = mentions.only(inside)
    place = np.cumsum(keep) - 1
    moved = Mentions(place[chosen.source], place[chosen.target], chosen.relation, chosen.acts, chosen.record)
    kept = np.flatnonzero(keep)
    return Part(tuple(nodes[index] for index in kept.tolist()), moved, kept, np.flatnonzero(inside))


def move_acts(acts: Mapping[int, Sequence[Act]], part: Part) -> dict[int, list[Act]]:
    """What is done to the documents of a part, under the part's indices."""
    mentions = {int(old): new for new, old in enumerate(part.kept_mentions)}
    return {
        new: [replace(act, mention=None if act.mention is None else mentions.get(act.mention)) for act in acts[old]]
        for new, old in enumerate(part.kept_nodes.tolist())
        if old in acts
    }
