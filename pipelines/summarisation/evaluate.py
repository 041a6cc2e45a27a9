"""Compare the ranking with the simple baselines on clusters: syllable ROUGE-2 F1, every summary cut to the references' mean length.

    python pipelines/summarisation/evaluate.py [FOLDER] [--whole] [--sensitivity]

Without a folder the made-up clusters are taken. README.md beside this file tells how to read the figures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean, stdev
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))

from baselines import lead_in_turn, lexrank, mmr, textrank
from clusters import Cluster, make_clusters, make_lead_heavy_clusters, read_clusters
from rouge import rouge_n, syllables_of

from vbcds.reporting import ranking

Summariser = Callable[[Sequence[Sequence[str]], int], list[str]]


def vbcds_ranking(documents: Sequence[Sequence[str]], length: int) -> list[str]:
    """The sentences that the package chooses, in the order of choice."""
    return [chosen.text for chosen in ranking.rank_sentences(documents, length=length)]


SYSTEMS: dict[str, Summariser] = {
    "vbcds": vbcds_ranking,
    "lead in turn": lead_in_turn,
    "MMR": mmr,
    "LexRank": lexrank,
    "TextRank": textrank,
}
#: The settings of the ranking, each with values around its own.
SETTINGS: dict[str, tuple[float, ...]] = {
    "_DECAY": (0.15, 0.2, 0.25, 0.3),
    "_OWN_PLACE": (1.5, 2.0, 2.5),
    "_BREVITY": (0.65, 0.75, 0.85),
    "_NOVEL": (0.2, 0.3, 0.375, 0.4),
}


def score(cluster: Cluster, system: Summariser, *, cut: bool = True) -> float:
    """ROUGE-2 F1 of a system's summary at the references' mean length."""
    references = [syllables_of(text) for text in cluster.references]
    length = round(sum(map(len, references)) / len(references))
    words = [word for text in system(cluster.documents, length) for word in syllables_of(text)]
    return rouge_n(words[:length] if cut else words, references)[2]


def compare(clusters: Sequence[Cluster], *, cut: bool) -> None:
    """A line for every system: mean, difference to the ranking with its standard error over the clusters, time."""
    own: list[float] = []
    for name, system in SYSTEMS.items():
        start = perf_counter()
        scores = [score(cluster, system, cut=cut) for cluster in clusters]
        took = 1000 * (perf_counter() - start) / len(scores)
        own = own or scores
        less = [mine - theirs for mine, theirs in zip(own, scores, strict=True)]
        error = stdev(less) / len(less) ** 0.5 if len(less) > 1 else 0.0
        beside = "" if scores is own else f"   vbcds {fmean(less):+.3f} ± {error:.3f}"
        print(f"  {name:<14} ROUGE-2 F1 {fmean(scores):.3f}   {took:5.1f} ms a cluster{beside}")


def vary(clusters: Sequence[Cluster], *, cut: bool) -> None:
    """The ranking's mean with each of its settings changed alone."""
    for name, values in SETTINGS.items():
        kept = getattr(ranking, name)
        figures = []
        for value in values:
            setattr(ranking, name, value)
            figures.append(f"{value:g}: {fmean(score(cluster, vbcds_ranking, cut=cut) for cluster in clusters):.3f}")
        setattr(ranking, name, kept)
        print(f"  {name:<11}(is {kept:g})  {'   '.join(figures)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--whole", action="store_true", help="do not cut the last sentence")
    parser.add_argument("--sensitivity", action="store_true", help="also change each setting of the ranking alone")
    options = parser.parse_args()
    sets = (
        {str(options.folder): list(read_clusters(options.folder))}
        if options.folder
        else {"made up, much said twice": list(make_clusters()), "made up, lead-heavy": list(make_lead_heavy_clusters())}
    )
    for title, clusters in sets.items():
        print(f"{title}: {len(clusters)} clusters")
        if clusters:
            compare(clusters, cut=not options.whole)
        if clusters and options.sensitivity:
            vary(clusters, cut=not options.whole)


if __name__ == "__main__":
    main()
