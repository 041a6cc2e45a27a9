"""Simple summarisers to compare with: lead sentences in turn over the documents, MMR, LexRank, TextRank. All take sentences by document
and a length in syllables and give sentences in the order of choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from math import log, sqrt

from vbcds.reporting.ranking import syllables

Documents = Sequence[Sequence[str]]


def lead_in_turn(documents: Documents, length: int) -> list[str]:
    """The first sentence of each document, then the second of each, ..."""
    order = [text for row in zip_longest(*documents) for text in row if text is not None]
    return _until(order, length)


def mmr(documents: Documents, length: int, balance: float = 0.7) -> list[str]:
    """Maximal marginal relevance to the centroid of the cluster (Carbonell and Goldstein, 1998)."""
    texts, vectors = _vectors(documents)
    centre: dict[str, float] = {}
    for vector in vectors:
        for word, weight in vector.items():
            centre[word] = centre.get(word, 0.0) + weight / len(vectors)
    chosen: list[int] = []
    rest = list(range(len(texts)))
    used = 0
    relevance = [_cosine(vector, centre) for vector in vectors]
    while rest and used < length:
        best = max(
            rest,
            key=lambda n: (
                balance * relevance[n] - (1 - balance) * max((_cosine(vectors[n], vectors[m]) for m in chosen), default=0.0)
            ),
        )
        rest.remove(best)
        chosen.append(best)
        used += len(syllables(texts[best]))
    return [texts[n] for n in chosen]


def lexrank(documents: Documents, length: int, threshold: float = 0.1) -> list[str]:
    """Eigenvector centrality of the thresholded graph of cosines (Erkan and Radev, 2004)."""
    texts, vectors = _vectors(documents)
    links = [[1.0 if n != m and _cosine(a, b) > threshold else 0.0 for m, b in enumerate(vectors)] for n, a in enumerate(vectors)]
    return _ranked(texts, links, length)


def textrank(documents: Documents, length: int) -> list[str]:
    """PageRank of the graph of shared words over log lengths (Mihalcea and Tarau, 2004)."""
    texts = [text for document in documents for text in document]
    bags = [set(syllables(text)) for text in texts]

    def link(a: set[str], b: set[str]) -> float:
        size = log(len(a) or 1) + log(len(b) or 1)
        return len(a & b) / size if size > 0 else 0.0

    links = [[link(a, b) if n != m else 0.0 for m, b in enumerate(bags)] for n, a in enumerate(bags)]
    return _ranked(texts, links, length)


def _ranked(texts: list[str], links: list[list[float]], length: int) -> list[str]:
    totals = [sum(row) for row in links]
    scores = [1.0] * len(texts)
    for _ in range(40):
        scores = [
            0.15 + 0.85 * sum(scores[m] * links[m][n] / totals[m] for m in range(len(texts)) if totals[m])
            for n in range(len(texts))
        ]
    return _until([texts[n] for n in sorted(range(len(texts)), key=lambda n: (-scores[n], n))], length)


def _until(order: Sequence[str], length: int) -> list[str]:
    chosen, used = [], 0
    for text in order:
        if used >= length:
            break
        chosen.append(text)
        used += len(syllables(text))
    return chosen


def _vectors(documents: Documents) -> tuple[list[str], list[dict[str, float]]]:
    texts = [text for document in documents for text in document]
    bags = [Counter(syllables(text)) for text in texts]
    counts = Counter(word for bag in bags for word in bag)
    return texts, [{word: count * log(1 + len(texts) / counts[word]) for word, count in bag.items()} for bag in bags]


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    product = sum(weight * b.get(word, 0.0) for word, weight in a.items())
    size = sqrt(sum(weight * weight for weight in a.values()) * sum(weight * weight for weight in b.values()))
    return product / size if size else 0.0
