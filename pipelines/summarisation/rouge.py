"""ROUGE-N of syllables, our own: counts of n-grams in common, clipped, of folded syllables (Lin, 2004)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vbcds.reporting.ranking import syllables


def rouge_n(candidate: Sequence[str], references: Sequence[Sequence[str]], n: int = 2) -> tuple[float, float, float]:
    """(precision, recall, F1) of a candidate's syllables, the mean over the references."""
    own = _grams(candidate, n)
    totals = [0.0, 0.0, 0.0]
    for reference in references:
        theirs = _grams(reference, n)
        common = sum((own & theirs).values())
        precision = common / max(1, own.total())
        recall = common / max(1, theirs.total())
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        totals = [total + value for total, value in zip(totals, (precision, recall, f1), strict=True)]
    count = max(1, len(references))
    return totals[0] / count, totals[1] / count, totals[2] / count


def _grams(words: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + n]) for at in range(len(words) - n + 1))


def syllables_of(text: str) -> list[str]:
    """The syllables of a text, as the ranking counts them."""
    return syllables(text)
