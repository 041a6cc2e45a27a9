"""How long the citation graph takes at the size of a national collection: 200,000 documents with 1,000,000 citations, on one core.

python graph_scale.py [--documents N] [--citations N]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from datetime import date, timedelta

from vbcds.graph.build import build_graph
from vbcds.model.document import Source
from vbcds.model.records import Agency, CitationRecord, DocumentRecord

LIMITS = {"build": 20.0, "pagerank": 2.0, "impact": 1.0, "dead_basis": 1.0, "memory_mb": 2048.0}


def records(documents: int, citations: int) -> tuple[list[DocumentRecord], list[CitationRecord]]:
    """A made-up collection: later documents cite earlier ones, a few of them very often, as in real ones."""
    chance = random.Random(7)
    first = date(1990, 1, 1)
    made, keys = [], []
    issuers = [Agency(raw=name, name=name) for name in ("Chính phủ", "Thủ tướng Chính phủ", "Bộ Tài chính", "Bộ Y tế")]
    symbols = (
        ("nghị định", "NĐ-CP", True),
        ("quyết định", "QĐ-TTg", False),
        ("thông tư", "TT-BTC", True),
        ("thông tư", "TT-BYT", True),
    )
    for number in range(documents):
        day = first + timedelta(days=number * 13_000 // documents)
        which = chance.randrange(4)
        kind, symbol, yearly = symbols[which]
        name = f"{number % 9000 + 1:02}/{day.year}/{symbol}" if yearly else f"{number % 9000 + 1:02}/{symbol}"
        made.append(
            DocumentRecord(
                id=f"{number:016x}", path=f"{number}.docx", media_type="x", pages=None, sha256="", ocr=False, genre="decision", kind=kind,
                number=name, date=day, issuer=issuers[which], title="Về quản lý, sử dụng ngân sách nhà nước",
            )
        )  # fmt: skip
        keys.append((kind, name, day))
    source = Source(start=0, end=10)
    cited = []
    for _ in range(citations):
        citing = chance.randrange(1, documents)
        target = int(citing * chance.random() ** 2.5)
        kind, name, day = keys[target]
        relation = chance.choices(("legal_basis", "implements", "mentions", "amends", "replaces"), (45, 25, 24, 5, 1))[0]
        slug = {"nghị định": "nghi-dinh", "quyết định": "quyet-dinh", "thông tư": "thong-tu"}[kind]
        cited.append(
            CitationRecord(
                document=made[citing].id, raw=name, kind=kind, number=name, date=day, issuer=None, title=None, pinpoint=None,
                relation=relation, cited=f"{slug}:{name}@{day.isoformat()}", cited_document=made[target].id, source=source,
            )
        )  # fmt: skip
    return made, cited


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--citations", type=int, default=1_000_000)
    options = parser.parse_args()
    documents, citations = records(options.documents, options.citations)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took: dict[str, float] = {}

    def timed(name, call):
        began = time.perf_counter()
        result = call()
        took[name] = round(time.perf_counter() - began, 3)
        return result

    graph = timed("build", lambda: build_graph(documents, citations))
    timed("edges", lambda: graph.edge_source)
    central = timed("pagerank", lambda: graph.central(10))
    acts = timed("acts", lambda: graph.acts)
    day = date(2030, 1, 1)
    dead = timed("dead_basis", lambda: graph.dead_basis(day))
    touched = timed("impact", lambda: graph.impact(central[0][0]))
    timed("as_of", lambda: graph.as_of(date(2010, 1, 1)))
    took["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    took["records_mb"] = round(before)
    print(
        json.dumps(
            {
                **took,
                "documents": len(graph),
                "edges": len(graph.edge_source),
                "acts": len(acts),
                "dead": len(dead),
                "touched": len(touched),
            }
        )
    )
    for name, limit in LIMITS.items():
        print(f"{name:>12} {took[name]:>10} limit {limit:g} {'ok' if took[name] <= limit else 'TOO MUCH'}")


if __name__ == "__main__":
    main()
