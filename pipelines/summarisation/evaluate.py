"""Compare the ranking with the simple baselines on clusters: syllable ROUGE-2 F1, every summary cut to the references' mean length.

    python pipelines/summarisation/evaluate.py [FOLDER] [--whole]

Without a folder the made-up clusters are taken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))

from baselines import lead_in_turn, lexrank, mmr, textrank
from clusters import Cluster, make_clusters, make_lead_heavy_clusters, read_clusters
from rouge import rouge_n, syllables_of

from vbcds.reporting.ranking import rank_sentences

Summariser = Callable[[Sequence[Sequence[str]], int], list[str]]
SYSTEMS: dict[str, Summariser] = {
    "vbcds": lambda documents, length: [chosen.text for chosen in rank_sentences(documents, length=length)],
    "lead in turn": lead_in_turn,
    "MMR": mmr,
    "LexRank": lexrank,
    "TextRank": textrank,
}


def score(cluster: Cluster, system: Summariser, *, cut: bool = True) -> float:
    """ROUGE-2 F1 of a system's summary at the references' mean length."""
    references = [syllables_of(text) for text in cluster.references]
    length = round(sum(map(len, references)) / len(references))
    words = [word for text in system(cluster.documents, length) for word in syllables_of(text)]
    return rouge_n(words[:length] if cut else words, references)[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--whole", action="store_true", help="do not cut the last sentence")
    options = parser.parse_args()
    sets = (
        {str(options.folder): list(read_clusters(options.folder))}
        if options.folder
        else {"made up, much said twice": list(make_clusters()), "made up, lead-heavy": list(make_lead_heavy_clusters())}
    )
    for title, clusters in sets.items():
        print(f"{title}: {len(clusters)} clusters")
        for name, system in SYSTEMS.items():
            start = perf_counter()
            scores = [score(cluster, system, cut=not options.whole) for cluster in clusters]
            took = 1000 * (perf_counter() - start) / max(1, len(scores))
            print(f"  {name:<14} ROUGE-2 F1 {sum(scores) / max(1, len(scores)):.3f}   {took:.1f} ms a cluster")


if __name__ == "__main__":
    main()
