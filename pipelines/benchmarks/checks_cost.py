"""What the checks add to reading and analysing files: `python pipelines/benchmarks/checks_cost.py FILE...`."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

from vbcds.checks.run import check_document
from vbcds.pipeline import analyse

ROUNDS = 5


def main(paths: list[str]) -> None:
    whole = checks = 0.0
    for path in paths:
        analyse(path)
        best_whole = best_checks = float("inf")
        for _ in range(ROUNDS):
            began = time.process_time()
            analysis = analyse(path)
            best_whole = min(best_whole, time.process_time() - began)
            records = replace(analysis.records, findings=())
            began = time.process_time()
            check_document(analysis.document, analysis.structure, records)
            best_checks = min(best_checks, time.process_time() - began)
        rest = best_whole - best_checks
        print(f"{path}: {1000 * best_whole:.1f} ms, checks {1000 * best_checks:.1f} ms, adds {100 * best_checks / rest:.1f} %")
        whole, checks = whole + best_whole, checks + best_checks
    if paths:
        print(f"all: {1000 * whole:.1f} ms, checks {1000 * checks:.1f} ms, adds {100 * checks / (whole - checks):.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
