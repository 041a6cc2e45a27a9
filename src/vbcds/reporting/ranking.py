"""Which sentences tell the most: an extractive ranking for several texts on one matter, and the centrality of statements.

Concepts are pairs of neighbouring syllables (Vietnamese words are mostly two of them, so a pair is nearly a word: on news with two
reference summaries the words of underthesea chose no better, at a hundred times the cost). A pair weighs what the documents that have it
give to it, each by how early: news tells the most important first, and what several texts tell is the matter itself. Sentences are chosen
greedily for the weight of the pairs that no chosen one has told (concept coverage after Gillick and Favre, 2009), by their length and
their own place; what repeats is passed over, and captions, subheadings and credits are no sentences of the story.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import log, sqrt

from vbcds.lexicons.news_words import is_aside, without_dateline
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.summary_words import load_summary_words

_SYLLABLE = re.compile(r"\d+(?:[.,/]\d+)*%?|[^\W\d_]+")
#: How fast a sentence's place in its document loses weight, and how much of it is never lost.
_DECAY, _FLOOR = 0.2, 0.05
#: A sentence's place counts for the weight of its pairs, and with this power for the sentence itself.
_OWN_PLACE = 2.0
#: Power of a sentence's length that its worth is divided by: at 1 the short, at 0 the long ones come first.
_BREVITY = 0.75
#: A sentence that adds less than this share of its own weight repeats what is told.
_NOVEL = 3 / 8
#: A pair of syllables in more texts than this links none of them.
_COMMON = 50
#: Sentences shorter or longer than this many syllables are captions and lists, not sentences of a summary.
_SHORTEST, _LONGEST = 6, 120
#: A text without a mark that ends it is a heading, if it is no longer than this many syllables and most texts beside it have one.
_HEADING = 14
_ENDS = tuple('.!?…:;”"»)')


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A chosen sentence: its document and its place there (both from 0), its text (without a paper's dateline), its merit."""

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
    candidates = [candidate for number, document in enumerate(documents) for candidate in _candidates(number, document)]
    if length <= 0 or not candidates:
        return []
    weights = _concept_weights(candidates)
    usable = [c for c in candidates if _SHORTEST <= len(c.words) <= _LONGEST] or candidates
    whole = [sum(weights[pair] for pair in c.pairs) for c in usable]
    # what a sentence adds only falls as more is told: the first in the queue whose worth still holds is the best of all
    queue = [(-c.worth(gain), c.place, c.document, number) for number, (c, gain) in enumerate(zip(usable, whole, strict=True))]
    heapify(queue)
    chosen: list[RankedSentence] = []
    told: set[tuple[str, str]] = set()
    left = length
    while queue and left > 0:
        known, place, document, number = heappop(queue)
        candidate = usable[number]
        gain = sum(weights[pair] for pair in candidate.pairs if pair not in told)
        worth = candidate.worth(gain)
        if gain <= 0 or gain < _NOVEL * whole[number]:
            continue
        if worth < -known:
            heappush(queue, (-worth, place, document, number))
            continue
        chosen.append(RankedSentence(document, candidate.sentence, candidate.text, round(worth, 6)))
        told.update(candidate.pairs)
        left -= len(candidate.words)
    return chosen


class _Candidate:
    __slots__ = ("document", "pairs", "place", "prior", "sentence", "text", "words")

    def __init__(self, document: int, sentence: int, place: int, text: str, words: list[str]) -> None:
        self.document = document
        self.sentence = sentence
        self.place = place
        self.text = text
        self.words = words
        self.pairs = sorted(concepts(words))  # in one order: sums of floats are the same in every run
        self.prior = _FLOOR + (1 - _FLOOR) / (1 + _DECAY * place)

    def worth(self, gain: float) -> float:
        """What the sentence is worth where it adds `gain` (weight of pairs that are not told yet)."""
        return float(gain * self.prior**_OWN_PLACE / max(1, len(self.words)) ** _BREVITY)


def _candidates(number: int, document: Sequence[str]) -> list[_Candidate]:
    """The sentences of a document that tell its story, numbered without what stands beside it; all of them where none does."""
    read = [(sentence, text, syllables(text)) for sentence, text in enumerate(document)]
    closed = 2 * sum(text.rstrip().endswith(_ENDS) for _, text, _ in read) > len(read)
    story = [
        (sentence, text, words)
        for sentence, text, words in read
        if len(words) >= _SHORTEST
        and not is_aside(text)
        and not (closed and len(words) <= _HEADING and not text.rstrip().endswith(_ENDS))
    ]
    found = []
    for place, (sentence, text, words) in enumerate(story or read):
        plain = without_dateline(text) if place == 0 else text
        found.append(_Candidate(number, sentence, place, plain, words if plain is text else syllables(plain)))
    return found


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
