"""Which sentences tell the most: an extractive ranking for several texts on one matter, and the centrality of statements.

Concepts are pairs of neighbouring syllables (Vietnamese words are mostly two of them, so a pair is nearly a word, without a
segmenter). A pair weighs what the documents that have it give to it, each by how early: news tells the most important first, and what
several texts tell is the matter itself (concept coverage after Gillick and Favre, 2009). Sentences are chosen one by one: an early place
counts most, then how far other documents bear the sentence out, then how much of it is not told yet; what repeats is passed over.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from vbcds.lexicons.report_words import fold
from vbcds.lexicons.summary_words import load_summary_words

_SYLLABLE = re.compile(r"\d+(?:[.,/]\d+)*%?|[^\W\d_]+")
#: How fast a sentence's place in its document loses weight, and how much of it is never lost.
_DECAY, _FLOOR = 0.35, 0.05
#: What it counts that other documents tell a sentence's concepts as well, and how many documents more count nothing more.
_SUPPORT, _MOST = 0.4, 2.0
#: Exponent of the share of a sentence that is not told yet.
_NOVELTY = 0.5
#: A sentence that adds less than this share of its own weight repeats what is told.
_NOVEL = 0.3
#: A pair of syllables in more texts than this links none of them.
_COMMON = 50
#: Sentences shorter or longer than this many syllables are captions and lists, not sentences of a summary.
_SHORTEST, _LONGEST = 6, 120


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A chosen sentence: its document and its place there (both from 0), its text, and the weight that it added."""

    document: int
    sentence: int
    text: str
    score: float


def syllables(text: str) -> list[str]:
    """The syllables and numbers of a text, folded: what lengths, overlaps and ROUGE are counted in.

    >>> syllables("Đạt 83,3% (10/12 ấp).")
    ['đạt', '83,3%', '10/12', 'ấp']
    """
    return _SYLLABLE.findall(fold(text))


def concepts(words: Sequence[str]) -> set[tuple[str, str]]:
    """The pairs of neighbouring syllables that tell something."""
    empty = load_summary_words().empty
    return {pair for pair in pairwise(words) if pair[0] not in empty or pair[1] not in empty}


def rank_sentences(documents: Sequence[Sequence[str]], *, length: int) -> list[RankedSentence]:
    """Choose sentences of several documents on one matter for a summary of about `length` syllables.

    `documents` are lists of sentences in their order. The result is in the order of choice, the most telling first; sort by
    (sentence, document) to read it. It reaches `length`, the last sentence mostly beyond it (cut it, or leave it out). The same input
    always gives the same result.

    >>> news = [
    ...     ["Bão số 3 đổ bộ vào Quảng Ninh chiều 7/9.", "Gió giật cấp 14, sóng cao 6 m."],
    ...     ["Chiều 7/9, bão số 3 đổ bộ vào Quảng Ninh."],
    ... ]
    >>> [(chosen.document, chosen.sentence) for chosen in rank_sentences(news, length=18)]
    [(0, 0), (0, 1)]
    """
    candidates = [
        _Candidate(number, place, text, words)
        for number, document in enumerate(documents)
        for place, (text, words) in enumerate(_distinct(document))
    ]
    if length <= 0 or not candidates:
        return []
    weights = _concept_weights(candidates)
    usable = [c for c in candidates if _SHORTEST <= len(c.words) <= _LONGEST] or candidates
    for candidate in usable:
        candidate.weigh(weights)
    chosen: list[RankedSentence] = []
    told: set[tuple[str, str]] = set()
    left = length
    while usable and left > 0:
        scored = [(candidate.gain(weights, told), candidate) for candidate in usable]
        usable = [c for gain, c in scored if gain > 0 and (not chosen or gain >= _NOVEL * c.whole)]
        scored = [(gain, c) for gain, c in scored if gain > 0 and (not chosen or gain >= _NOVEL * c.whole)]
        if not scored:
            break
        gain, best = max(scored, key=lambda pair: (_merit(*pair), -pair[1].place, -pair[1].document))
        chosen.append(RankedSentence(best.document, best.place, best.text, round(gain, 6)))
        told |= best.pairs
        left -= len(best.words)
        usable.remove(best)
    return chosen


class _Candidate:
    __slots__ = ("document", "pairs", "place", "prior", "text", "whole", "words")

    def __init__(self, document: int, place: int, text: str, words: list[str]) -> None:
        self.document = document
        self.place = place
        self.text = text
        self.words = words
        self.pairs = concepts(words)
        self.prior = _prior(place)
        self.whole = 0.0

    def weigh(self, weights: dict[tuple[str, str], float]) -> None:
        self.whole = sum(weights[pair] for pair in self.pairs)

    def gain(self, weights: dict[tuple[str, str], float], told: set[tuple[str, str]]) -> float:
        return sum(weights[pair] for pair in self.pairs if pair not in told)


def _prior(place: int) -> float:
    return _FLOOR + (1 - _FLOOR) / (1 + _DECAY * place)


def _merit(gain: float, candidate: _Candidate) -> float:
    """Place first, then what others tell as well, then what is new. All are shares: a long sentence is not better for its length."""
    if not candidate.whole:
        return 0.0
    support = min(_MOST, candidate.whole / len(candidate.pairs) / candidate.prior - 1)
    return float(candidate.prior * pow(gain / candidate.whole, _NOVELTY) * (1 + _SUPPORT * support))


def _distinct(document: Sequence[str]) -> list[tuple[str, list[str]]]:
    return [(text, syllables(text)) for text in document]


def _concept_weights(candidates: Iterable[_Candidate]) -> dict[tuple[str, str], float]:
    """Pair -> the sum over the documents of the best place where each has it."""
    best: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for candidate in candidates:
        for pair in candidate.pairs:
            at = best[pair]
            at[candidate.document] = max(at.get(candidate.document, 0.0), candidate.prior)
    return {pair: sum(sorted(at.values())) for pair, at in best.items()}


def sentence_centrality(texts: Sequence[str], *, rounds: int = 15, damping: float = 0.85) -> list[float]:
    """How much each text has in common with the others, 0 to 1 (1 the most central): PageRank on the graph of TF-IDF cosines.

    Pairs of syllables that stand in very many texts link nothing (they would make the graph complete and the run quadratic).

    >>> scores = sentence_centrality(["Mở lớp kỹ năng số", "Đã mở 3 lớp kỹ năng số", "Sóng di động yếu"])
    >>> scores[0] > scores[2]
    True
    """
    if not texts:
        return []
    bags = [Counter(pairwise(words)) for words in map(syllables, texts)]
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, bag in enumerate(bags):
        for pair in bag:
            postings[pair].append(number)
    ceiling = max(20, min(len(texts) // 5, _COMMON))
    vectors: list[dict[tuple[str, str], float]] = []
    for bag in bags:
        vector = {pair: (1 + log(count)) * log(1 + len(texts) / len(postings[pair])) for pair, count in bag.items()}
        norm = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({pair: weight / norm for pair, weight in vector.items()})
    links: list[dict[int, float]] = [defaultdict(float) for _ in texts]
    for pair, numbers in postings.items():
        if 1 < len(numbers) <= ceiling:
            for a in numbers:
                weight = vectors[a][pair]
                row = links[a]
                for b in numbers:
                    if a != b:
                        row[b] += weight * vectors[b][pair]
    totals = [sum(row.values()) for row in links]
    scores = [1.0] * len(texts)
    for _ in range(rounds):
        following = [1 - damping] * len(texts)
        for a, row in enumerate(links):
            if totals[a]:
                share = damping * scores[a] / totals[a]
                for b, weight in row.items():
                    following[b] += share * weight
        scores = following
    top = max(scores)
    return [score / top for score in scores]
