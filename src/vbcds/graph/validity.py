"""Whether a document is in force on a day, and which document says so.

Read from the replacement, repeal and amendment clauses of the dossier's documents and from the lexicon of known documents. A document ends
by a document of the body that issued it or of a higher one (Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15). What nobody speaks of
is `unknown`: that a document is cited does not make it valid.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from vbcds.graph.labels import RELATIONS
from vbcds.graph.nodes import Node, known_of, split_key
from vbcds.lexicons.known import find_acts_on, find_known
from vbcds.recognisers.symbols import parse_symbol

if TYPE_CHECKING:
    from vbcds.graph.queries import CitationGraph

State = Literal["in_force", "replaced", "repealed", "partly", "unknown"]
_STATE: dict[str, State] = {"replaces": "replaced", "repeals": "repealed", "amends": "partly"}
_PART = re.compile(r"một phần|một số điều|một số nội dung", re.IGNORECASE)
#: Genres that report on documents, and do not change them.
_IDLE = frozenset({"news", "report", "letter", "submission", "notice"})


@dataclass(frozen=True, slots=True)
class Act:
    """A document changes another: from `day` on, by the document with canonical key `by`."""

    day: date | None
    state: State
    by: str
    #: Index of the mention that says so; None where the lexicon does.
    mention: int | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """The status of a document on a day."""

    state: State
    #: Since when, and the canonical key of the document that says so; None where nothing does.
    since: date | None = None
    by: str | None = None
    #: The mention that the status was read from (index), or None.
    mention: int | None = None

    @property
    def dead(self) -> bool:
        """Whether nothing of the document is in force any longer."""
        return self.state in ("replaced", "repealed")


@lru_cache(maxsize=65536)
def rank(number: str | None, kind: str, level: str) -> float | None:
    """Legal force of a document for comparison; None where it is not known, and negative for party documents (a line of their own)."""
    if kind == "hiến pháp":
        return 10
    symbol = parse_symbol(number) if number else None
    head = symbol.issuers[0].upper().rstrip("0123456789") if symbol and symbol.issuers else ""
    if kind in ("luật", "bộ luật") or head == "QH":
        return 9
    if kind == "pháp lệnh" or head == "UBTVQH":
        return 8
    special = {"CTN": 7.5, "CP": 7, "HĐBT": 7, "TTG": 6, "HĐND": 3, "TU": -3, "HU": -2, "TW": -5}
    if head in special:
        return (
            special[head] - (0.5 if level == "district" else 1 if level == "commune" else 0) if special[head] > 0 else special[head]
        )
    return {"ministry": 5, "province": 2.5, "district": 1.5, "commune": 1, "party": -5}.get(level)


def may_change(actor: Node, target: Node) -> bool:
    """Whether the actor's legal force reaches the target: of the same line, not lower, not issued before it.

    >>> law = Node(id="a", key="a", kind="luật", number="59/2020/QH14", date=date(2020, 6, 17), level="assembly")
    >>> decree = Node(id="b", key="b", kind="nghị định", number="47/2021/NĐ-CP", date=date(2021, 4, 1), level="government")
    >>> may_change(law, decree), may_change(decree, law)
    (False, False)
    """
    if actor.genre in _IDLE:
        return False
    if actor.date and target.date and actor.date < target.date:
        return False
    above, below = rank(actor.number, actor.kind, actor.level), rank(target.number, target.kind, target.level)
    if above is None or below is None:
        return _one_series(actor, target)
    if (above < 0) != (below < 0):
        return False
    return abs(above) >= abs(below)


def _one_series(actor: Node, target: Node) -> bool:
    """Whether both are of one body that the ranks do not know (a steering committee): the same type and symbol, in one place."""
    if actor.number is None or target.number is None or actor.kind != target.kind:
        return False
    one, other = parse_symbol(actor.number), parse_symbol(target.number)
    return bool(one.issuers) and (one.issuers, one.units) == (other.issuers, other.units) and actor.place == target.place


def read_acts(graph: CitationGraph) -> dict[int, list[Act]]:
    """What is done to each node, by the node's index, in order of time."""
    acts: dict[int, list[Act]] = defaultdict(list)
    mentions = graph.mentions
    changing = [RELATIONS.index("amends"), RELATIONS.index("replaces"), RELATIONS.index("repeals")]
    wanted = mentions.acts & (
        (mentions.relation == changing[0]) | (mentions.relation == changing[1]) | (mentions.relation == changing[2])
    )
    for mention in wanted.nonzero()[0].tolist():
        actor, target = graph.nodes[int(mentions.source[mention])], graph.nodes[int(mentions.target[mention])]
        if not may_change(actor, target):
            continue
        record = graph.record(mention)
        state = _STATE[RELATIONS[int(mentions.relation[mention])]]
        if state != "partly" and (record.pinpoint or _PART.search(graph.lead(mention, 40))):
            state = "partly"
        acts[int(mentions.target[mention])].append(Act(actor.effective or actor.date, state, actor.id, mention))
    for index, node in enumerate(graph.nodes):
        if not node.known or node.number is None:
            continue
        for relation, actor_known in find_acts_on(node.key):
            if node.date is None or actor_known.date >= node.date:
                acts[index].append(Act(actor_known.effective or actor_known.date, _STATE[relation], actor_known.key))
        for known in find_known(node.kind, node.number):
            if known.date == node.date and known.replaced_by:
                acts[index].append(Act(_first_day(known.replaced_by), "replaced", known.replaced_by))
    for found in acts.values():
        found.sort(key=lambda act: (act.day or date.max, act.state, act.by))
    return dict(acts)


def _first_day(key: str) -> date | None:
    """The first day in force of a document that the lexicon names by its key."""
    kind, number, day, _ = split_key(key)
    known = known_of(kind, number, day)
    return (known.effective if known else None) or day


def status_of(node: Node, acts: list[Act], on: date) -> Status:
    """The status of a document on a day, from what is done to it."""
    done = [act for act in acts if act.day is not None and act.day <= on]
    ended = next((act for act in done if act.state in ("replaced", "repealed")), None)
    if ended is not None:
        return Status(ended.state, ended.day, ended.by, ended.mention)
    partly = next((act for act in done if act.state == "partly"), None)
    if partly is not None:
        return Status("partly", partly.day, partly.by, partly.mention)
    begins = node.effective or node.date
    if node.files and begins is not None and begins <= on and node.number:
        return Status("in_force", begins, node.id)
    return Status("unknown")


def youngest(graph: CitationGraph) -> date | None:
    """The youngest date of the dossier's own files, else of any document."""
    own = [node.date for node in graph.nodes if node.files and node.date]
    return max(own or [node.date for node in graph.nodes if node.date], default=None)
