"""How near a reading comes to what is known: characters, digits, fields of the letterhead and of the signature, tasks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from vbcds.model.document import Box, Document, RecognisedWord
from vbcds.model.records import TaskRecord

#: How far (points) a word may stand from the text that it belongs to, and how far it does where nothing goes on from the page before.
_FAR, _CLOSE = 9.0, 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """A known text, its page and its box in points."""

    text: str
    page: int
    box: Box

    def distance(self, x: float, y: float) -> float:
        """How far a point is from the box."""
        left, top, right, bottom = self.box
        return max(left - x, x - right, top - y, y - bottom, 0.0)


@dataclass(slots=True)
class Characters:
    """Wrong characters of all, and wrong digits of all."""

    wrong: int = 0
    total: int = 0
    wrong_digits: int = 0
    digits: int = 0
    #: Characters that were read where nothing stands.
    beside: int = 0
    #: The worst texts: (errors, known, read).
    worst: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, other: Characters) -> None:
        """Count another one's characters too."""
        self.wrong += other.wrong
        self.total += other.total
        self.wrong_digits += other.wrong_digits
        self.digits += other.digits
        self.beside += other.beside
        self.worst = sorted([*self.worst, *other.worst], reverse=True)[:40]

    def __str__(self) -> str:
        return (
            f"CER {self.wrong / max(1, self.total):.2%} of {self.total}, "
            f"digits {self.wrong_digits / max(1, self.digits):.2%} of {self.digits}, beside the text {self.beside}"
        )


def plain(text: str) -> str:
    """One line, one space, one hyphen."""
    return re.sub(r"\s+", " ", text.replace("–", "-").replace("“", '"').replace("”", '"')).strip()


def texts_of(document: Document) -> list[Place]:
    """The paragraphs and the cells of a document with their places."""
    spans = [block for block in document.blocks if block.table is None]
    spans += [cell for table in document.tables for cell in table.cells]  # type: ignore[misc]
    return [Place(plain(document.slice(span)), span.page or 0, span.bbox) for span in spans if span.bbox is not None]


def characters(known: Sequence[Place], read: Document) -> Characters:
    """Known texts against what was read in their places: each recognised word belongs to the nearest text of its page.

    By place, so that what is lost counts as lost, also where the same stands elsewhere, and that short cells ("1.2", "85%") count as well.
    A paragraph that goes on over a page break has the words above all texts of the next page.
    """
    found = [Characters() for _ in known]
    pieces: list[list[list[int]]] = [[] for _ in known]
    result = Characters()
    last = -1
    for number, word in enumerate(read.words):
        index = _place_of(known, word)
        if index is None:
            result.beside += len(word.raw)
        else:
            following = read.words[number + 1].start if number + 1 < len(read.words) else len(read.text)
            rest = re.split(r"[\n\t]", read.text[word.end : following])[0]  # words that the reader joined are not kept as words
            if index == last:
                pieces[index][-1][1] = word.end + len(rest)
            else:
                pieces[index].append([word.start, word.end + len(rest)])
        last = -1 if index is None else index
    for place, spans, one in zip(known, pieces, found, strict=True):
        passage = " ".join(plain(read.text[start:end]) for start, end in spans)
        one.wrong, one.total = Levenshtein.distance(place.text, passage), len(place.text)
        numbers, others = re.sub(r"\D", "", place.text), re.sub(r"\D", "", passage)
        one.wrong_digits, one.digits = Levenshtein.distance(numbers, others), len(numbers)
        if one.wrong:
            one.worst.append((one.wrong, place.text, passage))
        result.add(one)
    return result


def _place_of(known: Sequence[Place], word: RecognisedWord) -> int | None:
    """The text that a word belongs to, or None where it stands beside all."""
    x, y = (word.bbox[0] + word.bbox[2]) / 2, (word.bbox[1] + word.bbox[3]) / 2
    here = [(place.distance(x, y), index) for index, place in enumerate(known) if place.page == word.page]
    if not here:
        return None
    distance, index = min(here)
    before = [(place.box[3], index) for index, place in enumerate(known) if place.page == word.page - 1]
    if distance > _CLOSE and before and y < min(known[index].box[1] for _, index in here):
        lowest = max(bottom for bottom, _ in before)
        return min((known[index].distance(x, lowest), index) for bottom, index in before if bottom > lowest - _FAR)[1]
    return index if distance < _FAR else None


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
