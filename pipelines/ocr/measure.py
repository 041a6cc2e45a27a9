"""How near a reading comes to what is known: characters, digits, fields of the letterhead and of the signature, tasks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from vbcds.model.document import Document
from vbcds.model.records import TaskRecord

#: Shorter texts stand anywhere: their place in a reading is not known.
_SHORTEST = 10


@dataclass(slots=True)
class Characters:
    """Wrong characters of all, and wrong digits of all."""

    wrong: int = 0
    total: int = 0
    wrong_digits: int = 0
    digits: int = 0
    #: The worst texts: (errors, known, read).
    worst: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, other: Characters) -> None:
        """Count another one's characters too."""
        self.wrong += other.wrong
        self.total += other.total
        self.wrong_digits += other.wrong_digits
        self.digits += other.digits
        self.worst = sorted([*self.worst, *other.worst], reverse=True)[:40]

    def __str__(self) -> str:
        return (
            f"CER {self.wrong / max(1, self.total):.2%} of {self.total}, "
            f"digits {self.wrong_digits / max(1, self.digits):.2%} of {self.digits}"
        )


def plain(text: str) -> str:
    """One line, one space, one hyphen."""
    return re.sub(r"\s+", " ", text.replace("–", "-").replace("“", '"').replace("”", '"')).strip()


def texts_of(document: Document) -> list[str]:
    """The paragraphs and the cells of a document that are long enough to be found again."""
    texts = [document.slice(block) for block in document.blocks if block.table is None]
    texts += [document.slice(cell) for table in document.tables for cell in table.cells]
    return [text for text in map(plain, texts) if len(text) >= _SHORTEST]


def characters(known: Iterable[str], read: str) -> Characters:
    """Known texts against all that was read: each is compared with the passage that is most like it."""
    whole = plain(read)
    found = Characters()
    for text in known:
        place = partial_ratio_alignment(text, whole)
        if place is None:
            continue
        start, end = place.dest_start, place.dest_end
        passage = min(
            (whole[max(0, start + a) : max(0, end + b)] for a in range(-3, 4) for b in range(-3, 4)),
            key=lambda piece: Levenshtein.distance(text, piece),
        )
        wrong = min(Levenshtein.distance(text, passage), len(text))
        numbers, others = re.sub(r"\D", "", text), re.sub(r"\D", "", passage)
        found.wrong, found.total = found.wrong + wrong, found.total + len(text)
        found.wrong_digits += min(Levenshtein.distance(numbers, others), len(numbers))
        found.digits += len(numbers)
        if wrong:
            found.worst.append((wrong, text, passage))
    return found


def _names(parties: Sequence[object]) -> frozenset[str]:
    return frozenset(getattr(party, "name", "") or "" for party in parties)


def compare_tasks(known: Sequence[TaskRecord], read: Sequence[TaskRecord]) -> Counter[str]:
    """Tasks of a clean reading against those of a scan: how many there are, how many pairs, and how many pairs agree in each field."""
    left = list(read)
    counts: Counter[str] = Counter(known=len(known), read=len(read))
    for task in known:
        best = max(left, key=lambda other: ratio(plain(task.content), plain(other.content)), default=None)
        if best is None or ratio(plain(task.content), plain(best.content)) < 85:
            continue
        left.remove(best)
        counts["pairs"] += 1
        counts["code"] += (task.code or "").rstrip(".") == (best.code or "").rstrip(".")
        counts["group"] += ratio(task.group or "", best.group or "") > 90
        counts["lead"] += _names(task.lead) == _names(best.lead)
        counts["support"] += _names(task.support) == _names(best.support)
        due, other = task.deadline, best.deadline
        counts["due"] += (due.due if due else None) == (other.due if other else None)
    return counts


def task_line(counts: Counter[str]) -> str:
    """F1 of the tasks, and the share of pairs that agree in each field."""
    pairs = counts["pairs"]
    f1 = 2 * pairs / max(1, counts["known"] + counts["read"])
    shares = ", ".join(f"{name} {counts[name] / max(1, pairs):.3f}" for name in ("code", "group", "lead", "support", "due"))
    return f"tasks F1 {f1:.3f} of {counts['known']} ({shares})"
